/* SELECT: joins, subqueries, CTEs, set operations, paging, locking, hints. */

/* Its key has two columns. */
SQLA_TABLE(shipments, "shipments",
    SQLA_TABLE_COLUMN("id",       SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("order_id", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("line",     SQLA_INTEGER),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("order_id", "line"), "items",
                     SQLA_NAMES("order_id", "line")));

SQLA_TABLE(traces, "traces",
    SQLA_TABLE_COLUMN("id",     SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("log_id", SQLA_INTEGER, .foreign_key = "app.logs.id"),
    SQLA_TABLE_ARGS(.schema = "app"));

/* Words that some database reserves. */
SQLA_TABLE(words, "user",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("group", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("limit", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("offset", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("desc", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("rank", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("level", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("index", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("rows", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("window", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("lateral", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("fetch", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("returning", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("user", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("values", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("number", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("date", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("uid", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("file", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("interval", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("system", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("row_number", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("freeze", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("analyse", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("bulk", SQLA_STRING(20)));

SQLA_TABLE(strange, "say \"hi\"",
    SQLA_TABLE_COLUMN("1st", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("$x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("x$y", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("_x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("ä", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("UPPER", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a'b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a?b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a\"b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a.b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a:b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a`b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a[b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a]b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a\\b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a(b)", SQLA_INTEGER));
static const char *const strange_names[] = {
    "1st", "$x", "x$y", "_x", "ä", "UPPER", "a'b", "a?b", "a\"b", "a.b"
};

SQLA_TABLE(archive, "Archive",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("From", SQLA_INTEGER),
    SQLA_TABLE_ARGS(.schema = "Old Data"));

SQLA_TABLE(upper, "UPPER",
    SQLA_TABLE_COLUMN("ID",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("NAME", SQLA_STRING(20)));

#define LONG   "a_name_that_goes_on_and_on_until_it_has_nearly_sixty_letters"
#define LONGER LONG "_" LONG "_" LONG
SQLA_TABLE(lengthy, "the_a_name_that_goes_on_and_on_until_it_has_nearly_sixty_lette",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN(LONG, SQLA_INTEGER));
SQLA_TABLE(longest, "longest",
    SQLA_TABLE_COLUMN(LONGER, SQLA_INTEGER, .primary_key = true));

/* ---- Columns, and the FROM that follows from them ---- */

CASE(query_columns) { return sqla_select(U(id), U(name)); }

CASE(query_table) { return sqla_select(&regions); }

CASE(query_tables_unjoined) { return sqla_select(&regions, &odd); }

CASE(query_table_and_column)
{
    return sqla_where(sqla_select(&addresses, U(name)), sqla_eq(U(id), A(user_id)));
}

CASE(query_names_clash)
{
    sqla_stmt *q = sqla_select(U(id), A(id), O(id), O(user_id), A(user_id));
    return sqla_where(q, sqla_eq(U(id), A(user_id)), sqla_eq(U(id), O(user_id)));
}

CASE(query_tables_clash)
{
    sqla_stmt *q = sqla_select(U(name), &addresses, &orders);
    return sqla_where(q, sqla_eq(U(id), A(user_id)), sqla_eq(U(id), O(user_id)));
}

CASE(query_column_repeated) { return sqla_select(U(id), U(id), U(name), U(id)); }

CASE(query_expression_repeated) { return sqla_select(sqla_plus(U(id), 1), sqla_plus(U(id), 1)); }

CASE(query_same_expression_twice)
{
    sqla_expr *next = sqla_plus(U(id), 1);
    return sqla_select(next, next);
}

CASE(query_labels_clash)
{
    sqla_stmt *q = sqla_select(sqla_label(U(id), "n"), sqla_label(A(id), "n"));
    return sqla_where(q, sqla_eq(U(id), A(user_id)));
}

CASE(query_label_named_as_column) { return sqla_select(sqla_label(U(name), "id"), U(id)); }

CASE(query_label_named_as_its_column)
{
    return sqla_select(sqla_label(U(name), "name"), sqla_label(U(age), "years"));
}

CASE(query_label_like_made_up_name)
{
    sqla_stmt *q = sqla_select(sqla_label(U(id), "id_1"), U(id), A(id));
    return sqla_where(q, sqla_eq(U(id), A(user_id)));
}

CASE(query_label_in_expression)
{
    sqla_expr *n = sqla_label(sqla_plus(U(age), 1), "n");
    return sqla_where(sqla_select(n, sqla_times(n, 2)), sqla_gt(n, 30));
}

CASE(query_label_of_label) { return sqla_select(sqla_label(sqla_label(U(age), "inner"), "outer")); }

CASE(query_functions_named)
{
    return sqla_select(sqla_min(U(id)), sqla_max(U(id)), sqla_min(U(age)), sqla_count_all());
}

CASE(query_casts_keep_the_name)
{
    sqla_expr *next = sqla_plus(U(age), 1);
    sqla_expr *name = sqla_cast(U(id), SQLA_STRING(10));
    return sqla_select(name, sqla_cast(next, SQLA_NUMERIC(6, 2)), U(id));
}

CASE(query_coercion_keeps_the_name)
{
    return sqla_select(sqla_type_coerce(U(age), SQLA_STRING(0)), sqla_neg(U(age)), U(age));
}

CASE(query_values_without_from) { return sqla_select(1, sqla_label(sqla_v("x"), "y")); }

CASE(query_where_without_from)
{
    return sqla_where(sqla_select(sqla_label(sqla_v(1), "n")), sqla_gt(sqla_v(2), 1));
}

CASE(query_null_and_truth)
{
    return sqla_select(sqla_label(sqla_null(), "n"), sqla_label(sqla_true(), "t"), sqla_false());
}

CASE(query_count_rows) { return sqla_select_from(sqla_select(sqla_count_all()), &users); }

CASE(query_from_of_arguments)
{
    sqla_stmt *q = sqla_select(sqla_count(U(id)), sqla_coalesce(sqla_max(A(id)), 0));
    return sqla_where(q, sqla_eq(U(id), A(user_id)));
}

CASE(query_from_of_where)
{
    return sqla_where(sqla_select(U(name)), sqla_eq(A(user_id), U(id)), sqla_eq(A(kind), "work"));
}

CASE(query_from_of_order_by)
{
    sqla_stmt *first = sqla_limit(sqla_order_by(sqla_select(A(user_id)), A(id)), 2);
    return sqla_order_by(sqla_where(sqla_select(U(id)), sqla_in(U(id), first)), U(id));
}

CASE(query_select_from_another) { return sqla_select_from(sqla_select(R(code)), &odd); }

CASE(query_select_from_twice)
{
    return sqla_select_from(sqla_select_from(sqla_select(R(code)), &regions), &regions);
}

CASE(query_select_from_orders_the_froms)
{
    return sqla_select_from(sqla_select(R(code), ODD("order")), &odd);
}

CASE(query_text_as_column)
{
    return sqla_select(sqla_sql("1 + 1"), U(id), sqla_sql("age AS years"));
}

CASE(query_text_and_from) { return sqla_select_from(sqla_select(sqla_sql("count(*)")), &users); }

CASE(query_select_from_text)
{
    sqla_stmt *q = sqla_select_from(sqla_select(sqla_sql("code")), sqla_sql("regions"));
    return sqla_where(q, sqla_sql("memo IS NULL"));
}

CASE(query_columns_added)
{
    sqla_stmt *q = sqla_add_columns(sqla_select(U(id)), U(name), A(email));
    return sqla_where(q, sqla_eq(U(id), A(user_id)));
}

CASE(query_no_columns) { return sqla_select_from(sqla_select_n(NULL, 0), &regions); }

CASE(query_table_without_database)
{
    sqla_stmt *q = sqla_select(&light);
    return sqla_where(q, sqla_eq(LIGHT(b), "x"), sqla_eq(LIGHT(c), NULL), sqla_gt(LIGHT(a), 1));
}

CASE(query_table_in_schema)
{
    return sqla_order_by(sqla_where(sqla_select(&logs), sqla_gt(L(level), 2)), L(id));
}

CASE(query_schema_alias)
{
    sqla_from *l = sqla_alias(&logs, "l"), *other = sqla_alias(&logs, NULL);
    sqla_stmt *q = sqla_select(sqla_c(l, "id"), sqla_c(other, "message"), L(id));
    return sqla_where(q, sqla_eq(sqla_c(l, "id"), L(id)),
                      sqla_gt(sqla_c(other, "id"), sqla_c(l, "id")));
}

CASE(query_schema_join)
{
    return sqla_join(sqla_select(U(name), L(message)), &logs, .on = sqla_eq(L(level), U(id)));
}

/* ---- WHERE ---- */

CASE(query_where_chained)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_gt(U(age), 20));
    return sqla_where(sqla_where(q, U(active)), sqla_ne(U(id), 2));
}

CASE(query_where_or_in_and)
{
    sqla_expr *old = sqla_or(sqla_gt(U(age), 40), sqla_is_null(U(age)));
    return sqla_where(sqla_select(U(id)), U(active), old);
}

CASE(query_where_true) { return sqla_where(sqla_select(U(id)), sqla_true()); }

CASE(query_where_false_wins)
{
    return sqla_where(sqla_select(U(id)), sqla_eq(U(id), 1), sqla_false());
}

CASE(query_where_true_is_dropped)
{
    return sqla_where(sqla_where(sqla_select(U(id)), sqla_true(), sqla_eq(U(id), 1)), sqla_true());
}

CASE(query_where_null) { return sqla_where(sqla_select(U(id)), sqla_null()); }

CASE(query_where_not_boolean) { return sqla_where(sqla_select(U(id)), sqla_not(U(active))); }

CASE(query_where_text)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_sql("age > :least"), U(active));
    return sqla_bind(q, "least", 30);
}

CASE(query_where_tuple_in_subquery)
{
    sqla_stmt *home = sqla_where(sqla_select(A(user_id), A(id)), sqla_eq(A(kind), "home"));
    return sqla_where(sqla_select(U(name)), sqla_in(sqla_tuple(U(id), U(id)), home));
}

/* ---- Joins ---- */

CASE(query_join)
{
    return sqla_order_by(sqla_join(sqla_select(U(name), A(email)), &addresses), A(id));
}

CASE(query_join_from_the_keys_side)
{
    return sqla_where(sqla_join(sqla_select(A(email)), &users), U(active));
}

CASE(query_join_on)
{
    sqla_stmt *q = sqla_select(U(name), O(total));
    sqla_join(q, &orders, .on = sqla_and(sqla_eq(O(user_id), U(id)), sqla_gt(O(total), 50)));
    return sqla_order_by(q, O(id));
}

CASE(query_join_on_true)
{
    sqla_stmt *q = sqla_join(sqla_select(R(code), ODD("order")), &odd, .on = sqla_true());
    return sqla_order_by(q, R(code), ODD("order"));
}

CASE(query_join_on_column)
{
    return sqla_order_by(sqla_join(sqla_select(U(id)), &odd, .on = U(active)), U(id));
}

CASE(query_join_chain)
{
    sqla_stmt *q = sqla_select_from(sqla_select(U(name), I(product)), &users);
    sqla_join(sqla_join(q, &orders), &items);
    return sqla_order_by(q, I(order_id), I(line));
}

CASE(query_join_finds_its_left_side)
{
    sqla_stmt *q = sqla_join(sqla_select(R(code), U(name), A(email)), &addresses);
    return sqla_order_by(q, R(code), A(id));
}

CASE(query_join_two_from_one)
{
    sqla_stmt *q = sqla_select(U(name), A(email), O(total));
    sqla_join(sqla_join(q, &addresses), &orders);
    return sqla_order_by(q, A(id), O(id));
}

CASE(query_join_of_three_columns_tables)
{
    sqla_stmt *q = sqla_select(U(name), O(id), I(product));
    sqla_join(sqla_join(q, &orders), &items);
    return sqla_order_by(q, I(order_id), I(line));
}

CASE(query_join_left_side_ambiguous)
{
    return sqla_join(sqla_select(U(name), I(product)), &orders);
}

CASE(query_join_without_left_side) { return sqla_join(sqla_select(1), &users); }

CASE(query_join_keys_ambiguous) { return sqla_join(sqla_select(U(name)), &transfers); }

CASE(query_join_without_key) { return sqla_join(sqla_select(U(name)), &regions); }

CASE(query_join_several_left_sides_without_key)
{
    return sqla_join(sqla_select(U(name), ODD("order")), &regions);
}

CASE(query_join_chosen_key)
{
    sqla_stmt *q = sqla_select(U(name), X(amount));
    sqla_join(q, &transfers, .on = sqla_eq(X(to_id), U(id)));
    return sqla_order_by(q, X(id));
}

CASE(query_join_on_finds_its_left_side)
{
    sqla_stmt *q = sqla_select(R(code), U(name), O(id));
    sqla_join(q, &orders, .on = sqla_eq(O(user_id), U(id)));
    return sqla_order_by(q, R(code), O(id));
}

CASE(query_join_from)
{
    return sqla_order_by(sqla_join_from(sqla_select(U(name)), &addresses, &users), A(id));
}

CASE(query_join_from_on)
{
    sqla_stmt *q = sqla_join_from(sqla_select(R(code)), &regions, &users, .on = sqla_eq(U(id), 1));
    return sqla_order_by(q, R(code));
}

CASE(query_join_from_twice)
{
    sqla_stmt *q = sqla_select(U(name), R(code));
    sqla_join_from(q, &users, &addresses);
    sqla_join_from(q, &regions, &odd, .on = sqla_eq(ODD("order"), 1));
    return sqla_order_by(q, A(id), R(code));
}

CASE(query_join_from_continued)
{
    sqla_stmt *q = sqla_join_from(sqla_select(U(name), I(product)), &users, &orders);
    return sqla_order_by(sqla_join(q, &items), I(order_id), I(line));
}

CASE(query_join_from_outer)
{
    sqla_stmt *q = sqla_select(U(name), A(email));
    sqla_join_from(q, &users, &addresses, .isouter = true);
    return sqla_order_by(q, U(id), A(id));
}

CASE(query_outerjoin)
{
    return sqla_order_by(sqla_outerjoin(sqla_select(U(name), A(email)), &addresses), U(id), A(id));
}

CASE(query_outerjoin_without_partner)
{
    sqla_stmt *q = sqla_outerjoin(sqla_select(U(name)), &orders, .on = sqla_eq(O(user_id), U(id)));
    return sqla_order_by(sqla_where(q, sqla_is_null(O(id))), U(id));
}

CASE(query_outerjoin_then_join)
{
    sqla_stmt *q = sqla_select_from(sqla_select(U(name), I(product)), &users);
    sqla_outerjoin(q, &orders);
    sqla_join(q, &items, .on = sqla_eq(I(order_id), O(id)));
    return sqla_order_by(q, I(order_id), I(line));
}

CASE(query_outerjoin_chain)
{
    sqla_stmt *q = sqla_select_from(sqla_select(U(name), I(product)), &users);
    sqla_outerjoin(sqla_outerjoin(q, &orders), &items);
    return sqla_order_by(q, U(id), I(order_id), I(line));
}

CASE(query_full_join) { return sqla_join(sqla_select(U(name), O(id)), &orders, .full = true); }

CASE(query_full_join_from)
{
    return sqla_join_from(sqla_select(U(id), O(id)), &orders, &users,
                          .on = sqla_eq(O(user_id), U(id)), .full = true);
}

CASE(query_join_group)
{
    sqla_stmt *q = sqla_outerjoin(sqla_select(U(name), sqla_count(O(id))), &orders);
    return sqla_order_by(sqla_group_by(q, U(id), U(name)), U(id));
}

CASE(query_join_composite_key)
{
    return sqla_join(sqla_select(sqla_c(&shipments, "id"), I(product)), &items);
}

CASE(query_join_across_schemas)
{
    return sqla_join(sqla_select(L(message), sqla_c(&traces, "id")), &traces);
}

CASE(query_join_subquery)
{
    sqla_stmt *counted = sqla_select(O(user_id), sqla_label(sqla_count_all(), "n"));
    sqla_from *n = sqla_subquery(sqla_group_by(counted, O(user_id)), "n");
    sqla_stmt *q = sqla_select(U(name), sqla_c(n, "n"));
    sqla_join(q, n, .on = sqla_eq(sqla_c(n, "user_id"), U(id)));
    return sqla_order_by(q, U(id));
}

CASE(query_join_subquery_by_its_key)
{
    sqla_stmt *big = sqla_where(sqla_select(O(user_id), O(total)), sqla_gt(O(total), 50));
    sqla_from *o = sqla_subquery(big, NULL);
    sqla_stmt *q = sqla_select(U(name), sqla_c(o, "total"));
    return sqla_order_by(sqla_join(q, o), sqla_c(o, "total"));
}

CASE(query_join_subquery_without_its_key)
{
    sqla_from *o = sqla_subquery(sqla_select(O(total)), "o");
    return sqla_join(sqla_select(U(name), sqla_c(o, "total")), o);
}

CASE(query_join_subquery_renamed_key)
{
    sqla_from *o = sqla_subquery(sqla_select(sqla_label(O(user_id), "who"), O(id)), "o");
    return sqla_order_by(sqla_join(sqla_select(U(name), sqla_c(o, "id")), o), sqla_c(o, "id"));
}

CASE(query_join_two_subqueries)
{
    sqla_from *u = sqla_subquery(sqla_where(sqla_select(U(id), U(name)), U(active)), "u");
    sqla_stmt *home = sqla_where(sqla_select(&addresses), sqla_eq(A(kind), "home"));
    sqla_from *a = sqla_subquery(home, "a");
    sqla_stmt *q = sqla_select(sqla_c(u, "name"), sqla_c(a, "email"));
    return sqla_order_by(sqla_join_from(q, u, a), sqla_c(u, "id"));
}

CASE(query_join_cte)
{
    sqla_stmt *home = sqla_where(sqla_select(A(user_id), A(email)), sqla_eq(A(kind), "home"));
    sqla_from *c = sqla_cte(home, "home");
    return sqla_order_by(sqla_join(sqla_select(U(name), sqla_c(c, "email")), c), U(id));
}

/* ---- Aliases ---- */

CASE(query_alias_self_join)
{
    sqla_from *m = sqla_alias(&users, "m");
    sqla_stmt *q = sqla_select(U(name), sqla_c(m, "name"));
    return sqla_order_by(sqla_join(q, m, .on = sqla_eq(U(manager_id), sqla_c(m, "id"))), U(id));
}

CASE(query_alias_three_levels)
{
    sqla_from *m = sqla_alias(&users, NULL), *top = sqla_alias(&users, NULL);
    sqla_stmt *q = sqla_select(U(name), sqla_c(m, "name"), sqla_c(top, "name"));
    sqla_join(q, m, .on = sqla_eq(U(manager_id), sqla_c(m, "id")));
    sqla_outerjoin(q, top, .on = sqla_eq(sqla_c(m, "manager_id"), sqla_c(top, "id")));
    return sqla_order_by(q, U(id));
}

CASE(query_alias_both_ends)
{
    sqla_from *a = sqla_alias(&users, "a"), *b = sqla_alias(&users, "b");
    sqla_stmt *q = sqla_select(sqla_c(a, "name"), sqla_c(b, "name"), X(amount));
    sqla_select_from(q, &transfers);
    sqla_join(q, a, .on = sqla_eq(X(from_id), sqla_c(a, "id")));
    sqla_join(q, b, .on = sqla_eq(X(to_id), sqla_c(b, "id")));
    return sqla_order_by(q, X(id));
}

CASE(query_alias_whole) { return sqla_select(sqla_alias(&regions, "r")); }

CASE(query_alias_and_table_whole)
{
    sqla_from *r = sqla_alias(&regions, NULL);
    return sqla_where(sqla_select(&regions, r), sqla_lt(R(code), sqla_c(r, "code")));
}

CASE(query_alias_of_alias)
{
    sqla_from *a = sqla_alias(&users, "a"), *b = sqla_alias(a, "b");
    sqla_stmt *q = sqla_select(sqla_c(a, "id"), sqla_c(b, "id"));
    return sqla_where(q, sqla_eq(sqla_c(a, "id"), sqla_c(b, "manager_id")));
}

CASE(query_alias_of_subquery)
{
    sqla_stmt *grown = sqla_where(sqla_select(U(id), U(manager_id)), sqla_gt(U(age), 20));
    sqla_from *s = sqla_subquery(grown, "s"), *m = sqla_alias(s, "m");
    sqla_stmt *q = sqla_select(sqla_c(s, "id"), sqla_c(m, "id"));
    return sqla_where(q, sqla_eq(sqla_c(s, "manager_id"), sqla_c(m, "id")));
}

CASE(query_alias_takes_a_tables_name)
{
    sqla_from *a = sqla_alias(&users, "orders");
    sqla_stmt *q = sqla_select(sqla_c(a, "id"), sqla_c(a, "name"));
    return sqla_where(q, sqla_gt(sqla_c(a, "age"), 30));
}

CASE(query_alias_made_up_of_odd_table)
{
    sqla_from *a = sqla_alias(&odd, NULL), *b = sqla_alias(&odd, NULL);
    sqla_stmt *q = sqla_select(sqla_c(a, "order"), sqla_c(b, "two words"));
    return sqla_where(q, sqla_lt(sqla_c(a, "order"), sqla_c(b, "order")));
}

CASE(query_alias_outer_self_join_clash)
{
    sqla_from *a = sqla_alias(&items, "a");
    sqla_stmt *q = sqla_select(&items, sqla_c(a, "line"), sqla_c(a, "quantity"));
    sqla_outerjoin(q, a, .on = sqla_and(sqla_eq(sqla_c(a, "product"), I(product)),
                                        sqla_gt(sqla_c(a, "quantity"), I(quantity))));
    return sqla_order_by(q, I(order_id), I(line), sqla_c(a, "quantity"));
}

/* ---- ORDER BY, GROUP BY, HAVING, DISTINCT ---- */

CASE(query_order_by_several)
{
    return sqla_order_by(sqla_select(U(name)), sqla_nulls_last(sqla_desc(U(age))), U(name));
}

CASE(query_order_by_added)
{
    return sqla_order_by(sqla_order_by(sqla_select(U(id)), U(active)), sqla_desc(U(id)));
}

CASE(query_order_by_label)
{
    sqla_expr *n = sqla_label(sqla_coalesce(U(age), 0), "n");
    return sqla_order_by(sqla_select(U(id), n), n, U(id));
}

CASE(query_order_by_label_descending)
{
    sqla_expr *n = sqla_label(sqla_times(U(id), 2), "n");
    return sqla_order_by(sqla_select(n), sqla_desc(n));
}

CASE(query_order_by_label_in_expression)
{
    sqla_expr *n = sqla_label(sqla_times(U(id), 2), "n");
    return sqla_order_by(sqla_select(n), sqla_mod(n, 4), n);
}

CASE(query_order_by_label_not_selected)
{
    return sqla_order_by(sqla_select(U(name)), sqla_desc(sqla_label(sqla_times(U(id), 2), "n")));
}

CASE(query_order_by_labelled_column)
{
    sqla_expr *years = sqla_label(U(age), "years");
    sqla_stmt *q = sqla_where(sqla_select(U(id), years), sqla_not_null(years));
    return sqla_order_by(q, U(age), U(id));
}

CASE(query_order_by_function)
{
    sqla_expr *most = sqla_max(O(total));
    sqla_stmt *q = sqla_where(sqla_select(O(user_id), most), sqla_gt(O(user_id), 0));
    return sqla_order_by(sqla_group_by(q, O(user_id)), sqla_desc(most));
}

CASE(query_order_by_case)
{
    return sqla_order_by(sqla_select(U(name)),
                         sqla_case(sqla_when(sqla_eq(U(name), "cat"), 0), sqla_else(U(id))));
}

CASE(query_order_by_text) { return sqla_order_by(sqla_select(U(id)), sqla_sql("users.id DESC")); }

CASE(query_order_by_subquery)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count_all()), sqla_eq(O(user_id), U(id)));
    return sqla_order_by(sqla_select(U(name)), sqla_desc(sqla_scalar_subquery(n)), U(id));
}

CASE(query_order_by_number) { return sqla_order_by(sqla_select(U(name)), sqla_plus(U(id), 0)); }

CASE(query_order_by_label_of_alias)
{
    sqla_from *m = sqla_alias(&users, "m");
    sqla_expr *boss = sqla_label(sqla_c(m, "name"), "boss");
    sqla_stmt *q = sqla_select(U(name), boss);
    sqla_join(q, m, .on = sqla_eq(sqla_c(m, "id"), U(manager_id)));
    return sqla_order_by(q, sqla_nulls_first(sqla_desc(boss)), U(id));
}

CASE(query_group_by)
{
    sqla_stmt *q = sqla_select(U(active), sqla_count_all());
    return sqla_order_by(sqla_group_by(q, U(active)), U(active));
}

CASE(query_group_by_label)
{
    sqla_expr *decade = sqla_label(sqla_floordiv(U(age), 10), "decade");
    sqla_stmt *q = sqla_select(decade, sqla_label(sqla_count_all(), "n"));
    sqla_where(q, sqla_gt(U(age), 0));
    return sqla_order_by(sqla_group_by(q, decade), decade);
}

CASE(query_group_by_added)
{
    sqla_stmt *q = sqla_select(U(age), U(active), sqla_count_all());
    return sqla_group_by(sqla_group_by(q, U(age)), U(active));
}

CASE(query_group_by_text)
{
    return sqla_group_by(sqla_select(U(active), sqla_max(U(id))), sqla_sql("users.active"));
}

CASE(query_having)
{
    sqla_expr *n = sqla_count(I(line));
    sqla_stmt *q = sqla_group_by(sqla_select(I(product), n), I(product));
    return sqla_order_by(sqla_having(q, sqla_gt(n, 1)), I(product));
}

CASE(query_having_label)
{
    sqla_expr *n = sqla_label(sqla_sum(I(quantity)), "n");
    sqla_stmt *q = sqla_group_by(sqla_select(I(product), n), I(product));
    return sqla_order_by(sqla_having(q, sqla_gt(n, 2)), n);
}

CASE(query_having_several)
{
    sqla_stmt *q = sqla_group_by(sqla_select(I(product)), I(product));
    sqla_having(q, sqla_gt(sqla_count_all(), 1));
    sqla_having(q, sqla_or(sqla_lt(sqla_min(I(price)), 2), sqla_gt(sqla_max(I(price)), 100)));
    return sqla_order_by(q, I(product));
}

CASE(query_having_without_group)
{
    return sqla_having(sqla_select(sqla_count(U(id))), sqla_gt(sqla_count(U(id)), 3));
}

CASE(query_having_subquery)
{
    sqla_expr *biggest = sqla_scalar_subquery(sqla_select(sqla_max(I(quantity))));
    sqla_stmt *q = sqla_group_by(sqla_select(I(product)), I(product));
    return sqla_having(q, sqla_gt(sqla_sum(I(quantity)), biggest));
}

CASE(query_distinct) { return sqla_order_by(sqla_distinct(sqla_select(I(product))), I(product)); }

CASE(query_distinct_of_several) { return sqla_distinct(sqla_select(U(active), U(age))); }

CASE(query_distinct_count)
{
    sqla_expr *products = sqla_distinct_of(I(product));
    return sqla_select(sqla_count(products), sqla_count(sqla_distinct_of(I(product))));
}

CASE(query_distinct_in_subquery)
{
    sqla_from *s = sqla_subquery(sqla_distinct(sqla_select(I(product))), "s");
    return sqla_select(sqla_count(sqla_c(s, "product")));
}

CASE(query_distinct_join_limit)
{
    sqla_stmt *q = sqla_join(sqla_distinct(sqla_select(U(name))), &orders);
    return sqla_offset(sqla_limit(sqla_order_by(q, U(name)), 1), 1);
}

/* ---- LIMIT and OFFSET ---- */

CASE(query_limit) { return sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 2); }

CASE(query_offset) { return sqla_offset(sqla_order_by(sqla_select(U(id)), U(id)), 3); }

CASE(query_limit_offset)
{
    sqla_stmt *q = sqla_order_by(sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1)), U(id));
    return sqla_limit(sqla_offset(q, 1), 2);
}

CASE(query_limit_unordered) { return sqla_limit(sqla_select(sqla_count(U(id))), 10); }

CASE(query_offset_unordered) { return sqla_offset(sqla_select(R(code)), 5); }

CASE(query_limit_zero) { return sqla_limit(sqla_select(U(id)), 0); }

CASE(query_offset_zero)
{
    return sqla_offset(sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 3), 0);
}

CASE(query_limit_replaced)
{
    sqla_stmt *q = sqla_offset(sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 3), 1);
    return sqla_limit(q, 1);
}

CASE(query_limit_expression)
{
    return sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), sqla_plus(sqla_v(1), 2));
}

CASE(query_offset_expression)
{
    return sqla_offset(sqla_order_by(sqla_select(U(id)), U(id)), sqla_plus(sqla_v(1), 1));
}

CASE(query_limit_offset_expressions)
{
    sqla_stmt *q = sqla_order_by(sqla_select(U(id)), U(id));
    return sqla_offset(sqla_limit(q, sqla_minus(sqla_v(4), 2)), sqla_times(sqla_v(2), 1));
}

CASE(query_limit_number_offset_expression)
{
    sqla_stmt *q = sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 2);
    return sqla_offset(q, sqla_minus(sqla_v(2), 1));
}

CASE(query_limit_expression_unordered)
{
    sqla_stmt *q = sqla_select_from(sqla_select(sqla_count_all()), &users);
    return sqla_limit(q, sqla_plus(sqla_v(1), 1));
}

CASE(query_limit_subquery)
{
    sqla_stmt *n = sqla_select_from(sqla_select(sqla_count_all()), &regions);
    return sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), sqla_scalar_subquery(n));
}

CASE(query_limit_parameters)
{
    sqla_stmt *q = sqla_order_by(sqla_select(U(id)), U(id));
    sqla_offset(sqla_limit(q, sqla_param("most")), sqla_param("first"));
    return sqla_bind(sqla_bind(q, "most", 2), "first", 1);
}

CASE(query_limit_cast)
{
    return sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), sqla_cast("2", SQLA_INTEGER));
}

CASE_LITERAL(query_limit_literal)
{
    return sqla_offset(sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 2), 1);
}

CASE_LITERAL(query_limit_expression_literal)
{
    sqla_stmt *q = sqla_order_by(sqla_select(U(id)), U(id));
    return sqla_offset(sqla_limit(q, sqla_plus(sqla_v(1), 1)), sqla_v(1));
}

CASE(query_limit_in_subquery)
{
    sqla_stmt *last = sqla_limit(sqla_order_by(sqla_select(U(id), U(name)), sqla_desc(U(id))), 3);
    sqla_from *s = sqla_subquery(last, "s");
    return sqla_limit(sqla_order_by(sqla_select(sqla_c(s, "name")), sqla_c(s, "id")), 1);
}

CASE(query_offset_in_subquery)
{
    sqla_from *s = sqla_subquery(sqla_offset(sqla_order_by(sqla_select(U(id)), U(id)), 2), NULL);
    return sqla_select(sqla_max(sqla_c(s, "id")));
}

CASE(query_limit_offset_in_in)
{
    sqla_stmt *first = sqla_where(sqla_select(O(user_id)), sqla_gt(O(user_id), 0));
    sqla_offset(sqla_limit(sqla_order_by(first, O(id)), 1), 2);
    return sqla_where(sqla_select(U(name)), sqla_in(U(id), first));
}

CASE(query_limit_in_value)
{
    sqla_stmt *newest = sqla_where(sqla_select(O(total)), sqla_eq(O(user_id), U(id)));
    sqla_limit(sqla_order_by(newest, sqla_desc(O(placed))), 1);
    sqla_stmt *q = sqla_select(U(name), sqla_label(sqla_scalar_subquery(newest), "newest"));
    return sqla_order_by(q, U(id));
}

CASE(query_order_in_subquery_without_limit)
{
    sqla_from *s = sqla_subquery(sqla_order_by(sqla_select(U(id)), U(name)), "s");
    return sqla_where(sqla_select(sqla_c(s, "id")), sqla_gt(sqla_c(s, "id"), 2));
}

CASE(query_limit_of_labels)
{
    sqla_expr *n = sqla_label(sqla_length(U(name)), "n");
    return sqla_offset(sqla_limit(sqla_order_by(sqla_select(U(id), n), n, U(id)), 2), 1);
}

CASE(query_limit_of_clashing_names)
{
    sqla_stmt *q = sqla_order_by(sqla_join(sqla_select(U(id), A(id)), &addresses), A(id));
    return sqla_offset(sqla_limit(q, 2), 1);
}

CASE(query_limit_of_groups)
{
    sqla_stmt *q = sqla_group_by(sqla_select(I(product), sqla_count_all()), I(product));
    sqla_having(q, sqla_gt(sqla_count_all(), 0));
    return sqla_limit(sqla_order_by(q, sqla_desc(sqla_count_all()), I(product)), 2);
}

/* ---- Subqueries in FROM ---- */

CASE(query_subquery)
{
    sqla_from *s = sqla_subquery(sqla_where(sqla_select(U(id), U(name)), sqla_gt(U(age), 30)), "s");
    return sqla_where(sqla_select(sqla_c(s, "name")), sqla_lt(sqla_c(s, "id"), 5));
}

CASE(query_subquery_whole)
{
    return sqla_select(sqla_subquery(sqla_select(U(id), sqla_label(U(name), "who")), NULL));
}

CASE(query_subquery_of_table) { return sqla_select(sqla_subquery(sqla_select(&regions), "r")); }

CASE(query_subquery_in_subquery)
{
    sqla_from *a = sqla_subquery(sqla_where(sqla_select(U(id), U(age)), sqla_gt(U(id), 1)), NULL);
    sqla_stmt *grown = sqla_where(sqla_select(sqla_c(a, "id")), sqla_gt(sqla_c(a, "age"), 20));
    return sqla_select(sqla_count(sqla_c(sqla_subquery(grown, NULL), "id")));
}

CASE(query_two_subqueries)
{
    sqla_from *a = sqla_subquery(sqla_where(sqla_select(U(id)), U(active)), NULL);
    sqla_from *b = sqla_subquery(sqla_where(sqla_select(U(id)), sqla_lt(U(age), 40)), NULL);
    return sqla_where(sqla_select(sqla_c(a, "id"), sqla_c(b, "id")),
                      sqla_eq(sqla_c(a, "id"), sqla_c(b, "id")));
}

CASE(query_one_statement_two_subqueries)
{
    sqla_stmt *grown = sqla_where(sqla_select(U(id), U(manager_id)), sqla_gt(U(age), 20));
    sqla_from *a = sqla_subquery(grown, NULL), *b = sqla_subquery(grown, "b");
    return sqla_where(sqla_select(sqla_c(a, "id"), sqla_c(b, "id")),
                      sqla_eq(sqla_c(a, "manager_id"), sqla_c(b, "id")));
}

CASE(query_subquery_used_inside_and_outside)
{
    sqla_from *s = sqla_subquery(sqla_where(sqla_select(U(id), U(age)), U(active)), "s");
    sqla_expr *oldest = sqla_scalar_subquery(sqla_select(sqla_max(sqla_c(s, "age"))));
    return sqla_where(sqla_select(sqla_c(s, "id")), sqla_eq(sqla_c(s, "age"), oldest));
}

CASE(query_subquery_clashing_names)
{
    sqla_stmt *both = sqla_where(sqla_select(U(id), A(id), A(user_id)), sqla_eq(U(id), A(user_id)));
    sqla_from *s = sqla_subquery(both, "s");
    return sqla_select(sqla_c(s, "id"), sqla_c(s, "id_1"), sqla_c(s, "user_id"));
}

CASE(query_subquery_clashing_names_whole)
{
    sqla_stmt *all = sqla_select(U(id), A(id), O(id));
    sqla_where(all, sqla_eq(U(id), A(user_id)), sqla_eq(U(id), O(user_id)));
    return sqla_select(sqla_subquery(all, NULL));
}

CASE(query_subquery_repeated_column)
{
    return sqla_select(sqla_subquery(sqla_select(U(id), U(id), U(name)), "s"));
}

CASE(query_subquery_made_up_names)
{
    sqla_stmt *q = sqla_select(sqla_plus(U(id), 1), sqla_length(U(name)), sqla_times(U(id), 2));
    return sqla_select(sqla_subquery(q, NULL));
}

CASE(query_subquery_function_by_name)
{
    sqla_stmt *counted = sqla_group_by(sqla_select(sqla_count(O(id)), O(user_id)), O(user_id));
    return sqla_select(sqla_max(sqla_c(sqla_subquery(counted, "s"), "count")));
}

CASE(query_subquery_cast_by_name)
{
    sqla_stmt *q = sqla_select(sqla_cast(U(id), SQLA_STRING(10)), sqla_label(U(age), "a"));
    sqla_from *s = sqla_subquery(q, "s");
    return sqla_select(sqla_c(s, "id"), sqla_plus(sqla_c(s, "a"), 1));
}

CASE(query_subquery_parameters_renamed)
{
    sqla_stmt *in = sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1), sqla_gt(U(age), 20));
    sqla_from *s = sqla_subquery(in, "s");
    return sqla_where(sqla_select(sqla_c(s, "id")), sqla_gt(sqla_c(s, "id"), 2),
                      sqla_ne(sqla_c(s, "id"), 4));
}

CASE(query_subquery_keeps_types)
{
    sqla_from *s = sqla_subquery(sqla_select(U(created), U(balance), U(data), U(active)), "s");
    return sqla_where(sqla_select(s), sqla_gt(sqla_c(s, "balance"), 0));
}

CASE(query_subquery_of_union)
{
    sqla_stmt *both = sqla_union(sqla_select(sqla_label(U(id), "n")), sqla_select(O(user_id)));
    sqla_expr *n = sqla_c(sqla_subquery(both, "u"), "n");
    return sqla_order_by(sqla_where(sqla_select(n), sqla_lt(n, 3)), n);
}

CASE(query_subquery_and_its_table)
{
    sqla_from *s = sqla_subquery(sqla_select(U(id), U(age)), "s");
    return sqla_where(sqla_select(U(name), sqla_c(s, "age")), sqla_eq(U(id), sqla_c(s, "id")),
                      sqla_gt(sqla_c(s, "age"), 30));
}

CASE(query_subquery_grouped_again)
{
    sqla_stmt *sums = sqla_select(O(user_id), sqla_label(sqla_sum(I(quantity)), "n"));
    sqla_from *s = sqla_subquery(sqla_group_by(sqla_join(sums, &items), O(user_id)), NULL);
    sqla_expr *n = sqla_c(s, "n");
    return sqla_where(sqla_select(sqla_count(sqla_c(s, "user_id")), sqla_label(sqla_sum(n), "n")),
                      sqla_gt(n, 1));
}

/* ---- Subqueries as values; correlation ---- */

CASE(query_value) { return sqla_select(sqla_scalar_subquery(sqla_select(sqla_max(U(age))))); }

CASE(query_value_labelled)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), U(id)));
    sqla_stmt *q = sqla_select(U(name), sqla_label(sqla_scalar_subquery(n), "orders"));
    return sqla_order_by(q, U(id));
}

CASE(query_value_unlabelled)
{
    sqla_stmt *q = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), U(id)));
    sqla_expr *n = sqla_scalar_subquery(q);
    return sqla_order_by(sqla_select(U(name), n, sqla_plus(n, 1)), U(id));
}

CASE(query_value_compared)
{
    sqla_expr *mean = sqla_scalar_subquery(sqla_select(sqla_avg(U(age))));
    return sqla_where(sqla_select(U(name)), sqla_gt(U(age), mean),
                      sqla_lt(sqla_minus(U(age), mean), 20));
}

CASE(query_value_on_the_left)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count_all()), sqla_eq(O(user_id), U(id)));
    return sqla_where(sqla_select(U(name)), sqla_ge(sqla_scalar_subquery(n), 1));
}

