"""Numbers for the symbols: both sides of an equation on random networks.

Every published equation is also evaluated, in networks and at times that are
drawn anew for it; their states are those that rnnlib computes, derivatives
are taken by the complex step (Squire and Trapp 1998). A proof needs no such
check. Whoever distrusts the prover does.
"""
from functools import reduce
from itertools import islice
from typing import NamedTuple

import numpy as np
from sympy import Mul

from ..grammar.entries import same_shape, shape
from ..grammar.matrices import MATRICES, SUMS
from ..grammar.model import i, j, n_h
from ..terms.interpreter import index, value
from ..terms.language import SPACE, free_indices
from ..terms.products import Matrix, ProductOverTime, SumOverTime, transpose
from .draws import WORLDS, Times, own, seed, world
from .world import NoTime

EARLY, LATE = 10, 18          # the last times that are drawn; if need be
DRAWS, TRIES = 5, 60          # times asked of each network, and tried
FLOOR = 1e-2                  # what is smaller is compared as if it were this


class NoVerdict(ValueError):
    """Nothing can be said: there are no times, or no numbers."""


def table(e, letters, world, env):
    """The numbers of e over the whole ranges of `letters`, as an array."""
    sizes = [world.sizes[SPACE[letter]] for letter in letters]
    places = dict(zip(letters, np.ix_(*map(range, sizes)), strict=True))
    numbers = value(e, world.plain, {**env, **places}, len(sizes))
    return np.broadcast_to(numbers, sizes)


def matrix(e, world, env, n=None):
    """The numbers of a word, as an array; n: its shape if e is a scalar."""
    def again(part):
        return matrix(part, world, env, n)

    if e.is_commutative:
        return value(e, world.plain, env) * np.eye(*n)
    if isinstance(e, Matrix):
        name = str(e.args[0])
        times, row, column, entry = (MATRICES.get(name) or SUMS[name])[:4]
        if name in SUMS:
            return again(entry.xreplace(dict(zip(times, e.args[1:],
                                                 strict=False))))
        letters = [v for v in (row, column) if v is not None]
        here = {**one_entry(world), **{
            own: index(time)(env) for own, time in zip(times, e.args[1:],
                                                       strict=False)}}
        numbers = table(entry, letters, world, here)
        return numbers.reshape(-1, 1) if column is None else numbers
    if isinstance(e, transpose):
        return again(e.args[0]).T
    if isinstance(e, (ProductOverTime, SumOverTime)):
        return over_times(e, world, env, n)
    if e.is_Add:
        return sum(map(again, e.args))
    if e.is_Pow:
        return np.linalg.matrix_power(again(e.base), int(e.exp))
    scale = value(Mul(*[f for f in e.args if f.is_commutative]), world.plain,
                  env)
    return scale * reduce(np.matmul, [again(f) for f in e.args
                                      if not f.is_commutative])


def over_times(e, world, env, n):
    """A chain or a sum over time, one time after the other."""
    body, s, first, last, *step = e.args
    step = int(step[0]) if step else 1
    times = range(index(first)(env), index(last)(env) + step, step)
    parts = [matrix(body, world, {**env, s: time}, n) for time in times]
    if isinstance(e, SumOverTime):
        return sum(parts) if parts else zeros(body, world)
    return reduce(np.matmul, parts, np.eye(*zeros(body, world).shape))


def zeros(e, world):
    """An empty sum over time."""
    return np.zeros([world.sizes.get(size, 1) for size in shape(e)])


def one_entry(world):
    """Of which W_ij the matrices speak that are about one."""
    return dict(zip((i, j), [world.sizes[n_h] - 1, 0], strict=True))


def disagreement(lhs, rhs, facts=(), conditions=(), sign="="):
    """The largest |lhs - rhs| over worlds and times, relative to the larger.

    facts: relations of times to respect; conditions: see World. With the
    sign of a bound: by how much lhs <= rhs is missed at most. Raises
    NoVerdict if there is a side that is no number, or nothing to compare.
    """
    worst = 0.0
    for draw in comparisons(lhs, rhs, facts, conditions):
        if not draw.finite().all():
            raise NoVerdict(f"{lhs} = {rhs} is no number {draw.where()}")
        worst = max(worst, draw.error(sign))
    return worst


class Draw(NamedTuple):
    """Both sides as arrays, in a world at some times."""

    sizes: dict
    times: dict
    left: np.ndarray
    right: np.ndarray

    def finite(self):
        """Where both sides are numbers."""
        return np.isfinite(self.left) & np.isfinite(self.right)

    def scale(self):
        """The largest number on either side, or FLOOR if all are smaller."""
        return max(FLOOR, *[abs(side[self.finite()]).max(initial=0)
                            for side in (self.left, self.right)])

    def off(self):
        """|left - right|, 0 where either is no number."""
        with np.errstate(all="ignore"):
            return np.where(self.finite(), abs(self.left - self.right), 0)

    def error(self, sign="="):
        """How far the equation, or the bound, is missed."""
        if sign == "=":
            return float(self.off().max(initial=0) / self.scale())
        return excess((self.left - self.right) / self.scale())

    def where(self):
        """The sizes and times, for a message."""
        return "at " + ", ".join(f"{name} = {number}" for name, number in (
            *self.sizes.items(), *self.times.items()))


def numbers(lhs, rhs, facts=(), conditions=()):
    """The comparisons in which there is a number on both sides.

    Raises NoVerdict if there are none.
    """
    found = False
    for draw in comparisons(lhs, rhs, facts, conditions):
        if draw.finite().any():
            found = True
            yield draw
    if not found:
        raise NoVerdict(f"{lhs} = {rhs} is no number on any random network")


def comparisons(lhs, rhs, facts=(), conditions=()):
    """Draws of both sides, in several worlds and at times that facts allow.

    Yields Draws; times at which something does not exist are passed over.
    Raises NoVerdict if there are no others.
    """
    conditions = tuple(sorted({*conditions, *own(lhs, rhs)}))
    number, found = seed(lhs, rhs), False
    times = Times((lhs, rhs), facts, number)
    for place in range(WORLDS):
        for draw in asked(lhs, rhs, world(number, place, conditions), times):
            found = True
            yield draw
    if not found:
        said = " and ".join(map(str, facts))
        raise NoVerdict(f"there are no times up to {LATE} at which "
                        f"{said + ', and ' if said else ''}all that "
                        f"{lhs} = {rhs} speaks of exists")


def asked(lhs, rhs, world, times):
    """Draws in one world: at late times only if there are no early ones."""
    for last in (EARLY, LATE):
        count = 0
        for env in islice(times.drawn(last), TRIES):
            try:
                draw = Draw(world.sizes, env, *sides(lhs, rhs, world, env))
            except NoTime:
                continue
            yield draw
            count += 1
            if count == DRAWS:
                break
        if count:
            return


def excess(difference):
    """The largest eigenvalue of a symmetric difference, if it is above 0."""
    if not np.allclose(difference, difference.T):
        return np.inf
    return max(0.0, float(np.linalg.eigvalsh(difference).max()))


def sides(lhs, rhs, world, env):
    """Both sides of an equation as arrays over its free letters."""
    env = {letter: int(time) for letter, time in env.items()}
    with np.errstate(all="ignore"):              # what is no number, Draw says
        if lhs.is_commutative and rhs.is_commutative:
            letters = sorted(free_indices(lhs, rhs) - set(env), key=str)
            return [table(e, letters, world, env) for e in (lhs, rhs)]
        n = [world.sizes.get(size, 1) for size in same_shape(lhs, rhs)]
        return [matrix(e, world, env, n) for e in (lhs, rhs)]
