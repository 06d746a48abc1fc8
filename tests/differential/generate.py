#!/usr/bin/env python3
"""Makes scenarios.txt: random sessions, and what SQLAlchemy leaves in the database after each.

    tests/differential/generate.py                      writes scenarios.txt beside this file
    tests/differential/generate.py --show trees 12      one scenario, with SQLAlchemy's statements

It needs SQLAlchemy 2.1 and takes some minutes. The seeds are fixed: the same version of SQLAlchemy
(2.1.0b4 made the present file) gives the same file, byte for byte. tests/test_differential.c reads
it and needs no Python.


The file

    = trees             a theme: which models and operations its scenarios use
    # 12                a scenario; then its operations in order, one a line; then the tables
    > N 1 t5 - -        a row: model, then every column; rows in order of model and primary key

Objects have numbers. A model is one letter (see MODELS). A value is a number, a word, - for NULL,
~ for the empty text, @3 for object 3.

    n A 0 name=t1 age=5     a new transient object, number 0, with these fields
    a 0                     add
    = 0 name=t2             set by plain assignment
    s 0 name=t2             set by sqla_setattr: any change that an assignment would not show
    + 0 books 1             append object 1 to a list
    - 0 books 1             remove it from the list
    * 0 books 1 2           make the list hold exactly these
    d 0                     delete
    x 0                     expunge
    f                       flush
    b                       begin a savepoint
    c                       commit the innermost level: release the savepoint, or commit
    r                       roll the innermost level back
    R 0 / R 0 name          refresh everything, or one column
    e 0 / e 0 name          expire everything, or one column
    E                       expire all objects
    X                       roll back and empty the session: all numbers are void
    g 2 A 7                 get by primary key: the answer is object 2, known or new; - for none
    q A 0 2                 query all: the answer, in order of primary key
    l 0 books 1 2           load a list, in order of primary key
    l 1 author 0            load a reference; - for none
    m 3 A id=7 name=t4      merge a new object with these fields: the answer is object 3
    !                       the operation before this line fails (at the next flush at the latest);
                            an `r` follows

The end of a scenario rolls back what is not committed.


What is kept

The same program must mean the same in sqla.h and SQLAlchemy, and some of what SQLAlchemy does
follows from when it happens to flush and to load. So each scenario is run in several ways that
differ in just that (see WAYS), and it is kept only if all of them agree on every answer, error and
row, without a warning. Generated keys are part of the tables: where the order of new rows could
well be another one, the scenario goes too (see Order).
"""

import argparse
import contextlib
import multiprocessing
import os
import random
import sys
import warnings
import zlib

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import PASSIVE_NO_FETCH
from sqlalchemy.pool import StaticPool

HERE = os.path.dirname(os.path.abspath(__file__))
warnings.simplefilter("error", sa.exc.SAWarning)

# ---- order where SQLAlchemy has none ----

# A flush goes through sets, whose order follows from addresses. It follows from names and from the
# order of appearance here: the same in each run, and another one in each way to run a program.


class Appearance:
    """The next object's place, and what makes a hash of it."""
    place, factor = 0, 1


def hash_of_state(state):
    if "_place" not in state.__dict__:
        Appearance.place += 1
        state.__dict__["_place"] = Appearance.place * Appearance.factor % 4294967291
    return state.__dict__["_place"]


def hash_of_text(*words):
    return zlib.crc32(" ".join(map(str, words)).encode())


def hash_of_action(action):
    state = getattr(action, "state", None)
    return hash_of_text(type(action).__name__, action.sort_key, getattr(action, "isdelete", ""),
                        "" if state is None else hash_of_state(state))


orm.state.InstanceState.__hash__ = hash_of_state
orm.unitofwork._PostSortRec.__hash__ = hash_of_action
orm.Mapper.__hash__ = lambda mapper: hash_of_text(mapper.class_.__name__)
orm.dependency._DependencyProcessor.__hash__ = lambda p: hash_of_text(p.prop)

# ---- models: the same as in tests/test_differential.c, relationships in the same order ----


class Base(orm.DeclarativeBase):
    pass


ALL = "all, delete-orphan"


def key(*arguments, **options):
    return mapped_column(sa.Integer, *arguments, primary_key=True, **options)


def foreign(target, nullable=True, **options):
    return mapped_column(sa.Integer, sa.ForeignKey(target, **options), nullable=nullable)


def text(**options):
    return mapped_column(sa.String, **options)


def number(**options):
    return mapped_column(sa.Integer, **options)


book_tags = sa.Table(
    "book_tags", Base.metadata,
    sa.Column("book_id", sa.ForeignKey("books.id"), primary_key=True),
    sa.Column("tag_id", sa.ForeignKey("tags.id"), primary_key=True))


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = key()
    name = text(nullable=False)
    age = number()
    rank = number(default=7, nullable=False)
    books: Mapped[list["Book"]] = relationship(back_populates="author")


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = key()
    title = text()
    pages = number()
    author_id = foreign("authors.id")
    author: Mapped["Author"] = relationship(back_populates="books")
    tags: Mapped[list["Tag"]] = relationship(secondary=book_tags, back_populates="books")


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = key()
    name = text(nullable=False, unique=True)
    books: Mapped[list["Book"]] = relationship(secondary=book_tags, back_populates="tags")


class Cart(Base):
    __tablename__ = "carts"
    id: Mapped[int] = key()
    name = text()
    is_open = mapped_column(sa.Boolean, default=True, nullable=False)
    items: Mapped[list["Item"]] = relationship(back_populates="cart", cascade=ALL)


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = key()
    label = text()
    qty = number(default=1, nullable=False)
    cart_id = foreign("carts.id")
    cart: Mapped["Cart"] = relationship(back_populates="items")


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = key()
    name = text()
    profile: Mapped["Profile"] = relationship(back_populates="user", uselist=False)


class Profile(Base):
    __tablename__ = "profiles"
    id: Mapped[int] = key()
    bio = text()
    user_id = foreign("users.id")
    user: Mapped["User"] = relationship(back_populates="profile")


