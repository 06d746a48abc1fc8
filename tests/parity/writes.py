"""INSERT, UPDATE, DELETE, upserts, RETURNING."""
from corpus import *
