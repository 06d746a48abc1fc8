/* A soak on a PostgreSQL server: 16 threads work on shared engines while another one ends their
 * backends. Every thread keeps a ledger of what it was told to be committed; the ledgers are
 * compared with the tables again and again, and at the end by libpq alone.
 *
 *     tests/postgres build/soak/soak SECONDS      or: make soak ARGS=30
 *
 * It fails if a row is lost that was told committed, if one is there that was not, if the sum of
 * the balances changed, on an error that nothing explains, on a leak, and if memory grows. */
#define _POSIX_C_SOURCE 200809L
#define SQLA_POSTGRESQL
#include "sqla.h"

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1             /* they keep memory of their own */
#else
#define SANITIZED 0
#endif

enum {
    WORKERS = 16, ACCOUNTS = 12, RICH = 1000, LEDGER = 600, MARKS = 3, BULK = 40, SETS = 12,
    DEADLY = 99,                    /* a part whose COMMIT ends its backend */
    GROWTH_KB = 6 * 1024
};

/* ---- tables ---- */

typedef struct Token Token;
typedef struct Mark Mark;
typedef struct Account { int32_t id; int64_t balance; } Account;

/* A unit of work leaves rows with its thread and number: no key stops it from being there twice. */
struct Token {
    int64_t         id;
    int32_t         thread, n, part, stamp;
    SQLA_LIST(Mark) marks;
};
struct Mark {
    int64_t     id, token_id;
    int32_t     stamp;
    const char *text;
    Token      *token;
};

SQLA_DECLARE_MODEL(Mark);
SQLA_MODEL(Account, "accounts",
    SQLA_COLUMN(Account, id, .primary_key = true, .no_autoincrement = true),
    SQLA_COLUMN(Account, balance));
SQLA_MODEL(Token, "tokens",
    SQLA_COLUMN(Token, id, .primary_key = true),
    SQLA_COLUMN(Token, thread, .index = true), SQLA_COLUMN(Token, n),
    SQLA_COLUMN(Token, part), SQLA_COLUMN(Token, stamp),
    SQLA_RELATIONSHIP(Token, marks, Mark, .back_populates = "token", .order_by = "id",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));
SQLA_MODEL(Mark, "marks",
    SQLA_COLUMN(Mark, id, .primary_key = true),
    SQLA_COLUMN(Mark, token_id, .foreign_key = "tokens.id", .ondelete = "CASCADE", .not_null = true,
                .index = true),
    SQLA_COLUMN(Mark, stamp), SQLA_COLUMN(Mark, text),
    SQLA_RELATIONSHIP(Mark, token, Token, .back_populates = "marks"));

/* ---- ledgers ---- */

/* What the tables have of one token; of marks those with the token's stamp. */
typedef struct claim { int rows, stamp, marks; } claim;

/* `other` counts while it is in doubt which of the two is there. */
typedef struct entry { claim now, other; bool doubt; } entry;

typedef struct worker {
    int               index;
    uint64_t          random;
    int               base, next;       /* numbers of tokens that the ledger holds */
    entry             ledger[LEDGER];
    sqla_error_record why;              /* of the last piece of work that failed inside sqla_run */
    int               calls;            /* of that work */
} worker;

static struct {
    sqla_engine     *engine[2];         /* the second tests connections before use */
    sqla_metadata   *md;
    const char      *url;
    double           begin, end;
    _Atomic bool     over;
    _Atomic long     statements, committed, rolled_back, disconnects, in_doubt, serialization,
                     deadlocks, timeouts, again, audits, ended, lost, extra, wrong, odd;
    _Atomic long     live, opened;      /* blocks of memory, connections of closed engines */
} soak;

static worker workers[WORKERS];

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void pause_ms(long ms) {
    nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL);
}

/* xorshift64*: a thread's own, so that threads do not order each other. */
static int below(worker *w, int n) {
    w->random ^= w->random >> 12;
    w->random ^= w->random << 25;
    w->random ^= w->random >> 27;
    return (int)((w->random * UINT64_C(2685821657736338717) >> 33) % (uint64_t)n);
}

static sqla_engine *engine(void) {
    return soak.engine[now() - soak.begin > (soak.end - soak.begin) / 2];
}

