"""The surface of one unit: against bptt, the complex step and mpmath."""
import re

import numpy as np
import pytest
import rnnlib
from mpmath import mp
from rnnlib.cliff import Walk, cliff, crest, curvature, descend, folds, s
from rnnlib.optim import clip_by_norm

pytestmark = pytest.mark.filterwarnings("error")
RNG = np.random.default_rng(0)
W, B = RNG.uniform([2, -4], [7, -1], size=(40, 2)).T
H = float(s(np.float64(0.5)))                       # 0.62...


@pytest.mark.parametrize(("T", "x0"), [(1, 0.5), (2, -1.0), (50, 0.5)])
def test_the_gradient_is_the_complex_step(T, x0):
    E, dw, db = cliff(W, B, T, x0)
    assert E.shape == dw.shape == db.shape == W.shape
    for ours, moved in ((dw, (W + 1e-200j, B)), (db, (W, B + 1e-200j))):
        nudged = cliff(*moved, T, x0)[0]
        np.testing.assert_allclose(nudged.real, E, rtol=1e-10)
        np.testing.assert_allclose(ours, nudged.imag / 1e-200, rtol=1e-9)


@pytest.mark.parametrize("T", [1, 2, 50])
def test_the_curvature_is_the_complex_step_of_the_gradient(T):
    ww, wb, bb = curvature(W, B, T)
    _, w_by_w, b_by_w = cliff(W + 1e-200j, B, T)
    _, w_by_b, b_by_b = cliff(W, B + 1e-200j, T)
    for ours, theirs in ((ww, w_by_w), (wb, b_by_w), (wb, w_by_b),
                         (bb, b_by_b)):
        np.testing.assert_allclose(ours, theirs.imag / 1e-200, rtol=1e-7)


def test_it_is_the_network_of_the_book():
    for w, b in zip(W[:10], B, strict=False):
        params = rnnlib.Params(np.zeros((1, 1)), np.array([[w]]),
                               np.ones((1, 1)), np.array([b]), np.zeros(1))
        E, grads = rnnlib.bptt(
            params, np.zeros((50, 1, 1)), np.full((50, 1, 1), 0.7),
            np.array([[H]]), loss="squared", steps=50, activation="logistic")
        np.testing.assert_allclose(
            [2 * E, 2 * grads.W[0, 0], 2 * grads.b_h[0]], cliff(w, b),
            rtol=1e-9)


def test_arrays_broadcast_and_integers_are_numbers():
    E, dw, db = cliff([5.0, 6.0, 7.0], [[-2.0], [-3.0]])
    assert E.shape == dw.shape == db.shape == (2, 3)
    assert E[1, 0] == cliff(5, -3)[0]
    assert curvature([5, 6], -2)[1].shape == (2,)


def test_the_median_over_the_rectangle():
    w, b = np.linspace(2, 7, 300), np.linspace(-4, -1, 300)[:, None]
    length = np.hypot(*cliff(w, b)[1:])
    assert np.median(length) == pytest.approx(0.0575, abs=3e-4)


@pytest.mark.parametrize("w", [4.3, 5.0, 6.0, 7.0])
def test_on_the_crest_the_gradient_is_a_geometric_sum(w):
    J = w * H * (1 - H)
    x_b = (J**50 - 1) / (J - 1)
    E_x = 2 * (H - 0.7) * H * (1 - H)
    E, dw, db = cliff(w, crest(w))
    np.testing.assert_allclose([E, dw, db], [
        (H - 0.7)**2, E_x * H * x_b, E_x * x_b], rtol=1e-12)


