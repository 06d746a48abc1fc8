"""Operators, predicates, CASE, casts, literals."""
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID as uuid_of

import sqlalchemy as sa

from corpus import *

u, a, o, i, x, r = users.c, addresses.c, orders.c, items.c, transfers.c, regions.c


def keys(condition):
    """The users for whom a condition holds."""
    return select(u.id).where(condition)


def values_of(*expressions):
    """Something of every user."""
    return select(u.id, *expressions)


# ---- Comparison


@case
def expr_compare_all():
    return keys(and_(u.age != 35, u.age < 50, u.age <= 41, u.age > 1, u.age >= 28, u.name ==
                     "ann"))


@case
def expr_compare_literal_left():
    return keys(literal(30) < u.age)


@case
def expr_compare_literals():
    return keys(literal("a") == literal("b"))


@case
def expr_compare_value_family():
    return keys(and_(u.score > 3, u.age < 40.5, u.balance >= 0, u.big != 1,
                     u.ratio < Decimal("1.5")))


@case
def expr_compare_foreign_kind():
    return keys(or_(u.age == "35", u.name == 5))


@case
def expr_compare_two_tables():
    return select(u.name, a.email).where(u.id == a.user_id)


@case
def expr_compare_conditions():
    return keys((u.age > 30) == (u.id < 2))


@case
def expr_compare_condition_with_column():
    return keys(u.active == (u.score > 5))


@case
def expr_compare_condition_with_true():
    return keys((u.age > 30) == true())


@case
def expr_compare_and_with_or():
    return keys(and_(u.active, u.age > 30) != or_(u.id == 1, u.id == 2))


@case
def expr_compare_order_of_null():
    return keys(u.age < None)


@case
def expr_compare_order_of_bool():
    return keys(u.active > True)


@case
def expr_compare_same_column_often():
    return keys(and_(u.id != 1, u.id != 2, or_(u.id == 3, u.id == 4, u.manager_id == 1)))


@case
def expr_compare_dates():
    return keys(and_(u.birthday < date(1990, 1, 1), u.created >= datetime(2024, 1, 1, 12, 30),
                     u.wakes != time(6, 30)))


@case
def expr_compare_uuid():
    return keys(u.token == uuid_of("00112233-4455-6677-8899-aabbccddeeff"))


@case
def expr_compare_enum():
    return select(a.id).where(or_(a.kind == "work", a.kind > "home"))


@case
def expr_compare_numeric():
    return keys(or_(u.balance == Decimal("300.00"), u.balance > 1000, u.balance < 0.5))


@case
def expr_compare_bytes():
    return keys(or_(u.photo == b"\x01\xff", u.photo == None))


@case
def expr_compare_scalar_subquery():
    return keys(u.age == select(func.max(u.age)).scalar_subquery())


@case
def expr_compare_subquery_left():
    return keys(select(func.count(a.id)).where(a.user_id == u.id).scalar_subquery() > 1)


@case
def expr_compare_subquery_arithmetic():
    return keys(select(func.min(o.total)).scalar_subquery() * 10 + 1 < u.balance)


@case
def expr_compare_odd_names():
    return select(odd.c["order"]).where(odd.c["per%cent"] > 60, odd.c["two words"] == "two",
                                        odd.c.MixedCase != 1)


@case(run=False)
def expr_compare_in_schema():
    return select(logs.c.id).where(logs.c.level > 2, logs.c.message != "")


@case(run=False)
def expr_compare_untyped():
    return select(light.c.a).where(light.c.c == 5, light.c.c != "x", light.c.a == light.c.c)


# ---- IS, DISTINCT and the constants


@case
def expr_null_by_operator():
    return keys(and_(u.fullname == None, u.age != None))


@case
def expr_null_by_is():
    return keys(or_(u.age.is_(None), u.score.is_not(None), u.ratio.is_(null())))


@case
def expr_null_negated():
    return keys(and_(~u.age.is_(None), not_(u.score.is_not(None))))


@case
def expr_null_left():
    return keys(or_(null() == u.age, null().is_(null())))


@case
def expr_null_of_sum():
    return keys((u.age + u.manager_id).is_(None))


@case
def expr_null_of_comparison():
    return keys((u.age > u.manager_id).is_(None))


@case
def expr_null_of_subquery():
    return keys(select(o.note).where(o.user_id == u.id, o.id > 1).scalar_subquery().is_not(None))


@case
def expr_is_column():
    return keys(u.id.is_(u.manager_id))


@case
def expr_is_not_value():
    return keys(u.age.is_not(28))


@case
def expr_distinct_from():
    return keys(and_(u.age.is_distinct_from(28), u.manager_id.is_not_distinct_from(u.id - 1)))


@case
def expr_distinct_from_null():
    return keys(or_(u.age.is_distinct_from(None), u.active.is_not_distinct_from(True)))


@case
def expr_distinct_from_negated():
    return keys(and_(~u.age.is_distinct_from(u.id), not_(u.age.is_not_distinct_from(u.id))))


@case
def expr_distinct_from_operands():
    return keys((u.age + 1).is_distinct_from(u.id * 2))


@case
def expr_distinct_from_selected():
    return values_of(u.age.is_distinct_from(28), (u.age == 28).is_not_distinct_from(u.active))


# ---- Boolean columns and constants in every position


@case
def expr_bool_where():
    return keys(u.active)


@case
def expr_bool_where_not():
    return keys(~u.active)


@case
def expr_bool_not_twice():
    return keys(~~u.active)


@case
def expr_bool_compared():
    return keys(or_(and_(u.active == True, u.active != False),
                    and_(u.active == False, u.active != True)))


@case
def expr_bool_is():
    return keys(or_(u.active.is_(True), u.active.is_(False), u.active.is_not(true()),
                    u.active.is_not(false())))


@case
def expr_bool_is_negated():
    return keys(and_(not_(u.active.is_(True)), not_(u.active == True), not_(u.active != False)))


@case
def expr_bool_constant_left():
    return keys(or_(true() == u.active, false() != u.active))


