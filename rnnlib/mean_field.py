"""Mean-field theory: a tanh network with many units, driven by noise.

    h_t = tanh(W h_{t-1} + x_t),   W_ij ~ N(0, gain^2/n_h),  x ~ N(0, size^2)

A pre-activation is taken for normal, with the variance tau = gain^2 q +
size^2, where q is the mean square of a state and has to be the same one step
later. All that is asked are means over one normal number. They are taken by
the trapezoid rule, over pre-activations up to 22, beyond which tanh is 1 to
sixteen digits; Gauss-Hermite rules do worse where states saturate.
"""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .contract import arguments as check
from .contract.types import Array, ArrayLike
from .rnn import checked_later

__all__ = ["Averages", "chi", "depth_scale", "edge", "gaussian_averages",
           "mean_square"]
FAR, END = 8.5, 22.0        # of a normal number, and of a pre-activation
SHARES = np.linspace(0, 1, 129)


class Averages(NamedTuple):
    """Means over a normal pre-activation, each of the shape of its variance.
    """
    square: Array         #: of h^2, with h = tanh p: q
    slope_square: Array   #: of (1 - h^2)^2, the squared slope
    square_slope: Array   #: the derivative of `square` by the variance


@checked_later
def gaussian_averages(variance: ArrayLike) -> Averages:
    """What tanh makes of a normal number with mean 0, on average.

    variance: a number or an array, not negative. Raises ValueError or
    TypeError naming it.

    >>> [round(float(mean), 6) for mean in gaussian_averages(1.0)]
    [0.394294, 0.464403, 0.181798]
    """
    return _averages(_not_negative("variance", variance))


@checked_later
def mean_square(gain: ArrayLike, size: ArrayLike = 0.0) -> Array:
    """q: the mean square of a state that is made again by each step.

    gain, size: numbers or arrays that broadcast, not negative; size is the
    standard deviation of each unit's input. Of several q the largest: left
    alone, 0 stays 0, but above gain 1 no other start comes back to it.
    Raises ValueError or TypeError naming the argument, FloatingPointError
    on overflow.
    Source: Massar and Massar 2013; without inputs, and in continuous time,
    Sompolinsky, Crisanti and Sommers 1988.

    >>> round(float(mean_square(2.0, size=1.0)), 6)
    0.612017
    """
    return _averages(_variance("mean_square", *_both(gain, size))).square


@checked_later
def chi(gain: ArrayLike, size: ArrayLike = 0.0) -> Array:
    """gain^2 times the mean of the squared slope: growth of a squared length.

    Below 1 gradients vanish, above 1 they explode; half its logarithm is a
    guess of the largest Lyapunov exponent, in nats a step. Arguments, errors
    and source as in mean_square.

    >>> [round(float(chi(gain, size=1.0)), 3) for gain in (1.0, 2.0)]
    [0.399, 1.096]
    """
    return _chi("chi", *_both(gain, size))


@checked_later
def depth_scale(gain: ArrayLike, size: ArrayLike = 0.0) -> Array:
    """In how many steps a squared length changes by a factor of e.

    That is 1 / |ln chi|, in steps, on either side of the edge. Arguments as
    in mean_square. Raises ValueError or TypeError naming the argument,
    FloatingPointError on overflow, and on the edge itself, where chi is 1
    and no number of steps is enough.
    Source: the word is that of Schoenholz et al. 2017.

    >>> round(float(depth_scale(1.8, size=1.0)), 1)
    26.0
    """
    found = _chi("depth_scale", *_both(gain, size))
    if (found == 1).any() or (found == 0).any():
        raise FloatingPointError("depth_scale: chi is 0, or 1 to sixteen "
                                 "digits, and has no scale")
    return 1 / abs(np.log(found))


@checked_later
def edge(size: ArrayLike) -> Array:
    """The gain at which chi is 1, for inputs of this size.

    size: a number or an array, not negative, as in mean_square. On the edge
    the mean of the squared slope is 1 / gain^2, so that tau alone says both
    gain and size; tau is found by bisection. Raises ValueError or TypeError
    naming size, FloatingPointError on overflow.

    >>> edge([0.0, 0.1, 1.0]).round(3)
    array([1.   , 1.193, 1.856])
    """
    noise = _squared("edge", "size", _not_negative("size", size))
    low, high = noise, 2 * noise + 8
    for _ in range(80):
        middle = low + (high - low) / 2
        square, slopes, _ = _averages(middle)
        above = middle - square / slopes > noise
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    found = np.where(noise == 0, 1.0, _averages(low).slope_square**-0.5)
    check.finite("edge", gain=found)
    return found[()]


def _averages(variance: Array) -> Averages:
    """By the trapezoid rule over half the line, to z = 8.5 or p = 22."""
    sd = np.sqrt(variance)
    last = END / np.maximum(sd, END / FAR)          # of z, at most 8.5
    z = last[..., None] * SHARES
    weight = np.sqrt(2 / np.pi) * np.exp(-z**2 / 2)
    weight *= last[..., None] / (len(SHARES) - 1)
    weight[..., [0, -1]] /= 2
    p = sd[..., None] * z
    square, slope = np.tanh(p)**2, np.cosh(p)**-2.0
    cut = last < FAR            # then only what dies out can be added up
    return Averages(np.where(cut, 1 - (weight * slope).sum(-1),
                             (weight * square).sum(-1))[()],
                    (weight * slope**2).sum(-1),
                    (weight * slope * (1 - 3 * square)).sum(-1))


def _variance(where: str, gain: Array, size: Array) -> Array:
    """tau = gain^2 q(tau) + size^2, its largest solution, by Newton.

    q is concave, so that from above no step goes too far.
    """
    strength = _squared(where, "gain", gain)
    noise = _squared(where, "size", size)
    quiet = (noise == 0) & (gain <= 1)
    tau = np.where(quiet, 0.0, strength + noise)
    check.finite(where, tau=tau)
    for _ in range(200):
        square, _, bend = _averages(tau)
        over = np.maximum(tau - strength * square - noise, 0.0)
        down = over / np.where(quiet, 1.0, np.maximum(
            1 - strength * bend, 1e-8))
        tau = tau - np.minimum(down, tau / 2)
        if (down <= 1e-15 * tau).all():
            break
    return tau


def _chi(where: str, gain: Array, size: Array) -> Array:
    found = gain**2 * _averages(_variance(where, gain, size)).slope_square
    check.finite(where, chi=found)
    return found


def _both(gain, size):
    gain, size = _not_negative("gain", gain), _not_negative("size", size)
    try:
        gain, size = np.broadcast_arrays(gain, size)
    except ValueError as error:
        raise ValueError(f"gain and size must broadcast, got shapes "
                         f"{gain.shape} and {size.shape}") from error
    return gain, size


def _not_negative(name: str, value: ArrayLike) -> Array:
    found = check.array(name, check.numbers_in(name, value), None, "(...)")
    if (found < 0).any():
        raise ValueError(f"{name} must not be negative, got {found.min()}")
    return found


def _squared(where: str, name: str, value: Array) -> Array:
    square = value**2
    check.finite(where, **{f"{name} squared": square})
    return square
