/* sqla_sqlite.h: the SQLite driver of sqla.h; #define SQLA_SQLITE, link with -lsqlite3. */

#include <float.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>
#include <sqlite3.h>
#ifndef _WIN32
#  if defined(__TINYC__) && !defined(_REGEX_NELTS)
#    define _REGEX_NELTS(n)         /* glibc's prototype has an array type that tcc cannot read */
#  endif
#  include <regex.h>
#endif

/* ============================================================================
 * >>sqlite_errors                                            prefix sqla__sqlite_
 * Result codes of SQLite become statuses, SQLSTATEs and names.
 * Uses: errors driver
 * ============================================================================ */

/* Copies n bytes of text, cut to the buffer but never inside a UTF-8 character. */
static void sqla__sqlite_copy(char *out, size_t size, const char *text, size_t n) {
    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--;
    }
    memcpy(out, text, n);
    out[n] = '\0';
}

/* The classes of Python's sqlite3, which SQLAlchemy passes on, but for a value of the wrong type,
 * which is a data error here as in the other databases, and calls in the wrong order. */
static sqla_status sqla__sqlite_status(int rc) {
    if (rc == SQLITE_IOERR_NOMEM) return SQLA_MEMORY_ERROR;
    switch (rc & 0xFF) {
    case SQLITE_CONSTRAINT: return SQLA_INTEGRITY_ERROR;
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:     return SQLA_DATA_ERROR;
    case SQLITE_NOMEM:      return SQLA_MEMORY_ERROR;
    case SQLITE_INTERNAL:
    case SQLITE_NOTFOUND:
    case SQLITE_CORRUPT:    return SQLA_INTERNAL_ERROR;
    case SQLITE_MISUSE:
    case SQLITE_RANGE:      return SQLA_PROGRAMMING_ERROR;
    default:                return SQLA_OPERATIONAL_ERROR;
    }
}

/* A busy database is told as a serialization failure: what helps is the same, running the
 * transaction again. SQLITE_LOCKED is not, but for a shared cache: there the lock is our own. */
static const char *sqla__sqlite_sqlstate(int rc, const char *text) {
    switch (rc) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_PRIMARYKEY: return "23505";
    case SQLITE_CONSTRAINT_NOTNULL:    return "23502";
    case SQLITE_CONSTRAINT_FOREIGNKEY: return "23503";
    case SQLITE_CONSTRAINT_CHECK:      return "23514";
    case SQLITE_CONSTRAINT_TRIGGER:    /* ON DELETE RESTRICT is a trigger inside SQLite */
        return strcmp(text, "FOREIGN KEY constraint failed") == 0 ? "23503" : "23000";
    case SQLITE_LOCKED_SHAREDCACHE:    return "40001";
    default:                           break;
    }
    if ((rc & 0xFF) == SQLITE_CONSTRAINT) return "23000";
    return (rc & 0xFF) == SQLITE_BUSY ? "40001" : "";
}

/* "t.c, t.d": the table and its first column. A unique index on expressions has "index 'name'". */
static void sqla__sqlite_columns(const char *names, sqla_error_record *err) {
    if (strncmp(names, "index '", 7) == 0) {
        size_t n = strlen(names + 7);
        sqla__sqlite_copy(err->constraint, sizeof err->constraint, names + 7, n - (n > 0));
        return;
    }
    const char *dot = strchr(names, '.');
    if (!dot) return;
    const char *end = strstr(dot, ", ");
    size_t n = end ? (size_t)(end - dot) - 1 : strlen(dot + 1);
    sqla__sqlite_copy(err->table, sizeof err->table, names, (size_t)(dot - names));
    sqla__sqlite_copy(err->column, sizeof err->column, dot + 1, n);
}

/* SQLite tells names only in its message. The code decides how to read it, for the text of a
 * RAISE in a trigger may look like anything. */
static void sqla__sqlite_names(int rc, const char *text, sqla_error_record *err) {
    static const char before[] = " constraint failed: ";
    const char *names = strstr(text, before);
    if (!names) return;
    names += sizeof before - 1;
    switch (rc) {
    case SQLITE_CONSTRAINT_CHECK:
        sqla__sqlite_copy(err->constraint, sizeof err->constraint, names, strlen(names));
        break;
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_NOTNULL:
        sqla__sqlite_columns(names, err);
        break;
    default:
        break;
    }
}

/* Some failures (misuse, no memory for the connection) leave no message with the connection. */
static sqla_status sqla__sqlite_fail(sqlite3 *db, int rc, sqla_error_record *err) {
    bool told = db && sqlite3_extended_errcode(db) == rc;
    const char *text = told ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
    sqla_status status = sqla_driver_fail(err, sqla__sqlite_status(rc), rc, text);
    const char *state = sqla__sqlite_sqlstate(rc, text);
    sqla__sqlite_copy(err->sqlstate, sizeof err->sqlstate, state, strlen(state));
    sqla__sqlite_names(rc, text, err);
    return status;
}

static sqla_status sqla__sqlite_no_memory(sqla_error_record *err) {
    return sqla_driver_fail(err, SQLA_MEMORY_ERROR, SQLITE_NOMEM, "out of memory");
}

