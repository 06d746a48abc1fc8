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

static sqla_value new_token(void) {
    static char text[20];
    snprintf(text, sizeof text, "token %d", ++made);
    return sqla_value_text(text);
}

SQLA_TABLE(phases, "phases",
    SQLA_TABLE_COLUMN("id",     SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("token",  SQLA_STRING(20), .default_value = SQLA_DEFAULT_FN(new_token)),
    SQLA_TABLE_COLUMN("up",     SQLA_STRING(9), .default_value = SQLA_DEFAULT_SQL("upper('new')")),
    SQLA_TABLE_COLUMN("server", SQLA_STRING(9), .server_default = "'there'"),
    SQLA_TABLE_COLUMN("fixed",  SQLA_INTEGER, .default_value = SQLA_DEFAULT_INT(5)));
#define PH(name) sqla_c(&phases, name)

TEST(each_default_has_its_place) {
    db d = db_with(sqla_create_engine(empty_url()), sqla_metadata_new(&phases));
    sqla_value token, other;
    made = 0;
    STMT_IN(sqla_set(sqla_insert(&phases), PH("id"), 1),
        { "sqlite", "INSERT INTO phases (id, token, up, fixed) VALUES (?, ?, upper('new'), ?)" });
    CHECK_INT(made, 0);                         /* it is asked when executed */
    sqla_result *r = sqla_execute(d.c, sqla_set(sqla_insert(&phases), PH("id"), 1));
    CHECK_STATUS(sqla_inserted_default(r, "token", &token), SQLA_OK);
    CHECK_STR(token.as.text.ptr, "token 1");
    CHECK_STATUS(sqla_inserted_default(r, "up", &other), SQLA_NO_SUCH_COLUMN);
    CHECK_INT(other.kind, SQLA_VALUE_NULL);
    CHECK_STATUS(sqla_inserted_default(NULL, "up", &other), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_inserted_default(r, NULL, &other), SQLA_ARGUMENT_ERROR);
    sqla_result_free(r);
    sqla_stmt *q = sqla_set(sqla_insert(&phases), PH("id"), 2);
    r = sqla_execute(d.c, sqla_returning(q, PH("token"), PH("up"), PH("server"), PH("fixed")));
    CHECK(sqla_next(r));
    CHECK_STR(sqla_row_text(r, 0), "token 2");
    CHECK_STR(sqla_row_text(r, 1), "NEW");
    CHECK_STR(sqla_row_text(r, 2), "there");
    CHECK_INT(sqla_row_int(r, 3), 5);
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_inserted_default(r, "token", &token), SQLA_OK);
    CHECK_STR(token.as.text.ptr, "token 2");
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_set(sqla_set(sqla_insert(&phases), PH("id"), 3), PH("token"), "x"));
    CHECK_STATUS(sqla_inserted_default(r, "token", &token), SQLA_NO_SUCH_COLUMN);
    sqla_result_free(r);
    CHECK_INT(made, 2);
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

/* The ids of the rows of t for which a condition holds. */
static const char *ids_where(sqla_conn *c, sqla_expr *condition) {
    return rows_of(c, sqla_order_by(sqla_where(sqla_select(C("id")), condition), C("id")));
}

TEST(an_interval_whose_ends_stand_in_any_order) {
    sqla_expr *x = sqla_ref(sqla_between_symmetric(C("id"), 4, 2));
    STMT_IN(sqla_where(sqla_select(C("id")), x),
        { "postgresql", "SELECT t.id FROM t WHERE t.id BETWEEN SYMMETRIC $1::INTEGER AND "
                        "$2::INTEGER" });
    if (on_postgresql()) {
        db d = open_t();
        CHECK_STR(ids_where(d.c, x), "2;3;4");
        CHECK_STR(ids_where(d.c, sqla_not(x)), "1;5");
        db_close(&d);
    }
    sqla_unref(x);
}

TEST(patterns_without_regard_to_case) {
    db d = open_t();
    CHECK_INT(sqla_exec(d.c, sqla_where(sqla_set(sqla_update(&t), C("name"), "50%_Off"),
                                        sqla_eq(C("id"), 2))), 1);
    CHECK_INT(sqla_exec(d.c, sqla_where(sqla_set(sqla_update(&t), C("name"), "50 OFF"),
                                        sqla_eq(C("id"), 3))), 1);
    CHECK_STR(ids_where(d.c, sqla_iendswith(C("name"), "oFF")), "2;3");
    CHECK_STR(ids_where(d.c, sqla_icontains(C("name"), "%_o", .autoescape = true)), "2");
    CHECK_STR(ids_where(d.c, sqla_not(sqla_icontains(C("name"), "OFF"))), "1;4;5");
    CHECK_STR(ids_where(d.c, sqla_istartswith(C("name"), "E")), "5");
    db_close(&d);
}

TEST(how_tight_an_operator_of_your_own_binds) {
    STMT_IN(sqla_select(sqla_label(sqla_times(sqla_op(C("x"), "^", 2), 3), "loose"),
                sqla_label(sqla_times(sqla_op(C("x"), "^", 2, .precedence = 10), 3), "tight")),
        { "default", "SELECT (t.x ^ :x_1) * :param_1 AS loose, t.x ^ :x_2 * :param_2 AS tight "
                     "FROM t" });
    /* A comparison is a condition: it is negated, and stands alone. */
    sqla_expr *near = sqla_ref(sqla_op(C("x"), "<", 2, .is_comparison = true));
    STMT_IN(sqla_where(sqla_select(C("id")), sqla_not(near)),
        { "default", "SELECT t.id FROM t WHERE NOT (t.x < :x_1)" });
    db d = open_t();
    CHECK_STR(ids_where(d.c, near), "1;2;3");
    CHECK_STR(ids_where(d.c, sqla_not(near)), "4;5");
    sqla_unref(near);
    db_close(&d);
}

