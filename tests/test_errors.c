/* Every code is provoked, records are kept as told, and every entry point takes NULL. */
#include "db.h"

/* ---- a provocation for every code ---- */

static sqla_status code_of(sqla_stmt *q) {
    sqla_compiled *c = sqla_compile(q, .dialect = "sqlite");
    sqla_status code = sqla_error(c)->code;
    sqla_compiled_free(c);
    return code;
}

/* The code of metadata, which is freed. */
static sqla_status code_of_tables(sqla_metadata *md) {
    sqla_status code = sqla_error(md)->code;
    sqla_metadata_free(md);
    return code;
}

/* The first error that executing q gives, on a database with users 1 and 2. */
static sqla_status code_of_execution(sqla_stmt *q) {
    db d = db_open("sqlite://");
    add_user(d.c, 1, "ann");
    add_user(d.c, 2, "bob");
    sqla_exec(d.c, q);
    sqla_status code = sqla_error(d.c)->code;
    db_close(&d);
    return code;
}

static sqla_status provoke_nothing(void) {
    return code_of_execution(sqla_select(sqla_col(User, id)));
}

static sqla_status provoke_argument(void) {
    sqla_url u;
    return sqla_url_parse("nope", &u);
}

static sqla_status provoke_memory(void) {
    sqla_status code = SQLA_OK;
    for (int n = 1; n < 10 && code == SQLA_OK; n++) {
        alloc_fail(n);
        sqla_engine *e = sqla_create_engine("sqlite://");
        alloc_fail(0);
        code = sqla_error(e)->code;
        sqla_dispose(e);
    }
    return code;
}

static sqla_status provoke_compile(void) {
    sqla_stmt *q = sqla_select(sqla_regexp_match(sqla_col(User, name), "^a"));
    sqla_compiled *c = sqla_compile(q, .dialect = "mssql");
    sqla_status code = sqla_error(c)->code;
    sqla_compiled_free(c);
    return code;
}

static sqla_status provoke_identifier(void) {
    static char name[80];
    memset(name, 'i', sizeof name - 1);
    sqla_stmt *q = sqla_select(sqla_label(sqla_v(1), name));
    sqla_compiled *c = sqla_compile(q, .dialect = "postgresql");
    sqla_status code = sqla_error(c)->code;
    sqla_compiled_free(c);
    return code;
}

static sqla_status provoke_request(void) {
    db d = db_open("sqlite://");
    sqla_exec(d.c, sqla_text("SELECT 1"));
    sqla_status code = sqla_begin(d.c);
    db_close(&d);
    return code;
}

static sqla_status provoke_column(void) {
    return code_of(sqla_select(sqla_c(&orders, "colour")));
}

static sqla_status provoke_module(void) {
    sqla_engine *e = sqla_create_engine("dbase://h");
    sqla_status code = sqla_error(e)->code;
    sqla_dispose(e);
    return code;
}

SQLA_TABLE(lost, "lost", SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .foreign_key = "nowhere.id"));
SQLA_TABLE(stray, "stray", SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .foreign_key = "orders.nope"));

static sqla_status provoke_table(void) {
    return code_of_tables(sqla_metadata_new(&lost));
}

static sqla_status provoke_referenced_column(void) {
    return code_of_tables(sqla_metadata_new(sqla_entity(User), &orders, &stray));
}

SQLA_TABLE(island, "island", SQLA_TABLE_COLUMN("a", SQLA_INTEGER));
SQLA_TABLE(both, "both",
    SQLA_TABLE_COLUMN("seller", SQLA_INTEGER, .foreign_key = "users.id"),
    SQLA_TABLE_COLUMN("buyer", SQLA_INTEGER, .foreign_key = "users.id"));

static sqla_status provoke_no_keys(void) {
    return code_of(sqla_join_from(sqla_select(sqla_col(User, id)), sqla_entity(User), &island));
}

static sqla_status provoke_many_keys(void) {
    return code_of(sqla_join(sqla_select(sqla_col(User, id)), &both));
}

static sqla_status provoke_many_columns(void) {
    return code_of(sqla_filter_by(sqla_select(sqla_col(User, id), &orders), "id", 1));
}

static sqla_status provoke_closed(void) {
    db d = db_open("sqlite://");
    User *users = NULL;
    size_t count;
    sqla_status code = sqla_fetch_all(d.c, User, insert_user(1, "ann"), &users, &count);
    sqla_fetch_free(users);
    db_close(&d);
    return code;
}

static sqla_status provoke_statement(void) {
    return code_of_execution(sqla_text("SELECT :unbound"));
}

static sqla_status provoke_timeout(void) {
    sqla_engine *e = sqla_create_engine(file_url("x.db", ""), .pool_size = 1,
                                        .max_overflow = SQLA_NO, .pool_timeout_ms = SQLA_NO);
    sqla_conn *first = sqla_connect(e), *second;
    sqla_exec(first, sqla_text("SELECT 1"));
    second = sqla_connect(e);
    sqla_exec(second, sqla_text("SELECT 1"));
    sqla_status code = sqla_error(second)->code;
    sqla_conn_close(second);
    sqla_conn_close(first);
    sqla_dispose(e);
    return code;
}

static sqla_status code_of_one(const char *sql) {
    db d = db_open("sqlite://");
    sqla_result *r = sqla_execute(d.c, sqla_text(sql));
    sqla_result_one(r);
    sqla_status code = sqla_result_status(r);
    db_close(&d);
    return code;
}

static sqla_status no_good(sqla_event *ev, void *arg) {
    ++*(int *)arg;
    return ev->conn ? SQLA_DISCONNECTION_ERROR : SQLA_OK;
}

static sqla_status provoke_disconnection(void) {
    int tries = 0;
    sqla_engine *e = sqla_create_engine("sqlite://");
    sqla_listen(e, SQLA_CHECKOUT, no_good, &tries);
    sqla_conn *c = sqla_connect(e);
    sqla_status code = sqla_error(c)->code;
    sqla_conn_close(c);
    sqla_dispose(e);
    CHECK_INT(tries, 3);
    return code;
}

