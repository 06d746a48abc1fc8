/* Tables read from a database: what SQL has made there comes back as tables, types by their names
 * or by what SQLite makes of them. The texts were compared with those of SQLAlchemy's reflection;
 * what it leaves out (options of SQLite's foreign keys within columns, collations) is here too. */
#include "db.h"
#include "ddl.h"

/* ---- Helpers ---- */

/* An empty database, and what SQL makes in it. */
static db open_sql(const char *sql) {
    db d = { NULL, sqla_create_engine(empty_url()), NULL };
    d.c = sqla_connect(d.e);
    sqla_exec_driver_sql(d.c, sql);
    CHECK_STR(sqla_error(d.c)->message, "");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    return d;
}

/* What is there as metadata: all of it, or by options. */
#define READ(d)           READ_WITH(d, .schema = NULL)
#define READ_WITH(d, ...) ((d).md = sqla_reflect((d).e, __VA_ARGS__), \
                           CHECK_STR(sqla_error((d).md)->message, ""))

static const sqla_item *item_of(const sqla_table *t, sqla_item_kind kind, size_t n) {
    for (size_t i = 0; t && i < t->n_items; i++)
        if (t->items[i].kind == kind && n-- == 0) return &t->items[i];
    return NULL;
}

/* A column's definition; a test that asks for one that is not there fails. */
static const sqla_column_def *column_of(const sqla_metadata *md, const char *table,
                                        const char *name) {
    static const sqla_type type = { .length = -1 };
    static const sqla_column_def none = { .attr = "there is no such column", .type = &type };
    const sqla_item *item;
    for (size_t i = 0; (item = item_of(sqla_metadata_table(md, table), SQLA_ITEM_COLUMN, i)); i++)
        if (strcmp(item->as.column.attr, name) == 0) return &item->as.column;
    CHECK_STR(name, none.attr);
    return &none;
}

/* Constraint n of a kind; one that fails all tests if it is not there. */
static const sqla_constraint_def *rule_of(const sqla_table *t, sqla_item_kind kind, size_t n) {
    static const char *const names[] = { "none", "none", NULL, NULL };
    static const sqla_constraint_def none = { .columns = names, .target_columns = names,
                                              .options = names };
    const sqla_item *item = item_of(t, kind, n);
    return item ? &item->as.constraint : &none;
}

/* What a column's type is: "3", or "8 VARCHAR (20)". Good until the next call. */
static const char *type_text(const sqla_type *t) {
    static char text[200];
    int n = snprintf(text, sizeof text, "%d%s%s", t ? (int)t->kind : -1,
                     t && t->exact ? " " : "", t && t->exact ? t->exact : "");
    if (t && (t->length || t->precision))
        snprintf(text + n, sizeof text - (size_t)n, " (%d)", t->length + t->precision);
    return text;
}



#define ON (on_postgresql() ? "postgresql" : "sqlite")

/* ---- Types ---- */

TEST(a_type_by_its_name_on_sqlite) {
    if (!needs_sqlite()) return;
    db d = open_sql("CREATE TABLE t (a BIGINT, b BLOB, c BOOL, d boolean, e CHAR(3), f DATE, "
                    "g DATETIME, h DOUBLE, i DECIMAL(10, 2), j FLOAT, k INT, l JSON, m NUMERIC, "
                    "n REAL, o SMALLINT, p TEXT, q TIME, r TIMESTAMP, s VARCHAR ( 20 ), "
                    "t NVARCHAR(5), u NCHAR(2), v JSONB, w DATE_CHAR, x NUMERIC(10), y text(12), "
                    "z VARCHAR(99999999999))");
    READ(d);
    CHECK_STR(ddl_text(d.md, ON),
              "CREATE TABLE t ( a BIGINT, b BLOB, c BOOLEAN, d BOOLEAN, e CHAR(3), f DATE, "
              "g DATETIME, h DOUBLE, i DECIMAL(10, 2), j FLOAT, k INTEGER, l JSON, m NUMERIC, "
              "n REAL, o SMALLINT, p TEXT, q TIME, r TIMESTAMP, s VARCHAR(20), t NVARCHAR(5), "
              "u NCHAR(2), v JSONB, w DATE, x NUMERIC(10), y TEXT(12), z VARCHAR(2147483647) );");
    CHECK_INT(column_of(d.md, "t", "f")->type->kind, SQLA_TYPE_DATE);
    CHECK_INT(column_of(d.md, "t", "i")->type->scale, 2);
    db_close(&d);
}

/* https://www.sqlite.org/datatype3.html, 3.1 and its examples in 3.1.1. */
TEST(an_unknown_type_by_its_affinity) {
    static const struct { const char *type; sqla_type_kind kind; } rows[] = {
        { "TINYINT", SQLA_TYPE_INTEGER }, { "MEDIUMINT(8)", SQLA_TYPE_INTEGER },
        { "UNSIGNED BIG INT", SQLA_TYPE_INTEGER }, { "int8", SQLA_TYPE_INTEGER },
        { "CHARINT", SQLA_TYPE_INTEGER }, { "POINT", SQLA_TYPE_INTEGER },
        { "FLOATING POINT", SQLA_TYPE_INTEGER },
        { "CHARACTER(20)", SQLA_TYPE_TEXT }, { "VARYING CHARACTER(255)", SQLA_TYPE_TEXT },
        { "NATIVE CHARACTER(70)", SQLA_TYPE_TEXT }, { "CLOB", SQLA_TYPE_TEXT },
        { "longtext", SQLA_TYPE_TEXT },
        { "", SQLA_TYPE_NULL }, { "MYBLOB", SQLA_TYPE_NULL },
        { "DOUBLE PRECISION", SQLA_TYPE_FLOAT }, { "double  precision", SQLA_TYPE_FLOAT },
        { "REALLY", SQLA_TYPE_FLOAT }, { "FLOAT8", SQLA_TYPE_FLOAT },
        { "STRING", SQLA_TYPE_NUMERIC }, { "DECIMAL5", SQLA_TYPE_NUMERIC },
        { "MONEY(19,4)", SQLA_TYPE_NUMERIC }, { "\"odd-type\"", SQLA_TYPE_NUMERIC } };
    char sql[2000] = "CREATE TABLE t (";
    if (!needs_sqlite()) return;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        sprintf(sql + strlen(sql), "%sc%d %s", i ? ", " : "", (int)i, rows[i].type);
    strcat(sql, ")");
    db d = open_sql(sql);
    READ(d);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char name[20];
        snprintf(name, sizeof name, "c%d", (int)i);
        const sqla_type *t = column_of(d.md, "t", name)->type;
        CHECK_STR(sqla_error(d.md)->message, "");
        if (t->kind != rows[i].kind) CHECK_STR(type_text(t), rows[i].type);
    }
    CHECK_STR(type_text(column_of(d.md, "t", "c7")->type), "9 TEXT (20)");
    CHECK_INT(column_of(d.md, "t", "c20")->type->precision, 19);
    CHECK_INT(column_of(d.md, "t", "c20")->type->scale, 4);
    db_close(&d);
}