static entry *entry_of(worker *w, int n) { return &w->ledger[n % LEDGER]; }

/* The number of a new token, of which nothing is there yet. */
static int new_token(worker *w) {
    *entry_of(w, w->next) = (entry){ 0 };
    return w->next++;
}

/* What a failure was; one that neither the killer nor the other threads can have caused is odd. */
static void classify(const char *unit, sqla_status status, const sqla_error_record *e) {
    if (status == SQLA_TIMEOUT) soak.timeouts++;
    else if (e->is_disconnect) soak.disconnects++;
    else if (!strcmp(e->sqlstate, "40001")) soak.serialization++;
    else if (!strcmp(e->sqlstate, "40P01")) soak.deadlocks++;
    else if (soak.odd++ < 20)
        fprintf(stderr, "odd in %s: %s, %s [%s] %s | %s\n", unit, sqla_status_name(status),
                sqla_status_name(e->code), e->sqlstate, e->message, e->sql);
}

/* The try before this one was a victim, and sqla_run does its work again. */
static void count_retry(worker *w) {
    soak.again++;
    if (!strcmp(w->why.sqlstate, "40P01")) soak.deadlocks++;
    else soak.serialization++;
}

/* Writes down how a unit of work ended, by what it was told. */
static void settle(worker *w, const char *unit, int n, claim after, sqla_status status,
                   const sqla_error_record *e) {
    if (status == SQLA_OK) {
        soak.committed++;
        entry_of(w, n)->now = after;
    } else if (status == SQLA_IN_DOUBT) {
        soak.in_doubt++;
        entry_of(w, n)->other = after;
        entry_of(w, n)->doubt = true;
    } else {
        classify(unit, status, e);
    }
}

/* ---- units of work ---- */

static int64_t did(int64_t answer) {
    soak.statements++;
    return answer;
}

static sqla_stmt *insert_token(worker *w, int n, int part, int stamp) {
    sqla_stmt *q = sqla_insert(sqla_entity(Token));
    sqla_set(q, sqla_col(Token, thread), w->index);
    sqla_set(q, sqla_col(Token, n), n);
    sqla_set(q, sqla_col(Token, part), part);
    return sqla_set(q, sqla_col(Token, stamp), stamp);
}

typedef struct transfer {
    worker *w;
    int     n, from, to, amount;
    bool    serializable, bold;         /* bold: locks in any order */
} transfer;

static bool read_account(sqla_conn *c, const transfer *t, int id, int64_t *balance) {
    Account *account;
    sqla_stmt *q = sqla_select(sqla_entity(Account));
    sqla_where(q, sqla_eq(sqla_col(Account, id), id));
    if (!t->serializable) sqla_with_for_update(q);
    if (did(sqla_fetch_one(c, Account, q, &account)) != SQLA_OK) return false;
    *balance = account->balance;
    sqla_fetch_free(account);
    return true;
}

static void write_account(sqla_conn *c, int id, int64_t balance) {
    sqla_stmt *q = sqla_update(sqla_entity(Account));
    sqla_set(q, sqla_col(Account, balance), balance);
    did(sqla_exec(c, sqla_where(q, sqla_eq(sqla_col(Account, id), id))));
}

