"""From SymPy to the checker's terms, as JSON has them.

What an author wrote SymPy keeps in an order of its own; here factors and
terms stand as they print. Whoever distrusts this file compares what the page
shows with what the certificate says.
"""
from collections.abc import Iterable
from itertools import count
from typing import Any

from sympy import (
    Add,
    Expr,
    KroneckerDelta,
    Mul,
    Pow,
    Sum,
    Symbol,
    factor_terms,
    sympify,
)
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from ..printing.ordering import in_order, in_row
from ..terms.functions import logistic
from ..terms.language import SLOTS, SPACE, TIME, d, free_indices, imm, pair
from ..terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    transpose,
)

Json = Any                    # a number, text, or a list of such


class Writer:
    """Writes formulas; what sums bind gets names that are free there."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = frozenset(taken)

    def within(self, *names: str) -> "Writer":
        """A writer inside something that binds these names."""
        return Writer(self.taken | {*names})

    def term(self, e: Expr) -> Json:
        """An expression as JSON; TypeError for what has no term."""
        e = sympify(e)
        if e.is_Integer:
            return int(e)
        if e.is_Rational:
            return ["/", int(e.p), int(e.q)]
        if isinstance(e, Symbol):
            return e.name
        if isinstance(e, Indexed):
            return [e.base.name, *map(index, e.indices)]
        for kind, writer in WRITERS:
            if isinstance(e, kind):
                return writer(self, e)
        name = e.func.__name__
        if name in ("exp", "log", "tanh", "logistic"):
            return [name, self.term(e.args[0])]
        raise TypeError(f"{e} has no term")

    def sum_of(self, e: Add) -> Json:
        """A sum, in the order in which it prints."""
        return ["+", *map(self.term, in_order(e.args))]

    def product(self, e: Mul) -> Json:
        """A product: a number first, then factors as they print."""
        scale, rest = e.as_coeff_Mul()
        factors = Mul.make_args(rest)
        row = in_row([f for f in factors if f.is_commutative])
        row += [f for f in factors if not f.is_commutative]
        first = [] if scale == 1 else [scale]
        return ["*", *map(self.term, first + row)]

    def power(self, e: Pow) -> Json:
        """A power; what is common in an exponent stands before it."""
        return ["^", self.term(e.base), self.term(factor_terms(e.exp))]

    def sum_over(self, e: Sum) -> Json:
        """A sum over sizes, one letter at a time."""
        body = e.function
        names: list[str] = []
        for v, *limits in e.limits:          # they print in this order
            if limits != [0, SPACE.get(v, TIME) - 1]:
                raise TypeError(f"{e} is not a sum over a whole size")
            names.append(free_name(v, self.taken | {*names}))
            body = body.xreplace({v: twin(v, names[-1])})
        out = self.within(*names).term(body)
        for name in reversed(names):
            out = ["sum", name, out]
        return out

    def delta(self, e: KroneckerDelta) -> Json:
        """Kronecker's delta."""
        return ["delta", *[index(one) for one in sorted(e.args, key=str)]]

    def derivative(self, e: d) -> Json:
        """A derivative; an immediate one with the time that may move."""
        held = [index(e.args[0].indices[0])] if isinstance(e, imm) else []
        return ["imm" if held else "d", *map(self.term, e.args), *held]

    def matrix(self, e: Matrix) -> Json:
        """A matrix at its times."""
        return ["@", str(e.args[0]), *map(index, e.args[1:])]

    def transposed(self, e: transpose) -> Json:
        """A transpose."""
        return ["T", self.term(e.args[0])]

    def chain(self, e: ProductOverTime) -> Json:
        """A product over time."""
        factor, s, first, last, step = e.args
        name = free_name(s, self.taken)
        inner = self.within(name).term(factor.xreplace({s: twin(s, name)}))
        return ["chain", name, index(first), index(last), int(step), inner]

    def over(self, e: SumOverTime) -> Json:
        """A sum over times."""
        body, s, low, high = e.args
        name = free_name(s, self.taken)
        inner = self.within(name).term(body.xreplace({s: twin(s, name)}))
        return ["over", name, index(low), index(high), inner]


WRITERS = ((Add, Writer.sum_of), (Mul, Writer.product), (Pow, Writer.power),
           (Sum, Writer.sum_over), (KroneckerDelta, Writer.delta),
           (d, Writer.derivative), (Matrix, Writer.matrix),
           (transpose, Writer.transposed), (ProductOverTime, Writer.chain),
           (SumOverTime, Writer.over))


def index(e: Expr) -> str:
    """A letter, or a time such as t-1 or 0, as text."""
    e = sympify(e)
    if e.is_Integer:
        return str(int(e))
    shift, symbol = e.as_coeff_Add()
    return symbol.name + (f"{int(shift):+d}" if shift else "")


def twin(v: Symbol, name: str) -> Symbol:
    """A symbol of that name, which stands for v in a body."""
    found = Symbol(name, integer=True)
    SPACE.setdefault(found, SPACE.get(v, TIME))
    return found


def free_name(v: Symbol, taken: Iterable[str]) -> str:
    """A letter over the same range as v that is not taken."""
    space = SPACE.get(v, TIME)
    known = [one.name for one, its in list(SPACE.items())
             if type(one) is Symbol and len(one.name) == 1 and its == space
             and one.name != "T"]
    known.sort(key=lambda name: name != v.name)
    more = (f"{known[0]}{n}" for n in count(1))
    return next(name for name in (*known, *[next(more) for _ in range(99)])
                if name not in taken)


def names_in(*sides: Expr) -> set[str]:
    """The names of the letters that sides do not bind."""
    return {v.name for v in free_indices(*map(sympify, sides))}


def fact(one: Relational) -> list[str]:
    """A relation of times as (low, high) with low <= high."""
    return [index(e) for e in pair(one)]


__all__ = ["SLOTS", "Writer", "fact", "index", "logistic", "names_in"]
