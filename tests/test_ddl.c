/* CREATE TABLE and CREATE INDEX in six dialects, as SQLAlchemy writes them; tables made and dropped
 * on SQLite. The expected texts are SQLAlchemy's for Oracle 19 and SQL Server 2022. */
#include "ddl.h"

/* ---- types ---- */

SQLA_TABLE(types1, "types",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("b", SQLA_BOOLEAN),
    SQLA_TABLE_COLUMN("sm", SQLA_SMALLINT),
    SQLA_TABLE_COLUMN("bi", SQLA_BIGINT),
    SQLA_TABLE_COLUMN("f", SQLA_FLOAT),
    SQLA_TABLE_COLUMN("db", SQLA_DOUBLE),
    SQLA_TABLE_COLUMN("nu", SQLA_NUMERIC(10, 2)),
    SQLA_TABLE_COLUMN("n0", SQLA_NUMERIC(5, 0)));

SQLA_TABLE(types2, "texts",
    SQLA_TABLE_COLUMN("s", SQLA_STRING(50)),
    SQLA_TABLE_COLUMN("tx", SQLA_TEXT),
    SQLA_TABLE_COLUMN("un", SQLA_UNICODE(20)),
    SQLA_TABLE_COLUMN("ut", SQLA_UNICODE_TEXT),
    SQLA_TABLE_COLUMN("en", SQLA_ENUM("color", "red", "green", "o'k")),
    SQLA_TABLE_COLUMN("js", SQLA_JSON));

SQLA_TABLE(types3, "others",
    SQLA_TABLE_COLUMN("lb", SQLA_LARGE_BINARY),
    SQLA_TABLE_COLUMN("da", SQLA_DATE),
    SQLA_TABLE_COLUMN("ti", SQLA_TIME),
    SQLA_TABLE_COLUMN("dt", SQLA_DATETIME),
    SQLA_TABLE_COLUMN("dz", SQLA_DATETIME_TZ),
    SQLA_TABLE_COLUMN("iv", SQLA_INTERVAL),
    SQLA_TABLE_COLUMN("uu", SQLA_UUID));

TEST(types_of_numbers) {
    CHECK_TABLES("sqlite", "CREATE TABLE types ( id INTEGER NOT NULL, b BOOLEAN, sm SMALLINT, bi "
                 "BIGINT, f FLOAT, db DOUBLE, nu NUMERIC(10, 2), n0 NUMERIC(5, 0), PRIMARY KEY "
                 "(id) );",
                 &types1);
    CHECK_TABLES("postgresql", "CREATE TABLE types ( id SERIAL NOT NULL, b BOOLEAN, sm SMALLINT, "
                 "bi BIGINT, f FLOAT, db DOUBLE PRECISION, nu NUMERIC(10, 2), n0 NUMERIC(5, 0), "
                 "PRIMARY KEY (id) );",
                 &types1);
    CHECK_TABLES("mysql", "CREATE TABLE types ( id INTEGER NOT NULL AUTO_INCREMENT, b BOOL, sm "
                 "SMALLINT, bi BIGINT, f FLOAT, db DOUBLE, nu NUMERIC(10, 2), n0 NUMERIC(5, 0), "
                 "PRIMARY KEY (id) );",
                 &types1);
    CHECK_TABLES("mariadb", "CREATE TABLE types ( id INTEGER NOT NULL AUTO_INCREMENT, b BOOL, sm "
                 "SMALLINT, bi BIGINT, f FLOAT, db DOUBLE, nu NUMERIC(10, 2), n0 NUMERIC(5, 0), "
                 "PRIMARY KEY (id) );",
                 &types1);
    CHECK_TABLES("mssql", "CREATE TABLE types ( id INTEGER NOT NULL IDENTITY, b BIT NULL, sm "
                 "SMALLINT NULL, bi BIGINT NULL, f FLOAT NULL, db DOUBLE PRECISION NULL, nu "
                 "NUMERIC(10, 2) NULL, n0 NUMERIC(5, 0) NULL, PRIMARY KEY (id) );",
                 &types1);
}

TEST(types_of_texts) {
    CHECK_TABLES("sqlite", "CREATE TABLE texts ( s VARCHAR(50), tx TEXT, un VARCHAR(20), ut TEXT, "
                 "en VARCHAR(5), js JSON );",
                 &types2);
    CHECK_TABLES("postgresql", "CREATE TYPE color AS ENUM ('red', 'green', 'o''k'); CREATE TABLE "
                 "texts ( s VARCHAR(50), tx TEXT, un VARCHAR(20), ut TEXT, en color, js JSON );",
                 &types2);
    CHECK_TABLES("mysql", "CREATE TABLE texts ( s VARCHAR(50), tx TEXT, un VARCHAR(20), ut TEXT, "
                 "en ENUM('red','green','o''k'), js JSON );",
                 &types2);
    CHECK_TABLES("mariadb", "CREATE TABLE texts ( s VARCHAR(50), tx TEXT, un VARCHAR(20), ut "
                 "TEXT, en ENUM('red','green','o''k'), js JSON );",
                 &types2);
}

TEST(types_of_calendar_bytes_and_uuid) {
    CHECK_TABLES("sqlite", "CREATE TABLE others ( lb BLOB, da DATE, ti TIME, dt DATETIME, dz "
                 "DATETIME, iv DATETIME, uu CHAR(32) );",
                 &types3);
    CHECK_TABLES("postgresql", "CREATE TABLE others ( lb BYTEA, da DATE, ti TIME WITHOUT TIME "
                 "ZONE, dt TIMESTAMP WITHOUT TIME ZONE, dz TIMESTAMP WITH TIME ZONE, iv "
                 "INTERVAL, uu UUID );",
                 &types3);
    CHECK_TABLES("mysql", "CREATE TABLE others ( lb BLOB, da DATE, ti TIME, dt DATETIME, dz "
                 "DATETIME, iv DATETIME, uu CHAR(32) );",
                 &types3);
    CHECK_TABLES("mariadb", "CREATE TABLE `others` ( lb BLOB, da DATE, ti TIME, dt DATETIME, dz "
                 "DATETIME, iv DATETIME, uu UUID );",
                 &types3);
    CHECK_TABLES("oracle", "CREATE TABLE others ( lb BLOB, da DATE, ti TIME, dt DATE, dz DATE, iv "
                 "INTERVAL DAY TO SECOND, uu CHAR(32) );",
                 &types3);
}

/* BOOLEAN and JSON came later. */
TEST(types_of_oracle_19) {
    CHECK_TABLES("oracle", "CREATE TABLE types ( id INTEGER NOT NULL, b SMALLINT, sm SMALLINT, bi "
                 "NUMBER(19), f FLOAT, db DOUBLE PRECISION, nu NUMERIC(10, 2), n0 NUMERIC(5, "
                 "0), PRIMARY KEY (id) );",
                 &types1);
    CHECK_TABLES("oracle", "CREATE TABLE texts ( s VARCHAR2(50 CHAR), tx CLOB, un VARCHAR2(20 "
                 "CHAR), ut CLOB, en VARCHAR(5 CHAR), js BLOB );",
                 &types2);
}

/* TEXT, NTEXT and IMAGE are deprecated, DATE and TIME there since 2008. */
TEST(types_of_sql_server_2022) {
    CHECK_TABLES("mssql", "CREATE TABLE texts ( s VARCHAR(50) NULL, tx VARCHAR(max) NULL, un "
                 "NVARCHAR(20) NULL, ut NVARCHAR(max) NULL, en VARCHAR(5) NULL, js "
                 "NVARCHAR(max) NULL );",
                 &types2);
    CHECK_TABLES("mssql", "CREATE TABLE others ( lb VARBINARY(max) NULL, da DATE NULL, ti TIME "
                 "NULL, dt DATETIME NULL, dz DATETIMEOFFSET NULL, iv DATETIME NULL, uu "
                 "UNIQUEIDENTIFIER NULL );",
                 &types3);
}

SQLA_TABLE(nolength, "t",
    SQLA_TABLE_COLUMN("s", SQLA_STRING(0)),
    SQLA_TABLE_COLUMN("u", SQLA_UNICODE(0)));

TEST(text_without_length) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( s VARCHAR, u VARCHAR );",
                 &nolength);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( s VARCHAR, u VARCHAR );",
                 &nolength);
    CHECK_TABLES("oracle", "CREATE TABLE t ( s VARCHAR2, u VARCHAR2 );",
                 &nolength);
    CHECK_TABLES("mssql", "CREATE TABLE t ( s VARCHAR(max) NULL, u NVARCHAR(max) NULL );",
                 &nolength);
}

TEST(text_without_length_is_refused_by_mysql) {
    sqla_metadata *md = sqla_metadata_new(&nolength);
    char *ddl = sqla_ddl(md, "mysql");
    CHECK(ddl == NULL);
    sqla_text_free(ddl);
    ddl = sqla_ddl(md, "mariadb");
    CHECK(ddl == NULL);
    sqla_text_free(ddl);
    sqla_metadata_free(md);
}

SQLA_TABLE(array, "t",
    SQLA_TABLE_COLUMN("a", SQLA_ARRAY(SQLA_INTEGER)),
    SQLA_TABLE_COLUMN("b", SQLA_ARRAY(SQLA_STRING(5))));

TEST(arrays_are_postgresqls_alone) {
    CHECK_TABLES("postgresql", "CREATE TABLE t ( a INTEGER[], b VARCHAR(5)[] );",
                 &array);
    sqla_metadata *md = sqla_metadata_new(&array);
    static const char *const others[] = { "sqlite", "mysql", "mariadb", "oracle", "mssql" };
    for (size_t i = 0; i < 5; i++) {
        char *ddl = sqla_ddl(md, others[i]);
        CHECK(ddl == NULL);
        sqla_text_free(ddl);
    }
    sqla_metadata_free(md);
}

SQLA_TABLE(enum_twice, "b",
    SQLA_TABLE_COLUMN("e", SQLA_ENUM("shared", "x", "y")),
    SQLA_TABLE_COLUMN("e2", SQLA_ENUM("shared", "x", "y")));

SQLA_TABLE(enum_default, "e",
    SQLA_TABLE_COLUMN("e", SQLA_ENUM("kind", "x", "yyy"), .not_null = true,
                      .server_default = "'x'"));