/* What is read is of the kind, and a column without type holds anything. */
TEST(values_by_the_types_read) {
    if (!needs_sqlite()) return;
    db d = open_sql("CREATE TABLE t (id INTEGER PRIMARY KEY, day DATE, price MONEY(10, 2), any, "
                    "flag BOOL); INSERT INTO t VALUES (1, '2024-02-29', 2.5, 'text', 1), "
                    "(2, NULL, NULL, 7, 0), (3, NULL, NULL, x'0102', NULL)");
    READ(d);
    const sqla_table *t = sqla_metadata_table(d.md, "t");
    sqla_result *r = sqla_execute(d.c, sqla_order_by(sqla_select(sqla_c(t, "day"),
        sqla_c(t, "price"), sqla_c(t, "any"), sqla_c(t, "flag")), sqla_c(t, "id")));
    sqla_value v;
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_get(r, 0, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_DATE);
    CHECK_STATUS(sqla_row_get(r, 1, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_DECIMAL);
    CHECK_STATUS(sqla_row_get(r, 2, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_TEXT);
    CHECK_STATUS(sqla_row_get(r, 3, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_BOOL);
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_get(r, 2, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_INT);
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_get(r, 2, &v), SQLA_OK);
    CHECK_INT(v.kind, SQLA_VALUE_BYTES);
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    CHECK_INT(sqla_exec(d.c, sqla_set(sqla_set(sqla_insert(t), sqla_c(t, "any"), 2.5),
                                      sqla_c(t, "day"), sqla_date_of(2024, 1, 2))), 1);
    CHECK_STR(list_of(d.c, "SELECT typeof(any) || day FROM t WHERE id = 4"), "real2024-01-02");
    db_close(&d);
}

TEST(types_of_the_server) {
    if (!needs_postgresql()) return;
    db d = open_sql("CREATE TYPE mood AS ENUM ('sad', 'it''s, ~1 ok', 'happy'); "
        "DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA other; "
        "CREATE TYPE other.\"Odd Mood\" AS ENUM ('a', 'b'); "
        "CREATE DOMAIN posint AS integer CHECK (VALUE > 0); CREATE TABLE t ("
        "a BIGINT, b BYTEA, c BOOLEAN, d CHAR(3), e DATE, f TIMESTAMP, g TIMESTAMPTZ, "
        "h DOUBLE PRECISION, i NUMERIC(10,2), j REAL, k SMALLINT, l JSON, m JSONB, n NUMERIC, "
        "o TIME, p TIMETZ, q TEXT, r VARCHAR(20), s VARCHAR, t UUID, u INTERVAL, "
        "v INTERVAL DAY TO SECOND, w INTERVAL(3), x TIMESTAMP(3), y TIMESTAMP(2) WITH TIME ZONE, "
        "z TIME(1), aa INET, ab MONEY, ac INT4RANGE, ad BIT(3), ae BIT VARYING(5), af INTEGER[], "
        "ag VARCHAR(5)[][], ah mood, ai mood[], aj posint, ak other.\"Odd Mood\", al \"char\", "
        "am name, an XML, ao POINT, ap NUMERIC(5), aq char)");
    READ(d);
    CHECK_STR(ddl_text(d.md, ON), "CREATE TYPE mood AS ENUM ('sad', 'it''s, ~1 ok', 'happy'); "
        "CREATE TYPE other.\"Odd Mood\" AS ENUM ('a', 'b'); CREATE TABLE t ( "
        "a BIGINT, b BYTEA, c BOOLEAN, d CHAR(3), e DATE, f TIMESTAMP WITHOUT TIME ZONE, "
        "g TIMESTAMP WITH TIME ZONE, h DOUBLE PRECISION, i NUMERIC(10, 2), j REAL, k SMALLINT, "
        "l JSON, m JSONB, n NUMERIC, o TIME WITHOUT TIME ZONE, p TIME WITH TIME ZONE, q TEXT, "
        "r VARCHAR(20), s VARCHAR, t UUID, u INTERVAL, v interval day to second, w interval(3), "
        "x TIMESTAMP(3) WITHOUT TIME ZONE, y TIMESTAMP(2) WITH TIME ZONE, "
        "z TIME(1) WITHOUT TIME ZONE, aa inet, ab money, ac int4range, ad bit(3), "
        "ae bit varying(5), af INTEGER[], ag VARCHAR(5)[], ah mood, ai mood[], aj posint, "
        "ak other.\"Odd Mood\", al \"char\", am name, an xml, ao point, ap NUMERIC(5, 0), "
        "aq CHAR(1) );");
    CHECK_INT(column_of(d.md, "t", "aj")->type->kind, SQLA_TYPE_INTEGER);
    CHECK_INT(column_of(d.md, "t", "an")->type->kind, SQLA_TYPE_SPECIAL);
    const sqla_table *t = sqla_metadata_table(d.md, "t");
    sqla_stmt *q = sqla_insert(t);
    sqla_set(q, sqla_c(t, "aj"), 7);
    sqla_set(q, sqla_c(t, "ah"), "happy");
    sqla_set(q, sqla_c(t, "ao"), "(1,2)");
    sqla_set(q, sqla_c(t, "ac"), "[1,5)");
    sqla_interval span = { .us = 120000000, .days = 1 };
    sqla_set(q, sqla_c(t, "v"), span);
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_STR(sqla_error(d.c)->message, "");
    CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_c(t, "aj"))), 7);
    CHECK_STR(list_of(d.c, "SELECT ah::text || ao::text || ac::text || v::text FROM t"),
              "happy(1,2)[1,5)1 day 00:02:00");
    db_close(&d);
}

