"""INSERT, UPDATE, DELETE, upserts, RETURNING."""
import datetime
import decimal
import uuid

from corpus import *
from sqlalchemy import case as when
from sqlalchemy.dialects.mysql import insert as mysql_insert
from sqlalchemy.dialects.mysql import limit as mysql_limit
from sqlalchemy.dialects.postgresql import insert as upsert

# Tables of the fixture again, with defaults of all kinds.
stock = Table(
    "items", MetaData(),
    Column("order_id", Integer, primary_key=True),
    Column("line", Integer, primary_key=True, default=9),
    Column("product", String(40), nullable=False, default="thing", onupdate="changed"),
    Column("quantity", Integer, nullable=False, default=lambda: 7, onupdate=lambda: 8),
    Column("price", Double, nullable=False, default=text("1.5 * 2"), onupdate=text("price + 0.5")))

places = Table(
    "regions", MetaData(),
    Column("code", String(8), primary_key=True, default=lambda: "made"),
    Column("title", Unicode(40), server_default="untitled"),
    Column("memo", UnicodeText, onupdate=text("lower('SEEN')")))

flags = Table(
    "flags", MetaData(),
    Column("on", Boolean, default=True),
    Column("share", Float, default=0.25),
    Column("user", String(20), onupdate="nobody"))

# A serial key and a server's default alone.
events = Table(
    "events", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, server_default=text("CURRENT_TIMESTAMP")))

# A key that is no number, and none at all.
tokens = Table("tokens", MetaData(), Column("key", Uuid, primary_key=True), Column("n", Integer))
tracks = Table("tracks", MetaData(), Column("a", Integer), Column("b", String(10)))

managers = users.alias("managers")
u2 = users.alias("u2")


# ---- INSERT ----


@case
def insert_bare():
    return insert(regions)


@case
def insert_bare_with_serial_key():
    return insert(addresses)


@case
def insert_values():
    return insert(regions).values(code="w", title="West")


@case
def insert_in_order_of_columns():
    return insert(regions).values(memo="dry", title="West", code="w")


@case
def insert_with_key():
    return insert(transfers).values(id=10, from_id=1, to_id=3, amount=5)


@case
def insert_without_key():
    return insert(transfers).values(from_id=1, to_id=3, amount=5)


@case
def insert_without_part_of_key():
    return insert(items).values(order_id=1, product="nut", quantity=1, price=0.5)


@case
def insert_without_text_key():
    return insert(regions).values(title="Nowhere")


@case
def insert_without_uuid_key():
    return insert(tokens).values(n=1)


@case
def insert_table_without_key():
    return insert(tracks).values(a=1)


@case
def insert_only_server_default():
    return insert(events).values(id=1)


@case
def insert_null_value():
    return insert(regions).values(code="w", title=None)


@case
def insert_null_constant():
    return insert(regions).values(code="w", title=null())


@case
def insert_key_null():
    return insert(transfers).values(id=None, from_id=1, to_id=3, amount=5)


@case
def insert_every_type():
    return insert(users).values(
        id=9, name="zed", fullname=None, age=-3, active=True, score=0.125, ratio=2.5,
        balance=decimal.Decimal("-10.50"), big=-(2 ** 62),
        created=datetime.datetime(2024, 2, 29, 23, 59, 59, 125000),
        birthday=datetime.date(1999, 12, 31), wakes=datetime.time(6, 5, 4),
        data={"k": ["v", 1]}, token=uuid.UUID("00112233-4455-6677-8899-aabbccddeeff"),
        photo=b"\x00\x01\xfe'", manager_id=1)


@case(literal=True)
def insert_every_type_literally():
    return insert(users).values(
        id=9, name="O'Hara \\ 100% :x ?", age=-3, active=False, score=0.125, ratio=2.5,
        balance=decimal.Decimal("-10.50"), big=-(2 ** 62),
        created=datetime.datetime(2024, 2, 29, 23, 59, 59, 125000),
        birthday=datetime.date(1999, 12, 31), wakes=datetime.time(6, 5, 4),
        token=uuid.UUID("00112233-4455-6677-8899-aabbccddeeff"))


@case
def insert_expressions():
    return insert(orders).values(
        id=literal(4) + 1, user_id=when((true(), 1), else_=2),
        placed=cast("2024-05-05 00:00:00", DateTime), total=func.coalesce(None, 7),
        note=func.upper("loud") + "!")


@case
def insert_expression_as_key():
    return insert(regions).values(code=func.lower("W"), title="West").inline()


@case
def insert_subquery_as_value():
    return insert(transfers).values(
        id=select(func.max(transfers.c.id) + 1).scalar_subquery(), from_id=1, to_id=2,
        amount=select(orders.c.id).where(orders.c.note == "gift").scalar_subquery())


@case
def insert_exists_as_value():
    return insert(users).values(
        id=9, name="zed", active=exists().where(orders.c.user_id == 1))


@case
def insert_condition_as_value():
    return insert(users).values(id=9, name="zed", active=literal(1) > 0)


@case
def insert_text_as_value():
    return insert(regions).values(code="w", title=text("lower('WEST')"))


@case
def insert_text_with_parameter():
    return insert(regions).values(code="w", title=text("lower(:t)").bindparams(t="WEST"))


@case
def insert_named_parameters():
    return insert(regions).values(code=bindparam("k", "w"), title=bindparam("t", "West"))


@case
def insert_parameter_twice():
    return insert(regions).values(code=bindparam("k", "w"), title=bindparam("k", "w"))


@case
def insert_literal_column():
    return insert(regions).values(code=literal_column("'w'"), title=literal("West")).inline()


@case
def insert_type_coerced():
    return insert(users).values(
        id=9, name="zed", active=type_coerce(True, Boolean), score=cast(2, Double))


@case
def insert_rows():
    return insert(regions).values([
        {"code": "w", "title": "West"}, {"code": "e", "title": "East"},
        {"code": "c", "title": "Centre"}])


@case
def insert_rows_with_expressions():
    return insert(regions).values([
        {"code": func.lower("W"), "title": "West"}, {"code": "e", "title": func.upper("east")},
        {"code": "c", "title": null()}])


@case
def insert_rows_with_null_and_text():
    return insert(regions).values([
        {"code": "w", "title": None}, {"code": "e", "title": text("'East'")}])


@case
def insert_rows_with_serial_key():
    return insert(transfers).values([
        {"from_id": 1, "to_id": 2, "amount": 1}, {"from_id": 2, "to_id": 1, "amount": 2}])


@case
def insert_rows_with_subqueries():
    top = select(func.max(transfers.c.amount)).scalar_subquery()
    return insert(transfers).values([
        {"id": 10, "from_id": 1, "to_id": 2, "amount": top + 1},
        {"id": 11, "from_id": 1, "to_id": 3, "amount": top + 2}])


@case(literal=True)
def insert_rows_literally():
    return insert(regions).values([
        {"code": "w", "title": "It's"}, {"code": "e", "title": None}])


