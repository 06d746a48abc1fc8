/* Statements: their SQL, which is what SQLAlchemy writes for the same construct, and the life of
 * their nodes. */
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

SQLA_TABLE(emp, "emp",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("name",    SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("boss_id", SQLA_INTEGER, .foreign_key = "emp.id"),
    SQLA_TABLE_COLUMN("pay",     SQLA_INTEGER));

SQLA_TABLE(pair, "pair",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .primary_key = true));

SQLA_TABLE(half, "half",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("a",  SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b",  SQLA_INTEGER),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("a", "b"), "pair", SQLA_NAMES("a", "b")));

SQLA_TABLE(defaults, "defaults",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("n",    SQLA_INTEGER, .default_value = SQLA_DEFAULT_INT(5)),
    SQLA_TABLE_COLUMN("made", SQLA_DATETIME,
                      .default_value = SQLA_DEFAULT_SQL("CURRENT_TIMESTAMP")),
    SQLA_TABLE_COLUMN("seen", SQLA_DATETIME, .onupdate = SQLA_DEFAULT_SQL("CURRENT_TIMESTAMP")),
    SQLA_TABLE_COLUMN("v",    SQLA_INTEGER, .onupdate = SQLA_DEFAULT_INT(7)),
    SQLA_TABLE_COLUMN("s",    SQLA_STRING(10), .server_default = "'new'"));

SQLA_TABLE(nokey, "nokey",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_STRING(5)));

#define C(name) sqla_c(&t, name)
#define U(name) sqla_c(&u, name)

/* What a statement is in some dialects: their names with blanks between; NULL is a refusal. */
typedef struct want { const char *dialects, *sql; } want;
#define ALL "default sqlite postgresql mysql mariadb oracle mssql"

/* Compiles q, which is consumed, in every dialect of w. */
static void in_dialects(sqla_stmt *q, const want *w, test__place at) {
    sqla_ref(q);
    for (; w->dialects; w++) {
        for (const char *d = w->dialects; *d; d += strspn(d, " ")) {
            char dialect[16];
            snprintf(dialect, sizeof dialect, "%.*s", (int)strcspn(d, " "), d);
            d += strcspn(d, " ");
            at.text = dialect;
            sqla_compiled *c = sqla_compile(q, .dialect = dialect);
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
#define E(name) sqla_c(&emp, name)
#define D(name) sqla_c(&defaults, name)

/* A statement in the default dialect, or in those named. */
#define STMT(q, sql)    CHECK_SQL((q), "default", sql)
#define STMT_IN(q, ...) in_dialects((q), WANTS(__VA_ARGS__), TEST__AT("SQL"))

/* How many rows of u belong to each of t. */
static sqla_stmt *counted(void) {
    sqla_stmt *q = sqla_select(U("t_id"), sqla_label(sqla_count_all(), "n"));
    return sqla_group_by(q, U("t_id"));
}

/* Those without boss, and below them. */
static sqla_from *chain(bool distinct) {
    sqla_stmt *top = sqla_where(sqla_select(E("id"), E("boss_id")), sqla_is_null(E("boss_id")));
    sqla_from *tree = sqla_ref(sqla_cte(top, "tree", .recursive = true));
    sqla_stmt *below = sqla_join(sqla_select(E("id"), E("boss_id")), tree,
                                 .on = sqla_eq(E("boss_id"), sqla_c(tree, "id")));
    sqla_from *whole = distinct ? sqla_cte_union(tree, below) : sqla_cte_union_all(tree, below);
    sqla_unref(tree);
    return whole;
}

TEST(select_names_its_columns_and_tables) {
    STMT(sqla_select(C("id"), C("name")), "SELECT t.id, t.name FROM t");
    STMT_IN(sqla_select(&u), { ALL, "SELECT u.id, u.t_id, u.v FROM u" });
    STMT(sqla_select(&u, C("id")), "SELECT u.id, u.t_id, u.v, t.id AS id_1 FROM u, t");
    STMT(sqla_select(U("v"), &u), "SELECT u.v, u.id, u.t_id, u.v AS v__1 FROM u");
    STMT(sqla_add_columns(sqla_select(C("id")), C("x"), U("v")), "SELECT t.id, t.x, u.v FROM t, u");
    STMT_IN(sqla_select(1, "a"),
        { "default", "SELECT :param_1 AS anon_1, :param_2 AS anon_2" },
        { "sqlite mysql mariadb mssql", "SELECT ? AS anon_1, ? AS anon_2" },
        { "postgresql", "SELECT $1::INTEGER AS anon_1, $2::VARCHAR AS anon_2" },
        { "oracle", "SELECT :1 AS anon_1, :2 AS anon_2 FROM DUAL" });
}

TEST(columns_of_one_name_get_labels) {
    STMT_IN(sqla_select(C("id"), U("id")), { ALL, "SELECT t.id, u.id AS id_1 FROM t, u" });
    STMT(sqla_select(C("id"), U("id"), C("id")),
        "SELECT t.id, u.id AS id_1, t.id AS id__1 FROM t, u");
    STMT(sqla_select(C("id"), C("id"), C("id")),
        "SELECT t.id, t.id AS id__1, t.id AS id__2 FROM t");
    STMT(sqla_select(C("id"), U("id"), C("id"), U("id")),
        "SELECT t.id, u.id AS id_1, t.id AS id__1, u.id AS id__2 FROM t, u");
    STMT(sqla_select(sqla_label(C("x"), "id"), C("id")), "SELECT t.x AS id, t.id AS id_1 FROM t");
}

TEST(from_follows_from_the_columns) {
    STMT(sqla_select(C("id"), U("id")), "SELECT t.id, u.id AS id_1 FROM t, u");
    STMT(sqla_where(sqla_select(C("id")), sqla_eq(C("id"), U("t_id"))),
        "SELECT t.id FROM t, u WHERE t.id = u.t_id");
    STMT(sqla_order_by(sqla_select(C("id")), U("id")), "SELECT t.id FROM t ORDER BY u.id");
    STMT(sqla_select_from(sqla_select(U("id")), &t), "SELECT u.id FROM t, u");
    STMT(sqla_select_from(sqla_select(C("id")), &t), "SELECT t.id FROM t");
    STMT_IN(sqla_select(sqla_literal(1)),
        { "default", "SELECT :param_1 AS anon_1" },
        { "oracle", "SELECT :1 AS anon_1 FROM DUAL" });
    STMT(sqla_select(sqla_max(C("x")), sqla_count(U("id"))),
        "SELECT max(t.x) AS max_1, count(u.id) AS count_1 FROM t, u");
}

TEST(wheres_are_anded) {
    STMT(sqla_where(sqla_where(sqla_select(C("id")), C("b")), sqla_eq(C("x"), 1)),
        "SELECT t.id FROM t WHERE t.b AND t.x = :x_1");
    STMT(sqla_where(sqla_select(C("id")), C("b"), sqla_eq(C("x"), 1)),
        "SELECT t.id FROM t WHERE t.b AND t.x = :x_1");
    STMT(sqla_where(sqla_where(sqla_select(C("id")), sqla_or(C("b"), sqla_eq(C("x"), 1))),
            sqla_eq(C("x"), 2)),
        "SELECT t.id FROM t WHERE (t.b OR t.x = :x_1) AND t.x = :x_2");
    STMT(sqla_where_n(sqla_select(C("id")), NULL, 0), "SELECT t.id FROM t");
}

TEST(join_follows_the_foreign_key) {
    STMT_IN(sqla_join(sqla_select(C("name"), U("v")), &u),
        { "default sqlite postgresql oracle mssql",
          "SELECT t.name, u.v FROM t JOIN u ON t.id = u.t_id" },
        { "mysql mariadb", "SELECT t.name, u.v FROM t INNER JOIN u ON t.id = u.t_id" });
    STMT(sqla_join(sqla_select(C("name")), &u), "SELECT t.name FROM t JOIN u ON t.id = u.t_id");
    STMT(sqla_join(sqla_select(U("v")), &t), "SELECT u.v FROM u JOIN t ON t.id = u.t_id");
    STMT(sqla_where(sqla_join(sqla_select(C("id")), &u), sqla_eq(U("v"), "a")),
        "SELECT t.id FROM t JOIN u ON t.id = u.t_id WHERE u.v = :v_1");
}

TEST(join_with_its_own_condition) {
    STMT(sqla_join(sqla_select(C("id")), &u, .on = sqla_eq(U("id"), C("x"))),
        "SELECT t.id FROM t JOIN u ON u.id = t.x");
    STMT(sqla_join(sqla_select(C("id")), &u,
            .on = sqla_and(sqla_eq(U("t_id"), C("id")), sqla_eq(U("v"), "a"))),
        "SELECT t.id FROM t JOIN u ON u.t_id = t.id AND u.v = :v_1");
    STMT_IN(sqla_join(sqla_select(C("id")), &u, .on = sqla_true()),
        { "default", "SELECT t.id FROM t JOIN u ON true" },
        { "sqlite", "SELECT t.id FROM t JOIN u ON 1 = 1" });
}

TEST(outer_and_full_joins) {
    STMT_IN(sqla_outerjoin(sqla_select(C("id")), &u),
        { ALL, "SELECT t.id FROM t LEFT OUTER JOIN u ON t.id = u.t_id" });
    STMT(sqla_join(sqla_select(C("id")), &u, .isouter = true),
        "SELECT t.id FROM t LEFT OUTER JOIN u ON t.id = u.t_id");
    STMT_IN(sqla_join(sqla_select(C("id")), &u, .full = true),
        { "default postgresql mysql", "SELECT t.id FROM t FULL OUTER JOIN u ON t.id = u.t_id" });
    STMT(sqla_outerjoin(sqla_select(C("id")), &u, .on = sqla_eq(U("id"), C("id"))),
        "SELECT t.id FROM t LEFT OUTER JOIN u ON u.id = t.id");
}

TEST(joins_in_a_row) {
    STMT_IN(sqla_join(sqla_join(sqla_select(C("id")), &u), &p),
        { "default", "SELECT t.id FROM t JOIN u ON t.id = u.t_id JOIN p ON u.id = p.u_id" },
        { "mysql",
          "SELECT t.id FROM t INNER JOIN u ON t.id = u.t_id INNER JOIN p ON u.id = p.u_id" });
    STMT(sqla_outerjoin(sqla_join(sqla_select(C("id")), &u), &p),
        "SELECT t.id FROM t JOIN u ON t.id = u.t_id LEFT OUTER JOIN p ON u.id = p.u_id");
    STMT(sqla_join(sqla_outerjoin(sqla_select(C("id")), &u), &p, .on = sqla_eq(P("id"), C("id"))),
        "SELECT t.id FROM t LEFT OUTER JOIN u ON t.id = u.t_id JOIN p ON p.id = t.id");
}

TEST(join_from_names_both_sides) {
    STMT(sqla_join_from(sqla_select(C("id"), U("v")), &t, &u),
        "SELECT t.id, u.v FROM t JOIN u ON t.id = u.t_id");
    STMT(sqla_join_from(sqla_select(C("id")), &u, &t),
        "SELECT t.id FROM u JOIN t ON t.id = u.t_id");
    STMT(sqla_join_from(sqla_select(C("id")), &t, &u, .isouter = true),
        "SELECT t.id FROM t LEFT OUTER JOIN u ON t.id = u.t_id");
    STMT(sqla_join_from(sqla_select(P("id")), &t, &u, .on = sqla_eq(C("x"), U("id"))),
        "SELECT p.id FROM t JOIN u ON t.x = u.id, p");
}

TEST(join_starts_at_select_from) {
    STMT(sqla_join(sqla_select_from(sqla_select(sqla_count_all()), &t), &u),
        "SELECT count(*) AS count_1 FROM t JOIN u ON t.id = u.t_id");
    STMT(sqla_join(sqla_select_from(sqla_select(U("v")), &u), &t),
        "SELECT u.v FROM u JOIN t ON t.id = u.t_id");
}

TEST(composite_foreign_keys_join_on_all_columns) {
    STMT(sqla_join(sqla_select(sqla_c(&pair, "a")), &half),
        "SELECT pair.a FROM pair JOIN half ON pair.a = half.a AND pair.b = half.b");
}

TEST(an_alias_stands_for_its_table) {
    sqla_from *a = sqla_ref(sqla_alias(&t, "a"));
    STMT_IN(sqla_select(sqla_c(a, "id"), sqla_c(a, "name")),
        { "default sqlite postgresql mysql mariadb mssql", "SELECT a.id, a.name FROM t AS a" },
        { "oracle", "SELECT a.id, a.name FROM t a" });
    sqla_unref(a);
    a = sqla_alias(&u, "a");
    STMT(sqla_select(a), "SELECT a.id, a.t_id, a.v FROM u AS a");
    a = sqla_alias(&u, "order");
    STMT_IN(sqla_select(sqla_c(a, "id")),
        { "default", "SELECT \"order\".id FROM u AS \"order\"" },
        { "mysql", "SELECT `order`.id FROM u AS `order`" },
        { "oracle", "SELECT \"order\".id FROM u \"order\"" },
        { "mssql", "SELECT [order].id FROM u AS [order]" });
}

TEST(a_table_joins_itself_by_alias) {
    sqla_from *boss = sqla_ref(sqla_alias(&emp, "boss"));
    STMT_IN(sqla_join(sqla_select(E("name"), sqla_c(boss, "name")), boss,
            .on = sqla_eq(E("boss_id"), sqla_c(boss, "id"))),
        { "default sqlite postgresql mssql",
          "SELECT emp.name, boss.name AS name_1 FROM emp JOIN emp AS boss ON emp.boss_id = "
          "boss.id" },
        { "mysql mariadb",
          "SELECT emp.name, boss.name AS name_1 FROM emp INNER JOIN emp AS boss ON "
          "emp.boss_id = boss.id" },
        { "oracle",
          "SELECT emp.name, boss.name AS name_1 FROM emp JOIN emp boss ON emp.boss_id = "
          "boss.id" });
    sqla_unref(boss);
    boss = sqla_ref(sqla_alias(&emp, "boss"));
    STMT(sqla_where(sqla_select(E("id")),
            sqla_exists(sqla_where(sqla_select(sqla_c(boss, "id")),
            sqla_eq(sqla_c(boss, "boss_id"), E("id"))))),
        "SELECT emp.id FROM emp WHERE EXISTS (SELECT boss.id FROM emp AS boss WHERE boss.boss_id "
        "= emp.id)");
    sqla_unref(boss);
}

TEST(an_alias_joins_by_foreign_key) {
    sqla_from *a = sqla_ref(sqla_alias(&u, "a"));
    STMT(sqla_join(sqla_select(C("id"), sqla_c(a, "v")), a),
        "SELECT t.id, a.v FROM t JOIN u AS a ON t.id = a.t_id");
    sqla_unref(a);
    a = sqla_alias(&t, "a");
    STMT(sqla_join(sqla_select(U("id")), a), "SELECT u.id FROM u JOIN t AS a ON a.id = u.t_id");
}

TEST(aliases_without_name_are_numbered) {
    sqla_from *a = sqla_alias(&t, NULL);
    sqla_from *b = sqla_alias(&t, NULL);
    sqla_from *c = sqla_alias(&u, NULL);
    STMT(sqla_select(sqla_c(a, "id"), sqla_c(b, "id"), sqla_c(c, "v")),
        "SELECT t_1.id, t_2.id AS id_1, u_1.v FROM t AS t_1, t AS t_2, u AS u_1");
    a = sqla_alias(&t, NULL);
    b = sqla_ref(sqla_alias(&t, NULL));
    STMT(sqla_where(sqla_select(sqla_c(b, "id")), sqla_eq(sqla_c(b, "x"), sqla_c(a, "x"))),
        "SELECT t_1.id FROM t AS t_1, t AS t_2 WHERE t_1.x = t_2.x");
    sqla_unref(b);
}

TEST(group_by_and_having) {
    STMT_IN(sqla_group_by(sqla_select(C("name"), sqla_count_all()), C("name")),
        { ALL, "SELECT t.name, count(*) AS count_1 FROM t GROUP BY t.name" });
    STMT(sqla_group_by(sqla_select(C("x")), C("x"), sqla_plus(C("id"), 1)),
        "SELECT t.x FROM t GROUP BY t.x, t.id + :id_1");
    STMT(sqla_group_by(sqla_group_by(sqla_select(C("x")), C("x")), C("b")),
        "SELECT t.x FROM t GROUP BY t.x, t.b");
    STMT_IN(sqla_having(sqla_group_by(sqla_select(C("x")), C("x")), sqla_gt(sqla_count_all(), 5),
            sqla_lt(sqla_max(C("id")), 9)),
        { "default",
          "SELECT t.x FROM t GROUP BY t.x HAVING count(*) > :count_1 AND max(t.id) < :max_1" },
        { "postgresql",
          "SELECT t.x FROM t GROUP BY t.x HAVING count(*) > $1::INTEGER AND max(t.id) < "
          "$2::INTEGER" });
    STMT_IN(sqla_having(sqla_having(sqla_select(C("x")), sqla_gt(sqla_count_all(), 5)), C("b")),
        { "default", "SELECT t.x FROM t HAVING count(*) > :count_1 AND t.b" },
        { "sqlite", "SELECT t.x FROM t HAVING count(*) > ? AND t.b = 1" });
}

TEST(order_by_with_directions) {
    STMT_IN(sqla_order_by(sqla_select(C("id")), sqla_desc(C("x")), sqla_asc(C("id")), C("name")),
        { ALL, "SELECT t.id FROM t ORDER BY t.x DESC, t.id ASC, t.name" });
    STMT_IN(sqla_order_by(sqla_select(C("id")), sqla_nulls_last(sqla_desc(C("x"))),
            sqla_nulls_first(C("id"))),
        { ALL, "SELECT t.id FROM t ORDER BY t.x DESC NULLS LAST, t.id NULLS FIRST" });
    STMT(sqla_order_by(sqla_order_by(sqla_select(C("id")), C("x")), C("id")),
        "SELECT t.id FROM t ORDER BY t.x, t.id");
    STMT(sqla_order_by(sqla_select(C("id")), sqla_desc(sqla_plus(C("x"), 1)),
            sqla_lower(C("name"))),
        "SELECT t.id FROM t ORDER BY t.x + :x_1 DESC, lower(t.name)");
    STMT(sqla_order_by(sqla_select(C("id")), sqla_desc(sqla_eq(C("x"), 1))),
        "SELECT t.id FROM t ORDER BY t.x = :x_1 DESC");
    STMT_IN(sqla_order_by(sqla_select(C("id")), C("b"), sqla_desc(C("b"))),
        { "default sqlite mssql", "SELECT t.id FROM t ORDER BY t.b, t.b DESC" });
}

TEST(a_label_is_named_in_order_by_and_group_by) {
    sqla_expr *l = sqla_ref(sqla_label(sqla_plus(C("x"), 1), "y"));
    STMT_IN(sqla_order_by(sqla_select(l), sqla_desc(l)),
        { "default", "SELECT t.x + :x_1 AS y FROM t ORDER BY y DESC" },
        { "sqlite mysql mariadb mssql", "SELECT t.x + ? AS y FROM t ORDER BY y DESC" },
        { "postgresql", "SELECT t.x + $1::INTEGER AS y FROM t ORDER BY y DESC" },
        { "oracle", "SELECT t.x + :1 AS y FROM t ORDER BY t.x + :1 DESC" });
    sqla_unref(l);
    l = sqla_ref(sqla_label(sqla_plus(C("x"), 1), "y"));
    STMT(sqla_order_by(sqla_select(l), l), "SELECT t.x + :x_1 AS y FROM t ORDER BY y");
    sqla_unref(l);
    l = sqla_ref(sqla_label(sqla_plus(C("x"), 1), "y"));
    STMT_IN(sqla_group_by(sqla_select(l), l),
        { "default", "SELECT t.x + :x_1 AS y FROM t GROUP BY t.x + :x_1" },
        { "sqlite mysql mariadb mssql", "SELECT t.x + ? AS y FROM t GROUP BY t.x + ?" },
        { "postgresql", "SELECT t.x + $1::INTEGER AS y FROM t GROUP BY t.x + $1::INTEGER" },
        { "oracle", "SELECT t.x + :1 AS y FROM t GROUP BY t.x + :1" });
    sqla_unref(l);
    l = sqla_label(sqla_plus(C("x"), 1), "y");
    STMT(sqla_order_by(sqla_select(C("id")), l), "SELECT t.id FROM t ORDER BY t.x + :x_1");
    l = sqla_ref(sqla_label(sqla_plus(C("x"), 1), "y"));
    STMT(sqla_where(sqla_select(l), sqla_gt(l, 5)),
        "SELECT t.x + :x_1 AS y FROM t WHERE t.x + :x_1 > :param_1");
    sqla_unref(l);
    l = sqla_ref(sqla_label(sqla_count_all(), "n"));
    STMT(sqla_having(sqla_select(C("x"), l), sqla_gt(l, 5)),
        "SELECT t.x, count(*) AS n FROM t HAVING count(*) > :param_1");
    sqla_unref(l);
    l = sqla_ref(sqla_label(sqla_plus(C("x"), 1), "y"));
    STMT(sqla_order_by(sqla_select(l), sqla_plus(l, 2)),
        "SELECT t.x + :x_1 AS y FROM t ORDER BY t.x + :x_1 + :param_1");
    sqla_unref(l);
}

TEST(limit_in_every_dialect) {
    STMT_IN(sqla_limit(sqla_select(C("id")), 5),
        { "default", "SELECT t.id FROM t LIMIT :param_1" },
        { "sqlite", "SELECT t.id FROM t LIMIT ? OFFSET ?" },
        { "postgresql", "SELECT t.id FROM t LIMIT $1::INTEGER" },
        { "mysql mariadb", "SELECT t.id FROM t LIMIT ?" },
        { "oracle", "SELECT t.id FROM t FETCH FIRST 5 ROWS ONLY" },
        { "mssql", "SELECT TOP 5 t.id FROM t" });
    STMT_IN(sqla_limit(sqla_order_by(sqla_select(C("id")), C("x")), 5),
        { "default", "SELECT t.id FROM t ORDER BY t.x LIMIT :param_1" },
        { "sqlite", "SELECT t.id FROM t ORDER BY t.x LIMIT ? OFFSET ?" },
        { "postgresql", "SELECT t.id FROM t ORDER BY t.x LIMIT $1::INTEGER" },
        { "mysql mariadb", "SELECT t.id FROM t ORDER BY t.x LIMIT ?" },
        { "oracle", "SELECT t.id FROM t ORDER BY t.x FETCH FIRST 5 ROWS ONLY" },
        { "mssql", "SELECT TOP 5 t.id FROM t ORDER BY t.x" });
}

TEST(limit_and_offset_in_every_dialect) {
    STMT_IN(sqla_offset(sqla_limit(sqla_order_by(sqla_select(C("id")), C("x")), 5), 10),
        { "default", "SELECT t.id FROM t ORDER BY t.x LIMIT :param_1 OFFSET :param_2" },
        { "sqlite", "SELECT t.id FROM t ORDER BY t.x LIMIT ? OFFSET ?" },
        { "postgresql", "SELECT t.id FROM t ORDER BY t.x LIMIT $1::INTEGER OFFSET $2::INTEGER" },
        { "mysql mariadb", "SELECT t.id FROM t ORDER BY t.x LIMIT ?, ?" },
        { "oracle", "SELECT t.id FROM t ORDER BY t.x OFFSET 10 ROWS FETCH FIRST 5 ROWS ONLY" },
        { "mssql", "SELECT t.id FROM t ORDER BY t.x OFFSET ? ROWS FETCH FIRST ? ROWS ONLY" });
    STMT_IN(sqla_offset(sqla_limit(sqla_select(C("id")), 5), 10),
        { "default", "SELECT t.id FROM t LIMIT :param_1 OFFSET :param_2" },
        { "sqlite", "SELECT t.id FROM t LIMIT ? OFFSET ?" },
        { "postgresql", "SELECT t.id FROM t LIMIT $1::INTEGER OFFSET $2::INTEGER" },
        { "mysql mariadb", "SELECT t.id FROM t LIMIT ?, ?" },
        { "oracle", "SELECT t.id FROM t OFFSET 10 ROWS FETCH FIRST 5 ROWS ONLY" },
        { "mssql", NULL });
    STMT(sqla_limit(sqla_limit(sqla_select(C("id")), 5), 6), "SELECT t.id FROM t LIMIT :param_1");
}

TEST(offset_alone_in_every_dialect) {
    STMT_IN(sqla_offset(sqla_order_by(sqla_select(C("id")), C("x")), 10),
        { "default", "SELECT t.id FROM t ORDER BY t.x LIMIT -1 OFFSET :param_1" },
        { "sqlite", "SELECT t.id FROM t ORDER BY t.x LIMIT ? OFFSET ?" },
        { "postgresql", "SELECT t.id FROM t ORDER BY t.x LIMIT ALL OFFSET $1::INTEGER" },
        { "mysql mariadb", "SELECT t.id FROM t ORDER BY t.x LIMIT ?, 18446744073709551615" },
        { "oracle", "SELECT t.id FROM t ORDER BY t.x OFFSET 10 ROWS" },
        { "mssql", "SELECT t.id FROM t ORDER BY t.x OFFSET ? ROWS" });
    STMT_IN(sqla_offset(sqla_select(C("id")), 10),
        { "default", "SELECT t.id FROM t LIMIT -1 OFFSET :param_1" },
        { "sqlite", "SELECT t.id FROM t LIMIT ? OFFSET ?" },
        { "postgresql", "SELECT t.id FROM t LIMIT ALL OFFSET $1::INTEGER" },
        { "mysql mariadb", "SELECT t.id FROM t LIMIT ?, 18446744073709551615" },
        { "oracle", "SELECT t.id FROM t OFFSET 10 ROWS" },
        { "mssql", NULL });
}

static const char *by_rownum(sqla_stmt *q) {
    static char text[600];
    sqla_compiled *k = sqla_compile(q, .dialect = "oracle", .server_version = 11);
    snprintf(text, sizeof text, "%s", sqla_failed(k) ? sqla_error(k)->message
                                                     : sqla_compiled_sql(k));
    sqla_compiled_free(k);
    return text;
}

TEST(rows_are_numbered_before_oracle_12) {
    sqla_stmt *q = sqla_offset(sqla_limit(sqla_select(C("id")), 5), 3);
    CHECK_STR(by_rownum(q), "SELECT anon_1.id FROM (SELECT anon_2.id AS id, ROWNUM AS ora_rn FROM "
              "(SELECT t.id AS id FROM t) anon_2 WHERE ROWNUM <= 5 + 3) anon_1 WHERE ora_rn > 3");
    q = sqla_limit(sqla_select(C("id")), sqla_param("n"));
    CHECK_STR(by_rownum(q), "SELECT anon_1.id FROM (SELECT t.id AS id FROM t) anon_1 "
              "WHERE ROWNUM <= :1");
    CHECK_STR(by_rownum(sqla_select(C("id"))), "SELECT t.id FROM t");
    q = sqla_limit(sqla_union(sqla_select(C("id")), sqla_select(C("x"))), 3);
    CHECK_STR(by_rownum(q),
              "Oracle 11 has no LIMIT of a set operation: select from it as a subquery");
    q = sqla_ref(sqla_limit(sqla_select(C("id")), 5));      /* it stays as it was */
    by_rownum(q);
    sqla_compiled *k = sqla_compile(q, .dialect = "oracle", .server_version = 12);
    CHECK_STR(sqla_compiled_sql(k), "SELECT t.id FROM t FETCH FIRST 5 ROWS ONLY");
    sqla_compiled_free(k);
    sqla_unref(q);
}

TEST(limit_takes_expressions_and_parameters) {
    STMT_IN(sqla_limit(sqla_order_by(sqla_select(C("id")), C("x")), sqla_param("n")),
        { "default", "SELECT t.id FROM t ORDER BY t.x LIMIT :n" },
        { "sqlite", "SELECT t.id FROM t ORDER BY t.x LIMIT ? OFFSET ?" },
        { "postgresql", "SELECT t.id FROM t ORDER BY t.x LIMIT $1" },
        { "mysql", "SELECT t.id FROM t ORDER BY t.x LIMIT ?" });
    STMT_IN(sqla_offset(sqla_limit(sqla_select(C("id")), sqla_plus(sqla_literal(1), 2)), 3),
        { "default", "SELECT t.id FROM t LIMIT :param_1 + :param_2 OFFSET :param_3" },
        { "postgresql", "SELECT t.id FROM t LIMIT $1::INTEGER + $2::INTEGER OFFSET $3::INTEGER" });
    STMT_IN(sqla_limit(sqla_select(C("id")), sqla_select(sqla_max(U("id")))),
        { "default", "SELECT t.id FROM t LIMIT (SELECT max(u.id) AS max_1 FROM u)" },
        { "sqlite", "SELECT t.id FROM t LIMIT (SELECT max(u.id) AS max_1 FROM u) OFFSET ?" });
}

TEST(select_distinct) {
    STMT_IN(sqla_distinct(sqla_select(C("name"))), { ALL, "SELECT DISTINCT t.name FROM t" });
    STMT_IN(sqla_limit(sqla_order_by(sqla_distinct(sqla_select(C("name"))), C("name")), 3),
        { "default", "SELECT DISTINCT t.name FROM t ORDER BY t.name LIMIT :param_1" },
        { "sqlite", "SELECT DISTINCT t.name FROM t ORDER BY t.name LIMIT ? OFFSET ?" },
        { "postgresql", "SELECT DISTINCT t.name FROM t ORDER BY t.name LIMIT $1::INTEGER" },
        { "mysql mariadb", "SELECT DISTINCT t.name FROM t ORDER BY t.name LIMIT ?" },
        { "oracle", "SELECT DISTINCT t.name FROM t ORDER BY t.name FETCH FIRST 3 ROWS ONLY" },
        { "mssql", "SELECT DISTINCT TOP 3 t.name FROM t ORDER BY t.name" });
}

TEST(a_subquery_is_a_from_element) {
    sqla_from *s = sqla_subquery(counted(), "s");
    STMT_IN(sqla_select(C("id"), sqla_c(s, "n")),
        { "default sqlite postgresql mysql mariadb mssql",
          "SELECT t.id, s.n FROM t, (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY "
          "u.t_id) AS s" },
        { "oracle",
          "SELECT t.id, s.n FROM t, (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY "
          "u.t_id) s" });
    s = sqla_ref(sqla_subquery(counted(), "s"));
    STMT(sqla_join(sqla_select(C("id"), sqla_c(s, "n")), s,
            .on = sqla_eq(C("id"), sqla_c(s, "t_id"))),
        "SELECT t.id, s.n FROM t JOIN (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY "
        "u.t_id) AS s ON t.id = s.t_id");
    sqla_unref(s);
    s = sqla_subquery(counted(), "s");
    STMT(sqla_select(s),
        "SELECT s.t_id, s.n FROM (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY u.t_id) "
        "AS s");
    s = sqla_ref(sqla_subquery(counted(), "s"));
    STMT_IN(sqla_where(sqla_select(sqla_c(s, "n")), sqla_gt(sqla_c(s, "n"), 1)),
        { "default",
          "SELECT s.n FROM (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY u.t_id) AS s "
          "WHERE s.n > :n_1" },
        { "postgresql",
          "SELECT s.n FROM (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY u.t_id) AS s "
          "WHERE s.n > $1::INTEGER" });
    sqla_unref(s);
}

TEST(subqueries_without_name_are_numbered) {
    sqla_from *a = sqla_subquery(counted(), NULL);
    sqla_from *b = sqla_subquery(counted(), NULL);
    STMT(sqla_select(sqla_c(a, "n"), sqla_c(b, "n")),
        "SELECT anon_1.n, anon_2.n AS n_1 FROM (SELECT u.t_id AS t_id, count(*) AS n FROM u "
        "GROUP BY u.t_id) AS anon_1, (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY "
        "u.t_id) AS anon_2");
}

TEST(columns_of_a_subquery_have_the_names_of_its_labels) {
    sqla_from *s = sqla_subquery(sqla_select(C("id"), U("id")), "s");
    STMT(sqla_select(s),
        "SELECT s.id, s.id_1 FROM (SELECT t.id AS id, u.id AS id_1 FROM t, u) AS s");
    s = sqla_ref(sqla_subquery(sqla_select(C("id"), U("id")), "s"));
    STMT(sqla_select(sqla_c(s, "id"), sqla_c(s, "id_1")),
        "SELECT s.id, s.id_1 FROM (SELECT t.id AS id, u.id AS id_1 FROM t, u) AS s");
    sqla_unref(s);
    s = sqla_subquery(sqla_select(sqla_plus(C("x"), 1), sqla_max(C("x"))), "s");
    STMT(sqla_select(s),
        "SELECT s.anon_1, s.max_1 FROM (SELECT t.x + :x_1 AS anon_1, max(t.x) AS max_1 FROM t) "
        "AS s");
}

TEST(a_subquery_in_a_subquery) {
    sqla_from *in = sqla_ref(sqla_subquery(sqla_limit(sqla_select(C("id")), 5), "i"));
    sqla_from *out = sqla_subquery(sqla_where(sqla_select(in), sqla_gt(sqla_c(in, "id"), 1)), "o");
    STMT_IN(sqla_select(sqla_c(out, "id")),
        { "default",
          "SELECT o.id FROM (SELECT i.id AS id FROM (SELECT t.id AS id FROM t LIMIT :param_1) "
          "AS i WHERE i.id > :id_1) AS o" },
        { "sqlite",
          "SELECT o.id FROM (SELECT i.id AS id FROM (SELECT t.id AS id FROM t LIMIT ? OFFSET "
          "?) AS i WHERE i.id > ?) AS o" },
        { "postgresql",
          "SELECT o.id FROM (SELECT i.id AS id FROM (SELECT t.id AS id FROM t LIMIT "
          "$1::INTEGER) AS i WHERE i.id > $2::INTEGER) AS o" });
    sqla_unref(in);
}

TEST(an_alias_of_a_subquery) {
    sqla_from *s = sqla_subquery(counted(), "s");
    sqla_from *a = sqla_alias(s, "a");
    STMT(sqla_select(sqla_c(a, "n")),
        "SELECT a.n FROM (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY u.t_id) AS a");
}

TEST(lateral_sees_the_elements_before_it) {
    sqla_stmt *of_t = sqla_where(sqla_select(U("v")), sqla_eq(U("t_id"), C("id")));
    sqla_from *l = sqla_ref(sqla_lateral(of_t, "l"));
    STMT_IN(sqla_join(sqla_select(C("id"), sqla_c(l, "v")), l, .on = sqla_true()),
        { "default postgresql",
          "SELECT t.id, l.v FROM t JOIN LATERAL (SELECT u.v AS v FROM u WHERE u.t_id = t.id) "
          "AS l ON true" },
        { "mysql",
          "SELECT t.id, l.v FROM t INNER JOIN LATERAL (SELECT u.v AS v FROM u WHERE u.t_id = "
          "t.id) AS l ON true = 1" });
    sqla_unref(l);
}

TEST(a_cte_is_written_first) {
    sqla_from *c = sqla_ref(sqla_cte(counted(), "c"));
    STMT_IN(sqla_join(sqla_select(C("id"), sqla_c(c, "n")), c,
            .on = sqla_eq(C("id"), sqla_c(c, "t_id"))),
        { "default sqlite postgresql oracle mssql",
          "WITH c AS (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY u.t_id) SELECT "
          "t.id, c.n FROM t JOIN c ON t.id = c.t_id" },
        { "mysql mariadb",
          "WITH c AS (SELECT u.t_id AS t_id, count(*) AS n FROM u GROUP BY u.t_id) SELECT "
          "t.id, c.n FROM t INNER JOIN c ON t.id = c.t_id" });
    sqla_unref(c);
}

TEST(a_cte_used_twice_is_written_once) {
    sqla_from *c = sqla_ref(sqla_cte(sqla_where(sqla_select(C("id"), C("x")), sqla_gt(C("x"), 1)),
            "c"));
    sqla_from *a = sqla_ref(sqla_alias(c, "a"));
    STMT_IN(sqla_where(sqla_select(sqla_c(c, "id"), sqla_c(a, "x")),
            sqla_eq(sqla_c(c, "id"), sqla_c(a, "id"))),
        { "default",
          "WITH c AS (SELECT t.id AS id, t.x AS x FROM t WHERE t.x > :x_1) SELECT c.id, a.x "
          "FROM c, c AS a WHERE c.id = a.id" },
        { "postgresql",
          "WITH c AS (SELECT t.id AS id, t.x AS x FROM t WHERE t.x > $1::INTEGER) SELECT "
          "c.id, a.x FROM c, c AS a WHERE c.id = a.id" });
    sqla_unref(c);
    c = sqla_ref(sqla_cte(sqla_select(C("id")), "c"));
    STMT(sqla_where(sqla_select(sqla_c(c, "id")),
            sqla_in(sqla_c(c, "id"), sqla_select(sqla_c(c, "id")))),
        "WITH c AS (SELECT t.id AS id FROM t) SELECT c.id FROM c WHERE c.id IN (SELECT c.id FROM "
        "c)");
    sqla_unref(a);
    sqla_unref(c);
}

TEST(a_cte_may_select_from_another) {
    sqla_from *a = sqla_ref(sqla_cte(sqla_select(C("id")), "a"));
    sqla_stmt *of_a = sqla_where(sqla_select(sqla_c(a, "id")), sqla_gt(sqla_c(a, "id"), 1));
    sqla_from *b = sqla_ref(sqla_cte(of_a, "b"));
    STMT_IN(sqla_where(sqla_select(sqla_c(b, "id")), sqla_gt(sqla_c(b, "id"), 2)),
        { "default",
          "WITH a AS (SELECT t.id AS id FROM t), b AS (SELECT a.id AS id FROM a WHERE a.id > "
          ":id_1) SELECT b.id FROM b WHERE b.id > :id_2" },
        { "postgresql",
          "WITH a AS (SELECT t.id AS id FROM t), b AS (SELECT a.id AS id FROM a WHERE a.id > "
          "$1::INTEGER) SELECT b.id FROM b WHERE b.id > $2::INTEGER" },
        { "oracle",
          "WITH a AS (SELECT t.id AS id FROM t), b AS (SELECT a.id AS id FROM a WHERE a.id > "
          ":1) SELECT b.id FROM b WHERE b.id > :2" });
    sqla_unref(a);
    sqla_unref(b);
}

TEST(parameters_of_a_cte_come_first) {
    sqla_from *c = sqla_ref(sqla_cte(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 1)), "c"));
    STMT_IN(sqla_where(sqla_select(sqla_c(c, "id"), sqla_literal("a")),
            sqla_eq(sqla_c(c, "id"), 2)),
        { "default",
          "WITH c AS (SELECT t.id AS id FROM t WHERE t.x = :x_1) SELECT c.id, :param_1 AS "
          "anon_1 FROM c WHERE c.id = :id_1" },
        { "sqlite",
          "WITH c AS (SELECT t.id AS id FROM t WHERE t.x = ?) SELECT c.id, ? AS anon_1 FROM c "
          "WHERE c.id = ?" },
        { "postgresql",
          "WITH c AS (SELECT t.id AS id FROM t WHERE t.x = $1::INTEGER) SELECT c.id, "
          "$2::VARCHAR AS anon_1 FROM c WHERE c.id = $3::INTEGER" },
        { "oracle",
          "WITH c AS (SELECT t.id AS id FROM t WHERE t.x = :1) SELECT c.id, :2 AS anon_1 FROM "
          "c WHERE c.id = :3" });
    sqla_unref(c);
    c = sqla_ref(sqla_cte(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 1)), "c"));
    BINDS_IN(sqla_where(sqla_select(sqla_c(c, "id"), sqla_literal("a")),
            sqla_eq(sqla_c(c, "id"), 2)), "sqlite",
        "x_1=1, param_1='a', id_1=2");
    sqla_unref(c);
}

