/* INSERT, UPDATE, DELETE, upserts, RETURNING. */

static sqla_value seven(void) { return sqla_value_int(7); }
static sqla_value eight(void) { return sqla_value_int(8); }
static sqla_value made(void) { return sqla_value_text("made"); }

/* Tables of the fixture again, with defaults of all kinds. */
SQLA_TABLE(stock, "items",
    SQLA_TABLE_COLUMN("order_id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("line",     SQLA_INTEGER, .primary_key = true,
                      .default_value = SQLA_DEFAULT_INT(9)),
    SQLA_TABLE_COLUMN("product",  SQLA_STRING(40), .not_null = true,
                      .default_value = SQLA_DEFAULT_TEXT("thing"),
                      .onupdate = SQLA_DEFAULT_TEXT("changed")),
    SQLA_TABLE_COLUMN("quantity", SQLA_INTEGER, .not_null = true,
                      .default_value = SQLA_DEFAULT_FN(seven), .onupdate = SQLA_DEFAULT_FN(eight)),
    SQLA_TABLE_COLUMN("price",    SQLA_DOUBLE, .not_null = true,
                      .default_value = SQLA_DEFAULT_SQL("1.5 * 2"),
                      .onupdate = SQLA_DEFAULT_SQL("price + 0.5")));

SQLA_TABLE(places, "regions",
    SQLA_TABLE_COLUMN("code",  SQLA_STRING(8), .primary_key = true,
                      .default_value = SQLA_DEFAULT_FN(made)),
    SQLA_TABLE_COLUMN("title", SQLA_UNICODE(40), .server_default = "'untitled'"),
    SQLA_TABLE_COLUMN("memo",  SQLA_UNICODE_TEXT, .onupdate = SQLA_DEFAULT_SQL("lower('SEEN')")));

SQLA_TABLE(flags, "flags",
    SQLA_TABLE_COLUMN("on",    SQLA_BOOLEAN, .default_value = SQLA_DEFAULT_BOOL(true)),
    SQLA_TABLE_COLUMN("share", SQLA_FLOAT, .default_value = SQLA_DEFAULT_DOUBLE(0.25)),
    SQLA_TABLE_COLUMN("user",  SQLA_STRING(20), .onupdate = SQLA_DEFAULT_TEXT("nobody")));

/* A serial key and a server's default alone. */
SQLA_TABLE(events, "events",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("at", SQLA_DATETIME, .server_default = "CURRENT_TIMESTAMP"));

/* A key that is no number, and none at all. */
SQLA_TABLE(tokens, "tokens",
    SQLA_TABLE_COLUMN("key", SQLA_UUID, .primary_key = true),
    SQLA_TABLE_COLUMN("n",   SQLA_INTEGER));
SQLA_TABLE(tracks, "tracks",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_STRING(10)));

#define S(name)  sqla_c(&stock, #name)
#define PL(name) sqla_c(&places, #name)
#define F(name)  sqla_c(&flags, #name)

/* ---- INSERT ---- */

CASE(insert_bare) { return sqla_insert(&regions); }
CASE(insert_bare_with_serial_key) { return sqla_insert(&addresses); }

CASE(insert_values)
{
    sqla_stmt *q = sqla_insert(&regions);
    sqla_set(q, R(code), "w");
    return sqla_set(q, R(title), "West");
}

CASE(insert_in_order_of_columns)
{
    sqla_stmt *q = sqla_insert(&regions);
    sqla_set(q, R(memo), "dry");
    sqla_set(q, R(title), "West");
    return sqla_set(q, R(code), "w");
}

/* A transfer of 5 from user 1 to user 3. */
static sqla_stmt *transfer(void)
{
    sqla_stmt *q = sqla_insert(&transfers);
    sqla_set(q, X(from_id), 1);
    sqla_set(q, X(to_id), 3);
    return sqla_set(q, X(amount), 5);
}

CASE(insert_with_key) { return sqla_set(transfer(), X(id), 10); }
CASE(insert_without_key) { return transfer(); }

CASE(insert_without_part_of_key)
{
    sqla_stmt *q = sqla_insert(&items);
    sqla_set(q, I(order_id), 1);
    sqla_set(q, I(product), "nut");
    sqla_set(q, I(quantity), 1);
    return sqla_set(q, I(price), 0.5);
}

CASE(insert_without_text_key) { return sqla_set(sqla_insert(&regions), R(title), "Nowhere"); }
CASE(insert_without_uuid_key) { return sqla_set(sqla_insert(&tokens), sqla_c(&tokens, "n"), 1); }
CASE(insert_table_without_key) { return sqla_set(sqla_insert(&tracks), sqla_c(&tracks, "a"), 1); }
CASE(insert_only_server_default)
{
    return sqla_set(sqla_insert(&events), sqla_c(&events, "id"), 1);
}

CASE(insert_null_value)
{
    return sqla_set(sqla_set(sqla_insert(&regions), R(code), "w"), R(title), (const char *)NULL);
}

CASE(insert_null_constant)
{
    return sqla_set(sqla_set(sqla_insert(&regions), R(code), "w"), R(title), sqla_null());
}

CASE(insert_key_null) { return sqla_set(transfer(), X(id), NULL); }

/* The values of user 9 that both of the next have. */
static sqla_stmt *zed(const char *name, bool active)
{
    sqla_stmt *q = sqla_insert(&users);
    sqla_set(q, U(id), 9);
    sqla_set(q, U(name), name);
    sqla_set(q, U(age), -3);
    sqla_set(q, U(active), active);
    sqla_set(q, U(score), 0.125);
    sqla_set(q, U(ratio), 2.5);
    sqla_set(q, U(balance), sqla_decimal_of("-10.50"));
    sqla_set(q, U(big), -((int64_t)1 << 62));
    sqla_set(q, U(created), sqla_datetime_join(sqla_date_of(2024, 2, 29),
                                               sqla_time_of(23, 59, 59, 125000)));
    sqla_set(q, U(birthday), sqla_date_of(1999, 12, 31));
    sqla_set(q, U(wakes), sqla_time_of(6, 5, 4, 0));
    return sqla_set(q, U(token), sqla_uuid_of("00112233-4455-6677-8899-aabbccddeeff"));
}

CASE(insert_every_type)
{
    sqla_stmt *q = zed("zed", true);
    sqla_set(q, U(fullname), NULL);
    sqla_set(q, U(data), sqla_json_of("{\"k\": [\"v\", 1]}"));
    sqla_set(q, U(photo), ((sqla_bytes){ "\0\1\xfe'", 4 }));
    return sqla_set(q, U(manager_id), 1);
}

CASE_LITERAL(insert_every_type_literally) { return zed("O'Hara \\ 100% :x ?", false); }

CASE(insert_expressions)
{
    sqla_stmt *q = sqla_insert(&orders);
    sqla_set(q, O(id), sqla_plus(sqla_literal(4), 1));
    sqla_set(q, O(user_id), sqla_case(sqla_when(sqla_true(), 1), sqla_else(2)));
    sqla_set(q, O(placed), sqla_cast("2024-05-05 00:00:00", SQLA_DATETIME));
    sqla_set(q, O(total), sqla_coalesce(NULL, 7));
    return sqla_set(q, O(note), sqla_concat(sqla_upper("loud"), "!"));
}

CASE(insert_expression_as_key)
{
    return sqla_set(sqla_set(sqla_insert(&regions), R(code), sqla_lower("W")), R(title), "West");
}

CASE(insert_subquery_as_value)
{
    sqla_stmt *gift = sqla_where(sqla_select(O(id)), sqla_eq(O(note), "gift"));
    sqla_stmt *q = sqla_insert(&transfers);
    sqla_set(q, X(id), sqla_scalar_subquery(sqla_select(sqla_plus(sqla_max(X(id)), 1))));
    sqla_set(q, X(from_id), 1);
    sqla_set(q, X(to_id), 2);
    return sqla_set(q, X(amount), sqla_scalar_subquery(gift));
}

/* User 9, who is active if x. */
static sqla_stmt *zed_active(sqla_expr *x)
{
    sqla_stmt *q = sqla_insert(&users);
    sqla_set(q, U(id), 9);
    sqla_set(q, U(name), "zed");
    return sqla_set(q, U(active), x);
}

CASE(insert_exists_as_value)
{
    sqla_stmt *some = sqla_where(sqla_select(sqla_sql("*")), sqla_eq(O(user_id), 1));
    return zed_active(sqla_exists(some));
}

CASE(insert_condition_as_value) { return zed_active(sqla_gt(sqla_literal(1), 0)); }

CASE(insert_text_as_value)
{
    return sqla_set(sqla_set(sqla_insert(&regions), R(code), "w"), R(title),
                    sqla_sql("lower('WEST')"));
}

CASE(insert_text_with_parameter)
{
    sqla_stmt *q = sqla_set(sqla_insert(&regions), R(code), "w");
    return sqla_bind(sqla_set(q, R(title), sqla_sql("lower(:t)")), "t", "WEST");
}

CASE(insert_named_parameters)
{
    sqla_stmt *q = sqla_insert(&regions);
    sqla_set(q, R(code), sqla_param("k"));
    sqla_set(q, R(title), sqla_param("t"));
    return sqla_bind(sqla_bind(q, "k", "w"), "t", "West");
}

CASE(insert_parameter_twice)
{
    sqla_stmt *q = sqla_insert(&regions);
    sqla_set(q, R(code), sqla_param("k"));
    return sqla_bind(sqla_set(q, R(title), sqla_param("k")), "k", "w");
}

CASE(insert_literal_column)
{
    return sqla_set(sqla_set(sqla_insert(&regions), R(code), sqla_sql("'w'")), R(title),
                    sqla_literal("West"));
}

CASE(insert_type_coerced)
{
    return sqla_set(zed_active(sqla_type_coerce(true, SQLA_BOOLEAN)), U(score),
                    sqla_cast(2, SQLA_DOUBLE));
}

/* Code and title of a region, as one row. */
static sqla_stmt *region(sqla_stmt *q, sqla_expr *code, sqla_expr *title)
{
    return sqla_set(sqla_set(q, R(code), code), R(title), title);
}

CASE(insert_rows)
{
    sqla_stmt *q = region(sqla_insert(&regions), sqla_v("w"), sqla_v("West"));
    region(sqla_values_next(q), sqla_v("e"), sqla_v("East"));
    return region(sqla_values_next(q), sqla_v("c"), sqla_v("Centre"));
}

CASE(insert_rows_with_expressions)
{
    sqla_stmt *q = region(sqla_insert(&regions), sqla_lower("W"), sqla_v("West"));
    region(sqla_values_next(q), sqla_v("e"), sqla_upper("east"));
    return region(sqla_values_next(q), sqla_v("c"), sqla_null());
}

CASE(insert_rows_with_null_and_text)
{
    sqla_stmt *q = region(sqla_insert(&regions), sqla_v("w"), sqla_v(NULL));
    return region(sqla_values_next(q), sqla_v("e"), sqla_sql("'East'"));
}