@case
def insert_into_schema():
    return insert(logs).values(level=2, message="hello")


@case
def insert_into_lightweight_table():
    return insert(light).values(a=1, b="two", c="three")


@case
def insert_bare_lightweight():
    return insert(light)


@case
def insert_odd_names():
    return insert(odd).values({
        "order": 3, "MixedCase": 30, "two words": "three", "per%cent": 100})


@case
def insert_odd_rows():
    return insert(odd).values([
        {"order": 3, "MixedCase": 30, "per%cent": 1}, {"order": 4, "MixedCase": 40, "per%cent": 2}])


@case
def insert_odd_returning():
    return insert(odd).values({"order": 3, "MixedCase": 30}).returning(odd)


@case
def insert_default_columns():
    return insert(stock).values(order_id=1)


@case
def insert_default_columns_overridden():
    return insert(stock).values(order_id=1, line=3, product="nut", quantity=2, price=0.5)


@case
def insert_default_columns_null():
    return insert(stock).values(order_id=1, line=None, product=None, price=text("2 + 2"))


@case
def insert_default_rows():
    return insert(stock).values([{"order_id": 1}, {"order_id": 2}, {"order_id": 3}])


@case
def insert_default_rows_with_line():
    return insert(stock).values([
        {"order_id": 1, "line": 7}, {"order_id": 2, "line": 8}])


@case
def insert_default_returning():
    return insert(stock).values(order_id=2).returning(stock.c.line, stock.c.quantity, stock.c.price)


@case
def insert_default_key_by_function():
    return insert(places).values(memo="x")


@case
def insert_default_flags():
    return insert(flags).values(user="ann")


@case
def insert_default_rows_of_flags():
    return insert(flags).values([{"user": "ann"}, {"user": "bob"}])


@case
def insert_bare_with_defaults():
    return insert(stock)


# ---- INSERT ... SELECT ----


@case
def insert_from_select():
    return insert(transfers).from_select(
        ["id", "from_id", "to_id", "amount"],
        select(orders.c.id + 10, orders.c.user_id, orders.c.user_id, literal(1))
        .where(orders.c.user_id.is_not(None)))


@case
def insert_from_select_partly():
    return insert(transfers).from_select(
        ["from_id", "to_id", "amount"],
        select(users.c.manager_id, users.c.id, users.c.age).where(users.c.age > 30))


@case
def insert_from_select_with_literals():
    return insert(regions).from_select(
        ["code", "title"],
        select(literal("x").label("k"), literal_column("'Ex'").label("t")))


@case
def insert_from_select_of_same_table():
    return insert(regions).from_select(
        ["code", "title"], select(regions.c.code + "2", func.upper(regions.c.title)))


@case
def insert_from_joined_select():
    return insert(transfers).from_select(
        ["id", "from_id", "to_id", "amount"],
        select(orders.c.id + 10, users.c.id, users.c.id, func.count(items.c.line))
        .select_from(users.join(orders).join(items))
        .group_by(orders.c.id, users.c.id))


@case
def insert_from_select_with_alias():
    return insert(transfers).from_select(
        [transfers.c.id, transfers.c.from_id, transfers.c.to_id, transfers.c.amount],
        select(u2.c.id + 20, u2.c.id, managers.c.id, func.coalesce(u2.c.age, 0))
        .join_from(u2, managers, u2.c.manager_id == managers.c.id))


@case
def insert_from_select_limited():
    return insert(regions).from_select(
        ["code"], select(users.c.name).order_by(users.c.id).limit(2))


@case
def insert_from_union():
    return insert(regions).from_select(
        ["code", "title"],
        union_all(select(literal("x"), literal("Ex")),
                  select(users.c.name, users.c.fullname).where(users.c.id < 3)))


@case
def insert_from_subquery():
    sub = select(users.c.name, func.upper(users.c.name).label("loud")).where(
        users.c.id < 4).subquery("sub")
    return insert(regions).from_select(["code", "title"], select(sub))


@case
def insert_from_select_with_cte():
    busy = select(orders.c.user_id, func.count().label("n")).group_by(orders.c.user_id).cte("busy")
    return insert(regions).from_select(
        ["code", "title"],
        select(users.c.name, users.c.fullname).join(busy, busy.c.user_id == users.c.id)
        .where(busy.c.n > 1))


@case
def insert_from_recursive_cte():
    n = select(literal(10).label("n")).cte("counted", recursive=True)
    n = n.union_all(select(n.c.n + 1).where(n.c.n < 12))
    return insert(transfers).from_select(
        ["id", "from_id", "to_id", "amount"], select(n.c.n, literal(1), literal(2), n.c.n * 2))


@case
def insert_from_select_returning():
    return insert(regions).from_select(
        ["code", "title"], select(users.c.name, users.c.fullname).where(users.c.age == 28)
    ).returning(regions.c.code, func.length(regions.c.title))


@case
def insert_from_select_with_defaults():
    return insert(stock).from_select(
        ["order_id"], select(orders.c.id).where(orders.c.note.is_not(None)))


@case
def insert_from_select_default_key():
    return insert(places).from_select(["memo"], select(users.c.name).where(users.c.id == 1))


@case
def insert_from_select_with_parameter():
    return insert(regions).from_select(
        ["code", "title"],
        select(users.c.name, bindparam("t", "West", String)).where(users.c.id == bindparam("n", 2)))


@case
def insert_from_select_exists():
    return insert(regions).from_select(
        ["code"], select(users.c.name).where(
            ~exists().where(orders.c.user_id == users.c.id), users.c.id < 5))


@case
def insert_from_select_into_odd():
    return insert(odd).from_select(
        ["order", "two words"], select(odd.c.order + 10, odd.c["two words"]))


@case
def insert_from_select_into_schema():
    return insert(logs).from_select(
        ["level", "message"], select(logs.c.level + 1, logs.c.message).where(logs.c.level < 3))


@case
def insert_from_text():
    return insert(regions).from_select(
        ["code", "title"],
        text("SELECT name, fullname FROM users WHERE id = :i").bindparams(i=3).columns(
            column("name", String), column("fullname", String)))


# ---- RETURNING ----


@case
def returning_column():
    return insert(regions).values(code="w", title="West").returning(regions.c.code)


@case
def returning_serial_key():
    return insert(addresses).values(id=20, user_id=1, email="x@y.z").returning(addresses.c.id)


@case
def returning_all():
    return insert(regions).values(code="w", title="West").returning(regions)


@case
def returning_expressions():
    return insert(regions).values(code="w", title="West").returning(
        func.upper(regions.c.title), regions.c.code + "!", literal(7))


@case
def returning_labels():
    return insert(regions).values(code="w", title="West").returning(
        regions.c.code.label("k"), func.length(regions.c.title).label("size"))


@case
def returning_same_column_twice():
    return insert(regions).values(code="w").returning(regions.c.code, regions.c.code)