TEST(enums) {
    CHECK_TABLES("postgresql", "CREATE TYPE shared AS ENUM ('x', 'y'); CREATE TABLE b ( e shared, "
                 "e2 shared );",
                 &enum_twice);
    CHECK_TABLES("mysql", "CREATE TABLE b ( e ENUM('x','y'), e2 ENUM('x','y') );",
                 &enum_twice);
    CHECK_TABLES("mssql", "CREATE TABLE b ( e VARCHAR(1) NULL, e2 VARCHAR(1) NULL );",
                 &enum_twice);
    CHECK_TABLES("sqlite", "CREATE TABLE e ( e VARCHAR(3) DEFAULT 'x' NOT NULL );",
                 &enum_default);
    CHECK_TABLES("postgresql", "CREATE TYPE kind AS ENUM ('x', 'yyy'); CREATE TABLE e ( e kind "
                 "DEFAULT 'x' NOT NULL );",
                 &enum_default);
    CHECK_TABLES("mysql", "CREATE TABLE e ( e ENUM('x','yyy') NOT NULL DEFAULT 'x' );",
                 &enum_default);
    CHECK_TABLES("mariadb", "CREATE TABLE e ( e ENUM('x','yyy') NOT NULL DEFAULT 'x' );",
                 &enum_default);
    CHECK_TABLES("oracle", "CREATE TABLE e ( e VARCHAR(3 CHAR) DEFAULT 'x' NOT NULL );",
                 &enum_default);
    CHECK_TABLES("mssql", "CREATE TABLE e ( e VARCHAR(3) NOT NULL DEFAULT 'x' );",
                 &enum_default);
}

/* ---- primary keys and autoincrement ---- */

SQLA_TABLE(pk_int, "t",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER, .not_null = true));
SQLA_TABLE(pk_small, "t", SQLA_TABLE_COLUMN("id", SQLA_SMALLINT, .primary_key = true));
SQLA_TABLE(pk_big, "t", SQLA_TABLE_COLUMN("id", SQLA_BIGINT, .primary_key = true));
SQLA_TABLE(pk_noauto, "t",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .no_autoincrement = true));
SQLA_TABLE(pk_text, "t", SQLA_TABLE_COLUMN("code", SQLA_STRING(3), .primary_key = true));
SQLA_TABLE(pk_uuid, "t", SQLA_TABLE_COLUMN("id", SQLA_UUID, .primary_key = true));
SQLA_TABLE(pk_composite, "t",
    SQLA_TABLE_COLUMN("user_id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("role_id", SQLA_INTEGER, .primary_key = true));
SQLA_TABLE(pk_named, "t",
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_PRIMARY_KEY("pk_t", "a", "b"));
SQLA_TABLE(pk_named_one, "t",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_PRIMARY_KEY("pk_t", "a"));
SQLA_TABLE(pk_none, "t",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .not_null = true));
SQLA_TABLE(pk_later, "t",
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true));

TEST(an_integer_key_counts_by_itself) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( id INTEGER NOT NULL, x INTEGER NOT NULL, PRIMARY KEY "
                 "(id) );",
                 &pk_int);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( id SERIAL NOT NULL, x INTEGER NOT NULL, PRIMARY "
                 "KEY (id) );",
                 &pk_int);
    CHECK_TABLES("mysql", "CREATE TABLE t ( id INTEGER NOT NULL AUTO_INCREMENT, x INTEGER NOT "
                 "NULL, PRIMARY KEY (id) );",
                 &pk_int);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( id INTEGER NOT NULL AUTO_INCREMENT, x INTEGER NOT "
                 "NULL, PRIMARY KEY (id) );",
                 &pk_int);
    CHECK_TABLES("oracle", "CREATE TABLE t ( id INTEGER NOT NULL, x INTEGER NOT NULL, PRIMARY KEY "
                 "(id) );",
                 &pk_int);
    CHECK_TABLES("mssql", "CREATE TABLE t ( id INTEGER NOT NULL IDENTITY, x INTEGER NOT NULL, "
                 "PRIMARY KEY (id) );",
                 &pk_int);
    CHECK_TABLES("sqlite", "CREATE TABLE t ( x INTEGER, id INTEGER NOT NULL, PRIMARY KEY (id) );",
                 &pk_later);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( x INTEGER, id SERIAL NOT NULL, PRIMARY KEY (id) "
                 ");",
                 &pk_later);
    CHECK_TABLES("mysql", "CREATE TABLE t ( x INTEGER, id INTEGER NOT NULL AUTO_INCREMENT, "
                 "PRIMARY KEY (id) );",
                 &pk_later);
    CHECK_TABLES("mssql", "CREATE TABLE t ( x INTEGER NULL, id INTEGER NOT NULL IDENTITY, PRIMARY "
                 "KEY (id) );",
                 &pk_later);
}

TEST(small_and_big_keys) {
    CHECK_TABLES("postgresql", "CREATE TABLE t ( id SMALLSERIAL NOT NULL, PRIMARY KEY (id) );",
                 &pk_small);
    CHECK_TABLES("mysql", "CREATE TABLE t ( id SMALLINT NOT NULL AUTO_INCREMENT, PRIMARY KEY (id) "
                 ");",
                 &pk_small);
    CHECK_TABLES("oracle", "CREATE TABLE t ( id SMALLINT NOT NULL, PRIMARY KEY (id) );",
                 &pk_small);
    CHECK_TABLES("mssql", "CREATE TABLE t ( id SMALLINT NOT NULL IDENTITY, PRIMARY KEY (id) );",
                 &pk_small);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( id BIGSERIAL NOT NULL, PRIMARY KEY (id) );",
                 &pk_big);
    CHECK_TABLES("mysql", "CREATE TABLE t ( id BIGINT NOT NULL AUTO_INCREMENT, PRIMARY KEY (id) );",
                 &pk_big);
    CHECK_TABLES("oracle", "CREATE TABLE t ( id NUMBER(19) NOT NULL, PRIMARY KEY (id) );",
                 &pk_big);
    CHECK_TABLES("mssql", "CREATE TABLE t ( id BIGINT NOT NULL IDENTITY, PRIMARY KEY (id) );",
                 &pk_big);
}

TEST(keys_that_do_not_count) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( id INTEGER NOT NULL, PRIMARY KEY (id) );",
                 &pk_noauto);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( id INTEGER NOT NULL, PRIMARY KEY (id) );",
                 &pk_noauto);
    CHECK_TABLES("mysql", "CREATE TABLE t ( id INTEGER NOT NULL, PRIMARY KEY (id) );",
                 &pk_noauto);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( id INTEGER NOT NULL, PRIMARY KEY (id) );",
                 &pk_noauto);
    CHECK_TABLES("oracle", "CREATE TABLE t ( id INTEGER NOT NULL, PRIMARY KEY (id) );",
                 &pk_noauto);
    CHECK_TABLES("mssql", "CREATE TABLE t ( id INTEGER NOT NULL, PRIMARY KEY (id) );",
                 &pk_noauto);
    CHECK_TABLES("sqlite", "CREATE TABLE t ( code VARCHAR(3) NOT NULL, PRIMARY KEY (code) );",
                 &pk_text);
    CHECK_TABLES("oracle", "CREATE TABLE t ( code VARCHAR2(3 CHAR) NOT NULL, PRIMARY KEY (code) );",
                 &pk_text);
    CHECK_TABLES("mssql", "CREATE TABLE t ( code VARCHAR(3) NOT NULL, PRIMARY KEY (code) );",
                 &pk_text);
    CHECK_TABLES("sqlite", "CREATE TABLE t ( id CHAR(32) NOT NULL, PRIMARY KEY (id) );",
                 &pk_uuid);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( id UUID NOT NULL, PRIMARY KEY (id) );",
                 &pk_uuid);
    CHECK_TABLES("mysql", "CREATE TABLE t ( id CHAR(32) NOT NULL, PRIMARY KEY (id) );",
                 &pk_uuid);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( id UUID NOT NULL, PRIMARY KEY (id) );",
                 &pk_uuid);
}

TEST(composite_keys) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, "
                 "PRIMARY KEY (user_id, role_id) );",
                 &pk_composite);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( user_id INTEGER NOT NULL, role_id INTEGER NOT "
                 "NULL, PRIMARY KEY (user_id, role_id) );",
                 &pk_composite);
    CHECK_TABLES("mysql", "CREATE TABLE t ( user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, "
                 "PRIMARY KEY (user_id, role_id) );",
                 &pk_composite);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, "
                 "PRIMARY KEY (user_id, role_id) );",
                 &pk_composite);
    CHECK_TABLES("oracle", "CREATE TABLE t ( user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, "
                 "PRIMARY KEY (user_id, role_id) );",
                 &pk_composite);
    CHECK_TABLES("mssql", "CREATE TABLE t ( user_id INTEGER NOT NULL, role_id INTEGER NOT NULL, "
                 "PRIMARY KEY (user_id, role_id) );",
                 &pk_composite);
    CHECK_TABLES("sqlite", "CREATE TABLE t ( b INTEGER NOT NULL, a INTEGER NOT NULL, CONSTRAINT "
                 "pk_t PRIMARY KEY (a, b) );",
                 &pk_named);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( b INTEGER NOT NULL, a INTEGER NOT NULL, "
                 "CONSTRAINT pk_t PRIMARY KEY (a, b) );",
                 &pk_named);
    CHECK_TABLES("mysql", "CREATE TABLE t ( b INTEGER NOT NULL, a INTEGER NOT NULL, CONSTRAINT "
                 "pk_t PRIMARY KEY (a, b) );",
                 &pk_named);
    CHECK_TABLES("mssql", "CREATE TABLE t ( b INTEGER NOT NULL, a INTEGER NOT NULL, CONSTRAINT "
                 "pk_t PRIMARY KEY (a, b) );",
                 &pk_named);
}

TEST(a_named_key_of_one_column_counts) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( a INTEGER NOT NULL, CONSTRAINT pk_t PRIMARY KEY (a) "
                 ");",
                 &pk_named_one);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( a SERIAL NOT NULL, CONSTRAINT pk_t PRIMARY KEY "
                 "(a) );",
                 &pk_named_one);
    CHECK_TABLES("mysql", "CREATE TABLE t ( a INTEGER NOT NULL AUTO_INCREMENT, CONSTRAINT pk_t "
                 "PRIMARY KEY (a) );",
                 &pk_named_one);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( a INTEGER NOT NULL AUTO_INCREMENT, CONSTRAINT pk_t "
                 "PRIMARY KEY (a) );",
                 &pk_named_one);
    CHECK_TABLES("oracle", "CREATE TABLE t ( a INTEGER NOT NULL, CONSTRAINT pk_t PRIMARY KEY (a) "
                 ");",
                 &pk_named_one);
    CHECK_TABLES("mssql", "CREATE TABLE t ( a INTEGER NOT NULL IDENTITY, CONSTRAINT pk_t PRIMARY "
                 "KEY (a) );",
                 &pk_named_one);
}

