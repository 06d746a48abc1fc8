"""SELECT: joins, subqueries, CTEs, set operations, paging, locking, hints."""
from corpus import *
import sqlalchemy as sa

# Its key has two columns.
shipments = Table(
    "shipments", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("order_id", Integer),
    Column("line", Integer),
    ForeignKeyConstraint(["order_id", "line"], [items.c.order_id, items.c.line]))

traces = Table(
    "traces", logs.metadata,
    Column("id", Integer, primary_key=True),
    Column("log_id", Integer, ForeignKey("app.logs.id")),
    schema="app")

# Words that some database reserves.
words = Table(
    "user", MetaData(),
    *[Column(word, Integer) for word in
      "id group limit offset desc rank level index rows window lateral fetch returning".split()],
    *[Column(word, String(20)) for word in
      "user values number date uid file interval system row_number freeze analyse bulk".split()])

STRANGE = ["1st", "$x", "x$y", "_x", "\u00e4", "UPPER", "a'b", "a?b", "a\"b", "a.b", "a:b", "a`b",
           "a[b", "a]b", "a\\b", "a(b)"]
strange = Table("say \"hi\"", MetaData(), *[Column(name, Integer) for name in STRANGE])

archive = Table("Archive", MetaData(), Column("id", Integer, primary_key=True),
                Column("From", Integer), schema="Old Data")
upper = Table("UPPER", MetaData(), Column("ID", Integer, primary_key=True),
              Column("NAME", String(20)))

LONG = "a_name_that_goes_on_and_on_until_it_has_nearly_sixty_letters"
LONGER = LONG + "_" + LONG + "_" + LONG
lengthy = Table("the_" + LONG[:58], MetaData(), Column("id", Integer, primary_key=True),
                Column(LONG, Integer))
longest = Table("longest", MetaData(), Column(LONGER, Integer, primary_key=True))

# ---- Columns, and the FROM that follows from them

@case
def query_columns():
    return select(users.c.id, users.c.name)


@case
def query_table():
    return select(regions)


@case
def query_tables_unjoined():
    return select(regions, odd)


@case
def query_table_and_column():
    return select(addresses, users.c.name).where(users.c.id == addresses.c.user_id)


@case
def query_names_clash():
    return select(
        users.c.id, addresses.c.id, orders.c.id, orders.c.user_id, addresses.c.user_id).where(
        users.c.id == addresses.c.user_id, users.c.id == orders.c.user_id)


@case
def query_tables_clash():
    return select(users.c.name, addresses, orders).where(
        users.c.id == addresses.c.user_id, users.c.id == orders.c.user_id)


@case
def query_column_repeated():
    return select(users.c.id, users.c.id, users.c.name, users.c.id)


@case
def query_expression_repeated():
    return select(users.c.id + 1, users.c.id + 1)


@case
def query_same_expression_twice():
    next = users.c.id + 1
    return select(next, next)


@case
def query_labels_clash():
    return select(users.c.id.label("n"), addresses.c.id.label("n")).where(
        users.c.id == addresses.c.user_id)


@case
def query_label_named_as_column():
    return select(users.c.name.label("id"), users.c.id)


@case
def query_label_named_as_its_column():
    return select(users.c.name.label("name"), users.c.age.label("years"))


@case
def query_label_like_made_up_name():
    return select(users.c.id.label("id_1"), users.c.id, addresses.c.id).where(
        users.c.id == addresses.c.user_id)


@case
def query_label_in_expression():
    n = (users.c.age + 1).label("n")
    return select(n, n * 2).where(n > 30)


@case
def query_label_of_label():
    return select(users.c.age.label("inner").label("outer"))


@case
def query_functions_named():
    return select(func.min(users.c.id), func.max(users.c.id), func.min(users.c.age), func.count())


@case
def query_casts_keep_the_name():
    return select(cast(users.c.id, String(10)), cast(users.c.age + 1, Numeric(6, 2)), users.c.id)


@case
def query_coercion_keeps_the_name():
    return select(type_coerce(users.c.age, String), -users.c.age, users.c.age)


@case
def query_values_without_from():
    return select(literal(1), literal("x").label("y"))


@case
def query_where_without_from():
    return select(literal(1).label("n")).where(literal(2) > 1)


@case
def query_null_and_truth():
    return select(null().label("n"), true().label("t"), false())


@case
def query_count_rows():
    return select(func.count()).select_from(users)


@case
def query_from_of_arguments():
    return select(func.count(users.c.id), func.coalesce(func.max(addresses.c.id), 0)).where(
        users.c.id == addresses.c.user_id)


@case
def query_from_of_where():
    return select(users.c.name).where(addresses.c.user_id == users.c.id, addresses.c.kind == "work")


@case
def query_from_of_order_by():
    return select(users.c.id).where(users.c.id.in_(
        select(addresses.c.user_id).order_by(addresses.c.id).limit(2))).order_by(users.c.id)


@case
def query_select_from_another():
    return select(regions.c.code).select_from(odd)


@case
def query_select_from_twice():
    return select(regions.c.code).select_from(regions).select_from(regions)


@case
def query_select_from_orders_the_froms():
    return select(regions.c.code, odd.c.order).select_from(odd)


@case
def query_text_as_column():
    return select(text("1 + 1"), users.c.id, text("age AS years"))


@case
def query_text_and_from():
    return select(text("count(*)")).select_from(users)


@case
def query_select_from_text():
    return select(text("code")).select_from(text("regions")).where(text("memo IS NULL"))


@case
def query_columns_added():
    return select(users.c.id).add_columns(users.c.name, addresses.c.email).where(
        users.c.id == addresses.c.user_id)


@case
def query_no_columns():
    return select().select_from(regions)


@case
def query_table_without_database():
    return select(light).where(light.c.b == "x", light.c.c == None, light.c.a > 1)


@case
def query_table_in_schema():
    return select(logs).where(logs.c.level > 2).order_by(logs.c.id)


@case
def query_schema_alias():
    l, other = logs.alias("l"), logs.alias()
    return select(l.c.id, other.c.message, logs.c.id).where(
        l.c.id == logs.c.id, other.c.id > l.c.id)


@case
def query_schema_join():
    return select(users.c.name, logs.c.message).join(logs, logs.c.level == users.c.id)


# ---- WHERE

@case
def query_where_chained():
    return select(users.c.id).where(users.c.age > 20).where(users.c.active).where(users.c.id != 2)


@case
def query_where_or_in_and():
    return select(users.c.id).where(users.c.active, or_(users.c.age > 40, users.c.age == None))


@case
def query_where_true():
    return select(users.c.id).where(true())


@case
def query_where_false_wins():
    return select(users.c.id).where(users.c.id == 1, false())


@case
def query_where_true_is_dropped():
    return select(users.c.id).where(true(), users.c.id == 1).where(true())


@case
def query_where_null():
    return select(users.c.id).where(null())


@case
def query_where_not_boolean():
    return select(users.c.id).where(~users.c.active)


@case
def query_where_text():
    return select(users.c.id).where(text("age > :least").bindparams(least=30), users.c.active)


@case
def query_where_tuple_in_subquery():
    home = select(addresses.c.user_id, addresses.c.id).where(addresses.c.kind == "home")
    return select(users.c.name).where(tuple_(users.c.id, users.c.id).in_(home))


# ---- Joins

@case
def query_join():
    return select(users.c.name, addresses.c.email).join(addresses).order_by(addresses.c.id)


@case
def query_join_from_the_keys_side():
    return select(addresses.c.email).join(users).where(users.c.active)


@case
def query_join_on():
    return select(users.c.name, orders.c.total).join(
        orders, and_(orders.c.user_id == users.c.id, orders.c.total > 50)).order_by(orders.c.id)


@case
def query_join_on_true():
    return select(regions.c.code, odd.c.order).join(odd, true()).order_by(
        regions.c.code, odd.c.order)


@case
def query_join_on_column():
    return select(users.c.id).join(odd, users.c.active).order_by(users.c.id)


@case
def query_join_chain():
    return (select(users.c.name, items.c.product).select_from(users).join(orders).join(items)
            .order_by(items.c.order_id, items.c.line))


@case
def query_join_finds_its_left_side():
    return select(regions.c.code, users.c.name, addresses.c.email).join(addresses).order_by(
        regions.c.code, addresses.c.id)


@case
def query_join_two_from_one():
    return select(users.c.name, addresses.c.email, orders.c.total).join(addresses).join(
        orders).order_by(addresses.c.id, orders.c.id)


@case
def query_join_of_three_columns_tables():
    return select(users.c.name, orders.c.id, items.c.product).join(orders).join(items).order_by(
        items.c.order_id, items.c.line)


@case
def query_join_left_side_ambiguous():
    return select(users.c.name, items.c.product).join(orders)


@case
def query_join_without_left_side():
    return select(literal(1)).join(users)


@case
def query_join_keys_ambiguous():
    return select(users.c.name).join(transfers)


@case
def query_join_without_key():
    return select(users.c.name).join(regions)


@case
def query_join_several_left_sides_without_key():
    return select(users.c.name, odd.c.order).join(regions)


@case
def query_join_chosen_key():
    return select(users.c.name, transfers.c.amount).join(
        transfers, transfers.c.to_id == users.c.id).order_by(transfers.c.id)


@case
def query_join_on_finds_its_left_side():
    return select(regions.c.code, users.c.name, orders.c.id).join(
        orders, orders.c.user_id == users.c.id).order_by(regions.c.code, orders.c.id)


@case
def query_join_from():
    return select(users.c.name).join_from(addresses, users).order_by(addresses.c.id)


@case
def query_join_from_on():
    return select(regions.c.code).join_from(regions, users, users.c.id == 1).order_by(
        regions.c.code)


@case
def query_join_from_twice():
    return select(users.c.name, regions.c.code).join_from(users, addresses).join_from(
        regions, odd, odd.c.order == 1).order_by(addresses.c.id, regions.c.code)


@case
def query_join_from_continued():
    return select(users.c.name, items.c.product).join_from(users, orders).join(items).order_by(
        items.c.order_id, items.c.line)


@case
def query_join_from_outer():
    return (select(users.c.name, addresses.c.email).join_from(users, addresses, isouter=True)
            .order_by(users.c.id, addresses.c.id))


@case
def query_outerjoin():
    return select(users.c.name, addresses.c.email).outerjoin(addresses).order_by(
        users.c.id, addresses.c.id)


@case
def query_outerjoin_without_partner():
    return select(users.c.name).outerjoin(orders, orders.c.user_id == users.c.id).where(
        orders.c.id == None).order_by(users.c.id)


@case
def query_outerjoin_then_join():
    return select(users.c.name, items.c.product).select_from(users).outerjoin(orders).join(
        items, items.c.order_id == orders.c.id).order_by(items.c.order_id, items.c.line)


@case
def query_outerjoin_chain():
    return select(users.c.name, items.c.product).select_from(users).outerjoin(orders).outerjoin(
        items).order_by(users.c.id, items.c.order_id, items.c.line)


@case
def query_full_join():
    return select(users.c.name, orders.c.id).join(orders, full=True)


@case
def query_full_join_from():
    return select(users.c.id, orders.c.id).join_from(
        orders, users, orders.c.user_id == users.c.id, full=True)


@case
def query_join_group():
    return select(users.c.name, func.count(orders.c.id)).outerjoin(orders).group_by(
        users.c.id, users.c.name).order_by(users.c.id)


@case
def query_join_composite_key():
    return select(shipments.c.id, items.c.product).join(items)


@case
def query_join_across_schemas():
    return select(logs.c.message, traces.c.id).join(traces)


@case
def query_join_subquery():
    n = select(orders.c.user_id, func.count().label("n")).group_by(orders.c.user_id).subquery("n")
    return select(users.c.name, n.c.n).join(n, n.c.user_id == users.c.id).order_by(users.c.id)


@case
def query_join_subquery_by_its_key():
    o = select(orders.c.user_id, orders.c.total).where(orders.c.total > 50).subquery()
    return select(users.c.name, o.c.total).join(o).order_by(o.c.total)


@case
def query_join_subquery_without_its_key():
    o = select(orders.c.total).subquery("o")
    return select(users.c.name, o.c.total).join(o)


@case
def query_join_subquery_renamed_key():
    o = select(orders.c.user_id.label("who"), orders.c.id).subquery("o")
    return select(users.c.name, o.c.id).join(o).order_by(o.c.id)


@case
def query_join_two_subqueries():
    u = select(users.c.id, users.c.name).where(users.c.active).subquery("u")
    a = select(addresses).where(addresses.c.kind == "home").subquery("a")
    return select(u.c.name, a.c.email).join_from(u, a).order_by(u.c.id)


