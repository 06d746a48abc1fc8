/* CREATE, ALTER and DROP: tables, constraints, indexes, sequences, schemas, comments. */

/* CREATE TABLE of a table that no other case has, named like the case. */
#define CREATED(name, ...) \
    SQLA_TABLE(t_##name, #name, __VA_ARGS__); \
    CASE(name) { return sqla_create_table(&t_##name); }

#define ID     SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true)
#define NUMBER SQLA_TABLE_COLUMN("n", SQLA_INTEGER)

/* ---- Columns and keys ---- */

CREATED(create_plain, ID, SQLA_TABLE_COLUMN("name", SQLA_STRING(30), .not_null = true), NUMBER)

SQLA_TABLE(t_create_if_not_exists, "create_if_not_exists", ID);
CASE(create_if_not_exists)
{
    return sqla_create_table(&t_create_if_not_exists, .if_not_exists = true);
}

CREATED(create_without_key, NUMBER, SQLA_TABLE_COLUMN("m", SQLA_INTEGER))
CREATED(create_composite_key,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .primary_key = true),
    NUMBER)
CREATED(create_named_key,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    NUMBER,
    SQLA_PRIMARY_KEY("pk_named", "b", "a"))
CREATED(create_unnamed_key,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_PRIMARY_KEY(NULL, "b", "a"))
CREATED(create_text_key, SQLA_TABLE_COLUMN("code", SQLA_STRING(8), .primary_key = true))
CREATED(create_big_key, SQLA_TABLE_COLUMN("id", SQLA_BIGINT, .primary_key = true))
CREATED(create_small_key, SQLA_TABLE_COLUMN("id", SQLA_SMALLINT, .primary_key = true))
CREATED(create_numeric_key, SQLA_TABLE_COLUMN("id", SQLA_NUMERIC(10, 0), .primary_key = true))
CREATED(create_uuid_key, SQLA_TABLE_COLUMN("id", SQLA_UUID, .primary_key = true))
CREATED(create_key_without_autoincrement,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .no_autoincrement = true))
CREATED(create_key_that_is_foreign,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .foreign_key = "users.id"))
CREATED(create_key_behind_others, NUMBER, ID)
CREATED(create_every_type,
    SQLA_TABLE_COLUMN("a", SQLA_BOOLEAN),
    SQLA_TABLE_COLUMN("b", SQLA_SMALLINT),
    SQLA_TABLE_COLUMN("c", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("d", SQLA_BIGINT),
    SQLA_TABLE_COLUMN("e", SQLA_FLOAT),
    SQLA_TABLE_COLUMN("f", SQLA_DOUBLE),
    SQLA_TABLE_COLUMN("g", SQLA_NUMERIC(0, 0)),
    SQLA_TABLE_COLUMN("h", SQLA_NUMERIC(9, 3)),
    SQLA_TABLE_COLUMN("i", SQLA_STRING(7)),
    SQLA_TABLE_COLUMN("j", SQLA_TEXT),
    SQLA_TABLE_COLUMN("k", SQLA_UNICODE(7)),
    SQLA_TABLE_COLUMN("l", SQLA_UNICODE_TEXT),
    SQLA_TABLE_COLUMN("m", SQLA_LARGE_BINARY),
    SQLA_TABLE_COLUMN("n", SQLA_DATE),
    SQLA_TABLE_COLUMN("o", SQLA_TIME),
    SQLA_TABLE_COLUMN("p", SQLA_DATETIME),
    SQLA_TABLE_COLUMN("q", SQLA_INTERVAL),
    SQLA_TABLE_COLUMN("r", SQLA_UUID),
    SQLA_TABLE_COLUMN("s", SQLA_JSON))
CREATED(create_time_zones,
    SQLA_TABLE_COLUMN("a", SQLA_DATETIME_TZ),
    SQLA_TABLE_COLUMN("b", SQLA_TIME_TZ))
CREATED(create_enum,
    SQLA_TABLE_COLUMN("a", SQLA_ENUM("height", "low", "middle", "it's", "50%")))
CREATED(create_enum_beyond_ascii, SQLA_TABLE_COLUMN("a", SQLA_ENUM("taste", "süß", "no")))
CREATED(create_enum_without_name, SQLA_TABLE_COLUMN("a", SQLA_ENUM(NULL, "low", "high")))
CREATED(create_text_without_length, SQLA_TABLE_COLUMN("a", SQLA_STRING(0)))
CREATED(create_unicode_without_length, SQLA_TABLE_COLUMN("a", SQLA_UNICODE(0)))
CREATED(create_array,
    SQLA_TABLE_COLUMN("a", SQLA_ARRAY(SQLA_INTEGER)),
    SQLA_TABLE_COLUMN("b", SQLA_ARRAY(SQLA_NUMERIC(6, 2))))
CREATED(create_quoted_columns,
    SQLA_TABLE_COLUMN("order", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("MixedCase", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("two words", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("1st", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("a$b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("_a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("per%cent", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("qu\"ote", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("ba`ck", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("br[ack]et", SQLA_INTEGER))

SQLA_TABLE(t_create_quoted_table, "Create Quoted",
    SQLA_TABLE_COLUMN("select", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_UNIQUE("Quoted Uq", "a"));
CASE(create_quoted_table) { return sqla_create_table(&t_create_quoted_table); }

CREATED(create_in_schema, ID, SQLA_TABLE_ARGS(.schema = "app"))

SQLA_TABLE(t_create_in_quoted_schema, "user", ID, SQLA_TABLE_ARGS(.schema = "My App"));
CASE(create_in_quoted_schema) { return sqla_create_table(&t_create_in_quoted_schema); }

CREATED(create_temporary, NUMBER, SQLA_TABLE_ARGS(.prefixes = SQLA_NAMES("TEMPORARY")))
CREATED(create_with_two_prefixes, NUMBER,
    SQLA_TABLE_ARGS(.prefixes = SQLA_NAMES("GLOBAL", "TEMPORARY")))
CREATED(create_collation,
    SQLA_TABLE_COLUMN("a", SQLA_TYPE(.kind = SQLA_TYPE_STRING, .length = 5, .collation = "de")),
    SQLA_TABLE_COLUMN("b", SQLA_TYPE(.kind = SQLA_TYPE_TEXT, .collation = "de_DE"),
                      .not_null = true))

/* ---- Defaults of the server ---- */

CREATED(default_number, SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "5"))
CREATED(default_text, SQLA_TABLE_COLUMN("a", SQLA_STRING(20), .server_default = "'it''s 50%'"))
CREATED(default_empty_text, SQLA_TABLE_COLUMN("a", SQLA_STRING(20), .server_default = "''"))
CREATED(default_and_not_null,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "5", .not_null = true))
CREATED(default_expression, SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "1 + 2"))
CREATED(default_in_parentheses, SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "(1 + 2)"))
CREATED(default_negative, SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "-5"))
CREATED(default_null, SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "NULL"))
CREATED(default_current_timestamp,
    SQLA_TABLE_COLUMN("a", SQLA_DATETIME, .server_default = "CURRENT_TIMESTAMP"))
CREATED(default_timestamp_of_precision,
    SQLA_TABLE_COLUMN("a", SQLA_DATETIME, .server_default = "CURRENT_TIMESTAMP(6)"))
CREATED(default_now_of_precision,
    SQLA_TABLE_COLUMN("a", SQLA_DATETIME, .server_default = "now(3)"))
CREATED(default_with_on_update,
    SQLA_TABLE_COLUMN("a", SQLA_DATETIME,
                      .server_default = "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"))
CREATED(default_function, SQLA_TABLE_COLUMN("a", SQLA_STRING(40), .server_default = "lower('X')"))
CREATED(default_word, SQLA_TABLE_COLUMN("a", SQLA_STRING(40), .server_default = "some_name"))
CREATED(default_dotted, SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "app.start"))
CREATED(default_of_key,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .server_default = "5"))
CREATED(default_of_json, SQLA_TABLE_COLUMN("a", SQLA_JSON, .server_default = "'{}'"))

/* ---- UNIQUE and CHECK ---- */

CREATED(unique_column, ID, SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .unique = true))
CREATED(unique_two_columns,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .unique = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .unique = true))
CREATED(unique_together,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_UNIQUE("uq_together", "b", "a"))
CREATED(unique_without_name,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_UNIQUE(NULL, "a", "b"))
CREATED(unique_index_of_a_column, ID,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .unique = true, .index = true))
CREATED(unique_deferrable, NUMBER,
    SQLA_UNIQUE_WITH("uq_deferrable", SQLA_NAMES("n"), .deferrable = true,
                     .initially = "DEFERRED"))