/* ---- Tables ---- */

/* A model, made and read again. */
TEST(what_a_model_made_comes_back) {
    db d = db_open(empty_url());
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    sqla_metadata *made = d.md;
    READ(d);
    const sqla_table *users = sqla_metadata_table(d.md, "users");
    const sqla_table *read = sqla_metadata_table(d.md, "orders");
    CHECK(sqla_metadata_sorted(d.md, 0) == users);
    CHECK(sqla_metadata_sorted(d.md, 1) == read);
    CHECK(sqla_metadata_sorted(d.md, 2) == NULL);
    CHECK_STR(rule_of(users, SQLA_ITEM_PRIMARY_KEY, 0)->columns[0], "id");
    CHECK(column_of(d.md, "users", "name")->not_null);
    CHECK(!column_of(d.md, "users", "age")->not_null);
    CHECK_STR(type_text(column_of(d.md, "users", "name")->type), "8 VARCHAR (50)");
    CHECK_STR(rule_of(users, SQLA_ITEM_UNIQUE, 0)->columns[0], "name");
    CHECK_HAS(rule_of(users, SQLA_ITEM_CHECK, 0)->sql, "age >= 0");
    CHECK_STR(rule_of(read, SQLA_ITEM_CHECK, 0)->name, "ck_amount");
    CHECK_INT(column_of(d.md, "orders", "amount")->type->precision, 10);
    CHECK_HAS(column_of(d.md, "orders", "status")->server_default, "'new'");
    const sqla_constraint_def *key = rule_of(read, SQLA_ITEM_FOREIGN_KEY, 0);
    CHECK_STR(key->columns[0], "user_id");
    CHECK_STR(key->target, "users");
    CHECK_STR(key->target_columns[0], "id");
    CHECK(!key->columns[1] && !key->target_columns[1]);
    /* Statements of what was read: keys that the database gives, joins by the foreign key. */
    sqla_result *r = sqla_execute(d.c, sqla_set(sqla_insert(users), sqla_c(users, "name"), "ann"));
    CHECK_INT(sqla_inserted_key(r, 0), 1);
    sqla_result_free(r);
    CHECK_INT(sqla_exec(d.c, sqla_set(sqla_insert(read), sqla_c(read, "user_id"), 1)), 1);
    sqla_stmt *q = sqla_select(sqla_c(users, "name"), sqla_c(read, "status"));
    r = sqla_execute(d.c, sqla_join(sqla_select_from(q, users), read));
    CHECK(sqla_next(r));
    CHECK_STR(sqla_row_text(r, 0), "ann");
    CHECK_STR(sqla_row_text(r, 1), "new");
    CHECK(!sqla_next(r));
    sqla_result_free(r);
    sqla_metadata *found = d.md;
    d.md = made;
    db_close(&d);
    sqla_metadata_free(found);
}

TEST(keys_checks_and_indexes_of_sqlite) {
    if (!needs_sqlite()) return;
    db d = open_sql(
        "CREATE TABLE plain (id INTEGER PRIMARY KEY AUTOINCREMENT, n INT);"
        "CREATE TABLE Parent (a INTEGER, b VARCHAR(10) NOT NULL DEFAULT 'x', PRIMARY KEY (b, a));"
        "CREATE TABLE child (\n  id INTEGER NOT NULL CONSTRAINT child_pk PRIMARY KEY,\n"
        "  pa INTEGER, pb VARCHAR(10), /* , UNIQUE (pa) */\n"
        "  plain_id INTEGER DEFAULT 7 CONSTRAINT to_plain REFERENCES plain ON DELETE CASCADE,\n"
        "  other_id INTEGER REFERENCES child(id) ON UPDATE SET NULL DEFERRABLE INITIALLY "
        "DEFERRED,\n  price NUMERIC(10, 2) DEFAULT (1 + 2) CHECK (price > 0),\n"
        "  twice NUMERIC GENERATED ALWAYS AS (price * 2) STORED,\n"
        "  low TEXT AS (lower(pb || ')')), -- a comment, with a ) and a '\n"
        "  email TEXT COLLATE NOCASE UNIQUE DEFAULT -1,\n"
        "  \"when\" DATETIME CONSTRAINT nn NOT NULL DEFAULT CURRENT_TIMESTAMP,\n"
        "  CONSTRAINT both UNIQUE (pa COLLATE nocase DESC, \"pb\"),\n"
        "  CONSTRAINT \"odd name\" CHECK (pa <> 'a,b)' /* it's */ OR 1),\n"
        "  CONSTRAINT to_parent FOREIGN KEY (pb, pa) REFERENCES parent (B, a) ON DELETE SET "
        "DEFAULT,\n  UNIQUE (\"when\"));"
        "CREATE INDEX ix_price ON child (price, pa);"
        "CREATE UNIQUE INDEX ux_pb ON child (pb) WHERE pa IS NOT NULL;"
        "CREATE INDEX ix_expr ON child (lower(email), pa DESC);"
        "CREATE TABLE few (id INTEGER PRIMARY KEY, n INTEGER) WITHOUT ROWID");
    static const char want[] =
        "CREATE TABLE \"Parent\" ( a INTEGER NOT NULL, b VARCHAR(10) DEFAULT 'x' NOT NULL, "
        "PRIMARY KEY (b, a) ); "
        "CREATE TABLE few ( id INTEGER NOT NULL, n INTEGER, PRIMARY KEY (id) ) WITHOUT ROWID; "
        "CREATE TABLE plain ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, n INTEGER ); "
        "CREATE TABLE child ( id INTEGER NOT NULL, pa INTEGER, pb VARCHAR(10), "
        "plain_id INTEGER DEFAULT 7, other_id INTEGER, price NUMERIC(10, 2) DEFAULT (1 + 2), "
        "twice NUMERIC GENERATED ALWAYS AS (price * 2) STORED, "
        "low TEXT GENERATED ALWAYS AS (lower(pb || ')')) VIRTUAL, "
        "email TEXT COLLATE \"NOCASE\" DEFAULT (-1), "
        "\"when\" DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL, "
        "CONSTRAINT child_pk PRIMARY KEY (id), "
        "CONSTRAINT to_plain FOREIGN KEY(plain_id) REFERENCES plain (id) ON DELETE CASCADE, "
        "FOREIGN KEY(other_id) REFERENCES child (id) ON UPDATE SET NULL DEFERRABLE INITIALLY "
        "DEFERRED, CONSTRAINT to_parent FOREIGN KEY(pb, pa) REFERENCES \"Parent\" (b, a) "
        "ON DELETE SET DEFAULT, CHECK (price > 0), UNIQUE (email), CONSTRAINT both UNIQUE (pa, "
        "pb), CONSTRAINT \"odd name\" CHECK (pa <> 'a,b)' /* it's */ OR 1), UNIQUE (\"when\") ); "
        "CREATE INDEX ix_expr ON child (lower(email), pa DESC); "
        "CREATE INDEX ix_price ON child (price, pa); "
        "CREATE UNIQUE INDEX ux_pb ON child (pb) WHERE pa IS NOT NULL;";
    READ(d);
    CHECK_STR(ddl_text(d.md, ON), want);
    /* What was read makes the same again. */
    db again = { d.md, sqla_create_engine("sqlite://"), NULL };
    CHECK_STATUS(sqla_create_all(again.e, d.md), SQLA_OK);
    sqla_metadata *second = sqla_reflect(again.e);
    CHECK_STR(ddl_text(second, "sqlite"), want);
    sqla_dispose(again.e);
    sqla_metadata_free(second);
    db_close(&d);
}