@case
def returning_same_name_twice():
    return insert(regions).values(code="w", title="West").returning(
        regions.c.code.label("x"), regions.c.title.label("x"))


@case
def returning_typed():
    return insert(users).values(
        id=9, name="zed", active=True, balance=decimal.Decimal("1.50"), data=[1, 2],
        birthday=datetime.date(2020, 1, 2)).returning(
        users.c.active, users.c.balance, users.c.data, users.c.birthday, users.c.created)


@case
def returning_json_element():
    return update(users).where(users.c.id == 1).values(age=1).returning(
        users.c.data["a"].as_integer())


@case
def returning_case():
    return update(users).values(age=users.c.age + 1).where(users.c.id < 4).returning(
        users.c.id, when((users.c.age > 30, "old"), else_="young").label("kind"))


@case
def returning_cast():
    return update(orders).where(orders.c.id == 4).values(note="x").returning(
        cast(orders.c.id, String(10)), extract("year", orders.c.placed))


@case
def returning_subquery():
    n = select(func.count(users.c.id)).scalar_subquery()
    return insert(regions).values(code="w").returning(regions.c.code, n.label("n"))


@case
def returning_rows():
    return insert(regions).values([
        {"code": "w", "title": "West"}, {"code": "e", "title": "East"}]).returning(
        regions.c.title, regions.c.memo)


@case
def returning_twice_called():
    return insert(regions).values(code="w").returning(regions.c.code).returning(regions.c.memo)


@case
def returning_fragment():
    return insert(regions).values(code="w").returning(literal_column("1 + 1").label("two"))


@case(only="sqlite postgresql mariadb")
def returning_text():
    return insert(regions).values(code="w").returning(text("code"), text("title AS t"))


@case
def returning_in_schema():
    return update(logs).values(level=3).returning(logs.c.id, logs.c.message)


@case
def returning_of_delete():
    return delete(items).where(items.c.product == "apple").returning(items)


@case
def returning_of_update():
    return update(users).where(users.c.manager_id == 1).values(age=50).returning(
        users.c.id, users.c.age, users.c.fullname)


@case
def returning_boolean_expression():
    return update(users).where(users.c.id < 3).values(age=1).returning(
        users.c.id, users.c.active, users.c.age > 3, ~users.c.active)


@case
def returning_null_and_true():
    return update(users).where(users.c.id == 1).values(age=1).returning(
        null(), true(), users.c.id)


@case
def returning_column_of_other_table():
    return insert(regions).values(code="w").returning(users.c.name)


# ---- UPDATE ----


@case
def update_all():
    return update(regions).values(memo="seen")


@case
def update_bare():
    return update(regions)


@case
def update_bare_with_criteria():
    return update(regions).where(regions.c.code == "n")


@case
def update_where():
    return update(regions).where(regions.c.code == "n").values(title="Nord", memo=None)


@case
def update_where_column_is_set_too():
    return update(users).where(users.c.age == 28, users.c.name != "eve").values(age=29)


@case
def update_where_twice():
    return update(users).where(users.c.age > 28).where(
        users.c.id.in_([1, 2])).values(age=5).values(active=False)


@case
def update_where_or():
    return update(users).where(or_(users.c.age.is_(None), users.c.age < 30)).values(score=1.5)


@case
def update_expression():
    return update(users).values(age=users.c.age + 1, score=users.c.score * 2 - users.c.age)


@case
def update_swap():
    return update(transfers).values(from_id=transfers.c.to_id, to_id=transfers.c.from_id)


@case
def update_ordered():
    return update(users).where(users.c.id == 2).ordered_values(
        (users.c.name, "bo"), (users.c.age, users.c.age + 1), (users.c.active, False))


@case
def update_ordered_backwards():
    return update(users).where(users.c.id == 2).ordered_values(
        (users.c.age, 1), (users.c.fullname, None), (users.c.name, "bo"))


@case
def update_in_order_of_columns():
    return update(users).where(users.c.id == 2).values(active=False, age=1, name="bo")


@case
def update_conditional():
    return update(users).values(fullname=when(
        (users.c.age > 30, func.upper(users.c.name)), else_=users.c.fullname))


@case
def update_concatenation():
    return update(orders).where(orders.c.note.is_not(None)).values(note=orders.c.note + "!")


@case
def update_boolean():
    return update(users).where(users.c.active).values(active=~users.c.active)


@case
def update_to_condition():
    return update(users).values(active=users.c.age > 30).where(users.c.age.is_not(None))


@case
def update_null_constant():
    return update(users).where(users.c.id == 1).values(age=null(), active=true())


@case
def update_text():
    return update(users).where(text("age > :limit").bindparams(limit=30)).values(
        age=text("age - 1"))


@case
def update_named_parameters():
    return update(users).where(users.c.id == bindparam("which", 2)).values(
        age=bindparam("age_now", 36))


@case
def update_parameter_in_expression():
    return update(users).where(users.c.id < 3).values(age=users.c.age + bindparam("more", 2))


@case
def update_decimal():
    return update(orders).where(orders.c.total > decimal.Decimal("50.00")).values(
        total=orders.c.total - decimal.Decimal("0.90"))


@case
def update_dates():
    return update(users).where(
        users.c.birthday < datetime.date(1990, 1, 1)).values(
        created=datetime.datetime(2025, 1, 1, 12, 0), wakes=datetime.time(7, 0))


@case
def update_json():
    return update(users).where(users.c.id == 3).values(data={"a": [1, None], "b": {"c": "d"}})


@case
def update_json_null():
    return update(users).where(users.c.id < 3).values(data=null())


@case
def update_where_json():
    return update(users).where(users.c.data["a"].as_integer() == 2).values(age=2)


@case
def update_enum():
    return update(addresses).where(addresses.c.kind == "home").values(kind="work")


@case
def update_binary():
    return update(users).where(users.c.photo.is_(None)).values(photo=b"\xff\x00")


@case
def update_uuid():
    return update(users).where(
        users.c.token == uuid.UUID("00112233-4455-6677-8899-aabbccddeeff")).values(
        token=uuid.UUID(int=5))


@case
def update_like():
    return update(addresses).where(addresses.c.email.endswith("%.org", autoescape=True)).values(
        email=func.replace(addresses.c.email, ".org", ".net"))


@case
def update_empty_in():
    return update(users).where(users.c.id.in_([])).values(age=0)


@case
def update_in_list():
    return update(users).where(users.c.name.in_(["ann", "bob"])).values(age=0)


@case
def update_tuple_condition():
    return update(items).where(
        tuple_(items.c.order_id, items.c.line).in_([(1, 1), (2, 1)])).values(quantity=0)


@case
def update_tuple_in_select():
    pairs = select(items.c.order_id, func.max(items.c.line)).group_by(items.c.order_id)
    return update(items).where(tuple_(items.c.order_id, items.c.line).in_(pairs)).values(quantity=0)


@case
def update_in_select():
    return update(users).where(
        users.c.id.in_(select(orders.c.user_id).where(orders.c.total > 50))).values(age=0)


