/* The PostgreSQL driver on a live server: types both ways, keys, prepared statements, errors,
 * failures, results. Run by tests/postgres with SQLA_TEST_ON=postgresql. */
#include "db.h"

#include <float.h>
#include <math.h>
#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/* ---- a second view of the server, by libpq alone ---- */

/* The first value of a statement, "" for NULL and without row; good until the eighth call after
 * this one. */
static const char *raw(const char *sql) {
    static char texts[8][4000];
    static int turn;
    char *text = texts[turn++ % 8], error[300] = "";
    PGconn *pg = PQconnectdb(postgresql_url());
    PGresult *res = PQexec(pg, sql);
    ExecStatusType got = PQresultStatus(res);
    *text = '\0';
    if (got == PGRES_TUPLES_OK && PQntuples(res))
        snprintf(text, sizeof texts[0], "%s", PQgetvalue(res, 0, 0));
    else if (got != PGRES_COMMAND_OK && got != PGRES_TUPLES_OK)
        snprintf(error, sizeof error, "%s", PQerrorMessage(pg));
    PQclear(res);
    PQfinish(pg);
    CHECK_STR(error, "");
    return text;
}

/* ---- what most tests begin with ---- */

/* What was executed since quieten(), counted. */
static struct { int inserts, updates, deletes, selects; char all[20000]; } heard;

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

static void hear(const char *text, void *user) {
    (void)user;
    size_t n = strlen(heard.all);
    heard.inserts += begins(text, "INSERT") || begins(text, "WITH w AS (INSERT");
    heard.updates += begins(text, "UPDATE");
    heard.deletes += begins(text, "DELETE");
    heard.selects += begins(text, "SELECT");
    snprintf(heard.all + n, sizeof heard.all - n, "%s\n", text);
}

static void quieten(void) { memset(&heard, 0, sizeof heard); }

/* The URL of the emptied database with more parameters. */
static const char *url_with(const char *query) {
    static char url[1000];
    snprintf(url, sizeof url, "%s%s", empty_url(), query);
    return url;
}

typedef struct fix {
    sqla_metadata *md;
    sqla_engine   *e;
    sqla_session  *s;
} fix;

static fix open_fix(const char *query, sqla_metadata *md) {
    fix f = { md, sqla_create_engine(url_with(query), .echo = true, .log = hear), NULL };
    CHECK_STATUS(sqla_create_all(f.e, f.md), SQLA_OK);
    f.s = sqla_session_open(f.e, f.md);
    CHECK(!sqla_failed(f.s));
    quieten();
    return f;
}

static void close_fix(fix *f) {
    sqla_session_close(f->s);
    sqla_dispose(f->e);
    sqla_metadata_free(f->md);
}

/* A test that runs twice: with prepared statements and without. */
#define TEST_BOTH(name) \
    static void both_##name(const char *query); \
    TEST(name) { \
        both_##name(""); \
        both_##name("&pgbouncer=1"); \
    } \
    static void both_##name(const char *query)

/* ---- types ---- */

typedef enum Mood { SAD, CALM, HAPPY } Mood;

/* Every C type of a field. */
typedef struct Kinds {
    int64_t       id;
    int16_t       small;
    int32_t       whole;
    int64_t       big;
    bool          yes;
    float         f;
    double        d;
    const char   *text;
    char          chars[16];
    sqla_bytes    bytes;
    sqla_date     day;
    sqla_time     clock;
    sqla_datetime moment, zoned;
    sqla_interval span;
    sqla_decimal  money, digits, tiny, loose;
    sqla_uuid     uuid;
    sqla_json     json;
    Mood          mood;
} Kinds;

#define KINDS_COLUMNS(T) \
    SQLA_COLUMN(T, id,     .primary_key = true), \
    SQLA_COLUMN(T, small), SQLA_COLUMN(T, whole), SQLA_COLUMN(T, big), SQLA_COLUMN(T, yes), \
    SQLA_COLUMN(T, f),     SQLA_COLUMN(T, d), \
    SQLA_COLUMN(T, text,   .type = SQLA_TEXT), \
    SQLA_COLUMN(T, chars), SQLA_COLUMN(T, bytes), SQLA_COLUMN(T, day), SQLA_COLUMN(T, clock), \
    SQLA_COLUMN(T, moment), \
    SQLA_COLUMN(T, zoned,  .type = SQLA_DATETIME_TZ), \
    SQLA_COLUMN(T, money,  .type = SQLA_NUMERIC(38, 10)), \
    SQLA_COLUMN(T, digits, .type = SQLA_NUMERIC(38, 0)), \
    SQLA_COLUMN(T, tiny,   .type = SQLA_NUMERIC(38, 38)), \
    SQLA_COLUMN(T, loose), SQLA_COLUMN(T, uuid), SQLA_COLUMN(T, json)

/* The server's enum is a type that the driver does not know: rows with it come as text. */
typedef Kinds Mixed;
SQLA_MODEL(Kinds, "kinds", KINDS_COLUMNS(Kinds), SQLA_COLUMN(Kinds, span));
SQLA_MODEL(Mixed, "kinds_with_enum", KINDS_COLUMNS(Mixed),
    SQLA_COLUMN(Mixed, mood, .type = SQLA_ENUM("mood", "sad", "calm", "h\"a'p\\py")));

/* Every opt, and what else can be NULL. */
typedef struct Opts {
    int64_t           id;
    sqla_opt_bool     yes;
    sqla_opt_int16    small;
    sqla_opt_int32    whole;
    sqla_opt_int64    big;
    sqla_opt_float    f;
    sqla_opt_double   d;
    sqla_opt_date     day;
    sqla_opt_time     clock;
    sqla_opt_datetime moment;
    sqla_opt_interval span;
    sqla_opt_decimal  money;
    sqla_opt_uuid     uuid;
    const char       *text;
    sqla_bytes        bytes;
    sqla_json         json;
} Opts;
SQLA_MODEL(Opts, "opts",
    SQLA_COLUMN(Opts, id, .primary_key = true),
    SQLA_COLUMN(Opts, yes), SQLA_COLUMN(Opts, small), SQLA_COLUMN(Opts, whole),
    SQLA_COLUMN(Opts, big), SQLA_COLUMN(Opts, f), SQLA_COLUMN(Opts, d), SQLA_COLUMN(Opts, day),
    SQLA_COLUMN(Opts, clock), SQLA_COLUMN(Opts, moment), SQLA_COLUMN(Opts, span),
    SQLA_COLUMN(Opts, money, .type = SQLA_NUMERIC(12, 3)), SQLA_COLUMN(Opts, uuid),
    SQLA_COLUMN(Opts, text), SQLA_COLUMN(Opts, bytes), SQLA_COLUMN(Opts, json));

/* One character of every plane, and those with many or few bits; filled by every_plane(). */
static const char *every_plane(void) {
    static char text[200];
    char *at = text;
    static const unsigned more[] = { 1, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000,
                                     0x10FFFF, '\\', '"', '\'', '{', '}', ',', '%' };
    for (unsigned i = 0; i < 17 + sizeof more / sizeof *more; i++) {
        unsigned c = i < 17 ? i * 0x10000 + 0x1234 : more[i - 17];
        if (c < 0x80) {
            *at++ = (char)c;
        } else if (c < 0x800) {
            *at++ = (char)(0xC0 | c >> 6);
            *at++ = (char)(0x80 | (c & 63));
        } else if (c < 0x10000) {
            *at++ = (char)(0xE0 | c >> 12);
            *at++ = (char)(0x80 | (c >> 6 & 63));
            *at++ = (char)(0x80 | (c & 63));
        } else {
            *at++ = (char)(0xF0 | c >> 18);
            *at++ = (char)(0x80 | (c >> 12 & 63));
            *at++ = (char)(0x80 | (c >> 6 & 63));
            *at++ = (char)(0x80 | (c & 63));
        }
    }
    *at = '\0';
    return text;
}

enum { N_KINDS = 5 };

/* Lowest, highest, oddest values; and what the server says they are. */
static void make_kinds(Kinds row[N_KINDS], const char *said[N_KINDS]) {
    static const char nul[] = "a\0b\\x'\"\xFF";
    memset(row, 0, N_KINDS * sizeof *row);
    row[0] = (Kinds){ .small = INT16_MIN, .whole = INT32_MIN, .big = INT64_MIN, .f = -FLT_MAX,
        .d = -DBL_MAX, .text = "", .bytes = { "", 0 }, .day = sqla_date_of(1, 1, 1),
        .moment = sqla_datetime_of(1, 1, 1), .zoned = sqla_datetime_of(1, 1, 1),
        .span = { -1, -3652059, -119988 },
        .money = sqla_decimal_of("-9999999999999999999999999999.9999999999"),
        .digits = sqla_decimal_of("-99999999999999999999999999999999999999"),
        .tiny = sqla_decimal_of("-0.99999999999999999999999999999999999999"),
        .loose = sqla_decimal_of("-12345678901234567890123456789012345678"),
        .json = { "null" } };
    said[0] = "-32768|-2147483648|-9223372036854775808|f|-3.4028234663852886e+38"
        "|-1.7976931348623157e+308|0001-01-01|00:00:00|0001-01-01 00:00:00|0001-01-01 00:00:00"
        "|-9999 years -3652059 days -00:00:00.000001|-9999999999999999999999999999.9999999999"
        "|-99999999999999999999999999999999999999|-0.99999999999999999999999999999999999999"
        "|-12345678901234567890123456789012345678|00000000-0000-0000-0000-000000000000|null";
    row[1] = (Kinds){ .small = INT16_MAX, .whole = INT32_MAX, .big = INT64_MAX, .yes = true,
        .f = FLT_MAX, .d = DBL_MAX, .text = every_plane(), .chars = "fifteen letters",
        .bytes = { nul, sizeof nul }, .day = sqla_date_of(9999, 12, 31),
        .clock = sqla_time_of(23, 59, 59, 999999),
        .moment = sqla_datetime_join(sqla_date_of(9999, 12, 31), sqla_time_of(23, 59, 59, 999999)),
        .zoned = sqla_datetime_join(sqla_date_of(9999, 12, 31), sqla_time_of(23, 59, 59, 999999)),
        .span = { 86399999999, 3652059, 119988 },
        .money = sqla_decimal_of("9999999999999999999999999999.9999999999"),
        .digits = sqla_decimal_of("99999999999999999999999999999999999999"),
        .tiny = sqla_decimal_of("0.00000000000000000000000000000000000001"),
        .loose = sqla_decimal_of("0.12345678901234567890123456789012345678"),
        .uuid = sqla_uuid_of("00112233-4455-6677-8899-aabbccddeeff"),
        .json = { "{\"a\": [1, \"\\u00e9\\\\ \\\" {\", null], \"b\":{}}" }, .mood = HAPPY };
    said[1] = "32767|2147483647|9223372036854775807|t|3.4028234663852886e+38"
        "|1.7976931348623157e+308|9999-12-31|23:59:59.999999|9999-12-31 23:59:59.999999"
        "|9999-12-31 23:59:59.999999|9999 years 3652059 days 23:59:59.999999"
        "|9999999999999999999999999999.9999999999|99999999999999999999999999999999999999"
        "|0.00000000000000000000000000000000000001|0.12345678901234567890123456789012345678"
        "|00112233-4455-6677-8899-aabbccddeeff"
        "|{\"a\": [1, \"\\u00e9\\\\ \\\" {\", null], \"b\":{}}";
    row[2] = (Kinds){ .f = NAN, .d = NAN, .text = "NULL", .bytes = { "\\x41", 4 },
        .day = sqla_date_of(1999, 12, 31), .moment = sqla_datetime_from_unix(-1),
        .zoned = sqla_datetime_from_unix(-1), .span = { INT64_C(86400000000) * 40, -1, 1 },
        .money = sqla_decimal_of("10000.0001"), .digits = sqla_decimal_of("100000000"),
        .tiny = sqla_decimal_of("0.0001"), .loose = sqla_decimal_of("120000.00"),
        .json = { "[]" }, .mood = CALM };
    said[2] = "0|0|0|f|NaN|NaN|1999-12-31|00:00:00|1969-12-31 23:59:59|1969-12-31 23:59:59"
        "|1 mon -1 days +960:00:00|10000.0001000000|100000000"
        "|0.00010000000000000000000000000000000000|120000.00"
        "|00000000-0000-0000-0000-000000000000|[]";
    row[3] = (Kinds){ .small = -1, .whole = -1, .big = -1, .f = -INFINITY, .d = INFINITY,
        .text = "{\"a\",NULL,\\}", .chars = "'\\", .bytes = { "\0\0\0", 3 },
        .day = sqla_date_of(2000, 1, 1), .clock = sqla_time_of(0, 0, 0, 1),
        .moment = sqla_datetime_of(2000, 1, 1), .zoned = sqla_datetime_of(2000, 1, 1),
        .money = sqla_decimal_of("-0.0000000001"), .digits = sqla_decimal_of("-1"),
        .tiny = sqla_decimal_of("0"), .loose = sqla_decimal_of("-0.10"), .json = { "\"\"" } };
    said[3] = "-1|-1|-1|f|-Infinity|Infinity|2000-01-01|00:00:00.000001|2000-01-01 00:00:00"
        "|2000-01-01 00:00:00|00:00:00|-0.0000000001|-1"
        "|0.00000000000000000000000000000000000000|-0.10|00000000-0000-0000-0000-000000000000"
        "|\"\"";
    row[4] = (Kinds){ .f = FLT_TRUE_MIN, .d = -0.0, .text = " a b\t\n", .chars = "  ",
        .bytes = { "x", 1 }, .day = sqla_date_of(1969, 12, 31),
        .clock = sqla_time_of(12, 0, 0, 0), .moment = sqla_datetime_of(2024, 2, 29, 12, 30, 1),
        .zoned = sqla_datetime_of(2024, 2, 29, 12, 30, 1), .span = { 0, 0, -1 },
        .money = sqla_decimal_of("0.1"), .digits = sqla_decimal_of("0"),
        .tiny = sqla_decimal_of("0.00000000000000000000000000000000012340"),
        .loose = sqla_decimal_of("99990000"), .json = { "1e400" }, .mood = CALM };
    said[4] = "0|0|0|f|1.401298464324817e-45|-0|1969-12-31|12:00:00|2024-02-29 12:30:01"
        "|2024-02-29 12:30:01|-1 mons|0.1000000000|0|0.00000000000000000000000000000000012340"
        "|99990000|00000000-0000-0000-0000-000000000000|1e400";
}

/* Takes the intervals out, which kinds_with_enum does not have. */
static void without_spans(Kinds row[N_KINDS], const char *said[N_KINDS]) {
    static char texts[N_KINDS][2000];
    for (int i = 0; i < N_KINDS; i++) {
        const char *before = said[i];
        for (int bars = 0; bars < 10; before++) bars += *before == '|';
        snprintf(texts[i], sizeof texts[i], "%.*s-%s", (int)(before - said[i]), said[i],
                 strchr(before, '|'));
        row[i].span = (sqla_interval){ 0, 0, 0 };
        said[i] = texts[i];
    }
}

