"""Euler's steps, their derivative, and what the adjoint equation makes."""
import numpy as np
import pytest
import rnnlib
from rnnlib.euler import WAYS, euler, euler_back


def flowing(T=7, n=5, B=2, seed=0):
    rng = np.random.default_rng(seed)
    params = rnnlib.init(3, n, 2, gain=1.3, rng=rng)
    params = params._replace(b_h=0.2 * rng.normal(size=n))
    return (params, rng.normal(size=(T, B, 3)), rng.normal(size=(B, n)),
            rng.uniform(0.1, 0.9, T), rng.normal(size=(T, B, n)))


def test_steps_of_length_one_are_the_plain_network():
    params, x, h_0, *_ = flowing()
    np.testing.assert_allclose(euler(params, x, h_0, lengths=1.0),
                               rnnlib.forward(params, x, h_0).h, rtol=1e-12,
                               atol=1e-14)


def test_the_steps_are_the_formula():
    params, x, h_0, tau, _ = flowing()
    h = h_0
    for t, state in enumerate(euler(params, x, h_0, lengths=tau)[1:]):
        h = (1 - tau[t]) * h + tau[t] * np.tanh(
            x[t] @ params.U.T + h @ params.W.T + params.b_h)
        np.testing.assert_allclose(state, h, rtol=1e-12)


def test_classes_stand_for_one_hot_vectors():
    params = flowing()[0]
    x = np.array([[0, 2], [1, 1], [2, 0]])
    np.testing.assert_allclose(euler(params, x, lengths=0.3),
                               euler(params, np.eye(3)[x], lengths=0.3))


def test_the_discrete_adjoint_is_the_slope_of_the_program():
    params, x, h_0, tau, nu = flowing()
    h = euler(params, x, h_0, lengths=tau)
    lam = euler_back(params, x, h, nu, lengths=tau).lam
    way = np.random.default_rng(5).normal(size=h_0.shape)
    moved = euler(params, x, h_0 + 1e-30j * way, lengths=tau)
    np.testing.assert_allclose((lam[0] * way).sum(),
                               (nu * moved[1:]).sum().imag / 1e-30,
                               rtol=1e-12)


def test_by_loop_at_the_previous_state_and_at_the_next():
    params, x, h_0, tau, nu = flowing(B=1)
    h = euler(params, x, h_0, lengths=tau)
    for way, at in (("discrete", 1), ("continuous", 0)):
        lam = euler_back(params, x, h, nu, lengths=tau, way=way).lam
        np.testing.assert_allclose(lam[-1], nu[-1])
        for t in range(len(x), 0, -1):
            slopes = 1 - np.tanh(x[t-1, 0] @ params.U.T + params.W @ h[
                t-at, 0] + params.b_h)**2
            J = slopes[:, None] * params.W - np.eye(5)
            want = lam[t, 0] + tau[t-1] * J.T @ lam[t, 0]
            if t > 1:
                want = want + nu[t-2, 0]
            np.testing.assert_allclose(lam[t-1, 0], want, rtol=1e-10)


def test_the_continuous_adjoint_converges_with_the_length_of_a_step():
    params, x, h_0, *_ = flowing(T=1)
    off = []
    for N in (100, 200):
        long, nu = np.repeat(x, N, axis=0), np.zeros((N, 2, 5))
        nu[-1] = 1
        h = euler(params, long, h_0, lengths=1 / N)
        lam = [euler_back(params, long, h, nu, lengths=1 / N, way=way).lam[0]
               for way in WAYS]
        off.append([np.linalg.norm(one - lam[0]) for one in lam[1:]])
    np.testing.assert_allclose(np.divide(*off), 2, rtol=0.1)


def test_states_are_run_back_by_the_last_one_alone():
    params, x, h_0, tau, nu = flowing()
    h = euler(params, x, h_0, lengths=tau)
    back = euler_back(params, x, h, nu, lengths=tau, way="reversed").h
    other = np.zeros_like(h)
    other[-1] = h[-1]
    np.testing.assert_array_equal(back, euler_back(
        params, x, other, nu, lengths=tau, way="reversed").h)
    squashed = np.tanh(x[-1] @ params.U.T + h[-1] @ params.W.T + params.b_h)
    np.testing.assert_allclose(back[-2], h[-1] - tau[-1] * (squashed - h[-1]))


def test_nothing_that_is_given_is_changed():
    params, x, h_0, tau, nu = flowing()
    h = euler(params, x, h_0, lengths=tau)
    before = [z.copy() for z in (*params, x, h_0, tau, nu, h)]
    for way in WAYS:
        euler_back(params, x, h, nu, lengths=tau, way=way)
    for z, was in zip((*params, x, h_0, tau, nu, h), before, strict=True):
        np.testing.assert_array_equal(z, was)


P, X, H0, TAU, NU = flowing()
H = euler(P, X, H0, lengths=TAU)


@pytest.mark.parametrize("call, error, says", [
    (lambda: euler(P, X, H0, lengths=0.0), ValueError, "lengths must be"),
    (lambda: euler(P, X, H0, lengths=TAU[1:]), ValueError, "lengths must be"),
    (lambda: euler(P, X, H0, lengths=np.inf), ValueError, "lengths must be"),
    (lambda: euler(P, X, H0, lengths=1j), TypeError, "lengths must be real"),
    (lambda: euler_back(P, X, H[1:], NU, lengths=TAU), ValueError,
     "h must be (T + 1, B, n_h)"),
    (lambda: euler_back(P, X, H, NU[1:], lengths=TAU), ValueError,
     "nu must be (T, B, n_h)"),
    (lambda: euler_back(P, X, H, NU, lengths=TAU, way="exact"), ValueError,
     "way must be one of discrete, continuous, reversed")])
def test_what_is_wrong_is_named(call, error, says):
    with pytest.raises(error) as caught:
        call()
    assert says in str(caught.value)
