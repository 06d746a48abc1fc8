"""Operators, predicates, CASE, casts, literals."""
from corpus import *


@case
def expr_eq():
    return select(users.c.id).where(users.c.name == "ann")


@case
def expr_in():
    return select(users.c.id).where(users.c.id.in_([1, 2]))


@case
def expr_balance():
    return select(users).order_by(users.c.id)
