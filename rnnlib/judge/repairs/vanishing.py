"""What is 0 wherever it stands: a repair must not hold because of it."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from ..numbers.comparing import worked_out
from ..numbers.draws import Times
from ..numbers.networks import Network
from ..numbers.reader import Reader
from ..numbers.scenes import Scene
from ..numbers.troubles import Trouble
from ..tree.nodes import Derivative, Node, Number, OverTime
from ..tree.walking import children

MOST_STEPS = 40                  # of a network, at which a part is tried
Places = Sequence[tuple[Network, Sequence[Times]]]


def vanishing(node: Node, old: Collection[str], reader: Reader,
              places: Places, spent: list[int]) -> bool:
    """Whether a part of a tree is 0 that the reader has not written.

    A derivative counts, too, if it is 0 but where something is derived by
    what stands at its own step: it leaves one term of a sum. old: the
    reader's parts, by repr. places: networks, each with the times at which
    letters stand. spent: how many nodes have been worked out, in a list.
    """
    return any(_vanishes(part, sums, reader, places, spent)
               for part, sums in _parts(node, ())
               if not isinstance(part, Number) and repr(part) not in old)


def _parts(node: Node, sums: tuple[OverTime, ...]
           ) -> Iterator[tuple[Node, tuple[OverTime, ...]]]:
    """All parts with the sums and products over time around them.

    What stands below a d is no part: it has no value there.
    """
    yield node, sums
    within = (*sums, node) if isinstance(node, OverTime) else sums
    for child in children(node):
        if not (isinstance(node, Derivative) and child is node.below):
            yield from _parts(child, within)


def _vanishes(part: Node, sums: tuple[OverTime, ...], reader: Reader,
              places: Places, spent: list[int]) -> bool:
    """Whether a part is 0 at all steps, or at all but its own."""
    alive = dead = False
    for network, several in places:
        scene = Scene(network, reader.settings.last)
        for _ in islice(_steps(scene, several, sums), MOST_STEPS):
            try:
                found = bool(worked_out(reader.value(part).run, scene,
                                        spent).any())
            except Trouble:
                continue
            alive = alive or found and _is_later(part, scene)
            dead = dead or not found
    return dead and not alive


def _steps(scene: Scene, several: Sequence[Times],
           sums: Sequence[OverTime]) -> Iterator[None]:
    """Has the scene stand at each step of sums, one within the other."""
    for times in several:
        scene.times |= times
        yield from _within(scene, sums)


def _within(scene: Scene, sums: Sequence[OverTime]) -> Iterator[None]:
    if not sums:
        yield
        return
    for step in range(scene.at(sums[0].low), scene.at(sums[0].high) + 1):
        scene.times[sums[0].letter] = step
        yield from _within(scene, sums[1:])


def _is_later(part: Node, scene: Scene) -> bool:
    """Whether a part is no derivative by a later or by the same step."""
    if not isinstance(part, Derivative):
        return True
    top, below = getattr(part.top, "time", None), part.below.time
    return top is None or below is None or scene.at(top) > scene.at(below)


__all__ = ["vanishing"]
