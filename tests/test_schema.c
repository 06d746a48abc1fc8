/* Declarations of models and tables, the SQL types of C types, and what metadata finds wrong. */
#include "ddl.h"

/* ---- SQL types from C types ---- */

enum color { RED, GREEN };

typedef struct Numbers {
    int64_t id;
    bool    flag;
    int16_t small;
    int32_t medium;
    float   real;
    double  wide;
} Numbers;
SQLA_MODEL(Numbers, "numbers", SQLA_COLUMN(Numbers, id, .primary_key = true),
    SQLA_COLUMN(Numbers, flag), SQLA_COLUMN(Numbers, small), SQLA_COLUMN(Numbers, medium),
    SQLA_COLUMN(Numbers, real), SQLA_COLUMN(Numbers, wide));

typedef struct Big { int id; int64_t n; } Big;
SQLA_MODEL(Big, "big", SQLA_COLUMN(Big, id, .primary_key = true), SQLA_COLUMN(Big, n));

typedef struct Texts {
    char        fixed[4];
    const char *sized;
    char       *needed;
    sqla_bytes  raw;
    sqla_json   doc;
} Texts;
SQLA_MODEL(Texts, "texts", SQLA_COLUMN(Texts, fixed),
    SQLA_COLUMN(Texts, sized, .type = SQLA_STRING(50)),
    SQLA_COLUMN(Texts, needed, .type = SQLA_STRING(9), .not_null = true),
    SQLA_COLUMN(Texts, raw), SQLA_COLUMN(Texts, doc));

typedef struct Free { const char *name; char *other; } Free;
SQLA_MODEL(Free, "free", SQLA_COLUMN(Free, name), SQLA_COLUMN(Free, other));

typedef struct Others {
    sqla_date     day;
    sqla_time     at;
    sqla_datetime stamp;
    sqla_interval span;
    sqla_decimal  price;
    sqla_uuid     uid;
    enum color    color;
} Others;
SQLA_MODEL(Others, "others", SQLA_COLUMN(Others, day), SQLA_COLUMN(Others, at),
    SQLA_COLUMN(Others, stamp), SQLA_COLUMN(Others, span), SQLA_COLUMN(Others, price),
    SQLA_COLUMN(Others, uid),
    SQLA_COLUMN(Others, color, .type = SQLA_ENUM("color", "red", "green")));

typedef struct Opts {
    sqla_opt_bool     b;
    sqla_opt_int16    i16;
    sqla_opt_int32    i32;
    sqla_opt_float    f;
    sqla_opt_double   d;
    sqla_opt_date     da;
    sqla_opt_time     ti;
    sqla_opt_datetime dt;
    sqla_opt_interval iv;
    sqla_opt_decimal  de;
    sqla_opt_uuid     uu;
} Opts;
SQLA_MODEL(Opts, "opts", SQLA_COLUMN(Opts, b), SQLA_COLUMN(Opts, i16), SQLA_COLUMN(Opts, i32),
    SQLA_COLUMN(Opts, f), SQLA_COLUMN(Opts, d), SQLA_COLUMN(Opts, da), SQLA_COLUMN(Opts, ti),
    SQLA_COLUMN(Opts, dt), SQLA_COLUMN(Opts, iv), SQLA_COLUMN(Opts, de), SQLA_COLUMN(Opts, uu));