CASE(query_value_in_function)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_sum(O(total))), sqla_eq(O(user_id), U(id)));
    sqla_expr *sum = sqla_coalesce(sqla_scalar_subquery(n), 0);
    return sqla_order_by(sqla_select(U(name), sum), U(id));
}

CASE(query_value_of_alias)
{
    sqla_from *m = sqla_alias(&users, "m");
    sqla_stmt *boss = sqla_select(sqla_c(m, "name"));
    sqla_where(boss, sqla_eq(sqla_c(m, "id"), U(manager_id)));
    sqla_stmt *q = sqla_select(U(name), sqla_label(sqla_scalar_subquery(boss), "boss"));
    return sqla_order_by(q, U(id));
}

CASE(query_value_of_union)
{
    sqla_stmt *both = sqla_union_all(sqla_select(sqla_max(U(id))), sqla_select(sqla_max(O(id))));
    sqla_stmt *n = sqla_select(sqla_max(sqla_c(sqla_subquery(both, "u"), "max")));
    return sqla_select(sqla_label(sqla_scalar_subquery(n), "n"));
}

CASE(query_one_table_is_not_correlated)
{
    sqla_stmt *least = sqla_where(sqla_select(U(age)), sqla_eq(U(id), 3));
    return sqla_where(sqla_select(U(name)), sqla_eq(U(age), sqla_scalar_subquery(least)));
}

