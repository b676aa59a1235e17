"""Mean-field theory: beside a plain grid, closed forms, and networks."""
import numpy as np
import pytest
import rnnlib
from hypothesis import given
from hypothesis import strategies as st
from rnnlib.lyapunov import lyapunov
from rnnlib.mean_field import (
    chi,
    depth_scale,
    edge,
    gaussian_averages,
    mean_square,
)

pytestmark = pytest.mark.filterwarnings("error")
z = np.linspace(-9, 9, 1801)
WEIGHT = np.exp(-z**2 / 2) / np.exp(-z**2 / 2).sum()


def plain(variance):
    """Means over a fine grid of the normal number itself."""
    h = np.tanh(np.sqrt(variance) * z)
    return [WEIGHT @ h**2, WEIGHT @ (1 - h**2)**2,
            WEIGHT @ ((1 - h**2) * (1 - 3 * h**2))]


@pytest.mark.parametrize("variance", [1e-9, 1e-3, 0.1, 1.0, 6.0, 7.0, 50.0,
                                      200.0])
def test_averages_are_those_of_a_plain_grid(variance):
    found = gaussian_averages(variance)
    np.testing.assert_allclose(found, plain(variance), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("variance", [0.3, 3.0, 30.0])
def test_the_third_is_the_slope_of_the_first(variance):
    step = 1e-5 * variance
    above, below = gaussian_averages([variance + step, variance - step]).square
    slope = gaussian_averages(variance).square_slope
    assert (above - below) / (2 * step) == pytest.approx(slope, rel=1e-7)


def test_small_and_large_variances_have_their_limits():
    square, slope, _ = gaussian_averages(1e-8)
    assert square == pytest.approx(1e-8 - 2e-16, rel=1e-14)
    assert slope == pytest.approx(1 - 2e-8, rel=1e-14)
    square, slope, _ = gaussian_averages(1e12)
    flat = np.sqrt(2 * np.pi * 1e12)
    assert (1 - square) * flat == pytest.approx(2, rel=1e-9)
    assert slope * flat == pytest.approx(4 / 3, rel=1e-9)


@given(st.floats(0, 4), st.floats(0.25, 3))
def test_q_is_made_again_and_iteration_ends_there(gain, size):
    q = 1.0
    for _ in range(120):
        q = plain(gain**2 * q + size**2)[0]
    assert mean_square(gain, size) == pytest.approx(q, rel=1e-6)
    growth = gain**2 * plain(gain**2 * q + size**2)[1]
    assert chi(gain, size) == pytest.approx(growth, rel=1e-5)
    assert (1 - q)**2 * gain**2 <= growth + 1e-6 <= (1 - q) * gain**2 + 2e-6


def test_left_alone():
    np.testing.assert_array_equal(mean_square([0, 0.5, 1.0]), 0)
    np.testing.assert_array_equal(chi([0, 0.5, 1.0]), [0, 0.25, 1])
    for gain in (1.001, 1.5, 3.0):
        q = mean_square(gain)
        assert q > 0
        assert plain(gain**2 * q)[0] == pytest.approx(q, rel=1e-9)


def test_chi_is_one_on_the_edge_and_on_either_side_not():
    sizes = np.array([0.0, 1e-6, 1e-3, 0.1, 1.0, 7.0, 1e3])
    gains = edge(sizes)
    np.testing.assert_allclose(chi(gains, sizes), 1, rtol=0, atol=1e-9)
    assert (chi(gains * 1.01, sizes) > 1).all()
    assert (chi(gains * 0.99, sizes) < 1).all()
    assert (np.diff(gains) > 0).all() and gains[0] == 1


def test_both_ends_of_the_edge():
    for size in (1e-6, 1e-5, 1e-4):
        foot = (0.75 * size**2) ** (1 / 3)
        assert edge(size) - 1 == pytest.approx(foot, rel=0.01)
    far = 0.75**0.5 * (2 * np.pi)**0.25
    assert edge(1e8) / 1e4 == pytest.approx(far, rel=1e-3)


def test_depth_scale_counts_steps_on_both_sides():
    for gain in (1.5, 2.2):
        scale = depth_scale(gain, 1.0)
        assert chi(gain, 1.0)**scale == pytest.approx(
            np.exp(np.sign(gain - 1.86)))
    with pytest.raises(FloatingPointError, match="depth_scale: chi is"):
        depth_scale(1.0)


@pytest.mark.parametrize(("gain", "size"), [(0.8, 0.5), (1.2, 1.0),
                                            (2.0, 1.0), (2.5, 0.25)])
def test_networks_do_so(gain, size):
    n, rng = 200, np.random.default_rng(1)
    params = rnnlib.init(n, n, 2, recurrent="gaussian", gain=gain, rng=rng)
    params = params._replace(U=np.eye(n))
    x = size * rng.normal(size=(300, 1, n))
    h0 = rng.normal(size=(1, n))
    h = rnnlib.forward(params, x, h0).h[50:]
    assert (h**2).mean() == pytest.approx(mean_square(gain, size), abs=0.02)
    found = lyapunov(params, x, h0, burn_in=50, count=1)[0]
    assert found == pytest.approx(np.log(chi(gain, size)) / 2, abs=0.04)


def test_arrays_broadcast_and_have_one_shape():
    assert chi([1.0, 2.0], [[0.5], [1.0], [2.0]]).shape == (3, 2)
    assert edge([[0.5, 1.0]]).shape == (1, 2)
    assert chi([1.0, 2.0], 1.0)[1] == chi(2.0, 1.0)


@pytest.mark.parametrize(("call", "error", "words"), [
    (lambda: chi(-1.0), ValueError, "gain must not be negative"),
    (lambda: chi(1.0, [-0.5]), ValueError, "size must not be negative"),
    (lambda: edge(-1.0), ValueError, "size must not be negative"),
    (lambda: gaussian_averages(-1.0), ValueError, "variance must not be"),
    (lambda: chi([1.0, 2.0], [1.0, 2.0, 3.0]), ValueError, "must broadcast"),
    (lambda: chi("a"), TypeError, "gain must be real numbers"),
    (lambda: edge(np.nan), ValueError, "size must be finite"),
    (lambda: chi(1e200), FloatingPointError, "chi: gain squared overflowed"),
    (lambda: edge(1e200), FloatingPointError, "edge: size squared"),
    (lambda: depth_scale(0.0, 1.0), FloatingPointError, "depth_scale")])
def test_wrong_input_is_named(call, error, words):
    with pytest.raises(error, match=words):
        call()