/* Sender, receiver and amount of a transfer, as one row. */
static sqla_stmt *row(sqla_stmt *q, int from, int to, sqla_expr *amount)
{
    return sqla_set(sqla_set(sqla_set(q, X(from_id), from), X(to_id), to), X(amount), amount);
}

CASE(insert_rows_with_serial_key)
{
    sqla_stmt *q = row(sqla_insert(&transfers), 1, 2, sqla_v(1));
    return row(sqla_values_next(q), 2, 1, sqla_v(2));
}

CASE(insert_rows_with_subqueries)
{
    sqla_expr *top = sqla_scalar_subquery(sqla_select(sqla_max(X(amount))));
    sqla_stmt *q = sqla_insert(&transfers);
    row(sqla_set(q, X(id), 10), 1, 2, sqla_plus(top, 1));
    sqla_values_next(q);
    return row(sqla_set(q, X(id), 11), 1, 3, sqla_plus(top, 2));
}

CASE_LITERAL(insert_rows_literally)
{
    sqla_stmt *q = region(sqla_insert(&regions), sqla_v("w"), sqla_v("It's"));
    return region(sqla_values_next(q), sqla_v("e"), sqla_v(NULL));
}

CASE(insert_into_schema)
{
    return sqla_set(sqla_set(sqla_insert(&logs), L(level), 2), L(message), "hello");
}

CASE(insert_into_lightweight_table)
{
    sqla_stmt *q = sqla_insert(&light);
    sqla_set(q, LIGHT(a), 1);
    sqla_set(q, LIGHT(b), "two");
    return sqla_set(q, LIGHT(c), "three");
}

CASE(insert_bare_lightweight) { return sqla_insert(&light); }

CASE(insert_odd_names)
{
    sqla_stmt *q = sqla_insert(&odd);
    sqla_set(q, ODD("order"), 3);
    sqla_set(q, ODD("MixedCase"), 30);
    sqla_set(q, ODD("two words"), "three");
    return sqla_set(q, ODD("per%cent"), 100);
}

CASE(insert_odd_rows)
{
    sqla_stmt *q = sqla_insert(&odd);
    sqla_set(q, ODD("order"), 3);
    sqla_set(q, ODD("MixedCase"), 30);
    sqla_set(q, ODD("per%cent"), 1);
    sqla_values_next(q);
    sqla_set(q, ODD("order"), 4);
    sqla_set(q, ODD("MixedCase"), 40);
    return sqla_set(q, ODD("per%cent"), 2);
}

CASE(insert_odd_returning)
{
    sqla_stmt *q = sqla_insert(&odd);
    sqla_set(q, ODD("order"), 3);
    return sqla_returning(sqla_set(q, ODD("MixedCase"), 30), &odd);
}

CASE(insert_default_columns) { return sqla_set(sqla_insert(&stock), S(order_id), 1); }

CASE(insert_default_columns_overridden)
{
    sqla_stmt *q = sqla_insert(&stock);
    sqla_set(q, S(order_id), 1);
    sqla_set(q, S(line), 3);
    sqla_set(q, S(product), "nut");
    sqla_set(q, S(quantity), 2);
    return sqla_set(q, S(price), 0.5);
}

CASE(insert_default_columns_null)
{
    sqla_stmt *q = sqla_insert(&stock);
    sqla_set(q, S(order_id), 1);
    sqla_set(q, S(line), NULL);
    sqla_set(q, S(product), NULL);
    return sqla_set(q, S(price), sqla_sql("2 + 2"));
}

CASE(insert_default_rows)
{
    sqla_stmt *q = sqla_set(sqla_insert(&stock), S(order_id), 1);
    sqla_set(sqla_values_next(q), S(order_id), 2);
    return sqla_set(sqla_values_next(q), S(order_id), 3);
}

CASE(insert_default_rows_with_line)
{
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&stock), S(order_id), 1), S(line), 7);
    return sqla_set(sqla_set(sqla_values_next(q), S(order_id), 2), S(line), 8);
}

CASE(insert_default_returning)
{
    sqla_stmt *q = sqla_set(sqla_insert(&stock), S(order_id), 2);
    return sqla_returning(q, S(line), S(quantity), S(price));
}

CASE(insert_default_key_by_function) { return sqla_set(sqla_insert(&places), PL(memo), "x"); }
CASE(insert_default_flags) { return sqla_set(sqla_insert(&flags), F(user), "ann"); }

CASE(insert_default_rows_of_flags)
{
    sqla_stmt *q = sqla_set(sqla_insert(&flags), F(user), "ann");
    return sqla_set(sqla_values_next(q), F(user), "bob");
}

CASE(insert_bare_with_defaults) { return sqla_insert(&stock); }

/* ---- INSERT ... SELECT ---- */

CASE(insert_from_select)
{
    sqla_stmt *q = sqla_select(sqla_plus(O(id), 10), O(user_id), O(user_id), 1);
    sqla_where(q, sqla_not_null(O(user_id)));
    return sqla_insert_from(sqla_insert(&transfers),
                            SQLA_NAMES("id", "from_id", "to_id", "amount"), q);
}

CASE(insert_from_select_partly)
{
    sqla_stmt *q = sqla_where(sqla_select(U(manager_id), U(id), U(age)), sqla_gt(U(age), 30));
    return sqla_insert_from(sqla_insert(&transfers), SQLA_NAMES("from_id", "to_id", "amount"), q);
}

/* Codes and titles of regions from a query. */
static sqla_stmt *regions_from(sqla_stmt *q)
{
    return sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code", "title"), q);
}

CASE(insert_from_select_with_literals)
{
    return regions_from(sqla_select(sqla_label(sqla_literal("x"), "k"),
                                    sqla_label(sqla_sql("'Ex'"), "t")));
}

CASE(insert_from_select_of_same_table)
{
    return regions_from(sqla_select(sqla_concat(R(code), "2"), sqla_upper(R(title))));
}

CASE(insert_from_joined_select)
{
    sqla_stmt *q = sqla_select(sqla_plus(O(id), 10), U(id), U(id), sqla_count(I(line)));
    sqla_join_from(q, &users, &orders);
    sqla_group_by(sqla_join(q, &items), O(id), U(id));
    return sqla_insert_from(sqla_insert(&transfers),
                            SQLA_NAMES("id", "from_id", "to_id", "amount"), q);
}

CASE(insert_from_select_with_alias)
{
    sqla_from *u2 = sqla_alias(&users, "u2"), *managers = sqla_alias(&users, "managers");
    sqla_stmt *q = sqla_select(sqla_plus(sqla_c(u2, "id"), 20), sqla_c(u2, "id"),
                               sqla_c(managers, "id"), sqla_coalesce(sqla_c(u2, "age"), 0));
    sqla_join_from(q, u2, managers,
                   .on = sqla_eq(sqla_c(u2, "manager_id"), sqla_c(managers, "id")));
    return sqla_insert_from(sqla_insert(&transfers),
                            SQLA_NAMES("id", "from_id", "to_id", "amount"), q);
}

CASE(insert_from_select_limited)
{
    sqla_stmt *q = sqla_limit(sqla_order_by(sqla_select(U(name)), U(id)), 2);
    return sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code"), q);
}

CASE(insert_from_union)
{
    sqla_stmt *one = sqla_select(sqla_literal("x"), sqla_literal("Ex"));
    sqla_stmt *two = sqla_where(sqla_select(U(name), U(fullname)), sqla_lt(U(id), 3));
    return regions_from(sqla_union_all(one, two));
}

CASE(insert_from_subquery)
{
    sqla_stmt *q = sqla_select(U(name), sqla_label(sqla_upper(U(name)), "loud"));
    sqla_where(q, sqla_lt(U(id), 4));
    return regions_from(sqla_select(sqla_subquery(q, "sub")));
}

CASE(insert_from_select_with_cte)
{
    sqla_stmt *counts = sqla_select(O(user_id), sqla_label(sqla_count_all(), "n"));
    sqla_from *busy = sqla_cte(sqla_group_by(counts, O(user_id)), "busy");
    sqla_stmt *q = sqla_select(U(name), U(fullname));
    sqla_join(q, busy, .on = sqla_eq(sqla_c(busy, "user_id"), U(id)));
    return regions_from(sqla_where(q, sqla_gt(sqla_c(busy, "n"), 1)));
}

CASE(insert_from_recursive_cte)
{
    sqla_stmt *first = sqla_select(sqla_label(sqla_literal(10), "n"));
    sqla_from *start = sqla_cte(first, "counted", .recursive = true);
    sqla_stmt *next = sqla_select(sqla_plus(sqla_c(start, "n"), 1));
    sqla_from *n = sqla_cte_union_all(start, sqla_where(next, sqla_lt(sqla_c(start, "n"), 12)));
    sqla_stmt *q = sqla_select(sqla_c(n, "n"), sqla_literal(1), sqla_literal(2),
                               sqla_times(sqla_c(n, "n"), 2));
    return sqla_insert_from(sqla_insert(&transfers),
                            SQLA_NAMES("id", "from_id", "to_id", "amount"), q);
}

CASE(insert_from_select_returning)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name), U(fullname)), sqla_eq(U(age), 28));
    return sqla_returning(regions_from(q), R(code), sqla_length(R(title)));
}

CASE(insert_from_select_with_defaults)
{
    sqla_stmt *q = sqla_where(sqla_select(O(id)), sqla_not_null(O(note)));
    return sqla_insert_from(sqla_insert(&stock), SQLA_NAMES("order_id"), q);
}

CASE(insert_from_select_default_key)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name)), sqla_eq(U(id), 1));
    return sqla_insert_from(sqla_insert(&places), SQLA_NAMES("memo"), q);
}

CASE(insert_from_select_with_parameter)
{
    sqla_stmt *q = sqla_select(U(name), sqla_type_coerce(sqla_param("t"), SQLA_STRING(0)));
    sqla_where(q, sqla_eq(U(id), sqla_param("n")));
    return sqla_bind(sqla_bind(regions_from(q), "t", "West"), "n", 2);
}

CASE(insert_from_select_exists)
{
    sqla_stmt *any = sqla_where(sqla_select(sqla_sql("*")), sqla_eq(O(user_id), U(id)));
    sqla_stmt *q = sqla_select(U(name));
    sqla_where(q, sqla_not(sqla_exists(any)), sqla_lt(U(id), 5));
    return sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code"), q);
}

CASE(insert_from_select_into_odd)
{
    sqla_stmt *q = sqla_select(sqla_plus(ODD("order"), 10), ODD("two words"));
    return sqla_insert_from(sqla_insert(&odd), SQLA_NAMES("order", "two words"), q);
}

