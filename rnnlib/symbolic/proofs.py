"""Proofs for every size: `claim` proves an equation and publishes it.

A structural zero of the difference of both sides is the only proof. Inside
a time step both sides are brought into canonical form, in indices; through
time they are products of matrices, which premises replace.
"""
from .definitions import notation
from .entries import by_entries
from .grammar import check
from .language import Order, facts_of, read
from .letterwise import by_indices
from .notproved import NoEntries
from .premises import (NotProved, beginnings, check_defined, check_facts,
                       check_needed, premise)
from .publishing import publish, theorem
from .wordwise import by_products

NO_ENTRIES = ("in indices nothing can be said of a product or a sum over time "
              "of no fixed length: use `induct`, or name premises in `given=`")


def claim(label, lhs, rhs, given=(), when=()):
    """Prove lhs = rhs for every size, then publish it under `label`.

    given: labels of premises (or `at(label, {...})`), each of them needed;
    when: a relation of times that the claim assumes, as k < t.
    Raises NotProved, or Refuted if rnnlib disagrees.

    >>> claim("picked", total(delta(a, b) * y[t, a], a), y[t, b]).scope
    'for every $n_y$'
    """
    return publish(label, "by_claim", lhs, rhs, given, when)


def by_claim(lhs, rhs, given, when):
    lhs, rhs = read(lhs), read(rhs)
    facts = facts_of(when)
    premises = [premise(label) for label in given]
    used = prove(lhs, rhs, premises, facts, needed=True)
    return theorem(lhs, rhs, facts, used)


def proved(lhs, rhs, given=(), when=()):
    """Whether the prover can prove it; False is no refutation.

    given, when: as in claim.

    >>> proved(total(delta(a, b) * y[t, a], a), y[t, b])
    True
    """
    lhs, rhs = read(lhs), read(rhs)
    facts = facts_of(when)
    premises = [premise(label) for label in given]
    try:
        prove(lhs, rhs, premises, facts)
    except (NotProved, TypeError):           # TypeError: not the language
        return False
    return True


def prove(lhs, rhs, premises=(), facts=(), needed=False):
    """The labels that the equation rests on; NotProved if it has no proof.

    needed: raise ValueError for a premise that this proof can do without.
    """
    check(lhs, rhs)
    order = Order.given(*facts, *beginnings(lhs, rhs, *facts))
    if order.holds(1, 0):
        raise ValueError(f"when={facts} contradict each other")
    check_defined(premises, lhs, rhs)
    named = notation(lhs, rhs)
    used = named | {one.label for one in premises}
    if lhs.is_commutative and not rhs.is_commutative:
        raise ValueError(f"write the matrices on the left: {lhs} = {rhs}")
    if any(not one.lhs.is_commutative for one in premises):
        return used | by_products(lhs, rhs, premises, order, needed)
    for one in premises:
        check_facts(one, order)
    try:
        difference = lhs - rhs if lhs.is_commutative else by_entries(lhs, rhs)
    except TypeError as error:               # a product over time has none
        try:
            by_products(lhs, rhs, (), order)
        except NotProved as failed:
            raise NoEntries(str(error), failed.rest,
                            hint=NO_ENTRIES) from None
        check_needed(premises if needed else (), lambda fewer: True)
        return named
    return used | by_indices(difference, premises, order, needed)
