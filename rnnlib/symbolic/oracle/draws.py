"""What is drawn for a statement: networks of several sizes, and times.

All of it comes from a hash of the statement, the same on every machine; so
nobody can write a slip that vanishes in the networks that are asked.
"""
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import combinations

import numpy as np
from sympy import Basic, Expr, S, Symbol
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from ..grammar.matrices import MATRICES, SUMS
from ..grammar.model import n_h, n_x, n_y, since
from ..networks import NETWORKS
from ..terms.interpreter import value
from ..terms.language import SPACE, TIME, Order
from ..terms.products import Matrix
from ..terms.structure import structure
from .world import World

WORLDS = 4
ROWS, MOST = 1000, 10**6      # of times to choose from, and to go through
HOLDS = {"<": np.less, "<=": np.less_equal, ">": np.greater,
         ">=": np.greater_equal}


def seed(*sides: Expr) -> int:
    """A number for a statement, however the indices of its sums are called."""
    text = "\n".join(map(structure, sides))
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


@lru_cache(maxsize=64)
def world(seed: int, place: int, conditions: tuple[str, ...]) -> World:
    """One of the networks for a statement: that at `place` among its sizes.

    conditions: see World.
    """
    drawn = drawn_sizes(np.random.default_rng(seed))[place]
    sizes = dict(zip((n_x, n_h, n_y), map(int, drawn), strict=True))
    for one in NETWORKS.values():
        if one.fitting and {*conditions} & {*one.conditions}:
            sizes |= one.fitting(sizes)
    return World(sizes, conditions, (seed, place))


def drawn_sizes(rng: np.random.Generator) -> np.ndarray:
    """Four rows of sizes (n_x, n_h, n_y); in all four each of them differs.

    The first has sizes of 2 to 5, the second three that are the same, the
    third a 1 or two, the last larger ones, unlike each other. So an error
    with a factor such as n_h - 3 is missed by one row at most: to hide, it
    needs four such factors.
    """
    while True:
        small, one = rng.integers(2, 6, (2, 3))
        one[rng.permutation(3)[:rng.integers(1, 3)]] = 1
        rows = np.array([small, [rng.integers(2, 6)] * 3, one,
                         6 + rng.permutation(5)[:3]])
        if all(len({*column}) == len(rows) for column in rows.T):
            return rows


def spelled_out(e: Basic) -> set[Basic]:
    """The entries and symbols in e, and those that its matrices stand for."""
    found = e.atoms(Indexed, Symbol)
    for matrix in e.atoms(Matrix):
        times, *_, entry = (MATRICES.get(str(matrix.args[0]))
                            or SUMS[str(matrix.args[0])])[:4]
        values = dict(zip(times, matrix.args[1:], strict=False))
        found |= spelled_out(entry.xreplace(values))
    return found


def own(*sides: Expr) -> list[str]:
    """The networks that alone have the names in these sides.

    The plain one is not among them: it is taken if there are no others.
    """
    names = {one.base.name for e in sides for one in spelled_out(e)
             if isinstance(one, Indexed)}
    return [one.name for one in NETWORKS.values() if names & one.own
            and not one.adds_to and one.name != "plain"]


class Times:
    """Times at which a statement is compared: early ones, and unlike ones."""

    def __init__(self, sides: Sequence[Expr], facts: Sequence[Relational],
                 seed: int) -> None:
        Order.given(*facts)                   # ValueError for other relations
        found: set[Basic] = set().union(
            *map(spelled_out, (*sides, *facts)))
        self.indices = sorted({v for v in found if type(v) is Symbol
                               and SPACE.get(v) == TIME}, key=str)
        self.facts = [fact for fact in facts if fact is not S.true]
        self.rng = np.random.default_rng(seed)
        self.seen = np.zeros(10**4, bool)

    def drawn(self, last: int) -> Iterator[dict[Symbol, int]]:
        """Times up to `last`, as {index: time}, the earliest ones first.

        Next come those with most times and lags that did not occur, neither
        in this call nor in any before.
        """
        rows = self.allowed(last)
        some = self.rng.permutation(len(rows))[:ROWS]
        looks, here = self.looks(rows), np.zeros_like(self.seen)
        chosen = rows.sum(1).argmin() if len(rows) else None
        while len(some):
            yield dict(zip(self.indices, map(int, rows[chosen]), strict=True))
            here[looks[chosen]] = self.seen[looks[chosen]] = True
            some = some[some != chosen]
            new = sum((~seen[looks[some]]).sum(1)
                      for seen in (here, self.seen))
            chosen = some[new.argmax()] if len(some) else None

    def allowed(self, last: int) -> np.ndarray:
        """Every choice of times up to `last` that the facts allow, as rows."""
        count = len(self.indices)
        last = min(last, int(MOST**(1 / max(count, 1))) - 1)
        rows = np.indices([last + 1] * count).reshape(
            count, (last + 1)**count)
        env = dict(zip(self.indices, rows, strict=True))
        good = np.ones(rows.shape[1], bool)
        for index, times in env.items():
            good &= times >= since(index)
        for fact in self.facts:
            good &= HOLDS[fact.rel_op](*[value(side, None, env)
                                         for side in fact.args])
        return rows.T[good]

    def looks(self, rows: np.ndarray) -> np.ndarray:
        """Numbers for the times and the lags of each row, to be marked.

        Column n has numbers of its own, from 100 n to 100 n + 99.
        """
        lags = [np.clip(rows[:, m] - rows[:, n], -4, 4) + 50 for m, n in
                combinations(range(len(self.indices)), 2)]
        seen = np.stack([*rows.T, *lags], 1) if self.indices else rows
        return seen + 100 * np.arange(seen.shape[1], dtype=int)