CREATED(key_deferrable, NUMBER,
    SQLA_PRIMARY_KEY_WITH("pk_deferrable", SQLA_NAMES("n"), .deferrable = true,
                          .initially = "IMMEDIATE"))
CREATED(check_named, NUMBER, SQLA_CHECK("ck_named", "n > 0"))
CREATED(check_without_name, NUMBER, SQLA_CHECK(NULL, "n > 0"))
CREATED(check_of_a_column, SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .check = "n > 0"))
CREATED(check_of_a_column_named,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .check = "n > 0", .check_name = "ck_own",
                      .not_null = true, .server_default = "5"))
CREATED(check_with_quotes,
    SQLA_TABLE_COLUMN("a", SQLA_STRING(9)),
    SQLA_CHECK(NULL, "a LIKE 'it''s%' AND a <> '\"'"))
CREATED(check_not_deferrable, NUMBER, SQLA_CHECK_WITH(NULL, "n > 0", .deferrable = SQLA_NO))
CREATED(constraints_in_their_order,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .unique = true, .foreign_key = "users.id"),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .unique = true),
    SQLA_CHECK("z_check", "a > 0"),
    SQLA_UNIQUE("y_unique", "a", "b"),
    SQLA_CHECK("a_check", "b > 0"),
    SQLA_PRIMARY_KEY(NULL, "b"))

/* ---- Foreign keys ---- */

CREATED(fk_of_a_column, ID, SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id"))
CREATED(fk_named,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .fk_name = "fk_named_u"))
CREATED(fk_composite,
    SQLA_TABLE_COLUMN("o", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("l", SQLA_INTEGER),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("o", "l"), "items", SQLA_NAMES("order_id", "line")))
CREATED(fk_composite_named,
    SQLA_TABLE_COLUMN("o", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("l", SQLA_INTEGER),
    SQLA_FOREIGN_KEY("fk_lines", SQLA_NAMES("o", "l"), "items", SQLA_NAMES("order_id", "line"),
                     .ondelete = "CASCADE"))
CREATED(fk_cascades,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .ondelete = "SET NULL",
                      .fk_onupdate = "CASCADE"))
CREATED(fk_without_action,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .ondelete = "NO ACTION",
                      .fk_onupdate = "RESTRICT"))
CREATED(fk_in_small_letters,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .ondelete = "set default"))
CREATED(fk_sets_some_columns_null,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .ondelete = "SET NULL (u)"))
CREATED(fk_of_no_known_action,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .ondelete = "EXPLODE"))
CREATED(fk_of_no_known_update,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .fk_onupdate = "CASCADE 2"))
CREATED(fk_deferrable,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .deferrable = true))
CREATED(fk_not_deferrable,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .deferrable = SQLA_NO))
CREATED(fk_initially,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .deferrable = true,
                      .initially = "DEFERRED"))
CREATED(fk_initially_never,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .initially = "NEVER"))
CREATED(fk_match,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .match = "FULL"))
CREATED(fk_with_everything,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .fk_name = "fk_all",
                      .match = "SIMPLE", .ondelete = "CASCADE", .fk_onupdate = "SET NULL",
                      .deferrable = true, .initially = "DEFERRED"))
CREATED(fk_to_quoted_names,
    SQLA_TABLE_COLUMN("My Odd", SQLA_INTEGER, .foreign_key = "Odd Table.order"))
CREATED(fk_to_itself, ID,
    SQLA_TABLE_COLUMN("parent", SQLA_INTEGER, .foreign_key = "fk_to_itself.id"))
CREATED(fk_to_a_schema, SQLA_TABLE_COLUMN("l", SQLA_INTEGER, .foreign_key = "app.logs.id"))
CREATED(fk_within_a_schema,
    SQLA_TABLE_COLUMN("l", SQLA_INTEGER, .foreign_key = "app.logs.id"),
    SQLA_TABLE_ARGS(.schema = "app"))
CREATED(fk_between_schemas,
    SQLA_TABLE_COLUMN("l", SQLA_INTEGER, .foreign_key = "app.logs.id"),
    SQLA_TABLE_ARGS(.schema = "other"))
CREATED(fk_later,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id", .fk_name = "fk_later_u",
                      .use_alter = true))
CREATED(fk_not_valid,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER),
    SQLA_FOREIGN_KEY("fk_unchecked", SQLA_NAMES("u"), "users", SQLA_NAMES("id"),
                     .options = SQLA_NAMES("postgresql_not_valid", "true")))

/* ---- Options of tables, in the order in which they are written ---- */

#define OPTIONS(...) SQLA_TABLE_ARGS(.options = SQLA_NAMES(__VA_ARGS__))

CREATED(lite_autoincrement, ID, NUMBER, OPTIONS("sqlite_autoincrement", "true"))
CREATED(lite_autoincrement_of_a_named_key,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER),
    SQLA_PRIMARY_KEY("pk_auto", "id"),
    OPTIONS("sqlite_autoincrement", "true"))
CREATED(lite_autoincrement_of_text,
    SQLA_TABLE_COLUMN("id", SQLA_STRING(5), .primary_key = true),
    OPTIONS("sqlite_autoincrement", "true"))
CREATED(lite_autoincrement_of_two,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .primary_key = true),
    OPTIONS("sqlite_autoincrement", "true"))
CREATED(lite_without_rowid, ID, OPTIONS("sqlite_with_rowid", "false"))
CREATED(lite_strict, NUMBER, OPTIONS("sqlite_strict", "true"))
CREATED(lite_strict_without_rowid, ID,
    OPTIONS("sqlite_strict", "true", "sqlite_with_rowid", "false"))