@case
def update_to_subquery():
    return update(users).values(
        age=select(func.max(orders.c.id)).scalar_subquery()).where(users.c.id == 1)


@case
def update_to_correlated_subquery():
    n = select(func.count(orders.c.id)).where(orders.c.user_id == users.c.id).scalar_subquery()
    return update(users).values(age=n)


@case
def update_to_sum_with_subquery():
    n = select(func.count(orders.c.id)).where(orders.c.user_id == users.c.id).scalar_subquery()
    return update(users).values(age=users.c.age + n).where(n > 0)


@case
def update_where_subquery_of_alias():
    n = select(func.count(u2.c.id)).where(u2.c.manager_id == users.c.id).scalar_subquery()
    return update(users).where(n == 2).values(age=99)


@case
def update_where_exists():
    return update(users).where(
        exists().where(addresses.c.user_id == users.c.id, addresses.c.kind == "work")).values(age=1)


@case
def update_where_not_exists():
    return update(users).where(
        ~select(orders.c.id).where(orders.c.user_id == users.c.id).exists()).values(age=1)


@case
def update_from():
    return update(users).where(
        users.c.id == addresses.c.user_id, addresses.c.kind == "work").values(
        fullname=addresses.c.email)


@case
def update_from_two_tables():
    return update(items).where(
        items.c.order_id == orders.c.id, orders.c.user_id == users.c.id, users.c.name == "ann"
    ).values(quantity=items.c.quantity + users.c.age)


@case
def update_from_alias():
    return update(users).where(users.c.manager_id == managers.c.id).values(age=managers.c.age)


@case
def update_from_subquery():
    sums = select(orders.c.user_id, func.count(orders.c.id).label("n")).group_by(
        orders.c.user_id).subquery("sums")
    return update(users).where(users.c.id == sums.c.user_id).values(age=sums.c.n)


@case
def update_from_unnamed_subquery():
    sums = select(orders.c.user_id, func.count(orders.c.id).label("n")).group_by(
        orders.c.user_id).subquery()
    return update(users).where(users.c.id == sums.c.user_id).values(age=sums.c.n)


@case
def update_from_only_in_set():
    return update(regions).values(memo=users.c.name).where(regions.c.code == "n")


@case
def update_from_returning():
    return update(users).where(
        users.c.id == addresses.c.user_id, addresses.c.kind == "work").values(
        fullname=addresses.c.email).returning(users.c.id, addresses.c.email)


@case
def update_from_ordered():
    return update(users).where(
        users.c.id == addresses.c.user_id, addresses.c.id == 3).ordered_values(
        (users.c.fullname, addresses.c.email), (users.c.age, 3))


@case
def update_from_with_exists():
    return update(users).where(
        users.c.id == addresses.c.user_id,
        exists().where(orders.c.user_id == users.c.id)).values(age=7)


@case
def update_from_schema():
    return update(logs).where(logs.c.id == users.c.id).values(message=users.c.name)


@case
def update_from_odd():
    return update(users).where(users.c.id == odd.c.order).values(age=odd.c["per%cent"])


@case
def update_with_cte():
    busy = select(orders.c.user_id).group_by(orders.c.user_id).having(func.count() > 1).cte("busy")
    return update(users).where(users.c.id.in_(select(busy.c.user_id))).values(age=0)


@case
def update_from_cte():
    sums = select(orders.c.user_id, func.count().label("n")).group_by(orders.c.user_id).cte("sums")
    return update(users).where(users.c.id == sums.c.user_id).values(age=sums.c.n)


@case
def update_to_value_of_cte():
    top = select(func.max(users.c.age).label("top")).cte("top")
    return update(users).where(users.c.id == 4).values(age=select(top.c.top).scalar_subquery())


@case
def update_odd_names():
    return update(odd).where(odd.c["two words"] == "two", odd.c["per%cent"] > 10).values({
        "MixedCase": odd.c.order, "two words": "zwei"})


@case
def update_in_schema():
    return update(logs).where(logs.c.level > 1).values(message=logs.c.message + ".")


@case
def update_lightweight():
    return update(light).where(light.c.a == 1).values(b="x", c=2)


@case
def update_same_column_in_set_and_where():
    return update(transfers).where(transfers.c.amount == 40).values(amount=41, to_id=3)


@case
def update_onupdate():
    return update(stock).where(stock.c.order_id == 1).values(line=stock.c.line + 10)


@case
def update_onupdate_overridden():
    return update(stock).where(stock.c.order_id == 1).values(
        product="kept", quantity=1, price=2.5)


@case
def update_onupdate_by_expression():
    return update(places).where(places.c.code == "n").values(title="Nord")


@case
def update_onupdate_of_reserved_name():
    return update(flags).where(flags.c.on).values({"on": False})


@case
def update_onupdate_ordered():
    return update(stock).where(stock.c.order_id == 1).ordered_values(
        (stock.c.price, 1.5), (stock.c.line, 30))


@case(literal=True)
def update_literally():
    return update(users).where(users.c.name == "it's", users.c.active.is_(True)).values(
        fullname="back\\slash % : ?", age=users.c.age + 1)


@case
def update_with_function():
    return update(users).where(func.lower(users.c.name) == "ann").values(
        fullname=func.replace(users.c.fullname, "Ann", func.upper(users.c.name)))


@case
def update_between():
    return update(users).where(users.c.age.between(28, 36)).values(
        ratio=users.c.ratio / 2, age=users.c.age % 10)


# ---- DELETE ----


@case
def delete_all():
    return delete(items)


@case
def delete_where():
    return delete(items).where(items.c.product == "pear", items.c.quantity > 1)


@case
def delete_where_twice():
    return delete(items).where(items.c.product == "pear").where(items.c.price < 3)


@case
def delete_or():
    return delete(items).where(or_(items.c.product == "lamp", items.c.price >= 5))


@case
def delete_in():
    return delete(transfers).where(transfers.c.id.in_([1, 3, 5]))


@case
def delete_not_in_select():
    return delete(addresses).where(addresses.c.user_id.not_in(select(orders.c.user_id).where(
        orders.c.user_id.is_not(None))))


@case
def delete_exists():
    return delete(addresses).where(
        exists().where(users.c.id == addresses.c.user_id, users.c.age > 40))


@case
def delete_exists_of_alias():
    other = transfers.alias()
    return delete(transfers).where(
        exists().where(other.c.from_id == transfers.c.to_id, other.c.to_id == transfers.c.from_id,
                       other.c.id < transfers.c.id))


@case
def delete_tuple():
    return delete(items).where(tuple_(items.c.order_id, items.c.line) == tuple_(1, 2))


@case
def delete_tuple_in():
    return delete(items).where(tuple_(items.c.order_id, items.c.product).in_([
        (1, "pear"), (4, "pear")]))


@case
def delete_using():
    return delete(items).where(items.c.order_id == orders.c.id, orders.c.note == "first")


