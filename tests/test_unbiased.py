"""Gradients by chance: over all draws bptt's, one by one a plain loop's."""
import re
from itertools import product

import numpy as np
import pytest
import rnnlib
from hypothesis import given, settings
from hypothesis import strategies as st
from reference import disagreement, make, problems
from rnnlib import unbiased
from rnnlib.unbiased import kf_rtrl, uoro

pytestmark = pytest.mark.filterwarnings("error")
METHODS = uoro, kf_rtrl


class Told(np.random.Generator):
    """Draws what it was told, step by step: tables (draws, 1, n) of bits."""

    def __init__(self, *tables):
        super().__init__(np.random.PCG64(0))
        self.tables = list(tables)

    def integers(self, high, size):
        assert high == 2 and self.tables[0].shape == size
        return self.tables.pop(0)


def all_draws(T, signs):
    """Every history of T steps with so many signs each, step by step."""
    table = np.array([*product((0, 1), repeat=T * signs)])
    return Told(*table.reshape(-1, T, 1, signs).swapaxes(0, 1))


@pytest.mark.parametrize("activation", rnnlib.ACTIVATIONS)
@pytest.mark.parametrize("balanced", [True, False])
@pytest.mark.parametrize("method", METHODS)
def test_mean_over_all_draws_is_bptt(method, balanced, activation):
    params, x, y, h0, _ = make(3, 1, 2, 3, 2, 4, activation=activation)
    rng = all_draws(3, 3 if method is uoro else 2)
    count = len(rng.tables[0])
    E, grads = method(params, x, y, h0, draws=count, rng=rng,
                      balanced=balanced, activation=activation)
    want, exact = rnnlib.bptt(params, x, y, h0, activation=activation)
    assert pytest.approx(want) == E
    for drawn, one in zip(grads, exact, strict=True):
        assert drawn.shape == (count, *one.shape)
        assert disagreement(drawn.mean(0), one) < 1e-12


@pytest.mark.parametrize("method", METHODS)
def test_one_draw_is_what_a_plain_loop_makes_of_its_signs(method):
    params, x, y, h0, _ = make(4, 1, 2, 3, 2, 5)
    n = 3 if method is uoro else 2
    bits = np.random.default_rng(0).integers(2, size=(4, 1, 1, n))
    _, grads = method(params, x, y, h0, rng=Told(*bits))
    run = rnnlib.forward(params, x, h0)
    left = np.zeros(3 if method is uoro else (3, 3))
    right = np.zeros((3, 6) if method is uoro else 6)
    want = np.zeros((3, 6))
    for t in range(4):
        signs = 2.0 * bits[t, 0, 0] - 1
        z = np.concatenate([x[t, 0], run.h[t, 0], [1]])
        D = np.diag(1 - run.h[t + 1, 0]**2)
        old = D @ params.W @ left
        new = (signs, np.outer(D @ signs, z)) if n == 3 else (D, z)
        first, second = (1, 1) if n == 3 else signs
        out = np.sqrt(np.linalg.norm(new[1]) / np.linalg.norm(new[0]))
        up = np.sqrt(np.linalg.norm(right) / np.linalg.norm(old)) if t else 1
        left = first * up * old + second * out * new[0]
        right = first * right / up + second * new[1] / out
        delta = params.V.T @ (run.y_hat[t, 0] - np.eye(2)[y[t, 0]]
                              if y.ndim == 2 else run.y_hat[t, 0] - y[t, 0])
        want += (delta @ left) * right if n == 3 else np.outer(
            delta @ left, right)
    got = np.hstack([grads.U[0], grads.W[0], grads.b_h[0][:, None]])
    np.testing.assert_allclose(got, want, rtol=1e-10)


