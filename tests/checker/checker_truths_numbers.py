"""Numbers that the checker must know to 40 digits, and limits that it keeps.
"""
from mpmath import mp, mpf

mp.dps = 80
THIRD, HALF = ["/", 1, 3], ["/", 1, 2]
VALUES = {
    "sin(1/2)": (["sin", HALF], mp.sin(mpf(1) / 2)),
    "sin(-2)": (["sin", -2], mp.sin(-2)),
    "sin(99)": (["sin", 99], mp.sin(99)),
    "cos(3)": (["cos", 3], mp.cos(3)),
    "cos(0)": (["cos", 0], mpf(1)),
    "sin(0)": (["sin", 0], mpf(0)),
    "exp(-3)": (["exp", -3], mp.exp(-3)),
    "log(7)": (["log", 7], mp.log(7)),
    "tanh(1/3)": (["tanh", THIRD], mp.tanh(mpf(1) / 3)),
    "atanh(1/3)": (["atanh", THIRD], mp.atanh(mpf(1) / 3)),
    "atanh(-1/2)": (["atanh", ["/", -1, 2]], mp.atanh(mpf(-1) / 2)),
    "logistic(2)": (["logistic", 2], 1 / (1 + mp.exp(-2))),
    "2^(1/2)": (["^", 2, HALF], mp.sqrt(2)),
    "0^(1/2)": (["^", 0, HALF], mpf(0)),
    "3^(-1/2)": (["^", 3, ["/", -1, 2]], 1 / mp.sqrt(3)),
    "(-2)^3": (["^", -2, 3], mpf(-8)),
    "2^-2": (["^", 2, -2], mpf(1) / 4),
    "2^0": (["^", 2, 0], mpf(1)),
    "pi": ("pi", mp.pi), "E": ("E", mp.e),
    "GoldenRatio": ("GoldenRatio", mp.phi),
    "5 over 2": (["binomial", 5, 2], mpf(10)),
    "1/2 over 3": (["binomial", HALF, 3], mpf(1) / 16),
    "5 over 0": (["binomial", 5, 0], mpf(1)),
    "5 (5-1)": (["FallingFactorial", 5, 2], mpf(20)),
    "|-3|": (["Abs", -3], mpf(3)),
    "min": (["Min", 2, 1, 3], mpf(1)), "max": (["Max", 2, 3, 1], mpf(3)),
    "1 + 2 + 3": (["+", 1, 2, 3], mpf(6)), "sum of 5": (["+", 5], mpf(5)),
    "2 * 3 * 4": (["*", 2, 3, 4], mpf(24)), "2 / 3": (["/", 2, 3],
                                                    mpf(2) / 3),
}
NEXT = [{"x": "2"}, {"x": "-3"}, {"x": "0"}]
SAME = {                       # equal to themselves, unless they are refused
    "a point": ("x", NEXT), "near": ("x", [{"x": "1e-9"}, *NEXT]),
    "far": ("x", [{"x": "1e9"}, *NEXT]),
    "two names": (["+", "x", "y"], [{"x": n, "y": "1"} for n in "123"]),
    "1^999999": (["^", 1, 999999], []),
    "a high falling power": (["FallingFactorial", 1000, 999], []),
}
REFUSED = {
    "too near": ("x", [{"x": "0.9e-9"}, *NEXT]),
    "too far": ("x", [{"x": "1.1e9"}, *NEXT]),
    "infinite": ("x", [{"x": "Infinity"}, *NEXT]),
    "1^1000000": (["^", 1, 10**6], []),
    "a falling power too high": (["FallingFactorial", 1000, 1000], []),
    "5 over -1": (["FallingFactorial", 5, -1], []),
    "sin(100)": (["sin", 100], []),
    "atanh(1)": (["atanh", 1], []), "atanh(-1)": (["atanh", -1], []),
    "a root of -2": (["^", -2, THIRD], []), "log(-1)": (["log", -1], []),
    "True": (True, []), "no formula": ([], []), "text": ({}, []),
    "no points": ("x", []), "one point too few": ("x", NEXT[:2]),
    "points of another name": ("y", NEXT),
    "no exponent": (["^", 0, 0], []),
    "a number at one point": (1, NEXT[:1]),
}
NEAR = {                       # left, right: nearer than 40 digits or not
    "1e30": (10**30, ["+", 10**30, ["/", 1, 10**11]]),
    "1": (1, ["+", 1, ["/", 1, 10**41]]),
    "1e-30": (["/", 1, 10**30], ["+", ["/", 1, 10**30], ["/", 1, 10**41]]),
}
FAR = {
    "1e30": (10**30, ["+", 10**30, ["/", 1, 10**9]]),
    "-1e30": (-10**30, ["+", -10**30, ["/", 1, 10**9]]),
    "1": (1, ["+", 1, ["/", 1, 10**39]]),
    "1, by 1.5 units": (1, ["+", 1, ["/", 15, 10**41]]),
    "1, below": (1, ["+", 1, ["/", -1, 10**39]]),
    "1e-30": (["/", 1, 10**30], ["+", ["/", 1, 10**30], ["/", 1, 10**39]]),
    "x^2 = x": (["^", "x", 2], "x"),
    "log(0) is 1": (["log", 0], 1), "1 is log(0)": (1, ["log", 0]),
    "0^(-1/2) is 0": (["^", 0, ["/", -1, 2]], 0),
    "0 is 0^(-1/2)": (0, ["^", 0, ["/", -1, 2]]),
    "exp(log(0)) is 0": (["exp", ["log", 0]], 0),
}


def exact(left, right, points=()):
    """A certificate of an exact equation."""
    return ({"label": "exact", "kind": "exact", "pairs": [
        {"left": left, "right": right, "at": list(points)}]},)


def digits(number, slip=0):
    """A number to 60 digits, and so many units of the 39th too large."""
    return ["/", int(mp.nint(number * mpf(10)**60)) + slip * 10**21, 10**60]


EXACT = {f"exact, {name}": one for name, one in ({
    name: exact(left, digits(number))
    for name, (left, number) in VALUES.items()} | {
    f"same: {name}": exact(e, e, at) for name, (e, at) in SAME.items()} | {
    f"near: {name}": exact(*pair) for name, pair in NEAR.items()}).items()}
INEXACT = {f"exact, {name}": one for name, one in ({
    name: exact(left, digits(number, 1 + abs(int(number))))
    for name, (left, number) in VALUES.items()} | {
    f"refused: {name}": exact(e, e, at)
    for name, (e, at) in REFUSED.items()} | {
    f"far: {name}": exact(*pair, NEXT if "x" in name else ())
    for name, pair in FAR.items()}).items()}
