"""Induction in time: a closed form from a recursion and where it starts."""
from sympy import Expr, Symbol
from sympy.core.relational import Relational

from ..certificates.writing import index
from ..grammar.entries import same_shape
from ..grammar.grammar import check_indices
from ..grammar.model import T, since
from ..ledger.laid_down import notation
from ..ledger.ledger import Equation
from ..ledger.premises import (
    beginnings,
    check_defined,
    check_facts,
    premise,
)
from ..search.comparing import occurs
from ..terms.errors import NotProved
from ..terms.language import SPACE, TIME, Order, read, space_of
from ..terms.types import When
from .certified import (
    Certificate,
    NotFound,
    named,
    sought,
)
from .failing import unequal_at
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
    certificate = climb(goal, over, start, *ends)
    return theorem(*goal.sides, (*goal.facts, reach(
        over, start, certificate["way"])), certificate,
        f"by induction on ${over}$")


def climb(goal: Goal, over: Symbol, start: Expr, base: Equation,
          step: Equation) -> Certificate:
    """A certificate of the induction; NotProved if there is none."""
    same_shape(*goal.sides)
    check_time(over, start)
    check_defined((base, step, *goal.premises), *goal.sides)
    notation(*goal.sides)
    way = direction(goal.lhs, over, step)
    at_start, here = orders(goal, over, start, way)
    check_end(goal.lhs, {over: start}, base, at_start)
    check_end(goal.lhs, {}, step, here)
    try:
        return sought(goal, lambda search: search.induction(
            over.name, index(start), named(base), named(step), way),
            more=(base, step))
    except NotFound as failed:
        raise unequal_at(failed, (reach(over, start, way),)) from None


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
        occurs(lhs.xreplace({over: over + shift}), step.rhs)
        for shift in (-1, 1)]
    if earlier == later:
        raise NotProved(f"{step.label!r} must give {lhs} in terms of itself "
                        f"one step of {over} away")
    return 1 if earlier else -1


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
