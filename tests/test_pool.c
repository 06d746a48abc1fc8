/* Engines, their pools and connections from outside: listeners, options on every level, the
 * database's connection behind a connection, fork, two-phase commit, messages. On both databases;
 * what only a server has is left out on SQLite. */
#include "db.h"

#include <sys/wait.h>
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/* A database with a real pool. */
static const char *pool_url(void) { return on_postgresql() ? empty_url() : file_url("p.db", ""); }

/* ---- what listeners heard, in words ---- */

static char heard[4000];

static void hear(const char *word) {
    size_t n = strlen(heard);
    snprintf(heard + n, sizeof heard - n, "%s%s", n ? " " : "", word);
}

static void forget(void) { *heard = '\0'; }

/* arg is the event's word. */
static sqla_status on_any(sqla_event *ev, void *arg) {
    (void)ev;
    hear(arg);
    return SQLA_OK;
}

static sqla_status refuse(sqla_event *ev, void *arg) {
    (void)ev;
    (void)arg;
    return SQLA_DATA_ERROR;
}

typedef struct word { sqla_event_id id; const char *text; } word;

static const word words[] = {
    { SQLA_DO_CONNECT, "do_connect" }, { SQLA_FIRST_CONNECT, "first_connect" },
    { SQLA_CONNECT, "connect" }, { SQLA_CHECKOUT, "checkout" }, { SQLA_CHECKIN, "checkin" },
    { SQLA_RESET, "reset" }, { SQLA_INVALIDATE, "invalidate" }, { SQLA_DETACH, "detach" },
    { SQLA_CLOSE, "close" }, { SQLA_ENGINE_DISPOSED, "disposed" },
};

static const word verbs[] = {
    { SQLA_BEGIN, "begin" }, { SQLA_COMMIT, "commit" }, { SQLA_ROLLBACK, "rollback" },
    { SQLA_SAVEPOINT, "savepoint" }, { SQLA_ROLLBACK_SAVEPOINT, "rollback_savepoint" },
    { SQLA_RELEASE_SAVEPOINT, "release" }, { SQLA_BEFORE_EXECUTE, "before" },
    { SQLA_BEFORE_CURSOR_EXECUTE, "sql" }, { SQLA_AFTER_CURSOR_EXECUTE, "done" },
    { SQLA_AFTER_EXECUTE, "after" }, { SQLA_HANDLE_ERROR, "error" },
    { SQLA_BEGIN_TWOPHASE, "begin2" }, { SQLA_PREPARE_TWOPHASE, "prepare" },
    { SQLA_COMMIT_TWOPHASE, "commit2" }, { SQLA_ROLLBACK_TWOPHASE, "rollback2" },
};

static void listen_to(sqla_engine *e, const word *list, size_t n) {
    forget();
    for (size_t i = 0; i < n; i++)
        CHECK_STATUS(sqla_listen(e, list[i].id, on_any, (void *)(uintptr_t)list[i].text), SQLA_OK);
}
#define LISTEN_TO(e, list) listen_to((e), (list), sizeof (list) / sizeof *(list))

/* ---- listeners of the pool ---- */

TEST(the_life_of_a_connection_is_told) {
    sqla_engine *e = sqla_create_engine(pool_url());
    LISTEN_TO(e, words);
    sqla_conn *c = sqla_connect(e);
    CHECK_STR(heard, "do_connect first_connect connect checkout");
    forget();
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    sqla_conn_close(c);
    CHECK_STR(heard, "reset checkin");
    forget();
    c = sqla_connect(e);
    CHECK_STR(heard, "checkout");
    forget();
    sqla_conn *d = sqla_connect(e);
    CHECK_STR(heard, "do_connect connect checkout");
    forget();
    CHECK_STATUS(sqla_invalidate(c), SQLA_OK);
    sqla_conn_close(c);
    CHECK_STR(heard, "invalidate checkin close");
    forget();
    CHECK_STATUS(sqla_detach(d), SQLA_OK);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    CHECK_INT(sqla_engine_statistics(e).detached, 1);
    CHECK_INT(sqla_scalar_int(d, sqla_text("SELECT 2")), 2);
    sqla_conn_close(d);
    CHECK_STR(heard, "detach reset checkin close");
    CHECK_INT(sqla_engine_statistics(e).detached, 0);
    forget();
    sqla_dispose(e);
    CHECK_STR(heard, "disposed");
}

static sqla_status make_temp(sqla_event *ev, void *arg) {
    ++*(int *)arg;
    return sqla_exec_driver_sql(ev->conn, "CREATE TEMPORARY TABLE mine (id INTEGER)");
}

TEST(what_connect_does_stays) {
    int n = 0;
    sqla_engine *e = sqla_create_engine(pool_url());
    CHECK_STATUS(sqla_listen(e, SQLA_CONNECT, make_temp, &n), SQLA_OK);
    for (int i = 0; i < 3; i++) {
        sqla_conn *c = sqla_connect(e);
        CHECK(!sqla_in_transaction(c));
        CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO mine VALUES (1)")), 1);
        sqla_conn_close(c);
    }
    CHECK_INT(n, 1);
    sqla_conn *c[3];
    for (int i = 0; i < 3; i++) c[i] = sqla_connect(e);
    CHECK_INT(n, 3);
    for (int i = 0; i < 3; i++) {
        CHECK_INT(sqla_scalar_int(c[i], sqla_text("SELECT count(*) FROM mine")), 0);
        sqla_conn_close(c[i]);
    }
    sqla_dispose(e);
}

TEST(a_refused_connection_is_closed) {
    sqla_engine *e = sqla_create_engine(pool_url());
    CHECK_STATUS(sqla_listen(e, SQLA_CONNECT, refuse, NULL), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_error(c)->code, SQLA_DATA_ERROR);
    CHECK_STR(sqla_error(c)->message, "a listener of connect refused");
    CHECK_STATUS(sqla_result_status(sqla_execute(c, sqla_text("SELECT 1"))), SQLA_DATA_ERROR);
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    CHECK_STATUS(sqla_unlisten(e, SQLA_CONNECT, refuse, NULL), SQLA_OK);
    c = sqla_connect(e);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    sqla_conn_close(c);
    sqla_dispose(e);
}

static sqla_status no_good_twice(sqla_event *ev, void *arg) {
    (void)ev;
    return ++*(int *)arg <= 2 ? SQLA_DISCONNECTION_ERROR : SQLA_OK;
}

TEST(a_connection_that_is_no_good_is_replaced) {
    int n = 0;
    sqla_engine *e = sqla_create_engine(pool_url());
    CHECK_STATUS(sqla_listen(e, SQLA_CHECKOUT, no_good_twice, &n), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK(!sqla_failed(c));
    CHECK_INT(n, 3);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    CHECK_INT(sqla_engine_statistics(e).opened, 3);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 1);
    sqla_conn_close(c);
    sqla_dispose(e);
}

static sqla_status other_file(sqla_event *ev, void *arg) {
    snprintf(ev->url->database, sizeof ev->url->database, "%s", (const char *)arg);
    return SQLA_OK;
}

