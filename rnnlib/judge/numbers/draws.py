"""Networks and times on which a claim is tried, drawn from its own text."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np

from ..tree.nodes import (
    Claim,
    Delta,
    Derivative,
    Entry,
    Linear,
    Node,
    OverTime,
    Whole,
)
from ..tree.walking import children, linears, parts
from .networks import (
    LONGEST,
    WIDEST,
    Asked,
    Network,
    Settings,
    draw,
    first_step,
)
from .scenes import Scene
from .shapes import RANGES
from .troubles import TooMuch

Times = dict[str, int]
LAGS = 5                        # 0 to 4
MOST_FREE = 3


class Need(NamedTuple):
    """low <= time <= T + above, or without an upper bound (above None)."""

    time: Linear
    low: int
    above: int | None


class Plan(NamedTuple):
    """What the times of a claim must fulfil.

    free: its letters. needs: by single steps. ordered: (early, late), where
    something late is differentiated by something early.
    """

    free: tuple[str, ...]
    needs: tuple[Need, ...]
    ordered: frozenset[tuple[str, str]]
    asked: Asked
    known: dict[tuple[int, ...], list[Times]]    # by T and sizes, for speed


def seeded(claim: Claim, settings: Settings, again: int = 0
           ) -> np.random.Generator:
    """Random numbers that depend on nothing but the claim's text."""
    text = repr((claim.left, claim.right, claim.spaces, settings, again))
    digest = hashlib.sha256(text.encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def planned(sides: tuple[Node, ...], settings: Settings) -> Plan:
    """The plan for all trees of a claim. Raises TooMuch.

    Letters begin at 1; at 0 only if something is differentiated by the
    state of that letter, and another one is later.
    """
    fixed = {settings.last, *RANGES}
    needs = [need for side in sides
             for need in _needs(side, frozenset(), settings.p_0)]
    free = sorted({letter for side in sides for letter in free_times(side)}
                  - fixed)
    if len(free) > MOST_FREE:
        raise TooMuch(f"This line has {len(free)} times that are free.")
    pairs = {pair for side in sides for pair in _pairs(side)
             if {*pair} <= {*free}}
    ordered = {(k, t) for k, t in pairs if (t, k) not in pairs}
    early = {k for k, _ in ordered}
    needs += [Need(Linear(((letter, 1),)), 1, None)
              for letter in free if letter not in early]
    known = {*free, *fixed}
    return Plan(tuple(free),
                tuple(one for one in dict.fromkeys(needs)
                      if {letter for letter, _ in one.time.letters} <= known),
                frozenset(ordered), _asked(sides), {})


def free_times(node: Node) -> set[str]:
    """Letters of times, exponents and counts that no sum binds."""
    own = {letter for linear in linears(node) for letter, _ in linear.letters}
    for child in children(node):
        found = free_times(child)
        if isinstance(node, OverTime):
            found.discard(node.letter)
        own |= found
    return own


def _needs(node: Node, bound: frozenset[str], p_0: bool
           ) -> Iterator[Need]:
    """Steps that must be there, and bounds that must not cross."""
    if isinstance(node, OverTime):
        yield Need(_minus(node.high, node.low), -1, None)
        bound |= {node.letter}
    if isinstance(node, Entry | Whole):
        first = first_step(node.name, p_0)
        for time in (node.time, node.copy):
            if time is not None and not bound & {
                    letter for letter, _ in time.letters}:
                yield Need(time, first, 0)
    for child in children(node):
        yield from _needs(child, bound, p_0)


def _minus(first: Linear, second: Linear) -> Linear:
    many = dict(first.letters)
    for letter, times in second.letters:
        many[letter] = many.get(letter, 0) - times
    return Linear(tuple((letter, times) for letter, times in many.items()
                        if times), first.number - second.number)


def _pairs(node: Node) -> Iterator[tuple[str, str]]:
    """(early, late) of each derivative by a time of one letter."""
    for one in parts(node):
        if isinstance(one, Derivative) and one.below.time is not None:
            below = one.below.time.letters
            for top in _tops(one.top):
                if len(below) == len(top) == 1 and below[0][0] != top[0][0]:
                    yield below[0][0], top[0][0]


def _tops(node: Node) -> Iterator[tuple[tuple[str, int], ...]]:
    if isinstance(node, Entry | Whole) and node.time is not None:
        yield node.time.letters


def _asked(sides: tuple[Node, ...]) -> Asked:
    """The largest numbers that stand as steps and as indices."""
    steps, sizes = 0, dict.fromkeys(RANGES, 0)
    for node in (one for side in sides for one in parts(side)):
        if isinstance(node, Entry | Whole | OverTime):
            steps = max([steps, *(abs(one.number) for one in linears(node))])
        numbers = [one for one in _indices(node) if isinstance(one, int)]
        for space in sizes:
            sizes[space] = max([sizes[space], *numbers])
    if steps > LONGEST:
        raise TooMuch(f"Step {steps} is too late to be tried: write a "
                      "letter.")
    if max(sizes.values()) > WIDEST:
        raise TooMuch("An index is a number that is too large to be tried: "
                      "write a letter.")
    return Asked(steps + 1 if steps > 1 else steps,
                 tuple((space, least) for space, least in sizes.items()
                       if least))


def _indices(node: Node) -> tuple:
    return node if isinstance(node, Delta) else getattr(node, "indices", ())


class Reach(NamedTuple):
    """A letter of time stands for first, ..., T - short."""

    letter: str
    first: int
    short: int


def reach(sides: tuple[Node, ...], settings: Settings) -> tuple[Reach, ...]:
    """Which steps the letters of a claim are judged at. Raises TooMuch.

    As far as single names say so; a sum may need more.
    """
    plan = planned(sides, settings)
    network = draw(np.random.default_rng(0), settings,
                   Asked(max(plan.asked.steps, 5), plan.asked.sizes))
    found = possible(plan, network, settings.last)
    return tuple(Reach(letter, min(one[letter] for one in found),
                       network.steps - max(one[letter] for one in found))
                 for letter in plan.free if found)


def possible(plan: Plan, network: Network, last: str) -> list[Times]:
    """All times that the line allows on a network, in order."""
    key = network.steps, *network.sizes.values()
    if not any(letter in RANGES for need in plan.needs
               for letter, _ in need.time.letters):
        key = network.steps,
    if key not in plan.known:
        plan.known[key] = _possible(plan, network, last)
    return plan.known[key]


def _possible(plan: Plan, network: Network, last: str) -> list[Times]:
    scene = Scene(network, last)
    found = []
    for steps in product(range(network.steps + 1), repeat=len(plan.free)):
        times = dict(zip(plan.free, steps, strict=True))
        scene.times |= times
        if all(times[k] <= times[t] for k, t in plan.ordered) and all(
                _fulfilled(need, scene) for need in plan.needs):
            found.append(times)
    return found


def _fulfilled(need: Need, scene: Scene) -> bool:
    step = scene.at(need.time)
    if step < need.low:
        return False
    return need.above is None or step <= scene.network.steps + need.above


def in_turn(found: list[Times], turn: int, rng: np.random.Generator
            ) -> list[Times]:
    """The same times, those first that the turn is for.

    Turns take lags of 0 to 4, and the first and the last step, in turns.
    """
    if len(found) < 2:
        return found
    order = [found[place] for place in rng.permutation(len(found))]
    lag = turn % LAGS

    def rank(times: Times) -> tuple[int, int]:
        steps = times.values()
        spread = max(steps) - min(steps) if len(times) > 1 else lag
        end = (max(steps) if turn % 4 == 0 else
               -max(steps) if turn % 4 == 1 else 0)
        return abs(spread - lag), end
    return sorted(order, key=rank)


def networks(rng: np.random.Generator, settings: Settings, plan: Plan,
             many: int) -> Iterator[Network]:
    """Fresh networks, one after the other."""
    for _ in range(many):
        yield draw(rng, settings, plan.asked)
