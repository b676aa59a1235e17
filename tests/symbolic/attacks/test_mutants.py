"""No wrong right-hand side is proved, and no true one from a wrong premise.

The oracle says which mutants are wrong; the symbolic kernel alone has to
reject every one of them. A test run tries some, `mutation_score` tries all:
python test_mutants.py
"""
from functools import cache
from itertools import islice

import numpy as np
import pytest
from corpus import COPIES, COPIES_DEFINITIONS, DEFINITIONS, FORMULAS, lay_down
from forging import put, spoiled
from mutants import letters_in, mutants
from rnnlib.symbolic.grammar.entries import same_shape
from rnnlib.symbolic.grammar.matrices import READ_OFF
from rnnlib.symbolic.grammar.model import T, k, n_h, n_x, n_y, s, t
from rnnlib.symbolic.ledger.ledger import LEDGER
from rnnlib.symbolic.ledger.premises import NotProved
from rnnlib.symbolic.methods.conditions import conditions_of
from rnnlib.symbolic.oracle.oracle import sides
from rnnlib.symbolic.oracle.world import World
from sympy import Integer, default_sort_key

SIZES = {n_x: 2, n_h: 3, n_y: 2}
TIMES = {t: Integer(4), s: Integer(3), k: Integer(1), T: Integer(5)}
# how many mutants of a formula a test run tries, if not 3
MOST = {"softmax-jacobian": 2, "log-softmax-jacobian": 1, "log-softmax": 2,
        "dE-dyhat": 2, "dE-dq-any": 1, "dE-dq": 1, "dE-dV": 1, "dE-dby": 0,
        "dE-dh": 0, "dE-dW": 0, "dE-dU": 0, "dE-dbh": 0, "dE-dhk": 0,
        "dE-dxs": 0, "credit-out": 0, "credit-here": 1,
        "credit-through-chain": 0, "W-out": 0, "change-step": 1,
        "loss-out": 0, "input-out": 0, "one-out": 0, "copy-out": 0}
# formulas whose wrong premises take long: `mutation_score` tries them all
SLOW = {*MOST, "dE-dU-sum", "dE-dbh-sum", "dE-dW-sum", "total-U", "total-W",
        "total-b_h", "over-count", "norm", "adjoint-link"} - {"dE-dq"}
# wrong premises from which the conclusion does follow: if G is the chain
# times anything, then G has the recursion; a sum to T - 1 or T + 1 has that
# of the sum to T; -G has the norm of G; products of transposes compose in the
# reverse order just as well; a factor of P is one of both sides of the
# over-count; and dE/dW does not care what stands beside dV or dh_0, an e_0
# that does not exist included
FOLLOWS = {"credit-step": 6, "credit-link": 5, "adjoint-link": 2,
           "to-go-step": 2, "norm": 2, "composed": 1, "over-count": 3,
           "total-W": 3, "total-U": 3, "total-b_h": 3, "total-h_0": 2}
CHANGES = {change for change, _ in READ_OFF.values()}
BY_LABEL = {formula.label: formula for formula in (*FORMULAS, *COPIES)}


@cache
def small_world(conditions, moving=None):
    """A world; if `moving` is a change, all other changes are 0 in it."""
    world = World(SIZES, conditions)
    for change in CHANGES:
        world.given[change] *= change == moving or moving is None
    return world


def wrong(lhs, rhs, conditions, moving=None):
    """Whether lhs = rhs is false in numbers, or not even of one shape."""
    try:
        left, right = sides(lhs, rhs, small_world(conditions, moving), TIMES)
    except (ValueError, TypeError, IndexError, FloatingPointError):
        return True
    return not np.allclose(left, right, rtol=1e-9, atol=1e-12)


def wrong_ones(lhs, rhs, conditions, most=None, moving=None):
    """The mutants of rhs that are wrong, `most` of them from everywhere."""
    found = sorted(mutants(rhs, letters_in(lhs, rhs)), key=default_sort_key)
    stride = 1 + len(found) // (most or len(found))
    spread = [e for n in range(stride) for e in found[n::stride]]
    bad = islice((e for e in spread
                  if wrong(lhs, e, conditions, moving)), most)
    return len(found), list(bad)


def accepted(formula, rhs):
    """Whether the kernel proves lhs = rhs the way `formula` is proved."""
    try:
        formula.prove(rhs)
    except (NotProved, TypeError):
        return False
    except ValueError as error:
        return "it holds without" in str(error)
    return True


def claims(formula, most=None):
    """(number of mutants, wrong ones, wrong ones that are proved)."""
    assumed = conditions_of(LEDGER[formula.label].rests_on)
    number, bad = wrong_ones(formula.lhs, formula.rhs, assumed, most)
    return number, bad, [e for e in bad if accepted(formula, e)]


def fits(lhs, rhs):
    """Whether lhs = rhs has one shape: else it cannot be a premise."""
    try:
        return lhs.is_commutative or bool(same_shape(lhs, rhs))
    except ValueError:
        return False


def premises(formula, most=None):
    """The same for the right-hand sides of the premises of `formula`.

    From a differential one change is read off: the others are 0 there.
    """
    numbers, all_bad, survivors = 0, [], []
    moving = READ_OFF[str(formula.lhs.args[0])][0] if formula.source else None
    for true in [LEDGER[label] for label in sorted(formula.rests_on())]:
        number, bad = wrong_ones(true.lhs, true.rhs,
                                 conditions_of([true.label]), most, moving)
        bad = [e for e in bad if fits(true.lhs, e)]
        for e in bad:
            put(spoiled(true, e))
            if accepted(formula, formula.rhs):
                survivors.append((true.label, e))
        put(true)
        numbers, all_bad = numbers + number, all_bad + bad
    return numbers, all_bad, survivors


def mutation_score():
    """Print how many wrong mutants there are, and how many are rejected."""
    for kind in (claims, premises):
        results = []
        for page in ((DEFINITIONS, FORMULAS), (COPIES_DEFINITIONS, COPIES)):
            lay_down(page[0])
            for formula in page[1]:
                formula.publish()
            results += [kind(formula) for formula in page[1]]
        number, bad, left = (sum(r[0] for r in results),
                             sum(len(r[1]) for r in results),
                             sum(len(r[2]) for r in results))
        follows = sum(FOLLOWS.values()) if kind is premises else 0
        print(f"mutants of {kind.__name__}: {number}, wrong {bad}, rejected "
              f"{bad - left}, accepted {left - follows}, rightly accepted "
              f"(see FOLLOWS) {follows}, equivalent {number - bad}")


def page_of(label, request):
    """Open the page of the ledger on which a formula stands."""
    copied = BY_LABEL[label] in COPIES
    return request.getfixturevalue("copies" if copied else "book")


@pytest.mark.mutants
@pytest.mark.parametrize("label", [one for one in BY_LABEL
                                   if MOST.get(one, 3)])
def test_wrong_right_hand_sides_are_rejected(request, label):
    page_of(label, request)
    number, bad, survivors = claims(BY_LABEL[label], MOST.get(label, 3))
    assert survivors == []
    assert bad


@pytest.mark.mutants
@pytest.mark.parametrize("label", [
    one for one in BY_LABEL if BY_LABEL[one].rests_on() and one not in SLOW])
def test_nothing_true_follows_from_a_wrong_premise(request, label):
    page_of(label, request)
    number, bad, survivors = premises(BY_LABEL[label],
                                      None if label in FOLLOWS else 2)
    assert len(survivors) == FOLLOWS.get(label, 0), survivors
    assert len(bad) > len(survivors)


if __name__ == "__main__":
    mutation_score()
