/* Operators, predicates, CASE, casts, literals. */

/* The users for whom a condition holds. */
static sqla_stmt *keys(sqla_expr *condition)
{
    return sqla_where(sqla_select(U(id)), condition);
}

/* Something of every user. */
#define VALUES_OF(...) sqla_select(U(id), __VA_ARGS__)

/* ---- Comparison ---- */

CASE(expr_compare_all)
{
    return keys(sqla_and(sqla_ne(U(age), 35), sqla_lt(U(age), 50), sqla_le(U(age), 41),
                         sqla_gt(U(age), 1), sqla_ge(U(age), 28), sqla_eq(U(name), "ann")));
}

CASE(expr_compare_literal_left) { return keys(sqla_lt(sqla_literal(30), U(age))); }
CASE(expr_compare_literals) { return keys(sqla_eq(sqla_literal("a"), sqla_literal("b"))); }

CASE(expr_compare_value_family)
{
    return keys(sqla_and(sqla_gt(U(score), 3), sqla_lt(U(age), 40.5), sqla_ge(U(balance), 0),
                         sqla_ne(U(big), 1), sqla_lt(U(ratio), sqla_decimal_of("1.5"))));
}

CASE(expr_compare_foreign_kind)
{
    return keys(sqla_or(sqla_eq(U(age), "35"), sqla_eq(U(name), 5)));
}

CASE(expr_compare_two_tables)
{
    return sqla_where(sqla_select(U(name), A(email)), sqla_eq(U(id), A(user_id)));
}

CASE(expr_compare_conditions) { return keys(sqla_eq(sqla_gt(U(age), 30), sqla_lt(U(id), 2))); }
CASE(expr_compare_condition_with_column) { return keys(sqla_eq(U(active), sqla_gt(U(score), 5))); }
CASE(expr_compare_condition_with_true) { return keys(sqla_eq(sqla_gt(U(age), 30), sqla_true())); }

CASE(expr_compare_and_with_or)
{
    return keys(sqla_ne(sqla_and(U(active), sqla_gt(U(age), 30)),
                        sqla_or(sqla_eq(U(id), 1), sqla_eq(U(id), 2))));
}

CASE(expr_compare_order_of_null) { return keys(sqla_lt(U(age), NULL)); }
CASE(expr_compare_order_of_bool) { return keys(sqla_gt(U(active), true)); }

CASE(expr_compare_same_column_often)
{
    return keys(sqla_and(sqla_ne(U(id), 1), sqla_ne(U(id), 2),
                         sqla_or(sqla_eq(U(id), 3), sqla_eq(U(id), 4),
                                 sqla_eq(U(manager_id), 1))));
}

CASE(expr_compare_dates)
{
    return keys(sqla_and(sqla_lt(U(birthday), sqla_date_of(1990, 1, 1)),
                         sqla_ge(U(created), sqla_datetime_of(2024, 1, 1, 12, 30)),
                         sqla_ne(U(wakes), sqla_time_of(6, 30, 0, 0))));
}

CASE(expr_compare_uuid)
{
    return keys(sqla_eq(U(token), sqla_uuid_of("00112233-4455-6677-8899-aabbccddeeff")));
}

CASE(expr_compare_enum)
{
    return sqla_where(sqla_select(A(id)), sqla_or(sqla_eq(A(kind), "work"),
                                                  sqla_gt(A(kind), "home")));
}

CASE(expr_compare_numeric)
{
    return keys(sqla_or(sqla_eq(U(balance), sqla_decimal_of("300.00")), sqla_gt(U(balance), 1000),
                        sqla_lt(U(balance), 0.5)));
}

CASE(expr_compare_bytes)
{
    return keys(sqla_or(sqla_eq(U(photo), ((sqla_bytes){ "\x01\xff", 2 })),
                        sqla_eq(U(photo), NULL)));
}

CASE(expr_compare_scalar_subquery)
{
    return keys(sqla_eq(U(age), sqla_scalar_subquery(sqla_select(sqla_max(U(age))))));
}

CASE(expr_compare_subquery_left)
{
    return keys(sqla_gt(sqla_scalar_subquery(sqla_where(sqla_select(sqla_count(A(id))),
                                                        sqla_eq(A(user_id), U(id)))), 1));
}

CASE(expr_compare_subquery_arithmetic)
{
    return keys(sqla_lt(sqla_plus(sqla_times(sqla_scalar_subquery(sqla_select(sqla_min(O(total)))),
                                             10), 1), U(balance)));
}

CASE(expr_compare_odd_names)
{
    return sqla_where(sqla_select(ODD("order")), sqla_gt(ODD("per%cent"), 60),
                      sqla_eq(ODD("two words"), "two"), sqla_ne(ODD("MixedCase"), 1));
}

CASE(expr_compare_in_schema)
{
    return sqla_where(sqla_select(L(id)), sqla_gt(L(level), 2), sqla_ne(L(message), ""));
}

CASE(expr_compare_untyped)
{
    return sqla_where(sqla_select(LIGHT(a)), sqla_eq(LIGHT(c), 5), sqla_ne(LIGHT(c), "x"),
                      sqla_eq(LIGHT(a), LIGHT(c)));
}

/* ---- IS, DISTINCT and the constants ---- */

CASE(expr_null_by_operator)
{
    return keys(sqla_and(sqla_eq(U(fullname), NULL), sqla_ne(U(age), NULL)));
}

CASE(expr_null_by_is)
{
    return keys(sqla_or(sqla_is_null(U(age)), sqla_not_null(U(score)),
                        sqla_is(U(ratio), sqla_null())));
}

CASE(expr_null_negated)
{
    return keys(sqla_and(sqla_not(sqla_is_null(U(age))), sqla_not(sqla_not_null(U(score)))));
}

CASE(expr_null_left)
{
    return keys(sqla_or(sqla_eq(sqla_null(), U(age)), sqla_is(sqla_null(), sqla_null())));
}

CASE(expr_null_of_sum) { return keys(sqla_is_null(sqla_plus(U(age), U(manager_id)))); }
CASE(expr_null_of_comparison) { return keys(sqla_is_null(sqla_gt(U(age), U(manager_id)))); }

CASE(expr_null_of_subquery)
{
    return keys(sqla_not_null(sqla_scalar_subquery(sqla_where(sqla_select(O(note)),
                                                              sqla_eq(O(user_id), U(id)),
                                                              sqla_gt(O(id), 1)))));
}

CASE(expr_is_column) { return keys(sqla_is(U(id), U(manager_id))); }
CASE(expr_is_not_value) { return keys(sqla_is_not(U(age), 28)); }

CASE(expr_distinct_from)
{
    return keys(sqla_and(sqla_is_distinct_from(U(age), 28),
                         sqla_is_not_distinct_from(U(manager_id), sqla_minus(U(id), 1))));
}

CASE(expr_distinct_from_null)
{
    return keys(sqla_or(sqla_is_distinct_from(U(age), NULL),
                        sqla_is_not_distinct_from(U(active), true)));
}

CASE(expr_distinct_from_negated)
{
    return keys(sqla_and(sqla_not(sqla_is_distinct_from(U(age), U(id))),
                         sqla_not(sqla_is_not_distinct_from(U(age), U(id)))));
}

CASE(expr_distinct_from_operands)
{
    return keys(sqla_is_distinct_from(sqla_plus(U(age), 1), sqla_times(U(id), 2)));
}

CASE(expr_distinct_from_selected)
{
    return VALUES_OF(sqla_is_distinct_from(U(age), 28),
                     sqla_is_not_distinct_from(sqla_eq(U(age), 28), U(active)));
}

/* ---- Boolean columns and constants in every position ---- */

CASE(expr_bool_where) { return keys(U(active)); }
CASE(expr_bool_where_not) { return keys(sqla_not(U(active))); }
CASE(expr_bool_not_twice) { return keys(sqla_not(sqla_not(U(active)))); }

CASE(expr_bool_compared)
{
    return keys(sqla_or(sqla_and(sqla_eq(U(active), true), sqla_ne(U(active), false)),
                        sqla_and(sqla_eq(U(active), false), sqla_ne(U(active), true))));
}

CASE(expr_bool_is)
{
    return keys(sqla_or(sqla_is(U(active), true), sqla_is(U(active), false),
                        sqla_is_not(U(active), sqla_true()),
                        sqla_is_not(U(active), sqla_false())));
}

CASE(expr_bool_is_negated)
{
    return keys(sqla_and(sqla_not(sqla_is(U(active), true)), sqla_not(sqla_eq(U(active), true)),
                         sqla_not(sqla_ne(U(active), false))));
}

CASE(expr_bool_constant_left)
{
    return keys(sqla_or(sqla_eq(sqla_true(), U(active)), sqla_ne(sqla_false(), U(active))));
}

CASE(expr_bool_in_and_or)
{
    return keys(sqla_or(sqla_and(U(active), sqla_gt(U(age), 30)),
                        sqla_and(sqla_not(U(active)), sqla_lt(U(age), 30))));
}

CASE(expr_bool_selected)
{
    return VALUES_OF(U(active), sqla_not(U(active)), sqla_eq(U(active), true), sqla_gt(U(age), 30),
                     sqla_and(U(active), sqla_gt(U(age), 30)));
}

CASE(expr_bool_constants_selected)
{
    return VALUES_OF(sqla_true(), sqla_false(), sqla_null(), sqla_label(sqla_true(), "yes"),
                     sqla_label(sqla_null(), "nothing"));
}

