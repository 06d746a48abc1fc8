/* Loading: the statements by which relationships are loaded, how many there are, and what the
 * objects are like afterwards; loops over objects; rows of objects and columns. The texts are those
 * that SQLAlchemy executes for the same models and queries. */
#include "orm.h"

typedef struct User User;
typedef struct Post Post;
typedef struct Comment Comment;
typedef struct Tag Tag;
typedef struct Employee Employee;

struct User {
    int64_t         id;
    const char     *name;
    SQLA_LIST(Post) posts;
};

struct Post {
    int64_t            id;
    const char        *title;
    sqla_opt_int64     user_id;
    User              *user;
    SQLA_LIST(Comment) comments;
    SQLA_LIST(Tag)     tags;
};

struct Comment {
    int64_t     id;
    const char *body;
    int64_t     post_id;
    Post       *post;
};

struct Tag {
    int64_t         id;
    const char     *name;
    SQLA_LIST(Post) posts;
};

struct Employee {
    int64_t             id;
    const char         *name;
    sqla_opt_int64      manager_id;
    Employee           *manager;
    SQLA_LIST(Employee) staff;
};

SQLA_DECLARE_MODEL(User);
SQLA_DECLARE_MODEL(Post);
SQLA_DECLARE_MODEL(Comment);
SQLA_DECLARE_MODEL(Tag);
SQLA_DECLARE_MODEL(Employee);

SQLA_TABLE(post_tags, "post_tags",
    SQLA_TABLE_COLUMN("post_id", NULL, .primary_key = true, .foreign_key = "posts.id"),
    SQLA_TABLE_COLUMN("tag_id",  NULL, .primary_key = true, .foreign_key = "tags.id"));

SQLA_MODEL(User, "users",
    SQLA_COLUMN(User, id,   .primary_key = true),
    SQLA_COLUMN(User, name, .not_null = true),
    SQLA_RELATIONSHIP(User, posts, Post, .back_populates = "user", .order_by = "id"));

SQLA_MODEL(Post, "posts",
    SQLA_COLUMN(Post, id,      .primary_key = true),
    SQLA_COLUMN(Post, title,   .not_null = true),
    SQLA_COLUMN(Post, user_id, .foreign_key = "users.id"),
    SQLA_RELATIONSHIP(Post, user,     User,    .back_populates = "posts"),
    SQLA_RELATIONSHIP(Post, comments, Comment, .back_populates = "post",
                                               .order_by = "body DESC, id"),
    SQLA_RELATIONSHIP(Post, tags,     Tag,     .back_populates = "posts",
                                               .secondary = &post_tags));

SQLA_MODEL(Comment, "comments",
    SQLA_COLUMN(Comment, id,      .primary_key = true),
    SQLA_COLUMN(Comment, body,    .not_null = true),
    SQLA_COLUMN(Comment, post_id, .foreign_key = "posts.id"),
    SQLA_RELATIONSHIP(Comment, post, Post, .back_populates = "comments"));

SQLA_MODEL(Tag, "tags",
    SQLA_COLUMN(Tag, id,   .primary_key = true),
    SQLA_COLUMN(Tag, name, .not_null = true),
    SQLA_RELATIONSHIP(Tag, posts, Post, .back_populates = "tags", .secondary = &post_tags));

SQLA_MODEL(Employee, "employees",
    SQLA_COLUMN(Employee, id,         .primary_key = true),
    SQLA_COLUMN(Employee, name,       .not_null = true),
    SQLA_COLUMN(Employee, manager_id, .foreign_key = "employees.id"),
    SQLA_RELATIONSHIP(Employee, manager, Employee, .back_populates = "staff",
                                                   .remote_side = "id"),
    SQLA_RELATIONSHIP(Employee, staff,   Employee, .back_populates = "manager"));

/* Users and posts once more, whose relationships are loaded in another way unless told. */
#define MODELS_LOADED(U, P, posts_lazy, user_lazy) \
    typedef struct U U; \
    typedef struct P P; \
    struct U { int64_t id; const char *name; SQLA_LIST(P) posts; }; \
    struct P { int64_t id; const char *title; sqla_opt_int64 user_id; U *user; }; \
    SQLA_DECLARE_MODEL(U); \
    SQLA_DECLARE_MODEL(P); \
    SQLA_MODEL(U, "users", \
        SQLA_COLUMN(U, id,   .primary_key = true), \
        SQLA_COLUMN(U, name, .not_null = true), \
        SQLA_RELATIONSHIP(U, posts, P, .back_populates = "user", .order_by = "id", \
                                       .lazy = posts_lazy)); \
    SQLA_MODEL(P, "posts", \
        SQLA_COLUMN(P, id,      .primary_key = true), \
        SQLA_COLUMN(P, title,   .not_null = true), \
        SQLA_COLUMN(P, user_id, .foreign_key = "users.id"), \
        SQLA_RELATIONSHIP(P, user, U, .back_populates = "posts", .lazy = user_lazy, \
                                      .innerjoin = true))

MODELS_LOADED(JoinedUser,    JoinedPost,    SQLA_LAZY_JOINED,       SQLA_LAZY_SELECT);
MODELS_LOADED(InnerUser,     InnerPost,     SQLA_LAZY_SELECT,       SQLA_LAZY_JOINED);
MODELS_LOADED(SelectinUser,  SelectinPost,  SQLA_LAZY_SELECTIN,     SQLA_LAZY_SELECTIN);
MODELS_LOADED(SubqueryUser,  SubqueryPost,  SQLA_LAZY_SUBQUERY,     SQLA_LAZY_SELECT);
MODELS_LOADED(ImmediateUser, ImmediatePost, SQLA_LAZY_IMMEDIATE,    SQLA_LAZY_SELECT);
MODELS_LOADED(RaiseUser,     RaisePost,     SQLA_LAZY_RAISE,        SQLA_LAZY_RAISE);
MODELS_LOADED(NoSqlUser,     NoSqlPost,     SQLA_LAZY_RAISE_ON_SQL, SQLA_LAZY_RAISE_ON_SQL);
MODELS_LOADED(NoloadUser,    NoloadPost,    SQLA_LAZY_NOLOAD,       SQLA_LAZY_NOLOAD);
MODELS_LOADED(WriteUser,     WritePost,     SQLA_LAZY_WRITE_ONLY,   SQLA_LAZY_SELECT);

/* ---- the statements that were executed ---- */

/* How many statements were executed since the last call. */
#define CHECK_STATEMENTS(want) do { CHECK_INT(heard.n, (want)); quiet(); } while (0)

/* ---- a database ---- */

static fix open_with(sqla_metadata *md, const char *script) {
    fix f = fix_open(empty_url(), md);
    run(f.e, script);
    return f;
}

#define USERS_AND_POSTS \
    "INSERT INTO users (name) VALUES ('ann'), ('bob'), ('cid');" \
    "INSERT INTO posts (title, user_id) VALUES ('a1', 1), ('a2', 1), ('b1', 2), ('none', NULL);"

#define MODELS sqla_metadata_new(sqla_entity(User), sqla_entity(Post), sqla_entity(Comment), \
                                 sqla_entity(Tag), sqla_entity(Employee), &post_tags)

static fix open_fix(void) {
    return open_with(MODELS, USERS_AND_POSTS
        "INSERT INTO comments (body, post_id) VALUES ('first', 1), ('second', 1), ('third', 3);"
        "INSERT INTO tags (name) VALUES ('c'), ('sql');"
        "INSERT INTO post_tags (post_id, tag_id) VALUES (1, 1), (1, 2), (3, 2);"
        "INSERT INTO employees (name, manager_id) VALUES ('top', NULL), ('mid', 1), ('low', 2);");
}

/* n users, u1, u2 ..., each with two posts. */
static fix open_users(int n) {
    char script[400];
    snprintf(script, sizeof script,
             "INSERT INTO users (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
             "SELECT i + 1 FROM n WHERE i < %d) SELECT 'u' || i FROM n;"
             "INSERT INTO posts (title, user_id) SELECT 'p', id FROM users;"
             "INSERT INTO posts (title, user_id) SELECT 'q', id FROM users;", n);
    return open_with(MODELS, script);
}

static sqla_stmt *users(void) {
    return sqla_order_by(sqla_select(sqla_entity(User)), sqla_col(User, id));
}

static sqla_stmt *posts(void) {
    return sqla_order_by(sqla_select(sqla_entity(Post)), sqla_col(Post, id));
}

static sqla_stmt *employees(void) {
    return sqla_order_by(sqla_select(sqla_entity(Employee)), sqla_col(Employee, id));
}

#define SELECT_USERS "SELECT users.id, users.name FROM users ORDER BY users.id"
#define SELECT_POSTS "SELECT posts.id, posts.title, posts.user_id FROM posts ORDER BY posts.id"

/* ---- what was loaded, as text ---- */

static char shown[600];

static void show(const char *format, ...) {
    size_t n = strlen(shown);
    va_list args;
    va_start(args, format);
    vsnprintf(shown + n, sizeof shown - n, format, args);
    va_end(args);
}

/* "ann: a1 a2, bob: b1, cid:". Loads what is not loaded. */
static const char *show_users(sqla_session *s, sqla_stmt *q) {
    shown[0] = '\0';
    sqla_foreach(User, u, s, q) {
        show("%s%s:", *shown ? ", " : "", u->name ? u->name : "?");
        sqla_each(Post, p, u, posts) show(" %s", p->title ? p->title : "?");
    }
    return shown;
}
#define ALL_USERS "ann: a1 a2, bob: b1, cid:"

static const char *show_posts(sqla_session *s, sqla_stmt *q) {
    shown[0] = '\0';
    sqla_foreach(Post, p, s, q) {
        const User *u = sqla_load(p, user);
        show("%s%s: %s", *shown ? ", " : "", p->title ? p->title : "?",
             u ? u->name ? u->name : "?" : "-");
    }
    return shown;
}
#define ALL_POSTS "a1: ann, a2: ann, b1: bob, none: -"

static const char *show_comments(sqla_session *s, sqla_stmt *q) {
    shown[0] = '\0';
    sqla_foreach(Post, p, s, q) {
        show("%s%s:", *shown ? ", " : "", p->title ? p->title : "?");
        sqla_each(Comment, c, p, comments) show(" %s", c->body ? c->body : "?");
    }
    return shown;
}
#define ALL_COMMENTS "a1: second first, a2:, b1: third, none:"