CREATED(postgresql_inherits, NUMBER, OPTIONS("postgresql_inherits", "users"))
CREATED(postgresql_inherits_two, NUMBER, OPTIONS("postgresql_inherits", "users, Odd Table"))
CREATED(postgresql_partition_by, NUMBER, OPTIONS("postgresql_partition_by", "RANGE (n)"))
CREATED(postgresql_using, NUMBER, OPTIONS("postgresql_using", "heap"))
CREATED(postgresql_with, NUMBER,
    OPTIONS("postgresql_with", "fillfactor=70, autovacuum_enabled=false"))
CREATED(postgresql_with_oids, NUMBER, OPTIONS("postgresql_with_oids", "true"))
CREATED(postgresql_without_oids, NUMBER, OPTIONS("postgresql_with_oids", "false"))
CREATED(postgresql_on_commit, NUMBER,
    SQLA_TABLE_ARGS(.prefixes = SQLA_NAMES("TEMPORARY"),
                    .options = SQLA_NAMES("postgresql_on_commit", "preserve_rows")))
CREATED(postgresql_tablespace, NUMBER, OPTIONS("postgresql_tablespace", "Fast Disk"))
CREATED(postgresql_everything, NUMBER,
    OPTIONS("postgresql_tablespace", "ts", "postgresql_on_commit", "DROP",
            "postgresql_with", "fillfactor=70", "postgresql_using", "heap",
            "postgresql_partition_by", "RANGE (n)", "postgresql_inherits", "par"))
CREATED(mysql_engine, NUMBER, OPTIONS("mysql_engine", "InnoDB", "mariadb_engine", "Aria"))
CREATED(mysql_charset_before_collate, NUMBER,
    OPTIONS("mysql_collate", "utf8mb4_bin", "mysql_engine", "InnoDB",
            "mysql_charset", "utf8mb4"))
CREATED(mysql_names_with_blanks, NUMBER,
    OPTIONS("mysql_default_charset", "utf8mb4", "mysql_data_directory", "/data",
            "mysql_row_format", "DYNAMIC", "mysql_auto_increment", "5",
            "mysql_tablespace", "ts"))
CREATED(mysql_quoted_options, NUMBER,
    OPTIONS("mysql_connection", "it's", "mysql_password", "p", "mysql_key_block_size", "5"))
CREATED(mysql_partitions, NUMBER,
    OPTIONS("mysql_subpartitions", "3", "mysql_subpartition_by", "KEY(n)",
            "mysql_partitions", "4", "mysql_partition_by", "RANGE(n)",
            "mysql_engine", "InnoDB"))
CREATED(mysql_option_of_any_name, NUMBER,
    OPTIONS("mysql_brand_new", "1", "mariadb_page_checksum", "0"))
CREATED(oracle_on_commit, NUMBER, OPTIONS("oracle_on_commit", "preserve_rows"))
CREATED(oracle_compress, NUMBER, OPTIONS("oracle_compress", "true"))
CREATED(oracle_compress_for, NUMBER, OPTIONS("oracle_compress", "OLTP"))
CREATED(oracle_everything, NUMBER,
    OPTIONS("oracle_tablespace", "ts", "oracle_compress", "true",
            "oracle_on_commit", "DELETE ROWS"))
CREATED(option_of_no_such_name, NUMBER, OPTIONS("postgresql_no_such_thing", "1"))

/* ---- Options of columns and constraints ---- */

CREATED(conflict_of_not_null,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .not_null = true,
                      .options = SQLA_NAMES("sqlite_on_conflict_not_null", "FAIL")))
CREATED(conflict_of_a_unique_column,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .unique = true,
                      .options = SQLA_NAMES("sqlite_on_conflict_unique", "IGNORE")))
CREATED(conflict_of_a_key_column,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true,
                      .options = SQLA_NAMES("sqlite_on_conflict_primary_key", "REPLACE")))
CREATED(conflict_of_an_autoincrement_key,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true,
                      .options = SQLA_NAMES("sqlite_on_conflict_primary_key", "ABORT")),
    OPTIONS("sqlite_autoincrement", "true"))
CREATED(conflict_of_a_unique_constraint, NUMBER,
    SQLA_UNIQUE_WITH("uq_conflict", SQLA_NAMES("n"),
                     .options = SQLA_NAMES("sqlite_on_conflict", "ROLLBACK")))
CREATED(conflict_of_a_key,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_PRIMARY_KEY_WITH(NULL, SQLA_NAMES("a", "b"),
                          .options = SQLA_NAMES("sqlite_on_conflict", "IGNORE")))
CREATED(conflict_of_a_check, NUMBER,
    SQLA_CHECK_WITH(NULL, "n > 0", .options = SQLA_NAMES("sqlite_on_conflict", "FAIL")))
CREATED(key_include,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_PRIMARY_KEY_WITH("pk_include", SQLA_NAMES("a"),
                          .options = SQLA_NAMES("postgresql_include", "b")))
CREATED(unique_include_deferrable,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_UNIQUE_WITH("uq_include", SQLA_NAMES("a"), .deferrable = true,
                     .options = SQLA_NAMES("postgresql_include", "b")))
CREATED(unique_nulls_not_distinct,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_UNIQUE_WITH(NULL, SQLA_NAMES("a"),
                     .options = SQLA_NAMES("postgresql_nulls_not_distinct", "true")))
CREATED(unique_nulls_distinct,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_UNIQUE_WITH(NULL, SQLA_NAMES("a"),
                     .options = SQLA_NAMES("postgresql_nulls_not_distinct", "false")))
CREATED(key_using,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_PRIMARY_KEY_WITH(NULL, SQLA_NAMES("a", "b"),
                          .options = SQLA_NAMES("mysql_using", "HASH",
                                                "mariadb_using", "btree")))
CREATED(key_nonclustered,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER),
    SQLA_PRIMARY_KEY_WITH("pk_heap", SQLA_NAMES("id"),
                          .options = SQLA_NAMES("mssql_clustered", "false")))
CREATED(unique_clustered, NUMBER,
    SQLA_UNIQUE_WITH(NULL, SQLA_NAMES("n"), .options = SQLA_NAMES("mssql_clustered", "true")))
CREATED(check_not_valid, NUMBER,
    SQLA_CHECK_WITH("ck_unchecked", "n > 0",
                    .options = SQLA_NAMES("postgresql_not_valid", "true")))

/* ---- Computed and identity columns, sequences ---- */

CREATED(computed,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .computed = SQLA_COMPUTED("x * 2")))
CREATED(computed_stored,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .computed = SQLA_COMPUTED("x * 2", .persisted = true)))
CREATED(computed_virtual,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER,
                      .computed = SQLA_COMPUTED("x * 2", .persisted = SQLA_NO)))
CREATED(computed_not_null,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .computed = SQLA_COMPUTED("x * 2", .persisted = true),
                      .not_null = true))
CREATED(computed_unique_and_commented,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .computed = SQLA_COMPUTED("x * 2", .persisted = true),
                      .unique = true, .comment = "twice"))
