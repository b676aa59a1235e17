"""The GRU and its gradients, against independent computations."""
import re

import numpy as np
import pytest
import rnnlib
from hypothesis import given, settings
from reference import disagreement, proportions
from reference_gru import make, point, problems, states, value_and_grads
from rnnlib import gru, lstm, optim
from rnnlib.checking import central, complex_step

pytestmark = pytest.mark.filterwarnings("error")
FIELDS = gru.GRUParams._fields
few = settings(max_examples=25)
PROBLEM = make(4, 2, 3, 5, 6, 0)
PARAMS, X, Y, H0, _ = PROBLEM
GOOD = {"params": PARAMS, "x": X, "y": Y, "h0": H0}


def bptt(problem):
    return gru.bptt(*problem[:4], **problem.how)


def agree_with_autograd(problem):
    want, want_grads = value_and_grads(problem)
    E, grads = bptt(problem)
    assert abs(E - want) <= 1e-12 * max(1, abs(want))
    for name in FIELDS:
        assert disagreement(getattr(grads, name), want_grads[name]) < 1e-12


@few
@given(problems())
def test_autograd_agrees(problem):
    agree_with_autograd(problem)


@pytest.mark.parametrize("target", ["labels", "distributions", "squared"])
@pytest.mark.parametrize("steps", [None, 6, [1, 4]])
def test_autograd_agrees_on_every_combination(target, steps):
    agree_with_autograd(make(6, 2, 3, 5, 4, 7, target, steps))


@pytest.mark.parametrize("sizes", [(1, 1, 1, 1, 1), (1, 3, 2, 1, 2),
                                   (4, 1, 1, 3, 2), (3, 2, 2, 4, 1)])
def test_smallest_sizes(sizes):
    agree_with_autograd(make(*sizes, seed=3))


@pytest.mark.parametrize("name", FIELDS)
def test_numerical_gradients_agree(name):
    problem = make(4, 2, 2, 3, 3, 5)

    def E(value):
        return bptt(problem._replace(params=problem.params._replace(
            **{name: value})))[0]

    z, grad = (getattr(a, name) for a in (problem.params, bptt(problem)[1]))
    assert disagreement(complex_step(E, z), grad) < 1e-13
    assert disagreement(central(E, z), grad) < 1e-7


