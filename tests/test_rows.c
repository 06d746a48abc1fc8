/* Rows of the feature table on a live database: what other suites show as text, or on SQLite alone,
 * is executed here on both, and what only a server has (locks, native types, streams) on it. */
#include "db.h"
#include "ddl.h"

#include <poll.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/* A database with a real pool. */
static const char *pool_url(void) { return on_postgresql() ? empty_url() : file_url("r.db", ""); }

/* Executes q, which is consumed; the rows as "1,a;2,b", good until the fourth call after this one.
 * An error is told in their place, so that no check takes it for "no rows". */
static const char *rows_with(sqla_conn *c, sqla_stmt *q, const sqla_pair *params) {
    static char texts[4][2000];
    static int turn;
    char *text = texts[turn++ % 4];
    size_t end = 0, size = sizeof texts[0];
    sqla_result *r = sqla_execute(c, q, params);
    *text = '\0';
    for (int n = 0; sqla_next(r); n++) {
        for (int i = 0; i < sqla_row_count(r) && end < size; i++) {
            const char *item = sqla_row_text(r, i), *before = i ? "," : n ? ";" : "";
            end += (size_t)snprintf(text + end, size - end, "%s%s", before, item ? item : "NULL");
        }
    }
    if (sqla_result_status(r) != SQLA_OK)
        snprintf(text, size, "%s", sqla_result_error(r)->message);
    sqla_result_free(r);
    return text;
}
static const char *rows_of(sqla_conn *c, sqla_stmt *q) { return rows_with(c, q, NULL); }
static const char *rows(sqla_conn *c, const char *sql) { return rows_of(c, sqla_text(sql)); }

static double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void sleep_ms(long ms) {
    nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

/* ---- ENG: engines and connections ---- */

/* A way to the server by TCP, which libpq needs to speak of TLS at all: what comes on a port of
 * 127.0.0.1 goes to the server's socket, and back. The server has no TLS, and answers so itself. */
typedef struct relay { int listener; pthread_t thread; char socket[200]; } relay;

static bool pass(int from, int to) {
    char some[8192];
    ssize_t n = read(from, some, sizeof some);
    return n > 0 && send(to, some, (size_t)n, MSG_NOSIGNAL) == n;
}

static void *relay_thread(void *arg) {
    relay *r = arg;
    int from;
    while ((from = accept(r->listener, NULL, NULL)) >= 0) {
        struct sockaddr_un name = { .sun_family = AF_UNIX };
        int to = socket(AF_UNIX, SOCK_STREAM, 0);
        snprintf(name.sun_path, sizeof name.sun_path, "%.100s", r->socket);
        bool on = connect(to, (struct sockaddr *)&name, sizeof name) == 0;
        while (on) {
            struct pollfd both[2] = { { .fd = from, .events = POLLIN },
                                      { .fd = to, .events = POLLIN } };
            on = poll(both, 2, -1) > 0;
            if (on && both[0].revents) on = pass(from, to);
            if (on && both[1].revents) on = pass(to, from);
        }
        close(from);
        close(to);
    }
    return NULL;
}

/* The port, 0 after a failure. */
static int relay_open(relay *r) {
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    socklen_t size = sizeof at;
    const char *dir = getenv("SQLA_TEST_POSTGRESQL_DIR");
    snprintf(r->socket, sizeof r->socket, "%s/.s.PGSQL.5432", dir ? dir : "");
    r->listener = socket(AF_INET, SOCK_STREAM, 0);
    bool on = bind(r->listener, (struct sockaddr *)&at, sizeof at) == 0
        && listen(r->listener, 5) == 0
        && getsockname(r->listener, (struct sockaddr *)&at, &size) == 0
        && pthread_create(&r->thread, NULL, relay_thread, r) == 0;
    return on ? ntohs(at.sin_port) : 0;
}

static void relay_close(relay *r, bool running) {
    shutdown(r->listener, SHUT_RDWR);
    if (running) pthread_join(r->thread, NULL);
    close(r->listener);
}

TEST(tls_that_is_required_is_not_done_without) {
    if (!needs_postgresql()) return;
    static const char *const modes[] = { "disable", "prefer", "require", "verify-full" };
    static relay r;
    int port = relay_open(&r);
    for (int i = 0; i < 4; i++) {
        char url[200];
        snprintf(url, sizeof url, "postgresql://sqla@127.0.0.1:%d/postgres?sslmode=%s"
                                  "&sslrootcert=/dev/null", port, modes[i]);
        sqla_engine *e = sqla_create_engine(url);
        sqla_conn *c = sqla_connect(e);
        int64_t one = sqla_scalar_int(c, sqla_text("SELECT 1"));
        bool failed = sqla_failed(c);
        sqla_error_record record;
        sqla_error_copy(&record, c);
        sqla_conn_close(c);
        sqla_dispose(e);
        CHECK_INT(one, i < 2);
        CHECK(failed == (i >= 2));
        if (i < 2) continue;
        CHECK_STATUS(record.code, SQLA_OPERATIONAL_ERROR);
        CHECK_HAS(record.message, i == 2 ? "server does not support SSL" : "");
    }
    relay_close(&r, port > 0);
}

TEST(parameters_of_the_url_reach_libpq) {
    if (!needs_postgresql()) return;
    char url[800];
    snprintf(url, sizeof url, "%s&application_name=rows%%20of%%20it&connect_timeout=15"
             "&options=-c%%20statement_timeout%%3D12345%%20-c%%20work_mem%%3D5MB", empty_url());
    sqla_engine *e = sqla_create_engine(url);
    sqla_conn *c = sqla_connect(e);
    CHECK_STR(rows(c, "SHOW application_name"), "rows of it");
    CHECK_STR(rows(c, "SHOW statement_timeout"), "12345ms");
    CHECK_STR(rows(c, "SHOW work_mem"), "5MB");
    /* What only the client knows. */
    PQconninfoOption *all = PQconninfo(sqla_driver_connection(c));
    const char *timeout = NULL;
    for (PQconninfoOption *o = all; o && o->keyword; o++)
        if (!strcmp(o->keyword, "connect_timeout")) timeout = o->val;
    CHECK_STR(timeout, "15");
    PQconninfoFree(all);
    sqla_conn_close(c);
    sqla_dispose(e);
    snprintf(url, sizeof url, "%s&no_such_parameter=1", empty_url());
    e = sqla_create_engine(url);
    c = sqla_connect(e);
    CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(sqla_error(c)->message, "no_such_parameter");
    sqla_conn_close(c);
    sqla_dispose(e);
}

enum { MILLION = 1000000 };

static long resident_kb(void) {
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) == 0 ? use.ru_maxrss : 0;
}

/* In a program of its own, as what is resident never gets less: reads a million rows and says how
 * much more memory than before that took at most. */
static void read_a_million(const char *how) {
    sqla_engine *e = sqla_create_engine(postgresql_url());
    sqla_conn *c = sqla_connect(e);
    sqla_from *s = sqla_subquery(sqla_select(sqla_label(sqla_func("generate_series", 1, MILLION),
                                                        "n")), "s");
    sqla_stmt *q = sqla_select(sqla_c(s, "n"), sqla_sql("'the text of row number ' || s.n"));
    int64_t count = sqla_scalar_int(c, sqla_text("SELECT count(*) FROM generate_series(1, 5)"));
    int64_t sum = 0, texts = 0;
    long before = resident_kb();
    sqla_result *r = !strcmp(how, "stream") ? sqla_stream(c, q)
        : sqla_execute(c, !strcmp(how, "part") ? sqla_yield_per(q, 500) : q);
    for (count -= 5; sqla_next(r); count++) {
        sum += sqla_row_int(r, 0);
        texts += strlen(sqla_row_text(r, 1)) > 23;
    }
    sqla_result_free(r);
    if (sum == (int64_t)MILLION * (MILLION + 1) / 2 && texts == MILLION)
        printf("rows=%ld kb=%ld\n", (long)count, resident_kb() - before);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* How many KB that takes, -1 if it fails. The address sanitizer would keep what is freed. */
static long kb_of_a_million(const char *how) {
    char line[300];
    long count = 0, kb = -1;
    snprintf(line, sizeof line, "SQLA_TEST_ROWS=%s SQLA_TEST_TMP= ASAN_OPTIONS=quarantine_size_mb=0"
             ":thread_local_quarantine_size_kb=0 /proc/%ld/exe a_stream_of_a_million_rows 2>&1",
             how, (long)getpid());
    FILE *f = popen(line, "r");
    while (f && fgets(line, sizeof line, f))
        if (sscanf(line, "rows=%ld kb=%ld", &count, &kb) == 2 && count != MILLION) kb = -1;
    return f && pclose(f) == 0 ? kb : -1;
}

TEST(a_stream_of_a_million_rows) {
    if (!needs_postgresql()) return;
    const char *how = getenv("SQLA_TEST_ROWS");
    if (how) {
        read_a_million(how);
        return;
    }
    long streamed = kb_of_a_million("stream"), parts = kb_of_a_million("part");
    long whole = kb_of_a_million("whole");
    print_message("             streamed %ld KB, in parts %ld KB, whole %ld KB\n", streamed, parts,
                  whole);
    CHECK(streamed >= 0 && streamed < 12000);
    CHECK(parts >= 0 && parts < 12000);
    CHECK(whole > 40000);               /* a text of 30 bytes and a number, a million times */
}

TEST(the_drivers_own_sql_and_connection) {
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_begin(d.c), SQLA_OK);
    /* Nothing in it is a parameter of ours. */
    CHECK_STATUS(sqla_exec_driver_sql(d.c,
        "INSERT INTO users (id, name) VALUES (1, ':a %s ? $1 %(b)s')"), SQLA_OK);
    CHECK_STR(rows_of(d.c, sqla_select(sqla_col(User, name))), ":a %s ? $1 %(b)s");
    if (on_postgresql()) {
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "PREPARE mine (text) AS INSERT INTO users "
                                               "(id, name) VALUES (2, $1); EXECUTE mine('bob')"),
                     SQLA_OK);
        /* Parameters in libpq's own style, in the same transaction. */
        const char *values[1] = { "cid" };
        PGresult *res = PQexecParams(sqla_driver_connection(d.c),
            "INSERT INTO users (id, name) VALUES (3, $1)", 1, NULL, values, NULL, NULL, 0);
        bool stored = PQresultStatus(res) == PGRES_COMMAND_OK;
        PQclear(res);
        CHECK(stored);
    } else {
        CHECK_INT(sqlite3_exec(sqla_driver_connection(d.c), "INSERT INTO users (id, name) VALUES "
                               "(2, 'bob'), (3, 'cid')", NULL, NULL, NULL), 0);
    }
    CHECK_INT(count_users(d.c), 3);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(a_detached_connection_is_closed_for_good) {
    if (!needs_postgresql()) return;
    sqla_engine *e = sqla_create_engine(empty_url(), .pool_size = 1, .max_overflow = SQLA_NO,
                                        .pool_timeout_ms = SQLA_NO);
    sqla_conn *c = sqla_connect(e);
    int64_t pid = sqla_scalar_int(c, sqla_text("SELECT pg_backend_pid()"));
    CHECK_INT(sqla_engine_statistics(e).checked_out, 1);
    CHECK_STATUS(sqla_detach(c), SQLA_OK);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    sqla_conn *d = sqla_connect(e);                 /* the pool has room again */
    sqla_stmt *seen = sqla_text("SELECT count(*) FROM pg_stat_activity WHERE pid = "
                                "CAST(:p AS int)");
    sqla_ref(seen);
    CHECK_INT(sqla_scalar_int(d, seen, SQLA_PARAMS("p", pid)), 1);
    sqla_conn_close(c);
    int64_t left = 1;
    for (int i = 0; i < 100 && left; i++) {         /* the server needs a moment to see it */
        sleep_ms(20);
        CHECK_STATUS(sqla_rollback(d), SQLA_OK);
        left = sqla_scalar_int(d, seen, SQLA_PARAMS("p", pid));
    }
    CHECK_INT(left, 0);
    CHECK(!sqla_failed(d));
    sqla_unref(seen);
    sqla_conn_close(d);
    sqla_dispose(e);
}

TEST(an_engine_connects_when_asked_to) {
    sqla_engine *e = sqla_create_engine(pool_url());
    CHECK_STR(sqla_engine_dialect(e), on_postgresql() ? "postgresql" : "sqlite");
    CHECK_INT(sqla_engine_statistics(e).opened, 0);
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    sqla_conn_close(c);
    sqla_dispose(e);
    e = sqla_create_engine("foo://x");
    CHECK_STATUS(sqla_error(e)->code, SQLA_NO_SUCH_MODULE);
    sqla_dispose(e);
}

static sqla_status add_then_answer(sqla_conn *c, void *arg) {
    add_user(c, 0, "somebody");
    return *(sqla_status *)arg;
}

