"""Exponents: numbers, or times and sizes, some of each."""
from fractions import Fraction
from typing import TypeAlias

from .terms import Term, need, number, plain, product, total

# pairs of a letter and how many, an int if it is whole; "" is the constant
Linear: TypeAlias = tuple[tuple[str, int | Fraction], ...]
ONE: Linear = (("", 1),)


def linear(e: Term) -> Linear:
    """An exponent: a number, or times and sizes, some of each."""
    if number(e):
        return added((("", e),))
    if isinstance(e, str):
        return ((e, 1),)
    if e[0] == "+":
        return added(*map(linear, e[1:]))
    need(e[0] == "*", f"an exponent that is not linear: {e}")
    out = ONE
    for part in map(linear, e[1:]):
        out = times(out, part)
    return out


def added(*some: Linear) -> Linear:
    """The sum of exponents."""
    out: dict[str, int | Fraction] = {}
    for letter, n in (pair for one in some for pair in one):
        out[letter] = out.get(letter, 0) + n
    return tuple(sorted((letter, plain(n)) for letter, n in out.items()
                        if n))


def times(first: Linear, second: Linear) -> Linear:
    """The product of two exponents, one of which is a number."""
    if constant(second) is None:
        first, second = second, first
    n = constant(second)
    need(n is not None, "an exponent that is not linear")
    return tuple((letter, plain(m * n)) for letter, m in first) if n else ()


def constant(exponent: Linear) -> int | Fraction | None:
    """An exponent that is a number; None for another one."""
    if not exponent:
        return 0
    return exponent[0][1] if [v for v, _ in exponent] == [""] else None


def tree(exponent: Linear) -> Term:
    """An exponent as a term again."""
    return total(*[product(n, letter) if letter else n
                   for letter, n in exponent])