TEST(a_materialized_cte) {
    sqla_from *c = sqla_cte(sqla_select(C("id")), "c", .materialized = true);
    STMT_IN(sqla_select(sqla_c(c, "id")),
        { "sqlite postgresql",
          "WITH c AS MATERIALIZED (SELECT t.id AS id FROM t) SELECT c.id FROM c" },
        { "mysql", "WITH c AS (SELECT t.id AS id FROM t) SELECT c.id FROM c" });
    c = sqla_cte(sqla_select(C("id")), "c", .not_materialized = true);
    STMT_IN(sqla_select(sqla_c(c, "id")),
        { "sqlite postgresql",
          "WITH c AS NOT MATERIALIZED (SELECT t.id AS id FROM t) SELECT c.id FROM c" },
        { "mysql", "WITH c AS (SELECT t.id AS id FROM t) SELECT c.id FROM c" });
}

TEST(a_cte_in_a_subquery_is_written_at_the_top) {
    sqla_from *c = sqla_cte(sqla_select(C("id")), "c");
    sqla_from *s = sqla_subquery(sqla_select(sqla_c(c, "id")), "s");
    STMT_IN(sqla_select(sqla_c(s, "id")),
        { "default sqlite postgresql mysql mariadb mssql",
          "WITH c AS (SELECT t.id AS id FROM t) SELECT s.id FROM (SELECT c.id AS id FROM c) "
          "AS s" },
        { "oracle",
          "WITH c AS (SELECT t.id AS id FROM t) SELECT s.id FROM (SELECT c.id AS id FROM c) s" });
}

