/* Compilation: parameters and their styles, values as literals, names that need quotes, and every
 * statement that is refused. SQL and names are what SQLAlchemy gives for the same construct. */
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

SQLA_TABLE(p, "p",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("u_id", SQLA_INTEGER, .foreign_key = "u.id"),
    SQLA_TABLE_COLUMN("w",    SQLA_INTEGER));

SQLA_TABLE(odd, "user",
    SQLA_TABLE_COLUMN("id",         SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("select",     SQLA_INTEGER),
    SQLA_TABLE_COLUMN("MixedCase",  SQLA_INTEGER),
    SQLA_TABLE_COLUMN("quo\"te",    SQLA_INTEGER),
    SQLA_TABLE_COLUMN("semi;colon", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("größe",      SQLA_INTEGER),
    SQLA_TABLE_COLUMN("two words",  SQLA_INTEGER),
    SQLA_TABLE_COLUMN("1st",        SQLA_INTEGER),
    SQLA_TABLE_COLUMN("_x",         SQLA_INTEGER),
    SQLA_TABLE_COLUMN("back`tick",  SQLA_INTEGER),
    SQLA_TABLE_COLUMN("brack]et",   SQLA_INTEGER),
    SQLA_TABLE_COLUMN("100%",       SQLA_INTEGER),
    SQLA_TABLE_COLUMN("dot.ted",    SQLA_INTEGER),
    SQLA_TABLE_COLUMN("col:on",     SQLA_INTEGER));

SQLA_TABLE(posts, "posts",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("x",  SQLA_INTEGER),
    SQLA_TABLE_ARGS(.schema = "blog"));

SQLA_TABLE(notes, "notes",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("post_id", SQLA_INTEGER, .foreign_key = "blog.posts.id"),
    SQLA_TABLE_ARGS(.schema = "My Blog"));

SQLA_TABLE(paint, "paint",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("e",  SQLA_ENUM("color", "red", "green")));

/* Two ways to t; none. */
SQLA_TABLE(edge, "edge",
    SQLA_TABLE_COLUMN("from_id", SQLA_INTEGER, .foreign_key = "t.id"),
    SQLA_TABLE_COLUMN("to_id",   SQLA_INTEGER, .foreign_key = "t.id"));
SQLA_TABLE(island, "island",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER));

/* Foreign keys that lead nowhere. */
SQLA_TABLE(lost_table, "lost_table",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("a",  SQLA_INTEGER, .foreign_key = "atlantis.id"));
SQLA_TABLE(lost_column, "lost_column",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("a",  SQLA_INTEGER, .foreign_key = "t.sunken"));

#define C(name) sqla_c(&t, name)
#define U(name) sqla_c(&u, name)

/* What a statement is in some dialects: their names with blanks between; NULL is a refusal. */
typedef struct want { const char *dialects, *sql; } want;
#define ALL "default sqlite postgresql mysql mariadb oracle mssql"

/* Compiles q, which is consumed, in every dialect of w, with the given options. */
static void in_dialects(sqla_stmt *q, sqla_compile_options options, const want *w,
                        test__place at) {
    sqla_ref(q);
    for (; w->dialects; w++) {
        for (const char *d = w->dialects; *d; d += strspn(d, " ")) {
            char dialect[16];
            snprintf(dialect, sizeof dialect, "%.*s", (int)strcspn(d, " "), d);
            d += strcspn(d, " ");
            options.dialect = dialect;
            at.text = dialect;
            sqla_compiled *c = sqla_compile_n(q, &options);
            if (w->sql) {
                test__check_sql(c, w->sql, at);
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

/* Checks the parameters: "name=value, name=value" in the order of their places; frees c. */
static void check_binds(sqla_compiled *c, const char *expected, test__place at) {
    char got[1000] = "";
    for (size_t i = 0; i < sqla_compiled_count(c); i++) {
        const sqla_value *v = sqla_compiled_value(c, i);
        const char *name = sqla_compiled_name(c, i);
        size_t end = strlen(got), room = sizeof got - end;
        end += (size_t)snprintf(got + end, room, "%s%s=", i ? ", " : "", name ? name : "(none)");
        if (end >= sizeof got) break;
        room = sizeof got - end;
        switch (v->kind) {
        case SQLA_VALUE_NULL: snprintf(got + end, room, "NULL"); break;
        case SQLA_VALUE_BOOL: snprintf(got + end, room, v->as.b ? "true" : "false"); break;
        case SQLA_VALUE_INT:  snprintf(got + end, room, "%lld", (long long)v->as.i); break;
        case SQLA_VALUE_TEXT:
            snprintf(got + end, room, "'%.*s'", (int)v->as.text.size, v->as.text.ptr);
            break;
        default: snprintf(got + end, room, "?"); break;
        }
    }
    sqla_compiled_free(c);
    static char shown[sizeof got];      /* a failed check jumps away */
    memcpy(shown, got, sizeof got);
    test__check_str(shown, expected, at);
}
#define BINDS(q, want) check_binds(sqla_compile(q), want, TEST__AT("parameters"))
#define BINDS_IN(q, dialect_name, want) \
    check_binds(sqla_compile((q), .dialect = (dialect_name)), want, TEST__AT("parameters"))

#define P(name) sqla_c(&p, name)
#define O(name) sqla_c(&odd, name)
#define OPTIONS(...) ((sqla_compile_options){ ._named = NULL, __VA_ARGS__ })

/* A statement in the default dialect, or in those named; in a paramstyle; with literals. */
#define STMT(q, sql)    CHECK_SQL((q), "default", sql)
#define STMT_IN(q, ...) in_dialects((q), OPTIONS(.dialect = NULL), WANTS(__VA_ARGS__), TEST__AT(""))
#define STYLE_IN(q, style, ...) \
    in_dialects((q), OPTIONS(.paramstyle = (style)), WANTS(__VA_ARGS__), TEST__AT(""))
#define LITERAL_IN(q, ...) \
    in_dialects((q), OPTIONS(.literal_binds = true), WANTS(__VA_ARGS__), TEST__AT(""))

static sqla_stmt *mixed(void) {
    return sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 1), sqla_in(C("name"), "a", "b"),
                      sqla_gt(C("id"), 2));
}

static sqla_stmt *page(void) {
    return sqla_offset(sqla_limit(sqla_order_by(sqla_select(C("id")), C("x")), 5), 10);
}

static const int64_t NO_INTS[1] = { 0 };

/* Checks that a compilation failed, with this code (SQLA_STATUS_COUNT: any), telling the culprit;
 * frees c. */
static void check_fails(sqla_compiled *c, sqla_status code, const char *culprit, test__place at) {
    static sqla_error_record seen;      /* a failed check jumps away */
    sqla_error_copy(&seen, c);
    bool empty = !*sqla_compiled_sql(c);
    sqla_compiled_free(c);
    if (code != SQLA_STATUS_COUNT) test__check_status(seen.code, code, at);
    else test__check(seen.code != SQLA_OK, at);
    test__check_has(seen.message, culprit, at);
    test__check(empty && *seen.message, at);
}
#define FAILS(q, code, culprit) \
    check_fails(sqla_compile(q), (code), (culprit), TEST__AT("refusal"))
#define FAILS_IN(q, dialect_name, code, culprit) \
    check_fails(sqla_compile((q), .dialect = (dialect_name)), (code), (culprit), \
                TEST__AT("refusal"))
#define FAILS_LITERAL(q, dialect_name, code, culprit) \
    check_fails(sqla_compile((q), .dialect = (dialect_name), .literal_binds = true), (code), \
                (culprit), TEST__AT("refusal"))
#define ANY_ERROR SQLA_STATUS_COUNT

/* A poisoned expression, and the error that every statement with it must have. */
#define NOPE sqla_c(&t, "nope")
#define FAILS_NOPE(q) FAILS(q, SQLA_NO_SUCH_COLUMN, "nope")
/* A statement with a NULL in it. */
#define FAILS_NULL(q) FAILS(q, SQLA_ARGUMENT_ERROR, "")

static sqla_stmt *where(sqla_expr *e) { return sqla_where(sqla_select(C("id")), e); }

TEST(each_paramstyle_in_each_dialect) {
    STYLE_IN(mixed(), SQLA_NAMED,
        { "default sqlite mysql",
          "SELECT t.id FROM t WHERE t.x = :x_1 AND t.name IN (:name_1_1, :name_1_2) AND t.id "
          "> :id_1" },
        { "postgresql",
          "SELECT t.id FROM t WHERE t.x = :x_1::INTEGER AND t.name IN (:name_1_1::VARCHAR, "
          ":name_1_2::VARCHAR) AND t.id > :id_1::INTEGER" });
    STYLE_IN(mixed(), SQLA_QMARK,
        { "default sqlite mysql",
          "SELECT t.id FROM t WHERE t.x = ? AND t.name IN (?, ?) AND t.id > ?" },
        { "postgresql",
          "SELECT t.id FROM t WHERE t.x = ?::INTEGER AND t.name IN (?::VARCHAR, ?::VARCHAR) "
          "AND t.id > ?::INTEGER" });
    STYLE_IN(mixed(), SQLA_FORMAT,
        { "default sqlite mysql",
          "SELECT t.id FROM t WHERE t.x = %s AND t.name IN (%s, %s) AND t.id > %s" },
        { "postgresql",
          "SELECT t.id FROM t WHERE t.x = %s::INTEGER AND t.name IN (%s::VARCHAR, "
          "%s::VARCHAR) AND t.id > %s::INTEGER" });
    STYLE_IN(mixed(), SQLA_PYFORMAT,
        { "default sqlite mysql",
          "SELECT t.id FROM t WHERE t.x = %(x_1)s AND t.name IN (%(name_1_1)s, %(name_1_2)s) "
          "AND t.id > %(id_1)s" },
        { "postgresql",
          "SELECT t.id FROM t WHERE t.x = %(x_1)s::INTEGER AND t.name IN "
          "(%(name_1_1)s::VARCHAR, %(name_1_2)s::VARCHAR) AND t.id > %(id_1)s::INTEGER" });
    STYLE_IN(mixed(), SQLA_NUMERIC_STYLE,
        { "default sqlite mysql",
          "SELECT t.id FROM t WHERE t.x = :1 AND t.name IN (:2, :3) AND t.id > :4" },
        { "postgresql",
          "SELECT t.id FROM t WHERE t.x = :1::INTEGER AND t.name IN (:2::VARCHAR, "
          ":3::VARCHAR) AND t.id > :4::INTEGER" });
    STYLE_IN(mixed(), SQLA_NUMERIC_DOLLAR,
        { "default sqlite mysql",
          "SELECT t.id FROM t WHERE t.x = $1 AND t.name IN ($2, $3) AND t.id > $4" },
        { "postgresql",
          "SELECT t.id FROM t WHERE t.x = $1::INTEGER AND t.name IN ($2::VARCHAR, "
          "$3::VARCHAR) AND t.id > $4::INTEGER" });
}

TEST(format_styles_double_the_percent_sign) {
    STYLE_IN(sqla_select(sqla_label(sqla_mod(C("x"), 3), "v")), SQLA_FORMAT,
        { "default sqlite mysql", "SELECT t.x %% %s AS v FROM t" },
        { "postgresql", "SELECT t.x %% %s::INTEGER AS v FROM t" });
    STYLE_IN(sqla_where(sqla_select(C("id")), sqla_contains(C("name"), "a")), SQLA_PYFORMAT,
        { "default sqlite", "SELECT t.id FROM t WHERE (t.name LIKE '%%' || %(name_1)s || '%%')" },
        { "postgresql",
          "SELECT t.id FROM t WHERE (t.name LIKE '%%' || %(name_1)s::VARCHAR || '%%')" },
        { "mysql", "SELECT t.id FROM t WHERE (t.name LIKE concat('%%', %(name_1)s, '%%'))" });
    STYLE_IN(sqla_text("SELECT '50%', :a"), SQLA_FORMAT,
        { "default postgresql", "SELECT '50%%', %s" });
    STYLE_IN(sqla_text("SELECT '50%', :a"), SQLA_QMARK,
        { "default postgresql", "SELECT '50%', ?" });
    STYLE_IN(sqla_select(O("100%")), SQLA_FORMAT,
        { "sqlite", "SELECT user.\"100%%\" FROM user" },
        { "postgresql", "SELECT \"user\".\"100%%\" FROM \"user\"" },
        { "mysql", "SELECT user.`100%%` FROM user" });
}

TEST(a_parameter_used_twice) {
    STYLE_IN(sqla_text("SELECT :a, :b, :a"), SQLA_NAMED, { "default", "SELECT :a, :b, :a" });
    STYLE_IN(sqla_text("SELECT :a, :b, :a"), SQLA_PYFORMAT,
        { "default", "SELECT %(a)s, %(b)s, %(a)s" });
    STYLE_IN(sqla_text("SELECT :a, :b, :a"), SQLA_FORMAT, { "default", "SELECT %s, %s, %s" });
    STYLE_IN(sqla_text("SELECT :a, :b, :a"), SQLA_NUMERIC_STYLE,
        { "default", "SELECT :1, :2, :1" });
    STMT_IN(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), sqla_param("p")),
            sqla_eq(C("name"), sqla_param("p"))),
        { "default", "SELECT t.id FROM t WHERE t.x = :p AND t.name = :p" },
        { "sqlite", "SELECT t.id FROM t WHERE t.x = ? AND t.name = ?" },
        { "postgresql", "SELECT t.id FROM t WHERE t.x = $1::INTEGER AND t.name = $1::VARCHAR" },
        { "oracle", "SELECT t.id FROM t WHERE t.x = :1 AND t.name = :1" });
}

