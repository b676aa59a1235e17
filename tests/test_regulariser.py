"""Omega against its definition, one sequence and one step at a time."""
from itertools import pairwise

import numpy as np
import pytest
import rnnlib
from reference import make
from rnnlib.regulariser import omega, regularised

pytestmark = pytest.mark.filterwarnings("error")
KINDS = ["tanh", "logistic", "relu", "identity"]


def problem(activation="tanh", seed=0, T=5, B=3):
    """A network whose ratios are neither all small nor all alike."""
    params, x, y, h0, how = make(T, B, 2, 4, 3, seed)
    return params, x, y, h0, {"activation": activation}


def adjoints(params, x, y, h0, b, activation, steps=None):
    """a_1..a_T of sequence b as columns, and its slopes D_0..D_T."""
    D = rnnlib.ACTIVATIONS[activation][1]
    run = rnnlib.forward(params, x, h0, activation=activation)
    a, back = {}, np.zeros(len(params.W))
    for t in range(len(x), 0, -1):
        e = run.y_hat[t-1, b] - np.eye(len(params.V))[y[t-1, b]]
        counts = steps is None or t == steps
        a[t] = D(run.h[t, b]) * (counts * params.V.T @ e + back)
        back = params.W.T @ a[t]
    return a, D(run.h[:, b])


def priced(W, everything):
    """Omega, with all adjoints and slopes given: analytic in W."""
    total = 0
    for a, D in everything:
        for t in range(2, len(a) + 1):
            u = D[t-1] * (W.T @ a[t])
            total += (np.sqrt((u * u).sum() / (a[t] @ a[t])) - 1)**2
    return total


def frozen(args, how, **options):
    return [adjoints(*args, b, how["activation"], **options)
            for b in range(args[1].shape[1])]


def complex_step(f, W):
    grad = np.empty_like(W)
    for place in np.ndindex(W.shape):
        nudged = W.astype(complex)
        nudged[place] += 1e-30j
        grad[place] = f(nudged).imag / 1e-30
    return grad


@pytest.mark.parametrize("activation", KINDS)
@pytest.mark.parametrize("steps", [None, 5])
def test_omega_and_its_immediate_gradient(activation, steps):
    *args, how = problem(activation)
    held = frozen(args, how, steps=steps)
    value, gradient = omega(*args, steps=steps, **how)
    assert value == pytest.approx(priced(args[0].W, held), rel=1e-12)
    truth = complex_step(lambda W: priced(W, held), args[0].W)
    assert np.allclose(gradient, truth, rtol=1e-10, atol=1e-12)
    assert abs(truth).max() > 0.1
    for place in [(0, 1), (2, 2), (3, 0)]:         # central differences
        nudge = np.zeros_like(args[0].W)
        nudge[place] = 1e-5
        slope = (priced(args[0].W + nudge, held)
                 - priced(args[0].W - nudge, held)) / 2e-5
        assert slope == pytest.approx(gradient[place], rel=1e-5, abs=1e-8)


def wrong(W, everything, slip):
    """The gradient by hand, right or with one slip in it."""
    total = np.zeros_like(W)
    for a, D in everything:
        for t in range(2, len(a) + 1):
            u, squeezed = D[t-1] * (W.T @ a[t]), D[t-1]
            if slip == "slopes of t":
                squeezed = D[t]
            if slip == "transpose":
                u = D[t-1] * (W @ a[t])
            if slip == "slopes once":
                squeezed = 1
            length, base = np.linalg.norm(u), np.linalg.norm(a[t])
            push = length / base - (slip != "no target")
            part = 2 * push * np.outer(a[t], squeezed * u) / base / length
            total += part.T if slip == "swapped" else part
    return -total if slip == "sign" else total


def test_slips_would_be_noticed():
    *args, how = problem()
    gradient, held = omega(*args, **how)[1], frozen(args, how)

    def off(slip):
        return abs(wrong(args[0].W, held, slip) - gradient).max()

    assert off(None) < 1e-12
    for slip in ("slopes of t", "transpose", "slopes once", "no target",
                 "swapped", "sign"):
        assert off(slip) > 1e-3, slip


def test_the_gradient_is_the_immediate_one_and_not_the_total():
    params, *rest, how = problem()
    nudge = np.zeros_like(params.W)
    nudge[1, 2] = 1e-6
    up, down = (omega(params._replace(W=W), *rest, **how)[0]
                for W in (params.W + nudge, params.W - nudge))
    immediate = omega(params, *rest, **how)[1][1, 2]
    assert abs((up - down) / 2e-6 - immediate) > 1e-2


def test_with_one_loss_at_the_end_the_ratios_multiply_to_the_norms():
    params, x, y, h0, how = problem(B=1)
    value, _ = omega(params, x, y, h0, steps=5)
    a, D = adjoints(params, x, y, h0, 0, "tanh", steps=5)
    norms = [np.linalg.norm(a[t]) for t in range(1, 6)]
    assert value == pytest.approx(sum(
        (before / after - 1)**2 for before, after in pairwise(norms)))


