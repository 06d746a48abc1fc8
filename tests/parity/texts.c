/* SQL of the user's own: text(), fragments, parameters. */

/* ---- Whole statements ---- */

CASE(text_plain) { return sqla_text("SELECT name FROM users WHERE id = 1"); }

CASE(text_of_several_lines)
{
    return sqla_text("\n"
                     "        SELECT name,\n"
                     "               age\n"
                     "          FROM users\n"
                     "         WHERE id < 3");
}

CASE(text_parameters)
{
    sqla_stmt *q = sqla_text("SELECT name FROM users WHERE id > :low AND age < :high");
    return sqla_bind(sqla_bind(q, "low", 1), "high", 36);
}

CASE(text_parameter_twice)
{
    return sqla_bind(sqla_text("SELECT id FROM users WHERE id = :n OR manager_id = :n"), "n", 1);
}

CASE(text_parameters_in_other_order)
{
    return sqla_bind(sqla_bind(sqla_text("SELECT :b AS b, :a AS a, :b AS c"), "a", "x"), "b", "y");
}

CASE(text_null_parameter)
{
    sqla_stmt *q = sqla_text("SELECT id FROM users WHERE coalesce(fullname, :other) IS NULL");
    return sqla_bind(q, "other", NULL);
}

CASE(text_reserved_names_of_parameters)
{
    sqla_stmt *q = sqla_text("SELECT id FROM users WHERE id = :select OR name = :from");
    return sqla_bind(sqla_bind(q, "select", 2), "from", "ann");
}

CASE(text_names_with_digits_and_underscores)
{
    sqla_stmt *q = sqla_text("SELECT id FROM users WHERE id IN (:_a, :p1, :P_2)");
    return sqla_bind(sqla_bind(sqla_bind(q, "_a", 1), "p1", 2), "P_2", 3);
}

CASE(text_typed_parameters)
{
    sqla_stmt *q = sqla_text("SELECT id FROM users WHERE birthday < :d AND created > :t");
    sqla_bind(q, "d", sqla_date_of(1990, 1, 1));
    return sqla_bind(q, "t", sqla_datetime_of(2024, 1, 1, 12, 30));
}

CASE(text_declared_parameters)
{
    sqla_stmt *q = sqla_text("SELECT id FROM users WHERE active = :on AND balance > :least");
    return sqla_bind(sqla_bind(q, "on", (bool)true), "least", sqla_decimal_of("0.50"));
}

CASE(text_escaped_colons)
{
    sqla_stmt *q = sqla_text("SELECT 'at 12\\:30', '\\:name', 'a\\:b' FROM users WHERE id = :id");
    return sqla_bind(q, "id", 1);
}

CASE(text_double_colons) { return sqla_text("SELECT 'a::b', '::' FROM users WHERE id = 1"); }

CASE(text_casts)
{
    sqla_stmt *q = sqla_text("SELECT age::text, (:x)::int FROM users "
                             "WHERE id = 1 AND id::int = :y");
    return sqla_bind(sqla_bind(q, "x", 5), "y", 1);
}

CASE(text_dollar_before_colon)
{
    return sqla_bind(sqla_text("SELECT '$:a', 'b$:c' FROM users WHERE id = :d"), "d", 1);
}

CASE(text_runs_of_colons)
{
    return sqla_text("SELECT 'a:b:c', 'x::y:z', ':::', '\\:a', '\\:', '\\:a b' "
                     "FROM users WHERE id = 1");
}

CASE(text_escape_before_two_colons)
{
    return sqla_text("SELECT '\\::a', '\\:a:b', '\\::' FROM users WHERE id = 1");
}

CASE(text_colon_not_before_name)
{
    return sqla_text("SELECT 'a: b', ': 1', 'x :', ':1' FROM users WHERE id = 1");
}

CASE(text_backslashes) { return sqla_text("SELECT 'C:\\\\temp\\dir\\' FROM users WHERE id = 1"); }