def test_at_the_first_step_uoro_has_n_minus_1_and_kf_rtrl_no_noise():
    params, x, y, _, _ = make(1, 1, 2, 4, 2, 6)
    params = params._replace(U=0 * params.U, b_h=0 * params.b_h)
    exact = rnnlib.bptt(params, x, y)[1].U
    assert disagreement(kf_rtrl(params, x, y, draws=5)[1].U,
                        np.array([exact] * 5)) < 1e-12
    all_of = uoro(params, x, y, draws=16, rng=all_draws(1, 4))[1].U
    noise = ((all_of - exact)**2).sum((1, 2)).mean() / (exact**2).sum()
    assert noise == pytest.approx(3)            # all slopes are 1 here


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=10)
@given(problem=problems(), seed=st.integers(0, 9))
def test_what_no_chance_is_in_is_exact(method, problem, seed):
    if problem.how.get("mask") is not None:
        problem = problem._replace(how={
            name: how for name, how in problem.how.items()
            if name != "mask"})
    E, grads = method(*problem[:4], draws=2, rng=seed, **problem.how)
    want, exact = rnnlib.bptt(*problem[:4], **problem.how)
    assert pytest.approx(want) == E
    for name in ("V", "b_y"):
        for one in getattr(grads, name):
            assert disagreement(one, getattr(exact, name)) < 1e-12
    again = method(*problem[:4], draws=2, rng=np.random.default_rng(seed),
                   **problem.how)[1]
    for one, two in zip(grads, again, strict=True):
        np.testing.assert_array_equal(one, two)


@pytest.mark.parametrize("method", METHODS)
def test_each_sequence_has_signs_of_its_own(method):
    """The mean over draws of a batch: as far off as chance explains."""
    problem = make(5, 3, 2, 4, 3, 7)
    drawn = method(*problem[:4], draws=4000)[1].W
    exact = rnnlib.bptt(*problem[:4])[1].W
    error = np.linalg.norm(drawn.mean(0) - exact)
    deviation = np.sqrt(((drawn - exact)**2).sum((1, 2)).mean())
    assert 0.3 < error / deviation * np.sqrt(4000) < 2


@pytest.mark.parametrize("method", METHODS)
def test_single_precision_stays_single(method):
    problem = make(3, 2, 2, 3, 2, 0)
    params = rnnlib.Params(*(a.astype("f4") for a in problem.params))
    for part in method(params, problem.x.astype("f4"), problem.y)[1]:
        assert part.dtype == np.float32


@pytest.mark.parametrize("method", METHODS)
def test_lengths_whose_squares_underflow_are_lengths(method):
    """Weights of 1e-170: what they make is tiny, and is not lost."""
    params, x, y, h0, _ = make(3, 1, 2, 3, 2, 1, activation="identity")
    tiny = params._replace(V=params.V * 1e-170)
    one = method(tiny, x, y, h0, activation="identity", rng=3)[1].W
    same = tiny._replace(W=params.W * 1e-170)
    two = method(same, x * 1e-170, y, h0 * 1e-170, activation="identity",
                 rng=3)[1].W
    assert np.isfinite(one).all() and one.any()
    assert np.isfinite(two).all()


@pytest.mark.parametrize("method", METHODS)
def test_what_overflows_is_an_error(method):
    problem = make(400, 1, 2, 3, 2, 0)
    params = problem.params._replace(W=1e3 * np.eye(3))
    with pytest.raises(FloatingPointError):
        method(params, problem.x, problem.y, activation="identity")


@pytest.mark.parametrize("how, error, message", [
    ({"draws": 0}, ValueError, "draws must be at least 1, got 0"),
    ({"draws": 1.0}, TypeError, "draws must be an int"),
    ({"rng": -1}, ValueError, "rng must not be negative"),
    ({"rng": 0.5}, TypeError, "rng must be an int seed"),
    ({"balanced": 1}, TypeError, "balanced must be True or False, got 1"),
    ({"h0": 1j * np.ones((2, 4))}, TypeError, "h0 must be real"),
    ({"loss": "none"}, ValueError, "loss must be"),
])
@pytest.mark.parametrize("method", METHODS)
def test_arguments_are_checked(method, how, error, message):
    with pytest.raises(error, match=re.escape(message)):
        method(*make(4, 2, 3, 4, 3, 0)[:3], **how)


def test_public_names():
    assert unbiased.__all__ == ["kf_rtrl", "uoro"]
