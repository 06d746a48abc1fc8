/* bench.c - how close sqla.h comes to code written by hand for the same work.
 *
 *     bench [--quick] [x.tsv] [x.svg] [W1 W2 ...]
 *
 * Variants: `hand` is the client library of the database, used well; `plain` is sqla.h with plain
 * structs; `session` is sqla.h with objects, as a program would use them.
 *
 * Every variant of a workload runs on a database of its own, fresh for each repeat; variants take
 * turns, so that a slow minute of the machine slows all of them, and medians count. Only the
 * work itself is timed: seeding, checksums and freeing of large results are not. A wrong checksum
 * ends the program with 1, slowness never does. Results go to the screen, build/bench.tsv and
 * build/bench.svg (with --quick to build/bench-quick.*, whose figures mean nothing).
 *
 * PostgreSQL is measured on the server that tests/postgres starts, and left out without one. It has
 * fewer units and repeats, for a unit costs thirty times as much there; and a fresh table in the
 * place of a fresh database.
 *
 * To add a workload: a row in `workloads`, and a row in `entries` per variant, `hand` first.
 * To add a database: a `database`, a `side` for each way to reach it, and its rows in `entries`.
 */
#define _POSIX_C_SOURCE 200809L
#define SQLA_STATIC             /* so that this links beside any other copy of the library */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#define SQLA_POSTGRESQL
#include "sqla.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* ---------------------------------------------------------------------------- the data */

/* `users` has two models: User for single rows, Author with the list of posts that W4 and W5 load.
 * A relationship makes objects larger, and a delete look for children. */
typedef struct User {
    int64_t     id;
    const char *name;
    const char *email;
    int32_t     age;
    double      score;
    const char *created_at;
} User;

typedef struct Post {
    int64_t     id;
    int64_t     user_id;
    const char *title;
    const char *body;
    int32_t     views;
} Post;

typedef struct Comment {
    int64_t     id;
    int64_t     post_id;
    const char *body;
    int32_t     likes;
} Comment;

typedef struct Author {
    int64_t         id;
    const char     *name;
    const char     *email;
    int32_t         age;
    double          score;
    const char     *created_at;
    SQLA_LIST(Post) posts;
} Author;

SQLA_MODEL(User, "users",
    SQLA_COLUMN(User, id, .primary_key = true),
    SQLA_COLUMN(User, name),
    SQLA_COLUMN(User, email),
    SQLA_COLUMN(User, age),
    SQLA_COLUMN(User, score),
    SQLA_COLUMN(User, created_at));

SQLA_MODEL(Post, "posts",
    SQLA_COLUMN(Post, id, .primary_key = true),
    SQLA_COLUMN(Post, user_id, .foreign_key = "users.id", .index = true),
    SQLA_COLUMN(Post, title),
    SQLA_COLUMN(Post, body),
    SQLA_COLUMN(Post, views));

SQLA_MODEL(Comment, "comments",             /* the third table of W8; never stored */
    SQLA_COLUMN(Comment, id, .primary_key = true),
    SQLA_COLUMN(Comment, post_id, .foreign_key = "posts.id"),
    SQLA_COLUMN(Comment, body),
    SQLA_COLUMN(Comment, likes));

SQLA_MODEL(Author, "users",
    SQLA_COLUMN(Author, id, .primary_key = true),
    SQLA_COLUMN(Author, name),
    SQLA_COLUMN(Author, email),
    SQLA_COLUMN(Author, age),
    SQLA_COLUMN(Author, score),
    SQLA_COLUMN(Author, created_at),
    SQLA_RELATIONSHIP(Author, posts, Post));

/* Both sides run this same text, so that no constraint makes one of them slower. */
static const char schema_sql[] =
    "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER, "
    "score DOUBLE, created_at TEXT);"
    "CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), "
    "title TEXT, body TEXT, views INTEGER);"
    "CREATE INDEX ix_posts_user_id ON posts (user_id);";

/* The same rows as fill_user makes; %zu is their number. */
static const char seed_sql[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %zu) "
    "INSERT INTO users SELECT i, printf('user %%06d', i), printf('user%%d@example.org', i), "
    "18 + i %% 60, i * 0.25, printf('2024-%%02d-%%02d 12:00:00', 1 + i %% 12, 1 + i %% 28) FROM n";

/* The same posts as fill_post makes; %zu are their number and how many each user has. */
static const char seed_posts_sql[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %zu) "
    "INSERT INTO posts SELECT i, 1 + (i - 1) / %zu, printf('post %%06d', i), "
    "printf('what post %%d says, in a sentence', i), i %% 1000 FROM n";

/* What a table of users holds, as one number: the same as digest() summed over its rows. */
#define MARK_SQL(column) "131 * length(" column ") + unicode(substr(" column ", -1)) " \
    "+ 7 * unicode(substr(" column ", length(" column ") / 2 + 1, 1))"
static const char digest_sql[] =
    "SELECT coalesce(sum(31 * id + age * id + CAST(score * 4 AS INTEGER) + " MARK_SQL("name")
    " + " MARK_SQL("email") " + " MARK_SQL("created_at") "), 0) FROM users";

/* What a run needs of its database besides the work: all but the seed may be NULL. */
typedef struct database {
    const char *schema, *seed, *seed_posts;
    const char *settle;                 /* after the seed */
    const char *digest;
    bool        server;                 /* measured with fewer units and repeats */
} database;

static const database sqlite = {
    .schema = schema_sql, .seed = seed_sql, .seed_posts = seed_posts_sql, .digest = digest_sql
};

/* The same for PostgreSQL, where sqla_create_all makes the table for both sides. */
static const char pq_seed_sql[] =
    "INSERT INTO users SELECT i, 'user ' || lpad(i::text, 6, '0'), 'user' || i || '@example.org', "
    "18 + i %% 60, i * 0.25, '2024-' || lpad((1 + i %% 12)::text, 2, '0') || '-' || "
    "lpad((1 + i %% 28)::text, 2, '0') || ' 12:00:00' FROM generate_series(1, %zu) AS i";

#define PQ_MARK_SQL(column) "131 * length(" column ") + ascii(right(" column ", 1)) " \
    "+ 7 * ascii(substr(" column ", length(" column ") / 2 + 1, 1))"
static const char pq_digest_sql[] =
    "SELECT coalesce(sum(31 * id + age * id + CAST(score * 4 AS BIGINT) + " PQ_MARK_SQL("name")
    " + " PQ_MARK_SQL("email") " + " PQ_MARK_SQL("created_at") "), 0) FROM users";

/* Without statistics the first plans are guesses, and autovacuum would come in the middle. */
static const database postgresql = {
    .seed = pq_seed_sql, .settle = "VACUUM (ANALYZE) users", .digest = pq_digest_sql,
    .server = true
};

static void die(const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("bench: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static void *must_alloc(void *block) {
    if (!block) die("out of memory");
    return block;
}

enum { TEXT_ROOM = 96 };                /* bytes for the three texts of a made user */
enum { INPUT_STEP = 5 };                /* W6 and W7 write every fifth user */

static void fill_user(User *u, size_t number, char *room) {
    int i = (int)number;
    char *email = room + 20, *created = room + 64;
    snprintf(room, 20, "user %06d", i);
    snprintf(email, 44, "user%d@example.org", i);
    snprintf(created, 32, "2024-%02d-%02d 12:00:00", 1 + i % 12, 1 + i % 28);
    *u = (User){ i, room, email, 18 + i % 60, i * 0.25, created };
}

/* Users number step, 2 * step ... n * step, in one block that the caller frees. */
static User *make_users(size_t n, size_t step) {
    User *users = must_alloc(malloc(n * (sizeof *users + TEXT_ROOM)));
    char *room = (char *)(users + n);
    for (size_t i = 0; i < n; i++) fill_user(&users[i], (i + 1) * step, room + i * TEXT_ROOM);
    return users;
}

enum { POST_TEXT_ROOM = 80, TITLE_ROOM = 20 };

/* Post number `number` of users that have `each` posts. */
static void fill_post(Post *p, size_t number, size_t each, char *room) {
    int i = (int)number;
    char *body = room + TITLE_ROOM;
    snprintf(room, TITLE_ROOM, "post %06d", i);
    snprintf(body, POST_TEXT_ROOM - TITLE_ROOM, "what post %d says, in a sentence", i);
    *p = (Post){ i, 1 + (int64_t)((number - 1) / each), room, body, i % 1000 };
}

static uint64_t mark(const char *text) {
    size_t n = strlen(text);
    return 131 * n + (unsigned char)text[n - 1] + 7u * (unsigned char)text[n / 2];
}

static uint64_t digest(const User *u) {
    uint64_t id = (uint64_t)u->id;
    return 31 * id + (uint64_t)u->age * id + (uint64_t)(u->score * 4) + mark(u->name)
         + mark(u->email) + mark(u->created_at);
}

static uint64_t digest_all(const User *users, size_t n) {
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) sum += digest(&users[i]);
    return sum;
}