CASE(text_percents)
{
    return sqla_text("SELECT name FROM users WHERE name LIKE '%e%' AND name NOT LIKE 'a%%' "
                     "AND 7 % 4 = 3");
}

CASE(text_question_marks)
{
    return sqla_bind(sqla_text("SELECT 'who?', '? ?' FROM users WHERE id = :id"), "id", 1);
}

CASE(text_dollars_and_at)
{
    return sqla_bind(sqla_text("SELECT '$1', '@p1', '#', '$$' FROM users WHERE id = :id"), "id", 1);
}

CASE(text_quotes)
{
    return sqla_text("SELECT 'it''s', '\"' AS \"a \"\"b\" FROM users WHERE id = 1");
}

CASE(text_unicode)
{
    sqla_stmt *q = sqla_text("SELECT 'Süd', 'Ève' FROM users WHERE fullname = :wer");
    return sqla_bind(q, "wer", "Ève Éclair");
}

CASE(text_comment)
{
    return sqla_text("SELECT id /* a comment */ FROM users -- to the end\n WHERE id = 2");
}

CASE(text_parameter_next_to_signs)
{
    sqla_stmt *q = sqla_text("SELECT id FROM users WHERE (id=:a)AND age>:b+1-:c");
    return sqla_bind(sqla_bind(sqla_bind(q, "a", 1), "b", 2), "c", 3);
}

CASE(text_insert)
{
    sqla_stmt *q = sqla_text("INSERT INTO regions (code, title) VALUES (:code, :title)");
    return sqla_bind(sqla_bind(q, "code", "w"), "title", "West");
}

CASE(text_update)
{
    sqla_stmt *q = sqla_text("UPDATE users SET age = age + :more WHERE id <= :id");
    return sqla_bind(sqla_bind(q, "more", 1), "id", 2);
}

CASE(text_delete)
{
    return sqla_bind(sqla_text("DELETE FROM items WHERE product = :p"), "p", "apple");
}

CASE(text_insert_returning)
{
    return sqla_bind(sqla_text("INSERT INTO regions (code) VALUES (:c) RETURNING code, title"),
                     "c", "w");
}

CASE_LITERAL(text_literally)
{
    sqla_stmt *q = sqla_text("SELECT id FROM users WHERE name = :n AND age > :a");
    return sqla_bind(sqla_bind(q, "n", "it's"), "a", 5);
}

CASE_LITERAL(text_literal_backslash_and_percent)
{
    sqla_stmt *q = sqla_text("SELECT id FROM users WHERE name = :n OR name = '50%'");
    return sqla_bind(q, "n", "a\\b%:c");
}

/* ---- Texts with columns ---- */

/* A column that exists in a text only. */
static sqla_expr *text_column(const char *name, const sqla_type *type)
{
    return sqla_label(sqla_type_coerce(sqla_null(), type), name);
}

/* Users as a text, cut off by more SQL. */
static sqla_stmt *ids_and_names(const char *sql)
{
    return sqla_text_columns(sqla_text(sql), text_column("id", SQLA_INTEGER),
                             text_column("name", SQLA_STRING(0)));
}

CASE(columns_typed)
{
    sqla_stmt *q = sqla_text("SELECT id, created, balance, active FROM users WHERE id < 3");
    return sqla_text_columns(q, U(id), U(created), U(balance), U(active));
}

CASE(columns_json_and_uuid)
{
    return sqla_text_columns(sqla_text("SELECT data, token FROM users WHERE id = 1"), U(data),
                             U(token));
}

CASE(columns_subquery)
{
    sqla_stmt *q = ids_and_names("SELECT id, name FROM users WHERE id < :n");
    sqla_from *s = sqla_subquery(q, "s");
    sqla_stmt *names = sqla_where(sqla_select(sqla_c(s, "name")), sqla_gt(sqla_c(s, "id"), 1));
    return sqla_bind(sqla_order_by(names, sqla_c(s, "id")), "n", 4);
}