TEST(a_recursive_cte_unites_its_two_parts) {
    sqla_from *tree = chain(false);
    STMT_IN(sqla_select(sqla_c(tree, "id")),
        { "default sqlite postgresql",
          "WITH RECURSIVE tree(id, boss_id) AS (SELECT emp.id AS id, emp.boss_id AS boss_id "
          "FROM emp WHERE emp.boss_id IS NULL UNION ALL SELECT emp.id AS id, emp.boss_id AS "
          "boss_id FROM emp JOIN tree ON emp.boss_id = tree.id) SELECT tree.id FROM tree" },
        { "mysql mariadb",
          "WITH RECURSIVE tree(id, boss_id) AS (SELECT emp.id AS id, emp.boss_id AS boss_id "
          "FROM emp WHERE emp.boss_id IS NULL UNION ALL SELECT emp.id AS id, emp.boss_id AS "
          "boss_id FROM emp INNER JOIN tree ON emp.boss_id = tree.id) SELECT tree.id FROM tree" },
        { "oracle mssql",
          "WITH tree(id, boss_id) AS (SELECT emp.id AS id, emp.boss_id AS boss_id FROM emp "
          "WHERE emp.boss_id IS NULL UNION ALL SELECT emp.id AS id, emp.boss_id AS boss_id "
          "FROM emp JOIN tree ON emp.boss_id = tree.id) SELECT tree.id FROM tree" });
    tree = sqla_ref(chain(true));
    STMT_IN(sqla_where(sqla_select(sqla_c(tree, "id")), sqla_gt(sqla_c(tree, "boss_id"), 1)),
        { "default",
          "WITH RECURSIVE tree(id, boss_id) AS (SELECT emp.id AS id, emp.boss_id AS boss_id "
          "FROM emp WHERE emp.boss_id IS NULL UNION SELECT emp.id AS id, emp.boss_id AS "
          "boss_id FROM emp JOIN tree ON emp.boss_id = tree.id) SELECT tree.id FROM tree "
          "WHERE tree.boss_id > :boss_id_1" },
        { "postgresql",
          "WITH RECURSIVE tree(id, boss_id) AS (SELECT emp.id AS id, emp.boss_id AS boss_id "
          "FROM emp WHERE emp.boss_id IS NULL UNION SELECT emp.id AS id, emp.boss_id AS "
          "boss_id FROM emp JOIN tree ON emp.boss_id = tree.id) SELECT tree.id FROM tree "
          "WHERE tree.boss_id > $1::INTEGER" });
    sqla_unref(tree);
}

