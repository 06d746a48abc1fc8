/* Engines, their pools and connections from outside: listeners, options on every level, the
 * database's connection behind a connection, fork, two-phase commit, messages. On both databases;
 * what only a server has is left out on SQLite. */
#include "db.h"
#include "server.h"

#include <sys/wait.h>

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
    sqla_fetch_free(users);
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

/* What parent and child have in common. */
typedef struct family {
    db            d;
    sqla_session *session;
    sqla_result  *result;
} family;

/* Runs fn in a child; what it answers. */
static int as_child(int (*fn)(family *f), family *f) {
    int how = 0;
    pid_t child = fork();
    if (child == 0) {
        alarm(20);
        _exit(fn(f));
    }
    CHECK_INT(waitpid(child, &how, 0), child);
    CHECK(WIFEXITED(how));
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static int dispose_first(family *f) {
    sqla_dispose(f->d.e);
    sqla_conn_close(f->d.c);
    return 0;
}
static int use_and_dispose_first(family *f) {
    sqla_conn *mine = sqla_connect(f->d.e);
    int wrong = sqla_scalar_int(mine, sqla_text("SELECT count(*) FROM users")) != 1;
    sqla_conn_close(mine);
    return wrong + dispose_first(f);
}
static int close_session(family *f) {
    sqla_session_close(f->session);
    sqla_dispose(f->d.e);
    return 0;
}
static int close_with_result(family *f) {
    sqla_conn_close(f->d.c);
    sqla_dispose(f->d.e);
    return 0;
}

TEST(a_child_may_dispose_first) {
    family f = { .d = db_open(pool_url()) };
    CHECK_INT(add_user(f.d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(f.d.c), SQLA_OK);
    CHECK_INT(as_child(use_and_dispose_first, &f), 0);
    CHECK_INT(add_user(f.d.c, 2, "bob"), 1);    /* now in a transaction */
    CHECK_INT(as_child(dispose_first, &f), 0);
    CHECK_STATUS(sqla_commit(f.d.c), SQLA_OK);
    CHECK_INT(count_users(f.d.c), 2);
    db_close(&f.d);
}

TEST(a_child_may_close_its_parents_session) {
    family f = { .d = db_open(pool_url()) };
    f.session = sqla_session_open(f.d.e, f.d.md);
    sqla_add(f.session, sqla_new(User, .id = 1, .name = "ann"));
    CHECK_STATUS(sqla_flush(f.session), SQLA_OK);
    CHECK_INT(as_child(close_session, &f), 0);
    sqla_add(f.session, sqla_new(User, .id = 2, .name = "bob"));
    CHECK_STATUS(sqla_commit(f.session), SQLA_OK);
    CHECK_INT(count_users(f.d.c), 2);
    sqla_session_close(f.session);
    db_close(&f.d);
}

TEST(a_child_may_leave_its_parents_block) {
    db d = db_open(pool_url());
    pid_t child = -1;
    int how = -1;
    sqla_transaction(d.c) {
        add_user(d.c, 1, "ann");
        child = fork();
        if (child == 0) break;
        CHECK_INT(waitpid(child, &how, 0), child);
        add_user(d.c, 2, "bob");
    }
    if (child == 0) {
        sqla_conn_close(d.c);
        sqla_dispose(d.e);
        _exit(0);
    }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    CHECK(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    CHECK_INT(count_users(d.c), 2);
    db_close(&d);
}

TEST(a_child_may_close_what_its_parent_reads) {
    family f = { .d = db_open(pool_url()) };
    int n = 1;
    for (int i = 1; i <= 9; i++) {
        char name[20];
        snprintf(name, sizeof name, "user %d", i);
        CHECK_INT(add_user(f.d.c, i, name), 1);
    }
    CHECK_STATUS(sqla_commit(f.d.c), SQLA_OK);
    f.result = sqla_execute(f.d.c, sqla_yield_per(sqla_select(sqla_col(User, id)), 3));
    CHECK(sqla_next(f.result));
    CHECK_INT(as_child(close_with_result, &f), 0);
    while (sqla_next(f.result)) n++;
    CHECK_STATUS(sqla_result_status(f.result), SQLA_OK);
    CHECK_INT(n, 9);
    sqla_result_free(f.result);
    db_close(&f.d);
}

/* ---- connections that are lost ---- */

static void end_backend(int64_t pid) {
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%lld, 5000)", (long long)pid);
    raw_field(postgresql_url(), sql, NULL);
}

/* The server ends the connection, which the next statement finds out; in SQLite's place it is
 * called invalid. Outside a transaction. */
static void lose(sqla_conn *c) {
    if (!on_postgresql()) {
        CHECK_STATUS(sqla_invalidate(c), SQLA_OK);
        return;
    }
    int64_t pid = pid_of(c);
    sqla_rollback(c);
    end_backend(pid);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 0);
    CHECK(sqla_last_error(c)->is_disconnect);
    sqla_rollback(c);
    sqla_clear_error(c);
}

static void check_alive(sqla_conn *c) {
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
}

TEST(a_connection_outlives_its_engine_and_is_replaced) {
    static const sqla_pool_kind kinds[] = { SQLA_POOL_QUEUE, SQLA_POOL_NULL, SQLA_POOL_QUEUE };
    const char *url = pool_url();
    for (int i = 0; i < 3; i++) {
        sqla_engine *e = sqla_create_engine(url, .pool = kinds[i]);
        sqla_conn *c = sqla_connect(e), *d = sqla_connect(e);
        if (i == 2) CHECK_STATUS(sqla_detach(c), SQLA_OK);
        sqla_dispose(e);
        CHECK_STATUS(sqla_invalidate(c), SQLA_OK);
        check_alive(c);
        sqla_conn_close(d);
        lose(c);
        check_alive(c);
        CHECK_STATUS(sqla_invalidate(c), SQLA_OK);
        sqla_conn_close(c);                     /* without one of the database's */
    }
    sqla_engine *e = sqla_create_engine(url, .pool = SQLA_POOL_STATIC);
    sqla_conn *c = sqla_connect(e), *d = sqla_connect(e);
    sqla_dispose(e);
    sqla_conn_close(c);
    check_alive(d);
    sqla_conn_close(d);
}

/* What listeners find when the connection is no good. */
static sqla_status touch(sqla_event *ev, void *arg) {
    bool there = sqla_driver_connection(ev->conn) != NULL;
    hear(arg);
    hear(there ? "there" : "gone");
    int64_t one = sqla_scalar_int(ev->conn, sqla_text("SELECT 1"));
    CHECK_INT(one, there);
    return SQLA_OK;
}

TEST(listeners_may_touch_what_is_broken) {
    static const word told[] = { { SQLA_CONNECT, "connect" }, { SQLA_CHECKOUT, "checkout" },
                                 { SQLA_RESET, "reset" }, { SQLA_CHECKIN, "checkin" } };
    sqla_engine *e = sqla_create_engine(pool_url());
    for (int i = 0; i < 4; i++)
        CHECK_STATUS(sqla_listen(e, told[i].id, touch, (void *)(uintptr_t)told[i].text), SQLA_OK);
    forget();
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_invalidate(c), SQLA_OK);
    sqla_conn_close(c);
    CHECK_STR(heard, "connect there checkout there checkin gone");
    forget();
    c = sqla_connect(e);
    lose(c);
    check_alive(c);
    CHECK_STR(heard, "connect there checkout there checkin gone connect there checkout there");
    forget();
    sqla_conn_close(c);
    CHECK_STR(heard, "reset there checkin there");
    CHECK_INT(sqla_engine_statistics(e).opened, 3);
    CHECK_INT(sqla_engine_statistics(e).idle, 1);
    sqla_dispose(e);
}

