/* Functions, aggregates, windows, JSON, arrays, table-valued functions. */

/* ---- Functions by name ---- */

CASE(func_generic)
{
    return sqla_where(sqla_select(U(id), sqla_func("round", U(score), 1),
                                  sqla_func("substr", U(name), 2, 1),
                                  sqla_func("replace", U(name), "a", "b")),
                      sqla_lt(sqla_func("abs", U(big)), 100));
}

CASE(func_nested)
{
    return sqla_select(sqla_upper(sqla_func("substr", sqla_coalesce(U(fullname), U(name)), 1,
                                            sqla_length(U(name)))));
}

CASE(func_without_arguments)
{
    return sqla_where(sqla_select(U(id), sqla_func("pi")), sqla_eq(U(id), 1));
}

CASE(func_dotted_name)
{
    return sqla_select(sqla_func("pkg.tools.fn", U(id), 5), sqla_func("app.f"),
                       sqla_func("Odd.My_Fn", "x"));
}

CASE(func_name_kept)
{
    return sqla_select(sqla_func("MyFunc", U(id)), sqla_func("lowerUpper", 1),
                       sqla_func("select", U(id)), sqla_func("f1_2", 3));
}

CASE(func_case_of_known_name)
{
    return sqla_select(sqla_func("COUNT", U(id)), sqla_func("Coalesce", U(age), 1),
                       sqla_func("MAX", U(id)));
}

CASE(func_conditions_as_arguments)
{
    return sqla_select(U(id), sqla_coalesce(sqla_gt(U(age), 30), U(active)),
                       sqla_coalesce(sqla_and(sqla_gt(U(age), 30), U(active)), (bool)false));
}

CASE(func_null_and_bool_arguments)
{
    return sqla_select(U(id), sqla_coalesce(NULL, U(age), NULL),
                       sqla_coalesce(sqla_null(), (bool)true));
}

CASE(func_subquery_as_argument)
{
    return sqla_select(U(id), sqla_coalesce(sqla_where(sqla_select(sqla_max(O(total))),
                                                       sqla_eq(O(user_id), U(id))), 0));
}

CASE(func_tuple_as_argument)
{
    return sqla_select(sqla_func("f", sqla_tuple(U(id), 2), U(age)),
                       sqla_func("f", sqla_eq(U(name), "ann"), sqla_neg(U(age)),
                                 sqla_not(U(active))));
}

CASE(func_labelled)
{
    return sqla_order_by(sqla_select(sqla_label(sqla_lower(U(name)), "low"),
                                     sqla_label(sqla_upper("x"), "up")), sqla_lower(U(name)));
}

CASE(func_names_of_results)
{
    return sqla_select(sqla_lower(U(name)), sqla_lower(U(fullname)), sqla_coalesce(U(age), 0),
                       sqla_ne(sqla_now(), NULL), sqla_coalesce(U(age), 0));
}

CASE(func_names_in_subquery)
{
    sqla_stmt *q = sqla_group_by(sqla_select(sqla_lower(U(name)), sqla_max(U(age)), U(active)),
                                 sqla_lower(U(name)), U(active));
    return sqla_select(sqla_subquery(q, NULL));
}

CASE(func_labelled_in_subquery)
{
    sqla_from *s = sqla_subquery(sqla_group_by(sqla_select(U(active),
                                                           sqla_label(sqla_max(U(age)), "top")),
                                               U(active)), "s");
    sqla_expr *on = sqla_and(sqla_eq(U(active), sqla_c(s, "active")),
                             sqla_eq(U(age), sqla_c(s, "top")));
    return sqla_join(sqla_select(U(id), sqla_c(s, "top")), s, .on = on);
}

CASE(func_compared)
{
    return sqla_where(sqla_select(U(id)), sqla_gt(sqla_length(U(name)), 3),
                      sqla_eq(sqla_lower(U(name)), "ann"), sqla_lt(sqla_length(U(fullname)), 5));
}

CASE(func_values_beside)
{
    return sqla_where(sqla_select(U(id)), sqla_or(sqla_eq(sqla_coalesce(U(name), "x"), "ann"),
                                                  sqla_eq(sqla_func("max", U(id), 3), 3),
                                                  sqla_eq(sqla_func("nullif", U(age), 28), NULL)));
}

CASE(func_arithmetic)
{
    return sqla_select(U(id), sqla_plus(sqla_length(U(name)), 1),
                       sqla_times(sqla_coalesce(U(age), 0), 2),
                       sqla_mod(sqla_func("abs", sqla_minus(U(id), 3)), 2),
                       sqla_neg(sqla_func("abs", U(id))));
}

CASE(func_divided)
{
    return sqla_select(U(id), sqla_div(sqla_coalesce(U(age), 1), 2),
                       sqla_div(sqla_length(U(name)), 2),
                       sqla_div(sqla_coalesce(U(score), 1), U(id)));
}

CASE(func_plus_text)
{
    return sqla_select(U(id), sqla_plus(sqla_lower(U(name)), "x"),
                       sqla_plus(sqla_v("x"), sqla_lower(U(name))),
                       sqla_plus(sqla_coalesce(U(name), ""), U(fullname)));
}

CASE(func_plus_function)
{
    return sqla_select(sqla_plus(sqla_lower(U(name)), sqla_upper(U(name))),
                       sqla_plus(sqla_func("f", 1), sqla_func("g", 2)));
}

CASE(func_order_group)
{
    return sqla_order_by(sqla_group_by(sqla_select(sqla_length(U(name)), sqla_count_all()),
                                       sqla_length(U(name))), sqla_desc(sqla_length(U(name))));
}

CASE_LITERAL(func_literal_text)
{
    return sqla_select(U(id), sqla_coalesce(U(name), "it's"), sqla_func("round", U(score), 1),
                       sqla_func("substr", "50%", 1, 2));
}

CASE(func_result_types)
{
    return sqla_where(sqla_select(sqla_coalesce(U(balance), 0),
                                  sqla_coalesce(U(birthday), sqla_date_of(2000, 1, 1)),
                                  sqla_coalesce(U(active), (bool)true),
                                  sqla_func("min", U(created), sqla_datetime_of(2024, 2, 1))),
                      sqla_lt(U(id), 4));
}

