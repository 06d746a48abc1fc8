"""Functions, aggregates, windows, JSON, arrays, table-valued functions."""
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as sa

from corpus import *
from sqlalchemy.dialects.postgresql import ARRAY as PGArray, HSTORE, INT4RANGE, JSONB, array

u, a, o, i, x, r = users.c, addresses.c, orders.c, items.c, transfers.c, regions.c


# ---- Functions by name


@case
def func_generic():
    return select(u.id, func.round(u.score, 1), func.substr(u.name, 2, 1),
                  func.replace(u.name, "a", "b")).where(func.abs(u.big) < 100)


@case
def func_nested():
    return select(func.upper(func.substr(func.coalesce(u.fullname, u.name), 1,
                                         func.length(u.name))))


@case(only="postgresql mysql mariadb oracle mssql")
def func_without_arguments():
    return select(u.id, func.pi()).where(u.id == 1)


@case(run=False)
def func_dotted_name():
    return select(func.pkg.tools.fn(u.id, 5), func.app.f(), func.Odd.My_Fn("x"))


@case(run=False)
def func_name_kept():
    return select(func.MyFunc(u.id), func.lowerUpper(1), func.select(u.id), func.f1_2(3))


@case
def func_case_of_known_name():
    return select(func.COUNT(u.id), func.Coalesce(u.age, 1), func.MAX(u.id))


@case
def func_conditions_as_arguments():
    return select(u.id, func.coalesce(u.age > 30, u.active),
                  func.coalesce(and_(u.age > 30, u.active), False))


@case
def func_null_and_bool_arguments():
    return select(u.id, func.coalesce(None, u.age, None), func.coalesce(null(), True))


@case
def func_subquery_as_argument():
    return select(u.id, func.coalesce(select(func.max(o.total)).where(o.user_id == u.id)
                                      .scalar_subquery(), 0))


@case(run=False)
def func_tuple_as_argument():
    return select(func.f(tuple_(u.id, 2), u.age), func.f(u.name == "ann", -u.age, not_(u.active)))


@case
def func_labelled():
    return select(func.lower(u.name).label("low"), func.upper("x")
                  .label("up")).order_by(func.lower(u.name))


@case
def func_names_of_results():
    return select(func.lower(u.name), func.lower(u.fullname), func.coalesce(u.age, 0),
                  func.now() != None, func.coalesce(u.age, 0))


@case
def func_names_in_subquery():
    s = select(func.lower(u.name), func.max(u.age), u.active).group_by(func.lower(u.name),
                                                                       u.active).subquery()
    return select(s).where(s.c.lower_1 > "b") if "lower_1" in s.c else select(s)


@case
def func_labelled_in_subquery():
    s = select(u.active, func.max(u.age).label("top")).group_by(u.active).subquery("s")
    return select(u.id, s.c.top).join(s, and_(u.active == s.c.active, u.age == s.c.top))


@case
def func_compared():
    return select(u.id).where(func.length(u.name) > 3, func.lower(u.name) == "ann",
                              5 > func.length(u.fullname))


@case
def func_values_beside():
    return select(u.id).where(or_(func.coalesce(u.name, "x") == "ann", func.max(u.id, 3) == 3,
                                  func.nullif(u.age, 28) == None))


@case
def func_arithmetic():
    return select(u.id, func.length(u.name) + 1, func.coalesce(u.age, 0) * 2,
                  func.abs(u.id - 3) % 2, -func.abs(u.id))


@case
def func_divided():
    return select(u.id, func.coalesce(u.age, 1) / 2, func.length(u.name) / 2,
                  func.coalesce(u.score, 1) / u.id)


@case
def func_plus_text():
    return select(u.id, func.lower(u.name) + "x", "x" + func.lower(u.name),
                  func.coalesce(u.name, "") + u.fullname)


@case(run=False)
def func_plus_function():
    return select(func.lower(u.name) + func.upper(u.name), func.f(1) + func.g(2))