CASE(query_all_tables_correlated)
{
    sqla_stmt *same = sqla_where(sqla_select(U(id)), sqla_eq(U(id), O(user_id)));
    return sqla_where(sqla_select(U(name), O(id)), sqla_eq(O(user_id), sqla_scalar_subquery(same)));
}

CASE(query_correlate)
{
    sqla_stmt *n = sqla_select(sqla_count(A(id)));
    sqla_where(n, sqla_eq(A(user_id), U(id)), sqla_eq(U(id), O(user_id)));
    sqla_expr *value = sqla_label(sqla_scalar_subquery(sqla_correlate(n, &users)), "n");
    return sqla_where(sqla_select(U(name), O(id), value), sqla_eq(U(id), O(user_id)));
}

CASE(query_correlate_only_table)
{
    sqla_expr *same = sqla_scalar_subquery(sqla_correlate(sqla_select(U(age)), &users));
    return sqla_where(sqla_select(U(name)), sqla_eq(U(age), same));
}

CASE(query_correlate_all_tables)
{
    sqla_stmt *same = sqla_where(sqla_select(U(id)), sqla_eq(U(id), O(user_id)));
    sqla_correlate(sqla_correlate(same, &users), &orders);
    return sqla_where(sqla_select(U(name), O(id)), sqla_eq(O(user_id), sqla_scalar_subquery(same)));
}

CASE(query_correlate_elsewhere)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), U(id)));
    sqla_correlate(n, &addresses);
    return sqla_where(sqla_select(U(name)), sqla_lt(U(id), sqla_scalar_subquery(n)));
}

CASE(query_correlate_alone)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_eq(U(id), O(user_id)));
    return sqla_correlate(q, &users);
}

CASE(query_correlate_in_from_is_ignored)
{
    sqla_stmt *in = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    sqla_from *s = sqla_subquery(sqla_correlate(in, &users), "s");
    return sqla_where(sqla_select(U(id), sqla_c(s, "id")), sqla_eq(U(id), 1));
}

CASE(query_correlate_alias)
{
    sqla_from *u = sqla_alias(&users, "u");
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), sqla_c(u, "id")));
    sqla_expr *value = sqla_label(sqla_scalar_subquery(sqla_correlate(n, u)), "n");
    return sqla_order_by(sqla_select(sqla_c(u, "name"), value), sqla_c(u, "id"));
}

CASE(query_correlate_to_join)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(A(id))), sqla_eq(A(user_id), U(id)));
    sqla_stmt *q = sqla_select(U(name), O(id), sqla_label(sqla_scalar_subquery(n), "n"));
    return sqla_order_by(sqla_join(q, &orders), O(id));
}

CASE(query_correlate_in_having)
{
    sqla_stmt *first = sqla_where(sqla_select(sqla_min(A(id))), sqla_eq(A(user_id), U(id)));
    sqla_stmt *q = sqla_group_by(sqla_join(sqla_select(U(id)), &orders), U(id));
    return sqla_having(q, sqla_gt(sqla_count(O(id)), sqla_scalar_subquery(first)));
}

CASE(query_correlate_two_levels)
{
    sqla_stmt *deep = sqla_where(sqla_select(sqla_sum(I(quantity))), sqla_eq(I(order_id), O(id)));
    sqla_stmt *mid = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), U(id)),
                                sqla_gt(sqla_scalar_subquery(deep), 2));
    return sqla_order_by(sqla_select(U(name), sqla_label(sqla_scalar_subquery(mid), "n")), U(id));
}

CASE(query_correlate_skips_a_level)
{
    sqla_stmt *deep = sqla_where(sqla_select(sqla_count(A(id))), sqla_eq(A(user_id), U(id)),
                                 sqla_gt(O(id), 0));
    sqla_correlate(sqla_correlate(deep, &users), &orders);
    sqla_stmt *mid = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), U(id)),
                                sqla_gt(sqla_scalar_subquery(deep), 1));
    return sqla_order_by(sqla_select(U(name), sqla_label(sqla_scalar_subquery(mid), "n")), U(id));
}

CASE(query_correlate_automatic_one_level_only)
{
    sqla_stmt *deep = sqla_where(sqla_select(A(id)), sqla_eq(A(user_id), U(id)), sqla_gt(O(id), 1));
    sqla_stmt *mid = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)), sqla_exists(deep));
    return sqla_where(sqla_select(U(name)), sqla_exists(mid));
}

CASE(query_correlate_inside_subquery_in_from)
{
    sqla_stmt *more = sqla_where(sqla_select(I(order_id)), sqla_gt(I(quantity), 1));
    sqla_from *s = sqla_subquery(more, "s");
    sqla_expr *order = sqla_c(s, "order_id");
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(order)), sqla_eq(order, O(id)));
    return sqla_order_by(sqla_select(O(id), sqla_label(sqla_scalar_subquery(n), "n")), O(id));
}

CASE(query_in_subquery)
{
    sqla_stmt *big = sqla_where(sqla_select(O(user_id)), sqla_gt(O(total), 50));
    return sqla_order_by(sqla_where(sqla_select(U(name)), sqla_in(U(id), big)), U(id));
}

CASE(query_in_correlated_subquery)
{
    sqla_stmt *own = sqla_where(sqla_select(O(total)), sqla_eq(O(user_id), U(id)));
    return sqla_where(sqla_select(U(name)), sqla_not_in(U(balance), own));
}

CASE(query_in_union)
{
    sqla_stmt *ids = sqla_union(sqla_where(sqla_select(O(user_id)), sqla_gt(O(user_id), 0)),
                                sqla_select(A(user_id)));
    return sqla_order_by(sqla_where(sqla_select(U(name)), sqla_in(U(id), ids)), U(id));
}

CASE(query_exists)
{
    sqla_stmt *own = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    return sqla_order_by(sqla_where(sqla_select(U(name)), sqla_exists(own)), U(id));
}

CASE(query_not_exists)
{
    sqla_stmt *own = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    return sqla_where(sqla_select(U(name)), sqla_not(sqla_exists(own)), U(active));
}

CASE(query_exists_star)
{
    sqla_stmt *any = sqla_where(sqla_select(sqla_sql("*")), sqla_eq(A(user_id), U(id)),
                                sqla_eq(A(kind), "work"));
    return sqla_where(sqla_select(U(name)), sqla_exists(any));
}

CASE(query_exists_or_exists)
{
    sqla_stmt *own = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    sqla_stmt *sent = sqla_where(sqla_select(X(id)), sqla_eq(X(from_id), U(id)));
    sqla_stmt *q = sqla_select(U(name));
    sqla_where(q, sqla_or(sqla_exists(own), sqla_not(sqla_exists(sent))));
    return sqla_order_by(q, U(id));
}

CASE(query_exists_selected)
{
    sqla_stmt *own = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    return sqla_order_by(sqla_select(U(id), sqla_label(sqla_exists(own), "buys")), U(id));
}

CASE(query_exists_unlabelled)
{
    sqla_stmt *big = sqla_where(sqla_select(O(id)), sqla_gt(O(total), 1000));
    return sqla_select(sqla_exists(big));
}

CASE(query_exists_of_alias_of_same_table)
{
    sqla_from *other = sqla_alias(&users, "other");
    sqla_stmt *same = sqla_where(sqla_select(sqla_c(other, "id")),
                                 sqla_eq(sqla_c(other, "age"), U(age)),
                                 sqla_ne(sqla_c(other, "id"), U(id)));
    return sqla_where(sqla_select(U(name)), sqla_exists(same));
}

CASE(query_exists_with_join)
{
    sqla_stmt *lamp = sqla_join_from(sqla_select(I(line)), &orders, &items);
    sqla_where(lamp, sqla_eq(O(user_id), U(id)), sqla_eq(I(product), "lamp"));
    return sqla_where(sqla_select(U(name)), sqla_exists(lamp));
}

CASE(query_exists_limited)
{
    sqla_stmt *own = sqla_limit(sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id))), 1);
    return sqla_order_by(sqla_where(sqla_select(U(id)), sqla_exists(own)), U(id));
}

CASE(query_value_in_case)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count_all()), sqla_eq(O(user_id), U(id)));
    sqla_expr *many = sqla_gt(sqla_scalar_subquery(n), 1);
    sqla_expr *how = sqla_case(sqla_when(many, "many"), sqla_else("few"));
    return sqla_order_by(sqla_select(U(id), sqla_label(how, "how")), U(id));
}

CASE(query_any_and_all)
{
    sqla_stmt *ages = sqla_where(sqla_select(U(age)), U(active));
    return sqla_where(sqla_select(U(id)), sqla_or(sqla_eq(U(age), sqla_any_of(ages)),
                                                  sqla_gt(U(age), sqla_all_of(ages))));
}

/* ---- Common table expressions ---- */

CASE(query_cte)
{
    sqla_stmt *q = sqla_where(sqla_select(A(user_id), A(email)), sqla_eq(A(kind), "home"));
    sqla_from *home = sqla_cte(q, "home");
    return sqla_where(sqla_select(U(name), sqla_c(home, "email")),
                      sqla_eq(U(id), sqla_c(home, "user_id")));
}

CASE(query_cte_whole)
{
    return sqla_select(sqla_cte(sqla_where(sqla_select(&regions), sqla_is_null(R(memo))), "r"));
}

CASE(query_cte_without_name)
{
    sqla_stmt *old = sqla_where(sqla_select(sqla_label(U(id), "n")), sqla_gt(U(age), 30));
    sqla_from *c = sqla_cte(old, NULL);
    return sqla_select(sqla_max(sqla_c(c, "n")), sqla_count(sqla_c(c, "n")));
}

CASE(query_cte_of_cte)
{
    sqla_stmt *q = sqla_select(O(user_id), sqla_label(sqla_sum(O(total)), "total"));
    sqla_from *sums = sqla_cte(sqla_group_by(q, O(user_id)), "sums");
    sqla_expr *total = sqla_c(sums, "total"), *user = sqla_c(sums, "user_id");
    sqla_from *big = sqla_cte(sqla_where(sqla_select(user), sqla_gt(total, 100)), "big");
    q = sqla_join(sqla_select(U(name), total), sums, .on = sqla_eq(user, U(id)));
    sqla_where(q, sqla_in(U(id), sqla_select(sqla_c(big, "user_id"))));
    return sqla_order_by(q, U(id));
}

CASE(query_cte_only_through_another)
{
    sqla_from *a = sqla_cte(sqla_where(sqla_select(U(id)), U(active)), "a");
    sqla_stmt *q = sqla_where(sqla_select(sqla_c(a, "id")), sqla_gt(sqla_c(a, "id"), 1));
    sqla_from *b = sqla_cte(q, "b");
    q = sqla_where(sqla_select(sqla_c(b, "id")), sqla_lt(sqla_c(b, "id"), 4));
    return sqla_select(sqla_c(sqla_cte(q, "c"), "id"));
}

CASE(query_cte_two_side_by_side)
{
    sqla_from *a = sqla_cte(sqla_where(sqla_select(U(id), U(name)), sqla_gt(U(age), 30)), "a");
    sqla_from *b = sqla_cte(sqla_where(sqla_select(O(user_id), O(id)), sqla_gt(O(total), 50)), "b");
    sqla_stmt *q = sqla_select(sqla_c(b, "id"), sqla_c(a, "name"));
    sqla_join_from(q, a, b, .on = sqla_eq(sqla_c(a, "id"), sqla_c(b, "user_id")));
    return sqla_where(q, sqla_lt(sqla_c(a, "id"), 9));
}

CASE(query_cte_used_twice)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id), U(age)), sqla_gt(U(age), 20)), "c");
    sqla_expr *oldest = sqla_scalar_subquery(sqla_select(sqla_max(sqla_c(c, "age"))));
    return sqla_where(sqla_select(sqla_c(c, "id")), sqla_eq(sqla_c(c, "age"), oldest));
}

CASE(query_cte_aliased)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id), U(manager_id)), sqla_gt(U(id), 0)), "c");
    sqla_from *m = sqla_alias(c, "m");
    sqla_stmt *q = sqla_select(sqla_c(c, "id"), sqla_c(m, "id"));
    sqla_join(q, m, .on = sqla_eq(sqla_c(c, "manager_id"), sqla_c(m, "id")));
    return sqla_order_by(q, sqla_c(c, "id"));
}

CASE(query_cte_two_aliases_only)
{
    sqla_from *c = sqla_cte(sqla_select(U(id), U(age)), "c");
    sqla_from *a = sqla_alias(c, NULL), *b = sqla_alias(c, NULL);
    return sqla_where(sqla_select(sqla_c(a, "id"), sqla_c(b, "id")),
                      sqla_eq(sqla_c(a, "age"), sqla_c(b, "age")),
                      sqla_lt(sqla_c(a, "id"), sqla_c(b, "id")));
}

CASE(query_cte_same_name_twice)
{
    sqla_from *a = sqla_cte(sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1)), "c");
    sqla_from *b = sqla_cte(sqla_where(sqla_select(O(id)), sqla_gt(O(id), 2)), "c");
    return sqla_select(sqla_c(a, "id"), sqla_c(b, "id"));
}

CASE(query_cte_takes_a_tables_name)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id), U(name)), U(active)), "orders");
    return sqla_order_by(sqla_select(sqla_c(c, "name")), sqla_c(c, "id"));
}

CASE(query_cte_in_subquery)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id), U(age)), sqla_gt(U(age), 20)), "c");
    sqla_stmt *in = sqla_where(sqla_select(sqla_c(c, "id")), sqla_gt(sqla_c(c, "id"), 1));
    sqla_from *s = sqla_subquery(in, "s");
    sqla_stmt *q = sqla_join(sqla_select(U(name)), s, .on = sqla_eq(sqla_c(s, "id"), U(id)));
    return sqla_order_by(sqla_where(q, sqla_lt(U(id), 5)), U(id));
}

CASE(query_cte_in_exists)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(O(user_id)), sqla_gt(O(total), 50)), "c");
    sqla_expr *user = sqla_c(c, "user_id");
    sqla_stmt *own = sqla_where(sqla_select(user), sqla_eq(user, U(id)));
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_gt(U(id), 0), sqla_exists(own));
    return sqla_order_by(q, U(id));
}

CASE(query_cte_in_union)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id), U(name)), U(active)), "c");
    sqla_expr *id = sqla_c(c, "id"), *name = sqla_c(c, "name");
    return sqla_union_all(sqla_where(sqla_select(name), sqla_gt(id, 1)),
                          sqla_where(sqla_select(name), sqla_eq(id, 1)));
}

CASE(query_cte_of_union)
{
    sqla_stmt *first = sqla_where(sqla_select(U(id)), sqla_lt(U(id), 3));
    sqla_stmt *both = sqla_union(first, sqla_select(O(id)));
    sqla_expr *id = sqla_c(sqla_cte(both, "c"), "id");
    return sqla_order_by(sqla_where(sqla_select(id), sqla_ne(id, 2)), id);
}

CASE(query_cte_with_limit)
{
    sqla_stmt *last = sqla_order_by(sqla_select(U(id), U(name)), sqla_desc(U(name)));
    sqla_from *c = sqla_cte(sqla_limit(last, 2), "c");
    return sqla_limit(sqla_order_by(sqla_select(sqla_c(c, "name")), sqla_c(c, "id")), 1);
}

CASE(query_cte_materialized)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_gt(U(age), 30));
    sqla_expr *id = sqla_c(sqla_cte(q, "c", .materialized = true), "id");
    return sqla_order_by(sqla_select(id), id);
}

CASE(query_cte_not_materialized)
{
    sqla_from *c = sqla_cte(sqla_select(U(id)), "c", .not_materialized = true);
    return sqla_select(sqla_count(sqla_c(c, "id")));
}

CASE(query_cte_parameters_in_order)
{
    sqla_from *a = sqla_cte(sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1)), "a");
    sqla_stmt *q = sqla_where(sqla_select(O(id)), sqla_gt(O(id), 2),
                              sqla_in(O(id), sqla_select(sqla_c(a, "id"))));
    sqla_expr *id = sqla_c(sqla_cte(q, "b"), "id");
    return sqla_where(sqla_select(sqla_label(sqla_v("x"), "x"), id), sqla_lt(id, 9),
                      sqla_in(id, 3, 4, 5));
}

CASE(query_cte_joined_twice)
{
    sqla_stmt *q = sqla_select(O(user_id), sqla_label(sqla_count_all(), "n"));
    sqla_group_by(q, O(user_id));
    sqla_from *c = sqla_cte(q, "c"), *m = sqla_alias(&users, "m"), *mc = sqla_alias(c, "mc");
    q = sqla_select(U(name), sqla_c(c, "n"), sqla_c(mc, "n"));
    sqla_join(q, m, .on = sqla_eq(U(manager_id), sqla_c(m, "id")));
    sqla_outerjoin(q, c, .on = sqla_eq(sqla_c(c, "user_id"), U(id)));
    sqla_outerjoin(q, mc, .on = sqla_eq(sqla_c(mc, "user_id"), sqla_c(m, "id")));
    return sqla_order_by(q, U(id));
}