static bool same_double(double a, double b) {
    return isnan(a) ? isnan(b) != 0 : a == b && !signbit(a) == !signbit(b);
}
static bool same_decimal(sqla_decimal a, const char *b) {
    char text[64];
    return strcmp(sqla_decimal_text(a, text, sizeof text), b) == 0;
}

/* What make_kinds says a decimal is, padded to its column's scale. */
static bool padded_decimal(sqla_decimal got, sqla_decimal want, int scale) {
    char text[64];
    sqla_decimal_text(want, text, sizeof text);
    size_t n = strlen(text);
    if (scale > want.scale && want.scale == 0) text[n++] = '.';
    for (int i = want.scale; i < scale; i++) text[n++] = '0';
    text[n] = '\0';
    return same_decimal(got, text);
}

static void check_kinds(const Kinds *got, const Kinds *want) {
    CHECK_INT(got->small, want->small);
    CHECK_INT(got->whole, want->whole);
    CHECK_INT(got->big, want->big);
    CHECK_INT(got->yes, want->yes);
    CHECK(same_double((double)got->f, (double)want->f));
    CHECK(same_double(got->d, want->d));
    CHECK_STR(got->text, want->text);
    CHECK_STR(got->chars, want->chars);
    CHECK_INT(got->bytes.size, want->bytes.size);
    CHECK(got->bytes.data && memcmp(got->bytes.data, want->bytes.data, want->bytes.size) == 0);
    CHECK_INT(got->day.days, want->day.days);
    CHECK_INT(got->clock.us, want->clock.us);
    CHECK_INT(got->moment.us, want->moment.us);
    CHECK_INT(got->zoned.us, want->zoned.us);
    CHECK_INT(got->span.us, want->span.us);
    CHECK_INT(got->span.days, want->span.days);
    CHECK_INT(got->span.months, want->span.months);
    CHECK(padded_decimal(got->money, want->money, 10));
    CHECK(padded_decimal(got->digits, want->digits, 0));
    CHECK(padded_decimal(got->tiny, want->tiny, 38));
    CHECK(padded_decimal(got->loose, want->loose, want->loose.scale));
    CHECK(memcmp(&got->uuid, &want->uuid, sizeof got->uuid) == 0);
    CHECK_STR(got->json.text, want->json.text);
    CHECK_INT(got->mood, want->mood);
}

/* The server's text of row `id`, and of the enum if the table has it. */
static void check_said(const char *table, int id, const char *said, const Kinds *want) {
    static const char *const labels[] = { "sad", "calm", "h\"a'p\\py" };
    const bool mixed = strcmp(table, "kinds") != 0;
    char sql[1000], sizes[60];
    snprintf(sql, sizeof sql, "SELECT concat_ws('|', small::text, whole::text, big::text, yes,"
        " f::text, d::text, day::text, clock::text, moment::text, (zoned AT TIME ZONE 'UTC')::text,"
        " %s, money::text, digits::text, tiny::text, loose::text, uuid::text,"
        " json::text) FROM %s WHERE id = %d", mixed ? "'-'" : "span::text", table, id);
    CHECK_STR(raw(sql), said);
    snprintf(sql, sizeof sql, "SELECT concat_ws('|', length(bytes), octet_length(text),"
             " octet_length(chars)) FROM %s WHERE id = %d", table, id);
    snprintf(sizes, sizeof sizes, "%zu|%zu|%zu", want->bytes.size, strlen(want->text),
             strlen(want->chars));
    CHECK_STR(raw(sql), sizes);
    if (!mixed) return;
    snprintf(sql, sizeof sql, "SELECT mood::text FROM %s WHERE id = %d", table, id);
    CHECK_STR(raw(sql), labels[want->mood]);
}

/* Reads all rows in three ways. */
static void check_kinds_stored(fix *f, bool mixed, const Kinds *row, const char *const *said) {
    const sqla_table *table = mixed ? sqla_entity(Mixed) : sqla_entity(Kinds);
    sqla_session_clear(f->s);
    for (int i = 0; i < N_KINDS; i++) {
        const Kinds *got = mixed ? sqla_get(f->s, Mixed, i + 1) : sqla_get(f->s, Kinds, i + 1);
        NEED(got);
        check_kinds(got, &row[i]);
        check_said(table->name, i + 1, said[i], &row[i]);
    }
    Kinds *all = NULL;
    size_t n = 0;
    sqla_stmt *q = sqla_order_by(sqla_select(table), sqla_c(table, "id"));
    CHECK_STATUS(mixed ? sqla_fetch_all(f->s, Mixed, q, &all, &n)
                       : sqla_fetch_all(f->s, Kinds, q, &all, &n), SQLA_OK);
    CHECK_INT(n, N_KINDS);
    for (size_t i = 0; i < n; i++) check_kinds(&all[i], &row[i]);
    sqla_fetch_free(all);
    sqla_session_clear(f->s);
done:;
}

/* Rows added and flushed one by one or together; then changed, again alone or together. */
static void round_trip(const char *query, bool mixed, bool together) {
    Kinds row[N_KINDS], turned[N_KINDS];
    const char *said[N_KINDS], *turned_said[N_KINDS];
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Kinds), sqla_entity(Mixed)));
    make_kinds(row, said);
    if (mixed) without_spans(row, said);
    for (int i = 0; i < N_KINDS && !mixed; i++) row[i].mood = SAD;
    Kinds *object[N_KINDS];
    for (int i = 0; i < N_KINDS; i++) {
        object[i] = mixed ? sqla_add_copy(f.s, Mixed, &row[i]) : sqla_add_copy(f.s, Kinds, &row[i]);
        NEED(object[i]);
        if (!together) CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    }
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.inserts, together ? 1 : N_KINDS);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    check_kinds_stored(&f, mixed, row, said);
    /* Each row becomes the next one. */
    for (int i = 0; i < N_KINDS; i++) {
        Kinds *o = mixed ? sqla_get(f.s, Mixed, i + 1) : sqla_get(f.s, Kinds, i + 1);
        NEED(o);
        turned[i] = row[(i + 1) % N_KINDS];
        turned[i].id = i + 1;
        turned_said[i] = said[(i + 1) % N_KINDS];
        *o = turned[i];
        if (!together) CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    check_kinds_stored(&f, mixed, turned, turned_said);
done:
    close_fix(&f);
}

TEST_BOTH(all_kinds_of_values_alone)                   { round_trip(query, false, false); }
TEST_BOTH(all_kinds_of_values_in_arrays)               { round_trip(query, false, true); }
TEST_BOTH(all_kinds_of_values_beside_an_enum)          { round_trip(query, true, false); }
TEST_BOTH(all_kinds_of_values_beside_an_enum_in_arrays) { round_trip(query, true, true); }

TEST_BOTH(all_kinds_of_values_in_bulk_without_an_enum) {
    Kinds row[N_KINDS];
    const char *said[N_KINDS];
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Kinds), sqla_entity(Mixed)));
    sqla_conn *c = sqla_connect(f.e);
    make_kinds(row, said);
    for (int i = 0; i < N_KINDS; i++) row[i].mood = SAD;
    CHECK_STATUS(sqla_bulk_insert(c, Kinds, row, N_KINDS), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    check_kinds_stored(&f, false, row, said);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(all_kinds_of_values_in_bulk) {
    Kinds row[N_KINDS];
    const char *said[N_KINDS];
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Kinds), sqla_entity(Mixed)));
    sqla_conn *c = sqla_connect(f.e);
    make_kinds(row, said);
    without_spans(row, said);
    CHECK_STATUS(sqla_bulk_insert(c, Mixed, row, N_KINDS), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    check_kinds_stored(&f, true, row, said);
    for (int i = 0; i < N_KINDS; i++) {
        row[i].id = i + 1;
        row[i].mood = (Mood)((row[i].mood + 1) % 3);
        row[i].yes = !row[i].yes;
    }
    CHECK_STATUS(sqla_bulk_update(c, Mixed, row, N_KINDS, .only = SQLA_NAMES("mood", "yes")),
                 SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(raw("SELECT string_agg(mood::text || yes::text, ' ' ORDER BY id) "
                  "FROM kinds_with_enum"),
              "calmtrue sadfalse h\"a'p\\pytrue calmtrue h\"a'p\\pytrue");
    CHECK_STATUS(sqla_bulk_delete(c, Mixed, row + 1, 3), SQLA_OK);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT sum(id) FROM kinds_with_enum")), 6);
    sqla_conn_close(c);
    close_fix(&f);
}

static void check_opts(const Opts *o, bool has) {
    CHECK_INT(o->yes.has, has);
    CHECK_INT(o->small.has, has);
    CHECK_INT(o->whole.has, has);
    CHECK_INT(o->big.has, has);
    CHECK_INT(o->f.has, has);
    CHECK_INT(o->d.has, has);
    CHECK_INT(o->day.has, has);
    CHECK_INT(o->clock.has, has);
    CHECK_INT(o->moment.has, has);
    CHECK_INT(o->span.has, has);
    CHECK_INT(o->money.has, has);
    CHECK_INT(o->uuid.has, has);
    CHECK_INT(o->text != NULL, has);
    CHECK_INT(o->bytes.data != NULL, has);
    CHECK_INT(o->json.text != NULL, has);
    if (!has) return;
    CHECK(o->yes.value);
    CHECK_INT(o->small.value, -7);
    CHECK_INT(o->whole.value, INT32_MIN);
    CHECK_INT(o->big.value, INT64_MAX);
    CHECK(same_double((double)o->f.value, 0.1f));
    CHECK(same_double(o->d.value, 0.1));
    CHECK_INT(o->day.value.days, -1);
    CHECK_INT(o->clock.value.us, 5);
    CHECK_INT(o->moment.value.us, -5);
    CHECK_INT(o->span.value.months, 14);
    CHECK(same_decimal(o->money.value, "-12.500"));
    CHECK_INT(o->uuid.value.bytes[15], 0xff);
    CHECK_STR(o->text, "");
    CHECK_INT(o->bytes.size, 0);
    CHECK_STR(o->json.text, "{}");
}

TEST_BOTH(null_in_every_kind_of_column) {
    const Opts full = { .yes = sqla_some_bool(true), .small = sqla_some_int16(-7),
        .whole = sqla_some_int32(INT32_MIN), .big = sqla_some_int64(INT64_MAX),
        .f = sqla_some_float(0.1f), .d = sqla_some_double(0.1),
        .day = sqla_some_date((sqla_date){ -1 }), .clock = sqla_some_time((sqla_time){ 5 }),
        .moment = sqla_some_datetime((sqla_datetime){ -5 }),
        .span = sqla_some_interval((sqla_interval){ 0, 0, 14 }),
        .money = sqla_some_decimal(sqla_decimal_of("-12.5")),
        .uuid = sqla_some_uuid(sqla_uuid_of("000000000000000000000000000000ff")),
        .text = "", .bytes = { "", 0 }, .json = { "{}" } };
    const Opts empty = { 0 };
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Opts)));
    /* 1 and 2 alone, 3 to 6 together. */
    for (int i = 1; i <= 6; i++) {
        NEED(sqla_add_copy(f.s, Opts, i % 2 ? &full : &empty));
        if (i < 3) CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(heard.inserts, 3);
    CHECK_STR(raw("SELECT string_agg(num_nulls(yes, small, whole, big, f, d, day, clock, moment, "
                  "span, money, uuid, text, bytes, json)::text, ' ' ORDER BY id) FROM opts"),
              "0 15 0 15 0 15");
    sqla_session_clear(f.s);
    Opts *all = NULL;
    size_t n = 0;
    CHECK_STATUS(sqla_fetch_all(f.s, Opts, sqla_order_by(sqla_select(sqla_entity(Opts)),
                                                         sqla_col(Opts, id)), &all, &n), SQLA_OK);
    CHECK_INT(n, 6);
    for (size_t i = 0; i < n; i++) check_opts(&all[i], i % 2 == 0);
    sqla_fetch_free(all);
    for (int i = 1; i <= 6; i++) {
        Opts *o = sqla_get(f.s, Opts, i);
        NEED(o);
        check_opts(o, i % 2 != 0);
        /* What is NULL gets a value, and the other way round. */
        int64_t id = o->id;
        *o = i % 2 ? empty : full;
        o->id = id;
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_session_clear(f.s);
    for (int i = 1; i <= 6; i++) {
        Opts *o = sqla_get(f.s, Opts, i);
        NEED(o);
        check_opts(o, i % 2 == 0);
    }
done:
    close_fix(&f);
}

TEST_BOTH(texts_and_bytes_of_five_megabytes) {
    enum { SIZE = 5 << 20 };
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Opts)));
    char *big = malloc(SIZE + 1);
    NEED(big);
    for (int i = 0; i < SIZE; i++) big[i] = (char)('!' + i % 90);
    big[SIZE] = '\0';
    /* One alone, two together. */
    for (int i = 0; i < 3; i++) {
        NEED(sqla_add(f.s, sqla_new(Opts, .text = big, .bytes = { big, SIZE })));
        if (i == 0) CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_session_clear(f.s);
    for (int i = 1; i <= 3; i++) {
        Opts *o = sqla_get(f.s, Opts, i);
        NEED(o && o->text && o->bytes.data);
        CHECK(strcmp(o->text, big) == 0);
        CHECK_INT(o->bytes.size, SIZE);
        CHECK(memcmp(o->bytes.data, big, SIZE) == 0);
    }
    CHECK_STR(raw("SELECT count(DISTINCT md5(text) || md5(bytes)) || ' ' || sum(length(text)) "
                  "FROM opts"), "1 15728640");
done:
    free(big);
    close_fix(&f);
}

/* A row with a column of an unknown type comes as text, and the library reads no interval there:
 * SQLA_DATA_ERROR, "column 'span' holds no INTERVAL: '00:00:05'". */
typedef struct Spell {
    int64_t       id;
    sqla_interval span;
    Mood          mood;
} Spell;
SQLA_MODEL(Spell, "spells",
    SQLA_COLUMN(Spell, id, .primary_key = true), SQLA_COLUMN(Spell, span),
    SQLA_COLUMN(Spell, mood, .type = SQLA_ENUM("mood", "sad", "calm", "happy")));

TEST_BOTH(intervals_beside_an_enum) {
    static const sqla_interval spans[] = { { 5000000, 0, 0 }, { -1, 0, 0 }, { 0, -3, 14 },
                                           { 86399999999, 3652059, 119988 }, { 0, 0, 0 },
                                           { INT64_C(360000000001), 1, -1 } };
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Spell)));
    for (int i = 0; i < 6; i++) NEED(sqla_add(f.s, sqla_new(Spell, .span = spans[i])));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_session_clear(f.s);
    for (int i = 0; i < 6; i++) {
        Spell *o = sqla_get(f.s, Spell, i + 1);
        NEED(o);
        CHECK_INT(o->span.us, spans[i].us);
        CHECK_INT(o->span.days, spans[i].days);
        CHECK_INT(o->span.months, spans[i].months);
    }
