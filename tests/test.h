/* What every suite shares: an allocator that counts, checks, and a main.
 *
 *     #include "test.h"
 *
 *     TEST(two_and_two) {
 *         sqla_stmt *q = sqla_select(sqla_plus(sqla_literal(2), 2));
 *         NEED(q);
 *         CHECK_SQL(q, "sqlite", "SELECT 2 + 2");
 *     done:;
 *     }
 *
 *     TESTS(expr, T(two_and_two), T_NO_OOM(slow_one, "waits for a lock"));
 *
 * A program takes names of tests as arguments, to run only these. With --oom it runs each test once
 * for every allocation that it makes, this one failing; the checks then only evaluate their
 * arguments, and NEED leaves for `done` when its argument is false. So a test body must reach its
 * clean-up whatever the calls answer, and must not use cmocka's own assertions. Each run ends with
 * no block allocated, or the test fails.
 *
 * Environment: SQLA_TEST_ON=postgresql for empty_url(), SQLA_TEST_POSTGRESQL the server's URL (see
 * tests/postgres); SQLA_TEST_TMP a folder to write to; SQLA_TEST_QUICK quick() is true (under
 * valgrind); SQLA_TEST_OOM_S seconds for the whole suite's --oom (0: as long as it takes);
 * SQLA_TEST_TRAP=n stops a debugger at the n-th allocation. */
#ifndef TEST_H
#define TEST_H

#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#ifndef SQLA_SQLITE
#define SQLA_SQLITE
#endif
#ifndef SQLA_POSTGRESQL
#define SQLA_POSTGRESQL
#endif
#include "sqla.h"       /* before cmocka, whose macros have names like fail and skip */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <ctype.h>
#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TEST__UNUSED __attribute__((unused))
#define TEST__AT(text) ((test__place){ __FILE__, __LINE__, (text) })

typedef struct test__place {
    const char *file;
    int         line;
    const char *text;           /* what is checked */
} test__place;

/* ---- to write tests with ---- */

#define CHECK(cond)             ((void)test__check(!!(cond), TEST__AT(#cond)))
#define CHECK_INT(got, want)    test__check_int((long long)(got), (long long)(want), TEST__AT(#got))
#define CHECK_STR(got, want)    test__check_str((got), (want), TEST__AT(#got))
#define CHECK_HAS(got, part)    test__check_has((got), (part), TEST__AT(#got))
#define CHECK_STATUS(got, want) test__check_status((got), (want), TEST__AT(#got))

/* Compiles the statement, which is consumed; white space counts as one blank. */
#define CHECK_SQL(stmt, dialect_name, want) \
    test__check_sql(sqla_compile((stmt), .dialect = (dialect_name)), (want), TEST__AT(dialect_name))