TEST(a_table_without_key) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( a INTEGER, b INTEGER NOT NULL );",
                 &pk_none);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( a INTEGER, b INTEGER NOT NULL );",
                 &pk_none);
    CHECK_TABLES("mysql", "CREATE TABLE t ( a INTEGER, b INTEGER NOT NULL );",
                 &pk_none);
    CHECK_TABLES("mssql", "CREATE TABLE t ( a INTEGER NULL, b INTEGER NOT NULL );",
                 &pk_none);
}

/* ---- foreign keys ---- */

SQLA_TABLE(fk_parent, "parent", SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true));
SQLA_TABLE(fk_child, "child",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("p", SQLA_INTEGER, .foreign_key = "parent.id", .ondelete = "CASCADE",
                      .fk_onupdate = "SET NULL"),
    SQLA_TABLE_COLUMN("q", SQLA_INTEGER, .foreign_key = "parent.id", .not_null = true));

TEST(foreign_keys_with_actions) {
    CHECK_TABLES("sqlite", "CREATE TABLE parent ( id INTEGER NOT NULL, PRIMARY KEY (id) ); CREATE "
                 "TABLE child ( id INTEGER NOT NULL, p INTEGER, q INTEGER NOT NULL, PRIMARY KEY "
                 "(id), FOREIGN KEY(p) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE SET "
                 "NULL, FOREIGN KEY(q) REFERENCES parent (id) );",
                 &fk_child, &fk_parent);
    CHECK_TABLES("postgresql", "CREATE TABLE parent ( id SERIAL NOT NULL, PRIMARY KEY (id) ); "
                 "CREATE TABLE child ( id SERIAL NOT NULL, p INTEGER, q INTEGER NOT NULL, "
                 "PRIMARY KEY (id), FOREIGN KEY(p) REFERENCES parent (id) ON DELETE CASCADE ON "
                 "UPDATE SET NULL, FOREIGN KEY(q) REFERENCES parent (id) );",
                 &fk_child, &fk_parent);
    CHECK_TABLES("mysql", "CREATE TABLE parent ( id INTEGER NOT NULL AUTO_INCREMENT, PRIMARY KEY "
                 "(id) ); CREATE TABLE child ( id INTEGER NOT NULL AUTO_INCREMENT, p INTEGER, q "
                 "INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(p) REFERENCES parent (id) ON "
                 "DELETE CASCADE ON UPDATE SET NULL, FOREIGN KEY(q) REFERENCES parent (id) );",
                 &fk_child, &fk_parent);
    CHECK_TABLES("mariadb", "CREATE TABLE parent ( id INTEGER NOT NULL AUTO_INCREMENT, PRIMARY "
                 "KEY (id) ); CREATE TABLE child ( id INTEGER NOT NULL AUTO_INCREMENT, p "
                 "INTEGER, q INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(p) REFERENCES "
                 "parent (id) ON DELETE CASCADE ON UPDATE SET NULL, FOREIGN KEY(q) REFERENCES "
                 "parent (id) );",
                 &fk_child, &fk_parent);
    CHECK_TABLES("oracle", "CREATE TABLE parent ( id INTEGER NOT NULL, PRIMARY KEY (id) ); CREATE "
                 "TABLE child ( id INTEGER NOT NULL, p INTEGER, q INTEGER NOT NULL, PRIMARY KEY "
                 "(id), FOREIGN KEY(p) REFERENCES parent (id) ON DELETE CASCADE, FOREIGN KEY(q) "
                 "REFERENCES parent (id) );",
                 &fk_child, &fk_parent);
    CHECK_TABLES("mssql", "CREATE TABLE parent ( id INTEGER NOT NULL IDENTITY, PRIMARY KEY (id) "
                 "); CREATE TABLE child ( id INTEGER NOT NULL IDENTITY, p INTEGER NULL, q "
                 "INTEGER NOT NULL, PRIMARY KEY (id), FOREIGN KEY(p) REFERENCES parent (id) ON "
                 "DELETE CASCADE ON UPDATE SET NULL, FOREIGN KEY(q) REFERENCES parent (id) );",
                 &fk_child, &fk_parent);
}

SQLA_TABLE(fk_par, "par",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("b", SQLA_STRING(5), .primary_key = true));
SQLA_TABLE(fk_kid, "kid",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("s", SQLA_STRING(5)),
    SQLA_FOREIGN_KEY("fk_kid", SQLA_NAMES("n", "s"), "par", SQLA_NAMES("a", "b"),
                     .ondelete = "SET NULL", .fk_onupdate = "RESTRICT"));

TEST(composite_foreign_keys) {
    CHECK_TABLES("sqlite", "CREATE TABLE par ( a INTEGER NOT NULL, b VARCHAR(5) NOT NULL, PRIMARY "
                 "KEY (a, b) ); CREATE TABLE kid ( n INTEGER, s VARCHAR(5), CONSTRAINT fk_kid "
                 "FOREIGN KEY(n, s) REFERENCES par (a, b) ON DELETE SET NULL ON UPDATE RESTRICT "
                 ");",
                 &fk_par, &fk_kid);
    CHECK_TABLES("postgresql", "CREATE TABLE par ( a INTEGER NOT NULL, b VARCHAR(5) NOT NULL, "
                 "PRIMARY KEY (a, b) ); CREATE TABLE kid ( n INTEGER, s VARCHAR(5), CONSTRAINT "
                 "fk_kid FOREIGN KEY(n, s) REFERENCES par (a, b) ON DELETE SET NULL ON UPDATE "
                 "RESTRICT );",
                 &fk_par, &fk_kid);
    CHECK_TABLES("mysql", "CREATE TABLE par ( a INTEGER NOT NULL, b VARCHAR(5) NOT NULL, PRIMARY "
                 "KEY (a, b) ); CREATE TABLE kid ( n INTEGER, s VARCHAR(5), CONSTRAINT fk_kid "
                 "FOREIGN KEY(n, s) REFERENCES par (a, b) ON DELETE SET NULL ON UPDATE RESTRICT "
                 ");",
                 &fk_par, &fk_kid);
    CHECK_TABLES("mariadb", "CREATE TABLE par ( a INTEGER NOT NULL, b VARCHAR(5) NOT NULL, "
                 "PRIMARY KEY (a, b) ); CREATE TABLE kid ( n INTEGER, s VARCHAR(5), CONSTRAINT "
                 "fk_kid FOREIGN KEY(n, s) REFERENCES par (a, b) ON DELETE SET NULL ON UPDATE "
                 "RESTRICT );",
                 &fk_par, &fk_kid);
    CHECK_TABLES("oracle", "CREATE TABLE par ( a INTEGER NOT NULL, b VARCHAR2(5 CHAR) NOT NULL, "
                 "PRIMARY KEY (a, b) ); CREATE TABLE kid ( n INTEGER, s VARCHAR2(5 CHAR), "
                 "CONSTRAINT fk_kid FOREIGN KEY(n, s) REFERENCES par (a, b) ON DELETE SET NULL "
                 ");",
                 &fk_par, &fk_kid);
    CHECK_TABLES("mssql", "CREATE TABLE par ( a INTEGER NOT NULL, b VARCHAR(5) NOT NULL, PRIMARY "
                 "KEY (a, b) ); CREATE TABLE kid ( n INTEGER NULL, s VARCHAR(5) NULL, "
                 "CONSTRAINT fk_kid FOREIGN KEY(n, s) REFERENCES par (a, b) ON DELETE SET NULL "
                 "ON UPDATE RESTRICT );",
                 &fk_par, &fk_kid);
}

SQLA_TABLE(fk_base, "base", SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true));
SQLA_TABLE(fk_link, "link",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("n"), "base", SQLA_NAMES("id")));
SQLA_TABLE(fk_node, "node",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("up", SQLA_INTEGER, .foreign_key = "node.id"));
SQLA_TABLE(fk_sub, "sub",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .foreign_key = "base.id"),
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER));

TEST(a_foreign_key_without_name) {
    CHECK_TABLES("sqlite", "CREATE TABLE base ( id INTEGER NOT NULL, PRIMARY KEY (id) ); CREATE "
                 "TABLE link ( n INTEGER, FOREIGN KEY(n) REFERENCES base (id) );",
                 &fk_base, &fk_link);
    CHECK_TABLES("postgresql", "CREATE TABLE base ( id SERIAL NOT NULL, PRIMARY KEY (id) ); "
                 "CREATE TABLE link ( n INTEGER, FOREIGN KEY(n) REFERENCES base (id) );",
                 &fk_base, &fk_link);
    CHECK_TABLES("mysql", "CREATE TABLE base ( id INTEGER NOT NULL AUTO_INCREMENT, PRIMARY KEY "
                 "(id) ); CREATE TABLE link ( n INTEGER, FOREIGN KEY(n) REFERENCES base (id) );",
                 &fk_base, &fk_link);
}

TEST(a_foreign_key_to_its_own_table) {
    CHECK_TABLES("sqlite", "CREATE TABLE node ( id INTEGER NOT NULL, up INTEGER, PRIMARY KEY "
                 "(id), FOREIGN KEY(up) REFERENCES node (id) );",
                 &fk_node);
    CHECK_TABLES("postgresql", "CREATE TABLE node ( id SERIAL NOT NULL, up INTEGER, PRIMARY KEY "
                 "(id), FOREIGN KEY(up) REFERENCES node (id) );",
                 &fk_node);
    CHECK_TABLES("mysql", "CREATE TABLE node ( id INTEGER NOT NULL AUTO_INCREMENT, up INTEGER, "
                 "PRIMARY KEY (id), FOREIGN KEY(up) REFERENCES node (id) );",
                 &fk_node);
    CHECK_TABLES("mariadb", "CREATE TABLE node ( id INTEGER NOT NULL AUTO_INCREMENT, up INTEGER, "
                 "PRIMARY KEY (id), FOREIGN KEY(up) REFERENCES node (id) );",
                 &fk_node);
    CHECK_TABLES("oracle", "CREATE TABLE node ( id INTEGER NOT NULL, up INTEGER, PRIMARY KEY "
                 "(id), FOREIGN KEY(up) REFERENCES node (id) );",
                 &fk_node);
    CHECK_TABLES("mssql", "CREATE TABLE node ( id INTEGER NOT NULL IDENTITY, up INTEGER NULL, "
                 "PRIMARY KEY (id), FOREIGN KEY(up) REFERENCES node (id) );",
                 &fk_node);
}