done:
    close_fix(&f);
}

/* Columns of other types of the server than the library would make: what is stored must fit them,
 * and come back. */
typedef struct Other {
    int64_t      id;
    double       f4;                /* REAL */
    sqla_json    doc;               /* JSONB */
    const char  *fixed;             /* CHAR(5) */
    int64_t      n2, n4;            /* SMALLINT, INTEGER */
    const char  *name;              /* NAME */
    sqla_decimal n;                 /* NUMERIC, read from any number of digits */
} Other;
SQLA_MODEL(Other, "others",
    SQLA_COLUMN(Other, id, .primary_key = true),
    SQLA_COLUMN(Other, f4), SQLA_COLUMN(Other, doc), SQLA_COLUMN(Other, fixed),
    SQLA_COLUMN(Other, n2), SQLA_COLUMN(Other, n4), SQLA_COLUMN(Other, name),
    SQLA_COLUMN(Other, n));

#define OTHERS "CREATE TABLE others (id BIGSERIAL PRIMARY KEY, f4 REAL, doc JSONB, fixed CHAR(5)," \
               " n2 SMALLINT, n4 INTEGER, name NAME, n NUMERIC)"

static Other other(int k) {
    return (Other){ .f4 = k / 4.0, .doc = { "{\"k\": [1, \"x\"]}" }, .fixed = "abc",
                    .n2 = -k, .n4 = 100000 + k, .name = "someone", .n = sqla_decimal_of("1.50") };
}

TEST_BOTH(columns_of_other_types_of_the_server) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Other));
    sqla_engine *e = sqla_create_engine(url_with(query));
    raw(OTHERS);
    sqla_session *s = sqla_session_open(e, md);
    for (int k = 1; k <= 4; k++) {
        const Other o = other(k);
        NEED(sqla_add_copy(s, Other, &o));
        if (k == 1) CHECK_STATUS(sqla_flush(s), SQLA_OK);
    }
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_session_clear(s);
    for (int k = 1; k <= 4; k++) {
        Other *o = sqla_get(s, Other, k);
        NEED(o);
        CHECK(same_double(o->f4, k / 4.0));
        CHECK_STR(o->doc.text, "{\"k\": [1, \"x\"]}");
        CHECK_STR(o->fixed, "abc  ");
        CHECK_INT(o->n2, -k);
        CHECK_INT(o->n4, 100000 + k);
        CHECK_STR(o->name, "someone");
        CHECK(same_decimal(o->n, "1.50"));
    }
    CHECK_STR(raw("SELECT doc -> 'k' ->> 1 FROM others WHERE id = 3"), "x");
done:
    sqla_session_close(s);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST_BOTH(json_in_statements) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Other));
    sqla_engine *e = sqla_create_engine(url_with(query));
    raw(OTHERS);
    sqla_conn *c = sqla_connect(e);
    sqla_stmt *q = sqla_insert(sqla_entity(Other));
    sqla_set(q, sqla_col(Other, doc), sqla_json_of("{\"a\": {\"b\": [10, 20]}, \"t\": \"x\"}"));
    CHECK_INT(sqla_exec(c, q), 1);
    q = sqla_select(sqla_json_as_int(sqla_json_path(sqla_col(Other, doc), "a", "b", 1)));
    CHECK_INT(sqla_scalar_int(c, q), 20);
    q = sqla_select(sqla_json_as_text(sqla_json_item(sqla_col(Other, doc), "t")));
    CHECK_STR(sqla_scalar_text(c, q), "x");
    q = sqla_insert(sqla_entity(Other));
    CHECK_INT(sqla_exec(c, sqla_set(q, sqla_col(Other, doc), sqla_json_of("{\"a\": "))), -1);
    CHECK_STATUS(sqla_error(c)->code, SQLA_DATA_ERROR);
    CHECK_STR(sqla_error(c)->sqlstate, "22P02");
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* The server would take a parameter of unknown type for a text. */
TEST_BOTH(functions_see_the_types_of_their_arguments) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    const sqla_interval day = { .days = 1 };
    const sqla_bytes three = { "a\0b", 3 };
    for (int i = 0; i < 2; i++) {
        CHECK(sqla_scalar_double(c, sqla_select(sqla_func("greatest", 10.5, 9.5))) == 10.5);
        CHECK(sqla_scalar_double(c, sqla_select(sqla_func("least", 10.5, 9.5))) == 9.5);
        CHECK_INT(sqla_scalar_int(c, sqla_select(sqla_func("date_part", "day",
                  sqla_minus(sqla_now(), sqla_minus(sqla_now(), day))))), 1);
        CHECK_INT(sqla_scalar_int(c, sqla_select(sqla_func("length", three))), 3);
#define TYPE_OF(x) \
        sqla_scalar_text(c, sqla_select(sqla_cast(sqla_func("pg_typeof", (x)), SQLA_TEXT)))
        CHECK_STR(TYPE_OF(10.5), "double precision");
        CHECK_STR(TYPE_OF(day), "interval");
        CHECK_STR(TYPE_OF(three), "bytea");
        CHECK_STR(TYPE_OF((bool)true), "boolean");
        CHECK_STR(TYPE_OF(sqla_decimal_of("1.50")), "numeric");
#undef TYPE_OF
    }
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* What the C types cannot hold is an error, or the server's word in a text. */
TEST_BOTH(values_that_no_c_type_holds) {
    static const struct { const char *sql, *text; } odd[] = {
        { "SELECT 'NaN'::numeric", "NaN" },
        { "SELECT 'Infinity'::numeric", "Infinity" },
        { "SELECT '-Infinity'::numeric", "-Infinity" },
        { "SELECT 'infinity'::timestamp", "infinity" },
        { "SELECT '-infinity'::timestamptz", "-infinity" },
    };
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        CHECK_STR(sqla_scalar_text(c, sqla_text(odd[i].sql)), odd[i].text);
        sqla_decimal decimal;
        sqla_datetime moment;
        CHECK_STATUS(i < 3 ? sqla_scalar(c, sqla_text(odd[i].sql), &decimal)
                           : sqla_scalar(c, sqla_text(odd[i].sql), &moment), SQLA_DATA_ERROR);
    }
    sqla_decimal d;
    char text[64];
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT 1e38::numeric"), &d), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT 1e-39::numeric"), &d), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT 99999999999999999999999999999999999999::numeric"),
                             &d), SQLA_OK);
    CHECK_STR(sqla_decimal_text(d, text, sizeof text), "99999999999999999999999999999999999999");
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* sqla__pq_decode adds 10957 to INT32_MAX: undefined, and an abort under the sanitizer. */
TEST(infinite_dates_come_as_text) {
    sqla_engine *e = sqla_create_engine(url_with(""));
    sqla_conn *c = sqla_connect(e);
    sqla_date day;
    CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT 'infinity'::date")), "infinity");
    CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT '-infinity'::date")), "-infinity");
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT 'infinity'::date"), &day), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT '-infinity'::date"), &day), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT date '5874897-12-31'"), &day), SQLA_DATA_ERROR);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* Every scale and every number of digits, there and back. */
TEST(decimals_of_every_scale) {
    sqla_engine *e = sqla_create_engine(url_with(""));
    sqla_conn *c = sqla_connect(e);
    for (int scale = 0; scale <= 38; scale++) {
        for (int digits = 1; digits <= 38; digits++) {
            char text[64], *at = text, back[64];
            if (digits % 2) *at++ = '-';
            for (int i = digits > scale ? digits : scale + 1; i > 0; i--) {
                *at++ = i > digits ? '0' : (char)('1' + (i * 7 + scale) % 9);
                if (i == scale + 1 && scale > 0) *at++ = '.';
            }
            *at = '\0';
            if (scale + 1 > 38 && digits > scale) continue;
            sqla_decimal d = sqla_decimal_of(text);
            CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT CAST(CAST(:d AS numeric) AS text)"),
                                       SQLA_PARAMS("d", d)), text);
            CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT CAST(:d AS numeric)"), &d,
                                     SQLA_PARAMS("d", d)), SQLA_OK);
            CHECK_STR(sqla_decimal_text(d, back, sizeof back), text);
        }
    }
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* Types that the driver does not know come as text, and change nothing for those beside them. */
TEST_BOTH(unknown_types_come_as_text) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    raw("CREATE TYPE light AS ENUM ('red', 'green')");
    sqla_conn *c = sqla_connect(e);
    sqla_result *r = sqla_execute(c, sqla_text(
        "SELECT '10.0.0.1'::inet, int4range(1, 5), point(1.5, 2), 'green'::light, 42::int4, true,"
        " false, '\\x00ff5c'::bytea, E'a\\\\x41', -9223372036854775808, 1.25::float8,"
        " '2024-01-31'::date, '2024-01-31 12:30:00.5'::timestamp, 12.50::numeric, NULL::inet,"
        " NULL::int, '00112233-4455-6677-8899-aabbccddeeff'::uuid, ''::bytea, '[1]'::jsonb,"
        " '12:30'::time, 1.5::real, ARRAY[1, 2]"));
    NEED(sqla_next(r));
    CHECK_STR(sqla_row_text(r, 0), "10.0.0.1");
    CHECK_STR(sqla_row_text(r, 1), "[1,5)");
    CHECK_STR(sqla_row_text(r, 2), "(1.5,2)");
    CHECK_STR(sqla_row_text(r, 3), "green");
    CHECK_INT(sqla_row_int(r, 4), 42);
    CHECK(sqla_row_bool(r, 5));
    CHECK(!sqla_row_bool(r, 6));
    sqla_bytes bytes = sqla_row_bytes(r, 7);
    CHECK_INT(bytes.size, 3);
    CHECK(bytes.data && memcmp(bytes.data, "\0\xff\\", 3) == 0);
    CHECK_STR(sqla_row_text(r, 8), "a\\x41");
    CHECK_INT(sqla_row_int(r, 9), INT64_MIN);
    CHECK(same_double(sqla_row_double(r, 10), 1.25));
    sqla_date day;
    sqla_datetime moment;
    sqla_decimal number;
    sqla_uuid uuid;
    sqla_time clock;
    char text[64];
    CHECK_STATUS(sqla_row_read(r, 11, &day), SQLA_OK);
    CHECK_INT(day.days, sqla_date_of(2024, 1, 31).days);
    CHECK_STATUS(sqla_row_read(r, 12, &moment), SQLA_OK);
    CHECK_STR(sqla_datetime_text(moment, text, sizeof text), "2024-01-31 12:30:00.500000");
    CHECK_STATUS(sqla_row_read(r, 13, &number), SQLA_OK);
    CHECK_STR(sqla_decimal_text(number, text, sizeof text), "12.50");
    CHECK(sqla_row_is_null(r, 14));
    CHECK(sqla_row_text(r, 14) == NULL);
    CHECK(sqla_row_is_null(r, 15));
    CHECK_STATUS(sqla_row_read(r, 16, &uuid), SQLA_OK);
    CHECK_INT(uuid.bytes[15], 0xff);
    CHECK(!sqla_row_is_null(r, 17));
    CHECK_STR(sqla_row_text(r, 18), "[1]");
    CHECK_STATUS(sqla_row_read(r, 19, &clock), SQLA_OK);
    CHECK_INT(clock.us, INT64_C(45000000000));
    CHECK(same_double(sqla_row_double(r, 20), 1.5));
    CHECK_STR(sqla_row_text(r, 21), "{1,2}");
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
done:
    sqla_result_free(r);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* In a row that comes as text, bytes are decoded where they stand: the second look at them finds
 * what the first one left. */
TEST_BOTH(bytes_beside_an_unknown_type_are_read_twice) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    sqla_result *r = sqla_execute(c, sqla_text("SELECT '10.0.0.1'::inet, '\\x00ff5c'::bytea"));
    NEED(sqla_next(r));
    for (int i = 0; i < 3; i++) {
        CHECK(!sqla_row_is_null(r, 1));
        sqla_bytes bytes = sqla_row_bytes(r, 1);
        CHECK_INT(bytes.size, 3);
        CHECK(bytes.data && memcmp(bytes.data, "\0\xff\\", 3) == 0);
    }
done:
    sqla_result_free(r);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* Parameters of a type that the driver does not know are sent as text. */
TEST_BOTH(parameters_of_unknown_types_are_sent_as_text) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT host(CAST(:a AS inet))"),
                               SQLA_PARAMS("a", "10.1.2.3/8")), "10.1.2.3");
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT CAST(:n AS int4range) @> CAST(:i AS int)"),
                              SQLA_PARAMS("n", "[1,5)", "i", 4)), 1);
    CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT CAST(CAST(:m AS money) AS text)"),
                               SQLA_PARAMS("m", 5)), "$5.00");
    CHECK_INT(sqla_exec(c, sqla_text("SELECT CAST(:a AS inet)"), SQLA_PARAMS("a", "nonsense")), -1);
    CHECK_STR(sqla_error(c)->sqlstate, "22P02");
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* The client's settings that texts depend on are set, whatever the role says: in rows in binary
 * format, and in those that come as text. */
static void check_role(const char *setting, const char *columns) {
    static char role[200], sql[400];
    snprintf(role, sizeof role, "ALTER ROLE sqla SET %s", setting);
    for (int turn = 0; turn < 4; turn++) {
        bool text = turn % 2;
        const char *url = url_with(turn < 2 ? "" : "&pgbouncer=1");
        raw(role);
        sqla_engine *e = sqla_create_engine(url);
        sqla_conn *c = sqla_connect(e);
        snprintf(sql, sizeof sql, "SELECT %s%s", columns, text ? ", '1.2.3.4'::inet" : "");
        sqla_result *r = sqla_execute(c, sqla_text(sql));
        raw("ALTER ROLE sqla RESET ALL");
        NEED(sqla_next(r));
        sqla_date day;
        CHECK_STATUS(sqla_row_read(r, 0, &day), SQLA_OK);
        CHECK_INT(day.days, sqla_date_of(2024, 2, 1).days);
        sqla_datetime moment;
        CHECK_STATUS(sqla_row_read(r, 1, &moment), SQLA_OK);
        CHECK_INT(moment.us, sqla_datetime_of(2024, 1, 31, 12).us);
        CHECK(same_double(sqla_row_double(r, 2), 0.1 + 0.2));
        sqla_bytes bytes = sqla_row_bytes(r, 3);
        CHECK_INT(bytes.size, 3);
    done:
        sqla_result_free(r);
        sqla_conn_close(c);
        sqla_dispose(e);
    }
}

#define ROLE_COLUMNS "'2024-02-01'::date, '2024-01-31 12:00+00'::timestamptz, 0.1::float8" \
                     " + 0.2::float8, E'\\\\x00ff5c'::bytea"

TEST(a_role_with_other_formats_makes_no_difference) {
    check_role("datestyle = 'German, DMY'", ROLE_COLUMNS);
    check_role("intervalstyle = 'iso_8601'", ROLE_COLUMNS);
    check_role("standard_conforming_strings = off", ROLE_COLUMNS);
}