@case
def func_order_group():
    return select(func.length(u.name),
                  func.count()).group_by(func.length(u.name)).order_by(func.length(u.name).desc())


@case(literal=True)
def func_literal_text():
    return select(u.id, func.coalesce(u.name, "it's"), func.round(u.score, 1),
                  func.substr("50%", 1, 2))


@case
def func_result_types():
    return select(func.coalesce(u.balance, 0), func.coalesce(u.birthday, date(2000, 1, 1)),
                  func.coalesce(u.active, True),
                  func.min(u.created, datetime(2024, 2, 1))).where(u.id < 4)


@case
def func_first_typed_argument():
    return select(u.id, func.coalesce(None, u.balance), func.coalesce(null(), u.active, False))


# ---- Functions that dialects write their own way


@case(run=False)
def func_now():
    return select(func.now(), func.current_timestamp(), func.current_date(), func.current_time(),
                  func.localtime(), func.localtimestamp())


@case(run=False)
def func_users():
    return select(func.user(), func.current_user(), func.session_user(), func.sysdate())


@case
def func_now_compared():
    return select(u.id).where(u.created < func.now(), func.current_date() > u.birthday,
                              func.now() != datetime(2020, 1, 1))


@case
def func_char_length():
    return select(u.id, func.char_length(u.fullname),
                  func.length(u.fullname)).where(func.char_length(u.name) > 3)


@case(run=False)
def func_random():
    return select(u.id, func.random()).order_by(func.random())


@case(only="postgresql mysql mariadb oracle mssql")
def func_concat():
    return select(u.id, func.concat(u.name, "-", u.fullname), func.concat(u.name, "x") + "y")


@case(run=False)
def func_concat_of_sum():
    return select(func.concat(u.name + "a", u.name.concat(u.fullname)), u.name +
                  func.concat("b", u.name))


@case(only="postgresql mysql mariadb oracle mssql")
def func_pow():
    return select(u.id, func.pow(u.id, 2), func.power(u.id, 2))


@case(only="sqlite")
def func_date_names():
    return select(u.id, func.date(u.created), func.strftime("%Y", u.created),
                  func.time(u.created)).where(u.id < 3)


@case(only="postgresql")
def func_date_trunc():
    return select(func.date_trunc("month", u.created).label("month"),
                  func.count()).group_by("month").order_by("month")


@case(only="postgresql")
def func_date_arithmetic():
    return select(u.id).where(u.created > func.now() - sa.text("interval '9000 days'"),
                              func.age(u.created) > func.make_interval(1))


# ---- EXTRACT


@case
def func_extract():
    return select(u.id, extract("year", u.created), extract("month", u.created),
                  extract("day", u.created), extract("hour", u.created),
                  extract("minute", u.created), extract("second", u.created))


@case
def func_extract_of_date():
    return select(u.id).where(extract("year", u.birthday) == 1989, extract("month", u.birthday) +
                              1 == 8).order_by(extract("day", u.birthday))


@case
def func_extract_week():
    return select(u.id, extract("dow", u.created), extract("doy", u.created),
                  extract("week", u.created), extract("epoch", u.birthday))


@case(only="postgresql mysql mariadb oracle mssql", run=False)
def func_extract_milliseconds():
    return select(extract("milliseconds", u.created))


@case(only="postgresql mysql mariadb oracle mssql")
def func_extract_quarter():
    return select(u.id, extract("quarter", u.created))


@case(only="postgresql")
def func_extract_more():
    return select(u.id, extract("isodow", u.created), extract("isoyear", u.created),
                  extract("century", u.created), extract("microseconds", u.wakes)).where(u.id == 2)


@case(only="postgresql")
def func_extract_of_difference():
    return select(u.id, extract("epoch", u.created - datetime(2024, 1, 1)),
                  extract("day", func.now() - func.now())).where(u.id < 3)


