/* Two PostgreSQL servers, of which the second follows the first: which one a connection finds, what
 * is seen there, and what becomes of the rows when the first is lost. Run by tests/standby with
 * SQLA_TEST_ON=postgresql. A commit waits until the standby shows its rows. */
#include "server.h"

static const char *primary_url(void) { return given("SQLA_TEST_PRIMARY"); }
static const char *standby_url(void) { return given("SQLA_TEST_STANDBY"); }

/* The server that target_session_attrs finds among both. */
static const char *either_url(const char *wanted) {
    static char urls[4][800];
    static int turn;
    char *url = urls[turn++ % 4];
    snprintf(url, sizeof urls[0], "%s&target_session_attrs=%s", given("SQLA_TEST_BOTH"), wanted);
    return url;
}

/* One engine to write with, one to read with. */
typedef struct fix {
    sqla_metadata *md;
    sqla_engine   *writing, *reading;
} fix;

static fix open_fix(void) {
    empty_url();
    fix f = { shelves(), sqla_create_engine(either_url("read-write")),
              sqla_create_engine(either_url("prefer-standby")) };
    CHECK_STATUS(sqla_create_all(f.writing, f.md), SQLA_OK);
    return f;
}

static void close_fix(fix *f) {
    sqla_dispose(f->writing);
    sqla_dispose(f->reading);
    sqla_metadata_free(f->md);
}

/* ---- which server ---- */

/* "t" if a connection by this URL ends at the standby, "f" at the primary, or the error. */
static const char *found(const char *url) {
    static char text[600];
    sqla_engine *e = sqla_create_engine(url);
    sqla_conn *c = sqla_connect(e);
    const char *is = sqla_scalar_text(c, sqla_text("SELECT pg_is_in_recovery()::text"));
    snprintf(text, sizeof text, "%s", is ? is : sqla_error(c)->message);
    if (!is) CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
    sqla_conn_close(c);
    sqla_dispose(e);
    return text;
}

TEST(the_servers_are_what_they_are_taken_for) {
    CHECK_STR(found(primary_url()), "false");
    CHECK_STR(found(standby_url()), "true");
    CHECK_STR(found(given("SQLA_TEST_BOTH")), "false");     /* the first one */
    sqla_url url;
    char both[800];
    CHECK_STATUS(sqla_url_parse(given("SQLA_TEST_BOTH"), &url), SQLA_OK);
    snprintf(both, sizeof both, "%s,%s/standby", given("SQLA_TEST_POSTGRESQL_DIR"),
             given("SQLA_TEST_POSTGRESQL_DIR"));
    CHECK_STR(sqla_url_query(&url, "host"), both);
}

TEST(a_connection_finds_the_server_that_will_do) {
    static const struct { const char *wanted, *standby; } cases[] = {
        { "read-write", "false" }, { "primary", "false" }, { "read-only", "true" },
        { "standby", "true" }, { "prefer-standby", "true" },
    };
    const char *folder = given("SQLA_TEST_POSTGRESQL_DIR");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char turned[800];
        snprintf(turned, sizeof turned, "postgresql://sqla@/postgres?host=%s/standby,%s"
                 "&target_session_attrs=%s", folder, folder, cases[i].wanted);
        CHECK_STR(found(either_url(cases[i].wanted)), cases[i].standby);
        CHECK_STR(found(turned), cases[i].standby);         /* whatever the order */
    }
}

TEST(a_server_that_will_not_do) {
    char url[800];
    snprintf(url, sizeof url, "%s&target_session_attrs=read-write", standby_url());
    CHECK_HAS(found(url), "read-only");
    snprintf(url, sizeof url, "%s&target_session_attrs=standby", primary_url());
    CHECK_HAS(found(url), "standby");
    /* To prefer is not to insist. */
    snprintf(url, sizeof url, "%s&target_session_attrs=prefer-standby", primary_url());
    CHECK_STR(found(url), "false");
}

/* ---- writing on the standby ---- */

#define CHECK_READ_ONLY(c) \
    do { \
        CHECK_STR(sqla_error(c)->sqlstate, "25006"); \
        CHECK_STATUS(sqla_error(c)->code, SQLA_INTERNAL_ERROR); \
        CHECK_HAS(sqla_error(c)->message, "read-only transaction"); \
        CHECK(!sqla_error(c)->is_disconnect); \
        CHECK_STATUS(sqla_rollback(c), SQLA_OK); \
        sqla_clear_error(c); \
    } while (0)