TEST(a_role_with_another_time_zone_makes_no_difference) {
    check_role("timezone = 'Asia/Tokyo'", ROLE_COLUMNS);
}

TEST(a_role_with_escaped_bytes_makes_no_difference) {
    check_role("bytea_output = 'escape'", ROLE_COLUMNS);
}

TEST(a_role_with_fewer_digits_makes_no_difference) {
    check_role("extra_float_digits = 0", ROLE_COLUMNS);
}

/* ---- generated keys, defaults, and how many statements a flush takes ---- */

typedef struct Item Item;
typedef struct Label Label;
struct Item {
    int64_t          id;
    const char      *name;
    int32_t          rank;
    const char      *state;
    sqla_datetime    made;
    SQLA_LIST(Label) labels;
};
struct Label {
    int32_t         id;
    const char     *text;
    SQLA_LIST(Item) items;
};
SQLA_DECLARE_MODEL(Item);
SQLA_DECLARE_MODEL(Label);
SQLA_TABLE(item_labels, "item_labels",
    SQLA_TABLE_COLUMN("item_id",  NULL, .foreign_key = "items.id"),
    SQLA_TABLE_COLUMN("label_id", NULL, .foreign_key = "labels.id"),
    SQLA_PRIMARY_KEY(NULL, "item_id", "label_id"));
SQLA_MODEL(Item, "items",
    SQLA_COLUMN(Item, id,    .primary_key = true),
    SQLA_COLUMN(Item, name,  .type = SQLA_STRING(20), .unique = true),
    SQLA_COLUMN(Item, rank,  .check = "rank >= 0"),
    SQLA_COLUMN(Item, state, .type = SQLA_STRING(5), .not_null = true,
                             .server_default = "'fresh'"),
    SQLA_COLUMN(Item, made,  .server_default = "'2024-01-31 12:30:00'"),
    SQLA_RELATIONSHIP(Item, labels, Label, .secondary = &item_labels, .back_populates = "items"));
SQLA_MODEL(Label, "labels",
    SQLA_COLUMN(Label, id,   .primary_key = true),
    SQLA_COLUMN(Label, text, .type = SQLA_STRING(20), .not_null = true),
    SQLA_RELATIONSHIP(Label, items, Item, .secondary = &item_labels, .back_populates = "labels"));

static sqla_metadata *items(void) {
    return sqla_metadata_new(sqla_entity(Item), sqla_entity(Label), &item_labels);
}

enum { MANY = 1000 };

TEST_BOTH(keys_come_in_the_order_of_adding) {
    static const int counts[] = { 1, 2, MANY };
    static Item *item[MANY];
    int64_t last = 0;
    fix f = open_fix(query, items());
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < counts[k]; i++) {
            item[i] = sqla_new(Item, .rank = counts[k] - i);
            NEED(sqla_add(f.s, item[i]));
            item[i]->name = sqla_strf(item[i], "%d of %d", i, counts[k]);
        }
        quieten();
        CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
        CHECK_INT(heard.inserts, 1);
        for (int i = 0; i < counts[k]; i++) {
            CHECK_INT(item[i]->id, ++last);
            CHECK_STR(item[i]->state, "fresh");
            CHECK_INT(item[i]->made.us, sqla_datetime_of(2024, 1, 31, 12, 30).us);
        }
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM items WHERE name = (1000 - rank)::text || ' of 1000' "
                  "AND id = 1003 - rank + 1"), "1000");
done:
    close_fix(&f);
}

TEST_BOTH(a_thousand_changes_are_one_statement) {
    static Opts *row[MANY];
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Opts)));
    for (int i = 0; i < MANY; i++) {
        row[i] = sqla_add(f.s, sqla_new(Opts, .whole = sqla_some_int32(i)));
        NEED(row[i]);
    }
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    quieten();
    for (int i = 0; i < MANY; i++) row[i]->whole.value = 2 * i;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 1);
    CHECK_INT(heard.inserts + heard.deletes, 0);
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT count(*) FROM opts WHERE whole = 2 * id - 2")),
              MANY);
    quieten();
    for (int i = 0; i < MANY; i++)
        if (i != 500) CHECK_STATUS(sqla_session_delete(f.s, row[i]), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.deletes, 1);
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT sum(id) FROM opts")), 501);
done:
    close_fix(&f);
}

/* The pairs of deleted objects whose lists are not loaded go one DELETE each, not in an array. */
TEST_BOTH(the_pairs_of_deleted_objects_are_one_statement) {
    static Item *item[MANY];
    fix f = open_fix(query, items());
    for (int i = 0; i < MANY; i++) {
        item[i] = sqla_add(f.s, sqla_new(Item, .rank = i));
        NEED(item[i]);
    }
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    for (int i = 0; i < MANY; i++) CHECK_STATUS(sqla_session_delete(f.s, item[i]), SQLA_OK);
    quieten();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK(heard.deletes <= 2);
done:
    close_fix(&f);
}

TEST_BOTH(a_thousand_pairs_are_one_statement) {
    static Label *label[MANY];
    fix f = open_fix(query, items());
    Item *item = sqla_add(f.s, sqla_new(Item, .name = "one"));
    NEED(item);
    for (int i = 0; i < MANY; i++) {
        label[i] = sqla_new(Label, .text = "l");
        NEED(label[i]);
        CHECK_STATUS(sqla_append(item, labels, label[i]), SQLA_OK);
    }
    quieten();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.inserts, 3);
    CHECK_INT(heard.updates + heard.deletes, 0);
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT count(*) FROM item_labels WHERE item_id = 1")),
              MANY);
    quieten();
    for (int i = 0; i < MANY / 2; i++)
        CHECK_STATUS(sqla_remove(item, labels, label[2 * i]), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.deletes, 1);
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT count(*) FROM item_labels "
                                             "WHERE label_id % 2 = 0")), MANY / 2);
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT count(*) FROM item_labels")), MANY / 2);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
done:
    close_fix(&f);
}

TEST_BOTH(a_row_that_is_gone_is_stale) {
    Item *item[3];
    fix f = open_fix(query, items());
    for (int several = 0; several < 2; several++) {
        for (int i = 0; i < 3; i++) {
            item[i] = sqla_add(f.s, sqla_new(Item, .rank = i));
            NEED(item[i]);
        }
        CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
        for (int i = 0; i < 3; i++) NEED(sqla_fresh(item[i]));
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        for (int i = 0; i < 3; i++) NEED(sqla_fresh(item[i]));
        raw("DELETE FROM items WHERE rank = 1");
        item[1]->rank = 11;
        if (several) item[0]->rank = 10, item[2]->rank = 12;
        CHECK_STATUS(sqla_flush(f.s), SQLA_STALE_DATA);
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        CHECK_STR(raw("SELECT count(*) FROM items WHERE rank >= 10"), "0");
        sqla_session_clear(f.s);
        sqla_clear_error(f.s);
        raw("DELETE FROM items");
    }
done:
    close_fix(&f);
}

/* ---- prepared statements ---- */

TEST(statements_are_prepared_once) {
    fix f = open_fix("", items());
    sqla_conn *c = sqla_connect(f.e);
    for (int i = 0; i < 5; i++)
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT CAST(:i AS int) + 1"), SQLA_PARAMS("i", i)),
                  i + 1);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM pg_prepared_statements "
                                           "WHERE statement LIKE 'SELECT CAST($1 AS int) + 1'")),
              1);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(prepared_statements_are_bounded_by_their_cache) {
    sqla_engine *e = sqla_create_engine(url_with(""), .statement_cache_size = 4);
    sqla_conn *c = sqla_connect(e);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 50; i++) {
            char sql[80];
            snprintf(sql, sizeof sql, "SELECT %d + CAST(:i AS int)", i);
            CHECK_INT(sqla_scalar_int(c, sqla_text(sql), SQLA_PARAMS("i", i)), 2 * i);
        }
        int64_t n = sqla_scalar_int(c, sqla_text("SELECT count(*) FROM pg_prepared_statements"));
        CHECK(n > 0 && n <= 5);
        if (round == 0) CHECK_STATUS(sqla_commit(c), SQLA_OK);
    }
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* The same after failures: what waits to be deallocated survives a transaction that fails. */
TEST(prepared_statements_are_bounded_after_errors_too) {
    sqla_engine *e = sqla_create_engine(url_with(""), .statement_cache_size = 4);
    sqla_conn *c = sqla_connect(e);
    for (int i = 0; i < 100; i++) {
        char sql[80];
        snprintf(sql, sizeof sql, "SELECT %d / CAST(:i AS int)", i);
        sqla_exec(c, sqla_text(sql), SQLA_PARAMS("i", i % 3));
        if (i % 3 == 0) CHECK_STR(sqla_last_error(c)->sqlstate, "22012");
        if (i % 3 == 2) CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        if (i % 3 == 0) CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        sqla_clear_error(c);
    }
    int64_t n = sqla_scalar_int(c, sqla_text("SELECT count(*) FROM pg_prepared_statements"));
    CHECK(n > 0 && n <= 5);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(nothing_is_prepared_behind_pgbouncer) {
    static const char *const queries[] = { "&pgbouncer=1", "&pgbouncer=true",
                                           "&prepare_threshold=0" };
    for (int k = 0; k < 3; k++) {
        fix f = open_fix(queries[k], items());
        sqla_conn *c = sqla_session_conn(f.s, NULL);
        NEED(c);
        for (int i = 0; i < 50; i++)
            NEED(sqla_add(f.s, sqla_new(Item, .rank = i)));
        CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
        for (int i = 0; i < 3; i++)
            CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM items WHERE rank < :r"),
                                      SQLA_PARAMS("r", i)), i);
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM pg_prepared_statements")), 0);
    done:
        close_fix(&f);
    }
}

/* A prepared statement whose table has changed since is an error once, or right. */
static void change_table(const char *query, const char *change, const char *want) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    sqla_stmt *q = sqla_ref(sqla_text("SELECT * FROM items"));
    CHECK_INT(sqla_exec(c, q), 0);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    raw("INSERT INTO items (name, rank) VALUES ('x', 1)");
    raw(change);
    for (int i = 0; i < 2; i++) {
        sqla_result *r = sqla_execute(c, q);
        if (sqla_next(r)) CHECK_STR(sqla_row_text(r, 2), want);
        else CHECK_STR(sqla_error(r)->sqlstate, "0A000");
        sqla_result_free(r);
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    }
    sqla_unref(q);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST(a_table_changed_behind_a_prepared_statement) {
    change_table("", "ALTER TABLE items DROP CONSTRAINT items_rank_check, "
                     "ALTER rank TYPE text USING 'abcd'", "abcd");
    change_table("", "ALTER TABLE items ADD more inet DEFAULT '1.2.3.4'", "1");
}

/* The description of the columns is kept although the statement is not, and goes stale. */
TEST(a_table_changed_behind_a_statement_without_name) {
    change_table("&pgbouncer=1", "ALTER TABLE items DROP CONSTRAINT items_rank_check, "
                 "ALTER rank TYPE text USING 'abcd'", "abcd");
}

/* ---- what the server refuses ---- */

/* The last error of x has this status and SQLSTATE. */
#define CHECK_REFUSED(x, code_, state) do { \
        CHECK_STATUS(sqla_last_error(x)->code, (code_)); \
        CHECK_STR(sqla_last_error(x)->sqlstate, (state)); \
        CHECK(!sqla_last_error(x)->is_disconnect); \
    } while (0)

/* Alone, and two together: those go through an array. */
static void add_items(sqla_session *s, bool several, const char *a, const char *b) {
    CHECK(sqla_add(s, sqla_new(Item, .name = a)) != NULL);
    if (several) CHECK(sqla_add(s, sqla_new(Item, .name = b)) != NULL);
}

TEST_BOTH(a_duplicate_key_is_an_integrity_error) {
    fix f = open_fix(query, items());
    add_items(f.s, false, "ann", NULL);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    for (int several = 0; several < 2; several++) {
        add_items(f.s, several, "ann", "bob");
        CHECK_STATUS(sqla_flush(f.s), SQLA_INTEGRITY_ERROR);
        CHECK_REFUSED(f.s, SQLA_INTEGRITY_ERROR, "23505");
        CHECK_STR(sqla_last_error(f.s)->constraint, "items_name_key");
        CHECK_STR(sqla_last_error(f.s)->table, "items");
        CHECK_STR(sqla_last_error(f.s)->detail, "Key (name)=(ann) already exists.");
        CHECK_HAS(sqla_last_error(f.s)->sql, "INSERT INTO items");
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        sqla_session_clear(f.s);
        CHECK_STR(raw("SELECT count(*) FROM items"), "1");
    }
    close_fix(&f);
}

TEST_BOTH(null_in_a_column_that_must_not_be_names_it) {
    fix f = open_fix(query, items());
    for (int several = 0; several < 2; several++) {
        for (int i = 0; i <= several; i++) NEED(sqla_add(f.s, sqla_new(Label, .text = NULL)));
        CHECK(sqla_flush(f.s) == SQLA_INTEGRITY_ERROR);
        CHECK_REFUSED(f.s, SQLA_INTEGRITY_ERROR, "23502");
        CHECK_STR(sqla_last_error(f.s)->column, "text");
        CHECK_STR(sqla_last_error(f.s)->table, "labels");
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        sqla_session_clear(f.s);
    }
done:
    close_fix(&f);
}

TEST_BOTH(foreign_keys_and_checks_are_named) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    sqla_stmt *q = sqla_insert(&item_labels);
    sqla_set(q, sqla_c(&item_labels, "item_id"), 7);
    CHECK_INT(sqla_exec(c, sqla_set(q, sqla_c(&item_labels, "label_id"), 8)), -1);
    CHECK_REFUSED(c, SQLA_INTEGRITY_ERROR, "23503");
    CHECK_STR(sqla_last_error(c)->constraint, "item_labels_item_id_fkey");
    CHECK_STR(sqla_last_error(c)->table, "item_labels");
    CHECK_HAS(sqla_last_error(c)->detail, "(7)");
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    sqla_conn_close(c);
    for (int several = 0; several < 2; several++) {
        for (int i = 0; i <= several; i++) NEED(sqla_add(f.s, sqla_new(Item, .rank = -i)));
        if (!several) NEED(sqla_add(f.s, sqla_new(Item, .rank = -7)));
        CHECK(sqla_flush(f.s) == SQLA_INTEGRITY_ERROR);
        CHECK_REFUSED(f.s, SQLA_INTEGRITY_ERROR, "23514");
        CHECK_STR(sqla_last_error(f.s)->constraint, "items_rank_check");
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        sqla_session_clear(f.s);
    }
    CHECK_STR(raw("SELECT count(*) FROM items"), "0");
done:
    close_fix(&f);
}

