"""Gradients checked against the complex step and central differences."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from ._models import EPS, Model, model_of, rounding
from .contract import arguments as check
from .contract.types import (
    Activation,
    Array,
    ArrayLike,
    Loss,
    Mask,
    Start,
    Steps,
)
from .lstm import LSTMParams
from .rnn import Params, checked_later

__all__ = ["Report", "Row", "central", "check_grads", "complex_step"]
STEP = 1e-30
UNSEEN = 1e-270                # a slope so small is lost in a complex step


class Row(NamedTuple):
    """How far one gradient is from two numerical ones."""

    largest: float         #: largest entry of the true gradient
    complex_step: float    #: largest error, as a fraction of `largest`
    central: float         #: the same, against central differences
    noise: float           #: what rounding may do to `central`
    rounding: float = 0.0  #: what rounding may do to any gradient
    factor: float = 1.0    #: the one by which all entries are off, else NaN

    @property
    def ok(self) -> bool:
        """False for NaN too: a comparison with NaN is false."""
        return bool(self.complex_step <= 1e-10 + self.rounding
                    and self.central <= 1e-6 + self.noise + self.rounding)

    @property
    def verdict(self) -> str:
        """ok, or WRONG; "ok to rounding" where nearly all digits are lost."""
        if self.ok and self.complex_step > 1e-10:
            return "ok to rounding"
        return "ok" if self.ok else "WRONG"


class Report(NamedTuple):
    """A Row for each gradient that was checked; printed as a table."""

    rows: dict[str, Row]   #: by the name of the array
    hint: str = ""         #: the one factor by which all of them are off

    @property
    def ok(self) -> bool:
        """Whether every row is."""
        return all(row.ok for row in self.rows.values())

    def __repr__(self) -> str:
        lines = ["         largest  complex step   central"]
        for name, row in self.rows.items():
            lines.append(f"{name:<5}{row.largest:>11.1e}"
                         f"{row.complex_step:>14.1e}{row.central:>10.1e}"
                         f"  {row.verdict}")
        return "\n".join([*lines, self.hint] if self.hint else lines)


@checked_later
def check_grads(params: Params | LSTMParams, x: ArrayLike, y: ArrayLike,
                h0: Start = None, *, c0: Start = None,
                loss: Loss = "cross_entropy",
                steps: Steps = None, mask: Mask = None,
                activation: Activation = "tanh",
                grads: Params | LSTMParams | Mapping[str, ArrayLike] | None
                = None) -> Report:
    """Compare gradients with two numerical ones, entry by entry.

    Without `grads`: bptt's for the parameters and input_grads' for h0 and
    x; for LSTMParams those of lstm.bptt. With `grads`, Params, LSTMParams or
    a dict of arrays by name ("W", ..., "h0", "x", and "c0" of an LSTM):
    those. Other arguments and errors as in bptt and lstm.bptt. The work is
    done in float64 and takes three forward passes an entry, so keep sizes
    small.

    Returns a Report: its rows by name, `ok`, and a hint if all rows are off
    by one and the same factor. An error is relative to the largest entry of
    the true array; where that is 0, or too small for a complex step to see,
    the error is 0 if the gradient is 0 as well and infinite if not. The
    complex step (Squire and Trapp 1998) must agree to 1e-10. Central
    differences must agree to 1e-6, plus the rounding noise which hides
    gradients below about 1e-10 from them, and where they fail plus what a
    step twice as long makes of them.

    Rounding may leave the gradient itself fewer than ten digits, in any
    program that works in float64: the slope 1 - h^2 of a unit with h near 1
    has lost seven of its digits at p = 9 and all of them at p = 19.5; so has
    a gradient where large terms cancel. How many are left is measured, by
    moving all numbers by their last digit, and the error may be as large as
    that: the row then says "ok to rounding", and an error that is smaller
    is not found. At a kink of relu neither comparison means anything.

    >>> params, x = rnnlib.init(2, 3, 2), np.ones((4, 1, 2))
    >>> rnnlib.check_grads(params, x, np.zeros((4, 1), int)).ok
    True
    """
    model = model_of(params, x, y, h0, c0, loss, steps, mask, activation)
    given = (model.own() if grads is None else
             _by_name(grads, model.at, params))

    size = _loss(model, "x", model.at["x"]) + model.at["x"][..., 0].size
    noise = 10 * EPS * size / np.cbrt(EPS)
    lost = rounding(model)
    rows = {name: _row(partial(_loss, model, name), model.at[name], grad,
                       noise, lost[name])
            for name, grad in given.items()}
    return Report(rows, _hint(rows, model))


def _loss(model: Model, name: str, z: Array) -> float:
    """The loss with z in place of the model's array of that name."""
    at = dict(model.at)
    at[name] = z
    value = model.E(at)
    check.finite("check_grads", E=value)
    return value