class Node(Base):
    __tablename__ = "nodes"
    id: Mapped[int] = key()
    name = text()
    weight = number()
    parent_id = foreign("nodes.id")
    parent: Mapped["Node"] = relationship(back_populates="children", remote_side=[id])
    children: Mapped[list["Node"]] = relationship(back_populates="parent")


class Dir(Base):
    __tablename__ = "dirs"
    id: Mapped[int] = key()
    name = text()
    parent_id = foreign("dirs.id")
    parent: Mapped["Dir"] = relationship(back_populates="children", remote_side=[id])
    children: Mapped[list["Dir"]] = relationship(back_populates="parent", cascade=ALL)


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = key()
    note = text()
    lines: Mapped[list["Line"]] = relationship(back_populates="order", cascade=ALL)


class Product(Base):
    __tablename__ = "products"
    id: Mapped[int] = key()
    name = text()
    price = number()
    lines: Mapped[list["Line"]] = relationship(back_populates="product")


class Line(Base):
    __tablename__ = "lines"
    order_id: Mapped[int] = key(sa.ForeignKey("orders.id"))
    product_id: Mapped[int] = key(sa.ForeignKey("products.id"))
    qty = number(default=1, nullable=False)
    note = text()
    order: Mapped["Order"] = relationship(back_populates="lines")
    product: Mapped["Product"] = relationship(back_populates="lines")


class Team(Base):
    __tablename__ = "teams"
    id: Mapped[int] = key()
    name = text()
    home: Mapped[list["Match"]] = relationship(
        back_populates="home_team", foreign_keys="Match.home_id")
    away: Mapped[list["Match"]] = relationship(
        back_populates="away_team", foreign_keys="Match.away_id")


class Match(Base):
    __tablename__ = "matches"
    id: Mapped[int] = key()
    goals = number()
    home_id = foreign("teams.id", nullable=False)
    away_id = foreign("teams.id")
    home_team: Mapped["Team"] = relationship(back_populates="home", foreign_keys=[home_id])
    away_team: Mapped["Team"] = relationship(back_populates="away", foreign_keys=[away_id])


class Region(Base):
    __tablename__ = "regions"
    country: Mapped[int] = key()
    code: Mapped[int] = key()
    name = text()
    cities: Mapped[list["City"]] = relationship(back_populates="region")


class City(Base):
    __tablename__ = "cities"
    id: Mapped[int] = key()
    name = text()
    country = number()
    code = number()
    region: Mapped["Region"] = relationship(back_populates="cities")
    __table_args__ = (
        sa.ForeignKeyConstraint(["country", "code"], ["regions.country", "regions.code"]),)


class Box(Base):
    __tablename__ = "boxes"
    id: Mapped[int] = key()
    name = text()
    things: Mapped[list["Thing"]] = relationship(
        back_populates="box", cascade="all", passive_deletes=True)


class Thing(Base):
    __tablename__ = "things"
    id: Mapped[int] = key()
    name = text()
    box_id = foreign("boxes.id", ondelete="CASCADE")
    box: Mapped["Box"] = relationship(back_populates="things")


class Dept(Base):
    __tablename__ = "depts"
    id: Mapped[int] = key()
    name = text()
    head_id = foreign("emps.id")
    head: Mapped["Emp"] = relationship(foreign_keys=[head_id], post_update=True)
    staff: Mapped[list["Emp"]] = relationship(
        back_populates="dept", foreign_keys="Emp.dept_id")


class Emp(Base):
    __tablename__ = "emps"
    id: Mapped[int] = key()
    name = text()
    dept_id = foreign("depts.id")
    dept: Mapped["Dept"] = relationship(back_populates="staff", foreign_keys=[dept_id])


MODELS = {
    "A": Author, "B": Book, "T": Tag, "P": Cart, "I": Item, "U": User, "F": Profile, "N": Node,
    "D": Dir, "O": Order, "R": Product, "L": Line, "E": Team, "M": Match, "G": Region, "C": City,
    "X": Box, "Y": Thing, "H": Dept, "J": Emp,
}
LETTER = {model: letter for letter, model in MODELS.items()}
# In the order of the dump.
TABLES = [(letter, model.__table__) for letter, model in MODELS.items()]
TABLES.insert(3, ("S", book_tags))
MAPPER = {letter: sa.inspect(model) for letter, model in MODELS.items()}
KEYS = {letter: [c.key for c in m.primary_key] for letter, m in MAPPER.items()}
# Columns that may be set as such: neither key nor foreign key.
SCALARS = {letter: [c.key for c in m.columns if not c.primary_key and not c.foreign_keys]
           for letter, m in MAPPER.items()}
LISTS = {letter: [r.key for r in m.relationships if r.uselist] for letter, m in MAPPER.items()}
REFERENCES = {letter: [r.key for r in m.relationships if not r.uselist]
              for letter, m in MAPPER.items()}
# The reference that is the other side of a list, or of a reference without key.
REVERSE = {(letter, r.key): r.back_populates
           for letter, m in MAPPER.items() for r in m.relationships
           if r.back_populates and r.secondary is None and r.direction.name == "ONETOMANY"}
TREES = "ND"


def target(letter, relation):
    return LETTER[MAPPER[letter].relationships[relation].mapper.class_]


def letter_of(o):
    return LETTER[type(o)]


def key_of(o):
    return [getattr(o, k) for k in KEYS[letter_of(o)]]


def word(value):
    if value is None:
        return "-"
    if value == "":
        return "~"
    return str(int(value)) if isinstance(value, bool) else str(value)


# ---- the database: one connection for all scenarios ----


def make_engine():
    engine = sa.create_engine("sqlite://", poolclass=StaticPool)

    @sa.event.listens_for(engine, "connect")
    def connected(raw, record):
        raw.isolation_level = None      # SQLAlchemy says BEGIN, so that savepoints work
        raw.execute("PRAGMA foreign_keys=ON")

    @sa.event.listens_for(engine, "begin")
    def begun(connection):
        connection.exec_driver_sql("BEGIN")

    Base.metadata.create_all(engine)
    return engine


def raw_of(engine):
    return engine.raw_connection().driver_connection


def empty(raw):
    raw.executescript("PRAGMA foreign_keys=OFF;"
                      + "".join(f"DELETE FROM {table.name};" for _, table in TABLES)
                      + "PRAGMA foreign_keys=ON;")


