r"""Inequalities of matrices: what is lost on the way is a square.

A <= B says that B - A is positive semidefinite: no vector is made longer by
A than by B. The search carries A on until it is B less squares, X X^T and
X K X^T with K diagonal and nowhere negative; the last step leaves these out.
That K_t is so, a condition says, and it speaks of t = 1, 2, ... For 1 x 1
matrices it is the common inequality of numbers. Chained over time, bounds
multiply.
"""
from collections.abc import Iterable

from sympy import Expr, Symbol

from ...checker.rules import Chain
from ...checker.terms import Term, product, total
from ...checker.times import holds
from ...checker.words import Row
from ..certificates.writing import Writer, index
from ..grammar.entries import same_shape
from ..grammar.matrices import NONNEGATIVE
from ..ledger.laid_down import notation
from ..ledger.ledger import Equation
from ..ledger.premises import check_defined, premise
from ..printing.formulas import textbook
from ..search.comparing import Forms, terms
from ..search.reading import json_of
from ..search.search import Search
from ..terms.errors import NotProved
from ..terms.language import read
from ..terms.types import When
from .certified import (
    Certificate,
    NotFound,
    named,
    sought,
)
from .failing import unequal_at
from .goals import Given, Goal
from .induction import check_end, check_time, orders, reach
from .publishing import publish, theorem

BOUND = r"\preceq"


def at_most(label: str, lhs: Expr, rhs: Expr, given: Given = (),
            when: When = ()) -> Equation:
    """Prove lhs <= rhs for every size, then publish it under `label`.

    With the premises put in, lhs must be rhs minus positive multiples of
    squares: the last step leaves them out. given, when: as in claim. Raises
    NotProved, or Refuted if a random network disobeys.

    >>> length = mat.x(t).T * mat.x(t)
    >>> at_most("twice", length, 2 * length).kind
    'proof'
    """
    return publish(label, "by_squares", lhs, rhs, given, when)


def by_squares(lhs: Expr, rhs: Expr, given: Given, when: When) -> Equation:
    """The bound lhs <= rhs without a label; NotProved without a proof."""
    goal = Goal.read(lhs, rhs, given, when)
    certificate = lost(goal)
    return theorem(*goal.sides, goal.facts, certificate, sign=BOUND)


def lost(goal: Goal) -> Certificate:
    """A certificate that lhs is rhs minus squares; else NotProved."""
    check_square(*goal.sides)
    check_defined(goal.premises, *goal.sides)
    notation(*goal.sides)
    try:
        return sought(goal, Search.bound, "<=")
    except NotFound as failed:
        raise no_square(failed) from None


def no_square(failed: NotFound) -> NotProved:
    """What of right minus left is no square, once premises are put in."""
    forms, left = not_squares(failed)
    said = hint([row for _, row in left], failed.chain)
    rest = forms.formula(total(*[product(n, *row) for n, row in left]))
    return NotProved("; ".join(filter(None, [
        f"not a sum of squares: {textbook(rest)}", said])), hint=said, left=[
            ("of right minus left this is no sum of squares", rest)])


def check_square(lhs: Expr, rhs: Expr) -> None:
    """ValueError unless both sides are square, of one shape, or numbers."""
    rows, columns = same_shape(lhs, rhs)
    if rows != columns:
        raise ValueError("a bound is on a square matrix, or a product that is "
                         f"a number, got {lhs} of shape {(rows, columns)}")


def not_squares(failed: NotFound) -> tuple[Forms, list[tuple[Term, Row]]]:
    """The terms that are no positive multiple of a square.

    Of right minus left, at the last lines of both.
    """
    (left, right), = failed.tries
    chain = failed.chain
    forms = Forms(chain.language, chain.facts)
    rows = forms.rows(total(right[-1].term, product(-1, left[-1].term)))
    return forms, [(n, row) for n, row in rows.values()
                   if forms.scalars.normal(n) and not (
                       chain.positive(n) and chain.is_square(row))]


def hint(rows: Iterable[Row], chain: Chain) -> str:
    """Which K stand at times of which nothing is known; "" for none."""
    early = {f"mat.{e[1]}({json_of(e[2], frozenset())})"
             for row in rows for e in row
             if e[0] == "@" and e[1] in NONNEGATIVE
             and not holds(chain.facts, ("", 1), e[2])}
    return f"of {', '.join(sorted(early))} it is not known that it is " \
        "nowhere negative: only from step 1 on" if early else ""


def induct_at_most(label: str, lhs: Expr, closed: Expr, over: Symbol,
                   start: Expr, step: str,
                   base: str | None = None) -> Equation:
    """Prove lhs <= closed for every time `over` from `start` on.

    step: the label of a bound on lhs by a multiple of itself one step of
    `over` earlier, or later, and then for every time up to `start`; base:
    that of lhs = closed at `start`, if this is not plain to see.
    Raises NotProved, or Refuted.
    """
    return publish(label, "by_chained_bounds", lhs, closed, over, start,
                   step, base)


def by_chained_bounds(lhs: Expr, closed: Expr, over: Symbol, start: Expr,
                      step: str, base: str | None) -> Equation:
    """The bound lhs <= closed without a label; NotProved without a proof."""
    goal, start = Goal.read(lhs, closed, [base] if base else ()), read(start)
    bound = premise(step, BOUND)
    certificate = chained(goal, over, start, bound)
    return theorem(*goal.sides, (reach(over, start, certificate["way"]),),
                   certificate, f"by induction on ${over}$", BOUND)


def chained(goal: Goal, over: Symbol, start: Expr,
            step: Equation) -> Certificate:
    """A certificate of the induction, or NotProved.

    The premise of the goal, if it has one, is about its start.
    """
    (lhs, closed), base = goal.sides, goal.premises
    check_square(lhs, closed)
    check_time(over, start)
    check_defined((*base, step), lhs, closed)
    notation(lhs, closed)
    way, share = multiple(lhs, over, step)
    at_start, here = orders(goal, over, start, way)
    check_end(lhs, {}, step, here, BOUND)
    for one in base:
        check_end(lhs, {over: start}, one, at_start)
    try:
        return sought(goal, lambda search: search.chained_bounds(
            over.name, index(start), named(base[0]) if base else None,
            step.label, way, Writer().term(share)), "<=", ())
    except NotFound as failed:
        raise unequal_at(failed, (reach(over, start, way),)) from None


def multiple(lhs: Expr, over: Symbol, step: Equation) -> tuple[int, Expr]:
    """On which side of `over` lhs stands in the bound, and how many times."""
    for way in (1, -1):
        share = ratio(step.rhs, lhs.xreplace({over: over - way}))
        if share is not None and share.is_positive:
            return way, share
    raise NotProved(f"{step.label!r} must bound {lhs} by a positive multiple "
                    f"of itself one step of {over} away")


def ratio(e: Expr, one: Expr) -> Expr | None:
    """How many times e is one product; None if it is another."""
    forms, sides = terms(e, one)
    found, near = map(forms.rows, sides)
    if found.keys() != near.keys() or len(near) != 1:
        return None
    ((n, _),), ((m, _),) = found.values(), near.values()
    return forms.formula(n) / forms.formula(m)