/* For what the rest of the test cannot go without. */
#define NEED(cond) \
    do { if (!test__check(!!(cond), TEST__AT(#cond))) goto done; } while (0)

/* Tests may be called like functions of the C library: the prefix keeps them apart. */
#define TEST(name)             static void test_body_##name(void)
#define T(name)                { #name, test_body_##name, NULL }
#define T_NO_OOM(name, reason) { #name, test_body_##name, reason }

/* The semicolon after it belongs to the struct, which nobody defines. */
#define TESTS(suite, ...) \
    int main(int argc, char **argv) { \
        static const test_case cases[] = { __VA_ARGS__ }; \
        return test__main(#suite, cases, sizeof cases / sizeof *cases, argc, argv); \
    } \
    struct test__end_of_suite

typedef struct test_case {
    const char *name;
    void (*body)(void);
    const char *no_oom;         /* why it is left out of --oom; NULL: it is not */
} test_case;

/* A path in a folder that is new in each run of each test and removed after it. Good until the
 * eighth call after this one; for the main thread. */
static const char *tmp_path(const char *name);

/* Runs fn(0, arg) to fn(n - 1, arg) in n threads and waits for them. Checks work in there. */
static void run_threads(int n, void (*fn)(int index, void *arg), void *arg);

/* Smaller loops are asked for. */
static bool quick(void);

/* Do the tests run on a PostgreSQL server? Its URL. The URL of an empty database: in memory, or on
 * the server, where everything in it is dropped. */
static bool on_postgresql(void);
/* Do they, or do they not? If not so, the test is left out here, and counts as skipped. */
static bool needs_postgresql(void);
static bool needs_sqlite(void);
static const char *postgresql_url(void);
static const char *empty_url(void);
/* The same for several connections: a file in the place of memory; query is SQLite's, see below. */
static const char *shared_url(const char *query);
/* The URL of an SQLite file in the test's folder; query is "" or "?key=value". */
static const char *file_url(const char *name, const char *query);

/* The status of SQL that the database does not understand. */
static sqla_status bad_sql(void);
/* The first column of all rows of a query, "a,b,c"; "" without row. Good until the next call. */
static const char *list_of(sqla_conn *c, const char *query);

/* Allocations (reallocations too) since the test began; blocks allocated now. */
static long alloc_count(void);
static long alloc_live(void);

/* Makes the n-th allocation from now fail, 1 being the next; 0: none. Without effect under --oom.
 * */
static void alloc_fail(long n);

/* ---- the allocator ---- */

#if defined(__SANITIZE_THREAD__)
#define TEST__TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define TEST__TSAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define TEST__ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TEST__ASAN 1
#endif
#endif

/* In front of every block. The list names the blocks that a test leaves behind; the thread
 * sanitizer's build does without, as a lock here would order the threads and hide their races. */
typedef struct test__block {
    struct test__block *prev, *next;
    size_t              size;
    long                number;     /* in order of allocation within a run, from 1 */
    uint64_t            canary;
    uint64_t            unused;     /* keeps the data aligned to 16 */
} test__block;

#define TEST__CANARY 0x5ab0ca7a11ec8edULL
_Static_assert(sizeof(test__block) % 16 == 0, "blocks must be aligned for every type");

static struct {
    atomic_long     live, bytes;    /* blocks and bytes allocated now */
    atomic_long     count;          /* allocations tried in this run */
    atomic_long     fail_at;        /* the one that fails; 0: none */
    atomic_bool     failed_one;     /* it did */
    atomic_bool     wrong_size;     /* the library gave a size that is not the block's */
    atomic_bool     failed;         /* a check failed in this run */
    test__block     list;           /* all live blocks, a ring */
    pthread_mutex_t lock;           /* for the ring */
    bool            oom;            /* --oom */
    bool            fill;           /* fresh and freed memory gets a pattern */
    long            trap;
    pthread_t       main_thread;
    const char     *test;           /* the running one's name */
    char            root[300];      /* for temp files */
    bool            root_is_ours;   /* to remove */
    char            folder[340];    /* of this run, in root */
    bool            folder_made;
    bool            left_out;       /* the test needs what is not there */
    int             folders;        /* made so far, which numbers them */
    int             left;           /* tests of the suite still to run */
    double          oom_budget;     /* seconds left to the suite; 0: no limit */
} test__ = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Counts one allocation, and says whether it may succeed. */
static bool test__may_allocate(long *number) {
    *number = atomic_fetch_add_explicit(&test__.count, 1, memory_order_relaxed) + 1;
    if (*number == test__.trap) raise(SIGTRAP);
    if (*number != atomic_load_explicit(&test__.fail_at, memory_order_relaxed)) return true;
    atomic_store(&test__.failed_one, true);
    return false;
}

static void test__link(test__block *b) {
#ifndef TEST__TSAN
    pthread_mutex_lock(&test__.lock);
    b->prev = &test__.list;
    b->next = test__.list.next;
    b->prev->next = b->next->prev = b;
    pthread_mutex_unlock(&test__.lock);
#endif
    atomic_fetch_add_explicit(&test__.live, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&test__.bytes, (long)b->size, memory_order_relaxed);
}

static void test__unlink(test__block *b) {
#ifndef TEST__TSAN
    pthread_mutex_lock(&test__.lock);
    b->prev->next = b->next;
    b->next->prev = b->prev;
    pthread_mutex_unlock(&test__.lock);
#endif
    atomic_fetch_sub_explicit(&test__.live, 1, memory_order_relaxed);
    atomic_fetch_sub_explicit(&test__.bytes, (long)b->size, memory_order_relaxed);
}

/* Without a sanitizer to see it, an overflow is found when the block is freed, by a second canary
 * behind the data. */
#if defined(TEST__ASAN)
#define TEST__TAIL 0
#else
#define TEST__TAIL sizeof(uint64_t)
#endif

static void *test__new(size_t size, long number) {
    if (size > SIZE_MAX / 2) return NULL;
    test__block *b = malloc(sizeof *b + size + TEST__TAIL);
    if (!b) return NULL;
    const uint64_t canary = TEST__CANARY;
    b->size = size;
    b->number = number;
    b->canary = canary;
    char *data = (char *)(b + 1);
    if (test__.fill) memset(data, 0xA5, size);
    memcpy(data + size, &canary, TEST__TAIL);
    test__link(b);
    return data;
}

/* The block of a pointer that the library gives back, after looking whether it is one and as big as
 * the library says. */
static test__block *test__block_of(void *p, size_t size, const char *call) {
    test__block *b = (test__block *)p - 1;
    const uint64_t canary = TEST__CANARY;
    if (b->canary != canary) {
        fprintf(stderr, "%s: %s of a pointer that is no block, or whose header was overwritten\n",
                test__.test, call);
        abort();
    }
    if (memcmp((char *)p + b->size, &canary, TEST__TAIL) != 0) {
        fprintf(stderr, "%s: block %ld of %zu bytes was written past its end\n",
                test__.test, b->number, b->size);
        abort();
    }
    if (b->size != size) {
        fprintf(stderr, "%s: %s of block %ld: it has %zu bytes, not %zu\n",
                test__.test, call, b->number, b->size, size);
        atomic_store(&test__.wrong_size, true);
    }
    return b;
}

static void test__dispose(test__block *b) {
    test__unlink(b);
    if (test__.fill) memset(b + 1, 0xDD, b->size);
    b->canary = 0;
    free(b);
}

static void *test__alloc(size_t size, void *user) {
    (void)user;
    long number;
    return test__may_allocate(&number) ? test__new(size, number) : NULL;
}

/* Always moves, so that a pointer kept across it is found out. */
static void *test__realloc(void *p, size_t old_size, size_t new_size, void *user) {
    (void)user;
    long number;
    test__block *old = p ? test__block_of(p, old_size, "realloc") : NULL;
    if (!test__may_allocate(&number)) return NULL;
    void *q = test__new(new_size, number);
    if (!q || !old) return q;
    memcpy(q, p, old->size < new_size ? old->size : new_size);
    test__dispose(old);
    return q;
}

static void test__free(void *p, size_t size, void *user) {
    (void)user;
    if (p) test__dispose(test__block_of(p, size, "free"));
}

TEST__UNUSED static long alloc_count(void) { return atomic_load(&test__.count); }
TEST__UNUSED static long alloc_live(void)  { return atomic_load(&test__.live); }

TEST__UNUSED static void alloc_fail(long n) {
    if (!test__.oom) atomic_store(&test__.fail_at, n ? atomic_load(&test__.count) + n : 0);
}

/* ---- checks ---- */

/* Never reached under --oom. Only the main thread may leave the test at once: cmocka jumps. */
static void test__fail(test__place at) {
    atomic_store(&test__.failed, true);
    if (pthread_equal(pthread_self(), test__.main_thread)) _fail(at.file, at.line);
}

/* Both as text, NULL without quotes. */
static void test__differ(const char *got, const char *relation, const char *want, test__place at) {
    const char *q1 = got ? "\"" : "", *q2 = want ? "\"" : "";
    print_error("%s:%d: %s\n", at.file, at.line, at.text);
    print_error("  is       %s%s%s\n", q1, got ? got : "NULL", q1);
    print_error("  %-8s %s%s%s\n", relation, q2, want ? want : "NULL", q2);
    test__fail(at);
}

static bool test__same(const char *a, const char *b) {
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool test__check(bool ok, test__place at) {
    if (ok || test__.oom) return ok;
    print_error("%s:%d: not true: %s\n", at.file, at.line, at.text);
    test__fail(at);
    return false;
}

TEST__UNUSED static void test__check_int(long long got, long long want, test__place at) {
    if (got == want || test__.oom) return;
    print_error("%s:%d: %s\n", at.file, at.line, at.text);
    print_error("  is       %lld\n  expected %lld\n", got, want);
    test__fail(at);
}

TEST__UNUSED static void test__check_str(const char *got, const char *want, test__place at) {
    if (!test__.oom && !test__same(got, want)) test__differ(got, "expected", want, at);
}

TEST__UNUSED static void test__check_has(const char *got, const char *part, test__place at) {
    if (!test__.oom && !(got && strstr(got, part))) test__differ(got, "lacks", part, at);
}

TEST__UNUSED static void test__check_status(sqla_status got, sqla_status want, test__place at) {
    if (got == want || test__.oom) return;
    test__differ(sqla_status_name(got), "expected", sqla_status_name(want), at);
}

/* A copy with each stretch of white space made one blank, none at the ends; NULL for NULL.
 * The caller frees it. */
static char *test__collapse(const char *s) {
    if (!s) return NULL;
    char *copy = malloc(strlen(s) + 1), *to = copy;
    if (!copy) abort();
    for (; *s; s++) {
        if (!isspace((unsigned char)*s)) *to++ = *s;
        else if (to > copy && to[-1] != ' ') *to++ = ' ';
    }
    if (to > copy && to[-1] == ' ') to--;
    *to = '\0';
    return copy;
}

TEST__UNUSED static void test__check_sql(sqla_compiled *c, const char *want, test__place at) {
    char *got = test__collapse(sqla_compiled_sql(c)), *wanted = test__collapse(want);
    sqla_compiled_free(c);
    bool same = test__same(got, wanted);
    /* A failed check jumps, so it may not hold what must be freed. */
    static _Thread_local char shown[2][4000];
    snprintf(shown[0], sizeof shown[0], "%s", got ? got : "(no SQL: the statement is in error)");
    snprintf(shown[1], sizeof shown[1], "%s", wanted ? wanted : "");
    free(got);
    free(wanted);
    if (!same && !test__.oom) test__differ(shown[0], "expected", shown[1], at);
}

/* ---- temp files, threads ---- */

/* Removes a folder and what it holds. */
static void test__remove(const char *path) {
    DIR *dir = opendir(path);
    if (dir) {
        for (struct dirent *e; (e = readdir(dir)) != NULL;) {
            char inner[1024];
            struct stat st;
            if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
            int length = snprintf(inner, sizeof inner, "%s/%s", path, e->d_name);
            if (length >= (int)sizeof inner) continue;
            if (lstat(inner, &st) == 0 && S_ISDIR(st.st_mode)) test__remove(inner);
            else unlink(inner);
        }
        closedir(dir);
    }
    rmdir(path);
}

TEST__UNUSED static const char *tmp_path(const char *name) {
    static char paths[8][600];
    static int turn;
    if (!test__.folder_made) {
        snprintf(test__.folder, sizeof test__.folder, "%s/%d", test__.root, ++test__.folders);
        test__.folder_made = mkdir(test__.folder, 0700) == 0;
        if (!test__.folder_made) perror(test__.folder);
    }
    char *path = paths[turn++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", test__.folder, name);
    return path;
}

typedef struct test__thread {
    pthread_t id;
    int       index;
    bool      started;
    void    (*fn)(int index, void *arg);
    void     *arg;
} test__thread;

static void *test__in_thread(void *p) {
    test__thread *t = p;
    t->fn(t->index, t->arg);
    return NULL;
}

TEST__UNUSED static void run_threads(int n, void (*fn)(int index, void *arg), void *arg) {
    test__thread threads[64];
    if (n > 64) n = 64;
    for (int i = 0; i < n; i++) {
        threads[i] = (test__thread){ .index = i, .fn = fn, .arg = arg };
        int failed = pthread_create(&threads[i].id, NULL, test__in_thread, &threads[i]);
        threads[i].started = !failed;
    }
    for (int i = 0; i < n; i++)
        if (threads[i].started) pthread_join(threads[i].id, NULL);
    CHECK(n == 0 || threads[n - 1].started);
}

TEST__UNUSED static bool on_postgresql(void) {
    const char *on = getenv("SQLA_TEST_ON");
    return on && strcmp(on, "postgresql") == 0;
}

static bool needs_postgresql(void) {
    test__.left_out = !on_postgresql();
    return !test__.left_out;
}

static bool needs_sqlite(void) {
    test__.left_out = on_postgresql();
    return !test__.left_out;
}

static const char *postgresql_url(void) {
    const char *url = getenv("SQLA_TEST_POSTGRESQL");
    return url ? url : "postgresql:///SQLA_TEST_POSTGRESQL_is_not_set";
}

static const char *empty_url(void) {
    if (!on_postgresql()) return "sqlite://";
    /* No allocation fails or counts here: each run is to begin with an empty database. It goes past a
     * pgbouncer, where a test that failed may hold all that there is to have. */
    long fail_at = atomic_exchange(&test__.fail_at, 0), count = atomic_load(&test__.count);
    const char *direct = getenv("SQLA_TEST_POSTGRESQL_DIRECT");
    sqla_engine *e = sqla_create_engine(direct ? direct : postgresql_url());
    sqla_conn *c = sqla_connect(e);
    /* What a test that failed has left open goes. A pgbouncer must see its connections end before it
     * gives one away: the answer waits for that. */
    CHECK_STATUS(sqla_exec_driver_sql(c,
        "DO $d$ BEGIN PERFORM pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'; END $d$; "
        "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public"), SQLA_OK);
    sqla_conn_close(c);
    sqla_dispose(e);
    atomic_store(&test__.count, count);
    atomic_store(&test__.fail_at, fail_at);
    return postgresql_url();
}

TEST__UNUSED static const char *file_url(const char *name, const char *query) {
    static char urls[4][800];
    static int turn;
    char *url = urls[turn++ % 4];
    snprintf(url, sizeof urls[0], "sqlite:///%s%s", tmp_path(name), query);
    return url;
}

static const char *shared_url(const char *query) {
    return on_postgresql() ? empty_url() : file_url("x.db", query);
}

TEST__UNUSED static sqla_status bad_sql(void) {
    return on_postgresql() ? SQLA_PROGRAMMING_ERROR : SQLA_OPERATIONAL_ERROR;
}

TEST__UNUSED static const char *list_of(sqla_conn *c, const char *query) {
    static char list[400];
    sqla_result *r = sqla_execute(c, sqla_text(query));
    list[0] = '\0';
    for (size_t n = 0; sqla_next(r); n = strlen(list)) {
        const char *x = sqla_row_text(r, 0);
        snprintf(list + n, sizeof list - n, "%s%s", n ? "," : "", x ? x : "NULL");
    }
    CHECK_STATUS(sqla_result_status(r), SQLA_OK);
    sqla_result_free(r);
    return list;
}

static bool quick(void) { return getenv("SQLA_TEST_QUICK") != NULL; }

/* ---- running ---- */

/* Forgets the blocks that are left, after naming some. They can no longer be reached from here
 * then, so that the leak sanitizer says at the end where they were allocated. */
static void test__drop_blocks(bool name_them) {
    long shown = 0;
    for (test__block *b = test__.list.next; b != &test__.list; b = b->next)
        if (name_them && shown++ < 5)
            print_error("  block %ld of this run, %zu bytes\n", b->number, b->size);
    test__.list.next = test__.list.prev = &test__.list;
    atomic_store(&test__.live, 0);
    atomic_store(&test__.bytes, 0);
}

/* Runs a test once, with the fail_at-th allocation failing if that is not 0. Answers whether it
 * left things in order. */
static bool test__once(const test_case *c, long fail_at) {
    test__.test = c->name;
    test__.folder_made = false;
    test__drop_blocks(false);       /* of a test that failed */
    atomic_store(&test__.count, 0);
    atomic_store(&test__.fail_at, fail_at);
    atomic_store(&test__.failed_one, false);
    atomic_store(&test__.wrong_size, false);
    atomic_store(&test__.failed, false);
    c->body();
    atomic_store(&test__.fail_at, 0);
    if (test__.folder_made) test__remove(test__.folder);
    long live = atomic_load(&test__.live);
    bool fine = !live && !atomic_load(&test__.wrong_size) && !atomic_load(&test__.failed);
    if (fine) return true;
    print_error("%s", c->name);
    if (fail_at) print_error(", allocation %ld failing", fail_at);
    if (live) {
        print_error(": left %ld blocks, %ld bytes\n", live, atomic_load(&test__.bytes));
        test__drop_blocks(true);
    } else if (atomic_load(&test__.wrong_size)) {
        print_error(": gave back a wrong size\n");
    } else {
        print_error(": a check failed in a thread\n");
    }
    return false;
}

static double test__now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Fails the 1st, 2nd, 3rd ... allocation until a run needs no more. If the suite's time is short,
 * the first half of the runs that a test can afford go to the first allocations, and the other half
 * to the rest in equal steps. */
static bool test__oom(const test_case *c) {
    enum { MOST = 20000 };
    double start = test__now();
    if (!test__once(c, 0)) return false;
    double one = test__now() - start + 1e-6;
    double share = test__.oom_budget / test__.left;
    long count = atomic_load(&test__.count), afford = MOST, runs = 0, step = 1;
    if (test__.oom_budget > 0 && share / one < MOST) afford = (long)(share / one);
    if (afford < 20) afford = 20;
    long dense = afford >= count ? count : afford / 2;
    if (dense < count) step = (count - dense) / (afford - dense) + 1;
    for (long k = 1;; k += k < dense ? 1 : step, runs++) {
        if (!test__once(c, k)) return false;
        if (!atomic_load(&test__.failed_one)) break;
        if (test__.oom_budget > 0 && runs > 20 && test__now() - start > 2 * share) {
            dense = 0;          /* slower than thought: hurry to the end */
            step *= 2;
        }
    }
    if (test__.oom_budget > 0) {
        test__.oom_budget -= test__now() - start;
        if (test__.oom_budget < 0.001) test__.oom_budget = 0.001;
    }
    print_message("             %ld allocations, %ld made to fail\n", count, runs);
    return true;
}

static void test__run(void **state) {
    const test_case *c = *state;
    bool left_out = test__.oom && c->no_oom;
    test__.left_out = false;
    bool fine = left_out || (test__.oom ? test__oom(c) : test__once(c, 0));
    test__.left--;
    if (!fine) _fail(__FILE__, __LINE__);
    if (left_out) print_message("             left out: %s\n", c->no_oom);
    if (left_out || test__.left_out) skip();
}

/* Which test and which allocation it was, under whatever was the reason to stop. */
static void test__aborted(int signal_number) {
    char text[200];
    int length = snprintf(text, sizeof text, "in test %s, allocation %ld failing (0: none)\n",
                          test__.test, atomic_load(&test__.fail_at));
    ssize_t written = write(STDERR_FILENO, text, (size_t)length < sizeof text ? (size_t)length : 0);
    (void)written;
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* The sanitizers ask for these. cmocka catches a crash and goes on; they know more about it, so
 * they get it first, and end in the function above. */
#if defined(TEST__ASAN)
const char *__asan_default_options(void);
const char *__asan_default_options(void) {
    return "abort_on_error=1:handle_segv=2:handle_sigbus=2:handle_sigfpe=2:"
           "detect_stack_use_after_return=1";
}
const char *__ubsan_default_options(void);
const char *__ubsan_default_options(void) { return "abort_on_error=1:print_stacktrace=1"; }
#elif defined(TEST__TSAN)
const char *__tsan_default_options(void);
const char *__tsan_default_options(void) { return "second_deadlock_stack=1"; }
#endif

static void test__set_up(void) {
    static const sqla_allocator counting = {
        .alloc = test__alloc, .realloc = test__realloc, .free = test__free,
    };
    const char *root = getenv("SQLA_TEST_TMP");
    const char *trap = getenv("SQLA_TEST_TRAP");
    const char *budget = getenv("SQLA_TEST_OOM_S");
    static char own[] = "/tmp/sqla_test_XXXXXX";
    if (!root) test__.root_is_ours = (root = mkdtemp(own)) != NULL;
    snprintf(test__.root, sizeof test__.root, "%s", root ? root : ".");
    test__.trap = trap ? atol(trap) : 0;
    test__.oom_budget = budget ? atof(budget) : 0;
    test__.list.next = test__.list.prev = &test__.list;
    test__.main_thread = pthread_self();
    test__.fill = !quick();         /* valgrind must see that fresh memory has no value */
    signal(SIGABRT, test__aborted);
    setvbuf(stdout, NULL, _IOLBF, 0);       /* in order with what goes to stderr */
    (void)sqla_set_allocator(&counting);
}

static int test__main(const char *suite, const test_case *cases, size_t n, int argc, char **argv) {
    struct CMUnitTest *tests = calloc(n, sizeof *tests);
    size_t chosen = 0;
    int names = 0;
    if (!tests) return 1;
    for (int a = 1; a < argc; a++) {
        if (!strcmp(argv[a], "--oom")) test__.oom = true;
        else names++;
    }
    for (size_t i = 0; i < n; i++) {
        bool wanted = !names;
        for (int a = 1; a < argc; a++) wanted = wanted || !strcmp(argv[a], cases[i].name);
        if (!wanted) continue;
        tests[chosen++] = (struct CMUnitTest){
            .name = cases[i].name,
            .test_func = test__run,
            .initial_state = (void *)(uintptr_t)&cases[i],
        };
    }
    test__set_up();
    test__.left = (int)chosen;
    int failed = chosen ? _cmocka_run_group_tests(suite, tests, chosen, NULL, NULL) : 1;
    if (!chosen) fprintf(stderr, "%s has no such test\n", suite);
    test__.test = "(none: they are over)";
    if (test__.root_is_ours) test__remove(test__.root);
    free(tests);
    return failed ? 1 : 0;
}

#endif