CASE(insert_from_select_into_schema)
{
    sqla_stmt *q = sqla_select(sqla_plus(L(level), 1), L(message));
    return sqla_insert_from(sqla_insert(&logs), SQLA_NAMES("level", "message"),
                            sqla_where(q, sqla_lt(L(level), 3)));
}

CASE(insert_from_text)
{
    sqla_stmt *q = sqla_text("SELECT name, fullname FROM users WHERE id = :i");
    sqla_text_columns(q, U(name), U(fullname));
    return sqla_bind(regions_from(q), "i", 3);
}

/* ---- RETURNING ---- */

/* Region w, West. */
static sqla_stmt *west(void) { return region(sqla_insert(&regions), sqla_v("w"), sqla_v("West")); }
static sqla_stmt *w(void) { return sqla_set(sqla_insert(&regions), R(code), "w"); }

CASE(returning_column) { return sqla_returning(west(), R(code)); }

CASE(returning_serial_key)
{
    sqla_stmt *q = sqla_insert(&addresses);
    sqla_set(q, A(id), 20);
    sqla_set(q, A(user_id), 1);
    return sqla_returning(sqla_set(q, A(email), "x@y.z"), A(id));
}

CASE(returning_all) { return sqla_returning(west(), &regions); }

CASE(returning_expressions)
{
    return sqla_returning(west(), sqla_upper(R(title)), sqla_concat(R(code), "!"),
                          sqla_literal(7));
}

CASE(returning_labels)
{
    return sqla_returning(west(), sqla_label(R(code), "k"),
                          sqla_label(sqla_length(R(title)), "size"));
}

CASE(returning_same_column_twice) { return sqla_returning(w(), R(code), R(code)); }

CASE(returning_same_name_twice)
{
    return sqla_returning(west(), sqla_label(R(code), "x"), sqla_label(R(title), "x"));
}

CASE(returning_typed)
{
    sqla_stmt *q = sqla_insert(&users);
    sqla_set(q, U(id), 9);
    sqla_set(q, U(name), "zed");
    sqla_set(q, U(active), true);
    sqla_set(q, U(balance), sqla_decimal_of("1.50"));
    sqla_set(q, U(data), sqla_json_of("[1, 2]"));
    sqla_set(q, U(birthday), sqla_date_of(2020, 1, 2));
    return sqla_returning(q, U(active), U(balance), U(data), U(birthday), U(created));
}

CASE(returning_json_element)
{
    sqla_stmt *q = sqla_set(sqla_update(&users), U(age), 1);
    return sqla_returning(sqla_where(q, sqla_eq(U(id), 1)),
                          sqla_json_as_int(sqla_json_item(U(data), "a")));
}

CASE(returning_case)
{
    sqla_stmt *q = sqla_set(sqla_update(&users), U(age), sqla_plus(U(age), 1));
    sqla_expr *kind = sqla_case(sqla_when(sqla_gt(U(age), 30), "old"), sqla_else("young"));
    return sqla_returning(sqla_where(q, sqla_lt(U(id), 4)), U(id), sqla_label(kind, "kind"));
}

CASE(returning_cast)
{
    sqla_stmt *q = sqla_where(sqla_update(&orders), sqla_eq(O(id), 4));
    return sqla_returning(sqla_set(q, O(note), "x"), sqla_cast(O(id), SQLA_STRING(10)),
                          sqla_extract("year", O(placed)));
}

CASE(returning_subquery)
{
    sqla_expr *n = sqla_scalar_subquery(sqla_select(sqla_count(U(id))));
    return sqla_returning(w(), R(code), sqla_label(n, "n"));
}

CASE(returning_rows)
{
    sqla_stmt *q = region(sqla_values_next(west()), sqla_v("e"), sqla_v("East"));
    return sqla_returning(q, R(title), R(memo));
}

CASE(returning_twice_called) { return sqla_returning(sqla_returning(w(), R(code)), R(memo)); }
CASE(returning_fragment) { return sqla_returning(w(), sqla_label(sqla_sql("1 + 1"), "two")); }

CASE(returning_text)
{
    return sqla_returning(w(), sqla_sql("code"), sqla_sql("title AS t"));
}

CASE(returning_in_schema)
{
    return sqla_returning(sqla_set(sqla_update(&logs), L(level), 3), L(id), L(message));
}

CASE(returning_of_delete)
{
    return sqla_returning(sqla_where(sqla_delete(&items), sqla_eq(I(product), "apple")), &items);
}

CASE(returning_of_update)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(manager_id), 1));
    return sqla_returning(sqla_set(q, U(age), 50), U(id), U(age), U(fullname));
}

CASE(returning_boolean_expression)
{
    sqla_stmt *q = sqla_where(sqla_set(sqla_update(&users), U(age), 1), sqla_lt(U(id), 3));
    return sqla_returning(q, U(id), U(active), sqla_gt(U(age), 3), sqla_not(U(active)));
}

CASE(returning_null_and_true)
{
    sqla_stmt *q = sqla_where(sqla_set(sqla_update(&users), U(age), 1), sqla_eq(U(id), 1));
    return sqla_returning(q, sqla_null(), sqla_true(), U(id));
}

CASE(returning_column_of_other_table) { return sqla_returning(w(), U(name)); }

/* ---- UPDATE ---- */

CASE(update_all) { return sqla_set(sqla_update(&regions), R(memo), "seen"); }
CASE(update_bare) { return sqla_update(&regions); }
CASE(update_bare_with_criteria)
{
    return sqla_where(sqla_update(&regions), sqla_eq(R(code), "n"));
}

CASE(update_where)
{
    sqla_stmt *q = sqla_where(sqla_update(&regions), sqla_eq(R(code), "n"));
    return sqla_set(sqla_set(q, R(title), "Nord"), R(memo), NULL);
}

CASE(update_where_column_is_set_too)
{
    sqla_stmt *q = sqla_update(&users);
    sqla_where(q, sqla_eq(U(age), 28), sqla_ne(U(name), "eve"));
    return sqla_set(q, U(age), 29);
}

CASE(update_where_twice)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_gt(U(age), 28));
    sqla_where(q, sqla_in(U(id), 1, 2));
    return sqla_set(sqla_set(q, U(age), 5), U(active), false);
}

CASE(update_where_or)
{
    sqla_expr *either = sqla_or(sqla_is_null(U(age)), sqla_lt(U(age), 30));
    return sqla_set(sqla_where(sqla_update(&users), either), U(score), 1.5);
}

CASE(update_expression)
{
    sqla_stmt *q = sqla_set(sqla_update(&users), U(age), sqla_plus(U(age), 1));
    return sqla_set(q, U(score), sqla_minus(sqla_times(U(score), 2), U(age)));
}

CASE(update_swap)
{
    return sqla_set(sqla_set(sqla_update(&transfers), X(from_id), X(to_id)), X(to_id), X(from_id));
}

CASE(update_ordered)
{
    sqla_stmt *q = sqla_ordered(sqla_where(sqla_update(&users), sqla_eq(U(id), 2)));
    sqla_set(q, U(name), "bo");
    sqla_set(q, U(age), sqla_plus(U(age), 1));
    return sqla_set(q, U(active), false);
}

CASE(update_ordered_backwards)
{
    sqla_stmt *q = sqla_ordered(sqla_where(sqla_update(&users), sqla_eq(U(id), 2)));
    sqla_set(q, U(age), 1);
    sqla_set(q, U(fullname), NULL);
    return sqla_set(q, U(name), "bo");
}

CASE(update_in_order_of_columns)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), 2));
    sqla_set(q, U(active), false);
    sqla_set(q, U(age), 1);
    return sqla_set(q, U(name), "bo");
}

CASE(update_conditional)
{
    sqla_expr *name = sqla_case(sqla_when(sqla_gt(U(age), 30), sqla_upper(U(name))),
                                sqla_else(U(fullname)));
    return sqla_set(sqla_update(&users), U(fullname), name);
}

CASE(update_concatenation)
{
    sqla_stmt *q = sqla_where(sqla_update(&orders), sqla_not_null(O(note)));
    return sqla_set(q, O(note), sqla_concat(O(note), "!"));
}

CASE(update_boolean)
{
    return sqla_set(sqla_where(sqla_update(&users), U(active)), U(active), sqla_not(U(active)));
}

CASE(update_to_condition)
{
    sqla_stmt *q = sqla_set(sqla_update(&users), U(active), sqla_gt(U(age), 30));
    return sqla_where(q, sqla_not_null(U(age)));
}

CASE(update_null_constant)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), 1));
    return sqla_set(sqla_set(q, U(age), sqla_null()), U(active), sqla_true());
}

CASE(update_text)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_sql("age > :limit"));
    return sqla_bind(sqla_set(q, U(age), sqla_sql("age - 1")), "limit", 30);
}

CASE(update_named_parameters)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), sqla_param("which")));
    sqla_set(q, U(age), sqla_param("age_now"));
    return sqla_bind(sqla_bind(q, "which", 2), "age_now", 36);
}

CASE(update_parameter_in_expression)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_lt(U(id), 3));
    return sqla_bind(sqla_set(q, U(age), sqla_plus(U(age), sqla_param("more"))), "more", 2);
}

CASE(update_decimal)
{
    sqla_stmt *q = sqla_where(sqla_update(&orders), sqla_gt(O(total), sqla_decimal_of("50.00")));
    return sqla_set(q, O(total), sqla_minus(O(total), sqla_decimal_of("0.90")));
}

CASE(update_dates)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_lt(U(birthday), sqla_date_of(1990, 1, 1)));
    sqla_set(q, U(created), sqla_datetime_of(2025, 1, 1, 12));
    return sqla_set(q, U(wakes), sqla_time_of(7, 0, 0, 0));
}

CASE(update_json)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), 3));
    return sqla_set(q, U(data), sqla_json_of("{\"a\": [1, null], \"b\": {\"c\": \"d\"}}"));
}

CASE(update_json_null)
{
    return sqla_set(sqla_where(sqla_update(&users), sqla_lt(U(id), 3)), U(data), sqla_null());
}

CASE(update_where_json)
{
    sqla_expr *a = sqla_json_as_int(sqla_json_item(U(data), "a"));
    return sqla_set(sqla_where(sqla_update(&users), sqla_eq(a, 2)), U(age), 2);
}

CASE(update_enum)
{
    return sqla_set(sqla_where(sqla_update(&addresses), sqla_eq(A(kind), "home")), A(kind), "work");
}

CASE(update_binary)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_is_null(U(photo)));
    return sqla_set(q, U(photo), ((sqla_bytes){ "\xff\0", 2 }));
}

CASE(update_uuid)
{
    sqla_uuid old = sqla_uuid_of("00112233-4455-6677-8899-aabbccddeeff");
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(token), old));
    return sqla_set(q, U(token), sqla_uuid_of("00000000-0000-0000-0000-000000000005"));
}

CASE(update_like)
{
    sqla_stmt *q = sqla_update(&addresses);
    sqla_where(q, sqla_endswith(A(email), "%.org", .autoescape = true));
    return sqla_set(q, A(email), sqla_func("replace", A(email), ".org", ".net"));
}

