/* What the suites of sessions share: the statements that an engine executes, and SQL past the
 * session, for what is in the database. */
#ifndef ORM_H
#define ORM_H

#include "test.h"

static inline bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

/* ---- the statements that were executed ---- */

/* Those since quiet(), in order, and their numbers; those beyond the lines are only counted. */
static struct {
    int  n, selects, inserts, updates, deletes;
    char lines[200][1000];
} heard;

/* Past a place for a value, "?", "$1" or "$1::BIGINT"; what is none is left alone. */
static inline const char *past_place(const char *s) {
    if (*s == '?') return s + 1;
    if (*s != '$' || !isdigit((unsigned char)s[1])) return s;
    for (s++; isdigit((unsigned char)*s);) s++;
    if (begins(s, "::"))
        for (s += 2; isalpha((unsigned char)*s);) s++;
    return s;
}

/* Copies a statement as SQLite has it, so that it reads the same on each database: a place is "?",
 * and so is a list of any length in IN. */
static inline void copy_statement(char *to, size_t n, const char *text) {
    char *start = to, *end = to + n - 1;
    while (*text && to < end) {
        const char *next = past_place(text);
        bool in_list = to - start >= 7 && memcmp(to - 7, "IN (?, ", 7) == 0;
        if (next == text) *to++ = *text++;
        else if (in_list) to -= 2;
        else *to++ = '?';
        if (next > text) text = next;
    }
    *to = '\0';
}

/* Where an INSERT of PostgreSQL's begins that returns its keys in order, else where text does. */
static inline const char *past_with(const char *text) {
    return begins(text, "WITH w AS (INSERT") ? text + strlen("WITH w AS (") : text;
}

/* For the engine's log. */
static inline void hear(const char *text, void *user) {
    text = past_with(text);
    int selects = begins(text, "SELECT ") || begins(text, "WITH ");
    int inserts = begins(text, "INSERT "), updates = begins(text, "UPDATE ");
    int deletes = begins(text, "DELETE ");
    (void)user;
    heard.selects += selects;
    heard.inserts += inserts;
    heard.updates += updates;
    heard.deletes += deletes;
    if (selects + inserts + updates + deletes == 0) return;
    if (heard.n < 200) copy_statement(heard.lines[heard.n], sizeof heard.lines[0], text);
    heard.n++;
}

static inline void quiet(void) {
    heard.n = heard.selects = heard.inserts = heard.updates = heard.deletes = 0;
}

static inline int written(void) { return heard.inserts + heard.updates + heard.deletes; }

/* Statement i, or NULL. */
static inline const char *sql(int i) {
    return i >= 0 && i < heard.n && i < 200 ? heard.lines[i] : NULL;
}

/* The number of the first one from `from` that begins so, or -1. */
static inline int line_of(const char *start, int from) {
    for (int i = from; sql(i); i++)
        if (begins(sql(i), start)) return i;
    return -1;
}

/* The last one that began so, or "". */
static inline const char *last_of(const char *start) {
    for (int i = heard.n < 200 ? heard.n : 200; i-- > 0;)
        if (begins(sql(i), start)) return sql(i);
    return "";
}

/* ---- a database, and SQL past the session ---- */

typedef struct fix {
    sqla_metadata *md;
    sqla_engine   *e;
    sqla_session  *s;
} fix;

/* The metadata's tables at a URL, and a session on them. */
static inline fix fix_open(const char *url, sqla_metadata *md) {
    fix f = { md, sqla_create_engine(url, .echo = true, .log = hear), NULL };
    CHECK_STR(sqla_error(md)->message, "");
    CHECK_STATUS(sqla_create_all(f.e, md), SQLA_OK);
    f.s = sqla_session_open(f.e, md);
    CHECK(!sqla_failed(f.s));
    quiet();
    return f;
}

static inline void close_fix(fix *f) {
    sqla_session_close(f->s);
    sqla_dispose(f->e);
    sqla_metadata_free(f->md);
}

/* On a connection of its own; on the session's. They are not among the statements heard. */
static inline void run(sqla_engine *e, const char *script) {
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_exec_driver_sql(c, script), SQLA_OK);
    sqla_conn_close(c);
    quiet();
}

static inline void run_inside(sqla_session *s, const char *script) {
    CHECK_STATUS(sqla_exec_driver_sql(sqla_session_conn(s, NULL), script), SQLA_OK);
    quiet();
}

/* The one value of a query, 0 or NULL for SQL NULL. */
static inline int64_t value_of(sqla_conn *c, const char *query) {
    sqla_opt_int64 x = { 0 };
    CHECK_STATUS(sqla_scalar(c, sqla_text(query), &x), SQLA_OK);
    return x.value;
}

/* In the session's transaction, but past the session: nothing is flushed for it. */
static inline int64_t stored(sqla_session *s, const char *query) {
    return value_of(sqla_session_conn(s, NULL), query);
}

static inline const char *stored_text(sqla_session *s, const char *query) {
    const char *x = NULL;
    CHECK_STATUS(sqla_scalar(sqla_session_conn(s, NULL), sqla_text(query), &x), SQLA_OK);
    return x;
}

static inline const char *stored_list(sqla_session *s, const char *query) {
    return list_of(sqla_session_conn(s, NULL), query);
}

/* What others see. */
static inline int64_t committed(sqla_engine *e, const char *query) {
    sqla_conn *c = sqla_connect(e);
    int64_t x = value_of(c, query);
    sqla_conn_close(c);
    return x;
}

/* ---- objects ---- */

/* The state without SQLA_EXPIRED. */
static inline int state_of(const void *object) { return sqla_state(object) & SQLA_STATE_MASK; }
static inline bool expired(const void *object) { return (sqla_state(object) & SQLA_EXPIRED) != 0; }

/* Frees what no session has taken, or none holds any longer. */
static inline void drop(void *object) {
    if (sqla_state(object) == SQLA_TRANSIENT) sqla_free(object);
}

#endif
