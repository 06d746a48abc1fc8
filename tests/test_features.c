/* What tests/features.tsv lists and no other suite shows: mostly whole uses on a live database. The
 * SQL is what SQLAlchemy gives for the same construct. */
#include "db.h"
#include "ddl.h"

SQLA_TABLE(t, "t",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("x",    SQLA_INTEGER),
    SQLA_TABLE_COLUMN("name", SQLA_STRING(50)),
    SQLA_TABLE_COLUMN("n",    SQLA_NUMERIC(10, 2)),
    SQLA_TABLE_COLUMN("dt",   SQLA_DATETIME),
    SQLA_TABLE_COLUMN("j",    SQLA_JSON));

SQLA_TABLE(u, "u",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("t_id", SQLA_INTEGER, .foreign_key = "t.id"),
    SQLA_TABLE_COLUMN("v",    SQLA_STRING(20)));

#define C(name) sqla_c(&t, name)
#define U(name) sqla_c(&u, name)

/* What a statement is in some dialects: their names with blanks between. */
typedef struct want { const char *dialects, *sql; } want;
#define ALL "default sqlite postgresql mysql mariadb oracle mssql"

/* Compiles q, which is consumed, in every dialect of w. */
static void in_dialects(sqla_stmt *q, bool literals, const want *w) {
    sqla_ref(q);
    for (; w->dialects; w++) {
        for (const char *d = w->dialects; *d; d += strspn(d, " ")) {
            char dialect[16];
            snprintf(dialect, sizeof dialect, "%.*s", (int)strcspn(d, " "), d);
            d += strcspn(d, " ");
            test__check_sql(sqla_compile(q, .dialect = dialect, .literal_binds = literals), w->sql,
                            TEST__AT(dialect));
        }
    }
    sqla_unref(q);
}
#define STMT_IN(q, ...)    in_dialects((q), false, (const want[]){ __VA_ARGS__, { NULL, NULL } })
#define LITERAL_IN(q, ...) in_dialects((q), true, (const want[]){ __VA_ARGS__, { NULL, NULL } })

/* A dialect's refusal of q, which is consumed. */
static void check_refused(sqla_stmt *q, const char *dialect, sqla_status expected) {
    sqla_compiled *c = sqla_compile(q, .dialect = dialect);
    sqla_status code = sqla_error(c)->code;
    sqla_compiled_free(c);
    CHECK_STATUS(code, expected);
}

/* A database in memory with t and u: five rows in t, x = 1, 1, 1, 2, 2. */
static db open_t(void) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(&t, &u));
    CHECK_STATUS(sqla_exec_driver_sql(d.c,
        "INSERT INTO t (id, x, name, n) VALUES (1, 1, 'a', 1.10), (2, 1, 'b', 2.20), "
        "(3, 1, 'c', 3.30), (4, 2, 'd', 4.40), (5, 2, 'e', 0.05)"), SQLA_OK);
    return d;
}

/* Executes q, which is consumed; the rows as "1,a;2,b" in a static buffer. */
static const char *rows_of(sqla_conn *c, sqla_stmt *q) {
    static char text[500];
    size_t end = 0;
    sqla_result *r = sqla_execute(c, q);
    text[0] = '\0';
    for (int n = 0; sqla_next(r); n++) {
        for (int i = 0; i < sqla_row_count(r) && end < sizeof text; i++) {
            const char *item = sqla_row_text(r, i);
            const char *before = i ? "," : n ? ";" : "";
            end += (size_t)snprintf(text + end, sizeof text - end, "%s%s", before,
                                    item ? item : "NULL");
        }
    }
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    return text;
}

/* ---- engines, pools, transactions ---- */

TEST(one_page_in_five_dialects) {
    sqla_stmt *q = sqla_order_by(sqla_select(C("id")), C("id"));
    LITERAL_IN(sqla_offset(sqla_limit(q, 10), 20),
        { "sqlite postgresql", "SELECT t.id FROM t ORDER BY t.id LIMIT 10 OFFSET 20" },
        { "mysql", "SELECT t.id FROM t ORDER BY t.id LIMIT 20, 10" },
        { "oracle mssql",
          "SELECT t.id FROM t ORDER BY t.id OFFSET 20 ROWS FETCH FIRST 10 ROWS ONLY" });
}

