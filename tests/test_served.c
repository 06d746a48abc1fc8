/* Threads on a server: pools, sessions and transactions shared by 16 threads, backends and servers
 * that end meanwhile, passwords. Run by tests/postgres with SQLA_TEST_ON=postgresql. */
#include "test.h"

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

enum { THREADS = 16 };

typedef struct Note Note;
typedef struct Page {
    int64_t         id;
    int32_t         thread, turn;
    SQLA_LIST(Note) notes;
} Page;
struct Note {
    int64_t     id;
    int64_t     page_id;
    const char *text;
    Page       *page;
};

SQLA_DECLARE_MODEL(Note);
SQLA_MODEL(Page, "pages",
    SQLA_COLUMN(Page, id, .primary_key = true),
    SQLA_COLUMN(Page, thread), SQLA_COLUMN(Page, turn),
    SQLA_RELATIONSHIP(Page, notes, Note, .back_populates = "page", .order_by = "id",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));
SQLA_MODEL(Note, "notes",
    SQLA_COLUMN(Note, id, .primary_key = true),
    SQLA_COLUMN(Note, page_id, .foreign_key = "pages.id"), SQLA_COLUMN(Note, text),
    SQLA_RELATIONSHIP(Note, page, Page, .back_populates = "notes"));

/* ---- the server, without the library ---- */

static PGconn *open_raw(void) {
    PGconn *pg = PQconnectdb(postgresql_url());
    CHECK_STR(PQerrorMessage(pg), "");
    return pg;
}

/* The first value of a statement, "" for NULL and without row; good until the eighth call after
 * this one. For the main thread. */
static const char *raw(const char *sql) {
    static char texts[8][200];
    static int turn;
    char *text = texts[turn++ % 8], error[300];
    PGconn *pg = open_raw();
    PGresult *res = PQexec(pg, sql);
    bool row = PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res);
    snprintf(text, sizeof texts[0], "%s", row ? PQgetvalue(res, 0, 0) : "");
    snprintf(error, sizeof error, "%s", PQerrorMessage(pg));
    PQclear(res);
    PQfinish(pg);
    CHECK_STR(error, "");
    return text;
}

static const char *server_folder(void) {
    const char *folder = getenv("SQLA_TEST_POSTGRESQL_DIR");
    return folder ? folder : "/SQLA_TEST_POSTGRESQL_DIR/is/not/set";
}

/* pg_ctl start, stop or restart, as the user whose server it is. */
static bool control(const char *verb) {
    char command[1200];
    const char *bin = getenv("SQLA_TEST_POSTGRESQL_BIN"), *folder = server_folder();
    snprintf(command, sizeof command, "%s'%s/pg_ctl' %s -D '%s/data' -l '%s/log' -m fast -w -s "
             ">/dev/null 2>&1 </dev/null",
             geteuid() ? "" : "setpriv --reuid postgres --regid postgres --clear-groups ",
             bin ? bin : "", verb, folder, folder);
    return system(command) == 0;
}

static void pause_ms(long ms) {
    nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL);
}

/* ---- what most tests begin with ---- */

typedef struct fix {
    sqla_metadata    *md;
    sqla_engine      *e;
    pthread_barrier_t all;
    atomic_int        count, faults, doubts, victims, busy;
    atomic_bool       open;
} fix;

/* An engine with the tables, emptied. */
#define open_fix(f, ...) do { \
        *(f) = (fix){ .md = sqla_metadata_new(sqla_entity(Page), sqla_entity(Note)) }; \
        (f)->e = sqla_create_engine(empty_url(), __VA_ARGS__); \
        CHECK_STATUS(sqla_create_all((f)->e, (f)->md), SQLA_OK); \
        pthread_barrier_init(&(f)->all, NULL, THREADS); \
    } while (0)

static void close_fix(fix *f) {
    CHECK_INT(sqla_engine_statistics(f->e).checked_out, 0);
    pthread_barrier_destroy(&f->all);
    sqla_dispose(f->e);
    sqla_metadata_free(f->md);
}

static sqla_stmt *insert_page(int thread, int turn) {
    sqla_stmt *q = sqla_insert(sqla_entity(Page));
    return sqla_set(sqla_set(q, sqla_col(Page, thread), thread), sqla_col(Page, turn), turn);
}

/* The server's own words for a number: the answer of another thread would be another one. */
static int64_t echo(sqla_conn *c, int number) {
    return sqla_scalar_int(c, sqla_text("SELECT CAST(:n AS int)"), SQLA_PARAMS("n", number));
}

/* ---- one engine ---- */

static void take_and_give_back(int index, void *arg) {
    fix *f = arg;
    for (int i = 0; i < 200; i++) {
        sqla_conn *c = sqla_connect(f->e);
        CHECK_INT(echo(c, index * 1000 + i), index * 1000 + i);
        if (i % 4 == 0) {
            CHECK_INT(sqla_exec(c, insert_page(index, i)), 1);
            CHECK_STATUS(i % 8 ? sqla_rollback(c) : sqla_commit(c), SQLA_OK);
        }
        CHECK(sqla_engine_statistics(f->e).checked_out <= 6);
        CHECK(!sqla_failed(c));
        sqla_conn_close(c);
    }
}