@case
def delete_using_two_tables():
    return delete(items).where(
        items.c.order_id == orders.c.id, orders.c.user_id == users.c.id, users.c.name == "ann")


@case
def delete_using_alias():
    return delete(transfers).where(transfers.c.to_id == managers.c.id, managers.c.name == "ann")


@case
def delete_using_itself():
    twin = transfers.alias("twin")
    return delete(transfers).where(transfers.c.from_id == twin.c.to_id, twin.c.amount > 50)


@case
def delete_using_subquery():
    cheap = select(orders.c.id).where(orders.c.total < 50).subquery("cheap")
    return delete(items).where(items.c.order_id == cheap.c.id)


@case
def delete_using_returning():
    return delete(items).where(
        items.c.order_id == orders.c.id, orders.c.note == "first").returning(
        items.c.product, orders.c.note)


@case
def delete_with_cte():
    cheap = select(orders.c.id).where(orders.c.total < 50).cte("cheap")
    return delete(items).where(items.c.order_id.in_(select(cheap.c.id)))


@case
def delete_using_cte():
    cheap = select(orders.c.id).where(orders.c.total < 50).cte("cheap")
    return delete(items).where(items.c.order_id == cheap.c.id)


@case
def delete_scalar_subquery():
    return delete(transfers).where(
        transfers.c.amount < select(func.avg(transfers.c.amount)).scalar_subquery())


@case
def delete_text():
    return delete(transfers).where(text("amount BETWEEN :low AND :high").bindparams(low=1, high=50))


@case
def delete_true():
    return delete(transfers).where(true())


@case
def delete_false():
    return delete(transfers).where(false())


@case
def delete_null():
    return delete(transfers).where(transfers.c.amount == None)  # noqa: E711


@case
def delete_odd():
    return delete(odd).where(odd.c.order == 1, odd.c["two words"].like("o%"))


@case
def delete_in_schema():
    return delete(logs).where(logs.c.level == 0, logs.c.message.startswith("x"))


@case
def delete_lightweight():
    return delete(light).where(light.c.c == None)  # noqa: E711


@case(literal=True)
def delete_literally():
    return delete(addresses).where(
        addresses.c.kind == "home", addresses.c.email.contains("50%", autoescape=True))


# ---- Upserts ----


@case
def upsert_nothing():
    return upsert(regions).values(code="n", title="Again").on_conflict_do_nothing()


@case
def upsert_nothing_on_column():
    return upsert(regions).values(code="n", title="Again").on_conflict_do_nothing(
        index_elements=[regions.c.code])


@case
def upsert_nothing_returning():
    return upsert(regions).values(code="n").on_conflict_do_nothing().returning(regions.c.code)


@case
def upsert_nothing_rows():
    return upsert(regions).values([{"code": "n"}, {"code": "w"}]).on_conflict_do_nothing()


@case
def upsert_nothing_serial_key():
    return upsert(transfers).values(id=1, from_id=1, to_id=1, amount=1).on_conflict_do_nothing(
        index_elements=[transfers.c.id])


@case
def upsert_constant():
    return upsert(regions).values(code="n", title="Nord").on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": "changed"})


@case
def upsert_excluded():
    i = upsert(regions).values(code="n", title="Nord", memo="new")
    return i.on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": i.excluded.title, "memo": i.excluded.memo})


@case
def upsert_expression():
    i = upsert(regions).values(code="n", title="Nord")
    return i.on_conflict_do_update(
        index_elements=[regions.c.code],
        set_={"title": regions.c.title + "/" + i.excluded.title,
              "memo": func.coalesce(regions.c.memo, "none")})


@case
def upsert_where():
    i = upsert(regions).values(code="n", title="Nord")
    return i.on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": i.excluded.title},
        where=regions.c.title != i.excluded.title)


@case
def upsert_where_and():
    i = upsert(regions).values(code="s", title="Sud")
    return i.on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": i.excluded.title},
        where=and_(regions.c.memo.is_(None), regions.c.title.in_(["Süd", "x"])))


@case
def upsert_two_columns():
    i = upsert(items).values(order_id=1, line=1, product="apple", quantity=3, price=2.5)
    return i.on_conflict_do_update(
        index_elements=[items.c.order_id, items.c.line],
        set_={"quantity": items.c.quantity + i.excluded.quantity, "price": i.excluded.price})


@case
def upsert_rows():
    i = upsert(regions).values([
        {"code": "n", "title": "Nord"}, {"code": "w", "title": "West"}])
    return i.on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": i.excluded.title})


@case
def upsert_returning():
    i = upsert(regions).values(code="n", title="Nord")
    return i.on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": i.excluded.title}).returning(
        regions.c.code, regions.c.title, regions.c.memo)


@case(only="postgresql mysql mariadb oracle mssql")
def upsert_constraint():
    return upsert(addresses).values(
        id=9, user_id=1, email="ann@example.org").on_conflict_do_update(
        constraint="addresses_email_key", set_={"user_id": 2})


@case(only="postgresql mysql mariadb oracle mssql")
def upsert_nothing_on_constraint():
    return upsert(addresses).values(
        id=9, user_id=1, email="ann@example.org").on_conflict_do_nothing(
        constraint="addresses_email_key")


@case(only="postgresql mysql mariadb oracle mssql")
def upsert_odd_constraint():
    return upsert(regions).values(code="n").on_conflict_do_nothing(constraint="Some Key")


@case
def upsert_from_select():
    i = upsert(regions).from_select(
        ["code", "title"], select(users.c.name, users.c.fullname).where(users.c.id < 3))
    return i.on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": i.excluded.title})


@case
def upsert_nothing_from_select():
    return upsert(regions).from_select(
        ["code", "title"], select(regions.c.code, regions.c.title).where(true())
    ).on_conflict_do_nothing()


@case
def upsert_subquery():
    n = select(func.max(users.c.name)).scalar_subquery()
    return upsert(regions).values(code="n", title="Nord").on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": n})


@case
def upsert_text():
    return upsert(regions).values(code="n", title="Nord").on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": text("upper(excluded.title)")})


@case
def upsert_null():
    return upsert(regions).values(code="n", title="Nord").on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": null(), "memo": None})


@case
def upsert_odd_names():
    i = upsert(odd).values({"order": 1, "MixedCase": 5, "per%cent": 6})
    return i.on_conflict_do_update(
        index_elements=[odd.c.order],
        set_={"MixedCase": i.excluded.MixedCase, "per%cent": i.excluded["per%cent"] + 1})


@case
def upsert_in_schema():
    i = upsert(logs).values(id=1, message="m")
    return i.on_conflict_do_update(
        index_elements=[logs.c.id], set_={"message": i.excluded.message},
        where=logs.c.level == 1)


@case
def upsert_onupdate():
    i = upsert(stock).values(order_id=1, line=1)
    return i.on_conflict_do_update(
        index_elements=[stock.c.order_id, stock.c.line], set_={"quantity": 1})


