"""Showing that an equation is false: by what is left, and by numbers."""
from typing import NamedTuple

from ..indices.calculus import Calculus
from ..indices.canonical import canonical
from .definitions import assumed, definitions
from ..grammar.grammar import check
from ..terms.language import Order, facts_of, read
from ..ledger.ledger import known
from ..terms.errors import NotRefuted
from ..oracle.oracle import numbers
from ..ledger.premises import beginnings
from .publishing import attempt
from ..printing.statements import textbook_equation


def gap(lhs, rhs, when=()):
    """The canonical difference of two index expressions: 0 if equal.

    when: as in claim.

    >>> gap(total(delta(a, b) * y[t, a], a), y[t, b])
    0
    """
    lhs, rhs = read(lhs), read(rhs)
    check(lhs, rhs)
    facts = facts_of(when)
    order = Order.given(*facts, *beginnings(lhs, rhs, *facts))
    if order.contradictory():
        raise ValueError(f"when={facts} contradict each other")
    calculus = Calculus(definitions(), order)
    return canonical(calculus.resolve(lhs - rhs))


class Refutation(NamedTuple):
    """lhs differs from rhs; `error` is relative to the larger side."""

    lhs: object
    rhs: object
    error: float

    def _repr_markdown_(self):
        latex = textbook_equation(self.lhs, self.rhs, r"\neq")
        return (f"$$\n{latex}\n$$\n\n*Refuted*: on a random network the two "
                f"sides differ by {self.error:.2g} times the largest entry.")


def refute(lhs, rhs, when=(), without=()):
    """Show by numbers that lhs = rhs is false; ValueError if they agree.

    Returns a Refutation. The networks obey the conditions of the page, but
    for those whose labels are in `without`. when: as in claim. Raises
    ValueError, too, if a side is not in the language, or if there are no
    numbers to compare; KeyError for a label that the page does not have.

    >>> refute(y[t, a], y[t, b]).error > 0.1
    True
    """
    lhs, rhs = read(lhs), read(rhs)
    facts = facts_of(when)
    try:
        check(lhs, rhs)
    except TypeError as error:
        raise ValueError(f"not refuted: {error}") from None
    for label in without:
        known(label)
    conditions = assumed(without)
    error = max(draw.error() for draw in numbers(lhs, rhs, facts, conditions))
    if not error > 1e-3:
        failed = NotRefuted(f"not refuted: the sides differ by {error:.2g}")
        failed.attempt = attempt("", refute, lhs, rhs, when)
        raise failed
    return Refutation(lhs, rhs, error)
