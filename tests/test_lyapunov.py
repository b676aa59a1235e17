"""Rates of products of Jacobians, against independent computations."""
import mpmath
import numpy as np
import pytest
import rnnlib
from rnnlib.lyapunov import log_norms, lyapunov

pytestmark = pytest.mark.filterwarnings("error")


def network(W, n_x=None):
    """A network with recurrent weights W, and as many inputs as units."""
    n = len(W)
    U = np.eye(n) if n_x is None else np.ones((n, n_x))
    return rnnlib.Params(U, np.array(W, float), np.zeros((1, n)),
                         np.zeros(n), np.zeros(1))


def driven(gain=1.3, n=4, T=9, B=1, seed=0, recurrent="gaussian"):
    rng = np.random.default_rng(seed)
    W = rnnlib.init(n, n, 1, recurrent=recurrent, gain=gain, rng=rng).W
    return network(W), rng.normal(size=(T, B, n)), rng.normal(size=(B, n))


def jacobians(params, x, h0):
    h = rnnlib.forward(params, x, h0).h[1:, 0]
    return [np.diag(1 - h_t**2) @ params.W for h_t in h]


def precise(factors):
    """Their product, the last on the left, in all digits asked for."""
    product = mpmath.eye(len(factors[0]))
    for J in factors:
        product = mpmath.matrix(J.tolist()) * product
    return product


def test_linear_network_has_the_logs_of_its_eigenvalues():
    rng = np.random.default_rng(0)
    basis = rng.normal(size=(4, 4))
    values = np.array([1.2, -0.7, 0.3, 0.1])
    W = basis @ np.diag(values) @ np.linalg.inv(basis)
    found = lyapunov(network(W), np.zeros((300, 1, 4)), burn_in=250,
                     activation="identity")
    assert np.allclose(found, np.log(abs(values)), rtol=0, atol=1e-10)


def test_complex_eigenvalues_share_their_modulus():
    W = 0.8 * np.array([[0.6, -0.8], [0.8, 0.6]])
    W = np.array([[2.0, 1], [0, 1]]) @ W @ np.array([[0.5, -0.5], [0, 1]])
    found = lyapunov(network(W), np.zeros((4000, 1, 2)),
                     activation="identity")
    assert np.allclose(found, np.log(0.8), rtol=0, atol=1e-3)


@pytest.mark.parametrize("gain", [0.4, 1.0, 1.7])
def test_scaled_rotation_at_rest_has_the_log_of_its_gain(gain):
    params = driven(gain, n=6, recurrent="orthogonal")[0]
    x = np.zeros((12, 2, 6))
    assert np.allclose(lyapunov(params, x), np.log(gain), rtol=0, atol=1e-13)
    assert np.allclose(log_norms(params, x), np.log(gain) * np.arange(13),
                       rtol=0, atol=1e-12)


def test_sum_is_the_mean_logarithm_of_the_determinants():
    params, x, h0 = driven(n=5, T=30)
    dets = [np.linalg.slogdet(J)[1] for J in jacobians(params, x, h0)]
    assert np.isclose(lyapunov(params, x, h0).sum(), np.mean(dets),
                      rtol=1e-12)
    assert np.isclose(lyapunov(params, x, h0, burn_in=20).sum(),
                      np.mean(dets[20:]), rtol=1e-12)


def test_volumes_in_400_digits():
    """ln det of (P F)^T (P F) is twice the sum over the columns of F.

    The columns of P F become nearly parallel: 40 steps need more digits.
    """
    params, x, h0 = driven(gain=1.5, n=4, T=40)
    with mpmath.workdps(400):
        P = precise(jacobians(params, x, h0))
        start = np.linalg.qr(
            np.random.default_rng(3).normal(size=(1, 4, 4)))[0][0]
        sums = []
        for count in (1, 2, 3, 4):
            moved = P * mpmath.matrix(start[:, :count].tolist())
            volume = mpmath.log(mpmath.det(moved.T * moved)) / 2
            sums.append(float(volume) / 40)
    each = np.diff([0.0, *sums])
    found = lyapunov(params, x, h0, rng=3)
    assert np.allclose(found, np.sort(each)[::-1], rtol=0, atol=1e-12)


