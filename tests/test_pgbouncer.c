/* A pgbouncer in transaction mode between the library and a PostgreSQL server: each transaction may
 * run on another connection to the server, so that nothing of one may stay for the next. Run by
 * tests/pgbouncer with SQLA_TEST_ON=postgresql; it has two connections to the server. */
#include "server.h"

enum { SERVERS = 2 };               /* default_pool_size in tests/pgbouncer */

/* Past the pgbouncer. */
static const char *raw(const char *sql) {
    return raw_field(given("SQLA_TEST_POSTGRESQL_DIRECT"), sql, NULL);
}

/* What the pgbouncer tells about itself, in the first row that it shows. */
static const char *console(const char *sql, const char *column) {
    char url[400];
    snprintf(url, sizeof url, "host=%s port=6432 user=sqla dbname=pgbouncer",
             given("SQLA_TEST_POSTGRESQL_DIR"));
    return raw_field(url, sql, column);
}

typedef struct fix {
    sqla_metadata *md;
    sqla_engine   *e;
} fix;

static fix open_fix(void) {
    fix f = { shelves(), sqla_create_engine(empty_url()) };
    CHECK_STATUS(sqla_create_all(f.e, f.md), SQLA_OK);
    return f;
}

static void close_fix(fix *f) {
    sqla_dispose(f->e);
    sqla_metadata_free(f->md);
}

/* Asks each connection to the server, which two transactions at a time hold. */
static void ask_both(sqla_engine *e, const char *sql, int64_t answer[SERVERS]) {
    sqla_conn *c[SERVERS];
    int64_t pid[SERVERS];
    for (int i = 0; i < SERVERS; i++) {
        c[i] = sqla_connect(e);
        pid[i] = pid_of(c[i]);
        answer[i] = sqla_scalar_int(c[i], sqla_text(sql));
        CHECK(!sqla_failed(c[i]));
    }
    CHECK(pid[0] > 0 && pid[1] > 0 && pid[0] != pid[1]);
    for (int i = 0; i < SERVERS; i++) {
        CHECK_STATUS(sqla_commit(c[i]), SQLA_OK);
        sqla_conn_close(c[i]);
    }
}

/* ---- what stands in between ---- */

/* Without it all that follows would be true of nothing. */
TEST(a_pgbouncer_gives_connections_to_transactions) {
    fix f = open_fix();
    CHECK_HAS(console("SHOW VERSION", "version"), "PgBouncer");
    sqla_conn *a = sqla_connect(f.e), *b = sqla_connect(f.e);
    int64_t first = pid_of(a);
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    CHECK_INT(pid_of(b), first);                /* two of ours, one of the server's */
    CHECK(pid_of(a) != first);                  /* one of ours, another of the server's */
    CHECK(!sqla_failed(a) && !sqla_failed(b));
    sqla_conn_close(a);
    sqla_conn_close(b);
    close_fix(&f);
}

