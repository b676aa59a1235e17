"""Random small networks, on which lines are tried."""
from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..tree.nodes import Claim
from .functions import CURVES, Array, Curve, random_curve, softmax

Axes = tuple[str, ...]
# name: (rows, columns) of a whole, by ranges
PARAMETERS: dict[str, tuple[Axes, Axes]] = {
    "U": (("n_h",), ("n_x",)), "W": (("n_h",), ("n_h",)),
    "V": (("n_y",), ("n_h",)), "b_h": (("n_h",), ()), "b_y": (("n_y",), ()),
    "b_2": (("n_h",), ())}
QUANTITIES: dict[str, tuple[Axes, Axes]] = {
    "x": (("n_x",), ()), "p": (("n_h",), ()), "h": (("n_h",), ()),
    "q": (("n_y",), ()), "y_hat": (("n_y",), ()), "y": (("n_y",), ()),
    "e": (("n_y",), ()), "E": ((), ())}
FIRST = {"h": 0}                       # all others begin at step 1
FARTHEST = 12.0                        # the largest logit, else scaled
LONGEST, WIDEST = 12, 6                # what a line may ask for by a number
TARGETS = ("any", "sums to 1", "one-hot")
ACTIVATIONS = ("tanh", "linear", "logistic", "relu", "open")


class Settings(NamedTuple):
    """What an alphabet says of its network, and of how lines are read.

    activation: one of ACTIVATIONS; "open" is any that is smooth. y: one of
    TARGETS. start: "any" h_0 or "zero". units: n_h, where it is fixed. mean:
    the total is a mean over steps. either: a row may stand for a column.
    last: the letter that is the number of steps. steps: T, where it is fixed.
    p_0: there is a pre-activation of step 0, and h_0 is computed from it.
    b_2: the units have a second bias. end: the only loss is that of the last
    step. unsaid: what the text leaves open: ("end",), or nothing.
    """

    activation: str = "tanh"
    bias: bool = True
    y: str = "any"
    start: str = "any"
    units: int | None = None
    mean: bool = False
    either: bool = False
    last: str = "T"
    steps: int | None = None
    p_0: bool = False
    b_2: bool = False
    end: bool = False
    unsaid: tuple[str, ...] = ()

    @classmethod
    def of(cls, claim: Claim, either: bool = False) -> Settings:
        """What a claim was read with; either: see above."""
        return cls(claim.network, claim.bias,
                   "one-hot" if claim.one_hot else "any", mean=claim.mean,
                   either=either, last=claim.last)._replace(
                       **dict(claim.more))


class Asked(NamedTuple):
    """What a line needs: at least so many steps, and so many of a range."""

    steps: int = 0
    sizes: tuple[tuple[str, int], ...] = ()


class Network(NamedTuple):
    """A network with all that it computes; arrays begin at step 0.

    steps: T. sizes: {"n_x": ..., "n_h": ..., "n_y": ...}. arrays: by name;
    parameters as they are, quantities (T + 1, n). Step 0 is NaN for all but
    h. phi, slope: the activation and its derivative, of p. mean, end:
    whether the total is a mean over steps, or the loss of the last one. p_0:
    whether p has a step 0.
    """

    steps: int
    sizes: dict[str, int]
    arrays: dict[str, Array]
    phi: Curve
    slope: Curve
    mean: bool
    end: bool = False
    p_0: bool = False

    @property
    def shares(self) -> Array:
        """What each E_t adds to the total, as a factor: (T + 1,)."""
        shares = np.zeros(self.steps + 1)
        shares[-1 if self.end else 1:] = 1 / self.steps if self.mean else 1.0
        return shares

    def first(self, name: str) -> int:
        """The first step of a quantity."""
        return first_step(name, self.p_0)


USUAL, NOTHING = Settings(), Asked()


def draw(rng: np.random.Generator, settings: Settings = USUAL,
         asked: Asked = NOTHING) -> Network:
    """A random network: three sizes of 1 to 5, none like another, T in 2..6.

    Sizes and T grow where the line asks for more. y does not sum to 1
    unless the settings say so.
    """
    sizes = _sizes(rng, settings, asked)
    low = max(2, asked.steps)
    steps = int(rng.integers(low, max(6, low + 1) + 1))
    steps = settings.steps or steps
    phi, slope = (random_curve(rng) if settings.activation == "open"
                  else CURVES[settings.activation])
    arrays = _given(rng, sizes, steps, settings)
    _run(arrays, steps, phi, settings.p_0)
    return Network(steps, sizes, arrays, phi, slope, settings.mean,
                   settings.end, settings.p_0)


