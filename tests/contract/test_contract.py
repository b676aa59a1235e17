"""What comes in wrong is named; what the package loads and exports."""
import re
import subprocess
import sys

import numpy as np
import pytest
import rnnlib
from reference import make

pytestmark = pytest.mark.filterwarnings("error")
T, B, N_X, N_H, N_Y = 4, 2, 3, 5, 6
PARAMS, X, Y, H0, _ = make(T, B, N_X, N_H, N_Y, 0)
P_Y = np.full((T, B, N_Y), 1 / N_Y)
GOOD = {"params": PARAMS, "x": X, "y": Y, "h0": H0}


def spoilt(a, value):
    a = a.copy()
    a.flat[-1] = value
    return a


def params(**change):
    return {"params": PARAMS._replace(**change)}


def single(a):
    return a.astype(np.float32)


WRONG_MODEL = [
    (params(W=np.ones((3, 4))), "W must be square (n_h, n_h), got (3, 4)"),
    (params(W=np.eye(4)), "U must be (n_h, n_x) = (4, 3), got (5, 3)"),
    (params(U=np.ones((4, 3))), "U must be (n_h, n_x) = (5, 3), got (4, 3)"),
    (params(V=np.ones((6, 4))), "V must be (n_y, n_h) = (6, 5), got (6, 4)"),
    (params(b_h=np.ones(4)), "b_h must be (n_h,) = (5,), got (4,)"),
    (params(b_y=np.ones(5)), "b_y must be (n_y,) = (6,), got (5,)"),
    (params(b_h=np.ones((5, 1))), "b_h must be a non-empty array (n_h,)"),
    (params(U=np.ones(3)), "U must be a non-empty array (n_h, n_x)"),
    (params(V=np.ones((0, 5))), "V must be a non-empty array (n_y, n_h)"),
    ({"x": X[0]},
     ("x must be a non-empty array (T, B, n_x), or of integers (T, B), got "
      "shape (2, 3) of float64")),
    ({"x": X[..., :2]}, "x must be (T, B, n_x) = (4, 2, 3), got (4, 2, 2)"),
    ({"x": X[:0]}, "x must be a non-empty array (T, B, n_x)"),
    ({"x": X[:, :0]}, "x must be a non-empty array (T, B, n_x)"),
    ({"x": [[[1.0]], [[1.0], [2.0]]]}, "x is not an array"),
    ({"x": "text"}, "x must be a non-empty array"),
    ({"h0": H0[0]}, "h0 must be a non-empty array (B, n_h), got shape (5,)"),
    ({"h0": H0[:1]}, "h0 must be (B, n_h) = (2, 5), got (1, 5)"),
    ({"h0": H0.T}, "h0 must be (B, n_h) = (2, 5), got (5, 2)"),
    *((params(**{name: spoilt(getattr(PARAMS, name), bad)}),
       f"{name} must be finite, got NaN or infinity")
      for name in PARAMS._fields for bad in (np.nan, np.inf)),
    ({"x": spoilt(X, np.nan)}, "x must be finite"),
    ({"x": spoilt(X, -np.inf)}, "x must be finite"),
    ({"h0": spoilt(H0, np.nan)}, "h0 must be finite"),
    ({"activation": "sigmoid"},
     ("activation must be one of tanh, logistic, "
      "relu, identity, got 'sigmoid'")),
    ({"activation": np.tanh}, "activation must be one of tanh"),
]
WRONG_TYPE = [
    ({"params": tuple(PARAMS)},
     ("params must be rnnlib.Params(U, W, V, b_h, "
      "b_y), got tuple")),
    ({"params": None}, "params must be rnnlib.Params"),
    (params(W=np.eye(5, dtype=int)),
     ("W must be float32 or float64 or "
      "complex128, got int64")),
    (params(W=np.eye(5, dtype=bool)), "got bool"),
    (params(W=np.eye(5, dtype=object)), "got object"),
    (params(W=np.eye(5, dtype=np.float16)), "got float16"),
    (params(W=np.eye(5, dtype=np.complex64)), "got complex64"),
    (params(W=np.ma.masked_array(np.eye(5))), "W must be a plain array"),
    ({"x": X.astype(int)}, "x must be float32"),
    ({"h0": H0 > 0}, "h0 must be float32"),
]
MIXED = [
    (params(b_h=single(PARAMS.b_h)),
     ("all arrays must share one precision, "
      "got U float64, W float64, V float64, b_h float32")),
    ({"x": single(X)}, "x float32"),
    ({"h0": single(H0)}, "h0 float32"),
]
WRONG_LOSS = [
    ({"y": Y[:3]}, "y must be (T, B) = (4, 2), got (3, 2)"),
    ({"y": Y.T}, "y must be (T, B) = (4, 2), got (2, 4)"),
    ({"y": Y[..., None]},
     ("y of class indices must be (T, B) = (4, 2), got (4, 2, 1): leave out "
      "the last axis")),
    ({"y": np.zeros((4, 2, 5), int)}, "y must be (T, B, n_y) = (4, 2, 6)"),
    ({"y": Y[:, 0]},
     ("y must be a non-empty array (T, B, n_y) of "
      "distributions or (T, B) of class indices")),
    ({"y": spoilt(Y, 6)}, "y must hold class indices 0..5, got"),
    ({"y": spoilt(Y, -1)}, "y must hold class indices 0..5, got -1.."),
    ({"y": P_Y[..., 1:]}, "y must be (T, B, n_y) = (4, 2, 6), got (4, 2, 5)"),
    ({"y": spoilt(P_Y, np.nan)}, "y must be finite"),
    ({"y": 1.001 * P_Y},
     ("y must sum to 1 over its last axis, a sum is off "
      "by 0.001")),
    ({"y": P_Y + 1e-9}, "y must sum to 1"),
    ({"y": P_Y - np.eye(6)[0] + np.eye(6)[1]},
     ("y must hold probabilities, "
      "got -0.8")),
    ({"y": X[..., [0] * 6], "loss": "squared", "x": X[:3]},
     "y must be (T, B, n_y) = (3, 2, 6), got (4, 2, 6)"),
    *(({"y": y, "loss": "squared"}, ("y must be a non-empty array "
       "(T, B, n_y), got shape (4, 2)")) for y in (Y, X[..., 0])),
    ({"loss": "mse"},
     ("loss must be one of cross_entropy, squared, "
      "got 'mse'")),
    *(({"steps": steps}, "steps must be distinct and within 1..4")
      for steps in (0, 5, -1, [], [1, 1], [0, 1], [[1, 2]])),
]
WRONG_LOSS_TYPE = [
    ({"y": Y.astype(float)},
     ("y of class indices must be integers, "
      "got float64")),
    ({"y": Y > 2}, "y of class indices must be integers, got bool"),
    ({"y": np.eye(6, dtype=int)[Y]}, "y must be float32 or float64, got int"),
    ({"y": P_Y + 0j}, "y must be float32 or float64, got complex128"),
    *(({"steps": steps}, "steps must be None, an int or ints, got")
      for steps in (2.0, True, [True], "1", {1, 2}, [1, 2.5])),
]


