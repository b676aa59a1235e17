"""How far both sides of a claim got that was not shown."""
from collections.abc import Mapping, Sequence
from typing import Any

from ...checker import Language
from ..certificates.statements import language
from .reading import Chain, lines_of
from .showing import DOTS, Row, rows, table

MOST = 5                      # so many lines are shown of a side


def reached(statement: Mapping[str, Any], left: Sequence[Mapping[str, Any]],
            right: Sequence[Mapping[str, Any]]) -> str:
    """Both sides of a statement, and the lines that they were brought to.

    left, right: steps as in a certificate, from `lhs` and from `rhs` on.
    """
    return "\n\n".join(
        f"The {name} side {'got to here' if some else 'stays as it is'}:"
        f"\n\n{side(statement, key, some)}"
        for name, key, some in (("left", "lhs", left),
                                ("right", "rhs", right)))


def side(statement: Mapping[str, Any], key: str,
         some: Sequence[Mapping[str, Any]]) -> str:
    """One side as a table; the middle of many lines is left out."""
    known = Language(language().data, **statement.get("letters", {}))
    lines = lines_of(known.term(statement[key]), some, None, known)
    return table(shortened(rows(Chain(lines, known))))


def shortened(some: Sequence[Row]) -> list[Row]:
    """The first line and the last ones, if there are many."""
    if len(some) <= MOST:
        return list(some)
    return [some[0], Row((DOTS,), f"{len(some) - MOST + 1} lines"),
            *some[2 - MOST:]]
