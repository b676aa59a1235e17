"""Proofs for every size: `claim` proves an equation and publishes it.

A structural zero of the difference of both sides is the only proof. Inside
a time step both sides are brought into canonical form, in indices; through
time they are products of matrices, which premises replace.
"""
from sympy import Expr

from ..grammar.entries import by_entries
from ..grammar.grammar import NotInLanguage
from ..indices.proof import by_indices
from ..ledger.laid_down import notation
from ..ledger.ledger import Equation
from ..ledger.premises import check_defined, check_facts, check_needed
from ..products.proof import by_products
from ..terms.errors import NoEntries, NotProved
from ..terms.types import When
from .goals import Given, Goal
from .publishing import publish, theorem

NO_ENTRIES = ("in indices nothing can be said of a product or a sum over time "
              "of no fixed length: use `induct`, or name premises in `given=`")


def claim(label: str, lhs: Expr, rhs: Expr, given: Given = (),
          when: When = ()) -> Equation:
    """Prove lhs = rhs for every size, then publish it under `label`.

    given: labels of premises (or `at(label, {...})`), each of them needed;
    when: a relation of times that the claim assumes, as k < t.
    Raises NotProved, or Refuted if rnnlib disagrees.

    >>> claim("picked", sum_over(delta(a, b) * y[t, a], a), y[t, b]).scope
    'for every $n_y$'
    """
    return publish(label, "by_claim", lhs, rhs, given, when)


def by_claim(lhs: Expr, rhs: Expr, given: Given, when: When) -> Equation:
    """The equation lhs = rhs without a label; NotProved without a proof."""
    goal = Goal.read(lhs, rhs, given, when)
    return theorem(*goal.sides, goal.facts, prove(goal, needed=True))


def proved(lhs: Expr, rhs: Expr, given: Given = (),
           when: When = ()) -> bool:
    """Whether the prover can prove it; False is no refutation.

    given, when: as in claim.

    >>> proved(sum_over(delta(a, b) * y[t, a], a), y[t, b])
    True
    """
    try:
        goal = Goal.read(lhs, rhs, given, when)
    except NotInLanguage:
        return False
    try:
        prove(goal)
    except (NotProved, TypeError):           # TypeError: no rule for it
        return False
    return True


def prove(goal: Goal, needed: bool = False) -> set[str]:
    """The labels that the equation rests on; NotProved if it has no proof.

    needed: raise ValueError for a premise that this proof can do without.
    """
    check_defined(goal.premises, *goal.sides)
    used = goal.labels()
    if goal.lhs.is_commutative and not goal.rhs.is_commutative:
        raise ValueError(f"write the matrices on the left: {goal.lhs} = "
                         f"{goal.rhs}")
    if any(not one.lhs.is_commutative for one in goal.premises):
        return used | by_products(goal.lhs, goal.rhs, goal.premises,
                                  goal.order, needed)
    for one in goal.premises:
        check_facts(one, goal.order)
    try:
        difference = difference_of(*goal.sides)
    except TypeError as error:               # a product over time has none
        return without_entries(goal, error, needed)
    return used | by_indices(difference, goal.premises, goal.order, needed)


def difference_of(lhs: Expr, rhs: Expr) -> Expr:
    """lhs - rhs in indices; TypeError for a matrix that has no entries."""
    return lhs - rhs if lhs.is_commutative else by_entries(lhs, rhs)


def without_entries(goal: Goal, error: TypeError, needed: bool) -> set[str]:
    """The labels that define its matrices; NotProved if terms are left.

    Premises, which here are about entries, are of no use.
    """
    try:
        by_products(goal.lhs, goal.rhs, (), goal.order)
    except NotProved as failed:
        raise NoEntries(str(error), failed.rest, hint=NO_ENTRIES) from None
    check_needed(goal.premises if needed else (), lambda fewer: True)
    return notation(*goal.sides)