/* The first error, not that the transaction has failed (25P02). */
TEST_BOTH(a_bulk_write_that_fails_tells_why) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    raw("INSERT INTO items (name, rank) VALUES ('a', 1), ('b', 1), ('c', 1)");
    for (int several = 0; several < 2; several++) {
        const Item rows[] = { { .state = "x", .name = several ? "x" : "a" },
                              { .state = "x", .name = "a" } };
        const Item changes[] = { { .id = 1, .rank = several ? 2 : -1 }, { .id = 2, .rank = -1 } };
        const size_t n = (size_t)(1 + several);
        CHECK_STATUS(sqla_bulk_insert(c, Item, rows, n), SQLA_INTEGRITY_ERROR);
        CHECK_REFUSED(c, SQLA_INTEGRITY_ERROR, "23505");
        CHECK_STR(sqla_last_error(c)->constraint, "items_name_key");
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        CHECK_STATUS(sqla_bulk_update(c, Item, changes, n, .only = SQLA_NAMES("rank")),
                     SQLA_INTEGRITY_ERROR);
        CHECK_REFUSED(c, SQLA_INTEGRITY_ERROR, "23514");
        /* All or nothing: the transaction goes on. */
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT sum(rank) FROM items")), 3);
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    }
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(wrong_sql_is_a_programming_error) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 'é', 1 FROMM x y")), -1);
    CHECK_REFUSED(c, SQLA_PROGRAMMING_ERROR, "42601");
    CHECK_INT(sqla_last_error(c)->position, 21);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT * FROM nowhere")), -1);
    CHECK_REFUSED(c, SQLA_PROGRAMMING_ERROR, "42P01");
    CHECK_INT(sqla_last_error(c)->position, 15);
    CHECK_HAS(sqla_last_error(c)->message, "nowhere");
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    /* The transaction has failed, on the server too. */
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 5")), 5);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT * FROM nowhere")), -1);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    CHECK_STR(sqla_last_error(c)->sqlstate, "25P02");
    CHECK_STATUS(sqla_commit(c), SQLA_PENDING_ROLLBACK);
    sqla_rollback(c);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT lowerr('X')")), -1);
    CHECK_REFUSED(c, SQLA_PROGRAMMING_ERROR, "42883");
    CHECK_HAS(sqla_last_error(c)->hint, "No function matches");
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 5")), 5);
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* The statement is prepared before the transaction begins: one that fails there begins none, and
 * what follows is committed. */
TEST_BOTH(a_first_statement_that_fails_leaves_its_transaction_open) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO nowhere VALUES (1)")), -1);
    CHECK(sqla_in_transaction(c));
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), -1);
    CHECK(sqla_commit(c) != SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM items"), "0");
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(texts_that_are_too_long_are_not_cut) {
    fix f = open_fix(query, items());
    for (int several = 0; several < 2; several++) {
        NEED(sqla_add(f.s, sqla_new(Item, .state = "sixsix")));
        if (several) NEED(sqla_add(f.s, sqla_new(Item, .state = "five5")));
        CHECK(sqla_flush(f.s) != SQLA_OK);
        CHECK_REFUSED(f.s, SQLA_DATA_ERROR, "22001");
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        sqla_session_clear(f.s);
    }
    /* As many characters as may be, more bytes. */
    Item *a = sqla_add(f.s, sqla_new(Item, .state = "ééééé"));
    Item *b = sqla_add(f.s, sqla_new(Item, .state = "ééééé"));
    NEED(a && b);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    for (int several = 0; several < 2; several++) {
        a = sqla_fresh(a);
        b = sqla_fresh(b);
        NEED(a && b);
        a->state = "sixsix";
        if (several) b->state = "seven77";
        CHECK_STATUS(sqla_flush(f.s), SQLA_DATA_ERROR);
        CHECK_REFUSED(f.s, SQLA_DATA_ERROR, "22001");
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    }
    CHECK_STR(raw("SELECT string_agg(state, ',') FROM items"), "ééééé,ééééé");
done:
    close_fix(&f);
}

/* A NUMERIC(12, 3) and columns smaller than their C types. */
TEST_BOTH(numbers_out_of_range_are_refused) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Other), sqla_entity(Opts));
    sqla_engine *e = sqla_create_engine(url_with(query));
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    raw("DROP TABLE others");
    raw(OTHERS);
    sqla_session *s = sqla_session_open(e, md);
    for (int which = 0; which < 6; which++) {
        const Opts fine = { .text = "fine" },
            opts = { .money = sqla_some_decimal(sqla_decimal_of("1234567890")) };
        Other a = other(1), b = other(2);
        if (which / 2 == 0) b.n2 = 32768;
        if (which / 2 == 1) b.n4 = INT64_MIN;
        if (which / 2 == 2) {
            if (which % 2) NEED(sqla_add_copy(s, Opts, &fine));
            NEED(sqla_add_copy(s, Opts, &opts));
        } else {
            if (which % 2) NEED(sqla_add_copy(s, Other, &a));
            NEED(sqla_add_copy(s, Other, &b));
        }
        CHECK_STATUS(sqla_flush(s), SQLA_DATA_ERROR);
        if (which < 2) CHECK(!sqla_last_error(s)->is_disconnect);
        else CHECK_STR(sqla_last_error(s)->sqlstate, "22003");
        CHECK_STATUS(sqla_rollback(s), SQLA_OK);
        sqla_session_clear(s);
    }
    CHECK_STR(raw("SELECT count(*) FROM others"), "0");
    CHECK_STR(raw("SELECT count(*) FROM opts"), "0");
done:
    sqla_session_close(s);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST_BOTH(division_and_narrow_fields) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1 / CAST(:n AS int)"), SQLA_PARAMS("n", 0)), -1);
    CHECK_REFUSED(c, SQLA_DATA_ERROR, "22012");
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT CAST(:n AS int)"),
                        SQLA_PARAMS("n", INT64_C(2147483648))), -1);
    CHECK_REFUSED(c, SQLA_DATA_ERROR, "22003");
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    int32_t narrow;
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT 2147483648"), &narrow), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT -2147483648"), &narrow), SQLA_OK);
    CHECK_INT(narrow, INT32_MIN);
    sqla_conn_close(c);
    sqla_dispose(e);
}

static int64_t count_in(sqla_conn *c, size_t n) {
    static int64_t ids[70000];
    for (size_t i = 0; i < n; i++) ids[i] = (int64_t)i;
    sqla_stmt *q = sqla_select_from(sqla_select(sqla_count_all()), sqla_entity(Item));
    return sqla_scalar_int(c, sqla_where(q, sqla_in(sqla_col(Item, id), sqla_span(ids, n))));
}

static void check_many(const char *query, size_t n) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    raw("INSERT INTO items (rank) SELECT 1 FROM generate_series(1, 10)");
    CHECK_INT(count_in(c, n), 10);
    CHECK_STR(sqla_error(c)->message, "");
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(thousands_of_parameters) { check_many(query, 7498); }

/* libpq takes no description of parameters ('t') above 30,000 bytes: "lost synchronization with
 * server", and the connection would be gone. */
TEST_BOTH(too_many_parameters_are_refused) {
    static const size_t sizes[] = { 7499, 65535, 65536, 70000 };
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    for (int i = 0; i < 4; i++) {
        count_in(c, sizes[i]);
        CHECK_STATUS(sqla_error(c)->code, SQLA_NOT_SUPPORTED);
        CHECK(!sqla_last_error(c)->is_disconnect);
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        sqla_clear_error(c);
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 5")), 5);
    }
    sqla_conn_close(c);
    close_fix(&f);
}

/* These never leave the client: the transaction stays whole. */
TEST_BOTH(values_that_the_server_cannot_store_are_refused) {
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Opts), sqla_entity(Kinds)));
    sqla_conn *c = sqla_connect(f.e);
    sqla_value nul = { SQLA_VALUE_TEXT, { .text = { "a\0b", 3 } } };
    CHECK_INT(sqla_exec(c, sqla_text("SELECT CAST(:t AS text)"), SQLA_PARAMS("t", nul)), -1);
    CHECK_STATUS(sqla_last_error(c)->code, SQLA_DATA_ERROR);
    CHECK_HAS(sqla_last_error(c)->message, "NUL");
    static const char *const wrong[] = { "\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                         "a\xC3", "\x80" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        Opts two[2] = { { .text = "fine" }, { .text = wrong[i] } };
        CHECK_INT(sqla_exec(c, sqla_text("SELECT CAST(:t AS text)"), SQLA_PARAMS("t", wrong[i])),
                  -1);
        CHECK_STATUS(sqla_last_error(c)->code, SQLA_DATA_ERROR);
        CHECK_STATUS(sqla_bulk_insert(c, Opts, two + 1, 1), SQLA_DATA_ERROR);
        CHECK_STATUS(sqla_bulk_insert(c, Opts, two, 2), SQLA_DATA_ERROR);
        CHECK_STR(sqla_last_error(c)->column, "text");
        CHECK_INT(sqla_last_error(c)->row, 1);
        two[1] = (Opts){ .json = { "\"\xFF\"" } };
        CHECK_STATUS(sqla_bulk_insert(c, Opts, two, 2), SQLA_DATA_ERROR);
        CHECK_STR(sqla_last_error(c)->column, "json");
    }
    static const int32_t days[] = { -719163, 2932897, INT32_MAX, INT32_MIN };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        Opts two[2] = { { .text = "fine" }, { .day = sqla_some_date((sqla_date){ days[i] }) } };
        CHECK_STATUS(sqla_bulk_insert(c, Opts, two + 1, 1), SQLA_DATA_ERROR);
        CHECK_STATUS(sqla_bulk_insert(c, Opts, two, 2), SQLA_DATA_ERROR);
        CHECK_STR(sqla_last_error(c)->column, "day");
        two[1] = (Opts){ .moment = sqla_some_datetime((sqla_datetime){
            days[i] > 0 ? INT64_C(253402300800000000) : INT64_C(-62135596800000001) }) };
        CHECK_STATUS(sqla_bulk_insert(c, Opts, two + 1, 1), SQLA_DATA_ERROR);
        CHECK_STATUS(sqla_bulk_insert(c, Opts, two, 2), SQLA_DATA_ERROR);
        CHECK_INT(sqla_exec(c, sqla_text("SELECT CAST(:d AS date)"),
                            SQLA_PARAMS("d", (sqla_date){ days[i] })), -1);
    }
    Opts decimals[2] = { { .money = sqla_some_decimal(sqla_decimal_of("x")) } };
    CHECK_STATUS(sqla_bulk_insert(c, Opts, decimals, 1), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_bulk_insert(c, Opts, decimals, 2), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_last_error(c)->code, SQLA_DATA_ERROR);
    /* The size is false: nobody may look at the bytes. */
    Opts huge[2] = { { .bytes = { "x", (size_t)1 << 30 } } };
    CHECK_STATUS(sqla_bulk_insert(c, Opts, huge, 1), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_last_error(c)->message, "1 GB");
    CHECK_STATUS(sqla_bulk_insert(c, Opts, huge, 2), SQLA_DATA_ERROR);
    CHECK_HAS(sqla_last_error(c)->message, "1 GB");
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM opts")), 0);
    sqla_conn_close(c);
    close_fix(&f);
}

/* ---- failures ---- */

/* Opens an engine that cannot connect, and keeps its error. */
static sqla_error_record unopened(const char *url) {
    sqla_engine *e = sqla_create_engine(url, .echo = true, .log = hear);
    sqla_conn *c = sqla_connect(e);
    sqla_error_record record;
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    sqla_error_copy(&record, c);
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    sqla_dispose(e);
    return record;
}

TEST(a_server_that_is_down) {
    sqla_error_record record = unopened("postgresql://u@/d?host=/no/such/folder");
    CHECK_STATUS(record.code, SQLA_OPERATIONAL_ERROR);
    CHECK(record.is_disconnect);
    CHECK_HAS(record.message, "/no/such/folder");
    record = unopened("postgresql://u:pw@127.0.0.1:1/d?connect_timeout=2");
    CHECK_STATUS(record.code, SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(record.message, "127.0.0.1");
}

TEST(an_unknown_database) {
    char url[600];
    sqla_url u;
    CHECK_STATUS(sqla_url_parse(url_with(""), &u), SQLA_OK);
    snprintf(url, sizeof url, "postgresql://sqla@/nosuchdb?host=%s", sqla_url_query(&u, "host"));
    sqla_error_record record = unopened(url);
    CHECK(record.code == SQLA_OPERATIONAL_ERROR || record.code == SQLA_PROGRAMMING_ERROR);
    CHECK_HAS(record.message, "nosuchdb");
    snprintf(url, sizeof url, "postgresql://sqla@/postgres?host=%s&no_such_key=1",
             sqla_url_query(&u, "host"));
    record = unopened(url);
    CHECK_HAS(record.message, "no_such_key");
}

TEST(a_password_is_never_shown) {
    char url[600];
    sqla_url u;
    CHECK_STATUS(sqla_url_parse(url_with(""), &u), SQLA_OK);
    const char *host = sqla_url_query(&u, "host");
    raw("DROP ROLE IF EXISTS keeper");
    raw("CREATE ROLE keeper LOGIN PASSWORD 'open sesame'");
    static const char *const databases[] = { "postgres", "nosuchdb" };
    for (int k = 0; k < 2; k++) {
        quieten();
        snprintf(url, sizeof url, "postgresql://keeper:s3cr3t-x@/%s?host=%s", databases[k], host);
        sqla_engine *e = sqla_create_engine(url, .echo = true, .log = hear);
        sqla_conn *c = sqla_connect(e);
        CHECK_INT(sqla_exec(c, sqla_text("SELECT nothing")), -1);
        const sqla_error_record *record = sqla_error(c);
        CHECK(!strstr(record->message, "s3cr3t") && !strstr(record->detail, "s3cr3t"));
        CHECK(!strstr(record->hint, "s3cr3t") && !strstr(record->sql, "s3cr3t"));
        CHECK(!strstr(record->params, "s3cr3t"));
        CHECK(!strstr(sqla_error(e)->message, "s3cr3t"));
        CHECK(!strstr(heard.all, "s3cr3t"));
        sqla_conn_close(c);
        sqla_dispose(e);
    }
    snprintf(url, sizeof url, "postgresql://keeper:s3cr3t-x@/postgres?host=%s&nokey=s3cr3t-x",
             host);
    CHECK(!strstr(unopened(url).message, "s3cr3t"));
    CHECK(!strstr(unopened("postgresql://keeper:s3cr3t-x@/d?host=/none").message, "s3cr3t"));
    raw("DROP ROLE keeper");
}

static int64_t pid_of(sqla_conn *c) {
    return sqla_scalar_int(c, sqla_text("SELECT pg_backend_pid()"));
}

static void terminate(int64_t pid) {
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT pg_terminate_backend(%lld, 5000)", (long long)pid);
    CHECK_STR(raw(sql), "t");
}

/* The engine works again, with another backend. */
static void check_recovered(sqla_engine *e, int64_t old) {
    sqla_conn *c = sqla_connect(e);
    CHECK(pid_of(c) != old);
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
}

TEST_BOTH(a_backend_that_ends_between_transactions) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    int64_t pid = pid_of(c);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    terminate(pid);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    CHECK(sqla_error(c)->is_disconnect);
    CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    sqla_conn_close(c);
    check_recovered(f.e, pid);
    close_fix(&f);
}