static const char *show_tags(sqla_session *s, sqla_stmt *q) {
    shown[0] = '\0';
    sqla_foreach(Post, p, s, q) {
        show("%s%s:", *shown ? ", " : "", p->title ? p->title : "?");
        sqla_each(Tag, t, p, tags) show(" %s", t->name ? t->name : "?");
    }
    return shown;
}

/* ---- lazy ---- */

TEST(a_list_is_loaded_on_first_use) {
    fix v = open_fix();
    int n = 0;
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    CHECK_STATEMENTS(1);
    CHECK(!sqla_is_loaded(ann, posts));
    CHECK_INT(ann->posts.count, 0);             /* reading a field loads nothing */
    sqla_each(Post, p, ann, posts) n += p->id == n + 1;
    CHECK_INT(n, 2);
    CHECK_HAS(sql(0), "FROM posts WHERE ? = posts.user_id ORDER BY posts.id");
    CHECK_STATEMENTS(1);
    CHECK(sqla_is_loaded(ann, posts));
    CHECK_INT(ann->posts.count, 2);
    sqla_each(Post, p, ann, posts) n++;
    CHECK_INT(n, 4);
    CHECK(sqla_load(ann, posts) == ann);
    CHECK_STATEMENTS(0);
done:
    close_fix(&v);
}

TEST(a_reference_is_loaded_on_first_use) {
    fix v = open_fix();
    Post *post = sqla_get(v.s, Post, 3);
    NEED(post);
    CHECK(post->user == NULL);
    CHECK(!sqla_is_loaded(post, user));
    quiet();
    const User *bob = sqla_load(post, user);
    NEED(bob);
    CHECK_STR(bob->name, "bob");
    CHECK(post->user == bob);
    CHECK_HAS(sql(0), "FROM users WHERE users.id = ?");
    CHECK_STATEMENTS(1);
    CHECK(sqla_load(post, user) == bob);
    CHECK_STATEMENTS(0);
done:
    close_fix(&v);
}

TEST(references_come_from_the_identity_map) {
    fix v = open_fix();
    sqla_list all = sqla_all(v.s, User, users());
    CHECK_INT(all.count, 3);
    quiet();
    CHECK_STR(show_posts(v.s, posts()), ALL_POSTS);
    CHECK_STATEMENTS(1);
    Post *post = sqla_get(v.s, Post, 1);
    NEED(post && all.count == 3);
    CHECK(post->user == all.items[0]);
    CHECK_STATEMENTS(0);
done:
    sqla_list_free(all);
    close_fix(&v);
}

TEST(a_reference_to_nothing_needs_no_statement) {
    fix v = open_fix();
    Post *post = sqla_get(v.s, Post, 4);
    NEED(post);
    quiet();
    CHECK(sqla_load(post, user) == NULL);
    CHECK(sqla_is_loaded(post, user));
    CHECK_STATEMENTS(0);
    CHECK(!sqla_failed(v.s));
done:
    close_fix(&v);
}

TEST(members_of_a_list_know_their_parent) {
    fix v = open_fix();
    int n = 0;
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    CHECK(sqla_load(ann, posts) == ann);
    quiet();
    sqla_each(Post, p, ann, posts) n += sqla_load(p, user) == ann;
    CHECK_INT(n, 2);
    CHECK_STATEMENTS(0);
done:
    close_fix(&v);
}

TEST(lists_across_a_table_between) {
    fix v = open_fix();
    CHECK_STR(show_tags(v.s, posts()), "a1: c sql, a2:, b1: sql, none:");
    CHECK_HAS(sql(1), "FROM tags, post_tags WHERE ? = post_tags.post_id AND "
                      "tags.id = post_tags.tag_id");
    CHECK_STATEMENTS(5);
    Tag *tag = sqla_get(v.s, Tag, 2);
    NEED(tag);
    CHECK_STATEMENTS(0);
    CHECK(sqla_load(tag, posts) == tag);
    CHECK_INT(tag->posts.count, 2);
    CHECK_STATEMENTS(1);
done:
    close_fix(&v);
}

TEST(lazy_loads_flush_first) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    NEED(sqla_add(v.s, sqla_new(Post, .title = "late", .user_id = sqla_some_int64(1))));
    quiet();
    CHECK(sqla_load(ann, posts) == ann);
    CHECK_INT(ann->posts.count, 3);
    CHECK_HAS(sql(0), "INSERT INTO posts");
    CHECK_STATEMENTS(2);
done:
    close_fix(&v);
}

/* ---- how many statements ---- */

TEST(n_plus_one) {
    static const struct { sqla_lazy how; int at_once, later; } ways[] = {
        { SQLA_LAZY_SELECT,    1,  10 },
        { SQLA_LAZY_SELECTIN,  2,  0 },
        { SQLA_LAZY_JOINED,    1,  0 },
        { SQLA_LAZY_SUBQUERY,  2,  0 },
        { SQLA_LAZY_IMMEDIATE, 11, 0 },
    };
    fix v = open_users(10);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        sqla_expr *path[] = { sqla_rel(User, posts) };
        sqla_stmt *q = sqla_options(users(), sqla_loader(ways[i].how, path, 1));
        sqla_session_clear(v.s);
        quiet();
        sqla_list all = sqla_all(v.s, User, q);
        int n = 0;
        CHECK_INT(all.count, 10);
        CHECK_STATEMENTS(ways[i].at_once);
        sqla_list_each(User, u, all) sqla_each(Post, p, u, posts) n += sqla_load(p, user) == u;
        CHECK_INT(n, 20);
        CHECK_STATEMENTS(ways[i].later);
        sqla_list_free(all);
    }
    close_fix(&v);
}

TEST(n_plus_one_references) {
    static const struct { sqla_lazy how; int at_once, later; } ways[] = {
        { SQLA_LAZY_SELECT,    1, 2 },
        { SQLA_LAZY_SELECTIN,  2, 0 },
        { SQLA_LAZY_JOINED,    1, 0 },
        { SQLA_LAZY_SUBQUERY,  2, 0 },
        { SQLA_LAZY_IMMEDIATE, 3, 0 },
    };
    fix v = open_fix();
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        sqla_expr *path[] = { sqla_rel(Post, user) };
        sqla_stmt *q = sqla_options(posts(), sqla_loader(ways[i].how, path, 1));
        sqla_session_clear(v.s);
        quiet();
        sqla_list all = sqla_all(v.s, Post, q);
        int n = 0;
        CHECK_STATEMENTS(ways[i].at_once);
        sqla_list_each(Post, p, all) n += sqla_load(p, user) != NULL;
        CHECK_INT(n, 3);
        CHECK_STATEMENTS(ways[i].later);
        sqla_list_free(all);
    }
    close_fix(&v);
}

/* ---- joined ---- */