TEST(what_is_not_committed_goes_with_its_scope) {
    db d = db_open(pool_url());
    sqla_status works = SQLA_OK, fails = SQLA_DATA_ERROR;
    sqla_conn *c = sqla_connect(d.e);
    CHECK_INT(add_user(c, 0, "ann"), 1);
    CHECK_INT(count_users(d.c), 0);             /* not for others, and never */
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(d.e).idle, 1);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_run(d.e, add_then_answer, &fails), SQLA_DATA_ERROR);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_run(d.e, add_then_answer, &works), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(parameters_by_name_one_set_or_two) {
    db d = db_open(empty_url());
    const char **names = NULL;
    size_t n = 0;
    CHECK_INT(sqla_exec(d.c, sqla_insert(sqla_entity(User)), SQLA_PARAMS("name", "ann")), 1);
    sqla_params *sets = sqla_params_new();
    for (int i = 0; i < 2; i++) {
        sqla_params_set(sets, "name", i ? "cid" : "bob");
        sqla_params_set(sets, "age", i ? sqla_some_int64(7) : sqla_none_int64());
        sqla_params_next(sets);
    }
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), sets);
    CHECK_INT(sqla_rowcount(r), 2);
    sqla_result_free(r);
    sqla_params_free(sets);
    sqla_stmt *q = sqla_text("SELECT name FROM users WHERE name > :least ORDER BY name");
    CHECK_STATUS(sqla_scalars(d.c, q, &names, &n, SQLA_PARAMS("least", "b")), SQLA_OK);
    CHECK_INT(n, 2);
    for (size_t i = 0; i < n; i++) CHECK_STR(names[i], i ? "cid" : "bob");
    sqla_fetch_free(names);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT age FROM users WHERE name = :n"),
                              SQLA_PARAMS("n", "cid")), 7);
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT :x")), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_STATEMENT_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "'x'");
    db_close(&d);
}

TEST(an_error_has_statement_and_values) {
    db d = db_open(empty_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_INT(add_user(d.c, 2, "ann"), -1);
    const sqla_error_record *e = sqla_error(d.c);
    CHECK_STATUS(e->code, SQLA_INTEGRITY_ERROR);
    CHECK_HAS(e->sql, "INSERT INTO users (id, name) VALUES");
    CHECK_HAS(e->params, "2, 'ann'");
    db_close(&d);
}

TEST(pools_of_every_kind) {
    const char *url = pool_url();
    sqla_conn *c[3];
    sqla_engine *e = sqla_create_engine(url, .pool_size = 1, .max_overflow = SQLA_NO,
                                        .pool_timeout_ms = 20);
    double before = seconds_now();
    for (int i = 0; i < 2; i++) c[i] = sqla_connect(e);
    CHECK(seconds_now() - before >= 0.02);
    CHECK_STATUS(sqla_error(c[1])->code, SQLA_TIMEOUT);
    CHECK_HAS(sqla_error(c[1])->message,
              "QueuePool limit of size 1 overflow 0 reached, connection timed out");
    for (int i = 0; i < 2; i++) sqla_conn_close(c[i]);
    sqla_dispose(e);

    e = sqla_create_engine(url, .pool = SQLA_POOL_NULL);
    for (int i = 0; i < 3; i++) {
        c[i] = sqla_connect(e);
        CHECK_INT(sqla_scalar_int(c[i], sqla_text("SELECT 1")), 1);
    }
    for (int i = 0; i < 3; i++) sqla_conn_close(c[i]);
    CHECK_INT(sqla_engine_statistics(e).opened, 3);
    CHECK_INT(sqla_engine_statistics(e).idle, 0);
    sqla_dispose(e);

    e = sqla_create_engine(url, .pool = SQLA_POOL_ASSERTION);
    for (int i = 0; i < 2; i++) c[i] = sqla_connect(e);
    CHECK(!sqla_failed(c[0]));
    CHECK_STATUS(sqla_error(c[1])->code, SQLA_INVALID_REQUEST);
    for (int i = 0; i < 2; i++) sqla_conn_close(c[i]);
    sqla_dispose(e);

    e = sqla_create_engine(url, .pool = SQLA_POOL_STATIC);
    for (int i = 0; i < 2; i++) c[i] = sqla_connect(e);
    CHECK_STATUS(sqla_exec_driver_sql(c[0], "CREATE TEMPORARY TABLE mine (i INT)"), SQLA_OK);
    CHECK_INT(sqla_exec(c[1], sqla_text("INSERT INTO mine VALUES (5)")), 1);
    CHECK_STR(rows(c[0], "SELECT i FROM mine"), "5");
    for (int i = 0; i < 2; i++) sqla_conn_close(c[i]);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    sqla_dispose(e);
}

/* ---- TXN: transactions, isolation, locks ---- */

TEST(the_first_statement_begins_a_transaction) {
    db d = db_open(pool_url());
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_begin(d.c), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_begin(d.c), SQLA_OK);
    CHECK_STATUS(sqla_begin(d.c), SQLA_INVALID_REQUEST);
    CHECK_INT(add_user(d.c, 2, "bob"), 1);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

static sqla_status add_bob(sqla_session *s, void *arg) {
    sqla_add(s, sqla_new(User, .id = 2, .name = "bob"));
    sqla_status status = sqla_flush(s);
    return status ? status : *(int *)arg ? SQLA_OK : SQLA_DATA_ERROR;
}

TEST(blocks_of_a_session_commit_or_roll_back) {
    db d = db_open(pool_url());
    sqla_session *s = sqla_session_open(d.e, d.md);
    sqla_transaction(s) { sqla_add(s, sqla_new(User, .id = 1, .name = "ann")); }
    CHECK_STATUS(sqla_outcome(s), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    sqla_transaction(s) {
        sqla_add(s, sqla_new(User, .id = 2, .name = "bob"));
        CHECK_STATUS(sqla_flush(s), SQLA_OK);
        break;
    }
    CHECK_INT(count_users(d.c), 1);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_begin(s), SQLA_OK);
    CHECK_STATUS(sqla_begin(s), SQLA_INVALID_REQUEST);
    sqla_session_close(s);
    for (int good = 0; good < 2; good++) {      /* a session for one block alone */
        CHECK_STATUS(sqla_run_session(d.e, d.md, add_bob, &good),
                     good ? SQLA_OK : SQLA_DATA_ERROR);
        CHECK_INT(count_users(d.c), 1 + good);
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
        CHECK_INT(sqla_engine_statistics(d.e).checked_out, 1);
    }
    db_close(&d);
}

static char savepoints[400];

static sqla_status keep_savepoint(sqla_event *ev, void *arg) {
    size_t n = strlen(savepoints);
    snprintf(savepoints + n, sizeof savepoints - n, "%s %s;", (const char *)arg, ev->sql);
    return SQLA_OK;
}

TEST(savepoints_lose_only_their_own) {
    db d = db_open(pool_url());
    *savepoints = '\0';
    CHECK_STATUS(sqla_listen(d.e, SQLA_SAVEPOINT, keep_savepoint, "set"), SQLA_OK);
    CHECK_STATUS(sqla_listen(d.e, SQLA_ROLLBACK_SAVEPOINT, keep_savepoint, "back to"), SQLA_OK);
    CHECK_STATUS(sqla_listen(d.e, SQLA_RELEASE_SAVEPOINT, keep_savepoint, "done"), SQLA_OK);
    sqla_session *s = sqla_session_open(d.e, d.md);
    User *ann = sqla_add(s, sqla_new(User, .id = 1, .name = "ann"));
    NEED(ann);
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK_STATUS(sqla_begin_nested(s), SQLA_OK);
    sqla_add(s, sqla_new(User, .id = 2, .name = "ann"));        /* the name is taken */
    CHECK_STATUS(sqla_flush(s), SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    sqla_clear_error(s);
    CHECK_STATUS(sqla_begin_nested(s), SQLA_OK);
    CHECK_STATUS(sqla_begin_nested(s), SQLA_OK);
    User *cid = sqla_add(s, sqla_new(User, .id = 3, .name = "cid"));
    ann->name = "Ann";
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);    /* what changed in it changes back */
    CHECK_INT(sqla_state(cid), SQLA_TRANSIENT);
    sqla_free(cid);
    CHECK_STATUS(sqla_refresh(ann), SQLA_OK);
    CHECK_STR(ann->name, "ann");
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK(!sqla_in_transaction(s));
    CHECK_STR(rows(d.c, "SELECT id, name FROM users"), "1,ann");
    CHECK_STR(savepoints, "set sa_savepoint_1;back to sa_savepoint_1;set sa_savepoint_1;"
              "set sa_savepoint_2;back to sa_savepoint_2;done sa_savepoint_1;");
done:
    sqla_session_close(s);
    db_close(&d);
}

TEST(a_failed_flush_waits_for_its_rollback) {
    db d = db_open(pool_url());
    sqla_session *s = sqla_session_open(d.e, d.md);
    sqla_add(s, sqla_new(User, .id = 1, .name = "ann"));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_add(s, sqla_new(User, .id = 2, .name = "ann"));
    CHECK_STATUS(sqla_flush(s), SQLA_INTEGRITY_ERROR);
    CHECK_INT(sqla_exec(s, sqla_text("SELECT 1")), -1);
    CHECK_STATUS(sqla_last_error(s)->code, SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM users")), 1);
    sqla_session_close(s);
    db_close(&d);
}

TEST(a_session_joins_the_transaction_of_a_connection) {
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_begin(d.c), SQLA_OK);
    sqla_session *s = sqla_session_open(d.c, d.md);
    sqla_add(s, sqla_new(User, .id = 1, .name = "ann"));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_session_close(s);
    CHECK_INT(count_users(d.c), 1);
    CHECK_STATUS(sqla_rollback_all(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(every_connection_has_the_level_of_its_engine) {
    if (!needs_postgresql()) return;
    sqla_engine *e = sqla_create_engine(empty_url(), .isolation_level = SQLA_REPEATABLE_READ);
    for (int round = 0; round < 2; round++) {
        sqla_conn *c[3];
        for (int i = 0; i < 3; i++) {
            c[i] = sqla_connect(e);
            CHECK_STR(rows(c[i], "SHOW transaction_isolation"), "repeatable read");
            CHECK_STATUS(sqla_commit(c[i]), SQLA_OK);
            CHECK_STR(rows(c[i], "SHOW transaction_isolation"), "repeatable read");
        }
        for (int i = 0; i < 3; i++) sqla_conn_close(c[i]);
    }
    CHECK_INT(sqla_engine_statistics(e).opened, 3);
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_execution_options(c, .isolation_level = SQLA_SERIALIZABLE), SQLA_OK);
    CHECK_STR(rows(c, "SHOW transaction_isolation"), "serializable");
    sqla_conn_close(c);
    for (int i = 0; i < 3; i++) {               /* whichever it was, it has the engine's again */
        c = sqla_connect(e);
        CHECK_STR(rows(c, "SHOW transaction_isolation"), "repeatable read");
        sqla_conn_close(c);
    }
    sqla_dispose(e);
}

TEST(the_server_reports_each_level) {
    if (!needs_postgresql()) return;
    static const struct { sqla_isolation level; const char *name; } levels[] = {
        { SQLA_READ_UNCOMMITTED, "read uncommitted" }, { SQLA_READ_COMMITTED, "read committed" },
        { SQLA_REPEATABLE_READ, "repeatable read" }, { SQLA_SERIALIZABLE, "serializable" } };
    sqla_engine *e = sqla_create_engine(empty_url());
    sqla_conn *c = sqla_connect(e);
    for (int i = 0; i < 4; i++) {
        CHECK_STATUS(sqla_execution_options(c, .isolation_level = levels[i].level), SQLA_OK);
        CHECK_STR(rows(c, "SHOW transaction_isolation"), levels[i].name);
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    }
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(a_read_only_transaction_stores_nothing) {
    if (!needs_postgresql()) return;
    db d = db_open(pool_url());
    CHECK_INT(sqla_exec(d.c, sqla_text("SET TRANSACTION READ ONLY")), 0);
    CHECK_INT(count_users(d.c), 0);
    CHECK_INT(add_user(d.c, 1, "ann"), -1);
    CHECK_STR(sqla_last_error(d.c)->sqlstate, "25006");
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);          /* it was that transaction's alone */
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(d.c, .read_only = true, .deferrable = true,
                                        .isolation_level = SQLA_SERIALIZABLE), SQLA_OK);
    for (int i = 0; i < 2; i++) {                   /* of every one from now on */
        CHECK_INT(count_users(d.c), 1);
        CHECK_STR(rows(d.c, "SHOW transaction_deferrable"), "on");
        sqla_clear_error(d.c);
        CHECK_INT(add_user(d.c, 2, "bob"), -1);
        CHECK_STR(sqla_error(d.c)->sqlstate, "25006");
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    }
    CHECK_STATUS(sqla_execution_options(d.c), SQLA_OK);
    CHECK_INT(add_user(d.c, 2, "bob"), 1);
    db_close(&d);
}

/* Users with keys 1 to 3, committed, and a second connection. */
static sqla_conn *three_users(db *d) {
    *d = db_open(pool_url());
    add_user(d->c, 1, "ann");
    add_user(d->c, 2, "bob");
    CHECK_INT(add_user(d->c, 3, "cid"), 1);
    CHECK_STATUS(sqla_commit(d->c), SQLA_OK);
    return sqla_connect(d->e);
}

/* SELECT id ... WHERE id <= most, in order, to be locked. */
static sqla_stmt *ids_to(int most) {
    return sqla_order_by(sqla_where(sqla_select(sqla_col(User, id)),
                                    sqla_le(sqla_col(User, id), most)), sqla_col(User, id));
}

/* Does another connection get what it asks for at once? Its transaction is rolled back. */
static const char *tried(sqla_conn *c, sqla_stmt *q) {
    sqla_clear_error(c);
    const char *got = rows_of(c, q);
    if (sqla_failed(c)) got = sqla_error(c)->sqlstate;
    static char kept[200];
    snprintf(kept, sizeof kept, "%s", got);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    return kept;
}

TEST(locked_rows_are_refused_or_skipped) {
    db d;
    sqla_conn *other = three_users(&d);
    CHECK_STR(rows_of(d.c, sqla_with_for_update(ids_to(2))), "1;2");
    /* SQLite locks no rows: the clause is left out. */
    bool server = on_postgresql();
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .nowait = true)),
              server ? "55P03" : "1;2;3");
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .skip_locked = true)),
              server ? "3" : "1;2;3");
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .read = true, .nowait = true)),
              server ? "55P03" : "1;2;3");
    CHECK_STR(tried(other, ids_to(3)), "1;2;3");    /* reading needs no lock */
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .nowait = true)), "1;2;3");
    sqla_conn_close(other);
    db_close(&d);
}