@few
@given(problems())
def test_forward_follows_the_equations(problem):
    params, x, _, h0, _ = problem
    run = gru.forward(params, x, h0)
    for b in range(x.shape[1]):
        np.testing.assert_allclose(
            run.h[:, b], np.array(states(point(problem), b)), rtol=1e-12,
            atol=1e-14)
    r, k, n = np.moveaxis(run.gates, 2, 0)
    before = run.h[:-1]
    np.testing.assert_allclose(run.h[1:], k * before + (1 - k) * n,
                               rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(
        np.arctanh(n), x @ params.U[2].T + (r * before) @ params.W[2].T
        + params.b_h[2], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(
        run.y_hat, proportions(np.exp(run.q)), rtol=1e-12)


def test_one_unit_by_hand():
    """A gate that is open or shut by its bias does what its name says."""
    x = np.array([0.3, -0.7]).reshape(2, 1, 1)
    for r, k in np.ndindex(2, 2):
        b_h = np.array([[1e3 * (2 * gate - 1)] for gate in (r, k)] + [[0.5]])
        params = gru.init(1, 1, 1, gain=0)._replace(
            U=np.array([0, 0, 2.0]).reshape(3, 1, 1), b_h=b_h,
            W=np.array([0, 0, 3.0]).reshape(3, 1, 1))
        run = gru.forward(params, x, np.array([[0.25]]))
        h = 0.25
        for t in (1, 2):
            h = h if k else np.tanh(2 * x[t - 1, 0, 0] + 3 * r * h + 0.5)
            assert abs(run.h[t, 0, 0] - h) < 1e-15


@pytest.mark.parametrize("target", ["labels", "distributions", "squared"])
def test_float32_stays_float32(target):
    problem = make(6, 3, 3, 5, 4, 1, target)
    y = problem.y.astype(np.float32) if problem.y.ndim == 3 else problem.y
    single = problem._replace(
        params=gru.GRUParams(*(a.astype(np.float32) for a in problem.params)),
        x=problem.x.astype(np.float32), h0=problem.h0.astype(np.float32),
        y=proportions(y) if target == "distributions" else y)
    (E, got), (exact, want) = bptt(single), bptt(problem)
    run = gru.forward(single.params, single.x, single.h0)
    assert {a.dtype for a in (E, *run, *got)} == {np.dtype("f4")}
    assert abs(E - exact) < 1e-4 * exact
    for name in FIELDS:
        assert disagreement(getattr(got, name), getattr(want, name)) < 1e-4


def test_an_update_gate_at_1_keeps_state_and_gradient():
    params = gru.init(2, 3, 2, keep_bias=50.0)
    run = gru.forward(params, X[..., :2], H0[:, :3])
    np.testing.assert_array_equal(run.h, np.array([H0[:, :3]] * 5))
    assert gru.init(2, 3, 2).b_h.any() == 0


def test_it_learns():
    problem = make(6, 4, 2, 8, 3, 0)
    params, losses = problem.params, []
    for _ in range(60):
        E, grads = bptt(problem._replace(params=params))
        losses.append(E)
        params = optim.sgd(params, optim.clip_by_norm(grads, 5.0)[0], 0.05)
    assert isinstance(params, gru.GRUParams)
    assert losses[-1] < losses[0] / 2
    with pytest.raises(TypeError, match=r"grads must be GRUParams\(U, W"):
        optim.sgd(params, tuple(grads), 0.1)
    with pytest.raises(ValueError, match=r"grads\.W must be \(3, n_h, n_h\)"):
        optim.sgd(params, grads._replace(W=np.ones((4, 8, 8))), 0.1)


# what comes in wrong is named

@pytest.mark.parametrize("error, change, message", [
    (ValueError, {"params": PARAMS._replace(W=np.ones((3, 5, 4)))},
     "U must be (3, n_h, n_x) = (3, 4, 3), got (3, 5, 3)"),
    (ValueError, {"params": PARAMS._replace(W=np.ones((4, 5, 5)))},
     "W must be (3, n_h, n_h) = (3, 5, 5), got (4, 5, 5)"),
    (ValueError, {"params": lstm.init(3, 5, 6)},
     "U must be (3, n_h, n_x) = (3, 5, 3), got (4, 5, 3)"),
    (ValueError, {"params": rnnlib.init(3, 5, 6)},
     "U must be a non-empty array (3, n_h, n_x), got shape (5, 3)"),
    (TypeError, {"params": tuple(PARAMS)},
     "params must be GRUParams(U, W, V, b_h, b_y) of rnnlib.gru, got tuple"),
    (ValueError, {"x": X[..., :2]}, "x must be (T, B, n_x) = (4, 2, 3)"),
    (ValueError, {"h0": H0[:1]}, "h0 must be (B, n_h) = (2, 5), got (1, 5)"),
    (ValueError, {"h0": H0 * np.nan}, "h0 must be finite"),
    (TypeError, {"x": X.astype(np.float32)}, "share one precision"),
    (ValueError, {"y": Y[:3]}, "y must be (T, B) = (4, 2), got (3, 2)"),
    (ValueError, {"loss": "mse"}, "loss must be one of cross_entropy"),
    (ValueError, {"steps": 5}, "steps must be distinct and within 1..4")])
def test_arguments_are_checked(error, change, message):
    for function in (gru.bptt, gru.forward):
        given = {**GOOD, **change}
        if function is gru.forward:
            if change.keys() & {"y", "loss", "steps"}:
                continue
            del given["y"]
        with pytest.raises(error, match=re.escape(message)):
            function(**given)


@pytest.mark.parametrize("error, change, message", [
    (ValueError, {"n_h": 0}, "n_h must be at least 1, got 0"),
    (ValueError, {"keep_bias": np.inf}, "keep_bias must be finite"),
    (TypeError, {"keep_bias": "1"}, "keep_bias must be a real number"),
    (TypeError, {"rng": None}, "rng must be an int seed")])
def test_init_checks(error, change, message):
    with pytest.raises(error, match=re.escape(message)):
        gru.init(**{"n_x": 2, "n_h": 3, "n_y": 2, **change})


def test_what_overflows_is_an_error():
    big = PARAMS._replace(V=1e308 * np.ones((6, 5)))
    with pytest.raises(FloatingPointError, match=r"^gru\.forward: q over"):
        gru.forward(big, X, np.full((2, 5), 1e3))
    with pytest.raises(FloatingPointError, match=r"^gru\.forward: p over"):
        gru.forward(PARAMS._replace(U=1e200 * PARAMS.U), 1e200 * X)
    with pytest.raises(FloatingPointError, match=r"^gru\.bptt: E over"):
        gru.bptt(PARAMS._replace(V=0 * PARAMS.V, b_y=np.full(6, 1e200)), X,
                 np.zeros((4, 2, 6)), loss="squared")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("function", [gru.forward, gru.bptt])
@pytest.mark.parametrize("gate", range(3))
def test_sums_in_p_that_overflow(function, dtype, gate):
    """Each entry is finite; the sum of two of them is not: a tanh hides it."""
    big = 0.9 * np.finfo(dtype).max
    params = gru.GRUParams(*(0 * z.astype(dtype) for z in PARAMS))
    params.b_h[gate], params.U[gate] = big, big
    y = () if function is gru.forward else (Y,)
    with pytest.raises(FloatingPointError, match=r"^gru\.forward: p over"):
        function(params, np.ones((4, 2, 3), dtype), *y)
    params.U[gate], params.W[gate] = 0, big
    with pytest.raises(FloatingPointError, match=r"^gru\.forward: p over"):
        function(params, np.ones((4, 2, 3), dtype), *y,
                 h0=np.ones((2, 5), dtype))
