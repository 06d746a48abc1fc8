"""CREATE, ALTER and DROP: tables, constraints, indexes, sequences, schemas, comments."""
from corpus import *
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import *


def created(name, *items, **options):
    """CREATE TABLE of a table that no other case has."""
    return CreateTable(Table(name, MetaData(), *items, **options))


def key(**options):
    return Column("id", Integer, primary_key=True, **options)


def number(name="n", *items, **options):
    return Column(name, Integer, *items, **options)


# ---- Columns and keys ----

@case
def create_plain():
    return created("create_plain", key(), Column("name", String(30), nullable=False), number())


@case
def create_if_not_exists():
    return CreateTable(Table("create_if_not_exists", MetaData(), key()), if_not_exists=True)


@case
def create_without_key():
    return created("create_without_key", number(), number("m"))


@case
def create_composite_key():
    return created("create_composite_key", number("a", primary_key=True),
                   number("b", primary_key=True), number())


@case
def create_named_key():
    return created("create_named_key", number("a"), number("b"), number(),
                   PrimaryKeyConstraint("b", "a", name="pk_named"))


@case
def create_unnamed_key():
    return created("create_unnamed_key", number("a"), number("b"), PrimaryKeyConstraint("b", "a"))


@case
def create_text_key():
    return created("create_text_key", Column("code", String(8), primary_key=True))


@case
def create_big_key():
    return created("create_big_key", Column("id", BigInteger, primary_key=True))


@case
def create_small_key():
    return created("create_small_key", Column("id", SmallInteger, primary_key=True))


@case
def create_numeric_key():
    return created("create_numeric_key", Column("id", Numeric(10, 0), primary_key=True))


@case
def create_uuid_key():
    return created("create_uuid_key", Column("id", Uuid, primary_key=True))


@case
def create_key_without_autoincrement():
    return created("create_key_without_autoincrement", key(autoincrement=False))


@case
def create_key_that_is_foreign():
    return created("create_key_that_is_foreign",
                   number("id", ForeignKey(users.c.id), primary_key=True))


@case
def create_key_behind_others():
    return created("create_key_behind_others", number(), key())


@case
def create_every_type():
    return created(
        "create_every_type",
        Column("a", Boolean), Column("b", SmallInteger), Column("c", Integer),
        Column("d", BigInteger), Column("e", Float), Column("f", Double),
        Column("g", Numeric), Column("h", Numeric(9, 3)), Column("i", String(7)),
        Column("j", Text), Column("k", Unicode(7)), Column("l", UnicodeText),
        Column("m", LargeBinary), Column("n", Date), Column("o", Time), Column("p", DateTime),
        Column("q", Interval), Column("r", Uuid), Column("s", JSON))


@case
def create_time_zones():
    return created("create_time_zones", Column("a", DateTime(timezone=True)),
                   Column("b", Time(timezone=True)))


@case(run=False)
def create_enum():
    return created("create_enum", Column("a", Enum("low", "middle", "it's", "50%", name="height")))


@case(run=False)
def create_enum_beyond_ascii():
    return created("create_enum_beyond_ascii", Column("a", Enum("süß", "no", name="taste")))


@case(run=False)
def create_enum_without_name():
    return created("create_enum_without_name", Column("a", Enum("low", "high")))


@case
def create_text_without_length():
    return created("create_text_without_length", Column("a", String))


@case
def create_unicode_without_length():
    return created("create_unicode_without_length", Column("a", Unicode))


@case
def create_array():
    return created("create_array", Column("a", ARRAY(Integer)), Column("b", ARRAY(Numeric(6, 2))))


@case
def create_quoted_columns():
    return created("create_quoted_columns", number("order"), number("MixedCase"),
                   number("two words"), number("1st"), number("a$b"), number("_a"),
                   number("per%cent"), number('qu"ote'), number("ba`ck"), number("br[ack]et"))


@case
def create_quoted_table():
    return created("Create Quoted", number("select", primary_key=True), number("a"),
                   UniqueConstraint("a", name="Quoted Uq"))


@case(run=False)
def create_in_schema():
    return created("create_in_schema", key(), schema="app")


@case(run=False)
def create_in_quoted_schema():
    return created("user", key(), schema="My App")


@case
def create_temporary():
    return created("create_temporary", number(), prefixes=["TEMPORARY"])


@case(run=False)
def create_with_two_prefixes():
    return created("create_with_two_prefixes", number(), prefixes=["GLOBAL", "TEMPORARY"])


@case(run=False)
def create_collation():
    return created("create_collation", Column("a", String(5, collation="de")),
                   Column("b", Text(collation="de_DE"), nullable=False))


# ---- Defaults of the server ----

@case
def default_number():
    return created("default_number", number(server_default=text("5")))


@case
def default_text():
    return created("default_text", Column("a", String(20), server_default="it's 50%"))


@case
def default_empty_text():
    return created("default_empty_text", Column("a", String(20), server_default=""))


@case
def default_and_not_null():
    return created("default_and_not_null", number(server_default=text("5"), nullable=False))


@case
def default_expression():
    return created("default_expression", number(server_default=text("1 + 2")))


@case
def default_in_parentheses():
    return created("default_in_parentheses", number(server_default=text("(1 + 2)")))


@case
def default_negative():
    return created("default_negative", number(server_default=text("-5")))


@case
def default_null():
    return created("default_null", number(server_default=text("NULL")))


@case
def default_current_timestamp():
    return created("default_current_timestamp",
                   Column("a", DateTime, server_default=text("CURRENT_TIMESTAMP")))


@case(run=False)
def default_timestamp_of_precision():
    return created("default_timestamp_of_precision",
                   Column("a", DateTime, server_default=text("CURRENT_TIMESTAMP(6)")))


@case(run=False)
def default_now_of_precision():
    return created("default_now_of_precision",
                   Column("a", DateTime, server_default=text("now(3)")))


