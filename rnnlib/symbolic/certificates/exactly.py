"""Exact equations as the checker reads them: formulas, and points."""
from collections.abc import Mapping, Sequence
from typing import Any

from mpmath import mp
from sympy import Add, Expr, Mul, Pow, Symbol, exp, sympify

from ...checker.numbers import check_equal, numbers
from ...checker.terms import Refused

PLAIN = {Add: "+", Mul: "*", Pow: "^"}


def formula(e: Expr) -> Any:
    """A formula of numbers and symbols, as JSON."""
    e = sympify(e)
    if e.is_Integer:
        return int(e)
    if e.is_Rational:
        return ["/", int(e.p), int(e.q)]
    if isinstance(e, Symbol) or not e.args:
        return str(e) if not e.is_NumberSymbol else {
            "Exp1": "E", "Pi": "pi"}.get(type(e).__name__, type(e).__name__)
    if isinstance(e, exp):
        return ["exp", formula(e.args[0])]
    head = PLAIN.get(e.func, e.func.__name__)
    return [head, *map(formula, e.args)]


def point(at: Mapping[Symbol, Any]) -> dict[str, str]:
    """A point as text: a number for each symbol."""
    return {str(v): mp.nstr(mp.mpf(z), 60) for v, z in at.items()}


def has_numbers(left: Expr, right: Expr, at: Mapping[Symbol, Any]) -> bool:
    """Whether the checker finds that two sides agree at a point."""
    try:
        check_equal(formula(left), formula(right), numbers(point(at)))
    except Refused:
        return False
    return True


def pairs(sides: Sequence[tuple[Expr, Expr, Sequence[Mapping[Symbol, Any]]]]
          ) -> dict[str, Any]:
    """The certificate of an exact equation: pairs of sides, with points."""
    return {"kind": "exact", "rule": "SymPy's algebra", "pairs": [
        {"left": formula(left), "right": formula(right),
         "at": [*map(point, some)] if some else []}
        for left, right, some in sides]}
