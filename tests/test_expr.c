/* Expressions: the SQL of operators, literals and functions. Every expected text is what
 * SQLAlchemy writes for the same construct. */
#include "test.h"

SQLA_TABLE(t, "t",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("x",    SQLA_INTEGER),
    SQLA_TABLE_COLUMN("name", SQLA_STRING(50)),
    SQLA_TABLE_COLUMN("b",    SQLA_BOOLEAN),
    SQLA_TABLE_COLUMN("n",    SQLA_NUMERIC(10, 2)),
    SQLA_TABLE_COLUMN("f",    SQLA_FLOAT),
    SQLA_TABLE_COLUMN("d",    SQLA_DATE),
    SQLA_TABLE_COLUMN("dt",   SQLA_DATETIME),
    SQLA_TABLE_COLUMN("j",    SQLA_JSON));

SQLA_TABLE(u, "u",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("t_id", SQLA_INTEGER, .foreign_key = "t.id"),
    SQLA_TABLE_COLUMN("v",    SQLA_STRING(20)));

SQLA_TABLE(big, "big",
    SQLA_TABLE_COLUMN("k",   SQLA_BIGINT, .primary_key = true),
    SQLA_TABLE_COLUMN("s",   SQLA_SMALLINT),
    SQLA_TABLE_COLUMN("tx",  SQLA_TEXT),
    SQLA_TABLE_COLUMN("g",   SQLA_DOUBLE),
    SQLA_TABLE_COLUMN("tm",  SQLA_TIME),
    SQLA_TABLE_COLUMN("iv",  SQLA_INTERVAL),
    SQLA_TABLE_COLUMN("uu",  SQLA_UUID),
    SQLA_TABLE_COLUMN("bin", SQLA_LARGE_BINARY),
    SQLA_TABLE_COLUMN("e",   SQLA_ENUM("color", "red", "green")),
    SQLA_TABLE_COLUMN("un",  SQLA_UNICODE(20)),
    SQLA_TABLE_COLUMN("tz",  SQLA_DATETIME_TZ));

typedef struct Person {
    int64_t        id;
    const char    *name;
    sqla_opt_int32 age;
    bool           active;
    sqla_date      born;
    double         score;
    char           country[4];
} Person;

SQLA_MODEL(Person, "people",
    SQLA_COLUMN(Person, id, .primary_key = true),
    SQLA_COLUMN(Person, name),
    SQLA_COLUMN(Person, age),
    SQLA_COLUMN(Person, active),
    SQLA_COLUMN(Person, born),
    SQLA_COLUMN(Person, score),
    SQLA_COLUMN(Person, country, .name = "lang"));

#define C(name) sqla_c(&t, name)
#define U(name) sqla_c(&u, name)

/* What a statement is in some dialects: their names with blanks between; NULL is a refusal. */
typedef struct want { const char *dialects, *sql; } want;
#define ALL "default sqlite postgresql mysql mariadb oracle mssql"

/* Compiles q, which is consumed, in every dialect of w; head and tail surround the SQL of w. */
static void in_dialects(sqla_stmt *q, const char *head, const char *tail, const want *w,
                        test__place at) {
    sqla_ref(q);
    for (; w->dialects; w++) {
        for (const char *d = w->dialects; *d; d += strspn(d, " ")) {
            char dialect[16], sql[4000];
            snprintf(dialect, sizeof dialect, "%.*s", (int)strcspn(d, " "), d);
            snprintf(sql, sizeof sql, "%s%s%s", head, w->sql ? w->sql : "", tail);
            d += strcspn(d, " ");
            at.text = dialect;
            sqla_compiled *c = sqla_compile(q, .dialect = dialect);
            if (w->sql) {
                test__check_sql(c, sql, at);
                continue;
            }
            sqla_status code = sqla_error(c)->code;
            sqla_compiled_free(c);
            test__check_status(code, SQLA_COMPILE_ERROR, at);
        }
    }
    sqla_unref(q);
}
#define WANTS(...) (const want[]){ __VA_ARGS__, { NULL, NULL } }

#define BIG(name) sqla_c(&big, name)

static sqla_stmt *where(sqla_expr *e) { return sqla_where(sqla_select(C("id")), e); }
static sqla_stmt *item(sqla_expr *e) { return sqla_select(sqla_label(e, "v")); }

/* A condition, a select item or a whole statement, in the default dialect or in those named. */
#define WHERE_HEAD "SELECT t.id FROM t WHERE "
#define WHERE(e, sql)     CHECK_SQL(where(e), "default", WHERE_HEAD sql)
#define WHERE_IN(e, ...)  in_dialects(where(e), WHERE_HEAD, "", WANTS(__VA_ARGS__), TEST__AT("SQL"))
#define ITEM(e, sql)      CHECK_SQL(item(e), "default", "SELECT " sql " AS v FROM t")
#define ITEM_IN(e, ...) \
    in_dialects(item(e), "SELECT ", " AS v FROM t", WANTS(__VA_ARGS__), TEST__AT("SQL"))
#define STMT(q, sql)      CHECK_SQL((q), "default", sql)
#define STMT_IN(q, ...)   in_dialects((q), "", "", WANTS(__VA_ARGS__), TEST__AT("SQL"))
/* A condition on `big`, on postgresql. */
#define WHERE_BIG(e, sql) \
    CHECK_SQL(sqla_where(sqla_select(BIG("k")), e), "postgresql", \
              "SELECT big.k FROM big WHERE " sql)

static const int64_t NO_INTS[1] = { 0 };
static const char *const NO_TEXTS[1] = { NULL };

TEST(comparisons_bind_their_right_side) {
    WHERE(sqla_eq(C("x"), 5), "t.x = :x_1");
    WHERE(sqla_ne(C("x"), 5), "t.x != :x_1");
    WHERE(sqla_lt(C("x"), 5), "t.x < :x_1");
    WHERE(sqla_le(C("x"), 5), "t.x <= :x_1");
    WHERE(sqla_gt(C("x"), 5), "t.x > :x_1");
    WHERE(sqla_ge(C("x"), 5), "t.x >= :x_1");
    WHERE(sqla_eq(C("name"), "ann"), "t.name = :name_1");
    WHERE(sqla_eq(C("x"), C("id")), "t.x = t.id");
}

TEST(a_value_may_stand_on_the_left) {
    WHERE(sqla_lt(sqla_literal(5), C("x")), ":param_1 < t.x");
    WHERE(sqla_eq(sqla_literal("a"), "b"), ":param_1 = :param_2");
    WHERE_IN(sqla_eq(sqla_plus(sqla_literal(1), 2), 3),
        { "default", ":param_1 + :param_2 = :param_3" },
        { "postgresql", "$1::INTEGER + $2::INTEGER = $3::INTEGER" });
}

TEST(comparisons_of_comparisons_have_parentheses) {
    WHERE(sqla_eq(sqla_eq(C("x"), 1), sqla_eq(C("id"), 2)), "(t.x = :x_1) = (t.id = :id_1)");
    WHERE(sqla_eq(sqla_lt(C("x"), 1), C("b")), "(t.x < :x_1) = t.b");
    WHERE(sqla_lt(C("x"), sqla_plus(C("id"), 2)), "t.x < t.id + :id_1");
    WHERE(sqla_lt(sqla_times(C("x"), 3), sqla_minus(C("id"), 2)), "t.x * :x_1 < t.id - :id_1");
}

TEST(a_comparison_with_null_becomes_is_null) {
    WHERE(sqla_eq(C("x"), NULL), "t.x IS NULL");
    WHERE(sqla_ne(C("x"), NULL), "t.x IS NOT NULL");
    WHERE(sqla_eq(C("name"), (const char *)NULL), "t.name IS NULL");
    WHERE(sqla_ne(C("x"), sqla_none_int32()), "t.x IS NOT NULL");
    WHERE(sqla_eq(C("x"), sqla_null()), "t.x IS NULL");
    WHERE(sqla_eq(C("x"), sqla_some_int32(5)), "t.x = :x_1");
    WHERE(sqla_is(C("x"), NULL), "t.x IS NULL");
    WHERE(sqla_is_not(C("x"), NULL), "t.x IS NOT NULL");
    WHERE_IN(sqla_is_null(C("x")), { ALL, "t.x IS NULL" });
    WHERE_IN(sqla_not_null(C("x")), { ALL, "t.x IS NOT NULL" });
    WHERE(sqla_is_null(sqla_plus(C("x"), 1)), "t.x + :x_1 IS NULL");
    WHERE(sqla_is_null(sqla_eq(C("x"), 1)), "(t.x = :x_1) IS NULL");
    WHERE(sqla_not(sqla_is_null(C("x"))), "t.x IS NOT NULL");
}

TEST(a_boolean_column_is_compared_with_a_constant) {
    WHERE_IN(sqla_eq(C("b"), true),
        { "default postgresql mysql mariadb", "t.b = true" },
        { "sqlite oracle mssql", "t.b = 1" });
    WHERE_IN(sqla_eq(C("b"), false),
        { "default postgresql mysql mariadb", "t.b = false" },
        { "sqlite oracle mssql", "t.b = 0" });
    WHERE_IN(sqla_ne(C("b"), true),
        { "default postgresql mysql mariadb", "t.b != true" },
        { "sqlite oracle mssql", "t.b != 1" });
    WHERE_IN(sqla_is(C("b"), true),
        { "default postgresql mysql mariadb", "t.b IS true" },
        { "sqlite oracle mssql", "t.b IS 1" });
    WHERE_IN(sqla_is_not(C("b"), false),
        { "default postgresql mysql mariadb", "t.b IS NOT false" },
        { "sqlite oracle mssql", "t.b IS NOT 0" });
    WHERE_IN(sqla_eq(C("b"), sqla_true()),
        { "default postgresql mysql mariadb", "t.b = true" },
        { "sqlite oracle mssql", "t.b = 1" });
    WHERE_IN(sqla_eq(C("b"), C("b")), { ALL, "t.b = t.b" });
}

TEST(a_bool_beside_any_column_is_a_constant) {
    WHERE_IN(sqla_eq(C("x"), (bool)true),
        { "default", "t.x = true" },
        { "sqlite", "t.x = 1" });
    WHERE_IN(sqla_ne(C("x"), (bool)false),
        { "default", "t.x != false" },
        { "sqlite", "t.x != 0" });
    WHERE(sqla_eq(C("b"), sqla_some_bool(true)), "t.b = true");
    WHERE(sqla_eq(C("b"), 1), "t.b = true");
}

TEST(a_boolean_column_is_a_condition) {
    WHERE_IN(C("b"),
        { "default postgresql", "t.b" },
        { "sqlite mysql mariadb oracle mssql", "t.b = 1" });
    WHERE_IN(sqla_not(C("b")),
        { "default postgresql", "NOT t.b" },
        { "sqlite mysql mariadb oracle mssql", "t.b = 0" });
    WHERE_IN(sqla_and(C("b"), sqla_eq(C("x"), 1)),
        { "default", "t.b AND t.x = :x_1" },
        { "sqlite mysql mariadb mssql", "t.b = 1 AND t.x = ?" },
        { "postgresql", "t.b AND t.x = $1::INTEGER" },
        { "oracle", "t.b = 1 AND t.x = :1" });
    WHERE_IN(sqla_or(sqla_not(C("b")), sqla_eq(C("x"), 1)),
        { "default", "NOT t.b OR t.x = :x_1" },
        { "sqlite", "t.b = 0 OR t.x = ?" },
        { "postgresql", "NOT t.b OR t.x = $1::INTEGER" });
    WHERE_IN(sqla_not(sqla_eq(C("b"), true)),
        { "default postgresql mysql mariadb", "t.b != true" },
        { "sqlite oracle mssql", "t.b != 1" });
    WHERE_IN(sqla_eq(sqla_not(C("b")), true),
        { "default", "NOT t.b = true" },
        { "sqlite", "t.b = 0 = 1" });
}

TEST(constants_follow_the_dialect) {
    WHERE_IN(sqla_true(),
        { "default postgresql", "true" },
        { "sqlite oracle mssql", "1 = 1" },
        { "mysql mariadb", "true = 1" });
    WHERE_IN(sqla_false(),
        { "default postgresql", "false" },
        { "sqlite oracle mssql", "0 = 1" },
        { "mysql mariadb", "false = 1" });
    ITEM_IN(sqla_case(sqla_when(C("b"), sqla_true()), sqla_else(sqla_false())),
        { "default postgresql mysql mariadb", "CASE WHEN t.b THEN true ELSE false END" },
        { "sqlite oracle mssql", "CASE WHEN t.b THEN 1 ELSE 0 END" });
    ITEM(sqla_case(sqla_when(C("b"), sqla_null())), "CASE WHEN t.b THEN NULL END");
}

TEST(and_of_and_is_flat) {
    WHERE(sqla_and(sqla_eq(C("x"), 1), sqla_eq(C("x"), 2)), "t.x = :x_1 AND t.x = :x_2");
    WHERE(sqla_and(sqla_eq(C("x"), 1), sqla_and(sqla_eq(C("x"), 2), sqla_eq(C("x"), 3))),
        "t.x = :x_1 AND t.x = :x_2 AND t.x = :x_3");
    WHERE(sqla_or(sqla_or(sqla_eq(C("x"), 1), sqla_eq(C("x"), 2)), sqla_eq(C("x"), 3)),
        "t.x = :x_1 OR t.x = :x_2 OR t.x = :x_3");
    WHERE(sqla_and(sqla_eq(C("x"), 1)), "t.x = :x_1");
    WHERE(sqla_or(sqla_and(sqla_eq(C("x"), 1))), "t.x = :x_1");
}

TEST(or_inside_and_has_parentheses) {
    WHERE(sqla_and(sqla_or(sqla_eq(C("x"), 1), C("b")), sqla_gt(C("id"), 2)),
        "(t.x = :x_1 OR t.b) AND t.id > :id_1");
    WHERE(sqla_or(sqla_and(sqla_eq(C("x"), 1), C("b")), sqla_gt(C("id"), 2)),
        "t.x = :x_1 AND t.b OR t.id > :id_1");
    WHERE(sqla_and(sqla_or(sqla_eq(C("x"), 1)), sqla_gt(C("id"), 2)),
        "t.x = :x_1 AND t.id > :id_1");
    WHERE(sqla_eq(sqla_and(C("b"), C("b")), C("b")), "(t.b AND t.b) = t.b");
}