TEST(numbers_have_types) {
    CHECK_TABLES("sqlite", "CREATE TABLE numbers ( id INTEGER NOT NULL, flag BOOLEAN NOT NULL, "
                 "small SMALLINT NOT NULL, medium INTEGER NOT NULL, real FLOAT NOT NULL, wide "
                 "DOUBLE NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Numbers));
    CHECK_TABLES("postgresql", "CREATE TABLE numbers ( id BIGSERIAL NOT NULL, flag BOOLEAN NOT "
                 "NULL, small SMALLINT NOT NULL, medium INTEGER NOT NULL, real FLOAT NOT NULL, "
                 "wide DOUBLE PRECISION NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Numbers));
    CHECK_TABLES("mysql", "CREATE TABLE numbers ( id BIGINT NOT NULL AUTO_INCREMENT, flag BOOL "
                 "NOT NULL, small SMALLINT NOT NULL, medium INTEGER NOT NULL, `real` FLOAT NOT "
                 "NULL, wide DOUBLE NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Numbers));
    CHECK_TABLES("mariadb", "CREATE TABLE numbers ( id BIGINT NOT NULL AUTO_INCREMENT, flag BOOL "
                 "NOT NULL, small SMALLINT NOT NULL, medium INTEGER NOT NULL, `real` FLOAT NOT "
                 "NULL, wide DOUBLE NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Numbers));
    CHECK_TABLES("mssql", "CREATE TABLE numbers ( id BIGINT NOT NULL IDENTITY, flag BIT NOT NULL, "
                 "small SMALLINT NOT NULL, medium INTEGER NOT NULL, real FLOAT NOT NULL, wide "
                 "DOUBLE PRECISION NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Numbers));
}

TEST(an_int64_is_bigint) {
    CHECK_TABLES("postgresql", "CREATE TABLE big ( id SERIAL NOT NULL, n BIGINT NOT NULL, PRIMARY "
                 "KEY (id) );",
                 sqla_entity(Big));
    CHECK_TABLES("mysql", "CREATE TABLE big ( id INTEGER NOT NULL AUTO_INCREMENT, n BIGINT NOT "
                 "NULL, PRIMARY KEY (id) );",
                 sqla_entity(Big));
    CHECK_TABLES("oracle", "CREATE TABLE big ( id INTEGER NOT NULL, n NUMBER(19) NOT NULL, "
                 "PRIMARY KEY (id) );",
                 sqla_entity(Big));
    CHECK_TABLES("mssql", "CREATE TABLE big ( id INTEGER NOT NULL IDENTITY, n BIGINT NOT NULL, "
                 "PRIMARY KEY (id) );",
                 sqla_entity(Big));
}

TEST(texts_have_types) {
    CHECK_TABLES("sqlite", "CREATE TABLE texts ( fixed VARCHAR(3) NOT NULL, sized VARCHAR(50), "
                 "needed VARCHAR(9) NOT NULL, raw BLOB, doc JSON );",
                 sqla_entity(Texts));
    CHECK_TABLES("postgresql", "CREATE TABLE texts ( fixed VARCHAR(3) NOT NULL, sized "
                 "VARCHAR(50), needed VARCHAR(9) NOT NULL, raw BYTEA, doc JSON );",
                 sqla_entity(Texts));
    CHECK_TABLES("mysql", "CREATE TABLE texts ( fixed VARCHAR(3) NOT NULL, sized VARCHAR(50), "
                 "needed VARCHAR(9) NOT NULL, raw BLOB, doc JSON );",
                 sqla_entity(Texts));
    CHECK_TABLES("mariadb", "CREATE TABLE texts ( fixed VARCHAR(3) NOT NULL, sized VARCHAR(50), "
                 "needed VARCHAR(9) NOT NULL, raw BLOB, doc JSON );",
                 sqla_entity(Texts));
}

TEST(text_without_length_is_varchar) {
    CHECK_TABLES("sqlite", "CREATE TABLE free ( name VARCHAR, other VARCHAR );",
                 sqla_entity(Free));
    CHECK_TABLES("postgresql", "CREATE TABLE free ( name VARCHAR, other VARCHAR );",
                 sqla_entity(Free));
    CHECK_TABLES("mssql", "CREATE TABLE free ( name VARCHAR(max) NULL, other VARCHAR(max) NULL );",
                 sqla_entity(Free));
}

TEST(other_values_have_types) {
    CHECK_TABLES("sqlite", "CREATE TABLE others ( day DATE NOT NULL, at TIME NOT NULL, stamp "
                 "DATETIME NOT NULL, span DATETIME NOT NULL, price NUMERIC NOT NULL, uid "
                 "CHAR(32) NOT NULL, color VARCHAR(5) NOT NULL );",
                 sqla_entity(Others));
    CHECK_TABLES("postgresql", "CREATE TYPE color AS ENUM ('red', 'green'); CREATE TABLE others ( "
                 "day DATE NOT NULL, at TIME WITHOUT TIME ZONE NOT NULL, stamp TIMESTAMP "
                 "WITHOUT TIME ZONE NOT NULL, span INTERVAL NOT NULL, price NUMERIC NOT NULL, "
                 "uid UUID NOT NULL, color color NOT NULL );",
                 sqla_entity(Others));
    CHECK_TABLES("mysql", "CREATE TABLE others ( day DATE NOT NULL, at TIME NOT NULL, stamp "
                 "DATETIME NOT NULL, span DATETIME NOT NULL, price NUMERIC NOT NULL, uid "
                 "CHAR(32) NOT NULL, color ENUM('red','green') NOT NULL );",
                 sqla_entity(Others));
    CHECK_TABLES("mariadb", "CREATE TABLE `others` ( day DATE NOT NULL, at TIME NOT NULL, stamp "
                 "DATETIME NOT NULL, span DATETIME NOT NULL, price NUMERIC NOT NULL, uid UUID "
                 "NOT NULL, color ENUM('red','green') NOT NULL );",
                 sqla_entity(Others));
    CHECK_TABLES("oracle", "CREATE TABLE others ( day DATE NOT NULL, at TIME NOT NULL, stamp DATE "
                 "NOT NULL, span INTERVAL DAY TO SECOND NOT NULL, price NUMERIC NOT NULL, "
                 "\"uid\" CHAR(32) NOT NULL, color VARCHAR(5 CHAR) NOT NULL );",
                 sqla_entity(Others));
}

TEST(opts_are_nullable) {
    CHECK_TABLES("sqlite", "CREATE TABLE opts ( b BOOLEAN, i16 SMALLINT, i32 INTEGER, f FLOAT, d "
                 "DOUBLE, da DATE, ti TIME, dt DATETIME, iv DATETIME, de NUMERIC, uu CHAR(32) );",
                 sqla_entity(Opts));
    CHECK_TABLES("postgresql", "CREATE TABLE opts ( b BOOLEAN, i16 SMALLINT, i32 INTEGER, f "
                 "FLOAT, d DOUBLE PRECISION, da DATE, ti TIME WITHOUT TIME ZONE, dt TIMESTAMP "
                 "WITHOUT TIME ZONE, iv INTERVAL, de NUMERIC, uu UUID );",
                 sqla_entity(Opts));
    CHECK_TABLES("mysql", "CREATE TABLE opts ( b BOOL, i16 SMALLINT, i32 INTEGER, f FLOAT, d "
                 "DOUBLE, da DATE, ti TIME, dt DATETIME, iv DATETIME, de NUMERIC, uu CHAR(32) );",
                 sqla_entity(Opts));
    CHECK_TABLES("mariadb", "CREATE TABLE opts ( b BOOL, i16 SMALLINT, i32 INTEGER, f FLOAT, d "
                 "DOUBLE, da DATE, ti TIME, dt DATETIME, iv DATETIME, de NUMERIC, uu UUID );",
                 sqla_entity(Opts));
}

typedef struct Options { int id; const char *text; int zero; const char *given; } Options;
SQLA_MODEL(Options, "options",
    SQLA_COLUMN(Options, id, .primary_key = true, .no_autoincrement = true),
    SQLA_COLUMN(Options, text, .name = "other_name", .type = SQLA_TEXT),
    SQLA_COLUMN(Options, zero, .null_as_zero = true),
    SQLA_COLUMN(Options, given, .type = SQLA_BIGINT, .not_null = true));

TEST(options_of_columns) {
    CHECK_TABLES("sqlite", "CREATE TABLE options ( id INTEGER NOT NULL, other_name TEXT, zero "
                 "INTEGER, given BIGINT NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Options));
    CHECK_TABLES("postgresql", "CREATE TABLE options ( id INTEGER NOT NULL, other_name TEXT, zero "
                 "INTEGER, given BIGINT NOT NULL, PRIMARY KEY (id) );",
                 sqla_entity(Options));
}

/* ---- types of foreign keys ---- */

SQLA_TABLE(kinds, "kinds",
    SQLA_TABLE_COLUMN("code", SQLA_STRING(7), .primary_key = true),
    SQLA_TABLE_COLUMN("price", SQLA_NUMERIC(10, 2), .unique = true),
    SQLA_TABLE_COLUMN("uid", SQLA_UUID, .unique = true),
    SQLA_TABLE_COLUMN("big", SQLA_BIGINT, .unique = true));
SQLA_TABLE(uses, "uses",
    SQLA_TABLE_COLUMN("code", NULL, .foreign_key = "kinds.code"),
    SQLA_TABLE_COLUMN("price", NULL, .foreign_key = "kinds.price"),
    SQLA_TABLE_COLUMN("uid", NULL, .foreign_key = "kinds.uid"),
    SQLA_TABLE_COLUMN("big", NULL, .foreign_key = "kinds.big"));

TEST(a_foreign_key_takes_the_type_of_its_target) {
    CHECK_TABLES("postgresql", "CREATE TABLE kinds ( code VARCHAR(7) NOT NULL, price NUMERIC(10, "
                 "2), uid UUID, big BIGINT, PRIMARY KEY (code), UNIQUE (price), UNIQUE (uid), "
                 "UNIQUE (big) ); CREATE TABLE uses ( code VARCHAR(7), price NUMERIC(10, 2), "
                 "uid UUID, big BIGINT, FOREIGN KEY(code) REFERENCES kinds (code), FOREIGN "
                 "KEY(price) REFERENCES kinds (price), FOREIGN KEY(uid) REFERENCES kinds (uid), "
                 "FOREIGN KEY(big) REFERENCES kinds (big) );",
                 &uses, &kinds);
    CHECK_TABLES("mysql", "CREATE TABLE kinds ( code VARCHAR(7) NOT NULL, price NUMERIC(10, 2), "
                 "uid CHAR(32), big BIGINT, PRIMARY KEY (code), UNIQUE (price), UNIQUE (uid), "
                 "UNIQUE (big) ); CREATE TABLE uses ( code VARCHAR(7), price NUMERIC(10, 2), "
                 "uid CHAR(32), big BIGINT, FOREIGN KEY(code) REFERENCES kinds (code), FOREIGN "
                 "KEY(price) REFERENCES kinds (price), FOREIGN KEY(uid) REFERENCES kinds (uid), "
                 "FOREIGN KEY(big) REFERENCES kinds (big) );",
                 &uses, &kinds);
    CHECK_TABLES("oracle", "CREATE TABLE kinds ( code VARCHAR2(7 CHAR) NOT NULL, price "
                 "NUMERIC(10, 2), \"uid\" CHAR(32), big NUMBER(19), PRIMARY KEY (code), UNIQUE "
                 "(price), UNIQUE (\"uid\"), UNIQUE (big) ); CREATE TABLE uses ( code "
                 "VARCHAR2(7 CHAR), price NUMERIC(10, 2), \"uid\" CHAR(32), big NUMBER(19), "
                 "FOREIGN KEY(code) REFERENCES kinds (code), FOREIGN KEY(price) REFERENCES "
                 "kinds (price), FOREIGN KEY(\"uid\") REFERENCES kinds (\"uid\"), FOREIGN "
                 "KEY(big) REFERENCES kinds (big) );",
                 &uses, &kinds);
}

SQLA_TABLE(chain1, "c1", SQLA_TABLE_COLUMN("code", SQLA_STRING(7), .primary_key = true));
SQLA_TABLE(chain2, "c2",
    SQLA_TABLE_COLUMN("code", NULL, .primary_key = true, .foreign_key = "c1.code"));
SQLA_TABLE(chain3, "c3",
    SQLA_TABLE_COLUMN("code", NULL, .primary_key = true, .foreign_key = "c2.code"));

TEST(types_go_through_chains_of_foreign_keys) {
    CHECK_TABLES("sqlite", "CREATE TABLE c1 ( code VARCHAR(7) NOT NULL, PRIMARY KEY (code) ); "
                 "CREATE TABLE c2 ( code VARCHAR(7) NOT NULL, PRIMARY KEY (code), FOREIGN "
                 "KEY(code) REFERENCES c1 (code) ); CREATE TABLE c3 ( code VARCHAR(7) NOT NULL, "
                 "PRIMARY KEY (code), FOREIGN KEY(code) REFERENCES c2 (code) );",
                 &chain3, &chain2, &chain1);
    CHECK_TABLES("postgresql", "CREATE TABLE c1 ( code VARCHAR(7) NOT NULL, PRIMARY KEY (code) ); "
                 "CREATE TABLE c2 ( code VARCHAR(7) NOT NULL, PRIMARY KEY (code), FOREIGN "
                 "KEY(code) REFERENCES c1 (code) ); CREATE TABLE c3 ( code VARCHAR(7) NOT NULL, "
                 "PRIMARY KEY (code), FOREIGN KEY(code) REFERENCES c2 (code) );",
                 &chain3, &chain2, &chain1);
}

/* ---- look-up and order ---- */

SQLA_TABLE(in_blog, "users",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_ARGS(.schema = "blog"));
SQLA_TABLE(outside, "users", SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true));
SQLA_TABLE(posts, "posts",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("user", NULL, .foreign_key = "blog.users.id"));

TEST(tables_are_found_by_name_and_schema) {
    sqla_metadata *md = sqla_metadata_new(&posts, &in_blog, &outside);
    CHECK_STATUS(sqla_error(md)->code, SQLA_OK);
    CHECK(sqla_failed(md) || sqla_metadata_table(md, "posts") == &posts);
    CHECK(sqla_failed(md) || sqla_metadata_table(md, "users") == &outside);
    CHECK(sqla_failed(md) || sqla_metadata_table(md, "blog.users") == &in_blog);
    CHECK(sqla_metadata_table(md, "blog.posts") == NULL);
    CHECK(sqla_metadata_table(md, "Posts") == NULL);
    CHECK(sqla_metadata_table(md, "") == NULL);
    CHECK(sqla_metadata_table(md, NULL) == NULL);
    sqla_metadata_free(md);
}

static int place(const sqla_metadata *md, const sqla_table *t) {
    for (size_t i = 0; sqla_metadata_sorted(md, i); i++)
        if (sqla_metadata_sorted(md, i) == t) return (int)i;
    return -1;
}

TEST(tables_are_sorted_by_dependency) {
    sqla_metadata *md = sqla_metadata_new(&posts, &chain3, &in_blog, &chain2, &chain1);
    CHECK(place(md, &chain1) >= 0);
    CHECK(place(md, &chain1) < place(md, &chain2));
    CHECK(place(md, &chain2) < place(md, &chain3));
    CHECK(place(md, &in_blog) < place(md, &posts));
    CHECK(sqla_metadata_sorted(md, 5) == NULL);
    CHECK(sqla_metadata_sorted(md, SIZE_MAX) == NULL);
    sqla_metadata_free(md);
}

TEST(a_long_chain_is_sorted) {
    enum { N = 60 };
    const sqla_table *tables[N];
    char names[N + 1][8], keys[N][16];
    for (int i = 0; i <= N; i++) snprintf(names[i], sizeof names[i], "t%d", i);
    for (int i = 0; i < N; i++) {                   /* t0 refers to t1, that to t2 ... */
        snprintf(keys[i], sizeof keys[i], "%s.id", names[i + 1]);
        const sqla_item items[] = {
            SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
            SQLA_TABLE_COLUMN("next", NULL, .foreign_key = i + 1 < N ? keys[i] : "t59.id"),
        };
        tables[i] = sqla_table_new(names[i], items, 2);
    }
    sqla_metadata *md = sqla_metadata_new_n(tables, N);
    CHECK_STATUS(sqla_error(md)->code, SQLA_OK);
    for (size_t i = 0; i < N; i++)
        CHECK(sqla_failed(md) || sqla_metadata_sorted(md, i) == tables[N - 1 - i]);
    sqla_metadata_free(md);
    for (int i = 0; i < N; i++) sqla_table_free(tables[i]);
}

TEST(one_table_in_two_metadata) {
    sqla_metadata *a = sqla_metadata_new(&chain1, &chain2);
    sqla_metadata *b = sqla_metadata_new(&chain1);
    CHECK(!sqla_failed(a));
    CHECK(!sqla_failed(b));
    sqla_metadata_free(a);
    CHECK(sqla_failed(b) || sqla_metadata_table(b, "c1") == &chain1);
    sqla_metadata_free(b);
}

/* ---- mistakes ---- */

/* Makes metadata of tables and looks for a status and for two words in the message. */
#define CHECK_MISTAKE(status, word1, word2, ...) do { \
        sqla_metadata *md = sqla_metadata_new(__VA_ARGS__); \
        CHECK_STATUS(sqla_error(md)->code, (status)); \
        CHECK_HAS(sqla_error(md)->message, (word1)); \
        CHECK_HAS(sqla_error(md)->message, (word2)); \
        sqla_metadata_free(md); \
    } while (0)

typedef struct Kid { int id; int parent_id; } Kid;
SQLA_MODEL(Kid, "kids", SQLA_COLUMN(Kid, id, .primary_key = true),
    SQLA_COLUMN(Kid, parent_id, .name = "parent_ref", .foreign_key = "parents.id"));
typedef struct Parent { int key; } Parent;
SQLA_MODEL(Parent, "parents", SQLA_COLUMN(Parent, key, .primary_key = true));

TEST(unknown_table_of_a_foreign_key) {
    CHECK_MISTAKE(SQLA_NO_REFERENCED_TABLE, "parents", "Kid", sqla_entity(Kid));
    CHECK_MISTAKE(SQLA_NO_REFERENCED_TABLE, "blog.users", "user", &posts, &outside);
}

TEST(unknown_column_of_a_foreign_key) {
    CHECK_MISTAKE(SQLA_NO_REFERENCED_COLUMN, "parents", "id", sqla_entity(Kid),
                  sqla_entity(Parent));
}

TEST(mistakes_name_model_and_attribute) {
    CHECK_MISTAKE(SQLA_NO_REFERENCED_TABLE, "Kid", "parent_id", sqla_entity(Kid));
    CHECK_MISTAKE(SQLA_NO_REFERENCED_COLUMN, "Kid", "parent_id", sqla_entity(Kid),
                  sqla_entity(Parent));
}

SQLA_TABLE(composite_bad, "bad",
    SQLA_TABLE_COLUMN("a", SQLA_STRING(7)),
    SQLA_FOREIGN_KEY("fk_bad", SQLA_NAMES("a"), "c1", SQLA_NAMES("nope")));
SQLA_TABLE(composite_lost, "bad",
    SQLA_TABLE_COLUMN("a", SQLA_STRING(7)),
    SQLA_FOREIGN_KEY("fk_bad", SQLA_NAMES("a"), "c9", SQLA_NAMES("code")));
SQLA_TABLE(composite_short, "bad",
    SQLA_TABLE_COLUMN("a", SQLA_STRING(7)),
    SQLA_TABLE_COLUMN("b", SQLA_STRING(7)),
    SQLA_FOREIGN_KEY("fk_bad", SQLA_NAMES("a", "b"), "c1", SQLA_NAMES("code")));

TEST(mistakes_in_a_table_level_foreign_key) {
    CHECK_MISTAKE(SQLA_NO_REFERENCED_COLUMN, "bad", "nope", &composite_bad, &chain1);
    CHECK_MISTAKE(SQLA_NO_REFERENCED_TABLE, "bad", "c9", &composite_lost, &chain1);
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "bad", "c1", &composite_short, &chain1);
}

SQLA_TABLE(fk_no_dot, "bad", SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .foreign_key = "parents"));

TEST(a_foreign_key_needs_table_and_column) {
    sqla_metadata *md = sqla_metadata_new(&fk_no_dot, sqla_entity(Parent));
    CHECK(sqla_failed(md));
    CHECK_HAS(sqla_error(md)->message, "bad");
    CHECK_HAS(sqla_error(md)->message, "parents");
    sqla_metadata_free(md);
}

SQLA_TABLE(twice, "c1", SQLA_TABLE_COLUMN("x", SQLA_INTEGER));

TEST(two_tables_of_one_name) {
    CHECK_MISTAKE(SQLA_INVALID_REQUEST, "c1", "chain1", &chain1, &twice);
    CHECK_MISTAKE(SQLA_INVALID_REQUEST, "c1", "twice", &chain1, &chain2, &twice);
}

SQLA_TABLE(same_column, "same",
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER), SQLA_TABLE_COLUMN("y", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("x", SQLA_TEXT));
typedef struct Renamed { int a, b; } Renamed;
SQLA_MODEL(Renamed, "renamed", SQLA_COLUMN(Renamed, a), SQLA_COLUMN(Renamed, b, .name = "a"));

TEST(two_columns_of_one_name) {
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "same", "x", &same_column);
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "Renamed", "a", sqla_entity(Renamed));
}