TEST(a_key_that_is_a_foreign_key_does_not_count) {
    CHECK_TABLES("sqlite", "CREATE TABLE base ( id INTEGER NOT NULL, PRIMARY KEY (id) ); CREATE "
                 "TABLE sub ( id INTEGER NOT NULL, x INTEGER, PRIMARY KEY (id), FOREIGN KEY(id) "
                 "REFERENCES base (id) );",
                 &fk_base, &fk_sub);
    CHECK_TABLES("postgresql", "CREATE TABLE base ( id SERIAL NOT NULL, PRIMARY KEY (id) ); "
                 "CREATE TABLE sub ( id INTEGER NOT NULL, x INTEGER, PRIMARY KEY (id), FOREIGN "
                 "KEY(id) REFERENCES base (id) );",
                 &fk_base, &fk_sub);
    CHECK_TABLES("mysql", "CREATE TABLE base ( id INTEGER NOT NULL AUTO_INCREMENT, PRIMARY KEY "
                 "(id) ); CREATE TABLE sub ( id INTEGER NOT NULL, x INTEGER, PRIMARY KEY (id), "
                 "FOREIGN KEY(id) REFERENCES base (id) );",
                 &fk_base, &fk_sub);
    CHECK_TABLES("mariadb", "CREATE TABLE base ( id INTEGER NOT NULL AUTO_INCREMENT, PRIMARY KEY "
                 "(id) ); CREATE TABLE sub ( id INTEGER NOT NULL, x INTEGER, PRIMARY KEY (id), "
                 "FOREIGN KEY(id) REFERENCES base (id) );",
                 &fk_base, &fk_sub);
    CHECK_TABLES("oracle", "CREATE TABLE base ( id INTEGER NOT NULL, PRIMARY KEY (id) ); CREATE "
                 "TABLE sub ( id INTEGER NOT NULL, x INTEGER, PRIMARY KEY (id), FOREIGN KEY(id) "
                 "REFERENCES base (id) );",
                 &fk_base, &fk_sub);
    CHECK_TABLES("mssql", "CREATE TABLE base ( id INTEGER NOT NULL IDENTITY, PRIMARY KEY (id) ); "
                 "CREATE TABLE sub ( id INTEGER NOT NULL, x INTEGER NULL, PRIMARY KEY (id), "
                 "FOREIGN KEY(id) REFERENCES base (id) );",
                 &fk_base, &fk_sub);
}

/* ---- unique, check, index ---- */

SQLA_TABLE(constraints, "t",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .check = "a > 0", .unique = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_UNIQUE("uq_ab", "a", "b"),
    SQLA_UNIQUE(NULL, "b", "a"),
    SQLA_CHECK("ck_ab", "a < b"),
    SQLA_CHECK(NULL, "b < 9"));
SQLA_TABLE(column_level, "t",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .foreign_key = "base.id", .unique = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .foreign_key = "base.id", .unique = true),
    SQLA_UNIQUE(NULL, "a", "b"));
SQLA_TABLE(check_default, "t",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .check = "n >= 0", .server_default = "0",
                      .not_null = true));

TEST(unique_and_check) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( id INTEGER NOT NULL, a INTEGER CHECK (a > 0), b "
                 "INTEGER, PRIMARY KEY (id), CONSTRAINT uq_ab UNIQUE (a, b), UNIQUE (b, a), "
                 "CONSTRAINT ck_ab CHECK (a < b), CHECK (b < 9), UNIQUE (a) );",
                 &constraints);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( id SERIAL NOT NULL, a INTEGER CHECK (a > 0), b "
                 "INTEGER, PRIMARY KEY (id), CONSTRAINT uq_ab UNIQUE (a, b), UNIQUE (b, a), "
                 "CONSTRAINT ck_ab CHECK (a < b), CHECK (b < 9), UNIQUE (a) );",
                 &constraints);
    CHECK_TABLES("mysql", "CREATE TABLE t ( id INTEGER NOT NULL AUTO_INCREMENT, a INTEGER CHECK "
                 "(a > 0), b INTEGER, PRIMARY KEY (id), CONSTRAINT uq_ab UNIQUE (a, b), UNIQUE "
                 "(b, a), CONSTRAINT ck_ab CHECK (a < b), CHECK (b < 9), UNIQUE (a) );",
                 &constraints);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( id INTEGER NOT NULL AUTO_INCREMENT, a INTEGER CHECK "
                 "(a > 0), b INTEGER, PRIMARY KEY (id), CONSTRAINT uq_ab UNIQUE (a, b), UNIQUE "
                 "(b, a), CONSTRAINT ck_ab CHECK (a < b), CHECK (b < 9), UNIQUE (a) );",
                 &constraints);
    CHECK_TABLES("oracle", "CREATE TABLE t ( id INTEGER NOT NULL, a INTEGER CHECK (a > 0), b "
                 "INTEGER, PRIMARY KEY (id), CONSTRAINT uq_ab UNIQUE (a, b), UNIQUE (b, a), "
                 "CONSTRAINT ck_ab CHECK (a < b), CHECK (b < 9), UNIQUE (a) );",
                 &constraints);
    CHECK_TABLES("mssql", "CREATE TABLE t ( id INTEGER NOT NULL IDENTITY, a INTEGER NULL CHECK (a "
                 "> 0), b INTEGER NULL, PRIMARY KEY (id), CONSTRAINT uq_ab UNIQUE (a, b), "
                 "UNIQUE (b, a), CONSTRAINT ck_ab CHECK (a < b), CHECK (b < 9), UNIQUE (a) );",
                 &constraints);
}

TEST(constraints_of_columns_follow_those_of_the_table) {
    CHECK_TABLES("sqlite", "CREATE TABLE base ( id INTEGER NOT NULL, PRIMARY KEY (id) ); CREATE "
                 "TABLE t ( a INTEGER, b INTEGER, UNIQUE (a, b), UNIQUE (a), FOREIGN KEY(a) "
                 "REFERENCES base (id), UNIQUE (b), FOREIGN KEY(b) REFERENCES base (id) );",
                 &fk_base, &column_level);
    CHECK_TABLES("postgresql", "CREATE TABLE base ( id SERIAL NOT NULL, PRIMARY KEY (id) ); "
                 "CREATE TABLE t ( a INTEGER, b INTEGER, UNIQUE (a, b), UNIQUE (a), FOREIGN "
                 "KEY(a) REFERENCES base (id), UNIQUE (b), FOREIGN KEY(b) REFERENCES base (id) "
                 ");",
                 &fk_base, &column_level);
    CHECK_TABLES("mysql", "CREATE TABLE base ( id INTEGER NOT NULL AUTO_INCREMENT, PRIMARY KEY "
                 "(id) ); CREATE TABLE t ( a INTEGER, b INTEGER, UNIQUE (a, b), UNIQUE (a), "
                 "FOREIGN KEY(a) REFERENCES base (id), UNIQUE (b), FOREIGN KEY(b) REFERENCES "
                 "base (id) );",
                 &fk_base, &column_level);
}

TEST(a_column_with_default_and_check) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( n INTEGER DEFAULT 0 NOT NULL CHECK (n >= 0) );",
                 &check_default);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( n INTEGER DEFAULT 0 NOT NULL CHECK (n >= 0) );",
                 &check_default);
    CHECK_TABLES("mysql", "CREATE TABLE t ( n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0) );",
                 &check_default);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0) );",
                 &check_default);
    CHECK_TABLES("oracle", "CREATE TABLE t ( n INTEGER DEFAULT 0 NOT NULL CHECK (n >= 0) );",
                 &check_default);
    CHECK_TABLES("mssql", "CREATE TABLE t ( n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0) );",
                 &check_default);
}

SQLA_TABLE(ix_flag, "t", SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .index = true));
SQLA_TABLE(ix_unique_flag, "t",
    SQLA_TABLE_COLUMN("c", SQLA_INTEGER, .index = true, .unique = true));
SQLA_TABLE(ix_named, "t",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_INDEX("ix_ba", "b", "a"));
SQLA_TABLE(ix_unique, "t",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_UNIQUE_INDEX("ux_a", "a"));
SQLA_TABLE(ix_unnamed, "t",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_INDEX(NULL, "a", "b"));
SQLA_TABLE(ix_sql, "t",
    SQLA_TABLE_COLUMN("name", SQLA_STRING(20)),
    SQLA_INDEX_SQL("ix_low", "lower(name)"));

TEST(indexes_of_columns) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( b INTEGER ); CREATE INDEX ix_t_b ON t (b);",
                 &ix_flag);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( b INTEGER ); CREATE INDEX ix_t_b ON t (b);",
                 &ix_flag);
    CHECK_TABLES("mysql", "CREATE TABLE t ( b INTEGER ); CREATE INDEX ix_t_b ON t (b);",
                 &ix_flag);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( b INTEGER ); CREATE INDEX ix_t_b ON t (b);",
                 &ix_flag);
    CHECK_TABLES("oracle", "CREATE TABLE t ( b INTEGER ); CREATE INDEX ix_t_b ON t (b);",
                 &ix_flag);
    CHECK_TABLES("mssql", "CREATE TABLE t ( b INTEGER NULL ); CREATE INDEX ix_t_b ON t (b);",
                 &ix_flag);
    CHECK_TABLES("sqlite", "CREATE TABLE t ( c INTEGER ); CREATE UNIQUE INDEX ix_t_c ON t (c);",
                 &ix_unique_flag);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( c INTEGER ); CREATE UNIQUE INDEX ix_t_c ON t (c);",
                 &ix_unique_flag);
    CHECK_TABLES("mssql", "CREATE TABLE t ( c INTEGER NULL ); CREATE UNIQUE INDEX ix_t_c ON t (c);",
                 &ix_unique_flag);
}

