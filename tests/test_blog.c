/* A blog in one program: users, posts, threaded comments and tags. Each step must say the right
 * thing and need no more statements than SQLAlchemy executes for the same step. */
#include "test.h"

typedef struct User User;
typedef struct Post Post;
typedef struct Comment Comment;
typedef struct Tag Tag;

typedef enum PostStatus { POST_DRAFT, POST_PUBLISHED, POST_ARCHIVED } PostStatus;

/* A mixin: the members of the struct, and the columns of the model. */
#define TIMESTAMPS sqla_datetime created_at; sqla_opt_datetime updated_at
#define TIMESTAMP_COLUMNS(T) \
    SQLA_COLUMN(T, created_at, .server_default = "CURRENT_TIMESTAMP"), \
    SQLA_COLUMN(T, updated_at, .onupdate = SQLA_DEFAULT_SQL("CURRENT_TIMESTAMP"))

struct User {
    int64_t     id;
    const char *username;
    const char *email;
    const char *display_name;
    bool        is_active;
    TIMESTAMPS;
    SQLA_LIST(Post)    posts;
    SQLA_LIST(Comment) comments;
};

struct Post {
    int64_t     id;
    const char *title;
    char        slug[81];
    const char *body;
    PostStatus  status;
    int64_t     author_id;
    TIMESTAMPS;
    User       *author;
    SQLA_LIST(Comment) comments;
    SQLA_LIST(Tag)     tags;
};

struct Comment {
    int64_t        id;
    const char    *body;
    int64_t        post_id;
    int64_t        author_id;
    sqla_opt_int64 parent_id;
    TIMESTAMPS;
    Post          *post;
    User          *author;
    Comment       *parent;
    SQLA_LIST(Comment) replies;
};

struct Tag {
    int64_t     id;
    const char *name;
    SQLA_LIST(Post) posts;
};

SQLA_DECLARE_MODEL(User);
SQLA_DECLARE_MODEL(Post);
SQLA_DECLARE_MODEL(Comment);
SQLA_DECLARE_MODEL(Tag);

SQLA_TABLE(post_tags, "post_tags",
    SQLA_TABLE_COLUMN("post_id", SQLA_BIGINT, .primary_key = true, .foreign_key = "posts.id",
                      .ondelete = "CASCADE"),
    SQLA_TABLE_COLUMN("tag_id", SQLA_BIGINT, .primary_key = true, .foreign_key = "tags.id",
                      .ondelete = "CASCADE"));

#define OWNED (SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN)

SQLA_MODEL(User, "users",
    SQLA_COLUMN(User, id,           .primary_key = true),
    SQLA_COLUMN(User, username,     .type = SQLA_STRING(50), .not_null = true, .unique = true,
                                    .index = true),
    SQLA_COLUMN(User, email,        .type = SQLA_STRING(255), .not_null = true, .unique = true),
    SQLA_COLUMN(User, display_name, .type = SQLA_STRING(100)),
    SQLA_COLUMN(User, is_active,    .default_value = SQLA_DEFAULT_BOOL(true)),
    TIMESTAMP_COLUMNS(User),
    SQLA_RELATIONSHIP(User, posts,    Post,    .back_populates = "author", .order_by = "id",
                                               .cascade = OWNED),
    SQLA_RELATIONSHIP(User, comments, Comment, .back_populates = "author", .cascade = OWNED));

SQLA_MODEL(Post, "posts",
    SQLA_COLUMN(Post, id,        .primary_key = true),
    SQLA_COLUMN(Post, title,     .type = SQLA_STRING(200), .not_null = true),
    SQLA_COLUMN(Post, slug,      .unique = true),
    SQLA_COLUMN(Post, body,      .not_null = true),
    SQLA_COLUMN(Post, status,    .type = SQLA_ENUM("post_status", "draft", "published",
                                                   "archived")),
    SQLA_COLUMN(Post, author_id, .foreign_key = "users.id"),
    TIMESTAMP_COLUMNS(Post),
    SQLA_RELATIONSHIP(Post, author,   User,    .back_populates = "posts"),
    SQLA_RELATIONSHIP(Post, comments, Comment, .back_populates = "post", .cascade = OWNED),
    SQLA_RELATIONSHIP(Post, tags,     Tag,     .back_populates = "posts",
                                               .secondary = &post_tags, .order_by = "name"),
    SQLA_INDEX("ix_posts_author_status", "author_id", "status"));