SQLA_TABLE(unique_nope, "bad", SQLA_TABLE_COLUMN("x", SQLA_INTEGER), SQLA_UNIQUE("uq", "nope"));
SQLA_TABLE(index_nope, "bad", SQLA_TABLE_COLUMN("x", SQLA_INTEGER), SQLA_INDEX("ix", "nope"));
SQLA_TABLE(key_nope, "bad",
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER), SQLA_PRIMARY_KEY("pk", "nope"));
SQLA_TABLE(fk_nope, "bad", SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_FOREIGN_KEY("fk", SQLA_NAMES("nope"), "c1", SQLA_NAMES("code")));

TEST(constraints_on_columns_that_are_not_there) {
    const sqla_table *const tables[] = { &unique_nope, &index_nope, &key_nope, &fk_nope };
    for (size_t i = 0; i < 4; i++) {
        sqla_metadata *md = sqla_metadata_new(tables[i], &chain1);
        sqla_status code = sqla_error(md)->code;
        CHECK(code == SQLA_ARGUMENT_ERROR || code == SQLA_NO_SUCH_COLUMN);
        CHECK_HAS(sqla_error(md)->message, "bad");
        CHECK_HAS(sqla_error(md)->message, "nope");
        sqla_metadata_free(md);
    }
}