/* Of a post and whose list it is in. */
static uint64_t digest_post(const Post *p, int64_t owner) {
    return 31 * (uint64_t)p->id + (uint64_t)p->id * (uint64_t)owner + (uint64_t)p->user_id
         + (uint64_t)p->views + mark(p->title) + mark(p->body);
}

static uint64_t digest_author(const Author *a) {
    const User u = { a->id, a->name, a->email, a->age, a->score, a->created_at };
    uint64_t sum = digest(&u);
    for (size_t i = 0; i < a->posts.count; i++) sum += digest_post(a->posts.items[i], a->id);
    return sum;
}

/* A digest cheap enough to be taken inside a timed loop; still touches every field. */
static uint64_t glance(const User *u) {
    return 31 * (uint64_t)u->id + (uint64_t)u->age + (uint64_t)(u->score * 4)
         + (unsigned char)u->name[8] + (unsigned char)u->email[4]
         + (unsigned char)u->created_at[6];
}

/* ---------------------------------------------------------------------------- one run */

typedef struct run {
    size_t          n;                  /* units of work */
    size_t          rows;               /* users in the seeded database */
    size_t          posts;              /* of every user */
    User           *input;              /* n users to write, or NULL */
    sqlite3        *db;                 /* of the hand-written side, or NULL */
    PGconn         *pg;                 /* or this */
    sqla_engine    *engine;             /* of the library's side, or NULL */
    sqla_conn      *conn;               /* of the library's side without session */
    sqla_metadata  *models;             /* of the side with one */
    sqla_session   *session;
    struct timespec began;
    double          ns;                 /* of all units together, from every start to its stop */
    uint64_t        sum;                /* checksum of what was read */
} run;

static void start(run *r) {
    clock_gettime(CLOCK_MONOTONIC, &r->began);
}

static void stop(run *r) {
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    r->ns += (double)(end.tv_sec - r->began.tv_sec) * 1e9
           + (double)(end.tv_nsec - r->began.tv_nsec);
}

/* A way to reach a database. The harness calls these outside the timing. */
typedef struct side {
    const database *on;
    void    (*open)(run *r);
    void    (*script)(run *r, const char *sql);     /* run and committed */
    int64_t (*number)(run *r, const char *sql);     /* the one integer that a query answers */
    void    (*close)(run *r);
} side;

/* ---------------------------------------------------------------------------- SQLite by hand */

static void check(const run *r, int code) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        die("sqlite: %s", sqlite3_errmsg(r->db));
}

/* The settings that drivers/sqla_sqlite.h makes: same_settings() compares. */
static void hand_open(run *r) {
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    check(r, sqlite3_open_v2(":memory:", &r->db, flags, NULL));
    sqlite3_busy_timeout(r->db, 5000);
    check(r, sqlite3_exec(r->db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL));
}