CASE(update_empty_in)
{
    return sqla_set(sqla_where(sqla_update(&users), sqla_in_n(U(id), NULL, 0)), U(age), 0);
}

CASE(update_in_list)
{
    return sqla_set(sqla_where(sqla_update(&users), sqla_in(U(name), "ann", "bob")), U(age), 0);
}

CASE(update_tuple_condition)
{
    sqla_expr *pair = sqla_tuple(I(order_id), I(line));
    sqla_stmt *q = sqla_where(sqla_update(&items),
                              sqla_in(pair, sqla_tuple(1, 1), sqla_tuple(2, 1)));
    return sqla_set(q, I(quantity), 0);
}

CASE(update_tuple_in_select)
{
    sqla_stmt *pairs = sqla_group_by(sqla_select(I(order_id), sqla_max(I(line))), I(order_id));
    sqla_stmt *q = sqla_where(sqla_update(&items),
                              sqla_in(sqla_tuple(I(order_id), I(line)), pairs));
    return sqla_set(q, I(quantity), 0);
}

CASE(update_in_select)
{
    sqla_stmt *who = sqla_where(sqla_select(O(user_id)), sqla_gt(O(total), 50));
    return sqla_set(sqla_where(sqla_update(&users), sqla_in(U(id), who)), U(age), 0);
}

CASE(update_to_subquery)
{
    sqla_expr *top = sqla_scalar_subquery(sqla_select(sqla_max(O(id))));
    return sqla_where(sqla_set(sqla_update(&users), U(age), top), sqla_eq(U(id), 1));
}

/* How many orders a user has. */
static sqla_expr *order_count(void)
{
    return sqla_scalar_subquery(sqla_where(sqla_select(sqla_count(O(id))),
                                           sqla_eq(O(user_id), U(id))));
}

CASE(update_to_correlated_subquery)
{
    return sqla_set(sqla_update(&users), U(age), order_count());
}

CASE(update_to_sum_with_subquery)
{
    sqla_expr *n = order_count();
    return sqla_where(sqla_set(sqla_update(&users), U(age), sqla_plus(U(age), n)), sqla_gt(n, 0));
}

CASE(update_where_subquery_of_alias)
{
    sqla_from *u2 = sqla_alias(&users, "u2");
    sqla_stmt *n = sqla_select(sqla_count(sqla_c(u2, "id")));
    sqla_where(n, sqla_eq(sqla_c(u2, "manager_id"), U(id)));
    return sqla_set(sqla_where(sqla_update(&users), sqla_eq(sqla_scalar_subquery(n), 2)), U(age),
                    99);
}

CASE(update_where_exists)
{
    sqla_stmt *any = sqla_select(sqla_sql("*"));
    sqla_where(any, sqla_eq(A(user_id), U(id)), sqla_eq(A(kind), "work"));
    return sqla_set(sqla_where(sqla_update(&users), sqla_exists(any)), U(age), 1);
}

CASE(update_where_not_exists)
{
    sqla_stmt *any = sqla_where(sqla_select(O(id)), sqla_eq(O(user_id), U(id)));
    return sqla_set(sqla_where(sqla_update(&users), sqla_not(sqla_exists(any))), U(age), 1);
}

/* Users who have an address at work. */
static sqla_stmt *users_at_work(void)
{
    sqla_stmt *q = sqla_update(&users);
    return sqla_where(q, sqla_eq(U(id), A(user_id)), sqla_eq(A(kind), "work"));
}

CASE(update_from) { return sqla_set(users_at_work(), U(fullname), A(email)); }

CASE(update_from_two_tables)
{
    sqla_stmt *q = sqla_update(&items);
    sqla_where(q, sqla_eq(I(order_id), O(id)), sqla_eq(O(user_id), U(id)),
               sqla_eq(U(name), "ann"));
    return sqla_set(q, I(quantity), sqla_plus(I(quantity), U(age)));
}

CASE(update_from_alias)
{
    sqla_from *managers = sqla_alias(&users, "managers");
    sqla_stmt *q = sqla_update(&users);
    sqla_where(q, sqla_eq(U(manager_id), sqla_c(managers, "id")));
    return sqla_set(q, U(age), sqla_c(managers, "age"));
}

/* How many orders each user has, as a query. */
static sqla_stmt *order_counts(sqla_expr *count)
{
    return sqla_group_by(sqla_select(O(user_id), sqla_label(count, "n")), O(user_id));
}

static sqla_stmt *ages_from(sqla_from *sums)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), sqla_c(sums, "user_id")));
    return sqla_set(q, U(age), sqla_c(sums, "n"));
}

CASE(update_from_subquery)
{
    return ages_from(sqla_subquery(order_counts(sqla_count(O(id))), "sums"));
}

CASE(update_from_unnamed_subquery)
{
    return ages_from(sqla_subquery(order_counts(sqla_count(O(id))), NULL));
}

CASE(update_from_only_in_set)
{
    return sqla_where(sqla_set(sqla_update(&regions), R(memo), U(name)), sqla_eq(R(code), "n"));
}

CASE(update_from_returning)
{
    return sqla_returning(sqla_set(users_at_work(), U(fullname), A(email)), U(id), A(email));
}

CASE(update_from_ordered)
{
    sqla_stmt *q = sqla_ordered(sqla_update(&users));
    sqla_where(q, sqla_eq(U(id), A(user_id)), sqla_eq(A(id), 3));
    return sqla_set(sqla_set(q, U(fullname), A(email)), U(age), 3);
}

CASE(update_from_with_exists)
{
    sqla_stmt *any = sqla_where(sqla_select(sqla_sql("*")), sqla_eq(O(user_id), U(id)));
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), A(user_id)), sqla_exists(any));
    return sqla_set(q, U(age), 7);
}

CASE(update_from_schema)
{
    return sqla_set(sqla_where(sqla_update(&logs), sqla_eq(L(id), U(id))), L(message), U(name));
}

CASE(update_from_odd)
{
    return sqla_set(sqla_where(sqla_update(&users), sqla_eq(U(id), ODD("order"))), U(age),
                    ODD("per%cent"));
}

CASE(update_with_cte)
{
    sqla_stmt *q = sqla_group_by(sqla_select(O(user_id)), O(user_id));
    sqla_from *busy = sqla_cte(sqla_having(q, sqla_gt(sqla_count_all(), 1)), "busy");
    sqla_stmt *who = sqla_select(sqla_c(busy, "user_id"));
    return sqla_set(sqla_where(sqla_update(&users), sqla_in(U(id), who)), U(age), 0);
}

CASE(update_from_cte) { return ages_from(sqla_cte(order_counts(sqla_count_all()), "sums")); }

CASE(update_to_value_of_cte)
{
    sqla_from *top = sqla_cte(sqla_select(sqla_label(sqla_max(U(age)), "top")), "top");
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), 4));
    return sqla_set(q, U(age), sqla_scalar_subquery(sqla_select(sqla_c(top, "top"))));
}

CASE(update_odd_names)
{
    sqla_stmt *q = sqla_update(&odd);
    sqla_where(q, sqla_eq(ODD("two words"), "two"), sqla_gt(ODD("per%cent"), 10));
    sqla_set(q, ODD("MixedCase"), ODD("order"));
    return sqla_set(q, ODD("two words"), "zwei");
}

CASE(update_in_schema)
{
    sqla_stmt *q = sqla_where(sqla_update(&logs), sqla_gt(L(level), 1));
    return sqla_set(q, L(message), sqla_concat(L(message), "."));
}

CASE(update_lightweight)
{
    sqla_stmt *q = sqla_where(sqla_update(&light), sqla_eq(LIGHT(a), 1));
    return sqla_set(sqla_set(q, LIGHT(b), "x"), LIGHT(c), 2);
}

CASE(update_same_column_in_set_and_where)
{
    sqla_stmt *q = sqla_where(sqla_update(&transfers), sqla_eq(X(amount), 40));
    return sqla_set(sqla_set(q, X(amount), 41), X(to_id), 3);
}

/* Items of order 1. */
static sqla_stmt *order_1(void) { return sqla_where(sqla_update(&stock), sqla_eq(S(order_id), 1)); }

CASE(update_onupdate) { return sqla_set(order_1(), S(line), sqla_plus(S(line), 10)); }

CASE(update_onupdate_overridden)
{
    sqla_stmt *q = sqla_set(order_1(), S(product), "kept");
    return sqla_set(sqla_set(q, S(quantity), 1), S(price), 2.5);
}

CASE(update_onupdate_by_expression)
{
    return sqla_set(sqla_where(sqla_update(&places), sqla_eq(PL(code), "n")), PL(title), "Nord");
}

CASE(update_onupdate_of_reserved_name)
{
    return sqla_set(sqla_where(sqla_update(&flags), F(on)), F(on), false);
}

CASE(update_onupdate_ordered)
{
    return sqla_set(sqla_set(sqla_ordered(order_1()), S(price), 1.5), S(line), 30);
}

CASE_LITERAL(update_literally)
{
    sqla_stmt *q = sqla_update(&users);
    sqla_where(q, sqla_eq(U(name), "it's"), sqla_is(U(active), true));
    return sqla_set(sqla_set(q, U(fullname), "back\\slash % : ?"), U(age), sqla_plus(U(age), 1));
}

CASE(update_with_function)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(sqla_lower(U(name)), "ann"));
    return sqla_set(q, U(fullname), sqla_func("replace", U(fullname), "Ann", sqla_upper(U(name))));
}

CASE(update_between)
{
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_between(U(age), 28, 36));
    return sqla_set(sqla_set(q, U(ratio), sqla_div(U(ratio), 2)), U(age), sqla_mod(U(age), 10));
}

/* ---- DELETE ---- */

CASE(delete_all) { return sqla_delete(&items); }

CASE(delete_where)
{
    return sqla_where(sqla_delete(&items), sqla_eq(I(product), "pear"), sqla_gt(I(quantity), 1));
}

CASE(delete_where_twice)
{
    sqla_stmt *q = sqla_where(sqla_delete(&items), sqla_eq(I(product), "pear"));
    return sqla_where(q, sqla_lt(I(price), 3));
}

CASE(delete_or)
{
    return sqla_where(sqla_delete(&items),
                      sqla_or(sqla_eq(I(product), "lamp"), sqla_ge(I(price), 5)));
}

CASE(delete_in) { return sqla_where(sqla_delete(&transfers), sqla_in(X(id), 1, 3, 5)); }

CASE(delete_not_in_select)
{
    sqla_stmt *who = sqla_where(sqla_select(O(user_id)), sqla_not_null(O(user_id)));
    return sqla_where(sqla_delete(&addresses), sqla_not_in(A(user_id), who));
}