@case(run=False)
def default_with_on_update():
    return created("default_with_on_update", Column("a", DateTime, server_default=text(
        "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")))


@case
def default_function():
    return created("default_function", Column("a", String(40), server_default=text("lower('X')")))


@case(run=False)
def default_word():
    return created("default_word", Column("a", String(40), server_default=text("some_name")))


@case(run=False)
def default_dotted():
    return created("default_dotted", number(server_default=text("app.start")))


@case
def default_of_key():
    return created("default_of_key", key(server_default=text("5")))


@case
def default_of_json():
    return created("default_of_json", Column("a", JSON, server_default="{}"))


# ---- UNIQUE and CHECK ----

@case
def unique_column():
    return created("unique_column", key(), number(unique=True))


@case
def unique_two_columns():
    return created("unique_two_columns", number("a", unique=True), number("b", unique=True))


@case
def unique_together():
    return created("unique_together", number("a"), number("b"),
                   UniqueConstraint("b", "a", name="uq_together"))


@case
def unique_without_name():
    return created("unique_without_name", number("a"), number("b"), UniqueConstraint("a", "b"))


@case
def unique_index_of_a_column():
    return created("unique_index_of_a_column", key(), number(unique=True, index=True))


@case
def unique_deferrable():
    return created("unique_deferrable", number(), UniqueConstraint(
        "n", name="uq_deferrable", deferrable=True, initially="DEFERRED"))


@case
def key_deferrable():
    return created("key_deferrable", number(), PrimaryKeyConstraint(
        "n", name="pk_deferrable", deferrable=True, initially="IMMEDIATE"))


@case
def check_named():
    return created("check_named", number(), CheckConstraint("n > 0", name="ck_named"))


@case
def check_without_name():
    return created("check_without_name", number(), CheckConstraint("n > 0"))


@case
def check_of_a_column():
    return created("check_of_a_column", number("n", CheckConstraint("n > 0")))


@case
def check_of_a_column_named():
    return created("check_of_a_column_named", number(
        "n", CheckConstraint("n > 0", name="ck_own"), nullable=False, server_default=text("5")))


@case
def check_with_quotes():
    return created("check_with_quotes", Column("a", String(9)),
                   CheckConstraint("a LIKE 'it''s%' AND a <> '\"'"))


@case
def check_not_deferrable():
    return created("check_not_deferrable", number(), CheckConstraint(
        "n > 0", deferrable=False))


@case
def constraints_in_their_order():
    return created("constraints_in_their_order", number("a", ForeignKey(users.c.id), unique=True),
                   number("b", unique=True), CheckConstraint("a > 0", name="z_check"),
                   UniqueConstraint("a", "b", name="y_unique"),
                   CheckConstraint("b > 0", name="a_check"), PrimaryKeyConstraint("b"))


# ---- Foreign keys ----

@case
def fk_of_a_column():
    return created("fk_of_a_column", key(), number("u", ForeignKey(users.c.id)))


@case
def fk_named():
    return created("fk_named", number("u", ForeignKey(users.c.id, name="fk_named_u")))


@case
def fk_composite():
    return created("fk_composite", number("o"), number("l"),
                   ForeignKeyConstraint(["o", "l"], [items.c.order_id, items.c.line]))


@case
def fk_composite_named():
    return created("fk_composite_named", number("o"), number("l"), ForeignKeyConstraint(
        ["o", "l"], [items.c.order_id, items.c.line], name="fk_lines", ondelete="CASCADE"))


@case
def fk_cascades():
    return created("fk_cascades", number(
        "u", ForeignKey(users.c.id, ondelete="SET NULL", onupdate="CASCADE")))


@case
def fk_without_action():
    return created("fk_without_action", number(
        "u", ForeignKey(users.c.id, ondelete="NO ACTION", onupdate="RESTRICT")))


@case
def fk_in_small_letters():
    return created("fk_in_small_letters", number(
        "u", ForeignKey(users.c.id, ondelete="set default")))


@case(run=False)
def fk_sets_some_columns_null():
    return created("fk_sets_some_columns_null", number(
        "u", ForeignKey(users.c.id, ondelete="SET NULL (u)")))


@case(only="sqlite postgresql mysql mariadb mssql", run=False)      # oracle takes any
def fk_of_no_known_action():
    return created("fk_of_no_known_action", number("u", ForeignKey(users.c.id, ondelete="EXPLODE")))


@case(run=False)
def fk_of_no_known_update():
    return created("fk_of_no_known_update", number(
        "u", ForeignKey(users.c.id, onupdate="CASCADE 2")))


@case
def fk_deferrable():
    return created("fk_deferrable", number("u", ForeignKey(users.c.id, deferrable=True)))


@case
def fk_not_deferrable():
    return created("fk_not_deferrable", number("u", ForeignKey(users.c.id, deferrable=False)))


@case
def fk_initially():
    return created("fk_initially", number(
        "u", ForeignKey(users.c.id, deferrable=True, initially="DEFERRED")))


@case(run=False)
def fk_initially_never():
    return created("fk_initially_never", number("u", ForeignKey(users.c.id, initially="NEVER")))


@case
def fk_match():
    return created("fk_match", number("u", ForeignKey(users.c.id, match="FULL")))


@case
def fk_with_everything():
    return created("fk_with_everything", number("u", ForeignKey(
        users.c.id, name="fk_all", match="SIMPLE", ondelete="CASCADE", onupdate="SET NULL",
        deferrable=True, initially="DEFERRED")))


@case
def fk_to_quoted_names():
    return created("fk_to_quoted_names", number("My Odd", ForeignKey(odd.c.order)))


@case
def fk_to_itself():
    return created("fk_to_itself", key(), number("parent", ForeignKey("fk_to_itself.id")))


@case(run=False)
def fk_to_a_schema():
    return created("fk_to_a_schema", number("l", ForeignKey(logs.c.id)))