static sqla_status break_one(sqla_event *ev, void *arg) {
    if ((*(int *)arg)++) return SQLA_OK;
    CHECK_STATUS(sqla_invalidate(ev->conn), SQLA_OK);
    CHECK_INT(sqla_scalar_int(ev->conn, sqla_text("SELECT 1")), 0);
    return SQLA_OK;
}

TEST(a_connection_that_its_listener_breaks_is_replaced) {
    for (int i = 0; i < 2; i++) {
        int n = 0;
        sqla_engine *e = sqla_create_engine(pool_url());
        CHECK_STATUS(sqla_listen(e, i ? SQLA_CHECKOUT : SQLA_CONNECT, break_one, &n), SQLA_OK);
        sqla_conn *c = sqla_connect(e);
        CHECK(!sqla_failed(c));
        check_alive(c);
        CHECK_INT(n, 2);
        CHECK_INT(sqla_engine_statistics(e).opened, 2);
        sqla_conn_close(c);
        sqla_dispose(e);
    }
}

static sqla_status refuse_some(sqla_event *ev, void *arg) {
    (void)ev;
    return (*(int *)arg)-- > 0 ? SQLA_OPERATIONAL_ERROR : SQLA_OK;
}

TEST(a_replacement_that_fails_is_tried_again) {
    int refusals = 0;
    sqla_engine *e = sqla_create_engine(pool_url());
    CHECK_STATUS(sqla_listen(e, SQLA_DO_CONNECT, refuse_some, &refusals), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_invalidate(c), SQLA_OK);
    refusals = 2;
    for (int i = 0; i < 2; i++) {
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 0);
        CHECK_STATUS(sqla_last_error(c)->code, SQLA_OPERATIONAL_ERROR);
    }
    check_alive(c);
    sqla_clear_error(c);
    check_alive(c);
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    sqla_dispose(e);
}

TEST(the_one_connection_of_an_engine_is_not_invalidated) {
    db d = db_open(pool_url(), .pool = SQLA_POOL_STATIC);
    sqla_conn *other = sqla_connect(d.e);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_invalidate(other), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_invalidate(d.c), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(other), 1);
    sqla_conn_close(other);
    db_close(&d);
}

/* ---- what listeners leave behind ---- */

static sqla_status count_one(sqla_conn *c, void *arg) {
    ++*(int *)arg;
    return count_users(c) == 1 ? SQLA_OK : SQLA_DATA_ERROR;
}

