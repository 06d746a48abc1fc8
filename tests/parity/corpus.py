"""Tables, rows and the decorator that the parity cases share. tests/parity.h is the same in C."""
from sqlalchemy import *

metadata = MetaData()

users = Table(
    "users", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(50), nullable=False),
    Column("fullname", String(100)),
    Column("age", Integer),
    Column("active", Boolean, nullable=False),
    Column("score", Double),
    Column("ratio", Float),
    Column("balance", Numeric(10, 2)),
    Column("big", BigInteger),
    Column("created", DateTime),
    Column("birthday", Date),
    Column("wakes", Time),
    Column("shift", Interval),
    Column("data", JSON),
    Column("token", Uuid),
    Column("photo", LargeBinary),
    Column("manager_id", Integer, ForeignKey("users.id")))

addresses = Table(
    "addresses", metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("email", String(100), nullable=False, unique=True),
    Column("kind", Enum("home", "work", name="address_kind")))

orders = Table(
    "orders", metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id")),
    Column("placed", DateTime, nullable=False),
    Column("total", Numeric(10, 2), nullable=False),
    Column("note", Text))

items = Table(
    "items", metadata,
    Column("order_id", Integer, ForeignKey("orders.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("product", String(40), nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("price", Double, nullable=False))

# Two ways to users.
transfers = Table(
    "transfers", metadata,
    Column("id", Integer, primary_key=True),
    Column("from_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("to_id", Integer, ForeignKey("users.id"), nullable=False),
    Column("amount", Integer, nullable=False))

# No way to anything.
regions = Table(
    "regions", metadata,
    Column("code", String(8), primary_key=True),
    Column("title", Unicode(40)),
    Column("memo", UnicodeText))

odd = Table(
    "Odd Table", metadata,
    Column("order", Integer, primary_key=True),
    Column("MixedCase", Integer),
    Column("two words", String(20)),
    Column("per%cent", Integer))

# Never created: it lies in a schema of its own.
logs = Table(
    "logs", MetaData(),
    Column("id", Integer, primary_key=True),
    Column("level", SmallInteger),
    Column("message", String(200)),
    schema="app")

# Only columns, no table of any database.
light = table("light", column("a", Integer), column("b", String), column("c"))

DIALECTS = "sqlite postgresql mysql mariadb oracle mssql".split()
cases = []


class Case:
    def __init__(self, make, only, literal, run):
        self.name, self.make, self.literal, self.run = make.__name__, make, literal, run
        self.dialects = only.split() if only else DIALECTS


def case(make=None, *, only=None, literal=False, run=True):
    """A statement by name. only: its dialects. literal: values stand in the text. run=False: what
    it gives is not always the same, or it is not to be executed."""
    def add(fn):
        cases.append(Case(fn, only, literal, run))
        return fn
    return add(make) if make else add
