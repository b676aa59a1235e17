"""Matrices of the model: names for arrays of entries, and for sums of them.

A matrix stands for its entries: `mat.J(t)` for dh_t,i/dh_{t-1},j. What is a
sum over time has no entries in index notation: `mat.lam(t)` stands for
G(t, t) + ... + G(T, t). The networks declare them, and what may be assumed.
"""
from types import SimpleNamespace
from typing import TypeAlias

from sympy import Symbol

from ..networks import declared, together
from ..terms.products import Matrix

# matrix name -> (its times, row index, column index, entry)
MATRICES = together("matrices")
# matrix name -> (its times, row index, column index, product, its facts)
SUMS = together("sums")
# key -> (lhs, rhs): what may be assumed of the model, besides its definitions
CONDITIONS = together("conditions")

GIVEN = {name for one in declared() for name in one.known}
# matrices that a page has to define before a claim may use them
NOTATION = tuple(name for name in (*MATRICES, *SUMS) if name not in GIVEN)

# gradient -> (the change it answers, the differentials that may show it)
READ_OFF = {f"dE_d{name}": (f"d{name}", ("dE",))
            for name in ("U", "V", "b_h", "b_y")} | {
    "dE_dW": ("dW", ("dE_W", "dE"))} | {
    f"grad_{name}": (f"d{name}", ("dE_all",))
    for name in ("U", "W", "V", "b_h", "b_y", "h_0")}

# matrices that depend on a change, without showing it
HIDING = ("dh_W", "dE_W", "dh", "dh_now", "dE", "dE_to_go", "dE_all",
          "thrown", "signed")

# diagonal matrices without negative entries: the condition that says so
NONNEGATIVE = {"K": "slopes"}
Layout: TypeAlias = tuple[tuple[Symbol, ...], Symbol | None, Symbol | None]


def layout(name: str) -> Layout:
    """The times, row index and column index of a matrix."""
    return (MATRICES.get(name) or SUMS[name])[:3]


mat = SimpleNamespace(**{
    name: (lambda *times, name=name: Matrix(name, *times)) if layout(name)[0]
    else Matrix(name) for name in (*MATRICES, *SUMS)})
