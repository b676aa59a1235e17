"""Induction in time: a closed form from a recursion and where it starts."""
from collections.abc import Iterable, Sequence

from sympy import Add, Expr, Mul, S, Symbol
from sympy.core.relational import Relational

from ..grammar.entries import same_shape
from ..grammar.grammar import check_indices
from ..grammar.model import T, since
from ..ledger.ledger import Equation
from ..ledger.premises import (
    beginnings,
    check_defined,
    check_facts,
    check_needed,
    premise,
)
from ..products.proof import one_product, rest, rules_of, written
from ..products.rewriting import Products
from ..terms.errors import NotProved
from ..terms.language import SPACE, TIME, Order, read, space_of
from ..terms.types import Factors, Terms, When
from .goals import Given, Goal
from .publishing import publish, theorem


def induct(label: str, lhs: Expr, closed: Expr, over: Symbol, start: Expr,
           base: str, step: str, given: Given = (),
           when: When = ()) -> Equation:
    """Prove lhs = closed for every time `over` from `start` on.

    base, step: labels of equations for lhs at `start`, and for lhs in terms
    of itself one step earlier; or one step later, and then for every time
    up to `start`. given: further premises, when: as in claim.
    Raises NotProved, or Refuted.
    """
    return publish(label, "by_induction", lhs, closed, over, start, base,
                   step, given, when)


def by_induction(lhs: Expr, closed: Expr, over: Symbol, start: Expr, base: str,
                 step: str, given: Given, when: When) -> Equation:
    """The equation lhs = closed without a label; NotProved if it fails."""
    goal, start = Goal.read(lhs, closed, given, when), read(start)
    ends = premise(base), premise(step)
    way = climb(goal, over, start, *ends)
    return theorem(*goal.sides, (*goal.facts, reach(over, start, way)),
                   goal.labels() | {one.label for one in ends},
                   f"by induction on ${over}$")


def climb(goal: Goal, over: Symbol, start: Expr, base: Equation,
          step: Equation) -> int:
    """1 or -1, the way on which the induction succeeds, or NotProved."""
    lhs, closed = goal.sides
    same_shape(lhs, closed)
    check_time(over, start)
    check_defined((base, step, *goal.premises), lhs, closed)
    way = direction(lhs, over, step)
    at_start, here = orders(goal, over, start, way)
    check_end(lhs, {over: start}, base, at_start)
    check_end(lhs, {}, step, here)
    before = {over: over - way}
    begin = closed.xreplace({over: start}) - base.rhs
    go_on = closed - put_in(step.rhs, lhs.xreplace(before),
                            closed.xreplace(before))
    peel = (over,) if way == 1 else (over, over + 1)

    def left(premises: Sequence[Equation]) -> list[Terms]:
        rules = rules_of(premises)
        return [rest(Products(at_start, (), rules), begin),
                rest(Products(here, peel, rules), go_on)]

    if any(rests := left(goal.premises)):
        raise NotProved(
            "left at the start: {}, at a step: {}".format(*rests),
            left=at_ends(rests), facts=(reach(over, start, way),))
    check_needed(goal.premises, lambda fewer: not any(left(fewer)))
    return way


def at_ends(rests: Iterable[Terms]) -> list[tuple[str, Expr]]:
    """What is left at the start of an induction, and at a step."""
    where = "at the start", "at a step"
    return [(f"this does not cancel {place}", written(terms))
            for place, terms in zip(where, rests, strict=True) if terms]


def check_time(over: Symbol, start: Expr) -> None:
    """ValueError unless `over` is a time other than T, and not in `start`.

    The sums to T do not show T, so an equation for every T says nothing.
    """
    if SPACE.get(over) != TIME or over == T or type(over) is not Symbol \
            or over in start.free_symbols:
        raise ValueError("induction needs a time other than T and a "
                         f"start without it, got {over} from {start}")
    check_indices((start,), frozenset())
    if space_of(start) not in (TIME, None):
        raise ValueError(f"an induction starts at a time, got {start}")


def direction(lhs: Expr, over: Symbol, step: Equation) -> int:
    """1 if the step leads from the time before, -1 from the time after."""
    earlier, later = [
        put_in(step.rhs, lhs.xreplace({over: over + shift}), S.Zero)
        != put_in(step.rhs, lhs, lhs) for shift in (-1, 1)]
    if earlier == later:
        raise NotProved(f"{step.label!r} must give {lhs} in terms of itself "
                        f"one step of {over} away")
    return 1 if earlier else -1


def put_in(e: Expr, old: Expr, new: Expr) -> Expr:
    """e with `new` for every `old`, which may be a part of a product."""
    if not old.is_Mul:
        return e.xreplace({old: new})
    part = one_product(old)
    return Add(*[c * Mul(*in_place(factors, part, new))
                 for c, factors in Products().terms(e)])


def in_place(factors: Factors, part: Factors, new: Expr) -> Factors:
    """The factors, with `new` wherever those of `part` stand in a row."""
    for n in range(len(factors) - len(part) + 1):
        if factors[n:n + len(part)] == part:
            return *factors[:n], new, *in_place(
                factors[n + len(part):], part, new)
    return factors


def reach(over: Symbol, start: Expr, way: int) -> Relational:
    """The times for which the induction proves its claim."""
    if way == -1:
        return over <= start
    return over >= start if start.is_number else start <= over


def orders(goal: Goal, over: Symbol, start: Expr,
           way: int) -> tuple[Order, Order]:
    """What is known of times at the start, and at a step."""
    known = (*beginnings(*goal.sides, start, *goal.facts), *goal.facts)
    at_start = Order.given(*[fact for fact in known
                             if over not in fact.free_symbols])
    if at_start.contradictory():
        raise ValueError(f"when={goal.facts} contradict each other")
    return at_start, Order(*at_start.pairs,
                           *steps(over, start, way, at_start))


def steps(over: Symbol, start: Expr, way: int,
          at_start: Order) -> tuple[tuple[Expr, Expr], ...]:
    """The pairs (low <= high) that hold of `over` at a step."""
    if way == -1:
        return (since(over), over), (over + 1, start)
    if not at_start.holds(since(over), start + 1):
        raise NotProved(f"{over} begins at {since(over)}, not at {start + 1}")
    return ((start + 1, over),)


def check_end(lhs: Expr, at: dict[Symbol, Expr], equation: Equation,
              order: Order, sign: str = "=") -> None:
    """Raise unless the equation is about lhs, and holds where it must."""
    if equation.lhs != lhs.xreplace(at):
        raise NotProved(f"{equation.label!r} must be about {lhs.xreplace(at)}")
    check_facts(equation, order, sign)