TEST(listeners_of_the_pool_leave_no_transaction) {
    int runs = 0;
    db d = db_open(pool_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_conn_close(d.c);
    CHECK_STATUS(sqla_listen(d.e, SQLA_CHECKOUT, touch, "out"), SQLA_OK);
    CHECK_STATUS(sqla_listen(d.e, SQLA_CHECKIN, touch, "in"), SQLA_OK);
    forget();
    for (int i = 0; i < 4; i++) {
        sqla_conn *c = sqla_connect(d.e);
        CHECK(!sqla_in_transaction(c));
        if (i == 0) CHECK_STATUS(sqla_begin(c), SQLA_OK);
        if (i == 1) CHECK_STATUS(sqla_execution_options(c, .isolation_level = SQLA_SERIALIZABLE),
                                 SQLA_OK);
        if (i == 2) sqla_transaction(c) { runs++; }
        if (i == 3) CHECK_INT(add_user(c, 2, "bob"), 1);
        sqla_conn_close(c);
        if (on_postgresql())
            CHECK_STR(raw_field(postgresql_url(), "SELECT count(*) FROM pg_stat_activity "
                                "WHERE state LIKE 'idle in%'", NULL), "0");
    }
    CHECK_HAS(heard, "out there in there out there in there");
    CHECK_STATUS(sqla_run(d.e, count_one, &runs), SQLA_OK);     /* bob was rolled back */
    CHECK_INT(runs, 2);
    CHECK_INT(sqla_engine_statistics(d.e).opened, 1);
    d.c = sqla_connect(d.e);
    db_close(&d);
}

static sqla_status end_all(sqla_event *ev, void *arg) {
    if (arg) CHECK(sqla_rollback_all((sqla_session *)arg) != SQLA_OK);
    CHECK_STATUS(sqla_rollback_all(ev->conn), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_commit_all(ev->conn), SQLA_INVALID_REQUEST);
    return SQLA_OK;
}

TEST(rollback_all_in_a_listener_changes_nothing) {
    static const sqla_event_id ids[] = { SQLA_BEFORE_EXECUTE, SQLA_AFTER_EXECUTE };
    db d = db_open(pool_url());
    for (int i = 0; i < 2; i++) {
        CHECK_INT(add_user(d.c, 10 * i + 1, i ? "bob" : "ann"), 1);
        CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);
        CHECK_INT(add_user(d.c, 10 * i + 2, "in the savepoint"), 1);
        CHECK_STATUS(sqla_listen(d.e, ids[i], end_all, NULL), SQLA_OK);
        CHECK_INT(add_user(d.c, 10 * i + 3, "in it too"), 1);
        CHECK_STATUS(sqla_unlisten(d.e, ids[i], end_all, NULL), SQLA_OK);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);          /* the savepoint alone */
        CHECK(sqla_in_transaction(d.c));
        CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
        CHECK_INT(count_users(d.c), i + 1);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
        sqla_session *s = sqla_session_open(d.e, d.md);
        sqla_add(s, sqla_new(User, .id = 50, .name = "eve"));
        CHECK_STATUS(sqla_flush(s), SQLA_OK);
        CHECK_STATUS(sqla_listen(d.e, ids[i], end_all, s), SQLA_OK);
        CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM users")), i + 2);
        CHECK_STATUS(sqla_unlisten(d.e, ids[i], end_all, s), SQLA_OK);
        CHECK_STATUS(sqla_rollback_all(s), SQLA_OK);
        sqla_session_close(s);
    }
    CHECK_INT(count_users(d.c), 2);
    db_close(&d);
}

/* A session uses itself while it takes the connection that is checked out for it, or gives it
 * back. */
static sqla_status use_session(sqla_event *ev, void *arg) {
    sqla_session *s = arg;
    (void)ev;
    if (!s) return SQLA_OK;
    CHECK(!sqla_get(s, User, 1));
    CHECK_STATUS(sqla_last_error(s)->code, SQLA_INVALID_REQUEST);
    sqla_clear_error(s);
    CHECK_STATUS(sqla_commit(s), SQLA_INVALID_REQUEST);
    sqla_clear_error(s);
    return SQLA_OK;
}

TEST(a_session_is_not_used_while_it_takes_its_connection) {
    db d = db_open(pool_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_session *s = sqla_session_open(d.e, d.md);
    CHECK_STATUS(sqla_listen(d.e, SQLA_CHECKOUT, use_session, s), SQLA_OK);
    CHECK_STATUS(sqla_listen(d.e, SQLA_CHECKIN, use_session, s), SQLA_OK);
    const User *ann = sqla_get(s, User, 1);
    CHECK(ann && strcmp(ann->name, "ann") == 0);
    CHECK(sqla_session_conn(s, sqla_entity(User)) != NULL);
    CHECK_INT(sqla_engine_statistics(d.e).checked_out, 2);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_INT(sqla_engine_statistics(d.e).checked_out, 1);
    CHECK_STATUS(sqla_unlisten(d.e, SQLA_CHECKOUT, use_session, s), SQLA_OK);
    CHECK_STATUS(sqla_unlisten(d.e, SQLA_CHECKIN, use_session, s), SQLA_OK);
    sqla_session_close(s);
    db_close(&d);
}

static sqla_status fail_too(sqla_event *ev, void *arg) {
    ++*(int *)arg;
    CHECK_INT(sqla_exec(ev->conn, sqla_text("SELECT no_such_other_thing")), -1);
    return SQLA_OK;
}

TEST(an_error_stays_what_it_was_whatever_its_listener_does) {
    int n = 0;
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_listen(d.e, SQLA_HANDLE_ERROR, fail_too, &n), SQLA_OK);
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT no_such_thing")), -1);
    CHECK_INT(n, 1);
    CHECK_HAS(sqla_error(d.c)->message, "no_such_thing");
    CHECK_HAS(sqla_last_error(d.c)->message, "no_such_thing");
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

static sqla_status count_calls(sqla_event *ev, void *arg) {
    (void)ev;
    ++*(int *)arg;
    return SQLA_OK;
}

TEST(an_error_is_told_once) {
    int told = 0;
    db d = db_open(pool_url());
    User two[2] = { { 1, "x", { 0 } }, { 2, "y", { 0 } } }, *got = NULL;
    size_t n = 0;
    sqla_params *p = sqla_params_new();
    sqla_params_set(p, "id", 5);
    sqla_params_set(p, "name", "m");
    sqla_params_next(p);
    sqla_session *s = sqla_session_open(d.e, d.md);
    CHECK_STATUS(sqla_listen(d.e, SQLA_HANDLE_ERROR, count_calls, &told), SQLA_OK);
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, refuse, NULL), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), -1);
    CHECK_INT(told, 1);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, two, 2), SQLA_DATA_ERROR);
    CHECK_INT(told, 2);
    CHECK_STATUS(sqla_bulk_update(d.c, User, two, 2), SQLA_DATA_ERROR);
    CHECK_INT(told, 3);
    CHECK_STATUS(sqla_fetch_all(d.c, User, sqla_select(sqla_entity(User)), &got, &n),
                 SQLA_DATA_ERROR);
    sqla_fetch_free(got);
    CHECK_INT(told, 4);
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), p);
    CHECK_STATUS(sqla_result_status(r), SQLA_DATA_ERROR);
    sqla_result_free(r);
    CHECK_INT(told, 5);
    CHECK(!sqla_get(s, User, 1));
    CHECK_INT(told, 6);
    sqla_clear_error(s);
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    sqla_add(s, sqla_new(User, .id = 1, .name = "ann"));
    CHECK_STATUS(sqla_flush(s), SQLA_DATA_ERROR);
    CHECK_INT(told, 7);
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_unlisten(d.e, SQLA_BEFORE_CURSOR_EXECUTE, refuse, NULL), SQLA_OK);
    two[1].id = 1;
    CHECK_STATUS(sqla_bulk_insert(d.c, User, two, 2), SQLA_INTEGRITY_ERROR);
    CHECK_INT(told, 8);
    sqla_params_free(p);
    sqla_session_close(s);
    db_close(&d);
}

