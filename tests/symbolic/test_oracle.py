"""The second net: numbers by rnnlib's forward pass and complex steps."""
import numpy as np
import pytest
from corpus import FORMULAS
from rnnlib import rnn
from rnnlib.symbolic.language import d, total
from rnnlib.symbolic.matrices import mat
from rnnlib.symbolic.model import (
    E,
    U,
    V,
    W,
    a,
    b_h,
    b_y,
    h,
    i,
    j,
    k,
    n_h,
    n_x,
    n_y,
    q,
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.oracle import disagreement, table
from rnnlib.symbolic.premises import NotProved
from rnnlib.symbolic.refutations import gap, refute
from rnnlib.symbolic.world import World
from sympy import Integer, log, sqrt

SIZES = {n_x: 2, n_h: 3, n_y: 4}
TIME = 5


def gradient(world, w, letters):
    """dE_t/dw at t = 5, as the oracle has it."""
    return table(d(E[t], w), letters, world, {t: Integer(TIME)})


@pytest.fixture(scope="module")
def world():
    return World(SIZES, ("y",))


def batch(world):
    """params, x, y and h_0 as rnnlib takes them, with one sequence."""
    given = world.given
    params = rnn.Params(*[given[name] for name in rnn.Params._fields])
    return params, given["x"][:, None], given["y"][:, None], given["h0"][None]


@pytest.mark.parametrize("name, w, letters", [
    ("W", W[i, j], (i, j)), ("U", U[i, u], (i, u)), ("V", V[a, i], (a, i)),
    ("b_h", b_h[i], (i,)), ("b_y", b_y[a], (a,))])
def test_gradients_are_those_of_bptt(world, name, w, letters):
    _, grads = rnn.bptt(*batch(world), steps=TIME)
    np.testing.assert_allclose(gradient(world, w, letters),
                               getattr(grads, name), rtol=1e-12, atol=1e-14)


def test_gradients_of_start_and_inputs(world):
    grads = rnn.input_grads(*batch(world), steps=TIME)
    np.testing.assert_allclose(gradient(world, h[0, i], (i,)), grads.h0[0],
                               rtol=1e-12, atol=1e-14)
    for time in range(1, world.T + 1):
        np.testing.assert_allclose(
            gradient(world, x[time, u], (u,)), grads.x[time - 1, 0],
            rtol=1e-12, atol=1e-14)


def test_the_world_is_the_networks(world):
    loss, _ = rnn.bptt(*batch(world), steps=TIME)
    assert np.isclose(world.arrays["E"][TIME], loss, rtol=1e-14)
    assert np.isnan(world.arrays["E"][0])


def test_what_is_wrong_disagrees():
    for label, factor in (("dE-dV", 2), ("dh-dW", -1), ("credit-out", 2)):
        formula = next(f for f in FORMULAS if f.label == label)
        assert disagreement(formula.lhs, factor * formula.rhs,
                            formula.facts(), ("y",)) > 0.1


def test_not_a_number_is_disagreement():
    bad = log(-1 - h[t, i]**2)
    with np.errstate(invalid="ignore"):
        assert disagreement(bad, bad) == np.inf
        assert disagreement(sqrt(h[t, i] - 2), h[t, i]) == np.inf


def test_times_that_do_not_occur_are_an_error():
    with pytest.raises(ValueError, match="no times"):
        disagreement(h[t, i], h[t, i], (k + 9 < t,))


def test_conditions_hold_only_where_asked():
    ones = total(y[t, a], a), Integer(1)
    assert disagreement(*ones) > 1e-3
    assert disagreement(*ones, (), ("y",)) < 1e-14
    turned = mat.W * mat.W, mat.W
    assert disagreement(*turned, (), ("W",)) > 1e-3


def test_refute_and_gap(model):
    wrong = y_hat[t, a] - 2 * y[t, a]
    assert refute(d(E[t], q[t, a]), wrong).error > 1e-3
    with pytest.raises(ValueError, match="not refuted"):
        refute(h[t, i], h[t, i])
    assert gap(h[t, i], h[t, i]) == 0
    assert gap(h[t, i], h[t, j]) != 0
    assert issubclass(NotProved, Exception)
