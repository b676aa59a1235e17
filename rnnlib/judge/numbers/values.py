"""The value of a tree on a network; the front of what reads trees."""
from __future__ import annotations

import numpy as np

from ..tree.nodes import Node
from ..tree.walking import DEPTH, MOST, depth, size
from . import derivatives, entrywise, leaves, overtime, products
from .functions import Array
from .networks import USUAL, Network, Settings
from .reader import Reader, Value, finite
from .scenes import FUEL, Scene
from .troubles import NoNumber, TooMuch

__all__ = ["reading", "value_of", "valued"]
REGISTERED = (derivatives, entrywise, leaves, overtime, products)


def reading(left_and_right: tuple[Node, ...], spaces: dict[str, str],
            settings: Settings) -> list[Value]:
    """Trees of one claim, read. Raises ShapeSlip or TooMuch."""
    for node in left_and_right:
        if depth(node) > DEPTH or size(node) > MOST:
            raise TooMuch("This line is too long.")
    reader = Reader(spaces, settings)
    return [reader.value(node) for node in left_and_right]


def valued(value: Value, scene: Scene) -> Array:
    """The array at the times of the scene; raises Trouble, never is NaN."""
    scene.fuel[0] = FUEL
    try:
        with np.errstate(divide="raise", over="raise", invalid="raise",
                         under="ignore"):
            return finite(value.run(scene))
    except IndexError:                 # an index that the line has by number
        raise NoNumber("It names an entry that is not there.") from None
    except (FloatingPointError, np.linalg.LinAlgError):
        raise NoNumber("It divides by zero, or its numbers grow beyond "
                       "bounds.") from None


def value_of(node: Node, spaces: dict[str, str], network: Network,
             times: dict[str, int], settings: Settings = USUAL
             ) -> Array:
    """A tree's array on one network at given times."""
    scene = Scene(network, settings.last)
    scene.times |= times
    return valued(reading((node,), spaces, settings)[0], scene)
