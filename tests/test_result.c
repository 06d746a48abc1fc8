/* Rows: access, conversion, plain structs, bulk calls, types there and back, lives of results. */
#include "db.h"

#include <limits.h>
#include <math.h>

static void add_people(sqla_conn *c) {
    CHECK_STATUS(sqla_exec_driver_sql(c, "INSERT INTO users (name, age) VALUES "
                                         "('ann', 30), ('bob', NULL), ('cid', 17)"), SQLA_OK);
}

static sqla_stmt *people(void) {
    return sqla_order_by(sqla_select(sqla_entity(User)), sqla_col(User, id));
}

/* ---- rows ---- */

TEST(rows_are_read_by_place) {
    db d = db_open(empty_url());
    add_people(d.c);
    sqla_result *r = sqla_execute(d.c, people());
    int n = 0;
    while (sqla_next(r)) {
        n++;
        CHECK_INT(sqla_row_int(r, 0), n);
        CHECK_STR(sqla_row_text(r, 1), n == 1 ? "ann" : n == 2 ? "bob" : "cid");
        CHECK_INT(sqla_row_is_null(r, 2), n == 2);
        CHECK_INT(sqla_row_int(r, 2), n == 1 ? 30 : n == 2 ? 0 : 17);
    }
    CHECK_INT(n, 3);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    db_close(&d);
}

TEST(columns_have_names) {
    db d = db_open(empty_url());
    sqla_stmt *q = sqla_select(sqla_col(User, id), sqla_label(sqla_col(User, name), "who"),
                               sqla_label(sqla_v(5), "five"));
    sqla_result *r = sqla_execute(d.c, q);
    CHECK_INT(sqla_row_count(r), 3);
    CHECK_STR(sqla_row_name(r, 0), "id");
    CHECK_STR(sqla_row_name(r, 1), "who");
    CHECK_STR(sqla_row_name(r, 2), "five");
    CHECK_STR(sqla_row_name(r, 3), NULL);
    CHECK_STR(sqla_row_name(r, -1), NULL);
    CHECK_INT(sqla_row_index(r, "who"), 1);
    CHECK_INT(sqla_row_index(r, "five"), 2);
    CHECK_INT(sqla_row_index(r, "name"), -1);
    CHECK_INT(sqla_row_index(r, NULL), -1);
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    db_close(&d);
}

TEST(missing_columns_are_nothing) {
    static const int places[] = { -1, 1, 99, INT_MIN, INT_MAX };
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text("SELECT 5 AS five"));
    CHECK(sqla_next(r));
    for (size_t i = 0; i < 5; i++) {
        sqla_value v;
        int x = 7;
        CHECK_INT(sqla_row_int(r, places[i]), 0);
        CHECK(sqla_row_double(r, places[i]) == 0);
        CHECK(!sqla_row_bool(r, places[i]));
        CHECK_STR(sqla_row_text(r, places[i]), NULL);
        CHECK(sqla_row_bytes(r, places[i]).data == NULL);
        CHECK(sqla_row_get(r, places[i], &v) != SQLA_OK);
        CHECK(sqla_row_read(r, places[i], &x) != SQLA_OK);
        CHECK_INT(x, 7);
    }
    CHECK_INT(sqla_row_int(r, 0), 5);
    sqla_result_free(r);
    db_close(&d);
}

TEST(without_row_there_is_nothing) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text("SELECT 5"));
    int x = 7;
    CHECK_INT(sqla_row_int(r, 0), 0);
    CHECK_STR(sqla_row_text(r, 0), NULL);
    CHECK(sqla_row_read(r, 0, &x) != SQLA_OK);
    CHECK(sqla_next(r));
    CHECK_INT(sqla_row_int(r, 0), 5);
    CHECK(!sqla_next(r));
    CHECK_INT(sqla_row_int(r, 0), 0);
    CHECK(sqla_row_read(r, 0, &x) != SQLA_OK);
    CHECK_INT(x, 7);
    sqla_result_free(r);
    db_close(&d);
}

TEST(accessors_convert) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text(SQL_BYTES(
        "SELECT 42, 1.5, '17', 'word', ", "4142", ", NULL, '2.5', 0, 9223372036854775807")));
    CHECK(sqla_next(r));
    CHECK_STR(sqla_row_text(r, 0), "42");
    CHECK(sqla_row_double(r, 0) == 42.0);
    CHECK(sqla_row_bool(r, 0));
    CHECK_INT(sqla_row_int(r, 1), 1);
    CHECK_STR(sqla_row_text(r, 1), "1.5");
    CHECK_INT(sqla_row_int(r, 2), 17);
    CHECK_INT(sqla_row_int(r, 3), 0);
    CHECK_INT(sqla_row_bytes(r, 4).size, 2);
    CHECK_INT(sqla_row_bytes(r, 3).size, 4);
    CHECK_STR(sqla_row_text(r, 5), NULL);
    CHECK(!sqla_row_bool(r, 5));
    CHECK(sqla_row_double(r, 6) == 2.5);
    CHECK(!sqla_row_bool(r, 7));
    CHECK_INT(sqla_row_int(r, 8), INT64_MAX);
    sqla_result_free(r);
    db_close(&d);
}

TEST(accessors_do_not_disturb_each_other) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text(SQL_BYTES("SELECT 42, 'text', ", "00FF", "")));
    CHECK(sqla_next(r));
    const char *number = sqla_row_text(r, 0), *text = sqla_row_text(r, 1);
    sqla_bytes bytes = sqla_row_bytes(r, 2);
    CHECK_INT(sqla_row_int(r, 0), 42);
    CHECK_INT(sqla_row_int(r, 1), 0);
    CHECK_STR(number, "42");
    CHECK_STR(text, "text");
    CHECK(bytes.size == 2 && memcmp(bytes.data, "\0\xff", 2) == 0);
    sqla_result_free(r);
    db_close(&d);
}

TEST(a_statement_without_rows_has_no_columns) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, insert_user(1, "ann"));
    CHECK_INT(sqla_row_count(r), 0);
    CHECK(!sqla_next(r));
    CHECK_INT(sqla_row_int(r, 0), 0);
    sqla_result_free(r);
    db_close(&d);
}

/* ---- first, one, one or none ---- */

static sqla_result *rows(sqla_conn *c, int n) {
    sqla_stmt *q = people();
    return sqla_execute(c, sqla_limit(q, n));
}