CASE(query_cte_recursive)
{
    sqla_from *one = sqla_cte(sqla_select(sqla_label(sqla_v(1), "i")), "n", .recursive = true);
    sqla_expr *i = sqla_c(one, "i");
    sqla_from *n = sqla_cte_union_all(one, sqla_where(sqla_select(sqla_plus(i, 1)), sqla_lt(i, 5)));
    return sqla_select(sqla_sum(sqla_c(n, "i")));
}

CASE(query_cte_recursive_tree)
{
    sqla_stmt *roots = sqla_select(U(id), U(name), sqla_label(sqla_v(0), "depth"));
    sqla_where(roots, sqla_is_null(U(manager_id)));
    sqla_from *top = sqla_cte(roots, "tree", .recursive = true);
    sqla_stmt *below = sqla_select(U(id), U(name), sqla_plus(sqla_c(top, "depth"), 1));
    sqla_join(below, top, .on = sqla_eq(U(manager_id), sqla_c(top, "id")));
    sqla_from *tree = sqla_cte_union_all(top, below);
    return sqla_order_by(sqla_select(sqla_c(tree, "name"), sqla_c(tree, "depth")),
                         sqla_c(tree, "depth"), sqla_c(tree, "name"));
}

CASE(query_cte_recursive_with_aliases)
{
    sqla_stmt *first = sqla_where(sqla_select(U(id), U(manager_id)), sqla_eq(U(id), 5));
    sqla_from *boss = sqla_cte(first, "boss", .recursive = true);
    sqla_from *b = sqla_alias(boss, "b"), *u = sqla_alias(&users, "u");
    sqla_stmt *next = sqla_select(sqla_c(u, "id"), sqla_c(u, "manager_id"));
    sqla_where(next, sqla_eq(sqla_c(u, "id"), sqla_c(b, "manager_id")));
    boss = sqla_cte_union_all(boss, next);
    sqla_stmt *q = sqla_join(sqla_select(U(name)), boss, .on = sqla_eq(sqla_c(boss, "id"), U(id)));
    return sqla_order_by(q, U(id));
}

CASE(query_cte_recursive_union)
{
    sqla_stmt *first = sqla_where(sqla_select(sqla_label(X(to_id), "id")), sqla_eq(X(from_id), 4));
    sqla_from *start = sqla_cte(first, "reach", .recursive = true);
    sqla_stmt *next = sqla_select(X(to_id));
    sqla_join(next, start, .on = sqla_eq(X(from_id), sqla_c(start, "id")));
    sqla_expr *id = sqla_c(sqla_cte_union(start, next), "id");
    return sqla_order_by(sqla_select(id), id);
}

CASE(query_cte_recursive_from_another)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_is_null(U(manager_id)));
    sqla_from *roots = sqla_cte(q, "roots");
    sqla_from *top = sqla_cte(sqla_select(sqla_c(roots, "id")), "tree", .recursive = true);
    sqla_stmt *below = sqla_where(sqla_select(U(id)), sqla_eq(U(manager_id), sqla_c(top, "id")));
    sqla_expr *id = sqla_c(sqla_cte_union_all(top, below), "id");
    return sqla_where(sqla_select(sqla_count(id)), sqla_gt(id, 1));
}

CASE(query_cte_recursive_without_name)
{
    sqla_from *one = sqla_cte(sqla_select(sqla_label(sqla_v(1), "i")), NULL, .recursive = true);
    sqla_expr *i = sqla_c(one, "i");
    one = sqla_cte_union_all(one, sqla_where(sqla_select(sqla_plus(i, 1)), sqla_lt(i, 3)));
    return sqla_order_by(sqla_select(sqla_c(one, "i")), sqla_c(one, "i"));
}

CASE(query_cte_recursive_used_twice)
{
    sqla_from *one = sqla_cte(sqla_select(sqla_label(sqla_v(1), "i")), "n", .recursive = true);
    sqla_expr *i = sqla_c(one, "i");
    sqla_from *n = sqla_cte_union_all(one, sqla_where(sqla_select(sqla_plus(i, 1)), sqla_lt(i, 3)));
    sqla_from *m = sqla_alias(n, "m");
    sqla_stmt *q = sqla_select(sqla_c(n, "i"), sqla_c(m, "i"));
    sqla_where(q, sqla_lt(sqla_c(n, "i"), sqla_c(m, "i")));
    return sqla_order_by(q, sqla_c(n, "i"), sqla_c(m, "i"));
}

CASE(query_cte_insert)
{
    sqla_stmt *i = sqla_set(sqla_set(sqla_insert(&regions), R(code), "e"), R(title), "East");
    return sqla_select(sqla_c(sqla_cte(sqla_returning(i, R(code)), "new"), "code"));
}

CASE(query_cte_update_and_delete)
{
    sqla_stmt *u = sqla_set(sqla_update(&users), U(age), sqla_plus(U(age), 1));
    sqla_from *up = sqla_cte(sqla_returning(sqla_where(u, sqla_lt(U(id), 3)), U(id)), "up");
    sqla_stmt *d = sqla_where(sqla_delete(&odd), sqla_eq(ODD("order"), 2));
    sqla_from *gone = sqla_cte(sqla_returning(d, ODD("two words")), "gone");
    return sqla_select(sqla_c(up, "id"), sqla_c(gone, "two words"));
}

CASE(query_cte_feeds_delete)
{
    sqla_from *old = sqla_cte(sqla_where(sqla_select(X(id)), sqla_lt(X(amount), 50)), "old");
    return sqla_where(sqla_delete(&transfers), sqla_in(X(id), sqla_select(sqla_c(old, "id"))),
                      sqla_gt(X(id), 1));
}

/* ---- Set operations ---- */

CASE(query_union)
{
    return sqla_union(sqla_where(sqla_select(U(name)), sqla_lt(U(id), 3)), sqla_select(R(title)));
}

CASE(query_union_all_parameters)
{
    return sqla_union_all(sqla_where(sqla_select(U(id)), sqla_eq(U(id), 1)),
                          sqla_where(sqla_select(U(id)), sqla_eq(U(id), 1)));
}

CASE(query_intersect)
{
    return sqla_order_by(sqla_intersect(sqla_select(U(id)), sqla_select(O(user_id))), U(id));
}

CASE(query_except) { return sqla_except(sqla_select(U(id)), sqla_select(O(user_id))); }

CASE(query_union_order_limit)
{
    sqla_stmt *q = sqla_union(sqla_select(U(id), U(name)), sqla_select(O(id), O(note)));
    return sqla_limit(sqla_order_by(q, U(id), U(name)), 3);
}

CASE(query_union_order_limit_offset)
{
    sqla_stmt *q = sqla_order_by(sqla_union_all(sqla_select(U(id)), sqla_select(O(id))), U(id));
    return sqla_offset(sqla_limit(q, 3), 2);
}

CASE(query_union_offset)
{
    sqla_stmt *q = sqla_order_by(sqla_union_all(sqla_select(U(id)), sqla_select(O(id))), U(id));
    return sqla_offset(q, 6);
}

CASE(query_union_limit_unordered)
{
    sqla_stmt *q = sqla_union_all(sqla_select(sqla_count(U(id))), sqla_select(sqla_count(O(id))));
    return sqla_limit(q, 2);
}

CASE(query_union_order_by_label)
{
    sqla_expr *n = sqla_label(sqla_times(U(id), 10), "n");
    return sqla_order_by(sqla_union_all(sqla_select(n), sqla_select(O(id))), sqla_desc(n));
}

CASE(query_union_group_by)
{
    sqla_stmt *both = sqla_union_all(sqla_select(U(age)), sqla_select(I(quantity)));
    sqla_expr *age = sqla_c(sqla_subquery(both, "u"), "age");
    sqla_stmt *q = sqla_group_by(sqla_select(age, sqla_count_all()), age);
    return sqla_order_by(sqla_having(q, sqla_gt(sqla_count_all(), 1)), age);
}

CASE(query_union_operand_limited)
{
    sqla_stmt *first = sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 1);
    return sqla_union_all(first, sqla_select(O(id)));
}

CASE(query_union_operands_limited_and_all)
{
    sqla_stmt *a = sqla_offset(sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 2), 1);
    sqla_stmt *b = sqla_limit(sqla_order_by(sqla_select(O(id)), sqla_desc(O(id))), 1);
    return sqla_limit(sqla_union_all(a, b), 2);
}

CASE(query_union_operand_through_subquery)
{
    sqla_from *a = sqla_subquery(sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 2), NULL);
    sqla_stmt *last = sqla_limit(sqla_order_by(sqla_select(O(id)), sqla_desc(O(id))), 2);
    sqla_from *b = sqla_subquery(last, NULL);
    sqla_expr *id = sqla_c(a, "id");
    return sqla_order_by(sqla_union(sqla_select(id), sqla_select(sqla_c(b, "id"))), id);
}

CASE(query_union_nested)
{
    return sqla_union(sqla_union_all(sqla_select(U(id)), sqla_select(O(id))), sqla_select(I(line)));
}

CASE(query_except_nested_on_the_right)
{
    sqla_stmt *buyers = sqla_where(sqla_select(O(user_id)), sqla_gt(O(user_id), 0));
    return sqla_except(sqla_select(U(id)), sqla_union(buyers, sqla_select(X(to_id))));
}

CASE(query_union_same_statement_twice)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_eq(U(id), 2));
    return sqla_union_all(q, q);
}

CASE(query_union_with_joins)
{
    sqla_stmt *a = sqla_join(sqla_select(U(name), A(email)), &addresses);
    sqla_stmt *b = sqla_join(sqla_select(U(name), O(note)), &orders);
    return sqla_order_by(sqla_union(a, b), U(name), A(email));
}

CASE(query_union_clashing_names)
{
    return sqla_union(sqla_join(sqla_select(U(id), A(id)), &addresses),
                      sqla_join(sqla_select(U(id), O(id)), &orders));
}

CASE(query_union_without_from)
{
    sqla_expr *n = sqla_label(sqla_v(1), "n");
    return sqla_order_by(sqla_union_all(sqla_select(n), sqla_select(2)), n);
}

CASE(query_union_as_value)
{
    sqla_stmt *none = sqla_where(sqla_select(sqla_count(U(id))), sqla_gt(U(id), 9));
    sqla_stmt *n = sqla_union_all(none, sqla_select(sqla_count(O(id))));
    sqla_limit(sqla_order_by(n, sqla_sql("1 DESC")), 1);
    return sqla_select(sqla_label(sqla_scalar_subquery(n), "n"));
}

CASE(query_union_does_not_correlate)
{
    sqla_stmt *same = sqla_union(sqla_where(sqla_select(O(user_id)), sqla_eq(O(user_id), U(id))),
                                 sqla_where(sqla_select(A(user_id)), sqla_eq(A(user_id), U(id))));
    return sqla_where(sqla_select(U(name)), sqla_in(U(id), same));
}

CASE(query_exists_of_union)
{
    sqla_stmt *any = sqla_union_all(sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id))),
                                    sqla_where(sqla_select(X(id)), sqla_eq(X(from_id), U(id))));
    return sqla_where(sqla_select(U(name)), sqla_exists(sqla_select(sqla_subquery(any, NULL))));
}

CASE(query_union_different_width)
{
    return sqla_union(sqla_select(U(id), U(name)), sqla_select(O(id)));
}

CASE(query_union_joined)
{
    sqla_from *u = sqla_subquery(sqla_union(sqla_select(O(user_id)), sqla_select(A(user_id))), "u");
    sqla_stmt *q = sqla_join(sqla_select(U(name)), u, .on = sqla_eq(sqla_c(u, "user_id"), U(id)));
    return sqla_order_by(q, U(id));
}

/* ---- LATERAL ---- */

CASE(query_lateral)
{
    sqla_stmt *most = sqla_where(sqla_select(O(total)), sqla_eq(O(user_id), U(id)));
    sqla_limit(sqla_order_by(most, sqla_desc(O(total))), 1);
    sqla_from *l = sqla_lateral(most, "l");
    sqla_stmt *q = sqla_select(U(name), sqla_c(l, "total"));
    return sqla_order_by(sqla_join(q, l, .on = sqla_true()), U(id));
}

CASE(query_lateral_outer)
{
    sqla_stmt *n = sqla_select(sqla_label(sqla_count(O(id)), "n"));
    sqla_from *l = sqla_lateral(sqla_where(n, sqla_eq(O(user_id), U(id))), NULL);
    sqla_stmt *q = sqla_outerjoin(sqla_select(U(name), sqla_c(l, "n")), l, .on = sqla_true());
    return sqla_order_by(q, U(id));
}

CASE(query_lateral_in_from)
{
    sqla_stmt *own = sqla_where(sqla_select(A(email)), sqla_eq(A(user_id), U(id)));
    sqla_from *l = sqla_lateral(own, "l");
    return sqla_order_by(sqla_select(U(name), sqla_c(l, "email")), sqla_c(l, "email"));
}

CASE(query_lateral_of_lateral)
{
    sqla_from *o = sqla_lateral(sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id))), "o");
    sqla_stmt *first = sqla_where(sqla_select(I(product)), sqla_eq(I(order_id), sqla_c(o, "id")),
                                  sqla_eq(I(line), 1));
    sqla_from *i = sqla_lateral(first, "i");
    sqla_stmt *q = sqla_select_from(sqla_select(U(name), sqla_c(i, "product")), &users);
    sqla_join(sqla_join(q, o, .on = sqla_true()), i, .on = sqla_true());
    return sqla_order_by(q, sqla_c(o, "id"));
}

CASE(query_lateral_sees_an_alias)
{
    sqla_from *u = sqla_alias(&users, "u");
    sqla_stmt *last = sqla_select(sqla_label(sqla_max(O(id)), "last"));
    sqla_from *l = sqla_lateral(sqla_where(last, sqla_eq(O(user_id), sqla_c(u, "id"))), "l");
    sqla_stmt *q = sqla_select_from(sqla_select(sqla_c(u, "name"), sqla_c(l, "last")), u);
    sqla_join(q, l, .on = sqla_lt(sqla_c(u, "id"), 9));
    return sqla_order_by(q, sqla_c(u, "id"));
}

CASE(query_lateral_beside_joins)
{
    sqla_stmt *sum = sqla_select(sqla_label(sqla_sum(I(quantity)), "n"));
    sqla_from *l = sqla_lateral(sqla_where(sum, sqla_eq(I(order_id), O(id))), "l");
    sqla_stmt *q = sqla_select_from(sqla_select(U(name), O(id), sqla_c(l, "n")), &users);
    sqla_join(sqla_join(q, &orders), l, .on = sqla_true());
    return sqla_order_by(q, O(id));
}

/* ---- FOR UPDATE ---- */

CASE(query_for_update)
{
    return sqla_with_for_update(sqla_where(sqla_select(U(name)), sqla_eq(U(id), 1)));
}

CASE(query_for_update_nowait)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_eq(U(id), 1));
    return sqla_with_for_update(q, .nowait = true);
}

CASE(query_for_update_skip_locked)
{
    sqla_stmt *q = sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 1);
    return sqla_with_for_update(q, .skip_locked = true);
}

CASE(query_for_share)
{
    sqla_stmt *q = sqla_order_by(sqla_where(sqla_select(U(id)), sqla_lt(U(id), 3)), U(id));
    return sqla_with_for_update(q, .read = true);
}

CASE(query_for_share_nowait)
{
    return sqla_with_for_update(sqla_select(R(code)), .read = true, .nowait = true);
}

CASE(query_for_share_skip_locked)
{
    return sqla_with_for_update(sqla_select(R(code)), .read = true, .skip_locked = true);
}

CASE(query_for_no_key_update)
{
    return sqla_with_for_update(sqla_select(R(code)), .key_share = true);
}

CASE(query_for_key_share)
{
    sqla_stmt *q = sqla_select(R(code));
    return sqla_with_for_update(q, .read = true, .key_share = true, .nowait = true);
}

CASE(query_for_update_of)
{
    sqla_stmt *q = sqla_order_by(sqla_join(sqla_select(U(name), O(id)), &orders), O(id));
    return sqla_with_for_update(q, .of = SQLA_EXPRS(O(id)));
}

CASE(query_for_update_of_several)
{
    sqla_stmt *q = sqla_join(sqla_select(U(name), O(id)), &orders);
    return sqla_with_for_update(q, .of = SQLA_EXPRS(U(id), U(name), O(id)), .skip_locked = true);
}

CASE(query_for_update_of_alias)
{
    sqla_from *u = sqla_alias(&users, "u");
    sqla_stmt *q = sqla_select(sqla_c(u, "name"), O(id));
    sqla_join(q, &orders, .on = sqla_eq(O(user_id), sqla_c(u, "id")));
    return sqla_with_for_update(q, .of = SQLA_EXPRS(sqla_c(u, "id")), .read = true);
}

CASE(query_for_update_in_subquery)
{
    sqla_stmt *locked = sqla_with_for_update(sqla_where(sqla_select(U(id)), U(active)));
    return sqla_select(sqla_c(sqla_subquery(locked, "s"), "id"));
}

CASE(query_for_update_limit_offset)
{
    sqla_stmt *q = sqla_offset(sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 2), 1);
    return sqla_with_for_update(q, .nowait = true);
}

CASE(query_for_update_of_schema_table)
{
    return sqla_with_for_update(sqla_select(L(id)), .of = SQLA_EXPRS(L(id)));
}

/* ---- Names that need quotes ---- */

CASE(query_quoted)
{
    sqla_stmt *q = sqla_where(sqla_select(&odd), sqla_gt(ODD("MixedCase"), 1),
                              sqla_ne(ODD("two words"), "x"));
    return sqla_order_by(q, ODD("order"));
}

CASE(query_quoted_percent)
{
    sqla_expr *percent = ODD("per%cent");
    sqla_stmt *q = sqla_select(percent, sqla_label(sqla_plus(percent, 1), "50% more"));
    return sqla_where(q, sqla_gt(percent, 50), sqla_in(percent, 1, 75));
}

CASE(query_quoted_join)
{
    sqla_stmt *q = sqla_select(ODD("order"), U(name));
    sqla_join(q, &users, .on = sqla_eq(U(id), ODD("order")));
    return sqla_order_by(q, ODD("order"));
}

CASE(query_quoted_aliases)
{
    sqla_from *a = sqla_alias(&odd, "An Alias"), *b = sqla_alias(&users, "table");
    return sqla_where(sqla_select(sqla_c(a, "order"), sqla_c(b, "id")),
                      sqla_eq(sqla_c(a, "order"), sqla_c(b, "id")));
}

CASE(query_quoted_labels)
{
    sqla_stmt *q = sqla_select(sqla_label(U(id), "Id"), sqla_label(U(name), "select"),
                               sqla_label(U(age), "a.b"), sqla_label(U(active), "say \"hi\""),
                               sqla_label(U(score), "it's"));
    return sqla_order_by(q, U(id));
}

CASE(query_quoted_label_ordered)
{
    sqla_expr *n = sqla_label(sqla_plus(U(id), 1), "Order By");
    return sqla_limit(sqla_order_by(sqla_select(n), sqla_desc(n)), 2);
}