@case(run=False)
def fk_within_a_schema():
    return created("fk_within_a_schema", number("l", ForeignKey(logs.c.id)), schema="app")


@case(run=False)
def fk_between_schemas():
    return created("fk_between_schemas", number("l", ForeignKey(logs.c.id)), schema="other")


@case
def fk_later():
    return created("fk_later", number("u", ForeignKey(users.c.id, name="fk_later_u",
                                                      use_alter=True)))


@case
def fk_not_valid():
    return created("fk_not_valid", number("u"), ForeignKeyConstraint(
        ["u"], [users.c.id], name="fk_unchecked", postgresql_not_valid=True))


# ---- Options of tables, in the order in which they are written ----

@case
def lite_autoincrement():
    return created("lite_autoincrement", key(), number(), sqlite_autoincrement=True)


@case
def lite_autoincrement_of_a_named_key():
    return created("lite_autoincrement_of_a_named_key", number("id"),
                   PrimaryKeyConstraint("id", name="pk_auto"), sqlite_autoincrement=True)


@case
def lite_autoincrement_of_text():
    return created("lite_autoincrement_of_text", Column("id", String(5), primary_key=True),
                   sqlite_autoincrement=True)


@case
def lite_autoincrement_of_two():
    return created("lite_autoincrement_of_two", number("a", primary_key=True),
                   number("b", primary_key=True), sqlite_autoincrement=True)


@case
def lite_without_rowid():
    return created("lite_without_rowid", key(), sqlite_with_rowid=False)


@case
def lite_strict():
    return created("lite_strict", number(), sqlite_strict=True)


@case
def lite_strict_without_rowid():
    return created("lite_strict_without_rowid", key(), sqlite_strict=True,
                   sqlite_with_rowid=False)


@case
def postgresql_inherits():
    return created("postgresql_inherits", number(), postgresql_inherits="users")


@case(run=False)
def postgresql_inherits_two():
    return created("postgresql_inherits_two", number(),
                   postgresql_inherits=["users", "Odd Table"])


@case
def postgresql_partition_by():
    return created("postgresql_partition_by", number(), postgresql_partition_by="RANGE (n)")


@case
def postgresql_using():
    return created("postgresql_using", number(), postgresql_using="heap")


@case
def postgresql_with():
    return created("postgresql_with", number(),
                   postgresql_with={"fillfactor": 70, "autovacuum_enabled": "false"})


@case(run=False)
def postgresql_with_oids():
    return created("postgresql_with_oids", number(), postgresql_with_oids=True)


@case
def postgresql_without_oids():
    return created("postgresql_without_oids", number(), postgresql_with_oids=False)


@case
def postgresql_on_commit():
    return created("postgresql_on_commit", number(), prefixes=["TEMPORARY"],
                   postgresql_on_commit="preserve_rows")


@case(run=False)
def postgresql_tablespace():
    return created("postgresql_tablespace", number(), postgresql_tablespace="Fast Disk")


@case(run=False)
def postgresql_everything():
    return created("postgresql_everything", number(), postgresql_tablespace="ts",
                   postgresql_on_commit="DROP", postgresql_with={"fillfactor": 70},
                   postgresql_using="heap", postgresql_partition_by="RANGE (n)",
                   postgresql_inherits="par")


@case
def mysql_engine():
    return created("mysql_engine", number(), mysql_engine="InnoDB", mariadb_engine="Aria")


@case
def mysql_charset_before_collate():
    return created("mysql_charset_before_collate", number(), mysql_collate="utf8mb4_bin",
                   mysql_engine="InnoDB", mysql_charset="utf8mb4")


@case
def mysql_names_with_blanks():
    return created("mysql_names_with_blanks", number(), mysql_default_charset="utf8mb4",
                   mysql_data_directory="/data", mysql_row_format="DYNAMIC",
                   mysql_auto_increment="5", mysql_tablespace="ts")


@case
def mysql_quoted_options():
    return created("mysql_quoted_options", number(), mysql_connection="it's",
                   mysql_password="p", mysql_key_block_size="5")


@case
def mysql_partitions():
    return created("mysql_partitions", number(), mysql_subpartitions="3",
                   mysql_subpartition_by="KEY(n)", mysql_partitions="4",
                   mysql_partition_by="RANGE(n)", mysql_engine="InnoDB")


@case
def mysql_option_of_any_name():
    return created("mysql_option_of_any_name", number(), mysql_brand_new="1",
                   mariadb_page_checksum="0")


@case
def oracle_on_commit():
    return created("oracle_on_commit", number(), oracle_on_commit="preserve_rows")


@case
def oracle_compress():
    return created("oracle_compress", number(), oracle_compress=True)


@case
def oracle_compress_for():
    return created("oracle_compress_for", number(), oracle_compress="OLTP")


@case
def oracle_everything():
    return created("oracle_everything", number(), oracle_tablespace="ts", oracle_compress=True,
                   oracle_on_commit="DELETE ROWS")


@case
def option_of_no_such_name():
    return created("option_of_no_such_name", number(), postgresql_no_such_thing="1")


# ---- Options of columns and constraints ----

@case
def conflict_of_not_null():
    return created("conflict_of_not_null", number(nullable=False,
                                                  sqlite_on_conflict_not_null="FAIL"))


@case
def conflict_of_a_unique_column():
    return created("conflict_of_a_unique_column", number(
        unique=True, sqlite_on_conflict_unique="IGNORE"))


@case
def conflict_of_a_key_column():
    return created("conflict_of_a_key_column", key(sqlite_on_conflict_primary_key="REPLACE"))


@case
def conflict_of_an_autoincrement_key():
    return created("conflict_of_an_autoincrement_key", key(
        sqlite_on_conflict_primary_key="ABORT"), sqlite_autoincrement=True)