TEST(first_takes_one_row_and_no_more) {
    db d = db_open(empty_url());
    add_people(d.c);
    sqla_result *r = rows(d.c, 0);
    CHECK(!sqla_result_first(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    for (int n = 1; n <= 3; n++) {
        r = rows(d.c, n);
        CHECK(sqla_result_first(r));
        CHECK_STR(sqla_row_text(r, 1), "ann");
        CHECK(!sqla_next(r));
        sqla_result_free(r);
    }
    db_close(&d);
}

TEST(one_takes_exactly_one_row) {
    db d = db_open(empty_url());
    add_people(d.c);
    sqla_result *r = rows(d.c, 0);
    CHECK(!sqla_result_one(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_NO_RESULT_FOUND);
    sqla_result_free(r);
    r = rows(d.c, 1);
    CHECK(sqla_result_one(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sqla_row_int(r, 0), 1);
    CHECK_STR(sqla_row_text(r, 1), "ann");
    sqla_result_free(r);
    r = rows(d.c, 2);
    CHECK(!sqla_result_one(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_MULTIPLE_RESULTS_FOUND);
    sqla_result_free(r);
    db_close(&d);
}

TEST(one_or_none_takes_one_row_at_most) {
    db d = db_open(empty_url());
    add_people(d.c);
    sqla_result *r = rows(d.c, 0);
    CHECK(!sqla_result_one_or_none(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    r = rows(d.c, 1);
    CHECK(sqla_result_one_or_none(r));
    CHECK_STR(sqla_row_text(r, 1), "ann");
    sqla_result_free(r);
    r = rows(d.c, 2);
    CHECK(!sqla_result_one_or_none(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_MULTIPLE_RESULTS_FOUND);
    sqla_result_free(r);
    db_close(&d);
}

/* ---- sqla_row_read ---- */

#define CHECK_READ(r, i, type, want) do { \
        type x_ = 0; \
        CHECK_STATUS(sqla_row_read((r), (i), &x_), SQLA_OK); \
        CHECK(x_ == (want)); \
    } while (0)

TEST(integers_are_read_at_their_limits) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text(
        "SELECT -128, 127, 255, -32768, 65535, -2147483648, 4294967295, "
        "-9223372036854775807 - 1, 9223372036854775807, 1, 0"));
    CHECK(sqla_next(r));
    CHECK_READ(r, 0, signed char, -128);
    CHECK_READ(r, 1, signed char, 127);
    CHECK_READ(r, 2, unsigned char, 255);
    CHECK_READ(r, 3, short, -32768);
    CHECK_READ(r, 4, unsigned short, 65535);
    CHECK_READ(r, 5, int, INT_MIN);
    CHECK_READ(r, 6, unsigned, UINT_MAX);
    CHECK_READ(r, 7, int64_t, INT64_MIN);
    CHECK_READ(r, 8, uint64_t, INT64_MAX);
    CHECK_READ(r, 8, long, INT64_MAX);
    CHECK_READ(r, 9, bool, true);
    CHECK_READ(r, 10, bool, false);
    sqla_result_free(r);
    db_close(&d);
}

#define CHECK_MISFIT(r, i, type, name) do { \
        type x_ = 0; \
        CHECK_STATUS(sqla_row_read((r), (i), &x_), SQLA_DATA_ERROR); \
        CHECK_HAS(sqla_result_error(r)->message, (name)); \
    } while (0)

#define CHECK_MISFITS(select, type, name) do { \
        sqla_result *r_ = sqla_execute(d.c, sqla_text("SELECT " select " AS " name)); \
        CHECK(sqla_next(r_)); \
        CHECK_MISFIT(r_, 0, type, name); \
        sqla_result_free(r_); \
    } while (0)

TEST(integers_out_of_range_are_refused) {
    db d = db_open(empty_url());
    CHECK_MISFITS("128", signed char, "c1");
    CHECK_MISFITS("-129", signed char, "c2");
    CHECK_MISFITS("256", unsigned char, "c3");
    CHECK_MISFITS("-1", unsigned char, "c4");
    CHECK_MISFITS("32768", short, "c5");
    CHECK_MISFITS("65536", unsigned short, "c6");
    CHECK_MISFITS("2147483648", int, "c7");
    CHECK_MISFITS("-2147483649", int, "c8");
    CHECK_MISFITS("4294967296", unsigned, "c9");
    CHECK_MISFITS("-1", uint64_t, "c10");
    db_close(&d);
}

TEST(the_record_of_a_misfit_has_its_column) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text("SELECT 300 AS too_big"));
    signed char small = 0;
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_read(r, 0, &small), SQLA_DATA_ERROR);
    CHECK_STR(sqla_error(r)->column, "too_big");
    sqla_result_free(r);
    CHECK_STATUS(sqla_scalar(d.c, sqla_text("SELECT 300 AS too_big"), &small), SQLA_DATA_ERROR);
    CHECK_STR(sqla_error(d.c)->column, "too_big");
    db_close(&d);
}

TEST(values_of_another_kind_are_refused) {
    db d = db_open(empty_url());
    CHECK_MISFITS("'word'", int, "c1");
    CHECK_MISFITS("'12x'", int, "c2");
    CHECK_MISFITS("''", int, "c3");
    CHECK_MISFITS("1.5", int, "c4");
    CHECK_MISFITS("'word'", double, "c5");
    CHECK_MISFITS("1e300", float, "c6");
    CHECK_MISFITS("'maybe'", bool, "c7");
    CHECK_MISFITS("NULL", int, "c8");
    CHECK_MISFITS("NULL", double, "c9");
    CHECK_MISFITS("NULL", bool, "c10");
    db_close(&d);
}

TEST(dates_that_are_none_are_refused) {
    static const char *const texts[] = { "2023-02-30", "2023-13-01", "no date", "2023-1", "",
                                         "2023-01-01x" };
    db d = db_open(empty_url());
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sqla_result *r = sqla_execute(d.c, sqla_text("SELECT :t AS day"),
                                      SQLA_PARAMS("t", texts[i]));
        sqla_date day = { 5 };
        CHECK(sqla_next(r));
        CHECK_STATUS(sqla_row_read(r, 0, &day), SQLA_DATA_ERROR);
        CHECK_HAS(sqla_result_error(r)->message, "day");
        sqla_result_free(r);
    }
    db_close(&d);
}

TEST(inline_text_has_its_limit) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text("SELECT 'abc' AS fits, 'abcd' AS too_long"));
    char buf[4] = "zzz";
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_read(r, 0, &buf), SQLA_OK);
    CHECK_STR(buf, "abc");
    CHECK_STATUS(sqla_row_read(r, 1, &buf), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_result_error(r)->message, "too_long");
    CHECK(buf[3] == '\0');
    sqla_result_free(r);
    db_close(&d);
}

TEST(values_are_read_by_kind) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text(SQL_BYTES(
        "SELECT 1, CAST(1.5 AS DOUBLE PRECISION), 'a', ", "00", ", NULL")));
    static const int kinds[] = { SQLA_VALUE_INT, SQLA_VALUE_DOUBLE, SQLA_VALUE_TEXT,
                                 SQLA_VALUE_BYTES, SQLA_VALUE_NULL };
    CHECK(sqla_next(r));
    for (int i = 0; i < 5; i++) {
        sqla_value v = { .kind = SQLA_VALUE_TOO_BIG };
        CHECK_STATUS(sqla_row_get(r, i, &v), SQLA_OK);
        CHECK_INT(v.kind, kinds[i]);
    }
    sqla_result_free(r);
    db_close(&d);
}

/* PostgreSQL's texts have none. */
TEST(text_with_a_nul_inside) {
    if (!needs_sqlite()) return;
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text("SELECT 'a' || char(0) || 'b' AS cut"));
    const char *text = NULL;
    char buf[8] = "";
    sqla_value v = { .kind = SQLA_VALUE_NULL };
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_get(r, 0, &v), SQLA_OK);
    CHECK_INT(v.as.text.size, 3);
    CHECK_STATUS(sqla_row_read(r, 0, &text), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_result_error(r)->message, "cut");
    CHECK_STATUS(sqla_row_read(r, 0, &buf), SQLA_DATA_ERROR);
    sqla_result_free(r);
    db_close(&d);
}

TEST(a_bound_text_with_a_nul_is_kept_or_refused) {
    db d = db_open(empty_url());
    sqla_value v = { .kind = SQLA_VALUE_TEXT, .as.text = { "a\0b", 3 } };
    int64_t rows_ = sqla_exec(d.c, sqla_text("INSERT INTO users (name) VALUES (:n)"),
                              SQLA_PARAMS("n", v));
    if (rows_ < 0) {
        CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    } else {
        CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT hex(name) FROM users")), "610062");
    }
    db_close(&d);
}

TEST(text_that_is_not_utf8_is_refused) {
    static const char *const texts[] = { "\xff", "a\xc3", "\xed\xa0\x80", "\xc0\xaf", "\x80z",
                                         "\xf4\x90\x80\x80", "\xe2\x82" };
    db d = db_open(empty_url());
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CHECK_INT(add_user(d.c, (int)i + 1, texts[i]), -1);
        CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
        CHECK_HAS(sqla_error(d.c)->message, "name");
        sqla_clear_error(d.c);
        const User user = { .name = texts[i] };
        CHECK_STATUS(sqla_bulk_insert(d.c, User, &user, 1), SQLA_DATA_ERROR);
        CHECK_HAS(sqla_error(d.c)->message, "name");
        sqla_clear_error(d.c);
    }
    CHECK_INT(count_users(d.c), 0);
    CHECK_INT(add_user(d.c, 1, "\xf0\x9f\x90\x98 \xe2\x82\xac \xc2\x80"), 1);
    db_close(&d);
}

/* ---- plain structs ---- */

TEST(fetch_all_fills_structs) {
    db d = db_open(empty_url());
    User *users = NULL;
    size_t count = 99;
    CHECK_STATUS(sqla_fetch_all(d.c, User, people(), &users, &count), SQLA_OK);
    CHECK(users == NULL && count == 0);
    add_people(d.c);
    CHECK_STATUS(sqla_fetch_all(d.c, User, people(), &users, &count), SQLA_OK);
    CHECK_INT(count, 3);
    NEED(users && count == 3);
    CHECK_INT(users[0].id, 1);
    CHECK_STR(users[0].name, "ann");
    CHECK(users[0].age.has && users[0].age.value == 30);
    CHECK_STR(users[1].name, "bob");
    CHECK(!users[1].age.has);
    CHECK_STR(users[2].name, "cid");
done:
    sqla_fetch_free(users);
    db_close(&d);
}