/* The settings that the driver asks of a server by itself, a pgbouncer does not take. */
TEST(the_url_must_say_that_it_is_there) {
    char url[600];
    snprintf(url, sizeof url, "%s&port=6432", given("SQLA_TEST_POSTGRESQL_DIRECT"));
    sqla_engine *e = sqla_create_engine(url);
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(sqla_error(c)->message, "options");
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* BEGIN travels with the first statement: who has sent none keeps nobody from working. */
TEST(a_transaction_without_statement_holds_no_connection) {
    static const char *const names[] = { "a", "b", "c", "d" };
    fix f = open_fix();
    sqla_conn *c[4];
    for (int i = 0; i < 4; i++) {
        c[i] = sqla_connect(f.e);
        CHECK_STATUS(sqla_begin(c[i]), SQLA_OK);
    }
    for (int i = 0; i < 4; i++) {
        CHECK_INT(sqla_exec(c[i], insert_shelf(i + 1, names[i])), 1);
        CHECK_STATUS(sqla_commit(c[i]), SQLA_OK);
        CHECK_STATUS(sqla_begin(c[i]), SQLA_OK);
    }
    CHECK_STR(raw("SELECT count(*) FROM shelves"), "4");
    for (int i = 0; i < 4; i++) sqla_conn_close(c[i]);
    close_fix(&f);
}

/* ---- statements ---- */

/* Does everything that a statement can be executed for. The first id lies above those that the
 * server gives. */
static void work(sqla_engine *e, sqla_metadata *md, int64_t first) {
    char name[20];
    sqla_conn *c = sqla_connect(e);
    for (int i = 0; i < 8; i++) {
        snprintf(name, sizeof name, "w%d", (int)first + i);
        CHECK_INT(sqla_exec(c, insert_shelf(first + i, name)), 1);
        CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT name FROM shelves WHERE id = :id"),
                                   SQLA_PARAMS("id", first + i)), name);
        if (i % 3 == 2) CHECK_STATUS(sqla_commit(c), SQLA_OK);
    }
    sqla_params *sets = sqla_params_new();
    for (int i = 0; i < 8; i++) {
        sqla_params_set(sets, "shelf", first + i);
        sqla_params_next(sets);
    }
    sqla_result *r = sqla_execute_many(c,
        sqla_text("INSERT INTO books (shelf_id, title, pages) VALUES (:shelf, 'x', 1)"), sets);
    CHECK_INT(sqla_rowcount(r), 8);
    sqla_result_free(r);
    sqla_params_free(sets);
    Book more[20];
    for (int i = 0; i < 20; i++)
        more[i] = (Book){ .shelf_id = { first, true }, .title = "y", .pages = i };
    CHECK_STATUS(sqla_bulk_insert(c, Book, more, 20), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    sqla_conn_close(c);

    sqla_session *s = sqla_session_open(e, md);
    snprintf(name, sizeof name, "s%d", (int)first);
    Shelf *shelf = sqla_add(s, sqla_new(Shelf, .name = name));
    for (int i = 0; i < 3 && shelf; i++)
        sqla_append(shelf, books, sqla_new(Book, .title = "z", .pages = i));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    int64_t rows = 0;
    sqla_stmt *q = sqla_select(sqla_entity(Book));
    sqla_foreach(Book, book, s, sqla_yield_per(q, 5)) rows += book->id > 0;
    CHECK(rows >= 31);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_session_close(s);
}

TEST(nothing_is_prepared_on_the_server) {
    static const char *const prepared = "SELECT count(*) FROM pg_prepared_statements";
    fix f = open_fix();
    int64_t n[SERVERS];
    sqla_conn *holding = sqla_connect(f.e);
    work(f.e, f.md, 1000);
    pid_of(holding);                            /* so that this happens on the other one */
    work(f.e, f.md, 2000);
    CHECK_STATUS(sqla_commit(holding), SQLA_OK);
    ask_both(f.e, prepared, n);
    CHECK_INT(n[0], 0);
    CHECK_INT(n[1], 0);
    /* Would it be seen? */
    CHECK_STATUS(sqla_exec_driver_sql(holding, "PREPARE of_my_own AS SELECT 1"), SQLA_OK);
    CHECK_STATUS(sqla_commit(holding), SQLA_OK);
    ask_both(f.e, prepared, n);
    CHECK_INT(n[0] + n[1], 1);
    sqla_conn_close(holding);
    close_fix(&f);
}

