"""Times, signs, letters and what may be 0: what must hold, and what must not.
"""
from checker_statements import (
    HJ,
    SQUARE,
    H,
    W,
    by,
    claim,
    condition,
    defined,
    entries,
    forged,
    induction,
    m,
    matrix,
    minus,
    premise,
    read_off,
    same,
)
from checker_truths_rules import READERS, RNN, d
from checker_truths_words import JS, J, down, sums, up

HALF = ["/", 1, 2]
NONE = ["over", "s", "1", "0", m("U")]
ZERO = ["*", 0, W]
OVER_H = ["^", H, -1]
GONE = ["*", 0, OVER_H]
LATE = forged(J, ZERO, [["2", "t"]])
EARLY = forged(J, ZERO, [["t", "1"]])
SOURCE = forged(m("dE_W", "t"), m("dE_W", "t"))
OWN = {"letters": {"d": "n_x"}}
OTHER = claim(["sum", "d", 1], ["sum", "d", 1], letters={"d": "n_h"})


DEEP = "kappa"
for _ in range(100):
    DEEP = ["+", 1, DEEP]


def root(e):
    """The root of a square: e, if e is positive."""
    return ["^", ["^", e, 2], HALF]


def log(e):
    """A logarithm, which only what is positive has."""
    return (same(["log", e]),)


POSITIVE = {
    "kappa": "kappa", "sigma": "sigma", "gamma": "gamma", "n_x": "n_x",
    "n_h": "n_h", "n_y": "n_y", "t": "t", "T": "T", "exp": ["exp", H],
    "an output": ["y_hat", "t", "a"], "1 + h^2": ["+", 1, ["^", H, 2]],
    "1 + delta": ["+", 1, ["delta", "i", "j"]],
    "1 + k": ["+", "k", 1], "a sum": ["sum", "a", ["y_hat", "t", "a"]],
    "a product": ["*", 2, ["exp", H]], "1/kappa": ["^", "kappa", -1],
    "a gate": ["keep", "t", "i"], "1 + h^2 j^2": ["+", 1, ["*", [
        "^", H, 2], ["^", HJ, 2]]],
    "1 + a sum of squares": ["+", 1, ["sum", "i", ["^", H, 2]]],
    "1 + 0": ["+", 1, 0], "1 + (h^2 + j^2)": ["+", 1, [
        "+", ["^", H, 2], ["^", HJ, 2]]],
    "1 + k^3": ["+", 1, ["^", "k", 3]], "1 + exp": ["+", 1, ["exp", H]],
    "1 + M": ["+", 1, ["M", "t"]], "1 + a gate": ["+", 1, [
        "keep", "t", "i"]]}
DOUBTFUL = {
    "0": 0, "-1": -1, "k": "k", "h": H, "h^2": ["^", H, 2],
    "h^2 + h^2": ["+", ["^", H, 2], ["^", HJ, 2]],
    "1 + h": ["+", 1, H], "1 + h^3": ["+", 1, ["^", H, 3]],
    "1 - kappa": ["+", 1, minus("kappa")], "delta": ["delta", "i", "j"],
    "kappa h": ["*", "kappa", H], "h kappa": ["*", H, "kappa"],
    "a sum of h": ["sum", "i", H], "1 + a sum": ["+", 1, ["sum", "i", H]],
    "tanh": ["tanh", "kappa"], "x": ["x", "t", "u"], "M": ["M", "t"],
    "1 + h j": ["+", 1, ["*", H, HJ]], "1 + tanh": ["+", 1, ["tanh", H]],
    "1 + h^t": ["+", 1, ["^", H, "t"]],
    "1 + h^(1/2)": ["+", 1, ["^", H, HALF]], "h^3": ["^", H, 3],
    "a new state": ["new", "t", "i"]}