TEST(the_standby_refuses_to_write) {
    fix f = open_fix();
    raw_field(primary_url(), "INSERT INTO shelves (name) VALUES ('there')", NULL);
    sqla_conn *c = sqla_connect(f.reading);
    CHECK_INT(sqla_exec(c, insert_shelf(0, "x")), -1);
    CHECK_READ_ONLY(c);
    CHECK_INT(sqla_exec(c, sqla_text("DELETE FROM shelves WHERE id = :id"), SQLA_PARAMS("id", 7)),
              -1);
    CHECK_READ_ONLY(c);
    CHECK_INT(sqla_exec(c, sqla_with_for_update(sqla_select(sqla_entity(Shelf)))), -1);
    CHECK_READ_ONLY(c);
    Book book = { .title = "y" };
    CHECK_STATUS(sqla_bulk_insert(c, Book, &book, 1), SQLA_INTERNAL_ERROR);
    CHECK_READ_ONLY(c);
    CHECK_STATUS(sqla_exec_driver_sql(c, "CREATE TABLE more (id int)"), SQLA_INTERNAL_ERROR);
    CHECK_READ_ONLY(c);
    CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT name FROM shelves")), "there");
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(f.reading).opened, 1);
    CHECK_STATUS(sqla_drop_all(f.reading, f.md), SQLA_INTERNAL_ERROR);
    CHECK_STR(sqla_error(f.reading)->sqlstate, "25006");
    close_fix(&f);
}

TEST(a_flush_on_the_standby_is_refused) {
    fix f = open_fix();
    sqla_session *s = sqla_session_open(f.reading, f.md);
    for (int several = 0; several < 2; several++) {
        NEED(sqla_add(s, sqla_new(Shelf, .name = "a")));
        if (several) NEED(sqla_add(s, sqla_new(Shelf, .name = "b")));
        CHECK_STATUS(sqla_commit(s), SQLA_INTERNAL_ERROR);
        CHECK_READ_ONLY(s);
        sqla_session_clear(s);
    }
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM shelves")), 0);
    CHECK(!sqla_failed(s));
done:
    sqla_session_close(s);
    close_fix(&f);
}

/* Creating what is there already is no writing. */
TEST(tables_that_are_there_can_be_created_on_the_standby) {
    fix f = open_fix();
    CHECK_STATUS(sqla_create_all(f.reading, f.md), SQLA_OK);
    raw_field(primary_url(), "DROP TABLE books", NULL);
    CHECK_STATUS(sqla_create_all(f.reading, f.md), SQLA_INTERNAL_ERROR);
    CHECK_STR(sqla_error(f.reading)->sqlstate, "25006");
    close_fix(&f);
}

/* ---- written here, read there ---- */

static sqla_status add_shelf(sqla_conn *c, void *arg) {
    char name[20];
    snprintf(name, sizeof name, "n%d", *(int *)arg);
    sqla_exec(c, insert_shelf(*(int *)arg, name));
    return sqla_error(c)->code;
}

TEST(a_committed_row_is_on_the_standby) {
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.reading);
    for (int i = 1; i <= 100; i++) {
        CHECK_STATUS(sqla_run(f.writing, add_shelf, &i), SQLA_OK);
        CHECK_INT(count_shelves(c), i);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
    }
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(what_is_not_committed_is_not_on_the_standby) {
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.writing), *there = sqla_connect(f.reading);
    CHECK_INT(sqla_exec(c, insert_shelf(1, "kept")), 1);
    CHECK_STATUS(sqla_begin_nested(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, insert_shelf(2, "given up")), 1);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(count_shelves(there), 0);
    CHECK_STATUS(sqla_commit(there), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, insert_shelf(3, "rolled back")), 1);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, insert_shelf(4, "kept, too")), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(sqla_scalar_text(there, sqla_text("SELECT string_agg(name, '; ' ORDER BY id) "
                                                "FROM shelves")), "kept; kept, too");
    CHECK(!sqla_failed(c) && !sqla_failed(there));
    sqla_conn_close(there);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(a_session_writes_and_another_reads) {
    fix f = open_fix();
    sqla_session *s = sqla_session_open(f.writing, f.md);
    sqla_session *there = sqla_session_open(f.reading, f.md);
    Shelf *shelf = sqla_add(s, sqla_new(Shelf, .name = "sea"));
    NEED(shelf);
    for (int i = 1; i <= 20; i++)
        sqla_append(shelf, books, sqla_new(Book, .title = "a ship", .pages = i));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    Shelf *same = sqla_get_by(there, Shelf, name, "sea");
    NEED(same);
    CHECK(same != shelf);
    int pages = 0;
    sqla_each(Book, book, same, books) pages += book->pages;
    CHECK_INT(pages, 210);
    CHECK_STATUS(sqla_commit(there), SQLA_OK);

    sqla_each(Book, book, shelf, books) book->pages *= 2;
    CHECK_STATUS(sqla_setattr(shelf, name, "ocean"), SQLA_OK);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    NEED(sqla_fresh(same));                     /* the commit has expired it */
    CHECK_STR(same->name, "ocean");
    pages = 0;
    sqla_each(Book, book, same, books) pages += book->pages;
    CHECK_INT(pages, 420);
    CHECK_STATUS(sqla_commit(there), SQLA_OK);

    CHECK_STATUS(sqla_session_delete(s, shelf), SQLA_OK);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK(sqla_fresh(same) == NULL);
    CHECK_INT(sqla_scalar_int(there, sqla_text("SELECT count(*) FROM books")), 0);
    CHECK(!sqla_failed(s));
done:
    sqla_session_close(there);
    sqla_session_close(s);
    close_fix(&f);
}

