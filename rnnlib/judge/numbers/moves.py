"""Derivatives of all that a network computes, by one thing that is moved.

Forward, and exact: what is moved are all entries of the thing at once, each
in a direction of its own, and every quantity of every step gets its slope in
each direction. Nothing is subtracted, so that all digits are right.
"""
from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np

from .functions import Array
from .networks import PARAMETERS, QUANTITIES, Network
from .troubles import OutOfTime, ShapeSlip


class Moved(NamedTuple):
    """What is moved: a quantity at a time, a parameter, or one copy of it.

    immediate: only what is computed in the same step moves along.
    """

    name: str
    time: int | None = None
    copy: int | None = None
    immediate: bool = False


class Slopes:
    """d quantity / d moved. Each table: (T + 1, axes of the quantity, N).

    N counts the entries of what is moved, in rows. Step 0 of all but h has
    no meaning. Tables are made when they are asked for.
    """

    def __init__(self, network: Network, moved: Moved) -> None:
        self.network, self.moved = network, moved
        _refuse(moved, network)
        self.shape = np.shape(network.arrays[moved.name])
        if moved.time is not None:
            self.shape = self.shape[1:]
        self.count = int(np.prod(self.shape))

    def of(self, name: str) -> Array:
        """The table of a quantity; of a parameter without the time axis."""
        if name in PARAMETERS:
            return self._parameter(name)
        return getattr(self, f"_{name}")

    def of_copy(self, name: str, step: int) -> Array:
        """The table of a parameter's copy at one step."""
        if name == self.moved.name and self.moved.copy == step:
            shape = self.network.arrays[name].shape
            return np.eye(self.count).reshape(*shape, self.count)
        return self._parameter(name)

    def _parameter(self, name: str) -> Array:
        shape = self.network.arrays[name].shape
        if name == self.moved.name and self.moved.copy is None:
            return np.eye(self.count).reshape(*shape, self.count)
        return np.zeros((*shape, self.count))

    def _start(self, name: str) -> Array:
        """Zeros, and ones where the quantity itself is moved."""
        array = self.network.arrays[name]
        table = np.zeros((*array.shape, self.count), array.dtype)
        if self.moved.name == name:
            table[self.moved.time] += np.eye(self.count).reshape(
                *self.shape, self.count)
        return table

    def _through(self, matrix: str, biases: tuple[str, ...], of: Array,
                 start: Array) -> Array:
        """What a moved matrix or bias adds: (T + 1, n, N), of: (T + 1, m)."""
        name, copy = self.moved.name, self.moved.copy
        if name not in (matrix, *biases):
            return start
        eye = np.eye(start.shape[1])
        added = (np.broadcast_to(eye, (len(start), *eye.shape))
                 if name in biases else
                 np.einsum("ij,tl->tijl", eye, of).reshape(start.shape))
        if copy is None:
            return start + added
        start[copy] += added[copy]
        return start

    @cached_property
    def _x(self) -> Array:
        return self._start("x")

    @cached_property
    def _y(self) -> Array:
        return self._start("y")

    @cached_property
    def _states(self) -> tuple[Array, Array]:
        """The tables of p and h."""
        arrays, steps = self.network.arrays, self.network.steps
        before = np.concatenate([arrays["h"][:1], arrays["h"][:-1]])
        p = self._through("W", ("b_h", "b_2"), before, self._start("p"))
        p = self._through("U", (), arrays["x"], p)
        if self.moved.name == "x":
            p += arrays["U"] @ self._x
        h, W = self._start("h"), arrays["W"]
        slope = self.network.slope(arrays["p"])[..., None]
        if self.network.p_0:
            p[0] = self._start("p")[0]
            h[0] += slope[0] * p[0]
        if self.moved.immediate:
            p[1:] += W @ h[:-1]
            h[1:] += slope[1:] * p[1:]
            return p, h
        for t in range(1, steps + 1):
            p[t] += W @ h[t - 1]
            h[t] += slope[t] * p[t]
        return p, h

    @property
    def _p(self) -> Array:
        return self._states[0]

    @property
    def _h(self) -> Array:
        return self._states[1]

    @cached_property
    def _q(self) -> Array:
        arrays = self.network.arrays
        q = self._through("V", ("b_y",), arrays["h"], self._start("q"))
        if self.moved.name in ("V", "b_y", "q", "y_hat", "y", "E"):
            return q
        return q + arrays["V"] @ self._h

    @cached_property
    def _y_hat(self) -> Array:
        y_hat, q = self.network.arrays["y_hat"], self._q
        mean = np.einsum("ta,tan->tn", y_hat, q)
        return self._start("y_hat") + y_hat[..., None] * (q - mean[:, None])

    @property
    def _e(self) -> Array:
        return self._y_hat - self._y

    @cached_property
    def _E(self) -> Array:
        y, y_hat = self.network.arrays["y"], self.network.arrays["y_hat"]
        E = self._start("E") - np.einsum("ta,tan->tn", y / y_hat, self._y_hat)
        if self.moved.name == "y":
            E -= np.einsum("ta,tan->tn", np.log(y_hat), self._y)
        return E

    @cached_property
    def _total(self) -> Array:
        """(N,): of the loss over all steps."""
        return self.network.shares[1:] @ self._E[1:]


def _refuse(moved: Moved, network: Network) -> None:
    """What nothing depends on, or what is not there."""
    steps: tuple[int | None, ...]
    if moved.name in PARAMETERS:
        steps = () if moved.copy is None else (moved.copy,)
    elif moved.name in QUANTITIES and moved.name != "e":
        steps = (moved.time,)
    else:
        raise ShapeSlip(f"Nothing is computed from {moved.name}, so that no "
                        "derivative by it is known.")
    for step in steps:
        within(network, moved.name, step)


def within(network: Network, name: str, step: int | None) -> int:
    """The step, if the network has one for that name."""
    first = network.first(name)
    if step is None:
        raise ShapeSlip(f"{name} has no time here.")
    if step < first:
        raise OutOfTime(f"It names {name} at step {step}, but {name} begins "
                        f"at step {first}.")
    if step > network.steps:
        raise OutOfTime(f"It names {name} at a step after the last one.")
    return step