CASE(expr_bool_literals_selected)
{
    return VALUES_OF(sqla_literal((bool)true), sqla_label(sqla_literal((bool)false), "no"));
}

CASE(expr_bool_where_true) { return keys(sqla_true()); }
CASE(expr_bool_where_false) { return keys(sqla_false()); }
CASE(expr_bool_where_null) { return keys(sqla_null()); }

CASE(expr_bool_constants_negated)
{
    return keys(sqla_or(sqla_not(sqla_true()), sqla_not(sqla_null()),
                        sqla_and(sqla_not(sqla_false()), sqla_eq(U(id), 1))));
}

CASE(expr_bool_group_order)
{
    return sqla_order_by(sqla_group_by(sqla_select(U(active), sqla_count_all()), U(active)),
                         sqla_desc(U(active)));
}

CASE(expr_bool_having)
{
    return sqla_having(sqla_having(sqla_group_by(sqla_select(U(age)), U(age), U(active)),
                                   U(active)), sqla_ne(U(age), 0));
}

CASE(expr_bool_join_on)
{
    return sqla_join_from(sqla_select(U(id), A(id)), &users, &addresses,
                          .on = sqla_and(U(active), sqla_eq(U(id), A(user_id))));
}

CASE(expr_bool_join_on_true)
{
    return sqla_join_from(sqla_select(R(code), ODD("order")), &regions, &odd, .on = sqla_true());
}

CASE(expr_bool_outer_join_on_false)
{
    return sqla_join_from(sqla_select(R(code), ODD("order")), &regions, &odd, .on = sqla_false(),
                          .isouter = true);
}

CASE(expr_bool_order_by_condition)
{
    return sqla_order_by(sqla_select(U(id)), sqla_gt(U(age), 30), sqla_not(U(active)), U(id));
}

CASE(expr_bool_of_columns_compared)
{
    return keys(sqla_and(sqla_eq(U(active), U(active)), sqla_eq(sqla_not(U(active)), U(active))));
}

CASE(expr_bool_of_alias)
{
    sqla_from *v = sqla_alias(&users, "v");
    return sqla_where(sqla_select(sqla_c(v, "id")), sqla_c(v, "active"),
                      sqla_not(sqla_c(v, "active")));
}

CASE(expr_bool_of_subquery_column)
{
    sqla_from *s = sqla_subquery(VALUES_OF(sqla_label(sqla_gt(U(age), 30), "old")), "s");
    return sqla_where(sqla_select(sqla_c(s, "id")), sqla_c(s, "old"));
}

CASE(expr_bool_scalar_subquery)
{
    sqla_from *v = sqla_alias(&users, "v");
    return keys(sqla_not(sqla_scalar_subquery(sqla_where(sqla_select(sqla_c(v, "active")),
                                                         sqla_eq(sqla_c(v, "id"),
                                                                 U(manager_id))))));
}

CASE_LITERAL(expr_bool_literal_text)
{
    return keys(sqla_and(sqla_eq(U(active), true), sqla_is_not(U(active), false),
                         sqla_literal((bool)true), sqla_in(U(id), 1, 2)));
}

/* ---- AND, OR, NOT: folding and negation ---- */

CASE(expr_and_folds_true) { return keys(sqla_and(sqla_true(), sqla_gt(U(age), 30), sqla_true())); }
CASE(expr_and_folds_false) { return keys(sqla_and(sqla_gt(U(age), 30), sqla_false(), U(active))); }
CASE(expr_or_folds_true) { return keys(sqla_or(sqla_gt(U(age), 30), sqla_true())); }

CASE(expr_or_folds_false)
{
    return keys(sqla_or(sqla_false(), sqla_gt(U(age), 30), sqla_false(), U(active)));
}

CASE(expr_and_of_one) { return keys(sqla_and(sqla_or(sqla_gt(U(age), 30)))); }

CASE(expr_and_nested)
{
    return keys(sqla_and(sqla_gt(U(id), 0), sqla_and(sqla_gt(U(id), 1),
                                                     sqla_and(sqla_gt(U(id), 2),
                                                              sqla_lt(U(id), 9)))));
}

CASE(expr_or_in_and_in_or)
{
    return keys(sqla_or(sqla_eq(U(id), 5), sqla_and(sqla_gt(U(age), 30),
                                                    sqla_or(sqla_eq(U(name), "ann"),
                                                            sqla_and(sqla_eq(U(name), "bob"),
                                                                     U(active))))));
}

CASE(expr_where_often)
{
    return sqla_where(sqla_where(sqla_where(sqla_select(U(id)), sqla_gt(U(age), 20)),
                                 sqla_or(sqla_eq(U(id), 1), sqla_eq(U(id), 2)), U(active)),
                      sqla_true());
}

CASE(expr_where_or_alone)
{
    return sqla_where(sqla_select(U(id)), sqla_or(sqla_eq(U(id), 1), sqla_eq(U(id), 2)));
}

CASE(expr_not_comparisons)
{
    return keys(sqla_and(sqla_not(sqla_eq(U(age), 1)), sqla_not(sqla_ne(U(age), 28)),
                         sqla_not(sqla_lt(U(age), 2)), sqla_not(sqla_le(U(age), 3)),
                         sqla_not(sqla_gt(U(age), 99)), sqla_not(sqla_ge(U(age), 98))));
}

CASE(expr_not_and) { return keys(sqla_not(sqla_and(sqla_gt(U(age), 30), U(active)))); }
CASE(expr_not_or) { return keys(sqla_not(sqla_or(sqla_gt(U(age), 40), sqla_eq(U(name), "cat")))); }

CASE(expr_not_not_and)
{
    return keys(sqla_not(sqla_not(sqla_and(sqla_gt(U(age), 30), sqla_not(U(active))))));
}

CASE(expr_not_of_one_in_and) { return keys(sqla_not(sqla_and(sqla_gt(U(age), 30)))); }
CASE(expr_not_integer_column) { return keys(sqla_not(U(age))); }
CASE(expr_not_sum) { return keys(sqla_not(sqla_minus(U(age), 28))); }
CASE(expr_not_function) { return keys(sqla_not(sqla_coalesce(U(age), 0))); }
CASE(expr_not_sql) { return keys(sqla_not(sqla_sql("users.age > 30"))); }
CASE(expr_not_literal_bool) { return keys(sqla_not(sqla_literal((bool)true))); }
CASE(expr_not_label) { return keys(sqla_not(sqla_label(sqla_gt(U(age), 30), "old"))); }

CASE(expr_not_selected)
{
    return VALUES_OF(sqla_not(sqla_gt(U(age), 30)), sqla_not(sqla_eq(U(age), NULL)),
                     sqla_not(sqla_in(U(age), 28)));
}

CASE(expr_not_and_selected)
{
    return VALUES_OF(sqla_not(sqla_and(U(active), sqla_gt(U(age), 30))),
                     sqla_label(sqla_not(sqla_or(U(active), sqla_gt(U(age), 30))), "neither"));
}

CASE(expr_not_compared)
{
    return keys(sqla_eq(sqla_not(sqla_and(U(active), sqla_gt(U(id), 1))), sqla_gt(U(age), 30)));
}

CASE(expr_not_cast) { return keys(sqla_not(sqla_cast(sqla_minus(U(id), 1), SQLA_BOOLEAN))); }

CASE(expr_span_of_conditions)
{
    sqla_expr *each[] = { sqla_eq(U(id), 1), sqla_eq(U(id), 3), sqla_eq(U(id), 5) };
    return keys(sqla_or(sqla_span(each, 3)));
}

/* ---- IN, tuples, BETWEEN ---- */

CASE(expr_in_list)
{
    return keys(sqla_and(sqla_in(U(id), 1, 2, 5), sqla_in(U(name), "ann", "bob")));
}

CASE(expr_in_one) { return keys(sqla_in(U(id), 3)); }

CASE(expr_in_span)
{
    int ids[] = { 4, 3, 2 };
    return keys(sqla_in(U(id), sqla_span(ids, 3)));
}

CASE(expr_in_not)
{
    return keys(sqla_and(sqla_not_in(U(id), 1, 2), sqla_not(sqla_in(U(name), "cat")),
                         sqla_not(sqla_not_in(U(age), 28, 35))));
}

CASE(expr_in_empty)
{
    return keys(sqla_or(sqla_in(U(id), sqla_span((int *)NULL, 0)),
                        sqla_in(U(name), sqla_span((const char **)NULL, 0))));
}

CASE(expr_in_empty_not) { return keys(sqla_not_in(U(id), sqla_span((int *)NULL, 0))); }
CASE(expr_in_with_null) { return keys(sqla_in(U(age), 28, NULL)); }

CASE(expr_in_columns_and_values)
{
    return keys(sqla_in(U(id), U(manager_id), 4, sqla_minus(U(age), 40)));
}

CASE(expr_in_subquery)
{
    return keys(sqla_in(U(id), sqla_where(sqla_select(O(user_id)), sqla_gt(O(total), 50))));
}

CASE(expr_in_subquery_not)
{
    return keys(sqla_and(sqla_not_in(U(id), sqla_select(A(user_id))),
                         sqla_not(sqla_in(U(id), sqla_select(X(from_id))))));
}

CASE(expr_in_correlated)
{
    return keys(sqla_in(U(id), sqla_where(sqla_select(A(user_id)),
                                          sqla_eq(A(user_id), sqla_plus(U(manager_id), 1)))));
}

CASE(expr_in_union)
{
    return keys(sqla_in(U(id), sqla_union(sqla_select(X(from_id)), sqla_select(X(to_id)))));
}

