"""What is wrong with a formula, in words that do not say what is right.

Terms of an answer are compared with those of the known one after something
has been left out of both: signs, then the order of factors, and so on. What
was left out when they agree is what the answer has wrong.
"""
from collections import Counter
from collections.abc import Iterable
from itertools import starmap
from typing import TypeAlias

from rnnlib.symbolic.terms.language import SPACE, TIME
from rnnlib.symbolic.terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    transpose,
)
from rnnlib.symbolic.terms.types import Factors
from sympy import Add, Expr, Mul, Symbol, sign
from sympy.tensor.indexed import Indexed

T = Symbol("time")            # stands for every time
Term: TypeAlias = Expr | Factors


def terms(e: Expr) -> dict[Term, Expr]:
    """{term: the number in front} of a formula in its shortest form."""
    if not e.is_commutative:
        return dict(map(row, Add.make_args(e)))
    pairs = [part.as_coeff_Mul() for part in Add.make_args(e)]
    return {rest: number for number, rest in pairs if number != 0}


def row(term: Expr) -> tuple[Factors, Expr]:
    """The matrices of a term in order, powers written out, and its number.
    """
    numbers, matrices = term.args_cnc()
    return tuple(one for f in matrices for one in (
        [f.base] * f.exp if f.is_Pow else [f])), Mul(*numbers)


def hint(answer: Expr, known: Expr) -> str:
    """What is wrong with an answer, if little is; both in shortest form."""
    mine, right = terms(answer), terms(known)
    for said, seen in SEEN:
        if Counter(starmap(seen, mine.items())) == Counter(
                starmap(seen, right.items())):
            return said
    return shared(mine, right)


def shared(mine: dict[Term, Expr], right: dict[Term, Expr]) -> str:
    """How many terms are right, of a sum."""
    good = sum(right.get(term) == number for term, number in mine.items())
    if not good:
        return ""
    if good == len(mine):
        return "what you have belongs to it, but it is not all"
    if good == len(right):
        return "all of it is there, and something that does not belong to it"
    verb = "is" if good == 1 else "are"
    return (f"multiplied out, at least {good} of your {len(mine)} terms "
            f"{verb} right")


def factors(term: Term) -> Factors:
    """The factors of a term, in order."""
    return term if isinstance(term, tuple) else Mul.make_args(term)


def upright(factor: Expr) -> Expr:
    """A factor without its transpose."""
    if isinstance(factor, ProductOverTime):
        return factor.func(upright(factor.args[0]), *factor.args[1:4], 1)
    return factor.args[0] if isinstance(factor, transpose) else factor


def timeless(e: Expr) -> Expr:
    """A factor without its times."""
    if isinstance(e, Matrix):
        return Matrix(e.args[0], *[T for _ in e.args[1:]])
    if isinstance(e, (ProductOverTime, SumOverTime)):
        return e.func(timeless(e.args[0]), T, T, T, *e.args[4:])
    if isinstance(e, Indexed):
        return e.func(e.base, *[T if SPACE.get(v - v.as_coeff_Add()[0]) == TIME
                                else v for v in e.indices])
    return e.func(*map(timeless, e.args)) if e.args else e


def texts(factors: Iterable[Expr]) -> tuple[str, ...]:
    """The factors as texts, in order."""
    return tuple(map(str, factors))


def anyhow(factors: Iterable[Expr]) -> tuple[str, ...]:
    """The factors as texts, in whatever order they came."""
    return tuple(sorted(texts(factors)))


# what to say if the terms agree, and what of a term and its number is compared
SEEN = (
    ("all is right but a sign", lambda term, n: (term, abs(n))),
    ("all is right but a number in front",
     lambda term, n: (term, sign(n))),
    ("the factors are the right ones, but not their order",
     lambda term, n: (anyhow(factors(term)), n)),
    ("the factors and their order are right, but not which are transposed",
     lambda term, n: (texts(map(upright, factors(term))), n)),
    ("the factors are the right ones, but neither their order nor which of "
     "them are transposed",
     lambda term, n: (anyhow(map(upright, factors(term))), n)),
    ("all is right but a time",
     lambda term, n: (anyhow(map(timeless, factors(term))), n)))