@case
def conflict_of_a_unique_constraint():
    return created("conflict_of_a_unique_constraint", number(),
                   UniqueConstraint("n", name="uq_conflict", sqlite_on_conflict="ROLLBACK"))


@case
def conflict_of_a_key():
    return created("conflict_of_a_key", number("a"), number("b"),
                   PrimaryKeyConstraint("a", "b", sqlite_on_conflict="IGNORE"))


@case
def conflict_of_a_check():
    return created("conflict_of_a_check", number(),
                   CheckConstraint("n > 0", sqlite_on_conflict="FAIL"))


@case
def key_include():
    return created("key_include", number("a"), number("b"),
                   PrimaryKeyConstraint("a", name="pk_include", postgresql_include=["b"]))


@case
def unique_include_deferrable():
    return created("unique_include_deferrable", number("a"), number("b"), UniqueConstraint(
        "a", name="uq_include", postgresql_include=["b"], deferrable=True))


@case
def unique_nulls_not_distinct():
    return created("unique_nulls_not_distinct", number("a"),
                   UniqueConstraint("a", postgresql_nulls_not_distinct=True))


@case
def unique_nulls_distinct():
    return created("unique_nulls_distinct", number("a"),
                   UniqueConstraint("a", postgresql_nulls_not_distinct=False))


@case
def key_using():
    return created("key_using", number("a"), number("b"), PrimaryKeyConstraint(
        "a", "b", mysql_using="HASH", mariadb_using="btree"))


@case
def key_nonclustered():
    return created("key_nonclustered", key(), PrimaryKeyConstraint(
        "id", name="pk_heap", mssql_clustered=False))


@case
def unique_clustered():
    return created("unique_clustered", number(), UniqueConstraint("n", mssql_clustered=True))


@case
def check_not_valid():
    return created("check_not_valid", number(), CheckConstraint(
        "n > 0", name="ck_unchecked", postgresql_not_valid=True))


# ---- Computed and identity columns, sequences ----

@case
def computed():
    return created("computed", number("x"), number("n", Computed("x * 2")))


@case
def computed_stored():
    return created("computed_stored", number("x"), number("n", Computed("x * 2", persisted=True)))


@case
def computed_virtual():
    return created("computed_virtual", number("x"), number("n", Computed("x * 2",
                                                                         persisted=False)))


@case
def computed_not_null():
    return created("computed_not_null", number("x"), number(
        "n", Computed("x * 2", persisted=True), nullable=False))


@case
def computed_unique_and_commented():
    return created("computed_unique_and_commented", number("x"), number(
        "n", Computed("x * 2", persisted=True), unique=True, comment="twice"))


@case
def computed_text():
    return created("computed_text", Column("x", String(5)), Column(
        "n", String(9), Computed("x || '%'", persisted=True)))


@case
def identity():
    return created("identity", number("id", Identity(), primary_key=True))


@case
def identity_always():
    return created("identity_always", number("id", Identity(always=True), primary_key=True))


@case
def identity_start():
    return created("identity_start", number("id", Identity(start=5), primary_key=True))


@case
def identity_increment():
    return created("identity_increment", number("id", Identity(increment=3), primary_key=True))


@case
def identity_from_zero():
    return created("identity_from_zero", number("id", Identity(start=0, minvalue=0, maxvalue=9),
                                                primary_key=True))


@case
def identity_down_to_zero():
    return created("identity_down_to_zero",
                   number("id", Identity(start=9, increment=-1, minvalue=0), primary_key=True))


@case
def identity_with_everything():
    return created("identity_with_everything", number("id", Identity(
        always=True, start=5, increment=2, minvalue=1, maxvalue=99, cycle=True, cache=7),
        primary_key=True))


@case
def identity_without_bounds():
    return created("identity_without_bounds", number("id", Identity(
        nominvalue=True, nomaxvalue=True, cycle=False), primary_key=True))


@case
def identity_of_big_numbers():
    return created("identity_of_big_numbers", Column("id", BigInteger, Identity(start=5),
                                                     primary_key=True))


@case
def identity_beside_the_key():
    return created("identity_beside_the_key", key(autoincrement=False),
                   number("n", Identity(always=True)))


@case
def identity_on_null():
    return created("identity_on_null", number("id", Identity(
        oracle_on_null=True, oracle_order=True), primary_key=True))


@case
def identity_without_order():
    return created("identity_without_order", number("id", Identity(oracle_order=False),
                                                    primary_key=True))


@case
def sequence_of_a_key():
    return created("sequence_of_a_key", number("id", Sequence("key_seq"), primary_key=True))


@case
def sequence_of_a_column():
    return created("sequence_of_a_column", key(), number("n", Sequence("n_seq", start=3)))


@case(run=False)
def sequence_create():
    return CreateSequence(Sequence("sq"))


@case(run=False)
def sequence_create_with_everything():
    return CreateSequence(Sequence("sq", start=3, increment=2, minvalue=1, maxvalue=9, cache=5,
                                   cycle=True))


@case(run=False)
def sequence_create_without_bounds():
    return CreateSequence(Sequence("sq", nominvalue=True, nomaxvalue=True, cycle=False))


@case(run=False)
def sequence_create_backwards():
    return CreateSequence(Sequence("sq", start=-1, increment=-1))


@case(run=False)
def sequence_create_typed():
    return CreateSequence(Sequence("sq", data_type=BigInteger, start=5))


@case(run=False)
def sequence_create_ordered():
    return CreateSequence(Sequence("sq", cycle=True, oracle_order=True))


@case(run=False)
def sequence_create_in_schema():
    return CreateSequence(Sequence("My Seq", schema="app"), if_not_exists=True)


@case(run=False)
def sequence_drop():
    return DropSequence(Sequence("sq"))


@case(run=False)
def sequence_drop_if_exists():
    return DropSequence(Sequence("sq", schema="app"), if_exists=True)