TEST(and_or_fold_constants) {
    WHERE_IN(sqla_and(sqla_true(), sqla_eq(C("x"), 1)),
        { "default", "t.x = :x_1" },
        { "sqlite mysql mariadb mssql", "t.x = ?" },
        { "postgresql", "t.x = $1::INTEGER" },
        { "oracle", "t.x = :1" });
    WHERE_IN(sqla_and(sqla_false(), sqla_eq(C("x"), 1)),
        { "default postgresql", "false" },
        { "sqlite oracle mssql", "0 = 1" },
        { "mysql mariadb", "false = 1" });
    WHERE_IN(sqla_or(sqla_true(), sqla_eq(C("x"), 1)),
        { "default", "true" },
        { "sqlite", "1 = 1" });
    WHERE_IN(sqla_or(sqla_false(), sqla_eq(C("x"), 1)),
        { "default", "t.x = :x_1" },
        { "sqlite", "t.x = ?" });
    WHERE_IN(sqla_and(sqla_true(), sqla_true()),
        { "default", "true" },
        { "sqlite", "1 = 1" });
}

TEST(and_of_nothing_is_true_or_of_nothing_is_false) {
    WHERE_IN(sqla_and_n(NULL, 0),
        { "default postgresql", "true" },
        { "sqlite oracle mssql", "1 = 1" },
        { "mysql mariadb", "true = 1" });
    WHERE_IN(sqla_or_n(NULL, 0),
        { "default postgresql", "false" },
        { "sqlite oracle mssql", "0 = 1" },
        { "mysql mariadb", "false = 1" });
    WHERE(sqla_and(sqla_and_n(NULL, 0), sqla_eq(C("x"), 1)), "t.x = :x_1");
    WHERE(sqla_or(sqla_or_n(NULL, 0), sqla_eq(C("x"), 1)), "t.x = :x_1");
}

TEST(conditions_come_from_an_array) {
    sqla_expr *all[3] = { sqla_eq(C("x"), 1), sqla_eq(C("x"), 2), sqla_eq(C("x"), 3) };
    WHERE(sqla_or(sqla_span(all, 3)), "t.x = :x_1 OR t.x = :x_2 OR t.x = :x_3");
    sqla_expr *two[2] = { sqla_eq(C("x"), 1), sqla_eq(C("x"), 2) };
    WHERE(sqla_and(C("b"), sqla_span(two, 2), C("b")), "t.b AND t.x = :x_1 AND t.x = :x_2 AND t.b");
    WHERE(sqla_and(sqla_span(two, 0), sqla_eq(C("x"), 1)), "t.x = :x_1");
}

TEST(not_turns_a_comparison_around) {
    WHERE(sqla_not(sqla_eq(C("x"), 5)), "t.x != :x_1");
    WHERE(sqla_not(sqla_ne(C("x"), 5)), "t.x = :x_1");
    WHERE(sqla_not(sqla_lt(C("x"), 5)), "t.x >= :x_1");
    WHERE(sqla_not(sqla_le(C("x"), 5)), "t.x > :x_1");
    WHERE(sqla_not(sqla_gt(C("x"), 5)), "t.x <= :x_1");
    WHERE(sqla_not(sqla_ge(C("x"), 5)), "t.x < :x_1");
    WHERE(sqla_not(sqla_in(C("x"), 1, 2)), "(t.x NOT IN (:x_1_1, :x_1_2))");
    WHERE(sqla_not(sqla_not_in(C("x"), 1, 2)), "t.x IN (:x_1_1, :x_1_2)");
    WHERE(sqla_not(sqla_between(C("x"), 1, 2)), "t.x NOT BETWEEN :x_1 AND :x_2");
    WHERE(sqla_not(sqla_like(C("name"), "a%")), "t.name NOT LIKE :name_1");
    WHERE_IN(sqla_not(sqla_ilike(C("name"), "a%")),
        { "default", "lower(t.name) NOT LIKE lower(:name_1)" },
        { "postgresql", "t.name NOT ILIKE $1::VARCHAR" });
    WHERE(sqla_not(sqla_is_distinct_from(C("x"), 1)), "t.x IS NOT DISTINCT FROM :x_1");
}

TEST(not_of_anything_else_is_written_not) {
    WHERE_IN(sqla_not(sqla_and(sqla_eq(C("x"), 1), C("b"))),
        { "default", "NOT (t.x = :x_1 AND t.b)" },
        { "sqlite", "NOT (t.x = ? AND t.b = 1)" });
    WHERE(sqla_not(sqla_or(sqla_eq(C("x"), 1), C("b"))), "NOT (t.x = :x_1 OR t.b)");
    WHERE(sqla_not(sqla_not(sqla_and(sqla_eq(C("x"), 1), C("b")))),
        "NOT (NOT (t.x = :x_1 AND t.b))");
    WHERE(sqla_not(sqla_not(sqla_eq(C("x"), 1))), "t.x = :x_1");
    WHERE_IN(sqla_not(sqla_not(C("b"))),
        { "default", "t.b" },
        { "sqlite", "t.b = 1" });
    WHERE(sqla_not(sqla_op(C("x"), "&&", 1)), "NOT (t.x && :x_1)");
    WHERE(sqla_not(sqla_plus(C("x"), 1)), "NOT (t.x + :x_1)");
    WHERE(sqla_not(sqla_func("f", C("x"))), "NOT f(t.x)");
    WHERE(sqla_not(C("x")), "NOT t.x");
    WHERE_IN(sqla_not(sqla_true()),
        { "default", "false" },
        { "sqlite", "0 = 1" });
    WHERE(sqla_not(sqla_null()), "NOT NULL");
    WHERE(sqla_not(sqla_case(sqla_when(C("b"), 1))), "NOT CASE WHEN t.b THEN :param_1 END");
}

TEST(not_exists_has_parentheses) {
    WHERE_IN(sqla_not(sqla_exists(sqla_where(sqla_select(U("id")), sqla_eq(U("t_id"), C("id"))))),
        { ALL, "NOT (EXISTS (SELECT u.id FROM u WHERE u.t_id = t.id))" });
    WHERE(sqla_and(C("b"), sqla_not(sqla_exists(sqla_select(U("id"))))),
        "t.b AND NOT (EXISTS (SELECT u.id FROM u))");
}

TEST(in_binds_every_element) {
    WHERE_IN(sqla_in(C("x"), 1, 2, 3),
        { "default", "t.x IN (:x_1_1, :x_1_2, :x_1_3)" },
        { "sqlite mysql mariadb mssql", "t.x IN (?, ?, ?)" },
        { "postgresql", "t.x IN ($1::INTEGER, $2::INTEGER, $3::INTEGER)" },
        { "oracle", "t.x IN (:1, :2, :3)" });
    WHERE_IN(sqla_in(C("name"), "a", "b"),
        { "default", "t.name IN (:name_1_1, :name_1_2)" },
        { "postgresql", "t.name IN ($1::VARCHAR, $2::VARCHAR)" });
    WHERE(sqla_in(C("x"), 1), "t.x IN (:x_1_1)");
    WHERE_IN(sqla_not_in(C("x"), 1, 2),
        { "default", "(t.x NOT IN (:x_1_1, :x_1_2))" },
        { "sqlite mysql mariadb mssql", "(t.x NOT IN (?, ?))" },
        { "postgresql", "(t.x NOT IN ($1::INTEGER, $2::INTEGER))" },
        { "oracle", "(t.x NOT IN (:1, :2))" });
    WHERE(sqla_in(sqla_plus(C("x"), 1), 2, 3), "t.x + :x_1 IN (:param_1_1, :param_1_2)");
    WHERE_IN(sqla_and(sqla_in(C("x"), 1, 2), sqla_in(C("x"), 3)),
        { "default", "t.x IN (:x_1_1, :x_1_2) AND t.x IN (:x_2_1)" },
        { "postgresql", "t.x IN ($1::INTEGER, $2::INTEGER) AND t.x IN ($3::INTEGER)" },
        { "oracle", "t.x IN (:1, :2) AND t.x IN (:3)" });
    WHERE_IN(sqla_and(sqla_in(C("x"), 1, 2), sqla_eq(C("x"), 3), sqla_eq(C("id"), 4)),
        { "default", "t.x IN (:x_1_1, :x_1_2) AND t.x = :x_2 AND t.id = :id_1" },
        { "postgresql",
          "t.x IN ($1::INTEGER, $2::INTEGER) AND t.x = $3::INTEGER AND t.id = $4::INTEGER" },
        { "oracle", "t.x IN (:1, :2) AND t.x = :3 AND t.id = :4" });
    WHERE(sqla_and(sqla_not_in(C("x"), 1), C("b")), "(t.x NOT IN (:x_1_1)) AND t.b");
}

TEST(in_of_nothing_is_false) {
    WHERE_IN(sqla_in_array(C("x"), NO_INTS, 0),
        { "default postgresql mysql mariadb oracle mssql", "t.x IN (NULL) AND (1 != 1)" },
        { "sqlite", "t.x IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1)" });
    WHERE_IN(sqla_not_in(C("x"), sqla_span(NO_INTS, 0)),
        { "default postgresql mysql mariadb oracle mssql", "(t.x NOT IN (NULL) OR (1 = 1))" },
        { "sqlite", "(t.x NOT IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1))" });
    WHERE(sqla_in_array(C("name"), NO_TEXTS, 0), "t.name IN (NULL) AND (1 != 1)");
}

TEST(in_takes_expressions_and_null) {
    WHERE(sqla_in(C("x"), C("id"), sqla_plus(C("id"), 1)), "t.x IN (t.id, t.id + :id_1)");
    WHERE(sqla_in(C("x"), C("id"), 5), "t.x IN (t.id, :x_1)");
    WHERE(sqla_in(C("x"), 5, sqla_null()), "t.x IN (:x_1, NULL)");
    WHERE(sqla_in(C("x"), C("id")), "t.x IN (t.id)");
}

TEST(in_takes_arrays) {
    int64_t ids[] = { 1, 2 };
    const char *names[] = { "a", "b", "c" };
    WHERE_IN(sqla_in_array(C("x"), ids, 2),
        { "default", "t.x IN (:x_1_1, :x_1_2)" },
        { "postgresql", "t.x IN ($1::INTEGER, $2::INTEGER)" });
    WHERE_IN(sqla_in_array(C("name"), names, 3),
        { "default", "t.name IN (:name_1_1, :name_1_2, :name_1_3)" },
        { "postgresql", "t.name IN ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR)" });
    WHERE(sqla_in(C("x"), 7, sqla_span(ids, 2), 8), "t.x IN (:x_1_1, :x_1_2, :x_1_3, :x_1_4)");
    WHERE(sqla_not_in(C("x"), sqla_span(ids, 1)), "(t.x NOT IN (:x_1_1))");
}

TEST(in_takes_a_statement) {
    WHERE_IN(sqla_in(C("id"), sqla_select(U("t_id"))), { ALL, "t.id IN (SELECT u.t_id FROM u)" });
    WHERE(sqla_not_in(C("id"), sqla_select(U("t_id"))), "(t.id NOT IN (SELECT u.t_id FROM u))");
    WHERE(sqla_in(C("id"), sqla_union(sqla_select(U("t_id")), sqla_select(U("id")))),
        "t.id IN (SELECT u.t_id FROM u UNION SELECT u.id FROM u)");
    WHERE_IN(sqla_in(C("id"), sqla_limit(sqla_select(U("t_id")), 3)),
        { "default", "t.id IN (SELECT u.t_id FROM u LIMIT :param_1)" },
        { "sqlite", "t.id IN (SELECT u.t_id FROM u LIMIT ? OFFSET ?)" },
        { "postgresql", "t.id IN (SELECT u.t_id FROM u LIMIT $1::INTEGER)" });
}

TEST(tuples_are_compared_as_a_whole) {
    WHERE_IN(sqla_eq(sqla_tuple(C("id"), C("x")), sqla_tuple(1, 2)),
        { "default", "(t.id, t.x) = (:param_1, :param_2)" },
        { "postgresql", "(t.id, t.x) = ($1::INTEGER, $2::INTEGER)" });
    WHERE(sqla_lt(sqla_tuple(C("id"), C("x")), sqla_tuple(C("x"), C("id"))),
        "(t.id, t.x) < (t.x, t.id)");
    WHERE_IN(sqla_in(sqla_tuple(C("id"), C("x")), sqla_tuple(1, 2), sqla_tuple(3, 4)),
        { "default",
          "(t.id, t.x) IN ((:param_1_1_1, :param_1_1_2), (:param_1_2_1, :param_1_2_2))" },
        { "sqlite", "(t.id, t.x) IN (VALUES (?, ?), (?, ?))" },
        { "postgresql", "(t.id, t.x) IN (($1, $2), ($3, $4))" },
        { "mysql mariadb mssql", "(t.id, t.x) IN ((?, ?), (?, ?))" },
        { "oracle", "(t.id, t.x) IN ((:1, :2), (:3, :4))" });
    WHERE(sqla_in(sqla_tuple(C("id"), C("x")), sqla_select(U("id"), U("t_id"))),
        "(t.id, t.x) IN (SELECT u.id, u.t_id FROM u)");
}

TEST(between_takes_values_and_expressions) {
    WHERE_IN(sqla_between(C("x"), 1, 9),
        { "default", "t.x BETWEEN :x_1 AND :x_2" },
        { "sqlite mysql mariadb mssql", "t.x BETWEEN ? AND ?" },
        { "postgresql", "t.x BETWEEN $1::INTEGER AND $2::INTEGER" },
        { "oracle", "t.x BETWEEN :1 AND :2" });
    WHERE(sqla_between(sqla_plus(C("x"), 1), C("id"), sqla_times(C("id"), 2)),
        "t.x + :x_1 BETWEEN t.id AND t.id * :id_1");
    WHERE(sqla_and(sqla_between(C("x"), 1, 9), C("b")), "t.x BETWEEN :x_1 AND :x_2 AND t.b");
    WHERE_IN(sqla_between(C("name"), "a", "b"),
        { "postgresql", "t.name BETWEEN $1::VARCHAR AND $2::VARCHAR" });
    WHERE_IN(sqla_between(C("d"), sqla_date_of(2024, 1, 1), sqla_date_of(2024, 12, 31)),
        { "default", "t.d BETWEEN :d_1 AND :d_2" },
        { "postgresql", "t.d BETWEEN $1::DATE AND $2::DATE" });
    WHERE(sqla_eq(sqla_between(C("x"), 1, 9), true), "(t.x BETWEEN :x_1 AND :x_2) = true");
}

