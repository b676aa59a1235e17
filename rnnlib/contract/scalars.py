"""Checks of single numbers: each error names the argument, and what came."""
import numbers

import numpy as np

MOST = 2**31 - 1                     # of anything that is counted


def is_a(value, kind):
    """isinstance, with neither Python's True nor numpy's times as ints."""
    return isinstance(value, kind) and not isinstance(
        value, (bool, np.bool_, np.timedelta64))


def shown(value):
    """As an error shows it: an int of 5000 digits has no repr at all."""
    text = written(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def written(value):
    """repr, or what can be said of a value that has none."""
    try:
        return repr(value)
    except KeyboardInterrupt:        # the reader's *Stop*
        raise
    except BaseException:            # an int too long, or an object's own
        kind = type(value).__name__
        return "a very long number" if kind == "int" else (
            f"a {kind} that cannot be shown")


def count(name, value, low=1, high=MOST):
    """An int within low..high."""
    if not is_a(value, numbers.Integral):
        raise TypeError(f"{name} must be an int, got {shown(value)}")
    value = int(value)
    if value < low and high == MOST:
        raise ValueError(f"{name} must be at least {low}, got {shown(value)}")
    if not low <= value <= high:
        raise ValueError(f"{name} must be within {low}..{high}, "
                         f"got {shown(value)}")
    return value


def real(name, value):
    """A float, infinite where there is none so large."""
    if not is_a(value, numbers.Real):
        raise TypeError(f"{name} must be a real number, got {shown(value)}")
    try:
        return float(value)
    except OverflowError:
        return np.inf


def number(name, value):
    found = real(name, value)
    if not np.isfinite(found):
        raise ValueError(f"{name} must be finite, got {shown(value)}")
    return found


def positive(name, value):
    found = real(name, value)
    if not 0 < found < np.inf:
        raise ValueError(f"{name} must be positive and finite, "
                         f"got {shown(value)}")
    return found


def flag(name, value):
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} must be True or False, got {shown(value)}")
    return bool(value)


def generator(rng) -> np.random.Generator:
    """A Generator from an int seed, or the Generator itself."""
    if isinstance(rng, np.random.Generator):
        return rng
    if not is_a(rng, numbers.Integral):
        raise TypeError(f"rng must be an int seed or a numpy Generator, "
                        f"got {shown(rng)}")
    if rng < 0:
        raise ValueError(f"rng must not be negative, got {shown(rng)}")
    return np.random.default_rng(int(rng))


def init(n_x, n_h, n_y, gain, rng) -> np.random.Generator:
    """The Generator, once sizes, gain and rng have been found good."""
    for name, n in (("n_x", n_x), ("n_h", n_h), ("n_y", n_y)):
        count(name, n)
    number("gain", gain)
    return generator(rng)
