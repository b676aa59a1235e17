"""Products as factors with indices: what a line is before it has an order."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .names import Json


class Matrix(NamedTuple):
    """A matrix, a column or a number in a product, and its letters.

    slope: a column that may stand as a diagonal matrix, whose word it has.
    """

    word: Json
    at: tuple[str, ...]
    slope: bool = False


class Equal(NamedTuple):
    """Kronecker's delta, or the identity."""

    at: tuple[str, ...]


class By(NamedTuple):
    """A derivative by a parameter: of a name at a time.

    at: the letter of the top, if it is no number; by: those of the
    parameter.
    """

    top: str
    time: str
    parameter: str
    at: tuple[str, ...]
    by: tuple[str, ...]
    immediate: bool = False


class Over(NamedTuple):
    """A sum over times of sums of products.

    closed: the letters that are summed over inside.
    """

    letter: str
    low: str
    high: str
    terms: tuple[Term, ...]
    closed: frozenset[str] = frozenset()


Factor = Matrix | Equal | By | Over


class Term(NamedTuple):
    """A number times factors."""

    number: Json = 1
    factors: tuple[Factor, ...] = ()


def letters_of(factor: Factor) -> Iterator[str]:
    """The letters of a factor, as often as they stand there."""
    if isinstance(factor, By):
        yield from factor.at + factor.by
    elif isinstance(factor, Over):
        yield from dict.fromkeys(
            letter for term in factor.terms for one in term.factors
            for letter in letters_of(one) if letter not in factor.closed)
    else:
        yield from factor.at


def renamed(factor: Factor, old: str, new: str) -> Factor:
    """The factor with one letter for another; of a parameter's none.

    A product in which a `By` is left has no words, whatever its letters.
    """
    def to(at: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(new if one == old else one for one in at)

    if isinstance(factor, Over):
        return factor._replace(terms=tuple(one._replace(factors=tuple(
            renamed(part, old, new) for part in one.factors))
            for one in factor.terms))
    return factor._replace(at=to(factor.at))


def parameters(terms: Iterable[Term]) -> set[tuple[str, tuple[str, ...]]]:
    """By which parameters, and with which letters, is differentiated."""
    found: set[tuple[str, tuple[str, ...]]] = set()
    for term in terms:
        for one in term.factors:
            if isinstance(one, By):
                found.add((one.parameter, one.by))
            elif isinstance(one, Over):
                found |= parameters(one.terms)
    return found
