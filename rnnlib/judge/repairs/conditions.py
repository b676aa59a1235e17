"""What makes a wrong line right: the smallest sets of conditions."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple, TypeAlias

import numpy as np

from ..numbers.comparing import Outcome, Sides, outcomes, sides
from ..numbers.draws import Times, reach, seeded
from ..numbers.networks import Asked, Network, Settings, draw
from ..numbers.troubles import Trouble
from ..tree.names import CLASSES
from ..tree.nodes import Claim, Derivative, Entry, Linear, Number, Whole
from ..tree.walking import parts
from .kinds import (
    DENOMINATOR,
    END,
    IMMEDIATE,
    LINEAR,
    LOGISTIC,
    ONE_HOT,
    RISING,
    SUM,
    TANH,
    TOTAL,
    Allowed,
    Condition,
    at_least,
    at_most,
    excuses,
    further,
    is_product,
    meant,
    narrow,
    of_steps,
    slopes,
)

Set: TypeAlias = tuple[Condition, ...]
QUICK, SURE = 4, 14              # networks, after which more are tried
LARGEST = 3                      # conditions in a set
MOST_SETS = 3
MOST_SPENT = 60000               # nodes worked out


class Conditions(NamedTuple):
    """sets: smallest that make the line right, each a "right if". only:
    if there are none, those too narrow to count; they are said with
    "wrong", as in "right only with one unit". unless: what would make it
    right, but excuses a slip; that is said with "wrong", too."""

    sets: tuple[Set, ...] = ()
    only: Set = ()
    unless: tuple[Set, ...] = ()


def always() -> bool:
    """Never stops the search."""
    return True


def conditions(claim: Claim, settings: Settings, *, again: int = 0,
               go_on: Callable[[], bool] = always) -> Conditions:
    """The smallest sets of conditions under which a wrong line is right.

    None for a line that is right as it is, or has no meaning: what a right
    line takes for granted is `taken`, and is not repeated here.
    go_on: asked before each set is tried; the search ends when it says no.
    """
    try:
        free = sides(claim, settings).plan.free
        ordered = [*sides(claim, settings).plan.ordered]
    except (Trouble, RecursionError):  # no numbers: nothing can be said
        return Conditions()
    search = _Search(claim, settings, again, go_on)
    if search.holds(()):
        return Conditions()
    found = search.sets(free, ordered)
    sets, unless = (_least(found, claim, settings, excused)
                    for excused in (False, True))
    if sets:
        return Conditions(sets)
    return Conditions((), tuple(
        one for one in narrow(free, ordered, settings.last)
        if search.holds((one,))), unless)


def _least(found: list[Set], claim: Claim, settings: Settings,
           excused: bool) -> tuple[Set, ...]:
    """The smallest of the sets that excuse a slip, or of those that do not.
    """
    kept = [one for one in found if excused == any(
        excuses(each, claim, settings) for each in one)]
    least = min(map(len, kept), default=0)
    return tuple(one for one in kept if len(one) == least)[:MOST_SETS]


def taken(claim: Claim, settings: Settings) -> tuple[Condition, ...]:
    """What a line takes for granted: t >= 2 where it names step t - 2.

    Also that y_t is one-hot, where it names its class. That t < T where it
    names step t + 1 goes without saying, and so does what is said behind it.
    """
    found = [ONE_HOT] if CLASSES in claim.notes else []
    try:
        reached = reach((claim.left, claim.right), settings)
    except (Trouble, RecursionError):  # `decide` has said it in words
        return tuple(found)
    for one in reached:
        if one.first > 1:
            found.append(at_least(one.letter, one.first))
        if one.short > 1:
            found.append(at_most(one.letter, settings.last, one.short))
    return tuple(one for one in found if not _is_said(one, claim, settings))


def _is_said(condition: Condition, claim: Claim, settings: Settings) -> bool:
    """Whether the facts of a claim say what a condition says."""
    if condition.allowed is None or not claim.facts:
        return False
    network = draw(np.random.default_rng(0), settings, Asked(8))
    letter, fits = condition.key[1], facts_allow(claim)
    steps = [{letter: step} for step in range(network.steps + 1)]
    return all(condition.allowed(times, network) for times in steps
               if fits(times, network))


def facts_allow(claim: Claim) -> Allowed:
    """The times that fulfil what is said behind a line, such as k < t."""
    def allowed(times: Times, network: Network) -> bool:
        known = {claim.last: network.steps, **times}
        return all(_value(high, known) >= _value(low, known)
                   for low, high in claim.facts
                   if {name for one in (low, high)
                       for name, _ in one.letters} <= known.keys())
    return allowed


def _value(form: Linear, known: dict[str, int]) -> int:
    return form.number + sum(known[name] * many
                             for name, many in form.letters)


class _Search:
    """Tries sets of conditions on one claim."""

    def __init__(self, claim: Claim, settings: Settings, again: int,
                 go_on: Callable[[], bool]) -> None:
        self.claim, self.settings = claim, settings
        self.again, self.go_on = again, go_on
        self.stopped, self.spent = False, 0
        self.nothing = {side for side in (claim.left, claim.right)
                        if isinstance(side, Number) and not side.value}

    def sets(self, free: tuple[str, ...], ordered: list[tuple[str, str]]
             ) -> list[Set]:
        """The smallest with each base; none if all together do not help."""
        steps = [*of_steps(self.claim, free, ordered, self.settings.last)]
        found: list[Set] = []
        for base in self._bases():
            if self._may_hold(base, steps):
                found += self._within(base, steps)
        return found

    def _may_hold(self, base: Set, steps: list[Condition]) -> bool:
        """Whether all together would help, with each number for a letter."""
        numbers = [one for one in steps if one.key[0] == "is"]
        bounds = [one for one in steps if one.key[0] != "is"]
        strongest = *base, *_strongest(self.settings)
        sets = [bounds, *([one] for one in numbers)]
        if self.claim.facts:         # they may go against all bounds
            sets.append([])
        return any(self.holds((*strongest, *one), vacuous=True)
                   for one in sets)

    def _bases(self) -> Iterator[Set]:
        """What cannot be asked for together: how d is meant, activations."""
        yield ()
        kinds = {one.immediate for side in self.claim[:2]
                 for one in parts(side) if isinstance(one, Derivative)}
        meant = [one for one in (TOTAL, IMMEDIATE)
                 if kinds - {one is IMMEDIATE}]
        units = [one for one in (TANH, LOGISTIC)
                 if self.settings.activation == "open"]
        if self.settings.activation != "linear" and not slopes(self.claim):
            units.append(LINEAR)
        if self.settings.either:
            meant.append(DENOMINATOR)
        if any(is_product(one) and one.falling for side in self.claim[:2]
               for one in parts(side)):
            meant.append(RISING)
        if not self.settings.end and _whole_loss(self.claim):
            units.append(END)
        yield from ((one,) for one in (*meant, *units))

    def _within(self, base: Set, steps: list[Condition]) -> list[Set]:
        """The smallest sets that contain the base."""
        more = [*further(self.settings), *steps]
        for size in range(0 if base else 1, LARGEST + 1 - len(base)):
            found: list[Set] = []
            for extra in combinations(more, size):
                if _sensible(extra, found) and self.holds(base + extra):
                    found.append(base + extra)
            if found:
                return found
        return []

    def holds(self, asked: Iterable[Condition], vacuous: bool = False
              ) -> bool:
        """Whether the line is right where all of these are true."""
        asked = (*asked,)
        self.stopped = (self.stopped or self.spent > MOST_SPENT
                        or not self.go_on())
        if self.stopped:
            return False
        changes = {name: value for one in asked
                   for name, value in one.settings}
        settings = self.settings._replace(**changes)    # type: ignore
        claim = self.claim
        for one in asked:
            claim = meant(claim, one.meant) if one.meant else claim
        try:
            both = _longer(sides(claim, settings))
        except Trouble:            # the other reading has no meaning
            return False
        if claim is not self.claim and repr(claim.left) == repr(claim.right):
            return False               # anything is equal to itself
        try:
            return self._right(both, settings, _all_of(asked, claim),
                               vacuous)
        except Trouble:            # no numbers show that it holds
            return False
        finally:
            self.spent += both.spent[0]

    def _right(self, both: Sides, settings: Settings,
               allowed: Allowed, vacuous: bool) -> bool:
        rng = seeded(self.claim, settings, self.again)
        tried = failed = 0
        alive = vacuous or bool(self.nothing)
        many = QUICK if vacuous else QUICK + SURE
        for found in outcomes(both, settings, rng, many, allowed):
            if not isinstance(found, Outcome):
                failed += 1
                continue
            if found.differs:
                return False
            tried += 1
            alive = alive or bool(found.left.any())
        return alive and tried > failed


def _whole_loss(claim: Claim) -> bool:
    """Whether a line names the loss over all steps."""
    return any(isinstance(one, Entry | Whole) and one.name in (
        "total", "lambda", "a") for side in claim[:2] for one in parts(side))


def _all_of(asked: Set, claim: Claim) -> Allowed:
    """What conditions allow, and what the line says of its times."""
    tests = [facts_allow(claim), *(one.allowed for one in asked
                                   if one.allowed is not None)]
    return lambda times, network: all(test(times, network)
                                      for test in tests)


def _longer(both: Sides) -> Sides:
    """On networks so long that all letters find a place in the middle."""
    asked, enough = both.plan.asked, 2 + len(both.plan.free)
    return both._replace(plan=both.plan._replace(
        asked=Asked(max(asked.steps, enough), asked.sizes)))


def _strongest(settings: Settings) -> list[Condition]:
    return [one for one in further(settings) if one is not SUM]


def _sensible(extra: Set, found: list[Set]) -> bool:
    """Not two about y, and nothing that a weaker one found makes needless."""
    if SUM in extra and ONE_HOT in extra:
        return False
    if ONE_HOT in extra:
        weaker = {SUM if one is ONE_HOT else one for one in extra}
        return not any(weaker <= {*other} for other in found)
    return True