TEST(threads_take_connections_and_give_them_back) {
    fix f;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 4, .max_overflow = 2);
    run_threads(THREADS, take_and_give_back, &f);
    CHECK_INT(sqla_engine_statistics(f.e).checked_out, 0);
    CHECK(sqla_engine_statistics(f.e).idle <= 4);
    CHECK_STR(raw("SELECT count(*) || ' ' || count(DISTINCT (thread, turn)) FROM pages"),
              "400 400");
    close_fix(&f);
}

/* A page with three notes every turn; what is rolled back or deleted is gone, the rest complete. */
static void keep_objects(int index, void *arg) {
    fix *f = arg;
    int left = 0;
    sqla_session *s = sqla_session_open(f->e, f->md);
    for (int i = 0; i < 12; i++) {
        Page *page = sqla_add(s, sqla_new(Page, .thread = index, .turn = i));
        for (int k = 0; k < 3; k++)
            sqla_append(page, notes, sqla_new(Note, .text = sqla_strf(page, "%d/%d", index, k)));
        bool undo = i % 4 == 3, drop = i % 4 == 2;
        CHECK_STATUS(undo ? sqla_flush(s) : sqla_commit(s), SQLA_OK);
        if (undo) CHECK_STATUS(sqla_rollback(s), SQLA_OK);
        if (drop) CHECK_STATUS(sqla_session_delete(s, page), SQLA_OK);
        if (!undo && !drop) {
            sqla_remove(page, notes, page->notes.items[1]);
            page->turn = ++left + 100;
        }
        char text[30];
        int pages = 0;
        snprintf(text, sizeof text, "%d/2", index);
        sqla_stmt *q = sqla_where(sqla_select(sqla_entity(Page)),
                                  sqla_eq(sqla_col(Page, thread), index));
        sqla_options(sqla_order_by(q, sqla_col(Page, id)),
                     sqla_selectinload(sqla_rel(Page, notes)));
        sqla_foreach(Page, p, s, q) {
            CHECK_INT(p->turn, ++pages + 100);
            CHECK_INT(p->notes.count, 2);
            CHECK_STR(p->notes.count ? p->notes.items[p->notes.count - 1]->text : NULL, text);
        }
        CHECK_INT(pages, left);
        CHECK_STATUS(sqla_commit(s), SQLA_OK);
    }
    CHECK(!sqla_failed(s));
    sqla_session_close(s);
}

TEST(threads_keep_objects_in_sessions) {
    fix f;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 8);
    run_threads(THREADS, keep_objects, &f);
    CHECK_STR(raw("SELECT count(*) || ' ' || (SELECT count(*) FROM notes) FROM pages"), "96 192");
    close_fix(&f);
}

/* ---- a pool that is used up ---- */

static void ask_in_vain(int index, void *arg) {
    fix *f = arg;
    pthread_barrier_wait(&f->all);
    sqla_conn *c = sqla_connect(f->e);
    CHECK_STATUS(sqla_error(c)->code, SQLA_TIMEOUT);
    CHECK_STR(sqla_error(c)->message,
              "QueuePool limit of size 2 overflow 2 reached, connection timed out");
    CHECK_INT(echo(c, index + 1), 0);
    sqla_conn_close(c);
    atomic_fetch_add(&f->count, 1);
}

TEST(all_who_wait_for_a_connection_are_told) {
    fix f;
    sqla_conn *held[4];
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 2, .max_overflow = 2, .pool_timeout_ms = 60);
    for (int i = 0; i < 4; i++) CHECK_INT(echo(held[i] = sqla_connect(f.e), i), i);
    run_threads(THREADS, ask_in_vain, &f);
    CHECK_INT(atomic_load(&f.count), THREADS);
    CHECK_INT(sqla_engine_statistics(f.e).checked_out, 4);
    /* Those that were out are as good as before, and so is the pool. */
    for (int i = 0; i < 4; i++) {
        CHECK_INT(echo(held[i], 100 + i), 100 + i);
        sqla_conn_close(held[i]);
    }
    CHECK_INT(sqla_engine_statistics(f.e).idle, 2);
    sqla_conn *c = sqla_connect(f.e);
    CHECK_INT(echo(c, 7), 7);
    sqla_conn_close(c);
    close_fix(&f);
}

/* Who gets a connection keeps it until all others have been refused, then uses it. */
static void take_or_be_refused(int index, void *arg) {
    fix *f = arg;
    pthread_barrier_wait(&f->all);
    sqla_conn *c = sqla_connect(f->e);
    if (sqla_error(c)->code == SQLA_TIMEOUT) {
        CHECK_HAS(sqla_error(c)->message, "QueuePool limit of size 4 overflow 0 reached");
        atomic_fetch_add(&f->faults, 1);
    } else {
        CHECK_INT(sqla_exec(c, insert_page(index, 0)), 1);
        for (int i = 0; i < 500 && atomic_load(&f->faults) < THREADS - 4; i++) pause_ms(10);
        CHECK_INT(sqla_exec(c, insert_page(index, 1)), 1);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
        atomic_fetch_add(&f->count, 1);
    }
    sqla_conn_close(c);
}

