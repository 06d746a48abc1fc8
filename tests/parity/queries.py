"""SELECT: joins, subqueries, CTEs, set operations, paging, locking, hints."""
from corpus import *
