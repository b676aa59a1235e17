"""Sums and products over steps."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..tree.nodes import Entry, Linear, Node, OverTime, Whole
from ..tree.walking import children
from .functions import Array
from .products import product
from .reader import Reader, Value, reads
from .scenes import NO_STEP, Scene
from .shapes import MOVED, Shape, words
from .troubles import OutOfTime, ShapeSlip, TooMuch

MOST_TERMS = 60
Fold = Callable[[list[Array], Scene], Array | None]


@reads(OverTime)
def _over_time(reader: Reader, node: OverTime) -> Value:
    if node.kind not in ("sum", "product"):
        raise ShapeSlip(f"There is no {node.kind} over steps.")
    body = reader.value(node.body)
    shape, own = body.shape, steps_of(node.body)
    if node.kind == "product" and shape.axes and not shape.square:
        raise ShapeSlip("A product over steps takes numbers or square "
                        f"matrices, not {words(shape)}.")
    sizes = _sizes(reader, shape)
    act = _sum if node.kind == "sum" else _product(reader, body,
                                                   node.falling)

    def run(scene: Scene) -> Array:
        found = act(_each(scene, node, body, own), scene)
        return _empty(node.kind, sizes(scene), shape.square) \
            if found is None else found
    times = body.times - {node.letter}
    return Value(_varying(shape), times, run)


def _varying(shape: Shape) -> Shape:
    """A sum of zeros is a number, as the count of its terms."""
    return shape._replace(kind="number") if shape.kind else shape


def _each(scene: Scene, node: OverTime, body: Value, own: list[Linear]
          ) -> list[Array]:
    """The terms from the first step to the last."""
    low, high = scene.at(node.low), scene.at(node.high)
    if high < low - 1:
        raise OutOfTime(f"A {node.kind} from step {low} to step {high} has "
                        "no meaning.")
    if high - low >= MOST_TERMS:
        raise TooMuch(f"A {node.kind} from step {low} to step {high} is too "
                      "long to be tried.")
    times, before, step = scene.times, scene.times.get(node.letter), scene.step
    immediate = scene.moved is not None and scene.moved.moved.immediate
    terms = []
    try:
        for now in range(low, high + 1):
            times[node.letter] = now
            if immediate and own and step != NO_STEP:
                scene.step = max(map(scene.at, own))
            scene.burn()
            terms.append(body.run(scene))
        return terms
    finally:
        scene.step = step
        times.pop(node.letter, None)
        if before is not None:
            times[node.letter] = before


def _sum(terms: list[Array], scene: Scene) -> Array | None:
    total: Array | None = None
    for term in terms:
        total = term if total is None else total + term
    return total


def _product(reader: Reader, body: Value, falling: bool) -> Fold:
    """Multiplies terms; the latest stands on the left where it falls."""
    now: list[Array] = []
    pair = product(reader, [body._replace(run=lambda scene: now[0]),
                            body._replace(run=lambda scene: now[1])])

    def act(terms: list[Array], scene: Scene) -> Array | None:
        total: Array | None = None
        for term in terms:
            if total is None:
                total = term
                continue
            now[:] = (term, total) if falling else (total, term)
            total = pair.run(scene)
        return total
    return act


def _empty(kind: str, sizes: tuple[int, ...], square: bool) -> Array:
    """The sum or the product of nothing."""
    if kind == "sum":
        return np.zeros(sizes)
    return (np.broadcast_to(np.eye(sizes[-1]), sizes) if square
            else np.ones(sizes))


def _sizes(reader: Reader, shape: Shape
           ) -> Callable[[Scene], tuple[int, ...]]:
    """How long the axes of an array of that shape are."""
    def sizes(scene: Scene) -> tuple[int, ...]:
        spaces = [reader.spaces[one] for one in shape.letters if one]
        moved = ((scene.moved.count,)
                 if scene.moved is not None and MOVED in shape.letters
                 else ())
        return moved + tuple(scene.network.sizes[space]
                             for space in (*spaces, *shape.axes))
    return sizes


def steps_of(node: Node) -> list[Linear]:
    """The times of what stands in a term itself, not in sums within."""
    if isinstance(node, Entry | Whole):
        return [node.time] if node.time is not None else []
    if isinstance(node, OverTime):
        return []
    return [time for child in children(node) for time in steps_of(child)]