CASE(columns_unnamed_subquery)
{
    sqla_from *s = sqla_subquery(ids_and_names("SELECT id, name FROM users"), NULL);
    return sqla_where(sqla_select(sqla_c(s, "id"), sqla_c(s, "name")), sqla_eq(sqla_c(s, "id"), 2));
}

CASE(columns_cte)
{
    sqla_stmt *q = ids_and_names("SELECT id, name FROM users WHERE id > :n");
    sqla_from *s = sqla_cte(q, "s");
    sqla_stmt *names = sqla_select(sqla_c(s, "name"), sqla_length(sqla_c(s, "name")));
    return sqla_bind(sqla_order_by(names, sqla_c(s, "id")), "n", 2);
}

CASE(columns_joined)
{
    sqla_stmt *counts = sqla_text("SELECT user_id, count(*) AS n FROM orders GROUP BY user_id");
    sqla_text_columns(counts, O(user_id), text_column("n", SQLA_INTEGER));
    sqla_from *s = sqla_subquery(counts, "s");
    sqla_stmt *q = sqla_select(U(name), sqla_c(s, "n"));
    sqla_join(q, s, .on = sqla_eq(U(id), sqla_c(s, "user_id")));
    return sqla_order_by(q, U(id));
}

CASE(columns_aliased)
{
    sqla_from *s = sqla_subquery(ids_and_names("SELECT id, name FROM users"), "s");
    sqla_from *t = sqla_alias(s, "t");
    sqla_stmt *q = sqla_select(sqla_c(s, "id"), sqla_c(t, "id"));
    sqla_join(q, t, .on = sqla_eq(sqla_c(t, "name"), sqla_c(s, "name")));
    return sqla_where(q, sqla_eq(sqla_c(s, "id"), 1));
}

CASE(columns_in)
{
    sqla_stmt *who = sqla_text("SELECT user_id FROM orders WHERE total > :least");
    sqla_stmt *q = sqla_select(U(name));
    sqla_where(q, sqla_in(U(id), sqla_text_columns(who, O(user_id))));
    return sqla_bind(sqla_order_by(q, U(id)), "least", 50);
}

CASE(columns_scalar)
{
    sqla_stmt *top = sqla_text_columns(sqla_text("SELECT max(id) FROM orders"),
                                       text_column("top", SQLA_INTEGER));
    sqla_stmt *q = sqla_select(U(name), sqla_label(sqla_scalar_subquery(top), "top"));
    return sqla_where(q, sqla_eq(U(id), 1));
}

CASE(columns_union)
{
    return sqla_union_all(sqla_where(sqla_select(O(id), O(note)), sqla_eq(O(id), 3)),
                          ids_and_names("SELECT id, name FROM users WHERE id = 1"));
}

CASE(columns_exists)
{
    sqla_stmt *any = sqla_text("SELECT 1 FROM orders WHERE orders.user_id = users.id");
    sqla_text_columns(any, text_column("one", SQLA_INTEGER));
    return sqla_order_by(sqla_where(sqla_select(U(name)), sqla_exists(any)), U(id));
}

/* ---- Fragments in every clause ---- */

CASE(fragment_selected)
{
    sqla_stmt *q = sqla_select(sqla_sql("id"), sqla_sql("name AS called"), U(age));
    return sqla_where(q, sqla_lt(U(id), 3));
}

CASE(fragment_selected_alone) { return sqla_select(sqla_sql("1 + 1")); }

CASE(fragment_labelled)
{
    sqla_stmt *q = sqla_select(sqla_label(sqla_sql("age * 2"), "twice"), sqla_sql("'x'"));
    return sqla_where(sqla_select_from(q, &users), sqla_eq(U(id), 1));
}

CASE(fragment_from)
{
    sqla_stmt *q = sqla_select_from(sqla_select(sqla_sql("u.name")), sqla_sql("users AS u"));
    return sqla_where(q, sqla_sql("u.id = 1"));
}

CASE(fragment_where)
{
    sqla_stmt *q = sqla_select(U(id));
    return sqla_bind(sqla_where(q, sqla_sql("users.age > :a"), sqla_lt(U(id), 3)), "a", 30);
}

