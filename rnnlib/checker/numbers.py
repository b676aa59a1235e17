"""Exact equations at some points, to 40 digits.

That both sides are equal everywhere is SymPy's algebra, which no program of
this folder has checked. What is checked here is that they are equal at the
points that a certificate names.
"""
from collections.abc import Callable, Mapping
from decimal import (
    Context,
    Decimal,
    InvalidOperation,
    Overflow,
    getcontext,
    localcontext,
)
from functools import reduce
from operator import add, mul
from typing import Any

from .terms import Refused, need

DIGITS, WORKING = 40, 120
POINTS = 3                    # at least so many, and unlike
SMALL = Decimal(10)**-9       # no number of a point is nearer to 0
LARGE = 10**6                 # no whole exponent is larger


def agree(pairs: Any) -> int:
    """At how many points both sides agree; Refused if they do not."""
    need(isinstance(pairs, list) and pairs, "no pairs of sides")
    count = 0
    for pair in pairs:
        left, right, points = pair["left"], pair["right"], pair["at"]
        unlike = {tuple(sorted(point.items())) for point in points}
        need(len(unlike) >= POINTS or not points, "too few points")
        for point in points or [{}]:
            check_equal(left, right, numbers(point))
            count += 1
    return count


def numbers(point: Mapping[str, str]) -> dict[str, Decimal]:
    """A point; Refused if its numbers are none, or so small or large that
    two sides might agree there by chance.
    """
    at = {name: Decimal(value) for name, value in point.items()}
    need(all(one.is_finite() and (not one or SMALL <= abs(one) <= 1 / SMALL)
             for one in at.values()) and not CONSTANTS.keys() & at.keys(),
         "no number")
    return at


def check_equal(left: Any, right: Any, at: Mapping[str, Decimal]) -> None:
    """Refused unless two sides agree at a point."""
    with localcontext(Context(prec=WORKING)):
        try:
            one, other = value(left, at), value(right, at)
        except (InvalidOperation, Overflow, ZeroDivisionError):
            raise Refused("no number at that point") from None
        room = Decimal(10)**-DIGITS * max(Decimal(1), abs(one))
        need(abs(one - other) <= room, f"{one:.8} is not {other:.8}")


def value(e: Any, at: Mapping[str, Decimal]) -> Decimal:
    """The number of a formula at a point."""
    if isinstance(e, int) and not isinstance(e, bool):
        return Decimal(e)
    if isinstance(e, str):
        need(e in at or e in CONSTANTS, f"no number for {e}")
        return at[e] if e in at else CONSTANTS[e]()
    need(isinstance(e, list) and e and e[0] in FUNCTIONS,
         f"no exact formula: {e}")
    out = FUNCTIONS[e[0]](*[value(part, at) for part in e[1:]])
    need(out.is_finite(), "no number, as log(0)")
    return out


def power(base: Decimal, exponent: Decimal) -> Decimal:
    """A power; a root only of what is not negative."""
    if exponent == exponent.to_integral_value():
        need(abs(exponent) < LARGE, "an exponent that is too large")
        return base**int(exponent)
    need(base >= 0, "a root of a negative number")
    return (exponent * base.ln()).exp()


def tanh(x: Decimal) -> Decimal:
    """The hyperbolic tangent."""
    grown = (2 * x).exp()
    return (grown - 1) / (grown + 1)


def atanh(x: Decimal) -> Decimal:
    """Its inverse."""
    need(abs(x) < 1, "no such angle")
    return ((1 + x) / (1 - x)).ln() / 2


def series(x: Decimal, first: int) -> Decimal:
    """x^n/n! - x^(n+2)/(n+2)! + ... from n = `first`: cosine or sine."""
    need(abs(x) < 100, "an angle that is too large")
    term, total, n = x if first else Decimal(1), Decimal(0), first
    while abs(term) > Decimal(10)**-WORKING or n < abs(x):
        total, n = total + term, n + 2
        term = -term * x * x / (n * (n - 1))
    return total


def falling(x: Decimal, n: Decimal) -> Decimal:
    """x (x-1) ... (x-n+1)."""
    need(n == n.to_integral_value() and 0 <= n < 1000, "no whole number")
    return reduce(mul, [x - k for k in range(int(n))], Decimal(1))


def binomial(x: Decimal, n: Decimal) -> Decimal:
    """x over n."""
    return falling(x, n) / falling(n, n)


def pi() -> Decimal:
    """Machin: 16 arctan(1/5) - 4 arctan(1/239)."""
    return 16 * arctan(5) - 4 * arctan(239)


def arctan(n: int) -> Decimal:
    """The angle whose tangent is 1/n."""
    total, term, k = Decimal(0), Decimal(1) / n, 1
    while abs(term) > Decimal(10)**-getcontext().prec:
        total, term, k = total + term / k, -term / (n * n), k + 2
    return total


FUNCTIONS: dict[str, Callable[..., Decimal]] = {
    "+": lambda *some: reduce(add, some),
    "*": lambda *some: reduce(mul, some),
    "/": lambda one, other: one / other,
    "^": power, "exp": lambda x: x.exp(), "log": lambda x: x.ln(),
    "tanh": tanh, "atanh": atanh, "sin": lambda x: series(x, 1),
    "cos": lambda x: series(x, 0),
    "logistic": lambda x: 1 / (1 + (-x).exp()),
    "Abs": abs, "Min": min, "Max": max, "binomial": binomial,
    "FallingFactorial": falling}
CONSTANTS: dict[str, Callable[[], Decimal]] = {
    "E": lambda: Decimal(1).exp(), "pi": pi,
    "GoldenRatio": lambda: (1 + Decimal(5).sqrt()) / 2}
