"""For each guard of the checker something that only this guard refuses.

An attack is a certificate, and what is known before it; "-label" takes a
theorem out again. Most state what is false, the others what says nothing.
"""
from checker_guards_numbers import NUMBERS
from checker_guards_slopes import RNN, SLOPES
from checker_statements import (
    HJ,
    SQUARE,
    H,
    P,
    Q,
    W,
    by,
    claim,
    condition,
    defined,
    entries,
    forged,
    induction,
    line,
    m,
    matrix,
    minus,
    normal,
    premise,
    read_off,
    same,
)

GIVEN = ["p", "h"]
OVER = ["over", "s", "1", "t", m("J", "s")]
DEEP = "kappa"
for _ in range(100):
    DEEP = ["exp", DEEP]
TEN = ["+", *[["h", "t", f"i{n}"] for n in range(12)]]
MATRICES = ["+", W, *[m(name, time) for name in ("D", "F")
                      for time in ("t", "T", "s1", "s2", "s3", "s4")]]
MANY = ["^", ["+", *[["h", "t", f"i{n}"] for n in range(9)]], 4]
ZERO = ["*", 0, W]
BOUND = claim(ZERO, SQUARE, by("square"), label="bound", sign="<=")
WORTH = ["*", ["T", m("e", "t")], m("V"), m("dW"), m("h", "t-1")]
SLOPE = ["*", ["T", m("V")], m("e", "t"), ["T", m("h", "t-1")]]
SOURCE = forged(m("dE_W", "t"), WORTH)
DW = m("dE_dW", "t")
READING = {
    "a letter runs over another size": (claim(
        ["sum", "i", 1], "n_x", letters={"i": "n_x"}),),
    "large": (same(["^", ["^", ["^", "kappa", 64], 64], 64]),),
    "deep": (same(DEEP),),
    "a large number": (same(10**50),),
    "no number": (same("foo"),),
    "an index as a number": (same("i"),),
    "an object": (same({"+": 1, "kappa": 2, "sigma": 3}),),
    "half a fraction": (same(["/", 1]),),
    "a sum of one": (same(["+", 1]),),
    "parts that lack": (same(["T"]),),
    "no time at all": (same(["h", "", "i"]),),
    "an index as a time": (same(["h", "i", "i"]),),
    "before all": (claim(1, 1, by("algebra", ["+", 1, [
        "*", 0, ["h", "-1", "i"]]]), by("algebra")),),
    "an index over another size": (same(["h", "t", "u"]),),
    "an entry as exponent": (same(["^", 2, H]),),
    "a high power": (same(["^", 2, 65]),),
    "W^-1": (same(["^", W, -1]),),
    "W^0": (same(["^", W, 0]),),
    "exp(W)": (same(["exp", W]),),
    "log(h)": (same(["log", H]),),
    "a sum of matrices over a size": (same(["sum", "i", W]),),
    "a sum of numbers over a time": (same(["sum", "s", 1]),),
    "a delta of times": (same(["delta", "t", "s"]),),
    "a derivative by a number": (same(["d", H, "kappa"]),),
    "a second derivative": (same(["d", ["d", H, ["h", "s", "j"]],
                                  ["W", "i", "j"]]),),
    "a time of a total derivative": (same(["d", H, ["W", "i", "j"], "t"]),),
    "immediate, by another time": (same(["imm", H, ["h", "k", "j"], "t"]),),
    "W_t": (line(["@", "W", "t"]),),
    "a chain of products": (same(["chain", "s", "t", "k", -1,
                                  ["*", W, W]]),),
    "a chain of U": (same(["chain", "s", "t", "k", -1, m("U")]),),
    "a chain in steps of 2": (same(["chain", "s", "t", "k", 2, W]),),
    "a sum of 1 over times": (same(["over", "s", "1", "t", 1]),),
    "T as a letter": (same(["over", "T", "1", "t", W]),),
    "a letter in its limits": (same(["over", "s", "1", "s", W]),),
    "an entry beside a matrix": (same(["*", H, W]),),
    "W + U": (same(["+", W, m("U")]),),
    "U + 1": (same(["+", m("U"), 1]),),
    "U^2": (same(["^", m("U"), 2]),),
    "no such letter": (same(["h", "t", "d"]),),
    "no such head": (same(["foo", 1]),),
    "h without an index": (same(["h", "t"]),),
    "no such matrix": (same(m("NOPE")),),
    "the transpose of a number": (same(["T", "kappa"]),),
    "U W": (same(["*", m("U"), W]),),
}
RULES = {
    "lines of unlike shapes": (claim(0, 0, by("algebra", [
        "over", "s", "1", "0", W]), by("algebra")),),
    "a square in an equation": (claim(ZERO, SQUARE, by("square")),),
    "1 = 2": (claim(1, 2, by("algebra")),),
    "h = 0": (claim(H, 0, by("definition", cite="h", at="t")), RNN),
    "no derivative is there": (claim(H, H, by("derivative")),),
    "a proof as a definition": (
        claim(H, ["tanh", P], by("definition", cite="copy", at="t")),
        [*RNN, same(H, label="copy")]),
    "no such rule": (claim(1, 1, by("magic")),),
    "no such theorem": (claim(1, 1, premise("nothing")),),
    "through U": (claim(["d", H, ["x", "t", "u"]], 0,
                        by("through", name="U", at="t")), RNN),
    "backwards from an entry": (claim(H, 0, by("backwards", of=H)), RNN),
    "a bound as a premise": (claim(W, ["+", W, SQUARE], premise("both")), [
        BOUND, claim(W, ["+", W, SQUARE], by("bound", cite="bound"),
                     label="both", sign="<=")]),
    "-W W^T is positive": (claim(ZERO, minus(W, ["T", W]), by("square"),
                                 sign="<="),),
    "W is positive": (claim(ZERO, W, by("square"), sign="<="),),
    "an equation as a bound": (claim(
        SQUARE, ["^", "kappa", 2], by("bound", cite="W", at=[{}]),
        sign="<="), [condition("W")]),
    "a bound turned": (claim(
        ZERO, ["+", ["T", W], minus(W), SQUARE], by(
            "bound", cite="both", at=[{"turned": True}]), sign="<="),
        [BOUND, claim(W, ["+", W, SQUARE], by("bound", cite="bound"),
                      label="both", sign="<=")]),
    "a bound without its facts": (
        claim(ZERO, ["*", m("P", "t", "k"), ["T", m("P", "t", "k")]],
              by("bound", cite="bound"), sign="<="),
        [BOUND | {"facts": [["k", "2"], ["3", "t"]], "rhs": [
            "*", m("P", "t", "k"), ["T", m("P", "t", "k")]], "steps": [
                by("square", ["*", m("P", "t", "k"),
                              ["T", m("P", "t", "k")]])]}]),
    "a bound times -1": (claim(SQUARE, ZERO, by(
        "bound", cite="bound", times=-1), sign="<="), [BOUND]),
    "a bound that adds nothing": (claim(SQUARE, ZERO, by(
        "bound", cite="bound"), sign="<="), [BOUND]),
    "the hypothesis at t + 1": (induction(
        OVER, 0, [by("algebra", 0)], [premise("hypothesis", t="t+1")]),),
    "T is t": (claim(m("grad_W"), ["over", "s", "1", "t", m("dE_dW", "s")],
                     premise("grad_W", T="t")), [matrix("grad_W")]),
    "kappa is 3": (claim(SQUARE, 9, premise("W", kappa="3")),
                   [condition("W")]),
    "two definitions": (claim(H, P, by("definition", cite="linear", at="t")),
                        [*RNN, defined("h", kind="condition",
                                       label="linear")]),
    "definitions of two pages": (
        claim(["tanh", P], P, premise("tanh", H), premise("p = h")),
        [*RNN, claim(H, ["tanh", P], by("definition", cite="h", at="t"),
                     label="tanh"), "-h",
         defined("h", kind="condition"),
         claim(H, P, by("definition", cite="h", at="t"), label="p = h"),
         "-h"]),
    "a premise without its facts": (
        claim(m("lam", "t"), ["over", "s", "t", "T", m("G", "s", "t")],
              premise("lam")), [matrix("lam")]),
}
SCALARS = {
    "2^exp(k)": (claim(["^", 2, ["exp", "k"]], ["^", 2, "k"],
                       by("algebra")),),
    "2^(t k)": (claim(["^", 2, ["*", "t", "k"]], 1, by("algebra")),),
    "1/0": (normal(["^", 0, -1]),),
    "h^t": (normal(["^", H, "t"]),),
    "1/delta": (claim(["sum", "j", ["*", ["^", ["delta", "i", "j"], -1],
                                    HJ]], H, by("algebra")),),
    "too much to do": (normal(["sum", "i", ["*", *[
        ["delta", "i", "j"]] * 700, H]]),),
    "many terms": (normal(["+", *[["*", ["h", f"{n}", "i"], MANY]
                                  for n in range(4)]]),),
    "many factors": (normal(["^", TEN, 4]),),
    "a sum of squares is the square": (claim(
        ["sum", "i", ["^", H, 2]], ["^", ["sum", "i", H], 2],
        by("algebra")),),
    "x / x": (claim(["*", H, ["^", H, -1]], 1, by("algebra")),),
    "sqrt(x y) / (x sqrt(x y))": (claim(
        ["*", ["^", ["*", H, HJ], ["/", 1, 2]], ["^", H, -1],
         ["^", ["*", H, HJ], ["/", -1, 2]]], ["^", H, -1], by("algebra")),),
    "(x^2)^(1/2)": (claim(["^", ["^", H, 2], ["/", 1, 2]], H,
                          by("algebra")),),
}
THEOREMS = {
    "a letter over two sizes": (
        claim("n_x", "n_h", by("algebra", ["sum", "d", 1]), premise("size"),
              letters={"d": "n_x"}),
        [claim(["sum", "d", 1], "n_h", label="size",
               letters={"d": "n_h"})]),
    "a label that is a number": (same(1, label=5),),
    "another sign": (same(W, sign="<"),),
    "facts as text": (same(1, facts=["kt"]),),
    "facts that contradict": (same(1, facts=[["t", "k"], ["k+1", "t"]]),),
    "0 = 0 of unlike shapes": (claim(
        ["over", "s", "1", "0", m("U")], ["over", "s", "1", "0", W]),),
    "a bound on U": (same(m("U"), sign="<="),),
    "a line divides by h": (claim(1, 1, by("algebra", [
        "+", 1, ["*", 0, ["^", H, -1]]]), by("algebra")),),
    "steps that are an object": (same(1) | {"steps": {}},),
    "too many steps": (same(1) | {"steps": [by("algebra", 1)] * 501},),
    "nothing is shown": (claim(1, 2),),
    "entries of a bound": (entries(W, W, "i", "j", ["W", "i", "j"],
                                   sign="<="),),
    "a column of a vector": (entries(
        m("b_h"), m("b_h"), "i", "j", ["b_h", "i"]),),
    "row i of dh_dWij": (entries(
        m("dh_dWij", "t"), m("dh_dWij", "t"), "i", None,
        ["d", H, ["W", "i", "j"]]),),
    "the diagonal only": (entries(W, ["T", W], "i", "i", ["W", "i", "i"]),),
    "no such kind": (same(1, kind="magic"),),
    "a number laid down": ({"label": "kappa", "kind": "definition",
                            "lhs": "kappa", "rhs": 1},),
    "entries of a sum over times": (entries(
        m("lam", "t"), m("lam", "t"), "i", None, 0, facts=[["t", "T"]]),),
    "entries of a chain": (entries(
        ["chain", "s", "t", "k", -1, W], ["chain", "s", "t", "k", -1, W],
        "i", "j", 0),),
    "another first line": (entries(W, ["*", 0, W], "i", "j", 0),),
    "an induction over T": (induction(m("grad_W"), m("grad_W"), over="T",
                                      start="1"),),
    "from the same letter": (induction(m("J", "t"), m("J", "t"),
                                       start="t"),),
    "two steps at once": (induction(1, 1, way=2),),
    "facts about its letter": (induction(1, 1, facts=[["t", "k"]]),),
    "a start before the start": (induction(1, 1, start="k-1"),),
    "a base that is not shown": (induction(
        m("P", "t", "k"), 0, [], [premise("link", 0)], start="k"), [
            claim(m("P", "t", "k"), m("P", "t", "k"), label="link")]),
    "h before its start": (same(["h", "t-2", "i"]),),
    "J before its start": (same(m("J", "t-1")),),
    "a bound read off": (read_off(DW, SLOPE, sign="<="), [SOURCE]),
    "read off another time": (read_off(DW, SLOPE), [SOURCE | {
        "lhs": m("dE_W", "k")}]),
    "read off another whole": (read_off(DW, SLOPE), [SOURCE | {
        "lhs": m("dE_dWij", "t")}]),
    "read off a bound": (read_off(DW, SLOPE), [SOURCE | {"sign": "<="}]),
    "read off under facts": (read_off(DW, SLOPE), [SOURCE | {
        "facts": [["t", "k"]]}]),
    "another gradient": (read_off(DW, ["*", 2, SLOPE]), [SOURCE]),
    "two changes": (read_off(DW, ["*", ["T", m("V")], m("e", "t"), [
        "T", m("h", "t-1")], ["T", m("dW")]]), [SOURCE | {"rhs": [
            *WORTH[:3], m("dW"), m("dW"), m("h", "t-1")]}]),
    "a change that hides": (read_off(DW, ["*", ["T", m("V")], m("e", "t"), [
        "T", m("dh_W", "t")]]), [SOURCE | {"rhs": [
            *WORTH[:4], m("dh_W", "t")]}]),
    "h at t + 1 is made now": (defined("h", lhs=["h", "t+1", "i"]),),
    "C_ii only": (defined("C", lhs=["C", "t", "i", "i"],
                          rhs=["W", "i", "i"]),),
    "a bound laid down": (defined("h", sign="<="),),
    "no such formula": (defined("h", rhs=["exp", P]),),
    "J_k is J_t": (matrix("J", lhs=m("J", "k")),),
    "D = 0": (matrix("D", rhs=0),),
}
WORDS = {
    "many words": (normal(["^", MATRICES, 4]),),
    "a sum of length -1": (claim(["over", "s", "t+2", "t", W], W,
                                 by("algebra")),),
    "a long chain": (normal(["chain", "s", "t+99", "t", -1, W]),),
    "a chain of length -1": (claim(["chain", "s", "t", "t+2", -1, W], 1,
                                   by("algebra")),),
    "a number among factors": (
        claim(["over", "s", "1", "t", ["*", "kappa", m("J", "s")]],
              ["*", "kappa", OVER], premise("out")),
        [claim(["over", "s", "1", "t", ["*", "kappa", m("J", "s")]],
               ["*", "kappa", OVER], label="out")]),
    "half of a sum": (
        claim(["over", "s", "1", "t", ["+", m("D", "s"), m("D", "s")]],
              ["+", OVER, ["over", "s", "1", "t", m("D", "s")]],
              premise("shear")),
        [claim(["over", "s", "1", "t", ["+", m("J", "s"), m("D", "s")]],
               ["+", OVER, ["over", "s", "1", "t", m("D", "s")]],
               label="shear")]),
    "half of a transpose": (
        claim(["over", "s", "1", "t", ["*", m("J", "s"), ["T", W]]],
              ["over", "s", "1", "t", ["*", ["T", W], ["T", m("J", "s")]]],
              premise("turn")),
        [claim(["over", "s", "1", "t", ["T", ["*", m("J", "s"), W]]],
               ["over", "s", "1", "t", ["*", ["T", W], ["T", m("J", "s")]]],
               label="turn")]),
    "the base of a power": (
        claim(["over", "s", "1", "t", ["^", m("D", "s"), 2]],
              ["over", "s", "1", "t", ["*", m("J", "s"), m("J", "s")]],
              premise("power")),
        [claim(["over", "s", "1", "t", ["^", m("J", "s"), 2]],
               ["over", "s", "1", "t", ["*", m("J", "s"), m("J", "s")]],
               label="power")]),
    "A B = B A": (claim(["*", W, m("J", "t")], ["*", m("J", "t"), W],
                        by("algebra")),),
    "a chain that may be too short": (claim(
        ["*", m("J", "t"), ["chain", "s", "t-1", "k+1", -1, m("J", "s")]],
        ["chain", "s", "t", "k+1", -1, m("J", "s")], by("link")),),
    "a link of another time": (claim(
        ["*", m("J", "t+1"), ["chain", "s", "t-1", "k+1", -1, m("J", "s")]],
        ["chain", "s", "t+1", "k+1", -1, m("J", "s")], by("link"),
        facts=[["k+1", "t"]]),),
    "sums in the other order": (claim(
        ["over", "s", "1", "t", ["over", "k", "1", "t", m("P", "s", "k")]],
        ["over", "k", "1", "t", ["over", "s", "k", "t", m("P", "s", "k")]],
        by("swap")),),
    "a term of what may be empty": (claim(
        ["over", "s", "k", "t", W],
        ["+", ["over", "s", "k", "t-1", W], W], by("term", last="t")),),
    "another last term": (claim(
        OVER, ["+", ["over", "s", "1", "t-1", m("J", "s")], m("J", "t")],
        by("term", last="t-1")),),
}
ATTACKS = {**READING, **RULES, **SCALARS, **SLOPES, **THEOREMS, **WORDS,
           **NUMBERS}
__all__ = ["ATTACKS", "GIVEN", "Q"]