TEST(a_driver_is_chosen_by_name) {
    if (!needs_sqlite()) return;
    sqla_engine *e = sqla_create_engine("sqlite+sqlite3://");
    sqla_conn *c = sqla_connect(e);
    CHECK_STR(sqla_engine_dialect(e), "sqlite");
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 5")), 5);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(every_part_of_a_url) {
    sqla_url url;
    CHECK_STATUS(sqla_url_parse("postgresql+asyncpg://u:p%40ss@h:5433/d?sslmode=require", &url),
                 SQLA_OK);
    CHECK_STR(url.driver, "asyncpg");
    CHECK_STR(url.password, "p@ss");
    CHECK_STR(url.port, "5433");
    CHECK_STR(sqla_url_query(&url, "sslmode"), "require");
}

static void check_out_and_in(int index, void *arg) {
    int n = quick() ? 10 : 1000;
    for (int i = 0; i < n; i++) {
        sqla_conn *c = sqla_connect(arg);
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT :x"), SQLA_PARAMS("x", index)), index);
        sqla_conn_close(c);
    }
}

TEST(sixteen_threads_share_an_engine) {
    sqla_engine *e = sqla_create_engine(shared_url(""), .pool_size = 4,
                                        .max_overflow = SQLA_NO);
    run_threads(16, check_out_and_in, e);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    CHECK(sqla_engine_statistics(e).idle <= 4);
    sqla_dispose(e);
}

TEST(what_a_closed_connection_did_not_commit_is_gone) {
    db d = db_open(shared_url(""));
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    sqla_conn_close(d.c);
    CHECK_INT(sqla_engine_statistics(d.e).checked_out, 0);
    CHECK_INT(sqla_engine_statistics(d.e).idle, 1);
    d.c = sqla_connect(d.e);
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

static sqla_status add_then_answer(sqla_conn *c, void *arg) {
    const sqla_status *answer = arg;
    return add_user(c, 0, "ann") == 1 ? *answer : sqla_last_error(c)->code;
}

TEST(a_scope_commits_or_rolls_back) {
    db d = db_open(shared_url(""));
    sqla_status fails = SQLA_INVALID_REQUEST, works = SQLA_OK;
    CHECK_STATUS(sqla_run(d.e, add_then_answer, &fails), SQLA_INVALID_REQUEST);
    CHECK_INT(count_users(d.c), 0);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_run(d.e, add_then_answer, &works), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(two_sets_of_parameters_count_two_rows) {
    db d = db_open(empty_url());
    sqla_params *sets = sqla_params_new();
    sqla_params_set(sets, "name", "ann");
    sqla_params_next(sets);
    sqla_params_set(sets, "name", "bob");
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_rowcount(r), 2);
    sqla_result_free(r);
    CHECK_INT(sqla_exec(d.c, sqla_insert(sqla_entity(User)), SQLA_PARAMS("name", "cid")), 1);
    CHECK_INT(count_users(d.c), 3);
    sqla_params_free(sets);
    db_close(&d);
}

TEST(many_rows_are_one_statement) {
    int n = quick() ? 100 : 10000;
    db d = db_open(empty_url());
    sqla_params *sets = sqla_params_new();
    for (int i = 0; i < n; i++) {
        char name[16];
        snprintf(name, sizeof name, "u%d", i);
        sqla_params_set(sets, "name", name);
        sqla_params_next(sets);
    }
    CHECK_INT(count_users(d.c), 0);
    int64_t before = sqla_engine_statistics(d.e).compiled;
    sqla_result *r = sqla_execute_many(d.c, sqla_insert(sqla_entity(User)), sets);
    CHECK_INT(sqla_rowcount(r), n);
    sqla_result_free(r);
    CHECK_INT(sqla_engine_statistics(d.e).compiled, before + 1);
    CHECK_INT(count_users(d.c), n);
    sqla_params_free(sets);
    db_close(&d);
}

TEST(a_pool_says_what_is_used_up) {
    sqla_engine *e = sqla_create_engine(shared_url(""), .pool_size = 1,
                                        .max_overflow = SQLA_NO, .pool_timeout_ms = 20);
    sqla_conn *first = sqla_connect(e);
    CHECK_INT(sqla_scalar_int(first, sqla_text("SELECT 1")), 1);
    sqla_conn *second = sqla_connect(e);
    CHECK_INT(sqla_exec(second, sqla_text("SELECT 1")), -1);
    CHECK_STATUS(sqla_error(second)->code, SQLA_TIMEOUT);
    CHECK_HAS(sqla_error(second)->message,
              "QueuePool limit of size 1 overflow 0 reached, connection timed out");
    sqla_conn_close(second);
    sqla_conn_close(first);
    sqla_dispose(e);
}

TEST(a_duplicate_key_carries_statement_and_parameters) {
    db d = db_open(empty_url());
    add_user(d.c, 1, "ann");
    CHECK_INT(add_user(d.c, 1, "bob"), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_HAS(sqla_error(d.c)->sql, on_postgresql()
              ? "INSERT INTO users (id, name) VALUES ($1::INTEGER, $2::VARCHAR)"
              : "INSERT INTO users (id, name) VALUES (?, ?)");
    CHECK_HAS(sqla_error(d.c)->params, "bob");
    CHECK_INT(sqla_error(d.c)->driver_code != 0, !on_postgresql());
    CHECK_STR(sqla_error(d.c)->sqlstate, "23505");
    db_close(&d);
}

TEST(sqlite_knows_regular_expressions) {
    db d = open_t();
    sqla_stmt *q = sqla_where(sqla_select(C("id")), sqla_regexp_match(C("name"), "^[bd]$"));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, C("id"))), "2;4");
    q = sqla_where(sqla_select(sqla_count_all()), sqla_not(sqla_regexp_match(C("name"), "^[bd]")));
    CHECK_INT(sqla_scalar_int(d.c, q), 3);
    db_close(&d);
}

