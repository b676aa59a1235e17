"""lstm_flow against derivatives taken another way, and exact cases."""
import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import given, settings
from reference import E_t
from reference_lstm import make, point, problems, step
from rnnlib import lstm

pytestmark = pytest.mark.filterwarnings("error")
few = settings(max_examples=10)


def flow_of(problem, c0, **more):
    return lstm.gradient_flow(*problem[:4], c0, **problem.how, **more)


def later(z, b, k, t, h_k, c_k):
    """h_t and c_t of sequence b, as functions of h_k and c_k."""
    h, c = h_k, c_k
    for x_s in z["x"][k:t, b]:
        h, c = step(z, x_s, h, c)
    return h, c


def moved_along(run, k, b):
    """h_k as a function of c_k; h_0 is given."""
    if k == 0:
        return lambda c_k: run.h[0, b]
    return lambda c_k: run.gates[k - 1, b, 2] * anp.tanh(c_k)


def pairs(flow):
    """Each step of a flow, with each time up to it."""
    return [(t, k) for t in flow.steps for k in range(t + 1)]


def mean_over_batch(run, of_sequence):
    return np.mean([of_sequence(b) for b in range(run.h.shape[1])])


@few
@given(problems(T=3))
def test_credits_are_derivatives_by_states_and_cells(args):
    problem, c0 = args
    flow, z = flow_of(*args, jacobian=False), point(problem, c0)
    run = lstm.forward(*problem[:2], problem.h0, c0)

    def loss(b, t, k, h_k, c_k):
        return E_t(z, later(z, b, k, t, h_k, c_k)[0],
                   problem.y[t - 1, b], problem.how["loss"])

    for t, k in pairs(flow):
        by_h = mean_over_batch(run, lambda b, t=t, k=k: np.linalg.norm(
            autograd.grad(lambda h: loss(b, t, k, h, run.c[k, b]))(
                run.h[k, b])))
        by_c = mean_over_batch(run, lambda b, t=t, k=k: np.linalg.norm(
            autograd.grad(lambda c: loss(
                b, t, k, moved_along(run, k, b)(c), c))(run.c[k, b])))
        np.testing.assert_allclose(
            [flow.credit[t, k], flow.cell[t, k]], [by_h, by_c],
            rtol=1e-11, atol=1e-14)


@few
@given(problems(T=3))
def test_jacobian_is_the_spectral_norm(args):
    problem, c0 = args
    flow, z = flow_of(*args), point(problem, c0)
    run = lstm.forward(*problem[:2], problem.h0, c0)
    for t, k in pairs(flow):
        want = mean_over_batch(run, lambda b, t=t, k=k: np.linalg.norm(
            autograd.jacobian(lambda c: later(
                z, b, k, t, moved_along(run, k, b)(c), c)[1])(
                run.c[k, b]), 2))
        assert abs(flow.jacobian[t, k] - want) < 1e-11 * max(1, want)


@few
@given(problems(T=4))
def test_the_path_multiplies_by_forget_gates(args):
    problem, c0 = args
    flow = flow_of(*args)
    run = lstm.forward(*problem[:2], problem.h0, c0)
    f, _, o, _ = np.moveaxis(run.gates, 2, 0)
    q = run.y_hat if problem.how["loss"] == "cross_entropy" else run.q
    y = problem.y if problem.y.ndim == 3 else np.eye(q.shape[-1])[problem.y]
    lam = (q - y) @ problem.params.V
    for t in flow.steps:
        along = lam[t - 1] * o[t - 1] * (1 - np.tanh(run.c[t])**2)
        gates = np.ones_like(along)
        for k in range(t, -1, -1):
            np.testing.assert_allclose(
                [flow.path[t, k], flow.path_jacobian[t, k]],
                [np.linalg.norm(along * gates, axis=1).mean(),
                 gates.max(1).mean()], rtol=1e-11, atol=1e-14)
            gates = gates * f[k - 1]


def test_without_recurrent_weights_the_path_is_all():
    problem, c0 = make(5, 2, 3, 4, 3, 1)
    params = problem.params._replace(W=0 * problem.params.W)
    flow = flow_of(problem._replace(params=params), c0)
    np.testing.assert_allclose(flow.path, flow.cell, rtol=1e-13)
    np.testing.assert_allclose(flow.path_jacobian, flow.jacobian, rtol=1e-13)
    below = np.tril_indices(6, -1)
    assert not flow.credit[below].any()
    assert flow.cell[below][2:].all()


def test_shapes_and_what_was_not_asked_for():
    problem, c0 = make(4, 2, 3, 3, 3, 2, steps=[4, 2])
    flow = flow_of(problem, c0)
    assert flow.steps.tolist() == [2, 4]
    for norms in flow[:-1]:
        assert norms.shape == (5, 5)
        assert not norms[[0, 1, 3]].any()
        assert not norms[2, 3:].any()
        assert norms[4].all()
    short = flow_of(problem, c0, jacobian=False)
    assert short.jacobian is None and short.path_jacobian is None
    assert (short.cell == flow.cell).all()


def test_float32_gives_nearly_the_same():
    problem, c0 = make(4, 2, 3, 3, 3, 2)
    single = [np.float32(a) for a in (problem.x, problem.h0, c0)]
    params = lstm.LSTMParams(*map(np.float32, problem.params))
    got = lstm.gradient_flow(params, single[0], problem.y, *single[1:])
    for one, other in zip(got, flow_of(problem, c0), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-3)


def test_overflow_is_an_error():
    problem, _ = make(40, 1, 2, 3, 3, 0)
    params = lstm.init(2, 3, 3, gain=1e12)       # all states are 0, and yet
    for jacobian in (True, False):
        name = "jacobian" if jacobian else "credit"
        with pytest.raises(FloatingPointError, match=(
                rf"^lstm\.gradient_flow: {name} overflowed float64; ")):
            lstm.gradient_flow(params, 0 * problem.x, problem.y,
                               jacobian=jacobian)


def at_rest(V, W_z=0.0, n_h=1):
    """The flow of E_2 through units at rest, whose gates are open."""
    params = lstm.init(1, n_h, 1, gain=0.0)
    params.b_h[:3] = 50.0
    params.W[3], params.V[...] = W_z * np.eye(n_h), V
    x = np.zeros((2, 1, 1))
    return lstm.gradient_flow(params, x, x - 1, loss="squared", steps=2,
                              jacobian=False)


def test_a_cell_that_overflows_alone_is_named():
    """In each unit lam_2 = mu_2 = V, lam_1 = V/2 and mu_1 = lam_1 + mu_2."""
    with pytest.raises(FloatingPointError, match=(
            r"^lstm\.gradient_flow: cell overflowed float64; ")):
        at_rest(1e308, W_z=0.5, n_h=2)           # no entry, but a length


def test_lengths_whose_squares_are_out_of_range_are_still_lengths():
    for V in (1e-300, 1e-200, 1e200):
        flow = at_rest(V)
        np.testing.assert_allclose(flow.credit[2], [0, 0, V], rtol=1e-12)
        np.testing.assert_allclose([flow.cell[2], flow.path[2]],
                                   np.full((2, 3), V), rtol=1e-12)
