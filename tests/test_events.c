/* Events: who is told of what and in which order, what a callback may change or refuse; validators
 * and version counters, which see the same moments. */
#include "orm.h"

typedef struct User User;
typedef struct Post Post;

struct User {
    int64_t         id;
    const char     *name;
    const char     *email;
    SQLA_LIST(Post) posts;
};

struct Post {
    int64_t        id;
    const char    *title;
    sqla_opt_int64 user_id;
    User          *user;
};

SQLA_DECLARE_MODEL(User);
SQLA_DECLARE_MODEL(Post);

SQLA_MODEL(User, "users",
    SQLA_COLUMN(User, id,    .primary_key = true),
    SQLA_COLUMN(User, name,  .not_null = true),
    SQLA_COLUMN(User, email),
    SQLA_RELATIONSHIP(User, posts, Post, .back_populates = "user", .order_by = "id"));

SQLA_MODEL(Post, "posts",
    SQLA_COLUMN(Post, id,      .primary_key = true),
    SQLA_COLUMN(Post, title,   .not_null = true),
    SQLA_COLUMN(Post, user_id, .foreign_key = "users.id"),
    SQLA_RELATIONSHIP(Post, user, User, .back_populates = "posts"));

/* Likewise, with validators. */
typedef struct Account Account;
typedef struct Entry Entry;

struct Account {
    int64_t          id;
    const char      *name;
    const char      *email;
    SQLA_LIST(Entry) entries;
};

struct Entry {
    int64_t        id;
    const char    *title;
    sqla_opt_int64 account_id;
    Account       *account;
};

SQLA_DECLARE_MODEL(Account);
SQLA_DECLARE_MODEL(Entry);

static sqla_status check_account(sqla_event *ev, void *arg);

SQLA_MODEL(Account, "accounts",
    SQLA_COLUMN(Account, id,    .primary_key = true),
    SQLA_COLUMN(Account, name),
    SQLA_COLUMN(Account, email),
    SQLA_RELATIONSHIP(Account, entries, Entry, .back_populates = "account"),
    SQLA_VALIDATES(check_account, "email", "entries"));

SQLA_MODEL(Entry, "entries",
    SQLA_COLUMN(Entry, id,         .primary_key = true),
    SQLA_COLUMN(Entry, title,      .not_null = true),
    SQLA_COLUMN(Entry, account_id, .foreign_key = "accounts.id"),
    SQLA_RELATIONSHIP(Entry, account, Account, .back_populates = "entries"));

typedef struct Doc {
    int64_t     id;
    const char *title;
    int32_t     version;
} Doc;

SQLA_MODEL(Doc, "docs",
    SQLA_COLUMN(Doc, id,      .primary_key = true),
    SQLA_COLUMN(Doc, title,   .not_null = true),
    SQLA_COLUMN(Doc, version),
    SQLA_MAPPER_ARGS(.version_id_col = "version"));

typedef struct Draft {
    int64_t id;
    int32_t version;
} Draft;

SQLA_MODEL(Draft, "drafts",
    SQLA_COLUMN(Draft, id,      .primary_key = true),
    SQLA_COLUMN(Draft, version),
    SQLA_MAPPER_ARGS(.version_id_col = "version", .no_confirm_deleted = true));

SQLA_TABLE(audit, "audit",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("text", SQLA_STRING(50)));

/* ---- what happened, in one text ---- */

static char trace[2000];
static bool trace_transactions;

static void forget(void) { trace[0] = '\0'; }

static void note(const char *format, ...) {
    size_t n = strlen(trace);
    va_list args;
    if (n && n + 2 < sizeof trace) {
        memcpy(trace + n, "; ", 3);
        n += 2;
    }
    va_start(args, format);
    vsnprintf(trace + n, sizeof trace - n, format, args);
    va_end(args);
}

/* Notes which kind of statement the engine executes; of several of one kind in a row only the
 * first, as an INSERT of several rows may be one execution or several. */
static void note_statement(const char *line, void *user) {
    static const char *const words[] = { "INSERT", "UPDATE", "DELETE", "COPY", "BEGIN", "COMMIT" };
    (void)user;
    line = past_with(line);
    for (size_t i = 0; i < (trace_transactions ? 6 : 4); i++) {
        size_t n = strlen(words[i]), length = strlen(trace);
        if (strncmp(line, words[i], n) != 0) continue;
        if (length < n || strcmp(trace + length - n, words[i]) != 0) note("%s", words[i]);
    }
}

static const char *const names[SQLA_EVENT_COUNT] = {
    [SQLA_BEFORE_INSERT] = "before_insert",
    [SQLA_AFTER_INSERT] = "after_insert",
    [SQLA_BEFORE_UPDATE] = "before_update",
    [SQLA_AFTER_UPDATE] = "after_update",
    [SQLA_BEFORE_DELETE] = "before_delete",
    [SQLA_AFTER_DELETE] = "after_delete",
    [SQLA_INIT] = "init",
    [SQLA_LOAD] = "load",
    [SQLA_REFRESH] = "refresh",
    [SQLA_EXPIRE] = "expire",
    [SQLA_ATTRIBUTE_SET] = "set",
    [SQLA_ATTRIBUTE_APPEND] = "append",
    [SQLA_ATTRIBUTE_REMOVE] = "remove",
    [SQLA_BEFORE_FLUSH] = "before_flush",
    [SQLA_AFTER_FLUSH] = "after_flush",
    [SQLA_AFTER_FLUSH_POSTEXEC] = "after_flush_postexec",
    [SQLA_BEFORE_COMMIT] = "before_commit",
    [SQLA_AFTER_COMMIT] = "after_commit",
    [SQLA_AFTER_ROLLBACK] = "after_rollback",
    [SQLA_AFTER_SOFT_ROLLBACK] = "after_soft_rollback",
    [SQLA_AFTER_BEGIN] = "after_begin",
    [SQLA_AFTER_TRANSACTION_CREATE] = "after_transaction_create",
    [SQLA_AFTER_TRANSACTION_END] = "after_transaction_end",
    [SQLA_TRANSIENT_TO_PENDING] = "transient_to_pending",
    [SQLA_PENDING_TO_TRANSIENT] = "pending_to_transient",
    [SQLA_PENDING_TO_PERSISTENT] = "pending_to_persistent",
    [SQLA_LOADED_AS_PERSISTENT] = "loaded_as_persistent",
    [SQLA_PERSISTENT_TO_DELETED] = "persistent_to_deleted",
    [SQLA_PERSISTENT_TO_TRANSIENT] = "persistent_to_transient",
    [SQLA_PERSISTENT_TO_DETACHED] = "persistent_to_detached",
    [SQLA_DELETED_TO_DETACHED] = "deleted_to_detached",
    [SQLA_DELETED_TO_PERSISTENT] = "deleted_to_persistent",
    [SQLA_DETACHED_TO_PERSISTENT] = "detached_to_persistent",
    [SQLA_DO_ORM_EXECUTE] = "do_orm_execute",
    [SQLA_AFTER_BULK_INSERT] = "after_bulk_insert",
    [SQLA_AFTER_BULK_UPDATE] = "after_bulk_update",
    [SQLA_AFTER_BULK_DELETE] = "after_bulk_delete",
};

static const char *label(const void *object) {
    const char *text = "?";
    if (!object) return "NULL";
    if (sqla_model_of(object) == sqla_entity(User)) text = ((const User *)object)->name;
    if (sqla_model_of(object) == sqla_entity(Post)) text = ((const Post *)object)->title;
    return text ? text : "?";
}

static const char *show(const sqla_value *v, char *buf, size_t n) {
    if (v->kind == SQLA_VALUE_TEXT)
        snprintf(buf, n, "%.*s", (int)v->as.text.size, v->as.text.ptr);
    else if (v->kind == SQLA_VALUE_INT)
        snprintf(buf, n, "%lld", (long long)v->as.i);
    else
        snprintf(buf, n, v->kind == SQLA_VALUE_NULL ? "NULL" : "?");
    return buf;
}

