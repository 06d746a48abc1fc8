"""Types: of columns in CREATE TABLE, of CAST, of values and literals."""
import datetime
import decimal
import uuid

import sqlalchemy
from corpus import *
from sqlalchemy.schema import CreateTable
from sqlalchemy import types
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite

day = datetime.date(2024, 3, 1)
noon = datetime.time(12, 30)
moment = datetime.datetime(2024, 3, 1, 10, 0)
exact = datetime.datetime(2024, 2, 20, 12, 0, 0, 250000)
week = datetime.timedelta(days=7)
token = uuid.UUID("00112233-4455-6677-8899-aabbccddeeff")

# Every type that has a column nowhere else; never created.
kinds = Table(
    "kinds", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("small", SmallInteger),
    Column("free", Numeric),
    Column("whole", Numeric(12, 0)),
    Column("open", String),
    Column("title", Unicode(40)),
    Column("memo", UnicodeText),
    Column("at", DateTime(timezone=True)),
    Column("level", Enum("low", "mid", "high", name="level")),
    Column("marks", ARRAY(Integer)),
    Column("words", ARRAY(String(20))))


# ---- CAST to each type ----

@case
def cast_boolean():
    return select(users.c.id).where(cast(users.c.active, Boolean)).order_by(users.c.id)


@case
def cast_smallint():
    return select(cast(users.c.age, SmallInteger)).order_by(users.c.id)


@case
def cast_bigint():
    return select(cast(users.c.age, BigInteger)).order_by(users.c.id)


@case
def cast_float():
    return select(cast(users.c.age, Float)).order_by(users.c.id)


@case
def cast_double():
    return select(cast(users.c.age, Double)).order_by(users.c.id)


@case
def cast_numeric_without_precision():
    return select(cast(users.c.age, Numeric)).order_by(users.c.id)


@case
def cast_numeric_whole():
    return select(cast(users.c.age, Numeric(12, 0))).order_by(users.c.id)


@case
def cast_numeric():
    return select(cast(users.c.age, Numeric(8, 3))).order_by(users.c.id)


@case
def cast_string():
    return select(cast(users.c.age, String(10))).order_by(users.c.id)


@case
def cast_string_without_length():
    return select(cast(users.c.age, String)).order_by(users.c.id)


@case
def cast_text():
    return select(cast(users.c.age, Text)).order_by(users.c.id)


@case
def cast_unicode():
    return select(cast(users.c.age, Unicode(12))).order_by(users.c.id)


@case
def cast_unicode_without_length():
    return select(cast(users.c.age, Unicode)).order_by(users.c.id)


@case
def cast_unicode_text():
    return select(cast(users.c.age, UnicodeText)).order_by(users.c.id)


@case(run=False)
def cast_large_binary():
    return select(cast(users.c.name, LargeBinary))


@case(run=False)
def cast_date():
    return select(cast(users.c.created, Date))


@case(run=False)
def cast_time():
    return select(cast(users.c.created, Time))


@case(run=False)
def cast_datetime():
    return select(cast(users.c.birthday, DateTime))


@case(run=False)
def cast_datetime_with_zone():
    return select(cast(users.c.created, DateTime(timezone=True)))


@case(run=False)
def cast_interval():
    return select(cast(users.c.shift, Interval))


@case(run=False)
def cast_enum():
    return select(cast(users.c.name, Enum("home", "work", name="address_kind")))


@case(run=False)
def cast_uuid():
    return select(cast(users.c.fullname, Uuid))


@case(run=False)
def cast_json():
    return select(cast(users.c.fullname, JSON))


@case(run=False)
def cast_array():
    return select(cast(kinds.c.open, ARRAY(Integer)))


@case(run=False)
def cast_array_of_numeric():
    return select(cast(kinds.c.open, ARRAY(Numeric(6, 2))))


@case
def cast_of_a_value():
    return select(cast(7, Numeric(6, 2)))


@case
def cast_of_text():
    return select(cast("12", Integer))


@case
def cast_of_null():
    return select(cast(None, Date))


@case
def cast_compared():
    return select(users.c.id).where(cast(users.c.age, String(10)) == "28").order_by(users.c.id)


@case
def cast_takes_the_literal_of_its_type():
    return select(users.c.id).where(cast(users.c.age, BigInteger) > 30).order_by(users.c.id)


@case
def cast_within_arithmetic():
    return select(cast(users.c.age, Numeric(10, 2)) + decimal.Decimal("0.5")).order_by(users.c.id)


@case
def cast_char():
    return select(cast(users.c.age, CHAR(5))).order_by(users.c.id)


@case
def cast_char_of_any_length():
    return select(cast(users.c.name, CHAR())).order_by(users.c.id)


@case
def cast_varchar():
    return select(cast(users.c.name, VARCHAR(3))).where(users.c.id == 1)