CREATED(computed_text,
    SQLA_TABLE_COLUMN("x", SQLA_STRING(5)),
    SQLA_TABLE_COLUMN("n", SQLA_STRING(9),
                      .computed = SQLA_COMPUTED("x || '%'", .persisted = true)))

#define IDENTITY(...) SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, \
    .identity = SQLA_IDENTITY(__VA_ARGS__))

CREATED(identity, IDENTITY())
CREATED(identity_always, IDENTITY(.always = true))
CREATED(identity_start, IDENTITY(.start = 5))
CREATED(identity_increment, IDENTITY(.increment = 3))
CREATED(identity_from_zero,
        IDENTITY(.start = SQLA_ZERO, .minvalue = SQLA_ZERO, .maxvalue = 9))
CREATED(identity_down_to_zero, IDENTITY(.start = 9, .increment = -1, .minvalue = SQLA_ZERO))
CREATED(identity_with_everything,
    IDENTITY(.always = true, .start = 5, .increment = 2, .minvalue = 1, .maxvalue = 99,
             .cycle = true, .cache = 7))
CREATED(identity_without_bounds,
    IDENTITY(.nominvalue = true, .nomaxvalue = true, .cycle = SQLA_NO))
CREATED(identity_of_big_numbers,
    SQLA_TABLE_COLUMN("id", SQLA_BIGINT, .primary_key = true,
                      .identity = SQLA_IDENTITY(.start = 5)))
CREATED(identity_beside_the_key,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .no_autoincrement = true),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .identity = SQLA_IDENTITY(.always = true)))
CREATED(identity_on_null,
    IDENTITY(.options = SQLA_NAMES("oracle_on_null", "true", "oracle_order", "true")))
CREATED(identity_without_order, IDENTITY(.options = SQLA_NAMES("oracle_order", "false")))

CREATED(sequence_of_a_key,
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true,
                      .sequence = SQLA_SEQUENCE("key_seq")))
CREATED(sequence_of_a_column, ID,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .sequence = SQLA_SEQUENCE("n_seq", .start = 3)))

CASE(sequence_create) { return sqla_create_sequence(SQLA_SEQUENCE("sq")); }

CASE(sequence_create_with_everything)
{
    return sqla_create_sequence(SQLA_SEQUENCE("sq", .start = 3, .increment = 2, .minvalue = 1,
                                              .maxvalue = 9, .cache = 5, .cycle = true));
}

CASE(sequence_create_without_bounds)
{
    return sqla_create_sequence(SQLA_SEQUENCE("sq", .nominvalue = true, .nomaxvalue = true,
                                              .cycle = SQLA_NO));
}

CASE(sequence_create_backwards)
{
    return sqla_create_sequence(SQLA_SEQUENCE("sq", .start = -1, .increment = -1));
}

CASE(sequence_create_typed)
{
    return sqla_create_sequence(SQLA_SEQUENCE("sq", .type = SQLA_BIGINT, .start = 5));
}

CASE(sequence_create_ordered)
{
    return sqla_create_sequence(SQLA_SEQUENCE("sq", .cycle = true,
                                              .options = SQLA_NAMES("oracle_order", "true")));
}

CASE(sequence_create_in_schema)
{
    return sqla_create_sequence(SQLA_SEQUENCE("My Seq", .schema = "app"), .if_not_exists = true);
}

CASE(sequence_drop) { return sqla_drop_sequence(SQLA_SEQUENCE("sq")); }

CASE(sequence_drop_if_exists)
{
    return sqla_drop_sequence(SQLA_SEQUENCE("sq", .schema = "app"), .if_exists = true);
}

SQLA_TABLE(numbered, "numbered",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true,
                      .sequence = SQLA_SEQUENCE("numbered_seq", .start = 5)),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER));

CASE(next_value_selected) { return sqla_select(sqla_next_value(SQLA_SEQUENCE("sq"))); }

CASE(next_value_in_schema)
{
    sqla_expr *next = sqla_next_value(SQLA_SEQUENCE("My Seq", .schema = "app"));
    return sqla_select(sqla_label(next, "n"));
}

CASE(next_value_stored)
{
    sqla_stmt *q = sqla_insert(&users);
    sqla_set(q, U(id), sqla_next_value(SQLA_SEQUENCE("sq")));
    sqla_set(q, U(name), "n");
    return sqla_set(q, U(active), (bool)true);
}

CASE(next_value_added)
{
    return sqla_select(sqla_plus(U(id), sqla_next_value(SQLA_SEQUENCE("sq"))));
}

CASE(next_value_of_its_column)
{
    return sqla_set(sqla_insert(&numbered), sqla_c(&numbered, "n"), 1);
}

CASE(next_value_given)
{
    sqla_stmt *q = sqla_insert(&numbered);
    sqla_set(q, sqla_c(&numbered, "id"), 7);
    return sqla_set(q, sqla_c(&numbered, "n"), 1);
}

/* ---- Comments ---- */

SQLA_TABLE(comments, "comments",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .comment = "the key"),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .not_null = true, .server_default = "5",
                      .comment = "it's 50% of \\ n"),
    SQLA_TABLE_COLUMN("m", SQLA_INTEGER),
    SQLA_TABLE_ARGS(.comment = "about it's"));
SQLA_TABLE(app_comments, "comments",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .comment = "number"),
    SQLA_TABLE_ARGS(.schema = "app", .comment = "about"));

CASE(comment_create) { return sqla_create_table(&comments); }

CREATED(comment_behind_an_engine, NUMBER,
    SQLA_TABLE_ARGS(.comment = "c", .options = SQLA_NAMES("mysql_engine", "InnoDB",
                                                          "mariadb_engine", "InnoDB")))

CASE(comment_of_table) { return sqla_set_table_comment(&comments); }
CASE(comment_of_table_in_schema) { return sqla_set_table_comment(&app_comments); }
CASE(comment_of_table_dropped) { return sqla_drop_table_comment(&comments); }
CASE(comment_of_table_in_schema_dropped) { return sqla_drop_table_comment(&app_comments); }
CASE(comment_of_column) { return sqla_set_column_comment(&comments, "n"); }
CASE(comment_of_key) { return sqla_set_column_comment(&comments, "id"); }
CASE(comment_of_column_in_schema) { return sqla_set_column_comment(&app_comments, "n"); }
CASE(comment_of_column_dropped) { return sqla_drop_column_comment(&comments, "m"); }
CASE(comment_of_column_in_schema_dropped) { return sqla_drop_column_comment(&app_comments, "n"); }

/* ---- DROP TABLE, schemas ---- */

CASE(drop_table) { return sqla_drop_table(&comments); }

SQLA_TABLE(no_such_table, "No Such Table", ID);
CASE(drop_table_if_exists) { return sqla_drop_table(&no_such_table, .if_exists = true); }
CASE(drop_table_in_schema) { return sqla_drop_table(&app_comments); }

CASE(schema_create) { return sqla_create_schema("app"); }
CASE(schema_create_if_not_exists) { return sqla_create_schema("My App", .if_not_exists = true); }
CASE(schema_drop) { return sqla_drop_schema("app"); }
CASE(schema_drop_cascade) { return sqla_drop_schema("app", .cascade = true, .if_exists = true); }