CASE(func_first_typed_argument)
{
    return sqla_select(U(id), sqla_coalesce(NULL, U(balance)),
                       sqla_coalesce(sqla_null(), U(active), (bool)false));
}

/* ---- Functions that dialects write their own way ---- */

CASE(func_now)
{
    return sqla_select(sqla_now(), sqla_func("current_timestamp"), sqla_func("current_date"),
                       sqla_func("current_time"), sqla_func("localtime"),
                       sqla_func("localtimestamp"));
}

CASE(func_users)
{
    return sqla_select(sqla_func("user"), sqla_func("current_user"), sqla_func("session_user"),
                       sqla_func("sysdate"));
}

CASE(func_now_compared)
{
    return sqla_where(sqla_select(U(id)), sqla_lt(U(created), sqla_now()),
                      sqla_gt(sqla_func("current_date"), U(birthday)),
                      sqla_ne(sqla_now(), sqla_datetime_of(2020, 1, 1)));
}

CASE(func_char_length)
{
    return sqla_where(sqla_select(U(id), sqla_func("char_length", U(fullname)),
                                  sqla_length(U(fullname))),
                      sqla_gt(sqla_func("char_length", U(name)), 3));
}

CASE(func_random)
{
    return sqla_order_by(sqla_select(U(id), sqla_func("random")), sqla_func("random"));
}

CASE(func_concat)
{
    return sqla_select(U(id), sqla_func("concat", U(name), "-", U(fullname)),
                       sqla_plus(sqla_func("concat", U(name), "x"), "y"));
}

CASE(func_concat_of_sum)
{
    return sqla_select(sqla_func("concat", sqla_plus(U(name), "a"),
                                 sqla_concat(U(name), U(fullname))),
                       sqla_plus(U(name), sqla_func("concat", "b", U(name))));
}

CASE(func_pow)
{
    return sqla_select(U(id), sqla_func("pow", U(id), 2), sqla_func("power", U(id), 2));
}

CASE(func_date_names)
{
    return sqla_where(sqla_select(U(id), sqla_func("date", U(created)),
                                  sqla_func("strftime", "%Y", U(created)),
                                  sqla_func("time", U(created))), sqla_lt(U(id), 3));
}

CASE(func_date_trunc)
{
    sqla_expr *month = sqla_sql("month");
    sqla_stmt *q = sqla_select(sqla_label(sqla_func("date_trunc", "month", U(created)), "month"),
                               sqla_count_all());
    return sqla_order_by(sqla_group_by(q, month), sqla_sql("month"));
}

CASE(func_date_arithmetic)
{
    return sqla_where(sqla_select(U(id)), sqla_gt(U(created),
                                                  sqla_minus(sqla_now(),
                                                             sqla_sql("interval '9000 days'"))),
                      sqla_gt(sqla_func("age", U(created)), sqla_func("make_interval", 1)));
}

/* ---- EXTRACT ---- */

CASE(func_extract)
{
    return sqla_select(U(id), sqla_extract("year", U(created)), sqla_extract("month", U(created)),
                       sqla_extract("day", U(created)), sqla_extract("hour", U(created)),
                       sqla_extract("minute", U(created)), sqla_extract("second", U(created)));
}

CASE(func_extract_of_date)
{
    return sqla_order_by(sqla_where(sqla_select(U(id)),
                                    sqla_eq(sqla_extract("year", U(birthday)), 1989),
                                    sqla_eq(sqla_plus(sqla_extract("month", U(birthday)), 1), 8)),
                         sqla_extract("day", U(birthday)));
}

CASE(func_extract_week)
{
    return sqla_select(U(id), sqla_extract("dow", U(created)), sqla_extract("doy", U(created)),
                       sqla_extract("week", U(created)), sqla_extract("epoch", U(birthday)));
}

CASE(func_extract_milliseconds) { return sqla_select(sqla_extract("milliseconds", U(created))); }
CASE(func_extract_quarter) { return sqla_select(U(id), sqla_extract("quarter", U(created))); }

CASE(func_extract_more)
{
    return sqla_where(sqla_select(U(id), sqla_extract("isodow", U(created)),
                                  sqla_extract("isoyear", U(created)),
                                  sqla_extract("century", U(created)),
                                  sqla_extract("microseconds", U(wakes))), sqla_eq(U(id), 2));
}

CASE(func_extract_of_difference)
{
    return sqla_where(sqla_select(U(id), sqla_extract("epoch",
                                                      sqla_minus(U(created),
                                                                 sqla_datetime_of(2024, 1, 1))),
                                  sqla_extract("day", sqla_minus(sqla_now(), sqla_now()))),
                      sqla_lt(U(id), 3));
}

CASE(func_extract_group)
{
    return sqla_order_by(sqla_group_by(sqla_select(sqla_label(sqla_extract("year", U(created)),
                                                              "y"), sqla_count(U(id))),
                                       sqla_extract("year", U(created))),
                         sqla_extract("year", U(created)));
}

CASE(func_extract_of_value)
{
    return sqla_where(sqla_select(sqla_extract("year",
                                               sqla_literal(sqla_datetime_of(2024, 2, 29, 1))),
                                  sqla_extract("month",
                                               sqla_coalesce(U(birthday),
                                                             sqla_date_of(2024, 5, 1)))),
                      sqla_eq(U(id), 3));
}

/* ---- Aggregates ---- */

CASE(func_aggregates)
{
    return sqla_select(sqla_count_all(), sqla_count(U(age)), sqla_sum(U(age)), sqla_min(U(age)),
                       sqla_max(U(name)), sqla_avg(U(id)));
}

CASE(func_aggregate_types)
{
    return sqla_where(sqla_select(sqla_sum(U(balance)), sqla_max(U(birthday)),
                                  sqla_min(U(created)), sqla_sum(U(big)), sqla_avg(O(total)),
                                  sqla_max(U(score))), sqla_eq(U(id), O(id)));
}

CASE(func_count_of_table) { return sqla_select_from(sqla_select(sqla_count_all()), &users); }