@case
def upsert_defaults_of_columns():
    i = upsert(stock).values(order_id=1)
    return i.on_conflict_do_nothing()


@case
def upsert_case():
    i = upsert(items).values(order_id=1, line=1, product="fig", quantity=3, price=2.5)
    return i.on_conflict_do_update(
        index_elements=[items.c.order_id, items.c.line],
        set_={"product": when((i.excluded.quantity > 2, i.excluded.product),
                              else_=items.c.product)})


@case
def upsert_named_parameter():
    i = upsert(regions).values(code=bindparam("k", "n"), title=bindparam("t", "Nord"))
    return i.on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": bindparam("again", "Anew")})


@case(literal=True)
def upsert_literally():
    return upsert(regions).values(code="n", title="No'rd").on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": "ch'd"}, where=regions.c.title != "x%")


@case
def upsert_typed():
    i = upsert(users).values(id=1, name="ann", active=True, data={"b": 1})
    return i.on_conflict_do_update(
        index_elements=[users.c.id], set_={
            "data": {"c": [2]}, "active": False, "balance": decimal.Decimal("3.50"),
            "birthday": datetime.date(2000, 1, 1)}).returning(
        users.c.id, users.c.data, users.c.active, users.c.balance, users.c.birthday)


@case
def upsert_with_cte():
    top = select(func.max(users.c.name).label("n")).cte("top")
    return upsert(regions).values(
        code="n", title=select(top.c.n).scalar_subquery()).on_conflict_do_nothing()


# ---- Statements that write in a CTE ----


@case
def cte_of_insert():
    made = insert(regions).values(code="w", title="West").returning(regions.c.code).cte("made")
    return select(made.c.code)


@case
def cte_of_update():
    done = update(users).where(users.c.id < 3).values(age=1).returning(
        users.c.id, users.c.name).cte("done")
    return select(done.c.name, addresses.c.email).join(
        addresses, addresses.c.user_id == done.c.id).order_by(addresses.c.id)


@case
def cte_of_delete():
    gone = delete(items).where(items.c.quantity < 3).returning(items).cte("gone")
    return select(func.count(), func.sum(gone.c.quantity)).select_from(gone)


@case
def cte_of_delete_inserted():
    gone = delete(transfers).where(transfers.c.amount < 50).returning(
        transfers.c.id, transfers.c.from_id, transfers.c.to_id, transfers.c.amount).cte("gone")
    return insert(transfers).from_select(
        ["id", "from_id", "to_id", "amount"],
        select(gone.c.id + 100, gone.c.from_id, gone.c.to_id, gone.c.amount))


@case
def cte_of_insert_in_update():
    made = insert(regions).values(code="w", title="West").returning(regions.c.title).cte("made")
    return update(users).where(users.c.id == 1).values(
        fullname=select(made.c.title).scalar_subquery())


@case
def cte_of_insert_from_select():
    made = insert(regions).from_select(
        ["code"], select(users.c.name).where(users.c.id < 3)).returning(regions.c.code).cte("made")
    return select(made).order_by(made.c.code)


@case
def cte_of_upsert():
    i = upsert(regions).values(code="n", title="Nord")
    made = i.on_conflict_do_update(
        index_elements=[regions.c.code], set_={"title": i.excluded.title}).returning(
        regions.c.title).cte("made")
    return select(made.c.title)


@case(only="sqlite postgresql mysql mariadb oracle")
def cte_of_update_from():
    done = update(users).where(users.c.id == addresses.c.user_id).values(age=1).returning(
        users.c.id).cte("done")
    return select(func.count()).select_from(done)


@case
def cte_of_delete_with_labels():
    gone = delete(items).where(items.c.order_id == 1).returning(
        items.c.product.label("what"), (items.c.quantity * 2).label("twice")).cte("gone")
    return select(gone.c.what, gone.c.twice).order_by(gone.c.twice)


@case
def cte_in_cte_of_insert():
    some = select(users.c.name).where(users.c.id == 2).cte("some")
    made = insert(regions).from_select(["code"], select(some.c.name)).returning(
        regions.c.code).cte("made")
    return select(made.c.code)


# ---- Prefixes, hints, limits, CTEs and VALUES beside them ----


@case
def insert_or_replace():
    return insert(regions).prefix_with("OR REPLACE", dialect="sqlite").values(
        code="n", title="New", memo="x")


@case
def insert_prefix():
    return insert(tracks).prefix_with("/* a note */").prefix_with("IGNORE", dialect="mysql").values(
        a=1)


@case
def insert_prefix_from_select():
    return insert(regions).prefix_with("OR IGNORE", dialect="sqlite").from_select(
        ["code"], select(regions.c.code).where(regions.c.code == "n"))


@case
def update_prefix():
    return update(regions).prefix_with("OR REPLACE", dialect="sqlite").values(code="s").where(
        regions.c.code == "n")


@case
def delete_prefix():
    return delete(items).prefix_with("QUICK", dialect="mysql").where(items.c.order_id == 1)


@case
def update_hint():
    return update(users).with_hint("WITH (PAGLOCK)", selectable=users, dialect_name="mssql").where(
        users.c.id == 1).values(age=1)


@case
def delete_hint():
    return delete(items).with_hint("WITH (PAGLOCK)", selectable=items, dialect_name="mssql").where(
        items.c.order_id == 1)


@case(only="mysql mariadb")
def update_limit():
    return update(users).values(age=1).where(users.c.id > 1).ext(mysql_limit(2))


@case(only="mysql mariadb")
def delete_limit():
    return delete(items).ext(mysql_limit(3))


@case(only="sqlite postgresql mssql")
def insert_beside_cte():
    gone = delete(items).where(items.c.order_id == 4).returning(items.c.line).cte("gone")
    return insert(regions).values(code="w").add_cte(gone)


@case
def update_beside_cte():
    seen = select(orders.c.id).where(orders.c.total > 50).cte("seen")
    return update(users).values(age=2).where(users.c.id == 1).add_cte(seen)


@case
def delete_beside_cte():
    made = insert(regions).values(code="w").returning(regions.c.code).cte("made")
    return delete(items).where(items.c.order_id == 4).add_cte(made)


@case
def insert_from_table_of_values():
    v = values(column("a", String), column("b", String), name="v").data(
        [("x", "Ex"), ("y", "Why")])
    return insert(regions).from_select(["code", "title"], select(v.c.a, v.c.b))


@case
def update_from_table_of_values():
    v = values(column("i", Integer), column("n", Integer), name="v").data([(1, 10), (2, 20)])
    return update(users).where(users.c.id == v.c.i).values(age=v.c.n)


@case
def delete_using_table_of_values():
    v = values(column("i", Integer), name="v").data([(1,), (2,)])
    return delete(items).where(items.c.order_id == v.c.i)


@case
def update_in_table_of_values():
    v = values(column("i", Integer), name="v").data([(1,), (2,)])
    return update(users).where(users.c.id.in_(select(v.c.i))).values(age=0)


