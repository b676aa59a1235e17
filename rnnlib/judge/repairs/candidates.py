"""Factors and terms that may have been left out of a line."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from ..numbers.networks import PARAMETERS
from ..tree.nodes import (
    Delta,
    Derivative,
    Diag,
    Entry,
    EntryByEntry,
    Function,
    Linear,
    Node,
    Number,
    Plus,
    Power,
    SumOver,
    Times,
    Turned,
    Whole,
)
from ..tree.walking import parts
from .changes import MINUS, Change, Scope

ONE = Number(Fraction(1))
MOST_CANDIDATES, MOST_TERMS, MOST_STEPS = 120, 20, 4


def factors(side: Node, scope: Scope, lenders: Sequence[Node],
            tanh: bool) -> list[Change]:
    """Factors that may have been left out; slopes are the likeliest."""
    found: dict[str, Change] = {}
    for node in _slopes(side, scope, tanh):
        found.setdefault(repr(node), Change(
            node, "with the slope of the units", 1.5))
    for node in (*_lent(lenders), *_natural(side, scope, lenders[:2])):
        found.setdefault(repr(node), Change(node, "with a factor more", 2.6))
    return [*found.values()][:MOST_CANDIDATES]


def terms(side: Node, scope: Scope) -> list[Node]:
    """Terms that may have been left out: 1, a bias, a delta, a column."""
    found: list[Node] = [ONE, MINUS, Whole("b_h", None), Whole("b_y", None),
                         Whole("b_2", None)]
    found += _deltas(_letters(side, scope))
    for time in _times(side):
        for name in ("y", "y_hat"):
            found += [Whole(name, time), Times((MINUS, Whole(name, time)))]
    return found[:MOST_TERMS]


def _lent(lenders: Sequence[Node]) -> Iterator[Node]:
    for node in (one for side in lenders for one in parts(side)):
        if isinstance(node, Times):
            yield from (one for one in node.factors
                        if not isinstance(one, Number))
        if isinstance(node, EntryByEntry):
            yield from (node.first, node.second)
        if isinstance(node, Derivative):
            yield node
        if isinstance(node, Whole) and node.time is None:
            yield node
            yield Turned(node)


def _slopes(side: Node, scope: Scope, tanh: bool) -> Iterator[Node]:
    """Slopes of the activation at all times that the side names."""
    units = _of_range(_letters(side, scope), "n_h")
    for time in _times(side):
        yield Diag(_slope(Whole("h", time), Whole("p", time), tanh))
        for unit in units:
            yield _slope(Entry("h", time, (unit,)),
                         Entry("p", time, (unit,)), tanh)


def _letters(side: Node, scope: Scope) -> dict[str, str]:
    bound = {node.letter: node.space for node in parts(side)
             if isinstance(node, SumOver)}
    return scope.spaces | bound


def _slope(h: Node, p: Node, tanh: bool) -> Node:
    if not tanh:
        return Function("phi", p, slope=True)
    return Plus((ONE, Times((MINUS, Power(h, Linear((), 2))))))


def _times(*sides: Node) -> list[Linear]:
    """The times that sides name, in order."""
    times: dict[str, Linear] = {}
    for node in (one for side in sides for one in parts(side)):
        if isinstance(node, Entry | Whole) and node.time is not None:
            times.setdefault(repr(node.time), node.time)
    return [*times.values()][:MOST_STEPS]


def _of_range(letters: dict[str, str], space: str) -> list[str]:
    return [one for one, own in letters.items() if own == space]


def _deltas(letters: dict[str, str]) -> list[Node]:
    return [Delta(first, second) for first, second in combinations(letters, 2)
            if letters[first] == letters[second]]


def _natural(side: Node, scope: Scope, sides: Sequence[Node]
             ) -> Iterator[Node]:
    """States, inputs, weights and derivatives, in letters of the line."""
    letters = _letters(side, scope)
    units = _of_range(letters, "n_h")
    tops = {repr(one.top): one.top for each in sides for one in parts(each)
            if isinstance(one, Derivative)}
    for time in _times(*sides):
        for top in tops.values():
            yield from (Derivative(top, Entry("h", time, (unit,)))
                        for unit in units)
            yield Derivative(top, Whole("h", time))
        yield from (Entry("h", time, (unit,)) for unit in units)
        yield from (Entry("x", time, (one,))
                    for one in _of_range(letters, "n_x"))
        yield from (Entry("y_hat", time, (one,))
                    for one in _of_range(letters, "n_y"))
        yield from (Turned(Whole(name, time)) for name in ("h", "x"))
    yield from _deltas(letters)
    for name in ("W", "V", "U"):
        yield from (Whole(name, None), Turned(Whole(name, None)))
        (rows,), (cols,) = PARAMETERS[name]
        yield from (Entry(name, None, (row, col))
                    for row in _of_range(letters, rows)
                    for col in _of_range(letters, cols) if row != col)