def dump(raw):
    lines = []
    for letter, table in TABLES:
        order = ", ".join(c.name for c in table.primary_key.columns)
        for row in raw.execute(f"SELECT * FROM {table.name} ORDER BY {order}"):
            lines.append(" ".join([">", letter] + [word(v) for v in row]))
    return lines


# ---- running a program ----

# An operation is a tuple: its code, and what follows without the answers. Fields are a tuple of
# (name, value) pairs, an object as value is a Ref.


class Ref(int):
    """The number of an object."""


class Reject(Exception):
    """This program does not mean the same everywhere."""


# What an operation may fail with in both libraries; anything else is a Reject.
FAILURES = (sa.exc.IntegrityError, sa.exc.CircularDependencyError, orm.exc.FlushError)

# How often to flush and to load is each library's own business.
WAYS = (
    "quiet",        # only queries flush
    "native",       # whatever loads flushes, as SQLAlchemy does it by itself
    "early",        # an operation on what is not loaded flushes first
    "forgetful",    # each flush expires everything, and appending loads nothing
    "keen",         # everything is loaded at once after each operation
    "wide",         # what an added object leads to is added level by level, not branch by branch,
                    # and without what it led to before: its reference is set first
)

original_cascade = orm.Mapper.cascade_iterator
cascade_is_wide = False


def cascade_iterator(mapper, kind, state, halt_on=None):
    if not cascade_is_wide or kind != "save-update":
        yield from original_cascade(mapper, kind, state, halt_on)
        return
    visited, waiting = set(), [(mapper, state, state.dict)]
    while waiting:
        mapper, state, values = waiting.pop(0)
        for relation in mapper.relationships:
            if kind not in relation.cascade:
                continue
            now = values.get(relation.key)
            now = now if isinstance(now, list) else [now]
            for found in relation.cascade_iterator(kind, state, values, visited, halt_on):
                if any(found[0] is o for o in now):
                    yield found
                    waiting.append(found[1:])
                else:
                    visited.discard(found[2])


orm.Mapper.cascade_iterator = cascade_iterator