TEST(indexes_of_the_table) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( a INTEGER, b INTEGER ); CREATE INDEX ix_ba ON t (b, "
                 "a);",
                 &ix_named);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( a INTEGER, b INTEGER ); CREATE INDEX ix_ba ON t "
                 "(b, a);",
                 &ix_named);
    CHECK_TABLES("mssql", "CREATE TABLE t ( a INTEGER NULL, b INTEGER NULL ); CREATE INDEX ix_ba "
                 "ON t (b, a);",
                 &ix_named);
    CHECK_TABLES("sqlite", "CREATE TABLE t ( a INTEGER ); CREATE UNIQUE INDEX ux_a ON t (a);",
                 &ix_unique);
    CHECK_TABLES("oracle", "CREATE TABLE t ( a INTEGER ); CREATE UNIQUE INDEX ux_a ON t (a);",
                 &ix_unique);
    CHECK_TABLES("mysql", "CREATE TABLE t ( a INTEGER ); CREATE UNIQUE INDEX ux_a ON t (a);",
                 &ix_unique);
    CHECK_TABLES("sqlite", "CREATE TABLE t ( a INTEGER, b INTEGER ); CREATE INDEX ix_t_a ON t (a, "
                 "b);",
                 &ix_unnamed);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( a INTEGER, b INTEGER ); CREATE INDEX ix_t_a ON t "
                 "(a, b);",
                 &ix_unnamed);
}

TEST(indexes_on_expressions) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( name VARCHAR(20) ); CREATE INDEX ix_low ON t "
                 "(lower(name));",
                 &ix_sql);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( name VARCHAR(20) ); CREATE INDEX ix_low ON t "
                 "(lower(name));",
                 &ix_sql);
    CHECK_TABLES("oracle", "CREATE TABLE t ( name VARCHAR2(20 CHAR) ); CREATE INDEX ix_low ON t "
                 "(lower(name));",
                 &ix_sql);
}

/* ---- defaults and comments ---- */

SQLA_TABLE(defaults, "t",
    SQLA_TABLE_COLUMN("st", SQLA_STRING(9), .server_default = "'new'"),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "0", .not_null = true),
    SQLA_TABLE_COLUMN("ts", SQLA_DATETIME, .server_default = "CURRENT_TIMESTAMP"));
SQLA_TABLE(default_calls, "t",
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER, .server_default = "now()"),
    SQLA_TABLE_COLUMN("y", SQLA_INTEGER, .server_default = "(1 + 2)"));

TEST(server_defaults) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( st VARCHAR(9) DEFAULT 'new', n INTEGER DEFAULT 0 NOT "
                 "NULL, ts DATETIME DEFAULT CURRENT_TIMESTAMP );",
                 &defaults);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( st VARCHAR(9) DEFAULT 'new', n INTEGER DEFAULT 0 "
                 "NOT NULL, ts TIMESTAMP WITHOUT TIME ZONE DEFAULT CURRENT_TIMESTAMP );",
                 &defaults);
    CHECK_TABLES("mysql", "CREATE TABLE t ( st VARCHAR(9) DEFAULT 'new', n INTEGER NOT NULL "
                 "DEFAULT 0, ts DATETIME DEFAULT CURRENT_TIMESTAMP );",
                 &defaults);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( st VARCHAR(9) DEFAULT 'new', n INTEGER NOT NULL "
                 "DEFAULT 0, ts DATETIME DEFAULT CURRENT_TIMESTAMP );",
                 &defaults);
    CHECK_TABLES("oracle", "CREATE TABLE t ( st VARCHAR2(9 CHAR) DEFAULT 'new', n INTEGER DEFAULT "
                 "0 NOT NULL, ts DATE DEFAULT CURRENT_TIMESTAMP );",
                 &defaults);
    CHECK_TABLES("mssql", "CREATE TABLE t ( st VARCHAR(9) NULL DEFAULT 'new', n INTEGER NOT NULL "
                 "DEFAULT 0, ts DATETIME NULL DEFAULT CURRENT_TIMESTAMP );",
                 &defaults);
}

TEST(server_defaults_that_call) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( x INTEGER DEFAULT (now()), y INTEGER DEFAULT (1 + 2) "
                 ");",
                 &default_calls);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( x INTEGER DEFAULT now(), y INTEGER DEFAULT (1 + "
                 "2) );",
                 &default_calls);
    CHECK_TABLES("mysql", "CREATE TABLE t ( x INTEGER DEFAULT (now()), y INTEGER DEFAULT (1 + 2) "
                 ");",
                 &default_calls);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( x INTEGER DEFAULT (now()), y INTEGER DEFAULT (1 + "
                 "2) );",
                 &default_calls);
    CHECK_TABLES("oracle", "CREATE TABLE t ( x INTEGER DEFAULT now(), y INTEGER DEFAULT (1 + 2) );",
                 &default_calls);
    CHECK_TABLES("mssql", "CREATE TABLE t ( x INTEGER NULL DEFAULT now(), y INTEGER NULL DEFAULT "
                 "(1 + 2) );",
                 &default_calls);
}

SQLA_TABLE(comments, "t",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .comment = "the key"),
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER, .comment = "it's \\ 100%"),
    SQLA_TABLE_ARGS(.comment = "people's"));

TEST(comments_inside_and_after) {
    CHECK_TABLES("sqlite", "CREATE TABLE t ( id INTEGER NOT NULL, x INTEGER, PRIMARY KEY (id) );",
                 &comments);
    CHECK_TABLES("postgresql", "CREATE TABLE t ( id SERIAL NOT NULL, x INTEGER, PRIMARY KEY (id) "
                 "); COMMENT ON TABLE t IS 'people''s'; COMMENT ON COLUMN t.id IS 'the key'; "
                 "COMMENT ON COLUMN t.x IS 'it''s \\ 100%';",
                 &comments);
    CHECK_TABLES("mysql", "CREATE TABLE t ( id INTEGER NOT NULL COMMENT 'the key' AUTO_INCREMENT, "
                 "x INTEGER COMMENT 'it''s \\\\ 100%', PRIMARY KEY (id) )COMMENT='people''s';",
                 &comments);
    CHECK_TABLES("mariadb", "CREATE TABLE t ( id INTEGER NOT NULL COMMENT 'the key' "
                 "AUTO_INCREMENT, x INTEGER COMMENT 'it''s \\\\ 100%', PRIMARY KEY (id) "
                 ")COMMENT='people''s';",
                 &comments);
    CHECK_TABLES("oracle", "CREATE TABLE t ( id INTEGER NOT NULL, x INTEGER, PRIMARY KEY (id) ); "
                 "COMMENT ON TABLE t IS 'people''s'; COMMENT ON COLUMN t.id IS 'the key'; "
                 "COMMENT ON COLUMN t.x IS 'it''s \\ 100%';",
                 &comments);
}

TEST(comments_of_sql_server) {
    CHECK_TABLES("mssql", "CREATE TABLE t ( id INTEGER NOT NULL IDENTITY, x INTEGER NULL, PRIMARY "
                 "KEY (id) ); execute sp_addextendedproperty 'MS_Description', N'people''s', "
                 "'schema', dbo, 'table', t; execute sp_addextendedproperty 'MS_Description', "
                 "N'the key', 'schema', dbo, 'table', t, 'column', id; execute "
                 "sp_addextendedproperty 'MS_Description', N'it''s \\ 100%', 'schema', dbo, "
                 "'table', t, 'column', x;",
                 &comments);
}

/* ---- names ---- */

SQLA_TABLE(blog_users, "users",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .index = true),
    SQLA_TABLE_ARGS(.schema = "blog"));
SQLA_TABLE(blog_posts, "posts",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "blog.users.id"),
    SQLA_TABLE_ARGS(.schema = "blog"));
SQLA_TABLE(schema_quoted, "t",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_ARGS(.schema = "Order"));

TEST(schema_names) {
    CHECK_TABLES("sqlite", "CREATE TABLE blog.users ( id INTEGER NOT NULL, n INTEGER, PRIMARY KEY "
                 "(id) ); CREATE INDEX blog.ix_blog_users_n ON users (n); CREATE TABLE "
                 "blog.posts ( id INTEGER NOT NULL, u INTEGER, PRIMARY KEY (id), FOREIGN KEY(u) "
                 "REFERENCES users (id) );",
                 &blog_posts, &blog_users);
    CHECK_TABLES("postgresql", "CREATE TABLE blog.users ( id SERIAL NOT NULL, n INTEGER, PRIMARY "
                 "KEY (id) ); CREATE INDEX ix_blog_users_n ON blog.users (n); CREATE TABLE "
                 "blog.posts ( id SERIAL NOT NULL, u INTEGER, PRIMARY KEY (id), FOREIGN KEY(u) "
                 "REFERENCES blog.users (id) );",
                 &blog_posts, &blog_users);
    CHECK_TABLES("mysql", "CREATE TABLE blog.users ( id INTEGER NOT NULL AUTO_INCREMENT, n "
                 "INTEGER, PRIMARY KEY (id) ); CREATE INDEX ix_blog_users_n ON blog.users (n); "
                 "CREATE TABLE blog.posts ( id INTEGER NOT NULL AUTO_INCREMENT, u INTEGER, "
                 "PRIMARY KEY (id), FOREIGN KEY(u) REFERENCES blog.users (id) );",
                 &blog_posts, &blog_users);
    CHECK_TABLES("mariadb", "CREATE TABLE blog.users ( id INTEGER NOT NULL AUTO_INCREMENT, n "
                 "INTEGER, PRIMARY KEY (id) ); CREATE INDEX ix_blog_users_n ON blog.users (n); "
                 "CREATE TABLE blog.posts ( id INTEGER NOT NULL AUTO_INCREMENT, u INTEGER, "
                 "PRIMARY KEY (id), FOREIGN KEY(u) REFERENCES blog.users (id) );",
                 &blog_posts, &blog_users);
    CHECK_TABLES("oracle", "CREATE TABLE blog.users ( id INTEGER NOT NULL, n INTEGER, PRIMARY KEY "
                 "(id) ); CREATE INDEX blog.ix_blog_users_n ON blog.users (n); CREATE TABLE "
                 "blog.posts ( id INTEGER NOT NULL, u INTEGER, PRIMARY KEY (id), FOREIGN KEY(u) "
                 "REFERENCES blog.users (id) );",
                 &blog_posts, &blog_users);
    CHECK_TABLES("mssql", "CREATE TABLE blog.users ( id INTEGER NOT NULL IDENTITY, n INTEGER "
                 "NULL, PRIMARY KEY (id) ); CREATE INDEX ix_blog_users_n ON blog.users (n); "
                 "CREATE TABLE blog.posts ( id INTEGER NOT NULL IDENTITY, u INTEGER NULL, "
                 "PRIMARY KEY (id), FOREIGN KEY(u) REFERENCES blog.users (id) );",
                 &blog_posts, &blog_users);
}

