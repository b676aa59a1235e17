"""Real-time recurrent learning gives what backpropagation gives."""
import re

import numpy as np
import pytest
import rnnlib
from hypothesis import given
from reference import disagreement, make, problems
from rnnlib.rtrl import rtrl

pytestmark = pytest.mark.filterwarnings("error")


def agree(problem):
    want, want_grads = rnnlib.bptt(*problem[:4], **problem.how)
    got, grads = rtrl(*problem[:4], **problem.how)
    assert got == want
    assert isinstance(grads, rnnlib.Params)
    for name in grads._fields:
        one, other = getattr(grads, name), getattr(want_grads, name)
        assert one.dtype == other.dtype
        assert disagreement(one, other) < 1e-12, name


@given(problems())
def test_agrees_with_bptt(problem):
    agree(problem)


@pytest.mark.parametrize("activation", rnnlib.ACTIVATIONS)
@pytest.mark.parametrize("target", ["labels", "distributions", "squared"])
@pytest.mark.parametrize("steps", [None, 6, [1, 4]])
def test_agrees_on_every_combination(activation, target, steps):
    problem = make(6, 2, 3, 5, 4, 7, target, steps, activation)
    agree(problem)
    agree(problem._replace(h0=None))


def test_agrees_after_many_steps():
    agree(make(60, 2, 3, 7, 4, 1))


def test_gradient_of_each_step_is_known_at_that_step():
    """What comes after the last step that counts changes nothing."""
    problem = make(6, 2, 3, 5, 4, 7, steps=[2, 4])
    _, whole = rtrl(*problem[:4], steps=[2, 4])
    x, y = problem.x[:4], problem.y[:4]
    _, start = rtrl(problem.params, x, y, problem.h0, steps=[2, 4])
    for one, other in zip(whole, start, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-13, atol=1e-15)


def test_single_precision_stays_single():
    problem = make(5, 2, 3, 4, 3, 0)
    params = rnnlib.Params(*(a.astype("f4") for a in problem.params))
    args = (params, problem.x.astype("f4"), problem.y)
    for one, other in zip(rtrl(*args)[1], rnnlib.bptt(*args)[1], strict=True):
        assert one.dtype == np.float32
        assert disagreement(one, other) < 1e-5


def test_complex_step_through_rtrl():
    """Its own derivative: a row of the Hessian, by either way round."""
    problem = make(4, 2, 3, 4, 3, 0)
    step = np.zeros((4, 4), complex)
    step[1, 2] = 1e-30j
    params = problem.params._replace(W=problem.params.W + step)
    one, other = [f(params, *problem[1:4])[1].W.imag / 1e-30
                  for f in (rtrl, rnnlib.bptt)]
    assert disagreement(one, other) < 1e-12


def test_arguments_are_left_alone():
    problem = make(4, 2, 3, 4, 3, 0, "distributions")
    before = [a.copy() for a in (*problem.params, *problem[1:4])]
    rtrl(*problem[:4])
    for old, new in zip(before, (*problem.params, *problem[1:4]),
                        strict=True):
        assert (old == new).all()


def test_overflow_is_an_error():
    problem = make(50, 1, 2, 3, 3, 0)
    params = rnnlib.init(2, 3, 3, gain=1e10)
    with pytest.raises(FloatingPointError, match="forward: h overflowed"):
        rtrl(params, *problem[1:4], activation="identity")
    with pytest.raises(FloatingPointError, match="rtrl: b_h overflowed"):
        rtrl(params, 0 * problem.x, problem.y, activation="identity")


def test_what_is_not_counted_cannot_overflow():
    problem = make(50, 1, 2, 3, 3, 0)
    params = rnnlib.init(2, 3, 3, gain=1e10)
    agree(problem._replace(params=params, x=0 * problem.x, h0=None, how={
        "steps": 3, "activation": "identity"}))


@pytest.mark.parametrize("change, error, message", [
    ({"x": np.zeros((4, 2, 2))}, ValueError, "x must be (T, B, n_x)"),
    ({"h0": np.zeros((3, 4))}, ValueError, "h0 must be (B, n_h) = (2, 4)"),
    ({"params": None}, TypeError, "params must be rnnlib.Params"),
    ({"y": np.zeros((4, 2))}, TypeError, "y of class indices must be int"),
    ({"steps": 9}, ValueError, "steps must be distinct and within 1..4"),
    ({"loss": "mse"}, ValueError, "loss must be one of"),
    ({"activation": "sin"}, ValueError, "activation must be one of"),
])
def test_arguments_are_checked(change, error, message):
    problem = make(4, 2, 3, 4, 3, 0)
    with pytest.raises(error, match=re.escape(message)):
        rtrl(**{**dict(zip(("params", "x", "y", "h0"), problem[:4],
                           strict=True)), **change})
