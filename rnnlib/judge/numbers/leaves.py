"""Numbers, counts, deltas, entries and wholes as arrays."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..tree.nodes import (
    Count,
    Delta,
    Derivative,
    Diag,
    Entry,
    Function,
    Linear,
    Node,
    Number,
    Part,
    Times,
    Whole,
)
from .functions import Array
from .moves import within
from .networks import PARAMETERS, QUANTITIES
from .reader import Reader, Run, Value, number, picked, reads
from .scenes import Scene
from .shapes import Shape, words
from .troubles import ShapeSlip

STEP = 1e-30                     # of what is moved: an imaginary number


@reads(Number)
def _number(reader: Reader, node: Number) -> Value:
    array = number(node.value)
    kind = "number" if node.value else "zero"
    return Value(Shape(kind=kind), frozenset(), lambda scene: array)


@reads(Count)
def _count(reader: Reader, node: Count) -> Value:
    def run(scene: Scene) -> Array:
        return number(scene.at(node.value))
    return Value(Shape(kind="number"), frozenset(), run)


LOSS = Entry("total", None, ())


def _spelled(node: Entry | Whole) -> Node | None:
    """What D, J, lambda and a stand for at their time."""
    if node.name not in ("D", "J", "lambda", "a") or node.time is None:
        return None
    p, h = Whole("p", node.time), Whole("h", node.time)
    D = Diag(Function("phi", p, slope=True))
    spelled: dict[str, Node] = {
        "D": D, "J": Times((D, Whole("W", None))),
        "lambda": Derivative(LOSS, h), "a": Derivative(LOSS, p)}
    return spelled[node.name]


def axes_of(name: str, time: Linear | None) -> tuple[tuple, tuple]:
    """Rows and columns of a name, which has a time or has none."""
    if name == "total" and time is None:
        return (), ()
    table = PARAMETERS if time is None else QUANTITIES
    if name not in table:
        known = name in PARAMETERS or name in QUANTITIES
        raise ShapeSlip(f"{name} has {'no' if time else 'a'} time." if known
                        else f"{name} is not computed by this network.")
    return table[name]


@reads(Entry)
@reads(Whole)
def _named(reader: Reader, node: Entry | Whole) -> Value:
    """An entry of a name, or the whole."""
    spelled = _spelled(node)
    if spelled is not None:
        if isinstance(node, Entry):
            spelled = Part(spelled, node.indices)
        return reader.value(spelled)
    rows, cols = axes_of(node.name, node.time)
    letters: tuple = ("",) if reader.moving else ()
    if isinstance(node, Whole):
        shape, lay = picked(reader, (), (), rows, cols, letters)
    else:
        counted(node, rows + cols)
        shape, lay = picked(reader, node.indices, rows + cols,
                            letters=letters)
    return Value(shape, frozenset(), _looked_up(node, reader.moving, lay))


def _looked_up(node: Entry | Whole, moving: bool,
               lay: Callable[[Array], Array]) -> Run:
    """Takes the array of a name from the scene, and lays it out."""
    def run(scene: Scene) -> Array:
        step = step_of(scene, node)
        if node.name == "total":
            arrays = scene.network.arrays["E"][1:]
            array = np.asarray(scene.network.shares[1:] @ arrays)
        else:
            array = scene.network.arrays[node.name]
            array = array if step is None else array[step]
        return lay(_moving(scene, node, step, array) if moving else array)
    return run


def step_of(scene: Scene, node: Entry | Whole) -> int | None:
    """The step at which a name stands, or None; a copy's must exist."""
    if node.copy is not None:
        within(scene.network, node.name, scene.at(node.copy))
    if node.time is None:
        return None
    return within(scene.network, node.name, scene.at(node.time))


def _moving(scene: Scene, node: Entry | Whole, step: int | None,
            array: Array) -> Array:
    """The array beside what it becomes, (N, axes), as complex numbers."""
    slopes = scene.moved
    assert slopes is not None
    moved = slopes.moved
    still = (moved.immediate and step is not None and scene.step is not None
             and step != scene.step and (node.name, step) != moved[:2])
    if still:
        return np.broadcast_to(array, (slopes.count, *array.shape))
    table = slopes.of(node.name)
    table = table if step is None else table[step]
    if node.copy is not None:
        table = slopes.of_copy(node.name, scene.at(node.copy))
    return array + 1j * STEP * table.transpose(-1, *range(array.ndim))


def counted(node: Entry, axes: tuple) -> None:
    """Raises ShapeSlip if an entry has too few indices or too many."""
    if len(node.indices) != len(axes):
        raise ShapeSlip(f"An entry of {node.name} has {len(axes)} indices, "
                        f"not {len(node.indices)}.")


@reads(Delta)
def _delta(reader: Reader, node: Delta) -> Value:
    """1 where both are the same, else 0."""
    first, second = node
    if isinstance(first, int) and isinstance(second, int):
        array = number(first == second)
        return Value(Shape(), frozenset(), lambda scene: array)
    letter = first if isinstance(first, str) else str(second)
    space = reader.spaces.get(letter, "")
    reader.checked(letter, space)
    shape, lay = picked(reader, (first, second), (space, space))
    return Value(shape, frozenset(), lambda scene: lay(
        np.eye(scene.network.sizes[space])))


@reads(Part)
def _part(reader: Reader, node: Part) -> Value:
    """An entry of what is in brackets."""
    whole = reader.value(node.of)
    if len(node.indices) != len(whole.shape.axes):
        raise ShapeSlip(f"{words(whole.shape).capitalize()} has no entry "
                        f"with {len(node.indices)} indices.")
    shape, lay = picked(reader, node.indices, whole.shape.axes,
                        letters=whole.shape.letters)
    return Value(shape, whole.times, lambda scene: lay(whole.run(scene)))