TEST(is_distinct_from_in_every_dialect) {
    WHERE_IN(sqla_is_distinct_from(C("x"), 5),
        { "default", "t.x IS DISTINCT FROM :x_1" },
        { "sqlite", "t.x IS NOT ?" },
        { "postgresql", "t.x IS DISTINCT FROM $1::INTEGER" },
        { "mysql mariadb", "NOT (t.x <=> ?)" },
        { "oracle", "DECODE(t.x, :1, 0, 1) = 1" },
        { "mssql", "NOT EXISTS (SELECT t.x INTERSECT SELECT ?)" });
    WHERE_IN(sqla_is_not_distinct_from(C("x"), 5),
        { "default", "t.x IS NOT DISTINCT FROM :x_1" },
        { "sqlite", "t.x IS ?" },
        { "postgresql", "t.x IS NOT DISTINCT FROM $1::INTEGER" },
        { "mysql mariadb", "t.x <=> ?" },
        { "oracle", "DECODE(t.x, :1, 0, 1) = 0" },
        { "mssql", "EXISTS (SELECT t.x INTERSECT SELECT ?)" });
    WHERE_IN(sqla_is_distinct_from(C("x"), C("id")),
        { "default postgresql", "t.x IS DISTINCT FROM t.id" },
        { "sqlite", "t.x IS NOT t.id" },
        { "mysql mariadb", "NOT (t.x <=> t.id)" },
        { "oracle", "DECODE(t.x, t.id, 0, 1) = 1" },
        { "mssql", "NOT EXISTS (SELECT t.x INTERSECT SELECT t.id)" });
    WHERE_IN(sqla_is_distinct_from(C("x"), NULL),
        { "default", "t.x IS DISTINCT FROM NULL" },
        { "sqlite", "t.x IS NOT NULL" });
}

TEST(like_and_ilike) {
    WHERE_IN(sqla_like(C("name"), "a%"),
        { "default", "t.name LIKE :name_1" },
        { "sqlite mysql mariadb mssql", "t.name LIKE ?" },
        { "postgresql", "t.name LIKE $1::VARCHAR" },
        { "oracle", "t.name LIKE :1" });
    WHERE(sqla_not_like(C("name"), "a%"), "t.name NOT LIKE :name_1");
    WHERE_IN(sqla_ilike(C("name"), "a%"),
        { "default", "lower(t.name) LIKE lower(:name_1)" },
        { "sqlite mysql mariadb mssql", "lower(t.name) LIKE lower(?)" },
        { "postgresql", "t.name ILIKE $1::VARCHAR" },
        { "oracle", "lower(t.name) LIKE lower(:1)" });
    WHERE_IN(sqla_not_ilike(C("name"), "a%"),
        { "default", "lower(t.name) NOT LIKE lower(:name_1)" },
        { "sqlite mysql mariadb mssql", "lower(t.name) NOT LIKE lower(?)" },
        { "postgresql", "t.name NOT ILIKE $1::VARCHAR" },
        { "oracle", "lower(t.name) NOT LIKE lower(:1)" });
    WHERE_IN(sqla_like(C("name"), sqla_concat(C("name"), "%")),
        { "default", "t.name LIKE (t.name || :name_1)" },
        { "mysql", "t.name LIKE (concat(t.name, ?))" });
    WHERE_IN(sqla_ilike(sqla_concat(C("name"), "x"), "a%"),
        { "default", "lower((t.name || :name_1)) LIKE lower(:param_1)" },
        { "mysql", "lower((concat(t.name, ?))) LIKE lower(?)" });
    WHERE(sqla_and(sqla_like(C("name"), "a%"), C("b")), "t.name LIKE :name_1 AND t.b");
}

TEST(startswith_endswith_contains_in_every_dialect) {
    WHERE_IN(sqla_startswith(C("name"), "ab"),
        { "default", "(t.name LIKE :name_1 || '%')" },
        { "sqlite", "(t.name LIKE ? || '%')" },
        { "postgresql", "(t.name LIKE $1::VARCHAR || '%')" },
        { "mysql mariadb", "(t.name LIKE concat(?, '%'))" },
        { "oracle", "(t.name LIKE :1 || '%')" },
        { "mssql", "(t.name LIKE ? + '%')" });
    WHERE_IN(sqla_not(sqla_startswith(C("name"), "ab")),
        { "default", "(t.name NOT LIKE :name_1 || '%')" },
        { "mysql", "(t.name NOT LIKE concat(?, '%'))" });
    WHERE_IN(sqla_startswith(C("name"), C("name")),
        { "default", "(t.name LIKE t.name || '%')" },
        { "mysql", "(t.name LIKE concat(t.name, '%'))" });
    WHERE_IN(sqla_endswith(C("name"), "ab"),
        { "default", "(t.name LIKE '%' || :name_1)" },
        { "sqlite", "(t.name LIKE '%' || ?)" },
        { "postgresql", "(t.name LIKE '%' || $1::VARCHAR)" },
        { "mysql mariadb", "(t.name LIKE concat('%', ?))" },
        { "oracle", "(t.name LIKE '%' || :1)" },
        { "mssql", "(t.name LIKE '%' + ?)" });
    WHERE_IN(sqla_not(sqla_endswith(C("name"), "ab")),
        { "default", "(t.name NOT LIKE '%' || :name_1)" },
        { "mysql", "(t.name NOT LIKE concat('%', ?))" });
    WHERE_IN(sqla_endswith(C("name"), C("name")),
        { "default", "(t.name LIKE '%' || t.name)" },
        { "mysql", "(t.name LIKE concat('%', t.name))" });
    WHERE_IN(sqla_contains(C("name"), "ab"),
        { "default", "(t.name LIKE '%' || :name_1 || '%')" },
        { "sqlite", "(t.name LIKE '%' || ? || '%')" },
        { "postgresql", "(t.name LIKE '%' || $1::VARCHAR || '%')" },
        { "mysql mariadb", "(t.name LIKE concat('%', ?, '%'))" },
        { "oracle", "(t.name LIKE '%' || :1 || '%')" },
        { "mssql", "(t.name LIKE '%' + ? + '%')" });
    WHERE_IN(sqla_not(sqla_contains(C("name"), "ab")),
        { "default", "(t.name NOT LIKE '%' || :name_1 || '%')" },
        { "mysql", "(t.name NOT LIKE concat('%', ?, '%'))" });
    WHERE_IN(sqla_contains(C("name"), C("name")),
        { "default", "(t.name LIKE '%' || t.name || '%')" },
        { "mysql", "(t.name LIKE concat('%', t.name, '%'))" });
    WHERE(sqla_and(sqla_contains(C("name"), "a"), sqla_startswith(C("name"), "b")),
        "(t.name LIKE '%' || :name_1 || '%') AND (t.name LIKE :name_2 || '%')");
}

TEST(like_has_an_escape_character) {
    WHERE_IN(sqla_like(C("name"), "50/%", .escape = "/"),
        { "default", "t.name LIKE :name_1 ESCAPE '/'" },
        { "sqlite mysql mariadb mssql", "t.name LIKE ? ESCAPE '/'" },
        { "postgresql", "t.name LIKE $1::VARCHAR ESCAPE '/'" },
        { "oracle", "t.name LIKE :1 ESCAPE '/'" });
    WHERE(sqla_not_like(C("name"), "a", .escape = "#"), "t.name NOT LIKE :name_1 ESCAPE '#'");
    WHERE_IN(sqla_ilike(C("name"), "a", .escape = "#"),
        { "default", "lower(t.name) LIKE lower(:name_1) ESCAPE '#'" },
        { "postgresql", "t.name ILIKE $1::VARCHAR ESCAPE '#'" });
    WHERE(sqla_startswith(C("name"), "a", .escape = "#"),
        "(t.name LIKE :name_1 || '%' ESCAPE '#')");
    WHERE(sqla_not(sqla_like(C("name"), "a", .escape = "#")), "t.name NOT LIKE :name_1 ESCAPE '#'");
    WHERE(sqla_and(sqla_like(C("name"), "a", .escape = "#"), C("b")),
        "t.name LIKE :name_1 ESCAPE '#' AND t.b");
    WHERE_IN(sqla_like(C("name"), "a", .escape = "'"),
        { "default", "t.name LIKE :name_1 ESCAPE ''''" },
        { "mysql", "t.name LIKE ? ESCAPE ''''" });
    WHERE_IN(sqla_like(C("name"), "a", .escape = "\\"),
        { "default", "t.name LIKE :name_1 ESCAPE '\\'" },
        { "mysql", "t.name LIKE ? ESCAPE '\\\\'" },
        { "postgresql", "t.name LIKE $1::VARCHAR ESCAPE '\\'" });
}

TEST(autoescape_writes_the_escape_clause) {
    WHERE(sqla_startswith(C("name"), "a%b_c/d", .autoescape = true),
        "(t.name LIKE :name_1 || '%' ESCAPE '/')");
    WHERE(sqla_endswith(C("name"), "a%b_c/d", .autoescape = true),
        "(t.name LIKE '%' || :name_1 ESCAPE '/')");
    WHERE_IN(sqla_contains(C("name"), "a%b_c/d", .autoescape = true),
        { "default", "(t.name LIKE '%' || :name_1 || '%' ESCAPE '/')" },
        { "sqlite", "(t.name LIKE '%' || ? || '%' ESCAPE '/')" },
        { "postgresql", "(t.name LIKE '%' || $1::VARCHAR || '%' ESCAPE '/')" },
        { "mysql mariadb", "(t.name LIKE concat('%', ?, '%') ESCAPE '/')" },
        { "oracle", "(t.name LIKE '%' || :1 || '%' ESCAPE '/')" },
        { "mssql", "(t.name LIKE '%' + ? + '%' ESCAPE '/')" });
    WHERE(sqla_contains(C("name"), "a%b#", .autoescape = true, .escape = "#"),
        "(t.name LIKE '%' || :name_1 || '%' ESCAPE '#')");
}

TEST(regexp_match_follows_the_dialect) {
    WHERE_IN(sqla_regexp_match(C("name"), "^a"),
        { "default", "t.name <regexp> :name_1" },
        { "sqlite mysql mariadb", "t.name REGEXP ?" },
        { "postgresql", "t.name ~ $1::VARCHAR" },
        { "oracle", "REGEXP_LIKE(t.name, :1)" },
        { "mssql", NULL });
    WHERE_IN(sqla_not(sqla_regexp_match(C("name"), "^a")),
        { "default", "t.name <not regexp> :name_1" },
        { "sqlite mysql", "t.name NOT REGEXP ?" },
        { "postgresql", "t.name !~ $1::VARCHAR" },
        { "oracle", "NOT REGEXP_LIKE(t.name, :1)" });
}

TEST(an_operator_of_your_own) {
    WHERE_IN(sqla_op(C("name"), "~", "x"),
        { "default", "t.name ~ :name_1" },
        { "postgresql", "t.name ~ $1::VARCHAR" });
    WHERE(sqla_op(C("x"), "&", sqla_op(C("id"), "|", 1)), "t.x & (t.id | :id_1)");
    WHERE(sqla_op(sqla_op(C("x"), "&", 1), "&", 2), "(t.x & :x_1) & :param_1");
    WHERE(sqla_eq(sqla_op(C("x"), "&", 1), 0), "(t.x & :x_1) = :param_1");
    WHERE(sqla_op(sqla_plus(C("x"), 1), "&", sqla_times(C("id"), 2)), "t.x + :x_1 & t.id * :id_1");
    WHERE(sqla_plus(sqla_op(C("x"), "&", 1), 2), "(t.x & :x_1) + :param_1");
    WHERE(sqla_and(sqla_op(C("x"), "@>", 1), C("b")), "(t.x @> :x_1) AND t.b");
}

TEST(arithmetic_has_parentheses_by_precedence) {
    ITEM(sqla_plus(sqla_plus(C("x"), C("id")), C("x")), "t.x + t.id + t.x");
    ITEM(sqla_plus(sqla_minus(C("x"), C("id")), C("x")), "(t.x - t.id) + t.x");
    ITEM(sqla_plus(sqla_times(C("x"), C("id")), C("x")), "t.x * t.id + t.x");
    ITEM(sqla_plus(sqla_div(C("x"), C("id")), C("x")), "t.x / CAST(t.id AS NUMERIC) + t.x");
    ITEM(sqla_plus(sqla_mod(C("x"), C("id")), C("x")), "t.x % t.id + t.x");
    ITEM(sqla_minus(sqla_plus(C("x"), C("id")), C("x")), "(t.x + t.id) - t.x");
    ITEM(sqla_minus(sqla_minus(C("x"), C("id")), C("x")), "(t.x - t.id) - t.x");
    ITEM(sqla_minus(sqla_times(C("x"), C("id")), C("x")), "t.x * t.id - t.x");
    ITEM(sqla_minus(sqla_div(C("x"), C("id")), C("x")), "t.x / CAST(t.id AS NUMERIC) - t.x");
    ITEM(sqla_minus(sqla_mod(C("x"), C("id")), C("x")), "t.x % t.id - t.x");
    ITEM(sqla_times(sqla_plus(C("x"), C("id")), C("x")), "(t.x + t.id) * t.x");
    ITEM(sqla_times(sqla_minus(C("x"), C("id")), C("x")), "(t.x - t.id) * t.x");
    ITEM(sqla_times(sqla_times(C("x"), C("id")), C("x")), "t.x * t.id * t.x");
    ITEM(sqla_times(sqla_div(C("x"), C("id")), C("x")), "(t.x / CAST(t.id AS NUMERIC)) * t.x");
    ITEM(sqla_times(sqla_mod(C("x"), C("id")), C("x")), "(t.x % t.id) * t.x");
    ITEM(sqla_div(sqla_plus(C("x"), C("id")), C("x")), "(t.x + t.id) / CAST(t.x AS NUMERIC)");
    ITEM(sqla_div(sqla_minus(C("x"), C("id")), C("x")), "(t.x - t.id) / CAST(t.x AS NUMERIC)");
    ITEM(sqla_div(sqla_times(C("x"), C("id")), C("x")), "(t.x * t.id) / CAST(t.x AS NUMERIC)");
    ITEM(sqla_div(sqla_div(C("x"), C("id")), C("x")),
        "(t.x / CAST(t.id AS NUMERIC)) / CAST(t.x AS NUMERIC)");
    ITEM(sqla_div(sqla_mod(C("x"), C("id")), C("x")), "(t.x % t.id) / CAST(t.x AS NUMERIC)");
    ITEM(sqla_mod(sqla_plus(C("x"), C("id")), C("x")), "(t.x + t.id) % t.x");
    ITEM(sqla_mod(sqla_minus(C("x"), C("id")), C("x")), "(t.x - t.id) % t.x");
    ITEM(sqla_mod(sqla_times(C("x"), C("id")), C("x")), "(t.x * t.id) % t.x");
    ITEM(sqla_mod(sqla_div(C("x"), C("id")), C("x")), "(t.x / CAST(t.id AS NUMERIC)) % t.x");
    ITEM(sqla_mod(sqla_mod(C("x"), C("id")), C("x")), "(t.x % t.id) % t.x");
}

