"""Sums and products of items as values: what an operator reaches over."""
from ..text.items import Item, Sum
from ..tree.errors import NotRead, ShapeClash
from ..tree.nodes import Count
from .combining import (
    add,
    dot,
    entry_by_entry,
    multiply,
    negative,
    outer,
    over,
)
from .factors import read_factor
from .layouts import SCALAR, Shape
from .linear import read_linear
from .prepare import prepared
from .state import State, Value, number

AHEAD = {"odot": entry_by_entry, "otimes": outer, "over": over, "dot": dot}


class Reader(State):
    """A state that can read sums and products."""

    def read_sum(self, whole: Sum) -> Value:
        counted = as_count(self, whole)
        if counted:
            return counted
        terms = []
        for term in whole.terms:
            value = self.read_items(prepared(self.alphabet, term.items))
            terms.append(negative(value) if term.sign < 0 else value)
        return add(self, terms)

    def read_items(self, items: list[Item]) -> Value:
        with self.deeper(items[0].start, items[-1].end):
            return product(self, Factors(self, items).read())

    def read_next(self, items: list[Item], at: int) -> tuple[Value, int]:
        with self.deeper(items[at].start, items[at].end):
            return read_factor(self, items, at)


def as_count(state: State, whole: Sum) -> Value | None:
    """T - k + 1 as one count, if all its letters are times."""
    form = read_linear(whole)
    if form is None or not form.letters:
        return None
    if not all(state.could_be_time(name) and (
            name not in state.alphabet.letters or state.bound_as(name))
            for name, _ in form.letters):
        return None
    form = state.as_time(form, whole.start, whole.end)
    return number(Count(form), whole.start, whole.end)


def product(state: State, parts: list[Value]) -> Value:
    """The product of several, from left to right."""
    value = parts[0]
    for part in parts[1:]:
        value = multiply(state, value, part)
    return value


class Factors:
    """A term, factor by factor.

    A product entry by entry, an outer one or a quotient takes all that
    stands before it, and the next factor; more of either side only if the
    shapes ask for it.
    """

    def __init__(self, state: State, items: list[Item]) -> None:
        self.state = state
        self.items = items
        self.at = 0
        self.parts: list[Value] = []

    def read(self) -> list[Value]:
        """The factors that are left to be multiplied, at least one."""
        sign: Item | None = None
        while self.at < len(self.items):
            item = self.items[self.at]
            if item.kind == "op":
                if sign or not self.parts:
                    raise NotRead("A sign for a product stands here without "
                                  "a factor before it.", item.start,
                                  item.end)
                sign = item
                self.at += 1
                continue
            value = self.next()
            if sign and sign.name in AHEAD and not (
                    sign.name == "dot" and SCALAR == value.shape):
                self.ahead(sign.name, value)
            else:
                self.parts.append(value)
            sign = None
        if sign:
            raise NotRead("Nothing stands behind this sign.", sign.start,
                          sign.end)
        return self.parts

    def next(self) -> Value:
        """The next factor; NotRead for a row behind a column of ones."""
        before = self.items[self.at - 1] if self.at else None
        value, self.at = read_factor(self.state, self.items, self.at)
        if before and before.kind == "ones" and not before.scripts \
                and value.shape.by and not value.shape.out:
            raise NotRead("A column of ones beside a row cannot be read: "
                          "write this in entries.", before.start, value.end)
        return value

    def ahead(self, sign: str, value: Value) -> None:
        """The factors before a sign, and the one behind it, put together."""
        many = self.parts
        whole = product(self.state, many) if sign != "odot" \
            else self.fitting(value.shape)
        if sign != "over":
            value = self.widened(whole, value, sign)
        self.parts = [*self.parts[:len(many) - self.used],
                      AHEAD[sign](self.state, whole, value)] \
            if sign == "odot" else [AHEAD[sign](self.state, whole, value)]

    def fitting(self, shape: Shape) -> Value:
        """As many of the last factors as have that shape; else all."""
        self.used = len(self.parts)
        for start in range(len(self.parts)):
            try:
                with self.state.trying():
                    value = product(self.state, self.parts[start:])
            except ShapeClash:         # fewer factors may have a meaning
                continue
            if value.shape == shape or SCALAR in (value.shape, shape) \
                    and start == 0:
                self.used = len(self.parts) - start
                if self.used > 1 and self.parts[-1].shape == shape != SCALAR:
                    self.state.note("the whole product before a sign for "
                                    "entry by entry is its left side")
                return value
        return product(self.state, self.parts)

    def widened(self, whole: Value, value: Value, sign: str) -> Value:
        """The next factor, and more while it is a matrix beside a column."""
        start = self.at
        while len(value.shape.by) == 1 and value.shape.out \
                and self.at < len(self.items) and whole.shape != SCALAR \
                and (sign == "otimes" or value.shape != whole.shape):
            item = self.items[self.at]
            if item.kind == "op" and item.name not in ("times", "dot"):
                break
            self.at += item.kind == "op"
            if self.at == len(self.items):
                raise NotRead("Nothing stands behind this sign.", item.start,
                              item.end)
            value = multiply(self.state, value, self.next())
        if self.at > start and sign != "dot":
            self.state.note("a product behind a sign for entry by entry is "
                            "read as one factor")
        return value


__all__ = ["Reader", "product"]