TEST(rows_in_bulk_reach_the_standby) {
    enum { ROWS = 5000 };
    static Book rows[ROWS];
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.writing), *there = sqla_connect(f.reading);
    for (int i = 0; i < ROWS; i++)
        rows[i] = (Book){ .id = i + 1, .title = i % 2 ? "odd" : NULL, .pages = i };
    CHECK_STATUS(sqla_bulk_insert(c, Book, rows, ROWS), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    Book *got;
    size_t n;
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(Book)), sqla_col(Book, id));
    CHECK_STATUS(sqla_fetch_all(there, Book, q, &got, &n), SQLA_OK);
    CHECK_INT(n, ROWS);
    for (size_t i = 0; i < n; i++) CHECK(got[i].id == rows[i].id && got[i].pages == rows[i].pages);
    sqla_fetch_free(got);
    CHECK_STATUS(sqla_commit(there), SQLA_OK);
    for (int i = 0; i < ROWS; i++) rows[i].pages++;
    CHECK_STATUS(sqla_bulk_update(c, Book, rows, ROWS, .only = SQLA_NAMES("pages")), SQLA_OK);
    CHECK_STATUS(sqla_bulk_delete(c, Book, rows, ROWS / 2), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_INT(sqla_scalar_int(there, sqla_text("SELECT sum(pages) FROM books")),
              (2501 + 5000) * 2500 / 2);
    CHECK(!sqla_failed(c) && !sqla_failed(there));
    sqla_conn_close(there);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(snapshots_and_levels_on_the_standby) {
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.reading);
    int one = 1, two = 2;
    CHECK_STATUS(sqla_execution_options(c, .isolation_level = SQLA_REPEATABLE_READ), SQLA_OK);
    CHECK_INT(count_shelves(c), 0);
    CHECK_STATUS(sqla_run(f.writing, add_shelf, &one), SQLA_OK);
    CHECK_INT(count_shelves(c), 0);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_INT(count_shelves(c), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(c, .isolation_level = SQLA_SERIALIZABLE), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT count(*) FROM shelves")), -1);
    CHECK_STATUS(sqla_error(c)->code, SQLA_NOT_SUPPORTED);
    CHECK_HAS(sqla_error(c)->message, "hot standby");
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    sqla_clear_error(c);
    CHECK_STATUS(sqla_execution_options(c), SQLA_OK);
    CHECK_STATUS(sqla_run(f.writing, add_shelf, &two), SQLA_OK);
    CHECK_INT(count_shelves(c), 2);
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(rows_come_in_parts_from_the_standby) {
    enum { ROWS = 1200 };
    fix f = open_fix();
    raw_field(primary_url(), "INSERT INTO shelves (name) SELECT 'n' || i "
              "FROM generate_series(1, 1200) i", NULL);
    sqla_session *s = sqla_session_open(f.reading, f.md);
    int64_t rows = 0;
    int more = ROWS + 1;
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(Shelf)), sqla_col(Shelf, id));
    sqla_foreach(Shelf, shelf, s, sqla_yield_per(q, 100)) {
        CHECK_INT(shelf->id, ++rows);
        if (rows == 150) CHECK_STATUS(sqla_run(f.writing, add_shelf, &more), SQLA_OK);
    }
    CHECK_INT(rows, ROWS);                      /* the cursor is older than the new row */
    CHECK_INT(sqla_scalar_int(s, sqla_text("SELECT count(*) FROM shelves")), ROWS + 1);
    CHECK(!sqla_failed(s));
    sqla_session_close(s);
    close_fix(&f);
}