static sqla_status provoke_no_row(void) { return code_of_one("SELECT 1 WHERE 1 = 2"); }
static sqla_status provoke_rows(void)   { return code_of_one("SELECT 1 UNION SELECT 2"); }

static sqla_status provoke_data(void) {
    db d = db_open("sqlite://");
    signed char small;
    sqla_status code = sqla_scalar(d.c, sqla_text("SELECT 1000"), &small);
    db_close(&d);
    return code;
}

static sqla_status provoke_integrity(void) {
    return code_of_execution(insert_user(1, "again"));
}

static sqla_status provoke_operational(void) {
    return code_of_execution(sqla_text("SELECT * FROM nowhere"));
}

static sqla_status provoke_programming(void) {
    return code_of_execution(sqla_text("SELECT 1; SELECT 2"));
}

/* Overwrites the middle of a database. */
static sqla_status provoke_internal(void) {
    db d = db_open(file_url("x.db", ""));
    sqla_exec(d.c, sqla_text("WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE "
                             "i < 3000) INSERT INTO users SELECT i, 'user ' || i, i FROM t"));
    sqla_commit(d.c);
    db_close(&d);
    FILE *f = fopen(tmp_path("x.db"), "r+b");
    if (!f) return SQLA_OK;
    fseek(f, 4096, SEEK_SET);
    for (int i = 0; i < 60000; i++) fputc(0x5a, f);
    fclose(f);
    sqla_engine *e = sqla_create_engine(file_url("x.db", ""));
    sqla_conn *c = sqla_connect(e);
    sqla_exec(c, sqla_text("DELETE FROM users WHERE age > 1000"));
    sqla_status code = sqla_error(c)->code;
    sqla_conn_close(c);
    sqla_dispose(e);
    return code;
}

/* SQLite has no DELETE with further tables. */
static sqla_status provoke_not_supported(void) {
    sqla_stmt *q = sqla_delete(sqla_entity(User));
    return code_of(sqla_where(q, sqla_eq(sqla_col(User, id), sqla_c(&orders, "user_id"))));
}

/* ---- sessions: a tree, and a pair of rows that need each other ---- */

typedef struct Knot Knot;
struct Knot {
    int64_t id, next_id;
    Knot   *next;
};
SQLA_MODEL(Knot, "knots",
    SQLA_COLUMN(Knot, id,      .primary_key = true),
    SQLA_COLUMN(Knot, next_id, .foreign_key = "knots.id", .null_as_zero = true),
    SQLA_RELATIONSHIP(Knot, next, Knot, .remote_side = "id"));

typedef sqla_status knot_fn(sqla_session *s, Knot *stored);

/* A stored knot, and what work makes of it. */
static sqla_status with_knots(knot_fn *work) {
    sqla_engine *e = sqla_create_engine("sqlite://");
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Knot));
    sqla_create_all(e, md);
    sqla_session *s = sqla_session_open(e, md);
    Knot *stored = sqla_add(s, sqla_new(Knot, .id = 1));
    sqla_commit(s);
    sqla_status code = work(s, stored);
    sqla_session_close(s);
    sqla_dispose(e);
    sqla_metadata_free(md);
    return code;
}

static sqla_status pending_rollback(sqla_session *s, Knot *stored) {
    (void)stored;
    sqla_exec_driver_sql(sqla_session_conn(s, NULL), "INSERT INTO knots (id) VALUES (2)");
    sqla_add(s, sqla_new(Knot, .id = 2));
    sqla_flush(s);
    sqla_flush(s);
    return sqla_last_error(s)->code;
}
static sqla_status provoke_pending_rollback(void) { return with_knots(pending_rollback); }

static sqla_status stale_data(sqla_session *s, Knot *stored) {
    if (!sqla_fresh(stored)) return sqla_last_error(s)->code;
    sqla_exec_driver_sql(sqla_session_conn(s, NULL), "DELETE FROM knots");
    stored->next_id = 1;
    return sqla_flush(s);
}
static sqla_status provoke_stale_data(void) { return with_knots(stale_data); }

static sqla_status detached_instance(sqla_session *s, Knot *stored) {
    (void)s;
    sqla_expunge(stored);
    sqla_status code = sqla_refresh(stored);
    sqla_free(stored);
    return code;
}
static sqla_status provoke_detached(void) { return with_knots(detached_instance); }

static sqla_status circular_dependency(sqla_session *s, Knot *stored) {
    (void)stored;
    Knot *a = sqla_add(s, sqla_new(Knot));
    Knot *b = sqla_add(s, sqla_new(Knot, .next = a));
    if (a) a->next = b;
    return sqla_flush(s);
}
static sqla_status provoke_circle(void) { return with_knots(circular_dependency); }

static sqla_status flush_error(sqla_session *s, Knot *stored) {
    (void)stored;
    sqla_add(s, sqla_new(Knot, .id = 1));
    return sqla_flush(s);
}
static sqla_status provoke_flush(void) { return with_knots(flush_error); }

/* The server ends the connection while it works on the COMMIT. */
static sqla_status provoke_doubt(void) {
    sqla_engine *e = sqla_create_engine(empty_url());
    sqla_conn *c = sqla_connect(e);
    sqla_exec_driver_sql(c,
        "CREATE TABLE doubts (id int); CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'; "
        "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON doubts DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION die()");
    sqla_exec(c, sqla_text("INSERT INTO doubts VALUES (1)"));
    CHECK_STATUS(sqla_error(c)->code, SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_IN_DOUBT);
    CHECK(sqla_error(c)->is_disconnect);
    sqla_status code = sqla_error(c)->code;
    sqla_conn_close(c);
    sqla_dispose(e);
    return code;
}

