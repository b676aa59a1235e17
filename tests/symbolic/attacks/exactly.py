"""What an equation says in numbers of 40 digits, apart from the oracle.

A network is drawn; each entry is worked out from the model's formulas, and
each derivative by carrying it along (dual numbers), so that nothing is
shared with rnnlib's own numbers. Where an entry does not exist (p_0, h_{-1})
or a power has no number, there is `NoNumber`, and no verdict.
"""
import random
from functools import reduce
from itertools import product

from mpmath import mp, mpf
from rnnlib.symbolic.grammar.entries import shape
from rnnlib.symbolic.grammar.matrices import MATRICES, SUMS
from rnnlib.symbolic.grammar.model import (
    COMPUTED,
    STATES,
    VARIANTS,
    T,
    gain,
    gamma,
    i,
    j,
    n_h,
    n_x,
    n_y,
    sigma,
)
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import (
    SLOTS,
    SPACE,
    d,
    free_indices,
    imm,
    time_of,
)
from rnnlib.symbolic.terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    transpose,
)
from sympy import KroneckerDelta, Sum, Symbol, exp, log, tanh
from sympy.tensor.indexed import Indexed

mp.dps = 40
SMALL = mpf(10)**-28
HORIZON = 6                   # how far frames are carried at once
FIXED = {i: 0, j: 0}                  # in mat.dh_dWij one W_ij is meant


class NoNumber(Exception):
    """Something that has no number at these times, or at all."""


class Dual:
    """A number and its derivative by the one entry that moves."""

    def __init__(self, value, change=0):
        self.value, self.change = mpf(value), mpf(change)

    def __add__(self, other):
        return Dual(self.value + other.value, self.change + other.change)

    def __mul__(self, other):
        return Dual(self.value * other.value, self.change * other.value
                    + self.value * other.change)

    def power(self, exponent):
        whole = exponent == int(exponent)
        if self.value == 0 and exponent <= 0 or self.value < 0 and not whole:
            raise NoNumber("a power")
        if self.value == 0 and exponent < 1 and self.change:
            raise NoNumber("a slope")
        slope = 0 if exponent == 0 or self.value == 0 and exponent != 1 else (
            exponent * self.value**(exponent - 1))
        return Dual(self.value**exponent, slope * self.change)

    def through(self, function):
        """exp, log, tanh or the logistic function of it."""
        x = self.value
        if function is log and x <= 0:
            raise NoNumber("a logarithm")
        value, slope = {
            exp: lambda: (mp.exp(x), mp.exp(x)),
            log: lambda: (mp.log(x), 1 / x),
            tanh: lambda: (mp.tanh(x), 1 - mp.tanh(x)**2),
            logistic: lambda: (1 / (1 + mp.exp(-x)), mp.exp(-x) / (
                1 + mp.exp(-x))**2)}[function]()
        return Dual(value, slope * self.change)


