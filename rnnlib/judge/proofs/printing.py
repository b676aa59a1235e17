"""Terms of a certificate as LaTeX."""
from __future__ import annotations

import re
from typing import Any

from .names import Json
from .networks import (
    BY,
    EARLIER,
    OWN,
    PLACES,
    derivative,
)
from .spelling import earlier

LOOKS = {"y_hat": r"\hat y", "b_h": "b_h", "b_y": "b_y", "lam": r"\lambda",
         "logs": r"\log \hat y", "dW": r"\mathrm{d}W", "dU": r"\mathrm{d}U",
         "dV": r"\mathrm{d}V", "db_h": r"\mathrm{d}b_h",
         "db_y": r"\mathrm{d}b_y", "kappa": r"\kappa"}
FUNCTIONS = {"exp": r"\exp", "log": r"\log", "tanh": r"\tanh",
             "logistic": r"\sigma", "phi": r"\phi", "slope": r"\phi'"}
# the name of a matrix: of what, by what, whether it is immediate
SLOPES = {derivative(top, below, now): (top, below, now) for top in OWN
          for below in (*BY, *PLACES) for now in (False, True)}


def latex(e: Json) -> str:
    """A term in print."""
    if not isinstance(e, list):
        return time(str(e))
    head, *rest = e
    if head in HEADS:
        return HEADS[head](*rest)
    if head in FUNCTIONS:
        return rf"{FUNCTIONS[head]}({latex(rest[0])})"
    return indexed(head, rest)


def fraction(above: int, below: int) -> str:
    """A number."""
    return rf"\frac{{{above}}}{{{below}}}"


def total(*terms: Json) -> str:
    """A sum."""
    return re.sub(r"\+ -", "- ", " + ".join(map(latex, terms)))


def power(base: Json, exponent: Json) -> str:
    """A power."""
    return rf"{bracketed(base)}^{{{latex(exponent)}}}"


def summed(name: str, body: Json) -> str:
    """A sum over an index."""
    return rf"\sum_{{{time(name)}}} {latex_factor(body)}"


def delta(first: str, second: str) -> str:
    """Kronecker's delta."""
    return rf"\delta_{{{time(first)} {time(second)}}}"


def slope(top: Json, below: Json, sign: str = "") -> str:
    """A derivative by an entry."""
    return rf"\frac{{\partial{sign} {bracketed(top)}}}{{\partial " \
        rf"{latex(below)}}}"


def product(factors: list[Json]) -> str:
    """A product; a sum in it stands in brackets."""
    first, *rest = factors
    if first == -1:
        return "-" + (product(rest) if len(rest) > 1
                      else latex_factor(rest[0]))
    return r" \, ".join(map(latex_factor, factors))


def latex_factor(e: Json) -> str:
    """A factor in print."""
    if isinstance(e, list) and e[0] in ("+", "over"):
        return rf"\left({latex(e)}\right)"
    return latex(e)


def bracketed(e: Json) -> str:
    """What a power or a transpose is of."""
    plain = not isinstance(e, list) or e[0] not in (
        "+", "*", "sum", "chain", "over", "^", "d", "imm", "T", *FUNCTIONS) \
        and not (e[0] == "@" and e[1] in SLOPES)
    return latex(e) if plain else rf"\left({latex(e)}\right)"


def time(text: str) -> str:
    """A time, its letter with its number below."""
    return re.sub(r"([a-zT])(\d+)", r"\1_{\2}", text)


def indexed(name: str, at: list[str]) -> str:
    """An entry; a label stands before its indices."""
    look = LOOKS.get(name, name)
    below = ", ".join(map(time, at))
    if not below:
        return look
    base, _, label = look.partition("_")
    if label:
        return rf"{base}_{{{label.strip('{}')}, {below}}}"
    return rf"{look}_{{{below}}}"


def matrix(name: str, at: list[str]) -> str:
    """A matrix at its times."""
    if name not in SLOPES and name not in ("K",):
        return indexed(name, at)
    if name == "K":
        return rf"\frac{{\partial p_{{{time(at[0])}}}}}{{\partial p_{{" \
            rf"{time(earlier(at[0]))}}}}}"
    top, below, now = SLOPES[name]
    above = indexed(top, at[:1])
    if below in PLACES:
        sign = r"\mathrm{d}" + ("^+" if now else "")
        return rf"{sign}_{{{below}}} {above}"
    when = at[-1:] if below in EARLIER else at[:1]
    return rf"\frac{{\partial {above}}}{{\partial {indexed(below, when)}}}"


def over(name: str, low: str, high: str, body: Json) -> str:
    """A sum over times."""
    return rf"\sum_{{{time(name)}={time(low)}}}^{{{time(high)}}} " \
        + latex_factor(body)


def chain(name: str, first: str, last: str, way: int, body: Json) -> str:
    """A product over time; one that rises has its first time on the left."""
    low, high = (last, first) if way == -1 else (first, last)
    arrow = "" if way == -1 else r"^{\rightarrow}"
    return rf"\prod_{{{time(name)}={time(low)}}}^{{{time(high)}}}" \
        rf"{{}}{arrow} {latex_factor(body)}"


HEADS: dict[str, Any] = {
    "/": fraction, "+": total, "*": lambda *some: product([*some]),
    "^": power, "sum": summed, "delta": delta, "d": slope,
    "imm": lambda top, below, now: slope(top, below, "^+"),
    "@": lambda name, *at: matrix(name, [*at]),
    "T": lambda inner: rf"{bracketed(inner)}^\top",
    "chain": chain, "over": over}
__all__ = ["latex"]
