"""A random network for the oracle: numbers for every name of the model.

What the model is given is drawn; all else is computed from the formulas that
its network declares, in the chosen variants, by `interpreter`. So a nudge
reaches every name that depends on it. The rows of rnnlib are compared with
these, and taken in their place, when a network is made.
"""
from collections.abc import Collection, Mapping
from functools import lru_cache
from math import prod
from typing import Any

import numpy as np
from sympy import Expr, Symbol

from ..grammar.model import first
from ..networks import NETWORKS, SHARED, Network, alike, formulas
from ..terms.interpreter import NUDGED, STEP, value
from ..terms.language import SLOTS, TIME
from ..terms.symbols import gain, gamma, sigma, t

LAST = 20                     # the last step at which anything exists


class NoTime(ValueError):
    """What does not exist: a state before the start, or an input at 0."""


class World:
    """A random network of given sizes, run for LAST steps on one sequence.

    conditions: which of matrices.CONDITIONS hold in it, as "y" and "W", and
    which network and variants it is. seed: anything numpy takes as one.
    """

    def __init__(self, sizes: Mapping[Symbol, int],
                 conditions: Collection[str] = (), seed: Any = 7) -> None:
        rng = np.random.default_rng(seed)
        self.sizes, self.chosen = sizes, {*conditions} & {*NETWORKS}
        self.base, self.parts = network(conditions)
        self.formulas = formulas(self.base.name, self.chosen)
        self.names = {name for one in self.parts for name in one.own}
        self.shapes = {name: tuple(sizes[slot] for slot in SLOTS[name]
                                   if slot != TIME) for name in self.names}
        self.scalars = {**sizes, **{symbol: rng.uniform(0.5, 1.2)
                                    for symbol in (gain, sigma, gamma)}}
        self.given = {name: self.drawn(name, rng)
                      for name in sorted(self.names) if self.is_given(name)}
        self.start = {name: 1.5 * rng.normal(size=self.shape(name))
                      for one in self.parts for name in one.states}
        self.plain = Run(self)
        self.nudged = lru_cache(maxsize=None)(self.nudge)
        for one in self.parts:
            if one.obey:
                one.obey(self, {*conditions} - self.chosen, rng)
        self.compare()

    def shape(self, name: str) -> tuple[int, ...]:
        """The sizes of a name's slots, but for its time."""
        if name not in self.names:
            raise ValueError(f"{name} is not of this network")
        return self.shapes[name]

    def is_given(self, name: str) -> bool:
        """Whether a name is drawn, and not computed."""
        return name not in self.formulas

    def drawn(self, name: str, rng: np.random.Generator) -> np.ndarray:
        """Random numbers for a name, at the times 0 .. LAST if it has any."""
        timed = (LAST + 1,) * (SLOTS[name][0] == TIME)
        shape = self.shape(name)
        z = rng.normal(size=(*timed, *shape))
        return z / np.sqrt(shape[-1]) if not timed and shape[1:] else 0.7 * z

    def nudge(self, name: str, time: int | None,
              held: int | None = None) -> "Run":
        """A run after a step in every entry of a name, one at a time.

        held: the only step that may move, as `imm` means it; None for all.
        """
        self.plain.at(name, time)               # or there is no such entry
        return Run(self, name, time, held)

    def array(self, name: str, run: "Run | None" = None) -> np.ndarray:
        """A name at all times 0 .. LAST; NaN where nothing exists."""
        run = run or self.plain
        if SLOTS[name][0] != TIME:
            return run.at(name, None)[0]
        return np.array([run.at(name, time)[0] if self.exists(name, time)
                         else np.full(self.shape(name), np.nan)
                         for time in range(LAST + 1)])

    def exists(self, name: str, time: int | None) -> bool:
        """Whether a name has entries at a time; a parameter has, at None."""
        return time is None or first(name) <= time <= LAST

    def compare(self) -> None:
        """Take rnnlib's numbers for its own names, which must be the same."""
        chosen = [one for one in self.parts if one.name in self.chosen]
        rows_of = [one.rows for one in (*chosen, self.base) if one.rows][0]
        found = rows_of(self.given, self.start)
        if lacking := {*self.start, "q", "y_hat", "e"} - {*found}:
            raise AssertionError(f"rows of {self.base.name} lack "
                                 f"{', '.join(sorted(lacking))}")
        for name, rows in found.items():
            if not np.allclose(self.array(name)[1:], rows, 1e-12, 1e-12):
                raise AssertionError(f"{name} is not what rnnlib computes")
            for time, row in enumerate(rows, start=1):
                self.plain.found[name, time] = row[None]


