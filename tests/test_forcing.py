"""A forced network is the loop that reads mixtures, and so is its gradient."""
import numpy as np
import pytest
import rnnlib
from hypothesis import given
from hypothesis import strategies as st
from reference import make
from rnnlib.forcing import critical_share, forced, forced_bptt
from rnnlib.lyapunov import log_norms, lyapunov

SHARES = [0.0, 0.25, 0.7, 1.0]


def case(T=7, B=2, n_x=3, n_h=4, seed=0):
    problem = make(T, B, n_x, n_h, 3, seed)
    told = np.random.default_rng(seed + 50).normal(size=(T, B, n_h))
    return problem, told


def by_steps(params, x, told, alpha, h_0, f=np.tanh):
    """All states, a mixture at a time, sequence by sequence."""
    states = np.empty((len(x) + 1, *h_0.shape))
    states[0] = h_0
    for t, (x_t, told_t) in enumerate(zip(x, told, strict=True)):
        for n in range(h_0.shape[0]):
            read = (1 - alpha) * states[t, n] + alpha * told_t[n]
            states[t + 1, n] = f(params.U @ x_t[n] + params.W @ read
                                 + params.b_h)
    return states


@pytest.mark.parametrize("alpha", SHARES)
@pytest.mark.parametrize("seed", range(3))
def test_the_plain_network_is_the_loop(alpha, seed):
    problem, told = case(seed=seed)
    led = forced(problem.params, problem.x, told, alpha)
    np.testing.assert_allclose(
        rnnlib.forward(*led, problem.h0).h,
        by_steps(problem.params, problem.x, told, alpha, problem.h0),
        rtol=1e-12, atol=1e-13)


def test_a_share_of_nothing_is_the_network_itself():
    problem, told = case()
    led = forced(problem.params, problem.x, told, 0)
    for got, want in zip(rnnlib.forward(*led, problem.h0),
                         rnnlib.forward(problem.params, problem.x,
                                        problem.h0), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12)


def test_who_is_told_all_forgets_the_start():
    problem, told = case()
    led = forced(problem.params, problem.x, told, 1)
    one, other = [rnnlib.forward(*led, start).h[1:]
                  for start in (problem.h0, -problem.h0)]
    np.testing.assert_array_equal(one, other)


def test_class_indices_are_one_hot_inputs():
    problem, told = case()
    classes = np.random.default_rng(3).integers(3, size=(7, 2))
    for got, want in zip(forced(problem.params, classes, told, 0.3),
                         forced(problem.params, np.eye(3)[classes], told, 0.3),
                         strict=True):
        for z, wanted in zip(got, want, strict=True):
            np.testing.assert_array_equal(z, wanted)


@pytest.mark.parametrize("alpha", SHARES)
@pytest.mark.parametrize("activation", ["tanh", "logistic", "identity"])
def test_gradients_are_complex_steps(alpha, activation):
    problem, told = case()
    how = {"loss": "squared", "activation": activation, "reduction": "mean",
           "mask": np.arange(14).reshape(7, 2)}
    y = np.random.default_rng(5).normal(size=(7, 2, 3))
    E, grads = forced_bptt(problem.params, problem.x, y, told, alpha,
                           problem.h0, **how)
    way = rnnlib.Params(*[np.cos(7 * z + 1) for z in problem.params])
    moved = rnnlib.Params(*[z + 1e-30j * dz for z, dz in zip(
        problem.params, way, strict=True)])
    E_there, _ = forced_bptt(moved, problem.x, y, told, alpha, problem.h0,
                             **how)
    ours = sum((z * dz).sum() for z, dz in zip(grads, way, strict=True))
    np.testing.assert_allclose(ours, E_there.imag / 1e-30, rtol=1e-11)
    np.testing.assert_allclose(E, E_there.real, rtol=1e-12)


@pytest.mark.parametrize("alpha", [0.0, 0.4, 0.9])
def test_the_chain_has_a_factor_for_each_step(alpha):
    problem, told = case(T=9, B=1)
    led = forced(problem.params, problem.x, told, alpha)
    h = rnnlib.forward(*led, problem.h0).h[1:, 0]
    P, want = np.eye(4), [0.0]
    for h_t in h:
        P = (1 - h_t**2)[:, None] * problem.params.W @ P
        want.append(np.log(np.linalg.norm(P, 2)))
    np.testing.assert_allclose(
        log_norms(*led, problem.h0),
        want + np.arange(10) * np.log(1 - alpha), rtol=1e-10, atol=1e-11)


def test_a_linear_network_locks_at_its_critical_share():
    """Its exponent is ln 1.25, wherever it is: 1 - 1/1.25 = 0.2."""
    params = rnnlib.init(2, 5, 2, gain=1.25)
    x, told = np.zeros((40, 1, 2)), np.zeros((40, 1, 5))
    rate = lyapunov(params, x, activation="identity")[0]
    share = critical_share(rate)
    assert abs(share - 0.2) < 1e-12
    level = lyapunov(*forced(params, x, told, share), activation="identity")
    np.testing.assert_allclose(level, 0, atol=1e-12)


@given(st.floats(-3, 3))
def test_the_critical_share_takes_the_rate_away(rate):
    share = critical_share(rate)
    assert 0 <= share < 1
    if rate > 0:
        assert abs(rate + np.log1p(-share)) < 1e-12
    else:
        assert share == 0


def test_a_chaotic_student_locks_above_the_critical_share_only():
    """One network, two starts; a share above its critical one, and below."""
    params = rnnlib.init(1, 50, 2, recurrent="gaussian", gain=3.0, rng=0)
    x, rng = np.zeros((300, 1, 1)), np.random.default_rng(1)
    orbit = rnnlib.forward(params, x, rng.normal(size=(1, 50))).h
    start = rng.normal(size=(1, 50))
    ends = [np.linalg.norm(orbit[-1] - rnnlib.forward(
        *forced(params, x, orbit[:-1], alpha), start).h[-1])
        for alpha in (0.05, 0.4)]
    assert ends[0] > 0.1 and ends[1] < 1e-12


def test_nothing_that_is_given_is_changed_and_single_stays_single():
    problem, told = case()
    before = told.copy(), problem.params.W.copy()
    forced_bptt(problem.params, problem.x, problem.y, told, 0.5)
    np.testing.assert_array_equal(told, before[0])
    np.testing.assert_array_equal(problem.params.W, before[1])
    params = rnnlib.Params(*[z.astype("f4") for z in problem.params])
    led = forced(params, problem.x.astype("f4"), told.astype("f4"), 0.3)
    assert {z.dtype for z in (*led.params, led.x)} == {np.dtype("f4")}


@pytest.mark.parametrize("told, alpha, error, says", [
    (np.ones((7, 2, 4)), 1.5, ValueError, "alpha must be within 0..1"),
    (np.ones((7, 2, 4)), -0.1, ValueError, "alpha must be within 0..1"),
    (np.ones((7, 2, 4)), np.nan, ValueError, "alpha must be finite"),
    (np.ones((7, 2, 4)), "0.5", TypeError, "alpha must be a real number"),
    (np.ones((8, 2, 4)), 0.5, ValueError,
     "told must be (T, B, n_h) = (7, 2, 4), got (8, 2, 4)"),
    (np.ones((7, 2, 4), "f4"), 0.5, TypeError, "one precision")])
def test_what_is_wrong_is_named(told, alpha, error, says):
    problem, _ = case()
    with pytest.raises(error) as caught:
        forced(problem.params, problem.x, told, alpha)
    assert says in str(caught.value)