TEST(fetch_all_of_many_rows) {
    int n = quick() ? 300 : 5000;
    db d = db_open(empty_url());
    User *users = NULL;
    size_t count = 0;
    sqla_stmt *q = sqla_text("WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t "
                             "WHERE i < :n) INSERT INTO users SELECT i, 'user-' || i, i FROM t");
    CHECK(sqla_exec(d.c, q, SQLA_PARAMS("n", n)) >= 0);
    CHECK_STATUS(sqla_fetch_all(d.c, User, people(), &users, &count), SQLA_OK);
    CHECK_INT(count, n);
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char name[32];
        snprintf(name, sizeof name, "user-%d", (int)i + 1);
        wrong += users[i].id != (int)i + 1 || strcmp(users[i].name, name) != 0;
        wrong += !users[i].age.has || users[i].age.value != (int)i + 1;
    }
    CHECK_INT(wrong, 0);
    sqla_fetch_free(users);
    db_close(&d);
}

TEST(fetch_matches_columns_by_name) {
    db d = db_open(empty_url());
    add_people(d.c);
    User *users = NULL;
    size_t count = 0;
    sqla_stmt *q = sqla_text("SELECT age, name, id FROM users WHERE id = :id");
    CHECK_STATUS(sqla_fetch_all(d.c, User, q, &users, &count, SQLA_PARAMS("id", 3)), SQLA_OK);
    NEED(users && count == 1);
    CHECK_INT(users->id, 3);
    CHECK_STR(users->name, "cid");
    CHECK_INT(users->age.value, 17);
done:
    sqla_fetch_free(users);
    db_close(&d);
}

TEST(fields_without_column_are_zero) {
    db d = db_open(empty_url());
    add_people(d.c);
    User *user = NULL;
    sqla_stmt *q = sqla_where(sqla_select(sqla_col(User, id)), sqla_eq(sqla_col(User, id), 1));
    CHECK_STATUS(sqla_fetch_one(d.c, User, q, &user), SQLA_OK);
    NEED(user);
    CHECK_INT(user->id, 1);
    CHECK_STR(user->name, NULL);
    CHECK(!user->age.has);
done:
    sqla_fetch_free(user);
    db_close(&d);
}

TEST(fetch_one_wants_one_row) {
    db d = db_open(empty_url());
    User *user = NULL;
    CHECK_STATUS(sqla_fetch_one(d.c, User, people(), &user), SQLA_NO_RESULT_FOUND);
    CHECK(user == NULL);
    add_people(d.c);
    CHECK_STATUS(sqla_fetch_one(d.c, User, people(), &user), SQLA_MULTIPLE_RESULTS_FOUND);
    CHECK(user == NULL);
    sqla_stmt *q = sqla_where(people(), sqla_eq(sqla_col(User, id), 2));
    CHECK_STATUS(sqla_fetch_one(d.c, User, q, &user), SQLA_OK);
    NEED(user);
    CHECK_STR(user->name, "bob");
done:
    sqla_fetch_free(user);
    db_close(&d);
}

TEST(a_row_that_does_not_fit_ends_a_fetch) {
    db d = db_open(empty_url());
    add_people(d.c);
    User *users = NULL;
    size_t count = 5;
    sqla_stmt *q = sqla_text("SELECT 1 AS id, 'ok' AS name UNION ALL SELECT 3000000000, 'big'");
    CHECK_STATUS(sqla_fetch_all(d.c, User, q, &users, &count), SQLA_DATA_ERROR);
    CHECK(users == NULL && count == 0);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_DATA_ERROR);
    CHECK_STR(sqla_error(d.c)->column, "id");
    sqla_clear_error(d.c);
    q = sqla_text("SELECT NULL AS id, 'ok' AS name");
    CHECK_STATUS(sqla_fetch_all(d.c, User, q, &users, &count), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "id");
    sqla_clear_error(d.c);
    CHECK_STATUS(sqla_fetch_all(d.c, User, sqla_text("nonsense"), &users, &count),
                 bad_sql());
    CHECK(users == NULL && count == 0);
    db_close(&d);
}

TEST(scalars_fill_an_array) {
    db d = db_open(empty_url());
    int64_t *ids = NULL;
    const char **names = NULL;
    sqla_opt_int32 *ages = NULL;
    size_t count = 9;
    sqla_stmt *q = sqla_ref(sqla_select(sqla_col(User, id)));
    CHECK_STATUS(sqla_scalars(d.c, q, &ids, &count), SQLA_OK);
    CHECK(ids == NULL && count == 0);
    add_people(d.c);
    CHECK_STATUS(sqla_scalars(d.c, q, &ids, &count), SQLA_OK);
    CHECK(count == 3 && ids[0] == 1 && ids[1] == 2 && ids[2] == 3);
    sqla_fetch_free(ids);
    sqla_unref(q);
    q = sqla_order_by(sqla_select(sqla_col(User, name)), sqla_desc(sqla_col(User, name)));
    CHECK_STATUS(sqla_scalars(d.c, q, &names, &count), SQLA_OK);
    CHECK(count == 3 && !strcmp(names[0], "cid") && !strcmp(names[2], "ann"));
    sqla_fetch_free(names);
    q = sqla_order_by(sqla_select(sqla_col(User, age)), sqla_col(User, id));
    CHECK_STATUS(sqla_scalars(d.c, q, &ages, &count), SQLA_OK);
    CHECK(count == 3 && ages[0].value == 30 && !ages[1].has && ages[2].has);
    sqla_fetch_free(ages);
    db_close(&d);
}

TEST(scalars_that_do_not_fit_leave_nothing) {
    db d = db_open(empty_url());
    add_people(d.c);
    int64_t *ages = NULL;
    size_t count = 9;
    sqla_stmt *q = sqla_select(sqla_col(User, age));
    CHECK_STATUS(sqla_scalars(d.c, q, &ages, &count), SQLA_DATA_ERROR);
    CHECK(ages == NULL && count == 0);
    CHECK_HAS(sqla_error(d.c)->message, "age");
    db_close(&d);
}

TEST(what_was_fetched_outlives_the_connection) {
    db d = db_open(empty_url());
    add_people(d.c);
    User *users = NULL;
    size_t count = 0;
    CHECK_STATUS(sqla_fetch_all(d.c, User, people(), &users, &count), SQLA_OK);
    db_close(&d);
    NEED(users && count == 3);
    CHECK_STR(users[2].name, "cid");
done:
    sqla_fetch_free(users);
}

/* ---- types there and back ---- */

enum color { RED, GREEN, BLUE };

typedef struct Thing {
    int64_t           id;
    bool              flag;
    signed char       i8;
    unsigned char     u8;
    short             i16;
    unsigned short    u16;
    int               i32;
    unsigned          u32;
    uint64_t          u64;
    float             f;
    double            d;
    const char       *text;
    char              code[4];
    sqla_bytes        blob;
    sqla_date         day;
    sqla_time         at;
    sqla_datetime     stamp;
    sqla_interval     span;
    sqla_decimal      price;
    sqla_uuid         uid;
    sqla_json         doc;
    enum color        color;
} Thing;
SQLA_MODEL(Thing, "things",
    SQLA_COLUMN(Thing, id, .primary_key = true), SQLA_COLUMN(Thing, flag),
    SQLA_COLUMN(Thing, i8), SQLA_COLUMN(Thing, u8), SQLA_COLUMN(Thing, i16),
    SQLA_COLUMN(Thing, u16), SQLA_COLUMN(Thing, i32), SQLA_COLUMN(Thing, u32),
    SQLA_COLUMN(Thing, u64), SQLA_COLUMN(Thing, f), SQLA_COLUMN(Thing, d),
    SQLA_COLUMN(Thing, text), SQLA_COLUMN(Thing, code), SQLA_COLUMN(Thing, blob),
    SQLA_COLUMN(Thing, day), SQLA_COLUMN(Thing, at), SQLA_COLUMN(Thing, stamp),
    SQLA_COLUMN(Thing, span), SQLA_COLUMN(Thing, price, .type = SQLA_NUMERIC(15, 2)),
    SQLA_COLUMN(Thing, uid), SQLA_COLUMN(Thing, doc),
    SQLA_COLUMN(Thing, color, .type = SQLA_ENUM("color", "red", "green", "blue")));