/* Locks of the primary win over a transaction on the standby, after a short while. */
TEST(a_reader_in_the_way_is_sent_off) {
    fix f = open_fix();
    sqla_conn *c = sqla_connect(f.reading);
    CHECK_INT(count_shelves(c), 0);
    raw_field(primary_url(), "TRUNCATE shelves CASCADE; "
              "INSERT INTO shelves VALUES (9, 'new')", NULL);
    CHECK_INT(count_shelves(c), 0);
    CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(sqla_error(c)->message, "conflict with recovery");
    bool gone = sqla_error(c)->is_disconnect;
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    sqla_conn_close(c);
    c = sqla_connect(f.reading);
    CHECK_INT(count_shelves(c), 1);
    CHECK(!sqla_failed(c));
    CHECK_INT(sqla_engine_statistics(f.reading).opened, 1 + gone);
    sqla_conn_close(c);
    close_fix(&f);
}

typedef struct follow {
    fix       *f;
    atomic_int told;                /* rows that were said to be committed */
} follow;

enum { ROUNDS = 200 };

/* One writes; the others count afterwards what they had been told before. */
static void write_or_follow(int index, void *arg) {
    follow *all = arg;
    for (int i = 1; i <= ROUNDS && index == 0; i++) {
        CHECK_STATUS(sqla_run(all->f->writing, add_shelf, &i), SQLA_OK);
        atomic_store(&all->told, i);
    }
    if (index == 0) atomic_store(&all->told, ROUNDS);       /* also if it failed */
    for (int told = 0; index && told < ROUNDS;) {
        sqla_conn *c = sqla_connect(all->f->reading);
        told = atomic_load(&all->told);
        int64_t seen = count_shelves(c);
        CHECK(!sqla_failed(c));
        CHECK(seen >= told);
        sqla_conn_close(c);
    }
}

TEST(readers_follow_a_writer) {
    fix f = open_fix();
    follow all = { .f = &f };
    run_threads(4, write_or_follow, &all);
    CHECK_STR(raw_field(standby_url(), "SELECT count(*) FROM shelves", NULL), "200");
    close_fix(&f);
}

typedef struct broken_off {
    sqla_engine *e;
    sqla_status  status;
    int          calls;             /* of the work */
    bool         conflict;          /* the work meets one, which it makes good */
} broken_off;

static const char *const waiting =
    "FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query = 'COMMIT'";

/* Waits until so many commits wait for the standby. */
static void wait_for_waiting(const char *count) {
    char sql[200];
    double end = seconds_now() + 10;
    snprintf(sql, sizeof sql, "SELECT count(*) %s", waiting);
    while (strcmp(raw_field(primary_url(), sql, NULL), count) != 0 && seconds_now() < end)
        sleep_ms(10);
    CHECK_STR(raw_field(primary_url(), sql, NULL), count);
}

/* Whom commits wait for. */
static void wait_on(const char *names) {
    char sql[200];
    double end = seconds_now() + 10;
    snprintf(sql, sizeof sql, "ALTER SYSTEM SET synchronous_standby_names = '%s'", names);
    raw_field(primary_url(), sql, NULL);
    raw_field(primary_url(), "SELECT pg_reload_conf()", NULL);
    while (strcmp(raw_field(primary_url(), "SHOW synchronous_standby_names", NULL), names) != 0
           && seconds_now() < end) sleep_ms(10);
}

static sqla_status add_once(sqla_conn *c, void *arg) {
    broken_off *b = arg;
    b->calls++;
    if (b->conflict) {
        sqla_begin_nested(c);
        CHECK_STATUS(sqla_exec_driver_sql(c, "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"),
                     SQLA_OPERATIONAL_ERROR);
        sqla_rollback(c);
    }
    int64_t n = sqla_exec(c, insert_shelf(b->calls, b->calls == 1 ? "first" : "again"));
    return n == 1 ? SQLA_OK : sqla_error(c)->code;
}