/* Why a column and its field do not fit, in SQLite's printf, which takes no notice of locales. */
static sqla_status sqla__sqlite_misfit(sqla_error_record *err, const sqla_field_plan *plan,
                                       const char *format, ...) {
    const char *name = plan->name ? plan->name : "?";
    char why[128], text[256];
    va_list args;
    va_start(args, format);
    sqlite3_vsnprintf((int)sizeof why, why, format, args);
    va_end(args);
    sqlite3_snprintf((int)sizeof text, text, "column %.100s: %s", name, why);
    sqla_driver_fail(err, SQLA_DATA_ERROR, 0, text);
    sqla__sqlite_copy(err->column, sizeof err->column, name, strlen(name));
    return SQLA_DATA_ERROR;
}

/* ============================================================================
 * >>sqlite_regexp                                            prefix sqla__sqlite_
 * x REGEXP y by POSIX extended expressions; SQLite has the operator, but no function behind it.
 * Uses: driver
 * ============================================================================ */

#ifndef _WIN32

static void sqla__sqlite_regex_free(void *regex) {
    regfree(regex);
    sqla_driver_free(regex, sizeof(regex_t));
}

/* The compiled pattern; NULL after telling SQLite the error. */
static regex_t *sqla__sqlite_regex_new(sqlite3_context *context, const char *pattern) {
    regex_t *regex = sqla_driver_alloc(sizeof *regex);
    if (!regex) {
        sqlite3_result_error_nomem(context);
        return NULL;
    }
    int rc = regcomp(regex, pattern, REG_EXTENDED | REG_NOSUB);
    if (rc == 0) return regex;
    char why[96], text[128];
    regerror(rc, regex, why, sizeof why);
    sqlite3_snprintf((int)sizeof text, text, "REGEXP: %s", why);
    if (rc == REG_ESPACE) sqlite3_result_error_nomem(context);
    else sqlite3_result_error(context, text, -1);
    sqla_driver_free(regex, sizeof *regex);
    return NULL;
}

/* The pattern comes first: x REGEXP y calls regexp(y, x). SQLite keeps the compiled pattern while
 * the statement runs if y is constant; it may free it as soon as it has it, so that comes last. */
static void sqla__sqlite_regexp(sqlite3_context *context, int count, sqlite3_value **args) {
    const char *pattern = (const char *)sqlite3_value_text(args[0]);
    const char *text = (const char *)sqlite3_value_text(args[1]);
    (void)count;
    if (!pattern || !text) return;
    regex_t *kept = sqlite3_get_auxdata(context, 0);
    regex_t *regex = kept ? kept : sqla__sqlite_regex_new(context, pattern);
    if (!regex) return;
    int rc = regexec(regex, text, 0, NULL, 0);
    if (rc == REG_ESPACE) sqlite3_result_error_nomem(context);
    else sqlite3_result_int(context, rc == 0);
    if (!kept) sqlite3_set_auxdata(context, 0, regex, sqla__sqlite_regex_free);
}

static int sqla__sqlite_add_regexp(sqlite3 *db) {
    return sqlite3_create_function_v2(db, "regexp", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                      sqla__sqlite_regexp, NULL, NULL, NULL);
}

#else

static int sqla__sqlite_add_regexp(sqlite3 *db) {
    (void)db;
    return SQLITE_OK;
}

#endif

/* ============================================================================
 * >>sqlite_connection                                        prefix sqla__sqlite_
 * A connection is the sqlite3 itself. Opening, URL parameters, and what needs no statement.
 * Uses: errors driver sqlite_errors sqlite_regexp
 * ============================================================================ */

/* A parameter of the URL. SQLite takes a misspelt value for another one without a word, so the
 * values are listed; this also keeps foreign text out of the PRAGMA. */
typedef struct sqla__sqlite_key {
    const char *name;
    const char *words;              /* its values, space between them; NULL: an integer */
    size_t      digits;             /* of the integer, at most: what SQLite can hold */
} sqla__sqlite_key;

/* All but the first are pragmas, set in this order: the others may have to wait for a lock. */
static const sqla__sqlite_key sqla__sqlite_keys[] = {
    { "mode",         "ro rw rwc", 0 },
    { "busy_timeout", NULL, 9 },
    { "foreign_keys", "on off true false yes no 1 0", 0 },
    { "journal_mode", "delete truncate persist memory wal off", 0 },
    { "synchronous",  "off normal full extra 0 1 2 3", 0 },
    { "cache_size",   NULL, 9 },
    { "temp_store",   "default file memory 0 1 2", 0 },
    { "mmap_size",    NULL, 18 },
};
#define SQLA__SQLITE_KEYS (sizeof sqla__sqlite_keys / sizeof *sqla__sqlite_keys)

static bool sqla__sqlite_is_word(const char *words, const char *value) {
    size_t n = strlen(value);
    while (*words) {
        size_t length = strcspn(words, " ");
        if (length == n && sqlite3_strnicmp(words, value, (int)n) == 0) return true;
        words += length;
        words += strspn(words, " ");
    }
    return false;
}

static bool sqla__sqlite_takes(const sqla__sqlite_key *key, const char *value) {
    if (key->words) return sqla__sqlite_is_word(key->words, value);
    const char *digits = value + (*value == '-');
    size_t n = strspn(digits, "0123456789");
    return n > 0 && n <= key->digits && digits[n] == '\0';
}

