"""Whether a translation says what the line says: both on some networks.

The prover shows what it was given. So what it is given is compared with the
line itself, side by side, on networks of which the line speaks.
"""
from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..numbers.comparing import Allowed, Outcome, Sides, outcome, sides
from ..numbers.draws import Times, networks, seeded
from ..numbers.functions import Array
from ..numbers.networks import PARAMETERS, Network, Settings
from ..numbers.shapes import Shape
from ..numbers.troubles import Trouble
from ..tree.nodes import Claim
from .names import Json
from .statements import Statement
from .worth import Worth, arranged

NEAR, FLOOR = 1e-8, 1e-11
NETWORKS, ENOUGH = 8, 3          # tried at most; with numbers at least
CHANGES: dict[str, dict[str, object]] = {
    "sum": {"y": "sums to 1"}, "one-hot": {"y": "one-hot"},
    "start": {"start": "zero"}, "no bias": {"bias": False},
    "linear": {"activation": "linear"}, "tanh": {"activation": "tanh"},
    "logistic": {"activation": "logistic"}}


def under(settings: Settings, conditions: Iterable[tuple[str, ...]]
          ) -> Settings:
    """The settings where conditions are true."""
    for key in conditions:
        settings = settings._replace(
            **CHANGES.get(key[0], {}))         # type: ignore[arg-type]
    return settings


def agrees(claim: Claim, statement: Statement, settings: Settings,
           conditions: tuple[tuple[str, ...], ...]) -> bool:
    """Whether both sides have the same numbers as those of the line."""
    settings = under(settings, conditions)
    found = 0
    try:
        both = sides(claim, settings)
        rng = seeded(claim, settings, 7)
        for turn, network in enumerate(networks(rng, settings, both.plan,
                                                NETWORKS)):
            try:
                one = outcome(both, network, turn, settings, rng,
                              allowing(conditions))
            except Trouble:              # no numbers here; elsewhere perhaps
                continue
            if not same(one, both, statement, rng):
                return False
            found += 1
            if found == ENOUGH:
                return True
    except Trouble:                  # what has no numbers is not proved
        return False
    return found > 0


def allowing(conditions: Iterable[tuple[str, ...]]) -> Allowed:
    """The times that conditions leave."""
    keys = [*conditions]

    def allowed(times: Times, network: Network) -> bool:
        return all(left(key, times, network) for key in keys)
    return allowed


def left(key: tuple[str, ...], times: Times, network: Network) -> bool:
    """Whether a condition leaves these times."""
    if key[0] == "at least":
        return times[key[1]] >= int(key[2])
    if key[0] == "before":
        return times[key[1]] < times.get(key[2], network.steps)
    return True


def same(one: Outcome, both: Sides, statement: Statement,
         rng: np.random.Generator) -> bool:
    """Whether line and translation have the same numbers here."""
    changes = {f"d{name}": rng.standard_normal(
        one.network.arrays[name].shape) for name in PARAMETERS}
    worth = Worth(one.network, statement.network, {
        ours: one.times[theirs] for theirs, ours in statement.letters.items()
        if theirs in one.times}, changes)
    return all(close(expected(array, both.shape, statement, changes,
                              one.network),
                     translated(worth, side, statement, axes(
                         both.shape, statement)))
               for array, side in ((one.left, statement.lhs),
                                   (one.right, statement.rhs)))


def axes(shape: Shape, statement: Statement) -> tuple[str, ...]:
    """Our letters for the axes of the line's array."""
    return (*[statement.letters[one] for one in shape.letters],
            *statement.at)


def ends(statement: Statement) -> tuple[str, ...]:
    """The letters of the matrices of a statement of words."""
    return tuple(filter(None, (statement.row, statement.column)))


def expected(array: Array, shape: Shape, statement: Statement,
             changes: dict[str, Array], network: Network) -> Array:
    """The line's array, along a change if the statement is along one."""
    letters = axes(shape, statement)
    if statement.along is None:
        return arranged((letters, array), ends(statement), network) \
            if statement.words else array
    parameter, at = statement.along
    change = changes[f"d{parameter}"]
    order = [letters.index(one) for one in at]
    array = np.tensordot(array, change, (order, range(len(at))))
    rest = tuple(one for one in letters if one not in at)
    return arranged((rest, array), ends(statement), network)


def translated(worth: Worth, side: Json, statement: Statement,
               letters: tuple[str, ...]) -> Array:
    """The numbers of a side of the statement."""
    if not statement.words:
        return arranged(worth.of(side, {}), letters, worth.network)
    found = worth.matrix(side, {})
    if not found.ndim and statement.row and statement.column:
        size = worth.network.arrays["W"].shape if statement.row[
            0] in "ijlm" else worth.network.arrays["V"].shape[:1] * 2
        found = found * np.eye(*size)
    if not found.ndim:
        return found
    return found.reshape([n for n, one in zip(found.shape, (
        statement.row, statement.column), strict=True) if one])


def close(first: Array, second: Array) -> bool:
    """Whether numbers are the same."""
    gap = float(np.abs(first - second).max(initial=0))
    largest = max(float(np.abs(first).max(initial=0)),
                  float(np.abs(second).max(initial=0)))
    return gap <= FLOOR or gap <= NEAR * largest