@case
def query_join_cte():
    c = select(addresses.c.user_id, addresses.c.email).where(addresses.c.kind == "home").cte("home")
    return select(users.c.name, c.c.email).join(c).order_by(users.c.id)


# ---- Aliases

@case
def query_alias_self_join():
    m = users.alias("m")
    return select(users.c.name, m.c.name).join(m, users.c.manager_id == m.c.id).order_by(users.c.id)


@case
def query_alias_three_levels():
    m, top = users.alias(), users.alias()
    return (select(users.c.name, m.c.name, top.c.name)
            .join(m, users.c.manager_id == m.c.id)
            .outerjoin(top, m.c.manager_id == top.c.id).order_by(users.c.id))


@case
def query_alias_both_ends():
    a, b = users.alias("a"), users.alias("b")
    return (select(a.c.name, b.c.name, transfers.c.amount).select_from(transfers)
            .join(a, transfers.c.from_id == a.c.id)
            .join(b, transfers.c.to_id == b.c.id).order_by(transfers.c.id))


@case
def query_alias_whole():
    r = regions.alias("r")
    return select(r)


@case
def query_alias_and_table_whole():
    r = regions.alias()
    return select(regions, r).where(regions.c.code < r.c.code)


@case
def query_alias_of_alias():
    a = users.alias("a")
    b = a.alias("b")
    return select(a.c.id, b.c.id).where(a.c.id == b.c.manager_id)


@case
def query_alias_of_subquery():
    s = select(users.c.id, users.c.manager_id).where(users.c.age > 20).subquery("s")
    m = s.alias("m")
    return select(s.c.id, m.c.id).where(s.c.manager_id == m.c.id)


@case
def query_alias_takes_a_tables_name():
    a = users.alias("orders")
    return select(a.c.id, a.c.name).where(a.c.age > 30)


@case
def query_alias_made_up_of_odd_table():
    a, b = odd.alias(), odd.alias()
    return select(a.c.order, b.c["two words"]).where(a.c.order < b.c.order)


@case
def query_alias_outer_self_join_clash():
    a = items.alias("a")
    return select(items, a.c.line, a.c.quantity).outerjoin(
        a, and_(a.c.product == items.c.product, a.c.quantity > items.c.quantity)).order_by(
        items.c.order_id, items.c.line, a.c.quantity)


# ---- ORDER BY, GROUP BY, HAVING, DISTINCT

@case
def query_order_by_several():
    return select(users.c.name).order_by(users.c.age.desc().nulls_last(), users.c.name)


@case
def query_order_by_added():
    return select(users.c.id).order_by(users.c.active).order_by(users.c.id.desc())


@case
def query_order_by_label():
    n = func.coalesce(users.c.age, 0).label("n")
    return select(users.c.id, n).order_by(n, users.c.id)


@case
def query_order_by_label_descending():
    n = (users.c.id * 2).label("n")
    return select(n).order_by(n.desc())


@case
def query_order_by_label_in_expression():
    n = (users.c.id * 2).label("n")
    return select(n).order_by(n % 4, n)


@case
def query_order_by_label_not_selected():
    n = (users.c.id * 2).label("n")
    return select(users.c.name).order_by(n.desc())


@case
def query_order_by_labelled_column():
    years = users.c.age.label("years")
    return select(users.c.id, years).where(years != None).order_by(users.c.age, users.c.id)


@case
def query_order_by_function():
    most = func.max(orders.c.total)
    return select(orders.c.user_id, most).where(orders.c.user_id > 0).group_by(
        orders.c.user_id).order_by(most.desc())


@case
def query_order_by_case():
    return select(users.c.name).order_by(sa.case((users.c.name == "cat", 0), else_=users.c.id))


@case
def query_order_by_text():
    return select(users.c.id).order_by(text("users.id DESC"))


@case
def query_order_by_subquery():
    n = select(func.count()).where(orders.c.user_id == users.c.id).scalar_subquery()
    return select(users.c.name).order_by(n.desc(), users.c.id)


@case
def query_order_by_number():
    return select(users.c.name).order_by(users.c.id + 0)


@case
def query_order_by_label_of_alias():
    m = users.alias("m")
    boss = m.c.name.label("boss")
    return select(users.c.name, boss).join(m, m.c.id == users.c.manager_id).order_by(
        boss.desc().nulls_first(), users.c.id)


@case
def query_group_by():
    return select(users.c.active, func.count()).group_by(users.c.active).order_by(users.c.active)