typedef struct Maybe {
    int64_t           id;
    sqla_opt_bool     flag;
    sqla_opt_int16    i16;
    sqla_opt_int32    i32;
    sqla_opt_int64    i64;
    sqla_opt_float    f;
    sqla_opt_double   d;
    sqla_opt_date     day;
    sqla_opt_time     at;
    sqla_opt_datetime stamp;
    sqla_opt_interval span;
    sqla_opt_decimal  price;
    sqla_opt_uuid     uid;
} Maybe;
SQLA_MODEL(Maybe, "maybes",
    SQLA_COLUMN(Maybe, id, .primary_key = true), SQLA_COLUMN(Maybe, flag),
    SQLA_COLUMN(Maybe, i16), SQLA_COLUMN(Maybe, i32), SQLA_COLUMN(Maybe, i64),
    SQLA_COLUMN(Maybe, f), SQLA_COLUMN(Maybe, d), SQLA_COLUMN(Maybe, day),
    SQLA_COLUMN(Maybe, at), SQLA_COLUMN(Maybe, stamp), SQLA_COLUMN(Maybe, span),
    SQLA_COLUMN(Maybe, price, .type = SQLA_NUMERIC(10, 2)), SQLA_COLUMN(Maybe, uid));

static db things_open(void) {
    sqla_engine *e = sqla_create_engine(empty_url());
    db d = { sqla_metadata_new(sqla_entity(Thing), sqla_entity(Maybe)), e, NULL };
    CHECK_STATUS(sqla_create_all(e, d.md), SQLA_OK);
    d.c = sqla_connect(e);
    return d;
}

static const Thing full = {
    .flag = true, .i8 = -128, .u8 = 255, .i16 = -32768, .u16 = 65535, .i32 = INT_MIN,
    .u32 = UINT_MAX, .u64 = INT64_MAX, .f = 1.5f, .d = 0.1, .text = "gr\xc3\xbc\xc3\x9f'e",
    .code = "DEU", .blob = { "a\0\xff", 3 }, .day = { -719162 }, .at = { 86399999999 },
    .stamp = { 253402300799999999 }, .span = { .us = 7200000000, .days = 1 },
    .price = { .lo = 1234567890, .scale = 2, .negative = true },
    .uid = { { 0xf8, 0x1d, 0x4f, 0xae, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 } },
    .doc = { "{\"a\": [1, null, \"\xc3\xa4\"]}" }, .color = BLUE,
};

TEST(every_type_there_and_back) {
    db d = things_open();
    Thing *t = NULL;
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &full, 1), SQLA_OK);
    CHECK_STATUS(sqla_fetch_one(d.c, Thing, sqla_select(sqla_entity(Thing)), &t), SQLA_OK);
    NEED(t);
    CHECK_INT(t->id, 1);
    CHECK(t->flag && t->i8 == full.i8 && t->u8 == full.u8 && t->i16 == full.i16);
    CHECK(t->u16 == full.u16 && t->i32 == full.i32 && t->u32 == full.u32);
    CHECK(t->u64 == full.u64 && t->f == full.f && t->d == full.d);
    CHECK_STR(t->text, full.text);
    CHECK_STR(t->code, full.code);
    CHECK(t->blob.size == 3 && memcmp(t->blob.data, full.blob.data, 3) == 0);
    CHECK_INT(t->day.days, full.day.days);
    CHECK_INT(t->at.us, full.at.us);
    CHECK_INT(t->stamp.us, full.stamp.us);
    CHECK(t->span.us == full.span.us && t->span.days == 1 && t->span.months == 0);
    char price[48];
    CHECK_STR(sqla_decimal_text(t->price, price, 48), "-12345678.90");
    CHECK(memcmp(&t->uid, &full.uid, sizeof t->uid) == 0);
    CHECK_STR(t->doc.text, full.doc.text);
    CHECK_INT(t->color, BLUE);
done:
    sqla_fetch_free(t);
    db_close(&d);
}

TEST(nulls_there_and_back) {
    db d = things_open();
    Thing *t = NULL;
    Maybe *m = NULL;
    const Thing empty = { .price = { .scale = 2 } };
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &empty, 1), SQLA_OK);
    CHECK_STATUS(sqla_fetch_one(d.c, Thing, sqla_select(sqla_entity(Thing)), &t), SQLA_OK);
    NEED(t);
    CHECK_STR(t->text, NULL);
    CHECK_STR(t->doc.text, NULL);
    CHECK(t->blob.data == NULL && t->blob.size == 0);
    CHECK_STR(t->code, "");
    CHECK_INT(t->color, RED);
    CHECK_STATUS(sqla_bulk_insert(d.c, Maybe, &(const Maybe){ .id = 5 }, 1), SQLA_OK);
    CHECK_STATUS(sqla_fetch_one(d.c, Maybe, sqla_select(sqla_entity(Maybe)), &m), SQLA_OK);
    NEED(m);
    CHECK(!m->flag.has && !m->i16.has && !m->i32.has && !m->i64.has && !m->f.has && !m->d.has);
    CHECK(!m->day.has && !m->at.has && !m->stamp.has && !m->span.has && !m->price.has);
    CHECK(!m->uid.has);
done:
    sqla_fetch_free(t);
    sqla_fetch_free(m);
    db_close(&d);
}

TEST(opts_there_and_back) {
    db d = things_open();
    Maybe *m = NULL;
    const Maybe all = {
        .id = 5, .flag = { false, true }, .i16 = { -5, true }, .i32 = { INT_MIN, true },
        .i64 = { INT64_MIN, true }, .f = { -0.5f, true }, .d = { 1e300, true },
        .day = { { 0 }, true }, .at = { { 0 }, true }, .stamp = { { -1 }, true },
        .span = { { .us = 1 }, true }, .price = { { .lo = 5, .scale = 2 }, true },
        .uid = { { { 1 } }, true },
    };
    CHECK_STATUS(sqla_bulk_insert(d.c, Maybe, &all, 1), SQLA_OK);
    CHECK_STATUS(sqla_fetch_one(d.c, Maybe, sqla_select(sqla_entity(Maybe)), &m), SQLA_OK);
    NEED(m);
    CHECK(m->flag.has && !m->flag.value && m->i16.has && m->i16.value == -5);
    CHECK(m->i32.value == INT_MIN && m->i64.value == INT64_MIN);
    CHECK(m->f.value == -0.5f && m->d.value == 1e300);
    CHECK(m->day.has && m->day.value.days == 0 && m->at.has && m->stamp.value.us == -1);
    CHECK(m->span.has && m->span.value.us == 1 && m->span.value.days == 0);
    char price[48];
    CHECK_STR(sqla_decimal_text(m->price.value, price, 48), "0.05");
    CHECK(m->uid.has && m->uid.value.bytes[0] == 1);
done:
    sqla_fetch_free(m);
    db_close(&d);
}

/* What the database holds is what SQLAlchemy would have written there. */
TEST(types_are_stored_as_sqlalchemy_stores_them) {
    static const char *const sqlite[] = { "1", "0001-01-01", "23:59:59.999999",
        "9999-12-31 23:59:59.999999", "1970-01-02 02:00:00.000000",
        "f81d4fae0102030405060708090a0b0c", "blue", "blob", "integer" };
    static const char *const postgresql[] = { "true", "0001-01-01", "23:59:59.999999",
        "9999-12-31 23:59:59.999999", "1 day 02:00:00",
        "f81d4fae-0102-0304-0506-0708090a0b0c", "blue", "bytea", "boolean" };
    db d = things_open();
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &full, 1), SQLA_OK);
    sqla_result *r = sqla_execute(d.c, sqla_text(on_postgresql()
        ? "SELECT flag::text, day::text, at::text, stamp::text, span::text, uid::text, "
          "color::text, pg_typeof(blob)::text, pg_typeof(flag)::text, doc FROM things"
        : "SELECT flag, day, at, stamp, span, uid, color, typeof(blob), typeof(flag), doc "
          "FROM things"));
    CHECK(sqla_next(r));
    for (int i = 0; i < 9; i++)
        CHECK_STR(sqla_row_text(r, i), on_postgresql() ? postgresql[i] : sqlite[i]);
    CHECK_STR(sqla_row_text(r, 9), full.doc.text);
    sqla_result_free(r);
    db_close(&d);
}