/* The callback of most tests: notes the event and what it is about. */
static sqla_status tell(sqla_event *ev, void *arg) {
    const char *name = ev->id < SQLA_EVENT_COUNT && names[ev->id] ? names[ev->id] : "?";
    char old[40], value[40];
    (void)arg;
    switch (ev->id) {
    case SQLA_ATTRIBUTE_SET:
        if (ev->other || ev->old_other)
            note("%s %s %s -> %s", name, ev->attr, label(ev->old_other), label(ev->other));
        else
            note("%s %s %s -> %s", name, ev->attr, show(&ev->old, old, sizeof old),
                 show(&ev->value, value, sizeof value));
        break;
    case SQLA_ATTRIBUTE_APPEND:
    case SQLA_ATTRIBUTE_REMOVE:
        note("%s %s %s %s", name, ev->attr, label(ev->other), label(ev->object));
        break;
    case SQLA_AFTER_BULK_INSERT:
    case SQLA_AFTER_BULK_UPDATE:
    case SQLA_AFTER_BULK_DELETE:
        note("%s %d", name, (int)ev->rowcount);
        break;
    default:
        if (ev->object) note("%s %s", name, label(ev->object));
        else note("%s", name);
    }
    return SQLA_OK;
}
#define HEAR(target, id) CHECK_STATUS(sqla_listen((target), (id), tell, NULL), SQLA_OK)

static sqla_status note_arg(sqla_event *ev, void *arg) {
    (void)ev;
    note("%s", (const char *)arg);
    return SQLA_OK;
}

static sqla_status count(sqla_event *ev, void *arg) {
    (void)ev;
    ++*(int *)arg;
    return SQLA_OK;
}

static sqla_status refuse(sqla_event *ev, void *arg) {
    (void)ev;
    (void)arg;
    return SQLA_DATA_ERROR;
}

static bool is_text(const sqla_value *v, const char *text) {
    return v->kind == SQLA_VALUE_TEXT && v->as.text.size == strlen(text)
        && memcmp(v->as.text.ptr, text, v->as.text.size) == 0;
}

/* Refuses the text, and the post, "bad". */
static sqla_status refuse_bad(sqla_event *ev, void *arg) {
    (void)arg;
    bool bad = is_text(&ev->value, "bad") || (ev->other && !strcmp(label(ev->other), "bad"));
    return bad ? SQLA_DATA_ERROR : SQLA_OK;
}

static sqla_status lower(sqla_event *ev, void *arg) {
    static char text[64];
    (void)arg;
    if (ev->value.kind != SQLA_VALUE_TEXT || ev->value.as.text.size >= sizeof text) return SQLA_OK;
    size_t n = ev->value.as.text.size;
    for (size_t i = 0; i < n; i++) text[i] = (char)tolower((unsigned char)ev->value.as.text.ptr[i]);
    text[n] = '\0';
    sqla_event_set_value(ev, text);
    return SQLA_OK;
}

/* Wants an @ in texts, and no entry "bad". */
static sqla_status check_account(sqla_event *ev, void *arg) {
    (void)arg;
    const Entry *entry = ev->other;
    if (entry) return entry->title && !strcmp(entry->title, "bad") ? SQLA_DATA_ERROR : SQLA_OK;
    if (ev->value.kind != SQLA_VALUE_TEXT) return SQLA_OK;
    if (!memchr(ev->value.as.text.ptr, '@', ev->value.as.text.size)) return SQLA_DATA_ERROR;
    return lower(ev, NULL);
}

/* ---- a database ---- */

static fix open_fix(void) {
    fix f;
    f.md = sqla_metadata_new(sqla_entity(User), sqla_entity(Post), sqla_entity(Account),
                             sqla_entity(Entry), sqla_entity(Doc), sqla_entity(Draft), &audit);
    f.e = sqla_create_engine(empty_url(), .echo = true, .log = note_statement);
    CHECK_STATUS(sqla_metadata_error(f.md)->code, SQLA_OK);
    CHECK_STATUS(sqla_create_all(f.e, f.md), SQLA_OK);
    f.s = sqla_session_open(f.e, f.md);
    trace_transactions = false;
    forget();
    return f;
}

#define ANN_AND_BOB "INSERT INTO users (name) VALUES ('ann'), ('bob')"

static size_t load_users(sqla_session *s) {
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(User)), sqla_col(User, id));
    sqla_list all = sqla_all(s, User, q);
    size_t n = all.count;
    sqla_list_free(all);
    return n;
}

/* ---- listeners ---- */

TEST(listeners_are_called_in_order) {
    fix v = open_fix();
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, "one");
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, "two");
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, tell, NULL);
    sqla_listen(sqla_entity(Post), SQLA_BEFORE_INSERT, note_arg, "of another model");
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "one; two; before_insert ann; INSERT");
done:
    close_fix(&v);
}

TEST(a_listener_taken_away_is_silent) {
    fix v = open_fix();
    static char one[] = "one", two[] = "two";
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, one);
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, two);
    CHECK_STATUS(sqla_unlisten(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, one), SQLA_OK);
    CHECK(sqla_unlisten(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, one) != SQLA_OK);
    CHECK(sqla_unlisten(sqla_entity(User), SQLA_AFTER_INSERT, note_arg, two) != SQLA_OK);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "two; INSERT");
    CHECK_STATUS(sqla_unlisten(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, two), SQLA_OK);
    forget();
    NEED(sqla_add(v.s, sqla_new(User, .name = "bob")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "INSERT");
done:
    close_fix(&v);
}

static sqla_status note_once(sqla_event *ev, void *arg) {
    note("once");
    return sqla_unlisten(sqla_model_of(ev->object), ev->id, note_once, arg);
}

TEST(a_listener_may_take_itself_away) {
    fix v = open_fix();
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, note_once, NULL);
    HEAR(sqla_entity(User), SQLA_BEFORE_INSERT);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "once; before_insert ann; INSERT");
    forget();
    NEED(sqla_add(v.s, sqla_new(User, .name = "bob")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "before_insert bob; INSERT");
done:
    close_fix(&v);
}

static char behind_one[] = "next", behind_two[] = "last";

static sqla_status drop_others(sqla_event *ev, void *arg) {
    (void)arg;
    note("drops");
    sqla_unlisten(sqla_model_of(ev->object), ev->id, note_arg, behind_one);
    return sqla_unlisten(sqla_model_of(ev->object), ev->id, note_arg, behind_two);
}

TEST(a_listener_may_take_those_behind_it_away) {
    fix v = open_fix();
    static char behind[] = "behind";
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, drop_others, NULL);
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, behind_one);
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, behind);
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, behind_two);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "drops; behind; INSERT");
    sqla_unlisten(sqla_entity(User), SQLA_BEFORE_INSERT, drop_others, NULL);
    sqla_unlisten(sqla_entity(User), SQLA_BEFORE_INSERT, note_arg, behind);
done:
    close_fix(&v);
}

/* Gives the user another post while it is being written, in each way; counts refusals. */
static sqla_status give_post(sqla_event *ev, void *arg) {
    User *u = (User *)ev->object;
    Post *p = sqla_new(Post, .title = "late");
    int *refused = (int *)arg;
    *refused += sqla_append(u, posts, p) == SQLA_INVALID_REQUEST;
    *refused += sqla_replace(u, posts, NULL, 0) == SQLA_INVALID_REQUEST;
    if (!p) return SQLA_OK;
    CHECK_STATUS(sqla_setattr(p, user, sqla_obj(u)), SQLA_OK);
    sqla_add(ev->session, p);
    return SQLA_OK;
}

static sqla_status rob_post(sqla_event *ev, void *arg) {
    int *refused = (int *)arg;
    *refused += sqla_setattr((Post *)ev->object, user, NULL) == SQLA_INVALID_REQUEST;
    return SQLA_OK;
}

TEST(relationships_do_not_change_while_they_are_written) {
    fix v = open_fix();
    int gave = 0, robbed = 0;
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, give_post, &gave);
    sqla_listen(sqla_entity(Post), SQLA_AFTER_INSERT, rob_post, &robbed);
    User *u = sqla_add(v.s, sqla_new(User, .name = "ann"));
    NEED(u && sqla_append(u, posts, sqla_new(Post, .title = "early")) == SQLA_OK);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_INT(gave, 2);
    CHECK_INT(robbed, 1);
    CHECK_HAS(sqla_error(v.s)->message, "while a flush writes: change them in SQLA_BEFORE_FLUSH");
    sqla_clear_error(v.s);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);        /* with the post that was added meanwhile */
    CHECK_INT(robbed, 2);
    CHECK_STR(stored_list(v.s, "SELECT title || user_id FROM posts ORDER BY id"), "early1,late1");