SQLA_TABLE(no_type, "bad", SQLA_TABLE_COLUMN("mystery", NULL));

TEST(a_column_needs_a_type) {
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "bad", "mystery", &no_type);
}

SQLA_TABLE(loop_a, "loop_a",
    SQLA_TABLE_COLUMN("id", NULL, .primary_key = true, .foreign_key = "loop_b.id"));
SQLA_TABLE(loop_b, "loop_b",
    SQLA_TABLE_COLUMN("id", NULL, .primary_key = true, .foreign_key = "loop_a.id"));

TEST(types_that_depend_on_each_other_end) {
    sqla_metadata *md = sqla_metadata_new(&loop_a, &loop_b);
    CHECK(sqla_failed(md));
    CHECK_HAS(sqla_error(md)->message, "loop_");
    sqla_metadata_free(md);
}

SQLA_TABLE(egg, "egg",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("hen", SQLA_INTEGER, .foreign_key = "hen.id"));
SQLA_TABLE(hen, "hen",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("egg", SQLA_INTEGER, .foreign_key = "egg.id"));

TEST(tables_in_a_circle_are_made_and_dropped) {
    sqla_metadata *md = sqla_metadata_new(&chain1, &egg, &hen);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK(sqla_has_table(c, NULL, "egg"));
    CHECK(sqla_has_table(c, NULL, "hen"));
    CHECK_INT(sqla_exec(c, sqla_set(sqla_insert(&egg), sqla_c(&egg, "id"), 1)), 1);
    CHECK_INT(sqla_exec(c, sqla_set(sqla_insert(&hen), sqla_c(&hen, "egg"), 1)), 1);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    sqla_conn_close(c);
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(failed_metadata_is_refused) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Kid));
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_NO_REFERENCED_TABLE);
    CHECK_STATUS(sqla_error(e)->code, SQLA_NO_REFERENCED_TABLE);
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_NO_REFERENCED_TABLE);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

