"""Trees are read once, and then valued on many networks.

Reading settles shapes, by ranges, and how the arrays are put together; a
value is laid out as its letters in order, then its rows, then its columns.
What reads which node stands in modules of their own, which register.
"""
from __future__ import annotations

import string
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from ..tree.nodes import Count, Delta, Entry, Node, Number, Whole
from ..tree.walking import linears
from .functions import Array
from .networks import Settings
from .scenes import Scene
from .shapes import RANGES, Shape, shaped
from .troubles import NoNumber, ShapeSlip, TooMuch

Run = Callable[[Scene], Array]


class Value(NamedTuple):
    """A tree that was read: its shape, its times, and how to value it."""

    shape: Shape
    times: frozenset[str]      #: the letters of time that are free in it
    run: Run


READINGS: dict[type, Callable[[Reader, Any], Value]] = {}
DEAR = 256               # so many numbers of an array cost as much as a node
PLAIN = (Number, Count, Entry, Whole, Delta)     # not worth remembering


def reads(kind: type) -> Callable:
    """Registers what reads a kind of node."""
    def register(function: Callable) -> Callable:
        READINGS[kind] = function
        return function
    return register


class Reader:
    """Reads trees of one claim.

    moving: values carry what is moved, too. still: the reader whose values
    do not.
    """

    def __init__(self, spaces: dict[str, str], settings: Settings) -> None:
        self.spaces, self.settings = spaces, settings
        self.moving = False
        self.still = self
        self._known: dict[int, tuple[Node, Value]] = {}
        self._chars: dict[str, str] = {}
        self._other: Reader | None = None

    def mover(self) -> Reader:
        """The reader of what stands below a d."""
        if self._other is None:
            self._other = Reader(self.spaces, self.settings)
            self._other.moving, self._other._chars = True, self._chars
            self._other.still = self
        return self._other

    def value(self, node: Node) -> Value:
        """Raises ShapeSlip if shapes or ranges do not fit."""
        key = id(node)
        if key not in self._known:
            # the node is kept, so that no other gets its id
            self._known[key] = node, self._read(node)
        return self._known[key][1]

    def _read(self, node: Node) -> Value:
        value = READINGS[type(node)](self, node)
        times = self._times(node, value)
        if type(node) in PLAIN:
            return value._replace(times=times)
        return Value(value.shape, times, _remembered(value.run, node, times))

    def _times(self, node: Node, value: Value) -> frozenset[str]:
        own = {letter for linear in linears(node)
               for letter, _ in linear.letters}
        return frozenset(own | value.times) - {self.settings.last, *RANGES}

    def char(self, letter: str) -> str:
        """The letter's own character in an einsum."""
        if letter not in self._chars:
            if len(self._chars) == 26:
                raise TooMuch("This line has more than 25 letters of "
                              "indices.")
            self._chars[letter] = string.ascii_lowercase[len(self._chars)]
        return self._chars[letter]

    def chars(self, letters: tuple[str, ...]) -> str:
        """Their characters, in order."""
        return "".join(map(self.char, letters))

    def checked(self, index: str | int, space: str) -> None:
        """Raises ShapeSlip if an index does not count that range."""
        if isinstance(index, int):
            if index < 1:
                raise ShapeSlip(f"Entries are counted from 1, not from "
                                f"{index}.")
            return
        if index not in self.spaces:
            raise ShapeSlip(f"{index} has no range here.")
        if self.spaces[index] != space:
            raise ShapeSlip(f"{index} runs over {RANGES[self.spaces[index]]},"
                            f" but counts {RANGES[space]} here.")


def _remembered(run: Run, node: Node, times: frozenset[str]) -> Run:
    """The same, worked out once for a network and its times."""
    letters, key = sorted(times), id(node)

    def again(scene: Scene) -> Array:
        try:
            at = key, scene.step, *[scene.times[one] for one in letters]
        except KeyError as missing:
            raise ShapeSlip(f"{missing.args[0]} is no time here.") from None
        if at not in scene.cache:
            scene.burn()
            scene.cache[at] = array = run(scene)
            scene.burn(array.size // DEAR)
        return scene.cache[at]
    return again


def no_times(*values: Value) -> frozenset[str]:
    """The free times of values together."""
    return frozenset().union(*(value.times for value in values))


def picked(reader: Reader, indices: tuple[str | int, ...], spaces: tuple,
           rows: tuple = (), cols: tuple = (), letters: tuple = (),
           ) -> tuple[Shape, Callable[[Array], Array]]:
    """How an array is laid out whose axes are letters, indices, rows, cols.

    An index that is a number picks its entry, letters that stand twice pick
    a diagonal. Returns the shape and what brings an array to it.
    """
    for index, space in zip(indices, spaces, strict=True):
        reader.checked(index, space)
    named = [one for one in (*letters, *indices) if isinstance(one, str)]
    shape = shaped(named, rows, cols)
    axes = string.ascii_uppercase[:len(rows) + len(cols)]
    before, after = (reader.chars(tuple(named)) + axes,
                     reader.chars(shape.letters) + axes)
    entry: tuple[Any, ...] = tuple(
        slice(None) if isinstance(one, str) else one - 1
        for one in (*letters, *indices))
    numbered = any(isinstance(one, int) for one in entry)

    def lay(array: Array) -> Array:
        array = array[entry] if numbered else array
        return (array if before == after
                else np.einsum(f"{before}->{after}", array))
    return shape, lay


def finite(array: Array) -> Array:
    """The array, or NoNumber if something in it is none."""
    if not np.isfinite(array).all():
        raise NoNumber("It divides by zero, or its numbers grow beyond "
                       "bounds.")
    return array


def number(value: int | float | Fraction) -> Array:
    """As an array of no axes."""
    try:
        return np.asarray(float(value))
    except OverflowError:
        raise TooMuch("It has a number that is too large.") from None
