/* Types: of columns in CREATE TABLE, of CAST, of values and literals. */

#define MARCH_1        sqla_date_of(2024, 3, 1)
#define HALF_PAST_NOON sqla_time_of(12, 30, 0, 0)
#define MARCH_1_AT_10  sqla_datetime_of(2024, 3, 1, 10)
#define BOB_CREATED    sqla_datetime_join(sqla_date_of(2024, 2, 20), sqla_time_of(12, 0, 0, 250000))
#define SEVEN_DAYS     ((sqla_interval){ .days = 7 })
#define ANNS_TOKEN     sqla_uuid_of("00112233-4455-6677-8899-aabbccddeeff")
#define BYTES(text)    ((sqla_bytes){ (text), sizeof(text) - 1 })

/* Every type that has a column nowhere else; never created. */
SQLA_TABLE(kinds, "kinds",
    SQLA_TABLE_COLUMN("id",    SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("small", SQLA_SMALLINT),
    SQLA_TABLE_COLUMN("free",  SQLA_NUMERIC(0, 0)),
    SQLA_TABLE_COLUMN("whole", SQLA_NUMERIC(12, 0)),
    SQLA_TABLE_COLUMN("open",  SQLA_STRING(0)),
    SQLA_TABLE_COLUMN("title", SQLA_UNICODE(40)),
    SQLA_TABLE_COLUMN("memo",  SQLA_UNICODE_TEXT),
    SQLA_TABLE_COLUMN("at",    SQLA_DATETIME_TZ),
    SQLA_TABLE_COLUMN("level", SQLA_ENUM("level", "low", "mid", "high")),
    SQLA_TABLE_COLUMN("marks", SQLA_ARRAY(SQLA_INTEGER)),
    SQLA_TABLE_COLUMN("words", SQLA_ARRAY(SQLA_STRING(20))));
#define K(name) sqla_c(&kinds, #name)

/* SELECT x FROM ..., ordered by the key of users. */
static sqla_stmt *of_users(sqla_expr *x)
{
    return sqla_order_by(sqla_select(x), U(id));
}

/* SELECT users.id ... WHERE condition, ordered. */
static sqla_stmt *users_where(sqla_expr *condition)
{
    return sqla_order_by(sqla_where(sqla_select(U(id)), condition), U(id));
}

/* Likewise, unordered. */
static sqla_stmt *user_where(sqla_expr *condition)
{
    return sqla_where(sqla_select(U(id)), condition);
}

static sqla_stmt *kind_where(sqla_expr *condition)
{
    return sqla_where(sqla_select(K(id)), condition);
}

/* ---- CAST to each type ---- */

CASE(cast_boolean) { return users_where(sqla_cast(U(active), SQLA_BOOLEAN)); }
CASE(cast_smallint) { return of_users(sqla_cast(U(age), SQLA_SMALLINT)); }
CASE(cast_bigint) { return of_users(sqla_cast(U(age), SQLA_BIGINT)); }
CASE(cast_float) { return of_users(sqla_cast(U(age), SQLA_FLOAT)); }
CASE(cast_double) { return of_users(sqla_cast(U(age), SQLA_DOUBLE)); }
CASE(cast_numeric_without_precision) { return of_users(sqla_cast(U(age), SQLA_NUMERIC(0, 0))); }
CASE(cast_numeric_whole) { return of_users(sqla_cast(U(age), SQLA_NUMERIC(12, 0))); }
CASE(cast_numeric) { return of_users(sqla_cast(U(age), SQLA_NUMERIC(8, 3))); }
CASE(cast_string) { return of_users(sqla_cast(U(age), SQLA_STRING(10))); }
CASE(cast_string_without_length) { return of_users(sqla_cast(U(age), SQLA_STRING(0))); }
CASE(cast_text) { return of_users(sqla_cast(U(age), SQLA_TEXT)); }
CASE(cast_unicode) { return of_users(sqla_cast(U(age), SQLA_UNICODE(12))); }
CASE(cast_unicode_without_length) { return of_users(sqla_cast(U(age), SQLA_UNICODE(0))); }
CASE(cast_unicode_text) { return of_users(sqla_cast(U(age), SQLA_UNICODE_TEXT)); }
CASE(cast_large_binary) { return sqla_select(sqla_cast(U(name), SQLA_LARGE_BINARY)); }
CASE(cast_date) { return sqla_select(sqla_cast(U(created), SQLA_DATE)); }
CASE(cast_time) { return sqla_select(sqla_cast(U(created), SQLA_TIME)); }
CASE(cast_datetime) { return sqla_select(sqla_cast(U(birthday), SQLA_DATETIME)); }
CASE(cast_datetime_with_zone) { return sqla_select(sqla_cast(U(created), SQLA_DATETIME_TZ)); }
CASE(cast_interval) { return sqla_select(sqla_cast(U(shift), SQLA_INTERVAL)); }

CASE(cast_enum)
{
    return sqla_select(sqla_cast(U(name), SQLA_ENUM("address_kind", "home", "work")));
}

CASE(cast_uuid) { return sqla_select(sqla_cast(U(fullname), SQLA_UUID)); }
CASE(cast_json) { return sqla_select(sqla_cast(U(fullname), SQLA_JSON)); }
CASE(cast_array) { return sqla_select(sqla_cast(K(open), SQLA_ARRAY(SQLA_INTEGER))); }

CASE(cast_array_of_numeric)
{
    return sqla_select(sqla_cast(K(open), SQLA_ARRAY(SQLA_NUMERIC(6, 2))));
}

CASE(cast_of_a_value) { return sqla_select(sqla_cast(7, SQLA_NUMERIC(6, 2))); }
CASE(cast_of_text) { return sqla_select(sqla_cast("12", SQLA_INTEGER)); }
CASE(cast_of_null) { return sqla_select(sqla_cast(NULL, SQLA_DATE)); }
CASE(cast_compared) { return users_where(sqla_eq(sqla_cast(U(age), SQLA_STRING(10)), "28")); }

CASE(cast_takes_the_literal_of_its_type)
{
    return users_where(sqla_gt(sqla_cast(U(age), SQLA_BIGINT), 30));
}

CASE(cast_within_arithmetic)
{
    return of_users(sqla_plus(sqla_cast(U(age), SQLA_NUMERIC(10, 2)), sqla_decimal_of("0.5")));
}

CASE(cast_char) { return of_users(sqla_cast(U(age), SQLA_CHAR(5))); }
CASE(cast_char_of_any_length) { return of_users(sqla_cast(U(name), SQLA_CHAR(0))); }

CASE(cast_varchar)
{
    return sqla_where(sqla_select(sqla_cast(U(name), SQLA_VARCHAR(3))), sqla_eq(U(id), 1));
}

CASE(cast_nchar) { return sqla_select(sqla_cast(U(name), SQLA_NCHAR(3))); }
CASE(cast_nvarchar) { return sqla_select(sqla_cast(U(name), SQLA_NVARCHAR(3))); }
CASE(cast_clob) { return sqla_select(sqla_cast(U(name), SQLA_CLOB)); }
CASE(cast_decimal) { return of_users(sqla_cast(U(age), SQLA_DECIMAL(8, 2))); }
CASE(cast_precision_alone) { return of_users(sqla_cast(U(age), SQLA_NUMERIC(12, SQLA_NO))); }
CASE(cast_real) { return of_users(sqla_cast(U(age), SQLA_REAL)); }
CASE(cast_double_precision) { return of_users(sqla_cast(U(age), SQLA_DOUBLE_PRECISION)); }
CASE(cast_timestamp) { return sqla_select(sqla_cast(U(created), SQLA_TIMESTAMP)); }
CASE(cast_timestamp_with_zone) { return sqla_select(sqla_cast(U(created), SQLA_TIMESTAMP_TZ)); }
CASE(cast_time_with_zone) { return sqla_select(sqla_cast(U(wakes), SQLA_TIME_TZ)); }
CASE(cast_blob) { return sqla_select(sqla_cast(U(name), SQLA_BLOB)); }
CASE(cast_binary) { return sqla_select(sqla_cast(U(name), SQLA_BINARY(4))); }
CASE(cast_varbinary) { return sqla_select(sqla_cast(U(name), SQLA_VARBINARY(4))); }
CASE(cast_exact_boolean) { return sqla_select(sqla_cast(U(active), SQLA_BOOLEAN_EXACT)); }
CASE(cast_exact_uuid) { return sqla_select(sqla_cast(U(fullname), SQLA_UUID_EXACT)); }

CASE(cast_collated)
{
    return sqla_select(sqla_cast(U(name), SQLA_TYPE(.kind = SQLA_TYPE_STRING, .length = 9,
                                                    .collation = "de_DE")));
}

CASE(cast_to_unsigned) { return sqla_select(sqla_cast(U(age), SQLA_MYSQL_INTEGER(" UNSIGNED"))); }
CASE(cast_to_jsonb) { return sqla_select(sqla_cast(U(data), SQLA_PG_JSONB)); }
CASE(cast_to_inet) { return sqla_select(sqla_cast(U(name), SQLA_PG_INET)); }
CASE(cast_to_range) { return sqla_select(sqla_cast(U(name), SQLA_PG_INT4RANGE)); }
CASE(cast_to_tsvector) { return sqla_select(sqla_cast(U(name), SQLA_PG_TSVECTOR)); }
CASE(cast_to_datetime2) { return sqla_select(sqla_cast(U(created), SQLA_MSSQL_DATETIME2(3))); }
CASE(cast_to_number) { return sqla_select(sqla_cast(U(age), SQLA_ORACLE_NUMBER(10, 2))); }

/* ---- What a value beside a column is bound as ---- */

CASE(bind_smallint) { return kind_where(sqla_eq(K(small), 3)); }
CASE(bind_bigint) { return user_where(sqla_eq(U(big), 9007199254740993)); }
CASE(bind_bigint_by_size) { return users_where(sqla_lt(U(age), 5000000000)); }
CASE(bind_int_beside_double) { return users_where(sqla_gt(U(score), 7)); }
CASE(bind_int_beside_numeric) { return users_where(sqla_gt(U(balance), 100)); }
CASE(bind_double_beside_integer) { return users_where(sqla_gt(U(age), 28.5)); }
CASE(bind_double_beside_float) { return users_where(sqla_ge(U(ratio), 0.5)); }
CASE(bind_decimal) { return user_where(sqla_eq(U(balance), sqla_decimal_of("1200.50"))); }

CASE(bind_decimal_beside_integer)
{
    return users_where(sqla_gt(U(age), sqla_decimal_of("34.5")));
}

CASE(bind_boolean_beside_boolean) { return users_where(sqla_is_distinct_from(U(active), NULL)); }

CASE(bind_text_beside_text)
{
    return sqla_where(sqla_select(O(id)), sqla_eq(O(note), "gift"));
}

CASE(bind_text_beside_unicode)
{
    return sqla_where(sqla_select(R(code)), sqla_eq(R(title), "Süd"));
}

CASE(bind_text_beside_unicode_text)
{
    return sqla_where(sqla_select(R(code)), sqla_ne(R(memo), "warm"));
}

CASE(bind_text_beyond_ascii) { return sqla_select(sqla_literal("Süd")); }
CASE(bind_bytes) { return user_where(sqla_eq(U(photo), BYTES("\x00\xff"))); }
CASE(bind_date) { return users_where(sqla_lt(U(birthday), sqla_date_of(1990, 1, 1))); }
CASE(bind_time) { return users_where(sqla_le(U(wakes), HALF_PAST_NOON)); }
CASE(bind_datetime) { return user_where(sqla_eq(U(created), BOB_CREATED)); }
CASE(bind_datetime_with_zone) { return kind_where(sqla_gt(K(at), MARCH_1_AT_10)); }
CASE(bind_datetime_beside_date) { return user_where(sqla_lt(U(birthday), MARCH_1_AT_10)); }
CASE(bind_date_beside_datetime) { return user_where(sqla_lt(U(created), MARCH_1)); }
CASE(bind_interval) { return user_where(sqla_gt(U(shift), SEVEN_DAYS)); }
CASE(bind_uuid) { return user_where(sqla_eq(U(token), ANNS_TOKEN)); }

CASE(bind_uuids)
{
    return user_where(sqla_in(U(token), ANNS_TOKEN,
                              sqla_uuid_of("00000000-0000-0000-0000-000000000005")));
}

CASE(bind_enum) { return sqla_where(sqla_select(A(id)), sqla_eq(A(kind), "work")); }

CASE(bind_enums)
{
    return sqla_order_by(sqla_where(sqla_select(A(id)), sqla_in(A(kind), "home", "work")), A(id));
}

CASE(bind_enum_of_no_dialect) { return kind_where(sqla_ne(K(level), "mid")); }
CASE(bind_text_beside_date) { return user_where(sqla_eq(U(birthday), "1983-02-28")); }
CASE(bind_int_beside_text) { return user_where(sqla_eq(U(name), 5)); }
CASE(bind_list_of_another_size) { return users_where(sqla_in(U(age), 28, 5000000000)); }

CASE(bind_dates_between)
{
    return users_where(sqla_between(U(birthday), sqla_date_of(1980, 1, 1),
                                    sqla_date_of(1990, 1, 1)));
}

CASE(bind_keeps_its_type) { return users_where(sqla_gt(U(score), sqla_literal(7))); }

CASE(bind_each_alone)
{
    return sqla_select(sqla_label(sqla_v(5), "a"), sqla_label(sqla_v(2.5), "b"),
                       sqla_label(sqla_v("x"), "c"), sqla_label(sqla_v((bool)true), "d"),
                       sqla_label(sqla_v(5000000000), "e"));
}

CASE(bind_each_calendar)
{
    return sqla_select(sqla_label(sqla_v(MARCH_1), "a"), sqla_label(sqla_v(HALF_PAST_NOON), "b"),
                       sqla_label(sqla_v(MARCH_1_AT_10), "c"));
}

CASE(bind_decimal_and_uuid)
{
    return sqla_select(sqla_label(sqla_v(sqla_decimal_of("1.50")), "a"),
                       sqla_label(sqla_v(ANNS_TOKEN), "b"));
}

CASE(bind_interval_alone) { return sqla_select(sqla_label(sqla_v(SEVEN_DAYS), "a")); }

/* ---- Values stored ---- */

/* INSERT INTO users of what is never NULL. */
static sqla_stmt *new_user(bool active)
{
    sqla_stmt *q = sqla_insert(&users);
    sqla_set(q, U(id), 50);
    sqla_set(q, U(name), "new");
    return sqla_set(q, U(active), active);
}

CASE(stored_numbers)
{
    sqla_stmt *q = new_user(true);
    sqla_set(q, U(age), 5);
    sqla_set(q, U(score), 2.5);
    sqla_set(q, U(ratio), 0.25);
    sqla_set(q, U(balance), sqla_decimal_of("7.25"));
    return sqla_set(q, U(big), 5000000000);
}

CASE(stored_calendar)
{
    sqla_stmt *q = new_user(false);
    sqla_set(q, U(created), MARCH_1_AT_10);
    sqla_set(q, U(birthday), MARCH_1);
    return sqla_set(q, U(wakes), HALF_PAST_NOON);
}

CASE(stored_uuid_and_bytes)
{
    sqla_stmt *q = new_user(true);
    sqla_set(q, U(token), ANNS_TOKEN);
    return sqla_set(q, U(photo), BYTES("\x01\x02"));
}

CASE(stored_json)
{
    return sqla_set(new_user(true), U(data), sqla_json_of("{\"a\": [1, null]}"));
}

CASE(stored_interval) { return sqla_set(new_user(true), U(shift), SEVEN_DAYS); }

CASE(stored_enum)
{
    sqla_stmt *q = sqla_insert(&addresses);
    sqla_set(q, A(id), 50);
    sqla_set(q, A(user_id), 1);
    sqla_set(q, A(email), "x@example.org");
    return sqla_set(q, A(kind), "work");
}

CASE(stored_nulls)
{
    sqla_stmt *q = new_user(true);
    sqla_set(q, U(score), NULL);
    sqla_set(q, U(balance), NULL);
    sqla_set(q, U(birthday), NULL);
    sqla_set(q, U(token), NULL);
    return sqla_set(q, U(photo), NULL);
}

CASE(stored_integers_in_numeric)
{
    sqla_stmt *q = sqla_update(&users);
    sqla_set(q, U(balance), 5);
    sqla_set(q, U(score), 4);
    return sqla_where(q, sqla_eq(U(id), 1));
}

CASE(stored_interval_by_update)
{
    return sqla_where(sqla_set(sqla_update(&users), U(shift), SEVEN_DAYS), sqla_eq(U(id), 2));
}

CASE(stored_each_kind)
{
    sqla_stmt *q = sqla_insert(&kinds);
    sqla_set(q, K(id), 1);
    sqla_set(q, K(small), 2);
    sqla_set(q, K(free), sqla_decimal_of("0.1"));
    sqla_set(q, K(whole), 7);
    sqla_set(q, K(title), "ü");
    sqla_set(q, K(memo), "m");
    return sqla_set(q, K(level), "low");
}

CASE(stored_text_without_length)
{
    return sqla_set(sqla_set(sqla_insert(&kinds), K(id), 1), K(open), "o");
}

/* ---- Arithmetic: the type that comes out binds what stands beside it ---- */

CASE(result_of_integer_and_integer) { return users_where(sqla_eq(sqla_plus(U(age), U(id)), 42)); }
CASE(result_of_integer_and_bigint) { return users_where(sqla_gt(sqla_plus(U(age), U(big)), 5)); }

CASE(result_of_integer_and_numeric)
{
    return users_where(sqla_gt(sqla_times(U(age), U(balance)), 10));
}

CASE(result_of_numeric_and_double)
{
    return users_where(sqla_gt(sqla_plus(U(balance), U(ratio)), 10.5));
}

CASE(result_of_division)
{
    return users_where(sqla_gt(sqla_div(U(age), 2), sqla_decimal_of("17")));
}

CASE(result_of_floor_division) { return users_where(sqla_eq(sqla_floordiv(U(age), 10), 2)); }
CASE(result_of_modulo) { return users_where(sqla_eq(sqla_mod(U(age), 10), 8)); }
CASE(result_of_date_minus_date) { return user_where(sqla_gt(sqla_minus(U(birthday), MARCH_1), 5)); }

CASE(result_of_date_plus_interval)
{
    return user_where(sqla_gt(sqla_plus(U(birthday), SEVEN_DAYS), MARCH_1_AT_10));
}

CASE(result_of_date_plus_integer)
{
    return user_where(sqla_gt(sqla_plus(U(birthday), 7), MARCH_1));
}

CASE(result_of_datetime_minus_datetime)
{
    return user_where(sqla_gt(sqla_minus(U(created), MARCH_1_AT_10), SEVEN_DAYS));
}

CASE(result_of_datetime_minus_interval)
{
    return user_where(sqla_lt(sqla_minus(U(created), SEVEN_DAYS), MARCH_1_AT_10));
}

CASE(result_of_time_minus_time)
{
    return user_where(sqla_lt(sqla_minus(U(wakes), HALF_PAST_NOON), SEVEN_DAYS));
}

CASE(result_of_interval_times_number)
{
    return user_where(sqla_gt(sqla_times(U(shift), 2), SEVEN_DAYS));
}

CASE(result_of_number_times_interval)
{
    return user_where(sqla_gt(sqla_times(U(age), U(shift)), SEVEN_DAYS));
}

CASE(result_of_text_and_text)
{
    return sqla_where(sqla_select(sqla_concat(U(name), "!")),
                      sqla_eq(sqla_concat(U(fullname), "."), "Bob Baker."));
}

CASE(result_of_enum_and_text)
{
    return sqla_order_by(sqla_where(sqla_select(sqla_concat(A(kind), "s")), sqla_lt(A(id), 4)),
                         A(id));
}

CASE(result_of_negation) { return users_where(sqla_gt(sqla_neg(U(balance)), 10)); }
CASE(result_of_coalesce) { return users_where(sqla_ge(sqla_coalesce(U(balance), 0), 300)); }

CASE(result_of_case)
{
    return users_where(sqla_eq(sqla_case(sqla_when(U(active), U(big)), sqla_else(5)), 5));
}

CASE(result_of_case_of_values)
{
    return users_where(sqla_eq(sqla_case(sqla_when(U(active), 1), sqla_else(0)), 1));
}

CASE(result_of_max)
{
    return sqla_having(sqla_select(sqla_max(U(birthday))), sqla_gt(sqla_max(U(birthday)), MARCH_1));
}

CASE(result_of_sum)
{
    return sqla_having(sqla_select(sqla_sum(U(balance))), sqla_gt(sqla_sum(U(balance)), 5));
}

CASE(result_of_count)
{
    return sqla_having(sqla_select(sqla_count(U(id))), sqla_gt(sqla_count(U(id)), 2));
}

CASE(result_of_an_unknown_function) { return users_where(sqla_eq(sqla_func("abs", U(age)), 28)); }

CASE(result_of_a_scalar_subquery)
{
    sqla_expr *total = sqla_scalar_subquery(sqla_select(sqla_max(O(total))));
    return users_where(sqla_gt(total, 250));
}

CASE(result_of_extract) { return user_where(sqla_eq(sqla_extract("year", U(birthday)), 1996)); }

CASE(result_of_a_label)
{
    sqla_expr *born = sqla_label(U(birthday), "born");
    sqla_stmt *q = sqla_where(sqla_select(born), sqla_gt(born, sqla_date_of(1995, 1, 1)));
    return sqla_order_by(q, born);
}

CASE(result_of_type_coerce)
{
    return users_where(sqla_eq(sqla_type_coerce(U(age), SQLA_BIGINT), 28));
}

CASE(result_of_a_column_without_type)
{
    return sqla_where(sqla_select(LIGHT(a)), sqla_eq(LIGHT(c), 5));
}

CASE(result_of_type_coerced_text)
{
    return sqla_select(sqla_eq(sqla_type_coerce(U(name), SQLA_UNICODE(9)), "ann"));
}

/* ---- Values in the text ---- */

CASE_LITERAL(literal_text_with_quote) { return user_where(sqla_eq(U(fullname), "Dan O'Dea")); }
CASE_LITERAL(literal_text_with_backslash) { return user_where(sqla_eq(U(fullname), "a\\b\\\\c")); }

CASE_LITERAL(literal_text_with_percent_and_colon)
{
    return user_where(sqla_eq(U(name), "50%:x %s ?"));
}

CASE_LITERAL(literal_text_empty) { return users_where(sqla_ne(U(name), "")); }

CASE_LITERAL(literal_unicode)
{
    return sqla_where(sqla_select(R(code)), sqla_eq(R(title), "Süd"));
}

CASE_LITERAL(literal_text_beyond_ascii) { return user_where(sqla_eq(U(fullname), "Ève Éclair")); }
CASE_LITERAL(literal_alone_beyond_ascii) { return sqla_select(sqla_label(sqla_v("né"), "a")); }

CASE_LITERAL(literal_integers)
{
    return users_where(sqla_in(U(big), 0, -7, 9223372036854775807));
}

CASE_LITERAL(literal_doubles)
{
    return users_where(sqla_in(U(score), 9.5, -1.5, 1e20, 1e-7, 100.0));
}

CASE_LITERAL(literal_double_of_many_digits) { return user_where(sqla_lt(U(score), 0.1 + 0.2)); }

CASE_LITERAL(literal_decimals)
{
    return users_where(sqla_in(U(balance), sqla_decimal_of("-15.25"), sqla_decimal_of("300.00"),
                               sqla_decimal_of("0.10")));
}

CASE_LITERAL(literal_boolean_stored)
{
    sqla_stmt *q = sqla_insert(&users);
    sqla_set(q, U(id), 60);
    sqla_set(q, U(name), "n");
    return sqla_set(q, U(active), (bool)true);
}

CASE_LITERAL(literal_date) { return users_where(sqla_ge(U(birthday), sqla_date_of(1996, 2, 29))); }
CASE_LITERAL(literal_time) { return user_where(sqla_eq(U(wakes), sqla_time_of(12, 0, 0, 0))); }

CASE_LITERAL(literal_time_of_microseconds)
{
    return user_where(sqla_eq(U(wakes), sqla_time_of(23, 59, 59, 999999)));
}

CASE_LITERAL(literal_datetime)
{
    return users_where(sqla_ge(U(created), sqla_datetime_of(2024, 2, 1)));
}

CASE_LITERAL(literal_datetime_of_microseconds)
{
    return user_where(sqla_eq(U(created), BOB_CREATED));
}
CASE_LITERAL(literal_datetime_with_zone) { return kind_where(sqla_eq(K(at), MARCH_1_AT_10)); }
CASE_LITERAL(literal_interval) { return user_where(sqla_gt(U(shift), SEVEN_DAYS)); }

CASE_LITERAL(literal_interval_beside_datetime)
{
    return sqla_select(sqla_plus(U(created), ((sqla_interval){ .us = 1500000 })));
}

CASE_LITERAL(literal_uuid) { return user_where(sqla_eq(U(token), ANNS_TOKEN)); }
CASE_LITERAL(literal_enum) { return sqla_where(sqla_select(A(id)), sqla_eq(A(kind), "work")); }
CASE_LITERAL(literal_bytes_that_are_no_text)
{
    return user_where(sqla_eq(U(photo), BYTES("\xff\x00")));
}

CASE_LITERAL(literal_null)
{
    return sqla_select(sqla_cast(sqla_null(), SQLA_INTEGER), sqla_label(sqla_v(NULL), "b"));
}

CASE_LITERAL(literal_limit)
{
    return sqla_offset(sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 2), 1);
}