/* A compiled statement was described on one connection to the server, and runs on both. */
TEST(a_statement_moves_between_connections) {
    fix f = open_fix();
    sqla_conn *a = sqla_connect(f.e), *b = sqla_connect(f.e);
    sqla_stmt *insert = sqla_ref(sqla_text("INSERT INTO shelves (name) VALUES (:name) "
                                           "RETURNING pg_backend_pid()"));
    sqla_stmt *find = sqla_ref(sqla_text("SELECT name FROM shelves WHERE name = :name"));
    int64_t here = sqla_scalar_int(a, insert, SQLA_PARAMS("name", "one"));
    CHECK_STR(sqla_scalar_text(a, find, SQLA_PARAMS("name", "one")), "one");
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    CHECK_INT(pid_of(b), here);
    int64_t there = sqla_scalar_int(a, insert, SQLA_PARAMS("name", "two"));
    CHECK(here > 0 && there > 0 && here != there);
    CHECK_STR(sqla_scalar_text(a, find, SQLA_PARAMS("name", "two")), "two");
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    CHECK_STR(sqla_scalar_text(b, find, SQLA_PARAMS("name", "two")), "two");
    CHECK(!sqla_failed(a) && !sqla_failed(b));
    sqla_unref(insert);
    sqla_unref(find);
    sqla_conn_close(a);
    sqla_conn_close(b);
    close_fix(&f);
}

TEST(many_sets_of_parameters) {
    enum { SETS = 1000, TWICE = 700 };
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.e), *other = sqla_connect(f.e);
    sqla_stmt *q = sqla_ref(sqla_text("INSERT INTO shelves (id, name) VALUES (:id, :name)"));
    for (int wrong = 1; wrong >= 0; wrong--) {
        sqla_params *sets = sqla_params_new();
        for (int i = 1; i <= SETS; i++) {
            char name[20];
            snprintf(name, sizeof name, "n%d", i);
            sqla_params_set(sets, "id", wrong && i == TWICE + 1 ? 5 : i);
            sqla_params_set(sets, "name", name);
            sqla_params_next(sets);
        }
        sqla_result *r = sqla_execute_many(c, q, sets);
        CHECK_STATUS(sqla_result_status(r), wrong ? SQLA_INTEGRITY_ERROR : SQLA_OK);
        if (wrong) CHECK_INT(sqla_error(c)->row, TWICE);
        else CHECK_INT(sqla_rowcount(r), SETS);
        sqla_result_free(r);
        sqla_clear_error(c);
        CHECK_INT(count_shelves(c), wrong ? 0 : SETS);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
        CHECK_INT(count_shelves(other), wrong ? 0 : SETS);
        CHECK_STATUS(sqla_commit(other), SQLA_OK);
        sqla_params_free(sets);
    }
    sqla_unref(q);
    sqla_conn_close(c);
    sqla_conn_close(other);
    close_fix(&f);
}

/* A trigger tells what the server was sent. */
TEST(a_bulk_insert_is_a_copy) {
    enum { ROWS = 5000, WRONG = 1234 };
    static Book rows[ROWS];
    fix f = open_fix();
    raw("CREATE TABLE sent (text text); CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN INSERT INTO sent VALUES (current_query()); RETURN NULL; END'; "
        "CREATE TRIGGER note BEFORE INSERT ON books EXECUTE FUNCTION note(); "
        "INSERT INTO shelves (name) VALUES ('only')");
    for (int i = 0; i < ROWS; i++)
        rows[i] = (Book){ .shelf_id = { 1, true }, .title = i % 2 ? "odd" : NULL, .pages = i };
    sqla_conn *c = sqla_connect(f.e);
    int64_t pid = pid_of(c);
    CHECK_STATUS(sqla_bulk_insert(c, Book, rows, ROWS), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) || ' ' || sum(pages) || ' ' || count(title) FROM books"),
              "5000 12497500 2500");
    CHECK_HAS(raw("SELECT text FROM sent"), "COPY books");
    /* One that the server breaks off: the connection to it is as good as before. */
    rows[WRONG].pages = -1;
    CHECK_STATUS(sqla_bulk_insert(c, Book, rows, ROWS), SQLA_INTEGRITY_ERROR);
    CHECK_INT(sqla_error(c)->row, WRONG);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    sqla_clear_error(c);
    CHECK_INT(pid_of(c), pid);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM books")), ROWS);
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    close_fix(&f);
}

