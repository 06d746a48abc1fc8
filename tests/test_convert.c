/* Types of your own: values converted on their way to the database and back, SQL around them. */
#include "db.h"

/* Texts stored backwards behind a mark: easy to tell from what was given. */
static sqla_status turn(sqla_value *v, sqla_arena *arena, bool mark) {
    if (v->kind == SQLA_VALUE_NULL) return SQLA_OK;
    if (v->kind != SQLA_VALUE_TEXT) return SQLA_DATA_ERROR;
    size_t n = v->as.text.size, skip = !mark;
    if (!mark && (!n || v->as.text.ptr[0] != '#')) return SQLA_DATA_ERROR;
    char *text = sqla_arena_alloc(arena, n + 2);
    if (!text) return SQLA_MEMORY_ERROR;
    if (mark) text[0] = '#';
    for (size_t i = 0; i + skip < n; i++) text[i + mark] = v->as.text.ptr[n - 1 - i];
    text[n - skip + mark] = 0;
    *v = sqla_value_text(text);
    return SQLA_OK;
}

static int n_bound, n_read;

static sqla_status bind_turned(sqla_value *v, sqla_arena *arena, void *arg) {
    (void)arg;
    n_bound++;
    if (v->kind == SQLA_VALUE_TEXT && v->as.text.size == 6
        && memcmp(v->as.text.ptr, "refuse", 6) == 0) return SQLA_DATA_ERROR;
    return turn(v, arena, true);
}
static sqla_status read_turned(sqla_value *v, sqla_arena *arena, void *arg) {
    (void)arg;
    n_read++;
    return turn(v, arena, false);
}

/* Lengths in inches outside, in whole tenths of a millimetre in the database. */
static sqla_status bind_length(sqla_value *v, sqla_arena *arena, void *arg) {
    (void)arena;
    if (v->kind == SQLA_VALUE_DOUBLE)
        *v = sqla_value_int((int64_t)(v->as.d * *(const double *)arg + 0.5));
    return SQLA_OK;
}
static sqla_status read_length(sqla_value *v, sqla_arena *arena, void *arg) {
    (void)arena;
    if (v->kind == SQLA_VALUE_INT) *v = sqla_value_double((double)v->as.i / *(const double *)arg);
    return SQLA_OK;
}
static double tenths_per_inch = 254;

typedef struct Note { int64_t id; const char *body; double width; int n; } Note;
#define TURNED SQLA_TYPE(.kind = SQLA_TYPE_STRING, .length = 50, .bind = bind_turned, \
                         .result = read_turned)
#define LENGTH SQLA_TYPE(.kind = SQLA_TYPE_INTEGER, .bind = bind_length, .result = read_length, \
                         .convert_arg = &tenths_per_inch)
SQLA_MODEL(Note, "notes",
    SQLA_COLUMN(Note, id, .primary_key = true),
    SQLA_COLUMN(Note, body, .type = TURNED),
    SQLA_COLUMN(Note, width, .type = LENGTH),
    SQLA_COLUMN(Note, n));

/* Without functions: what lies in the database. */
SQLA_TABLE(raw, "notes",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("body", SQLA_STRING(50)),
    SQLA_TABLE_COLUMN("width", SQLA_INTEGER));

typedef struct scene { sqla_engine *e; sqla_metadata *md; sqla_conn *c; } scene;

static scene begin(void) {
    scene s = { .e = sqla_create_engine(empty_url()) };
    s.md = sqla_metadata_new(sqla_entity(Note));
    CHECK_STATUS(sqla_create_all(s.e, s.md), SQLA_OK);
    s.c = sqla_connect(s.e);
    n_bound = n_read = 0;
    return s;
}
static void end(scene *s) {
    sqla_conn_close(s->c);
    sqla_dispose(s->e);
    sqla_metadata_free(s->md);
}