TEST(joined_lists) {
    fix v = open_fix();
    CHECK_STR(show_users(v.s, sqla_options(users(), sqla_joinedload(sqla_rel(User, posts)))),
              ALL_USERS);
    CHECK_STR(sql(0), "SELECT users.id, users.name, posts_1.id AS id_1, posts_1.title, "
                      "posts_1.user_id FROM users LEFT OUTER JOIN posts AS posts_1 "
                      "ON users.id = posts_1.user_id ORDER BY users.id, posts_1.id");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(joined_references) {
    fix v = open_fix();
    CHECK_STR(show_posts(v.s, sqla_options(posts(), sqla_joinedload(sqla_rel(Post, user)))),
              ALL_POSTS);
    CHECK_STR(sql(0), "SELECT posts.id, posts.title, posts.user_id, users_1.id AS id_1, "
                      "users_1.name FROM posts LEFT OUTER JOIN users AS users_1 "
                      "ON users_1.id = posts.user_id ORDER BY posts.id");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(joined_across_a_table_between) {
    fix v = open_fix();
    CHECK_STR(show_tags(v.s, sqla_options(posts(), sqla_joinedload(sqla_rel(Post, tags)))),
              "a1: c sql, a2:, b1: sql, none:");
    CHECK_STR(sql(0), "SELECT posts.id, posts.title, posts.user_id, tags_1.id AS id_1, "
                      "tags_1.name FROM posts LEFT OUTER JOIN (post_tags AS post_tags_1 "
                      "JOIN tags AS tags_1 ON tags_1.id = post_tags_1.tag_id) "
                      "ON posts.id = post_tags_1.post_id ORDER BY posts.id");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(joined_twice_side_by_side) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(posts(), sqla_joinedload(sqla_rel(Post, comments)),
                                sqla_joinedload(sqla_rel(Post, tags)));
    CHECK_STR(show_comments(v.s, q), ALL_COMMENTS);
    CHECK_STR(sql(0), "SELECT posts.id, posts.title, posts.user_id, comments_1.id AS id_1, "
                      "comments_1.body, comments_1.post_id, tags_1.id AS id_2, tags_1.name "
                      "FROM posts LEFT OUTER JOIN comments AS comments_1 "
                      "ON posts.id = comments_1.post_id LEFT OUTER JOIN (post_tags AS post_tags_1 "
                      "JOIN tags AS tags_1 ON tags_1.id = post_tags_1.tag_id) "
                      "ON posts.id = post_tags_1.post_id "
                      "ORDER BY posts.id, comments_1.body DESC, comments_1.id");
    CHECK_STATEMENTS(1);
    Post *post = sqla_get(v.s, Post, 1);
    NEED(post);
    CHECK_INT(post->comments.count, 2);         /* not once for each tag */
    CHECK_INT(post->tags.count, 2);
done:
    close_fix(&v);
}

TEST(joined_is_apart_from_joins_of_the_query) {
    fix v = open_fix();
    sqla_stmt *q = sqla_join(sqla_select(sqla_entity(User)), sqla_rel(User, posts));
    sqla_where(q, sqla_eq(sqla_col(Post, title), "a1"));
    sqla_options(q, sqla_joinedload(sqla_rel(User, posts)));
    CHECK_STR(show_users(v.s, q), "ann: a1 a2");
    CHECK_STR(sql(0), "SELECT users.id, users.name, posts_1.id AS id_1, posts_1.title, "
                      "posts_1.user_id FROM users JOIN posts ON users.id = posts.user_id "
                      "LEFT OUTER JOIN posts AS posts_1 ON users.id = posts_1.user_id "
                      "WHERE posts.title = ? ORDER BY posts_1.id");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(joined_objects_are_unique) {
    fix v = open_fix();
    sqla_stmt *q = sqla_ref(sqla_options(users(), sqla_joinedload(sqla_rel(User, posts))));
    sqla_list all = sqla_all(v.s, User, q);
    int n = 0;
    CHECK_INT(all.count, 3);
    NEED(all.count == 3);
    CHECK(all.items[0] != all.items[1] && all.items[1] != all.items[2]);
    sqla_foreach(User, u, v.s, q) n += u->id == n + 1;
    CHECK_INT(n, 3);
    const User *first = sqla_first(v.s, User, q);
    NEED(first);
    CHECK_INT(first->posts.count, 2);
    sqla_stmt *one = sqla_where(sqla_clone(q), sqla_eq(sqla_col(User, id), 1));
    CHECK(sqla_one(v.s, User, one) == first);
    CHECK(!sqla_failed(v.s));
done:
    sqla_list_free(all);
    sqla_unref(q);
    close_fix(&v);
}

TEST(the_first_object_has_its_whole_list) {
    fix v = open_fix();
    const User *ann = sqla_first(v.s, User, sqla_options(users(),
                                 sqla_joinedload(sqla_rel(User, posts))));
    NEED(ann);
    CHECK_STR(ann->name, "ann");
    CHECK_INT(ann->posts.count, 2);
done:
    close_fix(&v);
}

/* ---- joined, with LIMIT ---- */

/* PostgreSQL's planner is told the number, and no OFFSET where there is none. */
#define CHECK_LIMITED(before, after) \
    CHECK_STR(sql(0), on_postgresql() ? before "LIMIT 2::INTEGER" after \
                                      : before "LIMIT ? OFFSET ?" after)

#define LIMITED_USERS "SELECT anon_1.id, anon_1.name, posts_1.id AS id_1, posts_1.title, " \
                      "posts_1.user_id FROM "

TEST(a_limit_counts_parents_not_rows) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(users(), sqla_joinedload(sqla_rel(User, posts)));
    CHECK_STR(show_users(v.s, sqla_limit(q, 2)), "ann: a1 a2, bob: b1");
    CHECK_LIMITED(LIMITED_USERS
                  "(SELECT users.id AS id, users.name AS name FROM users ORDER BY users.id ",
                  ") AS anon_1 LEFT OUTER JOIN posts AS posts_1 "
                  "ON anon_1.id = posts_1.user_id ORDER BY anon_1.id, posts_1.id");
    CHECK_STATEMENTS(1);
    q = sqla_options(users(), sqla_joinedload(sqla_rel(User, posts)));
    CHECK_STR(show_users(v.s, sqla_offset(sqla_limit(q, 2), 1)), "bob: b1, cid:");
    close_fix(&v);
}

TEST(a_limit_with_condition_and_order) {
    fix v = open_fix();
    sqla_stmt *q = sqla_where(sqla_select(sqla_entity(User)), sqla_ne(sqla_col(User, name), "x"));
    sqla_options(q, sqla_joinedload(sqla_rel(User, posts)));
    sqla_order_by(q, sqla_desc(sqla_col(User, name)));
    CHECK_STR(show_users(v.s, sqla_limit(q, 2)), "cid:, bob: b1");
    CHECK_LIMITED(LIMITED_USERS
                  "(SELECT users.id AS id, users.name AS name FROM users WHERE users.name != ? "
                  "ORDER BY users.name DESC ", ") AS anon_1 LEFT OUTER JOIN posts AS posts_1 "
                  "ON anon_1.id = posts_1.user_id ORDER BY anon_1.name DESC, posts_1.id");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(distinct_is_wrapped_too) {
    fix v = open_fix();
    sqla_stmt *q = sqla_distinct(sqla_select(sqla_entity(User)));
    sqla_options(q, sqla_joinedload(sqla_rel(User, posts)));
    sqla_list all = sqla_all(v.s, User, q);
    CHECK_INT(all.count, 3);
    sqla_list_free(all);
    CHECK_STR(sql(0), LIMITED_USERS
              "(SELECT DISTINCT users.id AS id, users.name AS name FROM users) AS anon_1 "
              "LEFT OUTER JOIN posts AS posts_1 ON anon_1.id = posts_1.user_id "
              "ORDER BY posts_1.id");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(a_limit_needs_no_subquery_for_references) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(posts(), sqla_joinedload(sqla_rel(Post, user)));
    CHECK_STR(show_posts(v.s, sqla_limit(q, 2)), "a1: ann, a2: ann");
    CHECK_LIMITED("SELECT posts.id, posts.title, posts.user_id, users_1.id AS id_1, users_1.name "
                  "FROM posts LEFT OUTER JOIN users AS users_1 ON users_1.id = posts.user_id "
                  "ORDER BY posts.id ", "");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

/* ---- selectin ---- */

TEST(selectin_lists) {
    fix v = open_fix();
    CHECK_STR(show_users(v.s, sqla_options(users(), sqla_selectinload(sqla_rel(User, posts)))),
              ALL_USERS);
    CHECK_STR(sql(0), SELECT_USERS);
    CHECK_STR(sql(1), "SELECT posts.user_id, posts.id, posts.title FROM posts "
                      "WHERE posts.user_id IN (?) ORDER BY posts.id");
    CHECK_STATEMENTS(2);
    close_fix(&v);
}

TEST(selectin_references) {
    fix v = open_fix();
    CHECK_STR(show_posts(v.s, sqla_options(posts(), sqla_selectinload(sqla_rel(Post, user)))),
              ALL_POSTS);
    CHECK_STR(sql(0), SELECT_POSTS);
    CHECK_STR(sql(1), "SELECT users.id, users.name FROM users WHERE users.id IN (?)");
    CHECK_STATEMENTS(2);
    close_fix(&v);
}

TEST(selectin_across_a_table_between) {
    fix v = open_fix();
    CHECK_STR(show_tags(v.s, sqla_options(posts(), sqla_selectinload(sqla_rel(Post, tags)))),
              "a1: c sql, a2:, b1: sql, none:");
    CHECK_STR(sql(1), "SELECT post_tags.post_id, tags.id, tags.name FROM post_tags JOIN tags "
                      "ON tags.id = post_tags.tag_id WHERE post_tags.post_id IN (?)");
    CHECK_STATEMENTS(2);
    close_fix(&v);
}

TEST(selectin_in_parts_of_500) {
    fix v = open_users(1100);
    sqla_list all = sqla_all(v.s, User, sqla_options(users(),
                             sqla_selectinload(sqla_rel(User, posts))));
    size_t n = 0;
    CHECK_INT(all.count, 1100);
    CHECK_STATEMENTS(4);
    sqla_list_each(User, u, all) n += u->posts.count;
    CHECK_INT(n, 2200);
    sqla_list_free(all);
    close_fix(&v);
}

TEST(nothing_found_needs_no_second_statement) {
    fix v = open_fix();
    for (int i = 0; i < 2; i++) {
        sqla_expr *rel = sqla_rel(User, posts);
        sqla_stmt *q = sqla_where(users(), sqla_eq(sqla_col(User, id), 99));
        sqla_options(q, i ? sqla_subqueryload(rel) : sqla_selectinload(rel));
        CHECK_STR(show_users(v.s, q), "");
        CHECK_STATEMENTS(1);
    }
    sqla_stmt *q = sqla_where(posts(), sqla_eq(sqla_col(Post, id), 4));
    CHECK_STR(show_posts(v.s, sqla_options(q, sqla_selectinload(sqla_rel(Post, user)))),
              "none: -");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(selectin_fills_objects_that_are_there) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    CHECK_INT(ann->posts.count, 0);
    sqla_list all = sqla_all(v.s, User, sqla_options(users(),
                             sqla_selectinload(sqla_rel(User, posts))));
    sqla_list_free(all);
    CHECK_INT(ann->posts.count, 2);
    quiet();
    sqla_each(Post, p, ann, posts) CHECK(sqla_load(p, user) == ann);
    CHECK_STATEMENTS(0);
done:
    close_fix(&v);
}

/* ---- subquery ---- */

TEST(subquery_lists) {
    fix v = open_fix();
    CHECK_STR(show_users(v.s, sqla_options(users(), sqla_subqueryload(sqla_rel(User, posts)))),
              ALL_USERS);
    CHECK_STR(sql(0), SELECT_USERS);
    CHECK_STATEMENTS(2);
    close_fix(&v);
}

TEST(subquery_with_limit) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(users(), sqla_subqueryload(sqla_rel(User, posts)));
    CHECK_STR(show_users(v.s, sqla_limit(q, 2)), "ann: a1 a2, bob: b1");
    CHECK_STATEMENTS(2);
    close_fix(&v);
}

TEST(subquery_references) {
    fix v = open_fix();
    CHECK_STR(show_posts(v.s, sqla_options(posts(), sqla_subqueryload(sqla_rel(Post, user)))),
              ALL_POSTS);
    CHECK_STATEMENTS(2);
    close_fix(&v);
}

TEST(subquery_across_a_table_between) {
    fix v = open_fix();
    CHECK_STR(show_tags(v.s, sqla_options(posts(), sqla_subqueryload(sqla_rel(Post, tags)))),
              "a1: c sql, a2:, b1: sql, none:");
    CHECK_STATEMENTS(2);
    close_fix(&v);
}

/* ---- several levels ---- */

/* "ann: a1(second first) a2(), bob: b1(third), cid:". */
static const char *show_threads(sqla_session *s, sqla_stmt *q) {
    sqla_list all = sqla_all(s, User, q);
    shown[0] = '\0';
    sqla_list_each(User, u, all) {
        show("%s%s:", *shown ? ", " : "", u->name ? u->name : "?");
        sqla_each(Post, p, u, posts) {
            show(" %s(", p->title ? p->title : "?");
            sqla_each(Comment, c, p, comments) show(" %s", c->body ? c->body : "?");
            show(" )");
        }
    }
    sqla_list_free(all);
    return shown;
}
#define ALL_THREADS "ann: a1( second first ) a2( ), bob: b1( third ), cid:"

TEST(selectin_on_two_levels) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(users(), sqla_selectinload(sqla_rel(User, posts),
                                                           sqla_rel(Post, comments)));
    CHECK_STR(show_threads(v.s, q), ALL_THREADS);
    CHECK_STR(sql(1), "SELECT posts.user_id, posts.id, posts.title FROM posts "
                      "WHERE posts.user_id IN (?) ORDER BY posts.id");
    CHECK_STR(sql(2), "SELECT comments.post_id, comments.id, comments.body FROM comments "
                      "WHERE comments.post_id IN (?) ORDER BY comments.body DESC, comments.id");
    CHECK_STATEMENTS(3);
    close_fix(&v);
}

TEST(joined_on_two_levels) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(users(), sqla_joinedload(sqla_rel(User, posts),
                                                         sqla_rel(Post, comments)));
    CHECK_STR(show_threads(v.s, q), ALL_THREADS);
    CHECK_STR(sql(0), "SELECT users.id, users.name, comments_1.id AS id_1, comments_1.body, "
                      "comments_1.post_id, posts_1.id AS id_2, posts_1.title, posts_1.user_id "
                      "FROM users LEFT OUTER JOIN posts AS posts_1 ON users.id = posts_1.user_id "
                      "LEFT OUTER JOIN comments AS comments_1 ON posts_1.id = comments_1.post_id "
                      "ORDER BY users.id, posts_1.id, comments_1.body DESC, comments_1.id");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(subquery_on_two_levels) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(users(), sqla_subqueryload(sqla_rel(User, posts),
                                                           sqla_rel(Post, comments)));
    CHECK_STR(show_threads(v.s, q), ALL_THREADS);
    CHECK_STATEMENTS(3);
    close_fix(&v);
}

TEST(immediate_on_two_levels) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(users(), sqla_immediateload(sqla_rel(User, posts),
                                                            sqla_rel(Post, comments)));
    sqla_list all = sqla_all(v.s, User, q);
    CHECK_INT(all.count, 3);
    CHECK_STATEMENTS(1 + 3 + 3);
    size_t n = 0;
    sqla_list_each(User, u, all) sqla_each(Post, p, u, posts) n += p->comments.count;
    CHECK_INT(n, 3);
    CHECK_STATEMENTS(0);
    sqla_list_free(all);
    close_fix(&v);
}

