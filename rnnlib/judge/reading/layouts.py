"""Shapes by range: what goes out and by what it is pushed, never a number.

A column has an axis out, a row one in, a matrix both; a derivative of a
column by a matrix has one out and two in.
"""
from typing import NamedTuple

from ..tree import nodes as tree
from ..tree.names import NAMES, SPACES


class Shape(NamedTuple):
    """out: the axes that come out; by: those that go in."""

    out: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


SCALAR = Shape()
#: a shape that no product or sum has
MISMATCH = None


def as_column(axes: tuple[str, ...]) -> Shape:
    """The shape of a thing with these axes, a vector being a column."""
    return Shape(axes[:1], axes[1:])


def turned(shape: Shape) -> Shape | None:
    """The shape of a transpose; None if there is no such thing."""
    if len(shape.out) > 1 or len(shape.by) > 1:
        return MISMATCH
    return Shape(shape.by, shape.out)


def times(first: Shape, second: Shape) -> Shape | None:
    """The shape of a product; None if it makes no sense."""
    if first == SCALAR or second == SCALAR:
        return second if first == SCALAR else first
    if not first.by and not second.out:
        return Shape(first.out, second.by) if len(second.by) == 1 \
            else MISMATCH
    if len(first.by) != 1 or first.by != second.out:
        return MISMATCH
    if not first.out and len(second.by) == 2:      # laid out as what is below
        return Shape(second.by[:1], second.by[1:])
    return Shape(first.out, second.by)


def derivative(top: Shape, below: Shape) -> Shape | None:
    """The shape of a derivative: of a number like `below`, else numerator."""
    if top == SCALAR:
        return below
    if below == SCALAR:
        return top
    if top.by or not top.out or (not below.out and below.by):
        return MISMATCH
    return Shape(top.out, below.out + below.by)


def in_words(shape: Shape) -> str:
    """A shape for a message: "a matrix (units x inputs)"."""
    out, by = ([SPACES[axis] for axis in axes] for axes in shape)
    if not out and not by:
        return "a number"
    if not by:
        return f"a column ({out[0]})"
    if not out:
        return f"a row ({by[0]})"
    if len(by) == 1:
        return f"a matrix ({out[0]} x {by[0]})"
    return (f"a derivative of a column ({out[0]}) by a matrix "
            f"({' x '.join(by)})")


def shape_of(node: tree.Node) -> Shape | None:
    """The shape of a tree; None if its parts do not fit together."""
    match node:
        case tree.Whole(name):
            return as_column(NAMES[name].axes)
        case tree.Plus(terms):
            return common([shape_of(term) for term in terms])
        case tree.EntryByEntry(first, second) | tree.Over(first, second):
            return common([shape_of(first), shape_of(second)])
        case tree.Times(factors):
            return of_product([shape_of(one) for one in factors])
        case tree.Outer(first, second):
            return outer(shape_of(first), shape_of(second))
        case tree.Power(base, _) | tree.Function(_, base):
            return shape_of(base)
        case tree.Diag(of):
            inner = shape_of(of)
            return inner and Shape(inner.out, inner.out)
        case tree.Turned(of):
            inner = shape_of(of)
            return None if inner is None else turned(inner)
        case tree.Derivative(top, below):
            upper, lower = shape_of(top), shape_of(below)
            return None if upper is None or lower is None \
                else derivative(upper, lower)
        case tree.SumOver(_, _, body) | tree.OverTime(_, _, _, _, body):
            return shape_of(body)
    return SCALAR


def common(shapes: list[Shape | None]) -> Shape | None:
    """The shape of terms of one sum: a number stands beside any other."""
    if None in shapes:
        return None
    several = {shape for shape in shapes if shape and shape != SCALAR}
    if len(several) > 1:
        return None
    return several.pop() if several else SCALAR


def of_product(shapes: list[Shape | None]) -> Shape | None:
    """The shape of a product of several, from left to right."""
    out: Shape | None = SCALAR
    for shape in shapes:
        out = None if out is None or shape is None else times(out, shape)
    return out


def outer(first: Shape | None, second: Shape | None) -> Shape | None:
    """The shape of an outer product of two columns."""
    if first is None or second is None or first.by or second.by:
        return None
    return Shape(first.out, second.out)


__all__ = ["SCALAR", "Shape", "as_column", "common", "derivative",
           "in_words", "of_product", "outer", "shape_of", "times", "turned"]
