"""Shapes of values: free letters, rows and columns, by range, not by number.

A column has rows ("n_h",) and no columns, a row the other way round, dh/dW
rows ("n_h",) and columns ("n_h", "n_h"). Letters are in order.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .networks import Axes
from .troubles import ShapeSlip

MOVED = ""       # the letter that runs over the entries of what is moved
RANGES = {"n_h": "units", "n_x": "inputs", "n_y": "classes"}


class Shape(NamedTuple):
    """Letters, rows, columns; kind: "number", "zero", or "" if it varies."""

    letters: tuple[str, ...] = ()
    rows: Axes = ()
    cols: Axes = ()
    kind: str = ""

    @property
    def axes(self) -> Axes:
        """Rows, then columns."""
        return self.rows + self.cols

    @property
    def square(self) -> bool:
        """Whether it is a square matrix."""
        return self.rows == self.cols and len(self.rows) == 1


def shaped(letters: Iterable[str], rows: Axes = (), cols: Axes = (),
           kind: str = "") -> Shape:
    """A shape in order: what has two rows and no column is a matrix."""
    if not rows and len(cols) == 2 or not cols and len(rows) == 2:
        axes = rows + cols
        rows, cols = axes[:1], axes[1:]
    return Shape(tuple(sorted(set(letters))), rows, cols, kind)


def words(shape: Shape) -> str:
    """A shape as a reader calls it."""
    names = [RANGES[space] for space in shape.axes]
    if not names:
        return "a number"
    if len(names) == 1:
        return f"a {'column' if shape.rows else 'row'} ({names[0]})"
    kind = "a matrix" if len(names) == 2 else "an array"
    return f"{kind} ({' x '.join(names)})"


def common(shapes: list[Shape], what: str) -> Shape:
    """The shape that all take on, or a ShapeSlip.

    A number fits a column, a row (ones) and a square matrix (a multiple of
    the identity); zero fits all.
    """
    letters = {letter for shape in shapes for letter in shape.letters}
    leading = next((shape for shape in shapes if not shape.kind), shapes[0])
    for shape in shapes:
        if not shape.kind and shape[1:3] != leading[1:3]:
            raise ShapeSlip(f"{what}: {words(leading)} and {words(shape)}.")
        if shape.kind == "number" and not _lifts(leading):
            raise ShapeSlip(f"{what}: {words(leading)} and a number.")
    kinds = {shape.kind for shape in shapes}
    kind = "" if "" in kinds else "number" if "number" in kinds else "zero"
    return shaped(letters, leading.rows, leading.cols, kind)


def _lifts(shape: Shape) -> bool:
    return len(shape.axes) < 2 or shape.square
