"""SQL of the user's own: text(), fragments, parameters."""
import datetime
import decimal

from corpus import *
from sqlalchemy import case as when

# Columns that exist in texts only.
ident, called = column("id", Integer), column("name", String)


# ---- Whole statements ----


@case
def text_plain():
    return text("SELECT name FROM users WHERE id = 1")


@case
def text_of_several_lines():
    return text("""
        SELECT name,
               age
          FROM users
         WHERE id < 3""")


@case
def text_parameters():
    return text("SELECT name FROM users WHERE id > :low AND age < :high").bindparams(
        low=1, high=36)


@case
def text_parameter_twice():
    return text("SELECT id FROM users WHERE id = :n OR manager_id = :n").bindparams(n=1)


@case
def text_parameters_in_other_order():
    return text("SELECT :b AS b, :a AS a, :b AS c").bindparams(a="x", b="y")


@case
def text_null_parameter():
    return text("SELECT id FROM users WHERE coalesce(fullname, :other) IS NULL").bindparams(
        other=None)


@case
def text_reserved_names_of_parameters():
    return text("SELECT id FROM users WHERE id = :select OR name = :from").bindparams(
        **{"select": 2, "from": "ann"})


@case
def text_names_with_digits_and_underscores():
    return text("SELECT id FROM users WHERE id IN (:_a, :p1, :P_2)").bindparams(_a=1, p1=2, P_2=3)


@case
def text_typed_parameters():
    return text("SELECT id FROM users WHERE birthday < :d AND created > :t").bindparams(
        d=datetime.date(1990, 1, 1), t=datetime.datetime(2024, 1, 1, 12, 30))


@case
def text_declared_parameters():
    return text("SELECT id FROM users WHERE active = :on AND balance > :least").bindparams(
        bindparam("on", True, Boolean), bindparam("least", decimal.Decimal("0.50"), Numeric(10, 2)))


@case
def text_escaped_colons():
    return text(r"SELECT 'at 12\:30', '\:name', 'a\:b' FROM users WHERE id = :id").bindparams(id=1)


@case
def text_double_colons():
    return text("SELECT 'a::b', '::' FROM users WHERE id = 1")


@case(only="postgresql")
def text_casts():
    return text("SELECT age::text, (:x)::int FROM users WHERE id = 1 AND id::int = :y").bindparams(
        x=5, y=1)


@case
def text_dollar_before_colon():
    return text("SELECT '$:a', 'b$:c' FROM users WHERE id = :d").bindparams(d=1)


@case
def text_runs_of_colons():
    return text(r"SELECT 'a:b:c', 'x::y:z', ':::', '\:a', '\:', '\:a b' FROM users WHERE id = 1")


@case
def text_escape_before_two_colons():
    return text(r"SELECT '\::a', '\:a:b', '\::' FROM users WHERE id = 1")


@case
def text_colon_not_before_name():
    return text("SELECT 'a: b', ': 1', 'x :', ':1' FROM users WHERE id = 1")


@case
def text_backslashes():
    return text(r"SELECT 'C:\\temp\dir\' FROM users WHERE id = 1")


@case
def text_percents():
    return text("SELECT name FROM users WHERE name LIKE '%e%' AND name NOT LIKE 'a%%' "
                "AND 7 % 4 = 3")


@case
def text_question_marks():
    return text("SELECT 'who?', '? ?' FROM users WHERE id = :id").bindparams(id=1)


@case
def text_dollars_and_at():
    return text("SELECT '$1', '@p1', '#', '$$' FROM users WHERE id = :id").bindparams(id=1)


@case
def text_quotes():
    return text('SELECT \'it\'\'s\', \'"\' AS "a ""b" FROM users WHERE id = 1')


@case
def text_unicode():
    return text("SELECT 'Süd', 'Ève' FROM users WHERE fullname = :wer").bindparams(
        wer="Ève Éclair")


@case
def text_comment():
    return text("SELECT id /* a comment */ FROM users -- to the end\n WHERE id = 2")


@case
def text_parameter_next_to_signs():
    return text("SELECT id FROM users WHERE (id=:a)AND age>:b+1-:c").bindparams(a=1, b=2, c=3)


@case
def text_insert():
    return text("INSERT INTO regions (code, title) VALUES (:code, :title)").bindparams(
        code="w", title="West")


@case
def text_update():
    return text("UPDATE users SET age = age + :more WHERE id <= :id").bindparams(more=1, id=2)


@case
def text_delete():
    return text("DELETE FROM items WHERE product = :p").bindparams(p="apple")


@case
def text_insert_returning():
    return text("INSERT INTO regions (code) VALUES (:c) RETURNING code, title").bindparams(c="w")


@case(literal=True)
def text_literally():
    return text("SELECT id FROM users WHERE name = :n AND age > :a").bindparams(
        n="it's", a=5)


@case(literal=True)
def text_literal_backslash_and_percent():
    return text("SELECT id FROM users WHERE name = :n OR name = '50%'").bindparams(n="a\\b%:c")


# ---- Texts with columns ----