SQLA_TABLE(current, "current", SQLA_TABLE_COLUMN("code", SQLA_STRING(7), .primary_key = true));

TEST(another_abi_is_refused) {
    sqla_table old = current;
    old.abi = SQLA_ABI + 1;
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "current", "ABI", &old);
    sqla_stmt *q = sqla_select(sqla_c((const sqla_table *)&old, "code"));
    CHECK_STATUS(sqla_error(q)->code, SQLA_ARGUMENT_ERROR);
    sqla_unref(q);
    q = sqla_insert(&old);
    CHECK_STATUS(sqla_error(q)->code, SQLA_ARGUMENT_ERROR);
    sqla_unref(q);
}

TEST(metadata_of_nothing_and_of_null) {
    sqla_metadata *md = sqla_metadata_new_n(NULL, 0);
    CHECK_STATUS(sqla_error(md)->code, SQLA_OK);
    CHECK(sqla_metadata_sorted(md, 0) == NULL);
    sqla_metadata_free(md);
    md = sqla_metadata_new_n(NULL, 3);
    CHECK_STATUS(sqla_error(md)->code, SQLA_ARGUMENT_ERROR);
    sqla_metadata_free(md);
    md = sqla_metadata_new(&chain1, (const sqla_table *)NULL);
    CHECK_STATUS(sqla_error(md)->code, SQLA_ARGUMENT_ERROR);
    sqla_metadata_free(md);
}