def first_step(name: str, p_0: bool) -> int:
    """The first step of a quantity."""
    return 0 if p_0 and name == "p" else FIRST.get(name, 1)


def _sizes(rng: np.random.Generator, settings: Settings,
           asked: Asked) -> dict[str, int]:
    """Three sizes, all different unless the line or the settings hinder it."""
    n_x, n_h, n_y = (int(n) for n in 1 + rng.permutation(5)[:3])
    common = rng.random() < 0.9
    if n_h == 1 and common:          # one unit hides slips
        n_x, n_h = n_h, n_x
    if n_y == 1 and common:          # a loss of one class never changes
        n_x, n_y = n_y, n_x
    sizes = {"n_x": n_x, "n_h": settings.units or n_h, "n_y": n_y}
    for space, least in asked.sizes:
        sizes[space] = max(sizes[space], least)
    return sizes


def _given(rng: np.random.Generator, sizes: dict[str, int], steps: int,
           settings: Settings) -> dict[str, Array]:
    """Parameters, inputs, targets and the start."""
    n_x, n_h, n_y = (sizes[space] for space in ("n_x", "n_h", "n_y"))
    shapes = {"U": (n_h, n_x), "W": (n_h, n_h), "V": (n_y, n_h),
              "b_h": (1, n_h), "b_y": (1, n_y), "x": (steps + 1, n_x),
              "h": (steps + 1, n_h), "y": (steps + 1, n_y),
              "b_2": (1, n_h)}
    arrays, start = {}, 0
    counts = [n * m for n, m in shapes.values()]
    numbers = rng.standard_normal(sum(counts))
    for (name, shape), count in zip(shapes.items(), counts, strict=True):
        arrays[name] = numbers[start:start + count].reshape(shape)
        start += count
    arrays["U"] *= 0.7
    arrays["W"] *= 1.1 / np.sqrt(n_h)
    for name in ("b_h", "b_y", "b_2"):
        there = settings.bias and (settings.b_2 or name != "b_2")
        arrays[name] = arrays[name][0] * (0.5 if there else 0.0)
    arrays["h"] *= 0.5 if settings.start == "any" else 0.0
    arrays["y"] = _targets(rng, arrays["y"], settings.y)
    arrays["x"][0] = arrays["y"][0] = np.nan
    return arrays


def _targets(rng: np.random.Generator, y: Array, kind: str) -> Array:
    """(T + 1, n_y), positive; sums near 1 are put out of its reach."""
    if kind == "one-hot":
        return np.eye(y.shape[1])[rng.integers(y.shape[1], size=len(y))]
    y = np.exp(0.5 * y)
    y /= y.sum(axis=1, keepdims=True)
    if kind == "any":
        sums = rng.uniform(-0.6, 0.6, size=(len(y), 1))
        y *= 1 + sums + 0.2 * np.sign(sums)
    return y


def _run(arrays: dict[str, Array], steps: int, phi: Curve,
         p_0: bool = False) -> None:
    """Adds p, h, q, y_hat, e and E of steps 1..T, by the definitions."""
    h, p = arrays["h"], arrays["x"] @ arrays["U"].T + arrays["b_h"]
    p, W = p + arrays["b_2"], arrays["W"]
    if p_0:
        p[0] = h[0]
        h[0] = phi(p[0])
    for t in range(1, steps + 1):
        p[t] += W @ h[t - 1]
        h[t] = phi(p[t])
    q = h @ arrays["V"].T + arrays["b_y"]
    largest = np.abs(q).max()
    if largest > FARTHEST:           # else a prediction would be 0
        for array in (q, arrays["V"], arrays["b_y"]):
            array *= FARTHEST / largest
    q[0] = np.nan
    y, y_hat = arrays["y"], softmax(q)
    arrays |= {"p": p, "q": q, "y_hat": y_hat, "e": y_hat - y,
               "E": -(y * np.log(y_hat)).sum(axis=1)}
