"""What can be wrong with an argument, or odd about it and still right.

Each maker takes a good value and gives {name: (verdict, spoilt value)}. SAME
must give the answer of the good value, ERROR must be refused, and EITHER is
refused or answered rightly.
"""
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

SAME, EITHER, ERROR = "same", "either", "error"
LARGE = (1e30, 1e150, 1e200, 1e300, 1.7e308)
TINY = (1e-30, 1e-200, 1e-310, 5e-324, -0.0)


class Own(np.ndarray):
    """A subclass that must not come back."""


class Word(str):
    """A string by another name."""


class Shuffled(NamedTuple):
    W: object = 0
    U: object = 0
    V: object = 0
    b_h: object = 0
    b_y: object = 0


def strided(a):
    wide = np.zeros([2 * n for n in a.shape], a.dtype)
    wide[(slice(None, None, 2),) * a.ndim] = a
    return wide[(slice(None, None, 2),) * a.ndim]


def backwards(a):
    back = (slice(None, None, -1),) * a.ndim
    return a[back].copy()[back]


def read_only(a):
    a = a.copy()
    a.flags.writeable = False
    return a


def put(a, value, where):
    """a with one entry changed, where its precision can hold it."""
    a = a.copy()
    with np.errstate(over="ignore"):
        value = a.dtype.type(value)
    a.flat[where % a.size] = value
    return a


def layouts(a):
    """The same numbers, laid out in other ways."""
    same = {"fortran": np.asfortranarray(a), "strided": strided(a),
            "backwards": backwards(a), "read-only": read_only(a),
            "subclass": a.view(Own), "transposed twice": a.T.copy().T}
    if a.ndim == 2:
        same["matrix"] = a.view(np.matrix)
    return {name: (SAME, value) for name, value in same.items()}


def shapes(a):
    """Other sizes and ranks; the answer may be another, not a wrong one."""
    cut = {f"axis {i} cut": a.take(range(1), i) for i in range(a.ndim)
           if a.shape[i] > 1}
    long = {f"axis {i} long": np.concatenate([a, a], i)
            for i in range(a.ndim)}
    first = a[:1] if a.ndim else a
    return {name: (EITHER, value) for name, value in {
        **cut, **long, "transposed": a.T, "one axis more": a[None],
        "one axis less": a[0] if a.ndim else a.item(), "flat": a.ravel(),
        "empty": a.ravel()[:0], "a size of 0": a[..., None][..., :0],
        "broadcast": np.broadcast_to(first, a.shape)}.items()}


def no_arrays(a):
    """What is no array of numbers at all."""
    masked = np.ma.masked_array(a, np.arange(a.size).reshape(a.shape) == 0)
    return {name: (ERROR, value) for name, value in {
        "masked": masked, "masked nowhere": np.ma.masked_array(a),
        "list of masked": [masked, masked], "object": a.astype(object),
        "string": a.astype(str), "bool": a > 0, "text": "text",
        "dict": {}, "set": {1.0}, "iterator": iter([1.0]),
        "ragged": [[1.0], [1.0, 2.0]], "type": float, "ellipsis": ...,
        "dates": np.zeros(a.shape, "M8[s]"),
        "times": np.zeros(a.shape, "m8[s]"),
        "records": np.zeros(a.shape, [("a", float)])}.items()}


def floats(a, where, complex_ok=False):
    """An array of float32 or float64."""
    other = {np.dtype("f4"): "f8", np.dtype("f8"): "f4"}.get(a.dtype, "f8")
    values = {**{f"{v:g}": v for v in (*LARGE, *TINY, 0.0, 1.0, -3.0)}}
    bad = {name: put(a, float(name), where) for name in ("nan", "inf", "-inf")}
    either = {"list": a.tolist(), "zeros": 0 * a, "whole": np.rint(a),
              "complex": a + 0j, "other precision": a.astype(other),
              "all of 5e-324": np.full_like(a, 5e-324),
              **{name: a.astype(name) for name in (
                  "f2", "g", "F", "i8", "u1", "i4")},
              "big-endian": a.astype(a.dtype.newbyteorder(">"))}
    return {**layouts(a), **shapes(a), **no_arrays(a),
            **{name: (ERROR, value) for name, value in bad.items()},
            **{name: (EITHER, value) for name, value in either.items()},
            **{name: (EITHER, put(a, value, where))
               for name, value in values.items()
               if abs(value) < float(np.finfo(a.dtype).max)},
            "imaginary": (EITHER if complex_ok else ERROR, a + 1j),
            "None": (ERROR, None)}