/* ---- SQL that a listener writes ---- */

/* arg takes the place of what selects users. */
static sqla_status replace_sql(sqla_event *ev, void *arg) {
    if (strstr(ev->sql, "FROM users")) ev->sql = arg;
    return SQLA_OK;
}

TEST(sql_with_other_columns_is_refused) {
    static const char *const texts[] = {
        "SELECT 7", "SELECT id, name, age, 1, 2 FROM users", "DELETE FROM users WHERE 1 = 0",
        "SELECT 1 WHERE 1 = 0" };
    db d = db_open(pool_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    for (int i = 0; i < 4; i++) {
        void *text = (void *)(uintptr_t)texts[i];
        User *users = NULL;
        int32_t *ids = NULL;
        size_t n = 0;
        int seen = 0;
        CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, replace_sql, text), SQLA_OK);
        sqla_result *r = sqla_execute(d.c, sqla_select(sqla_col(User, id), sqla_col(User, name)));
        CHECK(!sqla_next(r));
        CHECK_STATUS(sqla_result_status(r), SQLA_STATEMENT_ERROR);
        sqla_result_free(r);
        CHECK_STATUS(sqla_fetch_all(d.c, User, sqla_select(sqla_entity(User)), &users, &n),
                     SQLA_STATEMENT_ERROR);
        sqla_fetch_free(users);
        if (i == 1 || i == 2)                   /* else the columns are as many */
            CHECK_STATUS(sqla_scalars(d.c, sqla_select(sqla_col(User, id)), &ids, &n),
                         SQLA_STATEMENT_ERROR);
        sqla_fetch_free(ids);
        sqla_session *s = sqla_session_open(d.e, d.md);
        sqla_foreach(User, u, s, sqla_select(sqla_entity(User))) seen += u->id > 0;
        CHECK_INT(seen, 0);
        CHECK_STATUS(sqla_error(s)->code, SQLA_STATEMENT_ERROR);
        sqla_session_close(s);
        CHECK_STATUS(sqla_unlisten(d.e, SQLA_BEFORE_CURSOR_EXECUTE, replace_sql, text), SQLA_OK);
        CHECK_INT(count_users(d.c), 1);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    }
    db_close(&d);
}

/* ---- AUTOCOMMIT ---- */

static sqla_status conflict(sqla_conn *c, void *arg) {
    int n = ++*(int *)arg;
    CHECK_INT(add_user(c, n, n > 1 ? "again" : "once"), 1);
    CHECK_INT(sqla_exec(c, sqla_text("DO $$ BEGIN RAISE EXCEPTION 'a conflict' "
                                     "USING ERRCODE = '40001'; END $$")), -1);
    return sqla_last_error(c)->code;
}

TEST(autocommit_has_no_savepoints_and_repeats_nothing) {
    db d = db_open(pool_url(), .isolation_level = SQLA_AUTOCOMMIT);
    sqla_session *s = sqla_session_open(d.e, d.md);
    int n = 0;
    CHECK_STATUS(sqla_begin_nested(d.c), SQLA_INVALID_REQUEST);
    sqla_savepoint(d.c) { n++; }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_INVALID_REQUEST);
    sqla_savepoint(s) { n++; }
    CHECK_STATUS(sqla_outcome(s), SQLA_INVALID_REQUEST);
    CHECK_INT(n, 0);
    sqla_session_close(s);
    CHECK_INT(add_user(d.c, 100, "ann"), 1);
    sqla_conn_close(d.c);
    if (on_postgresql()) {
        CHECK_STATUS(sqla_run(d.e, conflict, &n), SQLA_OPERATIONAL_ERROR);
        CHECK_INT(n, 1);                        /* what it did is stored */
    }
    d.c = sqla_connect(d.e);
    CHECK_INT(count_users(d.c), 1 + n);
    db_close(&d);
}