/* Its cursor lives as long as the transaction, and so does the hold on the connection. */
TEST(rows_come_in_parts_inside_a_transaction) {
    enum { ROWS = 1200 };
    fix f = open_fix();
    raw("INSERT INTO shelves (name) SELECT 'n' || i FROM generate_series(1, 1200) i");
    sqla_session *s = sqla_session_open(f.e, f.md);
    sqla_conn *other = sqla_connect(f.e);
    int64_t rows = 0;
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(Shelf)), sqla_col(Shelf, id));
    sqla_foreach(Shelf, shelf, s, sqla_yield_per(q, 100)) {
        CHECK_INT(shelf->id, ++rows);
        if (rows % 100 != 50) continue;
        if (rows == 50) CHECK_STR(raw("SELECT count(*) FROM pg_stat_activity "
            "WHERE state = 'idle in transaction' AND query LIKE 'FETCH%'"), "1");
        CHECK_INT(count_shelves(other), ROWS);
        CHECK_STATUS(sqla_commit(other), SQLA_OK);
    }
    CHECK_INT(rows, ROWS);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    /* One that is left early closes its cursor. */
    rows = 0;
    q = sqla_yield_per(sqla_select(sqla_entity(Shelf)), 100);
    sqla_foreach(Shelf, shelf, s, q) if (shelf->id && ++rows == 150) break;
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM pg_cursors WHERE name <> ''")), 0);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK(!sqla_failed(s) && !sqla_failed(other));
    sqla_conn_close(other);
    sqla_session_close(s);
    close_fix(&f);
}

/* ---- transactions ---- */

TEST(transactions_and_savepoints) {
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.e), *other = sqla_connect(f.e);
    CHECK_INT(sqla_exec(c, insert_shelf(1, "lost")), 1);
    CHECK_INT(count_shelves(other), 0);
    CHECK_STATUS(sqla_commit(other), SQLA_OK);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(count_shelves(other), 0);
    CHECK_STATUS(sqla_commit(other), SQLA_OK);

    sqla_transaction(c) {
        CHECK_INT(sqla_exec(c, insert_shelf(1, "kept")), 1);
        sqla_savepoint(c) {
            CHECK_INT(sqla_exec(c, insert_shelf(2, "kept")), -1);      /* the name is taken */
            break;
        }
        CHECK_STR(sqla_error(c)->sqlstate, "23505");
        sqla_clear_error(c);
        sqla_savepoint(c) {
            CHECK_INT(sqla_exec(c, insert_shelf(3, "kept too")), 1);
            sqla_savepoint(c) {
                CHECK_INT(sqla_exec(c, insert_shelf(4, "given up")), 1);
                break;
            }
        }
    }
    CHECK_STATUS(sqla_outcome(c), SQLA_OK);
    CHECK_STR(sqla_scalar_text(other, sqla_text("SELECT string_agg(name, ', ' ORDER BY id) "
                                                "FROM shelves")), "kept, kept too");
    CHECK(!sqla_failed(c) && !sqla_failed(other));
    sqla_conn_close(other);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(a_session_flushes_and_loads) {
    fix f = open_fix();
    sqla_session *s = sqla_session_open(f.e, f.md);
    sqla_conn *other = sqla_connect(f.e);
    Shelf *shelf = sqla_add(s, sqla_new(Shelf, .name = "sea"));
    NEED(shelf);
    for (int i = 1; i <= 30; i++)
        sqla_append(shelf, books, sqla_new(Book, .title = "a ship", .pages = i));
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK_INT(count_shelves(other), 0);
    CHECK_STATUS(sqla_commit(other), SQLA_OK);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    int64_t pid = pid_of(other);                /* the session's next transaction moves */
    CHECK(sqla_scalar_int(s, sqla_text("SELECT pg_backend_pid()")) != pid);
    int pages = 0;
    sqla_each(Book, book, shelf, books) {
        pages += book->pages;
        book->pages += 1;
    }
    CHECK_INT(pages, 30 * 31 / 2);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(other, sqla_text("SELECT sum(pages) FROM books")), 30 * 31 / 2 + 30);
    CHECK_STATUS(sqla_commit(other), SQLA_OK);
    CHECK_STATUS(sqla_session_delete(s, shelf), SQLA_OK);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(other, sqla_text("SELECT count(*) FROM books")), 0);
    CHECK(!sqla_failed(s) && !sqla_failed(other));
