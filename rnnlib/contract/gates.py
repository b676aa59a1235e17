"""Checks of the arguments of an LSTM, in the words of _checks.py."""
import numpy as np

from . import arguments as check
from ..rules import LOSSES

SHAPES = {"U": "(4, n_h, n_x)", "W": "(4, n_h, n_h)", "V": "(n_y, n_h)",
          "b_h": "(4, n_h)", "b_y": "(n_y,)"}


def problem(params, x, y, h0, c0, loss, steps):
    """The arguments checked, starts filled in, steps as a mask over 1..T."""
    check.choice("loss", loss, LOSSES)
    params, x, h0, c0 = model(params, x, h0, c0)
    y = check.target(y, loss, x, len(params.V))
    return params, x, y, h0, c0, loss, check.steps(steps, len(x))


def model(params, x, h0, c0):
    """params, x, h0 and c0 as arrays that fit; None becomes zeros."""
    params = parameters(params)
    x = check.array("x", x, 3, "(T, B, n_x)")
    (T, B, _), (_, n_h, n_x) = x.shape, params.U.shape
    check.fits("x", x, (T, B, n_x), "(T, B, n_x)")
    starts = {"h0": h0, "c0": c0}
    for name, start in starts.items():
        if start is None:
            start = np.zeros((B, n_h), x.real.dtype)
        starts[name] = check.array(name, start, 2, "(B, n_h)")
        check.fits(name, starts[name], (B, n_h), "(B, n_h)")
    check.one_precision(**params._asdict(), x=x, **starts)
    return params, x, starts["h0"], starts["c0"]


def parameters(params):
    """params as arrays whose shapes fit together."""
    if not check.is_named(params, SHAPES):
        raise TypeError(f"params must be LSTMParams(U, W, V, b_h, b_y) of "
                        f"rnnlib.lstm, got {type(params).__name__}")
    axes = {name: shape.strip("(,)").split(", ")
            for name, shape in SHAPES.items()}
    params = type(params)(*[
        check.array(name, getattr(params, name), len(axes[name]), shape)
        for name, shape in SHAPES.items()])
    sizes = {"4": 4, "n_h": params.W.shape[2], "n_x": params.U.shape[2],
             "n_y": len(params.V)}
    for name, shape in SHAPES.items():
        check.fits(name, getattr(params, name),
                   tuple(sizes[axis] for axis in axes[name]), shape)
    return params