@case
def columns_typed():
    return text("SELECT id, created, balance, active FROM users WHERE id < 3").columns(
        users.c.id, users.c.created, users.c.balance, users.c.active)


@case
def columns_json_and_uuid():
    return text("SELECT data, token FROM users WHERE id = 1").columns(users.c.data, users.c.token)


@case
def columns_subquery():
    s = text("SELECT id, name FROM users WHERE id < :n").bindparams(n=4).columns(
        ident, called).subquery("s")
    return select(s.c.name).where(s.c.id > 1).order_by(s.c.id)


@case
def columns_unnamed_subquery():
    s = text("SELECT id, name FROM users").columns(ident, called).subquery()
    return select(s.c.id, s.c.name).where(s.c.id == 2)


@case
def columns_cte():
    s = text("SELECT id, name FROM users WHERE id > :n").bindparams(n=2).columns(
        ident, called).cte("s")
    return select(s.c.name, func.length(s.c.name)).order_by(s.c.id)


@case
def columns_joined():
    s = text("SELECT user_id, count(*) AS n FROM orders GROUP BY user_id").columns(
        column("user_id", Integer), column("n", Integer)).subquery("s")
    return select(users.c.name, s.c.n).join(s, users.c.id == s.c.user_id).order_by(users.c.id)


@case
def columns_aliased():
    s = text("SELECT id, name FROM users").columns(ident, called).subquery("s")
    t = s.alias("t")
    return select(s.c.id, t.c.id).join(t, t.c.name == s.c.name).where(s.c.id == 1)


@case
def columns_in():
    return select(users.c.name).where(users.c.id.in_(
        text("SELECT user_id FROM orders WHERE total > :least").bindparams(least=50).columns(
            column("user_id", Integer)))).order_by(users.c.id)


@case
def columns_scalar():
    return select(users.c.name, text("SELECT max(id) FROM orders").columns(
        column("top", Integer)).scalar_subquery().label("top")).where(users.c.id == 1)


@case
def columns_union():
    return union_all(
        select(orders.c.id, orders.c.note).where(orders.c.id == 3),
        text("SELECT id, name FROM users WHERE id = 1").columns(ident, called))


@case
def columns_exists():
    return select(users.c.name).where(
        text("SELECT 1 FROM orders WHERE orders.user_id = users.id").columns(
            column("one", Integer)).exists()).order_by(users.c.id)


# ---- Fragments in every clause ----


@case
def fragment_selected():
    return select(text("id"), text("name AS called"), users.c.age).where(users.c.id < 3)


@case
def fragment_selected_alone():
    return select(text("1 + 1"))


@case
def fragment_labelled():
    return select(literal_column("age * 2").label("twice"), literal_column("'x'")).select_from(
        users).where(users.c.id == 1)


@case
def fragment_from():
    return select(literal_column("u.name")).select_from(text("users AS u")).where(text("u.id = 1"))


@case
def fragment_where():
    return select(users.c.id).where(text("users.age > :a").bindparams(a=30), users.c.id < 3)


@case
def fragment_where_twice():
    return select(users.c.id).where(
        text("age > :a").bindparams(a=30)).where(text("name <> :b").bindparams(b="x"))


@case(only="postgresql")
def fragment_negated():
    return select(users.c.id).where(~literal_column("age > 30", Boolean))


@case
def fragment_or():
    return select(users.c.id).where(or_(text("age > 40"), users.c.id == 3, text("name = 'bob'")))


@case
def fragment_and():
    return select(users.c.id).where(and_(text("age > 20 OR age < 5"), users.c.active))


@case
def fragment_order():
    return select(users.c.id, users.c.name).order_by(text("name DESC"), users.c.id)


@case
def fragment_group_and_having():
    return select(users.c.active, func.count()).group_by(text("active")).having(
        text("count(*) > :least").bindparams(least=2))


@case
def fragment_on():
    return select(users.c.name, orders.c.id).join(
        orders, text("orders.user_id = users.id AND orders.total > 50")).order_by(orders.c.id)


@case
def fragment_argument():
    return select(func.coalesce(literal_column("fullname"), text("'none'"))).select_from(
        users).where(users.c.id == 3)


@case
def fragment_compared():
    return select(users.c.id).where(type_coerce(text("age"), Integer) > 30, users.c.id != text("2"))


@case
def fragment_in():
    return select(users.c.id).where(users.c.id.in_([literal_column("1"), literal_column("1 + 1")]))


@case
def fragment_between():
    return select(users.c.id).where(
        users.c.age.between(text("28"), text("30 + :x").bindparams(x=6)))


@case
def fragment_case():
    return select(users.c.id, when((text("age > 30"), text("'old'")), else_="young")).where(
        users.c.id < 4)


@case
def fragment_cast():
    return select(cast(text("'5'"), Integer), cast(text("6"), String(5)))


@case
def fragment_over():
    return select(users.c.id, func.row_number().over(
        partition_by=text("active"), order_by=text("id DESC"))).order_by(users.c.id)


@case
def fragment_limit():
    return select(users.c.id).order_by(users.c.id).limit(literal_column("2"))


