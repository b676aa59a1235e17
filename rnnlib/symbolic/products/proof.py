"""Proofs by products: premises replace their left sides, all must cancel."""
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sympy import Add, Expr, Mul

from ..grammar.entries import same_shape
from ..ledger.ledger import Equation
from ..ledger.premises import NotProved, check_needed
from ..terms.language import SPACE, TIME, Order, free_indices
from ..terms.products import transpose
from ..terms.types import Factors, Terms
from .rewriting import Products
from .rules import Rule


def by_products(lhs: Expr, rhs: Expr, premises: Sequence[Equation],
                order: Order, needed: bool = False) -> set[str]:
    """No labels, since only premises were used; NotProved if terms are left.

    The premises replace their left sides. A sum over time may give up a
    first or last term to match another.
    """
    same_shape(lhs, rhs)
    times = sorted({v for v in free_indices(lhs, rhs) if SPACE[v] == TIME},
                   key=str)

    def left(premises: Sequence[Equation]) -> Terms:
        rests = []
        for peel in ((), (1,), *[(time,) for time in times]):
            rests.append(rest(Products(order, peel, rules_of(premises)),
                              lhs - rhs))
            if not rests[-1]:
                break
        return min(rests, key=len)

    if terms := left(premises):
        hints = [f"premise {one.label!r} holds only when {one.facts}"
                 for one in premises if one.facts]
        raise NotProved("; ".join([f"these products do not cancel: {terms}",
                                   *hints]), written(terms),
                        hint="; ".join(hints))
    check_needed(premises if needed else (), lambda fewer: not left(fewer))
    return set()


def rest(products: Products, e: Expr) -> Terms:
    """What does not cancel, as {factors: number}: {} if all does."""
    with ending(products.rules):
        return products.normal(e)


def written(terms: Terms) -> Expr:
    """{factors: number} as an expression again."""
    return Add(*[number * Mul(*factors) for factors, number in terms.items()])


@contextmanager
def ending(rules: Sequence[Rule]) -> Iterator[None]:
    """NotProved instead of a RecursionError: a formula that is too deep."""
    try:
        yield
    except RecursionError:
        raise NotProved("too long for the prover, with the premises "
                        f"{[rule.factors for rule in rules]}") from None


def rules_of(premises: Sequence[Equation]) -> list[Rule]:
    """Each premise as rules, for its product and for the transpose of that.

    D^T = D has no second rule: D for D^T, and D^T for D, would never end.
    """
    rules = []
    for one in premises:
        pairs = tuple(Order.given(*one.facts).pairs)
        rules.append(Rule(one_product(one.lhs), one.rhs, pairs))
        if transpose(one.lhs) != one.rhs:
            rules.append(Rule(one_product(transpose(one.lhs)),
                              transpose(one.rhs), pairs))
    return rules


def one_product(e: Expr) -> Factors:
    """The factors of a premise's left side; NotProved for a sum."""
    terms = Products().terms(e)
    if len(terms) != 1 or terms[0][0] != 1 or not terms[0][1]:
        raise NotProved(f"a premise must be about one product, got {e}")
    return terms[0][1]