SQLA_MODEL(Comment, "comments",
    SQLA_COLUMN(Comment, id,        .primary_key = true),
    SQLA_COLUMN(Comment, body,      .not_null = true),
    SQLA_COLUMN(Comment, post_id,   .foreign_key = "posts.id"),
    SQLA_COLUMN(Comment, author_id, .foreign_key = "users.id"),
    SQLA_COLUMN(Comment, parent_id, .foreign_key = "comments.id"),
    TIMESTAMP_COLUMNS(Comment),
    SQLA_RELATIONSHIP(Comment, post,    Post,    .back_populates = "comments"),
    SQLA_RELATIONSHIP(Comment, author,  User,    .back_populates = "comments"),
    SQLA_RELATIONSHIP(Comment, parent,  Comment, .back_populates = "replies",
                                                 .remote_side = "id"),
    SQLA_RELATIONSHIP(Comment, replies, Comment, .back_populates = "parent", .cascade = OWNED));

SQLA_MODEL(Tag, "tags",
    SQLA_COLUMN(Tag, id,   .primary_key = true),
    SQLA_COLUMN(Tag, name, .type = SQLA_STRING(50), .not_null = true, .unique = true),
    SQLA_RELATIONSHIP(Tag, posts, Post, .back_populates = "tags", .secondary = &post_tags));

/* ---- counting ---- */

static struct { int n; char last[1200]; } executed;

static void forget(void) {
    executed.n = 0;
    executed.last[0] = '\0';
}

/* Counts statements. An INSERT, UPDATE or DELETE that is executed again right behind itself, with
 * other values, counts once: that is what executing many rows is. */
static void hear(const char *line, void *user) {
    static const char *const words[] = { "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH " };
    (void)user;
    for (int i = 0; i < 5; i++) {
        if (strncmp(line, words[i], strlen(words[i])) != 0) continue;
        bool again = i && strncmp(line, executed.last, sizeof executed.last - 1) == 0;
        if (!again) executed.n++;
        snprintf(executed.last, sizeof executed.last, "%s", line);
    }
}

/* No more than so many statements since the last call. */
#define CHECK_AT_MOST(most) do { \
        char told[60]; \
        snprintf(told, sizeof told, "%d statements, not more than %d", executed.n, (most)); \
        if (executed.n > (most)) CHECK_STR(told, #most); \
        forget(); \
    } while (0)

/* ---- the program, which says what it finds ---- */

static char said[1000];

static void say(const char *format, ...) {
    size_t n = strlen(said);
    va_list args;
    va_start(args, format);
    vsnprintf(said + n, sizeof said - n, format, args);
    va_end(args);
}

static const char *or_none(const char *text) { return text ? text : "(none)"; }

typedef struct blog {
    sqla_metadata *md;
    sqla_engine   *e;
    sqla_session  *s;
} blog;

static blog blog_open(void) {
    blog b;
    b.md = sqla_metadata_new(sqla_entity(User), sqla_entity(Post), sqla_entity(Comment),
                             sqla_entity(Tag), &post_tags);
    b.e = sqla_create_engine(empty_url(), .echo = true, .log = hear);
    CHECK_STATUS(sqla_metadata_error(b.md)->code, SQLA_OK);
    CHECK_STATUS(sqla_create_all(b.e, b.md), SQLA_OK);
    b.s = sqla_session_open(b.e, b.md);
    said[0] = '\0';
    forget();
    return b;
}

static void blog_close(blog *b) {
    CHECK(!sqla_failed(b->s));
    sqla_session_close(b->s);
    CHECK_STATUS(sqla_drop_all(b->e, b->md), SQLA_OK);
    sqla_dispose(b->e);
    sqla_metadata_free(b->md);
}