TEST_BOTH(a_backend_that_ends_in_a_transaction) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    int64_t pid = pid_of(c);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (:r)"),
                        SQLA_PARAMS("r", 1)), 1);
    terminate(pid);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (:r)"),
                        SQLA_PARAMS("r", 2)), -1);
    CHECK(sqla_error(c)->is_disconnect);
    sqla_conn_close(c);
    check_recovered(f.e, pid);
    CHECK_STR(raw("SELECT count(*) FROM items"), "0");
    /* And one that finds out at COMMIT only. */
    c = sqla_connect(f.e);
    pid = pid_of(c);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), 1);
    terminate(pid);
    CHECK(sqla_commit(c) != SQLA_OK);
    CHECK(sqla_error(c)->is_disconnect);
    sqla_conn_close(c);
    check_recovered(f.e, pid);
    CHECK_STR(raw("SELECT count(*) FROM items"), "0");
    close_fix(&f);
}

/* What was written before the end is lost, so COMMIT must not say SQLA_OK. */
TEST_BOTH(commit_fails_after_the_backend_has_ended) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    int64_t pid = pid_of(c);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), 1);
    terminate(pid);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1")), -1);
    CHECK(sqla_commit(c) != SQLA_OK);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(a_backend_that_ends_before_a_flush) {
    fix f = open_fix(query, items());
    for (int several = 0; several < 2; several++) {
        sqla_conn *c = sqla_session_conn(f.s, NULL);
        NEED(c);
        int64_t pid = pid_of(c);
        add_items(f.s, several, "ann", "bob");
        terminate(pid);
        CHECK(sqla_flush(f.s) != SQLA_OK);
        CHECK(sqla_last_error(f.s)->is_disconnect);
        sqla_rollback(f.s);
        sqla_session_clear(f.s);
        sqla_clear_error(f.s);
        CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT count(*) FROM items")), 0);
        CHECK(!sqla_failed(f.s));
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
    }
    add_items(f.s, true, "ann", "bob");
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM items"), "2");
done:
    close_fix(&f);
}

/* Ends its own backend by an event in the middle of the flush. */
static sqla_status end_backend(sqla_event *ev, void *arg) {
    if (ev->conn && ++*(int *)arg == 1) terminate(pid_of(ev->conn));
    return SQLA_OK;
}

TEST(a_backend_that_ends_in_the_middle_of_a_flush) {
    fix f = open_fix("", items());
    int calls = 0;
    add_items(f.s, true, "ann", "bob");
    NEED(sqla_add(f.s, sqla_new(Label, .text = "x")));
    sqla_listen(sqla_entity(Label), SQLA_BEFORE_INSERT, end_backend, &calls);
    sqla_listen(sqla_entity(Item), SQLA_BEFORE_INSERT, end_backend, &calls);
    CHECK(sqla_commit(f.s) != SQLA_OK);
    CHECK(calls > 0);
    sqla_unlisten(sqla_entity(Label), SQLA_BEFORE_INSERT, end_backend, &calls);
    sqla_unlisten(sqla_entity(Item), SQLA_BEFORE_INSERT, end_backend, &calls);
    CHECK(sqla_last_error(f.s)->is_disconnect);
    sqla_rollback(f.s);
    sqla_clear_error(f.s);
    sqla_session_clear(f.s);
    add_items(f.s, true, "ann", "bob");
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STR(raw("SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM labels)"), "2");
done:
    close_fix(&f);
}

TEST(a_backend_that_ends_while_idle_is_replaced_by_pre_ping) {
    sqla_engine *e = sqla_create_engine(url_with(""), .pool_pre_ping = true);
    sqla_conn *c = sqla_connect(e);
    int64_t pid = pid_of(c);
    sqla_conn_close(c);
    terminate(pid);
    check_recovered(e, pid);
    CHECK_INT(sqla_engine_statistics(e).opened, 2);
    sqla_dispose(e);
}

TEST_BOTH(timeouts_of_the_server) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e), *other = sqla_connect(f.e);
    CHECK_STATUS(sqla_exec_driver_sql(c, "SET statement_timeout = 50"), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT pg_sleep(5)")), -1);
    CHECK_REFUSED(c, SQLA_OPERATIONAL_ERROR, "57014");
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_STATUS(sqla_exec_driver_sql(c, "SET statement_timeout = 5000; SET lock_timeout = 50"),
                 SQLA_OK);
    CHECK_INT(sqla_exec(other, sqla_text("LOCK TABLE items IN ACCESS EXCLUSIVE MODE")), 0);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), -1);
    CHECK_REFUSED(c, SQLA_OPERATIONAL_ERROR, "55P03");
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_STATUS(sqla_rollback(other), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), 1);
    CHECK_STATUS(sqla_exec_driver_sql(c, "RESET ALL"), SQLA_OK);
    sqla_conn_close(other);
    sqla_conn_close(c);
    close_fix(&f);
}

typedef struct race {
    sqla_engine      *e;
    pthread_barrier_t both;
    atomic_int        victims, winners;
} race;

/* Locks rows 1 and 2 in opposite orders. */
static void cross(int index, void *arg) {
    race *r = arg;
    sqla_conn *c = sqla_connect(r->e);
    sqla_stmt *q = sqla_ref(sqla_text("UPDATE items SET rank = rank + 1 WHERE id = :id"));
    CHECK_INT(sqla_exec(c, q, SQLA_PARAMS("id", 1 + index)), 1);
    pthread_barrier_wait(&r->both);
    if (sqla_exec(c, q, SQLA_PARAMS("id", 2 - index)) == 1) {
        atomic_fetch_add(&r->winners, 1);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
    } else {
        CHECK_STR(sqla_error(c)->sqlstate, "40P01");
        CHECK_STATUS(sqla_error(c)->code, SQLA_OPERATIONAL_ERROR);
        atomic_fetch_add(&r->victims, 1);
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    }
    sqla_unref(q);
    sqla_conn_close(c);
}

TEST(a_deadlock_has_one_victim) {
    fix f = open_fix("&options=-c%20deadlock_timeout%3D50ms", items());
    raw("INSERT INTO items (rank) VALUES (0), (0)");
    race r = { .e = f.e };
    pthread_barrier_init(&r.both, NULL, 2);
    run_threads(2, cross, &r);
    pthread_barrier_destroy(&r.both);
    CHECK_INT(atomic_load(&r.victims), 1);
    CHECK_INT(atomic_load(&r.winners), 1);
    CHECK_STR(raw("SELECT sum(rank) FROM items"), "2");
    close_fix(&f);
}

/* Both read the sum and then write it: one has to do it again. */
typedef struct retried { race *race; int tries; } retried;

static sqla_status add_sum(sqla_conn *c, void *arg) {
    retried *mine = arg;
    sqla_exec(c, sqla_text("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"));
    int64_t sum = sqla_scalar_int(c, sqla_text("SELECT sum(rank) FROM items"));
    if (mine->tries++ == 0) pthread_barrier_wait(&mine->race->both);
    sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (:r)"), SQLA_PARAMS("r", sum));
    return sqla_error(c)->code;
}

static void serialize(int index, void *arg) {
    (void)index;
    race *r = arg;
    retried mine = { r, 0 };
    CHECK_STATUS(sqla_run(r->e, add_sum, &mine), SQLA_OK);
    atomic_fetch_add(mine.tries > 1 ? &r->victims : &r->winners, 1);
}

TEST(sqla_run_repeats_what_could_not_be_serialized) {
    fix f = open_fix("", items());
    raw("INSERT INTO items (rank) VALUES (1)");
    race r = { .e = f.e };
    pthread_barrier_init(&r.both, NULL, 2);
    run_threads(2, serialize, &r);
    pthread_barrier_destroy(&r.both);
    CHECK_INT(atomic_load(&r.victims), 1);
    CHECK_INT(atomic_load(&r.winners), 1);
    /* 1, then 1, then 1 + 1. */
    CHECK_STR(raw("SELECT sum(rank) FROM items"), "4");
    close_fix(&f);
}

TEST(a_serialization_failure_at_commit_is_told) {
    fix f = open_fix("", items());
    sqla_conn *a = sqla_connect(f.e), *b = sqla_connect(f.e), *both[] = { a, b };
    for (int i = 0; i < 2; i++) {
        CHECK_INT(sqla_exec(both[i], sqla_text("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")),
                  0);
        CHECK_INT(sqla_scalar_int(both[i], sqla_text("SELECT count(*) FROM items")), 0);
    }
    for (int i = 0; i < 2; i++)
        CHECK_INT(sqla_exec(both[i], sqla_text("INSERT INTO items (rank) VALUES (1)")), 1);
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    CHECK_STATUS(sqla_commit(b), SQLA_OPERATIONAL_ERROR);
    CHECK_REFUSED(b, SQLA_OPERATIONAL_ERROR, "40001");
    sqla_rollback(b);
    CHECK_INT(sqla_scalar_int(b, sqla_text("SELECT count(*) FROM items")), 1);
    sqla_conn_close(b);
    sqla_conn_close(a);
    close_fix(&f);
}

TEST_BOTH(a_transaction_that_failed_is_told_at_commit) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), 1);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1 / 0")), -1);
    CHECK_STATUS(sqla_commit(c), SQLA_PENDING_ROLLBACK);
    sqla_rollback(c);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM items")), 0);
    /* A savepoint saves what came before. */
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), 1);
    CHECK_STATUS(sqla_begin_nested(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1 / 0")), -1);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM items"), "1");
    sqla_conn_close(c);
    close_fix(&f);
}

static void insert_and_select(int index, void *arg) {
    sqla_engine *e = arg;
    for (int i = 0; i < 25; i++) {
        sqla_conn *c = sqla_connect(e);
        char name[20];
        snprintf(name, sizeof name, "%d/%d", index, i);
        sqla_stmt *q = sqla_insert(sqla_entity(Item));
        sqla_set(q, sqla_col(Item, name), name);
        CHECK_INT(sqla_exec(c, sqla_set(q, sqla_col(Item, rank), index)), 1);
        q = sqla_where(sqla_select(sqla_count_all()), sqla_eq(sqla_col(Item, rank), index));
        CHECK_INT(sqla_scalar_int(c, q), i + 1);
        if (i % 5 == 4) CHECK_INT(sqla_exec(c, sqla_text("SELECT 1 / (:i - :i)"),
                                            SQLA_PARAMS("i", i)), -1);
        CHECK_STATUS(sqla_commit(c), i % 5 == 4 ? SQLA_PENDING_ROLLBACK : SQLA_OK);
        sqla_conn_close(c);
        if (i % 5 != 4) continue;
        c = sqla_connect(e);
        q = sqla_insert(sqla_entity(Item));
        CHECK_INT(sqla_exec(c, sqla_set(q, sqla_col(Item, rank), index)), 1);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
        sqla_conn_close(c);
    }
}

TEST_BOTH(eight_threads_share_four_connections) {
    sqla_metadata *md = items();
    sqla_engine *e = sqla_create_engine(url_with(query), .pool_size = 4, .max_overflow = SQLA_NO);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    run_threads(8, insert_and_select, e);
    CHECK(sqla_engine_statistics(e).opened <= 4);
    CHECK_INT(sqla_engine_statistics(e).checked_out, 0);
    CHECK_STR(raw("SELECT count(*) || ' ' || count(DISTINCT name) FROM items"), "200 160");
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* ---- results ---- */

TEST_BOTH(a_result_left_unread_lets_others_run) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    sqla_result *r = sqla_execute(c, sqla_text("SELECT n FROM generate_series(1, 3000) AS n"));
    NEED(sqla_next(r));
    CHECK_INT(sqla_row_int(r, 0), 1);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), 1);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM items")), 1);
    int64_t sum = 1;
    while (sqla_next(r)) sum += sqla_row_int(r, 0);
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(sum, 3000 * 3001 / 2);
done:
    sqla_result_free(r);
    sqla_conn_close(c);
    close_fix(&f);
}

/* The same statement twice, and another one. */
TEST_BOTH(results_are_read_in_turn) {
    static const char sql[] = "SELECT n, 'x' || n FROM generate_series(CAST(:a AS int), 1000) n";
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    sqla_result *r[3] = { sqla_execute(c, sqla_text(sql), SQLA_PARAMS("a", 1)),
                          sqla_execute(c, sqla_text(sql), SQLA_PARAMS("a", 501)),
                          sqla_execute(c, sqla_text("SELECT -n FROM generate_series(1, 600) n")) };
    for (int i = 0; i < 500; i++) {
        NEED(sqla_next(r[0]) && sqla_next(r[1]) && sqla_next(r[2]));
        char text[20];
        snprintf(text, sizeof text, "x%d", 501 + i);
        CHECK_INT(sqla_row_int(r[0], 0), i + 1);
        CHECK_STR(sqla_row_text(r[1], 1), text);
        CHECK_INT(sqla_row_int(r[2], 0), -i - 1);
    }
    CHECK(sqla_next(r[0]));
    CHECK(!sqla_next(r[1]));
    CHECK_STATUS(sqla_result_status(r[1]), SQLA_OK);
done:
    for (int i = 0; i < 3; i++) sqla_result_free(r[i]);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 5")), 5);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST_BOTH(results_freed_early_leave_nothing_behind) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    for (int i = 0; i < 20; i++) {
        sqla_result *r = sqla_execute(c, sqla_text("SELECT n FROM generate_series(1, 5000) n"));
        CHECK(sqla_next(r));
        if (i % 2) CHECK(sqla_next(r));
        sqla_result_free(r);
    }
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM pg_cursors "
        "WHERE name <> ''")), 0);
    /* One that is left to the end of its transaction, and one to that of its connection. */
    sqla_result *r = sqla_execute(c, sqla_text("SELECT n FROM generate_series(1, 5000) n"));
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_RESOURCE_CLOSED);
    sqla_result_free(r);
    r = sqla_execute(c, sqla_text("SELECT n FROM generate_series(1, 5000) n"));
    CHECK(sqla_next(r));
    sqla_conn_close(c);
    c = sqla_connect(e);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM pg_cursors "
        "WHERE name <> ''")), 0);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST_BOTH(an_error_in_a_late_row_is_told) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    sqla_result *r = sqla_execute(c, sqla_text(
        "SELECT 1 / (4000 - n) FROM generate_series(1, 5000) n"));
    int rows = 0;
    while (sqla_next(r)) rows++;
    CHECK(rows < 4000);
    CHECK_STATUS(sqla_result_status(r), SQLA_DATA_ERROR);
    CHECK_STR(sqla_error(r)->sqlstate, "22012");
    sqla_result_free(r);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST_BOTH(columns_of_the_same_name) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    sqla_result *r = sqla_execute(c, sqla_text("SELECT 1 AS a, 'two' AS a, 3.5::float8 AS a, 4"));
    NEED(sqla_next(r));
    CHECK_INT(sqla_row_count(r), 4);
    CHECK_INT(sqla_row_index(r, "a"), 0);
    CHECK_STR(sqla_row_name(r, 1), "a");
    CHECK_STR(sqla_row_name(r, 3), "?column?");
    CHECK_INT(sqla_row_int(r, 0), 1);
    CHECK_STR(sqla_row_text(r, 1), "two");
    CHECK(same_double(sqla_row_double(r, 2), 3.5));
    CHECK_INT(sqla_row_int(r, 3), 4);