static const sqla__sqlite_key *sqla__sqlite_key_of(const char *name, size_t n) {
    for (size_t i = 0; i < SQLA__SQLITE_KEYS; i++) {
        const sqla__sqlite_key *key = &sqla__sqlite_keys[i];
        if (strlen(key->name) == n && memcmp(key->name, name, n) == 0) return key;
    }
    return NULL;
}

static sqla_status sqla__sqlite_bad_url(sqla_error_record *err, const char *what,
                                        const char *which) {
    char text[256];
    sqlite3_snprintf((int)sizeof text, text, "sqlite URL: %s: %.128s", what, which);
    return sqla_driver_fail(err, SQLA_ARGUMENT_ERROR, 0, text);
}

/* A host is refused because sqlite://file.db, a slash short, would silently be in memory. */
static sqla_status sqla__sqlite_check(const sqla_url *url, sqla_error_record *err) {
    if (url->host[0] || url->port[0] || url->user[0] || url->password[0])
        return sqla__sqlite_bad_url(err, "no host or user: write sqlite:///file.db", url->host);
    for (const char *at = url->query; *at; at += strlen(at) + 1) {
        size_t n = strcspn(at, "=");
        const sqla__sqlite_key *key = sqla__sqlite_key_of(at, n);
        if (!key) return sqla__sqlite_bad_url(err, "unknown parameter", at);
        if (!sqla__sqlite_takes(key, at + n + (at[n] == '=')))
            return sqla__sqlite_bad_url(err, "wrong value", at);
    }
    return SQLA_OK;
}

/* No mutex: a connection is used by one thread at a time. */
static int sqla__sqlite_flags(const sqla_url *url) {
    const char *mode = sqla_url_query(url, "mode");
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (mode && sqlite3_stricmp(mode, "ro") == 0) flags = SQLITE_OPEN_READONLY;
    if (mode && sqlite3_stricmp(mode, "rw") == 0) flags = SQLITE_OPEN_READWRITE;
    return flags | SQLITE_OPEN_NOMUTEX;
}

/* The settings every connection has, then those of the URL. */
static int sqla__sqlite_set_up(sqlite3 *db, const sqla_url *url) {
    sqlite3_busy_timeout(db, 5000);
    int rc = sqlite3_exec(db, "PRAGMA foreign_keys=on", NULL, NULL, NULL);
    if (rc == SQLITE_OK) rc = sqla__sqlite_add_regexp(db);
    for (size_t i = 1; rc == SQLITE_OK && i < SQLA__SQLITE_KEYS; i++) {
        const char *name = sqla__sqlite_keys[i].name, *value = sqla_url_query(url, name);
        char sql[80];
        if (!value) continue;
        sqlite3_snprintf((int)sizeof sql, sql, "PRAGMA %s=%s", name, value);
        rc = sqlite3_exec(db, sql, NULL, NULL, NULL);
    }
    return rc;
}

/* "unable to open database file" is no help without the file's name. */
static sqla_status sqla__sqlite_not_opened(const char *path, sqlite3 *db, int rc,
                                           sqla_error_record *err) {
    char text[512];
    if (rc == SQLITE_NOMEM) return sqla__sqlite_no_memory(err);
    if (db) rc = sqlite3_extended_errcode(db);
    sqlite3_snprintf((int)sizeof text, text, "%s: %s", sqlite3_errstr(rc), path);
    return sqla_driver_fail(err, sqla__sqlite_status(rc), rc, text);
}

static sqla_status sqla__sqlite_open(const sqla_url *url, void **conn, sqla_error_record *err) {
    const char *path = url->database[0] ? url->database : ":memory:";
    sqlite3 *db = NULL;
    sqla_status status = sqla__sqlite_check(url, err);
    if (status != SQLA_OK) return status;
    int rc = sqlite3_open_v2(path, &db, sqla__sqlite_flags(url), NULL);
    if (rc != SQLITE_OK) {
        status = sqla__sqlite_not_opened(path, db, rc, err);
    } else {
        sqlite3_extended_result_codes(db, 1);
        rc = sqla__sqlite_set_up(db, url);
        if (rc != SQLITE_OK) status = sqla__sqlite_fail(db, rc, err);
    }
    if (status == SQLA_OK) *conn = db;
    else sqlite3_close(db);
    return status;
}

static void sqla__sqlite_close(void *conn) {
    sqlite3_close_v2(conn);
}

static bool sqla__sqlite_ping(void *conn) {
    (void)conn;
    return true;
}