/* ---- Constraints added and dropped ---- */

SQLA_TABLE(rules, "rules",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("c", SQLA_INTEGER),
    SQLA_PRIMARY_KEY("pk_rules", "a"),
    SQLA_UNIQUE("uq_rules", "a", "b"),
    SQLA_UNIQUE("My Uq", "b"),
    SQLA_UNIQUE_WITH("uq_late", SQLA_NAMES("c"), .deferrable = true, .initially = "DEFERRED"),
    SQLA_CHECK("ck_rules", "a > 0"),
    SQLA_FOREIGN_KEY("fk_rules", SQLA_NAMES("b"), "users", SQLA_NAMES("id")),
    SQLA_FOREIGN_KEY("fk_lines", SQLA_NAMES("a", "b"), "items", SQLA_NAMES("order_id", "line"),
                     .ondelete = "CASCADE", .deferrable = true),
    SQLA_FOREIGN_KEY("fk_unchecked", SQLA_NAMES("c"), "users", SQLA_NAMES("id"),
                     .options = SQLA_NAMES("postgresql_not_valid", "true")));
SQLA_TABLE(app_rules, "rules",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_UNIQUE("uq_rules", "a"),
    SQLA_FOREIGN_KEY("fk_rules", SQLA_NAMES("a"), "app.logs", SQLA_NAMES("id")),
    SQLA_TABLE_ARGS(.schema = "app"));

CASE(alter_add_key) { return sqla_add_constraint(&rules, "pk_rules"); }
CASE(alter_add_unique) { return sqla_add_constraint(&rules, "uq_rules"); }
CASE(alter_add_unique_deferrable) { return sqla_add_constraint(&rules, "uq_late"); }
CASE(alter_add_check) { return sqla_add_constraint(&rules, "ck_rules"); }
CASE(alter_add_foreign_key) { return sqla_add_constraint(&rules, "fk_rules"); }
CASE(alter_add_foreign_key_composite) { return sqla_add_constraint(&rules, "fk_lines"); }
CASE(alter_add_foreign_key_not_valid) { return sqla_add_constraint(&rules, "fk_unchecked"); }
CASE(alter_add_in_schema) { return sqla_add_constraint(&app_rules, "uq_rules"); }
CASE(alter_add_foreign_key_in_schema) { return sqla_add_constraint(&app_rules, "fk_rules"); }
CASE(drop_key) { return sqla_drop_constraint(&rules, "pk_rules"); }
CASE(drop_unique) { return sqla_drop_constraint(&rules, "uq_rules"); }
CASE(drop_unique_of_quoted_name) { return sqla_drop_constraint(&rules, "My Uq", .cascade = true); }
CASE(drop_check) { return sqla_drop_constraint(&rules, "ck_rules"); }
CASE(drop_foreign_key) { return sqla_drop_constraint(&rules, "fk_rules"); }

CASE(drop_constraint_if_exists)
{
    return sqla_drop_constraint(&rules, "ck_rules", .if_exists = true);
}

CASE(drop_constraint_in_schema)
{
    return sqla_drop_constraint(&app_rules, "uq_rules", .if_exists = true, .cascade = true);
}

/* ---- Indexes ---- */

#define SEVENTY_L "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll"
#define SEVENTY_N "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"

SQLA_TABLE(shelf, "shelf",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .index = true),
    SQLA_TABLE_COLUMN("b", SQLA_STRING(50)),
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .unique = true, .index = true),
    SQLA_TABLE_COLUMN(SEVENTY_L, SQLA_INTEGER, .index = true),
    SQLA_INDEX("ix_two", "b", "a"),
    SQLA_UNIQUE_INDEX("ix_unique", "a", "b"),
    SQLA_INDEX("My Ix", "x"),
    SQLA_INDEX(SEVENTY_N, "x"),
    SQLA_INDEX_SQL("ix_lower", "lower(b), a"),
    SQLA_INDEX_SQL("ix_desc", "a DESC, x ASC"),
    SQLA_INDEX_SQL("ix_sum", "(a + x)"),
    SQLA_INDEX_WITH("ix_where", SQLA_NAMES("a"),
        .options = SQLA_NAMES("sqlite_where", "x > 5", "postgresql_where", "x > 6",
                              "mssql_where", "x > 7")),
    SQLA_INDEX_WITH("ix_using", SQLA_NAMES("a"),
        .options = SQLA_NAMES("postgresql_using", "HASH", "mysql_using", "btree",
                              "mariadb_using", "HASH")),
    SQLA_INDEX_WITH("ix_using_none", SQLA_NAMES("a"),
        .options = SQLA_NAMES("postgresql_using", "gi n")),
    SQLA_INDEX_WITH("ix_ops", SQLA_NAMES("a", "b"),
        .options = SQLA_NAMES("postgresql_ops", "b=text_pattern_ops")),
    SQLA_INDEX_WITH("ix_include", SQLA_NAMES("a"),
        .options = SQLA_NAMES("postgresql_include", "x, b", "mssql_include", "b")),
    SQLA_INDEX_WITH("ix_with", SQLA_NAMES("a"),
        .options = SQLA_NAMES("postgresql_with", "fillfactor=50, deduplicate_items=off")),
    SQLA_INDEX_WITH("ix_tablespace", SQLA_NAMES("a"),
        .options = SQLA_NAMES("postgresql_tablespace", "Fast Disk")),
    SQLA_INDEX_WITH("ix_nulls", SQLA_NAMES("a"), .unique = true,
        .options = SQLA_NAMES("postgresql_nulls_not_distinct", "true")),
    SQLA_INDEX_WITH("ix_nulls_distinct", SQLA_NAMES("a"), .unique = true,
        .options = SQLA_NAMES("postgresql_nulls_not_distinct", "false")),
    SQLA_INDEX_WITH("ix_concurrently", SQLA_NAMES("a"),
        .options = SQLA_NAMES("postgresql_concurrently", "true")),
    SQLA_INDEX_WITH("ix_everything", SQLA_NAMES("b"), .unique = true,
        .options = SQLA_NAMES("postgresql_where", "x > 5", "postgresql_tablespace", "ts",
                              "postgresql_with", "fillfactor=50",
                              "postgresql_nulls_not_distinct", "true",
                              "postgresql_include", "x", "postgresql_ops", "b=text_pattern_ops",
                              "postgresql_using", "btree", "postgresql_concurrently", "true")),
    SQLA_INDEX_WITH("ix_length", SQLA_NAMES("b", "a"),
        .options = SQLA_NAMES("mysql_length", "10", "mariadb_length", "20")),
    SQLA_INDEX_WITH("ix_lengths", SQLA_NAMES("b", "a"),
        .options = SQLA_NAMES("mysql_length", "b=10")),
    SQLA_INDEX_WITH("ix_fulltext", SQLA_NAMES("b"),
        .options = SQLA_NAMES("mysql_prefix", "FULLTEXT", "mysql_with_parser", "ngram",
                              "mariadb_prefix", "FULLTEXT")),
    SQLA_INDEX_WITH("ix_spatial", SQLA_NAMES("b"), .unique = true,
        .options = SQLA_NAMES("mysql_prefix", "SPATIAL", "mysql_length", "3",
                              "mysql_with_parser", "p", "mysql_using", "btree")),
    SQLA_INDEX_WITH("ix_clustered", SQLA_NAMES("a"),
        .options = SQLA_NAMES("mssql_clustered", "true")),
    SQLA_INDEX_WITH("ix_nonclustered", SQLA_NAMES("a"), .unique = true,
        .options = SQLA_NAMES("mssql_clustered", "false", "mssql_include", "x",
                              "mssql_where", "x > 5")),
    SQLA_INDEX_WITH("ix_columnstore", SQLA_NAMES("a"),
        .options = SQLA_NAMES("mssql_columnstore", "true")),
    SQLA_INDEX_WITH("ix_bitmap", SQLA_NAMES("a"), .options = SQLA_NAMES("oracle_bitmap", "true")),
    SQLA_INDEX_WITH("ix_compress", SQLA_NAMES("a", "b"),
        .options = SQLA_NAMES("oracle_compress", "true")),
    SQLA_INDEX_WITH("ix_compress_some", SQLA_NAMES("a", "b"),
        .options = SQLA_NAMES("oracle_compress", "1", "oracle_bitmap", "true")));
