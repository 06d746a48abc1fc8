/* For the suites about servers: a view of them by libpq alone, and a table to write to. */
#ifndef SERVER_H
#define SERVER_H

#include "test.h"

#if __has_include(<libpq-fe.h>)
#include <libpq-fe.h>
#else
#include <postgresql/libpq-fe.h>
#endif

/* A variable of the environment; a URL that leads nowhere if it is not set, so that the test
 * fails. */
static inline const char *given(const char *name) {
    const char *value = getenv(name);
    return value ? value : "postgresql:///a_variable_is_not_set?host=/nowhere";
}

/* The value in the column of this name, NULL: the first one, of a statement's first row; "" for
 * NULL and without row. Good until the eighth call after this one; for the main thread. */
static inline const char *raw_field(const char *url, const char *sql, const char *column) {
    static char texts[8][4000];
    static int turn;
    char *text = texts[turn++ % 8], error[300] = "";
    PGconn *pg = PQconnectdb(url);
    PGresult *res = PQexec(pg, sql);
    ExecStatusType got = PQresultStatus(res);
    int field = column ? PQfnumber(res, column) : 0;
    *text = '\0';
    if (got == PGRES_TUPLES_OK && PQntuples(res) && field >= 0)
        snprintf(text, sizeof texts[0], "%s", PQgetvalue(res, 0, field));
    else if (got != PGRES_COMMAND_OK && got != PGRES_TUPLES_OK)
        snprintf(error, sizeof error, "%s", PQerrorMessage(pg));
    PQclear(res);
    PQfinish(pg);
    CHECK_STR(error, "");
    return text;
}

/* Runs a command of the environment; it must succeed. */
static inline void run_command(const char *name) {
    const char *command = getenv(name);
    CHECK(command && system(command) == 0);
}

/* The server process behind a connection; begins a transaction. */
static inline int64_t pid_of(sqla_conn *c) {
    return sqla_scalar_int(c, sqla_text("SELECT pg_backend_pid()"));
}

static inline void sleep_ms(long ms) {
    struct timespec t = { ms / 1000, ms % 1000 * 1000000 };
    nanosleep(&t, NULL);
}

static inline double seconds_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct Shelf Shelf;
typedef struct Book Book;
struct Shelf {
    int64_t         id;
    const char     *name;
    SQLA_LIST(Book) books;
};
struct Book {
    int64_t        id;
    sqla_opt_int64 shelf_id;
    const char    *title;
    int32_t        pages;
    Shelf         *shelf;
};
SQLA_DECLARE_MODEL(Book);
SQLA_MODEL(Shelf, "shelves",
    SQLA_COLUMN(Shelf, id,   .primary_key = true),
    SQLA_COLUMN(Shelf, name, .type = SQLA_STRING(20), .not_null = true, .unique = true),
    SQLA_RELATIONSHIP(Shelf, books, Book, .back_populates = "shelf", .order_by = "id",
                      .cascade = SQLA_CASCADE_ALL));
SQLA_MODEL(Book, "books",
    SQLA_COLUMN(Book, id,       .primary_key = true),
    SQLA_COLUMN(Book, shelf_id, .foreign_key = "shelves.id"),
    SQLA_COLUMN(Book, title,    .type = SQLA_TEXT),
    SQLA_COLUMN(Book, pages,    .check = "pages >= 0"),
    SQLA_RELATIONSHIP(Book, shelf, Shelf, .back_populates = "books"));

static inline sqla_metadata *shelves(void) {
    return sqla_metadata_new(sqla_entity(Shelf), sqla_entity(Book));
}

/* INSERT of a shelf; id 0 is left to the server. */
static inline sqla_stmt *insert_shelf(int64_t id, const char *name) {
    sqla_stmt *q = sqla_insert(sqla_entity(Shelf));
    if (id) sqla_set(q, sqla_col(Shelf, id), id);
    return sqla_set(q, sqla_col(Shelf, name), name);
}

static inline int64_t count_shelves(sqla_conn *c) {
    return sqla_scalar_int(c, sqla_text("SELECT count(*) FROM shelves"));
}

#endif
