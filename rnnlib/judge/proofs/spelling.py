"""Factors with letters, put in a row: words, as the checker reads them."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count

from . import networks
from .factors import (
    By,
    Equal,
    Factor,
    Matrix,
    Over,
    Term,
    letters_of,
    renamed,
)
from .names import Json, Untranslated, plus, times

NEW = count()
# what stands first in a number: u' A v, and not v' A' u
FIRST = ("lam", "a", "G", "d_E", "y")


def word_of(terms: Iterable[Term], row: str | None, column: str | None,
            factor: bool = False) -> Json:
    """The sum of some products as a matrix; its rows run over `row`.

    factor: as the factor of a product over time, which is one matrix.
    """
    found = [spelled(term, row, column) for term in terms]
    if not factor:
        return plus(*found)
    if len(found) != 1:
        raise Untranslated("a product over time of a sum")
    return single(found[0])


def single(word: Json) -> Json:
    """The name of a matrix for a product: J for D W, K for W D."""
    if word[0] == "T":
        return ["T", single(word[1])]
    if word[0] == "@":
        step = {"P": "J", "d_p_p": "K"}.get(word[1])
        if step and earlier(word[2]) == word[3]:
            return ["@", step, word[2]]
        return word
    if word[0] == "*" and len(word) == 3:
        first, second = word[1:]
        if first[:2] == ["@", "D"] and second == ["@", "W"]:
            return ["@", "J", first[2]]
        if first == ["@", "W"] and second[:2] == ["@", "D"]:
            return ["@", "K", earlier(second[2], 1)]
        if first == ["T", ["@", "W"]] and second[:2] == ["@", "D"]:
            return ["T", ["@", "J", second[2]]]
        if first[:2] == ["@", "D"] and second == ["T", ["@", "W"]]:
            return ["T", ["@", "K", earlier(first[2], 1)]]
    raise Untranslated("a product over time of such a matrix")


def earlier(time: str, by: int = -1) -> str:
    """A time some steps away."""
    if time.isdigit():
        return str(int(time) + by)
    letter = re.split("[-+]", time)[0]       # a letter may be t1
    shift = int(time[len(letter):] or 0) + by
    return letter + (f"{shift:+d}" if shift else "")


def spelled(term: Term, row: str | None, column: str | None) -> Json:
    """One product as a matrix."""
    ends = [one for one in (row, column) if one]
    factors, alone = without_deltas([*term.factors], ends)
    if alone:                                # a multiple of the identity
        if factors or not (row and column):
            raise Untranslated("a delta beside something")
        return term.number
    factors = with_diagonals(factors)
    check_ends(factors, ends)
    return times(term.number, in_a_row(factors, row, column))


def without_deltas(factors: list[Factor], ends: Sequence[str]
                   ) -> tuple[list[Factor], bool]:
    """The factors with deltas used up; and whether one is left alone."""
    while True:
        found = next((n for n, one in enumerate(factors)
                      if isinstance(one, Equal)), None)
        if found is None:
            return factors, False
        first, second = factors[found].at              # type: ignore
        rest = factors[:found] + factors[found + 1:]
        if first == second:
            raise Untranslated("a delta of one letter")
        if first in ends and second in ends:
            place = next((n for n, one in enumerate(rest) if isinstance(
                one, Matrix) and one.slope and one.at[0] in (
                    first, second)), None)
            if place is None:
                return rest, True
            rest[place] = Matrix(rest[place].word,     # type: ignore
                                 (first, second))
            factors = rest
            continue
        if first in ends:
            first, second = second, first
        factors = [renamed(one, first, second) for one in rest]


def with_diagonals(factors: list[Factor]) -> list[Factor]:
    """Columns of slopes as diagonal matrices where a letter meets them."""
    for n, one in enumerate(factors):
        if not (isinstance(one, Matrix) and one.slope):
            continue
        (letter,) = one.at
        other = next((m for m, two in enumerate(factors) if m != n
                      and letter in letters_of(two)
                      and not (isinstance(two, Matrix) and two.slope)), None)
        if other is None:
            raise Untranslated("slopes alone")
        new = f"~{next(NEW)}"
        factors = [*factors]
        factors[n] = Matrix(one.word, (letter, new))
        factors[other] = renamed(factors[other], letter, new)
    return factors


def check_ends(factors: list[Factor], ends: Sequence[str]) -> None:
    """Untranslated unless each letter has two ends."""
    found = Counter(letter for one in factors for letter in letters_of(one))
    found.update(ends)
    if any(many != 2 for many in found.values()):
        raise Untranslated("a letter that does not stand twice")
    if any(isinstance(one, By) for one in factors):
        raise Untranslated("a derivative by a parameter in a product")


def in_a_row(factors: list[Factor], row: str | None, column: str | None
             ) -> Json:
    """The factors in an order in which neighbours share a letter."""
    left = [*factors]
    if row and column:
        words, end = walk(left, row)
        if end != column:                    # a column times a row
            more, _ = walk(left, column)
            words = with_numbers(words, left) + turned_row(more)
        if left:
            raise Untranslated("a number beside a matrix")
        return times(*words)
    if row or column:
        words, _ = walk(left, row or str(column))
        words = with_numbers(words, left)
        return times(*words) if row else times(*turned_row(words))
    return times(*with_numbers([], left))


def turned_row(words: Sequence[Json]) -> list[Json]:
    """The transpose of a product."""
    return [turned(one) for one in reversed(words)]


def with_numbers(words: list[Json], left: list[Factor]) -> list[Json]:
    """Products that are numbers, behind a column."""
    while left:
        words = words + number(left)
    return words


def number(left: list[Factor]) -> list[Json]:
    """A product that is a number, from the left; its factors are used up."""
    single_ones = [one for one in left if len([*letters_of(one)]) < 2]
    if not single_ones:
        raise Untranslated("a trace")
    first = min(single_ones, key=lambda one: (rank(one), str(one)))
    letters = [*letters_of(first)]
    if not letters:
        left.remove(first)
        return [word(first, None, None)]
    words = [turned(word(first, letters[0], None))]
    left.remove(first)
    more, _ = walk(left, letters[0])
    return words + more


def rank(factor: Factor) -> int:
    """What stands first: credit, then the rest."""
    name = str(factor)
    return min((name.find(f"'@', '{one}") for one in FIRST
                if f"'@', '{one}" in name), default=10**6) if isinstance(
        factor, Over) else next((n for n, one in enumerate(FIRST) if str(
            getattr(factor, "word", ["", ""])[1]).startswith(one)), 10**6)


def walk(left: list[Factor], letter: str) -> tuple[list[Json], str | None]:
    """Words from a letter on, and at which letter they end, if at one."""
    words: list[Json] = []
    at: str | None = letter
    while at is not None:
        found = next((one for one in left if at in letters_of(one)), None)
        if found is None:
            break
        left.remove(found)
        others = [one for one in letters_of(found) if one != at]
        if len(others) > 1:
            raise Untranslated("a factor with many letters")
        words.append(word(found, at, others[0] if others else None))
        at = others[0] if others else None
    return words, at


def word(factor: Factor, row: str | None, column: str | None) -> Json:
    """One factor, whose rows run over a letter."""
    if isinstance(factor, Over):
        return ["over", factor.letter, factor.low, factor.high,
                word_of(factor.terms, row, column)]
    assert isinstance(factor, Matrix)    # no delta and no By is left here
    if len(factor.at) == 2 and factor.at != (row, column):
        return turned(factor.word)
    return factor.word


def turned(word: Json) -> Json:
    """The transpose of a word."""
    if not isinstance(word, list) or word[0] == "^":
        return word
    if word[0] == "T":
        return word[1]
    if word[0] == "*":
        return ["*", *turned_row(word[1:])]
    if word[0] == "@" and (word[1] == "D" or is_number(word)):
        return word
    return ["T", word]


def is_number(word: Json) -> bool:
    """Whether a matrix has one entry."""
    return word[1] == "E" or word[1] in ONE_ENTRY


ONE_ENTRY = {networks.derivative("E", name, now) for name in networks.PLACES
             for now in (False, True)}