TEST(two_branches_load_side_by_side) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(posts(), sqla_selectinload(sqla_rel(Post, comments)),
                                sqla_selectinload(sqla_rel(Post, tags)),
                                sqla_joinedload(sqla_rel(Post, user)));
    sqla_list all = sqla_all(v.s, Post, q);
    size_t n = 0;
    CHECK_STATEMENTS(3);
    sqla_list_each(Post, p, all) {
        sqla_each(Comment, c, p, comments) n++;
        sqla_each(Tag, t, p, tags) n++;
        n += sqla_load(p, user) != NULL;
    }
    CHECK_INT(n, 3 + 3 + 3);
    CHECK_STATEMENTS(0);
    sqla_list_free(all);
    close_fix(&v);
}

TEST(trees_are_loaded_level_by_level) {
    fix v = open_fix();
    sqla_stmt *q = sqla_where(sqla_select(sqla_entity(Employee)),
                              sqla_is_null(sqla_col(Employee, manager_id)));
    sqla_options(q, sqla_selectinload(sqla_rel(Employee, staff), sqla_rel(Employee, staff)));
    const Employee *top = sqla_one(v.s, Employee, q);
    CHECK_STR(sql(1), "SELECT employees.manager_id, employees.id, employees.name FROM employees "
                      "WHERE employees.manager_id IN (?)");
    CHECK_STR(sql(2), sql(1));
    CHECK_STATEMENTS(3);
    NEED(top && top->staff.count == 1);
    CHECK_STR(top->staff.items[0]->name, "mid");
    NEED(top->staff.items[0]->staff.count == 1);
    CHECK_STR(top->staff.items[0]->staff.items[0]->name, "low");
    CHECK(!sqla_is_loaded(top->staff.items[0]->staff.items[0], staff));
done:
    close_fix(&v);
}

TEST(a_tree_is_joined_to_itself) {
    fix v = open_fix();
    sqla_list all = sqla_all(v.s, Employee, sqla_options(employees(),
                             sqla_joinedload(sqla_rel(Employee, staff))));
    size_t n = 0;
    CHECK_INT(all.count, 3);
    sqla_list_each(Employee, e, all) n += e->staff.count;
    CHECK_INT(n, 2);
    CHECK_STR(sql(0), "SELECT employees.id, employees.name, employees.manager_id, "
                      "employees_1.id AS id_1, employees_1.name AS name_1, "
                      "employees_1.manager_id AS manager_id_1 FROM employees "
                      "LEFT OUTER JOIN employees AS employees_1 "
                      "ON employees.id = employees_1.manager_id ORDER BY employees.id");
    CHECK_STATEMENTS(1);
    sqla_list_free(all);
    close_fix(&v);
}

/* ---- order ---- */

TEST(the_order_of_a_relationship_is_added) {
    fix v = open_fix();
    sqla_expr *options[3] = {
        sqla_joinedload(sqla_rel(Post, comments)),
        sqla_selectinload(sqla_rel(Post, comments)),
        sqla_subqueryload(sqla_rel(Post, comments)),
    };
    static const char *const ends[3] = {
        "ORDER BY posts.id, comments_1.body DESC, comments_1.id",
        "ORDER BY comments.body DESC, comments.id",
        "ORDER BY comments.body DESC, comments.id",
    };
    for (int i = 0; i < 3; i++) {
        sqla_session_clear(v.s);
        quiet();
        CHECK_STR(show_comments(v.s, sqla_options(posts(), options[i])), ALL_COMMENTS);
        const char *last = sql(heard.n - 1);
        size_t length = last ? strlen(last) : 0, n = strlen(ends[i]);
        CHECK_STR(length > n ? last + length - n : last, ends[i]);
        CHECK_STATEMENTS(i ? 2 : 1);
    }
    sqla_session_clear(v.s);
    quiet();
    CHECK_STR(show_comments(v.s, posts()), ALL_COMMENTS);
    CHECK_HAS(sql(1), "FROM comments WHERE ? = comments.post_id "
                      "ORDER BY comments.body DESC, comments.id");
    CHECK_STATEMENTS(5);
    close_fix(&v);
}

TEST(the_order_of_a_relationship_stands_alone) {
    fix v = open_fix();
    sqla_stmt *q = sqla_options(sqla_select(sqla_entity(Post)),
                                sqla_joinedload(sqla_rel(Post, comments)));
    sqla_list all = sqla_all(v.s, Post, q);
    CHECK_INT(all.count, 4);
    CHECK_STR(sql(0), "SELECT posts.id, posts.title, posts.user_id, comments_1.id AS id_1, "
                      "comments_1.body, comments_1.post_id FROM posts "
                      "LEFT OUTER JOIN comments AS comments_1 ON posts.id = comments_1.post_id "
                      "ORDER BY comments_1.body DESC, comments_1.id");
    sqla_list_free(all);
    close_fix(&v);
}

/* ---- raise, noload, lazyload ---- */

TEST(raise_refuses_to_load) {
    fix v = open_fix();
    int n = 0;
    sqla_list all = sqla_all(v.s, User, sqla_options(users(),
                             sqla_raiseload(sqla_rel(User, posts))));
    NEED(all.count == 3);
    User *ann = all.items[0];
    CHECK_STATEMENTS(1);
    CHECK(sqla_load(ann, posts) == NULL);
    CHECK_STATUS(sqla_last_error(v.s)->code, SQLA_INVALID_REQUEST);
    CHECK_HAS(sqla_last_error(v.s)->message, "User.posts");
    sqla_each(Post, p, ann, posts) n++;
    CHECK_INT(n, 0);
    CHECK_STATEMENTS(0);
    /* Another query may load it; and nothing has to be rolled back. */
    CHECK_STR(show_users(v.s, sqla_options(users(), sqla_selectinload(sqla_rel(User, posts)))),
              ALL_USERS);
    CHECK_STATEMENTS(2);
done:
    sqla_list_free(all);
    close_fix(&v);
}

TEST(raise_says_which_reference) {
    fix v = open_fix();
    sqla_list all = sqla_all(v.s, Post, sqla_options(posts(),
                             sqla_raiseload(sqla_rel(Post, user))));
    CHECK_INT(all.count, 4);
    CHECK_STATEMENTS(1);
    sqla_list_each(Post, p, all) {
        sqla_clear_error(v.s);
        CHECK(sqla_load(p, user) == NULL);
        CHECK_STATUS(sqla_error(v.s)->code, SQLA_INVALID_REQUEST);
        CHECK_HAS(sqla_error(v.s)->message, "Post.user");
    }
    CHECK_STATEMENTS(0);
    sqla_list_free(all);
    close_fix(&v);
}

TEST(noload_is_empty) {
    fix v = open_fix();
    CHECK_STR(show_users(v.s, sqla_options(users(), sqla_noload(sqla_rel(User, posts)))),
              "ann:, bob:, cid:");
    CHECK_STATEMENTS(1);
    sqla_session_clear(v.s);
    quiet();
    CHECK_STR(show_posts(v.s, sqla_options(posts(), sqla_noload(sqla_rel(Post, user)))),
              "a1: -, a2: -, b1: -, none: -");
    CHECK_STATEMENTS(1);
    CHECK(!sqla_failed(v.s));
    close_fix(&v);
}

/* ---- models that are loaded in another way ---- */

#define METADATA_OF(U, P) sqla_metadata_new(sqla_entity(U), sqla_entity(P))

/* Statements of a query for all users, then of a walk over their posts; how many posts there are;
 * statements of a look-up by key. */
#define CLASS_TEST(name, U, P, at_once, later, found, by_key) \
    TEST(name) { \
        fix v = open_with(METADATA_OF(U, P), USERS_AND_POSTS); \
        sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(U)), sqla_col(U, id)); \
        sqla_list all = sqla_all(v.s, U, q); \
        int n = 0; \
        CHECK_INT(all.count, 3); \
        CHECK_STATEMENTS(at_once); \
        sqla_list_each(U, u, all) sqla_each(P, p, u, posts) n += p->id > 0; \
        CHECK_INT(n, (found)); \
        CHECK_STATEMENTS(later); \
        sqla_list_free(all); \
        sqla_session_clear(v.s); \
        quiet(); \
        CHECK(sqla_get(v.s, U, 1) != NULL); \
        CHECK_STATEMENTS(by_key); \
        close_fix(&v); \
    }

