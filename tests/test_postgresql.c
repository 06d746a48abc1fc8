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

TESTS(postgresql,
    T(all_kinds_of_values_alone),
    T(all_kinds_of_values_in_arrays),
    T(all_kinds_of_values_beside_an_enum),
    T(all_kinds_of_values_beside_an_enum_in_arrays),
    T(all_kinds_of_values_in_bulk),
    T(null_in_every_kind_of_column),
    T(texts_and_bytes_of_five_megabytes)
);