def test_norms_in_60_digits():
    params, x, h0 = driven(gain=0.5, n=3, T=30)
    factors = jacobians(params, x, h0)
    with mpmath.workdps(60):
        norms = [float(mpmath.log(mpmath.svd_r(precise(factors[4:t]),
                                               compute_uv=False)[0]))
                 for t in range(5, 31, 5)]
    found = log_norms(params, x, h0, burn_in=4, every=1)
    assert found[0] == 0 and found.shape == (27,)
    assert np.allclose(found[1::5], norms, rtol=1e-12)


def test_norms_agree_with_gradient_flow():
    params, x, h0 = driven(gain=1.1, T=12)
    flow = rnnlib.gradient_flow(params, x, np.zeros((12, 1), int), h0)
    assert np.allclose(log_norms(params, x, h0, burn_in=2),
                       np.log(flow.jacobian[2:, 2]), rtol=0, atol=1e-12)


def test_every_takes_lags_out():
    params, x, h0 = driven(T=11)
    whole = log_norms(params, x, h0)
    assert np.array_equal(log_norms(params, x, h0, every=4), whole[::4])


def test_no_underflow_and_no_overflow():
    for gain, sign in ((1e-3, -1), (1e3, 1)):
        params = network(gain * np.eye(2))
        norms = log_norms(params, np.zeros((400, 1, 2)), activation="identity")
        assert np.isclose(norms[-1], sign * 400 * np.log(1e3), rtol=1e-12)


def test_slope_and_largest_exponent_meet():
    params, x, h0 = driven(gain=1.2, n=20, T=2050)
    norms = log_norms(params, x, h0, burn_in=50, every=2000)
    largest = lyapunov(params, x, h0, burn_in=50, count=1)
    assert abs(norms[-1] / 2000 - largest[0]) < 3e-3


def test_count_takes_the_largest():
    params, x, h0 = driven(n=6, T=400)
    few = lyapunov(params, x, h0, burn_in=100, count=2)
    assert few.shape == (2,)
    assert np.allclose(few, lyapunov(params, x, h0, burn_in=100)[:2],
                       rtol=0, atol=0.02)


def test_the_first_frame_is_forgotten():
    params, x, h0 = driven(n=3, T=400)
    for burn_in, close in ((0, False), (200, True)):
        a, b = (lyapunov(params, x, h0, burn_in=burn_in, rng=rng)
                for rng in (1, np.random.default_rng(2)))
        assert np.allclose(a, b, rtol=0, atol=1e-9) == close


def test_a_batch_is_averaged():
    params, x, h0 = driven(T=20, B=3)
    sums = [lyapunov(params, x[:, [b]], h0[[b]]).sum() for b in range(3)]
    assert np.isclose(lyapunov(params, x, h0).sum(), np.mean(sums))
    alone = [log_norms(params, x[:, [b]], h0[[b]]) for b in range(3)]
    assert np.allclose(log_norms(params, x, h0), np.mean(alone, 0))


def test_descending_and_in_double_precision():
    params, x, h0 = driven(n=8, T=50)
    single = [z.astype(np.float32) for z in params]
    for found in (lyapunov(params, x, h0), lyapunov(
            type(params)(*single), x.astype(np.float32),
            h0.astype(np.float32))):
        assert found.dtype == np.float64 and (np.diff(found) <= 0).all()


@pytest.mark.parametrize("activation", ["logistic", "relu"])
def test_other_activations(activation):
    params, x, h0 = driven(gain=0.3, n=3, T=8)
    params = params._replace(b_h=np.full(3, 9.0))         # all units awake
    h = rnnlib.forward(params, x, h0, activation=activation).h[1:, 0]
    slopes = rnnlib.ACTIVATIONS[activation][1](h)
    dets = np.linalg.slogdet(params.W)[1] + np.log(slopes).sum(1)
    assert np.isclose(lyapunov(params, x, h0, activation=activation).sum(),
                      dets.mean())


@pytest.mark.parametrize("function", [lyapunov, log_norms])
@pytest.mark.parametrize("change, kind, message", [
    ({"burn_in": 9}, ValueError, "burn_in must be within 0..8, got 9"),
    ({"burn_in": -1}, ValueError, "burn_in must be within 0..8, got -1"),
    ({"burn_in": 1.0}, TypeError, "burn_in must be an int, got 1.0"),
    ({"burn_in": True}, TypeError, "burn_in must be an int"),
    ({"activation": "sine"}, ValueError, "activation must be one of"),
    ({"x": np.zeros((9, 4))}, ValueError, "x must be a non-empty array"),
    ({"x": np.full((9, 1, 4), np.nan)}, ValueError, "x must be finite"),
    ({"h0": np.zeros((2, 4))}, ValueError, "h0 must be"),
    ({"x": np.zeros((9, 1, 4), complex)}, TypeError, "x must be real, got"),
    ({"params": None}, TypeError, "params must be rnnlib.Params"),
])
def test_wrong_arguments_are_named(function, change, kind, message):
    params, x, h0 = driven()
    arguments = {"params": params, "x": x, "h0": h0} | change
    with pytest.raises(kind) as caught:
        function(arguments.pop("params"), arguments.pop("x"), **arguments)
    assert message in str(caught.value)