TEST(rows_have_the_type_of_their_column) {
    static const int kinds[] = { SQLA_VALUE_BOOL, SQLA_VALUE_DATE, SQLA_VALUE_TIME,
                                 SQLA_VALUE_DATETIME, SQLA_VALUE_INTERVAL, SQLA_VALUE_DECIMAL,
                                 SQLA_VALUE_UUID, SQLA_VALUE_JSON, SQLA_VALUE_INT };
    db d = things_open();
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &full, 1), SQLA_OK);
    sqla_result *r = sqla_execute(d.c, sqla_select(
        sqla_col(Thing, flag), sqla_col(Thing, day), sqla_col(Thing, at), sqla_col(Thing, stamp),
        sqla_col(Thing, span), sqla_col(Thing, price), sqla_col(Thing, uid), sqla_col(Thing, doc),
        sqla_col(Thing, color)));
    CHECK(sqla_next(r));
    for (int i = 0; i < 9; i++) {
        sqla_value v = { .kind = SQLA_VALUE_TOO_BIG };
        CHECK_STATUS(sqla_row_get(r, i, &v), SQLA_OK);
        CHECK_INT(v.kind, kinds[i]);
        if (v.kind == SQLA_VALUE_INT) CHECK_INT(v.as.i, BLUE);
    }
    sqla_result_free(r);
    db_close(&d);
}

TEST(columns_compare_with_values_of_their_type) {
    db d = things_open();
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &full, 1), SQLA_OK);
    sqla_stmt *q = sqla_select(sqla_count_all());
    sqla_where(q, sqla_eq(sqla_col(Thing, flag), true), sqla_eq(sqla_col(Thing, day), full.day),
               sqla_eq(sqla_col(Thing, at), full.at), sqla_eq(sqla_col(Thing, uid), full.uid),
               sqla_eq(sqla_col(Thing, stamp), full.stamp), sqla_eq(sqla_col(Thing, color), BLUE),
               sqla_eq(sqla_col(Thing, price), sqla_decimal_of("-12345678.90")),
               sqla_eq(sqla_col(Thing, code), "DEU"), sqla_eq(sqla_col(Thing, text), full.text));
    CHECK_INT(sqla_scalar_int(d.c, q), 1);
    q = sqla_select(sqla_count_all());
    sqla_where(q, sqla_eq(sqla_col(Thing, color), RED));
    CHECK_INT(sqla_scalar_int(d.c, q), 0);
    db_close(&d);
}

TEST(decimals_are_exact) {
    static const char *const texts[] = { "12345678.90", "0.00", "-0.01", "9999999999999.99",
                                         "-9999999999999.99", "0.10" };
    db d = things_open();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Thing t = full;
        sqla_decimal back = { 0 };
        char text[48];
        t.price = sqla_decimal_of(texts[i]);
        t.id = (int64_t)i + 1;
        CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &t, 1), SQLA_OK);
        sqla_stmt *q = sqla_select(sqla_col(Thing, price));
        sqla_where(q, sqla_eq(sqla_col(Thing, id), (int)i + 1));
        CHECK_STATUS(sqla_scalar(d.c, q, &back), SQLA_OK);
        CHECK_STR(sqla_decimal_text(back, text, sizeof text), texts[i]);
    }
    db_close(&d);
}

TEST(every_byte_there_and_back) {
    unsigned char bytes[256];
    for (int i = 0; i < 256; i++) bytes[i] = (unsigned char)i;
    db d = things_open();
    Thing t = full, *back = NULL;
    t.blob = (sqla_bytes){ bytes, 256 };
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &t, 1), SQLA_OK);
    t.blob = (sqla_bytes){ "", 0 };
    t.id = 2;
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &t, 1), SQLA_OK);
    size_t count = 0;
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(Thing)), sqla_col(Thing, id));
    CHECK_STATUS(sqla_fetch_all(d.c, Thing, q, &back, &count), SQLA_OK);
    NEED(back && count == 2);
    CHECK(back[0].blob.size == 256 && memcmp(back[0].blob.data, bytes, 256) == 0);
    CHECK(back[1].blob.size == 0 && back[1].blob.data != NULL);
done:
    sqla_fetch_free(back);
    db_close(&d);
}

TEST(floating_point_there_and_back) {
    static const double numbers[] = { 0.1, -0.0, 1e-300, 1.7976931348623157e308, 3, 1e15 };
    db d = things_open();
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double back = 5;
        CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v(numbers[i])), &back), SQLA_OK);
        CHECK(back == numbers[i]);
    }
    double back = 0;
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v((double)INFINITY)), &back), SQLA_OK);
    CHECK(isinf(back));
    db_close(&d);
}

TEST(an_unknown_label_is_refused) {
    db d = things_open();
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &full, 1), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    if (on_postgresql())                /* the type has it, the program does not know it */
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "ALTER TYPE color ADD VALUE 'mauve'"), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "UPDATE things SET color = 'mauve'"), SQLA_OK);
    enum color color = RED;
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_col(Thing, color)), &color), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "color");
    CHECK_HAS(sqla_error(d.c)->message, "mauve");
    sqla_clear_error(d.c);
    Thing bad = full;
    bad.id = 2;
    bad.color = (enum color)3;
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &bad, 1), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_error(d.c)->message, "color");
    db_close(&d);
}

TEST(booleans_are_zero_or_one) {
    db d = things_open();
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &full, 1), SQLA_OK);
    if (!on_postgresql())               /* there nothing but a boolean can be stored */
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "UPDATE things SET flag = 2"), SQLA_OK);
    bool flag = false;
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_col(Thing, flag)), &flag), SQLA_OK);
    CHECK(flag);
    sqla_stmt *q = sqla_set(sqla_update(sqla_entity(Thing)), sqla_col(Thing, flag), 0);
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT flag FROM things")), 0);
    q = sqla_set(sqla_update(sqla_entity(Thing)), sqla_col(Thing, flag), 2);
    CHECK_INT(sqla_exec(d.c, q), -1);
    CHECK(sqla_failed(d.c));
    db_close(&d);
}

/* ---- bulk ---- */

/* Which of the rows was refused: PostgreSQL, which got them all in one statement, tells its key. */
static void check_refused(sqla_conn *c, int64_t row, const char *key) {
    CHECK_INT(sqla_error(c)->row, on_postgresql() ? -1 : row);
    if (on_postgresql()) CHECK_HAS(sqla_error(c)->detail, key);
}

static void fill(User *users, int n) {
    static char names[1000][24];
    for (int i = 0; i < n; i++) {
        snprintf(names[i], sizeof names[0], "user-%d", i);
        users[i] = (User){ .name = names[i], .age = { i, i % 2 } };
    }
}

TEST(bulk_insert_of_any_number) {
    static const int sizes[] = { 0, 1, 7, 1000 };
    static User users[1000];
    fill(users, 1000);
    for (size_t i = 0; i < 4; i++) {
        db d = db_open(empty_url());
        CHECK_STATUS(sqla_bulk_insert(d.c, User, users, (size_t)sizes[i]), SQLA_OK);
        CHECK_INT(count_users(d.c), sizes[i]);
        CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
        User *back = NULL;
        size_t count = 0;
        CHECK_STATUS(sqla_fetch_all(d.c, User, people(), &back, &count), SQLA_OK);
        int wrong = 0;
        for (size_t k = 0; k < count; k++) {
            wrong += back[k].id != (int)k + 1 || strcmp(back[k].name, users[k].name) != 0;
            wrong += back[k].age.has != users[k].age.has;
            wrong += back[k].age.has && back[k].age.value != (int)k;
        }
        CHECK_INT(wrong, 0);
        sqla_fetch_free(back);
        db_close(&d);
    }
}

TEST(bulk_insert_keeps_given_keys) {
    db d = db_open(empty_url());
    const User users[] = { { .id = 70, .name = "a" }, { .name = "b" }, { .id = 5, .name = "c" } };
    CHECK_STATUS(sqla_bulk_insert(d.c, User, users, 3), SQLA_OK);
    /* SQLite goes on behind the greatest key; a sequence does not know of it. */
    CHECK_STR(list_of(d.c, "SELECT id || name FROM users ORDER BY name"),
              on_postgresql() ? "70a,1b,5c" : "70a,71b,5c");
    db_close(&d);
}

TEST(bulk_insert_omits_columns) {
    db d = db_open(empty_url());
    const User users[] = { { 9, "a", { 1, true } }, { 9, "b", { 2, true } } };
    CHECK_STATUS(sqla_bulk_insert(d.c, User, users, 2, .omit = SQLA_NAMES("id", "age")), SQLA_OK);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT max(id) FROM users")), 2);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT count(age) FROM users")), 0);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, users, 2, .omit = SQLA_NAMES("height")),
                 SQLA_NO_SUCH_COLUMN);
    CHECK_HAS(sqla_error(d.c)->message, "height");
    CHECK_INT(count_users(d.c), 2);
    db_close(&d);
}