class Runner:
    def __init__(self, engine, way="quiet", expected=None):
        global cascade_is_wide
        cascade_is_wide = way == "wide"
        Appearance.place = 0
        Appearance.factor = (1, 4294967290, 2654435761, 40503, 69069, 1664525)[WAYS.index(way)]
        self.engine, self.way = engine, way
        self.raw = raw_of(engine)
        empty(self.raw)
        self.objects = []           # by number
        self.number = {}            # id(object): number
        self.kept = []              # nothing is collected, so no id() returns
        self.savepoints = []
        self.lines = []
        self.expected = expected    # lines, from which nothing may differ
        self.open_session()

    def open_session(self):
        self.s = orm.Session(self.engine)
        sa.event.listen(self.s, "before_flush", self.before_flush)
        sa.event.listen(self.s, "after_flush", self.after_flush)
        sa.event.listen(self.s, "loaded_as_persistent", lambda s, o: self.kept.append(o))
        if self.way == "forgetful":
            sa.event.listen(self.s, "after_flush_postexec", lambda s, context: s.expire_all())

    # -- what a flush begins with, and the order of new rows --

    def check_sides(self):
        """Where the two sides of a relationship disagree, either may be what is stored."""
        deleted = self.s.deleted
        for o in self.s:
            for r in MAPPER[letter_of(o)].relationships if o not in deleted else ():
                found = o.__dict__.get(r.key)
                for other in found if isinstance(found, list) else [found]:
                    if other is None or other not in self.s:
                        continue
                    back = other.__dict__.get(r.back_populates, o)
                    if not any(b is o for b in (back if isinstance(back, list) else [back])):
                        raise Reject("two sides disagree")

    def before_flush(self, s, context, instances):
        """Where the next keys begin."""
        self.check_sides()
        self.last = {}
        for letter, table in TABLES:
            if letter != "S" and len(KEYS[letter]) == 1:
                found = self.raw.execute(f"SELECT max(id) FROM {table.name}").fetchone()[0]
                self.last[letter] = found or 0
        places = [sa.inspect(o).insert_order for o in s.new]
        if len(set(places)) < len(places):
            raise Reject("objects were added at the same place")
        self.given = {id(o) for o in s.new if "id" in o.__dict__ and o.id is not None}
        self.partial = [o for o in s.new if any(name not in o.__dict__
                                                for name in SCALARS[letter_of(o)])]

    def after_flush(self, s, context):
        """New rows must be numbered as they were added; in a tree, parents first, and every way to
        get there must give the same order."""
        for letter in self.last:
            new = sorted((o for o in s.new if type(o) is MODELS[letter]),
                         key=lambda o: sa.inspect(o).insert_order)
            orders = tree_orders(new) if letter in TREES else [new]
            for order in orders:
                last = self.last[letter]
                for o in order:
                    if id(o) not in self.given and o.id != last + 1:
                        raise Reject("the order of new rows is open")
                    last = max(last, o.id)
        # A row that is deleted and made anew keeps what the new object does not say.
        deleted = {state.key for state, (is_deleted, _) in context.states.items() if is_deleted}
        for o in self.partial:
            if sa.inspect(o).mapper.identity_key_from_instance(o) in deleted:
                raise Reject("a row is made anew in part")
        if self.raw.execute("SELECT 1 FROM profiles WHERE user_id IS NOT NULL "
                            "GROUP BY user_id HAVING count(*) > 1").fetchone():
            raise Reject("one to one became one to many")

    # -- operations --

    def run(self, ops):
        try:
            for op in ops:
                self.step(op)
            self.s.close()
        finally:
            global cascade_is_wide
            cascade_is_wide = False
            self.s.close()
        return self.lines + dump(self.raw)

    def step(self, op):
        """Runs one operation; answers whether it failed."""
        failed = False
        words = None
        try:
            with self.s.no_autoflush if self.is_quiet(op) else no_change():
                if self.way == "early" and self.touches_unloaded(op):
                    self.s.flush()
                words = getattr(self, "do_" + NAMES[op[0]])(*op[1:])
        except FAILURES as e:
            if isinstance(e, sa.exc.CircularDependencyError) and not self.is_circular():
                raise Reject("no circle")
            failed = True
        except AssertionError as e:
            if "blank-out primary key" not in str(e):
                raise
            failed = True
        except sa.exc.InvalidRequestError as e:
            if "is not persisted" not in str(e):
                raise Reject(str(e))
            failed = True
        if words is None:
            words = [word_of(part) for part in op[1:] if part != ()]
        self.lines.append(" ".join([op[0]] + words))
        if failed:
            self.lines.append("!")
        n = len(self.lines)
        if self.expected and self.lines[-2:] != self.expected[max(n - 2, 0):n]:
            raise Reject("not in this way")
        if not failed and self.way == "keen" and op[0] != "n":
            self.load_all()
        return failed

    def is_circular(self):
        """SQLAlchemy finds circles where parents change, too."""
        for o in self.s.new:
            if letter_of(o) in TREES:
                node, seen = o, []
                while node is not None and node not in seen:
                    seen.append(node)
                    node = node.__dict__.get("parent")
                if node is not None:
                    return True
        return False

    def is_quiet(self, op):
        return self.way != "native" and op[0] in "a=s+-*dxReE"

    def touches_unloaded(self, op):
        if op[0] in "glm":
            return True
        if op[0] not in "as+-*dxRe":
            return False
        names = [name for name, _ in op[2]] if op[0] == "s" else op[2:3] if op[0] in "+-*" else []
        for number in [n for n in op[1:] if isinstance(n, int)]:
            o = self.at(number)
            state = sa.inspect(o)
            if state.persistent and (op[0] in "dxRe" or state.expired or state.expired_attributes):
                return True
            if state.persistent and any(n not in o.__dict__ for n in names if hasattr(o, n)):
                return True
        return False

    def load_all(self):
        with self.s.no_autoflush:
            for o in list(self.s):
                for relation in MAPPER[letter_of(o)].relationships:
                    try:
                        if sa.inspect(o).persistent:
                            self.kept.append(getattr(o, relation.key))
                    except orm.exc.ObjectDeletedError:
                        pass

    def at(self, n):
        if n >= len(self.objects):
            raise Reject("an earlier answer was another one")
        return self.objects[n]

    def known(self, o):
        """The number of an object that SQLAlchemy handed out, as a word."""
        if o is None:
            return "-"
        if id(o) not in self.number:
            self.number[id(o)] = len(self.objects)
            self.objects.append(o)
        return str(self.number[id(o)])

    def values(self, fields):
        return {name: self.at(v) if isinstance(v, Ref) else v for name, v in fields}

    def all_known(self, found):
        if any(None in key_of(o) for o in found):
            raise Reject("an object without key was loaded")
        found = sorted(found, key=key_of)
        return [self.known(o) for o in found]

    def do_new(self, letter, fields):
        o = MODELS[letter](**self.values(fields))
        return [letter, self.known(o), *field_words(fields)]

    def do_add(self, n):
        self.s.add(self.at(n))

    def do_set(self, n, fields):
        for name, value in self.values(fields).items():
            if not self.set_from_there(self.at(n), name, value):
                setattr(self.at(n), name, value)

    def set_from_there(self, o, name, other):
        """Links two objects by the other one's reference; False: not done."""
        reverse = REVERSE.get((letter_of(o), name))
        if self.way != "wide" or other is None or not reverse:
            return False
        setattr(other, reverse, o)
        if o in self.s and other not in self.s:
            self.s.add(other)
        return True

    def do_append(self, n, name, other):
        o, other = self.at(n), self.at(other)
        if self.set_from_there(o, name, other):
            return
        if self.way == "forgetful":
            state = sa.inspect(o)
            state.manager[name].impl.append(state, state.dict, other, None, PASSIVE_NO_FETCH)
        else:
            getattr(o, name).append(other)

    def do_remove(self, n, name, other):
        getattr(self.at(n), name).remove(self.at(other))

    def do_replace(self, n, name, others):
        o, others = self.at(n), [self.at(m) for m in others]
        for other in others:
            if other not in getattr(o, name):
                self.set_from_there(o, name, other)
        setattr(o, name, others)

    def do_delete(self, n):
        self.s.delete(self.at(n))

    def do_expunge(self, n):
        self.s.expunge(self.at(n))

    def do_flush(self):
        self.s.flush()

    def do_savepoint(self):
        self.savepoints.append(self.s.begin_nested())

    def do_commit(self):
        (self.savepoints[-1] if self.savepoints else self.s).commit()
        del self.savepoints[-1:]

    def do_rollback(self):
        (self.savepoints.pop() if self.savepoints else self.s).rollback()

    def do_refresh(self, n, names):
        self.s.refresh(self.at(n), names or None)

    def do_expire(self, n, names):
        self.s.expire(self.at(n), names or None)

    def do_expire_all(self):
        self.s.expire_all()

    def do_clear(self):
        self.s.close()
        self.savepoints.clear()
        self.number.clear()
        self.open_session()

    def do_get(self, letter, keys):
        o = self.s.get(MODELS[letter], keys if len(keys) > 1 else keys[0])
        return [self.known(o), letter, *map(str, keys)]

    def do_query(self, letter):
        found = self.s.scalars(sa.select(MODELS[letter])).all()
        return [letter, *self.all_known(found)]

    def do_load(self, n, name):
        found = getattr(self.at(n), name)
        if name in LISTS[letter_of(self.at(n))]:
            self.kept.append(found)
            return [str(n), name, *self.all_known(found)]
        return [str(n), name, self.known(found)]

    def do_merge(self, letter, fields):
        o = self.s.merge(MODELS[letter](**self.values(fields)))
        return [self.known(o), letter, *field_words(fields)]


NAMES = {
    "n": "new", "a": "add", "=": "set", "s": "set", "+": "append", "-": "remove", "*": "replace",
    "d": "delete", "x": "expunge", "f": "flush", "b": "savepoint", "c": "commit", "r": "rollback",
    "R": "refresh", "e": "expire", "E": "expire_all", "X": "clear", "g": "get", "q": "query",
    "l": "load", "m": "merge",
}


def field_words(fields):
    return [f"{name}=@{v}" if isinstance(v, Ref) else f"{name}={word(v)}" for name, v in fields]


