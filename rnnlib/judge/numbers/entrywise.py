"""Sums of terms and what is done entry by entry: products, powers, slopes."""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from ..tree.nodes import (
    EntryByEntry,
    Function,
    Linear,
    Over,
    Plus,
    Power,
)
from .functions import CURVES, Array, softmax
from .reader import Reader, Run, Value, finite, no_times, number, reads
from .scenes import Scene
from .shapes import Shape, common, words
from .troubles import NoNumber, OutOfTime, ShapeSlip, TooMuch

MOST_POWER = 64


def aligned(value: Value, shape: Shape) -> Run:
    """The value with the axes of a shape that has more letters than it.

    A number is brought beside a square matrix as a multiple of I.
    """
    own = value.shape
    if own.kind and len(shape.axes) == 2:
        return lambda scene: _identity(value.run(scene), scene, shape)
    if own.letters == shape.letters or not own.letters and not own.axes:
        return value.run
    place = tuple(slice(None) if letter in own.letters else None
                  for letter in shape.letters)
    return lambda scene: value.run(scene)[place]


def _identity(array: Array, scene: Scene, shape: Shape) -> Array:
    rows, cols = (scene.network.sizes[space] for space in shape.axes)
    return array[..., None, None] * np.eye(rows, cols)


@reads(Plus)
def _plus(reader: Reader, node: Plus) -> Value:
    return added(*[reader.value(term) for term in node.terms])


def added(*values: Value) -> Value:
    """The sum of values, whose shapes must fit."""
    shape = common([value.shape for value in values], "This sum adds what "
                   "has different shapes")
    runs = [aligned(value, shape) for value in values]

    def run(scene: Scene) -> Array:
        total = runs[0](scene)
        for one in runs[1:]:
            total = total + one(scene)
        return total
    return Value(shape, no_times(*values), run)


def _scaled(first: Value, second: Value, what: str) -> Shape:
    """The common shape; one of both may be a plain number that scales."""
    shapes = [first.shape, second.shape]
    scalar = [shape for shape in shapes if not shape.axes]
    if len(scalar) != 1:
        return common(shapes, what)
    other, = (shape for shape in shapes if shape.axes)
    return Shape(tuple(sorted({*other.letters, *scalar[0].letters})),
                 other.rows, other.cols)


def _entrywise(first: Value, second: Value, what: str,
               act: Callable[[Array, Array], Array]) -> Value:
    shape = _scaled(first, second, what)
    runs = [_spread(first, shape), _spread(second, shape)]
    return Value(shape, no_times(first, second),
                 lambda scene: act(runs[0](scene), runs[1](scene)))


def _spread(value: Value, shape: Shape) -> Run:
    """Aligned; a scalar gets as many axes as the other has."""
    if value.shape.axes or not shape.axes or not value.shape.letters:
        return aligned(value._replace(shape=value.shape._replace(kind="")),
                       shape)
    place = tuple(slice(None) if letter in value.shape.letters else None
                  for letter in shape.letters) + (None,) * len(shape.axes)
    return lambda scene: value.run(scene)[place]


@reads(EntryByEntry)
def _entry_by_entry(reader: Reader, node: EntryByEntry) -> Value:
    return _entrywise(reader.value(node.first), reader.value(node.second),
                      "This product entry by entry has different shapes",
                      np.multiply)


@reads(Over)
def _over(reader: Reader, node: Over) -> Value:
    return _entrywise(reader.value(node.first), reader.value(node.second),
                      "This quotient has different shapes", _divide)


def _divide(first: Array, second: Array) -> Array:
    if (second.real == 0).any():
        raise NoNumber("It divides by zero.")
    return np.divide(first, finite(second))


@reads(Power)
def _power(reader: Reader, node: Power) -> Value:
    """Of a square matrix repeated, else entry by entry."""
    base, exponent = reader.value(node.base), node.exponent
    shape = base.shape
    if len(shape.axes) > 1 and not shape.square:
        raise ShapeSlip(f"{words(shape).capitalize()} has no powers.")
    if isinstance(exponent, Fraction):
        if shape.axes and shape.square:
            raise ShapeSlip("A matrix has only whole powers here.")
        return base._replace(run=lambda scene: _root(
            base.run(scene), float(number(exponent))))
    act = _repeated if shape.square else _raised
    return base._replace(run=lambda scene: act(
        base.run(scene), _whole(scene, exponent), bool(exponent.letters)))


def _whole(scene: Scene, exponent: Linear) -> int:
    power = scene.at(exponent)
    if abs(power) > MOST_POWER:
        raise TooMuch(f"The power {power} is too high to be tried.")
    return power


def _root(array: Array, exponent: float) -> Array:
    if (array.real < 0).any() or exponent < 0 and (array.real == 0).any():
        raise NoNumber("It takes a root of a negative number.")
    if abs(exponent) > MOST_POWER:
        raise TooMuch(f"The power {exponent} is too high to be tried.")
    return finite(array**exponent)


def _raised(array: Array, power: int, moves: bool) -> Array:
    if power < 0:
        return _divide(np.ones(()), array**-power)
    return finite(array**power)


def _repeated(array: Array, power: int, moves: bool) -> Array:
    """Backwards only where the power is a number: W^{-1} is the inverse."""
    if power < 0 and moves:
        raise OutOfTime("A power of a matrix is negative at these times.")
    return finite(np.linalg.matrix_power(array, power))


@reads(Function)
def _function(reader: Reader, node: Function) -> Value:
    of = reader.value(node.of)
    if node.name == "softmax":
        return _softmax(of, node)
    if node.name != "phi" and node.name not in CURVES:
        raise ShapeSlip(f"{node.name} is no function that is known here.")

    def run(scene: Scene) -> Array:
        curves = ((scene.network.phi, scene.network.slope)
                  if node.name == "phi" else CURVES[node.name])
        return curves[node.slope](finite(of.run(scene)))
    shape = of.shape._replace(kind="number") if of.shape.kind else of.shape
    return Value(shape, of.times, run)


def _softmax(of: Value, node: Function) -> Value:
    if len(of.shape.axes) != 1 or node.slope:
        raise ShapeSlip("softmax takes a column, and its derivative is a "
                        "matrix: write the derivative.")
    return of._replace(run=lambda scene: softmax(finite(of.run(scene))))
