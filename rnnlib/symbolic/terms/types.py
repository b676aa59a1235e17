"""Names for type hints of the prover.

SymPy has no types of its own, so its classes say to people what comes, and
little to mypy.
"""
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sympy import Expr, Symbol
from sympy.core.relational import Relational

Index: TypeAlias = Expr | int                 # i, t, t - 1, or a number
Pair: TypeAlias = tuple[Expr, Expr]           # (low, high): low <= high
Facts: TypeAlias = tuple[Relational, ...]     # of times, as k < t
When: TypeAlias = Relational | bool | Sequence[Relational | bool]
# what rows and columns run over; None for a single one
Shape: TypeAlias = tuple[Symbol | None, Symbol | None]
Factors: TypeAlias = tuple[Expr, ...]         # matrices, in their order
Term: TypeAlias = tuple[Expr, Factors]        # a number times factors
Terms: TypeAlias = dict[Factors, Expr]        # the same, as a sum
Where: TypeAlias = Mapping[Symbol, Any]       # symbol -> what it stands for