@case(run=False)
def cast_nchar():
    return select(cast(users.c.name, NCHAR(3)))


@case(run=False)
def cast_nvarchar():
    return select(cast(users.c.name, NVARCHAR(3)))


@case(run=False)
def cast_clob():
    return select(cast(users.c.name, CLOB()))


@case
def cast_decimal():
    return select(cast(users.c.age, DECIMAL(8, 2))).order_by(users.c.id)


@case
def cast_precision_alone():
    return select(cast(users.c.age, Numeric(12))).order_by(users.c.id)


@case
def cast_real():
    return select(cast(users.c.age, REAL())).order_by(users.c.id)


@case
def cast_double_precision():
    return select(cast(users.c.age, DOUBLE_PRECISION())).order_by(users.c.id)


@case(run=False)
def cast_timestamp():
    return select(cast(users.c.created, TIMESTAMP()))


@case(run=False)
def cast_timestamp_with_zone():
    return select(cast(users.c.created, TIMESTAMP(timezone=True)))


@case(run=False)
def cast_time_with_zone():
    return select(cast(users.c.wakes, Time(timezone=True)))


@case(run=False)
def cast_blob():
    return select(cast(users.c.name, BLOB()))


@case(run=False)
def cast_binary():
    return select(cast(users.c.name, BINARY(4)))


@case(run=False)
def cast_varbinary():
    return select(cast(users.c.name, VARBINARY(4)))


@case(run=False)
def cast_exact_boolean():
    return select(cast(users.c.active, BOOLEAN()))


@case(run=False)
def cast_exact_uuid():
    return select(cast(users.c.fullname, types.UUID()))


@case(run=False)
def cast_collated():
    return select(cast(users.c.name, String(9, collation="de_DE")))


@case(run=False)
def cast_to_unsigned():
    return select(cast(users.c.age, mysql.INTEGER(unsigned=True)))


@case(run=False)
def cast_to_jsonb():
    return select(cast(users.c.data, postgresql.JSONB()))


@case(run=False)
def cast_to_inet():
    return select(cast(users.c.name, postgresql.INET()))


@case(run=False)
def cast_to_range():
    return select(cast(users.c.name, postgresql.INT4RANGE()))


@case(run=False)
def cast_to_tsvector():
    return select(cast(users.c.name, postgresql.TSVECTOR()))


@case(run=False)
def cast_to_datetime2():
    return select(cast(users.c.created, mssql.DATETIME2(3)))


@case(only="sqlite postgresql oracle mssql", run=False)
def cast_to_number():
    return select(cast(users.c.age, oracle.NUMBER(10, 2)))


# ---- What a value beside a column is bound as ----

@case
def bind_smallint():
    return select(kinds.c.id).where(kinds.c.small == 3)


@case
def bind_bigint():
    return select(users.c.id).where(users.c.big == 9007199254740993)


@case
def bind_bigint_by_size():
    return select(users.c.id).where(users.c.age < 5000000000).order_by(users.c.id)


@case
def bind_int_beside_double():
    return select(users.c.id).where(users.c.score > 7).order_by(users.c.id)


@case
def bind_int_beside_numeric():
    return select(users.c.id).where(users.c.balance > 100).order_by(users.c.id)


@case
def bind_double_beside_integer():
    return select(users.c.id).where(users.c.age > 28.5).order_by(users.c.id)


@case
def bind_double_beside_float():
    return select(users.c.id).where(users.c.ratio >= 0.5).order_by(users.c.id)


@case
def bind_decimal():
    return select(users.c.id).where(users.c.balance == decimal.Decimal("1200.50"))


@case
def bind_decimal_beside_integer():
    return select(users.c.id).where(users.c.age > decimal.Decimal("34.5")).order_by(users.c.id)


@case
def bind_boolean_beside_boolean():
    return select(users.c.id).where(users.c.active.is_distinct_from(None)).order_by(users.c.id)


@case
def bind_text_beside_text():
    return select(orders.c.id).where(orders.c.note == "gift")


@case
def bind_text_beside_unicode():
    return select(regions.c.code).where(regions.c.title == "Süd")


@case
def bind_text_beside_unicode_text():
    return select(regions.c.code).where(regions.c.memo != "warm")


@case
def bind_text_beyond_ascii():
    return select(literal("Süd"))


@case
def bind_bytes():
    return select(users.c.id).where(users.c.photo == b"\x00\xff")


@case
def bind_date():
    return select(users.c.id).where(users.c.birthday < datetime.date(1990, 1, 1)) \
        .order_by(users.c.id)


@case
def bind_time():
    return select(users.c.id).where(users.c.wakes <= noon).order_by(users.c.id)


@case
def bind_datetime():
    return select(users.c.id).where(users.c.created == exact)