TEST(bulk_calls_in_a_transaction_of_ones_own_text) {
    const User two[2] = { { 1, "x", { 0 } }, { 2, "y", { 0 } } };
    db d = db_open(pool_url());
    sqla_conn *other = sqla_connect(d.e);
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = SQLA_AUTOCOMMIT), SQLA_OK);
    for (int commit = 0; commit < 2; commit++) {
        CHECK_INT(count_users(d.c), 0);         /* stands for itself */
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "BEGIN"), SQLA_OK);
        CHECK_INT(add_user(d.c, 3, "ann"), 1);
        CHECK_STATUS(sqla_bulk_insert(d.c, User, two, 2), SQLA_OK);
        CHECK_INT(count_users(other), 0);
        CHECK_STATUS(sqla_rollback(other), SQLA_OK);
        CHECK_STATUS(sqla_exec_driver_sql(d.c, commit ? "COMMIT" : "ROLLBACK"), SQLA_OK);
        CHECK_INT(count_users(other), 3 * commit);
        CHECK_STATUS(sqla_rollback(other), SQLA_OK);
    }
    sqla_conn_close(other);
    db_close(&d);
}

/* The answer of a child that speaks on its parent's connection, in the parent's transaction. */
TEST(a_child_is_refused_its_parents_transaction) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    pid_t child = fork();
    if (child == 0) _exit(sqla_exec_driver_sql(d.c, "DELETE FROM users") != SQLA_INVALID_REQUEST);
    int how = 0;
    CHECK_INT(waitpid(child, &how, 0), child);
    CHECK(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(driver_sql_on_a_lost_connection_begins_nothing) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    sqla_conn *other = sqla_connect(d.e);
    int64_t pid = sqla_scalar_int(d.c, sqla_text("SELECT pg_backend_pid()"));
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(sqla_exec(other, sqla_text("SELECT pg_terminate_backend(:p, 5000)"),
                        SQLA_PARAMS("p", pid)), 0);
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "SELECT 1"), SQLA_OPERATIONAL_ERROR);
    CHECK(sqla_error(d.c)->is_disconnect);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "SELECT 1"), SQLA_OK);       /* on another one */
    CHECK_INT(count_users(d.c), 0);
    sqla_conn_close(other);
    db_close(&d);
}

/* The same text for values of different types: each is prepared for its own. */
TEST(a_rewritten_text_knows_the_types_of_its_values) {
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, comment, "x"), SQLA_OK);
    for (int turn = 0; turn < 2; turn++) {
        CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT :v"), SQLA_PARAMS("v", 5)), "5");
        CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT :v"), SQLA_PARAMS("v", "five")), "five");
    }
    CHECK_STR(sqla_error(d.c)->message, "");
    db_close(&d);
}

/* A database in memory is the child's own copy. */
static int in_memory_child(sqla_engine *e) {
    int wrong = 0;
    for (int i = 0; i < 3; i++) {
        sqla_conn *c = sqla_connect(e);
        wrong += add_user(c, 10 + i, i ? i > 1 ? "x" : "y" : "z") != 1 || sqla_commit(c) != SQLA_OK;
        wrong += count_users(c) != 2 + i;
        sqla_conn_close(c);
        wrong += sqla_engine_statistics(e).checked_out != 0;
    }
    sqla_dispose(e);
    return wrong;
}

TEST(a_child_has_a_database_in_memory_of_its_own) {
    db d = db_open("sqlite://");
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_conn_close(d.c);
    pid_t child = fork();
    if (child == 0) _exit(in_memory_child(d.e));
    int how = 0;
    CHECK_INT(waitpid(child, &how, 0), child);
    CHECK(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    d.c = sqla_connect(d.e);
    CHECK_INT(count_users(d.c), 1);
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

TEST(nothing_more_is_done_in_a_prepared_transaction) {
    if (!needs_postgresql()) return;
    const User two[2] = { { 5, "x", { 0 } }, { 6, "y", { 0 } } };
    db d = db_open(pool_url());
    int n = 0;
    CHECK_STATUS(sqla_begin_twophase(d.c, "x"), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_prepare(d.c), SQLA_OK);
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "DELETE FROM users"), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, two, 2), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_begin_nested(d.c), SQLA_INVALID_REQUEST);
    sqla_savepoint(d.c) { n++; }
    sqla_pipeline(d.c) { CHECK_INT(add_user(d.c, 2, "bob"), -1); }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_INVALID_REQUEST);
    CHECK_INT(n, 0);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    /* a session */
    for (int commit = 0; commit < 2; commit++) {
        sqla_session *s = sqla_session_open(d.e, d.md, .twophase = true);
        sqla_add(s, sqla_new(User, .id = 2, .name = "bob"));
        if (commit) CHECK_STATUS(sqla_flush(s), SQLA_OK);
        CHECK_STATUS(sqla_prepare(s), SQLA_OK);
        CHECK_STATUS(sqla_begin_nested(s), SQLA_INVALID_REQUEST);
        CHECK(!sqla_get(s, User, 1));
        if (commit) {
            CHECK_STATUS(sqla_commit(s), SQLA_OK);
        } else {
            sqla_add(s, sqla_new(User, .id = 3, .name = "eve"));
            CHECK_STATUS(sqla_flush(s), SQLA_INVALID_REQUEST);
            CHECK_STATUS(sqla_commit(s), SQLA_PENDING_ROLLBACK);
            CHECK_STATUS(sqla_rollback(s), SQLA_OK);
        }
        sqla_session_close(s);
        CHECK_INT(count_users(d.c), 1 + commit);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    }
    sqla_session *s = sqla_session_open(d.c, d.md, .twophase = true);
    CHECK_STATUS(sqla_error(s)->code, SQLA_INVALID_REQUEST);
    sqla_session_close(s);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT count(*) FROM pg_prepared_xacts")), 0);
    db_close(&d);
}