numbered = Table("numbered", MetaData(),
                 Column("id", Integer, Sequence("numbered_seq", start=5), primary_key=True),
                 Column("n", Integer))


@case(run=False)
def next_value_selected():
    return select(Sequence("sq").next_value())


@case(run=False)
def next_value_in_schema():
    return select(Sequence("My Seq", schema="app").next_value().label("n"))


@case(run=False)
def next_value_stored():
    return insert(users).values(id=Sequence("sq").next_value(), name="n", active=True)


@case(run=False)
def next_value_added():
    return select(users.c.id + Sequence("sq").next_value())


@case(only="sqlite postgresql mysql oracle mssql", run=False)
def next_value_of_its_column():
    return insert(numbered).values(n=1)


@case(run=False)
def next_value_given():
    return insert(numbered).values(id=7, n=1)


# ---- Comments ----

comments = Table(
    "comments", MetaData(),
    Column("id", Integer, primary_key=True, comment="the key"),
    Column("n", Integer, nullable=False, server_default=text("5"), comment="it's 50% of \\ n"),
    Column("m", Integer),
    comment="about it's")
app_comments = Table("comments", MetaData(), Column("n", Integer, comment="number"),
                     comment="about", schema="app")


@case
def comment_create():
    return CreateTable(comments)


@case
def comment_behind_an_engine():
    return created("comment_behind_an_engine", number(), comment="c", mysql_engine="InnoDB",
                   mariadb_engine="InnoDB")


@case(run=False)
def comment_of_table():
    return SetTableComment(comments)


@case(run=False)
def comment_of_table_in_schema():
    return SetTableComment(app_comments)


@case(run=False)
def comment_of_table_dropped():
    return DropTableComment(comments)


@case(run=False)
def comment_of_table_in_schema_dropped():
    return DropTableComment(app_comments)


@case(run=False)
def comment_of_column():
    return SetColumnComment(comments.c.n)


@case(run=False)
def comment_of_key():
    return SetColumnComment(comments.c.id)


@case(run=False)
def comment_of_column_in_schema():
    return SetColumnComment(app_comments.c.n)


@case(only="sqlite postgresql mssql", run=False)      # others refuse what is written there
def comment_of_column_dropped():
    return DropColumnComment(comments.c.m)


@case(only="mssql", run=False)      # the schema is lost
def comment_of_column_in_schema_dropped():
    return DropColumnComment(app_comments.c.n)


# ---- DROP TABLE, schemas ----

@case(run=False)
def drop_table():
    return DropTable(comments)


@case
def drop_table_if_exists():
    return DropTable(Table("No Such Table", MetaData(), key()), if_exists=True)


@case(run=False)
def drop_table_in_schema():
    return DropTable(app_comments)


@case(run=False)
def schema_create():
    return CreateSchema("app")


@case(run=False)
def schema_create_if_not_exists():
    return CreateSchema("My App", if_not_exists=True)


@case(run=False)
def schema_drop():
    return DropSchema("app")


@case(run=False)
def schema_drop_cascade():
    return DropSchema("app", cascade=True, if_exists=True)


# ---- Constraints added and dropped ----

rules = Table(
    "rules", MetaData(),
    Column("a", Integer), Column("b", Integer), Column("c", Integer),
    PrimaryKeyConstraint("a", name="pk_rules"),
    UniqueConstraint("a", "b", name="uq_rules"),
    UniqueConstraint("b", name="My Uq"),
    UniqueConstraint("c", name="uq_late", deferrable=True, initially="DEFERRED"),
    CheckConstraint("a > 0", name="ck_rules"),
    ForeignKeyConstraint(["b"], [users.c.id], name="fk_rules"),
    ForeignKeyConstraint(["a", "b"], [items.c.order_id, items.c.line], name="fk_lines",
                         ondelete="CASCADE", deferrable=True),
    ForeignKeyConstraint(["c"], [users.c.id], name="fk_unchecked", postgresql_not_valid=True))
app_rules = Table(
    "rules", MetaData(), Column("a", Integer), UniqueConstraint("a", name="uq_rules"),
    ForeignKeyConstraint(["a"], [logs.c.id], name="fk_rules"), schema="app")


def rule(name, table=rules):
    return next(c for c in table.constraints if c.name == name)


@case(run=False)
def alter_add_key():
    return AddConstraint(rule("pk_rules"))


@case(run=False)
def alter_add_unique():
    return AddConstraint(rule("uq_rules"))


@case(run=False)
def alter_add_unique_deferrable():
    return AddConstraint(rule("uq_late"))


@case(run=False)
def alter_add_check():
    return AddConstraint(rule("ck_rules"))


@case(run=False)
def alter_add_foreign_key():
    return AddConstraint(rule("fk_rules"))


@case(run=False)
def alter_add_foreign_key_composite():
    return AddConstraint(rule("fk_lines"))


@case(run=False)
def alter_add_foreign_key_not_valid():
    return AddConstraint(rule("fk_unchecked"))


@case(run=False)
def alter_add_in_schema():
    return AddConstraint(rule("uq_rules", app_rules))


@case(run=False)
def alter_add_foreign_key_in_schema():
    return AddConstraint(rule("fk_rules", app_rules))


@case(run=False)
def drop_key():
    return DropConstraint(rule("pk_rules"))


@case(run=False)
def drop_unique():
    return DropConstraint(rule("uq_rules"))


@case(run=False)
def drop_unique_of_quoted_name():
    return DropConstraint(rule("My Uq"), cascade=True)


@case(run=False)
def drop_check():
    return DropConstraint(rule("ck_rules"))


@case(run=False)
def drop_foreign_key():
    return DropConstraint(rule("fk_rules"))


@case(run=False)
def drop_constraint_if_exists():
    return DropConstraint(rule("ck_rules"), if_exists=True)


@case(run=False)
def drop_constraint_in_schema():
    return DropConstraint(rule("uq_rules", app_rules), if_exists=True, cascade=True)