TEST(keys_checks_and_indexes_of_the_server) {
    if (!needs_postgresql()) return;
    static const char made[] =
        "CREATE TABLE plain (id SERIAL PRIMARY KEY, n INTEGER);"
        "CREATE TABLE parent (a INTEGER, b VARCHAR(10) NOT NULL DEFAULT 'x', PRIMARY KEY (b, a));"
        "DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA other; "
        "CREATE TABLE other.far (id INTEGER PRIMARY KEY, "
        "plain_id INTEGER REFERENCES plain); CREATE TABLE other.unrelated (id INTEGER);"
        "CREATE TABLE child (id INTEGER GENERATED BY DEFAULT AS IDENTITY (START WITH 100 "
        "INCREMENT BY 5) CONSTRAINT child_pk PRIMARY KEY, num BIGINT GENERATED ALWAYS AS IDENTITY,"
        "pa INTEGER, pb VARCHAR(10), "
        "plain_id INTEGER DEFAULT 7 CONSTRAINT to_plain REFERENCES plain ON DELETE CASCADE, "
        "other_id INTEGER REFERENCES child(id) ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED, "
        "far_id INTEGER REFERENCES other.far MATCH FULL, "
        "price NUMERIC(10, 2) DEFAULT (1 + 2) CHECK (price > 0), "
        "twice NUMERIC GENERATED ALWAYS AS (price * 2) STORED, email TEXT COLLATE \"C\" UNIQUE, "
        "at TIMESTAMPTZ DEFAULT now(), CONSTRAINT \"both\" UNIQUE (pa, pb), "
        "CONSTRAINT \"odd name\" CHECK (pb <> 'a,b)'), "
        "CONSTRAINT to_parent FOREIGN KEY (pb, pa) REFERENCES parent (b, a) ON DELETE SET DEFAULT);"
        "COMMENT ON TABLE child IS 'it''s a child'; COMMENT ON COLUMN child.pa IS 'a part';"
        "CREATE INDEX ix_price ON child (price, pa);"
        "CREATE UNIQUE INDEX ux_pb ON child (pb) WHERE pa IS NOT NULL;"
        "CREATE INDEX ix_expr ON child (lower(email), pa DESC, pb varchar_pattern_ops);"
        "CREATE INDEX ix_hash ON child USING hash (pb);"
        "CREATE INDEX ix_inc ON child (pa DESC NULLS LAST) INCLUDE (pb, price);"
        "CREATE TABLE nothing ()";
    static const char want[] =
        "CREATE TABLE nothing ( ); "
        "CREATE TABLE parent ( a INTEGER NOT NULL, b VARCHAR(10) DEFAULT 'x'::character varying "
        "NOT NULL, CONSTRAINT parent_pkey PRIMARY KEY (b, a) ); "
        "CREATE TABLE plain ( id SERIAL NOT NULL, n INTEGER, "
        "CONSTRAINT plain_pkey PRIMARY KEY (id) ); "
        "CREATE TABLE other.far ( id INTEGER NOT NULL, plain_id INTEGER, "
        "CONSTRAINT far_pkey PRIMARY KEY (id), "
        "CONSTRAINT far_plain_id_fkey FOREIGN KEY(plain_id) REFERENCES plain (id) ); "
        "CREATE TABLE child ( id INTEGER GENERATED BY DEFAULT AS IDENTITY (INCREMENT BY 5 "
        "START WITH 100 MINVALUE 1 MAXVALUE 2147483647 CACHE 1 NO CYCLE), "
        "num BIGINT GENERATED ALWAYS AS IDENTITY (INCREMENT BY 1 START WITH 1 MINVALUE 1 "
        "MAXVALUE 9223372036854775807 CACHE 1 NO CYCLE), pa INTEGER, pb VARCHAR(10), "
        "plain_id INTEGER DEFAULT 7, other_id INTEGER, far_id INTEGER, "
        "price NUMERIC(10, 2) DEFAULT (1 + 2), "
        "twice NUMERIC GENERATED ALWAYS AS ((price * (2)::numeric)) STORED, "
        "email TEXT COLLATE \"C\", at TIMESTAMP WITH TIME ZONE DEFAULT now(), "
        "CONSTRAINT child_pk PRIMARY KEY (id), "
        "CONSTRAINT child_far_id_fkey FOREIGN KEY(far_id) REFERENCES other.far (id) MATCH FULL, "
        "CONSTRAINT child_other_id_fkey FOREIGN KEY(other_id) REFERENCES child (id) "
        "ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED, "
        "CONSTRAINT to_parent FOREIGN KEY(pb, pa) REFERENCES parent (b, a) ON DELETE SET DEFAULT, "
        "CONSTRAINT to_plain FOREIGN KEY(plain_id) REFERENCES plain (id) ON DELETE CASCADE, "
        "CONSTRAINT \"both\" UNIQUE (pa, pb), CONSTRAINT child_email_key UNIQUE (email), "
        "CONSTRAINT child_price_check CHECK (price > 0::numeric), "
        "CONSTRAINT \"odd name\" CHECK (pb::text <> 'a,b)'::text) ); "
        "CREATE INDEX ix_expr ON child (lower(email), pa DESC, pb varchar_pattern_ops); "
        "CREATE INDEX ix_hash ON child USING hash (pb); "
        "CREATE INDEX ix_inc ON child (pa DESC NULLS LAST) INCLUDE (pb, price); "
        "CREATE INDEX ix_price ON child (price, pa); "
        "CREATE UNIQUE INDEX ux_pb ON child (pb) WHERE (pa IS NOT NULL); "
        "COMMENT ON TABLE child IS 'it''s a child'; COMMENT ON COLUMN child.pa IS 'a part';";
    db d = open_sql(made);
    READ(d);
    CHECK_STR(ddl_text(d.md, ON), want);
    /* Keys that sequences and identities give, in statements of what was read. */
    const sqla_table *plain = sqla_metadata_table(d.md, "plain");
    const sqla_table *child = sqla_metadata_table(d.md, "child");
    sqla_result *r = sqla_execute(d.c, sqla_set(sqla_insert(plain), sqla_c(plain, "n"), 5));
    CHECK_INT(sqla_inserted_key(r, 0), 1);
    sqla_result_free(r);
    r = sqla_execute(d.c, sqla_set(sqla_insert(child), sqla_c(child, "plain_id"), 1));
    CHECK_STR(sqla_error(d.c)->message, "");
    CHECK_INT(sqla_inserted_key(r, 0), 100);
    sqla_result_free(r);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    /* What was read is dropped, made again, and read again. */
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK_STR(list_of(d.c, "SELECT relname FROM pg_class WHERE relname IN ('child', 'plain')"), "");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    sqla_metadata *second = sqla_reflect(d.e);
    CHECK_STR(ddl_text(second, "postgresql"), want);
    sqla_metadata_free(second);
    db_close(&d);
}