CASE(expr_in_values_left)
{
    return keys(sqla_and(sqla_in(sqla_literal(1), 1, 2), sqla_not_in(sqla_literal("a"), "b")));
}

CASE(expr_in_expression_left)
{
    return keys(sqla_and(sqla_in(sqla_plus(U(id), 1), 2, 3),
                         sqla_in(sqla_lower(U(name)), "ann", "bob"),
                         sqla_in(sqla_gt(U(age), 30), (bool)true)));
}

CASE(expr_in_subquery_left)
{
    return keys(sqla_in(sqla_scalar_subquery(sqla_where(sqla_select(sqla_count(O(id))),
                                                        sqla_eq(O(user_id), U(id)))), 1, 2));
}

CASE(expr_in_same_column_twice)
{
    return keys(sqla_and(sqla_in(U(id), 1, 2, 3), sqla_not_in(U(id), 2)));
}

CASE(expr_in_typed_values)
{
    return keys(sqla_or(sqla_in(U(birthday), sqla_date_of(1983, 2, 28), sqla_date_of(1996, 2, 29)),
                        sqla_in(U(balance), sqla_decimal_of("300"), 0),
                        sqla_in(U(active), (bool)false), sqla_in(U(score), 3.0, 7.25)));
}

CASE(expr_in_enum)
{
    return sqla_where(sqla_select(A(id)), sqla_in(A(kind), "home", "work"),
                      sqla_not_in(A(kind), "work"));
}

CASE(expr_in_selected)
{
    return VALUES_OF(sqla_in(U(id), 1, 2), sqla_not_in(U(id), sqla_span((int *)NULL, 0)),
                     sqla_label(sqla_in(U(id), sqla_select(A(user_id))), "reachable"));
}

CASE(expr_in_compared) { return keys(sqla_eq(sqla_in(U(id), 1, 3), U(active))); }

CASE_LITERAL(expr_in_literal_text)
{
    return keys(sqla_or(sqla_in(U(name), "o'brien", "50%", "a\\b"), sqla_in(U(id), 1),
                        sqla_in(U(age), sqla_span((int *)NULL, 0)), sqla_in(U(score), 0.5)));
}

CASE(expr_tuple_in)
{
    return sqla_where(sqla_select(I(product)),
                      sqla_in(sqla_tuple(I(order_id), I(line)), sqla_tuple(1, 2),
                              sqla_tuple(3, 1)));
}

CASE(expr_tuple_not_in)
{
    return sqla_where(sqla_select(I(product)),
                      sqla_not_in(sqla_tuple(I(order_id), I(product)), sqla_tuple(1, "pear"),
                                  sqla_tuple(2, "apple")));
}

CASE(expr_tuple_in_empty)
{
    return sqla_where(sqla_select(I(product)),
                      sqla_in(sqla_tuple(I(order_id), I(line)), sqla_span((sqla_expr **)NULL, 0)));
}

CASE(expr_tuple_in_subquery)
{
    return sqla_where(sqla_select(I(product)),
                      sqla_in(sqla_tuple(I(order_id), I(line)), sqla_select(O(id), O(user_id))));
}

CASE(expr_tuple_compared)
{
    return sqla_where(sqla_select(I(product)),
                      sqla_ge(sqla_tuple(I(order_id), I(line)), sqla_tuple(1, 2)),
                      sqla_ne(sqla_tuple(I(line), I(order_id)), sqla_tuple(I(line), 4)));
}

CASE(expr_tuple_of_three)
{
    return keys(sqla_in(sqla_tuple(U(id), U(name), U(active)), sqla_tuple(1, "ann", (bool)true),
                        sqla_tuple(3, "cat", (bool)true)));
}

CASE(expr_between)
{
    return keys(sqla_and(sqla_between(U(age), 28, 35), sqla_between(U(name), "a", "c")));
}

CASE(expr_between_not)
{
    return keys(sqla_and(sqla_not(sqla_between(U(age), 30, 40)),
                         sqla_not(sqla_not(sqla_between(U(id), 1, 4)))));
}

CASE(expr_between_operands)
{
    return keys(sqla_between(sqla_minus(U(age), 10), sqla_times(U(id), 4), sqla_plus(U(id), 30)));
}

CASE(expr_between_values_left)
{
    return keys(sqla_between(sqla_literal(3), U(id), sqla_plus(U(manager_id), 5)));
}

CASE(expr_between_compared)
{
    return keys(sqla_eq(sqla_between(U(age), 20, 30), sqla_between(U(id), 3, 9)));
}

CASE(expr_between_in_or)
{
    return keys(sqla_or(sqla_between(U(age), 20, 30),
                        sqla_and(sqla_between(U(id), 1, 2), U(active))));
}

CASE(expr_between_dates)
{
    return keys(sqla_or(sqla_between(U(created), sqla_datetime_of(2024, 2, 1),
                                     sqla_datetime_of(2024, 3, 1)),
                        sqla_between(U(birthday), sqla_date_of(1980, 1, 1),
                                     sqla_date_of(1985, 1, 1))));
}

CASE(expr_between_subqueries)
{
    return keys(sqla_between(U(age), sqla_scalar_subquery(sqla_select(sqla_min(U(age)))),
                             sqla_scalar_subquery(sqla_select(sqla_avg(U(age))))));
}

CASE(expr_between_null) { return keys(sqla_between(U(age), NULL, 30)); }

/* ---- LIKE, regular expressions, collations ---- */

CASE(expr_like) { return keys(sqla_or(sqla_like(U(name), "a%"), sqla_like(U(name), "_o_"))); }

CASE(expr_like_not)
{
    return keys(sqla_and(sqla_not_like(U(name), "a%"), sqla_not(sqla_like(U(name), "b%")),
                         sqla_not(sqla_not_like(U(name), "c%"))));
}

CASE(expr_like_escape)
{
    return keys(sqla_or(sqla_like(U(name), "%/_100/%", .escape = "/"),
                        sqla_not_like(U(name), "%#%", .escape = "#")));
}

CASE(expr_like_escape_quote) { return keys(sqla_like(U(fullname), "%''%", .escape = "'")); }
CASE(expr_like_escape_backslash) { return keys(sqla_like(U(name), "%\\_100%", .escape = "\\")); }
CASE(expr_like_columns) { return keys(sqla_like(U(fullname), sqla_concat(U(name), "%"))); }

CASE(expr_like_expression_left)
{
    return keys(sqla_like(sqla_concat(U(name), U(fullname)), "%o%B%"));
}

CASE(expr_like_number) { return keys(sqla_like(U(age), "2%")); }

CASE(expr_like_subquery)
{
    return keys(sqla_like(U(name), sqla_scalar_subquery(sqla_select(sqla_min(U(name))))));
}

CASE(expr_ilike)
{
    return keys(sqla_or(sqla_ilike(U(fullname), "ANN%"), sqla_not_ilike(U(fullname), "%B%")));
}

CASE(expr_ilike_negated)
{
    return keys(sqla_and(sqla_not(sqla_ilike(U(name), "A%")),
                         sqla_not(sqla_not_ilike(U(name), "%O%"))));
}

CASE(expr_ilike_escape) { return keys(sqla_ilike(U(name), "%^_100^%", .escape = "^")); }
CASE(expr_ilike_columns) { return keys(sqla_ilike(U(fullname), sqla_concat(U(name), "%"))); }

CASE(expr_startswith)
{
    return keys(sqla_or(sqla_startswith(U(name), "a"), sqla_endswith(U(name), "%"),
                        sqla_contains(U(name), "a")));
}

CASE(expr_startswith_not)
{
    return keys(sqla_and(sqla_not(sqla_startswith(U(name), "a")),
                         sqla_not(sqla_endswith(U(name), "b")),
                         sqla_not(sqla_contains(U(name), "d"))));
}

CASE(expr_startswith_escape)
{
    return keys(sqla_or(sqla_contains(U(name), "/_", .escape = "/"),
                        sqla_startswith(U(name), "#%", .escape = "#"),
                        sqla_endswith(U(name), "0^%", .escape = "^")));
}

CASE(expr_startswith_autoescape)
{
    return keys(sqla_or(sqla_contains(U(name), "_100%", .autoescape = true),
                        sqla_startswith(U(name), "e/", .autoescape = true),
                        sqla_endswith(U(name), "%", .autoescape = true)));
}

CASE(expr_startswith_autoescape_with)
{
    return keys(sqla_contains(U(name), "e_1^0%", .autoescape = true, .escape = "^"));
}

CASE(expr_startswith_autoescape_negated)
{
    return keys(sqla_not(sqla_contains(U(name), "_", .autoescape = true)));
}

CASE(expr_startswith_column)
{
    return keys(sqla_and(sqla_startswith(sqla_lower(U(fullname)), U(name)),
                         sqla_contains(U(fullname), sqla_concat(U(name), " "))));
}

CASE(expr_startswith_literal_left)
{
    return keys(sqla_startswith(sqla_literal("annabel"), U(name)));
}

CASE(expr_startswith_sum) { return keys(sqla_endswith(sqla_concat(U(name), "x"), "nx")); }

CASE(expr_contains_subquery)
{
    return keys(sqla_contains(U(fullname), sqla_scalar_subquery(sqla_select(sqla_max(R(code))))));
}

CASE(expr_like_selected)
{
    return VALUES_OF(sqla_like(U(name), "a%"), sqla_contains(U(name), "o"),
                     sqla_not(sqla_ilike(U(name), "%N%")));
}