@case
def func_extract_group():
    return (select(extract("year", u.created).label("y"), func.count(u.id))
            .group_by(extract("year", u.created)).order_by(extract("year", u.created)))


@case(only="postgresql")
def func_extract_of_value():
    return select(extract("year", literal(datetime(2024, 2, 29, 1))),
                  extract("month", func.coalesce(u.birthday, date(2024, 5, 1)))).where(u.id == 3)


# ---- Aggregates


@case
def func_aggregates():
    return select(func.count(), func.count(u.age), func.sum(u.age), func.min(u.age),
                  func.max(u.name), func.avg(u.id))


@case
def func_aggregate_types():
    return select(func.sum(u.balance), func.max(u.birthday), func.min(u.created), func.sum(u.big),
                  func.avg(o.total), func.max(u.score)).where(u.id == o.id)


@case
def func_count_of_table():
    return select(func.count()).select_from(users)


@case
def func_count_values():
    return select(func.count(1), func.count(literal_column("*")),
                  func.count(sa.text("1"))).select_from(users)


@case
def func_count_distinct():
    return select(func.count(distinct(u.age)), func.count(u.active.distinct()),
                  func.sum(distinct(u.age)))


@case
def func_count_distinct_expression():
    return select(func.count(distinct(u.age + 1)), func.count(distinct(func.lower(u.name))),
                  func.max(distinct(u.age % 10)) + 1)


@case(only="mysql mariadb postgresql", run=False)
def func_count_distinct_tuple():
    return select(func.count(distinct(tuple_(u.age, u.active))))


@case(run=False)
def func_distinct_selected():
    return select(distinct(u.age))


@case
def func_aggregate_expressions():
    return select(func.sum(i.quantity * i.price), func.sum(u.age + 1) / func.count(u.id),
                  func.max(i.price) - func.min(i.price)).where(u.id == i.order_id)


@case
def func_having():
    return select(u.age, func.count(u.id)).group_by(u.age).having(and_(func.count(u.id) > 1,
                                                                       func.max(
                                                                           u.id) < 9)).order_by(
        func.count(u.id))


@case
def func_group_by_expression():
    return select(u.age % 2, func.count()).group_by(u.age % 2).order_by(func.count(), (u.age % 2)
                                                                        .desc())


@case
def func_aggregate_of_joined():
    return (select(u.name, func.count(a.id)).join(addresses, isouter=True).group_by(u.id, u.name)
            .order_by(func.count(a.id).desc(), u.name))


@case
def func_aggregate_without_rows():
    return select(func.count(u.id), func.sum(u.age), func.max(u.balance),
                  func.coalesce(func.sum(u.age), 0)).where(u.id > 99)


# ---- FILTER and WITHIN GROUP


@case
def func_filter():
    return select(func.count(u.id).filter(u.age > 30), func.sum(u.age).filter(u.active, u.id > 1))


@case
def func_filter_or():
    return select(func.count().filter(or_(u.age == 28, ~u.active)), func.count(distinct(u.age))
                  .filter(u.age != None))


@case
def func_filter_in_expression():
    return select(func.count(u.id).filter(u.active) * 10 + func.count(u.id), func.max(u.age)
                  .filter(u.id > 2) > 20)


@case
def func_filter_labelled_ordered():
    n = func.count(u.id).filter(u.active)
    return select(u.age, n.label("n")).group_by(u.age).having(n >= 0).order_by(u.age)


@case
def func_filter_over():
    return select(u.id, func.count(u.id).filter(u.active).over(order_by=u.id))


@case
def func_filter_bool_column():
    return select(func.count(u.id).filter(u.active), func.count(u.id).filter(true()),
                  func.count(u.id).filter(u.active, true()))


@case(only="postgresql oracle mssql")
def func_within_group():
    return select(func.percentile_cont(0.5).within_group(u.age), func.percentile_disc(0.25)
                  .within_group(u.id.desc(), u.name))


