"""What can be written: letters, tensors and matrices of the networks.

A language is read from data: which tensors there are, of what a step makes
them, which matrices stand for which entries, and what may be assumed. A
formula is refused unless its letters fit and it holds at existing times.
"""
import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from .signs import POSITIVE, Signs
from .terms import (
    MOST,
    Refused,
    Term,
    Time,
    is_entry,
    need,
    number,
    parts,
    scalar,
    walk,
)

TIME = re.compile(r"([a-zT][0-9]*)?([+-]?[0-9]+)?")
LETTER = re.compile(r"[a-zT][0-9]*")
LARGE = 10**40                # no number is larger, nor a denominator
DEEP = 80                     # so deep may a formula be nested
SPACES = ("time", "n_x", "n_h", "n_y")
# phi is any smooth function, and slope its derivative
FUNCTIONS = ("exp", "log", "tanh", "logistic", "phi", "slope")


class Language(Signs):
    """The names of some networks, and formulas in them."""

    def __init__(self, data: dict[str, Any], **letters: str) -> None:
        self.data = data
        self.spaces = {**data["spaces"], **letters}
        self.tensors = data["tensors"]
        self.positives: dict[tuple[str, str], bool] = {}

    def with_letters(self, more: dict[str, str]) -> "Language":
        """The same language with more letters."""
        need(isinstance(more, dict) and all(
            re.fullmatch("[a-z]", letter) and space in SPACES
            and self.spaces.get(letter, space) == space
            for letter, space in more.items()), f"no letters: {more}")
        out = Language(self.data, **more)
        out.positives = self.positives
        return out

    def space(self, letter: str) -> str:
        """What a letter runs over: "time" or a size."""
        need(letter[:1] in self.spaces, f"no letter: {letter}")
        return self.spaces[letter[0]]

    # reading

    def term(self, data: Any) -> Term:
        """A formula from JSON; Refused if it is none, or too large."""
        found = self.read(data, 0)
        need(weight(found) <= MOST, "a formula that is too large")
        return found

    def read(self, data: Any, depth: int) -> Term:
        """A part of a formula from JSON."""
        need(depth < DEEP, "a formula that is too deep")
        if number(data):
            need(abs(Fraction(data).numerator) < LARGE > Fraction(
                data).denominator, "a number that is too large")
            return data
        if isinstance(data, str):
            need(data in POSITIVE or LETTER.fullmatch(data)
                 and self.space(data) == "time", f"no number: {data}")
            return data
        need(isinstance(data, list | tuple) and data
             and isinstance(data[0], str), f"no formula: {data}")
        head, *rest = data
        if head == "/":
            need(len(rest) == 2 and all(map(number, rest)) and rest[1],
                 "no fraction")
            return self.read(Fraction(*rest), depth)
        if head in ("+", "*"):
            need(len(rest) > 1, "too little to add up or multiply")
            return (head, *[self.read(part, depth + 1) for part in rest])
        if head in self.tensors:
            return self.entry(head, rest)
        need(head in READ, f"no formula begins with {head}")
        try:
            return getattr(self, f"read_{READ[head]}")(head, rest, depth + 1)
        except ValueError:
            raise Refused(f"{head} takes other parts: {rest}") from None

    def entry(self, name: str, indices: Iterable[Any]) -> Term:
        """An entry of a tensor, with letters that fit its slots."""
        indices, slots = list(indices), self.tensors[name]
        need(len(indices) == len(slots), f"{name} has {len(slots)} indices")
        return (name, *map(self.index, indices, slots))

    def index(self, data: Any, slot: str) -> Time | str:
        """What stands in a slot: a time, or a letter."""
        return self.time(data) if slot == "time" else self.letter(data, slot)

    def time(self, data: Any) -> Time:
        """A time from text, as t-1."""
        found = TIME.fullmatch(data) if isinstance(data, str) else None
        if not found or not data:
            raise Refused(f"no time: {data}")
        letter, shift = found[1] or "", int(found[2] or 0)
        need(not letter or self.space(letter) == "time", f"no time: {data}")
        need(letter or shift >= 0, f"no time: {data}")
        return letter, shift

    def letter(self, data: Any, space: str = "") -> str:
        """A letter over a size, or over another range."""
        need(isinstance(data, str) and LETTER.fullmatch(data)
             and self.space(data) == (space or self.space(data)),
             f"no index over {space}: {data}")
        return data

    def read_power(self, head: str, rest: list[Any], depth: int) -> Term:
        """A power; of a matrix, a whole positive one."""
        base, exponent = [self.read(part, depth) for part in rest]
        need(not any(map(is_entry, walk(exponent))), "an entry as exponent")
        need(not number(exponent) or abs(exponent) <= 64,
             "a power that is too high")
        need(scalar(base) or isinstance(exponent, int) and exponent > 0,
             "no power of a matrix")
        return head, base, exponent

    def read_function(self, head: str, rest: list[Any], depth: int) -> Term:
        """A function of a number."""
        (inner,) = rest
        inner = self.read(inner, depth)
        need(scalar(inner), f"{head} of a matrix")
        need(head != "log" or self.positive(inner),
             "the logarithm of what may be 0 or negative")
        return head, inner

    def read_sum(self, head: str, rest: list[Any], depth: int) -> Term:
        """A sum over a whole size."""
        letter, body = rest
        body = self.read(body, depth)
        need(scalar(body), "a sum over a size is of numbers")
        need(self.space(self.letter(letter)) != "time", "a sum over a time")
        return head, letter, body

    def read_delta(self, head: str, rest: list[Any], depth: int) -> Term:
        """Kronecker's delta of two letters over one size."""
        first, second = rest
        space = self.space(self.letter(first))
        need(space != "time", "a delta of times")
        return head, first, self.letter(second, space)

    def read_derivative(self, head: str, rest: list[Any],
                        depth: int) -> Term:
        """A derivative by an entry; an immediate one has its time, too."""
        top, below, *held = rest
        top, below = self.read(top, depth), self.read(below, depth)
        need(is_entry(below) and scalar(top), "a derivative is by an entry")
        need(not any(isinstance(e, tuple) and e[0] in ("d", "imm")
                     for e in walk(top)), "a second derivative")
        need(len(held) == (head == "imm"), f"{head} takes other parts")
        if held:
            now = self.time(held[0])
            need(self.at(below) in (None, now, (now[0], now[1] - 1)),
                 "an immediate derivative by another time")
            return head, top, below, now
        return head, top, below

    def read_matrix(self, head: str, rest: list[Any], depth: int) -> Term:
        """A matrix at as many times as it has."""
        name, *times = rest
        need(name in self.data["matrices"] or name in self.data["sums"],
             f"no matrix: {name}")
        need(len(times) == len(self.layout(name)[0]), f"times of {name}")
        return head, name, *map(self.time, times)

    def read_transpose(self, head: str, rest: list[Any],
                       depth: int) -> Term:
        """The transpose of a matrix."""
        (inner,) = rest
        inner = self.read(inner, depth)
        need(not scalar(inner), "the transpose of a number")
        return head, inner

    def read_chain(self, head: str, rest: list[Any], depth: int) -> Term:
        """A product over times, first to last, down or up."""
        letter, first, last, step, factor = rest
        factor = self.read(factor, depth)
        core = factor[1] if factor[0] == "T" else factor
        need(core[0] == "@", "a product over time is of one matrix")
        shape = self.shape(core)
        need(shape[0] == shape[1], "a product over time of no square matrix")
        need(step in (1, -1) and number(step), "a step is 1 or -1")
        return head, self.bound(letter, first, last), \
            self.time(first), self.time(last), step, factor

    def read_over(self, head: str, rest: list[Any], depth: int) -> Term:
        """A sum over the times low .. high."""
        letter, low, high, body = rest
        body = self.read(body, depth)
        need(not scalar(body), "a sum over times is of matrices")
        return head, self.bound(letter, low, high), self.time(low), \
            self.time(high), body

    def bound(self, letter: Any, *limits: Any) -> str:
        """A time letter that a sum binds, whose limits are without it."""
        need(self.letter(letter, "time") != "T", "T is the last step")
        need(all(self.time(one)[0] != letter for one in limits),
             f"{letter} in its own limits")
        return letter

    # shapes

    def layout(self, name: str) -> tuple[list[str], Any, Any]:
        """The times, row letter and column letter of a matrix."""
        return (self.data["matrices"].get(name)
                or self.data["sums"][name])[:3]

    def shape_of(self, e: Term) -> Any:
        """The shape of a whole side; None for a formula of entries."""
        return None if scalar(e) else self.shape(e)

    def shape(self, e: Term) -> Any:
        """What rows and columns run over; None for a number."""
        if scalar(e):
            need(not any(map(is_entry, walk(e))), "an entry beside a matrix")
            return None
        if e[0] == "@":
            return tuple(letter and self.space(letter)
                         for letter in self.layout(e[1])[1:])
        if e[0] == "T":
            return self.shape(e[1])[::-1]
        if e[0] in ("chain", "over"):
            return self.shape(e[-1])
        found = [self.shape(part) for part in e[1:]]
        if e[0] == "+":
            whole = next(one for one in found if one)
            need(all(one == whole or one is None and whole[0] == whole[1]
                     for one in found), "a sum of unlike shapes")
            return whole
        if e[0] == "^":
            need(found[0][0] == found[0][1], "a power of no square matrix")
            return found[0]
        rows = [one for one in found if one]
        need(all(one[1] == two[0] for one, two in pairwise(rows)),
             "shapes clash")
        return rows[0][0], rows[-1][1]

    # tensors

    def at(self, e: Term) -> Time | None:
        """The time of an entry; None for a parameter."""
        return e[1] if self.tensors[e[0]][:1] == ["time"] else None

    def made(self, name: str) -> list[tuple[Term, Term]]:
        """The formulas of a name, in all networks, each with its entry."""
        return [(self.term(entry), self.term(formula))
                for _, entry, formula in self.data["formulas"].get(name, ())]

    def below(self, name: str, now: bool = False) -> set[str]:
        """Every name on which a tensor depends; now: at the same time."""
        found: set[str] = set()
        left = [name]
        while left:
            for part, shift in self.data["made"].get(left.pop(), ()):
                if part not in found and not (now and shift):
                    found.add(part)
                    left.append(part)
        return found

    def lasts(self, name: str) -> bool:
        """Whether a tensor acts on later times, by way of a state."""
        return any(name == part or name in self.below(part)
                   for made in self.data["made"].values()
                   for part, shift in made if shift)

    def first(self, name: str) -> int:
        """The first time at which a tensor has entries."""
        return 0 if name in self.data["from_0"] else 1


def weight(e: Term) -> int:
    """How many parts a formula has, with its powers written out."""
    times = max(1, abs(int(e[2]))) if isinstance(e, tuple) \
        and e[0] == "^" and number(e[2]) else 1
    return 1 + times * sum(map(weight, parts(e)))


READ = {"^": "power", "sum": "sum", "delta": "delta", "d": "derivative",
        "imm": "derivative", "@": "matrix", "T": "transpose",
        "chain": "chain", "over": "over"} | {
            name: "function" for name in FUNCTIONS}

