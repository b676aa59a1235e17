"""What the parser makes of a side: flat items, each with its place.

What an operator reaches over, what a script means and which letters are
times is not known here. Places count from the start of the pasted text.
"""
from collections.abc import Iterator
from typing import NamedTuple


class Script(NamedTuple):
    """Something below ("_"), above ("^") or a prime ("'").

    outer: it stands behind a bracket, so it is no time of a letter in it.
    """

    where: str
    entries: tuple["Chain", ...]
    start: int
    end: int
    outer: bool = False


class Item(NamedTuple):
    r"""A letter, a digit, a bracket, a fraction, an operator, ...

    kind: letter, digit, ones (a bold 1), decimal, word, function, op,
    big (a sum or product), partial, nabla, group, round, square, frac,
    root, sign.
    name: h, hat y, delta, tanh, sum, cdot, ... parts: what is inside.
    """

    kind: str
    name: str
    parts: tuple[tuple["Chain", ...], ...]
    scripts: tuple[Script, ...]
    start: int
    end: int


class Term(NamedTuple):
    """A product as it is written, and the sign before it."""

    sign: int
    items: tuple[Item, ...]
    start: int
    end: int


class Sum(NamedTuple):
    """Terms with their signs."""

    terms: tuple[Term, ...]
    start: int
    end: int


class Chain(NamedTuple):
    """Sums with relations between them: k = 1, or t >= i > k."""

    sums: tuple[Sum, ...]
    relations: tuple[str, ...]
    start: int
    end: int


def only(entries: tuple[Chain, ...]) -> Sum | None:
    """The sum that is all there is between two brackets, else None."""
    if len(entries) == 1 and len(entries[0].sums) == 1:
        return entries[0].sums[0]
    return None


def lone(entries: tuple[Chain, ...]) -> Item | None:
    """The item that is all there is between two brackets, else None."""
    whole = only(entries)
    if whole and len(whole.terms) == 1 and whole.terms[0].sign == 1 \
            and len(whole.terms[0].items) == 1:
        return whole.terms[0].items[0]
    return None


def hoisted(item: Item) -> Item:
    """(h_t)_i and {h_t}_i as h with both scripts; others as they are."""
    while item.kind in ("group", "round", "square"):
        inner = lone(item.parts[0])
        if inner is None or inner.kind not in (
                "letter", "group", "round", "square", "frac"):
            return item
        if inner.kind == "frac" and item.scripts and item.kind != "group":
            return item
        outer = tuple(script._replace(outer=item.kind != "group"
                                      or script.outer)
                      for script in item.scripts)
        item = inner._replace(scripts=inner.scripts + outer,
                              start=item.start, end=item.end)
    return item


def inside(item: Item) -> Iterator[tuple[Chain, ...]]:
    """All that stands in an item, its scripts included."""
    yield from item.parts
    for script in item.scripts:
        yield script.entries


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """Items and all items in them, outer ones first."""
    for item in items:
        yield item
        for entries in inside(item):
            for chain in entries:
                for one in chain.sums:
                    for term in one.terms:
                        yield from walk(term.items)


def all_items(whole: Sum) -> Iterator[Item]:
    """Every item of a side."""
    for term in whole.terms:
        yield from walk(term.items)


__all__ = ["Chain", "Item", "Script", "Sum", "Term", "all_items", "hoisted",
           "inside", "lone", "only", "walk"]