@pytest.mark.parametrize("weight", [0, 0.5, 4])
@pytest.mark.parametrize("loss", ["cross_entropy", "squared"])
def test_one_sweep_serves_both(weight, loss):
    params, x, y, h0, how = problem()
    if loss == "squared":
        y = np.eye(3)[y]
    how = {"loss": loss, "steps": [2, 5]}
    E, Omega, grads = regularised(params, x, y, h0, weight=weight, **how)
    loss_alone, plain = rnnlib.bptt(params, x, y, h0, **how)
    value, dW = omega(params, x, y, h0, **how)
    assert E == loss_alone and Omega == value > 0
    assert np.allclose(grads.W, plain.W + weight * dW, rtol=1e-13)
    for name in ("U", "V", "b_h", "b_y"):
        assert np.allclose(getattr(grads, name), getattr(plain, name),
                           rtol=1e-13)


def test_sequences_add_up():
    params, x, y, h0, _ = problem()
    apart = [omega(params, x[:, [b]], y[:, [b]], h0[[b]]) for b in range(3)]
    value, gradient = omega(params, x, y, h0)
    assert value == pytest.approx(sum(one for one, _ in apart))
    assert np.allclose(gradient, sum(one for _, one in apart))


def test_no_adjoint_no_ratio():
    params, x, y, h0, _ = problem()
    value, gradient = omega(params._replace(V=0 * params.V), x, y, h0)
    assert value == 0 and not gradient.any()
    value, _ = omega(params, x, y, h0, steps=2)    # a_3, a_4, a_5 are 0
    only, _ = omega(params, x[:2], y[:2], h0, steps=2)
    assert value == pytest.approx(only)


def test_nothing_handed_back_costs_one_and_pulls_nowhere():
    params, x, y, h0, _ = problem()
    value, gradient = omega(params._replace(W=0 * params.W), x, y, h0)
    assert value == 4 * 3 and not gradient.any()


def test_one_step_has_no_ratio():
    params, x, y, h0, _ = problem(T=1)
    value, gradient = omega(params, x, y, h0)
    assert value == 0 and gradient.shape == (4, 4) and not gradient.any()


@pytest.mark.parametrize("scale", [1e-170, 1e-300])
def test_tiny_adjoints_have_ratios_too(scale):
    params, x, _, h0, _ = problem()
    y = np.ones((5, 3, 3))
    values = [omega(params._replace(V=s * params.V, b_y=0 * params.b_y), x,
                    y, h0, loss="squared") for s in (1e-30, scale)]
    assert values[1][0] == pytest.approx(values[0][0], rel=1e-9)
    assert np.allclose(values[1][1], values[0][1], rtol=1e-8)


def test_precision_is_kept():
    params, x, y, h0, _ = problem()
    small = rnnlib.Params(*[z.astype(np.float32) for z in params])
    E, Omega, grads = regularised(small, x.astype(np.float32), y,
                                  h0.astype(np.float32), weight=4)
    assert {z.dtype for z in grads} == {np.dtype(np.float32)}
    assert Omega == pytest.approx(omega(params, x, y, h0)[0], rel=1e-4)


def test_arguments_are_not_changed():
    params, x, y, h0, _ = problem()
    before = [z.copy() for z in (*params, x, y, h0)]
    regularised(params, x, y, h0, weight=2)
    assert all(np.array_equal(old, new) for old, new in zip(
        before, (*params, x, y, h0), strict=True))


@pytest.mark.parametrize(("weight", "message"), [
    (-1, "at least 0, got -1"), (np.nan, "finite, got nan"),
    (np.inf, "finite, got inf"), ("4", "a real number, got '4'"),
    (None, "a real number, got None"), (True, "a real number, got True")])
def test_weight_is_checked(weight, message):
    params, x, y, h0, _ = problem()
    with pytest.raises((ValueError, TypeError),
                       match=f"weight must be {message}"):
        regularised(params, x, y, h0, weight=weight)


def test_other_arguments_are_checked_by_name():
    params, x, y, h0, _ = problem()
    with pytest.raises(TypeError, match="W must be real, got complex128"):
        omega(params._replace(W=params.W + 0j), x, y, h0)
    with pytest.raises(TypeError, match="x must be real"):
        omega(params, x + 0j, y, h0)
    with pytest.raises(ValueError, match="steps must be distinct"):
        omega(params, x, y, h0, steps=6)
    with pytest.raises(ValueError, match="activation must be one of"):
        omega(params, x, y, h0, activation="step")
    with pytest.raises(ValueError, match="x must be"):
        regularised(params, x[0], y, h0, weight=1)


def test_overflow_is_an_error():
    params, x, y, h0, _ = problem("identity")
    loud = params._replace(W=1e155 * params.W)
    with pytest.raises(FloatingPointError, match="overflowed float64"):
        omega(loud, x, y, h0, activation="identity")
