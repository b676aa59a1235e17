"""Proofs for every size: `claim` proves an equation and publishes it.

The search carries both sides on, line by line, until they meet: inside a time
step in indices, through time as products of matrices, which premises replace.
"""
from sympy import Expr

from ..grammar.entries import same_shape
from ..grammar.grammar import NotInLanguage
from ..ledger.laid_down import notation
from ..ledger.ledger import Equation
from ..ledger.premises import check_defined, check_facts
from ..search.search import Search
from ..terms.errors import NoEntries, NotProved
from ..terms.types import When
from .certified import (
    Certificate,
    NotFound,
    check_needed,
    shown,
    sought,
)
from .failing import check_derivatives, only_when, undecided, unequal
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
    certificate = prove(goal)
    check_needed(goal, certificate, Search.chain)
    return theorem(*goal.sides, goal.facts, certificate)


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
        shown(prove(goal))
    except (NotProved, TypeError):           # TypeError: no rule for it
        return False
    return True


def prove(goal: Goal) -> Certificate:
    """A certificate of the equation; NotProved if it has no proof."""
    check_defined(goal.premises, *goal.sides)
    notation(*goal.sides)
    if goal.lhs.is_commutative and not goal.rhs.is_commutative:
        raise ValueError(f"write the matrices on the left: {goal.lhs} = "
                         f"{goal.rhs}")
    if not goal.lhs.is_commutative:
        same_shape(*goal.sides)
    check_derivatives(goal)
    try:
        return sought(goal, Search.chain)
    except NotFound as failed:
        raise not_proved(goal, failed) from None


def not_proved(goal: Goal, failed: NotFound) -> NotProved:
    """What is left of the difference, or what keeps a premise from use."""
    if any(not one.lhs.is_commutative for one in goal.premises):
        return unequal(failed, lambda rest: only_when(goal))
    for one in goal.premises:
        check_facts(one, goal.order)
    if failed.place is None and not goal.lhs.is_commutative:
        return unequal(failed, lambda rest: NO_ENTRIES, NoEntries)
    return unequal(failed, undecided)