static sqla_status (*const provoke[SQLA_STATUS_COUNT])(void) = {
    [SQLA_OK]                     = provoke_nothing,
    [SQLA_ARGUMENT_ERROR]         = provoke_argument,
    [SQLA_MEMORY_ERROR]           = provoke_memory,
    [SQLA_COMPILE_ERROR]          = provoke_compile,
    [SQLA_IDENTIFIER_ERROR]       = provoke_identifier,
    [SQLA_INVALID_REQUEST]        = provoke_request,
    [SQLA_NO_SUCH_COLUMN]         = provoke_column,
    [SQLA_NO_SUCH_MODULE]         = provoke_module,
    [SQLA_NO_REFERENCED_TABLE]    = provoke_table,
    [SQLA_NO_REFERENCED_COLUMN]   = provoke_referenced_column,
    [SQLA_NO_FOREIGN_KEYS]        = provoke_no_keys,
    [SQLA_AMBIGUOUS_COLUMN]       = provoke_many_columns,
    [SQLA_AMBIGUOUS_FOREIGN_KEYS] = provoke_many_keys,
    [SQLA_RESOURCE_CLOSED]        = provoke_closed,
    [SQLA_STATEMENT_ERROR]        = provoke_statement,
    [SQLA_TIMEOUT]                = provoke_timeout,
    [SQLA_DISCONNECTION_ERROR]    = provoke_disconnection,
    [SQLA_IN_DOUBT]               = provoke_doubt,
    [SQLA_NO_RESULT_FOUND]        = provoke_no_row,
    [SQLA_MULTIPLE_RESULTS_FOUND] = provoke_rows,
    [SQLA_DATA_ERROR]             = provoke_data,
    [SQLA_INTEGRITY_ERROR]        = provoke_integrity,
    [SQLA_OPERATIONAL_ERROR]      = provoke_operational,
    [SQLA_PROGRAMMING_ERROR]      = provoke_programming,
    [SQLA_INTERNAL_ERROR]         = provoke_internal,
    [SQLA_NOT_SUPPORTED]          = provoke_not_supported,
    [SQLA_PENDING_ROLLBACK]       = provoke_pending_rollback,
    [SQLA_STALE_DATA]             = provoke_stale_data,
    [SQLA_DETACHED_INSTANCE]      = provoke_detached,
    [SQLA_CIRCULAR_DEPENDENCY]    = provoke_circle,
    [SQLA_FLUSH_ERROR]            = provoke_flush,
};

/* One test for each code of the list; a code without provocation fails. */
#define CODE_TEST(code, text) \
    TEST(code) { \
        if (code == SQLA_IN_DOUBT && !needs_postgresql()) return; \
        CHECK_STATUS(provoke[code] ? provoke[code]() : SQLA_STATUS_COUNT, code); \
    }
SQLA_STATUS_LIST(CODE_TEST)

/* ---- names ---- */

TEST(codes_have_names_and_texts) {
#define CODE_NAME(code, text) \
    CHECK_STR(sqla_status_name(code), #code); \
    CHECK_STR(sqla_status_text(code), text);
    SQLA_STATUS_LIST(CODE_NAME)
    CHECK_STR(sqla_status_name(SQLA_STATUS_COUNT), "SQLA_?");
    CHECK_STR(sqla_status_name((sqla_status)-1), "SQLA_?");
    CHECK_STR(sqla_status_name((sqla_status)9999), "SQLA_?");
    CHECK(sqla_status_text((sqla_status)9999) != NULL);
    CHECK_INT(SQLA_OK, 0);
}

/* ---- records ---- */

TEST(the_first_error_is_kept_and_the_last_one_too) {
    db d = db_open("sqlite://");
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_OK);
    CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_OK);
    CHECK(!sqla_failed(d.c));
    add_user(d.c, 1, "ann");
    CHECK_INT(add_user(d.c, 1, "bob"), -1);
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT * FROM nowhere")), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(sqla_last_error(d.c)->message, "nowhere");
    CHECK(sqla_failed(d.c));
    db_close(&d);
}

TEST(success_and_transactions_clear_no_record) {
    db d = db_open("sqlite://");
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT * FROM nowhere")), -1);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_OPERATIONAL_ERROR);
    sqla_clear_error(d.c);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_OK);
    CHECK_STR(sqla_error(d.c)->message, "");
    CHECK(!sqla_failed(d.c));
    CHECK_INT(add_user(d.c, 1, "again"), -1);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    db_close(&d);
}

TEST(a_copied_record_outlives_its_owner) {
    db d = db_open("sqlite://");
    sqla_error_record record;
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT * FROM nowhere")), -1);
    sqla_error_copy(&record, d.c);
    db_close(&d);
    CHECK_STATUS(record.code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(record.message, "nowhere");
    CHECK_HAS(record.sql, "SELECT * FROM nowhere");
    CHECK_INT(record.row, -1);
}

TEST(records_of_connections_are_apart) {
    db d = db_open("sqlite://");
    sqla_conn *other = sqla_connect(d.e);
    CHECK_INT(sqla_exec(d.c, sqla_text("SELECT * FROM nowhere")), -1);
    CHECK(sqla_failed(d.c));
    CHECK(!sqla_failed(other));
    CHECK(!sqla_failed(d.e));
    sqla_conn_close(other);
    sqla_conn_close(d.c);
    d.c = sqla_connect(d.e);
    CHECK(!sqla_failed(d.c));
    db_close(&d);
}

TEST(an_error_of_a_result_is_its_connections_too) {
    db d = db_open("sqlite://");
    sqla_result *r = sqla_execute(d.c, sqla_text("SELECT * FROM nowhere"));
    CHECK_STATUS(sqla_error(r)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_OPERATIONAL_ERROR);
    sqla_clear_error(d.c);
    CHECK_STATUS(sqla_error(r)->code, SQLA_OPERATIONAL_ERROR);
    sqla_result_free(r);
    db_close(&d);
}

TEST(set_up_calls_write_the_engines_record) {
    db d = db_open("sqlite://");
    CHECK_STATUS(sqla_error(d.e)->code, SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_error(d.e)->code, SQLA_ARGUMENT_ERROR);
    CHECK_INT(count_users(d.c), 0);
    CHECK(!sqla_failed(d.c));
    db_close(&d);
}

TEST(long_texts_are_cut) {
    static char sql[5000], value[5000];
    db d = db_open("sqlite://");
    memset(sql, ' ', sizeof sql - 1);
    memcpy(sql, "SELECT :v FROM nowhere", 22);
    memcpy(sql + 4900, "-- the end", 10);
    for (int i = 0; i < 4998; i += 2) memcpy(value + i, "\xc3\xbc", 2);
    CHECK_INT(sqla_exec(d.c, sqla_text(sql), SQLA_PARAMS("v", value)), -1);
    const sqla_error_record *e = sqla_error(d.c);
    CHECK(memchr(e->sql, 0, sizeof e->sql) && memchr(e->params, 0, sizeof e->params));
    CHECK(memchr(e->message, 0, sizeof e->message) != NULL);
    CHECK_HAS(e->sql, "SELECT ? FROM nowhere");
    CHECK(sqla_driver_utf8(e->params, strlen(e->params)));
    db_close(&d);
}

/* ---- NULL ---- */

#define CHECK_BAD_EXPR(make) do { \
        sqla_expr *x_ = (make); \
        CHECK(x_ != NULL); \
        CHECK_STATUS(sqla_error(x_)->code, SQLA_ARGUMENT_ERROR); \
        sqla_unref(x_); \
    } while (0)