/* All of them, one after the other, since nobody keeps one for long. */
static void take_turns(int index, void *arg) {
    fix *f = arg;
    pthread_barrier_wait(&f->all);
    sqla_conn *c = sqla_connect(f->e);
    CHECK_INT(atomic_fetch_add(&f->busy, 1) < 4, true);
    pause_ms(10);
    CHECK_INT(sqla_exec(c, insert_page(index, 2)), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    atomic_fetch_sub(&f->busy, 1);
    sqla_conn_close(c);
}

TEST(who_gets_a_connection_goes_on) {
    fix f;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 4, .max_overflow = SQLA_NO, .pool_timeout_ms = 150);
    run_threads(THREADS, take_or_be_refused, &f);
    CHECK_INT(atomic_load(&f.count), 4);
    CHECK_INT(atomic_load(&f.faults), THREADS - 4);
    CHECK_STR(raw("SELECT count(*) || ' ' || count(DISTINCT thread) FROM pages"), "8 4");
    close_fix(&f);
    open_fix(&f, .pool_size = 4, .max_overflow = SQLA_NO, .pool_timeout_ms = 5000);
    run_threads(THREADS, take_turns, &f);
    CHECK_STR(raw("SELECT count(DISTINCT thread) FROM pages"), "16");
    CHECK(sqla_engine_statistics(f.e).opened <= 4);
    close_fix(&f);
}

/* ---- backends that end ---- */

enum { TURNS = 1000, FAULTS = 25 };

/* What each thread was told of each turn. */
typedef enum fate { NOTHING, COMMITTED, FAILED, DOUBTED } fate;
static fate ledger[THREADS][TURNS];

/* Two rows in a transaction; until enough of them have failed. */
static void commit_pairs(int index, void *arg) {
    fix *f = arg;
    for (int i = 0; i < TURNS && atomic_load(&f->faults) < FAULTS; i++) {
        sqla_conn *c = sqla_connect(f->e);
        sqla_exec(c, insert_page(index, i));
        sqla_exec(c, insert_page(index, i));
        sqla_status status = sqla_failed(c) ? sqla_error(c)->code : sqla_commit(c);
        ledger[index][i] = status == SQLA_OK ? COMMITTED : status == SQLA_IN_DOUBT ? DOUBTED
                                                                                   : FAILED;
        if (status) {
            CHECK(sqla_error(c)->is_disconnect);
            CHECK(status == SQLA_IN_DOUBT || status == SQLA_OPERATIONAL_ERROR);
            atomic_fetch_add(&f->faults, 1);
        }
        sqla_conn_close(c);
    }
    atomic_fetch_add(&f->count, 1);
}

/* The last thread ends a backend of the others again and again. */
static void commit_or_kill(int index, void *arg) {
    fix *f = arg;
    if (index < THREADS - 1) {
        commit_pairs(index, arg);
        return;
    }
    PGconn *pg = open_raw();
    for (int i = 0; i < 2000 && atomic_load(&f->count) < THREADS - 1; i++) {
        PQclear(PQexec(pg, "SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() "
            "ORDER BY xact_start IS NULL, random() LIMIT 1) AS one"));
        pause_ms(5);
    }
    PQfinish(pg);
}

/* Counts the rows of every turn and compares them with what was told. */
static void check_ledger(void) {
    static int rows[THREADS][TURNS];
    PGconn *pg = open_raw();
    PGresult *res = PQexec(pg, "SELECT thread, turn, count(*) FROM pages GROUP BY 1, 2");
    memset(rows, 0, sizeof rows);
    for (int r = 0; r < PQntuples(res); r++)
        rows[atoi(PQgetvalue(res, r, 0))][atoi(PQgetvalue(res, r, 1))] =
            atoi(PQgetvalue(res, r, 2));
    CHECK_STR(PQerrorMessage(pg), "");
    PQclear(res);
    PQfinish(pg);
    for (int t = 0; t < THREADS; t++)
        for (int i = 0; i < TURNS; i++)
            CHECK(ledger[t][i] == DOUBTED ? rows[t][i] == 0 || rows[t][i] == 2
                                          : rows[t][i] == (ledger[t][i] == COMMITTED ? 2 : 0));
}

TEST(nothing_is_lost_where_backends_end) {
    for (int ping = 0; ping < 2; ping++) {
        fix f;
        if (!needs_postgresql()) return;
        memset(ledger, 0, sizeof ledger);
        open_fix(&f, .pool_size = 8, .max_overflow = 8, .pool_pre_ping = ping);
        run_threads(THREADS, commit_or_kill, &f);
        CHECK(atomic_load(&f.faults) >= FAULTS);
        check_ledger();
        close_fix(&f);
    }
}

static void end_backend(int64_t pid) {
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%lld, 5000)", (long long)pid);
    CHECK_STR(raw(sql), "t");
}

static const char select_pid[] = "SELECT pg_backend_pid()";

/* Reads 20,000 pages in parts and ends the backend on the way. */
static void lose_stream(sqla_conn *c) {
    int64_t pid = sqla_scalar_int(c, sqla_text(select_pid));
    sqla_result *r = sqla_execute(c, sqla_yield_per(sqla_select(sqla_entity(Page)), 100));
    int rows = 0;
    for (; sqla_next(r); rows++)
        if (rows == 1000) end_backend(pid);
    /* The number of rows that came before is no answer. */
    CHECK(rows > 1000 && rows < 20000);
    CHECK_STATUS(sqla_result_status(r), SQLA_OPERATIONAL_ERROR);
    CHECK(sqla_error(r)->is_disconnect);
    CHECK(sqla_error(c)->is_disconnect);
    sqla_result_free(r);
}

static const char fill_pages[] =
    "INSERT INTO pages (thread, turn) SELECT 0, n FROM generate_series(1, 20000) AS n";

