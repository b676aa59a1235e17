"""Derivatives of any tree by an entry or a whole, total and immediate."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..tree.nodes import Derivative, Entry, Node, Whole
from ..tree.walking import linears, parts
from .functions import Array
from .leaves import STEP, axes_of, counted, step_of
from .moves import Moved, Slopes
from .networks import Network
from .overtime import steps_of
from .reader import Reader, Value, picked, reads
from .scenes import NO_STEP, Scene
from .shapes import MOVED, Shape, shaped
from .troubles import TooMuch

SPELLED = ("D", "J", "lambda", "a")
TWICE = "Such a derivative of a derivative is not judged by numbers."


@reads(Derivative)
def _derivative(reader: Reader, node: Derivative) -> Value:
    if reader.moving:
        return _nested(reader, node)
    top = reader.mover().value(node.top)
    if _looked_up(node.top):
        shape, lay = _laid_out(reader, node.below, _whole(node.top),
                               node.top.indices
                               if isinstance(node.top, Entry) else None)
        slopes = _table
    else:
        letters = tuple(one for one in top.shape.letters if one != MOVED)
        shape, lay = _laid_out(reader, node.below, top.shape._replace(
            letters=letters, kind=""))
        slopes = _stepped
    times = {letter for linear in linears(node.below)
             for letter, _ in linear.letters}
    return Value(shape, top.times | times,
                 lambda scene: lay(slopes(scene, node, top)))


def _nested(reader: Reader, node: Derivative) -> Value:
    """A derivative below a d: worked out on a network for each direction.

    Each is moved by an imaginary step in its direction; derivatives of names
    are then complex, and their imaginary parts are slopes. A derivative of
    anything else takes an imaginary step itself, so that it is refused.
    """
    if not _looked_up(node.top):
        raise TooMuch(TWICE)
    inner = reader.still.value(node)

    def run(scene: Scene) -> Array:
        return np.stack([inner.run(one) for one in _directions(scene)])
    return Value(inner.shape._replace(letters=(MOVED, *inner.shape.letters)),
                 inner.times, run)


def _directions(scene: Scene) -> list[Scene]:
    """The scene's network, moved in each direction; made once."""
    assert scene.moved is not None
    moved = scene.moved.moved
    if moved.immediate or moved.copy is not None or moved.name == "y_hat":
        raise TooMuch(TWICE)
    if not scene.apart:
        scene.apart = [scene.other(_moved_along(scene.moved, number))
                       for number in range(scene.moved.count)]
    for one in scene.apart:
        one.times, one.fuel = scene.times, scene.fuel
    return scene.apart


def _moved_along(slopes: Slopes, number: int) -> Network:
    """What is no number, at step 0, becomes one, and is not looked at."""
    network = slopes.network
    return network._replace(arrays={
        name: np.nan_to_num(array, nan=1.0) + 1j * STEP * np.nan_to_num(
            slopes.of(name)[..., number])
        for name, array in network.arrays.items()})


def _whole(top: Node) -> Shape:
    """The shape of what an entry or a whole is taken from."""
    assert isinstance(top, Entry | Whole)
    return Shape((), *axes_of(top.name, top.time))


def _looked_up(top: Node) -> bool:
    """Whether a network's table has the derivatives as they are."""
    return (isinstance(top, Entry | Whole) and top.name not in SPELLED
            and top.copy is None)


def _laid_out(reader: Reader, below: Entry | Whole, top: Shape,
              picks: tuple[str | int, ...] | None = None) -> tuple[
                  Shape, Callable[[Array], Array]]:
    """The shape, and what lays out (letters, axes of top, axes of below).

    By an entry it is like top; by a whole like what is below if top is a
    number, else the rows run over top and the columns over what is below.
    """
    rows, cols = axes_of(below.name, below.time)
    if picks is not None:
        return _picked(reader, below, top.axes, picks)
    if isinstance(below, Whole):
        if top.axes:
            rows, cols = top.axes, rows + cols
        return _by_whole(top.letters, rows, cols)
    counted(below, rows + cols)
    shape, lay = picked(reader, below.indices, rows + cols,
                        top.rows, top.cols, top.letters)
    many, inner = len(top.letters), len(top.axes)

    def turned(array: Array) -> Array:
        order = (*range(many), *range(many + inner, array.ndim),
                 *range(many, many + inner))
        return lay(array.transpose(order))
    return shape, turned if inner else lay


def _picked(reader: Reader, below: Entry | Whole, axes: tuple,
            picks: tuple[str | int, ...]
            ) -> tuple[Shape, Callable[[Array], Array]]:
    """An entry of a table's top, by an entry or a whole."""
    rows, cols = axes_of(below.name, below.time)
    if isinstance(below, Whole):
        return picked(reader, picks, axes, rows, cols)
    counted(below, rows + cols)
    return picked(reader, picks + below.indices, axes + rows + cols)


def _by_whole(letters: tuple, rows: tuple, cols: tuple
              ) -> tuple[Shape, Callable[[Array], Array]]:
    shape = Shape(letters, rows, cols) if cols else shaped(letters, rows)
    return shape, lambda array: array


def _moved(scene: Scene, node: Derivative) -> Moved:
    below = node.below
    copy = None if below.copy is None else scene.at(below.copy)
    return Moved(below.name, step_of(scene, below), copy, node.immediate)


def _table(scene: Scene, node: Derivative, top: Value) -> Array:
    """Of a name: as the network's own table has them."""
    assert isinstance(node.top, Entry | Whole)
    slopes = scene.slopes(_moved(scene, node))
    step = step_of(scene, node.top)
    table = slopes.of(node.top.name)
    table = table if step is None else table[step]
    return table.reshape(table.shape[:-1] + slopes.shape)


def _stepped(scene: Scene, node: Derivative, top: Value) -> Array:
    """Of any tree: by an imaginary step in all directions at once."""
    moved = _moved(scene, node)
    slopes, moving = scene.slopes(moved), scene.moving(moved)
    moving.step = _own_step(scene, node) if node.immediate else None
    array = top.run(moving)
    if MOVED not in top.shape.letters:
        return np.zeros((*np.shape(array), *slopes.shape))
    array = np.moveaxis(array.imag / STEP, 0, -1)
    return array.reshape(array.shape[:-1] + slopes.shape)


def _own_step(scene: Scene, node: Derivative) -> int | None:
    """The step whose quantities move along: the latest that top names.

    NO_STEP if top is written in terms of what is moved: that alone moves.
    """
    names = {one[:2] for one in parts(node.top)
             if isinstance(one, Entry | Whole)}
    if node.below[:2] in names:
        return NO_STEP
    own = steps_of(node.top)
    return max(map(scene.at, own)) if own else None