CASE(func_count_values)
{
    return sqla_select_from(sqla_select(sqla_count(1), sqla_count(sqla_sql("*")),
                                        sqla_count(sqla_sql("1"))), &users);
}

CASE(func_count_distinct)
{
    return sqla_select(sqla_count(sqla_distinct_of(U(age))),
                       sqla_count(sqla_distinct_of(U(active))),
                       sqla_sum(sqla_distinct_of(U(age))));
}

CASE(func_count_distinct_expression)
{
    return sqla_select(sqla_count(sqla_distinct_of(sqla_plus(U(age), 1))),
                       sqla_count(sqla_distinct_of(sqla_lower(U(name)))),
                       sqla_plus(sqla_max(sqla_distinct_of(sqla_mod(U(age), 10))), 1));
}

CASE(func_count_distinct_tuple)
{
    return sqla_select(sqla_count(sqla_distinct_of(sqla_tuple(U(age), U(active)))));
}

CASE(func_distinct_selected) { return sqla_select(sqla_distinct_of(U(age))); }

CASE(func_aggregate_expressions)
{
    return sqla_where(sqla_select(sqla_sum(sqla_times(I(quantity), I(price))),
                                  sqla_div(sqla_sum(sqla_plus(U(age), 1)), sqla_count(U(id))),
                                  sqla_minus(sqla_max(I(price)), sqla_min(I(price)))),
                      sqla_eq(U(id), I(order_id)));
}

CASE(func_having)
{
    return sqla_order_by(sqla_having(sqla_group_by(sqla_select(U(age), sqla_count(U(id))), U(age)),
                                     sqla_and(sqla_gt(sqla_count(U(id)), 1),
                                              sqla_lt(sqla_max(U(id)), 9))), sqla_count(U(id)));
}

CASE(func_group_by_expression)
{
    return sqla_order_by(sqla_group_by(sqla_select(sqla_mod(U(age), 2), sqla_count_all()),
                                       sqla_mod(U(age), 2)), sqla_count_all(),
                         sqla_desc(sqla_mod(U(age), 2)));
}

CASE(func_aggregate_of_joined)
{
    return sqla_order_by(sqla_group_by(sqla_outerjoin(sqla_select(U(name), sqla_count(A(id))),
                                                      &addresses), U(id), U(name)),
                         sqla_desc(sqla_count(A(id))), U(name));
}

CASE(func_aggregate_without_rows)
{
    return sqla_where(sqla_select(sqla_count(U(id)), sqla_sum(U(age)), sqla_max(U(balance)),
                                  sqla_coalesce(sqla_sum(U(age)), 0)), sqla_gt(U(id), 99));
}

/* ---- FILTER and WITHIN GROUP ---- */

CASE(func_filter)
{
    return sqla_select(sqla_filter(sqla_count(U(id)), sqla_gt(U(age), 30)),
                       sqla_filter(sqla_sum(U(age)), U(active), sqla_gt(U(id), 1)));
}

CASE(func_filter_or)
{
    return sqla_select(sqla_filter(sqla_count_all(),
                                   sqla_or(sqla_eq(U(age), 28), sqla_not(U(active)))),
                       sqla_filter(sqla_count(sqla_distinct_of(U(age))), sqla_ne(U(age), NULL)));
}

CASE(func_filter_in_expression)
{
    return sqla_select(sqla_plus(sqla_times(sqla_filter(sqla_count(U(id)), U(active)), 10),
                                 sqla_count(U(id))),
                       sqla_gt(sqla_filter(sqla_max(U(age)), sqla_gt(U(id), 2)), 20));
}

CASE(func_filter_labelled_ordered)
{
    sqla_expr *n = sqla_filter(sqla_count(U(id)), U(active));
    sqla_stmt *q = sqla_group_by(sqla_select(U(age), sqla_label(n, "n")), U(age));
    return sqla_order_by(sqla_having(q, sqla_ge(n, 0)), U(age));
}

CASE(func_filter_over)
{
    return sqla_select(U(id), sqla_over(sqla_filter(sqla_count(U(id)), U(active)),
                                        .order_by = SQLA_EXPRS(U(id))));
}

CASE(func_filter_bool_column)
{
    return sqla_select(sqla_filter(sqla_count(U(id)), U(active)),
                       sqla_filter(sqla_count(U(id)), sqla_true()),
                       sqla_filter(sqla_count(U(id)), U(active), sqla_true()));
}

CASE(func_within_group)
{
    return sqla_select(sqla_within_group(sqla_func("percentile_cont", 0.5), U(age)),
                       sqla_within_group(sqla_func("percentile_disc", 0.25), sqla_desc(U(id)),
                                         U(name)));
}

CASE(func_within_group_one)
{
    return sqla_select(sqla_within_group(sqla_func("percentile_disc", 0.5), sqla_desc(U(age))),
                       sqla_within_group(sqla_func("mode"), U(age)),
                       sqla_within_group(sqla_func("rank", 30), U(age)));
}

CASE(func_within_group_filter)
{
    return sqla_select(sqla_filter(sqla_within_group(sqla_func("percentile_cont", 0.5), U(id)),
                                   U(active)),
                       sqla_eq(sqla_within_group(sqla_func("percentile_disc", 0.5), U(name)),
                               "cat"));
}

CASE(func_within_group_types)
{
    return sqla_select(sqla_plus(sqla_within_group(sqla_func("dense_rank", 30, "x"), U(age),
                                                   U(name)), 1),
                       sqla_within_group(sqla_func("cume_dist", 5), U(id)),
                       sqla_within_group(sqla_func("percent_rank", 5), U(id)));
}

/* ---- Windows ---- */

CASE(func_over)
{
    return sqla_order_by(sqla_select(U(id), sqla_over(sqla_func("row_number"),
                                                      .order_by = SQLA_EXPRS(sqla_desc(U(id))))),
                         U(id));
}

CASE(func_over_partition)
{
    return sqla_select(U(id), sqla_over(sqla_func("rank"), .partition_by = SQLA_EXPRS(U(active)),
                                        .order_by = SQLA_EXPRS(sqla_desc(U(age)), U(id))),
                       sqla_over(sqla_count_all(), .partition_by = SQLA_EXPRS(U(active), U(age))));
}

