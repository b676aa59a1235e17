"""What comes into the LSTM's functions wrong is named."""
import re

import numpy as np
import pytest
import rnnlib
from reference_lstm import make
from rnnlib import lstm

pytestmark = pytest.mark.filterwarnings("error")
PROBLEM, C0 = make(4, 2, 3, 5, 6, 0)
PARAMS, X, Y, H0, _ = PROBLEM
GOOD = {"params": PARAMS, "x": X, "y": Y, "h0": H0, "c0": C0}


def spoilt(a, value):
    a = a.copy()
    a.flat[-1] = value
    return a


def params(**change):
    return {"params": PARAMS._replace(**change)}


def single(a):
    return a.astype(np.float32)


WRONG_MODEL = [
    (ValueError, params(W=np.ones((4, 5, 4))),
     "U must be (4, n_h, n_x) = (4, 4, 3), got (4, 5, 3)"),
    (ValueError, params(W=np.ones((3, 5, 5))),
     "W must be (4, n_h, n_h) = (4, 5, 5), got (3, 5, 5)"),
    (ValueError, params(W=np.ones((5, 5))),
     "W must be a non-empty array (4, n_h, n_h), got shape (5, 5)"),
    (ValueError, params(V=np.ones((6, 4))), "V must be (n_y, n_h) = (6, 5)"),
    (ValueError, params(b_h=np.ones((4, 4))),
     "b_h must be (4, n_h) = (4, 5), got (4, 4)"),
    (ValueError, params(b_y=np.ones(5)), "b_y must be (n_y,) = (6,)"),
    (ValueError, {"x": X[0]}, "x must be a non-empty array (T, B, n_x)"),
    (ValueError, {"x": X[..., :2]}, "x must be (T, B, n_x) = (4, 2, 3)"),
    (ValueError, {"h0": H0[:1]}, "h0 must be (B, n_h) = (2, 5), got (1, 5)"),
    (ValueError, {"c0": C0[0]}, "c0 must be a non-empty array (B, n_h)"),
    (ValueError, {"c0": C0.T}, "c0 must be (B, n_h) = (2, 5), got (5, 2)"),
    *[(ValueError, params(**{name: spoilt(getattr(PARAMS, name), bad)}),
       f"{name} must be finite, got NaN or infinity")
      for name in PARAMS._fields for bad in (np.nan, np.inf)],
    *[(ValueError, {name: spoilt(GOOD[name], np.nan)},
       f"{name} must be finite") for name in ("x", "h0", "c0")],
    (TypeError, {"params": tuple(PARAMS)}, "params must be LSTMParams("),
    (ValueError, {"params": rnnlib.init(3, 5, 6)},
     "U must be a non-empty array (4, n_h, n_x), got shape (5, 3)"),
    (TypeError, {"c0": C0 > 0}, "c0 must be float32"),
    (TypeError, {"c0": single(C0)},
     "all arrays must share one precision, got U float64"),
    (TypeError, params(b_h=single(PARAMS.b_h)), "b_h float32"),
]
WRONG_LOSS = [
    (ValueError, {"y": Y[:3]}, "y must be (T, B) = (4, 2), got (3, 2)"),
    (ValueError, {"y": spoilt(Y, 6)}, "y must hold class indices 0..5"),
    (TypeError, {"y": Y.astype(float)}, "class indices must be integers"),
    (ValueError, {"loss": "mse"}, "loss must be one of cross_entropy"),
    (ValueError, {"steps": 5}, "steps must be distinct and within 1..4"),
]


@pytest.mark.parametrize("function", [
    lstm.forward, lstm.bptt, lstm.gradient_flow],
    ids=lambda f: f.__name__)
def test_arguments_are_checked(function):
    forward = function is lstm.forward
    for error, change, message in WRONG_MODEL + WRONG_LOSS * (not forward):
        given = {**GOOD, **change}
        if forward:
            given.pop("y")
        with pytest.raises(error, match=re.escape(message)):
            function(**given)


@pytest.mark.parametrize("error, change, message", [
    (ValueError, {"n_h": 0}, "n_h must be at least 1, got 0"),
    (TypeError, {"n_x": 2.0}, "n_x must be an int, got 2.0"),
    (ValueError, {"gain": np.nan}, "gain must be finite, got nan"),
    (ValueError, {"forget_bias": np.inf}, "forget_bias must be finite"),
    (TypeError, {"forget_bias": "1"}, "forget_bias must be a real number"),
    (TypeError, {"forget_bias": True}, "forget_bias must be a real number"),
    (TypeError, {"forget_bias": 1j}, "forget_bias must be a real number"),
    (TypeError, {"forget_bias": np.complex128(1)},
     "forget_bias must be a real number"),
    (TypeError, {"rng": None}, "rng must be an int seed"),
])
def test_init_checks(error, change, message):
    with pytest.raises(error, match=re.escape(message)):
        lstm.init(**{"n_x": 2, "n_h": 3, "n_y": 2, **change})


def test_what_overflows_is_an_error():
    big = PARAMS._replace(V=1e308 * np.ones((6, 5)))
    with pytest.raises(FloatingPointError, match=(
            r"^lstm\.forward: q overflowed float64; smaller weights")):
        lstm.forward(big, X, c0=np.full((2, 5), 1e3))
    both = PARAMS.U.copy(), PARAMS.W.copy()      # p_1 is inf - inf
    both[0][2], both[1][2] = 1e200, -1e200
    with pytest.raises(FloatingPointError, match=r"^lstm\.forward: p over"):
        lstm.forward(PARAMS._replace(U=both[0], W=both[1]),
                     np.full((1, 2, 3), 1e200), np.full((2, 5), 1e200))
    wide = lstm.init(3, 5, 6, gain=1e60)         # all states are 0, and yet
    with pytest.raises(FloatingPointError, match=r"^lstm\.bptt: \w+ over"):
        lstm.bptt(wide, 0 * X[[0] * 9], Y[[0] * 9])
    loud = PARAMS._replace(V=0 * PARAMS.V, b_y=np.full(6, 1e200))
    with pytest.raises(FloatingPointError, match=r"^lstm\.bptt: E over"):
        lstm.bptt(loud, X, np.zeros((4, 2, 6)), loss="squared")


def test_lists_are_arrays():
    lists = lstm.LSTMParams(*(a.tolist() for a in PARAMS))
    assert lstm.bptt(lists, X.tolist(), Y.tolist(), H0.tolist(),
                     C0.tolist())[0] == lstm.bptt(**GOOD)[0]