TEST(shared_locks_let_readers_in_and_no_writer) {
    if (!needs_postgresql()) return;
    db d;
    sqla_conn *other = three_users(&d), *third = sqla_connect(d.e);
    CHECK_STR(rows_of(d.c, sqla_with_for_update(ids_to(2), .read = true)), "1;2");
    CHECK_STR(rows_of(other, sqla_with_for_update(ids_to(2), .read = true, .nowait = true)), "1;2");
    CHECK_STR(tried(third, sqla_with_for_update(ids_to(3), .nowait = true)), "55P03");
    CHECK_STR(tried(third, sqla_with_for_update(ids_to(3), .skip_locked = true)), "3");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STR(tried(third, sqla_with_for_update(ids_to(3), .nowait = true)), "55P03");
    CHECK_STATUS(sqla_commit(other), SQLA_OK);
    CHECK_STR(tried(third, sqla_with_for_update(ids_to(3), .nowait = true)), "1;2;3");
    sqla_conn_close(third);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(a_session_locks_what_it_gets) {
    if (!needs_postgresql()) return;
    db d;
    sqla_conn *other = three_users(&d);
    sqla_session *s = sqla_session_open(d.e, d.md);
    User *bob = sqla_get_with(s, User, SQLA_KEY(2), .for_update = true);
    CHECK_STR(bob ? bob->name : NULL, "bob");
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .skip_locked = true)), "1;3");
    sqla_list list = sqla_all(s, User, sqla_with_for_update(sqla_where(
        sqla_select(sqla_entity(User)), sqla_eq(sqla_col(User, id), 3)), .skip_locked = true));
    CHECK_INT(list.count, 1);
    sqla_list_free(list);
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .skip_locked = true)), "1");
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .nowait = true)), "1;2;3");
    sqla_session_close(s);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(locks_of_keys) {
    if (!needs_postgresql()) return;
    db d;
    sqla_conn *other = three_users(&d);
    /* FOR NO KEY UPDATE lets FOR KEY SHARE in (as foreign keys take it), and nobody else. */
    CHECK_STR(rows_of(d.c, sqla_with_for_update(ids_to(2), .key_share = true)), "1;2");
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .read = true, .key_share = true,
                                                .nowait = true)), "1;2;3");
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .read = true, .nowait = true)), "55P03");
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .key_share = true, .nowait = true)),
              "55P03");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    /* FOR UPDATE does not. */
    CHECK_STR(rows_of(d.c, sqla_with_for_update(ids_to(2))), "1;2");
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .read = true, .key_share = true,
                                                .nowait = true)), "55P03");
    sqla_conn_close(other);
    db_close(&d);
}

/* Of two joined tables one is locked: the other connection gets at the other one. */
TEST(locks_of_one_table) {
    if (!needs_postgresql()) return;
    db d;
    sqla_conn *other = three_users(&d);
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO orders (id, user_id) VALUES (5, 1)")), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_stmt *q = sqla_select(sqla_col(User, id));
    sqla_join(q, &orders, .on = sqla_eq(sqla_c(&orders, "user_id"), sqla_col(User, id)));
    sqla_with_for_update(q, .of = SQLA_EXPRS(sqla_c(&orders, "id")));
    CHECK_STR(rows_of(d.c, q), "1");
    CHECK_STR(tried(other, sqla_with_for_update(ids_to(3), .nowait = true)), "1;2;3");
    q = sqla_with_for_update(sqla_select(sqla_c(&orders, "id")), .nowait = true);
    CHECK_STR(tried(other, q), "55P03");
    sqla_conn_close(other);
    db_close(&d);
}

/* ---- TYP: types ---- */

typedef enum Mood { SAD, CALM, HAPPY } Mood;
#define MOOD   SQLA_ENUM("mood", "SAD", "CALM", "HAPPY")        /* the names of the constants */
#define DEGREE SQLA_ENUM("degree", "very sad", "so-so", "it's \xE2\x98\xBA")    /* other labels */

typedef struct Sample {
    int64_t       id;
    int16_t       small;
    int32_t       whole;
    int64_t       big;
    const char   *word, *essay;
    sqla_decimal  price;
    float         single;
    double        ratio;
    bool          yes;
    sqla_date     day;
    sqla_time     clock;
    sqla_datetime at, at_zone;
    sqla_interval span;
    sqla_bytes    blob;
    Mood          mood, degree;
    sqla_json     doc;
    sqla_uuid     uid;
} Sample;
SQLA_MODEL(Sample, "samples",
    SQLA_COLUMN(Sample, id,      .primary_key = true),
    SQLA_COLUMN(Sample, small), SQLA_COLUMN(Sample, whole), SQLA_COLUMN(Sample, big),
    SQLA_COLUMN(Sample, word,    .type = SQLA_STRING(40)),
    SQLA_COLUMN(Sample, essay,   .type = SQLA_TEXT),
    SQLA_COLUMN(Sample, price,   .type = SQLA_NUMERIC(10, 2)),
    SQLA_COLUMN(Sample, single), SQLA_COLUMN(Sample, ratio), SQLA_COLUMN(Sample, yes),
    SQLA_COLUMN(Sample, day),    SQLA_COLUMN(Sample, clock), SQLA_COLUMN(Sample, at),
    SQLA_COLUMN(Sample, at_zone, .type = SQLA_DATETIME_TZ),
    SQLA_COLUMN(Sample, span),   SQLA_COLUMN(Sample, blob),
    SQLA_COLUMN(Sample, mood,    .type = MOOD),
    SQLA_COLUMN(Sample, degree,  .type = DEGREE),
    SQLA_COLUMN(Sample, doc),    SQLA_COLUMN(Sample, uid));

#define HOUR INT64_C(3600000000)
static unsigned char all_bytes[256];

static Sample sample(void) {
    for (int i = 0; i < 256; i++) all_bytes[i] = (unsigned char)i;
    sqla_datetime at = sqla_datetime_of(2024, 2, 29, 23, 59, 58);
    at.us += 123456;
    return (Sample){ .small = INT16_MIN, .whole = INT32_MAX, .big = INT64_MAX,
        .word = "na\xC3\xAFve \xE2\x98\x83 ' \" \\", .essay = "line 1\nline 2\t\xF0\x9F\x90\x98",
        .price = sqla_decimal_of("12345678.90"), .single = 0.1f, .ratio = 0.1, .yes = true,
        .day = sqla_date_of(1582, 10, 15), .clock = sqla_time_of(23, 59, 59, 999999),
        .at = at, .at_zone = at, .span = { 2 * HOUR + 500000, 1, 0 },
        .blob = { all_bytes, sizeof all_bytes }, .mood = HAPPY, .degree = CALM,
        .doc = { "{\"a\": [1, {\"\xC3\xA9\": \"\xE2\x98\x83\"}, null], \"b\": {\"c\": -1.5}}" },
        .uid = sqla_uuid_of("00112233-4455-6677-8899-aabbccddeeff") };
}

/* got as it was stored. */
static void check_sample(const Sample *got) {
    const Sample want = sample();
    char price[64];
    CHECK_INT(got->small, want.small);
    CHECK_INT(got->whole, want.whole);
    CHECK_INT(got->big, want.big);
    CHECK_STR(got->word, want.word);
    CHECK_STR(got->essay, want.essay);
    CHECK_STR(sqla_decimal_text(got->price, price, sizeof price), "12345678.90");
    CHECK(memcmp(&got->single, &want.single, sizeof want.single) == 0);
    CHECK(memcmp(&got->ratio, &want.ratio, sizeof want.ratio) == 0);
    CHECK(got->yes);
    CHECK_INT(got->day.days, want.day.days);
    CHECK_INT(got->clock.us, want.clock.us);
    CHECK_INT(got->at.us, want.at.us);
    CHECK_INT(got->at_zone.us, want.at_zone.us);
    CHECK_INT(got->span.us + got->span.days * 24 * HOUR, 26 * HOUR + 500000);
    CHECK_INT(got->span.months, 0);
    CHECK_INT(got->blob.size, 256);
    CHECK(got->blob.data && memcmp(got->blob.data, all_bytes, 256) == 0);
    CHECK_INT(got->mood, HAPPY);
    CHECK_INT(got->degree, CALM);
    CHECK_STR(got->doc.text, want.doc.text);
    CHECK(memcmp(&got->uid, &want.uid, sizeof want.uid) == 0);
}

static db open_samples(void) {
    return db_with(sqla_create_engine(pool_url()), sqla_metadata_new(sqla_entity(Sample)));
}

TEST(every_type_through_a_session) {
    db d = open_samples();
    const Sample one = sample();
    sqla_session *s = sqla_session_open(d.e, d.md);
    NEED(sqla_add_copy(s, Sample, &one));
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    NEED(sqla_add_copy(s, Sample, &one));       /* two together take another way */
    NEED(sqla_add_copy(s, Sample, &one));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_session_clear(s);
    for (int i = 1; i <= 3; i++) {
        Sample *got = sqla_get(s, Sample, i);
        NEED(got);
        check_sample(got);
    }
done:
    sqla_session_close(s);
    db_close(&d);
}

TEST(every_type_through_plain_structs) {
    db d = open_samples();
    Sample some[3] = { sample(), sample(), sample() }, *got = NULL;
    size_t n = 0;
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, some, 3), SQLA_OK);
    CHECK_STATUS(sqla_fetch_all(d.c, Sample, sqla_select(sqla_entity(Sample)), &got, &n), SQLA_OK);
    CHECK_INT(n, 3);
    for (size_t i = 0; i < n; i++) check_sample(&got[i]);
    sqla_fetch_free(got);
    db_close(&d);
}

/* What a comparison with the value itself finds: it is bound as it is stored. */
TEST(every_type_as_a_condition) {
    db d = open_samples();
    const Sample v = sample();
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, &v, 1), SQLA_OK);
#define EQUAL(f) sqla_eq(sqla_col(Sample, f), v.f)
    sqla_expr *all[] = { EQUAL(small), EQUAL(whole), EQUAL(big), EQUAL(word), EQUAL(essay),
        EQUAL(price), EQUAL(ratio), EQUAL(yes), EQUAL(day), EQUAL(clock), EQUAL(at),
        EQUAL(at_zone), EQUAL(span), EQUAL(blob), EQUAL(mood), EQUAL(degree), EQUAL(uid) };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sqla_ref(all[i]);
        sqla_stmt *q = sqla_where(sqla_select(sqla_col(Sample, id)), all[i]);
        CHECK_STR(rows_of(d.c, q), "1");
        q = sqla_where(sqla_select(sqla_col(Sample, id)), sqla_not(all[i]));
        CHECK_STR(rows_of(d.c, q), "");
        sqla_unref(all[i]);
    }
