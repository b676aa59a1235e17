"""Where a tree is valued: a network, times of its letters, what is moved."""
from __future__ import annotations

from typing import Any

from ..tree.nodes import Linear
from .functions import Array
from .moves import Moved, Slopes
from .networks import Network
from .troubles import ShapeSlip, TooMuch

FUEL = 6000
NO_STEP = -1


class Scene:
    """A network and the times at which the letters stand.

    times: {letter: step}, changed in place. What has been worked out stays
    in `cache`, by node and times, for other times and other trees. moved:
    whose entries are moved, each in its own direction, or None. step: the
    one whose quantities move along, where a derivative is immediate; NO_STEP
    if none does.
    """

    __slots__ = ("network", "times", "cache", "fuel", "moved", "step",
                 "known", "apart")

    def __init__(self, network: Network, last: str = "T") -> None:
        self.network = network
        self.times = {**network.sizes, last: network.steps}
        self.cache: dict[Any, Array] = {}
        self.fuel = [FUEL]
        self.moved: Slopes | None = None
        self.step: int | None = None
        self.known: dict[Moved, tuple[Slopes, Scene]] = {}
        self.apart: list[Scene] = []

    def at(self, linear: Linear) -> int:
        """The number that a time, an exponent or a count is here."""
        try:
            return sum((many * self.times[letter]
                        for letter, many in linear.letters), linear.number)
        except KeyError as missing:
            raise ShapeSlip(f"{missing.args[0]} is no time here.") from None

    def slopes(self, moved: Moved) -> Slopes:
        """The derivatives of all by one thing, worked out once."""
        return self._moving(moved)[0]

    def moving(self, moved: Moved) -> Scene:
        """The same network and times, with one thing moved."""
        return self._moving(moved)[1]

    def _moving(self, moved: Moved) -> tuple[Slopes, Scene]:
        if moved not in self.known:
            self.known[moved] = Slopes(self.network, moved), Scene(
                self.network)
        slopes, scene = self.known[moved]
        scene.times, scene.fuel, scene.moved = self.times, self.fuel, slopes
        return slopes, scene

    def other(self, network: Network) -> Scene:
        """Another network at the same times."""
        scene = Scene(network)
        scene.times, scene.fuel = self.times, self.fuel
        return scene

    def burn(self, many: int = 1) -> None:
        """Counts nodes; raises TooMuch when too many were worked out."""
        self.fuel[0] -= many
        if self.fuel[0] < 0:
            raise TooMuch("This line takes more work than one line may.")
