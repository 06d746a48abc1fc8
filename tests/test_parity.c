/* The statements of tests/parity/: their texts in six dialects, and what they give when executed,
 * against parity/expected.tsv, which tests/parity/generate.py makes of SQLAlchemy. */
#include "test.h"
#include "parity/parity.h"
#include "parity/expressions.c"
#include "parity/functions.c"
#include "parity/queries.c"
#include "parity/writes.c"
#include "parity/columns.c"
#include "parity/tables.c"
#include "parity/texts.c"

/* ---- The expected texts ---- */

typedef struct line {
    const char *name, *what, *params, *text;    /* in the file as it was read */
} line;
static line *lines;
static size_t n_lines;
static char *file;

static char *next_field(char **at, char end)
{
    char *field = *at, *to = field;
    for (; **at != end && **at; (*at)++) {
        if (**at != '\\') {
            *to++ = **at;
            continue;
        }
        (*at)++;
        *to++ = **at == 't' ? '\t' : **at == 'n' ? '\n' : **at;
    }
    if (**at) (*at)++;
    *to = 0;
    return field;
}

static bool read_expected(void)
{
    FILE *f = fopen("tests/parity/expected.tsv", "rb");
    size_t capacity = 0, size = 0, got;
    if (lines) return true;
    if (!f) return false;
    do {
        capacity += 1 << 20;
        file = realloc(file, capacity + 1);
        got = fread(file + size, 1, capacity - size, f);
        size += got;
    } while (got);
    fclose(f);
    file[size] = 0;
    for (size_t i = 0; i < size; i++) n_lines += file[i] == '\n';
    lines = calloc(n_lines + 1, sizeof *lines);
    char *at = file;
    for (size_t i = 0; i < n_lines; i++) {
        lines[i].name = next_field(&at, '\t');
        lines[i].what = next_field(&at, '\t');
        lines[i].params = next_field(&at, '\t');
        lines[i].text = next_field(&at, '\n');
    }
    return true;
}

static void forget_expected(void)
{
    keep(NULL);
    free(lines);
    free(file);
    lines = NULL;
    file = NULL;
    n_lines = 0;
}

static const parity_case *case_named(const char *name)
{
    static const parity_case *last;
    if (last && strcmp(last->name, name) == 0) return last;
    for (last = parity_first; last && strcmp(last->name, name) != 0;) last = last->next;
    return last;
}

/* ---- Texts ---- */

/* Every run of white space is one blank. */
static void collapse(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++) {
        if (!isspace((unsigned char)*at)) *to++ = *at;
        else if (to > text && to[-1] != ' ') *to++ = ' ';
    }
    while (to > text && to[-1] == ' ') to--;
    *to = 0;
}

/* SQLAlchemy's exception for one of our codes. */
static const char *exception_of(sqla_status code)
{
    switch (code) {
    case SQLA_COMPILE_ERROR: return "!CompileError";
    case SQLA_ARGUMENT_ERROR: return "!ArgumentError";
    case SQLA_INVALID_REQUEST: return "!InvalidRequestError";
    case SQLA_NOT_SUPPORTED: return "!NotImplementedError";
    case SQLA_NO_FOREIGN_KEYS: return "!NoForeignKeysError";
    case SQLA_AMBIGUOUS_FOREIGN_KEYS: return "!AmbiguousForeignKeysError";
    case SQLA_IDENTIFIER_ERROR: return "!IdentifierError";
    case SQLA_AMBIGUOUS_COLUMN: return "!AmbiguousColumnError";
    case SQLA_CIRCULAR_DEPENDENCY: return "!CircularDependencyError";
    default: return sqla_status_name(code);
    }
}

/* The text and the names of the parameters, or the error; in blocks of malloc. */
static void compiled(const parity_case *c, const char *dialect, char **text, char **params)
{
    bool old = strcmp(dialect, "oracle11") == 0;
    sqla_compiled *q = sqla_compile(c->make(), .dialect = old ? "oracle" : dialect,
                                    .server_version = old ? 11 : 0, .literal_binds = c->literal);
    sqla_status code = sqla_error(q)->code;
    size_t size = 1;
    for (size_t i = 0; i < sqla_compiled_count(q); i++)
        size += strlen(sqla_compiled_name(q, i)) + 1;
    *text = strdup(code ? exception_of(code) : sqla_compiled_sql(q));
    *params = calloc(size, 1);
    for (size_t i = 0; i < sqla_compiled_count(q) && !code; i++) {
        if (i) strcat(*params, ",");
        strcat(*params, sqla_compiled_name(q, i));
    }
    collapse(*text);
    if (code && getenv("PARITY_V"))
        fprintf(stderr, "%s %s: %s\n", c->name, dialect, sqla_error(q)->message);
    sqla_compiled_free(q);
}