done:
    sqla_unlisten(sqla_entity(User), SQLA_BEFORE_INSERT, give_post, &gave);
    sqla_unlisten(sqla_entity(Post), SQLA_AFTER_INSERT, rob_post, &robbed);
    close_fix(&v);
}

TEST(listeners_of_attributes_and_sessions_are_taken_away) {
    fix v = open_fix();
    sqla_listen(sqla_col(User, name), SQLA_ATTRIBUTE_SET, tell, NULL);
    sqla_listen(v.s, SQLA_BEFORE_FLUSH, tell, NULL);
    CHECK_STATUS(sqla_unlisten(sqla_col(User, name), SQLA_ATTRIBUTE_SET, tell, NULL), SQLA_OK);
    CHECK_STATUS(sqla_unlisten(v.s, SQLA_BEFORE_FLUSH, tell, NULL), SQLA_OK);
    User *u = sqla_add(v.s, sqla_new(User, .name = "ann"));
    NEED(u);
    sqla_setattr(u, name, "bea");
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "INSERT");
done:
    close_fix(&v);
}

TEST(listeners_that_make_no_sense_are_refused) {
    fix v = open_fix();
    const sqla_table *no_model = NULL;
    sqla_session *no_session = NULL;
    sqla_expr *no_attr = NULL;
    CHECK_STATUS(sqla_listen(no_model, SQLA_BEFORE_INSERT, tell, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen(no_session, SQLA_BEFORE_FLUSH, tell, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen(no_attr, SQLA_ATTRIBUTE_SET, tell, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen(sqla_entity(User), SQLA_LOAD, NULL, NULL), SQLA_ARGUMENT_ERROR);
    CHECK(sqla_listen(sqla_entity(User), SQLA_EVENT_COUNT, tell, NULL) != SQLA_OK);
    CHECK(sqla_listen(sqla_entity(User), SQLA_BEFORE_COMMIT, tell, NULL) != SQLA_OK);
    CHECK(sqla_listen(sqla_col(User, name), SQLA_BEFORE_INSERT, tell, NULL) != SQLA_OK);
    CHECK(sqla_listen(&audit, SQLA_BEFORE_INSERT, tell, NULL) != SQLA_OK);
    close_fix(&v);
}

TEST(models_without_metadata_have_no_listeners) {
    CHECK(sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, tell, NULL) != SQLA_OK);
}

TEST(listeners_end_with_the_metadata) {
    fix v = open_fix();
    HEAR(sqla_entity(User), SQLA_BEFORE_INSERT);
    HEAR(sqla_col(User, name), SQLA_ATTRIBUTE_SET);
    HEAR(v.s, SQLA_BEFORE_FLUSH);
    close_fix(&v);
    v = open_fix();
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "INSERT");
done:
    close_fix(&v);
}

/* ---- insert, update, delete ---- */

TEST(inserts_are_announced) {
    fix v = open_fix();
    HEAR(sqla_entity(User), SQLA_BEFORE_INSERT);
    HEAR(sqla_entity(User), SQLA_AFTER_INSERT);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    NEED(sqla_add(v.s, sqla_new(User, .name = "bob")));
    CHECK_STR(trace, "");
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "before_insert ann; before_insert bob; INSERT; "
                     "after_insert ann; after_insert bob");
    forget();
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(trace, "");
done:
    close_fix(&v);
}

TEST(updates_are_announced) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    HEAR(sqla_entity(User), SQLA_BEFORE_UPDATE);
    HEAR(sqla_entity(User), SQLA_AFTER_UPDATE);
    User *ann = sqla_get(v.s, User, 1), *bob = sqla_get(v.s, User, 2);
    NEED(ann && bob);
    forget();
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "");
    bob->name = "ben";
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "before_update ben; UPDATE; after_update ben");
done:
    close_fix(&v);
}

TEST(deletes_are_announced) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    HEAR(sqla_entity(User), SQLA_BEFORE_DELETE);
    HEAR(sqla_entity(User), SQLA_AFTER_DELETE);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    forget();
    CHECK_STATUS(sqla_session_delete(v.s, ann), SQLA_OK);
    CHECK_STR(trace, "");
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "before_delete ann; DELETE; after_delete ann");
done:
    close_fix(&v);
}

static sqla_status name_zoe(sqla_event *ev, void *arg) {
    User *u = ev->object;
    (void)arg;
    u->name = "zoe";
    return sqla_setattr(u, email, "zoe@example.com");
}

TEST(before_insert_may_change_the_row) {
    fix v = open_fix();
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, name_zoe, NULL);
    User *u = sqla_add(v.s, sqla_new(User, .name = "ann"));
    NEED(u);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(u->name, "zoe");
    CHECK_STR(trace, "INSERT");
    CHECK_STR(stored_text(v.s, "SELECT name || ' ' || email FROM users"), "zoe zoe@example.com");
done:
    close_fix(&v);
}

TEST(before_update_may_change_the_row) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    sqla_listen(sqla_entity(User), SQLA_BEFORE_UPDATE, name_zoe, NULL);
    User *u = sqla_get(v.s, User, 1);
    NEED(u);
    forget();
    u->email = "ann@example.com";
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "UPDATE");
    CHECK_STR(stored_text(v.s, "SELECT name || ' ' || email FROM users WHERE id = 1"),
              "zoe zoe@example.com");
    CHECK(!sqla_modified(u));
done:
    close_fix(&v);
}

static sqla_status know_the_key(sqla_event *ev, void *arg) {
    const User *u = ev->object;
    (void)arg;
    note("key %d%s%s", (int)u->id, ev->session ? ", session" : "", ev->conn ? ", connection" : "");
    return SQLA_OK;
}

TEST(after_insert_knows_the_key) {
    fix v = open_fix();
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, know_the_key, NULL);
    sqla_listen(sqla_entity(User), SQLA_AFTER_INSERT, know_the_key, NULL);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "key 0, session, connection; INSERT; key 1, session, connection");
done:
    close_fix(&v);
}

static sqla_status write_audit(sqla_event *ev, void *arg) {
    const User *u = ev->object;
    (void)arg;
    sqla_stmt *q = sqla_insert(&audit);
    sqla_set(q, sqla_c(&audit, "text"), u->name);
    return sqla_exec(ev->conn, q) == 1 ? SQLA_OK : SQLA_INTERNAL_ERROR;
}

