"""What is drawn for a statement: networks of several sizes, and times.

All of it comes from a hash of the statement, the same on every machine; so
nobody can write a slip that vanishes in the networks that are asked.
"""
from functools import lru_cache
from hashlib import sha256
from itertools import combinations

import numpy as np
from sympy import S, Symbol
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


def seed(*sides):
    """A number for a statement, whatever its bound letters are called."""
    text = "\n".join(map(structure, sides))
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


@lru_cache(maxsize=64)
def world(seed, place, conditions):
    """One of the networks for a statement; conditions: see World."""
    sizes = drawn_sizes(np.random.default_rng(seed))[place]
    return World(dict(zip((n_x, n_h, n_y), map(int, sizes), strict=True)),
                 conditions,
                 (seed, place))


def drawn_sizes(rng):
    """Sizes of 2 to 5; all the same; with a 1 among them; larger, unlike.

    No size occurs twice, so that a slip needs four factors to hide.
    """
    while True:
        small, one = rng.integers(2, 6, (2, 3))
        one[rng.permutation(3)[:rng.integers(1, 3)]] = 1
        rows = np.array([small, [rng.integers(2, 6)] * 3, one,
                         6 + rng.permutation(5)[:3]])
        if all(len({*column}) == len(rows) for column in rows.T):
            return rows


def spelled_out(e):
    """The entries and letters of e, with those that its matrices stand for."""
    found = e.atoms(Indexed, Symbol)
    for word in e.atoms(Matrix):
        times, *_, entry = (MATRICES.get(str(word.args[0]))
                            or SUMS[str(word.args[0])])[:4]
        found |= spelled_out(entry.xreplace(dict(zip(times, word.args[1:],
                                                     strict=False))))
    return found


def own(*sides):
    """The networks of which alone an equation can speak, by its names."""
    names = {one.base.name for e in sides for one in spelled_out(e)
             if isinstance(one, Indexed)}
    return [one.name for one in NETWORKS.values() if names & one.own
            and not one.adds_to and one.name != "plain"]


class Times:
    """Times under which a statement is asked: early ones, and unlike ones."""

    def __init__(self, sides, facts, seed):
        Order.given(*facts)                          # or they are no facts
        found = set().union(*map(spelled_out, (*sides, *facts)))
        self.letters = sorted({v for v in found if type(v) is Symbol
                               and SPACE.get(v) == TIME}, key=str)
        self.facts = [fact for fact in facts if fact is not S.true]
        self.rng = np.random.default_rng(seed)
        self.seen = np.zeros(10**4, bool)

    def drawn(self, last):
        """Times up to `last`, as {letter: time}, the earliest ones first;
        then those of which a letter or a lag is new, here and at all."""
        rows = self.allowed(last)
        some = self.rng.permutation(len(rows))[:ROWS]
        looks, here = self.looks(rows), np.zeros_like(self.seen)
        chosen = rows.sum(1).argmin() if len(rows) else None
        while len(some):
            yield dict(zip(self.letters, map(int, rows[chosen]), strict=True))
            here[looks[chosen]] = self.seen[looks[chosen]] = True
            some = some[some != chosen]
            new = sum((~seen[looks[some]]).sum(1)
                      for seen in (here, self.seen))
            chosen = some[new.argmax()] if len(some) else None

    def allowed(self, last):
        """Every choice of times up to `last` that the facts allow."""
        count = len(self.letters)
        last = min(last, int(MOST**(1 / max(count, 1))) - 1)
        rows = np.indices([last + 1] * count).reshape(
            count, (last + 1)**count)
        env = dict(zip(self.letters, rows, strict=True))
        good = np.ones(rows.shape[1], bool)
        for letter, times in env.items():
            good &= times >= since(letter)
        for fact in self.facts:
            good &= HOLDS[fact.rel_op](*[value(side, None, env)
                                         for side in fact.args])
        return rows.T[good]

    def looks(self, rows):
        """Numbers for what can be seen in times: each of them, and lags."""
        lags = [np.clip(rows[:, m] - rows[:, n], -4, 4) + 50 for m, n in
                combinations(range(len(self.letters)), 2)]
        seen = np.stack([*rows.T, *lags], 1) if self.letters else rows
        return seen + 100 * np.arange(seen.shape[1], dtype=int)
