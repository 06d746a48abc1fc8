/* sqla_postgresql.h: the PostgreSQL driver of sqla.h; #define SQLA_POSTGRESQL, link with -lpq
 * (libpq 14 or newer). */

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <libpq-fe.h>
#ifdef _WIN32
#include <winsock2.h>
#define SQLA__PQ_POLL WSAPoll
#else
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#define SQLA__PQ_POLL poll
#endif

/* ============================================================================
 * >>pq_errors                                                    prefix sqla__pq_
 * What the server says becomes statuses, SQLSTATEs and names.
 * Uses: errors driver
 * ============================================================================ */

typedef struct sqla__pq_conn {
    PGconn  *pg;
    int64_t  changes;               /* rows of the last INSERT, UPDATE or DELETE */
    unsigned serial;                /* of prepared statements and cursors */
    bool     unnamed;               /* no prepared statements: behind pgbouncer */
    char     fatal[6];              /* SQLSTATE with which the server ended the connection; or "" */
    char     begin[96];             /* waits for the first statement, to travel with it; "": none */
    int      waiting, queued;       /* statements sent whose answers are still to be read: of what
                                     * waited, and those queued */
    bool     synced;                /* the server was told to answer */
    bool     given_up;              /* whatever libpq thinks of it */
    int      apart;                 /* answers before those, that nobody waits for */
    PGcancel *cancel;               /* may be used by any thread */
    PGnotify *notified;             /* the last one handed out */
    bool     loud;                  /* notices are asked for */
    sqla_notice_fn *tell;           /* of what the server remarks; NULL: nobody */
    void    *tell_user;
    int      n_dead;
    unsigned dead[32];              /* prepared statements to be deallocated with the next one */
} sqla__pq_conn;

/* Copies a text, cut to the buffer but never inside a UTF-8 character; NULL is "". */
static void sqla__pq_copy(char *out, size_t size, const char *text) {
    size_t n = text ? strlen(text) : 0;
    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) n--;
    }
    if (n) memcpy(out, text, n);
    out[n] = '\0';
}

/* The classes of SQLSTATE (PostgreSQL manual, appendix A) and their statuses. */
static const struct { char state[6]; sqla_status status; } sqla__pq_states[] = {
    { "0A",    SQLA_NOT_SUPPORTED },
    { "20",    SQLA_PROGRAMMING_ERROR },
    { "21",    SQLA_PROGRAMMING_ERROR },
    { "22",    SQLA_DATA_ERROR },
    { "23",    SQLA_INTEGRITY_ERROR },
    { "24",    SQLA_INTERNAL_ERROR },
    { "25P03", SQLA_OPERATIONAL_ERROR },        /* idle in transaction for too long */
    { "25",    SQLA_INTERNAL_ERROR },
    { "2D",    SQLA_INTERNAL_ERROR },
    { "2F",    SQLA_INTERNAL_ERROR },
    { "38",    SQLA_INTERNAL_ERROR },
    { "39",    SQLA_INTERNAL_ERROR },
    { "3B",    SQLA_INTERNAL_ERROR },
    { "3D",    SQLA_PROGRAMMING_ERROR },
    { "3F",    SQLA_PROGRAMMING_ERROR },
    { "42",    SQLA_PROGRAMMING_ERROR },
    { "44",    SQLA_PROGRAMMING_ERROR },
    { "F0",    SQLA_INTERNAL_ERROR },
    { "P0",    SQLA_INTERNAL_ERROR },
    { "XX",    SQLA_INTERNAL_ERROR },
};

static sqla_status sqla__pq_status(const char *state) {
    for (size_t i = 0; i < sizeof sqla__pq_states / sizeof *sqla__pq_states; i++) {
        size_t n = strlen(sqla__pq_states[i].state);
        if (strncmp(state, sqla__pq_states[i].state, n) == 0) return sqla__pq_states[i].status;
    }
    return SQLA_OPERATIONAL_ERROR;
}

/* Does this error end the connection? A server that shuts down says so before it closes. */
static bool sqla__pq_is_lost(const PGconn *pg, const char *state) {
    return PQstatus(pg) != CONNECTION_OK || strncmp(state, "08", 2) == 0
        || strcmp(state, "57P01") == 0 || strcmp(state, "57P02") == 0
        || strcmp(state, "57P03") == 0;
}

/* The fields of a result's error or notice. */
static void sqla__pq_describe_error(const PGresult *res, sqla_error_record *err) {
    const char *position = PQresultErrorField(res, PG_DIAG_STATEMENT_POSITION);
    err->position = position ? atoi(position) : 0;
    sqla__pq_copy(err->sqlstate, sizeof err->sqlstate, PQresultErrorField(res, PG_DIAG_SQLSTATE));
    sqla__pq_copy(err->constraint, sizeof err->constraint,
                  PQresultErrorField(res, PG_DIAG_CONSTRAINT_NAME));
    sqla__pq_copy(err->table, sizeof err->table, PQresultErrorField(res, PG_DIAG_TABLE_NAME));
    sqla__pq_copy(err->column, sizeof err->column, PQresultErrorField(res, PG_DIAG_COLUMN_NAME));
    sqla__pq_copy(err->detail, sizeof err->detail, PQresultErrorField(res, PG_DIAG_MESSAGE_DETAIL));
    sqla__pq_copy(err->hint, sizeof err->hint, PQresultErrorField(res, PG_DIAG_MESSAGE_HINT));
}

/* Fills the record from a result; res NULL: from the connection. Does not free res. */
static sqla_status sqla__pq_fail(sqla__pq_conn *c, const PGresult *res, sqla_error_record *err) {
    const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
    if (!state && *c->fatal) state = c->fatal;
    const char *primary = res ? PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    const char *text = primary ? primary : PQerrorMessage(c->pg);
    char message[sizeof err->message];
    bool lost = c->given_up || sqla__pq_is_lost(c->pg, state ? state : "");
    sqla__pq_copy(message, sizeof message, text);
    for (size_t n = strlen(message); n && message[n - 1] == '\n'; n--) message[n - 1] = '\0';
    sqla_status code = sqla_driver_fail(err, sqla__pq_status(state ? state : ""), 0,
                                        *message ? message : "the connection failed");
    err->is_disconnect = lost;
    if (res) sqla__pq_describe_error(res, err);
    sqla__pq_copy(err->sqlstate, sizeof err->sqlstate, state);
    return code;
}

static sqla_status sqla__pq_no_memory(sqla_error_record *err) {
    return sqla_driver_fail(err, SQLA_MEMORY_ERROR, 0, "out of memory");
}

/* ============================================================================
 * >>pq_connection                                                prefix sqla__pq_
 * Opening, and what needs no statement. BEGIN is kept back until there is something to send.
 * Uses: errors driver pq_errors
 * ============================================================================ */

/* Notices would go to stderr otherwise. */
static void sqla__pq_notice(void *arg, const PGresult *res) {
    sqla__pq_conn *c = arg;
    const char *text = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
    const char *severity = PQresultErrorField(res, PG_DIAG_SEVERITY_NONLOCALIZED);
    sqla_error_record notice;
    if (severity && strcmp(severity, "FATAL") == 0)     /* said between two statements */
        sqla__pq_copy(c->fatal, sizeof c->fatal, PQresultErrorField(res, PG_DIAG_SQLSTATE));
    if (!c->tell) return;
    sqla_driver_fail(&notice, SQLA_OK, 0, text ? text : "");
    sqla__pq_describe_error(res, &notice);
    c->tell(c->tell_user, &notice);
}

static void sqla__pq_notices(void *conn, sqla_notice_fn *tell, void *user) {
    sqla__pq_conn *c = conn;
    c->tell = tell;
    c->tell_user = user;
    if (tell && !c->loud && !c->unnamed)
        PQclear(PQexec(c->pg, "SET client_min_messages = notice"));
    c->loud = c->loud || tell;
}

/* Keys of the URL that are the driver's own, not libpq's. */
static bool sqla__pq_is_own(const char *key, size_t n) {
    return (n == 9 && memcmp(key, "pgbouncer", n) == 0)
        || (n == 17 && memcmp(key, "prepare_threshold", n) == 0);
}

static bool sqla__pq_is_unnamed(const sqla_url *url) {
    const char *bouncer = sqla_url_query(url, "pgbouncer");
    const char *threshold = sqla_url_query(url, "prepare_threshold");
    return (bouncer && strcmp(bouncer, "0") != 0 && strcmp(bouncer, "false") != 0)
        || (threshold && strcmp(threshold, "0") == 0);
}

static bool sqla__pq_is_good(const PGresult *res) {
    ExecStatusType status = PQresultStatus(res);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* The result of what was sent: the first that is an error, else the last one. PQexec would give the
 * last one, which after a loss says less. */
static PGresult *sqla__pq_await(sqla__pq_conn *c, int sent) {
    PGresult *out = NULL, *next;
    while (sent && (next = PQgetResult(c->pg)) != NULL) {
        ExecStatusType status = PQresultStatus(next);
        bool failed = out && PQresultStatus(out) == PGRES_FATAL_ERROR;
        PQclear(failed ? next : out);
        if (!failed) out = next;
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) break;
    }
    return out;
}

/* Behind a pgbouncer, where other clients use the same connections of the server: the same, for one
 * transaction, in which it travels behind BEGIN. */
static const char sqla__pq_settings[] = "SELECT set_config('datestyle', 'ISO', true), "
    "set_config('intervalstyle', 'postgres', true), set_config('bytea_output', 'hex', true), "
    "set_config('extra_float_digits', '1', true), "
    "set_config('standard_conforming_strings', 'on', true)";

enum { SQLA__PQ_KEYS = 48 };

/* Opens with the parts of the URL, and its query as libpq's own parameters
 * (https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-PARAMKEYWORDS). */
