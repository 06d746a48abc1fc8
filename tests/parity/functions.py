"""Functions, aggregates, windows, JSON, arrays, table-valued functions."""
from corpus import *