static sqla_status sqla__sqlite_run(void *conn, const char *sql, sqla_error_record *err) {
    int rc = sqlite3_exec(conn, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? SQLA_OK : sqla__sqlite_fail(conn, rc, err);
}

static int64_t sqla__sqlite_changes(void *conn) {
#if SQLITE_VERSION_NUMBER >= 3037000
    return sqlite3_changes64(conn);
#else
    return sqlite3_changes(conn);
#endif
}

static int64_t sqla__sqlite_last_id(void *conn) {
    return sqlite3_last_insert_rowid(conn);
}

static bool sqla__sqlite_in_transaction(void *conn) {
    return !sqlite3_get_autocommit(conn);
}

static sqla_status sqla__sqlite_cancel(void *conn, sqla_error_record *err) {
    (void)err;
    sqlite3_interrupt(conn);
    return SQLA_OK;
}

static void *sqla__sqlite_native(void *conn) { return conn; }

/* ============================================================================
 * >>sqlite_statement                                         prefix sqla__sqlite_
 * A statement is the sqlite3_stmt itself: prepare, step, reset.
 * Uses: errors driver sqlite_errors
 * ============================================================================ */

/* SQLite itself says whether more than comments and semicolons follows a statement:
 * SQLITE_DONE: nothing does; SQLITE_ROW: a second statement; or no memory to find out. */
static int sqla__sqlite_rest(sqlite3 *db, const char *at, const char *end) {
    while (at < end) {
        sqlite3_stmt *second = NULL;
        const char *next = at;
        int rc = sqlite3_prepare_v2(db, at, (int)(end - at), &second, &next);
        sqlite3_finalize(second);
        if (rc == SQLITE_NOMEM) return rc;
        if (rc != SQLITE_OK || second || next == at) return SQLITE_ROW;
        at = next;
    }
    return SQLITE_DONE;
}

static sqla_status sqla__sqlite_prepare(void *conn, const char *sql, size_t size,
                                        const sqla_value *values, size_t n, void **stmt,
                                        sqla_error_record *err) {
    (void)values;
    (void)n;
    sqlite3_stmt *made = NULL;
    const char *rest = sql, *why = "the statement is empty";
    if (size > INT_MAX) return sqla__sqlite_fail(conn, SQLITE_TOOBIG, err);
    int rc = sqlite3_prepare_v3(conn, sql, (int)size, SQLITE_PREPARE_PERSISTENT, &made, &rest);
    if (rc != SQLITE_OK) return sqla__sqlite_fail(conn, rc, err);
    if (made) {
        rc = sqla__sqlite_rest(conn, rest, sql + size);
        if (rc == SQLITE_DONE) {
            *stmt = made;
            return SQLA_OK;
        }
        sqlite3_finalize(made);
        if (rc == SQLITE_NOMEM) return sqla__sqlite_no_memory(err);
        why = "one statement at a time";
    }
    return sqla_driver_fail(err, SQLA_PROGRAMMING_ERROR, 0, why);
}

static void sqla__sqlite_finalize(void *stmt) {
    sqlite3_finalize(stmt);
}

static sqla_status sqla__sqlite_step(void *stmt, bool *row, sqla_error_record *err) {
    int rc = sqlite3_step(stmt);
    *row = rc == SQLITE_ROW;
    if (rc == SQLITE_ROW || rc == SQLITE_DONE) return SQLA_OK;
    return sqla__sqlite_fail(sqlite3_db_handle(stmt), rc, err);
}

/* Bindings stay, with pointers that may soon be stale: SQLite looks at them only in a step, and
 * before that they are bound anew. The answer repeats the failure of the step. */
static void sqla__sqlite_reset(void *stmt) {
    sqlite3_reset(stmt);
}

static int sqla__sqlite_column_count(void *stmt) {
    return sqlite3_column_count(stmt);
}

/* NULL also without memory. */
static const char *sqla__sqlite_column_name(void *stmt, int i) {
    return sqlite3_column_name(stmt, i);
}

/* ============================================================================
 * >>sqlite_bind                                              prefix sqla__sqlite_
 * Values and struct fields into parameters.
 * Uses: values driver sqlite_errors
 * ============================================================================ */

#define SQLA__SQLITE_NATIVE (1u << SQLA_VALUE_NULL | 1u << SQLA_VALUE_BOOL | \
    1u << SQLA_VALUE_INT | 1u << SQLA_VALUE_DOUBLE | 1u << SQLA_VALUE_TEXT | \
    1u << SQLA_VALUE_BYTES | 1u << SQLA_VALUE_JSON)

static sqla_status sqla__sqlite_bound(sqlite3_stmt *stmt, int rc, sqla_error_record *err) {
    if (rc == SQLITE_OK) return SQLA_OK;
    return sqla__sqlite_fail(sqlite3_db_handle(stmt), rc, err);
}

#define SQLA__SQLITE_UTF8 "text that is not UTF-8"

/* Are all bytes ASCII, and none NUL? Then there is nothing else to check. Eight bytes at a time: a
 * byte from 1 to 127 has no high bit, neither as it is nor less one. */
static bool sqla__sqlite_is_plain(const char *text, size_t n) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t word, seen = 0;
    size_t i = 0;
    for (; i + sizeof word <= n; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        seen |= word | (word - ones);
    }
    if (i < n && i > 0) {           /* the rest, with some bytes before it once more */
        memcpy(&word, text + n - sizeof word, sizeof word);
        seen |= word | (word - ones);
        i = n;
    }
    for (; i < n; i++) seen |= (unsigned char)text[i] | ((unsigned char)text[i] - UINT64_C(1));
    return (seen & ones << 7) == 0;
}

static bool sqla__sqlite_is_utf8(const char *text, size_t n) {
    return sqla__sqlite_is_plain(text, n) || sqla_driver_utf8(text, n);
}

/* What is wrong with a value; NULL: nothing. */
static const char *sqla__sqlite_fault(const sqla_value *value) {
    switch (value->kind) {
    case SQLA_VALUE_TEXT:
    case SQLA_VALUE_JSON:
        if (!value->as.text.ptr) return NULL;
        if (sqla__sqlite_is_utf8(value->as.text.ptr, value->as.text.size)) return NULL;
        return SQLA__SQLITE_UTF8;
    case SQLA_VALUE_TOO_BIG:
        return "an integer above 9223372036854775807";
    default:
        return NULL;
    }
}