@case
def query_group_by_label():
    decade = (users.c.age // 10).label("decade")
    return select(decade, func.count().label("n")).where(users.c.age > 0).group_by(decade).order_by(
        decade)


@case
def query_group_by_added():
    return select(users.c.age, users.c.active, func.count()).group_by(users.c.age).group_by(
        users.c.active)


@case
def query_group_by_text():
    return select(users.c.active, func.max(users.c.id)).group_by(text("users.active"))


@case
def query_having():
    n = func.count(items.c.line)
    return select(items.c.product, n).group_by(items.c.product).having(n > 1).order_by(
        items.c.product)


@case
def query_having_label():
    n = func.sum(items.c.quantity).label("n")
    return select(items.c.product, n).group_by(items.c.product).having(n > 2).order_by(n)


@case
def query_having_several():
    return select(items.c.product).group_by(items.c.product).having(func.count() > 1).having(
        or_(func.min(items.c.price) < 2, func.max(items.c.price) > 100)).order_by(items.c.product)


@case
def query_having_without_group():
    return select(func.count(users.c.id)).having(func.count(users.c.id) > 3)


@case
def query_having_subquery():
    biggest = select(func.max(items.c.quantity)).scalar_subquery()
    return select(items.c.product).group_by(items.c.product).having(
        func.sum(items.c.quantity) > biggest)


@case
def query_distinct():
    return select(items.c.product).distinct().order_by(items.c.product)


@case
def query_distinct_of_several():
    return select(users.c.active, users.c.age).distinct()


@case
def query_distinct_count():
    return select(func.count(distinct(items.c.product)), func.count(items.c.product.distinct()))


@case
def query_distinct_in_subquery():
    s = select(items.c.product).distinct().subquery("s")
    return select(func.count(s.c.product))


@case
def query_distinct_join_limit():
    return select(users.c.name).distinct().join(orders).order_by(users.c.name).limit(1).offset(1)


# ---- LIMIT and OFFSET

@case
def query_limit():
    return select(users.c.id).order_by(users.c.id).limit(2)


@case
def query_offset():
    return select(users.c.id).order_by(users.c.id).offset(3)


@case
def query_limit_offset():
    return select(users.c.id).where(users.c.id > 1).order_by(users.c.id).offset(1).limit(2)


@case
def query_limit_unordered():
    return select(func.count(users.c.id)).limit(10)


@case
def query_offset_unordered():
    return select(regions.c.code).offset(5)


@case
def query_limit_zero():
    return select(users.c.id).limit(0)


@case
def query_offset_zero():
    return select(users.c.id).order_by(users.c.id).limit(3).offset(0)


@case
def query_limit_replaced():
    return select(users.c.id).order_by(users.c.id).limit(3).offset(1).limit(1)


@case
def query_limit_expression():
    return select(users.c.id).order_by(users.c.id).limit(literal(1) + 2)


@case
def query_offset_expression():
    return select(users.c.id).order_by(users.c.id).offset(literal(1) + 1)


@case
def query_limit_offset_expressions():
    return select(users.c.id).order_by(users.c.id).limit(literal(4) - 2).offset(literal(2) * 1)


@case
def query_limit_number_offset_expression():
    return select(users.c.id).order_by(users.c.id).limit(2).offset(literal(2) - 1)


@case
def query_limit_expression_unordered():
    return select(func.count()).select_from(users).limit(literal(1) + 1)


@case
def query_limit_subquery():
    n = select(func.count()).select_from(regions).scalar_subquery()
    return select(users.c.id).order_by(users.c.id).limit(n)


@case
def query_limit_parameters():
    return select(users.c.id).order_by(users.c.id).limit(bindparam("most", 2)).offset(
        bindparam("first", 1))


@case
def query_limit_cast():
    return select(users.c.id).order_by(users.c.id).limit(cast("2", Integer))


@case(literal=True)
def query_limit_literal():
    return select(users.c.id).order_by(users.c.id).limit(2).offset(1)


@case(literal=True)
def query_limit_expression_literal():
    return select(users.c.id).order_by(users.c.id).limit(literal(1) + 1).offset(literal(1))


@case
def query_limit_in_subquery():
    s = select(users.c.id, users.c.name).order_by(users.c.id.desc()).limit(3).subquery("s")
    return select(s.c.name).order_by(s.c.id).limit(1)


@case
def query_offset_in_subquery():
    s = select(users.c.id).order_by(users.c.id).offset(2).subquery()
    return select(func.max(s.c.id))


@case
def query_limit_offset_in_in():
    first = select(orders.c.user_id).where(orders.c.user_id > 0).order_by(
        orders.c.id).limit(1).offset(2)
    return select(users.c.name).where(users.c.id.in_(first))


@case
def query_limit_in_value():
    newest = select(orders.c.total).where(orders.c.user_id == users.c.id).order_by(
        orders.c.placed.desc()).limit(1).scalar_subquery()
    return select(users.c.name, newest.label("newest")).order_by(users.c.id)


@case
def query_order_in_subquery_without_limit():
    s = select(users.c.id).order_by(users.c.name).subquery("s")
    return select(s.c.id).where(s.c.id > 2)


@case
def query_limit_of_labels():
    n = func.length(users.c.name).label("n")
    return select(users.c.id, n).order_by(n, users.c.id).limit(2).offset(1)


@case
def query_limit_of_clashing_names():
    return select(users.c.id, addresses.c.id).join(addresses).order_by(addresses.c.id).limit(
        2).offset(1)


@case
def query_limit_of_groups():
    return select(items.c.product, func.count()).group_by(items.c.product).having(
        func.count() > 0).order_by(func.count().desc(), items.c.product).limit(2)


# ---- Subqueries in FROM

@case
def query_subquery():
    s = select(users.c.id, users.c.name).where(users.c.age > 30).subquery("s")
    return select(s.c.name).where(s.c.id < 5)


@case
def query_subquery_whole():
    s = select(users.c.id, users.c.name.label("who")).subquery()
    return select(s)


@case
def query_subquery_of_table():
    return select(select(regions).subquery("r"))


@case
def query_subquery_in_subquery():
    a = select(users.c.id, users.c.age).where(users.c.id > 1).subquery()
    b = select(a.c.id).where(a.c.age > 20).subquery()
    return select(func.count(b.c.id))


@case
def query_two_subqueries():
    a = select(users.c.id).where(users.c.active).subquery()
    b = select(users.c.id).where(users.c.age < 40).subquery()
    return select(a.c.id, b.c.id).where(a.c.id == b.c.id)


@case
def query_one_statement_two_subqueries():
    grown = select(users.c.id, users.c.manager_id).where(users.c.age > 20)
    a, b = grown.subquery(), grown.subquery("b")
    return select(a.c.id, b.c.id).where(a.c.manager_id == b.c.id)


@case
def query_subquery_used_inside_and_outside():
    s = select(users.c.id, users.c.age).where(users.c.active).subquery("s")
    oldest = select(func.max(s.c.age)).correlate(None).scalar_subquery()
    return select(s.c.id).where(s.c.age == oldest)


@case
def query_subquery_clashing_names():
    s = select(users.c.id, addresses.c.id, addresses.c.user_id).where(
        users.c.id == addresses.c.user_id).subquery("s")
    return select(s.c.id, s.c.id_1, s.c.user_id)


@case
def query_subquery_clashing_names_whole():
    return select(select(users.c.id, addresses.c.id, orders.c.id).where(
        users.c.id == addresses.c.user_id, users.c.id == orders.c.user_id).subquery())


@case
def query_subquery_repeated_column():
    return select(select(users.c.id, users.c.id, users.c.name).subquery("s"))


@case
def query_subquery_made_up_names():
    return select(select(users.c.id + 1, func.length(users.c.name), users.c.id * 2).subquery())


@case
def query_subquery_function_by_name():
    s = select(func.count(orders.c.id), orders.c.user_id).group_by(orders.c.user_id).subquery("s")
    return select(func.max(s.c.count))


@case
def query_subquery_cast_by_name():
    s = select(cast(users.c.id, String(10)), users.c.age.label("a")).subquery("s")
    return select(s.c.id, s.c.a + 1)


@case
def query_subquery_parameters_renamed():
    s = select(users.c.id).where(users.c.id > 1, users.c.age > 20).subquery("s")
    return select(s.c.id).where(s.c.id > 2, s.c.id != 4)


@case
def query_subquery_keeps_types():
    s = select(users.c.created, users.c.balance, users.c.data, users.c.active).subquery("s")
    return select(s).where(s.c.balance > 0)


@case
def query_subquery_of_union():
    u = union(select(users.c.id.label("n")), select(orders.c.user_id)).subquery("u")
    return select(u.c.n).where(u.c.n < 3).order_by(u.c.n)


@case
def query_subquery_and_its_table():
    s = select(users.c.id, users.c.age).subquery("s")
    return select(users.c.name, s.c.age).where(users.c.id == s.c.id, s.c.age > 30)


@case
def query_subquery_grouped_again():
    s = select(orders.c.user_id, func.sum(items.c.quantity).label("n")).join(items).group_by(
        orders.c.user_id).subquery()
    return select(func.count(s.c.user_id), func.sum(s.c.n).label("n")).where(s.c.n > 1)


# ---- Subqueries as values; correlation

@case
def query_value():
    oldest = select(func.max(users.c.age)).scalar_subquery()
    return select(oldest)


@case
def query_value_labelled():
    n = select(func.count(orders.c.id)).where(orders.c.user_id == users.c.id).scalar_subquery()
    return select(users.c.name, n.label("orders")).order_by(users.c.id)


@case
def query_value_unlabelled():
    n = select(func.count(orders.c.id)).where(orders.c.user_id == users.c.id).scalar_subquery()
    return select(users.c.name, n, n + 1).order_by(users.c.id)


@case
def query_value_compared():
    mean = select(func.avg(users.c.age)).scalar_subquery()
    return select(users.c.name).where(users.c.age > mean, users.c.age - mean < 20)


@case
def query_value_on_the_left():
    n = select(func.count()).where(orders.c.user_id == users.c.id).scalar_subquery()
    return select(users.c.name).where(n >= 1)


@case
def query_value_in_function():
    n = select(func.sum(orders.c.total)).where(orders.c.user_id == users.c.id).scalar_subquery()
    return select(users.c.name, func.coalesce(n, 0)).order_by(users.c.id)


@case
def query_value_of_alias():
    m = users.alias("m")
    boss = select(m.c.name).where(m.c.id == users.c.manager_id).scalar_subquery()
    return select(users.c.name, boss.label("boss")).order_by(users.c.id)


@case
def query_value_of_union():
    u = union_all(select(func.max(users.c.id)), select(func.max(orders.c.id))).subquery("u")
    return select(select(func.max(u.c.max)).scalar_subquery().label("n"))


@case
def query_one_table_is_not_correlated():
    least = select(users.c.age).where(users.c.id == 3).scalar_subquery()
    return select(users.c.name).where(users.c.age == least)


@case
def query_all_tables_correlated():
    same = select(users.c.id).where(users.c.id == orders.c.user_id).scalar_subquery()
    return select(users.c.name, orders.c.id).where(orders.c.user_id == same)


@case
def query_correlate():
    n = select(func.count(addresses.c.id)).where(
        addresses.c.user_id == users.c.id, users.c.id == orders.c.user_id).correlate(users)
    return select(users.c.name, orders.c.id, n.scalar_subquery().label("n")).where(
        users.c.id == orders.c.user_id)


@case
def query_correlate_only_table():
    same = select(users.c.age).correlate(users).scalar_subquery()
    return select(users.c.name).where(users.c.age == same)


@case
def query_correlate_all_tables():
    same = select(users.c.id).where(users.c.id == orders.c.user_id).correlate(users, orders)
    return select(users.c.name, orders.c.id).where(orders.c.user_id == same.scalar_subquery())


@case
def query_correlate_elsewhere():
    n = select(func.count(orders.c.id)).where(orders.c.user_id == users.c.id).correlate(addresses)
    return select(users.c.name).where(users.c.id < n.scalar_subquery())


@case
def query_correlate_alone():
    return select(users.c.id).where(users.c.id == orders.c.user_id).correlate(users)


@case
def query_correlate_in_from_is_ignored():
    s = select(orders.c.id).where(orders.c.user_id == users.c.id).correlate(users).subquery("s")
    return select(users.c.id, s.c.id).where(users.c.id == 1)


@case
def query_correlate_alias():
    u = users.alias("u")
    n = select(func.count(orders.c.id)).where(orders.c.user_id == u.c.id).correlate(u)
    return select(u.c.name, n.scalar_subquery().label("n")).order_by(u.c.id)


@case
def query_correlate_to_join():
    n = select(func.count(addresses.c.id)).where(addresses.c.user_id == users.c.id)
    return (select(users.c.name, orders.c.id, n.scalar_subquery().label("n"))
            .join(orders).order_by(orders.c.id))


@case
def query_correlate_in_having():
    first = select(func.min(addresses.c.id)).where(addresses.c.user_id == users.c.id)
    return select(users.c.id).join(orders).group_by(users.c.id).having(
        func.count(orders.c.id) > first.scalar_subquery())


@case
def query_correlate_two_levels():
    deep = select(func.sum(items.c.quantity)).where(items.c.order_id == orders.c.id)
    mid = select(func.count(orders.c.id)).where(
        orders.c.user_id == users.c.id, deep.scalar_subquery() > 2)
    return select(users.c.name, mid.scalar_subquery().label("n")).order_by(users.c.id)


@case
def query_correlate_skips_a_level():
    deep = select(func.count(addresses.c.id)).where(
        addresses.c.user_id == users.c.id, orders.c.id > 0).correlate(users, orders)
    mid = select(func.count(orders.c.id)).where(
        orders.c.user_id == users.c.id, deep.scalar_subquery() > 1)
    return select(users.c.name, mid.scalar_subquery().label("n")).order_by(users.c.id)


@case
def query_correlate_automatic_one_level_only():
    deep = select(addresses.c.id).where(addresses.c.user_id == users.c.id, orders.c.id > 1)
    mid = select(orders.c.id).where(orders.c.user_id == users.c.id, exists(deep))
    return select(users.c.name).where(exists(mid))


@case
def query_correlate_inside_subquery_in_from():
    s = select(items.c.order_id).where(items.c.quantity > 1).subquery("s")
    n = select(func.count(s.c.order_id)).where(s.c.order_id == orders.c.id).scalar_subquery()
    return select(orders.c.id, n.label("n")).order_by(orders.c.id)


@case
def query_in_subquery():
    big = select(orders.c.user_id).where(orders.c.total > 50)
    return select(users.c.name).where(users.c.id.in_(big)).order_by(users.c.id)


@case
def query_in_correlated_subquery():
    own = select(orders.c.total).where(orders.c.user_id == users.c.id)
    return select(users.c.name).where(users.c.balance.not_in(own))


@case
def query_in_union():
    ids = union(select(orders.c.user_id).where(orders.c.user_id > 0), select(addresses.c.user_id))
    return select(users.c.name).where(users.c.id.in_(ids)).order_by(users.c.id)


@case
def query_exists():
    return select(users.c.name).where(exists(
        select(orders.c.id).where(orders.c.user_id == users.c.id))).order_by(users.c.id)


@case
def query_not_exists():
    return select(users.c.name).where(~exists(
        select(orders.c.id).where(orders.c.user_id == users.c.id)), users.c.active)


@case
def query_exists_star():
    return select(users.c.name).where(exists(text("*")).where(
        addresses.c.user_id == users.c.id, addresses.c.kind == "work"))


@case
def query_exists_or_exists():
    own = select(orders.c.id).where(orders.c.user_id == users.c.id)
    sent = select(transfers.c.id).where(transfers.c.from_id == users.c.id)
    return select(users.c.name).where(or_(exists(own), ~exists(sent))).order_by(users.c.id)


@case
def query_exists_selected():
    own = exists(select(orders.c.id).where(orders.c.user_id == users.c.id))
    return select(users.c.id, own.label("buys")).order_by(users.c.id)


@case
def query_exists_unlabelled():
    return select(exists(select(orders.c.id).where(orders.c.total > 1000)))


@case
def query_exists_of_alias_of_same_table():
    other = users.alias("other")
    return select(users.c.name).where(exists(
        select(other.c.id).where(other.c.age == users.c.age, other.c.id != users.c.id)))


@case
def query_exists_with_join():
    return select(users.c.name).where(exists(select(items.c.line).join_from(orders, items).where(
        orders.c.user_id == users.c.id, items.c.product == "lamp")))


@case
def query_exists_limited():
    return select(users.c.id).where(exists(
        select(orders.c.id).where(orders.c.user_id == users.c.id).limit(1))).order_by(users.c.id)


@case
def query_value_in_case():
    n = select(func.count()).where(orders.c.user_id == users.c.id).scalar_subquery()
    how = sa.case((n > 1, "many"), else_="few").label("how")
    return select(users.c.id, how).order_by(users.c.id)


@case
def query_any_and_all():
    ages = select(users.c.age).where(users.c.active)
    return select(users.c.id).where(or_(users.c.age == any_(ages.scalar_subquery()),
                                        users.c.age > all_(ages.scalar_subquery())))


# ---- Common table expressions

@case
def query_cte():
    home = select(addresses.c.user_id, addresses.c.email).where(
        addresses.c.kind == "home").cte("home")
    return select(users.c.name, home.c.email).where(users.c.id == home.c.user_id)


@case
def query_cte_whole():
    return select(select(regions).where(regions.c.memo == None).cte("r"))


@case
def query_cte_without_name():
    c = select(users.c.id.label("n")).where(users.c.age > 30).cte()
    return select(func.max(c.c.n), func.count(c.c.n))


@case
def query_cte_of_cte():
    sums = select(orders.c.user_id, func.sum(orders.c.total).label("total")).group_by(
        orders.c.user_id).cte("sums")
    big = select(sums.c.user_id).where(sums.c.total > 100).cte("big")
    return select(users.c.name, sums.c.total).join(sums, sums.c.user_id == users.c.id).where(
        users.c.id.in_(select(big.c.user_id))).order_by(users.c.id)


@case
def query_cte_only_through_another():
    a = select(users.c.id).where(users.c.active).cte("a")
    b = select(a.c.id).where(a.c.id > 1).cte("b")
    c = select(b.c.id).where(b.c.id < 4).cte("c")
    return select(c.c.id)


@case
def query_cte_two_side_by_side():
    a = select(users.c.id, users.c.name).where(users.c.age > 30).cte("a")
    b = select(orders.c.user_id, orders.c.id).where(orders.c.total > 50).cte("b")
    return select(b.c.id, a.c.name).join_from(a, b, a.c.id == b.c.user_id).where(a.c.id < 9)


@case
def query_cte_used_twice():
    c = select(users.c.id, users.c.age).where(users.c.age > 20).cte("c")
    oldest = select(func.max(c.c.age)).scalar_subquery()
    return select(c.c.id).where(c.c.age == oldest)


@case
def query_cte_aliased():
    c = select(users.c.id, users.c.manager_id).where(users.c.id > 0).cte("c")
    m = c.alias("m")
    return select(c.c.id, m.c.id).join(m, c.c.manager_id == m.c.id).order_by(c.c.id)


@case
def query_cte_two_aliases_only():
    c = select(users.c.id, users.c.age).cte("c")
    a, b = c.alias(), c.alias()
    return select(a.c.id, b.c.id).where(a.c.age == b.c.age, a.c.id < b.c.id)


@case
def query_cte_same_name_twice():
    a = select(users.c.id).where(users.c.id > 1).cte("c")
    b = select(orders.c.id).where(orders.c.id > 2).cte("c")
    return select(a.c.id, b.c.id)


@case
def query_cte_takes_a_tables_name():
    c = select(users.c.id, users.c.name).where(users.c.active).cte("orders")
    return select(c.c.name).order_by(c.c.id)


@case
def query_cte_in_subquery():
    c = select(users.c.id, users.c.age).where(users.c.age > 20).cte("c")
    s = select(c.c.id).where(c.c.id > 1).subquery("s")
    return select(users.c.name).join(s, s.c.id == users.c.id).where(users.c.id < 5).order_by(
        users.c.id)


@case
def query_cte_in_exists():
    c = select(orders.c.user_id).where(orders.c.total > 50).cte("c")
    return select(users.c.name).where(users.c.id > 0, exists(
        select(c.c.user_id).where(c.c.user_id == users.c.id))).order_by(users.c.id)


@case
def query_cte_in_union():
    c = select(users.c.id, users.c.name).where(users.c.active).cte("c")
    return union_all(select(c.c.name).where(c.c.id > 1), select(c.c.name).where(c.c.id == 1))


@case
def query_cte_of_union():
    c = union(select(users.c.id).where(users.c.id < 3), select(orders.c.id)).cte("c")
    return select(c.c.id).where(c.c.id != 2).order_by(c.c.id)


@case
def query_cte_with_limit():
    c = select(users.c.id, users.c.name).order_by(users.c.name.desc()).limit(2).cte("c")
    return select(c.c.name).order_by(c.c.id).limit(1)


@case
def query_cte_materialized():
    c = select(users.c.id).where(users.c.age > 30).cte("c")
    c = c.prefix_with("MATERIALIZED", dialect="postgresql").prefix_with(
        "MATERIALIZED", dialect="sqlite")
    return select(c.c.id).order_by(c.c.id)


@case
def query_cte_not_materialized():
    c = select(users.c.id).cte("c")
    c = c.prefix_with("NOT MATERIALIZED", dialect="postgresql").prefix_with(
        "NOT MATERIALIZED", dialect="sqlite")
    return select(func.count(c.c.id))


@case
def query_cte_parameters_in_order():
    a = select(users.c.id).where(users.c.id > 1).cte("a")
    b = select(orders.c.id).where(orders.c.id > 2, orders.c.id.in_(select(a.c.id))).cte("b")
    return select(literal("x").label("x"), b.c.id).where(b.c.id < 9, b.c.id.in_([3, 4, 5]))


@case
def query_cte_joined_twice():
    c = select(orders.c.user_id, func.count().label("n")).group_by(orders.c.user_id).cte("c")
    m, mc = users.alias("m"), c.alias("mc")
    return (select(users.c.name, c.c.n, mc.c.n)
            .join(m, users.c.manager_id == m.c.id)
            .outerjoin(c, c.c.user_id == users.c.id)
            .outerjoin(mc, mc.c.user_id == m.c.id).order_by(users.c.id))


@case
def query_cte_recursive():
    n = select(literal(1).label("i")).cte("n", recursive=True)
    n = n.union_all(select(n.c.i + 1).where(n.c.i < 5))
    return select(func.sum(n.c.i))


@case
def query_cte_recursive_tree():
    top = select(users.c.id, users.c.name, literal(0).label("depth")).where(
        users.c.manager_id == None).cte("tree", recursive=True)
    below = select(users.c.id, users.c.name, top.c.depth + 1).join(
        top, users.c.manager_id == top.c.id)
    tree = top.union_all(below)
    return select(tree.c.name, tree.c.depth).order_by(tree.c.depth, tree.c.name)


@case
def query_cte_recursive_with_aliases():
    boss = select(users.c.id, users.c.manager_id).where(users.c.id == 5).cte("boss", recursive=True)
    b, u = boss.alias("b"), users.alias("u")
    boss = boss.union_all(select(u.c.id, u.c.manager_id).where(u.c.id == b.c.manager_id))
    return select(users.c.name).join(boss, boss.c.id == users.c.id).order_by(users.c.id)


@case
def query_cte_recursive_union():
    reach = select(transfers.c.to_id.label("id")).where(transfers.c.from_id == 4).cte(
        "reach", recursive=True)
    reach = reach.union(select(transfers.c.to_id).join(reach, transfers.c.from_id == reach.c.id))
    return select(reach.c.id).order_by(reach.c.id)


@case
def query_cte_recursive_from_another():
    roots = select(users.c.id).where(users.c.manager_id == None).cte("roots")
    tree = select(roots.c.id).cte("tree", recursive=True)
    tree = tree.union_all(select(users.c.id).where(users.c.manager_id == tree.c.id))
    return select(func.count(tree.c.id)).where(tree.c.id > 1)


@case
def query_cte_recursive_without_name():
    n = select(literal(1).label("i")).cte(recursive=True)
    n = n.union_all(select(n.c.i + 1).where(n.c.i < 3))
    return select(n.c.i).order_by(n.c.i)


@case
def query_cte_recursive_used_twice():
    n = select(literal(1).label("i")).cte("n", recursive=True)
    n = n.union_all(select(n.c.i + 1).where(n.c.i < 3))
    m = n.alias("m")
    return select(n.c.i, m.c.i).where(n.c.i < m.c.i).order_by(n.c.i, m.c.i)


@case(only="sqlite postgresql mysql mariadb mssql")
def query_cte_insert():
    new = insert(regions).values(code="e", title="East").returning(regions.c.code).cte("new")
    return select(new.c.code)


@case(only="sqlite postgresql mysql mariadb mssql")
def query_cte_update_and_delete():
    up = update(users).values(age=users.c.age + 1).where(users.c.id < 3).returning(
        users.c.id).cte("up")
    gone = delete(odd).where(odd.c.order == 2).returning(odd.c["two words"]).cte("gone")
    return select(up.c.id, gone.c["two words"])


@case
def query_cte_feeds_delete():
    old = select(transfers.c.id).where(transfers.c.amount < 50).cte("old")
    return delete(transfers).where(transfers.c.id.in_(select(old.c.id)), transfers.c.id > 1)


# ---- Set operations

@case
def query_union():
    return union(select(users.c.name).where(users.c.id < 3), select(regions.c.title))


@case
def query_union_all_parameters():
    return union_all(select(users.c.id).where(users.c.id == 1),
                     select(users.c.id).where(users.c.id == 1))


@case
def query_intersect():
    return intersect(select(users.c.id), select(orders.c.user_id)).order_by("id")


@case
def query_except():
    return except_(select(users.c.id), select(orders.c.user_id))


@case
def query_union_order_limit():
    return union(select(users.c.id, users.c.name), select(orders.c.id, orders.c.note)).order_by(
        "id", "name").limit(3)


@case
def query_union_order_limit_offset():
    return union_all(select(users.c.id), select(orders.c.id)).order_by("id").limit(3).offset(2)


@case
def query_union_offset():
    return union_all(select(users.c.id), select(orders.c.id)).order_by("id").offset(6)


@case
def query_union_limit_unordered():
    return union_all(select(func.count(users.c.id)), select(func.count(orders.c.id))).limit(2)


@case
def query_union_order_by_label():
    n = (users.c.id * 10).label("n")
    return union_all(select(n), select(orders.c.id)).order_by(n.desc())


@case
def query_union_group_by():
    u = union_all(select(users.c.age), select(items.c.quantity)).subquery("u")
    return select(u.c.age, func.count()).group_by(u.c.age).having(func.count() > 1).order_by(
        u.c.age)


@case
def query_union_operand_limited():
    return union_all(select(users.c.id).order_by(users.c.id).limit(1), select(orders.c.id))


@case
def query_union_operands_limited_and_all():
    return union_all(select(users.c.id).order_by(users.c.id).limit(2).offset(1),
                     select(orders.c.id).order_by(orders.c.id.desc()).limit(1)).limit(2)


@case
def query_union_operand_through_subquery():
    a = select(users.c.id).order_by(users.c.id).limit(2).subquery()
    b = select(orders.c.id).order_by(orders.c.id.desc()).limit(2).subquery()
    return union(select(a.c.id), select(b.c.id)).order_by("id")


@case
def query_union_nested():
    return union(union_all(select(users.c.id), select(orders.c.id)), select(items.c.line))


@case
def query_except_nested_on_the_right():
    return except_(select(users.c.id), union(select(orders.c.user_id).where(orders.c.user_id > 0),
                                             select(transfers.c.to_id)))


@case
def query_union_same_statement_twice():
    q = select(users.c.name).where(users.c.id == 2)
    return union_all(q, q)


@case
def query_union_with_joins():
    return union(select(users.c.name, addresses.c.email).join(addresses),
                 select(users.c.name, orders.c.note).join(orders)).order_by("name", "email")


@case
def query_union_clashing_names():
    return union(select(users.c.id, addresses.c.id).join(addresses),
                 select(users.c.id, orders.c.id).join(orders))


@case
def query_union_without_from():
    n = literal(1).label("n")
    return union_all(select(n), select(literal(2))).order_by(n)


@case
def query_union_as_value():
    n = union_all(select(func.count(users.c.id)).where(users.c.id > 9),
                  select(func.count(orders.c.id))).order_by(text("1 DESC")).limit(1)
    return select(n.scalar_subquery().label("n"))


@case
def query_union_does_not_correlate():
    same = union(select(orders.c.user_id).where(orders.c.user_id == users.c.id),
                 select(addresses.c.user_id).where(addresses.c.user_id == users.c.id))
    return select(users.c.name).where(users.c.id.in_(same))


@case
def query_exists_of_union():
    any = union_all(select(orders.c.id).where(orders.c.user_id == users.c.id),
                    select(transfers.c.id).where(transfers.c.from_id == users.c.id))
    return select(users.c.name).where(exists(any.subquery().select()))


@case
def query_union_different_width():
    return union(select(users.c.id, users.c.name), select(orders.c.id))


@case
def query_union_joined():
    u = union(select(orders.c.user_id), select(addresses.c.user_id)).subquery("u")
    return select(users.c.name).join(u, u.c.user_id == users.c.id).order_by(users.c.id)


# ---- LATERAL

@case
def query_lateral():
    l = select(orders.c.total).where(orders.c.user_id == users.c.id).order_by(
        orders.c.total.desc()).limit(1).lateral("l")
    return select(users.c.name, l.c.total).join(l, true()).order_by(users.c.id)


@case
def query_lateral_outer():
    l = select(func.count(orders.c.id).label("n")).where(orders.c.user_id == users.c.id).lateral()
    return select(users.c.name, l.c.n).outerjoin(l, true()).order_by(users.c.id)


@case
def query_lateral_in_from():
    l = select(addresses.c.email).where(addresses.c.user_id == users.c.id).lateral("l")
    return select(users.c.name, l.c.email).order_by(l.c.email)


@case
def query_lateral_of_lateral():
    o = select(orders.c.id).where(orders.c.user_id == users.c.id).lateral("o")
    i = select(items.c.product).where(items.c.order_id == o.c.id, items.c.line == 1).lateral("i")
    return (select(users.c.name, i.c.product).select_from(users).join(o, true()).join(i, true())
            .order_by(o.c.id))


@case
def query_lateral_sees_an_alias():
    u = users.alias("u")
    l = select(func.max(orders.c.id).label("last")).where(orders.c.user_id == u.c.id).lateral("l")
    return select(u.c.name, l.c.last).select_from(u).join(l, u.c.id < 9).order_by(u.c.id)


@case
def query_lateral_beside_joins():
    l = select(func.sum(items.c.quantity).label("n")).where(
        items.c.order_id == orders.c.id).lateral("l")
    return (select(users.c.name, orders.c.id, l.c.n).select_from(users).join(orders)
            .join(l, true()).order_by(orders.c.id))


# ---- FOR UPDATE

@case
def query_for_update():
    return select(users.c.name).where(users.c.id == 1).with_for_update()


@case
def query_for_update_nowait():
    return select(users.c.name).where(users.c.id == 1).with_for_update(nowait=True)


@case
def query_for_update_skip_locked():
    return select(users.c.id).order_by(users.c.id).limit(1).with_for_update(skip_locked=True)


@case
def query_for_share():
    return select(users.c.id).where(users.c.id < 3).order_by(users.c.id).with_for_update(read=True)


@case
def query_for_share_nowait():
    return select(regions.c.code).with_for_update(read=True, nowait=True)


@case
def query_for_share_skip_locked():
    return select(regions.c.code).with_for_update(read=True, skip_locked=True)


@case
def query_for_no_key_update():
    return select(regions.c.code).with_for_update(key_share=True)


@case
def query_for_key_share():
    return select(regions.c.code).with_for_update(read=True, key_share=True, nowait=True)


@case
def query_for_update_of():
    return select(users.c.name, orders.c.id).join(orders).order_by(orders.c.id).with_for_update(
        of=orders.c.id)


@case
def query_for_update_of_several():
    return select(users.c.name, orders.c.id).join(orders).with_for_update(
        of=[users.c.id, users.c.name, orders.c.id], skip_locked=True)


@case
def query_for_update_of_alias():
    u = users.alias("u")
    return select(u.c.name, orders.c.id).join(orders, orders.c.user_id == u.c.id).with_for_update(
        of=u.c.id, read=True)


@case
def query_for_update_in_subquery():
    s = select(users.c.id).where(users.c.active).with_for_update().subquery("s")
    return select(s.c.id)


@case
def query_for_update_limit_offset():
    return select(users.c.id).order_by(users.c.id).limit(2).offset(1).with_for_update(nowait=True)


@case
def query_for_update_of_schema_table():
    return select(logs.c.id).with_for_update(of=logs.c.id)


# ---- Names that need quotes

@case
def query_quoted():
    return select(odd).where(odd.c.MixedCase > 1, odd.c["two words"] != "x").order_by(odd.c.order)


@case
def query_quoted_percent():
    return select(odd.c["per%cent"], (odd.c["per%cent"] + 1).label("50% more")).where(
        odd.c["per%cent"] > 50, odd.c["per%cent"].in_([1, 75]))


@case
def query_quoted_join():
    return select(odd.c.order, users.c.name).join(users, users.c.id == odd.c.order).order_by(
        odd.c.order)


@case
def query_quoted_aliases():
    a, b = odd.alias("An Alias"), users.alias("table")
    return select(a.c.order, b.c.id).where(a.c.order == b.c.id)


@case
def query_quoted_labels():
    return select(users.c.id.label("Id"), users.c.name.label("select"), users.c.age.label("a.b"),
                  users.c.active.label("say \"hi\""), users.c.score.label("it's")).order_by(
        users.c.id)


@case
def query_quoted_label_ordered():
    n = (users.c.id + 1).label("Order By")
    return select(n).order_by(n.desc()).limit(2)


@case
def query_quoted_subquery():
    mixed = odd.c.MixedCase.label("Mixed")
    s = select(odd.c.order, odd.c["two words"], mixed).subquery("Sub Query")
    return select(s).where(s.c["two words"] == "one")


@case
def query_quoted_cte():
    c = select(odd.c.order.label("By")).cte("With")
    return select(c.c.By)


@case
def query_quoted_recursive_cte():
    n = select(literal(1).label("Number")).cte("All Numbers", recursive=True)
    n = n.union_all(select(n.c.Number + 1).where(n.c.Number < 3))
    return select(func.max(n.c.Number))


@case
def query_reserved_words():
    return select(words)


@case
def query_reserved_words_in_where():
    return select(words.c.group).where(words.c.limit > 1, words.c.user == "x").order_by(
        words.c.desc)


@case
def query_strange_names():
    return select(strange)


@case
def query_strange_names_as_parameters():
    return select(strange.c["1st"]).where(*[strange.c[name] == 1 for name in STRANGE[:10]])


@case
def query_strange_alias():
    a = strange.alias()
    return select(a.c["a.b"], strange.c["a.b"]).where(a.c["1st"] == strange.c["1st"])


@case
def query_quoted_schema():
    return select(archive.c.id).where(archive.c.From == 1)


@case
def query_upper_case_names():
    return select(upper).where(upper.c.NAME == "x").order_by(upper.c.ID)


# ---- Long names

@case
def query_long_names():
    return select(lengthy).where(lengthy.c[LONG] == 1)


@case
def query_long_made_up_alias():
    a, b = lengthy.alias(), lengthy.alias()
    return select(a.c.id, b.c.id).where(a.c.id < b.c.id)


@case
def query_long_clashing_names():
    a = lengthy.alias("a")
    return select(lengthy.c[LONG], a.c[LONG]).where(a.c.id == lengthy.c.id)


@case
def query_long_label():
    return select(users.c.id.label("a_" + LONG)).order_by(users.c.id)


@case
def query_long_given_names():
    s = select(users.c.id).where(users.c.id > 1).subquery("a_" + LONG)
    return select(s.c.id).where(s.c.id < 3)


@case
def query_long_function():
    return select(getattr(func, LONG)(users.c.id), getattr(func, LONG)(users.c.age))


@case
def query_long_repeated_column():
    return select(lengthy.c[LONG], lengthy.c[LONG], lengthy.c.id)


@case(only="sqlite")
def query_longer_than_any():
    c = longest.c[LONGER]
    return select(c).where(c == 1, c != 2)


# ---- Parameters

@case
def query_parameter():
    return select(users.c.name).where(users.c.id == bindparam("wanted")).params(wanted=2)


@case
def query_parameter_used_twice():
    n = bindparam("n", type_=Integer)
    return select(users.c.name).where(or_(users.c.id == n, users.c.manager_id == n)).order_by(
        users.c.id).params(n=1)


@case
def query_parameter_two_of_one_name():
    return select(users.c.name).where(
        users.c.id >= bindparam("n"), users.c.age > bindparam("n")).params(n=2)


@case
def query_parameters_in_list():
    return select(users.c.name).where(users.c.id.in_([bindparam("a", 1), 3, bindparam("b", 2)]))


@case
def query_parameter_named_like_made_up_one():
    return select(users.c.name).where(users.c.id > bindparam("id_1"), users.c.id == 5)


@case
def query_parameter_in_cte_and_around():
    c = select(users.c.id).where(users.c.id > bindparam("n")).cte("c")
    m = bindparam("m", type_=Integer)
    return select(c.c.id, m.label("m")).where(c.c.id < m + bindparam("n")).params(n=1, m=3)


@case(only="sqlite postgresql mysql mariadb mssql")
def query_parameter_odd_name():
    return select(users.c.name).where(users.c.id == bindparam("a b%c:d(e)")).params(
        {"a b%c:d(e)": 1})


@case
def query_parameter_named_as_column():
    return select(users.c.name).where(users.c.id == bindparam("id"), users.c.age > 1).params(id=1)


@case
def query_made_up_parameters():
    s = select(orders.c.user_id).where(orders.c.id > 1, orders.c.note != "x")
    return select(users.c.id + 2, literal("a")).where(
        users.c.id.in_(s), users.c.id > 0, users.c.name.in_(["ann", "bob"]))


@case
def query_parameters_of_two_tables():
    return select(users.c.id).where(
        users.c.id > 1, addresses.c.id > 2, addresses.c.user_id == users.c.id, addresses.c.id < 9)


@case
def query_hostile_texts():
    return select(users.c.id, literal("'; DROP TABLE users; --").label("x")).where(
        users.c.name != "\" OR 1=1 --")


# ---- Values in the text

@case(literal=True)
def query_literal_join():
    on = and_(addresses.c.user_id == users.c.id, addresses.c.kind == "home")
    return (select(users.c.name, addresses.c.email).join(addresses, on)
            .where(users.c.name != "O'Dea", users.c.active, users.c.balance > 10)
            .order_by(addresses.c.id).limit(2))


@case(literal=True)
def query_literal_lists():
    return select(users.c.id).where(users.c.name.in_(["ann", "it's", "50%", "a\\b"]),
                                    users.c.id.not_in([7, 8]), users.c.age.in_([]) == False)


@case(literal=True)
def query_literal_cte():
    c = select(users.c.id, literal("x:y").label("tag")).where(users.c.age > 30).cte("c")
    s = select(func.count(c.c.id)).where(c.c.id < 3).scalar_subquery()
    return select(c.c.id, c.c.tag, s.label("n")).where(c.c.tag == "x:y").order_by(c.c.id)


@case(literal=True)
def query_literal_union():
    return union_all(select(users.c.name).where(users.c.id == 1), select(literal("zed"))).order_by(
        "name").limit(5).offset(0)


@case(literal=True)
def query_literal_parameter():
    return select(users.c.name).where(
        users.c.name == bindparam("who", "d'Arc"), users.c.id > bindparam("n", 0))


@case(literal=True)
def query_literal_null_and_truth():
    return select(users.c.id, null().label("n"), users.c.active == True).where(
        users.c.fullname == None, or_(users.c.active, false()))


# ---- FETCH, slices, DISTINCT ON

@case
def query_fetch():
    return select(users.c.id).order_by(users.c.id).fetch(2)


@case
def query_fetch_offset():
    return select(users.c.id).order_by(users.c.id).offset(1).fetch(3)


@case
def query_fetch_with_ties():
    return select(users.c.name).where(users.c.age > 0).order_by(users.c.age).fetch(
        1, with_ties=True)


@case
def query_fetch_percent():
    return select(users.c.id).order_by(users.c.id).fetch(40, percent=True)


@case
def query_fetch_percent_with_ties():
    return select(users.c.id).order_by(users.c.age).offset(1).fetch(
        10, percent=True, with_ties=True)


@case
def query_fetch_unordered():
    return select(func.count(users.c.id)).fetch(5)


@case
def query_fetch_expression():
    return select(users.c.id).order_by(users.c.id).fetch(literal(1) + 1).offset(
        literal(2) - 1)


@case(only="sqlite postgresql mysql mariadb oracle")
def query_fetch_in_subquery():
    s = select(users.c.id).order_by(users.c.id).fetch(2).subquery("s")
    return select(func.max(s.c.id))


@case
def query_fetch_of_union():
    return union_all(select(users.c.id), select(orders.c.id)).order_by("id").fetch(3)


@case
def query_fetch_replaces_limit():
    return select(users.c.id).order_by(users.c.id).limit(4).fetch(2)


@case
def query_limit_replaces_fetch():
    return select(users.c.id).order_by(users.c.id).fetch(4, with_ties=True).limit(2)


@case
def query_fetch_for_update():
    return select(users.c.id).order_by(users.c.id).fetch(1).with_for_update(skip_locked=True)


@case(literal=True)
def query_fetch_literal():
    return select(users.c.id).order_by(users.c.id).offset(2).fetch(2)


@case
def query_slice():
    return select(users.c.id).order_by(users.c.id).slice(1, 4)


@case
def query_slice_from_the_start():
    return select(users.c.id).order_by(users.c.id).slice(0, 2)


@case
def query_slice_of_slice():
    return select(users.c.id).order_by(users.c.id).slice(1, 5).slice(1, 3)


@case
def query_distinct_on():
    return select(items.c.product, items.c.price).distinct(items.c.product).order_by(
        items.c.product, items.c.price)


@case
def query_distinct_on_expressions():
    rest = users.c.age % 2
    return select(users.c.id).distinct(users.c.active, rest).where(users.c.age > 0).order_by(
        users.c.active, rest, users.c.id)


# ---- WHERE by names; other items, other labels

@case
def query_filter_by():
    return select(users.c.id).filter_by(name="ann", active=True)


@case
def query_filter_by_null():
    return select(users).filter_by(age=None).with_only_columns(users.c.id)


@case
def query_filter_by_of_joined():
    return select(users.c.name).join(addresses).filter_by(email="bob@example.org", kind="home")


@case
def query_filter_by_ambiguous():
    return select(users.c.name).join(addresses).filter_by(id=1)


@case
def query_filter_by_unknown():
    return select(users.c.name).filter_by(nope=1)


@case
def query_filter_by_before_join():
    return select(users.c.name).filter_by(id=1).join(addresses).order_by(addresses.c.id)


@case
def query_filter_by_alias():
    u = users.alias("u")
    return select(u.c.id).filter_by(name="cat")


@case
def query_filter_by_subquery():
    s = select(users.c.id, users.c.name.label("who")).subquery("s")
    return select(s).filter_by(who="dan")


@case
def query_filter_by_from_function():
    return select(func.count(orders.c.id)).filter_by(user_id=1)


@case
def query_only_columns():
    return select(users.c.id, users.c.name).where(users.c.id < 3).with_only_columns(
        users.c.name, users.c.age)


@case
def query_only_columns_of_another():
    return select(users.c.id).with_only_columns(regions.c.code)


@case
def query_only_columns_keeps_joins():
    return select(users).join(orders).with_only_columns(func.count(orders.c.id))


@case
def query_only_columns_keeps_order():
    return select(users.c.id, users.c.name).order_by(users.c.name.desc()).limit(
        2).with_only_columns(users.c.name)


@case
def query_labels_with_tables():
    return select(users.c.id, users.c.name, addresses.c.id).join(addresses).set_label_style(
        LABEL_STYLE_TABLENAME_PLUS_COL).order_by(addresses.c.id)


@case
def query_labels_with_tables_of_everything():
    m = users.alias("m")
    return select(regions, m.c.id, func.length(m.c.name), m.c.age + 1, m.c.age.label("years"),
                  m.c.id).where(m.c.id == 1).set_label_style(LABEL_STYLE_TABLENAME_PLUS_COL)


@case
def query_labels_with_tables_in_subquery():
    s = select(users.c.id, addresses.c.id).join(addresses).set_label_style(
        LABEL_STYLE_TABLENAME_PLUS_COL).subquery("s")
    return select(s.c.users_id, s.c.addresses_id)


@case
def query_labels_with_tables_of_schema():
    return select(logs.c.id, words.c.user, odd.c["two words"]).set_label_style(
        LABEL_STYLE_TABLENAME_PLUS_COL)


@case
def query_labels_none():
    return select(users.c.id, addresses.c.id, users.c.id, users.c.age + 1).join(
        addresses).set_label_style(LABEL_STYLE_NONE)


@case
def query_labels_of_long_names():
    a = lengthy.alias()
    return select(lengthy.c[LONG], a.c[LONG], a.c.id).set_label_style(
        LABEL_STYLE_TABLENAME_PLUS_COL)


# ---- correlate_except

@case
def query_correlate_except():
    n = select(func.count(orders.c.id)).where(
        orders.c.user_id == users.c.id).correlate_except(orders)
    return select(users.c.name, n.scalar_subquery().label("n")).order_by(users.c.id)


@case
def query_correlate_except_all_others():
    n = select(func.count(addresses.c.id)).where(
        addresses.c.user_id == users.c.id, orders.c.id > 1).correlate_except(addresses)
    return select(users.c.name, orders.c.id).join(orders).where(n.scalar_subquery() > 0)


@case
def query_correlate_except_outer():
    n = select(func.max(users.c.age)).where(users.c.id != orders.c.user_id).correlate_except(users)
    return select(users.c.name, orders.c.id).join(orders).where(users.c.age > n.scalar_subquery())


@case
def query_correlate_except_two_levels():
    deep = select(func.count(items.c.line)).where(
        items.c.order_id == orders.c.id, users.c.active).correlate_except(items)
    mid = select(func.max(orders.c.id)).where(
        orders.c.user_id == users.c.id, deep.scalar_subquery() > 0)
    return select(users.c.name, mid.scalar_subquery().label("last")).order_by(users.c.id)


@case
def query_correlate_except_in_exists():
    own = select(orders.c.id).where(orders.c.user_id == users.c.id).correlate_except(orders)
    return select(users.c.name).where(~exists(own)).order_by(users.c.id)


# ---- More common table expressions

@case
def query_cte_nesting():
    deep = select(users.c.id).where(users.c.age > 30).cte("deep", nesting=True)
    c = select(deep.c.id).where(deep.c.id < 5).cte("c")
    return select(c.c.id).order_by(c.c.id)


@case
def query_cte_nesting_same_name():
    deep = select(orders.c.user_id.label("id")).where(orders.c.total > 50).cte("c", nesting=True)
    c = select(users.c.id, users.c.name).where(users.c.id.in_(select(deep.c.id))).cte("c")
    return select(c.c.name).order_by(c.c.id)


@case
def query_cte_nesting_at_the_top():
    c = select(users.c.id).where(users.c.active).cte("c", nesting=True)
    return select(func.count(c.c.id))


@case
def query_cte_nesting_in_subquery():
    c = select(users.c.id).where(users.c.active).cte("c", nesting=True)
    s = select(c.c.id).where(c.c.id > 1).subquery("s")
    return select(s.c.id).order_by(s.c.id)


@case
def query_cte_nesting_in_union():
    c = select(users.c.id).where(users.c.active).cte("c", nesting=True)
    return union_all(select(orders.c.id), select(c.c.id)).order_by("id")


@case
def query_cte_added():
    extra = select(orders.c.id).where(orders.c.total > 1).cte("extra")
    return select(users.c.id).where(users.c.id > 3).add_cte(extra)


@case
def query_cte_added_and_used():
    c = select(users.c.id).where(users.c.id > 1).cte("c")
    d = select(orders.c.id).where(orders.c.id > 2).cte("d")
    return select(c.c.id).add_cte(d, c)


@case
def query_cte_added_to_union():
    d = select(orders.c.id).where(orders.c.id > 2).cte("d")
    return union(select(users.c.id), select(items.c.line)).add_cte(d)


@case(only="sqlite postgresql mysql mariadb mssql")
def query_cte_added_delete():
    gone = delete(odd).where(odd.c.order == 1).cte("gone")
    return select(regions.c.code).add_cte(gone)


# ---- More set operations

@case
def query_union_of_three():
    return union(select(users.c.id), select(orders.c.id), select(items.c.line)).order_by("id")


@case
def query_intersect_all():
    return intersect_all(select(items.c.line), select(items.c.quantity))


@case
def query_except_all():
    return except_all(select(items.c.product), select(items.c.product).where(items.c.line == 2))


@case
def query_except_of_three():
    return except_(select(users.c.id), select(orders.c.user_id), select(transfers.c.to_id))


@case
def query_union_of_three_with_limited_middle():
    return union_all(select(users.c.id).where(users.c.id == 1),
                     select(orders.c.id).order_by(orders.c.id).limit(1),
                     select(items.c.line).where(items.c.line == 2)).limit(9)


@case
def query_union_of_one():
    return union(select(users.c.name).where(users.c.id == 1))


@case
def query_union_of_three_in_cte():
    c = union_all(select(users.c.id), select(orders.c.id), select(transfers.c.id)).cte("c")
    return select(c.c.id, func.count()).group_by(c.c.id).order_by(c.c.id)


# ---- VALUES

@case
def query_values():
    v = values(column("a", Integer), column("b", String), name="v").data([(1, "x"), (2, "y")])
    return select(v).order_by(v.c.a)


@case
def query_values_joined():
    v = values(column("id", Integer), column("rank", Integer), name="v").data([(1, 10), (3, 30)])
    return select(users.c.name, v.c.rank).join(v, users.c.id == v.c.id).order_by(v.c.rank)


@case
def query_values_cte():
    v = values(column("a", Integer), column("b", String), name="v").data(
        [(1, "x"), (2, "y")]).cte("v")
    return select(v.c.b).where(v.c.a > 1)


@case
def query_values_odd_names():
    v = values(column("Order", Integer), column("two words", String), name="A Name").data(
        [(1, "x")])
    return select(v.c.Order, v.c["two words"])


@case
def query_values_of_expressions():
    v = values(column("a", Integer), name="v").data([(literal(1) + 1,), (None,)])
    return select(v.c.a)


@case(literal=True)
def query_values_literal():
    v = values(column("a", Integer), column("b", String), name="v").data([(1, "it's"), (2, "%")])
    return select(v.c.b).where(v.c.a < 5).order_by(v.c.a)


@case
def query_values_in_subquery():
    v = values(column("a", Integer), name="v").data([(1,), (2,)])
    return select(users.c.name).where(users.c.id.in_(select(v.c.a))).order_by(users.c.id)


# ---- TABLESAMPLE

@case(run=False)
def query_tablesample():
    s = tablesample(users, 50, name="s")
    return select(s.c.id)


@case
def query_tablesample_of_all():
    s = users.tablesample(func.bernoulli(100), name="s", seed=literal(7))
    return select(func.count(s.c.id))


@case(run=False)
def query_tablesample_without_name():
    s = users.tablesample(func.system(10))
    return select(s.c.name).where(s.c.id > 1)


@case(run=False)
def query_tablesample_joined():
    s = users.tablesample(func.bernoulli(50), name="s")
    return select(s.c.name, orders.c.id).join(orders, orders.c.user_id == s.c.id)


# ---- Prefixes, suffixes, hints

@case
def query_prefix():
    return select(users.c.id).prefix_with("ALL").order_by(users.c.id)


@case
def query_prefix_of_one_dialect():
    return select(users.c.id).prefix_with("SQL_NO_CACHE", dialect="mysql").prefix_with(
        "/*+ FIRST_ROWS */", dialect="oracle")


@case
def query_prefix_and_distinct():
    return select(users.c.active).distinct().prefix_with("/* a */").limit(1)


@case
def query_suffix():
    return select(users.c.id).order_by(users.c.id).limit(2).suffix_with("/* end */").suffix_with(
        "OPTION (RECOMPILE)", dialect="mssql")


@case
def query_hint():
    return (select(users.c.id).with_hint(users, "WITH (NOLOCK)", "mssql")
            .with_hint(users, "USE INDEX (ix)", "mysql")
            .with_hint(users, "index(%(name)s ix)", "oracle")
            .with_hint(users, "INDEXED BY ix", "sqlite"))


@case
def query_hint_everywhere():
    return select(users.c.id).with_hint(users, "/* %(name)s */").where(users.c.id == 1)


@case
def query_hint_of_alias():
    u = users.alias("u")
    return (select(u.c.id, orders.c.id).join(orders, orders.c.user_id == u.c.id)
            .with_hint(u, "/* %(name)s */").with_hint(orders, "/* other */"))


@case(only="postgresql")
def query_hint_only():
    return select(users.c.id).with_hint(users, "ONLY", "postgresql")


@case
def query_statement_hint():
    return (select(users.c.id).where(users.c.id > 3).with_statement_hint("/* all */")
            .with_statement_hint("OPTION (MAXDOP 1)", "mssql"))


# ---- Names seen through several levels

@case
def query_clashing_name_renumbered():
    s = select(users.c.id, addresses.c.id).join(addresses).subquery("s")
    return select(orders.c.id, s.c.id, s.c.id_1).join(s, s.c.id == orders.c.user_id)


@case
def query_clashing_name_in_where():
    s = select(users.c.id, addresses.c.id).join(addresses).subquery("s")
    return select(s.c.id).where(s.c.id_1 > 1).order_by(s.c.id_1)


@case
def query_clashing_names_of_whole_tables():
    s = select(users.c.name, addresses, orders).select_from(users).join(addresses).join(
        orders, orders.c.user_id == users.c.id).subquery("s")
    return select(s.c.id, s.c.id_1, s.c.user_id_1).order_by(s.c.id, s.c.id_1)


@case
def query_clashing_names_of_aliases():
    a, b = users.alias("a"), users.alias("b")
    s = select(a.c.id, b.c.id).where(a.c.id == b.c.manager_id).subquery("s")
    return select(s.c.id, func.count(s.c.id_1)).group_by(s.c.id).order_by(s.c.id)


@case
def query_functions_by_name():
    s = select(func.count(orders.c.id), func.max(orders.c.id),
               func.count(orders.c.user_id)).subquery()
    return select(s.c.count_1, s.c.count, s.c.max)


@case
def query_function_by_name_two_levels_up():
    s = select(func.sum(items.c.quantity), items.c.order_id).group_by(
        items.c.order_id).subquery("s")
    t = select(s.c.sum, s.c.order_id).where(s.c.sum > 1).subquery("t")
    return select(t).order_by(t.c.order_id)


@case
def query_function_by_name_of_cte():
    c = select(func.max(users.c.age)).cte("c")
    return select(users.c.name, c.c.max).where(users.c.age == c.c.max)


@case
def query_function_by_name_in_recursion():
    c = select(func.min(users.c.id)).where(users.c.manager_id == None).cte("c", recursive=True)
    c = c.union_all(select(users.c.id).where(users.c.manager_id == c.c.min))
    return select(c.c.min).order_by(c.c.min)


@case
def query_repeated_columns_of_several():
    return select(users.c.id, users.c.id, users.c.name, users.c.name, users.c.id)


@case
def query_repeated_columns_in_two_subqueries():
    s = select(users.c.id, users.c.id).subquery("s")
    t = select(addresses.c.id, addresses.c.id).subquery("t")
    return select(s.c.id, t.c.id).where(s.c.id == t.c.id)


@case
def query_repeated_function():
    most = func.max(users.c.age)
    return select(most, most, func.max(users.c.id))


@case
def query_repeated_label():
    n = users.c.id.label("n")
    return select(n, n, users.c.id)


@case
def query_repeated_column_of_subquery():
    s = select(users.c.id).subquery("s")
    return select(s.c.id, s.c.id, s)


@case
def query_odd_names_clash():
    a = odd.alias("a")
    return select(odd, a).where(odd.c.order < a.c.order)


@case
def query_negative_in_subquery():
    return select(select(users.c.age, -users.c.age, -(users.c.age + 1)).subquery("s"))


@case
def query_three_anonymous_levels():
    a = select(users.c.id + 1, users.c.name).subquery()
    b = select(a, func.length(a.c.name)).subquery()
    return select(b)


@case
def query_cte_columns_made_up():
    c = select(users.c.id, users.c.id + 1, func.length(users.c.name), orders.c.id).join(
        orders).cte("c", recursive=True)
    return select(c)


@case
def query_union_of_made_up_names():
    u = union_all(select(func.count(users.c.id), users.c.active).group_by(users.c.active),
                  select(func.count(orders.c.id), true())).subquery("u")
    return select(func.sum(u.c.count))


@case
def query_labels_with_tables_clash():
    return select(cast(users.c.id, String(9)), users.c.id, -users.c.id).set_label_style(
        LABEL_STYLE_TABLENAME_PLUS_COL)


# ---- In other dialects only so

@case
def query_percent_expression():
    return select(users.c.id).order_by(users.c.id).fetch(literal(10) + 10, percent=True)


@case
def query_order_in_cte_without_limit():
    c = select(users.c.id).order_by(users.c.name).cte("c")
    return select(func.count(c.c.id))


@case
def query_order_in_exists():
    own = select(orders.c.id).where(orders.c.user_id == users.c.id).order_by(orders.c.id)
    return select(users.c.id).where(exists(own)).order_by(users.c.id)


@case
def query_for_update_in_cte():
    c = select(users.c.id).where(users.c.id < 3).with_for_update().cte("c")
    return select(c.c.id)


@case
def query_join_after_where():
    return select(users.c.name).where(orders.c.total > 50).join(orders).order_by(orders.c.id)


@case
def query_join_without_key_after_join():
    return select(users.c.name).join(orders).join(regions)


@case
def query_join_from_without_key():
    return select(users.c.name).join_from(users, regions)


@case(only="sqlite postgresql mysql mariadb mssql")
def query_cte_added_insert():
    new = insert(regions).values(code="w", title="West").cte("new")
    return select(users.c.id).add_cte(new)


# ---- Together

@case
def query_top_of_each_group():
    place = func.row_number().over(partition_by=orders.c.user_id, order_by=orders.c.total.desc())
    s = select(orders.c.id, orders.c.user_id, place.label("place")).subquery("s")
    return select(s.c.id, s.c.user_id).where(s.c.place == 1).order_by(s.c.id)


@case
def query_subquery_in_on():
    last = select(func.max(orders.c.id)).where(orders.c.user_id == users.c.id).scalar_subquery()
    return select(users.c.name, orders.c.total).outerjoin(orders, orders.c.id == last).order_by(
        users.c.id)


@case
def query_alias_in_subquery_in_on():
    o = orders.alias("o")
    last = select(func.max(o.c.id)).where(o.c.user_id == users.c.id).scalar_subquery()
    return select(users.c.name, orders.c.total).select_from(users).outerjoin(
        orders, orders.c.id == last).order_by(users.c.id)


@case
def query_cte_in_value():
    c = select(orders.c.user_id, orders.c.total).where(orders.c.total > 5).cte("c")
    n = select(func.count(c.c.user_id)).where(c.c.user_id == users.c.id).scalar_subquery()
    return select(users.c.name, n.label("n")).where(users.c.id < 4).order_by(users.c.id)


@case
def query_cte_correlated_is_not():
    c = select(orders.c.user_id).where(orders.c.user_id == users.c.id).cte("c")
    return (select(users.c.id, func.count(c.c.user_id)).join(c, true()).group_by(users.c.id)
            .order_by(users.c.id))


@case
def query_cte_in_lateral():
    c = select(orders.c.id, orders.c.user_id).where(orders.c.total > 5).cte("c")
    l = select(func.count(c.c.id).label("n")).where(c.c.user_id == users.c.id).lateral("l")
    return select(users.c.name, l.c.n).join(l, true()).order_by(users.c.id)


@case
def query_cte_in_both_operands_of_its_union():
    c = select(users.c.id, users.c.age).where(users.c.age > 30).cte("c")
    both = union(select(c.c.id), select(c.c.age)).subquery("both")
    return select(func.count(both.c.id)).where(both.c.id.in_(select(c.c.id)))


@case
def query_cte_of_lateral_alias_twice():
    c = select(orders.c.user_id, func.max(orders.c.total).label("most")).group_by(
        orders.c.user_id).cte("c")
    a, b = c.alias("a"), c.alias("b")
    return select(a.c.user_id, b.c.user_id).where(a.c.most > b.c.most, exists(
        select(c.c.user_id).where(c.c.most == a.c.most)))


@case
def query_group_by_value():
    own = select(func.count(orders.c.id)).where(orders.c.user_id == users.c.id)
    n = own.scalar_subquery().label("n")
    return select(n, func.count(users.c.id)).group_by(n).order_by(n)


@case
def query_value_label_ordered_down():
    own = select(func.count(orders.c.id)).where(orders.c.user_id == users.c.id)
    n = own.scalar_subquery().label("n")
    return select(users.c.id, n).where(n > 0).order_by(n.desc(), users.c.id).limit(1)


@case
def query_union_limited_in_subquery():
    both = union_all(select(users.c.id), select(orders.c.id)).order_by("id")
    u = both.limit(4).offset(1).subquery()
    return select(func.sum(u.c.id))


@case
def query_union_in_exists_correlates():
    sent = select(transfers.c.id).where(transfers.c.from_id == users.c.id)
    bought = select(orders.c.id).where(orders.c.user_id == users.c.id)
    return select(users.c.id).where(exists(union_all(
        sent.correlate(users), bought.correlate(users)).scalar_subquery())).order_by(users.c.id)


@case
def query_union_ordered_by_another_selects_column():
    n = users.c.id.label("n")
    return union_all(select(n), select(orders.c.user_id)).order_by(n).limit(3)


@case
def query_recursive_path():
    path = cast(users.c.name, String(200)).label("path")
    start = select(users.c.id, users.c.manager_id, path).where(
        users.c.manager_id == None).cte("tree", recursive=True)
    longer = start.c.path + "/" + users.c.name
    tree = start.union_all(select(users.c.id, users.c.manager_id, longer).join(
        start, users.c.manager_id == start.c.id))
    return select(tree.c.path).where(tree.c.path.like("%/%")).order_by(tree.c.path)


@case
def query_recursive_with_limit():
    n = select(literal(1).label("i")).cte("n", recursive=True)
    n = n.union_all(select(n.c.i * 2).where(n.c.i < 100))
    return select(n.c.i).order_by(n.c.i.desc()).limit(3)


@case
def query_recursive_inside_subquery():
    n = select(literal(1).label("i")).cte("n", recursive=True)
    n = n.union_all(select(n.c.i + 1).where(n.c.i < 3))
    s = select(n.c.i).where(n.c.i > 1).subquery("s")
    return select(users.c.name).join(s, users.c.id == s.c.i).order_by(users.c.id)


@case
def query_insert_from_cte():
    c = select(regions.c.code.label("k"), regions.c.title).where(regions.c.code == "n").cte("c")
    return insert(regions).from_select(["code", "title"], select(
        c.c.k.concat("2"), c.c.title).where(c.c.k != "x"))


@case
def query_update_with_cte():
    c = select(orders.c.user_id, func.sum(orders.c.total).label("sum")).where(
        orders.c.id > 1).group_by(orders.c.user_id).cte("c")
    return update(users).values(age=99).where(users.c.id.in_(
        select(c.c.user_id).where(c.c.sum > 100)), users.c.id > 1)


@case
def query_nested_in_and_out():
    c = select(users.c.id).where(users.c.id > 1).cte("c")
    deep = select(c.c.id).where(c.c.id < 5).cte("deep", nesting=True)
    top = select(deep.c.id).where(deep.c.id != 3).cte("top")
    return select(top.c.id, c.c.id).where(top.c.id == c.c.id)


@case
def query_values_in_recursion():
    v = values(column("i", Integer), name="v").data([(1,), (10,)])
    n = select(v.c.i).cte("n", recursive=True)
    n = n.union_all(select(n.c.i + 1).where(n.c.i < 3))
    return select(n.c.i).order_by(n.c.i)


@case
def query_lateral_of_union():
    a = select(orders.c.id.label("n")).where(orders.c.user_id == users.c.id)
    b = select(transfers.c.id).where(transfers.c.from_id == users.c.id)
    l = union_all(a.correlate(users), b.correlate(users)).lateral("l")
    return select(users.c.name, l.c.n).join(l, true()).order_by(users.c.id, l.c.n)


@case
def query_exists_in_exists():
    deep = select(items.c.line).where(items.c.order_id == orders.c.id, items.c.quantity > 3)
    return select(users.c.name).where(exists(select(orders.c.id).where(
        orders.c.user_id == users.c.id, ~exists(deep)))).order_by(users.c.id)


@case
def query_subquery_with_everything():
    s = (select(users.c.id, func.count(orders.c.id).label("n")).outerjoin(orders)
         .where(users.c.id > 0).group_by(users.c.id).having(func.count(orders.c.id) < 9)
         .order_by(users.c.id).limit(4).offset(1).distinct().subquery("s"))
    return select(s).where(s.c.n >= 0).order_by(s.c.id.desc()).limit(2)


@case
def query_order_by_repeated_label_name():
    a, b = users.c.id.label("n"), addresses.c.id.label("n")
    return select(a, b).join(addresses).order_by(a, b)


@case
def query_order_by_clashing_column():
    return select(users.c.id, addresses.c.id).join(addresses).order_by(addresses.c.id.desc(),
                                                                       users.c.id)


# ---- Labels against columns

@case
def query_order_by_label_named_as_another_column():
    n = users.c.age.label("name")
    return select(n, users.c.name.label("other")).order_by(users.c.name, n)


@case
def query_order_by_equal_label():
    return select((users.c.id + 1).label("n")).order_by((users.c.id + 1).label("n"))


@case
def query_label_in_where_of_subquery():
    n = (users.c.id * 2).label("n")
    s = select(n, users.c.name).where(n > 4).subquery("s")
    return select(s.c.name, s.c.n).order_by(s.c.n)


@case
def query_label_in_function():
    n = users.c.age.label("n")
    return select(func.coalesce(n, 0), func.max(n).over(), n).where(users.c.id < 3).order_by(n)


@case
def query_label_of_subquery_column():
    s = select(users.c.id.label("a"), users.c.name).subquery("s")
    n = s.c.a.label("b")
    return select(n, (n + 1).label("a")).where(s.c.a > 2).order_by(n.desc())


@case
def query_label_grouped_and_filtered():
    n = func.length(users.c.name).label("n")
    return select(n, func.count()).group_by(n).having(n < 5).order_by(func.count(), n)


@case
def query_distinct_ordered_by_label():
    n = func.upper(items.c.product).label("n")
    return select(n).distinct().order_by(n.desc()).limit(2).offset(1)


@case
def query_reserved_label_grouped():
    n = users.c.active.label("group")
    return select(n, func.max(users.c.id).label("order")).group_by(n).order_by(n)


# ---- Tables seen twice

@case
def query_alias_and_subquery_of_one_name():
    a = users.alias("x")
    s = select(a.c.id, a.c.name).where(a.c.id < 4).subquery("x")
    return select(s.c.name).where(s.c.id > 1).order_by(s.c.id)


@case
def query_made_up_aliases_of_several():
    a, b, c = users.alias(), orders.alias(), users.alias()
    return select(b.c.id, a.c.name, c.c.name).where(
        b.c.user_id == a.c.id, c.c.id != a.c.id, c.c.id == 3).order_by(b.c.id)


@case
def query_alias_inside_and_outside():
    a = users.alias("a")
    oldest = select(func.max(a.c.age)).where(a.c.active == users.c.active).scalar_subquery()
    return select(users.c.name, a.c.name).join(a, a.c.id == users.c.manager_id).where(
        users.c.age < oldest)


@case
def query_subquery_alias_correlated():
    s = select(orders.c.user_id, orders.c.total).where(orders.c.total > 1).subquery("s")
    t = s.alias("t")
    more = select(func.count(t.c.total)).where(t.c.user_id == s.c.user_id, t.c.total > s.c.total)
    return select(s.c.total).where(more.scalar_subquery() == 0).order_by(s.c.total)


@case
def query_join_same_table_thrice():
    a, b = items.alias(), items.alias()
    return select(items.c.product, a.c.product, b.c.product).join(
        a, and_(a.c.order_id == items.c.order_id, a.c.line > items.c.line)).outerjoin(
        b, and_(b.c.order_id == items.c.order_id, b.c.line > a.c.line)).order_by(
        items.c.order_id, items.c.line)


@case
def query_join_from_alias_to_its_tables_key():
    a = users.alias("a")
    return select(a.c.name, addresses.c.email).join_from(a, addresses).order_by(addresses.c.id)


@case
def query_join_from_cte_by_key():
    c = select(users).where(users.c.active).cte("c")
    return select(c.c.name, orders.c.id).join_from(c, orders).order_by(orders.c.id)


@case
def query_join_union_by_key():
    u = union_all(select(addresses.c.user_id, addresses.c.id),
                  select(orders.c.user_id, orders.c.id)).subquery("u")
    return select(users.c.name, u.c.id).join(u, u.c.user_id == users.c.id).order_by(
        users.c.id, u.c.id)


@case
def query_join_aliased_subquery_by_key():
    s = select(addresses).where(addresses.c.kind == "home").subquery("s").alias("t")
    return select(users.c.name, s.c.email).join(s).order_by(users.c.id)


@case
def query_join_two_keys_chosen_by_subquery():
    x = select(transfers.c.to_id, transfers.c.amount).subquery("x")
    return select(users.c.name, x.c.amount).join(x).order_by(x.c.amount)


@case
def query_join_three_left_sides():
    return select(users.c.name, regions.c.code, items.c.product, orders.c.id).select_from(
        users).join(orders).join(items).where(regions.c.code == "n").order_by(
        items.c.order_id, items.c.line)


@case
def query_select_from_subquery_and_join():
    s = select(users.c.id, users.c.name).where(users.c.id < 3).subquery("s")
    return select(func.count()).select_from(s).join(orders, orders.c.user_id == s.c.id)


# ---- Row counts and locks beside other clauses

@case
def query_distinct_limit():
    return select(items.c.product).distinct().order_by(items.c.product).limit(2)


@case
def query_distinct_prefix_limit():
    return select(items.c.product).prefix_with("/* p */").distinct().limit(9).order_by(
        items.c.product)


@case
def query_limit_in_cte():
    c = select(users.c.id).order_by(users.c.id.desc()).limit(2).cte("c")
    return select(c.c.id).where(c.c.id > literal(1) + 0).order_by(c.c.id)


@case
def query_limit_in_exists_ordered():
    own = select(orders.c.id).where(orders.c.user_id == users.c.id).order_by(
        orders.c.total.desc()).limit(1).offset(1)
    return select(users.c.name).where(exists(own))


@case
def query_limit_for_update_of():
    return (select(users.c.id, orders.c.id).join(orders).order_by(orders.c.id).limit(2)
            .with_for_update(of=[orders.c.id], nowait=True))


@case
def query_limit_subquery_parameter():
    s = select(users.c.id).where(users.c.id > 1).order_by(users.c.id).limit(
        bindparam("n", 2)).subquery("s")
    return select(s.c.id).limit(bindparam("n", 2))


@case
def query_union_of_one_row_each():
    a = select(users.c.name).order_by(users.c.id).limit(1).subquery("a")
    b = select(users.c.name).order_by(users.c.id.desc()).limit(1).subquery("b")
    return union_all(select(a), select(b)).order_by("name")


@case
def query_union_ordered_operand():
    return union_all(select(users.c.id).order_by(users.c.name), select(orders.c.id))


@case
def query_union_limit_expression():
    return union_all(select(users.c.id), select(orders.c.id)).order_by("id").limit(literal(1) + 1)


@case
def query_union_distinct_operand():
    return union_all(select(items.c.product).distinct(), select(regions.c.code).where(
        regions.c.code == "n"))


@case
def query_union_grouped_operand():
    many = select(users.c.active, func.count()).group_by(users.c.active).having(func.count() > 1)
    return union(many, select(true(), literal(0)))


@case
def query_fetch_with_ties_in_subquery():
    s = select(users.c.id, users.c.age).where(users.c.age > 0).order_by(users.c.age).fetch(
        1, with_ties=True).subquery("s")
    return select(func.count(s.c.id))


@case
def query_hint_inside_subquery():
    s = select(users.c.id).with_hint(users, "/* %(name)s */").where(users.c.id > 3).subquery("s")
    return select(s.c.id).with_statement_hint("/* end */")


@case
def query_suffix_in_cte():
    c = select(users.c.id).where(users.c.id > 3).suffix_with("/* inner */").cte("c")
    return select(c.c.id).suffix_with("/* outer */")


@case
def query_slice_of_union():
    return union_all(select(users.c.id), select(orders.c.id)).order_by("id").slice(2, 5)


@case
def query_distinct_on_joined():
    return select(users.c.name, orders.c.total).join(orders).distinct(users.c.id).order_by(
        users.c.id, orders.c.total.desc())


@case
def query_union_ordered_in_subquery():
    u = union_all(select(users.c.id), select(orders.c.id)).order_by("id").subquery("u")
    return select(func.count(u.c.id))


# ---- Rows numbered by ROWNUM, before Oracle 12 ----


@case(only="oracle11")
def rownum_limit():
    return select(users.c.id).limit(5)


@case(only="oracle11")
def rownum_limit_and_offset():
    return select(users.c.id, users.c.name).where(users.c.id > 3).order_by(
        users.c.name).limit(5).offset(2)


@case(only="oracle11")
def rownum_offset():
    return select(users.c.id).offset(3)


@case(only="oracle11")
def rownum_of_distinct_labels():
    return select(users.c.id.label("x"), (users.c.id + 1).label("y")).distinct().limit(1)


@case(only="oracle11")
def rownum_for_update():
    return select(users.c.id).limit(2).with_for_update(nowait=True)


@case(only="oracle11")
def rownum_without_table():
    return select(literal(5)).limit(2)


@case(only="oracle11")
def rownum_in_scalar_subquery():
    return select(select(users.c.id).limit(1).scalar_subquery())


@case(only="oracle11")
def rownum_in_in():
    return select(users.c.id).where(users.c.id.in_(select(orders.c.user_id).limit(3).offset(2)))


@case(only="oracle11")
def rownum_of_aggregate():
    return select(func.max(users.c.id), func.count()).limit(2)


@case(only="oracle11")
def rownum_of_table():
    return select(regions).limit(2)


@case(only="oracle11")
def rownum_twice():
    inner = select(users.c.id).limit(9).subquery("q")
    return select(inner.c.id).limit(2)


@case(only="oracle11")
def rownum_in_join():
    inner = select(orders.c.user_id, orders.c.total).order_by(orders.c.total).limit(3).subquery()
    return select(users.c.name, inner.c.total).join(inner, users.c.id == inner.c.user_id)


@case(only="oracle11")
def rownum_in_cte():
    inner = select(orders.c.user_id).limit(3).offset(1).cte("few")
    return select(inner.c.user_id).limit(2)


@case(only="oracle11")
def rownum_not_of_fetch():
    return select(users.c.id).fetch(5, with_ties=True).offset(1)


# ---- The same expression in several places ----


@case
def twice_in_list_grouped():
    e = sa.case((users.c.id.in_([1, 2]), "a"), else_="b").label("g")
    return select(e, func.count()).group_by(e).order_by(e)


@case
def twice_in_list_plain():
    e = users.c.id.in_([1, 2])
    return select(e, func.count()).group_by(e).order_by(func.count())


@case
def twice_condition_label():
    e = (users.c.age > 30).label("x")
    return select(users.c.id, e).where(e).order_by(users.c.id)


@case
def twice_condition_labels_joined():
    e = users.c.name.like("a%").label("x")
    n = users.c.age.is_(None).label("y")
    a = (~users.c.active).label("z")
    return select(users.c.id).where(or_(e, and_(n, a), users.c.id.in_([5]).label("i"))).order_by(
        users.c.id)


@case
def twice_condition_label_of_having():
    e = (func.count() > 1).label("many")
    return select(users.c.manager_id, e).group_by(users.c.manager_id).having(e)


@case
def folded_constants():
    e = and_(users.c.active, false())
    return select(users.c.id, sa.case((e, 1), (or_(users.c.active, true()), 2), else_=3)).where(
        or_(e, users.c.id < 3)).order_by(users.c.id)


@case(run=False)
def folded_constants_sorted():
    return select(users.c.id).order_by(and_(users.c.active, false()), users.c.id)


@case(run=False)
def folded_constants_nested():
    e = and_(users.c.active, false())
    return select(users.c.id).where(and_(users.c.id > 1, or_(e, and_(true(), e))), not_(e))


@case
def folded_constant_alone():
    return select(users.c.id).where(and_(true(), true()), or_(false(), users.c.id < 3)).order_by(
        users.c.id)


@case
def twice_window_with_frame():
    e = func.count().over(order_by=users.c.id, rows=(-2, 0))
    return select(users.c.id, e).order_by(e, users.c.id)


@case
def window_frame_beside_parameters():
    return select(users.c.id, func.sum(users.c.id + 1).over(
        partition_by=users.c.age + 2, order_by=sa.case((users.c.active, 1), else_=2),
        rows=(-3, 1)) + 5).order_by(users.c.id)


@case(run=False)
def cte_inside_one_of_its_name():
    f = select(users.c.id).cte("c")
    g = select(f.c.id).where(f.c.id > 1).cte("c")
    return select(g.c.id)


@case
def anonymous_from_the_outside():
    f = select(users.c.age + 1, users.c.id).subquery()
    return select(func.count()).select_from(f)


@case
def anonymous_in_anonymous():
    f = select(users.c.age + 1, users.c.id).subquery()
    g = select(f.c.id, f.c.id + 2).subquery()
    return select(func.count()).select_from(g)


@case
def anonymous_joined():
    f = select(users.c.id, users.c.id + 1).subquery()
    g = select(orders.c.user_id, func.count()).group_by(orders.c.user_id).subquery()
    return select(func.count()).select_from(f.join(g, f.c.id == g.c.user_id))


@case
def anonymous_cte_in_anonymous():
    f = select(users.c.id, users.c.id + 1).cte()
    g = select(f.c.id, f.c.id + 2).subquery()
    return select(func.count()).select_from(g)


@case
def minus_of_a_label():
    return select(-(users.c.age.label("n")), users.c.id).order_by(users.c.id)


@case(run=False)
def repeated_odd_names():
    return select(odd.c["two words"], odd.c["two words"], odd.c["per%cent"], odd.c["per%cent"],
                  odd.c.MixedCase, odd.c.MixedCase)


@case(run=False)
def label_of_a_column_before_it():
    f = select(users.c.id, func.count().label("id")).group_by(users.c.id).subquery("s")
    return select(f.c.id)

# All words that one of the databases reserves.
RESERVED = """
    accessible add admin after all alter analyse analyze and any array as asc asensitive
    asymmetric attach authorization autoincrement backup before begin between bigint binary blob
    body both break browse bulk by call cascade case cast change char character check checkpoint
    close cluster clustered coalesce collate column comment commit compress compute condition
    conflict connect constraint contains containstable continue convert create cross cube
    cume_dist current current_catalog current_date current_role current_schema current_time
    current_timestamp current_user cursor database databases date day_hour day_microsecond
    day_minute day_second dbcc deallocate dec decimal declare default deferrable deferred delayed
    delete dense_rank deny desc describe detach deterministic disk distinct distinctrow
    distributed div do do_domain_ids double drop dual dump each else elseif elsif empty enclosed
    end errlvl escape escaped except exclusive exec execute exists exit explain external fail
    false fetch file fillfactor first_value float float4 float8 for force foreign freetext
    freetexttable freeze from full fulltext function general generated get get_master_public_key
    glob goto grant group grouping groups having high_priority history holdlock hour_microsecond
    hour_minute hour_second identified identity identity_insert identitycol if ignore
    ignore_domain_ids ignore_server_ids ilike immediate in index indexed infile initially inner
    inout insensitive insert instead int int1 int2 int3 int4 int8 integer intersect interval into
    io_after_gtids io_before_gtids is isnull iterate join json_table key keys kill lag last_value
    lateral lead leading leave left level like limit linear lineno lines load localtime
    localtimestamp lock long longblob longtext loop low_priority master_bind
    master_heartbeat_period master_ssl_verify_server_cert match maxvalue mediumblob mediumint
    mediumtext member merge middleint minus minute_microsecond minute_second mod mode modifies
    national natural new no_write_to_binlog nocheck nocompress nonclustered not notnull nowait
    nth_value ntile null nullif number numeric of off offset offsets old on only open
    opendatasource openquery openrowset openxml optimize optimizer_costs option optionally or
    order others out outer outfile over overlaps package page_checksum parallel parse_gcol_expr
    parse_vcol_expr partition pctfree percent percent_rank period persist persist_only pivot
    placing plan position pragma precision primary print prior proc procedure public purge
    qualify query raise raiserror range rank raw read read_write reads readtext real reconfigure
    recursive ref_system_id references regexp reindex release rename repeat replace replication
    require resignal resource restore restrict return returning revert revoke right rlike role
    rollback row row_number rowcount rowguidcol rows rowtype rule save schema schemas
    second_microsecond securityaudit select sensitive separator session_user set setuser share
    show shutdown signal similar size slow smallint some spatial specific sql sql_after_gtids
    sql_before_gtids sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate
    sqlwarning ssl start starting statistics stats_auto_recalc stats_persistent
    stats_sample_pages stored straight_join symmetric synonym system system_time system_user
    table tablesample temp temporary terminated textsize then tinyblob tinyint tinytext to top
    trailing tran transaction trigger true truncate tsequal uid undo union unique unlock unpivot
    unsigned update updatetext usage use user using utc_date utc_time utc_timestamp vacuum values
    varbinary varchar varchar2 varcharacter variadic varying verbose versioning view virtual
    waitfor when where while window with without write writetext xor year_month zerofill
"""


@case
def reserved_words():
    return select(literal_column("0").label("plain"),
                  *[literal_column("1").label(word) for word in RESERVED.split()])