def labels(y, n_y, ignored=EITHER):
    """Class indices (T, B)."""
    same = {name: y.astype(name) for name in (
        "i1", "u1", "i2", "u2", "u4", "u8", ">i4", ">u8")}
    wrong = {"one too many": put(y, n_y, 0), "negative": put(y, -1, 1),
             "wraps": put(y.astype("u8"), 2**64 - 1, 0),
             "least": put(y, -2**63, 0), "float": y.astype(float),
             "half": y.astype("f2"), "nan": put(y.astype(float), np.nan, 0),
             "complex": y + 0j, "scalar": 0}
    return {**layouts(y), **shapes(y), **no_arrays(y),
            "list": (SAME, y.tolist()), "None": (ERROR, None),
            "one ignored": (ignored, put(y, -100, 0)),
            "all ignored": (ignored, np.full_like(y, -100)),
            **{name: (SAME, value) for name, value in same.items()},
            **{name: (ERROR, value) for name, value in wrong.items()}}


def masks(mask, shape):
    """None, bools or weights (T, B)."""
    m = np.ones(shape) if mask is None else mask.astype(float)
    same = {name: m.astype(name) for name in ("f2", "g", ">f4")}
    wrong = {name: put(m, float(name), 1) for name in ("-1", "nan", "inf")}
    wrong |= {"complex": m + 0j, "a number": 1.0, "steps": m[:, 0],
              "-5e-324": put(m, -5e-324, 0)}
    no_arrays_ = {name: wrong for name, wrong in no_arrays(m).items()
                  if name != "bool"}
    return {**layouts(m), **shapes(m), **no_arrays_,
            "list": (SAME, m.tolist()), "bools": (EITHER, m > 1),
            "whole": (EITHER, m.astype("u1")), "zeros": (EITHER, 0 * m),
            **{f"{v:g}": (EITHER, put(m, v, 0)) for v in (
                *LARGE, 1e-30, 1e-200, 5e-324)},
            **{name: (SAME, value) for name, value in same.items()},
            **{name: (ERROR, value) for name, value in wrong.items()}}


def steps(value, T):
    """Which of 1..T count."""
    t = np.arange(1, T + 1) if value is None else np.atleast_1d(value)
    same = {"array": t, "tuple": tuple(t.tolist()), "small": t.astype("u1"),
            "other order": t[::-1], "big": t.astype("u8"),
            "big-endian": t.astype(">i2"), "strided": strided(t)}
    wrong = {"none": [], "0": 0, "T + 1": T + 1, "-1": [-1], "1.0": 1.0,
             "True": True, "mask": [True] * T, "text": "1", "set": {1},
             "twice": [1, 1], "nested": [[1]], "nan": np.nan, "None": [None],
             "time": np.timedelta64(1), "times": t.astype("m8[s]"),
             "slice": slice(1, 2), "huge": 10**30, "wraps": 2**64 - 1,
             "object": t.astype(object), "float": t.astype(float),
             "masked": np.ma.masked_array(t), "ragged": [[1], [1, 2]],
             "complex": t + 0j, "list of masked": [np.ma.masked]}
    return {**{name: (SAME, some) for name, some in same.items()},
            **{name: (ERROR, some) for name, some in wrong.items()}}


def no_numbers(n):
    return {name: (ERROR, value) for name, value in {
        "True": True, "np.True_": np.True_, "None": None, "text": str(n),
        "list": [n], "array": np.array([n]), "complex": 1j * n,
        "time": np.timedelta64(1), "nan": np.nan, "inf": np.inf,
        "masked": np.ma.masked, "Decimal": Decimal(1), "dict": {},
        "np complex": np.complex128(n), "type": int}.items()}


def counts(n, low=1):
    """An int of at least `low`."""
    return {**no_numbers(n), "float": (ERROR, float(n)),
            "Fraction": (ERROR, Fraction(n)), "too low": (ERROR, low - 1),
            "lowest": (EITHER, low), "huge": (EITHER, 10**30),
            "0-d": (EITHER, np.array(n)), "np.float64": (ERROR, np.float64(n)),
            "int64": (SAME, np.int64(n)), "uint8": (SAME, np.uint8(n)),
            "-1": (ERROR, -1), "-2**70": (ERROR, -2**70)}


def numbers(v):
    """A finite real number."""
    either = {f"{n:g}": n for n in (*LARGE, *TINY, 0.0, 1.0, -1.0, -1e300)}
    either |= {"int": 1, "np.float32": np.float32(v), "0-d": np.array(v),
               "f2": np.float16(v), "lots": 10**300, "2**70": 2**70}
    return {**no_numbers(v), "10**400": (ERROR, 10**400),
            "Fraction of 10**400": (ERROR, Fraction(10**400, 3)),
            "longer": (ERROR, np.longdouble("1e4000")),
            "-inf": (ERROR, -np.inf), "np.nan": (ERROR, np.float32("nan")),
            **{name: (EITHER, value) for name, value in either.items()},
            "np.float64": (SAME, np.float64(v)), "exact": (SAME, Fraction(v)),
            "longdouble": (SAME, np.longdouble(v))}