done:
    sqla_conn_close(other);
    sqla_session_close(s);
    close_fix(&f);
}

TEST(each_transaction_has_its_own_isolation_level) {
    static const char *const show = "SHOW transaction_isolation";
    fix f = open_fix();
    sqla_conn *a = sqla_connect(f.e), *b = sqla_connect(f.e);
    CHECK_STATUS(sqla_execution_options(a, .isolation_level = SQLA_SERIALIZABLE, .read_only = true),
                 SQLA_OK);
    for (int i = 0; i < 2; i++) {               /* in turn, on the same connection to the server */
        int64_t pid = pid_of(a);
        CHECK_STR(sqla_scalar_text(a, sqla_text(show)), "serializable");
        CHECK_STR(sqla_scalar_text(a, sqla_text("SHOW transaction_read_only")), "on");
        CHECK_STATUS(sqla_commit(a), SQLA_OK);
        CHECK_INT(pid_of(b), pid);
        CHECK_STR(sqla_scalar_text(b, sqla_text(show)), "read committed");
        CHECK_INT(sqla_exec(b, insert_shelf(i + 1, i ? "x" : "y")), 1);
        CHECK_STATUS(sqla_commit(b), SQLA_OK);
    }
    /* A snapshot holds for its transaction and no longer. */
    CHECK_STATUS(sqla_execution_options(a, .isolation_level = SQLA_REPEATABLE_READ), SQLA_OK);
    CHECK_INT(count_shelves(a), 2);
    CHECK_INT(sqla_exec(b, insert_shelf(3, "z")), 1);
    CHECK_STATUS(sqla_commit(b), SQLA_OK);
    CHECK_INT(count_shelves(a), 2);
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    CHECK_INT(count_shelves(a), 3);
    CHECK(!sqla_failed(a) && !sqla_failed(b));
    sqla_conn_close(a);
    sqla_conn_close(b);
    close_fix(&f);
}

/* A SET outside a transaction would hold for whoever comes next. Those that a pgbouncer itself
 * sends to fit its client are not counted, nor those that the driver makes for the transaction that
 * asks. */
TEST(no_setting_is_left_behind) {
    static const char *const settings = "SELECT count(*) FROM pg_settings WHERE source = 'session' "
        "AND name NOT IN ('application_name', 'client_encoding', 'DateStyle', 'TimeZone', "
        "'standard_conforming_strings', 'IntervalStyle', 'bytea_output', 'extra_float_digits')";
    int64_t n[SERVERS];
    fix f = open_fix();
    sqla_conn *a = sqla_connect(f.e), *b = sqla_connect(f.e);
    CHECK_STATUS(sqla_execution_options(a, .isolation_level = SQLA_SERIALIZABLE), SQLA_OK);
    CHECK_INT(count_shelves(a), 0);
    work(f.e, f.md, 1000);
    CHECK_STATUS(sqla_rollback(a), SQLA_OK);
    work(f.e, f.md, 2000);
    CHECK_STATUS(sqla_exec_driver_sql(a, "SET LOCAL work_mem = '5MB'"), SQLA_OK);
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    ask_both(f.e, settings, n);
    CHECK_INT(n[0], 0);
    CHECK_INT(n[1], 0);
    /* Would it be seen? */
    CHECK_STATUS(sqla_exec_driver_sql(a, "SET work_mem = '5MB'"), SQLA_OK);
    int64_t pid = pid_of(a);
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    CHECK_INT(pid_of(b), pid);
    CHECK_STR(sqla_scalar_text(b, sqla_text("SHOW work_mem")), "5MB");
    CHECK_STATUS(sqla_commit(b), SQLA_OK);
    ask_both(f.e, settings, n);
    CHECK_INT(n[0] + n[1], 1);
    sqla_conn_close(a);
    sqla_conn_close(b);
    close_fix(&f);
}