/* ---- tables made at run time ---- */

static const sqla_table *make_table(void) {
    char name[] = "made", id[] = "id", label[] = "label", sql[] = "label <> ''", red[] = "red";
    const char *labels[] = { red, "green", NULL };
    sqla_type type = { .kind = SQLA_TYPE_ENUM, .name = "color", .labels = labels };
    const char *columns[] = { label, NULL };
    sqla_item items[] = {
        SQLA_TABLE_COLUMN(id, SQLA_INTEGER, .primary_key = true),
        SQLA_TABLE_COLUMN(label, SQLA_STRING(20), .not_null = true),
        SQLA_TABLE_COLUMN("color", &type),
        SQLA_CHECK("ck", sql),
        { .kind = SQLA_ITEM_UNIQUE, .as.constraint = { .name = "uq", .columns = columns } },
    };
    const sqla_table *t = sqla_table_new(name, items, 5);
    memset(name, 'x', sizeof name - 1);             /* what it was made of goes */
    memset(id, 'x', sizeof id - 1);
    memset(label, 'x', sizeof label - 1);
    memset(sql, 'x', sizeof sql - 1);
    memset(red, 'x', sizeof red - 1);
    memset(items, 0, sizeof items);
    memset(&type, 0, sizeof type);
    return t;
}

