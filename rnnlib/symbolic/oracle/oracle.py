"""Numbers for the symbols: both sides of an equation on random networks.

Every published equation is also evaluated, in networks and at times that are
drawn anew for it; their states are those that rnnlib computes, derivatives
are taken by the complex step (Squire and Trapp 1998). A proof needs no such
check; it is for those who distrust the checker.
"""
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from typing import NamedTuple

import numpy as np
from sympy import Expr, Mul, Symbol

from ..grammar.entries import matrix_shape, same_shape
from ..grammar.matrices import MATRICES, SUMS
from ..grammar.model import i, j, n_h
from ..terms.interpreter import Env, index, value
from ..terms.language import SPACE, free_indices
from ..terms.products import Matrix, ProductOverTime, SumOverTime, transpose
from ..terms.types import Facts
from .draws import WORLDS, Times, own, seed, world
from .world import NoTime, World

EARLY, LATE = 10, 18          # the last times that are drawn; if need be
DRAWS, TRIES = 5, 60          # times asked of each network, and tried
FLOOR = 1e-2                  # what is smaller is compared as if it were this


class NoVerdict(ValueError):
    """Nothing can be said: there are no times, or no numbers."""


def table(e: Expr, indices: Sequence[Symbol], world: World,
          env: Env) -> np.ndarray:
    """The numbers of e over the whole ranges of `indices`, as an array."""
    sizes = [world.sizes[SPACE[index]] for index in indices]
    places = dict(zip(indices, np.ix_(*map(range, sizes)), strict=True))
    numbers = value(e, world.plain, {**env, **places}, len(sizes))
    return np.broadcast_to(numbers, sizes)


def matrix(e: Expr, world: World, env: Env,
           n: Sequence[int] = ()) -> np.ndarray:
    """The numbers of matrices, their products and sums, as an array.

    n: the shape of that multiple of the identity for which a scalar stands.
    """
    def again(part: Expr) -> np.ndarray:
        return matrix(part, world, env, n)

    if e.is_commutative:
        return value(e, world.plain, env) * np.eye(n[0], n[1])
    if isinstance(e, Matrix):
        name = str(e.args[0])
        times, row, column, entry = (MATRICES.get(name) or SUMS[name])[:4]
        if name in SUMS:
            return again(entry.xreplace(dict(zip(times, e.args[1:],
                                                 strict=False))))
        indices = [v for v in (row, column) if v is not None]
        here = {**one_entry(world), **{
            own: index(time)(env) for own, time in zip(times, e.args[1:],
                                                       strict=False)}}
        numbers = table(entry, indices, world, here)
        return numbers.reshape(-1, 1) if column is None else numbers
    if isinstance(e, transpose):
        return again(e.args[0]).T
    if isinstance(e, (ProductOverTime, SumOverTime)):
        return over_times(e, world, env, n)
    if e.is_Add:
        return reduce(np.add, map(again, e.args))
    if e.is_Pow:
        return np.linalg.matrix_power(again(e.base), int(e.exp))
    scale = value(Mul(*[f for f in e.args if f.is_commutative]), world.plain,
                  env)
    return scale * reduce(np.matmul, [again(f) for f in e.args
                                      if not f.is_commutative])


def over_times(e: ProductOverTime | SumOverTime, world: World, env: Env,
               n: Sequence[int]) -> np.ndarray:
    """The numbers of a product or a sum over time, time after time."""
    body, s, first, last, *step = e.args
    step = int(step[0]) if step else 1
    times = range(index(first)(env), index(last)(env) + step, step)
    parts = [matrix(body, world, {**env, s: time}, n) for time in times]
    if isinstance(e, SumOverTime):
        return reduce(np.add, parts) if parts else zeros(body, world)
    return reduce(np.matmul, parts, np.eye(*zeros(body, world).shape))


def zeros(e: Expr, world: World) -> np.ndarray:
    """Zeros in the shape of the matrix e: a sum over no times."""
    return np.zeros([world.sizes.get(size, 1) for size in matrix_shape(e)])


def one_entry(world: World) -> dict[Symbol, int]:
    """Values of i and j for matrices about one W_ij, as dh/dW_ij is."""
    return dict(zip((i, j), [world.sizes[n_h] - 1, 0], strict=True))


def disagreement(lhs: Expr, rhs: Expr, facts: Facts = (),
                 conditions: Iterable[str] = (), sign: str = "=") -> float:
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

    sizes: Mapping[Symbol, int]
    times: Mapping[Symbol, int]
    left: np.ndarray
    right: np.ndarray

    def finite(self) -> np.ndarray:
        """Where both sides are numbers."""
        return np.isfinite(self.left) & np.isfinite(self.right)

    def scale(self) -> float:
        """The largest number on either side, or FLOOR if all are smaller."""
        return max(FLOOR, *[abs(side[self.finite()]).max(initial=0)
                            for side in (self.left, self.right)])

    def off(self) -> np.ndarray:
        """|left - right|, 0 where either is no number."""
        with np.errstate(all="ignore"):
            return np.where(self.finite(), abs(self.left - self.right), 0)

    def error(self, sign: str = "=") -> float:
        """How far the equation, or the bound, is missed, as a float."""
        if sign == "=":
            return float(self.off().max(initial=0) / self.scale())
        return excess((self.left - self.right) / self.scale())

    def where(self) -> str:
        """The sizes and times, for a message."""
        return "at " + ", ".join(f"{name} = {number}" for name, number in (
            *self.sizes.items(), *self.times.items()))


def numbers(lhs: Expr, rhs: Expr, facts: Facts = (),
            conditions: Iterable[str] = ()) -> Iterator[Draw]:
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


def comparisons(lhs: Expr, rhs: Expr, facts: Facts = (),
                conditions: Iterable[str] = ()) -> Iterator[Draw]:
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


def asked(lhs: Expr, rhs: Expr, world: World,
          times: Times) -> Iterator[Draw]:
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


def excess(difference: np.ndarray) -> float:
    """The largest eigenvalue of a symmetric matrix, or 0 if it is below.

    Infinity if the matrix is not symmetric.
    """
    if not np.allclose(difference, difference.T):
        return np.inf
    return max(0.0, float(np.linalg.eigvalsh(difference).max()))


def sides(lhs: Expr, rhs: Expr, world: World,
          env: Mapping[Symbol, int]) -> list[np.ndarray]:
    """Both sides of an equation as arrays over its free indices."""
    env = {index: int(time) for index, time in env.items()}
    with np.errstate(all="ignore"):              # what is no number, Draw says
        if lhs.is_commutative and rhs.is_commutative:
            free = sorted(free_indices(lhs, rhs) - set(env), key=str)
            return [table(e, free, world, env) for e in (lhs, rhs)]
        n = [world.sizes.get(size, 1) for size in same_shape(lhs, rhs)]
        return [matrix(e, world, env, n) for e in (lhs, rhs)]