static PGconn *sqla__pq_connect(const sqla_url *url) {
    /* What the decoders of text rely on, should server or role be set up otherwise; and silence, as
     * libpq prints what comes before it can be told where to. */
    static const char fixed[] = "-c client_min_messages=error -c datestyle=ISO "
        "-c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1 "
        "-c standard_conforming_strings=on ";
    const char *key[SQLA__PQ_KEYS + 1], *value[SQLA__PQ_KEYS + 1];
    const char *options = sqla_url_query(url, "options");
    char names[sizeof url->query], all[sizeof url->query + sizeof fixed];
    const struct { const char *key, *value; } parts[] = {
        { "host", url->host }, { "port", url->port }, { "user", url->user },
        { "password", url->password }, { "dbname", url->database },
    };
    char *name = names;
    int n = 0;
    key[n] = "client_encoding", value[n++] = "UTF8";
    key[n] = "fallback_application_name", value[n++] = "sqla.h";
    if (!sqla__pq_is_unnamed(url)) {            /* a pgbouncer takes no options */
        memcpy(all, fixed, sizeof fixed);
        sqla__pq_copy(all + sizeof fixed - 1, sizeof url->query, options);
        options = all;
    }
    if (options) key[n] = "options", value[n++] = options;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (*parts[i].value) key[n] = parts[i].key, value[n++] = parts[i].value;
    for (const char *at = url->query; *at && n < SQLA__PQ_KEYS; at += strlen(at) + 1) {
        size_t size = strcspn(at, "=");
        if (sqla__pq_is_own(at, size) || (size == 7 && memcmp(at, "options", size) == 0)) continue;
        memcpy(name, at, size);
        name[size] = '\0';
        key[n] = name, value[n++] = at + size + (at[size] == '=');
        name += size + 1;
    }
    key[n] = value[n] = NULL;
    return PQconnectdbParams(key, value, 0);
}

static sqla_status sqla__pq_open(const sqla_url *url, void **conn, sqla_error_record *err) {
    sqla__pq_conn *c = sqla_driver_alloc(sizeof *c);
    if (!c) return sqla__pq_no_memory(err);
    c->pg = sqla__pq_connect(url);
    c->unnamed = sqla__pq_is_unnamed(url);
    if (PQstatus(c->pg) == CONNECTION_OK) {
        PQsetNoticeReceiver(c->pg, sqla__pq_notice, c);
        c->cancel = PQgetCancel(c->pg);
        *conn = c;
        if (c->cancel) return SQLA_OK;
    }
    bool failed = c->pg && PQstatus(c->pg) != CONNECTION_OK;
    sqla_status status = failed ? sqla__pq_fail(c, NULL, err) : sqla__pq_no_memory(err);
    PQfinish(c->pg);
    sqla_driver_free(c, sizeof *c);
    return status;
}

static void sqla__pq_close(void *conn) {
    sqla__pq_conn *c = conn;
    PQfreemem(c->notified);
    PQfreeCancel(c->cancel);
    PQfinish(c->pg);
    sqla_driver_free(c, sizeof *c);
}

/* The socket becomes one that leads nowhere: what libpq says at its end does not reach the server,
 * which still serves the parent of this process. */
static void sqla__pq_abandon(void *conn) {
#ifndef _WIN32
    sqla__pq_conn *c = conn;
    int nowhere = open("/dev/null", O_RDWR), old = PQsocket(c->pg);
    if (nowhere >= 0 && old >= 0) dup2(nowhere, old);
    if (nowhere >= 0) close(nowhere);
#else
    (void)conn;
#endif
}

static sqla_status sqla__pq_cancel(void *conn, sqla_error_record *err) {
    sqla__pq_conn *c = conn;
    char why[256] = "";
    if (PQcancel(c->cancel, why, sizeof why)) return SQLA_OK;
    return sqla_driver_fail(err, SQLA_OPERATIONAL_ERROR, 0, why);
}

static void *sqla__pq_native(void *conn) { return ((sqla__pq_conn *)conn)->pg; }