#undef EQUAL
    db_close(&d);
}

/* How the server has them: by its native types, and as it writes them itself. */
TEST(native_types_of_the_server) {
    if (!needs_postgresql()) return;
    db d = open_samples();
    const Sample v = sample();
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, &v, 1), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT string_agg(format_type(atttypid, atttypmod), ', ' ORDER BY attnum) "
                        "FROM pg_attribute WHERE attrelid = 'samples'::regclass AND attnum > 1"),
        "smallint, integer, bigint, character varying(40), text, numeric(10,2), double precision, "
        "double precision, boolean, date, time without time zone, timestamp without time zone, "
        "timestamp with time zone, interval, bytea, mood, degree, json, uuid");
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "SET TIME ZONE 'Asia/Tokyo'; SET datestyle = 'ISO'"),
                 SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT big::text, price::text, day::text, clock::text, at::text, "
                        "at_zone::text, mood::text, degree::text, uid::text FROM samples"),
        "9223372036854775807,12345678.90,1582-10-15,23:59:59.999999,2024-02-29 23:59:58.123456,"
        "2024-03-01 08:59:58.123456+09,HAPPY,so-so,00112233-4455-6677-8899-aabbccddeeff");
    CHECK_STR(rows(d.c, "SELECT span = interval '1 day 2 hours 0.5 seconds', "
                        "extract(day FROM span)::text, length(blob), get_byte(blob, 255), "
                        "doc -> 'a' -> 1 ->> '\xC3\xA9', doc -> 'b' ->> 'c' FROM samples"),
              "1,1,256,255,\xE2\x98\x83,-1.5");
    db_close(&d);
}

TEST(microseconds_survive_the_texts_of_sqlite) {
    db d = db_with(sqla_create_engine("sqlite://"), sqla_metadata_new(sqla_entity(Sample)));
    const Sample v = sample();
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, &v, 1), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT CAST(at AS text), CAST(clock AS text), CAST(day AS text), "
                        "CAST(span AS text) FROM samples"),
              "2024-02-29 23:59:58.123456,23:59:59.999999,1582-10-15,1970-01-02 02:00:00.500000");
    db_close(&d);
}

/* Columns whose types each kind of database has another name for. */
static const sqla_type digits_24 = { .kind = SQLA_TYPE_FLOAT, .precision = 24 };
SQLA_TABLE(plain_types, "p", SQLA_TABLE_COLUMN("b", SQLA_BOOLEAN, .check = "b IN (0, 1)"),
           SQLA_TABLE_COLUMN("d", SQLA_DOUBLE), SQLA_TABLE_COLUMN("j", SQLA_JSON));
SQLA_TABLE(a_float, "f", SQLA_TABLE_COLUMN("x", &digits_24));

TEST(types_in_the_words_of_each_database) {
    CHECK_TABLES("sqlite", "CREATE TABLE p ( b BOOLEAN CHECK (b IN (0, 1)), d DOUBLE, j JSON );",
                 &plain_types);
    CHECK_TABLES("postgresql", "CREATE TABLE p ( b BOOLEAN CHECK (b IN (0, 1)), "
                 "d DOUBLE PRECISION, j JSON );", &plain_types);
    CHECK_TABLES("mysql", "CREATE TABLE p ( b BOOL CHECK (b IN (0, 1)), d DOUBLE, j JSON );",
                 &plain_types);
    CHECK_TABLES("mssql", "CREATE TABLE p ( b BIT NULL CHECK (b IN (0, 1)), "
                 "d DOUBLE PRECISION NULL, j NVARCHAR(max) NULL );", &plain_types);
    CHECK_TABLES("postgresql", "CREATE TABLE f ( x FLOAT(24) );", &a_float);
    CHECK_TABLES("oracle", NULL, &a_float);     /* its digits would be binary ones */
}

TEST(a_check_refuses_what_is_no_boolean) {
    /* Where BOOLEAN is a type, it needs none: on SQLite alone. */
    db d = db_with(sqla_create_engine("sqlite://"), sqla_metadata_new(&plain_types));
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO p (b) VALUES (1)")), 1);
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO p (b) VALUES (2)")), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    db_close(&d);
}

/* Without text a field is NULL; the text null is a value of JSON. */
TEST(the_null_of_json_is_a_value) {
    db d = open_samples();
    Sample two[2] = { sample(), sample() }, *got = NULL;
    size_t n = 0;
    two[0].doc = sqla_json_of("null");
    two[1].doc = sqla_json_of(NULL);
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, two, 2), SQLA_OK);
    CHECK_STR(rows_of(d.c, sqla_where(sqla_select(sqla_col(Sample, id)),
                                      sqla_is_null(sqla_col(Sample, doc)))), "2");
    CHECK_STR(rows_of(d.c, sqla_where(sqla_select(sqla_col(Sample, id)),
                                      sqla_not_null(sqla_col(Sample, doc)))), "1");
    CHECK_STATUS(sqla_fetch_all(d.c, Sample, sqla_order_by(sqla_select(sqla_entity(Sample)),
                                sqla_col(Sample, id)), &got, &n), SQLA_OK);
    CHECK_INT(n, 2);
    if (n == 2) CHECK_STR(got[0].doc.text, "null");
    if (n == 2) CHECK_STR(got[1].doc.text, NULL);
    sqla_fetch_free(got);
    db_close(&d);
}

/* Booleans take 0 and 1; where they are integers, the table may hold another number. */
TEST(booleans_are_one_of_two) {
    db d = open_samples();
    const Sample v = sample();
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, &v, 1), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_stmt *q = sqla_set(sqla_update(sqla_entity(Sample)), sqla_col(Sample, yes), 2);
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    q = sqla_set(sqla_update(sqla_entity(Sample)), sqla_col(Sample, yes), 0);
    CHECK_INT(sqla_exec(d.c, q), 1);
    q = sqla_where(sqla_select(sqla_count_all()), sqla_not(sqla_col(Sample, yes)));
    CHECK_INT(sqla_scalar_int(d.c, q), 1);
    if (!on_postgresql()) {
        Sample *got = NULL;
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "UPDATE samples SET yes = 2"), SQLA_OK);
        CHECK_STATUS(sqla_fetch_one(d.c, Sample, sqla_select(sqla_entity(Sample)), &got), SQLA_OK);
        CHECK(got && got->yes);
        sqla_fetch_free(got);
    }
    db_close(&d);
}

/* A label that the program does not know, and a number that has none. */
TEST(labels_that_nobody_knows) {
    db d = open_samples();
    Sample v = sample(), *got = NULL;
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, &v, 1), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    if (on_postgresql()) {
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "ALTER TYPE mood ADD VALUE 'WILD'"), SQLA_OK);
        CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    }
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "UPDATE samples SET mood = 'WILD'"), SQLA_OK);
    CHECK_STATUS(sqla_fetch_one(d.c, Sample, sqla_select(sqla_entity(Sample)), &got),
                 SQLA_DATA_ERROR);
    sqla_fetch_free(got);
    CHECK_HAS(sqla_error(d.c)->message, "mood");
    CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT CAST(mood AS text) FROM samples")), "WILD");
    sqla_clear_error(d.c);
    v.mood = (Mood)3;
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, &v, 1), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    sqla_clear_error(d.c);
    sqla_stmt *q = sqla_set(sqla_update(sqla_entity(Sample)), sqla_col(Sample, mood), 7);
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    db_close(&d);
}

/* Two tables with the same enum. */
SQLA_TABLE(first_mood, "first_mood", SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
           SQLA_TABLE_COLUMN("m", MOOD), SQLA_TABLE_COLUMN("again", MOOD));
SQLA_TABLE(last_mood, "last_mood", SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
           SQLA_TABLE_COLUMN("m", MOOD));

static void count_types(const char *text, void *user) {
    int *made_and_dropped = user;
    made_and_dropped[0] += strstr(text, "CREATE TYPE mood") != NULL;
    made_and_dropped[1] += strstr(text, "DROP TYPE mood") != NULL;
}

TEST(the_type_of_an_enum_comes_and_goes_with_its_tables) {
    if (!needs_postgresql()) return;
    int seen[2] = { 0, 0 };
    const char *types = "SELECT string_agg(enumlabel, ' ' ORDER BY enumsortorder) FROM pg_enum "
                        "JOIN pg_type t ON t.oid = enumtypid WHERE typname = 'mood'";
    sqla_metadata *md = sqla_metadata_new(&first_mood, &last_mood);
    sqla_engine *e = sqla_create_engine(empty_url(), .echo = true, .log = count_types,
                                        .log_user = seen);
    sqla_conn *c = sqla_connect(e);
    for (int round = 1; round <= 2; round++) {
        CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
        CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);      /* all of it is there */
        CHECK_INT(seen[0], round);
        CHECK_STR(rows(c, types), "SAD CALM HAPPY");
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
        CHECK_INT(seen[1], round);
        CHECK_STR(rows(c, types), "NULL");
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    }
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* Arrays, and types of the server that the library has no name for, in text fields: as the server
 * writes them. */
typedef struct Odd {
    int64_t     id;
    const char *numbers, *grid, *words;
    const char *host, *net, *mac, *span, *spans, *bits, *lexemes;
    sqla_json   doc;
} Odd;
SQLA_MODEL(Odd, "odds",
    SQLA_COLUMN(Odd, id,      .primary_key = true),
    SQLA_COLUMN(Odd, numbers, .type = SQLA_ARRAY(SQLA_INTEGER)),
    SQLA_COLUMN(Odd, grid,    .type = SQLA_ARRAY(SQLA_ARRAY(SQLA_INTEGER))),
    SQLA_COLUMN(Odd, words,   .type = SQLA_ARRAY(SQLA_TEXT)),
    SQLA_COLUMN(Odd, host), SQLA_COLUMN(Odd, net), SQLA_COLUMN(Odd, mac), SQLA_COLUMN(Odd, span),
    SQLA_COLUMN(Odd, spans), SQLA_COLUMN(Odd, bits), SQLA_COLUMN(Odd, lexemes),
    SQLA_COLUMN(Odd, doc));

static const Odd odd = { .numbers = "{1,NULL,-3}", .grid = "{{1,2},{3,4}}",
    .words = "{plain,\"two words\",\"a \\\"quote\\\"\"}", .host = "10.1.2.3/8",
    .net = "2001:db8::/32", .mac = "08:00:2b:01:02:03", .span = "[1,5)",
    .spans = "{[1,3),[7,9)}", .bits = "10110", .lexemes = "'cat':2 'fat':1",
    .doc = { "{\"a\": [1, {\"b\": null}], \"\xC3\xA9\": \"\xE2\x98\x83\"}" } };

static void check_odd(const Odd *got) {
    CHECK_STR(got->numbers, odd.numbers);
    CHECK_STR(got->grid, odd.grid);
    CHECK_STR(got->words, odd.words);
    CHECK_STR(got->host, odd.host);
    CHECK_STR(got->net, odd.net);
    CHECK_STR(got->mac, odd.mac);
    CHECK_STR(got->span, odd.span);
    CHECK_STR(got->spans, odd.spans);
    CHECK_STR(got->bits, odd.bits);
    CHECK_STR(got->lexemes, odd.lexemes);
    CHECK_STR(got->doc.text, odd.doc.text);
}

TEST(arrays_and_other_types_of_the_server_as_text) {
    if (!needs_postgresql()) return;
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(sqla_entity(Odd)));
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "ALTER TABLE odds ALTER host TYPE inet USING NULL, "
        "ALTER net TYPE cidr USING NULL, ALTER mac TYPE macaddr USING NULL, "
        "ALTER span TYPE int4range USING NULL, ALTER spans TYPE int8multirange USING NULL, "
        "ALTER bits TYPE bit varying(8) USING NULL, ALTER lexemes TYPE tsvector USING NULL, "
        "ALTER doc TYPE jsonb"), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT string_agg(format_type(atttypid, atttypmod), ' ' ORDER BY attnum) "
                        "FROM pg_attribute WHERE attrelid = 'odds'::regclass AND attnum > 1"),
              "integer[] integer[] text[] inet cidr macaddr int4range int8multirange "
              "bit varying(8) tsvector jsonb");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    const Odd three[3] = { odd, odd, odd };
    Odd *got = NULL;
    size_t n = 0;
    sqla_session *s = sqla_session_open(d.e, d.md);
    NEED(sqla_add_copy(s, Odd, &odd));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_STATUS(sqla_bulk_insert(d.c, Odd, three, 3), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_session_clear(s);
    Odd *object = sqla_get(s, Odd, 1);
    NEED(object);
    check_odd(object);
    CHECK_STATUS(sqla_fetch_all(d.c, Odd, sqla_select(sqla_entity(Odd)), &got, &n), SQLA_OK);
    CHECK_INT(n, 4);
    for (size_t i = 0; i < n; i++) check_odd(&got[i]);
    /* The server has values, not texts. */
    CHECK_STR(rows(d.c, "SELECT numbers[3], grid[2][1], words[2], host << '10.0.0.0/8'::inet, "
                        "masklen(net), upper(span), spans @> 8::bigint, "
                        "lexemes @@ 'fat'::tsquery, doc #>> '{a,0}' FROM odds WHERE id = 4"),
              "-3,3,two words,0,32,5,1,1,1");
done:
    sqla_fetch_free(got);
    sqla_session_close(s);
    db_close(&d);
}