@case(only="postgresql")
def func_within_group_one():
    return select(func.percentile_disc(0.5).within_group(u.age.desc()), func.mode()
                  .within_group(u.age), func.rank(30).within_group(u.age))


@case(only="postgresql")
def func_within_group_filter():
    return select(func.percentile_cont(0.5).within_group(u.id).filter(u.active),
                  func.percentile_disc(0.5).within_group(u.name) == "cat")


@case(run=False)
def func_within_group_types():
    return select(func.dense_rank(30, "x").within_group(u.age, u.name) + 1, func.cume_dist(5)
                  .within_group(u.id), func.percent_rank(5).within_group(u.id))


# ---- Windows


@case
def func_over():
    return select(u.id, func.row_number().over(order_by=u.id.desc())).order_by(u.id)


@case
def func_over_partition():
    return select(u.id, func.rank().over(partition_by=u.active, order_by=[u.age.desc(), u.id]),
                  func.count().over(partition_by=[u.active, u.age]))


@case
def func_over_nothing():
    return select(u.id, func.count(u.id).over(), func.sum(u.age).over().label("all"))


@case
def func_over_functions():
    return select(u.id, func.dense_rank().over(order_by=u.active), func.lag(u.id)
                  .over(order_by=u.id), func.lead(u.id, 2, 0).over(order_by=u.id), func.ntile(2)
                  .over(order_by=u.id), func.first_value(u.name).over(order_by=u.id))


@case(only="postgresql mysql mariadb oracle mssql")
def func_over_distributions():
    return select(u.id, func.percent_rank().over(order_by=u.id), func.cume_dist()
                  .over(order_by=u.id) > 0.5)


@case
def func_over_expressions():
    return select(u.id, func.sum(u.age + 1).over(partition_by=u.id % 2, order_by=(u.age * -1)
                                                 .nulls_last()))


@case
def func_over_in_arithmetic():
    return select(u.id, func.sum(u.id).over(order_by=u.id) * 100 / func.sum(u.id).over(), u.id -
                  func.lag(u.id, 1, 0).over(order_by=u.id), -func.row_number().over(order_by=u.id))


@case
def func_over_compared():
    s = select(u.id, (func.rank().over(order_by=u.age) == 1)
               .label("first")).where(u.age != None).subquery("s")
    return select(s.c.id).where(s.c.first)


@case
def func_over_rows():
    return select(u.id, func.sum(u.id).over(order_by=u.id, rows=(None, 0)), func.sum(u.id)
                  .over(order_by=u.id, rows=(-1, 1)), func.sum(u.id)
                  .over(order_by=u.id, rows=(0, None)))


@case
def func_over_rows_one_side():
    return select(u.id, func.sum(u.id).over(order_by=u.id, rows=(-3, -1)), func.sum(u.id)
                  .over(order_by=u.id, rows=(1, 2)), func.sum(u.id)
                  .over(order_by=u.id, rows=(None, None)))


@case
def func_over_range():
    return select(u.id, func.sum(u.id).over(order_by=u.active, range_=(None, 0)), func.count(u.id)
                  .over(order_by=u.id, range_=(-2, 2)))


@case
def func_over_groups():
    return select(u.id, func.count(u.id).over(order_by=u.active, groups=(0, 0)), func.count(u.id)
                  .over(order_by=u.id, groups=(-1, None)))


@case
def func_over_two_frames():
    return select(func.sum(u.id).over(order_by=u.id, rows=(0, 1), range_=(0, 1)))


@case(literal=True)
def func_over_frame_literal():
    return select(u.id, func.sum(u.id).over(order_by=u.id, rows=(-2, 3)), func.ntile(2)
                  .over(order_by=u.id))


@case
def func_over_ordered_by_window():
    return select(u.id).order_by(func.row_number().over(order_by=u.id.desc()))