TEST(do_connect_may_change_the_url) {
    char wanted[600];
    snprintf(wanted, sizeof wanted, "%s",
             on_postgresql() ? "no_such_database" : tmp_path("other.db"));
    sqla_engine *e = sqla_create_engine(pool_url());
    CHECK_STATUS(sqla_listen(e, SQLA_DO_CONNECT, other_file, wanted), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    if (on_postgresql()) {
        CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
        CHECK_HAS(sqla_error(c)->message, "no_such_database");
    } else {
        CHECK_HAS(sqla_scalar_text(c, sqla_text("SELECT file FROM pragma_database_list")),
                  "other.db");
    }
    sqla_conn_close(c);
    sqla_dispose(e);
}

static sqla_status close_it(sqla_event *ev, void *arg) {
    (void)arg;
    CHECK_STATUS(sqla_commit(ev->conn), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_begin(ev->conn), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_rollback(ev->conn), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_begin_nested(ev->conn), SQLA_INVALID_REQUEST);
    sqla_conn_close(ev->conn);
    return SQLA_OK;
}

TEST(listeners_cannot_end_what_they_hear_of) {
    static const sqla_event_id ids[] = { SQLA_CONNECT, SQLA_CHECKOUT, SQLA_CHECKIN, SQLA_RESET,
        SQLA_BEFORE_EXECUTE, SQLA_BEFORE_CURSOR_EXECUTE, SQLA_AFTER_CURSOR_EXECUTE,
        SQLA_AFTER_EXECUTE, SQLA_BEGIN, SQLA_COMMIT, SQLA_HANDLE_ERROR };
    sqla_engine *e = sqla_create_engine(pool_url());
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        CHECK_STATUS(sqla_listen(e, ids[i], close_it, NULL), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT no_such_thing")), -1);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* ---- listeners of connections ---- */

TEST(one_block_tells_begin_execute_commit) {
    db d = db_open(pool_url());
    LISTEN_TO(d.e, verbs);
    sqla_transaction(d.c) {
        add_user(d.c, 1, "ann");
        sqla_savepoint(d.c) { add_user(d.c, 2, "bob"); }
        sqla_savepoint(d.c) { break; }
    }
    CHECK_STR(sqla_error(d.c)->message, "");
    CHECK_STR(heard, "begin before sql done after savepoint before sql done after release "
                     "savepoint rollback_savepoint commit");
    forget();
    CHECK_INT(count_users(d.c), 2);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STR(heard, "begin before sql done after rollback");
    forget();
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT no_such_thing")), -1);
    CHECK_HAS(heard, "error");
    db_close(&d);
}

/* What a listener of BEFORE_CURSOR_EXECUTE puts in front. */
static sqla_status comment(sqla_event *ev, void *arg) {
    static char text[500];
    snprintf(text, sizeof text, "/* %s */ %s", (const char *)arg, ev->sql);
    ev->sql = text;
    return SQLA_OK;
}

static sqla_status keep_sql(sqla_event *ev, void *arg) {
    snprintf(arg, 500, "%s", ev->sql);
    return SQLA_OK;
}

TEST(a_listener_may_rewrite_the_sql) {
    char last[500] = "";
    User *users = NULL;
    size_t n = 0;
    db d = db_open(pool_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, comment, "one"), SQLA_OK);
    CHECK_STATUS(sqla_listen(d.e, SQLA_AFTER_CURSOR_EXECUTE, keep_sql, last), SQLA_OK);
    for (int i = 2; i < 5; i++) {
        char name[20];
        snprintf(name, sizeof name, "u%d", i);
        CHECK_INT(add_user(d.c, i, name), 1);
        CHECK_HAS(last, "/* one */ INSERT INTO users");
    }
    CHECK_INT(count_users(d.c), 4);
    CHECK_HAS(last, "/* one */ SELECT count(*)");
    CHECK_STATUS(sqla_fetch_all(d.c, User, sqla_select(sqla_entity(User)), &users, &n), SQLA_OK);
    CHECK_INT(n, 4);
    CHECK_HAS(last, "/* one */ SELECT users.id");
    sqla_fetch_free(users);
    CHECK_STATUS(sqla_unlisten(d.e, SQLA_BEFORE_CURSOR_EXECUTE, comment, "one"), SQLA_OK);
    CHECK_INT(count_users(d.c), 4);
    CHECK_STR(last, "SELECT count(*) AS count_1 FROM users");
    db_close(&d);
}

static sqla_status to_nonsense(sqla_event *ev, void *arg) {
    (void)arg;
    ev->sql = "NONSENSE";
    return SQLA_OK;
}

TEST(a_listener_that_writes_nonsense_is_an_error) {
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, to_nonsense, NULL), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK(sqla_failed(d.c));
    CHECK_STR(sqla_error(d.c)->sql, "NONSENSE");
    db_close(&d);
}

/* Executes on the connection that is about to execute: in the same cache and the same memory. */
static sqla_status count_too(sqla_event *ev, void *arg) {
    *(int64_t *)arg += count_users(ev->conn);
    return SQLA_OK;
}

TEST(listeners_may_execute_themselves) {
    int64_t sum = 0;
    db d = db_open(pool_url(), .statement_cache_size = 1);
    static const sqla_event_id ids[] = { SQLA_BEFORE_EXECUTE, SQLA_BEFORE_CURSOR_EXECUTE,
        SQLA_AFTER_CURSOR_EXECUTE, SQLA_AFTER_EXECUTE, SQLA_BEGIN, SQLA_COMMIT };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        CHECK_STATUS(sqla_listen(d.e, ids[i], count_too, &sum), SQLA_OK);
    for (int i = 1; i <= 3; i++) {
        char name[20];
        snprintf(name, sizeof name, "user %d", i);
        CHECK_INT(add_user(d.c, i, name), 1);
    }
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(sum, 0 + (0 + 0 + 1 + 1) + (1 + 1 + 2 + 2) + (2 + 2 + 3 + 3) + 3);
    sum = 0;
    User *users = NULL;
    size_t n = 0;
    CHECK_STATUS(sqla_fetch_all(d.c, User, sqla_where(sqla_select(sqla_entity(User)),
                 sqla_like(sqla_col(User, name), "user%")), &users, &n), SQLA_OK);
    CHECK_INT(n, 3);
    if (n == 3) CHECK_STR(users[2].name, "user 3");
    sqla_fetch_free(users);
    CHECK_INT(sum, 5 * 3);
    db_close(&d);
}

TEST(before_execute_may_refuse) {
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_EXECUTE, refuse, NULL), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), -1);
    CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_DATA_ERROR);
    CHECK_STR(sqla_last_error(d.c)->message, "a listener of before_execute refused");
    User *users = NULL;
    size_t n = 0;
    CHECK_STATUS(sqla_fetch_all(d.c, User, sqla_select(sqla_entity(User)), &users, &n),
                 SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_unlisten(d.e, SQLA_BEFORE_EXECUTE, refuse, NULL), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_listen(d.e, SQLA_COMMIT, refuse, NULL), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_DATA_ERROR);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEGIN, refuse, NULL), SQLA_OK);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_begin(d.c), SQLA_DATA_ERROR);
    CHECK(!sqla_in_transaction(d.c));
    db_close(&d);
}