TEST(a_stream_whose_backend_ends_has_an_error) {
    fix f;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 2);
    raw(fill_pages);
    sqla_conn *c = sqla_connect(f.e);
    lose_stream(c);
    CHECK(sqla_commit(c) != SQLA_OK);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(a_sessions_stream_whose_backend_ends_has_an_error) {
    fix f;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 2);
    raw(fill_pages);
    sqla_session *s = sqla_session_open(f.e, f.md);
    int64_t pid = sqla_scalar_int(s, sqla_text(select_pid));
    int rows = 0;
    sqla_foreach(Page, p, s, sqla_yield_per(sqla_select(sqla_entity(Page)), 100)) {
        CHECK_INT(p->thread, 0);
        if (++rows == 1000) end_backend(pid);
    }
    CHECK(rows >= 1000 && rows < 20000);
    CHECK_STATUS(sqla_error(s)->code, SQLA_OPERATIONAL_ERROR);
    CHECK(sqla_error(s)->is_disconnect);
    CHECK(sqla_commit(s) != SQLA_OK);
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM pages")), 20000);
    sqla_session_close(s);
    close_fix(&f);
}

/* The next one gets another connection, and not the error of the one before. */
TEST(a_connection_lost_by_a_stream_is_not_handed_out_again) {
    fix f;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 2);
    raw(fill_pages);
    for (int undo = 0; undo < 2; undo++) {
        sqla_conn *c = sqla_connect(f.e);
        lose_stream(c);
        if (undo) CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        sqla_conn_close(c);
        CHECK_INT(sqla_engine_statistics(f.e).idle, 0);
        c = sqla_connect(f.e);
        CHECK_INT(echo(c, 5), 5);
        sqla_conn_close(c);
    }
    close_fix(&f);
}

/* A conflict that a savepoint makes good; then COMMIT is lost, after it was done for all one
 * knows. */
static sqla_status recover_and_die(sqla_conn *c, void *arg) {
    int *calls = arg;
    sqla_exec(c, insert_page(1, 12345 + (*calls)++));
    sqla_savepoint(c) {
        if (sqla_exec(c, sqla_text("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; "
                                   "END $$")) < 0) break;
    }
    CHECK_STR(sqla_error(c)->sqlstate, "40001");
    CHECK_INT(echo(c, 3), 3);
    return SQLA_OK;
}

TEST(sqla_run_does_not_repeat_what_is_in_doubt) {
    fix f;
    int calls = 0;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 2);
    raw("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.turn = 12345 THEN "
        "PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END'");
    raw("CREATE CONSTRAINT TRIGGER die AFTER INSERT ON pages DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION die()");
    CHECK_STATUS(sqla_run(f.e, recover_and_die, &calls, .backoff_ms = 1), SQLA_IN_DOUBT);
    CHECK_INT(calls, 1);
    close_fix(&f);
}

/* Prepared statements that the cache gives up are deallocated some time; what comes first in a
 * transaction must still come first. */