TEST(parameters_are_numbered_by_first_appearance) {
    STMT_IN(sqla_where(sqla_select(sqla_param("b"), C("id")), sqla_in(C("x"), 1, 2),
            sqla_eq(C("x"), sqla_param("a")), sqla_eq(C("id"), sqla_param("b"))),
        { "oracle",
          "SELECT :1 AS anon_1, t.id FROM t WHERE t.x IN (:2, :3) AND t.x = :4 AND t.id = :1" },
        { "postgresql",
          "SELECT $1 AS anon_1, t.id FROM t WHERE t.x IN ($2::INTEGER, $3::INTEGER) AND t.x = "
          "$4::INTEGER AND t.id = $1::INTEGER" });
    STMT_IN(sqla_limit(sqla_where(sqla_select(C("id")), sqla_in(C("x"), 1, 2), sqla_eq(C("x"), 3)),
            4),
        { "postgresql",
          "SELECT t.id FROM t WHERE t.x IN ($1::INTEGER, $2::INTEGER) AND t.x = $3::INTEGER "
          "LIMIT $4::INTEGER" },
        { "oracle",
          "SELECT t.id FROM t WHERE t.x IN (:1, :2) AND t.x = :3 FETCH FIRST 4 ROWS ONLY" });
}

TEST(parameters_are_named_after_their_column) {
    BINDS(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 5), sqla_eq(C("x"), 6),
            sqla_eq(C("name"), "a")),
        "x_1=5, x_2=6, name_1='a'");
    BINDS(sqla_where(sqla_select(C("id")), sqla_between(C("x"), 1, 9)), "x_1=1, x_2=9");
    BINDS(sqla_where(sqla_select(C("id")), sqla_eq(sqla_literal(5), C("x"))), "param_1=5");
    BINDS(sqla_where(sqla_select(C("id")), sqla_gt(sqla_plus(C("x"), 1), 2)), "x_1=1, param_1=2");
    BINDS(sqla_select(sqla_coalesce(C("x"), 1, 2), sqla_func("f", 3)),
        "coalesce_2=1, coalesce_3=2, f_2=3");
    BINDS(sqla_where(sqla_select(C("id")), sqla_in(C("x"), 1, 2), sqla_in(C("x"), 3),
            sqla_eq(C("x"), 4)),
        "x_1_1=1, x_1_2=2, x_2_1=3, x_3=4");
    BINDS(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), sqla_param("p")), sqla_eq(C("x"), 1)),
        "p=NULL, x_1=1");
}

TEST(parameters_are_named_after_an_alias_column) {
    sqla_from *a = sqla_ref(sqla_alias(&t, "a"));
    BINDS(sqla_where(sqla_select(sqla_c(a, "id")), sqla_eq(sqla_c(a, "x"), 1), sqla_eq(C("x"), 2)),
        "x_1=1, x_2=2");
    sqla_unref(a);
}

TEST(inserts_and_updates_name_their_parameters_after_columns) {
    BINDS(sqla_set(sqla_set(sqla_insert(&u), U("t_id"), 1), U("v"), "a"), "t_id=1, v='a'");
    BINDS(sqla_set(sqla_values_next(sqla_set(sqla_insert(&u), U("v"), "a")), U("v"), "b"),
        "v_m0='a', v_m1='b'");
    BINDS(sqla_where(sqla_set(sqla_update(&u), U("v"), "a"), sqla_eq(U("v"), "b")),
        "v='a', v_1='b'");
    BINDS(sqla_set(sqla_update(&u), U("t_id"), sqla_plus(U("t_id"), 1)), "t_id_1=1");
    BINDS(sqla_set(sqla_insert(&u), U("v"), (const char *)NULL), "v=NULL");
    BINDS(sqla_where(sqla_delete(&u), sqla_eq(U("v"), "b")), "v_1='b'");
}

TEST(limits_are_parameters) {
    BINDS(page(), "param_1=5, param_2=10");
    BINDS_IN(page(), "sqlite", "param_1=5, param_2=10");
    BINDS_IN(page(), "postgresql", "param_1=5, param_2=10");
    BINDS_IN(page(), "mysql", "param_1=10, param_2=5");
    BINDS_IN(page(), "mssql", "param_1=10, param_2=5");
    BINDS_IN(sqla_limit(sqla_select(C("id")), 5), "sqlite", "param_1=5, param_2=0");
    BINDS_IN(sqla_offset(sqla_select(C("id")), 5), "sqlite", "param_1=-1, param_2=5");
}

TEST(texts_are_never_part_of_the_sql) {
    STMT_IN(sqla_where(sqla_select(C("id")), sqla_eq(C("name"), "'; DROP TABLE t; --")),
        { "default", "SELECT t.id FROM t WHERE t.name = :name_1" },
        { "sqlite mysql mariadb mssql", "SELECT t.id FROM t WHERE t.name = ?" },
        { "postgresql", "SELECT t.id FROM t WHERE t.name = $1::VARCHAR" },
        { "oracle", "SELECT t.id FROM t WHERE t.name = :1" });
    BINDS(sqla_where(sqla_select(C("id")), sqla_eq(C("name"), "'; DROP TABLE t; --")),
        "name_1=''; DROP TABLE t; --'");
}