#define CHECK_BAD_STMT(make) do { \
        sqla_stmt *q_ = (make); \
        CHECK(q_ != NULL); \
        CHECK_STATUS(sqla_error(q_)->code, SQLA_ARGUMENT_ERROR); \
        sqla_unref(q_); \
    } while (0)
#define CHECK_BAD_FROM(make) do { \
        sqla_from *f_ = (make); \
        CHECK(f_ != NULL); \
        CHECK_STATUS(sqla_error(f_)->code, SQLA_ARGUMENT_ERROR); \
        sqla_unref(f_); \
    } while (0)

#define ID sqla_col(User, id)
#define LIST(x) (sqla_expr *const[]){ (x) }, 1
#define NO_LIST NULL, 2
#define NONE_IN_LIST (sqla_expr *const[]){ NULL }, 1

TEST(null_to_nodes) {
    sqla_expr_unref(NULL);
    sqla_stmt_unref(NULL);
    sqla_from_unref(NULL);
    sqla_expr_unref(sqla_expr_ref(NULL));
    sqla_stmt_unref(sqla_stmt_ref(NULL));
    sqla_from_unref(sqla_from_ref(NULL));
    CHECK_STATUS(sqla_expr_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_stmt_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_from_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    CHECK_BAD_STMT(sqla_clone(NULL));
    CHECK(sqla_freeze(NULL) == NULL);
    sqla_value one = sqla_value_of(1);
    CHECK(sqla_stmt_bind(NULL, "x", &one) == NULL);
    sqla_unref(sqla_stmt_bind(sqla_text("SELECT :x"), NULL, &one));
    sqla_unref(sqla_stmt_bind(sqla_text("SELECT :x"), "x", NULL));
    CHECK(sqla_live_nodes() >= 0);
}

TEST(null_to_leaves) {
    CHECK_BAD_EXPR(sqla_v_expr(NULL));
    CHECK_BAD_EXPR(sqla_v_stmt(NULL));
    CHECK_BAD_EXPR(sqla_v_from(NULL));
    CHECK_BAD_EXPR(sqla_v_table(NULL));
    CHECK_BAD_EXPR(sqla_span_n(SQLA_C_INT, sizeof(int), NULL, 3));
    CHECK_BAD_EXPR(sqla_field(NULL, 0, "id"));
    CHECK_BAD_EXPR(sqla_field(sqla_entity(User), 0, NULL));
    CHECK_BAD_EXPR(sqla_table_c(NULL, "id"));
    CHECK_BAD_EXPR(sqla_table_c(&orders, NULL));
    CHECK_BAD_EXPR(sqla_from_c(NULL, "id"));
    CHECK_BAD_EXPR(sqla_from_c(sqla_alias(&orders, "o"), NULL));
    CHECK_BAD_EXPR(sqla_from_field(NULL, sqla_entity(User), 0, "id"));
    CHECK_BAD_EXPR(sqla_from_field(sqla_alias(&orders, "o"), NULL, 0, "id"));
    CHECK_BAD_EXPR(sqla_param(NULL));
    CHECK_BAD_EXPR(sqla_sql(NULL));
}

TEST(null_texts_are_sql_null) {
    sqla_expr *x = sqla_v_null(NULL);
    CHECK_STATUS(sqla_error(x)->code, SQLA_OK);
    sqla_unref(x);
    x = sqla_v_text(NULL);
    CHECK_STATUS(sqla_error(x)->code, SQLA_OK);
    sqla_unref(x);
    x = sqla_v_bytes((sqla_bytes){ NULL, 0 });
    CHECK_STATUS(sqla_error(x)->code, SQLA_OK);
    sqla_unref(x);
}

TEST(null_to_operators) {
    CHECK_BAD_EXPR(sqla_unary(SQLA_OP_NOT, NULL));
    CHECK_BAD_EXPR(sqla_unary(SQLA_OP_EQ, ID));
    CHECK_BAD_EXPR(sqla_unary((sqla_op_kind)9999, ID));
    CHECK_BAD_EXPR(sqla_binary(SQLA_OP_EQ, NULL, ID));
    CHECK_BAD_EXPR(sqla_binary(SQLA_OP_EQ, ID, NULL));
    CHECK_BAD_EXPR(sqla_binary(SQLA_OP_NOT, ID, ID));
    CHECK_BAD_EXPR(sqla_binary((sqla_op_kind)-1, ID, ID));
    CHECK_BAD_EXPR(sqla_like_n(SQLA_OP_LIKE, NULL, ID, NULL));
    CHECK_BAD_EXPR(sqla_like_n(SQLA_OP_LIKE, ID, NULL, NULL));
    CHECK_BAD_EXPR(sqla_between_n(NULL, ID, ID, false));
    CHECK_BAD_EXPR(sqla_between_n(ID, NULL, ID, false));
    CHECK_BAD_EXPR(sqla_between_n(ID, ID, NULL, false));
    CHECK_BAD_EXPR(sqla_in_n(NULL, LIST(ID)));
    CHECK_BAD_EXPR(sqla_in_n(ID, NO_LIST));
    CHECK_BAD_EXPR(sqla_in_n(ID, NONE_IN_LIST));
    CHECK_BAD_EXPR(sqla_and_n(NO_LIST));
    CHECK_BAD_EXPR(sqla_and_n(NONE_IN_LIST));
    CHECK_BAD_EXPR(sqla_or_n(NO_LIST));
    CHECK_BAD_EXPR(sqla_or_n(NONE_IN_LIST));
    CHECK_BAD_EXPR(sqla_tuple_n(NO_LIST));
    CHECK_BAD_EXPR(sqla_op_n(NULL, "+", ID, NULL));
    CHECK_BAD_EXPR(sqla_op_n(ID, NULL, ID, NULL));
    CHECK_BAD_EXPR(sqla_op_n(ID, "+", NULL, NULL));
}

TEST(null_to_other_expressions) {
    CHECK_BAD_EXPR(sqla_label(NULL, "a"));
    CHECK_BAD_EXPR(sqla_cast_n(NULL, SQLA_INTEGER));
    CHECK_BAD_EXPR(sqla_cast_n(ID, NULL));
    CHECK_BAD_EXPR(sqla_type_coerce_n(NULL, SQLA_INTEGER));
    CHECK_BAD_EXPR(sqla_type_coerce_n(ID, NULL));
    CHECK_BAD_EXPR(sqla_collate(NULL, "nocase"));
    CHECK_BAD_EXPR(sqla_collate(ID, NULL));
    CHECK_BAD_EXPR(sqla_extract(NULL, ID));
    CHECK_BAD_EXPR(sqla_extract("year", NULL));
    CHECK_BAD_EXPR(sqla_case_n(NULL, NULL, 0));
    CHECK_BAD_EXPR(sqla_case_n(NULL, NULL, 2));
    CHECK_BAD_EXPR(sqla_case_n(NULL, (sqla_arm *const[]){ NULL }, 1));
    CHECK_BAD_EXPR(sqla_case_n(NULL, (sqla_arm *const[]){ sqla_when_n(ID, NULL) }, 1));
    CHECK_BAD_EXPR(sqla_func_n(NULL, NULL, 0));
    CHECK_BAD_EXPR(sqla_func_n("f", NO_LIST));
    CHECK_BAD_EXPR(sqla_func_n("f", NONE_IN_LIST));
    CHECK_BAD_EXPR(sqla_over_n(NULL, NULL));
    CHECK_BAD_EXPR(sqla_filter_n(NULL, LIST(ID)));
    CHECK_BAD_EXPR(sqla_filter_n(sqla_count_all(), NO_LIST));
    CHECK_BAD_EXPR(sqla_within_group_n(NULL, LIST(ID)));
    CHECK_BAD_EXPR(sqla_within_group_n(sqla_count_all(), NO_LIST));
    CHECK_BAD_EXPR(sqla_exists(NULL));
    CHECK_BAD_EXPR(sqla_scalar_subquery(NULL));
    CHECK_BAD_EXPR(sqla_excluded(NULL));
}

TEST(null_to_json) {
    CHECK_BAD_EXPR(sqla_json_path_n(NULL, LIST(ID)));
    CHECK_BAD_EXPR(sqla_json_path_n(ID, NO_LIST));
    CHECK_BAD_EXPR(sqla_json_as_text(NULL));
    CHECK_BAD_EXPR(sqla_json_as_int(NULL));
    CHECK_BAD_EXPR(sqla_json_as_float(NULL));
    CHECK_BAD_EXPR(sqla_json_as_bool(NULL));
}

/* A clause function with NULL for its statement, and with NULL for its list. */
#define CHECK_CLAUSE(f) do { \
        CHECK_BAD_STMT(f(NULL, LIST(ID))); \
        CHECK_BAD_STMT(f(sqla_select(ID), NO_LIST)); \
        CHECK_BAD_STMT(f(sqla_select(ID), NONE_IN_LIST)); \
    } while (0)