def words(word):
    """A name of several."""
    return {"Word": (SAME, Word(word)), "np.str_": (SAME, np.str_(word)),
            **{name: (ERROR, value) for name, value in {
                "other": "nonsense", "no word": "", "capitals": word.upper(),
                "bytes": word.encode(), "None": None, "list": [word],
                "0": 0, "array": np.array(word), "function": np.tanh,
                "space": word + " "}.items()}}


def flags(flag):
    return {"np": (SAME, np.bool_(flag)), **{
        name: (ERROR, value) for name, value in {
            "1": int(flag), "None": None, "text": str(flag), "nan": np.nan,
            "array": np.array([True, False])}.items()}}


def tuples(value):
    """A named tuple as a whole."""
    return {name: (ERROR, wrong) for name, wrong in {
        "tuple": tuple(value), "list": list(value), "None": None,
        "dict": value._asdict(), "class": type(value), "shuffled": Shuffled(),
        "shuffled class": Shuffled, "array": np.ones(3), "text": "params",
        "object": SimpleNamespace(**value._asdict()), "int": 1}.items()}


def steps_of(x):
    """T and B; vectors (B, n_x) are one step of each sequence."""
    x = np.asarray(x)
    return x.shape[:2] if x.ndim == 3 or x.dtype.kind == "i" else (1, len(x))


def of(name, value, call, args):
    """All spoils of the argument of this name."""
    if name in ("steps", "y", "mask") or (
            name in ("h0", "c0") and value is None):
        T, B = steps_of(args["x"])
    if name == "mask":
        return masks(value, (T, B))
    if name == "steps":
        return steps(value, T)
    if name in ("h0", "c0") and value is None:
        zeros = np.zeros((B, args["params"].W.shape[-1]),
                         args["params"].W.dtype)
        return {"zeros": (SAME, zeros), **no_arrays(zeros)}
    if name == "y" and value.dtype.kind == "i":
        return labels(value, len(args["params"].V))
    if name in ("x", "prompt"):
        return labels(value, args["params"].U.shape[-1], ERROR)
    for kind, maker in ((bool, flags), (str, words), (float, numbers)):
        if isinstance(value, kind):
            return call.spoils.get(name, maker)(value)
    if isinstance(value, int):
        return call.spoils.get(name, counts)(value)
    if value is None:                      # and there is no more to say
        return {"None": (SAME, None), "text": (ERROR, "none"),
                "nan": (ERROR, np.nan), "True": (ERROR, True)}
    return call.spoils.get(name, tuples)(value)


def paths(args):
    """Every argument, and every field of those that are named tuples."""
    return [path for name, value in args.items() for path in (
        (name,), *((name, field) for field in getattr(value, "_fields", ())))]


def put_in(args, path, value):
    name, *field = path
    if field:
        value = args[name]._replace(**{field[0]: value})
    return {**args, name: value}


def all_of(call, args, path, where):
    """{spoil: (verdict, value)} of the argument at this path."""
    name, value = path[-1], args[path[0]]
    value = getattr(value, name) if path[1:] else value
    if name != "mask" and isinstance(value, np.ndarray) and (
            value.dtype.kind == "f"):
        some = floats(value, where, call.complex_ok)
    else:
        some = of(name, value, call, args)
    return {spoil: (EITHER if wrong is None and name in call.optional
                    else verdict, wrong)
            for spoil, (verdict, wrong) in some.items()}


@st.composite
def spoilt(draw, call, args):
    """One or two arguments spoilt: ({path: (spoil, verdict)}, arguments)."""
    some = st.sampled_from(paths(args))
    done, good = {}, args
    for path in draw(st.lists(some, min_size=1, max_size=2,
                              unique_by=lambda path: path[0])):
        wrong = all_of(call, good, path, draw(st.integers(0, 99)))
        spoil = draw(st.sampled_from(sorted(wrong)))
        verdict, value = wrong[spoil]
        args, done[path] = put_in(args, path, value), (spoil, verdict)
    return done, args


def joint(done):
    """ERROR if one verdict is, else EITHER if one is, else SAME."""
    verdicts = [verdict for _, verdict in done.values()]
    return next((v for v in (ERROR, EITHER) if v in verdicts), SAME)