TEST(bulk_insert_is_all_or_nothing) {
    static User users[1000];
    int n = quick() ? 50 : 1000;
    fill(users, n);
    users[n - 3].name = users[1].name;
    db d = db_open(empty_url());
    CHECK_INT(add_user(d.c, 5000, "before"), 1);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, users, (size_t)n), SQLA_INTEGRITY_ERROR);
    CHECK_STATUS(sqla_error(d.c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_INT(sqla_error(d.c)->row, n - 3);
    CHECK_STR(sqla_error(d.c)->column, on_postgresql() ? "" : "name");
    CHECK_STR(sqla_error(d.c)->constraint, on_postgresql() ? "users_name_key" : "");
    CHECK_INT(count_users(d.c), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    db_close(&d);
}

TEST(bulk_insert_passes_over_conflicts) {
    db d = db_open(empty_url());
    add_user(d.c, 0, "ann");
    const User users[] = { { 0, "bob", { 0 } }, { 0, "ann", { 0 } }, { 1, "cid", { 0 } },
                           { 0, "dan", { 0 } } };
    CHECK_STATUS(sqla_bulk_insert(d.c, User, users, 4, .on_conflict_do_nothing = true), SQLA_OK);
    CHECK_INT(count_users(d.c), 3);
    CHECK(!sqla_failed(d.c));
    db_close(&d);
}

TEST(bulk_insert_refuses_what_does_not_fit) {
    db d = things_open();
    Thing bad[3] = { full, full, full };
    memcpy(bad[1].code, "LONG", 4);
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, bad, 3), SQLA_DATA_ERROR);
    CHECK_INT(sqla_error(d.c)->row, 1);
    CHECK_HAS(sqla_error(d.c)->message, "code");
    sqla_clear_error(d.c);
    bad[1] = full;
    bad[2].u64 = UINT64_MAX;
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, bad, 3), SQLA_DATA_ERROR);
    CHECK_INT(sqla_error(d.c)->row, 2);
    CHECK_HAS(sqla_error(d.c)->message, "u64");
    sqla_clear_error(d.c);
    bad[2] = full;
    bad[0].price = sqla_decimal_of("much");
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, bad, 3), SQLA_DATA_ERROR);
    CHECK_INT(sqla_error(d.c)->row, 0);
    CHECK_HAS(sqla_error(d.c)->message, "price");
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT count(*) FROM things")), 0);
    db_close(&d);
}

TEST(bulk_insert_goes_into_any_transaction) {
    db d = db_open(empty_url());
    const User one = { 0, "ann", { 0 } }, two = { 0, "bob", { 0 } };
    CHECK_STATUS(sqla_bulk_insert(d.c, User, &one, 1), SQLA_OK);
    CHECK(sqla_in_transaction(d.c));
    CHECK_STATUS(sqla_begin_nested(d.c), SQLA_OK);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, &two, 1), SQLA_OK);
    CHECK_INT(count_users(d.c), 2);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 1);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(bulk_update_of_any_number) {
    static const int sizes[] = { 0, 1, 7, 1000 };
    static User users[1000];
    db d = db_open(empty_url());
    fill(users, 1000);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, users, 1000), SQLA_OK);
    for (int i = 0; i < 1000; i++) users[i].id = i + 1;
    for (int k = 0; k < 4; k++) {
        for (int i = 0; i < 1000; i++) users[i].age = sqla_some_int64(7000 + k);
        CHECK_STATUS(sqla_bulk_update(d.c, User, users, (size_t)sizes[k]), SQLA_OK);
        sqla_stmt *q = sqla_select(sqla_count_all());
        sqla_where(q, sqla_eq(sqla_col(User, age), 7000 + k));
        CHECK_INT(sqla_scalar_int(d.c, q), sizes[k]);
    }
    db_close(&d);
}

TEST(bulk_update_writes_only_what_is_named) {
    db d = db_open(empty_url());
    add_people(d.c);
    const User users[] = { { 1, "not this", { 50, true } }, { 3, "nor this", { 0 } } };
    CHECK_STATUS(sqla_bulk_update(d.c, User, users, 2, .only = SQLA_NAMES("age")), SQLA_OK);
    CHECK_STR(list_of(d.c, "SELECT name || coalesce(CAST(age AS VARCHAR), '-') FROM users "
                           "ORDER BY id"), "ann50,bob-,cid-");
    CHECK_STATUS(sqla_bulk_update(d.c, User, users, 2, .only = SQLA_NAMES("height")),
                 SQLA_NO_SUCH_COLUMN);
    db_close(&d);
}

TEST(bulk_update_is_all_or_nothing) {
    db d = db_open(empty_url());
    add_people(d.c);
    const User users[] = { { 1, "ann2", { 0 } }, { 2, "bob2", { 0 } }, { 3, "bob2", { 0 } } };
    CHECK_STATUS(sqla_bulk_update(d.c, User, users, 3), SQLA_INTEGRITY_ERROR);
    check_refused(d.c, 2, "(name)=(bob2)");
    CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT name FROM users WHERE id = 1")), "ann");
    db_close(&d);
}

TEST(bulk_delete_of_any_number) {
    static User users[1000];
    db d = db_open(empty_url());
    fill(users, 1000);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, users, 1000), SQLA_OK);
    for (int i = 0; i < 1000; i++) users[i].id = i + 1;
    CHECK_STATUS(sqla_bulk_delete(d.c, User, users, 0), SQLA_OK);
    CHECK_INT(count_users(d.c), 1000);
    CHECK_STATUS(sqla_bulk_delete(d.c, User, users, 1), SQLA_OK);
    CHECK_INT(count_users(d.c), 999);
    CHECK_STATUS(sqla_bulk_delete(d.c, User, users + 1, 7), SQLA_OK);
    CHECK_INT(count_users(d.c), 992);
    CHECK_STATUS(sqla_bulk_delete(d.c, User, users + 8, 992), SQLA_OK);
    CHECK_INT(count_users(d.c), 0);
    db_close(&d);
}

TEST(bulk_delete_is_all_or_nothing) {
    db d = db_open(empty_url());
    add_people(d.c);
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "INSERT INTO orders (user_id) VALUES (2)"), SQLA_OK);
    const User users[] = { { .id = 1 }, { .id = 2 } };
    CHECK_STATUS(sqla_bulk_delete(d.c, User, users, 2), SQLA_INTEGRITY_ERROR);
    check_refused(d.c, 1, "(id)=(2)");
    CHECK_INT(count_users(d.c), 3);
    db_close(&d);
}

TEST(bulk_calls_need_rows_and_a_struct) {
    db d = db_open(empty_url());
    const User *none = NULL;
    CHECK_STATUS(sqla_bulk_insert(d.c, User, none, 0), SQLA_OK);
    CHECK_STATUS(sqla_bulk_insert(d.c, User, none, 1), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_bulk_update(d.c, User, none, 1), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_bulk_delete(d.c, User, none, 1), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_conn_bulk_insert(d.c, &orders, &d, 1, NULL), SQLA_ARGUMENT_ERROR);
    CHECK_HAS(sqla_last_error(d.c)->message, "orders");
    db_close(&d);
}

/* ---- the life of results ---- */

TEST(two_results_are_open_at_once) {
    db d = db_open(empty_url());
    add_people(d.c);
    sqla_result *a = sqla_execute(d.c, people());
    int pairs = 0;
    while (sqla_next(a)) {
        sqla_result *b = sqla_execute(d.c, people());
        while (sqla_next(b)) pairs += sqla_row_int(a, 0) <= sqla_row_int(b, 0);
        sqla_result_free(b);
    }
    CHECK_INT(pairs, 6);
    sqla_result_free(a);
    db_close(&d);
}

TEST(results_are_freed_in_any_order) {
    db d = db_open(empty_url());
    add_people(d.c);
    sqla_result *r[3];
    for (int i = 0; i < 3; i++) r[i] = sqla_execute(d.c, people());
    CHECK(sqla_next(r[1]));
    sqla_result_free(r[1]);
    CHECK(sqla_next(r[2]));
    sqla_result_free(r[2]);
    CHECK(sqla_next(r[0]));
    CHECK_STR(sqla_row_text(r[0], 1), "ann");
    sqla_result_free(r[0]);
    sqla_result_free(NULL);
    db_close(&d);
}