static void stored(scene *s, int64_t id, const char *body, int64_t width) {
    sqla_result *r = sqla_execute(s->c, sqla_where(
        sqla_select(sqla_c(&raw, "body"), sqla_c(&raw, "width")),
        sqla_eq(sqla_c(&raw, "id"), id)));
    CHECK(sqla_next(r));
    CHECK_STR(sqla_row_text(r, 0), body);
    CHECK_INT(sqla_row_int(r, 1), width);
    sqla_result_free(r);
}

static sqla_stmt *add(int64_t id, const char *body, double width) {
    sqla_stmt *q = sqla_set(sqla_insert(sqla_entity(Note)), sqla_col(Note, id), id);
    sqla_set(q, sqla_col(Note, body), body);
    sqla_set(q, sqla_col(Note, width), width);
    return sqla_set(q, sqla_col(Note, n), 1);
}

TEST(statements_convert_both_ways) {
    scene s = begin();
    CHECK_INT(sqla_exec(s.c, add(1, "hello", 2.0)), 1);
    CHECK_INT(sqla_exec(s.c, add(2, NULL, 0.5)), 1);
    stored(&s, 1, "#olleh", 508);
    sqla_result *r = sqla_execute(s.c, sqla_order_by(
        sqla_select(sqla_col(Note, body), sqla_col(Note, width)), sqla_col(Note, id)));
    CHECK(sqla_next(r));
    CHECK_STR(sqla_row_text(r, 0), "hello");
    CHECK(sqla_row_double(r, 1) == 2.0);
    sqla_value v;
    CHECK_STATUS(sqla_row_get(r, 0, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_TEXT);
    CHECK(sqla_next(r));
    CHECK(sqla_row_is_null(r, 0));
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    end(&s);
}

TEST(conditions_compare_with_what_is_stored) {
    scene s = begin();
    CHECK_INT(sqla_exec(s.c, add(1, "hello", 2.0)), 1);
    CHECK_INT(sqla_exec(s.c, add(2, "world", 3.0)), 1);
    CHECK_INT(sqla_conn_scalar_int(s.c, sqla_where(sqla_select(sqla_col(Note, id)),
        sqla_eq(sqla_col(Note, body), "world")), NULL), 2);
    CHECK_INT(sqla_conn_scalar_int(s.c, sqla_where(sqla_select(sqla_col(Note, id)),
        sqla_in(sqla_col(Note, body), "hello", "none")), NULL), 1);
    CHECK_INT(sqla_conn_scalar_int(s.c, sqla_where(sqla_select(sqla_col(Note, id)),
        sqla_gt(sqla_col(Note, width), 2.5)), NULL), 2);
    sqla_compiled *q = sqla_compile(sqla_where(sqla_select(sqla_col(Note, id)),
        sqla_eq(sqla_col(Note, body), "ab")), .literal_binds = true);
    CHECK_STR(sqla_compiled_sql(q), "SELECT notes.id FROM notes WHERE notes.body = '#ba'");
    sqla_compiled_free(q);
    end(&s);
}

TEST(objects_convert_both_ways) {
    scene s = begin();
    sqla_session *session = sqla_session_open(s.e, s.md);
    Note *a = sqla_add(session, sqla_new(Note, .body = "hello", .width = 2.0));
    sqla_add(session, sqla_new(Note, .body = "world", .width = 4.0));
    sqla_add(session, sqla_new(Note, .width = 1.0));
    Note *b = NULL;
    int64_t id;
    int before;
    CHECK_STATUS(sqla_commit(session), SQLA_OK);
    NEED(a);
    id = a->id;
    stored(&s, id, "#olleh", 508);
    before = n_bound;
    a->n = 5;                       /* the other columns are not written again */
    CHECK_STATUS(sqla_commit(session), SQLA_OK);
    CHECK_INT(n_bound, before);
    a->body = "changed";
    CHECK_STATUS(sqla_commit(session), SQLA_OK);
    stored(&s, id, "#degnahc", 508);
    sqla_session_close(session);
    session = sqla_session_open(s.e, s.md);
    b = sqla_get(session, Note, id);
    NEED(b);
    CHECK_STR(b->body, "changed");
    CHECK(b->width == 2.0);
done:
    sqla_session_close(session);
    end(&s);
}

TEST(bulk_calls_convert_both_ways) {
    scene s = begin();
    Note notes[40];
    char body[40][8];
    for (int i = 0; i < 40; i++) {
        snprintf(body[i], sizeof body[i], "note%d", i);
        notes[i] = (Note){ .id = i + 1, .body = body[i], .width = i, .n = i };
    }
    CHECK_STATUS(sqla_conn_bulk_insert(s.c, sqla_entity(Note), notes, 40, NULL), SQLA_OK);
    CHECK_INT(n_bound, 40);
    stored(&s, 12, "#11eton", 11 * 254);
    sqla_result *r = sqla_execute(s.c, sqla_order_by(sqla_select(sqla_entity(Note)),
                                                     sqla_col(Note, id)));
    int n = 0;
    for (; n < 40 && sqla_next(r); n++) {
        CHECK_STR(sqla_row_text(r, 1), body[n]);
        CHECK(sqla_row_double(r, 2) == n);
    }
    CHECK_INT(n, 40);
    sqla_result_free(r);
    end(&s);
}

TEST(a_refusal_is_told_with_its_column) {
    scene s = begin();
    CHECK_INT(sqla_exec(s.c, add(1, "refuse", 2.0)), -1);
    CHECK_INT(sqla_error(s.c)->code, SQLA_DATA_ERROR);
    CHECK_STR(sqla_error(s.c)->column, "body");
    CHECK_STATUS(sqla_exec_driver_sql(s.c, "INSERT INTO notes (id, body, width, n) "
                                           "VALUES (7, 'no mark', 1, 1)"), SQLA_OK);
    sqla_result *r = sqla_execute(s.c, sqla_select(sqla_col(Note, body)));
    CHECK(sqla_next(r));
    sqla_value v;
    CHECK_STATUS(sqla_row_get(r, 0, &v), SQLA_DATA_ERROR);
    sqla_result_free(r);
    sqla_session *session = sqla_session_open(s.e, s.md);
    sqla_add(session, sqla_new(Note, .body = "refuse", .width = 1.0));
    CHECK_STATUS(sqla_flush(session), SQLA_DATA_ERROR);
    sqla_session_close(session);
    end(&s);
}

/* The same structure with another function is another statement. */
static sqla_status bind_mark(sqla_value *v, sqla_arena *arena, void *arg) {
    (void)arena;
    *v = sqla_value_text(arg);
    return SQLA_OK;
}
TEST(functions_tell_statements_apart) {
    scene s = begin();
    const char *said[2] = { NULL, NULL };
    char kept[2][8];
    for (int i = 0; i < 2; i++) {
        const sqla_type type = { .kind = SQLA_TYPE_STRING, .length = 10, .bind = bind_mark,
                                 .convert_arg = i ? "second" : "first" };
        sqla_result *r = sqla_execute(s.c, sqla_select(sqla_type_coerce_n(sqla_v("x"), &type)));
        CHECK(sqla_next(r));
        if (sqla_row_text(r, 0)) said[i] = strcpy(kept[i], sqla_row_text(r, 0));
        sqla_result_free(r);
    }
    CHECK_STR(said[0], "first");
    CHECK_STR(said[1], "second");
    end(&s);
}

SQLA_TABLE(places, "places",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("name", SQLA_TYPE(.kind = SQLA_TYPE_STRING, .length = 30,
                                        .bind_sql = "upper(%s)", .column_sql = "lower(%s)")));

TEST(sql_stands_around_parameters_and_columns) {
    sqla_engine *e = sqla_create_engine(empty_url());
    sqla_metadata *md = sqla_metadata_new(&places);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    sqla_stmt *q = sqla_set(sqla_insert(&places), sqla_c(&places, "id"), 1);
    CHECK_INT(sqla_exec(c, sqla_set(q, sqla_c(&places, "name"), "Oslo")), 1);
    sqla_result *r = sqla_execute(c, sqla_where(
        sqla_select(sqla_c(&places, "name"), sqla_sql("name")),
        sqla_eq(sqla_c(&places, "name"), "oslo")));
    CHECK(sqla_next(r));
    CHECK_STR(sqla_row_name(r, 0), "name");
    CHECK_STR(sqla_row_text(r, 0), "oslo");
    CHECK_STR(sqla_row_text(r, 1), "OSLO");
    sqla_result_free(r);
    sqla_compiled *text = sqla_compile(sqla_where(sqla_select(sqla_c(&places, "name")),
        sqla_eq(sqla_c(&places, "name"), "x")), .dialect = "mysql");
    CHECK_STR(sqla_compiled_sql(text), "SELECT lower(places.name) AS name FROM places "
                                       "WHERE places.name = upper(?)");
    sqla_compiled_free(text);
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* ---- forms of calendar values in SQLite ---- */

typedef struct Diary { int64_t id; sqla_datetime at; sqla_date day; sqla_opt_time wakes; } Diary;
SQLA_MODEL(Diary, "diary",
    SQLA_COLUMN(Diary, id, .primary_key = true),
    SQLA_COLUMN(Diary, at, .type = SQLA_SQLITE_DATETIME("%Y%m%d%H%M%S%f")),
    SQLA_COLUMN(Diary, day, .type = SQLA_SQLITE_DATE("%d.%m.%Y")),
    SQLA_COLUMN(Diary, wakes, .type = SQLA_SQLITE_TIME("%H h %M, 100%%")));

SQLA_DECLARE_TABLE(formless);
static scene open_diary(void) {
    scene d = { .e = sqla_create_engine(empty_url()) };
    d.md = sqla_metadata_new(sqla_entity(Diary), &formless);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    d.c = sqla_connect(d.e);
    return d;
}

TEST(calendar_values_in_a_form_of_ones_own) {
    if (!needs_sqlite()) return;
    scene d = open_diary();
    sqla_session *s = sqla_session_open(d.e, d.md);
    sqla_datetime moment = { sqla_datetime_of(2024, 2, 29, 23, 59, 8).us + 42 };
    sqla_add(s, sqla_new(Diary, .at = moment, .day = sqla_date_of(9999, 12, 31),
                         .wakes = sqla_some_time(sqla_time_of(6, 30, 0, 0))));
    sqla_add(s, sqla_new(Diary, .at = sqla_datetime_of(1, 1, 1), .day = sqla_date_of(1, 2, 3)));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT at || '|' || day || '|' || wakes FROM diary "
                                              "WHERE id = 1")),
              "20240229235908000042|31.12.9999|06 h 30, 100%");
    CHECK_STR(sqla_scalar_text(d.c, sqla_text("SELECT at || '|' || day || '|' || (wakes IS NULL) "
                                              "FROM diary WHERE id = 2")),
              "00010101000000000000|03.02.0001|1");
    sqla_session_clear(s);
    const Diary *o = sqla_get(s, Diary, 1);
    NEED(o);
    CHECK_INT(o->at.us, moment.us);
    CHECK_INT(o->day.days, sqla_date_of(9999, 12, 31).days);
    CHECK(o->wakes.has);
    CHECK_INT(o->wakes.value.us, sqla_time_of(6, 30, 0, 0).us);
    CHECK_INT(sqla_scalar_int(d.c, sqla_where(sqla_select(sqla_count_all()),
                                              sqla_lt(sqla_col(Diary, at), moment))), 1);