TEST(parentheses_on_the_right_side) {
    ITEM(sqla_plus(C("x"), sqla_plus(C("id"), C("x"))), "t.x + t.id + t.x");
    ITEM(sqla_plus(C("x"), sqla_minus(C("id"), C("x"))), "t.x + (t.id - t.x)");
    ITEM(sqla_plus(C("x"), sqla_times(C("id"), C("x"))), "t.x + t.id * t.x");
    ITEM(sqla_plus(C("x"), sqla_div(C("id"), C("x"))), "t.x + t.id / CAST(t.x AS NUMERIC)");
    ITEM(sqla_plus(C("x"), sqla_mod(C("id"), C("x"))), "t.x + t.id % t.x");
    ITEM(sqla_minus(C("x"), sqla_plus(C("id"), C("x"))), "t.x - (t.id + t.x)");
    ITEM(sqla_minus(C("x"), sqla_minus(C("id"), C("x"))), "t.x - (t.id - t.x)");
    ITEM(sqla_minus(C("x"), sqla_times(C("id"), C("x"))), "t.x - t.id * t.x");
    ITEM(sqla_minus(C("x"), sqla_div(C("id"), C("x"))), "t.x - t.id / CAST(t.x AS NUMERIC)");
    ITEM(sqla_minus(C("x"), sqla_mod(C("id"), C("x"))), "t.x - t.id % t.x");
    ITEM(sqla_times(C("x"), sqla_plus(C("id"), C("x"))), "t.x * (t.id + t.x)");
    ITEM(sqla_times(C("x"), sqla_minus(C("id"), C("x"))), "t.x * (t.id - t.x)");
    ITEM(sqla_times(C("x"), sqla_times(C("id"), C("x"))), "t.x * t.id * t.x");
    ITEM(sqla_times(C("x"), sqla_div(C("id"), C("x"))), "t.x * (t.id / CAST(t.x AS NUMERIC))");
    ITEM(sqla_times(C("x"), sqla_mod(C("id"), C("x"))), "t.x * (t.id % t.x)");
    ITEM(sqla_div(C("x"), sqla_plus(C("id"), C("x"))), "t.x / CAST((t.id + t.x) AS NUMERIC)");
    ITEM(sqla_div(C("x"), sqla_minus(C("id"), C("x"))), "t.x / CAST((t.id - t.x) AS NUMERIC)");
    ITEM(sqla_div(C("x"), sqla_times(C("id"), C("x"))), "t.x / CAST((t.id * t.x) AS NUMERIC)");
    ITEM(sqla_div(C("x"), sqla_div(C("id"), C("x"))),
        "t.x / CAST((t.id / CAST(t.x AS NUMERIC)) AS NUMERIC)");
    ITEM(sqla_div(C("x"), sqla_mod(C("id"), C("x"))), "t.x / CAST((t.id % t.x) AS NUMERIC)");
    ITEM(sqla_mod(C("x"), sqla_plus(C("id"), C("x"))), "t.x % (t.id + t.x)");
    ITEM(sqla_mod(C("x"), sqla_minus(C("id"), C("x"))), "t.x % (t.id - t.x)");
    ITEM(sqla_mod(C("x"), sqla_times(C("id"), C("x"))), "t.x % (t.id * t.x)");
    ITEM(sqla_mod(C("x"), sqla_div(C("id"), C("x"))), "t.x % (t.id / CAST(t.x AS NUMERIC))");
    ITEM(sqla_mod(C("x"), sqla_mod(C("id"), C("x"))), "t.x % (t.id % t.x)");
}

TEST(arithmetic_binds_its_right_side) {
    ITEM_IN(sqla_plus(C("x"), 3),
        { "default", "t.x + :x_1" },
        { "sqlite mysql mariadb mssql", "t.x + ?" },
        { "postgresql", "t.x + $1::INTEGER" },
        { "oracle", "t.x + :1" });
    ITEM_IN(sqla_minus(C("x"), 3),
        { "default", "t.x - :x_1" },
        { "sqlite mysql mariadb mssql", "t.x - ?" },
        { "postgresql", "t.x - $1::INTEGER" },
        { "oracle", "t.x - :1" });
    ITEM_IN(sqla_times(C("x"), 3),
        { "default", "t.x * :x_1" },
        { "sqlite mysql mariadb mssql", "t.x * ?" },
        { "postgresql", "t.x * $1::INTEGER" },
        { "oracle", "t.x * :1" });
    ITEM_IN(sqla_div(C("x"), 3),
        { "default", "t.x / CAST(:x_1 AS NUMERIC)" },
        { "sqlite", "t.x / (? + 0.0)" },
        { "postgresql", "t.x / CAST($1::INTEGER AS NUMERIC)" },
        { "mysql mariadb", "t.x / ?" },
        { "oracle", "t.x / :1" },
        { "mssql", "t.x / CAST(? AS NUMERIC)" });
    ITEM_IN(sqla_mod(C("x"), 3),
        { "default", "t.x % :x_1" },
        { "sqlite mysql mariadb mssql", "t.x % ?" },
        { "postgresql", "t.x % $1::INTEGER" },
        { "oracle", "mod(t.x, :1)" });
    ITEM(sqla_times(sqla_plus(C("x"), 1), 2), "(t.x + :x_1) * :param_1");
    ITEM(sqla_minus(C("x"), sqla_minus(C("x"), 1)), "t.x - (t.x - :x_1)");
    ITEM(sqla_plus(sqla_plus(C("x"), 1), 2), "t.x + :x_1 + :param_1");
    ITEM(sqla_minus(sqla_minus(C("x"), 1), 2), "(t.x - :x_1) - :param_1");
    ITEM_IN(sqla_plus(sqla_literal(1), C("x")),
        { "default", ":param_1 + t.x" },
        { "postgresql", "$1::INTEGER + t.x" });
}

TEST(arithmetic_beside_other_operators) {
    ITEM(sqla_plus(sqla_eq(C("x"), 1), 2), "(t.x = :x_1) + :param_1");
    ITEM(sqla_plus(C("x"), sqla_case(sqla_when(C("b"), 1), sqla_else(2))),
        "t.x + CASE WHEN t.b THEN :param_1 ELSE :param_2 END");
    ITEM(sqla_times(sqla_func("f", C("x")), 2), "f(t.x) * :f_1");
    ITEM(sqla_times(sqla_cast(C("name"), SQLA_INTEGER), 2), "CAST(t.name AS INTEGER) * :param_1");
    ITEM(sqla_plus(sqla_concat(C("name"), "a"), "b"), "t.name || :name_1 || :param_1");
    ITEM(sqla_plus(sqla_label(C("x"), "y"), 1), "t.x + :param_1");
    ITEM(sqla_plus(sqla_sql("1 + 1"), C("x")), "1 + 1 + t.x");
}

TEST(neg_is_unary_minus) {
    ITEM_IN(sqla_neg(C("x")), { ALL, "-t.x" });
    ITEM(sqla_neg(sqla_plus(C("x"), 1)), "-(t.x + :x_1)");
    ITEM(sqla_neg(sqla_neg(C("x"))), "-(-t.x)");
    ITEM(sqla_plus(sqla_neg(C("x")), 1), "-t.x + :param_1");
    ITEM(sqla_minus(C("x"), sqla_neg(C("id"))), "t.x - -t.id");
    ITEM(sqla_times(C("x"), sqla_neg(C("id"))), "t.x * (-t.id)");
    ITEM(sqla_neg(sqla_func("f", C("x"))), "-f(t.x)");
    WHERE(sqla_lt(sqla_neg(C("x")), 1), "-t.x < :param_1");
}

TEST(division_keeps_fractions) {
    ITEM_IN(sqla_div(C("x"), C("id")),
        { "default postgresql mssql", "t.x / CAST(t.id AS NUMERIC)" },
        { "sqlite", "t.x / (t.id + 0.0)" },
        { "mysql mariadb oracle", "t.x / t.id" });
    ITEM_IN(sqla_div(C("n"), 2),
        { "default", "t.n / CAST(:n_1 AS NUMERIC)" },
        { "sqlite", "t.n / (? + 0.0)" },
        { "postgresql", "t.n / CAST($1::INTEGER AS NUMERIC)" },
        { "mysql mariadb", "t.n / ?" },
        { "oracle", "t.n / :1" },
        { "mssql", "t.n / CAST(? AS NUMERIC)" });
    ITEM_IN(sqla_div(C("f"), 2),
        { "default", "t.f / CAST(:f_1 AS NUMERIC)" },
        { "sqlite", "t.f / (? + 0.0)" },
        { "postgresql", "t.f / CAST($1::INTEGER AS NUMERIC)" },
        { "mysql mariadb", "t.f / ?" },
        { "oracle", "t.f / :1" },
        { "mssql", "t.f / CAST(? AS NUMERIC)" });
    ITEM_IN(sqla_div(C("x"), 2.5),
        { "default", "t.x / CAST(:x_1 AS DOUBLE)" },
        { "sqlite", "t.x / (? + 0.0)" },
        { "postgresql", "t.x / CAST($1 AS DOUBLE PRECISION)" });
    ITEM_IN(sqla_div(C("n"), C("x")),
        { "default postgresql mssql", "t.n / CAST(t.x AS NUMERIC)" },
        { "sqlite", "t.n / (t.x + 0.0)" },
        { "mysql mariadb oracle", "t.n / t.x" });
    ITEM_IN(sqla_div(C("x"), C("n")),
        { "default postgresql mssql", "t.x / CAST(t.n AS NUMERIC(10, 2))" },
        { "sqlite", "t.x / (t.n + 0.0)" },
        { "mysql mariadb oracle", "t.x / t.n" });
    ITEM_IN(sqla_div(sqla_plus(C("x"), 1), sqla_plus(C("id"), 2)),
        { "default", "(t.x + :x_1) / CAST((t.id + :id_1) AS NUMERIC)" },
        { "sqlite", "(t.x + ?) / ((t.id + ?) + 0.0)" });
}

TEST(floor_division_cuts_fractions) {
    ITEM_IN(sqla_floordiv(C("x"), C("id")),
        { "default sqlite postgresql mssql", "t.x / t.id" },
        { "mysql mariadb oracle", "FLOOR(t.x / t.id)" });
    ITEM_IN(sqla_floordiv(C("x"), 2),
        { "default", "t.x / :x_1" },
        { "sqlite mssql", "t.x / ?" },
        { "postgresql", "t.x / $1::INTEGER" },
        { "mysql mariadb", "FLOOR(t.x / ?)" },
        { "oracle", "FLOOR(t.x / :1)" });
    ITEM_IN(sqla_floordiv(C("n"), 2),
        { "default", "FLOOR(t.n / :n_1)" },
        { "sqlite mysql mariadb mssql", "FLOOR(t.n / ?)" },
        { "postgresql", "FLOOR(t.n / $1::INTEGER)" },
        { "oracle", "FLOOR(t.n / :1)" });
    ITEM_IN(sqla_floordiv(C("n"), C("n")), { "default sqlite postgresql", "FLOOR(t.n / t.n)" });
    ITEM_IN(sqla_floordiv(sqla_plus(C("x"), 1), 2),
        { "default", "(t.x + :x_1) / :param_1" },
        { "mysql", "FLOOR((t.x + ?) / ?)" });
}

TEST(modulo_follows_the_dialect) {
    ITEM_IN(sqla_mod(sqla_plus(C("x"), 1), sqla_times(C("id"), 2)),
        { "default", "(t.x + :x_1) % (t.id * :id_1)" },
        { "sqlite mysql mariadb mssql", "(t.x + ?) % (t.id * ?)" },
        { "postgresql", "(t.x + $1::INTEGER) % (t.id * $2::INTEGER)" },
        { "oracle", "mod((t.x + :1), (t.id * :2))" });
    ITEM_IN(sqla_plus(sqla_mod(C("x"), 2), 1),
        { "default", "t.x % :x_1 + :param_1" },
        { "oracle", "mod(t.x, :1) + :2" });
}