TEST(a_recursive_cte_counts_with_labels) {
    sqla_stmt *one = sqla_select(sqla_label(sqla_literal(1), "i"));
    sqla_from *first = sqla_ref(sqla_cte(one, "n", .recursive = true));
    sqla_from *n = sqla_cte_union_all(first, sqla_where(
        sqla_select(sqla_plus(sqla_c(first, "i"), 1)), sqla_lt(sqla_c(first, "i"), 10)));
    STMT_IN(sqla_select(sqla_sum(sqla_c(n, "i"))),
        { "default",
          "WITH RECURSIVE n(i) AS (SELECT :param_1 AS i UNION ALL SELECT n.i + :i_1 AS anon_1 "
          "FROM n WHERE n.i < :i_2) SELECT sum(n.i) AS sum_1 FROM n" },
        { "sqlite mysql mariadb",
          "WITH RECURSIVE n(i) AS (SELECT ? AS i UNION ALL SELECT n.i + ? AS anon_1 FROM n "
          "WHERE n.i < ?) SELECT sum(n.i) AS sum_1 FROM n" },
        { "postgresql",
          "WITH RECURSIVE n(i) AS (SELECT $1::INTEGER AS i UNION ALL SELECT n.i + $2::INTEGER "
          "AS anon_1 FROM n WHERE n.i < $3::INTEGER) SELECT sum(n.i) AS sum_1 FROM n" },
        { "oracle",
          "WITH n(i) AS (SELECT :1 AS i FROM DUAL UNION ALL SELECT n.i + :2 AS anon_1 FROM n "
          "WHERE n.i < :3) SELECT sum(n.i) AS sum_1 FROM n" },
        { "mssql",
          "WITH n(i) AS (SELECT ? AS i UNION ALL SELECT n.i + ? AS anon_1 FROM n WHERE n.i < "
          "?) SELECT sum(n.i) AS sum_1 FROM n" });
    sqla_unref(first);
}

TEST(a_scalar_subquery_correlates_by_itself) {
    STMT(sqla_select(C("id"),
            sqla_label(sqla_scalar_subquery(sqla_where(sqla_select(sqla_max(U("id"))),
            sqla_eq(U("t_id"), C("id")))), "m")),
        "SELECT t.id, (SELECT max(u.id) AS max_1 FROM u WHERE u.t_id = t.id) AS m FROM t");
    STMT(sqla_where(sqla_select(C("id")),
            sqla_gt(C("x"),
            sqla_scalar_subquery(sqla_where(sqla_select(sqla_avg(U("id"))),
            sqla_eq(U("t_id"), C("id")))))),
        "SELECT t.id FROM t WHERE t.x > (SELECT avg(u.id) AS avg_1 FROM u WHERE u.t_id = t.id)");
    STMT(sqla_where(sqla_select(C("id")),
            sqla_in(C("id"), sqla_where(sqla_select(U("t_id")), sqla_eq(U("id"), C("x"))))),
        "SELECT t.id FROM t WHERE t.id IN (SELECT u.t_id FROM u WHERE u.id = t.x)");
    STMT(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), sqla_select(sqla_max(C("x"))))),
        "SELECT t.id FROM t WHERE t.x = (SELECT max(t.x) AS max_1 FROM t)");
}

TEST(a_from_subquery_does_not_correlate) {
    sqla_from *s = sqla_subquery(sqla_where(sqla_select(U("v")), sqla_eq(U("t_id"), C("id"))), "s");
    STMT(sqla_select(C("id"), sqla_c(s, "v")),
        "SELECT t.id, s.v FROM t, (SELECT u.v AS v FROM u, t WHERE u.t_id = t.id) AS s");
}

TEST(correlate_names_what_comes_from_outside) {
    sqla_stmt *in = sqla_where(sqla_select(sqla_max(U("id"))), sqla_eq(U("t_id"), C("id")),
                               sqla_eq(U("id"), P("u_id")));
    STMT(sqla_select(C("id"), P("id"), sqla_correlate(in, &t)),
        "SELECT t.id, p.id AS id_1, (SELECT max(u.id) AS max_1 FROM u, p WHERE u.t_id = t.id AND "
        "u.id = p.u_id) AS anon_1 FROM t, p");
}