TEST(autoescape_escapes_the_value) {
    BINDS(sqla_where(sqla_select(C("id")),
            sqla_startswith(C("name"), "a%b_c/d", .autoescape = true)),
        "name_1='a/%b/_c//d'");
    BINDS(sqla_where(sqla_select(C("id")), sqla_endswith(C("name"), "a%b_c/d", .autoescape = true)),
        "name_1='a/%b/_c//d'");
    BINDS(sqla_where(sqla_select(C("id")), sqla_contains(C("name"), "a%b_c/d", .autoescape = true)),
        "name_1='a/%b/_c//d'");
    BINDS(sqla_where(sqla_select(C("id")),
            sqla_contains(C("name"), "a%b#_", .autoescape = true, .escape = "#")),
        "name_1='a#%b###_'");
    BINDS(sqla_where(sqla_select(C("id")), sqla_contains(C("name"), "a%")), "name_1='a%'");
}

TEST(json_keys_become_paths) {
    BINDS_IN(sqla_select(sqla_json_item(C("j"), "a")), "sqlite", "j_1='$.\"a\"'");
    BINDS_IN(sqla_select(sqla_json_item(C("j"), 1)), "sqlite", "j_1='$[1]'");
    BINDS_IN(sqla_select(sqla_json_path(C("j"), "a", 1, "b")), "sqlite", "j_1='$.\"a\"[1].\"b\"'");
    BINDS_IN(sqla_select(sqla_json_path(C("j"), "a", 1, "b")), "postgresql", "j_1='{a, 1, b}'");
    BINDS_IN(sqla_select(sqla_json_item(C("j"), "a")), "mysql", "j_1='$.\"a\"'");
}

TEST(literals_in_every_dialect) {
    LITERAL_IN(sqla_select(sqla_literal(5), sqla_literal(-5), sqla_literal(INT64_MAX)),
        { "default sqlite postgresql mysql mariadb mssql",
          "SELECT 5 AS anon_1, -5 AS anon_2, 9223372036854775807 AS anon_3" },
        { "oracle", "SELECT 5 AS anon_1, -5 AS anon_2, 9223372036854775807 AS anon_3 FROM DUAL" });
    LITERAL_IN(sqla_select(sqla_literal("it's"), sqla_literal("a\\b%c:d?e"), sqla_literal("")),
        { "default sqlite postgresql mssql",
          "SELECT 'it''s' AS anon_1, 'a\\b%c:d?e' AS anon_2, '' AS anon_3" },
        { "mysql mariadb", "SELECT 'it''s' AS anon_1, 'a\\\\b%c:d?e' AS anon_2, '' AS anon_3" },
        { "oracle", "SELECT 'it''s' AS anon_1, 'a\\b%c:d?e' AS anon_2, '' AS anon_3 FROM DUAL" });
    LITERAL_IN(sqla_select(sqla_literal("größe")),
        { "default sqlite postgresql mysql mariadb", "SELECT 'größe' AS anon_1" },
        { "oracle", "SELECT 'größe' AS anon_1 FROM DUAL" },
        { "mssql", "SELECT N'größe' AS anon_1" });
    LITERAL_IN(sqla_select(sqla_literal((bool)true), sqla_literal((bool)false)),
        { "default postgresql mysql mariadb", "SELECT true AS anon_1, false AS anon_2" },
        { "sqlite mssql", "SELECT 1 AS anon_1, 0 AS anon_2" },
        { "oracle", "SELECT 1 AS anon_1, 0 AS anon_2 FROM DUAL" });
    LITERAL_IN(sqla_set(sqla_set(sqla_insert(&u), U("t_id"), NULL), U("v"), "a"),
        { "default sqlite mysql mariadb", "INSERT INTO u (t_id, v) VALUES (NULL, 'a')" },
        { "postgresql", "INSERT INTO u (t_id, v) VALUES (NULL, 'a') RETURNING u.id" },
        { "oracle", "INSERT INTO u (t_id, v) VALUES (NULL, 'a') RETURNING u.id INTO :1" },
        { "mssql", "INSERT INTO u (t_id, v) OUTPUT inserted.id VALUES (NULL, 'a')" });
}

TEST(doubles_are_written_so_that_they_read_back) {
    LITERAL_IN(sqla_select(sqla_literal(2.5), sqla_literal(0.1), sqla_literal(100.0),
            sqla_literal(-1.0)),
        { "default", "SELECT 2.5 AS anon_1, 0.1 AS anon_2, 100.0 AS anon_3, -1.0 AS anon_4" },
        { "oracle",
          "SELECT 2.5 AS anon_1, 0.1 AS anon_2, 100.0 AS anon_3, -1.0 AS anon_4 FROM DUAL" });
    LITERAL_IN(sqla_select(sqla_literal(1e20), sqla_literal(1e-7), sqla_literal(1.0 / 3)),
        { "default", "SELECT 1e+20 AS anon_1, 1e-07 AS anon_2, 0.3333333333333333 AS anon_3" });
}

TEST(dates_and_times_as_literals) {
    LITERAL_IN(sqla_select(sqla_literal(sqla_date_of(2024, 1, 2))),
        { "default sqlite postgresql mysql mariadb mssql", "SELECT '2024-01-02' AS anon_1" },
        { "oracle", "SELECT TO_DATE('2024-01-02', 'YYYY-MM-DD') AS anon_1 FROM DUAL" });
    LITERAL_IN(sqla_select(sqla_literal(sqla_datetime_of(2024, 1, 2, 3, 4, 5))),
        { "default postgresql mysql mariadb mssql", "SELECT '2024-01-02 03:04:05' AS anon_1" },
        { "sqlite", "SELECT '2024-01-02 03:04:05.000000' AS anon_1" },
        { "oracle",
          "SELECT TO_DATE('2024-01-02 03:04:05', 'YYYY-MM-DD HH24:MI:SS') AS anon_1 FROM DUAL" });
    LITERAL_IN(sqla_select(sqla_literal(sqla_datetime_join(sqla_date_of(2024, 1, 2),
            sqla_time_of(3, 4, 5, 678900)))),
        { "default sqlite postgresql mysql mariadb mssql",
          "SELECT '2024-01-02 03:04:05.678900' AS anon_1" },
        { "oracle",
          "SELECT TO_TIMESTAMP('2024-01-02 03:04:05.678900', 'YYYY-MM-DD HH24:MI:SS.FF') AS "
          "anon_1 FROM DUAL" });
    LITERAL_IN(sqla_select(sqla_literal(sqla_time_of(3, 4, 5, 6))),
        { "default sqlite postgresql mysql mariadb mssql", "SELECT '03:04:05.000006' AS anon_1" },
        { "oracle", "SELECT '03:04:05.000006' AS anon_1 FROM DUAL" });
}

TEST(decimals_and_uuids_as_literals) {
    LITERAL_IN(sqla_select(sqla_literal(sqla_decimal_of("-1.50"))),
        { "default sqlite postgresql mysql mariadb mssql", "SELECT -1.50 AS anon_1" },
        { "oracle", "SELECT -1.50 AS anon_1 FROM DUAL" });
    LITERAL_IN(sqla_select(sqla_literal(sqla_uuid_of("00112233445566778899aabbccddeeff"))),
        { "default sqlite mysql mariadb", "SELECT '00112233445566778899aabbccddeeff' AS anon_1" },
        { "postgresql mssql", "SELECT '00112233-4455-6677-8899-aabbccddeeff' AS anon_1" },
        { "oracle", "SELECT '00112233445566778899aabbccddeeff' AS anon_1 FROM DUAL" });
}

TEST(an_int_beside_an_enum_is_its_label) {
    LITERAL_IN(sqla_select(sqla_eq(sqla_c(&paint, "e"), 1)),
        { "default postgresql", "SELECT paint.e = 'green' AS anon_1 FROM paint" });
    LITERAL_IN(sqla_set(sqla_insert(&paint), sqla_c(&paint, "e"), 0),
        { "default sqlite", "INSERT INTO paint (e) VALUES ('red')" });
    LITERAL_IN(sqla_select(sqla_in(sqla_c(&paint, "e"), 0, 1)),
        { "default", "SELECT paint.e IN ('red', 'green') AS anon_1 FROM paint" });
}

TEST(conditions_and_limits_as_literals) {
    LITERAL_IN(sqla_where(sqla_select(C("id")), sqla_in(C("x"), 1, 2), sqla_like(C("name"), "50%"),
            sqla_eq(C("b"), true)),
        { "default postgresql mysql mariadb",
          "SELECT t.id FROM t WHERE t.x IN (1, 2) AND t.name LIKE '50%' AND t.b = true" },
        { "sqlite oracle mssql",
          "SELECT t.id FROM t WHERE t.x IN (1, 2) AND t.name LIKE '50%' AND t.b = 1" });
    LITERAL_IN(page(),
        { "default sqlite postgresql", "SELECT t.id FROM t ORDER BY t.x LIMIT 5 OFFSET 10" },
        { "mysql mariadb", "SELECT t.id FROM t ORDER BY t.x LIMIT 10, 5" },
        { "oracle mssql",
          "SELECT t.id FROM t ORDER BY t.x OFFSET 10 ROWS FETCH FIRST 5 ROWS ONLY" });
    LITERAL_IN(sqla_where(sqla_select(C("id")), sqla_contains(C("name"), "it's")),
        { "default sqlite postgresql oracle",
          "SELECT t.id FROM t WHERE (t.name LIKE '%' || 'it''s' || '%')" },
        { "mysql mariadb", "SELECT t.id FROM t WHERE (t.name LIKE concat('%', 'it''s', '%'))" },
        { "mssql", "SELECT t.id FROM t WHERE (t.name LIKE '%' + 'it''s' + '%')" });
    LITERAL_IN(sqla_where(sqla_select(C("id")), sqla_in_array(C("x"), NO_INTS, 0)),
        { "default", "SELECT t.id FROM t WHERE t.x IN (NULL) AND (1 != 1)" },
        { "sqlite", "SELECT t.id FROM t WHERE t.x IN (SELECT 1 FROM (SELECT 1) WHERE 1!=1)" });
    LITERAL_IN(sqla_where(sqla_select(C("id")),
            sqla_in(sqla_tuple(C("id"), C("x")), sqla_tuple(1, 2), sqla_tuple(3, 4))),
        { "default postgresql", "SELECT t.id FROM t WHERE (t.id, t.x) IN ((1, 2), (3, 4))" },
        { "sqlite", "SELECT t.id FROM t WHERE (t.id, t.x) IN (VALUES (1, 2), (3, 4))" });
    LITERAL_IN(sqla_where(sqla_select(C("id")),
            sqla_eq(sqla_json_as_text(sqla_json_item(C("j"), "a")), "x")),
        { "sqlite",
          "SELECT t.id FROM t WHERE CAST(JSON_EXTRACT(t.j, '$.\"a\"') AS VARCHAR) = 'x'" },
        { "postgresql", "SELECT t.id FROM t WHERE CAST((t.j ->> 'a') AS VARCHAR) = 'x'" },
        { "mysql",
          "SELECT t.id FROM t WHERE CASE JSON_EXTRACT(t.j, '$.\"a\"') WHEN 'null' THEN NULL "
          "ELSE JSON_UNQUOTE(JSON_EXTRACT(t.j, '$.\"a\"')) END = 'x'" },
        { "oracle",
          "SELECT t.id FROM t WHERE JSON_VALUE(t.j, '$.\"a\"' RETURNING VARCHAR2(4000) ERROR "
          "ON ERROR) = 'x'" });
}