/* ---- SEL: queries ---- */

SQLA_TABLE(depts, "depts",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("name", SQLA_STRING(20), .unique = true));

SQLA_TABLE(emps, "emps",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("name",    SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("dept_id", SQLA_INTEGER, .foreign_key = "depts.id"),
    SQLA_TABLE_COLUMN("boss_id", SQLA_INTEGER, .foreign_key = "emps.id"),
    SQLA_TABLE_COLUMN("pay",     SQLA_INTEGER));

#define D(name) sqla_c(&depts, name)
#define E(name) sqla_c(&emps, name)

/* What a statement names more than once is held by a reference of its own: else it would go with
 * the first place that fails to take it. */

/* Five people below ann, in two of three departments; eve is in none. */
static db open_staff(void) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(&depts, &emps));
    CHECK_STATUS(sqla_exec_driver_sql(d.c,
        "INSERT INTO depts (id, name) VALUES (1, 'ops'), (2, 'dev'), (3, 'law'); "
        "INSERT INTO emps (id, name, dept_id, boss_id, pay) VALUES (1, 'ann', 1, NULL, 50), "
        "(2, 'bob', 1, 1, 30), (3, 'cid', 2, 1, 40), (4, 'dan', 2, 3, 40), "
        "(5, 'eve', NULL, 3, 20)"), SQLA_OK);
    return d;
}

TEST(columns_tables_and_values_are_selected) {
    db d = open_staff();
    CHECK_STR(rows_of(d.c, sqla_order_by(sqla_select(&depts), D("id"))), "1,ops;2,dev;3,law");
    CHECK_STR(rows_of(d.c, sqla_where(sqla_select(E("name"), sqla_plus(E("pay"), 1)),
                                      sqla_eq(E("id"), 2))), "bob,31");
    CHECK_STR(rows_of(d.c, sqla_select(sqla_plus(sqla_literal(2), 3))), "5");
    /* Both tables are named by their columns. */
    CHECK_STR(rows_of(d.c, sqla_where(sqla_select(E("name"), D("name")),
                                      sqla_eq(E("dept_id"), D("id")), sqla_lt(E("pay"), 40))),
              "bob,ops");
    db_close(&d);
}

TEST(joins_give_their_rows) {
    db d = open_staff();
    sqla_stmt *q = sqla_join(sqla_select(E("name"), D("name")), &depts);
    CHECK_STR(rows_of(d.c, sqla_order_by(q, E("id"))), "ann,ops;bob,ops;cid,dev;dan,dev");
    q = sqla_outerjoin(sqla_select(E("name"), D("name")), &depts);
    CHECK_STR(rows_of(d.c, sqla_order_by(sqla_where(q, sqla_gt(E("id"), 3)), E("id"))),
              "dan,dev;eve,NULL");
    q = sqla_join(sqla_select(E("name"), D("name")), &depts, .full = true);
    CHECK_STR(rows_of(d.c, sqla_order_by(sqla_where(q, sqla_or(
                  sqla_is_null(D("id")), sqla_is_null(E("id")))), sqla_nulls_last(E("id")))),
              "eve,NULL;NULL,law");
    q = sqla_join_from(sqla_select(sqla_count_all()), &depts, &emps,
                       .on = sqla_and(sqla_eq(D("id"), E("dept_id")), sqla_ge(E("pay"), 40)));
    CHECK_STR(rows_of(d.c, q), "3");
    /* A department stands on the left; the subquery has the best of each. */
    sqla_stmt *best = sqla_select(E("dept_id"), sqla_label(sqla_max(E("pay")), "top"));
    sqla_group_by(best, E("dept_id"));
    sqla_from *b = sqla_ref(sqla_subquery(best, "best"));
    q = sqla_join(sqla_select(D("name"), sqla_c(b, "top")), b,
                  .on = sqla_eq(sqla_c(b, "dept_id"), D("id")));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, D("id"))), "ops,50;dev,40");
    sqla_unref(b);
    db_close(&d);
}

TEST(a_table_is_joined_to_itself) {
    db d = open_staff();
    sqla_from *boss = sqla_ref(sqla_alias(&emps, "boss"));
    sqla_stmt *q = sqla_join(sqla_select(E("name"), sqla_c(boss, "name")), boss,
                             .on = sqla_eq(E("boss_id"), sqla_c(boss, "id")));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, E("id"))), "bob,ann;cid,ann;dan,cid;eve,cid");
    sqla_unref(boss);
    db_close(&d);
}

TEST(groups_orders_and_pages) {
    db d = open_staff();
    sqla_stmt *q = sqla_select(E("pay"), sqla_label(sqla_count(E("id")), "n"));
    sqla_having(sqla_group_by(q, E("pay")), sqla_gt(sqla_count(E("id")), 1));
    CHECK_STR(rows_of(d.c, q), "40,2");
    sqla_expr *n = sqla_ref(sqla_label(sqla_count(E("id")), "n"));
    q = sqla_group_by(sqla_select(E("pay"), n), E("pay"));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, sqla_desc(n), E("pay"))), "40,2;20,1;30,1;50,1");
    sqla_unref(n);
    q = sqla_order_by(sqla_select(E("name")), sqla_desc(E("pay")), sqla_desc(E("name")));
    CHECK_STR(rows_of(d.c, sqla_ref(q)), "ann;dan;cid;bob;eve");
    CHECK_STR(rows_of(d.c, sqla_limit(sqla_clone(q), 2)), "ann;dan");
    CHECK_STR(rows_of(d.c, sqla_offset(sqla_limit(sqla_clone(q), 2), 1)), "dan;cid");
    CHECK_STR(rows_of(d.c, sqla_offset(sqla_clone(q), 3)), "bob;eve");
    sqla_unref(q);
    q = sqla_order_by(sqla_select(E("dept_id")), sqla_nulls_first(E("dept_id")));
    CHECK_STR(rows_of(d.c, sqla_distinct(q)), "NULL;1;2");
    db_close(&d);
}

/* The department in the statement around it is taken from there. */
TEST(subqueries_refer_to_the_row_around_them) {
    db d = open_staff();
    sqla_stmt *sum = sqla_where(sqla_select(sqla_sum(E("pay"))), sqla_eq(E("dept_id"), D("id")));
    sqla_stmt *q = sqla_select(D("name"), sqla_label(sqla_scalar_subquery(sum), "total"));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, D("id"))), "ops,80;dev,80;law,NULL");
    /* More pay than the average of all, of the own department. */
    sqla_from *mates = sqla_ref(sqla_alias(&emps, "mates"));
    sqla_stmt *average = sqla_where(sqla_select(sqla_avg(sqla_c(mates, "pay"))),
                                    sqla_eq(sqla_c(mates, "dept_id"), E("dept_id")));
    q = sqla_where(sqla_select(E("name")), sqla_gt(E("pay"), sqla_scalar_subquery(average)));
    CHECK_STR(rows_of(d.c, q), "ann");
    sqla_unref(mates);
    q = sqla_where(sqla_select(E("name")), sqla_gt(E("pay"), sqla_scalar_subquery(
                       sqla_select(sqla_avg(sqla_c(sqla_alias(&emps, "e"), "pay"))))));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, E("id"))), "ann;cid;dan");
    for (int none = 0; none < 2; none++) {
        sqla_expr *any = sqla_exists(sqla_where(sqla_select(E("id")),
                                                sqla_eq(E("dept_id"), D("id"))));
        q = sqla_where(sqla_select(D("name")), none ? sqla_not(any) : any);
        CHECK_STR(rows_of(d.c, sqla_order_by(q, D("id"))), none ? "law" : "ops;dev");
    }
    q = sqla_where(sqla_select(E("name")), sqla_in(E("dept_id"), sqla_where(
                       sqla_select(D("id")), sqla_like(D("name"), "d%"))));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, E("id"))), "cid;dan");
    db_close(&d);
}

TEST(common_table_expressions) {
    db d = open_staff();
    for (int how = 0; how < 3; how++) {
        sqla_stmt *sums = sqla_select(E("dept_id"), sqla_label(sqla_sum(E("pay")), "total"));
        sqla_group_by(sqla_where(sums, sqla_not_null(E("dept_id"))), E("dept_id"));
        sqla_from *t = sqla_ref(sqla_cte(sums, "sums", .materialized = how == 1,
                                         .not_materialized = how == 2));
        sqla_from *u = sqla_ref(sqla_alias(t, "u"));
        sqla_stmt *q = sqla_join(sqla_select(D("name"), sqla_c(t, "total")), t,
                                 .on = sqla_eq(sqla_c(t, "dept_id"), D("id")));
        sqla_join(q, u, .on = sqla_lt(sqla_c(u, "dept_id"), sqla_c(t, "dept_id")));
        CHECK_STR(rows_of(d.c, q), "dev,80");
        sqla_unref(u);
        sqla_unref(t);
    }
    db_close(&d);
}

TEST(a_cte_may_write) {
    if (!needs_postgresql()) return;
    db d = open_staff();
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&depts), D("id"), 9), D("name"), "new");
    sqla_from *ins = sqla_ref(sqla_cte(sqla_returning(q, D("id"), D("name")), "ins"));
    sqla_stmt *leave = sqla_where(sqla_delete(&emps), sqla_is_null(E("dept_id")));
    sqla_from *gone = sqla_ref(sqla_cte(sqla_returning(leave, E("name")), "gone"));
    q = sqla_select(sqla_c(ins, "id"), sqla_c(ins, "name"), sqla_c(gone, "name"));
    CHECK_STR(rows_of(d.c, q), "9,new,eve");
    CHECK_STR(rows(d.c, "SELECT (SELECT count(*) FROM depts), (SELECT count(*) FROM emps)"), "4,4");
    sqla_unref(gone);
    sqla_unref(ins);
    db_close(&d);
}

TEST(a_recursive_cte_walks_a_tree) {
    db d = open_staff();
    sqla_stmt *top = sqla_select(E("id"), E("name"), sqla_label(sqla_literal(1), "level"));
    sqla_where(top, sqla_is_null(E("boss_id")));
    sqla_from *t = sqla_ref(sqla_cte(top, "t", .recursive = true));
    sqla_stmt *more = sqla_select(E("id"), E("name"), sqla_plus(sqla_c(t, "level"), 1));
    sqla_join(more, t, .on = sqla_eq(E("boss_id"), sqla_c(t, "id")));
    sqla_from *all = sqla_ref(sqla_cte_union_all(t, more));
    sqla_stmt *q = sqla_select(sqla_c(all, "level"), sqla_c(all, "name"));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, sqla_c(all, "level"), sqla_c(all, "name"))),
              "1,ann;2,bob;2,cid;3,dan;3,eve");
    sqla_unref(all);
    sqla_unref(t);
    db_close(&d);
}

TEST(set_operations_give_their_rows) {
    static const struct { sqla_set_kind kind; const char *want; } cases[] = {
        { SQLA_UNION, "1;2;3" }, { SQLA_UNION_ALL, "1;2;3;3" }, { SQLA_INTERSECT, "3" },
        { SQLA_EXCEPT, "1;2" } };
    db d = open_staff();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sqla_stmt *all = sqla_select(D("id"));
        sqla_stmt *bosses = sqla_where(sqla_select(E("id")), sqla_eq(E("id"), 3));
        sqla_stmt *q = sqla_set_operation(cases[i].kind, (sqla_stmt *const[]){ all, bosses }, 2);
        sqla_from *s = sqla_ref(sqla_subquery(q, "s"));
        CHECK_STR(rows_of(d.c, sqla_order_by(sqla_select(sqla_c(s, "id")), sqla_c(s, "id"))),
                  cases[i].want);
        sqla_unref(s);
    }
    /* One inside another (SQLite takes no parentheses there, only a subquery); limit and order of
     * the whole; the first one gives the names. */
    sqla_stmt *two = sqla_union_all(sqla_select(sqla_label(D("name"), "who")),
                                    sqla_select(E("name")));
    if (!on_postgresql()) {
        sqla_from *all = sqla_subquery(two, "both");
        two = sqla_select(sqla_c(all, "who"));
    }
    sqla_stmt *q = sqla_except(two, sqla_where(sqla_select(E("name")), sqla_gt(E("pay"), 35)));
    sqla_result *r = sqla_execute(d.c, sqla_limit(sqla_order_by(q, sqla_sql("who")), 3));
    CHECK_INT(sqla_row_index(r, "who"), 0);
    static const char *const who[] = { "bob", "dev", "eve" };
    for (int i = 0; i < 3; i++) CHECK_STR(sqla_next(r) ? sqla_row_text(r, 0) : NULL, who[i]);
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    db_close(&d);
}