def test_the_longest_gradient_on_the_crest_and_beside_it():
    assert np.hypot(*cliff(7, crest(7))[1:]) == pytest.approx(4.28356e9,
                                                              rel=1e-5)
    with mp.workdps(60):                  # 1.24e-11 below the exact crest
        x, h = mp.mpf("0.5"), 1 / (1 + mp.exp(-mp.mpf("0.5")))
        b, x_w, x_b = x - 7 * h - mp.mpf("1.24e-11"), 0, 0
        for _ in range(50):
            h = 1 / (1 + mp.exp(-x))
            J = 7 * h * (1 - h)
            x_w, x_b, x = h + J * x_w, 1 + J * x_b, 7 * h + b
        h = 1 / (1 + mp.exp(-x))
        exactly = abs(2 * (h - mp.mpf("0.7")) * h * (1 - h)) * mp.sqrt(
            x_w**2 + x_b**2)
    assert float(exactly) == pytest.approx(2.534e10, rel=1e-3)
    ours = np.hypot(*cliff(7, crest(7) - 1.24e-11)[1:])
    assert ours == pytest.approx(float(exactly), rel=1e-2)


@pytest.mark.parametrize("x0", [0.5, -1.3])
def test_the_crest_keeps_its_start(x0):
    b = crest(W, x0)
    np.testing.assert_allclose(W * s(np.float64(x0)) + b, x0, atol=1e-15)


def test_at_a_fold_the_graph_touches_the_diagonal():
    w = np.array([4.0, 4.001, 5.0, 7.0, 1e6])
    x, b = folds(w)
    assert x.shape == b.shape == (2, 5)
    h = s(x)
    np.testing.assert_allclose(w * h * (1 - h), 1, rtol=1e-6)
    np.testing.assert_allclose(w * h + b, x, atol=1e-9)
    assert (b[0, 1:] < b[1, 1:]).all() and b[:, 0].tolist() == [-2, -2]
    golden = np.log((3 + 5**0.5) / 2)
    np.testing.assert_allclose(b[:, 2], [-2.5 - 5**0.5 / 2 + golden,
                                         -2.5 + 5**0.5 / 2 - golden])
    np.testing.assert_allclose(b[:, 2], [-2.65561, -2.34439], atol=5e-6)
    assert np.array_equal(folds(5)[1], b[:, 2])


def test_extreme_weights_give_numbers_or_an_error():
    assert np.isfinite(folds(1e300)[1]).all()
    assert all(map(np.isfinite, cliff(-700.0, 1000.0)))
    for function in (cliff, curvature):
        with pytest.raises(FloatingPointError, match=function.__name__):
            function(1e9, -5e8, x0=0)


def by_hand(point, lr, limit, updates):
    """Gradient descent with rnnlib.optim, a point at a time."""
    Pair = type(rnnlib.InputGrads(0, 0))          # some named pair: h0, x
    point = Pair(*(np.array([z]) for z in point))
    for _ in range(updates):
        grads = Pair(*cliff(*point)[1:])
        if limit is not None:
            grads, _ = clip_by_norm(grads, limit)
        point = Pair(*(z - lr * dz for z, dz in zip(point, grads,
                                                    strict=True)))
    return [float(z[0]) for z in point]


@pytest.mark.parametrize("limit", [None, 0.02, 10])
def test_a_walk_is_gradient_descent(limit):
    walk = descend(3.0, -1.5, 0.4, limit=limit, updates=30)
    assert isinstance(walk, Walk) and walk.w.shape == (31,)
    assert (walk.w[0], walk.b[0]) == (3.0, -1.5)
    np.testing.assert_allclose([walk.w[-1], walk.b[-1]],
                               by_hand((3.0, -1.5), 0.4, limit, 30))
    E, dw, db = cliff(walk.w, walk.b)
    np.testing.assert_allclose(walk.E, E, atol=1e-14)
    np.testing.assert_allclose(walk.length, np.hypot(dw, db), atol=1e-14)