/* How many of the texts are equal; differences are printed. */
static size_t compare_texts(size_t *statements, size_t *texts)
{
    size_t equal = 0, n = 0;
    for (const parity_case *c = parity_first; c; c = c->next) {
        bool met = false;
        for (size_t i = 0; i < n_lines && !met; i++) met = strcmp(lines[i].name, c->name) == 0;
        if (!met) printf("case %s is not in expected.tsv\n", c->name);
        n += met;
    }
    *statements = n;
    *texts = 0;
    for (size_t i = 0; i < n_lines; i++) {
        const parity_case *c = case_named(lines[i].name);
        char *text, *params;
        if (strncmp(lines[i].what, "rows-", 5) == 0) continue;
        ++*texts;
        if (!c) {
            if (i == 0 || strcmp(lines[i].name, lines[i - 1].name) != 0)
                printf("case %s is not written in C\n", lines[i].name);
            continue;
        }
        compiled(c, lines[i].what, &text, &params);
        if (strcmp(text, lines[i].text) == 0 && strcmp(params, lines[i].params) == 0) equal++;
        else if (strcmp(text, lines[i].text) != 0)
            printf("%s %s:\n  want %s\n  got  %s\n", c->name, lines[i].what, lines[i].text, text);
        else printf("%s %s: %s\n  want parameters %s\n  got             %s\n", c->name,
                    lines[i].what, text, lines[i].params, params);
        free(text);
        free(params);
    }
    return equal;
}

TEST(texts_equal_those_of_sqlalchemy)
{
    size_t statements, texts, equal, cases = 0;
    NEED(read_expected());
    equal = compare_texts(&statements, &texts);
    for (const parity_case *c = parity_first; c; c = c->next) cases++;
    printf("parity: %zu statements, %zu texts, %zu equal\n", statements, texts, equal);
    CHECK_INT(cases, statements);
    CHECK_INT(equal, texts);
    CHECK(statements > 0);
done:
    forget_expected();
}

/* ---- Rows ---- */

/* JSON without blanks outside its texts; a text or null alone as the value that it is. */
static void squeeze_json(char *text)
{
    char *to = text;
    bool inside = false;
    size_t size = strlen(text);
    if (strcmp(text, "null") == 0) strcpy(text, "NULL");
    if (size > 1 && text[0] == '"' && text[size - 1] == '"') {
        text[size - 1] = 0;
        memmove(text, text + 1, size - 1);
        return;
    }
    for (const char *at = text; *at; at++) {
        if (inside && *at == '\\') *to++ = *at++;
        else if (*at == '"') inside = !inside;
        if (inside || !isspace((unsigned char)*at)) *to++ = *at;
    }
    *to = 0;
}

/* A value as generate.py shows it. */
static char *shown(const sqla_value *v)
{
    size_t room = 128 + (v->kind == SQLA_VALUE_TEXT || v->kind == SQLA_VALUE_JSON
                         || v->kind == SQLA_VALUE_BYTES ? 2 * v->as.text.size : 0);
    char *out = calloc(room, 1);
    switch (v->kind) {
    case SQLA_VALUE_NULL: strcpy(out, "NULL"); break;
    case SQLA_VALUE_BOOL: strcpy(out, v->as.b ? "true" : "false"); break;
    case SQLA_VALUE_INT: snprintf(out, room, "%lld", (long long)v->as.i); break;
    case SQLA_VALUE_DOUBLE: snprintf(out, room, "%.12g", v->as.d); break;
    case SQLA_VALUE_DECIMAL: {
        sqla_decimal_text(v->as.decimal, out, room);
        char *end = out + strlen(out);
        while (strchr(out, '.') && end[-1] == '0') *--end = 0;
        if (end[-1] == '.') end[-1] = 0;
        break;
    }
    case SQLA_VALUE_BYTES:
        strcpy(out, "x'");
        for (size_t i = 0; i < v->as.text.size; i++)
            sprintf(out + 2 + 2 * i, "%02x", (unsigned char)v->as.text.ptr[i]);
        strcat(out, "'");
        break;
    case SQLA_VALUE_DATE: sqla_date_text(v->as.date, out, room); break;
    case SQLA_VALUE_TIME: sqla_time_text(v->as.time, out, room); break;
    case SQLA_VALUE_DATETIME: sqla_datetime_text(v->as.datetime, out, room); break;
    case SQLA_VALUE_UUID: sqla_uuid_text(v->as.uuid, out, room); break;
    case SQLA_VALUE_INTERVAL:
        snprintf(out, room, "%lld us", (long long)v->as.interval.days * 86400000000
                 + v->as.interval.us);
        break;
    default:
        if (v->as.text.size) memcpy(out, v->as.text.ptr, v->as.text.size);
        if (v->kind == SQLA_VALUE_JSON) squeeze_json(out);
    }
    return out;
}

