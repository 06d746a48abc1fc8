/* Calendar values, decimals, UUIDs, nullable values, and the value of every C type. */
#include "test.h"

#include <limits.h>

/* ---- calendar ---- */

static const char *date(int y, int m, int d) {
    static char text[8][48];
    static int turn;
    char *buf = text[turn++ % 8];
    return sqla_date_text(sqla_date_of(y, m, d), buf, 48);
}

static const char *moment(int64_t us) {
    static char text[8][48];
    static int turn;
    char *buf = text[turn++ % 8];
    return sqla_datetime_text((sqla_datetime){ us }, buf, 48);
}

TEST(dates_are_days_since_1970) {
    CHECK_INT(sqla_date_of(1970, 1, 1).days, 0);
    CHECK_INT(sqla_date_of(1969, 12, 31).days, -1);
    CHECK_INT(sqla_date_of(2000, 3, 1).days, 11017);
    CHECK_INT(sqla_date_of(1, 1, 1).days, -719162);
    CHECK_INT(sqla_date_of(9999, 12, 31).days, 2932896);
}

TEST(dates_as_text) {
    CHECK_STR(date(1, 1, 1), "0001-01-01");
    CHECK_STR(date(9999, 12, 31), "9999-12-31");
    CHECK_STR(date(1970, 1, 1), "1970-01-01");
    CHECK_STR(date(987, 6, 5), "0987-06-05");
}

TEST(leap_days) {
    CHECK_STR(date(2024, 2, 29), "2024-02-29");
    CHECK_STR(date(2000, 2, 29), "2000-02-29");
    CHECK_STR(date(1600, 2, 29), "1600-02-29");
    CHECK_INT(sqla_date_of(1900, 3, 1).days - sqla_date_of(1900, 2, 28).days, 1);
    CHECK_INT(sqla_date_of(2000, 3, 1).days - sqla_date_of(2000, 2, 28).days, 2);
    CHECK_INT(sqla_date_of(2024, 3, 1).days - sqla_date_of(2024, 2, 28).days, 2);
    CHECK_INT(sqla_date_of(4, 3, 1).days - sqla_date_of(4, 2, 28).days, 2);
}

TEST(every_day_of_four_centuries_follows_the_one_before) {
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    int wrong = 0;
    int32_t expected = sqla_date_of(1899, 12, 31).days;
    for (int y = 1900; y < 2300; y++) {
        bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= lengths[m - 1] + (m == 2 && leap); d++)
                wrong += sqla_date_of(y, m, d).days != ++expected;
    }
    CHECK_INT(wrong, 0);
}

TEST(text_of_days_is_the_inverse_of_date_of) {
    int wrong = 0;
    for (int32_t days = -719162; days <= 2932896; days += quick() ? 9973 : 97) {
        char text[48];
        int y = 0, m = 0, d = 0;
        sqla_date_text((sqla_date){ days }, text, sizeof text);
        wrong += sscanf(text, "%4d-%2d-%2d", &y, &m, &d) != 3;
        wrong += sqla_date_of(y, m, d).days != days;
    }
    CHECK_INT(wrong, 0);
}

TEST(impossible_dates_give_the_one_below) {
    CHECK_STR(date(2023, 2, 30), "2023-02-28");
    CHECK_STR(date(2023, 2, 29), "2023-02-28");
    CHECK_STR(date(2024, 2, 31), "2024-02-29");
    CHECK_STR(date(2023, 4, 31), "2023-04-30");
    CHECK_STR(date(2023, 13, 31), "2023-12-31");
    CHECK_HAS(date(10000, 1, 1), "9999-");
}

