"""Matrices without indices: products and sums of them, also over time.

Order matters, so nothing here commutes but numbers. `falling(J(s), s, t,
k+1)` is J_t J_{t-1} ... J_{k+1}, an empty one is the identity; `over_time` is
a sum over times. The checker's `words` finds equal products equal; `entries`
of the grammar reads one of fixed length in index notation.
"""
from __future__ import annotations

from sympy import Add, Dummy, Expr, Integer, Mul, Symbol, sympify

from .errors import check_size
from .language import TIME, register
from .types import Factors


class Factor(Expr):
    """What may stand in a product of matrices; its transpose is `.T`."""

    is_commutative = False

    @property
    def T(self) -> Expr:
        """The transpose."""
        return transpose(self)


class Matrix(Factor):
    """A matrix or vector of the model, at a time: Matrix("J", t)."""

    def __new__(cls, name: str | Symbol, *times: Expr | int) -> Matrix:
        return super().__new__(cls, Symbol(str(name)), *map(sympify, times))


class transpose(Factor):
    """The transpose of a factor, as mat.W.T, or of a product or sum.

    >>> mat.W.T.T == mat.W, transpose(mat.W) == mat.W.T
    (True, True)
    """

    def __new__(cls, e: Expr) -> Expr:
        e = sympify(e)
        if isinstance(e, transpose):
            return e.args[0]
        return super().__new__(cls, e)


def private(e: Expr, s: Symbol) -> tuple[Expr, Dummy]:
    """e with the time s made private, and that private time."""
    own = register(Dummy(s.name, integer=True), TIME)
    return sympify(e).xreplace({s: own}), own


class ProductOverTime(Factor):
    """A product of one matrix over times, first to last, by step 1 or -1."""

    def __new__(cls, factor: Expr, s: Symbol, first: Expr, last: Expr,
                step: int) -> ProductOverTime:
        core = factor.args[0] if isinstance(factor, transpose) else factor
        if not isinstance(core, Matrix):
            raise TypeError(f"a product over time takes one matrix at a "
                            f"time, got {factor}")
        if step == 1 and not factor.has(s):    # W W W: up or down is the same
            first, last, step = last, first, -1
        return super().__new__(cls, factor, s, *map(sympify, (first, last)),
                               Integer(step))

    def at(self, time: Expr) -> Expr:
        """The factor at one time, which need not be among first .. last."""
        return self.args[0].xreplace({self.args[1]: time})

    def length(self) -> Expr:
        """How many factors there are; negative if first is past last."""
        _, _, first, last, step = self.args
        return ((last - first) * step + 1).expand()


def falling(factor: Expr, s: Symbol, first: Expr | int,
            last: Expr | int) -> ProductOverTime:
    """The product factor(first) ... factor(last), times going down.

    >>> falling(mat.J(s), s, 5, 3).length()
    3
    """
    return ProductOverTime(*private(factor, s), first, last, -1)


def rising(factor: Expr, s: Symbol, first: Expr | int,
           last: Expr | int) -> ProductOverTime:
    """The product factor(first) ... factor(last), times going up."""
    return ProductOverTime(*private(factor, s), first, last, 1)


class SumOverTime(Factor):
    """The sum of products over the times low .. high, as `over_time` says."""


OVER_TIME = (ProductOverTime, SumOverTime)


def over_time(e: Expr, s: Symbol, low: Expr | int,
              high: Expr | int) -> SumOverTime:
    """The sum of e over the times s = low .. high."""
    return SumOverTime(*private(e, s), *map(sympify, (low, high)))


def transposed(e: Expr) -> Expr:
    """The transpose of e, pushed inwards as far as it goes."""
    if e.is_commutative:
        return e
    if e.is_Add:
        return Add(*map(transposed, e.args))
    if e.is_Mul:
        return Mul(*[transposed(part) for part in reversed(e.args)])
    if e.is_Pow:
        return transposed(e.base)**e.exp
    if isinstance(e, ProductOverTime):
        factor, s, first, last, step = e.args
        return ProductOverTime(transpose(factor), s, last, first, -step)
    if isinstance(e, SumOverTime):
        return SumOverTime(transposed(e.args[0]), *e.args[1:])
    return transpose(e)


def written_out(factor: Expr) -> Factors | None:
    """The factors of a product over time of known length.

    None for anything else.
    """
    if not isinstance(factor, ProductOverTime) \
            or not factor.length().is_Integer:
        return None
    _, _, first, _, step = factor.args
    check_size(factor.length(), factor)
    if factor.length() < 0:
        raise ValueError(f"a product over time of length "
                         f"{factor.length()}: {factor}")
    return tuple(factor.at(first + n * step) for n in range(factor.length()))


def with_named_times(e: Expr, depth: int = 0) -> Expr:
    """e with the times that it binds named by their depth, to be compared."""
    if not e.args or isinstance(e, Symbol):
        return e
    binds = isinstance(e, OVER_TIME)
    args = [with_named_times(part, depth + binds) for part in e.args]
    if binds:
        own = Symbol(f"_time_{depth}", integer=True)
        args[0], args[1] = args[0].xreplace({e.args[1]: own}), own
    return e.func(*args)