def said(message, error, function, arguments):
    with pytest.raises(error, match=re.escape(message)):
        function(**{**GOOD, **arguments})


@pytest.mark.parametrize("function", [
    rnnlib.bptt, rnnlib.input_grads, rnnlib.gradient_flow,
    rnnlib.check_grads], ids=lambda f: f.__name__)
def test_every_function_checks(function):
    for arguments, message in WRONG_MODEL + WRONG_LOSS:
        said(message, ValueError, function, arguments)
    for arguments, message in WRONG_TYPE + WRONG_LOSS_TYPE:
        said(message, TypeError, function, arguments)


@pytest.mark.parametrize("function", [
    rnnlib.bptt, rnnlib.input_grads, rnnlib.gradient_flow],
    ids=lambda f: f.__name__)
def test_precisions_do_not_mix(function):
    for arguments, message in [*MIXED, ({"y": single(P_Y)},
                                        "got x float64, y float32")]:
        said(message, TypeError, function, arguments)


def test_forward_checks():
    def forward(y, **arguments):
        return rnnlib.forward(**arguments)

    for arguments, message in WRONG_MODEL:
        said(message, ValueError, forward, arguments)
    for arguments, message in WRONG_TYPE + MIXED:
        said(message, TypeError, forward, arguments)


@pytest.mark.parametrize("error, change, message", [
    (ValueError, {"n_x": 0}, "n_x must be at least 1, got 0"),
    (ValueError, {"n_h": -3}, "n_h must be at least 1, got -3"),
    (TypeError, {"n_y": 2.0}, "n_y must be an int, got 2.0"),
    (TypeError, {"n_h": True}, "n_h must be an int, got True"),
    (TypeError, {"n_h": None}, "n_h must be an int, got None"),
    (ValueError, {"gain": np.nan}, "gain must be finite, got nan"),
    (ValueError, {"gain": np.inf}, "gain must be finite, got inf"),
    (TypeError, {"gain": "1"}, "gain must be a real number, got '1'"),
    (TypeError, {"gain": 1j}, "gain must be a real number, got 1j"),
    (TypeError, {"gain": True}, "gain must be a real number, got True"),
    (ValueError, {"recurrent": "dense"},
     ("recurrent must be one of "
      "orthogonal, gaussian, identity, sparse, got 'dense'")),
    (TypeError, {"rng": None},
     ("rng must be an int seed or a numpy "
      "Generator, got None")),
    (TypeError, {"rng": 1.5}, "rng must be an int seed"),
    (TypeError, {"rng": False}, "rng must be an int seed"),
    (ValueError, {"rng": -1}, "rng must not be negative, got -1"),
])
def test_init_checks(error, change, message):
    with pytest.raises(error, match=re.escape(message)):
        rnnlib.init(**{"n_x": 2, "n_h": 3, "n_y": 2, **change})