def test_wrong_numbers_are_named():
    params, x, _ = driven()
    for options, kind, message in (
            ({"count": 5}, ValueError, "count must be within 1..4, got 5"),
            ({"count": 0}, ValueError, "count must be within 1..4, got 0"),
            ({"rng": -1}, ValueError, "rng must not be negative"),
            ({"rng": "1"}, TypeError, "rng must be an int seed")):
        with pytest.raises(kind, match=message):
            lyapunov(params, x, **options)
    with pytest.raises(ValueError, match="every must be within 1..9, got 10"):
        log_norms(params, x, every=10)
    with pytest.raises(TypeError, match="every must be an int"):
        log_norms(params, x, every=2.5)


def test_a_lost_direction_is_an_error():
    x = np.zeros((5, 1, 2))
    with pytest.raises(FloatingPointError, match="lost at step 1, where"):
        lyapunov(network(np.zeros((2, 2))), x)
    nilpotent = network([[0, 1], [0, 0]])
    with pytest.raises(FloatingPointError, match="log_norms.*lost at step 2"):
        log_norms(nilpotent, x)
    # the larger one is still there
    half = network(np.diag([0.5, 0.0]))
    assert np.allclose(lyapunov(half, x, count=1, burn_in=1), np.log(0.5))


@pytest.mark.parametrize("lose", [
    lambda W: np.where(np.arange(6)[:, None] == 2, 0, W),
    lambda W: np.where(np.arange(6) == 2, 0, W),
    lambda W: np.vstack([W[:-1], W[0] + W[1]])], ids=["row", "column", "sum"])
@pytest.mark.parametrize("T", [1, 50])
def test_rounding_makes_no_exponent_of_a_singular_W(lose, T):
    rng = np.random.default_rng(0)
    params = rnnlib.init(6, 6, 2, recurrent="gaussian", rng=rng)
    params = params._replace(W=lose(params.W))
    x = rng.normal(size=(T, 2, 6))
    with pytest.raises(FloatingPointError, match="direction is lost"):
        lyapunov(params, x)
    assert np.isfinite(lyapunov(params, x, count=5)).all()


def test_a_huge_w_is_no_obstacle_to_either():
    params = network(1e200 * np.eye(2))
    for function, want in ((lyapunov, 1), (log_norms, np.arange(3))):
        found = function(params, np.zeros((2, 1, 2)), activation="identity")
        assert abs(found / np.log(1e200) - want).max() < 1e-15
    huge = network(np.full((2, 2), 1.7e308))
    rates = log_norms(huge, np.zeros((3, 1, 2)), activation="identity")
    want = np.arange(4) * (np.log(1.7e308) + np.log(2))
    assert abs(rates - want).max() < 1e-12


def test_overflowing_states_are_an_error():
    params = network(1e200 * np.eye(2))
    for function in (lyapunov, log_norms):
        with pytest.raises(FloatingPointError, match="overflowed float64"):
            function(params, np.ones((5, 1, 2)), activation="identity")


def test_a_tiny_w_keeps_its_digits():
    """5e-324 is the smallest number there is: times a slope it rounds to 0.

    Whatever the first frame is, the exponents add up to ln |det J_t|.
    """
    tiny = rnnlib.init(2, 3, 2, rng=1)._replace(W=np.eye(3) * 5e-324)
    x = np.random.default_rng(0).normal(size=(6, 1, 2))
    slopes = 1 - rnnlib.forward(tiny, x).h[1:, 0]**2
    sums = np.log(slopes).sum(0) + 6 * np.log(5e-324)
    assert abs(6 * lyapunov(tiny, x).sum() / sums.sum() - 1) < 1e-14
    assert abs(log_norms(tiny, x)[-1] / sums.max() - 1) < 1e-14