TEST(a_table_made_at_run_time_copies_all) {
    const sqla_table *t = make_table();
    CHECK_TABLES("sqlite", "CREATE TABLE made ( id INTEGER NOT NULL, label VARCHAR(20) NOT NULL, "
                 "color VARCHAR(5), PRIMARY KEY (id), CONSTRAINT ck CHECK (label <> ''), "
                 "CONSTRAINT uq UNIQUE (label) );", t);
    CHECK_SQL(sqla_select(sqla_c(t, "label")), "sqlite", "SELECT made.label FROM made");
    sqla_table_free(t);
}

TEST(a_table_made_at_run_time_works) {
    const sqla_table *t = make_table();
    sqla_metadata *md = sqla_metadata_new(t);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    sqla_stmt *q = sqla_insert(t);
    sqla_set(q, sqla_c(t, "label"), "one");
    CHECK_INT(sqla_exec(c, q), 1);
    q = sqla_select(sqla_c(t, "label"));
    sqla_where(q, sqla_eq(sqla_c(t, "id"), 1));
    CHECK_STR(sqla_scalar_text(c, q), "one");
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
    sqla_table_free(t);
}

TEST(a_wrong_table_made_at_run_time_reports) {
    const sqla_item item = SQLA_TABLE_COLUMN("id", SQLA_INTEGER);
    const sqla_table *nameless = sqla_table_new(NULL, &item, 1);
    const sqla_table *itemless = sqla_table_new("t", NULL, 1);
    CHECK(nameless != NULL);
    CHECK(itemless != NULL);
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "", "", nameless);
    CHECK_MISTAKE(SQLA_ARGUMENT_ERROR, "", "", itemless);
    sqla_stmt *q = sqla_insert(nameless);
    CHECK_STATUS(sqla_error(q)->code, SQLA_ARGUMENT_ERROR);
    sqla_unref(q);
    sqla_table_free(nameless);
    sqla_table_free(itemless);
    sqla_table_free(NULL);
}