TEST(callbacks_may_use_the_connection) {
    fix v = open_fix();
    sqla_listen(sqla_entity(User), SQLA_AFTER_INSERT, write_audit, NULL);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    NEED(sqla_add(v.s, sqla_new(User, .name = "bob")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(stored_list(v.s, "SELECT text FROM audit ORDER BY id"), "ann,bob");
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM audit"), 0);
done:
    close_fix(&v);
}

/* Tries everything that a listener must not do to its session; `arg` counts what was refused. */
static sqla_status meddle(sqla_event *ev, void *arg) {
    int *refused = arg;
    sqla_session *s = ev->session;
    *refused += sqla_commit(s) == SQLA_INVALID_REQUEST;
    *refused += sqla_rollback(s) == SQLA_INVALID_REQUEST;
    *refused += sqla_begin_nested(s) == SQLA_INVALID_REQUEST;
    *refused += sqla_expunge_all(s) == SQLA_INVALID_REQUEST;
    *refused += sqla_expunge(ev->object) == SQLA_INVALID_REQUEST;
    *refused += sqla_make_transient(ev->object) == SQLA_INVALID_REQUEST;
    *refused += sqla_free(ev->object) == SQLA_INVALID_REQUEST;
    sqla_session_clear(s);
    sqla_savepoint(s) *refused -= 100;
    return SQLA_OK;
}

TEST(listeners_do_not_end_what_they_are_told_of) {
    static const sqla_event_id ids[] = { SQLA_BEFORE_INSERT, SQLA_AFTER_INSERT,
        SQLA_TRANSIENT_TO_PENDING, SQLA_PENDING_TO_PERSISTENT };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        fix v = open_fix();
        int refused = 0;
        sqla_listen(sqla_entity(User), ids[i], meddle, &refused);
        User *u = sqla_add(v.s, sqla_new(User, .name = "ann"));
        CHECK(u != NULL);
        CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
        CHECK_INT(refused, 7);
        CHECK_STATUS(sqla_error(v.s)->code, SQLA_INVALID_REQUEST);
        CHECK_INT(sqla_state(u) & SQLA_STATE_MASK, SQLA_PERSISTENT);
        CHECK_INT(stored(v.s, "SELECT count(*) FROM users"), 1);
        sqla_unlisten(sqla_entity(User), ids[i], meddle, &refused);
        close_fix(&v);
    }
}

TEST(a_refused_insert_fails_the_flush) {
    fix v = open_fix();
    sqla_listen(sqla_entity(User), SQLA_BEFORE_INSERT, refuse, NULL);
    User *u = sqla_add(v.s, sqla_new(User, .name = "ann"));
    NEED(u);
    CHECK_STATUS(sqla_flush(v.s), SQLA_DATA_ERROR);
    CHECK_STR(trace, "");
    CHECK_STATUS(sqla_error(v.s)->code, SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_flush(v.s), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(sqla_state(u), SQLA_TRANSIENT);
    sqla_unlisten(sqla_entity(User), SQLA_BEFORE_INSERT, refuse, NULL);
    NEED(sqla_add(v.s, u));
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM users"), 1);
done:
    close_fix(&v);
}

TEST(a_refused_update_or_delete_fails_the_flush) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    sqla_listen(sqla_entity(User), SQLA_BEFORE_UPDATE, refuse, NULL);
    sqla_listen(sqla_entity(User), SQLA_BEFORE_DELETE, refuse, NULL);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    ann->name = "bea";
    CHECK_STATUS(sqla_flush(v.s), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STR(ann->name, "ann");
    CHECK_STATUS(sqla_session_delete(v.s, ann), SQLA_OK);
    CHECK_STATUS(sqla_commit(v.s), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(sqla_state(ann) & SQLA_STATE_MASK, SQLA_PERSISTENT);
    CHECK_STR(stored_text(v.s, "SELECT name FROM users WHERE id = 1"), "ann");
done:
    close_fix(&v);
}

/* ---- load, refresh, expire, init ---- */

TEST(load_is_told_once) {
    fix v = open_fix();
    run(v.e, ANN_AND_BOB);
    HEAR(sqla_entity(User), SQLA_LOAD);
    forget();
    CHECK_INT(load_users(v.s), 2);
    CHECK_STR(trace, "load ann; load bob");
    forget();
    CHECK_INT(load_users(v.s), 2);
    CHECK(sqla_get(v.s, User, 1) != NULL);
    CHECK_STR(trace, "");
    sqla_session_clear(v.s);
    forget();
    CHECK(sqla_get(v.s, User, 2) != NULL);
    CHECK_STR(trace, "load bob");
    close_fix(&v);
}

TEST(new_objects_are_not_loaded) {
    fix v = open_fix();
    HEAR(sqla_entity(User), SQLA_LOAD);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(load_users(v.s), 1);
    CHECK_STR(trace, "INSERT");
done:
    close_fix(&v);
}

TEST(refresh_and_expire_are_told) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    HEAR(sqla_entity(User), SQLA_REFRESH);
    HEAR(sqla_entity(User), SQLA_EXPIRE);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    forget();
    CHECK_STATUS(sqla_expire(ann), SQLA_OK);
    CHECK_STR(trace, "expire ann");
    run_inside(v.s, "UPDATE users SET name = 'bea' WHERE id = 1");
    forget();
    CHECK(sqla_fresh(ann) == ann);
    CHECK_STR(trace, "refresh bea");
    forget();
    CHECK(sqla_fresh(ann) == ann);
    CHECK_STR(trace, "");
    CHECK_STATUS(sqla_refresh(ann), SQLA_OK);
    CHECK_HAS(trace, "refresh bea");
done:
    close_fix(&v);
}

static sqla_status remember(sqla_event *ev, void *arg) {
    *(void **)arg = ev->object;
    note("init");
    return SQLA_OK;
}

TEST(init_is_told_of_new_objects_only) {
    fix v = open_fix();
    void *object = NULL;
    User *u = NULL;
    sqla_listen(sqla_entity(User), SQLA_INIT, remember, &object);
    u = sqla_new(User, .name = "ann");
    NEED(u);
    CHECK(object == u);
    CHECK_STR(trace, "init");
    run_inside(v.s, ANN_AND_BOB);
    forget();
    CHECK_INT(load_users(v.s), 2);
    CHECK_STR(trace, "");
done:
    if (u) sqla_free(u);
    close_fix(&v);
}

/* ---- attributes ---- */

TEST(set_has_the_old_and_the_new_value) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    HEAR(sqla_col(User, name), SQLA_ATTRIBUTE_SET);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    forget();
    CHECK_STATUS(sqla_setattr(ann, name, "bea"), SQLA_OK);
    CHECK_STR(trace, "set name ann -> bea");
    CHECK_STR(ann->name, "bea");
    CHECK_STATUS(sqla_setattr(ann, email, "x@y"), SQLA_OK);
    CHECK_STATUS(sqla_setattr(ann, name, "bea"), SQLA_OK);
    CHECK_STATUS(sqla_setattr(ann, name, NULL), SQLA_OK);
    CHECK_STR(trace, "set name ann -> bea; set name bea -> bea; set name bea -> NULL");
    CHECK(ann->name == NULL);
done:
    close_fix(&v);
}

TEST(a_model_hears_of_all_its_attributes) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    HEAR(sqla_entity(User), SQLA_ATTRIBUTE_SET);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    forget();
    sqla_setattr(ann, name, "bea");
    sqla_setattr(ann, email, "x@y");
    CHECK_STR(trace, "set name ann -> bea; set email NULL -> x@y");
done:
    close_fix(&v);
}

TEST(a_listener_may_replace_the_value) {
    fix v = open_fix();
    sqla_listen(sqla_col(User, name), SQLA_ATTRIBUTE_SET, lower, NULL);
    HEAR(sqla_col(User, name), SQLA_ATTRIBUTE_SET);
    User *u = sqla_add(v.s, sqla_new(User, .name = "x"));
    NEED(u);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_setattr(u, name, "BEA"), SQLA_OK);
    CHECK_STR(u->name, "bea");
    CHECK_STR(trace, "set name x -> bea");      /* what the listener before it made of it */
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(stored_text(v.s, "SELECT name FROM users"), "bea");
done:
    close_fix(&v);
}

TEST(a_refused_value_is_not_stored) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    sqla_listen(sqla_col(User, name), SQLA_ATTRIBUTE_SET, refuse_bad, NULL);
    HEAR(sqla_col(User, name), SQLA_ATTRIBUTE_SET);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    forget();
    CHECK_STATUS(sqla_setattr(ann, name, "bad"), SQLA_DATA_ERROR);
    CHECK_STR(ann->name, "ann");
    CHECK(!sqla_modified(ann));
    CHECK_STR(trace, "");                       /* later listeners are not asked */
    CHECK_STATUS(sqla_setattr(ann, name, "good"), SQLA_OK);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(stored_text(v.s, "SELECT name FROM users WHERE id = 1"), "good");
done:
    close_fix(&v);
}

TEST(plain_assignments_are_seen_at_the_flush) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    HEAR(sqla_col(User, name), SQLA_ATTRIBUTE_SET);
    HEAR(sqla_entity(User), SQLA_BEFORE_UPDATE);
    HEAR(sqla_entity(User), SQLA_AFTER_UPDATE);
    sqla_listen(sqla_col(User, name), SQLA_ATTRIBUTE_SET, lower, NULL);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    forget();
    ann->name = "BEA";
    CHECK_STR(trace, "");
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "set name ann -> BEA; before_update bea; UPDATE; after_update bea");
    CHECK_STR(ann->name, "bea");
    CHECK_STR(stored_text(v.s, "SELECT name FROM users WHERE id = 1"), "bea");
    forget();
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "");
done:
    close_fix(&v);
}