class Net:
    """A network of given sizes; conditions: keys as in the model's lists."""

    def __init__(self, sizes, conditions=(), seed=0):
        self.sizes = dict(zip((n_x, n_h, n_y), sizes, strict=True))
        self.chance, self.conditions = random.Random(seed), set(conditions)
        self.given, self.memory = {}, {}
        self.formulas = dict(COMPUTED)
        for variant in self.conditions & set(VARIANTS):
            self.formulas |= VARIANTS[variant]
        self.scalars = {gain: self.positive(), sigma: self.positive(),
                        gamma: 1 + self.positive() / 5, **self.sizes}
        self.obey()

    def draw(self):
        return mpf(self.chance.randint(-10**6, 10**6)) / 700_001

    def positive(self):
        return abs(self.draw()) + mpf(1) / 9

    def obey(self):
        """Draw what the conditions speak of so that they hold."""
        n = self.sizes[n_h]
        if "W" in self.conditions:
            self.fill("W", self.scalars[gain] * self.rotation(n))
        if self.conditions & {"eigen", "eigen_left", "eigen_right"}:
            basis = mp.matrix(n, n)
            for place in product(range(n), repeat=2):
                basis[place] = self.draw()
            inverse, mu = basis**-1, [self.draw() for _ in range(n)]
            self.fill("basis", basis)
            self.fill("basis_inv", inverse)
            self.given |= {("mu", one): mu[one] for one in range(n)}
            self.fill("W", basis * mp.diag(mu) * inverse)
        if "norm" in self.conditions:
            W = mp.matrix(n, n)
            for place in product(range(n), repeat=2):
                W[place] = self.number("W", place)
            self.scalars[sigma] = mp.mnorm(W, "f") + self.positive()
            rest = self.scalars[sigma]**2 * mp.eye(n) - W * W.T
            self.fill("lack", mp.cholesky(rest))

    def fill(self, name, matrix):
        for place in product(range(matrix.rows), range(matrix.cols)):
            self.given[(name, *place)] = matrix[place]

    def rotation(self, n):
        A = mp.matrix(n, n)
        for place in product(range(n), repeat=2):
            A[place] = self.draw()
        return mp.qr(A)[0]

    def number(self, name, index):
        """What is given: drawn when it is asked for first."""
        key = (name, *index)
        if key not in self.given:
            self.given[key] = self.special(name, index)
        return self.given[key]

    def special(self, name, index):
        if name == "y":
            return self.target(*index)
        if name == "slack" and "slopes" in self.conditions and index[0] >= 1:
            h = self.entry("h", index, None, None).value
            return self.scalars[gamma]**2 - (1 - h**2)**2
        if name in ("frame", "triangle") and self.conditions & {
                "qr", "qr_frame"}:
            self.carry_frames(max(index[0], HORIZON))
            return self.given[(name, *index)]
        return self.draw()

    def target(self, time, a):
        """Targets are positive; with the condition y they add up to 1."""
        n = self.sizes[n_y]
        row = [self.positive() for _ in range(n)]
        whole = sum(row) if "y" in self.conditions else 1
        self.given |= {("y", time, one): row[one] / whole
                       for one in range(n)}
        return self.given["y", time, a]

    def carry_frames(self, last):
        """F_0 at random, and J_t F_{t-1} = F_t R_t up to `last`."""
        n = self.sizes[n_h]
        F = self.rotation(n)
        self.fill_at("frame", 0, F)
        for time in range(1, last + 1):
            J = mp.matrix(n, n)
            for place in product(range(n), repeat=2):
                J[place] = self.derivative(
                    ("h", (time, place[0])), ("h", (time - 1, place[1])))
            F, R = mp.qr(J * F)
            self.fill_at("frame", time, F)
            self.fill_at("triangle", time, R)

    def fill_at(self, name, time, matrix):
        for place in product(range(matrix.rows), range(matrix.cols)):
            self.given[(name, time, *place)] = matrix[place]

    def derivative(self, top, w):
        return self.entry(*top, w, None).change

    def entry(self, name, index, moving, held):
        """An entry as a Dual. moving: the entry that moves; held: the time
        whose formulas alone let anything through (an immediate derivative).
        """
        key = name, index, moving, held
        if key not in self.memory:
            self.memory[key] = self.worked_out(name, index, moving, held)
        return self.memory[key]

    def worked_out(self, name, index, moving, held):
        timed = str(SLOTS[name][0]) == "time"
        first = 0 if name in (*STATES, "frame", "slack") else 1
        if timed and index[0] < first:
            raise NoNumber(f"{name} at time {index[0]}")
        formula = self.formulas.get(name)
        if name in STATES and index[0] == 0 or formula is None:
            found = Dual(self.number(name, index))
        else:
            lhs, rhs = formula
            found = self.value(rhs, dict(zip(lhs.indices, index,
                                             strict=True)), moving, held)
        if held is not None and timed and index[0] != held:
            found = Dual(found.value)
        if moving == (name, index):
            found = Dual(found.value, 1)
        return found

    def value(self, e, env, moving=None, held=None):
        """The Dual of an expression of entries; env: letters' values."""
        if isinstance(e, Indexed):
            return self.entry(*self.place(e, env), moving, held)
        if isinstance(e, d):
            if moving is not None:
                raise NoNumber("a second derivative")
            at = self.number_of(time_of(e.args[0]), env) if isinstance(
                e, imm) else None
            return Dual(self.value(e.args[0], env, self.place(
                e.args[1], env), at).change)
        if isinstance(e, Sum):
            ranges = [range(self.sizes[SPACE[v]]) for v in e.variables]
            return reduce(Dual.__add__, [self.value(
                e.function, env | dict(zip(e.variables, pick, strict=True)),
                moving, held) for pick in product(*ranges)], Dual(0))
        if isinstance(e, KroneckerDelta):
            one, other = [self.number_of(arg, env) for arg in e.args]
            return Dual(one == other)
        if e.is_Symbol or e.is_number:
            return Dual(self.number_of(e, env))
        if e.is_Pow:
            base = self.value(e.base, env, moving, held)
            return base.power(self.number_of(e.exp, env))
        parts = [self.value(arg, env, moving, held) for arg in e.args]
        if e.is_Add or e.is_Mul:
            return reduce(Dual.__add__ if e.is_Add else Dual.__mul__, parts)
        return parts[0].through(type(e))

    def place(self, entry, env):
        return entry.base.name, tuple(self.number_of(one, env)
                                      for one in entry.indices)

    def number_of(self, e, env):
        """The value of an index, a time or a number."""
        if isinstance(e, Symbol):
            return env[e] if e in env else self.scalars[e]
        found = e.xreplace({v: env[v] if v in env else self.scalars[v]
                            for v in e.free_symbols})
        if getattr(found, "is_Integer", isinstance(found, int)):
            return int(found)
        if not found.is_real:
            raise NoNumber(f"{e} is not real")
        return mp.mpf(found.evalf(mp.dps)) if found.is_number else found

    def matrix(self, e, env, n):
        """The numbers of a word; n is the size of a multiple of I."""
        if e.is_commutative:
            return self.value(e, env).value * mp.eye(n)
        if isinstance(e, Matrix):
            return self.named(e, env)
        if isinstance(e, transpose):
            return self.matrix(e.args[0], env, n).T
        if isinstance(e, (ProductOverTime, SumOverTime)):
            return self.over_times(e, env, n)
        if e.is_Add:
            return reduce(lambda one, other: one + other,
                          [self.matrix(arg, env, n) for arg in e.args])
        if e.is_Pow:
            return self.matrix(e.base, env, n)**int(e.exp)
        free, ordered = e.args_cnc()
        scale = reduce(lambda x, y: x * y, [
            self.value(arg, env).value for arg in free], mpf(1))
        return scale * reduce(lambda one, other: one * other, [
            self.matrix(arg, env, n) for arg in ordered])

    def named(self, e, env):
        """A matrix of the model, from its entries or as a sum."""
        name, times = str(e.args[0]), [self.number_of(time, env)
                                       for time in e.args[1:]]
        own, row, column, entry, *_ = MATRICES.get(name) or SUMS[name]
        here = env | dict(zip(own, times, strict=True))
        if name in SUMS:
            return self.matrix(entry, here, None)
        key = name, tuple(times)
        if key not in self.memory:
            rows, columns = [self.sizes[SPACE[v]] if v is not None else 1
                             for v in (row, column)]
            found = mp.matrix(rows, columns)
            for r, c in product(range(rows), range(columns)):
                found[r, c] = self.value(
                    entry, {**FIXED, **here, row: r, column: c}).value
            self.memory[key] = found
        return self.memory[key]

    def over_times(self, e, env, n):
        body, s, first, last, *step = e.args
        first, last = [self.number_of(one, env) for one in (first, last)]
        step = int(step[0]) if step else 1
        if (last - first) * step < -1:
            raise NoNumber(f"{e} of negative length")
        parts = [self.matrix(body, {**env, s: time}, n)
                 for time in range(first, last + step, step)]
        if isinstance(e, SumOverTime):
            return reduce(lambda one, other: one + other, parts, mp.zeros(
                *[self.sizes.get(size, 1) for size in shape(body)]))
        return reduce(lambda one, other: one * other, parts,
                      mp.eye(self.sizes[n_h]))


def letters(*sides):
    """Free letters over sizes and times, T among them if it is hidden."""
    found = free_indices(*sides)
    hidden = any(str(word.args[0]) in SUMS for e in sides
                 for word in e.atoms(Matrix))
    return sorted(found | ({T} if hidden else set()), key=str)


def gap(lhs, rhs, net, env, sign="="):
    """The largest difference of both sides, or of a bound its excess."""
    if lhs.is_commutative:
        one = net.value(lhs, env).value - net.value(rhs, env).value
        scale = max(1, abs(net.value(lhs, env).value))
        return (abs(one) if sign == "=" else max(0, one)) / scale
    left = net.matrix(lhs, env, net.sizes.get(shape(lhs)[0], 1))
    both = left - net.matrix(rhs, env, left.rows) if rhs != 0 else left
    if sign == "=":
        return mp.norm(both, mp.inf) / max(1, mp.norm(left, mp.inf))
    return max(0, *mp.eigsy((both + both.T) / 2, eigvals_only=True))