done:
    sqla_result_free(r);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST_BOTH(rows_without_columns_and_columns_without_rows) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    sqla_result *r = sqla_execute(c, sqla_text("SELECT FROM generate_series(1, 3)"));
    int rows = 0;
    CHECK_INT(sqla_row_count(r), 0);
    while (sqla_next(r)) rows++;
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    CHECK_INT(rows, 3);
    sqla_result_free(r);
    r = sqla_execute(c, sqla_text("SELECT 1 AS one WHERE false"));
    CHECK(!sqla_next(r));
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST_BOTH(rows_affected_are_counted) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) SELECT n FROM "
                                     "generate_series(1, 7) n")), 7);
    CHECK_INT(sqla_exec(c, sqla_text("UPDATE items SET rank = 0 WHERE rank > :n"),
                        SQLA_PARAMS("n", 3)), 4);
    CHECK_INT(sqla_exec(c, sqla_text("SELECT * FROM items")), 0);
    CHECK_INT(sqla_exec(c, sqla_text("DELETE FROM items WHERE rank = 99")), 0);
    CHECK_INT(sqla_exec(c, sqla_text("CREATE TABLE more (a int)")), 0);
    sqla_result *r = sqla_execute(c, sqla_text("DELETE FROM items WHERE rank = 0 RETURNING id"));
    int rows = 0;
    while (sqla_next(r)) rows++;
    CHECK_INT(rows, 4);
    CHECK_INT(sqla_rowcount(r), 4);
    sqla_result_free(r);
    sqla_stmt *q = sqla_insert(sqla_entity(Item));
    r = sqla_execute(c, sqla_set(q, sqla_col(Item, rank), 5));
    CHECK_INT(sqla_rowcount(r), 1);
    CHECK_INT(sqla_inserted_key(r, 0), 8);
    sqla_result_free(r);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(several_statements_of_ones_own) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_exec_driver_sql(c, "CREATE TABLE a (n int); INSERT INTO a VALUES (1), (2);"
                                         "SELECT * FROM a; DELETE FROM a WHERE n = 1"), SQLA_OK);
    CHECK(!sqla_in_transaction(c));
    CHECK_STR(raw("SELECT sum(n) FROM a"), "2");
    /* All or nothing, as the server has it. */
    CHECK_STATUS(sqla_exec_driver_sql(c, "INSERT INTO a VALUES (5); SELECT * FROM nowhere"),
                 SQLA_PROGRAMMING_ERROR);
    CHECK_STR(raw("SELECT sum(n) FROM a"), "2");
    CHECK_STATUS(sqla_exec_driver_sql(c, "BEGIN; INSERT INTO a VALUES (5)"), SQLA_OK);
    CHECK(sqla_in_transaction(c));
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK(!sqla_in_transaction(c));
    CHECK_STR(raw("SELECT sum(n) FROM a"), "2");
    CHECK_STATUS(sqla_exec_driver_sql(c, ""), SQLA_OK);
    /* Two in one are refused where there are parameters and rows. */
    CHECK_INT(sqla_exec(c, sqla_text("SELECT 1; SELECT 2")), -1);
    CHECK_REFUSED(c, SQLA_PROGRAMMING_ERROR, "42601");
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST_BOTH(copy_of_ones_own_is_refused) {
    static const char *const copies[] = { "COPY items (rank) FROM STDIN", "COPY items TO STDOUT" };
    fix f = open_fix(query, items());
    raw("INSERT INTO items (rank) SELECT n FROM generate_series(1, 5000) n");
    for (int i = 0; i < 4; i++) {
        sqla_conn *c = sqla_connect(f.e);
        int64_t pid = pid_of(c);
        if (i < 2) CHECK_INT(sqla_exec(c, sqla_text(copies[i])), -1);
        else CHECK(sqla_exec_driver_sql(c, copies[i - 2]) != SQLA_OK);
        CHECK_STATUS(sqla_last_error(c)->code, SQLA_NOT_SUPPORTED);
        CHECK(!sqla_last_error(c)->is_disconnect);
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM items")), 5000);
        CHECK_INT(pid_of(c), pid);
        sqla_conn_close(c);
    }
    close_fix(&f);
}

TEST_BOTH(an_empty_statement_is_refused) {
    static const char *const texts[] = { "", "  ", ";", "-- nothing", "/* nothing */" };
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CHECK_INT(sqla_exec(c, sqla_text(texts[i])), -1);
        CHECK(sqla_last_error(c)->code != SQLA_OK);
        CHECK(!sqla_last_error(c)->is_disconnect);
        CHECK_STATUS(sqla_rollback(c), SQLA_OK);
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 5")), 5);
        CHECK_STATUS(sqla_commit(c), SQLA_OK);
        sqla_clear_error(c);
    }
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST_BOTH(a_long_query_in_parts) {
    enum { ROWS = 2500 };
    fix f = open_fix(query, items());
    raw("INSERT INTO items (rank, name) SELECT n, 'n' || n FROM generate_series(1, 2500) n");
    int64_t rows = 0, sum = 0;
    sqla_stmt *q = sqla_order_by(sqla_select(sqla_entity(Item)), sqla_col(Item, id));
    sqla_foreach(Item, item, f.s, sqla_yield_per(q, 100)) {
        rows++;
        sum += item->rank;
        /* Another statement in between, and an error that is made good. */
        if (rows == 500) CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT 7")), 7);
        CHECK_INT(item->id, rows);
    }
    CHECK_INT(rows, ROWS);
    CHECK_INT(sum, ROWS * (ROWS + 1) / 2);
    CHECK(!sqla_failed(f.s));
    rows = 0;
    q = sqla_yield_per(sqla_select(sqla_entity(Item)), 100);
    sqla_foreach(Item, item, f.s, q) {
        CHECK(item->id > 0);
        if (++rows == 150) break;
    }
    CHECK_INT(sqla_scalar_int(f.s, sqla_text("SELECT count(*) FROM pg_cursors "
        "WHERE name <> ''")), 0);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    close_fix(&f);
}

/* Transactions without a statement send nothing; BEGIN travels with the first one. */
TEST_BOTH(transactions_begin_on_the_server) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    for (int i = 0; i < 3; i++) {
        CHECK_STATUS(sqla_begin(c), SQLA_OK);
        CHECK(sqla_in_transaction(c));
        CHECK_STATUS(i % 2 ? sqla_rollback(c) : sqla_commit(c), SQLA_OK);
        CHECK(!sqla_in_transaction(c));
    }
    CHECK_STATUS(sqla_begin(c), SQLA_OK);
    CHECK_STATUS(sqla_begin_nested(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM items"), "0");
    CHECK_STATUS(sqla_begin_nested(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (2)")), 1);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(raw("SELECT sum(rank) FROM items"), "1");
    /* One statement, committed and rolled back. */
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (10)")), 1);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (100)")), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(raw("SELECT sum(rank) FROM items"), "101");
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(upserts) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    for (int i = 1; i <= 3; i++) {
        sqla_stmt *q = sqla_insert(sqla_entity(Item));
        sqla_set(q, sqla_col(Item, name), "same");
        sqla_set(q, sqla_col(Item, rank), i);
        sqla_on_conflict_do_update(q, .index_elements = SQLA_EXPRS(sqla_col(Item, name)),
            .set = SQLA_SETS(sqla_col(Item, rank),
                             sqla_plus(sqla_col(Item, rank), sqla_excluded(sqla_col(Item, rank)))));
        CHECK_INT(sqla_scalar_int(c, sqla_returning(q, sqla_col(Item, rank))), i * (i + 1) / 2);
    }
    const Item rows[] = { { .name = "same", .state = "a" }, { .name = "other", .state = "b" } };
    CHECK_STATUS(sqla_bulk_insert(c, Item, rows, 2, .on_conflict_do_nothing = true), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(raw("SELECT string_agg(name || rank || state, ' ' ORDER BY name DESC) FROM items"),
              "same6fresh other0b");
    sqla_conn_close(c);
    close_fix(&f);
}

/* ---- tables that refer to each other ---- */

typedef struct Hen Hen;
typedef struct Egg Egg;
struct Hen { int64_t id; sqla_opt_int64 egg_id; Egg *egg; };
struct Egg { int64_t id; sqla_opt_int64 hen_id; Hen *hen; };
SQLA_DECLARE_MODEL(Hen);
SQLA_DECLARE_MODEL(Egg);
SQLA_MODEL(Hen, "hens",
    SQLA_COLUMN(Hen, id,     .primary_key = true),
    SQLA_COLUMN(Hen, egg_id, .foreign_key = "eggs.id"),
    SQLA_RELATIONSHIP(Hen, egg, Egg, .foreign_keys = "egg_id", .post_update = true));
SQLA_MODEL(Egg, "eggs",
    SQLA_COLUMN(Egg, id,     .primary_key = true),
    SQLA_COLUMN(Egg, hen_id, .foreign_key = "hens.id"),
    SQLA_RELATIONSHIP(Egg, hen, Hen, .foreign_keys = "hen_id"));

TEST_BOTH(tables_that_refer_to_each_other) {
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Hen), sqla_entity(Egg)));
    CHECK_STR(raw("SELECT count(*) FROM pg_constraint WHERE contype = 'f'"), "2");
    /* Again: all is there. */
    CHECK_STATUS(sqla_create_all(f.e, f.md), SQLA_OK);
    Hen *hen = sqla_add(f.s, sqla_new(Hen, .id = 0));
    Egg *egg = sqla_add(f.s, sqla_new(Egg, .id = 0));
    NEED(hen && egg);
    CHECK_STATUS(sqla_setattr(hen, egg, sqla_obj(egg)), SQLA_OK);
    CHECK_STATUS(sqla_setattr(egg, hen, sqla_obj(hen)), SQLA_OK);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM hens h JOIN eggs e ON h.egg_id = e.id AND e.hen_id = h.id"),
              "1");
    CHECK_STATUS(sqla_drop_all(f.e, f.md), SQLA_CIRCULAR_DEPENDENCY);
    CHECK_STR(raw("SELECT count(*) FROM hens"), "1");
done:
    close_fix(&f);
}

SQLA_TABLE(left_table, "lefts",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("right_id", SQLA_INTEGER),
    SQLA_FOREIGN_KEY("fk_left", SQLA_NAMES("right_id"), "rights", SQLA_NAMES("id")));
SQLA_TABLE(right_table, "rights",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("left_id", SQLA_INTEGER),
    SQLA_FOREIGN_KEY("fk_right", SQLA_NAMES("left_id"), "lefts", SQLA_NAMES("id")));

TEST_BOTH(a_circle_whose_keys_have_names_can_be_dropped) {
    sqla_metadata *md = sqla_metadata_new(&left_table, &right_table);
    sqla_engine *e = sqla_create_engine(url_with(query));
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    CHECK_STR(raw("SELECT string_agg(conname, ' ' ORDER BY conname) FROM pg_constraint "
                  "WHERE contype = 'f'"), "fk_left fk_right");
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* sqla_drop_all leaves the types of enums, and sqla_create_all then fails: 42710. */
TEST_BOTH(tables_with_enums_are_dropped_and_made_again) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Mixed));
    sqla_engine *e = sqla_create_engine(url_with(query));
    for (int i = 0; i < 2; i++) {
        CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
        CHECK_STR(raw("SELECT count(*) FROM pg_type WHERE typname = 'mood'"), "1");
        CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    }
    CHECK_STR(raw("SELECT count(*) FROM pg_type WHERE typname = 'mood'"), "0");
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* Two tables with one enum, of which one is there already. */
TEST_BOTH(a_table_comes_to_an_enum_that_is_there) {
    sqla_metadata *first = sqla_metadata_new(sqla_entity(Mixed));
    sqla_metadata *both = sqla_metadata_new(sqla_entity(Mixed), sqla_entity(Spell));
    sqla_engine *e = sqla_create_engine(url_with(query));
    CHECK_STATUS(sqla_create_all(e, first), SQLA_OK);
    CHECK_STATUS(sqla_create_all(e, first), SQLA_OK);
    CHECK_STATUS(sqla_create_all(e, both), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "2");
    sqla_dispose(e);
    sqla_metadata_free(both);
    sqla_metadata_free(first);
}

/* sqla__pq_end_copy reads on while PQgetResult answers PGRES_COPY_IN, for ever: a second COPY. */
TEST_BOTH(several_copies_of_ones_own_are_refused) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    CHECK_STATUS(sqla_exec_driver_sql(c, "COPY (SELECT 1) TO STDOUT; COPY items (rank) FROM STDIN"),
                 SQLA_NOT_SUPPORTED);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 5")), 5);
    sqla_conn_close(c);
    close_fix(&f);
}

/* ---- bulk writes ---- */

TEST_BOTH(bulk_writes_of_many_rows) {
    enum { ROWS = 40000 };
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Opts));
    fix f = open_fix(query, md);
    sqla_conn *c = sqla_connect(f.e);
    Opts *rows = calloc(ROWS, sizeof *rows);
    NEED(rows);
    for (int i = 0; i < ROWS; i++) {
        rows[i].whole = sqla_some_int32(i);
        rows[i].text = i % 3 ? "some text\twith\\N\n" : NULL;
    }
    CHECK_STATUS(sqla_bulk_insert(c, Opts, rows, ROWS), SQLA_OK);
    /* In the transaction, which is not over. */
    CHECK_STR(raw("SELECT count(*) FROM opts"), "0");
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM opts WHERE id = whole + 1")),
              ROWS);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(text) FROM opts")), ROWS - ROWS / 3 - 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    for (int i = 0; i < ROWS; i++) {
        rows[i].id = i + 1;
        rows[i].whole.value = -i;
    }
    CHECK_STATUS(sqla_bulk_update(c, Opts, rows, ROWS, .only = SQLA_NAMES("whole")), SQLA_OK);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM opts WHERE id = 1 - whole")),
              ROWS);
    CHECK_STATUS(sqla_bulk_delete(c, Opts, rows + 1, ROWS - 1), SQLA_OK);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM opts")), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
