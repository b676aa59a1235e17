"""How names print, as the networks declare it.

@0 and @1 stand for the times of a matrix or an entry.
"""
from ..networks import together
from ..networks.plain import fraction

__all__ = ["LOOKS", "NAMES", "fraction"]

NAMES = together("prints")
LOOKS = together("looks")