@case
def fragment_concatenated():
    return select(users.c.name + literal_column("'!'")).where(users.c.id == 1)


@case
def fragment_arithmetic():
    two, age = type_coerce(text("2"), Integer), type_coerce(text("age"), Integer)
    return select(two + 3, literal(4) * age).select_from(users).where(users.c.id == 2)


@case
def fragment_exists():
    return select(users.c.name).where(exists(text("1")).where(orders.c.user_id == users.c.id))


@case
def fragment_count():
    return select(func.count(text("*")), func.count(text("DISTINCT age"))).select_from(users)


@case
def fragment_with_quoted_name():
    return select(text('"two words"')).select_from(odd).where(odd.c.order == 1)


@case
def fragment_subquery_by_hand():
    return select(users.c.name, text("(SELECT count(*) FROM orders WHERE user_id = users.id)")
                  ).order_by(users.c.id)


@case
def fragment_escaped_colon():
    return select(users.c.id).where(text(r"name <> '\:x' AND name <> 'a::b'"), users.c.id < 3)


@case
def fragment_percent():
    return select(users.c.id, literal_column("'100%'")).where(
        text("name LIKE '%n%'"), type_coerce(text("id % 2"), Integer) == 1)


@case
def fragment_parameter_in_every_clause():
    return select(literal_column("age").label("a"), text(":s AS s").bindparams(s="x")).select_from(
        users).where(text("id > :w").bindparams(w=1), users.c.id < 5).order_by(users.c.id)


@case
def fragment_same_parameter_in_two():
    return select(users.c.id).where(or_(
        text("id = :n").bindparams(n=2), text("manager_id = :n").bindparams(n=2)))


@case
def fragment_in_update():
    return update(users).values(age=literal_column("age + 1")).where(
        text("id = :i").bindparams(i=1))


@case
def fragment_collated():
    return select(users.c.name).order_by(literal_column("name").desc())


@case
def fragment_nulls_last():
    return select(users.c.id).order_by(literal_column("id").asc())


@case
def fragment_from_subquery():
    s = select(text("id AS i"), users.c.name).where(users.c.id < 3).subquery("s")
    return select(s.c.name).order_by(s.c.name)


@case
def fragment_in_cte():
    s = select(users.c.id, literal_column("age + 1").label("next")).cte("s")
    return select(s.c.next).where(s.c.id == 1)


@case(literal=True)
def fragment_literally():
    return select(users.c.id).where(text("name = :n").bindparams(n="it's"), users.c.age > 5)


# ---- Parameters ----


@case
def parameter_without_value():
    return select(users.c.id).where(users.c.name == bindparam("n"))


@case
def parameter_in_two_types():
    return select(users.c.id).where(
        users.c.id == bindparam("x", 2, Integer), users.c.age > bindparam("y", 3, BigInteger))


@case
def parameter_selected():
    return select(bindparam("x", "text", String), bindparam("n", 5, Integer).label("five"))


@case
def parameter_in_function():
    return select(func.coalesce(users.c.fullname, bindparam("other", "none"))).where(
        users.c.id == 3)


@case
def parameter_in_like():
    return select(users.c.id).where(users.c.name.like(bindparam("pattern", "%a%")))


@case
def parameter_in_contains():
    return select(users.c.id).where(users.c.name.contains(bindparam("part", "a")))


@case
def parameter_in_limit():
    return select(users.c.id).order_by(users.c.id).limit(
        bindparam("n", 2)).offset(bindparam("m", 1))


@case
def parameter_in_subquery():
    s = select(orders.c.user_id).where(orders.c.total > bindparam("least"))
    return select(users.c.id).where(users.c.id.in_(s), users.c.id == bindparam("id")).params(
        least=50, id=1)


@case
def parameter_named_as_generated():
    return select(users.c.id).where(users.c.id == bindparam("id_1", 1), users.c.age > 5)


@case(run=False)
def parameter_name_taken():
    return select(users.c.id).where(users.c.id == 2, users.c.manager_id == bindparam("id_1", 1))


@case
def parameter_beside_text():
    return select(users.c.id).where(
        users.c.id == bindparam("n", 1), text("id = :n").bindparams(n=1))


@case
def parameter_with_dot_and_blank():
    return select(users.c.id).where(users.c.id == bindparam("a.b c", 1), users.c.age > bindparam(
        "100%", 3))


@case
def parameter_in_case():
    return select(when((users.c.age > bindparam("limit", 30), bindparam("old", "o")),
                       else_=bindparam("young", "y"))).where(users.c.id == 1)


@case
def parameter_date():
    return select(users.c.id).where(
        users.c.birthday < bindparam("d", datetime.date(1990, 1, 1)))


@case
def parameter_named_as_column_written():
    return update(users).where(users.c.id == bindparam("user_id", 1)).values(
        age=bindparam("new_age", 5))


@case
def parameter_reserved_by_values():
    return update(users).where(users.c.id == bindparam("age", 1)).values(age=7)


@case
def parameter_reserved_by_insert():
    return insert(regions).values(code=bindparam("title", "x"), title="y")
