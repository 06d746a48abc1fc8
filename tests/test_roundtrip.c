/* Every generic type on its way from C to the database and back: one table of values, among them
 * the extremes of each type, goes through statements, structs and sessions, as a condition, and as
 * SQL text. What comes back is compared bit by bit. */
#include "db.h"

#include <math.h>

/* ---- columns ---- */

/* Types whose C type has a form with NULL: column, opt, C type, SQL type. */
#define VALUES(X) \
    X(yes,       bool,     bool,          SQLA_BOOLEAN) \
    X(small,     int16,    int16_t,       SQLA_SMALLINT) \
    X(whole,     int32,    int32_t,       SQLA_INTEGER) \
    X(big,       int64,    int64_t,       SQLA_BIGINT) \
    X(single,    float,    float,         SQLA_FLOAT) \
    X(narrow,    float,    float,         SQLA_REAL) \
    X(ratio,     double,   double,        SQLA_DOUBLE) \
    X(digits,    decimal,  sqla_decimal,  SQLA_NUMERIC(38, 0)) \
    X(tiny,      decimal,  sqla_decimal,  SQLA_NUMERIC(38, 38)) \
    X(middle,    decimal,  sqla_decimal,  SQLA_NUMERIC(38, 10)) \
    X(price,     decimal,  sqla_decimal,  SQLA_NUMERIC(15, 2)) \
    X(loose,     decimal,  sqla_decimal,  SQLA_NUMERIC(0, 0)) \
    X(day,       date,     sqla_date,     SQLA_DATE) \
    X(clock,     time,     sqla_time,     SQLA_TIME) \
    X(clock_tz,  time,     sqla_time,     SQLA_TIME_TZ) \
    X(moment,    datetime, sqla_datetime, SQLA_DATETIME) \
    X(moment_tz, datetime, sqla_datetime, SQLA_DATETIME_TZ) \
    X(span,      interval, sqla_interval, SQLA_INTERVAL) \
    X(span_text, interval, sqla_interval, NOT_NATIVE(INTERVAL)) \
    X(uid,       uuid,     sqla_uuid,     SQLA_UUID) \
    X(uid_text,  uuid,     sqla_uuid,     NOT_NATIVE(UUID)) \
    X(mood,      int32,    int32_t,       MOOD)
/* The other ones, for which NULL is a pointer: column, C type, C type of a struct without NULL, SQL
 * type. */
#define POINTERS(X) \
    X(name,  const char *, chars,        SQLA_STRING(80)) \
    X(essay, const char *, const char *, SQLA_TEXT) \
    X(title, const char *, chars,        SQLA_UNICODE(80)) \
    X(story, const char *, const char *, SQLA_UNICODE_TEXT) \
    X(blob,  sqla_bytes,   sqla_bytes,   SQLA_LARGE_BINARY) \
    X(doc,   sqla_json,    sqla_json,    SQLA_JSON)
/* Arrays, which are texts in C: column, SQL type. */
#define ARRAYS(X) \
    X(wholes, SQLA_ARRAY(SQLA_INTEGER)) \
    X(bigs,   SQLA_ARRAY(SQLA_BIGINT)) \
    X(ratios, SQLA_ARRAY(SQLA_DOUBLE)) \
    X(words,  SQLA_ARRAY(SQLA_TEXT)) \
    X(days,   SQLA_ARRAY(SQLA_DATE)) \
    X(grid,   SQLA_TYPE(.kind = SQLA_TYPE_ARRAY, .item = SQLA_INTEGER, .dimensions = 2))

#define NOT_NATIVE(KIND) SQLA_TYPE(.kind = SQLA_TYPE_##KIND, .not_native = true)
#define MOOD SQLA_ENUM("mood", "sad", "it's \"so-so\" \\", "\xE2\x98\xBA")
typedef char chars[400];

#define OPT_FIELD(f, opt, type, sql)   sqla_opt_##opt f;
#define PLAIN_FIELD(f, opt, type, sql) type f;
#define NULL_FIELD(f, type, sure, sql) type f;
#define SURE_FIELD(f, type, sure, sql) sure f;
#define ARRAY_FIELD(f, sql)            const char *f;
typedef struct Maybe { int64_t id; VALUES(OPT_FIELD) POINTERS(NULL_FIELD) } Maybe;
typedef struct Sure  { int64_t id; VALUES(PLAIN_FIELD) POINTERS(SURE_FIELD) } Sure;
typedef struct Lists { int64_t id; ARRAYS(ARRAY_FIELD) } Lists;

#define MAYBE_COLUMN(f, a, b, sql) , SQLA_COLUMN(Maybe, f, .type = sql)
#define SURE_COLUMN(f, a, b, sql)  , SQLA_COLUMN(Sure, f, .type = sql)
#define ARRAY_COLUMN(f, sql)       , SQLA_COLUMN(Lists, f, .type = sql)
#define CORE_COLUMN(f, a, b, sql)  , SQLA_TABLE_COLUMN(#f, sql)
SQLA_MODEL(Maybe, "maybes", SQLA_COLUMN(Maybe, id, .primary_key = true)
    VALUES(MAYBE_COLUMN) POINTERS(MAYBE_COLUMN));
SQLA_MODEL(Sure, "sures", SQLA_COLUMN(Sure, id, .primary_key = true)
    VALUES(SURE_COLUMN) POINTERS(SURE_COLUMN));
SQLA_MODEL(Lists, "lists", SQLA_COLUMN(Lists, id, .primary_key = true) ARRAYS(ARRAY_COLUMN));
SQLA_TABLE(core, "core", SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true)
    VALUES(CORE_COLUMN) POINTERS(CORE_COLUMN));

/* ---- values ---- */

static char every_plane[400], every_byte[257];