/* Everything is given to the session as it is made, which frees it whatever fails later. */
static void create_sample_data(sqla_session *s) {
    sqla_transaction(s) {
        User *alice = sqla_add(s, sqla_new(User, .username = "alice",
                                           .email = "alice@example.com",
                                           .display_name = "Alice"));
        User *bob = sqla_add(s, sqla_new(User, .username = "bob", .email = "bob@example.com",
                                         .display_name = "Bob"));
        Tag *c_tag = sqla_add(s, sqla_new(Tag, .name = "c"));
        Tag *sql_tag = sqla_add(s, sqla_new(Tag, .name = "sql"));
        Tag *tutorial = sqla_add(s, sqla_new(Tag, .name = "tutorial"));
        Post *start = sqla_add(s, sqla_new(Post, .title = "Getting Started",
                                           .slug = "getting-started", .body = "One header...",
                                           .status = POST_PUBLISHED, .author = alice));
        Post *query = sqla_add(s, sqla_new(Post, .title = "Advanced Querying",
                                           .slug = "advanced-querying",
                                           .body = "Subqueries, CTEs...", .author = alice));
        Post *good = sqla_add(s, sqla_new(Post, .title = "Best Practices",
                                          .slug = "best-practices",
                                          .body = "Check what you return.",
                                          .status = POST_PUBLISHED, .author = bob));
        if (!start || !query || !good || !c_tag || !sql_tag || !tutorial) break;
        sqla_append(start, tags, c_tag);
        sqla_append(start, tags, sql_tag);
        sqla_append(start, tags, tutorial);
        sqla_append(query, tags, sql_tag);
        sqla_append(good, tags, c_tag);
        Comment *great = sqla_add(s, sqla_new(Comment, .body = "Great article!", .post = start,
                                              .author = bob));
        sqla_add(s, sqla_new(Comment, .body = "Thanks Bob!", .post = start, .author = alice,
                             .parent = great));
    }
}

static void users_with_their_posts(sqla_session *s) {
    sqla_stmt *q = sqla_select(sqla_entity(User));
    sqla_options(q, sqla_selectinload(sqla_rel(User, posts)));
    sqla_order_by(q, sqla_col(User, id));
    sqla_foreach(User, user, s, q) {
        say("%s:", or_none(user->username));
        sqla_each(Post, post, user, posts) say(" [%s]", or_none(post->title));
        say("\n");
    }
}

static void published_by_alice(sqla_session *s) {
    sqla_stmt *q = sqla_select(sqla_entity(Post));
    sqla_join(q, sqla_rel(Post, author));
    sqla_where(q, sqla_eq(sqla_col(User, username), "alice"));
    sqla_where(q, sqla_eq(sqla_col(Post, status), POST_PUBLISHED));
    sqla_order_by(q, sqla_desc(sqla_col(Post, created_at)));
    sqla_foreach(Post, post, s, q)
        say("%s (%s)\n", or_none(post->title),
            or_none(sqla_enum_label(sqla_col(Post, status), post->status)));
}

static void posts_per_user(sqla_session *s) {
    sqla_stmt *q = sqla_select(sqla_col(User, username),
                               sqla_label(sqla_count(sqla_col(Post, id)), "post_count"));
    sqla_join(q, sqla_rel(User, posts));
    sqla_group_by(q, sqla_col(User, username));
    sqla_order_by(q, sqla_desc(sqla_count(sqla_col(Post, id))));
    sqla_result *r = sqla_execute(s, q);
    while (sqla_next(r)) say("%s: %d posts\n", or_none(sqla_row_text(r, 0)),
                             (int)sqla_row_int(r, 1));
    sqla_result_free(r);
}

static void posts_tagged_c(sqla_session *s) {
    sqla_stmt *q = sqla_select(sqla_entity(Post));
    sqla_join(q, sqla_rel(Post, tags));
    sqla_where(q, sqla_eq(sqla_col(Tag, name), "c"));
    sqla_options(q, sqla_selectinload(sqla_rel(Post, tags)),
                 sqla_joinedload(sqla_rel(Post, author)));
    sqla_order_by(q, sqla_col(Post, id));
    sqla_foreach(Post, post, s, q) {
        say("%s by %s:", or_none(post->title),
            or_none(post->author ? post->author->username : NULL));
        sqla_each(Tag, tag, post, tags) say(" %s", or_none(tag->name));
        say("\n");
    }
}