CASE(query_quoted_subquery)
{
    sqla_expr *mixed = sqla_label(ODD("MixedCase"), "Mixed");
    sqla_stmt *in = sqla_select(ODD("order"), ODD("two words"), mixed);
    sqla_from *s = sqla_subquery(in, "Sub Query");
    return sqla_where(sqla_select(s), sqla_eq(sqla_c(s, "two words"), "one"));
}

CASE(query_quoted_cte)
{
    sqla_from *c = sqla_cte(sqla_select(sqla_label(ODD("order"), "By")), "With");
    return sqla_select(sqla_c(c, "By"));
}

CASE(query_quoted_recursive_cte)
{
    sqla_stmt *first = sqla_select(sqla_label(sqla_v(1), "Number"));
    sqla_from *one = sqla_cte(first, "All Numbers", .recursive = true);
    sqla_stmt *next = sqla_select(sqla_plus(sqla_c(one, "Number"), 1));
    sqla_where(next, sqla_lt(sqla_c(one, "Number"), 3));
    return sqla_select(sqla_max(sqla_c(sqla_cte_union_all(one, next), "Number")));
}

CASE(query_reserved_words) { return sqla_select(&words); }

CASE(query_reserved_words_in_where)
{
    sqla_stmt *q = sqla_select(sqla_c(&words, "group"));
    sqla_where(q, sqla_gt(sqla_c(&words, "limit"), 1), sqla_eq(sqla_c(&words, "user"), "x"));
    return sqla_order_by(q, sqla_c(&words, "desc"));
}

CASE(query_strange_names) { return sqla_select(&strange); }

CASE(query_strange_names_as_parameters)
{
    sqla_stmt *q = sqla_select(sqla_c(&strange, "1st"));
    for (size_t i = 0; i < sizeof strange_names / sizeof *strange_names; i++)
        sqla_where(q, sqla_eq(sqla_c(&strange, strange_names[i]), 1));
    return q;
}

CASE(query_strange_alias)
{
    sqla_from *a = sqla_alias(&strange, NULL);
    sqla_stmt *q = sqla_select(sqla_c(a, "a.b"), sqla_c(&strange, "a.b"));
    return sqla_where(q, sqla_eq(sqla_c(a, "1st"), sqla_c(&strange, "1st")));
}

CASE(query_quoted_schema)
{
    return sqla_where(sqla_select(sqla_c(&archive, "id")), sqla_eq(sqla_c(&archive, "From"), 1));
}

CASE(query_upper_case_names)
{
    sqla_stmt *q = sqla_where(sqla_select(&upper), sqla_eq(sqla_c(&upper, "NAME"), "x"));
    return sqla_order_by(q, sqla_c(&upper, "ID"));
}

/* ---- Long names ---- */

CASE(query_long_names)
{
    return sqla_where(sqla_select(&lengthy), sqla_eq(sqla_c(&lengthy, LONG), 1));
}

CASE(query_long_made_up_alias)
{
    sqla_from *a = sqla_alias(&lengthy, NULL), *b = sqla_alias(&lengthy, NULL);
    return sqla_where(sqla_select(sqla_c(a, "id"), sqla_c(b, "id")),
                      sqla_lt(sqla_c(a, "id"), sqla_c(b, "id")));
}

CASE(query_long_clashing_names)
{
    sqla_from *a = sqla_alias(&lengthy, "a");
    sqla_stmt *q = sqla_select(sqla_c(&lengthy, LONG), sqla_c(a, LONG));
    return sqla_where(q, sqla_eq(sqla_c(a, "id"), sqla_c(&lengthy, "id")));
}

CASE(query_long_label) { return sqla_order_by(sqla_select(sqla_label(U(id), "a_" LONG)), U(id)); }

CASE(query_long_given_names)
{
    sqla_from *s = sqla_subquery(sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1)), "a_" LONG);
    return sqla_where(sqla_select(sqla_c(s, "id")), sqla_lt(sqla_c(s, "id"), 3));
}

CASE(query_long_function) { return sqla_select(sqla_func(LONG, U(id)), sqla_func(LONG, U(age))); }

CASE(query_long_repeated_column)
{
    return sqla_select(sqla_c(&lengthy, LONG), sqla_c(&lengthy, LONG), sqla_c(&lengthy, "id"));
}

CASE(query_longer_than_any)
{
    sqla_expr *c = sqla_c(&longest, LONGER);
    return sqla_where(sqla_select(c), sqla_eq(c, 1), sqla_ne(c, 2));
}

/* ---- Parameters ---- */

CASE(query_parameter)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_eq(U(id), sqla_param("wanted")));
    return sqla_bind(q, "wanted", 2);
}

CASE(query_parameter_used_twice)
{
    sqla_expr *n = sqla_param("n");
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_or(sqla_eq(U(id), n),
                                                            sqla_eq(U(manager_id), n)));
    return sqla_bind(sqla_order_by(q, U(id)), "n", 1);
}

CASE(query_parameter_two_of_one_name)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_ge(U(id), sqla_param("n")),
                              sqla_gt(U(age), sqla_param("n")));
    return sqla_bind(q, "n", 2);
}

CASE(query_parameters_in_list)
{
    sqla_expr *in = sqla_in(U(id), sqla_param("a"), 3, sqla_param("b"));
    return sqla_bind(sqla_bind(sqla_where(sqla_select(U(name)), in), "a", 1), "b", 2);
}

CASE(query_parameter_named_like_made_up_one)
{
    sqla_stmt *q = sqla_select(U(name));
    return sqla_where(q, sqla_gt(U(id), sqla_param("id_1")), sqla_eq(U(id), 5));
}

CASE(query_parameter_in_cte_and_around)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id)), sqla_gt(U(id), sqla_param("n"))), "c");
    sqla_expr *id = sqla_c(c, "id"), *m = sqla_param("m");
    sqla_stmt *q = sqla_select(id, sqla_label(sqla_type_coerce(m, SQLA_INTEGER), "m"));
    sqla_where(q, sqla_lt(id, sqla_plus(m, sqla_param("n"))));
    return sqla_bind(sqla_bind(q, "n", 1), "m", 3);
}

CASE(query_parameter_odd_name)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_eq(U(id), sqla_param("a b%c:d(e)")));
    return sqla_bind(q, "a b%c:d(e)", 1);
}

CASE(query_parameter_named_as_column)
{
    sqla_stmt *q = sqla_select(U(name));
    sqla_where(q, sqla_eq(U(id), sqla_param("id")), sqla_gt(U(age), 1));
    return sqla_bind(q, "id", 1);
}

CASE(query_made_up_parameters)
{
    sqla_stmt *s = sqla_where(sqla_select(O(user_id)), sqla_gt(O(id), 1), sqla_ne(O(note), "x"));
    sqla_stmt *q = sqla_select(sqla_plus(U(id), 2), "a");
    return sqla_where(q, sqla_in(U(id), s), sqla_gt(U(id), 0), sqla_in(U(name), "ann", "bob"));
}

CASE(query_parameters_of_two_tables)
{
    return sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1), sqla_gt(A(id), 2),
                      sqla_eq(A(user_id), U(id)), sqla_lt(A(id), 9));
}

CASE(query_hostile_texts)
{
    sqla_expr *x = sqla_label(sqla_v("'; DROP TABLE users; --"), "x");
    return sqla_where(sqla_select(U(id), x), sqla_ne(U(name), "\" OR 1=1 --"));
}

/* ---- Values in the text ---- */

CASE_LITERAL(query_literal_join)
{
    sqla_stmt *q = sqla_select(U(name), A(email));
    sqla_join(q, &addresses, .on = sqla_and(sqla_eq(A(user_id), U(id)), sqla_eq(A(kind), "home")));
    sqla_where(q, sqla_ne(U(name), "O'Dea"), U(active), sqla_gt(U(balance), 10));
    return sqla_limit(sqla_order_by(q, A(id)), 2);
}

CASE_LITERAL(query_literal_lists)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_in(U(name), "ann", "it's", "50%", "a\\b"));
    sqla_expr *none = sqla_in(U(age), sqla_span((int *)NULL, 0));
    return sqla_where(q, sqla_not_in(U(id), 7, 8), sqla_eq(none, false));
}

CASE_LITERAL(query_literal_cte)
{
    sqla_stmt *in = sqla_select(U(id), sqla_label(sqla_v("x:y"), "tag"));
    sqla_from *c = sqla_cte(sqla_where(in, sqla_gt(U(age), 30)), "c");
    sqla_expr *id = sqla_c(c, "id"), *tag = sqla_c(c, "tag");
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(id)), sqla_lt(id, 3));
    sqla_stmt *q = sqla_select(id, tag, sqla_label(sqla_scalar_subquery(n), "n"));
    return sqla_order_by(sqla_where(q, sqla_eq(tag, "x:y")), id);
}

CASE_LITERAL(query_literal_union)
{
    sqla_stmt *q = sqla_union_all(sqla_where(sqla_select(U(name)), sqla_eq(U(id), 1)),
                                  sqla_select("zed"));
    return sqla_offset(sqla_limit(sqla_order_by(q, U(name)), 5), 0);
}

CASE_LITERAL(query_literal_parameter)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_eq(U(name), sqla_param("who")),
                              sqla_gt(U(id), sqla_param("n")));
    return sqla_bind(sqla_bind(q, "who", "d'Arc"), "n", 0);
}

CASE_LITERAL(query_literal_null_and_truth)
{
    sqla_stmt *q = sqla_select(U(id), sqla_label(sqla_null(), "n"), sqla_eq(U(active), true));
    return sqla_where(q, sqla_eq(U(fullname), NULL), sqla_or(U(active), sqla_false()));
}

/* ---- FETCH, slices, DISTINCT ON ---- */

CASE(query_fetch) { return sqla_fetch(sqla_order_by(sqla_select(U(id)), U(id)), 2); }

CASE(query_fetch_offset)
{
    return sqla_fetch(sqla_offset(sqla_order_by(sqla_select(U(id)), U(id)), 1), 3);
}

CASE(query_fetch_with_ties)
{
    sqla_stmt *q = sqla_order_by(sqla_where(sqla_select(U(name)), sqla_gt(U(age), 0)), U(age));
    return sqla_fetch(q, 1, .with_ties = true);
}

CASE(query_fetch_percent)
{
    return sqla_fetch(sqla_order_by(sqla_select(U(id)), U(id)), 40, .percent = true);
}

CASE(query_fetch_percent_with_ties)
{
    sqla_stmt *q = sqla_offset(sqla_order_by(sqla_select(U(id)), U(age)), 1);
    return sqla_fetch(q, 10, .percent = true, .with_ties = true);
}

CASE(query_fetch_unordered) { return sqla_fetch(sqla_select(sqla_count(U(id))), 5); }

CASE(query_fetch_expression)
{
    sqla_stmt *q = sqla_fetch(sqla_order_by(sqla_select(U(id)), U(id)), sqla_plus(sqla_v(1), 1));
    return sqla_offset(q, sqla_minus(sqla_v(2), 1));
}

CASE(query_fetch_in_subquery)
{
    sqla_from *s = sqla_subquery(sqla_fetch(sqla_order_by(sqla_select(U(id)), U(id)), 2), "s");
    return sqla_select(sqla_max(sqla_c(s, "id")));
}

CASE(query_fetch_of_union)
{
    sqla_stmt *q = sqla_order_by(sqla_union_all(sqla_select(U(id)), sqla_select(O(id))), U(id));
    return sqla_fetch(q, 3);
}

CASE(query_fetch_replaces_limit)
{
    return sqla_fetch(sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 4), 2);
}

CASE(query_limit_replaces_fetch)
{
    sqla_stmt *q = sqla_fetch(sqla_order_by(sqla_select(U(id)), U(id)), 4, .with_ties = true);
    return sqla_limit(q, 2);
}

CASE(query_fetch_for_update)
{
    sqla_stmt *q = sqla_fetch(sqla_order_by(sqla_select(U(id)), U(id)), 1);
    return sqla_with_for_update(q, .skip_locked = true);
}

CASE_LITERAL(query_fetch_literal)
{
    return sqla_fetch(sqla_offset(sqla_order_by(sqla_select(U(id)), U(id)), 2), 2);
}

CASE(query_slice) { return sqla_slice(sqla_order_by(sqla_select(U(id)), U(id)), 1, 4); }

CASE(query_slice_from_the_start)
{
    return sqla_slice(sqla_order_by(sqla_select(U(id)), U(id)), 0, 2);
}

CASE(query_slice_of_slice)
{
    return sqla_slice(sqla_slice(sqla_order_by(sqla_select(U(id)), U(id)), 1, 5), 1, 3);
}

CASE(query_distinct_on)
{
    sqla_stmt *q = sqla_distinct_on(sqla_select(I(product), I(price)), I(product));
    return sqla_order_by(q, I(product), I(price));
}

CASE(query_distinct_on_expressions)
{
    sqla_expr *rest = sqla_mod(U(age), 2);
    sqla_stmt *q = sqla_distinct_on(sqla_select(U(id)), U(active), rest);
    return sqla_order_by(sqla_where(q, sqla_gt(U(age), 0)), U(active), rest, U(id));
}

/* ---- WHERE by names; other items, other labels ---- */

CASE(query_filter_by) { return sqla_filter_by(sqla_select(U(id)), "name", "ann", "active", true); }

CASE(query_filter_by_null)
{
    return sqla_with_only_columns(sqla_filter_by(sqla_select(&users), "age", NULL), U(id));
}

CASE(query_filter_by_of_joined)
{
    sqla_stmt *q = sqla_join(sqla_select(U(name)), &addresses);
    return sqla_filter_by(q, "email", "bob@example.org", "kind", "home");
}

CASE(query_filter_by_ambiguous)
{
    return sqla_filter_by(sqla_join(sqla_select(U(name)), &addresses), "id", 1);
}

CASE(query_filter_by_unknown) { return sqla_filter_by(sqla_select(U(name)), "nope", 1); }

CASE(query_filter_by_before_join)
{
    sqla_stmt *q = sqla_filter_by(sqla_select(U(name)), "id", 1);
    return sqla_order_by(sqla_join(q, &addresses), A(id));
}

CASE(query_filter_by_alias)
{
    return sqla_filter_by(sqla_select(sqla_c(sqla_alias(&users, "u"), "id")), "name", "cat");
}

CASE(query_filter_by_subquery)
{
    sqla_from *s = sqla_subquery(sqla_select(U(id), sqla_label(U(name), "who")), "s");
    return sqla_filter_by(sqla_select(s), "who", "dan");
}

CASE(query_filter_by_from_function)
{
    return sqla_filter_by(sqla_select(sqla_count(O(id))), "user_id", 1);
}

CASE(query_only_columns)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id), U(name)), sqla_lt(U(id), 3));
    return sqla_with_only_columns(q, U(name), U(age));
}

CASE(query_only_columns_of_another) { return sqla_with_only_columns(sqla_select(U(id)), R(code)); }

CASE(query_only_columns_keeps_joins)
{
    return sqla_with_only_columns(sqla_join(sqla_select(&users), &orders), sqla_count(O(id)));
}

CASE(query_only_columns_keeps_order)
{
    sqla_stmt *q = sqla_limit(sqla_order_by(sqla_select(U(id), U(name)), sqla_desc(U(name))), 2);
    return sqla_with_only_columns(q, U(name));
}

CASE(query_labels_with_tables)
{
    sqla_stmt *q = sqla_join(sqla_select(U(id), U(name), A(id)), &addresses);
    return sqla_order_by(sqla_label_style(q, SQLA_LABEL_TABLENAME), A(id));
}

CASE(query_labels_with_tables_of_everything)
{
    sqla_from *m = sqla_alias(&users, "m");
    sqla_expr *id = sqla_c(m, "id"), *age = sqla_c(m, "age");
    sqla_stmt *q = sqla_select(&regions, id, sqla_length(sqla_c(m, "name")), sqla_plus(age, 1),
                               sqla_label(age, "years"), id);
    return sqla_label_style(sqla_where(q, sqla_eq(id, 1)), SQLA_LABEL_TABLENAME);
}

CASE(query_labels_with_tables_in_subquery)
{
    sqla_stmt *q = sqla_join(sqla_select(U(id), A(id)), &addresses);
    sqla_from *s = sqla_subquery(sqla_label_style(q, SQLA_LABEL_TABLENAME), "s");
    return sqla_select(sqla_c(s, "users_id"), sqla_c(s, "addresses_id"));
}

CASE(query_labels_with_tables_of_schema)
{
    sqla_stmt *q = sqla_select(L(id), sqla_c(&words, "user"), ODD("two words"));
    return sqla_label_style(q, SQLA_LABEL_TABLENAME);
}

CASE(query_labels_none)
{
    sqla_stmt *q = sqla_select(U(id), A(id), U(id), sqla_plus(U(age), 1));
    return sqla_label_style(sqla_join(q, &addresses), SQLA_LABEL_NONE);
}

CASE(query_labels_of_long_names)
{
    sqla_from *a = sqla_alias(&lengthy, NULL);
    sqla_stmt *q = sqla_select(sqla_c(&lengthy, LONG), sqla_c(a, LONG), sqla_c(a, "id"));
    return sqla_label_style(q, SQLA_LABEL_TABLENAME);
}

/* ---- correlate_except ---- */

CASE(query_correlate_except)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), U(id)));
    sqla_expr *value = sqla_label(sqla_scalar_subquery(sqla_correlate_except(n, &orders)), "n");
    return sqla_order_by(sqla_select(U(name), value), U(id));
}

CASE(query_correlate_except_all_others)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(A(id))), sqla_eq(A(user_id), U(id)),
                              sqla_gt(O(id), 1));
    sqla_expr *value = sqla_scalar_subquery(sqla_correlate_except(n, &addresses));
    return sqla_where(sqla_join(sqla_select(U(name), O(id)), &orders), sqla_gt(value, 0));
}

CASE(query_correlate_except_outer)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_max(U(age))), sqla_ne(U(id), O(user_id)));
    sqla_expr *value = sqla_scalar_subquery(sqla_correlate_except(n, &users));
    return sqla_where(sqla_join(sqla_select(U(name), O(id)), &orders), sqla_gt(U(age), value));
}

CASE(query_correlate_except_two_levels)
{
    sqla_stmt *deep = sqla_where(sqla_select(sqla_count(I(line))), sqla_eq(I(order_id), O(id)),
                                 U(active));
    sqla_expr *lines = sqla_scalar_subquery(sqla_correlate_except(deep, &items));
    sqla_stmt *mid = sqla_select(sqla_max(O(id)));
    sqla_where(mid, sqla_eq(O(user_id), U(id)), sqla_gt(lines, 0));
    sqla_stmt *q = sqla_select(U(name), sqla_label(sqla_scalar_subquery(mid), "last"));
    return sqla_order_by(q, U(id));
}

CASE(query_correlate_except_in_exists)
{
    sqla_stmt *own = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    sqla_expr *buys = sqla_exists(sqla_correlate_except(own, &orders));
    return sqla_order_by(sqla_where(sqla_select(U(name)), sqla_not(buys)), U(id));
}

/* ---- More common table expressions ---- */