TEST(transactions_begin_as_told_while_statements_are_given_up) {
    fix f;
    if (!needs_postgresql()) return;
    for (int by_hand = 0; by_hand < 2; by_hand++) {
        open_fix(&f, .pool_size = 2, .statement_cache_size = 1,
                 .isolation_level = by_hand ? SQLA_ISOLATION_DEFAULT : SQLA_SERIALIZABLE);
        sqla_conn *c = sqla_connect(f.e);
        for (int i = 0; i < 100; i++) {
            char sql[40];
            snprintf(sql, sizeof sql, "SELECT %d", i);
            if (by_hand) CHECK_INT(sqla_exec(c, sqla_text("SET TRANSACTION ISOLATION LEVEL "
                                                          "SERIALIZABLE")), 0);
            CHECK_INT(sqla_scalar_int(c, sqla_text(sql)), i);
            CHECK_STR(sqla_scalar_text(c, sqla_text("SHOW transaction_isolation")),
                      "serializable");
            CHECK_STATUS(sqla_commit(c), SQLA_OK);
        }
        CHECK(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM pg_prepared_statements")) < 40);
        sqla_conn_close(c);
        close_fix(&f);
    }
}

/* A trigger ends the backend while it takes the rows of COPY. */
TEST(a_backend_that_ends_inside_copy_stores_nothing) {
    enum { ROWS = 20000 };
    fix f;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 2);
    raw("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.turn = 12345 THEN "
        "PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END'");
    raw("CREATE TRIGGER die BEFORE INSERT ON pages FOR EACH ROW EXECUTE FUNCTION die()");
    Page *pages = calloc(ROWS, sizeof *pages);
    for (int i = 0; pages && i < ROWS; i++) pages[i].turn = i;
    for (int by_session = 0; pages && by_session < 2; by_session++) {
        sqla_conn *c = sqla_connect(f.e);
        sqla_session *s = by_session ? sqla_session_open(c, f.md) : NULL;
        CHECK_INT(sqla_exec(c, insert_page(1, 1)), 1);
        CHECK_STATUS(s ? sqla_bulk_insert(s, Page, pages, ROWS)
                       : sqla_bulk_insert(c, Page, pages, ROWS), SQLA_OPERATIONAL_ERROR);
        const sqla_error_record *e = s ? sqla_error(s) : sqla_error(c);
        CHECK(e->is_disconnect);
        CHECK_HAS(e->message, "terminat");
        CHECK(s ? sqla_commit(s) != SQLA_OK : sqla_commit(c) != SQLA_OK);
        sqla_session_close(s);
        sqla_conn_close(c);
        CHECK_STR(raw("SELECT count(*) FROM pages"), "0");
    }
    raw("DROP TRIGGER die ON pages");
    sqla_conn *c = sqla_connect(f.e);
    if (pages) CHECK_STATUS(sqla_bulk_insert(c, Page, pages, ROWS), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    sqla_conn_close(c);
    CHECK_STR(raw("SELECT count(*) FROM pages"), "20000");
    free(pages);
    close_fix(&f);
}

/* ---- a server that ends ---- */

/* Twice the same prepared statement, on connections from before the restart. */
static void use_after_restart(int index, void *arg) {
    fix *f = arg;
    pthread_barrier_wait(&f->all);
    for (int i = 0; i < 20; i++) {
        sqla_conn *c = sqla_connect(f->e);
        int64_t answer = echo(c, index * 100 + i);
        if (sqla_failed(c)) {
            CHECK(sqla_error(c)->is_disconnect);
            CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
            CHECK_INT(answer, 0);
            atomic_fetch_add(&f->faults, 1);
        } else {
            CHECK_INT(answer, index * 100 + i);
            atomic_fetch_add(&f->count, 1);
        }
        sqla_conn_close(c);
    }
}

TEST(a_restarted_server_is_found_again) {
    for (int ping = 0; ping < 2; ping++) {
        fix f;
        sqla_conn *c[8];
        if (!needs_postgresql()) return;
        open_fix(&f, .pool_size = 8, .max_overflow = 8, .pool_pre_ping = ping);
        for (int i = 0; i < 8; i++) CHECK_INT(echo(c[i] = sqla_connect(f.e), i), i);
        for (int i = 0; i < 8; i++) sqla_conn_close(c[i]);
        CHECK_INT(sqla_engine_statistics(f.e).idle, 8);
        int64_t opened = sqla_engine_statistics(f.e).opened;
        CHECK(control("restart"));
        run_threads(THREADS, use_after_restart, &f);
        /* Each old connection can fail once; tested before use, none does. */
        CHECK(atomic_load(&f.faults) <= (ping ? 0 : 8));
        CHECK(ping || atomic_load(&f.faults) > 0);
        CHECK_INT(atomic_load(&f.count), THREADS * 20 - atomic_load(&f.faults));
        /* All that are idle now are new: none of them fails. */
        for (int i = 0; i < 8; i++) CHECK_INT(echo(c[i] = sqla_connect(f.e), i + 50), i + 50);
        for (int i = 0; i < 8; i++) sqla_conn_close(c[i]);
        CHECK(sqla_engine_statistics(f.e).opened >= opened + 8);
        close_fix(&f);
    }
}

static sqla_status insert_two(sqla_conn *c, void *arg) {
    const int *mine = arg;
    sqla_exec(c, insert_page(mine[0], mine[1]));
    sqla_exec(c, insert_page(mine[0], mine[1]));
    return sqla_error(c)->code;
}

/* Goes on while the server is down, until it has worked ten times since it was up again. */
static void run_on(int index, void *arg) {
    fix *f = arg;
    int since = 0;
    for (int i = 0; i < TURNS && since < 10; i++) {
        int mine[2] = { index, i };
        bool up = atomic_load(&f->open);
        sqla_status status = sqla_run(f->e, insert_two, mine);
        ledger[index][i] = status == SQLA_OK ? COMMITTED : status == SQLA_IN_DOUBT ? DOUBTED
                                                                                   : FAILED;
        if (status) {
            CHECK(status == SQLA_IN_DOUBT || status == SQLA_OPERATIONAL_ERROR);
            atomic_fetch_add(&f->faults, 1);
            pause_ms(10);
        } else {
            atomic_fetch_add(&f->count, 1);
            since += up;
            pause_ms(2);
        }
    }
    CHECK_INT(since, 10);
}

static void run_on_or_stop(int index, void *arg) {
    fix *f = arg;
    if (index < THREADS - 1) {
        run_on(index, arg);
        return;
    }
    pause_ms(100);
    CHECK(control("stop"));
    CHECK(atomic_load(&f->count) > 0);
    int before = atomic_load(&f->faults);
    pause_ms(100);
    CHECK(atomic_load(&f->faults) > before);
    CHECK(control("start"));
    atomic_store(&f->open, true);
}

TEST(sqla_run_works_again_when_the_server_is_up) {
    fix f;
    if (!needs_postgresql()) return;
    memset(ledger, 0, sizeof ledger);
    open_fix(&f, .pool_size = 8, .max_overflow = 8);
    run_threads(THREADS, run_on_or_stop, &f);
    check_ledger();
    close_fix(&f);
}

/* ---- a backend that ends before each statement in turn ---- */

/* Units of work, whose rows have their number as `thread`. */
enum { PLAIN, BLOCK, UNDONE, COPIED, SETS, RUN, STREAMED, ADDED, CHANGED, DELETED, NESTED, UNITS };

typedef struct scene {
    fix         f;
    PGconn     *pg;                 /* the other view */
    int         at, seen;           /* before which statement the backend ends */
    sqla_status told[UNITS];
} scene;

static scene scene_now;

/* The first value of a statement, as raw() has it. */
static const char *seen_by(PGconn *pg, const char *sql) {
    static char text[200];
    PGresult *res = PQexec(pg, sql);
    bool row = PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res);
    snprintf(text, sizeof text, "%s", row ? PQgetvalue(res, 0, 0) : "");
    CHECK_STR(PQresultErrorMessage(res), "");
    PQclear(res);
    return text;
}