/* ---- types ---- */

SQLA_TABLE(grid, "t", SQLA_TABLE_COLUMN("a", SQLA_ARRAY(SQLA_ARRAY(SQLA_INTEGER))));

TEST(arrays_of_two_dimensions) {
    CHECK_TABLES("postgresql", "CREATE TABLE t ( a INTEGER[][] );", &grid);
}

enum status { DRAFT, PUB };

typedef struct Page { int id; enum status named, valued; } Page;
SQLA_MODEL(Page, "pages",
    SQLA_COLUMN(Page, id, .primary_key = true),
    SQLA_COLUMN(Page, named, .type = SQLA_ENUM("named", "DRAFT", "PUB")),
    SQLA_COLUMN(Page, valued, .type = SQLA_ENUM("valued", "draft text", "pub")));

TEST(a_c_enum_is_stored_by_name_or_by_value) {
    CHECK_TABLES("sqlite", "CREATE TABLE pages ( id INTEGER NOT NULL, named VARCHAR(5) NOT NULL, "
                 "valued VARCHAR(10) NOT NULL, PRIMARY KEY (id) );", sqla_entity(Page));
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(sqla_entity(Page)));
    const Page page = { 1, PUB, DRAFT };
    Page *back = NULL;
    CHECK_STATUS(sqla_bulk_insert(d.c, Page, &page, 1), SQLA_OK);
    CHECK_STR(rows_of(d.c, sqla_text("SELECT named, valued FROM pages")), "PUB,draft text");
    sqla_stmt *q = sqla_where(sqla_select(sqla_entity(Page)), sqla_eq(sqla_col(Page, named), PUB),
                              sqla_eq(sqla_col(Page, valued), "draft text"));
    CHECK_STATUS(sqla_fetch_one(d.c, Page, q, &back), SQLA_OK);
    NEED(back);
    CHECK_INT(back->named, PUB);
    CHECK_INT(back->valued, DRAFT);
done:
    sqla_fetch_free(back);
    db_close(&d);
}

SQLA_TABLE(longs, "longs",
    SQLA_TABLE_COLUMN("k", SQLA_BIGINT, .primary_key = true),
    SQLA_TABLE_COLUMN("s", SQLA_SMALLINT));

TEST(the_largest_integer_there_and_back) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(&longs));
    int64_t k = 0;
    sqla_stmt *q = sqla_set(sqla_insert(&longs), sqla_c(&longs, "k"), INT64_MAX);
    CHECK_INT(sqla_exec(d.c, sqla_set(q, sqla_c(&longs, "s"), -32768)), 1);
    q = sqla_where(sqla_select(sqla_c(&longs, "k")), sqla_eq(sqla_c(&longs, "s"), -32768));
    CHECK_STATUS(sqla_scalar(d.c, q, &k), SQLA_OK);
    CHECK_INT(k, INT64_MAX);
    db_close(&d);
}

/* ---- schema ---- */

TEST(one_table_alone_is_made_and_dropped) {
    sqla_metadata *one = sqla_metadata_new(&t), *both = sqla_metadata_new(&t, &u);
    sqla_engine *e = sqla_create_engine(empty_url());
    sqla_conn *c = NULL;
    NEED(!sqla_failed(one) && !sqla_failed(both));
    CHECK_STATUS(sqla_create_all(e, one), SQLA_OK);
    c = sqla_connect(e);
    CHECK(sqla_has_table(c, NULL, "t"));
    CHECK(!sqla_has_table(c, NULL, "u"));
    sqla_rollback(c);
    CHECK_STATUS(sqla_create_all(e, both), SQLA_OK);
    CHECK(sqla_has_table(c, NULL, "u"));
    sqla_rollback(c);
    if (on_postgresql()) {              /* the key of u stands in the way */
        CHECK_STATUS(sqla_drop_all(e, one), SQLA_OPERATIONAL_ERROR);
        CHECK_HAS(sqla_error(e)->message, "cannot drop table t");
        CHECK_STATUS(sqla_exec_driver_sql(c, "ALTER TABLE u DROP COLUMN t_id"), SQLA_OK);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
    }
    CHECK_STATUS(sqla_drop_all(e, one), SQLA_OK);
    CHECK(!sqla_has_table(c, NULL, "t"));
    CHECK(sqla_has_table(c, NULL, "u"));
done:
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(one);
    sqla_metadata_free(both);
}