def word_of(part):
    if not isinstance(part, tuple):
        return word(part)
    if part and isinstance(part[0], tuple):
        return " ".join(field_words(part))
    return " ".join(map(word, part))


def no_change():
    return contextlib.nullcontext()


def tree_orders(new):
    """The orders in which nodes could well be inserted: whatever is ready, oldest first; each after
    its parents; level by level."""
    inside = {id(o) for o in new}
    parent = {id(o): o.__dict__.get("parent") for o in new}
    parent = {k: p if p is not None and id(p) in inside else None for k, p in parent.items()}
    done, ready = [], set()
    while len(done) < len(new):
        o = next(o for o in new if id(o) not in ready
                 and (parent[id(o)] is None or id(parent[id(o)]) in ready))
        done.append(o)
        ready.add(id(o))
    branches = []

    def visit(o):
        if o is not None and o not in branches:
            visit(parent[id(o)])
            branches.append(o)

    for o in new:
        visit(o)

    def depth(o):
        return 0 if parent[id(o)] is None else 1 + depth(parent[id(o)])

    return [done, branches, sorted(new, key=depth)]


# ---- making a program ----

# Models of a theme, and how often it does what: more or less than USUAL.
USUAL = {
    "new": 14, "add": 6, "scalar": 12, "reference": 14, "append": 14, "remove": 10, "replace": 5,
    "delete": 7, "expunge": 0.3, "flush": 10, "commit": 6, "rollback": 2.5, "savepoint": 2,
    "get": 4, "query": 2, "load": 5, "refresh": 1, "expire": 1, "expire_all": 0.5, "clear": 0.6,
    "merge": 0.4, "key": 0.4, "switch": 0, "mistake": 0.12,
}
THEMES = {
    "one_to_many": ("AB", {}),
    "many_to_many": ("BT", {"append": 20, "remove": 14, "replace": 8}),
    "delete_orphan": ("PI", {"append": 18, "remove": 14, "delete": 9}),
    "one_to_one": ("UF", {"reference": 28}),
    "trees": ("N", {}),
    "trees_with_cascade": ("D", {}),
    "association_objects": ("ORL", {"new": 24, "remove": 16}),
    "two_keys_to_one_table": ("EM", {}),
    "composite_keys": ("GC", {"get": 7}),
    "passive_deletes": ("XY", {"delete": 10, "clear": 2}),
    "post_update": ("HJ", {"reference": 18, "delete": 9}),
    "savepoints": ("ABTPI", {"savepoint": 14, "commit": 10, "rollback": 10}),
    "columns": ("APGT", {"scalar": 24, "get": 8, "refresh": 6, "expire": 6, "expire_all": 2,
                         "merge": 8, "expunge": 2, "switch": 2}),
    "loading": ("ABTND", {"load": 16, "query": 8, "get": 8, "clear": 5, "expire_all": 2}),
    "mistakes": ("ABTPIEMORLNHJ", {"mistake": 30, "savepoint": 5}),
    "everything": ("", {"key": 1}),
}
SCENARIOS = 200                         # of each theme
OBJECTS = 48                            # in a scenario at most

TRANSIENT, PENDING, PERSISTENT = "transient", "pending", "persistent"
HELD = (PENDING, PERSISTENT)
ANY = (TRANSIENT, PENDING, PERSISTENT)