TEST(regular_expressions_and_full_text) {
    STMT_IN(sqla_where(sqla_select(C("id")), sqla_regexp_match(C("name"), "^B", .flags = "i")),
        { "postgresql", "SELECT t.id FROM t WHERE t.name ~* $1::VARCHAR" },
        { "mysql", "SELECT t.id FROM t WHERE REGEXP_LIKE(t.name, ?, 'i')" },
        { "oracle", "SELECT t.id FROM t WHERE REGEXP_LIKE(t.name, :1, 'i')" });
    STMT_IN(sqla_select(sqla_label(sqla_regexp_replace(C("name"), "b", "x"), "v")),
        { "postgresql", "SELECT REGEXP_REPLACE(t.name, $1::VARCHAR, $2::VARCHAR) AS v FROM t" },
        { "mysql mariadb", "SELECT REGEXP_REPLACE(t.name, ?, ?) AS v FROM t" },
        { "oracle", "SELECT REGEXP_REPLACE(t.name, :1, :2) AS v FROM t" });
    check_refused(sqla_select(sqla_regexp_match(C("name"), "^b")), "mssql", SQLA_COMPILE_ERROR);
    check_refused(sqla_select(sqla_regexp_replace(C("name"), "b", "x")), "mssql",
                  SQLA_COMPILE_ERROR);
    STMT_IN(sqla_where(sqla_select(C("id")), sqla_match(C("name"), "b")),
        { "sqlite", "SELECT t.id FROM t WHERE t.name MATCH ?" },
        { "postgresql", "SELECT t.id FROM t WHERE t.name @@ plainto_tsquery($1::VARCHAR)" },
        { "mysql mariadb", "SELECT t.id FROM t WHERE MATCH (t.name) AGAINST (? IN BOOLEAN MODE)" },
        { "oracle", "SELECT t.id FROM t WHERE CONTAINS (t.name, :1)" },
        { "mssql", "SELECT t.id FROM t WHERE CONTAINS (t.name, ?)" });
    if (!on_postgresql()) return;
    db d = open_t();
    CHECK_STR(ids_where(d.c, sqla_regexp_match(C("name"), "^[BD]$", .flags = "i")), "2;4");
    CHECK_STR(ids_where(d.c, sqla_regexp_match(C("name"), "^[BD]$")), "");
    CHECK_STR(ids_where(d.c, sqla_match(C("name"), "d")), "4");
    sqla_expr *shown = sqla_regexp_replace(C("name"), "([A-Z])", "<\\1>", .flags = "i");
    CHECK_STR(rows_of(d.c, sqla_where(sqla_select(shown), sqla_eq(C("id"), 2))), "<b>");
    db_close(&d);
}

TEST(a_collation_compares) {
    const char *name = on_postgresql() ? "C" : "NOCASE";
    db d = open_t();
    CHECK_INT(sqla_exec(d.c, sqla_where(sqla_set(sqla_update(&t), C("name"), "B"),
                                        sqla_eq(C("id"), 1))), 1);
    sqla_stmt *q = sqla_where(sqla_select(C("name")), sqla_le(C("id"), 3));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, sqla_collate(C("name"), name), C("id"))), "B;b;c");
    CHECK_STR(ids_where(d.c, sqla_eq(sqla_collate(C("name"), name), "b")),
              on_postgresql() ? "2" : "1;2");
    db_close(&d);
}

/* The number that an expression is in the row of t with id 5, where x is 2. */
static double of_five(sqla_conn *c, sqla_expr *x) {
    double number = -1;
    CHECK_STATUS(sqla_scalar(c, sqla_where(sqla_select(x), sqla_eq(C("id"), 5)), &number), SQLA_OK);
    return number;
}

TEST(division_and_bits_are_computed_alike) {
    STMT_IN(sqla_select(sqla_label(sqla_bitwise_xor(C("x"), 3), "v")),
        { "default", "SELECT t.x ^ :x_1 AS v FROM t" },
        { "sqlite", "SELECT ((t.x | ?) - (t.x & ?)) AS v FROM t" },
        { "postgresql", "SELECT t.x # $1::INTEGER AS v FROM t" },
        { "mysql mariadb mssql", "SELECT t.x ^ ? AS v FROM t" },
        { "oracle", "SELECT BITXOR(t.x, :1) AS v FROM t" });
    db d = open_t();
    CHECK(of_five(d.c, sqla_div(C("id"), C("x"))) == 2.5);
    CHECK(of_five(d.c, sqla_div(C("id"), 2)) == 2.5);
    CHECK(of_five(d.c, sqla_floordiv(C("id"), C("x"))) == 2);
    CHECK(of_five(d.c, sqla_mod(C("id"), C("x"))) == 1);
    CHECK(of_five(d.c, sqla_bitwise_and(C("id"), 3)) == 1);
    CHECK(of_five(d.c, sqla_bitwise_or(C("id"), 3)) == 7);
    CHECK(of_five(d.c, sqla_bitwise_xor(C("id"), 3)) == 6);
    CHECK(of_five(d.c, sqla_bitwise_xor(sqla_plus(C("id"), 1), sqla_bitwise_or(C("x"), 1))) == 5);
    CHECK(of_five(d.c, sqla_bitwise_not(C("id"))) == -6);
    CHECK(of_five(d.c, sqla_bitwise_lshift(C("id"), 2)) == 20);
    CHECK(of_five(d.c, sqla_bitwise_rshift(C("id"), 1)) == 2);
    db_close(&d);
}

