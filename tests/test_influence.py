"""What is carried forwards: thinned, beside bptt and plain loops."""
import re

import numpy as np
import pytest
import rnnlib
from hypothesis import given
from hypothesis import strategies as st
from reference import disagreement, make, problems
from rnnlib.influence import carried, reach, snap, trace_grads
from rnnlib.scan import recurrence, ring, scan_back

pytestmark = pytest.mark.filterwarnings("error")


def sparse(problem, seed=0, share=0.4):
    """The same problem, with zeros in W."""
    W = problem.params.W
    there = np.random.default_rng(seed).random(W.shape) < share
    return problem._replace(params=problem.params._replace(W=W * there))


@given(problems(), st.integers(0, 9))
def test_with_all_that_can_be_reached_it_is_bptt(problem, seed):
    problem = sparse(problem, seed)
    n = len(problem.params.W)
    got, grads = snap(*problem[:4], n=n, **problem.how)
    want, wanted = rnnlib.bptt(*problem[:4], **problem.how)
    assert got == want
    for one, other in zip(grads, wanted, strict=True):
        assert one.dtype == other.dtype
        assert disagreement(one, other) < 1e-12


def test_without_zeros_two_steps_reach_everyone():
    problem = make(6, 2, 3, 5, 4, 7)
    for one, other in zip(snap(*problem[:4], n=2)[1],
                          rnnlib.bptt(*problem[:4])[1], strict=True):
        assert disagreement(one, other) < 1e-12


@pytest.mark.parametrize("activation", rnnlib.ACTIVATIONS)
def test_one_step_is_exact_for_units_by_themselves(activation):
    problem = make(7, 2, 3, 5, 4, 1, activation=activation)
    params = problem.params._replace(W=np.diag(np.linspace(-1, 1, 5)))
    args = params, *problem[1:4]
    for one, other in zip(
            snap(*args, n=1, activation=activation)[1],
            rnnlib.bptt(*args, activation=activation)[1], strict=True):
        assert disagreement(one, other) < 1e-12


@pytest.mark.parametrize("n", [1, 2, 3])
def test_what_is_thrown_away_is_paid_at_its_price(n):
    """The lack of the gradient of W: sum_k lambda_k^T thrown_k, by loops."""
    problem = sparse(make(6, 1, 3, 5, 4, 3))
    params, x, y, h0, _ = problem
    h = rnnlib.forward(params, x, h0).h
    lack = 0 * params.W
    for t in range(1, 7):
        before = carried(params, x[:t-1], h0, n=n)[0] if t > 1 else 0
        made = np.tensordot(params.W, before, 1) if t > 1 else np.zeros(
            (5, 5, 5))
        for i in range(5):
            made[i, i] += h[t-1, 0]
        made *= (1 - h[t, 0]**2)[:, None, None]
        own = params.V.T @ rnnlib.bptt(params, x[t-1:t], y[t-1:t],
                                       h[t-1])[1].b_y
        later = rnnlib.input_grads(params, x[t:], y[t:], h[t]).h0[0] \
            if t < 6 else 0
        lack += np.tensordot(
            own + later, made - carried(params, x[:t], h0, n=n)[0], 1)
    got = snap(params, x, y, h0, n=n)[1].W
    assert disagreement(got + lack, rnnlib.bptt(params, x, y, h0)[1].W) < 1e-12


def test_carried_is_a_derivative():
    problem = sparse(make(6, 2, 3, 4, 3, 2))
    params, x, _, h0, _ = problem
    R = carried(params, x, h0)
    for i, j in np.ndindex(4, 4):
        step = np.zeros((4, 4), complex)
        step[i, j] = 1e-30j
        moved = rnnlib.forward(params._replace(W=params.W + step), x, h0).h
        np.testing.assert_allclose(R[:, :, i, j], moved[-1].imag / 1e-30,
                                   atol=1e-14)


def test_what_is_not_reached_is_zero():
    params, x, *_ = sparse(make(9, 1, 3, 6, 4, 5), share=0.2)
    R = carried(params, x)[0]
    never = ~reach(params.W, 6)
    assert never.any() and not R[never].any()
    near = reach(params.W, 2)
    assert not carried(params, x, n=2)[0][~near].any()