@case(run=False)
def bind_datetime_with_zone():
    return select(kinds.c.id).where(kinds.c.at > datetime.datetime(
        2024, 3, 1, 10, 0, tzinfo=datetime.timezone.utc))


@case(run=False)
def bind_datetime_beside_date():
    return select(users.c.id).where(users.c.birthday < moment)


@case(run=False)
def bind_date_beside_datetime():
    return select(users.c.id).where(users.c.created < day)


@case(run=False)
def bind_interval():
    return select(users.c.id).where(users.c.shift > week)


@case
def bind_uuid():
    return select(users.c.id).where(users.c.token == token)


@case
def bind_uuids():
    return select(users.c.id).where(users.c.token.in_([token, uuid.UUID(int=5)]))


@case
def bind_enum():
    return select(addresses.c.id).where(addresses.c.kind == "work")


@case
def bind_enums():
    return select(addresses.c.id).where(addresses.c.kind.in_(["home", "work"])) \
        .order_by(addresses.c.id)


@case
def bind_enum_of_no_dialect():
    return select(kinds.c.id).where(kinds.c.level != "mid")


@case(run=False)
def bind_text_beside_date():
    return select(users.c.id).where(users.c.birthday == "1983-02-28")


@case(run=False)
def bind_int_beside_text():
    return select(users.c.id).where(users.c.name == 5)


@case
def bind_list_of_another_size():
    return select(users.c.id).where(users.c.age.in_([28, 5000000000])).order_by(users.c.id)


@case
def bind_dates_between():
    return select(users.c.id).where(users.c.birthday.between(
        datetime.date(1980, 1, 1), datetime.date(1990, 1, 1))).order_by(users.c.id)


@case
def bind_keeps_its_type():
    return select(users.c.id).where(users.c.score > literal(7)).order_by(users.c.id)


@case
def bind_each_alone():
    return select(literal(5).label("a"), literal(2.5).label("b"), literal("x").label("c"),
                  literal(True).label("d"), literal(5000000000).label("e"))


@case
def bind_each_calendar():
    return select(literal(day).label("a"), literal(noon).label("b"), literal(moment).label("c"))


@case
def bind_decimal_and_uuid():
    return select(literal(decimal.Decimal("1.50")).label("a"), literal(token).label("b"))


@case(run=False)
def bind_interval_alone():
    return select(literal(week).label("a"))


# ---- Values stored ----

@case
def stored_numbers():
    return insert(users).values(id=50, name="new", active=True, age=5, score=2.5, ratio=0.25,
                                balance=decimal.Decimal("7.25"), big=5000000000)


@case
def stored_calendar():
    return insert(users).values(id=50, name="new", active=False, created=moment, birthday=day,
                                wakes=noon)


@case
def stored_uuid_and_bytes():
    return insert(users).values(id=50, name="new", active=True, token=token, photo=b"\x01\x02")


@case
def stored_json():
    return insert(users).values(id=50, name="new", active=True, data={"a": [1, None]})


@case
def stored_interval():
    return insert(users).values(id=50, name="new", active=True, shift=week)


@case
def stored_enum():
    return insert(addresses).values(id=50, user_id=1, email="x@example.org", kind="work")


@case
def stored_nulls():
    return insert(users).values(id=50, name="new", active=True, score=None, balance=None,
                                birthday=None, token=None, photo=None)


@case
def stored_integers_in_numeric():
    return update(users).values(balance=5, score=4).where(users.c.id == 1)


@case
def stored_interval_by_update():
    return update(users).values(shift=week).where(users.c.id == 2)


@case
def stored_each_kind():
    return insert(kinds).values(id=1, small=2, free=decimal.Decimal("0.1"), whole=7, title="ü",
                                memo="m", level="low")


@case(only="sqlite mysql mariadb oracle mssql")
def stored_text_without_length():
    return insert(kinds).values(id=1, open="o")


# ---- Arithmetic: the type that comes out binds what stands beside it ----

@case
def result_of_integer_and_integer():
    return select(users.c.id).where(users.c.age + users.c.id == 42).order_by(users.c.id)


@case
def result_of_integer_and_bigint():
    return select(users.c.id).where(users.c.age + users.c.big > 5).order_by(users.c.id)


@case
def result_of_integer_and_numeric():
    return select(users.c.id).where(users.c.age * users.c.balance > 10) \
        .order_by(users.c.id)


@case
def result_of_numeric_and_double():
    return select(users.c.id).where(users.c.balance + users.c.ratio > 10.5).order_by(users.c.id)


@case
def result_of_division():
    return select(users.c.id).where(users.c.age / 2 > decimal.Decimal("17")).order_by(users.c.id)


