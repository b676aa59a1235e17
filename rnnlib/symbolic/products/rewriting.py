"""Products of matrices in normal form: distributed, joined, rules put in.

Inside a sum over s = k+1 .. t it is known that k < s and s <= t, and there
a rule fits that would not fit outside.
"""
from collections.abc import Sequence
from itertools import product
from math import prod

from sympy import Dummy, Expr, Integer, Mul, Symbol, sympify

from ..terms.errors import NotProved, check_size
from ..terms.language import NOTHING_KNOWN, TIME, Order, register
from ..terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    transpose,
    transposed,
    with_named_times,
    written_out,
)
from ..terms.types import Factors, Term, Terms
from .rules import Rule

DEEP, MANY = 60, 10_000        # rules inside rules, and rules in all


class Products:
    """The normal form of sums of products of matrices.

    order: what is known of times; peel: times at which a sum over times
    gives up its first or last term; rules: used wherever they fit.
    """

    def __init__(self, order: Order = NOTHING_KNOWN,
                 peel: Sequence[Expr | int] = (),
                 rules: Sequence[Rule] = (), depth: int = 0) -> None:
        self.order, self.peel, self.rules = order, peel, rules
        self.depth, self.steps = depth, 0     # rules at work now, and so far

    def normal(self, e: Expr) -> Terms:
        """e as {factors: coefficient}; equal expressions cancel to {}."""
        out: Terms = {}
        for coefficient, factors in self.terms(sympify(e)):
            factors = tuple(map(with_named_times, factors))
            out[factors] = (out.get(factors, 0) + coefficient).expand()
        return {factors: c for factors, c in out.items() if c != 0}

    def terms(self, e: Expr) -> list[Term]:
        """The terms of e: pairs (coefficient, tuple of factors)."""
        if e.is_Add:
            return [term for part in e.args for term in self.terms(part)]
        if e.is_commutative:
            return [(e, ())]
        if e.is_Mul:
            return self.multiplied([self.terms(part) for part in e.args])
        if e.is_Pow and counts(e.exp):
            check_size(e.exp, e)
            return self.multiplied([self.terms(e.base)] * int(e.exp))
        return self.terms_of_factor(e)

    def terms_of_factor(self, e: Expr) -> list[Term]:
        """The terms of what is no product: of a matrix, or over time."""
        if isinstance(e, transpose) and transposed(e.args[0]) != e:
            return self.terms(transposed(e.args[0]))
        if isinstance(e, SumOverTime):
            return self.summed((), e, ())
        if isinstance(e, (Matrix, transpose, ProductOverTime)):
            return self.tidy((e,))
        raise TypeError(f"not a product of matrices: {e}")

    def multiplied(self, parts: list[list[Term]]) -> list[Term]:
        """The terms of a product, from those of each of its parts."""
        check_size(prod(map(len, parts)), "a product of sums")
        return [(Mul(*[c for c, _ in pick], coefficient), factors)
                for pick in product(*parts)
                for coefficient, factors in
                self.tidy(sum((factors for _, factors in pick), ()))]

    def tidy(self, factors: Factors) -> list[Term]:
        """The terms of factors in a row: the first thing to do is done.

        What can be done at an earlier factor comes first.
        """
        for n, factor in enumerate(factors):
            before, rest = factors[:n], factors[n:]
            if isinstance(factor, SumOverTime) and len(factors) > 1:
                return self.summed(before, factor, rest[1:])
            replaced = self.by_rule(rest)
            if replaced is not None:
                return self.replaced(Mul(*before, *replaced))
            joined = self.joined(rest)
            if joined is not None:
                return self.tidy(before + joined)
        return [(Integer(1), factors)]

    def by_rule(self, factors: Factors) -> Factors | None:
        """The factors after the first rule that fits where they begin.

        None if none does.
        """
        for rule in self.rules:
            size = len(rule.factors)
            rhs = rule.applied(factors[:size], self.order)
            if rhs is not None:
                return (rhs, *factors[size:])
        return None

    def replaced(self, e: Expr) -> list[Term]:
        """The terms of e, in which a rule has put its right side."""
        self.depth, self.steps = self.depth + 1, self.steps + 1
        if self.depth > DEEP or self.steps > MANY:
            raise NotProved("the premises replace each other for ever, or at "
                            f"least {self.steps} times: "
                            f"{[rule.factors for rule in self.rules]}")
        try:
            return self.terms(e)
        finally:
            self.depth -= 1

    def joined(self, factors: Factors) -> Factors | None:
        """The factors with the first one written out, or joined to the next.

        None if neither can be done.
        """
        alone = written_out(factors[0])
        if alone is not None:
            return alone + factors[1:]
        both = self.join(*factors[:2]) if len(factors) > 1 else None
        return None if both is None else (both, *factors[2:])

    def join(self, left: Expr, right: Expr) -> ProductOverTime | None:
        """left * right as one product over time, or None.

        Only where it is known that neither has a negative length.
        """
        over_time = [isinstance(f, ProductOverTime) for f in (left, right)]
        if not all(self.order.holds(0, f.length()) for f, found in
                   zip((left, right), over_time, strict=False) if found):
            return None
        if all(over_time):
            return put_together(left, right)
        if over_time[1]:
            return begun_earlier(left, right)
        return ended_later(left, right) if over_time[0] else None

    def summed(self, before: Factors, e: SumOverTime,
               after: Factors) -> list[Term]:
        """The terms of before * e * after, for a sum over time e.

        The factors move inside; at the times in `peel` the sum gives up a
        term.
        """
        body, s, low, high = e.args
        own = register(Dummy(s.name, integer=True), TIME)
        body = Mul(*before, body.xreplace({s: own}), *after)
        length = (high - low + 1).expand()
        if length == 0:
            return []
        if length == 1:
            return self.terms(body.xreplace({own: low}))
        for end, rest in (high, (low, high - 1)), (low, (low + 1, high)):
            if end in self.peel and self.order.holds(low, high):
                return self.terms(SumOverTime(body, own, *rest)) + \
                    self.terms(body.xreplace({own: end}))
        inside = Order(*self.order.pairs, (low, own), (own, high))
        inner = Products(inside, self.peel, self.rules, self.depth)
        return [over_time(*term, own, low, high) for term in inner.terms(body)]