static int made;
static sqla_value next_code(void) { return sqla_value_of(100 + made++); }

SQLA_TABLE(filled, "filled",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("n",    SQLA_INTEGER, .default_value = SQLA_DEFAULT_INT(5)),
    SQLA_TABLE_COLUMN("code", SQLA_INTEGER, .default_value = SQLA_DEFAULT_FN(next_code)),
    SQLA_TABLE_COLUMN("up",   SQLA_STRING(9), .default_value = SQLA_DEFAULT_SQL("upper('new')")),
    SQLA_TABLE_COLUMN("v",    SQLA_INTEGER, .onupdate = SQLA_DEFAULT_INT(7)));
#define F(name) sqla_c(&filled, name)

TEST(defaults_fill_in_what_is_not_given) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(&filled));
    made = 0;
    CHECK_INT(sqla_exec(d.c, sqla_set(sqla_insert(&filled), F("id"), 1)), 1);
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&filled), F("n"), 6), F("code"), 1);
    CHECK_INT(sqla_exec(d.c, sqla_set(sqla_set(q, F("up"), "old"), F("id"), 2)), 1);
    CHECK_INT(made, 1);
    q = sqla_values_next(sqla_set(sqla_insert(&filled), F("id"), 3));
    CHECK_INT(sqla_exec(d.c, sqla_set(q, F("id"), 4)), 2);
    CHECK_INT(made, 3);
    q = sqla_where(sqla_set(sqla_update(&filled), F("n"), 8), sqla_eq(F("id"), 3));
    CHECK_INT(sqla_exec(d.c, q), 1);
    q = sqla_where(sqla_set(sqla_update(&filled), F("v"), 9), sqla_eq(F("id"), 4));
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_STR(rows_of(d.c, sqla_order_by(sqla_select(&filled), F("id"))),
              "1,5,100,NEW,NULL;2,6,1,old,NULL;3,8,101,NEW,7;4,5,102,NEW,9");
    db_close(&d);
}

#define I63 "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"
SQLA_TABLE(index_63, "t", SQLA_TABLE_COLUMN("a", SQLA_INTEGER), SQLA_INDEX(I63, "a"));
SQLA_TABLE(index_64, "t", SQLA_TABLE_COLUMN("a", SQLA_INTEGER), SQLA_INDEX(I63 "i", "a"));

TEST(a_name_of_your_own_is_never_cut) {
    CHECK_TABLES("postgresql", "CREATE TABLE t ( a INTEGER ); CREATE INDEX " I63 " ON t (a);",
                 &index_63);
    CHECK_TABLES("sqlite", "CREATE TABLE t ( a INTEGER ); CREATE INDEX " I63 "i ON t (a);",
                 &index_64);
    sqla_metadata *md = sqla_metadata_new(&index_64);
    char *ddl = sqla_ddl(md, "postgresql");
    CHECK(ddl == NULL);
    sqla_text_free(ddl);
    sqla_metadata_free(md);
}

SQLA_TABLE(light, "t", SQLA_TABLE_COLUMN("a", NULL), SQLA_TABLE_COLUMN("b", NULL));
#define L(name) sqla_c(&light, name)

TEST(tables_without_types_or_metadata) {
    STMT_IN(sqla_where(sqla_set(sqla_update(&light), L("a"), 1), sqla_eq(L("b"), 2)),
        { "default", "UPDATE t SET a=:a WHERE t.b = :b_1" },
        { "sqlite mysql mssql", "UPDATE t SET a=? WHERE t.b = ?" },
        { "oracle", "UPDATE t SET a=:1 WHERE t.b = :2" });
    STMT_IN(sqla_set(sqla_insert(&light), L("a"), 1),
        { "default", "INSERT INTO t (a) VALUES (:a)" });
    STMT_IN(sqla_where(sqla_delete(&light), sqla_eq(L("a"), 1)),
        { "default", "DELETE FROM t WHERE t.a = :a_1" });
    STMT_IN(sqla_where(sqla_select(&light), sqla_gt(L("a"), 1)),
        { "default", "SELECT t.a, t.b FROM t WHERE t.a > :a_1" },
        { "postgresql", "SELECT t.a, t.b FROM t WHERE t.a > $1::INTEGER" });
}

