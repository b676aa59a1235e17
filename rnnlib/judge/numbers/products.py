"""Products and sums over an index: each a short chain of einsums."""
from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from ..tree.nodes import Diag, Outer, SumOver, Times, Turned
from .functions import Array
from .reader import Reader, Value, no_times, reads
from .scenes import Scene
from .shapes import RANGES, Shape, shaped, words
from .troubles import ShapeSlip, TooMuch

MOST_LABELS = 7                  # of two arrays that are multiplied


class Plan(NamedTuple):
    """A product in pairs, from the left: (einsum, or "" for entrywise)."""

    alone: str
    pairs: tuple[str, ...]

    def run(self, arrays: Iterable[Array]) -> Array:
        """The product of arrays."""
        waiting = iter(arrays)
        product = next(waiting)
        if self.alone:
            product = np.einsum(self.alone, product)
        for pair, array in zip(self.pairs, waiting, strict=True):
            product = (np.einsum(pair, product, array) if pair
                       else product * array)
        return product


def plan(labels: list[str], out: str) -> Plan:
    """How arrays with these labels are multiplied and summed into `out`."""
    if len(labels) == 1:
        alone = "" if labels[0] == out else f"{labels[0]}->{out}"
        return Plan(alone, ())
    pairs, have = [], labels[0]
    for place, one in enumerate(labels[1:], 2):
        later = set(out).union(*labels[place:])
        both = "".join(dict.fromkeys(have + one))
        if len(both) > MOST_LABELS:
            raise TooMuch("This line has a product with too many indices.")
        keep = "".join(char for char in both if char in later)
        keep = out if place == len(labels) else keep
        simple = keep == both and both in (have, one) and (
            not have or not one or have == one)
        pairs.append("" if simple else f"{have},{one}->{keep}")
        have = keep
    return Plan("", tuple(pairs))


def product(reader: Reader, values: list[Value],
            summed: tuple[str, ...] = ()) -> Value:
    """The product in order, summed over some letters."""
    labels, rows, cols = _joined(reader, values)
    spaces = dict(rows) | dict(cols)
    letters = {one for value in values for one in value.shape.letters}
    shape = shaped(letters.difference(summed),
                   tuple(spaces[char] for char, _ in rows),
                   tuple(spaces[char] for char, _ in cols), _kind(values))
    out = reader.chars(shape.letters) + "".join(
        char for char, _ in (*rows, *cols))
    steps = plan(labels, out)
    runs = [value.run for value in values]

    def run(scene: Scene) -> Array:
        return steps.run(one(scene) for one in runs)
    return Value(shape, no_times(*values), run)


Axis = tuple[str, str]           # its character, and what it counts


def _joined(reader: Reader, values: list[Value]
            ) -> tuple[list[str], list[Axis], list[Axis]]:
    """The labels of each factor; rows and columns of the product."""
    fresh = iter(string.ascii_uppercase)
    labels: list[str] = []
    rows: list[Axis] = []
    cols: list[Axis] = []
    before = Shape()
    for value in values:
        shape = value.shape
        joins = bool((rows or cols) and shape.axes)
        if joins:
            _fit(before, shape, [space for _, space in cols])
        inner = cols if joins else _fresh(fresh, shape.rows)
        outer = _fresh(fresh, shape.cols)
        if shape.axes:
            rows, cols, before = rows if joins else inner, outer, shape
        labels.append(reader.chars(shape.letters) + "".join(
            char for char, _ in inner + outer))
    return labels, rows, cols


def _fresh(fresh: Iterator[str], axes: tuple[str, ...]) -> list[Axis]:
    try:
        return [(next(fresh), space) for space in axes]
    except StopIteration:
        raise TooMuch("This line has a product with too many "
                      "factors.") from None


def _fit(before: Shape, shape: Shape, cols: list[str]) -> None:
    if tuple(cols) != shape.rows:
        raise ShapeSlip(f"{words(before).capitalize()} cannot be multiplied "
                        f"by {words(shape)}, in this order.")


def _kind(values: list[Value]) -> str:
    kinds = {value.shape.kind for value in values}
    return "" if "" in kinds else "zero" if "zero" in kinds else "number"


@reads(Times)
def _times(reader: Reader, node: Times) -> Value:
    return product(reader, [reader.value(one) for one in node.factors])


@reads(Outer)
def _outer(reader: Reader, node: Outer) -> Value:
    """first second^T of two columns; rows are taken for columns."""
    values = [reader.value(node.first), reader.value(node.second)]
    for value in values:
        if len(value.shape.axes) != 1:
            raise ShapeSlip("An outer product takes two columns, not "
                            f"{words(value.shape)}.")
    first, second = values
    column = first.shape._replace(rows=first.shape.axes, cols=())
    row = second.shape._replace(rows=(), cols=second.shape.axes)
    return product(reader, [first._replace(shape=column),
                            second._replace(shape=row)])


@reads(SumOver)
def _sum_over(reader: Reader, node: SumOver) -> Value:
    """Sums that stand right below one another are carried out at once."""
    summed, body = {}, node
    while isinstance(body, SumOver) and body.letter not in summed:
        _known(reader, body)
        summed[body.letter] = body.space
        body = body.body                                # type: ignore
    values = ([reader.value(one) for one in body.factors]
              if isinstance(body, Times) else [reader.value(body)])
    value = product(reader, values, tuple(summed))
    found = {one for each in values for one in each.shape.letters}
    times = [space for letter, space in summed.items()
             if letter not in found]

    def run(scene: Scene) -> Array:
        array = value.run(scene)
        for space in times:
            array = array * scene.network.sizes[space]
        return array
    return value if not times else value._replace(run=run)


def _known(reader: Reader, node: SumOver) -> None:
    if node.space not in RANGES:
        raise ShapeSlip(f"{node.letter} has no range here.")
    if reader.spaces.get(node.letter, node.space) != node.space:
        raise ShapeSlip(f"{node.letter} runs over two ranges.")


@reads(Turned)
def _turned(reader: Reader, node: Turned) -> Value:
    """Rows and columns change places."""
    value = reader.value(node.of)
    letters, rows, cols, kind = value.shape
    shape = Shape(letters, cols, rows, kind)
    if not rows or not cols:
        return value._replace(shape=shape)
    many, ahead = len(letters), len(rows)
    order = (*range(many), *range(many + ahead, many + ahead + len(cols)),
             *range(many, many + ahead))
    return Value(shape, value.times,
                 lambda scene: value.run(scene).transpose(order))


@reads(Diag)
def _diag(reader: Reader, node: Diag) -> Value:
    """The diagonal matrix of a column or a row."""
    value = reader.value(node.of)
    if len(value.shape.axes) != 1:
        raise ShapeSlip(f"diag takes a column, not {words(value.shape)}.")
    axes = value.shape.axes

    def run(scene: Scene) -> Array:
        array = value.run(scene)
        return array[..., None] * np.eye(array.shape[-1])
    return Value(shaped(value.shape.letters, axes, axes), value.times, run)