static int64_t sqla__pq_now_ms(void) {
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Waits until the server sends something; SQLA_TIMEOUT. */
static sqla_status sqla__pq_wait(sqla__pq_conn *c, int64_t until_ms, sqla_error_record *err) {
    int64_t left = until_ms < 0 ? -1 : until_ms - sqla__pq_now_ms();
    struct pollfd fd = { PQsocket(c->pg), POLLIN, 0 };
    if (until_ms >= 0 && left <= 0) left = 0;
    int n = SQLA__PQ_POLL(&fd, 1, left > INT_MAX ? INT_MAX : (int)left);
    if (n == 0) return SQLA_TIMEOUT;
    if (n < 0) return errno == EINTR ? SQLA_OK
                                     : sqla_driver_fail(err, SQLA_OPERATIONAL_ERROR, errno, "poll");
    return PQconsumeInput(c->pg) ? SQLA_OK : sqla__pq_fail(c, NULL, err);
}

static sqla_status sqla__pq_notification(void *conn, int timeout_ms, sqla_notification *out,
                                         sqla_error_record *err) {
    sqla__pq_conn *c = conn;
    int64_t until = timeout_ms < 0 ? -1 : sqla__pq_now_ms() + timeout_ms;
    sqla_status status = PQconsumeInput(c->pg) ? SQLA_OK : sqla__pq_fail(c, NULL, err);
    PQfreemem(c->notified);
    c->notified = NULL;
    while (!status && (c->notified = PQnotifies(c->pg)) == NULL)
        status = sqla__pq_wait(c, until, err);
    if (status) return status;
    *out = (sqla_notification){ c->notified->relname, c->notified->extra, c->notified->be_pid };
    return SQLA_OK;
}

static bool sqla__pq_ping(void *conn) {
    sqla__pq_conn *c = conn;
    PGresult *res = PQexec(c->pg, "");
    bool good = !c->given_up && PQresultStatus(res) == PGRES_EMPTY_QUERY
        && PQtransactionStatus(c->pg) == PQTRANS_IDLE;
    PQclear(res);
    return good;
}

static bool sqla__pq_in_transaction(void *conn) {
    sqla__pq_conn *c = conn;
    PGTransactionStatusType status = PQtransactionStatus(c->pg);
    return *c->begin || status == PQTRANS_INTRANS || status == PQTRANS_INERROR
        || status == PQTRANS_ACTIVE;
}

/* Is this the end of a transaction that was never begun on the server? */
static bool sqla__pq_is_end(const char *sql) {
    return strcmp(sql, "COMMIT") == 0 || strcmp(sql, "ROLLBACK") == 0;
}

static const char sqla__pq_no_copy[] = "COPY of one's own: use sqla_bulk_insert";

/* Reads away what COPY of the user's own wants or sends; data travels by sqla_bulk_insert. */
static void sqla__pq_end_copy(PGconn *pg, ExecStatusType status) {
    while (PQstatus(pg) == CONNECTION_OK) {
        char *row;
        if (status == PGRES_COPY_IN) PQputCopyEnd(pg, "COPY takes no data here");
        if (status == PGRES_COPY_OUT) while (PQgetCopyData(pg, &row, 0) > 0) PQfreemem(row);
        PGresult *res = PQgetResult(pg);
        if (!res) return;
        status = PQresultStatus(res);
        PQclear(res);
    }
}

static sqla_status sqla__pq_run(void *conn, const char *sql, sqla_error_record *err) {
    sqla__pq_conn *c = conn;
    if (strncmp(sql, "BEGIN", 5) == 0 && strlen(sql) < sizeof c->begin && !strchr(sql, ';')
        && !sqla__pq_in_transaction(c) && PQstatus(c->pg) == CONNECTION_OK) {
        memcpy(c->begin, sql, strlen(sql) + 1);
        return SQLA_OK;
    }
    if (*c->begin && sqla__pq_is_end(sql)) {
        *c->begin = '\0';
        return SQLA_OK;
    }
    if (*c->begin) {
        PGresult *begun = PQexec(c->pg, c->begin);
        *c->begin = '\0';
        if (c->unnamed && sqla__pq_is_good(begun)) {
            PQclear(begun);
            begun = PQexec(c->pg, sqla__pq_settings);
        }
        sqla_status status = sqla__pq_is_good(begun) ? SQLA_OK : sqla__pq_fail(c, begun, err);
        PQclear(begun);
        if (status) return status;
    }
    PGresult *res = sqla__pq_await(c, PQsendQuery(c->pg, sql));
    ExecStatusType got = PQresultStatus(res);
    sqla_status status = SQLA_OK;
    if (got == PGRES_COPY_IN || got == PGRES_COPY_OUT) {
        sqla__pq_end_copy(c->pg, got);
        status = sqla_driver_fail(err, SQLA_NOT_SUPPORTED, 0, sqla__pq_no_copy);
    } else if (got != PGRES_COMMAND_OK && got != PGRES_TUPLES_OK && got != PGRES_EMPTY_QUERY) {
        status = sqla__pq_fail(c, res, err);
    } else if ((strcmp(sql, "COMMIT") == 0 || strncmp(sql, "PREPARE TRANSACTION", 19) == 0)
               && strcmp(PQcmdStatus(res), "ROLLBACK") == 0) {
        status = sqla_driver_fail(err, SQLA_PENDING_ROLLBACK, 0,
            "the transaction had failed before: the server rolled it back");
    }
    PQclear(res);
    return status;
}

static int64_t sqla__pq_changes(void *conn) {
    return ((sqla__pq_conn *)conn)->changes;
}

/* Keys come back by RETURNING. */
static int64_t sqla__pq_last_id(void *conn) {
    (void)conn;
    return 0;
}

/* ============================================================================
 * >>pq_types                                                     prefix sqla__pq_
 * Values in the binary format of the types that are known here, as their send and receive
 * functions have it: numbers in network order, times in microseconds from 2000-01-01.
 * Uses: values driver pq_errors
 * ============================================================================ */

/* pg_type.oid of the built-in types, which never change. */
enum {
    SQLA__PQ_BOOL = 16, SQLA__PQ_BYTEA = 17, SQLA__PQ_CHAR = 18, SQLA__PQ_NAME = 19,
    SQLA__PQ_INT8 = 20, SQLA__PQ_INT2 = 21, SQLA__PQ_INT4 = 23, SQLA__PQ_TEXT = 25,
    SQLA__PQ_OID = 26, SQLA__PQ_JSON = 114, SQLA__PQ_XML = 142, SQLA__PQ_FLOAT4 = 700,
    SQLA__PQ_FLOAT8 = 701, SQLA__PQ_UNKNOWN = 705, SQLA__PQ_BPCHAR = 1042,
    SQLA__PQ_VARCHAR = 1043, SQLA__PQ_DATE = 1082, SQLA__PQ_TIME = 1083,
    SQLA__PQ_TIMESTAMP = 1114, SQLA__PQ_TIMESTAMPTZ = 1184, SQLA__PQ_INTERVAL = 1186,
    SQLA__PQ_TIMETZ = 1266, SQLA__PQ_NUMERIC = 1700, SQLA__PQ_VOID = 2278, SQLA__PQ_UUID = 2950,
    SQLA__PQ_JSONB = 3802
};

/* Types and what their arrays are called. `kind` is that of a value in it; NULL: text in any
 * format. */
typedef struct sqla__pq_type {
    Oid             oid, array;
    sqla_value_kind kind;
    int             size;           /* in bytes; -1: any */
} sqla__pq_type;

static const sqla__pq_type sqla__pq_types[] = {
    { SQLA__PQ_BOOL,        1000, SQLA_VALUE_BOOL,     1 },
    { SQLA__PQ_INT8,        1016, SQLA_VALUE_INT,      8 },
    { SQLA__PQ_INT4,        1007, SQLA_VALUE_INT,      4 },
    { SQLA__PQ_INT2,        1005, SQLA_VALUE_INT,      2 },
    { SQLA__PQ_OID,         1028, SQLA_VALUE_INT,      4 },
    { SQLA__PQ_FLOAT8,      1022, SQLA_VALUE_DOUBLE,   8 },
    { SQLA__PQ_FLOAT4,      1021, SQLA_VALUE_DOUBLE,   4 },
    { SQLA__PQ_TEXT,        1009, SQLA_VALUE_TEXT,     -1 },
    { SQLA__PQ_VARCHAR,     1015, SQLA_VALUE_TEXT,     -1 },
    { SQLA__PQ_BPCHAR,      1014, SQLA_VALUE_TEXT,     -1 },
    { SQLA__PQ_NAME,        1003, SQLA_VALUE_TEXT,     -1 },
    { SQLA__PQ_UNKNOWN,     0,    SQLA_VALUE_TEXT,     -1 },
    { SQLA__PQ_CHAR,        1002, SQLA_VALUE_TEXT,     -1 },
    { SQLA__PQ_XML,         143,  SQLA_VALUE_TEXT,     -1 },
    { SQLA__PQ_VOID,        0,    SQLA_VALUE_TEXT,     -1 },
    { SQLA__PQ_BYTEA,       1001, SQLA_VALUE_BYTES,    -1 },
    { SQLA__PQ_DATE,        1182, SQLA_VALUE_DATE,     4 },
    { SQLA__PQ_TIME,        1183, SQLA_VALUE_TIME,     8 },
    { SQLA__PQ_TIMETZ,      1270, SQLA_VALUE_TIME,     12 },
    { SQLA__PQ_TIMESTAMP,   1115, SQLA_VALUE_DATETIME, 8 },
    { SQLA__PQ_TIMESTAMPTZ, 1185, SQLA_VALUE_DATETIME, 8 },
    { SQLA__PQ_INTERVAL,    1187, SQLA_VALUE_INTERVAL, 16 },
    { SQLA__PQ_NUMERIC,     1231, SQLA_VALUE_DECIMAL,  -1 },
    { SQLA__PQ_UUID,        2951, SQLA_VALUE_UUID,     16 },
    { SQLA__PQ_JSON,        199,  SQLA_VALUE_JSON,     -1 },
    { SQLA__PQ_JSONB,       3807, SQLA_VALUE_JSON,     -1 },
};

/* NULL: a type that is only known as text. */
static const sqla__pq_type *sqla__pq_type_of(Oid oid) {
    for (size_t i = 0; i < sizeof sqla__pq_types / sizeof *sqla__pq_types; i++)
        if (sqla__pq_types[i].oid == oid) return &sqla__pq_types[i];
    return NULL;
}
static const sqla__pq_type *sqla__pq_item_of(Oid array) {
    for (size_t i = 0; i < sizeof sqla__pq_types / sizeof *sqla__pq_types; i++)
        if (array && sqla__pq_types[i].array == array) return &sqla__pq_types[i];
    return NULL;
}

static void sqla__pq_put(char *to, uint64_t v, int bytes) {
    while (bytes-- > 0) {
        to[bytes] = (char)(v & 0xFF);
        v >>= 8;
    }
}
static uint64_t sqla__pq_get(const char *from, int bytes) {
    uint64_t v = 0;
    for (int i = 0; i < bytes; i++) v = v << 8 | (unsigned char)from[i];
    return v;
}

/* Microseconds of a day; days and microseconds from 1970-01-01 to 2000-01-01; 0001-01-01 and
 * 10000-01-01 as days: what lies outside is told as text. */
#define SQLA__PQ_DAY    INT64_C(86400000000)
#define SQLA__PQ_DAYS   10957
#define SQLA__PQ_US     (SQLA__PQ_DAYS * SQLA__PQ_DAY)
#define SQLA__PQ_FIRST  (-719162)
#define SQLA__PQ_BEHIND 2932897
#define SQLA__PQ_ROOM  96           /* for a value of fixed size, or its text */

/* A decimal in groups of four digits around the point: their number, the weight of the first,
 * sign, digits behind the point, groups. Answers its bytes, at most 8 + 2 * 20. */
static int sqla__pq_put_decimal(char *to, const sqla_decimal *d) {
    uint16_t group[24];
    int n = 0, scale = d->scale, first = 0, padding = (4 - scale % 4) % 4;
    uint64_t part[4] = { d->lo & 0xFFFFFFFFu, d->lo >> 32, d->hi & 0xFFFFFFFFu, d->hi >> 32 };
    uint64_t factor = padding == 0 ? 1 : padding == 1 ? 10 : padding == 2 ? 100 : 1000, top = 0;
    for (int i = 0; i < 4; i++) {               /* so that the point lies between two groups */
        uint64_t v = part[i] * factor + top;
        part[i] = v & 0xFFFFFFFFu;
        top = v >> 32;
    }
    for (bool more = true; more && n < 24;) {
        uint64_t rest = top % 10000;
        more = top >= 10000;
        top /= 10000;
        for (int i = 3; i >= 0; i--) {
            uint64_t v = rest << 32 | part[i];
            part[i] = v / 10000;
            rest = v % 10000;
            more = more || part[i];
        }
        more = more || top;
        group[n++] = (uint16_t)rest;
    }
    int weight = n - 1 - (scale + padding) / 4;
    while (first < n && group[first] == 0) first++;     /* group[0] is the lowest */
    while (n > first && group[n - 1] == 0) n--, weight--;
    if (n == first) weight = 0;
    sqla__pq_put(to, (uint64_t)(n - first), 2);
    sqla__pq_put(to + 2, (uint64_t)(uint16_t)weight, 2);
    sqla__pq_put(to + 4, d->negative && n > first ? 0x4000 : 0, 2);
    sqla__pq_put(to + 6, (uint64_t)scale, 2);
    for (int i = n - 1; i >= first; i--) sqla__pq_put(to + 8 + 2 * (n - 1 - i), group[i], 2);
    return 8 + 2 * (n - first);
}

/* Multiplies by ten and adds a digit; false above 38 digits. */
static bool sqla__pq_push_digit(sqla_decimal *d, unsigned digit) {
    uint64_t low = (d->lo & 0xFFFFFFFFu) * 10 + digit, high = (d->lo >> 32) * 10 + (low >> 32);
    if (d->hi > UINT64_C(5421010862427522170)) return false;        /* 10^38 / 2^64 */
    d->lo = high << 32 | (low & 0xFFFFFFFFu);
    d->hi = d->hi * 10 + (high >> 32);
    return d->hi < UINT64_C(5421010862427522170)
        || (d->hi == UINT64_C(5421010862427522170) && d->lo < UINT64_C(687399551400673280));
}

/* False if it has more than 38 digits, or is no number. */
static bool sqla__pq_get_decimal(const char *from, int size, sqla_decimal *out) {
    if (size < 8) return false;
    int n = (int)sqla__pq_get(from, 2), weight = (int16_t)sqla__pq_get(from + 2, 2);
    unsigned sign = (unsigned)sqla__pq_get(from + 4, 2);
    unsigned scale = (unsigned)sqla__pq_get(from + 6, 2);
    memset(out, 0, sizeof *out);
    if ((sign != 0 && sign != 0x4000) || scale > 38 || size < 8 + 2 * n) return false;
    int places = (int)scale;
    /* Groups before the point, and so many digits behind it as the scale says. */
    for (int g = 0; g <= weight || places > 0; g++) {
        int at = weight < 0 ? g - (-1 - weight) : g;
        unsigned group = at >= 0 && at < n ? (unsigned)sqla__pq_get(from + 8 + 2 * at, 2) : 0;
        bool behind = weight < 0 || g > weight;
        unsigned digit[4] = { group / 1000, group / 100 % 10, group / 10 % 10, group % 10 };
        for (int k = 0; k < 4; k++) {
            if (behind && places-- <= 0) break;
            if (!sqla__pq_push_digit(out, digit[k])) return false;
        }
    }
    out->scale = (int16_t)scale;
    out->negative = sign == 0x4000;
    return true;
}

/* Writes a value of fixed size in the binary format of a type: its bytes, or -1 if the value is of
 * another kind. room has SQLA__PQ_ROOM bytes. */
static int sqla__pq_encode(const sqla__pq_type *t, const sqla_value *v, char *room) {
    union { double d; uint64_t u; } eight;
    union { float f; uint32_t u; } four;
    if (t->kind == SQLA_VALUE_BOOL && (v->kind == SQLA_VALUE_BOOL || v->kind == SQLA_VALUE_INT)) {
        *room = v->kind == SQLA_VALUE_BOOL ? v->as.b : v->as.i != 0;
        return 1;
    }
    if (t->kind == SQLA_VALUE_INT && (v->kind == SQLA_VALUE_INT || v->kind == SQLA_VALUE_BOOL)) {
        int64_t i = v->kind == SQLA_VALUE_BOOL ? v->as.b : v->as.i;
        int64_t most = t->size == 2 ? INT16_MAX : t->size == 4 ? INT32_MAX : INT64_MAX;
        if (t->oid == SQLA__PQ_OID ? i < 0 || i > UINT32_MAX : i > most || i < -most - 1)
            return -1;
        sqla__pq_put(room, (uint64_t)i, t->size);
        return t->size;
    }
    if (t->kind == SQLA_VALUE_DOUBLE
        && (v->kind == SQLA_VALUE_DOUBLE || v->kind == SQLA_VALUE_INT)) {
        eight.d = v->kind == SQLA_VALUE_DOUBLE ? v->as.d : (double)v->as.i;
        four.f = t->size == 4 ? (float)eight.d : 0;
        sqla__pq_put(room, t->size == 8 ? eight.u : four.u, t->size);
        return t->size;
    }
    if (t->kind != v->kind) return -1;
    switch (v->kind) {
    case SQLA_VALUE_DATE:
        sqla__pq_put(room, (uint64_t)(uint32_t)(v->as.date.days - SQLA__PQ_DAYS), 4);
        return 4;
    case SQLA_VALUE_TIME:
        sqla__pq_put(room, (uint64_t)v->as.time.us, 8);
        sqla__pq_put(room + 8, 0, 4);           /* with a time zone: UTC */
        return t->size;
    case SQLA_VALUE_DATETIME:
        sqla__pq_put(room, (uint64_t)(v->as.datetime.us - SQLA__PQ_US), 8);
        return 8;
    case SQLA_VALUE_INTERVAL:
        sqla__pq_put(room, (uint64_t)v->as.interval.us, 8);
        sqla__pq_put(room + 8, (uint64_t)(uint32_t)v->as.interval.days, 4);
        sqla__pq_put(room + 12, (uint64_t)(uint32_t)v->as.interval.months, 4);
        return 16;
    case SQLA_VALUE_DECIMAL: return sqla__pq_put_decimal(room, &v->as.decimal);
    case SQLA_VALUE_UUID: memcpy(room, v->as.uuid.bytes, 16); return 16;
    default: return -1;
    }
}

/* A value of a result in binary format. The bytes stay the result's. What a kind cannot hold
 * (infinite dates, 39 digits) comes as text: see sqla__pq_odd. */
static bool sqla__pq_decode(const sqla__pq_type *t, const char *at, int size, sqla_value *out) {
    union { double d; uint64_t u; } eight;
    union { float f; uint32_t u; } four;
    if (t->size >= 0 && size != t->size) return false;
    memset(out, 0, sizeof *out);
    out->kind = t->kind;
    switch (t->kind) {
    case SQLA_VALUE_BOOL: out->as.b = *at != 0; return true;
    case SQLA_VALUE_INT:
        out->as.i = t->oid == SQLA__PQ_OID ? (int64_t)sqla__pq_get(at, 4)
            : size == 8 ? (int64_t)sqla__pq_get(at, 8)
            : size == 4 ? (int32_t)sqla__pq_get(at, 4) : (int16_t)sqla__pq_get(at, 2);
        return true;
    case SQLA_VALUE_DOUBLE:
        eight.u = sqla__pq_get(at, size);
        four.u = (uint32_t)eight.u;
        out->as.d = size == 8 ? eight.d : (double)four.f;
        return true;
    case SQLA_VALUE_DATE: {
        int64_t days = (int64_t)(int32_t)sqla__pq_get(at, 4) + SQLA__PQ_DAYS;
        out->as.date.days = (int32_t)days;
        return days >= SQLA__PQ_FIRST && days < SQLA__PQ_BEHIND;
    }
    case SQLA_VALUE_TIME:
        out->as.time.us = (int64_t)sqla__pq_get(at, 8);
        if (out->as.time.us >= SQLA__PQ_DAY) return false;
        if (size == 12) {                       /* seconds west of UTC, less than a day */
            int64_t zone = (int32_t)sqla__pq_get(at + 8, 4);
            out->as.time.us = (out->as.time.us + zone * 1000000 + SQLA__PQ_DAY) % SQLA__PQ_DAY;
        }
        return true;
    case SQLA_VALUE_DATETIME: {
        int64_t us = (int64_t)sqla__pq_get(at, 8), days = us / SQLA__PQ_DAY;
        if (days < SQLA__PQ_FIRST - SQLA__PQ_DAYS - 1 || days > SQLA__PQ_BEHIND) return false;
        out->as.datetime.us = us + SQLA__PQ_US;
        return out->as.datetime.us >= SQLA__PQ_FIRST * SQLA__PQ_DAY
            && out->as.datetime.us < SQLA__PQ_BEHIND * SQLA__PQ_DAY;
    }
    case SQLA_VALUE_INTERVAL:
        out->as.interval = (sqla_interval){ (int64_t)sqla__pq_get(at, 8),
            (int32_t)sqla__pq_get(at + 8, 4), (int32_t)sqla__pq_get(at + 12, 4) };
        return true;
    case SQLA_VALUE_DECIMAL: return sqla__pq_get_decimal(at, size, &out->as.decimal);
    case SQLA_VALUE_UUID: memcpy(out->as.uuid.bytes, at, 16); return true;
    default:
        if (t->oid == SQLA__PQ_JSONB && size > 0) at++, size--;     /* its version */
        out->as.text.ptr = at;
        out->as.text.size = (size_t)size;
        return true;
    }
}

/* Text of what has no value of its kind, for a message or a text field. */
static const char *sqla__pq_odd(const sqla__pq_type *t, const char *at, int size) {
    unsigned sign = t->kind == SQLA_VALUE_DECIMAL && size >= 8 ? (unsigned)sqla__pq_get(at + 4, 2)
                                                               : 0;
    if (sign == 0xC000) return "NaN";
    if (sign == 0xD000) return "Infinity";
    if (sign == 0xF000) return "-Infinity";
    if (t->kind == SQLA_VALUE_DECIMAL) return "a number of more than 38 digits";
    if (t->kind == SQLA_VALUE_TIME) return "24:00:00";
    bool date = t->kind == SQLA_VALUE_DATE;
    int64_t v = date ? (int32_t)sqla__pq_get(at, 4) : (int64_t)sqla__pq_get(at, 8);
    if (v == (date ? INT32_MAX : INT64_MAX)) return "infinity";
    if (v == (date ? INT32_MIN : INT64_MIN)) return "-infinity";
    return "outside the years 1 to 9999";
}

/* ============================================================================
 * >>pq_statement                                                 prefix sqla__pq_
 * Statements: prepared with their types, executed with binary parameters, their rows at once or,
 * through a cursor, in parts.
 * Uses: errors values driver pq_errors pq_connection pq_types
 * ============================================================================ */

/* A parameter as it will be sent. */
typedef struct sqla__pq_room {
    const sqla__pq_type *type;      /* NULL: only known as text */
    char    small[SQLA__PQ_ROOM];
    char   *big;                    /* NULL: none yet */
    size_t  capacity;
} sqla__pq_room;

typedef struct sqla__pq_stmt {
    sqla__pq_conn *c;
    unsigned       serial;          /* its name on the server is q and this number */
    char          *sql;             /* a copy, for a cursor and unnamed statements */
    size_t         sql_size;
    PGresult      *described;       /* types of parameters and columns, names of these */
    int            n_params, n_columns;
    Oid           *types;           /* of the parameters; then, in the same block: */
    const char   **value;
    int           *length, *format;
    sqla__pq_room *room;
    sqla__pq_room *cell;            /* one for each column: bytes decoded from text */
    const sqla__pq_type **column;   /* NULL: only known as text */
    size_t         block;           /* bytes of that block */
    bool           binary;          /* all columns are known */
    int            part;            /* rows of a part; 0: all at once */
    unsigned       cursor;          /* its number while it is open; else 0 */
    PGresult      *rows;            /* NULL: not executed */
    int            row, n_rows;
} sqla__pq_stmt;

static const char *sqla__pq_name(char *room, char kind, unsigned serial) {
    char digits[12], *at = room;
    int n = 0;
    for (; serial || n == 0; serial /= 10) digits[n++] = (char)('0' + serial % 10);
    for (const char *word = kind == 'q' ? "sqla_q" : "sqla_c"; *word; word++) *at++ = *word;
    while (n) *at++ = digits[--n];
    *at = '\0';
    return room;
}

static const char *sqla__pq_deallocate(char *sql, unsigned serial) {
    memcpy(sql, "DEALLOCATE ", 11);
    sqla__pq_name(sql + 11, 'q', serial);
    return sql;
}

/* Queues what has waited: the deallocation of statements, and BEGIN. Answers how many results come
 * before that of the caller; -1: the connection failed. Deallocations outside a transaction have a
 * group of their own, so that they neither give the transaction a snapshot nor fail it. */
static int sqla__pq_send_waiting(sqla__pq_conn *c) {
    bool failed = PQtransactionStatus(c->pg) == PQTRANS_INERROR;
    char sql[48];
    int n = 0;
    for (; !failed && c->n_dead > 0; n++) {
        sqla__pq_deallocate(sql, c->dead[--c->n_dead]);
        if (!PQsendQueryParams(c->pg, sql, 0, NULL, NULL, NULL, NULL, 0)) return -1;
    }
    if (!*c->begin) return n;
    c->apart = n ? n + 1 : 0;
    if (n && !PQpipelineSync(c->pg)) return -1;
    if (!PQsendQueryParams(c->pg, c->begin, 0, NULL, NULL, NULL, NULL, 0)) return -1;
    *c->begin = '\0';
    if (!c->unnamed) return 1;
    return PQsendQueryParams(c->pg, sqla__pq_settings, 0, NULL, NULL, NULL, NULL, 0) ? 2 : -1;
}

/* The answer to one execution: its result, and the NULL behind it. */
static PGresult *sqla__pq_one_answer(sqla__pq_conn *c) {
    PGresult *res = PQgetResult(c->pg), *next;
    ExecStatusType got = PQresultStatus(res);
    bool alone = got == PGRES_PIPELINE_SYNC || got == PGRES_COPY_IN || got == PGRES_COPY_OUT
        || got == PGRES_COPY_BOTH;
    if (alone) return res;
    while (res && (next = PQgetResult(c->pg)) != NULL) PQclear(next);
    return res;
}

/* Reads what has a group of its own; nobody waits for it. */
static void sqla__pq_skip_apart(sqla__pq_conn *c) {
    for (; c->apart > 0; c->apart--) PQclear(sqla__pq_one_answer(c));
}

/* Reads up to the end of a pipeline, and leaves it. */
static void sqla__pq_end_pipeline(sqla__pq_conn *c) {
    for (int nothing = 0; nothing < 3 && !c->given_up && PQstatus(c->pg) == CONNECTION_OK;) {
        PGresult *res = PQgetResult(c->pg);
        bool over = PQresultStatus(res) == PGRES_PIPELINE_SYNC;
        nothing = res ? 0 : nothing + 1;
        PQclear(res);
        if (over) break;
    }
    PQexitPipelineMode(c->pg);
}

/* Reads the results of a pipeline: those of what waited, then n of the caller's into out (the
 * caller frees them), then its end. The first error of all is told. */
static sqla_status sqla__pq_read_pipeline(sqla__pq_conn *c, int waiting, PGresult **out, int n,
                                          sqla_error_record *err) {
    sqla_status status = SQLA_OK;
    sqla__pq_skip_apart(c);
    for (int i = 0; i < waiting + n; i++) {
        PGresult *res = sqla__pq_one_answer(c);
        if (!status && !sqla__pq_is_good(res) && PQresultStatus(res) != PGRES_EMPTY_QUERY)
            status = sqla__pq_fail(c, res, err);
        if (i < waiting) PQclear(res);
        else out[i - waiting] = res;
        if (!res) break;
    }
    sqla__pq_end_pipeline(c);
    return status;
}

/* Nothing could be sent, or out of memory. */
static sqla_status sqla__pq_not_sent(sqla__pq_conn *c, sqla_error_record *err) {
    sqla_status status = sqla__pq_fail(c, NULL, err);
    PQexitPipelineMode(c->pg);
    return status;
}

/* The type of a parameter that the text leaves open, by its value: as psycopg does it. 0: the
 * server decides. */
static Oid sqla__pq_open_type(const sqla_value *v) {
    switch (v->kind) {
    case SQLA_VALUE_BOOL: return SQLA__PQ_BOOL;
    case SQLA_VALUE_INT:
        return v->as.i > INT32_MAX || v->as.i < INT32_MIN ? SQLA__PQ_INT8 : SQLA__PQ_INT4;
    case SQLA_VALUE_DOUBLE: return SQLA__PQ_FLOAT8;
    case SQLA_VALUE_BYTES: return SQLA__PQ_BYTEA;
    case SQLA_VALUE_DECIMAL: return SQLA__PQ_NUMERIC;
    case SQLA_VALUE_DATE: return SQLA__PQ_DATE;
    case SQLA_VALUE_UUID: return SQLA__PQ_UUID;
    case SQLA_VALUE_INTERVAL: return SQLA__PQ_INTERVAL;
    default: return 0;
    }
}

/* Prepares on the server and asks for the types, in one round trip. */
static sqla_status sqla__pq_describe(sqla__pq_stmt *s, const Oid *types, int n,
                                     sqla_error_record *err) {
    sqla__pq_conn *c = s->c;
    PGresult *out[2] = { NULL, NULL };
    char room[24];
    const char *name = c->unnamed ? "" : sqla__pq_name(room, 'q', s->serial);
    int waiting = -1;
    bool sent = PQenterPipelineMode(c->pg) && (waiting = sqla__pq_send_waiting(c)) >= 0
        && PQsendPrepare(c->pg, name, s->sql, n, types) && PQsendDescribePrepared(c->pg, name)
        && PQpipelineSync(c->pg);
    sqla_status status = sent ? sqla__pq_read_pipeline(c, waiting, out, 2, err)
                              : sqla__pq_not_sent(c, err);
    PQclear(out[0]);
    if (status) PQclear(out[1]);
    else s->described = out[1];
    return status;
}

/* One block for everything that there is once for each parameter or column. */
static bool sqla__pq_layout(sqla__pq_stmt *s) {
    size_t n = (size_t)s->n_params, m = (size_t)s->n_columns;
    s->block = n * sizeof *s->value + (n + m) * sizeof *s->room + m * sizeof *s->column
        + n * (2 * sizeof *s->length + sizeof *s->types) + 1;
    s->room = sqla_driver_alloc(s->block);
    if (!s->room) return false;
    s->cell = s->room + n;
    s->value = (const char **)(void *)(s->cell + m);
    s->column = (const sqla__pq_type **)(void *)(s->value + n);
    s->length = (int *)(void *)(s->column + m);
    s->format = s->length + n;
    s->types = (Oid *)(void *)(s->format + n);
    s->binary = true;
    for (int i = 0; i < s->n_params; i++) {
        s->types[i] = PQparamtype(s->described, i);
        s->room[i].type = sqla__pq_type_of(s->types[i]);
    }
    for (int i = 0; i < s->n_columns; i++) {
        s->column[i] = sqla__pq_type_of(PQftype(s->described, i));
        s->binary = s->binary && s->column[i];
    }
    return true;
}

static void sqla__pq_finalize(void *stmt) {
    sqla__pq_stmt *s = stmt;
    sqla__pq_conn *c = s->c;
    char sql[48];
    PQclear(s->rows);
    if (s->described && !c->unnamed) {
        if (c->n_dead == sizeof c->dead / sizeof *c->dead)      /* none was prepared for long */
            PQclear(PQexec(c->pg, sqla__pq_deallocate(sql, c->dead[--c->n_dead])));
        c->dead[c->n_dead++] = s->serial;
    }
    PQclear(s->described);
    for (int i = 0; s->room && i < s->n_params + s->n_columns; i++)     /* the cells as well */
        sqla_driver_free(s->room[i].big, s->room[i].capacity);
    if (s->room) sqla_driver_free(s->room, s->block);
    if (s->sql) sqla_driver_free(s->sql, s->sql_size + 1);
    sqla_driver_free(s, sizeof *s);
}

/* libpq takes no description of more parameters than these: 30,000 bytes. */
enum { SQLA__PQ_PARAMS = 7498 };

/* The greatest number behind a $; one in a text or comment counts as well, which does no harm. */
static long sqla__pq_greatest(const char *sql) {
    long most = 0;
    for (const char *at = strchr(sql, '$'); at; at = strchr(at, '$')) {
        long n = strtol(++at, NULL, 10);
        if (*at >= '0' && *at <= '9' && n > most) most = n;
    }
    return most;
}

static sqla_status sqla__pq_prepare(void *conn, const char *sql, size_t size,
                                    const sqla_value *values, size_t n, void **stmt,
                                    sqla_error_record *err) {
    sqla__pq_conn *c = conn;
    Oid types[256];
    if (n > sizeof types / sizeof *types) n = 0;
    for (size_t i = 0; i < n; i++) types[i] = sqla__pq_open_type(&values[i]);
    if (size > INT_MAX / 2 || memchr(sql, '\0', size))
        return sqla_driver_fail(err, SQLA_PROGRAMMING_ERROR, 0,
                                "the statement has a NUL inside, or is too long");
    sqla__pq_stmt *s = sqla_driver_alloc(sizeof *s);
    if (!s) return sqla__pq_no_memory(err);
    s->c = c;
    s->serial = ++c->serial;
    s->sql_size = size;
    s->sql = sqla_driver_alloc(size + 1);
    sqla_status status = s->sql ? SQLA_OK : sqla__pq_no_memory(err);
    if (!status) {
        memcpy(s->sql, sql, size);
        status = sqla__pq_greatest(s->sql) > SQLA__PQ_PARAMS
            ? sqla_driver_fail(err, SQLA_NOT_SUPPORTED, 0,
                               "more than 7498 parameters: libpq cannot describe them")
            : sqla__pq_describe(s, types, (int)n, err);
    }
    if (!status) {
        s->n_params = PQnparams(s->described);
        s->n_columns = PQnfields(s->described);
        if (!sqla__pq_layout(s)) status = sqla__pq_no_memory(err);
    }
    if (status) sqla__pq_finalize(s);
    else *stmt = s;
    return status;
}

/* ---- Parameters */

/* Bytes of a parameter's own, at least n; NULL without memory. */
static char *sqla__pq_big(sqla__pq_room *room, size_t n) {
    if (n <= room->capacity) return room->big;
    size_t capacity = room->capacity ? room->capacity : 256;
    while (capacity < n) capacity *= 2;
    char *big = sqla_driver_alloc(capacity);
    if (!big) return NULL;
    if (room->big) {
        memcpy(big, room->big, room->capacity);
        sqla_driver_free(room->big, room->capacity);
    }
    room->big = big;
    room->capacity = capacity;
    return big;
}

enum { SQLA__PQ_MOST = 0x3FFFFF00 };    /* bytes of a parameter */

/* PostgreSQL takes no value of 1 GB (manual, appendix K), and no NUL in a text. */
static const char *sqla__pq_fault(const sqla_value *v) {
    bool text = v->kind == SQLA_VALUE_TEXT || v->kind == SQLA_VALUE_JSON;
    if (v->kind == SQLA_VALUE_TOO_BIG) return "an integer above 9223372036854775807";
    if (!text && v->kind != SQLA_VALUE_BYTES) return NULL;
    if (!v->as.text.ptr) return NULL;
    if (v->as.text.size > SQLA__PQ_MOST) return "a value of 1 GB or more";
    if (text && memchr(v->as.text.ptr, '\0', v->as.text.size)) return "text with a NUL inside";
    if (text && !sqla_driver_utf8(v->as.text.ptr, v->as.text.size)) return "text that is not UTF-8";
    return NULL;
}

static sqla_status sqla__pq_misfit(const char *name, const char *why, sqla_error_record *err) {
    char text[256] = "";
    if (name) {
        sqla__pq_copy(text, sizeof text, "column ");
        sqla__pq_copy(text + 7, 128, name);
        sqla__pq_copy(text + strlen(text), 3, ": ");
    }
    sqla__pq_copy(text + strlen(text), sizeof text - strlen(text), why);
    sqla_driver_fail(err, SQLA_DATA_ERROR, 0, text);
    if (name) sqla__pq_copy(err->column, sizeof err->column, name);
    return SQLA_DATA_ERROR;
}

/* A value as text for the server to parse: NUL-terminated. */
static bool sqla__pq_put_text(sqla__pq_stmt *s, int i, const sqla_value *v) {
    sqla_value text = *v;
    char *room = s->room[i].small;
    sqla_driver_text(&text, room);
    s->format[i] = 0;
    s->length[i] = 0;
    s->value[i] = room;
    if (text.as.text.ptr == room) return true;
    char *big = sqla__pq_big(&s->room[i], text.as.text.size + 1);
    if (!big) return false;
    memcpy(big, text.as.text.ptr, text.as.text.size);
    big[text.as.text.size] = '\0';
    s->value[i] = big;
    return true;
}

/* Texts and bytes are sent from where they are. */
static bool sqla__pq_put_value(sqla__pq_stmt *s, int i, const sqla_value *v) {
    const sqla__pq_type *t = s->room[i].type;
    bool text = v->kind == SQLA_VALUE_TEXT || v->kind == SQLA_VALUE_JSON
        || v->kind == SQLA_VALUE_BYTES;
    s->format[i] = 1;
    s->value[i] = NULL;
    s->length[i] = 0;
    if (v->kind == SQLA_VALUE_NULL || (text && !v->as.text.ptr)) return true;
    if (!t) return sqla__pq_put_text(s, i, v);
    if (t->oid == SQLA__PQ_JSONB || (t->size < 0 && t->kind != SQLA_VALUE_DECIMAL && !text))
        return sqla__pq_put_text(s, i, v);
    if (text && (t->kind == SQLA_VALUE_TEXT || t->kind == SQLA_VALUE_BYTES
                 || t->kind == SQLA_VALUE_JSON)) {
        s->value[i] = v->as.text.size ? v->as.text.ptr : "";
        s->length[i] = (int)v->as.text.size;
        return true;
    }
    int n = sqla__pq_encode(t, v, s->room[i].small);
    if (n < 0) return sqla__pq_put_text(s, i, v);
    s->value[i] = s->room[i].small;
    s->length[i] = n;
    return true;
}

static sqla_status sqla__pq_bind(void *stmt, int i, const sqla_value *value,
                                 sqla_error_record *err) {
    sqla__pq_stmt *s = stmt;
    const char *why = sqla__pq_fault(value);
    if (why) return sqla__pq_misfit(NULL, why, err);
    if (i >= s->n_params)
        return sqla_driver_fail(err, SQLA_PROGRAMMING_ERROR, 0,
                                "the statement has fewer parameters than there are values");
    return sqla__pq_put_value(s, i, value) ? SQLA_OK : sqla__pq_no_memory(err);
}

/* All kinds of values have a binary format. */
#define SQLA__PQ_NATIVE ((1u << (SQLA_VALUE_JSON + 1)) - 1)

static sqla_status sqla__pq_bind_fields(void *stmt, int first, const sqla_field_plan *plan,
                                        size_t n, const void *record, sqla_error_record *err) {
    sqla__pq_stmt *s = stmt;
    for (const sqla_field_plan *end = plan + n; plan < end; plan++) {
        int i = first + plan->column;
        char scratch[SQLA__PQ_ROOM];
        sqla_value v;
        const char *why = sqla_driver_read(plan, record, SQLA__PQ_NATIVE, &v, scratch);
        if (!why) why = sqla__pq_fault(&v);
        if (why) return sqla__pq_misfit(plan->name, why, err);
        if (i >= s->n_params) continue;
        /* A made text (of a UUID that is not native) is gone when the statement is sent. */
        bool made = v.kind == SQLA_VALUE_TEXT && v.as.text.ptr == scratch;
        bool good = made ? sqla__pq_put_text(s, i, &v) : sqla__pq_put_value(s, i, &v);
        if (!good) return sqla__pq_no_memory(err);
    }
    return SQLA_OK;
}

/* ---- Arrays: a parameter made of one field of many records */

enum { SQLA__PQ_ARRAY_HEAD = 20 };

/* An array that grows in a parameter's own memory. */
typedef struct sqla__pq_array {
    sqla__pq_room       *room;
    size_t               used;
    const sqla__pq_type *type;      /* of its items; NULL: written as text */
    bool                 nulls;
} sqla__pq_array;

/* Room for n bytes more; NULL without memory. */
static char *sqla__pq_more(sqla__pq_array *a, size_t n) {
    char *big = sqla__pq_big(a->room, a->used + n);
    return big ? big + a->used : NULL;
}

/* An item in binary: its length, -1 for NULL, and its bytes. Answers what is wrong with it. */
static const char *sqla__pq_add_item(sqla__pq_array *a, sqla_value *v) {
    const sqla__pq_type *t = a->type;
    char room[SQLA__PQ_ROOM];
    const char *from = room;
    bool null = v->kind == SQLA_VALUE_NULL, jsonb = t->oid == SQLA__PQ_JSONB;
    int size = null ? -1 : sqla__pq_encode(t, v, room);
    if (size < 0 && !null) {
        if (t->size >= 0 || t->kind == SQLA_VALUE_DECIMAL) return "the value is of another type";
        sqla_driver_text(v, room);
        from = v->as.text.ptr;
        null = from == NULL;
        if (!null) size = (int)v->as.text.size;
    }
    char *to = sqla__pq_more(a, 5 + (null ? 0 : (size_t)size));
    if (!to) return "";
    sqla__pq_put(to, (uint64_t)(null ? -1 : size + jsonb), 4);
    if (jsonb && !null) to[4] = 1;
    if (!null && size) memcpy(to + 4 + jsonb, from, (size_t)size);
    a->nulls = a->nulls || null;
    a->used += 4 + (null ? 0 : (size_t)size + jsonb);
    return NULL;
}

/* The same as text: "a \"quoted\" item", or NULL (manual, 8.15.6). */
static const char *sqla__pq_add_text(sqla__pq_array *a, sqla_value *v) {
    char room[SQLA__PQ_ROOM];
    sqla_driver_text(v, room);
    bool null = v->kind == SQLA_VALUE_NULL || !v->as.text.ptr;
    size_t n = null ? 0 : v->as.text.size;
    char *to = sqla__pq_more(a, 2 * n + 8), *at = to;
    if (!to) return "";
    *at++ = a->used ? ',' : '{';
    if (null) memcpy(at, "NULL", 4), at += 4;
    else *at++ = '"';
    for (size_t k = 0; k < n; k++) {
        if (v->as.text.ptr[k] == '"' || v->as.text.ptr[k] == '\\') *at++ = '\\';
        *at++ = v->as.text.ptr[k];
    }
    if (!null) *at++ = '"';
    a->used += (size_t)(at - to);
    return NULL;
}

static sqla_status sqla__pq_bind_array(void *stmt, int i, const sqla_field_plan *plan,
                                       const void *const *records, size_t step, size_t n,
                                       sqla_error_record *err) {
    sqla__pq_stmt *s = stmt;
    if (i >= s->n_params) return SQLA_OK;       /* the server will say so */
    sqla__pq_array a = { &s->room[i], 0, sqla__pq_item_of(s->types[i]), false };
    if (a.type) a.used = SQLA__PQ_ARRAY_HEAD;
    for (size_t k = 0; k < n; k++, records += step) {
        char scratch[SQLA__PQ_ROOM];
        sqla_value v;
        const char *why = sqla_driver_read(plan, *records, SQLA__PQ_NATIVE, &v, scratch);
        if (!why) why = sqla__pq_fault(&v);
        if (!why) why = a.type ? sqla__pq_add_item(&a, &v) : sqla__pq_add_text(&a, &v);
        if (!why && a.used > SQLA__PQ_MOST) why = "values of 1 GB or more";
        if (!why) continue;
        if (!*why) return sqla__pq_no_memory(err);
        sqla__pq_misfit(plan->name, why, err);
        err->row = (int64_t)k;
        return err->code;
    }
    char *head = sqla__pq_more(&a, 3);
    if (!head) return sqla__pq_no_memory(err);
    head -= a.used;
    s->value[i] = head;
    s->length[i] = (int)a.used;
    s->format[i] = a.type != NULL;
    if (!a.type) {
        memcpy(head + a.used, a.used ? "}" : "{}", a.used ? 2 : 3);
        return SQLA_OK;
    }
    sqla__pq_put(head, n > 0, 4);               /* dimensions */
    sqla__pq_put(head + 4, a.nulls, 4);
    sqla__pq_put(head + 8, a.type->oid, 4);
    sqla__pq_put(head + 12, n, 4);              /* items, and the number of the first */
    sqla__pq_put(head + 16, 1, 4);
    return SQLA_OK;
}

/* ---- Execution */

/* Sends the statement by itself, or behind what has waited. */
static PGresult *sqla__pq_send(sqla__pq_stmt *s, const char *sql, int format,
                               sqla_error_record *err) {
    sqla__pq_conn *c = s->c;
    char room[24];
    const char *name = sqla__pq_name(room, 'q', s->serial);
    bool prepared = !sql && !c->unnamed;
    PGresult *out = NULL;
    if (!sql) sql = s->sql;
    if (!*c->begin)
        return sqla__pq_await(c, prepared
            ? PQsendQueryPrepared(c->pg, name, s->n_params, s->value, s->length, s->format, format)
            : PQsendQueryParams(c->pg, sql, s->n_params, s->types, s->value, s->length, s->format,
                                format));
    int waiting = -1;
    bool sent = PQenterPipelineMode(c->pg) && (waiting = sqla__pq_send_waiting(c)) >= 0
        && (prepared ? PQsendQueryPrepared(c->pg, name, s->n_params, s->value, s->length,
                                           s->format, format)
                     : PQsendQueryParams(c->pg, sql, s->n_params, s->types, s->value, s->length,
                                         s->format, format))
        && PQpipelineSync(c->pg);
    if (sent) sqla__pq_read_pipeline(c, waiting, &out, 1, err);
    else sqla__pq_not_sent(c, err);
    return out;
}

/* A statement without a name is parsed anew each time: did a table change behind it? With a name
 * the server itself would say so. */
static bool sqla__pq_is_changed(const sqla__pq_stmt *s, const PGresult *res) {
    int n = PQnfields(res);
    if (n != s->n_columns) return true;
    for (int i = 0; i < n; i++) if (PQftype(res, i) != PQftype(s->described, i)) return true;
    return false;
}

/* Takes a result over; *row says whether it has a row. */
static sqla_status sqla__pq_take(sqla__pq_stmt *s, PGresult *res, bool *row,
                                 sqla_error_record *err) {
    ExecStatusType status = PQresultStatus(res);
    PQclear(s->rows);
    s->rows = res;
    s->row = -1;
    s->n_rows = 0;
    *row = false;
    if (err->code) return err->code;            /* of the pipeline */
    if (status == PGRES_EMPTY_QUERY)
        return sqla_driver_fail(err, SQLA_PROGRAMMING_ERROR, 0, "the statement is empty");
    if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
        sqla__pq_end_copy(s->c->pg, status);
        return sqla_driver_fail(err, SQLA_NOT_SUPPORTED, 0,
                                sqla__pq_no_copy);
    }
    if (!sqla__pq_is_good(res)) return sqla__pq_fail(s->c, res, err);
    if (s->c->unnamed && status == PGRES_TUPLES_OK && sqla__pq_is_changed(s, res)) {
        sqla_driver_fail(err, SQLA_NOT_SUPPORTED, 0,
                         "the statement's columns are others than when it was prepared");
        sqla__pq_copy(err->sqlstate, sizeof err->sqlstate, "0A000");
        return err->code;
    }
    s->n_rows = PQntuples(res);
    s->row = 0;
    *row = s->n_rows > 0;
    const char *changed = PQcmdTuples(res);
    s->c->changes = *changed && status == PGRES_COMMAND_OK ? atoll(changed)
        : strncmp(PQcmdStatus(res), "SELECT", 6) == 0 ? 0 : atoll(changed);
    return SQLA_OK;
}