/* One thread commits, the other ends its server process while that waits for the standby. */
static void commit_or_end(int index, void *arg) {
    broken_off *b = arg;
    char sql[300];
    if (index == 0) {               /* the main thread waits meanwhile: raw_field is the other's */
        b->status = sqla_run(b->e, add_once, b);
        return;
    }
    wait_for_waiting("1");
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(pid, 5000) %s", waiting);
    CHECK_STR(raw_field(primary_url(), sql, NULL), "t");
}

/* The row is there, but nobody has told so: "failed" would be as wrong as "done", and to do the work
 * again worse than both. */
static void check_broken_off(bool conflict) {
    fix f = open_fix();
    broken_off b = { .e = f.writing, .conflict = conflict };
    wait_on("nobody");
    run_threads(2, commit_or_end, &b);
    wait_on("*");
    CHECK_STATUS(b.status, SQLA_IN_DOUBT);
    CHECK_INT(b.calls, 1);
    CHECK_STR(raw_field(primary_url(), "SELECT string_agg(name, ' ') FROM shelves", NULL), "first");
    sqla_conn *c = sqla_connect(f.writing);
    CHECK_INT(sqla_exec(c, insert_shelf(7, "next")), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    sqla_conn_close(c);
    CHECK_STR(raw_field(standby_url(), "SELECT count(*) FROM shelves", NULL), "2");
    close_fix(&f);
}

TEST(a_commit_that_is_broken_off_is_in_doubt) { check_broken_off(false); }
TEST(work_in_doubt_is_not_repeated_for_an_older_conflict) { check_broken_off(true); }

/* A reader in the way of what the primary did is sent off, with the reason: sqla_run reads again. */
static sqla_status read_shelves(sqla_conn *c, void *arg) {
    int *calls = arg;
    if (count_shelves(c) != 0) return SQLA_DATA_ERROR;
    if (++*calls == 1) raw_field(primary_url(), "TRUNCATE shelves CASCADE", NULL);
    count_shelves(c);
    return sqla_error(c)->code;
}

TEST(a_reader_in_the_way_reads_again) {
    fix f = open_fix();
    int calls = 0;
    CHECK_STATUS(sqla_run(f.reading, read_shelves, &calls), SQLA_OK);
    CHECK_INT(calls, 2);
    close_fix(&f);
}

/* ---- the primary is lost: the last test, since nothing is as it was after it ---- */

enum { WRITERS = 4, EACH = 50, MOST = 20000, FAIL_OVER_S = 30 };

enum { NOT_TOLD, COMMITTED, IN_DOUBT };

typedef struct fail_over {
    fix          *f;
    double        end;              /* until when it may last */
    atomic_int    committed, errors, doubts;
    atomic_int    wrong;            /* answers that cannot be true */
    atomic_int    at_work;          /* writers that are not done */
    atomic_bool   promoted;
    unsigned char told[WRITERS][MOST];
} fail_over;

static bool in_time(const fail_over *all) { return seconds_now() < all->end; }

typedef struct row { sqla_engine *e; sqla_metadata *md; int64_t id; char name[24]; } row;

static sqla_status write_row(sqla_conn *c, void *arg) {
    row *r = arg;
    sqla_exec(c, insert_shelf(r->id, r->name));
    return sqla_error(c)->code;
}

static sqla_status flush_row(sqla_session *s, void *arg) {
    row *r = arg;
    sqla_add(s, sqla_new(Shelf, .id = r->id, .name = r->name));
    sqla_flush(s);
    return sqla_error(s)->code;
}

/* Writes rows, one after the other, each until the answer is that it is stored, or that nobody
 * knows. After any other answer it must not be there: writing it again would fail. */
static void write_rows(int index, fail_over *all) {
    int after = 0;                  /* rows committed on the new primary */
    for (int n = 0; n < MOST && after < EACH && in_time(all);) {
        row r = { .id = (int64_t)index * MOST + n + 1 };
        snprintf(r.name, sizeof r.name, "%d/%d", index, n);
        bool promoted = atomic_load(&all->promoted);
        sqla_status status = index % 2 ? sqla_run(all->f->writing, write_row, &r)
            : sqla_run_session(all->f->writing, all->f->md, flush_row, &r);
        if (status == SQLA_OK) {
            all->told[index][n++] = COMMITTED;
            atomic_fetch_add(&all->committed, 1);
            after += promoted;
        } else if (status == SQLA_IN_DOUBT) {
            all->told[index][n++] = IN_DOUBT;
            atomic_fetch_add(&all->doubts, 1);
        } else {
            atomic_fetch_add(status == SQLA_OPERATIONAL_ERROR ? &all->errors : &all->wrong, 1);
            if (status == SQLA_INTEGRITY_ERROR) n++;
            sleep_ms(20);
        }
    }
    CHECK(after >= EACH);
    atomic_fetch_sub(&all->at_work, 1);
}

/* The standby answers all the time, and what it has shown once it does not take back. */
static void read_rows(fail_over *all) {
    int64_t before = 0;
    while (atomic_load(&all->at_work) > 0 && in_time(all)) {
        sqla_conn *c = sqla_connect(all->f->reading);
        int64_t told = atomic_load(&all->committed), seen = count_shelves(c);
        CHECK(!sqla_failed(c));
        CHECK(seen >= told && seen >= before);
        before = seen;
        sqla_conn_close(c);
        sleep_ms(5);
    }
}

static void lose_primary(fail_over *all) {
    while (atomic_load(&all->committed) < 4 * EACH && in_time(all)) sleep_ms(5);
    run_command("SQLA_TEST_STOP_PRIMARY");
    sleep_ms(200);                  /* nobody takes writes now */
    run_command("SQLA_TEST_PROMOTE_STANDBY");
    atomic_store(&all->promoted, true);
}

static void take_part(int index, void *arg) {
    if (index < WRITERS) write_rows(index, arg);
    else if (index == WRITERS) read_rows(arg);
    else lose_primary(arg);
}

TEST(no_committed_row_is_lost_with_the_primary) {
    static fail_over all;
    fix f = open_fix();
    all.f = &f;
    all.end = seconds_now() + FAIL_OVER_S;
    atomic_store(&all.at_work, WRITERS);
    run_threads(WRITERS + 2, take_part, &all);
    print_message("             %d committed, %d in doubt, %d errors\n",
                  atomic_load(&all.committed), atomic_load(&all.doubts),
                  atomic_load(&all.errors));
    CHECK(atomic_load(&all.promoted));
    CHECK_STR(found(either_url("read-write")), "false");
    CHECK_STR(found(standby_url()), "false");
    CHECK_HAS(found(primary_url()), given("SQLA_TEST_POSTGRESQL_DIR"));
    CHECK_INT(atomic_load(&all.wrong), 0);
    CHECK(atomic_load(&all.errors) > 0);
    CHECK(atomic_load(&all.doubts) <= WRITERS);             /* each can have lost one COMMIT */

    int64_t *ids = NULL, lost = 0, stray = 0, here = 0;
    size_t n = 0;
    sqla_conn *c = sqla_connect(f.writing);
    CHECK_STATUS(sqla_scalars(c, sqla_text("SELECT id FROM shelves ORDER BY id"), &ids, &n),
                 SQLA_OK);
    size_t at = 0;
    for (int64_t id = 1; id <= WRITERS * MOST; id++) {
        int told = all.told[(id - 1) / MOST][(id - 1) % MOST];
        bool stored = at < n && ids[at] == id;
        at += stored;
        lost += told == COMMITTED && !stored;
        stray += told == NOT_TOLD && stored;
        here += told == COMMITTED && stored;
    }
    CHECK_INT(at, n);
    CHECK_INT(lost, 0);
    CHECK_INT(stray, 0);
    CHECK_INT(here, atomic_load(&all.committed));
    sqla_fetch_free(ids);
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(f.writing).checked_out, 0);
    close_fix(&f);
}

TESTS(standby,
    T(the_servers_are_what_they_are_taken_for),
    T(a_connection_finds_the_server_that_will_do),
    T(a_server_that_will_not_do),
    T(the_standby_refuses_to_write),
    T(a_flush_on_the_standby_is_refused),
    T(tables_that_are_there_can_be_created_on_the_standby),
    T(a_committed_row_is_on_the_standby),
    T(what_is_not_committed_is_not_on_the_standby),
    T(a_session_writes_and_another_reads),
    T(rows_in_bulk_reach_the_standby),
    T(snapshots_and_levels_on_the_standby),
    T(rows_come_in_parts_from_the_standby),
    T(a_reader_in_the_way_is_sent_off),
    T(readers_follow_a_writer),
    T(a_commit_that_is_broken_off_is_in_doubt),
      T(work_in_doubt_is_not_repeated_for_an_older_conflict), T(a_reader_in_the_way_reads_again),
    T(no_committed_row_is_lost_with_the_primary)
);