@case
def expr_bool_in_and_or():
    return keys(or_(and_(u.active, u.age > 30), and_(~u.active, u.age < 30)))


@case
def expr_bool_selected():
    return values_of(u.active, ~u.active, u.active == True, u.age > 30, and_(u.active, u.age > 30))


@case
def expr_bool_constants_selected():
    return values_of(true(), false(), null(), true().label("yes"), null().label("nothing"))


@case
def expr_bool_literals_selected():
    return values_of(literal(True), literal(False).label("no"))


@case
def expr_bool_where_true():
    return keys(true())


@case
def expr_bool_where_false():
    return keys(false())


@case
def expr_bool_where_null():
    return keys(null())


@case
def expr_bool_constants_negated():
    return keys(or_(not_(true()), not_(null()), and_(not_(false()), u.id == 1)))


@case
def expr_bool_group_order():
    return select(u.active, func.count()).group_by(u.active).order_by(u.active.desc())


@case
def expr_bool_having():
    return select(u.age).group_by(u.age, u.active).having(u.active).having(u.age != 0)


@case
def expr_bool_join_on():
    return select(u.id, a.id).join_from(users, addresses, and_(u.active, u.id == a.user_id))


@case
def expr_bool_join_on_true():
    return select(r.code, odd.c["order"]).join_from(regions, odd, true())


@case
def expr_bool_outer_join_on_false():
    return select(r.code, odd.c["order"]).outerjoin_from(regions, odd, false())


@case
def expr_bool_order_by_condition():
    return select(u.id).order_by(u.age > 30, ~u.active, u.id)


@case
def expr_bool_of_columns_compared():
    return keys(and_(u.active == u.active, (~u.active) == u.active))


@case
def expr_bool_of_alias():
    v = users.alias("v")
    return select(v.c.id).where(v.c.active, ~v.c.active)


@case
def expr_bool_of_subquery_column():
    s = values_of((u.age > 30).label("old")).subquery("s")
    return select(s.c.id).where(s.c.old)


@case
def expr_bool_scalar_subquery():
    v = users.alias("v")
    return keys(~select(v.c.active).where(v.c.id == u.manager_id).scalar_subquery())


@case(literal=True)
def expr_bool_literal_text():
    return keys(and_(u.active == True, u.active.is_not(False), literal(True), u.id.in_([1, 2])))


# ---- AND, OR, NOT: folding and negation


@case
def expr_and_folds_true():
    return keys(and_(true(), u.age > 30, true()))


@case
def expr_and_folds_false():
    return keys(and_(u.age > 30, false(), u.active))


@case
def expr_or_folds_true():
    return keys(or_(u.age > 30, true()))


@case
def expr_or_folds_false():
    return keys(or_(false(), u.age > 30, false(), u.active))


@case
def expr_and_of_one():
    return keys(and_(or_(u.age > 30)))


@case
def expr_and_nested():
    return keys(and_(u.id > 0, and_(u.id > 1, and_(u.id > 2, u.id < 9))))


@case
def expr_or_in_and_in_or():
    return keys(or_(u.id == 5, and_(u.age > 30,
                                    or_(u.name == "ann", and_(u.name == "bob", u.active)))))


@case
def expr_where_often():
    return select(u.id).where(u.age > 20).where(or_(u.id == 1, u.id == 2), u.active).where(true())


@case
def expr_where_or_alone():
    return select(u.id).where(or_(u.id == 1, u.id == 2))


@case
def expr_not_comparisons():
    return keys(and_(~(u.age == 1), ~(u.age != 28), ~(u.age < 2), ~(u.age <= 3), ~(u.age > 99),
                     ~(u.age >= 98)))


@case
def expr_not_and():
    return keys(not_(and_(u.age > 30, u.active)))


@case
def expr_not_or():
    return keys(~or_(u.age > 40, u.name == "cat"))


@case
def expr_not_not_and():
    return keys(not_(not_(and_(u.age > 30, not_(u.active)))))


@case
def expr_not_of_one_in_and():
    return keys(not_(and_(u.age > 30)))


@case
def expr_not_integer_column():
    return keys(not_(u.age))


@case
def expr_not_sum():
    return keys(not_(u.age - 28))


@case
def expr_not_function():
    return keys(not_(func.coalesce(u.age, 0)))


@case(run=False)
def expr_not_sql():
    return keys(not_(literal_column("users.age > 30")))


@case
def expr_not_literal_bool():
    return keys(not_(literal(True)))


@case
def expr_not_label():
    return keys(not_((u.age > 30).label("old")))


@case
def expr_not_selected():
    return values_of(not_(u.age > 30), not_(u.age == None), not_(u.age.in_([28])))


@case(run=False)
def expr_not_and_selected():
    return values_of(not_(and_(u.active, u.age > 30)), not_(or_(u.active, u.age > 30))
                     .label("neither"))


@case
def expr_not_compared():
    return keys(not_(and_(u.active, u.id > 1)) == (u.age > 30))


@case
def expr_not_cast():
    return keys(not_(cast(u.id - 1, Boolean)))


@case
def expr_span_of_conditions():
    return keys(or_(*[u.id == n for n in (1, 3, 5)]))


# ---- IN, tuples, BETWEEN


@case
def expr_in_list():
    return keys(and_(u.id.in_([1, 2, 5]), u.name.in_(["ann", "bob"])))


@case
def expr_in_one():
    return keys(u.id.in_([3]))


@case
def expr_in_span():
    return keys(u.id.in_([4, 3, 2]))


@case
def expr_in_not():
    return keys(and_(u.id.not_in([1, 2]), ~u.name.in_(["cat"]), not_(u.age.not_in([28, 35]))))


@case
def expr_in_empty():
    return keys(or_(u.id.in_([]), u.name.in_([])))


@case
def expr_in_empty_not():
    return keys(u.id.not_in([]))


@case
def expr_in_with_null():
    return keys(u.age.in_([28, None]))


@case
def expr_in_columns_and_values():
    return keys(u.id.in_([u.manager_id, 4, u.age - 40]))