/* Sends off the queue, and reads the answers to what had waited. */
static sqla_status sqla__pq_send_off(sqla__pq_conn *c, sqla_error_record *err) {
    sqla_status status = PQpipelineSync(c->pg) ? SQLA_OK : sqla__pq_fail(c, NULL, err);
    c->synced = true;
    sqla__pq_skip_apart(c);
    for (; c->waiting > 0; c->waiting--) {
        PGresult *res = sqla__pq_one_answer(c);
        if (!status && !sqla__pq_is_good(res)) status = sqla__pq_fail(c, res, err);
        PQclear(res);
    }
    return status;
}

/* libpq copies what it queues, so the parameters may be bound anew at once. */
static sqla_status sqla__pq_queue(void *stmt, sqla_error_record *err) {
    sqla__pq_stmt *s = stmt;
    sqla__pq_conn *c = s->c;
    const char *verb = s->sql + strspn(s->sql, " \t\n\r(");
    if (strncmp(verb, "COPY", 4) == 0 || strncmp(verb, "copy", 4) == 0)
        return sqla_driver_fail(err, SQLA_NOT_SUPPORTED, 0, sqla__pq_no_copy);
    char room[24];
    const char *name = sqla__pq_name(room, 'q', s->serial);
    bool sent = true;
    if (PQpipelineStatus(c->pg) == PQ_PIPELINE_OFF) {
        c->waiting = c->queued = 0;
        sent = PQenterPipelineMode(c->pg) && (c->waiting = sqla__pq_send_waiting(c)) >= 0;
    }
    sent = sent && (c->unnamed
        ? PQsendQueryParams(c->pg, s->sql, s->n_params, s->types, s->value, s->length, s->format,
                            s->binary)
        : PQsendQueryPrepared(c->pg, name, s->n_params, s->value, s->length, s->format,
                              s->binary));
    if (sent) return c->queued++, SQLA_OK;
    sqla__pq_fail(c, NULL, err);
    if (c->queued == 0) {
        sqla_error_record ignored;
        sqla__pq_send_off(c, &ignored);
        c->synced = false;
        sqla__pq_end_pipeline(c);
    }
    return err->code;
}