TEST(correlation_reaches_two_levels_up) {
    sqla_stmt *deep = sqla_where(sqla_select(P("id")), sqla_eq(P("u_id"), U("id")),
                                 sqla_eq(P("w"), C("x")));
    sqla_stmt *mid = sqla_where(sqla_select(U("id")), sqla_eq(U("t_id"), C("id")),
                                sqla_exists(deep));
    STMT(sqla_where(sqla_select(C("id")), sqla_exists(mid)),
        "SELECT t.id FROM t WHERE EXISTS (SELECT u.id FROM u WHERE u.t_id = t.id AND (EXISTS "
        "(SELECT p.id FROM p, t WHERE p.u_id = u.id AND p.w = t.x)))");
}

TEST(set_operations_in_every_dialect) {
    STMT_IN(sqla_union(sqla_select(C("id")), sqla_select(U("id"))),
        { "default oracle", "SELECT t.id FROM t UNION SELECT u.id FROM u" });
    STMT_IN(sqla_union_all(sqla_select(C("id")), sqla_select(U("id"))),
        { "default oracle", "SELECT t.id FROM t UNION ALL SELECT u.id FROM u" });
    STMT_IN(sqla_intersect(sqla_select(C("id")), sqla_select(U("id"))),
        { "default oracle", "SELECT t.id FROM t INTERSECT SELECT u.id FROM u" });
    STMT_IN(sqla_except(sqla_select(C("id")), sqla_select(U("id"))),
        { "default sqlite postgresql mysql mariadb mssql",
          "SELECT t.id FROM t EXCEPT SELECT u.id FROM u" },
        { "oracle", "SELECT t.id FROM t MINUS SELECT u.id FROM u" });
}

TEST(a_set_operation_has_order_and_limit) {
    STMT_IN(sqla_limit(sqla_order_by(sqla_union_all(sqla_select(C("id")), sqla_select(U("id"))),
            sqla_sql("id")), 3),
        { "default",
          "SELECT t.id FROM t UNION ALL SELECT u.id FROM u ORDER BY id LIMIT :param_1" },
        { "sqlite",
          "SELECT t.id FROM t UNION ALL SELECT u.id FROM u ORDER BY id LIMIT ? OFFSET ?" },
        { "postgresql",
          "SELECT t.id FROM t UNION ALL SELECT u.id FROM u ORDER BY id LIMIT $1::INTEGER" },
        { "mysql mariadb", "SELECT t.id FROM t UNION ALL SELECT u.id FROM u ORDER BY id LIMIT ?" },
        { "oracle",
          "SELECT t.id FROM t UNION ALL SELECT u.id FROM u ORDER BY id FETCH FIRST 3 ROWS ONLY" });
    STMT(sqla_order_by(sqla_union(sqla_select(C("id")), sqla_select(U("id"))), C("id")),
        "SELECT t.id FROM t UNION SELECT u.id FROM u ORDER BY id");
    STMT(sqla_order_by(sqla_union(sqla_select(C("id")), sqla_select(U("id"))), sqla_desc(C("id"))),
        "SELECT t.id FROM t UNION SELECT u.id FROM u ORDER BY id DESC");
    STMT_IN(sqla_offset(sqla_limit(sqla_union(sqla_select(C("id")), sqla_select(U("id"))), 5), 10),
        { "default",
          "SELECT t.id FROM t UNION SELECT u.id FROM u LIMIT :param_1 OFFSET :param_2" },
        { "sqlite", "SELECT t.id FROM t UNION SELECT u.id FROM u LIMIT ? OFFSET ?" },
        { "postgresql",
          "SELECT t.id FROM t UNION SELECT u.id FROM u LIMIT $1::INTEGER OFFSET $2::INTEGER" },
        { "mysql", "SELECT t.id FROM t UNION SELECT u.id FROM u LIMIT ?, ?" },
        { "oracle",
          "SELECT t.id FROM t UNION SELECT u.id FROM u OFFSET 10 ROWS FETCH FIRST 5 ROWS ONLY" });
}

TEST(an_operand_with_limit_has_parentheses) {
    STMT_IN(sqla_union(sqla_limit(sqla_select(C("id")), 1), sqla_select(U("id"))),
        { "default", "(SELECT t.id FROM t LIMIT :param_1) UNION SELECT u.id FROM u" },
        { "sqlite", "(SELECT t.id FROM t LIMIT ? OFFSET ?) UNION SELECT u.id FROM u" },
        { "postgresql", "(SELECT t.id FROM t LIMIT $1::INTEGER) UNION SELECT u.id FROM u" },
        { "mysql", "(SELECT t.id FROM t LIMIT ?) UNION SELECT u.id FROM u" });
    STMT_IN(sqla_union(sqla_select(C("id")), sqla_order_by(sqla_select(U("id")), U("v"))),
        { "default sqlite", "SELECT t.id FROM t UNION (SELECT u.id FROM u ORDER BY u.v)" });
    STMT_IN(sqla_union_all(sqla_limit(sqla_order_by(sqla_select(C("id")), C("x")), 1),
            sqla_limit(sqla_select(U("id")), 2)),
        { "default",
          "(SELECT t.id FROM t ORDER BY t.x LIMIT :param_1) UNION ALL (SELECT u.id FROM u "
          "LIMIT :param_2)" },
        { "postgresql",
          "(SELECT t.id FROM t ORDER BY t.x LIMIT $1::INTEGER) UNION ALL (SELECT u.id FROM u "
          "LIMIT $2::INTEGER)" });
}

TEST(set_operations_nest) {
    STMT_IN(sqla_union(sqla_union_all(sqla_select(C("id")), sqla_select(U("id"))),
            sqla_select(P("id"))),
        { "default sqlite postgresql mysql oracle",
          "(SELECT t.id FROM t UNION ALL SELECT u.id FROM u) UNION SELECT p.id FROM p" });
    STMT_IN(sqla_except(sqla_select(C("id")),
            sqla_intersect(sqla_select(U("id")), sqla_select(P("id")))),
        { "default sqlite postgresql",
          "SELECT t.id FROM t EXCEPT (SELECT u.id FROM u INTERSECT SELECT p.id FROM p)" },
        { "oracle", "SELECT t.id FROM t MINUS (SELECT u.id FROM u INTERSECT SELECT p.id FROM p)" });
}

TEST(a_set_operation_is_a_subquery) {
    sqla_stmt *both = sqla_union(sqla_select(C("id"), C("name")), sqla_select(U("id"), U("v")));
    sqla_from *s = sqla_ref(sqla_subquery(both, "s"));
    STMT_IN(sqla_where(sqla_select(sqla_c(s, "name")), sqla_gt(sqla_c(s, "id"), 5)),
        { "default",
          "SELECT s.name FROM (SELECT t.id AS id, t.name AS name FROM t UNION SELECT u.id AS "
          "id, u.v AS v FROM u) AS s WHERE s.id > :id_1" },
        { "postgresql",
          "SELECT s.name FROM (SELECT t.id AS id, t.name AS name FROM t UNION SELECT u.id AS "
          "id, u.v AS v FROM u) AS s WHERE s.id > $1::INTEGER" });
    both = sqla_union(sqla_select(C("id")), sqla_select(U("id")));
    sqla_from *c = sqla_cte(both, "c");
    STMT(sqla_select(sqla_c(c, "id")),
        "WITH c AS (SELECT t.id AS id FROM t UNION SELECT u.id AS id FROM u) SELECT c.id FROM c");
    sqla_unref(s);
}

TEST(set_operations_number_their_parameters_together) {
    STMT_IN(sqla_union(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 1)),
            sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 2))),
        { "default",
          "SELECT t.id FROM t WHERE t.x = :x_1 UNION SELECT t.id FROM t WHERE t.x = :x_2" },
        { "postgresql",
          "SELECT t.id FROM t WHERE t.x = $1::INTEGER UNION SELECT t.id FROM t WHERE t.x = "
          "$2::INTEGER" });
}

TEST(for_update_of_some_tables) {
    sqla_from *a = sqla_ref(sqla_alias(&u, "a"));
    sqla_stmt *q = sqla_select(C("id"));
    sqla_join(q, a, .on = sqla_eq(sqla_c(a, "id"), C("id")));
    sqla_with_for_update(q, .nowait = true,
                         .of = SQLA_EXPRS(C("id"), sqla_c(a, "id"), C("name")));
    STMT_IN(q,
        { "default", "SELECT t.id FROM t JOIN u AS a ON a.id = t.id FOR UPDATE" },
        { "sqlite mssql", "SELECT t.id FROM t JOIN u AS a ON a.id = t.id" },
        { "postgresql", "SELECT t.id FROM t JOIN u AS a ON a.id = t.id FOR UPDATE OF t, a NOWAIT" },
        { "oracle", "SELECT t.id FROM t JOIN u a ON a.id = t.id "
                    "FOR UPDATE OF t.id, a.id, t.name NOWAIT" });
    sqla_unref(a);
    STMT_IN(sqla_with_for_update(sqla_select(C("id")), .of = SQLA_EXPRS(sqla_plus(C("id"), 1))),
        { "postgresql oracle", NULL });
}

TEST(for_update_in_every_dialect) {
    STMT_IN(sqla_with_for_update(sqla_select(C("id"))),
        { "default postgresql mysql mariadb oracle", "SELECT t.id FROM t FOR UPDATE" },
        { "sqlite mssql", "SELECT t.id FROM t" });
    STMT_IN(sqla_with_for_update(sqla_select(C("id")), .read = true),
        { "default oracle", "SELECT t.id FROM t FOR UPDATE" },
        { "sqlite mssql", "SELECT t.id FROM t" },
        { "postgresql", "SELECT t.id FROM t FOR SHARE" },
        { "mysql", "SELECT t.id FROM t FOR SHARE" },
        { "mariadb", "SELECT t.id FROM t LOCK IN SHARE MODE" });
    STMT_IN(sqla_with_for_update(sqla_select(C("id")), .nowait = true),
        { "default", "SELECT t.id FROM t FOR UPDATE" },
        { "sqlite mssql", "SELECT t.id FROM t" },
        { "postgresql mysql mariadb oracle", "SELECT t.id FROM t FOR UPDATE NOWAIT" });
    STMT_IN(sqla_with_for_update(sqla_select(C("id")), .skip_locked = true),
        { "default", "SELECT t.id FROM t FOR UPDATE" },
        { "sqlite mssql", "SELECT t.id FROM t" },
        { "postgresql mysql mariadb oracle", "SELECT t.id FROM t FOR UPDATE SKIP LOCKED" });
    STMT_IN(sqla_with_for_update(sqla_select(C("id")), .key_share = true),
        { "default mysql mariadb oracle", "SELECT t.id FROM t FOR UPDATE" },
        { "sqlite mssql", "SELECT t.id FROM t" },
        { "postgresql", "SELECT t.id FROM t FOR NO KEY UPDATE" });
    STMT_IN(sqla_with_for_update(sqla_select(C("id")), .read = true, .key_share = true),
        { "default oracle", "SELECT t.id FROM t FOR UPDATE" },
        { "sqlite mssql", "SELECT t.id FROM t" },
        { "postgresql", "SELECT t.id FROM t FOR KEY SHARE" },
        { "mysql", "SELECT t.id FROM t FOR SHARE" },
        { "mariadb", "SELECT t.id FROM t LOCK IN SHARE MODE" });
    STMT_IN(sqla_with_for_update(sqla_limit(sqla_order_by(sqla_select(C("id")), C("x")), 1),
            .skip_locked = true),
        { "postgresql",
          "SELECT t.id FROM t ORDER BY t.x LIMIT $1::INTEGER FOR UPDATE SKIP LOCKED" },
        { "mysql", "SELECT t.id FROM t ORDER BY t.x LIMIT ? FOR UPDATE SKIP LOCKED" });
}