static void hand_script(run *r, const char *sql) {
    check(r, sqlite3_exec(r->db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *hand_prepare(run *r, const char *sql) {
    sqlite3_stmt *stmt;
    check(r, sqlite3_prepare_v3(r->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL));
    return stmt;
}

static int64_t hand_number(run *r, const char *sql) {
    sqlite3_stmt *stmt = hand_prepare(r, sql);
    check(r, sqlite3_step(stmt));
    int64_t number = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return number;
}

static void hand_close(run *r) {
    check(r, sqlite3_close(r->db));
}

/* Strings copied from rows: chunks that are filled from the front and freed together. */
typedef struct chunk { struct chunk *older; char room[64 * 1024]; } chunk;
typedef struct arena { chunk *newest; char *at, *end; } arena;

static char *arena_grow(arena *a, size_t n) {
    if (n > sizeof a->newest->room) die("a text longer than an arena's chunk");
    chunk *c = must_alloc(malloc(sizeof *c));
    c->older = a->newest;
    a->newest = c;
    a->end = c->room + sizeof c->room;
    a->at = c->room + n;
    return c->room;
}

static inline char *arena_copy(arena *a, const void *text, size_t n) {
    if (!text) return NULL;
    char *copy = a->at;
    if ((size_t)(a->end - a->at) > n) a->at += n + 1;
    else copy = arena_grow(a, n + 1);
    memcpy(copy, text, n + 1);
    return copy;
}

static void arena_free(arena *a) {
    for (chunk *c = a->newest; c; ) {
        chunk *older = c->older;
        free(c);
        c = older;
    }
}

#define USER_COLUMNS "id, name, email, age, score, created_at"

static inline const char *column_copy(sqlite3_stmt *s, int i, arena *a) {
    const void *text = sqlite3_column_text(s, i);   /* before _bytes: it may convert */
    return arena_copy(a, text, (size_t)sqlite3_column_bytes(s, i));
}

static inline void read_user(sqlite3_stmt *s, User *u, arena *a) {
    u->id = sqlite3_column_int64(s, 0);
    u->name = column_copy(s, 1, a);
    u->email = column_copy(s, 2, a);
    u->age = sqlite3_column_int(s, 3);
    u->score = sqlite3_column_double(s, 4);
    u->created_at = column_copy(s, 5, a);
}

static void w1_hand(run *r) {
    start(r);
    hand_script(r, "BEGIN");
    sqlite3_stmt *s = hand_prepare(r,
        "INSERT INTO users (name, email, age, score, created_at) VALUES (?, ?, ?, ?, ?)");
    for (const User *u = r->input, *end = u + r->n; u < end; u++) {
        sqlite3_bind_text(s, 1, u->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, u->email, -1, SQLITE_STATIC);
        sqlite3_bind_int(s, 3, u->age);
        sqlite3_bind_double(s, 4, u->score);
        sqlite3_bind_text(s, 5, u->created_at, -1, SQLITE_STATIC);
        sqlite3_step(s);
        check(r, sqlite3_reset(s));
    }
    sqlite3_finalize(s);
    hand_script(r, "COMMIT");
    stop(r);
}

static void w2_hand(run *r) {
    arena texts = { 0 };
    User *users = NULL;
    size_t n = 0, room = 0;
    int code;
    start(r);
    sqlite3_stmt *s = hand_prepare(r, "SELECT " USER_COLUMNS " FROM users");
    while ((code = sqlite3_step(s)) == SQLITE_ROW) {
        if (n == room) {
            room = room ? 2 * room : 256;
            users = must_alloc(realloc(users, room * sizeof *users));
        }
        read_user(s, &users[n++], &texts);
    }
    check(r, code);
    sqlite3_finalize(s);
    stop(r);
    r->sum = digest_all(users, n);
    free(users);
    arena_free(&texts);
}

/* Key of look-up i: every user once, far from the one before (7919 is prime). */
static int64_t key_of(const run *r, size_t i) {
    return 1 + (int64_t)(i * 7919 % r->rows);
}

static void w3_hand(run *r) {
    arena texts = { 0 };
    arena_grow(&texts, 0);
    User u;
    start(r);
    hand_script(r, "BEGIN");            /* one lock for all look-ups, as the library's side has */
    sqlite3_stmt *s = hand_prepare(r, "SELECT " USER_COLUMNS " FROM users WHERE id = ?");
    for (size_t i = 0; i < r->n; i++) {
        sqlite3_bind_int64(s, 1, key_of(r, i));
        if (sqlite3_step(s) != SQLITE_ROW) die("W3: no row: %s", sqlite3_errmsg(r->db));
        texts.at = texts.newest->room;
        read_user(s, &u, &texts);
        check(r, sqlite3_reset(s));
        r->sum += glance(&u);
    }
    sqlite3_finalize(s);
    hand_script(r, "COMMIT");
    stop(r);
    arena_free(&texts);
}

/* What W4 and W5 read by hand: users by key, and behind each other the posts of the first, of the
 * second ... so that one array of pointers serves all lists. */
typedef struct family {
    Author *authors;
    Post   *posts, **items;
    size_t  n, n_posts;
    size_t  room, posts_room;
    arena   texts;
} family;

static inline Author *family_author(family *f) {
    if (f->n == f->room) {
        f->room = f->room ? 2 * f->room : 256;
        f->authors = must_alloc(realloc(f->authors, f->room * sizeof *f->authors));
    }
    f->authors[f->n].posts.count = 0;
    return &f->authors[f->n++];
}

static inline Post *family_post(family *f) {
    if (f->n_posts == f->posts_room) {
        f->posts_room = f->posts_room ? 2 * f->posts_room : 1024;
        f->posts = must_alloc(realloc(f->posts, f->posts_room * sizeof *f->posts));
    }
    return &f->posts[f->n_posts++];
}

/* When everything is read and nothing moves any more: each author's list is its share of items. */
static void family_wire(family *f) {
    size_t at = 0;
    f->items = must_alloc(malloc((f->n_posts + 1) * sizeof *f->items));
    for (size_t i = 0; i < f->n_posts; i++) f->items[i] = &f->posts[i];
    for (size_t i = 0; i < f->n; i++) {
        f->authors[i].posts.items = f->items + at;
        at += f->authors[i].posts.count;
    }
}

static uint64_t family_digest(const family *f) {
    uint64_t sum = 0;
    for (size_t i = 0; i < f->n; i++) sum += digest_author(&f->authors[i]);
    return sum;
}

static void family_free(family *f) {
    free(f->authors);
    free(f->posts);
    free(f->items);
    arena_free(&f->texts);
}

static inline void read_author(sqlite3_stmt *s, Author *a, arena *texts) {
    a->id = sqlite3_column_int64(s, 0);
    a->name = column_copy(s, 1, texts);
    a->email = column_copy(s, 2, texts);
    a->age = sqlite3_column_int(s, 3);
    a->score = sqlite3_column_double(s, 4);
    a->created_at = column_copy(s, 5, texts);
}

/* A post in the columns from `first` on. */
static inline void read_post(sqlite3_stmt *s, int first, Post *p, arena *texts) {
    p->id = sqlite3_column_int64(s, first);
    p->user_id = sqlite3_column_int64(s, first + 1);
    p->title = column_copy(s, first + 2, texts);
    p->body = column_copy(s, first + 3, texts);
    p->views = sqlite3_column_int(s, first + 4);
}

enum { IN_BATCH = 500 };                /* keys of an IN list, as SQLAlchemy has them */

static sqlite3_stmt *prepare_posts_in(run *r) {
    static const char end[] = ") ORDER BY user_id";     /* costs nothing: the index has it */
    char sql[128 + 2 * IN_BATCH] = "SELECT id, user_id, title, body, views FROM posts "
                                   "WHERE user_id IN (";
    size_t n = strlen(sql);
    for (int i = 0; i < IN_BATCH; i++) n += (size_t)snprintf(sql + n, 3, i ? ",?" : "?");
    memcpy(sql + n, end, sizeof end);
    return hand_prepare(r, sql);
}

/* The posts of the authors from `first` on, a batch at most; keys left over are NULL. */
static void read_posts_in(run *r, sqlite3_stmt *s, family *f, size_t first) {
    Author *a = f->authors + first;
    int code;
    for (size_t i = 0; i < IN_BATCH; i++) {
        if (first + i < f->n) sqlite3_bind_int64(s, (int)i + 1, a[i].id);
        else sqlite3_bind_null(s, (int)i + 1);
    }
    while ((code = sqlite3_step(s)) == SQLITE_ROW) {
        Post *p = family_post(f);
        read_post(s, 0, p, &f->texts);
        while (a->id != p->user_id) a++;            /* both are in the order of this key */
        a->posts.count++;
    }
    check(r, code);
    sqlite3_reset(s);
}

/* All users with their posts, again and again until n users are loaded. */
static void w4_hand(run *r) {
    sqlite3_stmt *users = NULL, *posts = NULL;
    for (size_t loaded = 0; loaded < r->n; loaded += r->rows) {
        family f = { 0 };
        int code;
        start(r);
        if (!users) users = hand_prepare(r, "SELECT " USER_COLUMNS " FROM users ORDER BY id");
        if (!posts) posts = prepare_posts_in(r);
        while ((code = sqlite3_step(users)) == SQLITE_ROW)
            read_author(users, family_author(&f), &f.texts);
        check(r, code);
        sqlite3_reset(users);
        for (size_t i = 0; i < f.n; i += IN_BATCH) read_posts_in(r, posts, &f, i);
        family_wire(&f);
        stop(r);
        r->sum += family_digest(&f);
        family_free(&f);
    }
    sqlite3_finalize(users);
    sqlite3_finalize(posts);
}

static void w5_hand(run *r) {
    sqlite3_stmt *s = NULL;
    for (size_t loaded = 0; loaded < r->n; loaded += r->rows) {
        family f = { 0 };
        Author *a = NULL;
        int code;
        start(r);
        if (!s) s = hand_prepare(r, "SELECT u.id, u.name, u.email, u.age, u.score, u.created_at, "
            "p.id, p.user_id, p.title, p.body, p.views "
            "FROM users u LEFT JOIN posts p ON u.id = p.user_id ORDER BY u.id");
        while ((code = sqlite3_step(s)) == SQLITE_ROW) {
            if (!a || a->id != sqlite3_column_int64(s, 0))
                read_author(s, a = family_author(&f), &f.texts);
            if (sqlite3_column_type(s, 6) == SQLITE_NULL) continue;     /* no posts */
            read_post(s, 6, family_post(&f), &f.texts);
            a->posts.count++;
        }
        check(r, code);
        sqlite3_reset(s);
        family_wire(&f);
        stop(r);
        r->sum += family_digest(&f);
        family_free(&f);
    }
    sqlite3_finalize(s);
}

static void w6_hand(run *r) {
    start(r);
    hand_script(r, "BEGIN");
    sqlite3_stmt *s = hand_prepare(r, "UPDATE users SET age = ? WHERE id = ?");
    for (const User *u = r->input, *end = u + r->n; u < end; u++) {
        sqlite3_bind_int(s, 1, u->age);
        sqlite3_bind_int64(s, 2, u->id);
        sqlite3_step(s);
        check(r, sqlite3_reset(s));
    }
    sqlite3_finalize(s);
    hand_script(r, "COMMIT");
    stop(r);
}

static void w7_hand(run *r) {
    start(r);
    hand_script(r, "BEGIN");
    sqlite3_stmt *s = hand_prepare(r, "DELETE FROM users WHERE id = ?");
    for (const User *u = r->input, *end = u + r->n; u < end; u++) {
        sqlite3_bind_int64(s, 1, u->id);
        sqlite3_step(s);
        check(r, sqlite3_reset(s));
    }
    sqlite3_finalize(s);
    hand_script(r, "COMMIT");
    stop(r);
}

/* The literals of select i of W9; nearly every user passes, so ten rows are found at once. */
typedef struct filter { int64_t after; int min_age; double below; } filter;
enum { W9_ROWS = 10, W9_TAIL = 200 };   /* W9_TAIL: no select starts so near the table's end */

static filter filter_of(const run *r, size_t i) {
    return (filter){ (int64_t)(i * 7919 % (r->rows - W9_TAIL)), 18 + (int)(i % 4),
                     (double)(r->rows + i) };
}

static void w9_hand(run *r) {
    arena texts = { 0 };
    arena_grow(&texts, 0);
    User users[W9_ROWS];
    int code;
    start(r);
    hand_script(r, "BEGIN");
    sqlite3_stmt *s = hand_prepare(r, "SELECT " USER_COLUMNS " FROM users "
        "WHERE id > ? AND age >= ? AND score < ? ORDER BY id LIMIT 10");
    for (size_t i = 0; i < r->n; i++) {
        filter f = filter_of(r, i);
        sqlite3_bind_int64(s, 1, f.after);
        sqlite3_bind_int(s, 2, f.min_age);
        sqlite3_bind_double(s, 3, f.below);
        texts.at = texts.newest->room;
        size_t n = 0;
        while ((code = sqlite3_step(s)) == SQLITE_ROW) read_user(s, &users[n++], &texts);
        check(r, code);
        sqlite3_reset(s);
        for (size_t k = 0; k < n; k++) r->sum += glance(&users[k]);
    }
    sqlite3_finalize(s);
    hand_script(r, "COMMIT");
    stop(r);
    arena_free(&texts);
}

static const side sqlite_hand = { &sqlite, hand_open, hand_script, hand_number, hand_close };

/* ---------------------------------------------------------------------------- libpq by hand */

/* Of the server that tests/postgres starts; NULL: there is none. */
static const char *pq_url(void) {
    return getenv("SQLA_TEST_POSTGRESQL");
}

static PGconn *pq_connect(void) {
    static const char *const keys[] = { "host", "user", "dbname", "client_encoding", NULL };
    const char *values[] = { getenv("SQLA_TEST_POSTGRESQL_DIR"), "sqla", "postgres", "UTF8", NULL };
    PGconn *pg = PQconnectdbParams(keys, values, 0);
    if (PQstatus(pg) != CONNECTION_OK) die("postgresql: %s", PQerrorMessage(pg));
    return pg;
}

/* The same result, which succeeded. */
static inline PGresult *pq_good(const PGconn *pg, PGresult *result) {
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        die("postgresql: %s", PQerrorMessage(pg));
    return result;
}

static void pq_run(PGconn *pg, const char *sql) {
    PQclear(pq_good(pg, PQexec(pg, sql)));
}

static void pq_prepare(const run *r, const char *sql) {
    PQclear(pq_good(r->pg, PQprepare(r->pg, "s", sql, 0, NULL)));
}

/* Executes what pq_prepare prepared, in text format both ways. */
static inline PGresult *pq_execute(const run *r, int n, const char *const *values) {
    return pq_good(r->pg, PQexecPrepared(r->pg, "s", n, values, NULL, NULL, 0));
}

/* Seeds and counts by a connection of its own: those that are measured begin with cold caches, by
 * hand as with sqla.h. */
static void pq_script(run *r, const char *sql) {
    PGconn *pg = pq_connect();
    (void)r;
    pq_run(pg, sql);
    PQfinish(pg);
}

static int64_t pq_number_by(PGconn *pg, const char *sql) {
    PGresult *result = pq_good(pg, PQexec(pg, sql));
    int64_t number = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
    PQclear(result);
    return number;
}

static int64_t pq_number(run *r, const char *sql) {
    PGconn *pg = pq_connect();
    (void)r;
    int64_t number = pq_number_by(pg, sql);
    PQfinish(pg);
    return number;
}

/* An empty table, as a program that uses sqla.h has it; for both sides. */
static void pq_create(void) {
    sqla_engine *engine = sqla_create_engine(pq_url());
    sqla_metadata *models = sqla_metadata_new(sqla_entity(User));
    pq_script(NULL, "SET client_min_messages TO warning; DROP TABLE IF EXISTS users");
    if (sqla_create_all(engine, models) != SQLA_OK)
        die("sqla_create_all: %s", sqla_error(engine)->message);
    sqla_metadata_free(models);
    sqla_dispose(engine);
}

static void pq_open(run *r) {
    pq_create();
    r->pg = pq_connect();
}

static void pq_close(run *r) {
    PQfinish(r->pg);
}

static inline const char *pq_copy(const PGresult *result, int row, int i, arena *a) {
    if (PQgetisnull(result, row, i)) return NULL;
    return arena_copy(a, PQgetvalue(result, row, i), (size_t)PQgetlength(result, row, i));
}

static inline void pq_read_user(const PGresult *result, int row, User *u, arena *a) {
    u->id = strtoll(PQgetvalue(result, row, 0), NULL, 10);
    u->name = pq_copy(result, row, 1, a);
    u->email = pq_copy(result, row, 2, a);
    u->age = atoi(PQgetvalue(result, row, 3));
    u->score = strtod(PQgetvalue(result, row, 4), NULL);
    u->created_at = pq_copy(result, row, 5, a);
}

/* The limit that the goals are set by: one prepared INSERT, row by row, without the keys. */
static void w1_pq(run *r) {
    char age[16], score[32];
    start(r);
    pq_run(r->pg, "BEGIN");
    pq_prepare(r, "INSERT INTO users (name, email, age, score, created_at) "
                  "VALUES ($1, $2, $3, $4, $5)");
    for (const User *u = r->input, *end = u + r->n; u < end; u++) {
        const char *values[] = { u->name, u->email, age, score, u->created_at };
        snprintf(age, sizeof age, "%" PRId32, u->age);
        snprintf(score, sizeof score, "%.17g", u->score);
        PQclear(pq_execute(r, 5, values));
    }
    pq_run(r->pg, "COMMIT");
    stop(r);
}

static void w2_pq(run *r) {
    arena texts = { 0 };
    start(r);
    pq_prepare(r, "SELECT " USER_COLUMNS " FROM users");
    PGresult *result = pq_execute(r, 0, NULL);
    int n = PQntuples(result);
    User *users = must_alloc(malloc((size_t)n * sizeof *users));
    for (int i = 0; i < n; i++) pq_read_user(result, i, &users[i], &texts);
    PQclear(result);
    stop(r);
    r->sum = digest_all(users, (size_t)n);
    free(users);
    arena_free(&texts);
}

static void w3_pq(run *r) {
    arena texts = { 0 };
    arena_grow(&texts, 0);
    char id[24];
    const char *const values[] = { id };
    User u;
    start(r);
    pq_run(r->pg, "BEGIN");
    pq_prepare(r, "SELECT " USER_COLUMNS " FROM users WHERE id = $1");
    for (size_t i = 0; i < r->n; i++) {
        snprintf(id, sizeof id, "%" PRId64, key_of(r, i));
        PGresult *result = pq_execute(r, 1, values);
        if (PQntuples(result) != 1) die("W3: no row of key %s", id);
        texts.at = texts.newest->room;
        pq_read_user(result, 0, &u, &texts);
        PQclear(result);
        r->sum += glance(&u);
    }
    pq_run(r->pg, "COMMIT");
    stop(r);
    arena_free(&texts);
}

static void w6_pq(run *r) {
    char age[16], id[24];
    const char *const values[] = { age, id };
    start(r);
    pq_run(r->pg, "BEGIN");
    pq_prepare(r, "UPDATE users SET age = $1 WHERE id = $2");
    for (const User *u = r->input, *end = u + r->n; u < end; u++) {
        snprintf(age, sizeof age, "%" PRId32, u->age);
        snprintf(id, sizeof id, "%" PRId64, u->id);
        PQclear(pq_execute(r, 2, values));
    }
    pq_run(r->pg, "COMMIT");
    stop(r);
}

static void w9_pq(run *r) {
    arena texts = { 0 };
    arena_grow(&texts, 0);
    char after[24], min_age[16], below[32];
    const char *const values[] = { after, min_age, below };
    User users[W9_ROWS];
    start(r);
    pq_run(r->pg, "BEGIN");
    pq_prepare(r, "SELECT " USER_COLUMNS " FROM users "
                  "WHERE id > $1 AND age >= $2 AND score < $3 ORDER BY id LIMIT 10");
    for (size_t i = 0; i < r->n; i++) {
        filter f = filter_of(r, i);
        snprintf(after, sizeof after, "%" PRId64, f.after);
        snprintf(min_age, sizeof min_age, "%d", f.min_age);
        snprintf(below, sizeof below, "%.17g", f.below);
        PGresult *result = pq_execute(r, 3, values);
        int n = PQntuples(result);
        texts.at = texts.newest->room;
        for (int k = 0; k < n; k++) pq_read_user(result, k, &users[k], &texts);
        PQclear(result);
        for (int k = 0; k < n; k++) r->sum += glance(&users[k]);
    }
    pq_run(r->pg, "COMMIT");
    stop(r);
    arena_free(&texts);
}

static const side postgresql_hand = { &postgresql, pq_open, pq_script, pq_number, pq_close };

/* ---------------------------------------------------------------------------- W8 by hand */

/* What the search form of a program hands over; zero or NULL: not asked for. */
typedef struct search {
    int64_t     min_id;
    int         min_age;
    double      below;
    const char *title;
    int         min_views;
    int         min_likes;
    int         limit;
} search;

static search search_of(size_t i) {
    static const char *const titles[] = { "%sql%", "%c11%", "%header%", "%orm%" };
    return (search){ 1 + (int64_t)i, 18 + (int)(i % 50), 100.0 + (double)i, titles[i % 4],
                     1 + (int)(i % 1000), 1 + (int)(i % 10), 1 + (int)(i % 100) };
}

/* What every variant must write for a search that asks for everything. */
static const char w8_text[] =
    "SELECT users.id, users.name, posts.title, posts.views, comments.body "
    "FROM users JOIN posts ON users.id = posts.user_id "
    "JOIN comments ON posts.id = comments.post_id "
    "WHERE users.id > ? AND users.age >= ? AND users.score < ? AND posts.title LIKE ? "
    "AND posts.views >= ? AND comments.likes >= ? ORDER BY posts.views DESC, users.id "
    "LIMIT ? OFFSET ?";
enum { W8_BINDS = 8 };

/* Cheap inside the loop: the text's length and one of its characters, and what is bound. */
static inline uint64_t glance_text(const char *sql, size_t i, size_t binds, int64_t min_id) {
    return 131 * strlen(sql) + (unsigned char)sql[i % (sizeof w8_text - 1)] + 7 * binds
         + (uint64_t)min_id;
}

typedef struct hand_value {
    enum { HAND_INT, HAND_DOUBLE, HAND_TEXT } kind;
    union { int64_t i; double d; const char *text; } as;
} hand_value;

static inline hand_value hand_int(int64_t i) {
    return (hand_value){ HAND_INT, { .i = i } };
}

static inline hand_value hand_double(double d) {
    return (hand_value){ HAND_DOUBLE, { .d = d } };
}

static inline hand_value hand_text(const char *text) {
    return (hand_value){ HAND_TEXT, { .text = text } };
}

/* A string builder that grows by doubling, and is kept from one statement to the next. */
typedef struct builder {
    char      *text;
    size_t     size, room;
    size_t     binds;
    hand_value values[16];
} builder;

static void build_grow(builder *b, size_t n) {
    while (b->room < b->size + n) b->room = b->room ? 2 * b->room : 256;
    b->text = must_alloc(realloc(b->text, b->room));
}

static inline void build(builder *b, const char *piece) {
    size_t n = strlen(piece);                       /* a constant once this is inlined */
    if (b->room - b->size <= n) build_grow(b, n + 1);
    memcpy(b->text + b->size, piece, n + 1);
    b->size += n;
}

static inline void build_bind(builder *b, const char *piece, hand_value value) {
    build(b, piece);
    b->values[b->binds++] = value;
}

static inline void build_where(builder *b, const char *condition, hand_value value) {
    build(b, b->binds ? " AND " : " WHERE ");
    build_bind(b, condition, value);
}

static void build_search(builder *b, const search *f) {
    b->size = b->binds = 0;
    build(b, "SELECT users.id, users.name, posts.title, posts.views, comments.body FROM users");
    build(b, " JOIN posts ON users.id = posts.user_id");
    build(b, " JOIN comments ON posts.id = comments.post_id");
    if (f->min_id) build_where(b, "users.id > ?", hand_int(f->min_id));
    if (f->min_age) build_where(b, "users.age >= ?", hand_int(f->min_age));
    if (f->below > 0) build_where(b, "users.score < ?", hand_double(f->below));
    if (f->title) build_where(b, "posts.title LIKE ?", hand_text(f->title));
    if (f->min_views) build_where(b, "posts.views >= ?", hand_int(f->min_views));
    if (f->min_likes) build_where(b, "comments.likes >= ?", hand_int(f->min_likes));
    build(b, " ORDER BY posts.views DESC, users.id");
    build_bind(b, " LIMIT ?", hand_int(f->limit));
    build_bind(b, " OFFSET ?", hand_int(0));
}

static void w8_hand(run *r) {
    builder b = { 0 };
    start(r);
    for (size_t i = 0; i < r->n; i++) {
        search f = search_of(i);
        build_search(&b, &f);
        r->sum += glance_text(b.text, i, b.binds, b.values[0].as.i);
    }
    stop(r);
    if (strcmp(b.text, w8_text) != 0) die("W8 by hand writes\n%s", b.text);
    free(b.text);
}

/* ---------------------------------------------------------------------------- with sqla.h */

static void must(const run *r, sqla_status status) {
    if (status != SQLA_OK)
        die("%s: %s", sqla_status_name(status), sqla_last_error(r->conn)->message);
}

static void sqla_side_open_at(run *r, const char *url) {
    r->engine = sqla_create_engine(url);
    r->conn = sqla_connect(r->engine);
    must(r, sqla_error(r->conn)->code);
}

static void sqla_side_open(run *r) {
    sqla_side_open_at(r, "sqlite://");
}

static void sqla_side_open_server(run *r) {
    pq_create();
    sqla_side_open_at(r, pq_url());
}

static void sqla_side_script(run *r, const char *sql) {
    must(r, sqla_exec_driver_sql(r->conn, sql));
    must(r, sqla_commit_all(r->conn));
}

static int64_t sqla_side_number(run *r, const char *sql) {
    int64_t number = 0;
    must(r, sqla_scalar(r->conn, sqla_text(sql), &number));
    must(r, sqla_commit_all(r->conn));
    return number;
}

static void sqla_side_close(run *r) {
    sqla_conn_close(r->conn);
    sqla_dispose(r->engine);
}

static const side sqlite_sqla = {
    &sqlite, sqla_side_open, sqla_side_script, sqla_side_number, sqla_side_close
};
static const side postgresql_sqla = {
    &postgresql, sqla_side_open_server, pq_script, pq_number, sqla_side_close
};

static void w1_plain(run *r) {
    start(r);
    must(r, sqla_begin(r->conn));
    must(r, sqla_bulk_insert(r->conn, User, r->input, r->n));
    must(r, sqla_commit(r->conn));
    stop(r);
}

static void w2_plain(run *r) {
    User *users;
    size_t n;
    start(r);
    must(r, sqla_fetch_all(r->conn, User, sqla_select(sqla_entity(User)), &users, &n));
    stop(r);
    r->sum = digest_all(users, n);
    sqla_fetch_free(users);
}

static void w3_plain(run *r) {
    start(r);
    sqla_stmt *q = sqla_select(sqla_entity(User));
    sqla_where(q, sqla_eq(sqla_col(User, id), sqla_param("id")));
    sqla_freeze(q);
    for (size_t i = 0; i < r->n; i++) {
        User *u;
        must(r, sqla_fetch_one(r->conn, User, q, &u, SQLA_PARAMS("id", key_of(r, i))));
        r->sum += glance(u);
        sqla_fetch_free(u);
    }
    sqla_unref(q);
    must(r, sqla_commit(r->conn));
    stop(r);
}

static void w6_plain(run *r) {
    start(r);
    must(r, sqla_begin(r->conn));
    must(r, sqla_bulk_update(r->conn, User, r->input, r->n, .only = SQLA_NAMES("age")));
    must(r, sqla_commit(r->conn));
    stop(r);
}

static void w7_plain(run *r) {
    start(r);
    must(r, sqla_begin(r->conn));
    must(r, sqla_bulk_delete(r->conn, User, r->input, r->n));
    must(r, sqla_commit(r->conn));
    stop(r);
}

static sqla_stmt *w9_statement(filter f) {
    sqla_stmt *q = sqla_select(sqla_entity(User));
    sqla_where(q, sqla_gt(sqla_col(User, id), f.after),
                  sqla_ge(sqla_col(User, age), f.min_age),
                  sqla_lt(sqla_col(User, score), f.below));
    sqla_order_by(q, sqla_col(User, id));
    return sqla_limit(q, W9_ROWS);
}

static void w9_plain(run *r) {
    start(r);
    for (size_t i = 0; i < r->n; i++) {
        User *users;
        size_t n;
        must(r, sqla_fetch_all(r->conn, User, w9_statement(filter_of(r, i)), &users, &n));
        for (size_t k = 0; k < n; k++) r->sum += glance(&users[k]);
        sqla_fetch_free(users);
    }
    must(r, sqla_commit(r->conn));
    stop(r);
}

static sqla_stmt *w8_statement(const search *f) {
    sqla_stmt *q = sqla_select(sqla_col(User, id), sqla_col(User, name), sqla_col(Post, title),
                               sqla_col(Post, views), sqla_col(Comment, body));
    sqla_select_from(q, sqla_entity(User));     /* posts could join to comments, too */
    sqla_join(q, sqla_entity(Post));
    sqla_join(q, sqla_entity(Comment));
    if (f->min_id) sqla_where(q, sqla_gt(sqla_col(User, id), f->min_id));
    if (f->min_age) sqla_where(q, sqla_ge(sqla_col(User, age), f->min_age));
    if (f->below > 0) sqla_where(q, sqla_lt(sqla_col(User, score), f->below));
    if (f->title) sqla_where(q, sqla_like(sqla_col(Post, title), f->title));
    if (f->min_views) sqla_where(q, sqla_ge(sqla_col(Post, views), f->min_views));
    if (f->min_likes) sqla_where(q, sqla_ge(sqla_col(Comment, likes), f->min_likes));
    sqla_order_by(q, sqla_desc(sqla_col(Post, views)), sqla_col(User, id));
    return sqla_limit(q, f->limit);
}

/* Checks c as all variants of W8 do, and frees it. */
static void w8_take(run *r, size_t i, sqla_compiled *c) {
    const char *sql = sqla_compiled_sql(c);
    r->sum += glance_text(sql, i, sqla_compiled_count(c), sqla_compiled_value(c, 0)->as.i);
    if (i == 0 && strcmp(sql, w8_text) != 0)
        die("W8 by sqla.h writes\n%s\n%s", sql, sqla_error(c)->message);
    sqla_compiled_free(c);
}

static void w8_cached(run *r) {
    start(r);
    for (size_t i = 0; i < r->n; i++) {
        search f = search_of(i);
        w8_take(r, i, sqla_compile(w8_statement(&f), .engine = r->engine));
    }
    stop(r);
}

static void w8_fresh(run *r) {
    start(r);
    for (size_t i = 0; i < r->n; i++) {
        search f = search_of(i);
        w8_take(r, i, sqla_compile(w8_statement(&f), .dialect = "sqlite"));
    }
    stop(r);
}

/* ---------------------------------------------------------------------------- with a session */

static void must_session(const run *r, sqla_status status) {
    if (status != SQLA_OK)
        die("%s: %s", sqla_status_name(status), sqla_last_error(r->session)->message);
}

/* For calls that answer by a pointer or a count. */
static void must_well(const run *r, bool well) {
    if (!well) die("session: %s", sqla_last_error(r->session)->message);
}

static void session_open_with(run *r, const char *url, sqla_metadata *models) {
    r->models = models;
    if (sqla_failed(models)) die("%s", sqla_error(models)->message);
    r->engine = sqla_create_engine(url);
    r->session = sqla_session_open(r->engine, models);
    must_session(r, sqla_error(r->session)->code);
}

static void session_open(run *r) {
    session_open_with(r, "sqlite://", sqla_metadata_new(sqla_entity(User)));
}

static void session_open_server(run *r) {
    pq_create();
    session_open_with(r, pq_url(), sqla_metadata_new(sqla_entity(User)));
}

static void authors_open(run *r) {
    session_open_with(r, "sqlite://", sqla_metadata_new(sqla_entity(Author), sqla_entity(Post)));
}

/* By a connection of its own, which shares the database in memory: no object knows of it. */
static void session_script(run *r, const char *sql) {
    r->conn = sqla_connect(r->engine);
    sqla_side_script(r, sql);
    sqla_conn_close(r->conn);
}

static int64_t session_number(run *r, const char *sql) {
    r->conn = sqla_connect(r->engine);
    int64_t number = sqla_side_number(r, sql);
    sqla_conn_close(r->conn);
    return number;
}

static void session_close(run *r) {
    sqla_session_close(r->session);
    sqla_dispose(r->engine);
    sqla_metadata_free(r->models);
}

static const side sqlite_session = {
    &sqlite, session_open, session_script, session_number, session_close
};
static const side sqlite_authors = {
    &sqlite, authors_open, session_script, session_number, session_close
};
static const side postgresql_session = {
    &postgresql, session_open_server, pq_script, pq_number, session_close
};

static void w1_session(run *r) {
    sqla_session *s = r->session;
    start(r);
    for (const User *u = r->input, *end = u + r->n; u < end; u++)
        sqla_add(s, sqla_new(User, .name = u->name, .email = u->email, .age = u->age,
                             .score = u->score, .created_at = u->created_at));
    must_session(r, sqla_commit(s));
    stop(r);
}

static void w2_session(run *r) {
    start(r);
    sqla_list all = sqla_all(r->session, User, sqla_select(sqla_entity(User)));
    stop(r);
    must_well(r, all.count == r->n);
    sqla_list_each(User, u, all) r->sum += digest(u);
    sqla_list_free(all);
}

/* Objects that the sessions of W3 and W9 gather before they are cleared: as many as a request of a
 * server might load. Clearing is part of the time. */
enum { GATHERED = 1000 };

static void w3_session(run *r) {
    start(r);
    for (size_t i = 0; i < r->n; i++) {
        if (i % GATHERED == 0) sqla_session_clear(r->session);
        const User *u = sqla_get(r->session, User, key_of(r, i));
        must_well(r, u != NULL);
        r->sum += glance(u);
    }
    must_session(r, sqla_commit(r->session));
    stop(r);
}

static void load_authors(run *r, sqla_expr *(*how)(void)) {
    for (size_t loaded = 0; loaded < r->n; loaded += r->rows) {
        start(r);
        sqla_stmt *q = sqla_select(sqla_entity(Author));
        sqla_options(q, how());
        sqla_list all = sqla_all(r->session, Author, sqla_order_by(q, sqla_col(Author, id)));
        stop(r);
        must_well(r, all.count == r->rows);
        sqla_list_each(Author, a, all) r->sum += digest_author(a);
        sqla_list_free(all);
        sqla_session_clear(r->session);
    }
}

static sqla_expr *by_selectin(void) { return sqla_selectinload(sqla_rel(Author, posts)); }
static sqla_expr *by_join(void) { return sqla_joinedload(sqla_rel(Author, posts)); }
static void w4_session(run *r) { load_authors(r, by_selectin); }
static void w5_session(run *r) { load_authors(r, by_join); }

/* The objects of the rows that r->input stands for, in its order; not timed. */
static sqla_list load_input(run *r) {
    sqla_stmt *q = sqla_select(sqla_entity(User));
    sqla_where(q, sqla_eq(sqla_mod(sqla_col(User, id), INPUT_STEP), 0));
    sqla_list list = sqla_all(r->session, User, sqla_order_by(q, sqla_col(User, id)));
    must_well(r, list.count == r->n);
    return list;
}

static void w6_session(run *r) {
    sqla_list list = load_input(r);
    const User *input = r->input;
    start(r);
    sqla_list_each(User, u, list) u->age = (input++)->age;
    must_session(r, sqla_flush(r->session));
    must_session(r, sqla_commit(r->session));
    stop(r);
    sqla_list_free(list);
}

static void w7_session(run *r) {
    sqla_list list = load_input(r);
    start(r);
    sqla_list_each(User, u, list) must_session(r, sqla_session_delete(r->session, u));
    must_session(r, sqla_flush(r->session));
    must_session(r, sqla_commit(r->session));
    stop(r);
    sqla_list_free(list);
}

static void w9_session(run *r) {
    start(r);
    for (size_t i = 0; i < r->n; i++) {
        if (i % (GATHERED / W9_ROWS) == 0) sqla_session_clear(r->session);
        sqla_list list = sqla_all(r->session, User, w9_statement(filter_of(r, i)));
        sqla_list_each(User, u, list) r->sum += glance(u);
        sqla_list_free(list);
    }
    must_session(r, sqla_commit(r->session));
    stop(r);
}

/* ---------------------------------------------------------------------------- the tables */

/* Checksums that the runs must arrive at, computed from the made users alone. */

static uint64_t expect_all(const run *r) {
    size_t n = r->rows ? r->rows : r->n;
    User *users = make_users(n, 1);
    uint64_t sum = digest_all(users, n);
    free(users);
    return sum;
}

static uint64_t expect_authors(const run *r) {
    uint64_t sum = expect_all(r);
    char room[POST_TEXT_ROOM];
    for (size_t i = 1; i <= r->rows * r->posts; i++) {
        Post p;
        fill_post(&p, i, r->posts, room);
        sum += digest_post(&p, p.user_id);
    }
    return sum * (r->n / r->rows);
}

static uint64_t expect_lookups(const run *r) {
    uint64_t sum = 0;
    User *users = make_users(r->rows, 1);
    for (size_t i = 0; i < r->n; i++) sum += glance(&users[key_of(r, i) - 1]);
    free(users);
    return sum;
}

static uint64_t expect_filtered(const run *r) {
    uint64_t sum = 0;
    User *users = make_users(r->rows, 1);
    for (size_t i = 0; i < r->n; i++) {
        filter f = filter_of(r, i);
        size_t found = 0;
        for (const User *u = users + f.after; found < W9_ROWS; u++) {
            if (u->age < f.min_age || u->score >= f.below) continue;
            sum += glance(u);
            found++;
        }
    }
    free(users);
    return sum;
}

/* What is left when r->input takes the place of rows, or, `gone`, when its rows are deleted. */
static uint64_t expect_replaced(const run *r, bool gone) {
    uint64_t sum = expect_all(r);
    char room[TEXT_ROOM];
    for (size_t i = 0; i < r->n; i++) {
        User old;
        fill_user(&old, (size_t)r->input[i].id, room);
        sum -= digest(&old);
        if (!gone) sum += digest(&r->input[i]);
    }
    return sum;
}

static uint64_t expect_updated(const run *r) { return expect_replaced(r, false); }
static uint64_t expect_deleted(const run *r) { return expect_replaced(r, true); }

static uint64_t expect_texts(const run *r) {
    uint64_t sum = 0;
    for (size_t i = 0; i < r->n; i++) sum += glance_text(w8_text, i, W8_BINDS, (int64_t)i + 1);
    return sum;
}

static void forget_key(User *u) { u->id = 0; }
static void change_age(User *u) { u->age = 99; }

typedef struct workload {
    const char *name;
    const char *title;
    size_t      n;                      /* units of work; --quick divides it by QUICK */
    size_t      server_n;               /* the same on a server; 0: not measured there */
    size_t      rows;                   /* users seeded; 0: the tables are empty */
    size_t      posts;                  /* of every seeded user */
    size_t      step;                   /* the input is every step-th user; 0: there is none */
    void      (*change)(User *u);       /* of every input, or NULL */
    bool        stored;                 /* the checksum is that of the table afterwards */
    uint64_t  (*expect)(const run *r);
} workload;

static const workload workloads[] = {
    { "W1", "insert a user", 100000, 20000, 0, 0, 1, forget_key, true, expect_all },
    { "W2", "select all users, a row", 100000, 100000, 100000, 0, 0, NULL, false, expect_all },
    { "W3", "look a user up by key", 100000, 5000, 100000, 0, 0, NULL, false, expect_lookups },
    { "W4", "user and ten posts, by IN", 20000, 0, 1000, 10, 0, NULL, false, expect_authors },
    { "W5", "user and ten posts, by join", 20000, 0, 1000, 10, 0, NULL, false, expect_authors },
    { "W6", "update a column by key", 20000, 20000, 100000, 0, INPUT_STEP, change_age, true,
      expect_updated },
    { "W7", "delete a user by key", 20000, 0, 100000, 0, INPUT_STEP, NULL, true, expect_deleted },
    { "W8", "build and compile a join", 100000, 0, 0, 0, 0, NULL, false, expect_texts },
    { "W9", "filtered select of ten rows", 50000, 5000, 100000, 0, 0, NULL, false,
      expect_filtered },
};

typedef struct entry {
    const char *database, *workload, *variant;
    const side *side;
    void      (*work)(run *r);
    double      goal;                   /* ratio to `hand`; 0: none */
    double      goal_ns;                /* or nanoseconds */
} entry;

/* Those of one database and workload stand together, `hand` first; goals are those of
 * bench.md, "To reach". */
static const entry entries[] = {
    { "sqlite", "W1", "hand",    &sqlite_hand,    w1_hand,    0,    0 },
    { "sqlite", "W1", "plain",   &sqlite_sqla,    w1_plain,   0.65, 0 },
    { "sqlite", "W1", "session", &sqlite_session, w1_session, 1.30, 0 },
    { "sqlite", "W2", "hand",    &sqlite_hand,    w2_hand,    0,    0 },
    { "sqlite", "W2", "plain",   &sqlite_sqla,    w2_plain,   1.00, 0 },
    { "sqlite", "W2", "session", &sqlite_session, w2_session, 1.30, 0 },
    { "sqlite", "W3", "hand",    &sqlite_hand,    w3_hand,    0,    0 },
    { "sqlite", "W3", "plain",   &sqlite_sqla,    w3_plain,   1.10, 0 },
    { "sqlite", "W3", "session", &sqlite_session, w3_session, 1.20, 0 },
    { "sqlite", "W4", "hand",    &sqlite_hand,    w4_hand,    0,    0 },
    { "sqlite", "W4", "session", &sqlite_authors, w4_session, 1.15, 0 },
    { "sqlite", "W5", "hand",    &sqlite_hand,    w5_hand,    0,    0 },
    { "sqlite", "W5", "session", &sqlite_authors, w5_session, 1.20, 0 },
    { "sqlite", "W6", "hand",    &sqlite_hand,    w6_hand,    0,    0 },
    { "sqlite", "W6", "plain",   &sqlite_sqla,    w6_plain,   0.65, 0 },
    { "sqlite", "W6", "session", &sqlite_session, w6_session, 1.05, 0 },
    { "sqlite", "W7", "hand",    &sqlite_hand,    w7_hand,    0,    0 },
    { "sqlite", "W7", "plain",   &sqlite_sqla,    w7_plain,   0.80, 0 },
    { "sqlite", "W7", "session", &sqlite_session, w7_session, 0.95, 0 },
    { "sqlite", "W8", "hand",    &sqlite_hand,    w8_hand,    0,    0 },
    { "sqlite", "W8", "cached",  &sqlite_sqla,    w8_cached,  0,  300 },
    { "sqlite", "W8", "fresh",   &sqlite_sqla,    w8_fresh,   0, 2000 },
    { "sqlite", "W9", "hand",    &sqlite_hand,    w9_hand,    0,    0 },
    { "sqlite", "W9", "plain",   &sqlite_sqla,    w9_plain,   1.10, 0 },
    { "sqlite", "W9", "session", &sqlite_session, w9_session, 1.30, 0 },

    { "postgresql", "W1", "hand",    &postgresql_hand,    w1_pq,      0,    0 },
    { "postgresql", "W1", "plain",   &postgresql_sqla,    w1_plain,   0.12, 0 },
    { "postgresql", "W1", "session", &postgresql_session, w1_session, 0.25, 0 },
    { "postgresql", "W2", "hand",    &postgresql_hand,    w2_pq,      0,    0 },
    { "postgresql", "W2", "plain",   &postgresql_sqla,    w2_plain,   0.83, 0 },
    { "postgresql", "W2", "session", &postgresql_session, w2_session, 1.05, 0 },
    { "postgresql", "W3", "hand",    &postgresql_hand,    w3_pq,      0,    0 },
    { "postgresql", "W3", "plain",   &postgresql_sqla,    w3_plain,   1.03, 0 },
    { "postgresql", "W3", "session", &postgresql_session, w3_session, 1.05, 0 },
    { "postgresql", "W6", "hand",    &postgresql_hand,    w6_pq,      0,    0 },
    { "postgresql", "W6", "plain",   &postgresql_sqla,    w6_plain,   0.30, 0 },
    { "postgresql", "W6", "session", &postgresql_session, w6_session, 0.35, 0 },
    { "postgresql", "W9", "hand",    &postgresql_hand,    w9_pq,      0,    0 },
    { "postgresql", "W9", "plain",   &postgresql_sqla,    w9_plain,   1.03, 0 },
    { "postgresql", "W9", "session", &postgresql_session, w9_session, 1.05, 0 },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---------------------------------------------------------------------------- measuring */

enum { QUICK = 50, REPEATS = 11, SERVER_REPEATS = 5, QUICK_REPEATS = 2, MAX_REPEATS = 15 };

typedef struct result {
    const entry    *entry;
    const workload *workload;
    size_t          units;
    double          ns[MAX_REPEATS];    /* per unit, one a repeat */
    double          median, ratio;
    double          goal;               /* ratio; 0: none */
} result;

typedef struct options {
    bool        quick;
    bool        server;                         /* there is one to be measured */
    int         repeats, server_repeats;
    const char *names[COUNT(workloads)];        /* to run only these */
    size_t      n_names;
    const char *tsv, *svg;
} options;

/* Runs an entry once, on a database of its own; its time per unit. */
static double run_once(const entry *e, const workload *w, run r, uint64_t expected) {
    const database *on = e->side->on;
    char seed[512];
    e->side->open(&r);
    if (on->schema) e->side->script(&r, on->schema);
    snprintf(seed, sizeof seed, on->seed, r.rows);
    if (r.rows) e->side->script(&r, seed);
    if (r.posts) {
        snprintf(seed, sizeof seed, on->seed_posts, r.rows * r.posts, r.posts);
        e->side->script(&r, seed);
    }
    if (on->settle) e->side->script(&r, on->settle);
    e->work(&r);
    if (w->stored) r.sum = (uint64_t)e->side->number(&r, on->digest);
    e->side->close(&r);
    if (r.sum != expected)
        die("%s %s %s: checksum %" PRIu64 ", not %" PRIu64, e->database, e->workload, e->variant,
            r.sum, expected);
    return r.ns / (double)r.n;
}

static int compare_doubles(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t n) {
    qsort(values, n, sizeof *values, compare_doubles);
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

/* The ratio is the median of the turns' ratios: what disturbed a turn disturbed both its sides. So
 * it is not exactly the quotient of the two medians. */
static void summarize(result *results, size_t n, size_t repeats) {
    for (size_t i = n; i-- > 0;) {                  /* `hand` last: median() sorts its turns */
        result *x = &results[i];
        double ratios[MAX_REPEATS];
        for (size_t k = 0; k < repeats; k++) ratios[k] = x->ns[k] / results[0].ns[k];
        x->ratio = median(ratios, repeats);
        x->median = median(x->ns, repeats);
    }
    for (result *x = results; x < results + n; x++)
        x->goal = x->entry->goal_ns > 0 ? x->entry->goal_ns / results[0].median : x->entry->goal;
}

/* All variants of one database and workload, in turns. The first turn only warms up. */
static void measure(result *results, size_t n, const options *o) {
    const workload *w = results[0].workload;
    bool server = results[0].entry->side->on->server;
    int repeats = server ? o->server_repeats : o->repeats;
    size_t divisor = o->quick ? QUICK : 1;
    run r = { .n = (server ? w->server_n : w->n) / divisor, .rows = w->rows / divisor,
              .posts = w->posts };
    if (w->step) r.input = make_users(r.n, w->step);
    for (size_t i = 0; r.input && w->change && i < r.n; i++) w->change(&r.input[i]);
    uint64_t expected = w->expect(&r);
    for (int repeat = -1; repeat < repeats; repeat++) {
        for (size_t i = 0; i < n; i++) {
            double ns = run_once(results[i].entry, w, r, expected);
            if (repeat >= 0) results[i].ns[repeat] = ns;
        }
    }
    free(r.input);
    for (size_t i = 0; i < n; i++) results[i].units = r.n;
    summarize(results, n, (size_t)repeats);
}

/* A ratio only means something if both sides have the same database to work on. */
static void same_settings(void) {
    static const char *const pragmas[] = { "foreign_keys", "busy_timeout", "cache_size",
        "page_size", "synchronous", "temp_store", "secure_delete", "recursive_triggers",
        "cell_size_check", "automatic_index", "threads" };
    run hand = { 0 }, sqla = { 0 };
    sqlite_hand.open(&hand);
    sqlite_sqla.open(&sqla);
    for (size_t i = 0; i < COUNT(pragmas); i++) {
        char sql[64];
        snprintf(sql, sizeof sql, "PRAGMA %s", pragmas[i]);
        int64_t a = sqlite_hand.number(&hand, sql), b = sqlite_sqla.number(&sqla, sql);
        if (a != b) die("%s: %" PRId64 " by hand, %" PRId64 " with sqla.h", sql, a, b);
    }
    sqlite_hand.close(&hand);
    sqlite_sqla.close(&sqla);
}

/* The same for PostgreSQL: all settings as one number, each in the transaction that it works in. */
static void same_server_settings(void) {
    static const char sql[] = "SELECT sum(hashtext(name || setting)::bigint)::bigint "
                              "FROM pg_settings "
                              "WHERE name NOT IN ('application_name', 'client_min_messages')";
    run hand = { 0 }, sqla = { 0 };
    postgresql_hand.open(&hand);
    postgresql_sqla.open(&sqla);
    pq_run(hand.pg, "BEGIN");
    int64_t a = pq_number_by(hand.pg, sql), b = sqla_side_number(&sqla, sql);
    if (a != b) die("the settings of the server differ by hand and with sqla.h");
    postgresql_hand.close(&hand);
    postgresql_sqla.close(&sqla);
}

/* ---------------------------------------------------------------------------- telling */

static bool met(const result *x) {
    return x->entry->goal_ns > 0 ? x->median <= x->entry->goal_ns : x->ratio <= x->goal;
}

static void print_head(void) {
    printf("%-4s %-28s %-10s %-8s %7s %10s %7s %9s  %s\n", "", "workload", "database", "variant",
           "units", "ns", "ratio", "goal", "met");
}

static void print_result(const result *x) {
    char goal[32] = "";
    if (x->entry->goal_ns > 0) snprintf(goal, sizeof goal, "%.0f ns", x->entry->goal_ns);
    else if (x->goal > 0) snprintf(goal, sizeof goal, "%.2f", x->goal);
    printf("%-4s %-28s %-10s %-8s %7zu %10.0f %7.2f %9s  %s\n", x->entry->workload,
           x->workload->title, x->entry->database, x->entry->variant, x->units, x->median, x->ratio,
           goal, x->goal > 0 ? (met(x) ? "yes" : "no") : "");
    fflush(stdout);
}

static FILE *must_open(const char *path) {
    FILE *f = fopen(path, "w");
    if (!f) die("%s: %s", path, strerror(errno));
    return f;
}

static void must_close(FILE *f, const char *path) {
    bool failed = ferror(f);
    if (fclose(f) != 0 || failed) die("%s: cannot be written", path);
}

static void write_tsv(const char *path, const result *results, size_t n) {
    FILE *f = must_open(path);
    fputs("database\tworkload\tvariant\tns\tratio\n", f);
    for (const result *x = results; x < results + n; x++)
        fprintf(f, "%s\t%s\t%s\t%.1f\t%.3f\n", x->entry->database, x->entry->workload,
                x->entry->variant, x->median, x->ratio);
    must_close(f, path);
}

enum { BAR = 18, LINE = 24, TOP = 46, LEFT = 330, PER_RATIO = 160, WIDTH = 1000 };
#define LONGEST 3.0                     /* ratio at which a bar is cut, so that the others show */

static double place(double ratio) {
    return LEFT + PER_RATIO * (ratio < LONGEST ? ratio : LONGEST);
}

static void write_bar(FILE *f, const result *x, int y) {
    const char *colour = x->goal <= 0 ? "#9aa5b1" : met(x) ? "#3f9b6c" : "#d9822b";
    double end = place(x->ratio), goal = place(x->goal);
    fprintf(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s %s, %s, %s</text>\n", LEFT - 8,
            y + 13, x->entry->workload, x->workload->title, x->entry->database,
            x->entry->variant);
    fprintf(f, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n", LEFT, y,
            end - LEFT, BAR, colour);
    if (x->goal > 0 && x->goal < LONGEST)
        fprintf(f, "<rect x=\"%.1f\" y=\"%d\" width=\"2\" height=\"%d\"/>\n", goal - 1, y - 2,
                BAR + 4);
    fprintf(f, "<text x=\"%.1f\" y=\"%d\">%.2f%s (%.0f ns)</text>\n",
            8 + (end > goal ? end : goal), y + 13, x->ratio,
            x->ratio > LONGEST ? ", bar cut" : "", x->median);
}

static void write_svg(const char *path, const result *results, size_t n) {
    FILE *f = must_open(path);
    fprintf(f, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
            "font-family=\"sans-serif\" font-size=\"12\">\n", WIDTH, TOP + (int)n * LINE + 10);
    fputs("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
          "<text x=\"20\" y=\"24\" font-size=\"15\">Time against code written by hand (1.00). "
          "Black mark: goal; green: met; orange: not met</text>\n", f);
    for (size_t i = 0; i < n; i++) write_bar(f, &results[i], TOP + (int)i * LINE);
    fputs("</svg>\n", f);
    must_close(f, path);
}

/* ---------------------------------------------------------------------------- the program */

static const workload *find_workload(const char *name) {
    for (size_t i = 0; i < COUNT(workloads); i++)
        if (strcmp(workloads[i].name, name) == 0) return &workloads[i];
    return NULL;
}

static bool ends_with(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

static options read_options(int argc, char **argv) {
    options o = { .server = pq_url() != NULL, .repeats = REPEATS,
                  .server_repeats = SERVER_REPEATS };
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quick") == 0) o.quick = true;
        else if (ends_with(argv[i], ".tsv")) o.tsv = argv[i];
        else if (ends_with(argv[i], ".svg")) o.svg = argv[i];
        else if (find_workload(argv[i]) && o.n_names < COUNT(o.names))
            o.names[o.n_names++] = argv[i];
        else die("usage: bench [--quick] [x.tsv] [x.svg] [W1 W2 ...]; no workload %s", argv[i]);
    }
    if (o.quick) o.repeats = o.server_repeats = QUICK_REPEATS;
    if (!o.tsv) o.tsv = o.quick ? "build/bench-quick.tsv" : "build/bench.tsv";
    if (!o.svg) o.svg = o.quick ? "build/bench-quick.svg" : "build/bench.svg";
    return o;
}

static bool wanted(const options *o, const entry *e) {
    if (e->side->on->server && !o->server) return false;
    for (size_t i = 0; i < o->n_names; i++)
        if (strcmp(o->names[i], e->workload) == 0) return true;
    return o->n_names == 0;
}

static bool same_group(const entry *a, const entry *b) {
    return strcmp(a->database, b->database) == 0 && strcmp(a->workload, b->workload) == 0;
}

/* Measures group after group; the number of results. */
static size_t run_all(result *results, const options *o) {
    size_t n = 0;
    for (size_t i = 0, next; i < COUNT(entries); i = next) {
        size_t first = n;
        for (next = i; next < COUNT(entries) && same_group(&entries[i], &entries[next]); next++) {
            if (!wanted(o, &entries[next])) continue;
            results[n++] = (result){ .entry = &entries[next],
                                     .workload = find_workload(entries[next].workload) };
        }
        if (n == first) continue;
        measure(&results[first], n - first, o);
        for (size_t k = first; k < n; k++) print_result(&results[k]);
    }
    return n;
}

static void tell_of_server(const options *o) {
    if (!o->server) {
        printf("PostgreSQL is left out: SQLA_TEST_POSTGRESQL is not set, see tests/postgres\n");
        return;
    }
    PGconn *pg = pq_connect();
    printf("PostgreSQL %s, %d repeats, fewer units\n", PQparameterStatus(pg, "server_version"),
           o->server_repeats);
    PQfinish(pg);
}

int main(int argc, char **argv) {
    static result results[COUNT(entries)];
    options o = read_options(argc, argv);
    /* One setting for the whole process, so both sides get the faster one. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    same_settings();
    if (o.server) same_server_settings();
    mkdir("build", 0777);
    printf("SQLite %s, %d repeats, medians, ns per unit%s\n", sqlite3_libversion(), o.repeats,
           o.quick ? " (--quick: figures mean nothing)" : "");
    tell_of_server(&o);
    print_head();
    size_t n = run_all(results, &o);
    write_tsv(o.tsv, results, n);
    write_svg(o.svg, results, n);
    printf("written to %s and %s\n", o.tsv, o.svg);
    return 0;
}
