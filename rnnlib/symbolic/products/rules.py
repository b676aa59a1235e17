"""Premises about products as rules: a product and what may stand for it.

A premise speaks about all times that its facts allow. So its times match
any times, and its facts are checked on the spot.
"""
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from sympy import Expr, Symbol, sympify

from ..grammar.model import T, since
from ..terms.language import SPACE, TIME, Order, free_indices
from ..terms.products import Matrix, transpose, with_named_times
from ..terms.types import Factors, Pair

Times: TypeAlias = dict[Symbol, Expr]         # a rule's time -> the one there


class Rule(NamedTuple):
    """A product of `factors` is rhs, for all times that obey `pairs`.

    pairs: (low, high), which say low <= high.
    """

    factors: Factors
    rhs: Expr
    pairs: tuple[Pair, ...] = ()

    def applied(self, factors: Factors, order: Order) -> Expr | None:
        """rhs at the times of these factors; None if it does not fit there.

        Neither does it where `order` does not tell that its times have
        begun, and that they obey the pairs.
        """
        found = all_times(self.factors, factors)
        if found is None:
            return None
        times = {time: time for time in times_in(self.rhs)} | found
        begun = [(since(time), there) for time, there in times.items()]
        obeyed = [(sympify(low).xreplace(found), sympify(high).xreplace(found))
                  for low, high in self.pairs]
        if not all(order.holds(*pair) for pair in begun + obeyed):
            return None
        return self.rhs.xreplace(found)


def times_in(e: Expr) -> set[Symbol]:
    """The times of an expression that can be chosen; T is the last step."""
    return {v for v in free_indices(sympify(e)) if SPACE[v] == TIME} - {T}


def all_times(patterns: Factors, factors: Factors) -> Times | None:
    """The times that make the factors of the patterns, as {time: there}.

    None if there are none.
    """
    if len(patterns) != len(factors):
        return None
    return merged(map(times_between, patterns, factors))


def times_between(pattern: Expr, factor: Expr) -> Times | None:
    """The times that make a factor of the pattern; None if there are none.

    A sum or a product over time matches at its own times only.
    """
    if isinstance(pattern, transpose) and isinstance(factor, transpose):
        return times_between(pattern.args[0], factor.args[0])
    if not isinstance(pattern, Matrix):
        if with_named_times(pattern) != with_named_times(factor):
            return None
        return {time: time for time in times_in(pattern)}
    if not isinstance(factor, Matrix) or pattern.args[0] != factor.args[0]:
        return None
    return merged(map(time_between, pattern.args[1:], factor.args[1:]))


def time_between(pattern: Expr, time: Expr) -> Times | None:
    """{t: time - 1} for the pattern t + 1; {} for two equal fixed times."""
    shift, symbol = pattern.as_coeff_Add()
    if SPACE.get(symbol) != TIME or symbol == T:
        return {} if pattern == time else None
    return {symbol: (time - shift).expand()}


def merged(parts: Iterable[Times | None]) -> Times | None:
    """One dict of several; None if one is None, or if two disagree."""
    found: Times = {}
    for part in parts:
        if part is None or any(found.get(key, value) != value
                               for key, value in part.items()):
            return None
        found |= part
    return found