TEST(insert_writes_the_given_columns_in_table_order) {
    STMT_IN(sqla_set(sqla_insert(&u), U("v"), "a"),
        { "default", "INSERT INTO u (v) VALUES (:v)" },
        { "sqlite mysql mariadb", "INSERT INTO u (v) VALUES (?)" },
        { "postgresql", "INSERT INTO u (v) VALUES ($1::VARCHAR) RETURNING u.id" },
        { "oracle", "INSERT INTO u (v) VALUES (:1) RETURNING u.id INTO :2" },
        { "mssql", "INSERT INTO u (v) OUTPUT inserted.id VALUES (?)" });
    STMT(sqla_set(sqla_set(sqla_insert(&u), U("v"), "a"), U("t_id"), 1),
        "INSERT INTO u (t_id, v) VALUES (:t_id, :v)");
    STMT_IN(sqla_set(sqla_set(sqla_insert(&u), U("id"), 5), U("v"), "a"),
        { "default", "INSERT INTO u (id, v) VALUES (:id, :v)" },
        { "postgresql", "INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR)" },
        { "oracle", "INSERT INTO u (id, v) VALUES (:1, :2)" },
        { "mssql", "INSERT INTO u (id, v) VALUES (?, ?)" });
    STMT(sqla_set(sqla_insert(&u), U("t_id"), NULL), "INSERT INTO u (t_id) VALUES (:t_id)");
    STMT_IN(sqla_set(sqla_insert(&u), U("v"), sqla_param("name")),
        { "default", "INSERT INTO u (v) VALUES (:name)" },
        { "postgresql", "INSERT INTO u (v) VALUES ($1::VARCHAR) RETURNING u.id" });
}

TEST(insert_of_nothing_names_every_column) {
    STMT_IN(sqla_insert(&u),
        { "default", "INSERT INTO u (id, t_id, v) VALUES (:id, :t_id, :v)" },
        { "sqlite mysql mariadb mssql", "INSERT INTO u (id, t_id, v) VALUES (?, ?, ?)" },
        { "postgresql",
          "INSERT INTO u (id, t_id, v) VALUES ($1::INTEGER, $2::INTEGER, $3::VARCHAR)" },
        { "oracle", "INSERT INTO u (id, t_id, v) VALUES (:1, :2, :3)" });
}

TEST(insert_takes_expressions) {
    STMT_IN(sqla_set(sqla_insert(&u), U("t_id"), sqla_plus(sqla_literal(1), 2)),
        { "default", "INSERT INTO u (t_id) VALUES ((:param_1 + :param_2))" },
        { "postgresql",
          "INSERT INTO u (t_id) VALUES (($1::INTEGER + $2::INTEGER)) RETURNING u.id" });
    STMT(sqla_set(sqla_insert(&u), U("t_id"), sqla_select(sqla_max(C("id")))),
        "INSERT INTO u (t_id) VALUES ((SELECT max(t.id) AS max_1 FROM t))");
    STMT(sqla_set(sqla_insert(&u), U("v"), sqla_null()), "INSERT INTO u (v) VALUES (NULL)");
}

TEST(insert_of_several_rows) {
    STMT_IN(sqla_set(sqla_set(sqla_values_next(sqla_set(sqla_set(sqla_insert(&u), U("t_id"), 1),
            U("v"), "a")), U("t_id"), 2), U("v"), "b"),
        { "default", "INSERT INTO u (t_id, v) VALUES (:t_id_m0, :v_m0), (:t_id_m1, :v_m1)" },
        { "sqlite mysql mariadb mssql", "INSERT INTO u (t_id, v) VALUES (?, ?), (?, ?)" },
        { "postgresql",
          "INSERT INTO u (t_id, v) VALUES ($1::INTEGER, $2::VARCHAR), ($3::INTEGER, "
          "$4::VARCHAR)" },
        { "oracle", NULL });
}

TEST(insert_from_a_select) {
    STMT_IN(sqla_insert_from(sqla_insert(&u), SQLA_NAMES("t_id", "v"),
            sqla_select(C("id"), C("name"))),
        { ALL, "INSERT INTO u (t_id, v) SELECT t.id, t.name FROM t" });
    STMT_IN(sqla_insert_from(sqla_insert(&u), SQLA_NAMES("t_id"),
            sqla_where(sqla_select(C("id")), sqla_gt(C("x"), 5))),
        { "default", "INSERT INTO u (t_id) SELECT t.id FROM t WHERE t.x > :x_1" },
        { "postgresql", "INSERT INTO u (t_id) SELECT t.id FROM t WHERE t.x > $1::INTEGER" });
    sqla_from *c = sqla_cte(sqla_select(C("id")), "c");
    STMT_IN(sqla_insert_from(sqla_insert(&u), SQLA_NAMES("t_id"), sqla_select(sqla_c(c, "id"))),
        { "default sqlite mssql",
          "WITH c AS (SELECT t.id AS id FROM t) INSERT INTO u (t_id) SELECT c.id FROM c" },
        { "mysql",
          "INSERT INTO u (t_id) WITH c AS (SELECT t.id AS id FROM t) SELECT c.id FROM c" });
}

TEST(insert_fills_in_defaults) {
    STMT_IN(sqla_set(sqla_insert(&defaults), D("s"), "x"),
        { "default", "INSERT INTO defaults (n, made, s) VALUES (:n, CURRENT_TIMESTAMP, :s)" },
        { "sqlite mysql mariadb",
          "INSERT INTO defaults (n, made, s) VALUES (?, CURRENT_TIMESTAMP, ?)" },
        { "postgresql",
          "INSERT INTO defaults (n, made, s) VALUES ($1::INTEGER, CURRENT_TIMESTAMP, "
          "$2::VARCHAR) RETURNING defaults.id" },
        { "oracle",
          "INSERT INTO defaults (n, made, s) VALUES (:1, CURRENT_TIMESTAMP, :2) RETURNING "
          "defaults.id INTO :3" },
        { "mssql",
          "INSERT INTO defaults (n, made, s) OUTPUT inserted.id VALUES (?, CURRENT_TIMESTAMP, "
          "?)" });
    STMT(sqla_set(sqla_set(sqla_insert(&defaults), D("n"), 1), D("made"), sqla_null()),
        "INSERT INTO defaults (n, made) VALUES (:n, NULL)");
    STMT_IN(sqla_set(sqla_insert(&nokey), sqla_c(&nokey, "b"), "x"),
        { "postgresql", "INSERT INTO nokey (b) VALUES ($1::VARCHAR)" },
        { "mssql", "INSERT INTO nokey (b) VALUES (?)" });
}

TEST(returning_in_every_dialect) {
    STMT_IN(sqla_returning(sqla_set(sqla_insert(&u), U("v"), "a"), U("id"), U("v")),
        { "default", "INSERT INTO u (v) VALUES (:v) RETURNING u.id, u.v" },
        { "sqlite", "INSERT INTO u (v) VALUES (?) RETURNING id, v" },
        { "postgresql", "INSERT INTO u (v) VALUES ($1::VARCHAR) RETURNING u.id, u.v" },
        { "mysql mariadb", "INSERT INTO u (v) VALUES (?) RETURNING u.id, u.v" },
        { "oracle", "INSERT INTO u (v) VALUES (:1) RETURNING u.id, u.v INTO :2, :3" },
        { "mssql", "INSERT INTO u (v) OUTPUT inserted.id, inserted.v VALUES (?)" });
    STMT_IN(sqla_returning(sqla_where(sqla_set(sqla_update(&u), U("v"), "a"), sqla_eq(U("id"), 1)),
            U("id")),
        { "default", "UPDATE u SET v=:v WHERE u.id = :id_1 RETURNING u.id" },
        { "sqlite", "UPDATE u SET v=? WHERE u.id = ? RETURNING id" },
        { "postgresql", "UPDATE u SET v=$1::VARCHAR WHERE u.id = $2::INTEGER RETURNING u.id" },
        { "mysql mariadb", "UPDATE u SET v=? WHERE u.id = ? RETURNING u.id" },
        { "oracle", "UPDATE u SET v=:1 WHERE u.id = :2 RETURNING u.id INTO :3" },
        { "mssql", "UPDATE u SET v=? OUTPUT inserted.id WHERE u.id = ?" });
    STMT_IN(sqla_returning(sqla_where(sqla_delete(&u), sqla_eq(U("id"), 1)), U("id")),
        { "default", "DELETE FROM u WHERE u.id = :id_1 RETURNING u.id" },
        { "sqlite", "DELETE FROM u WHERE u.id = ? RETURNING id" },
        { "postgresql", "DELETE FROM u WHERE u.id = $1::INTEGER RETURNING u.id" },
        { "mysql mariadb", "DELETE FROM u WHERE u.id = ? RETURNING u.id" },
        { "oracle", "DELETE FROM u WHERE u.id = :1 RETURNING u.id INTO :2" },
        { "mssql", "DELETE FROM u OUTPUT deleted.id WHERE u.id = ?" });
}

TEST(returning_takes_expressions_and_tables) {
    STMT_IN(sqla_returning(sqla_set(sqla_insert(&u), U("v"), "a"), &u),
        { "sqlite", "INSERT INTO u (v) VALUES (?) RETURNING id, t_id, v" },
        { "postgresql", "INSERT INTO u (v) VALUES ($1::VARCHAR) RETURNING u.id, u.t_id, u.v" });
    STMT_IN(sqla_returning(sqla_set(sqla_insert(&u), U("v"), "a"),
            sqla_label(sqla_plus(U("id"), 1), "next")),
        { "sqlite", "INSERT INTO u (v) VALUES (?) RETURNING id + ? AS next" },
        { "postgresql",
          "INSERT INTO u (v) VALUES ($1::VARCHAR) RETURNING u.id + $2::INTEGER AS next" });
    STMT_IN(sqla_returning(sqla_set(sqla_insert(&u), U("v"), "a"), sqla_lower(U("v"))),
        { "sqlite", "INSERT INTO u (v) VALUES (?) RETURNING lower(v) AS lower_1" },
        { "postgresql", "INSERT INTO u (v) VALUES ($1::VARCHAR) RETURNING lower(u.v) AS lower_1" });
}

TEST(upsert_updates_the_row_in_the_way) {
    STMT_IN(sqla_on_conflict_do_update(sqla_set(sqla_set(sqla_insert(&u), U("id"), 1), U("v"), "a"),
            .index_elements = SQLA_EXPRS(U("id")), .set = SQLA_SETS(U("v"), sqla_excluded(U("v")))),
        { "postgresql",
          "INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT (id) DO UPDATE "
          "SET v = excluded.v" },
        { "sqlite",
          "INSERT INTO u (id, v) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET v = excluded.v" });
    STMT_IN(sqla_on_conflict_do_update(sqla_set(sqla_set(sqla_insert(&u), U("id"), 1), U("v"), "a"),
            .index_elements = SQLA_EXPRS(U("id")),
            .set = SQLA_SETS(U("v"), "b", U("t_id"), sqla_plus(U("t_id"), 1)),
            .where = sqla_gt(U("t_id"), 5)),
        { "postgresql",
          "INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT (id) DO UPDATE "
          "SET t_id = (u.t_id + $3::INTEGER), v = $4::VARCHAR WHERE u.t_id > $5::INTEGER" },
        { "sqlite",
          "INSERT INTO u (id, v) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET t_id = (u.t_id "
          "+ ?), v = ? WHERE u.t_id > ?" });
    STMT_IN(sqla_on_conflict_do_update(sqla_set(sqla_set(sqla_insert(&u), U("id"), 1), U("v"), "a"),
            .index_elements = SQLA_EXPRS(U("id"), U("t_id")),
            .set = SQLA_SETS(U("v"), sqla_concat(sqla_excluded(U("v")), U("v")))),
        { "postgresql",
          "INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT (id, t_id) DO "
          "UPDATE SET v = (excluded.v || u.v)" },
        { "sqlite",
          "INSERT INTO u (id, v) VALUES (?, ?) ON CONFLICT (id, t_id) DO UPDATE SET v = "
          "(excluded.v || u.v)" });
}

