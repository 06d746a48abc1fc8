"""SQL of the user's own: text(), fragments, parameters."""
from corpus import *
