r"""Inequalities of matrices: what is lost on the way is a square.

A <= B says that B - A is positive semidefinite: no vector is made longer by
A than by B. Such a difference is proved by writing it as a sum of squares
X X^T and X K X^T, with K diagonal and nowhere negative. That K_t is so, a
condition says, and it speaks of t = 1, 2, ... For 1 x 1 matrices it is the
common inequality of numbers. Chained over time, bounds multiply.
"""
from collections.abc import Sequence

from sympy import Expr, Mul, Symbol

from ..grammar.entries import same_shape
from ..grammar.matrices import CONDITIONS, NONNEGATIVE
from ..grammar.model import since
from ..ledger.ledger import Equation
from ..ledger.premises import check_defined, check_needed, premise
from ..products.proof import ending, rules_of, written
from ..products.rewriting import Products
from ..terms.errors import NotProved
from ..terms.language import Order, read
from ..terms.products import Matrix, transpose
from ..terms.types import Factors, Terms, When
from .conditions import conditions_of
from .goals import Given, Goal
from .induction import at_ends, check_end, check_time, orders, reach
from .publishing import publish, theorem

BOUND = r"\preceq"


def at_most(label: str, lhs: Expr, rhs: Expr, given: Given = (),
            when: When = ()) -> Equation:
    """Prove lhs <= rhs for every size, then publish it under `label`.

    With the premises put in, rhs - lhs must be a sum of positive multiples
    of squares. given, when: as in claim. Raises NotProved, or Refuted if a
    random network disobeys.

    >>> length = mat.x(t).T * mat.x(t)
    >>> at_most("twice", length, 2 * length).kind
    'proof'
    """
    return publish(label, "by_squares", lhs, rhs, given, when)


def by_squares(lhs: Expr, rhs: Expr, given: Given, when: When) -> Equation:
    """The bound lhs <= rhs without a label; NotProved without a proof."""
    goal = Goal.read(lhs, rhs, given, when)
    lost(goal)
    return theorem(*goal.sides, goal.facts, goal.labels(), sign=BOUND)


def lost(goal: Goal) -> None:
    """Raise NotProved unless rhs - lhs is a sum of squares."""
    check_square(*goal.sides)
    check_defined(goal.premises, *goal.sides)

    def left(premises: Sequence[Equation]) -> Terms:
        return not_squares(Products(goal.order, (), rules_of(premises)),
                           goal.rhs - goal.lhs,
                           conditions_of([one.label for one in premises]))

    if terms := left(goal.premises):
        said = hint(terms, goal.order)
        raise NotProved("; ".join(filter(None, [
            f"not a sum of squares: {terms}", said])), hint=said, left=[(
                "of right minus left this is no sum of squares",
                written(terms))])
    check_needed(goal.premises, lambda fewer: not left(fewer))


def check_square(lhs: Expr, rhs: Expr) -> None:
    """ValueError unless both sides are square, of one shape, or numbers."""
    rows, columns = same_shape(lhs, rhs)
    if rows != columns:
        raise ValueError("a bound is on a square matrix, or a product that is "
                         f"a number, got {lhs} of shape {(rows, columns)}")


def not_squares(products: Products, e: Expr,
                conditions: Sequence[str]) -> Terms:
    """The terms of e that are no positive multiple of a square."""
    with ending(products.rules):
        return {factors: c for factors, c in products.normal(e).items()
                if not (c.is_nonnegative
                        and is_square(products, factors, conditions))}


def is_square(products: Products, factors: Factors,
              conditions: Sequence[str]) -> bool:
    """Whether factors read X X^T or X K X^T, with a K that is nonnegative.

    conditions: the keys of those on which the premises rest.
    """
    half, odd = divmod(len(factors), 2)
    if odd and not is_nonnegative(factors[half], products.order, conditions):
        return False
    first, second = Mul(*factors[:half]), Mul(*factors[half + odd:])
    return not half or not products.normal(transpose(first) - second)


def is_nonnegative(factor: Expr, order: Order,
                   conditions: Sequence[str]) -> bool:
    """Whether a condition says that no entry of a factor is negative."""
    name = str(factor.args[0]) if isinstance(factor, Matrix) else None
    if name not in NONNEGATIVE or NONNEGATIVE[name] not in conditions:
        return False
    _, time = CONDITIONS[NONNEGATIVE[name]][0].base.args
    return order.holds(since(time), factor.args[1])


def hint(terms: Terms, order: Order) -> str:
    """Which K stand at times of which nothing is known; "" for none."""
    early = {str(one) for factors in terms for one in factors
             if isinstance(one, Matrix) and str(one.args[0]) in NONNEGATIVE
             and not order.holds(1, one.args[1])}
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
    way = chained(goal, over, start, bound)
    return theorem(*goal.sides, (reach(over, start, way),),
                   goal.labels() | {bound.label},
                   f"by induction on ${over}$", BOUND)


def chained(goal: Goal, over: Symbol, start: Expr, step: Equation) -> int:
    """1 or -1, the way on which the induction succeeds, or NotProved.

    The premise of the goal, if it has one, is about its start.
    """
    (lhs, closed), base = goal.sides, goal.premises
    check_square(lhs, closed)
    check_time(over, start)
    check_defined((*base, step), lhs, closed)
    way, share = multiple(lhs, over, step)
    at_start, here = orders(goal, over, start, way)
    check_end(lhs, {}, step, here, BOUND)
    begin = lhs.xreplace({over: start})
    for one in base:
        check_end(lhs, {over: start}, one, at_start)
        begin = one.rhs
    go_on = closed - share * closed.xreplace({over: over - way})
    rests = [Products(at_start).normal(begin - closed.xreplace({over: start})),
             Products(here).normal(go_on)]
    if any(rests):
        raise NotProved(
            "left at the start: {}, at a step: {}".format(*rests),
            left=at_ends(rests), facts=(reach(over, start, way),))
    return way


def multiple(lhs: Expr, over: Symbol, step: Equation) -> tuple[int, Expr]:
    """On which side of `over` lhs stands in the bound, and how many times."""
    for way in (1, -1):
        near = Products().normal(lhs.xreplace({over: over - way}))
        found = Products().normal(step.rhs)
        if found.keys() == near.keys() and len(near) == 1:
            (share,), (one,) = found.values(), near.values()
            if (share / one).is_positive:
                return way, share / one
    raise NotProved(f"{step.label!r} must bound {lhs} by a positive multiple "
                    f"of itself one step of {over} away")