CASE(expr_like_compared) { return keys(sqla_eq(sqla_like(U(name), "%a%"), U(active))); }

CASE_LITERAL(expr_like_literal_text)
{
    return keys(sqla_or(sqla_like(U(name), "it's 5%"),
                        sqla_contains(U(name), "50%", .autoescape = true),
                        sqla_ilike(U(name), "A\\_%", .escape = "\\")));
}

CASE(expr_regexp)
{
    return keys(sqla_or(sqla_regexp_match(U(name), "^a"), sqla_regexp_match(U(name), "b$")));
}

CASE(expr_regexp_not) { return keys(sqla_not(sqla_regexp_match(U(name), "^[ab]"))); }

CASE(expr_regexp_column)
{
    return keys(sqla_regexp_match(sqla_lower(U(fullname)), sqla_concat(U(name), ".")));
}

CASE(expr_collate) { return keys(sqla_eq(sqla_collate(U(name), "NOCASE"), "ANN")); }
CASE(expr_collate_right) { return keys(sqla_gt(U(name), sqla_collate(sqla_literal("B"), "C"))); }
CASE(expr_collate_quoted) { return keys(sqla_ne(sqla_collate(U(name), "de_DE"), U(fullname))); }

CASE(expr_collate_order)
{
    return sqla_order_by(sqla_select(U(name)), sqla_desc(sqla_collate(U(name), "C")));
}

CASE(expr_collate_sum)
{
    return keys(sqla_like(sqla_collate(sqla_concat(U(name), U(fullname)), "C"), "%A%"));
}

CASE(expr_collate_selected)
{
    return VALUES_OF(sqla_collate(U(name), "C"), sqla_label(sqla_collate(U(name), "C"), "plain"));
}

/* ---- Operators of one's own, concatenation ---- */

CASE(expr_op) { return VALUES_OF(sqla_op(U(name), "||", "!"), sqla_op(U(id), "%", 2)); }

CASE(expr_op_operands)
{
    return keys(sqla_gt(sqla_op(sqla_plus(U(id), 1), "&", sqla_times(U(id), 2)), 1));
}

CASE(expr_op_chained)
{
    return VALUES_OF(sqla_op(sqla_op(U(id), "&", 6), "|", 1),
                     sqla_op(U(id), "|", sqla_op(U(id), "&", 4)));
}

CASE(expr_op_in_arithmetic)
{
    return VALUES_OF(sqla_plus(sqla_op(U(id), "&", 3), 1),
                     sqla_plus(sqla_v(1), sqla_op(U(id), "&", 3)),
                     sqla_times(U(id), sqla_op(U(id), "&", 3)));
}

CASE(expr_op_where) { return keys(sqla_and(sqla_op(U(name), "GLOB", "a*"), U(active))); }
CASE(expr_op_negated) { return keys(sqla_not(sqla_op(U(name), "~", "^a"))); }
CASE(expr_op_with_colon) { return keys(sqla_op(U(age), "::text =", "28")); }
CASE(expr_op_percent) { return keys(sqla_op(U(name), "%%", "x")); }

CASE(expr_concat)
{
    return VALUES_OF(sqla_concat(U(name), "!"), sqla_concat(U(name), U(fullname)),
                     sqla_concat(sqla_concat(sqla_v("<"), U(name)), ">"));
}

CASE(expr_concat_by_plus)
{
    return VALUES_OF(sqla_plus(U(name), "!"), sqla_plus(U(name), U(fullname)),
                     sqla_plus(sqla_plus(U(name), sqla_upper(U(name))), "?"));
}

CASE(expr_concat_nested)
{
    return VALUES_OF(sqla_concat(sqla_concat(U(name), sqla_concat(U(fullname), "-")),
                                 sqla_concat(sqla_literal("a"),
                                             sqla_concat(sqla_v("b"), U(name)))));
}

CASE(expr_concat_number)
{
    return VALUES_OF(sqla_concat(U(name), U(age)), sqla_concat(U(age), U(name)),
                     sqla_concat(U(age), 1));
}

CASE(expr_concat_cast)
{
    return VALUES_OF(sqla_concat(U(name), sqla_cast(U(age), SQLA_STRING(10))));
}

CASE(expr_concat_compared) { return keys(sqla_eq(sqla_concat(U(name), "x"), "annx")); }

CASE(expr_concat_enum_and_text)
{
    return sqla_where(sqla_select(A(id), sqla_concat(A(kind), "!"), sqla_concat(O(note), "?")),
                      sqla_eq(A(id), O(id)));
}

CASE(expr_concat_text_types)
{
    return sqla_select(sqla_concat(R(code), R(title)), sqla_concat(R(memo), "x"),
                       sqla_concat(R(title), R(memo)));
}

CASE(expr_concat_null)
{
    return VALUES_OF(sqla_concat(U(name), sqla_null()), sqla_concat(U(name), NULL));
}

CASE(expr_concat_in_function)
{
    return VALUES_OF(sqla_concat(sqla_upper(sqla_concat(U(name), "x")),
                                 sqla_lower(sqla_concat(sqla_v("Y"), U(name)))));
}

/* ---- Arithmetic ---- */

CASE(expr_sum_and_product)
{
    return VALUES_OF(sqla_times(sqla_plus(U(id), 1), 2), sqla_plus(U(id), sqla_times(U(age), 2)),
                     sqla_times(sqla_plus(U(id), U(age)), sqla_minus(U(id), 3)));
}

CASE(expr_difference_right)
{
    return VALUES_OF(sqla_minus(U(id), sqla_minus(U(age), 1)),
                     sqla_minus(sqla_minus(U(id), U(age)), 1),
                     sqla_minus(U(id), sqla_plus(U(age), 1)),
                     sqla_plus(U(id), sqla_minus(U(age), 1)));
}

CASE(expr_sum_right)
{
    return VALUES_OF(sqla_plus(U(id), sqla_plus(U(age), 1)),
                     sqla_times(U(id), sqla_times(U(age), 2)),
                     sqla_times(sqla_times(U(id), 2), U(age)));
}

CASE(expr_value_left)
{
    return VALUES_OF(sqla_minus(sqla_v(100), U(id)), sqla_plus(sqla_v(2), U(age)),
                     sqla_times(sqla_v(3), U(id)), sqla_mod(sqla_v(10), U(id)));
}

CASE(expr_arithmetic_deep)
{
    return VALUES_OF(sqla_minus(sqla_times(sqla_mod(sqla_minus(sqla_times(sqla_plus(U(id), 2), 3),
                                                               U(age)), sqla_plus(U(id), 5)), 2),
                                sqla_times(sqla_neg(sqla_minus(U(age), 7)),
                                           sqla_minus(sqla_v(1), U(id)))));
}

CASE(expr_unary_minus)
{
    return VALUES_OF(sqla_neg(U(age)), sqla_neg(sqla_plus(U(age), 1)),
                     sqla_times(sqla_neg(U(id)), 2), sqla_neg(sqla_neg(U(id))),
                     sqla_minus(sqla_v(5), sqla_neg(U(id))), sqla_neg(sqla_times(U(id), 2)));
}

CASE(expr_unary_minus_where)
{
    return keys(sqla_and(sqla_lt(sqla_neg(U(age)), -30),
                         sqla_ne(sqla_neg(sqla_func("abs", U(id))), -2),
                         sqla_lt(sqla_neg(sqla_literal(3)), U(id))));
}

CASE(expr_arithmetic_compared)
{
    return keys(sqla_and(sqla_gt(sqla_minus(U(age), 1), sqla_times(U(id), 10)),
                         sqla_ne(sqla_times(U(age), sqla_plus(U(id), 1)),
                                 sqla_plus(U(age), sqla_times(U(id), 3)))));
}

CASE(expr_arithmetic_with_condition)
{
    return VALUES_OF(sqla_plus(sqla_gt(U(age), 30), 1), sqla_times(U(id), sqla_gt(U(age), 30)));
}

CASE(expr_arithmetic_values_only)
{
    return sqla_select(sqla_plus(sqla_literal(2), 3),
                       sqla_times(sqla_literal(2), sqla_literal(2.5)),
                       sqla_minus(sqla_literal(7), sqla_literal(sqla_decimal_of("0.5"))));
}

CASE(expr_divide_integers)
{
    return VALUES_OF(sqla_div(U(age), U(id)), sqla_div(U(age), 2), sqla_div(sqla_v(100), U(id)));
}

CASE(expr_divide_numbers)
{
    return VALUES_OF(sqla_div(U(score), 2), sqla_div(U(age), 2.5), sqla_div(U(balance), 5),
                     sqla_div(U(balance), U(id)), sqla_div(U(age), U(score)));
}

CASE(expr_divide_decimals)
{
    return VALUES_OF(sqla_div(U(id), U(balance)), sqla_div(U(age), sqla_decimal_of("2.5")),
                     sqla_div(U(big), U(id)));
}

CASE(expr_divide_operands)
{
    return VALUES_OF(sqla_div(sqla_plus(U(age), 1), sqla_plus(U(id), 1)),
                     sqla_div(U(age), sqla_times(U(id), 2)), sqla_div(sqla_div(U(age), U(id)), 2),
                     sqla_times(U(age), sqla_div(U(id), 2)),
                     sqla_plus(U(id), sqla_div(U(age), 2)));
}

CASE(expr_divide_where)
{
    return keys(sqla_and(sqla_gt(sqla_div(U(age), 2), 14),
                         sqla_ge(sqla_div(U(balance), U(id)), 100)));
}

