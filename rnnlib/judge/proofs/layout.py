"""What the rows and columns of a tree run over."""
from __future__ import annotations

from typing import NamedTuple

from ..numbers.networks import PARAMETERS, QUANTITIES
from ..tree import nodes as tree
from ..tree.nodes import Node
from .names import Untranslated

Axes = tuple[str, ...]
MORE: dict[str, tuple[Axes, Axes]] = {
    "D": (("n_h",), ("n_h",)), "J": (("n_h",), ("n_h",)),
    "lambda": (("n_h",), ()), "a": (("n_h",), ()), "total": ((), ()),
    "slope": (("n_h",), ())}
LAYOUTS = {**QUANTITIES, **PARAMETERS, **MORE}


class Layout(NamedTuple):
    """Rows, columns; plain: a number that stands beside anything."""

    rows: Axes = ()
    cols: Axes = ()
    plain: bool = False

    @property
    def axes(self) -> Axes:
        """Rows, then columns."""
        return self.rows + self.cols


NUMBER = Layout()


def of_name(name: str) -> Layout:
    """The layout of a whole."""
    return Layout(*LAYOUTS[name])


def layout(node: Node) -> Layout:
    """The layout of a tree; Untranslated if it has none."""
    match node:
        case tree.Number() | tree.Count():
            return Layout(plain=True)
        case tree.Entry() | tree.Delta() | tree.Part():
            return NUMBER
        case tree.Whole():
            return of_name(node.name)
        case tree.Derivative():
            return of_derivative(node)
        case tree.Plus():
            return widest([layout(one) for one in node.terms])
        case tree.Times():
            return of_product([layout(one) for one in node.factors])
    return of_two(node)


def of_two(node: Node) -> Layout:
    """The layout of what acts on one tree or on two."""
    match node:
        case tree.EntryByEntry() | tree.Over():
            return widest([layout(node.first), layout(node.second)])
        case tree.Outer():
            return Layout(layout(node.first).axes, layout(node.second).axes)
        case tree.Diag():
            axes = layout(node.of).axes
            return Layout(axes, axes)
        case tree.Turned():
            inner = layout(node.of)
            return Layout(inner.cols, inner.rows, inner.plain)
        case tree.Power():
            return layout(node.base)
        case tree.Function():
            return layout(node.of)
    assert isinstance(node, tree.SumOver | tree.OverTime)
    return layout(node.body)


def of_derivative(node: tree.Derivative) -> Layout:
    """Like what is below for a number, else rows over the top."""
    top = layout(node.top)
    if isinstance(node.below, tree.Entry):
        return top._replace(plain=False)
    below = of_name(node.below.name)
    if not top.axes:
        return below
    return Layout(top.axes, below.axes)


def widest(some: list[Layout]) -> Layout:
    """The one that is no number, or a number."""
    wide = [one for one in some if one.axes]
    if any(one.axes != wide[0].axes for one in wide):
        raise Untranslated("shapes that clash")
    plain = all(one.plain for one in some)
    return wide[0] if wide else Layout(plain=plain)


def of_product(some: list[Layout]) -> Layout:
    """Rows of the first, columns of the last."""
    wide = [one for one in some if one.axes]
    if not wide:
        return Layout(plain=all(one.plain for one in some))
    rows, cols = wide[0].rows, wide[0].cols
    for one in wide[1:]:
        if cols != one.rows:
            raise Untranslated("shapes that clash")
        cols = one.cols
    return Layout(rows, cols)
