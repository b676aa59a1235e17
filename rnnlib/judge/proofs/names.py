"""The letters of a line as the checker writes them, and its times."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..tree.nodes import Claim, Linear

Json = Any                       # a number, text, or a list of such
PREFERRED = {"n_h": "ijlm", "n_x": "uv", "n_y": "abc", "time": "tks"}
SIZES = ("n_h", "n_x", "n_y")


class Untranslated(Exception):
    """What the prover has no words for."""


class Letters:
    """Names for the letters of one line: {theirs: ours}.

    A name tells the checker what a letter counts, so it may differ from
    the letter of the line.
    """

    def __init__(self, claim: Claim, last: str) -> None:
        self.spaces = dict(claim.spaces)
        self.known: dict[str, str] = {last: "T"}
        self.bound: dict[str, str] = {}
        self.taken = {"T"}

    def fresh(self, space: str, wish: str = "") -> str:
        """A name over a space that nobody has; `wish` if it can be."""
        row = PREFERRED[space]
        some = [*(wish if wish in row else ""), *row,
                *[f"{row[0]}{n}" for n in range(1, 60)]]
        for name in some:
            if name not in self.taken:
                self.taken.add(name)
                return name
        raise Untranslated("too many letters")

    def of(self, letter: str | int, space: str = "") -> str:
        """Our name of an index; Untranslated for a number."""
        if not isinstance(letter, str):
            raise Untranslated("an entry with a number")
        if letter in self.bound:
            return self.bound[letter]
        if letter not in self.known:
            own = self.spaces.get(letter, space)
            if own not in SIZES or space and own != space:
                raise Untranslated(f"{letter} counts nothing")
            self.known[letter] = self.fresh(own, letter)
        return self.known[letter]

    def all_of(self, letters: Iterable[str | int], spaces: Iterable[str]
               ) -> tuple[str, ...]:
        """Our names of the indices of an entry."""
        return tuple(self.of(*pair)
                     for pair in zip(letters, spaces, strict=True))

    def when(self, letter: str) -> str:
        """Our name of a time."""
        if letter in self.bound:
            return self.bound[letter]
        if letter not in self.known:
            if letter in self.spaces or letter in SIZES:
                raise Untranslated(f"{letter} is no time")
            self.known[letter] = self.fresh("time", letter)
        return self.known[letter]

    def time(self, time: Linear | None) -> str:
        """A time, as t-1, 3 or T."""
        if time is None:
            raise Untranslated("a time is missing")
        if not time.letters:
            if time.number < 0:
                raise Untranslated("a time before the start")
            return str(time.number)
        (letter, many), *more = time.letters
        if more or many != 1:
            raise Untranslated("a time of several letters")
        name = self.when(letter)
        return name + (f"{time.number:+d}" if time.number else "")

    def number(self, value: Linear) -> Json:
        """Times and sizes as a number that is reckoned with."""
        parts: list[Json] = []
        for letter, many in value.letters:
            name = letter if letter in SIZES else self.when(letter)
            parts.append(name if many == 1 else ["*", many, name])
        if value.number or not parts:
            parts.append(value.number)
        return parts[0] if len(parts) == 1 else ["+", *parts]

    def within(self, letter: str, name: str, space: str = "") -> Letters:
        """The same, where a letter that is bound has another name."""
        inner = Letters.__new__(Letters)
        inner.known, inner.taken = self.known, self.taken
        inner.bound = {**self.bound, letter: name}
        inner.spaces = {**self.spaces, letter: space} if space \
            else self.spaces
        return inner


def fraction(value: Any) -> Json:
    """A number as JSON."""
    return value.numerator if value.denominator == 1 else [
        "/", value.numerator, value.denominator]


def times(*factors: Json) -> Json:
    """A product, without factors of 1."""
    flat = [part for one in factors for part in (
        one[1:] if isinstance(one, list) and one[0] == "*" else [one])]
    if any(part == 0 and not isinstance(part, list) for part in flat):
        return 0
    flat = [part for part in flat if isinstance(part, list) or part != 1]
    return flat[0] if len(flat) == 1 else ["*", *flat] if flat else 1


def plus(*terms: Json) -> Json:
    """A sum, without terms of 0."""
    flat = [part for one in terms for part in (
        one[1:] if isinstance(one, list) and one[0] == "+" else [one])
        if isinstance(part, list) or part != 0]
    return flat[0] if len(flat) == 1 else ["+", *flat] if flat else 0


def minus(term: Json) -> Json:
    """Minus a term."""
    return times(-1, term)