CASE(expr_floor_divide)
{
    return VALUES_OF(sqla_floordiv(U(age), 4), sqla_floordiv(U(age), U(id)),
                     sqla_floordiv(sqla_v(100), U(id)));
}

CASE(expr_floor_divide_numbers)
{
    return VALUES_OF(sqla_floordiv(U(age), 2.5), sqla_floordiv(U(balance), 7));
}

CASE(expr_floor_divide_operands)
{
    return VALUES_OF(sqla_times(sqla_floordiv(sqla_plus(U(age), 1), sqla_plus(U(id), 1)), 2),
                     sqla_floordiv(U(age), sqla_plus(sqla_floordiv(U(age), U(id)), 1)),
                     sqla_neg(sqla_floordiv(U(age), 3)));
}

CASE(expr_modulo)
{
    return VALUES_OF(sqla_mod(U(age), 5), sqla_mod(U(age), sqla_plus(U(id), 1)),
                     sqla_mod(sqla_mod(sqla_plus(U(age), U(id)), 7), 4));
}

CASE(expr_modulo_where)
{
    return keys(sqla_and(sqla_eq(sqla_mod(U(id), 2), 1),
                         sqla_ne(sqla_times(sqla_plus(sqla_mod(U(age), 10), 1), 2), 4)));
}

CASE(expr_arithmetic_types)
{
    return VALUES_OF(sqla_plus(U(age), U(score)), sqla_times(U(balance), 2),
                     sqla_plus(U(balance), U(age)), sqla_minus(U(big), 1),
                     sqla_minus(U(balance), U(balance)), sqla_times(U(age), 1.5));
}

CASE(expr_arithmetic_untyped)
{
    return sqla_select(sqla_plus(LIGHT(c), 1), sqla_times(LIGHT(c), LIGHT(a)),
                       sqla_minus(LIGHT(a), LIGHT(c)), sqla_div(LIGHT(c), 2),
                       sqla_plus(LIGHT(c), "x"));
}

CASE_LITERAL(expr_arithmetic_literal_text)
{
    return VALUES_OF(sqla_plus(U(age), -5), sqla_minus(U(age), 0.25),
                     sqla_times(U(balance), sqla_decimal_of("1.10")),
                     sqla_times(sqla_neg(sqla_literal(2)), U(id)));
}

CASE(expr_date_difference)
{
    return VALUES_OF(sqla_minus(U(created), U(created)), sqla_minus(U(birthday), U(birthday)),
                     sqla_minus(U(created), sqla_datetime_of(2024, 1, 1)),
                     sqla_minus(U(created), U(birthday)));
}

CASE(expr_date_plus_interval)
{
    sqla_interval later = { .days = 2, .us = 10800000000 }, day = { .days = 1 };
    sqla_interval soon = { .us = 300000000 };
    return VALUES_OF(sqla_plus(U(created), later), sqla_plus(U(birthday), day),
                     sqla_plus(U(wakes), soon));
}

CASE(expr_date_plus_days)
{
    return VALUES_OF(sqla_plus(U(birthday), 1), sqla_minus(U(birthday), 7),
                     sqla_plus(U(birthday), U(id)));
}

CASE(expr_date_compared_with_sum)
{
    return keys(sqla_gt(U(created), sqla_minus(sqla_literal(sqla_datetime_of(2024, 1, 31)),
                                               U(shift))));
}

CASE(expr_interval_arithmetic)
{
    return VALUES_OF(sqla_plus(U(shift), U(shift)), sqla_times(U(shift), 2), sqla_div(U(shift), 2),
                     sqla_minus(U(created), U(shift)));
}

/* ---- ORDER BY, labels ---- */

CASE(expr_order)
{
    return sqla_order_by(sqla_select(U(id)), sqla_desc(U(age)), sqla_asc(U(name)), U(id));
}

CASE(expr_order_nulls)
{
    return sqla_order_by(sqla_select(U(id)), sqla_nulls_last(sqla_desc(U(age))),
                         sqla_nulls_first(U(score)), sqla_nulls_first(sqla_asc(U(id))));
}

CASE(expr_order_expressions)
{
    return sqla_order_by(sqla_select(U(id)), sqla_desc(sqla_plus(U(id), 1)), sqla_neg(U(age)),
                         sqla_nulls_last(sqla_mod(U(age), 2)), sqla_desc(sqla_lower(U(name))));
}

CASE(expr_order_conditions)
{
    return sqla_order_by(sqla_select(U(id)), sqla_desc(sqla_eq(U(age), NULL)),
                         sqla_in(U(name), "bob", "cat"),
                         sqla_desc(sqla_and(U(active), sqla_gt(U(id), 1))), U(id));
}

CASE(expr_order_twice)
{
    return sqla_order_by(sqla_order_by(sqla_select(U(id)), U(active)), sqla_desc(U(id)));
}

CASE(expr_label_order)
{
    sqla_expr *twice = sqla_ref(sqla_label(sqla_times(U(age), 2), "twice"));
    sqla_stmt *q = sqla_order_by(VALUES_OF(twice), sqla_desc(twice), U(id));
    sqla_unref(twice);
    return q;
}

CASE(expr_label_in_expression)
{
    sqla_expr *twice = sqla_ref(sqla_label(sqla_times(U(age), 2), "twice"));
    sqla_stmt *q = sqla_where(VALUES_OF(twice, sqla_plus(twice, 1)), sqla_gt(twice, 60));
    sqla_order_by(q, sqla_plus(twice, 1));
    sqla_unref(twice);
    return q;
}

CASE(expr_label_group)
{
    sqla_expr *decade = sqla_ref(sqla_label(sqla_minus(U(age), sqla_mod(U(age), 10)), "decade"));
    sqla_stmt *q = sqla_select(decade, sqla_label(sqla_count_all(), "n"));
    sqla_having(sqla_group_by(q, decade), sqla_gt(sqla_count_all(), 0));
    sqla_order_by(q, decade);
    sqla_unref(decade);
    return q;
}

CASE(expr_label_of_column)
{
    return sqla_order_by(sqla_select(sqla_label(U(id), "key"), sqla_label(U(name), "name"),
                                     sqla_label(U(age), "name two")), sqla_label(U(id), "key"));
}

CASE(expr_label_reserved)
{
    return VALUES_OF(sqla_label(U(age), "order"), sqla_label(U(name), "Group"),
                     sqla_label(sqla_plus(U(age), 1), "quo\"te"));
}

CASE(expr_label_same_names)
{
    return sqla_where(sqla_select(U(id), A(id), O(id), U(id), sqla_plus(U(id), 1),
                                  sqla_plus(U(id), 1)), sqla_eq(U(id), A(user_id)),
                      sqla_eq(O(user_id), U(id)));
}

CASE(expr_label_text_reference)
{
    return sqla_order_by(VALUES_OF(sqla_label(sqla_times(U(age), 2), "twice")),
                         sqla_desc(sqla_sql("twice")), U(id));
}

CASE(expr_names_of_expressions)
{
    return sqla_select(sqla_plus(U(age), 1), sqla_lower(U(name)),
                       sqla_cast(U(age), SQLA_STRING(5)), sqla_neg(U(age)), sqla_literal(5),
                       sqla_null(), sqla_eq(U(name), "ann"), sqla_over(sqla_count(U(id))));
}

CASE(expr_names_of_repeated_functions)
{
    return sqla_select(sqla_lower(U(name)), sqla_lower(U(fullname)),
                       sqla_cast(U(id), SQLA_STRING(5)), sqla_cast(U(name), SQLA_STRING(9)));
}

/* ---- CASE ---- */

CASE(expr_case)
{
    return VALUES_OF(sqla_case(sqla_when(sqla_lt(U(age), 30), "young"),
                               sqla_when(sqla_lt(U(age), 40), "grown"), sqla_else("old")));
}

CASE(expr_case_without_else)
{
    return VALUES_OF(sqla_label(sqla_case(sqla_when(sqla_gt(U(age), 30), U(name))), "elder"));
}

CASE(expr_case_of_value)
{
    return VALUES_OF(sqla_case_of(U(name), sqla_when(sqla_v("ann"), 1),
                                  sqla_when(sqla_v("bob"), 2), sqla_else(0)));
}

CASE(expr_case_of_expression)
{
    return VALUES_OF(sqla_case_of(sqla_mod(U(id), 2), sqla_when(sqla_v(1), "odd"),
                                  sqla_when(sqla_v(0), U(name))));
}

CASE(expr_case_of_columns)
{
    return VALUES_OF(sqla_case_of(U(id), sqla_when(U(manager_id), "self"),
                                  sqla_when(sqla_minus(U(id), 1), "next"), sqla_else("other")));
}

CASE(expr_case_conditions)
{
    return VALUES_OF(sqla_case(sqla_when(U(active), 1),
                               sqla_when(sqla_and(sqla_gt(U(age), 20), sqla_gt(U(id), 3)), 2),
                               sqla_when(sqla_or(sqla_not(U(active)), sqla_eq(U(age), NULL)), 3)));
}

CASE(expr_case_booleans)
{
    return VALUES_OF(sqla_case(sqla_when(sqla_gt(U(age), 30), (bool)true), sqla_else((bool)false)),
                     sqla_case(sqla_when(sqla_gt(U(age), 30), U(active)),
                               sqla_else(sqla_not(U(active)))));
}