TEST(results_may_be_left_to_the_connection) {
    db d = db_open(empty_url());
    add_people(d.c);
    for (int i = 0; i < 10; i++) {
        sqla_result *r = sqla_execute(d.c, people());
        if (i % 2) CHECK(sqla_next(r));
    }
    sqla_result *failed = sqla_execute(d.c, sqla_text("nonsense"));
    CHECK_STATUS(sqla_result_status(failed), bad_sql());
    db_close(&d);
}

TEST(the_end_of_the_transaction_closes_results) {
    db d = db_open(empty_url());
    add_people(d.c);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    for (int commit = 0; commit < 2; commit++) {
        sqla_result *r = sqla_execute(d.c, people());
        CHECK(sqla_next(r));
        CHECK_STATUS(commit ? sqla_commit(d.c) : sqla_rollback(d.c), SQLA_OK);
        CHECK(!sqla_next(r));
        CHECK_STATUS(sqla_result_status(r), SQLA_RESOURCE_CLOSED);
        CHECK_INT(sqla_row_int(r, 0), 0);
        CHECK_STR(sqla_row_name(r, 0), "id");
        sqla_result_free(r);
    }
    CHECK_INT(count_users(d.c), 3);
    db_close(&d);
}

TEST(an_exhausted_result_holds_no_lock) {
    db d = db_open(shared_url("?busy_timeout=5"));
    add_people(d.c);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_result *r = sqla_execute(d.c, people());
    while (sqla_next(r)) { }
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_conn *other = sqla_connect(d.e);
    CHECK_INT(add_user(other, 9, "zoe"), 1);
    CHECK_STATUS(sqla_commit(other), SQLA_OK);
    sqla_conn_close(other);
    sqla_result_free(r);
    db_close(&d);
}

TEST(a_result_whose_error_comes_late) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text(
        "SELECT 1 UNION ALL SELECT abs(-9223372036854775807 - 1)"));
    int n = 0;
    while (sqla_next(r)) n++;
    CHECK(n <= 1);
    sqla_status overflow = on_postgresql() ? SQLA_DATA_ERROR : SQLA_OPERATIONAL_ERROR;
    CHECK_STATUS(sqla_result_status(r), overflow);
    CHECK_HAS(sqla_result_error(r)->message, on_postgresql() ? "out of range" : "overflow");
    CHECK_STATUS(sqla_error(d.c)->code, overflow);
    sqla_result_free(r);
    db_close(&d);
}

TEST(a_failed_execution_gives_a_result_that_says_so) {
    db d = db_open(empty_url());
    sqla_result *r = sqla_execute(d.c, sqla_text("SELECT * FROM nowhere"));
    CHECK(r != NULL);
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_status(r), bad_sql());
    CHECK_HAS(sqla_error(r)->message, "nowhere");
    CHECK_INT(sqla_row_count(r), 0);
    CHECK_INT(sqla_rowcount(r), -1);
    CHECK(!sqla_result_first(r));
    sqla_result_free(r);
    db_close(&d);
}

/* The statement is gone after execution, and the caller's text is borrowed until then: what was
 * bound must not be. */
TEST(literals_live_as_long_as_the_result) {
    db d = db_open(empty_url());
    add_people(d.c);
    sqla_stmt *q = sqla_select(sqla_v("text"), sqla_v(((sqla_bytes){ "ab", 2 })),
                               sqla_v(sqla_json_of("[1]")), sqla_col(User, name));
    sqla_where(q, sqla_ne(sqla_col(User, name), "no such name in the table"));
    sqla_result *r = sqla_execute(d.c, q);
    int n = 0;
    for (; sqla_next(r); n++) {
        CHECK_STR(sqla_row_text(r, 0), "text");
        CHECK_INT(sqla_row_bytes(r, 1).size, 2);
        CHECK_STR(sqla_row_text(r, 2), "[1]");
    }
    CHECK_INT(n, 3);
    sqla_result_free(r);
    db_close(&d);
}

TEST(parameters_live_as_long_as_the_result) {
    db d = db_open(empty_url());
    add_people(d.c);
    char buf[] = "bob";
    sqla_stmt *q = sqla_text("SELECT :name, name FROM users WHERE name <> :name ORDER BY id");
    sqla_result *r = sqla_execute(d.c, q, SQLA_PARAMS("name", buf));
    memset(buf, 'z', 3);
    int n = 0;
    for (; sqla_next(r); n++) {
        CHECK_STR(sqla_row_text(r, 0), "bob");
        CHECK_STR(sqla_row_text(r, 1), n == 0 ? "ann" : "cid");
    }
    CHECK_INT(n, 2);
    sqla_result_free(r);
    const char *text = NULL;
    CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_v("kept")), &text), SQLA_OK);
    CHECK_STR(text, "kept");
    db_close(&d);
}

TEST(text_columns_get_types) {
    db d = things_open();
    CHECK_STATUS(sqla_bulk_insert(d.c, Thing, &full, 1), SQLA_OK);
    sqla_stmt *q = sqla_text("SELECT stamp AS s, color FROM things");
    sqla_text_columns(q, sqla_label(sqla_type_coerce(sqla_null(), SQLA_DATETIME), "s"),
                      sqla_col(Thing, color));
    sqla_result *r = sqla_execute(d.c, q);
    sqla_value v = { .kind = SQLA_VALUE_NULL };
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_get(r, 0, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_DATETIME);
    CHECK_INT(v.as.datetime.us, full.stamp.us);
    CHECK_INT(sqla_row_int(r, 1), BLUE);
    sqla_result_free(r);
    db_close(&d);
}

/* ---- batches, unique rows, chosen columns, frozen results ---- */

static sqla_result *five(sqla_conn *c) {
    return sqla_execute(c, sqla_text("SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y' "
                                     "UNION ALL SELECT 3, 'x' UNION ALL SELECT 1, 'x' "
                                     "UNION ALL SELECT 5, NULL"));
}

TEST(rows_of_what_has_none) {
    db d = db_open(empty_url());
    User *users = NULL;
    size_t n = 0;
    sqla_result *r = sqla_execute(d.c, insert_user(1, "ann"));
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_freeze(r), SQLA_RESOURCE_CLOSED);
    sqla_result_free(r);
    CHECK_STATUS(sqla_fetch_all(d.c, User, insert_user(2, "bob"), &users, &n),
                 SQLA_RESOURCE_CLOSED);
    CHECK_INT(n, 0);
    db_close(&d);
}

TEST(partitions_of_two) {
    db d = db_open(empty_url());
    static const int want[] = { 2, 2, 1 };
    sqla_result *r = five(d.c);
    int part = 0, rows = 0;
    while (sqla_partition(r, 2)) {
        int n = 0;
        while (sqla_next(r)) n++, rows += sqla_row_int(r, 0) > 0;
        CHECK(!sqla_next(r));
        if (part < 3) CHECK_INT(n, want[part]);
        part++;
    }
    CHECK_INT(part, 3);
    CHECK_INT(rows, 5);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    r = five(d.c);
    CHECK(sqla_next(r));                        /* after a row has been read */
    CHECK(sqla_partition(r, 10));
    for (rows = 0; sqla_next(r);) rows++;
    CHECK_INT(rows, 4);
    CHECK(!sqla_partition(r, 10));
    CHECK(!sqla_partition(r, 0));
    CHECK(!sqla_partition(NULL, 5));
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_text("SELECT 1 WHERE 1 = 0"));
    CHECK(!sqla_partition(r, 5));
    sqla_result_free(r);
    db_close(&d);
}

TEST(unique_rows) {
    db d = db_open(empty_url());
    sqla_result *r = five(d.c);
    CHECK_STATUS(sqla_unique(r), SQLA_OK);
    CHECK_STATUS(sqla_unique(r), SQLA_OK);
    int n = 0, sum = 0;
    while (sqla_next(r)) n++, sum += (int)sqla_row_int(r, 0);
    CHECK_INT(n, 4);
    CHECK_INT(sum, 1 + 2 + 3 + 5);
    sqla_result_free(r);
    r = five(d.c);                              /* of one column */
    CHECK_STATUS(sqla_result_columns(r, SQLA_NAMES("b")), SQLA_OK);
    CHECK_STATUS(sqla_unique(r), SQLA_OK);
    for (n = 0; sqla_next(r); n++) CHECK_INT(sqla_row_count(r), 1);
    CHECK_INT(n, 3);
    sqla_result_free(r);
    /* Many, so that the table grows. */
    r = sqla_execute(d.c, sqla_text("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 "
                                    "FROM n WHERE i < 1999) SELECT i % 500 FROM n"));
    CHECK_STATUS(sqla_unique(r), SQLA_OK);
    for (n = 0; sqla_next(r); n++) continue;
    CHECK_INT(n, 500);
    sqla_result_free(r);
    CHECK_INT(add_user(d.c, 1, "ann"), 1);
    r = sqla_stream(d.c, sqla_select(sqla_col(User, id)));
    CHECK_STATUS(sqla_unique(r), SQLA_INVALID_REQUEST);
    sqla_result_free(r);
    CHECK_STATUS(sqla_unique(NULL), SQLA_ARGUMENT_ERROR);
    db_close(&d);
}