CLASS_TEST(a_class_may_be_joined,    JoinedUser,    JoinedPost,    1, 0, 3, 1)
CLASS_TEST(a_class_may_be_lazy,      InnerUser,     InnerPost,     1, 3, 3, 1)
CLASS_TEST(a_class_may_be_selectin,  SelectinUser,  SelectinPost,  2, 0, 3, 2)
CLASS_TEST(a_class_may_be_subquery,  SubqueryUser,  SubqueryPost,  2, 0, 3, 2)
CLASS_TEST(a_class_may_be_immediate, ImmediateUser, ImmediatePost, 4, 0, 3, 2)
CLASS_TEST(a_class_may_raise,        RaiseUser,     RaisePost,     1, 0, 0, 1)
CLASS_TEST(a_class_may_raise_on_sql, NoSqlUser,     NoSqlPost,     1, 0, 0, 1)
CLASS_TEST(a_class_may_be_empty,     NoloadUser,    NoloadPost,    1, 0, 0, 1)

TEST(a_class_is_joined_by_key_too) {
    fix v = open_with(METADATA_OF(JoinedUser, JoinedPost), USERS_AND_POSTS);
    const JoinedUser *ann = sqla_get(v.s, JoinedUser, 1);
    NEED(ann);
    CHECK_INT(ann->posts.count, 2);
    CHECK_STR(sql(0), "SELECT users.id, users.name, posts_1.id AS id_1, posts_1.title, "
                      "posts_1.user_id FROM users LEFT OUTER JOIN posts AS posts_1 "
                      "ON users.id = posts_1.user_id WHERE users.id = ? ORDER BY posts_1.id");
    CHECK_STATEMENTS(1);
done:
    close_fix(&v);
}

TEST(innerjoin_leaves_out_rows_without_reference) {
    fix v = open_with(METADATA_OF(InnerUser, InnerPost), USERS_AND_POSTS);
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(InnerPost)), sqla_col(InnerPost, id));
    sqla_list all = sqla_all(v.s, InnerPost, q);
    int n = 0;
    CHECK_STR(sql(0), "SELECT posts.id, posts.title, posts.user_id, users_1.id AS id_1, "
                      "users_1.name FROM posts JOIN users AS users_1 "
                      "ON users_1.id = posts.user_id ORDER BY posts.id");
    sqla_list_each(InnerPost, p, all) n += p->user && p->user->id == p->user_id.value;
    CHECK_INT(n, 3);
    CHECK_STATEMENTS(1);
    sqla_list_free(all);
    close_fix(&v);
}

TEST(an_option_overrides_the_class) {
    fix v = open_with(METADATA_OF(JoinedUser, JoinedPost), USERS_AND_POSTS);
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(JoinedUser)), sqla_col(JoinedUser, id));
    q = sqla_ref(q);
    sqla_stmt *lazy = sqla_options(sqla_clone(q), sqla_lazyload(sqla_rel(JoinedUser, posts)));
    sqla_list all = sqla_all(v.s, JoinedUser, lazy);
    CHECK_STR(sql(0), SELECT_USERS);
    CHECK_STATEMENTS(1);
    sqla_list_each(JoinedUser, u, all) CHECK(sqla_load(u, posts) == u);
    CHECK_STATEMENTS(3);
    sqla_list_free(all);
    sqla_session_clear(v.s);
    quiet();
    sqla_stmt *none = sqla_options(sqla_clone(q), sqla_noload(sqla_rel(JoinedUser, posts)));
    all = sqla_all(v.s, JoinedUser, none);
    sqla_list_each(JoinedUser, u, all) sqla_each(JoinedPost, p, u, posts) CHECK(!p);
    CHECK_STATEMENTS(1);
    sqla_list_free(all);
    sqla_unref(q);
    close_fix(&v);
}

TEST(an_option_overrides_raise) {
    fix v = open_with(METADATA_OF(RaiseUser, RaisePost), USERS_AND_POSTS);
    sqla_stmt *q = sqla_select(sqla_entity(RaiseUser));
    sqla_options(q, sqla_selectinload(sqla_rel(RaiseUser, posts)));
    sqla_list all = sqla_all(v.s, RaiseUser, q);
    size_t n = 0;
    sqla_list_each(RaiseUser, u, all) sqla_each(RaisePost, p, u, posts) n++;
    CHECK_INT(n, 3);
    CHECK_STATEMENTS(2);
    CHECK(!sqla_failed(v.s));
    sqla_list_free(all);
    close_fix(&v);
}

TEST(raise_on_sql_lets_the_identity_map_answer) {
    fix v = open_with(METADATA_OF(NoSqlUser, NoSqlPost), USERS_AND_POSTS);
    NoSqlPost *of_ann = sqla_get(v.s, NoSqlPost, 1), *of_nobody = sqla_get(v.s, NoSqlPost, 4);
    NEED(of_ann && of_nobody);
    quiet();
    CHECK(sqla_load(of_ann, user) == NULL);
    CHECK_STATUS(sqla_last_error(v.s)->code, SQLA_INVALID_REQUEST);
    CHECK_HAS(sqla_last_error(v.s)->message, "NoSqlPost.user");
    sqla_clear_error(v.s);
    CHECK(sqla_load(of_nobody, user) == NULL);
    CHECK_STATEMENTS(0);
    CHECK(!sqla_failed(v.s));
    const NoSqlUser *ann = sqla_get(v.s, NoSqlUser, 1);
    CHECK_STATEMENTS(1);
    CHECK(ann && sqla_load(of_ann, user) == ann);
    CHECK_STATEMENTS(0);
    CHECK(!sqla_failed(v.s));
done:
    close_fix(&v);
}

TEST(raise_does_not_ask_the_identity_map) {
    fix v = open_with(METADATA_OF(RaiseUser, RaisePost), USERS_AND_POSTS);
    RaiseUser *ann = sqla_get(v.s, RaiseUser, 1);
    RaisePost *post = sqla_get(v.s, RaisePost, 1);
    NEED(ann && post);
    quiet();
    CHECK(sqla_load(post, user) == NULL);
    CHECK_STATUS(sqla_last_error(v.s)->code, SQLA_INVALID_REQUEST);
    CHECK_STATEMENTS(0);
done:
    close_fix(&v);
}

/* ---- from joins of the query ---- */

TEST(a_join_of_the_query_fills_lists) {
    fix v = open_fix();
    sqla_stmt *q = sqla_join(sqla_select(sqla_entity(User)), sqla_rel(User, posts));
    sqla_where(q, sqla_eq(sqla_col(Post, title), "a1"));
    sqla_options(q, sqla_contains_eager(sqla_rel(User, posts)));
    CHECK_STR(show_users(v.s, q), "ann: a1");
    CHECK_STR(sql(0), "SELECT posts.id, posts.title, posts.user_id, users.id AS id_1, users.name "
                      "FROM users JOIN posts ON users.id = posts.user_id WHERE posts.title = ?");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(a_join_of_the_query_fills_references) {
    fix v = open_fix();
    sqla_stmt *q = sqla_join(posts(), sqla_rel(Post, user));
    sqla_options(q, sqla_contains_eager(sqla_rel(Post, user)));
    CHECK_STR(show_posts(v.s, q), "a1: ann, a2: ann, b1: bob");
    CHECK_STR(sql(0), "SELECT users.id, users.name, posts.id AS id_1, posts.title, posts.user_id "
                      "FROM posts JOIN users ON users.id = posts.user_id ORDER BY posts.id");
    CHECK_STATEMENTS(1);
    close_fix(&v);
}

TEST(a_join_to_an_alias_fills_lists) {
    fix v = open_fix();
    sqla_from *p2 = sqla_ref(sqla_alias(sqla_entity(Post), "p2"));
    sqla_stmt *q = sqla_select(sqla_entity(User));
    sqla_join(q, sqla_of_type(sqla_rel(User, posts), p2));
    sqla_where(q, sqla_eq(sqla_col_of(p2, Post, title), "a2"));
    sqla_options(q, sqla_contains_eager(sqla_of_type(sqla_rel(User, posts), p2)));
    CHECK_STR(show_users(v.s, q), "ann: a2");
    CHECK_STR(sql(0), "SELECT p2.id, p2.title, p2.user_id, users.id AS id_1, users.name "
                      "FROM users JOIN posts AS p2 ON users.id = p2.user_id WHERE p2.title = ?");
    CHECK_STATEMENTS(1);
    sqla_unref(p2);
    close_fix(&v);
}

TEST(a_join_to_an_alias_fills_references) {
    fix v = open_fix();
    sqla_from *boss = sqla_ref(sqla_alias(sqla_entity(Employee), "boss"));
    sqla_stmt *q = sqla_outerjoin(employees(), sqla_of_type(sqla_rel(Employee, manager), boss));
    sqla_options(q, sqla_contains_eager(sqla_of_type(sqla_rel(Employee, manager), boss)));
    sqla_list all = sqla_all(v.s, Employee, q);
    CHECK_INT(all.count, 3);
    shown[0] = '\0';
    sqla_list_each(Employee, e, all) {
        const Employee *manager = sqla_load(e, manager);
        show(" %s", manager && manager->name ? manager->name : "-");
    }
    CHECK_STR(shown, " - top mid");
    CHECK_STATEMENTS(1);
    sqla_list_free(all);
    sqla_unref(boss);
    close_fix(&v);
}

/* ---- options of look-ups by key ---- */

TEST(get_takes_an_option) {
    fix v = open_fix();
    const User *ann = sqla_get_with(v.s, User, SQLA_KEY(1),
                                    .options = sqla_selectinload(sqla_rel(User, posts)));
    NEED(ann);
    CHECK_INT(ann->posts.count, 2);
    CHECK_STATEMENTS(2);
    sqla_session_clear(v.s);
    quiet();
    ann = sqla_get_with(v.s, User, SQLA_KEY(1),
                        .options = sqla_joinedload(sqla_rel(User, posts)));
    NEED(ann);
    CHECK_INT(ann->posts.count, 2);
    CHECK_STATEMENTS(1);
done:
    close_fix(&v);
}

/* ---- what loading leaves alone ---- */

TEST(queries_keep_pending_changes) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    ann->name = "mine";
    quiet();
    sqla_no_autoflush(v.s) {
        sqla_list all = sqla_all(v.s, User, users());
        CHECK_INT(all.count, 3);
        sqla_list_free(all);
    }
    CHECK_STR(ann->name, "mine");
    CHECK(sqla_modified(ann));
    CHECK_STATEMENTS(1);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_HAS(sql(0), "UPDATE users SET name=?");
    CHECK_STATEMENTS(1);
done:
    close_fix(&v);
}

