"""Premises about words as rules: one word and what may stand for it.

A premise speaks about all times that its facts allow. So its time letters
match any times, and its facts are checked on the spot.
"""
from typing import NamedTuple

from sympy import sympify

from ..terms.language import SPACE, TIME, letters_of
from ..model import T, since
from ..terms.products import Matrix, named, tr


class Rule(NamedTuple):
    """word = rhs, for all times of which the pairs (low <= high) hold."""

    word: tuple
    rhs: object
    pairs: tuple = ()

    def applied(self, word, order):
        """rhs at the times of `word`; None if it does not fit there."""
        found = {}
        fits = len(word) == len(self.word) and all(
            matches(*pair, found) for pair in zip(self.word, word))
        begun = {letter: letter for letter in times_in(self.rhs)} | found
        pairs = [(since(letter), time) for letter, time in begun.items()] + [
            [sympify(side).xreplace(found) for side in pair]
            for pair in self.pairs]
        if fits and all(order.holds(*pair) for pair in pairs):
            return self.rhs.xreplace(found)
        return None


def times_in(e):
    """The time letters of an expression, but for the last step."""
    return {v for v in letters_of(sympify(e)) if SPACE[v] == TIME} - {T}


def matches(pattern, letter, found):
    """Whether `letter` is the pattern at some times, noted in `found`.

    A chain matches at its own times only.
    """
    if isinstance(pattern, tr) and isinstance(letter, tr):
        return matches(pattern.args[0], letter.args[0], found)
    if not isinstance(pattern, Matrix):
        return named(pattern) == named(letter) and all(
            found.setdefault(v, v) == v for v in times_in(pattern))
    return isinstance(letter, Matrix) and pattern.args[0] == letter.args[0] \
        and all(same_time(*pair, found)
                for pair in zip(pattern.args[1:], letter.args[1:]))


def same_time(pattern, time, found):
    """Match t + 1 with any time: t is the time before it."""
    shift, letter = pattern.as_coeff_Add()
    if SPACE.get(letter) != TIME or letter == T:
        return pattern == time
    return found.setdefault(letter, (time - shift).expand()) == (
        time - shift).expand()