TEST(a_type_changes_how_a_value_is_read) {
    STMT_IN(sqla_select(sqla_label(sqla_try_cast(C("name"), SQLA_INTEGER), "v")),
        { "mssql", "SELECT TRY_CAST (t.name AS INTEGER) AS v FROM t" });
    db d = open_t();
    sqla_value v = { .kind = SQLA_VALUE_NULL };
    sqla_stmt *q = sqla_select(sqla_type_coerce(C("x"), SQLA_NUMERIC(5, 2)),
                               sqla_cast(C("x"), SQLA_STRING(0)),
                               sqla_cast(C("name"), SQLA_TEXT), C("x"));
    sqla_result *r = sqla_execute(d.c, sqla_where(q, sqla_eq(C("id"), 4)));
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_get(r, 0, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_DECIMAL);
    CHECK_STATUS(sqla_row_get(r, 1, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_TEXT);
    CHECK_STR(sqla_row_text(r, 1), "2");
    CHECK_STR(sqla_row_text(r, 2), "d");
    CHECK_STATUS(sqla_row_get(r, 3, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_INT);
    sqla_result_free(r);
    db_close(&d);
}

TEST(frames_choose_their_rows) {
    db d = open_t();
    sqla_expr *sum = sqla_ref(sqla_sum(C("id")));
    sqla_stmt *q = sqla_select(
        sqla_over(sum, .order_by = SQLA_EXPRS(C("id")),
                  .rows = SQLA_FRAME(SQLA_UNBOUNDED, SQLA_CURRENT_ROW)),
        sqla_over(sum, .order_by = SQLA_EXPRS(C("id")), .rows = SQLA_FRAME(-2, 3)),
        sqla_over(sum, .order_by = SQLA_EXPRS(C("x")),
                  .range = SQLA_FRAME(SQLA_UNBOUNDED, SQLA_CURRENT_ROW)),
        sqla_over(sum, .order_by = SQLA_EXPRS(C("x")), .groups = SQLA_FRAME(-1, -1)),
        sqla_over(sum, .order_by = SQLA_EXPRS(C("id")), .rows = SQLA_FRAME(-1, 1),
                  .exclude = "CURRENT ROW"),
        sqla_over(sum, .order_by = SQLA_EXPRS(C("x")), .groups = SQLA_FRAME(-1, 0),
                  .exclude = "TIES"));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, C("id"))),
              "1,10,6,NULL,2,1;3,15,6,NULL,4,2;6,15,6,NULL,6,3;10,14,15,6,8,10;15,12,15,6,4,11");
    STMT_IN(sqla_select(sqla_label(sqla_over(sum, .order_by = SQLA_EXPRS(C("id")),
                .rows = SQLA_FRAME(-2, 3), .exclude = "TIES"), "v")),
        { "default", "SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN :param_1 PRECEDING AND "
                     ":param_2 FOLLOWING EXCLUDE TIES) AS v FROM t" },
        { "mssql", "SELECT sum(t.id) OVER (ORDER BY t.id ROWS BETWEEN 2 PRECEDING AND "
                   "3 FOLLOWING EXCLUDE TIES) AS v FROM t" });
    sqla_unref(sum);
    db_close(&d);
}

TEST(aggregates_of_some_rows_and_in_an_order) {
    sqla_expr *names = sqla_ref(sqla_func("aggregate_strings", C("name"), ","));
    STMT_IN(sqla_select(sqla_label(names, "v")),
        { "sqlite", "SELECT group_concat(t.name, ',') AS v FROM t" },
        { "postgresql mssql", "SELECT string_agg(t.name, ',') AS v FROM t" },
        { "mysql mariadb", "SELECT group_concat(t.name SEPARATOR ',') AS v FROM t" },
        { "oracle", "SELECT LISTAGG(t.name, ',') AS v FROM t" });
    STMT_IN(sqla_select(sqla_label(sqla_aggregate_order_by(names, sqla_desc(C("id"))), "v")),
        { "sqlite", "SELECT group_concat(t.name, ',' ORDER BY t.id DESC) AS v FROM t" },
        { "postgresql", "SELECT string_agg(t.name, ',' ORDER BY t.id DESC) AS v FROM t" },
        { "mysql", "SELECT group_concat(t.name ORDER BY t.id DESC SEPARATOR ',') AS v FROM t" },
        { "oracle", "SELECT LISTAGG(t.name, ',') WITHIN GROUP (ORDER BY t.id DESC) AS v FROM t" });
    db d = open_t();
    sqla_stmt *q = sqla_select(sqla_filter(sqla_count(C("id")), sqla_gt(C("x"), 1)),
                               sqla_filter(sqla_sum(C("id")), sqla_eq(C("x"), 1),
                                           sqla_ne(C("id"), 2)),
                               sqla_filter(names, sqla_eq(C("id"), 4)), names);
    CHECK_STR(rows_of(d.c, q), "2,4,d,a,b,c,d,e");
    if (on_postgresql()) {
        q = sqla_select(sqla_aggregate_order_by(names, sqla_desc(C("id"))),
                        sqla_aggregate_order_by(sqla_func("array_agg", C("id")), sqla_desc(C("x")),
                                                C("id")),
                        sqla_within_group(sqla_func("percentile_disc", 0.5), C("id")),
                        sqla_within_group(sqla_func("mode"), C("x")));
        CHECK_STR(rows_of(d.c, q), "e,d,c,b,a,{4,5,1,2,3},3,1");
    }
    sqla_unref(names);
    db_close(&d);
}

static sqla_stmt *grouped(const char *how) {
    sqla_stmt *q = sqla_select(C("x"), sqla_label(sqla_count_all(), "n"));
    sqla_where(q, sqla_lt(C("id"), 5));
    return !strcmp(how, "grouping_sets")
        ? sqla_group_by(q, sqla_func(how, sqla_tuple(C("x")), sqla_tuple(C("name"))))
        : sqla_group_by(q, sqla_func(how, C("x"), C("name")));
}

