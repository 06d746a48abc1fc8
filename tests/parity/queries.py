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
    return select(users.c.id).where(text("age > :least"), users.c.active).params(least=30)


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
def query_alias_self_join_by_key():
    m = users.alias("m")
    return select(users.c.name, m.c.name).join(m).order_by(users.c.id)


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
    return select(users.c.id).order_by(users.c.id).limit(bindparam("most", type_=Integer)).offset(
        bindparam("first", type_=Integer)).params(most=2, first=1)


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