# ---- Indexes ----

shelf = Table(
    "shelf", MetaData(),
    Column("a", Integer, index=True), Column("b", String(50)), Column("x", Integer),
    Column("u", Integer, unique=True, index=True), Column("l" * 70, Integer, index=True),
    Index("ix_two", "b", "a"),
    Index("ix_unique", "a", "b", unique=True),
    Index("My Ix", "x"),
    Index("n" * 70, "x"),
    Index("ix_lower", text("lower(b)"), "a"),
    Index("ix_desc", text("a DESC"), text("x ASC")),
    Index("ix_sum", text("(a + x)")),
    Index("ix_where", "a", sqlite_where=text("x > 5"), postgresql_where=text("x > 6"),
          mssql_where=text("x > 7")),
    Index("ix_using", "a", postgresql_using="HASH", mysql_using="btree", mariadb_using="HASH"),
    Index("ix_using_none", "a", postgresql_using="gi n"),
    Index("ix_ops", "a", "b", postgresql_ops={"b": "text_pattern_ops"}),
    Index("ix_include", "a", postgresql_include=["x", "b"], mssql_include=["b"]),
    Index("ix_with", "a", postgresql_with={"fillfactor": 50, "deduplicate_items": "off"}),
    Index("ix_tablespace", "a", postgresql_tablespace="Fast Disk"),
    Index("ix_nulls", "a", unique=True, postgresql_nulls_not_distinct=True),
    Index("ix_nulls_distinct", "a", unique=True, postgresql_nulls_not_distinct=False),
    Index("ix_concurrently", "a", postgresql_concurrently=True),
    Index("ix_everything", "b", unique=True, postgresql_where=text("x > 5"),
          postgresql_tablespace="ts", postgresql_with={"fillfactor": 50},
          postgresql_nulls_not_distinct=True, postgresql_include=["x"],
          postgresql_ops={"b": "text_pattern_ops"}, postgresql_using="btree",
          postgresql_concurrently=True),
    Index("ix_length", "b", "a", mysql_length=10, mariadb_length=20),
    Index("ix_lengths", "b", "a", mysql_length={"b": 10}),
    Index("ix_fulltext", "b", mysql_prefix="FULLTEXT", mysql_with_parser="ngram",
          mariadb_prefix="FULLTEXT"),
    Index("ix_spatial", "b", unique=True, mysql_prefix="SPATIAL", mysql_length=3,
          mysql_with_parser="p", mysql_using="btree"),
    Index("ix_clustered", "a", mssql_clustered=True),
    Index("ix_nonclustered", "a", unique=True, mssql_clustered=False, mssql_include=["x"],
          mssql_where=text("x > 5")),
    Index("ix_columnstore", "a", mssql_columnstore=True),
    Index("ix_bitmap", "a", oracle_bitmap=True),
    Index("ix_compress", "a", "b", oracle_compress=True),
    Index("ix_compress_some", "a", "b", oracle_compress=1, oracle_bitmap=True))
app_shelf = Table("shelf", MetaData(), Column("a", Integer, index=True), Column("b", Integer),
                  Index("ix_app", "b", "a"), schema="app")


def index(name, table=shelf):
    return next(i for i in table.indexes if i.name == name)


@case(run=False)
def index_of_a_column():
    return CreateIndex(index("ix_shelf_a"))


@case(run=False)
def index_of_a_unique_column():
    return CreateIndex(index("ix_shelf_u"))


@case(run=False)
def index_of_two_columns():
    return CreateIndex(index("ix_two"))


@case(run=False)
def index_unique():
    return CreateIndex(index("ix_unique"))


@case(run=False)
def index_if_not_exists():
    return CreateIndex(index("ix_two"), if_not_exists=True)


@case(run=False)
def index_of_quoted_name():
    return CreateIndex(index("My Ix"))


@case(run=False)
def index_of_too_long_a_name():
    return CreateIndex(index("n" * 70))


@case(only="sqlite mysql mariadb oracle mssql", run=False)
def index_of_a_name_cut_short():
    return CreateIndex(index("ix_shelf_" + "l" * 70))


@case(run=False)
def index_in_schema():
    return CreateIndex(index("ix_app", app_shelf))


@case(run=False)
def index_of_a_column_in_schema():
    return CreateIndex(index("ix_app_shelf_a", app_shelf))


@case(run=False)
def index_on_a_function():
    return CreateIndex(index("ix_lower"))


@case(run=False)
def index_descending():
    return CreateIndex(index("ix_desc"))


@case(run=False)
def index_on_an_expression():
    return CreateIndex(index("ix_sum"))


@case(run=False)
def index_partial():
    return CreateIndex(index("ix_where"))


@case(run=False)
def index_using():
    return CreateIndex(index("ix_using"))


@case(run=False)
def index_using_two_words():
    return CreateIndex(index("ix_using_none"))


@case(run=False)
def index_ops():
    return CreateIndex(index("ix_ops"))


@case(run=False)
def index_include():
    return CreateIndex(index("ix_include"))


@case(run=False)
def index_with():
    return CreateIndex(index("ix_with"))


@case(run=False)
def index_tablespace():
    return CreateIndex(index("ix_tablespace"))


@case(run=False)
def index_nulls_not_distinct():
    return CreateIndex(index("ix_nulls"))


@case(run=False)
def index_nulls_distinct():
    return CreateIndex(index("ix_nulls_distinct"))


@case(run=False)
def index_concurrently():
    return CreateIndex(index("ix_concurrently"), if_not_exists=True)


@case(run=False)
def index_with_everything():
    return CreateIndex(index("ix_everything"))


@case(run=False)
def index_length():
    return CreateIndex(index("ix_length"))


@case(run=False)
def index_length_of_one_column():
    return CreateIndex(index("ix_lengths"))


@case(run=False)
def index_fulltext():
    return CreateIndex(index("ix_fulltext"))