enum {
    NO_SQLITE  = 1,         /* SQLite cannot hold it */
    NO_LITERAL = 2          /* as SQL text it is another value, or none */
};

#define FLOATS  "0", "0.1", "-0x1.fffffep127", "0x1.fffffep127", "0x1p-126", "0x1p-149", \
    "-0x1.fffffcp-127", "16777217"
#define SPANS   "0 0 0", "0 0 1", "0 0 -1", "0 0 -86399999999"
/* Intervals whose text in SQL has their seconds, but not their days. */
#define DAYS    "0 1 7200000000", "0 -1 -999999", "0 2932896 86399999999", "0 -719162 0"
#define UUIDS   "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", \
    "00112233-4455-6677-8899-aabbccddeeff"
#define CLOCKS  "00:00:00.000000", "00:00:00.000001", "12:30:00.100000", "23:59:59.999999"
#define MOMENTS "0001-01-01 00:00:00.000000", "0001-01-01 00:00:00.000001", \
    "1969-12-31 23:59:59.999999", "1970-01-01 00:00:00.000000", "2000-02-29 12:00:00.500000", \
    "9999-12-31 23:59:59.999999"
/* Characters of one to four bytes, the last and first of each; combining ones; what SQL or C might
 * take for its own. A NUL cannot be there: C would take it for the end. */
#define TEXTS   "", " ", "plain", " a b ", "it's \"quoted\" \\ and \\' and ''", "NULL", "\\x41", \
    "%s ? :x $1 -- /* ;", "line\nnext\r\n\ttab\x01\x7F", \
    "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80", \
    "e\xCC\x81 \xC3\xA9 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7", every_plane

/* Values of a column as texts: see read_value. */
static const struct { const char *column; unsigned flags; const char *texts[20]; } groups[] = {
    { "yes", 0, { "true", "false" } },
    { "small", 0, { "-32768", "-1", "0", "32767" } },
    { "whole", 0, { "-2147483648", "0", "2147483647" } },
    { "big", 0, { "-9223372036854775808", "-9223372036854775807", "-2147483649", "-1", "0",
                  "2147483648", "9007199254740993", "9223372036854775806",
                  "9223372036854775807" } },
    { "single", 0, { FLOATS } },
    { "single", NO_LITERAL, { "-0.0", "inf", "-inf", "nan" } },
    { "narrow", 0, { FLOATS } },
    { "narrow", NO_LITERAL, { "-0.0", "inf", "-inf", "nan" } },
    { "ratio", 0, { "0", "0.1", "-0x1.fffffffffffffp1023", "0x1.fffffffffffffp1023", "0x1p-1022",
                    "0x1p-1074", "-0x0.fffffffffffffp-1022", "0x1.0000000000001p0",
                    "9007199254740993", "1e22", "5e-5", "-1" } },
    { "ratio", NO_LITERAL, { "-0.0", "inf", "-inf", "nan", "-nan", "nan(0x5)" } },
    { "digits", 0, { "0", "1", "-999999999999999", "9223372036854775807" } },
    { "digits", NO_SQLITE, { "18446744073709551616", "99999999999999999999999999999999999999",
                             "-99999999999999999999999999999999999999",
                             "10000000000000000000000000000000000000" } },
    { "tiny", 0, { "0.00000000000000000000000000000000000000",
                   "0.00000000000000000000000000000000000001",
                   "0.50000000000000000000000000000000000000",
                   "-0.00000300000000000000000000000000000000" } },
    { "tiny", NO_SQLITE, { "-0.99999999999999999999999999999999999999",
                           "0.12345678901234567890123456789012345678" } },
    { "middle", 0, { "0.0000000000", "12345.0123456789", "-0.0000000001" } },
    { "middle", NO_SQLITE, { "9999999999999999999999999999.9999999999",
                             "-1000000000000000000000000000.0000000001" } },
    { "price", 0, { "0.00", "-0.01", "12.50", "100.00", "9999999999999.99", "-9999999999999.99" } },
    { "loose", NO_SQLITE, { "0.10", "1.000", "-100000",
                            "123456789012345678.90123456789012345678" } },
    { "day", 0, { "0001-01-01", "0004-02-29", "1582-10-04", "1900-02-28", "1969-12-31",
                  "1970-01-01", "2000-02-29", "2024-02-29", "9999-12-31" } },
    { "clock", 0, { CLOCKS } },
    { "clock_tz", 0, { CLOCKS } },
    { "moment", 0, { MOMENTS } },
    { "moment_tz", 0, { MOMENTS } },
    { "span", 0, { SPANS } },
    { "span", NO_LITERAL, { DAYS } },
    { "span", NO_LITERAL | NO_SQLITE, { "0 1 -1", "0 0 86400000001", "1 0 0", "-14 3 -4",
        "2147483647 -2147483648 9223372036854775807",
        "-2147483648 2147483647 -9223372036854775807" } },
    { "span_text", 0, { SPANS, DAYS } },
    { "uid", 0, { UUIDS } },
    { "uid_text", 0, { UUIDS } },
    { "mood", 0, { "0", "1", "2" } },
    { "name", 0, { TEXTS } }, { "essay", 0, { TEXTS } },
    { "title", 0, { TEXTS } }, { "story", 0, { TEXTS } },
    { "blob", 0, { "", "\\x41", "\xFF", every_byte } },
    { "doc", 0, { "null", "true", "\"\"", "[]",
                  "{\"a\": [1, {\"b\": {\"c\": [[], {}, null]}}], \"a\" : 2}",
                  "[-0, 1.50, 1e400, 123456789012345678901234567890, 0.1]",
                  " { \"it's\":\"\\u00e9 \\\\ \\\" \xE2\x98\x83 \xF0\x9F\x90\x98\" }\n" } },
    { "wholes", 0, { "{}", "{-2147483648,NULL,0,2147483647}" } },
    { "bigs", 0, { "{9223372036854775807,-9223372036854775808}" } },
    { "ratios", 0, { "{0.1,NaN,-Infinity,5e-324,1.7976931348623157e+308,-0}" } },
    { "words", 0, { "{\"\",\"two words\",NULL,\"NULL\",\"q\\\"\\\\'\",\"{,}\",\xF0\x9F\x90\x98}" }
    },
    { "days", 0, { "{0001-01-01,9999-12-31,NULL}" } },
    { "grid", 0, { "{{1,2},{3,NULL}}", "[0:1][5:5]={{1},{2}}" } },
};