@case
def func_over_aggregated():
    return select(u.active, func.sum(u.id), func.rank()
                  .over(order_by=func.sum(u.id).desc())).group_by(u.active)


@case
def func_over_by_conditions():
    return select(u.id, func.count(u.id).over(partition_by=[u.active, u.age > 30],
                                              order_by=[~u.active, u.id == 3, u.id]))


@case
def func_over_types():
    return select(u.id, func.sum(u.balance).over(order_by=u.id), func.max(u.birthday)
                  .over(order_by=u.id), func.count(u.id).over(order_by=u.id) / 2)


# ---- JSON


@case
def func_json_item():
    return select(u.id, u.data["a"], u.data["tags"], u.data[0])


@case
def func_json_path():
    return select(u.id, u.data[("deep", "b", 1)], u.data[("tags", 0)])


@case
def func_json_chain():
    return select(u.id, u.data["deep"]["b"][0], u.data["tags"][("0",)])


@case
def func_json_as():
    return select(u.id, u.data["a"].as_string(), u.data["a"].as_integer(), u.data["a"].as_float(),
                  u.data["ok"].as_boolean()).where(u.id < 3)


@case
def func_json_path_as():
    return select(u.id).where(or_(u.data[("deep", "b", 0)].as_integer() == 10,
                                  u.data[("tags", 1)].as_string() == "y",
                                  u.data[("deep", "c")].as_float() > 1.5))


@case
def func_json_text_operators():
    return select(u.id).where(u.data["a"].as_string().in_(["1", "2"]), u.data["a"].as_string()
                              .like("1%"), u.data["a"].as_string() + "x" == "1x")


@case
def func_json_number_operators():
    return select(u.id, u.data["a"].as_integer() + 1,
                  -u.data["a"].as_integer()).where(u.data["a"].as_integer()
                                                   .between(1,
                                                            2)).order_by(u.data["a"].as_integer()
                                                                         .desc())


@case
def func_json_bool():
    return select(u.id).where(u.id < 3, u.data["ok"].as_boolean())


@case
def func_json_bool_compared():
    return select(u.id).where(u.id < 3, or_(u.data["ok"].as_boolean() == True,
                                            u.data["ok"].as_boolean() == False),
                              ~u.data["ok"].as_boolean())


@case
def func_json_null():
    return select(u.id).where(or_(u.data == None, u.data["zz"] == None, u.data["a"].as_integer()
                                  .is_(None)))


@case(run=False)
def func_json_item_compared():
    return select(u.id).where(u.data["a"] == 1, u.data["tags"] != "x")


@case
def func_json_item_cast():
    return select(u.id, cast(u.data["a"], String(5)),
                  func.coalesce(u.data["a"].as_integer(), 0)).where(u.id < 3)


@case(only="sqlite postgresql mysql mariadb mssql")
def func_json_key_by_column():
    return select(u.id, u.data[u.name]).where(u.id < 3)


@case(only="sqlite postgresql mysql mariadb mssql")      # oracle gets a broken path
def func_json_odd_keys():
    return select(u.id, u.data["two words"], u.data['quo"te'], u.data[("it's", "50%")], u.data[-1])


@case
def func_json_labelled_ordered():
    return select(u.id, u.data["a"].as_integer().label("n")).order_by(u.data["a"].as_integer()
                                                                      .desc().nulls_last(), u.id)


@case(only="sqlite postgresql mysql mariadb")
def func_json_group():
    return select(u.data["ok"].as_boolean(),
                  func.count()).where(u.id < 3).group_by(u.data["ok"].as_boolean())


@case(literal=True)
def func_json_literal_text():
    return select(u.id, u.data["a"].as_integer(),
                  u.data[("deep", "b", 0)]).where(u.data["it's"].as_string() != "x%")


# ---- Sorted aggregates, EXCLUDE, grouping sets, texts joined


@case
def func_aggregate_strings():
    return select(func.aggregate_strings(u.name, ",")).where(u.id < 2)