TEST(statements_with_literals) {
    LITERAL_IN(sqla_where(sqla_set(sqla_update(&u), U("v"), "it's"), sqla_eq(U("id"), 1)),
        { ALL, "UPDATE u SET v='it''s' WHERE u.id = 1" });
    LITERAL_IN(sqla_set(sqla_values_next(sqla_set(sqla_insert(&u), U("v"), "a")), U("v"), "b"),
        { "default sqlite mysql", "INSERT INTO u (v) VALUES ('a'), ('b')" });
    sqla_stmt *q = sqla_text("SELECT :a, :b");
    sqla_bind(q, "a", 5);
    sqla_bind(q, "b", "it's");
    LITERAL_IN(q, { "default mysql", "SELECT 5, 'it''s'" });
}

TEST(literals_leave_no_parameters) {
    sqla_compiled *c = sqla_compile(sqla_where(sqla_select(C("id")), sqla_in(C("x"), 1, 2)),
                                    .literal_binds = true);
    CHECK_INT(sqla_compiled_count(c), 0);
    sqla_compiled_free(c);
}

TEST(identifiers_are_quoted_where_the_dialect_needs_it) {
    STMT_IN(sqla_select(&odd),
        { "default postgresql",
          "SELECT \"user\".id, \"user\".\"select\", \"user\".\"MixedCase\", "
          "\"user\".\"quo\"\"te\", \"user\".\"semi;colon\", \"user\".\"größe\", "
          "\"user\".\"two words\", \"user\".\"1st\", \"user\"._x, \"user\".\"back`tick\", "
          "\"user\".\"brack]et\", \"user\".\"100%\", \"user\".\"dot.ted\", "
          "\"user\".\"col:on\" FROM \"user\"" },
        { "sqlite",
          "SELECT user.id, user.\"select\", user.\"MixedCase\", user.\"quo\"\"te\", "
          "user.\"semi;colon\", user.\"größe\", user.\"two words\", user.\"1st\", user._x, "
          "user.\"back`tick\", user.\"brack]et\", user.\"100%\", user.\"dot.ted\", "
          "user.\"col:on\" FROM user" },
        { "mysql mariadb",
          "SELECT user.id, user.`select`, user.`MixedCase`, user.`quo\"te`, "
          "user.`semi;colon`, user.`größe`, user.`two words`, user.`1st`, user._x, "
          "user.`back``tick`, user.`brack]et`, user.`100%`, user.`dot.ted`, user.`col:on` "
          "FROM user" },
        { "oracle",
          "SELECT \"user\".id, \"user\".\"select\", \"user\".\"MixedCase\", "
          "\"user\".\"quo\"\"te\", \"user\".\"semi;colon\", \"user\".\"größe\", "
          "\"user\".\"two words\", \"user\".\"1st\", \"user\".\"_x\", \"user\".\"back`tick\", "
          "\"user\".\"brack]et\", \"user\".\"100%\", \"user\".\"dot.ted\", "
          "\"user\".\"col:on\" FROM \"user\"" },
        { "mssql",
          "SELECT [user].id, [user].[select], [user].[MixedCase], [user].[quo\"te], "
          "[user].[semi;colon], [user].[größe], [user].[two words], [user].[1st], [user]._x, "
          "[user].[back`tick], [user].[brack]]et], [user].[100%], [user].[dot.ted], "
          "[user].[col:on] FROM [user]" });
}

TEST(parameters_of_odd_columns_have_plain_names) {
    STMT(sqla_select(sqla_eq(O("MixedCase"), 1)),
        "SELECT \"user\".\"MixedCase\" = :MixedCase_1 AS anon_1 FROM \"user\"");
    STMT_IN(sqla_select(sqla_eq(O("two words"), 1)),
        { "default", "SELECT \"user\".\"two words\" = :two_words_1 AS anon_1 FROM \"user\"" },
        { "postgresql", "SELECT \"user\".\"two words\" = $1::INTEGER AS anon_1 FROM \"user\"" });
    STMT(sqla_select(sqla_eq(O("_x"), 1)), "SELECT \"user\"._x = :x_1 AS anon_1 FROM \"user\"");
    STMT(sqla_select(sqla_eq(O("dot.ted"), 1)),
        "SELECT \"user\".\"dot.ted\" = :dot_ted_1 AS anon_1 FROM \"user\"");
    STMT(sqla_select(sqla_eq(O("col:on"), 1)),
        "SELECT \"user\".\"col:on\" = :colCon_1 AS anon_1 FROM \"user\"");
    STMT(sqla_select(sqla_eq(O("100%"), 1)),
        "SELECT \"user\".\"100%\" = :100_1 AS anon_1 FROM \"user\"");
    STMT(sqla_select(sqla_eq(O("größe"), 1)),
        "SELECT \"user\".\"größe\" = :größe_1 AS anon_1 FROM \"user\"");
}

TEST(labels_and_aliases_are_quoted) {
    STMT_IN(sqla_select(sqla_label(C("x"), "Total sum"), sqla_label(C("id"), "from")),
        { "default sqlite postgresql oracle",
          "SELECT t.x AS \"Total sum\", t.id AS \"from\" FROM t" },
        { "mysql mariadb", "SELECT t.x AS `Total sum`, t.id AS `from` FROM t" },
        { "mssql", "SELECT t.x AS [Total sum], t.id AS [from] FROM t" });
    STMT_IN(sqla_select(sqla_label(C("x"), "a\"b`c]d")),
        { "default sqlite postgresql oracle", "SELECT t.x AS \"a\"\"b`c]d\" FROM t" },
        { "mysql mariadb", "SELECT t.x AS `a\"b``c]d` FROM t" },
        { "mssql", "SELECT t.x AS [a\"b`c]]d] FROM t" });
    sqla_from *a = sqla_alias(&t, "My T");
    STMT_IN(sqla_select(sqla_c(a, "id")),
        { "default sqlite postgresql", "SELECT \"My T\".id FROM t AS \"My T\"" },
        { "mysql mariadb", "SELECT `My T`.id FROM t AS `My T`" },
        { "oracle", "SELECT \"My T\".id FROM t \"My T\"" },
        { "mssql", "SELECT [My T].id FROM t AS [My T]" });
    sqla_from *c = sqla_cte(sqla_select(sqla_label(C("id"), "Key")), "The Cte");
    STMT_IN(sqla_select(sqla_c(c, "Key")),
        { "default oracle",
          "WITH \"The Cte\" AS (SELECT t.id AS \"Key\" FROM t) SELECT \"The Cte\".\"Key\" "
          "FROM \"The Cte\"" },
        { "mysql",
          "WITH `The Cte` AS (SELECT t.id AS `Key` FROM t) SELECT `The Cte`.`Key` FROM `The "
          "Cte`" },
        { "mssql",
          "WITH [The Cte] AS (SELECT t.id AS [Key] FROM t) SELECT [The Cte].[Key] FROM [The "
          "Cte]" });
}

TEST(odd_names_in_inserts_and_updates) {
    STMT_IN(sqla_set(sqla_set(sqla_insert(&odd), O("select"), 1), O("two words"), 2),
        { "default",
          "INSERT INTO \"user\" (\"select\", \"two words\") VALUES (:select, :two_words)" },
        { "sqlite", "INSERT INTO user (\"select\", \"two words\") VALUES (?, ?)" },
        { "postgresql",
          "INSERT INTO \"user\" (\"select\", \"two words\") VALUES ($1::INTEGER, $2::INTEGER) "
          "RETURNING \"user\".id" },
        { "mysql mariadb", "INSERT INTO user (`select`, `two words`) VALUES (?, ?)" },
        { "oracle",
          "INSERT INTO \"user\" (\"select\", \"two words\") VALUES (:1, :2) RETURNING "
          "\"user\".id INTO :3" },
        { "mssql", "INSERT INTO [user] ([select], [two words]) OUTPUT inserted.id VALUES (?, ?)" });
    STMT_IN(sqla_where(sqla_set(sqla_update(&odd), O("MixedCase"), 1), sqla_eq(O("select"), 2)),
        { "default",
          "UPDATE \"user\" SET \"MixedCase\"=:MixedCase WHERE \"user\".\"select\" = :select_1" },
        { "sqlite", "UPDATE user SET \"MixedCase\"=? WHERE user.\"select\" = ?" },
        { "postgresql",
          "UPDATE \"user\" SET \"MixedCase\"=$1::INTEGER WHERE \"user\".\"select\" = "
          "$2::INTEGER" },
        { "mysql mariadb", "UPDATE user SET `MixedCase`=? WHERE user.`select` = ?" },
        { "oracle", "UPDATE \"user\" SET \"MixedCase\"=:1 WHERE \"user\".\"select\" = :2" },
        { "mssql", "UPDATE [user] SET [MixedCase]=? WHERE [user].[select] = ?" });
}