/* Ends all backends but this one, and waits until they are gone. pg_terminate_backend could wait as
 * well, but looks only every 100 ms. */
static void end_backends(PGconn *pg) {
    static const char others[] = " FROM pg_stat_activity WHERE backend_type = 'client backend' "
        "AND pid <> pg_backend_pid()";
    char sql[200];
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(pid)%s", others);
    seen_by(pg, sql);
    snprintf(sql, sizeof sql, "SELECT 1%s", others);
    for (int i = 0; i < 2000 && *seen_by(pg, sql); i++) pause_ms(1);
}

/* Statements are told before they are sent, then their values. */
static void end_before(const char *text, void *user) {
    (void)user;
    if (*text != '[' && *text != '(' && ++scene_now.seen == scene_now.at)
        end_backends(scene_now.pg);
}

static void plain_units(sqla_engine *e, sqla_status *told) {
    sqla_conn *c = sqla_connect(e);
    sqla_exec(c, insert_page(PLAIN, 0));
    sqla_exec(c, insert_page(PLAIN, 1));
    told[PLAIN] = sqla_failed(c) ? sqla_error(c)->code : sqla_commit(c);
    sqla_conn_close(c);
    for (int unit = BLOCK; unit <= UNDONE; unit++) {
        bool reached = false;
        c = sqla_connect(e);
        sqla_transaction(c) {
            if (sqla_exec(c, insert_page(unit, 0)) != 1) break;
            sqla_savepoint(c) {
                if (sqla_exec(c, insert_page(unit, 1)) != 1 || unit == UNDONE) break;
            }
            if (sqla_exec(c, insert_page(unit, 2)) != 1) break;
            reached = true;
        }
        told[unit] = sqla_outcome(c);
        if (!told[unit] && !reached) told[unit] = SQLA_OPERATIONAL_ERROR;
        sqla_conn_close(c);
    }
}

static void many_units(sqla_engine *e, sqla_status *told) {
    static Page pages[300];
    int run[2] = { RUN, 0 };
    sqla_params *sets = sqla_params_new();
    for (int i = 0; i < 300; i++) {
        pages[i] = (Page){ .thread = COPIED, .turn = i };
        sqla_params_set(sets, "thread", SETS);
        sqla_params_set(sets, "turn", i);
        sqla_params_next(sets);
    }
    sqla_conn *c = sqla_connect(e);
    told[COPIED] = sqla_bulk_insert(c, Page, pages, 300);
    if (!told[COPIED]) told[COPIED] = sqla_commit(c);
    sqla_conn_close(c);
    c = sqla_connect(e);
    sqla_result *r = sqla_execute_many(c, sqla_insert(sqla_entity(Page)), sets);
    told[SETS] = sqla_result_status(r);
    sqla_result_free(r);
    if (!told[SETS]) told[SETS] = sqla_commit(c);
    sqla_conn_close(c);
    sqla_params_free(sets);
    told[RUN] = sqla_run(e, insert_two, run);
}

/* Reads the rows of the unit before in parts, and stores how many there were. */
static void streamed_unit(sqla_engine *e, sqla_status *told) {
    sqla_conn *c = sqla_connect(e);
    sqla_stmt *q = sqla_select(sqla_entity(Page));
    sqla_where(q, sqla_eq(sqla_col(Page, thread), COPIED));
    sqla_result *r = sqla_execute(c, sqla_yield_per(q, 50));
    int rows = 0;
    while (sqla_next(r)) rows++;
    told[STREAMED] = sqla_result_status(r);
    sqla_result_free(r);
    if (!told[STREAMED]) {
        if (told[COPIED] == SQLA_OK) CHECK_INT(rows, 300);
        sqla_exec(c, insert_page(STREAMED, rows));
        told[STREAMED] = sqla_failed(c) ? sqla_error(c)->code : sqla_commit(c);
    }
    sqla_conn_close(c);
}

/* A unit that failed is rolled back; those that build on it are left out. */
static sqla_status ended(sqla_session *s, sqla_status status) {
    if (status) sqla_rollback_all(s);
    sqla_clear_error(s);
    return status;
}

static void session_units(fix *f, sqla_status *told) {
    sqla_session *s = sqla_session_open(f->e, f->md);
    Page *page = sqla_add(s, sqla_new(Page, .thread = ADDED));
    for (int i = 0; i < 2; i++) sqla_append(page, notes, sqla_new(Note, .text = "n"));
    told[CHANGED] = told[DELETED] = SQLA_NO_RESULT_FOUND;
    told[ADDED] = ended(s, sqla_commit(s));
    if (!told[ADDED] && sqla_fresh(page)) {
        page->turn = 700;
        told[CHANGED] = ended(s, sqla_commit(s));
    } else if (!told[ADDED]) {                  /* it could not be loaded anew */
        told[CHANGED] = ended(s, sqla_error(s)->code);
    }
    if (!told[CHANGED]) {
        sqla_status status = sqla_session_delete(s, page);
        told[DELETED] = ended(s, status ? status : sqla_commit(s));
    }
    bool reached = false;
    sqla_transaction(s) {
        if (!sqla_add(s, sqla_new(Page, .thread = NESTED))) break;
        sqla_savepoint(s) {
            Page *inner = sqla_add(s, sqla_new(Page, .thread = NESTED));
            if (inner) sqla_append(inner, notes, sqla_new(Note, .text = "n"));
        }
        if (sqla_outcome(s)) break;
        reached = true;
    }
    told[NESTED] = sqla_outcome(s);
    if (!told[NESTED] && !reached) told[NESTED] = SQLA_OPERATIONAL_ERROR;
    sqla_session_close(s);
}