/* ---- several at a time ---- */

enum { THREADS = 4, ROUNDS = 30 };

static void count_up(int index, void *arg) {
    for (int i = 0; i < ROUNDS; i++) {
        char title[20];
        snprintf(title, sizeof title, "%d/%d", index, i);
        sqla_conn *c = sqla_connect(arg);
        sqla_stmt *q = sqla_text("INSERT INTO books (title, pages) VALUES (:t, pg_backend_pid())");
        CHECK_INT(sqla_exec(c, q, SQLA_PARAMS("t", title)), 1);
        CHECK_INT(sqla_exec(c, sqla_text("SELECT pg_sleep(0.005)")), 0);
        q = sqla_text("SELECT count(*) FROM books WHERE title LIKE :t || '/%'");
        snprintf(title, sizeof title, "%d", index);
        CHECK_INT(sqla_scalar_int(c, q, SQLA_PARAMS("t", title)), i + 1 - i / 5);
        /* Each fifth is undone, by an error or by will. */
        if (i % 5 == 4 && i % 2) CHECK_INT(sqla_exec(c, sqla_text("SELECT 1 / 0")), -1);
        CHECK_STATUS(i % 5 == 4 ? sqla_rollback(c) : sqla_commit(c), SQLA_OK);
        sqla_conn_close(c);
    }
}

TEST(four_connections_share_two) {
    sqla_metadata *md = shelves();
    sqla_engine *e = sqla_create_engine(empty_url(), .pool_size = THREADS, .max_overflow = SQLA_NO);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    run_threads(THREADS, count_up, e);
    CHECK(sqla_engine_statistics(e).opened <= THREADS);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    CHECK_STR(raw("SELECT count(*) || ' ' || count(DISTINCT pages) FROM books"), "96 2");
    sqla_dispose(e);
    sqla_metadata_free(md);
}

typedef struct race {
    sqla_engine      *e;
    pthread_barrier_t both;
    atomic_int        again;
} race;

/* Both read the sum before either writes: one has to do it again. */
typedef struct racer { race *race; int tries; } racer;

static sqla_status add_sum(sqla_conn *c, void *arg) {
    racer *mine = arg;
    int64_t sum = sqla_scalar_int(c, sqla_text("SELECT coalesce(sum(pages), 1) FROM books"));
    if (mine->tries++ == 0) pthread_barrier_wait(&mine->race->both);
    sqla_exec(c, sqla_text("INSERT INTO books (pages) VALUES (:p)"), SQLA_PARAMS("p", sum));
    return sqla_error(c)->code;
}

static void race_once(int index, void *arg) {
    (void)index;
    racer mine = { arg, 0 };
    CHECK_STATUS(sqla_run(mine.race->e, add_sum, &mine), SQLA_OK);
    if (mine.tries > 1) atomic_fetch_add(&mine.race->again, 1);
}

TEST(work_that_could_not_be_serialized_is_done_again) {
    sqla_metadata *md = shelves();
    race r = { .e = sqla_create_engine(empty_url(), .isolation_level = SQLA_SERIALIZABLE) };
    CHECK_STATUS(sqla_create_all(r.e, md), SQLA_OK);
    pthread_barrier_init(&r.both, NULL, 2);
    run_threads(2, race_once, &r);
    pthread_barrier_destroy(&r.both);
    CHECK_INT(atomic_load(&r.again), 1);
    CHECK_STR(raw("SELECT string_agg(pages::text, ' ' ORDER BY pages) FROM books"), "1 1");
    sqla_dispose(r.e);
    sqla_metadata_free(md);
}