TEST(schemas_qualify_tables) {
    STMT_IN(sqla_where(sqla_select(sqla_c(&posts, "id")), sqla_gt(sqla_c(&posts, "x"), 1)),
        { "default", "SELECT blog.posts.id FROM blog.posts WHERE blog.posts.x > :x_1" },
        { "sqlite mysql mariadb mssql",
          "SELECT blog.posts.id FROM blog.posts WHERE blog.posts.x > ?" },
        { "postgresql", "SELECT blog.posts.id FROM blog.posts WHERE blog.posts.x > $1::INTEGER" },
        { "oracle", "SELECT blog.posts.id FROM blog.posts WHERE blog.posts.x > :1" });
    STMT_IN(sqla_join_from(sqla_select(sqla_c(&notes, "id"), sqla_c(&posts, "x")), &notes, &posts),
        { "default sqlite postgresql oracle",
          "SELECT \"My Blog\".notes.id, blog.posts.x FROM \"My Blog\".notes JOIN blog.posts "
          "ON blog.posts.id = \"My Blog\".notes.post_id" },
        { "mysql mariadb",
          "SELECT `My Blog`.notes.id, blog.posts.x FROM `My Blog`.notes INNER JOIN blog.posts "
          "ON blog.posts.id = `My Blog`.notes.post_id" },
        { "mssql",
          "SELECT [My Blog].notes.id, blog.posts.x FROM [My Blog].notes JOIN blog.posts ON "
          "blog.posts.id = [My Blog].notes.post_id" });
    STMT_IN(sqla_set(sqla_insert(&posts), sqla_c(&posts, "x"), 1),
        { "default", "INSERT INTO blog.posts (x) VALUES (:x)" },
        { "sqlite mysql mariadb", "INSERT INTO blog.posts (x) VALUES (?)" },
        { "postgresql",
          "INSERT INTO blog.posts (x) VALUES ($1::INTEGER) RETURNING blog.posts.id" },
        { "oracle", "INSERT INTO blog.posts (x) VALUES (:1) RETURNING blog.posts.id INTO :2" },
        { "mssql", "INSERT INTO blog.posts (x) OUTPUT inserted.id VALUES (?)" });
    STMT_IN(sqla_where(sqla_set(sqla_update(&posts), sqla_c(&posts, "x"), 1),
            sqla_eq(sqla_c(&posts, "id"), 2)),
        { "default", "UPDATE blog.posts SET x=:x WHERE blog.posts.id = :id_1" },
        { "sqlite mysql mariadb mssql", "UPDATE blog.posts SET x=? WHERE blog.posts.id = ?" },
        { "postgresql", "UPDATE blog.posts SET x=$1::INTEGER WHERE blog.posts.id = $2::INTEGER" },
        { "oracle", "UPDATE blog.posts SET x=:1 WHERE blog.posts.id = :2" });
    STMT_IN(sqla_where(sqla_delete(&posts), sqla_eq(sqla_c(&posts, "id"), 2)),
        { "default", "DELETE FROM blog.posts WHERE blog.posts.id = :id_1" },
        { "sqlite mysql mariadb mssql", "DELETE FROM blog.posts WHERE blog.posts.id = ?" },
        { "postgresql", "DELETE FROM blog.posts WHERE blog.posts.id = $1::INTEGER" },
        { "oracle", "DELETE FROM blog.posts WHERE blog.posts.id = :1" });
    sqla_from *a = sqla_alias(&posts, "a");
    STMT(sqla_select(sqla_c(a, "id")), "SELECT a.id FROM blog.posts AS a");
    a = sqla_alias(&posts, NULL);
    STMT(sqla_select(sqla_c(a, "id")), "SELECT posts_1.id FROM blog.posts AS posts_1");
}

/* ---- what is refused ---- */

TEST(an_unknown_column_is_named_with_its_table) {
    sqla_expr *e = sqla_c(&island, "nope");
    CHECK_STATUS(sqla_error(e)->code, SQLA_NO_SUCH_COLUMN);
    CHECK_HAS(sqla_error(e)->message, "island");
    CHECK_HAS(sqla_error(e)->message, "nope");
    sqla_unref(e);
    FAILS(sqla_select(sqla_c(&t, "NAME")), SQLA_NO_SUCH_COLUMN, "NAME");
    FAILS(sqla_select(sqla_c(&t, "")), SQLA_NO_SUCH_COLUMN, "t");
    FAILS(sqla_select(sqla_c(&t, "\xff\xfe")), SQLA_NO_SUCH_COLUMN, "t");
}

TEST(an_unknown_column_of_a_from_element_is_named) {
    FAILS_NOPE(sqla_select(sqla_c(sqla_alias(&t, "a"), "nope")));
    FAILS_NOPE(sqla_select(sqla_c(sqla_subquery(sqla_select(C("id")), "s"), "nope")));
    FAILS_NOPE(sqla_select(sqla_c(sqla_cte(sqla_select(C("id")), "c"), "nope")));
    FAILS_NOPE(sqla_select(sqla_c(sqla_lateral(sqla_select(C("id")), "l"), "nope")));
    FAILS(sqla_select(sqla_c(sqla_subquery(sqla_select(C("id")), "s"), "x")),
          SQLA_NO_SUCH_COLUMN, "x");
}

TEST(the_first_error_is_told) {
    FAILS(sqla_where(sqla_select(sqla_c(&t, "first")), sqla_c(&t, "second")),
          SQLA_NO_SUCH_COLUMN, "first");
    FAILS(where(sqla_and(sqla_eq(sqla_c(&t, "first"), 1), sqla_eq(sqla_c(&t, "second"), 1))),
          SQLA_NO_SUCH_COLUMN, "first");
}

TEST(unknown_tables_are_named) {
    sqla_metadata *md = sqla_metadata_new(&t, &lost_table);
    CHECK_STATUS(sqla_error(md)->code, SQLA_NO_REFERENCED_TABLE);
    CHECK_HAS(sqla_error(md)->message, "atlantis");
    sqla_metadata_free(md);
    md = sqla_metadata_new(&t, &lost_column);
    CHECK_STATUS(sqla_error(md)->code, SQLA_NO_REFERENCED_COLUMN);
    CHECK_HAS(sqla_error(md)->message, "sunken");
    sqla_metadata_free(md);
    md = sqla_metadata_new(&t, &u);
    CHECK(!sqla_metadata_table(md, "nope"));
    sqla_metadata_free(md);
}

TEST(poison_in_operators) {
    FAILS_NOPE(where(NOPE));
    FAILS_NOPE(where(sqla_eq(NOPE, 1)));
    FAILS_NOPE(where(sqla_eq(C("x"), NOPE)));
    FAILS_NOPE(where(sqla_not(NOPE)));
    FAILS_NOPE(where(sqla_and(C("b"), NOPE)));
    FAILS_NOPE(where(sqla_or(NOPE, C("b"))));
    FAILS_NOPE(where(sqla_and(sqla_false(), NOPE)));
    FAILS_NOPE(where(sqla_between(C("x"), NOPE, 1)));
    FAILS_NOPE(where(sqla_between(C("x"), 1, NOPE)));
    FAILS_NOPE(where(sqla_in(NOPE, 1)));
    FAILS_NOPE(where(sqla_in(C("x"), 1, NOPE)));
    FAILS_NOPE(where(sqla_eq(sqla_tuple(C("x"), NOPE), sqla_tuple(1, 2))));
    FAILS_NOPE(where(sqla_like(NOPE, "a")));
    FAILS_NOPE(where(sqla_contains(C("name"), NOPE)));
    FAILS_NOPE(where(sqla_op(C("x"), "&", NOPE)));
    FAILS_NOPE(where(sqla_is_distinct_from(C("x"), NOPE)));
}

TEST(poison_in_functions_and_values) {
    FAILS_NOPE(sqla_select(sqla_neg(NOPE)));
    FAILS_NOPE(sqla_select(sqla_label(NOPE, "v")));
    FAILS_NOPE(sqla_select(sqla_cast(NOPE, SQLA_INTEGER)));
    FAILS_NOPE(sqla_select(sqla_type_coerce(NOPE, SQLA_INTEGER)));
    FAILS_NOPE(sqla_select(sqla_collate(NOPE, "x")));
    FAILS_NOPE(sqla_select(sqla_extract("year", NOPE)));
    FAILS_NOPE(sqla_select(sqla_func("f", C("x"), NOPE)));
    FAILS_NOPE(sqla_select(sqla_count(sqla_distinct_of(NOPE))));
    FAILS_NOPE(sqla_select(sqla_case(sqla_when(NOPE, 1))));
    FAILS_NOPE(sqla_select(sqla_case(sqla_when(C("b"), NOPE))));
    FAILS_NOPE(sqla_select(sqla_case(sqla_when(C("b"), 1), sqla_else(NOPE))));
    FAILS_NOPE(sqla_select(sqla_case_of(NOPE, sqla_when(C("x"), 1))));
    FAILS_NOPE(sqla_select(sqla_json_item(NOPE, "a")));
    FAILS_NOPE(sqla_select(sqla_json_path(C("j"), "a", NOPE)));
    FAILS_NOPE(sqla_select(sqla_json_as_text(NOPE)));
}