@case
def update_from_function():
    n = func.json_array_length(users.c.data["tags"])
    return update(users).where(users.c.id < 3).values(age=n)


# ---- Values and conditions of more kinds ----


@case
def update_to_conditions():
    return update(users).values(active=or_(users.c.age > 30, users.c.name == "eve")).where(
        users.c.id.in_([1, 2, 4]))


@case
def update_to_conjunction():
    return update(users).values(active=and_(users.c.age > 30, users.c.score > 8)).where(
        users.c.id < 3)


@case
def update_to_membership():
    return update(users).values(active=users.c.name.in_(["ann", "dan"]))


@case
def update_to_negated_membership():
    return update(users).values(active=users.c.id.not_in([2, 3]))


@case
def update_to_null_check():
    return update(users).values(active=users.c.fullname.is_(None))


@case
def update_to_range_check():
    return update(users).values(active=users.c.id.between(2, 3))


@case
def update_to_pattern_check():
    return update(users).values(active=users.c.name.like("%n%"))


@case
def update_to_exists():
    return update(users).values(active=exists().where(orders.c.user_id == users.c.id))


@case
def update_to_negation():
    return update(users).values(age=-users.c.age, score=-(users.c.score + 1))


@case
def update_to_cast_and_text():
    return update(users).values(
        fullname=cast(users.c.id, String(10)) + "/" + cast(users.c.age, String(10)))


@case
def update_to_label():
    return update(users).values(age=(users.c.age + 1).label("older")).where(users.c.id == 1)


@case
def update_to_nested_case():
    return update(users).values(age=when(
        (users.c.age.is_(None), 0),
        else_=when((users.c.age > 30, users.c.age - 1), else_=users.c.age + 1)))


@case
def update_to_extracted():
    return update(users).values(age=extract("year", users.c.birthday)).where(
        users.c.birthday.is_not(None))


@case
def update_to_json_element():
    return update(users).values(fullname=users.c.data["a"].as_string()).where(users.c.id == 1)


@case
def update_to_coalesced_subquery():
    top = select(func.max(orders.c.total)).where(orders.c.user_id == users.c.id).scalar_subquery()
    return update(users).values(balance=func.coalesce(top, users.c.balance, 0))


@case
def update_to_subquery_of_itself():
    boss = users.alias("boss")
    name = select(boss.c.name).where(boss.c.id == users.c.manager_id).scalar_subquery()
    return update(users).values(fullname=name).where(users.c.manager_id.is_not(None))


@case
def update_to_two_subqueries():
    n = select(func.count()).select_from(orders).where(orders.c.user_id == users.c.id)
    m = select(func.count()).select_from(addresses).where(addresses.c.user_id == users.c.id)
    return update(users).values(age=n.scalar_subquery(), score=m.scalar_subquery())


@case
def update_where_all_of():
    return update(transfers).where(
        transfers.c.amount >= all_(select(orders.c.id).scalar_subquery())).values(amount=0)


@case
def update_where_like_and_not():
    return update(users).where(
        not_(or_(users.c.name.like("a%"), users.c.name.startswith("b")))).values(age=1)


@case
def update_where_distinct_from():
    return update(users).where(users.c.fullname.is_distinct_from("Bob Baker")).values(age=1)


@case
def update_where_function_of_column():
    return update(users).where(func.coalesce(users.c.age, 0) + users.c.id == 4).values(age=9)


@case
def update_from_alias_of_schema_table():
    other = logs.alias("other")
    return update(users).where(users.c.id == other.c.id).values(fullname=other.c.message)


@case
def update_from_two_aliases():
    a, b = users.alias("a"), users.alias("b")
    return update(transfers).where(
        transfers.c.from_id == a.c.id, transfers.c.to_id == b.c.id, a.c.age > b.c.age
    ).values(amount=a.c.age - b.c.age)


@case
def update_with_two_ctes():
    few = select(users.c.id).where(users.c.id < 4).cte("few")
    busy = select(orders.c.user_id).group_by(orders.c.user_id).cte("busy")
    return update(users).where(
        users.c.id.in_(select(few.c.id)), users.c.id.in_(select(busy.c.user_id))).values(age=3)


@case
def update_with_cte_of_cte():
    few = select(users.c.id, users.c.age).where(users.c.id < 4).cte("few")
    old = select(few.c.id).where(few.c.age > 30).cte("old")
    return update(users).where(users.c.id == old.c.id).values(age=0)


@case
def update_with_parameter_of_cte():
    few = select(users.c.id).where(users.c.age > 30).cte("few")
    return update(users).where(users.c.id.in_(select(few.c.id)), users.c.age > 5).values(age=30)


@case
def delete_with_recursive_cte():
    under = select(users.c.id).where(users.c.id == 1).cte("under", recursive=True)
    under = under.union_all(
        select(users.c.id).join(under, users.c.manager_id == under.c.id))
    return delete(transfers).where(transfers.c.from_id.in_(select(under.c.id)))


@case
def delete_exists_with_join():
    return delete(addresses).where(
        exists().where(users.c.id == addresses.c.user_id, orders.c.user_id == users.c.id,
                       orders.c.total > 200))


@case
def delete_tuple_not_in_select():
    keep = select(items.c.order_id, func.min(items.c.line)).group_by(items.c.order_id)
    return delete(items).where(tuple_(items.c.order_id, items.c.line).not_in(keep))


@case
def delete_using_schema():
    return delete(logs).where(logs.c.id == users.c.id, users.c.name == "x")


@case
def delete_between_and_case():
    return delete(items).where(
        items.c.quantity.between(2, 5), when((items.c.price > 2, True), else_=False))


@case
def delete_using_correlated_exists():
    return delete(items).where(
        items.c.order_id == orders.c.id,
        exists().where(users.c.id == orders.c.user_id, users.c.age > 40))


@case
def delete_using_correlated_subquery():
    n = select(func.count(users.c.id)).where(users.c.id == orders.c.user_id).scalar_subquery()
    return delete(items).where(items.c.order_id == orders.c.id, n == 0)


@case
def refuse_delete_with_subquery_of_nothing():
    return delete(items).where(
        items.c.order_id == orders.c.id, orders.c.total > 5,
        exists().where(orders.c.id == items.c.order_id))


@case
def delete_using_cte_returning():
    cheap = select(orders.c.id, orders.c.note).where(orders.c.total < 50).cte("cheap")
    return delete(items).where(items.c.order_id == cheap.c.id).returning(items.c.product)


@case
def insert_from_grouped_select():
    return insert(regions).from_select(
        ["code", "title"],
        select(items.c.product, func.max(items.c.product)).group_by(items.c.product).having(
            func.sum(items.c.quantity) > 4))


@case
def insert_from_distinct_select():
    return insert(regions).from_select(
        ["code"], select(items.c.product).where(items.c.quantity > 1).distinct())


