"""The gradient of Lyapunov exponents, beside differences and closed forms."""
import autograd.numpy as anp
import numpy as np
import pytest
import rnnlib
from autograd import grad
from rnnlib.flossing import floss
from rnnlib.lyapunov import lyapunov

pytestmark = pytest.mark.filterwarnings("error")
KINDS = ["tanh", "logistic", "relu", "identity"]


def problem(activation="tanh", n=5, T=4, B=2, seed=0):
    rng = np.random.default_rng(seed)
    gain = {"logistic": 4, "relu": 2}.get(activation, 1.2)
    params = rnnlib.init(3, n, 2, recurrent="gaussian", gain=gain, rng=rng)
    if activation == "relu":       # every unit on: no Jacobian is singular
        params = params._replace(b_h=params.b_h + 100, W=params.W / 4)
    return params, rng.normal(size=(T, B, 3)), rng.normal(size=(B, n)) / 9


def by_volumes(params, x, h0, F, count, burn_in, activation):
    """L of volumes: no triangle, no frame but the first; for autograd.

    ln |R_11 .. R_ii| of all steps is half of ln det of the Gram matrix of
    the first i columns, pushed through the product; from burn_in on.
    """
    f = {"tanh": anp.tanh, "identity": lambda p: p, "logistic":
         lambda p: 1 / (1 + anp.exp(-p)), "relu": lambda p: p * (p > 0)}
    total = 0
    for b in range(x.shape[1]):
        h, P, heights = h0[b], F[b], {}
        for t in range(len(x)):
            heights[t] = P
            h = f[activation](params[0] @ x[t, b] + params[1] @ h
                              + params[3])
            D = {"tanh": 1 - h * h, "identity": h * 0 + 1, "relu": h > 0,
                 "logistic": h * (1 - h)}[activation]
            P = anp.reshape(D, (-1, 1)) * anp.dot(params[1], P)
        logs = [log_volumes(P, count), log_volumes(heights[burn_in], count)]
        total = total + logs[0] - (logs[1] if burn_in else 0)
    r = total / ((len(x) - burn_in) * x.shape[1])
    return anp.sum(r**2)


def log_volumes(P, count):
    """ln |R_ii| of P = F R: differences of the logarithms of volumes."""
    volumes = [0.0] + [anp.linalg.slogdet(anp.dot(P[:, :i].T, P[:, :i]))[1]
                       / 2 for i in range(1, count + 1)]
    return anp.array([b - a for a, b in zip(volumes, volumes[1:],
                                            strict=False)])


def first(n, B, count, rng=0):
    return np.linalg.qr(np.random.default_rng(rng).normal(
        size=(B, n, count)))[0]


@pytest.mark.parametrize("activation", KINDS)
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("burn_in", [0, 2])
def test_value_and_gradient_are_those_of_volumes(activation, count, burn_in):
    params, x, h0 = problem(activation)
    how = {"count": count, "burn_in": burn_in, "activation": activation}
    L, grads = floss(params, x, h0, **how)
    F = first(5, 2, count)

    def plain(values):
        return by_volumes(values, x, h0, F, count, burn_in, activation)
    want = grad(plain)(list(params))
    assert L == pytest.approx(plain(list(params)), rel=1e-7)
    for name, found, value in zip(params._fields, grads, want, strict=True):
        far = 1e-5 * max(abs(value).max(), 1e-6)
        np.testing.assert_allclose(found, value, 0, far, err_msg=name)


def test_exponents_are_those_of_lyapunov():
    params, x, h0 = problem()
    for count in (1, 2, 5):
        r = lyapunov(params, x, h0, burn_in=3, count=count)
        assert floss(params, x, h0, burn_in=3, count=count)[0] == \
            pytest.approx((r**2).sum())


@pytest.mark.parametrize("gain", [0.5, 2.0])
def test_scaled_rotation_without_slopes(gain):
    """All r_i are ln of the gain, and dr_i/dgain is 1 over it."""
    params = rnnlib.init(2, 4, 1, gain=gain)
    L, grads = floss(params, np.zeros((6, 1, 2)), count=4,
                     activation="identity")
    assert L == pytest.approx(4 * np.log(gain)**2)
    assert (grads.W * params.W / gain).sum() == pytest.approx(
        8 * np.log(gain) / gain)
    assert not grads.U.any() and not grads.b_h.any()


def test_a_long_run_keeps_its_digits():
    """Errors above the diagonal would grow to 1e5 here."""
    params, x, _ = problem(n=8, T=150, B=1)
    dW = floss(params, x, count=6)[1].W
    some = np.random.default_rng(1).normal(size=dW.shape)
    ends = [floss(params._replace(W=params.W + s * some), x, count=6)[0]
            for s in (1e-6, -1e-6)]
    assert (dW * some).sum() == pytest.approx(
        (ends[0] - ends[1]) / 2e-6, rel=1e-5)


def test_class_indices_and_single_precision():
    params, _, _ = problem()
    x = np.arange(12).reshape(6, 2) % 3
    L, grads = floss(params, x)
    same = floss(params, np.eye(3)[x])
    assert same[0] == L
    np.testing.assert_allclose(same[1].U, grads.U, atol=1e-15)
    small = rnnlib.Params(*[z.astype("f4") for z in params])
    assert {z.dtype for z in floss(small, x)[1]} == {np.dtype("f4")}


def test_outputs_are_not_read():
    grads = floss(*problem())[1]
    assert not grads.V.any() and not grads.b_y.any()


def test_a_lost_direction_is_an_error():
    params, x, h0 = problem()
    W = params.W.copy()
    W[0] = W[1]
    with pytest.raises(FloatingPointError, match="lost at step 1"):
        floss(params._replace(W=W), x, h0, count=5)


@pytest.mark.parametrize("how, why", [
    ({"count": 0}, "count"), ({"count": 6}, "count"),
    ({"burn_in": 4}, "burn_in"), ({"activation": "sine"}, "activation")])
def test_unfit_arguments_are_named(how, why):
    with pytest.raises(ValueError, match=why):
        floss(*problem(), **how)