/* Each of them, then NULL for each column. */
typedef struct item {
    const char      *column, *text;     /* text NULL: NULL */
    const sqla_type *type;
    sqla_value       value;
    unsigned         flags;
} item;
static item items[400];
static int n_items;

/* What the column of this name is in a table; NULL: there is none. */
static const sqla_column_def *column_of(const sqla_table *t, const char *name) {
    for (size_t i = 0; i < t->n_items; i++)
        if (!strcmp(t->items[i].as.column.attr, name)) return &t->items[i].as.column;
    return NULL;
}

/* For each plane a character near its beginning and its last three code points, and what lies on
 * both sides of the surrogates. */
static void fill_planes(void) {
    char *to = every_plane;
    for (unsigned i = 0; i < 17 * 4 + 2; i++) {
        static const unsigned in_plane[] = { 0x3042, 0xFFFD, 0xFFFE, 0xFFFF };
        unsigned c = i < 17 * 4 ? i / 4 << 16 | in_plane[i % 4] : i % 2 ? 0xE000 : 0xD7FF;
        *to++ = (char)(c > 0xFFFF ? 0xF0 | c >> 18 : 0xE0 | c >> 12);
        if (c > 0xFFFF) *to++ = (char)(0x80 | (c >> 12 & 63));
        *to++ = (char)(0x80 | (c >> 6 & 63));
        *to++ = (char)(0x80 | (c & 63));
    }
}

/* A calendar value from its numbers, of which an INTERVAL has months, days and microseconds. */
static sqla_value read_calendar(sqla_type_kind kind, const char *text) {
    int y = 0, m = 0, d = 0, hour = 0, minute = 0, second = 0, us = 0;
    long long rest = 0;
    const char *clock = kind == SQLA_TYPE_DATETIME ? strchr(text, ' ') : text;
    if (kind == SQLA_TYPE_INTERVAL) {
        sscanf(text, "%d %d %lld", &m, &d, &rest);
        return sqla_value_interval((sqla_interval){ rest, d, m });
    }
    sscanf(text, "%d-%d-%d", &y, &m, &d);
    sscanf(clock, "%d:%d:%d.%6d", &hour, &minute, &second, &us);
    sqla_date date = sqla_date_of(y, m, d);
    sqla_time time = sqla_time_of(hour, minute, second, us);
    return kind == SQLA_TYPE_DATE ? sqla_value_date(date)
        : kind == SQLA_TYPE_TIME ? sqla_value_time(time)
        : sqla_value_datetime(sqla_datetime_join(date, time));
}

/* A value from its text in the table: numbers as strtod and its kin read them, the position of an
 * enum's label, texts as they stand. */
static sqla_value read_value(const sqla_type *type, const char *text) {
    if (!text) return sqla_value_null(NULL);
    switch (type->kind) {
    case SQLA_TYPE_BOOLEAN:  return sqla_value_bool(!strcmp(text, "true"));
    case SQLA_TYPE_SMALLINT: case SQLA_TYPE_INTEGER: case SQLA_TYPE_BIGINT: case SQLA_TYPE_ENUM:
        return sqla_value_int(strtoll(text, NULL, 10));
    case SQLA_TYPE_FLOAT:    return sqla_value_double((double)strtof(text, NULL));
    case SQLA_TYPE_DOUBLE:   return sqla_value_double(strtod(text, NULL));
    case SQLA_TYPE_NUMERIC:  return sqla_value_decimal(sqla_decimal_of(text));
    case SQLA_TYPE_BINARY:
        return sqla_value_bytes((sqla_bytes){ text, text == every_byte ? 256 : strlen(text) });
    case SQLA_TYPE_DATE: case SQLA_TYPE_TIME: case SQLA_TYPE_DATETIME: case SQLA_TYPE_INTERVAL:
        return read_calendar(type->kind, text);
    case SQLA_TYPE_UUID:     return sqla_value_uuid(sqla_uuid_of(text));
    case SQLA_TYPE_JSON:     return sqla_value_json(sqla_json_of(text));
    default:                 return sqla_value_text(text);
    }
}

/* Padding is zero here and in fields: a flush compares all bytes of a record before it looks
 * closer, and valgrind minds. */
static void add_item(const char *column, const char *text, unsigned flags) {
    const size_t end = offsetof(sqla_decimal, negative) + 1;
    const sqla_column_def *d = column_of(sqla_entity(Maybe), column);
    const sqla_type *type = (d ? d : column_of(sqla_entity(Lists), column))->type;
    sqla_value v = read_value(type, text);
    if (v.kind == SQLA_VALUE_DECIMAL)
        memset((char *)&v.as.decimal + end, 0, sizeof v.as.decimal - end);
    items[n_items++] = (item){ column, text, type, v, flags };
}

