"""Induction in time: a closed form from a recursion and where it starts."""
from sympy import sympify

from .definitions import notation
from .entries import same_shape
from .grammar import check
from .language import SPACE, TIME, Order
from .model import since
from .premises import (NotProved, beginnings, check_facts,
                       check_needed, premise)
from .proofs import nothing_left, rules_of
from .publishing import publish
from .rewriting import Words


def induct(label, lhs, closed, over, start, base, step, given=(),
           when=()):
    """Prove lhs = closed for every time `over` from `start` on.

    base, step: labels of equations for lhs at `start`, and for lhs in terms
    of itself one step earlier; or one step later, and then for every time
    up to `start`. given: further premises; when: as in claim. Raises NotProved, or Refuted.
    """
    lhs, closed = sympify(lhs), sympify(closed)
    check(lhs, closed)
    same_shape(lhs, closed)
    if SPACE.get(over) != TIME or over in sympify(start).free_symbols:
        raise ValueError(f"induction needs a time letter and a start without "
                         f"it, got {over} from {start}")
    first, next_one = premise(base), premise(step)
    one = direction(lhs, over, next_one)
    facts = when if isinstance(when, tuple) else (when,)
    times = Order.given(*[fact for fact in (*beginnings(lhs, closed), *facts)
                          if over not in fact.free_symbols])
    order = Order(*times.pairs, (start + 1, over)) if one == 1 else Order(
        *times.pairs, (since(over), over), (over + 1, start))
    if first.lhs != lhs.xreplace({over: start}) or next_one.lhs != lhs:
        raise NotProved(f"{base!r} must be about {lhs} at {over} = {start}, "
                        f"{step!r} about {lhs}")
    if one == 1 and not times.holds(since(over), start + 1):
        raise NotProved(f"{over} begins at {since(over)}, not at {start + 1}")
    check_facts(first, times)
    check_facts(next_one, order)
    premises, before = [*map(premise, given)], {over: over - one}
    begin = closed.xreplace({over: start}) - first.rhs
    go_on = closed - next_one.rhs.xreplace({
        lhs.xreplace(before): closed.xreplace(before)})
    peel = (over,) if one == 1 else (over, over + 1)

    def left(premises):
        rules = [rule for one in premises for rule in rules_of(one)]
        return (nothing_left(Words(times, (), rules), begin),
                nothing_left(Words(order, peel, rules), go_on))

    if any(left(premises)):
        raise NotProved("left at the start: {}, at a step: {}".format(
            *left(premises)))
    check_needed(premises, lambda fewer: not any(left(fewer)))
    used = {one.label for one in (first, next_one, *premises)} | notation(lhs, closed)
    fact = start <= over if one == 1 else over <= start
    return publish(label, lhs, closed, (*facts, fact), used,
                   f"by induction on ${over}$")


def direction(lhs, over, step):
    """1 if the step leads from the time before, -1 from the time after."""
    earlier, later = [step.rhs.has(lhs.xreplace({over: over + shift}))
                      for shift in (-1, 1)]
    if earlier == later:
        raise NotProved(f"{step.label!r} must give {lhs} in terms of itself "
                        f"one step of {over} away")
    return 1 if earlier else -1
