"""Conditions: what may be true of networks and steps, or of how d is meant."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeGuard

from ..numbers.draws import Times
from ..numbers.networks import Network, Settings
from ..tree.nodes import (
    Claim,
    Derivative,
    Entry,
    EntryByEntry,
    Function,
    Linear,
    Node,
    OverTime,
    Power,
    Turned,
    Whole,
)
from ..tree.nodes import Times as Product
from ..tree.walking import linears, parts, rebuilt

Allowed = Callable[[Times, Network], bool]
MOST_NUMBERS = 3                 # of steps, that a letter is tried to be


class Condition(NamedTuple):
    """Something that may be true of networks, steps, or how d is meant.

    key: the same for a program: ("before", "k", "t"). words: what to say
    behind "right if". settings: fields of Settings that
    it fixes. allowed: the times it leaves. meant: "total" or "immediate", as
    all derivatives are then read, or "denominator", if d h_t / d h_k has a
    row for each entry of h_k, or "rising", how products are read.
    """

    key: tuple[str, ...]
    words: str
    settings: tuple[tuple[str, str | int | bool], ...] = ()
    allowed: Allowed | None = None
    meant: str = ""


SUM = Condition(("sum",), "the entries of y_t sum to 1",
                (("y", "sums to 1"),))
ONE_HOT = Condition(("one-hot",), "y_t is one-hot", (("y", "one-hot"),))
LINEAR, TANH, LOGISTIC = (
    Condition((name,), words, (("activation", name),)) for name, words in (
        ("linear", "the units are linear"),
        ("tanh", "the activation is tanh"),
        ("logistic", "the activation is logistic")))
START = Condition(("start",), "h_0 = 0", (("start", "zero"),))
NO_BIAS = Condition(("no bias",), "there is no bias", (("bias", False),))
IMMEDIATE, TOTAL = (
    Condition((how,), f"its derivatives are {how}", meant=how)
    for how in ("immediate", "total"))
DENOMINATOR = Condition(
    ("denominator",), "derivatives are laid out with a row for each entry of "
    "what stands below", meant="denominator")
RISING = Condition(
    ("rising",), "the latest factor of its product stands on the right",
    meant="rising")
ONE_BIAS = Condition(("one bias",), "the second bias is 0",
                     (("b_2", False),))
END = Condition(("end",), "the only loss is that of the last step",
                (("end", True),))
ONE_UNIT = Condition(("one unit",), "with one unit", (("units", 1),))


def further(settings: Settings) -> list[Condition]:
    """Conditions that can be joined."""
    found = []
    if settings.y == "any":
        found.append(SUM)
    if settings.y != "one-hot":
        found.append(ONE_HOT)
    if settings.start == "any" and not settings.p_0:
        found.append(START)
    if settings.b_2:
        found.append(ONE_BIAS)
    if settings.bias:
        found.append(NO_BIAS)
    return found


def of_steps(claim: Claim, free: tuple[str, ...],
             ordered: list[tuple[str, str]], last: str
             ) -> Iterator[Condition]:
    """Bounds on the letters of time."""
    for t in free:
        if t in dict(ordered):
            yield Condition(("at least", t, "1"), f"{t} >= 1",
                            allowed=_at_least(t, 1))
        yield at_least(t, 2)
        yield Condition(("before", t, last), f"{t} < {last}",
                        allowed=_before(t, last))
    for k, t in ordered:
        yield Condition(("before", k, t), f"{k} < {t}",
                        allowed=_before(k, t))
    if len(free) == 1:
        for n in _numbers(claim):
            yield Condition(("is", free[0], str(n)), f"{free[0]} = {n}",
                            allowed=_is(free[0], n))


def at_least(t: str, least: int) -> Condition:
    """t >= least."""
    return Condition(("at least", t, str(least)), f"{t} >= {least}",
                     allowed=_at_least(t, least))


def at_most(t: str, last: str, short: int) -> Condition:
    """t <= T - short."""
    return Condition(
        ("at most", t, str(short)), f"{t} <= {last or 'T'} - {short}",
        allowed=lambda times, network: times[t] <= network.steps - short)


def _numbers(claim: Claim) -> list[int]:
    """The steps that a claim names by numbers, from 1."""
    found = {one.number for side in claim[:2] for node in parts(side)
             if isinstance(node, Entry | Whole) for one in linears(node)
             if not one.letters and one.number > 0}
    return sorted(found, reverse=True)[:MOST_NUMBERS]


def narrow(free: tuple[str, ...], ordered: list[tuple[str, str]], last: str
           ) -> Iterator[Condition]:
    """What leaves too little to be a condition."""
    yield ONE_UNIT
    for t in (one for one in free if one not in dict(ordered)):
        yield Condition(("at", t, "1"), f"at {t} = 1", allowed=_is(t, 1))
        yield Condition(("at", t, last), f"at {t} = {last}",
                        allowed=_same(t, last))
    for k, t in ordered:
        yield Condition(("at", k, t), f"at {k} = {t}", allowed=_same(k, t))


def _at_least(t: str, least: int) -> Allowed:
    return lambda times, network: times[t] >= least


def _is(t: str, step: int) -> Allowed:
    return lambda times, network: times[t] == step


def _before(k: str, t: str) -> Allowed:
    """The last step is no letter of the times."""
    return lambda times, network: times[k] < times.get(t, network.steps)


def _same(k: str, t: str) -> Allowed:
    return lambda times, network: times[k] == times.get(t, network.steps)


def meant(claim: Claim, how: str) -> Claim:
    """The claim with all derivatives, or products, as the condition says."""
    def changed(node: Node) -> Node:
        node = rebuilt(node, changed)
        if how == "rising":
            return node._replace(falling=False) if is_product(node) else node
        if not isinstance(node, Derivative):
            return node
        if how == "denominator":
            return Turned(node) if _is_jacobian(node) else node
        return node._replace(immediate=how == "immediate")
    return claim._replace(left=changed(claim.left),
                          right=changed(claim.right))


def is_product(node: Node) -> TypeGuard[OverTime]:
    """Whether a node is a product over time."""
    return isinstance(node, OverTime) and node.kind == "product"


def _is_jacobian(node: Node) -> bool:
    """Whether a node is the derivative of a column by a column."""
    return isinstance(node, Derivative) and all(
        isinstance(one, Whole) and one.time is not None
        for one in (node.top, node.below))


def excuses(condition: Condition, claim: Claim, settings: Settings) -> bool:
    """Whether a condition excuses a slip, rather than being meant.

    Then a line is wrong, and it is said on what it would be right.
    """
    if condition is LINEAR:
        return not _of_linear_units(claim)
    if condition is DENOMINATOR:
        return not any(_ends_in_gradient(node) for node in parts(claim.right))
    if condition is NO_BIAS:
        return settings.b_2 or any(
            _named(node, "b_h", "b_y", "b_2") for side in claim[:2]
            for node in parts(side))
    if condition is START:
        return any(_vanishes_at_rest(node) for side in claim[:2]
                   for node in parts(side))
    if condition is END:
        return "end" not in settings.unsaid
    return condition in (IMMEDIATE, TOTAL, ONE_BIAS)


def _vanishes_at_rest(node: Node) -> bool:
    """Whether it is the immediate derivative of step 1 by W: 0 if h_0 is.

    Nobody who takes h_0 for 0 would write it.
    """
    return isinstance(node, Derivative) and node.immediate \
        and node.below.name == "W" and isinstance(node.top, Entry | Whole) \
        and node.top.name in ("p", "h") and node.top.time == Linear((), 1)


def _of_linear_units(claim: Claim) -> bool:
    """Whether a line writes weights where a slope and weights would stand.

    Nothing else looks as if linear units were meant: neither a gradient of
    the whole loss nor one by weights, where a slope was forgotten.
    """
    nodes = [node for side in claim[:2] for node in parts(side)]
    below = {id(node.below) for node in nodes if isinstance(node, Derivative)}
    by_weights = any(isinstance(node, Derivative) and node.below.time is None
                     for node in nodes)
    return not by_weights and not any(
        _named(node, "total", "lambda", "a") for node in nodes) and any(
            _named(node, "W", "U") and id(node) not in below
            for node in parts(claim.right))


def _named(node: Node, *names: str) -> bool:
    return isinstance(node, Entry | Whole) and node.name in names


def _ends_in_gradient(node: Node) -> bool:
    """Whether a product of Jacobians ends in the gradient of a number."""
    if not isinstance(node, Product):
        return False
    last = node.factors[-1]
    return isinstance(last, Derivative) and isinstance(last.top, Entry) \
        and isinstance(last.below, Whole) and any(
            map(_is_jacobian, node.factors))


def slopes(claim: Claim) -> bool:
    """Whether a slope of an activation stands in the line, in any form."""
    return any(map(_is_slope, (one for side in claim[:2]
                               for one in parts(side))))


def _is_slope(node: Node) -> bool:
    if isinstance(node, Function):
        return node.slope or node.name in ("tanh", "logistic", "relu", "phi")
    if isinstance(node, Entry | Whole):
        return node.name in ("D", "J")
    if isinstance(node, Power):
        return _is_state(node.base)
    if isinstance(node, EntryByEntry):
        return _is_state(node.first) and _is_state(node.second)
    return isinstance(node, Product) and sum(
        map(_is_state, node.factors)) > 1


def _is_state(node: Node) -> bool:
    return isinstance(node, Entry | Whole) and node.name == "h"