TEST(concat_follows_the_dialect) {
    ITEM_IN(sqla_concat(C("name"), "x"),
        { "default", "t.name || :name_1" },
        { "sqlite", "t.name || ?" },
        { "postgresql", "t.name || $1::VARCHAR" },
        { "mysql mariadb", "concat(t.name, ?)" },
        { "oracle", "t.name || :1" },
        { "mssql", "t.name + ?" });
    ITEM_IN(sqla_plus(C("name"), "x"),
        { "default", "t.name || :name_1" },
        { "sqlite", "t.name || ?" },
        { "postgresql", "t.name || $1::VARCHAR" },
        { "mysql mariadb", "concat(t.name, ?)" },
        { "oracle", "t.name || :1" },
        { "mssql", "t.name + ?" });
    ITEM_IN(sqla_concat(sqla_concat(C("name"), "x"), "y"),
        { "default", "t.name || :name_1 || :param_1" },
        { "sqlite", "t.name || ? || ?" },
        { "postgresql", "t.name || $1::VARCHAR || $2::VARCHAR" },
        { "mysql mariadb", "concat(t.name, ?, ?)" },
        { "oracle", "t.name || :1 || :2" },
        { "mssql", "t.name + ? + ?" });
    ITEM_IN(sqla_concat(sqla_literal("x"), C("name")),
        { "default", ":param_1 || t.name" },
        { "mysql", "concat(?, t.name)" },
        { "postgresql", "$1::VARCHAR || t.name" });
    ITEM_IN(sqla_concat(C("name"), sqla_concat(sqla_literal("xy"), C("name"))),
        { "default", "t.name || :param_1 || t.name" },
        { "mysql", "concat(t.name, ?, t.name)" });
    WHERE_IN(sqla_eq(sqla_concat(C("name"), "x"), "ax"),
        { "default", "(t.name || :name_1) = :param_1" },
        { "mysql", "(concat(t.name, ?)) = ?" },
        { "mssql", "(t.name + ?) = ?" });
}

TEST(date_arithmetic) {
    ITEM(sqla_minus(C("dt"), C("dt")), "t.dt - t.dt");
    ITEM_IN(sqla_plus(C("dt"), ((sqla_interval){ .days = 1 })),
        { "default", "t.dt + :dt_1" },
        { "postgresql", "t.dt + $1" });
    ITEM_IN(sqla_minus(sqla_now(), C("dt")),
        { "default", "now() - t.dt" },
        { "sqlite", "CURRENT_TIMESTAMP - t.dt" });
}

TEST(labels_name_a_column) {
    STMT(sqla_select(sqla_label(C("x"), "q")), "SELECT t.x AS q FROM t");
    STMT_IN(sqla_select(sqla_label(sqla_plus(C("x"), 1), "order")),
        { "default", "SELECT t.x + :x_1 AS \"order\" FROM t" },
        { "sqlite", "SELECT t.x + ? AS \"order\" FROM t" },
        { "postgresql", "SELECT t.x + $1::INTEGER AS \"order\" FROM t" },
        { "mysql mariadb", "SELECT t.x + ? AS `order` FROM t" },
        { "oracle", "SELECT t.x + :1 AS \"order\" FROM t" },
        { "mssql", "SELECT t.x + ? AS [order] FROM t" });
    STMT(sqla_select(sqla_label(sqla_label(C("x"), "a"), "b")), "SELECT t.x AS b FROM t");
    WHERE(sqla_gt(sqla_label(C("x"), "q"), 1), "t.x > :param_1");
}

TEST(unlabelled_expressions_get_names) {
    STMT(sqla_select(sqla_plus(C("x"), 1), sqla_eq(C("x"), 1), sqla_literal(5), sqla_neg(C("x"))),
        "SELECT t.x + :x_1 AS anon_1, t.x = :x_2 AS anon_2, :param_1 AS anon_3, -t.x FROM t");
    STMT(sqla_select(sqla_count_all(), sqla_max(C("x")), sqla_max(C("id")), sqla_func("f")),
        "SELECT count(*) AS count_1, max(t.x) AS max_1, max(t.id) AS max_2, f() AS f_1 FROM t");
    STMT(sqla_select(sqla_cast(C("x"), SQLA_TEXT), sqla_cast(5, SQLA_TEXT), sqla_sql("1")),
        "SELECT CAST(t.x AS TEXT) AS x, CAST(:param_1 AS TEXT) AS anon_1, 1 FROM t");
    STMT_IN(sqla_select(sqla_case(sqla_when(C("b"), 1)), sqla_not(C("b")), sqla_null(),
            sqla_true()),
        { "default",
          "SELECT CASE WHEN t.b THEN :param_1 END AS anon_1, NOT t.b, NULL AS anon_2, true AS "
          "anon_3 FROM t" },
        { "sqlite",
          "SELECT CASE WHEN t.b THEN ? END AS anon_1, t.b = 0 AS b, NULL AS anon_2, 1 AS "
          "anon_3 FROM t" });
}

TEST(case_with_conditions) {
    ITEM_IN(sqla_case(sqla_when(sqla_lt(C("x"), 1), "a"), sqla_when(sqla_lt(C("x"), 2), "b"),
            sqla_else("c")),
        { "default",
          "CASE WHEN (t.x < :x_1) THEN :param_1 WHEN (t.x < :x_2) THEN :param_2 ELSE :param_3 "
          "END" },
        { "sqlite mysql mariadb mssql",
          "CASE WHEN (t.x < ?) THEN ? WHEN (t.x < ?) THEN ? ELSE ? END" },
        { "postgresql",
          "CASE WHEN (t.x < $1::INTEGER) THEN $2::VARCHAR WHEN (t.x < $3::INTEGER) THEN "
          "$4::VARCHAR ELSE $5::VARCHAR END" },
        { "oracle", "CASE WHEN (t.x < :1) THEN :2 WHEN (t.x < :3) THEN :4 ELSE :5 END" });
    ITEM_IN(sqla_case(sqla_when(C("b"), C("x")), sqla_else(C("id"))),
        { "default sqlite", "CASE WHEN t.b THEN t.x ELSE t.id END" });
    ITEM(sqla_case(sqla_when(sqla_and(C("b"), sqla_eq(C("x"), 1)), 1)),
        "CASE WHEN (t.b AND t.x = :x_1) THEN :param_1 END");
    ITEM(sqla_case(sqla_when(sqla_is_null(C("x")), sqla_null()), sqla_else(0)),
        "CASE WHEN (t.x IS NULL) THEN NULL ELSE :param_1 END");
    WHERE(sqla_eq(sqla_case(sqla_when(C("b"), 1), sqla_else(2)), 2),
        "CASE WHEN t.b THEN :param_1 ELSE :param_2 END = :param_3");
}

TEST(case_of_a_value) {
    ITEM_IN(sqla_case_of(C("name"), sqla_when(sqla_literal("a"), 1),
            sqla_when(sqla_literal("b"), 2), sqla_else(3)),
        { "default",
          "CASE t.name WHEN :param_1 THEN :param_2 WHEN :param_3 THEN :param_4 ELSE :param_5 "
          "END" },
        { "postgresql",
          "CASE t.name WHEN $1::VARCHAR THEN $2::INTEGER WHEN $3::VARCHAR THEN $4::INTEGER "
          "ELSE $5::INTEGER END" });
    ITEM(sqla_case_of(sqla_plus(C("x"), 1), sqla_when(C("id"), "same")),
        "CASE t.x + :x_1 WHEN t.id THEN :param_1 END");
}