/* ---- expressions ---- */

TEST(or_inside_and) {
    STMT_IN(sqla_where(sqla_select(C("id")), sqla_and(sqla_gt(C("x"), 1),
                sqla_or(sqla_lt(C("x"), 5), sqla_eq(C("name"), "a")))),
        { "default",
          "SELECT t.id FROM t WHERE t.x > :x_1 AND (t.x < :x_2 OR t.name = :name_1)" });
}

TEST(lists_find_their_rows) {
    static const int none[1] = { 0 };
    db d = open_t();
    sqla_stmt *q = sqla_where(sqla_select(C("id")), sqla_in(C("id"), 1, 3, 5, 99));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, C("id"))), "1;3;5");
    q = sqla_where(sqla_select(C("id")), sqla_in_array(C("id"), none, 0));
    CHECK_STR(rows_of(d.c, q), "");
    q = sqla_where(sqla_select(sqla_count_all()), sqla_not_in(C("id"), sqla_span(none, 0)));
    CHECK_STR(rows_of(d.c, q), "5");
    q = sqla_where(sqla_select(C("id")),
                   sqla_in(C("id"), sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 2))));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, C("id"))), "4;5");
    db_close(&d);
}

TEST(now_minus_an_interval) {
    sqla_expr *since = sqla_minus(sqla_now(), sqla_sql("interval '90 days'"));
    STMT_IN(sqla_select(sqla_label(since, "v")),
        { "default postgresql mysql mariadb", "SELECT now() - interval '90 days' AS v" });
}

TEST(try_cast_is_refused_where_there_is_none) {
    static const char *const dialects[] = { "sqlite", "postgresql", "mysql", "mariadb", "oracle" };
    for (size_t i = 0; i < sizeof dialects / sizeof *dialects; i++)
        check_refused(sqla_select(sqla_try_cast(C("name"), SQLA_INTEGER)), dialects[i],
                      SQLA_COMPILE_ERROR);
}

TEST(labels_by_name) {
    STMT_IN(sqla_order_by(sqla_select(sqla_label(sqla_plus(C("x"), 1), "q")),
                          sqla_desc(sqla_sql("q"))),
        { "default", "SELECT t.x + :x_1 AS q FROM t ORDER BY q DESC" },
        { "oracle", "SELECT t.x + :1 AS q FROM t ORDER BY q DESC" });
    sqla_stmt *q = sqla_select(sqla_label(C("x"), "day"), sqla_label(sqla_count_all(), "n"));
    sqla_having(sqla_group_by(q, sqla_sql("day")), sqla_gt(sqla_count_all(), 1));
    sqla_ref(sqla_order_by(q, sqla_sql("n"), sqla_desc(sqla_sql("day"))));
    STMT_IN(q,
        { "default", "SELECT t.x AS day, count(*) AS n FROM t GROUP BY day "
                     "HAVING count(*) > :count_1 ORDER BY n, day DESC" });
    db d = open_t();
    CHECK_STR(rows_of(d.c, q), "2,2;1,3");
    sqla_unref(q);
    db_close(&d);
}

TEST(sums_of_decimals_are_decimals) {
    db d = open_t();
    sqla_decimal sum = { 0 };
    char text[48];
    sqla_result *r = sqla_execute(d.c, sqla_select(sqla_sum(C("n")), sqla_count_all()));
    sqla_value v = { .kind = SQLA_VALUE_NULL };
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_get(r, 0, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_DECIMAL);
    CHECK_STATUS(sqla_row_read(r, 0, &sum), SQLA_OK);
    CHECK_STR(sqla_decimal_text(sum, text, sizeof text), "11.05");
    CHECK_INT(sqla_row_int(r, 1), 5);
    sqla_result_free(r);
    sqla_stmt *q = sqla_select(sqla_count(sqla_distinct_of(C("x"))), sqla_min(C("x")),
                               sqla_max(C("id")), sqla_avg(C("id")));
    CHECK_STR(rows_of(d.c, q), on_postgresql() ? "2,1,5,3.0000000000000000" : "2,1,5,3");
    db_close(&d);
}

TEST(functions_of_dates) {
    STMT_IN(sqla_select(sqla_label(sqla_func("date", C("dt")), "a"),
                        sqla_label(sqla_func("date_trunc", "month", C("dt")), "b"),
                        sqla_label(sqla_coalesce(C("name"), "?"), "c")),
        { "default", "SELECT date(t.dt) AS a, date_trunc(:date_trunc_1, t.dt) AS b, "
                     "coalesce(t.name, :coalesce_1) AS c FROM t" },
        { "postgresql", "SELECT date(t.dt) AS a, date_trunc($1::VARCHAR, t.dt) AS b, "
                        "coalesce(t.name, $2::VARCHAR) AS c FROM t" },
        { "mysql", "SELECT date(t.dt) AS a, date_trunc(?, t.dt) AS b, "
                   "coalesce(t.name, ?) AS c FROM t" });
}

