"""The nearest right lines: one small change, tried by numbers."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ..numbers.comparing import (
    FLOOR,
    NEAR,
    decide,
    laid_like,
    worked_out,
)
from ..numbers.draws import (
    Plan,
    Times,
    free_times,
    in_turn,
    networks,
    planned,
    possible,
    seeded,
)
from ..numbers.entrywise import aligned
from ..numbers.functions import Array
from ..numbers.networks import Settings
from ..numbers.reader import Reader, Run, Value
from ..numbers.scenes import Scene
from ..numbers.shapes import RANGES, common
from ..numbers.troubles import NoNumber, OutOfTime, Trouble
from ..tree.nodes import Claim, Derivative, Node
from ..tree.walking import DEPTH, depth, parts, size
from .changes import Change, Scope, replaced
from .conditions import always
from .kinds import SUM, Condition
from .tidying import tidied
from .vanishing import vanishing
from .variants import variants
from .words import plain

NETWORKS, ENOUGH = 6, 4          # tried, and those that must have numbers
TIMES = 3                        # tried on a network
MOST_WORK = 400_000              # about a second
TRY, WORKED_OUT = 30, 10         # work of a try, and of a node worked out
MOST_VARIANTS = 5000
MOST_NODES = 400                 # of a side, whose changes are all listed
LEFT = 0.6                       # a change of the left side costs more


class Repair(NamedTuple):
    """A right line near a wrong one.

    side: "left" or "right", where the change is. marked: what is different,
    in words as of `changes`. needs: what must be true for it; empty if
    nothing.
    """

    claim: Claim
    side: str
    marked: str
    cost: float
    needs: tuple[Condition, ...] = ()

    @property
    def words(self) -> str:
        """What is different, in the letters of this book."""
        return plain(self.marked)


def repairs(claim: Claim, settings: Settings, *,
            known: Sequence[Node] = (), most: int = 3, again: int = 0,
            go_on: Callable[[], bool] = always,
            work: int = MOST_WORK) -> list[Repair]:
    """Right lines that differ by one small change, the nearest first.

    known: right sides known to be right, which lend factors and terms. The
    search ends after so much work, which is the same on every machine, or
    when go_on() says no. Lines that are right if the entries of y_t sum to 1
    count, too, and say so.
    """
    if any(depth(side) > DEPTH or size(side) > MOST_NODES
           for side in (claim.left, claim.right)):
        return []
    tried, spent, read = _search_settings(settings), [0], 0
    benches = {side: _Bench(claim, side, tried, again, spent)
               for side in ("right", "left")}
    found: list[Repair] = []
    for side, change in _in_order(claim, settings, known):
        if len(found) == most or not go_on() \
                or read + WORKED_OUT * spent[0] > work:
            break
        read += TRY + size(change.node)
        bench = benches[side]
        if bench.right(change.node) and not bench.idle(change.node, known):
            found += _sure(claim, side, change, settings, again, spent)
    return found


def _search_settings(settings: Settings) -> Settings:
    """Where y is any, formulas with e_t hold only if its entries sum to 1."""
    return (settings._replace(y="sums to 1") if settings.y == "any"
            else settings)


def _in_order(claim: Claim, settings: Settings, known: Sequence[Node]
              ) -> Iterator[tuple[str, Change]]:
    """Changes of both sides, the smallest first, none twice.

    None that is the side as it was, nor one that writes the other side
    behind it: what is made like it by leaving something out is a hint.
    """
    scope = _scope(claim, settings)
    tanh = settings.activation == "tanh"
    both = [("right", change) for change in variants(
        claim.right, scope, known, claim.left, tanh)]
    both += [("left", change._replace(cost=change.cost + LEFT))
             for change in variants(claim.left, scope, (), None, tanh)]
    seen = {("right", repr(tidied(claim.right))),
            ("left", repr(tidied(claim.left)))}
    same = {repr(claim.left), repr(claim.right)}
    both.sort(key=lambda one: one[1].cost)
    for side, change in both[:MOST_VARIANTS]:
        key = side, repr(tidied(change.node))
        if repr(change.node) in same or (key[1] in same
                                         and change.words.startswith("with ")):
            continue
        if key not in seen and not (of_itself(change.node) and not any(
                map(of_itself, claim[:2]))):
            seen.add(key)
            yield side, change


def of_itself(side: Node) -> bool:
    """Whether something is differentiated by itself: no repair says that."""
    return any(isinstance(one, Derivative) and repr(one.top)
               == repr(one.below) for one in parts(side))


def _scope(claim: Claim, settings: Settings) -> Scope:
    """The letters that are free in the claim."""
    spaces: dict[str, str] = {}
    times: set[str] = set()
    for side in (claim.left, claim.right):
        times |= free_times(side)
        try:
            value = Reader(dict(claim.spaces), settings).value(side)
        except Trouble:                # what stands there is wrong itself
            continue
        spaces |= {letter: dict(claim.spaces)[letter]
                   for letter in value.shape.letters}
    times |= {settings.last}
    return Scope(spaces, tuple(sorted(times - {*RANGES})))


class _Bench:
    """Networks on which one side of a claim stands, and the other is tried.

    side: the one that is changed. spent: how many nodes have been worked
    out so far, in a list.
    """

    def __init__(self, claim: Claim, side: str, settings: Settings,
                 again: int, spent: list[int]) -> None:
        self.claim, self.spent = claim, spent
        self.reader = Reader(dict(claim.spaces), settings)
        self.scenes: list[tuple[Scene, list[Times]]] = []
        self.fixed: Value | None = None
        fixed, other = ((claim.left, claim.right) if side == "right"
                        else (claim.right, claim.left))
        try:
            value = self.reader.value(fixed)
            plan = _plan(fixed, other, settings)
        except Trouble:                # nothing to compare repairs with
            return
        self.fixed = value
        self.free, self.letters = {*plan.free}, {*value.shape.letters}
        rng = seeded(claim, settings, again)
        for turn, network in enumerate(networks(rng, settings, plan,
                                                NETWORKS)):
            times = in_turn(possible(plan, network, settings.last), turn, rng)
            self.scenes.append((Scene(network, settings.last),
                                times[:TIMES]))

    def right(self, node: Node) -> bool:
        """Whether the other side may be this."""
        if self.fixed is None:
            return False
        try:
            value = laid_like(self.fixed, self.reader.value(node),
                              self.reader.settings)
            shape = common([self.fixed.shape, value.shape], "")
            if (not {*value.shape.letters} <= self.letters
                    or not value.times <= self.free):
                return False
            return self._tried(aligned(self.fixed, shape),
                               aligned(value, shape))
        except Trouble:                # no repair: it has no meaning
            return False

    def idle(self, node: Node, known: Sequence[Node]) -> bool:
        """Whether a right side is so because something in it is 0."""
        old = {repr(part) for side in (*self.claim[:2], *known)
               for part in parts(side)}
        return vanishing(
            node, old, self.reader,
            [(scene.network, times) for scene, times in self.scenes],
            self.spent)

    def _tried(self, fixed: Run, other: Run) -> bool:
        agreed, alive = 0, False
        for scene, times in self.scenes:
            pair = self._both(fixed, other, scene, times)
            if pair is None:
                continue
            if not _near(*pair):
                return False
            agreed, alive = agreed + 1, alive or bool(pair[0].any())
        return agreed >= ENOUGH and alive

    def _both(self, fixed: Run, other: Run, scene: Scene,
              several: list[Times]) -> tuple[Array, Array] | None:
        """Both sides at the first of the times that both have."""
        for times in several:
            scene.times |= times
            try:
                return (worked_out(other, scene, self.spent),
                        worked_out(fixed, scene, self.spent))
            except (OutOfTime, NoNumber):
                continue
        return None


def _plan(fixed: Node, other: Node, settings: Settings) -> Plan:
    """Times that the fixed side allows."""
    plan, own = (planned(nodes, settings)
                 for nodes in ((fixed, other), (fixed,)))
    return plan._replace(needs=own.needs, known={},
                         ordered=own.ordered or plan.ordered)


def _near(first: Array, second: Array) -> bool:
    return bool(np.abs(first - second).max(initial=0) <= FLOOR + NEAR * max(
        np.abs(first).max(initial=0), np.abs(second).max(initial=0)))


def _sure(claim: Claim, side: str, change: Change, settings: Settings,
          again: int, spent: list[int]) -> Iterator[Repair]:
    """The repair, if the line is right on fresh networks, and when."""
    better = replaced(claim, side, change.node)
    choices: list[tuple[Condition, ...]] = [()]
    if settings.y == "any":
        choices.append((SUM,))
    for needs in choices:
        assumed = (settings._replace(y="sums to 1") if needs
                   else settings)
        decision = decide(better, assumed, again=again)
        spent[0] += decision.spent
        if decision.kind == "equal" and not decision.zero:
            yield Repair(better, side, change.words, change.cost, needs)
            return