/* The one name that the database keeps. */
static void check_waits(sqla_conn *c, const char *xid) {
    const char **names = NULL;
    size_t n = 0;
    CHECK_STATUS(sqla_recover_twophase(c, &names, &n), SQLA_OK);
    CHECK_INT(n, xid != NULL);
    if (n && xid) CHECK_HAS(names[0], xid);
    sqla_fetch_free(names);
}

TEST(a_prepared_transaction_outlives_its_connection) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    for (int early = 0; early < 2; early++) {
        int64_t pid = pid_of(d.c);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
        CHECK_STATUS(sqla_begin_twophase(d.c, "the one"), SQLA_OK);
        CHECK_INT(add_user(d.c, early + 1, early ? "bob" : "ann"), 1);
        CHECK_STATUS(sqla_prepare(d.c), SQLA_OK);
        end_backend(pid);
        if (early) CHECK(sqla_wait_notification(d.c, 0, &(sqla_notification){ 0 }) != SQLA_OK);
        CHECK_STATUS(sqla_commit(d.c), SQLA_IN_DOUBT);
        CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_IN_DOUBT);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_IN_DOUBT);
        sqla_clear_error(d.c);
        check_waits(d.c, "the one");
        CHECK_STATUS(sqla_commit_prepared(d.c, "the one"), SQLA_OK);
        check_waits(d.c, NULL);
        CHECK_INT(count_users(d.c), early + 1);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    }
    db_close(&d);
}

/* The backend of arg, a connection, ends now. */
static sqla_status end_mine(sqla_event *ev, void *arg) {
    end_backend(PQbackendPID(sqla_driver_connection(ev->conn)));
    (void)arg;
    return SQLA_OK;
}

TEST(a_second_phase_that_fails_rolls_nothing_back) {
    if (!needs_postgresql()) return;
    for (int second = 0; second < 2; second++) {
        sqla_metadata *md = sqla_metadata_new(sqla_entity(User), sqla_entity(Item));
        sqla_engine *a = sqla_create_engine(pool_url()), *b = sqla_create_engine(postgresql_url());
        CHECK_STATUS(sqla_create_all(a, md), SQLA_OK);
        CHECK_STATUS(sqla_listen(second ? b : a, SQLA_COMMIT_TWOPHASE, end_mine, NULL), SQLA_OK);
        const sqla_session_bind binds[] = { { sqla_entity(Item), b }, { NULL, NULL } };
        sqla_session *s = sqla_session_open(a, md, .twophase = true, .binds = binds);
        sqla_add(s, sqla_new(User, .id = 1, .name = "ann"));
        sqla_add(s, sqla_new(Item, .id = 1, .rank = 5));
        CHECK_STATUS(sqla_commit(s), SQLA_IN_DOUBT);
        CHECK_STATUS(sqla_rollback(s), SQLA_OK);
        sqla_session_close(s);
        const char *const xid = raw_field(postgresql_url(), "SELECT gid FROM pg_prepared_xacts",
                                          NULL);
        sqla_conn *c = sqla_connect(a);
        check_waits(c, "sqla_");
        CHECK_INT(count_users(c), second);      /* the other one is stored */
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM things")), !second);
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        CHECK_STATUS(sqla_commit_prepared(c, xid), SQLA_OK);
        CHECK_INT(count_users(c), 1);
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM things")), 1);
        sqla_conn_close(c);
        sqla_dispose(a);
        sqla_dispose(b);
        sqla_metadata_free(md);
    }
}

/* A deferred trigger, which runs at PREPARE TRANSACTION, ends the backend. */
TEST(a_connection_lost_in_prepare_is_in_doubt) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_exec_driver_sql(d.c,
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END $$; "
        "CREATE CONSTRAINT TRIGGER last AFTER INSERT ON users DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION die()"), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_begin_twophase(d.c, "x"), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_prepare(d.c), SQLA_IN_DOUBT);
    CHECK(sqla_error(d.c)->is_disconnect);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_IN_DOUBT);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_IN_DOUBT);
    check_waits(d.c, NULL);                     /* it was not prepared */
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    sqla_session *s = sqla_session_open(d.e, d.md, .twophase = true);
    sqla_add(s, sqla_new(User, .id = 1, .name = "ann"));
    CHECK_STATUS(sqla_commit(s), SQLA_IN_DOUBT);
    sqla_session_close(s);
    db_close(&d);
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

static sqla_status count_notices(sqla_event *ev, void *arg) {
    CHECK(!ev->conn || ev->conn == *(sqla_conn **)arg);
    hear(ev->error->message);
    return SQLA_OK;
}