TEST(initialisers_are_seen_at_the_flush) {
    fix v = open_fix();
    sqla_listen(sqla_col(User, name), SQLA_ATTRIBUTE_SET, lower, NULL);
    HEAR(sqla_entity(User), SQLA_BEFORE_INSERT);
    User *u = sqla_add(v.s, sqla_new(User, .name = "ANN"));
    NEED(u);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "before_insert ann; INSERT");
    CHECK_STR(u->name, "ann");
    CHECK_STR(stored_text(v.s, "SELECT name FROM users"), "ann");
done:
    close_fix(&v);
}

TEST(a_refused_plain_assignment_fails_the_flush) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    sqla_listen(sqla_col(User, name), SQLA_ATTRIBUTE_SET, refuse_bad, NULL);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    ann->name = "bad";
    CHECK_STATUS(sqla_commit(v.s), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STR(ann->name, "ann");
    CHECK_STR(stored_text(v.s, "SELECT name FROM users WHERE id = 1"), "ann");
done:
    close_fix(&v);
}

/* ---- relationships ---- */

/* Hears of both sides of the relationship. */
static void hear_relationship(void) {
    HEAR(sqla_rel(User, posts), SQLA_ATTRIBUTE_APPEND);
    HEAR(sqla_rel(User, posts), SQLA_ATTRIBUTE_REMOVE);
    HEAR(sqla_rel(Post, user), SQLA_ATTRIBUTE_SET);
}

TEST(append_and_remove_tell_both_sides) {
    fix v = open_fix();
    User *ann = sqla_add(v.s, sqla_new(User, .name = "ann"));
    Post *post = sqla_add(v.s, sqla_new(Post, .title = "post"));
    NEED(ann && post);
    hear_relationship();
    CHECK_STATUS(sqla_append(ann, posts, post), SQLA_OK);
    CHECK_STR(trace, "append posts post ann; set user NULL -> ann");
    CHECK(post->user == ann);
    forget();
    CHECK_STATUS(sqla_remove(ann, posts, post), SQLA_OK);
    CHECK_STR(trace, "remove posts post ann; set user ann -> NULL");
    CHECK(post->user == NULL);
done:
    close_fix(&v);
}

TEST(setting_a_reference_tells_both_lists) {
    fix v = open_fix();
    User *ann = sqla_add(v.s, sqla_new(User, .name = "ann"));
    User *bob = sqla_add(v.s, sqla_new(User, .name = "bob"));
    Post *post = sqla_add(v.s, sqla_new(Post, .title = "post"));
    NEED(ann && bob && post);
    hear_relationship();
    CHECK_STATUS(sqla_setattr(post, user, sqla_obj(ann)), SQLA_OK);
    CHECK_STR(trace, "set user NULL -> ann; append posts post ann");
    forget();
    CHECK_STATUS(sqla_setattr(post, user, sqla_obj(bob)), SQLA_OK);
    CHECK_STR(trace, "set user ann -> bob; remove posts post ann; append posts post bob");
    CHECK_INT(ann->posts.count, 0);
    CHECK_INT(bob->posts.count, 1);
    forget();
    CHECK_STATUS(sqla_setattr(post, user, NULL), SQLA_OK);
    CHECK_STR(trace, "set user bob -> NULL; remove posts post bob");
done:
    close_fix(&v);
}

TEST(replace_tells_what_comes_and_goes) {
    fix v = open_fix();
    User *ann = sqla_add(v.s, sqla_new(User, .name = "ann"));
    Post *a = sqla_add(v.s, sqla_new(Post, .title = "a"));
    Post *b = sqla_add(v.s, sqla_new(Post, .title = "b"));
    Post *c = sqla_add(v.s, sqla_new(Post, .title = "c"));
    NEED(ann && a && b && c);
    sqla_append(ann, posts, a);
    sqla_append(ann, posts, b);
    HEAR(sqla_rel(User, posts), SQLA_ATTRIBUTE_APPEND);
    HEAR(sqla_rel(User, posts), SQLA_ATTRIBUTE_REMOVE);
    Post *posts[] = { b, c };
    CHECK_STATUS(sqla_replace(ann, posts, posts, 2), SQLA_OK);
    CHECK_HAS(trace, "append posts c ann");
    CHECK_HAS(trace, "remove posts a ann");
    CHECK(strstr(trace, "posts b") == NULL);
    CHECK_INT(ann->posts.count, 2);
    CHECK(a->user == NULL);
done:
    close_fix(&v);
}

TEST(a_refused_object_is_not_appended) {
    fix v = open_fix();
    User *ann = sqla_add(v.s, sqla_new(User, .name = "ann"));
    Post *bad = sqla_add(v.s, sqla_new(Post, .title = "bad"));
    Post *good = sqla_add(v.s, sqla_new(Post, .title = "good"));
    NEED(ann && bad && good);
    sqla_listen(sqla_rel(User, posts), SQLA_ATTRIBUTE_APPEND, refuse_bad, NULL);
    CHECK_STATUS(sqla_append(ann, posts, bad), SQLA_DATA_ERROR);
    CHECK_INT(ann->posts.count, 0);
    CHECK(bad->user == NULL);
    CHECK_STATUS(sqla_setattr(bad, user, sqla_obj(ann)), SQLA_DATA_ERROR);
    CHECK_INT(ann->posts.count, 0);
    CHECK(bad->user == NULL);
    CHECK_STATUS(sqla_append(ann, posts, good), SQLA_OK);
    CHECK_INT(ann->posts.count, 1);
done:
    close_fix(&v);
}

TEST(plain_references_are_seen_at_the_flush) {
    fix v = open_fix();
    User *ann = sqla_add(v.s, sqla_new(User, .name = "ann"));
    Post *post = sqla_add(v.s, sqla_new(Post, .title = "post"));
    NEED(ann && post);
    hear_relationship();
    post->user = ann;
    CHECK_STR(trace, "");
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_HAS(trace, "set user NULL -> ann; append posts post ann; INSERT");
    CHECK_INT(ann->posts.count, 1);
    CHECK(post->user_id.has && post->user_id.value == ann->id);
done:
    close_fix(&v);
}

/* ---- the session ---- */

TEST(the_events_of_a_commit) {
    static const sqla_event_id ids[] = {
        SQLA_BEFORE_COMMIT, SQLA_BEFORE_FLUSH, SQLA_AFTER_BEGIN, SQLA_AFTER_FLUSH,
        SQLA_AFTER_FLUSH_POSTEXEC, SQLA_AFTER_COMMIT, SQLA_AFTER_ROLLBACK,
    };
    fix v = open_fix();
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) HEAR(v.s, ids[i]);
    HEAR(sqla_entity(User), SQLA_BEFORE_INSERT);
    HEAR(sqla_entity(User), SQLA_AFTER_INSERT);
    trace_transactions = true;
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(trace, "before_commit; before_flush; BEGIN; after_begin; before_insert ann; INSERT; "
                     "after_insert ann; after_flush; after_flush_postexec; COMMIT; after_commit");
done:
    close_fix(&v);
}

TEST(a_flush_without_changes_is_none) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    CHECK_INT(load_users(v.s), 2);
    HEAR(v.s, SQLA_BEFORE_FLUSH);
    HEAR(v.s, SQLA_AFTER_FLUSH);
    forget();
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "");
    close_fix(&v);
}

TEST(queries_flush_with_events) {
    fix v = open_fix();
    HEAR(v.s, SQLA_BEFORE_FLUSH);
    HEAR(v.s, SQLA_AFTER_FLUSH);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    sqla_no_autoflush(v.s) CHECK_INT(load_users(v.s), 0);
    CHECK_STR(trace, "");
    CHECK_INT(load_users(v.s), 1);
    CHECK_STR(trace, "before_flush; INSERT; after_flush");
done:
    close_fix(&v);
}