TEST(poison_in_windows) {
    FAILS_NOPE(sqla_select(sqla_over(sqla_sum(NOPE))));
    FAILS_NOPE(sqla_select(sqla_over(sqla_sum(C("x")), .partition_by = SQLA_EXPRS(NOPE))));
    FAILS_NOPE(sqla_select(sqla_over(sqla_sum(C("x")), .order_by = SQLA_EXPRS(sqla_desc(NOPE)))));
    FAILS_NOPE(sqla_select(sqla_filter(sqla_sum(C("x")), NOPE)));
    FAILS_NOPE(sqla_select(sqla_within_group(sqla_func("mode"), NOPE)));
}

TEST(poison_in_clauses) {
    FAILS_NOPE(sqla_select(NOPE));
    FAILS_NOPE(sqla_add_columns(sqla_select(C("id")), NOPE));
    FAILS_NOPE(sqla_having(sqla_select(C("id")), NOPE));
    FAILS_NOPE(sqla_group_by(sqla_select(C("id")), NOPE));
    FAILS_NOPE(sqla_order_by(sqla_select(C("id")), sqla_nulls_last(sqla_asc(NOPE))));
    FAILS_NOPE(sqla_limit(sqla_select(C("id")), NOPE));
    FAILS_NOPE(sqla_offset(sqla_select(C("id")), NOPE));
    FAILS_NOPE(sqla_join(sqla_select(C("id")), &u, .on = NOPE));
    FAILS_NOPE(sqla_outerjoin(sqla_select(C("id")), &u, .on = sqla_eq(NOPE, 1)));
    FAILS_NOPE(sqla_select_from(sqla_select(C("id")), NOPE));
}

TEST(poison_in_inner_statements) {
    FAILS_NOPE(where(sqla_exists(sqla_select(NOPE))));
    FAILS_NOPE(where(sqla_in(C("x"), sqla_select(NOPE))));
    FAILS_NOPE(where(sqla_eq(C("x"), sqla_any_of(sqla_select(NOPE)))));
    FAILS_NOPE(sqla_select(sqla_scalar_subquery(sqla_select(NOPE))));
    FAILS_NOPE(sqla_select(sqla_subquery(sqla_select(NOPE), "s")));
    FAILS_NOPE(sqla_select(sqla_c(sqla_subquery(sqla_select(NOPE), "s"), "id")));
    FAILS_NOPE(sqla_select(sqla_cte(sqla_select(NOPE), "c")));
    FAILS_NOPE(sqla_join(sqla_select(C("id")), sqla_lateral(sqla_select(NOPE), "l"),
                         .on = sqla_true()));
    FAILS_NOPE(sqla_union(sqla_select(NOPE), sqla_select(C("id"))));
    FAILS_NOPE(sqla_union(sqla_select(C("id")), sqla_select(NOPE)));
    FAILS_NOPE(sqla_insert_from(sqla_insert(&u), SQLA_NAMES("t_id"), sqla_select(NOPE)));
    FAILS_NOPE(sqla_select(sqla_cte_union_all(
        sqla_cte(sqla_select(C("id")), "c", .recursive = true), sqla_select(NOPE))));
    sqla_stmt *q = sqla_freeze(sqla_select(NOPE));
    FAILS_NOPE(sqla_clone(q));
    FAILS_NOPE(q);
    sqla_unref(q);
}

TEST(poison_in_changes) {
    FAILS_NOPE(sqla_set(sqla_insert(&t), NOPE, 1));
    FAILS_NOPE(sqla_set(sqla_insert(&t), C("x"), NOPE));
    FAILS_NOPE(sqla_set(sqla_update(&t), C("x"), sqla_plus(NOPE, 1)));
    FAILS_NOPE(sqla_where(sqla_update(&t), NOPE));
    FAILS_NOPE(sqla_where(sqla_delete(&t), NOPE));
    FAILS_NOPE(sqla_returning(sqla_delete(&t), NOPE));
    FAILS_NOPE(sqla_on_conflict_do_nothing(sqla_set(sqla_insert(&t), C("x"), 1),
                                           .index_elements = SQLA_EXPRS(NOPE)));
    FAILS_NOPE(sqla_on_conflict_do_update(sqla_set(sqla_insert(&t), C("x"), 1),
                                          .index_elements = SQLA_EXPRS(C("id")),
                                          .set = SQLA_SETS(C("x"), NOPE)));
    FAILS_NOPE(sqla_on_conflict_do_update(sqla_set(sqla_insert(&t), C("x"), 1),
                                          .index_elements = SQLA_EXPRS(C("id")),
                                          .set = SQLA_SETS(C("x"), 1), .where = NOPE));
    FAILS_NOPE(sqla_text_columns(sqla_text("SELECT 1"), NOPE));
}

TEST(a_poisoned_node_that_is_kept_survives_its_parents) {
    sqla_expr *bad = sqla_ref(NOPE);
    sqla_unref(sqla_not(bad));
    sqla_unref(sqla_eq(bad, 1));
    sqla_unref(sqla_label(bad, "v"));
    sqla_unref(sqla_func("f", bad, 1));
    sqla_expr *parent = sqla_and(C("b"), bad);
    CHECK_HAS(sqla_error(bad)->message, "nope");
    sqla_unref(bad);
    FAILS_NOPE(where(parent));
}

TEST(a_poisoned_element_that_is_kept_survives_its_parents) {
    sqla_from *bad = sqla_ref(sqla_subquery(sqla_select(NOPE), "s"));
    sqla_unref(sqla_c(bad, "id"));
    sqla_unref(sqla_alias(bad, "a"));
    sqla_from *parent = sqla_cte_union_all(bad, sqla_select(C("id")));
    CHECK(sqla_failed(bad));
    sqla_unref(bad);
    FAILS_NOPE(sqla_select(parent));
}

TEST(null_in_place_of_an_expression) {
    sqla_expr *none = NULL;
    FAILS_NULL(where(none));
    FAILS_NULL(where(sqla_eq(none, 1)));
    FAILS_NULL(where(sqla_eq(C("x"), none)));
    FAILS_NULL(where(sqla_and(C("b"), none)));
    FAILS_NULL(where(sqla_not(none)));
    FAILS_NULL(where(sqla_in(C("x"), 1, none)));
    FAILS_NULL(sqla_select(none));
    FAILS_NULL(sqla_select(sqla_label(none, "v")));
    FAILS_NULL(sqla_select(sqla_func("f", none)));
    FAILS_NULL(sqla_select(sqla_case(sqla_when(none, 1), sqla_when(C("b"), 2))));
    FAILS_NULL(sqla_select(sqla_case(sqla_when(C("b"), none))));
    FAILS_NULL(sqla_select(sqla_over(none)));
    FAILS_NULL(sqla_order_by(sqla_select(C("id")), none));
    FAILS_NULL(sqla_group_by(sqla_select(C("id")), sqla_desc(none)));
    FAILS_NULL(sqla_set(sqla_update(&t), none, 1));
    FAILS_NULL(sqla_set(sqla_update(&t), C("x"), none));
}

TEST(null_in_place_of_statements_and_tables) {
    sqla_stmt *none = NULL;
    sqla_from *nothing = NULL;
    const sqla_table *nowhere = NULL;
    FAILS_NULL(none);
    FAILS_NULL(sqla_where(none, C("b")));
    FAILS_NULL(sqla_limit(none, 5));
    FAILS_NULL(where(sqla_exists(none)));
    FAILS_NULL(sqla_select(sqla_scalar_subquery(none)));
    FAILS_NULL(sqla_select(sqla_subquery(none, "s")));
    FAILS_NULL(sqla_select(sqla_cte(none, "c")));
    FAILS_NULL(sqla_union(sqla_select(C("id")), none));
    FAILS_NULL(sqla_clone(none));
    FAILS_NULL(sqla_select(nothing));
    FAILS_NULL(sqla_select(sqla_c(nothing, "id")));
    FAILS_NULL(sqla_join(sqla_select(C("id")), nothing));
    FAILS_NULL(sqla_select(nowhere));
    FAILS_NULL(sqla_select(sqla_c(nowhere, "id")));
    FAILS_NULL(sqla_insert(nowhere));
    FAILS_NULL(sqla_update(nowhere));
    FAILS_NULL(sqla_delete(nowhere));
    FAILS_NULL(sqla_select(sqla_alias(nowhere, "a")));
}

TEST(null_in_place_of_names_and_types) {
    FAILS_NULL(sqla_select(sqla_c(&t, NULL)));
    FAILS_NULL(sqla_text(NULL));
    FAILS_NULL(where(sqla_sql(NULL)));
    FAILS_NULL(sqla_select(sqla_param(NULL)));
    FAILS_NULL(sqla_select(sqla_func_n(NULL, NULL, 0)));
    FAILS_NULL(sqla_select(sqla_cast(C("x"), NULL)));
    FAILS_NULL(where(sqla_op(C("x"), NULL, 1)));
    FAILS_NULL(sqla_select(sqla_extract(NULL, C("d"))));
    FAILS_NULL(sqla_select(sqla_collate(C("name"), NULL)));
    FAILS_NULL(sqla_insert_from(sqla_insert(&u), NULL, sqla_select(C("id"))));
}