CASE(fragment_where_twice)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_sql("age > :a"));
    sqla_where(q, sqla_sql("name <> :b"));
    return sqla_bind(sqla_bind(q, "a", 30), "b", "x");
}

CASE(fragment_negated)
{
    sqla_expr *old = sqla_type_coerce(sqla_sql("age > 30"), SQLA_BOOLEAN);
    return sqla_where(sqla_select(U(id)), sqla_not(old));
}

CASE(fragment_or)
{
    return sqla_where(sqla_select(U(id)), sqla_or(sqla_sql("age > 40"), sqla_eq(U(id), 3),
                                                  sqla_sql("name = 'bob'")));
}

CASE(fragment_and)
{
    return sqla_where(sqla_select(U(id)), sqla_and(sqla_sql("age > 20 OR age < 5"), U(active)));
}

CASE(fragment_order)
{
    return sqla_order_by(sqla_select(U(id), U(name)), sqla_sql("name DESC"), U(id));
}

CASE(fragment_group_and_having)
{
    sqla_stmt *q = sqla_group_by(sqla_select(U(active), sqla_count_all()), sqla_sql("active"));
    return sqla_bind(sqla_having(q, sqla_sql("count(*) > :least")), "least", 2);
}

CASE(fragment_on)
{
    sqla_stmt *q = sqla_select(U(name), O(id));
    sqla_join(q, &orders, .on = sqla_sql("orders.user_id = users.id AND orders.total > 50"));
    return sqla_order_by(q, O(id));
}

CASE(fragment_argument)
{
    sqla_stmt *q = sqla_select(sqla_coalesce(sqla_sql("fullname"), sqla_sql("'none'")));
    return sqla_where(sqla_select_from(q, &users), sqla_eq(U(id), 3));
}

CASE(fragment_compared)
{
    sqla_expr *age = sqla_type_coerce(sqla_sql("age"), SQLA_INTEGER);
    return sqla_where(sqla_select(U(id)), sqla_gt(age, 30), sqla_ne(U(id), sqla_sql("2")));
}

CASE(fragment_in)
{
    return sqla_where(sqla_select(U(id)), sqla_in(U(id), sqla_sql("1"), sqla_sql("1 + 1")));
}

CASE(fragment_between)
{
    sqla_expr *some = sqla_between(U(age), sqla_sql("28"), sqla_sql("30 + :x"));
    return sqla_bind(sqla_where(sqla_select(U(id)), some), "x", 6);
}

CASE(fragment_case)
{
    sqla_expr *kind = sqla_case(sqla_when(sqla_sql("age > 30"), sqla_sql("'old'")),
                                sqla_else("young"));
    return sqla_where(sqla_select(U(id), kind), sqla_lt(U(id), 4));
}

CASE(fragment_cast)
{
    return sqla_select(sqla_cast(sqla_sql("'5'"), SQLA_INTEGER),
                       sqla_cast(sqla_sql("6"), SQLA_STRING(5)));
}

CASE(fragment_over)
{
    sqla_expr *number = sqla_over(sqla_func("row_number"),
                                  .partition_by = SQLA_EXPRS(sqla_sql("active")),
                                  .order_by = SQLA_EXPRS(sqla_sql("id DESC")));
    return sqla_order_by(sqla_select(U(id), number), U(id));
}

CASE(fragment_limit)
{
    return sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), sqla_sql("2"));
}

CASE(fragment_concatenated)
{
    return sqla_where(sqla_select(sqla_concat(U(name), sqla_sql("'!'"))), sqla_eq(U(id), 1));
}

CASE(fragment_arithmetic)
{
    sqla_expr *two = sqla_type_coerce(sqla_sql("2"), SQLA_INTEGER);
    sqla_expr *age = sqla_type_coerce(sqla_sql("age"), SQLA_INTEGER);
    sqla_stmt *q = sqla_select(sqla_plus(two, 3), sqla_times(sqla_v(4), age));
    return sqla_where(sqla_select_from(q, &users), sqla_eq(U(id), 2));
}