TRUE = {
    **{f"root of {name}": (claim(root(e), e),) for name, e in
       POSITIVE.items() if not isinstance(e, list) or e[0] not in "+*"},
    **{f"log of {name}": log(e) for name, e in POSITIVE.items()},
    "log of a gate": log(["logistic", H]),
    "h at s1 + 1": (same(["h", "s1+1", "i"]),),
    "x at k": (same(["x", "k", "u"]),), "x at 1": (same(["x", "1", "u"]),),
    "h at T - 1": (same(["h", "T-1", "i"]),),
    "for all s but the last": (claim(
        ["over", "s", "1", "T-1", ["*", W, JS]], ZERO,
        premise("source", t="s")), [forged(J, ZERO, [["t+1", "T"]])]),
    "a gradient summed over": (read_off(
        m("dE_dW", "t"), ["over", "s", "1", "t", ["*", ["T", m("V")], m(
            "e", "s"), ["T", m("h", "s-1")]]]), [forged(m("dE_W", "t"), [
                "over", "s", "1", "t", ["*", ["T", m("e", "s")], m("V"), m(
                    "dW"), m("h", "s-1")]])]),
    "a gradient of two terms": (read_off(
        m("dE_dW", "t"), ["+", ["*", ["T", m("V")], m("e", "t"), [
            "T", m("h", "t-1")]], ["*", 2, ["*", m("h", "t"), ["T", m(
                "h", "t-1")]]]]), [forged(m("dE_W", "t"), [
            "+", ["*", ["T", m("e", "t")], m("V"), m("dW"), m("h", "t-1")],
            ["*", 2, ["T", m("h", "t")], m("dW"), m("h", "t-1")],
            ["*", ["T", m("h", "t")], m("dU"), m("x", "t")],
            ["over", "s", "1", "t", ["*", ["T", m("h", "t")], m("dU"), m(
                "x", "s")]]])]),
    "h at 0": (same(["h", "0", "i"]),),
    "a chain down to k + 1": (same(down("t", "k+1")),),
    "a chain up from k + 1": (same(up("k+1", "t")),),
    "a sum from k + 1": (same(["over", "s", "k+1", "t", JS]),),
    "grad_W": (claim(m("grad_W"), ["over", "s", "1", "T", m("dE_dW", "s")],
                     premise("grad_W")), [matrix("grad_W")]),
    "lam": (claim(m("lam", "t"), ["over", "s", "t", "T", m("G", "s", "t")],
                  premise("lam"), facts=[["t", "T"]]), [matrix("lam")]),
    "a side divides": (claim(GONE, 0, by("algebra", ["*", 2, GONE]), by(
        "algebra")),),
    "late": (claim(sums(["*", W, m("J", "s+1")]), ["*", 0, W],
                   premise("source", t="s+1")), [LATE]),
    "h_k is before h_t": (claim(d(["h", "k", "i"], HJ), 0, by("derivative"),
                                facts=[["k+1", "t"]]), RNN),
    "q_k is before E_t": (claim(d(["E", "t"], ["q", "k", "b"]), 0, by(
        "derivative"), facts=[["k+1", "t"]]), READERS),
    "entries": (entries(["*", W, J], ["*", W, J], "i", "j", [
        "sum", "l", ["*", ["W", "i", "l"], ["d", ["h", "t", "l"], [
            "h", "t-1", "j"]]]]),),
    "entries of a sum": (entries(["+", W, J], ["+", J, W], "l", "m", [
        "+", d(["h", "t", "l"], ["h", "t-1", "m"]), ["W", "l", "m"]]),),
    "entries of W^T": (entries(["T", W], ["T", W], "i", "j",
                               ["W", "j", "i"]),),
    "entries of W + 2": (entries(["+", W, 2], ["+", 2, W], "i", "j", [
        "+", ["W", "i", "j"], ["*", 2, ["delta", "j", "i"]]]),),
    "entries of V^T e": (entries(
        ["*", ["T", m("V")], m("e", "t")], ["*", ["T", m("V")], m("e", "t")],
        "i", None, ["sum", "b", ["*", ["e", "t", "b"], ["V", "b", "i"]]]),),
    "entries of U x": (entries(
        ["*", 3, m("U"), m("x", "t")], ["*", m("U"), 3, m("x", "t")],
        "j", None, ["*", 3, ["sum", "v", ["*", ["U", "j", "v"], [
            "x", "t", "v"]]]]),),
    "entries of a square": (entries(["^", W, 2], ["*", W, W], "i", "j", [
        "sum", "m", ["*", ["W", "i", "m"], ["W", "m", "j"]]]),),
    "entries of e x^T": (entries(
        ["*", m("h", "t"), ["T", m("x", "t")]],
        ["*", m("h", "t"), ["T", m("x", "t")]], "i", "u",
        ["*", ["x", "t", "u"], H]),),
}
SAFE = {
    "1/kappa": ["^", "kappa", -1], "1/2": ["^", 2, -1],
    "1/(1 + h^2)": ["^", ["+", 1, ["^", H, 2]], -1],
    "1/(2 kappa)": ["^", ["*", 2, "kappa"], -1],
    "1/kappa^2": ["^", ["^", "kappa", 2], -1], "h^2": ["^", H, 2],
    "h^0": ["^", H, 0], "an output": ["y_hat", "t", "a"],
    "1/an output": ["^", ["y_hat", "t", "a"], -1],
    "a root": ["^", ["^", H, 2], HALF],
    "a slope": d(["y_hat", "t", "a"], ["q", "t", "b"]),
    "a slope of a power": d(["^", H, 3], ["W", "i", "j"]),
    "a slope of a root": d(["^", ["y_hat", "t", "a"], HALF],
                           ["q", "t", "b"])}