CASE_LITERAL(literal_arithmetic)
{
    return sqla_order_by(sqla_select(sqla_plus(U(age), 1),
                                     sqla_times(U(balance), sqla_decimal_of("1.5"))), U(id));
}

CASE_LITERAL(literal_negative_beside_minus) { return of_users(sqla_minus(U(age), -5)); }

/* ---- Arrays ---- */

CASE(array_column) { return sqla_select(K(marks), K(words)); }
CASE(array_any) { return kind_where(sqla_eq(sqla_literal(5), sqla_any_of(K(marks)))); }

/* ---- Types of one database, another type in one dialect ---- */

#define TEXT_OF_MYSQL SQLA_TYPE(.kind = SQLA_TYPE_STRING, .length = 10, \
    .variants = SQLA_VARIANTS("mysql", SQLA_TEXT))

SQLA_TABLE(documents, "documents",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("body", SQLA_TYPE(.kind = SQLA_TYPE_JSON,
        .variants = SQLA_VARIANTS("postgresql", SQLA_PG_JSONB))),
    SQLA_TABLE_COLUMN("size", SQLA_TYPE(.kind = SQLA_TYPE_INTEGER,
        .variants = SQLA_VARIANTS("postgresql", SQLA_BIGINT, "oracle", SQLA_BIGINT))));

