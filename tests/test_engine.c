/* URLs, engines, connections, transactions, execution, caches, the pool, and what goes wrong. */
#include "db.h"

/* ---- URLs ---- */

#define CHECK_URL(text, dialect_, driver_, user_, password_, host_, port_, database_) do { \
        CHECK_STATUS(sqla_url_parse((text), &u), SQLA_OK); \
        CHECK_STR(u.dialect, (dialect_)); \
        CHECK_STR(u.driver, (driver_)); \
        CHECK_STR(u.user, (user_)); \
        CHECK_STR(u.password, (password_)); \
        CHECK_STR(u.host, (host_)); \
        CHECK_STR(u.port, (port_)); \
        CHECK_STR(u.database, (database_)); \
    } while (0)

TEST(urls_of_servers) {
    sqla_url u;
    CHECK_URL("postgresql://scott:tiger@localhost/test", "postgresql", "", "scott", "tiger",
              "localhost", "", "test");
    CHECK_URL("postgresql+asyncpg://u:p%40ss@h:5433/d?sslmode=require", "postgresql", "asyncpg",
              "u", "p@ss", "h", "5433", "d");
    CHECK_URL("mysql://root@db.example.com:3306/shop", "mysql", "", "root", "",
              "db.example.com", "3306", "shop");
    CHECK_URL("oracle+cx://h", "oracle", "cx", "", "", "h", "", "");
    CHECK_URL("mssql://u:p%2Fw%3A@h/d", "mssql", "", "u", "p/w:", "h", "", "d");
    CHECK_URL("postgresql://u@[::1]:5432/d", "postgresql", "", "u", "", "::1", "5432", "d");
    CHECK_URL("postgresql:///d", "postgresql", "", "", "", "", "", "d");
}

TEST(urls_of_sqlite) {
    sqla_url u;
    CHECK_URL("sqlite://", "sqlite", "", "", "", "", "", "");
    CHECK_URL("sqlite:///:memory:", "sqlite", "", "", "", "", "", ":memory:");
    CHECK_URL("sqlite:///file.db", "sqlite", "", "", "", "", "", "file.db");
    CHECK_URL("sqlite:////abs/x.db", "sqlite", "", "", "", "", "", "/abs/x.db");
    CHECK_URL("sqlite:///dir/with%20space.db", "sqlite", "", "", "", "", "",
              "dir/with space.db");
    CHECK_URL("sqlite+sqlite3:///f", "sqlite", "sqlite3", "", "", "", "", "f");
}

TEST(queries_of_urls) {
    sqla_url u;
    CHECK_STATUS(sqla_url_parse("mssql://h/d?driver=ODBC+Driver+17+for+SQL+Server&a=1%262&b=",
                                &u), SQLA_OK);
    CHECK_STR(sqla_url_query(&u, "driver"), "ODBC Driver 17 for SQL Server");
    CHECK_STR(sqla_url_query(&u, "a"), "1&2");
    CHECK_STR(sqla_url_query(&u, "b"), "");
    CHECK(sqla_url_query(&u, "c") == NULL);
    CHECK(sqla_url_query(&u, "drive") == NULL);
    CHECK(sqla_url_query(&u, "") == NULL);
    CHECK_STATUS(sqla_url_parse("oracle://u:p@h/?service_name=s", &u), SQLA_OK);
    CHECK_STR(u.database, "");
    CHECK_STR(sqla_url_query(&u, "service_name"), "s");
}

TEST(wrong_urls_are_refused) {
    static const char *const texts[] = {
        "", "nope", "sqlite", "sqlite:", "sqlite:/", "://", "://h/d", ":///x",
        "postgresql://h:port/d", "postgresql://u@[::1/d", "sq lite://",
    };
    sqla_url u;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (sqla_url_parse(texts[i], &u) != SQLA_ARGUMENT_ERROR)
            CHECK_STR(texts[i], "a refused URL");
    CHECK_STATUS(sqla_url_parse(NULL, &u), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_url_parse("sqlite://", NULL), SQLA_ARGUMENT_ERROR);
}

TEST(urls_with_too_long_parts_are_refused) {
    static char text[5000];
    sqla_url u;
    static const char *const heads[] = { "", "sqlite+", "p://", "p://u:", "p://u@", "p://u@h:",
                                         "sqlite:///", "sqlite:///x?k=" };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t n = strlen(heads[i]);
        memset(text, '7', sizeof text);
        memcpy(text, heads[i], n);
        memcpy(text + 4000, "@h://x", 7);
        CHECK_STATUS(sqla_url_parse(text, &u), SQLA_ARGUMENT_ERROR);
    }
}

TEST(a_url_as_text_hides_its_password) {
    sqla_url u;
    char buf[300];
    sqla_url_parse("postgresql+pq://scott:ti%40ger@localhost:5432/test", &u);
    CHECK_STR(sqla_url_text(&u, buf, sizeof buf),
              "postgresql+pq://scott:***@localhost:5432/test");
    sqla_url_parse("sqlite:////abs/x.db", &u);
    CHECK_STR(sqla_url_text(&u, buf, sizeof buf), "sqlite:////abs/x.db");
    CHECK_STR(sqla_url_text(&u, buf, 7), "sqlite");
    buf[0] = 'x';
    CHECK(sqla_url_text(&u, buf, 0) != NULL);
    CHECK_INT(buf[0], 'x');
}

/* ---- engines that fail ---- */

TEST(unknown_dialects_are_named) {
    static const char *const urls[] = { "foo://x", "sqlite+foo://", "nosuchdb://u:secret@h/d" };
    for (size_t i = 0; i < 3; i++) {
        sqla_engine *e = sqla_create_engine(urls[i]);
        CHECK_STATUS(sqla_error(e)->code, SQLA_NO_SUCH_MODULE);
        CHECK_HAS(sqla_error(e)->message, i < 2 ? "foo" : "nosuchdb");
        CHECK(strstr(sqla_error(e)->message, "secret") == NULL);
        sqla_dispose(e);
    }
}