TEST(a_table_made_without_memory_reports) {
    const sqla_item item = SQLA_TABLE_COLUMN("id", SQLA_INTEGER);
    alloc_fail(1);
    const sqla_table *t = sqla_table_new("t", &item, 1);
    alloc_fail(0);
    CHECK(t != NULL);
    CHECK_MISTAKE(SQLA_MEMORY_ERROR, "", "", t);
    sqla_table_free(t);
}

TEST(metadata_without_memory_reports) {
    alloc_fail(1);
    sqla_metadata *md = sqla_metadata_new(&chain1, &chain2);
    alloc_fail(0);
    CHECK(md != NULL);
    CHECK_STATUS(sqla_error(md)->code, SQLA_MEMORY_ERROR);
    sqla_metadata_free(md);
}

/* ---- columns without metadata ---- */

TEST(columns_work_without_metadata) {
    CHECK_SQL(sqla_select(sqla_col(Kid, parent_id)), "sqlite",
              "SELECT kids.parent_ref FROM kids");
    CHECK_SQL(sqla_select(sqla_c(sqla_entity(Kid), "parent_ref")), "sqlite",
              "SELECT kids.parent_ref FROM kids");
    CHECK_SQL(sqla_select(sqla_entity(Parent)), "sqlite", "SELECT parents.\"key\" FROM parents");
}

TEST(a_field_that_is_no_column_names_model_and_attribute) {
    sqla_expr *x = sqla_field(sqla_entity(Kid), 0, "birthday");
    CHECK_STATUS(sqla_error(x)->code, SQLA_NO_SUCH_COLUMN);
    CHECK_HAS(sqla_error(x)->message, "Kid");
    CHECK_HAS(sqla_error(x)->message, "birthday");
    sqla_unref(x);
    x = sqla_c(sqla_entity(Kid), "birthday");
    CHECK_STATUS(sqla_error(x)->code, SQLA_NO_SUCH_COLUMN);
    CHECK_HAS(sqla_error(x)->message, "birthday");
    sqla_unref(x);
}

TESTS(schema, T(numbers_have_types), T(an_int64_is_bigint), T(texts_have_types),
      T(text_without_length_is_varchar), T(other_values_have_types), T(opts_are_nullable),
      T(options_of_columns), T(a_foreign_key_takes_the_type_of_its_target),
      T(types_go_through_chains_of_foreign_keys), T(tables_are_found_by_name_and_schema),
      T(tables_are_sorted_by_dependency), T(a_long_chain_is_sorted),
      T(one_table_in_two_metadata), T(unknown_table_of_a_foreign_key),
      T(unknown_column_of_a_foreign_key), T(mistakes_name_model_and_attribute),
      T(mistakes_in_a_table_level_foreign_key),
      T(a_foreign_key_needs_table_and_column), T(two_tables_of_one_name),
      T(two_columns_of_one_name), T(constraints_on_columns_that_are_not_there),
      T(a_column_needs_a_type), T(types_that_depend_on_each_other_end),
      T(tables_in_a_circle_are_made_and_dropped),
      T(failed_metadata_is_refused), T(another_abi_is_refused),
      T(metadata_of_nothing_and_of_null), T(a_table_made_at_run_time_copies_all),
      T(a_table_made_at_run_time_works), T(a_wrong_table_made_at_run_time_reports),
      T(a_table_made_without_memory_reports), T(metadata_without_memory_reports),
      T(columns_work_without_metadata), T(a_field_that_is_no_column_names_model_and_attribute));