@case
def expr_in_subquery():
    return keys(u.id.in_(select(o.user_id).where(o.total > 50)))


@case
def expr_in_subquery_not():
    return keys(and_(u.id.not_in(select(a.user_id)), ~u.id.in_(select(x.from_id))))


@case
def expr_in_correlated():
    return keys(u.id.in_(select(a.user_id).where(a.user_id == u.manager_id + 1)))


@case
def expr_in_union():
    return keys(u.id.in_(union(select(x.from_id), select(x.to_id))))


@case
def expr_in_values_left():
    return keys(and_(literal(1).in_([1, 2]), literal("a").not_in(["b"])))


@case
def expr_in_expression_left():
    return keys(and_((u.id + 1).in_([2, 3]), func.lower(u.name).in_(["ann", "bob"]), (u.age > 30)
                     .in_([True])))


@case
def expr_in_subquery_left():
    return keys(select(func.count(o.id)).where(o.user_id == u.id).scalar_subquery().in_([1, 2]))


@case
def expr_in_same_column_twice():
    return keys(and_(u.id.in_([1, 2, 3]), u.id.not_in([2])))


@case
def expr_in_typed_values():
    return keys(or_(u.birthday.in_([date(1983, 2, 28), date(1996, 2, 29)]),
                    u.balance.in_([Decimal("300"), 0]), u.active.in_([False]),
                    u.score.in_([3.0, 7.25])))


@case
def expr_in_enum():
    return select(a.id).where(a.kind.in_(["home", "work"]), a.kind.not_in(["work"]))


@case
def expr_in_selected():
    return values_of(u.id.in_([1, 2]), u.id.not_in([]), u.id.in_(select(a.user_id))
                     .label("reachable"))


@case
def expr_in_compared():
    return keys(u.id.in_([1, 3]) == u.active)


@case(literal=True)
def expr_in_literal_text():
    return keys(or_(u.name.in_(["o'brien", "50%", "a\\b"]), u.id.in_([1]), u.age.in_([]),
                    u.score.in_([0.5])))


@case
def expr_tuple_in():
    return select(i.product).where(tuple_(i.order_id, i.line).in_([(1, 2), (3, 1)]))


@case
def expr_tuple_not_in():
    return select(i.product).where(tuple_(i.order_id, i.product)
                                   .not_in([(1, "pear"), (2, "apple")]))


@case
def expr_tuple_in_empty():
    return select(i.product).where(tuple_(i.order_id, i.line).in_([]))


@case
def expr_tuple_in_subquery():
    return select(i.product).where(tuple_(i.order_id, i.line).in_(select(o.id, o.user_id)))


@case
def expr_tuple_compared():
    return select(i.product).where(tuple_(i.order_id, i.line) >= tuple_(1, 2),
                                   tuple_(i.line, i.order_id) != tuple_(i.line, 4))


@case
def expr_tuple_of_three():
    return keys(tuple_(u.id, u.name, u.active).in_([(1, "ann", True), (3, "cat", True)]))


@case
def expr_between():
    return keys(and_(u.age.between(28, 35), u.name.between("a", "c")))


@case
def expr_between_not():
    return keys(and_(~u.age.between(30, 40), not_(not_(u.id.between(1, 4)))))


@case
def expr_between_operands():
    return keys((u.age - 10).between(u.id * 4, u.id + 30))


@case
def expr_between_values_left():
    return keys(literal(3).between(u.id, u.manager_id + 5))


@case
def expr_between_compared():
    return keys(u.age.between(20, 30) == u.id.between(3, 9))


@case
def expr_between_in_or():
    return keys(or_(u.age.between(20, 30), and_(u.id.between(1, 2), u.active)))


@case
def expr_between_dates():
    return keys(or_(u.created.between(datetime(2024, 2, 1), datetime(2024, 3, 1)),
                    u.birthday.between(date(1980, 1, 1), date(1985, 1, 1))))


@case
def expr_between_subqueries():
    return keys(u.age.between(select(func.min(u.age)).scalar_subquery(), select(func.avg(u.age))
                              .scalar_subquery()))


@case
def expr_between_null():
    return keys(u.age.between(None, 30))


# ---- LIKE, regular expressions, collations


@case
def expr_like():
    return keys(or_(u.name.like("a%"), u.name.like("_o_")))


@case
def expr_like_not():
    return keys(and_(u.name.not_like("a%"), ~u.name.like("b%"), not_(u.name.not_like("c%"))))


@case
def expr_like_escape():
    return keys(or_(u.name.like("%/_100/%", escape="/"), u.name.not_like("%#%", escape="#")))


@case
def expr_like_escape_quote():
    return keys(u.fullname.like("%''%", escape="'"))


@case
def expr_like_escape_backslash():
    return keys(u.name.like("%\\_100%", escape="\\"))


@case
def expr_like_columns():
    return keys(u.fullname.like(u.name + "%"))


@case
def expr_like_expression_left():
    return keys((u.name + u.fullname).like("%o%B%"))


@case
def expr_like_number():
    return keys(u.age.like("2%"))


@case
def expr_like_subquery():
    return keys(u.name.like(select(func.min(u.name)).scalar_subquery()))


@case
def expr_ilike():
    return keys(or_(u.fullname.ilike("ANN%"), u.fullname.not_ilike("%B%")))


@case
def expr_ilike_negated():
    return keys(and_(~u.name.ilike("A%"), not_(u.name.not_ilike("%O%"))))


@case
def expr_ilike_escape():
    return keys(u.name.ilike("%^_100^%", escape="^"))


@case
def expr_ilike_columns():
    return keys(u.fullname.ilike(u.name.concat("%")))


@case
def expr_startswith():
    return keys(or_(u.name.startswith("a"), u.name.endswith("%"), u.name.contains("a")))


@case
def expr_startswith_not():
    return keys(and_(~u.name.startswith("a"), ~u.name.endswith("b"), ~u.name.contains("d")))


