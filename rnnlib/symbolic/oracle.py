"""Numbers for the symbols: both sides of an equation on a random network.

Every published equation is also evaluated, at two sets of sizes, with the
states that `rnnlib.forward` computes; derivatives come from rnnlib by the
complex step (Squire and Trapp 1998). A proof needs no such check. Whoever
distrusts the prover does.
"""
from functools import reduce
from itertools import product

import numpy as np
from sympy import Integer, KroneckerDelta, Mul, S, Sum, exp, log, tanh
from sympy.tensor.indexed import Indexed

from .entries import same_shape, shape
from .language import SPACE, d, imm, letters_of, time_of
from .matrices import MATRICES, SUMS
from .model import T, i, j, k, s, t
from .plain import logistic
from .words import Chain, Matrix, Timed, tr
from .world import STEP
from .worlds import SIZES, own, world

TIMES = [{letter: Integer(time) for letter, time in zip((t, s, k, T), times)}
         for times in ((5, 4, 2, 6), (3, 2, 1, 3), (4, 4, 4, 5), (5, 3, 0, 5),
                       (2, 3, 4, 6), (1, 3, 1, 4))]
FUNCTIONS = {exp: np.exp, log: np.log, tanh: np.tanh,
             logistic: lambda p: 1 / (1 + np.exp(-p))}
FIXED = {i: Integer(1), j: Integer(2)}    # in mat.dh_dWij one W_ij is meant


def value(e, world, env=None, arrays=None):
    """The number that e has in a world; env gives letters their values."""
    env = {**world.scalars, **(env or {})}
    arrays = world.arrays if arrays is None else arrays
    if isinstance(e, Indexed):
        return arrays[known(e.base.name, arrays)][place(e, env)]
    if isinstance(e, d):
        known(e.args[1].base.name, arrays)
        step = time_of(e.args[0]) if isinstance(e, imm) else None
        nudged = world.nudged(
            e.args[1].base.name, place(e.args[1], env),
            step if step is None else int(step.xreplace(env)))
        return value(e.args[0], world, env, nudged).imag / STEP
    if isinstance(e, Sum):
        ranges = [range(world.sizes[SPACE[v]]) for v in e.variables]
        return sum(value(e.function, world,
                         {**env, **dict(zip(e.variables, map(Integer, pick)))},
                         arrays) for pick in product(*ranges))
    if isinstance(e, KroneckerDelta):
        return int(e.args[0].xreplace(env) == e.args[1].xreplace(env))
    if e.is_Symbol or e.is_number:
        number = complex(e.xreplace(env))
        return number if number.imag else number.real
    parts = [value(part, world, env, arrays) for part in e.args]
    if e.is_Add:
        return sum(parts)
    if e.is_Mul:
        return np.prod(parts)
    return parts[0]**parts[1] if e.is_Pow else \
        FUNCTIONS[e.func](parts[0])


def known(name, arrays):
    """The name, if the network has it."""
    if name not in arrays:
        raise ValueError(f"{name} is not of this network")
    return name


def place(entry, env):
    """Where in its array an entry stands."""
    return tuple(int(index.xreplace(env)) for index in entry.indices)


def table(e, letters, world, env):
    """The numbers of e over the whole ranges of `letters`, as an array."""
    sizes = [world.sizes[SPACE[letter]] for letter in letters]
    numbers = [value(e, world, {**env, **dict(zip(letters, map(Integer, n)))})
               for n in np.ndindex(*sizes)]
    return np.array(numbers).reshape(sizes)


def matrix(e, world, env, n=None):
    """The numbers of a word, as an array; n is its size if e is a scalar."""
    def again(part):
        return matrix(part, world, env, n)

    if e.is_commutative:
        return value(e, world, env) * np.eye(n)
    if isinstance(e, Matrix):
        name = str(e.args[0])
        times, row, column, entry = (MATRICES.get(name) or SUMS[name])[:4]
        if name in SUMS:
            return again(entry.xreplace(dict(zip(times, e.args[1:]))))
        letters = [v for v in (row, column) if v is not None]
        here = {**FIXED, **{own: time.xreplace(env)
                            for own, time in zip(times, e.args[1:])}}
        numbers = table(entry, letters, world, here)
        return numbers.reshape(-1, 1) if column is None else numbers
    if isinstance(e, tr):
        return again(e.args[0]).T
    if isinstance(e, (Chain, Timed)):
        return over_times(e, world, env, n)
    if e.is_Add:
        return sum(map(again, e.args))
    if e.is_Pow:
        return np.linalg.matrix_power(again(e.base), int(e.exp))
    scale = value(Mul(*[f for f in e.args if f.is_commutative]), world, env)
    return scale * reduce(np.matmul, [again(f) for f in e.args
                                      if not f.is_commutative])


def over_times(e, world, env, n):
    """A chain or a sum over time, one time after the other."""
    body, s, first, last, *step = e.args
    step = int(step[0]) if step else 1
    times = range(int(first.xreplace(env)), int(last.xreplace(env)) + step,
                  step)
    parts = [matrix(body, world, {**env, s: Integer(time)}, n)
             for time in times]
    if isinstance(e, Timed):
        return sum(parts) if parts else zeros(body, world)
    size = matrix(body, world, {**env, s: Integer(1)}, n).shape[0]
    return reduce(np.matmul, parts, np.eye(size))


def zeros(e, world):
    """An empty sum over time."""
    return np.zeros([world.sizes.get(size, 1) for size in shape(e)])


def disagreement(lhs, rhs, facts=(), conditions=(), sign="="):
    """The largest |lhs - rhs| over worlds and times, relative to the larger.

    facts: relations of times to respect; conditions: see World. With the
    sign of a bound: by how much lhs <= rhs is missed at most.
    """
    worst = 0.0
    for _, _, left, right in comparisons(lhs, rhs, facts, conditions):
        scale = max(abs(left).max(), abs(right).max())
        off = abs(left - right).max() if sign == "=" else excess(left - right)
        error = off / (scale if scale > 1e-8 else 1)
        worst = max(worst, error) if error == error else np.inf
    return float(worst)


def comparisons(lhs, rhs, facts=(), conditions=()):
    """Both sides as arrays, in every world and at all times it has for facts.

    Yields (sizes, times, left, right).
    """
    conditions = tuple(sorted({*conditions, *own(lhs, rhs)}))
    times = [env for env in TIMES
             if all(fact.xreplace(env) is S.true for fact in facts)]
    if not times:
        raise ValueError(f"the oracle has no times for which {facts} hold")
    for place, env in product(range(len(SIZES)), times):
        yield SIZES[place], env, *sides(lhs, rhs, world(place, conditions),
                                        env)


def excess(difference):
    """The largest eigenvalue of a symmetric difference, if it is above 0."""
    if not np.allclose(difference, difference.T):
        return np.inf
    return max(0.0, np.linalg.eigvalsh(difference).max())


def sides(lhs, rhs, world, env):
    """Both sides of an equation as arrays over its free letters."""
    if lhs.is_commutative and rhs.is_commutative:
        letters = sorted(letters_of(lhs, rhs) - set(env), key=str)
        return [table(e, letters, world, env) for e in (lhs, rhs)]
    n = world.sizes.get(same_shape(lhs, rhs)[0])
    return [matrix(e, world, env, n) for e in (lhs, rhs)]
