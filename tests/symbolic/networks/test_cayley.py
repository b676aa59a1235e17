"""W of a skew matrix: what is proved of it, and what is not."""
import numpy as np
import pytest
from rnnlib.orthogonal import cayley
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.cayley import NETWORK
from rnnlib.symbolic.oracle.draws import world

KEYS = tuple(sorted(NETWORK.conditions))
LABELS = [key.lower().replace("_", "-") for key in KEYS]
ENDS = ["", "_star"]


@pytest.fixture
def page():
    for label, key in zip(LABELS, KEYS, strict=True):
        define(label, *NETWORK.conditions[key])
    claim("commute", mat.minus * mat.plus, mat.plus * mat.minus,
          given=["cayley-difference"])
    claim("square", mat.minus * mat.minus.T, mat.minus * mat.plus,
          given=["cayley-skew"])
    claim("mate", mat.minus * mat.half.T, mat.plus.T * mat.half.T,
          given=["cayley-skew"])
    claim("solved", mat.plus * mat.W, mat.minus,
          given=["cayley-w", "cayley-right"])
    yield
    clear()


NORM = mat.W * mat.W.T
FOR_NORM = ("cayley-w", "square", "commute", "cayley-left", "mate")
APART = mat.half_star * (mat.Theta_star - mat.Theta)
CHANGE = mat.W_star - mat.W
FOR_CHANGE = ("cayley-sum", "cayley-sum-star", "cayley-difference",
              "cayley-difference-star", "solved", "cayley-left-star",
              "cayley-w-star")
PROVED = [(NORM, 1, FOR_NORM), (CHANGE, -APART - APART * mat.W, FOR_CHANGE),
          (mat.plus + mat.plus * mat.W, 2, ("solved", "cayley-difference"))]


@pytest.mark.parametrize("lhs, rhs, premises", PROVED)
def test_what_is_true_is_proved_and_agrees(page, lhs, rhs, premises):
    equation = claim("true", lhs, rhs, given=[*premises])
    assert equation.kind == "proof" and equation.agreement < 1e-9


@pytest.mark.parametrize("lhs, rhs, premises, without", [
    (*one, label) for one in PROVED for label in one[2]])
def test_each_premise_is_needed(page, lhs, rhs, premises, without):
    rest = [label for label in premises if label != without]
    assert not proved(lhs, rhs, given=rest)


@pytest.mark.parametrize("lhs, wrong, premises", [
    (NORM, 2, FOR_NORM), (NORM, -1, FOR_NORM), (NORM, mat.W, FOR_NORM),
    (CHANGE, APART + APART * mat.W, FOR_CHANGE),
    (CHANGE, -APART, FOR_CHANGE),
    (CHANGE, -APART - APART * mat.W_star, FOR_CHANGE),
    (CHANGE, -APART - mat.W * APART, FOR_CHANGE)])
def test_slips_are_not_proved(page, lhs, wrong, premises):
    assert not proved(lhs, wrong, given=[*premises])


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("place", range(4))
def test_there_are_numbers_that_obey(place, end):
    given = world(5, place, KEYS).given
    Theta, plus, minus, half, W = [given[f"{name}{end}"] for name in (
        "Theta", "plus", "minus", "half", "W")]
    one = np.eye(len(W))
    for found, want in ((Theta, plus - one), (minus, 2 * one - plus),
                        (plus.T, minus), (half @ plus, one),
                        (plus @ half, one), (W, half @ minus),
                        (W @ W.T, one), (W, cayley(Theta))):
        np.testing.assert_allclose(found, want, atol=1e-9)