@case
def expr_startswith_escape():
    return keys(or_(u.name.contains("/_", escape="/"), u.name.startswith("#%", escape="#"),
                    u.name.endswith("0^%", escape="^")))


@case
def expr_startswith_autoescape():
    return keys(or_(u.name.contains("_100%", autoescape=True),
                    u.name.startswith("e/", autoescape=True),
                    u.name.endswith("%", autoescape=True)))


@case
def expr_startswith_autoescape_with():
    return keys(u.name.contains("e_1^0%", autoescape=True, escape="^"))


@case
def expr_startswith_autoescape_negated():
    return keys(~u.name.contains("_", autoescape=True))


@case
def expr_startswith_column():
    return keys(and_(func.lower(u.fullname).startswith(u.name),
                     u.fullname.contains(u.name.concat(" "))))


@case
def expr_startswith_literal_left():
    return keys(literal("annabel").startswith(u.name))


@case
def expr_startswith_sum():
    return keys((u.name + "x").endswith("nx"))


@case
def expr_contains_subquery():
    return keys(u.fullname.contains(select(func.max(r.code)).scalar_subquery()))


@case
def expr_like_selected():
    return values_of(u.name.like("a%"), u.name.contains("o"), ~u.name.ilike("%N%"))


@case
def expr_like_compared():
    return keys(u.name.like("%a%") == u.active)


@case(literal=True)
def expr_like_literal_text():
    return keys(or_(u.name.like("it's 5%"), u.name.contains("50%", autoescape=True),
                    u.name.ilike("A\\_%", escape="\\")))


@case
def expr_regexp():
    return keys(or_(u.name.regexp_match("^a"), u.name.regexp_match("b$")))


@case
def expr_regexp_not():
    return keys(~u.name.regexp_match("^[ab]"))


@case
def expr_regexp_column():
    return keys(func.lower(u.fullname).regexp_match(u.name + "."))


@case(only="sqlite mysql mariadb oracle mssql")
def expr_collate():
    return keys(u.name.collate("NOCASE") == "ANN")


@case
def expr_collate_right():
    return keys(u.name > literal("B").collate("C"))


@case
def expr_collate_quoted():
    return keys(u.name.collate("de_DE") != u.fullname)


@case
def expr_collate_order():
    return select(u.name).order_by(u.name.collate("C").desc())


@case
def expr_collate_sum():
    return keys((u.name + u.fullname).collate("C").like("%A%"))


@case
def expr_collate_selected():
    return values_of(u.name.collate("C"), u.name.collate("C").label("plain"))


# ---- Operators of one's own, concatenation


@case
def expr_op():
    return values_of(u.name.op("||")("!"), u.id.op("%")(2))


@case
def expr_op_operands():
    return keys((u.id + 1).op("&")(u.id * 2) > 1)


@case
def expr_op_chained():
    return values_of(u.id.op("&")(6).op("|")(1), u.id.op("|")(u.id.op("&")(4)))


@case
def expr_op_in_arithmetic():
    return values_of(u.id.op("&")(3) + 1, 1 + u.id.op("&")(3), u.id * u.id.op("&")(3))


@case
def expr_op_where():
    return keys(and_(u.name.op("GLOB")("a*"), u.active))


@case(run=False)
def expr_op_negated():
    return keys(not_(u.name.op("~")("^a")))


@case(only="postgresql")
def expr_op_with_colon():
    return keys(u.age.op("::text =")("28"))


@case(run=False)
def expr_op_percent():
    return keys(u.name.op("%%")("x"))


@case
def expr_concat():
    return values_of(u.name + "!", u.name.concat(u.fullname), "<" + u.name + ">")


@case
def expr_concat_by_plus():
    return values_of(u.name + "!", u.name + u.fullname, u.name + func.upper(u.name) + "?")


@case
def expr_concat_nested():
    return values_of(u.name + (u.fullname + "-") + (literal("a") + ("b" + u.name)))


@case
def expr_concat_number():
    return values_of(u.name.concat(u.age), u.age.concat(u.name), u.age.concat(1))


@case
def expr_concat_cast():
    return values_of(u.name + cast(u.age, String(10)))


@case
def expr_concat_compared():
    return keys(u.name + "x" == "annx")


@case
def expr_concat_enum_and_text():
    return select(a.id, a.kind + "!", o.note + "?").where(a.id == o.id)


@case
def expr_concat_text_types():
    return select(r.code + r.title, r.memo + "x", r.title + r.memo)


@case
def expr_concat_null():
    return values_of(u.name + null(), u.name.concat(None))


@case
def expr_concat_in_function():
    return values_of(func.upper(u.name + "x").concat(func.lower("Y" + u.name)))


# ---- Arithmetic


@case
def expr_sum_and_product():
    return values_of((u.id + 1) * 2, u.id + u.age * 2, (u.id + u.age) * (u.id - 3))


@case
def expr_difference_right():
    return values_of(u.id - (u.age - 1), u.id - u.age - 1, u.id - (u.age + 1), u.id + (u.age - 1))


@case
def expr_sum_right():
    return values_of(u.id + (u.age + 1), u.id * (u.age * 2), u.id * 2 * u.age)


@case
def expr_value_left():
    return values_of(100 - u.id, 2 + u.age, 3 * u.id, 10 % u.id)


@case
def expr_arithmetic_deep():
    return values_of(((u.id + 2) * 3 - u.age) % (u.id + 5) * 2 - -(u.age - 7) * (1 - u.id))


@case
def expr_unary_minus():
    return values_of(-u.age, -(u.age + 1), -u.id * 2, -(-u.id), 5 - -u.id, -(u.id * 2))


@case
def expr_unary_minus_where():
    return keys(and_(-u.age < -30, -func.abs(u.id) != -2, -literal(3) < u.id))


@case
def expr_arithmetic_compared():
    return keys(and_(u.age - 1 > u.id * 10, u.age * (u.id + 1) != u.age + u.id * 3))


@case
def expr_arithmetic_with_condition():
    return values_of((u.age > 30) + 1, u.id * (u.age > 30))