SQLA_TABLE(app_shelf, "shelf",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .index = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_INDEX("ix_app", "b", "a"),
    SQLA_TABLE_ARGS(.schema = "app"));

CASE(index_of_a_column) { return sqla_create_index(&shelf, "ix_shelf_a"); }
CASE(index_of_a_unique_column) { return sqla_create_index(&shelf, "ix_shelf_u"); }
CASE(index_of_two_columns) { return sqla_create_index(&shelf, "ix_two"); }
CASE(index_unique) { return sqla_create_index(&shelf, "ix_unique"); }
CASE(index_if_not_exists) { return sqla_create_index(&shelf, "ix_two", .if_not_exists = true); }
CASE(index_of_quoted_name) { return sqla_create_index(&shelf, "My Ix"); }
CASE(index_of_too_long_a_name) { return sqla_create_index(&shelf, SEVENTY_N); }
CASE(index_of_a_name_cut_short) { return sqla_create_index(&shelf, "ix_shelf_" SEVENTY_L); }
CASE(index_in_schema) { return sqla_create_index(&app_shelf, "ix_app"); }
CASE(index_of_a_column_in_schema) { return sqla_create_index(&app_shelf, "ix_app_shelf_a"); }
CASE(index_on_a_function) { return sqla_create_index(&shelf, "ix_lower"); }
CASE(index_descending) { return sqla_create_index(&shelf, "ix_desc"); }
CASE(index_on_an_expression) { return sqla_create_index(&shelf, "ix_sum"); }
CASE(index_partial) { return sqla_create_index(&shelf, "ix_where"); }
CASE(index_using) { return sqla_create_index(&shelf, "ix_using"); }
CASE(index_using_two_words) { return sqla_create_index(&shelf, "ix_using_none"); }
CASE(index_ops) { return sqla_create_index(&shelf, "ix_ops"); }
CASE(index_include) { return sqla_create_index(&shelf, "ix_include"); }
CASE(index_with) { return sqla_create_index(&shelf, "ix_with"); }
CASE(index_tablespace) { return sqla_create_index(&shelf, "ix_tablespace"); }
CASE(index_nulls_not_distinct) { return sqla_create_index(&shelf, "ix_nulls"); }
CASE(index_nulls_distinct) { return sqla_create_index(&shelf, "ix_nulls_distinct"); }

CASE(index_concurrently)
{
    return sqla_create_index(&shelf, "ix_concurrently", .if_not_exists = true);
}

CASE(index_with_everything) { return sqla_create_index(&shelf, "ix_everything"); }
CASE(index_length) { return sqla_create_index(&shelf, "ix_length"); }
CASE(index_length_of_one_column) { return sqla_create_index(&shelf, "ix_lengths"); }
CASE(index_fulltext) { return sqla_create_index(&shelf, "ix_fulltext"); }
CASE(index_spatial) { return sqla_create_index(&shelf, "ix_spatial", .if_not_exists = true); }
CASE(index_clustered) { return sqla_create_index(&shelf, "ix_clustered"); }
CASE(index_nonclustered) { return sqla_create_index(&shelf, "ix_nonclustered"); }
CASE(index_columnstore) { return sqla_create_index(&shelf, "ix_columnstore"); }
CASE(index_bitmap) { return sqla_create_index(&shelf, "ix_bitmap"); }
CASE(index_compress) { return sqla_create_index(&shelf, "ix_compress"); }
CASE(index_compress_some) { return sqla_create_index(&shelf, "ix_compress_some"); }
CASE(index_drop) { return sqla_drop_index(&shelf, "ix_two"); }
CASE(index_drop_if_exists) { return sqla_drop_index(&shelf, "My Ix", .if_exists = true); }
CASE(index_drop_in_schema) { return sqla_drop_index(&app_shelf, "ix_app"); }

CASE(index_drop_concurrently)
{
    return sqla_drop_index(&shelf, "ix_concurrently", .if_exists = true);
}

CASE(index_drop_of_a_name_cut_short) { return sqla_drop_index(&shelf, "ix_shelf_" SEVENTY_L); }

/* ---- Views, tables made of statements ---- */

CASE(view_create) { return sqla_create_view("v_names", sqla_select(U(id), U(name))); }

CASE(view_with_values)
{
    return sqla_create_view("v_values", sqla_where(sqla_select(U(id)),
                                                   sqla_eq(U(fullname), "Dan O'Dea"),
                                                   sqla_gt(U(age), 5)));
}

CASE(view_or_replace)
{
    return sqla_create_view("v_replaced", sqla_select(U(id)), .or_replace = true);
}

CASE(view_materialized)
{
    return sqla_create_view("v_materialized", sqla_select(U(id)), .materialized = true);
}

CASE(view_in_schema) { return sqla_create_view("My View", sqla_select(U(id)), .schema = "app"); }

CASE(view_with_options)
{
    return sqla_create_view("v_options", sqla_select(U(id)),
                            .options = SQLA_NAMES("sqlite_if_not_exists", "true",
                                                  "postgresql_with", "security_barrier=true"));
}

CASE(view_of_a_limit)
{
    return sqla_create_view("v_limit", sqla_limit(sqla_order_by(sqla_select(U(id)), U(id)), 5));
}

CASE(view_of_a_union)
{
    return sqla_create_view("v_union", sqla_union_all(sqla_select(U(id)), sqla_select(O(id))));
}

CASE(view_temporary)
{
    return sqla_create_view("v_temporary", sqla_select(U(id)), .temporary = true);
}

CASE(view_drop) { return sqla_drop_view("v_names"); }
CASE(view_drop_if_exists) { return sqla_drop_view("no_such_view", .if_exists = true); }

CASE(view_drop_materialized)
{
    return sqla_drop_view("My View", .schema = "app", .materialized = true);
}

