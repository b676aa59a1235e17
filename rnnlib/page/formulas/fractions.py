"""Equal as fractions: tanh and the logistic function written with exp.

The normal form does not bring fractions to one denominator. Here the
difference of two formulas in entries is such a fraction, in which every
entry, sum and exponential is one unknown. Denominators must be certain to be
positive: then a numerator that is 0 is a proof.
"""
from rnnlib.symbolic.grammar.model import MADE_OF
from rnnlib.symbolic.grammar.signs import positive
from rnnlib.symbolic.ledger.laid_down import definitions
from rnnlib.symbolic.search.comparing import expanded, unfolded
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.types import Facts
from sympy import (
    Add,
    Dummy,
    Expr,
    Mul,
    Pow,
    Rational,
    S,
    Sum,
    cancel,
    exp,
    fraction,
    prime,
    tanh,
    together,
)


def same_fraction(lhs: Expr, rhs: Expr, facts: Facts = ()) -> bool:
    """Whether lhs - rhs is 0 as a fraction, one definition deeper at a time.

    False is no refutation.
    """
    known = definitions()
    names = [name for name in reversed(MADE_OF) if name in known]
    if not certain(in_exp(lhs - rhs)):      # before anything cancels
        return False
    return any(vanishes(in_exp(unfolded(lhs - rhs, facts, names[:n])))
               for n in range(len(names) + 1))


def in_exp(e: Expr) -> Expr:
    """e with exp for tanh and for the logistic function."""
    return e.replace(tanh, lambda z: 1 - 2 / (exp(2*z) + 1)).replace(
        logistic, lambda z: 1 / (1 + exp(-z)))


def vanishes(e: Expr) -> bool:
    """Whether a fraction is 0 wherever its denominators are positive.

    A common denominator can take hours, and one number tells that a fraction
    is not 0: it is worked out first.
    """
    if not certain(e):
        return False
    names: dict[Expr, Dummy] = {}
    rational = unknowns(expanded(e), names)
    return not differs(rational, [*names.values()]) and fraction(
        together(cancel(rational)))[0] == S.Zero


def differs(e: Expr, names: list[Dummy]) -> bool:
    """Whether e is another number than 0 where its unknowns are fractions."""
    value = e.xreplace({name: Rational(prime(n + 5), n + 2)
                        for n, name in enumerate(names)})
    return bool(value.is_Rational and value.is_nonzero)


def certain(e: Expr) -> bool:
    """Whether all that e divides by is certain to be positive."""
    below = {power.base for power in e.atoms(Pow)
             if not power.exp.is_nonnegative}
    return all(positive(base) or positive(expanded(base)) for base in below)


def unknowns(e: Expr, names: dict[Expr, Dummy]) -> Expr:
    """e with one unknown for each part that is no fraction of others."""
    if e.is_Rational:
        return e
    if isinstance(e, exp):
        return Mul(*[exponential(part, names)
                     for part in Add.make_args(e.args[0])])
    if e.is_Add or e.is_Mul or e.is_Pow and e.exp.is_Integer:
        return e.func(*[unknowns(part, names) for part in e.args])
    return names.setdefault(e, Dummy())


def exponential(e: Expr, names: dict[Expr, Dummy]) -> Expr:
    """exp(3 z) as the third power of exp(z)."""
    count, rest = e.as_coeff_Mul()
    if isinstance(rest, Sum):
        inner, body = rest.function.as_coeff_Mul()
        count, rest = count * inner, Sum(body, *rest.limits)
    if not count.is_Integer:
        return names.setdefault(exp(e), Dummy())
    return names.setdefault(exp(rest), Dummy())**count