/* Once. */
static void read_items(void) {
    const sqla_table *const models[] = { sqla_entity(Maybe), sqla_entity(Lists) };
    if (n_items) return;
    fill_planes();
    for (int i = 0; i < 256; i++) every_byte[i] = (char)(i + 1);    /* the last one is 0 */
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (int i = 0; groups[g].texts[i]; i++)
            add_item(groups[g].column, groups[g].texts[i], groups[g].flags);
    for (int m = 0; m < 2; m++)
        for (size_t k = 1; k < models[m]->n_items; k++)
            add_item(models[m]->items[k].as.column.attr, NULL, 0);
}

/* What comes back of item i. */
static sqla_value kept(int i) {
    sqla_value v = items[i].value;
    if (on_postgresql() || v.kind != SQLA_VALUE_DOUBLE) return v;
    /* SQLite itself stores NaN as NULL and a zero without its sign. */
    if (isnan(v.as.d)) return sqla_value_null(NULL);
    if (v.as.d == 0) v.as.d = 0;
    return v;
}

static bool same(const sqla_value *a, const sqla_value *b) {
    const sqla_interval s = a->as.interval, t = b->as.interval;
    const sqla_decimal d = a->as.decimal, e = b->as.decimal;
    if (a->kind != b->kind) return false;
    switch (a->kind) {
    case SQLA_VALUE_NULL:     return true;
    case SQLA_VALUE_BOOL:     return a->as.b == b->as.b;
    case SQLA_VALUE_DOUBLE:             /* as text, a NaN loses sign and payload */
        if (isnan(a->as.d)) return isnan(b->as.d);
        return !memcmp(&a->as.d, &b->as.d, sizeof a->as.d);
    case SQLA_VALUE_DATE:     return a->as.date.days == b->as.date.days;
    case SQLA_VALUE_INTERVAL: return s.us == t.us && s.days == t.days && s.months == t.months;
    case SQLA_VALUE_DECIMAL:
        return d.hi == e.hi && d.lo == e.lo && d.scale == e.scale && d.negative == e.negative;
    case SQLA_VALUE_UUID:     return !memcmp(&a->as.uuid, &b->as.uuid, sizeof a->as.uuid);
    case SQLA_VALUE_TEXT: case SQLA_VALUE_BYTES: case SQLA_VALUE_JSON:
        return a->as.text.size == b->as.text.size
            && !memcmp(a->as.text.ptr, b->as.text.ptr, a->as.text.size);
    case SQLA_VALUE_TIME:     return a->as.time.us == b->as.time.us;
    case SQLA_VALUE_DATETIME: return a->as.datetime.us == b->as.datetime.us;
    default:                  return a->as.i == b->as.i;
    }
}

/* ---- fields ---- */

#define MEMBERS(X) \
    X(bool, bool, b) X(int16, int16_t, i) X(int32, int32_t, i) X(int64, int64_t, i) \
    X(float, float, d) X(double, double, d) X(date, sqla_date, date) X(time, sqla_time, time) \
    X(datetime, sqla_datetime, datetime) X(interval, sqla_interval, interval) \
    X(decimal, sqla_decimal, decimal) X(uuid, sqla_uuid, uuid)

