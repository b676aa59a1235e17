"""The networks as data for the checker: what exists, made of what."""
from functools import cache
from typing import Any

from sympy import S, Symbol
from sympy.tensor.indexed import Indexed

from ..grammar.matrices import (
    CONDITIONS,
    HIDING,
    MATRICES,
    NONNEGATIVE,
    READ_OFF,
    SUMS,
)
from ..grammar.model import FROM_0, MADE_OF, STATES, n_h, n_x, n_y, t
from ..networks import declared
from ..terms.language import SLOTS, SPACE, TENSORS, TIME, time_of
from ..terms.symbols import T, a, b, c, i, j, k, l, m, r, s, u, v
from .writing import Writer, fact, index, names_in

NAMES = {n_h: "n_h", n_x: "n_x", n_y: "n_y", TIME: "time"}
LETTERS = (t, s, k, r, T, i, j, l, m, u, v, a, b, c)
MODEL = {name for one in declared() for name in one.own}


@cache
def data() -> dict[str, Any]:
    """All that the checker knows of the networks, to be written as JSON."""
    return {
        "spaces": {one.name: NAMES[SPACE[one]] for one in LETTERS},
        "tensors": {name: [NAMES[slot] for slot in SLOTS[name]]
                    for name in TENSORS if name in MODEL},
        "formulas": formulas(),
        "made": {name: made(name) for name in MADE_OF},
        "states": sorted(STATES), "from_0": sorted(FROM_0),
        "matrices": {name: [[one.name for one in times], *letters(row, column),
                            plain(entry, row, column)]
                     for name, (times, row, column, entry)
                     in MATRICES.items()},
        "sums": {name: [[one.name for one in times], *letters(row, column),
                        plain(meant), [fact(one) for one in facts]]
                 for name, (times, row, column, meant, facts)
                 in SUMS.items()},
        "conditions": {key: [plain(left), plain(right)]
                       for key, (left, right) in CONDITIONS.items()},
        "read": {name: [change, list(wholes)]
                 for name, (change, wholes) in READ_OFF.items()},
        "hiding": list(HIDING), "nonnegative": NONNEGATIVE}


def plain(e: Any, *beside: Symbol | None) -> Any:
    """A formula as JSON."""
    return Writer(names_in(S(e), *filter(None, beside))).term(S(e))


def letters(*some: Symbol | None) -> list[str | None]:
    """The names of a row and a column, or None."""
    return [one and one.name for one in some]


def formulas() -> dict[str, list[Any]]:
    """name -> [[kind, entry, formula], ...], in all networks."""
    found: dict[str, list[Any]] = {}
    for one in declared():
        kind = "condition" if one.restricts else "definition"
        for name, (entry, formula) in one.formulas.items():
            found.setdefault(name, []).append(
                [kind, plain(entry), plain(formula, *entry.indices)])
    return found


def made(name: str) -> list[list[Any]]:
    """The names in the formulas of one, and how many steps back."""
    entries = {(entry.base.name, 0 if time_of(entry) in (None, t) else 1)
               for one in declared() if name in one.formulas
               for entry in S(one.formulas[name][1]).atoms(Indexed)}
    return [list(one) for one in sorted(entries)]


__all__ = ["data", "index"]