CASE(func_over_nothing)
{
    return sqla_select(U(id), sqla_over(sqla_count(U(id))),
                       sqla_label(sqla_over(sqla_sum(U(age))), "all"));
}

CASE(func_over_functions)
{
    return sqla_select(U(id), sqla_over(sqla_func("dense_rank"),
                                        .order_by = SQLA_EXPRS(U(active))),
                       sqla_over(sqla_func("lag", U(id)), .order_by = SQLA_EXPRS(U(id))),
                       sqla_over(sqla_func("lead", U(id), 2, 0), .order_by = SQLA_EXPRS(U(id))),
                       sqla_over(sqla_func("ntile", 2), .order_by = SQLA_EXPRS(U(id))),
                       sqla_over(sqla_func("first_value", U(name)),
                                 .order_by = SQLA_EXPRS(U(id))));
}

CASE(func_over_distributions)
{
    return sqla_select(U(id), sqla_over(sqla_func("percent_rank"), .order_by = SQLA_EXPRS(U(id))),
                       sqla_gt(sqla_over(sqla_func("cume_dist"), .order_by = SQLA_EXPRS(U(id))),
                               0.5));
}

CASE(func_over_expressions)
{
    return sqla_select(U(id), sqla_over(sqla_sum(sqla_plus(U(age), 1)),
                                        .partition_by = SQLA_EXPRS(sqla_mod(U(id), 2)),
                                        .order_by = SQLA_EXPRS(sqla_nulls_last(sqla_times(U(age),
                                                                                          -1)))));
}

CASE(func_over_in_arithmetic)
{
    return sqla_select(U(id), sqla_div(sqla_times(sqla_over(sqla_sum(U(id)),
                                                            .order_by = SQLA_EXPRS(U(id))), 100),
                                       sqla_over(sqla_sum(U(id)))),
                       sqla_minus(U(id), sqla_over(sqla_func("lag", U(id), 1, 0),
                                                   .order_by = SQLA_EXPRS(U(id)))),
                       sqla_neg(sqla_over(sqla_func("row_number"),
                                          .order_by = SQLA_EXPRS(U(id)))));
}

CASE(func_over_compared)
{
    sqla_expr *first = sqla_eq(sqla_over(sqla_func("rank"), .order_by = SQLA_EXPRS(U(age))), 1);
    sqla_stmt *q = sqla_where(sqla_select(U(id), sqla_label(first, "first")),
                              sqla_ne(U(age), NULL));
    sqla_from *s = sqla_subquery(q, "s");
    return sqla_where(sqla_select(sqla_c(s, "id")), sqla_c(s, "first"));
}

CASE(func_over_rows)
{
    return sqla_select(U(id), sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                        .rows = SQLA_FRAME(SQLA_UNBOUNDED, 0)),
                       sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                 .rows = SQLA_FRAME(-1, 1)),
                       sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                 .rows = SQLA_FRAME(0, SQLA_UNBOUNDED)));
}

CASE(func_over_rows_one_side)
{
    return sqla_select(U(id), sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                        .rows = SQLA_FRAME(-3, -1)),
                       sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                 .rows = SQLA_FRAME(1, 2)),
                       sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                 .rows = SQLA_FRAME(SQLA_UNBOUNDED, SQLA_UNBOUNDED)));
}

CASE(func_over_range)
{
    return sqla_select(U(id), sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(active)),
                                        .range = SQLA_FRAME(SQLA_UNBOUNDED, 0)),
                       sqla_over(sqla_count(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                 .range = SQLA_FRAME(-2, 2)));
}

CASE(func_over_groups)
{
    return sqla_select(U(id), sqla_over(sqla_count(U(id)), .order_by = SQLA_EXPRS(U(active)),
                                        .groups = SQLA_FRAME(0, 0)),
                       sqla_over(sqla_count(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                 .groups = SQLA_FRAME(-1, SQLA_UNBOUNDED)));
}

CASE(func_over_two_frames)
{
    return sqla_select(sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                 .rows = SQLA_FRAME(0, 1), .range = SQLA_FRAME(0, 1)));
}

CASE_LITERAL(func_over_frame_literal)
{
    return sqla_select(U(id), sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                        .rows = SQLA_FRAME(-2, 3)),
                       sqla_over(sqla_func("ntile", 2), .order_by = SQLA_EXPRS(U(id))));
}

CASE(func_over_ordered_by_window)
{
    return sqla_order_by(sqla_select(U(id)),
                         sqla_over(sqla_func("row_number"),
                                   .order_by = SQLA_EXPRS(sqla_desc(U(id)))));
}

CASE(func_over_aggregated)
{
    return sqla_group_by(sqla_select(U(active), sqla_sum(U(id)),
                                     sqla_over(sqla_func("rank"),
                                               .order_by = SQLA_EXPRS(
                                                   sqla_desc(sqla_sum(U(id)))))), U(active));
}

CASE(func_over_by_conditions)
{
    return sqla_select(U(id), sqla_over(sqla_count(U(id)),
                                        .partition_by = SQLA_EXPRS(U(active), sqla_gt(U(age), 30)),
                                        .order_by = SQLA_EXPRS(sqla_not(U(active)),
                                                               sqla_eq(U(id), 3), U(id))));
}

CASE(func_over_types)
{
    return sqla_select(U(id), sqla_over(sqla_sum(U(balance)), .order_by = SQLA_EXPRS(U(id))),
                       sqla_over(sqla_max(U(birthday)), .order_by = SQLA_EXPRS(U(id))),
                       sqla_div(sqla_over(sqla_count(U(id)), .order_by = SQLA_EXPRS(U(id))), 2));
}

/* ---- JSON ---- */

CASE(func_json_item)
{
    return sqla_select(U(id), sqla_json_item(U(data), "a"), sqla_json_item(U(data), "tags"),
                       sqla_json_item(U(data), 0));
}