TEST(schema_names_are_quoted) {
    CHECK_TABLES("sqlite", "CREATE TABLE \"Order\".t ( a INTEGER );",
                 &schema_quoted);
    CHECK_TABLES("postgresql", "CREATE TABLE \"Order\".t ( a INTEGER );",
                 &schema_quoted);
    CHECK_TABLES("mysql", "CREATE TABLE `Order`.t ( a INTEGER );",
                 &schema_quoted);
    CHECK_TABLES("mariadb", "CREATE TABLE `Order`.t ( a INTEGER );",
                 &schema_quoted);
    CHECK_TABLES("oracle", "CREATE TABLE \"Order\".t ( a INTEGER );",
                 &schema_quoted);
    CHECK_TABLES("mssql", "CREATE TABLE [Order].t ( a INTEGER NULL );",
                 &schema_quoted);
}

SQLA_TABLE(hostile, "order",
    SQLA_TABLE_COLUMN("select", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("MixedCase", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a\"b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a`b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a]b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("x; DROP TABLE t", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("größe", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("1abc", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("with space", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("_under", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("100%", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("plain$1", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("size", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("user", SQLA_INTEGER),
    SQLA_TABLE_COLUMN(":x", SQLA_INTEGER));

TEST(hostile_names_are_quoted) {
    CHECK_TABLES("sqlite", "CREATE TABLE \"order\" ( \"select\" INTEGER, \"MixedCase\" INTEGER, "
                 "\"a\"\"b\" INTEGER, \"a`b\" INTEGER, \"a]b\" INTEGER, \"x; DROP TABLE t\" "
                 "INTEGER, \"größe\" INTEGER, \"1abc\" INTEGER, \"with space\" INTEGER, "
                 "_under INTEGER, \"100%\" INTEGER, plain$1 INTEGER, size INTEGER, user "
                 "INTEGER, \":x\" INTEGER );",
                 &hostile);
    CHECK_TABLES("postgresql", "CREATE TABLE \"order\" ( \"select\" INTEGER, \"MixedCase\" "
                 "INTEGER, \"a\"\"b\" INTEGER, \"a`b\" INTEGER, \"a]b\" INTEGER, \"x; DROP "
                 "TABLE t\" INTEGER, \"größe\" INTEGER, \"1abc\" INTEGER, \"with space\" "
                 "INTEGER, _under INTEGER, \"100%\" INTEGER, plain$1 INTEGER, size INTEGER, "
                 "\"user\" INTEGER, \":x\" INTEGER );",
                 &hostile);
    CHECK_TABLES("mysql", "CREATE TABLE `order` ( `select` INTEGER, `MixedCase` INTEGER, `a\"b` "
                 "INTEGER, `a``b` INTEGER, `a]b` INTEGER, `x; DROP TABLE t` INTEGER, `größe` "
                 "INTEGER, `1abc` INTEGER, `with space` INTEGER, _under INTEGER, `100%` "
                 "INTEGER, plain$1 INTEGER, size INTEGER, user INTEGER, `:x` INTEGER );",
                 &hostile);
    CHECK_TABLES("mariadb", "CREATE TABLE `order` ( `select` INTEGER, `MixedCase` INTEGER, `a\"b` "
                 "INTEGER, `a``b` INTEGER, `a]b` INTEGER, `x; DROP TABLE t` INTEGER, `größe` "
                 "INTEGER, `1abc` INTEGER, `with space` INTEGER, _under INTEGER, `100%` "
                 "INTEGER, plain$1 INTEGER, size INTEGER, user INTEGER, `:x` INTEGER );",
                 &hostile);
    CHECK_TABLES("oracle", "CREATE TABLE \"order\" ( \"select\" INTEGER, \"MixedCase\" INTEGER, "
                 "\"a\"\"b\" INTEGER, \"a`b\" INTEGER, \"a]b\" INTEGER, \"x; DROP TABLE t\" "
                 "INTEGER, \"größe\" INTEGER, \"1abc\" INTEGER, \"with space\" INTEGER, "
                 "\"_under\" INTEGER, \"100%\" INTEGER, plain$1 INTEGER, \"size\" INTEGER, "
                 "\"user\" INTEGER, \":x\" INTEGER );",
                 &hostile);
    CHECK_TABLES("mssql", "CREATE TABLE [order] ( [select] INTEGER NULL, [MixedCase] INTEGER "
                 "NULL, [a\"b] INTEGER NULL, [a`b] INTEGER NULL, [a]]b] INTEGER NULL, [x; DROP "
                 "TABLE t] INTEGER NULL, [größe] INTEGER NULL, [1abc] INTEGER NULL, [with "
                 "space] INTEGER NULL, _under INTEGER NULL, [100%] INTEGER NULL, plain$1 "
                 "INTEGER NULL, size INTEGER NULL, [user] INTEGER NULL, [:x] INTEGER NULL );",
                 &hostile);
}

SQLA_TABLE(quoted_parts, "Order Items",
    SQLA_TABLE_COLUMN("from", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("to", SQLA_INTEGER, .unique = true),
    SQLA_UNIQUE("Uq \"x\"", "from", "to"),
    SQLA_CHECK("check", "1 = 1"));
SQLA_TABLE(quoted_index, "Order Items",
    SQLA_TABLE_COLUMN("from", SQLA_INTEGER, .index = true));
SQLA_TABLE(quoted_target, "Order Items",
    SQLA_TABLE_COLUMN("from", SQLA_INTEGER, .primary_key = true));
SQLA_TABLE(quoted_source, "k",
    SQLA_TABLE_COLUMN("r", SQLA_INTEGER, .foreign_key = "Order Items.from", .not_null = true));

TEST(names_in_constraints_are_quoted) {
    CHECK_TABLES("sqlite", "CREATE TABLE \"Order Items\" ( \"from\" INTEGER, \"to\" INTEGER, "
                 "CONSTRAINT \"Uq \"\"x\"\"\" UNIQUE (\"from\", \"to\"), CONSTRAINT \"check\" "
                 "CHECK (1 = 1), UNIQUE (\"to\") );",
                 &quoted_parts);
    CHECK_TABLES("mysql", "CREATE TABLE `Order Items` ( `from` INTEGER, `to` INTEGER, CONSTRAINT "
                 "`Uq \"x\"` UNIQUE (`from`, `to`), CONSTRAINT `check` CHECK (1 = 1), UNIQUE "
                 "(`to`) );",
                 &quoted_parts);
    CHECK_TABLES("mssql", "CREATE TABLE [Order Items] ( [from] INTEGER NULL, [to] INTEGER NULL, "
                 "CONSTRAINT [Uq \"x\"] UNIQUE ([from], [to]), CONSTRAINT [check] CHECK (1 = "
                 "1), UNIQUE ([to]) );",
                 &quoted_parts);
    CHECK_TABLES("sqlite", "CREATE TABLE \"Order Items\" ( \"from\" INTEGER ); CREATE INDEX "
                 "\"ix_Order Items_from\" ON \"Order Items\" (\"from\");",
                 &quoted_index);
    CHECK_TABLES("postgresql", "CREATE TABLE \"Order Items\" ( \"from\" INTEGER ); CREATE INDEX "
                 "\"ix_Order Items_from\" ON \"Order Items\" (\"from\");",
                 &quoted_index);
    CHECK_TABLES("mysql", "CREATE TABLE `Order Items` ( `from` INTEGER ); CREATE INDEX `ix_Order "
                 "Items_from` ON `Order Items` (`from`);",
                 &quoted_index);
    CHECK_TABLES("mariadb", "CREATE TABLE `Order Items` ( `from` INTEGER ); CREATE INDEX "
                 "`ix_Order Items_from` ON `Order Items` (`from`);",
                 &quoted_index);
    CHECK_TABLES("oracle", "CREATE TABLE \"Order Items\" ( \"from\" INTEGER ); CREATE INDEX "
                 "\"ix_Order Items_from\" ON \"Order Items\" (\"from\");",
                 &quoted_index);
    CHECK_TABLES("mssql", "CREATE TABLE [Order Items] ( [from] INTEGER NULL ); CREATE INDEX "
                 "[ix_Order Items_from] ON [Order Items] ([from]);",
                 &quoted_index);
    CHECK_TABLES("sqlite", "CREATE TABLE \"Order Items\" ( \"from\" INTEGER NOT NULL, PRIMARY KEY "
                 "(\"from\") ); CREATE TABLE k ( r INTEGER NOT NULL, FOREIGN KEY(r) REFERENCES "
                 "\"Order Items\" (\"from\") );",
                 &quoted_target, &quoted_source);
    CHECK_TABLES("mysql", "CREATE TABLE `Order Items` ( `from` INTEGER NOT NULL AUTO_INCREMENT, "
                 "PRIMARY KEY (`from`) ); CREATE TABLE k ( r INTEGER NOT NULL, FOREIGN KEY(r) "
                 "REFERENCES `Order Items` (`from`) );",
                 &quoted_target, &quoted_source);
    CHECK_TABLES("mssql", "CREATE TABLE [Order Items] ( [from] INTEGER NOT NULL IDENTITY, PRIMARY "
                 "KEY ([from]) ); CREATE TABLE k ( r INTEGER NOT NULL, FOREIGN KEY(r) "
                 "REFERENCES [Order Items] ([from]) );",
                 &quoted_target, &quoted_source);
}

#define T30 "tttttttttttttttttttttttttttttt"
#define X40 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
SQLA_TABLE(long_name, T30, SQLA_TABLE_COLUMN(X40, SQLA_INTEGER, .index = true));

TEST(long_names_need_no_quotes) {
    CHECK_TABLES("sqlite", "CREATE TABLE tttttttttttttttttttttttttttttt ( "
                 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx INTEGER ); CREATE INDEX "
                 "ix_tttttttttttttttttttttttttttttt_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ON "
                 "tttttttttttttttttttttttttttttt (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);",
                 &long_name);
    CHECK_TABLES("oracle", "CREATE TABLE tttttttttttttttttttttttttttttt ( "
                 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx INTEGER ); CREATE INDEX "
                 "ix_tttttttttttttttttttttttttttttt_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ON "
                 "tttttttttttttttttttttttttttttt (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);",
                 &long_name);
    CHECK_TABLES("mssql", "CREATE TABLE tttttttttttttttttttttttttttttt ( "
                 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx INTEGER NULL ); CREATE INDEX "
                 "ix_tttttttttttttttttttttttttttttt_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx ON "
                 "tttttttttttttttttttttttttttttt (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);",
                 &long_name);
}