CASE(expr_case_null_results)
{
    return VALUES_OF(sqla_case(sqla_when(sqla_gt(U(age), 30), NULL), sqla_else(U(age))),
                     sqla_case(sqla_when(sqla_gt(U(age), 30), sqla_null()), sqla_else(1)));
}

CASE(expr_case_where)
{
    return keys(sqla_gt(sqla_case(sqla_when(U(active), U(age)), sqla_else(U(id))), 30));
}

CASE(expr_case_as_condition)
{
    return keys(sqla_case(sqla_when(sqla_gt(U(age), 30), sqla_true()),
                          sqla_else(sqla_eq(U(id), 3))));
}

CASE(expr_case_negated)
{
    return keys(sqla_not(sqla_case(sqla_when(sqla_gt(U(age), 30), U(active)),
                                   sqla_else(sqla_false()))));
}

CASE(expr_case_arithmetic)
{
    return VALUES_OF(sqla_plus(sqla_times(sqla_case(sqla_when(sqla_gt(U(age), 30), 1),
                                                    sqla_else(2)), 10), U(id)),
                     sqla_minus(sqla_v(5), sqla_case(sqla_when(U(active), U(id)))));
}

CASE(expr_case_nested)
{
    sqla_expr *inner = sqla_case(sqla_when(sqla_gt(U(age), 40), "a"), sqla_else("b"));
    sqla_expr *other = sqla_case_of(U(id), sqla_when(sqla_v(3), "c"), sqla_else("d"));
    return VALUES_OF(sqla_case(sqla_when(U(active), inner), sqla_else(other)));
}

CASE(expr_case_order)
{
    return sqla_order_by(sqla_select(U(id)),
                         sqla_case_of(U(name), sqla_when(sqla_v("cat"), 0),
                                      sqla_when(sqla_v("bob"), 1), sqla_else(2)),
                         sqla_desc(U(id)));
}

CASE(expr_case_subquery)
{
    sqla_stmt *few = sqla_where(sqla_select(sqla_count(A(id))), sqla_eq(A(user_id), U(id)));
    sqla_stmt *last = sqla_where(sqla_select(sqla_max(A(email))), sqla_eq(A(user_id), U(id)));
    return VALUES_OF(sqla_case(sqla_when(sqla_gt(sqla_scalar_subquery(few), 1), last),
                               sqla_else("-")));
}

CASE(expr_case_concat)
{
    return VALUES_OF(sqla_concat(sqla_concat(sqla_v("<"),
                                             sqla_case(sqla_when(U(active), U(name)),
                                                       sqla_else("?"))), ">"),
                     sqla_like(sqla_case(sqla_when(U(active), U(name))), "a%"));
}

CASE(expr_case_types)
{
    return VALUES_OF(sqla_case(sqla_when(sqla_gt(U(id), 3), U(balance)), sqla_else(0)),
                     sqla_case(sqla_when(sqla_gt(U(id), 3), 0), sqla_else(U(balance))),
                     sqla_case(sqla_when(sqla_gt(U(id), 3), 1), sqla_else(2.5)));
}

CASE(expr_case_dates)
{
    return VALUES_OF(sqla_case(sqla_when(sqla_lt(U(birthday), sqla_date_of(1990, 1, 1)),
                                         sqla_date_of(2000, 1, 1)), sqla_else(U(birthday))));
}

CASE(expr_case_enum)
{
    return sqla_where(sqla_select(A(id)), sqla_ne(sqla_case(sqla_when(sqla_eq(A(kind), "home"),
                                                                      A(kind)), sqla_else("work")),
                                                  "work"));
}

CASE_LITERAL(expr_case_literal_text)
{
    return VALUES_OF(sqla_case(sqla_when(sqla_gt(U(age), 30), "it's"), sqla_when(U(active), NULL),
                               sqla_else("n\\o")),
                     sqla_case_of(U(id), sqla_when(sqla_v(1), (bool)true),
                                  sqla_else((bool)false)));
}

CASE(expr_case_aggregated)
{
    return sqla_select(sqla_sum(sqla_case(sqla_when(U(active), 1), sqla_else(0))),
                       sqla_count(sqla_case(sqla_when(sqla_gt(U(age), 30), U(id)))));
}

/* ---- CAST and type_coerce ---- */

CASE(expr_cast_numbers)
{
    return VALUES_OF(sqla_cast(U(age), SQLA_SMALLINT),
                     sqla_cast(sqla_eq(U(name), "ann"), SQLA_INTEGER),
                     sqla_cast(U(age), SQLA_BIGINT), sqla_cast(U(age), SQLA_FLOAT),
                     sqla_cast(U(age), SQLA_DOUBLE), sqla_cast(U(age), SQLA_NUMERIC(10, 2)),
                     sqla_cast(U(score), SQLA_NUMERIC(0, 0)));
}

CASE(expr_cast_texts)
{
    return VALUES_OF(sqla_cast(U(age), SQLA_STRING(5)), sqla_cast(U(age), SQLA_STRING(0)),
                     sqla_cast(U(age), SQLA_TEXT), sqla_cast(U(age), SQLA_UNICODE(7)),
                     sqla_cast(U(age), SQLA_UNICODE_TEXT));
}

CASE(expr_cast_dates)
{
    return VALUES_OF(sqla_cast(U(created), SQLA_DATE), sqla_cast(U(created), SQLA_TIME),
                     sqla_cast(U(birthday), SQLA_DATETIME),
                     sqla_cast(U(created), SQLA_DATETIME_TZ));
}

CASE(expr_cast_others)
{
    return VALUES_OF(sqla_cast(U(id), SQLA_BOOLEAN), sqla_cast(U(name), SQLA_LARGE_BINARY),
                     sqla_cast(U(name), SQLA_UUID), sqla_cast(U(shift), SQLA_INTERVAL),
                     sqla_cast(U(name), SQLA_JSON));
}

CASE(expr_cast_enum)
{
    return VALUES_OF(sqla_cast(U(name), SQLA_ENUM("address_kind", "home", "work")));
}

CASE(expr_cast_values)
{
    return sqla_select(sqla_cast(5, SQLA_INTEGER), sqla_cast("5", SQLA_INTEGER),
                       sqla_cast(2.5, SQLA_NUMERIC(5, 1)), sqla_cast(NULL, SQLA_INTEGER),
                       sqla_cast("x", SQLA_STRING(3)), sqla_cast(7, SQLA_STRING(2)));
}

CASE(expr_cast_value_of_date)
{
    return sqla_select(sqla_cast("2024-02-29", SQLA_DATE),
                       sqla_cast(sqla_date_of(2024, 2, 29), SQLA_DATE),
                       sqla_cast(sqla_datetime_of(2024, 2, 29, 1, 2, 3), SQLA_DATETIME));
}

CASE(expr_cast_expressions)
{
    return VALUES_OF(sqla_concat(sqla_cast(sqla_plus(U(age), 1), SQLA_STRING(5)), "!"),
                     sqla_like(sqla_cast(U(age), SQLA_STRING(5)), "4%"),
                     sqla_times(sqla_cast(sqla_neg(U(age)), SQLA_INTEGER), 2));
}

CASE(expr_cast_of_cast)
{
    return VALUES_OF(sqla_cast(sqla_cast(U(score), SQLA_INTEGER), SQLA_STRING(4)));
}

CASE(expr_cast_of_label)
{
    return VALUES_OF(sqla_cast(sqla_label(U(age), "years"), SQLA_STRING(5)),
                     sqla_label(sqla_cast(sqla_plus(U(age), U(id)), SQLA_FLOAT), "f"));
}

CASE(expr_cast_of_subquery)
{
    return keys(sqla_eq(sqla_cast(sqla_scalar_subquery(sqla_select(sqla_max(U(age)))),
                                  SQLA_INTEGER), U(age)));
}

CASE(expr_cast_compared)
{
    return keys(sqla_and(sqla_eq(sqla_cast(U(age), SQLA_STRING(4)), "28"),
                         sqla_lt(sqla_cast(U(balance), SQLA_NUMERIC(12, 2)),
                                 sqla_decimal_of("5.5")),
                         sqla_ne(sqla_cast(U(name), SQLA_STRING(4)), U(fullname))));
}

CASE(expr_cast_order_group)
{
    sqla_stmt *q = sqla_group_by(sqla_select(sqla_cast(U(score), SQLA_INTEGER), sqla_count_all()),
                                 sqla_cast(U(score), SQLA_INTEGER));
    return sqla_order_by(q, sqla_nulls_last(sqla_desc(sqla_cast(U(score), SQLA_INTEGER))));
}

CASE(expr_cast_condition)
{
    return keys(sqla_eq(sqla_plus(sqla_cast(sqla_gt(U(age), 30), SQLA_INTEGER),
                                  sqla_cast(U(active), SQLA_INTEGER)), 2));
}

CASE_LITERAL(expr_cast_literal_text)
{
    return VALUES_OF(sqla_cast(5, SQLA_INTEGER), sqla_cast("it's", SQLA_TEXT),
                     sqla_cast(NULL, SQLA_DATE));
}

CASE(expr_try_cast)
{
    return VALUES_OF(sqla_try_cast(U(name), SQLA_INTEGER), sqla_try_cast("5", SQLA_NUMERIC(6, 2)));
}

CASE(expr_type_coerce)
{
    return VALUES_OF(sqla_type_coerce(U(id), SQLA_BIGINT),
                     sqla_concat(sqla_type_coerce(U(age), SQLA_STRING(0)), "x"),
                     sqla_label(sqla_type_coerce(sqla_plus(U(age), 1), SQLA_FLOAT), "f"));
}