TEST(a_failed_engine_refuses_every_call_with_its_error) {
    sqla_engine *e = sqla_create_engine("nope");
    CHECK_STATUS(sqla_error(e)->code, SQLA_ARGUMENT_ERROR);
    sqla_conn *c = sqla_connect(e);
    CHECK(c != NULL);
    CHECK_STATUS(sqla_error(c)->code, SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_begin(c), SQLA_ARGUMENT_ERROR);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    sqla_result *r = sqla_execute(c, sqla_text("SELECT 1"));
    CHECK_STATUS(sqla_result_status(r), SQLA_ARGUMENT_ERROR);
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    CHECK_STATUS(sqla_commit(c), SQLA_ARGUMENT_ERROR);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(a_connection_that_failed_stays_closed) {
    sqla_engine *e = sqla_create_engine(on_postgresql() ? "postgresql:///x?host=/no/such/folder"
                                                        : "sqlite:////no/such/folder/x.db");
    sqla_conn *c = sqla_connect(e);
    sqla_exec(c, sqla_text("SELECT 1"));
    sqla_clear_error(c);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    CHECK(sqla_failed(c));
    CHECK(sqla_begin(c) != SQLA_OK);
    CHECK(!sqla_in_transaction(c));
    CHECK(!sqla_has_table(c, NULL, "users"));
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(an_engine_url_must_be_given) {
    sqla_engine *e = sqla_create_engine(NULL);
    CHECK(e != NULL);
    CHECK_STATUS(sqla_error(e)->code, SQLA_ARGUMENT_ERROR);
    sqla_dispose(e);
}

static void check_unopened(const char *url, sqla_status code, const char *part) {
    sqla_engine *e = sqla_create_engine(url);
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_exec(c, sqla_text("CREATE TABLE t (a)")), -1);
    CHECK_STATUS(sqla_error(c)->code, code);
    CHECK_HAS(sqla_error(c)->message, part);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(files_that_cannot_be_opened_are_named) {
    if (!needs_sqlite()) return;
    check_unopened("sqlite:////no/such/folder/x.db", SQLA_OPERATIONAL_ERROR,
                   "/no/such/folder/x.db");
    check_unopened("sqlite:////", SQLA_OPERATIONAL_ERROR, "open");
    check_unopened(file_url("absent.db", "?mode=ro"), SQLA_OPERATIONAL_ERROR, "absent.db");
}

TEST(a_file_that_is_no_database) {
    if (!needs_sqlite()) return;
    const char *path = tmp_path("text.db");
    FILE *f = fopen(path, "w");
    NEED(f);
    for (int i = 0; i < 1000; i++) fputs("this is no database\n", f);
    fclose(f);
    check_unopened(file_url("text.db", ""), SQLA_OPERATIONAL_ERROR, "not a database");
done:;
}

TEST(wrong_parameters_of_a_url_are_named) {
    if (!needs_sqlite()) return;
    check_unopened("sqlite://?busy=1", SQLA_ARGUMENT_ERROR, "busy");
    check_unopened("sqlite://?busy_timeout=soon", SQLA_ARGUMENT_ERROR, "soon");
    check_unopened("sqlite://file.db", SQLA_ARGUMENT_ERROR, "file.db");
}

TEST(a_read_only_file_refuses_writing) {
    if (!needs_sqlite()) return;
    db d = db_open(file_url("x.db", ""));
    sqla_engine *e = sqla_create_engine(file_url("x.db", "?mode=ro"));
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(count_users(c), 0);
    CHECK_INT(add_user(c, 1, "ann"), -1);
    CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(sqla_error(c)->message, "readonly");
    sqla_conn_close(c);
    sqla_dispose(e);
    db_close(&d);
}

/* ---- connections ---- */

TEST(an_engine_connects_when_asked) {
    sqla_engine *e = sqla_create_engine(shared_url(""));
    CHECK_INT(sqla_engine_statistics(e).opened, 0);
    CHECK_STR(sqla_engine_dialect(e), on_postgresql() ? "postgresql" : "sqlite");
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 5")), 5);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 1);
    CHECK_INT(sqla_engine_statistics(e).idle, 0);
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    CHECK_INT(sqla_engine_statistics(e).idle, 1);
    c = sqla_connect(e);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 6")), 6);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(connections_share_a_database_in_memory) {
    db d = db_open(empty_url());
    sqla_conn *other = sqla_connect(d.e);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(other), 1);
    CHECK_INT(add_user(other, 2, "bob"), 1);
    CHECK_STATUS(sqla_commit(other), SQLA_OK);
    CHECK_INT(count_users(d.c), 2);
    sqla_conn_close(other);
    CHECK_INT(count_users(d.c), 2);
    db_close(&d);
}

TEST(engines_in_memory_are_apart) {
    if (!needs_sqlite()) return;
    db a = db_open("sqlite://"), b = db_open("sqlite:///:memory:");
    add_user(a.c, 1, "ann");
    CHECK_STATUS(sqla_commit(a.c), SQLA_OK);
    CHECK_INT(count_users(a.c), 1);
    CHECK_INT(count_users(b.c), 0);
    db_close(&a);
    db_close(&b);
}

TEST(a_database_in_memory_lives_as_long_as_its_engine) {
    db d = db_open(empty_url());
    add_user(d.c, 1, "ann");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_conn_close(d.c);
    d.c = sqla_connect(d.e);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(an_engine_disposed_early_lives_until_its_last_connection) {
    db d = db_open(empty_url());
    sqla_dispose(d.e);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    sqla_conn_close(d.c);
    sqla_metadata_free(d.md);
}

TEST(sqlite_is_set_up) {
    if (!needs_sqlite()) return;
    sqla_engine *e = sqla_create_engine(file_url("x.db", ""));
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_scalar_int(c, sqla_text("PRAGMA foreign_keys")), 1);
    CHECK_INT(sqla_scalar_int(c, sqla_text("PRAGMA busy_timeout")), 5000);
    CHECK_STR(sqla_scalar_text(c, sqla_text("PRAGMA journal_mode")), "delete");
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(url_parameters_change_pragmas) {
    if (!needs_sqlite()) return;
    sqla_engine *e = sqla_create_engine(
        file_url("x.db", "?journal_mode=wal&busy_timeout=70&foreign_keys=off"));
    sqla_conn *c = sqla_connect(e);
    CHECK_STR(sqla_scalar_text(c, sqla_text("PRAGMA journal_mode")), "wal");
    CHECK_INT(sqla_scalar_int(c, sqla_text("PRAGMA busy_timeout")), 70);
    CHECK_INT(sqla_scalar_int(c, sqla_text("PRAGMA foreign_keys")), 0);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* ---- transactions ---- */

TEST(the_first_statement_begins) {
    db d = db_open(empty_url());
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(count_users(d.c), 0);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_begin(d.c), SQLA_INVALID_REQUEST);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_begin(d.c), SQLA_OK);
    CHECK_STATUS(sqla_begin(d.c), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    db_close(&d);
}

TEST(commit_and_rollback_without_transaction_do_nothing) {
    db d = db_open(empty_url());
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_commit_all(d.c), SQLA_OK);
    CHECK_STATUS(sqla_rollback_all(d.c), SQLA_OK);
    CHECK(!sqla_failed(d.c));
    db_close(&d);
}

TEST(commit_keeps_and_rollback_undoes) {
    db d = db_open(empty_url());
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(add_user(d.c, 2, "bob"), 1);
    CHECK_INT(count_users(d.c), 2);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(closing_rolls_back) {
    db d = db_open(shared_url(""));
    add_user(d.c, 1, "ann");
    sqla_conn_close(d.c);
    d.c = sqla_connect(d.e);
    CHECK_INT(count_users(d.c), 0);
    CHECK_INT(sqla_engine_statistics(d.e).opened, 1);
    db_close(&d);
}

TEST(what_is_not_committed_is_not_seen_by_others) {
    db d = db_open(shared_url("?journal_mode=wal"));
    sqla_conn *other = sqla_connect(d.e);
    add_user(d.c, 1, "ann");
    CHECK_INT(count_users(other), 0);
    sqla_rollback(other);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(other), 1);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(savepoints_undo_their_part) {
    db d = db_open(empty_url());
    CHECK_STATUS(sqla_begin(d.c), SQLA_OK);
    add_user(d.c, 1, "ann");
    CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);
    add_user(d.c, 2, "bob");
    CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);
    add_user(d.c, 3, "cid");
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 2);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 2);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(a_savepoint_begins_a_transaction_around_it) {
    db d = db_open(empty_url());
    CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);
    add_user(d.c, 1, "ann");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(commit_all_and_rollback_all_end_every_level) {
    db d = db_open(empty_url());
    for (int i = 0; i < 5; i++) {
        CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);
        char name[] = { 'a', (char)('a' + i), 0 };
        CHECK_INT(add_user(d.c, i + 1, name), 1);
    }
    CHECK_STATUS(sqla_commit_all(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(count_users(d.c), 5);
    CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);
    CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);
    sqla_exec(d.c, sqla_delete(sqla_entity(User)));
    CHECK_STATUS(sqla_rollback_all(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(count_users(d.c), 5);
    db_close(&d);
}

/* PostgreSQL's is still open, but takes nothing any more. */
TEST(a_failed_statement_leaves_the_transaction_open) {
    int kept = on_postgresql() ? 0 : 2;
    db d = db_open(empty_url());
    add_user(d.c, 1, "ann");
    CHECK_INT(add_user(d.c, 1, "ann again"), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK(sqla_in_transaction(d.c));
    CHECK_INT(add_user(d.c, 2, "bob"), kept ? 1 : -1);
    CHECK_STATUS(kept ? sqla_commit(d.c) : sqla_rollback(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(count_users(d.c), kept);
    db_close(&d);
}

TEST(ddl_is_part_of_the_transaction) {
    db d = db_open(empty_url());
    CHECK_INT(sqla_exec(d.c, sqla_text("CREATE TABLE extra (a INTEGER)")), 0);
    CHECK(sqla_has_table(d.c, NULL, "extra"));
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK(!sqla_has_table(d.c, NULL, "extra"));
    db_close(&d);
}

/* ---- execution ---- */

TEST(exec_counts_rows) {
    db d = db_open(empty_url());
    for (int i = 1; i <= 5; i++) {
        char name[] = { 'u', (char)('0' + i), 0 };
        CHECK_INT(add_user(d.c, i, name), 1);
    }
    sqla_stmt *q = sqla_update(sqla_entity(User));
    sqla_set(q, sqla_col(User, age), 7);
    CHECK_INT(sqla_exec(d.c, sqla_where(q, sqla_gt(sqla_col(User, id), 2))), 3);
    CHECK_INT(sqla_exec(d.c, sqla_select(sqla_entity(User))), 0);
    CHECK_INT(sqla_exec(d.c, sqla_text("CREATE TABLE extra (a INTEGER)")), 0);
    q = sqla_where(sqla_delete(sqla_entity(User)), sqla_eq(sqla_col(User, id), 99));
    CHECK_INT(sqla_exec(d.c, q), 0);
    CHECK_INT(sqla_exec(d.c, sqla_delete(sqla_entity(User))), 5);
    CHECK_INT(sqla_exec(d.c, sqla_text("nonsense")), -1);
    db_close(&d);
}

TEST(results_count_rows) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, insert_user(0, "ann"));
    CHECK_INT(sqla_rowcount(r), 1);
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_select(sqla_entity(User)));
    CHECK_INT(sqla_rowcount(r), -1);
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_delete(sqla_entity(User)));
    CHECK_INT(sqla_rowcount(r), 1);
    sqla_result_free(r);
    db_close(&d);
}

TEST(text_counts_rows_too) {
    db d = db_open(empty_url());
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO users (name) VALUES ('a'), ('b')")), 2);
    CHECK_INT(sqla_exec(d.c, sqla_text("CREATE TABLE extra (a INTEGER)")), 0);
    CHECK_INT(sqla_exec(d.c, sqla_text("UPDATE users SET age = 5 WHERE name = 'a'")), 1);
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT * FROM users")), 0);
    CHECK_INT(sqla_exec(d.c, sqla_text("DELETE FROM users WHERE 1 = 2")), 0);
    sqla_result *r = sqla_execute(d.c, sqla_text("DELETE FROM users"));
    CHECK_INT(sqla_rowcount(r), 2);
    sqla_result_free(r);
    db_close(&d);
}

TEST(keys_of_inserted_rows) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, insert_user(0, "ann"));
    CHECK_INT(sqla_inserted_key(r, 0), 1);
    CHECK_INT(sqla_inserted_key(r, 1), 0);
    CHECK_INT(sqla_inserted_key(r, -1), 0);
    sqla_result_free(r);
    r = sqla_execute(d.c, insert_user(77, "bob"));
    CHECK_INT(sqla_inserted_key(r, 0), 77);
    sqla_result_free(r);
    r = sqla_execute(d.c, insert_user(0, "cid"));
    CHECK_INT(sqla_inserted_key(r, 0), on_postgresql() ? 2 : 78);   /* a sequence goes on */
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_select(sqla_entity(User)));
    CHECK_INT(sqla_inserted_key(r, 0), 0);
    sqla_result_free(r);
    db_close(&d);
}

TEST(parameters_of_text) {
    db d = db_open(empty_url());
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT :x * 10 + :y"),
                              SQLA_PARAMS("y", 2, "x", 4)), 42);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT CAST(:x AS INTEGER) + :x"),
                              SQLA_PARAMS("x", 4)), 8);
    CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT '\\:x' || :x"), SQLA_PARAMS("x", "y")),
              ":xy");
    CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT '\\:x'")), ":x");
    db_close(&d);
}

TEST(parameters_given_before) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_ref(sqla_text("SELECT CAST(:x AS INTEGER) + :y"));
    sqla_bind(q, "x", 1);
    sqla_bind(q, "y", 2);
    CHECK_INT(sqla_scalar_int(d.c, q), 3);
    CHECK_INT(sqla_scalar_int(d.c, q, SQLA_PARAMS("y", 10)), 11);
    CHECK_INT(sqla_scalar_int(d.c, q), 3);
    sqla_bind(q, "y", 5);
    CHECK_INT(sqla_scalar_int(d.c, q), 6);
    sqla_unref(q);
    db_close(&d);
}

TEST(a_parameter_without_value_is_named) {
    db d = db_open(empty_url());
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT :who"), SQLA_PARAMS("other", 1)), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_STATEMENT_ERROR);
    sqla_clear_error(d.c);
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT :who")), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_STATEMENT_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "who");
    sqla_clear_error(d.c);
    sqla_stmt *q = sqla_select(sqla_col(User, id));
    sqla_where(q, sqla_eq(sqla_col(User, name), sqla_param("wanted")));
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_STATEMENT_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "wanted");
    db_close(&d);
}

TEST(a_parameter_that_is_not_there_is_named) {
    db d = db_open(empty_url());
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT :who"), SQLA_PARAMS("who", 1, "what", 2)), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_STATEMENT_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "what");
    sqla_clear_error(d.c);
    CHECK_INT(sqla_exec(d.c, insert_user(1, "ann"), SQLA_PARAMS("birthday", 2)), -1);
    CHECK(sqla_failed(d.c));
    CHECK_HAS(sqla_error(d.c)->message, "birthday");
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(parameters_of_insert_and_update_name_columns) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_insert(sqla_entity(User));
    CHECK_INT(sqla_exec(d.c, q, SQLA_PARAMS("name", "ann", "age", 30)), 1);
    q = sqla_where(sqla_update(sqla_entity(User)), sqla_eq(sqla_col(User, name), "ann"));
    CHECK_INT(sqla_exec(d.c, q, SQLA_PARAMS("age", 31)), 1);
    CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_col(User, age))), 31);
    db_close(&d);
}

TEST(a_text_is_stored_literally) {
    static const char *const attacks[] = {
        "'; DROP TABLE users; --", "\"; DROP TABLE users", "x' OR '1'='1", ":name", "?", "%s",
        "\\", "back`tick", "", "gr\xc3\xbc\xc3\x9f", "line\nfeed\ttab",
    };
    db d = db_open(empty_url());
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        sqla_stmt *q = sqla_text("INSERT INTO users (name) VALUES (:name)");
        CHECK(sqla_exec(d.c, q, SQLA_PARAMS("name", attacks[i])) >= 0);
        q = sqla_select(sqla_col(User, name));
        sqla_where(q, sqla_eq(sqla_col(User, name), attacks[i]));
        CHECK_STR(sqla_scalar_text(d.c, q), attacks[i]);
    }
    CHECK_INT(count_users(d.c), sizeof attacks / sizeof *attacks);
    db_close(&d);
}