@case
def expr_arithmetic_values_only():
    return select(literal(2) + 3, literal(2) * literal(2.5), literal(7) - literal(Decimal("0.5")))


@case
def expr_divide_integers():
    return values_of(u.age / u.id, u.age / 2, 100 / u.id)


@case
def expr_divide_numbers():
    return values_of(u.score / 2, u.age / 2.5, u.balance / 5, u.balance / u.id, u.age / u.score)


@case
def expr_divide_decimals():
    return values_of(u.id / u.balance, u.age / Decimal("2.5"), u.big / u.id)


@case
def expr_divide_operands():
    return values_of((u.age + 1) / (u.id + 1), u.age / (u.id * 2), u.age / u.id / 2, u.age *
                     (u.id / 2), u.id + u.age / 2)


@case
def expr_divide_where():
    return keys(and_(u.age / 2 > 14, u.balance / u.id >= 100))


@case
def expr_floor_divide():
    return values_of(u.age // 4, u.age // u.id, 100 // u.id)


@case
def expr_floor_divide_numbers():
    return values_of(u.age // 2.5, u.balance // 7)


@case
def expr_floor_divide_operands():
    return values_of((u.age + 1) // (u.id + 1) * 2, u.age // (u.age // u.id + 1), -(u.age // 3))


@case
def expr_modulo():
    return values_of(u.age % 5, u.age % (u.id + 1), (u.age + u.id) % 7 % 4)


@case
def expr_modulo_where():
    return keys(and_(u.id % 2 == 1, (u.age % 10 + 1) * 2 != 4))


@case
def expr_arithmetic_types():
    return values_of(u.age + u.score, u.balance * 2, u.balance + u.age, u.big - 1, u.balance -
                     u.balance, u.age * 1.5)


@case(run=False)
def expr_arithmetic_untyped():
    return select(light.c.c + 1, light.c.c * light.c.a, light.c.a - light.c.c, light.c.c / 2,
                  light.c.c + "x")


@case(literal=True)
def expr_arithmetic_literal_text():
    return values_of(u.age + -5, u.age - 0.25, u.balance * Decimal("1.10"), -literal(2) * u.id)


@case(only="postgresql")
def expr_date_difference():
    return values_of(u.created - u.created, u.birthday - u.birthday, u.created -
                     datetime(2024, 1, 1), u.created - u.birthday)


@case(only="postgresql")
def expr_date_plus_interval():
    return values_of(u.created + timedelta(days=2, hours=3), u.birthday + timedelta(days=1),
                     u.wakes + timedelta(minutes=5))


@case(only="postgresql")
def expr_date_plus_days():
    return values_of(u.birthday + 1, u.birthday - 7, u.birthday + u.id)


@case(only="postgresql")
def expr_date_compared_with_sum():
    return keys(u.created > literal(datetime(2024, 1, 31)) - u.shift)


@case(only="postgresql")
def expr_interval_arithmetic():
    return values_of(u.shift + u.shift, u.shift * 2, u.shift / 2, u.created - u.shift)


# ---- ORDER BY, labels


@case
def expr_order():
    return select(u.id).order_by(u.age.desc(), asc(u.name), u.id)


@case
def expr_order_nulls():
    return select(u.id).order_by(u.age.desc().nulls_last(), nulls_first(u.score), u.id.asc()
                                 .nulls_first())


@case
def expr_order_expressions():
    return select(u.id).order_by((u.id + 1).desc(), -u.age, (u.age % 2).nulls_last(),
                                 func.lower(u.name).desc())


@case
def expr_order_conditions():
    return select(u.id).order_by((u.age == None).desc(), u.name.in_(["bob", "cat"]),
                                 and_(u.active, u.id > 1).desc(), u.id)


@case
def expr_order_twice():
    return select(u.id).order_by(u.active).order_by(u.id.desc())


@case
def expr_label_order():
    twice = (u.age * 2).label("twice")
    return values_of(twice).order_by(twice.desc(), u.id)


@case
def expr_label_in_expression():
    twice = (u.age * 2).label("twice")
    return values_of(twice, twice + 1).where(twice > 60).order_by(twice + 1)


@case
def expr_label_group():
    decade = (u.age - u.age % 10).label("decade")
    q = select(decade, func.count().label("n")).group_by(decade)
    return q.having(func.count() > 0).order_by(decade)


@case
def expr_label_of_column():
    return select(u.id.label("key"), u.name.label("name"),
                  u.age.label("name two")).order_by(u.id.label("key"))


@case
def expr_label_reserved():
    return values_of(u.age.label("order"), u.name.label("Group"), (u.age + 1).label('quo"te'))


@case
def expr_label_same_names():
    return select(u.id, a.id, o.id, u.id, u.id + 1, u.id + 1).where(u.id == a.user_id, o.user_id ==
                                                                    u.id)


@case
def expr_label_text_reference():
    return values_of((u.age * 2).label("twice")).order_by(desc("twice"), "id")


@case
def expr_names_of_expressions():
    return select(u.age + 1, func.lower(u.name), cast(u.age, String(5)), -u.age, literal(5),
                  null(), u.name == "ann", func.count(u.id).over())


@case
def expr_names_of_repeated_functions():
    return select(func.lower(u.name), func.lower(u.fullname), cast(u.id, String(5)),
                  cast(u.name, String(9)))


# ---- CASE


@case
def expr_case():
    return values_of(sa.case((u.age < 30, "young"), (u.age < 40, "grown"), else_="old"))


@case
def expr_case_without_else():
    return values_of(sa.case((u.age > 30, u.name)).label("elder"))


@case
def expr_case_of_value():
    return values_of(sa.case({"ann": 1, "bob": 2}, value=u.name, else_=0))


@case
def expr_case_of_expression():
    return values_of(sa.case((1, "odd"), (0, u.name), value=u.id % 2))


@case
def expr_case_of_columns():
    return values_of(sa.case((u.manager_id, "self"), (u.id - 1, "next"), value=u.id,
                             else_="other"))


@case
def expr_case_conditions():
    return values_of(sa.case((u.active, 1), (and_(u.age > 20, u.id > 3), 2),
                             (or_(~u.active, u.age == None), 3)))


@case
def expr_case_booleans():
    return values_of(sa.case((u.age > 30, True), else_=False),
                     sa.case((u.age > 30, u.active), else_=~u.active))


@case
def expr_case_null_results():
    return values_of(sa.case((u.age > 30, None), else_=u.age),
                     sa.case((u.age > 30, null()), else_=1))


@case
def expr_case_where():
    return keys(sa.case((u.active, u.age), else_=u.id) > 30)


@case
def expr_case_as_condition():
    return keys(sa.case((u.age > 30, true()), else_=u.id == 3))


@case
def expr_case_negated():
    return keys(not_(sa.case((u.age > 30, u.active), else_=false())))


@case
def expr_case_arithmetic():
    return values_of(sa.case((u.age > 30, 1), else_=2) * 10 + u.id, 5 - sa.case((u.active, u.id)))


@case
def expr_case_nested():
    return values_of(sa.case((u.active, sa.case((u.age > 40, "a"), else_="b")),
                             else_=sa.case({3: "c"}, value=u.id, else_="d")))


@case
def expr_case_order():
    return select(u.id).order_by(sa.case({"cat": 0, "bob": 1}, value=u.name, else_=2), u.id.desc())


@case
def expr_case_subquery():
    return values_of(sa.case((select(func.count(a.id)).where(a.user_id == u.id)
                              .scalar_subquery() > 1, select(func.max(a.email))
                              .where(a.user_id == u.id).scalar_subquery()), else_="-"))


@case
def expr_case_concat():
    return values_of("<" + sa.case((u.active, u.name), else_="?") + ">",
                     sa.case((u.active, u.name)).like("a%"))


@case
def expr_case_types():
    return values_of(sa.case((u.id > 3, u.balance), else_=0),
                     sa.case((u.id > 3, 0), else_=u.balance), sa.case((u.id > 3, 1), else_=2.5))


@case
def expr_case_dates():
    return values_of(sa.case((u.birthday < date(1990, 1, 1), date(2000, 1, 1)), else_=u.birthday))


@case
def expr_case_enum():
    return select(a.id).where(sa.case((a.kind == "home", a.kind), else_="work") != "work")


@case(literal=True)
def expr_case_literal_text():
    return values_of(sa.case((u.age > 30, "it's"), (u.active, None), else_="n\\o"),
                     sa.case({1: True}, value=u.id, else_=False))


@case
def expr_case_aggregated():
    return select(func.sum(sa.case((u.active, 1), else_=0)),
                  func.count(sa.case((u.age > 30, u.id))))


# ---- CAST and type_coerce


@case
def expr_cast_numbers():
    return values_of(cast(u.age, SmallInteger), cast(u.name == "ann", Integer),
                     cast(u.age, BigInteger), cast(u.age, Float), cast(u.age, Double),
                     cast(u.age, Numeric(10, 2)), cast(u.score, Numeric))


@case
def expr_cast_texts():
    return values_of(cast(u.age, String(5)), cast(u.age, String), cast(u.age, Text),
                     cast(u.age, Unicode(7)), cast(u.age, UnicodeText))


@case(only="postgresql mysql mariadb oracle mssql")
def expr_cast_dates():
    return values_of(cast(u.created, Date), cast(u.created, Time), cast(u.birthday, DateTime),
                     cast(u.created, DateTime(timezone=True)))


@case(run=False)
def expr_cast_others():
    return values_of(cast(u.id, Boolean), cast(u.name, LargeBinary), cast(u.name, Uuid),
                     cast(u.shift, Interval), cast(u.name, JSON))


@case(run=False)
def expr_cast_enum():
    return values_of(cast(u.name, Enum("home", "work", name="address_kind")))


@case
def expr_cast_values():
    return select(cast(5, Integer), cast("5", Integer), cast(2.5, Numeric(5, 1)),
                  cast(None, Integer), cast("x", String(3)), cast(7, String(2)))


@case
def expr_cast_value_of_date():
    return select(cast("2024-02-29", Date), cast(date(2024, 2, 29), Date),
                  cast(datetime(2024, 2, 29, 1, 2, 3), DateTime))


@case
def expr_cast_expressions():
    return values_of(cast(u.age + 1, String(5)) + "!", cast(u.age, String(5)).like("4%"),
                     cast(-u.age, Integer) * 2)


@case
def expr_cast_of_cast():
    return values_of(cast(cast(u.score, Integer), String(4)))


@case
def expr_cast_of_label():
    return values_of(cast(u.age.label("years"), String(5)), cast(u.age + u.id, Float).label("f"))


@case
def expr_cast_of_subquery():
    return keys(cast(select(func.max(u.age)).scalar_subquery(), Integer) == u.age)


@case
def expr_cast_compared():
    return keys(and_(cast(u.age, String(4)) == "28",
                     cast(u.balance, Numeric(12, 2)) < Decimal("5.5"),
                     cast(u.name, String(4)) != u.fullname))


@case
def expr_cast_order_group():
    q = select(cast(u.score, Integer), func.count()).group_by(cast(u.score, Integer))
    return q.order_by(cast(u.score, Integer).desc().nulls_last())


@case
def expr_cast_condition():
    return keys(cast(u.age > 30, Integer) + cast(u.active, Integer) == 2)


@case(literal=True)
def expr_cast_literal_text():
    return values_of(cast(5, Integer), cast("it's", Text), cast(None, Date))


@case(run=False)
def expr_try_cast():
    return values_of(try_cast(u.name, Integer), try_cast("5", Numeric(6, 2)))


@case
def expr_type_coerce():
    return values_of(type_coerce(u.id, BigInteger), type_coerce(u.age, String) + "x",
                     type_coerce(u.age + 1, Float).label("f"))


@case(run=False)
def expr_type_coerce_plus():
    return values_of(type_coerce(u.age, String) + "x", type_coerce(u.name, Integer) + 5)


@case
def expr_type_coerce_value():
    return keys(and_(u.name == type_coerce("ann", String(50)), type_coerce(1, Integer) == u.id))


@case
def expr_type_coerce_operands():
    return values_of(type_coerce(u.id + 1, Integer) * 2, -type_coerce(u.id - 3, Integer))


@case
def expr_type_coerce_where():
    return keys(type_coerce(u.id - 1, Boolean))


# ---- Values and their types


@case
def expr_literal_kinds():
    return select(literal(5), literal(2.5), literal("text"), literal(Decimal("1.25")),
                  literal(2 ** 40), literal(None))


@case
def expr_literal_dates():
    return select(literal(date(2024, 2, 29)), literal(datetime(2024, 2, 29, 12, 30)),
                  literal(time(1, 2, 3)), literal(uuid_of("00112233445566778899aabbccddeeff"),
                                                  Uuid))


@case
def expr_literal_bytes():
    return select(literal(b"\x00\x01\xfe"))


@case(run=False)
def expr_literal_interval():
    return select(literal(timedelta(days=1, seconds=2, microseconds=3)))


@case
def expr_literal_labelled():
    return values_of(literal("k").label("kind"), literal(1).label("one")).order_by(literal(1)
                                                                                   .label("one"),
                                                                                   u.id)


@case
def expr_literal_column():
    return values_of(literal_column("1 + 1"), literal_column("'x'").label("x"),
                     literal_column("users.age"))


@case
def expr_literal_column_operands():
    return keys(and_(u.age + literal_column("1") > u.id, u.id == literal_column("1 + 1")))


@case(literal=True)
def expr_literal_texts_in_text():
    return select(literal("it's"), literal("a\\b"), literal("50%"), literal(":x"), literal("Ünï"),
                  literal("two\nlines"), literal(""))


@case(literal=True)
def expr_literal_numbers_in_text():
    return select(literal(0), literal(-7), literal(2 ** 62), literal(0.1), literal(-2.5),
                  literal(1e20), literal(Decimal("-1.50")))


@case(literal=True)
def expr_literal_bool_null_in_text():
    return select(literal(True), literal(False), null(), true(), literal(None))


@case(literal=True, run=False)
def expr_literal_date_in_text():
    return select(literal(date(2024, 2, 29)), literal(datetime(2024, 2, 29, 12, 30)),
                  literal(time(1, 2, 3)))


@case(literal=True)
def expr_literal_uuid_in_text():
    return keys(or_(u.token == uuid_of("00112233445566778899aabbccddeeff"), u.birthday ==
                    date(1989, 7, 4), u.active == False))


@case(literal=True)
def expr_literal_enum_in_text():
    return select(a.id).where(a.kind == "home", a.email.like("%'%", escape="!"))


@case
def expr_values_beside_columns():
    return keys(or_(u.ratio == 1, u.score == Decimal("9.5"), u.big == 0.0, u.balance == 300,
                    u.age == Decimal("28")))


@case
def expr_values_beside_dates():
    return keys(or_(u.created > date(2024, 2, 1), u.birthday == datetime(1989, 7, 4)))


@case
def expr_values_beside_json():
    return keys(or_(u.data == "text", u.data == 5, u.data != {"a": 1}))


@case
def expr_all_columns():
    return select(users).order_by(u.id)


# ---- EXISTS, ANY, ALL, subqueries in expressions


@case
def expr_exists():
    return keys(exists().where(a.user_id == u.id))


@case
def expr_exists_of_select():
    return keys(select(a.id).where(a.user_id == u.id, a.kind == "work").exists())


@case
def expr_exists_not():
    return keys(and_(~select(a.id).where(a.user_id == u.id).exists(),
                     not_(not_(exists(select(r.code))))))


@case
def expr_exists_in_or():
    return keys(or_(u.age > 40, and_(u.active, exists(select(o.id).where(o.user_id == u.id)))))


@case
def expr_exists_selected():
    return values_of(select(a.id).where(a.user_id == u.id).exists(), select(a.id)
                     .where(a.user_id == u.id).exists().label("reachable"))


@case
def expr_exists_compared():
    return keys(select(a.id).where(a.user_id == u.id).exists() == u.active)


@case
def expr_exists_alone():
    return select(exists(select(r.code).where(r.code == "n")))


@case
def expr_exists_in_case():
    return values_of(sa.case((select(a.id).where(a.user_id == u.id).exists(), "yes"), else_="no"))


@case
def expr_exists_of_union():
    return keys(exists(union_all(select(x.from_id).where(x.from_id == 1), select(x.to_id)
                                 .where(x.to_id == 3)).subquery().select()))


@case
def expr_exists_within_exists():
    return keys(select(o.id).where(o.user_id == u.id, select(i.line)
                                   .where(i.order_id == o.id, i.quantity > u.id).exists())
                .exists())


@case
def expr_any_all():
    return keys(and_(u.age >= all_(select(u.id).scalar_subquery()), u.id ==
                     any_(select(a.user_id).scalar_subquery())))


@case
def expr_any_left():
    return keys(any_(select(a.user_id).scalar_subquery()) == u.id)


@case
def expr_any_all_of_value():
    return keys(and_(5 > all_(select(o.user_id).where(o.user_id != None).scalar_subquery()),
                     literal(1) == any_(select(o.user_id).scalar_subquery())))


@case
def expr_any_negated():
    return keys(and_(~(u.id == any_(select(a.user_id).scalar_subquery())),
                     ~(u.id > all_(select(x.from_id).scalar_subquery()))))


@case
def expr_subquery_selected():
    return values_of(select(func.count(a.id)).where(a.user_id == u.id).scalar_subquery(),
                     select(func.max(o.total)).where(o.user_id == u.id).label("most"))


@case
def expr_subquery_arithmetic():
    return values_of(u.age - select(func.min(u.age)).scalar_subquery(),
                     -select(func.max(r.code == "n")).scalar_subquery(), select(func.count())
                     .select_from(addresses).scalar_subquery() * 2)


@case
def expr_subquery_order():
    return select(u.id).order_by(select(func.count(a.id)).where(a.user_id == u.id)
                                 .scalar_subquery().desc(), u.id)


@case
def expr_subquery_group():
    v = select(func.count(a.id)).where(a.user_id == u.id).scalar_subquery().label("n")
    return select(v, func.min(u.name)).group_by(v).order_by(v)


@case
def expr_subquery_types():
    return values_of(select(func.sum(o.total)).scalar_subquery() + 1, select(func.max(u.birthday))
                     .scalar_subquery(), select(u.active).where(u.id == 3).scalar_subquery())


@case
def expr_subquery_like_concat():
    return keys((select(func.min(r.code)).scalar_subquery() + u.name).like("na%"))


@case
def expr_subquery_correlated_alias():
    v = users.alias()
    return keys(u.age == select(func.max(v.c.age)).where(v.c.active == u.active).scalar_subquery())


# ---- Bits, operators with options, patterns with flags


@case
def expr_bits():
    return values_of(u.id.bitwise_and(6), u.id.bitwise_or(u.age), u.id.bitwise_xor(3),
                     u.id.bitwise_lshift(2), u.age.bitwise_rshift(1))


@case
def expr_bits_not():
    return values_of(u.id.bitwise_not(), (u.id + 1).bitwise_not(), -u.id.bitwise_not(),
                     u.id.bitwise_not().bitwise_and(7))


@case
def expr_bits_operands():
    return values_of((u.id + 1).bitwise_and(u.age * 2), u.id.bitwise_and(3) + 1, u.id *
                     u.id.bitwise_or(4), u.id.bitwise_xor(2).bitwise_xor(1))


@case
def expr_bits_mixed():
    return values_of(u.id.bitwise_and(6).bitwise_or(1), u.id.bitwise_or(u.id.bitwise_and(4)),
                     u.id.bitwise_lshift(1).bitwise_rshift(2), u.id.bitwise_lshift(u.id + 1))


@case
def expr_bits_where():
    return keys(and_(u.id.bitwise_and(1) == 1, ~(u.age.bitwise_xor(u.id) > 40),
                     u.id.bitwise_or(8) - 8 < 5))


@case
def expr_bits_value_left():
    return values_of(literal(5).bitwise_and(u.id), literal(1).bitwise_lshift(u.id), literal(6)
                     .bitwise_xor(3))


@case
def expr_op_precedence():
    return values_of(u.id + u.age.op("*", precedence=8)(2), (u.id + u.age)
                     .op("*", precedence=8)(2), u.id.op("+", precedence=7)(u.age) * 2)


@case
def expr_op_precedence_high():
    return values_of(u.id.op("||", precedence=20)(u.age) + 1, -u.id.op("||", precedence=20)(1),
                     (u.id * 2).op("||", precedence=20)(u.age - 1))


@case
def expr_op_is_comparison():
    return keys(and_(u.name.op("<>", is_comparison=True)("ann"),
                     not_(u.age.op(">=", is_comparison=True)(40)),
                     or_(u.active, u.id.op("<", is_comparison=True)(u.age))))


@case
def expr_op_bool_op():
    return keys(and_(u.name.bool_op("<>")("ann"), ~u.id.bool_op("=")(3)))


@case
def expr_op_is_comparison_selected():
    return values_of(u.age.op(">", is_comparison=True)(30), u.id.bool_op("<")(3) == u.active)


@case
def expr_op_chained_precedence():
    return values_of(u.id.op("-", precedence=7)(u.age.op("-", precedence=7)(1)),
                     u.id.op("-", precedence=7)(u.age) - 1)


@case
def expr_between_symmetric():
    return keys(u.age.between(35, 28, symmetric=True))


@case(run=False)
def expr_between_symmetric_not():
    return keys(~u.age.between(u.id + 30, 28, symmetric=True))


@case
def expr_icontains():
    return keys(or_(u.fullname.istartswith("ANN"), u.fullname.iendswith("KER"),
                    u.name.icontains("V")))


@case
def expr_icontains_not():
    return keys(and_(~u.fullname.istartswith("ANN"), not_(u.fullname.iendswith("ker")),
                     ~u.name.icontains("Q")))


@case
def expr_icontains_escape():
    return keys(or_(u.name.icontains("/_", escape="/"), u.name.icontains("E_1", autoescape=True),
                    u.name.iendswith("0%", autoescape=True, escape="^")))


@case
def expr_icontains_columns():
    return keys(and_(u.fullname.istartswith(u.name), (u.name + "X").icontains(u.name.concat("x"))))


@case(only="postgresql mysql mariadb oracle mssql")
def expr_regexp_flags():
    return keys(or_(u.fullname.regexp_match("^ANN", flags="i"),
                    ~u.fullname.regexp_match("KER$", flags="i"),
                    u.name.regexp_match("^B", flags="im")))


@case(only="sqlite")
def expr_regexp_flags_on_sqlite():
    return keys(u.fullname.regexp_match("^ANN", flags="i"))


@case(run=False)
def expr_regexp_operands():
    return keys(and_((u.name + "x").regexp_match("nx$"), u.name.regexp_match(u.fullname + "."),
                     (u.name.regexp_match("a")) == u.active))


@case(only="sqlite postgresql mysql oracle mssql", literal=True, run=False)
def expr_regexp_literal_text():
    return keys(or_(u.name.regexp_match("a'b"), u.name.regexp_match("x\\d", flags="i")))


@case
def expr_regexp_replace():
    return values_of(u.name.regexp_replace("[an]", "x"), u.name.regexp_replace("n+", u.fullname))


@case(run=False)
def expr_regexp_replace_flags():
    return values_of(u.fullname.regexp_replace("A", "x", flags="ig"),
                     u.name.regexp_replace("b", "c") + "!")


@case(only="postgresql mysql mariadb oracle mssql")
def expr_match():
    return keys(or_(u.fullname.match("archer"), ~u.fullname.match("baker")))


@case(only="sqlite")
def expr_match_on_sqlite():
    return keys(u.fullname.match("archer"))