TEST(upsert_may_do_nothing) {
    STMT_IN(sqla_on_conflict_do_nothing(sqla_set(sqla_set(sqla_insert(&u), U("id"), 1), U("v"),
            "a")),
        { "postgresql",
          "INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT DO NOTHING" },
        { "sqlite", "INSERT INTO u (id, v) VALUES (?, ?) ON CONFLICT DO NOTHING" });
    STMT_IN(sqla_on_conflict_do_nothing(sqla_set(sqla_set(sqla_insert(&u), U("id"), 1), U("v"),
            "a"), .index_elements = SQLA_EXPRS(U("id"))),
        { "postgresql",
          "INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT (id) DO NOTHING" },
        { "sqlite", "INSERT INTO u (id, v) VALUES (?, ?) ON CONFLICT (id) DO NOTHING" });
    STMT_IN(sqla_on_conflict_do_nothing(sqla_set(sqla_set(sqla_insert(&u), U("id"), 1), U("v"),
            "a"), .constraint = "u_pkey"),
        { "postgresql",
          "INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT ON CONSTRAINT "
          "u_pkey DO NOTHING" });
    STMT_IN(sqla_returning(sqla_on_conflict_do_nothing(sqla_set(sqla_set(sqla_insert(&u), U("id"),
            1), U("v"), "a")), U("id")),
        { "postgresql",
          "INSERT INTO u (id, v) VALUES ($1::INTEGER, $2::VARCHAR) ON CONFLICT DO NOTHING "
          "RETURNING u.id" },
        { "sqlite", "INSERT INTO u (id, v) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id" });
}

TEST(update_writes_columns_in_table_order) {
    STMT_IN(sqla_where(sqla_set(sqla_update(&u), U("v"), "a"), sqla_eq(U("id"), 1)),
        { "default", "UPDATE u SET v=:v WHERE u.id = :id_1" },
        { "sqlite mysql mariadb mssql", "UPDATE u SET v=? WHERE u.id = ?" },
        { "postgresql", "UPDATE u SET v=$1::VARCHAR WHERE u.id = $2::INTEGER" },
        { "oracle", "UPDATE u SET v=:1 WHERE u.id = :2" });
    STMT(sqla_set(sqla_set(sqla_update(&u), U("v"), "a"), U("t_id"), 2),
        "UPDATE u SET t_id=:t_id, v=:v");
    STMT(sqla_set(sqla_set(sqla_update(&u), U("v"), "a"), U("v"), "b"), "UPDATE u SET v=:v");
    STMT(sqla_set(sqla_update(&u), U("v"), NULL), "UPDATE u SET v=:v");
    STMT(sqla_set(sqla_update(&u), U("v"), sqla_null()), "UPDATE u SET v=NULL");
    STMT(sqla_update(&u), "UPDATE u SET id=:id, t_id=:t_id, v=:v");
}

TEST(ordered_keeps_the_order_of_the_calls) {
    STMT_IN(sqla_ordered(sqla_set(sqla_set(sqla_update(&u), U("v"), "a"), U("t_id"), 2)),
        { "default", "UPDATE u SET v=:v, t_id=:t_id" },
        { "postgresql", "UPDATE u SET v=$1::VARCHAR, t_id=$2::INTEGER" });
}

TEST(update_with_expressions) {
    STMT_IN(sqla_where(sqla_set(sqla_update(&t), C("x"), sqla_plus(C("x"), 1)),
            sqla_eq(C("id"), 7)),
        { "default", "UPDATE t SET x=(t.x + :x_1) WHERE t.id = :id_1" },
        { "sqlite mysql mariadb mssql", "UPDATE t SET x=(t.x + ?) WHERE t.id = ?" },
        { "postgresql", "UPDATE t SET x=(t.x + $1::INTEGER) WHERE t.id = $2::INTEGER" },
        { "oracle", "UPDATE t SET x=(t.x + :1) WHERE t.id = :2" });
    STMT_IN(sqla_set(sqla_update(&t), C("name"), sqla_concat(C("name"), "!")),
        { "default", "UPDATE t SET name=(t.name || :name_1)" },
        { "mysql", "UPDATE t SET name=(concat(t.name, ?))" },
        { "mssql", "UPDATE t SET name=(t.name + ?)" });
    STMT(sqla_set(sqla_update(&t), C("x"), sqla_case(sqla_when(C("b"), 1), sqla_else(C("x")))),
        "UPDATE t SET x=CASE WHEN t.b THEN :param_1 ELSE t.x END");
    STMT(sqla_set(sqla_update(&t), C("x"), sqla_neg(C("x"))), "UPDATE t SET x=(-t.x)");
    STMT_IN(sqla_set(sqla_update(&t), C("name"),
            sqla_where(sqla_select(U("v")), sqla_eq(U("t_id"), C("id")))),
        { ALL, "UPDATE t SET name=(SELECT u.v FROM u WHERE u.t_id = t.id)" });
    STMT(sqla_where(sqla_set(sqla_update(&t), C("x"), 1), sqla_in(C("id"), sqla_select(U("t_id")))),
        "UPDATE t SET x=:x WHERE t.id IN (SELECT u.t_id FROM u)");
    STMT(sqla_where(sqla_set(sqla_update(&t), C("x"), 1),
            sqla_exists(sqla_where(sqla_select(U("id")), sqla_eq(U("t_id"), C("id"))))),
        "UPDATE t SET x=:x WHERE EXISTS (SELECT u.id FROM u WHERE u.t_id = t.id)");
}

TEST(update_fills_in_onupdate) {
    STMT_IN(sqla_set(sqla_update(&defaults), D("n"), 1),
        { "default", "UPDATE defaults SET n=:n, seen=CURRENT_TIMESTAMP, v=:v" },
        { "postgresql",
          "UPDATE defaults SET n=$1::INTEGER, seen=CURRENT_TIMESTAMP, v=$2::INTEGER" });
    STMT(sqla_set(sqla_set(sqla_update(&defaults), D("v"), 1), D("seen"), sqla_null()),
        "UPDATE defaults SET seen=NULL, v=:v");
}

TEST(update_of_joined_tables) {
    STMT_IN(sqla_where(sqla_set(sqla_update(&t), C("name"), U("v")), sqla_eq(U("t_id"), C("id"))),
        { "default sqlite postgresql", "UPDATE t SET name=u.v FROM u WHERE u.t_id = t.id" },
        { "mysql", "UPDATE t, u SET t.name=u.v WHERE u.t_id = t.id" },
        { "mssql", "UPDATE t SET name=u.v FROM t, u WHERE u.t_id = t.id" });
}

TEST(update_values_come_from_parameters) {
    STMT_IN(sqla_where(sqla_set(sqla_update(&u), U("v"), sqla_param("new")),
            sqla_eq(U("v"), sqla_param("old"))),
        { "default", "UPDATE u SET v=:new WHERE u.v = :old" },
        { "postgresql", "UPDATE u SET v=$1::VARCHAR WHERE u.v = $2::VARCHAR" });
}

TEST(delete_of_all_and_of_some_rows) {
    STMT_IN(sqla_delete(&u), { ALL, "DELETE FROM u" });
    STMT_IN(sqla_where(sqla_delete(&u), sqla_eq(U("id"), 1), sqla_is_null(U("v"))),
        { "default", "DELETE FROM u WHERE u.id = :id_1 AND u.v IS NULL" },
        { "sqlite mysql mariadb mssql", "DELETE FROM u WHERE u.id = ? AND u.v IS NULL" },
        { "postgresql", "DELETE FROM u WHERE u.id = $1::INTEGER AND u.v IS NULL" },
        { "oracle", "DELETE FROM u WHERE u.id = :1 AND u.v IS NULL" });
    STMT(sqla_where(sqla_delete(&u), sqla_in(U("t_id"), sqla_select(C("id")))),
        "DELETE FROM u WHERE u.t_id IN (SELECT t.id FROM t)");
    STMT(sqla_where(sqla_delete(&u),
            sqla_not(sqla_exists(sqla_where(sqla_select(C("id")), sqla_eq(C("id"), U("t_id")))))),
        "DELETE FROM u WHERE NOT (EXISTS (SELECT t.id FROM t WHERE t.id = u.t_id))");
}

TEST(delete_using_another_table) {
    STMT_IN(sqla_where(sqla_delete(&u), sqla_eq(U("t_id"), C("id"))),
        { "default", "DELETE FROM u , t WHERE u.t_id = t.id" },
        { "postgresql", "DELETE FROM u USING t WHERE u.t_id = t.id" },
        { "mysql", "DELETE FROM u USING u, t WHERE u.t_id = t.id" },
        { "mssql", "DELETE FROM u FROM u, t WHERE u.t_id = t.id" });
}

TEST(text_is_written_as_it_stands) {
    STMT_IN(sqla_text("SELECT 1"), { ALL, "SELECT 1" });
    STMT(sqla_text("select  *\nfrom t"), "select * from t");
    STMT_IN(sqla_text("SELECT '50%', \"q\""), { ALL, "SELECT '50%', \"q\"" });
}

TEST(text_has_named_parameters) {
    STMT_IN(sqla_text("SELECT id FROM t WHERE x > :low AND x < :high"),
        { "default", "SELECT id FROM t WHERE x > :low AND x < :high" },
        { "sqlite mysql mariadb mssql", "SELECT id FROM t WHERE x > ? AND x < ?" },
        { "postgresql", "SELECT id FROM t WHERE x > $1 AND x < $2" },
        { "oracle", "SELECT id FROM t WHERE x > :1 AND x < :2" });
    STMT_IN(sqla_text("SELECT :a, :b, :a"),
        { "default", "SELECT :a, :b, :a" },
        { "sqlite", "SELECT ?, ?, ?" },
        { "postgresql", "SELECT $1, $2, $1" },
        { "oracle", "SELECT :1, :2, :1" });
    STMT_IN(sqla_text(":a+:b,:c_1(:d2)"),
        { "default", ":a+:b,:c_1(:d2)" },
        { "sqlite", "?+?,?(?)" });
}

TEST(colons_that_are_no_parameters) {
    STMT_IN(sqla_text("SELECT x::int, y FROM t"),
        { "default postgresql", "SELECT x::int, y FROM t" });
    STMT_IN(sqla_text("SELECT '\\:z', \\:a, :b"),
        { "default", "SELECT ':z', :a, :b" },
        { "sqlite", "SELECT ':z', :a, ?" });
    STMT(sqla_text("a : b, 12:30, c[1:2], x:y"), "a : b, 12:30, c[1:2], x:y");
}

TEST(text_with_typed_columns_is_a_select) {
    sqla_stmt *q = sqla_text_columns(sqla_text("SELECT id, x FROM t WHERE x > :low"), C("id"),
                                     sqla_label(C("x"), "y"));
    sqla_from *s = sqla_ref(sqla_subquery(q, "s"));
    STMT_IN(sqla_where(sqla_select(sqla_c(s, "id")), sqla_gt(sqla_c(s, "y"), 5)),
        { "default",
          "SELECT s.id FROM (SELECT id, x FROM t WHERE x > :low) AS s WHERE s.y > :y_1" },
        { "sqlite", "SELECT s.id FROM (SELECT id, x FROM t WHERE x > ?) AS s WHERE s.y > ?" },
        { "postgresql",
          "SELECT s.id FROM (SELECT id, x FROM t WHERE x > $1) AS s WHERE s.y > $2::INTEGER" });
    q = sqla_text_columns(sqla_text("SELECT id FROM t"), C("id"));
    sqla_from *c = sqla_cte(q, "c");
    STMT(sqla_select(sqla_c(c, "id")), "WITH c AS (SELECT id FROM t) SELECT c.id FROM c");
    sqla_unref(s);
}

/* ---- the life of nodes ---- */

TEST(a_clone_is_changed_independently) {
    sqla_stmt *q = sqla_ref(sqla_where(sqla_select(C("id")), C("b")));
    sqla_stmt *copy = sqla_where(sqla_clone(q), sqla_eq(C("x"), 1));
    STMT(q, "SELECT t.id FROM t WHERE t.b");
    sqla_order_by(q, C("x"));
    STMT(copy, "SELECT t.id FROM t WHERE t.b AND t.x = :x_1");
    STMT(q, "SELECT t.id FROM t WHERE t.b ORDER BY t.x");
    sqla_unref(q);
}