TEST(null_to_select) {
    CHECK_BAD_STMT(sqla_select_n(NO_LIST));
    CHECK_BAD_STMT(sqla_select_n(NONE_IN_LIST));
    CHECK_CLAUSE(sqla_add_columns_n);
    CHECK_CLAUSE(sqla_where_n);
    CHECK_CLAUSE(sqla_having_n);
    CHECK_CLAUSE(sqla_group_by_n);
    CHECK_CLAUSE(sqla_order_by_n);
    CHECK_BAD_STMT(sqla_join_n(NULL, NULL, sqla_v_table(&orders), NULL));
    CHECK_BAD_STMT(sqla_join_n(sqla_select(ID), NULL, NULL, NULL));
    CHECK_BAD_STMT(sqla_select_from_n(NULL, ID));
    CHECK_BAD_STMT(sqla_select_from_n(sqla_select(ID), NULL));
    CHECK_BAD_STMT(sqla_limit_n(NULL, ID));
    CHECK_BAD_STMT(sqla_limit_n(sqla_select(ID), NULL));
    CHECK_BAD_STMT(sqla_offset_n(NULL, ID));
    CHECK_BAD_STMT(sqla_offset_n(sqla_select(ID), NULL));
    CHECK_BAD_STMT(sqla_distinct(NULL));
    CHECK_BAD_STMT(sqla_correlate_n(NULL, ID));
    CHECK_BAD_STMT(sqla_correlate_n(sqla_select(ID), NULL));
    CHECK_BAD_STMT(sqla_with_for_update_n(NULL, NULL));
}