done:
    sqla_session_close(s);
    end(&d);
}

SQLA_TABLE(signs, "signs",
    SQLA_TABLE_COLUMN("a", SQLA_SQLITE_DATE("+%Y%m%d")),
    SQLA_TABLE_COLUMN("b", SQLA_SQLITE_DATE("-%Y%m%d")),
    SQLA_TABLE_COLUMN("c", SQLA_SQLITE_DATE(" %Y%m%d")),
    SQLA_TABLE_COLUMN("d", SQLA_SQLITE_DATE("%Y%me%d")),
    SQLA_TABLE_COLUMN("e", SQLA_SQLITE_DATE("%Y.%m%d")));

TEST(what_looks_like_a_number_stays_a_text) {
    if (!needs_sqlite()) return;
    scene d = { .e = sqla_create_engine(empty_url()), .md = sqla_metadata_new(&signs) };
    static const char *const names[] = { "a", "b", "c", "d", "e" };
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    d.c = sqla_connect(d.e);
    sqla_date day = sqla_date_of(2024, 2, 3);
    sqla_stmt *q = sqla_insert(&signs);
    for (int i = 0; i < 5; i++) sqla_set(q, sqla_c(&signs, names[i]), day);
    CHECK_INT(sqla_exec(d.c, q), 1);
    for (int i = 0; i < 5; i++) {
        sqla_date read = { 0 };
        CHECK_STATUS(sqla_scalar(d.c, sqla_select(sqla_c(&signs, names[i])), &read), SQLA_OK);
        CHECK_INT(read.days, day.days);
    }
    end(&d);
}