@case(run=False)
def func_aggregate_strings_of_expression():
    return select(u.active, func.aggregate_strings(func.upper(u.name), "; ") +
                  "!").group_by(u.active)


@case(literal=True)
def func_aggregate_strings_literal():
    return select(func.aggregate_strings(u.name, "it's")).where(u.id == 1)


@case
def func_aggregate_strings_ordered():
    return select(func.aggregate_strings(u.name, ",").aggregate_order_by(u.name.desc()))


@case(only="sqlite postgresql")
def func_aggregate_order_by():
    return select(func.group_concat(u.name, "-")
                  .aggregate_order_by(u.age.nulls_first(), u.id.desc()))


@case(only="mysql mariadb oracle mssql")
def func_aggregate_order_by_others():
    return select(func.f(u.name).aggregate_order_by(u.age, u.id.desc()))


@case(only="postgresql", run=False)
def func_array_agg():
    return select(func.array_agg(u.name), func.array_agg(u.age).aggregate_order_by(u.id.desc()),
                  func.array_agg(distinct(u.age)))


@case(only="postgresql")
def func_aggregate_order_by_filter():
    return select(func.string_agg(u.name, ",").aggregate_order_by(u.id).filter(u.active))


@case
def func_over_exclude():
    return select(u.id, func.sum(u.id).over(order_by=u.id, rows=(-1, 1), exclude="CURRENT ROW"),
                  func.count(u.id).over(order_by=u.active, range_=(None, None), exclude="TIES"))


@case
def func_over_exclude_groups():
    return select(u.id, func.count(u.id).over(order_by=u.active, groups=(-1, 0), exclude="GROUP"),
                  func.sum(u.id).over(order_by=u.id, rows=(0, 1), exclude="NO OTHERS"))


@case
def func_rollup():
    return select(u.active, u.age, func.count()).group_by(func.rollup(u.active, u.age))


@case
def func_cube():
    return select(u.active, func.grouping(u.active),
                  func.count()).group_by(func.cube(u.active, u.age % 2))


@case
def func_grouping_sets():
    return select(u.active, u.age, func.count()).group_by(func.grouping_sets(tuple_(u.active,
                                                                                    u.age),
                                                                             tuple_(u.age),
                                                                             u.active))


# ---- More of JSON


@case
def func_json_as_json():
    return select(u.id, u.data["deep"].as_json(), u.data[("deep", "b")].as_json()).where(u.id < 3)


@case
def func_json_as_numeric():
    return select(u.id, u.data["a"].as_numeric(10, 2)).where(u.id < 3,
                                                             u.data["a"].as_numeric(6,
                                                                                    1) < Decimal(
                                                                 "1.5"))


# ---- Functions as tables


@case(only="sqlite")
def func_table_valued():
    je = func.json_each('["x", "y"]').table_valued("key", "value", name="je")
    return select(je.c.key, je.c.value).where(je.c.value != "x")


@case
def func_table_valued_unnamed():
    g = func.generate_series(1, 3).table_valued("value")
    return select(g.c.value + 1)


@case(only="sqlite")
def func_table_valued_of_column():
    je = func.json_each(u.data).table_valued("key", name="je")
    return select(u.id, je.c.key).where(u.id < 3)


@case(only="postgresql")
def func_table_valued_joined():
    g = func.generate_series(1, 4).table_valued("n", name="g")
    return select(u.id, g.c.n).join(g, u.id == g.c.n)


@case(only="postgresql")
def func_table_valued_ordinality():
    g = func.generate_series(4, 1, -1).table_valued("v", with_ordinality="o").render_derived("g")
    return select(g.c.v, g.c.o).order_by(g.c.o.desc())


@case(only="postgresql")
def func_table_valued_derived():
    g = func.json_to_recordset('[{"a": 1, "b": "x"}]').table_valued(column("a", Integer),
                                                                    column("b", String))
    g = g.render_derived("g", with_types=True)
    return select(g.c.a + 1, g.c.b + "y")