TEST(remarks_on_a_connection_that_two_share) {
    if (!needs_postgresql()) return;
    sqla_engine *e = sqla_create_engine(pool_url(), .pool = SQLA_POOL_STATIC);
    sqla_conn *rest = NULL;
    CHECK_STATUS(sqla_listen(e, SQLA_NOTICE, count_notices, &rest), SQLA_OK);
    sqla_conn *first = sqla_connect(e);
    rest = sqla_connect(e);
    sqla_conn_close(first);
    forget();
    CHECK_STATUS(sqla_exec_driver_sql(rest, "DO $$ BEGIN RAISE NOTICE 'hello'; END $$"), SQLA_OK);
    CHECK_STR(heard, "hello");
    sqla_conn_close(rest);
    sqla_dispose(e);
}

typedef struct cancelled { sqla_conn *c; atomic_bool stop; } cancelled;

static void *cancel_always(void *arg) {
    cancelled *x = arg;
    while (!atomic_load(&x->stop)) sqla_cancel(x->c);
    return NULL;
}

TEST(a_connection_is_cancelled_while_it_is_replaced) {
    enum { MANY = 60 };
    int good = 0;
    sqla_engine *e = sqla_create_engine(pool_url());
    cancelled x = { .c = sqla_connect(e) };
    pthread_t thread;
    pthread_create(&thread, NULL, cancel_always, &x);
    for (int i = 0; i < MANY; i++) {            /* some of the statements are hit */
        sqla_invalidate(x.c);
        sqla_scalar_int(x.c, sqla_text("SELECT 1"));
        sqla_rollback(x.c);
    }
    atomic_store(&x.stop, true);
    pthread_join(thread, NULL);
    for (int i = 0; i < 10 && good < 2; i++) {  /* so may be the next */
        good += sqla_scalar_int(x.c, sqla_text("SELECT 1")) == 1;
        sqla_rollback(x.c);
    }
    CHECK_INT(good, 2);
    CHECK(sqla_engine_statistics(e).opened > MANY / 2);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 1);
    sqla_conn_close(x.c);
    sqla_dispose(e);
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
    sqla_result *r = NULL, *gone, *update;
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

static int add_nine(sqla_conn *c) {
    for (int i = 1; i <= 9; i++) add_numbered(c, i);
    return 9;
}

/* A stream's next part is fetched, or its end is told, amid what waits to be sent. */
TEST(a_stream_is_read_inside_a_pipeline) {
    db d = db_open(pool_url());
    int n = 0, sum = 0, m = add_nine(d.c);
    sqla_stmt *q = sqla_ref(sqla_yield_per(sqla_where(sqla_select(sqla_col(User, id)),
                                           sqla_lt(sqla_col(User, id), 10)), 3));
    sqla_result *r = sqla_execute(d.c, q);
    sqla_pipeline(d.c) {
        while (sqla_next(r)) {
            sum += (int)sqla_row_int(r, 0);
            add_numbered(d.c, 100 + n++);
        }
    }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(n, m);
    CHECK_INT(sum, 45);
    sqla_result_free(r);
    r = sqla_execute(d.c, q);
    CHECK(sqla_next(r));
    sqla_pipeline(d.c) {
        add_numbered(d.c, 200);
        sqla_result_free(r);
        add_numbered(d.c, 201);
    }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 20);
    if (on_postgresql())
        CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT count(*) FROM pg_cursors "
                                                 "WHERE name LIKE 'sqla%'")), 0);
    CHECK(!sqla_failed(d.c));
    sqla_unref(q);
    db_close(&d);
}

TEST(copy_in_a_pipeline_is_refused) {
    if (!needs_postgresql()) return;
    static const char *const texts[] = { "COPY users FROM STDIN", "copy users to stdout" };
    db d = db_open(pool_url());
    for (int i = 0; i < 2; i++) {
        sqla_result *r[3] = { NULL };
        sqla_pipeline(d.c) {
            r[0] = sqla_execute(d.c, insert_user(1, "ann"));
            r[1] = sqla_execute(d.c, sqla_text(texts[i]));
            r[2] = sqla_execute(d.c, insert_user(2, "bob"));
        }
        CHECK_STATUS(sqla_outcome(d.c), SQLA_NOT_SUPPORTED);
        CHECK_STATUS(sqla_result_status(r[0]), SQLA_OK);
        CHECK_STATUS(sqla_result_status(r[1]), SQLA_NOT_SUPPORTED);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
        sqla_clear_error(d.c);
        CHECK_INT(count_users(d.c), 0);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
        for (int k = 0; k < 3; k++) sqla_result_free(r[k]);
    }
    CHECK_INT(sqla_engine_statistics(d.e).opened, 1);
    db_close(&d);
}