SQLA_TABLE(formless, "formless", SQLA_TABLE_COLUMN("d", SQLA_SQLITE_DATE("some day")));

TEST(another_form_is_refused) {
    static const struct { const char *column, *text; } wrong[] = {
        { "at", "2024022923590800004" }, { "at", "202402292359080000421" },
        { "at", "2024-2292359080000423" }, { "day", "30.02.2024" }, { "day", "00.01.2024" },
        { "day", "01.01.0000" }, { "day", "" }, { "wakes", "24 h 00, 100%" },
        { "wakes", "06 h 60, 100%" }, { "wakes", "06 h 30, 100" }, { "wakes", "06_h 30, 100%" } };
    if (!needs_sqlite()) return;
    scene d = open_diary();
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char sql[200];
        sqla_value v;
        snprintf(sql, sizeof sql, "INSERT OR REPLACE INTO diary (id, at, day, wakes) VALUES "
                 "(1, '%s', '%s', '%s')", wrong[i].text, wrong[i].text, wrong[i].text);
        CHECK_STATUS(sqla_exec_driver_sql(d.c, sql), SQLA_OK);
        sqla_result *r = sqla_execute(d.c, sqla_select(sqla_c(sqla_entity(Diary),
                                                              wrong[i].column)));
        CHECK(sqla_next(r));
        CHECK_STATUS(sqla_row_get(r, 0, &v), SQLA_DATA_ERROR);
        CHECK_HAS(sqla_error(d.c)->message, wrong[i].column);
        sqla_result_free(r);
        sqla_clear_error(d.c);
    }
    sqla_stmt *wrongs[] = {
        sqla_set(sqla_insert(sqla_entity(Diary)), sqla_col(Diary, day), 5),
        sqla_set(sqla_insert(sqla_entity(Diary)), sqla_col(Diary, day), sqla_time_of(1, 2, 3, 0)),
        sqla_set(sqla_insert(sqla_entity(Diary)), sqla_col(Diary, wakes), sqla_date_of(1, 2, 3)),
        sqla_set(sqla_insert(&formless), sqla_c(&formless, "d"), sqla_date_of(1, 2, 3)) };
    for (int i = 0; i < 4; i++) {
        CHECK_INT(sqla_exec(d.c, wrongs[i]), -1);
        CHECK_INT(sqla_error(d.c)->code, SQLA_DATA_ERROR);
        sqla_clear_error(d.c);
    }
    end(&d);
}

TESTS(convert, T(statements_convert_both_ways), T(conditions_compare_with_what_is_stored),
      T(objects_convert_both_ways), T(bulk_calls_convert_both_ways),
      T(a_refusal_is_told_with_its_column), T(functions_tell_statements_apart),
      T(sql_stands_around_parameters_and_columns),
      T(calendar_values_in_a_form_of_ones_own), T(what_looks_like_a_number_stays_a_text),
      T(what_looks_like_a_number_stays_a_text),
      T(another_form_is_refused));