TEST(two_statements_in_one_text_are_refused) {
    db d = db_open(empty_url());
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT 1; DROP TABLE users")), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_PROGRAMMING_ERROR);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK(sqla_has_table(d.c, NULL, "users"));
    CHECK_INT(sqla_exec(d.c, sqla_text("")), -1);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT 4; -- done")), 4);
    db_close(&d);
}

TEST(driver_sql_runs_scripts) {
    db d = db_open(empty_url());
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "INSERT INTO users (name) VALUES ('a');"
                                           "INSERT INTO users (name) VALUES (':b');"), SQLA_OK);
    CHECK_INT(count_users(d.c), 2);
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "SELEKT 1"), bad_sql());
    CHECK_STATUS(sqla_error(d.c)->code, bad_sql());
    CHECK_HAS(sqla_error(d.c)->message, "SELEKT");
    CHECK_STR(sqla_error(d.c)->sql, "SELEKT 1");
    db_close(&d);
}

TEST(errors_of_the_database_carry_the_statement) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_text("SELECT nothing FROM users WHERE name = :n");
    CHECK_INT(sqla_exec(d.c, q, SQLA_PARAMS("n", "ann")), -1);
    CHECK_STATUS(sqla_error(d.c)->code, bad_sql());
    CHECK_HAS(sqla_error(d.c)->message, "nothing");
    CHECK_HAS(sqla_error(d.c)->sql, "SELECT nothing FROM users");
    CHECK_HAS(sqla_error(d.c)->params, "ann");
    CHECK_INT(sqla_error(d.c)->driver_code, on_postgresql() ? 0 : 1);
    CHECK_STR(sqla_error(d.c)->sqlstate, on_postgresql() ? "42703" : "");
    CHECK_INT(sqla_error(d.c)->row, -1);
    CHECK(!sqla_error(d.c)->is_disconnect);
    db_close(&d);
}

TEST(constraint_violations_name_the_culprit) {
    db d = db_open(empty_url());
    add_user(d.c, 1, "ann");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(add_user(d.c, 2, "ann"), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STR(sqla_error(d.c)->table, "users");
    CHECK_STR(sqla_error(d.c)->column, on_postgresql() ? "" : "name");
    CHECK_STR(sqla_error(d.c)->constraint, on_postgresql() ? "users_name_key" : "");
    CHECK_STR(sqla_error(d.c)->sqlstate, "23505");
    sqla_clear_error(d.c);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO users (name) VALUES (NULL)")), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STR(sqla_error(d.c)->table, "users");
    CHECK_STR(sqla_error(d.c)->column, "name");
    sqla_clear_error(d.c);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    sqla_stmt *q = sqla_insert(&orders);
    sqla_set(q, sqla_c(&orders, "user_id"), 1);
    sqla_set(q, sqla_c(&orders, "amount"), 2000000);
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STR(sqla_error(d.c)->constraint, "ck_amount");
    db_close(&d);
}

TEST(foreign_key_violations) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_insert(&orders);
    CHECK_INT(sqla_exec(d.c, sqla_set(q, sqla_c(&orders, "user_id"), 99)), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_INT(sqla_error(d.c)->driver_code, on_postgresql() ? 0 : 787);
    CHECK_STR(sqla_error(d.c)->constraint, on_postgresql() ? "orders_user_id_fkey" : "");
    CHECK_STR(sqla_error(d.c)->sqlstate, "23503");
    CHECK_HAS(sqla_error(d.c)->sql, "INSERT INTO orders");
    CHECK_HAS(sqla_error(d.c)->params, "99");
    CHECK_HAS(sqla_error(d.c)->message, on_postgresql() ? "foreign key" : "FOREIGN KEY");
    CHECK(!sqla_error(d.c)->is_disconnect);
    db_close(&d);
}

TEST(returning_gives_rows) {
    db d = db_open(empty_url());
    sqla_stmt *q = insert_user(0, "ann");
    sqla_returning(q, sqla_col(User, id), sqla_col(User, name));
    sqla_result *r = sqla_execute(d.c, q);
    CHECK(sqla_next(r));
    CHECK_INT(sqla_row_int(r, 0), 1);
    CHECK_STR(sqla_row_text(r, 1), "ann");
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    q = sqla_update(sqla_entity(User));
    sqla_set(q, sqla_col(User, age), 40);
    CHECK_INT(sqla_scalar_int(d.c, sqla_returning(q, sqla_col(User, age))), 40);
    q = sqla_returning(sqla_delete(sqla_entity(User)), sqla_col(User, name));
    CHECK_STR(sqla_scalar_text(d.c, q), "ann");
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(upserts_update_or_do_nothing) {
    db d = db_open(empty_url());
    add_user(d.c, 1, "ann");
    sqla_stmt *q = insert_user(1, "bob");
    sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(sqla_col(User, id)),
                               .set = SQLA_SETS(sqla_col(User, name),
                                                sqla_excluded(sqla_col(User, name))));
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_STR(sqla_scalar_text(d.c, sqla_select(sqla_col(User, name))), "bob");
    q = insert_user(1, "cid");
    CHECK_INT(sqla_exec(d.c, sqla_on_conflict_do_nothing(q)), 0);
    CHECK_STR(sqla_scalar_text(d.c, sqla_select(sqla_col(User, name))), "bob");
    q = insert_user(1, "dan");
    sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(sqla_col(User, id)),
                               .set = SQLA_SETS(sqla_col(User, name), "never"),
                               .where = sqla_gt(sqla_col(User, age), 5));
    CHECK_INT(sqla_exec(d.c, q), 0);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(a_frozen_statement_is_executed_many_times) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_insert(sqla_entity(User));
    sqla_freeze(sqla_set(q, sqla_col(User, name), sqla_param("who")));
    for (int i = 0; i < 10; i++) {
        char name[] = { 'u', (char)('0' + i), 0 };
        CHECK_INT(sqla_exec(d.c, q, SQLA_PARAMS("who", name)), 1);
    }
    CHECK_INT(count_users(d.c), 10);
    sqla_unref(q);
    db_close(&d);
}

/* ---- scalars ---- */

TEST(scalars_into_integers) {
    db d = db_open(empty_url());
    signed char i8 = 0; unsigned char u8 = 0; int16_t i16 = 0; uint16_t u16 = 0;
    int32_t i32 = 0; uint32_t u32 = 0; int64_t i64 = 0; uint64_t u64 = 0;
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT -128"), &i8), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 255"), &u8), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT -32768"), &i16), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 65535"), &u16), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT -2147483648"), &i32), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 4294967295"), &u32), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 9223372036854775807"), &i64), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 9223372036854775807"), &u64), SQLA_OK);
    CHECK_INT(i8, -128);
    CHECK_INT(u8, 255);
    CHECK_INT(i16, -32768);
    CHECK_INT(u16, 65535);
    CHECK_INT(i32, INT32_MIN);
    CHECK_INT(u32, UINT32_MAX);
    CHECK_INT(i64, INT64_MAX);
    CHECK_INT(u64, INT64_MAX);
    db_close(&d);
}

TEST(scalars_into_other_numbers) {
    db d = db_open(empty_url());
    bool b = false;
    float f = 0;
    double x = 0;
    sqla_opt_int64 some = { 0 }, none = { 5, true };
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 1"), &b), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 1.5"), &f), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT -0.1"), &x), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 7"), &some), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT NULL"), &none), SQLA_OK);
    CHECK_INT(b, 1);
    CHECK_INT(f * 2, 3);
    CHECK_INT(x * 1e6, -100000);
    CHECK_INT(some.has && some.value == 7, 1);
    CHECK_INT(none.has, 0);
    db_close(&d);
}

TEST(scalars_into_text_and_bytes) {
    db d = db_open(empty_url());
    char chars[8] = "xxxxxxx";
    const char *text = NULL;
    sqla_bytes bytes = { NULL, 0 };
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 'abc'"), &chars), SQLA_OK);
    CHECK_STR(chars, "abc");
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 'long enough'"), &text), SQLA_OK);
    CHECK_STR(text, "long enough");
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT NULL"), &text), SQLA_OK);
    CHECK_STR(text, NULL);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text(SQL_BYTES("SELECT ", "00FF", "")), &bytes), SQLA_OK);
    CHECK_INT(bytes.size, 2);
    CHECK(bytes.size == 2 && memcmp(bytes.data, "\0\xff", 2) == 0);
    db_close(&d);
}

TEST(scalars_into_calendar_decimal_uuid_and_json) {
    db d = db_open(empty_url());
    sqla_date day = { 0 }, want_day = sqla_date_of(2024, 2, 29);
    sqla_time at = { 0 }, want_at = sqla_time_of(23, 59, 59, 1);
    sqla_datetime stamp = { 0 }, want_stamp = sqla_datetime_of(1, 1, 1);
    sqla_decimal price = { 0 }, want_price = sqla_decimal_of("-12.5");
    sqla_uuid uid = { { 0 } }, want_uid = sqla_uuid4();
    sqla_json doc = { NULL };
    char text[48];
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v(want_day)), &day), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v(want_at)), &at), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v(want_stamp)), &stamp), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v(want_price)), &price), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v(want_uid)), &uid), SQLA_OK);
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v(sqla_json_of("[1]"))), &doc), SQLA_OK);
    CHECK_INT(day.days, want_day.days);
    CHECK_INT(at.us, want_at.us);
    CHECK_INT(stamp.us, want_stamp.us);
    CHECK_HAS(sqla_decimal_text(price, text, sizeof text), "-12.5");
    CHECK(memcmp(&uid, &want_uid, sizeof uid) == 0);
    CHECK_STR(doc.text, "[1]");
    db_close(&d);
}

TEST(scalars_of_no_row) {
    db d = db_open(empty_url());
    int x = 5;
    sqla_stmt *q = sqla_ref(sqla_select(sqla_col(User, id)));
    CHECK_STATUS(sqla_scalar(d.c, q, &x), SQLA_NO_RESULT_FOUND);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_OK);
    CHECK_INT(sqla_scalar_int(d.c, q), 0);
    CHECK(sqla_scalar_double(d.c, q) == 0);
    CHECK_STR(sqla_scalar_text(d.c, q), NULL);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_OK);
    sqla_unref(q);
    db_close(&d);
}

TEST(scalars_that_do_not_fit) {
    db d = db_open(empty_url());
    signed char small = 0;
    int64_t number = 0;
    char chars[3] = "";
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 128 AS big"), &small), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "big");
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT NULL"), &number), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 'word'"), &number), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 'abc'"), &chars), SQLA_DATA_ERROR);
    db_close(&d);
}

/* ---- execute_many ---- */