CASE(delete_exists)
{
    sqla_stmt *old = sqla_select(sqla_sql("*"));
    sqla_where(old, sqla_eq(U(id), A(user_id)), sqla_gt(U(age), 40));
    return sqla_where(sqla_delete(&addresses), sqla_exists(old));
}

CASE(delete_exists_of_alias)
{
    sqla_from *other = sqla_alias(&transfers, NULL);
    sqla_stmt *back = sqla_select(sqla_sql("*"));
    sqla_where(back, sqla_eq(sqla_c(other, "from_id"), X(to_id)),
               sqla_eq(sqla_c(other, "to_id"), X(from_id)), sqla_lt(sqla_c(other, "id"), X(id)));
    return sqla_where(sqla_delete(&transfers), sqla_exists(back));
}

CASE(delete_tuple)
{
    return sqla_where(sqla_delete(&items),
                      sqla_eq(sqla_tuple(I(order_id), I(line)), sqla_tuple(1, 2)));
}

CASE(delete_tuple_in)
{
    sqla_expr *pair = sqla_tuple(I(order_id), I(product));
    return sqla_where(sqla_delete(&items),
                      sqla_in(pair, sqla_tuple(1, "pear"), sqla_tuple(4, "pear")));
}

/* Items of orders with the note "first". */
static sqla_stmt *delete_first(void)
{
    return sqla_where(sqla_delete(&items), sqla_eq(I(order_id), O(id)), sqla_eq(O(note), "first"));
}

CASE(delete_using) { return delete_first(); }

CASE(delete_using_two_tables)
{
    return sqla_where(sqla_delete(&items), sqla_eq(I(order_id), O(id)),
                      sqla_eq(O(user_id), U(id)), sqla_eq(U(name), "ann"));
}

CASE(delete_using_alias)
{
    sqla_from *managers = sqla_alias(&users, "managers");
    return sqla_where(sqla_delete(&transfers), sqla_eq(X(to_id), sqla_c(managers, "id")),
                      sqla_eq(sqla_c(managers, "name"), "ann"));
}

CASE(delete_using_itself)
{
    sqla_from *twin = sqla_alias(&transfers, "twin");
    return sqla_where(sqla_delete(&transfers), sqla_eq(X(from_id), sqla_c(twin, "to_id")),
                      sqla_gt(sqla_c(twin, "amount"), 50));
}

/* Orders below 50. */
static sqla_stmt *cheap_orders(void)
{
    return sqla_where(sqla_select(O(id)), sqla_lt(O(total), 50));
}

static sqla_stmt *delete_items_of(sqla_from *cheap)
{
    return sqla_where(sqla_delete(&items), sqla_eq(I(order_id), sqla_c(cheap, "id")));
}

CASE(delete_using_subquery) { return delete_items_of(sqla_subquery(cheap_orders(), "cheap")); }
CASE(delete_using_returning) { return sqla_returning(delete_first(), I(product), O(note)); }

CASE(delete_with_cte)
{
    sqla_from *cheap = sqla_cte(cheap_orders(), "cheap");
    return sqla_where(sqla_delete(&items), sqla_in(I(order_id), sqla_select(sqla_c(cheap, "id"))));
}

CASE(delete_using_cte) { return delete_items_of(sqla_cte(cheap_orders(), "cheap")); }

CASE(delete_scalar_subquery)
{
    sqla_expr *mean = sqla_scalar_subquery(sqla_select(sqla_avg(X(amount))));
    return sqla_where(sqla_delete(&transfers), sqla_lt(X(amount), mean));
}

CASE(delete_text)
{
    sqla_stmt *q = sqla_where(sqla_delete(&transfers), sqla_sql("amount BETWEEN :low AND :high"));
    return sqla_bind(sqla_bind(q, "low", 1), "high", 50);
}

CASE(delete_true) { return sqla_where(sqla_delete(&transfers), sqla_true()); }
CASE(delete_false) { return sqla_where(sqla_delete(&transfers), sqla_false()); }
CASE(delete_null) { return sqla_where(sqla_delete(&transfers), sqla_eq(X(amount), NULL)); }

CASE(delete_odd)
{
    return sqla_where(sqla_delete(&odd), sqla_eq(ODD("order"), 1),
                      sqla_like(ODD("two words"), "o%"));
}

CASE(delete_in_schema)
{
    return sqla_where(sqla_delete(&logs), sqla_eq(L(level), 0), sqla_startswith(L(message), "x"));
}

CASE(delete_lightweight) { return sqla_where(sqla_delete(&light), sqla_is_null(LIGHT(c))); }

CASE_LITERAL(delete_literally)
{
    return sqla_where(sqla_delete(&addresses), sqla_eq(A(kind), "home"),
                      sqla_contains(A(email), "50%", .autoescape = true));
}

/* ---- Upserts ---- */

/* Region n, which is there already. */
static sqla_stmt *n(const char *title)
{
    return region(sqla_insert(&regions), sqla_v("n"), sqla_v(title));
}

CASE(upsert_nothing) { return sqla_on_conflict_do_nothing(n("Again"), .constraint = NULL); }

CASE(upsert_nothing_on_column)
{
    return sqla_on_conflict_do_nothing(n("Again"), .index_elements = SQLA_EXPRS(R(code)));
}

CASE(upsert_nothing_returning)
{
    sqla_stmt *q = sqla_set(sqla_insert(&regions), R(code), "n");
    return sqla_returning(sqla_on_conflict_do_nothing(q, .constraint = NULL), R(code));
}

CASE(upsert_nothing_rows)
{
    sqla_stmt *q = sqla_set(sqla_insert(&regions), R(code), "n");
    sqla_set(sqla_values_next(q), R(code), "w");
    return sqla_on_conflict_do_nothing(q, .constraint = NULL);
}

CASE(upsert_nothing_serial_key)
{
    sqla_stmt *q = sqla_set(row(sqla_insert(&transfers), 1, 1, sqla_v(1)), X(id), 1);
    return sqla_on_conflict_do_nothing(q, .index_elements = SQLA_EXPRS(X(id)));
}

CASE(upsert_constant)
{
    return sqla_on_conflict_do_update(n("Nord"), .index_elements = SQLA_EXPRS(R(code)),
                                      .set = SQLA_SETS(R(title), "changed"));
}

CASE(upsert_excluded)
{
    return sqla_on_conflict_do_update(sqla_set(n("Nord"), R(memo), "new"),
        .index_elements = SQLA_EXPRS(R(code)),
        .set = SQLA_SETS(R(title), sqla_excluded(R(title)), R(memo), sqla_excluded(R(memo))));
}

CASE(upsert_expression)
{
    sqla_expr *both = sqla_concat(sqla_concat(R(title), "/"), sqla_excluded(R(title)));
    return sqla_on_conflict_do_update(n("Nord"), .index_elements = SQLA_EXPRS(R(code)),
        .set = SQLA_SETS(R(title), both, R(memo), sqla_coalesce(R(memo), "none")));
}

CASE(upsert_where)
{
    return sqla_on_conflict_do_update(n("Nord"), .index_elements = SQLA_EXPRS(R(code)),
        .set = SQLA_SETS(R(title), sqla_excluded(R(title))),
        .where = sqla_ne(R(title), sqla_excluded(R(title))));
}

CASE(upsert_where_and)
{
    sqla_stmt *q = region(sqla_insert(&regions), sqla_v("s"), sqla_v("Sud"));
    return sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(R(code)),
        .set = SQLA_SETS(R(title), sqla_excluded(R(title))),
        .where = sqla_and(sqla_is_null(R(memo)), sqla_in(R(title), "Süd", "x")));
}

/* Three more of line 1 of order 1. */
static sqla_stmt *three(const char *product)
{
    sqla_stmt *q = sqla_insert(&items);
    sqla_set(q, I(order_id), 1);
    sqla_set(q, I(line), 1);
    sqla_set(q, I(product), product);
    sqla_set(q, I(quantity), 3);
    return sqla_set(q, I(price), 2.5);
}

CASE(upsert_two_columns)
{
    sqla_expr *sum = sqla_plus(I(quantity), sqla_excluded(I(quantity)));
    return sqla_on_conflict_do_update(three("apple"),
        .index_elements = SQLA_EXPRS(I(order_id), I(line)),
        .set = SQLA_SETS(I(quantity), sum, I(price), sqla_excluded(I(price))));
}

/* The title of a conflicting region becomes the new one. */
static sqla_stmt *or_rename(sqla_stmt *q)
{
    return sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(R(code)),
                                      .set = SQLA_SETS(R(title), sqla_excluded(R(title))));
}

CASE(upsert_rows)
{
    return or_rename(region(sqla_values_next(n("Nord")), sqla_v("w"), sqla_v("West")));
}

CASE(upsert_returning)
{
    return sqla_returning(or_rename(n("Nord")), R(code), R(title), R(memo));
}

/* An address that user 1 has already. */
static sqla_stmt *ann_again(void)
{
    sqla_stmt *q = sqla_insert(&addresses);
    sqla_set(q, A(id), 9);
    sqla_set(q, A(user_id), 1);
    return sqla_set(q, A(email), "ann@example.org");
}

CASE(upsert_constraint)
{
    return sqla_on_conflict_do_update(ann_again(), .constraint = "addresses_email_key",
                                      .set = SQLA_SETS(A(user_id), 2));
}

CASE(upsert_nothing_on_constraint)
{
    return sqla_on_conflict_do_nothing(ann_again(), .constraint = "addresses_email_key");
}

CASE(upsert_odd_constraint)
{
    sqla_stmt *q = sqla_set(sqla_insert(&regions), R(code), "n");
    return sqla_on_conflict_do_nothing(q, .constraint = "Some Key");
}

CASE(upsert_from_select)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name), U(fullname)), sqla_lt(U(id), 3));
    return or_rename(regions_from(q));
}

CASE(upsert_nothing_from_select)
{
    sqla_stmt *q = sqla_where(sqla_select(R(code), R(title)), sqla_true());
    return sqla_on_conflict_do_nothing(regions_from(q), .constraint = NULL);
}

CASE(upsert_subquery)
{
    sqla_expr *top = sqla_scalar_subquery(sqla_select(sqla_max(U(name))));
    return sqla_on_conflict_do_update(n("Nord"), .index_elements = SQLA_EXPRS(R(code)),
                                      .set = SQLA_SETS(R(title), top));
}

CASE(upsert_text)
{
    return sqla_on_conflict_do_update(n("Nord"), .index_elements = SQLA_EXPRS(R(code)),
        .set = SQLA_SETS(R(title), sqla_sql("upper(excluded.title)")));
}

CASE(upsert_null)
{
    return sqla_on_conflict_do_update(n("Nord"), .index_elements = SQLA_EXPRS(R(code)),
        .set = SQLA_SETS(R(title), sqla_null(), R(memo), NULL));
}