SQLA_TABLE(special, "special",
    SQLA_TABLE_COLUMN("id",         SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("doc",        SQLA_PG_JSONB),
    SQLA_TABLE_COLUMN("host",       SQLA_PG_INET),
    SQLA_TABLE_COLUMN("span",       SQLA_PG_INT4RANGE),
    SQLA_TABLE_COLUMN("spans",      SQLA_PG_INT4MULTIRANGE),
    SQLA_TABLE_COLUMN("words",      SQLA_PG_TSVECTOR),
    SQLA_TABLE_COLUMN("config",     SQLA_PG_REGCONFIG),
    SQLA_TABLE_COLUMN("price",      SQLA_PG_MONEY),
    SQLA_TABLE_COLUMN("flags",      SQLA_PG_BIT(3)),
    SQLA_TABLE_COLUMN("more_flags", SQLA_PG_VARBIT(9)),
    SQLA_TABLE_COLUMN("wait",       SQLA_PG_INTERVAL(3)),
    SQLA_TABLE_COLUMN("code",       SQLA_CHAR(5)),
    SQLA_TABLE_COLUMN("at",         SQLA_TIMESTAMP_TZ),
    SQLA_TABLE_COLUMN("place",      SQLA_PG_OID));
#define SPECIAL(name) sqla_c(&special, #name)

CASE(variant_in_cast) { return of_users(sqla_cast(U(age), TEXT_OF_MYSQL)); }

CASE(variant_stored)
{
    sqla_stmt *q = sqla_insert(&documents);
    sqla_set(q, sqla_c(&documents, "id"), 1);
    sqla_set(q, sqla_c(&documents, "body"), sqla_json_of("{\"a\": 1}"));
    return sqla_set(q, sqla_c(&documents, "size"), 7);
}

CASE(variant_compared)
{
    return sqla_where(sqla_select(sqla_c(&documents, "id")),
                      sqla_gt(sqla_c(&documents, "size"), 5));
}

CASE(special_stored)
{
    sqla_stmt *q = sqla_insert(&special);
    sqla_set(q, SPECIAL(id), 1);
    sqla_set(q, SPECIAL(host), "10.0.0.1");
    sqla_set(q, SPECIAL(span), "[1,5)");
    sqla_set(q, SPECIAL(spans), "{[1,5)}");
    sqla_set(q, SPECIAL(words), "a b");
    sqla_set(q, SPECIAL(config), "english");
    sqla_set(q, SPECIAL(price), "1.50");
    return sqla_set(q, SPECIAL(place), 7);
}

CASE(special_bits_stored)
{
    return sqla_set(sqla_set(sqla_update(&special), SPECIAL(flags), "101"),
                    SPECIAL(more_flags), "1");
}

CASE(special_jsonb_stored)
{
    return sqla_set(sqla_set(sqla_insert(&special), SPECIAL(id), 1), SPECIAL(doc),
                    sqla_json_of("{\"a\": 1}"));
}

CASE(special_code_compared)
{
    return sqla_where(sqla_select(SPECIAL(id)), sqla_eq(SPECIAL(code), "x"));
}

CASE(special_columns) { return sqla_select(SPECIAL(doc), SPECIAL(host), SPECIAL(span)); }

SQLA_TABLE(users_of_sql_null, "users",
    SQLA_TABLE_COLUMN("id",     SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("name",   SQLA_STRING(50)),
    SQLA_TABLE_COLUMN("active", SQLA_BOOLEAN),
    SQLA_TABLE_COLUMN("data",   SQLA_JSON));
CASE(json_null_stored)
{
    sqla_stmt *q = sqla_insert(&users_of_sql_null);
    sqla_set(q, sqla_c(&users_of_sql_null, "id"), 50);
    sqla_set(q, sqla_c(&users_of_sql_null, "name"), "n");
    sqla_set(q, sqla_c(&users_of_sql_null, "active"), (bool)true);
    return sqla_set(q, sqla_c(&users_of_sql_null, "data"), NULL);
}

/* CREATE TABLE with columns a, b, c ... of these types. */
#define TYPED(name, ...) \
    SQLA_TABLE(t_##name, #name, __VA_ARGS__); \
    CASE(name) { return sqla_create_table(&t_##name); }
#define A_(type) SQLA_TABLE_COLUMN("a", type)
#define B_(type) SQLA_TABLE_COLUMN("b", type)
#define C_(type) SQLA_TABLE_COLUMN("c", type)
#define D_(type) SQLA_TABLE_COLUMN("d", type)
#define E_(type) SQLA_TABLE_COLUMN("e", type)
#define F_(type) SQLA_TABLE_COLUMN("f", type)

/* ---- Types under their own name in every dialect ---- */

TYPED(typed_characters, A_(SQLA_CHAR(5)), B_(SQLA_VARCHAR(6)))
TYPED(typed_national_characters, A_(SQLA_NCHAR(5)), B_(SQLA_NVARCHAR(6)))
TYPED(typed_characters_of_any_length, A_(SQLA_CHAR(0)), B_(SQLA_VARCHAR(0)))
TYPED(typed_texts, A_(SQLA_TEXT_EXACT))
TYPED(typed_clob, A_(SQLA_CLOB))
TYPED(typed_exact_numbers, A_(SQLA_DECIMAL(8, 3)), B_(SQLA_REAL), C_(SQLA_DOUBLE_PRECISION),
    D_(SQLA_BIGINT_EXACT), E_(SQLA_DECIMAL(0, 0)))
TYPED(typed_precision_alone, A_(SQLA_NUMERIC(12, SQLA_NO)), B_(SQLA_DECIMAL(9, SQLA_NO)))
TYPED(typed_double, A_(SQLA_DOUBLE_EXACT))
TYPED(typed_binaries, A_(SQLA_BLOB), B_(SQLA_BINARY(4)), C_(SQLA_VARBINARY(9)))
TYPED(typed_timestamps, A_(SQLA_TIMESTAMP), B_(SQLA_TIMESTAMP_TZ))
TYPED(typed_datetime, A_(SQLA_DATETIME_EXACT))
TYPED(typed_timestamp_with_default,
    SQLA_TABLE_COLUMN("a", SQLA_TIMESTAMP, .server_default = "CURRENT_TIMESTAMP"),
    SQLA_TABLE_COLUMN("b", SQLA_TIMESTAMP, .not_null = true))
TYPED(typed_exact_boolean, A_(SQLA_BOOLEAN_EXACT))
TYPED(typed_exact_uuid, A_(SQLA_UUID_EXACT))

/* ---- Options of types ---- */

TYPED(typed_collations,
    A_(SQLA_TYPE(.kind = SQLA_TYPE_STRING, .length = 5, .collation = "de")),
    B_(SQLA_TYPE(.kind = SQLA_TYPE_TEXT, .collation = "de_DE")),
    C_(SQLA_TYPE(.kind = SQLA_TYPE_UNICODE, .length = 5, .collation = "de")),
    D_(SQLA_TYPE(.kind = SQLA_TYPE_UNICODE_TEXT, .collation = "de")),
    E_(SQLA_TYPE(.kind = SQLA_TYPE_STRING, .exact = "CHAR", .length = 5, .collation = "de")),
    F_(SQLA_TYPE(.kind = SQLA_TYPE_UNICODE, .exact = "NVARCHAR", .length = 5,
                 .collation = "de")))
TYPED(typed_boolean_checked,
    A_(SQLA_TYPE(.kind = SQLA_TYPE_BOOLEAN, .create_constraint = true)))
TYPED(typed_boolean_checked_by_name,
    A_(SQLA_TYPE(.kind = SQLA_TYPE_BOOLEAN, .create_constraint = true, .name = "yes_no")))

#define LABELED(name_, labels_, ...) \
    SQLA_TYPE(.kind = SQLA_TYPE_ENUM, .name = (name_), .labels = labels_, __VA_ARGS__)

TYPED(typed_enum_not_native, A_(LABELED("e", SQLA_NAMES("a", "bcd"), .not_native = true)))
TYPED(typed_enum_not_native_checked,
    A_(LABELED("e_check", SQLA_NAMES("a", "it's", "50%"), .not_native = true,
               .create_constraint = true)))
TYPED(typed_enum_checked_where_not_native,
    A_(LABELED("e_check", SQLA_NAMES("a", "b"), .create_constraint = true)))
TYPED(typed_enum_of_length,
    A_(LABELED("e", SQLA_NAMES("a", "b"), .not_native = true, .length = 20)))
TYPED(typed_enum_in_schema, A_(LABELED("e", SQLA_NAMES("a", "b"), .schema = "app")))
TYPED(typed_interval_not_native, A_(SQLA_TYPE(.kind = SQLA_TYPE_INTERVAL, .not_native = true)))
TYPED(typed_uuid_not_native, A_(SQLA_TYPE(.kind = SQLA_TYPE_UUID, .not_native = true)))
TYPED(typed_checks_behind_unique,
    SQLA_TABLE_COLUMN("a", SQLA_TYPE(.kind = SQLA_TYPE_BOOLEAN, .create_constraint = true),
                      .foreign_key = "users.id", .unique = true),
    B_(LABELED("e_b", SQLA_NAMES("x", "y"), .not_native = true, .create_constraint = true)),
    SQLA_CHECK(NULL, "a IS NOT NULL"))

SQLA_TABLE(t_typed_enum_check, "typed_enum_check",
    A_(LABELED("e", SQLA_NAMES("x"), .not_native = true, .create_constraint = true)));
CASE(typed_enum_check_by_convention)
{
    sqla_metadata *md = keep(sqla_metadata_new(&t_typed_enum_check));
    sqla_metadata_naming(md, .ck = "ck_%(table_name)s_%(constraint_name)s");
    return sqla_create_table(&t_typed_enum_check, .metadata = md);
}

/* ---- Another type in one dialect ---- */

TYPED(variant_of_text, A_(TEXT_OF_MYSQL))
TYPED(variant_of_several_dialects,
    A_(SQLA_TYPE(.kind = SQLA_TYPE_STRING, .length = 10,
                 .variants = SQLA_VARIANTS("mssql", SQLA_NVARCHAR(20),
                                           "oracle", SQLA_ORACLE_VARCHAR2(30),
                                           "mysql", SQLA_TEXT, "mariadb", SQLA_TEXT))))
TYPED(variant_of_key,
    SQLA_TABLE_COLUMN("id", SQLA_TYPE(.kind = SQLA_TYPE_BIGINT,
                                      .variants = SQLA_VARIANTS("sqlite", SQLA_INTEGER)),
                      .primary_key = true))
TYPED(variant_of_json,
    A_(SQLA_TYPE(.kind = SQLA_TYPE_JSON, .variants = SQLA_VARIANTS("postgresql", SQLA_PG_JSONB))))
TYPED(variant_where_there_is_none,
    A_(SQLA_TYPE(.kind = SQLA_TYPE_SPECIAL, .exact = "INET", .dialects = "postgresql",
                 .variants = SQLA_VARIANTS("sqlite", SQLA_STRING(45), "mysql", SQLA_STRING(45),
                                           "mariadb", SQLA_STRING(45), "oracle", SQLA_STRING(45),
                                           "mssql", SQLA_STRING(45)))))
TYPED(variant_of_enum,
    A_(LABELED("e", SQLA_NAMES("a", "b"),
               .variants = SQLA_VARIANTS("postgresql", SQLA_STRING(7)))))
TYPED(variant_of_array,
    A_(SQLA_TYPE(.kind = SQLA_TYPE_ARRAY, .item = SQLA_INTEGER,
                 .variants = SQLA_VARIANTS("sqlite", SQLA_JSON))))

/* ---- PostgreSQL ---- */

TYPED(typed_jsonb, A_(SQLA_PG_JSONB))
TYPED(typed_networks, A_(SQLA_PG_INET), B_(SQLA_PG_CIDR), C_(SQLA_PG_MACADDR),
    D_(SQLA_PG_MACADDR8))
TYPED(typed_search, A_(SQLA_PG_TSVECTOR), B_(SQLA_PG_TSQUERY), C_(SQLA_PG_REGCONFIG))
TYPED(typed_bits, A_(SQLA_PG_BIT(5)), B_(SQLA_PG_VARBIT(7)), C_(SQLA_PG_VARBIT(0)))
TYPED(typed_interval_of_precision, A_(SQLA_PG_INTERVAL(3)),
    B_(SQLA_TYPE(.kind = SQLA_TYPE_INTERVAL, .exact = "INTERVAL", .dialects = "postgresql")))
TYPED(typed_ranges, A_(SQLA_PG_INT4RANGE), B_(SQLA_PG_INT8RANGE), C_(SQLA_PG_NUMRANGE),
    D_(SQLA_PG_DATERANGE), E_(SQLA_PG_TSRANGE), F_(SQLA_PG_TSTZRANGE))
TYPED(typed_multiranges, A_(SQLA_PG_INT4MULTIRANGE), B_(SQLA_PG_INT8MULTIRANGE),
    C_(SQLA_PG_NUMMULTIRANGE), D_(SQLA_PG_DATEMULTIRANGE), E_(SQLA_PG_TSMULTIRANGE),
    F_(SQLA_PG_TSTZMULTIRANGE))
TYPED(typed_names_of_objects, A_(SQLA_PG_OID), B_(SQLA_PG_REGCLASS))
TYPED(typed_citext, A_(SQLA_PG_CITEXT), B_(SQLA_PG_HSTORE))
TYPED(typed_money, A_(SQLA_PG_MONEY))
TYPED(typed_bytea, A_(SQLA_PG_BYTEA))
TYPED(typed_domain, A_(SQLA_PG_DOMAIN("positive")))
TYPED(typed_arrays,
    A_(SQLA_ARRAY(SQLA_TEXT)),
    B_(SQLA_TYPE(.kind = SQLA_TYPE_ARRAY, .item = SQLA_INTEGER, .dimensions = 2)),
    C_(SQLA_ARRAY(SQLA_PG_JSONB)),
    D_(SQLA_ARRAY(SQLA_DATETIME_TZ)),
    E_(SQLA_TYPE(.kind = SQLA_TYPE_ARRAY, .item = SQLA_STRING(5), .dimensions = 3)),
    F_(SQLA_ARRAY(SQLA_UUID)))
TYPED(typed_array_of_enum, A_(SQLA_ARRAY(SQLA_ENUM("e", "a", "b"))))

/* ---- MySQL and MariaDB ---- */

TYPED(typed_mysql_integers, A_(SQLA_MYSQL_INTEGER("(5) UNSIGNED ZEROFILL")),
    B_(SQLA_MYSQL_BIGINT(" UNSIGNED")), C_(SQLA_MYSQL_SMALLINT("(3)")),
    D_(SQLA_MYSQL_INTEGER(" ZEROFILL")))
TYPED(typed_mysql_small_integers, A_(SQLA_MYSQL_TINYINT("(1)")),
    B_(SQLA_MYSQL_TINYINT(" UNSIGNED")))
TYPED(typed_mysql_mediumint, A_(SQLA_MYSQL_MEDIUMINT("(7)")), B_(SQLA_MYSQL_MEDIUMINT("")))
TYPED(typed_mysql_decimal, A_(SQLA_MYSQL_DECIMAL(10, 2, " UNSIGNED")))
TYPED(typed_mysql_charset, A_(SQLA_MYSQL_VARCHAR(5, " CHARACTER SET utf8mb4")),
    B_(SQLA_MYSQL_VARCHAR(6, " BINARY")), C_(SQLA_MYSQL_VARCHAR(7, " ASCII")))
TYPED(typed_mysql_charset_and_collation,
    A_(SQLA_TYPE(.kind = SQLA_TYPE_STRING, .exact = "VARCHAR", .length = 5,
                 .mysql = " CHARACTER SET utf8mb4", .collation = "utf8mb4_bin")))
TYPED(typed_mysql_texts, A_(SQLA_MYSQL_TINYTEXT), B_(SQLA_MYSQL_MEDIUMTEXT),
    C_(SQLA_MYSQL_LONGTEXT))
TYPED(typed_mysql_blobs, A_(SQLA_MYSQL_TINYBLOB), B_(SQLA_MYSQL_MEDIUMBLOB),
    C_(SQLA_MYSQL_LONGBLOB))
TYPED(typed_mysql_year, A_(SQLA_MYSQL_YEAR))
TYPED(typed_mysql_bit, A_(SQLA_MYSQL_BIT(5)))
TYPED(typed_mysql_set, A_(SQLA_MYSQL_SET("a", "it's")))
TYPED(typed_mysql_fractions, A_(SQLA_MYSQL_DATETIME(6)), B_(SQLA_MYSQL_TIME(3)),
    C_(SQLA_MYSQL_TIMESTAMP(2)))

/* ---- Oracle ---- */

TYPED(typed_oracle_number, A_(SQLA_ORACLE_NUMBER(10, 2)), B_(SQLA_ORACLE_NUMBER(10, 0)),
    C_(SQLA_ORACLE_NUMBER(7, SQLA_NO)), D_(SQLA_ORACLE_NUMBER(0, 0)))
TYPED(typed_oracle_texts, A_(SQLA_ORACLE_VARCHAR2(5)), B_(SQLA_ORACLE_LONG))
TYPED(typed_oracle_nvarchar2, A_(SQLA_NVARCHAR(5)))
TYPED(typed_oracle_nclob, A_(SQLA_NCLOB))
TYPED(typed_oracle_raw, A_(SQLA_ORACLE_RAW(16)), B_(SQLA_ORACLE_ROWID))
TYPED(typed_oracle_floats, A_(SQLA_ORACLE_BINARY_FLOAT), B_(SQLA_ORACLE_BINARY_DOUBLE))
TYPED(typed_oracle_float_of_precision, A_(SQLA_ORACLE_FLOAT(126)))
TYPED(typed_oracle_local_time, A_(SQLA_ORACLE_TIMESTAMP_LOCAL))
TYPED(typed_oracle_interval, A_(SQLA_ORACLE_INTERVAL(4, 3)))
TYPED(typed_oracle_vector, A_(SQLA_ORACLE_VECTOR(3)))

/* ---- SQL Server ---- */

TYPED(typed_mssql_bit, A_(SQLA_MSSQL_BIT))
TYPED(typed_mssql_tinyint, A_(SQLA_MSSQL_TINYINT))
TYPED(typed_mssql_old_texts, A_(SQLA_MSSQL_NTEXT), B_(SQLA_MSSQL_IMAGE))
TYPED(typed_mssql_money, A_(SQLA_MSSQL_MONEY), B_(SQLA_MSSQL_SMALLMONEY))
TYPED(typed_mssql_times, A_(SQLA_MSSQL_DATETIME2(3)), B_(SQLA_MSSQL_DATETIMEOFFSET(7)),
    C_(SQLA_MSSQL_SMALLDATETIME), D_(SQLA_MSSQL_DATETIME2(0)))
TYPED(typed_mssql_time, A_(SQLA_MSSQL_TIME(3)))
TYPED(typed_mssql_uniqueidentifier, A_(SQLA_MSSQL_UNIQUEIDENTIFIER))
TYPED(typed_mssql_varbinary_max, A_(SQLA_MSSQL_VARBINARY_MAX))
TYPED(typed_mssql_rowversion, A_(SQLA_MSSQL_ROWVERSION))
TYPED(typed_mssql_xml, A_(SQLA_MSSQL_XML))
TYPED(typed_mssql_sql_variant, A_(SQLA_MSSQL_SQL_VARIANT))

/* ---- Types of SQLite ---- */

SQLA_TABLE(diary, "diary",
    SQLA_TABLE_COLUMN("id",     SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("doc",    SQLA_SQLITE_JSONB),
    SQLA_TABLE_COLUMN("digits", SQLA_SQLITE_DATETIME("%Y%m%d%H%M%S%f")),
    SQLA_TABLE_COLUMN("day",    SQLA_SQLITE_DATE("%d.%m.%Y")),
    SQLA_TABLE_COLUMN("wakes",  SQLA_SQLITE_TIME("%H h %M")));
#define DIARY(name) sqla_c(&diary, name)

CASE(sqlite_storage_created) { return sqla_create_table(&diary); }

CASE(sqlite_jsonb_inserted)
{
    return sqla_set(sqla_set(sqla_insert(&diary), DIARY("id"), 1), DIARY("doc"),
                    sqla_json_of("{\"a\": 1}"));
}

CASE(sqlite_jsonb_selected)
{
    sqla_expr *a = sqla_json_item(DIARY("doc"), "a");
    return sqla_where(sqla_select(DIARY("id"), DIARY("doc"), a),
                      sqla_eq(sqla_json_as_int(sqla_json_item(DIARY("doc"), "a")), 1));
}

CASE(sqlite_storage_compared)
{
    return sqla_where(sqla_select(DIARY("id")), sqla_lt(DIARY("digits"), MARCH_1_AT_10),
                      sqla_eq(DIARY("day"), MARCH_1), sqla_gt(DIARY("wakes"), HALF_PAST_NOON));
}