TEST(before_commit_and_before_flush_may_refuse) {
    fix v = open_fix();
    sqla_listen(v.s, SQLA_BEFORE_COMMIT, refuse, NULL);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_commit(v.s), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM users"), 0);
    sqla_unlisten(v.s, SQLA_BEFORE_COMMIT, refuse, NULL);
    sqla_listen(v.s, SQLA_BEFORE_FLUSH, refuse, NULL);
    NEED(sqla_add(v.s, sqla_new(User, .name = "bob")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    sqla_unlisten(v.s, SQLA_BEFORE_FLUSH, refuse, NULL);
    NEED(sqla_add(v.s, sqla_new(User, .name = "cid")));
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(stored_list(v.s, "SELECT name FROM users"), "cid");
done:
    close_fix(&v);
}

TEST(after_commit_is_only_told) {
    fix v = open_fix();
    sqla_listen(v.s, SQLA_AFTER_COMMIT, refuse, NULL);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM users"), 1);
done:
    close_fix(&v);
}

TEST(rollbacks_are_told) {
    fix v = open_fix();
    HEAR(v.s, SQLA_AFTER_ROLLBACK);
    HEAR(v.s, SQLA_AFTER_SOFT_ROLLBACK);
    HEAR(v.s, SQLA_AFTER_COMMIT);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STR(trace, "after_rollback; after_soft_rollback");
done:
    close_fix(&v);
}

TEST(savepoints_are_told) {
    fix v = open_fix();
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    HEAR(v.s, SQLA_AFTER_SOFT_ROLLBACK);
    HEAR(v.s, SQLA_AFTER_TRANSACTION_CREATE);
    HEAR(v.s, SQLA_AFTER_COMMIT);
    forget();
    CHECK_STATUS(sqla_begin_nested(v.s), SQLA_OK);
    CHECK_STR(trace, "after_transaction_create");
    NEED(sqla_add(v.s, sqla_new(User, .name = "bob")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STR(trace, "after_soft_rollback");
    CHECK_STATUS(sqla_begin_nested(v.s), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(trace, "after_commit");
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(trace, "after_commit; after_commit");
    CHECK_INT(stored(v.s, "SELECT count(*) FROM users"), 1);
done:
    close_fix(&v);
}

TEST(each_transaction_is_created_and_ended) {
    fix v = open_fix();
    int created = 0, ended = 0;
    sqla_listen(v.s, SQLA_AFTER_TRANSACTION_CREATE, count, &created);
    sqla_listen(v.s, SQLA_AFTER_TRANSACTION_END, count, &ended);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STATUS(sqla_begin_nested(v.s), SQLA_OK);
    CHECK(created >= 2);
    CHECK(ended < created);
    CHECK_STATUS(sqla_commit_all(v.s), SQLA_OK);
    CHECK_INT(ended, created);
    CHECK_INT(load_users(v.s), 1);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(ended, created);
    CHECK(created >= 3);
done:
    close_fix(&v);
}

static sqla_status note_conn(sqla_event *ev, void *arg) {
    note("%s", ev->conn && ev->session ? (const char *)arg : "no connection");
    return SQLA_OK;
}

TEST(a_transaction_begins_once) {
    fix v = open_fix();
    sqla_listen(v.s, SQLA_AFTER_BEGIN, note_conn, "begun");
    CHECK_INT(load_users(v.s), 0);
    CHECK_INT(load_users(v.s), 0);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(trace, "begun; INSERT");
    CHECK_INT(load_users(v.s), 1);
    CHECK_STR(trace, "begun; INSERT; begun");
done:
    close_fix(&v);
}

/* ---- flush and life of objects ---- */

static sqla_status add_greeting(sqla_event *ev, void *arg) {
    size_t users = 0;
    (void)arg;
    for (size_t i = 0; sqla_session_new(ev->session, i); i++)
        users += sqla_model_of(sqla_session_new(ev->session, i)) == sqla_entity(User);
    for (size_t i = 0; i < users; i++)
        if (!sqla_add(ev->session, sqla_new(Post, .title = "hello"))) return SQLA_MEMORY_ERROR;
    return SQLA_OK;
}

TEST(before_flush_may_add_objects) {
    fix v = open_fix();
    sqla_listen(v.s, SQLA_BEFORE_FLUSH, add_greeting, NULL);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    NEED(sqla_add(v.s, sqla_new(User, .name = "bob")));
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM users"), 2);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM posts WHERE title = 'hello'"), 2);
done:
    close_fix(&v);
}

static sqla_status note_work(sqla_event *ev, void *arg) {
    int n[3] = { 0 };
    (void)arg;
    while (sqla_session_new(ev->session, (size_t)n[0])) n[0]++;
    while (sqla_session_dirty(ev->session, (size_t)n[1])) n[1]++;
    while (sqla_session_deleted(ev->session, (size_t)n[2])) n[2]++;
    note("%d %d %d", n[0], n[1], n[2]);
    return SQLA_OK;
}

TEST(before_flush_sees_what_will_be_done) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    sqla_listen(v.s, SQLA_BEFORE_FLUSH, note_work, NULL);
    User *ann = sqla_get(v.s, User, 1), *bob = sqla_get(v.s, User, 2);
    NEED(ann && bob);
    NEED(sqla_add(v.s, sqla_new(User, .name = "cid")));
    NEED(sqla_add(v.s, sqla_new(User, .name = "dan")));
    ann->name = "bea";
    CHECK_STATUS(sqla_session_delete(v.s, bob), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK(strncmp(trace, "2 1 1", 5) == 0);
done:
    close_fix(&v);
}

/* Each state that an object goes through, told once by the session. */
TEST(objects_change_their_state) {
    fix v = open_fix();
    User *mine = NULL;          /* taken out of the session */
    for (int id = SQLA_TRANSIENT_TO_PENDING; id <= SQLA_DETACHED_TO_PERSISTENT; id++)
        HEAR(v.s, (sqla_event_id)id);
    User *ann = sqla_add(v.s, sqla_new(User, .name = "ann"));
    NEED(ann);
    CHECK_STR(trace, "transient_to_pending ann");
    forget();
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "INSERT; pending_to_persistent ann");
    forget();
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(trace, "");
    sqla_status expunged = sqla_expunge(ann);
    CHECK_STATUS(expunged, SQLA_OK);
    if (expunged == SQLA_OK) mine = ann;
    NEED(mine);
    CHECK_STR(trace, "persistent_to_detached ann");
    forget();
    mine = NULL;
    NEED(sqla_add(v.s, ann));
    CHECK_STR(trace, "detached_to_persistent ann");
    CHECK_STATUS(sqla_session_delete(v.s, ann), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "DELETE; persistent_to_deleted ann");
    forget();
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STR(trace, "deleted_to_persistent ann");
    CHECK_STATUS(sqla_session_delete(v.s, ann), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(trace, "DELETE; persistent_to_deleted ann; deleted_to_detached ann");
done:
    if (mine) sqla_free(mine);
    close_fix(&v);
}

TEST(rollback_changes_states) {
    fix v = open_fix();
    for (int id = SQLA_TRANSIENT_TO_PENDING; id <= SQLA_DETACHED_TO_PERSISTENT; id++)
        HEAR(v.s, (sqla_event_id)id);
    User *bob = sqla_add(v.s, sqla_new(User, .name = "bob"));
    NEED(bob);
    forget();
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STR(trace, "pending_to_transient bob");
    forget();
    NEED(sqla_add(v.s, bob));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "transient_to_pending bob; INSERT; pending_to_persistent bob");
    forget();
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STR(trace, "persistent_to_transient bob");
    run_inside(v.s, ANN_AND_BOB);
    forget();
    CHECK_INT(load_users(v.s), 2);
    CHECK_STR(trace, "loaded_as_persistent ann; loaded_as_persistent bob");
    CHECK_INT(load_users(v.s), 2);
    CHECK_STR(trace, "loaded_as_persistent ann; loaded_as_persistent bob");
done:
    close_fix(&v);
}

TEST(models_hear_of_states_too) {
    fix v = open_fix();
    HEAR(sqla_entity(User), SQLA_TRANSIENT_TO_PENDING);
    HEAR(sqla_entity(User), SQLA_PENDING_TO_PERSISTENT);
    NEED(sqla_add(v.s, sqla_new(User, .name = "ann")));
    NEED(sqla_add(v.s, sqla_new(Post, .title = "post")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_HAS(trace, "transient_to_pending ann; ");
    CHECK_HAS(trace, "; pending_to_persistent ann");
    CHECK(strstr(trace, "pending post") == NULL);
done:
    close_fix(&v);
}

/* ---- statements ---- */

TEST(do_orm_execute_hears_of_every_statement) {
    fix v = open_fix();
    int n = 0;
    run_inside(v.s, ANN_AND_BOB);
    sqla_listen(v.s, SQLA_DO_ORM_EXECUTE, count, &n);
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    CHECK_INT(n, 1);
    CHECK(sqla_get(v.s, User, 1) == ann);
    CHECK_INT(n, 1);
    sqla_each(Post, post, ann, posts) (void)post;
    CHECK_INT(n, 2);
    CHECK_INT(load_users(v.s), 2);
    CHECK_INT(n, 3);
    CHECK_INT(sqla_exec(v.s, sqla_set(sqla_update(sqla_entity(Post)), sqla_col(Post, title), "x")),
              0);
    CHECK_INT(n, 4);
done:
    close_fix(&v);
}

static sqla_status only_ann(sqla_event *ev, void *arg) {
    (void)arg;
    sqla_where(ev->stmt, sqla_eq(sqla_col(User, name), "ann"));
    return SQLA_OK;
}

static sqla_status only_short(sqla_event *ev, void *arg) {
    (void)arg;
    sqla_where(ev->stmt, sqla_eq(sqla_length(sqla_col(Post, title)), 1));
    return SQLA_OK;
}

TEST(do_orm_execute_may_add_conditions) {
    fix v = open_fix();
    sqla_stmt *kept = sqla_ref(sqla_select(sqla_entity(User)));
    sqla_list all = { 0 };
    run_inside(v.s, ANN_AND_BOB);
    sqla_listen(v.s, SQLA_DO_ORM_EXECUTE, only_ann, NULL);
    CHECK_INT(load_users(v.s), 1);
    for (int i = 0; i < 2; i++) {
        all = sqla_all(v.s, User, kept);
        CHECK_INT(all.count, 1);
        sqla_list_free(all);
    }
    sqla_unlisten(v.s, SQLA_DO_ORM_EXECUTE, only_ann, NULL);
    all = sqla_all(v.s, User, kept);            /* what the program keeps is not changed */
    CHECK_INT(all.count, 2);
    sqla_list_free(all);
    sqla_unref(kept);
    close_fix(&v);
}

TEST(do_orm_execute_reaches_lazy_loads) {
    fix v = open_fix();
    int n = 0;
    run_inside(v.s, ANN_AND_BOB);
    run_inside(v.s, "INSERT INTO posts (id, title, user_id) VALUES (1, 'a', 1), (2, 'long', 1), "
                "(3, 'b', 1)");
    User *ann = sqla_get(v.s, User, 1);
    NEED(ann);
    sqla_listen(v.s, SQLA_DO_ORM_EXECUTE, only_short, NULL);
    sqla_each(Post, post, ann, posts) n += post->title && strlen(post->title) == 1;
    CHECK_INT(n, 2);
    CHECK_INT(ann->posts.count, 2);
done:
    close_fix(&v);
}

TEST(do_orm_execute_may_refuse) {
    fix v = open_fix();
    run_inside(v.s, ANN_AND_BOB);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    sqla_listen(v.s, SQLA_DO_ORM_EXECUTE, refuse, NULL);
    CHECK_INT(load_users(v.s), 0);
    CHECK_STATUS(sqla_error(v.s)->code, SQLA_DATA_ERROR);
    sqla_unlisten(v.s, SQLA_DO_ORM_EXECUTE, refuse, NULL);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(load_users(v.s), 2);
    close_fix(&v);
}

TEST(bulk_events_have_row_counts) {
    fix v = open_fix();
    const User three[] = { { .name = "a" }, { .name = "b" }, { .name = "c" } };
    HEAR(v.s, SQLA_AFTER_BULK_INSERT);
    HEAR(v.s, SQLA_AFTER_BULK_UPDATE);
    HEAR(v.s, SQLA_AFTER_BULK_DELETE);
    CHECK_STATUS(sqla_bulk_insert(v.s, User, three, 3), SQLA_OK);
    CHECK_STR(trace, on_postgresql() ? "COPY; after_bulk_insert 3" : "INSERT; after_bulk_insert 3");
    forget();
    sqla_stmt *q = sqla_set(sqla_update(sqla_entity(User)), sqla_col(User, email), "x@y");
    CHECK_INT(sqla_exec(v.s, sqla_where(q, sqla_ne(sqla_col(User, name), "a"))), 2);
    CHECK_STR(trace, "UPDATE; after_bulk_update 2");
    forget();
    q = sqla_delete(sqla_entity(User));
    CHECK_INT(sqla_exec(v.s, sqla_where(q, sqla_eq(sqla_col(User, name), "a"))), 1);
    CHECK_STR(trace, "DELETE; after_bulk_delete 1");
    forget();
    NEED(sqla_add(v.s, sqla_new(User, .name = "d")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(trace, "INSERT");
done:
    close_fix(&v);
}

/* ---- validators ---- */

TEST(validators_see_values_as_they_are_set) {
    fix v = open_fix();
    Account *a = sqla_add(v.s, sqla_new(Account, .name = "ann"));
    NEED(a);
    CHECK_STATUS(sqla_setattr(a, email, "Ann@Example.com"), SQLA_OK);
    CHECK_STR(a->email, "ann@example.com");
    CHECK_STATUS(sqla_setattr(a, email, "nobody"), SQLA_DATA_ERROR);
    CHECK_STR(a->email, "ann@example.com");
    CHECK_STATUS(sqla_setattr(a, name, "nobody"), SQLA_OK);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(stored_text(v.s, "SELECT email FROM accounts"), "ann@example.com");
    CHECK_STATUS(sqla_setattr(a, email, NULL), SQLA_OK);
    CHECK(a->email == NULL);
done:
    close_fix(&v);
}

TEST(validators_see_plain_assignments_at_the_flush) {
    fix v = open_fix();
    Account *a = sqla_add(v.s, sqla_new(Account, .email = "A@B"));
    NEED(a);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    NEED(sqla_fresh(a));
    CHECK_STR(a->email, "a@b");
    a->email = "C@D";
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(a->email, "c@d");
    CHECK_STR(stored_text(v.s, "SELECT email FROM accounts"), "c@d");
    NEED(sqla_fresh(a));
    a->email = "nobody";
    CHECK_STATUS(sqla_commit(v.s), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STR(a->email, "c@d");
    CHECK_STATUS(sqla_setattr(a, email, "e@f"), SQLA_OK);
    a->email = "G@H";
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_STR(stored_text(v.s, "SELECT email FROM accounts"), "g@h");
done:
    close_fix(&v);
}

TEST(validators_see_initialisers) {
    fix v = open_fix();
    NEED(sqla_add(v.s, sqla_new(Account, .email = "nobody")));
    CHECK_STATUS(sqla_flush(v.s), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM accounts"), 0);
done:
    close_fix(&v);
}

TEST(validators_do_not_see_loaded_values) {
    fix v = open_fix();
    run_inside(v.s, "INSERT INTO accounts (id, email) VALUES (1, 'NOBODY')");
    Account *a = sqla_get(v.s, Account, 1);
    NEED(a);
    CHECK_STR(a->email, "NOBODY");
    a->name = "ann";
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_STR(stored_text(v.s, "SELECT email FROM accounts"), "NOBODY");
done:
    close_fix(&v);
}

TEST(validators_of_lists_see_what_is_appended) {
    fix v = open_fix();
    Account *a = sqla_add(v.s, sqla_new(Account, .name = "ann"));
    Entry *good = sqla_add(v.s, sqla_new(Entry, .title = "good"));
    Entry *bad = sqla_add(v.s, sqla_new(Entry, .title = "bad"));
    NEED(a && good && bad);
    CHECK_STATUS(sqla_append(a, entries, good), SQLA_OK);
    CHECK_STATUS(sqla_append(a, entries, bad), SQLA_DATA_ERROR);
    CHECK_INT(a->entries.count, 1);
    CHECK(bad->account == NULL);
    CHECK_STATUS(sqla_setattr(bad, account, sqla_obj(a)), SQLA_DATA_ERROR);
    CHECK_INT(a->entries.count, 1);
    CHECK(bad->account == NULL);
done:
    close_fix(&v);
}

/* ---- version counters ---- */

TEST(versions_count_from_one) {
    fix v = open_fix();
    Doc *d = sqla_add(v.s, sqla_new(Doc, .title = "one"));
    NEED(d);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_INT(d->version, 1);
    d->title = "two";
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_INT(d->version, 2);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);         /* nothing to write */
    CHECK_INT(d->version, 2);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    NEED(sqla_fresh(d));
    d->title = "three";
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(d->version, 3);
    CHECK_INT(stored(v.s, "SELECT version FROM docs"), 3);
    Doc *given = sqla_add(v.s, sqla_new(Doc, .title = "given", .version = 7));
    NEED(given);
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_INT(given->version, 1);
done:
    close_fix(&v);
}

TEST(a_rollback_takes_the_version_back) {
    fix v = open_fix();
    Doc *d = sqla_add(v.s, sqla_new(Doc, .title = "one"));
    NEED(d);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    NEED(sqla_fresh(d));
    d->title = "two";
    CHECK_STATUS(sqla_flush(v.s), SQLA_OK);
    CHECK_INT(d->version, 2);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(d->version, 1);
    CHECK_STR(d->title, "one");
    NEED(sqla_fresh(d));
    d->title = "three";
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(d->version, 2);
done:
    close_fix(&v);
}

/* The row is changed behind the back of the session. */
TEST(stale_versions_are_not_overwritten) {
    fix v = open_fix();
    Doc *d = sqla_add(v.s, sqla_new(Doc, .title = "one"));
    NEED(d);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    NEED(sqla_fresh(d));
    run_inside(v.s, "UPDATE docs SET version = 9");
    d->title = "two";
    CHECK_STATUS(sqla_flush(v.s), SQLA_STALE_DATA);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT version FROM docs WHERE title = 'one'"), 1);
    CHECK_STR(d->title, "one");
    NEED(sqla_fresh(d));
    run_inside(v.s, "UPDATE docs SET version = 9");
    CHECK_STATUS(sqla_session_delete(v.s, d), SQLA_OK);
    CHECK_STATUS(sqla_flush(v.s), SQLA_STALE_DATA);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_STATUS(sqla_session_delete(v.s, d), SQLA_OK);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM docs"), 0);
done:
    close_fix(&v);
}

TEST(rows_that_are_gone_are_stale) {
    fix v = open_fix();
    Doc *d = sqla_add(v.s, sqla_new(Doc, .title = "one"));
    User *u = sqla_add(v.s, sqla_new(User, .name = "ann"));
    NEED(d && u);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    NEED(sqla_fresh(d));
    run_inside(v.s, "DELETE FROM docs");
    d->title = "two";
    CHECK_STATUS(sqla_flush(v.s), SQLA_STALE_DATA);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    NEED(sqla_fresh(u));                        /* no version: the row must still be there */
    run_inside(v.s, "DELETE FROM users");
    u->name = "bea";
    CHECK_STATUS(sqla_flush(v.s), SQLA_STALE_DATA);
    CHECK_STATUS(sqla_rollback(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT count(*) FROM users"), 1);
done:
    close_fix(&v);
}

TEST(deletes_may_find_nothing) {
    fix v = open_fix();
    Draft *d = sqla_add(v.s, sqla_new(Draft));
    NEED(d);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    NEED(sqla_fresh(d));
    CHECK_INT(d->version, 1);
    run_inside(v.s, "UPDATE drafts SET version = 9");
    CHECK_STATUS(sqla_session_delete(v.s, d), SQLA_OK);
    CHECK_STATUS(sqla_commit(v.s), SQLA_OK);
    CHECK_INT(stored(v.s, "SELECT version FROM drafts"), 9);
done:
    close_fix(&v);
}

TEST(of_two_sessions_the_second_is_refused) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Doc));
    sqla_engine *e = sqla_create_engine(shared_url(""));
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_session *a = sqla_session_open(e, md, .keep_on_commit = true);
    sqla_session *b = sqla_session_open(e, md, .keep_on_commit = true);
    Doc *d = sqla_add(a, sqla_new(Doc, .title = "one"));
    NEED(d);
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    Doc *same = sqla_get(b, Doc, d->id);
    NEED(same);
    CHECK(same != d);
    CHECK_STATUS(sqla_commit(b), SQLA_OK);      /* ends the reading; the values stay */
    d->title = "of a";
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    same->title = "of b";
    CHECK_STATUS(sqla_commit(b), SQLA_STALE_DATA);
    CHECK_STATUS(sqla_rollback(b), SQLA_OK);
    CHECK_STATUS(sqla_refresh(same), SQLA_OK);
    CHECK_STR(same->title, "of a");
    CHECK_INT(same->version, 2);
    same->title = "of b";
    CHECK_STATUS(sqla_commit(b), SQLA_OK);
    CHECK_INT(same->version, 3);
done:
    sqla_session_close(a);
    sqla_session_close(b);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TESTS(events,
    T(listeners_are_called_in_order),
    T(a_listener_taken_away_is_silent),
    T(a_listener_may_take_itself_away),
    T(a_listener_may_take_those_behind_it_away),
    T(relationships_do_not_change_while_they_are_written),
    T(listeners_of_attributes_and_sessions_are_taken_away),
    T(listeners_that_make_no_sense_are_refused),
    T(models_without_metadata_have_no_listeners),
    T(listeners_end_with_the_metadata),
    T(inserts_are_announced),
    T(updates_are_announced),
    T(deletes_are_announced),
    T(before_insert_may_change_the_row),
    T(before_update_may_change_the_row),
    T(after_insert_knows_the_key),
    T(callbacks_may_use_the_connection),
    T(a_refused_insert_fails_the_flush),
    T(listeners_do_not_end_what_they_are_told_of),
    T(a_refused_update_or_delete_fails_the_flush),
    T(load_is_told_once),
    T(new_objects_are_not_loaded),
    T(refresh_and_expire_are_told),
    T(init_is_told_of_new_objects_only),
    T(set_has_the_old_and_the_new_value),
    T(a_model_hears_of_all_its_attributes),
    T(a_listener_may_replace_the_value),
    T(a_refused_value_is_not_stored),
    T(plain_assignments_are_seen_at_the_flush),
    T(initialisers_are_seen_at_the_flush),
    T(a_refused_plain_assignment_fails_the_flush),
    T(append_and_remove_tell_both_sides),
    T(setting_a_reference_tells_both_lists),
    T(replace_tells_what_comes_and_goes),
    T(a_refused_object_is_not_appended),
    T(plain_references_are_seen_at_the_flush),
    T(the_events_of_a_commit),
    T(a_flush_without_changes_is_none),
    T(queries_flush_with_events),
    T(before_commit_and_before_flush_may_refuse),
    T(after_commit_is_only_told),
    T(rollbacks_are_told),
    T(savepoints_are_told),
    T(each_transaction_is_created_and_ended),
    T(a_transaction_begins_once),
    T(before_flush_may_add_objects),
    T(before_flush_sees_what_will_be_done),
    T(objects_change_their_state),
    T(rollback_changes_states),
    T(models_hear_of_states_too),
    T(do_orm_execute_hears_of_every_statement),
    T(do_orm_execute_may_add_conditions),
    T(do_orm_execute_reaches_lazy_loads),
    T(do_orm_execute_may_refuse),
    T(bulk_events_have_row_counts),
    T(validators_see_values_as_they_are_set),
    T(validators_see_plain_assignments_at_the_flush),
    T(validators_see_initialisers),
    T(validators_do_not_see_loaded_values),
    T(validators_of_lists_see_what_is_appended),
    T(versions_count_from_one),
    T(a_rollback_takes_the_version_back),
    T(stale_versions_are_not_overwritten),
    T(rows_that_are_gone_are_stale),
    T(deletes_may_find_nothing),
    T(of_two_sessions_the_second_is_refused));
