"""Derivatives by a parameter, along any change of it.

A line about dE/dW says the same as one about the sum of dE/dW_ij dW_ij, for
all numbers dW_ij. That is a product of matrices, and the line itself is not.
"""
from __future__ import annotations

from collections.abc import Iterable

from .factors import (
    By,
    Factor,
    Matrix,
    Over,
    Term,
    letters_of,
    parameters,
)
from .names import Untranslated
from .networks import derivative


def along(terms: Iterable[Term], parameter: str, at: tuple[str, ...]
          ) -> list[Term]:
    """Products, summed with a change of the parameter over its letters."""
    return [term._replace(factors=along_one(term.factors, parameter, at))
            for term in terms]


def along_one(factors: tuple[Factor, ...], parameter: str,
              at: tuple[str, ...]) -> tuple[Factor, ...]:
    """The factors of one product, with the change where it belongs."""
    for n, one in enumerate(factors):
        if isinstance(one, By) and one.by == at \
                and one.parameter == parameter:
            return (*factors[:n], changed(one), *factors[n + 1:])
    sums = [n for n, one in enumerate(factors) if isinstance(one, Over)
            and {*at} & {*letters_of(one)}]
    if len(sums) == 1:
        (n,) = sums
        found = factors[n]
        others = {letter for m, one in enumerate(factors) if m != n
                  for letter in letters_of(one)}
        if isinstance(found, Over) and not others & {*at}:
            inner = found._replace(closed=found.closed | {*at}, terms=tuple(
                along(found.terms, parameter, at)))
            return (*factors[:n], inner, *factors[n + 1:])
    if parameters([Term(1, factors)]):
        raise Untranslated("a derivative by a parameter beside its letters")
    return (*factors, Matrix(["@", f"d{parameter}"], at))


def changed(one: By) -> Matrix:
    """The derivative along the change."""
    return Matrix(["@", derivative(one.top, one.parameter, one.immediate),
                   one.time], one.at)
