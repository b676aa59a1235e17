"""The numbers of the checker's terms on one network."""
from __future__ import annotations

import string
from typing import Any

import numpy as np

from ..numbers.functions import Array
from ..numbers.moves import Moved, Slopes, within
from ..numbers.networks import PARAMETERS, QUANTITIES, Network
from . import networks
from .names import Json

STEP = 1e-30
MOVED = "~"                      # the letter of what is moved
Value = tuple[tuple[str, ...], Array]


class Worth:
    """Terms as numbers. times: {letter: step}; changes: {"dW": array}."""

    def __init__(self, network: Network, kind: str, times: dict[str, int],
                 changes: dict[str, Array]) -> None:
        self.network, self.kind, self.changes = network, kind, changes
        self.times = {**times, "T": network.steps}
        self.matrices = networks.matrices(kind)
        self.sums = networks.sums()
        self.slopes: dict[Moved, Slopes] = {}

    def step(self, time: str, env: dict[str, int]) -> int:
        """A time as a step."""
        known = {**self.times, **env}
        if time in known:
            return known[time]
        name = next((name for name in sorted(known, key=len)[::-1]
                     if time.startswith(name)), "")
        return (known[name] if name else 0) + int(time[len(name):] or 0)

    # formulas of entries

    def of(self, e: Json, env: dict[str, int], moved: Moved | None = None
           ) -> Value:
        """A formula: its letters, and an array with an axis for each."""
        if isinstance(e, int | float):
            return (), np.asarray(float(e))
        if isinstance(e, str):
            if e in self.network.sizes:
                return (), np.asarray(float(self.network.sizes[e]))
            return (), np.asarray(float(self.step(e, env)))
        head, *rest = e
        if head == "/":
            return (), np.asarray(rest[0] / rest[1])
        if head == "+":
            return added([self.of(one, env, moved) for one in rest])
        if head == "*":
            return multiplied([self.of(one, env, moved) for one in rest])
        if head == "^":
            letters, base = self.of(rest[0], env, moved)
            _, power = self.of(rest[1], env)
            return letters, base**(int(power) if power == int(power)
                                   else power)
        if head == "sum":
            return self.summed(rest[0], self.of(rest[1], env, moved))
        if head == "delta":
            return self.delta(*rest)
        if head in ("d", "imm"):
            return self.derivative(rest[0], rest[1], head == "imm", env)
        if head in FUNCTIONS or head in ("phi", "slope"):
            letters, inner = self.of(rest[0], env, moved)
            act: Any = FUNCTIONS.get(head) or {
                "phi": self.network.phi, "slope": self.network.slope}[head]
            return letters, act(inner)
        return self.entry(head, rest, env, moved)

    def summed(self, letter: str, value: Value) -> Value:
        """The sum over a letter; of what is without it, so many times."""
        letters, array = value
        if letter not in letters:
            return letters, array * self.network.sizes[
                networks.LETTERS[letter[0]]]
        place = letters.index(letter)
        return letters[:place] + letters[place + 1:], array.sum(axis=place)

    def delta(self, first: str, second: str) -> Value:
        """Kronecker's delta."""
        if first == second:
            return (), np.asarray(1.0)
        return (first, second), np.eye(self.network.sizes[
            networks.LETTERS[first[0]]])

    def entry(self, name: str, at: list[str], env: dict[str, int],
              moved: Moved | None) -> Value:
        """An entry of what the network has, moved by an imaginary step."""
        if name in self.changes:
            return diagonal(tuple(at), self.changes[name])
        array, step = self.network.arrays[name], None
        if name in QUANTITIES:
            step, at = self.step(at[0], env), at[1:]
            array = array[within(self.network, name, step)]
        if moved is None:
            return diagonal(tuple(at), array)
        table = self.slopes_of(moved).of(name)
        table = table if step is None else table[step]
        return diagonal((*at, MOVED), array[..., None] + 1j * STEP * table)

    def slopes_of(self, moved: Moved) -> Slopes:
        """The derivatives of all by one thing."""
        if moved not in self.slopes:
            self.slopes[moved] = Slopes(self.network, moved)
        return self.slopes[moved]

    def derivative(self, top: Json, below: Json, immediate: bool,
                   env: dict[str, int]) -> Value:
        """A derivative by an entry."""
        name, *at = below
        step = None
        if name not in PARAMETERS:
            step, at = self.step(at[0], env), at[1:]
        slopes = self.slopes_of(Moved(name, step, None, immediate))
        letters, array = self.of(top, env, slopes.moved)
        if MOVED not in letters:
            return (), np.asarray(0.0)
        array = np.moveaxis(array, letters.index(MOVED), -1).imag / STEP
        letters = tuple(one for one in letters if one != MOVED)
        return diagonal((*letters, *at), array.reshape(
            array.shape[:-1] + slopes.shape))

    # products of matrices

    def matrix(self, e: Json, env: dict[str, int]) -> Array:
        """A word, as an array of two axes, or a number without any."""
        if not isinstance(e, list):
            return self.of(e, env)[1]
        head, *rest = e
        if head == "@":
            return self.named(rest[0], rest[1:], env)
        if head == "T":
            return self.matrix(rest[0], env).T
        if head == "+":
            return total([self.matrix(one, env) for one in rest])
        if head == "*":
            found = np.asarray(1.0)
            for one in rest:
                found = times(found, self.matrix(one, env))
            return found
        if head in ("chain", "over"):
            return self.over(head, rest, env)
        return self.of(e, env)[1]

    def over(self, head: str, rest: list[Any], env: dict[str, int]) -> Array:
        """A sum or a product over times."""
        letter, first, last, *step, body = rest
        way = step[0] if step else 1
        one, two = self.step(first, env), self.step(last, env)
        steps = range(one, two + way, way)
        parts = [self.matrix(body, {**env, letter: s}) for s in steps]
        found = np.asarray(1.0 if head == "chain" else 0.0)
        for part in parts:
            found = times(found, part) if head == "chain" else total(
                [found, part])
        return found

    def named(self, name: str, at: list[str], env: dict[str, int]) -> Array:
        """A matrix at its times."""
        if name in self.sums:
            own, _, _, meant, _ = self.sums[name]
            return self.matrix(meant, {**env, **{
                old: self.step(new, env) for old, new in zip(
                    own, at, strict=True)}})
        own, row, column, formula = self.matrices[name]
        letters, array = self.of(formula, {**env, **{
            old: self.step(new, env) for old, new in zip(
                own, at, strict=True)}})
        wanted = tuple(one for one in (row, column) if one)
        array = arranged((letters, array), wanted, self.network)
        return array.reshape(*array.shape, *[1] * (2 - array.ndim))


