"""A settled state stays; its gradient is that of many steps of it."""
import numpy as np
import pytest
import rnnlib
from rnnlib.equilibrium import implicit_grads, settle


def settled(n=6, gain=0.8, B=2, seed=0):
    rng = np.random.default_rng(seed)
    params = rnnlib.init(3, n, 4, recurrent="gaussian", gain=gain, rng=rng)
    params = params._replace(b_h=0.2 * rng.normal(size=n))
    x = rng.normal(size=(B, 3))
    return params, x, settle(params, x).h


@pytest.mark.parametrize("n", [1, 6])
def test_a_settled_state_stays(n):
    params, x, h = settled(n)
    run = rnnlib.forward(params, np.repeat(x[None], 30, axis=0), h)
    np.testing.assert_allclose(run.h, np.broadcast_to(h, run.h.shape),
                               rtol=1e-9, atol=1e-11)


def test_it_is_found_from_anywhere_if_there_is_only_one():
    params, x, h = settled(gain=0.5)
    other = settle(params, x, np.full(h.shape, 3.0))
    np.testing.assert_allclose(other.h, h, atol=1e-10)
    assert other.steps > 1


def test_of_two_states_it_finds_that_of_its_start():
    one = np.ones((1, 1))
    params = rnnlib.Params(one, 2 * one, one, np.zeros(1), np.zeros(1))
    for start in (0.5, -0.5):
        h = settle(params, 0 * one, start * one).h[0, 0]
        assert h * start > 0.25 and abs(h - np.tanh(2 * h)) < 1e-11


@pytest.mark.parametrize("loss", ["cross_entropy", "squared"])
def test_it_is_bptt_over_many_settled_steps(loss):
    params, x, h = settled()
    T = 300
    last = np.array([1, 3]) if loss == "cross_entropy" else np.cos(
        np.arange(8.0)).reshape(2, 4)
    y = np.repeat(last[None], T, axis=0)
    E, want = rnnlib.bptt(params, np.repeat(x[None], T, axis=0), y, h,
                          steps=T, loss=loss)
    found, grads = implicit_grads(params, x, last[None], h, loss=loss)
    np.testing.assert_allclose(found, E, rtol=1e-9)
    for one, other in zip(grads, want, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("back", [1, 2, 9])
def test_rounds_are_settled_steps(back):
    params, x, h = settled()
    labels = np.array([[2, 0]])
    want = rnnlib.bptt(params, np.repeat(x[None], back, axis=0),
                       np.repeat(labels, back, axis=0), h, steps=back)[1]
    grads = implicit_grads(params, x, labels, h, back=back)[1]
    for one, other in zip(grads, want, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("name", rnnlib.Params._fields)
def test_it_is_the_slope_of_what_settles(name):
    """Central differences of the loss after settling anew."""
    params, x, h = settled()
    grads = implicit_grads(params, x, np.array([[1, 3]]), h)[1]
    way = np.random.default_rng(3).normal(size=getattr(params, name).shape)
    ends = []
    for step in (1e-5, -1e-5):
        moved = params._replace(**{name: getattr(params, name) + step * way})
        state = settle(moved, x, h, tol=1e-14).h
        q = state @ moved.V.T + moved.b_y
        ends.append((np.log(np.exp(q).sum(1)) - q[[0, 1], [1, 3]]).sum())
    np.testing.assert_allclose((getattr(grads, name) * way).sum(),
                               (ends[0] - ends[1]) / 2e-5, rtol=1e-6)


def test_one_error_is_the_power_of_the_jacobian():
    params, x, h = settled(B=1)
    J = (1 - h.T**2) * params.W
    whole = implicit_grads(params, x, [[0]], h)[1].b_h / (1 - h[0]**2)
    cut = implicit_grads(params, x, [[0]], h, back=5)[1].b_h / (1 - h[0]**2)
    np.testing.assert_allclose(
        whole - cut, np.linalg.matrix_power(J.T, 5) @ whole, rtol=1e-8)


def test_single_precision_stays_single():
    single = rnnlib.Params(*[z.astype("f4") for z in PARAMS])
    h = settle(single, X.astype("f4"), tol=1e-6).h
    for back in (None, 2):
        grads = implicit_grads(single, X.astype("f4"), Y, h, back=back)[1]
        assert {z.dtype for z in (h, *grads)} == {np.dtype("f4")}


def test_overflows_are_not_hidden():
    """Neither by tanh, nor in the sum over a batch."""
    with pytest.raises(FloatingPointError, match="settle: p overflowed"):
        settle(PARAMS._replace(U=np.full((4, 3), 1e308)), X)
    with pytest.raises(FloatingPointError, match="E overflowed"):
        implicit_grads(PARAMS, X, np.full((1, 2, 2), 1e154), H,
                       loss="squared")


PARAMS, X = rnnlib.init(3, 4, 2, gain=0.5), np.ones((2, 3))
H, Y = np.zeros((2, 4)), np.zeros((1, 2), int)


@pytest.mark.parametrize("call, error, says", [
    (lambda: settle(PARAMS, X[0]), ValueError, "x must be a non-empty array"),
    (lambda: settle(PARAMS, X[:, :2]), ValueError, "x must be (B, n_x)"),
    (lambda: settle(PARAMS, X, H[:, :3]), ValueError, "h0 must be (B, n_h)"),
    (lambda: settle(PARAMS, X, tol=0.0), ValueError, "tol"),
    (lambda: settle(PARAMS, X, most=0), ValueError, "most must be at least"),
    (lambda: settle(PARAMS, X, most=2), ValueError, "after 2 steps a unit"),
    (lambda: settle(PARAMS, X.astype(np.float32)), TypeError, "precision"),
    (lambda: implicit_grads(PARAMS, X, Y, H[:1]), ValueError,
     "h must be (B, n_h)"),
    (lambda: implicit_grads(PARAMS, X, Y, None), ValueError,
     "h must be a non-empty array (B, n_h), got shape ()"),
    (lambda: implicit_grads(PARAMS._replace(W=np.eye(4)), X, Y, H),
     ValueError, "got None: the Jacobian at h has the eigenvalue 1"),
    (lambda: implicit_grads(PARAMS, X, Y[0], H), ValueError, "y must be"),
    (lambda: implicit_grads(PARAMS, X, Y, H, back=0), ValueError,
     "back must be at least 1"),
    (lambda: implicit_grads(PARAMS, X, Y, H, loss="hinge"), ValueError,
     "loss must be one of")])
def test_what_is_wrong_is_named(call, error, says):
    with pytest.raises(error) as caught:
        call()
    assert says in str(caught.value)