static int pages_of(PGconn *pg, int unit) {
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM pages WHERE thread = %d", unit);
    return atoi(seen_by(pg, sql));
}

/* What was told against what is there. */
static void check_scene(PGconn *pg, const sqla_status *told) {
    static const int rows[UNITS] = { 2, 3, 2, 300, 300, 2, 1, 1, 0, 0, 2 };
    for (int unit = 0; unit < UNITS; unit++) {
        if (unit >= ADDED && unit <= DELETED) continue;
        int there = pages_of(pg, unit);
        if (told[unit] == SQLA_OK) CHECK_INT(there, rows[unit]);
        else if (told[unit] != SQLA_IN_DOUBT) CHECK_INT(there, 0);
        else CHECK(there == 0 || there == rows[unit]);
    }
    const char *page = seen_by(pg, "SELECT turn || ' ' || (SELECT count(*) FROM notes "
                                   "WHERE page_id = p.id) FROM pages AS p WHERE thread = 7");
    if (told[DELETED] == SQLA_OK) CHECK_STR(page, "");
    else if (told[DELETED] != SQLA_IN_DOUBT && told[CHANGED] == SQLA_OK) CHECK_STR(page, "700 2");
    else if (told[CHANGED] != SQLA_IN_DOUBT && told[CHANGED] != SQLA_OK && told[ADDED] == SQLA_OK)
        CHECK_STR(page, "0 2");
    else if (told[ADDED] != SQLA_OK && told[ADDED] != SQLA_IN_DOUBT) CHECK_STR(page, "");
}

TEST(a_backend_that_ends_before_any_statement) {
    scene *now = &scene_now;
    if (!needs_postgresql()) return;
    open_fix(&now->f, .pool_size = 1, .max_overflow = SQLA_NO, .pool_timeout_ms = 20, .echo = true,
             .log = end_before);
    now->pg = open_raw();
    seen_by(now->pg, "SET client_min_messages = error");    /* a backend may just have ended */
    for (now->at = 1, now->seen = now->at; now->seen >= now->at; now->at++) {
        int failed = 0;
        seen_by(now->pg, "DELETE FROM notes");
        seen_by(now->pg, "DELETE FROM pages");
        now->seen = 0;
        plain_units(now->f.e, now->told);
        many_units(now->f.e, now->told);
        streamed_unit(now->f.e, now->told);
        session_units(&now->f, now->told);
        check_scene(now->pg, now->told);
        for (int i = 0; i < UNITS; i++)
            failed += now->told[i] != SQLA_OK && now->told[i] != SQLA_NO_RESULT_FOUND;
        /* One end is told once, and never passed over. */
        CHECK_INT(failed, now->seen >= now->at);
    }
    CHECK(now->at > 40);
    PQfinish(now->pg);
    close_fix(&now->f);
}

static void end_before_release(const char *text, void *user) {
    if (strncmp(text, "RELEASE", 7) == 0) end_backends(user);
}

/* The end of a bulk call is a part of it. */
TEST(a_bulk_call_that_loses_its_connection_says_so) {
    static Page pages[300];
    fix f;
    if (!needs_postgresql()) return;
    open_fix(&f, .pool_size = 1);
    PGconn *pg = open_raw();
    sqla_engine *e = sqla_create_engine(postgresql_url(), .echo = true, .log = end_before_release,
                                        .log_user = pg);
    sqla_params *sets = sqla_params_new();
    for (int i = 0; i < 300; i++) {
        sqla_params_set(sets, "thread", 0);
        sqla_params_set(sets, "turn", i);
        sqla_params_next(sets);
    }
    for (int copied = 0; copied < 2; copied++) {
        sqla_conn *c = sqla_connect(e);
        sqla_status status;
        if (copied) {
            status = sqla_bulk_insert(c, Page, pages, 300);
        } else {
            sqla_result *r = sqla_execute_many(c, sqla_insert(sqla_entity(Page)), sets);
            status = sqla_result_status(r);
            sqla_result_free(r);
        }
        CHECK_STATUS(status, SQLA_OPERATIONAL_ERROR);
        CHECK(sqla_commit(c) != SQLA_OK);
        sqla_conn_close(c);
        CHECK_STR(seen_by(pg, "SELECT count(*) FROM pages"), "0");
    }
    sqla_params_free(sets);
    sqla_dispose(e);
    PQfinish(pg);
    close_fix(&f);
}

/* ---- passwords ---- */

static char heard[20000];

static void hear(const char *text, void *user) {
    (void)user;
    size_t n = strlen(heard);
    snprintf(heard + n, sizeof heard - n, "%s\n", text);
}