TEST(groups_of_groups) {
    STMT_IN(sqla_group_by(sqla_select(C("x"), C("name")), sqla_func("rollup", C("x"), C("name"))),
        { "default postgresql oracle mssql",
          "SELECT t.x, t.name FROM t GROUP BY ROLLUP(t.x, t.name)" },
        { "mysql mariadb", "SELECT t.x, t.name FROM t GROUP BY t.x, t.name WITH ROLLUP" });
    STMT_IN(sqla_group_by(sqla_select(C("x")), sqla_func("cube", C("x"), C("name"))),
        { ALL, "SELECT t.x FROM t GROUP BY CUBE(t.x, t.name)" });
    STMT_IN(sqla_group_by(sqla_select(C("x")),
                          sqla_func("grouping_sets", sqla_tuple(C("x"), C("name")), C("x"))),
        { ALL, "SELECT t.x FROM t GROUP BY GROUPING SETS((t.x, t.name), t.x)" });
    if (!on_postgresql()) return;
    static const struct { const char *how, *want; } cases[] = {
        { "rollup", "1,1;1,1;1,1;1,3;2,1;2,1;NULL,4" },
        { "cube", "1,1;1,1;1,1;1,3;2,1;2,1;NULL,1;NULL,1;NULL,1;NULL,1;NULL,4" },
        { "grouping_sets", "1,3;2,1;NULL,1;NULL,1;NULL,1;NULL,1" } };
    db d = open_t();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR(rows_of(d.c, sqla_order_by(grouped(cases[i].how), sqla_sql("1"), sqla_sql("2"))),
                  cases[i].want);
    db_close(&d);
}

TEST(functions_that_give_rows) {
    sqla_from *each = sqla_ref(sqla_table_valued(sqla_func("json_each", "[5, 7]"), .name = "je",
                                                 .columns = SQLA_NAMES("key", "value")));
    sqla_stmt *q = sqla_ref(sqla_select(sqla_c(each, "value")));
    STMT_IN(q, { "sqlite", "SELECT je.value FROM json_each(?) AS je" });
    sqla_from *numbered = sqla_ref(sqla_table_valued(
        sqla_func("generate_series", 4, 1, -1), .columns = SQLA_NAMES("v"), .with_ordinality = "o",
        .render_derived = true));
    sqla_stmt *counted = sqla_ref(sqla_order_by(sqla_select(sqla_c(numbered, "v"),
                                                            sqla_c(numbered, "o")),
                                                sqla_c(numbered, "v")));
    STMT_IN(counted,
        { "postgresql", "SELECT anon_1.v, anon_1.o FROM generate_series($1::INTEGER, $2::INTEGER, "
                        "$3::INTEGER) WITH ORDINALITY AS anon_1(v, o) ORDER BY anon_1.v" });
    const sqla_type *types[] = { SQLA_INTEGER, SQLA_STRING(0) };
    sqla_from *records = sqla_ref(sqla_table_valued(
        sqla_func("json_to_recordset", sqla_cast("[{\"a\": 1, \"b\": \"x\"}, {\"a\": 2}]",
                                                 SQLA_JSON)),
        .columns = SQLA_NAMES("a", "b"), .types = types, .render_derived = true,
        .with_types = true));
    sqla_stmt *typed = sqla_ref(sqla_select(sqla_plus(sqla_c(records, "a"), 10),
                                            sqla_c(records, "b")));
    STMT_IN(typed,
        { "postgresql", "SELECT anon_2.a + $1::INTEGER AS anon_1, anon_2.b FROM "
                        "json_to_recordset(CAST($2::JSON AS JSON)) AS anon_2(a INTEGER, "
                        "b VARCHAR)" });
    sqla_expr *single = sqla_ref(sqla_column_valued(sqla_func("generate_series", 1, 3), "g"));
    db d = open_t();
    if (!on_postgresql()) {
        CHECK_STR(rows_of(d.c, q), "5;7");
        sqla_stmt *in = sqla_join(sqla_select(C("name")), each,
                                  .on = sqla_eq(sqla_c(each, "key"), C("id")));
        CHECK_STR(rows_of(d.c, in), "a");
    } else {
        CHECK_STR(rows_of(d.c, counted), "1,4;2,3;3,2;4,1");
        CHECK_STR(rows_of(d.c, typed), "11,x;12,NULL");
        CHECK_STR(rows_of(d.c, sqla_where(sqla_select(single), sqla_gt(single, 1))), "2;3");
        sqla_from *upto = sqla_ref(sqla_table_valued(sqla_func("generate_series", 1, C("x")),
            .name = "n", .columns = SQLA_NAMES("i"), .render_derived = true, .lateral = true));
        sqla_stmt *steps = sqla_join(sqla_select(C("id"), sqla_c(upto, "i")), upto,
                                     .on = sqla_true());
        sqla_where(steps, sqla_gt(C("id"), 2));
        CHECK_STR(rows_of(d.c, sqla_order_by(steps, C("id"), sqla_c(upto, "i"))),
                  "3,1;4,1;4,2;5,1;5,2");
        sqla_unref(upto);
    }
    db_close(&d);
    sqla_unref(single);
    sqla_unref(typed);
    sqla_unref(records);
    sqla_unref(counted);
    sqla_unref(numbered);
    sqla_unref(q);
    sqla_unref(each);
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

/* Two rows of u for the first row of t, one for the fourth. */
static db open_t_and_u(void) {
    db d = open_t();
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "INSERT INTO u (id, t_id, v) VALUES (11, 1, 'p'), "
                                           "(12, 1, 'q'), (13, 4, 'p')"), SQLA_OK);
    return d;
}