TEST(lateral_subqueries_see_what_stands_before_them) {
    if (!needs_postgresql()) return;
    db d = open_staff();
    for (int outer = 0; outer < 2; outer++) {
        sqla_stmt *best = sqla_where(sqla_select(E("name"), E("pay")),
                                     sqla_eq(E("dept_id"), D("id")));
        sqla_limit(sqla_order_by(best, sqla_desc(E("pay")), E("name")), 1);
        sqla_from *b = sqla_ref(sqla_lateral(best, "best"));
        sqla_stmt *q = sqla_select(D("name"), sqla_c(b, "name"), sqla_c(b, "pay"));
        sqla_join(q, b, .on = sqla_true(), .isouter = outer);
        CHECK_STR(rows_of(d.c, sqla_order_by(q, D("id"))),
                  outer ? "ops,ann,50;dev,cid,40;law,NULL,NULL" : "ops,ann,50;dev,cid,40");
        sqla_unref(b);
    }
    db_close(&d);
}

TEST(windows_number_and_sum_rows) {
    db d = open_staff();
    sqla_expr *place = sqla_over(sqla_func("rank"), .partition_by = SQLA_EXPRS(E("dept_id")),
                                 .order_by = SQLA_EXPRS(sqla_desc(E("pay"))));
    sqla_expr *sum = sqla_over(sqla_sum(E("pay")), .order_by = SQLA_EXPRS(E("id")),
                               .rows = SQLA_FRAME(-1, SQLA_CURRENT_ROW));
    sqla_expr *before = sqla_over(sqla_func("lag", E("name")), .order_by = SQLA_EXPRS(E("id")));
    sqla_stmt *q = sqla_order_by(sqla_select(E("name"), place, sum, before), E("id"));
    CHECK_STR(rows_of(d.c, q), "ann,1,50,NULL;bob,2,80,ann;cid,1,70,bob;dan,1,80,cid;eve,1,60,dan");
    db_close(&d);
}

/* Two models in one row, joined by a relationship that leads over two tables. */
typedef struct Song Song;
typedef struct Disc Disc;
typedef struct Band Band;
struct Band { int32_t id; const char *name; SQLA_LIST(Disc) discs; };
struct Disc { int32_t id; const char *name; int32_t band_id; Band *band; SQLA_LIST(Song) songs; };
struct Song { int32_t id; const char *name; SQLA_LIST(Disc) discs; };
SQLA_DECLARE_MODEL(Song);
SQLA_DECLARE_MODEL(Disc);
SQLA_TABLE(tracks, "tracks",
    SQLA_TABLE_COLUMN("disc_id", SQLA_INTEGER, .primary_key = true, .foreign_key = "discs.id"),
    SQLA_TABLE_COLUMN("song_id", SQLA_INTEGER, .primary_key = true, .foreign_key = "songs.id"));
SQLA_MODEL(Band, "bands", SQLA_COLUMN(Band, id, .primary_key = true), SQLA_COLUMN(Band, name),
    SQLA_RELATIONSHIP(Band, discs, Disc, .back_populates = "band"));
SQLA_MODEL(Disc, "discs", SQLA_COLUMN(Disc, id, .primary_key = true), SQLA_COLUMN(Disc, name),
    SQLA_COLUMN(Disc, band_id, .foreign_key = "bands.id"),
    SQLA_RELATIONSHIP(Disc, band, Band, .back_populates = "discs"),
    SQLA_RELATIONSHIP(Disc, songs, Song, .back_populates = "discs", .secondary = &tracks));
SQLA_MODEL(Song, "songs", SQLA_COLUMN(Song, id, .primary_key = true), SQLA_COLUMN(Song, name),
    SQLA_RELATIONSHIP(Song, discs, Disc, .back_populates = "songs", .secondary = &tracks));

TEST(relationships_are_joined_and_rows_hold_two_objects) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(
        sqla_entity(Band), sqla_entity(Disc), sqla_entity(Song), &tracks));
    sqla_session *s = sqla_session_open(d.e, d.md);
    sqla_result *r = NULL;
    for (int i = 1; i <= 2; i++) {
        Band *band = sqla_new(Band, .id = i);
        Disc *disc = sqla_new(Disc, .id = i);
        Song *song = sqla_new(Song, .id = i);
        sqla_add(s, band);
        sqla_add(s, disc);
        sqla_add(s, song);
        NEED(band && disc && song);
        band->name = i == 1 ? "The Ones" : "Two";
        disc->name = i == 1 ? "First" : "Second";
        song->name = i == 1 ? "la" : "lala";
        sqla_append(band, discs, disc);
        sqla_append(disc, songs, song);
    }
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_stmt *q = sqla_select(sqla_entity(Band), sqla_entity(Song), sqla_col(Disc, name));
    sqla_join(q, sqla_rel(Band, discs));
    sqla_join(q, sqla_rel(Disc, songs));
    r = sqla_execute(s, sqla_order_by(q, sqla_col(Band, id)));
    for (int i = 1; i <= 2; i++) {
        CHECK(sqla_next(r));
        Band *band = sqla_row_object(r, 0, Band);
        Song *song = sqla_row_object(r, 1, Song);
        NEED(band && song);
        CHECK_INT(band->id, i);
        CHECK_STR(song->name, i == 1 ? "la" : "lala");
        CHECK_STR(sqla_row_text(r, 2), i == 1 ? "First" : "Second");
        CHECK(band == sqla_get(s, Band, i));
    }
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
done:
    sqla_result_free(r);
    sqla_session_close(s);
    db_close(&d);
}

/* ---- EXP: expressions ---- */

/* The people for whom a condition holds. */
static const char *ids_where(sqla_conn *c, sqla_expr *condition) {
    return rows_of(c, sqla_order_by(sqla_where(sqla_select(E("id")), condition), E("id")));
}
/* The value of an expression, for cid. */
static const char *of_cid(sqla_conn *c, sqla_expr *x) {
    return rows_of(c, sqla_where(sqla_select(x), sqla_eq(E("id"), 3)));
}

TEST(conditions_hold_for_the_same_rows) {
    db d = open_staff();
    sqla_conn *c = d.c;
    const int two[] = { 2, 5 };
    CHECK_STR(ids_where(c, sqla_eq(E("pay"), 40)), "3;4");
    CHECK_STR(ids_where(c, sqla_ne(E("pay"), 40)), "1;2;5");
    CHECK_STR(ids_where(c, sqla_lt(E("pay"), 40)), "2;5");
    CHECK_STR(ids_where(c, sqla_le(E("pay"), 40)), "2;3;4;5");
    CHECK_STR(ids_where(c, sqla_gt(E("pay"), 40)), "1");
    CHECK_STR(ids_where(c, sqla_ge(sqla_literal(40), E("pay"))), "2;3;4;5");
    CHECK_STR(ids_where(c, sqla_and(sqla_eq(E("pay"), 40), sqla_or(sqla_eq(E("id"), 1),
                                                                   sqla_eq(E("id"), 4)))), "4");
    CHECK_STR(ids_where(c, sqla_not(sqla_or(sqla_eq(E("id"), 1), sqla_eq(E("id"), 4)))), "2;3;5");
    CHECK_STR(ids_where(c, sqla_in_array(E("id"), two, 2)), "2;5");
    CHECK_STR(ids_where(c, sqla_not_in(E("id"), 2, 5)), "1;3;4");
    CHECK_STR(ids_where(c, sqla_in_array(E("id"), two, 0)), "");
    CHECK_STR(ids_where(c, sqla_not(sqla_in_array(E("id"), two, 0))), "1;2;3;4;5");
    CHECK_STR(ids_where(c, sqla_in(sqla_tuple(E("id"), E("pay")), sqla_tuple(1, 50),
                                   sqla_tuple(2, 99), sqla_tuple(4, 40))), "1;4");
    CHECK_STR(ids_where(c, sqla_between(E("pay"), 30, 40)), "2;3;4");
    CHECK_STR(ids_where(c, sqla_is_null(E("dept_id"))), "5");
    CHECK_STR(ids_where(c, sqla_eq(E("boss_id"), NULL)), "1");
    CHECK_STR(ids_where(c, sqla_ne(E("boss_id"), NULL)), "2;3;4;5");
    CHECK_STR(ids_where(c, sqla_is_distinct_from(E("dept_id"), 1)), "3;4;5");
    CHECK_STR(ids_where(c, sqla_is_not_distinct_from(E("dept_id"), sqla_null())), "5");
    CHECK_STR(ids_where(c, sqla_eq(sqla_op(E("id"), "&", 1), 1)), "1;3;5");
    if (on_postgresql()) {
        sqla_stmt *mine = sqla_select(sqla_c(sqla_alias(&emps, "e"), "pay"));
        CHECK_STR(ids_where(c, sqla_ge(E("pay"), sqla_all_of(mine))), "1");
        mine = sqla_select(sqla_c(sqla_alias(&emps, "e"), "boss_id"));
        CHECK_STR(ids_where(c, sqla_eq(E("id"), sqla_any_of(mine))), "1;3");
    }
    db_close(&d);
}

TEST(patterns_match_the_same_texts) {
    db d = open_staff();
    sqla_conn *c = d.c;
    CHECK_STATUS(sqla_exec_driver_sql(c, "INSERT INTO emps (id, name) VALUES (6, 'Anna'), "
                                         "(7, '50%_off/'), (8, '50 xoff')"), SQLA_OK);
    CHECK_STR(ids_where(c, sqla_like(E("name"), "%a_")), "4");
    CHECK_STR(ids_where(c, sqla_not_like(E("name"), "%a%")), "2;3;5;7;8");
    CHECK_STR(ids_where(c, sqla_ilike(E("name"), "ANN%")), "1;6");
    CHECK_STR(ids_where(c, sqla_like(E("name"), "50!%%", .escape = "!")), "7");
    CHECK_STR(ids_where(c, sqla_startswith(E("name"), "50%")), "7;8");
    CHECK_STR(ids_where(c, sqla_startswith(E("name"), "50%", .autoescape = true)), "7");
    CHECK_STR(ids_where(c, sqla_contains(E("name"), "%_", .autoescape = true)), "7");
    CHECK_STR(ids_where(c, sqla_endswith(E("name"), "off/", .autoescape = true)), "7");
    CHECK_STR(ids_where(c, sqla_endswith(E("name"), "n")), "1;4");
    CHECK_STR(ids_where(c, sqla_regexp_match(E("name"), "^[a-c].*[nb]$")), "1;2");
    db_close(&d);
}

TEST(values_are_computed_alike) {
    db d = open_staff();
    sqla_conn *c = d.c;
    CHECK_STR(of_cid(c, sqla_times(sqla_plus(E("pay"), 2), 3)), "126");
    CHECK_STR(of_cid(c, sqla_minus(E("pay"), sqla_minus(E("pay"), 1))), "1");
    CHECK_STR(of_cid(c, sqla_neg(E("pay"))), "-40");
    CHECK_STR(of_cid(c, sqla_mod(E("pay"), 7)), "5");
    CHECK_STR(of_cid(c, sqla_floordiv(E("pay"), 7)), "5");
    CHECK_STR(of_cid(c, sqla_concat(sqla_concat(E("name"), "-"), E("name"))), "cid-cid");
    CHECK_STR(of_cid(c, sqla_case(sqla_when(sqla_lt(E("pay"), 40), "low"),
                                  sqla_when(sqla_eq(E("pay"), 40), "mid"), sqla_else("high"))),
              "mid");
    CHECK_STR(of_cid(c, sqla_case_of(E("name"), sqla_when(sqla_literal("ann"), 1),
                                     sqla_when(sqla_literal("cid"), 2))), "2");
    CHECK_STR(of_cid(c, sqla_cast(E("pay"), SQLA_TEXT)), "40");
    CHECK_STR(of_cid(c, sqla_coalesce(sqla_null(), E("name"), "nobody")), "cid");
    CHECK_STR(of_cid(c, sqla_upper(E("name"))), "CID");
    CHECK_STR(of_cid(c, sqla_length(E("name"))), "3");
    CHECK_STR(of_cid(c, sqla_func("replace", E("name"), "i", "oo")), "cood");
    const sqla_datetime at = sqla_datetime_of(2024, 2, 29, 23, 59, 58);
    CHECK_STR(of_cid(c, sqla_cast(sqla_extract("year", sqla_literal(at)), SQLA_INTEGER)), "2024");
    CHECK_STR(of_cid(c, sqla_cast(sqla_extract("day", sqla_literal(at)), SQLA_INTEGER)), "29");
    const sqla_interval day = { 0, 1, 0 };
    if (on_postgresql())                        /* SQLite has neither dates nor intervals */
        CHECK_STR(of_cid(c, sqla_cast(sqla_minus(sqla_literal(at), sqla_cast(day, SQLA_INTERVAL)),
                                      SQLA_TEXT)), "2024-02-28 23:59:58");
    sqla_stmt *q = sqla_select(sqla_count_all(), sqla_count(E("dept_id")),
        sqla_count(sqla_distinct_of(E("pay"))), sqla_sum(E("pay")), sqla_min(E("pay")),
        sqla_max(E("name")), sqla_avg(E("pay")));
    sqla_result *r = sqla_execute(c, q);
    CHECK(sqla_next(r));
    static const int want[] = { 5, 4, 4, 180, 20 };
    for (int i = 0; i < 5; i++) CHECK_INT(sqla_row_int(r, i), want[i]);
    CHECK_STR(sqla_row_text(r, 5), "eve");
    CHECK(sqla_row_double(r, 6) > 35.9 && sqla_row_double(r, 6) < 36.1);
    sqla_result_free(r);
    db_close(&d);
}