TEST(nothing_compiled_answers_with_an_error) {
    CHECK_STATUS(sqla_compiled_error(NULL)->code, SQLA_ARGUMENT_ERROR);
    CHECK_STR(sqla_compiled_sql(NULL), "");
    CHECK_INT(sqla_compiled_count(NULL), 0);
    CHECK(!sqla_compiled_name(NULL, 0));
    CHECK_INT(sqla_compiled_value(NULL, 0)->kind, SQLA_VALUE_NULL);
    sqla_compiled_free(NULL);
    sqla_unref((sqla_expr *)NULL);
    sqla_unref((sqla_stmt *)NULL);
    sqla_unref((sqla_from *)NULL);
}

TEST(past_the_last_parameter_there_is_nothing) {
    sqla_compiled *c = sqla_compile(where(sqla_eq(C("x"), 5)));
    CHECK_INT(sqla_compiled_count(c), 1);
    CHECK(!sqla_compiled_name(c, 1));
    CHECK_INT(sqla_compiled_value(c, 1)->kind, SQLA_VALUE_NULL);
    CHECK_STATUS(sqla_error(c)->code, SQLA_OK);
    sqla_compiled_free(c);
}

TEST(an_unknown_dialect_is_named) {
    FAILS_IN(sqla_select(C("id")), "nosuch", SQLA_NO_SUCH_MODULE, "nosuch");
    FAILS_IN(sqla_select(C("id")), "SQLite", SQLA_NO_SUCH_MODULE, "SQLite");
    CHECK_SQL(sqla_select(C("id")), NULL, "SELECT t.id FROM t");
}

TEST(order_comparisons_refuse_null_and_bool) {
    FAILS(where(sqla_lt(C("x"), NULL)), SQLA_ARGUMENT_ERROR, "");
    FAILS(where(sqla_ge(C("x"), sqla_none_int32())), SQLA_ARGUMENT_ERROR, "");
    FAILS(where(sqla_gt(C("x"), (bool)true)), SQLA_ARGUMENT_ERROR, "");
}

TEST(columns_of_another_table_cannot_be_set) {
    FAILS(sqla_set(sqla_insert(&t), U("v"), "a"), ANY_ERROR, "v");
    FAILS(sqla_set(sqla_insert(&posts), sqla_c(&notes, "post_id"), 1), ANY_ERROR, "post_id");
    FAILS(sqla_set(sqla_update(&posts), sqla_c(&notes, "post_id"), 1), ANY_ERROR, "post_id");
    FAILS(sqla_set(sqla_update(&t), sqla_plus(C("x"), 1), 1), ANY_ERROR, "");
    FAILS(sqla_insert_from(sqla_insert(&u), SQLA_NAMES("nope"), sqla_select(C("id"))), ANY_ERROR,
          "nope");
}

TEST(rows_of_an_insert_have_the_same_columns) {
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&u), U("t_id"), 1), U("v"), "a");
    FAILS(sqla_set(sqla_values_next(q), U("t_id"), 2), ANY_ERROR, "v");
}

TEST(clauses_of_another_kind_of_statement) {
    FAILS(sqla_where(sqla_set(sqla_insert(&t), C("x"), 1), C("b")), ANY_ERROR, "");
    FAILS(sqla_set(sqla_select(C("id")), C("x"), 1), ANY_ERROR, "");
    FAILS(sqla_group_by(sqla_delete(&t), C("x")), ANY_ERROR, "");
    FAILS(sqla_values_next(sqla_update(&t)), ANY_ERROR, "");
    FAILS(sqla_returning(sqla_select(C("id")), C("id")), ANY_ERROR, "");
    FAILS(sqla_add_columns(sqla_text("SELECT 1"), C("id")), ANY_ERROR, "");
    FAILS(sqla_on_conflict_do_nothing(sqla_update(&t)), ANY_ERROR, "");
    FAILS(sqla_where(sqla_union(sqla_select(C("id")), sqla_select(C("x"))), C("b")), ANY_ERROR, "");
    FAILS(sqla_union(sqla_insert(&t), sqla_select(C("id"))), ANY_ERROR, "");
    FAILS(sqla_select(sqla_subquery(sqla_delete(&t), "s")), ANY_ERROR, "");
}

TEST(options_that_make_no_sense) {
    FAILS(sqla_limit(sqla_select(C("id")), "ten"), ANY_ERROR, "");
    FAILS(sqla_limit(sqla_select(C("id")), -1), ANY_ERROR, "");
    FAILS(sqla_select(sqla_case_n(NULL, NULL, 0)), ANY_ERROR, "");
    FAILS(sqla_select(sqla_case(sqla_else(1), sqla_when(C("b"), 2))), ANY_ERROR, "");
    FAILS(sqla_select(sqla_over(sqla_sum(C("x")), .rows = SQLA_FRAME(-1, 1),
                                .range = SQLA_FRAME(-1, 1))), ANY_ERROR, "");
}

TEST(what_a_dialect_lacks_is_refused_by_name) {
    FAILS_IN(where(sqla_regexp_match(C("name"), "a")), "mssql", SQLA_COMPILE_ERROR, "mssql");
    FAILS_IN(sqla_offset(sqla_select(C("id")), 5), "mssql", SQLA_COMPILE_ERROR, "");
    FAILS_IN(sqla_select(sqla_extract("fortnight", C("d"))), "sqlite", SQLA_COMPILE_ERROR,
             "fortnight");
    FAILS_IN(sqla_set(sqla_values_next(sqla_set(sqla_insert(&t), C("x"), 1)), C("x"), 2), "oracle",
             SQLA_COMPILE_ERROR, "oracle");
    FAILS_IN(sqla_on_conflict_do_nothing(sqla_set(sqla_insert(&t), C("x"), 1)), "mysql",
             SQLA_COMPILE_ERROR, "mysql");
}

TEST(joins_without_a_clear_foreign_key) {
    FAILS(sqla_join(sqla_select(C("id")), &edge), SQLA_AMBIGUOUS_FOREIGN_KEYS, "edge");
    FAILS(sqla_join(sqla_select(C("id")), &island), SQLA_INVALID_REQUEST, "island");
    FAILS(sqla_join_from(sqla_select(C("id")), &t, &island), SQLA_NO_FOREIGN_KEYS, "island");
    FAILS(sqla_join(sqla_select(C("id")), sqla_subquery(sqla_select(sqla_c(&island, "a")), "isle")),
          SQLA_INVALID_REQUEST, "isle");
    STMT(sqla_join(sqla_select(C("id")), &edge, .on = sqla_eq(sqla_c(&edge, "to_id"), C("id"))),
         "SELECT t.id FROM t JOIN edge ON edge.to_id = t.id");
}

TEST(joins_without_a_clear_left_side) {
    FAILS(sqla_join(sqla_select(C("id"), P("w")), &u), SQLA_INVALID_REQUEST, "");
    FAILS(sqla_join(sqla_select(sqla_literal(1)), &u), SQLA_INVALID_REQUEST, "");
}

TEST(two_ctes_of_one_name) {
    sqla_from *a = sqla_cte(sqla_select(C("id")), "twice");
    sqla_from *b = sqla_cte(sqla_select(U("id")), "twice");
    FAILS(sqla_select(sqla_c(a, "id"), sqla_c(b, "id")), SQLA_COMPILE_ERROR, "twice");
}

TEST(a_parameter_with_a_made_up_name) {
    FAILS(sqla_where(where(sqla_eq(C("x"), sqla_param("x_1"))), sqla_eq(C("x"), 5)),
          SQLA_COMPILE_ERROR, "x_1");
    FAILS(sqla_where(sqla_set(sqla_update(&u), U("v"), "a"), sqla_eq(U("v"), sqla_param("v"))),
          SQLA_COMPILE_ERROR, "v");
}

TEST(bind_of_an_unknown_parameter) {
    sqla_stmt *q = sqla_text("SELECT :a");
    sqla_bind(q, "nope", 1);
    FAILS(q, ANY_ERROR, "nope");
}