TEST(dates_far_out_of_range_do_no_harm) {
    static const int wild[] = { INT_MIN, -1, 0, INT_MAX };
    for (size_t i = 0; i < 4; i++) {
        CHECK(strlen(date(wild[i], 1, 1)) < 48);
        CHECK(strlen(date(2023, wild[i], 1)) < 48);
        CHECK(strlen(date(2023, 1, wild[i])) < 48);
        CHECK(sqla_time_of(wild[i], 0, 0, 0).us >= 0);
        CHECK(sqla_time_of(0, wild[i], 0, wild[i]).us < 86400000000);
    }
    char text[48];
    CHECK(strlen(sqla_date_text((sqla_date){ INT32_MAX }, text, 48)) < 48);
    CHECK(strlen(sqla_date_text((sqla_date){ INT32_MIN }, text, 48)) < 48);
    CHECK(strlen(moment(INT64_MAX)) < 48);
    CHECK(strlen(moment(INT64_MIN)) < 48);
    CHECK(strlen(sqla_time_text((sqla_time){ INT64_MIN }, text, 48)) < 48);
    CHECK(strlen(sqla_time_text((sqla_time){ INT64_MAX }, text, 48)) < 48);
}

TEST(times) {
    char text[48];
    CHECK_INT(sqla_time_of(0, 0, 0, 0).us, 0);
    CHECK_INT(sqla_time_of(23, 59, 59, 999999).us, 86399999999);
    CHECK_STR(sqla_time_text(sqla_time_of(23, 59, 59, 1), text, 48), "23:59:59.000001");
    CHECK_STR(sqla_time_text(sqla_time_of(1, 2, 3, 0), text, 48), "01:02:03");
    CHECK_STR(sqla_time_text(sqla_time_of(0, 0, 0, 120000), text, 48), "00:00:00.120000");
}

TEST(datetimes_before_1970) {
    CHECK_STR(moment(-1), "1969-12-31 23:59:59.999999");
    CHECK_STR(moment(-1000000), "1969-12-31 23:59:59");
    CHECK_STR(moment(-86400000000), "1969-12-31 00:00:00");
    CHECK_STR(moment(-86400000001), "1969-12-30 23:59:59.999999");
}

TEST(datetimes_at_the_ends) {
    sqla_datetime first = sqla_datetime_of(1, 1, 1);
    sqla_datetime last = sqla_datetime_of(9999, 12, 31, 23, 59, 59);
    CHECK_INT(first.us, -62135596800000000);
    CHECK_INT(last.us, 253402300799000000);
    CHECK_STR(moment(first.us), "0001-01-01 00:00:00");
    CHECK_STR(moment(last.us + 999999), "9999-12-31 23:59:59.999999");
}

TEST(datetime_of_takes_three_to_six_numbers) {
    CHECK_STR(moment(sqla_datetime_of(2024, 2, 29).us), "2024-02-29 00:00:00");
    CHECK_STR(moment(sqla_datetime_of(2024, 2, 29, 13).us), "2024-02-29 13:00:00");
    CHECK_STR(moment(sqla_datetime_of(2024, 2, 29, 13, 14).us), "2024-02-29 13:14:00");
    CHECK_STR(moment(sqla_datetime_of(2024, 2, 29, 13, 14, 15).us), "2024-02-29 13:14:15");
    sqla_datetime joined = sqla_datetime_join(sqla_date_of(1969, 7, 20),
                                              sqla_time_of(20, 17, 40, 5));
    CHECK_STR(moment(joined.us), "1969-07-20 20:17:40.000005");
}

TEST(unix_seconds) {
    CHECK_INT(sqla_datetime_from_unix(0).us, 0);
    CHECK_STR(moment(sqla_datetime_from_unix(1709210096).us), "2024-02-29 12:34:56");
    CHECK_STR(moment(sqla_datetime_from_unix(-1).us), "1969-12-31 23:59:59");
    CHECK(strlen(moment(sqla_datetime_from_unix(INT64_MAX).us)) < 48);
    CHECK(strlen(moment(sqla_datetime_from_unix(INT64_MIN).us)) < 48);
}

TEST(now_is_now) {
    int64_t before = (int64_t)time(NULL) - 1;
    sqla_datetime now = sqla_utcnow();
    CHECK(now.us >= before * 1000000);
    CHECK(now.us <= ((int64_t)time(NULL) + 2) * 1000000);
}