TEST(null_to_compounds) {
    CHECK_BAD_STMT(sqla_union(NULL, sqla_select(ID)));
    CHECK_BAD_STMT(sqla_union(sqla_select(ID), NULL));
    CHECK_BAD_FROM(sqla_subquery(NULL, "a"));
    CHECK_BAD_FROM(sqla_lateral(NULL, "a"));
    CHECK_BAD_FROM(sqla_alias_n(NULL, "a"));
    CHECK_BAD_FROM(sqla_cte_n(NULL, "a", NULL));
    CHECK_BAD_FROM(sqla_cte_union_all(NULL, sqla_select(ID)));
    CHECK_BAD_FROM(sqla_cte_union_all(sqla_cte(sqla_select(ID), "t", .recursive = true), NULL));
    CHECK_BAD_FROM(sqla_cte_union(NULL, sqla_select(ID)));
    CHECK_BAD_FROM(sqla_cte_union(sqla_cte(sqla_select(ID), "t", .recursive = true), NULL));
}

TEST(null_to_insert_update_delete) {
    const char *const names[] = { "id", NULL };
    CHECK_BAD_STMT(sqla_insert(NULL));
    CHECK_BAD_STMT(sqla_update(NULL));
    CHECK_BAD_STMT(sqla_delete(NULL));
    CHECK_BAD_STMT(sqla_set_n(NULL, ID, ID));
    CHECK_BAD_STMT(sqla_set_n(insert_user(1, "a"), NULL, ID));
    CHECK_BAD_STMT(sqla_set_n(insert_user(1, "a"), ID, NULL));
    CHECK_BAD_STMT(sqla_ordered(NULL));
    CHECK_BAD_STMT(sqla_values_next(NULL));
    CHECK_BAD_STMT(sqla_insert_from(NULL, names, sqla_select(ID)));
    CHECK_BAD_STMT(sqla_insert_from(sqla_insert(sqla_entity(User)), names, NULL));
    CHECK_BAD_STMT(sqla_returning_n(NULL, LIST(ID)));
    CHECK_BAD_STMT(sqla_returning_n(insert_user(1, "a"), NO_LIST));
    CHECK_BAD_STMT(sqla_on_conflict(NULL, SQLA_DO_UPDATE, NULL));
    CHECK_BAD_STMT(sqla_text(NULL));
    CHECK_BAD_STMT(sqla_text_columns_n(NULL, LIST(ID)));
    CHECK_BAD_STMT(sqla_text_columns_n(sqla_text("SELECT 1"), NO_LIST));
}

static void check_empty(const sqla_compiled *c) {
    const char *sql = sqla_compiled_sql(c);
    CHECK(!sql || !*sql);
    CHECK_INT(sqla_compiled_count(c), 0);
    CHECK_STR(sqla_compiled_name(c, 0), NULL);
    CHECK(!sqla_compiled_value(c, 0) || sqla_compiled_value(c, 0)->kind == SQLA_VALUE_NULL);
    CHECK_STATUS(sqla_compiled_error(c)->code, SQLA_ARGUMENT_ERROR);
}

TEST(null_to_compilation) {
    sqla_compiled *c = sqla_compile_n(NULL, NULL);
    CHECK(c != NULL);
    check_empty(c);
    sqla_compiled_free(c);
    check_empty(NULL);
    sqla_compiled_free(NULL);
    c = sqla_compile_n(sqla_select(ID), NULL);
    CHECK_STATUS(sqla_error(c)->code, SQLA_OK);
    sqla_compiled_free(c);
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User));
    CHECK(sqla_ddl(NULL, "sqlite") == NULL);
    sqla_text_free(sqla_ddl(md, NULL));
    sqla_text_free(NULL);
    sqla_metadata_free(md);
}

TEST(null_to_schema) {
    CHECK(sqla_metadata_table(NULL, "users") == NULL);
    CHECK(sqla_metadata_sorted(NULL, 0) == NULL);
    CHECK_STATUS(sqla_metadata_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    sqla_metadata_free(NULL);
    sqla_table_free(NULL);
    const sqla_table *t = sqla_table_new(NULL, NULL, 0);
    CHECK(t != NULL);
    CHECK_BAD_STMT(sqla_insert(t));
    sqla_table_free(t);
    CHECK_STATUS(code_of_tables(sqla_metadata_new_n(NULL, 2)), SQLA_ARGUMENT_ERROR);
}

/* Texts answer NULL or "". */
#define CHECK_NOTHING(make) do { \
        const char *text_ = (make); \
        CHECK(!text_ || !*text_); \
    } while (0)

TEST(null_to_values) {
    char buf[4] = "abc";
    CHECK_NOTHING(sqla_date_text((sqla_date){ 0 }, NULL, 0));
    CHECK_NOTHING(sqla_time_text((sqla_time){ 0 }, NULL, 48));
    CHECK_NOTHING(sqla_datetime_text((sqla_datetime){ 0 }, NULL, 0));
    CHECK_NOTHING(sqla_interval_text((sqla_interval){ 0, 0, 0 }, NULL, 48));
    CHECK_NOTHING(sqla_decimal_text(sqla_decimal_of("1"), NULL, 48));
    CHECK_NOTHING(sqla_uuid_text(sqla_uuid4(), NULL, 48));
    CHECK(sqla_json_of(NULL).text == NULL);
    CHECK(sqla_value_null(buf).kind == SQLA_VALUE_NULL);
}