CASE(func_json_path)
{
    return sqla_select(U(id), sqla_json_path(U(data), "deep", "b", 1),
                       sqla_json_path(U(data), "tags", 0));
}

CASE(func_json_chain)
{
    return sqla_select(U(id), sqla_json_item(sqla_json_item(sqla_json_item(U(data), "deep"), "b"),
                                             0),
                       sqla_json_path(sqla_json_item(U(data), "tags"), "0"));
}

CASE(func_json_as)
{
    return sqla_where(sqla_select(U(id), sqla_json_as_text(sqla_json_item(U(data), "a")),
                                  sqla_json_as_int(sqla_json_item(U(data), "a")),
                                  sqla_json_as_float(sqla_json_item(U(data), "a")),
                                  sqla_json_as_bool(sqla_json_item(U(data), "ok"))),
                      sqla_lt(U(id), 3));
}

CASE(func_json_path_as)
{
    return sqla_where(sqla_select(U(id)), sqla_or(sqla_eq(sqla_json_as_int(sqla_json_path(U(data),
                                                                                          "deep",
                                                                                          "b", 0)),
                                                          10),
                                                  sqla_eq(sqla_json_as_text(sqla_json_path(U(data),
                                                                                           "tags",
                                                                                           1)),
                                                          "y"),
                                                  sqla_gt(sqla_json_as_float(sqla_json_path(
                                                                                 U(data), "deep",
                                                                                 "c")), 1.5)));
}

CASE(func_json_text_operators)
{
    return sqla_where(sqla_select(U(id)), sqla_in(sqla_json_as_text(sqla_json_item(U(data), "a")),
                                                  "1", "2"),
                      sqla_like(sqla_json_as_text(sqla_json_item(U(data), "a")), "1%"),
                      sqla_eq(sqla_concat(sqla_json_as_text(sqla_json_item(U(data), "a")), "x"),
                              "1x"));
}

CASE(func_json_number_operators)
{
    return sqla_order_by(sqla_where(sqla_select(U(id),
                                                sqla_plus(sqla_json_as_int(sqla_json_item(U(data),
                                                                                          "a")),
                                                          1),
                                                sqla_neg(sqla_json_as_int(sqla_json_item(U(data),
                                                                                         "a")))),
                                    sqla_between(sqla_json_as_int(sqla_json_item(U(data), "a")), 1,
                                                 2)),
                         sqla_desc(sqla_json_as_int(sqla_json_item(U(data), "a"))));
}

CASE(func_json_bool)
{
    return sqla_where(sqla_select(U(id)), sqla_lt(U(id), 3),
                      sqla_json_as_bool(sqla_json_item(U(data), "ok")));
}

CASE(func_json_bool_compared)
{
    return sqla_where(sqla_select(U(id)), sqla_lt(U(id), 3),
                      sqla_or(sqla_eq(sqla_json_as_bool(sqla_json_item(U(data), "ok")), true),
                              sqla_eq(sqla_json_as_bool(sqla_json_item(U(data), "ok")), false)),
                      sqla_not(sqla_json_as_bool(sqla_json_item(U(data), "ok"))));
}

CASE(func_json_null)
{
    return sqla_where(sqla_select(U(id)), sqla_or(sqla_eq(U(data), NULL),
                                                  sqla_eq(sqla_json_item(U(data), "zz"), NULL),
                                                  sqla_is_null(sqla_json_as_int(sqla_json_item(
                                                                                    U(data),
                                                                                    "a")))));
}

CASE(func_json_item_compared)
{
    return sqla_where(sqla_select(U(id)), sqla_eq(sqla_json_item(U(data), "a"), 1),
                      sqla_ne(sqla_json_item(U(data), "tags"), "x"));
}

CASE(func_json_item_cast)
{
    return sqla_where(sqla_select(U(id), sqla_cast(sqla_json_item(U(data), "a"), SQLA_STRING(5)),
                                  sqla_coalesce(sqla_json_as_int(sqla_json_item(U(data), "a")),
                                                0)), sqla_lt(U(id), 3));
}

CASE(func_json_key_by_column)
{
    return sqla_where(sqla_select(U(id), sqla_json_item(U(data), U(name))), sqla_lt(U(id), 3));
}

CASE(func_json_odd_keys)
{
    return sqla_select(U(id), sqla_json_item(U(data), "two words"),
                       sqla_json_item(U(data), "quo\"te"), sqla_json_path(U(data), "it's", "50%"),
                       sqla_json_item(U(data), -1));
}

CASE(func_json_labelled_ordered)
{
    return sqla_order_by(sqla_select(U(id), sqla_label(sqla_json_as_int(sqla_json_item(U(data),
                                                                                       "a")),
                                                       "n")),
                         sqla_nulls_last(sqla_desc(sqla_json_as_int(sqla_json_item(U(data),
                                                                                   "a")))), U(id));
}

CASE(func_json_group)
{
    return sqla_group_by(sqla_where(sqla_select(sqla_json_as_bool(sqla_json_item(U(data), "ok")),
                                                sqla_count_all()), sqla_lt(U(id), 3)),
                         sqla_json_as_bool(sqla_json_item(U(data), "ok")));
}

CASE_LITERAL(func_json_literal_text)
{
    return sqla_where(sqla_select(U(id), sqla_json_as_int(sqla_json_item(U(data), "a")),
                                  sqla_json_path(U(data), "deep", "b", 0)),
                      sqla_ne(sqla_json_as_text(sqla_json_item(U(data), "it's")), "x%"));
}

/* ---- Sorted aggregates, EXCLUDE, grouping sets, texts joined ---- */

CASE(func_aggregate_strings)
{
    return sqla_where(sqla_select(sqla_func("aggregate_strings", U(name), ",")),
                      sqla_lt(U(id), 2));
}

CASE(func_aggregate_strings_of_expression)
{
    return sqla_group_by(sqla_select(U(active),
                                     sqla_plus(sqla_func("aggregate_strings", sqla_upper(U(name)),
                                                         "; "), "!")), U(active));
}

CASE_LITERAL(func_aggregate_strings_literal)
{
    return sqla_where(sqla_select(sqla_func("aggregate_strings", U(name), "it's")),
                      sqla_eq(U(id), 1));
}