/* Comments at the end, names in another case, defaults that begin like a text, columns without
 * type: what is written from them is SQL again. */
TEST(what_is_written_oddly_is_read_plainly) {
    if (!needs_sqlite()) return;
    db d = open_sql("CREATE TABLE t (a INT CHECK (a > 0 -- positive\n), "
        "b INT DEFAULT (1 -- one\n), c INT AS (a + 1 -- gen\n), "
        "d TEXT DEFAULT ('a' || 'b'), e TEXT DEFAULT '(', "
        "f INT DEFAULT ((1) + (2)), g, h MYBLOB, name TEXT, UNIQUE (Name, ((a))), UNIQUE (B)); "
        "CREATE INDEX i ON t (a, b DESC -- x\n) WHERE a > 0 -- end\n; "
        "CREATE TABLE types (a VARCHAR\t(20), b DECIMAL\n(10,2), c DECIMAL(10,-2), "
        "d a_type_with_a_name_of_which_nobody_will_ever_see_the_end_because_it_goes_on_and_on_and"
        "_on_until_it_has_more_letters_than_any_name_should_have_INT); "
        "CREATE TEMP TABLE t (x TEXT, y TEXT PRIMARY KEY)");
    READ(d);
    static const char want[] =
        "CREATE TABLE t ( a INTEGER, b INTEGER DEFAULT 1, c INTEGER GENERATED ALWAYS AS (a + 1) "
        "VIRTUAL, d TEXT DEFAULT ('a' || 'b'), e TEXT DEFAULT '(', f INTEGER DEFAULT ((1) + (2)), "
        "g , h , name TEXT, CHECK (a > 0), UNIQUE (name, a), UNIQUE (b) ); "
        "CREATE INDEX i ON t (a, b DESC) WHERE a > 0; "
        "CREATE TABLE types ( a VARCHAR(20), b DECIMAL(10, 2), c DECIMAL(10,-2), d INTEGER );";
    CHECK_STR(ddl_text(d.md, ON), want);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, d.md), SQLA_OK);
    sqla_metadata *second = sqla_reflect(e);
    CHECK_STR(ddl_text(second, ON), want);
    sqla_dispose(e);
    sqla_metadata_free(second);
    db_close(&d);
}

TEST(tables_that_are_strict) {
    if (!needs_sqlite()) return;
    db d = open_sql("CREATE TABLE t (a ANY, b TEXT, c INT PRIMARY KEY) STRICT, WITHOUT ROWID");
    READ(d);
    CHECK_STR(ddl_text(d.md, ON), "CREATE TABLE t ( a ANY, b TEXT, c INTEGER NOT NULL, "
              "PRIMARY KEY (c) ) WITHOUT ROWID, STRICT;");
    db_close(&d);
}