UNSAFE = {
    "1/h": OVER_H, "1/h^2": ["^", ["^", H, 2], -1],
    "h^-2": ["^", H, -2], "h^(-1/2)": ["^", ["^", H, 2], ["/", -1, 2]],
    "1/(h kappa)": ["^", ["*", H, "kappa"], -1],
    "1/(kappa h)": ["^", ["*", "kappa", H], -1],
    "1/k": ["^", "k", -1], "1/(1 + h)": ["^", ["+", 1, H], -1],
    "kappa + 1/h": ["+", "kappa", OVER_H], "1/h + kappa": ["+", OVER_H, 1],
    "1/h in a sum": ["sum", "i", OVER_H], "tanh(1/h)": ["tanh", OVER_H],
    "(1/h)^2": ["^", OVER_H, 2], "2^(1/h)": ["^", ["+", 1, OVER_H], 3],
    "Omega": ["Omega", "t"], "a slope of Omega": d(
        ["Omega", "t"], ["W", "i", "j"]),
    "a slope of 1/h": d(OVER_H, ["W", "i", "j"]),
    "immediate": d(OVER_H, ["W", "i", "j"], "t"),
    "a slope of a root": d(["^", ["^", H, 2], HALF], ["W", "i", "j"]),
    "immediate, of a root": d(["^", ["^", H, 2], HALF], ["W", "i", "j"],
                              "t"),
    "a slope of a root inside": d(["tanh", ["^", ["^", H, 2], HALF]],
                                  ["W", "i", "j"]),
    "1/(y - y)": ["^", ["+", ["y", "t", "a"], 1], -1]}


def beside(e):
    """1 = 1, by way of a line in which 0 e stands."""
    return (claim(1, 1, by("algebra", ["+", 1, ["*", 0, e]]), by(
        "algebra")),)


def after(e, line):
    """0 e = 0, by way of 0 times something else."""
    return (claim(["*", 0, e], 0, by("algebra", ["*", 0, line]), by(
        "algebra")),)


TRUE |= {
    "1/h, 1/(2 kappa h)": after(OVER_H, ["^", ["*", 2, "kappa", H], -1]),
    "1/h, 1/h^2": after(OVER_H, ["^", ["^", H, 2], -1]),
    "1/h, 1/(h^2 kappa)": after(OVER_H, ["^", [
        "*", ["^", H, 2], "kappa"], -1]),
    "1/(h j), 1/j": after(["^", ["*", H, HJ], -1], ["^", HJ, -1])}
FALSE_AFTER = {
    "1/h, 1/(2 kappa j)": after(OVER_H, ["^", ["*", 2, "kappa", HJ], -1]),
    "1/h, 1/j^2": after(OVER_H, ["^", ["^", HJ, 2], -1]),
    "1/h, 1/(h j)": after(OVER_H, ["^", ["*", H, HJ], -1]),
    "1/h, 1/0": after(OVER_H, ["^", 0, -1])}
