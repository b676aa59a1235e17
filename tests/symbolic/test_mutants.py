"""No wrong right-hand side is proved, and no true one from a wrong premise.

The oracle says which mutants are wrong; the symbolic kernel alone has to
reject every one of them.
"""
from functools import cache

import numpy as np
import pytest
from corpus import FORMULAS, lay_down
from mutants import letters_in, mutants
from rnnlib.symbolic.definitions import conditions_of
from rnnlib.symbolic.ledger import LEDGER
from rnnlib.symbolic.model import k, n_h, n_x, n_y, s, t
from rnnlib.symbolic.oracle import sides
from rnnlib.symbolic.premises import NotProved
from rnnlib.symbolic.induction import induct
from rnnlib.symbolic.proofs import proved
from rnnlib.symbolic.world import World
from sympy import Integer, default_sort_key

SIZES = {n_x: 2, n_h: 3, n_y: 2}
TIMES = {t: Integer(4), s: Integer(3), k: Integer(1)}
# how many mutants of a formula a test run tries; `mutation_score` tries all
MOST = {"softmax-jacobian": 3, "log-softmax-jacobian": 2, "dE-dyhat": 3,
        "dE-dq-any": 2, "dE-dq": 2, "dE-dV": 1, "dE-dby": 0, "dE-dh": 0,
        "dE-dW": 1, "dE-dU": 0, "dE-dbh": 0, "dE-dhk": 0, "dE-dxs": 0,
        "credit-out": 0, "step": 4}
# wrong premises from which the conclusion does follow: if G is the chain
# times anything, then G has the recursion; -G has the norm of G; and products
# of transposes compose in the reverse order just as well
FOLLOWS = {"credit-step": 10, "norm": 2, "composed": 1}
BY_LABEL = {formula.label: formula for formula in FORMULAS}


@cache
def small_world(conditions):
    return World(SIZES, conditions)


def wrong(lhs, rhs, conditions):
    """Whether lhs = rhs is false in numbers, or not even of one shape."""
    try:
        left, right = sides(lhs, rhs, small_world(conditions), TIMES)
    except (ValueError, TypeError, FloatingPointError):
        return True
    return not np.allclose(left, right, rtol=1e-9, atol=1e-12)


def counted(lhs, rhs, conditions):
    """The mutants of rhs that are wrong, always in the same order."""
    found = mutants(rhs, letters_in(lhs, rhs))
    found = sorted(found, key=default_sort_key)
    return [e for e in found if wrong(lhs, e, conditions)], len(found)


def accepted(formula, lhs, rhs, premises=None):
    """Whether the kernel proves lhs = rhs the way `formula` is proved."""
    try:
        if formula.steps:
            return bool(induct("mutant", lhs, rhs, *formula.steps))
        return proved(lhs, rhs, formula.premises(), formula.facts())
    except (NotProved, ValueError, TypeError):
        return False


def claims(formula, most=None):
    """(number of mutants, wrong ones, wrong ones that are proved)."""
    assumed = conditions_of(LEDGER[formula.label].rests_on)
    bad, number = counted(formula.lhs, formula.rhs, assumed)
    bad = bad[::-(-len(bad) // (most or len(bad) or 1)) or 1]
    return number, bad, [e for e in bad
                         if accepted(formula, formula.lhs, e)]


def premises(formula, most=None):
    """The same for the right-hand sides of the premises of `formula`."""
    numbers, all_bad, survivors = 0, [], []
    labels = {one if isinstance(one, str) else one[0]
              for one in formula.given or formula.steps[2:]}
    for true in [LEDGER[label] for label in sorted(labels)]:
        assumed = conditions_of([true.label])
        bad, number = counted(true.lhs, true.rhs, assumed)
        bad = bad[:most]
        for e in bad:
            LEDGER[true.label] = true._replace(rhs=e)    # as if proved
            if accepted(formula, formula.lhs, formula.rhs):
                survivors.append((true.label, e))
        LEDGER[true.label] = true
        numbers, all_bad = numbers + number, all_bad + bad
    return numbers, all_bad, survivors


def mutation_score():
    """Print how many wrong mutants there are, and how many are rejected."""
    lay_down()
    for formula in FORMULAS:
        formula.publish()
    for name, kind in (("claims", claims), ("premises", premises)):
        results = [kind(formula) for formula in FORMULAS]
        number, bad = (sum(r[0] for r in results),
                       sum(len(r[1]) for r in results))
        left = sum(len(r[2]) for r in results)
        follows = sum(FOLLOWS.values()) if kind is premises else 0
        print(f"mutants of {name}: {number}, wrong {bad}, rejected "
              f"{bad - left}, accepted {left - follows}, rightly accepted "
              f"(see FOLLOWS) {follows}, equivalent {number - bad}")


@pytest.mark.parametrize("label", [f.label for f in FORMULAS
                                   if MOST.get(f.label, 4)])
def test_wrong_right_hand_sides_are_rejected(book, label):
    number, bad, survivors = claims(BY_LABEL[label], MOST.get(label, 4))
    assert survivors == []
    assert bad


@pytest.mark.parametrize("label", [
    f.label for f in FORMULAS
    if f.steps or f.given and f.label not in MOST or f.label == "dE-dq"])
def test_nothing_true_follows_from_a_wrong_premise(book, label):
    number, bad, survivors = premises(BY_LABEL[label])
    assert len(survivors) == FOLLOWS.get(label, 0), survivors
    assert len(bad) > len(survivors)


if __name__ == "__main__":
    mutation_score()