TEST(conditions_by_name_of_column) {
    sqla_stmt *q = sqla_ref(sqla_join(sqla_select(C("id"), U("v")), &u));
    STMT_IN(sqla_filter_by(sqla_clone(q), "name", "a", "v", "q"),
        { "default", "SELECT t.id, u.v FROM t JOIN u ON t.id = u.t_id WHERE t.name = :name_1 AND "
                     "u.v = :v_1" });
    check_refused(sqla_filter_by(sqla_clone(q), "id", 1), "default", SQLA_AMBIGUOUS_COLUMN);
    check_refused(sqla_filter_by(sqla_clone(q), "nope", 1), "default", SQLA_INVALID_REQUEST);
    /* Conditions of two calls are those of one. */
    STMT_IN(sqla_where(sqla_where(sqla_clone(q), sqla_gt(C("x"), 1)), sqla_lt(C("x"), 5)),
        { "default", "SELECT t.id, u.v FROM t JOIN u ON t.id = u.t_id WHERE t.x > :x_1 AND "
                     "t.x < :x_2" });
    STMT_IN(sqla_where(sqla_clone(q), sqla_gt(C("x"), 1), sqla_lt(C("x"), 5)),
        { "default", "SELECT t.id, u.v FROM t JOIN u ON t.id = u.t_id WHERE t.x > :x_1 AND "
                     "t.x < :x_2" });
    db d = open_t_and_u();
    CHECK_STR(rows_of(d.c, sqla_filter_by(sqla_clone(q), "name", "a", "v", "q")), "1,q");
    CHECK_STR(rows_of(d.c, sqla_filter_by(sqla_filter_by(sqla_clone(q), "v", "p"), "x", 2)), "4,p");
    CHECK_STR(rows_of(d.c, sqla_filter_by(sqla_clone(q), "name", NULL)), "");
    sqla_unref(q);
    db_close(&d);
}

TEST(the_first_row_of_each) {
    sqla_stmt *q = sqla_ref(sqla_distinct_on(sqla_select(C("x"), C("name")), C("x")));
    sqla_order_by(q, C("x"), sqla_desc(C("id")));
    STMT_IN(q,
        { "postgresql", "SELECT DISTINCT ON (t.x) t.x, t.name FROM t ORDER BY t.x, t.id DESC" });
    if (on_postgresql()) {
        db d = open_t();
        CHECK_STR(rows_of(d.c, q), "1,c;2,e");
        db_close(&d);
    }
    sqla_unref(q);
}

TEST(what_a_subquery_takes_from_around_it) {
    /* By itself all of t; except for t nothing of it; except for u all but u. */
    static const char *const written[] = {
        "SELECT t.id, (SELECT max(u.id) AS max_1 FROM u WHERE u.t_id = t.id) AS m FROM t",
        "SELECT t.id, (SELECT max(u.id) AS max_1 FROM u, t WHERE u.t_id = t.id) AS m FROM t",
        "SELECT t.id, (SELECT max(u.id) AS max_1 FROM u WHERE u.t_id = t.id) AS m FROM t" };
    static const char *const got[] = { "1,12;4,13", "1,13;4,13", "1,12;4,13" };
    db d = open_t_and_u();
    for (int how = 0; how < 3; how++) {
        sqla_stmt *most = sqla_where(sqla_select(sqla_max(U("id"))), sqla_eq(U("t_id"), C("id")));
        if (how == 1) sqla_correlate_except(most, &t);
        if (how == 2) sqla_correlate_except(most, &u);
        sqla_stmt *q = sqla_select(C("id"), sqla_label(sqla_scalar_subquery(most), "m"));
        sqla_ref(q);
        STMT_IN(q, { ALL, written[how] });
        sqla_order_by(sqla_where(q, sqla_in(C("id"), 1, 4)), C("id"));
        CHECK_STR(rows_of(d.c, q), got[how]);
        sqla_unref(q);
    }
    db_close(&d);
}

TEST(ctes_inside_ctes_and_beside_statements) {
    sqla_from *inner = sqla_ref(sqla_cte(sqla_where(sqla_select(C("id")), sqla_gt(C("x"), 1)),
                                         "deep", .nesting = true));
    sqla_from *outer = sqla_ref(sqla_cte(sqla_select(sqla_c(inner, "id")), "top"));
    sqla_stmt *q = sqla_ref(sqla_order_by(sqla_select(sqla_c(outer, "id")), sqla_c(outer, "id")));
    STMT_IN(q,
        { "default", "WITH top AS (WITH deep AS (SELECT t.id AS id FROM t WHERE t.x > :x_1) "
                     "SELECT deep.id AS id FROM deep) SELECT top.id FROM top ORDER BY top.id" });
    sqla_stmt *add = sqla_set(sqla_set(sqla_insert(&u), U("id"), 20), U("v"), "new");
    sqla_stmt *beside = sqla_add_cte(sqla_select(sqla_count_all()),
                                     sqla_cte(sqla_returning(add, U("id")), "ins"));
    sqla_ref(sqla_select_from(beside, &u));
    STMT_IN(beside,
        { "postgresql", "WITH ins AS (INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR) "
                        "RETURNING u.id) SELECT count(*) AS count_1 FROM u" });
    db d = open_t_and_u();
    CHECK_STR(rows_of(d.c, q), "4;5");
    if (on_postgresql()) {
        CHECK_STR(rows_of(d.c, beside), "3");       /* as they were before */
        CHECK_STR(rows_of(d.c, sqla_text("SELECT count(*) FROM u")), "4");
    }
    db_close(&d);
    sqla_unref(beside);
    sqla_unref(q);
    sqla_unref(outer);
    sqla_unref(inner);
}