static sqla_status rename_error(sqla_event *ev, void *arg) {
    (void)arg;
    if (ev->error->code != SQLA_INTEGRITY_ERROR) return SQLA_OK;
    ev->error->code = SQLA_DATA_ERROR;
    snprintf(ev->error->message, sizeof ev->error->message, "the name is taken");
    return SQLA_OK;
}

TEST(handle_error_may_change_the_error) {
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_listen(d.e, SQLA_HANDLE_ERROR, rename_error, NULL), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_result *r = sqla_execute(d.c, insert_user(2, "ann"));
    CHECK_STATUS(sqla_result_status(r), SQLA_DATA_ERROR);
    CHECK_STR(sqla_result_error(r)->message, "the name is taken");
    CHECK_STR(sqla_error(d.c)->message, "the name is taken");
    CHECK_HAS(sqla_error(d.c)->sql, "INSERT INTO users");
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    const User twice[2] = { { 3, "eve", { 0 } }, { 4, "eve", { 0 } } };
    CHECK_STATUS(sqla_bulk_insert(d.c, User, twice, 2), SQLA_DATA_ERROR);
    CHECK_STR(sqla_last_error(d.c)->message, "the name is taken");
    db_close(&d);
}

static sqla_status call_it_lost(sqla_event *ev, void *arg) {
    (void)arg;
    ev->error->is_disconnect = true;
    return SQLA_OK;
}

TEST(handle_error_may_call_a_connection_lost) {
    sqla_engine *e = sqla_create_engine(pool_url());
    sqla_conn *c = sqla_connect(e);
    LISTEN_TO(e, words);
    CHECK_STATUS(sqla_listen(e, SQLA_HANDLE_ERROR, call_it_lost, NULL), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT no_such_thing")), -1);
    CHECK_STR(heard, "invalidate");
    CHECK_STATUS(sqla_commit(c), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    CHECK_HAS(heard, "invalidate checkin close do_connect connect checkout");
    CHECK_INT(sqla_engine_statistics(e).opened, 2);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* A log of slow statements, with what the connection keeps. */
static sqla_status note_start(sqla_event *ev, void *arg) {
    static int started;
    (void)arg;
    void **mine = sqla_conn_info(ev->conn, "log.start");
    if (mine) *mine = &started, started = 42;
    return mine ? SQLA_OK : SQLA_MEMORY_ERROR;
}
static sqla_status note_end(sqla_event *ev, void *arg) {
    void **mine = sqla_conn_info(ev->conn, "log.start");
    if (mine && *mine) *(int *)arg += *(int *)*mine;
    return SQLA_OK;
}

TEST(connections_keep_pointers_of_listeners) {
    int sum = 0;
    sqla_engine *e = sqla_create_engine(pool_url());
    CHECK_STATUS(sqla_listen(e, SQLA_BEFORE_CURSOR_EXECUTE, note_start, NULL), SQLA_OK);
    CHECK_STATUS(sqla_listen(e, SQLA_AFTER_CURSOR_EXECUTE, note_end, &sum), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    NEED(!sqla_failed(c));
    void **a = sqla_conn_info(c, "a"), **b = sqla_conn_info(c, "b");
    NEED(a && b);
    CHECK(!*a && !*b && a != b);
    *a = &sum;
    CHECK(sqla_conn_info(c, "a") == a);
    CHECK(!sqla_conn_info(c, "a name of more than 63 bytes, which is more than anybody should need"));
    CHECK(!sqla_conn_info(c, NULL));
    CHECK(!sqla_conn_info(NULL, "a"));
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    CHECK_INT(sum, 42);
    sqla_conn_close(c);
    c = sqla_connect(e);                        /* the same one from the pool */
    NEED(!sqla_failed(c));
    CHECK(sqla_conn_info(c, "a") && *sqla_conn_info(c, "a") == &sum);
done:
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* ---- options ---- */

static sqla_status keep_options(sqla_event *ev, void *arg) {
    snprintf(arg, 100, "%s %d", ev->options->info ? (const char *)ev->options->info : "none",
             ev->options->yield_per);
    return SQLA_OK;
}

TEST(options_of_statement_connection_engine) {
    char seen[100] = "";
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, keep_options, seen), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(d.e, .info = "engine", .yield_per = 7), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STR(seen, "engine 7");
    CHECK_STATUS(sqla_execution_options(d.c, .info = "late"), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(d.c, .info = "connection"), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STR(seen, "connection 7");
    CHECK_INT(sqla_exec(d.c, sqla_execution_options(sqla_select(sqla_col(User, id)),
                                                    .info = "statement", .yield_per = 3)), 0);
    CHECK_STR(seen, "statement 3");
    sqla_result *r = sqla_stream(d.c, sqla_select(sqla_col(User, id)));
    CHECK(!sqla_next(r) && sqla_result_status(r) == SQLA_OK);
    CHECK_STR(seen, "connection 1000");
    sqla_result_free(r);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STR(seen, "engine 7");
    sqla_stmt *q = sqla_execution_options(sqla_select(sqla_col(User, id)), .read_only = true);
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_execution_options((sqla_engine *)NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_execution_options((sqla_session *)NULL), SQLA_ARGUMENT_ERROR);
    db_close(&d);
}

TEST(autocommit_needs_no_commit) {
    db d = db_open(pool_url());
    sqla_conn *other = sqla_connect(d.e);
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = SQLA_AUTOCOMMIT), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_INT(count_users(other), 1);
    CHECK_STATUS(sqla_rollback(other), SQLA_OK);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    /* An error takes nothing along, and nothing has to be rolled back. */
    CHECK_INT(add_user(d.c, 2, "ann"), -1);
    CHECK_INT(add_user(d.c, 2, "bob"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    /* What is all or nothing stays so. */
    const User three[3] = { { 3, "x", { 0 } }, { 4, "y", { 0 } }, { 5, "x", { 0 } } };
    CHECK_STATUS(sqla_bulk_insert(d.c, User, three, 3), SQLA_INTEGRITY_ERROR);
    CHECK_INT(count_users(d.c), 2);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, three, 2), SQLA_OK);
    CHECK_INT(count_users(other), 4);
    sqla_params *p = sqla_params_new();
    for (int i = 0; i < 2; i++) {
        sqla_params_set(p, "id", 10 + i);
        sqla_params_set(p, "name", "same");
        sqla_params_next(p);
    }
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), p);
    CHECK_STATUS(sqla_result_status(r), SQLA_INTEGRITY_ERROR);
    sqla_result_free(r);
    sqla_params_free(p);
    CHECK_INT(count_users(d.c), 4);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(autocommit_of_an_engine) {
    db d = db_open(pool_url(), .isolation_level = SQLA_AUTOCOMMIT);
    sqla_conn *other = sqla_connect(d.e);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_INT(count_users(other), 1);
    sqla_result *r = sqla_stream(other, sqla_select(sqla_col(User, id)));
    CHECK(sqla_next(r));
    CHECK_INT(sqla_row_int(r, 0), 1);
    sqla_result_free(r);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(options_of_a_session) {
    if (!needs_postgresql()) return;
    const char *show = "SHOW transaction_isolation";
    db d = db_open(pool_url());
    sqla_session *s = sqla_session_open(d.e, d.md);
    CHECK_STATUS(sqla_execution_options(s, .isolation_level = SQLA_SERIALIZABLE,
                                        .read_only = true), SQLA_OK);
    CHECK_STR(sqla_scalar_text(s, sqla_text(show)), "serializable");
    CHECK_STR(sqla_scalar_text(s, sqla_text("SHOW transaction_read_only")), "on");
    CHECK_STATUS(sqla_execution_options(s), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_clear_error(s);
    CHECK_STR(sqla_scalar_text(s, sqla_text(show)), "serializable");
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(s, .isolation_level = SQLA_REPEATABLE_READ), SQLA_OK);
    CHECK_STR(sqla_scalar_text(s, sqla_text(show)), "repeatable read");
    CHECK_STR(sqla_scalar_text(s, sqla_text("SHOW transaction_read_only")), "off");
    sqla_session_close(s);
    s = sqla_session_open(d.e, d.md);           /* the next one finds the default again */
    CHECK_STR(sqla_scalar_text(s, sqla_text(show)), "read committed");
    sqla_session_close(s);
    db_close(&d);
}

TEST(the_level_that_the_database_tells) {
    db d = db_open(pool_url());
    static const sqla_isolation levels[] = { SQLA_READ_UNCOMMITTED, SQLA_READ_COMMITTED,
                                             SQLA_REPEATABLE_READ };
    CHECK_INT(sqla_isolation_level(d.c), on_postgresql() ? SQLA_READ_COMMITTED
                                                         : SQLA_SERIALIZABLE);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    for (size_t i = 0; i < 3 && on_postgresql(); i++) {
        CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = levels[i]), SQLA_OK);
        CHECK_INT(sqla_isolation_level(d.c), levels[i]);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    }
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = SQLA_AUTOCOMMIT), SQLA_OK);
    CHECK_INT(sqla_isolation_level(d.c), SQLA_AUTOCOMMIT);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = SQLA_SERIALIZABLE), SQLA_OK);
    CHECK_INT(sqla_isolation_level(d.c), SQLA_SERIALIZABLE);
    CHECK_INT(sqla_isolation_level(NULL), SQLA_ISOLATION_DEFAULT);
    db_close(&d);
}