static sqla_status sqla__sqlite_bad_kind(sqla_value_kind kind, sqla_error_record *err) {
    char text[64];
    sqlite3_snprintf((int)sizeof text, text, "value kind %d is not native to SQLite", (int)kind);
    return sqla_driver_fail(err, SQLA_INTERNAL_ERROR, 0, text);
}

/* Parameter i from 1. SQLite binds a NULL pointer as NULL, and no bytes elsewhere as no bytes. */
static sqla_status sqla__sqlite_put(sqlite3_stmt *stmt, int i, const sqla_value *value,
                                    sqlite3_destructor_type keep, sqla_error_record *err) {
    int rc;
    switch (value->kind) {
    case SQLA_VALUE_NULL:   rc = sqlite3_bind_null(stmt, i); break;
    case SQLA_VALUE_BOOL:   rc = sqlite3_bind_int(stmt, i, value->as.b); break;
    case SQLA_VALUE_INT:    rc = sqlite3_bind_int64(stmt, i, value->as.i); break;
    case SQLA_VALUE_DOUBLE: rc = sqlite3_bind_double(stmt, i, value->as.d); break;
    case SQLA_VALUE_TEXT:
    case SQLA_VALUE_JSON:
        rc = sqlite3_bind_text64(stmt, i, value->as.text.ptr, value->as.text.size, keep,
                                 SQLITE_UTF8);
        break;
    case SQLA_VALUE_BYTES:
        rc = sqlite3_bind_blob64(stmt, i, value->as.text.ptr, value->as.text.size, keep);
        break;
    default:
        return sqla__sqlite_bad_kind(value->kind, err);
    }
    return sqla__sqlite_bound(stmt, rc, err);
}

static sqla_status sqla__sqlite_bind(void *stmt, int i, const sqla_value *value,
                                     sqla_error_record *err) {
    const char *why = sqla__sqlite_fault(value);
    if (why) return sqla_driver_fail(err, SQLA_DATA_ERROR, 0, why);
    return sqla__sqlite_put(stmt, i + 1, value, SQLITE_STATIC, err);
}

/* A field that its SQL type converts. The text may be in scratch, so SQLite copies it. */
static sqla_status sqla__sqlite_bind_other(sqlite3_stmt *stmt, int i, const sqla_field_plan *plan,
                                           const void *record, sqla_error_record *err) {
    char scratch[96];
    sqla_value value;
    const char *why = sqla_driver_read(plan, record, SQLA__SQLITE_NATIVE, &value, scratch);
    if (!why) why = sqla__sqlite_fault(&value);
    if (why) return sqla__sqlite_misfit(err, plan, "%s", why);
    return sqla__sqlite_put(stmt, i, &value, SQLITE_TRANSIENT, err);
}

/* Bytes before `has` in an opt of n bytes. Not n / 2, since an 8-byte value may be aligned to 4. */
static uint32_t sqla__sqlite_opt_size(uint32_t n) {
    return n > 8 ? 8 : n / 2;
}

/* Is this the opt form of a number, whose layout the driver knows? */
static bool sqla__sqlite_is_opt(unsigned ctype) {
    return ctype > SQLA_C_OPT && ctype <= SQLA_C_OPT + SQLA_C_FLOAT;
}

static int64_t sqla__sqlite_int_at(const char *field, uint32_t size) {
    int8_t a;
    int16_t b;
    int32_t c;
    int64_t d;
    switch (size) {
    case 1:  memcpy(&a, field, sizeof a); return a;
    case 2:  memcpy(&b, field, sizeof b); return b;
    case 4:  memcpy(&c, field, sizeof c); return c;
    default: memcpy(&d, field, sizeof d); return d;
    }
}

static uint64_t sqla__sqlite_uint_at(const char *field, uint32_t size) {
    uint64_t bits = (uint64_t)sqla__sqlite_int_at(field, size);
    return size < 8 ? bits & ((UINT64_C(1) << size * 8) - 1) : bits;
}

static double sqla__sqlite_float_at(const char *field, uint32_t size) {
    float f;
    double d;
    if (size == sizeof f) {
        memcpy(&f, field, sizeof f);
        return (double)f;
    }
    memcpy(&d, field, sizeof d);
    return d;
}

/* const char * (also that of a sqla_json) and char[N]. */
static sqla_status sqla__sqlite_bind_text(sqlite3_stmt *stmt, int i, const sqla_field_plan *plan,
                                          const char *field, sqla_error_record *err) {
    const char *text = field;
    size_t n;
    if (plan->ctype == SQLA_C_CHARS) {
        const char *end = memchr(field, '\0', plan->size);
        if (!end) return sqla__sqlite_misfit(err, plan, "no NUL ends the %u bytes", plan->size);
        n = (size_t)(end - field);
    } else {
        memcpy(&text, field, sizeof text);
        if (!text) return sqla__sqlite_bound(stmt, sqlite3_bind_null(stmt, i), err);
        n = strlen(text);
    }
    if (!sqla__sqlite_is_utf8(text, n)) return sqla__sqlite_misfit(err, plan, SQLA__SQLITE_UTF8);
    int rc = sqlite3_bind_text64(stmt, i, text, n, SQLITE_STATIC, SQLITE_UTF8);
    return sqla__sqlite_bound(stmt, rc, err);
}