static sqla_status sqla__pq_answer(void *stmt, bool *row, sqla_error_record *err) {
    sqla__pq_stmt *s = stmt;
    sqla__pq_conn *c = s->c;
    *row = false;
    err->code = SQLA_OK;
    sqla_status status = c->synced ? SQLA_OK : sqla__pq_send_off(c, err);
    PGresult *res = sqla__pq_one_answer(c);
    ExecStatusType got = PQresultStatus(res);
    if (got == PGRES_COPY_IN || got == PGRES_COPY_OUT || got == PGRES_COPY_BOTH) {
        sqla__pq_abandon(c);                    /* in a pipeline there is no way out of COPY */
        c->given_up = true;
        PQclear(res);
        res = NULL;
    }
    if (!status && PQresultStatus(res) == PGRES_PIPELINE_ABORTED)
        sqla_driver_fail(err, SQLA_PENDING_ROLLBACK, 0,
                         "a statement before it in the pipeline failed: this one was not executed");
    status = sqla__pq_take(s, res, row, err);
    if (--c->queued == 0) {
        c->synced = false;
        sqla__pq_end_pipeline(c);
    }
    return status;
}

static void sqla__pq_stream(void *stmt, int rows) {
    ((sqla__pq_stmt *)stmt)->part = rows;
}