TEST(queries_do_not_refresh) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    run_inside(v.s, "UPDATE users SET name = 'theirs' WHERE id = 1");
    sqla_list all = sqla_all(v.s, User, users());
    sqla_list_free(all);
    CHECK_STR(ann->name, "ann");
    CHECK_STATUS(sqla_expire(ann), SQLA_OK);
    all = sqla_all(v.s, User, users());
    sqla_list_free(all);
    CHECK_STR(ann->name, "theirs");
    CHECK_STATEMENTS(2);                        /* the query itself brings the values */
done:
    close_fix(&v);
}

TEST(assignments_to_expired_objects_are_kept) {
    fix v = open_fix();
    Post *post = sqla_get(v.s, Post, 1);
    NEED(post);
    run_inside(v.s, "UPDATE posts SET title = 'theirs', user_id = 2 WHERE id = 1");
    CHECK_STATUS(sqla_expire(post), SQLA_OK);
    post->title = "mine";
    sqla_no_autoflush(v.s) {
        sqla_list all = sqla_all(v.s, Post, posts());
        sqla_list_free(all);
    }
    CHECK_STR(post->title, "mine");
    CHECK_INT(post->user_id.value, 2);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(v.s, sqla_text("SELECT count(*) FROM posts WHERE title = 'mine'")),
              1);
done:
    close_fix(&v);
}

TEST(populate_existing_overwrites) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    ann->name = "mine";
    sqla_stmt *q = sqla_execution_options(users(), .populate_existing = true,
                                          .no_autoflush = true);
    sqla_list all = sqla_all(v.s, User, q);
    sqla_list_free(all);
    CHECK_STR(ann->name, "ann");
    CHECK(!sqla_modified(ann));
    run_inside(v.s, "UPDATE users SET name = 'theirs' WHERE id = 1");
    all = sqla_all(v.s, User, sqla_execution_options(users(), .populate_existing = true));
    sqla_list_free(all);
    CHECK_STR(ann->name, "theirs");
    ann->name = "mine";
    quiet();
    all = sqla_all(v.s, User, sqla_execution_options(users(), .populate_existing = true));
    sqla_list_free(all);
    CHECK_STR(ann->name, "mine");               /* it was flushed first */
    CHECK_STATEMENTS(2);
done:
    close_fix(&v);
}

TEST(eager_loading_keeps_pending_members) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    Post *post = sqla_add(v.s, sqla_new(Post, .title = "new"));
    NEED(ann && post);
    sqla_no_autoflush(v.s) {
        CHECK(sqla_load(ann, posts) == ann);
        CHECK_STATUS(sqla_append(ann, posts, post), SQLA_OK);
        sqla_list all = sqla_all(v.s, User, sqla_options(users(),
                                 sqla_selectinload(sqla_rel(User, posts))));
        sqla_list_free(all);
        CHECK_INT(ann->posts.count, 3);
        all = sqla_all(v.s, User, sqla_options(users(), sqla_joinedload(sqla_rel(User, posts))));
        sqla_list_free(all);
        CHECK_INT(ann->posts.count, 3);
    }
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK(post->user_id.has && post->user_id.value == 1);
done:
    close_fix(&v);
}

TEST(refresh_forgets_loaded_lists) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    CHECK(sqla_load(ann, posts) == ann);
    run_inside(v.s, "DELETE FROM posts WHERE id = 2");
    CHECK(sqla_load(ann, posts) == ann);
    CHECK_INT(ann->posts.count, 2);
    CHECK_STATUS(sqla_expire(ann), SQLA_OK);
    CHECK(sqla_load(ann, posts) == ann);
    CHECK_INT(ann->posts.count, 1);
done:
    close_fix(&v);
}

/* ---- loops ---- */

TEST(foreach_continues_and_breaks) {
    fix v = open_fix();
    shown[0] = '\0';
    sqla_foreach(User, u, v.s, users()) {
        if (u->id == 1) continue;
        show(" %d", (int)u->id);
    }
    sqla_foreach(User, u, v.s, users()) {
        if (u->id == 2) break;
        show(" %d", (int)u->id);
    }
    CHECK_STR(shown, " 2 3 1");
    CHECK_STATEMENTS(2);
    CHECK(!sqla_failed(v.s));
    close_fix(&v);
}

TEST(each_continues_and_breaks) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    shown[0] = '\0';
    sqla_each(Post, p, ann, posts) {
        if (p->id == 1) continue;
        show(" %d", (int)p->id);
    }
    sqla_each(Post, p, ann, posts) {
        if (p->id == 2) break;
        show(" %d", (int)p->id);
    }
    CHECK_STR(shown, " 2 1");
done:
    close_fix(&v);
}

TEST(list_each_continues_and_breaks) {
    fix v = open_fix();
    sqla_list all = sqla_all(v.s, User, users());
    quiet();
    shown[0] = '\0';
    sqla_list_each(User, u, all) {
        if (u->id == 1) continue;
        show(" %d", (int)u->id);
    }
    sqla_list_each(User, u, all) {
        if (u->id == 2) break;
        show(" %d", (int)u->id);
    }
    CHECK_STR(shown, " 2 3 1");
    CHECK_STATEMENTS(0);
    sqla_list_free(all);
    close_fix(&v);
}

static int64_t first_by_foreach(sqla_session *s) {
    sqla_foreach(User, u, s, users())
        sqla_foreach(Post, p, s, posts())
            return u->id * 100 + p->id;
    return 0;
}

static int64_t last_by_each(User *user) {
    sqla_each(Post, p, user, posts)
        if (p->id == 2) return p->id;
    return 0;
}

static int64_t second_by_list(sqla_list list) {
    int n = 0;
    sqla_list_each(User, u, list)
        if (++n == 2) return u->id;
    return 0;
}

TEST(loops_may_be_left_by_return) {
    fix v = open_fix();
    sqla_list all = sqla_all(v.s, User, users());
    CHECK_INT(first_by_foreach(v.s), 101);
    CHECK_INT(last_by_each(sqla_get(v.s, User, 1)), 2);
    CHECK_INT(second_by_list(all), 2);
    sqla_list_free(all);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(first_by_foreach(v.s), 101);
    close_fix(&v);
}

TEST(loops_over_nothing) {
    fix v = open_fix();
    int n = 0;
    User *nobody = NULL;
    sqla_list none = { 0 };
    sqla_each(Post, p, nobody, posts) n += p != NULL;
    sqla_list_each(User, u, none) n += u != NULL;
    sqla_foreach(User, u, v.s, sqla_where(users(), sqla_false())) n += u != NULL;
    sqla_foreach(User, u, v.s, sqla_text("SELECT no_such FROM users")) n += u != NULL;
    CHECK_INT(n, 0);
    CHECK(sqla_failed(v.s));
    sqla_list_free(none);
    close_fix(&v);
}

TEST(the_body_may_load_flush_and_commit) {
    fix v = open_fix();
    int n = 0;
    sqla_foreach(User, u, v.s, users()) {
        sqla_each(Post, p, u, posts) n += sqla_load(p, user) == u;
        u->name = sqla_strf(u, "user %d", (int)u->id);
        CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
        if (u->id == 2) CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    }
    CHECK_INT(n, 3);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(stored_list(v.s, "SELECT name FROM users ORDER BY id"), "user 1,user 2,user 3");
    close_fix(&v);
}

TEST(the_current_element_may_be_removed) {
    fix v = open_users(1);
    User *u = sqla_get(v.s, User, 1);
    int n = 0;
    NEED(u);
    for (int i = 0; i < 4; i++)
        NEED(sqla_add(v.s, sqla_new(Post, .title = i % 2 ? "even" : "odd",
                                    .user_id = sqla_some_int64(1))));
    sqla_each(Post, p, u, posts) {
        n++;
        if (p->title && !strcmp(p->title, "odd"))
            CHECK_STATUS(sqla_remove(u, posts, p), SQLA_OK);
    }
    CHECK_INT(n, 6);                            /* none was skipped, none came twice */
    CHECK_INT(u->posts.count, 4);
    n = 0;
    sqla_each(Post, p, u, posts) {
        n++;
        CHECK_STATUS(sqla_remove(u, posts, p), SQLA_OK);
    }
    CHECK_INT(n, 4);
    CHECK_INT(u->posts.count, 0);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(v.s, sqla_text("SELECT count(*) FROM posts "
                                             "WHERE user_id IS NULL")), 6);
done:
    close_fix(&v);
}

/* ---- in parts ---- */

TEST(yield_per_frees_what_it_has_shown) {
    fix v = open_users(30);
    size_t most = 0;
    int n = 0;
    const User *kept = NULL;
    sqla_stmt *q = sqla_yield_per(users(), 3);
    sqla_foreach(User, u, v.s, q) {
        n += u->id == n + 1;
        if (sqla_session_count(v.s) > most) most = sqla_session_count(v.s);
        if (u->id == 4) u->name = "changed";
        if (u->id == 8) sqla_keep(u), kept = u;
    }
    CHECK_INT(n, 30);
    CHECK_STATEMENTS(1);
    CHECK(most <= 8);                           /* two parts, and the two that stay */
    CHECK_INT(sqla_session_count(v.s), 2);
    NEED(kept);
    CHECK_STR(kept->name, "u8");
    CHECK(sqla_get(v.s, User, 8) == kept);
    CHECK_STATEMENTS(0);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(sqla_scalar_text(v.s, sqla_text("SELECT name FROM users WHERE id = 4")), "changed");
done:
    close_fix(&v);
}

TEST(yield_per_leaves_others_alone) {
    fix v = open_users(10);
    User *mine = sqla_get(v.s, User, 5);
    NEED(mine);
    int n = 0;
    sqla_foreach(User, u, v.s, sqla_yield_per(users(), 2)) n += u == mine;
    CHECK_INT(n, 1);
    CHECK_INT(sqla_session_count(v.s), 1);
    CHECK_STR(mine->name, "u5");
    quiet();
    CHECK(sqla_get(v.s, User, 5) == mine);
    CHECK_STATEMENTS(0);
done:
    close_fix(&v);
}

static int64_t third_in_parts(sqla_session *s) {
    sqla_foreach(User, u, s, sqla_yield_per(users(), 2))
        if (u->id == 3) return u->id;
    return 0;
}

TEST(yield_per_may_be_left) {
    fix v = open_users(10);
    int n = 0;
    sqla_foreach(User, u, v.s, sqla_yield_per(users(), 4))
        if (++n == 5) break;
    CHECK_INT(n, 5);
    CHECK_INT(third_in_parts(v.s), 3);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(third_in_parts(v.s), 3);
    CHECK(!sqla_failed(v.s));
    close_fix(&v);
}