@case
def func_column_valued():
    return select(func.generate_series(1, 3).column_valued("n"))


@case(only="postgresql")
def func_column_valued_compared():
    n = func.generate_series(1, 5).column_valued("n")
    return select(n, n * 2).where(n > 3)


# ---- JSON inside other expressions


@case
def func_json_in_conditions():
    return select(u.id).where(u.id < 3, and_(u.data["ok"].as_boolean(), u.id > 0))


@case
def func_json_in_case():
    return select(u.id, sa.case((u.data["ok"].as_boolean(), u.data["a"].as_integer()),
                                else_=0)).where(u.id < 3)


@case
def func_json_in_pattern():
    return select(u.id).where(u.id < 3, u.data["a"].as_string().startswith("1"),
                              u.name.contains(u.data["zz"].as_string()) == None)


@case
def func_json_in_order():
    return select(u.id).order_by(u.data["a"].as_integer().nulls_last(), u.id)


@case(run=False)
def func_json_in_operator():
    return select(u.id, u.data["a"].as_integer().op("^", precedence=7)(2),
                  func.abs(u.data["a"].as_integer()) + 1)


@case
def func_filter_pattern():
    return select(func.count(u.id).filter(u.name.contains("a")), func.count(u.id)
                  .filter(u.name.contains("a"), u.active))


# Never created.
gadgets = Table(
    "gadgets", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("tags", PGArray(String)),
    Column("nums", PGArray(Integer)),
    Column("doc", JSONB),
    Column("attrs", HSTORE),
    Column("span", INT4RANGE))
g = gadgets.c


# ---- Arrays


@case(only="postgresql", run=False)
def array_values():
    return select(array([1, 2, 3]), array(["a", "b"]), array([u.id, u.age + 1]))


@case(only="postgresql", run=False)
def array_nested():
    return select(array([array([1, 2]), array([3, 4])]))


@case(only="postgresql")
def array_item():
    return select(u.id, array([10, 20, 30])[2], array([u.id, u.age])[u.id]).where(u.id < 3)


@case(only="postgresql", run=False)
def array_item_operators():
    return select(g.nums[1] + 1, g.tags[2] + "x", g.nums[g.id * 2]).where(g.tags[1].like("a%"),
                                                                          g.nums[3] > 5)


@case(only="postgresql", run=False)
def array_contains():
    return select(g.id).where(or_(g.tags.contains(array(["a", "b"])),
                                  g.nums.contained_by(array([1, 2])),
                                  g.tags.overlap(array(["x"]))))


@case(only="postgresql", run=False)
def array_contains_not():
    return select(g.id).where(~g.tags.contains(array(["a"])),
                              not_(g.nums.overlap(array([1, g.id]))))


@case(only="postgresql", run=False)
def array_any_or_all():
    return select(g.id).where(or_(5 == any_(g.nums), g.id > all_(g.nums), "a" == any_(g.tags)))


@case(only="postgresql")
def array_any_of_values():
    return select(u.id).where(u.id == any_(array([1, 3])), u.id != all_(array([2, 3])))


@case(only="postgresql", run=False)
def array_concat():
    return select(g.nums + array([1]), array([1]) + g.nums, g.tags.concat(array(["x"])),
                  array([1, 2]) + array([3]))


@case(only="postgresql")
def array_compared():
    return select(u.id).where(array([u.id, 2]) == array([1, 2]), array([u.id]) < array([5]))


@case(only="postgresql")
def array_functions():
    return select(u.id, func.array_length(array([1, u.id]), 1),
                  func.cardinality(array([u.id]))).where(u.id == 1)


@case(only="postgresql", run=False)
def array_cast():
    return select(cast(array([1, 2]), PGArray(String)), cast(g.tags, PGArray(Integer))[1])


