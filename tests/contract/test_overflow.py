"""An overflow that a bounded activation would hide is an error."""
import numpy as np
import pytest
import rnnlib
from rnnlib import cliff, lstm, lyapunov, regulariser
from rnnlib.flow import gradient_flow

pytestmark = pytest.mark.filterwarnings("error")
MOST = {np.float32: 3e38, np.float64: 1.7e308}
RNN = [rnnlib.forward, rnnlib.bptt, rnnlib.rtrl, rnnlib.input_grads,
       gradient_flow, regulariser.omega, lyapunov.lyapunov,
       lyapunov.log_norms]
LSTM = [lstm.forward, lstm.bptt, lstm.gradient_flow]
NO_Y = (rnnlib.forward, lstm.forward, lyapunov.lyapunov, lyapunov.log_norms)


def called(function, params, x, **how):
    y = () if function in NO_Y else (np.zeros(x.shape[:2], int),)
    return function(params, x, *y, **how)


def of(kind, dtype, U, W, b=0.0, n=2, T=3):
    """Units that are alike: every entry of U, W and b_h."""
    four = () if kind is rnnlib.Params else (4,)
    arrays = (np.full((*four, n, 1), U), np.full((*four, n, n), W),
              np.ones((2, n)), np.full((*four, n), b), np.zeros(2))
    return kind(*(z.astype(dtype) for z in arrays)), np.ones(
        (T, 1, 1), dtype)


@pytest.mark.parametrize("dtype", MOST)
@pytest.mark.parametrize("function", RNN + LSTM,
                         ids=lambda f: f"{f.__module__}.{f.__name__}")
@pytest.mark.parametrize(("U", "W", "b"), [(1, 0, 1), (1, 1, 0), (0, 1, 1)])
def test_sums_in_p_that_overflow(function, dtype, U, W, b):
    """Each entry is finite; the sum of two of them is not."""
    big = MOST[dtype]
    kind = rnnlib.Params if function in RNN else lstm.LSTMParams
    params, x = of(kind, dtype, U * big, W * big, b * big)
    for activation in ("tanh", "logistic") if function in RNN else (None,):
        how = {"activation": activation} if activation else {}
        with pytest.raises(FloatingPointError, match="forward: p overflowed"):
            called(function, params, x, **how)


@pytest.mark.parametrize("dtype", MOST)
def test_a_sign_that_would_flip(dtype):
    """1.7e308 (1 + 1 - 1 - 1) + ...: inf on the way, and a tanh of 1."""
    big = MOST[dtype]
    params = rnnlib.Params(*(z.astype(dtype) for z in (
        np.zeros((1, 4)), np.zeros((1, 1)), np.ones((2, 1)), np.zeros(1),
        np.zeros(2))))
    params.U[0] = big, big, -big, -big
    try:
        h = rnnlib.forward(params, np.ones((1, 1, 4), dtype)).h[1]
    except FloatingPointError:
        return
    assert h == 0                             # a sum in another order


@pytest.mark.parametrize("dtype", MOST)
@pytest.mark.parametrize("activation", ["tanh", "logistic"])
def test_large_numbers_that_do_not_overflow_pass(dtype, activation):
    big = MOST[dtype] / 8
    params, x = of(rnnlib.Params, dtype, big, big)
    h = rnnlib.forward(params, x, activation=activation).h
    assert (h[1:] == 1).all()
    run = lstm.forward(*of(lstm.LSTMParams, dtype, big, big))
    assert np.isfinite(run.h).all()


def test_a_start_is_within_the_bound_too():
    params, x = of(rnnlib.Params, float, 1.0, 1e100)
    with pytest.raises(FloatingPointError, match="p overflowed"):
        rnnlib.forward(params, x, np.full((1, 2), 1e300))


def test_only_large_numbers_are_watched(monkeypatch):
    """The usual case pays for one sum of squares a block."""
    def watched(f):
        raise AssertionError("watched")

    monkeypatch.setattr("rnnlib.passes.watched", watched)
    rnnlib.bptt(*of(rnnlib.Params, float, 1e3, 1e3), np.zeros((3, 1), int))


@pytest.mark.parametrize("function", [cliff.cliff, cliff.curvature])
def test_the_cliff_hides_nothing(function):
    with pytest.raises(FloatingPointError, match="x overflowed"):
        function(1.7e308, 1.7e308)


def test_a_walk_that_leaves_the_floats_is_named():
    with pytest.raises(FloatingPointError, match="^descend: w overflowed"):
        cliff.descend(19.6, -15.68392, lr=1e306, x0=3.0)