def test_walks_side_by_side_are_clipped_each_by_itself():
    both = descend([3.0, 6.8], -3.0, 0.3, limit=0.03, updates=20)
    for place, w in enumerate((3.0, 6.8)):
        alone = descend(w, -3.0, 0.3, limit=0.03, updates=20)
        np.testing.assert_allclose(both.w[:, place], alone.w)
        np.testing.assert_allclose(both.b[:, place], alone.b)
    steps = np.hypot(np.diff(both.w, axis=0), np.diff(both.b, axis=0))
    assert steps.max() <= 0.3 * 0.03 * (1 + 1e-9)


def test_the_plain_walk_is_thrown_and_the_clipped_one_is_not():
    plain, clipped = (descend(6.8, -3.0, 0.3, limit=limit, updates=300)
                      for limit in (None, 0.3))
    assert abs(plain.b[-1]) > 100 and plain.E[-1] > 0.08
    assert 2 < clipped.w[-1] < 7 and clipped.E[-50:].mean() < 0.02
    assert clipped.length.max() > 100              # it meets the wall as well


WRONG = [
    (TypeError, ("one", -2.0), {}, "w must be float64"),
    (TypeError, (5.0, True), {}, "b must be float64"),
    (TypeError, (np.float32(5), -2.0), {}, "w must be float64"),
    (ValueError, (np.nan, -2.0), {}, "w must be finite, got NaN"),
    (ValueError, (5.0, [np.inf]), {}, "b must be finite"),
    (ValueError, ([], -2.0), {}, "w must be a non-empty array of numbers"),
    (ValueError, ([1.0, 2.0], [1.0, 2.0, 3.0]), {},
     "w and b must broadcast, got shapes (2,) and (3,)"),
    (TypeError, (5.0, -2.0), {"T": 2.0}, "T must be an int, got 2.0"),
    (ValueError, (5.0, -2.0), {"T": 0}, "T must be at least 1, got 0"),
    (TypeError, (5.0, -2.0), {"x0": "0"}, "x0 must be a real number, got '0'"),
    (ValueError, (5.0, -2.0), {"x0": np.inf}, "x0 must be finite, got inf"),
]


@pytest.mark.parametrize(("error", "args", "options", "message"), WRONG)
def test_what_comes_in_wrong_is_named(error, args, options, message):
    for function in (cliff, curvature,
                     lambda w, b, **more: descend(w, b, 0.1, **more)):
        with pytest.raises(error, match=re.escape(message)):
            function(*args, **options)


@pytest.mark.parametrize(("error", "options", "message"), [
    (ValueError, {"lr": 0}, "lr must be positive and finite, got 0"),
    (TypeError, {"lr": "fast"}, "lr must be a real number, got 'fast'"),
    (ValueError, {"limit": 0}, "limit must be positive and finite, got 0"),
    (ValueError, {"limit": np.nan}, "limit must be positive and finite"),
    (TypeError, {"limit": True}, "limit must be a real number, got True"),
    (ValueError, {"updates": 0}, "updates must be at least 1, got 0"),
    (TypeError, {"updates": 1.5}, "updates must be an int, got 1.5"),
])
def test_what_a_walk_refuses(error, options, message):
    with pytest.raises(error, match=re.escape(message)):
        descend(5.0, -2.0, **{"lr": 0.1, **options})


def test_walks_are_real():
    with pytest.raises(TypeError, match="w must be float64, got complex128"):
        descend(5 + 0j, -2.0, 0.1)


@pytest.mark.parametrize(("error", "w", "message"), [
    (ValueError, 3.9, "w must be at least 4, got 3.9"),
    (ValueError, [5.0, np.nan], "w must be finite"),
    (TypeError, 5 + 1j, "w must be float64, got complex128"),
])
def test_what_folds_refuse(error, w, message):
    with pytest.raises(error, match=re.escape(message)):
        folds(w)


def test_what_a_crest_refuses():
    with pytest.raises(ValueError, match="w must be finite"):
        crest(np.nan)
    with pytest.raises(TypeError, match="x0 must be a real number"):
        crest(5.0, None)
