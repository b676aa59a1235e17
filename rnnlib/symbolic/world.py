"""A random network for the oracle: numbers for every name of the model.

What the model is given is drawn; all else is computed from the formulas that
its network declares, in the chosen variants, by `interpreter`. So there is no
name that a nudge could miss. The rows of rnnlib are compared with these, and
taken in their place, when a network is made.
"""
from functools import lru_cache
from math import prod

import numpy as np

from .interpreter import NUDGED, STEP, value
from .language import SLOTS, TIME
from .letters import gain, gamma, sigma, t
from .model import first
from .networks import NETWORKS, SHARED, alike, formulas

LAST = 20                     # the last step at which anything exists


class NoTime(ValueError):
    """What does not exist: a state before the start, or an input at 0."""


class World:
    """A random network of given sizes, run for LAST steps on one sequence.

    conditions: which of matrices.CONDITIONS hold in it, as "y" and "W", and
    which network and variants it is. seed: anything numpy takes as one.
    """

    def __init__(self, sizes, conditions=(), seed=7):
        rng = np.random.default_rng(seed)
        self.sizes, self.chosen = sizes, {*conditions} & {*NETWORKS}
        self.base, self.parts = network(conditions)
        self.formulas = formulas(self.base.name, self.chosen)
        self.names = {name for one in self.parts for name in one.own}
        self.shapes = {name: tuple(sizes[slot] for slot in SLOTS[name]
                                   if slot != TIME) for name in self.names}
        self.scalars = {**sizes, **{letter: rng.uniform(0.5, 1.2)
                                    for letter in (gain, sigma, gamma)}}
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

    def shape(self, name):
        """The sizes of a name's slots, but for its time."""
        if name not in self.names:
            raise ValueError(f"{name} is not of this network")
        return self.shapes[name]

    def is_given(self, name):
        return name not in self.formulas

    def drawn(self, name, rng):
        """Random numbers for a name, at the times 0 .. LAST if it has any."""
        timed = (LAST + 1,) * (SLOTS[name][0] == TIME)
        shape = self.shape(name)
        z = rng.normal(size=(*timed, *shape))
        return z / np.sqrt(shape[-1]) if not timed and shape[1:] else 0.7 * z

    def nudge(self, name, time, held=None):
        """A run after a step in every entry of a name, one at a time.

        held: the only step that may move, as `imm` means it; None for all.
        """
        self.plain.at(name, time)               # or there is no such entry
        return Run(self, name, time, held)

    def array(self, name, run=None):
        """A name at all times 0 .. LAST; NaN where nothing exists."""
        run = run or self.plain
        if SLOTS[name][0] != TIME:
            return run.at(name, None)[0]
        return np.array([run.at(name, time)[0] if self.exists(name, time)
                         else np.full(self.shape(name), np.nan)
                         for time in range(LAST + 1)])

    def exists(self, name, time):
        return time is None or first(name) <= time <= LAST

    def compare(self):
        """Take rnnlib's numbers for its own names, which must be the same."""
        rows_of = next(one.rows for one in (
            *(one for one in self.parts if one.name in self.chosen),
            self.base) if one.rows)
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

    def __init__(self, world, name=None, time=None, held=None):
        self.world, self.found = world, {}
        self.nudged, self.held = (name, time), held
        self.size = 1 if name is None else prod(world.shape(name))
        self.reached = time or 0

    def at(self, name, time):
        """The numbers of a name at a time, None for a parameter."""
        if (name, time) not in self.found:
            z = self.made(name, time)
            if (name, time) == self.nudged:
                steps = np.eye(self.size).reshape(-1, *z.shape[1:])
                z = z + 1j * STEP * steps
            self.found[name, time] = z
        return self.found[name, time]

    def made(self, name, time):
        """The same, of what the nudge does to other names."""
        world, shape = self.world, self.world.shape(name)
        if not world.exists(name, time):
            raise NoTime(f"there is no {name} at time {time}")
        if name in world.start and time == 0:
            return world.start[name][None]
        if world.is_given(name):
            z = world.given[name]
            return z[None] if time is None else z[time][None]
        if self.still(time):
            return world.plain.at(name, time)
        self.reach(time)
        formula, *letters = self.formula(name)
        batch, *places = np.ix_(range(self.size),
                                *map(range, shape))
        env = {t: time, NUDGED: batch, **dict(zip(letters, places))}
        full = (self.size, *shape)
        return np.broadcast_to(value(formula, self, env, len(full)), full)

    def formula(self, name):
        entry, formula = self.world.formulas[name]
        return formula, *entry.indices[1:]

    def still(self, time):
        """Whether nothing computed at this time can feel the nudge."""
        name, since = self.nudged
        if self is self.world.plain:
            return False
        return time != self.held if self.held is not None else (
            since is not None and time < since)

    def reach(self, time):
        """Compute the states step after step, so that no stack is deep."""
        while self.held is None and self.reached < time - 1:
            self.reached += 1
            for name in self.world.start:
                self.at(name, self.reached)

    def scalar(self, letter):
        if letter not in self.world.scalars:
            raise ValueError(f"{letter} has no number")
        return float(self.world.scalars[letter])


def network(conditions):
    """The network that is asked for, and that with all that belongs to it.

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
