"""What is certainly positive, and what must not be 0 for a formula to hold.

All quantities of the model are real. By their formulas softmax outputs and
gates are positive, and squared lengths are not negative. Of all else nothing
is known, as of states: these are given at time 0.
"""
from sympy import Expr, KroneckerDelta, S, Sum, Symbol, exp
from sympy.tensor.indexed import Indexed

from ..networks import declared
from ..terms.functions import logistic
from ..terms.language import SPACE, d
from .model import MADE_OF, STATES, T, t

POSITIVE: set[str] = set()    # what exp and logistic make: filled below
LENGTHS: set[str] = set()     # sums of squares
ROOTED: set[str] = set()      # formulas that divide, or have roots


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
        return [part.xreplace(dict(zip(entry.indices, e.indices, strict=True)))
                for entry, formula in made(e.base.name)
                for part in needs(formula, in_derivative)] \
            if e.base.name in ROOTED else []
    if isinstance(e, KroneckerDelta):
        return []
    if isinstance(e, d):
        return needs(e.args[0], True)
    found = [part for one in e.args for part in needs(one, in_derivative)]
    if e.is_Pow and (e.exp.is_negative
                     or in_derivative and not e.exp.is_Integer):
        found += uncertain(e.base)
    return found


def made(name: str) -> list[tuple[Indexed, Expr]]:
    """The formulas of a name, in all networks, each with its entry."""
    return [one.formulas[name] for one in declared() if name in one.formulas]


def uncertain(e: Expr) -> list[Expr]:
    """The factors of e that may be 0, as far as is known."""
    if e.is_Mul:
        return [part for factor in e.args for part in uncertain(factor)]
    if e.is_Pow:
        return uncertain(e.base)
    return [] if positive(e) or (e.is_number and e.is_zero is False) else [e]


def note(name: str) -> None:
    """Note what the formulas of a name tell of its sign."""
    formulas = [S(formula) for _, formula in made(name)]
    if name not in STATES and all(map(positive, formulas)):
        POSITIVE.add(name)
    elif name not in STATES and all(map(nonnegative, formulas)):
        LENGTHS.add(name)
    if any(needs(formula, True) for formula in formulas):
        if name in STATES:              # or its value hangs on all earlier
            raise ValueError(f"the formula of the state {name} divides by "
                             "what may be 0, or has a root of it")
        ROOTED.add(name)


for one in MADE_OF:
    note(one)
