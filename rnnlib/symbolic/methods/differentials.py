"""Gradients read off differentials (Magnus and Neudecker 1988).

If dE = u dW v for every change dW, then dE/dW = u^T v^T: an entry dW_ij is
multiplied by u_i v_j.
"""
from collections.abc import Sequence

from sympy import Add, Expr, Mul, S

from ..grammar.entries import same_shape
from ..grammar.matrices import HIDING, READ_OFF
from ..ledger.ledger import Equation
from ..ledger.premises import check_defined, check_facts, check_needed, premise
from ..products.proof import ending, rules_of, written
from ..products.rewriting import Products
from ..terms.errors import NotProved
from ..terms.products import Matrix, SumOverTime, transpose
from ..terms.types import Factors, Terms
from .goals import Given, Goal
from .publishing import publish, theorem

CHANGES = {Matrix(change) for change, _ in READ_OFF.values()}


def read_off(label: str, lhs: Expr, rhs: Expr, source: str,
             given: Given = ()) -> Equation:
    """Prove that the gradient lhs is rhs, read off a proved differential.

    source: the label of dE = ..., a sum of products of one change each;
    given: labels of further premises. Raises NotProved, or Refuted.
    """
    return publish(label, "by_reading_off", lhs, rhs, source, given)


def by_reading_off(lhs: Expr, rhs: Expr, source: str,
                   given: Given) -> Equation:
    """The equation lhs = rhs without a label; NotProved if it fails."""
    goal, whole = Goal.read(lhs, rhs, given), premise(source)
    reads(goal, whole)
    return theorem(*goal.sides, (), goal.labels() | {whole.label},
                   "(read off a differential)")


def reads(goal: Goal, whole: Equation) -> None:
    """Raise NotProved unless the equation `whole` shows that lhs = rhs."""
    same_shape(*goal.sides)
    change = change_of(goal.lhs, whole)
    check_facts(whole, goal.order)
    check_defined((whole, *goal.premises), *goal.sides)

    def left(premises: Sequence[Equation]) -> Terms:
        products = Products(goal.order, (), rules_of(premises))
        with ending(products.rules):
            return products.normal(
                gradient(products, whole.rhs, change) - goal.rhs)

    if terms := left(goal.premises):
        raise NotProved(f"the differential leaves {terms}", left=[(
            "this is left of what the differential gives, minus right",
            written(terms))])
    check_needed(goal.premises, lambda fewer: not left(fewer))


def change_of(lhs: Expr, whole: Equation) -> Matrix:
    """The change that the gradient lhs answers in the equation `whole`."""
    name = str(lhs.args[0]) if isinstance(lhs, Matrix) else None
    if name not in READ_OFF:
        raise ValueError(f"a gradient has one of the names "
                         f"{', '.join(READ_OFF)}, got {lhs}")
    change, wholes = READ_OFF[name]
    if whole.lhs not in [Matrix(one, *lhs.args[1:]) for one in wholes]:
        raise NotProved(f"{lhs} is read off {' or '.join(wholes)}, "
                        f"{whole.label!r} is about {whole.lhs}")
    return Matrix(change)


def gradient(products: Products, e: Expr, change: Matrix) -> Expr:
    """The gradient by `change` of a sum of products of one change each."""
    return Add(*[c * of_product(factors, change)
                 for c, factors in products.terms(e)])


def of_product(factors: Factors, change: Matrix) -> Expr:
    """u^T v^T for the product u change v; 0 if its change is another."""
    if len(factors) == 1 and isinstance(factors[0], SumOverTime):
        body, *limits = factors[0].args
        inner = gradient(Products(), body, change)
        return SumOverTime(inner, *limits) if inner != 0 else S.Zero
    n = only_change(factors)
    if factors[n] != change:
        return S.Zero
    return Mul(*[transpose(Mul(*part)) for part in (factors[:n],
                                                    factors[n + 1:])
                 if part])


def only_change(factors: Factors) -> int:
    """The place of the one change among factors; NotProved if not just one.
    """
    places = [n for n, one in enumerate(factors) if one.has(*CHANGES)]
    if len(places) == 1 and factors[places[0]] in CHANGES \
            and not any(map(hides, factors)):
        return places[0]
    raise NotProved(f"not a differential: {Mul(*factors)} must hold one "
                    "change, not its transpose, and nothing else that "
                    "depends on changes")


def hides(factor: Expr) -> bool:
    """Whether a factor depends on a change without showing it."""
    return any(str(one.args[0]) in HIDING for one in factor.atoms(Matrix))