TEST(booleans_json_and_decimals_in_expressions) {
    db d = open_samples();
    Sample two[2] = { sample(), sample() };
    two[1].yes = false;
    two[1].price = sqla_decimal_of("0.10");
    CHECK_STATUS(sqla_bulk_insert(d.c, Sample, two, 2), SQLA_OK);
    sqla_expr *const truths[] = { sqla_col(Sample, yes), sqla_eq(sqla_col(Sample, yes), true),
                                  sqla_not(sqla_eq(sqla_col(Sample, yes), false)),
                                  sqla_and(sqla_col(Sample, yes), sqla_true()) };
    for (int i = 0; i < 4; i++)
        CHECK_STR(rows_of(d.c, sqla_where(sqla_select(sqla_col(Sample, id)), truths[i])), "1");
    CHECK_STR(rows_of(d.c, sqla_where(sqla_select(sqla_col(Sample, id)),
                                      sqla_not(sqla_col(Sample, yes)))), "2");
    CHECK_STR(rows_of(d.c, sqla_where(sqla_select(sqla_col(Sample, id)), sqla_false())), "");
    sqla_decimal sum;
    char text[64];
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_sum(sqla_col(Sample, price))), &sum), SQLA_OK);
    CHECK_STR(sqla_decimal_text(sum, text, sizeof text), "12345679.00");
    sqla_expr *doc = sqla_col(Sample, doc);
    sqla_stmt *q = sqla_select(sqla_json_as_int(sqla_json_path(doc, "a", 0)),
        sqla_json_as_float(sqla_json_item(sqla_json_item(doc, "b"), "c")),
        sqla_json_as_text(sqla_json_path(doc, "a", 1, "\xC3\xA9")));
    sqla_where(q, sqla_eq(sqla_json_as_text(sqla_json_path(doc, "a", 1, "\xC3\xA9")),
                          "\xE2\x98\x83"), sqla_eq(sqla_col(Sample, id), 1));
    CHECK_STR(rows_of(d.c, q), "1,-1.5,\xE2\x98\x83");
    db_close(&d);
}

/* ---- DML: writing ---- */

/* INSERT of a department; id 0 is left to the database. */
static sqla_stmt *insert_dept(int id, const char *name) {
    sqla_stmt *q = sqla_insert(&depts);
    if (id) sqla_set(q, D("id"), id);
    return sqla_set(q, D("name"), name);
}

static db open_empty_staff(void) {
    return db_with(sqla_create_engine(empty_url()), sqla_metadata_new(&depts, &emps));
}

TEST(rows_are_inserted_one_or_several) {
    db d = open_empty_staff();
    sqla_result *r = sqla_execute(d.c, insert_dept(0, "first"));
    CHECK_INT(sqla_rowcount(r), 1);
    CHECK_INT(sqla_inserted_key(r, 0), 1);
    sqla_result_free(r);
    sqla_stmt *q = sqla_values_next(insert_dept(7, "ops"));
    sqla_values_next(sqla_set(sqla_set(q, D("id"), 8), D("name"), "dev"));
    CHECK_INT(sqla_exec(d.c, sqla_set(sqla_set(q, D("id"), 9), D("name"), "law")), 3);
    CHECK_STR(rows(d.c, "SELECT id, name FROM depts ORDER BY id"), "1,first;7,ops;8,dev;9,law");
    db_close(&d);
}

/* Which statements begin so, of those that the driver executed. */
static sqla_status count_inserts(sqla_event *ev, void *arg) {
    *(int *)arg += strncmp(ev->sql, "INSERT", 6) == 0;
    return SQLA_OK;
}

TEST(ten_thousand_sets_are_one_prepared_statement) {
    int n = quick() ? 200 : 10000, told = 0;
    db d = open_empty_staff();
    sqla_params *sets = sqla_params_new();
    for (int i = 1; i <= n; i++) {
        char name[16];
        snprintf(name, sizeof name, "d%d", i);
        sqla_params_set(sets, "id", i);
        sqla_params_set(sets, "name", name);
        sqla_params_next(sets);
    }
    CHECK_INT(sqla_params_count(sets), n);
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, count_inserts, &told), SQLA_OK);
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(&depts), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), n);
    sqla_result_free(r);
    CHECK_INT(told, 1);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT count(DISTINCT name) FROM depts")), n);
    if (on_postgresql())                        /* what the server counted itself */
        CHECK_STR(rows(d.c, "SELECT count(*), sum(generic_plans + custom_plans) FROM "
                            "pg_prepared_statements WHERE statement LIKE 'INSERT INTO depts%'"),
                  "1,10000");
    sqla_params_free(sets);
    db_close(&d);
}

/* Departments from id `first` to `last`, named after their ids. */
static sqla_params *sets_of_depts(int first, int last) {
    sqla_params *sets = sqla_params_new();
    for (int i = first; i <= last; i++) {
        char name[16];
        snprintf(name, sizeof name, "d%d", i);
        sqla_params_set(sets, "name", name);
        sqla_params_set(sets, "id", i);
        sqla_params_next(sets);
    }
    return sets;
}

TEST(rows_of_many_sets_come_back_in_their_order) {
    int n = quick() ? 30 : 2500, at = 0;
    db d = open_empty_staff();
    sqla_params *sets = sets_of_depts(1, n);
    sqla_stmt *q = sqla_returning(sqla_insert(&depts), D("id"), sqla_upper(D("name")));
    sqla_ref(q);
    sqla_result *r = sqla_execute_many(d.c, q, sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), n);
    for (; sqla_next(r); at++) {
        char name[16];
        snprintf(name, sizeof name, "D%d", at + 1);
        if (sqla_row_int(r, 0) != at + 1) break;
        CHECK_STR(sqla_row_text(r, 1), name);
    }
    CHECK_INT(at, n);
    sqla_result_free(r);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(sqla_exec(d.c, sqla_delete(&depts)), n);
    CHECK_INT(sqla_exec(d.c, insert_dept(n - 5, "taken")), 1);
    r = sqla_execute_many(d.c, q, sets);        /* refused: no row, none stored, which one is told */
    CHECK_STATUS(sqla_result_status(r), SQLA_INTEGRITY_ERROR);
    CHECK_INT(sqla_result_error(r)->row, n - 6);
    CHECK(!sqla_next(r));
    CHECK_INT(sqla_rowcount(r), -1);
    CHECK(sqla_result_rewind(r) != SQLA_OK);
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT count(*) FROM depts")), 1);
    sqla_params_free(sets);
    sqla_unref(q);
    db_close(&d);
}

static int asked;
static sqla_value next_pay(void) { return sqla_value_int(++asked); }

SQLA_TABLE(asking, "asking",
    SQLA_TABLE_COLUMN("id",  SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("pay", SQLA_INTEGER, .default_value = SQLA_DEFAULT_FN(next_pay)));

TEST(a_default_is_asked_once_a_set) {
    sqla_metadata *md = sqla_metadata_new(&asking);
    db d = db_with(sqla_create_engine(empty_url()), md);
    sqla_params *sets = sqla_params_new();
    asked = 0;
    for (int i = 1; i <= 3; i++) {
        sqla_params_set(sets, "id", i);
        sqla_params_next(sets);
    }
    sqla_stmt *q = sqla_returning(sqla_insert(&asking), sqla_c(&asking, "pay"));
    sqla_result *r = sqla_execute_many(d.c, q, sets);
    for (int i = 1; i <= 3 && sqla_next(r); i++) CHECK_INT(sqla_row_int(r, 0), i);
    CHECK_INT(asked, 3);
    sqla_result_free(r);
    /* A text gives its rows, too. */
    q = sqla_text("UPDATE asking SET pay = pay + 1 WHERE id = :id RETURNING pay");
    r = sqla_execute_many(d.c, q, sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    for (int i = 1; i <= 3 && sqla_next(r); i++) CHECK_INT(sqla_row_int(r, 0), i + 1);
    CHECK(!sqla_next(r));
    CHECK_INT(sqla_rowcount(r), 3);
    sqla_result_free(r);
    sqla_params_free(sets);
    db_close(&d);
}

TEST(each_set_gives_no_row_or_several) {
    db d = open_staff();
    sqla_params *sets = sqla_params_new();
    for (int boss = 1; boss <= 4; boss++) {
        sqla_params_set(sets, "of", boss);
        sqla_params_next(sets);
    }
    sqla_stmt *q = sqla_where(sqla_update(&emps), sqla_eq(E("boss_id"), sqla_param("of")));
    sqla_set(q, E("pay"), sqla_plus(E("pay"), 1));
    int64_t there = sqla_scalar_int(d.c, sqla_text("SELECT count(boss_id) FROM emps")), n = 0;
    sqla_result *r = sqla_execute_many(d.c, sqla_returning(q, E("boss_id"), E("id")), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    for (int64_t before = 0; sqla_next(r); n++) {
        CHECK(sqla_row_int(r, 0) >= before);
        before = sqla_row_int(r, 0);
    }
    CHECK(n > 2);
    CHECK_INT(n, there);
    CHECK_INT(sqla_rowcount(r), there);
    CHECK_STATUS(sqla_result_rewind(r), SQLA_OK);
    CHECK(sqla_next(r));
    sqla_result_free(r);
    sqla_params_free(sets);
    db_close(&d);
}

TEST(rows_come_back_from_insert_update_delete) {
    db d = open_staff();
    CHECK_STR(rows_of(d.c, sqla_returning(insert_dept(9, "new"), D("id"), sqla_upper(D("name")))),
              "9,NEW");
    sqla_stmt *q = sqla_where(sqla_update(&emps), sqla_eq(E("pay"), 40));
    sqla_set(q, E("pay"), sqla_plus(E("pay"), 5));
    sqla_result *r = sqla_execute(d.c, sqla_returning(q, E("id"), E("pay")));
    int64_t n = 0, ids = 0;
    for (; sqla_next(r); n++) {
        ids += sqla_row_int(r, sqla_row_index(r, "id"));
        CHECK_INT(sqla_row_int(r, 1), 45);
    }
    CHECK_INT(n, 2);
    CHECK_INT(ids, 3 + 4);
    CHECK_INT(sqla_rowcount(r), 2);
    sqla_result_free(r);
    q = sqla_where(sqla_delete(&emps), sqla_eq(E("id"), 5));
    CHECK_STR(rows_of(d.c, sqla_returning(q, &emps)), "5,eve,NULL,3,20");
    CHECK_STR(rows(d.c, "SELECT count(*) FROM emps"), "4");
    db_close(&d);
}

TEST(rows_are_inserted_from_a_select) {
    db d = open_staff();
    sqla_stmt *q = sqla_select(sqla_plus(E("id"), 10), sqla_concat(E("name"), " team"));
    sqla_where(q, sqla_in(E("id"), 1, 3));
    CHECK_INT(sqla_exec(d.c, sqla_insert_from(sqla_insert(&depts), SQLA_NAMES("id", "name"), q)),
              2);
    CHECK_STR(rows(d.c, "SELECT id, name FROM depts WHERE id > 3 ORDER BY id"),
              "11,ann team;13,cid team");
    db_close(&d);
}

/* Everything is left to the database. */
SQLA_TABLE(numbers, "numbers", SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
           SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "7"));
SQLA_TABLE(no_columns, "nothing", SQLA_TABLE_ARGS(.comment = NULL));

TEST(a_row_of_defaults) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(&numbers));
    for (int i = 1; i <= 2; i++) {
        sqla_result *r = sqla_execute(d.c, sqla_insert(&numbers));
        CHECK_INT(sqla_rowcount(r), 1);
        CHECK_INT(sqla_inserted_key(r, 0), i);
        sqla_result_free(r);
    }
    CHECK_STR(rows(d.c, "SELECT id, n FROM numbers ORDER BY id"), "1,7;2,7");
    CHECK_SQL(sqla_insert(&no_columns), "postgresql", "INSERT INTO nothing DEFAULT VALUES");
    CHECK_SQL(sqla_insert(&no_columns), "mysql", "INSERT INTO nothing () VALUES ()");
    db_close(&d);
}