TEST(yield_per_loads_lists_part_by_part) {
    fix v = open_users(10);
    size_t n = 0;
    sqla_stmt *q = sqla_options(users(), sqla_selectinload(sqla_rel(User, posts)));
    sqla_foreach(User, u, v.s, sqla_yield_per(q, 4)) n += u->posts.count;
    CHECK_INT(n, 20);
    CHECK_STATEMENTS(1 + 3);
    CHECK_INT(sqla_session_count(v.s), 0);
    close_fix(&v);
}

TEST(yield_per_does_not_go_with_joined_lists) {
    fix v = open_fix();
    int n = 0;
    for (int i = 0; i < 2; i++) {
        sqla_expr *rel = sqla_rel(User, posts);
        sqla_stmt *q = sqla_options(users(), i ? sqla_subqueryload(rel) : sqla_joinedload(rel));
        sqla_clear_error(v.s);
        sqla_foreach(User, u, v.s, sqla_yield_per(q, 2)) n += u->id > 0;
        CHECK_STATUS(sqla_error(v.s)->code, SQLA_INVALID_REQUEST);
    }
    CHECK_INT(n, 0);
    sqla_clear_error(v.s);
    sqla_stmt *q = sqla_options(posts(), sqla_joinedload(sqla_rel(Post, user)));
    sqla_foreach(Post, p, v.s, sqla_yield_per(q, 2)) n += p->user != NULL;
    CHECK_INT(n, 3);
    CHECK(!sqla_failed(v.s));
    close_fix(&v);
}

/* ---- queries of a relationship ---- */

TEST(related_is_a_query) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    quiet();
    sqla_stmt *q = sqla_where(sqla_related(ann, posts), sqla_eq(sqla_col(Post, title), "a2"));
    const Post *post = sqla_one(v.s, Post, q);
    NEED(post);
    CHECK_INT(post->id, 2);
    CHECK_STR(sql(0), "SELECT posts.id, posts.title, posts.user_id FROM posts "
                      "WHERE ? = posts.user_id AND posts.title = ? ORDER BY posts.id");
    CHECK_STATEMENTS(1);
    CHECK(!sqla_is_loaded(ann, posts));
    Post *first = sqla_get(v.s, Post, 1);
    NEED(first);
    sqla_list tags = sqla_all(v.s, Tag, sqla_related(first, tags));
    CHECK_INT(tags.count, 2);
    sqla_list_free(tags);
done:
    close_fix(&v);
}

TEST(write_only_lists_are_queried) {
    fix v = open_with(METADATA_OF(WriteUser, WritePost), USERS_AND_POSTS);
    WriteUser *ann = sqla_get(v.s, WriteUser, 1);
    WritePost *post = sqla_add(v.s, sqla_new(WritePost, .title = "a3"));
    NEED(ann && post);
    CHECK_STATEMENTS(1);
    CHECK_STATUS(sqla_append(ann, posts, post), SQLA_OK);
    CHECK_STATEMENTS(0);
    sqla_list all = sqla_all(v.s, WritePost, sqla_related(ann, posts));
    CHECK_INT(all.count, 3);
    CHECK_STR(sql(1), "SELECT posts.id, posts.title, posts.user_id FROM posts "
                      "WHERE ? = posts.user_id ORDER BY posts.id");
    CHECK_STATEMENTS(2);                        /* after the INSERT */
    sqla_list_free(all);
done:
    close_fix(&v);
}

TEST(with_parent_is_a_condition) {
    fix v = open_fix();
    User *ann = sqla_get(v.s, User, 1);
    Post *post = sqla_get(v.s, Post, 1);
    NEED(ann && post);
    quiet();
    sqla_stmt *q = sqla_select(sqla_entity(Post));
    sqla_list all = sqla_all(v.s, Post,
                             sqla_where(q, sqla_with_parent(ann, sqla_rel(User, posts))));
    CHECK_INT(all.count, 2);
    CHECK_STR(sql(0), "SELECT posts.id, posts.title, posts.user_id FROM posts "
                      "WHERE ? = posts.user_id");
    sqla_list_free(all);
    quiet();
    q = sqla_select(sqla_entity(User));
    CHECK(sqla_one(v.s, User, sqla_where(q, sqla_with_parent(post, sqla_rel(Post, user)))) == ann);
    CHECK_STR(sql(0), "SELECT users.id, users.name FROM users WHERE users.id = ?");
    quiet();
    q = sqla_select(sqla_entity(Tag));
    all = sqla_all(v.s, Tag, sqla_where(q, sqla_with_parent(post, sqla_rel(Post, tags))));
    CHECK_INT(all.count, 2);
    CHECK_STR(sql(0), "SELECT tags.id, tags.name FROM tags, post_tags AS post_tags_1 "
                      "WHERE ? = post_tags_1.post_id AND tags.id = post_tags_1.tag_id");
    sqla_list_free(all);
done:
    close_fix(&v);
}

/* ---- rows of objects and columns ---- */

TEST(a_row_may_hold_an_object_and_a_column) {
    fix v = open_fix();
    sqla_stmt *q = sqla_select(sqla_entity(User), sqla_col(Post, title));
    sqla_join(q, sqla_rel(User, posts));
    sqla_order_by(q, sqla_col(Post, id));
    sqla_result *r = sqla_execute(v.s, q);
    const User *ann = NULL;
    shown[0] = '\0';
    while (sqla_next(r)) {
        const User *u = sqla_row_object(r, 0, User);
        const char *title = sqla_row_text(r, 1);
        show(" %s-%s", u && u->name ? u->name : "?", title ? title : "?");
        CHECK(sqla_row_object(r, 0, Post) == NULL);
        CHECK(sqla_row_object(r, 1, Post) == NULL);
        CHECK(sqla_row_object(r, 2, User) == NULL);
        CHECK(!ann || !u || u->id != 1 || u == ann);
        if (!ann) ann = u;
    }
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_STR(shown, " ann-a1 ann-a2 bob-b1");
    CHECK_STR(sql(0), "SELECT users.id, users.name, posts.title FROM users "
                      "JOIN posts ON users.id = posts.user_id ORDER BY posts.id");
    sqla_result_free(r);
    quiet();
    CHECK(sqla_get(v.s, User, 1) == ann);
    CHECK_STATEMENTS(0);
    close_fix(&v);
}

TEST(a_row_may_hold_two_objects) {
    fix v = open_fix();
    sqla_stmt *q = sqla_select(sqla_entity(User), sqla_entity(Post));
    sqla_outerjoin(q, sqla_rel(User, posts));
    sqla_order_by(q, sqla_col(User, id), sqla_col(Post, id));
    sqla_result *r = sqla_execute(v.s, q);
    shown[0] = '\0';
    while (sqla_next(r)) {
        const User *u = sqla_row_object(r, 0, User);
        const Post *p = sqla_row_object(r, 1, Post);
        show(" %s-%s", u && u->name ? u->name : "?", p ? p->title ? p->title : "?" : "none");
    }
    CHECK_STR(shown, " ann-a1 ann-a2 bob-b1 cid-none");
    CHECK_STR(sql(0), "SELECT users.id, users.name, posts.id AS id_1, posts.title, posts.user_id "
                      "FROM users LEFT OUTER JOIN posts ON users.id = posts.user_id "
                      "ORDER BY users.id, posts.id");
    CHECK_STATEMENTS(1);
    sqla_result_free(r);
    close_fix(&v);
}

TEST(a_column_may_stand_before_an_object) {
    fix v = open_fix();
    sqla_stmt *q = sqla_select(sqla_col(Post, title), sqla_entity(User),
                               sqla_label(sqla_plus(sqla_col(Post, id), 10), "more"));
    sqla_join(q, sqla_rel(Post, user));
    sqla_where(q, sqla_eq(sqla_col(Post, id), 3));
    sqla_result *r = sqla_execute(v.s, q);
    CHECK(sqla_result_one(r));
    CHECK_INT(sqla_row_count(r), 3);
    CHECK_STR(sqla_row_text(r, 0), "b1");
    const User *bob = sqla_row_object(r, 1, User);
    CHECK(bob && bob->id == 2);
    CHECK_INT(sqla_row_int(r, 2), 13);
    CHECK_INT(sqla_row_index(r, "more"), 2);
    sqla_result_free(r);
    close_fix(&v);
}

TEST(rows_of_objects_take_options) {
    fix v = open_fix();
    sqla_stmt *q = sqla_select(sqla_entity(User), sqla_col(Post, title));
    sqla_join(q, sqla_rel(User, posts));
    sqla_options(q, sqla_selectinload(sqla_rel(User, posts)));
    sqla_result *r = sqla_execute(v.s, sqla_order_by(q, sqla_col(Post, id)));
    size_t n = 0;
    while (sqla_next(r)) {
        const User *u = sqla_row_object(r, 0, User);
        if (u) n += u->posts.count;
    }
    CHECK_INT(n, 2 + 2 + 1);
    CHECK_STATEMENTS(2);
    sqla_result_free(r);
    close_fix(&v);
}

/* ---- aliases ---- */

TEST(an_alias_of_a_model_gives_objects) {
    fix v = open_fix();
    sqla_from *boss = sqla_ref(sqla_alias(sqla_entity(Employee), "boss"));
    sqla_stmt *q = sqla_select(boss);
    sqla_where(q, sqla_eq(sqla_col_of(boss, Employee, name), "mid"));
    const Employee *mid = sqla_one(v.s, Employee, q);
    NEED(mid);
    CHECK_INT(mid->id, 2);
    CHECK(mid->manager_id.has && mid->manager_id.value == 1);
    CHECK_STR(sql(0), "SELECT boss.id, boss.name, boss.manager_id FROM employees AS boss "
                      "WHERE boss.name = ?");
    CHECK(sqla_get(v.s, Employee, 2) == mid);
    CHECK_STATEMENTS(1);
done:
    sqla_unref(boss);
    close_fix(&v);
}