TEST(many_sets_of_parameters) {
    int n = quick() ? 200 : 10000;
    db d = db_open(empty_url());
    sqla_params *sets = sqla_params_new();
    for (int i = 1; i <= n; i++) {
        char name[16];
        snprintf(name, sizeof name, "u%d", i);
        CHECK_STATUS(sqla_params_set(sets, "name", name), SQLA_OK);
        CHECK_STATUS(sqla_params_set(sets, "age", i), SQLA_OK);
        CHECK_STATUS(sqla_params_next(sets), SQLA_OK);
    }
    CHECK_INT(sqla_params_count(sets), n);
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), n);
    sqla_result_free(r);
    CHECK_INT(count_users(d.c), n);
    CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_sum(sqla_col(User, age)))),
              (int64_t)n * (n + 1) / 2);
    sqla_params_free(sets);
    db_close(&d);
}

TEST(the_last_set_needs_no_next) {
    db d = db_open(empty_url());
    sqla_params *sets = sqla_params_new();
    sqla_params_set(sets, "n", "ann");
    sqla_params_next(sets);
    sqla_params_set(sets, "n", "bob");
    CHECK_INT(sqla_params_count(sets), 2);
    sqla_result *r = sqla_execute_many(
        d.c, sqla_text("INSERT INTO users (name) VALUES (:n)"), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    CHECK_INT(count_users(d.c), 2);
    sqla_params_free(sets);
    db_close(&d);
}

TEST(an_error_in_the_middle_of_many_leaves_nothing) {
    int n = quick() ? 50 : 1000;
    db d = db_open(empty_url());
    sqla_params *sets = sqla_params_new();
    CHECK_INT(add_user(d.c, 5000, "before"), 1);
    for (int i = 1; i <= n; i++) {
        char name[16];
        snprintf(name, sizeof name, "u%d", i == n / 2 ? 1 : i);
        sqla_params_set(sets, "name", name);
        sqla_params_next(sets);
    }
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_INTEGRITY_ERROR);
    CHECK_INT(sqla_result_error(r)->row, n / 2 - 1);
    sqla_result_free(r);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_INT(count_users(d.c), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    sqla_params_free(sets);
    db_close(&d);
}

TEST(sets_with_other_names_are_refused) {
    db d = db_open(empty_url());
    for (int wrong = 0; wrong < 3; wrong++) {
        sqla_params *sets = sqla_params_new();
        sqla_params_set(sets, "name", "ann");
        sqla_params_set(sets, "age", 1);
        sqla_params_next(sets);
        if (wrong != 0) sqla_params_set(sets, "name", "bob");   /* 0: one is missing */
        if (wrong != 1) sqla_params_set(sets, "age", 2);        /* 1: the other */
        if (wrong == 2) sqla_params_set(sets, "id", 3);         /* 2: one too many */
        sqla_params_next(sets);
        sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), sets);
        CHECK_STATUS(sqla_result_status(r), SQLA_STATEMENT_ERROR);
        CHECK_HAS(sqla_result_error(r)->message, wrong == 0 ? "name" : wrong == 1 ? "age" : "id");
        sqla_result_free(r);
        sqla_params_free(sets);
    }
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(no_sets_execute_nothing) {
    db d = db_open(empty_url());
    sqla_params *sets = sqla_params_new();
    CHECK_INT(sqla_params_count(sets), 0);
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), 0);
    sqla_result_free(r);
    CHECK_INT(count_users(d.c), 0);
    sqla_params_free(sets);
    db_close(&d);
}

/* ---- wide, deep, wrong ---- */

/* How many a database takes depends on how it was built, or on libpq; it is many or told. */
static int64_t among(sqla_conn *c, const int *ids, size_t n) {
    sqla_stmt *q = sqla_select(sqla_count_all());
    return sqla_scalar_int(c, sqla_where(q, sqla_in_array(sqla_col(User, id), ids, n)));
}

TEST(very_many_parameters) {
    enum { MANY = 40000, TOO_MANY = 300000 };
    db d = db_open(empty_url());
    int *ids = calloc(TOO_MANY, sizeof *ids);
    NEED(ids);
    size_t many = on_postgresql() ? 7000 : 30000;
    ids[many - 1] = 1;
    add_user(d.c, 1, "ann");
    CHECK_INT(among(d.c, ids, many), 1);
    CHECK(!sqla_failed(d.c));
    CHECK(among(d.c, ids, MANY) == 1 || sqla_error(d.c)->message[0]);
    sqla_clear_error(d.c);
    CHECK_INT(among(d.c, ids, TOO_MANY), 0);
    CHECK(sqla_failed(d.c));
    CHECK(sqla_error(d.c)->message[0] != '\0');
    CHECK_INT(count_users(d.c), 1);
done:
    free(ids);
    db_close(&d);
}

TEST(deep_nesting_is_refused) {
    db d = db_open(empty_url());
    sqla_expr *x = sqla_v(1);
    for (int i = 0; i < 10000; i++) x = sqla_plus(sqla_func("abs", x), 1);
    CHECK_INT(sqla_exec(d.c, sqla_select(x)), -1);
    CHECK(sqla_failed(d.c));
    CHECK(sqla_error(d.c)->message[0] != '\0');
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(poisoned_statements_report_their_first_error) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_select(sqla_c(sqla_entity(User), "shoe_size"));
    sqla_where(q, sqla_eq(sqla_c(&orders, "colour"), 1));
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_NO_SUCH_COLUMN);
    CHECK_HAS(sqla_error(d.c)->message, "shoe_size");
    CHECK_INT(sqla_exec(d.c, (sqla_stmt *)NULL), -1);
    CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_ARGUMENT_ERROR);
    db_close(&d);
}

TEST(values_that_cannot_be_bound_are_named) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_text("SELECT :huge");
    CHECK_INT(sqla_exec(d.c, q, SQLA_PARAMS("huge", UINT64_MAX)), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "huge");
    sqla_clear_error(d.c);
    q = sqla_text("SELECT :price");
    CHECK_INT(sqla_exec(d.c, q, SQLA_PARAMS("price", sqla_decimal_of("12,50"))), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "price");
    db_close(&d);
}

/* ---- caches ---- */

static sqla_stmt *users_above(int id) {
    sqla_stmt *q = sqla_select(sqla_count_all());
    return sqla_where(q, sqla_gt(sqla_col(User, id), id));
}

TEST(the_same_statement_is_compiled_once) {
    db d = db_open(empty_url());
    add_user(d.c, 5, "ann");
    CHECK_INT(sqla_scalar_int(d.c, users_above(1)), 1);
    int64_t before = sqla_engine_statistics(d.e).compiled;
    CHECK_INT(sqla_scalar_int(d.c, users_above(2)), 1);
    CHECK_INT(sqla_scalar_int(d.c, users_above(9)), 0);
    CHECK_INT(sqla_engine_statistics(d.e).compiled, before);
    sqla_stmt *q = sqla_select(sqla_count_all());
    sqla_where(q, sqla_lt(sqla_col(User, id), 9));
    CHECK_INT(sqla_scalar_int(d.c, q), 1);
    CHECK_INT(sqla_engine_statistics(d.e).compiled, before + 1);
    db_close(&d);
}

TEST(lists_of_any_length_are_one_statement) {
    db d = db_open(empty_url());
    static const int ids[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    add_user(d.c, 3, "ann");
    int64_t before = 0;
    for (size_t n = 1; n <= 8; n++) {
        sqla_stmt *q = sqla_select(sqla_count_all());
        sqla_where(q, sqla_in_array(sqla_col(User, id), ids, n));
        CHECK_INT(sqla_scalar_int(d.c, q), n >= 3);
        if (n == 1) before = sqla_engine_statistics(d.e).compiled;
    }
    CHECK_INT(sqla_engine_statistics(d.e).compiled, before);
    db_close(&d);
}

TEST(the_cache_is_bounded) {
    db d = db_open(empty_url(), .query_cache_size = 4, .statement_cache_size = 4);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 20; i++) {
            char label[8];
            snprintf(label, sizeof label, "c%d", i);
            sqla_stmt *q = sqla_select(sqla_label(sqla_v(i), label));
            CHECK_INT(sqla_scalar_int(d.c, q), i);
        }
    }
    CHECK(sqla_engine_statistics(d.e).cached <= 4);
    CHECK(sqla_engine_statistics(d.e).compiled >= 20);
    db_close(&d);
}

