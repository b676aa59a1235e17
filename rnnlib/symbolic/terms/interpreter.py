"""One interpreter of formulas: the model's own, and both sides of a claim.

A formula becomes an array with one axis for each of its indices; the numbers
of an entry are looked up in a run, by `run.at(name, time)`. A derivative is
the change after a complex step in one entry (Squire and Trapp 1998). It is
taken by all the entries of a name at once: the first axis of an array counts
which of them was nudged.
"""
from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from operator import mul
from typing import Any, TypeAlias

import numpy as np
from sympy import Expr, KroneckerDelta, Sum, Symbol, exp, log, sympify, tanh
from sympy.tensor.indexed import Indexed

from .functions import logistic
from .language import SLOTS, TIME, d, imm
from .types import Index

# what each index is: a time, or an array of integers; and NUDGED
Env: TypeAlias = Mapping[Symbol | str, Any]
# as oracle.world.Run, which a lower room does not know; None if no name of a
# network and no scalar is in the formula
Run: TypeAlias = Any
Numbers: TypeAlias = Any      # an array; a float where nothing has an index
# of a run, an environment and a number of axes
Reader: TypeAlias = Callable[[Run, Env, int], Numbers]
Lookup: TypeAlias = Callable[[Env], Any]         # of an environment

STEP = 1e-30                  # of the complex step: no cancellation, no limit
NUDGED = "nudged"             # in an environment: which entry was


def value(e: Expr, run: Run, env: Env, axes: int = 0) -> Numbers:
    """The numbers of e in a run, broadcast along `axes` axes.

    env: an integer for each time, an array of integers with `axes` axes for
    each index over a size. What is no real number is NaN.
    """
    return read(e)(run, env, axes)


@lru_cache(maxsize=1000)
def read(e: Expr) -> Reader:
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
    together: Callable[..., Any] | None = (
        add if e.is_Add else multiply if e.is_Mul else
        power if e.is_Pow else FUNCTIONS.get(e.func))
    if together is None:
        raise TypeError(f"{e.func.__name__} has no numbers: {e}")
    parts = [*map(read, e.args)]
    return lambda *where: together(*[part(*where) for part in parts])


def entry(e: Indexed) -> Reader:
    """A function that finds the numbers of an entry."""
    name, time, places = placed(e)

    def found(run: Run, env: Env, _: int) -> np.ndarray:
        z = run.at(name, time(env))
        # an array that no nudge has reached has one copy, not one for each
        nudged = env.get(NUDGED, 0) if len(z) > 1 else 0
        return z[(nudged, *[place(env) for place in places])]
    return found


def placed(e: Indexed) -> tuple[str, Lookup, list[Lookup]]:
    """The name of an entry, its time, and its other indices.

    Time and indices are functions of an environment; the time of a parameter
    is None.
    """
    name, places = e.base.name, [*map(index, e.indices)]
    timed = SLOTS[name][0] == TIME
    return name, places.pop(0) if timed else lambda env: None, places


@lru_cache(maxsize=1000)
def index(e: Index) -> Lookup:
    """A function of env that finds an index, which may be a shifted time."""
    e = sympify(e)
    shift, symbol = (e, None) if e.is_Integer else e.as_coeff_Add()
    if not shift.is_Integer or symbol is not None and not symbol.is_Symbol:
        raise ValueError("an index is a letter, or a time such as t - 1, "
                         f"got {e}")
    shift = int(shift)
    return lambda env: shift + (0 if symbol is None else env[symbol])


def derivative(e: d) -> Reader:
    """A function that finds a derivative: the change after a step, over it."""
    top, w = e.args
    name, time, places = placed(w)
    held = index(top.indices[0]) if isinstance(e, imm) else lambda env: None
    top = read(top)

    def found(run: Run, env: Env, axes: int) -> np.ndarray:
        nudged = run.world.nudged(name, time(env), held(env))
        flat = np.ravel_multi_index(np.broadcast_arrays(
            *[place(env) for place in places]),
            run.world.shape(name)) if places else 0
        return np.imag(top(nudged, {**env, NUDGED: flat}, axes)) / STEP
    return found


def summed(e: Sum) -> Reader:
    """A function that finds a sum, from an array of its terms.

    This has one more axis in front for each index of the sum.
    """
    body = read(e.function)
    limits = [(bound, read(low), read(high)) for bound, low, high in e.limits]

    def found(run: Run, env: Env, axes: int) -> np.ndarray:
        every: Any = 0                   # zeros in the shape of all new axes
        for n, (bound, *ends) in enumerate(limits, start=axes):
            low, high = [int(end(run, env, 0)) for end in ends]
            counted = np.arange(low, high + 1).reshape(-1, *[1] * n)
            env, every = {**env, bound: counted}, every + 0 * counted
        z = body(run, env, axes + len(limits)) + every
        return z.sum(tuple(range(len(limits))))
    return found


def same(e: KroneckerDelta) -> Reader:
    """A function that finds Kronecker's delta, 0 or 1."""
    first, second = map(index, e.args)
    return lambda run, env, _: float_of(first(env) == second(env))


def float_of(number: Numbers) -> np.ndarray:
    """A number, or an array of numbers, as an array of floats."""
    return np.asarray(number, float)


def real(e: Expr) -> float:
    """A number as a float; NaN for one that is not real."""
    number = complex(e)
    return number.real if number.imag == 0 else np.nan


def add(*parts: Numbers) -> Numbers:
    """The sum of arrays."""
    return sum(parts)


def multiply(*parts: Numbers) -> Numbers:
    """The product of arrays, entry by entry."""
    return reduce(mul, parts)


def power(base: Numbers, exponent: Numbers) -> Numbers:
    """A power of real numbers; NaN for a root of a negative number."""
    whole = exponent == np.round(exponent)
    return (base if np.all(whole) else np.where(
        whole | (np.real(base) > 0), base, np.nan))**exponent


def logarithm(z: Numbers) -> np.ndarray:
    """The logarithm of an array; NaN where that is not positive."""
    return np.log(np.where(np.real(z) > 0, z, np.nan))


RULES = ((Indexed, entry), (d, derivative), (Sum, summed),
         (KroneckerDelta, same))
# looked up by the class itself: one that is derived from it may mean another
# function
FUNCTIONS: dict[Any, Callable[..., Any]] = {
    exp: np.exp, log: logarithm, tanh: np.tanh,
    logistic: lambda p: 1 / (1 + np.exp(-p))}