class Maker:
    """Chooses operations that make sense, by running them: what it looks at on the way may load
    things, so the program is run anew afterwards, for its answers."""

    def __init__(self, engine, theme, seed):
        self.r = random.Random(seed)
        self.runner = Runner(engine)
        self.models, changes = THEMES[theme]
        if theme == "everything":
            some = self.r.sample([models for models, _ in THEMES.values()][:11], 3)
            self.models = "".join(sorted(set("".join(some))))
        self.keys_in_trees = self.chance(0.6)
        self.weights = {**USUAL, **changes}
        self.ops = []
        self.dead = set()               # numbers of objects that may no longer be used
        self.values = 0                 # made so far: most are unlike any other
        self.plain = set()              # objects with a reference assigned, and not flushed yet
        self.must_flush = False
        self.failing = False

    # -- what there is --

    def look(self):
        """The state of each object that may be used."""
        self.states = {}
        for n, o in enumerate(self.runner.objects):
            if n in self.dead:
                continue
            i = sa.inspect(o)
            if i.transient:
                self.states[n] = TRANSIENT
            elif i.pending:
                self.states[n] = PENDING
            elif i.persistent and o not in self.runner.s.deleted and self.has_row(i):
                self.states[n] = PERSISTENT

    def has_row(self, i):
        table = i.mapper.local_table
        where = " AND ".join(f"{c.name} = ?" for c in table.primary_key.columns)
        return self.rows(f"SELECT 1 FROM {table.name} WHERE {where}", i.identity) != []

    def rows(self, sql, parameters=()):
        return self.runner.raw.execute(sql, parameters).fetchall()

    def count(self, letter):
        return self.rows(f"SELECT count(*) FROM {MODELS[letter].__tablename__}")[0][0]

    def object(self, n):
        return self.runner.objects[n]

    def letter(self, n):
        return letter_of(self.object(n))

    def some(self, letters, states=ANY, but=()):
        """The number of some object of these models, or None."""
        fit = [n for n, state in self.states.items()
               if state in states and self.letter(n) in letters and n not in but]
        return self.r.choice(fit) if fit else None

    def number_of(self, o):
        n = self.runner.number.get(id(o))
        return n if n in self.states else None

    def peek(self, o, name):
        with self.runner.s.no_autoflush:
            return getattr(o, name)

    def chance(self, p):
        return self.r.random() < p

    def relation_is_changed(self, o, name):
        history = sa.inspect(o).attrs[name].history
        return history.has_changes() or bool(sa.inspect(o)._pending_mutations)

    def is_clean(self, o):
        """Without changed relationships."""
        return not any(self.relation_is_changed(o, r.key)
                       for r in MAPPER[letter_of(o)].relationships)

    def is_linked(self, o):
        return any(self.peek(o, r.key) for r in MAPPER[letter_of(o)].relationships)

    def below(self, o, root):
        """Is a node under another one, or that one?"""
        while o is not None:
            if o is root:
                return True
            o = self.peek(o, "parent")
        return False

    def may_refer(self, o, name, other):
        if type(o) is not type(other):
            return True
        return not self.below(other, o) if name == "parent" else not self.below(o, other)

    # -- values --

    def value(self, letter, name):
        column = MODELS[letter].__table__.c[name]
        self.values += 1
        if isinstance(column.type, sa.Boolean):
            return self.chance(0.5)
        if column.nullable and self.chance(0.12):
            return None
        if isinstance(column.type, sa.Integer):
            return self.values
        if column.nullable and self.chance(0.06):
            return ""
        return f"é{self.values}" if self.chance(0.05) else f"t{self.values}"

    def scalars(self, letter, share=0.7):
        columns = MODELS[letter].__table__.c
        return [(name, self.value(letter, name)) for name in SCALARS[letter]
                if not (columns[name].nullable or columns[name].default) or self.chance(share)]

    def keys(self, letter):
        self.values += 1
        if letter == "G":
            return [("country", self.r.randint(1, 3)), ("code", self.values)]
        # The order of new nodes is often open, which does no harm if they have keys.
        given = self.chance(0.9) if letter in TREES and self.keys_in_trees else self.chance(0.06)
        return [("id", 100 + (self.values * 37) % 101)] if given else []

    # -- operations: each answers a list of them, or None --

    def make_new(self, letter=None):
        if not letter:
            count = [self.letter(n) for n in self.states].count
            letter = min(self.r.sample(self.models, min(2, len(self.models))), key=count)
        if letter == "L":
            return self.make_line()
        fields = self.keys(letter) + self.scalars(letter)
        for name in REFERENCES[letter]:
            if name == "home_team" or self.chance(0.4):
                other = self.some(target(letter, name))
                if other is None and name == "home_team":
                    return self.make_new("E")
                if other is not None:
                    fields.append((name, Ref(other)))
        held = any(isinstance(v, Ref) and self.states[v] in HELD for _, v in fields)
        return self.new(letter, fields, 1 if held else 0.7)

    def add_first(self, n, *others):
        """Linking what the session has to what it has not is a trap: it goes in first."""
        if self.states[n] == TRANSIENT and any(self.states[m] in HELD for m in others):
            return [("a", n)]
        return []

    def new(self, letter, fields, add):
        n = len(self.runner.objects)
        return [("n", letter, tuple(fields))] + ([("a", n)] if self.chance(add) else [])

    def make_line(self):
        order, product = self.some("O"), self.some("R")
        if order is None or product is None:
            return self.make_new("O" if order is None else "R")
        if any(line.product is self.object(product) for line in self.peek(self.object(order),
                                                                          "lines")):
            return None
        if any(line.order is self.object(order) for line in self.peek(self.object(product),
                                                                      "lines")):
            return None
        n = len(self.runner.objects)
        fields = [("product", Ref(product))] + self.scalars("L", 0.5)
        if self.chance(0.5):
            return [("n", "L", tuple(fields)), ("+", order, "lines", n)]
        return [("n", "L", tuple(fields + [("order", Ref(order))])), ("a", n)]

    def make_add(self):
        n = self.some(self.models, [TRANSIENT])
        return None if n is None else [("a", n)]

    def make_scalar(self):
        n = self.some(self.models)
        if n is None:
            return None
        name = self.r.choice(SCALARS[self.letter(n)])
        return [(self.r.choice("=s"), n, ((name, self.value(self.letter(n), name)),))]

    def make_reference(self):
        n = self.some([m for m in self.models if REFERENCES[m] and m != "L"])
        if n is None:
            return None
        o, letter = self.object(n), self.letter(n)
        if n in self.plain:
            return None
        name = self.r.choice(REFERENCES[letter])
        other = None if self.chance(0.25) else self.some(target(letter, name))
        if self.chance(0.9) and self.peek(o, name) is (other if other is None
                                                       else self.object(other)):
            return None                 # nothing new
        if other is not None and not self.may_refer(o, name, self.object(other)):
            return None
        code = "="
        if self.states[n] == TRANSIENT or self.relation_is_changed(o, name) or self.chance(0.4):
            code = "s"
        # A plain assignment shows later: nothing else may have changed at the other ends.
        for end in (self.peek(o, name), None if other is None else self.object(other)):
            if end is not None and (not sa.inspect(end).session or not self.is_clean(end)):
                if letter in "UFHJ" + TREES or not sa.inspect(end).session:
                    code = "s"
        if letter in "UFHJ" + TREES and self.plain:
            return None
        if code == "=":
            self.plain.add(n)
        if other is None:
            return [(code, n, ((name, None),))]
        return self.add_first(n, other) + [(code, n, ((name, Ref(other)),))]

    def lists(self):
        """Objects and the names of their lists, in any order; not those of lines, whose keys may
        not change."""
        found = [(n, name) for n in self.states for name in LISTS[self.letter(n)]
                 if target(self.letter(n), name) != "L"]
        self.r.shuffle(found)
        return found

    def make_append(self):
        for n, name in self.lists()[:6]:
            o = self.object(n)
            other = self.some(target(self.letter(n), name))
            if other is not None and self.object(other) not in self.peek(o, name) \
                    and self.may_refer(o, name, self.object(other)):
                return self.add_first(n, other) + [("+", n, name, other)]
        return None

    def make_remove(self):
        pairs = []
        for n in self.states:
            for name in LISTS[self.letter(n)] if self.letter(n) != "R" else ():
                if name != "home" or self.chance(0.02):
                    pairs += [("-", n, name, self.number_of(x))
                              for x in self.peek(self.object(n), name)]
        pairs = sorted(p for p in pairs if p[3] is not None)
        return [self.r.choice(pairs)] if pairs else None

    def make_replace(self):
        n, name = (self.lists() or [(None, "home")])[0]
        if name == "home":
            return None
        o = self.object(n)
        now = self.peek(o, name)
        if any(self.number_of(x) is None for x in now):
            return None
        chosen = [m for m in sorted(map(self.number_of, now)) if self.chance(0.6)]
        other = self.some(target(self.letter(n), name), but=chosen)
        if other is not None and self.object(other) not in now \
                and self.may_refer(o, name, self.object(other)):
            chosen.append(other)
        if not now and not chosen:
            return None
        return self.add_first(n, *chosen) + [("*", n, name, tuple(chosen))]

    def make_delete(self):
        n = self.some(self.models, [PERSISTENT])
        if n is None:
            return None
        o, letter = self.object(n), self.letter(n)
        risky = letter == "R" and self.peek(o, "lines") or letter == "E" and self.peek(o, "home") \
            or letter == "J" and self.rows("SELECT 1 FROM depts WHERE head_id = ?", [o.id])
        if risky and not self.chance(0.02):
            return None
        return [("d", n)] + ([("f",)] if self.chance(0.4) else [])

    def make_expunge(self):
        n = self.some(self.models, [PERSISTENT])
        return None if n is None else [("f",), ("x", n)]

    def make_flush(self):
        s = self.runner.s
        return [("f",)] if s.new or s.dirty or s.deleted or self.chance(0.1) else None

    def make_commit(self):
        return [("c",)] if self.ops and self.ops[-1][0] not in "cr" else None

    def make_rollback(self):
        return [("r",)] if self.ops and self.ops[-1][0] not in "cr" else None

    def make_savepoint(self):
        return [("b",)] if len(self.runner.savepoints) < 2 else None

    def make_get(self):
        letter = self.r.choice([m for m in self.models if m != "L"])
        if self.chance(0.1):
            return [("g", letter, tuple(900 for _ in KEYS[letter]))]
        found = self.rows(f"SELECT {', '.join(KEYS[letter])} FROM "
                          f"{MODELS[letter].__tablename__} ORDER BY 1, {len(KEYS[letter])}")
        return [("g", letter, tuple(self.r.choice(found)))] if found else None

    def make_query(self):
        letter = self.r.choice(self.models)
        count = self.count(letter)
        return [("q", letter)] if count <= 6 and self.chance(1 if count else 0.1) else None

    def make_load(self):
        n = self.some(self.models, [PERSISTENT])
        if n is None:
            return None
        relations = MAPPER[self.letter(n)].relationships
        if not self.is_clean(self.object(n)):
            return [("f",)]             # it could be an orphan that the flush deletes
        return [("l", n, self.r.choice([r.key for r in relations]))]

    def make_refresh(self, code="R"):
        n = self.some(self.models, [PERSISTENT])
        if n is None or not self.is_clean(self.object(n)):
            return None
        names = (self.r.choice(SCALARS[self.letter(n)]),) if self.chance(0.3) else ()
        return [(code, n, names)]

    def make_expire(self):
        return self.make_refresh("e")

    def make_expire_all(self):
        return [("f",), ("E",)]

    def make_clear(self):
        first = [("c",)] * (len(self.runner.savepoints) + 1) if self.chance(0.8) else []
        return first + [("X",)] + [("q", m) for m in self.models
                                         if self.chance(0.4) and self.count(m)]

    def make_merge(self):
        letter = self.r.choice([m for m in self.models if m in "APGNX"] or [None])
        if letter is None:
            return None
        n = self.some(letter, [PERSISTENT])
        if n is not None and self.chance(0.7):
            keys = list(zip(KEYS[letter], sa.inspect(self.object(n)).identity))
        else:
            self.values += 1
            keys = [(name, 200 + self.values) for name in KEYS[letter]]
        return [("m", letter, tuple(keys + self.scalars(letter, 0.5)))]

    def make_key(self):
        """A foreign key by itself."""
        pairs = [(m, n, t) for m, n, t in (("B", "author_id", "A"), ("Y", "box_id", "X"),
                                           ("J", "dept_id", "H")) if m in self.models]
        if not pairs:
            return None
        letter, name, other = self.r.choice(pairs)
        found = self.rows(f"SELECT id FROM {MODELS[other].__tablename__}")
        value = self.r.choice(found)[0] if found and self.chance(0.8) else None
        n = self.some(letter, [PERSISTENT])
        if n is None or self.chance(0.4):
            n = len(self.runner.objects)
            return [("n", letter, tuple(self.scalars(letter) + [(name, value)])), ("a", n), ("f",)]
        if not self.is_clean(self.object(n)):
            return None
        return [(self.r.choice("=s"), n, ((name, value),)), ("c",)]

    def make_switch(self):
        """A row deleted and made anew by one flush."""
        letter = self.r.choice([m for m in self.models if m in "AT"] or [None])
        n = letter and self.some(letter, [PERSISTENT])
        if n is None or self.is_linked(self.object(n)):
            return None
        fields = [("id", self.object(n).id)] + self.scalars(letter, 1)
        return [("f",), ("d", n)] + self.new(letter, fields, 1) + [("f",)]

    def make_mistake(self):
        kind = self.r.choice(["unique", "key", "missing", "foreign", "delete", "circle", "head",
                              "product", "home"])
        letter = {"unique": "T", "key": "A", "missing": "A", "foreign": "B", "delete": "A",
                  "circle": "N", "head": "J", "product": "R", "home": "E"}[kind]
        if letter not in self.models:
            return None
        if self.chance(0.5) and not self.runner.savepoints:
            self.do(("c",))
            self.look()
        n = self.some(letter, [PERSISTENT])
        first = [("b",)] if self.chance(0.4) and len(self.runner.savepoints) < 2 else []
        flush = [(self.r.choice("ffc"),)]
        if kind == "delete":
            n = self.some(letter, [TRANSIENT])
            return None if n is None else first + [("d", n)]
        if kind == "missing":
            return first + self.new("A", [("age", 3)], 1) + flush
        if kind == "foreign":
            return first + self.new("B", [("author_id", 999)], 1) + flush
        if kind == "circle":
            a = len(self.runner.objects)
            return first + [("n", "N", ()), ("n", "N", (("parent", Ref(a)),)), ("a", a + 1),
                            ("s", a, (("parent", Ref(a + 1)),))] + flush
        if n is None:
            return None
        o = self.object(n)
        if kind == "unique":
            return first + self.new("T", [("name", o.name)], 1) + flush
        if kind == "key":
            first.append(("E",) if not self.runner.s.dirty and not self.runner.s.new else ("f",))
            return first + self.new("A", [("id", o.id), ("name", "twin")], 1) + flush
        return first + [("d", n)] + flush

    # -- all together --

    def settle(self):
        """What is linked to others goes into the session before the flush that would miss it."""
        self.look()
        for n, state in self.states.items():
            if state == TRANSIENT and self.is_linked(self.object(n)):
                self.do(("a", n))
                self.look()

    def do(self, op):
        """Answers whether the program may go on."""
        if op[0] in "fcbgqlmXRE":
            if op[0] in "fcbql":
                self.settle()
            self.plain.clear()
            self.must_flush = False
        if op[0] == "r":
            self.plain.clear()
        before = dict(self.states)
        failed = self.runner.step(op)
        self.ops.append(op)
        if op[0] in "rX":
            self.dead |= {n for n, o in enumerate(self.runner.objects)
                          if op[0] == "X" and n not in self.runner.number.values()
                          or not sa.inspect(o).persistent}
            self.must_flush = False
        if op[0] == "d" and not failed:
            self.dead.add(op[1]) if sa.inspect(self.object(op[1])).transient else None
        if op[0] == "x":
            self.dead |= {n for n, o in enumerate(self.runner.objects) if sa.inspect(o).detached}
        if failed:
            self.failing = True
            self.plain.clear()
            self.do(("r",))
            return False
        self.look()
        for n, state in before.items():     # a pending orphan left the session
            if state == PENDING and self.states.get(n) == TRANSIENT:
                self.dead.add(n)
                self.must_flush = True
        return True

    def do_all(self, ops):
        return all(self.do(op) for op in ops)

    def choose(self):
        names = list(self.weights)
        if self.plain:
            names = ["new", "scalar", "reference", "flush", "commit", "query", "rollback", "load"]
        if self.must_flush:
            names = ["flush", "commit", "query"]
        if len(self.runner.objects) > OBJECTS - 8:
            names = [n for n in names if n not in ("new", "get", "query", "load", "clear")] \
                or ["flush"]
        weights = dict(self.weights, new=self.weights["new"] / max(1, len(self.states) - 5))
        return self.r.choices(names, [weights[n] for n in names])[0]

    def make_some(self):
        name = self.choose()
        for _ in range(5):
            ops = getattr(self, "make_" + name)()
            if ops:
                return ops
        return None

    def make(self):
        length = int(self.r.triangular(5, 30, 13))
        self.look()
        for _ in range(self.r.randint(2, 6)):
            self.do_all(self.make_new() or [])
        for _ in range(self.r.randint(0, 3)):
            self.do_all(self.make_append() or [])
        if self.chance(0.7):
            self.do(("c",))
            if self.chance(0.5):
                self.do(("X",))
                self.do_all(("q", m) for m in self.models if self.chance(0.6) and self.count(m))
        start = len(self.ops)
        while len(self.ops) < start + length:
            ops = self.make_some()
            if ops and not self.do_all(ops) and self.chance(0.6):
                break
        end = self.r.random()
        if end < 0.93:
            for _ in range(len(self.runner.savepoints) + 1):
                self.do(("c" if end < 0.83 else "f" if end < 0.88 else "r",))
        return self.ops