/* Each connection still keeps what it prepared. */
TEST(the_cache_can_be_off) {
    db d = db_open(shared_url(""), .query_cache_size = SQLA_NO);
    sqla_conn *other = sqla_connect(d.e);
    CHECK_INT(sqla_scalar_int(d.c, users_above(1)), 0);
    int64_t before = sqla_engine_statistics(d.e).compiled;
    CHECK_INT(sqla_scalar_int(other, users_above(1)), 0);
    CHECK_INT(sqla_engine_statistics(d.e).compiled, before + 1);
    CHECK_INT(sqla_engine_statistics(d.e).cached, 0);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(open_results_of_one_statement_do_not_disturb_each_other) {
    db d = db_open(empty_url());
    add_user(d.c, 1, "ann");
    add_user(d.c, 2, "bob");
    sqla_stmt *q = sqla_select(sqla_col(User, id));
    sqla_ref(sqla_order_by(q, sqla_col(User, id)));
    sqla_result *a = sqla_execute(d.c, q), *b = sqla_execute(d.c, q);
    CHECK(sqla_next(a));
    CHECK_INT(sqla_row_int(a, 0), 1);
    CHECK(sqla_next(b));
    CHECK_INT(sqla_row_int(b, 0), 1);
    CHECK(sqla_next(a));
    CHECK_INT(sqla_row_int(a, 0), 2);
    CHECK_INT(sqla_row_int(b, 0), 1);
    sqla_result_free(a);
    CHECK(sqla_next(b));
    CHECK_INT(sqla_row_int(b, 0), 2);
    sqla_result_free(b);
    sqla_unref(q);
    db_close(&d);
}

/* ---- the log ---- */

static struct { char lines[80][400]; int n, breaks; } heard;

static void hear(const char *text, void *user) {
    CHECK(user == &heard);
    heard.breaks += strchr(text, '\n') != NULL;
    if (heard.n < 80) snprintf(heard.lines[heard.n++], sizeof heard.lines[0], "%s", text);
}

/* The number of the first line from `from` that has the part, or -1. */
static int line_with(const char *part, int from) {
    for (int i = from; i < heard.n; i++)
        if (strstr(heard.lines[i], part)) return i;
    return -1;
}

TEST(the_log_has_statements_and_parameters) {
    db d = db_open(empty_url(), .echo = true, .log = hear, .log_user = &heard);
    heard.n = 0;
    sqla_exec(d.c, insert_user(7, "ann o'hara"));
    sqla_commit(d.c);
    int begin = line_with("BEGIN", 0), sql = line_with("INSERT INTO users", 0);
    int value = line_with("ann o'hara", 0), commit = line_with("COMMIT", 0);
    CHECK(begin >= 0 && begin < sql);
    CHECK(sql >= 0 && sql <= value);
    CHECK(value >= 0 && value < commit);
    sqla_exec(d.c, sqla_text("SELECT 1"));
    sqla_rollback(d.c);
    CHECK(line_with("ROLLBACK", 0) >= 0);
    db_close(&d);
}

TEST(the_log_is_one_line_a_call) {
    heard.breaks = 0;
    db d = db_open(empty_url(), .echo = true, .log = hear, .log_user = &heard);
    sqla_exec(d.c, sqla_text("SELECT 1\nAS x, :t"), SQLA_PARAMS("t", "a\nb"));
    CHECK_INT(heard.breaks, 0);
    db_close(&d);
}

TEST(the_log_says_what_was_compiled_when) {
    db d = db_open(empty_url(), .echo = true, .log = hear, .log_user = &heard);
    int written = 0, known = 0;
    heard.n = 0;
    for (int64_t i = 1; i <= 3; i++) sqla_exec(d.c, insert_user(i, "ann"));
    for (int i = 0; i < heard.n; i++) {
        int seconds = -1, micros = -1, at = -1;
        sscanf(heard.lines[i], "[generated in %d.%6ds] (%n", &seconds, &micros, &at);
        if (at > 0) written++;
        else sscanf(heard.lines[i], "[cached since %d.%6ds ago] (%n", &seconds, &micros, &at);
        if (at < 0) continue;
        known++;
        CHECK(seconds >= 0 && seconds < 60);
        CHECK(micros >= 0);
    }
    CHECK_INT(written, 1);
    CHECK_INT(known, 3);
    db_close(&d);
}

TEST(the_log_names_savepoints) {
    db d = db_open(empty_url(), .echo = true, .log = hear, .log_user = &heard);
    heard.n = 0;
    sqla_begin_nested(d.c);
    sqla_begin_nested(d.c);
    sqla_rollback(d.c);
    sqla_commit(d.c);
    sqla_rollback(d.c);
    int one = line_with("SAVEPOINT sa_savepoint_1", 0);
    int two = line_with("SAVEPOINT sa_savepoint_2", 0);
    int back = line_with("ROLLBACK TO SAVEPOINT sa_savepoint_2", 0);
    int release = line_with("RELEASE SAVEPOINT sa_savepoint_1", 0);
    CHECK(one >= 0 && one < two);
    CHECK(two >= 0 && two < back);
    CHECK(back >= 0 && back < release);
    db_close(&d);
}

TEST(the_log_is_off_without_echo) {
    db d = db_open(empty_url(), .log = hear, .log_user = &heard);
    heard.n = 0;
    add_user(d.c, 1, "ann");
    sqla_commit(d.c);
    CHECK_INT(heard.n, 0);
    db_close(&d);
}

TEST(hidden_parameters_are_nowhere) {
    db d = db_open(empty_url(), .echo = true, .hide_parameters = true, .log = hear,
                   .log_user = &heard);
    heard.n = 0;
    add_user(d.c, 1, "topsecret");
    CHECK_INT(add_user(d.c, 1, "topsecret"), -1);
    CHECK(line_with("INSERT INTO users", 0) >= 0);
    CHECK_INT(line_with("topsecret", 0), -1);
    CHECK_STR(sqla_error(d.c)->params, "");
    CHECK(strstr(sqla_error(d.c)->message, "topsecret") == NULL);
    CHECK(strstr(sqla_error(d.c)->sql, "topsecret") == NULL);
    db_close(&d);
}

TEST(passwords_are_in_no_message) {
    static const char *const urls[] = {
        "postgresql://scott:tiger@localhost:1/test", "nosuch://scott:tiger@h/d",
        "postgresql://scott:tiger@h:port/d", "sqlite://scott:tiger@h/x.db",
        "postgresql+tiger_driver://scott:t%69ger@h", "scott:tiger@h", "mysql//scott:tiger@h",
    };
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        heard.n = 0;
        sqla_engine *e = sqla_create_engine(urls[i], .echo = true, .log = hear,
                                            .log_user = &heard);
        sqla_conn *c = sqla_connect(e);
        CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
        CHECK(sqla_failed(c));
        CHECK(strstr(sqla_error(e)->message, ":tiger") == NULL);
        CHECK(strstr(sqla_error(c)->message, ":tiger") == NULL);
        CHECK_INT(line_with(":tiger", 0), -1);
        sqla_conn_close(c);
        sqla_dispose(e);
    }
}

/* ---- the engine's allocator ---- */

typedef struct tally { long blocks, bytes, calls; } tally;

static void *tally_alloc(size_t size, void *user) {
    tally *t = user;
    t->blocks++, t->bytes += (long)size, t->calls++;
    return malloc(size);
}

static void *tally_realloc(void *block, size_t old, size_t size, void *user) {
    tally *t = user;
    t->blocks += !block, t->bytes += (long)size - (long)old, t->calls++;
    return realloc(block, size);
}

static void tally_free(void *block, size_t size, void *user) {
    tally *t = user;
    t->blocks--, t->bytes -= (long)size;
    free(block);
}

TEST(an_engine_uses_its_own_allocator) {
    tally t = { 0 };
    sqla_allocator own = { tally_alloc, tally_realloc, tally_free, &t };
    db d = db_open(empty_url(), .allocator = &own);
    memset(&own, 0, sizeof own);                    /* it was copied */
    CHECK(t.calls > 0);
    long before = t.calls;
    add_user(d.c, 1, "ann");
    CHECK_INT(count_users(d.c), 1);
    CHECK(t.calls > before);
    db_close(&d);
    CHECK_INT(t.blocks, 0);
    CHECK_INT(t.bytes, 0);
}

/* ---- locks and sizes ---- */

#define SOON "?busy_timeout=50"

TEST(a_locked_database_is_told) {
    if (!needs_sqlite()) return;                /* of a server it is a row that is locked */
    db d = db_open(file_url("x.db", SOON));
    sqla_conn *other = sqla_connect(d.e);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_INT(add_user(other, 2, "bob"), -1);
    CHECK_STATUS(sqla_error(other)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(sqla_error(other)->message, "locked");
    CHECK_INT(sqla_error(other)->driver_code & 0xff, 5);
    CHECK_STATUS(sqla_rollback(other), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(add_user(other, 2, "bob"), 1);
    CHECK_STATUS(sqla_commit(other), SQLA_OK);
    CHECK_INT(count_users(d.c), 2);
    sqla_conn_close(other);
    db_close(&d);
}

TEST(a_full_database_is_told) {
    if (!needs_sqlite()) return;                /* a server has no such limit */
    db d = db_open(file_url("x.db", ""));
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "PRAGMA max_page_count=30"), SQLA_OK);
    sqla_rollback(d.c);
    static char name[3000];
    int64_t stored = 0;
    for (int i = 1; i <= 200 && stored >= 0; i++) {
        memset(name, 'a', sizeof name - 1);
        snprintf(name, 10, "%09d", i);
        name[9] = 'b';
        stored = add_user(d.c, i, name);
    }
    CHECK_INT(stored, -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "full");
    CHECK_INT(sqla_error(d.c)->driver_code & 0xff, 13);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK(!sqla_in_transaction(d.c));
    CHECK_INT(count_users(d.c), 0);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    db_close(&d);
}

/* ---- sqla_run ---- */

typedef struct job {
    int         calls;
    sqla_conn  *holder;         /* has the lock until call number `until` */
    int         until;
    sqla_status answer;
} job;

static sqla_status insert_once(sqla_conn *c, void *arg) {
    job *j = arg;
    j->calls++;
    CHECK(sqla_in_transaction(c));
    if (j->holder && j->calls == j->until) sqla_rollback(j->holder);
    if (add_user(c, 1, "ann") != 1) return sqla_last_error(c)->code;
    return j->answer;
}

TEST(run_commits) {
    db d = db_open(empty_url());
    job j = { 0 };
    CHECK_STATUS(sqla_run(d.e, insert_once, &j), SQLA_OK);
    CHECK_INT(j.calls, 1);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(run_rolls_back_and_answers_what_the_work_says) {
    db d = db_open(empty_url());
    job j = { .answer = SQLA_NO_RESULT_FOUND };
    CHECK_STATUS(sqla_run(d.e, insert_once, &j), SQLA_NO_RESULT_FOUND);
    CHECK_INT(j.calls, 1);
    CHECK_INT(count_users(d.c), 0);
    add_user(d.c, 1, "bob");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    j = (job){ 0 };
    CHECK_STATUS(sqla_run(d.e, insert_once, &j), SQLA_INTEGRITY_ERROR);
    CHECK_INT(j.calls, 1);
    CHECK_INT(sqla_engine_statistics(d.e).checked_out, 1);
    db_close(&d);
}

TEST(run_tries_again_while_the_database_is_busy) {
    if (!needs_sqlite()) return;                /* the whole file has one writer */
    db d = db_open(file_url("x.db", "?busy_timeout=5"));
    CHECK_INT(add_user(d.c, 9, "holder"), 1);
    job j = { .holder = d.c, .until = 3 };
    CHECK_STATUS(sqla_run(d.e, insert_once, &j, .retries = 5, .backoff_ms = 1), SQLA_OK);
    CHECK_INT(j.calls, 3);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

/* A file that takes some 120 kB, on the only connection of its engine. */
static sqla_engine *small_database(sqla_metadata *md) {
    sqla_engine *e = sqla_create_engine(file_url("x.db", ""), .pool_size = 1,
                                        .max_overflow = SQLA_NO, .pool_timeout_ms = 20);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_exec_driver_sql(c, "PRAGMA max_page_count=30"), SQLA_OK);
    sqla_conn_close(c);
    return e;
}

/* What the file holds, as another engine reads it: not what a connection believes. */
static int64_t stored_users(void) {
    sqla_engine *e = sqla_create_engine(file_url("x.db", ""));
    sqla_conn *c = sqla_connect(e);
    int64_t n = count_users(c);
    sqla_conn_close(c);
    sqla_dispose(e);
    return n;
}

/* 20 kB of text that is not the same for two numbers. */
static const char *long_name(int number) {
    static char names[20][20000];
    memset(names[number], 'a', sizeof names[0] - 1);
    memcpy(names[number], (char[]){ 'A' + (char)number, 'b' }, 2);
    return names[number];
}

static void check_full(const sqla_error_record *e) {
    CHECK_STATUS(e->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(e->message, "full");
    CHECK_INT(e->driver_code & 0xff, 13);
}

static sqla_status fill_up(sqla_conn *c, void *arg) {
    int *calls = arg;
    ++*calls;
    for (int i = 0; i < 20; i++)
        if (add_user(c, 10 + i, long_name(i)) != 1) return sqla_last_error(c)->code;
    return SQLA_OK;
}

TEST(run_on_a_full_database_stores_nothing) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User));
    sqla_engine *e = small_database(md);
    job j = { 0 };
    int calls = 0;
    CHECK_STATUS(sqla_run(e, fill_up, &calls, .backoff_ms = 1), SQLA_OPERATIONAL_ERROR);
    CHECK_INT(calls, 1);
    CHECK_INT(stored_users(), 0);
    CHECK_STATUS(sqla_run(e, insert_once, &j), SQLA_OK);
    CHECK_INT(stored_users(), 1);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(many_rows_in_a_full_database_are_none) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User));
    sqla_engine *e = small_database(md);
    sqla_conn *c = sqla_connect(e);
    sqla_params *sets = sqla_params_new();
    User rows[20];
    for (int i = 0; i < 20; i++) {
        rows[i] = (User){ .id = 1 + i, .name = long_name(i) };
        sqla_params_set(sets, "name", long_name(i));
        sqla_params_next(sets);
    }
    CHECK_STATUS(sqla_bulk_insert(c, User, rows, 20), SQLA_OPERATIONAL_ERROR);
    check_full(sqla_last_error(c));
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(stored_users(), 0);
    sqla_result *r = sqla_execute_many(c, sqla_insert(sqla_entity(User)), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OPERATIONAL_ERROR);
    check_full(sqla_error(r));
    sqla_result_free(r);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(stored_users(), 0);
    CHECK_STATUS(sqla_bulk_insert(c, User, rows, 2), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_INT(stored_users(), 2);
    sqla_params_free(sets);
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* The flush stores some of the objects, then one too many. */
TEST(a_flush_that_fills_the_database_is_undone) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User));
    sqla_engine *e = small_database(md);
    sqla_session *s = sqla_session_open(e, md);
    User *ann = sqla_add(s, sqla_new(User, .name = "ann")), *last = NULL;
    NEED(ann);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    NEED(sqla_fresh(ann));
    ann->name = "Ann";
    for (int i = 0; i < 20; i++) last = sqla_add(s, sqla_new(User, .name = long_name(i)));
    CHECK_STATUS(sqla_commit(s), SQLA_OPERATIONAL_ERROR);
    check_full(sqla_last_error(s));
    CHECK_STATUS(sqla_commit(s), SQLA_PENDING_ROLLBACK);
    CHECK_INT(stored_users(), 1);
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    NEED(last && sqla_fresh(ann));
    CHECK_STR(ann->name, "ann");
    CHECK_INT(sqla_state(last), SQLA_TRANSIENT);
    NEED(sqla_add(s, sqla_new(User, .name = "bob")));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_INT(stored_users(), 2);
