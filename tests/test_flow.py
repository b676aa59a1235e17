"""gradient_flow against derivatives taken another way, and exact cases."""
import autograd
import autograd.numpy as anp
import numpy as np
import pytest
import rnnlib
from hypothesis import given
from reference import E, disagreement, make, point, problems, states
from rnnlib.flow import length

pytestmark = pytest.mark.filterwarnings("error")


def flow_of(problem, **more):
    return rnnlib.gradient_flow(*problem[:4], **problem.how, **more)


def restarted(problem, k, z):
    """The network from step k on, as a function of h_k."""
    return {**point(problem), "h0": z, "x": problem.x[k:]}


@given(problems(T=4))
def test_credit_is_the_derivative_by_each_state(problem):
    flow = flow_of(problem)
    activation = problem.how["activation"]
    h = rnnlib.forward(*problem[:2], problem.h0, activation=activation).h
    want = np.zeros((5, 5))
    for t in flow.steps:
        for k in range(t):
            how = {**problem.how, "steps": t - k}
            dh = autograd.grad(lambda z, k=k, how=how: E(
                restarted(problem, k, z), problem.y[k:], **how))(h[k])
            want[t, k] = np.linalg.norm(dh, axis=1).mean()
    lower = np.tril(np.ones((5, 5), bool), -1)
    np.testing.assert_allclose(flow.credit[lower], want[lower],
                               rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("loss", ["cross_entropy", "squared"])
def test_credit_at_lag_zero_is_the_output_error(loss):
    problem = make(4, 3, 3, 5, 3, 2, "distributions")
    params, x, y, h0, _ = problem
    run = rnnlib.forward(params, x, h0)
    e = (run.y_hat if loss == "cross_entropy" else run.q) - y
    flow = rnnlib.gradient_flow(params, x, y, h0, loss=loss)
    want = np.linalg.norm(e @ params.V, axis=2).mean(1)
    np.testing.assert_allclose(np.diag(flow.credit)[1:], want, rtol=1e-12)


@given(problems(T=3))
def test_jacobian_is_the_spectral_norm(problem):
    flow = flow_of(problem)
    activation = problem.how["activation"]
    h = rnnlib.forward(*problem[:2], problem.h0, activation=activation).h
    for t in flow.steps:
        assert flow.jacobian[t, t] == 1
        for k in range(t):
            J = autograd.jacobian(lambda z, k=k, t=t: anp.stack([
                states(restarted(problem, k, z), activation, b)[t - k]
                for b in range(len(z))]))(h[k])
            norms = [np.linalg.svd(J[b, :, b])[1][0] for b in range(len(J))]
            assert abs(flow.jacobian[t, k] - np.mean(norms)) < 1e-12 * max(
                1, np.mean(norms))


@given(problems(T=4))
def test_by_lag_is_what_each_copy_of_W_receives(problem):
    """Untie W: the gradient of E_t by the copy at step k has lag t - k."""
    flow, z = flow_of(problem), point(problem)
    copies = np.array([problem.params.W] * 4)
    parts = np.zeros(copies.shape)
    for t in flow.steps:
        how = {**problem.how, "steps": t}
        dW = autograd.grad(lambda W, how=how: E(
            {**z, "W": W}, problem.y, **how))(copies)
        parts[:t] += dW[:t][::-1]
    want = np.linalg.norm(parts, axis=(1, 2))
    np.testing.assert_allclose(flow.by_lag, want, rtol=1e-11, atol=1e-14)
    _, grads = rnnlib.bptt(*problem[:4], **problem.how)
    assert disagreement(parts.sum(0), grads.W) < 1e-12


def test_start_of_the_sequence_agrees_with_input_grads():
    problem = make(6, 1, 3, 4, 3, 5, steps=6)
    flow = flow_of(problem)
    dh0 = rnnlib.input_grads(*problem[:4], **problem.how).h0
    assert abs(flow.credit[6, 0] / np.linalg.norm(dh0) - 1) < 1e-14


@pytest.mark.parametrize("gain", [0.5, 1.0, 1.5])
def test_a_linear_orthogonal_network_decays_as_a_power(gain):
    problem = make(100, 1, 3, 4, 3, 0, steps=100, activation="identity")
    params = rnnlib.init(3, 4, 3, gain=gain)
    flow = flow_of(problem._replace(params=params, x=0 * problem.x))
    power = gain ** np.arange(100, -1, -1.0)
    np.testing.assert_allclose(flow.jacobian[100], power, rtol=1e-12)
    np.testing.assert_allclose(flow.credit[100],
                               power * flow.credit[100, 100], rtol=1e-12)


def test_only_the_chosen_rows_and_the_past():
    problem = make(5, 2, 3, 4, 3, 0)
    every = flow_of(problem)
    assert every.steps.tolist() == [1, 2, 3, 4, 5]
    t, k = np.indices((6, 6))
    for norms in every.credit, every.jacobian:
        assert ((norms > 0) == ((k <= t) & (t > 0))).all()
    some = flow_of(problem._replace(how={"steps": [4, 2]}))
    assert some.steps.tolist() == [2, 4]
    for got, want in zip(some[:2], every[:2], strict=True):
        assert (got[[0, 1, 3, 5]] == 0).all()
        np.testing.assert_allclose(got[[2, 4]], want[[2, 4]], rtol=1e-13)
    assert (some.by_lag[:4] > 0).all()
    assert some.by_lag[4] == 0


def test_without_jacobian():
    problem = make(5, 2, 3, 4, 3, 0)
    flow, full = flow_of(problem, jacobian=False), flow_of(problem)
    assert flow.jacobian is None
    assert (flow.credit == full.credit).all()
    assert (flow.by_lag == full.by_lag).all()


def test_vanishing_survives_single_precision():
    problem = make(60, 1, 3, 4, 3, 0, steps=60)
    params = rnnlib.Params(*(a.astype("f4") for a in rnnlib.init(
        3, 4, 3, gain=0.3)))
    flow = rnnlib.gradient_flow(params, 0 * problem.x.astype("f4"),
                                problem.y, steps=60, activation="identity")
    want = flow.credit[60, 60] * 0.3**60
    assert abs(flow.credit[60, 0] / want - 1) < 1e-4


def test_exploding_is_an_error_not_an_infinity():
    problem = make(50, 1, 2, 3, 3, 0)
    params = rnnlib.init(2, 3, 3, gain=1e10)
    for jacobian in (True, False):
        with pytest.raises(FloatingPointError, match="gradient_flow"):
            rnnlib.gradient_flow(params, 0 * problem.x, problem.y,
                                 activation="identity", jacobian=jacobian)


def test_lengths_whose_squares_are_out_of_range_are_still_lengths():
    problem = make(250, 1, 3, 4, 3, 0)
    params = rnnlib.init(3, 4, 3, gain=0.1)
    flow = rnnlib.gradient_flow(params, problem.x, problem.y, steps=250,
                                activation="identity", jacobian=False)
    credit = flow.credit[250]
    assert 0 < credit[0] < 1e-240
    np.testing.assert_allclose(credit[:-1] / credit[1:], 0.1, rtol=1e-12)
    assert 0 < flow.by_lag[-2] < 1e-200


@pytest.mark.parametrize("kind", ["f4", "f8"])
@pytest.mark.parametrize("t", [1, 4, 6])
@pytest.mark.parametrize("B", [1, 3])
def test_one_loss_alone_is_a_row_of_all(B, t, kind):
    """It has a sweep of its own, which must agree with the common one."""
    problem = make(6, B, 3, 4, 3, 0)
    params = rnnlib.Params(*(z.astype(kind) for z in problem.params))
    args = params, problem.x.astype(kind), problem.y
    one, two, both = (rnnlib.gradient_flow(*args, steps=steps)
                      for steps in (t, [1, 6], [t, *({1, 6} - {t})]))
    rtol = 1e-5 if kind == "f4" else 1e-13
    np.testing.assert_allclose(one.credit[t], both.credit[t], rtol=rtol)
    assert (np.delete(one.credit, t, 0) == 0).all()
    np.testing.assert_array_equal(one.jacobian[t], both.jacobian[t])
    if t == 6:                           # lags 1..5 have no other summand
        np.testing.assert_allclose(one.by_lag[1:], two.by_lag[1:], rtol=rtol)
    assert (one.by_lag[t:] == 0).all()


def one_unit(y, W=0.0, V=1.0, h0=0.0, **how):
    """The flow of h_t = W h_{t-1}, q_t = V h_t, E_t = 1/2 (q_t - y_t)^2."""
    params = rnnlib.Params(np.ones((1, 1)), np.array([[W]]),
                           np.array([[V]]), np.zeros(1), np.zeros(1))
    y = np.reshape(y, (-1, 1, 1))
    return rnnlib.gradient_flow(params, np.zeros_like(y), y, [[h0]],
                                loss="squared", activation="identity", **how)


def test_a_faint_loss_beside_a_loud_one_keeps_its_length():
    assert np.diag(one_unit([1, 1e-200]).credit).tolist() == [0, 1, 1e-200]


@pytest.mark.parametrize("name, sizes", [
    ("credit", {"W": 1e200}), ("by_lag", {"V": 1e200, "h0": 1e200}),
    ("jacobian", {"W": 1e200})])
def test_what_overflows_is_named(name, sizes):
    with pytest.raises(FloatingPointError, match=(
            f"^gradient_flow: {name} overflowed float64; smaller weights")):
        one_unit([1.0, 1.0], **sizes, jacobian=name == "jacobian")


def test_a_huge_start_does_not_hide_what_the_others_give():
    """Its units are saturated, and give nothing themselves."""
    params, x, y, h0, how = make(3, 2, 3, 4, 3, 0)
    h0[1] = 1.7e308
    both = rnnlib.gradient_flow(params, x, y, h0, steps=1, jacobian=False)
    one = rnnlib.gradient_flow(params, x[:, :1], y[:, :1], h0[:1], steps=1,
                               jacobian=False)
    assert one.by_lag[0] > 0.01
    np.testing.assert_allclose(both.by_lag, one.by_lag, rtol=1e-12)


@np.errstate(over="ignore")              # as in gradient_flow
@pytest.mark.parametrize("kind, power", [
    *[("f4", n) for n in (-44, -30, -23, -19, -15, -14, -7, 0, 15, 19, 37)],
    *[("f8", n) for n in (-322, -200, -160, -154, -146, -145, -144, 0, 150,
                          154, 200, 307)]])
def test_lengths_are_right_wherever_their_squares_are(kind, power):
    """In more digits, whose squares cannot leave the range."""
    rng = np.random.default_rng(0)
    for size in (1e-3, 1.0):              # beside entries that do not matter
        lam = rng.normal(size=(3, 2, 40)) * size ** np.arange(2)[:, None]
        lam = (lam * 10.0**power / 4).astype(kind)
        want = np.sqrt((lam.astype(np.longdouble) ** 2).sum(-1)).mean(-1)
        np.testing.assert_allclose(
            length(lam), want, rtol=4 * float(np.finfo(kind).eps), atol=1e-323)


def test_the_length_of_nothing_is_0_and_that_of_no_number_none():
    lam = np.zeros((3, 1, 4), "f4")
    lam[1], lam[2] = np.nan, np.inf
    with np.errstate(invalid="ignore"):
        none, nan, inf = length(lam)
    assert none == 0
    assert np.isnan(nan)
    assert not np.isfinite(inf)


@pytest.mark.parametrize("steps", [None, [2, 5, 9], [3, 4, 5], [1, 9]])
def test_all_losses_at_once_are_one_after_the_other(steps):
    """Steps side by side are taken in slices, others one by one."""
    problem = make(9, 3, 3, 4, 3, 0)._replace(how={"steps": steps})
    every = flow_of(problem, jacobian=False)
    for t in every.steps:
        one = flow_of(problem._replace(how={"steps": int(t)}), jacobian=False)
        np.testing.assert_allclose(every.credit[t], one.credit[t], rtol=1e-13)