TEST(texts_are_cut_to_the_buffer) {
    char buf[48];
    memset(buf, 'x', sizeof buf);
    CHECK_STR(sqla_date_text(sqla_date_of(2024, 1, 31), buf, 5), "2024");
    CHECK_INT(buf[5], 'x');
    CHECK_STR(sqla_datetime_text(sqla_datetime_of(2024, 1, 31), buf, 11), "2024-01-31");
    CHECK_STR(sqla_time_text(sqla_time_of(1, 2, 3, 4), buf, 3), "01");
    CHECK_STR(sqla_decimal_text(sqla_decimal_of("12.50"), buf, 3), "12");
    CHECK_STR(sqla_uuid_text((sqla_uuid){ { 0 } }, buf, 1), "");
    memset(buf, 'x', sizeof buf);
    CHECK(sqla_date_text(sqla_date_of(2024, 1, 31), buf, 0) != NULL);
    CHECK_INT(buf[0], 'x');
    CHECK(sqla_interval_text((sqla_interval){ 1, 2, 3 }, buf, 0) != NULL);
    CHECK_INT(buf[0], 'x');
}

TEST(intervals_as_text) {
    char a[48], b[48];
    sqla_interval_text((sqla_interval){ .us = 1 }, a, 48);
    sqla_interval_text((sqla_interval){ .us = -1 }, b, 48);
    CHECK(a[0] && b[0] && strcmp(a, b) != 0);
    sqla_interval_text((sqla_interval){ .days = 1 }, a, 48);
    sqla_interval_text((sqla_interval){ .months = 1 }, b, 48);
    CHECK(a[0] && b[0] && strcmp(a, b) != 0);
    sqla_interval_text((sqla_interval){ INT64_MIN, INT32_MIN, INT32_MIN }, a, 48);
    CHECK(strlen(a) < 48);
    sqla_interval_text((sqla_interval){ INT64_MAX, INT32_MAX, INT32_MAX }, a, 48);
    CHECK(strlen(a) < 48);
}

/* ---- decimals ---- */

static const char *decimal(const char *text) {
    static char out[8][48];
    static int turn;
    char *buf = out[turn++ % 8];
    return sqla_decimal_text(sqla_decimal_of(text), buf, 48);
}

TEST(decimals_keep_sign_and_scale) {
    sqla_decimal d = sqla_decimal_of("-12.50");
    CHECK_INT(d.hi, 0);
    CHECK_INT(d.lo, 1250);
    CHECK_INT(d.scale, 2);
    CHECK(d.negative);
    d = sqla_decimal_of("7");
    CHECK(d.lo == 7 && d.scale == 0 && !d.negative);
    CHECK_STR(decimal("-12.50"), "-12.50");
    CHECK_STR(decimal("+3.0"), "3.0");
    CHECK_STR(decimal("0.00"), "0.00");
    CHECK_STR(decimal("0.05"), "0.05");
    CHECK_STR(decimal("-0.5"), "-0.5");
    CHECK_STR(decimal("100"), "100");
}