CASE(query_cte_nesting)
{
    sqla_stmt *old = sqla_where(sqla_select(U(id)), sqla_gt(U(age), 30));
    sqla_expr *in = sqla_c(sqla_cte(old, "deep", .nesting = true), "id");
    sqla_expr *id = sqla_c(sqla_cte(sqla_where(sqla_select(in), sqla_lt(in, 5)), "c"), "id");
    return sqla_order_by(sqla_select(id), id);
}

CASE(query_cte_nesting_same_name)
{
    sqla_stmt *big = sqla_where(sqla_select(sqla_label(O(user_id), "id")), sqla_gt(O(total), 50));
    sqla_from *deep = sqla_cte(big, "c", .nesting = true);
    sqla_stmt *q = sqla_select(U(id), U(name));
    sqla_from *c = sqla_cte(sqla_where(q, sqla_in(U(id), sqla_select(sqla_c(deep, "id")))), "c");
    return sqla_order_by(sqla_select(sqla_c(c, "name")), sqla_c(c, "id"));
}

CASE(query_cte_nesting_at_the_top)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id)), U(active)), "c", .nesting = true);
    return sqla_select(sqla_count(sqla_c(c, "id")));
}

CASE(query_cte_nesting_in_subquery)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id)), U(active)), "c", .nesting = true);
    sqla_stmt *in = sqla_where(sqla_select(sqla_c(c, "id")), sqla_gt(sqla_c(c, "id"), 1));
    sqla_expr *id = sqla_c(sqla_subquery(in, "s"), "id");
    return sqla_order_by(sqla_select(id), id);
}

CASE(query_cte_nesting_in_union)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id)), U(active)), "c", .nesting = true);
    return sqla_order_by(sqla_union_all(sqla_select(O(id)), sqla_select(sqla_c(c, "id"))), O(id));
}

CASE(query_cte_added)
{
    sqla_from *extra = sqla_cte(sqla_where(sqla_select(O(id)), sqla_gt(O(total), 1)), "extra");
    return sqla_add_cte(sqla_where(sqla_select(U(id)), sqla_gt(U(id), 3)), extra);
}

CASE(query_cte_added_and_used)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1)), "c");
    sqla_from *d = sqla_cte(sqla_where(sqla_select(O(id)), sqla_gt(O(id), 2)), "d");
    return sqla_add_cte(sqla_add_cte(sqla_select(sqla_c(c, "id")), d), c);
}

CASE(query_cte_added_to_union)
{
    sqla_from *d = sqla_cte(sqla_where(sqla_select(O(id)), sqla_gt(O(id), 2)), "d");
    return sqla_add_cte(sqla_union(sqla_select(U(id)), sqla_select(I(line))), d);
}

CASE(query_cte_added_delete)
{
    sqla_from *gone = sqla_cte(sqla_where(sqla_delete(&odd), sqla_eq(ODD("order"), 1)), "gone");
    return sqla_add_cte(sqla_select(R(code)), gone);
}

/* ---- More set operations ---- */

CASE(query_union_of_three)
{
    sqla_stmt *q = sqla_union(sqla_select(U(id)), sqla_select(O(id)), sqla_select(I(line)));
    return sqla_order_by(q, U(id));
}

CASE(query_intersect_all)
{
    return sqla_intersect_all(sqla_select(I(line)), sqla_select(I(quantity)));
}

CASE(query_except_all)
{
    return sqla_except_all(sqla_select(I(product)),
                           sqla_where(sqla_select(I(product)), sqla_eq(I(line), 2)));
}

CASE(query_except_of_three)
{
    return sqla_except(sqla_select(U(id)), sqla_select(O(user_id)), sqla_select(X(to_id)));
}

CASE(query_union_of_three_with_limited_middle)
{
    sqla_stmt *one = sqla_where(sqla_select(U(id)), sqla_eq(U(id), 1));
    sqla_stmt *first = sqla_limit(sqla_order_by(sqla_select(O(id)), O(id)), 1);
    sqla_stmt *two = sqla_where(sqla_select(I(line)), sqla_eq(I(line), 2));
    return sqla_limit(sqla_union_all(one, first, two), 9);
}

CASE(query_union_of_one) { return sqla_union(sqla_where(sqla_select(U(name)), sqla_eq(U(id), 1))); }

CASE(query_union_of_three_in_cte)
{
    sqla_stmt *all = sqla_union_all(sqla_select(U(id)), sqla_select(O(id)), sqla_select(X(id)));
    sqla_expr *id = sqla_c(sqla_cte(all, "c"), "id");
    return sqla_order_by(sqla_group_by(sqla_select(id, sqla_count_all()), id), id);
}

/* ---- VALUES ---- */

CASE(query_values)
{
    sqla_from *v = sqla_values("v", SQLA_NAMES("a", "b"), sqla_tuple(1, "x"), sqla_tuple(2, "y"));
    return sqla_order_by(sqla_select(v), sqla_c(v, "a"));
}

CASE(query_values_joined)
{
    sqla_from *v = sqla_values("v", SQLA_NAMES("id", "rank"), sqla_tuple(1, 10), sqla_tuple(3, 30));
    sqla_stmt *q = sqla_join(sqla_select(U(name), sqla_c(v, "rank")), v,
                             .on = sqla_eq(U(id), sqla_c(v, "id")));
    return sqla_order_by(q, sqla_c(v, "rank"));
}

CASE(query_values_cte)
{
    sqla_from *v = sqla_values_cte("v", SQLA_NAMES("a", "b"), sqla_tuple(1, "x"),
                                   sqla_tuple(2, "y"));
    return sqla_where(sqla_select(sqla_c(v, "b")), sqla_gt(sqla_c(v, "a"), 1));
}

CASE(query_values_odd_names)
{
    sqla_from *v = sqla_values("A Name", SQLA_NAMES("Order", "two words"), sqla_tuple(1, "x"));
    return sqla_select(sqla_c(v, "Order"), sqla_c(v, "two words"));
}

CASE(query_values_of_expressions)
{
    sqla_from *v = sqla_values("v", SQLA_NAMES("a"), sqla_tuple(sqla_plus(sqla_v(1), 1)),
                               sqla_tuple(NULL));
    return sqla_select(sqla_c(v, "a"));
}

CASE_LITERAL(query_values_literal)
{
    sqla_from *v = sqla_values("v", SQLA_NAMES("a", "b"), sqla_tuple(1, "it's"),
                               sqla_tuple(2, "%"));
    sqla_stmt *q = sqla_where(sqla_select(sqla_c(v, "b")), sqla_lt(sqla_c(v, "a"), 5));
    return sqla_order_by(q, sqla_c(v, "a"));
}

CASE(query_values_in_subquery)
{
    sqla_from *v = sqla_values("v", SQLA_NAMES("a"), sqla_tuple(1), sqla_tuple(2));
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_in(U(id), sqla_select(sqla_c(v, "a"))));
    return sqla_order_by(q, U(id));
}

/* ---- TABLESAMPLE ---- */

CASE(query_tablesample)
{
    return sqla_select(sqla_c(sqla_tablesample(&users, 50, .name = "s"), "id"));
}

CASE(query_tablesample_of_all)
{
    sqla_from *s = sqla_tablesample(&users, sqla_func("bernoulli", 100), .name = "s",
                                    .seed = sqla_v(7));
    return sqla_select(sqla_count(sqla_c(s, "id")));
}

CASE(query_tablesample_without_name)
{
    sqla_from *s = sqla_tablesample(&users, sqla_func("system", 10));
    return sqla_where(sqla_select(sqla_c(s, "name")), sqla_gt(sqla_c(s, "id"), 1));
}

CASE(query_tablesample_joined)
{
    sqla_from *s = sqla_tablesample(&users, sqla_func("bernoulli", 50), .name = "s");
    sqla_stmt *q = sqla_select(sqla_c(s, "name"), O(id));
    return sqla_join(q, &orders, .on = sqla_eq(O(user_id), sqla_c(s, "id")));
}

/* ---- Prefixes, suffixes, hints ---- */

CASE(query_prefix)
{
    return sqla_order_by(sqla_prefix_with(sqla_select(U(id)), "ALL", NULL), U(id));
}

CASE(query_prefix_of_one_dialect)
{
    sqla_stmt *q = sqla_prefix_with(sqla_select(U(id)), "SQL_NO_CACHE", "mysql");
    return sqla_prefix_with(q, "/*+ FIRST_ROWS */", "oracle");
}

CASE(query_prefix_and_distinct)
{
    return sqla_limit(sqla_prefix_with(sqla_distinct(sqla_select(U(active))), "/* a */", NULL), 1);
}

CASE(query_suffix)
{
    sqla_stmt *q = sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 2);
    return sqla_suffix_with(sqla_suffix_with(q, "/* end */", NULL), "OPTION (RECOMPILE)", "mssql");
}

CASE(query_hint)
{
    sqla_stmt *q = sqla_with_hint(sqla_select(U(id)), &users, "WITH (NOLOCK)", "mssql");
    sqla_with_hint(q, &users, "USE INDEX (ix)", "mysql");
    sqla_with_hint(q, &users, "index(%(name)s ix)", "oracle");
    return sqla_with_hint(q, &users, "INDEXED BY ix", "sqlite");
}

CASE(query_hint_everywhere)
{
    sqla_stmt *q = sqla_with_hint(sqla_select(U(id)), &users, "/* %(name)s */", NULL);
    return sqla_where(q, sqla_eq(U(id), 1));
}

CASE(query_hint_of_alias)
{
    sqla_from *u = sqla_alias(&users, "u");
    sqla_stmt *q = sqla_select(sqla_c(u, "id"), O(id));
    sqla_join(q, &orders, .on = sqla_eq(O(user_id), sqla_c(u, "id")));
    sqla_with_hint(q, u, "/* %(name)s */", NULL);
    return sqla_with_hint(q, &orders, "/* other */", NULL);
}

CASE(query_hint_only) { return sqla_with_hint(sqla_select(U(id)), &users, "ONLY", "postgresql"); }

CASE(query_statement_hint)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), sqla_gt(U(id), 3));
    return sqla_with_statement_hint(sqla_with_statement_hint(q, "/* all */", NULL),
                                    "OPTION (MAXDOP 1)", "mssql");
}

/* ---- Names seen through several levels ---- */

CASE(query_clashing_name_renumbered)
{
    sqla_from *s = sqla_subquery(sqla_join(sqla_select(U(id), A(id)), &addresses), "s");
    sqla_expr *id = sqla_c(s, "id");
    sqla_stmt *q = sqla_select(O(id), id, sqla_c(s, "id_1"));
    return sqla_join(q, s, .on = sqla_eq(id, O(user_id)));
}

CASE(query_clashing_name_in_where)
{
    sqla_from *s = sqla_subquery(sqla_join(sqla_select(U(id), A(id)), &addresses), "s");
    sqla_expr *address = sqla_c(s, "id_1");
    return sqla_order_by(sqla_where(sqla_select(sqla_c(s, "id")), sqla_gt(address, 1)), address);
}

CASE(query_clashing_names_of_whole_tables)
{
    sqla_stmt *all = sqla_select_from(sqla_select(U(name), &addresses, &orders), &users);
    sqla_join(all, &addresses);
    sqla_join(all, &orders, .on = sqla_eq(O(user_id), U(id)));
    sqla_from *s = sqla_subquery(all, "s");
    sqla_expr *address = sqla_c(s, "id"), *order = sqla_c(s, "id_1");
    return sqla_order_by(sqla_select(address, order, sqla_c(s, "user_id_1")), address, order);
}

CASE(query_clashing_names_of_aliases)
{
    sqla_from *a = sqla_alias(&users, "a"), *b = sqla_alias(&users, "b");
    sqla_stmt *pairs = sqla_select(sqla_c(a, "id"), sqla_c(b, "id"));
    sqla_where(pairs, sqla_eq(sqla_c(a, "id"), sqla_c(b, "manager_id")));
    sqla_from *s = sqla_subquery(pairs, "s");
    sqla_expr *id = sqla_c(s, "id");
    sqla_stmt *q = sqla_group_by(sqla_select(id, sqla_count(sqla_c(s, "id_1"))), id);
    return sqla_order_by(q, id);
}

CASE(query_functions_by_name)
{
    sqla_expr *max = sqla_max(O(id));
    sqla_from *s = sqla_subquery(sqla_select(sqla_count(O(id)), max, sqla_count(O(user_id))), NULL);
    return sqla_select(sqla_c(s, "count_1"), sqla_c(s, "count"), sqla_c(s, "max"));
}

CASE(query_function_by_name_two_levels_up)
{
    sqla_stmt *sums = sqla_group_by(sqla_select(sqla_sum(I(quantity)), I(order_id)), I(order_id));
    sqla_from *s = sqla_subquery(sums, "s");
    sqla_expr *sum = sqla_c(s, "sum");
    sqla_stmt *more = sqla_where(sqla_select(sum, sqla_c(s, "order_id")), sqla_gt(sum, 1));
    sqla_from *t = sqla_subquery(more, "t");
    return sqla_order_by(sqla_select(t), sqla_c(t, "order_id"));
}

CASE(query_function_by_name_of_cte)
{
    sqla_expr *max = sqla_c(sqla_cte(sqla_select(sqla_max(U(age))), "c"), "max");
    return sqla_where(sqla_select(U(name), max), sqla_eq(U(age), max));
}

CASE(query_function_by_name_in_recursion)
{
    sqla_stmt *first = sqla_where(sqla_select(sqla_min(U(id))), sqla_is_null(U(manager_id)));
    sqla_from *top = sqla_cte(first, "c", .recursive = true);
    sqla_stmt *next = sqla_where(sqla_select(U(id)), sqla_eq(U(manager_id), sqla_c(top, "min")));
    sqla_expr *min = sqla_c(sqla_cte_union_all(top, next), "min");
    return sqla_order_by(sqla_select(min), min);
}

CASE(query_repeated_columns_of_several)
{
    return sqla_select(U(id), U(id), U(name), U(name), U(id));
}

CASE(query_repeated_columns_in_two_subqueries)
{
    sqla_from *s = sqla_subquery(sqla_select(U(id), U(id)), "s");
    sqla_from *t = sqla_subquery(sqla_select(A(id), A(id)), "t");
    return sqla_where(sqla_select(sqla_c(s, "id"), sqla_c(t, "id")),
                      sqla_eq(sqla_c(s, "id"), sqla_c(t, "id")));
}

CASE(query_repeated_function)
{
    sqla_expr *most = sqla_max(U(age));
    return sqla_select(most, most, sqla_max(U(id)));
}

CASE(query_repeated_label)
{
    sqla_expr *n = sqla_label(U(id), "n");
    return sqla_select(n, n, U(id));
}

CASE(query_repeated_column_of_subquery)
{
    sqla_from *s = sqla_subquery(sqla_select(U(id)), "s");
    return sqla_select(sqla_c(s, "id"), sqla_c(s, "id"), s);
}

CASE(query_odd_names_clash)
{
    sqla_from *a = sqla_alias(&odd, "a");
    return sqla_where(sqla_select(&odd, a), sqla_lt(ODD("order"), sqla_c(a, "order")));
}

CASE(query_negative_in_subquery)
{
    sqla_expr *minus = sqla_neg(sqla_plus(U(age), 1));
    return sqla_select(sqla_subquery(sqla_select(U(age), sqla_neg(U(age)), minus), "s"));
}

CASE(query_three_anonymous_levels)
{
    sqla_from *a = sqla_subquery(sqla_select(sqla_plus(U(id), 1), U(name)), NULL);
    return sqla_select(sqla_subquery(sqla_select(a, sqla_length(sqla_c(a, "name"))), NULL));
}

CASE(query_cte_columns_made_up)
{
    sqla_stmt *q = sqla_select(U(id), sqla_plus(U(id), 1), sqla_length(U(name)), O(id));
    return sqla_select(sqla_cte(sqla_join(q, &orders), "c", .recursive = true));
}

CASE(query_union_of_made_up_names)
{
    sqla_stmt *first = sqla_group_by(sqla_select(sqla_count(U(id)), U(active)), U(active));
    sqla_stmt *both = sqla_union_all(first, sqla_select(sqla_count(O(id)), sqla_true()));
    return sqla_select(sqla_sum(sqla_c(sqla_subquery(both, "u"), "count")));
}

CASE(query_labels_with_tables_clash)
{
    sqla_stmt *q = sqla_select(sqla_cast(U(id), SQLA_STRING(9)), U(id), sqla_neg(U(id)));
    return sqla_label_style(q, SQLA_LABEL_TABLENAME);
}

/* ---- In other dialects only so ---- */

CASE(query_percent_expression)
{
    sqla_stmt *q = sqla_order_by(sqla_select(U(id)), U(id));
    return sqla_fetch(q, sqla_plus(sqla_v(10), 10), .percent = true);
}

CASE(query_order_in_cte_without_limit)
{
    sqla_from *c = sqla_cte(sqla_order_by(sqla_select(U(id)), U(name)), "c");
    return sqla_select(sqla_count(sqla_c(c, "id")));
}

CASE(query_order_in_exists)
{
    sqla_stmt *own = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    sqla_expr *buys = sqla_exists(sqla_order_by(own, O(id)));
    return sqla_order_by(sqla_where(sqla_select(U(id)), buys), U(id));
}

CASE(query_for_update_in_cte)
{
    sqla_stmt *locked = sqla_with_for_update(sqla_where(sqla_select(U(id)), sqla_lt(U(id), 3)));
    return sqla_select(sqla_c(sqla_cte(locked, "c"), "id"));
}

CASE(query_join_after_where)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_gt(O(total), 50));
    return sqla_order_by(sqla_join(q, &orders), O(id));
}

CASE(query_join_without_key_after_join)
{
    return sqla_join(sqla_join(sqla_select(U(name)), &orders), &regions);
}

CASE(query_join_from_without_key) { return sqla_join_from(sqla_select(U(name)), &users, &regions); }

CASE(query_cte_added_insert)
{
    sqla_stmt *i = sqla_set(sqla_set(sqla_insert(&regions), R(code), "w"), R(title), "West");
    return sqla_add_cte(sqla_select(U(id)), sqla_cte(i, "new"));
}

/* ---- Together ---- */

CASE(query_top_of_each_group)
{
    sqla_expr *place = sqla_over(sqla_func("row_number"), .partition_by = SQLA_EXPRS(O(user_id)),
                                 .order_by = SQLA_EXPRS(sqla_desc(O(total))));
    sqla_from *s = sqla_subquery(sqla_select(O(id), O(user_id), sqla_label(place, "place")), "s");
    sqla_stmt *q = sqla_select(sqla_c(s, "id"), sqla_c(s, "user_id"));
    return sqla_order_by(sqla_where(q, sqla_eq(sqla_c(s, "place"), 1)), sqla_c(s, "id"));
}

CASE(query_subquery_in_on)
{
    sqla_stmt *last = sqla_where(sqla_select(sqla_max(O(id))), sqla_eq(O(user_id), U(id)));
    sqla_stmt *q = sqla_select(U(name), O(total));
    sqla_outerjoin(q, &orders, .on = sqla_eq(O(id), sqla_scalar_subquery(last)));
    return sqla_order_by(q, U(id));
}

CASE(query_alias_in_subquery_in_on)
{
    sqla_from *o = sqla_alias(&orders, "o");
    sqla_stmt *last = sqla_select(sqla_max(sqla_c(o, "id")));
    sqla_where(last, sqla_eq(sqla_c(o, "user_id"), U(id)));
    sqla_stmt *q = sqla_select_from(sqla_select(U(name), O(total)), &users);
    sqla_outerjoin(q, &orders, .on = sqla_eq(O(id), sqla_scalar_subquery(last)));
    return sqla_order_by(q, U(id));
}