done:
    sqla_session_close(s);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

static sqla_status do_nothing(sqla_conn *c, void *arg) {
    (void)arg;
    return sqla_error(c)->code;
}

/* Whoever used the connection before, its transaction is over. */
TEST(a_block_follows_a_transaction_begun_by_hand) {
    db d = db_open(file_url("x.db", ""));
    CHECK_STATUS(sqla_begin(d.c), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_transaction(d.c) add_user(d.c, 1, "ann");
    CHECK_STATUS(sqla_outcome(d.c), SQLA_OK);
    CHECK_STATUS(sqla_run(d.e, do_nothing, NULL), SQLA_OK);
    sqla_conn *c = sqla_connect(d.e);
    sqla_transaction(c) add_user(c, 2, "bob");
    CHECK_STATUS(sqla_outcome(c), SQLA_OK);
    sqla_conn_close(c);
    CHECK_INT(count_users(d.c), 2);
    db_close(&d);
}

/* SQLite ends the whole transaction when the file is full, savepoints or not. */
TEST(what_the_database_has_undone_is_not_committed) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User));
    sqla_engine *e = small_database(md);
    for (int how = 0; how < 4; how++) {
        sqla_conn *c = sqla_connect(e);
        sqla_status status = SQLA_INTERNAL_ERROR;
        int calls = 0;
        CHECK_INT(how == 2 ? 1 : add_user(c, 1, "ann"), 1);
        if (how == 0) {                         /* the error is taken lightly */
            CHECK(fill_up(c, &calls) != SQLA_OK);
            status = sqla_commit(c);
        } else if (how == 1) {                  /* or made good by a savepoint */
            CHECK_STATUS(sqla_begin_nested(c), SQLA_OK);
            CHECK(fill_up(c, &calls) != SQLA_OK);
            sqla_rollback(c);
            status = sqla_commit(c);
        } else if (how == 2) {
            sqla_transaction(c) {
                CHECK_INT(add_user(c, 1, "ann"), 1);
                sqla_savepoint(c) {
                    if (fill_up(c, &calls) != SQLA_OK) break;
                }
            }
            status = sqla_outcome(c);
        } else {                                /* half of the work is not all of it */
            CHECK(fill_up(c, &calls) != SQLA_OK);
            add_user(c, 2, "bob");
            status = sqla_commit(c);
        }
        CHECK(status != SQLA_OK);
        sqla_rollback_all(c);
        sqla_conn_close(c);
        CHECK_INT(stored_users(), 0);
    }
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(what_the_database_has_undone_is_not_committed_by_a_session) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User));
    sqla_engine *e = small_database(md);
    sqla_session *s = sqla_session_open(e, md);
    NEED(sqla_add(s, sqla_new(User, .name = "ann")));
    CHECK_STATUS(sqla_begin_nested(s), SQLA_OK);        /* stores her */
    for (int i = 0; i < 20; i++) sqla_add(s, sqla_new(User, .name = long_name(i)));
    CHECK_STATUS(sqla_flush(s), SQLA_OPERATIONAL_ERROR);
    sqla_rollback(s);
    CHECK(sqla_commit(s) != SQLA_OK);
    CHECK_INT(stored_users(), 0);
done:
    sqla_session_close(s);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(run_gives_up) {
    if (!needs_sqlite()) return;                /* likewise */
    db d = db_open(file_url("x.db", "?busy_timeout=5"));
    CHECK_INT(add_user(d.c, 9, "holder"), 1);
    job j = { 0 };
    CHECK_STATUS(sqla_run(d.e, insert_once, &j, .retries = 2, .backoff_ms = 1),
                 SQLA_OPERATIONAL_ERROR);
    CHECK_INT(j.calls, 3);
    j = (job){ 0 };
    CHECK_STATUS(sqla_run(d.e, insert_once, &j, .retries = SQLA_NO), SQLA_OPERATIONAL_ERROR);
    CHECK_INT(j.calls, 1);
    j = (job){ 0 };
    CHECK_STATUS(sqla_run(d.e, insert_once, &j, .backoff_ms = 1), SQLA_OPERATIONAL_ERROR);
    CHECK_INT(j.calls, 4);
    db_close(&d);
}

/* Reads, lets another connection write, then writes: SQLite refuses what was read too early. */
static sqla_status read_then_write(sqla_conn *c, void *arg) {
    job *j = arg;
    int64_t n = count_users(c);
    if (j->calls++ == 0) {
        add_user(j->holder, 50, "between");
        sqla_commit(j->holder);
    }
    return add_user(c, (int)n + 1, "late") == 1 ? SQLA_OK : sqla_last_error(c)->code;
}

TEST(run_tries_again_when_it_read_old_rows) {
    if (!needs_sqlite()) return;                /* READ COMMITTED sees the new ones */
    db d = db_open(file_url("x.db", "?journal_mode=wal&busy_timeout=5"));
    job j = { .holder = d.c };
    CHECK_STATUS(sqla_run(d.e, read_then_write, &j, .backoff_ms = 1), SQLA_OK);
    CHECK_INT(j.calls, 2);
    CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_min(sqla_col(User, id)))), 2);
    db_close(&d);
}

typedef struct hold { sqla_engine *e; atomic_bool locked; job j; sqla_status status; } hold;

static void hold_or_run(int index, void *arg) {
    hold *h = arg;
    if (index == 0) {
        sqla_conn *c = sqla_connect(h->e);
        CHECK_INT(add_user(c, 9, "holder"), 1);
        atomic_store(&h->locked, true);
        nanosleep(&(struct timespec){ .tv_nsec = 80000000 }, NULL);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
        sqla_conn_close(c);
    } else {
        while (!atomic_load(&h->locked)) nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
        h->status = sqla_run(h->e, insert_once, &h->j, .retries = 12, .backoff_ms = 5);
    }
}

TEST(run_waits_for_another_thread) {
    if (!needs_sqlite()) return;                /* the whole file has one writer */
    db d = db_open(file_url("x.db", "?busy_timeout=5"));
    hold h = { .e = d.e };
    run_threads(2, hold_or_run, &h);
    CHECK_STATUS(h.status, SQLA_OK);
    CHECK(h.j.calls > 1);
    CHECK_INT(count_users(d.c), 2);
    db_close(&d);
}

/* ---- the pool ---- */

static int64_t milliseconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static sqla_status use(sqla_conn *c) {
    sqla_exec(c, sqla_text("SELECT 1"));
    return sqla_error(c)->code;
}

TEST(a_pool_that_is_used_up_times_out) {
    sqla_engine *e = sqla_create_engine(shared_url(""), .pool_size = 1,
                                        .max_overflow = SQLA_NO, .pool_timeout_ms = 60);
    sqla_conn *first = sqla_connect(e);
    CHECK_STATUS(use(first), SQLA_OK);
    int64_t start = milliseconds();
    sqla_conn *second = sqla_connect(e);
    CHECK(second != NULL);
    CHECK_STATUS(use(second), SQLA_TIMEOUT);
    CHECK(milliseconds() - start >= 50);
    CHECK_HAS(sqla_error(second)->message, "size 1");
    CHECK_STATUS(sqla_error(e)->code, SQLA_OK);
    sqla_conn_close(second);
    sqla_conn_close(first);
    first = sqla_connect(e);
    CHECK_STATUS(use(first), SQLA_OK);
    sqla_conn_close(first);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    sqla_dispose(e);
}

TEST(a_pool_that_does_not_wait) {
    sqla_engine *e = sqla_create_engine(shared_url(""), .pool_size = 1,
                                        .max_overflow = SQLA_NO, .pool_timeout_ms = SQLA_NO);
    sqla_conn *first = sqla_connect(e);
    CHECK_STATUS(use(first), SQLA_OK);
    int64_t start = milliseconds();
    sqla_conn *second = sqla_connect(e);
    CHECK_STATUS(use(second), SQLA_TIMEOUT);
    CHECK(milliseconds() - start < 1000);
    sqla_conn_close(second);
    sqla_conn_close(first);
    sqla_dispose(e);
}

TEST(a_pool_flows_over_and_shrinks) {
    sqla_engine *e = sqla_create_engine(shared_url(""), .pool_size = 2, .max_overflow = 1,
                                        .pool_timeout_ms = SQLA_NO);
    sqla_conn *c[4];
    for (int i = 0; i < 4; i++) c[i] = sqla_connect(e);
    for (int i = 0; i < 4; i++) CHECK_STATUS(use(c[i]), i < 3 ? SQLA_OK : SQLA_TIMEOUT);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 3);
    CHECK_INT(sqla_engine_statistics(e).opened, 3);
    for (int i = 0; i < 4; i++) sqla_conn_close(c[i]);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    CHECK_INT(sqla_engine_statistics(e).idle, 2);
    sqla_dispose(e);
}

typedef struct pool_job { sqla_engine *e; sqla_conn *mine; atomic_bool waiting; } pool_job;