TEST(made_up_names_are_cut) {
    CHECK_TABLES("postgresql", "CREATE TABLE tttttttttttttttttttttttttttttt ( "
                 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx INTEGER ); CREATE INDEX "
                 "ix_tttttttttttttttttttttttttttttt_xxxxxxxxxxxxxxxxxxxxx_a789 ON "
                 "tttttttttttttttttttttttttttttt (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);",
                 &long_name);
    CHECK_TABLES("mysql", "CREATE TABLE tttttttttttttttttttttttttttttt ( "
                 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx INTEGER ); CREATE INDEX "
                 "ix_tttttttttttttttttttttttttttttt_xxxxxxxxxxxxxxxxxxxxxx_a789 ON "
                 "tttttttttttttttttttttttttttttt (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);",
                 &long_name);
    CHECK_TABLES("mariadb", "CREATE TABLE tttttttttttttttttttttttttttttt ( "
                 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx INTEGER ); CREATE INDEX "
                 "ix_tttttttttttttttttttttttttttttt_xxxxxxxxxxxxxxxxxxxxxx_a789 ON "
                 "tttttttttttttttttttttttttttttt (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx);",
                 &long_name);
}

TEST(unknown_dialect_has_no_ddl) {
    sqla_metadata *md = sqla_metadata_new(&pk_int);
    char *ddl = sqla_ddl(md, "dbase");
    CHECK(ddl == NULL);
    sqla_text_free(ddl);
    sqla_metadata_free(md);
}

TEST(every_statement_ends_with_a_semicolon_and_a_blank_line) {
    sqla_metadata *md = sqla_metadata_new(&ix_flag);
    char *ddl = sqla_ddl(md, "sqlite");
    NEED(ddl);
    const char *first = strstr(ddl, ";\n\n");
    CHECK(first != NULL);
    CHECK(first && strncmp(first + 3, "CREATE INDEX", 12) == 0);
    CHECK(strlen(ddl) > 3 && strcmp(ddl + strlen(ddl) - 3, ";\n\n") == 0);
done:
    sqla_text_free(ddl);
    sqla_metadata_free(md);
}

/* ---- on a live SQLite ---- */

static struct { int create, drop; char last[300]; } seen;

static void count_lines(const char *line, void *user) {
    (void)user;
    if (strstr(line, "CREATE ")) seen.create++;
    if (!strstr(line, "DROP ")) return;
    seen.drop++;
    snprintf(seen.last, sizeof seen.last, "%s", line);
}

static bool there(sqla_engine *e, const char *schema, const char *name) {
    sqla_conn *c = sqla_connect(e);
    bool yes = sqla_has_table(c, schema, name);
    sqla_conn_close(c);
    return yes;
}

TEST(create_all_twice_creates_once) {
    sqla_metadata *md = sqla_metadata_new(&fk_child, &fk_parent, &ix_named);
    sqla_engine *e = sqla_create_engine("sqlite://", .echo = true, .log = count_lines);
    memset(&seen, 0, sizeof seen);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    CHECK_INT(seen.create, 4);
    CHECK(there(e, NULL, "parent") && there(e, NULL, "child") && there(e, NULL, "t"));
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    CHECK_INT(seen.create, 4);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(create_all_adds_what_is_missing) {
    sqla_metadata *some = sqla_metadata_new(&fk_parent);
    sqla_metadata *all = sqla_metadata_new(&fk_child, &fk_parent);
    sqla_engine *e = sqla_create_engine("sqlite://", .echo = true, .log = count_lines);
    CHECK_STATUS(sqla_create_all(e, some), SQLA_OK);
    CHECK(!there(e, NULL, "child"));
    memset(&seen, 0, sizeof seen);
    CHECK_STATUS(sqla_create_all(e, all), SQLA_OK);
    CHECK_INT(seen.create, 1);
    CHECK(there(e, NULL, "child"));
    sqla_dispose(e);
    sqla_metadata_free(some);
    sqla_metadata_free(all);
}

TEST(drop_all_goes_backwards) {
    sqla_metadata *md = sqla_metadata_new(&fk_parent, &fk_child);
    sqla_engine *e = sqla_create_engine("sqlite://", .echo = true, .log = count_lines);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    memset(&seen, 0, sizeof seen);
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    CHECK_INT(seen.drop, 2);
    CHECK_HAS(seen.last, "DROP TABLE parent");
    CHECK(!there(e, NULL, "parent") && !there(e, NULL, "child"));
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    CHECK_INT(seen.drop, 2);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(drop_all_with_rows_in_the_tables) {
    sqla_metadata *md = sqla_metadata_new(&fk_parent, &fk_child);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_exec_driver_sql(c, "INSERT INTO parent VALUES (1)"), SQLA_OK);
    CHECK_STATUS(sqla_exec_driver_sql(c, "INSERT INTO child VALUES (1, 1, 1)"), SQLA_OK);
    CHECK_STATUS(sqla_commit(c), SQLA_OK);
    sqla_conn_close(c);
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    CHECK(!there(e, NULL, "parent"));
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(create_all_is_all_or_nothing) {
    const sqla_item bad[] = {
        SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .check = "id > > 1"),
        SQLA_TABLE_COLUMN("up", NULL, .foreign_key = "parent.id"),
    };
    const sqla_table *t = sqla_table_new("broken", bad, 2);
    sqla_metadata *md = sqla_metadata_new(&fk_parent, t);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OPERATIONAL_ERROR);
    CHECK_HAS(sqla_error(e)->sql, "CREATE TABLE broken");
    CHECK_HAS(sqla_error(e)->message, "syntax error");
    CHECK(!there(e, NULL, "parent"));
    sqla_dispose(e);
    sqla_metadata_free(md);
    sqla_table_free(t);
}

TEST(has_table_takes_names_as_they_are) {
    sqla_metadata *md = sqla_metadata_new(&quoted_parts, &hostile);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    CHECK(there(e, NULL, "Order Items"));
    CHECK(there(e, NULL, "order"));
    CHECK(there(e, "main", "order"));
    CHECK(!there(e, NULL, "\"order\""));
    CHECK(!there(e, NULL, "'; DROP TABLE \"order\"; --"));
    CHECK(!there(e, NULL, "no_such"));
    CHECK(!there(e, NULL, ""));
    CHECK(!there(e, "temp", "order"));
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(hostile_names_work_in_statements) {
    sqla_metadata *md = sqla_metadata_new(&hostile);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    sqla_stmt *q = sqla_insert(&hostile);
    sqla_set(q, sqla_c(&hostile, "x; DROP TABLE t"), 5);
    sqla_set(q, sqla_c(&hostile, "a\"b"), 6);
    sqla_set(q, sqla_c(&hostile, ":x"), 7);
    CHECK_INT(sqla_exec(c, q), 1);
    q = sqla_select(sqla_c(&hostile, ":x"));
    sqla_where(q, sqla_eq(sqla_c(&hostile, "x; DROP TABLE t"), 5),
               sqla_eq(sqla_c(&hostile, "a\"b"), 6));
    CHECK_INT(sqla_scalar_int(c, q), 7);
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(constraints_hold_on_a_live_database) {
    sqla_metadata *md = sqla_metadata_new(&constraints);
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK_STATUS(sqla_exec_driver_sql(c, "INSERT INTO t (a, b) VALUES (1, 2)"), SQLA_OK);
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO t (a, b) VALUES (1, 3)")), -1);
    CHECK_STATUS(sqla_last_error(c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STR(sqla_last_error(c)->table, "t");
    CHECK_STR(sqla_last_error(c)->column, "a");
    CHECK_INT(sqla_exec(c, sqla_text("INSERT INTO t (a, b) VALUES (3, 2)")), -1);
    CHECK_STATUS(sqla_last_error(c)->code, SQLA_INTEGRITY_ERROR);
    CHECK_STR(sqla_last_error(c)->constraint, "ck_ab");
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

/* ---- statements ---- */

static const char *const all_dialects[] = { "sqlite", "postgresql", "mysql", "mariadb", "oracle",
                                            "mssql" };

SQLA_TABLE(shown, "shown",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER));

/* The statement's error in a dialect. Takes q. */
static sqla_status refused(sqla_stmt *q, const char *dialect) {
    sqla_compiled *c = sqla_compile(q, .dialect = dialect);
    sqla_status code = sqla_error(c)->code;
    sqla_compiled_free(c);
    return code;
}

/* Is that in the statement's text? Takes q. */
static bool has_text(sqla_stmt *q, const char *dialect, const char *part) {
    sqla_compiled *c = sqla_compile(q, .dialect = dialect);
    bool has = strstr(sqla_compiled_sql(c), part) != NULL;
    sqla_compiled_free(c);
    return has;
}

/* Each has a table of its own for its name: an engine must tell them apart. */
TEST(clones_of_views_are_views_of_their_own) {
    sqla_engine *e = sqla_create_engine("sqlite://");
    sqla_conn *c = sqla_connect(e);
    sqla_exec(c, sqla_create_table(&shown));
    const char *const names[] = { "v1", "v2" };
    for (size_t i = 0; i < 2; i++) {
        sqla_stmt *q = sqla_create_view(names[i], sqla_select(sqla_c(&shown, "x")));
        sqla_stmt *copy = sqla_clone(q);
        sqla_unref(q);
        sqla_exec(c, copy);
    }
    CHECK_STR(sqla_error(c)->message, "");
    CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT (SELECT count(*) FROM v1) + "
                                           "(SELECT count(*) FROM v2)")), 0);
    CHECK_STR(sqla_error(c)->message, "");
    sqla_conn_close(c);
    sqla_dispose(e);
}

static sqla_stmt *above(void) {
    return sqla_where(sqla_select(sqla_c(&shown, "x")),
                      sqla_gt(sqla_c(&shown, "x"), sqla_param("least")));
}

/* Values stand in the text of a view: no execution may take that of another. */
TEST(a_view_has_the_values_of_its_execution) {
    sqla_engine *e = sqla_create_engine("sqlite://");
    sqla_conn *c = sqla_connect(e);
    sqla_exec(c, sqla_create_table(&shown));
    sqla_exec_driver_sql(c, "INSERT INTO shown (id, x) VALUES (1, 5)");
    sqla_stmt *inner = above(), *view;
    sqla_ref(inner);
    for (int on_inner = 0; on_inner < 2; on_inner++) {
        view = sqla_create_view("v", on_inner ? inner : above());
        sqla_ref(view);
        for (int i = 0; i < 2; i++) {
            sqla_bind(on_inner ? inner : view, "least", i * 100);
            sqla_exec(c, view);
            CHECK_STR(sqla_error(c)->message, "");
            CHECK_INT(sqla_scalar_int(c, sqla_text("SELECT count(*) FROM v")), i ? 0 : 1);
            sqla_exec(c, sqla_drop_view("v"));
        }
        sqla_unref(view);
    }
    sqla_unref(inner);
    sqla_conn_close(c);
    sqla_dispose(e);
}

TEST(a_view_needs_its_values) {
    for (size_t i = 0; i < 6; i++)
        CHECK_STATUS(refused(sqla_create_view("v", above()), all_dialects[i]), SQLA_COMPILE_ERROR);
    CHECK_SQL(sqla_create_view("v", sqla_bind(above(), "least", 5)), "postgresql",
              "CREATE VIEW v AS SELECT shown.x FROM shown WHERE shown.x > 5");
    CHECK_SQL(sqla_bind(sqla_create_view("v", above()), "least", 5), "postgresql",
              "CREATE VIEW v AS SELECT shown.x FROM shown WHERE shown.x > 5");
}

TEST(no_statement_has_ddl_inside) {
    for (int i = 0; i < 8; i++) {
        sqla_stmt *ddl = sqla_create_table(&shown), *q;
        switch (i) {
        case 0: q = sqla_union(ddl, sqla_create_table(&shown)); break;
        case 1: q = sqla_select(ddl); break;
        case 2: q = sqla_select(sqla_exists(ddl)); break;
        case 3: q = sqla_select(sqla_subquery(ddl, "x")); break;
        case 4: q = sqla_select(sqla_cte(ddl, "x")); break;
        case 5: q = sqla_add_cte(sqla_select(&shown), sqla_cte(ddl, "x")); break;
        case 6: q = sqla_insert_from(sqla_insert(&shown), SQLA_NAMES("x"), ddl); break;
        default: q = sqla_where(sqla_select(&shown), sqla_in(sqla_c(&shown, "x"), ddl)); break;
        }
        CHECK_STATUS(refused(q, "sqlite"), SQLA_ARGUMENT_ERROR);
    }
}

SQLA_TABLE(untyped, "untyped", SQLA_TABLE_COLUMN("up", NULL, .foreign_key = "parent.id"));

TEST(a_column_without_type_and_metadata_is_refused) {
    for (size_t i = 0; i < 6; i++)
        CHECK_STATUS(refused(sqla_create_table(&untyped), all_dialects[i]), SQLA_COMPILE_ERROR);
}

SQLA_TABLE(nameless, "nameless",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .sequence = SQLA_SEQUENCE(NULL)));

