"""Letters of a tree as the prover's indices and times.

A free letter is the one of the question; a letter that is bound becomes a
private one, so that it meets no other.
"""
from typing import NamedTuple

from rnnlib.judge.tree.nodes import Linear
from rnnlib.symbolic.terms import symbols
from rnnlib.symbolic.terms.language import SPACE, TIME, register
from sympy import Dummy, Expr, Integer, Symbol

SIZES = {"n_h": symbols.n_h, "n_x": symbols.n_x, "n_y": symbols.n_y}


class NoWord(Exception):
    """What was read has no words in the prover's language; says what."""


class Scope(NamedTuple):
    """What letters are: bound ones in `own`; spaces: ranges of free ones."""

    spaces: dict[str, str]
    own: dict[str, Symbol]

    def place(self, letter: str | int) -> Symbol:
        """An index over a size."""
        if isinstance(letter, int):
            raise NoWord(f"the entry {letter} is one entry, and the answer "
                         "is for all: write a letter")
        if letter in self.own:
            return self.own[letter]
        space = SIZES.get(self.spaces.get(letter, ""))
        return known(letter, space)

    def time(self, form: Linear | None) -> Expr:
        """A time, an exponent or a count."""
        assert form is not None
        return Integer(form.number) + sum(
            many * self.letter(name) for name, many in form.letters)

    def letter(self, name: str) -> Symbol:
        """A letter of a time, or a size."""
        return SIZES.get(name) or self.own.get(name) or known(name, TIME)

    def binding(self, letter: str, space: Symbol) -> "Scope":
        """The scope behind a sum over a letter."""
        private = register(Dummy(letter, integer=True), space)
        return self._replace(own={**self.own, letter: private})


def known(letter: str, space: Symbol | None) -> Symbol:
    """A free letter of the book; NoWord if it is none."""
    found = Symbol(letter, integer=True)
    if space is None or SPACE.get(found) != space:
        kind = "time" if space == TIME else "index"
        raise NoWord(f"{letter} is no {kind} of this page: take a letter "
                     "of the question")
    return found