CASE(fragment_exists)
{
    sqla_stmt *any = sqla_where(sqla_select(sqla_sql("1")), sqla_eq(O(user_id), U(id)));
    return sqla_where(sqla_select(U(name)), sqla_exists(any));
}

CASE(fragment_count)
{
    sqla_stmt *q = sqla_select(sqla_count(sqla_sql("*")), sqla_count(sqla_sql("DISTINCT age")));
    return sqla_select_from(q, &users);
}

CASE(fragment_with_quoted_name)
{
    sqla_stmt *q = sqla_select_from(sqla_select(sqla_sql("\"two words\"")), &odd);
    return sqla_where(q, sqla_eq(ODD("order"), 1));
}

CASE(fragment_subquery_by_hand)
{
    sqla_expr *n = sqla_sql("(SELECT count(*) FROM orders WHERE user_id = users.id)");
    return sqla_order_by(sqla_select(U(name), n), U(id));
}

CASE(fragment_escaped_colon)
{
    return sqla_where(sqla_select(U(id)), sqla_sql("name <> '\\:x' AND name <> 'a::b'"),
                      sqla_lt(U(id), 3));
}

CASE(fragment_percent)
{
    sqla_expr *rest = sqla_type_coerce(sqla_sql("id % 2"), SQLA_INTEGER);
    return sqla_where(sqla_select(U(id), sqla_sql("'100%'")), sqla_sql("name LIKE '%n%'"),
                      sqla_eq(rest, 1));
}

CASE(fragment_parameter_in_every_clause)
{
    sqla_stmt *q = sqla_select(sqla_label(sqla_sql("age"), "a"), sqla_sql(":s AS s"));
    sqla_where(sqla_select_from(q, &users), sqla_sql("id > :w"), sqla_lt(U(id), 5));
    return sqla_bind(sqla_bind(sqla_order_by(q, U(id)), "s", "x"), "w", 1);
}

CASE(fragment_same_parameter_in_two)
{
    sqla_expr *either = sqla_or(sqla_sql("id = :n"), sqla_sql("manager_id = :n"));
    return sqla_bind(sqla_where(sqla_select(U(id)), either), "n", 2);
}

CASE(fragment_in_update)
{
    sqla_stmt *q = sqla_set(sqla_update(&users), U(age), sqla_sql("age + 1"));
    return sqla_bind(sqla_where(q, sqla_sql("id = :i")), "i", 1);
}

CASE(fragment_collated)
{
    return sqla_order_by(sqla_select(U(name)), sqla_desc(sqla_sql("name")));
}

CASE(fragment_nulls_last) { return sqla_order_by(sqla_select(U(id)), sqla_asc(sqla_sql("id"))); }

CASE(fragment_from_subquery)
{
    sqla_stmt *some = sqla_where(sqla_select(sqla_sql("id AS i"), U(name)), sqla_lt(U(id), 3));
    sqla_from *s = sqla_subquery(some, "s");
    return sqla_order_by(sqla_select(sqla_c(s, "name")), sqla_c(s, "name"));
}

CASE(fragment_in_cte)
{
    sqla_from *s = sqla_cte(sqla_select(U(id), sqla_label(sqla_sql("age + 1"), "next")), "s");
    return sqla_where(sqla_select(sqla_c(s, "next")), sqla_eq(sqla_c(s, "id"), 1));
}

CASE_LITERAL(fragment_literally)
{
    sqla_stmt *q = sqla_select(U(id));
    return sqla_bind(sqla_where(q, sqla_sql("name = :n"), sqla_gt(U(age), 5)), "n", "it's");
}

/* ---- Parameters ---- */

CASE(parameter_without_value)
{
    return sqla_where(sqla_select(U(id)), sqla_eq(U(name), sqla_param("n")));
}

CASE(parameter_in_two_types)
{
    sqla_stmt *q = sqla_select(U(id));
    sqla_where(q, sqla_eq(U(id), sqla_param("x")),
               sqla_gt(U(age), sqla_type_coerce(sqla_param("y"), SQLA_BIGINT)));
    return sqla_bind(sqla_bind(q, "x", 2), "y", 3);
}