/* The values of a row side by side; an enum by its label. */
static char *row_text(sqla_result *r, bool labels)
{
    char *out = calloc(1, 1);
    for (int i = 0; i < sqla_row_count(r); i++) {
        sqla_value v;
        const char *label = labels ? sqla_row_text(r, i) : NULL;
        if (sqla_row_get(r, i, &v)) v = sqla_value_text("?");
        char *one = label && v.kind == SQLA_VALUE_INT ? strdup(label) : shown(&v);
        out = realloc(out, strlen(out) + strlen(one) + 2);
        if (i) strcat(out, "|");
        strcat(out, one);
        free(one);
    }
    return out;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What an execution gives, in the form of expected.tsv. */
static char *given(sqla_conn *c, sqla_stmt *q, bool ordered)
{
    sqla_result *r = sqla_execute(c, q);
    char **rows = NULL, *out;
    size_t n = 0, size = 8;
    while (sqla_next(r)) {
        rows = realloc(rows, (n + 1) * sizeof *rows);
        rows[n++] = row_text(r, true);
        size += strlen(rows[n - 1]) + 3;
    }
    out = calloc(size + 256, 1);
    if (!ordered && n) qsort(rows, n, sizeof *rows, by_text);
    for (size_t i = 0; i < n; i++) {
        if (i) strcat(out, " ; ");
        strcat(out, rows[i]);
        free(rows[i]);
    }
    free(rows);
    if (sqla_result_status(r))
        snprintf(out, 256, "%s: %.200s", sqla_status_name(sqla_result_status(r)),
                 sqla_result_error(r)->message);
    else if (!n && sqla_row_count(r)) strcpy(out, "none");
    else if (!n && sqla_rowcount(r) >= 0) sprintf(out, "rows: %lld", (long long)sqla_rowcount(r));
    sqla_result_free(r);
    return out;
}

static sqla_metadata *fixture(sqla_engine *e)
{
    sqla_metadata *md = sqla_metadata_new(&users, &addresses, &orders, &items, &transfers, &regions,
                                          &odd);
    sqla_conn *c = sqla_connect(e);
    FILE *f = fopen("tests/parity/fixture.sql", "rb");
    char text[2048];
    CHECK(f != NULL);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    while (f && fgets(text, sizeof text, f)) {
        text[strcspn(text, ";")] = 0;
        CHECK_STATUS(sqla_exec_driver_sql(c, text), SQLA_OK);
    }
    if (f) fclose(f);
    if (on_postgresql())        /* serial keys past those of the fixture */
        CHECK_STATUS(sqla_exec_driver_sql(c, "SELECT setval(oid::regclass, 999) FROM pg_class "
                                             "WHERE relkind = 'S'"), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    sqla_conn_close(c);
    return md;
}

/* Does a statement sort its rows? Those of expected.tsv are sorted where it does not. */
static bool is_ordered(const char *sql)
{
    int depth = 0;
    for (const char *at = sql; *at; at++) {
        if (*at == '(') depth++;
        if (*at == ')') depth--;
        if (depth == 0 && strncmp(at, " ORDER BY ", 10) == 0) return true;
    }
    return false;
}

TEST(rows_equal_those_of_sqlalchemy)
{
    const char *here = on_postgresql() ? "postgresql" : "sqlite";
    char what[32];
    size_t equal = 0, all = 0;
    sqla_engine *e = sqla_create_engine(empty_url());
    sqla_metadata *md = fixture(e);
    sqla_conn *c = sqla_connect(e);
    NEED(read_expected());
    snprintf(what, sizeof what, "rows-%s", here);
    for (size_t i = 0; i < n_lines; i++) {
        const parity_case *one = case_named(lines[i].name);
        char *text, *params, *got;
        if (strcmp(lines[i].what, what) != 0 || !one) continue;
        compiled(one, here, &text, &params);
        got = given(c, one->make(), is_ordered(text));
        all++;
        if (strcmp(got, lines[i].text) == 0) equal++;
        else printf("%s on %s: %s\n  want %s\n  got  %s\n", one->name, here, text, lines[i].text,
                    got);
        free(text);
        free(params);
        free(got);
        sqla_rollback(c);
    }
    printf("parity: %zu statements executed on %s, %zu with the expected rows\n", all, here, equal);
    CHECK_INT(equal, all);
    CHECK(all > 0);
done:
    sqla_conn_close(c);
    sqla_metadata_free(md);
    sqla_dispose(e);
    forget_expected();
}

TESTS(parity,
    T_NO_OOM(texts_equal_those_of_sqlalchemy, "the statements are built by the other suites"),
    T_NO_OOM(rows_equal_those_of_sqlalchemy, "likewise"));