TEST(a_parameter_without_value) {
    sqla_engine *e = sqla_create_engine("sqlite://");
    sqla_conn *c = sqla_connect(e);
    sqla_result *r = sqla_execute(c, sqla_text("SELECT :lost"));
    CHECK_STATUS(sqla_result_status(r), SQLA_STATEMENT_ERROR);
    CHECK_HAS(sqla_error(c)->message, "lost");
    sqla_result_free(r);
    r = sqla_execute(c, sqla_select(sqla_plus(sqla_literal(1), sqla_param("gone"))));
    CHECK_STATUS(sqla_result_status(r), SQLA_STATEMENT_ERROR);
    CHECK_HAS(sqla_last_error(c)->message, "gone");
    sqla_result_free(r);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(a_change_that_comes_too_late) {
    sqla_stmt *q = sqla_ref(sqla_select(C("id")));
    sqla_from *s = sqla_subquery(q, "s");
    sqla_stmt *changed = sqla_where(q, C("b"));
    CHECK_STATUS(sqla_error(changed)->code, SQLA_INVALID_REQUEST);
    CHECK(*sqla_error(changed)->message);
    sqla_unref(s);
    sqla_unref(q);
}

TEST(values_that_cannot_be_written) {
    sqla_value cut = { .kind = SQLA_VALUE_TEXT, .as.text = { "a\0b", 3 } };
    FAILS_LITERAL(sqla_select(sqla_literal(UINT64_MAX)), "default", SQLA_DATA_ERROR, "");
    FAILS_LITERAL(sqla_select(sqla_literal(sqla_decimal_of("1.2.3"))), "default", SQLA_DATA_ERROR,
                  "");
    FAILS_LITERAL(sqla_select(sqla_literal(((sqla_interval){ .days = 1 }))), "sqlite",
                  SQLA_COMPILE_ERROR, "");
    FAILS_LITERAL(sqla_select(sqla_literal("bad \xff\xfe text")), "sqlite", ANY_ERROR, "");
    FAILS_LITERAL(sqla_select(sqla_literal(cut)), "sqlite", ANY_ERROR, "");
}

/* ---- sizes ---- */

/* Compiles q; says whether there is SQL, or an error with a message. */
static bool answers(sqla_stmt *q) {
    sqla_compiled *c = sqla_compile(q);
    bool fine = sqla_error(c)->code == SQLA_OK ? *sqla_compiled_sql(c) != '\0'
                                               : *sqla_error(c)->message != '\0';
    sqla_compiled_free(c);
    return fine;
}

static int depth(void) { return quick() ? 1000 : 10000; }

static sqla_expr *on_the_left(sqla_expr *e)  { return sqla_minus(e, 1); }
static sqla_expr *on_the_right(sqla_expr *e) { return sqla_minus(C("x"), e); }
static sqla_expr *in_a_concat(sqla_expr *e)  { return sqla_concat(C("name"), e); }
static sqla_expr *negated(sqla_expr *e)      { return sqla_neg(e); }
static sqla_expr *denied(sqla_expr *e)       { return sqla_not(sqla_func("f", e)); }
static sqla_expr *compared(sqla_expr *e)     { return sqla_eq(e, C("b")); }
static sqla_expr *and_or(sqla_expr *e)  { return sqla_and(C("b"), sqla_or(C("b"), e)); }
static sqla_expr *called(sqla_expr *e)       { return sqla_func("f", e, 1); }
static sqla_expr *cast(sqla_expr *e)         { return sqla_cast(e, SQLA_INTEGER); }
static sqla_expr *labelled(sqla_expr *e)     { return sqla_label(e, "v"); }
static sqla_expr *in_a_case(sqla_expr *e) {
    return sqla_case(sqla_when(C("b"), e), sqla_else(1));
}
static sqla_expr *in_a_list(sqla_expr *e)    { return sqla_in(C("x"), e, 1); }
static sqla_expr *in_a_window(sqla_expr *e) {
    return sqla_over(sqla_func("f"), .order_by = SQLA_EXPRS(e));
}
static sqla_expr *existing(sqla_expr *e)     { return sqla_exists(where(e)); }
static sqla_expr *selected(sqla_expr *e)     { return sqla_scalar_subquery(sqla_select(e)); }

TEST(operators_ten_thousand_deep) {
    static sqla_expr *(*const wraps[])(sqla_expr *) = {
        on_the_left, on_the_right, in_a_concat, negated, denied, compared, and_or,
    };
    for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
        sqla_expr *e = C("x");
        for (int d = depth(); d > 0; d--) e = wraps[i](e);
        CHECK(answers(where(e)));
    }
}

TEST(functions_ten_thousand_deep) {
    static sqla_expr *(*const wraps[])(sqla_expr *) = {
        called, cast, labelled, in_a_case, in_a_list, in_a_window,
    };
    for (size_t i = 0; i < sizeof wraps / sizeof *wraps; i++) {
        sqla_expr *e = C("x");
        for (int d = depth(); d > 0; d--) e = wraps[i](e);
        CHECK(answers(sqla_select(e)));
    }
}

TEST(inner_statements_ten_thousand_deep) {
    sqla_expr *e = C("b");
    for (int d = depth(); d > 0; d--) e = existing(e);
    CHECK(answers(where(e)));
    e = C("x");
    for (int d = depth(); d > 0; d--) e = selected(e);
    CHECK(answers(sqla_select(e)));
}

TEST(subqueries_ten_thousand_deep) {
    sqla_stmt *q = sqla_select(C("id"));
    for (int d = depth(); d > 0; d--) q = sqla_select(sqla_c(sqla_subquery(q, NULL), "id"));
    CHECK(answers(q));
}

TEST(ctes_ten_thousand_deep) {
    sqla_stmt *q = sqla_select(C("id"));
    for (int d = depth(); d > 0; d--) q = sqla_select(sqla_c(sqla_cte(q, NULL), "id"));
    CHECK(answers(q));
}

TEST(unions_ten_thousand_deep) {
    sqla_stmt *q = sqla_select(C("id"));
    for (int d = depth(); d > 0; d--) q = sqla_union(q, sqla_select(U("id")));
    CHECK(answers(q));
    q = sqla_select(C("id"));
    for (int d = depth(); d > 0; d--) q = sqla_union(sqla_select(U("id")), q);
    CHECK(answers(q));
}

TEST(aliases_ten_thousand_deep) {
    sqla_from *a = sqla_alias(&t, NULL);
    for (int d = depth(); d > 0; d--) a = sqla_alias(a, NULL);
    CHECK(answers(sqla_select(sqla_c(a, "id"))));
}

TEST(deep_trees_are_freed_without_being_compiled) {
    sqla_expr *e = C("x");
    for (int d = depth(); d > 0; d--) e = selected(sqla_neg(e));
    sqla_unref(e);
}

TEST(an_in_list_of_forty_thousand) {
    enum { MANY = 40000 };
    static int32_t ids[MANY];
    for (int i = 0; i < MANY; i++) ids[i] = i;
    sqla_stmt *q = sqla_ref(where(sqla_in_array(C("x"), ids, MANY)));
    sqla_compiled *c = sqla_compile(q);
    CHECK_INT(sqla_compiled_count(c), MANY);
    CHECK_STR(sqla_compiled_name(c, MANY - 1), "x_1_40000");
    CHECK_INT(sqla_compiled_value(c, MANY - 1)->as.i, MANY - 1);
    sqla_compiled_free(c);
    c = sqla_compile(q, .dialect = "postgresql");
    CHECK_HAS(sqla_compiled_sql(c), ", $40000::INTEGER)");
    sqla_compiled_free(c);
    sqla_unref(q);
}

TEST(forty_thousand_conditions) {
    enum { MANY = 40000 };
    static sqla_expr *all[MANY];
    int many = quick() ? 4000 : MANY;
    for (int i = 0; i < many; i++) all[i] = sqla_eq(C("x"), i);
    sqla_compiled *c = sqla_compile(where(sqla_or(sqla_span(all, (size_t)many))));
    CHECK_INT(sqla_compiled_count(c), many);
    CHECK_INT(sqla_compiled_value(c, (size_t)many - 1)->as.i, many - 1);
    sqla_compiled_free(c);
}

TEST(forty_thousand_rows_of_an_insert) {
    int many = quick() ? 4000 : 40000;
    sqla_stmt *q = sqla_insert(&u);
    for (int i = 0; i < many; i++) {
        if (i) sqla_values_next(q);
        sqla_set(q, U("t_id"), i);
    }
    sqla_compiled *c = sqla_compile(q);
    CHECK_INT(sqla_compiled_count(c), many);
    CHECK_STR(sqla_compiled_name(c, 1), "t_id_m1");
    sqla_compiled_free(c);
}

TESTS(compile,
    T(each_paramstyle_in_each_dialect), T(format_styles_double_the_percent_sign),
    T(a_parameter_used_twice), T(parameters_are_numbered_by_first_appearance),
    T(parameters_are_named_after_their_column), T(parameters_are_named_after_an_alias_column),
    T(inserts_and_updates_name_their_parameters_after_columns), T(limits_are_parameters),
    T(texts_are_never_part_of_the_sql), T(autoescape_escapes_the_value), T(json_keys_become_paths),
    T(literals_in_every_dialect), T(doubles_are_written_so_that_they_read_back),
    T(dates_and_times_as_literals), T(decimals_and_uuids_as_literals),
    T(an_int_beside_an_enum_is_its_label), T(conditions_and_limits_as_literals),
    T(statements_with_literals), T(literals_leave_no_parameters),
    T(identifiers_are_quoted_where_the_dialect_needs_it),
    T(parameters_of_odd_columns_have_plain_names), T(labels_and_aliases_are_quoted),
    T(odd_names_in_inserts_and_updates), T(schemas_qualify_tables),
    T(an_unknown_column_is_named_with_its_table), T(an_unknown_column_of_a_from_element_is_named),
    T(the_first_error_is_told), T(unknown_tables_are_named), T(poison_in_operators),
    T(poison_in_functions_and_values), T(poison_in_windows), T(poison_in_clauses),
    T(poison_in_inner_statements), T(poison_in_changes),
    T(a_poisoned_node_that_is_kept_survives_its_parents),
    T(a_poisoned_element_that_is_kept_survives_its_parents), T(null_in_place_of_an_expression),
    T(null_in_place_of_statements_and_tables), T(null_in_place_of_names_and_types),
    T(nothing_compiled_answers_with_an_error), T(past_the_last_parameter_there_is_nothing),
    T(an_unknown_dialect_is_named), T(order_comparisons_refuse_null_and_bool),
    T(columns_of_another_table_cannot_be_set), T(rows_of_an_insert_have_the_same_columns),
    T(clauses_of_another_kind_of_statement), T(options_that_make_no_sense),
    T(what_a_dialect_lacks_is_refused_by_name), T(joins_without_a_clear_foreign_key),
    T(joins_without_a_clear_left_side), T(two_ctes_of_one_name), T(a_parameter_with_a_made_up_name),
    T(bind_of_an_unknown_parameter), T(a_parameter_without_value), T(a_change_that_comes_too_late),
    T(values_that_cannot_be_written), T(operators_ten_thousand_deep),
    T(functions_ten_thousand_deep), T(inner_statements_ten_thousand_deep),
    T(subqueries_ten_thousand_deep), T(ctes_ten_thousand_deep), T(unions_ten_thousand_deep),
    T(aliases_ten_thousand_deep), T(deep_trees_are_freed_without_being_compiled),
    T(an_in_list_of_forty_thousand), T(forty_thousand_conditions),
    T(forty_thousand_rows_of_an_insert));