/* The next part of a cursor's rows. */
static sqla_status sqla__pq_fetch(sqla__pq_stmt *s, bool *row, sqla_error_record *err) {
    char sql[64] = "FETCH ", name[24], digits[12], *at = sql + 6;
    int n = 0;
    for (int part = s->part; part; part /= 10) digits[n++] = (char)('0' + part % 10);
    while (n) *at++ = digits[--n];
    memcpy(at, " FROM ", 6);
    sqla__pq_copy(at + 6, 24, sqla__pq_name(name, 'c', s->cursor));
    PGresult *res = sqla__pq_await(s->c, PQsendQueryParams(s->c->pg, sql, 0, NULL, NULL, NULL, NULL,
                                                           s->binary));
    return sqla__pq_take(s, res, row, err);
}

/* DECLARE sqla_c1 CURSOR FOR the statement, with its parameters. */
static sqla_status sqla__pq_declare(sqla__pq_stmt *s, bool *row, sqla_error_record *err) {
    static const char before[] = "DECLARE ", after[] = " NO SCROLL CURSOR FOR ";
    char name[24];
    size_t size = sizeof before + sizeof after + sizeof name + s->sql_size;
    char *sql = sqla_driver_alloc(size), *at = sql;
    if (!sql) return sqla__pq_no_memory(err);
    unsigned serial = ++s->c->serial;
    sqla__pq_name(name, 'c', serial);
    memcpy(at, before, sizeof before - 1), at += sizeof before - 1;
    memcpy(at, name, strlen(name)), at += strlen(name);
    memcpy(at, after, sizeof after - 1), at += sizeof after - 1;
    memcpy(at, s->sql, s->sql_size + 1);
    sqla_status status = sqla__pq_take(s, sqla__pq_send(s, sql, 0, err), row, err);
    sqla_driver_free(sql, size);
    if (status) return status;
    s->cursor = serial;
    return sqla__pq_fetch(s, row, err);
}

