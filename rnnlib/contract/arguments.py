"""Checks of arguments: every error names the argument, and what came.

Single numbers are in scalars.py, and at hand here; targets and masks are in
losses.py.
"""
import math

import numpy as np

from .scalars import (  # noqa: F401
    count,
    flag,
    generator,
    init,
    is_a,
    number,
    positive,
    real,
    shown,
)

SHAPES = {"U": "(n_h, n_x)", "W": "(n_h, n_h)", "V": "(n_y, n_h)",
          "b_h": "(n_h,)", "b_y": "(n_y,)"}
REAL = (np.dtype(np.float32), np.dtype(np.float64))
NUMBERS = (*REAL, np.dtype(complex))


def choice(name, value, table):
    """table[value], or an error that lists what there is."""
    if not isinstance(value, str) or value not in table:
        raise ValueError(f"{name} must be one of {', '.join(table)}, "
                         f"got {shown(value)}")
    return table[value]


def array(name, value, ndim, shape, dtypes=NUMBERS):
    """A float array with ndim axes, none of them empty, all entries finite.

    ndim None: with any number of axes.
    """
    value = as_array(name, value)
    if ndim not in (None, value.ndim) or value.size == 0:
        raise ValueError(f"{name} must be a non-empty array {shape}, "
                         f"got shape {value.shape}")
    if value.dtype not in dtypes:
        kinds = " or ".join(map(str, dtypes))
        raise TypeError(f"{name} must be {kinds}, got {value.dtype}")
    if not all_finite(value):
        raise ValueError(f"{name} must be finite, got NaN or infinity")
    return value


def as_array(name, value):
    try:
        if has_masked(value):
            raise TypeError(f"{name} must be a plain array, got a masked one")
        return np.asarray(value)
    except RecursionError:
        raise ValueError(f"{name} is not an array: it contains itself, or is "
                         f"nested too deep") from None
    except (TypeError, ValueError) as error:
        if str(error).startswith(name):
            raise
        raise ValueError(f"{name} is not an array: {error}") from None
    except Exception as error:       # whatever a foreign __array__ may raise
        raise TypeError(f"{name} is not an array: {error}") from error


def numbers_in(name, value):
    """An array of real numbers, integers as floats."""
    value = as_array(name, value)
    if value.dtype.kind not in "iuf":
        raise TypeError(f"{name} must be real numbers, got {value.dtype}")
    return value.astype(float)


def has_masked(value):
    """numpy would drop the masks of arrays that are inside a list."""
    return isinstance(value, np.ma.MaskedArray) or (
        isinstance(value, (list, tuple)) and any(map(has_masked, value)))


def fits(name, value, shape, meaning):
    if value.shape != shape:
        raise ValueError(f"{name} must be {meaning} = {shape}, "
                         f"got {value.shape}")


def one_precision(**arrays):
    """Of floats; class indices have none."""
    arrays = {name: a for name, a in arrays.items() if a.dtype.kind in "fc"}
    if len({a.real.dtype for a in arrays.values()}) > 1:
        got = ", ".join(f"{name} {a.real.dtype}" for name, a in arrays.items())
        raise TypeError(f"all arrays must share one precision, got {got}")


def real_arrays(**arrays):
    """Lengths are no analytic functions: a complex step finds no slope."""
    for name, value in arrays.items():
        if value.dtype.kind == "c":
            raise TypeError(f"{name} must be real, got {value.dtype}")


def is_named(value, fields):
    """Is it a named tuple, and not its class, with these fields?"""
    return isinstance(value, tuple) and (
        getattr(value, "_fields", None) == tuple(fields))


def parameters(params):
    """params as arrays whose shapes fit together."""
    if not is_named(params, SHAPES):
        raise TypeError(f"params must be rnnlib.Params(U, W, V, b_h, b_y), "
                        f"got {type(params).__name__}")
    U, W, V, b_h, b_y = params = type(params)(**{
        name: array(name, getattr(params, name), shape.count("n_"), shape)
        for name, shape in SHAPES.items()})
    if W.shape[0] != W.shape[1]:
        raise ValueError(f"W must be square (n_h, n_h), got {W.shape}")
    n_h, n_y = len(W), len(V)
    fits("U", U, (n_h, U.shape[1]), "(n_h, n_x)")
    fits("V", V, (n_y, n_h), "(n_y, n_h)")
    fits("b_h", b_h, (n_h,), "(n_h,)")
    fits("b_y", b_y, (n_y,), "(n_y,)")
    return params


def model(params, x, h0):
    """params, x and h0 as arrays that fit together; h0=None becomes zeros."""
    params = parameters(params)
    x, n_h = inputs(x, params.U.shape[-1]), len(params.W)
    h0 = start("h0", h0, x, n_h, params.W.real.dtype)
    one_precision(**params._asdict(), x=x, h0=h0)
    return params, x, h0


def inputs(x, n_x):
    """x as vectors (T, B, n_x) or as class indices (T, B)."""
    x = as_array("x", x)
    if x.ndim == 2 and x.size:
        return classes("x", x, n_x, "(T, B, n_x), or of integers (T, B)")
    x = array("x", x, 3, "(T, B, n_x)")
    fits("x", x, (*x.shape[:2], n_x), "(T, B, n_x)")
    return x


def classes(name, value, n, shape="(T, B) of integers"):
    """Class indices (T, B) of 0..n-1."""
    z = as_array(name, value)
    if z.ndim != 2 or z.dtype.kind not in "iu" or z.size == 0:
        raise ValueError(f"{name} must be a non-empty array {shape}, "
                         f"got shape {z.shape} of {z.dtype}")
    if z.min() < 0 or z.max() >= n:
        raise ValueError(f"{name} must hold class indices 0..{n - 1}, "
                         f"got {z.min()}..{z.max()}")
    return z.astype(np.intp)


def start(name, value, x, n_h, dtype):
    """The state before the first step, (B, n_h); None becomes zeros."""
    shape = x.shape[1], n_h
    value = array(name, np.zeros(shape, dtype) if value is None else value, 2,
                  "(B, n_h)")
    fits(name, value, shape, "(B, n_h)")
    return value


def workspace(space, kind):
    """A Workspace: the caller's, or one for this call."""
    if space is not None and not isinstance(space, kind):
        raise TypeError(f"workspace must be None or a rnnlib.Workspace, got "
                        f"{type(space).__name__}")
    return kind() if space is None else space


def finite(where, **arrays):
    """Overflow is an error here, never an infinity in a result."""
    for name, value in arrays.items():
        if not all_finite(value):
            raise FloatingPointError(
                f"{where}: {name} overflowed {np.asarray(value).dtype}; "
                f"smaller weights, fewer steps or a bounded activation help")


def all_finite(value):
    """False if there is a NaN or infinity: then a sum of squares is none.

    It may overflow where no entry does.
    """
    return squares_finite(value) or bool(np.isfinite(value).all())


def squares_finite(value):
    """Are the squares finite? Their sum takes one pass and no array."""
    return math.isfinite(abs(np.vdot(value, value)))


def far_from_overflow(W, h0):
    """Is W h, with h = h0 or in -1..1, far from overflow, its sums as well?

    None is above |W| |h|, by Cauchy and Schwarz. Complex states have no such
    bounds.
    """
    if W.dtype.kind == "c" or h0.dtype.kind == "c":
        return False
    return math.isfinite(np.vdot(W, W) * max(np.vdot(h0, h0), W.shape[-1]))