static sqla_status sqla__sqlite_bind_uint(sqlite3_stmt *stmt, int i, const sqla_field_plan *plan,
                                          const char *field, sqla_error_record *err) {
    uint64_t u = sqla__sqlite_uint_at(field, plan->size);
    if (u > INT64_MAX)
        return sqla__sqlite_misfit(err, plan, "value %llu is too big", (unsigned long long)u);
    return sqla__sqlite_bound(stmt, sqlite3_bind_int64(stmt, i, (int64_t)u), err);
}

/* The hot path of bulk inserts: a field that is bound as it stands. */
static sqla_status sqla__sqlite_bind_field(sqlite3_stmt *stmt, int i, const sqla_field_plan *plan,
                                           const void *record, sqla_error_record *err) {
    const char *field = (const char *)record + plan->offset;
    unsigned ctype = plan->ctype;
    uint32_t size = plan->size;
    sqla_bytes bytes;
    int rc;
    if (sqla__sqlite_is_opt(ctype)) {
        size = sqla__sqlite_opt_size(size);
        if (!field[size]) return sqla__sqlite_bound(stmt, sqlite3_bind_null(stmt, i), err);
        ctype -= SQLA_C_OPT;
    }
    switch (ctype) {
    case SQLA_C_BOOL:
        rc = sqlite3_bind_int(stmt, i, *field != 0);
        break;
    case SQLA_C_INT:
        rc = sqlite3_bind_int64(stmt, i, sqla__sqlite_int_at(field, size));
        break;
    case SQLA_C_UINT:
        return sqla__sqlite_bind_uint(stmt, i, plan, field, err);
    case SQLA_C_FLOAT:
        rc = sqlite3_bind_double(stmt, i, sqla__sqlite_float_at(field, size));
        break;
    case SQLA_C_TEXT:
    case SQLA_C_JSON:
    case SQLA_C_CHARS:
        return sqla__sqlite_bind_text(stmt, i, plan, field, err);
    case SQLA_C_BYTES:
        memcpy(&bytes, field, sizeof bytes);
        rc = sqlite3_bind_blob64(stmt, i, bytes.data, bytes.size, SQLITE_STATIC);
        break;
    default:
        return sqla__sqlite_bind_other(stmt, i, plan, record, err);
    }
    return sqla__sqlite_bound(stmt, rc, err);
}

static sqla_status sqla__sqlite_bind_fields(void *stmt, int first, const sqla_field_plan *plan,
                                            size_t n, const void *record,
                                            sqla_error_record *err) {
    for (const sqla_field_plan *end = plan + n; plan < end; plan++) {
        int i = first + plan->column + 1;
        sqla_status status = plan->direct ? sqla__sqlite_bind_field(stmt, i, plan, record, err)
                                          : sqla__sqlite_bind_other(stmt, i, plan, record, err);
        if (status != SQLA_OK) return status;
    }
    return SQLA_OK;
}

/* ============================================================================
 * >>sqlite_load                                              prefix sqla__sqlite_
 * Columns into values and struct fields. One sqlite3_column_value per column, then
 * sqlite3_value_*: faster than sqlite3_column_*, and safe while one thread has the connection.
 * Uses: values driver sqlite_errors sqlite_bind
 * ============================================================================ */

/* No bytes have an address, since a NULL one means NULL. */
static const void *sqla__sqlite_blob(sqlite3_value *value, size_t *size) {
    const void *data = sqlite3_value_blob(value);
    *size = (size_t)sqlite3_value_bytes(value);
    return *size == 0 ? "" : data;
}

static void sqla__sqlite_get(sqlite3_value *value, sqla_value *out) {
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        out->kind = SQLA_VALUE_INT;
        out->as.i = sqlite3_value_int64(value);
        break;
    case SQLITE_FLOAT:
        out->kind = SQLA_VALUE_DOUBLE;
        out->as.d = sqlite3_value_double(value);
        break;
    case SQLITE_TEXT:
        out->kind = SQLA_VALUE_TEXT;
        out->as.text.ptr = (const char *)sqlite3_value_text(value);
        out->as.text.size = (size_t)sqlite3_value_bytes(value);
        break;
    case SQLITE_BLOB:
        out->kind = SQLA_VALUE_BYTES;
        out->as.text.ptr = sqla__sqlite_blob(value, &out->as.text.size);
        break;
    default:
        out->kind = SQLA_VALUE_NULL;
        break;
    }
}

/* Cannot fail: text or bytes that SQLite had no memory to hand out (it converts the text of a
 * UTF-16 database and expands zeroblobs) keep their kind and have a NULL pointer. The text is as
 * SQLite has it, which checks no UTF-8. */
static void sqla__sqlite_value(void *stmt, int i, sqla_value *out) {
    sqla__sqlite_get(sqlite3_column_value(stmt, i), out);
}

/* A column that its SQL type converts, or that holds something else than its field. */
static sqla_status sqla__sqlite_load_other(sqlite3_value *column, const sqla_field_plan *plan,
                                           void *record, sqla_arena *arena,
                                           sqla_error_record *err) {
    sqla_value value;
    sqla__sqlite_get(column, &value);
    bool text = value.kind == SQLA_VALUE_TEXT || value.kind == SQLA_VALUE_BYTES;
    if (text && !value.as.text.ptr) return sqla__sqlite_no_memory(err);
    return sqla_driver_store(plan, &value, record, arena, err);
}