# ---- keeping it ----

# What SQLAlchemy raises where a program is not sound.
UNSOUND = (Reject, sa.exc.SAWarning, sa.exc.SQLAlchemyError, orm.exc.StaleDataError, ValueError,
           AssertionError, RecursionError)


def agreed(engine, ops):
    """The lines of a program, if all ways agree about them."""
    lines = None
    for way in WAYS:
        found = Runner(engine, way, lines).run(ops)
        if lines is not None and found != lines:
            raise Reject("not in this way")
        lines = found
    return lines


def scenario(engine, theme, index):
    """The lines of a theme's scenario, and how many programs were rejected before it."""
    for attempt in range(1000):
        seed = f"{theme} {index} {attempt}"
        maker = None
        try:
            maker = Maker(engine, theme, seed)
            ops = maker.make()
            maker.runner.s.close()
            lines = agreed(engine, ops)
        except UNSOUND:
            lines = None
        finally:
            if maker:
                maker.runner.s.close()
        # Few that leave nothing in the database, and few that fail where that is not the theme.
        if lines and (lines[-1].startswith(">") or index % 20 == 0) \
                and ("!" not in lines or theme == "mistakes" or index % 8 == 0):
            return lines, attempt, ops
    raise RuntimeError(f"{theme} {index}: no program is kept")