static void wait_for_connection(int index, void *arg) {
    pool_job *j = arg;
    if (index == 0) {                               /* gives its connection back after a while */
        while (!atomic_load(&j->waiting)) nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
        nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
        sqla_conn_close(j->mine);
    } else {
        atomic_store(&j->waiting, true);
        sqla_conn *c = sqla_connect(j->e);
        CHECK_STATUS(use(c), SQLA_OK);
        sqla_conn_close(c);
    }
}

TEST(a_thread_gets_the_connection_that_another_gives_back) {
    sqla_engine *e = sqla_create_engine(shared_url(""), .pool_size = 1,
                                        .max_overflow = SQLA_NO, .pool_timeout_ms = 10000);
    pool_job j = { .e = e, .mine = sqla_connect(e) };
    CHECK_STATUS(use(j.mine), SQLA_OK);
    run_threads(2, wait_for_connection, &j);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    CHECK_INT(sqla_engine_statistics(e).idle, 1);
    sqla_dispose(e);
}

static void insert_rows(int index, void *arg) {
    sqla_engine *e = arg;
    int n = quick() ? 5 : 50;
    sqla_conn *c = sqla_connect(e);
    for (int i = 0; i < n; i++) {
        char name[24];
        snprintf(name, sizeof name, "u%d-%d", index, i);
        CHECK_INT(add_user(c, 0, name), 1);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
        sqla_stmt *q = sqla_select(sqla_col(User, name));
        sqla_where(q, sqla_eq(sqla_col(User, name), name));
        CHECK_STR(sqla_scalar_text(c, q), name);
        sqla_rollback(c);
    }
    sqla_conn_close(c);
}

TEST(eight_threads_each_with_its_connection) {
    db d = db_open(shared_url("?journal_mode=wal&busy_timeout=30000&synchronous=off"),
                   .pool_size = 9);
    run_threads(8, insert_rows, d.e);
    CHECK_INT(count_users(d.c), 8 * (quick() ? 5 : 50));
    CHECK(sqla_engine_statistics(d.e).opened <= 9);
    CHECK_INT(sqla_engine_statistics(d.e).checked_out, 1);
    db_close(&d);
}

static void check_out_and_in(int index, void *arg) {
    int n = quick() ? 20 : 1000;
    (void)index;
    for (int i = 0; i < n; i++) {
        sqla_conn *c = sqla_connect(arg);
        CHECK_INT(sqla_scalar_int(c, users_above(i)), 0);
        sqla_conn_close(c);
    }
}

TEST(threads_share_pool_and_cache) {
    db d = db_open(shared_url("?journal_mode=wal"), .pool_size = 4, .max_overflow = SQLA_NO);
    run_threads(8, check_out_and_in, d.e);
    CHECK_INT(sqla_engine_statistics(d.e).checked_out, 1);
    CHECK(sqla_engine_statistics(d.e).opened <= 4);
    db_close(&d);
}

typedef struct shared_job { sqla_engine *e; sqla_stmt *q; } shared_job;

static void execute_shared(int index, void *arg) {
    shared_job *j = arg;
    sqla_conn *c = sqla_connect(j->e);
    for (int i = 0; i < 50; i++)
        CHECK_INT(sqla_scalar_int(c, j->q, SQLA_PARAMS("x", index * 100 + i)), index * 100 + i + 1);
    sqla_conn_close(c);
}

TEST(threads_execute_one_frozen_statement) {
    db d = db_open(shared_url(""), .pool_size = 9);
    shared_job j = { d.e, sqla_text("SELECT :x + 1") };
    sqla_freeze(j.q);
    run_threads(8, execute_shared, &j);
    sqla_unref(j.q);
    db_close(&d);
}

TEST(old_connections_are_replaced) {
    sqla_engine *e = sqla_create_engine(shared_url(""), .pool_recycle_s = 1);
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(use(c), SQLA_OK);
    sqla_conn_close(c);
    nanosleep(&(struct timespec){ .tv_sec = 2, .tv_nsec = 100000000 }, NULL);
    c = sqla_connect(e);
    CHECK_STATUS(use(c), SQLA_OK);
    CHECK_INT(sqla_engine_statistics(e).opened, 2);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 1);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(connections_are_tested_before_use) {
    sqla_engine *e = sqla_create_engine(shared_url(""), .pool_pre_ping = true);
    for (int i = 0; i < 3; i++) {
        sqla_conn *c = sqla_connect(e);
        CHECK_STATUS(use(c), SQLA_OK);
        CHECK(!i || sqla_engine_statistics(e).opened == 1);
        sqla_conn_close(c);
    }
    sqla_dispose(e);
}

/* ---- without memory ---- */

TEST(a_statement_without_memory_leaves_nothing_half_written) {
    db d = db_open(empty_url());
    sqla_status code = SQLA_MEMORY_ERROR;
    for (int n = 1; n < 400 && code != SQLA_OK; n++) {
        alloc_fail(n);
        int64_t rows = add_user(d.c, n, "ann");
        alloc_fail(0);
        code = rows == 1 ? SQLA_OK : sqla_last_error(d.c)->code;
        CHECK(code == SQLA_OK || code == SQLA_MEMORY_ERROR);
        CHECK_INT(count_users(d.c), rows == 1);
    }
    CHECK_STATUS(code, SQLA_OK);
    db_close(&d);
}

TEST(run_within_a_transaction_of_its_only_connection_is_refused) {
    db d = db_open(empty_url(), .pool = SQLA_POOL_STATIC);
    job j = { 0 };
    add_user(d.c, 1, "outer");
    CHECK_STATUS(sqla_run(d.e, insert_once, &j), SQLA_INVALID_REQUEST);
    CHECK_INT(j.calls, 0);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(bulk_writes_leave_nothing_when_the_database_rolled_back) {
    if (!needs_sqlite()) return;                /* ON CONFLICT ROLLBACK is its own */
    db d = db_open("sqlite://");
    User rows[200];
    for (int i = 0; i < 200; i++) rows[i] = (User){ .id = i + 1, .name = "same" };
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "DROP TABLE users; CREATE TABLE users (id INTEGER "
        "PRIMARY KEY, name TEXT UNIQUE ON CONFLICT ROLLBACK, age INTEGER)"), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, rows, 200), SQLA_INTEGRITY_ERROR);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_PENDING_ROLLBACK);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    db_close(&d);
}

TEST(a_refused_argument_may_be_named_again) {
    db d = db_open(empty_url());
    sqla_from *u = sqla_alias(sqla_entity(User), "u");
    sqla_stmt *q = sqla_select(sqla_c(u, "nope"));
    sqla_add_columns(q, sqla_c(u, "id"));
    sqla_from *v = sqla_alias(sqla_entity(User), "v");
    sqla_where(q, sqla_eq(sqla_c(v, "neither"), 1));
    sqla_where(q, sqla_eq(sqla_c(v, "id"), 1));
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STR(sqla_error(d.c)->message, "'u' has no column 'nope'");
    sqla_expr *x = sqla_plus(sqla_col(User, id), 1);
    q = sqla_select(sqla_col(User, id));
    sqla_set_n((sqla_stmt *)q, x, x);
    sqla_unref(q);
    db_close(&d);
}

TEST(rows_of_an_insert_set_the_same_columns) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_insert(sqla_entity(User));
    sqla_set(q, sqla_col(User, name), "a");
    sqla_values_next(q);
    sqla_set(q, sqla_col(User, name), "b");
    sqla_set(q, sqla_col(User, age), 2);
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STR(sqla_error(d.c)->message,
              "INSERT into 'users': row 1 sets column 'age', the first row does not");
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

typedef struct Odd { int32_t id; const char *name; } Odd;
SQLA_MODEL(Odd, "x\x01y", SQLA_COLUMN(Odd, id, .primary_key = true),
           SQLA_COLUMN(Odd, name, .name = "c\x01"));

TEST(names_hold_any_byte) {
    sqla_engine *e = sqla_create_engine(empty_url());
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Odd));
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    Odd one = { 1, "v" };
    CHECK_STATUS(sqla_bulk_insert(c, Odd, &one, 1), SQLA_OK);
    CHECK_INT(sqla_scalar_int(c, sqla_select(sqla_col(Odd, id))), 1);
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(times_that_could_not_be_read_are_not_written) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_select(sqla_v((sqla_date){ 2932897 }));
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    sqla_clear_error(d.c);
    CHECK_INT(sqla_exec(d.c, sqla_select(sqla_v((sqla_time){ -1 }))), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    db_close(&d);
}

TEST(a_frozen_statement_is_compiled_once_whoever_holds_its_parts) {
    db d = db_open(empty_url());
    sqla_expr *x = sqla_ref(sqla_eq(sqla_col(User, id), 1));
    sqla_stmt *q = sqla_where(sqla_select(sqla_col(User, id)), x);
    sqla_freeze(q);
    sqla_unref(x);
    int64_t before = sqla_engine_statistics(d.e).compiled;
    for (int i = 0; i < 5; i++) CHECK_INT(sqla_exec(d.c, q), 0);
    CHECK_INT(sqla_engine_statistics(d.e).compiled - before, 1);
    sqla_unref(q);
    db_close(&d);
}

TEST(other_kinds_of_pools) {
    const char *url = shared_url("");
    sqla_engine *e = sqla_create_engine(url, .pool = SQLA_POOL_NULL, .pool_size = 1);
    sqla_conn *c[20];
    for (int i = 0; i < 20; i++) c[i] = sqla_connect(e);
    for (int i = 0; i < 20; i++) CHECK_STATUS(sqla_error(c[i])->code, SQLA_OK);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 20);
    for (int i = 0; i < 20; i++) sqla_conn_close(c[i]);
    CHECK_INT(sqla_engine_statistics(e).idle, 0);
    CHECK_INT(sqla_engine_statistics(e).opened, 20);
    sqla_dispose(e);

    e = sqla_create_engine(url, .pool = SQLA_POOL_ASSERTION);
    c[0] = sqla_connect(e);
    c[1] = sqla_connect(e);
    CHECK_STATUS(sqla_error(c[0])->code, SQLA_OK);
    CHECK_STATUS(sqla_error(c[1])->code, SQLA_INVALID_REQUEST);
    sqla_conn_close(c[1]);
    sqla_conn_close(c[0]);
    c[0] = sqla_connect(e);
    CHECK_STATUS(sqla_error(c[0])->code, SQLA_OK);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    sqla_conn_close(c[0]);
    sqla_dispose(e);

    e = sqla_create_engine(url, .pool = SQLA_POOL_STATIC);
    c[0] = sqla_connect(e);
    c[1] = sqla_connect(e);
    sqla_exec_driver_sql(c[0], "CREATE TEMP TABLE mine (i INTEGER)");
    CHECK_INT(sqla_scalar_int(c[1], sqla_text("SELECT count(*) FROM mine")), 0);
    CHECK_STATUS(sqla_error(c[1])->code, SQLA_OK);
    CHECK_INT(sqla_engine_statistics(e).opened, 1);
    sqla_conn_close(c[1]);
    sqla_conn_close(c[0]);
    sqla_dispose(e);
}