TEST(a_level_that_the_database_lacks) {
    db d = db_open(pool_url());
    sqla_session *s = sqla_session_open(d.e, d.md);
    sqla_status want = on_postgresql() ? SQLA_OK : SQLA_NOT_SUPPORTED;
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = SQLA_READ_COMMITTED), want);
    CHECK_STATUS(sqla_execution_options(d.e, .read_only = true), want);
    CHECK_STATUS(sqla_execution_options(s, .deferrable = true), want);
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = (sqla_isolation)77),
                 SQLA_NOT_SUPPORTED);
    sqla_session_close(s);
    db_close(&d);
}

/* ---- the pool ---- */

/* Which of the database's connections is this? */
static intptr_t which(sqla_conn *c) { return (intptr_t)sqla_driver_connection(c); }

TEST(connections_are_handed_out_in_turn_or_the_last_first) {
    for (int lifo = 0; lifo < 2; lifo++) {
        sqla_engine *e = sqla_create_engine(pool_url(), .pool_use_lifo = lifo);
        sqla_conn *c[3];
        intptr_t id[3];
        for (int i = 0; i < 3; i++) {
            c[i] = sqla_connect(e);
            id[i] = which(c[i]);
        }
        for (int i = 0; i < 3; i++) sqla_conn_close(c[i]);
        for (int i = 0; i < 3; i++) {
            c[i] = sqla_connect(e);
            CHECK(which(c[i]) == id[lifo ? 2 - i : i]);
        }
        for (int i = 0; i < 3; i++) sqla_conn_close(c[i]);
        sqla_dispose(e);
    }
}

TEST(what_closing_does_with_an_open_transaction) {
    static const sqla_reset hows[] = { SQLA_RESET_ROLLBACK, SQLA_RESET_COMMIT, SQLA_RESET_NONE };
    static const char *const said[] = { "rollback", "commit", "" };
    static const int opened[] = { 1, 1, 2 };
    for (int i = 0; i < 3; i++) {
        sqla_metadata *md = sqla_metadata_new(sqla_entity(User), &orders);
        sqla_engine *e = sqla_create_engine(pool_url(), .pool_reset_on_return = hows[i]);
        CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
        sqla_conn *c = sqla_connect(e);
        CHECK_INT(sqla_exec(c, sqla_text("DELETE FROM users")), 0);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
        CHECK_INT(add_user(c, 1, "ann"), 1);
        listen_to(e, verbs, 3);
        sqla_conn_close(c);
        CHECK_STR(heard, said[i]);
        c = sqla_connect(e);
        CHECK_INT(count_users(c), hows[i] == SQLA_RESET_COMMIT);
        CHECK_INT(sqla_engine_statistics(e).opened, opened[i]);
        sqla_conn_close(c);
        CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
        sqla_dispose(e);
        sqla_metadata_free(md);
    }
}

TEST(counts_of_a_pool) {
    sqla_engine *e = sqla_create_engine(pool_url(), .pool_size = 1, .max_overflow = 1);
    sqla_conn *a = sqla_connect(e), *b;
    sqla_engine_stats s = sqla_engine_statistics(e);
    CHECK_INT(s.pool_size, 1);
    CHECK_INT(s.idle, 0);
    CHECK_INT(s.checked_out, 1);
    CHECK_INT(s.overflow, 0);
    b = sqla_connect(e);
    CHECK_INT(sqla_engine_statistics(e).overflow, 1);
    sqla_conn_close(a);
    sqla_conn_close(b);
    s = sqla_engine_statistics(e);
    CHECK_INT(s.idle, 1);
    CHECK_INT(s.checked_out, 0);
    CHECK_INT(s.overflow, 0);
    CHECK_INT(s.opened, 2);
    sqla_dispose(e);
}

TEST(a_disposed_pool_opens_anew) {
    sqla_engine *e = sqla_create_engine(pool_url());
    sqla_conn *a = sqla_connect(e), *b = sqla_connect(e);
    sqla_conn_close(a);
    CHECK_INT(sqla_engine_statistics(e).idle, 1);
    sqla_pool_dispose(e);
    CHECK_INT(sqla_engine_statistics(e).idle, 0);
    CHECK_INT(sqla_scalar_int(b, sqla_text("SELECT 1")), 1);    /* goes on */
    sqla_conn_close(b);
    CHECK_INT(sqla_engine_statistics(e).idle, 0);
    a = sqla_connect(e);
    CHECK_INT(sqla_engine_statistics(e).opened, 3);
    sqla_conn_close(a);
    CHECK_INT(sqla_engine_statistics(e).idle, 1);
    sqla_pool_dispose(NULL);
    sqla_dispose(e);
}

