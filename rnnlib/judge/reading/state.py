"""What is known while a line is read: letters, scopes, notes, places."""
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ..alphabets.alphabet import Alphabet
from ..text.items import Item, Sum
from ..tree import nodes as tree
from ..tree.errors import NotRead, ShapeClash
from ..tree.names import NAMES
from ..tree.nodes import Linear
from .layouts import SCALAR, Shape
from .linear import letter_of, linear, of_letter, words
from .variable import ANY

DEEPEST = 40


class Value(NamedTuple):
    """A tree with its shape, and its place in the paste.

    loose: a gradient that lies as the line needs it, row or column.
    """

    node: tree.Node
    shape: Shape
    start: int
    end: int
    loose: bool = False


class State:
    """One line being read.

    indices: letters that stand as an index somewhere in the line; shifted:
    those that stand as in h_{j-1}, and are times; bound: the letters of sums
    around this place, True for a time.
    """

    def __init__(self, alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        self.indices: set[str] = set()
        self.shifted: set[str] = set()
        self.bound: list[tuple[str, bool]] = []
        self.notes: list[str] = []
        self.facts: list[tuple[Linear, Linear]] = []
        self.places: dict[str, list[tuple[int, int]]] = {}
        self.times: set[str] = set()
        self.one_hot = alphabet.one_hot
        self.open = alphabet.network == "open"
        self.network = ""       # as a letter says, and the bias as well
        self.bias = alphabet.bias
        self.chain = False      # whether a gradient was turned for a chain
        self.below = False      # whether a derivative is taken by this
        self.clash: tuple[str, int, int] | None = None
        self.strict = False     # whether a clash ends what is tried
        self.number = ""        # the letter that stands for any number
        self.fuel = 4000
        self.depth = 0

    def read_sum(self, whole: Sum) -> Value:
        """A sum as a value: see `terms.Reader`."""
        raise NotImplementedError

    def read_items(self, items: list[Item]) -> Value:
        """A product as a value: see `terms.Reader`."""
        raise NotImplementedError

    def read_next(self, items: list[Item], at: int) -> tuple[Value, int]:
        """The factor at a place, and the next place: see `terms.Reader`."""
        raise NotImplementedError

    def note(self, words: str) -> None:
        """Keeps a guess, once."""
        if words not in self.notes:
            self.notes.append(words)

    def clashes(self, message: str, start: int, end: int) -> None:
        """Keeps the first place where shapes do not fit.

        Raises ShapeClash where one reading of several is tried.
        """
        if self.strict:
            raise ShapeClash(message, start, end)
        self.clash = self.clash or (message, start, end)

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Where shapes must fit, since there are other ways to read."""
        before, self.strict = self.strict, True
        try:
            yield
        finally:
            self.strict = before

    def burn(self, start: int, end: int) -> None:
        """Counts what is read, so that reading ends."""
        self.fuel -= 1
        if self.fuel < 0:
            raise NotRead("This line has too many parts: split it into "
                          "steps.", start, end)

    @contextmanager
    def deeper(self, start: int, end: int) -> Iterator[None]:
        """Where a part of a formula is read; NotRead if that is too deep."""
        self.burn(start, end)
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotRead("Sums, functions and brackets stand too deep in "
                          "one another here: split the line.", start, end)
        try:
            yield
        finally:
            self.depth -= 1

    @contextmanager
    def differentiating(self) -> Iterator[None]:
        """Where that is read by which a derivative is taken."""
        before, self.below = self.below, True
        try:
            yield
        finally:
            self.below = before

    @contextmanager
    def inside(self, letter: str, is_time: bool) -> Iterator[None]:
        """Where a letter is bound by a sum or product."""
        self.bound.append((letter, is_time))
        try:
            yield
        finally:
            self.bound.pop()

    def bound_as(self, letter: str) -> bool | None:
        """Whether the innermost binder makes it a time; None if none does."""
        return next((is_time for name, is_time in reversed(self.bound)
                     if name == letter), None)

    def could_be_time(self, letter: str) -> bool:
        """Whether a letter is a time here."""
        bound = self.bound_as(letter)
        if bound is not None:
            return bound
        return letter not in self.indices and letter in self.time_letters()

    def time_letters(self) -> tuple[str, ...]:
        """The letters for times: the alphabet's, tau, and those shifted."""
        last = self.alphabet.last
        known = "T" in self.alphabet.letters or not last
        more = {"tau", *self.shifted} - self.alphabet.letters.keys()
        return (*self.alphabet.times, last or "t", *(() if known else "T"),
                *sorted(more))

    def is_time(self, form: Linear | None) -> bool:
        """Whether a slot is a time: a number, t - 1, or a letter for times."""
        if form is None:
            return False
        letter = letter_of(form)
        if letter:
            return self.could_be_time(letter)
        return all(self.could_be_time(name) for name, _ in form.letters)

    def as_time(self, form: Linear, start: int, end: int) -> Linear:
        """The same form, its letters noted as times; T is the last step."""
        form = self.with_last(form)
        for name, _ in form.letters:
            self.times.add(name)
            self.places.setdefault(name, []).append((start, end))
        return form

    def with_last(self, form: Linear) -> Linear:
        """A form with the text's own letter for the last step, for T."""
        last = self.alphabet.last
        if last in ("", "T") or "T" in self.alphabet.times \
                or "T" not in dict(form.letters):
            return form
        self.note(f"T is read as {last}, the last step")
        return linear([(last if name == "T" else name, times)
                       for name, times in form.letters], form.number)

    def implied(self, name: str, start: int, end: int) -> Linear:
        """The time of a letter that has none; NotRead if that is forbidden."""
        time = self.alphabet.implied
        if not time:
            raise NotRead(f"{name} has no time here: write which step it is "
                          "of.", start, end)
        self.note(f"{name}{ANY}" if self.number else
                  f"{name} without a time is read at step {time}")
        return self.as_time(of_letter(time), start, end)

    def is_vector(self, letter: str) -> bool:
        """Whether a letter is one of a text's vectors, and never an index."""
        named = self.alphabet.letters.get(letter)
        return named is not None and NAMES[named.name].timed \
            and letter not in self.alphabet.indices \
            and bool(NAMES[named.name].axes) and not self.bound_as(letter)

    def as_index(self, form: Linear | None, start: int, end: int
                 ) -> str | int:
        """A slot as an index; NotRead if it is none."""
        letter = letter_of(form)
        if letter:
            if self.is_vector(letter):
                raise NotRead(f"{letter} is a vector of this alphabet, and an "
                              "index here: choose another alphabet, or "
                              "another letter for the index.", start, end)
            if self.bound_as(letter):
                raise NotRead(f"{letter} is a time of the sum or product "
                              "around it, and an index here: take another "
                              "letter for one of them.", start, end)
            self.places.setdefault(letter, []).append((start, end))
            return letter
        if form and not form.letters and form.number > 0:
            return form.number
        what = words(form) if form else "This"
        raise NotRead(f"{what} is no index: a letter, or a number from 1, "
                      "is.", start, end)


def number(value: tree.Node, start: int, end: int) -> Value:
    """A node that is a number as a value."""
    return Value(value, SCALAR, start, end)


__all__ = ["State", "Value", "number"]