@case
def result_of_floor_division():
    return select(users.c.id).where(users.c.age // 10 == 2).order_by(users.c.id)


@case
def result_of_modulo():
    return select(users.c.id).where(users.c.age % 10 == 8).order_by(users.c.id)


@case(run=False)
def result_of_date_minus_date():
    return select(users.c.id).where(users.c.birthday - day > 5)


@case(run=False)
def result_of_date_plus_interval():
    return select(users.c.id).where(users.c.birthday + week > moment)


@case(run=False)
def result_of_date_plus_integer():
    return select(users.c.id).where(users.c.birthday + 7 > day)


@case(run=False)
def result_of_datetime_minus_datetime():
    return select(users.c.id).where(users.c.created - moment > week)


@case(run=False)
def result_of_datetime_minus_interval():
    return select(users.c.id).where(users.c.created - week < moment)


@case(run=False)
def result_of_time_minus_time():
    return select(users.c.id).where(users.c.wakes - noon < week)


@case(run=False)
def result_of_interval_times_number():
    return select(users.c.id).where(users.c.shift * 2 > week)


@case(run=False)
def result_of_number_times_interval():
    return select(users.c.id).where(users.c.age * users.c.shift > week)


@case
def result_of_text_and_text():
    return select(users.c.name + "!").where(users.c.fullname + "." == "Bob Baker.")


@case
def result_of_enum_and_text():
    return select(addresses.c.kind + "s").where(addresses.c.id < 4).order_by(addresses.c.id)


@case
def result_of_negation():
    return select(users.c.id).where(-users.c.balance > 10).order_by(users.c.id)


@case
def result_of_coalesce():
    return select(users.c.id).where(func.coalesce(users.c.balance, 0) >= 300) \
        .order_by(users.c.id)


@case
def result_of_case():
    return select(users.c.id).where(sqlalchemy.case((users.c.active, users.c.big), else_=5) == 5) \
        .order_by(users.c.id)


@case
def result_of_case_of_values():
    return select(users.c.id).where(sqlalchemy.case((users.c.active, 1), else_=0) == 1) \
        .order_by(users.c.id)


@case
def result_of_max():
    return select(func.max(users.c.birthday)).having(func.max(users.c.birthday) > day)


@case
def result_of_sum():
    return select(func.sum(users.c.balance)).having(func.sum(users.c.balance) > 5)


@case
def result_of_count():
    return select(func.count(users.c.id)).having(func.count(users.c.id) > 2)


@case
def result_of_an_unknown_function():
    return select(users.c.id).where(func.abs(users.c.age) == 28).order_by(users.c.id)


@case
def result_of_a_scalar_subquery():
    total = select(func.max(orders.c.total)).scalar_subquery()
    return select(users.c.id).where(total > 250).order_by(users.c.id)


@case
def result_of_extract():
    return select(users.c.id).where(extract("year", users.c.birthday) == 1996)


@case
def result_of_a_label():
    born = users.c.birthday.label("born")
    return select(born).where(born > datetime.date(1995, 1, 1)).order_by(born)


@case
def result_of_type_coerce():
    return select(users.c.id).where(type_coerce(users.c.age, BigInteger) == 28) \
        .order_by(users.c.id)


@case
def result_of_a_column_without_type():
    return select(light.c.a).where(light.c.c == 5)


@case(run=False)
def result_of_type_coerced_text():
    return select(type_coerce(users.c.name, Unicode(9)) == "ann")


# ---- Values in the text ----

@case(literal=True)
def literal_text_with_quote():
    return select(users.c.id).where(users.c.fullname == "Dan O'Dea")


@case(literal=True)
def literal_text_with_backslash():
    return select(users.c.id).where(users.c.fullname == "a\\b\\\\c")


@case(literal=True)
def literal_text_with_percent_and_colon():
    return select(users.c.id).where(users.c.name == "50%:x %s ?")


@case(literal=True)
def literal_text_empty():
    return select(users.c.id).where(users.c.name != "").order_by(users.c.id)


@case(literal=True)
def literal_unicode():
    return select(regions.c.code).where(regions.c.title == "Süd")


@case(literal=True)
def literal_text_beyond_ascii():
    return select(users.c.id).where(users.c.fullname == "Ève Éclair")


@case(literal=True)
def literal_alone_beyond_ascii():
    return select(literal("né").label("a"))


@case(literal=True)
def literal_integers():
    return select(users.c.id).where(users.c.big.in_([0, -7, 9223372036854775807])) \
        .order_by(users.c.id)


@case(literal=True)
def literal_doubles():
    return select(users.c.id).where(users.c.score.in_([9.5, -1.5, 1e20, 1e-7, 100.0])) \
        .order_by(users.c.id)


@case(literal=True)
def literal_double_of_many_digits():
    return select(users.c.id).where(users.c.score < 0.1 + 0.2)


@case(literal=True)
def literal_decimals():
    return select(users.c.id).where(users.c.balance.in_([
        decimal.Decimal("-15.25"), decimal.Decimal("300.00"), decimal.Decimal("0.10")])) \
        .order_by(users.c.id)


@case(literal=True)
def literal_boolean_stored():
    return insert(users).values(id=60, name="n", active=True)


@case(literal=True)
def literal_date():
    return select(users.c.id).where(users.c.birthday >= datetime.date(1996, 2, 29)) \
        .order_by(users.c.id)


@case(literal=True)
def literal_time():
    return select(users.c.id).where(users.c.wakes == datetime.time(12, 0))


@case(literal=True)
def literal_time_of_microseconds():
    return select(users.c.id).where(users.c.wakes == datetime.time(23, 59, 59, 999999))


@case(literal=True)
def literal_datetime():
    return select(users.c.id).where(users.c.created >= datetime.datetime(2024, 2, 1)) \
        .order_by(users.c.id)


@case(literal=True)
def literal_datetime_of_microseconds():
    return select(users.c.id).where(users.c.created == exact)


@case(literal=True, run=False)
def literal_datetime_with_zone():
    return select(kinds.c.id).where(kinds.c.at == datetime.datetime(
        2024, 3, 1, 10, 0, tzinfo=datetime.timezone.utc))


@case(literal=True, run=False)
def literal_interval():
    return select(users.c.id).where(users.c.shift > week)


@case(literal=True, run=False)
def literal_interval_beside_datetime():
    return select(users.c.created + datetime.timedelta(seconds=1, microseconds=500000))


@case(literal=True)
def literal_uuid():
    return select(users.c.id).where(users.c.token == token)


@case(literal=True)
def literal_enum():
    return select(addresses.c.id).where(addresses.c.kind == "work")


@case(literal=True)
def literal_bytes_that_are_no_text():
    return select(users.c.id).where(users.c.photo == b"\xff\x00")


@case(literal=True)
def literal_null():
    return select(cast(null(), Integer), literal(None).label("b"))


@case(literal=True)
def literal_limit():
    return select(users.c.id).order_by(users.c.id).limit(2).offset(1)


@case(literal=True)
def literal_arithmetic():
    return select(users.c.age + 1, users.c.balance * decimal.Decimal("1.5")).order_by(users.c.id)


@case(literal=True)
def literal_negative_beside_minus():
    return select(users.c.age - -5).order_by(users.c.id)


# ---- Arrays ----

@case(only="postgresql")
def array_column():
    return select(kinds.c.marks, kinds.c.words)


@case(only="postgresql", run=False)
def array_any():
    return select(kinds.c.id).where(5 == any_(kinds.c.marks))


# ---- Types of one database, another type in one dialect ----

documents = Table(
    "documents", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("body", JSON().with_variant(postgresql.JSONB(), "postgresql")),
    Column("size", Integer().with_variant(BigInteger(), "postgresql", "oracle")))


special = Table(
    "special", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("doc", postgresql.JSONB),
    Column("host", postgresql.INET),
    Column("span", postgresql.INT4RANGE),
    Column("spans", postgresql.INT4MULTIRANGE),
    Column("words", postgresql.TSVECTOR),
    Column("config", postgresql.REGCONFIG),
    Column("price", postgresql.MONEY),
    Column("flags", postgresql.BIT(3)),
    Column("more_flags", postgresql.BIT(9, varying=True)),
    Column("wait", postgresql.INTERVAL(precision=3)),
    Column("code", CHAR(5)),
    Column("at", TIMESTAMP(timezone=True)),
    Column("place", postgresql.OID))


@case
def variant_in_cast():
    return select(cast(users.c.age, String(10).with_variant(Text(), "mysql"))).order_by(users.c.id)


@case(run=False)
def variant_stored():
    return insert(documents).values(id=1, body={"a": 1}, size=7)


@case(run=False)
def variant_compared():
    return select(documents.c.id).where(documents.c.size > 5)


@case(only="postgresql", run=False)
def special_stored():
    return insert(special).values(id=1, host="10.0.0.1", span="[1,5)", spans="{[1,5)}",
                                  words="a b", config="english", price="1.50", place=7)


@case(only="postgresql", run=False)
def special_bits_stored():
    return update(special).values(flags="101", more_flags="1")


@case(run=False)
def special_jsonb_stored():
    return insert(special).values(id=1, doc={"a": 1})


@case(run=False)
def special_code_compared():
    return select(special.c.id).where(special.c.code == "x")


@case(run=False)
def special_columns():
    return select(special.c.doc, special.c.host, special.c.span)


@case
def json_null_stored():
    table = Table("users", MetaData(), Column("id", Integer, primary_key=True),
                  Column("name", String(50)), Column("active", Boolean),
                  Column("data", JSON(none_as_null=True)))
    return insert(table).values(id=50, name="n", active=True, data=None)


def typed(name, *column_types, **options):
    """CREATE TABLE with columns a, b, c ... of these types."""
    return CreateTable(Table(name, MetaData(), *[
        Column("abcdefghij"[i], t) for i, t in enumerate(column_types)], **options))


# ---- Types under their own name in every dialect ----

@case
def typed_characters():
    return typed("typed_characters", CHAR(5), VARCHAR(6))


@case(run=False)
def typed_national_characters():
    return typed("typed_national_characters", NCHAR(5), NVARCHAR(6))


@case
def typed_characters_of_any_length():
    return typed("typed_characters_of_any_length", CHAR(), VARCHAR())


@case
def typed_texts():
    return typed("typed_texts", TEXT())


@case(run=False)
def typed_clob():
    return typed("typed_clob", CLOB())


@case
def typed_exact_numbers():
    return typed("typed_exact_numbers", DECIMAL(8, 3), REAL(), DOUBLE_PRECISION(), BIGINT(),
                 DECIMAL())


@case
def typed_precision_alone():
    return typed("typed_precision_alone", Numeric(12), DECIMAL(9))


@case(run=False)
def typed_double():
    return typed("typed_double", types.DOUBLE())


@case(run=False)
def typed_binaries():
    return typed("typed_binaries", BLOB(), BINARY(4), VARBINARY(9))


@case
def typed_timestamps():
    return typed("typed_timestamps", TIMESTAMP(), TIMESTAMP(timezone=True))


@case(run=False)
def typed_datetime():
    return typed("typed_datetime", DATETIME())


@case
def typed_timestamp_with_default():
    return CreateTable(Table(
        "typed_timestamp_with_default", MetaData(),
        Column("a", TIMESTAMP, server_default=text("CURRENT_TIMESTAMP")),
        Column("b", TIMESTAMP, nullable=False)))


@case
def typed_exact_boolean():
    return typed("typed_exact_boolean", BOOLEAN())


@case
def typed_exact_uuid():
    return typed("typed_exact_uuid", types.UUID())


# ---- Options of types ----

@case(only="sqlite postgresql mysql mariadb mssql", run=False)
def typed_collations():
    return typed("typed_collations", String(5, collation="de"), Text(collation="de_DE"),
                 Unicode(5, collation="de"), UnicodeText(collation="de"),
                 CHAR(5, collation="de"), NVARCHAR(5, collation="de"))


@case
def typed_boolean_checked():
    return typed("typed_boolean_checked", Boolean(create_constraint=True))


@case
def typed_boolean_checked_by_name():
    return typed("typed_boolean_checked_by_name", Boolean(create_constraint=True, name="yes_no"))


@case
def typed_enum_not_native():
    return typed("typed_enum_not_native", Enum("a", "bcd", name="e", native_enum=False))


@case
def typed_enum_not_native_checked():
    return typed("typed_enum_not_native_checked", Enum(
        "a", "it's", "50%", name="e_check", native_enum=False, create_constraint=True))


@case(run=False)
def typed_enum_checked_where_not_native():
    return typed("typed_enum_checked_where_not_native", Enum(
        "a", "b", name="e_check", create_constraint=True))


@case
def typed_enum_of_length():
    return typed("typed_enum_of_length", Enum("a", "b", name="e", native_enum=False, length=20))


@case(run=False)
def typed_enum_in_schema():
    return typed("typed_enum_in_schema", Enum("a", "b", name="e", schema="app"))


@case
def typed_interval_not_native():
    return typed("typed_interval_not_native", Interval(native=False))


@case
def typed_uuid_not_native():
    return typed("typed_uuid_not_native", Uuid(native_uuid=False))


@case(run=False)
def typed_checks_behind_unique():
    return CreateTable(Table(
        "typed_checks_behind_unique", MetaData(),
        Column("a", Boolean(create_constraint=True), ForeignKey(users.c.id), unique=True),
        Column("b", Enum("x", "y", name="e_b", native_enum=False, create_constraint=True)),
        CheckConstraint("a IS NOT NULL")))


@case(run=False)
def typed_enum_check_by_convention():
    return CreateTable(Table(
        "typed_enum_check", MetaData(naming_convention={
            "ck": "ck_%(table_name)s_%(constraint_name)s"}),
        Column("a", Enum("x", name="e", native_enum=False, create_constraint=True))))


# ---- Another type in one dialect ----

@case
def variant_of_text():
    return typed("variant_of_text", String(10).with_variant(Text(), "mysql"))


@case
def variant_of_several_dialects():
    return typed("variant_of_several_dialects", String(10)
                 .with_variant(NVARCHAR(20), "mssql")
                 .with_variant(oracle.VARCHAR2(30), "oracle")
                 .with_variant(Text(), "mysql", "mariadb"))


@case
def variant_of_key():
    return CreateTable(Table("variant_of_key", MetaData(), Column(
        "id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)))


@case
def variant_of_json():
    return typed("variant_of_json", JSON().with_variant(postgresql.JSONB(), "postgresql"))


@case
def variant_where_there_is_none():
    return typed("variant_where_there_is_none", postgresql.INET().with_variant(
        String(45), "sqlite", "mysql", "mariadb", "oracle", "mssql"))


@case
def variant_of_enum():
    return typed("variant_of_enum", Enum("a", "b", name="e").with_variant(String(7), "postgresql"))


@case
def variant_of_array():
    return typed("variant_of_array", ARRAY(Integer).with_variant(JSON(), "sqlite"))

# ---- PostgreSQL ----

@case
def typed_jsonb():
    return typed("typed_jsonb", postgresql.JSONB())


@case
def typed_networks():
    return typed("typed_networks", postgresql.INET(), postgresql.CIDR(), postgresql.MACADDR(),
                 postgresql.MACADDR8())


@case
def typed_search():
    return typed("typed_search", postgresql.TSVECTOR(), postgresql.TSQUERY(),
                 postgresql.REGCONFIG())


@case(only="sqlite postgresql oracle")
def typed_bits():
    return typed("typed_bits", postgresql.BIT(5), postgresql.BIT(7, varying=True),
                 postgresql.BIT(varying=True))


@case(only="sqlite postgresql mysql mariadb mssql")
def typed_interval_of_precision():
    return typed("typed_interval_of_precision", postgresql.INTERVAL(precision=3),
                 postgresql.INTERVAL())


@case
def typed_ranges():
    return typed("typed_ranges", postgresql.INT4RANGE(), postgresql.INT8RANGE(),
                 postgresql.NUMRANGE(), postgresql.DATERANGE(), postgresql.TSRANGE(),
                 postgresql.TSTZRANGE())


@case
def typed_multiranges():
    return typed("typed_multiranges", postgresql.INT4MULTIRANGE(), postgresql.INT8MULTIRANGE(),
                 postgresql.NUMMULTIRANGE(), postgresql.DATEMULTIRANGE(),
                 postgresql.TSMULTIRANGE(), postgresql.TSTZMULTIRANGE())


@case
def typed_names_of_objects():
    return typed("typed_names_of_objects", postgresql.OID(), postgresql.REGCLASS())


@case(run=False)
def typed_citext():
    return typed("typed_citext", postgresql.CITEXT(), postgresql.HSTORE())


@case
def typed_money():
    return typed("typed_money", postgresql.MONEY())


@case
def typed_bytea():
    return typed("typed_bytea", postgresql.BYTEA())


@case(run=False)
def typed_domain():
    return typed("typed_domain", postgresql.DOMAIN("positive", Integer))


@case
def typed_arrays():
    return typed("typed_arrays", ARRAY(Text), ARRAY(Integer, dimensions=2),
                 ARRAY(postgresql.JSONB), ARRAY(DateTime(timezone=True)),
                 ARRAY(String(5), dimensions=3), ARRAY(Uuid))


@case(run=False)
def typed_array_of_enum():
    return typed("typed_array_of_enum", ARRAY(Enum("a", "b", name="e")))

# ---- MySQL and MariaDB ----

@case
def typed_mysql_integers():
    return typed("typed_mysql_integers", mysql.INTEGER(5, unsigned=True, zerofill=True),
                 mysql.BIGINT(unsigned=True), mysql.SMALLINT(3), mysql.INTEGER(zerofill=True))


@case
def typed_mysql_small_integers():
    return typed("typed_mysql_small_integers", mysql.TINYINT(1), mysql.TINYINT(unsigned=True))


@case
def typed_mysql_mediumint():
    return typed("typed_mysql_mediumint", mysql.MEDIUMINT(7), mysql.MEDIUMINT())


@case
def typed_mysql_decimal():
    return typed("typed_mysql_decimal", mysql.DECIMAL(10, 2, unsigned=True))


@case
def typed_mysql_charset():
    return typed("typed_mysql_charset", mysql.VARCHAR(5, charset="utf8mb4"),
                 mysql.VARCHAR(6, binary=True), mysql.VARCHAR(7, ascii=True))


@case
def typed_mysql_charset_and_collation():
    return typed("typed_mysql_charset_and_collation", mysql.VARCHAR(
        5, charset="utf8mb4", collation="utf8mb4_bin"))


@case
def typed_mysql_texts():
    return typed("typed_mysql_texts", mysql.TINYTEXT(), mysql.MEDIUMTEXT(), mysql.LONGTEXT())


@case
def typed_mysql_blobs():
    return typed("typed_mysql_blobs", mysql.TINYBLOB(), mysql.MEDIUMBLOB(), mysql.LONGBLOB())


@case
def typed_mysql_year():
    return typed("typed_mysql_year", mysql.YEAR())


@case(only="sqlite mysql mariadb oracle")
def typed_mysql_bit():
    return typed("typed_mysql_bit", mysql.BIT(5))


@case(only="sqlite mysql mariadb oracle mssql")
def typed_mysql_set():
    return typed("typed_mysql_set", mysql.SET("a", "it's"))


@case(run=False)
def typed_mysql_fractions():
    return typed("typed_mysql_fractions", mysql.DATETIME(fsp=6), mysql.TIME(fsp=3),
                 mysql.TIMESTAMP(fsp=2))


# ---- Oracle ----

@case
def typed_oracle_number():
    return typed("typed_oracle_number", oracle.NUMBER(10, 2), oracle.NUMBER(10, 0),
                 oracle.NUMBER(7), oracle.NUMBER())


@case
def typed_oracle_texts():
    return typed("typed_oracle_texts", oracle.VARCHAR2(5), oracle.LONG())


@case(run=False)
def typed_oracle_nvarchar2():
    return typed("typed_oracle_nvarchar2", oracle.NVARCHAR2(5))


@case(run=False)
def typed_oracle_nclob():
    return typed("typed_oracle_nclob", oracle.NCLOB())


@case
def typed_oracle_raw():
    return typed("typed_oracle_raw", oracle.RAW(16), oracle.ROWID())


@case
def typed_oracle_floats():
    return typed("typed_oracle_floats", oracle.BINARY_FLOAT(), oracle.BINARY_DOUBLE())


@case(only="oracle")      # elsewhere a plain FLOAT, refused here
def typed_oracle_float_of_precision():
    return typed("typed_oracle_float_of_precision", oracle.FLOAT(126))


@case(only="oracle postgresql", run=False)
def typed_oracle_local_time():
    return typed("typed_oracle_local_time", oracle.TIMESTAMP(local_timezone=True))


@case(only="sqlite mysql mariadb oracle mssql")
def typed_oracle_interval():
    return typed("typed_oracle_interval", oracle.INTERVAL(day_precision=4, second_precision=3))


@case
def typed_oracle_vector():
    return typed("typed_oracle_vector", oracle.VECTOR(dim=3))


# ---- SQL Server ----

@case(only="sqlite oracle mssql")
def typed_mssql_bit():
    return typed("typed_mssql_bit", mssql.BIT())


@case
def typed_mssql_tinyint():
    return typed("typed_mssql_tinyint", mssql.TINYINT())


@case
def typed_mssql_old_texts():
    return typed("typed_mssql_old_texts", mssql.NTEXT(), mssql.IMAGE())


@case
def typed_mssql_money():
    return typed("typed_mssql_money", mssql.MONEY(), mssql.SMALLMONEY())


@case
def typed_mssql_times():
    return typed("typed_mssql_times", mssql.DATETIME2(3), mssql.DATETIMEOFFSET(7),
                 mssql.SMALLDATETIME(), mssql.DATETIME2())


@case(only="mssql")
def typed_mssql_time():
    return typed("typed_mssql_time", mssql.TIME(3))


@case
def typed_mssql_uniqueidentifier():
    return typed("typed_mssql_uniqueidentifier", mssql.UNIQUEIDENTIFIER())


@case(only="mssql")
def typed_mssql_varbinary_max():
    return typed("typed_mssql_varbinary_max", mssql.VARBINARY("max"))


@case
def typed_mssql_rowversion():
    return typed("typed_mssql_rowversion", mssql.ROWVERSION())


@case
def typed_mssql_xml():
    return typed("typed_mssql_xml", mssql.XML())


@case
def typed_mssql_sql_variant():
    return typed("typed_mssql_sql_variant", mssql.SQL_VARIANT())


# ---- Types of SQLite ----

diary = Table(
    "diary", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("doc", sqlite.JSONB),
    Column("digits", sqlite.DATETIME(storage_format="%(year)04d%(month)02d%(day)02d"
                                     "%(hour)02d%(minute)02d%(second)02d%(microsecond)06d",
                                     regexp=r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{6})")),
    Column("day", sqlite.DATE(storage_format="%(day)02d.%(month)02d.%(year)04d",
                              regexp=r"(?P<day>\d+)\.(?P<month>\d+)\.(?P<year>\d+)")),
    Column("wakes", sqlite.TIME(storage_format="%(hour)02d h %(minute)02d",
                                regexp=r"(\d+) h (\d+)")))


@case(only="sqlite")
def sqlite_storage_created():
    return CreateTable(diary)


@case(only="sqlite", run=False)
def sqlite_jsonb_inserted():
    return insert(diary).values(id=1, doc={"a": 1})


@case(only="sqlite", run=False)
def sqlite_jsonb_selected():
    return select(diary.c.id, diary.c.doc, diary.c.doc["a"]).where(diary.c.doc["a"].as_integer() == 1)


@case(only="sqlite", run=False)
def sqlite_storage_compared():
    return select(diary.c.id).where(diary.c.digits < moment, diary.c.day == day,
                                    diary.c.wakes > noon)