CASE(func_aggregate_strings_ordered)
{
    return sqla_select(sqla_aggregate_order_by(sqla_func("aggregate_strings", U(name), ","),
                                               sqla_desc(U(name))));
}

CASE(func_aggregate_order_by)
{
    return sqla_select(sqla_aggregate_order_by(sqla_func("group_concat", U(name), "-"),
                                               sqla_nulls_first(U(age)), sqla_desc(U(id))));
}

CASE(func_aggregate_order_by_others)
{
    return sqla_select(sqla_aggregate_order_by(sqla_func("f", U(name)), U(age), sqla_desc(U(id))));
}

CASE(func_array_agg)
{
    return sqla_select(sqla_func("array_agg", U(name)),
                       sqla_aggregate_order_by(sqla_func("array_agg", U(age)), sqla_desc(U(id))),
                       sqla_func("array_agg", sqla_distinct_of(U(age))));
}

CASE(func_aggregate_order_by_filter)
{
    return sqla_select(sqla_filter(sqla_aggregate_order_by(sqla_func("string_agg", U(name), ","),
                                                           U(id)), U(active)));
}

CASE(func_over_exclude)
{
    return sqla_select(U(id), sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                        .rows = SQLA_FRAME(-1, 1), .exclude = "CURRENT ROW"),
                       sqla_over(sqla_count(U(id)), .order_by = SQLA_EXPRS(U(active)),
                                 .range = SQLA_FRAME(SQLA_UNBOUNDED, SQLA_UNBOUNDED),
                                 .exclude = "TIES"));
}

CASE(func_over_exclude_groups)
{
    return sqla_select(U(id), sqla_over(sqla_count(U(id)), .order_by = SQLA_EXPRS(U(active)),
                                        .groups = SQLA_FRAME(-1, 0), .exclude = "GROUP"),
                       sqla_over(sqla_sum(U(id)), .order_by = SQLA_EXPRS(U(id)),
                                 .rows = SQLA_FRAME(0, 1), .exclude = "NO OTHERS"));
}

CASE(func_rollup)
{
    return sqla_group_by(sqla_select(U(active), U(age), sqla_count_all()),
                         sqla_func("rollup", U(active), U(age)));
}

CASE(func_cube)
{
    return sqla_group_by(sqla_select(U(active), sqla_func("grouping", U(active)),
                                     sqla_count_all()),
                         sqla_func("cube", U(active), sqla_mod(U(age), 2)));
}

CASE(func_grouping_sets)
{
    return sqla_group_by(sqla_select(U(active), U(age), sqla_count_all()),
                         sqla_func("grouping_sets", sqla_tuple(U(active), U(age)),
                                   sqla_tuple(U(age)), U(active)));
}

/* ---- More of JSON ---- */

CASE(func_json_as_json)
{
    return sqla_where(sqla_select(U(id), sqla_json_as_json(sqla_json_item(U(data), "deep")),
                                  sqla_json_as_json(sqla_json_path(U(data), "deep", "b"))),
                      sqla_lt(U(id), 3));
}

CASE(func_json_as_numeric)
{
    return sqla_where(sqla_select(U(id), sqla_json_as_numeric(sqla_json_item(U(data), "a"), 10,
                                                              2)), sqla_lt(U(id), 3),
                      sqla_lt(sqla_json_as_numeric(sqla_json_item(U(data), "a"), 6, 1),
                              sqla_decimal_of("1.5")));
}

/* ---- Functions as tables ---- */

CASE(func_table_valued)
{
    sqla_from *je = sqla_table_valued(sqla_func("json_each", "[\"x\", \"y\"]"), .name = "je",
                                      .columns = SQLA_NAMES("key", "value"));
    return sqla_where(sqla_select(sqla_c(je, "key"), sqla_c(je, "value")),
                      sqla_ne(sqla_c(je, "value"), "x"));
}

CASE(func_table_valued_unnamed)
{
    sqla_from *g = sqla_table_valued(sqla_func("generate_series", 1, 3),
                                     .columns = SQLA_NAMES("value"));
    return sqla_select(sqla_plus(sqla_c(g, "value"), 1));
}

CASE(func_table_valued_of_column)
{
    sqla_from *je = sqla_table_valued(sqla_func("json_each", U(data)), .name = "je",
                                      .columns = SQLA_NAMES("key"));
    return sqla_where(sqla_select(U(id), sqla_c(je, "key")), sqla_lt(U(id), 3));
}

CASE(func_table_valued_joined)
{
    sqla_from *g = sqla_table_valued(sqla_func("generate_series", 1, 4), .name = "g",
                                     .columns = SQLA_NAMES("n"));
    return sqla_join(sqla_select(U(id), sqla_c(g, "n")), g, .on = sqla_eq(U(id), sqla_c(g, "n")));
}

CASE(func_table_valued_ordinality)
{
    sqla_from *g = sqla_table_valued(sqla_func("generate_series", 4, 1, -1), .name = "g",
                                     .columns = SQLA_NAMES("v"), .with_ordinality = "o",
                                     .render_derived = true);
    return sqla_order_by(sqla_select(sqla_c(g, "v"), sqla_c(g, "o")), sqla_desc(sqla_c(g, "o")));
}

CASE(func_table_valued_derived)
{
    const sqla_type *types[] = { SQLA_INTEGER, SQLA_STRING(0) };
    sqla_expr *rows = sqla_func("json_to_recordset", "[{\"a\": 1, \"b\": \"x\"}]");
    sqla_from *g = sqla_table_valued(rows, .name = "g", .columns = SQLA_NAMES("a", "b"),
                                     .types = types, .render_derived = true, .with_types = true);
    return sqla_select(sqla_plus(sqla_c(g, "a"), 1), sqla_concat(sqla_c(g, "b"), "y"));
}

CASE(func_column_valued)
{
    return sqla_select(sqla_column_valued(sqla_func("generate_series", 1, 3), "n"));
}