static sqla_status sqla__sqlite_load_null(const sqla_field_plan *plan, char *field,
                                          sqla_error_record *err) {
    bool fits = plan->ctype == SQLA_C_TEXT || plan->ctype == SQLA_C_JSON ||
                plan->ctype == SQLA_C_BYTES || plan->ctype > SQLA_C_OPT;
    if (!fits && !plan->null_as_zero)
        return sqla__sqlite_misfit(err, plan, "NULL in a field that has no NULL");
    memset(field, 0, plan->size);
    return SQLA_OK;
}

/* Bytes of the number in a field. An opt becomes present, its padding zero. */
static uint32_t sqla__sqlite_present(const sqla_field_plan *plan, char *field) {
    uint32_t size = plan->size;
    if (plan->ctype > SQLA_C_OPT) {
        memset(field, 0, size);
        size = sqla__sqlite_opt_size(size);
        field[size] = 1;
    }
    return size;
}

/* Writes i cut to the field's size, and answers whether it is still i. */
static bool sqla__sqlite_write_int(char *field, uint32_t size, int64_t i) {
    int8_t a = (int8_t)i;
    int16_t b = (int16_t)i;
    int32_t c = (int32_t)i;
    switch (size) {
    case 1:  memcpy(field, &a, sizeof a); return a == i;
    case 2:  memcpy(field, &b, sizeof b); return b == i;
    case 4:  memcpy(field, &c, sizeof c); return c == i;
    default: memcpy(field, &i, sizeof i); return true;
    }
}

static bool sqla__sqlite_write_uint(char *field, uint32_t size, int64_t i) {
    uint8_t a = (uint8_t)i;
    uint16_t b = (uint16_t)i;
    uint32_t c = (uint32_t)i;
    switch (size) {
    case 1:  memcpy(field, &a, sizeof a); return a == i;
    case 2:  memcpy(field, &b, sizeof b); return b == i;
    case 4:  memcpy(field, &c, sizeof c); return c == i;
    default: memcpy(field, &i, sizeof i); return i >= 0;
    }
}

static sqla_status sqla__sqlite_load_int(int64_t i, const sqla_field_plan *plan, char *field,
                                         sqla_error_record *err) {
    uint32_t size = sqla__sqlite_present(plan, field);
    bool is_unsigned = plan->ctype == SQLA_C_UINT;
    bool fits = is_unsigned ? sqla__sqlite_write_uint(field, size, i)
                            : sqla__sqlite_write_int(field, size, i);
    if (fits) return SQLA_OK;
    return sqla__sqlite_misfit(err, plan, "value %lld does not fit the%s field of %u byte%s",
                               (long long)i, is_unsigned ? " unsigned" : "", size,
                               size == 1 ? "" : "s");
}

static sqla_status sqla__sqlite_load_float(double d, const sqla_field_plan *plan, char *field,
                                           sqla_error_record *err) {
    uint32_t size = sqla__sqlite_present(plan, field);
    if (size == sizeof(double)) {
        memcpy(field, &d, sizeof d);
        return SQLA_OK;
    }
    double magnitude = d < 0 ? -d : d;
    if (magnitude > (double)FLT_MAX && magnitude <= DBL_MAX)    /* infinity fits */
        return sqla__sqlite_misfit(err, plan, "value %!.15g does not fit a float", d);
    float f = (float)d;
    memcpy(field, &f, sizeof f);
    return SQLA_OK;
}

/* The bytes after an inline text are zeroed, so that equal structs compare equal. */
static sqla_status sqla__sqlite_load_chars(const char *text, size_t n, const sqla_field_plan *plan,
                                           char *field, sqla_error_record *err) {
    if (n >= plan->size)
        return sqla__sqlite_misfit(err, plan, "text of %lld bytes does not fit char[%u]",
                                   (long long)n, plan->size);
    memcpy(field, text, n);
    memset(field + n, 0, plan->size - n);
    return SQLA_OK;
}

/* A NUL inside would cut the text for its reader. */
static sqla_status sqla__sqlite_load_text(sqlite3_value *column, const sqla_field_plan *plan,
                                          char *field, sqla_arena *arena,
                                          sqla_error_record *err) {
    const char *text = (const char *)sqlite3_value_text(column);
    if (!text) return sqla__sqlite_no_memory(err);
    size_t n = (size_t)sqlite3_value_bytes(column);
    if (!sqla__sqlite_is_plain(text, n)) {
        if (memchr(text, '\0', n)) return sqla__sqlite_misfit(err, plan, "text with a NUL inside");
        if (!sqla_driver_utf8(text, n)) return sqla__sqlite_misfit(err, plan, SQLA__SQLITE_UTF8);
    }
    if (plan->ctype == SQLA_C_CHARS)
        return sqla__sqlite_load_chars(text, n, plan, field, err);
    char *copy = sqla_arena_alloc(arena, n + 1);
    if (!copy) return sqla__sqlite_no_memory(err);
    memcpy(copy, text, n + 1);
    memcpy(field, &copy, sizeof copy);
    return SQLA_OK;
}

static sqla_status sqla__sqlite_load_bytes(sqlite3_value *column, char *field, sqla_arena *arena,
                                           sqla_error_record *err) {
    sqla_bytes bytes;
    const void *data = sqla__sqlite_blob(column, &bytes.size);
    void *copy = data ? sqla_arena_alloc(arena, bytes.size + !bytes.size) : NULL;
    if (!copy) return sqla__sqlite_no_memory(err);
    memcpy(copy, data, bytes.size);
    bytes.data = copy;
    memcpy(field, &bytes, sizeof bytes);
    return SQLA_OK;
}