TEST(an_invalid_connection_is_replaced_after_its_transaction) {
    db d = db_open(pool_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_invalidate(d.c), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_invalidate(d.c), SQLA_OK);        /* outside a transaction: at once */
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_invalidate(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_detach(NULL), SQLA_ARGUMENT_ERROR);
    db_close(&d);
    sqla_engine *e = sqla_create_engine("sqlite://");
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_detach(c), SQLA_INVALID_REQUEST);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* In the child: nothing that it does reaches the parent's connections. The answer is its status. */
static int in_child(sqla_engine *e, sqla_conn *c, intptr_t parents) {
    sqla_conn_close(c);
    sqla_conn *mine = sqla_connect(e);
    int wrong = which(mine) == parents && on_postgresql();
    wrong += sqla_scalar_int(mine, sqla_text("SELECT count(*) FROM users")) != 1;
    wrong += sqla_engine_statistics(e).checked_out != 1;
    sqla_conn_close(mine);
    sqla_dispose(e);
    return wrong;
}

TEST(a_child_leaves_its_parents_connections_alone) {
    db d = db_open(pool_url());
    sqla_conn *idle = sqla_connect(d.e);
    CHECK_INT(add_user(idle, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(idle), SQLA_OK);
    sqla_conn_close(idle);
    CHECK_INT(add_user(d.c, 2, "bob"), 1);      /* in a transaction while the child comes and goes */
    if (!on_postgresql()) CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);   /* it would lock the file */
    intptr_t parents = which(d.c);
    pid_t child = fork();
    if (child == 0) _exit(in_child(d.e, d.c, parents));
    int how = 0;
    CHECK_INT(waitpid(child, &how, 0), child);
    CHECK(WIFEXITED(how));
    CHECK_INT(WEXITSTATUS(how), 0);
    if (on_postgresql()) CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), on_postgresql() ? 2 : 1);
    sqla_conn *again = sqla_connect(d.e);
    CHECK_INT(count_users(again), on_postgresql() ? 2 : 1);
    CHECK_INT(sqla_engine_statistics(d.e).opened, 2);
    sqla_conn_close(again);
    db_close(&d);
}

/* ---- tables made and dropped ---- */

static sqla_status keep_tables(sqla_event *ev, void *arg) {
    (void)arg;
    hear(ev->id == SQLA_BEFORE_CREATE ? "before_create" : ev->id == SQLA_AFTER_CREATE
         ? "after_create" : ev->id == SQLA_BEFORE_DROP ? "before_drop" : "after_drop");
    for (size_t i = 0; i < ev->n_tables; i++) hear(ev->tables[i]->name);
    CHECK(ev->conn != NULL);
    return SQLA_OK;
}

static sqla_status insert_first(sqla_event *ev, void *arg) {
    (void)arg;
    return add_user(ev->conn, 1, "root") == 1 ? SQLA_OK : SQLA_DATA_ERROR;
}