CASE(table_as_select)
{
    return sqla_create_table_as("t_copy", sqla_where(sqla_select(U(id), U(name)),
                                                     sqla_ne(U(name), "it's")));
}

CASE(table_as_select_temporary)
{
    return sqla_create_table_as("t_temporary", sqla_order_by(sqla_select(U(id)), U(id)),
                                .temporary = true);
}

CASE(table_as_select_if_not_exists)
{
    return sqla_create_table_as("t_perhaps", sqla_select(U(id)), .if_not_exists = true);
}

CASE(table_as_select_in_schema)
{
    return sqla_create_table_as("t_copy", sqla_select(U(id)), .schema = "app");
}

CASE(table_as_select_of_values)
{
    return sqla_create_table_as("t_five", sqla_select(sqla_label(sqla_v(5), "five")));
}

/* ---- Naming conventions ---- */

/* The metadata of one table under the usual names. */
static sqla_metadata *usual(const sqla_table *t)
{
    sqla_metadata *md = keep(sqla_metadata_new(&users, &orders, &items, &logs, t));
    sqla_metadata_naming(md, .pk = "pk_%(table_name)s",
                         .fk = "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                         .uq = "uq_%(table_name)s_%(column_0_name)s",
                         .ck = "ck_%(table_name)s_%(constraint_name)s",
                         .ix = "ix_%(column_0_label)s");
    return md;
}

SQLA_TABLE(t_naming_usual, "naming_usual", ID,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id"),
    SQLA_TABLE_COLUMN("e", SQLA_INTEGER, .unique = true),
    SQLA_CHECK("positive", "e > 0"),
    SQLA_UNIQUE("uq_own", "u", "e"));
CASE(naming_usual)
{
    sqla_metadata *md = usual(&t_naming_usual);
    return sqla_create_table(&t_naming_usual, .metadata = md);
}

SQLA_TABLE(t_naming_of_an_unnamed_check, "naming_of_an_unnamed_check", NUMBER,
    SQLA_CHECK(NULL, "n > 0"));
CASE(naming_of_an_unnamed_check)
{
    sqla_metadata *md = usual(&t_naming_of_an_unnamed_check);
    return sqla_create_table(&t_naming_of_an_unnamed_check, .metadata = md);
}

SQLA_TABLE(t_naming_of_a_column_check, "naming_of_a_column_check",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .check = "n > 0", .check_name = "positive"));
CASE(naming_of_a_column_check)
{
    sqla_metadata *md = usual(&t_naming_of_a_column_check);
    return sqla_create_table(&t_naming_of_a_column_check, .metadata = md);
}

SQLA_TABLE(t_naming_of_all_columns, "naming_of_all_columns",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_PRIMARY_KEY(NULL, "a", "b"),
    SQLA_UNIQUE(NULL, "b", "a"),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("a", "b"), "items", SQLA_NAMES("order_id", "line")));
CASE(naming_of_all_columns)
{
    sqla_metadata *md = keep(sqla_metadata_new(&users, &orders, &items, &t_naming_of_all_columns));
    sqla_metadata_naming(md, .uq = "uq_%(column_0_N_name)s", .pk = "pk_%(column_0N_name)s",
                         .fk = "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"
                               "_%(referred_column_0_N_name)s");
    return sqla_create_table(&t_naming_of_all_columns, .metadata = md);
}

SQLA_TABLE(t_naming_of_the_second_column, "naming_of_the_second_column",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER),
    SQLA_UNIQUE(NULL, "a", "b"));
CASE(naming_of_the_second_column)
{
    sqla_metadata *md = keep(sqla_metadata_new(&t_naming_of_the_second_column));
    sqla_metadata_naming(md, .uq = "uq_%(column_1_name)s_%(column_0_label)s");
    return sqla_create_table(&t_naming_of_the_second_column, .metadata = md);
}

#define SIXTY_FIVE_Y "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"
SQLA_TABLE(t_naming_too_long, "naming_too_long",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .unique = true));
CASE(naming_too_long)
{
    sqla_metadata *md = keep(sqla_metadata_new(&t_naming_too_long));
    sqla_metadata_naming(md, .uq = "uq_%(table_name)s_" SIXTY_FIVE_Y SIXTY_FIVE_Y);
    return sqla_create_table(&t_naming_too_long, .metadata = md);
}

SQLA_TABLE(t_naming_of_an_index, "naming_of_an_index",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .index = true));
CASE(naming_of_an_index)
{
    sqla_metadata *md = keep(sqla_metadata_new(&t_naming_of_an_index));
    sqla_metadata_naming(md, .ix = "%(table_name)s_by_%(column_0_name)s");
    return sqla_create_index(&t_naming_of_an_index, "naming_of_an_index_by_n", .metadata = md);
}

SQLA_TABLE(t_naming_dropped, "naming_dropped",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .unique = true));
CASE(naming_dropped)
{
    sqla_metadata *md = usual(&t_naming_dropped);
    return sqla_drop_constraint(&t_naming_dropped, "uq_naming_dropped_n", .metadata = md);
}

/* ---- EXCLUDE ---- */

CREATED(exclude,
    SQLA_TABLE_COLUMN("k", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("r", SQLA_INTEGER),
    SQLA_EXCLUDE("exc", SQLA_NAMES("r", "&&", "k", "="), .method = "gist", .where = "k > 1"))
CREATED(exclude_with_ops,
    SQLA_TABLE_COLUMN("r", SQLA_INTEGER),
    SQLA_EXCLUDE(NULL, SQLA_NAMES("r", "="), .ops = SQLA_NAMES("r", "int4_ops"),
                 .deferrable = true, .initially = "DEFERRED"))

/* ---- Rare meetings ---- */

SQLA_TABLE(rare_temporary, "rare_temporary", NUMBER,
    SQLA_TABLE_ARGS(.schema = "app", .comment = "c", .prefixes = SQLA_NAMES("TEMPORARY"),
                    .options = SQLA_NAMES("mysql_engine", "InnoDB", "sqlite_strict", "true")));
CASE(rare_temporary_in_schema) { return sqla_create_table(&rare_temporary); }

SQLA_TABLE(rare_timestamp_comment, "rare_timestamp_comment",
    SQLA_TABLE_COLUMN("a", SQLA_TIMESTAMP, .server_default = "CURRENT_TIMESTAMP",
                      .comment = "when"));
CASE(rare_timestamp_with_comment) { return sqla_create_table(&rare_timestamp_comment); }

SQLA_TABLE(rare_conflict_default, "rare_conflict_default",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .check = "n > 0", .not_null = true, .unique = true,
                      .server_default = "1",
                      .options = SQLA_NAMES("sqlite_on_conflict_not_null", "FAIL",
                                            "sqlite_on_conflict_unique", "IGNORE")));
CASE(rare_not_null_conflict_and_default) { return sqla_create_table(&rare_conflict_default); }

SQLA_TABLE(rare_composite_identity, "rare_composite_identity",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true,
                      .identity = SQLA_IDENTITY(.start = 3)),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .primary_key = true));
