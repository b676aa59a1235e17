"""The network with two biases: each has the gradient of b_h, and no more."""
import pytest
from corpus import DEFINITIONS
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
    E,
    U,
    W,
    h,
    i,
    j,
    l,
    m,
    p,
    t,
    u,
    x,
)
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.induction import induct
from rnnlib.symbolic.networks.two_biases import b_hh, b_ih
from rnnlib.symbolic.oracle.oracle import disagreement
from rnnlib.symbolic.terms.language import d, delta, sum_over

USED = ("pre-activation", "state", "logits", "softmax", "loss", "slopes",
        "jacobians")
BOTH = ("two biases", "y")
MIXED = (sum_over(U[i, u] * x[t, u], u)
         + sum_over(W[i, j] * h[t-1, j], j))


@pytest.fixture
def page():
    """The definitions of the book, with p_t of two biases."""
    clear()
    for label, lhs, *rhs in DEFINITIONS:
        if label not in USED:
            continue
        define(label, lhs, *([MIXED + b_ih[i] + b_hh[i]] if lhs == p[t, i]
                             else rhs))
    yield LEDGER
    clear()


def test_what_one_gains_and_the_other_loses_moves_nothing(page):
    define("apart", mat.apart(t), d(h[t, m], b_ih[i]) - d(h[t, m], b_hh[i]))
    claim("start", mat.apart(0), 0)
    claim("step", mat.apart(t), mat.J(t) * mat.apart(t - 1))
    found = induct("never", mat.apart(t), 0, t, start=0, base="start",
                   step="step")
    assert found.kind == "proof"


@pytest.mark.parametrize("b", [b_ih, b_hh], ids=str)
def test_each_has_the_recursion_of_the_one(page, b):
    def recursion(own):
        return (1 - h[t, i]**2) * (own + sum_over(
            W[i, l] * d(h[t-1, l], b[j]), l))

    assert proved(d(h[t, i], b[j]), recursion(delta(i, j)))
    wrong = recursion(2 * delta(i, j))
    assert not proved(d(h[t, i], b[j]), wrong)
    assert disagreement(d(h[t, i], b[j]), wrong, (), BOTH) > 1e-3


def test_neither_has_twice_the_gradient(page):
    one, other = d(E[t], b_ih[i]), d(E[t], b_hh[i])
    assert disagreement(one, other, (), BOTH) < 1e-9
    assert disagreement(one, 2 * other, (), BOTH) > 1e-3
    assert not proved(one, 2 * other)


@pytest.mark.parametrize("rhs", [
    MIXED + b_ih[i], MIXED + b_ih[i] + 2 * b_hh[i], MIXED + b_ih[i] - b_hh[i]])
def test_no_other_mixture_is_laid_down(rhs):
    clear()
    with pytest.raises(ValueError, match="not what rnnlib computes"):
        define("odd", p[t, i], rhs)
