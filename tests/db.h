/* Two tables and a database with them, for the suites that execute statements. */
#ifndef DB_H
#define DB_H

#include "test.h"

typedef struct User {
    int32_t        id;
    const char    *name;
    sqla_opt_int64 age;
} User;
SQLA_MODEL(User, "users",
    SQLA_COLUMN(User, id,   .primary_key = true),
    SQLA_COLUMN(User, name, .type = SQLA_STRING(50), .not_null = true, .unique = true),
    SQLA_COLUMN(User, age,  .check = "age >= 0"));

SQLA_TABLE(orders, "orders",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("user_id", SQLA_INTEGER, .not_null = true, .foreign_key = "users.id"),
    SQLA_TABLE_COLUMN("amount",  SQLA_NUMERIC(10, 2)),
    SQLA_TABLE_COLUMN("status",  SQLA_STRING(20), .server_default = "'new'"),
    SQLA_CHECK("ck_amount", "amount < 1000000"));

typedef struct db {
    sqla_metadata *md;
    sqla_engine   *e;
    sqla_conn     *c;
} db;

/* db_open(url, options...): an engine with both tables, and a connection; db_with: with others. */
#define db_open(...) db_with(sqla_create_engine(__VA_ARGS__), \
                             sqla_metadata_new(sqla_entity(User), &orders))
static inline db db_with(sqla_engine *e, sqla_metadata *md) {
    db d = { md, e, NULL };
    CHECK_STATUS(sqla_create_all(e, d.md), SQLA_OK);
    d.c = sqla_connect(e);
    return d;
}

static inline void db_close(db *d) {
    sqla_conn_close(d->c);
    sqla_dispose(d->e);
    sqla_metadata_free(d->md);
}

/* SQL with a constant of bytes in it, given in hexadecimal. */
#define SQL_BYTES(before, hex, after) \
    (on_postgresql() ? before "'\\x" hex "'::bytea" after : before "x'" hex "'" after)

/* An INSERT of a user; key 0 is left to the database. */
static inline sqla_stmt *insert_user(int id, const char *name) {
    sqla_stmt *q = sqla_insert(sqla_entity(User));
    if (id) sqla_set(q, sqla_col(User, id), id);
    return sqla_set(q, sqla_col(User, name), name);
}

static inline int64_t add_user(sqla_conn *c, int id, const char *name) {
    return sqla_exec(c, insert_user(id, name));
}

static inline int64_t count_users(sqla_conn *c) {
    return sqla_scalar_int(c, sqla_select_from(sqla_select(sqla_count_all()), sqla_entity(User)));
}

#endif
