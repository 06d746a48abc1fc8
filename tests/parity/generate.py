#!/usr/bin/env python3
"""Writes tests/parity/expected.tsv: what SQLAlchemy compiles for each case, in each dialect, and
what rows it gets on SQLite and, with --postgresql URL, on PostgreSQL. See README.md."""
import datetime
import decimal
import importlib.util
import json
import pathlib
import re
import sys
import uuid
import warnings

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql, sqlite
from sqlalchemy.dialects.mysql import mariadb

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))
import corpus  # noqa: E402

warnings.simplefilter("ignore")
# Every file of cases, in the order of the expected texts.
FILES = "expressions functions queries writes columns tables texts".split()


def load():
    for name in FILES:
        path = here / (name + ".py")
        if path.exists():
            spec = importlib.util.spec_from_file_location("parity_" + name, path)
            spec.loader.exec_module(importlib.util.module_from_spec(spec))


def dialects():
    """As they are once connected to the versions that sqla.h assumes."""
    lite = sqlite.dialect()
    pg = postgresql.psycopg.dialect(paramstyle="numeric_dollar")
    pg.server_version_info = (15, 0)
    pg.supports_virtual_generated_columns = False
    my = mysql.dialect(paramstyle="qmark")
    my.server_version_info = (8, 0, 36)
    my._requires_alias_for_on_duplicate_key = True
    my.supports_for_update_of = my.use_mysql_for_share = True
    my._support_default_function = my._support_float_cast = True
    maria = mariadb.loader("mysqldb")(paramstyle="qmark")
    maria.server_version_info = (10, 11, 0)
    maria.supports_sequences = True
    maria._support_default_function = maria._support_float_cast = True
    ora = oracle.dialect(paramstyle="numeric")
    ora.server_version_info = (19, 0)
    ora._supports_offset_fetch = True
    ora.supports_native_boolean = ora._supports_oracle_json = False
    old = oracle.dialect(paramstyle="numeric")
    old.server_version_info = (11, 2)
    old._supports_offset_fetch = old.supports_native_boolean = old._supports_oracle_json = False
    ms = mssql.dialect(paramstyle="qmark")
    ms.server_version_info = (16, 0)
    ms._setup_version_attributes()
    ms.default_schema_name = "dbo"
    ms.supports_comments = True
    return {"sqlite": lite, "postgresql": pg, "mysql": my,
            "mariadb": maria, "oracle": ora, "mssql": ms, "oracle11": old}


def renumber(text, names, sign):
    """:1, :2 or $1, $2 in the order in which they stand in the text."""
    order = []

    def number(m):
        i = int(m.group(1))
        if i not in order:
            order.append(i)
        return sign + str(order.index(i) + 1)
    text = re.sub(r"(?<![\w%s])%s(\d+)" % (re.escape(sign), re.escape(sign)), number, text)
    return text, [names[i - 1] for i in order if i <= len(names)]


def compiled(stmt, dialect, literal):
    c = stmt.compile(dialect=dialect, compile_kwargs={
        "literal_binds": True} if literal else {"render_postcompile": True})
    text = str(c)
    names = list(getattr(c, "positiontup", None) or [])
    if dialect.paramstyle == "numeric_dollar":
        text, names = renumber(text, names, "$")
    elif dialect.paramstyle == "numeric":
        text, names = renumber(text, names, ":")
    return " ".join(text.split()), names


def shown(v):
    """A value as text, numbers of every kind alike."""
    if v is None:
        return "NULL"
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, decimal.Decimal):
        text = format(v, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(v, float):
        return "%.12g" % v
    if isinstance(v, bytes):
        return "x'" + v.hex() + "'"
    if isinstance(v, datetime.timedelta):
        return "%d us" % (v // datetime.timedelta(microseconds=1))
    if isinstance(v, datetime.datetime) and v.tzinfo:
        v = v.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    if isinstance(v, (datetime.date, datetime.time, uuid.UUID)):
        return str(v)
    if isinstance(v, (dict, list, tuple)):
        return json.dumps(v, separators=(",", ":"), ensure_ascii=False, default=shown)
    return str(v)


def ordered(stmt):
    return bool(getattr(stmt, "_order_by_clauses", ()))


def rows(conn, stmt):
    """Rows, or how many rows were affected. None: the database refuses the statement, or its
    driver does not count."""
    try:
        result = conn.execute(stmt)
        ran = result.context
        if not result.returns_rows or ran._is_implicit_returning:
            return "rows: %d" % affected(conn, result) if not ran.isddl and (
                ran.isinsert or ran.isupdate or ran.isdelete or result.rowcount >= 0) \
                else "rows: 0"
        out = ["|".join(shown(v) for v in row) for row in result]
    except (exc.SQLAlchemyError, NotImplementedError):
        return None
    if not ordered(stmt):
        out.sort(key=lambda text: text.encode())
    return " ; ".join(out) if out else "none"


def affected(conn, result):
    """How many rows were written. Python's sqlite3 does not count those behind a WITH."""
    if result.rowcount >= 0:
        return result.rowcount
    return conn.exec_driver_sql("SELECT changes()").scalar()


def filled(url):
    engine = sa.create_engine(url)
    if engine.name == "sqlite":
        # Every statement in a transaction, which sqlite3 begins before some of them only.
        @sa.event.listens_for(engine, "connect")
        def connect(connection, record):
            connection.isolation_level = None
            connection.execute("PRAGMA foreign_keys = ON")

        @sa.event.listens_for(engine, "begin")
        def begin(conn):
            conn.exec_driver_sql("BEGIN")
    with engine.begin() as conn:
        corpus.metadata.drop_all(conn)
        corpus.metadata.create_all(conn)
        for line in (here / "fixture.sql").read_text().splitlines():
            conn.exec_driver_sql(line.replace("%", "%%") if "postgres" in url else line)
        if engine.name == "postgresql":
            conn.exec_driver_sql(
                "SELECT setval(oid::regclass, 999) FROM pg_class WHERE relkind = 'S'")
    return engine


def executed(engine, stmt):
    with engine.connect() as conn:
        text = rows(conn, stmt)
        conn.rollback()
    return text


def field(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def main():
    load()
    known = dialects()
    engines = {"sqlite": filled("sqlite://")}
    if "--postgresql" in sys.argv:
        engines["postgresql"] = filled(sys.argv[sys.argv.index("--postgresql") + 1])
    names = [c.name for c in corpus.cases]
    twice = {n for n in names if names.count(n) > 1}
    if twice:
        sys.exit("cases with the same name: %s" % sorted(twice))
    out = []
    for c in corpus.cases:
        for name in c.dialects:
            try:
                text, params = compiled(c.make(), known[name], c.literal)
            except Exception as e:
                if not isinstance(e, (exc.SQLAlchemyError, NotImplementedError)):
                    sys.exit("%s in %s: %r" % (c.name, name, e))
                kind = [k.__name__ for k in type(e).__mro__]
                text, params = "!" + ("CompileError" if "CompileError" in kind else kind[0]), []
            out.append("%s\t%s\t%s\t%s" % (c.name, name, ",".join(params), field(text)))
        for name, engine in engines.items():
            if not c.run or name not in c.dialects:
                continue
            try:
                stmt = c.make()
            except exc.SQLAlchemyError:
                continue
            text = executed(engine, stmt)
            if text is not None:
                out.append("%s\trows-%s\t\t%s" % (c.name, name, field(text)))
    sys.stdout.write("\n".join(out) + "\n")


main()