TEST(rows_made_of_values) {
    sqla_from *v = sqla_ref(sqla_values("v", SQLA_NAMES("a", "b"), sqla_tuple(1, "x"),
                                        sqla_tuple(4, "y")));
    sqla_stmt *q = sqla_ref(sqla_join(sqla_select(C("name"), sqla_c(v, "b")), v,
                                      .on = sqla_eq(sqla_c(v, "a"), C("id"))));
    LITERAL_IN(sqla_select(v),
        { "default", "SELECT v.a, v.b FROM (VALUES (1, 'x'), (4, 'y')) AS v (a, b)" },
        { "oracle", "SELECT v.a, v.b FROM (VALUES (1, 'x'), (4, 'y')) v (a, b)" });
    sqla_from *w = sqla_ref(sqla_values_cte("vc", SQLA_NAMES("a", "b"), sqla_tuple(1, "x"),
                                            sqla_tuple(4, "y")));
    LITERAL_IN(sqla_select(w),
        { "default", "WITH vc(a, b) AS (VALUES (1, 'x'), (4, 'y')) SELECT vc.a, vc.b FROM vc" });
    sqla_stmt *p = sqla_join(sqla_select(C("name"), sqla_c(w, "b")), w,
                             .on = sqla_eq(sqla_c(w, "a"), C("id")));
    db d = open_t();
    CHECK_STR(rows_of(d.c, sqla_order_by(p, C("id"))), "a,x;d,y");
    if (on_postgresql()) CHECK_STR(rows_of(d.c, sqla_order_by(q, C("id"))), "a,x;d,y");
    db_close(&d);
    sqla_unref(w);
    sqla_unref(q);
    sqla_unref(v);
}

TEST(some_rows_of_a_table) {
    sqla_from *s = sqla_ref(sqla_tablesample(&t, sqla_func("system", 100), .name = "s"));
    STMT_IN(sqla_select(sqla_c(s, "id")),
        { "postgresql", "SELECT s.id FROM t AS s TABLESAMPLE system($1::INTEGER)" });
    if (on_postgresql()) {
        db d = open_t();
        CHECK_STR(rows_of(d.c, sqla_order_by(sqla_select(sqla_c(s, "id")), sqla_c(s, "id"))),
                  "1;2;3;4;5");
        for (int percent = 0; percent <= 100; percent += 100) {
            sqla_from *b = sqla_ref(sqla_tablesample(&t, sqla_func("bernoulli", percent),
                                                     .seed = sqla_v(7)));
            CHECK_STR(rows_of(d.c, sqla_select(sqla_count(sqla_c(b, "id")))), percent ? "5" : "0");
            sqla_unref(b);
        }
        db_close(&d);
    }
    sqla_unref(s);
}

TEST(words_for_the_optimizer) {
    sqla_stmt *q = sqla_ref(sqla_select(C("id")));
    sqla_with_hint(q, &t, "USE INDEX (ix)", "mysql");
    sqla_with_hint(q, &t, "index(%(name)s ix)", "oracle");
    sqla_with_hint(q, &t, "WITH (NOLOCK)", "mssql");
    sqla_with_hint(q, &t, "ONLY", "postgresql");
    STMT_IN(q,
        { "default sqlite mariadb", "SELECT t.id FROM t" },
        { "mysql", "SELECT t.id FROM t USE INDEX (ix)" },
        { "oracle", "SELECT /*+ index(t ix) */ t.id FROM t" },
        { "mssql", "SELECT t.id FROM t WITH (NOLOCK)" },
        { "postgresql", "SELECT t.id FROM ONLY t" });
    STMT_IN(sqla_with_statement_hint(sqla_select(C("id")), "OPTION (RECOMPILE)", "mssql"),
        { "mssql", "SELECT t.id FROM t OPTION (RECOMPILE)" },
        { "postgresql", "SELECT t.id FROM t" });
    /* The end of an UPDATE is not for words of your own: they would be lost. */
    check_refused(sqla_suffix_with(sqla_set(sqla_update(&t), C("x"), 1), "LIMIT 2", NULL), "mysql",
                  SQLA_INVALID_REQUEST);
    check_refused(sqla_with_statement_hint(sqla_delete(&t), "OPTION (RECOMPILE)", NULL), "mssql",
                  SQLA_INVALID_REQUEST);
    sqla_suffix_with(sqla_prefix_with(q, "ALL", NULL), "LIMIT 2", NULL);
    STMT_IN(q, { "sqlite", "SELECT ALL t.id FROM t LIMIT 2" });
    db d = open_t();
    CHECK_STR(rows_of(d.c, q), "1;2");
    if (on_postgresql()) {              /* the rows of a table that inherits t are not t's own */
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "CREATE TABLE more () INHERITS (t); INSERT INTO "
                                               "more (id, x) VALUES (9, 9)"), SQLA_OK);
        sqla_stmt *most = sqla_select(sqla_max(C("id")));
        CHECK_STR(rows_of(d.c, most), "9");
        most = sqla_select(sqla_max(C("id")));
        CHECK_STR(rows_of(d.c, sqla_with_hint(most, &t, "ONLY", "postgresql")), "5");
    }
    sqla_unref(q);
    db_close(&d);
}