CASE(upsert_odd_names)
{
    sqla_stmt *q = sqla_insert(&odd);
    sqla_set(q, ODD("order"), 1);
    sqla_set(q, ODD("MixedCase"), 5);
    sqla_set(q, ODD("per%cent"), 6);
    return sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(ODD("order")),
        .set = SQLA_SETS(ODD("MixedCase"), sqla_excluded(ODD("MixedCase")),
                         ODD("per%cent"), sqla_plus(sqla_excluded(ODD("per%cent")), 1)));
}

CASE(upsert_in_schema)
{
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&logs), L(id), 1), L(message), "m");
    return sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(L(id)),
        .set = SQLA_SETS(L(message), sqla_excluded(L(message))), .where = sqla_eq(L(level), 1));
}

CASE(upsert_onupdate)
{
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&stock), S(order_id), 1), S(line), 1);
    return sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(S(order_id), S(line)),
                                      .set = SQLA_SETS(S(quantity), 1));
}

CASE(upsert_defaults_of_columns)
{
    sqla_stmt *q = sqla_set(sqla_insert(&stock), S(order_id), 1);
    return sqla_on_conflict_do_nothing(q, .constraint = NULL);
}

CASE(upsert_case)
{
    sqla_expr *product = sqla_case(
        sqla_when(sqla_gt(sqla_excluded(I(quantity)), 2), sqla_excluded(I(product))),
        sqla_else(I(product)));
    return sqla_on_conflict_do_update(three("fig"),
        .index_elements = SQLA_EXPRS(I(order_id), I(line)), .set = SQLA_SETS(I(product), product));
}

CASE(upsert_named_parameter)
{
    sqla_stmt *q = region(sqla_insert(&regions), sqla_param("k"), sqla_param("t"));
    sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(R(code)),
                               .set = SQLA_SETS(R(title), sqla_param("again")));
    return sqla_bind(sqla_bind(sqla_bind(q, "k", "n"), "t", "Nord"), "again", "Anew");
}

CASE_LITERAL(upsert_literally)
{
    return sqla_on_conflict_do_update(n("No'rd"), .index_elements = SQLA_EXPRS(R(code)),
                                      .set = SQLA_SETS(R(title), "ch'd"),
                                      .where = sqla_ne(R(title), "x%"));
}

CASE(upsert_typed)
{
    sqla_stmt *q = sqla_insert(&users);
    sqla_set(q, U(id), 1);
    sqla_set(q, U(name), "ann");
    sqla_set(q, U(active), true);
    sqla_set(q, U(data), sqla_json_of("{\"b\": 1}"));
    sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(U(id)),
        .set = SQLA_SETS(U(data), sqla_json_of("{\"c\": [2]}"), U(active), false,
                         U(balance), sqla_decimal_of("3.50"),
                         U(birthday), sqla_date_of(2000, 1, 1)));
    return sqla_returning(q, U(id), U(data), U(active), U(balance), U(birthday));
}

CASE(upsert_with_cte)
{
    sqla_from *top = sqla_cte(sqla_select(sqla_label(sqla_max(U(name)), "n")), "top");
    sqla_stmt *q = sqla_set(sqla_insert(&regions), R(code), "n");
    sqla_set(q, R(title), sqla_scalar_subquery(sqla_select(sqla_c(top, "n"))));
    return sqla_on_conflict_do_nothing(q, .constraint = NULL);
}

/* ---- Statements that write in a CTE ---- */

CASE(cte_of_insert)
{
    sqla_from *new = sqla_cte(sqla_returning(west(), R(code)), "made");
    return sqla_select(sqla_c(new, "code"));
}

CASE(cte_of_update)
{
    sqla_stmt *u = sqla_where(sqla_set(sqla_update(&users), U(age), 1), sqla_lt(U(id), 3));
    sqla_from *done = sqla_cte(sqla_returning(u, U(id), U(name)), "done");
    sqla_stmt *q = sqla_select(sqla_c(done, "name"), A(email));
    sqla_join_from(q, done, &addresses, .on = sqla_eq(A(user_id), sqla_c(done, "id")));
    return sqla_order_by(q, A(id));
}

CASE(cte_of_delete)
{
    sqla_stmt *d = sqla_where(sqla_delete(&items), sqla_lt(I(quantity), 3));
    sqla_from *gone = sqla_cte(sqla_returning(d, &items), "gone");
    sqla_stmt *q = sqla_select(sqla_count_all(), sqla_sum(sqla_c(gone, "quantity")));
    return sqla_select_from(q, gone);
}

CASE(cte_of_delete_inserted)
{
    sqla_stmt *d = sqla_where(sqla_delete(&transfers), sqla_lt(X(amount), 50));
    sqla_from *gone = sqla_cte(sqla_returning(d, X(id), X(from_id), X(to_id), X(amount)), "gone");
    sqla_stmt *q = sqla_select(sqla_plus(sqla_c(gone, "id"), 100), sqla_c(gone, "from_id"),
                               sqla_c(gone, "to_id"), sqla_c(gone, "amount"));
    return sqla_insert_from(sqla_insert(&transfers),
                            SQLA_NAMES("id", "from_id", "to_id", "amount"), q);
}

CASE(cte_of_insert_in_update)
{
    sqla_from *new = sqla_cte(sqla_returning(west(), R(title)), "made");
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), 1));
    return sqla_set(q, U(fullname), sqla_scalar_subquery(sqla_select(sqla_c(new, "title"))));
}

CASE(cte_of_insert_from_select)
{
    sqla_stmt *names = sqla_where(sqla_select(U(name)), sqla_lt(U(id), 3));
    sqla_stmt *i = sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code"), names);
    sqla_from *new = sqla_cte(sqla_returning(i, R(code)), "made");
    return sqla_order_by(sqla_select(new), sqla_c(new, "code"));
}

CASE(cte_of_upsert)
{
    sqla_from *new = sqla_cte(sqla_returning(or_rename(n("Nord")), R(title)), "made");
    return sqla_select(sqla_c(new, "title"));
}

CASE(cte_of_update_from)
{
    sqla_stmt *u = sqla_where(sqla_update(&users), sqla_eq(U(id), A(user_id)));
    sqla_from *done = sqla_cte(sqla_returning(sqla_set(u, U(age), 1), U(id)), "done");
    return sqla_select_from(sqla_select(sqla_count_all()), done);
}

CASE(cte_of_delete_with_labels)
{
    sqla_stmt *d = sqla_where(sqla_delete(&items), sqla_eq(I(order_id), 1));
    sqla_returning(d, sqla_label(I(product), "what"),
                   sqla_label(sqla_times(I(quantity), 2), "twice"));
    sqla_from *gone = sqla_cte(d, "gone");
    return sqla_order_by(sqla_select(sqla_c(gone, "what"), sqla_c(gone, "twice")),
                         sqla_c(gone, "twice"));
}

CASE(cte_in_cte_of_insert)
{
    sqla_from *some = sqla_cte(sqla_where(sqla_select(U(name)), sqla_eq(U(id), 2)), "some");
    sqla_stmt *i = sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code"),
                                    sqla_select(sqla_c(some, "name")));
    sqla_from *new = sqla_cte(sqla_returning(i, R(code)), "made");
    return sqla_select(sqla_c(new, "code"));
}

/* ---- Prefixes, hints, limits, CTEs and VALUES beside them ---- */

CASE(insert_or_replace)
{
    sqla_stmt *q = region(sqla_insert(&regions), sqla_v("n"), sqla_v("New"));
    return sqla_prefix_with(sqla_set(q, R(memo), "x"), "OR REPLACE", "sqlite");
}

CASE(insert_prefix)
{
    sqla_stmt *q = sqla_set(sqla_insert(&tracks), sqla_c(&tracks, "a"), 1);
    return sqla_prefix_with(sqla_prefix_with(q, "/* a note */", NULL), "IGNORE", "mysql");
}

CASE(insert_prefix_from_select)
{
    sqla_stmt *q = sqla_where(sqla_select(R(code)), sqla_eq(R(code), "n"));
    q = sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code"), q);
    return sqla_prefix_with(q, "OR IGNORE", "sqlite");
}

CASE(update_prefix)
{
    sqla_stmt *q = sqla_where(sqla_set(sqla_update(&regions), R(code), "s"), sqla_eq(R(code), "n"));
    return sqla_prefix_with(q, "OR REPLACE", "sqlite");
}

CASE(delete_prefix)
{
    return sqla_prefix_with(sqla_where(sqla_delete(&items), sqla_eq(I(order_id), 1)), "QUICK",
                            "mysql");
}

CASE(update_hint)
{
    sqla_stmt *q = sqla_where(sqla_set(sqla_update(&users), U(age), 1), sqla_eq(U(id), 1));
    return sqla_with_hint(q, &users, "WITH (PAGLOCK)", "mssql");
}

CASE(delete_hint)
{
    sqla_stmt *q = sqla_where(sqla_delete(&items), sqla_eq(I(order_id), 1));
    return sqla_with_hint(q, &items, "WITH (PAGLOCK)", "mssql");
}

CASE(update_limit)
{
    return sqla_limit(sqla_where(sqla_set(sqla_update(&users), U(age), 1), sqla_gt(U(id), 1)), 2);
}

CASE(delete_limit) { return sqla_limit(sqla_delete(&items), 3); }

CASE(insert_beside_cte)
{
    sqla_stmt *d = sqla_where(sqla_delete(&items), sqla_eq(I(order_id), 4));
    return sqla_add_cte(w(), sqla_cte(sqla_returning(d, I(line)), "gone"));
}

CASE(update_beside_cte)
{
    sqla_from *seen = sqla_cte(sqla_where(sqla_select(O(id)), sqla_gt(O(total), 50)), "seen");
    sqla_stmt *q = sqla_where(sqla_set(sqla_update(&users), U(age), 2), sqla_eq(U(id), 1));
    return sqla_add_cte(q, seen);
}

CASE(delete_beside_cte)
{
    sqla_stmt *q = sqla_where(sqla_delete(&items), sqla_eq(I(order_id), 4));
    return sqla_add_cte(q, sqla_cte(sqla_returning(w(), R(code)), "made"));
}

CASE(insert_from_table_of_values)
{
    sqla_from *v = sqla_values("v", SQLA_NAMES("a", "b"), sqla_tuple("x", "Ex"),
                               sqla_tuple("y", "Why"));
    return regions_from(sqla_select(sqla_c(v, "a"), sqla_c(v, "b")));
}

CASE(update_from_table_of_values)
{
    sqla_from *v = sqla_values("v", SQLA_NAMES("i", "n"), sqla_tuple(1, 10), sqla_tuple(2, 20));
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), sqla_c(v, "i")));
    return sqla_set(q, U(age), sqla_c(v, "n"));
}

/* The numbers 1 and 2 as a table. */
static sqla_from *one_and_two(void)
{
    return sqla_values("v", SQLA_NAMES("i"), sqla_tuple(1), sqla_tuple(2));
}

CASE(delete_using_table_of_values)
{
    sqla_from *v = one_and_two();
    return sqla_where(sqla_delete(&items), sqla_eq(I(order_id), sqla_c(v, "i")));
}