TRUE |= {f"beside {name}": beside(e) for name, e in SAFE.items()}
FALSE_MORE = FALSE_AFTER | {
    **{f"beside {name}": beside(e) for name, e in UNSAFE.items()},
    **{f"root of {name}": (claim(root(e), e),) for name, e in
       DOUBTFUL.items() if name not in ("0", "h^2")},
    **{f"log of {name}": log(e) for name, e in DOUBTFUL.items()},
    "logs of two names": (same(["+", ["log", ["y_hat", "t", "a"]], [
        "log", ["new", "t", "i"]]]),),
    "a gate's log, and of 1 - it": (same(["log", ["+", ["keep", "t", "i"], [
        "new", "t", "i"]]]),),
    "x at 0": (same(["x", "0", "u"]),), "x at k - 1": (same(
        ["x", "k-1", "u"]),), "x at t - 1": (same(["x", "t-1", "u"]),),
    "in a derivative": (same(d(["h", "t-2", "i"], ["W", "i", "j"])),),
    "by what is before": (same(d(H, ["h", "t-2", "j"])),),
    "immediate, before": (same(d(["h", "t-2", "i"], ["W", "i", "j"],
                                 "t-2")),),
    "in a function": (same(["tanh", ["h", "k-1", "i"]]),),
    "in a sum": (same(["sum", "i", ["h", "k-1", "i"]]),),
    "in a power": (same(["^", ["h", "k-1", "i"], 2]),),
    "in an exponent's sum": (same(["+", 1, ["h", "k-1", "i"]]),),
    "in a transpose": (same(["T", m("h", "k-1")]),),
    "a chain down to k - 1": (same(down("t", "k-1")),),
    "a chain up from k - 1": (same(up("k-1", "t")),),
    "a sum from k - 1": (same(["over", "s", "k-1", "t", JS]),),
    "facts of another s": (claim(sums(JS), ZERO, premise(
        "source", t="s"), facts=[["2", "s"]]), [LATE]),
    "facts of another s, early": (claim(sums(JS), ZERO, premise(
        "source", t="s"), facts=[["s", "1"]]), [EARLY]),
    "h_k is h_t, perhaps": (claim(d(["h", "k", "i"], HJ), 0, by(
        "derivative"), facts=[["k", "t"]]), RNN),
    "q_k is q_t, perhaps": (claim(d(["E", "t"], ["q", "k", "b"]), 0, by(
        "derivative"), facts=[["k", "t"]]), READERS),
    "q_k at any time": (claim(d(["E", "t"], ["q", "k", "b"]), 0, by(
        "derivative")), READERS),
    "0 = 1 - 1 of unlike shapes": (claim(NONE, ["+", 1, -1]),),
    "a line divides by another": (claim(OVER_H, OVER_H, by("algebra", [
        "+", OVER_H, ["*", 0, ["^", HJ, -1]]]), by("algebra")),),
    "a base divides": (induction(1, 1, [by("algebra", ["+", 1, GONE]), by(
        "algebra", 1)]),),
    "a change that is turned": (read_off(
        m("dE_dW", "t"), ["*", 0, W]), [forged(m("dE_W", "t"), [
            "*", ["T", m("e", "t")], m("V"), ["T", m("dW")],
            m("h", "t-1")])]),
    "not for the last s": (claim(
        ["over", "s", "1", "T", JS], ZERO, premise("source", t="s")),
        [forged(J, ZERO, [["t+1", "T"]])]),
    "not for the first s": (claim(
        ["over", "s", "2", "T", JS], ZERO, premise("source", t="s")),
        [forged(J, ZERO, [["3", "t"]])]),
    "letters in a list": (claim(1, 1, letters=["d"]),),
    "a formula that begins with one": (same([["+"], 1]),),
    "half of k as a fraction": (same(["/", "k", 2]),),
    "a deep sum": (same(DEEP),),
    "J is no gradient": (read_off(J, J), [SOURCE]),
    "entries of a sum, another": (entries(["+", W, J], ["+", W, ["T", J]],
                                          "i", "j", ["+", ["W", "i", "j"], d(
        H, ["h", "t-1", "j"])]),),
    "entries of a product": (entries(
        ["*", W, J], ["*", W, J], "i", "j", ["sum", "l", ["*", [
            "W", "l", "i"], d(["h", "t", "l"], ["h", "t-1", "j"])]]),),
    "entries of the unit": (entries(["+", W, 1], ["+", W, 1], "i", "j",
                                    ["+", ["W", "i", "j"], 1]),),
    "a letter of a definition": (OTHER, [defined("h", **OWN)]),
    "a letter of a matrix": (OTHER, [matrix("J", **OWN)]),
    "a letter of a condition": (OTHER, [condition("W") | OWN]),
    "a letter of a claim": (OTHER, [claim(1, 1, label="one", **OWN)]),
    "an instance that is no letter": (claim(SQUARE, ["^", "kappa", 2],
                                            premise("W", s="t")),
                                      [condition("W")]),
}
__all__ = ["FALSE_MORE", "TRUE"]