static void users_with_published_posts(sqla_session *s) {
    sqla_stmt *authors = sqla_select(sqla_col(Post, author_id));
    sqla_where(authors, sqla_eq(sqla_col(Post, status), POST_PUBLISHED));
    sqla_distinct(authors);
    sqla_stmt *q = sqla_select(sqla_entity(User));
    sqla_where(q, sqla_in(sqla_col(User, id), authors));
    sqla_order_by(q, sqla_col(User, username));
    sqla_foreach(User, user, s, q) say("%s\n", or_none(user->username));
}

static void comment_threads(sqla_session *s) {
    sqla_stmt *q = sqla_select(sqla_entity(Comment));
    sqla_where(q, sqla_is_null(sqla_col(Comment, parent_id)));
    sqla_options(q, sqla_selectinload(sqla_rel(Comment, replies), sqla_rel(Comment, author)),
                 sqla_selectinload(sqla_rel(Comment, author)));
    sqla_foreach(Comment, comment, s, q) {
        say("%s: %s\n", or_none(comment->author ? comment->author->username : NULL),
            or_none(comment->body));
        sqla_each(Comment, reply, comment, replies)
            say("  %s: %s\n", or_none(reply->author ? reply->author->username : NULL),
                or_none(reply->body));
    }
}

static void rename_and_archive(sqla_session *s) {
    sqla_transaction(s) {
        sqla_stmt *q = sqla_select(sqla_entity(User));
        sqla_where(q, sqla_eq(sqla_col(User, username), "alice"));
        User *alice = sqla_one(s, User, q);
        if (alice) alice->display_name = "Alice Wonderland";
        sqla_stmt *archive = sqla_update(sqla_entity(Post));
        sqla_where(archive, sqla_eq(sqla_col(Post, status), POST_DRAFT));
        sqla_set(archive, sqla_col(Post, status), POST_ARCHIVED);
        say("archived %d\n", (int)sqla_exec(s, archive));
    }
}

static void delete_bob(sqla_session *s) {
    sqla_transaction(s) {
        User *bob = sqla_get_by(s, User, username, "bob");
        if (bob) sqla_session_delete(s, bob);       /* his posts and comments go with him */
    }
}

static int count_of(sqla_session *s, const sqla_table *table) {
    sqla_stmt *q = sqla_select(sqla_count_all());
    sqla_select_from(q, table);
    return (int)sqla_scalar_int(s, q);
}

static void count_what_is_left(sqla_session *s) {
    int users = count_of(s, sqla_entity(User)), posts = count_of(s, sqla_entity(Post));
    say("%d users, %d posts, %d comments left\n", users, posts,
        count_of(s, sqla_entity(Comment)));
}

/* ---- tests ---- */

/* The step after the sample data alone, in the session that wrote them. */
static void check_step(void (*step)(sqla_session *), const char *want, int most) {
    blog b = blog_open();
    create_sample_data(b.s);
    CHECK_STATUS(sqla_outcome(b.s), SQLA_OK);
    forget();
    step(b.s);
    CHECK_STR(said, want);
    CHECK_AT_MOST(most);
    blog_close(&b);
}

/* One for the rows of each table; the reply is apart, as it needs the key of its comment. */
TEST(sample_data) {
    blog b = blog_open();
    create_sample_data(b.s);
    CHECK_STATUS(sqla_outcome(b.s), SQLA_OK);
    CHECK_AT_MOST(6);
    CHECK_INT(count_of(b.s, sqla_entity(User)), 2);
    CHECK_INT(count_of(b.s, sqla_entity(Post)), 3);
    CHECK_INT(count_of(b.s, sqla_entity(Comment)), 2);
    CHECK_INT(count_of(b.s, sqla_entity(Tag)), 3);
    CHECK_INT(count_of(b.s, &post_tags), 5);
    CHECK_INT(sqla_scalar_int(b.s, sqla_text(
                  "SELECT count(*) FROM comments c JOIN comments p ON c.parent_id = p.id "
                  "WHERE c.body = 'Thanks Bob!' AND p.body = 'Great article!'")), 1);
    CHECK_INT(sqla_scalar_int(b.s, sqla_text(
                  "SELECT count(*) FROM users WHERE is_active AND updated_at IS NULL")), 2);
    CHECK_INT(sqla_scalar_int(b.s, sqla_text(
                  "SELECT count(*) FROM posts WHERE status = 'draft'")), 1);
    blog_close(&b);
}

