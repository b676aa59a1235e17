"""A random network, and what formulas of the checker are worth in it.

Formulas are read as JSON writes them. Nothing of the checker is used, nor of
SymPy: what a derivative or a product over time is stands here once more.
"""
import random
import re
from fractions import Fraction

from checker_conditions import OBEYED
from checker_fields import Inexact

TIME = re.compile(r"([a-zT][0-9]*)?([+-]?[0-9]+)?$")
FUNCTIONS = ("exp", "log", "tanh", "logistic")
LAST = 12


class Undefined(Exception):
    """What does not exist: an input at 0, or a product of -1 factors."""


class World:
    """Numbers for all names; chosen: which of its formulas a name has."""

    def __init__(self, data, field, sizes, last, chosen, conditions, seed):
        self.data, self.field, self.sizes = data, field, sizes
        self.chosen, self.conditions = dict(chosen), frozenset(conditions)
        self.seed, self.last = seed, last
        rng = random.Random(f"{seed} numbers")
        self.numbers = {**sizes, "T": last} | {
            name: field.positive(rng) for name in ("kappa", "sigma", "gamma")}
        self.values, self.slopes, self.matrices = {}, {}, {}
        self.orthogonal = {}
        size = sizes["n_h"]                # of dh_dWij, on any page
        self.pair = dict(i=rng.randrange(size), j=rng.randrange(size))
        if not field.exact:
            self.numbers["gamma"] += 1         # above every slope

    # entries

    def rng(self, *what):
        """Random numbers for one thing, always the same ones."""
        return random.Random(f"{self.seed} {what}")

    def entry(self, e, env):
        """An entry with numbers for its letters: (name, time, indices)."""
        name, *parts = e
        slots = self.data["tensors"][name]
        time = None
        if slots[:1] == ["time"]:
            time, parts = self.time(parts[0], env), parts[1:]
            first = 0 if name in self.data["from_0"] else 1
            if not first <= time <= LAST:
                raise Undefined(f"{name} at {time}")
        return (name, time, *[env[v] for v in parts])

    def time(self, text, env):
        """A time as a number."""
        letter, shift = TIME.match(text).groups()
        start = 0 if not letter else self.last if letter == "T" \
            else env[letter]
        return start + int(shift or 0)

    def formula(self, entry):
        """The formula of an entry and its letters; None if it is given."""
        name, time, *own = entry
        made = self.data["formulas"].get(name)
        if not made or time == 0:
            return None
        _, left, right = made[self.chosen.get(name, 0)]
        return right, {"t": time, **dict(zip(left[2:], own, strict=True))}

    def value(self, entry):
        """The number of an entry."""
        if entry not in self.values:
            made = self.formula(entry)
            if made:
                out = self.number(*made)
            elif (out := self.obeyed(entry)) is None:
                small = entry[0] in ("x", "h", "cell") \
                    or entry[0][:2] == "b_"
                out = self.field.drawn(self.rng(*entry), small)
            self.values[entry] = out
        return self.values[entry]

    def obeyed(self, entry):
        """The number that a condition asks for; None if none does."""
        for condition, (names, make) in OBEYED.items():
            if condition in self.conditions and entry[0] in names:
                return make(self, *entry)
        return None

    def slope(self, entry, seed, held):
        """The derivative of an entry by another; held: only this step moves.
        """
        if entry == seed:
            return 1
        made = self.formula(entry)
        if not made or held is not None and entry[1] != held \
                or seed[1] is not None and entry[1] < seed[1]:
            return 0
        place = entry, seed, held
        if place not in self.slopes:
            self.slopes[place] = self.moved(*made, seed, held)
        return self.slopes[place]

    # numbers

    def number(self, e, env):
        """The number of a formula of entries."""
        if isinstance(e, (int, Fraction)):
            return self.field.of(e)
        if isinstance(e, str):
            return env[e] if e in env else self.numbers[e]
        head, *rest = e
        if head in self.data["tensors"]:
            return self.value(self.entry(e, env))
        if head == "/":
            return self.field.of(Fraction(*rest))
        if head == "+":
            return self.field.tidy(sum(self.number(p, env) for p in rest))
        if head == "*":
            return self.times(self.number(p, env) for p in rest)
        if head == "^":
            return self.field.power(self.number(rest[0], env),
                                    self.exponent(rest[1], env))
        if head == "sum":
            return self.field.tidy(sum(self.number(rest[1], inner)
                                       for inner in self.each(rest[0], env)))
        if head == "delta":
            return int(env[rest[0]] == env[rest[1]])
        if head in ("d", "imm"):
            held = self.time(rest[2], env) if head == "imm" else None
            return self.moved(rest[0], env, self.entry(rest[1], env), held)
        return getattr(self.field, head)(self.number(rest[0], env))

    def times(self, some):
        """A product of numbers."""
        out = 1
        for n in some:
            out = self.field.tidy(out * n)
        return out

    def each(self, letter, env):
        """env with each value of a letter that runs over a size."""
        size = self.sizes[self.data["spaces"][letter[0]]]
        return [{**env, letter: n} for n in range(size)]

    def exponent(self, e, env):
        """The exponent of a power, as a fraction."""
        if isinstance(e, (int, Fraction)):
            return Fraction(e)
        if isinstance(e, str):
            return Fraction(env[e] if e in env else {
                **self.sizes, "T": self.last}[e])
        head, *rest = e
        if head == "/":
            return Fraction(*rest)
        parts = [self.exponent(part, env) for part in rest]
        if head == "+":
            return sum(parts)
        out = Fraction(1)
        for n in parts:
            out *= n
        if head != "*":
            raise Undefined(f"the exponent {e}")
        return out

    def moved(self, e, env, seed, held):
        """The derivative of a formula by an entry."""
        if not isinstance(e, (list, tuple)) or e[0] in ("/", "delta"):
            return 0
        head, *rest = e
        if head in self.data["tensors"]:
            return self.slope(self.entry(e, env), seed, held)
        if head == "+":
            return self.field.tidy(sum(self.moved(part, env, seed, held)
                                       for part in rest))
        if head == "*":
            return self.field.tidy(sum(self.leibniz(rest, n, env, seed, held)
                                       for n in range(len(rest))))
        if head == "sum":
            return self.field.tidy(sum(
                self.moved(rest[1], inner, seed, held)
                for inner in self.each(rest[0], env)))
        inner = self.moved(rest[0], env, seed, held)
        return self.times((self.outer(e, env), inner)) if inner else 0

    def leibniz(self, rest, n, env, seed, held):
        """A product with the derivative of its n-th factor."""
        inner = self.moved(rest[n], env, seed, held)
        return inner and self.times([inner, *[
            self.number(part, env) for m, part in enumerate(rest) if m != n]])

    def outer(self, e, env):
        """The derivative of a function or power by what is inside."""
        x = self.number(e[1], env)
        if e[0] == "^":
            n = self.exponent(e[2], env)
            return self.times((self.field.of(n),
                               self.field.power(x, n - 1))) if n else 0
        if e[0] == "log":
            return self.field.inverse(x)
        y = self.number(e, env)
        return self.field.tidy({"exp": y, "tanh": 1 - y * y,
                                "logistic": y * (1 - y)}[e[0]])

    # matrices: lists of rows; a number is that multiple of the identity

    def matrix(self, e, env):
        """The matrix of a formula, or its number."""
        if not matrices_in(e):
            return self.number(e, env)
        head, *rest = e
        if head == "@":
            return self.named(rest[0], [self.time(v, env) for v in rest[1:]])
        if head == "T":
            return turned(self.matrix(rest[0], env))
        if head == "+":
            return self.total([self.matrix(part, env) for part in rest])
        if head == "*":
            return self.product([self.matrix(part, env) for part in rest])
        if head == "^":
            return self.product([self.matrix(rest[0], env)] * rest[1])
        if head == "over":
            return self.over(*rest, env)
        return self.chain(*rest, env)

    def over(self, letter, low, high, body, env):
        """A sum over times."""
        low, high = self.time(low, env), self.time(high, env)
        if high < low - 1:
            raise Undefined("a sum that ends before it begins")
        return self.total([self.matrix(body, {**env, letter: n})
                           for n in range(low, high + 1)])

    def chain(self, letter, first, last, step, body, env):
        """A product over times."""
        first, last = self.time(first, env), self.time(last, env)
        if (last - first) * step < -1:
            raise Undefined("a product over time of negative length")
        return self.product([self.matrix(body, {**env, letter: n})
                             for n in range(first, last + step, step)])

    def named(self, name, times):
        """A matrix by its name."""
        place = name, *times
        if place not in self.matrices:
            own, row, column, meant, *facts = (
                self.data["matrices"].get(name) or self.data["sums"][name])
            env = {**self.pair, **dict(zip(own, times, strict=True))}
            for low, high in facts[0] if facts else ():
                if self.time(low, env) > self.time(high, env):
                    raise Undefined(f"{name} at {times}")
            self.matrices[place] = self.matrix(meant, env) \
                if matrices_in(meant) else [
                    [self.number(meant, both) for both in self.some(
                        column, inner)] for inner in self.some(row, env)]
        return self.matrices[place]

    def some(self, letter, env):
        """env with each value of a letter; as it is, without a letter."""
        return self.each(letter, env) if letter else [env]

    def total(self, some):
        """A sum; numbers among matrices are multiples of the identity."""
        out = 0
        for e in some:
            out = self.added(out, e)
        return out

    def added(self, x, y):
        """x + y."""
        if not isinstance(x, list):
            x, y = y, x
        if not isinstance(x, list):
            return self.field.tidy(x + y)
        if not isinstance(y, list):
            if y == 0:
                return x
            y = [[y * (n == m) for m in range(len(x[0]))]
                 for n in range(len(x))]
        return [[self.field.tidy(p + q) for p, q in zip(*rows, strict=True)]
                for rows in zip(x, y, strict=True)]

    def product(self, some):
        """A product; 1 if there are no factors."""
        out = 1
        for e in some:
            out = self.multiplied(out, e)
        return out

    def multiplied(self, x, y):
        """x y."""
        if not isinstance(x, list) or not isinstance(y, list):
            n, e = (y, x) if isinstance(x, list) else (x, y)
            tidy = self.field.tidy
            if isinstance(n, int) and n == 0:       # a sum without terms
                return 0
            return [[tidy(n * p) for p in row] for row in e] \
                if isinstance(e, list) else tidy(n * e)
        columns = turned(y)
        return [[self.field.tidy(sum(p * q for p, q in zip(
            row, column, strict=True))) for column in columns] for row in x]

    def inverse(self, x):
        """The inverse of a square matrix."""
        return inverted(self.field, x)


def matrices_in(e):
    """Whether a formula has matrices."""
    return isinstance(e, (list, tuple)) and (
        e[0] in ("@", "T", "chain", "over")
        or any(map(matrices_in, e[1:])))


def turned(x):
    """The transpose."""
    return [list(row) for row in zip(*x, strict=True)] \
        if isinstance(x, list) else x


def inverted(field, x):
    """The inverse of a square matrix, by elimination."""
    size = len(x)
    rows = [[*row, *[int(n == m) for m in range(size)]]
            for n, row in enumerate(x)]
    for n in range(size):
        for m in range(n, size):
            try:
                one = field.inverse(rows[m][n])
            except Inexact:
                continue
            rows[n], rows[m] = rows[m], rows[n]
            break
        else:
            raise Inexact("a matrix without inverse")
        rows[n] = [field.tidy(one * v) for v in rows[n]]
        for m in range(size):
            if m != n:
                rows[m] = [field.tidy(v - rows[m][n] * w) for v, w in
                           zip(rows[m], rows[n], strict=True)]
    return [row[size:] for row in rows]