CASE(update_in_table_of_values)
{
    sqla_stmt *ids = sqla_select(sqla_c(one_and_two(), "i"));
    return sqla_set(sqla_where(sqla_update(&users), sqla_in(U(id), ids)), U(age), 0);
}

CASE(update_from_function)
{
    sqla_expr *n = sqla_func("json_array_length", sqla_json_item(U(data), "tags"));
    return sqla_set(sqla_where(sqla_update(&users), sqla_lt(U(id), 3)), U(age), n);
}

/* ---- Values and conditions of more kinds ---- */

CASE(update_to_conditions)
{
    sqla_expr *either = sqla_or(sqla_gt(U(age), 30), sqla_eq(U(name), "eve"));
    return sqla_where(sqla_set(sqla_update(&users), U(active), either), sqla_in(U(id), 1, 2, 4));
}

CASE(update_to_conjunction)
{
    sqla_expr *both = sqla_and(sqla_gt(U(age), 30), sqla_gt(U(score), 8));
    return sqla_where(sqla_set(sqla_update(&users), U(active), both), sqla_lt(U(id), 3));
}

CASE(update_to_membership)
{
    return sqla_set(sqla_update(&users), U(active), sqla_in(U(name), "ann", "dan"));
}

CASE(update_to_negated_membership)
{
    return sqla_set(sqla_update(&users), U(active), sqla_not_in(U(id), 2, 3));
}

CASE(update_to_null_check)
{
    return sqla_set(sqla_update(&users), U(active), sqla_is_null(U(fullname)));
}

CASE(update_to_range_check)
{
    return sqla_set(sqla_update(&users), U(active), sqla_between(U(id), 2, 3));
}

CASE(update_to_pattern_check)
{
    return sqla_set(sqla_update(&users), U(active), sqla_like(U(name), "%n%"));
}

/* The orders of a user, for EXISTS. */
static sqla_stmt *any_order(void)
{
    return sqla_where(sqla_select(sqla_sql("*")), sqla_eq(O(user_id), U(id)));
}

CASE(update_to_exists)
{
    return sqla_set(sqla_update(&users), U(active), sqla_exists(any_order()));
}

CASE(update_to_negation)
{
    sqla_stmt *q = sqla_set(sqla_update(&users), U(age), sqla_neg(U(age)));
    return sqla_set(q, U(score), sqla_neg(sqla_plus(U(score), 1)));
}

CASE(update_to_cast_and_text)
{
    sqla_expr *id = sqla_cast(U(id), SQLA_STRING(10)), *age = sqla_cast(U(age), SQLA_STRING(10));
    return sqla_set(sqla_update(&users), U(fullname), sqla_concat(sqla_concat(id, "/"), age));
}

CASE(update_to_label)
{
    sqla_expr *older = sqla_label(sqla_plus(U(age), 1), "older");
    return sqla_where(sqla_set(sqla_update(&users), U(age), older), sqla_eq(U(id), 1));
}

CASE(update_to_nested_case)
{
    sqla_expr *known = sqla_case(sqla_when(sqla_gt(U(age), 30), sqla_minus(U(age), 1)),
                                 sqla_else(sqla_plus(U(age), 1)));
    return sqla_set(sqla_update(&users), U(age),
                    sqla_case(sqla_when(sqla_is_null(U(age)), 0), sqla_else(known)));
}

CASE(update_to_extracted)
{
    sqla_stmt *q = sqla_set(sqla_update(&users), U(age), sqla_extract("year", U(birthday)));
    return sqla_where(q, sqla_not_null(U(birthday)));
}

CASE(update_to_json_element)
{
    sqla_expr *a = sqla_json_as_text(sqla_json_item(U(data), "a"));
    return sqla_where(sqla_set(sqla_update(&users), U(fullname), a), sqla_eq(U(id), 1));
}

CASE(update_to_coalesced_subquery)
{
    sqla_stmt *top = sqla_where(sqla_select(sqla_max(O(total))), sqla_eq(O(user_id), U(id)));
    return sqla_set(sqla_update(&users), U(balance),
                    sqla_coalesce(sqla_scalar_subquery(top), U(balance), 0));
}

CASE(update_to_subquery_of_itself)
{
    sqla_from *boss = sqla_alias(&users, "boss");
    sqla_stmt *name = sqla_select(sqla_c(boss, "name"));
    sqla_where(name, sqla_eq(sqla_c(boss, "id"), U(manager_id)));
    return sqla_where(sqla_set(sqla_update(&users), U(fullname), sqla_scalar_subquery(name)),
                      sqla_not_null(U(manager_id)));
}

CASE(update_to_two_subqueries)
{
    sqla_stmt *n = sqla_select_from(sqla_select(sqla_count_all()), &orders);
    sqla_stmt *m = sqla_select_from(sqla_select(sqla_count_all()), &addresses);
    sqla_where(n, sqla_eq(O(user_id), U(id)));
    sqla_where(m, sqla_eq(A(user_id), U(id)));
    sqla_stmt *q = sqla_set(sqla_update(&users), U(age), sqla_scalar_subquery(n));
    return sqla_set(q, U(score), sqla_scalar_subquery(m));
}

CASE(update_where_all_of)
{
    sqla_expr *ids = sqla_scalar_subquery(sqla_select(O(id)));
    sqla_stmt *q = sqla_where(sqla_update(&transfers), sqla_ge(X(amount), sqla_all_of(ids)));
    return sqla_set(q, X(amount), 0);
}

CASE(update_where_like_and_not)
{
    sqla_expr *either = sqla_or(sqla_like(U(name), "a%"), sqla_startswith(U(name), "b"));
    return sqla_set(sqla_where(sqla_update(&users), sqla_not(either)), U(age), 1);
}

CASE(update_where_distinct_from)
{
    sqla_stmt *q = sqla_where(sqla_update(&users),
                              sqla_is_distinct_from(U(fullname), "Bob Baker"));
    return sqla_set(q, U(age), 1);
}

CASE(update_where_function_of_column)
{
    sqla_expr *sum = sqla_plus(sqla_coalesce(U(age), 0), U(id));
    return sqla_set(sqla_where(sqla_update(&users), sqla_eq(sum, 4)), U(age), 9);
}

CASE(update_from_alias_of_schema_table)
{
    sqla_from *other = sqla_alias(&logs, "other");
    sqla_stmt *q = sqla_where(sqla_update(&users), sqla_eq(U(id), sqla_c(other, "id")));
    return sqla_set(q, U(fullname), sqla_c(other, "message"));
}

CASE(update_from_two_aliases)
{
    sqla_from *a = sqla_alias(&users, "a"), *b = sqla_alias(&users, "b");
    sqla_stmt *q = sqla_update(&transfers);
    sqla_where(q, sqla_eq(X(from_id), sqla_c(a, "id")), sqla_eq(X(to_id), sqla_c(b, "id")),
               sqla_gt(sqla_c(a, "age"), sqla_c(b, "age")));
    return sqla_set(q, X(amount), sqla_minus(sqla_c(a, "age"), sqla_c(b, "age")));
}

CASE(update_with_two_ctes)
{
    sqla_from *few = sqla_cte(sqla_where(sqla_select(U(id)), sqla_lt(U(id), 4)), "few");
    sqla_from *busy = sqla_cte(sqla_group_by(sqla_select(O(user_id)), O(user_id)), "busy");
    sqla_stmt *q = sqla_update(&users);
    sqla_where(q, sqla_in(U(id), sqla_select(sqla_c(few, "id"))),
               sqla_in(U(id), sqla_select(sqla_c(busy, "user_id"))));
    return sqla_set(q, U(age), 3);
}

CASE(update_with_cte_of_cte)
{
    sqla_from *few = sqla_cte(sqla_where(sqla_select(U(id), U(age)), sqla_lt(U(id), 4)), "few");
    sqla_stmt *above = sqla_where(sqla_select(sqla_c(few, "id")), sqla_gt(sqla_c(few, "age"), 30));
    sqla_from *old = sqla_cte(above, "old");
    return sqla_set(sqla_where(sqla_update(&users), sqla_eq(U(id), sqla_c(old, "id"))), U(age), 0);
}

CASE(update_with_parameter_of_cte)
{
    sqla_from *few = sqla_cte(sqla_where(sqla_select(U(id)), sqla_gt(U(age), 30)), "few");
    sqla_stmt *q = sqla_update(&users);
    sqla_where(q, sqla_in(U(id), sqla_select(sqla_c(few, "id"))), sqla_gt(U(age), 5));
    return sqla_set(q, U(age), 30);
}

CASE(delete_with_recursive_cte)
{
    sqla_from *start = sqla_cte(sqla_where(sqla_select(U(id)), sqla_eq(U(id), 1)), "under",
                                .recursive = true);
    sqla_stmt *next = sqla_select(U(id));
    sqla_join(next, start, .on = sqla_eq(U(manager_id), sqla_c(start, "id")));
    sqla_from *under = sqla_cte_union_all(start, next);
    return sqla_where(sqla_delete(&transfers),
                      sqla_in(X(from_id), sqla_select(sqla_c(under, "id"))));
}

CASE(delete_exists_with_join)
{
    sqla_stmt *big = sqla_select(sqla_sql("*"));
    sqla_where(big, sqla_eq(U(id), A(user_id)), sqla_eq(O(user_id), U(id)),
               sqla_gt(O(total), 200));
    return sqla_where(sqla_delete(&addresses), sqla_exists(big));
}

CASE(delete_tuple_not_in_select)
{
    sqla_stmt *keep = sqla_group_by(sqla_select(I(order_id), sqla_min(I(line))), I(order_id));
    return sqla_where(sqla_delete(&items), sqla_not_in(sqla_tuple(I(order_id), I(line)), keep));
}

CASE(delete_using_schema)
{
    return sqla_where(sqla_delete(&logs), sqla_eq(L(id), U(id)), sqla_eq(U(name), "x"));
}

CASE(delete_between_and_case)
{
    sqla_expr *dear = sqla_case(sqla_when(sqla_gt(I(price), 2), (bool)true),
                                sqla_else((bool)false));
    return sqla_where(sqla_delete(&items), sqla_between(I(quantity), 2, 5), dear);
}

CASE(delete_using_correlated_exists)
{
    sqla_stmt *old = sqla_select(sqla_sql("*"));
    sqla_where(old, sqla_eq(U(id), O(user_id)), sqla_gt(U(age), 40));
    return sqla_where(sqla_delete(&items), sqla_eq(I(order_id), O(id)), sqla_exists(old));
}

CASE(delete_using_correlated_subquery)
{
    sqla_stmt *n = sqla_where(sqla_select(sqla_count(U(id))), sqla_eq(U(id), O(user_id)));
    return sqla_where(sqla_delete(&items), sqla_eq(I(order_id), O(id)),
                      sqla_eq(sqla_scalar_subquery(n), 0));
}

