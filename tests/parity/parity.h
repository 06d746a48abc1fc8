/* What the files of cases share: tables (those of corpus.py) and the list of all cases. */
#ifndef PARITY_H
#define PARITY_H

/* Defines a statement by name; expected.tsv says what becomes of it. */
#define CASE(name)         PARITY__CASE(name, false)
/* Likewise, with its values in the text. */
#define CASE_LITERAL(name) PARITY__CASE(name, true)
#define PARITY__CASE(name_, literal_) \
    static sqla_stmt *parity_##name_(void); \
    __attribute__((constructor)) static void parity_add_##name_(void) \
    { \
        static parity_case c = { .name = #name_, .make = parity_##name_, .literal = literal_ }; \
        parity_add(&c); \
    } \
    static sqla_stmt *parity_##name_(void)

typedef struct parity_case {
    const char *name;
    sqla_stmt *(*make)(void);
    bool        literal;
    struct parity_case *next;
} parity_case;

static parity_case *parity_first, **parity_last = &parity_first;

static void parity_add(parity_case *c)
{
    *parity_last = c;
    parity_last = &c->next;
}

/* Keeps the metadata that a statement needs until the next one needs some. */
static sqla_metadata *kept;
static sqla_metadata *keep(sqla_metadata *md)
{
    sqla_metadata_free(kept);
    return kept = md;
}

SQLA_TABLE(users, "users",
    SQLA_TABLE_COLUMN("id",         SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("name",       SQLA_STRING(50), .not_null = true),
    SQLA_TABLE_COLUMN("fullname",   SQLA_STRING(100)),
    SQLA_TABLE_COLUMN("age",        SQLA_INTEGER),
    SQLA_TABLE_COLUMN("active",     SQLA_BOOLEAN, .not_null = true),
    SQLA_TABLE_COLUMN("score",      SQLA_DOUBLE),
    SQLA_TABLE_COLUMN("ratio",      SQLA_FLOAT),
    SQLA_TABLE_COLUMN("balance",    SQLA_NUMERIC(10, 2)),
    SQLA_TABLE_COLUMN("big",        SQLA_BIGINT),
    SQLA_TABLE_COLUMN("created",    SQLA_DATETIME),
    SQLA_TABLE_COLUMN("birthday",   SQLA_DATE),
    SQLA_TABLE_COLUMN("wakes",      SQLA_TIME),
    SQLA_TABLE_COLUMN("shift",      SQLA_INTERVAL),
    SQLA_TABLE_COLUMN("data",       SQLA_JSON),
    SQLA_TABLE_COLUMN("token",      SQLA_UUID),
    SQLA_TABLE_COLUMN("photo",      SQLA_LARGE_BINARY),
    SQLA_TABLE_COLUMN("manager_id", SQLA_INTEGER, .foreign_key = "users.id"));

SQLA_TABLE(addresses, "addresses",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("user_id", SQLA_INTEGER, .foreign_key = "users.id", .not_null = true),
    SQLA_TABLE_COLUMN("email",   SQLA_STRING(100), .not_null = true, .unique = true),
    SQLA_TABLE_COLUMN("kind",    SQLA_ENUM("address_kind", "home", "work")));

SQLA_TABLE(orders, "orders",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("user_id", SQLA_INTEGER, .foreign_key = "users.id"),
    SQLA_TABLE_COLUMN("placed",  SQLA_DATETIME, .not_null = true),
    SQLA_TABLE_COLUMN("total",   SQLA_NUMERIC(10, 2), .not_null = true),
    SQLA_TABLE_COLUMN("note",    SQLA_TEXT));

SQLA_TABLE(items, "items",
    SQLA_TABLE_COLUMN("order_id", SQLA_INTEGER, .primary_key = true, .foreign_key = "orders.id"),
    SQLA_TABLE_COLUMN("line",     SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("product",  SQLA_STRING(40), .not_null = true),
    SQLA_TABLE_COLUMN("quantity", SQLA_INTEGER, .not_null = true),
    SQLA_TABLE_COLUMN("price",    SQLA_DOUBLE, .not_null = true));

/* Two ways to users. */
SQLA_TABLE(transfers, "transfers",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("from_id", SQLA_INTEGER, .foreign_key = "users.id", .not_null = true),
    SQLA_TABLE_COLUMN("to_id",   SQLA_INTEGER, .foreign_key = "users.id", .not_null = true),
    SQLA_TABLE_COLUMN("amount",  SQLA_INTEGER, .not_null = true));

/* No way to anything. */
SQLA_TABLE(regions, "regions",
    SQLA_TABLE_COLUMN("code",  SQLA_STRING(8), .primary_key = true),
    SQLA_TABLE_COLUMN("title", SQLA_UNICODE(40)),
    SQLA_TABLE_COLUMN("memo",  SQLA_UNICODE_TEXT));

SQLA_TABLE(odd, "Odd Table",
    SQLA_TABLE_COLUMN("order",     SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("MixedCase", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("two words", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("per%cent",  SQLA_INTEGER));

/* Never created: it lies in a schema of its own. */
SQLA_TABLE(logs, "logs",
    SQLA_TABLE_COLUMN("id",      SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("level",   SQLA_SMALLINT),
    SQLA_TABLE_COLUMN("message", SQLA_STRING(200)),
    SQLA_TABLE_ARGS(.schema = "app"));

/* Only columns, no table of any database. */
SQLA_TABLE(light, "light",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_STRING(0)),
    SQLA_TABLE_COLUMN("c", NULL));

/* Columns of these, by their names: U(age). */
#define U(name) sqla_c(&users, #name)
#define A(name) sqla_c(&addresses, #name)
#define O(name) sqla_c(&orders, #name)
#define I(name) sqla_c(&items, #name)
#define X(name) sqla_c(&transfers, #name)
#define R(name) sqla_c(&regions, #name)
#define L(name) sqla_c(&logs, #name)
#define ODD(name) sqla_c(&odd, name)
#define LIGHT(name) sqla_c(&light, #name)

#endif