FUNCTIONS = {"exp": np.exp, "log": np.log, "tanh": np.tanh,
             "logistic": lambda x: 1 / (1 + np.exp(-x))}


def diagonal(letters: tuple[str, ...], array: Array) -> Value:
    """Letters that stand twice pick a diagonal."""
    unique = tuple(dict.fromkeys(letters))
    if len(unique) == len(letters):
        return letters, array
    names = dict(zip(unique, string.ascii_letters, strict=False))
    return unique, np.einsum("{}->{}".format(
        "".join(names[one] for one in letters),
        "".join(names[one] for one in unique)), array)


def multiplied(values: list[Value]) -> Value:
    """A product of formulas."""
    letters, array = values[0]
    for more, other in values[1:]:
        out = tuple(dict.fromkeys(letters + more))
        names = dict(zip(out, string.ascii_letters, strict=False))
        array = np.einsum("{},{}->{}".format(*(
            "".join(names[one] for one in some)
            for some in (letters, more, out))), array, other)
        letters = out
    return letters, array


def added(values: list[Value]) -> Value:
    """A sum of formulas."""
    out = tuple(dict.fromkeys(one for letters, _ in values
                              for one in letters))
    return out, sum((spread(one, out) for one in values), np.zeros(()))


def spread(value: Value, out: tuple[str, ...]) -> Array:
    """The array with an axis of length 1 for each letter that it has not."""
    letters, array = value
    order = [letters.index(one) for one in out if one in letters]
    array = array.transpose(order)
    return array[tuple(slice(None) if one in letters else None
                       for one in out)]


def arranged(value: Value, out: tuple[str, ...], network: Network) -> Array:
    """The array with these letters as axes, in full."""
    return np.broadcast_to(spread(value, out), [
        network.sizes[networks.LETTERS[one[0]]] for one in out])


def times(first: Array, second: Array) -> Array:
    """A product of matrices or numbers."""
    return first @ second if first.ndim and second.ndim else first * second


def total(some: list[Array]) -> Array:
    """A sum of matrices; a number stands for so many I, 0 for nothing."""
    wide = [one for one in some if one.ndim]
    if not wide:
        return np.asarray(sum(some))
    found = sum(wide)
    for one in some:
        if not one.ndim and one:
            found = found + one * np.eye(*wide[0].shape)
    return np.asarray(found)