TEST(a_model_and_its_alias_in_one_row) {
    fix v = open_fix();
    sqla_from *boss = sqla_ref(sqla_alias(sqla_entity(Employee), "boss"));
    sqla_stmt *q = sqla_select(sqla_entity(Employee), boss);
    sqla_outerjoin(q, sqla_of_type(sqla_rel(Employee, manager), boss));
    sqla_order_by(q, sqla_col(Employee, id));
    sqla_result *r = sqla_execute(v.s, q);
    shown[0] = '\0';
    while (sqla_next(r)) {
        const Employee *e = sqla_row_object(r, 0, Employee);
        const Employee *b = sqla_row_object(r, 1, Employee);
        show(" %s-%s", e && e->name ? e->name : "?", b ? b->name ? b->name : "?" : "none");
    }
    CHECK_STR(shown, " top-none mid-top low-mid");
    CHECK_STR(sql(0), "SELECT employees.id, employees.name, employees.manager_id, "
                      "boss.id AS id_1, boss.name AS name_1, boss.manager_id AS manager_id_1 "
                      "FROM employees LEFT OUTER JOIN employees AS boss "
                      "ON boss.id = employees.manager_id ORDER BY employees.id");
    CHECK_STATEMENTS(1);
    sqla_result_free(r);
    sqla_unref(boss);
    close_fix(&v);
}

TEST(a_relationship_of_an_alias) {
    fix v = open_fix();
    sqla_from *boss = sqla_ref(sqla_alias(sqla_entity(Employee), "boss"));
    sqla_stmt *q = sqla_select(sqla_col_of(boss, Employee, name), sqla_entity(Employee));
    sqla_join(q, sqla_rel_of(boss, Employee, staff));
    sqla_order_by(q, sqla_col(Employee, id));
    sqla_result *r = sqla_execute(v.s, q);
    shown[0] = '\0';
    while (sqla_next(r)) {
        const Employee *e = sqla_row_object(r, 1, Employee);
        const char *name = sqla_row_text(r, 0);
        show(" %s-%s", name ? name : "?", e && e->name ? e->name : "?");
    }
    CHECK_STR(shown, " top-mid mid-low");
    CHECK_STR(sql(0), "SELECT boss.name, employees.id, employees.name AS name_1, "
                      "employees.manager_id FROM employees AS boss JOIN employees "
                      "ON boss.id = employees.manager_id ORDER BY employees.id");
    sqla_result_free(r);
    sqla_unref(boss);
    close_fix(&v);
}

TEST(an_alias_is_loaded_eagerly) {
    fix v = open_fix();
    for (int i = 0; i < 2; i++) {
        sqla_from *boss = sqla_ref(sqla_alias(sqla_entity(Employee), "boss"));
        sqla_stmt *q = sqla_select(boss);
        sqla_order_by(q, sqla_col_of(boss, Employee, id));
        if (i) sqla_options(q, sqla_selectinload(sqla_rel_of(boss, Employee, staff)));
        else sqla_options(q, sqla_joinedload(sqla_rel_of(boss, Employee, manager)));
        sqla_session_clear(v.s);
        quiet();
        sqla_list all = sqla_all(v.s, Employee, q);
        CHECK_INT(all.count, 3);
        if (i) {
            CHECK_STR(sql(1), "SELECT employees.manager_id, employees.id, employees.name "
                              "FROM employees WHERE employees.manager_id IN (?)");
            CHECK_STATEMENTS(2);
        } else {
            CHECK_STR(sql(0), "SELECT boss.id, boss.name, boss.manager_id, "
                              "employees_1.id AS id_1, employees_1.name AS name_1, "
                              "employees_1.manager_id AS manager_id_1 FROM employees AS boss "
                              "LEFT OUTER JOIN employees AS employees_1 "
                              "ON employees_1.id = boss.manager_id ORDER BY boss.id");
            CHECK_STATEMENTS(1);
        }
        size_t n = 0;
        sqla_list_each(Employee, e, all) n += i ? e->staff.count : sqla_load(e, manager) != NULL;
        CHECK_INT(n, 2);
        CHECK_STATEMENTS(0);
        sqla_list_free(all);
        sqla_unref(boss);
    }
    close_fix(&v);
}

/* ---- objects from a text ---- */

#define TEXT_OF_USERS "SELECT name, id, 7 AS seven FROM users WHERE id > :least ORDER BY id DESC"

TEST(objects_come_from_a_text) {
    fix f = open_fix();
    User *bob = sqla_get(f.s, User, 2);
    NEED(bob);
    sqla_stmt *q = sqla_from_statement(sqla_entity(User), sqla_text(TEXT_OF_USERS));
    sqla_bind(q, "least", 1);
    size_t n = 0;
    quiet();
    sqla_foreach(User, u, f.s, q) {
        if (u->id == 2) CHECK(u == bob);        /* the identity map has him */
        CHECK_STR(u->name, u->id == 2 ? "bob" : "cid");
        n++;
    }
    CHECK_INT(n, 2);
    CHECK_STATEMENTS(1);
    bob->name = "robert";
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);     /* they are objects like others */
    CHECK_STR(show_users(f.s, sqla_from_statement(sqla_entity(User),
                  sqla_text("SELECT users.* FROM users WHERE name LIKE 'r%'"))), "robert: b1");
done:
    close_fix(&f);
}

TEST(what_a_text_does_not_select_is_loaded_later) {
    fix f = open_fix();
    size_t n = 0;
    sqla_stmt *q = sqla_from_statement(sqla_entity(User),
                                       sqla_text("SELECT id FROM users WHERE name = 'ann'"));
    sqla_foreach(User, u, f.s, q) {
        CHECK(u->name == NULL);
        quiet();
        CHECK_STATUS(sqla_flush(f.s), SQLA_OK);     /* that is no change */
        CHECK_STATEMENTS(0);
        CHECK_STATUS(sqla_refresh(u), SQLA_OK);
        CHECK_STR(u->name, "ann");
        n++;
    }
    CHECK_INT(n, 1);
    close_fix(&f);
}

TEST(objects_of_a_text_need_their_key) {
    fix f = open_fix();
    sqla_stmt *q = sqla_from_statement(sqla_entity(User), sqla_text("SELECT name FROM users"));
    sqla_foreach(User, u, f.s, q) CHECK(u == NULL);
    CHECK_INT(sqla_error(f.s)->code, SQLA_NO_SUCH_COLUMN);
    CHECK_STR(sqla_error(f.s)->message,
              "objects of User need their key: the statement selects no column 'id'");
    sqla_clear_error(f.s);
    q = sqla_from_statement(sqla_entity(User), sqla_select(sqla_col(User, id)));
    CHECK_STR(sqla_error(q)->message, "sqla_from_statement: a text without columns is needed");
    sqla_unref(q);
    close_fix(&f);
}

TESTS(load,
    T(a_list_is_loaded_on_first_use),
    T(a_reference_is_loaded_on_first_use),
    T(references_come_from_the_identity_map),
    T(a_reference_to_nothing_needs_no_statement),
    T(members_of_a_list_know_their_parent),
    T(lists_across_a_table_between),
    T(lazy_loads_flush_first),
    T(n_plus_one),
    T(n_plus_one_references),
    T(joined_lists),
    T(joined_references),
    T(joined_across_a_table_between),
    T(joined_twice_side_by_side),
    T(joined_is_apart_from_joins_of_the_query),
    T(joined_objects_are_unique),
    T(the_first_object_has_its_whole_list),
    T(a_limit_counts_parents_not_rows),
    T(a_limit_with_condition_and_order),
    T(distinct_is_wrapped_too),
    T(a_limit_needs_no_subquery_for_references),
    T(selectin_lists),
    T(selectin_references),
    T(selectin_across_a_table_between),
    T(selectin_in_parts_of_500),
    T(nothing_found_needs_no_second_statement),
    T(selectin_fills_objects_that_are_there),
    T(subquery_lists),
    T(subquery_with_limit),
    T(subquery_references),
    T(subquery_across_a_table_between),
    T(selectin_on_two_levels),
    T(joined_on_two_levels),
    T(subquery_on_two_levels),
    T(immediate_on_two_levels),
    T(two_branches_load_side_by_side),
    T(trees_are_loaded_level_by_level),
    T(a_tree_is_joined_to_itself),
    T(the_order_of_a_relationship_is_added),
    T(the_order_of_a_relationship_stands_alone),
    T(raise_refuses_to_load),
    T(raise_says_which_reference),
    T(noload_is_empty),
    T(a_class_may_be_joined),
    T(a_class_may_be_lazy),
    T(a_class_may_be_selectin),
    T(a_class_may_be_subquery),
    T(a_class_may_be_immediate),
    T(a_class_may_raise),
    T(a_class_may_raise_on_sql),
    T(a_class_may_be_empty),
    T(a_class_is_joined_by_key_too),
    T(innerjoin_leaves_out_rows_without_reference),
    T(an_option_overrides_the_class),
    T(an_option_overrides_raise),
    T(raise_on_sql_lets_the_identity_map_answer),
    T(raise_does_not_ask_the_identity_map),
    T(a_join_of_the_query_fills_lists),
    T(a_join_of_the_query_fills_references),
    T(a_join_to_an_alias_fills_lists),
    T(a_join_to_an_alias_fills_references),
    T(get_takes_an_option),
    T(queries_keep_pending_changes),
    T(queries_do_not_refresh),
    T(assignments_to_expired_objects_are_kept),
    T(populate_existing_overwrites),
    T(eager_loading_keeps_pending_members),
    T(refresh_forgets_loaded_lists),
    T(foreach_continues_and_breaks),
    T(each_continues_and_breaks),
    T(list_each_continues_and_breaks),
    T(loops_may_be_left_by_return),
    T(loops_over_nothing),
    T(the_body_may_load_flush_and_commit),
    T(the_current_element_may_be_removed),
    T(yield_per_frees_what_it_has_shown),
    T(yield_per_leaves_others_alone),
    T(yield_per_may_be_left),
    T(yield_per_loads_lists_part_by_part),
    T(yield_per_does_not_go_with_joined_lists),
    T(related_is_a_query),
    T(write_only_lists_are_queried),
    T(with_parent_is_a_condition),
    T(a_row_may_hold_an_object_and_a_column),
    T(a_row_may_hold_two_objects),
    T(a_column_may_stand_before_an_object),
    T(rows_of_objects_take_options),
    T(an_alias_of_a_model_gives_objects),
    T(a_model_and_its_alias_in_one_row),
    T(a_relationship_of_an_alias),
    T(an_alias_is_loaded_eagerly),
    T(objects_come_from_a_text),
    T(what_a_text_does_not_select_is_loaded_later),
    T(objects_of_a_text_need_their_key));