CASE(query_cte_in_value)
{
    sqla_stmt *more = sqla_where(sqla_select(O(user_id), O(total)), sqla_gt(O(total), 5));
    sqla_from *c = sqla_cte(more, "c");
    sqla_expr *user = sqla_c(c, "user_id");
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(user)), sqla_eq(user, U(id)));
    sqla_stmt *q = sqla_select(U(name), sqla_label(sqla_scalar_subquery(n), "n"));
    return sqla_order_by(sqla_where(q, sqla_lt(U(id), 4)), U(id));
}

CASE(query_cte_correlated_is_not)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(O(user_id)), sqla_eq(O(user_id), U(id))), "c");
    sqla_stmt *q = sqla_select(U(id), sqla_count(sqla_c(c, "user_id")));
    sqla_join(q, c, .on = sqla_true());
    return sqla_order_by(sqla_group_by(q, U(id)), U(id));
}

CASE(query_cte_in_lateral)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(O(id), O(user_id)), sqla_gt(O(total), 5)), "c");
    sqla_stmt *n = sqla_select(sqla_label(sqla_count(sqla_c(c, "id")), "n"));
    sqla_from *l = sqla_lateral(sqla_where(n, sqla_eq(sqla_c(c, "user_id"), U(id))), "l");
    sqla_stmt *q = sqla_join(sqla_select(U(name), sqla_c(l, "n")), l, .on = sqla_true());
    return sqla_order_by(q, U(id));
}

CASE(query_cte_in_both_operands_of_its_union)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id), U(age)), sqla_gt(U(age), 30)), "c");
    sqla_stmt *u = sqla_union(sqla_select(sqla_c(c, "id")), sqla_select(sqla_c(c, "age")));
    sqla_expr *id = sqla_c(sqla_subquery(u, "both"), "id");
    return sqla_where(sqla_select(sqla_count(id)), sqla_in(id, sqla_select(sqla_c(c, "id"))));
}

CASE(query_cte_of_lateral_alias_twice)
{
    sqla_stmt *q = sqla_select(O(user_id), sqla_label(sqla_max(O(total)), "most"));
    sqla_from *c = sqla_cte(sqla_group_by(q, O(user_id)), "c");
    sqla_from *a = sqla_alias(c, "a"), *b = sqla_alias(c, "b");
    sqla_stmt *same = sqla_where(sqla_select(sqla_c(c, "user_id")),
                                 sqla_eq(sqla_c(c, "most"), sqla_c(a, "most")));
    q = sqla_select(sqla_c(a, "user_id"), sqla_c(b, "user_id"));
    return sqla_where(q, sqla_gt(sqla_c(a, "most"), sqla_c(b, "most")), sqla_exists(same));
}

CASE(query_group_by_value)
{
    sqla_stmt *own = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), U(id)));
    sqla_expr *n = sqla_label(sqla_scalar_subquery(own), "n");
    return sqla_order_by(sqla_group_by(sqla_select(n, sqla_count(U(id))), n), n);
}

CASE(query_value_label_ordered_down)
{
    sqla_stmt *own = sqla_where(sqla_select(sqla_count(O(id))), sqla_eq(O(user_id), U(id)));
    sqla_expr *n = sqla_label(sqla_scalar_subquery(own), "n");
    sqla_stmt *q = sqla_where(sqla_select(U(id), n), sqla_gt(n, 0));
    return sqla_limit(sqla_order_by(q, sqla_desc(n), U(id)), 1);
}

CASE(query_union_limited_in_subquery)
{
    sqla_stmt *both = sqla_order_by(sqla_union_all(sqla_select(U(id)), sqla_select(O(id))), U(id));
    sqla_from *u = sqla_subquery(sqla_offset(sqla_limit(both, 4), 1), NULL);
    return sqla_select(sqla_sum(sqla_c(u, "id")));
}

CASE(query_union_in_exists_correlates)
{
    sqla_stmt *sent = sqla_where(sqla_select(X(id)), sqla_eq(X(from_id), U(id)));
    sqla_stmt *bought = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    sqla_stmt *any = sqla_union_all(sqla_correlate(sent, &users), sqla_correlate(bought, &users));
    return sqla_order_by(sqla_where(sqla_select(U(id)), sqla_exists(any)), U(id));
}

CASE(query_union_ordered_by_another_selects_column)
{
    sqla_expr *n = sqla_label(U(id), "n");
    return sqla_limit(sqla_order_by(sqla_union_all(sqla_select(n), sqla_select(O(user_id))), n), 3);
}

CASE(query_recursive_path)
{
    sqla_expr *path = sqla_label(sqla_cast(U(name), SQLA_STRING(200)), "path");
    sqla_stmt *roots = sqla_select(U(id), U(manager_id), path);
    sqla_where(roots, sqla_is_null(U(manager_id)));
    sqla_from *start = sqla_cte(roots, "tree", .recursive = true);
    sqla_expr *longer = sqla_concat(sqla_concat(sqla_c(start, "path"), "/"), U(name));
    sqla_stmt *below = sqla_select(U(id), U(manager_id), longer);
    sqla_join(below, start, .on = sqla_eq(U(manager_id), sqla_c(start, "id")));
    path = sqla_c(sqla_cte_union_all(start, below), "path");
    return sqla_order_by(sqla_where(sqla_select(path), sqla_like(path, "%/%")), path);
}

CASE(query_recursive_with_limit)
{
    sqla_from *one = sqla_cte(sqla_select(sqla_label(sqla_v(1), "i")), "n", .recursive = true);
    sqla_expr *i = sqla_c(one, "i");
    sqla_stmt *next = sqla_where(sqla_select(sqla_times(i, 2)), sqla_lt(i, 100));
    i = sqla_c(sqla_cte_union_all(one, next), "i");
    return sqla_limit(sqla_order_by(sqla_select(i), sqla_desc(i)), 3);
}

CASE(query_recursive_inside_subquery)
{
    sqla_from *one = sqla_cte(sqla_select(sqla_label(sqla_v(1), "i")), "n", .recursive = true);
    sqla_expr *i = sqla_c(one, "i");
    sqla_from *n = sqla_cte_union_all(one, sqla_where(sqla_select(sqla_plus(i, 1)), sqla_lt(i, 3)));
    i = sqla_c(n, "i");
    sqla_from *s = sqla_subquery(sqla_where(sqla_select(i), sqla_gt(i, 1)), "s");
    sqla_stmt *q = sqla_join(sqla_select(U(name)), s, .on = sqla_eq(U(id), sqla_c(s, "i")));
    return sqla_order_by(q, U(id));
}

CASE(query_insert_from_cte)
{
    sqla_stmt *q = sqla_select(sqla_label(R(code), "k"), R(title));
    sqla_from *c = sqla_cte(sqla_where(q, sqla_eq(R(code), "n")), "c");
    q = sqla_select(sqla_concat(sqla_c(c, "k"), "2"), sqla_c(c, "title"));
    sqla_where(q, sqla_ne(sqla_c(c, "k"), "x"));
    return sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code", "title"), q);
}

CASE(query_update_with_cte)
{
    sqla_stmt *q = sqla_select(O(user_id), sqla_label(sqla_sum(O(total)), "sum"));
    sqla_from *c = sqla_cte(sqla_group_by(sqla_where(q, sqla_gt(O(id), 1)), O(user_id)), "c");
    sqla_stmt *rich = sqla_where(sqla_select(sqla_c(c, "user_id")), sqla_gt(sqla_c(c, "sum"), 100));
    sqla_stmt *u = sqla_set(sqla_update(&users), U(age), 99);
    return sqla_where(u, sqla_in(U(id), rich), sqla_gt(U(id), 1));
}

CASE(query_nested_in_and_out)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1)), "c");
    sqla_expr *id = sqla_c(c, "id");
    sqla_stmt *few = sqla_where(sqla_select(id), sqla_lt(id, 5));
    sqla_expr *in = sqla_c(sqla_cte(few, "deep", .nesting = true), "id");
    sqla_expr *up = sqla_c(sqla_cte(sqla_where(sqla_select(in), sqla_ne(in, 3)), "top"), "id");
    return sqla_where(sqla_select(up, id), sqla_eq(up, id));
}

CASE(query_values_in_recursion)
{
    sqla_from *v = sqla_values("v", SQLA_NAMES("i"), sqla_tuple(1), sqla_tuple(10));
    sqla_from *first = sqla_cte(sqla_select(sqla_c(v, "i")), "n", .recursive = true);
    sqla_expr *i = sqla_c(first, "i");
    sqla_stmt *next = sqla_where(sqla_select(sqla_plus(i, 1)), sqla_lt(i, 3));
    i = sqla_c(sqla_cte_union_all(first, next), "i");
    return sqla_order_by(sqla_select(i), i);
}

CASE(query_lateral_of_union)
{
    sqla_stmt *a = sqla_where(sqla_select(sqla_label(O(id), "n")), sqla_eq(O(user_id), U(id)));
    sqla_stmt *b = sqla_where(sqla_select(X(id)), sqla_eq(X(from_id), U(id)));
    sqla_stmt *both = sqla_union_all(sqla_correlate(a, &users), sqla_correlate(b, &users));
    sqla_from *l = sqla_lateral(both, "l");
    sqla_stmt *q = sqla_join(sqla_select(U(name), sqla_c(l, "n")), l, .on = sqla_true());
    return sqla_order_by(q, U(id), sqla_c(l, "n"));
}

CASE(query_exists_in_exists)
{
    sqla_stmt *deep = sqla_where(sqla_select(I(line)), sqla_eq(I(order_id), O(id)),
                                 sqla_gt(I(quantity), 3));
    sqla_stmt *own = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)),
                                sqla_not(sqla_exists(deep)));
    return sqla_order_by(sqla_where(sqla_select(U(name)), sqla_exists(own)), U(id));
}

CASE(query_subquery_with_everything)
{
    sqla_stmt *q = sqla_outerjoin(sqla_select(U(id), sqla_label(sqla_count(O(id)), "n")), &orders);
    sqla_group_by(sqla_where(q, sqla_gt(U(id), 0)), U(id));
    sqla_order_by(sqla_having(q, sqla_lt(sqla_count(O(id)), 9)), U(id));
    sqla_from *s = sqla_subquery(sqla_distinct(sqla_offset(sqla_limit(q, 4), 1)), "s");
    q = sqla_where(sqla_select(s), sqla_ge(sqla_c(s, "n"), 0));
    return sqla_limit(sqla_order_by(q, sqla_desc(sqla_c(s, "id"))), 2);
}

CASE(query_order_by_repeated_label_name)
{
    sqla_expr *a = sqla_label(U(id), "n"), *b = sqla_label(A(id), "n");
    return sqla_order_by(sqla_join(sqla_select(a, b), &addresses), a, b);
}

CASE(query_order_by_clashing_column)
{
    return sqla_order_by(sqla_join(sqla_select(U(id), A(id)), &addresses), sqla_desc(A(id)), U(id));
}

/* ---- Labels against columns ---- */

CASE(query_order_by_label_named_as_another_column)
{
    sqla_expr *n = sqla_label(U(age), "name");
    return sqla_order_by(sqla_select(n, sqla_label(U(name), "other")), U(name), n);
}

CASE(query_order_by_equal_label)
{
    return sqla_order_by(sqla_select(sqla_label(sqla_plus(U(id), 1), "n")),
                         sqla_label(sqla_plus(U(id), 1), "n"));
}

CASE(query_label_in_where_of_subquery)
{
    sqla_expr *n = sqla_label(sqla_times(U(id), 2), "n");
    sqla_from *s = sqla_subquery(sqla_where(sqla_select(n, U(name)), sqla_gt(n, 4)), "s");
    return sqla_order_by(sqla_select(sqla_c(s, "name"), sqla_c(s, "n")), sqla_c(s, "n"));
}

CASE(query_label_in_function)
{
    sqla_expr *n = sqla_label(U(age), "n");
    sqla_stmt *q = sqla_select(sqla_coalesce(n, 0), sqla_over(sqla_max(n)), n);
    return sqla_order_by(sqla_where(q, sqla_lt(U(id), 3)), n);
}

CASE(query_label_of_subquery_column)
{
    sqla_from *s = sqla_subquery(sqla_select(sqla_label(U(id), "a"), U(name)), "s");
    sqla_expr *n = sqla_label(sqla_c(s, "a"), "b");
    sqla_stmt *q = sqla_select(n, sqla_label(sqla_plus(n, 1), "a"));
    return sqla_order_by(sqla_where(q, sqla_gt(sqla_c(s, "a"), 2)), sqla_desc(n));
}

CASE(query_label_grouped_and_filtered)
{
    sqla_expr *n = sqla_label(sqla_length(U(name)), "n");
    sqla_stmt *q = sqla_having(sqla_group_by(sqla_select(n, sqla_count_all()), n), sqla_lt(n, 5));
    return sqla_order_by(q, sqla_count_all(), n);
}

CASE(query_distinct_ordered_by_label)
{
    sqla_expr *n = sqla_label(sqla_upper(I(product)), "n");
    sqla_stmt *q = sqla_order_by(sqla_distinct(sqla_select(n)), sqla_desc(n));
    return sqla_offset(sqla_limit(q, 2), 1);
}

CASE(query_reserved_label_grouped)
{
    sqla_expr *n = sqla_label(U(active), "group");
    sqla_stmt *q = sqla_select(n, sqla_label(sqla_max(U(id)), "order"));
    return sqla_order_by(sqla_group_by(q, n), n);
}

/* ---- Tables seen twice ---- */

CASE(query_alias_and_subquery_of_one_name)
{
    sqla_from *a = sqla_alias(&users, "x");
    sqla_stmt *in = sqla_select(sqla_c(a, "id"), sqla_c(a, "name"));
    sqla_from *s = sqla_subquery(sqla_where(in, sqla_lt(sqla_c(a, "id"), 4)), "x");
    sqla_stmt *q = sqla_where(sqla_select(sqla_c(s, "name")), sqla_gt(sqla_c(s, "id"), 1));
    return sqla_order_by(q, sqla_c(s, "id"));
}

CASE(query_made_up_aliases_of_several)
{
    sqla_from *a = sqla_alias(&users, NULL), *b = sqla_alias(&orders, NULL);
    sqla_from *c = sqla_alias(&users, NULL);
    sqla_stmt *q = sqla_select(sqla_c(b, "id"), sqla_c(a, "name"), sqla_c(c, "name"));
    sqla_where(q, sqla_eq(sqla_c(b, "user_id"), sqla_c(a, "id")),
               sqla_ne(sqla_c(c, "id"), sqla_c(a, "id")), sqla_eq(sqla_c(c, "id"), 3));
    return sqla_order_by(q, sqla_c(b, "id"));
}

CASE(query_alias_inside_and_outside)
{
    sqla_from *a = sqla_alias(&users, "a");
    sqla_stmt *oldest = sqla_select(sqla_max(sqla_c(a, "age")));
    sqla_where(oldest, sqla_eq(sqla_c(a, "active"), U(active)));
    sqla_stmt *q = sqla_select(U(name), sqla_c(a, "name"));
    sqla_join(q, a, .on = sqla_eq(sqla_c(a, "id"), U(manager_id)));
    return sqla_where(q, sqla_lt(U(age), sqla_scalar_subquery(oldest)));
}

CASE(query_subquery_alias_correlated)
{
    sqla_stmt *real = sqla_where(sqla_select(O(user_id), O(total)), sqla_gt(O(total), 1));
    sqla_from *s = sqla_subquery(real, "s"), *t = sqla_alias(s, "t");
    sqla_stmt *more = sqla_select(sqla_count(sqla_c(t, "total")));
    sqla_where(more, sqla_eq(sqla_c(t, "user_id"), sqla_c(s, "user_id")),
               sqla_gt(sqla_c(t, "total"), sqla_c(s, "total")));
    sqla_expr *total = sqla_c(s, "total");
    sqla_stmt *q = sqla_where(sqla_select(total), sqla_eq(sqla_scalar_subquery(more), 0));
    return sqla_order_by(q, total);
}

CASE(query_join_same_table_thrice)
{
    sqla_from *a = sqla_alias(&items, NULL), *b = sqla_alias(&items, NULL);
    sqla_stmt *q = sqla_select(I(product), sqla_c(a, "product"), sqla_c(b, "product"));
    sqla_join(q, a, .on = sqla_and(sqla_eq(sqla_c(a, "order_id"), I(order_id)),
                                   sqla_gt(sqla_c(a, "line"), I(line))));
    sqla_outerjoin(q, b, .on = sqla_and(sqla_eq(sqla_c(b, "order_id"), I(order_id)),
                                        sqla_gt(sqla_c(b, "line"), sqla_c(a, "line"))));
    return sqla_order_by(q, I(order_id), I(line));
}

CASE(query_join_from_alias_to_its_tables_key)
{
    sqla_from *a = sqla_alias(&users, "a");
    sqla_stmt *q = sqla_join_from(sqla_select(sqla_c(a, "name"), A(email)), a, &addresses);
    return sqla_order_by(q, A(id));
}

CASE(query_join_from_cte_by_key)
{
    sqla_from *c = sqla_cte(sqla_where(sqla_select(&users), U(active)), "c");
    sqla_stmt *q = sqla_join_from(sqla_select(sqla_c(c, "name"), O(id)), c, &orders);
    return sqla_order_by(q, O(id));
}

CASE(query_join_union_by_key)
{
    sqla_from *u = sqla_subquery(sqla_union_all(sqla_select(A(user_id), A(id)),
                                                sqla_select(O(user_id), O(id))), "u");
    sqla_stmt *q = sqla_select(U(name), sqla_c(u, "id"));
    sqla_join(q, u, .on = sqla_eq(sqla_c(u, "user_id"), U(id)));
    return sqla_order_by(q, U(id), sqla_c(u, "id"));
}

CASE(query_join_aliased_subquery_by_key)
{
    sqla_stmt *home = sqla_where(sqla_select(&addresses), sqla_eq(A(kind), "home"));
    sqla_from *s = sqla_alias(sqla_subquery(home, "s"), "t");
    return sqla_order_by(sqla_join(sqla_select(U(name), sqla_c(s, "email")), s), U(id));
}

CASE(query_join_two_keys_chosen_by_subquery)
{
    sqla_from *x = sqla_subquery(sqla_select(X(to_id), X(amount)), "x");
    sqla_expr *amount = sqla_c(x, "amount");
    return sqla_order_by(sqla_join(sqla_select(U(name), amount), x), amount);
}

CASE(query_join_three_left_sides)
{
    sqla_stmt *q = sqla_select(U(name), R(code), I(product), O(id));
    sqla_join(sqla_join(sqla_select_from(q, &users), &orders), &items);
    return sqla_order_by(sqla_where(q, sqla_eq(R(code), "n")), I(order_id), I(line));
}

CASE(query_select_from_subquery_and_join)
{
    sqla_from *s = sqla_subquery(sqla_where(sqla_select(U(id), U(name)), sqla_lt(U(id), 3)), "s");
    sqla_stmt *q = sqla_select_from(sqla_select(sqla_count_all()), s);
    return sqla_join(q, &orders, .on = sqla_eq(O(user_id), sqla_c(s, "id")));
}

/* ---- Row counts and locks beside other clauses ---- */