TEST(every_kind_of_statement_has_clones) {
    sqla_stmt *all[] = {
        sqla_union(sqla_select(C("id")), sqla_select(U("id"))),
        sqla_set(sqla_insert(&u), U("v"), "a"),
        sqla_where(sqla_set(sqla_update(&u), U("v"), "a"), sqla_eq(U("id"), 1)),
        sqla_delete(&u),
        sqla_text("SELECT :a"),
    };
    static const char *const sql[] = {
        "SELECT t.id FROM t UNION SELECT u.id FROM u",
        "INSERT INTO u (v) VALUES (:v)",
        "UPDATE u SET v=:v WHERE u.id = :id_1",
        "DELETE FROM u",
        "SELECT :a",
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        sqla_stmt *copy = sqla_clone(all[i]);
        sqla_unref(all[i]);
        STMT(copy, sql[i]);
    }
}

TEST(a_clone_of_an_inner_statement_may_change) {
    sqla_stmt *q = sqla_ref(sqla_select(C("id")));
    sqla_from *s = sqla_subquery(q, "s");
    STMT(sqla_where(sqla_clone(q), C("b")), "SELECT t.id FROM t WHERE t.b");
    STMT(sqla_select(sqla_c(s, "id")), "SELECT s.id FROM (SELECT t.id AS id FROM t) AS s");
    sqla_unref(q);
}

TEST(an_inner_statement_may_not_change) {
    sqla_stmt *q = sqla_ref(sqla_select(C("id")));
    sqla_from *s = sqla_subquery(q, "s");
    CHECK(sqla_failed(sqla_where(q, C("b"))));
    sqla_unref(s);
    sqla_unref(q);
    q = sqla_ref(sqla_select(C("id")));
    sqla_expr *e = sqla_exists(q);
    CHECK(sqla_failed(sqla_limit(q, 5)));
    sqla_unref(e);
    sqla_unref(q);
}

TEST(a_frozen_statement_may_not_change) {
    sqla_stmt *q = sqla_freeze(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 1)));
    STMT(q, "SELECT t.id FROM t WHERE t.x = :x_1");
    STMT(q, "SELECT t.id FROM t WHERE t.x = :x_1");
    STMT(sqla_where(sqla_clone(q), C("b")), "SELECT t.id FROM t WHERE t.x = :x_1 AND t.b");
    CHECK(sqla_failed(sqla_where(q, C("b"))));
    sqla_unref(q);
}

TEST(a_frozen_statement_takes_no_bind) {
    sqla_stmt *q = sqla_text("SELECT :a");
    sqla_bind(q, "a", 1);
    sqla_freeze(q);
    CHECK(sqla_failed(sqla_bind(q, "a", 2)));
    sqla_unref(q);
}

TEST(a_statement_inside_another_counts_as_frozen_with_it) {
    sqla_stmt *in = sqla_ref(sqla_select(U("t_id")));
    sqla_stmt *q = sqla_freeze(sqla_where(sqla_select(C("id")), sqla_in(C("id"), in)));
    STMT(q, "SELECT t.id FROM t WHERE t.id IN (SELECT u.t_id FROM u)");
    CHECK(sqla_failed(sqla_limit(in, 1)));
    sqla_unref(in);
    sqla_unref(q);
}

TEST(bind_gives_a_parameter_its_value) {
    sqla_stmt *q = sqla_ref(sqla_text("SELECT :a, :b"));
    sqla_bind(q, "a", 5);
    sqla_bind(q, "b", "x");
    BINDS(q, "a=5, b='x'");
    sqla_bind(q, "a", 6);
    BINDS(q, "a=6, b='x'");
    sqla_unref(q);
}

TEST(bind_reaches_parameters_anywhere) {
    sqla_stmt *in = sqla_where(sqla_select(U("t_id")), sqla_eq(U("v"), sqla_param("v")));
    sqla_stmt *q = sqla_where(sqla_select(C("id")), sqla_in(C("id"), in),
                              sqla_gt(C("x"), sqla_param("low")), sqla_sql("t.x < :high"));
    sqla_bind(q, "v", "a");
    sqla_bind(q, "low", 1);
    sqla_bind(q, "high", 9);
    BINDS(q, "v='a', low=1, high=9");
}

TEST(a_clone_keeps_the_bound_values) {
    sqla_stmt *q = sqla_ref(sqla_text("SELECT :a"));
    sqla_bind(q, "a", 5);
    sqla_stmt *copy = sqla_clone(q);
    sqla_bind(copy, "a", 6);
    BINDS(q, "a=5");
    BINDS(copy, "a=6");
    BINDS(sqla_clone(q), "a=5");
    sqla_unref(q);
}

TEST(a_node_may_have_two_parents) {
    sqla_expr *one = sqla_ref(sqla_eq(C("x"), 1));
    STMT(sqla_where(sqla_select(C("id")), one), "SELECT t.id FROM t WHERE t.x = :x_1");
    STMT(sqla_where(sqla_delete(&t), one), "DELETE FROM t WHERE t.x = :x_1");
    STMT(sqla_where(sqla_select(C("id")), sqla_or(one, one)),
        "SELECT t.id FROM t WHERE t.x = :x_1 OR t.x = :x_1");
    sqla_unref(one);
}

TEST(a_floating_node_goes_to_its_first_parent) {
    sqla_expr *sum = sqla_plus(C("x"), 1);
    STMT(sqla_where(sqla_select(sum), sqla_gt(sum, sum)),
        "SELECT t.x + :x_1 AS anon_1 FROM t WHERE t.x + :x_1 > t.x + :x_1");
    sqla_stmt *q = sqla_select(C("id"));
    STMT(sqla_union(q, q), "SELECT t.id FROM t UNION SELECT t.id FROM t");
}

TEST(unref_frees_a_floating_node) {
    long before = alloc_live();
    sqla_unref(sqla_plus(C("x"), 1));
    sqla_unref(sqla_case(sqla_when(C("b"), 1), sqla_else("x")));
    sqla_unref(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 1)));
    sqla_unref(sqla_alias(&t, "a"));
    sqla_unref(sqla_cte(sqla_select(C("id")), "c", .recursive = true));
    sqla_unref(sqla_subquery(sqla_select(C("id")), NULL));
    sqla_unref(sqla_text("SELECT :a"));
    CHECK_INT(alloc_live(), before);
}

TEST(ref_takes_the_floating_reference_then_adds) {
    long before = alloc_live();
    sqla_expr *e = sqla_plus(C("x"), 1);
    sqla_ref(e);
    sqla_ref(e);
    sqla_unref(e);
    CHECK(alloc_live() > before);
    sqla_unref(e);
    CHECK_INT(alloc_live(), before);
}

TEST(a_column_keeps_its_element_alive) {
    sqla_expr *id = sqla_c(sqla_alias(&t, "a"), "id");
    STMT(sqla_select(id), "SELECT a.id FROM t AS a");
    id = sqla_c(sqla_subquery(sqla_select(C("id")), "s"), "id");
    STMT(sqla_select(id), "SELECT s.id FROM (SELECT t.id AS id FROM t) AS s");
}

TEST(a_call_that_fails_takes_its_arguments) {
    long before = alloc_live();
    sqla_unref(sqla_eq((sqla_expr *)NULL, sqla_plus(C("x"), 1)));
    sqla_unref(sqla_and(sqla_eq(C("x"), 1), NULL));
    sqla_unref(sqla_where(sqla_select(C("id")), sqla_eq(C("x"), 1), NULL));
    sqla_unref(sqla_union(sqla_select(C("id")), NULL));
    sqla_unref(sqla_case(sqla_when((sqla_expr *)NULL, sqla_plus(C("x"), 1))));
    sqla_unref(sqla_set(sqla_update(&u), C("x"), sqla_plus(C("x"), 1)));
    CHECK_INT(alloc_live(), before);
}

TEST(compiling_takes_a_floating_statement) {
    long before = alloc_live();
    sqla_compiled_free(sqla_compile(sqla_select(C("id"))));
    sqla_compiled_free(sqla_compile(sqla_select(C("id")), .dialect = "nosuch"));
    CHECK_INT(alloc_live(), before);
}

TEST(a_statement_that_is_kept_compiles_again) {
    sqla_stmt *q = sqla_ref(sqla_where(sqla_select(C("id")), sqla_in(C("x"), 1, 2)));
    for (int i = 0; i < 3; i++)
        STMT(q, "SELECT t.id FROM t WHERE t.x IN (:x_1_1, :x_1_2)");
    sqla_limit(q, 5);
    STMT(q, "SELECT t.id FROM t WHERE t.x IN (:x_1_1, :x_1_2) LIMIT :param_1");
    sqla_unref(q);
}

TESTS(stmt,
    T(select_names_its_columns_and_tables), T(columns_of_one_name_get_labels),
    T(from_follows_from_the_columns), T(wheres_are_anded), T(join_follows_the_foreign_key),
    T(join_with_its_own_condition), T(outer_and_full_joins), T(joins_in_a_row),
    T(join_from_names_both_sides), T(join_starts_at_select_from),
    T(composite_foreign_keys_join_on_all_columns), T(an_alias_stands_for_its_table),
    T(a_table_joins_itself_by_alias), T(an_alias_joins_by_foreign_key),
    T(aliases_without_name_are_numbered), T(group_by_and_having), T(order_by_with_directions),
    T(a_label_is_named_in_order_by_and_group_by), T(limit_in_every_dialect),
    T(limit_and_offset_in_every_dialect), T(offset_alone_in_every_dialect),
    T(rows_are_numbered_before_oracle_12),
    T(limit_takes_expressions_and_parameters), T(select_distinct), T(a_subquery_is_a_from_element),
    T(subqueries_without_name_are_numbered), T(columns_of_a_subquery_have_the_names_of_its_labels),
    T(a_subquery_in_a_subquery), T(an_alias_of_a_subquery), T(lateral_sees_the_elements_before_it),
    T(a_cte_is_written_first), T(a_cte_used_twice_is_written_once),
    T(a_cte_may_select_from_another), T(parameters_of_a_cte_come_first), T(a_materialized_cte),
    T(a_cte_in_a_subquery_is_written_at_the_top), T(a_recursive_cte_unites_its_two_parts),
    T(a_recursive_cte_counts_with_labels), T(a_scalar_subquery_correlates_by_itself),
    T(a_from_subquery_does_not_correlate), T(correlate_names_what_comes_from_outside),
    T(correlation_reaches_two_levels_up), T(set_operations_in_every_dialect),
    T(a_set_operation_has_order_and_limit), T(an_operand_with_limit_has_parentheses),
    T(set_operations_nest), T(a_set_operation_is_a_subquery),
    T(set_operations_number_their_parameters_together), T(for_update_in_every_dialect), T(for_update_of_some_tables),
    T(insert_writes_the_given_columns_in_table_order), T(insert_of_nothing_names_every_column),
    T(insert_takes_expressions), T(insert_of_several_rows), T(insert_from_a_select),
    T(insert_fills_in_defaults), T(returning_in_every_dialect),
    T(returning_takes_expressions_and_tables), T(upsert_updates_the_row_in_the_way),
    T(upsert_may_do_nothing), T(update_writes_columns_in_table_order),
    T(ordered_keeps_the_order_of_the_calls), T(update_with_expressions),
    T(update_fills_in_onupdate), T(update_of_joined_tables), T(update_values_come_from_parameters),
    T(delete_of_all_and_of_some_rows), T(delete_using_another_table),
    T(text_is_written_as_it_stands), T(text_has_named_parameters), T(colons_that_are_no_parameters),
    T(text_with_typed_columns_is_a_select), T(a_clone_is_changed_independently),
    T(every_kind_of_statement_has_clones), T(a_clone_of_an_inner_statement_may_change),
    T(an_inner_statement_may_not_change), T(a_frozen_statement_may_not_change),
    T(a_frozen_statement_takes_no_bind), T(a_statement_inside_another_counts_as_frozen_with_it),
    T(bind_gives_a_parameter_its_value), T(bind_reaches_parameters_anywhere),
    T(a_clone_keeps_the_bound_values), T(a_node_may_have_two_parents),
    T_NO_OOM(a_floating_node_goes_to_its_first_parent, "its first parent may have taken it along"),
    T(unref_frees_a_floating_node), T(ref_takes_the_floating_reference_then_adds),
    T(a_column_keeps_its_element_alive), T(a_call_that_fails_takes_its_arguments),
    T(compiling_takes_a_floating_statement), T(a_statement_that_is_kept_compiles_again));