CASE(parameter_selected)
{
    sqla_stmt *q = sqla_select(sqla_type_coerce(sqla_param("x"), SQLA_STRING(0)),
                               sqla_label(sqla_type_coerce(sqla_param("n"), SQLA_INTEGER), "five"));
    return sqla_bind(sqla_bind(q, "x", "text"), "n", 5);
}

CASE(parameter_in_function)
{
    sqla_stmt *q = sqla_select(sqla_coalesce(U(fullname), sqla_param("other")));
    return sqla_bind(sqla_where(q, sqla_eq(U(id), 3)), "other", "none");
}

CASE(parameter_in_like)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_like(U(name), sqla_param("pattern")));
    return sqla_bind(q, "pattern", "%a%");
}

CASE(parameter_in_contains)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_contains(U(name), sqla_param("part")));
    return sqla_bind(q, "part", "a");
}

CASE(parameter_in_limit)
{
    sqla_stmt *q = sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), sqla_param("n"));
    return sqla_bind(sqla_bind(sqla_offset(q, sqla_param("m")), "n", 2), "m", 1);
}

CASE(parameter_in_subquery)
{
    sqla_stmt *who = sqla_where(sqla_select(O(user_id)), sqla_gt(O(total), sqla_param("least")));
    sqla_stmt *q = sqla_select(U(id));
    sqla_where(q, sqla_in(U(id), who), sqla_eq(U(id), sqla_param("id")));
    return sqla_bind(sqla_bind(q, "least", 50), "id", 1);
}

CASE(parameter_named_as_generated)
{
    sqla_stmt *q = sqla_select(U(id));
    sqla_where(q, sqla_eq(U(id), sqla_param("id_1")), sqla_gt(U(age), 5));
    return sqla_bind(q, "id_1", 1);
}

CASE(parameter_name_taken)
{
    sqla_stmt *q = sqla_select(U(id));
    sqla_where(q, sqla_eq(U(id), 2), sqla_eq(U(manager_id), sqla_param("id_1")));
    return sqla_bind(q, "id_1", 1);
}

CASE(parameter_beside_text)
{
    sqla_stmt *q = sqla_select(U(id));
    sqla_where(q, sqla_eq(U(id), sqla_param("n")), sqla_sql("id = :n"));
    return sqla_bind(q, "n", 1);
}

CASE(parameter_with_dot_and_blank)
{
    sqla_stmt *q = sqla_select(U(id));
    sqla_where(q, sqla_eq(U(id), sqla_param("a.b c")), sqla_gt(U(age), sqla_param("100%")));
    return sqla_bind(sqla_bind(q, "a.b c", 1), "100%", 3);
}

CASE(parameter_in_case)
{
    sqla_expr *kind = sqla_case(sqla_when(sqla_gt(U(age), sqla_param("limit")), sqla_param("old")),
                                sqla_else(sqla_param("young")));
    sqla_stmt *q = sqla_where(sqla_select(kind), sqla_eq(U(id), 1));
    return sqla_bind(sqla_bind(sqla_bind(q, "limit", 30), "old", "o"), "young", "y");
}

CASE(parameter_date)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_lt(U(birthday), sqla_param("d")));
    return sqla_bind(q, "d", sqla_date_of(1990, 1, 1));
}

CASE(parameter_named_as_column_written)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), sqla_param("user_id")));
    sqla_set(q, U(age), sqla_param("new_age"));
    return sqla_bind(sqla_bind(q, "user_id", 1), "new_age", 5);
}

CASE(parameter_reserved_by_values)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), sqla_param("age")));
    return sqla_bind(sqla_set(q, U(age), 7), "age", 1);
}

CASE(parameter_reserved_by_insert)
{
    sqla_stmt *q = sqla_set(sqla_insert(&regions), R(code), sqla_param("title"));
    return sqla_bind(sqla_set(q, R(title), "y"), "title", "x");
}