# ---- JSONB


@case(only="postgresql", run=False)
def jsonb_contains():
    return select(g.id).where(or_(g.doc.contains({"a": 1}), g.doc.contained_by({"a": 1, "b": 2}),
                                  ~g.doc.contains({"c": 3})))


@case(only="postgresql", run=False)
def jsonb_has():
    return select(g.id).where(or_(g.doc.has_key("a"), g.doc.has_any(array(["a", "b"])),
                                  g.doc.has_all(array(["c"])),
                                  not_(g.doc.has_key(func.lower("X")))))


@case(only="postgresql", run=False)
def jsonb_path():
    return select(g.id).where(g.doc.path_exists("$.a[*] ? (@ > 2)"), g.doc.path_match("$.b == 1"))


@case(only="postgresql", run=False)
def jsonb_delete_path():
    return select(g.doc.delete_path(array(["a", "b"])), g.doc.delete_path(array(["a"]))["x"])


@case(only="postgresql", run=False)
def jsonb_item():
    return select(g.doc["a"], g.doc["a"]["b"], g.doc[0], g.doc[("a", 1)], g.doc["a"].as_string(),
                  g.doc[("a", 1)].as_integer() + 1)


@case(only="postgresql", run=False)
def jsonb_item_contains():
    return select(g.id).where(g.doc["a"].contains({"b": 1}), g.doc["a"].has_key("b"), g.doc["n"] ==
                              None)


@case(only="postgresql")
def jsonb_cast():
    return select(u.id, cast(u.data, JSONB)["a"], cast(u.data, JSONB)
                  .contains({"a": 1})).where(u.id < 3)


@case(only="postgresql")
def jsonb_keys_executed():
    doc = cast(u.data, JSONB)
    return select(u.id, doc.has_key("a"), doc.path_exists("$.a"),
                  doc.has_any(array(["a", "zz"])), doc.contained_by({"a": 1})).order_by(u.id)


@case(only="postgresql")
def arrays_executed():
    return select(u.id, array([u.id, 7])[1] + 1).where(
        array([u.id, 2]).contains(array([1])), array([1]).overlap(array([u.id, 9]))).order_by(u.id)


# ---- Parts of columns that are set


@case(only="postgresql", run=False)
def set_array_parts():
    return update(gadgets).values({g.nums[2]: 5, g.nums[3:4]: [7, 8], g.id: 9}).where(g.id == 1)


@case(only="postgresql", run=False)
def set_jsonb_parts():
    return update(gadgets).values({g.id: 3, g.doc["a"]: 5, g.doc["b"]["c"]: "x",
                                   g.doc["d"][0]: g.doc["a"]})


@case(only="postgresql", run=False)
def set_hstore_key():
    return update(gadgets).values({g.attrs["k"]: "v"}).where(g.attrs["k"] == "w")


# ---- HSTORE and ranges


@case(only="postgresql", run=False)
def hstore_item():
    return select(g.attrs["a"], g.attrs["a"] + "x", g.attrs[func.lower("B")]).where(
        g.attrs["c"] == "d", g.attrs["e"].like("f%"))


@case(only="postgresql", run=False)
def hstore_keys():
    return select(g.id).where(or_(g.attrs.has_key("a"), g.attrs.has_any(array(["a", "b"])),
                                  g.attrs.has_all(array(["c"])), g.attrs.contains(g.attrs),
                                  g.attrs.contained_by(g.attrs)))


@case(only="postgresql", run=False)
def hstore_functions():
    return select(func.akeys(g.attrs), func.avals(g.attrs), func.defined(g.attrs, "a"),
                  func.delete(g.attrs, "b"), g.attrs.concat(g.attrs))


@case(only="postgresql", run=False)
def range_operators():
    return select(g.id).where(or_(g.span.contains(g.id), g.span.overlaps(g.span),
                                  g.span.contained_by(g.span)), func.lower(g.span) > 3)