static sqla_expr *within(sqla_expr *f) {
    return sqla_over(f, .partition_by = SQLA_EXPRS(C("x")),
                     .order_by = SQLA_EXPRS(sqla_desc(C("id"))));
}

TEST(windows_over_five_rows) {
    STMT_IN(sqla_select(sqla_label(within(sqla_func("row_number")), "v")),
        { ALL, "SELECT row_number() OVER (PARTITION BY t.x ORDER BY t.id DESC) AS v FROM t" });
    db d = open_t();
    sqla_stmt *q = sqla_select(
        C("id"), within(sqla_func("row_number")),
        sqla_over(sqla_func("rank"), .order_by = SQLA_EXPRS(C("x"))),
        sqla_over(sqla_func("dense_rank"), .order_by = SQLA_EXPRS(C("x"))),
        sqla_over(sqla_func("lag", C("id")), .order_by = SQLA_EXPRS(C("id"))),
        sqla_over(sqla_func("lead", C("id")), .order_by = SQLA_EXPRS(C("id"))),
        sqla_over(sqla_sum(C("id")), .partition_by = SQLA_EXPRS(C("x"))));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, C("id"))),
              "1,3,1,1,NULL,2,6;2,2,1,1,1,3,6;3,1,1,1,2,4,6;4,2,4,2,3,5,9;5,1,4,2,4,NULL,9");
    db_close(&d);
}

TEST(values_inside_json) {
    db d = open_t();
    sqla_stmt *q = sqla_set(sqla_update(&t), C("j"), sqla_json_of("{\"a\": {\"b\": \"x\"}, "
                                                                  "\"n\": 5}"));
    CHECK_INT(sqla_exec(d.c, sqla_where(q, sqla_eq(C("id"), 2))), 1);
    q = sqla_where(sqla_select(C("id")), sqla_eq(sqla_json_as_int(sqla_json_item(C("j"), "n")), 5),
                   sqla_eq(sqla_json_as_text(sqla_json_item(sqla_json_item(C("j"), "a"), "b")),
                           "x"));
    CHECK_STR(rows_of(d.c, q), "2");
    db_close(&d);
}

/* ---- selects ---- */

TEST(a_join_to_a_subquery_without_name) {
    sqla_from *s = sqla_ref(sqla_subquery(sqla_where(sqla_select(U("t_id")),
                                                     sqla_eq(U("v"), "a")), NULL));
    STMT_IN(sqla_join(sqla_select(C("id")), s, .on = sqla_eq(C("id"), sqla_c(s, "t_id"))),
        { "default", "SELECT t.id FROM t JOIN (SELECT u.t_id AS t_id FROM u WHERE u.v = :v_1) "
                     "AS anon_1 ON t.id = anon_1.t_id" },
        { "oracle", "SELECT t.id FROM t JOIN (SELECT u.t_id AS t_id FROM u WHERE u.v = :1) "
                    "anon_1 ON t.id = anon_1.t_id" });
    sqla_unref(s);
}

TEST(exists_of_any_row) {
    sqla_stmt *any = sqla_select_from(sqla_select(sqla_sql("*")), &u);
    sqla_where(any, sqla_eq(U("t_id"), C("id")));
    sqla_stmt *q = sqla_ref(sqla_where(sqla_select(C("id")), sqla_not(sqla_exists(any))));
    STMT_IN(q,
        { ALL, "SELECT t.id FROM t WHERE NOT (EXISTS (SELECT * FROM u WHERE u.t_id = t.id))" });
    db d = open_t();
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "INSERT INTO u (t_id) VALUES (1), (2), (4)"), SQLA_OK);
    CHECK_STR(rows_of(d.c, q), "3;5");
    sqla_unref(q);
    db_close(&d);
}

SQLA_TABLE(emp, "emp",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("boss_id", SQLA_INTEGER, .foreign_key = "emp.id"));
#define E(name) sqla_c(&emp, name)