/* ---- failures ---- */

/* Leaves a transaction in disorder, in one of several ways. */
static void fail_in(sqla_conn *c, int how) {
    switch (how) {
    case 0:                                     /* rolled back */
        CHECK_INT(sqla_exec(c, sqla_text("SELECT 1 / 0")), -1);
        CHECK_STR(sqla_error(c)->sqlstate, "22012");
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        break;
    case 1:                                     /* committed, which is refused */
        CHECK_INT(sqla_exec(c, sqla_text("SELECT nothing")), -1);
        CHECK_STATUS(sqla_commit(c), SQLA_PENDING_ROLLBACK);
        break;
    case 2:                                     /* closed, after an error */
        CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO shelves (id) VALUES (1)")), -1);
        break;
    case 3: {                                   /* closed with rows unread */
        sqla_stmt *q = sqla_text("SELECT n FROM generate_series(1, 1000) n");
        sqla_result *r = sqla_execute(c, sqla_yield_per(q, 10));
        CHECK(sqla_next(r));
        CHECK_INT(sqla_exec(c, insert_shelf(1, "not committed")), 1);
        break;
    }
    default:                                    /* an error at COMMIT */
        CHECK_STATUS(sqla_exec_driver_sql(c, "ALTER TABLE books ALTER CONSTRAINT "
                                          "books_shelf_id_fkey DEFERRABLE INITIALLY DEFERRED"),
                     SQLA_OK);
        CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO books (shelf_id, pages) "
                                          "VALUES (77, 1)")), 1);
        CHECK_STATUS(sqla_commit(c), SQLA_INTEGRITY_ERROR);
    }
}

TEST(an_error_does_no_harm_to_the_next_transaction) {
    fix f = open_fix();
    for (int how = 0; how < 5; how++) {
        sqla_conn *a = sqla_connect(f.e), *b = sqla_connect(f.e);
        int64_t pid = pid_of(a);
        fail_in(a, how);
        sqla_conn_close(a);
        CHECK_INT(pid_of(b), pid);              /* what comes next on the same connection */
        CHECK_INT(count_shelves(b), how);
        char name[20];
        snprintf(name, sizeof name, "after %d", how);
        CHECK_INT(sqla_exec(b, insert_shelf(how + 10, name)), 1);
        CHECK_STATUS(sqla_commit(b), SQLA_OK);
        CHECK(!sqla_failed(b));
        sqla_conn_close(b);
    }
    CHECK_STR(raw("SELECT count(*) || ' ' || min(id) FROM shelves"), "5 10");
    close_fix(&f);
}

TEST(a_server_process_that_ends_in_a_transaction) {
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.e);
    int64_t pid = pid_of(c);
    char sql[80];
    CHECK_INT(sqla_exec(c, insert_shelf(1, "lost")), 1);
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%lld, 5000)", (long long)pid);
    CHECK_STR(raw(sql), "t");
    CHECK_INT(sqla_exec(c, insert_shelf(2, "late")), -1);
    CHECK(sqla_error(c)->is_disconnect);
    CHECK(sqla_commit(c) != SQLA_OK);
    sqla_conn_close(c);
    c = sqla_connect(f.e);
    CHECK(pid_of(c) != pid);
    CHECK_INT(count_shelves(c), 0);
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    close_fix(&f);
}

/* ---- the pgbouncer goes and comes ---- */

static bool is_up(void) {
    char url[400];
    snprintf(url, sizeof url, "host=%s port=6432 user=sqla dbname=postgres",
             given("SQLA_TEST_POSTGRESQL_DIR"));
    return PQping(url) == PQPING_OK;
}

static void wait_until(bool up) {
    double end = seconds_now() + 10;
    while (is_up() != up && seconds_now() < end) sleep_ms(10);
    CHECK(is_up() == up);
}