def counts(exponent: Expr) -> bool:
    """Whether an exponent is 1, 2, 3, ..."""
    return exponent.is_Integer and exponent > 0


def begun_earlier(factor: Expr,
                  product: ProductOverTime) -> ProductOverTime | None:
    """factor * product as one, if the factor comes before its first."""
    one, s, first, last, step = product.args
    if factor != product.at(first - step):
        return None
    return ProductOverTime(one, s, first - step, last, step)


def ended_later(product: ProductOverTime,
                factor: Expr) -> ProductOverTime | None:
    """product * factor as one, if the factor comes after its last."""
    one, s, first, last, step = product.args
    if factor != product.at(last + step):
        return None
    return ProductOverTime(one, s, first, last + step, step)


def put_together(left: ProductOverTime,
                 right: ProductOverTime) -> ProductOverTime | None:
    """left * right as one, if right goes on where left ends."""
    one, s, first, last, step = left.args
    if right.args[4] != step or right.at(s) != one \
            or right.args[2] != last + step:
        return None
    return ProductOverTime(one, s, first, right.args[3], step)


def over_time(coefficient: Expr, factors: Factors, s: Symbol, low: Expr,
              high: Expr) -> Term:
    """A term as the sum of itself over the times s = low .. high.

    TypeError if the coefficient depends on s.
    """
    if coefficient.has(s):
        raise TypeError(f"a number that depends on {s} cannot leave the sum "
                        f"over {s}, of {coefficient * Mul(*factors)}")
    return coefficient, (outer_first(SumOverTime(Mul(*factors), s, low,
                                                 high)),)


def outer_first(e: SumOverTime) -> SumOverTime:
    """Sum over low <= k <= s <= high with k, the earlier time, outside."""
    body, s, low, high = e.args
    if not isinstance(body, SumOverTime) or body.args[2:] != (low, s):
        return e
    term, k, _, _ = body.args
    return SumOverTime(SumOverTime(term, s, k, high), k, low, high)