CASE(expr_type_coerce_plus)
{
    return VALUES_OF(sqla_plus(sqla_type_coerce(U(age), SQLA_STRING(0)), "x"),
                     sqla_plus(sqla_type_coerce(U(name), SQLA_INTEGER), 5));
}

CASE(expr_type_coerce_value)
{
    return keys(sqla_and(sqla_eq(U(name), sqla_type_coerce("ann", SQLA_STRING(50))),
                         sqla_eq(sqla_type_coerce(1, SQLA_INTEGER), U(id))));
}

CASE(expr_type_coerce_operands)
{
    return VALUES_OF(sqla_times(sqla_type_coerce(sqla_plus(U(id), 1), SQLA_INTEGER), 2),
                     sqla_neg(sqla_type_coerce(sqla_minus(U(id), 3), SQLA_INTEGER)));
}

CASE(expr_type_coerce_where) { return keys(sqla_type_coerce(sqla_minus(U(id), 1), SQLA_BOOLEAN)); }

/* ---- Values and their types ---- */

CASE(expr_literal_kinds)
{
    return sqla_select(sqla_literal(5), sqla_literal(2.5), sqla_literal("text"),
                       sqla_literal(sqla_decimal_of("1.25")), sqla_literal((int64_t)1 << 40),
                       sqla_literal(NULL));
}

CASE(expr_literal_dates)
{
    return sqla_select(sqla_literal(sqla_date_of(2024, 2, 29)),
                       sqla_literal(sqla_datetime_of(2024, 2, 29, 12, 30)),
                       sqla_literal(sqla_time_of(1, 2, 3, 0)),
                       sqla_literal(sqla_uuid_of("00112233445566778899aabbccddeeff")));
}

CASE(expr_literal_bytes) { return sqla_select(sqla_literal(((sqla_bytes){ "\0\1\xfe", 3 }))); }

CASE(expr_literal_interval)
{
    return sqla_select(sqla_literal(((sqla_interval){ .days = 1, .us = 2000003 })));
}

CASE(expr_literal_labelled)
{
    return sqla_order_by(VALUES_OF(sqla_label(sqla_literal("k"), "kind"),
                                   sqla_label(sqla_literal(1), "one")),
                         sqla_label(sqla_literal(1), "one"), U(id));
}

CASE(expr_literal_column)
{
    return VALUES_OF(sqla_sql("1 + 1"), sqla_label(sqla_sql("'x'"), "x"), sqla_sql("users.age"));
}

CASE(expr_literal_column_operands)
{
    return keys(sqla_and(sqla_gt(sqla_plus(U(age), sqla_sql("1")), U(id)),
                         sqla_eq(U(id), sqla_sql("1 + 1"))));
}

CASE_LITERAL(expr_literal_texts_in_text)
{
    return sqla_select(sqla_literal("it's"), sqla_literal("a\\b"), sqla_literal("50%"),
                       sqla_literal(":x"), sqla_literal("Ünï"), sqla_literal("two\nlines"),
                       sqla_literal(""));
}

CASE_LITERAL(expr_literal_numbers_in_text)
{
    return sqla_select(sqla_literal(0), sqla_literal(-7), sqla_literal((int64_t)1 << 62),
                       sqla_literal(0.1), sqla_literal(-2.5), sqla_literal(1e20),
                       sqla_literal(sqla_decimal_of("-1.50")));
}

CASE_LITERAL(expr_literal_bool_null_in_text)
{
    return sqla_select(sqla_literal((bool)true), sqla_literal((bool)false), sqla_null(),
                       sqla_true(), sqla_literal(NULL));
}

CASE_LITERAL(expr_literal_date_in_text)
{
    return sqla_select(sqla_literal(sqla_date_of(2024, 2, 29)),
                       sqla_literal(sqla_datetime_of(2024, 2, 29, 12, 30)),
                       sqla_literal(sqla_time_of(1, 2, 3, 0)));
}

CASE_LITERAL(expr_literal_uuid_in_text)
{
    return keys(sqla_or(sqla_eq(U(token), sqla_uuid_of("00112233445566778899aabbccddeeff")),
                        sqla_eq(U(birthday), sqla_date_of(1989, 7, 4)),
                        sqla_eq(U(active), false)));
}

CASE_LITERAL(expr_literal_enum_in_text)
{
    return sqla_where(sqla_select(A(id)), sqla_eq(A(kind), "home"),
                      sqla_like(A(email), "%'%", .escape = "!"));
}

CASE(expr_values_beside_columns)
{
    return keys(sqla_or(sqla_eq(U(ratio), 1), sqla_eq(U(score), sqla_decimal_of("9.5")),
                        sqla_eq(U(big), 0.0), sqla_eq(U(balance), 300),
                        sqla_eq(U(age), sqla_decimal_of("28"))));
}

CASE(expr_values_beside_dates)
{
    return keys(sqla_or(sqla_gt(U(created), sqla_date_of(2024, 2, 1)),
                        sqla_eq(U(birthday), sqla_datetime_of(1989, 7, 4))));
}

CASE(expr_values_beside_json)
{
    return keys(sqla_or(sqla_eq(U(data), "text"), sqla_eq(U(data), 5),
                        sqla_ne(U(data), sqla_json_of("{\"a\": 1}"))));
}

CASE(expr_all_columns) { return sqla_order_by(sqla_select(&users), U(id)); }

/* ---- EXISTS, ANY, ALL, subqueries in expressions ---- */

CASE(expr_exists)
{
    return keys(sqla_exists(sqla_where(sqla_select(sqla_sql("*")), sqla_eq(A(user_id), U(id)))));
}

CASE(expr_exists_of_select)
{
    return keys(sqla_exists(sqla_where(sqla_select(A(id)), sqla_eq(A(user_id), U(id)),
                                       sqla_eq(A(kind), "work"))));
}

CASE(expr_exists_not)
{
    return keys(sqla_and(sqla_not(sqla_exists(sqla_where(sqla_select(A(id)),
                                                         sqla_eq(A(user_id), U(id))))),
                         sqla_not(sqla_not(sqla_exists(sqla_select(R(code)))))));
}

CASE(expr_exists_in_or)
{
    return keys(sqla_or(sqla_gt(U(age), 40),
                        sqla_and(U(active), sqla_exists(sqla_where(sqla_select(O(id)),
                                                                   sqla_eq(O(user_id), U(id)))))));
}

CASE(expr_exists_selected)
{
    return VALUES_OF(sqla_exists(sqla_where(sqla_select(A(id)), sqla_eq(A(user_id), U(id)))),
                     sqla_label(sqla_exists(sqla_where(sqla_select(A(id)),
                                                       sqla_eq(A(user_id), U(id)))), "reachable"));
}

CASE(expr_exists_compared)
{
    return keys(sqla_eq(sqla_exists(sqla_where(sqla_select(A(id)), sqla_eq(A(user_id), U(id)))),
                        U(active)));
}

CASE(expr_exists_alone)
{
    return sqla_select(sqla_exists(sqla_where(sqla_select(R(code)), sqla_eq(R(code), "n"))));
}

CASE(expr_exists_in_case)
{
    return VALUES_OF(sqla_case(sqla_when(sqla_exists(sqla_where(sqla_select(A(id)),
                                                                sqla_eq(A(user_id), U(id)))),
                                         "yes"), sqla_else("no")));
}

CASE(expr_exists_of_union)
{
    sqla_stmt *both = sqla_union_all(sqla_where(sqla_select(X(from_id)), sqla_eq(X(from_id), 1)),
                                     sqla_where(sqla_select(X(to_id)), sqla_eq(X(to_id), 3)));
    return keys(sqla_exists(sqla_select(sqla_subquery(both, NULL))));
}

CASE(expr_exists_within_exists)
{
    sqla_expr *many = sqla_exists(sqla_where(sqla_select(I(line)), sqla_eq(I(order_id), O(id)),
                                             sqla_gt(I(quantity), U(id))));
    return keys(sqla_exists(sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)), many)));
}

CASE(expr_any_all)
{
    return keys(sqla_and(sqla_ge(U(age), sqla_all_of(sqla_scalar_subquery(sqla_select(U(id))))),
                         sqla_eq(U(id),
                                 sqla_any_of(sqla_scalar_subquery(sqla_select(A(user_id)))))));
}

CASE(expr_any_left)
{
    return keys(sqla_eq(sqla_any_of(sqla_scalar_subquery(sqla_select(A(user_id)))), U(id)));
}

CASE(expr_any_all_of_value)
{
    sqla_stmt *known = sqla_where(sqla_select(O(user_id)), sqla_ne(O(user_id), NULL));
    sqla_expr *every = sqla_all_of(sqla_scalar_subquery(known));
    sqla_expr *some = sqla_any_of(sqla_scalar_subquery(sqla_select(O(user_id))));
    return keys(sqla_and(sqla_lt(every, 5), sqla_eq(sqla_literal(1), some)));
}

CASE(expr_any_negated)
{
    sqla_expr *some = sqla_any_of(sqla_scalar_subquery(sqla_select(A(user_id))));
    sqla_expr *every = sqla_all_of(sqla_scalar_subquery(sqla_select(X(from_id))));
    return keys(sqla_and(sqla_not(sqla_eq(U(id), some)), sqla_not(sqla_gt(U(id), every))));
}