def work(task):
    global own_engine
    if own_engine is None:
        own_engine = make_engine()
    return scenario(own_engine, *task)[:2]


own_engine = None


def write(path, jobs):
    tasks = [(theme, index) for theme in THEMES for index in range(SCENARIOS)]
    with multiprocessing.Pool(jobs) as pool:
        results = pool.map(work, tasks, chunksize=8)
    kinds, failing, rejected = {}, 0, 0
    with open(path, "w", encoding="utf-8") as f:
        for (theme, index), (lines, attempts) in zip(tasks, results):
            if index == 0:
                f.write(f"= {theme}\n")
            f.write(f"# {index}\n" + "".join(line + "\n" for line in lines))
            for line in lines:
                kinds[line[0]] = kinds.get(line[0], 0) + 1
            failing += "!" in lines
            rejected += attempts
    print(f"{len(tasks)} scenarios, {failing} with a mistake; {rejected} programs rejected; "
          f"{os.path.getsize(path)} bytes")
    print("lines: " + ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())))


def show(theme, index):
    engine = make_engine()
    lines, _, ops = scenario(engine, theme, index)
    rows = [line for line in lines if line.startswith(">")]
    engine.echo = True
    runner = Runner(engine)
    for op in ops:
        before = len(runner.lines)
        runner.step(op)
        print(*("\n--> " + line for line in runner.lines[before:]), flush=True)
    runner.s.close()
    print(*rows, sep="\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--show", nargs=2, metavar=("THEME", "NUMBER"))
    parser.add_argument("-o", dest="path", default=os.path.join(HERE, "scenarios.txt"))
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    if arguments.show:
        show(arguments.show[0], int(arguments.show[1]))
    else:
        write(arguments.path, arguments.jobs)


if __name__ == "__main__":
    main()