TEST(tables_made_and_dropped_are_told) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User), &orders);
    sqla_engine *e = sqla_create_engine(pool_url());
    static const sqla_event_id ids[] = { SQLA_BEFORE_CREATE, SQLA_AFTER_CREATE, SQLA_BEFORE_DROP,
                                         SQLA_AFTER_DROP };
    forget();
    for (int i = 0; i < 4; i++)
        CHECK_STATUS(sqla_listen(md, ids[i], keep_tables, NULL), SQLA_OK);
    CHECK_STATUS(sqla_listen(md, SQLA_AFTER_CREATE, insert_first, NULL), SQLA_OK);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    CHECK_STR(heard, "before_create users orders after_create users orders");
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(count_users(c), 1);
    CHECK_STATUS(sqla_exec_driver_sql(c, "DROP TABLE orders"), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STATUS(sqla_unlisten(md, SQLA_AFTER_CREATE, insert_first, NULL), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    CHECK_STR(heard, "before_create orders after_create orders");
    forget();
    CHECK_STATUS(sqla_listen(md, SQLA_BEFORE_DROP, refuse, NULL), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_error(e)->message, "refused");
    CHECK_INT(count_users(c), 1);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_STATUS(sqla_unlisten(md, SQLA_BEFORE_DROP, refuse, NULL), SQLA_OK);
    forget();
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    CHECK_STR(heard, "before_drop orders users after_drop orders users");
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(listeners_belong_to_their_targets) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User), &orders);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_listen(e, SQLA_BEFORE_INSERT, on_any, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen(e, SQLA_AFTER_CREATE, on_any, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen(md, SQLA_CONNECT, on_any, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen(e, SQLA_CONNECT, NULL, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen(sqla_entity(User), SQLA_CONNECT, on_any, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen((sqla_engine *)NULL, SQLA_CONNECT, on_any, NULL),
                 SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_listen((sqla_metadata *)NULL, SQLA_AFTER_DROP, on_any, NULL),
                 SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_unlisten(e, SQLA_CONNECT, on_any, NULL), SQLA_INVALID_REQUEST);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* ---- two-phase commit ---- */

TEST(a_database_without_two_phase_commit) {
    sqla_engine *e = sqla_create_engine("sqlite://");
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User));
    sqla_conn *c = sqla_connect(e);
    const char **names = NULL;
    size_t n = 0;
    CHECK_STATUS(sqla_begin_twophase(c, NULL), SQLA_NOT_SUPPORTED);
    CHECK_STATUS(sqla_recover_twophase(c, &names, &n), SQLA_NOT_SUPPORTED);
    CHECK_STATUS(sqla_commit_prepared(c, "x"), SQLA_NOT_SUPPORTED);
    CHECK_STATUS(sqla_rollback_prepared(c, "x"), SQLA_NOT_SUPPORTED);
    CHECK_STATUS(sqla_prepare(c), SQLA_INVALID_REQUEST);
    CHECK(!sqla_xid(c));
    CHECK_STATUS(sqla_begin_twophase(NULL, NULL), SQLA_ARGUMENT_ERROR);
    sqla_conn_close(c);
    sqla_session *s = sqla_session_open(e, md, .twophase = true);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT 1")), 0);
    CHECK_STATUS(sqla_error(s)->code, SQLA_NOT_SUPPORTED);
    sqla_session_close(s);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(a_prepared_transaction_is_committed_or_rolled_back) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    sqla_conn *other = sqla_connect(d.e);
    LISTEN_TO(d.e, verbs);
    for (int commit = 0; commit < 2; commit++) {
        CHECK_STATUS(sqla_begin_twophase(d.c, "it's one"), SQLA_OK);
        CHECK_STR(sqla_xid(d.c), "it's one");
        CHECK_STATUS(sqla_begin_twophase(d.c, "two"), SQLA_INVALID_REQUEST);
        CHECK_INT(add_user(d.c, 1, "ann"), 1);
        forget();
        CHECK_STATUS(sqla_prepare(d.c), SQLA_OK);
        CHECK_INT(count_users(d.c), 0);                 /* refused: it is prepared */
        CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_INVALID_REQUEST);
        CHECK_STATUS(sqla_prepare(d.c), SQLA_INVALID_REQUEST);
        CHECK(sqla_in_transaction(d.c));
        CHECK_INT(count_users(other), 0);
        CHECK_STATUS(sqla_rollback(other), SQLA_OK);
        CHECK_STATUS(commit ? sqla_commit(d.c) : sqla_rollback(d.c), SQLA_OK);
        CHECK_HAS(heard, commit ? "commit2" : "rollback2");
        CHECK(!sqla_xid(d.c));
        CHECK_INT(count_users(d.c), commit);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    }
    CHECK_STATUS(sqla_begin_twophase(d.c, NULL), SQLA_OK);      /* without prepare */
    CHECK_HAS(sqla_xid(d.c), "sqla_");
    CHECK_INT(add_user(d.c, 2, "bob"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 2);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(prepared_transactions_are_recovered) {
    if (!needs_postgresql()) return;
    const char **names = NULL;
    size_t n = 9;
    db d = db_open(pool_url());
    static const char *const xids[] = { "first", "second 'quoted'" };
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(sqla_begin_twophase(d.c, xids[i]), SQLA_OK);
        CHECK_INT(add_user(d.c, i + 1, i ? "bob" : "ann"), 1);
        CHECK_STATUS(sqla_prepare(d.c), SQLA_OK);
        CHECK_STATUS(sqla_invalidate(d.c), SQLA_OK);    /* as if the program had died here */
        CHECK_STATUS(sqla_rollback(d.c), SQLA_IN_DOUBT);
    }
    CHECK_STATUS(sqla_recover_twophase(d.c, &names, &n), SQLA_OK);
    CHECK_INT(n, 2);
    for (size_t i = 0; i < n && i < 2; i++) CHECK_STR(names[i], xids[i]);
    sqla_fetch_free(names);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_commit_prepared(d.c, xids[1]), SQLA_OK);
    CHECK_STATUS(sqla_rollback_prepared(d.c, xids[0]), SQLA_OK);
    CHECK_STATUS(sqla_commit_prepared(d.c, "nobody"), SQLA_PROGRAMMING_ERROR);
    CHECK_STATUS(sqla_commit_prepared(d.c, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_commit_prepared(d.c, ""), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_recover_twophase(d.c, NULL, &n), SQLA_ARGUMENT_ERROR);
    CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT string_agg(name, ',') FROM users")), "bob");
    CHECK_STATUS(sqla_commit_prepared(d.c, "x"), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    names = NULL;
    CHECK_STATUS(sqla_recover_twophase(d.c, &names, &n), SQLA_OK);
    CHECK_INT(n, 0);
    sqla_fetch_free(names);
    db_close(&d);
}

TEST(a_failed_transaction_is_not_prepared) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_begin_twophase(d.c, "x"), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_INT(add_user(d.c, 1, "ann"), -1);
    CHECK_STATUS(sqla_prepare(d.c), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT count(*) FROM pg_prepared_xacts")), 0);
    db_close(&d);
}

/* The second database of a session. */
typedef struct Item { int32_t id; int32_t rank; } Item;
SQLA_MODEL(Item, "things", SQLA_COLUMN(Item, id, .primary_key = true), SQLA_COLUMN(Item, rank));

TEST(a_session_commits_two_databases_or_none) {
    if (!needs_postgresql()) return;
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User), sqla_entity(Item));
    sqla_engine *a = sqla_create_engine(pool_url()), *b = sqla_create_engine(postgresql_url());
    CHECK_STATUS(sqla_create_all(a, md), SQLA_OK);
    LISTEN_TO(a, verbs);
    const sqla_session_bind binds[] = { { sqla_entity(Item), b }, { NULL, NULL } };
    sqla_session *s = sqla_session_open(a, md, .twophase = true, .binds = binds);
    CHECK_STATUS(sqla_prepare(s), SQLA_INVALID_REQUEST);        /* nothing is begun yet */
    sqla_clear_error(s);
    sqla_add(s, sqla_new(User, .id = 1, .name = "ann"));
    sqla_add(s, sqla_new(Item, .id = 1, .rank = 5));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_HAS(heard, "begin2");
    CHECK_HAS(heard, "prepare commit2");
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM users")), 1);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM things")), 1);
    /* prepared by hand, then committed */
    sqla_add(s, sqla_new(User, .id = 2, .name = "bob"));
    CHECK_STATUS(sqla_prepare(s), SQLA_OK);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    /* One cannot be prepared: a temporary table is in the way (PostgreSQL manual, PREPARE
     * TRANSACTION). The other one, prepared before it, is rolled back. */
    sqla_add(s, sqla_new(User, .id = 3, .name = "eve"));
    sqla_add(s, sqla_new(Item, .id = 3, .rank = 5));
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK_STATUS(sqla_exec_driver_sql(sqla_session_conn(s, sqla_entity(User)),
                                      "CREATE TEMPORARY TABLE tmp (id INT)"), SQLA_OK);
    CHECK(sqla_commit(s) != SQLA_OK);
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM users")), 2);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM things")), 1);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM pg_prepared_xacts")), 0);
    sqla_session_close(s);
    s = sqla_session_open(a, md);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT 1")), 1);
    CHECK_STATUS(sqla_prepare(s), SQLA_INVALID_REQUEST);
    sqla_session_close(s);
    sqla_dispose(a);
    sqla_dispose(b);
    sqla_metadata_free(md);
}

/* ---- messages, remarks, cancelling ---- */