TEST(domains_and_numbers_of_the_server) {
    if (!needs_postgresql()) return;
    db d = open_sql("CREATE TYPE e AS ENUM ('a'); CREATE DOMAIN de AS e; "
        "CREATE DOMAIN da AS INTEGER[]; CREATE DOMAIN d1 AS NUMERIC(5,2) NOT NULL; "
        "CREATE DOMAIN d2 AS d1; CREATE DOMAIN dt AS VARCHAR(5); CREATE DOMAIN du AS TIME; "
        "CREATE TABLE t (a de, b da, c d1, d d2, e dt, f du, g NUMERIC(10,-2), h TIMESTAMP(0), "
        "i TIMESTAMPTZ(0)[], j TIME(0), "
        "k INT GENERATED ALWAYS AS IDENTITY (MINVALUE -5 MAXVALUE 0 START 0 CYCLE))");
    READ(d);
    CHECK_STR(ddl_text(d.md, ON), "CREATE TABLE t ( a de, b da, c d1 NOT NULL, d d2, e dt, f du, "
        "g numeric(10,-2), h timestamp(0) without time zone, i timestamp(0) with time zone[], "
        "j time(0) without time zone, k INTEGER GENERATED ALWAYS AS IDENTITY (INCREMENT BY 1 "
        "START WITH 0 MINVALUE -5 MAXVALUE 0 CACHE 1 CYCLE) );");
    CHECK_INT(column_of(d.md, "t", "d")->type->kind, SQLA_TYPE_NUMERIC);
    CHECK_INT(column_of(d.md, "t", "f")->type->kind, SQLA_TYPE_TIME);
    const sqla_table *t = sqla_metadata_table(d.md, "t");
    sqla_stmt *q = sqla_set(sqla_set(sqla_insert(t), sqla_c(t, "a"), "a"), sqla_c(t, "c"), 2);
    sqla_set(q, sqla_c(t, "d"), 3);
    CHECK_INT(sqla_exec(d.c, sqla_set(q, sqla_c(t, "f"), sqla_time_of(1, 2, 3, 0))), 1);
    CHECK_STR(sqla_error(d.c)->message, "");
    CHECK_STR(list_of(d.c, "SELECT a::text || c::text || f::text || k::text FROM t"),
              "a2.0001:02:030");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    CHECK_STR(sqla_error(d.e)->message, "");
    db_close(&d);
}

TEST(options_of_the_servers_constraints) {
    if (!needs_postgresql()) return;
    static const char want[] =
        "CREATE TABLE p ( id INTEGER NOT NULL, b INTEGER, CONSTRAINT p_pkey PRIMARY KEY (id) "
        "INCLUDE (b) ); CREATE TABLE t ( a INTEGER, b INTEGER, c INTEGER, "
        "CONSTRAINT fk FOREIGN KEY(a) REFERENCES p (id) NOT VALID, "
        "CONSTRAINT one FOREIGN KEY(b) REFERENCES p (id) ON DELETE SET NULL (b), "
        "CONSTRAINT ub UNIQUE NULLS NOT DISTINCT (b) INCLUDE (a, c), "
        "CONSTRAINT ck CHECK (a > 0) NOT VALID ); "
        "CREATE UNIQUE INDEX i ON t (a) INCLUDE (b, c) NULLS NOT DISTINCT WITH (fillfactor = 50) "
        "WHERE (a > 1);";
    db d = open_sql("CREATE TABLE p (id INTEGER, b INTEGER, PRIMARY KEY (id) INCLUDE (b)); "
        "CREATE TABLE t (a INTEGER, b INTEGER, c INTEGER, "
        "CONSTRAINT one FOREIGN KEY (b) REFERENCES p ON DELETE SET NULL (b), "
        "CONSTRAINT ub UNIQUE NULLS NOT DISTINCT (b) INCLUDE (a, c)); "
        "ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0) NOT VALID; "
        "ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p NOT VALID; "
        "CREATE UNIQUE INDEX i ON t (a) INCLUDE (b, c) NULLS NOT DISTINCT WITH (fillfactor=50) "
        "WHERE a > 1; "
        "CREATE TABLE parts (id INTEGER PRIMARY KEY) PARTITION BY RANGE (id); "
        "CREATE TABLE p1 PARTITION OF parts FOR VALUES FROM (0) TO (9); "
        "CREATE TABLE r (a INTEGER REFERENCES parts)");
    READ_WITH(d, .only = SQLA_NAMES("t"));
    CHECK_STR(ddl_text(d.md, ON), want);
    sqla_metadata *parts = sqla_reflect(d.e, .only = SQLA_NAMES("r"));
    CHECK(item_of(sqla_metadata_table(parts, "r"), SQLA_ITEM_FOREIGN_KEY, 0));
    CHECK(!item_of(sqla_metadata_table(parts, "r"), SQLA_ITEM_FOREIGN_KEY, 1));
    CHECK(!sqla_metadata_table(parts, "p1"));
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    sqla_metadata_free(parts);
    db_close(&d);
}

/* ---- What is read ---- */

TEST(one_table_and_what_it_refers_to) {
    db d = open_sql("CREATE TABLE a (id INTEGER PRIMARY KEY, up INTEGER REFERENCES a (id));"
                    "CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id));"
                    "CREATE TABLE c (id INTEGER PRIMARY KEY, b_id INTEGER REFERENCES b (id));"
                    "CREATE TABLE d (id INTEGER PRIMARY KEY, c_id INTEGER REFERENCES c (id))");
    READ_WITH(d, .only = SQLA_NAMES("b"));
    CHECK(sqla_metadata_table(d.md, "a") && sqla_metadata_table(d.md, "b"));
    CHECK(!sqla_metadata_table(d.md, "c") && !sqla_metadata_table(d.md, "d"));
    sqla_metadata_free(d.md);
    READ_WITH(d, .only = SQLA_NAMES("c", "a", "c"));
    CHECK(sqla_metadata_table(d.md, "b") && !sqla_metadata_table(d.md, "d"));
    sqla_metadata_free(d.md);
    d.md = sqla_reflect(d.e, .only = SQLA_NAMES("c", "gone"));
    CHECK_STATUS(sqla_error(d.md)->code, SQLA_INVALID_REQUEST);
    CHECK_HAS(sqla_error(d.md)->message, "there is no table 'gone'");
    CHECK(!sqla_metadata_table(d.md, "c"));
    db_close(&d);
}

TEST(tables_in_a_circle_are_read) {
    db d = open_sql(on_postgresql()
        ? "CREATE TABLE hen (id INTEGER PRIMARY KEY, egg_id INTEGER); "
          "CREATE TABLE egg (id INTEGER PRIMARY KEY, hen_id INTEGER REFERENCES hen); "
          "ALTER TABLE hen ADD CONSTRAINT back FOREIGN KEY (egg_id) REFERENCES egg"
        : "CREATE TABLE hen (id INTEGER PRIMARY KEY, egg_id INTEGER, "
          "CONSTRAINT back FOREIGN KEY (egg_id) REFERENCES egg); "
          "CREATE TABLE egg (id INTEGER PRIMARY KEY, hen_id INTEGER REFERENCES hen)");
    READ_WITH(d, .only = SQLA_NAMES("egg"));
    CHECK(sqla_metadata_table(d.md, "hen") && sqla_metadata_table(d.md, "egg"));
    CHECK_STR(rule_of(sqla_metadata_table(d.md, "hen"), SQLA_ITEM_FOREIGN_KEY, 0)->name, "back");
    db_close(&d);
}