TEST(a_tree_of_three_levels) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(&emp));
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "INSERT INTO emp VALUES (1, NULL), (2, 1), (3, 2), "
                                           "(4, 1), (9, NULL)"), SQLA_OK);
    sqla_stmt *top = sqla_where(sqla_select(E("id"), sqla_label(sqla_literal(1), "depth")),
                                sqla_eq(E("id"), 1));
    sqla_from *tree = sqla_ref(sqla_cte(top, "tree", .recursive = true));
    sqla_stmt *below = sqla_join(sqla_select(E("id"), sqla_plus(sqla_c(tree, "depth"), 1)), tree,
                                 .on = sqla_eq(E("boss_id"), sqla_c(tree, "id")));
    sqla_from *whole = sqla_ref(sqla_cte_union_all(tree, below));
    sqla_stmt *q = sqla_select(sqla_c(whole, "id"), sqla_c(whole, "depth"));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, sqla_c(whole, "id"))), "1,1;2,2;3,3;4,2");
    sqla_unref(whole);
    sqla_unref(tree);
    db_close(&d);
}

/* ---- inserts, updates, deletes ---- */

TEST(what_has_no_further_tables) {
    check_refused(sqla_where(sqla_set(sqla_update(&t), C("name"), U("v")),
                             sqla_eq(U("t_id"), C("id"))), "oracle", SQLA_NOT_SUPPORTED);
    check_refused(sqla_where(sqla_delete(&u), sqla_eq(U("t_id"), C("id"))), "oracle",
                  SQLA_NOT_SUPPORTED);
    check_refused(sqla_where(sqla_delete(&u), sqla_eq(U("t_id"), C("id"))), "sqlite",
                  SQLA_NOT_SUPPORTED);
}

/* ---- text ---- */

TEST(text_binds_by_the_type_of_the_value) {
    db d = open_t();
    sqla_datetime when = sqla_datetime_join(sqla_date_of(2024, 1, 2), sqla_time_of(3, 4, 5, 6));
    sqla_datetime back = { 0 };
    sqla_stmt *q = sqla_ref(sqla_text("UPDATE t SET dt = :dt WHERE id = :id"));
    sqla_bind(q, "dt", when);
    sqla_bind(q, "id", 2);
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_INT(sqla_exec(d.c, q, SQLA_PARAMS("id", 3)), 1);
    sqla_unref(q);
    CHECK_STR(rows_of(d.c, sqla_text("SELECT id, dt FROM t WHERE dt IS NOT NULL ORDER BY id")),
              "2,2024-01-02 03:04:05.000006;3,2024-01-02 03:04:05.000006");
    q = sqla_where(sqla_select(C("dt")), sqla_eq(C("id"), 3));
    CHECK_STATUS(sqla_scalar(d.c, q, &back), SQLA_OK);
    CHECK_INT(back.us, when.us);
    db_close(&d);
}

/* ---- results ---- */

TEST(a_scalar_of_two_rows_is_the_first) {
    db d = open_t();
    int64_t id = 0;
    sqla_stmt *q = sqla_where(sqla_select(C("id")), sqla_gt(C("id"), 3));
    sqla_ref(sqla_order_by(q, C("id")));
    CHECK_STATUS(sqla_scalar(d.c, q, &id), SQLA_OK);
    CHECK_INT(id, 4);
    CHECK_INT(sqla_scalar_int(d.c, q), 4);
    sqla_result *r = sqla_execute(d.c, q);
    CHECK(!sqla_result_one(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_MULTIPLE_RESULTS_FOUND);
    sqla_result_free(r);
    r = sqla_execute(d.c, q);
    CHECK(!sqla_result_one_or_none(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_MULTIPLE_RESULTS_FOUND);
    sqla_result_free(r);
    sqla_unref(q);
    db_close(&d);
}

TEST(a_column_by_name_is_the_column_by_place) {
    db d = open_t();
    sqla_result *r = sqla_execute(d.c, sqla_order_by(sqla_select(C("id"), C("name")), C("id")));
    for (int n = 1; sqla_next(r); n++) {
        CHECK_INT(sqla_row_int(r, sqla_row_index(r, "id")), n);
        CHECK_INT(sqla_row_int(r, 0), n);
        CHECK_STR(sqla_row_text(r, sqla_row_index(r, "name")), sqla_row_text(r, 1));
    }
    CHECK_INT(sqla_row_index(r, "nope"), -1);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    db_close(&d);
}

/* ---- compilation ---- */

TEST(a_statement_as_text_needs_no_database) {
    sqla_compiled *c = sqla_compile(sqla_where(sqla_select(C("id")), sqla_eq(C("id"), 1)));
    const char *sql = sqla_compiled_sql(c);
    CHECK_HAS(sql, "WHERE t.id = :id_1");
    CHECK_INT(sqla_compiled_count(c), 1);
    CHECK_STR(sqla_compiled_name(c, 0), "id_1");
    CHECK_INT(sqla_compiled_value(c, 0)->as.i, 1);
    sqla_compiled_free(c);
}

/* ---- models ---- */

typedef struct Doc { int id; const char *metadata_; } Doc;
SQLA_MODEL(Doc, "docs",
    SQLA_COLUMN(Doc, id, .primary_key = true),
    SQLA_COLUMN(Doc, metadata_, .name = "metadata"));

TEST(a_field_may_have_another_name_than_its_column) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(sqla_entity(Doc)));
    const Doc doc = { 1, "kept" };
    Doc *back = NULL;
    CHECK_STATUS(sqla_bulk_insert(d.c, Doc, &doc, 1), SQLA_OK);
    STMT_IN(sqla_where(sqla_select(sqla_col(Doc, id)), sqla_eq(sqla_col(Doc, metadata_), "a")),
        { "default", "SELECT docs.id FROM docs WHERE docs.metadata = :metadata_1" });
    sqla_stmt *q = sqla_where(sqla_select(sqla_entity(Doc)),
                              sqla_eq(sqla_col(Doc, metadata_), "kept"));
    CHECK_STATUS(sqla_fetch_one(d.c, Doc, q, &back), SQLA_OK);
    NEED(back);
    CHECK_STR(back->metadata_, "kept");
done:
    sqla_fetch_free(back);
    db_close(&d);
}