TEST(what_the_database_fills_in_is_read_back) {
    blog b = blog_open();
    User *u = sqla_add(b.s, sqla_new(User, .username = "u", .email = "u@example.com"));
    NEED(u);
    CHECK_STATUS(sqla_flush(b.s), SQLA_OK);
    CHECK(u->id == 1);
    CHECK(u->is_active);
    CHECK(u->created_at.us != 0);
    CHECK(!u->updated_at.has);
    u->display_name = "U";
    CHECK_STATUS(sqla_flush(b.s), SQLA_OK);
    CHECK(u->updated_at.has);
done:
    blog_close(&b);
}

TEST(users_and_posts) {
    check_step(users_with_their_posts, "alice: [Getting Started] [Advanced Querying]\n"
                                       "bob: [Best Practices]\n", 2);
}

TEST(posts_of_a_user) {
    check_step(published_by_alice, "Getting Started (published)\n", 1);
}

TEST(posts_counted) {
    check_step(posts_per_user, "alice: 2 posts\nbob: 1 posts\n", 1);
}

TEST(posts_of_a_tag) {
    check_step(posts_tagged_c, "Getting Started by alice: c sql tutorial\n"
                               "Best Practices by bob: c\n", 2);
}

TEST(users_by_a_subquery) {
    check_step(users_with_published_posts, "alice\nbob\n", 1);
}

TEST(threads) {
    check_step(comment_threads, "bob: Great article!\n  alice: Thanks Bob!\n", 4);
}

TEST(updates_of_an_object_and_of_rows) {
    check_step(rename_and_archive, "archived 1\n", 3);
}

TEST(a_user_goes_with_all_that_is_his) {
    check_step(delete_bob, "", 14);
}

/* All of it in one session, as the counts depend on what is loaded already. */
TEST(the_whole_program) {
    blog b = blog_open();
    create_sample_data(b.s);
    CHECK_AT_MOST(6);
    users_with_their_posts(b.s);
    CHECK_AT_MOST(2);
    published_by_alice(b.s);
    CHECK_AT_MOST(1);
    posts_per_user(b.s);
    CHECK_AT_MOST(1);
    posts_tagged_c(b.s);
    CHECK_AT_MOST(2);
    users_with_published_posts(b.s);
    CHECK_AT_MOST(1);
    comment_threads(b.s);
    CHECK_AT_MOST(4);
    rename_and_archive(b.s);
    CHECK_STATUS(sqla_outcome(b.s), SQLA_OK);
    CHECK_AT_MOST(3);
    delete_bob(b.s);
    CHECK_STATUS(sqla_outcome(b.s), SQLA_OK);
    CHECK_AT_MOST(14);
    count_what_is_left(b.s);
    CHECK_AT_MOST(3);
    CHECK_STR(said, "alice: [Getting Started] [Advanced Querying]\n"
                    "bob: [Best Practices]\n"
                    "Getting Started (published)\n"
                    "alice: 2 posts\n"
                    "bob: 1 posts\n"
                    "Getting Started by alice: c sql tutorial\n"
                    "Best Practices by bob: c\n"
                    "alice\n"
                    "bob\n"
                    "bob: Great article!\n"
                    "  alice: Thanks Bob!\n"
                    "archived 1\n"
                    "1 users, 2 posts, 0 comments left\n");
    CHECK_INT(count_of(b.s, &post_tags), 4);
    CHECK_INT(count_of(b.s, sqla_entity(Tag)), 3);
    CHECK_STR(sqla_scalar_text(b.s, sqla_text("SELECT display_name FROM users")),
              "Alice Wonderland");
    blog_close(&b);
}

TESTS(blog,
    T(sample_data),
    T(what_the_database_fills_in_is_read_back),
    T(users_and_posts),
    T(posts_of_a_user),
    T(posts_counted),
    T(posts_of_a_tag),
    T(users_by_a_subquery),
    T(threads),
    T(updates_of_an_object_and_of_rows),
    T(a_user_goes_with_all_that_is_his),
    T(the_whole_program));