/* Exchanges the server's pg_hba.conf for `text`, and answers what it was (the caller frees it). */
static char *exchange_hba(const char *text) {
    char path[600];
    static char before[20000];
    snprintf(path, sizeof path, "%s/data/pg_hba.conf", server_folder());
    FILE *file = fopen(path, "r+");
    CHECK(file != NULL);
    if (!file) return NULL;
    before[fread(before, 1, sizeof before - 1, file)] = '\0';
    char *old = strdup(before);
    rewind(file);
    CHECK(ftruncate(fileno(file), 0) == 0);
    CHECK(fputs(text ? text : "", file) >= 0);
    CHECK_INT(fclose(file), 0);
    raw("SELECT pg_reload_conf()");
    return old;
}

/* Does the role get in without a password? */
static bool gets_in(const char *host) {
    char info[700];
    snprintf(info, sizeof info, "host=%s user=locked dbname=postgres", host);
    PGconn *pg = PQconnectdb(info);
    bool in = PQstatus(pg) == CONNECTION_OK;
    PQfinish(pg);
    return in;
}

static void check_hidden(const char *text) { CHECK(!strstr(text, "s3cr3t")); }

static void check_refused(const char *url, const char *message) {
    char shown[400];
    sqla_url parts;
    memset(heard, 0, sizeof heard);
    sqla_engine *e = sqla_create_engine(url, .echo = true, .log = hear);
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    const sqla_error_record *r = sqla_error(c);
    CHECK_STATUS(r->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(r->message, message);
    check_hidden(r->message);
    check_hidden(r->detail);
    check_hidden(r->hint);
    check_hidden(r->sql);
    check_hidden(r->params);
    check_hidden(sqla_last_error(c)->message);
    check_hidden(sqla_error(e)->message);
    check_hidden(heard);
    CHECK_STATUS(sqla_url_parse(url, &parts), SQLA_OK);
    CHECK_STR(parts.password, "s3cr3t-x");
    check_hidden(sqla_url_text(&parts, shown, sizeof shown));
    CHECK_HAS(shown, "locked:***@");
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    sqla_dispose(e);
}

TEST(a_wrong_password_is_refused_and_not_shown) {
    char url[900];
    if (!needs_postgresql()) return;
    raw("SET client_min_messages = error; DROP ROLE IF EXISTS locked");
    raw("CREATE ROLE locked LOGIN PASSWORD 'open sesame'");
    CHECK(gets_in(server_folder()));
    char *before = exchange_hba("local all locked scram-sha-256\nlocal all all trust\n");
    for (int i = 0; i < 500 && gets_in(server_folder()); i++) pause_ms(10);
    CHECK(!gets_in(server_folder()));
    snprintf(url, sizeof url, "postgresql://locked:s3cr3t-x@/postgres?host=%s", server_folder());
    check_refused(url, "password authentication failed for user \"locked\"");
    snprintf(url, sizeof url, "postgresql://locked:open%%20sesame@/postgres?host=%s",
             server_folder());
    sqla_engine *e = sqla_create_engine(url);
    sqla_conn *c = sqla_connect(e);
    CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT current_user::text")), "locked");
    sqla_conn_close(c);
    sqla_dispose(e);
    free(exchange_hba(before ? before : "local all all trust\n"));
    free(before);
    for (int i = 0; i < 500 && !gets_in(server_folder()); i++) pause_ms(10);
    CHECK(gets_in(server_folder()));
    raw("DROP ROLE locked");
}

/* Nothing is printed, not even what the server says before the connection is open. */
TEST(warnings_of_the_server_are_not_printed) {
    char url[900], text[200];
    if (!needs_postgresql()) return;
    raw("SET client_min_messages = error; DROP ROLE IF EXISTS warned");
    raw("CREATE ROLE warned LOGIN");
    raw("SET client_min_messages = error; ALTER ROLE warned SET default_tablespace = 'nowhere'");
    snprintf(url, sizeof url, "postgresql://warned@/postgres?host=%s", server_folder());
    FILE *file = tmpfile();
    int old = dup(STDERR_FILENO);
    fflush(stderr);
    CHECK(file && old >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    sqla_engine *e = sqla_create_engine(url);
    sqla_conn *c = sqla_connect(e);
    int64_t answer = echo(c, 5);
    sqla_exec(c, sqla_text("DO $$ BEGIN RAISE WARNING 'x'; END $$"));
    sqla_conn_close(c);
    sqla_dispose(e);
    fflush(stderr);
    dup2(old, STDERR_FILENO);
    close(old);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    raw("DROP ROLE warned");
    CHECK_INT(answer, 5);
    CHECK_STR(text, "");
}

TESTS(served,
    T(threads_take_connections_and_give_them_back),
    T(threads_keep_objects_in_sessions),
    T(all_who_wait_for_a_connection_are_told),
    T(who_gets_a_connection_goes_on),
    T(nothing_is_lost_where_backends_end),
    T(a_stream_whose_backend_ends_has_an_error),
    T(a_sessions_stream_whose_backend_ends_has_an_error),
    T(a_connection_lost_by_a_stream_is_not_handed_out_again),
    T(sqla_run_does_not_repeat_what_is_in_doubt),
    T(transactions_begin_as_told_while_statements_are_given_up),
    T(a_backend_that_ends_inside_copy_stores_nothing),
    T(a_restarted_server_is_found_again),
    T(sqla_run_works_again_when_the_server_is_up),
    T(a_backend_that_ends_before_any_statement),
    T(a_bulk_call_that_loses_its_connection_says_so),
    T(a_wrong_password_is_refused_and_not_shown),
    T(warnings_of_the_server_are_not_printed)
);