TEST(views_when_asked) {
    db d = open_sql("CREATE TABLE t (id INTEGER PRIMARY KEY, price NUMERIC(10, 2));"
                    "CREATE VIEW cheap AS SELECT id, price, 1 + 1 AS two FROM t WHERE price < 5;"
                    "INSERT INTO t VALUES (1, 3), (2, 7)");
    READ(d);
    CHECK(sqla_metadata_table(d.md, "t") && !sqla_metadata_table(d.md, "cheap"));
    sqla_metadata_free(d.md);
    d.md = sqla_reflect(d.e, .only = SQLA_NAMES("cheap"));
    CHECK_STATUS(sqla_error(d.md)->code, SQLA_INVALID_REQUEST);
    sqla_metadata_free(d.md);
    READ_WITH(d, .views = true, .only = SQLA_NAMES("cheap"));
    const sqla_table *cheap = sqla_metadata_table(d.md, "cheap");
    CHECK(cheap && !sqla_metadata_table(d.md, "t"));
    CHECK(!item_of(cheap, SQLA_ITEM_PRIMARY_KEY, 0));
    CHECK_INT(column_of(d.md, "cheap", "price")->type->scale, 2);
    CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_c(cheap, "id"))), 1);
    sqla_metadata_free(d.md);
    /* A view of what is gone is in nobody's way but of those who ask for views. */
    if (!on_postgresql()) {
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "CREATE VIEW broken AS SELECT * FROM gone"),
                     SQLA_OK);
        READ(d);
        sqla_metadata_free(d.md);
        d.md = sqla_reflect(d.e, .views = true);
        CHECK_HAS(sqla_error(d.md)->message, "gone");
    } else READ(d);
    db_close(&d);
}

TEST(tables_of_a_schema) {
    db d = open_sql(on_postgresql()
        ? "DROP SCHEMA IF EXISTS \"a:b \"\"c\" CASCADE; CREATE SCHEMA \"a:b \"\"c\"; "
          "CREATE TABLE \"a:b \"\"c\".t (id INTEGER PRIMARY KEY, "
          "up INTEGER REFERENCES \"a:b \"\"c\".t); CREATE TABLE u (id INTEGER)"
        : "ATTACH ':memory:' AS \"a:b \"\"c\"; CREATE TABLE \"a:b \"\"c\".t (id INTEGER PRIMARY "
          "KEY, up INTEGER REFERENCES t); CREATE INDEX \"a:b \"\"c\".ix ON t (up DESC); "
          "CREATE TABLE u (id INTEGER)");
    READ_WITH(d, .schema = "a:b \"c");
    const sqla_table *t = sqla_metadata_table(d.md, "a:b \"c.t");
    CHECK(t != NULL);
    CHECK(!sqla_metadata_table(d.md, "u"));
    CHECK_STR(rule_of(t, SQLA_ITEM_FOREIGN_KEY, 0)->target, "a:b \"c.t");
    CHECK_INT(sqla_exec(d.c, sqla_set(sqla_insert(t), sqla_c(t, "id"), 5)), 1);
    CHECK_STR(sqla_error(d.c)->message, "");
    if (!on_postgresql())
        CHECK_STR(rule_of(t, SQLA_ITEM_INDEX, 0)->sql, "up DESC");
    sqla_metadata_free(d.md);
    READ(d);
    CHECK(sqla_metadata_table(d.md, "u") && !sqla_metadata_table(d.md, "t"));
    sqla_metadata_free(d.md);
    d.md = sqla_reflect(d.e, .schema = "no such schema");
    if (on_postgresql()) CHECK_STATUS(sqla_error(d.md)->code, SQLA_OK);
    else CHECK_HAS(sqla_error(d.md)->message, "no such");
    CHECK(!sqla_metadata_sorted(d.md, 0));
    db_close(&d);
}

/* Several foreign keys lead to the default schema, which is read once. */
TEST(foreign_keys_into_the_default_schema) {
    if (!needs_postgresql()) return;
    db d = open_sql("DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA other; "
        "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY); "
        "CREATE TABLE other.t (a INTEGER REFERENCES a, b INTEGER REFERENCES b, "
        "up INTEGER REFERENCES a)");
    READ_WITH(d, .schema = "other");
    CHECK(sqla_metadata_table(d.md, "a") && sqla_metadata_table(d.md, "b"));
    CHECK(!item_of(sqla_metadata_table(d.md, "a"), SQLA_ITEM_COLUMN, 1));
    CHECK_STR(rule_of(sqla_metadata_table(d.md, "other.t"), SQLA_ITEM_FOREIGN_KEY, 2)->target, "a");
    db_close(&d);
}