CASE(query_distinct_limit)
{
    return sqla_limit(sqla_order_by(sqla_distinct(sqla_select(I(product))), I(product)), 2);
}

CASE(query_distinct_prefix_limit)
{
    sqla_stmt *q = sqla_distinct(sqla_prefix_with(sqla_select(I(product)), "/* p */", NULL));
    return sqla_order_by(sqla_limit(q, 9), I(product));
}

CASE(query_limit_in_cte)
{
    sqla_stmt *last = sqla_limit(sqla_order_by(sqla_select(U(id)), sqla_desc(U(id))), 2);
    sqla_expr *id = sqla_c(sqla_cte(last, "c"), "id");
    return sqla_order_by(sqla_where(sqla_select(id), sqla_gt(id, sqla_plus(sqla_v(1), 0))), id);
}

CASE(query_limit_in_exists_ordered)
{
    sqla_stmt *own = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    sqla_offset(sqla_limit(sqla_order_by(own, sqla_desc(O(total))), 1), 1);
    return sqla_where(sqla_select(U(name)), sqla_exists(own));
}

CASE(query_limit_for_update_of)
{
    sqla_stmt *q = sqla_order_by(sqla_join(sqla_select(U(id), O(id)), &orders), O(id));
    return sqla_with_for_update(sqla_limit(q, 2), .of = SQLA_EXPRS(O(id)), .nowait = true);
}

CASE(query_limit_subquery_parameter)
{
    sqla_expr *n = sqla_param("n");
    sqla_stmt *in = sqla_order_by(sqla_where(sqla_select(U(id)), sqla_gt(U(id), 1)), U(id));
    sqla_from *s = sqla_subquery(sqla_limit(in, n), "s");
    return sqla_bind(sqla_limit(sqla_select(sqla_c(s, "id")), n), "n", 2);
}

CASE(query_union_of_one_row_each)
{
    sqla_stmt *first = sqla_limit(sqla_order_by(sqla_select(U(name)), U(id)), 1);
    sqla_stmt *last = sqla_limit(sqla_order_by(sqla_select(U(name)), sqla_desc(U(id))), 1);
    sqla_from *a = sqla_subquery(first, "a"), *b = sqla_subquery(last, "b");
    return sqla_order_by(sqla_union_all(sqla_select(a), sqla_select(b)), sqla_c(a, "name"));
}

CASE(query_union_ordered_operand)
{
    return sqla_union_all(sqla_order_by(sqla_select(U(id)), U(name)), sqla_select(O(id)));
}

CASE(query_union_limit_expression)
{
    sqla_stmt *q = sqla_order_by(sqla_union_all(sqla_select(U(id)), sqla_select(O(id))), U(id));
    return sqla_limit(q, sqla_plus(sqla_v(1), 1));
}

CASE(query_union_distinct_operand)
{
    return sqla_union_all(sqla_distinct(sqla_select(I(product))),
                          sqla_where(sqla_select(R(code)), sqla_eq(R(code), "n")));
}

CASE(query_union_grouped_operand)
{
    sqla_stmt *many = sqla_group_by(sqla_select(U(active), sqla_count_all()), U(active));
    return sqla_union(sqla_having(many, sqla_gt(sqla_count_all(), 1)), sqla_select(sqla_true(), 0));
}

CASE(query_fetch_with_ties_in_subquery)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id), U(age)), sqla_gt(U(age), 0));
    sqla_fetch(sqla_order_by(q, U(age)), 1, .with_ties = true);
    return sqla_select(sqla_count(sqla_c(sqla_subquery(q, "s"), "id")));
}

CASE(query_hint_inside_subquery)
{
    sqla_stmt *in = sqla_with_hint(sqla_select(U(id)), &users, "/* %(name)s */", NULL);
    sqla_from *s = sqla_subquery(sqla_where(in, sqla_gt(U(id), 3)), "s");
    return sqla_with_statement_hint(sqla_select(sqla_c(s, "id")), "/* end */", NULL);
}

CASE(query_suffix_in_cte)
{
    sqla_stmt *in = sqla_where(sqla_select(U(id)), sqla_gt(U(id), 3));
    sqla_suffix_with(in, "/* inner */", NULL);
    return sqla_suffix_with(sqla_select(sqla_c(sqla_cte(in, "c"), "id")), "/* outer */", NULL);
}

CASE(query_slice_of_union)
{
    sqla_stmt *q = sqla_order_by(sqla_union_all(sqla_select(U(id)), sqla_select(O(id))), U(id));
    return sqla_slice(q, 2, 5);
}

CASE(query_distinct_on_joined)
{
    sqla_stmt *q = sqla_distinct_on(sqla_join(sqla_select(U(name), O(total)), &orders), U(id));
    return sqla_order_by(q, U(id), sqla_desc(O(total)));
}

CASE(query_union_ordered_in_subquery)
{
    sqla_stmt *both = sqla_union_all(sqla_select(U(id)), sqla_select(O(id)));
    sqla_from *u = sqla_subquery(sqla_order_by(both, U(id)), "u");
    return sqla_select(sqla_count(sqla_c(u, "id")));
}

/* ---- Rows numbered by ROWNUM, before Oracle 12 ---- */

CASE(rownum_limit) { return sqla_limit(sqla_select(U(id)), 5); }

CASE(rownum_limit_and_offset)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id), U(name)), sqla_gt(U(id), 3));
    return sqla_offset(sqla_limit(sqla_order_by(q, U(name)), 5), 2);
}

CASE(rownum_offset) { return sqla_offset(sqla_select(U(id)), 3); }

CASE(rownum_of_distinct_labels)
{
    return sqla_limit(sqla_distinct(sqla_select(sqla_label(U(id), "x"),
                                                sqla_label(sqla_plus(U(id), 1), "y"))), 1);
}

CASE(rownum_for_update)
{
    return sqla_with_for_update(sqla_limit(sqla_select(U(id)), 2), .nowait = true);
}

CASE(rownum_without_table) { return sqla_limit(sqla_select(sqla_v(5)), 2); }

CASE(rownum_in_scalar_subquery)
{
    return sqla_select(sqla_scalar_subquery(sqla_limit(sqla_select(U(id)), 1)));
}

CASE(rownum_in_in)
{
    return sqla_where(sqla_select(U(id)),
                      sqla_in(U(id), sqla_offset(sqla_limit(sqla_select(O(user_id)), 3), 2)));
}

CASE(rownum_of_aggregate)
{
    return sqla_limit(sqla_select(sqla_max(U(id)), sqla_count_all()), 2);
}

CASE(rownum_of_table) { return sqla_limit(sqla_select(&regions), 2); }

CASE(rownum_twice)
{
    sqla_from *inner = sqla_subquery(sqla_limit(sqla_select(U(id)), 9), "q");
    return sqla_limit(sqla_select(sqla_c(inner, "id")), 2);
}

CASE(rownum_in_join)
{
    sqla_stmt *few = sqla_order_by(sqla_select(O(user_id), O(total)), O(total));
    sqla_from *inner = sqla_subquery(sqla_limit(few, 3), NULL);
    sqla_expr *on = sqla_eq(U(id), sqla_c(inner, "user_id"));
    return sqla_join(sqla_select(U(name), sqla_c(inner, "total")), inner, .on = on);
}

CASE(rownum_in_cte)
{
    sqla_from *inner = sqla_cte(sqla_offset(sqla_limit(sqla_select(O(user_id)), 3), 1), "few");
    return sqla_limit(sqla_select(sqla_c(inner, "user_id")), 2);
}

CASE(rownum_not_of_fetch)
{
    return sqla_offset(sqla_fetch(sqla_select(U(id)), 5, .with_ties = true), 1);
}

/* ---- The same expression in several places ---- */

CASE(twice_in_list_grouped)
{
    sqla_expr *e = sqla_case(sqla_when(sqla_in(U(id), 1, 2), "a"), sqla_else("b"));
    e = sqla_label(e, "g");
    return sqla_order_by(sqla_group_by(sqla_select(e, sqla_count_all()), e), e);
}

CASE(twice_in_list_plain)
{
    sqla_expr *e = sqla_in(U(id), 1, 2);
    sqla_stmt *q = sqla_group_by(sqla_select(e, sqla_count_all()), e);
    return sqla_order_by(q, sqla_count_all());
}

CASE(twice_condition_label)
{
    sqla_expr *e = sqla_label(sqla_gt(U(age), 30), "x");
    return sqla_order_by(sqla_where(sqla_select(U(id), e), e), U(id));
}

CASE(twice_condition_labels_joined)
{
    sqla_expr *e = sqla_label(sqla_like(U(name), "a%"), "x");
    sqla_expr *n = sqla_label(sqla_is_null(U(age)), "y");
    sqla_expr *a = sqla_label(sqla_not(U(active)), "z");
    sqla_expr *any = sqla_or(e, sqla_and(n, a), sqla_label(sqla_in(U(id), 5), "i"));
    return sqla_order_by(sqla_where(sqla_select(U(id)), any), U(id));
}

CASE(twice_condition_label_of_having)
{
    sqla_expr *e = sqla_label(sqla_gt(sqla_count_all(), 1), "many");
    return sqla_having(sqla_group_by(sqla_select(U(manager_id), e), U(manager_id)), e);
}

CASE(folded_constants)
{
    sqla_expr *e = sqla_and(U(active), sqla_false());
    sqla_expr *which = sqla_case(sqla_when(e, 1), sqla_when(sqla_or(U(active), sqla_true()), 2),
                                 sqla_else(3));
    sqla_stmt *q = sqla_where(sqla_select(U(id), which), sqla_or(e, sqla_lt(U(id), 3)));
    return sqla_order_by(q, U(id));
}

CASE(folded_constants_sorted)
{
    return sqla_order_by(sqla_select(U(id)), sqla_and(U(active), sqla_false()), U(id));
}

CASE(folded_constants_nested)
{
    sqla_expr *e = sqla_and(U(active), sqla_false());
    sqla_expr *either = sqla_or(e, sqla_and(sqla_true(), e));
    return sqla_where(sqla_select(U(id)), sqla_and(sqla_gt(U(id), 1), either), sqla_not(e));
}

CASE(folded_constant_alone)
{
    return sqla_order_by(sqla_where(sqla_select(U(id)), sqla_and(sqla_true(), sqla_true()),
                                    sqla_or(sqla_false(), sqla_lt(U(id), 3))), U(id));
}

CASE(twice_window_with_frame)
{
    sqla_expr *e = sqla_over(sqla_count_all(), .order_by = SQLA_EXPRS(U(id)),
                             .rows = SQLA_FRAME(-2, 0));
    return sqla_order_by(sqla_select(U(id), e), e, U(id));
}

CASE(window_frame_beside_parameters)
{
    sqla_expr *order = sqla_case(sqla_when(U(active), 1), sqla_else(2));
    sqla_expr *sum = sqla_over(sqla_sum(sqla_plus(U(id), 1)),
                               .partition_by = SQLA_EXPRS(sqla_plus(U(age), 2)),
                               .order_by = SQLA_EXPRS(order), .rows = SQLA_FRAME(-3, 1));
    return sqla_order_by(sqla_select(U(id), sqla_plus(sum, 5)), U(id));
}

CASE(cte_inside_one_of_its_name)
{
    sqla_from *f = sqla_cte(sqla_select(U(id)), "c");
    sqla_stmt *q = sqla_where(sqla_select(sqla_c(f, "id")), sqla_gt(sqla_c(f, "id"), 1));
    return sqla_select(sqla_c(sqla_cte(q, "c"), "id"));
}

CASE(anonymous_from_the_outside)
{
    sqla_from *f = sqla_subquery(sqla_select(sqla_plus(U(age), 1), U(id)), NULL);
    return sqla_select_from(sqla_select(sqla_count_all()), f);
}

CASE(anonymous_in_anonymous)
{
    sqla_from *f = sqla_subquery(sqla_select(sqla_plus(U(age), 1), U(id)), NULL);
    sqla_from *g = sqla_subquery(sqla_select(sqla_c(f, "id"), sqla_plus(sqla_c(f, "id"), 2)), NULL);
    return sqla_select_from(sqla_select(sqla_count_all()), g);
}

CASE(anonymous_joined)
{
    sqla_from *f = sqla_subquery(sqla_select(U(id), sqla_plus(U(id), 1)), NULL);
    sqla_stmt *counts = sqla_group_by(sqla_select(O(user_id), sqla_count_all()), O(user_id));
    sqla_from *g = sqla_subquery(counts, NULL);
    sqla_expr *on = sqla_eq(sqla_c(f, "id"), sqla_c(g, "user_id"));
    return sqla_join_from(sqla_select(sqla_count_all()), f, g, .on = on);
}

CASE(anonymous_cte_in_anonymous)
{
    sqla_from *f = sqla_cte(sqla_select(U(id), sqla_plus(U(id), 1)), NULL);
    sqla_from *g = sqla_subquery(sqla_select(sqla_c(f, "id"), sqla_plus(sqla_c(f, "id"), 2)), NULL);
    return sqla_select_from(sqla_select(sqla_count_all()), g);
}

CASE(minus_of_a_label)
{
    return sqla_order_by(sqla_select(sqla_neg(sqla_label(U(age), "n")), U(id)), U(id));
}

CASE(repeated_odd_names)
{
    return sqla_select(ODD("two words"), ODD("two words"), ODD("per%cent"), ODD("per%cent"),
                       ODD("MixedCase"), ODD("MixedCase"));
}

CASE(label_of_a_column_before_it)
{
    sqla_stmt *q = sqla_select(U(id), sqla_label(sqla_count_all(), "id"));
    return sqla_select(sqla_c(sqla_subquery(sqla_group_by(q, U(id)), "s"), "id"));
}

/* All words that one of the databases reserves. */
static const char *const reserved[] = {
    "accessible", "add", "admin", "after", "all", "alter", "analyse", "analyze", "and", "any",
    "array", "as", "asc", "asensitive", "asymmetric", "attach", "authorization", "autoincrement",
    "backup", "before", "begin", "between", "bigint", "binary", "blob", "body", "both", "break",
    "browse", "bulk", "by", "call", "cascade", "case", "cast", "change", "char", "character",
    "check", "checkpoint", "close", "cluster", "clustered", "coalesce", "collate", "column",
    "comment", "commit", "compress", "compute", "condition", "conflict", "connect", "constraint",
    "contains", "containstable", "continue", "convert", "create", "cross", "cube", "cume_dist",
    "current", "current_catalog", "current_date", "current_role", "current_schema",
    "current_time", "current_timestamp", "current_user", "cursor", "database", "databases",
    "date", "day_hour", "day_microsecond", "day_minute", "day_second", "dbcc", "deallocate",
    "dec", "decimal", "declare", "default", "deferrable", "deferred", "delayed", "delete",
    "dense_rank", "deny", "desc", "describe", "detach", "deterministic", "disk", "distinct",
    "distinctrow", "distributed", "div", "do", "do_domain_ids", "double", "drop", "dual", "dump",
    "each", "else", "elseif", "elsif", "empty", "enclosed", "end", "errlvl", "escape", "escaped",
    "except", "exclusive", "exec", "execute", "exists", "exit", "explain", "external", "fail",
    "false", "fetch", "file", "fillfactor", "first_value", "float", "float4", "float8", "for",
    "force", "foreign", "freetext", "freetexttable", "freeze", "from", "full", "fulltext",
    "function", "general", "generated", "get", "get_master_public_key", "glob", "goto", "grant",
    "group", "grouping", "groups", "having", "high_priority", "history", "holdlock",
    "hour_microsecond", "hour_minute", "hour_second", "identified", "identity",
    "identity_insert", "identitycol", "if", "ignore", "ignore_domain_ids", "ignore_server_ids",
    "ilike", "immediate", "in", "index", "indexed", "infile", "initially", "inner", "inout",
    "insensitive", "insert", "instead", "int", "int1", "int2", "int3", "int4", "int8", "integer",
    "intersect", "interval", "into", "io_after_gtids", "io_before_gtids", "is", "isnull",
    "iterate", "join", "json_table", "key", "keys", "kill", "lag", "last_value", "lateral",
    "lead", "leading", "leave", "left", "level", "like", "limit", "linear", "lineno", "lines",
    "load", "localtime", "localtimestamp", "lock", "long", "longblob", "longtext", "loop",
    "low_priority", "master_bind", "master_heartbeat_period", "master_ssl_verify_server_cert",
    "match", "maxvalue", "mediumblob", "mediumint", "mediumtext", "member", "merge", "middleint",
    "minus", "minute_microsecond", "minute_second", "mod", "mode", "modifies", "national",
    "natural", "new", "no_write_to_binlog", "nocheck", "nocompress", "nonclustered", "not",
    "notnull", "nowait", "nth_value", "ntile", "null", "nullif", "number", "numeric", "of",
    "off", "offset", "offsets", "old", "on", "only", "open", "opendatasource", "openquery",
    "openrowset", "openxml", "optimize", "optimizer_costs", "option", "optionally", "or",
    "order", "others", "out", "outer", "outfile", "over", "overlaps", "package", "page_checksum",
    "parallel", "parse_gcol_expr", "parse_vcol_expr", "partition", "pctfree", "percent",
    "percent_rank", "period", "persist", "persist_only", "pivot", "placing", "plan", "position",
    "pragma", "precision", "primary", "print", "prior", "proc", "procedure", "public", "purge",
    "qualify", "query", "raise", "raiserror", "range", "rank", "raw", "read", "read_write",
    "reads", "readtext", "real", "reconfigure", "recursive", "ref_system_id", "references",
    "regexp", "reindex", "release", "rename", "repeat", "replace", "replication", "require",
    "resignal", "resource", "restore", "restrict", "return", "returning", "revert", "revoke",
    "right", "rlike", "role", "rollback", "row", "row_number", "rowcount", "rowguidcol", "rows",
    "rowtype", "rule", "save", "schema", "schemas", "second_microsecond", "securityaudit",
    "select", "sensitive", "separator", "session_user", "set", "setuser", "share", "show",
    "shutdown", "signal", "similar", "size", "slow", "smallint", "some", "spatial", "specific",
    "sql", "sql_after_gtids", "sql_before_gtids", "sql_big_result", "sql_calc_found_rows",
    "sql_small_result", "sqlexception", "sqlstate", "sqlwarning", "ssl", "start", "starting",
    "statistics", "stats_auto_recalc", "stats_persistent", "stats_sample_pages", "stored",
    "straight_join", "symmetric", "synonym", "system", "system_time", "system_user", "table",
    "tablesample", "temp", "temporary", "terminated", "textsize", "then", "tinyblob", "tinyint",
    "tinytext", "to", "top", "trailing", "tran", "transaction", "trigger", "true", "truncate",
    "tsequal", "uid", "undo", "union", "unique", "unlock", "unpivot", "unsigned", "update",
    "updatetext", "usage", "use", "user", "using", "utc_date", "utc_time", "utc_timestamp",
    "vacuum", "values", "varbinary", "varchar", "varchar2", "varcharacter", "variadic",
    "varying", "verbose", "versioning", "view", "virtual", "waitfor", "when", "where", "while",
    "window", "with", "without", "write", "writetext", "xor", "year_month", "zerofill",
};

CASE(reserved_words)
{
    sqla_stmt *q = sqla_select(sqla_label(sqla_sql("0"), "plain"));
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        q = sqla_add_columns(q, sqla_label(sqla_sql("1"), reserved[i]));
    return q;
}