@case(run=False)
def index_spatial():
    return CreateIndex(index("ix_spatial"), if_not_exists=True)


@case(run=False)
def index_clustered():
    return CreateIndex(index("ix_clustered"))


@case(run=False)
def index_nonclustered():
    return CreateIndex(index("ix_nonclustered"))


@case(run=False)
def index_columnstore():
    return CreateIndex(index("ix_columnstore"))


@case(run=False)
def index_bitmap():
    return CreateIndex(index("ix_bitmap"))


@case(run=False)
def index_compress():
    return CreateIndex(index("ix_compress"))


@case(run=False)
def index_compress_some():
    return CreateIndex(index("ix_compress_some"))


@case(run=False)
def index_drop():
    return DropIndex(index("ix_two"))


@case(run=False)
def index_drop_if_exists():
    return DropIndex(index("My Ix"), if_exists=True)


@case(run=False)
def index_drop_in_schema():
    return DropIndex(index("ix_app", app_shelf))


@case(run=False)
def index_drop_concurrently():
    return DropIndex(index("ix_concurrently"), if_exists=True)


@case(run=False)
def index_drop_of_a_name_cut_short():
    return DropIndex(index("ix_shelf_" + "l" * 70))


# ---- Views, tables made of statements ----

@case
def view_create():
    return CreateView(select(users.c.id, users.c.name), "v_names")


@case
def view_with_values():
    return CreateView(select(users.c.id).where(users.c.fullname == "Dan O'Dea", users.c.age > 5),
                      "v_values")


@case(run=False)
def view_or_replace():
    return CreateView(select(users.c.id), "v_replaced", or_replace=True)


@case(run=False)
def view_materialized():
    return CreateView(select(users.c.id), "v_materialized", materialized=True)


@case(run=False)
def view_in_schema():
    return CreateView(select(users.c.id), "My View", schema="app")


@case(run=False)
def view_with_options():
    return CreateView(select(users.c.id), "v_options", sqlite_if_not_exists=True,
                      postgresql_with={"security_barrier": "true"})


@case
def view_of_a_limit():
    return CreateView(select(users.c.id).order_by(users.c.id).limit(5), "v_limit")


@case
def view_of_a_union():
    return CreateView(select(users.c.id).union_all(select(orders.c.id)), "v_union")


@case
def view_temporary():
    return CreateView(select(users.c.id), "v_temporary", temporary=True)


@case(run=False)
def view_drop():
    return DropView(CreateView(select(users.c.id), "v_names").table)


@case
def view_drop_if_exists():
    return DropView(CreateView(select(users.c.id), "no_such_view").table, if_exists=True)


@case(run=False)
def view_drop_materialized():
    return DropView(CreateView(select(users.c.id), "My View", schema="app").table,
                    materialized=True)


@case
def table_as_select():
    return CreateTableAs(select(users.c.id, users.c.name).where(users.c.name != "it's"), "t_copy")


@case
def table_as_select_temporary():
    return CreateTableAs(select(users.c.id).order_by(users.c.id), "t_temporary", temporary=True)


@case
def table_as_select_if_not_exists():
    return CreateTableAs(select(users.c.id), "t_perhaps", if_not_exists=True)


@case(run=False)
def table_as_select_in_schema():
    return CreateTableAs(select(users.c.id), "t_copy", schema="app")


@case
def table_as_select_of_values():
    return CreateTableAs(select(literal(5).label("five")), "t_five")


# ---- Naming conventions ----

usual = {"pk": "pk_%(table_name)s",
         "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
         "uq": "uq_%(table_name)s_%(column_0_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s",
         "ix": "ix_%(column_0_label)s"}


def named(convention, name, *items, **options):
    return Table(name, MetaData(naming_convention=convention), *items, **options)


@case
def naming_usual():
    return CreateTable(named(usual, "naming_usual", key(), number("u", ForeignKey(users.c.id)),
                             number("e", unique=True), CheckConstraint("e > 0", name="positive"),
                             UniqueConstraint("u", "e", name="uq_own")))


@case
def naming_of_an_unnamed_check():
    return CreateTable(named(usual, "naming_of_an_unnamed_check", number(),
                             CheckConstraint("n > 0")))


@case
def naming_of_a_column_check():
    return CreateTable(named(usual, "naming_of_a_column_check", number(
        "n", CheckConstraint("n > 0", name="positive"))))


@case
def naming_of_all_columns():
    return CreateTable(named(
        {"uq": "uq_%(column_0_N_name)s", "pk": "pk_%(column_0N_name)s",
         "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"
               "_%(referred_column_0_N_name)s"},
        "naming_of_all_columns", number("a"), number("b"), PrimaryKeyConstraint("a", "b"),
        UniqueConstraint("b", "a"),
        ForeignKeyConstraint(["a", "b"], [items.c.order_id, items.c.line])))


@case
def naming_of_the_second_column():
    return CreateTable(named({"uq": "uq_%(column_1_name)s_%(column_0_label)s"},
                             "naming_of_the_second_column", number("a"), number("b"),
                             UniqueConstraint("a", "b")))


@case
def naming_too_long():
    return CreateTable(named({"uq": "uq_%(table_name)s_" + "y" * 130}, "naming_too_long",
                             number(unique=True)))


@case(run=False)
def naming_of_an_index():
    table = named({"ix": "%(table_name)s_by_%(column_0_name)s"}, "naming_of_an_index",
                  number(index=True))
    return CreateIndex(next(iter(table.indexes)))


@case(run=False)
def naming_dropped():
    table = named(usual, "naming_dropped", number(unique=True))
    return DropConstraint(next(c for c in table.constraints if c.name == "uq_naming_dropped_n"))


# ---- EXCLUDE ----

@case(run=False)
def exclude():
    return created("exclude", number("k"), number("r"), postgresql.ExcludeConstraint(
        ("r", "&&"), ("k", "="), name="exc", using="gist", where=text("k > 1")))