TEST(a_statement_with_other_columns_and_rows) {
    sqla_stmt *q = sqla_ref(sqla_join(sqla_select(C("id"), U("id")), &u));
    sqla_order_by(q, U("id"));
    STMT_IN(sqla_with_only_columns(sqla_clone(q), C("name")),
        { "default", "SELECT t.name FROM t JOIN u ON t.id = u.t_id ORDER BY u.id" });
    LITERAL_IN(sqla_slice(sqla_select(C("id")), 5, 10),
        { "default sqlite postgresql", "SELECT t.id FROM t LIMIT 5 OFFSET 5" },
        { "mysql", "SELECT t.id FROM t LIMIT 5, 5" });
    STMT_IN(q, { "default", "SELECT t.id, u.id AS id_1 FROM t JOIN u ON t.id = u.t_id "
                            "ORDER BY u.id" });
    sqla_stmt *long_names = sqla_label_style(sqla_clone(q), SQLA_LABEL_TABLENAME);
    STMT_IN(sqla_ref(long_names),
        { "default", "SELECT t.id AS t_id, u.id AS u_id FROM t JOIN u ON t.id = u.t_id "
                     "ORDER BY u.id" });
    STMT_IN(sqla_label_style(sqla_clone(q), SQLA_LABEL_NONE),
        { "default", "SELECT t.id, u.id FROM t JOIN u ON t.id = u.t_id ORDER BY u.id" });
    db d = open_t_and_u();
    CHECK_STR(rows_of(d.c, sqla_with_only_columns(sqla_clone(q), C("name"))), "a;a;d");
    CHECK_STR(rows_of(d.c, sqla_slice(sqla_add_columns(sqla_clone(q), U("v")), 1, 3)),
              "1,12,q;4,13,p");
    sqla_result *r = sqla_execute(d.c, long_names);
    CHECK_INT(sqla_row_index(r, "t_id"), 0);
    CHECK_INT(sqla_row_index(r, "u_id"), 1);
    sqla_result_free(r);
    /* A subquery has the columns by these names. */
    sqla_from *s = sqla_ref(sqla_subquery(long_names, "s"));
    sqla_stmt *last = sqla_where(sqla_select(sqla_c(s, "t_id")), sqla_eq(sqla_c(s, "u_id"), 13));
    CHECK_STR(rows_of(d.c, last), "4");
    sqla_unref(s);
    sqla_unref(long_names);
    sqla_unref(q);
    db_close(&d);
}

static char asked_for[300];
static sqla_status hear_query(sqla_event *ev, void *arg) {
    (void)arg;
    if (strstr(ev->sql, "FROM users")) snprintf(asked_for, sizeof asked_for, "%s", ev->sql);
    return SQLA_OK;
}

TEST(objects_from_the_tenth_to_the_twentieth) {
    db d = db_open(empty_url());
    sqla_session *s = sqla_session_open(d.e, d.md);
    for (int i = 1; i <= 30; i++) {
        char name[8];
        snprintf(name, sizeof name, "u%02d", i);
        CHECK_INT(sqla_exec(s, insert_user(i, name)), 1);
    }
    CHECK_STATUS(sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, hear_query, NULL), SQLA_OK);
    sqla_stmt *q = sqla_filter_by(sqla_select(sqla_entity(User)), "age", NULL);
    sqla_order_by(sqla_where(q, sqla_gt(sqla_col(User, id), 2)), sqla_col(User, name));
    sqla_list ten = sqla_all(s, User, sqla_slice(q, 10, 20));
    CHECK_INT(ten.count, 10);
    NEED(ten.count == 10);
    CHECK_STR(((User *)ten.items[0])->name, "u13");
    CHECK_STR(((User *)ten.items[9])->name, "u22");
    CHECK(ten.items[9] == sqla_get(s, User, 22));
    CHECK_HAS(asked_for, " LIMIT ");
    CHECK_HAS(asked_for, " OFFSET ");
done:
    sqla_list_free(ten);
    sqla_session_close(s);
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

static sqla_stmt *insert_t(int id, int x, const char *name) {
    sqla_stmt *q = sqla_set(sqla_insert(&t), C("id"), id);
    return sqla_set(sqla_set(q, C("x"), x), C("name"), name);
}

/* Every dialect with such a clause has its own words for what could not be inserted. */
TEST(inserts_that_meet_a_row) {
    STMT_IN(sqla_on_conflict_do_update(insert_t(1, 2, "n"), .index_elements = SQLA_EXPRS(C("id")),
                .set = SQLA_SETS(C("x"), sqla_excluded(C("x"))), .where = sqla_lt(C("x"), 9)),
        { "sqlite", "INSERT INTO t (id, x, name) VALUES (?, ?, ?) ON CONFLICT (id) "
                    "DO UPDATE SET x = excluded.x WHERE t.x < ?" },
        { "postgresql", "INSERT INTO t (id, x, name) VALUES ($1::INTEGER, $2::INTEGER, "
                        "$3::VARCHAR) ON CONFLICT (id) DO UPDATE SET x = excluded.x WHERE t.x < "
                        "$4::INTEGER" });
    STMT_IN(sqla_on_conflict_do_nothing(insert_t(1, 2, "n"), .constraint = "t_pkey"),
        { "postgresql", "INSERT INTO t (id, x, name) VALUES ($1::INTEGER, $2::INTEGER, "
                        "$3::VARCHAR) ON CONFLICT ON CONSTRAINT t_pkey DO NOTHING" });
    STMT_IN(sqla_on_duplicate_key_update(insert_t(1, 2, "n"),
                .set = SQLA_SETS(C("x"), sqla_excluded(C("x")), C("name"), "old")),
        { "mysql", "INSERT INTO t (id, x, name) VALUES (?, ?, ?) AS new ON DUPLICATE KEY UPDATE "
                   "x = new.x, name = ?" },
        { "mariadb", "INSERT INTO t (id, x, name) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE "
                     "x = VALUES(x), name = ?" });
    check_refused(sqla_on_duplicate_key_update(insert_t(1, 2, "n"), .set = SQLA_SETS(C("x"), 1)),
                  "postgresql", SQLA_COMPILE_ERROR);
    check_refused(sqla_on_conflict_do_nothing(insert_t(1, 2, "n")), "mysql", SQLA_COMPILE_ERROR);
}