@pytest.mark.parametrize("function, positional", [
    (rnnlib.init, (2, 3, 2)), (rnnlib.forward, (PARAMS, X, H0)),
    *((function, tuple(GOOD.values())) for function in (
        rnnlib.bptt, rnnlib.input_grads, rnnlib.gradient_flow))])
def test_options_are_given_by_name(function, positional):
    function(*positional)
    with pytest.raises(TypeError, match="positional argument"):
        function(*positional, None)


def test_numpy_scalars_are_sizes_steps_and_gains():
    sized = rnnlib.init(np.int64(2), np.int32(3), 2, gain=np.float32(0.5),
                        rng=np.uint8(1))
    assert sized.W.dtype == np.float64
    want, _ = rnnlib.bptt(PARAMS, X, Y, H0, steps=2)
    assert rnnlib.bptt(PARAMS, X, Y.astype(np.uint8), H0,
                       steps=np.int16(2))[0] == want


def endless():
    """A list that contains itself."""
    endless = []
    endless.append(endless)
    return endless


def deep():
    """More lists inside one another than Python will follow."""
    one = 1.0
    for _ in range(10**5):
        one = [one]
    return one


class Mute:
    def __repr__(self):
        raise ArithmeticError("no words")


@pytest.mark.parametrize("odd", [endless, deep, Mute],
                         ids=lambda f: f.__name__)
def test_what_has_no_end_is_named(odd):
    odd = odd()
    for name in ("x", "y", "h0", "steps", "activation", "loss"):
        with pytest.raises((ValueError, TypeError), match=rf"\b{name}\b"):
            rnnlib.bptt(**{**GOOD, name: odd})
    with pytest.raises(ValueError, match="W"):
        rnnlib.forward(PARAMS._replace(W=odd), X)
    for name in ("n_x", "gain", "rng", "recurrent"):
        with pytest.raises((ValueError, TypeError), match=name):
            rnnlib.init(**{"n_x": 1, "n_h": 1, "n_y": 1, name: odd})


def test_lists_are_arrays():
    lists = rnnlib.Params(*(a.tolist() for a in PARAMS))
    want, _ = rnnlib.bptt(**GOOD)
    assert rnnlib.bptt(lists, X.tolist(), Y.tolist(), H0.tolist())[0] == want


def test_states_that_overflow_are_an_error():
    problem = make(50, 1, 2, 3, 3, 0)
    params = problem.params._replace(W=1e10 * np.eye(3))
    for activation in ("relu", "identity"):
        for function in (rnnlib.forward, rnnlib.bptt):
            args = problem[:2 if function is rnnlib.forward else 3]
            with pytest.raises(FloatingPointError, match=(
                    "^forward: h overflowed float64; smaller weights")):
                function(params, *args[1:], activation=activation)


def test_gradients_that_overflow_are_an_error():
    problem = make(50, 1, 2, 3, 3, 0)
    params = rnnlib.init(2, 3, 3, gain=1e10)    # all states are 0, and yet
    for function in (rnnlib.bptt, rnnlib.input_grads):
        with pytest.raises(FloatingPointError,
                           match=rf"^{function.__name__}: \w+ overflowed"):
            function(params, 0 * problem.x, problem.y, activation="identity")


def test_logits_that_overflow_are_an_error():
    big = PARAMS._replace(V=1e308 * np.ones((N_Y, N_H)))
    with pytest.raises(FloatingPointError, match="^forward: q overflowed f"):
        rnnlib.forward(big, X, np.ones((B, N_H)), activation="logistic")


def test_a_loss_that_overflows_alone_is_an_error():
    params = PARAMS._replace(V=0 * PARAMS.V, b_y=np.full(N_Y, 1e200))
    with pytest.raises(FloatingPointError, match="^bptt: E overflowed"):
        rnnlib.bptt(params, X, P_Y, loss="squared")


def python(code):
    return subprocess.run([sys.executable, "-c", code], check=True,
                          capture_output=True, text=True).stdout


def test_plots_come_on_request():
    out = python("import matplotlib; matplotlib.use('Agg'); import rnnlib;"
                 "print(callable(rnnlib.plots.gradient_norms))")
    assert out.strip() == "True"
    assert {"plots", "explore"} <= set(dir(rnnlib))
    with pytest.raises(AttributeError, match="no attribute 'plot'"):
        rnnlib.plot  # noqa: B018


def test_explore_is_a_function():
    sliders = pytest.importorskip("rnnlib.page.sliders")
    assert rnnlib.explore is sliders.explore
    assert callable(rnnlib.explore)


def test_public_names():
    for name in rnnlib.__all__:
        assert getattr(rnnlib, name) is not None
    for name in ("init", "forward", "bptt", "input_grads", "check_grads",
                 "gradient_flow"):
        assert "Raises" in getattr(rnnlib, name).__doc__ or (
            "errors" in getattr(rnnlib, name).__doc__)
    assert rnnlib.__version__ == "0.1.0"