TEST(null_to_urls_and_drivers) {
    sqla_url u;
    char buf[20] = "x";
    sqla_error_record record = { 0 };
    sqla_value v = { .kind = SQLA_VALUE_NULL };
    CHECK_STATUS(sqla_url_parse(NULL, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_url_parse("sqlite://", &u), SQLA_OK);
    CHECK_NOTHING(sqla_url_text(NULL, buf, sizeof buf));
    CHECK_NOTHING(sqla_url_text(&u, NULL, 48));
    CHECK(sqla_url_query(NULL, "a") == NULL);
    CHECK(sqla_url_query(&u, NULL) == NULL);
    CHECK(sqla_arena_alloc(NULL, 8) == NULL);
    CHECK_STATUS(sqla_driver_fail(NULL, SQLA_DATA_ERROR, 0, "x"), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_driver_fail(&record, SQLA_DATA_ERROR, 0, NULL), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_driver_store(NULL, &v, &v, NULL, &record), SQLA_ARGUMENT_ERROR);
    CHECK(sqla_driver_read(NULL, NULL, 0, NULL, NULL) != NULL);
    CHECK(sqla_driver_utf8(NULL, 0));
    sqla_driver_free(NULL, 0);
    void *block = sqla_driver_alloc(16);
    sqla_driver_free(block, 16);
}

TEST(null_to_params) {
    sqla_value v = sqla_value_of(1);
    sqla_params *p = sqla_params_new();
    CHECK_STATUS(sqla_params_put(NULL, "x", &v), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_params_put(p, NULL, &v), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_params_put(p, "x", NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_params_next(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_INT(sqla_params_count(NULL), 0);
    sqla_params_free(NULL);
    sqla_params_free(p);
}

TEST(null_to_results) {
    sqla_value v;
    int x = 0;
    CHECK(!sqla_next(NULL));
    CHECK_STATUS(sqla_result_status(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_result_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    sqla_result_free(NULL);
    CHECK(!sqla_result_first(NULL));
    CHECK(!sqla_result_one(NULL));
    CHECK(!sqla_result_one_or_none(NULL));
    CHECK_INT(sqla_row_count(NULL), 0);
    CHECK_INT(sqla_row_index(NULL, "a"), -1);
    CHECK_STR(sqla_row_name(NULL, 0), NULL);
    CHECK_INT(sqla_row_int(NULL, 0), 0);
    CHECK(sqla_row_double(NULL, 0) == 0);
    CHECK(!sqla_row_bool(NULL, 0));
    CHECK_STR(sqla_row_text(NULL, 0), NULL);
    CHECK(sqla_row_bytes(NULL, 0).data == NULL);
    (void)sqla_row_is_null(NULL, 0);
    CHECK_STATUS(sqla_row_get(NULL, 0, &v), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_row_out(NULL, 0, SQLA_OUT(&x)), SQLA_ARGUMENT_ERROR);
    CHECK_INT(sqla_rowcount(NULL), -1);
    CHECK_INT(sqla_inserted_key(NULL, 0), 0);
}

TEST(null_to_a_result_with_a_row) {
    db d = db_open("sqlite://");
    sqla_result *r = sqla_execute(d.c, sqla_text("SELECT 1"));
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_get(r, 0, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_row_out(r, 0, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_row_out(r, 0, &(const sqla_out){ SQLA_C_INT, 4, NULL }),
                 SQLA_ARGUMENT_ERROR);
    CHECK_INT(sqla_row_int(r, 0), 1);
    sqla_result_free(r);
    db_close(&d);
}

static sqla_status no_work(sqla_conn *c, void *arg) { return c || arg ? SQLA_OK : SQLA_OK; }

TEST(null_to_engines) {
    sqla_engine *e = sqla_engine_create(NULL, NULL);
    CHECK_STATUS(sqla_error(e)->code, SQLA_ARGUMENT_ERROR);
    sqla_dispose(e);
    e = sqla_engine_create("sqlite://", NULL);
    CHECK_STATUS(sqla_error(e)->code, SQLA_OK);
    CHECK_STATUS(sqla_run_n(e, NULL, NULL, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_run_n(e, no_work, NULL, NULL), SQLA_OK);
    CHECK_STATUS(sqla_run_n(NULL, no_work, NULL, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_create_all(e, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_drop_all(e, NULL), SQLA_ARGUMENT_ERROR);
    sqla_dispose(e);
    sqla_metadata *md = sqla_metadata_new(sqla_entity(User));
    CHECK_STATUS(sqla_create_all(NULL, md), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_drop_all(NULL, md), SQLA_ARGUMENT_ERROR);
    sqla_metadata_free(md);
    sqla_dispose(NULL);
    CHECK_STATUS(sqla_engine_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    const char *dialect = sqla_engine_dialect(NULL);
    CHECK(!dialect || !*dialect);
    CHECK_INT(sqla_engine_statistics(NULL).opened, 0);
}

TEST(null_to_connections) {
    sqla_conn *c = sqla_connect(NULL);
    CHECK(c != NULL);
    CHECK_STATUS(sqla_error(c)->code, SQLA_ARGUMENT_ERROR);
    sqla_conn_close(c);
    sqla_conn_close(NULL);
    CHECK_STATUS(sqla_conn_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_last_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    sqla_conn_clear_error(NULL);
    CHECK_STATUS(sqla_conn_begin(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_begin_nested(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_commit(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_rollback(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_commit_all(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_rollback_all(NULL), SQLA_ARGUMENT_ERROR);
    CHECK(!sqla_conn_in_transaction(NULL));
    CHECK(!sqla_has_table(NULL, NULL, "users"));
}

/* Every executing function with c for the connection and q for the statement, which is taken. */
static void check_executions(sqla_conn *c, sqla_stmt *q) {
    int x = 0, *items = &x;
    size_t count = 5;
    const sqla_into fetch = { .item = *SQLA_OUT(&x), .items = &items, .count = &count };
    sqla_params *sets = sqla_params_new();
    if (q) sqla_ref(q);
    sqla_result *r = sqla_conn_execute(c, q, NULL);
    CHECK(r != NULL);
    CHECK_STATUS(sqla_result_status(r), SQLA_ARGUMENT_ERROR);
    sqla_result_free(r);
    r = sqla_conn_execute_many(c, q, sets);
    CHECK(r != NULL);
    CHECK_STATUS(sqla_result_status(r), SQLA_ARGUMENT_ERROR);
    sqla_result_free(r);
    CHECK_INT(sqla_conn_exec(c, q, NULL), -1);
    CHECK_STATUS(sqla_conn_scalar(c, q, SQLA_OUT(&x), NULL), SQLA_ARGUMENT_ERROR);
    CHECK_INT(sqla_conn_scalar_int(c, q, NULL), 0);
    CHECK(sqla_conn_scalar_double(c, q, NULL) == 0);
    CHECK_STR(sqla_conn_scalar_text(c, q, NULL), NULL);
    CHECK_STATUS(sqla_conn_fetch(c, q, &fetch, NULL), SQLA_ARGUMENT_ERROR);
    CHECK(items == NULL && count == 0);
    if (q) sqla_unref(q);
    sqla_params_free(sets);
}

TEST(null_to_executions) {
    db d = db_open("sqlite://");
    check_executions(NULL, sqla_select(ID));
    check_executions(d.c, NULL);
    check_executions(NULL, NULL);
    CHECK_STATUS(sqla_conn_scalar(d.c, sqla_text("SELECT 1"), NULL, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_fetch(d.c, sqla_text("SELECT 1"), NULL, NULL), SQLA_ARGUMENT_ERROR);
    sqla_result *r = sqla_conn_execute_many(d.c, sqla_text("SELECT 1"), NULL);
    CHECK_STATUS(sqla_result_status(r), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_exec_driver_sql(NULL, "SELECT 1"), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_exec_driver_sql(d.c, NULL), SQLA_ARGUMENT_ERROR);
    CHECK(!sqla_has_table(d.c, NULL, NULL));
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_ARGUMENT_ERROR);
    sqla_fetch_free(NULL);
    db_close(&d);
}

TEST(null_to_bulk) {
    db d = db_open("sqlite://");
    const User user = { 1, "ann", { 0 } };
    const sqla_table *t = sqla_entity(User);
    CHECK_STATUS(sqla_conn_bulk_insert(NULL, t, &user, 1, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_bulk_update(NULL, t, &user, 1, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_bulk_delete(NULL, t, &user, 1, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_bulk_insert(d.c, NULL, &user, 1, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_bulk_update(d.c, NULL, &user, 1, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_bulk_delete(d.c, NULL, &user, 1, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_bulk_insert(d.c, t, &user, 1, NULL), SQLA_OK);
    CHECK_STATUS(sqla_conn_bulk_update(d.c, t, &user, 1, NULL), SQLA_OK);
    CHECK_STATUS(sqla_conn_bulk_delete(d.c, t, &user, 1, NULL), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

/* An argument that a call has refused may be named again while the answer lives. */
#define REFUSED(call) \
    do { \
        sqla_expr *x = sqla_plus(sqla_col(User, id), 1), *answer = (sqla_expr *)(call); \
        sqla_compiled_free(sqla_compile(sqla_select(x))); \
        sqla_unref(answer); \
    } while (0)

TEST(refused_arguments_named_again) {
    sqla_arm *none = NULL;
    sqla_stmt *bad = sqla_ref((sqla_stmt *)sqla_func("", sqla_v(1)));
    REFUSED(sqla_like(x, "a", .escape = "ab"));
    REFUSED(sqla_like(sqla_col(User, name), x, .autoescape = true));
    REFUSED(sqla_in(x, (sqla_expr *)NULL));
    REFUSED(sqla_in((sqla_expr *)NULL, x, x));
    REFUSED(sqla_in_n(sqla_tuple(x, x), (sqla_expr *const[]){ sqla_tuple(1, 2, 3) }, 1));
    REFUSED(sqla_func("", x, x, x));
    REFUSED(sqla_json_as_text(x));
    REFUSED(sqla_json_path(x, 1.5));
    REFUSED(sqla_case(sqla_else(x), sqla_else(x)));
    REFUSED(sqla_case(none, sqla_when(x, 1)));
    REFUSED(sqla_over(x, .rows = SQLA_FRAME(1, 2), .range = SQLA_FRAME(1, 2)));
    REFUSED(sqla_over(NULL, .order_by = SQLA_EXPRS(x, x)));
    REFUSED(sqla_set_n(sqla_select(sqla_v(1)), x, x));
    REFUSED(sqla_set(sqla_update(sqla_entity(User)), x, x));
    REFUSED(sqla_where(sqla_insert(sqla_entity(User)), x));
    REFUSED(sqla_limit(sqla_insert(sqla_entity(User)), x));
    REFUSED(sqla_ref(sqla_where(bad, x)));
    REFUSED(sqla_alias_n(x, "q"));
    REFUSED(sqla_c(sqla_alias(sqla_subquery(sqla_select(sqla_label(x, "y")), "s"), "a"), NULL));
    REFUSED(sqla_on_conflict_do_update(sqla_update(sqla_entity(User)), .where = x));
    REFUSED(sqla_on_conflict_do_update(NULL, .where = x));
    sqla_unref(bad);
}

TEST(refused_statements_named_again) {
    sqla_stmt *q = sqla_insert(sqla_entity(User));
    sqla_from *from = sqla_subquery(q, "s");
    sqla_compiled_free(sqla_compile(q));
    sqla_unref(from);
    q = sqla_insert(sqla_entity(User));
    sqla_stmt *twice = sqla_union(q, q);
    sqla_compiled_free(sqla_compile(q));
    sqla_unref(twice);
    q = sqla_select(sqla_v(1));
    from = sqla_subquery(q, "s");
    sqla_expr *x = sqla_plus(sqla_col(User, id), 1);
    sqla_where(q, x);
    sqla_set(q, x, x);
    sqla_compiled_free(sqla_compile(sqla_select(x)));
    sqla_unref(from);
}

#define CODE_T(code, text) T(code),

TESTS(errors, SQLA_STATUS_LIST(CODE_T) T(codes_have_names_and_texts),
      T(the_first_error_is_kept_and_the_last_one_too),
      T(success_and_transactions_clear_no_record), T(a_copied_record_outlives_its_owner),
      T(records_of_connections_are_apart), T(an_error_of_a_result_is_its_connections_too),
      T(set_up_calls_write_the_engines_record), T(long_texts_are_cut), T(null_to_nodes),
      T(null_to_leaves), T(null_texts_are_sql_null), T(null_to_operators),
      T(null_to_other_expressions), T(null_to_json), T(null_to_select), T(null_to_compounds),
      T(null_to_insert_update_delete), T(null_to_compilation), T(null_to_schema),
      T(null_to_values), T(null_to_urls_and_drivers), T(null_to_params), T(null_to_results),
      T(null_to_a_result_with_a_row), T(null_to_engines), T(null_to_connections),
      T(null_to_executions), T(null_to_bulk),
      T(refused_arguments_named_again),
      T(refused_statements_named_again));