TEST(conflicts_update_or_do_nothing) {
    db d = open_staff();
    sqla_stmt *q = sqla_on_conflict_do_nothing(insert_dept(1, "again"),
                                               .index_elements = SQLA_EXPRS(D("id")));
    CHECK_INT(sqla_exec(d.c, q), 0);
    CHECK_INT(sqla_exec(d.c, sqla_on_conflict_do_nothing(insert_dept(1, "again"))), 0);
    q = sqla_on_conflict_do_update(insert_dept(1, "again"),
        .index_elements = SQLA_EXPRS(D("id")),
        .set = SQLA_SETS(D("name"), sqla_concat(sqla_excluded(D("name")), D("name"))));
    CHECK_INT(sqla_exec(d.c, q), 1);
    for (int i = 0; i < 2; i++) {               /* only where the row is another one */
        q = sqla_on_conflict_do_update(insert_dept(2, i ? "dev" : "other"),
            .index_elements = SQLA_EXPRS(D("id")),
            .set = SQLA_SETS(D("name"), sqla_excluded(D("name"))),
            .where = sqla_ne(D("name"), "dev"));
        CHECK_INT(sqla_exec(d.c, q), 0);
    }
    if (on_postgresql()) {
        q = sqla_on_conflict_do_update(insert_dept(77, "law"), .constraint = "depts_name_key",
                                       .set = SQLA_SETS(D("name"), "legal"));
        CHECK_STR(rows_of(d.c, sqla_returning(q, D("id"), D("name"))), "3,legal");
    }
    CHECK_STR(rows(d.c, "SELECT id, name FROM depts WHERE id < 3 ORDER BY id"),
              "1,againops;2,dev");
    db_close(&d);
}

TEST(updates_compute_and_look_elsewhere) {
    db d = open_staff();
    sqla_stmt *q = sqla_set(sqla_update(&emps), E("pay"), sqla_times(E("pay"), 2));
    CHECK_INT(sqla_exec(d.c, sqla_where(q, sqla_le(E("pay"), 40))), 4);
    CHECK_STR(rows(d.c, "SELECT pay FROM emps ORDER BY id"), "50;60;80;80;40");
    /* From a subquery of each row. */
    sqla_stmt *name = sqla_where(sqla_select(D("name")), sqla_eq(D("id"), E("dept_id")));
    q = sqla_set(sqla_update(&emps), E("name"), sqla_scalar_subquery(name));
    CHECK_INT(sqla_exec(d.c, sqla_where(q, sqla_eq(E("id"), 2))), 1);
    /* From a further table. */
    q = sqla_set(sqla_update(&emps), E("name"), sqla_concat(D("name"), E("name")));
    sqla_where(q, sqla_eq(E("dept_id"), D("id")), sqla_eq(D("name"), "dev"));
    CHECK_INT(sqla_exec(d.c, q), 2);
    CHECK_STR(rows(d.c, "SELECT name FROM emps ORDER BY id"), "ann;ops;devcid;devdan;eve");
    db_close(&d);
}

TEST(deletes_of_some_by_way_of_others_and_of_all) {
    db d = open_staff();
    CHECK_INT(sqla_exec(d.c, sqla_where(sqla_delete(&emps), sqla_eq(E("name"), "eve"))), 1);
    CHECK_INT(sqla_exec(d.c, sqla_where(sqla_delete(&emps), sqla_eq(E("name"), "nobody"))), 0);
    sqla_stmt *q = sqla_where(sqla_delete(&emps), sqla_eq(E("dept_id"), D("id")),
                              sqla_eq(D("name"), "dev"));
    int64_t n = sqla_exec(d.c, q);
    if (on_postgresql()) {
        CHECK_INT(n, 2);
        CHECK_STR(rows(d.c, "SELECT name FROM emps ORDER BY id"), "ann;bob");
    } else {                                    /* SQLite knows no USING */
        CHECK_INT(n, -1);
        CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_NOT_SUPPORTED);
    }
    CHECK_INT(sqla_exec(d.c, sqla_delete(&emps)), on_postgresql() ? 2 : 4);
    CHECK_STR(rows(d.c, "SELECT count(*) FROM emps"), "0");
    db_close(&d);
}

TEST(rows_that_a_statement_met_are_counted) {
    db d = open_staff();
    sqla_stmt *q = sqla_set(sqla_update(&emps), E("pay"), 40);
    sqla_result *r = sqla_execute(d.c, sqla_where(q, sqla_ge(E("pay"), 40)));
    CHECK_INT(sqla_rowcount(r), 3);             /* two of them had it already */
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_where(sqla_delete(&emps), sqla_gt(E("id"), 3)));
    CHECK_INT(sqla_rowcount(r), 2);
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_select(E("id")));
    CHECK_INT(sqla_rowcount(r), -1);
    sqla_result_free(r);
    db_close(&d);
}

/* ---- EVT: what listeners are for ---- */

typedef struct counts { int connected, out, in; } counts;

static sqla_status set_up(sqla_event *ev, void *arg) {
    ((counts *)arg)->connected++;
    return sqla_exec_driver_sql(ev->conn, on_postgresql() ? "SET search_path TO other"
                                                          : "CREATE TEMPORARY TABLE here (n INT)");
}
static sqla_status count_out(sqla_event *ev, void *arg) {
    ((counts *)arg)->out++;
    return ev->conn ? SQLA_OK : SQLA_DATA_ERROR;
}
static sqla_status count_in(sqla_event *ev, void *arg) {
    ((counts *)arg)->in++;
    return ev->conn ? SQLA_OK : SQLA_DATA_ERROR;
}

TEST(each_connection_is_set_up_once) {
    counts n = { 0, 0, 0 };
    sqla_engine *e = sqla_create_engine(pool_url());
    sqla_conn *c[3] = { sqla_connect(e), NULL, NULL };
    if (on_postgresql())
        CHECK_STATUS(sqla_exec_driver_sql(c[0], "DROP SCHEMA IF EXISTS other CASCADE; "
            "CREATE SCHEMA other; CREATE TABLE other.here (n INT)"), SQLA_OK);
    CHECK_STATUS(sqla_commit(c[0]), SQLA_OK);
    sqla_conn_close(c[0]);
    sqla_dispose(e);
    e = sqla_create_engine(on_postgresql() ? postgresql_url() : file_url("r.db", ""));
    CHECK_STATUS(sqla_listen(e, SQLA_CONNECT, set_up, &n), SQLA_OK);
    CHECK_STATUS(sqla_listen(e, SQLA_CHECKOUT, count_out, &n), SQLA_OK);
    CHECK_STATUS(sqla_listen(e, SQLA_CHECKIN, count_in, &n), SQLA_OK);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 3; i++) {
            c[i] = sqla_connect(e);
            CHECK_INT(sqla_exec(c[i], sqla_text("INSERT INTO here VALUES (1)")), 1);
            CHECK_INT(n.out, 3 * round + i + 1);
        }
        for (int i = 0; i < 3; i++) {
            if (round % 2) CHECK_STATUS(sqla_commit(c[i]), SQLA_OK);
            sqla_conn_close(c[i]);
        }
    }
    CHECK_INT(n.connected, 3);
    CHECK_INT(n.out, 12);
    CHECK_INT(n.in, 12);
    sqla_dispose(e);
}

/* A log of slow statements. Their times of beginning are a stack, which the connection keeps: a
 * listener may execute statements itself. */
typedef struct stopwatch { double begun[4], took[2]; int depth, deepest; } stopwatch;

static sqla_status clock_start(sqla_event *ev, void *arg) {
    void **mine = sqla_conn_info(ev->conn, "stopwatch");
    if (!mine) return SQLA_MEMORY_ERROR;
    if (!*mine) *mine = arg;
    stopwatch *w = *mine;
    if (w->depth < 4) w->begun[w->depth] = seconds_now();
    if (++w->depth > w->deepest) w->deepest = w->depth;
    return SQLA_OK;
}

static sqla_status clock_stop(sqla_event *ev, void *arg) {
    (void)arg;
    void **mine = sqla_conn_info(ev->conn, "stopwatch");
    if (!mine || !*mine) return SQLA_MEMORY_ERROR;
    stopwatch *w = *mine;
    if (--w->depth >= 0 && w->depth < 4)
        w->took[strstr(ev->sql, "slow") != NULL] = seconds_now() - w->begun[w->depth];
    return SQLA_OK;
}

TEST(a_log_of_slow_statements) {
    stopwatch w = { .depth = 0 };
    const char *slow = on_postgresql()
        ? "INSERT INTO users (id, name) SELECT 2, 'slow' FROM pg_sleep(0.1)"
        : "INSERT INTO users (id, name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
          "FROM n LIMIT 200000) SELECT 2, 'slow' || max(i) FROM n";
    db d = db_open(pool_url());
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, clock_start, &w), SQLA_OK);
    CHECK_STATUS(sqla_listen(d.e, SQLA_AFTER_CURSOR_EXECUTE, clock_stop, NULL), SQLA_OK);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_INT(sqla_exec(d.c, sqla_text(slow)), 1);
    CHECK_INT(w.depth, 0);
    CHECK_INT(w.deepest, 1);
    CHECK(w.took[0] > 0);
    CHECK(w.took[1] > w.took[0]);
    if (on_postgresql()) CHECK(w.took[1] >= 0.1 && w.took[1] < 30);
    db_close(&d);
}

TESTS(rows,
      T(tls_that_is_required_is_not_done_without), T(parameters_of_the_url_reach_libpq),
      T_NO_OOM(a_stream_of_a_million_rows, "takes seconds"),
      T(what_is_not_committed_goes_with_its_scope), T(parameters_by_name_one_set_or_two),
      T(an_error_has_statement_and_values), T(pools_of_every_kind),
      T(the_first_statement_begins_a_transaction),
      T(blocks_of_a_session_commit_or_roll_back), T(savepoints_lose_only_their_own),
      T(a_failed_flush_waits_for_its_rollback), T(a_session_joins_the_transaction_of_a_connection),
      T(the_drivers_own_sql_and_connection), T(a_detached_connection_is_closed_for_good),
      T(every_connection_has_the_level_of_its_engine), T(the_server_reports_each_level),
      T(a_read_only_transaction_stores_nothing), T(locked_rows_are_refused_or_skipped),
      T(shared_locks_let_readers_in_and_no_writer), T(a_session_locks_what_it_gets),
      T(locks_of_one_table), T(locks_of_keys), T(an_engine_connects_when_asked_to),
      T(every_type_through_a_session), T(every_type_through_plain_structs),
      T(every_type_as_a_condition), T(native_types_of_the_server),
      T(microseconds_survive_the_texts_of_sqlite), T(booleans_are_one_of_two),
      T(labels_that_nobody_knows), T(the_type_of_an_enum_comes_and_goes_with_its_tables),
      T(arrays_and_other_types_of_the_server_as_text),
      T(columns_tables_and_values_are_selected), T(joins_give_their_rows),
      T(a_table_is_joined_to_itself), T(groups_orders_and_pages),
      T(subqueries_refer_to_the_row_around_them), T(common_table_expressions),
      T(a_cte_may_write), T(a_recursive_cte_walks_a_tree), T(a_row_of_defaults),
      T(types_in_the_words_of_each_database), T(a_check_refuses_what_is_no_boolean),
      T(the_null_of_json_is_a_value), T(set_operations_give_their_rows),
      T(lateral_subqueries_see_what_stands_before_them), T(windows_number_and_sum_rows),
      T(conditions_hold_for_the_same_rows), T(patterns_match_the_same_texts),
      T(values_are_computed_alike), T(booleans_json_and_decimals_in_expressions),
      T(relationships_are_joined_and_rows_hold_two_objects),
      T(rows_are_inserted_one_or_several), T(ten_thousand_sets_are_one_prepared_statement),
      T(rows_of_many_sets_come_back_in_their_order), T(each_set_gives_no_row_or_several),
      T(a_default_is_asked_once_a_set),
      T(rows_come_back_from_insert_update_delete), T(rows_are_inserted_from_a_select),
      T(conflicts_update_or_do_nothing), T(updates_compute_and_look_elsewhere),
      T(deletes_of_some_by_way_of_others_and_of_all), T(rows_that_a_statement_met_are_counted),
      T(each_connection_is_set_up_once), T(a_log_of_slow_statements));
