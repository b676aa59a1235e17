"""An expression as text that depends on its structure alone.

Bound indices are private twins whose numbers differ from process to process,
and SymPy sorts by them. Here they are named by how deep they are bound, and
what may stand in any order is sorted by the text itself.
"""
from hashlib import sha256
from typing import TypeAlias

from sympy import Basic, Dummy, Expr, KroneckerDelta, Sum, Symbol, srepr
from sympy.matrices import MatrixBase

from .products import ProductOverTime, SumOverTime, transpose

# their names in the text: it decides on which networks a statement is asked
OVER_TIME = {ProductOverTime: "Chain", SumOverTime: "Timed"}
NAMES = {transpose: "tr"}

Names: TypeAlias = dict[Symbol, str]         # of what is bound around


def fingerprint(*parts: str) -> str:
    """Twelve hexadecimal digits for some texts."""
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def structure(e: Basic | None, bound: Names | None = None) -> str:
    """The text of e. bound: names of the indices bound around it.

    >>> from rnnlib.symbolic.terms.structure import structure as text
    >>> text(sum_over(y[t, a], a)) == text(sum_over(y[t, b], b))
    True
    """
    bound = bound or {}
    if e is None or isinstance(e, Symbol):
        return bound.get(e) or symbol(e)
    if isinstance(e, MatrixBase) or not e.args:
        return srepr(e)
    if isinstance(e, Sum):
        return over_indices(e, bound)
    if type(e) in OVER_TIME:
        return over_time(e, bound)
    name = NAMES.get(type(e), type(e).__name__)
    return f"{name}({', '.join(arguments(e, bound))})"


def symbol(e: Symbol | None) -> str:
    """The name of a symbol; a private one that nothing binds is marked."""
    if e is None:
        return "None"
    return f"?{e.name}" if isinstance(e, Dummy) else e.name


def arguments(e: Expr, bound: Names) -> list[str]:
    """The texts of the arguments, sorted as far as their order is nothing."""
    if e.is_Mul:
        free, ordered = e.args_cnc()
        return sorted(structure(part, bound) for part in free) + [
            structure(part, bound) for part in ordered]
    parts = [structure(part, bound) for part in e.args]
    anyhow = e.is_Add or isinstance(e, KroneckerDelta)
    return sorted(parts) if anyhow else parts


def over_time(e: Expr, bound: Names) -> str:
    """A sum or product over time, with its time named by its depth."""
    body, time, *rest = e.args
    inside = structure(body, {**bound, time: f"_{len(bound)}"})
    limits = ", ".join(structure(part, bound) for part in rest)
    return f"{OVER_TIME[type(e)]}({inside}; {limits})"


def over_indices(e: Sum, bound: Names) -> str:
    """A sum over indices, with these named by their depth."""
    inner = dict(bound)
    for index in reversed(e.variables):              # the outermost is last
        inner[index] = f"_{len(inner)}"
    limits = [f"{low}..{high}" for _, low, high in e.limits]
    return f"Sum({structure(e.function, inner)}; {', '.join(limits)})"