CASE(refuse_delete_with_subquery_of_nothing)
{
    sqla_stmt *any = sqla_where(sqla_select(sqla_sql("*")), sqla_eq(O(id), I(order_id)));
    return sqla_where(sqla_delete(&items), sqla_eq(I(order_id), O(id)), sqla_gt(O(total), 5),
                      sqla_exists(any));
}

CASE(delete_using_cte_returning)
{
    sqla_stmt *cheap = sqla_where(sqla_select(O(id), O(note)), sqla_lt(O(total), 50));
    return sqla_returning(delete_items_of(sqla_cte(cheap, "cheap")), I(product));
}

CASE(insert_from_grouped_select)
{
    sqla_stmt *q = sqla_group_by(sqla_select(I(product), sqla_max(I(product))), I(product));
    return regions_from(sqla_having(q, sqla_gt(sqla_sum(I(quantity)), 4)));
}

/* Codes of regions from a query. */
static sqla_stmt *codes_from(sqla_stmt *q)
{
    return sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code"), q);
}

CASE(insert_from_distinct_select)
{
    return codes_from(sqla_distinct(sqla_where(sqla_select(I(product)), sqla_gt(I(quantity), 1))));
}

CASE(insert_from_window)
{
    sqla_expr *number = sqla_over(sqla_func("row_number"), .order_by = SQLA_EXPRS(U(id)));
    sqla_stmt *q = sqla_select(sqla_plus(number, 50), U(id), U(id), sqla_coalesce(U(age), 0));
    return sqla_insert_from(sqla_insert(&transfers),
                            SQLA_NAMES("id", "from_id", "to_id", "amount"), q);
}

CASE(insert_from_except)
{
    return codes_from(sqla_except(sqla_where(sqla_select(U(name)), sqla_lt(U(id), 5)),
                                  sqla_where(sqla_select(U(name)), sqla_eq(U(id), 2))));
}

CASE(insert_from_ordered_union)
{
    sqla_stmt *q = sqla_union(sqla_where(sqla_select(U(name)), sqla_lt(U(id), 3)),
                              sqla_select(I(product)));
    return codes_from(sqla_limit(sqla_order_by(q, U(name)), 3));
}

CASE(insert_from_two_ctes)
{
    sqla_stmt *name = sqla_where(sqla_select(sqla_label(U(name), "n")), sqla_eq(U(id), 1));
    sqla_stmt *full = sqla_where(sqla_select(sqla_label(U(fullname), "f")), sqla_eq(U(id), 1));
    sqla_from *a = sqla_cte(name, "a"), *b = sqla_cte(full, "b");
    return regions_from(sqla_select(sqla_c(a, "n"), sqla_c(b, "f")));
}

CASE(insert_from_aliased_target)
{
    sqla_from *old = sqla_alias(&regions, "old");
    sqla_stmt *there = sqla_select(sqla_sql("*"));
    sqla_where(there, sqla_eq(R(code), sqla_concat(sqla_c(old, "code"), "x")));
    sqla_stmt *q = sqla_select(sqla_concat(sqla_c(old, "code"), "x"), sqla_c(old, "title"));
    return regions_from(sqla_where(q, sqla_not(sqla_exists(there))));
}

CASE(refuse_defaults_beside_union)
{
    return sqla_insert_from(sqla_insert(&stock), SQLA_NAMES("order_id"),
                            sqla_union_all(sqla_select(O(id)), sqla_select(O(id))));
}

CASE(insert_case_and_boolean)
{
    sqla_stmt *q = sqla_set(sqla_insert(&users), U(id), 9);
    sqla_set(q, U(name), sqla_case(sqla_when(sqla_gt(sqla_literal(2), 1), "more"),
                                   sqla_else("less")));
    sqla_set(q, U(active), sqla_and(sqla_eq(sqla_literal(1), 1), sqla_ne(sqla_literal("a"), "b")));
    return sqla_set(q, U(age), sqla_mod(sqla_literal(7), 4));
}

CASE(insert_json_values)
{
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&users), U(id), 8), U(name), "x");
    sqla_set(sqla_set(q, U(active), true), U(data), sqla_json_of("null"));
    sqla_set(sqla_set(sqla_values_next(q), U(id), 9), U(name), "y");
    return sqla_set(sqla_set(q, U(active), false), U(data), sqla_json_of("{\"q\": \"it's\"}"));
}

/* Two orders at once. */
static sqla_stmt *two_orders(void)
{
    sqla_stmt *q = sqla_set(sqla_insert(&orders), O(id), 10);
    sqla_set(q, O(placed), sqla_datetime_of(2024, 1, 2, 3, 4, 5));
    sqla_set(q, O(total), sqla_decimal_of("1.10"));
    sqla_set(sqla_values_next(q), O(id), 11);
    sqla_set(q, O(placed), sqla_datetime_of(2024, 1, 2));
    return sqla_set(q, O(total), sqla_decimal_of("20"));
}

CASE(insert_rows_of_types) { return two_orders(); }
CASE_LITERAL(insert_rows_of_types_literally) { return two_orders(); }

/* Another score for users 1 and 2, or for user 1. */
static sqla_stmt *rescored(sqla_expr *who)
{
    return sqla_set(sqla_where(sqla_update(&users), who), U(score), 2.5);
}

CASE(returning_conditions)
{
    return sqla_returning(rescored(sqla_lt(U(id), 3)), sqla_is_null(U(fullname)),
                          sqla_like(U(name), "a%"), sqla_eq(U(age), 41));
}

CASE(returning_negations)
{
    return sqla_returning(rescored(sqla_lt(U(id), 3)), sqla_neg(U(age)),
                          sqla_plus(sqla_times(U(age), 2), 1), sqla_concat(U(name), U(name)));
}

CASE(returning_exists)
{
    return sqla_returning(rescored(sqla_lt(U(id), 4)), U(id),
                          sqla_label(sqla_exists(any_order()), "has"));
}

CASE(returning_named_parameter)
{
    sqla_expr *later = sqla_label(sqla_plus(U(age), sqla_param("more")), "later");
    return sqla_bind(sqla_returning(rescored(sqla_eq(U(id), 1)), U(id), later), "more", 5);
}

CASE(returning_coerced)
{
    return sqla_returning(rescored(sqla_eq(U(id), 1)), sqla_type_coerce(U(age), SQLA_STRING(5)),
                          sqla_cast(U(active), SQLA_INTEGER));
}

CASE(returning_many_expressions_of_one_column)
{
    sqla_stmt *q = sqla_where(sqla_delete(&items), sqla_eq(I(order_id), 1));
    return sqla_returning(q, I(line), sqla_plus(I(line), 1), sqla_plus(I(line), 2),
                          sqla_func("abs", I(line)));
}

/* ---- Mistakes ---- */

CASE(refuse_column_of_other_table) { return sqla_set(sqla_insert(&regions), U(name), "x"); }

CASE(refuse_from_select_and_values)
{
    sqla_stmt *q = sqla_insert_from(sqla_insert(&regions), SQLA_NAMES("code"),
                                    sqla_select(U(name)));
    return sqla_set(q, R(title), "x");
}

CASE(refuse_rows_of_update)
{
    sqla_stmt *q = sqla_set(sqla_update(&regions), R(code), "x");
    return sqla_set(sqla_values_next(q), R(code), "y");
}

#undef S
#undef PL
#undef F

CASE(upsert_index_where)
{
    return sqla_on_conflict_do_update(ann_again(), .index_elements = SQLA_EXPRS(A(email)),
        .index_where = sqla_eq(A(kind), "home"),
        .set = SQLA_SETS(A(user_id), sqla_excluded(A(user_id))));
}

CASE(upsert_nothing_index_where)
{
    return sqla_on_conflict_do_nothing(ann_again(), .index_elements = SQLA_EXPRS(A(email)),
                                       .index_where = sqla_not_null(A(kind)));
}

CASE(upsert_both_wheres)
{
    return sqla_on_conflict_do_update(ann_again(), .index_elements = SQLA_EXPRS(A(email)),
        .index_where = sqla_gt(A(id), 5), .set = SQLA_SETS(A(user_id), 3),
        .where = sqla_ne(A(user_id), sqla_excluded(A(user_id))));
}

CASE(duplicate_constant)
{
    return sqla_on_duplicate_key_update(n("Nord"), .set = SQLA_SETS(R(title), "changed"));
}

CASE(duplicate_inserted)
{
    return sqla_on_duplicate_key_update(sqla_set(n("Nord"), R(memo), "new"),
        .set = SQLA_SETS(R(title), sqla_excluded(R(title)), R(memo), sqla_excluded(R(memo))));
}

CASE(duplicate_expression)
{
    return sqla_on_duplicate_key_update(three("apple"),
        .set = SQLA_SETS(I(quantity), sqla_plus(I(quantity), sqla_excluded(I(quantity))),
                         I(price), sqla_coalesce(sqla_excluded(I(price)), 1.5)));
}

CASE(duplicate_rows)
{
    sqla_stmt *q = region(sqla_values_next(n("Nord")), sqla_v("w"), sqla_v("West"));
    return sqla_on_duplicate_key_update(q, .set = SQLA_SETS(R(title), sqla_excluded(R(title))));
}

CASE(duplicate_from_select)
{
    sqla_stmt *q = sqla_where(sqla_select(U(name), U(fullname)), sqla_lt(U(id), 3));
    return sqla_on_duplicate_key_update(regions_from(q), .set = SQLA_SETS(R(title), "again"));
}

CASE(duplicate_null_and_function)
{
    sqla_stmt *q = sqla_set(sqla_insert(&regions), R(code), "n");
    return sqla_on_duplicate_key_update(q, .set = SQLA_SETS(R(title), NULL,
                                                            R(memo), sqla_upper("x")));
}

CASE(duplicate_in_schema)
{
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&logs), L(id), 1), L(message), "m");
    return sqla_on_duplicate_key_update(q,
        .set = SQLA_SETS(L(message), sqla_excluded(L(message)), L(level), sqla_plus(L(level), 1)));
}

CASE(duplicate_odd_names)
{
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(&odd), ODD("order"), 1), ODD("MixedCase"), 5);
    return sqla_on_duplicate_key_update(q,
        .set = SQLA_SETS(ODD("MixedCase"), sqla_excluded(ODD("MixedCase")),
                         ODD("two words"), "twice"));
}

/* ---- Without RETURNING ---- */

SQLA_TABLE(silent, "silent",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("n",  SQLA_INTEGER),
    SQLA_TABLE_ARGS(.no_implicit_returning = true));

CASE(silent_insert) { return sqla_set(sqla_insert(&silent), sqla_c(&silent, "n"), 1); }

CASE(silent_insert_returning)
{
    return sqla_returning(sqla_set(sqla_insert(&silent), sqla_c(&silent, "n"), 1),
                          sqla_c(&silent, "id"));
}
