"""Equal as fractions: tanh and the logistic function written with exp.

The canonical form does not bring fractions to one denominator. Here the
difference of two formulas in entries is such a fraction, in which every
entry, sum and exponential is one unknown. Denominators must be certain to be
positive: then a numerator that is 0 is a proof.
"""
from rnnlib.symbolic.grammar.model import MADE_OF
from rnnlib.symbolic.indices.canonical import canonical, positive
from rnnlib.symbolic.indices.derivatives import Calculus
from rnnlib.symbolic.ledger.laid_down import definitions
from rnnlib.symbolic.methods.goals import order_of
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.types import Facts
from sympy import (
    Add,
    Dummy,
    Expr,
    Mul,
    Pow,
    S,
    Sum,
    cancel,
    exp,
    fraction,
    tanh,
    together,
)


def same_fraction(lhs: Expr, rhs: Expr, facts: Facts = ()) -> bool:
    """Whether lhs - rhs is 0 as a fraction, one definition deeper at a time.

    False is no refutation.
    """
    known = definitions()
    order = order_of(lhs, rhs, facts)
    names = [name for name in reversed(MADE_OF) if name in known]
    return any(vanishes(in_exp(
        Calculus(known, order, names[:n]).resolve(lhs - rhs)))
        for n in range(len(names) + 1))


def in_exp(e: Expr) -> Expr:
    """e with exp for tanh and for the logistic function."""
    return e.replace(tanh, lambda z: 1 - 2 / (exp(2*z) + 1)).replace(
        logistic, lambda z: 1 / (1 + exp(-z)))


def vanishes(e: Expr) -> bool:
    """Whether a fraction is 0 wherever its denominators are positive."""
    below = {canonical(power.base) for power in e.atoms(Pow)
             if not power.exp.is_nonnegative}
    if not all(map(positive, below)):
        return False
    return fraction(together(cancel(unknowns(canonical(e), {}))))[0] == S.Zero


def unknowns(e: Expr, names: dict[Expr, Dummy]) -> Expr:
    """e with one unknown for each part that is no fraction of others."""
    if e.is_number:
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