TEST(decimals_of_38_digits) {
    static const char *const texts[] = {
        "99999999999999999999999999999999999999",
        "-99999999999999999999999999999999999999",
        "9999999999999999999.9999999999999999999",
        "-12345678901234567890123456789012345.678",
        "0.0000000000000000000000000000000000001",
        "18446744073709551616",
        "18446744073709551615",
        "184467440737095516.16",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK_STR(decimal(texts[i]), texts[i]);
    sqla_decimal d = sqla_decimal_of("18446744073709551616");
    CHECK(d.hi == 1 && d.lo == 0);
    d = sqla_decimal_of("99999999999999999999999999999999999999");
    CHECK(d.hi == 5421010862427522170ULL && d.lo == 687399551400673279ULL);
}

TEST(wrong_decimals_have_scale_minus_one) {
    static const char *const texts[] = {
        "", "-", "+", ".", "abc", "1.2.3", "1e5", " 1", "1 ", "1,5", "--1", "0x10", "1_000",
        "NaN", "inf", "100000000000000000000000000000000000000",
        "-1.00000000000000000000000000000000000000", "999999999999999999999999999999999999999",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (sqla_decimal_of(texts[i]).scale != -1) CHECK_STR(texts[i], "a refused decimal");
    }
    CHECK_INT(sqla_decimal_of(NULL).scale, -1);
    char text[48];
    CHECK(sqla_decimal_text(sqla_decimal_of("no"), text, 48) == text);
    CHECK(strlen(text) < 48);
}

TEST(decimals_out_of_range_have_a_text) {
    char text[48];
    sqla_decimal widest = { UINT64_MAX, UINT64_MAX, 38, true };
    sqla_decimal_text(widest, text, 48);
    CHECK(strlen(text) < 48);
    widest.scale = 32767;
    sqla_decimal_text(widest, text, 48);
    CHECK(strlen(text) < 48);
    widest.scale = -32768;
    sqla_decimal_text(widest, text, 48);
    CHECK(strlen(text) < 48);
}

/* ---- UUIDs ---- */

static const char *uuid(const char *text) {
    static char out[8][48];
    static int turn;
    char *buf = out[turn++ % 8];
    return sqla_uuid_text(sqla_uuid_of(text), buf, 48);
}

#define NIL "00000000-0000-0000-0000-000000000000"

TEST(uuids_are_read_with_and_without_hyphens) {
    const char *want = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    CHECK_STR(uuid("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), want);
    CHECK_STR(uuid("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"), want);
    CHECK_STR(uuid("f81d4fae7dec11d0a76500a0c91e6bf6"), want);
    CHECK_STR(uuid("f81d-4fae7dec11d0a76500a0c91e6b-f6"), want);
    CHECK_INT(sqla_uuid_of(want).bytes[0], 0xf8);
    CHECK_INT(sqla_uuid_of(want).bytes[15], 0xf6);
}

TEST(wrong_uuids_are_nil) {
    CHECK_STR(uuid(""), NIL);
    CHECK_STR(uuid(NULL), NIL);
    CHECK_STR(uuid("f81d4fae7dec11d0a76500a0c91e6bf"), NIL);
    CHECK_STR(uuid("f81d4fae7dec11d0a76500a0c91e6bf6a"), NIL);
    CHECK_STR(uuid("f81d4fae7dec11d0a76500a0c91e6bfg"), NIL);
    CHECK_STR(uuid("f81d4fae 7dec11d0a76500a0c91e6bf6"), NIL);
    CHECK_STR(uuid("hello"), NIL);
    CHECK_STR(uuid(NIL), NIL);
}

static int compare_uuids(const void *a, const void *b) { return memcmp(a, b, 16); }

TEST(random_uuids_are_version_4_and_differ) {
    static sqla_uuid made[1000];
    int wrong = 0, equal = 0;
    for (size_t i = 0; i < 1000; i++) {
        made[i] = sqla_uuid4();
        wrong += made[i].bytes[6] >> 4 != 4 || made[i].bytes[8] >> 6 != 2;
    }
    qsort(made, 1000, sizeof *made, compare_uuids);
    for (size_t i = 1; i < 1000; i++) equal += memcmp(&made[i - 1], &made[i], 16) == 0;
    CHECK_INT(wrong, 0);
    CHECK_INT(equal, 0);
}

TEST(uuid_bits_all_vary) {
    uint8_t ones[16] = { 0 }, zeros[16] = { 0 };
    for (int i = 0; i < 200; i++) {
        sqla_uuid u = sqla_uuid4();
        for (int b = 0; b < 16; b++) {
            ones[b] |= u.bytes[b];
            zeros[b] |= (uint8_t)~u.bytes[b];
        }
    }
    for (int b = 0; b < 16; b++) {
        CHECK_INT(ones[b], b == 6 ? 0x4f : b == 8 ? 0xbf : 0xff);
        CHECK_INT(zeros[b], b == 6 ? 0xbf : b == 8 ? 0x7f : 0xff);
    }
}

static void make_uuids(int index, void *arg) {
    sqla_uuid *made = arg;
    for (int i = 0; i < 100; i++) made[index * 100 + i] = sqla_uuid4();
}

TEST(threads_make_different_uuids) {
    static sqla_uuid made[800];
    int equal = 0;
    run_threads(8, make_uuids, made);
    qsort(made, 800, sizeof *made, compare_uuids);
    for (size_t i = 1; i < 800; i++) equal += memcmp(&made[i - 1], &made[i], 16) == 0;
    CHECK_INT(equal, 0);
}

/* ---- nullable values ---- */

TEST(opts_are_there_or_not) {
    CHECK(sqla_some_bool(false).has && !sqla_some_bool(false).value);
    CHECK(sqla_some_int16(-3).has && sqla_some_int16(-3).value == -3);
    CHECK(sqla_some_int32(INT32_MIN).value == INT32_MIN);
    CHECK(sqla_some_int64(0).has && sqla_some_int64(INT64_MAX).value == INT64_MAX);
    CHECK(sqla_some_float(1.5f).value == 1.5f && sqla_some_double(-2.5).value == -2.5);
    CHECK(sqla_some_date(sqla_date_of(1970, 1, 2)).value.days == 1);
    CHECK(sqla_some_time((sqla_time){ 7 }).value.us == 7);
    CHECK(sqla_some_datetime((sqla_datetime){ 8 }).value.us == 8);
    CHECK(sqla_some_interval((sqla_interval){ 1, 2, 3 }).value.months == 3);
    CHECK(sqla_some_decimal(sqla_decimal_of("1.5")).value.lo == 15);
    CHECK(sqla_some_uuid((sqla_uuid){ { 9 } }).value.bytes[0] == 9);
}

TEST(absent_opts_are_zero) {
#define ABSENT(name, type) CHECK(!sqla_none_##name().has);
    SQLA_OPT_LIST(ABSENT)
#undef ABSENT
    CHECK_INT(sqla_none_int64().value, 0);
    CHECK_INT(sqla_none_uuid().value.bytes[15], 0);
    sqla_opt_int32 zeroed = { 0 };
    CHECK(!zeroed.has);
}

/* ---- sqla_value_of ---- */

#define KIND(x) ((int)sqla_value_of(x).kind)

TEST(values_of_integers) {
    signed char sc = -1;
    unsigned char uc = 255;
    short s = -300;
    unsigned short us = 65535;
    unsigned u = UINT_MAX;
    long l = LONG_MIN;
    long long ll = LLONG_MAX;
    CHECK_INT(KIND(sc), SQLA_VALUE_INT);
    CHECK_INT(sqla_value_of(sc).as.i, -1);
    CHECK_INT(sqla_value_of(uc).as.i, 255);
    CHECK_INT(sqla_value_of(s).as.i, -300);
    CHECK_INT(sqla_value_of(us).as.i, 65535);
    CHECK_INT(sqla_value_of(u).as.i, UINT_MAX);
    CHECK_INT(sqla_value_of(l).as.i, LONG_MIN);
    CHECK_INT(sqla_value_of(ll).as.i, LLONG_MAX);
    CHECK_INT(sqla_value_of((char)65).as.i, 65);
    CHECK_INT(sqla_value_of(-5).as.i, -5);
}

TEST(values_of_large_unsigned_integers) {
    unsigned long ul = 7;
    unsigned long long most = INT64_MAX, more = (unsigned long long)INT64_MAX + 1;
    CHECK_INT(KIND(ul), SQLA_VALUE_INT);
    CHECK_INT(sqla_value_of(ul).as.i, 7);
    CHECK_INT(KIND(most), SQLA_VALUE_INT);
    CHECK_INT(sqla_value_of(most).as.i, INT64_MAX);
    CHECK_INT(KIND(more), SQLA_VALUE_TOO_BIG);
    CHECK_INT(KIND(UINT64_MAX), SQLA_VALUE_TOO_BIG);
}

TEST(values_of_bool_and_floating_point) {
    bool yes = true;
    float f = 1.5f;
    CHECK_INT(KIND(yes), SQLA_VALUE_BOOL);
    CHECK(sqla_value_of(yes).as.b);
    CHECK_INT(KIND(f), SQLA_VALUE_DOUBLE);
    CHECK(sqla_value_of(f).as.d == 1.5);
    CHECK(sqla_value_of(-0.25).as.d == -0.25);
}

TEST(values_of_text) {
    char buffer[8] = "abc", *mutable_text = buffer;
    const char *text = "gr\xc3\xbc\xc3\x9f", *none = NULL;
    CHECK_INT(KIND(text), SQLA_VALUE_TEXT);
    CHECK_INT(sqla_value_of(text).as.text.size, 6);
    CHECK(sqla_value_of(text).as.text.ptr == text);
    CHECK_INT(sqla_value_of(buffer).as.text.size, 3);
    CHECK_INT(sqla_value_of(mutable_text).as.text.size, 3);
    CHECK_INT(sqla_value_of("literal").as.text.size, 7);
    CHECK_INT(KIND(""), SQLA_VALUE_TEXT);
    CHECK_INT(sqla_value_of("").as.text.size, 0);
    CHECK_INT(KIND(none), SQLA_VALUE_NULL);
    CHECK_INT(KIND(((void *)0)), SQLA_VALUE_NULL);
}

TEST(values_of_bytes_and_json) {
    sqla_bytes some = { "a\0b", 3 }, empty = { "", 0 }, none = { NULL, 0 };
    CHECK_INT(KIND(some), SQLA_VALUE_BYTES);
    CHECK_INT(sqla_value_of(some).as.text.size, 3);
    CHECK_INT(KIND(empty), SQLA_VALUE_BYTES);
    CHECK_INT(sqla_value_of(empty).as.text.size, 0);
    CHECK_INT(KIND(none), SQLA_VALUE_NULL);
    CHECK_INT(KIND(sqla_json_of("{\"a\": 1}")), SQLA_VALUE_JSON);
    CHECK_INT(sqla_value_of(sqla_json_of("{\"a\": 1}")).as.text.size, 8);
    CHECK_INT(KIND(sqla_json_of(NULL)), SQLA_VALUE_NULL);
    CHECK_INT(KIND(sqla_json_of("null")), SQLA_VALUE_JSON);
}

TEST(values_of_calendar_decimal_and_uuid) {
    CHECK_INT(KIND(sqla_date_of(1970, 1, 2)), SQLA_VALUE_DATE);
    CHECK_INT(sqla_value_of(sqla_date_of(1970, 1, 2)).as.date.days, 1);
    CHECK_INT(KIND(((sqla_time){ 5 })), SQLA_VALUE_TIME);
    CHECK_INT(KIND(((sqla_datetime){ 5 })), SQLA_VALUE_DATETIME);
    CHECK_INT(KIND(((sqla_interval){ 5, 0, 0 })), SQLA_VALUE_INTERVAL);
    CHECK_INT(KIND(sqla_decimal_of("1")), SQLA_VALUE_DECIMAL);
    CHECK_INT(KIND(sqla_uuid4()), SQLA_VALUE_UUID);
    sqla_value inner = sqla_value_of(5);
    CHECK_INT(sqla_value_of(inner).as.i, 5);
}

TEST(values_of_opts) {
    CHECK_INT(KIND(sqla_some_bool(false)), SQLA_VALUE_BOOL);
    CHECK_INT(KIND(sqla_some_int16(1)), SQLA_VALUE_INT);
    CHECK_INT(KIND(sqla_some_int32(1)), SQLA_VALUE_INT);
    CHECK_INT(sqla_value_of(sqla_some_int64(-9)).as.i, -9);
    CHECK_INT(KIND(sqla_some_float(1)), SQLA_VALUE_DOUBLE);
    CHECK_INT(KIND(sqla_some_double(1)), SQLA_VALUE_DOUBLE);
    CHECK_INT(KIND(sqla_some_date((sqla_date){ 1 })), SQLA_VALUE_DATE);
    CHECK_INT(KIND(sqla_some_time((sqla_time){ 1 })), SQLA_VALUE_TIME);
    CHECK_INT(KIND(sqla_some_datetime((sqla_datetime){ 1 })), SQLA_VALUE_DATETIME);
    CHECK_INT(KIND(sqla_some_interval((sqla_interval){ 1, 0, 0 })), SQLA_VALUE_INTERVAL);
    CHECK_INT(KIND(sqla_some_decimal(sqla_decimal_of("1"))), SQLA_VALUE_DECIMAL);
    CHECK_INT(KIND(sqla_some_uuid((sqla_uuid){ { 1 } })), SQLA_VALUE_UUID);
}

TEST(values_of_absent_opts_are_null) {
#define NULL_KIND(name, type) CHECK_INT(KIND(sqla_none_##name()), SQLA_VALUE_NULL);
    SQLA_OPT_LIST(NULL_KIND)
#undef NULL_KIND
}

TEST(values_evaluate_their_argument_once) {
    int n = 0;
    CHECK_INT(sqla_value_of(n++).as.i, 0);
    CHECK_INT(n, 1);
}

/* ---- C types of places ---- */

TEST(ctypes_of_fields) {
    struct {
        bool b; signed char sc; unsigned char uc; short s; unsigned short us; int i; unsigned u;
        long l; unsigned long ul; long long ll; unsigned long long ull; float f; double d;
        char *text; const char *fixed; char chars[7]; sqla_bytes bytes; sqla_json json;
        sqla_opt_int64 opt; sqla_opt_uuid opt_uuid; enum { ZERO, ONE } color;
    } x;
    CHECK_INT(SQLA_CTYPE(&x.b), SQLA_C_BOOL);
    CHECK(SQLA_CTYPE(&x.sc) == SQLA_C_INT && SQLA_CTYPE(&x.s) == SQLA_C_INT);
    CHECK(SQLA_CTYPE(&x.uc) == SQLA_C_UINT && SQLA_CTYPE(&x.us) == SQLA_C_UINT);
    CHECK(SQLA_CTYPE(&x.i) == SQLA_C_INT && SQLA_CTYPE(&x.u) == SQLA_C_UINT);
    CHECK(SQLA_CTYPE(&x.l) == SQLA_C_INT && SQLA_CTYPE(&x.ul) == SQLA_C_UINT);
    CHECK(SQLA_CTYPE(&x.ll) == SQLA_C_INT && SQLA_CTYPE(&x.ull) == SQLA_C_UINT);
    CHECK(SQLA_CTYPE(&x.f) == SQLA_C_FLOAT && SQLA_CTYPE(&x.d) == SQLA_C_FLOAT);
    CHECK(SQLA_CTYPE(&x.text) == SQLA_C_TEXT && SQLA_CTYPE(&x.fixed) == SQLA_C_TEXT);
    CHECK_INT(SQLA_CTYPE(&x.chars), SQLA_C_CHARS);
    CHECK(SQLA_CTYPE(&x.bytes) == SQLA_C_BYTES && SQLA_CTYPE(&x.json) == SQLA_C_JSON);
    CHECK_INT(SQLA_CTYPE(&x.opt), SQLA_C_OPT + SQLA_C_INT);
    CHECK_INT(SQLA_CTYPE(&x.opt_uuid), SQLA_C_OPT + SQLA_C_UUID);
    CHECK(SQLA_CTYPE(&x.color) == SQLA_C_INT || SQLA_CTYPE(&x.color) == SQLA_C_UINT);
    CHECK_INT(SQLA_OUT(&x.chars)->size, 7);
    CHECK(SQLA_OUT(&x.ll)->ptr == &x.ll);
}

TESTS(values, T(dates_are_days_since_1970), T(dates_as_text), T(leap_days),
      T(every_day_of_four_centuries_follows_the_one_before),
      T(text_of_days_is_the_inverse_of_date_of), T(impossible_dates_give_the_one_below),
      T(dates_far_out_of_range_do_no_harm), T(times), T(datetimes_before_1970),
      T(datetimes_at_the_ends), T(datetime_of_takes_three_to_six_numbers), T(unix_seconds),
      T(now_is_now), T(texts_are_cut_to_the_buffer), T(intervals_as_text),
      T(decimals_keep_sign_and_scale), T(decimals_of_38_digits),
      T(wrong_decimals_have_scale_minus_one), T(decimals_out_of_range_have_a_text),
      T(uuids_are_read_with_and_without_hyphens), T(wrong_uuids_are_nil),
      T(random_uuids_are_version_4_and_differ), T(uuid_bits_all_vary),
      T(threads_make_different_uuids), T(opts_are_there_or_not), T(absent_opts_are_zero),
      T(values_of_integers), T(values_of_large_unsigned_integers),
      T(values_of_bool_and_floating_point), T(values_of_text), T(values_of_bytes_and_json),
      T(values_of_calendar_decimal_and_uuid), T(values_of_opts),
      T(values_of_absent_opts_are_null), T(values_evaluate_their_argument_once),
      T(ctypes_of_fields));