def _by_name(grads, at, params):
    fields = params._fields
    if check.is_named(grads, fields):
        grads = grads._asdict()
    if not isinstance(grads, dict) or not grads:
        raise TypeError(f"grads must be {type(params).__name__} or a dict of "
                        f"arrays, at least one, got {check.shown(grads)}")
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


def _row(f, z, grad, noise, lost):
    true, lost = complex_step(f, z), lost + UNSEEN
    largest = float(np.abs(true).max())

    def error(numeric):
        off = float(np.abs(grad - numeric).max())
        if largest == 0:
            return 0.0 if off <= lost else np.inf
        return off / largest

    near, most = central(f, z), largest or np.inf
    if error(near) > 1e-6 + (noise + lost) / most:
        # as much as a step twice as long changes may be the step's own fault
        noise += float(np.abs(central(f, z, wide=2) - near).max())
    return Row(largest, error(true), error(near), noise / most,
               lost / most, _factor(grad, true, lost))


def _factor(grad, true, lost):
    """The number that makes grad of true, up to rounding; NaN if none does."""
    largest = np.abs(true).max()
    if not largest > 1e6 * lost:
        return np.nan
    place = np.unravel_index(np.abs(true).argmax(), true.shape)
    factor = float(grad[place] / true[place])
    fits = np.abs(grad - factor * true).max() <= 1e-8 * abs(factor) * largest
    return factor if fits else np.nan


def _hint(rows: Mapping[str, Row], model: Model) -> str:
    """What is said if all rows are off by one factor."""
    off = [row.factor for row in rows.values() if row.largest > 0]
    if not off or not np.ptp(off) <= 1e-7 * abs(off[0]) or np.isclose(
            off[0], 1, rtol=1e-7, atol=0):
        return ""
    known = [name for name, factor in model.means.items() if factor != 1
             and np.isclose(off[0], factor, rtol=1e-7, atol=0)]
    said = f": {' = '.join(known)}; a mean or a sum?" if known else ""
    return f"All are {off[0]:.6g} times the true gradient{said}"


def complex_step(f: Callable, z: Array, step: float = STEP) -> Array:
    """df/dz as Im f(z + i step) / step: nothing is subtracted.

    f: a number for an array of z's shape; z: real, of any shape, which is
    that of the result. Source: Squire and Trapp 1998.

    >>> complex_step(lambda z: (z**3).sum(), np.array([1.0, 2.0]))
    array([ 3., 12.])
    """
    z, df = z.astype(complex), np.empty(z.shape)
    for i in np.ndindex(z.shape):
        z[i] += 1j * step
        df[i] = f(z).imag
        z[i] = z[i].real
    with np.errstate(over="ignore"):
        df /= step
    steepest = abs(df).max()
    if not steepest * step < 1e-10:
        raise FloatingPointError(f"complex_step: a slope of {steepest:.2g} "
                                 f"is too steep for a step of {step:.2g}")
    return df


def central(f: Callable, z: Array, wide: float = 1.0) -> Array:
    """df/dz as (f(z + step) - f(z - step)) / (2 step).

    Arguments as in complex_step. The step is `wide` times the cube root of
    the machine epsilon, times the entry where that is above 1 in size.

    >>> central(lambda z: (z**3).sum(), np.array([1.0, 2.0])).round(6)
    array([ 3., 12.])
    """
    z, df = z.copy(), np.empty(z.shape)
    for i in np.ndindex(z.shape):
        here, step = z[i], wide * np.cbrt(EPS) * max(1, abs(z[i]))
        above, below = here + step, here - step
        z[i] = above
        df[i] = f(z)
        z[i] = below
        df[i] = (df[i] - f(z)) / (above - below)    # the step as rounded
        z[i] = here
    return df