CASE(rare_composite_key_with_identity) { return sqla_create_table(&rare_composite_identity); }

SQLA_TABLE(rare_key_default, "rare_key_default",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true, .server_default = "1"),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .primary_key = true));
CASE(rare_key_of_two_with_default) { return sqla_create_table(&rare_key_default); }

#define SEVENTY_U "uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu"
#define SEVENTY_C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
SQLA_TABLE(rare_long_constraint, "rare_long_constraint", NUMBER,
    SQLA_UNIQUE(SEVENTY_U SEVENTY_U, "n"));
CASE(rare_constraint_of_too_long_a_name) { return sqla_create_table(&rare_long_constraint); }

SQLA_TABLE(rare_long_check, "rare_long_check", NUMBER, SQLA_CHECK(SEVENTY_C, "n > 0"));
CASE(rare_check_of_too_long_a_name) { return sqla_create_table(&rare_long_check); }

SQLA_TABLE(rare_naming_schema, "rare_naming_schema",
    SQLA_TABLE_COLUMN("l", SQLA_INTEGER, .foreign_key = "app.logs.id"),
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .unique = true),
    SQLA_TABLE_ARGS(.schema = "app"));
CASE(rare_naming_of_foreign_schema)
{
    sqla_metadata *md = usual(&rare_naming_schema);
    return sqla_create_table(&rare_naming_schema, .metadata = md);
}

SQLA_TABLE(rare_naming_index, "rare_naming_index",
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .index = true, .unique = true),
    SQLA_TABLE_ARGS(.schema = "app"));
CASE(rare_naming_of_index_in_schema)
{
    sqla_metadata *md = usual(&rare_naming_index);
    return sqla_create_index(&rare_naming_index, "ix_app_rare_naming_index_n", .metadata = md);
}

SQLA_TABLE(rare_naming_composite, "rare_naming_composite",
    SQLA_TABLE_COLUMN("o", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("l", SQLA_INTEGER),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("o", "l"), "items", SQLA_NAMES("order_id", "line")));
CASE(rare_naming_of_composite_foreign_key)
{
    sqla_metadata *md = usual(&rare_naming_composite);
    return sqla_create_table(&rare_naming_composite, .metadata = md);
}

SQLA_TABLE(rare_boolean_check, "rare_boolean_check",
    SQLA_TABLE_COLUMN("b", SQLA_TYPE(.kind = SQLA_TYPE_BOOLEAN, .create_constraint = true,
                                     .name = "truth")));
CASE(rare_naming_of_boolean_check)
{
    sqla_metadata *md = usual(&rare_boolean_check);
    return sqla_create_table(&rare_boolean_check, .metadata = md);
}

SQLA_TABLE(rare_autoincrement, "rare_autoincrement", ID, OPTIONS("sqlite_autoincrement", "true"));
CASE(rare_naming_of_autoincrement_key)
{
    sqla_metadata *md = usual(&rare_autoincrement);
    return sqla_create_table(&rare_autoincrement, .metadata = md);
}

SQLA_TABLE(rare_unique_key, "rare_unique_key",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .unique = true),
    SQLA_UNIQUE("once_more", "id"));
CASE(rare_unique_on_a_key) { return sqla_create_table(&rare_unique_key); }

SQLA_TABLE(rare_two_keys, "rare_two_keys",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .foreign_key = "users.id", .ondelete = "CASCADE"),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .foreign_key = "users.id", .not_null = true));
CASE(rare_two_keys_to_one_table) { return sqla_create_table(&rare_two_keys); }

SQLA_TABLE(rare_array_default, "rare_array_default",
    SQLA_TABLE_COLUMN("a", SQLA_ARRAY(SQLA_INTEGER), .server_default = "'{}'",
                      .not_null = true));
CASE(rare_array_with_default) { return sqla_create_table(&rare_array_default); }

SQLA_TABLE(rare_enum_default, "rare_enum_default",
    SQLA_TABLE_COLUMN("a", LABELED("e", SQLA_NAMES("x", "y"), .not_native = true,
                                   .create_constraint = true),
                      .server_default = "'x'", .not_null = true, .comment = "which"));
CASE(rare_enum_with_default) { return sqla_create_table(&rare_enum_default); }

SQLA_TABLE(rare_drop_fk, "rare_drop_fk",
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "users.id"));
CASE(rare_drop_constraint_by_convention)
{
    sqla_metadata *md = usual(&rare_drop_fk);
    return sqla_drop_constraint(&rare_drop_fk, "fk_rare_drop_fk_u_users", .metadata = md);
}

SQLA_TABLE(rare_add_check, "rare_add_check", NUMBER, SQLA_CHECK("positive", "n > 0"));
CASE(rare_add_check_by_convention)
{
    sqla_metadata *md = usual(&rare_add_check);
    return sqla_add_constraint(&rare_add_check, "ck_rare_add_check_positive", .metadata = md);
}

CASE(rare_view_of_a_cte)
{
    sqla_from *young = sqla_cte(sqla_where(sqla_select(U(id)), sqla_lt(U(age), 30)), "young");
    return sqla_create_view("rare_view_cte", sqla_select(sqla_c(young, "id")), .or_replace = true);
}

CASE(rare_view_of_a_date)
{
    sqla_stmt *q = sqla_where(sqla_select(U(id)), U(active), sqla_gt(U(balance), 5.5));
    return sqla_create_view("rare_view_values", q, .materialized = true, .or_replace = true);
}

CASE(rare_table_as_union)
{
    sqla_stmt *q = sqla_union(sqla_select(U(id)), sqla_select(O(id)));
    return sqla_create_table_as("rare_table_union", sqla_order_by(q, sqla_sql("id")));
}

SQLA_TABLE(rare_reserved, "table",
    SQLA_TABLE_COLUMN("user", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("group", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("check", SQLA_INTEGER),
    SQLA_UNIQUE("constraint", "group"),
    SQLA_CHECK(NULL, "1 = 1"));
CASE(rare_names_of_reserved_words) { return sqla_create_table(&rare_reserved); }

SQLA_TABLE(rare_two_parts, "rare_two_parts", NUMBER, SQLA_TABLE_ARGS(.schema = "db.owner"));
CASE(rare_schema_of_two_parts) { return sqla_create_table(&rare_two_parts); }

SQLA_TABLE(rare_three_parts, "rare_three_parts", NUMBER,
    SQLA_TABLE_ARGS(.schema = "server.db.owner"));
CASE(rare_schema_of_three_parts) { return sqla_create_table(&rare_three_parts); }

CREATED(rare_identity_with_default,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .identity = SQLA_IDENTITY(.start = 0),
                      .server_default = "5"))
CREATED(rare_computed_with_default,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .computed = SQLA_COMPUTED("x + 1"),
                      .server_default = "5"))
CREATED(rare_identity_and_computed,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .computed = SQLA_COMPUTED("x + 1"),
                      .identity = SQLA_IDENTITY(.start = 0)))

CREATED(rare_autoincrement_of_the_first,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true, .autoincrement = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .primary_key = true))
CREATED(rare_autoincrement_of_the_second,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .primary_key = true, .autoincrement = true))
