"""The scan is the loop, in few rounds; its backward pass is the gradient."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rnnlib.scan import (
    METHODS,
    recurrence,
    ring,
    scan,
    scan_back,
    schedule,
)

LENGTHS = [*range(1, 20), 31, 32, 33, 100, 255, 257]


def draw(T, *, turned, seed=0, units=(3, 2)):
    rng = np.random.default_rng(seed)
    alpha = rng.uniform(0.3, 1.1, (T, *units))
    if turned:
        alpha = alpha * np.exp(1j * rng.normal(size=alpha.shape))
    return alpha, rng.normal(size=alpha.shape), rng.normal(size=units)


def plain(alpha, beta, h_0):
    """Each state from the sum of all drives, each through its factors."""
    T = len(alpha)
    return np.array([h_0] + [alpha[:t].prod(0) * h_0 + sum(
        alpha[s:t].prod(0) * beta[s-1] for s in range(1, t + 1))
        for t in range(1, T + 1)])


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("T", [1, 2, 3, 7, 20])
def test_the_loop_is_the_sum_over_all_drives(T, turned):
    steps = draw(T, turned=turned)
    np.testing.assert_allclose(recurrence(*steps), plain(*steps), rtol=1e-11,
                               atol=1e-12)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("T", LENGTHS)
def test_any_number_of_steps_is_scanned(T, turned, method):
    steps = draw(T, turned=turned, seed=T)
    np.testing.assert_allclose(scan(*steps, method=method),
                               recurrence(*steps), rtol=1e-10, atol=1e-11)


@pytest.mark.parametrize("method", METHODS)
def test_nothing_that_is_given_is_changed(method):
    steps = draw(9, turned=True)
    before = [z.copy() for z in steps]
    scan(*steps, method=method)
    scan_back(steps[0], recurrence(*steps), steps[1], method=method)
    for z, was in zip(steps, before, strict=True):
        np.testing.assert_array_equal(z, was)


def test_no_start_is_a_start_of_zeros():
    alpha, beta, h_0 = draw(6, turned=False)
    for run in (recurrence, scan):
        np.testing.assert_array_equal(run(alpha, beta),
                                      run(alpha, beta, 0 * h_0))
        assert run(alpha, beta).shape == (7, 3, 2)


def test_single_precision_stays_single():
    alpha, beta, h_0 = (z.astype(np.float32) for z in draw(9, turned=False))
    for run in (recurrence, scan):
        assert run(alpha, beta, h_0).dtype == np.float32
    assert scan_back(alpha, recurrence(alpha, beta, h_0),
                     beta).alpha.dtype == np.float32


@given(st.integers(1, 400), st.sampled_from(sorted(METHODS)))
def test_each_step_ends_as_the_stretch_from_the_start(T, method):
    """In sets of steps: what a round joins are neighbours, whole at last."""
    stretch = [(n, n) for n in range(T)]
    for earlier, later in schedule(T, method):
        assert len({*later}) == len(later)
        before = list(stretch)
        for one, other in zip(earlier, later, strict=True):
            assert before[one][1] + 1 == before[other][0]
            stretch[other] = before[one][0], before[other][1]
    assert stretch == [(0, n) for n in range(T)]


@pytest.mark.parametrize("power", range(1, 15))
def test_rounds_and_compositions_of_powers_of_two(power):
    T = 2**power
    for method, rounds, composed in (
            ("blelloch", 2 * power - 1, 2 * T - power - 2),
            ("hillis-steele", power, power * T - T + 1)):
        found = schedule(T, method)
        assert len(found) == rounds
        assert sum(len(one.later) for one in found) == composed


def test_rounds_are_few_for_any_length():
    for T in range(2, 300):
        log = (T - 1).bit_length()
        tree = schedule(T)
        assert len(tree) <= 2 * log - 1 or T == 2
        assert sum(len(one.later) for one in tree) < 2 * T
        assert len(schedule(T, "hillis-steele")) == log
    assert schedule(1) == schedule(1, "hillis-steele") == []


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("T", [1, 2, 5, 16, 21])
def test_credits_are_finite_differences(T, turned, method):
    """Of sum nu h, an analytic function, along random ways."""
    steps = draw(T, turned=turned, seed=3)
    rng = np.random.default_rng(4)
    nu = rng.normal(size=(T, 3, 2)) + turned * 1j
    credits = scan_back(steps[0], recurrence(*steps), nu, method=method)
    ways = [rng.normal(size=z.shape) for z in steps]
    ends = [(nu * recurrence(*[z + step * way for z, way in zip(
        steps, ways, strict=True)])[1:]).sum() for step in (1e-6, -1e-6)]
    ours = sum((z * way).sum() for z, way in zip(credits, ways, strict=True))
    np.testing.assert_allclose(ours, (ends[0] - ends[1]) / 2e-6, rtol=1e-6,
                               atol=1e-7)


def test_credits_go_back_by_the_loop():
    alpha, beta, h_0 = draw(12, turned=True)
    h, nu = recurrence(alpha, beta, h_0), beta + 0j
    lam = nu.copy()
    for n in range(10, -1, -1):
        lam[n] = nu[n] + alpha[n + 1] * lam[n + 1]
    got = scan_back(alpha, h, nu)
    np.testing.assert_allclose(got.beta, lam, rtol=1e-12)
    np.testing.assert_allclose(got.alpha, lam * h[:-1], rtol=1e-12)
    np.testing.assert_allclose(got.h_0, alpha[0] * lam[0], rtol=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_products_that_underflow_do_no_harm(method):
    alpha, beta = np.full((2000, 1), 0.2), np.ones((2000, 1))
    np.testing.assert_allclose(scan(alpha, beta, method=method)[-1], 1.25,
                               rtol=1e-14)


def test_what_overflows_is_an_error():
    alpha, beta = np.full((3000, 1), 2.0), np.zeros((3000, 1))
    assert not recurrence(alpha, beta).any()
    with pytest.raises(FloatingPointError, match="scan: factors overflowed"):
        scan(alpha, beta)
    with pytest.raises(FloatingPointError, match="recurrence: h overflowed"):
        recurrence(alpha, beta + 1)
    with pytest.raises(FloatingPointError, match="scan_back: alpha overfl"):
        scan_back(np.ones((1, 1)), np.full((2, 1), 1e200), [[1e200]])


def test_a_ring_is_even_over_its_area():
    lam = ring(40_000, 0.5, 0.9, rng=5)
    assert lam.shape == (40_000,) and lam.dtype == complex
    assert 0.5 <= abs(lam).min() and abs(lam).max() <= 0.9
    inner = (abs(lam)**2 < (0.25 + 0.81) / 2).mean()
    assert abs(inner - 0.5) < 0.01
    assert abs(lam.mean()) < 0.02                   # any angle is as likely
    np.testing.assert_array_equal(ring(4, rng=np.random.default_rng(0)),
                                  ring(4))


A, B = np.full((4, 2), 0.5), np.ones((4, 2))


@pytest.mark.parametrize("call, error, says", [
    (lambda: scan(A, B, method="tree"), ValueError,
     "method must be one of blelloch, hillis-steele, got 'tree'"),
    (lambda: schedule(0), ValueError, "T must be at least 1"),
    (lambda: schedule(2.0), TypeError, "T must be an int"),
    (lambda: scan(0.5, 1.0), ValueError, "alpha must be an array"),
    (lambda: scan(A, B[:3]), ValueError,
     "beta must be like alpha, (T, ...) = (4, 2), got (3, 2)"),
    (lambda: recurrence(A, B, np.ones(3)), ValueError,
     "h_0 must be (...) = (2,), got (3,)"),
    (lambda: recurrence(A * np.nan, B), ValueError, "alpha must be finite"),
    (lambda: recurrence(A, B.astype(int)), TypeError, "beta must be float32"),
    (lambda: scan(A, B.astype(np.float32)), TypeError, "one precision"),
    (lambda: scan_back(A, B, B), ValueError,
     "h must be (T + 1, ...) = (5, 2), got (4, 2)"),
    (lambda: scan_back(A, np.ones((5, 2)), B[:, :1]), ValueError,
     "nu must be like alpha"),
    (lambda: ring(0), ValueError, "n must be at least 1"),
    (lambda: ring(3, 0.9, 0.9), ValueError, "low < high"),
    (lambda: ring(3, 0.9, 1.1), ValueError, "high <= 1"),
    (lambda: ring(3, rng=-1), ValueError, "rng must not be negative")])
def test_what_is_wrong_is_named(call, error, says):
    with pytest.raises(error) as caught:
        call()
    assert says in str(caught.value)