TEST(cast_to_numbers) {
    ITEM_IN(sqla_cast(C("x"), SQLA_INTEGER),
        { "default sqlite postgresql oracle mssql", "CAST(t.x AS INTEGER)" },
        { "mysql mariadb", "CAST(t.x AS SIGNED INTEGER)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_BIGINT),
        { "default sqlite postgresql mssql", "CAST(t.x AS BIGINT)" },
        { "mysql mariadb", "CAST(t.x AS SIGNED INTEGER)" },
        { "oracle", "CAST(t.x AS NUMBER(19))" });
    ITEM_IN(sqla_cast(C("x"), SQLA_SMALLINT),
        { "default sqlite postgresql oracle mssql", "CAST(t.x AS SMALLINT)" },
        { "mysql mariadb", "CAST(t.x AS SIGNED INTEGER)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_NUMERIC(10, 2)),
        { "default sqlite postgresql oracle mssql", "CAST(t.x AS NUMERIC(10, 2))" },
        { "mysql mariadb", "CAST(t.x AS DECIMAL(10, 2))" });
    ITEM_IN(sqla_cast(C("x"), SQLA_NUMERIC(0, 0)),
        { "default sqlite postgresql oracle mssql", "CAST(t.x AS NUMERIC)" },
        { "mysql mariadb", "CAST(t.x AS DECIMAL)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_FLOAT),
        { "default sqlite postgresql mysql mariadb oracle mssql", "CAST(t.x AS FLOAT)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_DOUBLE),
        { "default sqlite mysql mariadb", "CAST(t.x AS DOUBLE)" },
        { "postgresql oracle mssql", "CAST(t.x AS DOUBLE PRECISION)" });
}

TEST(cast_to_texts) {
    ITEM_IN(sqla_cast(C("x"), SQLA_STRING(10)),
        { "default sqlite postgresql mssql", "CAST(t.x AS VARCHAR(10))" },
        { "mysql mariadb", "CAST(t.x AS CHAR(10))" },
        { "oracle", "CAST(t.x AS VARCHAR2(10 CHAR))" });
    ITEM_IN(sqla_cast(C("x"), SQLA_STRING(0)),
        { "default sqlite postgresql", "CAST(t.x AS VARCHAR)" },
        { "mysql mariadb", "CAST(t.x AS CHAR)" },
        { "oracle", "CAST(t.x AS VARCHAR2(4000 CHAR))" },
        { "mssql", "CAST(t.x AS VARCHAR(max))" });
    ITEM_IN(sqla_cast(C("x"), SQLA_TEXT),
        { "default sqlite postgresql", "CAST(t.x AS TEXT)" },
        { "mysql mariadb", "CAST(t.x AS CHAR)" },
        { "oracle", "CAST(t.x AS CLOB)" },
        { "mssql", "CAST(t.x AS VARCHAR(max))" });
    ITEM_IN(sqla_cast(C("x"), SQLA_UNICODE(10)),
        { "default sqlite postgresql", "CAST(t.x AS VARCHAR(10))" },
        { "mysql mariadb", "CAST(t.x AS CHAR(10))" },
        { "oracle", "CAST(t.x AS VARCHAR2(10 CHAR))" },
        { "mssql", "CAST(t.x AS NVARCHAR(10))" });
    ITEM_IN(sqla_cast(C("x"), SQLA_UNICODE_TEXT),
        { "default sqlite postgresql", "CAST(t.x AS TEXT)" },
        { "mysql mariadb", "CAST(t.x AS CHAR)" },
        { "oracle", "CAST(t.x AS CLOB)" },
        { "mssql", "CAST(t.x AS NVARCHAR(max))" });
}

TEST(cast_to_times) {
    ITEM_IN(sqla_cast(C("x"), SQLA_DATE), { ALL, "CAST(t.x AS DATE)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_TIME),
        { "default sqlite mysql mariadb oracle mssql", "CAST(t.x AS TIME)" },
        { "postgresql", "CAST(t.x AS TIME WITHOUT TIME ZONE)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_DATETIME),
        { "default sqlite mysql mariadb mssql", "CAST(t.x AS DATETIME)" },
        { "postgresql", "CAST(t.x AS TIMESTAMP WITHOUT TIME ZONE)" },
        { "oracle", "CAST(t.x AS DATE)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_DATETIME_TZ),
        { "default sqlite mysql mariadb", "CAST(t.x AS DATETIME)" },
        { "postgresql", "CAST(t.x AS TIMESTAMP WITH TIME ZONE)" },
        { "oracle", "CAST(t.x AS DATE)" },
        { "mssql", "CAST(t.x AS DATETIMEOFFSET)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_INTERVAL),
        { "default sqlite mysql mariadb mssql", "CAST(t.x AS DATETIME)" },
        { "postgresql", "CAST(t.x AS INTERVAL)" },
        { "oracle", "CAST(t.x AS INTERVAL DAY TO SECOND)" });
}

TEST(cast_to_other_types) {
    ITEM_IN(sqla_cast(C("x"), SQLA_BOOLEAN),
        { "default sqlite postgresql", "CAST(t.x AS BOOLEAN)" },
        { "mysql mariadb", "t.x" },
        { "oracle", "CAST(t.x AS SMALLINT)" },
        { "mssql", "CAST(t.x AS BIT)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_LARGE_BINARY),
        { "default sqlite oracle", "CAST(t.x AS BLOB)" },
        { "postgresql", "CAST(t.x AS BYTEA)" },
        { "mysql mariadb", "CAST(t.x AS BINARY)" },
        { "mssql", "CAST(t.x AS VARBINARY(max))" });
    ITEM_IN(sqla_cast(C("x"), SQLA_UUID),
        { "default sqlite oracle", "CAST(t.x AS CHAR(32))" },
        { "postgresql", "CAST(t.x AS UUID)" },
        { "mysql mariadb", "t.x" },
        { "mssql", "CAST(t.x AS UNIQUEIDENTIFIER)" });
    ITEM_IN(sqla_cast(C("x"), SQLA_JSON),
        { "default sqlite postgresql mysql mariadb", "CAST(t.x AS JSON)" },
        { "oracle", "CAST(t.x AS BLOB)" },
        { "mssql", "CAST(t.x AS NVARCHAR(max))" });
    ITEM_IN(sqla_cast(C("x"), SQLA_ENUM("color", "red", "green")),
        { "default sqlite mssql", "CAST(t.x AS VARCHAR(5))" },
        { "postgresql", "CAST(t.x AS color)" },
        { "mysql mariadb", "t.x" },
        { "oracle", "CAST(t.x AS VARCHAR2(5 CHAR))" });
}

TEST(cast_of_values_and_in_expressions) {
    STMT_IN(item(sqla_cast(5, SQLA_STRING(5))),
        { "default", "SELECT CAST(:param_1 AS VARCHAR(5)) AS v" },
        { "postgresql", "SELECT CAST($1::VARCHAR AS VARCHAR(5)) AS v" });
    STMT_IN(item(sqla_cast("5", SQLA_INTEGER)),
        { "default", "SELECT CAST(:param_1 AS INTEGER) AS v" },
        { "postgresql", "SELECT CAST($1::INTEGER AS INTEGER) AS v" });
    ITEM(sqla_cast(sqla_plus(C("x"), 1), SQLA_BIGINT), "CAST(t.x + :x_1 AS BIGINT)");
    WHERE_IN(sqla_eq(sqla_cast(C("x"), SQLA_STRING(5)), "5"),
        { "default", "CAST(t.x AS VARCHAR(5)) = :param_1" },
        { "postgresql", "CAST(t.x AS VARCHAR(5)) = $1::VARCHAR" });
    WHERE_IN(sqla_eq(sqla_cast(C("x"), SQLA_BIGINT), 5),
        { "postgresql", "CAST(t.x AS BIGINT) = $1::BIGINT" });
}

TEST(type_coerce_writes_nothing_but_types_its_neighbour) {
    WHERE_IN(sqla_eq(sqla_type_coerce(C("name"), SQLA_BIGINT), 5),
        { "default", "t.name = :param_1" },
        { "postgresql", "t.name = $1::BIGINT" });
    ITEM(sqla_type_coerce(C("x"), SQLA_TEXT), "t.x");
    WHERE_IN(sqla_eq(C("x"), sqla_type_coerce(5, SQLA_BIGINT)),
        { "default", "t.x = :param_1" },
        { "postgresql", "t.x = $1::BIGINT" });
}

TEST(collate_quotes_its_name_where_needed) {
    ITEM_IN(sqla_collate(C("name"), "NOCASE"),
        { "default sqlite postgresql oracle", "t.name COLLATE \"NOCASE\"" },
        { "mysql mariadb", "t.name COLLATE `NOCASE`" },
        { "mssql", "t.name COLLATE NOCASE" });
    ITEM_IN(sqla_collate(C("name"), "utf8mb4_bin"),
        { "default mysql", "t.name COLLATE utf8mb4_bin" });
    WHERE(sqla_eq(sqla_collate(C("name"), "de_DE"), "x"), "(t.name COLLATE \"de_DE\") = :param_1");
    STMT(sqla_order_by(sqla_select(C("id")), sqla_desc(sqla_collate(C("name"), "de_DE"))),
        "SELECT t.id FROM t ORDER BY t.name COLLATE \"de_DE\" DESC");
    ITEM(sqla_concat(sqla_collate(C("name"), "x"), "y"), "(t.name COLLATE x) || :param_1");
}

TEST(functions_bind_their_arguments) {
    ITEM_IN(sqla_func("round", C("n"), 2),
        { "default", "round(t.n, :round_1)" },
        { "postgresql", "round(t.n, $1::INTEGER)" });
    ITEM_IN(sqla_func("coalesce", C("x"), 0),
        { "default", "coalesce(t.x, :coalesce_1)" },
        { "postgresql", "coalesce(t.x, $1::INTEGER)" });
    ITEM_IN(sqla_coalesce(C("name"), "none", "x"),
        { "default", "coalesce(t.name, :coalesce_1, :coalesce_2)" },
        { "postgresql", "coalesce(t.name, $1::VARCHAR, $2::VARCHAR)" });
    ITEM_IN(sqla_func("f", 1, "a", C("x"), 2.5),
        { "default", "f(:f_1, :f_2, t.x, :f_3)" },
        { "postgresql", "f($1::INTEGER, $2::VARCHAR, t.x, $3)" });
    ITEM(sqla_plus(sqla_func("f"), C("x")), "f() + t.x");
    ITEM(sqla_func("f", sqla_plus(C("x"), 1), sqla_eq(C("x"), 1)), "f(t.x + :x_1, t.x = :x_2)");
    ITEM(sqla_func("pkg.fn", C("x")), "pkg.fn(t.x)");
    ITEM_IN(sqla_func("MyFunc", C("x")), { "default mysql", "MyFunc(t.x)" });
    ITEM(sqla_func("select", C("x")), "select(t.x)");
    ITEM(sqla_lower(C("name")), "lower(t.name)");
    ITEM(sqla_upper(C("name")), "upper(t.name)");
}

TEST(functions_of_known_type_give_it_to_their_neighbour) {
    WHERE_IN(sqla_gt(sqla_max(C("x")), 5), { "postgresql", "max(t.x) > $1::INTEGER" });
    WHERE_IN(sqla_gt(sqla_min(C("x")), 5), { "postgresql", "min(t.x) > $1::INTEGER" });
    WHERE_IN(sqla_gt(sqla_sum(C("x")), 5), { "postgresql", "sum(t.x) > $1::INTEGER" });
    WHERE_IN(sqla_eq(sqla_max(C("name")), "a"), { "postgresql", "max(t.name) = $1::VARCHAR" });
    WHERE_IN(sqla_gt(sqla_count(C("x")), 5), { "postgresql", "count(t.x) > $1::INTEGER" });
    WHERE_IN(sqla_gt(sqla_avg(C("x")), 5), { "postgresql", "avg(t.x) > $1::INTEGER" });
    WHERE_IN(sqla_eq(sqla_coalesce(C("d"), sqla_null()), sqla_date_of(2024, 1, 2)),
        { "postgresql", "coalesce(t.d, NULL) = $1::DATE" });
    WHERE_IN(sqla_gt(sqla_now(), sqla_datetime_of(2024, 1, 2)),
        { "postgresql", "now() > $1::TIMESTAMP WITHOUT TIME ZONE" });
    WHERE_IN(sqla_eq(sqla_func("f", C("x")), 5), { "postgresql", "f(t.x) = $1::INTEGER" });
    WHERE_IN(sqla_eq(sqla_lower(C("name")), "a"), { "postgresql", "lower(t.name) = $1::VARCHAR" });
    WHERE_IN(sqla_eq(sqla_func("concat", C("name"), "b"), "a"),
        { "postgresql", "concat(t.name, $1::VARCHAR) = $2::VARCHAR" });
    WHERE_IN(sqla_eq(sqla_func("char_length", C("name")), 3),
        { "postgresql", "char_length(t.name) = $1::INTEGER" });
}

TEST(functions_are_translated_between_dialects) {
    STMT_IN(sqla_select(sqla_now()),
        { "default postgresql mysql mariadb", "SELECT now() AS now_1" },
        { "sqlite mssql", "SELECT CURRENT_TIMESTAMP AS now_1" },
        { "oracle", "SELECT CURRENT_TIMESTAMP AS now_1 FROM DUAL" });
    ITEM_IN(sqla_length(C("name")),
        { "default sqlite postgresql mysql mariadb oracle", "length(t.name)" },
        { "mssql", "LEN(t.name)" });
    ITEM_IN(sqla_func("char_length", C("name")),
        { "default postgresql mysql mariadb", "char_length(t.name)" },
        { "sqlite", "length(t.name)" },
        { "oracle", "LENGTH(t.name)" },
        { "mssql", "LEN(t.name)" });
    STMT_IN(sqla_select(sqla_func("random"), sqla_func("current_timestamp"),
            sqla_func("current_date")),
        { "default sqlite postgresql",
          "SELECT random() AS random_1, CURRENT_TIMESTAMP AS current_timestamp_1, "
          "CURRENT_DATE AS current_date_1" },
        { "mysql mariadb",
          "SELECT rand() AS random_1, CURRENT_TIMESTAMP AS current_timestamp_1, CURRENT_DATE "
          "AS current_date_1" },
        { "oracle",
          "SELECT random() AS random_1, CURRENT_TIMESTAMP AS current_timestamp_1, "
          "CURRENT_DATE AS current_date_1 FROM DUAL" },
        { "mssql",
          "SELECT random() AS random_1, CURRENT_TIMESTAMP AS current_timestamp_1, GETDATE() "
          "AS current_date_1" });
    STMT_IN(sqla_select(sqla_func("localtime"), sqla_func("current_user"), sqla_func("sysdate")),
        { "default sqlite",
          "SELECT LOCALTIME AS localtime_1, CURRENT_USER AS current_user_1, sysdate AS "
          "sysdate_1" },
        { "oracle",
          "SELECT LOCALTIME AS localtime_1, CURRENT_USER AS current_user_1, sysdate AS "
          "sysdate_1 FROM DUAL" });
}

TEST(extract_in_every_dialect) {
    ITEM_IN(sqla_extract("year", C("d")),
        { "default postgresql mysql mariadb oracle", "EXTRACT(year FROM t.d)" },
        { "sqlite", "CAST(STRFTIME('%Y', t.d) AS INTEGER)" },
        { "mssql", "DATEPART(year, t.d)" });
    ITEM_IN(sqla_extract("month", C("dt")),
        { "default postgresql", "EXTRACT(month FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%m', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(month, t.dt)" });
    ITEM_IN(sqla_extract("day", C("dt")),
        { "default postgresql", "EXTRACT(day FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%d', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(day, t.dt)" });
    ITEM_IN(sqla_extract("hour", C("dt")),
        { "default postgresql", "EXTRACT(hour FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%H', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(hour, t.dt)" });
    ITEM_IN(sqla_extract("minute", C("dt")),
        { "default postgresql", "EXTRACT(minute FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%M', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(minute, t.dt)" });
    ITEM_IN(sqla_extract("second", C("dt")),
        { "default postgresql", "EXTRACT(second FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%S', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(second, t.dt)" });
    ITEM_IN(sqla_extract("epoch", C("dt")),
        { "default postgresql", "EXTRACT(epoch FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%s', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(epoch, t.dt)" });
    ITEM_IN(sqla_extract("dow", C("dt")),
        { "default postgresql", "EXTRACT(dow FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%w', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(weekday, t.dt)" });
    ITEM_IN(sqla_extract("doy", C("dt")),
        { "default postgresql", "EXTRACT(doy FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%j', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(dayofyear, t.dt)" });
    ITEM_IN(sqla_extract("week", C("dt")),
        { "default postgresql", "EXTRACT(week FROM t.dt)" },
        { "sqlite", "CAST(STRFTIME('%W', t.dt) AS INTEGER)" },
        { "mssql", "DATEPART(week, t.dt)" });
    WHERE_IN(sqla_eq(sqla_extract("year", C("d")), 2024),
        { "default", "EXTRACT(year FROM t.d) = :param_1" },
        { "postgresql", "EXTRACT(year FROM t.d) = $1::INTEGER" });
}

TEST(count_and_its_distinct_form) {
    STMT_IN(sqla_select(sqla_count_all()),
        { "default sqlite postgresql mysql mariadb mssql", "SELECT count(*) AS count_1" },
        { "oracle", "SELECT count(*) AS count_1 FROM DUAL" });
    STMT(sqla_select_from(sqla_select(sqla_count_all()), &t), "SELECT count(*) AS count_1 FROM t");
    ITEM(sqla_count(C("name")), "count(t.name)");
    ITEM_IN(sqla_count(sqla_distinct_of(C("name"))), { ALL, "count(DISTINCT t.name)" });
    ITEM(sqla_count(sqla_distinct_of(sqla_plus(C("x"), 1))), "count(DISTINCT t.x + :x_1)");
    ITEM_IN(sqla_sum(sqla_case(sqla_when(C("b"), 1), sqla_else(0))),
        { "default", "sum(CASE WHEN t.b THEN :param_1 ELSE :param_2 END)" },
        { "sqlite", "sum(CASE WHEN t.b THEN ? ELSE ? END)" });
}

TEST(over_with_partition_and_order) {
    ITEM(sqla_over(sqla_func("row_number"), .order_by = SQLA_EXPRS(C("id"))),
        "row_number() OVER (ORDER BY t.id)");
    ITEM_IN(sqla_over(sqla_func("rank"), .partition_by = SQLA_EXPRS(C("x"), C("b")),
            .order_by = SQLA_EXPRS(sqla_desc(C("id")), C("name"))),
        { ALL, "rank() OVER (PARTITION BY t.x, t.b ORDER BY t.id DESC, t.name)" });
    ITEM(sqla_over(sqla_sum(C("x"))), "sum(t.x) OVER ()");
    ITEM(sqla_over(sqla_sum(C("x")), .partition_by = SQLA_EXPRS(C("b"))),
        "sum(t.x) OVER (PARTITION BY t.b)");
    ITEM_IN(sqla_over(sqla_func("lag", C("x"), 1, 0), .order_by = SQLA_EXPRS(C("id"))),
        { "default", "lag(t.x, :lag_1, :lag_2) OVER (ORDER BY t.id)" },
        { "postgresql", "lag(t.x, $1::INTEGER, $2::INTEGER) OVER (ORDER BY t.id)" });
    ITEM(sqla_plus(sqla_over(sqla_sum(C("x"))), 1), "sum(t.x) OVER () + :param_1");
    ITEM(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(sqla_plus(C("x"), 1))),
        "sum(t.x) OVER (ORDER BY t.x + :x_1)");
}

TEST(over_with_a_frame) {
    ITEM_IN(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")),
            .rows = SQLA_FRAME(SQLA_UNBOUNDED, SQLA_CURRENT_ROW)),
        { ALL, "sum(t.x) OVER (ORDER BY t.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)" });
    ITEM(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")),
            .rows = SQLA_FRAME(SQLA_UNBOUNDED, SQLA_UNBOUNDED)),
        "sum(t.x) OVER (ORDER BY t.id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)");
    ITEM_IN(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")), .rows = SQLA_FRAME(-2, 3)),
        { "default",
          "sum(t.x) OVER (ORDER BY t.id ROWS BETWEEN :param_1 PRECEDING AND :param_2 "
          "FOLLOWING)" },
        { "postgresql",
          "sum(t.x) OVER (ORDER BY t.id ROWS BETWEEN $1::INTEGER PRECEDING AND $2::INTEGER "
          "FOLLOWING)" });
    ITEM(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")),
            .rows = SQLA_FRAME(SQLA_CURRENT_ROW, SQLA_UNBOUNDED)),
        "sum(t.x) OVER (ORDER BY t.id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)");
    ITEM(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")), .rows = SQLA_FRAME(1, 5)),
        "sum(t.x) OVER (ORDER BY t.id ROWS BETWEEN :param_1 FOLLOWING AND :param_2 FOLLOWING)");
    ITEM(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")), .rows = SQLA_FRAME(-5, -1)),
        "sum(t.x) OVER (ORDER BY t.id ROWS BETWEEN :param_1 PRECEDING AND :param_2 PRECEDING)");
    ITEM(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")),
            .range = SQLA_FRAME(SQLA_UNBOUNDED, SQLA_CURRENT_ROW)),
        "sum(t.x) OVER (ORDER BY t.id RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)");
    ITEM_IN(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")),
            .range = SQLA_FRAME(-1, SQLA_UNBOUNDED)),
        { "default",
          "sum(t.x) OVER (ORDER BY t.id RANGE BETWEEN :param_1 PRECEDING AND UNBOUNDED "
          "FOLLOWING)" },
        { "sqlite",
          "sum(t.x) OVER (ORDER BY t.id RANGE BETWEEN ? PRECEDING AND UNBOUNDED FOLLOWING)" });
    ITEM(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(C("id")), .groups = SQLA_FRAME(-1, 1)),
        "sum(t.x) OVER (ORDER BY t.id GROUPS BETWEEN :param_1 PRECEDING AND :param_2 FOLLOWING)");
}

TEST(filter_and_within_group) {
    ITEM_IN(sqla_filter(sqla_count(C("id")), sqla_gt(C("x"), 5)),
        { "default", "count(t.id) FILTER (WHERE t.x > :x_1)" },
        { "sqlite", "count(t.id) FILTER (WHERE t.x > ?)" },
        { "postgresql", "count(t.id) FILTER (WHERE t.x > $1::INTEGER)" });
    ITEM(sqla_filter(sqla_count(C("id")), sqla_gt(C("x"), 5), C("b")),
        "count(t.id) FILTER (WHERE t.x > :x_1 AND t.b)");
    ITEM(sqla_over(sqla_filter(sqla_count(C("id")), C("b")), .order_by = SQLA_EXPRS(C("x"))),
        "count(t.id) FILTER (WHERE t.b) OVER (ORDER BY t.x)");
    ITEM_IN(sqla_within_group(sqla_func("percentile_cont", 0.5), C("x")),
        { "default", "percentile_cont(:percentile_cont_1) WITHIN GROUP (ORDER BY t.x)" },
        { "postgresql", "percentile_cont($1) WITHIN GROUP (ORDER BY t.x)" });
    ITEM(sqla_within_group(sqla_func("mode"), sqla_desc(C("x")), C("id")),
        "mode() WITHIN GROUP (ORDER BY t.x DESC, t.id)");
    WHERE_IN(sqla_gt(sqla_filter(sqla_count(C("id")), C("b")), 1),
        { "default", "count(t.id) FILTER (WHERE t.b) > :param_1" },
        { "postgresql", "count(t.id) FILTER (WHERE t.b) > $1::INTEGER" });
}

TEST(exists_correlates) {
    WHERE(sqla_exists(sqla_where(sqla_select(U("id")), sqla_eq(U("t_id"), C("id")))),
        "EXISTS (SELECT u.id FROM u WHERE u.t_id = t.id)");
    WHERE(sqla_or(sqla_exists(sqla_select(U("id"))), C("b")),
        "(EXISTS (SELECT u.id FROM u)) OR t.b");
    STMT_IN(sqla_select(sqla_exists(sqla_select(U("id")))),
        { "default mssql", "SELECT EXISTS (SELECT u.id FROM u) AS anon_1" },
        { "oracle", "SELECT EXISTS (SELECT u.id FROM u) AS anon_1 FROM DUAL" });
}

TEST(scalar_subqueries_are_values) {
    ITEM(sqla_plus(C("x"),
            sqla_scalar_subquery(sqla_where(sqla_select(sqla_max(U("id"))),
            sqla_eq(U("t_id"), C("id"))))),
        "t.x + (SELECT max(u.id) AS max_1 FROM u WHERE u.t_id = t.id)");
    WHERE(sqla_eq(C("x"), sqla_select(sqla_max(U("id")))),
        "t.x = (SELECT max(u.id) AS max_1 FROM u)");
    WHERE_IN(sqla_gt(sqla_scalar_subquery(sqla_where(sqla_select(sqla_count_all()),
            sqla_eq(U("t_id"), C("id")))), 2),
        { "default", "(SELECT count(*) AS count_1 FROM u WHERE u.t_id = t.id) > :param_1" },
        { "postgresql", "(SELECT count(*) AS count_1 FROM u WHERE u.t_id = t.id) > $1::INTEGER" });
    STMT(sqla_select(C("id"), sqla_select(sqla_max(U("id")))),
        "SELECT t.id, (SELECT max(u.id) AS max_1 FROM u) AS anon_1 FROM t");
    STMT(sqla_select(C("id"),
            sqla_label(sqla_scalar_subquery(sqla_select(sqla_max(U("id")))), "m")),
        "SELECT t.id, (SELECT max(u.id) AS max_1 FROM u) AS m FROM t");
    ITEM(sqla_func("coalesce", sqla_select(sqla_max(U("id"))), C("x")),
        "coalesce((SELECT max(u.id) AS max_1 FROM u), t.x)");
}

TEST(any_and_all_of_a_subquery) {
    WHERE(sqla_eq(C("x"), sqla_any_of(sqla_select(U("id")))), "t.x = ANY (SELECT u.id FROM u)");
    WHERE(sqla_gt(C("x"), sqla_all_of(sqla_select(U("id")))), "t.x > ALL (SELECT u.id FROM u)");
    WHERE_IN(sqla_eq(sqla_literal(5), sqla_any_of(sqla_select(U("id")))),
        { "default", ":param_1 = ANY (SELECT u.id FROM u)" },
        { "postgresql", "$1::INTEGER = ANY (SELECT u.id FROM u)" });
    WHERE(sqla_not(sqla_eq(C("x"), sqla_any_of(sqla_select(U("id"))))),
        "NOT (t.x = ANY (SELECT u.id FROM u))");
}

TEST(json_items_and_values) {
    ITEM_IN(sqla_json_item(C("j"), "a"),
        { "default", "t.j[:j_1]" },
        { "sqlite", "JSON_QUOTE(JSON_EXTRACT(t.j, ?))" },
        { "postgresql", "t.j -> $1::TEXT" },
        { "mysql mariadb", "JSON_EXTRACT(t.j, ?)" },
        { "oracle", "JSON_QUERY(t.j, '$.\"a\"')" },
        { "mssql", "JSON_QUERY(t.j, ?)" });
    ITEM_IN(sqla_json_item(C("j"), 1),
        { "default", "t.j[:j_1]" },
        { "sqlite", "JSON_QUOTE(JSON_EXTRACT(t.j, ?))" },
        { "postgresql", "t.j -> $1::INT" },
        { "mysql", "JSON_EXTRACT(t.j, ?)" },
        { "oracle", "JSON_QUERY(t.j, '$[1]')" },
        { "mssql", "JSON_QUERY(t.j, ?)" });
    ITEM_IN(sqla_json_as_text(sqla_json_item(C("j"), "a")),
        { "sqlite", "CAST(JSON_EXTRACT(t.j, ?) AS VARCHAR)" },
        { "postgresql", "CAST(t.j ->> $1::TEXT AS VARCHAR)" },
        { "mysql mariadb",
          "CASE JSON_EXTRACT(t.j, ?) WHEN 'null' THEN NULL ELSE "
          "JSON_UNQUOTE(JSON_EXTRACT(t.j, ?)) END" },
        { "oracle", "JSON_VALUE(t.j, '$.\"a\"' RETURNING VARCHAR2(4000) ERROR ON ERROR)" },
        { "mssql", "CASE JSON_VALUE(t.j, ?) WHEN NULL THEN NULL ELSE JSON_VALUE(t.j, ?) END" });
    ITEM_IN(sqla_json_as_int(sqla_json_item(C("j"), "a")),
        { "sqlite", "CAST(JSON_EXTRACT(t.j, ?) AS INTEGER)" },
        { "postgresql", "CAST(t.j ->> $1::TEXT AS INTEGER)" },
        { "mysql mariadb",
          "CASE JSON_EXTRACT(t.j, ?) WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.j, ?) AS "
          "SIGNED INTEGER) END" },
        { "oracle", "JSON_VALUE(t.j, '$.\"a\"' RETURNING INTEGER ERROR ON ERROR)" },
        { "mssql",
          "CASE JSON_VALUE(t.j, ?) WHEN NULL THEN NULL ELSE CAST(JSON_VALUE(t.j, ?) AS "
          "INTEGER) END" });
    ITEM_IN(sqla_json_as_float(sqla_json_item(C("j"), "a")),
        { "sqlite", "CAST(JSON_EXTRACT(t.j, ?) AS FLOAT)" },
        { "postgresql", "CAST(t.j ->> $1::TEXT AS FLOAT)" },
        { "mysql mariadb",
          "CASE JSON_EXTRACT(t.j, ?) WHEN 'null' THEN NULL ELSE JSON_EXTRACT(t.j, "
          "?)+0.0000000000000000000000 END" },
        { "oracle", "JSON_VALUE(t.j, '$.\"a\"' RETURNING FLOAT ERROR ON ERROR)" },
        { "mssql",
          "CASE JSON_VALUE(t.j, ?) WHEN NULL THEN NULL ELSE CAST(JSON_VALUE(t.j, ?) AS FLOAT) "
          "END" });
    ITEM_IN(sqla_json_as_bool(sqla_json_item(C("j"), "a")),
        { "sqlite", "CAST(JSON_EXTRACT(t.j, ?) AS BOOLEAN)" },
        { "postgresql", "CAST(t.j ->> $1::TEXT AS BOOLEAN)" },
        { "mysql mariadb",
          "CASE JSON_EXTRACT(t.j, ?) WHEN 'null' THEN NULL WHEN true THEN true ELSE false END" },
        { "oracle",
          "CASE JSON_VALUE(t.j, '$.\"a\"') WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE "
          "CAST(JSON_VALUE(t.j, '$.\"a\"') AS NUMBER(1)) END" },
        { "mssql",
          "CASE JSON_VALUE(t.j, ?) WHEN NULL THEN NULL WHEN 'true' THEN 1 WHEN 'false' THEN 0 "
          "ELSE CAST(JSON_VALUE(t.j, ?) AS BIT) END" });
}

TEST(json_paths) {
    ITEM_IN(sqla_json_path(C("j"), "a", 1, "b"),
        { "sqlite", "JSON_QUOTE(JSON_EXTRACT(t.j, ?))" },
        { "postgresql", "t.j #> $1" },
        { "mysql", "JSON_EXTRACT(t.j, ?)" },
        { "oracle", "JSON_QUERY(t.j, '$.\"a\"[1].\"b\"')" },
        { "mssql", "JSON_QUERY(t.j, ?)" });
    ITEM_IN(sqla_json_as_text(sqla_json_path(C("j"), "a", 1, "b")),
        { "sqlite", "CAST(JSON_EXTRACT(t.j, ?) AS VARCHAR)" },
        { "postgresql", "CAST(t.j #>> $1 AS VARCHAR)" },
        { "mysql",
          "CASE JSON_EXTRACT(t.j, ?) WHEN 'null' THEN NULL ELSE "
          "JSON_UNQUOTE(JSON_EXTRACT(t.j, ?)) END" },
        { "mssql", "CASE JSON_VALUE(t.j, ?) WHEN NULL THEN NULL ELSE JSON_VALUE(t.j, ?) END" });
    ITEM_IN(sqla_json_item(sqla_json_item(C("j"), "a"), "b"),
        { "sqlite", "JSON_QUOTE(JSON_EXTRACT(JSON_QUOTE(JSON_EXTRACT(t.j, ?)), ?))" },
        { "postgresql", "(t.j -> $1::TEXT) -> $2::TEXT" },
        { "mysql", "JSON_EXTRACT(JSON_EXTRACT(t.j, ?), ?)" });
    WHERE_IN(sqla_eq(sqla_json_as_text(sqla_json_item(C("j"), "a")), "x"),
        { "sqlite", "CAST(JSON_EXTRACT(t.j, ?) AS VARCHAR) = ?" },
        { "postgresql", "CAST((t.j ->> $1::TEXT) AS VARCHAR) = $2::VARCHAR" });
    WHERE_IN(sqla_eq(sqla_json_as_int(sqla_json_item(C("j"), "a")), 5),
        { "sqlite", "CAST(JSON_EXTRACT(t.j, ?) AS INTEGER) = ?" },
        { "postgresql", "CAST((t.j ->> $1::TEXT) AS INTEGER) = $2::INTEGER" });
}

TEST(parameters_take_the_type_beside_them) {
    WHERE_IN(sqla_eq(C("x"), sqla_param("p")),
        { "default", "t.x = :p" },
        { "postgresql", "t.x = $1::INTEGER" });
    WHERE_IN(sqla_and(sqla_eq(C("name"), sqla_param("p")), sqla_eq(C("d"), sqla_param("q"))),
        { "default", "t.name = :p AND t.d = :q" },
        { "postgresql", "t.name = $1::VARCHAR AND t.d = $2::DATE" });
    WHERE_IN(sqla_in(C("x"), sqla_param("p"), sqla_param("q")),
        { "default", "t.x IN (:p, :q)" },
        { "postgresql", "t.x IN ($1, $2)" });
    WHERE_IN(sqla_between(C("x"), sqla_param("lo"), sqla_param("hi")),
        { "default", "t.x BETWEEN :lo AND :hi" },
        { "postgresql", "t.x BETWEEN $1::INTEGER AND $2::INTEGER" },
        { "sqlite", "t.x BETWEEN ? AND ?" });
    ITEM_IN(sqla_plus(C("x"), sqla_param("p")),
        { "default", "t.x + :p" },
        { "postgresql", "t.x + $1::INTEGER" });
}

TEST(literals_have_a_type_on_postgresql) {
    STMT_IN(sqla_select(sqla_literal(5), sqla_literal(-2147483648LL), sqla_literal(2147483647)),
        { "postgresql",
          "SELECT $1::INTEGER AS anon_1, $2::BIGINT AS anon_2, $3::INTEGER AS anon_3" });
    STMT_IN(sqla_select(sqla_literal(2147483648LL), sqla_literal(-2147483649LL),
            sqla_literal(INT64_MAX)),
        { "postgresql",
          "SELECT $1::BIGINT AS anon_1, $2::BIGINT AS anon_2, $3::BIGINT AS anon_3" });
    STMT_IN(sqla_select(sqla_literal("a"), sqla_literal(2.5), sqla_literal((bool)true)),
        { "postgresql", "SELECT $1::VARCHAR AS anon_1, $2 AS anon_2, $3 AS anon_3" });
    STMT_IN(sqla_select(sqla_literal(sqla_date_of(2024, 1, 2)),
            sqla_literal(sqla_time_of(1, 2, 3, 0)), sqla_literal(sqla_datetime_of(2024, 1, 2))),
        { "postgresql",
          "SELECT $1::DATE AS anon_1, $2::TIME WITHOUT TIME ZONE AS anon_2, $3::TIMESTAMP "
          "WITHOUT TIME ZONE AS anon_3" });
    STMT_IN(sqla_select(sqla_literal(sqla_decimal_of("1.5")),
            sqla_literal(sqla_uuid_of("00112233445566778899aabbccddeeff")),
            sqla_literal(((sqla_bytes){ "a", 1 }))),
        { "postgresql", "SELECT $1 AS anon_1, $2::UUID AS anon_2, $3 AS anon_3" });
}

TEST(a_literal_takes_the_type_beside_it) {
    WHERE_IN(sqla_eq(C("x"), 3000000000LL), { "postgresql", "t.x = $1::INTEGER" });
    WHERE_IN(sqla_eq(C("n"), 5), { "postgresql", "t.n = $1::INTEGER" });
    WHERE_IN(sqla_eq(C("n"), sqla_decimal_of("2.50")), { "postgresql", "t.n = $1" });
    WHERE_IN(sqla_eq(C("f"), 1), { "postgresql", "t.f = $1::INTEGER" });
    WHERE_IN(sqla_eq(C("x"), 2.5), { "postgresql", "t.x = $1" });
    WHERE_IN(sqla_eq(C("name"), 5), { "postgresql", "t.name = $1::INTEGER" });
    WHERE_IN(sqla_eq(C("x"), "5"), { "postgresql", "t.x = $1::VARCHAR" });
    WHERE_IN(sqla_eq(C("d"), sqla_date_of(2024, 1, 2)), { "postgresql", "t.d = $1::DATE" });
    WHERE_IN(sqla_eq(C("dt"), sqla_datetime_of(2024, 1, 2)),
        { "postgresql", "t.dt = $1::TIMESTAMP WITHOUT TIME ZONE" });
    WHERE_IN(sqla_eq(sqla_plus(C("x"), 1), 2), { "postgresql", "t.x + $1::INTEGER = $2::INTEGER" });
    WHERE_IN(sqla_eq(sqla_plus(C("n"), 1), 2), { "postgresql", "t.n + $1::INTEGER = $2::INTEGER" });
}

TEST(each_type_has_its_cast_on_postgresql) {
    WHERE_BIG(sqla_eq(BIG("k"), 5), "big.k = $1::BIGINT");
    WHERE_BIG(sqla_eq(BIG("s"), 5), "big.s = $1::SMALLINT");
    WHERE_BIG(sqla_eq(BIG("tx"), "a"), "big.tx = $1::VARCHAR");
    WHERE_BIG(sqla_eq(BIG("g"), 2.5), "big.g = $1");
    WHERE_BIG(sqla_eq(BIG("tm"), sqla_time_of(1, 2, 3, 0)), "big.tm = $1::TIME WITHOUT TIME ZONE");
    WHERE_BIG(sqla_eq(BIG("iv"), ((sqla_interval){ .days = 1 })), "big.iv = $1");
    WHERE_BIG(sqla_eq(BIG("uu"), sqla_uuid_of("00112233445566778899aabbccddeeff")),
        "big.uu = $1::UUID");
    WHERE_BIG(sqla_eq(BIG("bin"), ((sqla_bytes){ "a", 1 })), "big.bin = $1");
    WHERE_BIG(sqla_eq(BIG("e"), "red"), "big.e = $1");
    WHERE_BIG(sqla_eq(BIG("un"), "a"), "big.un = $1::VARCHAR");
    WHERE_BIG(sqla_eq(BIG("tz"), sqla_datetime_of(2024, 1, 2)),
        "big.tz = $1::TIMESTAMP WITH TIME ZONE");
    WHERE_BIG(sqla_eq(BIG("tx"), sqla_concat(BIG("un"), "a")), "big.tx = (big.un || $1::VARCHAR)");
    WHERE_BIG(sqla_eq(sqla_plus(BIG("k"), 1), sqla_plus(BIG("s"), 1)),
        "big.k + $1::BIGINT = big.s + $2::SMALLINT");
    WHERE_BIG(sqla_in(BIG("k"), 1, 2), "big.k IN ($1::BIGINT, $2::BIGINT)");
}

TEST(fragments_are_written_as_they_stand) {
    WHERE(sqla_sql("x > 5"), "x > 5");
    WHERE(sqla_and(sqla_sql("x > 5"), sqla_eq(C("id"), 1)), "x > 5 AND t.id = :id_1");
    WHERE(sqla_and(sqla_sql("x > 5 OR x < 2"), sqla_eq(C("id"), 1)),
        "x > 5 OR x < 2 AND t.id = :id_1");
    WHERE_IN(sqla_sql("x > :low"),
        { "default", "x > :low" },
        { "sqlite", "x > ?" },
        { "postgresql", "x > $1" });
    STMT(sqla_order_by(sqla_select(C("id")), sqla_sql("x DESC")),
        "SELECT t.id FROM t ORDER BY x DESC");
    WHERE(sqla_or(sqla_sql("x > 5"), C("b")), "x > 5 OR t.b");
}

TEST(literals_of_every_c_type) {
    STMT_IN(sqla_select(sqla_literal((char)1), sqla_literal((signed char)1),
            sqla_literal((unsigned char)1), sqla_literal((short)1), sqla_literal((unsigned short)1),
            sqla_literal(1u)),
        { "postgresql",
          "SELECT $1::INTEGER AS anon_1, $2::INTEGER AS anon_2, $3::INTEGER AS anon_3, "
          "$4::INTEGER AS anon_4, $5::INTEGER AS anon_5, $6::INTEGER AS anon_6" });
    STMT_IN(sqla_select(sqla_literal(1L), sqla_literal(1UL), sqla_literal(1LL), sqla_literal(1ULL),
            sqla_literal(4000000000u)),
        { "postgresql",
          "SELECT $1::INTEGER AS anon_1, $2::INTEGER AS anon_2, $3::INTEGER AS anon_3, "
          "$4::INTEGER AS anon_4, $5::BIGINT AS anon_5" });
    STMT_IN(sqla_select(sqla_literal(2.5f), sqla_literal(2.5), sqla_literal((char *)"a")),
        { "postgresql", "SELECT $1 AS anon_1, $2 AS anon_2, $3::VARCHAR AS anon_3" });
    STMT_IN(sqla_select(sqla_literal(sqla_some_int64(5)), sqla_literal(sqla_some_double(2.5)),
            sqla_literal(sqla_some_date(sqla_date_of(2024, 1, 2)))),
        { "postgresql", "SELECT $1::INTEGER AS anon_1, $2 AS anon_2, $3::DATE AS anon_3" });
}

TEST(lists_take_sixty_four_items) {
    WHERE(sqla_in(C("x"), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
            22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
            44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64),
        "t.x IN (:x_1_1, :x_1_2, :x_1_3, :x_1_4, :x_1_5, :x_1_6, :x_1_7, :x_1_8, :x_1_9, "
        ":x_1_10, :x_1_11, :x_1_12, :x_1_13, :x_1_14, :x_1_15, :x_1_16, :x_1_17, :x_1_18, "
        ":x_1_19, :x_1_20, :x_1_21, :x_1_22, :x_1_23, :x_1_24, :x_1_25, :x_1_26, :x_1_27, "
        ":x_1_28, :x_1_29, :x_1_30, :x_1_31, :x_1_32, :x_1_33, :x_1_34, :x_1_35, :x_1_36, "
        ":x_1_37, :x_1_38, :x_1_39, :x_1_40, :x_1_41, :x_1_42, :x_1_43, :x_1_44, :x_1_45, "
        ":x_1_46, :x_1_47, :x_1_48, :x_1_49, :x_1_50, :x_1_51, :x_1_52, :x_1_53, :x_1_54, "
        ":x_1_55, :x_1_56, :x_1_57, :x_1_58, :x_1_59, :x_1_60, :x_1_61, :x_1_62, :x_1_63, "
        ":x_1_64)");
}

TEST(columns_of_a_model_are_typed_by_their_c_type) {
    STMT_IN(sqla_where(sqla_select(sqla_col(Person, id)), sqla_eq(sqla_col(Person, id), 5)),
        { "default", "SELECT people.id FROM people WHERE people.id = :id_1" },
        { "postgresql", "SELECT people.id FROM people WHERE people.id = $1::BIGINT" });
    STMT_IN(sqla_where(sqla_select(sqla_col(Person, id)), sqla_eq(sqla_col(Person, name), "ann")),
        { "default", "SELECT people.id FROM people WHERE people.name = :name_1" },
        { "postgresql", "SELECT people.id FROM people WHERE people.name = $1::VARCHAR" });
    STMT_IN(sqla_where(sqla_select(sqla_col(Person, id)), sqla_gt(sqla_col(Person, age), 18)),
        { "default", "SELECT people.id FROM people WHERE people.age > :age_1" },
        { "postgresql", "SELECT people.id FROM people WHERE people.age > $1::INTEGER" });
    STMT_IN(sqla_where(sqla_select(sqla_col(Person, id)), sqla_eq(sqla_col(Person, active), true)),
        { "default", "SELECT people.id FROM people WHERE people.active = true" },
        { "sqlite", "SELECT people.id FROM people WHERE people.active = 1" });
    STMT_IN(sqla_where(sqla_select(sqla_col(Person, id)),
            sqla_lt(sqla_col(Person, born), sqla_date_of(2000, 1, 1))),
        { "default", "SELECT people.id FROM people WHERE people.born < :born_1" },
        { "postgresql", "SELECT people.id FROM people WHERE people.born < $1::DATE" });
    STMT_IN(sqla_where(sqla_select(sqla_col(Person, id)),
            sqla_eq(sqla_div(sqla_col(Person, score), 2), 1.5)),
        { "default",
          "SELECT people.id FROM people WHERE people.score / CAST(:score_1 AS NUMERIC) = "
          ":param_1" },
        { "postgresql",
          "SELECT people.id FROM people WHERE people.score / CAST($1::INTEGER AS NUMERIC) = $2" });
}

TEST(a_model_may_name_its_columns) {
    STMT(sqla_where(sqla_select(sqla_col(Person, id)), sqla_eq(sqla_col(Person, country), "DE")),
        "SELECT people.id FROM people WHERE people.lang = :lang_1");
}

TEST(a_model_has_aliases) {
    sqla_from *a = sqla_ref(sqla_alias(sqla_entity(Person), "a"));
    STMT(sqla_where(sqla_select(sqla_col_of(a, Person, id)),
            sqla_gt(sqla_col_of(a, Person, age), sqla_col(Person, age))),
        "SELECT a.id FROM people AS a, people WHERE a.age > people.age");
    STMT(sqla_select(sqla_entity(Person)),
        "SELECT people.id, people.name, people.age, people.active, people.born, people.score, "
        "people.lang FROM people");
    sqla_unref(a);
}

TESTS(expr,
    T(comparisons_bind_their_right_side), T(a_value_may_stand_on_the_left),
    T(comparisons_of_comparisons_have_parentheses), T(a_comparison_with_null_becomes_is_null),
    T(a_boolean_column_is_compared_with_a_constant), T(a_bool_beside_any_column_is_a_constant),
    T(a_boolean_column_is_a_condition), T(constants_follow_the_dialect), T(and_of_and_is_flat),
    T(or_inside_and_has_parentheses), T(and_or_fold_constants),
    T(and_of_nothing_is_true_or_of_nothing_is_false), T(conditions_come_from_an_array),
    T(not_turns_a_comparison_around), T(not_of_anything_else_is_written_not),
    T(not_exists_has_parentheses), T(in_binds_every_element), T(in_of_nothing_is_false),
    T(in_takes_expressions_and_null), T(in_takes_arrays), T(in_takes_a_statement),
    T(tuples_are_compared_as_a_whole), T(between_takes_values_and_expressions),
    T(is_distinct_from_in_every_dialect), T(like_and_ilike),
    T(startswith_endswith_contains_in_every_dialect), T(like_has_an_escape_character),
    T(autoescape_writes_the_escape_clause), T(regexp_match_follows_the_dialect),
    T(an_operator_of_your_own), T(arithmetic_has_parentheses_by_precedence),
    T(parentheses_on_the_right_side), T(arithmetic_binds_its_right_side),
    T(arithmetic_beside_other_operators), T(neg_is_unary_minus), T(division_keeps_fractions),
    T(floor_division_cuts_fractions), T(modulo_follows_the_dialect), T(concat_follows_the_dialect),
    T(date_arithmetic), T(labels_name_a_column), T(unlabelled_expressions_get_names),
    T(case_with_conditions), T(case_of_a_value), T(cast_to_numbers), T(cast_to_texts),
    T(cast_to_times), T(cast_to_other_types), T(cast_of_values_and_in_expressions),
    T(type_coerce_writes_nothing_but_types_its_neighbour), T(collate_quotes_its_name_where_needed),
    T(functions_bind_their_arguments), T(functions_of_known_type_give_it_to_their_neighbour),
    T(functions_are_translated_between_dialects), T(extract_in_every_dialect),
    T(count_and_its_distinct_form), T(over_with_partition_and_order), T(over_with_a_frame),
    T(filter_and_within_group), T(exists_correlates), T(scalar_subqueries_are_values),
    T(any_and_all_of_a_subquery), T(json_items_and_values), T(json_paths),
    T(parameters_take_the_type_beside_them), T(literals_have_a_type_on_postgresql),
    T(a_literal_takes_the_type_beside_it), T(each_type_has_its_cast_on_postgresql),
    T(fragments_are_written_as_they_stand), T(literals_of_every_c_type),
    T(lists_take_sixty_four_items), T(columns_of_a_model_are_typed_by_their_c_type),
    T(a_model_may_name_its_columns), T(a_model_has_aliases));