/* The hot path of fetches: a column that is stored as it stands, if it holds what its field takes;
 * SQLite lets any column hold anything. */
static sqla_status sqla__sqlite_load_field(sqlite3_value *column, const sqla_field_plan *plan,
                                           void *record, sqla_arena *arena,
                                           sqla_error_record *err) {
    char *field = (char *)record + plan->offset;
    unsigned ctype = plan->ctype & ~(unsigned)SQLA_C_OPT;
    switch (sqlite3_value_type(column)) {
    case SQLITE_INTEGER:
        if (ctype == SQLA_C_INT || ctype == SQLA_C_UINT)
            return sqla__sqlite_load_int(sqlite3_value_int64(column), plan, field, err);
        if (ctype == SQLA_C_BOOL)
            return sqla__sqlite_load_int(sqlite3_value_int64(column) != 0, plan, field, err);
        break;
    case SQLITE_FLOAT:
        if (ctype == SQLA_C_FLOAT)
            return sqla__sqlite_load_float(sqlite3_value_double(column), plan, field, err);
        break;
    case SQLITE_TEXT:
        if (ctype == SQLA_C_TEXT || ctype == SQLA_C_CHARS || ctype == SQLA_C_JSON)
            return sqla__sqlite_load_text(column, plan, field, arena, err);
        break;
    case SQLITE_BLOB:
        if (ctype == SQLA_C_BYTES) return sqla__sqlite_load_bytes(column, field, arena, err);
        break;
    default:
        return sqla__sqlite_load_null(plan, field, err);
    }
    return sqla__sqlite_load_other(column, plan, record, arena, err);
}

/* The common fields, their storage class as expected, without a step in between: true if the
 * column was stored. */
static bool sqla__sqlite_load_fast(sqlite3_value *column, const sqla_field_plan *plan, char *field,
                                   sqla_arena *arena) {
    int type = sqlite3_value_type(column);
    if (plan->ctype == SQLA_C_TEXT && type == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_value_text(column);
        size_t n = text ? (size_t)sqlite3_value_bytes(column) : 0;
        char *copy = text && sqla__sqlite_is_plain(text, n) ? sqla_arena_alloc(arena, n + 1) : NULL;
        if (!copy) return false;
        memcpy(copy, text, n + 1);
        memcpy(field, &copy, sizeof copy);
        return true;
    }
    if (plan->ctype == SQLA_C_INT && type == SQLITE_INTEGER) {
        int64_t i = sqlite3_value_int64(column);
        int32_t narrow = (int32_t)i;
        bool fits = plan->size == sizeof i || (plan->size == sizeof narrow && narrow == i);
        if (plan->size == sizeof i) memcpy(field, &i, sizeof i);
        else if (fits) memcpy(field, &narrow, sizeof narrow);
        return fits;
    }
    if (plan->ctype == SQLA_C_FLOAT && type == SQLITE_FLOAT && plan->size == sizeof(double)) {
        double d = sqlite3_value_double(column);
        memcpy(field, &d, sizeof d);
        return true;
    }
    return false;
}

static sqla_status sqla__sqlite_load(void *stmt, const sqla_field_plan *plan, size_t n,
                                     void *record, sqla_arena *arena, sqla_error_record *err) {
    for (const sqla_field_plan *end = plan + n; plan < end; plan++) {
        sqlite3_value *column = sqlite3_column_value(stmt, plan->column);
        char *field = (char *)record + plan->offset;
        if (plan->direct && sqla__sqlite_load_fast(column, plan, field, arena)) continue;
        sqla_status status =
            plan->direct ? sqla__sqlite_load_field(column, plan, record, arena, err)
                         : sqla__sqlite_load_other(column, plan, record, arena, err);
        if (status != SQLA_OK) return status;
    }
    return SQLA_OK;
}

/* ============================================================================
 * >>sqlite_driver                                            prefix sqla__sqlite_
 * The table.
 * Uses: driver and all of this file
 * ============================================================================ */

static const sqla_driver sqla__sqlite_driver = {
    .version        = SQLA_DRIVER_VERSION,
    .dialect        = "sqlite",
    .name           = "sqlite3",
    .native         = SQLA__SQLITE_NATIVE,
    .max_params     = 32766,
    .open           = sqla__sqlite_open,
    .close          = sqla__sqlite_close,
    .ping           = sqla__sqlite_ping,
    .run            = sqla__sqlite_run,
    .prepare        = sqla__sqlite_prepare,
    .finalize       = sqla__sqlite_finalize,
    .bind           = sqla__sqlite_bind,
    .bind_fields    = sqla__sqlite_bind_fields,
    .step           = sqla__sqlite_step,
    .reset          = sqla__sqlite_reset,
    .column_count   = sqla__sqlite_column_count,
    .column_name    = sqla__sqlite_column_name,
    .value          = sqla__sqlite_value,
    .load           = sqla__sqlite_load,
    .changes        = sqla__sqlite_changes,
    .last_id        = sqla__sqlite_last_id,
    .in_transaction = sqla__sqlite_in_transaction,
    .cancel         = sqla__sqlite_cancel,
    .native_connection = sqla__sqlite_native,
};
