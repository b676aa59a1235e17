"""What is certainly positive, and what must not be 0 for a formula to hold.

All quantities of the model are real. Softmax outputs and gates are positive,
squared lengths are not negative; of all else nothing is known.
"""
from sympy import Expr, KroneckerDelta, Sum, Symbol, exp
from sympy.tensor.indexed import Indexed

from .language import SPACE, d
from .model import COMPUTED, T, t
from .plain import logistic

POSITIVE = {"y_hat", "f", "g", "o"}           # exp and logistic made them
LENGTHS = {"M", "N", "Omega"}                 # sums of squares
ROOTED = {"Omega"}                            # by M, under a root of N


def positive(e: Expr) -> bool:
    """Whether e is certainly positive, wherever it has a value at all."""
    if isinstance(e, (exp, logistic)):
        return True
    if e.is_number or e.is_Symbol:
        return e.is_positive is True or e in (t, T)
    if isinstance(e, Indexed):
        return e.base.name in POSITIVE
    if e.is_Pow:
        return positive(e.base)
    if e.is_Add:
        return all(map(nonnegative, e.args)) and any(map(positive, e.args))
    return (e.is_Mul and all(map(positive, e.args))) or (
        isinstance(e, Sum) and positive(e.function))


def nonnegative(e: Expr) -> bool:
    """Whether e is certainly not negative, wherever it has a value."""
    if isinstance(e, KroneckerDelta) or e in SPACE:
        return True
    if isinstance(e, Symbol) or e.is_number:
        return e.is_nonnegative is True
    if isinstance(e, Indexed):
        return e.base.name in POSITIVE | LENGTHS
    if e.is_Pow:
        return nonnegative(e.base) or e.exp.is_Integer and e.exp % 2 == 0
    if e.is_Add or e.is_Mul:
        return all(map(nonnegative, e.args))
    return positive(e) or (isinstance(e, Sum) and nonnegative(e.function))


def not_zero(*sides: Expr) -> tuple[Expr, ...]:
    """What must not be 0 for all sides to have a value, each part once.

    That is what stands below a line, and under a root in a derivative.
    """
    return tuple(dict.fromkeys(
        part for e in sides for part in needs(e, False)))


def needs(e: Expr, in_derivative: bool) -> list[Expr]:
    """The factors that must not be 0 for e to have a value."""
    if isinstance(e, Indexed):
        rooted = e.base.name in ROOTED
        return needs(formula(e), in_derivative) if rooted else []
    if isinstance(e, KroneckerDelta):
        return []
    if isinstance(e, d):
        return needs(e.args[0], True)
    found = [part for one in e.args for part in needs(one, in_derivative)]
    if e.is_Pow and (e.exp.is_negative
                     or in_derivative and not e.exp.is_Integer):
        found += uncertain(e.base)
    return found


def formula(e: Indexed) -> Expr:
    """What the model's list computes for an entry."""
    entry, computed = COMPUTED[e.base.name]
    return computed.xreplace(dict(zip(entry.indices, e.indices)))


def uncertain(e: Expr) -> list[Expr]:
    """The factors of e that may be 0, as far as is known."""
    if e.is_Mul:
        return [part for factor in e.args for part in uncertain(factor)]
    if e.is_Pow:
        return uncertain(e.base)
    return [] if positive(e) or (e.is_number and e.is_zero is False) else [e]