static void kill_pgbouncer(void) {
    char path[400];
    int pid = 0;
    snprintf(path, sizeof path, "%s/pgbouncer.pid", given("SQLA_TEST_POSTGRESQL_DIR"));
    FILE *file = fopen(path, "r");
    CHECK(file && fscanf(file, "%d", &pid) == 1 && pid > 1);
    if (file) fclose(file);
    if (pid > 1) CHECK_INT(kill(pid, SIGKILL), 0);
    wait_until(false);
    unlink(path);               /* or the next one may take the dead process for a living one */
}

TEST(a_pgbouncer_that_is_killed_and_started_again) {
    fix f = open_fix();
    sqla_conn *in_work = sqla_connect(f.e), *at_end = sqla_connect(f.e), *idle = sqla_connect(f.e);
    sqla_conn *between = sqla_connect(f.e);
    CHECK_INT(count_shelves(between), 0);
    CHECK_STATUS(sqla_commit(between), SQLA_OK);
    CHECK_INT(count_shelves(idle), 0);
    CHECK_STATUS(sqla_commit(idle), SQLA_OK);
    sqla_conn_close(idle);                      /* the engine's pool has it now */
    CHECK_INT(sqla_exec(in_work, insert_shelf(1, "lost")), 1);
    CHECK_INT(sqla_exec(at_end, insert_shelf(2, "lost, too")), 1);
    kill_pgbouncer();

    CHECK_INT(sqla_exec(in_work, insert_shelf(3, "late")), -1);
    CHECK(sqla_error(in_work)->is_disconnect);
    CHECK_STATUS(sqla_error(in_work)->code, SQLA_OPERATIONAL_ERROR);
    CHECK(sqla_commit(in_work) != SQLA_OK);
    /* Here nobody can know whether COMMIT arrived. */
    CHECK_STATUS(sqla_commit(at_end), SQLA_IN_DOUBT);
    CHECK_INT(sqla_exec(between, sqla_text("SELECT 1")), -1);
    CHECK(sqla_error(between)->is_disconnect);
    sqla_conn_close(in_work);
    sqla_conn_close(at_end);
    sqla_conn_close(between);
    sqla_conn *c = sqla_connect(f.e);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    CHECK(sqla_error(c)->is_disconnect);
    CHECK_HAS(sqla_error(c)->message, given("SQLA_TEST_POSTGRESQL_DIR"));
    sqla_conn_close(c);

    run_command("SQLA_TEST_PGBOUNCER_START");
    wait_until(true);
    int64_t opened = sqla_engine_statistics(f.e).opened;
    c = sqla_connect(f.e);
    CHECK_INT(count_shelves(c), 0);
    CHECK_INT(sqla_exec(c, insert_shelf(4, "back")), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK(!sqla_failed(c));
    CHECK_INT(sqla_engine_statistics(f.e).opened, opened + 1);
    CHECK_STR(raw("SELECT string_agg(name, ' ') FROM shelves"), "back");
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(f.e).checked_out, 0);
    close_fix(&f);
}

TESTS(pgbouncer,
    T(a_pgbouncer_gives_connections_to_transactions),
    T(the_url_must_say_that_it_is_there),
    T(a_transaction_without_statement_holds_no_connection),
    T(nothing_is_prepared_on_the_server),
    T(a_statement_moves_between_connections),
    T(many_sets_of_parameters),
    T(a_bulk_insert_is_a_copy),
    T(rows_come_in_parts_inside_a_transaction),
    T(transactions_and_savepoints),
    T(a_session_flushes_and_loads),
    T(each_transaction_has_its_own_isolation_level),
    T(no_setting_is_left_behind),
    T(four_connections_share_two),
    T(work_that_could_not_be_serialized_is_done_again),
    T(an_error_does_no_harm_to_the_next_transaction),
    T(a_server_process_that_ends_in_a_transaction),
    T(a_pgbouncer_that_is_killed_and_started_again)
);
