"""The gradient by lags, cut at one or at a random one: beside bptt."""
import re

import numpy as np
import pytest
import rnnlib
from hypothesis import given
from hypothesis import strategies as st
from reference import disagreement, make, problems
from rnnlib.truncation import lag_grads, roulette, roulette_sd

pytestmark = pytest.mark.filterwarnings("error")


@given(problems())
def test_all_lags_together_are_the_whole(problem):
    parts = lag_grads(*problem[:4], **problem.how)
    whole = rnnlib.bptt(*problem[:4], **problem.how)[1]
    for part, want in zip(parts, whole, strict=True):
        assert part.shape == (len(problem.x), *want.shape)
        assert disagreement(part.sum(0), want) < 1e-12


@given(problems(), st.integers(1, 7))
def test_fewer_lags_are_the_first_of_them(problem, n):
    few = lag_grads(*problem[:4], lags=n, **problem.how)
    for some, part in zip(few, lag_grads(*problem[:4], **problem.how),
                          strict=True):
        np.testing.assert_array_equal(some, part[:n])


@pytest.mark.parametrize("n", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("activation", rnnlib.ACTIVATIONS)
def test_n_lags_are_bptt_from_a_state_that_is_given(n, activation):
    """Loss by loss: a window of n steps that begins with a detached state."""
    problem = make(6, 2, 3, 5, 4, 7, activation=activation)
    params, x, y, h0, _ = problem
    h = rnnlib.forward(params, x, h0, activation=activation).h
    want = 0.0
    for t in range(1, 7):
        c = max(t - n, 0)
        want = want + np.concatenate([z.ravel() for z in rnnlib.bptt(
            params, x[c:t], y[c:t], h[c], steps=t - c,
            activation=activation)[1]])
    parts = lag_grads(*problem[:4], lags=n, activation=activation)
    got = np.concatenate([z.sum(0).ravel() for z in parts])
    assert disagreement(got, want) < 1e-12


def test_lengths_are_those_of_gradient_flow():
    problem = make(8, 3, 3, 5, 4, 1)
    lengths = np.linalg.norm(lag_grads(*problem[:4]).W, axis=(1, 2))
    np.testing.assert_allclose(
        lengths, rnnlib.gradient_flow(*problem[:4]).by_lag, rtol=1e-12)


def test_mask_and_class_indices():
    problem = make(5, 3, 3, 4, 3, 2)
    mask = np.arange(15.0).reshape(5, 3) % 4
    x = np.arange(15).reshape(5, 3) % 3
    whole = rnnlib.bptt(problem.params, x, problem.y, mask=mask)[1]
    parts = lag_grads(problem.params, x, problem.y, mask=mask)
    for part, want in zip(parts, whole, strict=True):
        assert disagreement(part.sum(0), want) < 1e-12


def test_single_precision_stays_single():
    problem = make(5, 2, 3, 4, 3, 0)
    params = rnnlib.Params(*(a.astype("f4") for a in problem.params))
    for part in lag_grads(params, problem.x.astype("f4"), problem.y):
        assert part.dtype == np.float32


def ends(lags, keep):
    """The probabilities that 1, 2, ... lags are kept, and the weights."""
    chances = [keep**n * (1 - keep) for n in range(lags - 1)]
    rows = [[keep**-lag if lag <= n else 0 for lag in range(lags)]
            for n in range(lags)]
    return np.array([*chances, keep**(lags - 1)]), np.array(rows)


@pytest.mark.parametrize("keep", [0.3, 0.8, 1.0])
def test_expectation_over_all_ends_is_bptt(keep):
    problem = make(7, 2, 3, 5, 4, 3)
    chances, rows = ends(7, keep)
    assert chances.sum() == pytest.approx(1)
    whole = rnnlib.bptt(*problem[:4])[1]
    for part, want in zip(lag_grads(*problem[:4]), whole, strict=True):
        drawn = np.tensordot(rows, part, 1)          # a row for each end
        assert disagreement(np.tensordot(chances, drawn, 1), want) < 1e-12


@pytest.mark.parametrize("keep", [0.3, 0.8, 1.0])
def test_variance_is_that_of_all_ends(keep):
    parts = np.random.default_rng(0).normal(size=(6, 2, 3))
    chances, rows = ends(6, keep)
    off = np.tensordot(rows, parts, 1) - parts.sum(0)
    want = chances @ (off**2).sum((1, 2))
    assert roulette_sd(parts, keep) == pytest.approx(np.sqrt(want))


def test_variance_of_a_geometric_sum():
    """mu^2 (1 - keep) / ((1 - mu)^2 (keep - mu^2)), for endless sums."""
    want = 0.9**2 * 0.1 / (0.1**2 * (0.9 - 0.81))
    assert roulette_sd(0.9 ** np.arange(400), 0.9)**2 == pytest.approx(want)


def test_draws_come_as_often_as_they_should():
    rng = np.random.default_rng(0)
    kept = np.array([(roulette(4, 0.5, rng) > 0).sum()
                     for _ in range(4000)])
    shares = np.bincount(kept, minlength=5)[1:] / 4000
    np.testing.assert_allclose(shares, [1/2, 1/4, 1/8, 1/8], atol=0.03)


def test_each_draw_is_one_of_the_rows():
    _, rows = ends(5, 0.25)
    for seed in range(30):
        weights = roulette(5, 0.25, seed)
        np.testing.assert_array_equal(weights, rows[(weights > 0).sum() - 1])


def test_one_lag_and_certainty_have_no_chance_in_them():
    assert roulette(1, 0.1).tolist() == [1]
    assert roulette(4, 1).tolist() == [1, 1, 1, 1]
    assert roulette_sd([2.0, 1.0, 5.0], 1) == 0
    assert roulette_sd([2.0], 0.1) == 0


def test_what_overflows_is_an_error():
    class Stays(np.random.Generator):
        def random(self, size):
            return np.zeros(size)                # the next lag is kept

    with pytest.raises(FloatingPointError, match="roulette: weights"):
        roulette(2000, 0.5, Stays(np.random.PCG64(0)))
    with pytest.raises(FloatingPointError, match="roulette_sd: sd"):
        roulette_sd(np.ones(4000), 0.5)


@pytest.mark.parametrize("call, error, message", [
    (lambda: lag_grads(*make(4, 2, 3, 4, 3, 0)[:4], lags=0), ValueError,
     "lags must be at least 1, got 0"),
    (lambda: lag_grads(*make(4, 2, 3, 4, 3, 0)[:4], lags=1.0), TypeError,
     "lags must be an int"),
    (lambda: lag_grads(*make(4, 2, 3, 4, 3, 0)[:3], h0=1j * np.ones((2, 4))),
     TypeError, "h0 must be real"),
    (lambda: lag_grads(None, 0, 0), TypeError, "params must be"),
    (lambda: roulette(0, 0.5), ValueError, "lags must be at least 1"),
    (lambda: roulette(3, 0), ValueError, "keep must be positive"),
    (lambda: roulette(3, 1.5), ValueError, "keep must be at most 1, got 1.5"),
    (lambda: roulette(3, "0.5"), TypeError, "keep must be"),
    (lambda: roulette(3, 0.5, -1), ValueError, "rng must not be negative"),
    (lambda: roulette_sd(3.0, 0.5), ValueError,
     "parts must be (lags, ...), got a number"),
    (lambda: roulette_sd([], 0.5), ValueError, "parts must be a non-empty"),
    (lambda: roulette_sd([1.0, np.nan], 0.5), ValueError, "parts"),
    (lambda: roulette_sd([1j, 2], 0.5), TypeError,
     "parts must be real numbers"),
    (lambda: roulette_sd([1.0], 2.0), ValueError, "keep must be at most 1"),
])
def test_arguments_are_checked(call, error, message):
    with pytest.raises(error, match=re.escape(message)):
        call()