/* Names that are words of the language, hold its signs, or end where they should not. */
TEST(hostile_names) {
    if (!needs_sqlite()) return;
    db d = open_sql("CREATE TABLE \"say \"\"hi\"\" (1, 2)\" (\"check\" INTEGER, \"a, b\" TEXT "
        "UNIQUE, [br]ack INT, `b``t` INT, 'single' INT, \"x)\" INT DEFAULT '(' CHECK (\"x)\" > "
        "length('it''s ) \"')), \"constraint\" INT NOT NULL, \"%s\" INT, \":schema\" INT, "
        "\"\xc3\xa4\" INT, PRIMARY KEY (\"check\"), CONSTRAINT [un iq] UNIQUE (\"x)\", [br]));"
        "CREATE INDEX \"i (x)\" ON \"say \"\"hi\"\" (1, 2)\" (\"a, b\") WHERE \"x)\" > '(';"
        "CREATE TABLE sqliteish (a)");
    READ(d);
    const sqla_table *t = sqla_metadata_table(d.md, "say \"hi\" (1, 2)");
    CHECK(t && sqla_metadata_table(d.md, "sqliteish"));
    static const char *const names[] = { "check", "a, b", "br", "b`t", "single", "x)",
                                         "constraint", "%s", ":schema", "\xc3\xa4" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const sqla_item *item = item_of(t, SQLA_ITEM_COLUMN, i);
        CHECK_STR(item ? item->as.column.attr : NULL, names[i]);
    }
    CHECK(!item_of(t, SQLA_ITEM_COLUMN, sizeof names / sizeof *names));
    CHECK_STR(rule_of(t, SQLA_ITEM_UNIQUE, 0)->columns[0], "a, b");
    CHECK_STR(rule_of(t, SQLA_ITEM_UNIQUE, 1)->name, "un iq");
    CHECK_STR(rule_of(t, SQLA_ITEM_UNIQUE, 1)->columns[0], "x)");
    CHECK_STR(rule_of(t, SQLA_ITEM_UNIQUE, 1)->columns[1], "br");
    CHECK_STR(rule_of(t, SQLA_ITEM_CHECK, 0)->sql, "\"x)\" > length('it''s ) \"')");
    CHECK_STR(column_of(d.md, "say \"hi\" (1, 2)", "x)")->server_default, "'('");
    CHECK_STR(rule_of(t, SQLA_ITEM_INDEX, 0)->options[1], "\"x)\" > '('");
    CHECK_STR(rule_of(t, SQLA_ITEM_INDEX, 0)->columns[0], "a, b");
    db_close(&d);
}

TEST(columns_added_and_tables_copied) {
    if (!needs_sqlite()) return;
    db d = open_sql("CREATE TABLE t (id INTEGER PRIMARY KEY, CHECK (id > 0));"
                    "ALTER TABLE t ADD COLUMN n INTEGER CONSTRAINT pos CHECK (n > 0);"
                    "ALTER TABLE t ADD COLUMN t_id REFERENCES t ON DELETE SET DEFAULT;"
                    "CREATE TABLE copy AS SELECT id, n + 1 AS m, 'x' AS x FROM t;"
                    "CREATE VIRTUAL TABLE words USING fts5(body, title)");
    READ(d);
    const sqla_table *t = sqla_metadata_table(d.md, "t");
    CHECK_STR(rule_of(t, SQLA_ITEM_CHECK, 0)->name, "pos");
    CHECK_STR(rule_of(t, SQLA_ITEM_CHECK, 1)->sql, "id > 0");
    CHECK_STR(rule_of(t, SQLA_ITEM_FOREIGN_KEY, 0)->ondelete, "SET DEFAULT");
    CHECK_STR(type_text(column_of(d.md, "copy", "id")->type), "3");
    CHECK_STR(type_text(column_of(d.md, "words", "title")->type), "0");
    db_close(&d);
}

/* ---- Mistakes ---- */

TEST(what_cannot_be_read_is_told) {
    sqla_metadata *md = sqla_reflect(NULL);
    CHECK_STATUS(sqla_error(md)->code, SQLA_ARGUMENT_ERROR);
    sqla_metadata_free(md);
    sqla_engine *e = sqla_create_engine("nothing://");
    md = sqla_reflect(e);
    CHECK_STATUS(sqla_error(md)->code, SQLA_NO_SUCH_MODULE);
    sqla_metadata_free(md);
    sqla_dispose(e);
    e = sqla_create_engine("sqlite:////no/such/folder/x.db");
    md = sqla_reflect(e);
    CHECK_STATUS(sqla_error(md)->code, SQLA_OPERATIONAL_ERROR);
    CHECK(!sqla_metadata_sorted(md, 0));
    sqla_metadata_free(md);
    sqla_dispose(e);
}

TEST(an_empty_database_has_no_tables) {
    db d = open_sql("SELECT 1");
    READ(d);
    CHECK(!sqla_metadata_sorted(d.md, 0));
    db_close(&d);
}

TEST(a_foreign_key_that_leads_nowhere) {
    if (!needs_sqlite()) return;
    db d = open_sql("CREATE TABLE t (id INTEGER PRIMARY KEY, up INTEGER REFERENCES gone (id));"
                    "CREATE TABLE u (id INTEGER PRIMARY KEY, up INTEGER REFERENCES t (nope));"
                    "CREATE TABLE v (id TEXT); CREATE TABLE w (up INTEGER REFERENCES v)");
    d.md = sqla_reflect(d.e, .only = SQLA_NAMES("t"));
    CHECK_STATUS(sqla_error(d.md)->code, SQLA_NO_REFERENCED_TABLE);
    CHECK_HAS(sqla_error(d.md)->message, "there is no table 'gone'");
    sqla_metadata_free(d.md);
    d.md = sqla_reflect(d.e, .only = SQLA_NAMES("w"));
    CHECK_HAS(sqla_error(d.md)->message, "1 columns refer to 0");
    sqla_metadata_free(d.md);
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "DROP TABLE t; CREATE TABLE t (id INTEGER)"), SQLA_OK);
    d.md = sqla_reflect(d.e, .only = SQLA_NAMES("u"));
    CHECK_STATUS(sqla_error(d.md)->code, SQLA_NO_REFERENCED_COLUMN);
    CHECK_HAS(sqla_error(d.md)->message, "nope");
    db_close(&d);
}

TESTS(inspect, T(a_type_by_its_name_on_sqlite), T(an_unknown_type_by_its_affinity),
      T(values_by_the_types_read), T(types_of_the_server), T(what_a_model_made_comes_back),
      T(keys_checks_and_indexes_of_sqlite), T(what_is_written_oddly_is_read_plainly),
      T(tables_that_are_strict), T(domains_and_numbers_of_the_server),
      T(options_of_the_servers_constraints), T(keys_checks_and_indexes_of_the_server),
      T(one_table_and_what_it_refers_to), T(tables_in_a_circle_are_read), T(views_when_asked),
      T(tables_of_a_schema), T(foreign_keys_into_the_default_schema),
      T(hostile_names), T(columns_added_and_tables_copied),
      T(what_cannot_be_read_is_told), T(an_empty_database_has_no_tables),
      T(a_foreign_key_that_leads_nowhere));