TEST(sqlite_has_one_isolation_level) {
    if (!needs_sqlite()) return;
    sqla_engine *none = sqla_create_engine("sqlite://", .isolation_level = SQLA_READ_COMMITTED);
    sqla_conn *no = sqla_connect(none);
    CHECK_STATUS(sqla_error(no)->code, SQLA_NOT_SUPPORTED);
    sqla_conn_close(no);
    sqla_dispose(none);
    db d = db_open("sqlite://", .isolation_level = SQLA_SERIALIZABLE);
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = SQLA_SERIALIZABLE), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(d.c, .read_only = true), SQLA_NOT_SUPPORTED);
    CHECK_STATUS(sqla_execution_options(d.c, .deferrable = true), SQLA_NOT_SUPPORTED);
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = (sqla_isolation)9),
                 SQLA_NOT_SUPPORTED);
    CHECK_STATUS(sqla_execution_options((sqla_conn *)NULL), SQLA_ARGUMENT_ERROR);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_execution_options(d.c), SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    db_close(&d);
}

TEST(urls_are_made_changed_and_written) {
    sqla_url u = { .dialect = "postgresql", .user = "scott", .password = "p@ss:word!",
                   .host = "db.example", .port = "5433", .database = "a b" }, v, again;
    char buf[300];
    CHECK_STATUS(sqla_url_write(&u, buf, sizeof buf), SQLA_OK);
    CHECK_STR(buf, "postgresql://scott:p%40ss%3Aword%21@db.example:5433/a%20b");
    CHECK_STATUS(sqla_url_parse(buf, &again), SQLA_OK);
    CHECK_STR(again.password, "p@ss:word!");
    CHECK_STR(again.database, "a b");
    CHECK_STR(sqla_url_text(&u, buf, sizeof buf),
              "postgresql://scott:***@db.example:5433/a%20b");
    v = u;                                      /* a new URL; the old one stays */
    CHECK_STATUS(sqla_url_set_query(&v, "sslmode", "require"), SQLA_OK);
    CHECK_STATUS(sqla_url_set_query(&v, "application_name", "a&b=c d"), SQLA_OK);
    CHECK_STATUS(sqla_url_set_query(&v, "sslmode", "prefer"), SQLA_OK);
    CHECK_STR(sqla_url_query(&v, "sslmode"), "prefer");
    CHECK_STR(sqla_url_query(&u, "sslmode"), NULL);
    CHECK_STATUS(sqla_url_write(&v, buf, sizeof buf), SQLA_OK);
    CHECK_STATUS(sqla_url_parse(buf, &again), SQLA_OK);
    CHECK_STR(sqla_url_query(&again, "application_name"), "a&b=c d");
    CHECK_STATUS(sqla_url_set_query(&v, "sslmode", NULL), SQLA_OK);
    CHECK_STR(sqla_url_query(&v, "sslmode"), NULL);
    CHECK_STR(sqla_url_query(&v, "application_name"), "a&b=c d");
    char *big = malloc(1100);
    memset(big, 'x', 1099);
    big[1099] = '\0';
    CHECK_STATUS(sqla_url_set_query(&v, "k", big), SQLA_ARGUMENT_ERROR);
    free(big);
    CHECK_STATUS(sqla_url_set_query(&v, "a=b", "c"), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_url_set_query(&v, "", "c"), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_url_set_query(NULL, "a", "c"), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_url_write(&u, buf, 20), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_url_write(NULL, buf, 20), SQLA_ARGUMENT_ERROR);
    /* Several hosts. */
    CHECK_STATUS(sqla_url_parse("postgresql://h1,h2:5432/db", &u), SQLA_OK);
    CHECK_STATUS(sqla_url_write(&u, buf, sizeof buf), SQLA_OK);
    CHECK_STR(buf, "postgresql://h1,h2:5432/db");
}

TEST(an_engine_from_a_configuration) {
    static const char *const good[] = { "sqlalchemy.url", "sqlite://", "sqlalchemy.echo", "No",
        "sqlalchemy.pool_size", "3", "other.thing", "x", "sqlalchemy.max_overflow", "0",
        "sqlalchemy.pool_timeout", "2", "sqlalchemy.isolation_level", "serializable", NULL };
    static const char *const bad[][4] = { { "url", "sqlite://", "pool_sise", "3" },
        { "url", "sqlite://", "pool_size", "three" }, { "url", "sqlite://", "echo", "perhaps" },
        { "url", "sqlite://", "isolation_level", "snapshot" },
        { "url", "sqlite://", "pool_timeout", "9999999999" } };
    sqla_engine *e = sqla_engine_from_config(good, "sqlalchemy.");
    CHECK(!sqla_failed(e));
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), 1);
    sqla_conn_close(c);
    sqla_dispose(e);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *pairs[5] = { bad[i][0], bad[i][1], bad[i][2], bad[i][3], NULL };
        e = sqla_engine_from_config(pairs, NULL);
        CHECK_STATUS(sqla_error(e)->code, SQLA_ARGUMENT_ERROR);
        CHECK_HAS(sqla_error(e)->message, bad[i][2]);
        sqla_dispose(e);
    }
    static const char *const pool[] = { "url", NULL, "pool_size", "1", "max_overflow", "0",
                                        "pool_timeout", "0", NULL };
    const char *pairs[9];
    memcpy(pairs, pool, sizeof pool);
    pairs[1] = shared_url("");
    e = sqla_engine_from_config(pairs, "");
    c = sqla_connect(e);
    sqla_conn *d = sqla_connect(e);
    CHECK_STATUS(sqla_error(d)->code, SQLA_TIMEOUT);
    CHECK_HAS(sqla_error(d)->message, "size 1 overflow 0");
    CHECK_INT(sqla_engine_statistics(e).pool_size, 1);
    sqla_conn_close(d);
    sqla_conn_close(c);
    sqla_dispose(e);
    e = sqla_engine_from_config(NULL, NULL);
    CHECK_STATUS(sqla_error(e)->code, SQLA_ARGUMENT_ERROR);
    sqla_dispose(e);
}

TESTS(engine, T(urls_are_made_changed_and_written), T(an_engine_from_a_configuration), T(other_kinds_of_pools), T(sqlite_has_one_isolation_level),
      T(urls_of_servers), T(urls_of_sqlite),
      T(queries_of_urls),
      T(wrong_urls_are_refused), T(urls_with_too_long_parts_are_refused),
      T(a_url_as_text_hides_its_password), T(unknown_dialects_are_named),
      T(a_failed_engine_refuses_every_call_with_its_error),
      T(a_connection_that_failed_stays_closed),
      T(an_engine_url_must_be_given),
      T(files_that_cannot_be_opened_are_named), T(a_file_that_is_no_database),
      T(wrong_parameters_of_a_url_are_named), T(a_read_only_file_refuses_writing),
      T(an_engine_connects_when_asked), T(connections_share_a_database_in_memory),
      T(engines_in_memory_are_apart), T(a_database_in_memory_lives_as_long_as_its_engine),
      T(an_engine_disposed_early_lives_until_its_last_connection), T(sqlite_is_set_up),
      T(url_parameters_change_pragmas), T(the_first_statement_begins),
      T(commit_and_rollback_without_transaction_do_nothing),
      T(commit_keeps_and_rollback_undoes), T(closing_rolls_back),
      T(what_is_not_committed_is_not_seen_by_others), T(savepoints_undo_their_part),
      T(a_savepoint_begins_a_transaction_around_it),
      T(commit_all_and_rollback_all_end_every_level),
      T(a_failed_statement_leaves_the_transaction_open), T(ddl_is_part_of_the_transaction),
      T(exec_counts_rows), T(results_count_rows), T(text_counts_rows_too),
      T(keys_of_inserted_rows),
      T(parameters_of_text), T(parameters_given_before), T(a_parameter_without_value_is_named),
      T(a_parameter_that_is_not_there_is_named),
      T(parameters_of_insert_and_update_name_columns), T(a_text_is_stored_literally),
      T(two_statements_in_one_text_are_refused), T(driver_sql_runs_scripts),
      T(errors_of_the_database_carry_the_statement),
      T(constraint_violations_name_the_culprit), T(foreign_key_violations),
      T(returning_gives_rows), T(upserts_update_or_do_nothing),
      T(a_frozen_statement_is_executed_many_times), T(scalars_into_integers),
      T(scalars_into_other_numbers), T(scalars_into_text_and_bytes),
      T(scalars_into_calendar_decimal_uuid_and_json), T(scalars_of_no_row),
      T(scalars_that_do_not_fit), T(many_sets_of_parameters), T(the_last_set_needs_no_next),
      T(an_error_in_the_middle_of_many_leaves_nothing), T(sets_with_other_names_are_refused),
      T(no_sets_execute_nothing), T(very_many_parameters),
      T(deep_nesting_is_refused), T(poisoned_statements_report_their_first_error),
      T(values_that_cannot_be_bound_are_named), T(the_same_statement_is_compiled_once),
      T(lists_of_any_length_are_one_statement), T(the_cache_is_bounded),
      T(the_cache_can_be_off), T(open_results_of_one_statement_do_not_disturb_each_other),
      T(the_log_has_statements_and_parameters), T(the_log_is_one_line_a_call),
      T(the_log_names_savepoints),
      T(the_log_says_what_was_compiled_when),
      T(the_log_is_off_without_echo), T(hidden_parameters_are_nowhere),
      T(passwords_are_in_no_message), T(an_engine_uses_its_own_allocator),
      T(a_locked_database_is_told), T(a_full_database_is_told),
      T(run_on_a_full_database_stores_nothing), T(many_rows_in_a_full_database_are_none),
      T(a_flush_that_fills_the_database_is_undone), T(run_commits),
      T(a_block_follows_a_transaction_begun_by_hand),
      T(what_the_database_has_undone_is_not_committed),
      T(what_the_database_has_undone_is_not_committed_by_a_session),
      T(run_rolls_back_and_answers_what_the_work_says),
      T(run_tries_again_while_the_database_is_busy), T(run_gives_up),
      T(run_tries_again_when_it_read_old_rows),
      T_NO_OOM(run_waits_for_another_thread, "a thread that fails lets the other one wait"),
      T(run_within_a_transaction_of_its_only_connection_is_refused),
      T(bulk_writes_leave_nothing_when_the_database_rolled_back),
      T_NO_OOM(a_refused_argument_may_be_named_again, "without memory no answer keeps it"),
      T(rows_of_an_insert_set_the_same_columns),
      T(names_hold_any_byte),
      T(times_that_could_not_be_read_are_not_written),
      T(a_frozen_statement_is_compiled_once_whoever_holds_its_parts),
      T(a_pool_that_is_used_up_times_out), T(a_pool_that_does_not_wait),
      T(a_pool_flows_over_and_shrinks),
      T_NO_OOM(a_thread_gets_the_connection_that_another_gives_back, "waits ten seconds"),
      T_NO_OOM(eight_threads_each_with_its_connection, "is no two times the same"),
      T_NO_OOM(threads_share_pool_and_cache, "is no two times the same"),
      T_NO_OOM(threads_execute_one_frozen_statement, "is no two times the same"),
      T_NO_OOM(old_connections_are_replaced, "sleeps"), T(connections_are_tested_before_use),
      T_NO_OOM(a_statement_without_memory_leaves_nothing_half_written, "does it itself"));