CASE(expr_subquery_selected)
{
    return VALUES_OF(sqla_where(sqla_select(sqla_count(A(id))), sqla_eq(A(user_id), U(id))),
                     sqla_label(sqla_scalar_subquery(sqla_where(sqla_select(sqla_max(O(total))),
                                                                sqla_eq(O(user_id), U(id)))),
                                "most"));
}

CASE(expr_subquery_arithmetic)
{
    sqla_expr *least = sqla_scalar_subquery(sqla_select(sqla_min(U(age))));
    sqla_expr *north = sqla_scalar_subquery(sqla_select(sqla_max(sqla_eq(R(code), "n"))));
    sqla_stmt *all = sqla_select_from(sqla_select(sqla_count_all()), &addresses);
    return VALUES_OF(sqla_minus(U(age), least), sqla_neg(north),
                     sqla_times(sqla_scalar_subquery(all), 2));
}

CASE(expr_subquery_order)
{
    return sqla_order_by(sqla_select(U(id)),
                         sqla_desc(sqla_scalar_subquery(sqla_where(sqla_select(sqla_count(A(id))),
                                                                   sqla_eq(A(user_id), U(id))))),
                         U(id));
}

CASE(expr_subquery_group)
{
    sqla_stmt *few = sqla_where(sqla_select(sqla_count(A(id))), sqla_eq(A(user_id), U(id)));
    sqla_expr *v = sqla_ref(sqla_label(sqla_scalar_subquery(few), "n"));
    sqla_stmt *q = sqla_order_by(sqla_group_by(sqla_select(v, sqla_min(U(name))), v), v);
    sqla_unref(v);
    return q;
}

CASE(expr_subquery_types)
{
    return VALUES_OF(sqla_plus(sqla_scalar_subquery(sqla_select(sqla_sum(O(total)))), 1),
                     sqla_scalar_subquery(sqla_select(sqla_max(U(birthday)))),
                     sqla_scalar_subquery(sqla_where(sqla_select(U(active)), sqla_eq(U(id), 3))));
}

CASE(expr_subquery_like_concat)
{
    return keys(sqla_like(sqla_concat(sqla_scalar_subquery(sqla_select(sqla_min(R(code)))),
                                      U(name)), "na%"));
}

CASE(expr_subquery_correlated_alias)
{
    sqla_from *v = sqla_alias(&users, NULL);
    sqla_stmt *q = sqla_where(sqla_select(sqla_max(sqla_c(v, "age"))),
                              sqla_eq(sqla_c(v, "active"), U(active)));
    return keys(sqla_eq(U(age), sqla_scalar_subquery(q)));
}

/* ---- Bits, operators with options, patterns with flags ---- */

CASE(expr_bits)
{
    return VALUES_OF(sqla_bitwise_and(U(id), 6), sqla_bitwise_or(U(id), U(age)),
                     sqla_bitwise_xor(U(id), 3), sqla_bitwise_lshift(U(id), 2),
                     sqla_bitwise_rshift(U(age), 1));
}

CASE(expr_bits_not)
{
    return VALUES_OF(sqla_bitwise_not(U(id)), sqla_bitwise_not(sqla_plus(U(id), 1)),
                     sqla_neg(sqla_bitwise_not(U(id))),
                     sqla_bitwise_and(sqla_bitwise_not(U(id)), 7));
}

CASE(expr_bits_operands)
{
    return VALUES_OF(sqla_bitwise_and(sqla_plus(U(id), 1), sqla_times(U(age), 2)),
                     sqla_plus(sqla_bitwise_and(U(id), 3), 1),
                     sqla_times(U(id), sqla_bitwise_or(U(id), 4)),
                     sqla_bitwise_xor(sqla_bitwise_xor(U(id), 2), 1));
}

CASE(expr_bits_mixed)
{
    return VALUES_OF(sqla_bitwise_or(sqla_bitwise_and(U(id), 6), 1),
                     sqla_bitwise_or(U(id), sqla_bitwise_and(U(id), 4)),
                     sqla_bitwise_rshift(sqla_bitwise_lshift(U(id), 1), 2),
                     sqla_bitwise_lshift(U(id), sqla_plus(U(id), 1)));
}

CASE(expr_bits_where)
{
    return keys(sqla_and(sqla_eq(sqla_bitwise_and(U(id), 1), 1),
                         sqla_not(sqla_gt(sqla_bitwise_xor(U(age), U(id)), 40)),
                         sqla_lt(sqla_minus(sqla_bitwise_or(U(id), 8), 8), 5)));
}

CASE(expr_bits_value_left)
{
    return VALUES_OF(sqla_bitwise_and(sqla_literal(5), U(id)),
                     sqla_bitwise_lshift(sqla_literal(1), U(id)),
                     sqla_bitwise_xor(sqla_literal(6), 3));
}

CASE(expr_op_precedence)
{
    return VALUES_OF(sqla_plus(U(id), sqla_op(U(age), "*", 2, .precedence = 8)),
                     sqla_op(sqla_plus(U(id), U(age)), "*", 2, .precedence = 8),
                     sqla_times(sqla_op(U(id), "+", U(age), .precedence = 7), 2));
}

CASE(expr_op_precedence_high)
{
    return VALUES_OF(sqla_plus(sqla_op(U(id), "||", U(age), .precedence = 20), 1),
                     sqla_neg(sqla_op(U(id), "||", 1, .precedence = 20)),
                     sqla_op(sqla_times(U(id), 2), "||", sqla_minus(U(age), 1), .precedence = 20));
}

CASE(expr_op_is_comparison)
{
    return keys(sqla_and(sqla_op(U(name), "<>", "ann", .is_comparison = true),
                         sqla_not(sqla_op(U(age), ">=", 40, .is_comparison = true)),
                         sqla_or(U(active), sqla_op(U(id), "<", U(age), .is_comparison = true))));
}

CASE(expr_op_bool_op)
{
    return keys(sqla_and(sqla_op(U(name), "<>", "ann", .is_comparison = true),
                         sqla_not(sqla_op(U(id), "=", 3, .is_comparison = true))));
}

CASE(expr_op_is_comparison_selected)
{
    return VALUES_OF(sqla_op(U(age), ">", 30, .is_comparison = true),
                     sqla_eq(sqla_op(U(id), "<", 3, .is_comparison = true), U(active)));
}

CASE(expr_op_chained_precedence)
{
    return VALUES_OF(sqla_op(U(id), "-", sqla_op(U(age), "-", 1, .precedence = 7),
                             .precedence = 7),
                     sqla_minus(sqla_op(U(id), "-", U(age), .precedence = 7), 1));
}

CASE(expr_between_symmetric) { return keys(sqla_between_symmetric(U(age), 35, 28)); }

CASE(expr_between_symmetric_not)
{
    return keys(sqla_not(sqla_between_symmetric(U(age), sqla_plus(U(id), 30), 28)));
}

CASE(expr_icontains)
{
    return keys(sqla_or(sqla_istartswith(U(fullname), "ANN"), sqla_iendswith(U(fullname), "KER"),
                        sqla_icontains(U(name), "V")));
}

CASE(expr_icontains_not)
{
    return keys(sqla_and(sqla_not(sqla_istartswith(U(fullname), "ANN")),
                         sqla_not(sqla_iendswith(U(fullname), "ker")),
                         sqla_not(sqla_icontains(U(name), "Q"))));
}

CASE(expr_icontains_escape)
{
    return keys(sqla_or(sqla_icontains(U(name), "/_", .escape = "/"),
                        sqla_icontains(U(name), "E_1", .autoescape = true),
                        sqla_iendswith(U(name), "0%", .autoescape = true, .escape = "^")));
}

CASE(expr_icontains_columns)
{
    return keys(sqla_and(sqla_istartswith(U(fullname), U(name)),
                         sqla_icontains(sqla_concat(U(name), "X"), sqla_concat(U(name), "x"))));
}

CASE(expr_regexp_flags)
{
    return keys(sqla_or(sqla_regexp_match(U(fullname), "^ANN", .flags = "i"),
                        sqla_not(sqla_regexp_match(U(fullname), "KER$", .flags = "i")),
                        sqla_regexp_match(U(name), "^B", .flags = "im")));
}

CASE(expr_regexp_flags_on_sqlite)
{
    return keys(sqla_regexp_match(U(fullname), "^ANN", .flags = "i"));
}

CASE(expr_regexp_operands)
{
    return keys(sqla_and(sqla_regexp_match(sqla_concat(U(name), "x"), "nx$"),
                         sqla_regexp_match(U(name), sqla_concat(U(fullname), ".")),
                         sqla_eq(sqla_regexp_match(U(name), "a"), U(active))));
}

CASE_LITERAL(expr_regexp_literal_text)
{
    return keys(sqla_or(sqla_regexp_match(U(name), "a'b"),
                        sqla_regexp_match(U(name), "x\\d", .flags = "i")));
}

CASE(expr_regexp_replace)
{
    return VALUES_OF(sqla_regexp_replace(U(name), "[an]", "x"),
                     sqla_regexp_replace(U(name), "n+", U(fullname)));
}

CASE(expr_regexp_replace_flags)
{
    return VALUES_OF(sqla_regexp_replace(U(fullname), "A", "x", .flags = "ig"),
                     sqla_concat(sqla_regexp_replace(U(name), "b", "c"), "!"));
}

CASE(expr_match)
{
    return keys(sqla_or(sqla_match(U(fullname), "archer"),
                        sqla_not(sqla_match(U(fullname), "baker"))));
}

CASE(expr_match_on_sqlite) { return keys(sqla_match(U(fullname), "archer")); }