CASE(func_column_valued_compared)
{
    sqla_expr *n = sqla_ref(sqla_column_valued(sqla_func("generate_series", 1, 5), "n"));
    sqla_stmt *q = sqla_where(sqla_select(n, sqla_times(n, 2)), sqla_gt(n, 3));
    sqla_unref(n);
    return q;
}

/* ---- JSON inside other expressions ---- */

CASE(func_json_in_conditions)
{
    return sqla_where(sqla_select(U(id)), sqla_lt(U(id), 3),
                      sqla_and(sqla_json_as_bool(sqla_json_item(U(data), "ok")),
                               sqla_gt(U(id), 0)));
}

CASE(func_json_in_case)
{
    return sqla_where(sqla_select(U(id),
                                  sqla_case(sqla_when(sqla_json_as_bool(sqla_json_item(U(data),
                                                                                       "ok")),
                                                      sqla_json_as_int(sqla_json_item(U(data),
                                                                                      "a"))),
                                            sqla_else(0))), sqla_lt(U(id), 3));
}

CASE(func_json_in_pattern)
{
    return sqla_where(sqla_select(U(id)), sqla_lt(U(id), 3),
                      sqla_startswith(sqla_json_as_text(sqla_json_item(U(data), "a")), "1"),
                      sqla_eq(sqla_contains(U(name),
                                            sqla_json_as_text(sqla_json_item(U(data), "zz"))),
                              NULL));
}

CASE(func_json_in_order)
{
    return sqla_order_by(sqla_select(U(id)),
                         sqla_nulls_last(sqla_json_as_int(sqla_json_item(U(data), "a"))), U(id));
}

CASE(func_json_in_operator)
{
    return sqla_select(U(id), sqla_op(sqla_json_as_int(sqla_json_item(U(data), "a")), "^", 2,
                                      .precedence = 7),
                       sqla_plus(sqla_func("abs", sqla_json_as_int(sqla_json_item(U(data), "a"))),
                                 1));
}

CASE(func_filter_pattern)
{
    return sqla_select(sqla_filter(sqla_count(U(id)), sqla_contains(U(name), "a")),
                       sqla_filter(sqla_count(U(id)), sqla_contains(U(name), "a"), U(active)));
}