TEST(messages_of_other_connections) {
    sqla_notification got = { NULL, NULL, 0 };
    db d = db_open(pool_url());
    if (!on_postgresql()) {
        CHECK_STATUS(sqla_wait_notification(d.c, 0, &got), SQLA_NOT_SUPPORTED);
        db_close(&d);
        return;
    }
    sqla_conn *other = sqla_connect(d.e);
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "LISTEN jobs"), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_wait_notification(d.c, 0, &got), SQLA_TIMEOUT);
    CHECK_STATUS(sqla_wait_notification(d.c, 20, &got), SQLA_TIMEOUT);
    CHECK(!sqla_failed(d.c));
    for (int i = 0; i < 2; i++) {
        CHECK_INT(sqla_exec(other, sqla_text("SELECT pg_notify('jobs', :p)"),
                            SQLA_PARAMS("p", i ? "" : "job 7")), 0);
        CHECK_STATUS(sqla_commit(other), SQLA_OK);
    }
    int64_t pid = sqla_scalar_int(other, sqla_text("SELECT pg_backend_pid()"));
    CHECK_STATUS(sqla_wait_notification(d.c, 5000, &got), SQLA_OK);
    CHECK_STR(got.channel, "jobs");
    CHECK_STR(got.payload, "job 7");
    CHECK_INT(got.process, pid);
    CHECK_STATUS(sqla_wait_notification(d.c, SQLA_NO, &got), SQLA_OK);
    CHECK_STR(got.payload, "");
    CHECK_STATUS(sqla_wait_notification(d.c, 0, &got), SQLA_TIMEOUT);
    CHECK_STATUS(sqla_wait_notification(d.c, 0, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_wait_notification(NULL, 0, &got), SQLA_ARGUMENT_ERROR);
    /* A connection that is lost while one waits is told as such. */
    sqla_clear_error(d.c);
    int64_t mine = sqla_scalar_int(d.c, sqla_text("SELECT pg_backend_pid()"));
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(sqla_exec(other, sqla_text("SELECT pg_terminate_backend(CAST(:p AS int))"),
                        SQLA_PARAMS("p", mine)), 0);
    CHECK_STATUS(sqla_wait_notification(d.c, 5000, &got), SQLA_OPERATIONAL_ERROR);
    CHECK(sqla_error(d.c)->is_disconnect);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT 1")), 1);  /* another one */
    sqla_conn_close(other);
    db_close(&d);
}

static sqla_status keep_notice(sqla_event *ev, void *arg) {
    snprintf(arg, 1000, "%s %s %s", ev->error->sqlstate, ev->error->message, ev->error->hint);
    CHECK_STATUS(sqla_result_status(sqla_execute(ev->conn, sqla_text("SELECT 1"))),
                 SQLA_INVALID_REQUEST);
    return SQLA_OK;
}

TEST(what_the_server_remarks) {
    if (!needs_postgresql()) return;
    char notice[1000] = "";
    sqla_engine *e = sqla_create_engine(pool_url());
    CHECK_STATUS(sqla_listen(e, SQLA_NOTICE, keep_notice, notice), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_exec_driver_sql(c, "DO $$ BEGIN RAISE NOTICE 'so % many', 3 USING "
                                         "HINT = 'a hint', ERRCODE = '01234'; END $$"), SQLA_OK);
    CHECK_STR(notice, "01234 so 3 many a hint");
    *notice = '\0';
    CHECK_STATUS(sqla_exec_driver_sql(c, "DROP TABLE IF EXISTS no_such_table"), SQLA_OK);
    CHECK_HAS(notice, "00000 table \"no_such_table\" does not exist");
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    sqla_conn_close(c);
    sqla_dispose(e);
}

static void *cancel_soon(void *arg) {
    for (int i = 0; i < 30; i++) {              /* what comes too early is lost */
        nanosleep(&(struct timespec){ 0, 100 * 1000000 }, NULL);
        if (sqla_cancel(arg) != SQLA_OK) break;
    }
    return NULL;
}

TEST(a_statement_is_cancelled_from_another_thread) {
    static const char *const endless[] = {
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "SELECT pg_sleep(30)" };
    db d = db_open(pool_url());
    pthread_t thread;
    pthread_create(&thread, NULL, cancel_soon, d.c);
    CHECK_INT(sqla_exec(d.c, sqla_text(endless[on_postgresql()])), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_OPERATIONAL_ERROR);
    if (on_postgresql()) CHECK_STR(sqla_error(d.c)->sqlstate, "57014");
    CHECK(!sqla_error(d.c)->is_disconnect);
    pthread_join(thread, NULL);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_cancel(NULL), SQLA_ARGUMENT_ERROR);
    db_close(&d);
}

/* ---- pipelines ---- */

/* What libpq says to the server, while a file is open: how often it waits for an answer. */
static FILE *trace_begin(sqla_conn *c) {
    FILE *f = on_postgresql() ? fopen(tmp_path("trace"), "w+") : NULL;
    if (f) PQtrace(sqla_driver_connection(c), f);
    return f;
}
static int trace_end(sqla_conn *c, FILE *f) {
    char line[2000];
    int n = 0;
    if (!f) return 0;
    PQuntrace(sqla_driver_connection(c));
    rewind(f);
    while (fgets(line, sizeof line, f)) n += strstr(line, "\tSync") || strstr(line, "\tQuery\t");
    fclose(f);
    return n;
}

static sqla_stmt *users_from(void) {
    return sqla_order_by(sqla_where(sqla_select(sqla_col(User, id), sqla_col(User, name)),
                                    sqla_ge(sqla_col(User, id), sqla_param("least"))),
                         sqla_col(User, id));
}

static void add_numbered(sqla_conn *c, int i) {
    char name[20];
    snprintf(name, sizeof name, "user %d", i);
    CHECK(add_user(c, i, name) >= 0);
}

TEST(a_pipeline_takes_one_round_trip) {
    db d = db_open(pool_url());
    sqla_result *r[3] = { NULL };
    CHECK_INT(sqla_scalar_int(d.c, users_from(), SQLA_PARAMS("least", 0)), 0);
    add_numbered(d.c, 6);
    FILE *trace = trace_begin(d.c);
    sqla_pipeline(d.c) {
        for (int i = 1; i <= 5; i++) add_numbered(d.c, i);
        for (int i = 0; i < 3; i++)
            r[i] = sqla_execute(d.c, users_from(), SQLA_PARAMS("least", 2 * i + 1));
    }
    CHECK_INT(trace_end(d.c, trace), on_postgresql());
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    for (int i = 0; i < 3; i++) {
        int n = 0;
        CHECK_INT(sqla_row_index(r[i], "name"), 1);
        while (sqla_next(r[i])) {
            char name[20];
            snprintf(name, sizeof name, "user %d", 2 * i + 1 + n++);
            CHECK_STR(sqla_row_text(r[i], 1), name);
            CHECK_INT(sqla_row_int(r[i], 0), 2 * i + n);
        }
        CHECK_STATUS(sqla_result_status(r[i]), SQLA_OK);
        CHECK_INT(n, 6 - 2 * i);
        sqla_result_free(r[i]);
    }
    CHECK_INT(count_users(d.c), 6);
    db_close(&d);
}

TEST(results_of_a_pipeline) {
    db d = db_open(pool_url());
    sqla_result *r, *gone, *update;
    sqla_pipeline(d.c) {
        r = sqla_execute(d.c, sqla_text("INSERT INTO users (id, name) VALUES (1, 'ann')"));
        gone = sqla_execute(d.c, sqla_text("SELECT 1"));
        sqla_result_free(gone);                 /* before its answer */
        update = sqla_execute(d.c, sqla_set(sqla_update(sqla_entity(User)),
                                            sqla_col(User, age), 5));
        CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);  /* anything else waits for the answers */
        CHECK_INT(sqla_rowcount(update), 1);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
        CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT age FROM users")), 5);
        User *one = NULL;
        CHECK_STATUS(sqla_fetch_one(d.c, User, sqla_select(sqla_entity(User)), &one), SQLA_OK);
        sqla_fetch_free(one);
        sqla_exec(d.c, insert_user(2, "bob"));
        const User more[] = { { 7, "x", { 0 } }, { 8, "y", { 0 } } };
        CHECK_STATUS(sqla_bulk_insert(d.c, User, more, 2), SQLA_OK);
        sqla_exec(d.c, insert_user(9, "z"));
        CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
        sqla_exec(d.c, insert_user(10, "zz"));
    }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), 1);
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 5);
    db_close(&d);
}

