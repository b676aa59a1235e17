"""Gradients checked against the complex step and central differences."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from . import _checks as check
from ._types import Activation, Array, ArrayLike, Loss, Start, Steps
from .passes import evaluate
from .rnn import Params, bptt, checked_later, input_grads, problem

__all__ = ["Report", "Row", "central", "check_grads", "complex_step"]
EPS = np.finfo(float).eps
LARGEST = 1e10                 # far beyond it a complex step is no small one


class Row(NamedTuple):
    """How far one gradient is from two numerical ones."""

    largest: float         #: largest entry of the true gradient
    complex_step: float    #: largest error, as a fraction of `largest`
    central: float         #: the same, against central differences
    noise: float           #: what rounding may do to `central`

    @property
    def ok(self) -> bool:
        """False for NaN too: a comparison with NaN is false."""
        return bool(self.complex_step <= 1e-10
                    and self.central <= 1e-6 + self.noise)


class Report(NamedTuple):
    """A Row for each gradient that was checked; printed as a table."""

    rows: dict[str, Row]   #: by the name of the array

    @property
    def ok(self) -> bool:
        """Whether every row is."""
        return all(row.ok for row in self.rows.values())

    def __repr__(self) -> str:
        lines = ["         largest  complex step   central"]
        for name, row in self.rows.items():
            lines.append(f"{name:<5}{row.largest:>11.1e}"
                         f"{row.complex_step:>14.1e}{row.central:>10.1e}"
                         f"  {'ok' if row.ok else 'WRONG'}")
        return "\n".join(lines)


def check_grads(params: Params, x: ArrayLike, y: ArrayLike,
                h0: Start = None, *, loss: Loss = "cross_entropy",
                steps: Steps = None, activation: Activation = "tanh",
                grads: Params | Mapping[str, ArrayLike] | None = None,
                ) -> Report:
    """Compare gradients with two numerical ones, entry by entry.

    Without `grads`: bptt's for the parameters and input_grads' for h0 and
    x. With `grads`, Params or a dict of arrays by name ("W", ..., "h0",
    "x"): those. Other arguments and errors as in bptt. The work is done in
    float64 and takes three forward passes an entry, so keep sizes small.

    Returns a Report: its rows by name, and `ok`. An error is relative to
    the largest entry of the true array; where that is 0, the error is 0 if
    the gradient is 0 as well and infinite if not. The complex step (Squire
    and Trapp 1998) must agree to 1e-10. Central differences must agree to
    1e-6, plus the rounding noise which hides gradients below about 1e-10
    from them. At a kink of relu neither means anything; where a gradient is
    tiny because large terms cancel, no method has the digits.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 1, 2))
    >>> rnnlib.check_grads(params, x, np.zeros((4, 1), int)).ok
    True
    """
    params, x, y, h0, *how = problem(params, x, y, h0, loss, steps,
                                     activation)
    at = {**params._asdict(), "h0": h0, "x": x}
    _tame(at)
    at = {name: z.astype(float) for name, z in at.items()}
    params, x, h0, y = Params(*list(at.values())[:5]), at["x"], at["h0"], \
        _double(y, loss)
    if grads is None:
        same: dict[str, Any] = {"loss": loss, "steps": steps,
                                "activation": activation}
        grads = {**bptt(params, x, y, h0, **same)[1]._asdict(),
                 **input_grads(params, x, y, h0, **same)._asdict()}

    @checked_later
    def E(**change):
        z = {**at, **change}
        point = Params(*(z[field] for field in Params._fields))
        value = evaluate(point, z["x"], y, z["h0"], *how)[0]
        check.finite("check_grads", E=value)
        return value

    terms = at["x"][..., 0].size
    noise = 10 * EPS * (E() + terms) / np.cbrt(EPS)
    return Report({name: _row(E, name, at[name], grad, noise)
                   for name, grad in _by_name(grads, at).items()})


def _tame(at):
    check.real_arrays(**at)
    for name, z in at.items():
        if abs(z).max() > LARGEST:
            raise ValueError(f"{name} must be within -1e10..1e10 for a "
                             f"check, got {abs(z).max():.2g}")


def _double(y, loss):
    """Targets in float64; proportions that were rounded sum to 1 again."""
    if y.dtype != np.float32:
        return y
    y = y.astype(float)
    return y / y.sum(-1, keepdims=True) if loss == "cross_entropy" else y


def _by_name(grads, at):
    if check.is_named(grads, Params._fields):
        grads = grads._asdict()
    if not isinstance(grads, dict) or not grads:
        raise TypeError(f"grads must be rnnlib.Params or a dict of arrays, "
                        f"at least one, got {check.shown(grads)}")
    found = {}
    for name, grad in grads.items():
        if name not in at:
            raise ValueError(f"grads must be named {', '.join(at)}, "
                             f"got {check.shown(name)}")
        called = f"grads[{name!r}]"
        found[name] = grad = check.as_array(called, grad)
        if grad.shape != at[name].shape:
            raise ValueError(f"{called} must be {at[name].shape}, "
                             f"got {grad.shape}")
        if grad.dtype.kind not in "iuf":
            raise TypeError(f"{called} must be real numbers, "
                            f"got {grad.dtype}")
    return found


def _row(E, name, z, grad, noise):
    def f(value):
        return E(**{name: value})

    true = complex_step(f, z)
    largest = np.abs(true).max()

    def error(numeric):
        off = np.abs(grad - numeric).max()
        if largest == 0:
            return 0.0 if off == 0 else np.inf
        return off / largest

    noise = noise / largest if largest else 0.0
    return Row(largest, error(true), error(central(f, z)), noise)


def complex_step(f: Callable, z: Array, step: float = 1e-30) -> Array:
    """df/dz as Im f(z + i step) / step: nothing is subtracted.

    f: a number for an array of z's shape; z: real, of any shape, which is
    that of the result. Source: Squire and Trapp 1998.

    >>> complex_step(lambda z: (z**3).sum(), np.array([1.0, 2.0]))
    array([ 3., 12.])
    """
    z, df = z.astype(complex), np.empty(z.shape)
    for i in np.ndindex(z.shape):
        z[i] += 1j * step
        df[i] = f(z).imag / step
        z[i] = z[i].real
    steepest = abs(df).max()
    if not steepest * step < 1e-10:
        raise FloatingPointError(f"complex_step: a slope of {steepest:.2g} "
                                 f"is too steep for a step of {step:.2g}")
    return df


def central(f: Callable, z: Array) -> Array:
    """df/dz as (f(z + step) - f(z - step)) / (2 step).

    Arguments as in complex_step. The step is the cube root of the machine
    epsilon, times the entry where that is above 1 in size.

    >>> central(lambda z: (z**3).sum(), np.array([1.0, 2.0])).round(6)
    array([ 3., 12.])
    """
    z, df = z.copy(), np.empty(z.shape)
    for i in np.ndindex(z.shape):
        here, step = z[i], np.cbrt(EPS) * max(1, abs(z[i]))
        above, below = here + step, here - step
        z[i] = above
        df[i] = f(z)
        z[i] = below
        df[i] = (df[i] - f(z)) / (above - below)    # the step as rounded
        z[i] = here
    return df