TEST(an_upsert_by_a_partial_index) {
    db d = open_t();
    CHECK_STATUS(sqla_exec_driver_sql(d.c,
        "CREATE UNIQUE INDEX high ON t (name) WHERE x > 1"), SQLA_OK);
    for (int x = 1; x <= 2; x++) {      /* rows 4 and 5 are in the index, what has x = 1 is not */
        sqla_stmt *q = sqla_on_conflict_do_update(insert_t(10 + x, x, "e"),
            .index_elements = SQLA_EXPRS(C("name")), .index_where = sqla_gt(C("x"), 1),
            .set = SQLA_SETS(C("x"), sqla_plus(sqla_excluded(C("x")), C("x"))));
        CHECK_INT(sqla_exec(d.c, q), 1);
    }
    sqla_stmt *q = sqla_on_conflict_do_nothing(insert_t(20, 9, "d"),
        .index_elements = SQLA_EXPRS(C("name")), .index_where = sqla_gt(C("x"), 1));
    CHECK_INT(sqla_exec(d.c, q), 0);
    q = sqla_where(sqla_select(C("id"), C("x"), C("name")), sqla_gt(C("id"), 3));
    CHECK_STR(rows_of(d.c, sqla_order_by(q, C("id"))), "4,2,d;5,4,e;11,1,e");
    db_close(&d);
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

/* ---- parameters by a function, expressions by dialect ---- */

static sqla_value next_number(void *arg) { return sqla_value_int(++*(int *)arg); }

TEST(a_function_answers_a_parameter_at_each_execution) {
    db d = open_t();
    int number = 0;
    sqla_stmt *q = sqla_ref(sqla_select(sqla_type_coerce(sqla_param("n"), SQLA_INTEGER)));
    sqla_bind_callable(q, "n", next_number, &number);
    CHECK_INT(number, 0);                       /* not before it is needed */
    int64_t first = sqla_conn_scalar_int(d.c, q, NULL);
    int64_t second = sqla_conn_scalar_int(d.c, q, NULL);
    CHECK(first > 0);
    CHECK(second > first);
    CHECK_INT(sqla_conn_scalar_int(d.c, q, SQLA_PARAMS("n", 70)), 70);  /* given: not asked */
    sqla_unref(q);
    q = sqla_ref(sqla_text("SELECT :n + 0, :n + 0"));       /* one value, however often it stands */
    sqla_bind_callable(q, "n", next_number, &number);
    sqla_result *r = sqla_execute(d.c, q);
    CHECK(sqla_next(r));
    CHECK_INT(sqla_row_int(r, 0), sqla_row_int(r, 1));
    sqla_result_free(r);
    sqla_unref(q);
    q = sqla_ref(sqla_select(sqla_type_coerce(sqla_param("n"), SQLA_INTEGER)));
    number = 40;
    sqla_bind_callable(q, "n", next_number, &number);
    sqla_stmt *copy = sqla_ref(sqla_clone(q));
    in_dialects(copy, true, (const want[]){ { "sqlite", "SELECT 41 AS anon_1" }, { NULL, NULL } });
    sqla_unref(copy);
    sqla_unref(q);
    db_close(&d);
}

TEST(an_expression_that_is_another_in_one_dialect) {
    sqla_expr *x = sqla_by_dialect(sqla_func("strftime", "%Y", C("dt")), "postgresql",
                                   sqla_func("to_char", C("dt"), "YYYY"));
    x = sqla_by_dialect(x, "mysql mariadb", sqla_plus(C("x"), 1));
    STMT_IN(sqla_select(sqla_label(sqla_times(x, 2), "y")),
        { "sqlite", "SELECT strftime(?, t.dt) * ? AS y FROM t" },
        { "postgresql", "SELECT to_char(t.dt, $1::VARCHAR) * $2::INTEGER AS y FROM t" },
        { "mysql mariadb", "SELECT (t.x + ?) * ? AS y FROM t" });
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
      T(defaults_fill_in_what_is_not_given), T(each_default_has_its_place), T(a_name_of_your_own_is_never_cut),
      T(tables_without_types_or_metadata), T(or_inside_and), T(lists_find_their_rows),
      T(now_minus_an_interval), T(try_cast_is_refused_where_there_is_none), T(labels_by_name),
      T(sums_of_decimals_are_decimals), T(functions_of_dates), T(windows_over_five_rows),
      T(values_inside_json),
      T(an_interval_whose_ends_stand_in_any_order), T(patterns_without_regard_to_case),
      T(how_tight_an_operator_of_your_own_binds), T(regular_expressions_and_full_text),
      T(a_collation_compares), T(division_and_bits_are_computed_alike),
      T(a_type_changes_how_a_value_is_read), T(frames_choose_their_rows),
      T(aggregates_of_some_rows_and_in_an_order), T(groups_of_groups),
      T(functions_that_give_rows), T(conditions_by_name_of_column), T(the_first_row_of_each),
      T(what_a_subquery_takes_from_around_it), T(ctes_inside_ctes_and_beside_statements),
      T(rows_made_of_values), T(some_rows_of_a_table), T(words_for_the_optimizer),
      T(a_statement_with_other_columns_and_rows), T(objects_from_the_tenth_to_the_twentieth),
      T(a_join_to_a_subquery_without_name), T(exists_of_any_row), T(a_tree_of_three_levels),
      T(inserts_that_meet_a_row), T(an_upsert_by_a_partial_index),
      T(what_has_no_further_tables), T(text_binds_by_the_type_of_the_value),
      T(a_scalar_of_two_rows_is_the_first), T(a_column_by_name_is_the_column_by_place),
      T(a_statement_as_text_needs_no_database),
      T(a_field_may_have_another_name_than_its_column), T(two_models_share_a_mixin),
      T(a_function_answers_a_parameter_at_each_execution),
      T(an_expression_that_is_another_in_one_dialect));