TEST(a_commit_of_ones_own_in_a_pipeline) {
    db d = db_open(pool_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    sqla_pipeline(d.c) { sqla_exec(d.c, sqla_text("COMMIT")); }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(add_user(d.c, 2, "bob"), 1);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(results_of_a_pipeline_outlive_its_transaction) {
    sqla_engine *e = sqla_create_engine(pool_url());
    sqla_conn *c = sqla_connect(e);
    sqla_result *r[2] = { NULL };
    sqla_transaction(c) {
        sqla_pipeline(c) {
            r[0] = sqla_execute(c, sqla_text("SELECT 5 UNION ALL SELECT 6"));
            r[1] = sqla_execute(c, sqla_text("SELECT 'seven'"));
        }
    }
    CHECK_STATUS(sqla_outcome(c), SQLA_OK);
    for (int i = 0; i < 2; i++) {
        CHECK(sqla_next(r[0]));
        CHECK_INT(sqla_row_int(r[0], 0), 5 + i);
    }
    CHECK(!sqla_next(r[0]));
    CHECK(sqla_next(r[1]));
    CHECK_STR(sqla_row_text(r[1], 0), "seven");
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(sqla_result_status(r[i]), SQLA_OK);
        sqla_result_free(r[i]);
    }
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(the_outcome_of_a_pipeline_is_its_first_error) {
    db d = db_open(pool_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    for (int i = 0; i < 4; i++) {
        sqla_status want = i == 3 ? SQLA_STATEMENT_ERROR : SQLA_INTEGRITY_ERROR;
        sqla_pipeline(d.c) {
            sqla_exec(d.c, i == 3 ? sqla_text("SELECT :nothing") : insert_user(1, "bob"));
            if (i == 1) sqla_next(sqla_execute(d.c, sqla_text("SELECT 1")));
            if (i == 2) CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
        }
        CHECK_STATUS(sqla_outcome(d.c), want);
        CHECK_STATUS(sqla_error(d.c)->code, want);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
        sqla_clear_error(d.c);
    }
    sqla_pipeline(d.c) { add_numbered(d.c, 2); }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    db_close(&d);
}

TEST(a_pipeline_without_transaction) {
    db d = db_open(pool_url());
    sqla_conn *other = sqla_connect(d.e);
    sqla_result *r[4] = { NULL };
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = SQLA_AUTOCOMMIT), SQLA_OK);
    sqla_pipeline(d.c) {
        for (int i = 0; i < 4; i++) r[i] = sqla_execute(d.c, insert_user(i == 2 ? 1 : i + 1,
                                                        i == 2 ? "eve" : i ? i == 1 ? "bob" : "joe"
                                                                           : "ann"));
    }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_INTEGRITY_ERROR);
    for (int i = 0; i < 4; i++) {
        CHECK_STATUS(sqla_result_status(r[i]), i == 2 ? SQLA_INTEGRITY_ERROR : SQLA_OK);
        CHECK_INT(sqla_rowcount(r[i]), i == 2 ? -1 : 1);
        sqla_result_free(r[i]);
    }
    CHECK_INT(count_users(other), 3);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(the_databases_connection_in_a_pipeline) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    sqla_pipeline(d.c) {
        add_numbered(d.c, 1);
        PGresult *res = PQexec(sqla_driver_connection(d.c), "SELECT count(*) FROM users");
        CHECK(PQresultStatus(res) == PGRES_TUPLES_OK);
        CHECK_STR(PQntuples(res) ? PQgetvalue(res, 0, 0) : "", "1");
        PQclear(res);
        add_numbered(d.c, 2);
        CHECK_STATUS(sqla_wait_notification(d.c, 0, &(sqla_notification){ 0 }), SQLA_TIMEOUT);
        add_numbered(d.c, 3);
    }
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 3);
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
      T_NO_OOM(a_child_is_refused_its_parents_transaction, "forks"),
      T(driver_sql_on_a_lost_connection_begins_nothing),
      T(a_rewritten_text_knows_the_types_of_its_values),
      T_NO_OOM(a_child_has_a_database_in_memory_of_its_own, "forks"),
      T(tables_made_and_dropped_are_told), T(listeners_belong_to_their_targets),
      T(a_database_without_two_phase_commit),
      T(a_prepared_transaction_is_committed_or_rolled_back), T(prepared_transactions_are_recovered),
      T(a_failed_transaction_is_not_prepared), T(a_session_commits_two_databases_or_none),
      T(messages_of_other_connections), T(what_the_server_remarks),
      T_NO_OOM(a_statement_is_cancelled_from_another_thread, "waits"),
      T(a_stream_is_read_inside_a_pipeline), T(copy_in_a_pipeline_is_refused),
      T(a_commit_of_ones_own_in_a_pipeline), T(results_of_a_pipeline_outlive_its_transaction),
      T(the_outcome_of_a_pipeline_is_its_first_error), T(a_pipeline_without_transaction),
      T(the_databases_connection_in_a_pipeline), T_NO_OOM(a_child_may_dispose_first, "forks"),
      T_NO_OOM(a_child_may_close_its_parents_session, "forks"),
      T_NO_OOM(a_child_may_leave_its_parents_block, "forks"),
      T_NO_OOM(a_child_may_close_what_its_parent_reads, "forks"),
      T(a_connection_outlives_its_engine_and_is_replaced), T(listeners_may_touch_what_is_broken),
      T(a_connection_that_its_listener_breaks_is_replaced),
      T(a_replacement_that_fails_is_tried_again),
      T(the_one_connection_of_an_engine_is_not_invalidated),
      T(listeners_of_the_pool_leave_no_transaction), T(rollback_all_in_a_listener_changes_nothing),
      T(a_session_is_not_used_while_it_takes_its_connection),
      T(an_error_stays_what_it_was_whatever_its_listener_does), T(an_error_is_told_once),
      T(sql_with_other_columns_is_refused), T(autocommit_has_no_savepoints_and_repeats_nothing),
      T(bulk_calls_in_a_transaction_of_ones_own_text),
      T(nothing_more_is_done_in_a_prepared_transaction),
      T(a_prepared_transaction_outlives_its_connection),
      T(a_second_phase_that_fails_rolls_nothing_back), T(a_connection_lost_in_prepare_is_in_doubt),
      T(remarks_on_a_connection_that_two_share),
      T_NO_OOM(a_connection_is_cancelled_while_it_is_replaced, "threads"));