TEST(a_sequence_without_name_is_refused) {
    sqla_metadata *md = sqla_metadata_new(&nameless);
    char *ddl = sqla_ddl(md, "postgresql");
    CHECK(ddl == NULL);
    sqla_text_free(ddl);
    sqla_stmt *q = sqla_set(sqla_insert(&nameless), sqla_c(&nameless, "id"), 1);
    CHECK_STATUS(refused(q, "postgresql"), SQLA_ARGUMENT_ERROR);
    sqla_metadata_free(md);
}

TEST(metadata_in_error_is_told) {
    sqla_metadata *md = sqla_metadata_new(&untyped);
    CHECK_STATUS(refused(sqla_create_table(&shown, .metadata = md), "sqlite"),
                 SQLA_NO_REFERENCED_TABLE);
    sqla_metadata_free(md);
}

/* Names are no longer cut on their way: SQLite takes any, and options hold what they hold. */
TEST(parts_of_300_bytes_stay_whole) {
    char name[301], key[310], option[310];
    memset(name, 'a', 300);
    name[300] = 0;
    snprintf(key, sizeof key, "%s.id", name);
    snprintf(option, sizeof option, "b = %s", name);
    const sqla_item up[] = { SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true) };
    const sqla_item down[] = {
        SQLA_TABLE_COLUMN("up", SQLA_INTEGER, .foreign_key = key),
        SQLA_INDEX_WITH("ix", SQLA_NAMES("up"), .options = SQLA_NAMES("mysql_length", name)),
        SQLA_TABLE_ARGS(.options = SQLA_NAMES("postgresql_with", option)),
    };
    const sqla_table *parent = sqla_table_new(name, up, 1), *child = sqla_table_new("c", down, 3);
    sqla_metadata *md = sqla_metadata_new(parent, child);
    CHECK(has_text(sqla_create_table(child, .metadata = md), "sqlite", name));
    CHECK_STATUS(refused(sqla_create_table(child), "postgresql"), SQLA_IDENTIFIER_ERROR);
    CHECK(has_text(sqla_create_view("v", sqla_select(sqla_c(&shown, "x")),
                                    .options = SQLA_NAMES("postgresql_with", option)),
                   "postgresql", name));
    CHECK(has_text(sqla_create_index(child, "ix"), "mysql", name));
    sqla_metadata_free(md);
    sqla_table_free(child);
    sqla_table_free(parent);
}

/* What stands before the last dot, unless the metadata knows better. */
TEST(foreign_keys_to_names_with_dots) {
    const sqla_item far[] = { SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
                              SQLA_TABLE_ARGS(.schema = "db.own") };
    const sqla_item down[] = { SQLA_TABLE_COLUMN("up", SQLA_INTEGER, .foreign_key = "db.own.t.id"),
                               SQLA_TABLE_COLUMN("by", SQLA_INTEGER, .foreign_key = "t.x.id") };
    const sqla_table *a = sqla_table_new("t", far, 2), *b = sqla_table_new("t.x", far, 1);
    const sqla_table *c = sqla_table_new("c", down, 2);
    sqla_metadata *md = sqla_metadata_new(a, b, c);
    CHECK(has_text(sqla_create_table(c, .metadata = md), "postgresql",
                   "REFERENCES \"db.own\".t (id)"));
    CHECK(has_text(sqla_create_table(c, .metadata = md), "postgresql", "REFERENCES \"t.x\" (id)"));
    CHECK(has_text(sqla_create_table(c), "postgresql", "REFERENCES \"db.own\".t (id)"));
    CHECK(has_text(sqla_create_table(c), "mssql", "REFERENCES db.own.t (id)"));
    sqla_metadata_free(md);
    sqla_table_free(c);
    sqla_table_free(b);
    sqla_table_free(a);
}

SQLA_TABLE(two_enums, "two",
    SQLA_TABLE_COLUMN("a", SQLA_TYPE(.kind = SQLA_TYPE_ENUM, .name = "k", .schema = "s1",
                                     .labels = SQLA_NAMES("x"))),
    SQLA_TABLE_COLUMN("b", SQLA_TYPE(.kind = SQLA_TYPE_ENUM, .name = "k", .schema = "s2",
                                     .labels = SQLA_NAMES("y"))));

TEST(enums_of_one_name_in_two_schemas) {
    CHECK_TABLES("postgresql", "CREATE TYPE s1.k AS ENUM ('x'); CREATE TYPE s2.k AS ENUM ('y'); "
                 "CREATE TABLE two ( a s1.k, b s2.k );",
                 &two_enums);
}

SQLA_TABLE(refers, "refers",
    SQLA_TABLE_COLUMN("up", SQLA_INTEGER, .foreign_key = "parent.id"));

/* Columns referred to have names alone. */
TEST(conventions_with_unknown_tokens_are_refused) {
    static const char *const wrong[] = { "%(", "%(x", "%()s", "%(x)s", "%(column_)s",
        "%(column_0)s", "%(column_N_name)s", "%(column_9999999999_name)s", "%(column_0_name)d",
        "%(table_name)s%(", "%(referred_column_0_label)s" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        sqla_metadata *md = sqla_metadata_new(&fk_parent, &refers);
        CHECK_STATUS(sqla_metadata_naming(md, .fk = wrong[i]), SQLA_OK);
        CHECK_STATUS(refused(sqla_create_table(&refers, .metadata = md), "sqlite"),
                     SQLA_ARGUMENT_ERROR);
        sqla_metadata_free(md);
    }
}

TESTS(ddl, T(types_of_numbers), T(types_of_texts), T(types_of_calendar_bytes_and_uuid),
      T(types_of_oracle_19), T(types_of_sql_server_2022),
      T(text_without_length), T(text_without_length_is_refused_by_mysql),
      T(arrays_are_postgresqls_alone), T(enums), T(an_integer_key_counts_by_itself),
      T(small_and_big_keys), T(keys_that_do_not_count), T(composite_keys),
      T(a_named_key_of_one_column_counts), T(a_table_without_key), T(foreign_keys_with_actions),
      T(composite_foreign_keys), T(a_foreign_key_without_name),
      T(a_foreign_key_to_its_own_table), T(a_key_that_is_a_foreign_key_does_not_count),
      T(unique_and_check), T(constraints_of_columns_follow_those_of_the_table),
      T(a_column_with_default_and_check), T(indexes_of_columns), T(indexes_of_the_table),
      T(indexes_on_expressions), T(server_defaults), T(server_defaults_that_call),
      T(comments_inside_and_after), T(comments_of_sql_server), T(schema_names),
      T(schema_names_are_quoted), T(hostile_names_are_quoted),
      T(names_in_constraints_are_quoted), T(long_names_need_no_quotes), T(made_up_names_are_cut),
      T(unknown_dialect_has_no_ddl), T(every_statement_ends_with_a_semicolon_and_a_blank_line),
      T(create_all_twice_creates_once), T(create_all_adds_what_is_missing),
      T(drop_all_goes_backwards), T(drop_all_with_rows_in_the_tables),
      T(create_all_is_all_or_nothing), T(has_table_takes_names_as_they_are),
      T(hostile_names_work_in_statements), T(constraints_hold_on_a_live_database),
      T(clones_of_views_are_views_of_their_own),
      T(a_view_has_the_values_of_its_execution),
      T(a_view_needs_its_values),
      T(no_statement_has_ddl_inside),
      T(a_column_without_type_and_metadata_is_refused),
      T(a_sequence_without_name_is_refused),
      T(metadata_in_error_is_told),
      T(parts_of_300_bytes_stay_whole),
      T(foreign_keys_to_names_with_dots),
      T(enums_of_one_name_in_two_schemas),
      T(conventions_with_unknown_tokens_are_refused));