static sqla_status sqla__pq_step(void *stmt, bool *row, sqla_error_record *err) {
    sqla__pq_stmt *s = stmt;
    *row = false;
    err->code = SQLA_OK;
    if (!s->rows && s->part > 0) return sqla__pq_declare(s, row, err);
    if (!s->rows) return sqla__pq_take(s, sqla__pq_send(s, NULL, s->binary, err), row, err);
    if (s->row >= 0 && s->row < s->n_rows) s->row++;
    *row = s->row >= 0 && s->row < s->n_rows;
    /* A part that is not full was the last one. */
    return *row || !s->cursor || s->n_rows < s->part ? SQLA_OK : sqla__pq_fetch(s, row, err);
}

static void sqla__pq_reset(void *stmt) {
    sqla__pq_stmt *s = stmt;
    char sql[48] = "CLOSE ";
    if (s->cursor && PQtransactionStatus(s->c->pg) == PQTRANS_INTRANS) {
        sqla__pq_name(sql + 6, 'c', s->cursor);
        PQclear(PQexec(s->c->pg, sql));
    }
    s->cursor = 0;
    PQclear(s->rows);
    s->rows = NULL;
}

/* ---- COPY */

/* The row that an error is about: "COPY users, line 3, column name". */
static int64_t sqla__pq_copied(const PGresult *res) {
    const char *context = PQresultErrorField(res, PG_DIAG_CONTEXT);
    const char *line = context && strncmp(context, "COPY ", 5) == 0 ? strstr(context, ", line ")
                                                                   : NULL;
    return line ? atoll(line + 7) - 1 : -1;
}

/* One record in COPY's binary format: the number of its fields, and each like an array's item. */
static const char *sqla__pq_copy_record(sqla__pq_stmt *s, sqla__pq_array *a,
                                        const sqla_field_plan *plan, size_t n_fields,
                                        const char *record, const char **name) {
    char *to = sqla__pq_more(a, 2);
    if (!to) return "";
    sqla__pq_put(to, n_fields, 2);
    a->used += 2;
    for (size_t i = 0; i < n_fields; i++) {
        char scratch[SQLA__PQ_ROOM];
        sqla_value v;
        *name = plan[i].name;
        a->type = s->column[i];
        const char *why = sqla_driver_read(&plan[i], record, SQLA__PQ_NATIVE, &v, scratch);
        if (!why) why = sqla__pq_fault(&v);
        if (!why) why = sqla__pq_add_item(a, &v);
        if (why) return why;
    }
    return NULL;
}

enum { SQLA__PQ_COPY_PART = 65536 };