@case
def insert_from_window():
    number = func.row_number().over(order_by=users.c.id)
    return insert(transfers).from_select(
        ["id", "from_id", "to_id", "amount"],
        select(number + 50, users.c.id, users.c.id, func.coalesce(users.c.age, 0)))


@case
def insert_from_except():
    return insert(regions).from_select(
        ["code"], except_(select(users.c.name).where(users.c.id < 5),
                          select(users.c.name).where(users.c.id == 2)))


@case
def insert_from_ordered_union():
    u = union(select(users.c.name).where(users.c.id < 3), select(items.c.product))
    return insert(regions).from_select(["code"], u.order_by(u.selected_columns.name).limit(3))


@case
def insert_from_two_ctes():
    a = select(users.c.name.label("n")).where(users.c.id == 1).cte("a")
    b = select(users.c.fullname.label("f")).where(users.c.id == 1).cte("b")
    return insert(regions).from_select(["code", "title"], select(a.c.n, b.c.f))


@case
def insert_from_aliased_target():
    old = regions.alias("old")
    return insert(regions).from_select(
        ["code", "title"], select(old.c.code + "x", old.c.title).where(
            ~exists().where(regions.c.code == old.c.code + "x")))


@case
def refuse_defaults_beside_union():
    return insert(stock).from_select(
        ["order_id"], union_all(select(orders.c.id), select(orders.c.id)))


@case
def insert_case_and_boolean():
    return insert(users).values(
        id=9, name=when((literal(2) > 1, "more"), else_="less"),
        active=and_(literal(1) == 1, literal("a") != "b"), age=literal(7) % 4)


@case
def insert_json_values():
    return insert(users).values([
        {"id": 8, "name": "x", "active": True, "data": None},
        {"id": 9, "name": "y", "active": False, "data": {"q": "it's"}}])


@case
def insert_rows_of_types():
    return insert(orders).values([
        {"id": 10, "placed": datetime.datetime(2024, 1, 2, 3, 4, 5),
         "total": decimal.Decimal("1.10")},
        {"id": 11, "placed": datetime.datetime(2024, 1, 2), "total": decimal.Decimal("20")}])


@case(literal=True)
def insert_rows_of_types_literally():
    return insert(orders).values([
        {"id": 10, "placed": datetime.datetime(2024, 1, 2, 3, 4, 5),
         "total": decimal.Decimal("1.10")},
        {"id": 11, "placed": datetime.datetime(2024, 1, 2), "total": decimal.Decimal("20")}])


@case
def returning_conditions():
    return update(users).where(users.c.id < 3).values(score=2.5).returning(
        users.c.fullname.is_(None), users.c.name.like("a%"), users.c.age == 41)


@case
def returning_negations():
    return update(users).where(users.c.id < 3).values(score=2.5).returning(
        -users.c.age, users.c.age * 2 + 1, users.c.name + users.c.name)


@case(only="postgresql mariadb oracle")
def returning_exists():
    return update(users).where(users.c.id < 4).values(score=2.5).returning(
        users.c.id, exists().where(orders.c.user_id == users.c.id).label("has"))


@case
def returning_named_parameter():
    return update(users).where(users.c.id == 1).values(score=2.5).returning(
        users.c.id, (users.c.age + bindparam("more", 5)).label("later"))


@case
def returning_coerced():
    return update(users).where(users.c.id == 1).values(score=2.5).returning(
        type_coerce(users.c.age, String(5)), cast(users.c.active, Integer))


@case
def returning_many_expressions_of_one_column():
    return delete(items).where(items.c.order_id == 1).returning(
        items.c.line, items.c.line + 1, items.c.line + 2, func.abs(items.c.line))


# ---- Mistakes ----


@case
def refuse_column_of_other_table():
    return insert(regions).values({users.c.name: "x"})


@case
def refuse_from_select_and_values():
    return insert(regions).from_select(["code"], select(users.c.name)).values(title="x")


@case
def refuse_rows_of_update():
    return update(regions).values([{"code": "x"}, {"code": "y"}])




@case(only="sqlite mysql mariadb oracle mssql")
def upsert_index_where():
    i = upsert(addresses).values(id=9, user_id=1, email="ann@example.org")
    return i.on_conflict_do_update(
        index_elements=[addresses.c.email], index_where=addresses.c.kind == "home",
        set_={"user_id": i.excluded.user_id})


@case
def upsert_nothing_index_where():
    i = upsert(addresses).values(id=9, user_id=1, email="ann@example.org")
    return i.on_conflict_do_nothing(
        index_elements=[addresses.c.email], index_where=addresses.c.kind.is_not(None))


@case(only="sqlite mysql mariadb oracle mssql")
def upsert_both_wheres():
    i = upsert(addresses).values(id=9, user_id=1, email="ann@example.org")
    return i.on_conflict_do_update(
        index_elements=[addresses.c.email], index_where=addresses.c.id > 5,
        set_={"user_id": 3}, where=addresses.c.user_id != i.excluded.user_id)


@case
def duplicate_constant():
    return mysql_insert(regions).values(code="n", title="Nord").on_duplicate_key_update(
        title="changed")


@case
def duplicate_inserted():
    i = mysql_insert(regions).values(code="n", title="Nord", memo="new")
    return i.on_duplicate_key_update(title=i.inserted.title, memo=i.inserted.memo)


@case
def duplicate_expression():
    i = mysql_insert(items).values(order_id=1, line=1, product="apple", quantity=3, price=2.5)
    return i.on_duplicate_key_update(
        quantity=items.c.quantity + i.inserted.quantity, price=func.coalesce(i.inserted.price, 1.5))


@case
def duplicate_rows():
    i = mysql_insert(regions).values([
        {"code": "n", "title": "Nord"}, {"code": "w", "title": "West"}])
    return i.on_duplicate_key_update(title=i.inserted.title)


@case
def duplicate_from_select():
    i = mysql_insert(regions).from_select(
        ["code", "title"], select(users.c.name, users.c.fullname).where(users.c.id < 3))
    return i.on_duplicate_key_update(title="again")


@case
def duplicate_null_and_function():
    return mysql_insert(regions).values(code="n").on_duplicate_key_update(
        title=None, memo=func.upper("x"))


@case
def duplicate_in_schema():
    i = mysql_insert(logs).values(id=1, message="m")
    return i.on_duplicate_key_update(message=i.inserted.message, level=logs.c.level + 1)


@case
def duplicate_odd_names():
    i = mysql_insert(odd).values({"order": 1, "MixedCase": 5})
    return i.on_duplicate_key_update({"MixedCase": i.inserted.MixedCase, "two words": "twice"})


# ---- Without RETURNING ----

silent = Table(
    "silent", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("n", Integer), implicit_returning=False)


@case(only="sqlite mysql mariadb oracle mssql", run=False)     # PostgreSQL's key is taken ahead
def silent_insert():
    return insert(silent).values(n=1)


@case(run=False)
def silent_insert_returning():
    return insert(silent).values(n=1).returning(silent.c.id)