@case(run=False)
def exclude_with_ops():
    return created("exclude_with_ops", number("r"), postgresql.ExcludeConstraint(
        ("r", "="), ops={"r": "int4_ops"}, deferrable=True, initially="DEFERRED"))


# ---- Rare meetings ----

@case(run=False)
def rare_temporary_in_schema():
    return created("rare_temporary", number(), prefixes=["TEMPORARY"], schema="app",
                   comment="c", mysql_engine="InnoDB", sqlite_strict=True)


@case(run=False)
def rare_timestamp_with_comment():
    return created("rare_timestamp_comment", Column(
        "a", TIMESTAMP, server_default=text("CURRENT_TIMESTAMP"), comment="when"))


@case
def rare_not_null_conflict_and_default():
    return created("rare_conflict_default", number(
        "n", CheckConstraint("n > 0"), nullable=False, unique=True, server_default=text("1"),
        sqlite_on_conflict_not_null="FAIL", sqlite_on_conflict_unique="IGNORE"))


@case
def rare_composite_key_with_identity():
    return created("rare_composite_identity", number("a", Identity(start=3), primary_key=True),
                   number("b", primary_key=True))


@case
def rare_key_of_two_with_default():
    return created("rare_key_default", number("a", primary_key=True, server_default=text("1")),
                   number("b", primary_key=True))


@case(run=False)
def rare_constraint_of_too_long_a_name():
    return created("rare_long_constraint", number(), UniqueConstraint("n", name="u" * 140))


@case(run=False)
def rare_check_of_too_long_a_name():
    return created("rare_long_check", number(), CheckConstraint("n > 0", name="c" * 70))


@case(run=False)
def rare_naming_of_foreign_schema():
    return CreateTable(named(usual, "rare_naming_schema", number("l", ForeignKey(logs.c.id)),
                             number("u", unique=True), schema="app"))


@case(run=False)
def rare_naming_of_index_in_schema():
    table = named(usual, "rare_naming_index", number(index=True, unique=True), schema="app")
    return CreateIndex(next(iter(table.indexes)))


@case
def rare_naming_of_composite_foreign_key():
    return CreateTable(named(usual, "rare_naming_composite", number("o"), number("l"),
                             ForeignKeyConstraint(["o", "l"], [items.c.order_id, items.c.line])))


@case
def rare_naming_of_boolean_check():
    return CreateTable(named(usual, "rare_boolean_check", Column(
        "b", Boolean(create_constraint=True, name="truth"))))


@case
def rare_naming_of_autoincrement_key():
    return CreateTable(named(usual, "rare_autoincrement", key(), sqlite_autoincrement=True))


@case
def rare_unique_on_a_key():
    return created("rare_unique_key", number("id", primary_key=True, unique=True),
                   UniqueConstraint("id", name="once_more"))


@case
def rare_two_keys_to_one_table():
    return created("rare_two_keys", number("a", ForeignKey(users.c.id, ondelete="CASCADE")),
                   number("b", ForeignKey(users.c.id), nullable=False))


@case
def rare_array_with_default():
    return created("rare_array_default", Column("a", ARRAY(Integer), server_default=text("'{}'"),
                                                nullable=False))


@case
def rare_enum_with_default():
    return created("rare_enum_default", Column(
        "a", Enum("x", "y", name="e", native_enum=False, create_constraint=True),
        server_default=text("'x'"), nullable=False, comment="which"))


@case(run=False)
def rare_drop_constraint_by_convention():
    table = named(usual, "rare_drop_fk", number("u", ForeignKey(users.c.id)))
    return DropConstraint(next(c for c in table.constraints
                               if c.name == "fk_rare_drop_fk_u_users"))


@case(run=False)
def rare_add_check_by_convention():
    table = named(usual, "rare_add_check", number(), CheckConstraint("n > 0", name="positive"))
    return AddConstraint(next(c for c in table.constraints
                              if c.name == "ck_rare_add_check_positive"))


@case(run=False)
def rare_view_of_a_cte():
    young = select(users.c.id).where(users.c.age < 30).cte("young")
    return CreateView(select(young.c.id), "rare_view_cte", or_replace=True)


@case(run=False)
def rare_view_of_a_date():
    return CreateView(select(users.c.id).where(users.c.active, users.c.balance > 5.5),
                      "rare_view_values", materialized=True, or_replace=True)


@case
def rare_table_as_union():
    return CreateTableAs(select(users.c.id).union(select(orders.c.id)).order_by("id"),
                         "rare_table_union")


@case
def rare_names_of_reserved_words():
    return created("table", number("user", primary_key=True), number("group"), number("check"),
                   UniqueConstraint("group", name="constraint"), CheckConstraint('1 = 1'))


@case(run=False)
def rare_schema_of_two_parts():
    return created("rare_two_parts", number(), schema="db.owner")


@case(run=False)
def rare_schema_of_three_parts():
    return created("rare_three_parts", number(), schema="server.db.owner")


@case(run=False)
def rare_identity_with_default():
    return created("rare_identity_default", number("n", Identity(), server_default=text("5")))


@case(run=False)
def rare_computed_with_default():
    return created("rare_computed_default", number("x"), number(
        "n", Computed("x + 1"), server_default=text("5")))


@case(run=False)
def rare_identity_and_computed():
    return created("rare_identity_computed", number("x"), number(
        "n", Identity(), Computed("x + 1")))


@case(run=False)
def rare_autoincrement_of_the_first():
    return created("rare_autoincrement_of_the_first", number("a", primary_key=True,
                                                             autoincrement=True),
                   number("b", primary_key=True))


@case(run=False)
def rare_autoincrement_of_the_second():
    return created("rare_autoincrement_of_the_second", number("a", primary_key=True),
                   number("b", primary_key=True, autoincrement=True))