/* Never created. */
SQLA_TABLE(gadgets, "gadgets",
    SQLA_TABLE_COLUMN("id",   SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("tags", SQLA_ARRAY(SQLA_STRING(0))),
    SQLA_TABLE_COLUMN("nums", SQLA_ARRAY(SQLA_INTEGER)),
    SQLA_TABLE_COLUMN("doc",  SQLA_PG_JSONB),
    SQLA_TABLE_COLUMN("attrs", SQLA_PG_HSTORE),
    SQLA_TABLE_COLUMN("span", SQLA_PG_INT4RANGE));

#define G(name) sqla_c(&gadgets, #name)

/* ---- Arrays ---- */

CASE(array_values)
{
    return sqla_select(sqla_array(1, 2, 3), sqla_array("a", "b"),
                       sqla_array(U(id), sqla_plus(U(age), 1)));
}

CASE(array_nested) { return sqla_select(sqla_array(sqla_array(1, 2), sqla_array(3, 4))); }

CASE(array_item)
{
    return sqla_where(sqla_select(U(id), sqla_array_item(sqla_array(10, 20, 30), 2),
                                  sqla_array_item(sqla_array(U(id), U(age)), U(id))),
                      sqla_lt(U(id), 3));
}

CASE(array_item_operators)
{
    return sqla_where(sqla_select(sqla_plus(sqla_array_item(G(nums), 1), 1),
                                  sqla_plus(sqla_array_item(G(tags), 2), "x"),
                                  sqla_array_item(G(nums), sqla_times(G(id), 2))),
                      sqla_like(sqla_array_item(G(tags), 1), "a%"),
                      sqla_gt(sqla_array_item(G(nums), 3), 5));
}

CASE(array_contains)
{
    return sqla_where(sqla_select(G(id)), sqla_or(sqla_contains(G(tags), sqla_array("a", "b")),
                                                  sqla_contained_by(G(nums), sqla_array(1, 2)),
                                                  sqla_overlap(G(tags), sqla_array("x"))));
}

CASE(array_contains_not)
{
    return sqla_where(sqla_select(G(id)), sqla_not(sqla_contains(G(tags), sqla_array("a"))),
                      sqla_not(sqla_overlap(G(nums), sqla_array(1, G(id)))));
}

CASE(array_any_or_all)
{
    return sqla_where(sqla_select(G(id)), sqla_or(sqla_eq(sqla_v(5), sqla_any_of(G(nums))),
                                                  sqla_gt(G(id), sqla_all_of(G(nums))),
                                                  sqla_eq(sqla_v("a"), sqla_any_of(G(tags)))));
}

CASE(array_any_of_values)
{
    return sqla_where(sqla_select(U(id)), sqla_eq(U(id), sqla_any_of(sqla_array(1, 3))),
                      sqla_ne(U(id), sqla_all_of(sqla_array(2, 3))));
}

CASE(array_concat)
{
    return sqla_select(sqla_plus(G(nums), sqla_array(1)), sqla_plus(sqla_array(1), G(nums)),
                       sqla_concat(G(tags), sqla_array("x")),
                       sqla_plus(sqla_array(1, 2), sqla_array(3)));
}

CASE(array_compared)
{
    return sqla_where(sqla_select(U(id)), sqla_eq(sqla_array(U(id), 2), sqla_array(1, 2)),
                      sqla_lt(sqla_array(U(id)), sqla_array(5)));
}

CASE(array_functions)
{
    return sqla_where(sqla_select(U(id), sqla_func("array_length", sqla_array(1, U(id)), 1),
                                  sqla_func("cardinality", sqla_array(U(id)))), sqla_eq(U(id), 1));
}

CASE(array_cast)
{
    return sqla_select(sqla_cast(sqla_array(1, 2), SQLA_ARRAY(SQLA_STRING(0))),
                       sqla_array_item(sqla_cast(G(tags), SQLA_ARRAY(SQLA_INTEGER)), 1));
}

/* ---- JSONB ---- */

CASE(jsonb_contains)
{
    return sqla_where(sqla_select(G(id)), sqla_or(sqla_contains(G(doc),
                                                                sqla_json_of("{\"a\": 1}")),
                                                  sqla_contained_by(G(doc),
                                                                    sqla_json_of(
                                                                        "{\"a\": 1, \"b\": 2}")),
                                                  sqla_not(sqla_contains(G(doc),
                                                                         sqla_json_of(
                                                                             "{\"c\": 3}")))));
}

CASE(jsonb_has)
{
    return sqla_where(sqla_select(G(id)), sqla_or(sqla_has_key(G(doc), "a"),
                                                  sqla_has_any(G(doc), sqla_array("a", "b")),
                                                  sqla_has_all(G(doc), sqla_array("c")),
                                                  sqla_not(sqla_has_key(G(doc),
                                                                        sqla_lower("X")))));
}

CASE(jsonb_path)
{
    return sqla_where(sqla_select(G(id)), sqla_path_exists(G(doc), "$.a[*] ? (@ > 2)"),
                      sqla_path_match(G(doc), "$.b == 1"));
}

CASE(jsonb_delete_path)
{
    return sqla_select(sqla_delete_path(G(doc), sqla_array("a", "b")),
                       sqla_json_item(sqla_delete_path(G(doc), sqla_array("a")), "x"));
}

CASE(jsonb_item)
{
    return sqla_select(sqla_json_item(G(doc), "a"),
                       sqla_json_item(sqla_json_item(G(doc), "a"), "b"), sqla_json_item(G(doc), 0),
                       sqla_json_path(G(doc), "a", 1),
                       sqla_json_as_text(sqla_json_item(G(doc), "a")),
                       sqla_plus(sqla_json_as_int(sqla_json_path(G(doc), "a", 1)), 1));
}

CASE(jsonb_item_contains)
{
    return sqla_where(sqla_select(G(id)), sqla_contains(sqla_json_item(G(doc), "a"),
                                                        sqla_json_of("{\"b\": 1}")),
                      sqla_has_key(sqla_json_item(G(doc), "a"), "b"),
                      sqla_eq(sqla_json_item(G(doc), "n"), NULL));
}

CASE(jsonb_cast)
{
    return sqla_where(sqla_select(U(id), sqla_json_item(sqla_cast(U(data), SQLA_PG_JSONB), "a"),
                                  sqla_contains(sqla_cast(U(data), SQLA_PG_JSONB),
                                                sqla_json_of("{\"a\": 1}"))), sqla_lt(U(id), 3));
}

CASE(jsonb_keys_executed)
{
    return sqla_order_by(sqla_select(U(id), sqla_has_key(sqla_cast(U(data), SQLA_PG_JSONB), "a"),
        sqla_path_exists(sqla_cast(U(data), SQLA_PG_JSONB), "$.a"),
        sqla_has_any(sqla_cast(U(data), SQLA_PG_JSONB), sqla_array("a", "zz")),
        sqla_contained_by(sqla_cast(U(data), SQLA_PG_JSONB), sqla_json_of("{\"a\": 1}"))), U(id));
}

CASE(arrays_executed)
{
    sqla_stmt *q = sqla_select(U(id), sqla_plus(sqla_array_item(sqla_array(U(id), 7), 1), 1));
    sqla_where(q, sqla_contains(sqla_array(U(id), 2), sqla_array(1)),
               sqla_overlap(sqla_array(1), sqla_array(U(id), 9)));
    return sqla_order_by(q, U(id));
}

/* ---- Parts of columns that are set ---- */

CASE(set_array_parts)
{
    sqla_stmt *q = sqla_set(sqla_update(&gadgets), sqla_array_item(G(nums), 2), 5);
    sqla_set(q, sqla_array_slice(G(nums), 3, 4), sqla_type_coerce("{7,8}", SQLA_ARRAY(SQLA_INTEGER)));
    return sqla_where(sqla_set(q, G(id), 9), sqla_eq(G(id), 1));
}

CASE(set_jsonb_parts)
{
    sqla_stmt *q = sqla_set(sqla_update(&gadgets), G(id), 3);
    sqla_set(q, sqla_json_item(G(doc), "a"), 5);
    sqla_set(q, sqla_json_item(sqla_json_item(G(doc), "b"), "c"), "x");
    return sqla_set(q, sqla_json_item(sqla_json_item(G(doc), "d"), 0), sqla_json_item(G(doc), "a"));
}

CASE(set_hstore_key)
{
    return sqla_where(sqla_set(sqla_update(&gadgets), sqla_array_item(G(attrs), "k"), "v"),
                      sqla_eq(sqla_array_item(G(attrs), "k"), "w"));
}

/* ---- HSTORE and ranges ---- */

CASE(hstore_item)
{
    return sqla_where(sqla_select(sqla_array_item(G(attrs), "a"),
                                  sqla_plus(sqla_array_item(G(attrs), "a"), "x"),
                                  sqla_array_item(G(attrs), sqla_lower("B"))),
                      sqla_eq(sqla_array_item(G(attrs), "c"), "d"),
                      sqla_like(sqla_array_item(G(attrs), "e"), "f%"));
}

CASE(hstore_keys)
{
    return sqla_where(sqla_select(G(id)),
                      sqla_or(sqla_has_key(G(attrs), "a"),
                              sqla_has_any(G(attrs), sqla_array("a", "b")),
                              sqla_has_all(G(attrs), sqla_array("c")),
                              sqla_contains(G(attrs), G(attrs)),
                              sqla_contained_by(G(attrs), G(attrs))));
}

CASE(hstore_functions)
{
    return sqla_select(sqla_func("akeys", G(attrs)), sqla_func("avals", G(attrs)),
                       sqla_func("defined", G(attrs), "a"), sqla_func("delete", G(attrs), "b"),
                       sqla_concat(G(attrs), G(attrs)));
}

CASE(range_operators)
{
    return sqla_where(sqla_select(G(id)),
                      sqla_or(sqla_contains(G(span), G(id)), sqla_overlap(G(span), G(span)),
                              sqla_contained_by(G(span), G(span))),
                      sqla_gt(sqla_lower(G(span)), 3));
}