/* A mixin is two macros: its fields, and its columns. */
#define STAMP_FIELDS bool deleted; sqla_opt_datetime seen;
#define STAMP_COLUMNS(T) \
    SQLA_COLUMN(T, deleted, .default_value = SQLA_DEFAULT_BOOL(false)), SQLA_COLUMN(T, seen)

typedef struct Cat { int id; STAMP_FIELDS } Cat;
SQLA_MODEL(Cat, "cats", SQLA_COLUMN(Cat, id, .primary_key = true), STAMP_COLUMNS(Cat));
typedef struct Dog { STAMP_FIELDS int id; } Dog;
SQLA_MODEL(Dog, "dogs", STAMP_COLUMNS(Dog), SQLA_COLUMN(Dog, id, .primary_key = true));

TEST(two_models_share_a_mixin) {
    CHECK_TABLES("sqlite", "CREATE TABLE cats ( id INTEGER NOT NULL, deleted BOOLEAN NOT NULL, "
                 "seen DATETIME, PRIMARY KEY (id) ); CREATE TABLE dogs ( deleted BOOLEAN NOT "
                 "NULL, seen DATETIME, id INTEGER NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Cat), sqla_entity(Dog));
    STMT_IN(sqla_where(sqla_select(sqla_col(Cat, seen)),
                       sqla_gt(sqla_col(Cat, seen), sqla_col(Dog, seen))),
        { "default", "SELECT cats.seen FROM cats, dogs WHERE cats.seen > dogs.seen" });
    STMT_IN(sqla_set(sqla_insert(sqla_entity(Dog)), sqla_col(Dog, id), 1),
        { "default", "INSERT INTO dogs (deleted, id) VALUES (:deleted, :id)" });
}

TESTS(features, T(one_page_in_five_dialects), T(a_driver_is_chosen_by_name),
      T(every_part_of_a_url),
      T_NO_OOM(sixteen_threads_share_an_engine, "is no two times the same"),
      T(what_a_closed_connection_did_not_commit_is_gone), T(a_scope_commits_or_rolls_back),
      T(two_sets_of_parameters_count_two_rows), T(many_rows_are_one_statement),
      T(a_pool_says_what_is_used_up), T(a_duplicate_key_carries_statement_and_parameters),
      T(sqlite_knows_regular_expressions), T(arrays_of_two_dimensions),
      T(a_c_enum_is_stored_by_name_or_by_value), T(the_largest_integer_there_and_back),
      T(one_table_alone_is_made_and_dropped),
      T(defaults_fill_in_what_is_not_given), T(a_name_of_your_own_is_never_cut),
      T(tables_without_types_or_metadata), T(or_inside_and), T(lists_find_their_rows),
      T(now_minus_an_interval), T(try_cast_is_refused_where_there_is_none), T(labels_by_name),
      T(sums_of_decimals_are_decimals), T(functions_of_dates), T(windows_over_five_rows),
      T(values_inside_json),
      T(a_join_to_a_subquery_without_name), T(exists_of_any_row), T(a_tree_of_three_levels),
      T(what_has_no_further_tables), T(text_binds_by_the_type_of_the_value),
      T(a_scalar_of_two_rows_is_the_first), T(a_column_by_name_is_the_column_by_place),
      T(a_statement_as_text_needs_no_database),
      T(a_field_may_have_another_name_than_its_column), T(two_models_share_a_mixin));