done:
    free(rows);
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(a_bulk_insert_that_fails_tells_the_row) {
    enum { ROWS = 1000 };
    static Item rows[ROWS];
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (77)")), 1);
    for (int which = 0; which < 3; which++) {
        for (int i = 0; i < ROWS; i++) rows[i] = (Item){ .state = "x" };
        if (which == 0) rows[700].rank = -1;
        if (which == 1) rows[700].state = "sixsix";
        if (which == 2) rows[700].state = "\xFF";
        CHECK(sqla_bulk_insert(c, Item, rows, ROWS) != SQLA_OK);
        CHECK_STR(sqla_last_error(c)->sqlstate, which == 0 ? "23514" : which == 1 ? "22001" : "");
        CHECK_INT(sqla_last_error(c)->row, 700);
        if (which == 0) CHECK_STR(sqla_last_error(c)->table, "items");
        /* Nothing is stored, the transaction goes on. */
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT sum(rank) FROM items")), 77);
    }
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    CHECK_STR(raw("SELECT count(*) FROM items"), "1");
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(a_bulk_insert_whose_backend_has_ended) {
    static Item rows[1000];
    fix f = open_fix(query, items());
    for (int several = 0; several < 2; several++) {
        sqla_conn *c = sqla_connect(f.e);
        int64_t pid = pid_of(c);
        for (int i = 0; i < 1000; i++) rows[i] = (Item){ .state = "x" };
        terminate(pid);
        CHECK(sqla_bulk_insert(c, Item, rows, several ? 1000 : 1) != SQLA_OK);
        CHECK(sqla_last_error(c)->is_disconnect);
        sqla_conn_close(c);
        check_recovered(f.e, pid);
    }
    CHECK_STR(raw("SELECT count(*) FROM items"), "0");
    close_fix(&f);
}

/* A NaN is no other value than the NaN that was loaded. */
TEST_BOTH(nothing_changed_is_nothing_written) {
    Kinds row[N_KINDS];
    const char *said[N_KINDS];
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Kinds)));
    make_kinds(row, said);
    for (int i = 0; i < N_KINDS; i++) NEED(sqla_add_copy(f.s, Kinds, &row[i]));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    sqla_session_clear(f.s);
    for (int i = 0; i < N_KINDS; i++) NEED(sqla_get(f.s, Kinds, i + 1));
    quieten();
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(heard.updates, 0);
done:
    close_fix(&f);
}

/* Years that are not stored are not read either: values come that cannot be written back. */
TEST_BOTH(dates_outside_the_years_are_refused) {
    static const char *const dates[] = { "'10000-01-01'::date", "'0001-12-31 BC'::date",
                                         "'10000-01-01'::timestamp", "'0001-12-31 BC'::timestamp",
                                         "'294276-12-31'::timestamp" };
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    for (int i = 0; i < 5; i++) {
        for (int text = 0; text < 2; text++) {
            char sql[100];
            sqla_date day;
            sqla_datetime moment;
            snprintf(sql, sizeof sql, "SELECT %s%s", dates[i], text ? ", '1.2.3.4'::inet" : "");
            CHECK_STATUS(i < 2 ? sqla_scalar(c, sqla_text(sql), &day)
                               : sqla_scalar(c, sqla_text(sql), &moment), SQLA_DATA_ERROR);
        }
    }
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST_BOTH(the_end_of_the_day_is_no_time_of_it) {
    sqla_engine *e = sqla_create_engine(url_with(query));
    sqla_conn *c = sqla_connect(e);
    sqla_time clock;
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT '24:00'::time"), &clock), SQLA_DATA_ERROR);
    CHECK_STATUS(sqla_scalar(c, sqla_text("SELECT '23:59:59.999999'::time"), &clock), SQLA_OK);
    CHECK_INT(clock.us, INT64_C(86399999999));
    sqla_conn_close(c);
    sqla_dispose(e);
}

/* Times that are none, and intervals as large as they can be. */
TEST_BOTH(times_outside_the_day_are_refused) {
    static const int64_t times[] = { -1, INT64_C(86400000000), INT64_MAX, INT64_MIN };
    fix f = open_fix(query, sqla_metadata_new(sqla_entity(Opts)));
    for (int i = 0; i < 8; i++) {
        NEED(sqla_add(f.s, sqla_new(Opts, .clock = sqla_some_time((sqla_time){ times[i / 2] }))));
        if (i % 2) NEED(sqla_add(f.s, sqla_new(Opts, .text = "x")));
        CHECK(sqla_flush(f.s) == SQLA_DATA_ERROR);
        CHECK(!sqla_last_error(f.s)->is_disconnect);
        CHECK_STATUS(sqla_rollback(f.s), SQLA_OK);
        sqla_session_clear(f.s);
    }
done:
    close_fix(&f);
}

/* One connection that is lost speaks for all that were opened before. */
TEST_BOTH(a_lost_connection_takes_the_older_ones_along) {
    fix f = open_fix(query, items());
    sqla_conn *c[4];
    int64_t pids[4];
    for (int i = 0; i < 4; i++) pids[i] = pid_of(c[i] = sqla_connect(f.e));
    for (int i = 0; i < 4; i++) sqla_conn_close(c[i]);
    for (int i = 0; i < 4; i++) terminate(pids[i]);
    for (int i = 0; i < 4; i++) {
        c[i] = sqla_connect(f.e);
        sqla_scalar_int(c[i], sqla_text("SELECT 1"));
        CHECK_STATUS(sqla_error(c[i])->code, i ? SQLA_OK : SQLA_OPERATIONAL_ERROR);
    }
    for (int i = 0; i < 4; i++) sqla_conn_close(c[i]);
    close_fix(&f);
}

TEST_BOTH(transactions_begin_as_they_are_told) {
    fix f = open_fix(query, items());
    const char *show = "SHOW transaction_isolation";
    sqla_conn *c = sqla_connect(f.e);
    CHECK_STR(sqla_scalar_text(c, sqla_text(show)), "read committed");
    CHECK_STATUS(sqla_execution_options(c, .isolation_level = SQLA_SERIALIZABLE),
                 SQLA_INVALID_REQUEST);
    CHECK_STATUS(sqla_rollback(c), SQLA_OK);
    sqla_clear_error(c);
    CHECK_STATUS(sqla_execution_options(c, .isolation_level = SQLA_SERIALIZABLE, .read_only = true,
                                      .deferrable = true), SQLA_OK);
    CHECK_STR(sqla_scalar_text(c, sqla_text(show)), "serializable");
    CHECK_STR(sqla_scalar_text(c, sqla_text("SHOW transaction_deferrable")), "on");
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO items (rank) VALUES (1)")), -1);
    CHECK_STR(sqla_error(c)->sqlstate, "25006");
    sqla_conn_close(c);
    c = sqla_connect(f.e);                      /* the same from the pool: nothing is left */
    CHECK_STR(sqla_scalar_text(c, sqla_text(show)), "read committed");
    CHECK_STR(sqla_scalar_text(c, sqla_text("SHOW transaction_read_only")), "off");
    sqla_conn_close(c);
    close_fix(&f);
}

TEST_BOTH(many_sets_travel_together) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    sqla_params *sets = sqla_params_new();
    for (int i = 0; i < 1000; i++) {
        sqla_params_set(sets, "id", i == 700 ? 5 : i);
        sqla_params_next(sets);
    }
    sqla_result *r = sqla_execute_many(c, sqla_text("INSERT INTO items (id, rank) VALUES (:id, 1)"),
                                       sets);
    CHECK_STATUS(sqla_result_status(r), SQLA_INTEGRITY_ERROR);
    CHECK_INT(sqla_error(c)->row, 700);
    sqla_result_free(r);
    sqla_clear_error(c);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM items")), 0);
    r = sqla_execute_many(c, sqla_text("INSERT INTO items (rank) SELECT :id"), sets);
    CHECK_INT(sqla_rowcount(r), 1000);
    sqla_result_free(r);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM items")), 1000);
    sqla_params_free(sets);
    sqla_conn_close(c);
    close_fix(&f);
}

/* The first host that will do is taken, as libpq has it. */
TEST(several_hosts) {
    const char *folder = getenv("SQLA_TEST_POSTGRESQL_DIR");
    static const char *const wanted[] = { "read-write", "standby" };
    for (int i = 0; i < 2; i++) {
        char url[400];
        snprintf(url, sizeof url, "postgresql://sqla@/postgres?host=/nowhere,%s"
                 "&target_session_attrs=%s", folder ? folder : "", wanted[i]);
        sqla_engine *e = sqla_create_engine(url);
        sqla_conn *c = sqla_connect(e);
        CHECK_STATUS(sqla_error(c)->code, i ? SQLA_OPERATIONAL_ERROR : SQLA_OK);
        CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT 1")), !i);
        sqla_conn_close(c);
        sqla_dispose(e);
    }
    sqla_url url;
    CHECK_STATUS(sqla_url_parse("postgresql://h1,h2/db", &url), SQLA_OK);
    CHECK_STR(url.host, "h1,h2");
}

TEST_BOTH(values_decide_types_that_a_text_leaves_open) {
    fix f = open_fix(query, items());
    sqla_conn *c = sqla_connect(f.e);
    sqla_value v;
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT :a + :b"), SQLA_PARAMS("a", 1, "b", 2)), 3);
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT :a + :b"),
                              SQLA_PARAMS("a", 1, "b", INT64_C(1) << 40)), (INT64_C(1) << 40) + 1);
    CHECK(sqla_scalar_double(c, sqla_text("SELECT :a + :b"), SQLA_PARAMS("a", 1, "b", 0.5)) == 1.5);
    CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT substr('abcdef', :n)"), SQLA_PARAMS("n", 3)),
              "cdef");
    sqla_result *r = sqla_execute(c, sqla_text("SELECT :i, :d, :y, :t, :n"), SQLA_PARAMS(
        "i", 7, "d", 0.25, "y", (bool)1, "t", "text", "n", (const char *)NULL));
    CHECK(sqla_next(r));
    static const sqla_value_kind kinds[] = { SQLA_VALUE_INT, SQLA_VALUE_DOUBLE, SQLA_VALUE_BOOL,
                                             SQLA_VALUE_TEXT, SQLA_VALUE_NULL };
    for (int i = 0; i < 5; i++) {
        CHECK_STATUS(sqla_row_get(r, i, &v), SQLA_OK);
        CHECK_INT(v.kind, kinds[i]);
    }
    sqla_result_free(r);
    const sqla_bytes nul = { "a\0b", 3 };
    r = sqla_execute(c, sqla_text("SELECT :b"), SQLA_PARAMS("b", nul));
    CHECK(sqla_next(r));
    CHECK_INT(sqla_row_bytes(r, 0).size, 3);
    sqla_result_free(r);
    /* What the text says counts. */
    CHECK_STR(sqla_scalar_text(c, sqla_text("SELECT CAST(:i AS text)"), SQLA_PARAMS("i", 5)), "5");
    CHECK(!sqla_failed(c));
    sqla_conn_close(c);
    close_fix(&f);
}

TESTS(postgresql, T(values_decide_types_that_a_text_leaves_open),
     
    T(several_hosts),
    T(a_lost_connection_takes_the_older_ones_along),
    T(transactions_begin_as_they_are_told),
    T(many_sets_travel_together),
    T(intervals_beside_an_enum),
    T(infinite_dates_come_as_text),
    T(bytes_beside_an_unknown_type_are_read_twice),
    T(a_role_with_escaped_bytes_makes_no_difference),
    T(a_role_with_fewer_digits_makes_no_difference),
    T(the_pairs_of_deleted_objects_are_one_statement),
    T(a_table_changed_behind_a_statement_without_name),
    T(a_first_statement_that_fails_leaves_its_transaction_open),
    T(too_many_parameters_are_refused),
    T(commit_fails_after_the_backend_has_ended),
    T(tables_with_enums_are_dropped_and_made_again),
    T(several_copies_of_ones_own_are_refused),
    T(dates_outside_the_years_are_refused),
    T(the_end_of_the_day_is_no_time_of_it),
    T(all_kinds_of_values_alone),
    T(all_kinds_of_values_in_arrays),
    T(all_kinds_of_values_beside_an_enum),
    T(all_kinds_of_values_beside_an_enum_in_arrays),
    T(all_kinds_of_values_in_bulk_without_an_enum),
    T(all_kinds_of_values_in_bulk),
    T(null_in_every_kind_of_column),
    T(texts_and_bytes_of_five_megabytes),
    T(columns_of_other_types_of_the_server),
    T(json_in_statements),
    T(functions_see_the_types_of_their_arguments),
    T(values_that_no_c_type_holds),
    T(decimals_of_every_scale),
    T(unknown_types_come_as_text),
    T(parameters_of_unknown_types_are_sent_as_text),
    T(a_role_with_other_formats_makes_no_difference),
    T(a_role_with_another_time_zone_makes_no_difference),
    T(keys_come_in_the_order_of_adding),
    T(a_thousand_changes_are_one_statement),
    T(a_thousand_pairs_are_one_statement),
    T(a_row_that_is_gone_is_stale),
    T(statements_are_prepared_once),
    T(prepared_statements_are_bounded_by_their_cache),
    T(prepared_statements_are_bounded_after_errors_too),
    T(nothing_is_prepared_behind_pgbouncer),
    T(a_table_changed_behind_a_prepared_statement),
    T(a_duplicate_key_is_an_integrity_error),
    T(null_in_a_column_that_must_not_be_names_it),
    T(foreign_keys_and_checks_are_named),
    T(a_bulk_write_that_fails_tells_why),
    T(wrong_sql_is_a_programming_error),
    T(texts_that_are_too_long_are_not_cut),
    T(numbers_out_of_range_are_refused),
    T(division_and_narrow_fields),
    T(thousands_of_parameters),
    T(values_that_the_server_cannot_store_are_refused),
    T(a_server_that_is_down),
    T(an_unknown_database),
    T(a_password_is_never_shown),
    T(a_backend_that_ends_between_transactions),
    T(a_backend_that_ends_in_a_transaction),
    T(a_backend_that_ends_before_a_flush),
    T(a_backend_that_ends_in_the_middle_of_a_flush),
    T(a_backend_that_ends_while_idle_is_replaced_by_pre_ping),
    T(timeouts_of_the_server),
    T(a_deadlock_has_one_victim),
    T(sqla_run_repeats_what_could_not_be_serialized),
    T(a_serialization_failure_at_commit_is_told),
    T(a_transaction_that_failed_is_told_at_commit),
    T(eight_threads_share_four_connections),
    T(a_result_left_unread_lets_others_run),
    T(results_are_read_in_turn),
    T(results_freed_early_leave_nothing_behind),
    T(an_error_in_a_late_row_is_told),
    T(columns_of_the_same_name),
    T(rows_without_columns_and_columns_without_rows),
    T(rows_affected_are_counted),
    T(several_statements_of_ones_own),
    T(copy_of_ones_own_is_refused),
    T(an_empty_statement_is_refused),
    T(a_long_query_in_parts),
    T(transactions_begin_on_the_server),
    T(upserts),
    T(tables_that_refer_to_each_other),
    T(a_circle_whose_keys_have_names_can_be_dropped),
    T(a_table_comes_to_an_enum_that_is_there),
    T(bulk_writes_of_many_rows),
    T(a_bulk_insert_that_fails_tells_the_row),
    T(a_bulk_insert_whose_backend_has_ended),
    T(nothing_changed_is_nothing_written),
    T(times_outside_the_day_are_refused)
);