/* Balances are computed here, so that an update that is lost changes their sum. */
static sqla_status move_money(sqla_conn *c, void *arg) {
    const transfer *t = arg;
    int64_t from = 0, to = 0;
    bool turned = !t->bold && t->to < t->from;
    if (t->w->calls++ > 0) count_retry(t->w);
    if (t->serializable) did(sqla_exec(c, sqla_text(
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")));
    if (turned ? read_account(c, t, t->to, &to) && read_account(c, t, t->from, &from)
               : read_account(c, t, t->from, &from) && read_account(c, t, t->to, &to)) {
        write_account(c, t->from, from - t->amount);
        write_account(c, t->to, to + t->amount);
        did(sqla_exec(c, insert_token(t->w, t->n, 0, 1)));
    }
    sqla_error_copy(&t->w->why, c);
    return t->w->why.code;
}

static void run_transfer(worker *w) {
    static const sqla_error_record refused = { .sqlstate = "40001" };
    transfer t = { .w = w, .n = new_token(w), .from = below(w, ACCOUNTS), .amount = below(w, 50) };
    t.to = (t.from + 1 + below(w, ACCOUNTS - 1)) % ACCOUNTS;
    t.serializable = below(w, 4) == 0;
    t.bold = below(w, 3) == 0;
    w->calls = 0;
    w->why = (sqla_error_record){ 0 };
    sqla_status status = sqla_run(engine(), move_money, &t, .backoff_ms = 2);
    /* COMMIT itself is refused only where transactions are serializable. */
    bool at_commit = t.serializable && status == SQLA_OPERATIONAL_ERROR && !w->why.code;
    settle(w, "transfer", t.n, (claim){ 1, 1, 0 }, status, at_commit ? &refused : &w->why);
}

static void check_sum(worker *w) {
    (void)w;
    sqla_conn *c = sqla_connect(engine());
    sqla_stmt *q = sqla_select(sqla_sum(sqla_col(Account, balance)));
    int64_t sum = did(sqla_scalar_int(c, q));
    if (sqla_failed(c)) classify("check_sum", sqla_error(c)->code, sqla_error(c));
    else if (sum != ACCOUNTS * RICH) soak.wrong++;
    sqla_conn_close(c);
}

static void add_marks(Token *t, int n) {
    for (int i = 0; i < n; i++)
        sqla_append(t, marks, sqla_new(Mark, .stamp = t->stamp, .text = "a mark of the soak"));
}

/* A token of this thread that is surely there, made by a session; -1: there is none. */
static int known_token(worker *w) {
    for (int tries = 0; tries < 8 && w->next > w->base; tries++) {
        int n = w->base + below(w, w->next - w->base);
        const entry *e = entry_of(w, n);
        if (!e->doubt && e->now.rows == 1 && e->now.marks > 0) return n;
    }
    return -1;
}

/* Changes an object with its children, or deletes it. */
static void change_token(worker *w, sqla_session *s) {
    int n = known_token(w), how = below(w, 4), marks = 0;
    if (n < 0) return;
    claim now = entry_of(w, n)->now, after = { 1, now.stamp + 1, now.marks };
    sqla_stmt *q = sqla_where(sqla_select(sqla_entity(Token)),
        sqla_eq(sqla_col(Token, thread), w->index), sqla_eq(sqla_col(Token, n), n));
    sqla_options(q, sqla_selectinload(sqla_rel(Token, marks)));
    soak.statements += 2;
    Token *t = sqla_one_or_none(s, Token, q);
    if (sqla_failed(s)) {
        classify("change_token", sqla_error(s)->code, sqla_error(s));
        return;
    }
    if (!t) {
        soak.lost++;
        return;
    }
    sqla_each(Mark, mark, t, marks) {
        mark->stamp = after.stamp;
        marks++;
    }
    if (t->stamp != now.stamp || marks != now.marks) soak.wrong++;
    t->stamp = after.stamp;
    if (how == 0) {
        sqla_session_delete(s, t);
        after = (claim){ 0, 0, 0 };
    } else if (how == 1 && marks > 1) {
        sqla_remove(t, marks, t->marks.items[0]);
        after.marks--;
    } else if (how == 2) {
        add_marks(t, 1);
        after.marks++;
    }
    soak.statements += 2;
    if (below(w, 5) == 0) {
        sqla_status flushed = sqla_flush(s);
        sqla_rollback(s);
        if (flushed) classify("change_token, flushed", flushed, sqla_error(s));
        soak.rolled_back++;
        return;
    }
    sqla_status status = sqla_commit(s);
    settle(w, "change_token", n, after, status, sqla_error(s));
    if (status) sqla_rollback(s);
}

static void use_session(worker *w) {
    sqla_session *s = sqla_session_open(engine(), soak.md);
    int n = new_token(w);
    Token *t = sqla_add(s, sqla_new(Token, .thread = w->index, .n = n, .stamp = 1));
    if (t) add_marks(t, MARKS);
    soak.statements += 2;
    if (below(w, 5) == 0) {
        sqla_status flushed = sqla_flush(s);
        if (flushed) classify("use_session, flushed", flushed, sqla_error(s));
        sqla_rollback(s);
        soak.rolled_back++;
    } else {
        sqla_status status = sqla_commit(s);
        settle(w, "use_session", n, (claim){ 1, 1, MARKS }, status, sqla_error(s));
        if (status) sqla_rollback(s);
    }
    if (!sqla_failed(s)) change_token(w, s);
    sqla_session_close(s);
}

typedef struct numbered { worker *w; int n; } numbered;

static sqla_status add_in_session(sqla_session *s, void *arg) {
    const numbered *job = arg;
    if (job->w->calls++ > 0) count_retry(job->w);
    Token *t = sqla_add(s, sqla_new(Token, .thread = job->w->index, .n = job->n, .stamp = 1));
    if (t) add_marks(t, MARKS);
    soak.statements += 2;
    sqla_status status = sqla_flush(s);
    sqla_error_copy(&job->w->why, s);
    return status;
}

static void run_session(worker *w) {
    numbered job = { w, new_token(w) };
    w->calls = 0;
    w->why = (sqla_error_record){ 0 };
    sqla_status status = sqla_run_session(engine(), soak.md, add_in_session, &job);
    /* The end of the work was cut off: its record went with the session. */
    if (status == SQLA_OPERATIONAL_ERROR && !w->why.code) w->why.is_disconnect = true;
    settle(w, "run_session", job.n, (claim){ 1, 1, MARKS }, status, &w->why);
}

/* COPY, and many sets of parameters. */
static void insert_many(worker *w) {
    bool copy = below(w, 2);
    int n = new_token(w), count = copy ? BULK : SETS;
    Token rows[BULK];
    sqla_conn *c = sqla_connect(engine());
    sqla_params *sets = sqla_params_new();
    for (int i = 0; i < count; i++) {
        rows[i] = (Token){ .thread = w->index, .n = n, .part = i, .stamp = 3 };
        sqla_params_set(sets, "thread", w->index);
        sqla_params_set(sets, "n", n);
        sqla_params_set(sets, "part", i);
        sqla_params_set(sets, "stamp", 3);
        sqla_params_next(sets);
    }
    sqla_status status;
    if (copy) {
        status = sqla_bulk_insert(c, Token, rows, BULK);
    } else {
        sqla_result *r = sqla_execute_many(c, sqla_insert(sqla_entity(Token)), sets);
        status = sqla_result_status(r);
        sqla_result_free(r);
    }
    did(0);
    if (status) {
        sqla_rollback(c);
    } else if (below(w, 6) == 0) {
        if (sqla_rollback(c) == SQLA_OK) soak.rolled_back++;
        status = sqla_error(c)->code;
        count = 0;
    } else {
        status = sqla_commit(c);
    }
    settle(w, copy ? "bulk_insert" : "execute_many", n, (claim){ count, 3 * !!count, 0 }, status,
           sqla_error(c));
    sqla_params_free(sets);
    sqla_conn_close(c);
}

/* The second row's savepoint is kept, left by an error, or rolled back. */
static void use_savepoint(worker *w) {
    int n = new_token(w), how = below(w, 3);
    bool kept = false, reached = false;
    sqla_status status = SQLA_OK;
    sqla_conn *c = sqla_connect(engine());
    sqla_error_record why = *sqla_error(c);
    sqla_transaction(c) {
        if (did(sqla_exec(c, insert_token(w, n, 0, 2))) < 0) break;
        sqla_savepoint(c) {
            if (did(sqla_exec(c, insert_token(w, n, 1, 2))) < 0) break;
            if (how == 1 && did(sqla_exec(c, sqla_text("SELECT 1 / 0"))) < 0) break;
            if (how == 2) break;
            kept = true;
        }
        kept = kept && sqla_outcome(c) == SQLA_OK;
        reached = how == 1 ? !sqla_last_error(c)->is_disconnect : !sqla_failed(c);
        if (!reached) break;
    }
    status = sqla_outcome(c);
    why = *sqla_last_error(c);
    if (!status && !reached) status = why.code ? why.code : SQLA_INTERNAL_ERROR;
    settle(w, "savepoint", n, (claim){ 1 + kept, 2, 0 }, status, &why);
    sqla_conn_close(c);
}

/* Two connections in one thread: more than there are, now and then. */
static void hold_two(worker *w) {
    int n = new_token(w);
    sqla_engine *e = engine();
    sqla_conn *a = sqla_connect(e), *b = sqla_connect(e);
    sqla_status status = sqla_error(a)->code;
    did(sqla_scalar_int(a, sqla_text("SELECT 1")));
    if (sqla_failed(a)) classify("hold_two, first", sqla_error(a)->code, sqla_error(a));
    status = did(sqla_exec(b, insert_token(w, n, 0, 5))) == 1 ? sqla_commit(b)
                                                             : sqla_error(b)->code;
    settle(w, "hold_two", n, (claim){ 1, 5, 0 }, status, sqla_error(b));
    sqla_conn_close(b);
    sqla_conn_close(a);
}

/* Goes through this thread's rows in parts, to the end or not. */
static void stream(worker *w) {
    long limit = below(w, 2) ? 30 : 1000000, rows = 0;
    sqla_session *s = sqla_session_open(engine(), soak.md);
    sqla_stmt *q = sqla_where(sqla_select(sqla_entity(Token)),
                              sqla_eq(sqla_col(Token, thread), w->index));
    int last = w->base;
    sqla_order_by(q, sqla_col(Token, n), sqla_col(Token, part));
    did(0);
    sqla_foreach(Token, t, s, sqla_yield_per(q, 20)) {
        if (t->thread != w->index || t->n < last || t->n >= w->next) soak.wrong++;
        last = t->n;
        if (++rows == limit) break;
    }
    if (sqla_failed(s)) classify("stream", sqla_error(s)->code, sqla_error(s));
    sqla_session_close(s);
}

/* Two ways to lose the answer to COMMIT. It waits for a standby that is not there, and the killer
 * ends that, after the transaction was committed; or a trigger of COMMIT ends the backend, before
 * it is. Both are told alike. */
static void doubt_on_purpose(worker *w) {
    int n = new_token(w), part = below(w, 2) ? 0 : DEADLY;
    sqla_conn *c = sqla_connect(engine());
    if (!part) did(sqla_exec(c, sqla_text("SET LOCAL synchronous_commit = on")));
    sqla_status status = did(sqla_exec(c, insert_token(w, n, part, 4))) == 1 ? sqla_commit(c)
                                                                            : sqla_error(c)->code;
    settle(w, "doubt", n, (claim){ 1, 4, 0 }, status, sqla_error(c));
    sqla_conn_close(c);
}

/* ---- audits ---- */

static bool same_claim(claim a, claim b) {
    return a.rows == b.rows && (a.rows == 0 || (a.stamp == b.stamp && a.marks == b.marks));
}

/* Compares what was found of a token with the ledger, and takes it over where that was in doubt. */
static void compare(worker *w, int n, claim found, const char *who) {
    entry *e = entry_of(w, n);
    bool right = same_claim(found, e->now) || (e->doubt && same_claim(found, e->other));
    if (!right) {
        if (found.rows < e->now.rows) soak.lost++;
        else if (found.rows > e->now.rows) soak.extra++;
        else soak.wrong++;
        fprintf(stderr, "%s: token %d/%d has %d rows, stamp %d, %d marks; told %d, %d, %d%s\n",
                who, w->index, n, found.rows, found.stamp, found.marks, e->now.rows, e->now.stamp,
                e->now.marks, e->doubt ? " or else" : "");
    }
    *e = (entry){ .now = found };
}

/* Rows in the order of n and part become claims; marks < 0 and parts out of order are wrong. */
typedef struct count { worker *w; const char *who; int at; claim found; } count;

static void count_until(count *k, int n) {
    for (; k->at < n; k->at++) {
        compare(k->w, k->at, k->found, k->who);
        k->found = (claim){ 0 };
    }
}

static void count_row(count *k, int n, int part, int stamp, int marks) {
    if (n < k->at || n >= k->w->next) {         /* one that was deleted, or never was */
        soak.extra++;
        return;
    }
    count_until(k, n);
    if (part != k->found.rows && k->found.rows != 0) soak.wrong++;
    k->found.rows++;
    k->found.stamp = stamp;
    k->found.marks += marks;
}

/* Marks of a token, or with `stamped` only those of its stamp. */
static sqla_expr *count_marks(bool stamped) {
    sqla_stmt *q = sqla_select_from(sqla_select(sqla_count_all()), sqla_entity(Mark));
    sqla_where(q, sqla_eq(sqla_col(Mark, token_id), sqla_col(Token, id)));
    if (stamped) sqla_where(q, sqla_eq(sqla_col(Mark, stamp), sqla_col(Token, stamp)));
    return sqla_scalar_subquery(sqla_correlate(q, sqla_entity(Token)));
}

/* This thread's rows against its ledger, by the library. Answers whether it came to the end. */
static bool compare_rows(worker *w, sqla_conn *c) {
    struct { int n, part, stamp, marks, stamped; } *rows = malloc(sizeof *rows * LEDGER * BULK);
    sqla_stmt *q = sqla_select(sqla_col(Token, n), sqla_col(Token, part), sqla_col(Token, stamp),
        sqla_label(count_marks(false), "all_marks"), sqla_label(count_marks(true), "stamped"));
    sqla_where(q, sqla_eq(sqla_col(Token, thread), w->index));
    sqla_order_by(q, sqla_col(Token, n), sqla_col(Token, part));
    sqla_result *r = sqla_execute(c, sqla_yield_per(q, 100));
    size_t n = 0;
    did(0);
    while (rows && sqla_next(r) && n < LEDGER * BULK) {
        rows[n].n = (int)sqla_row_int(r, 0);
        rows[n].part = (int)sqla_row_int(r, 1);
        rows[n].stamp = (int)sqla_row_int(r, 2);
        rows[n].marks = (int)sqla_row_int(r, 3);
        rows[n++].stamped = (int)sqla_row_int(r, 4);
    }
    bool whole = rows && sqla_result_status(r) == SQLA_OK;
    sqla_result_free(r);
    /* Only now: an answer that broke off tells nothing. */
    count k = { .w = w, .who = "audit", .at = w->base };
    for (size_t i = 0; whole && i < n; i++) {
        if (rows[i].marks != rows[i].stamped) soak.wrong++;
        count_row(&k, rows[i].n, rows[i].part, rows[i].stamp, rows[i].stamped);
    }
    if (whole) count_until(&k, w->next);
    free(rows);
    return whole;
}

/* Compares, and deletes what was compared, so that ledger and tables stay small. */
static bool audit(worker *w) {
    sqla_conn *c = sqla_connect(engine());
    bool compared = compare_rows(w, c);
    sqla_status status = sqla_error(c)->code;
    if (compared) {
        sqla_stmt *q = sqla_delete(sqla_entity(Token));
        sqla_where(q, sqla_eq(sqla_col(Token, thread), w->index));
        status = did(sqla_exec(c, sqla_where(q, sqla_lt(sqla_col(Token, n), w->next)))) < 0
            ? sqla_error(c)->code : sqla_commit(c);
    }
    if (status == SQLA_OK) {
        w->base = w->next;
        soak.committed++;
        soak.audits++;
    } else if (status == SQLA_IN_DOUBT) {
        soak.in_doubt++;
        for (int n = w->base; n < w->next; n++) {
            entry_of(w, n)->other = (claim){ 0 };
            entry_of(w, n)->doubt = true;
        }
    } else {
        classify("audit", status, sqla_error(c));
    }
    sqla_conn_close(c);
    return status == SQLA_OK;
}

/* ---- threads ---- */

static void *work(void *arg) {
    worker *w = arg;
    while (now() < soak.end) {
        int what = below(w, 1000);
        if (w->next - w->base >= LEDGER - 2 || below(w, LEDGER) == 0) {
            if (!audit(w)) pause_ms(5);
            continue;
        }
        if (what < 350) run_transfer(w);
        else if (what < 400) check_sum(w);
        else if (what < 580) use_session(w);
        else if (what < 640) run_session(w);
        else if (what < 780) insert_many(w);
        else if (what < 900) use_savepoint(w);
        else if (what < 960) hold_two(w);
        else if (what < 998) stream(w);
        else doubt_on_purpose(w);
    }
    return NULL;
}

/* Once a second the end of a random backend of the others, and soon that of those whose COMMIT
 * waits for a standby. */
static void *kill_some(void *arg) {
    static const char any[] = "SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM "
        "pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() "
        "ORDER BY state = 'active' DESC, random() LIMIT 1) AS one";
    static const char waiting[] = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE wait_event = 'SyncRep'";
    PGconn *pg = arg;
    for (int turn = 1; !soak.over; turn++) {
        pause_ms(50);
        PGresult *res = PQexec(pg, turn % 20 ? waiting : any);
        if (PQresultStatus(res) != PGRES_TUPLES_OK) {
            fprintf(stderr, "killer: %s", PQerrorMessage(pg));
            soak.odd++;
            pause_ms(500);
        }
        soak.ended += PQntuples(res);
        PQclear(res);
    }
    return NULL;
}

/* ---- by libpq alone ---- */

static bool run_sql(PGconn *pg, const char *sql) {
    PGresult *res = PQexec(pg, sql);
    ExecStatusType got = PQresultStatus(res);
    PQclear(res);
    if (got == PGRES_COMMAND_OK || got == PGRES_TUPLES_OK) return true;
    fprintf(stderr, "%s: %s", sql, PQerrorMessage(pg));
    return false;
}

static bool prepare_tables(PGconn *pg) {
    static const char deadly[] = "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'; "
        "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON tokens DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW WHEN (NEW.part = 99) EXECUTE FUNCTION die()";
    char fill[200];
    snprintf(fill, sizeof fill, "INSERT INTO accounts SELECT n, %d FROM generate_series(0, %d) n",
             RICH, ACCOUNTS - 1);
    return run_sql(pg, fill) && run_sql(pg, deadly)
        && run_sql(pg, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        && run_sql(pg, "SELECT pg_reload_conf()");
}

static int number(const PGresult *res, int row, int column) {
    return atoi(PQgetvalue(res, row, column));
}

/* Everything that is left against all ledgers. */
static bool compare_all(PGconn *pg) {
    PGresult *res = PQexec(pg, "SELECT thread, n, part, stamp, (SELECT count(*) FROM marks "
        "WHERE token_id = t.id AND stamp = t.stamp), (SELECT count(*) FROM marks "
        "WHERE token_id = t.id) FROM tokens AS t ORDER BY thread, n, part");
    bool good = PQresultStatus(res) == PGRES_TUPLES_OK;
    int row = 0, rows = PQntuples(res);
    for (int i = 0; i < WORKERS; i++) {
        count k = { .w = &workers[i], .who = "end", .at = workers[i].base };
        for (; row < rows && number(res, row, 0) == i; row++) {
            if (number(res, row, 4) != number(res, row, 5)) soak.wrong++;
            count_row(&k, number(res, row, 1), number(res, row, 2), number(res, row, 3),
                      number(res, row, 4));
        }
        count_until(&k, workers[i].next);
    }
    soak.extra += rows - row;
    PQclear(res);
    res = PQexec(pg, "SELECT sum(balance), count(*) FROM accounts");
    good = good && PQresultStatus(res) == PGRES_TUPLES_OK && PQntuples(res) == 1;
    if (good) printf("sum of balances        %s, was %d\n", PQgetvalue(res, 0, 0), ACCOUNTS * RICH);
    if (good && number(res, 0, 0) != ACCOUNTS * RICH) soak.wrong++;
    PQclear(res);
    return good;
}

/* ---- memory ---- */

static void *take(size_t size, void *user) {
    void *p = malloc(size);
    (void)user;
    if (p) atomic_fetch_add_explicit(&soak.live, 1, memory_order_relaxed);
    return p;
}

static void *retake(void *p, size_t old, size_t size, void *user) {
    (void)old;
    return p ? realloc(p, size) : take(size, user);
}

static void give_back(void *p, size_t size, void *user) {
    (void)size;
    (void)user;
    if (p) atomic_fetch_sub_explicit(&soak.live, 1, memory_order_relaxed);
    free(p);
}

/* The greatest resident size so far, in kilobytes; 0 where it cannot be known. */
static long peak_kb(void) {
    char line[200];
    long kb = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, "VmHWM:", 6) == 0) kb = atol(line + 6);
    if (f) fclose(f);
    return kb;
}

/* ---- the whole ---- */

static bool set_up(PGconn *pg) {
    static char url[1000];
    snprintf(url, sizeof url, "%s&options=-c%%20deadlock_timeout%%3D20ms", soak.url);
    soak.md = sqla_metadata_new(sqla_entity(Account), sqla_entity(Token), sqla_entity(Mark));
    for (int i = 0; i < 2; i++)
        soak.engine[i] = sqla_create_engine(url, .pool_size = 8, .max_overflow = 8,
                                            .pool_timeout_ms = 15, .pool_pre_ping = i == 1);
    if (sqla_create_all(soak.engine[0], soak.md) == SQLA_OK) return prepare_tables(pg);
    fprintf(stderr, "create_all: %s\n", sqla_error(soak.engine[0])->message);
    return false;
}

static void tear_down(void) {
    for (int i = 0; i < 2; i++) {
        sqla_engine_stats stats = sqla_engine_statistics(soak.engine[i]);
        soak.opened += stats.opened;
        if (stats.checked_out) {
            fprintf(stderr, "%d connections are still out\n", (int)stats.checked_out);
            soak.wrong++;
        }
        sqla_dispose(soak.engine[i]);
    }
    sqla_metadata_free(soak.md);
}

static void work_for(double seconds, PGconn *pg, long *quarter_kb) {
    pthread_t threads[WORKERS], killer;
    soak.begin = now();
    soak.end = soak.begin + seconds;
    for (int i = 0; i < WORKERS; i++) {
        worker *w = &workers[i];
        memset(w, 0xFF, sizeof *w);             /* its memory counts from the start */
        *w = (worker){ .index = i, .random = (uint64_t)time(NULL) * 64 + (uint64_t)i + 1 };
        if (pthread_create(&threads[i], NULL, work, w)) abort();
    }
    if (pthread_create(&killer, NULL, kill_some, pg)) abort();
    pause_ms((long)(seconds * 250));
    *quarter_kb = peak_kb();
    for (int i = 0; i < WORKERS; i++) pthread_join(threads[i], NULL);
    soak.over = true;
    pthread_join(killer, NULL);
}

static void print_figures(double seconds, long quarter_kb, long end_kb) {
    const struct { const char *name; long n; } figures[] = {
        { "statements", soak.statements }, { "transactions committed", soak.committed },
        { "rolled back on purpose", soak.rolled_back }, { "backends ended", soak.ended },
        { "disconnects", soak.disconnects }, { "commits in doubt", soak.in_doubt },
        { "not serializable", soak.serialization }, { "deadlocks", soak.deadlocks },
        { "work done again", soak.again }, { "pool timeouts", soak.timeouts },
        { "connections opened", soak.opened }, { "audits", soak.audits },
        { "rows lost", soak.lost }, { "rows too many", soak.extra },
        { "wrong values", soak.wrong }, { "odd errors", soak.odd },
        { "blocks left", soak.live }, { "peak kB at 1/4", quarter_kb },
        { "peak kB at end", end_kb },
    };
    printf("%-22s %.0f\n", "seconds", seconds);
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        printf("%-22s %ld\n", figures[i].name, figures[i].n);
}

int main(int argc, char **argv) {
    static const sqla_allocator counting = { .alloc = take, .realloc = retake, .free = give_back };
    double seconds = argc > 1 ? atof(argv[1]) : 600;
    long quarter_kb = 0;
    soak.url = getenv("SQLA_TEST_POSTGRESQL");
    if (!soak.url || seconds <= 0) {
        fprintf(stderr, "usage: tests/postgres %s [SECONDS]\n", argv[0]);
        return 2;
    }
    alarm((unsigned)seconds + 60);              /* a hang is a failure, too */
    sqla_set_allocator(&counting);
    PGconn *pg = PQconnectdb(soak.url);
    bool good = set_up(pg);
    if (good) work_for(seconds, pg, &quarter_kb);
    long end_kb = peak_kb();
    good = good && compare_all(pg);
    tear_down();
    PQfinish(pg);
    print_figures(seconds, quarter_kb, end_kb);
    bool grown = !SANITIZED && end_kb > quarter_kb + GROWTH_KB;
    if (grown) fprintf(stderr, "memory grew by more than %d kB\n", GROWTH_KB);
    good = good && !grown && !soak.lost && !soak.extra && !soak.wrong && !soak.odd && !soak.live
        && soak.committed > 0;
    puts(good ? "nothing lost" : "FAILED");
    return good ? 0 : 1;
}
