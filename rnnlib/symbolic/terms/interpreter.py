"""One interpreter of formulas: the model's own, and both sides of a claim.

A formula becomes an array with one axis for each of its letters; what is
read off a run, entry by entry, is `run.at(name, time)`. A derivative is the
change after a complex step in one entry (Squire and Trapp 1998). It is taken
by all the entries of a name at once: the first axis of an array counts which
of them was nudged.
"""
from functools import lru_cache, reduce
from operator import mul

import numpy as np
from sympy import KroneckerDelta, Sum, exp, log, sympify, tanh
from sympy.tensor.indexed import Indexed

from .functions import logistic
from .language import SLOTS, TIME, d, imm

STEP = 1e-30                  # of the complex step: no cancellation, no limit
NUDGED = "nudged"             # in an environment: which entry was


def value(e, run, env, axes=0):
    """The numbers of e in a run, broadcast along `axes` axes.

    env: an integer for each time letter, an array of integers with `axes`
    axes for each letter over a size. What is no real number is NaN.
    """
    return read(e)(run, env, axes)


@lru_cache(maxsize=1000)
def read(e):
    """A function of run, env and axes that finds the numbers of e."""
    for kind, rule in RULES:
        if isinstance(e, kind):
            return rule(e)
    if e.is_Symbol:
        return lambda run, env, _: float_of(env[e] if e in env
                                            else run.scalar(e))
    if not e.args:
        number = real(e)
        return lambda run, env, _: number
    together = add if e.is_Add else multiply if e.is_Mul else \
        power if e.is_Pow else FUNCTIONS.get(e.func)
    if together is None:
        raise TypeError(f"{e.func.__name__} has no numbers: {e}")
    parts = [*map(read, e.args)]
    return lambda *where: together(*[part(*where) for part in parts])


def entry(e):
    """An entry; of an array that no nudge has reached there is one copy."""
    name, time, places = placed(e)

    def found(run, env, _):
        z = run.at(name, time(env))
        nudged = env.get(NUDGED, 0) if len(z) > 1 else 0
        return z[(nudged, *[place(env) for place in places])]
    return found


def placed(e):
    """The name of an entry, its time, and where it stands, to be looked up."""
    name, places = e.base.name, [*map(index, e.indices)]
    timed = SLOTS[name][0] == TIME
    return name, places.pop(0) if timed else lambda env: None, places


@lru_cache(maxsize=1000)
def index(e):
    """A function of env that finds an index: a letter or a shifted time."""
    e = sympify(e)
    shift, letter = (e, None) if e.is_Integer else e.as_coeff_Add()
    if not shift.is_Integer or letter is not None and not letter.is_Symbol:
        raise ValueError("an index is a letter, or a time such as t - 1, "
                         f"got {e}")
    shift = int(shift)
    return lambda env: shift + (0 if letter is None else env[letter])


def derivative(e):
    """The change of a formula for a step in one entry, divided by it."""
    top, w = e.args
    name, time, places = placed(w)
    held = index(top.indices[0]) if isinstance(e, imm) else lambda env: None
    top = read(top)

    def found(run, env, axes):
        nudged = run.world.nudged(name, time(env), held(env))
        flat = np.ravel_multi_index(np.broadcast_arrays(
            *[place(env) for place in places]),
            run.world.shape(name)) if places else 0
        return np.imag(top(nudged, {**env, NUDGED: flat}, axes)) / STEP
    return found


def summed(e):
    """A sum: an axis more for each letter that it binds, and then added."""
    body = read(e.function)
    limits = [(letter, read(low), read(high))
              for letter, low, high in e.limits]

    def found(run, env, axes):
        every = 0
        for n, (letter, *ends) in enumerate(limits, start=axes):
            low, high = [int(end(run, env, 0)) for end in ends]
            counted = np.arange(low, high + 1).reshape(-1, *[1] * n)
            env, every = {**env, letter: counted}, every + 0 * counted
        z = body(run, env, axes + len(limits)) + every
        return z.sum(tuple(range(len(limits))))
    return found


def same(e):
    """Kronecker's delta, as a number."""
    first, second = map(index, e.args)
    return lambda run, env, _: float_of(first(env) == second(env))


def float_of(number):
    return np.asarray(number, float)


def real(e):
    """A number as a float; one that is not real is no number here."""
    number = complex(e)
    return number.real if number.imag == 0 else np.nan


def add(*parts):
    return sum(parts)


def multiply(*parts):
    return reduce(mul, parts)


def power(base, exponent):
    """A power of real numbers; a root of a negative number is none."""
    whole = exponent == np.round(exponent)
    return (base if np.all(whole) else np.where(
        whole | (np.real(base) > 0), base, np.nan))**exponent


def logarithm(z):
    """Of positive numbers; there is no other here."""
    return np.log(np.where(np.real(z) > 0, z, np.nan))


RULES = ((Indexed, entry), (d, derivative), (Sum, summed),
         (KroneckerDelta, same))
# by the very function: a function that is made from one may be another
FUNCTIONS = {exp: np.exp, log: logarithm, tanh: np.tanh,
             logistic: lambda p: 1 / (1 + np.exp(-p))}