static sqla_status sqla__pq_copy_in(void *stmt, const char *sql, const sqla_field_plan *plan,
                                    size_t n_fields, const char *records, size_t stride, size_t n,
                                    sqla_error_record *err) {
    static const char head[19] = "PGCOPY\n\377\r\n", foot[2] = { -1, -1 };
    sqla__pq_stmt *s = stmt;
    sqla__pq_conn *c = s->c;
    sqla__pq_room room = { .big = NULL };
    sqla__pq_array a = { &room, 0, NULL, false };
    const char *why = NULL, *name = NULL;
    size_t i = 0;
    if (!s->binary || (size_t)s->n_columns != n_fields)
        return sqla_driver_fail(err, SQLA_NOT_SUPPORTED, 0, "COPY does not know these types");
    PGresult *res = PQexec(c->pg, sql);
    bool sent = PQresultStatus(res) == PGRES_COPY_IN
        && PQputCopyData(c->pg, head, sizeof head) == 1;
    for (; sent && i < n && !why; i++) {
        why = sqla__pq_copy_record(s, &a, plan, n_fields, records + i * stride, &name);
        if (why || (a.used < SQLA__PQ_COPY_PART && i + 1 < n)) continue;
        sent = PQputCopyData(c->pg, room.big, (int)a.used) == 1;
        a.used = 0;
    }
    if (sent && !why) sent = PQputCopyData(c->pg, foot, sizeof foot) == 1;
    if (PQresultStatus(res) == PGRES_COPY_IN) {
        PQclear(res);
        PQputCopyEnd(c->pg, why ? "a value cannot be stored" : NULL);
        res = PQgetResult(c->pg);
    }
    sqla_status status = SQLA_OK;
    if (why) {
        status = *why ? sqla__pq_misfit(name, why, err) : sqla__pq_no_memory(err);
        err->row = (int64_t)i - 1;
    } else if (!sent || PQresultStatus(res) != PGRES_COMMAND_OK) {
        status = sqla__pq_fail(c, res, err);
        err->row = sqla__pq_copied(res);
    } else {
        c->changes = (int64_t)n;
    }
    PQclear(res);
    for (PGresult *rest; (rest = PQgetResult(c->pg)) != NULL;) PQclear(rest);
    if (room.big) sqla_driver_free(room.big, room.capacity);
    return status;
}

static int sqla__pq_column_count(void *stmt) {
    return ((sqla__pq_stmt *)stmt)->n_columns;
}

static const char *sqla__pq_column_name(void *stmt, int i) {
    return PQfname(((sqla__pq_stmt *)stmt)->described, i);
}

/* ============================================================================
 * >>pq_load                                                      prefix sqla__pq_
 * Columns into values and struct fields.
 * Uses: values driver pq_errors pq_types pq_statement
 * ============================================================================ */

static int sqla__pq_hex(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* An interval as PostgreSQL writes it: "1 year 2 mons -3 days -04:05:06.7". */
static bool sqla__pq_parse_interval(const char *at, sqla_interval *out) {
    memset(out, 0, sizeof *out);
    while (*at) {
        char *end;
        long n = strtol(at, &end, 10);
        if (end == at) return false;
        if (*end == ':') {
            bool negative = *at == '-';
            int64_t us = labs(n), unit = 1000000;
            for (int part = 0; part < 2 && *end == ':'; part++)
                us = us * 60 + strtol(end + 1, &end, 10);
            us *= unit;
            if (*end == '.')
                for (end++; *end >= '0' && *end <= '9'; end++) us += (*end - '0') * (unit /= 10);
            out->us = negative ? -us : us;
        } else if (strncmp(end, " year", 5) == 0) {
            out->months += (int32_t)(12 * n);
        } else if (strncmp(end, " mon", 4) == 0) {
            out->months += (int32_t)n;
        } else if (strncmp(end, " day", 4) == 0) {
            out->days += (int32_t)n;
        } else {
            return false;
        }
        if (*end == ' ') end++;
        at = end + strcspn(end, " ");
        at += *at == ' ';
    }
    return true;
}

/* Bytes of a text such as \x00ff, in a cell of their own, since a value may be read twice. */
static void sqla__pq_parse_bytes(sqla__pq_room *cell, const char *at, int size, sqla_value *out) {
    char *to = sqla__pq_big(cell, (size_t)size);
    out->kind = SQLA_VALUE_BYTES;
    out->as.text.ptr = to;                      /* NULL without memory */
    out->as.text.size = (size_t)(size - 2) / 2;
    for (int i = 2; to && i + 1 < size; i += 2)
        to[i / 2 - 1] = (char)(sqla__pq_hex(at[i]) * 16 + sqla__pq_hex(at[i + 1]));
}

/* A value in text format: numbers, truth, intervals and bytes as such, the rest for its SQL type to
 * read. */
static void sqla__pq_parse(sqla__pq_stmt *s, int i, char *at, int size, sqla_value *out) {
    const sqla__pq_type *t = s->column[i];
    out->kind = SQLA_VALUE_TEXT;
    out->as.text.ptr = at;
    out->as.text.size = (size_t)size;
    if (!t) return;
    if (t->kind == SQLA_VALUE_BOOL) out->kind = t->kind, out->as.b = *at == 't';
    if (t->kind == SQLA_VALUE_INT) out->kind = t->kind, out->as.i = strtoll(at, NULL, 10);
    if (t->kind == SQLA_VALUE_DOUBLE)
        out->kind = t->kind, out->as.d = t->size == 4 ? (double)strtof(at, NULL) : strtod(at, NULL);
    if (t->kind == SQLA_VALUE_JSON) out->kind = SQLA_VALUE_JSON;
    sqla_interval interval;
    if (t->kind == SQLA_VALUE_INTERVAL && sqla__pq_parse_interval(at, &interval))
        out->kind = t->kind, out->as.interval = interval;
    if (t->kind == SQLA_VALUE_BYTES && size >= 2 && at[0] == '\\' && at[1] == 'x')
        sqla__pq_parse_bytes(&s->cell[i], at, size, out);
}

static void sqla__pq_value(void *stmt, int i, sqla_value *out) {
    sqla__pq_stmt *s = stmt;
    const sqla__pq_type *t = s->column[i];
    out->kind = SQLA_VALUE_NULL;
    if (s->row < 0 || s->row >= s->n_rows || PQgetisnull(s->rows, s->row, i)) return;
    char *at = PQgetvalue(s->rows, s->row, i);
    int size = PQgetlength(s->rows, s->row, i);
    if (!s->binary) {
        sqla__pq_parse(s, i, at, size, out);
    } else if (!sqla__pq_decode(t, at, size, out)) {
        out->kind = SQLA_VALUE_TEXT;
        out->as.text.ptr = sqla__pq_odd(t, at, size);
        out->as.text.size = strlen(out->as.text.ptr);
    }
}

/* The common fields without a step in between: true if the column was stored. */
static bool sqla__pq_load_fast(const sqla__pq_stmt *s, const sqla_field_plan *plan, char *field,
                               sqla_arena *arena) {
    const sqla__pq_type *t = s->column[plan->column];
    const char *at = PQgetvalue(s->rows, s->row, plan->column);
    int size = PQgetlength(s->rows, s->row, plan->column);
    if (PQgetisnull(s->rows, s->row, plan->column)) return false;
    if (plan->ctype == SQLA_C_TEXT && t->kind == SQLA_VALUE_TEXT) {
        char *copy = sqla_arena_alloc(arena, (size_t)size + 1);
        if (!copy) return false;
        memcpy(copy, at, (size_t)size + 1);     /* libpq ends every value with a NUL */
        memcpy(field, &copy, sizeof copy);
        return true;
    }
    if (plan->ctype == SQLA_C_INT && t->kind == SQLA_VALUE_INT && t->oid != SQLA__PQ_OID) {
        int64_t v = size == 8 ? (int64_t)sqla__pq_get(at, 8)
            : size == 4 ? (int32_t)sqla__pq_get(at, 4) : (int16_t)sqla__pq_get(at, 2);
        int32_t narrow = (int32_t)v;
        if (plan->size == sizeof v) memcpy(field, &v, sizeof v);
        else if (plan->size == sizeof narrow && narrow == v) memcpy(field, &narrow, sizeof narrow);
        else return false;
        return true;
    }
    if (plan->ctype == SQLA_C_FLOAT && t->oid == SQLA__PQ_FLOAT8 && plan->size == sizeof(double)) {
        uint64_t bits = sqla__pq_get(at, 8);
        memcpy(field, &bits, sizeof bits);
        return true;
    }
    return false;
}

static sqla_status sqla__pq_load(void *stmt, const sqla_field_plan *plan, size_t n, void *record,
                                 sqla_arena *arena, sqla_error_record *err) {
    sqla__pq_stmt *s = stmt;
    for (const sqla_field_plan *end = plan + n; plan < end; plan++) {
        char *field = (char *)record + plan->offset;
        sqla_value v;
        if (plan->direct && s->binary && sqla__pq_load_fast(s, plan, field, arena)) continue;
        sqla__pq_value(s, plan->column, &v);
        if (v.kind == SQLA_VALUE_BYTES && !v.as.text.ptr) return sqla__pq_no_memory(err);
        sqla_status status = sqla_driver_store(plan, &v, record, arena, err);
        if (status) return status;
    }
    return SQLA_OK;
}

/* ============================================================================
 * >>pq_driver                                                    prefix sqla__pq_
 * The table.
 * Uses: driver and all of this file
 * ============================================================================ */

static const sqla_driver sqla__pq_driver = {
    .version        = SQLA_DRIVER_VERSION,
    .dialect        = "postgresql",
    .name           = "libpq",
    .native         = SQLA__PQ_NATIVE,
    .max_params     = SQLA__PQ_PARAMS,
    .open_types     = true,
    .open           = sqla__pq_open,
    .close          = sqla__pq_close,
    .ping           = sqla__pq_ping,
    .run            = sqla__pq_run,
    .prepare        = sqla__pq_prepare,
    .finalize       = sqla__pq_finalize,
    .bind           = sqla__pq_bind,
    .bind_fields    = sqla__pq_bind_fields,
    .bind_array     = sqla__pq_bind_array,
    .copy           = sqla__pq_copy_in,
    .queue          = sqla__pq_queue,
    .answer         = sqla__pq_answer,
    .stream         = sqla__pq_stream,
    .step           = sqla__pq_step,
    .reset          = sqla__pq_reset,
    .column_count   = sqla__pq_column_count,
    .column_name    = sqla__pq_column_name,
    .value          = sqla__pq_value,
    .load           = sqla__pq_load,
    .changes        = sqla__pq_changes,
    .last_id        = sqla__pq_last_id,
    .in_transaction = sqla__pq_in_transaction,
    .abandon        = sqla__pq_abandon,
    .notices        = sqla__pq_notices,
    .cancel         = sqla__pq_cancel,
    .notification   = sqla__pq_notification,
    .native_connection = sqla__pq_native,
};