class Run:
    """What a network computes, after a nudge or none: `at` any name and time.

    An array has one more axis in front, for the entry that was nudged; it is
    of length 1 where no nudge arrives.
    """

    def __init__(self, world: World, name: str | None = None,
                 time: int | None = None, held: int | None = None) -> None:
        self.world = world
        self.found: dict[tuple[str, int | None], np.ndarray] = {}
        self.nudged, self.held = (name, time), held
        self.size = 1 if name is None else prod(world.shape(name))
        self.reached = time or 0

    def at(self, name: str, time: int | None) -> np.ndarray:
        """The numbers of a name at a time, None for a parameter."""
        if (name, time) not in self.found:
            z = self.made(name, time)
            if (name, time) == self.nudged:
                steps = np.eye(self.size).reshape(-1, *z.shape[1:])
                z = z + 1j * STEP * steps
            self.found[name, time] = z
        return self.found[name, time]

    def made(self, name: str, time: int | None) -> np.ndarray:
        """The numbers of a name at a time, not counting its own nudge."""
        world, shape = self.world, self.world.shape(name)
        if not world.exists(name, time):
            raise NoTime(f"there is no {name} at time {time}")
        if name in world.start and time == 0:
            return world.start[name][None]
        if time is None:                         # all parameters are given
            return world.given[name][None]
        if world.is_given(name):
            return world.given[name][time][None]
        if self.still(time):
            return world.plain.at(name, time)
        self.reach(time)
        formula, *indices = self.formula(name)
        batch, *places = np.ix_(range(self.size),
                                *map(range, shape))
        env = {t: time, NUDGED: batch, **dict(zip(indices, places,
                                                  strict=False))}
        full = (self.size, *shape)
        return np.broadcast_to(value(formula, self, env, len(full)), full)

    def formula(self, name: str) -> tuple[Expr, ...]:
        """The formula of a name, and the indices of its entry but for t."""
        entry, formula = self.world.formulas[name]
        return formula, *entry.indices[1:]

    def still(self, time: int) -> bool:
        """Whether nothing computed at this time can feel the nudge."""
        name, since = self.nudged
        if self is self.world.plain:
            return False
        return time != self.held if self.held is not None else (
            since is not None and time < since)

    def reach(self, time: int) -> None:
        """Compute the states before a time, step after step.

        Else a state would ask for the one before it, and so on: a recursion.
        """
        while self.held is None and self.reached < time - 1:
            self.reached += 1
            for name in self.world.start:
                self.at(name, self.reached)

    def scalar(self, symbol: Symbol) -> float:
        """The number of a size or a scalar; ValueError if it has none."""
        if symbol not in self.world.scalars:
            raise ValueError(f"{symbol} has no number")
        return float(self.world.scalars[symbol])


def network(conditions: Collection[str]) -> tuple[Network, list[Network]]:
    """The network that the conditions name, and all that belongs to it.

    These are what every network has, itself, its variants and additions.

    Raises ValueError for two networks, and for a condition it does not have.
    """
    bases = {NETWORKS[key].base.name for key in conditions if key in NETWORKS}
    if len(bases) > 1:
        raise ValueError(f"a page has one network, got {sorted(bases)}")
    base = NETWORKS[bases.pop() if bases else "plain"]
    parts = [SHARED, *alike(base.name)]
    known = {key for one in parts for key in one.conditions}
    if unknown := {key for key in conditions if key not in NETWORKS
                   and key not in known
                   and key not in {key.partition("_")[0] for key in known}}:
        raise ValueError(f"the network {base.name} has no condition "
                         f"{sorted(unknown)}")
    return base, parts
