"""Showing that an equation is false: by what is left, and by numbers."""
from collections.abc import Collection
from typing import NamedTuple

from sympy import Expr

from ..grammar.grammar import NotInLanguage
from ..ledger.ledger import known
from ..oracle.oracle import numbers
from ..printing.statements import textbook_equation
from ..search.comparing import unfolded
from ..terms.errors import NotRefuted
from ..terms.types import When
from .conditions import assumed
from .goals import Goal
from .publishing import attempt


def gap(lhs: Expr, rhs: Expr, when: When = ()) -> Expr:
    """What is left of lhs - rhs by the definitions of the page: 0 if equal.

    when: as in claim.

    >>> gap(sum_over(delta(a, b) * y[t, a], a), y[t, b])
    0
    """
    goal = Goal.read(lhs, rhs, when=when)
    return unfolded(goal.lhs - goal.rhs, goal.facts)


class Refutation(NamedTuple):
    """lhs differs from rhs; `error` is relative to the larger side."""

    lhs: Expr
    rhs: Expr
    error: float

    def _repr_markdown_(self) -> str:
        latex = textbook_equation(self.lhs, self.rhs, r"\neq")
        return (f"$$\n{latex}\n$$\n\n*Refuted*: on a random network the two "
                f"sides differ by {self.error:.2g} times the largest entry.")


def refute(lhs: Expr, rhs: Expr, when: When = (),
           without: Collection[str] = ()) -> Refutation:
    """Show by numbers that lhs = rhs is false; ValueError if they agree.

    Returns a Refutation. The networks obey the conditions of the page, but
    for those whose labels are in `without`. when: as in claim. Raises
    ValueError, too, if a side is not in the language, or if there are no
    numbers to compare; KeyError for a label that the page does not have.

    >>> refute(y[t, a], y[t, b]).error > 0.1
    True
    """
    try:
        goal = Goal.read(lhs, rhs, when=when)
    except NotInLanguage as error:
        raise ValueError(f"not refuted: {error}") from None
    for label in without:
        known(label)
    off = max(draw.error() for draw in numbers(
        *goal.sides, goal.facts, assumed(without)))
    if not off > 1e-3:
        failed = NotRefuted(f"not refuted: the sides differ by {off:.2g}")
        failed.attempt = attempt("", refute, lhs, rhs, when)
        raise failed
    return Refutation(*goal.sides, off)