def test_reach_along_a_chain_and_beyond_its_end():
    chain = np.eye(4, k=-1)
    for n in range(1, 9):
        want = sum(np.eye(4, k=-lag) for lag in range(min(n, 4)))
        np.testing.assert_array_equal(reach(chain, n), want > 0)
    assert reach(chain, 1).dtype == bool


def test_single_precision_stays_single():
    problem = make(5, 2, 3, 4, 3, 0)
    params = rnnlib.Params(*(a.astype("f4") for a in problem.params))
    x = problem.x.astype("f4")
    assert carried(params, x).dtype == np.float32
    for part in snap(params, x, problem.y, n=1)[1]:
        assert part.dtype == np.float32
    one, row = np.ones((1, 1), "f4"), np.ones((3, 1), "f4")
    for part in trace_grads(one[0], one, row, row):
        assert part.dtype == np.float32


@pytest.mark.parametrize("length, units", [(1, 1), (40, 3)])
def test_traces_are_the_backward_scan(length, units):
    rng = np.random.default_rng(length)
    alpha, h_0 = ring(units, rng=rng), rng.normal(size=units) + 1j
    U = rng.normal(size=(units, 2)) + 0j
    x, nu = rng.normal(size=(length, 2)) + 0j, rng.normal(
        size=(length, units)) + 0j
    got = trace_grads(alpha, U, x, nu, h_0)
    same = np.broadcast_to(alpha, (length, units))
    back = scan_back(same, recurrence(same, x @ U.T, h_0), nu)
    assert disagreement(got.alpha, back.alpha.sum(0)) < 1e-12
    assert disagreement(got.U, back.beta.T @ x) < 1e-12
    assert disagreement(got.h_0, back.h_0) < 1e-12


def test_arguments_are_left_alone():
    one, rows = np.full(2, 0.5), np.ones((3, 2))
    args = one, np.ones((2, 2)), rows, rows.copy(), np.ones(2)
    before = [a.copy() for a in args]
    trace_grads(*args)
    for old, new in zip(before, args, strict=True):
        np.testing.assert_array_equal(old, new)


def test_overflow_is_an_error():
    problem = make(50, 1, 2, 3, 3, 0)
    params, x = rnnlib.init(2, 3, 3, gain=1e10), 0 * problem.x
    with pytest.raises(FloatingPointError, match="snap: b_h overflowed"):
        snap(params, x, problem.y, n=2, activation="identity")
    with pytest.raises(FloatingPointError, match="carried: R overflowed"):
        carried(params._replace(W=np.diag([1e10, 0, 1.0])), x,
                np.eye(1, 3, 2), activation="identity")
    ones = np.ones((9, 1))
    with pytest.raises(FloatingPointError, match="trace_grads: "):
        trace_grads([1e200], [[1.0]], ones, ones)


@pytest.mark.parametrize("call, error, message", [
    (lambda: reach(np.eye(2), 0), ValueError, "n must be at least 1, got 0"),
    (lambda: reach(np.ones((2, 3)), 1), ValueError,
     "W must be (n_h, n_h) = (2, 2), got (2, 3)"),
    (lambda: reach(np.eye(2), 1.0), TypeError, "n must be an int"),
    (lambda: snap(*make(4, 2, 3, 4, 3, 0)[:4], n=0), ValueError,
     "n must be at least 1"),
    (lambda: snap(None, 0, 0, n=1), TypeError, "params must be"),
    (lambda: carried(*make(4, 2, 3, 4, 3, 0)[:2], n="1"), TypeError,
     "n must be"),
    (lambda: trace_grads([0.5], [[1.0, 1.0]], np.ones((3, 1)),
                         np.ones((3, 1))), ValueError,
     "x must be (T, n_x) = (3, 2), got (3, 1)"),
    (lambda: trace_grads([0.5], [[1.0]], np.ones((3, 1)), np.ones((2, 1))),
     ValueError, "nu must be (T, n) = (3, 1), got (2, 1)"),
    (lambda: trace_grads([0.5], [[1.0]], np.ones((3, 1)), np.ones((3, 1)),
                         [1.0, 1.0]), ValueError,
     "h_0 must be (n,) = (1,), got (2,)"),
    (lambda: trace_grads([np.nan], [[1.0]], np.ones((3, 1)),
                         np.ones((3, 1))), ValueError, "alpha"),
])
def test_arguments_are_checked(call, error, message):
    with pytest.raises(error, match=re.escape(message)):
        call()