#define IS(T) ((int)d->ctype == (int)SQLA_CTYPE((T *)0) && d->size == sizeof(T))
#define PUT_AS(T, ...) if (IS(T)) { T x = __VA_ARGS__; memcpy(at, &x, sizeof x); }
#define PUT(opt, type, member) \
    if (IS(type) || IS(sqla_opt_##opt)) { type x = v->as.member; memcpy(at, &x, sizeof x); } \
    if (IS(sqla_opt_##opt)) at[offsetof(sqla_opt_##opt, has)] = true;
#define GET_AS(T)      if (IS(T)) { T x; memcpy(&x, at, sizeof x); return sqla_value_of(x); }
#define GET(opt, type, member) GET_AS(type) GET_AS(sqla_opt_##opt)

/* As a program assigns it; texts and bytes stay where they are. */
static void put(const sqla_column_def *d, void *record, const sqla_value *v) {
    char *at = (char *)record + d->offset;
    memset(at, 0, d->size);
    if (v->kind == SQLA_VALUE_NULL) return;
    MEMBERS(PUT)
    PUT_AS(const char *, v->as.text.ptr)
    PUT_AS(sqla_bytes, { v->as.text.ptr, v->as.text.size })
    PUT_AS(sqla_json, { v->as.text.ptr })
    if (d->ctype == SQLA_C_CHARS) memcpy(at, v->as.text.ptr, v->as.text.size);
}

static sqla_value get(const sqla_column_def *d, const void *record) {
    const char *at = (const char *)record + d->offset;
    MEMBERS(GET)
    GET_AS(const char *)
    GET_AS(sqla_bytes)
    GET_AS(sqla_json)
    return sqla_value_text(at);
}

/* ---- what all tests do ---- */

/* The column of item i in a table; NULL: the table cannot have the value. */
static const sqla_column_def *place(const sqla_table *t, int i) {
    const sqla_column_def *d = column_of(t, items[i].column);
    sqla_value v = kept(i);
    if (!d || (!on_postgresql() && items[i].flags & NO_SQLITE)) return NULL;
    bool holds_null = d->ctype == SQLA_C_NONE || d->ctype > SQLA_C_OPT
        || d->ctype == SQLA_C_TEXT || d->ctype == SQLA_C_BYTES || d->ctype == SQLA_C_JSON;
    return v.kind == SQLA_VALUE_NULL && !holds_null ? NULL : d;
}

/* The items that went wrong, so that a failed check names them. */
static char wrong[1500];
static void must(bool right, const char *way, int i) {
    size_t n = strlen(wrong);
    if (!right && n < sizeof wrong - 200)
        snprintf(wrong + n, sizeof wrong - n, "%s: %s %.80s; ", way, items[i].column,
                 items[i].text ? items[i].text : "NULL");
}
static void must_be_kept(sqla_value got, const char *way, int i) {
    sqla_value want = kept(i);
    must(same(&got, &want), way, i);
}
#define CHECK_ALL() do { CHECK_STR(wrong, ""); CHECK_STR(sqla_error(d.c)->message, ""); } while (0)

/* A database with the tables; arrays are PostgreSQL's. */
static db open_tables(void) {
    read_items();
    *wrong = '\0';
    return db_with(sqla_create_engine(empty_url()), on_postgresql()
        ? sqla_metadata_new(sqla_entity(Maybe), sqla_entity(Sure), &core, sqla_entity(Lists))
        : sqla_metadata_new(sqla_entity(Maybe), sqla_entity(Sure), &core));
}

/* The tables whose columns are nullable, the one without struct first; those with a struct. NULL
 * past the last. */
static const sqla_table *table(const sqla_table *first, const sqla_table *second, int n) {
    return n == 0 ? first : n == 1 ? second : n == 2 && on_postgresql() ? sqla_entity(Lists) : NULL;
}
static const sqla_table *nullable(int n) { return table(&core, sqla_entity(Maybe), n); }
static const sqla_table *model(int n) { return table(sqla_entity(Sure), sqla_entity(Maybe), n); }

/* Item i as a row with its number as key. */
static sqla_stmt *insert_item(const sqla_table *t, int i) {
    sqla_stmt *q = sqla_set(sqla_insert(t), sqla_c(t, "id"), i + 1);
    return sqla_set(q, sqla_c(t, items[i].column), items[i].value);
}

static sqla_stmt *select_item(const sqla_table *t, int i) {
    sqla_stmt *q = sqla_select(sqla_c(t, items[i].column));
    return sqla_where(q, sqla_eq(sqla_c(t, "id"), i + 1));
}

/* What the getter for this kind of value says. */
static sqla_value by_getter(sqla_result *r, sqla_value_kind kind) {
    sqla_value v = { .kind = SQLA_VALUE_NULL };
    if (sqla_row_is_null(r, 0)) return sqla_value_text(sqla_row_text(r, 0));
    switch (kind) {
    case SQLA_VALUE_BOOL:   return sqla_value_bool(sqla_row_bool(r, 0));
    case SQLA_VALUE_INT:    return sqla_value_int(sqla_row_int(r, 0));
    case SQLA_VALUE_DOUBLE: return sqla_value_double(sqla_row_double(r, 0));
    case SQLA_VALUE_TEXT:   return sqla_value_text(sqla_row_text(r, 0));
    case SQLA_VALUE_JSON:   return sqla_value_json(sqla_json_of(sqla_row_text(r, 0)));
    case SQLA_VALUE_BYTES:  return sqla_value_bytes(sqla_row_bytes(r, 0));
    default:                sqla_row_get(r, 0, &v); return v;
    }
}

/* Item i as each call gives it that reads a row of a query. */
static void read_row(sqla_conn *c, sqla_stmt *q, const char *way, int i) {
    sqla_value v = { .kind = SQLA_VALUE_NULL };
    const sqla_table *t = column_of(sqla_entity(Maybe), items[i].column) ? sqla_entity(Maybe)
                                                                         : sqla_entity(Lists);
    const sqla_column_def *d = column_of(t, items[i].column);
    union { Maybe maybe; Lists lists; } record;
    sqla_out out = { d->ctype, d->size, (char *)&record + d->offset };
    sqla_result *r = sqla_execute(c, q);
    bool found = sqla_next(r) && sqla_row_get(r, 0, &v) == SQLA_OK
        && sqla_row_out(r, 0, &out) == SQLA_OK;
    must(found, way, i);
    if (found) {
        must_be_kept(v, way, i);
        must_be_kept(by_getter(r, kept(i).kind), "getter", i);
        must_be_kept(get(d, &record), "read", i);
        must(!sqla_next(r), "second row", i);
    }
    sqla_result_free(r);
}

/* From PostgreSQL in binary, and as text, in which all of a row comes with a type that the driver
 * does not know. */
static void read_item(sqla_conn *c, const sqla_table *t, const char *way, int i) {
    read_row(c, select_item(t, i), way, i);
    if (!on_postgresql()) return;
    sqla_stmt *q = sqla_select(sqla_c(t, items[i].column), sqla_sql("point '(1, 2)'"));
    read_row(c, sqla_where(q, sqla_eq(sqla_c(t, "id"), i + 1)), "as text", i);
}

/* ---- tests ---- */

/* Values that are set, and given by name. */
TEST(statements) {
    db d = open_tables();
    for (int n = 0; nullable(n); n++) {
        const sqla_table *t = nullable(n);
        for (int i = 0; i < n_items; i++) {
            if (!place(t, i)) continue;
            must(sqla_exec(d.c, insert_item(t, i)) == 1, "insert", i);
            read_item(d.c, t, "set", i);
            must(sqla_exec(d.c, sqla_delete(t)) == 1, "delete", i);
            const sqla_pair *pairs = SQLA_PARAMS("id", i + 1, items[i].column, items[i].value);
            must(sqla_exec(d.c, sqla_insert(t), pairs) == 1, "insert", i);
            read_item(d.c, t, "named", i);
            must(sqla_exec(d.c, sqla_delete(t)) == 1, "delete", i);
        }
    }
    CHECK_ALL();
    db_close(&d);
}

/* All rows of a table as plain structs: each item that the table can have is a row. Gives how many
 * there are; the caller frees them. */
static size_t fill_rows(const sqla_table *t, char **rows) {
    size_t n = 0;
    *rows = calloc((size_t)n_items, t->size);
    for (int i = 0; *rows && i < n_items; i++) {
        char *row = *rows + n * t->size;
        if (!place(t, i)) continue;
        memcpy(row, &(int64_t){ i + 1 }, sizeof(int64_t));      /* id is the first field of each */
        put(column_of(t, items[i].column), row, &items[i].value);
        n++;
    }
    return n;
}

static int item_of(const void *row) {
    int64_t id;
    memcpy(&id, row, sizeof id);
    return (int)id - 1;
}

/* Rows of t, which are as many as there should be, read into structs. */
static void read_rows(sqla_conn *c, const sqla_table *t, size_t n, const char *way) {
    char *got = NULL;
    size_t count = 0;
    sqla_into into = { .table = t, .items = &got, .count = &count };
    sqla_stmt *q = sqla_order_by(sqla_select(t), sqla_c(t, "id"));
    CHECK_STATUS(sqla_conn_fetch(c, q, &into, NULL), SQLA_OK);
    CHECK_INT(count, n);
    for (size_t r = 0; r < count; r++) {
        const char *row = got + r * t->size;
        must_be_kept(get(column_of(t, items[item_of(row)].column), row), way, item_of(row));
    }
    sqla_fetch_free(got);
}

/* PostgreSQL gets them by COPY, then as arrays. */
TEST(plain_structs) {
    db d = open_tables();
    for (int n = 0; model(n); n++) {
        const sqla_table *t = model(n);
        char *rows, *blank = calloc((size_t)n_items, t->size);
        size_t count = fill_rows(t, &rows);
        CHECK_STATUS(sqla_conn_bulk_insert(d.c, t, rows, count, NULL), SQLA_OK);
        read_rows(d.c, t, count, "bulk insert");
        for (size_t r = 0; blank && r < count; r++)
            memcpy(blank + r * t->size, rows + r * t->size, sizeof(int64_t));
        CHECK_STATUS(sqla_conn_bulk_update(d.c, t, blank, count, NULL), SQLA_OK);
        CHECK_STATUS(sqla_conn_bulk_update(d.c, t, rows, count, NULL), SQLA_OK);
        read_rows(d.c, t, count, "bulk update");
        free(rows);
        free(blank);
    }
    CHECK_ALL();
    db_close(&d);
}

static void *get_object(sqla_session *s, const sqla_table *t, int i) {
    return sqla_session_get(s, t, SQLA_KEY(i + 1), NULL);
}

/* The objects of a table's items, loaded anew. */
static void read_objects(sqla_session *s, const sqla_table *t, const char *way) {
    sqla_session_clear(s);
    for (int i = 0; i < n_items; i++) {
        const sqla_column_def *f = place(t, i);
        const void *o = f ? get_object(s, t, i) : NULL;
        if (!f) continue;
        must(o != NULL, way, i);
        if (o) must_be_kept(get(f, o), way, i);
    }
}

/* Another item of the same column that the table can have, best the one before; -1: none. */
static int neighbour(const sqla_table *t, int i) {
    for (int step = -1; step <= 1; step += 2)
        for (int j = i + step; j >= 0 && j < n_items; j += step)
            if (!strcmp(items[i].column, items[j].column) && place(t, j)) return j;
    return -1;
}

/* How values reach the database: by an INSERT of one object, or of many, which takes another way;
 * by an UPDATE of objects that have another value, after assignment or sqla_setattr. */
static const char *const ways[] = { "one object", "objects", "assignment", "setattr" };
enum { ONE, MANY, ASSIGNED, SET, N_WAYS };

/* New objects for a table's items. */
static void add_objects(sqla_session *s, const sqla_table *t, int way) {
    for (int i = 0; i < n_items; i++) {
        const sqla_column_def *f = place(t, i);
        void *o = f ? sqla_object_new(t, NULL, "") : NULL;
        int other = way < ASSIGNED || !f ? i : neighbour(t, i);
        if (!o) continue;
        memcpy(o, &(int64_t){ i + 1 }, sizeof(int64_t));
        if (other >= 0) put(f, o, &items[other].value);
        must(sqla_add(s, o) == o, ways[way], i);
        if (way == ONE) must(sqla_flush(s) == SQLA_OK, ways[way], i);
    }
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
}

static void change_objects(sqla_session *s, const sqla_table *t, int way) {
    for (int i = 0; i < n_items; i++) {
        const sqla_column_def *f = place(t, i);
        void *o = f ? get_object(s, t, i) : NULL;
        if (!o) continue;
        if (way == ASSIGNED) put(f, o, &items[i].value);
        else must(sqla_object_set(o, f->attr, sqla_v(items[i].value)) == SQLA_OK, ways[way], i);
    }
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
}

TEST(objects_of_a_session) {
    db d = open_tables();
    sqla_session *s = sqla_session_open(d.e, d.md);
    for (int n = 0; model(n); n++) {
        for (int way = 0; way < N_WAYS; way++) {
            add_objects(s, model(n), way);
            if (way >= ASSIGNED) change_objects(s, model(n), way);
            read_objects(s, model(n), ways[way]);
            CHECK(sqla_exec(s, sqla_delete(model(n))) > 0);
            CHECK_STATUS(sqla_commit(s), SQLA_OK);
            sqla_session_clear(s);
        }
    }
    CHECK_STR(sqla_error(s)->message, "");
    sqla_session_close(s);
    CHECK_ALL();
    db_close(&d);
}

/* Has the row of item j item i's value in its column, where rows of other columns have NULL? */
static bool equal(int i, int j) {
    bool null = strcmp(items[i].column, items[j].column) != 0;
    sqla_value a = kept(i), b = null ? sqla_value_null(NULL) : kept(j);
    if (a.kind != items[i].value.kind) return false;                /* NaN became NULL */
    bool zeros = a.kind == SQLA_VALUE_DOUBLE && b.kind == SQLA_VALUE_DOUBLE && a.as.d == b.as.d;
    return zeros || same(&a, &b);
}

/* The condition must find these rows and no others. */
static void find_item(sqla_conn *c, const sqla_table *t, sqla_expr *condition,
                      const sqla_pair *params, int i) {
    char want[2000] = "", got[2000] = "";
    size_t n = 0;
    for (int j = 0; j < n_items; j++)
        if (place(t, j) && equal(i, j))
            n += (size_t)snprintf(want + n, sizeof want - n, "%d,", j + 1);
    sqla_stmt *q = sqla_where(sqla_select(sqla_c(t, "id")), condition);
    sqla_result *r = sqla_execute(c, sqla_order_by(q, sqla_c(t, "id")), params);
    for (n = 0; sqla_next(r) && n < sizeof got - 20;)
        n += (size_t)snprintf(got + n, sizeof got - n, "%d,", (int)sqla_row_int(r, 0));
    sqla_result_free(r);
    must(!strcmp(got, want), "where", i);
}

/* Of JSON PostgreSQL has no equality. */
static bool comparable(int i) { return items[i].type->kind != SQLA_TYPE_JSON; }

TEST(conditions_find_their_rows) {
    db d = open_tables();
    for (int n = 1; nullable(n); n++) {
        const sqla_table *t = nullable(n);
        char *rows;
        size_t count = fill_rows(t, &rows);
        CHECK_STATUS(sqla_conn_bulk_insert(d.c, t, rows, count, NULL), SQLA_OK);
        free(rows);
        for (int i = 0; i < n_items; i++) {
            sqla_value v = items[i].value;
            const sqla_type *array = items[i].type->kind == SQLA_TYPE_ARRAY ? items[i].type : NULL;
            if (!place(t, i) || (v.kind != SQLA_VALUE_NULL && !comparable(i))) continue;
            sqla_expr *column = sqla_c(t, items[i].column);
            if (!array || v.kind == SQLA_VALUE_NULL)        /* a text beside an array is a text */
                find_item(d.c, t, sqla_eq(column, v), NULL, i);
            else find_item(d.c, t, sqla_eq(column, sqla_type_coerce(v, array)), NULL, i);
            if (v.kind == SQLA_VALUE_NULL) continue;        /* only that becomes IS NULL */
            if (!array) find_item(d.c, t, sqla_in(column, v, v), NULL, i);
            find_item(d.c, t, sqla_eq(column, sqla_param("value")), SQLA_PARAMS("value", v), i);
        }
    }
    CHECK_ALL();
    db_close(&d);
}

/* ---- values in the SQL ---- */

/* The statement with its values in the text; "" if there is one that cannot be written. */
static const char *sql_of(sqla_stmt *q) {
    static char text[4000];
    sqla_compiled *k = sqla_compile(q, .dialect = on_postgresql() ? "postgresql" : "sqlite",
                                    .literal_binds = true);
    snprintf(text, sizeof text, "%s", sqla_compiled_sql(k));
    if (sqla_failed(k)) CHECK_STATUS(sqla_error(k)->code, SQLA_COMPILE_ERROR);
    sqla_compiled_free(k);
    return text;
}

/* What the library says that it does not write: bytes, and intervals with months; on SQLite all
 * intervals but those that are moments by their type. */
static bool unwritten(int i) {
    const sqla_value *v = &items[i].value;
    bool interval = v->kind == SQLA_VALUE_INTERVAL && !items[i].type->not_native;
    return v->kind == SQLA_VALUE_BYTES
        || (interval && (v->as.interval.months || !on_postgresql()));
}

TEST(values_in_the_text_of_a_statement) {
    db d = open_tables();
    const sqla_table *t = &core;
    for (int i = 0; i < n_items; i++) {
        if (!place(t, i) || (items[i].flags & NO_LITERAL && !unwritten(i))) continue;
        /* SQLite reads numbers with long double, of which valgrind has 64 bits. */
        if (quick() && items[i].type->kind == SQLA_TYPE_DOUBLE) continue;
        const char *sql = sql_of(insert_item(t, i));
        must(unwritten(i) == !*sql, "compile", i);
        if (!*sql) continue;
        must(sqla_exec_driver_sql(d.c, sql) == SQLA_OK, sql, i);
        read_item(d.c, t, "literal", i);
        if (!comparable(i)) continue;
        sql = sql_of(sqla_where(sqla_delete(t), sqla_eq(sqla_c(t, "id"), i + 1),
                                sqla_eq(sqla_c(t, items[i].column), items[i].value)));
        must(sqla_exec_driver_sql(d.c, sql) == SQLA_OK, sql, i);
        sqla_stmt *q = sqla_where(sqla_select(sqla_c(t, "id")), sqla_eq(sqla_c(t, "id"), i + 1));
        must(sqla_scalar_int(d.c, q) == 0, "not found by literal", i);
    }
    CHECK_ALL();
    db_close(&d);
}

/* ---- what one of the databases does on its own ---- */

/* What the server writes in the zone of the session: the first days become years before Christ, the
 * last ones the year 10000, and before railways a zone has seconds. */
TEST(moments_in_other_time_zones) {
    if (!needs_postgresql()) return;
    static const char *const zones[] = { "America/New_York", "Asia/Tokyo", "Africa/Monrovia" };
    db d = open_tables();
    for (int z = 0; z < 3; z++) {
        char sql[80];
        snprintf(sql, sizeof sql, "SET TIME ZONE '%s'", zones[z]);
        CHECK_STATUS(sqla_exec_driver_sql(d.c, sql), SQLA_OK);
        for (int i = 0; i < n_items; i++) {
            if (!items[i].type->timezone) continue;
            if (z == 0) must(sqla_exec(d.c, insert_item(&core, i)) == 1, "insert", i);
            read_item(d.c, &core, zones[z], i);
        }
    }
    CHECK_ALL();
    db_close(&d);
}

/* What is too much for SQLite: refused when it is stored, or changed as it says. */
TEST(limits_of_sqlite) {
    static const struct { const char *column, *text, *got; } limits[] = {
        { "span", "1 0 0", "refused" }, { "span", "0 2932897 0", "refused" },
        { "span", "0 -719162 -1", "refused" }, { "span", "0 2147483647 0", "refused" },
        { "span", "0 -2147483648 9223372036854775807", "refused" },
        { "span", "0 0 -9223372036854775807", "refused" },
        { "span", "0 0 9223372036854775807", "refused" },
        { "digits", "18446744073709551616", "18446744073709552000" },
        { "digits", "-10000000000000000000000000000000000000",
          "-10000000000000000000000000000000000000" },
        { "digits", "99999999999999999999999999999999999999", "unreadable" },   /* as 1e38 */
        { "middle", "-1000000000000000000000000000.0000000001",
          "-1000000000000000000000000000.0000000000" },
        { "tiny", "0.12345678901234567890123456789012345678",
          "0.12345678901234568000000000000000000000" },
        { "loose", "1.000", "1" }, { "loose", "-0.10", "-0.1000000000" },
    };
    if (!needs_sqlite()) return;
    db d = open_tables();
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
        char got[64] = "refused";
        sqla_value v = { .kind = SQLA_VALUE_NULL };
        sqla_expr *x = sqla_c(&core, limits[k].column), *id = sqla_c(&core, "id");
        sqla_stmt *q = sqla_set(sqla_insert(&core), id, (int)k);
        const sqla_type *type = column_of(&core, limits[k].column)->type;
        if (sqla_exec(d.c, sqla_set(q, x, read_value(type, limits[k].text))) == 1) {
            q = sqla_where(sqla_select(x), sqla_eq(id, (int)k));
            sqla_result *r = sqla_execute(d.c, q);
            bool good = sqla_next(r) && sqla_row_get(r, 0, &v) == SQLA_OK;
            if (good) sqla_decimal_text(v.as.decimal, got, sizeof got);
            else snprintf(got, sizeof got, "unreadable");
            sqla_result_free(r);
        }
        if (isalpha((unsigned char)*got))
            CHECK_STATUS(sqla_last_error(d.c)->code, SQLA_DATA_ERROR);
        CHECK_STR(got, limits[k].got);
    }
    /* A NaN is NULL there. */
    const Sure nan_in_it = { .ratio = NAN };
    CHECK_STATUS(sqla_bulk_insert(d.c, Sure, &nan_in_it, 1), SQLA_INTEGRITY_ERROR);
    db_close(&d);
}

/* The text of a statement is for reading: these are no values of SQL, and so refused. */
TEST(nan_and_infinity_are_no_literals) {
    static const char *const texts[] = { "nan", "inf", "-inf" };
    db d = open_tables();
    for (int i = 0; i < 3; i++) {
        const char *sql = sql_of(sqla_select(sqla_label(sqla_v(strtod(texts[i], NULL)), "x")));
        CHECK_HAS(sql, texts[i]);
        CHECK_STATUS(sqla_exec_driver_sql(d.c, sql), bad_sql());
        CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    }
    db_close(&d);
}

/* ---- large ---- */

static bool are(sqla_bytes got, sqla_bytes want) {
    sqla_value a = sqla_value_bytes(got), b = sqla_value_bytes(want);
    return same(&a, &b);
}

/* 100 MB; on PostgreSQL less, where they take 14 seconds. */
TEST(large_bytes) {
    db d = open_tables();
    const size_t size = (quick() ? 1 : on_postgresql() ? 20 : 100) << 20;
    unsigned char *data = malloc(size);
    Maybe *got = NULL;
    sqla_session *s = sqla_session_open(d.e, d.md);
    NEED(data);
    for (size_t i = 0, x = 1; i < size; i++, x = x * 1103515245 + 12345)
        data[i] = (unsigned char)(x >> 16);
    const Maybe row = { .id = 1, .blob = { data, size } };
    CHECK_STATUS(sqla_bulk_insert(d.c, Maybe, &row, 1), SQLA_OK);
    sqla_result *r = sqla_execute(d.c, sqla_select(sqla_col(Maybe, blob)));
    CHECK(sqla_next(r) && are(sqla_row_bytes(r, 0), row.blob));
    sqla_result_free(r);
    sqla_stmt *q = sqla_update(sqla_entity(Maybe));
    CHECK_INT(sqla_exec(d.c, sqla_set(q, sqla_col(Maybe, blob), row.blob)), 1);
    q = sqla_where(sqla_select(sqla_entity(Maybe)), sqla_eq(sqla_col(Maybe, blob), row.blob));
    CHECK_STATUS(sqla_fetch_one(d.c, Maybe, q, &got), SQLA_OK);
    CHECK(got && are(got->blob, row.blob));
    sqla_fetch_free(got);
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    sqla_add(s, sqla_new(Maybe, .id = 2, .blob = row.blob));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_session_clear(s);
    got = sqla_get(s, Maybe, 2);
    CHECK(got && are(got->blob, row.blob));
done:
    free(data);
    sqla_session_close(s);
    db_close(&d);
}

TESTS(roundtrip, T(statements), T(plain_structs), T(objects_of_a_session),
      T(conditions_find_their_rows), T(values_in_the_text_of_a_statement),
      T(moments_in_other_time_zones), T(limits_of_sqlite), T(nan_and_infinity_are_no_literals),
      T_NO_OOM(large_bytes, "each of its runs takes a second"));