TEST(generated_keys_of_a_pipeline) {
    db d = db_open(pool_url());
    sqla_result *r[3] = { NULL };
    sqla_pipeline(d.c) {
        for (int i = 0; i < 3; i++) {
            char name[20];
            snprintf(name, sizeof name, "user %d", i);
            r[i] = sqla_execute(d.c, insert_user(0, name));
        }
    }
    for (int i = 0; i < 3; i++) {
        CHECK_INT(sqla_inserted_key(r[i], 0), i + 1);
        CHECK_INT(sqla_rowcount(r[i]), 1);
    }
    db_close(&d);
}

TEST(what_follows_an_error_is_not_executed) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    sqla_result *r[3] = { NULL };
    add_numbered(d.c, 100);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_pipeline(d.c) {
        r[0] = sqla_execute(d.c, insert_user(1, "ann"));
        r[1] = sqla_execute(d.c, insert_user(1, "bob"));
        r[2] = sqla_execute(d.c, insert_user(3, "eve"));
    }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_result_status(r[0]), SQLA_OK);
    CHECK_STATUS(sqla_result_status(r[1]), SQLA_INTEGRITY_ERROR);
    CHECK_STR(sqla_result_error(r[1])->constraint, "users_pkey");
    CHECK_HAS(sqla_result_error(r[1])->sql, "INSERT INTO users");
    CHECK_STATUS(sqla_result_status(r[2]), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    /* One that was never executed here cannot even be prepared after an error. */
    sqla_clear_error(d.c);
    sqla_pipeline(d.c) {
        sqla_exec(d.c, insert_user(100, "ann"));
        CHECK_INT(sqla_exec(d.c, sqla_text("SELECT 1 + 1")), -1);
    }
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    db_close(&d);
}

TEST(pipelines_are_not_nested) {
    db d = db_open(pool_url());
    int n = 0;
    sqla_pipeline(d.c) {
        sqla_pipeline(d.c) { n++; }
        add_numbered(d.c, 1);
        break;
    }
    CHECK_INT(n, 0);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INVALID_REQUEST);
    CHECK_INT(count_users(d.c), 1);
    sqla_pipeline((sqla_conn *)NULL) { n++; }
    CHECK_INT(n, 0);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    sqla_conn *c = sqla_connect(d.e);           /* closed without the answers being asked for */
    sqla_pipeline(c) { add_numbered(c, 2); }
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    sqla_conn_close(c);
    db_close(&d);
}

/* More goes out, and comes back, than any socket holds: whoever only writes would wait for a server
 * that waits for him. */
TEST(a_pipeline_of_any_size_does_not_block) {
    enum { SIZE = 1 << 20, MANY = 40 };
    db d = db_open(pool_url());
    char *big = malloc(SIZE + 1);
    memset(big, 'x', SIZE);
    big[SIZE] = '\0';
    sqla_result *r[MANY] = { NULL };
    sqla_stmt *q = sqla_ref(sqla_text("SELECT CAST(:t AS text) || CAST(:n AS text)"));
    sqla_pipeline(d.c) {
        for (int i = 0; i < MANY; i++)
            r[i] = sqla_execute(d.c, q, SQLA_PARAMS("t", big, "n", i));
    }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    for (int i = 0; i < MANY; i++) {
        char tail[20];
        snprintf(tail, sizeof tail, "x%d", i);
        const char *text = sqla_next(r[i]) ? sqla_row_text(r[i], 0) : NULL;
        CHECK_STR(text ? text + SIZE - 1 : NULL, tail);
    }
    sqla_unref(q);
    free(big);
    db_close(&d);
}

TEST(a_connection_lost_in_a_pipeline) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    sqla_result *r[4] = { NULL };
    sqla_stmt *die = sqla_text("SELECT pg_terminate_backend(pg_backend_pid())");
    add_numbered(d.c, 100);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_conn *other = sqla_connect(d.e);
    CHECK_STATUS(sqla_begin(d.c), SQLA_OK);
    sqla_pipeline(d.c) {
        r[0] = sqla_execute(d.c, insert_user(1, "ann"));
        r[1] = sqla_execute(d.c, die);
        r[2] = sqla_execute(d.c, insert_user(2, "bob"));
    }
    CHECK(sqla_outcome(d.c) != SQLA_OK);
    CHECK(sqla_result_status(r[1]) != SQLA_OK);
    CHECK(sqla_result_status(r[2]) != SQLA_OK);
    CHECK(sqla_error(d.c)->is_disconnect);
    CHECK_STATUS(sqla_commit(d.c), SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    sqla_conn_close(other);
    db_close(&d);
}

TESTS(pool, T(a_pipeline_takes_one_round_trip), T(results_of_a_pipeline),
      T(generated_keys_of_a_pipeline), T(what_follows_an_error_is_not_executed),
      T(pipelines_are_not_nested), T_NO_OOM(a_pipeline_of_any_size_does_not_block, "80 MB"),
      T(a_connection_lost_in_a_pipeline),
      T(the_life_of_a_connection_is_told), T(what_connect_does_stays),
      T(a_refused_connection_is_closed), T(a_connection_that_is_no_good_is_replaced),
      T(do_connect_may_change_the_url), T(listeners_cannot_end_what_they_hear_of),
      T(one_block_tells_begin_execute_commit), T(a_listener_may_rewrite_the_sql),
      T(a_listener_that_writes_nonsense_is_an_error), T(listeners_may_execute_themselves),
      T(before_execute_may_refuse), T(handle_error_may_change_the_error),
      T(handle_error_may_call_a_connection_lost), T(connections_keep_pointers_of_listeners),
      T(options_of_statement_connection_engine), T(autocommit_needs_no_commit),
      T(autocommit_of_an_engine), T(options_of_a_session), T(a_level_that_the_database_lacks),
      T(the_level_that_the_database_tells),
      T(connections_are_handed_out_in_turn_or_the_last_first),
      T(what_closing_does_with_an_open_transaction), T(counts_of_a_pool),
      T(a_disposed_pool_opens_anew), T(an_invalid_connection_is_replaced_after_its_transaction),
      T_NO_OOM(a_child_leaves_its_parents_connections_alone, "forks"),
      T(tables_made_and_dropped_are_told), T(listeners_belong_to_their_targets),
      T(a_database_without_two_phase_commit),
      T(a_prepared_transaction_is_committed_or_rolled_back), T(prepared_transactions_are_recovered),
      T(a_failed_transaction_is_not_prepared), T(a_session_commits_two_databases_or_none),
      T(messages_of_other_connections), T(what_the_server_remarks),
      T_NO_OOM(a_statement_is_cancelled_from_another_thread, "waits"));
