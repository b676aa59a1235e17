"""What readers may hand in by mistake, and objects that fight back."""
from collections import namedtuple

import numpy as np
import sympy as sp

W = np.array([[1.0, 2.0], [3.0, 5.0]])
Entries = namedtuple("Entries", "U V", defaults=(W,))


class Hostile:
    """An object that answers nothing it is asked."""

    def refuse(self, *args, **kwargs):
        raise RuntimeError("no")

    __array__ = __float__ = __eq__ = __repr__ = __str__ = __len__ = refuse
    __iter__ = __bool__ = __hash__ = __getitem__ = __deepcopy__ = refuse
    __add__ = __sub__ = __neg__ = __abs__ = __call__ = __index__ = refuse


class Grad(Hostile):
    """A tensor that is part of a graph."""

    def __array__(self, *args, **kwargs):
        raise RuntimeError("Use tensor.detach().numpy() instead.")

    def __repr__(self):
        return "tensor(2.5)"


def endless():
    return endless()


def leaves():
    raise SystemExit(3)


LOOP = [1]
LOOP.append(LOOP)
NASTY = [
    Hostile(), Grad(), LOOP, {"a": LOOP}, True, False, 10**400, -10**400,
    10**5000, np.array([10**400], object), 1j, np.nan, -np.inf, None, "2.5",
    b"2", "", [], (), {}, {2.5}, frozenset([1]), range(3), [[1], [2, 3]],
    np.array(["2"], object), np.array([True, False]), np.datetime64("2026-01"),
    np.ma.masked, np.ma.array([1.0, 2], mask=[True, False]), np.uint8(250),
    np.float16(2), np.longdouble(2), np.zeros((0, 2)), np.ones((1,) * 20),
    np.zeros(2, "f8, i4"), object, Hostile, sp.Symbol("x"), sp.oo, sp.zoo,
    sp.nan, sp.I, sp.Matrix([[1, 2], [3, 5]]), sp.Eq(sp.Symbol("x"), 1),
    sp.true, sp.Piecewise((1, sp.Symbol("x") > 0), (0, True)),
    sp.Mul(2, 3, evaluate=False), sp.Float(2), lambda: 1, lambda z: z, leaves,
    endless, print, Entries(W), iter([1]), NotImplemented, BaseException,
    type("Number", (float,), {"__repr__": lambda self: "`" * 50})(2.5)]