TEST(chosen_columns) {
    db d = db_open(empty_url());
    sqla_result *r = five(d.c);
    CHECK_STATUS(sqla_result_columns(r, SQLA_NAMES("b", "a", "b")), SQLA_OK);
    CHECK_INT(sqla_row_count(r), 3);
    CHECK_STR(sqla_row_name(r, 1), "a");
    CHECK_INT(sqla_row_index(r, "a"), 1);
    CHECK(sqla_next(r));
    CHECK_STR(sqla_row_text(r, 0), "x");
    CHECK_INT(sqla_row_int(r, 1), 1);
    CHECK_STR(sqla_row_text(r, 2), "x");
    CHECK(sqla_row_is_null(r, 3));
    CHECK_STATUS(sqla_result_columns(r, SQLA_NAMES("a", "c")), SQLA_NO_SUCH_COLUMN);
    CHECK_HAS(sqla_last_error(d.c)->message, "c");
    CHECK_STATUS(sqla_result_columns(r, SQLA_NAMES("a")), SQLA_OK);     /* of those chosen */
    CHECK_INT(sqla_row_int(r, 0), 1);
    CHECK_STATUS(sqla_result_columns(r, SQLA_NAMES("b")), SQLA_NO_SUCH_COLUMN);
    CHECK_STATUS(sqla_result_columns(NULL, SQLA_NAMES("b")), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_result_columns(r, NULL), SQLA_ARGUMENT_ERROR);
    sqla_result_free(r);
    db_close(&d);
}

TEST(columns_are_found_by_themselves) {
    db d = db_open(empty_url());
    CHECK_INT(add_user(d.c, 7, "ann"), 1);
    sqla_stmt *q = sqla_select(sqla_c(&orders, "id"), sqla_col(User, name), sqla_col(User, id));
    sqla_select_from(q, sqla_entity(User));
    sqla_join(q, &orders, .on = sqla_eq(sqla_c(&orders, "user_id"), sqla_col(User, id)),
              .isouter = true);
    sqla_result *r = sqla_execute(d.c, q);
    CHECK(sqla_next(r));
    CHECK_INT(sqla_row_index_of(r, sqla_col(User, id)), 2);     /* another column called id */
    CHECK_INT(sqla_row_index_of(r, sqla_c(&orders, "id")), 0);
    CHECK_INT(sqla_row_index_of(r, sqla_col(User, age)), -1);
    CHECK_INT(sqla_row_int(r, sqla_row_index_of(r, sqla_col(User, id))), 7);
    CHECK_INT(sqla_row_index_of(r, NULL), -1);
    CHECK_INT(sqla_row_index_of(NULL, sqla_col(User, id)), -1);
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_select(sqla_entity(User)));      /* the columns of a whole model */
    CHECK_INT(sqla_row_index_of(r, sqla_col(User, age)), 2);
    CHECK_STATUS(sqla_result_columns(r, SQLA_NAMES("age", "id")), SQLA_OK);
    CHECK_INT(sqla_row_index_of(r, sqla_col(User, age)), 0);
    CHECK_INT(sqla_row_index_of(r, sqla_col(User, name)), -1);
    sqla_result_free(r);
    db_close(&d);
}

TEST(a_frozen_result_is_read_twice) {
    db d = db_open(empty_url());
    sqla_result *r = five(d.c);
    CHECK_STATUS(sqla_result_rewind(r), SQLA_INVALID_REQUEST);
    sqla_result_free(r);
    r = five(d.c);
    CHECK_STATUS(sqla_result_freeze(r), SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);    /* it outlives its transaction */
    for (int turn = 0; turn < 2; turn++) {
        int n = 0, sum = 0;
        while (sqla_next(r)) n++, sum += (int)sqla_row_int(r, 0);
        CHECK_INT(n, 5);
        CHECK_INT(sum, 12);
        CHECK_STR(sqla_row_name(r, 1), "b");
        CHECK_STATUS(sqla_result_rewind(r), SQLA_OK);
    }
    CHECK_STATUS(sqla_unique(r), SQLA_OK);
    for (int turn = 0; turn < 2; turn++) {
        int n = 0;
        while (sqla_next(r)) n++;
        CHECK_INT(n, 4);
        CHECK_STATUS(sqla_result_rewind(r), SQLA_OK);
    }
    sqla_result_free(r);
    r = five(d.c);
    CHECK(sqla_next(r));                        /* what is left after the first row */
    CHECK_STATUS(sqla_result_freeze(r), SQLA_OK);
    CHECK(sqla_next(r));
    CHECK_INT(sqla_row_int(r, 0), 2);
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_text("SELECT 1 WHERE 1 = 0"));
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_freeze(r), SQLA_RESOURCE_CLOSED);
    sqla_result_free(r);
    r = sqla_execute(d.c, insert_user(1, "ann"));
    CHECK_STATUS(sqla_result_freeze(r), SQLA_RESOURCE_CLOSED);
    sqla_result_free(r);
    CHECK_STATUS(sqla_result_freeze(NULL), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(sqla_result_rewind(NULL), SQLA_ARGUMENT_ERROR);
    db_close(&d);
}

TESTS(result, T(rows_of_what_has_none), T(columns_are_found_by_themselves), T(partitions_of_two), T(unique_rows), T(chosen_columns),
      T(a_frozen_result_is_read_twice), T(rows_are_read_by_place), T(columns_have_names), T(missing_columns_are_nothing),
      T(without_row_there_is_nothing), T(accessors_convert),
      T(accessors_do_not_disturb_each_other), T(a_statement_without_rows_has_no_columns),
      T(first_takes_one_row_and_no_more), T(one_takes_exactly_one_row),
      T(one_or_none_takes_one_row_at_most), T(integers_are_read_at_their_limits),
      T(integers_out_of_range_are_refused), T(the_record_of_a_misfit_has_its_column),
      T(values_of_another_kind_are_refused),
      T(dates_that_are_none_are_refused), T(inline_text_has_its_limit),
      T(values_are_read_by_kind), T(text_with_a_nul_inside),
      T(a_bound_text_with_a_nul_is_kept_or_refused),
      T(text_that_is_not_utf8_is_refused), T(fetch_all_fills_structs),
      T(fetch_all_of_many_rows), T(fetch_matches_columns_by_name),
      T(fields_without_column_are_zero), T(fetch_one_wants_one_row),
      T(a_row_that_does_not_fit_ends_a_fetch), T(scalars_fill_an_array),
      T(scalars_that_do_not_fit_leave_nothing), T(what_was_fetched_outlives_the_connection),
      T(every_type_there_and_back), T(nulls_there_and_back), T(opts_there_and_back),
      T(types_are_stored_as_sqlalchemy_stores_them), T(rows_have_the_type_of_their_column),
      T(columns_compare_with_values_of_their_type), T(decimals_are_exact),
      T(every_byte_there_and_back), T(floating_point_there_and_back),
      T(an_unknown_label_is_refused), T(booleans_are_zero_or_one),
      T(bulk_insert_of_any_number), T(bulk_insert_keeps_given_keys),
      T(bulk_insert_omits_columns), T(bulk_insert_is_all_or_nothing),
      T(bulk_insert_passes_over_conflicts), T(bulk_insert_refuses_what_does_not_fit),
      T(bulk_insert_goes_into_any_transaction), T(bulk_update_of_any_number),
      T(bulk_update_writes_only_what_is_named), T(bulk_update_is_all_or_nothing),
      T(bulk_delete_of_any_number), T(bulk_delete_is_all_or_nothing),
      T(bulk_calls_need_rows_and_a_struct), T(two_results_are_open_at_once),
      T(results_are_freed_in_any_order), T(results_may_be_left_to_the_connection),
      T(the_end_of_the_transaction_closes_results), T(an_exhausted_result_holds_no_lock),
      T(a_result_whose_error_comes_late), T(a_failed_execution_gives_a_result_that_says_so),
      T(literals_live_as_long_as_the_result),
      T(parameters_live_as_long_as_the_result), T(text_columns_get_types));
