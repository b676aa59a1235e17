"""An expression as text that depends on its structure alone.

Bound letters are private twins whose numbers differ from process to process,
and SymPy sorts by them. Here they are named by how deep they are bound, and
what may stand in any order is sorted by the text itself.
"""
from hashlib import sha256

from sympy import Dummy, KroneckerDelta, Sum, Symbol, srepr
from sympy.matrices import MatrixBase

from .products import Chain, Timed


def fingerprint(*parts):
    """Twelve hexadecimal digits for some texts."""
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def structure(e, bound=None):
    """The text of e. bound: names of the letters bound around it.

    >>> from rnnlib.symbolic.terms.structure import structure as text
    >>> text(total(y[t, a], a)) == text(total(y[t, b], b))
    True
    """
    bound = bound or {}
    if e is None or isinstance(e, Symbol):
        return bound.get(e) or symbol(e)
    if isinstance(e, MatrixBase) or not e.args:
        return srepr(e)
    if isinstance(e, (Sum, Chain, Timed)):
        return binding(e, bound)
    parts = [structure(part, bound) for part in e.args]
    if e.is_Add or isinstance(e, KroneckerDelta):
        parts.sort()
    if e.is_Mul:
        free, ordered = e.args_cnc()
        parts = sorted(structure(part, bound) for part in free) + [
            structure(part, bound) for part in ordered]
    return f"{type(e).__name__}({', '.join(parts)})"


def symbol(e):
    """The name of a letter; a private one that nothing binds is marked."""
    return "None" if e is None else "?" * isinstance(e, Dummy) + e.name


def binding(e, bound):
    """A sum or product, with its letters named by their depth."""
    if not isinstance(e, Sum):
        body, letter, *rest = e.args
        inner = {**bound, letter: f"_{len(bound)}"}
        return (f"{type(e).__name__}({structure(body, inner)}; " + ", ".join(
            structure(part, bound) for part in rest) + ")")
    inner = dict(bound)
    for letter in reversed(e.variables):              # the outermost is last
        inner[letter] = f"_{len(inner)}"
    limits = [f"{low}..{high}" for _, low, high in e.limits]
    return f"Sum({structure(e.function, inner)}; {', '.join(limits)})"
