"""Letters, times and sizes at their limits: what must hold, and what must not.
"""
from checker_guards import DW, SLOPE, SOURCE, WORTH
from checker_statements import (
    HJ,
    SQUARE,
    H,
    P,
    W,
    by,
    claim,
    condition,
    defined,
    entries,
    forged,
    induction,
    m,
    minus,
    premise,
    read_off,
    same,
)
from checker_truths_rules import READERS, RNN, d
from checker_truths_words import JS, D, J, down, sums

TIME = {"letters": {"d": "time"}}


def most(more):
    """A formula of 20 000 parts, or of some more."""
    one = ["^", "kappa", 64]
    return ["+", ["^", one, 64], ["^", one, 64], *[one] * 24,
            *[["*", "kappa", 5]] * 43,
            ["^", "kappa", -64], ["^", "kappa", ["/", 1, 2]],
            *["kappa"] * more]


def deep(n, *head):
    """So many functions of functions, or sums of sums."""
    e = "kappa"
    for _ in range(n):
        e = [*head, e]
    return e


def under(body):
    """A sum over a time whose letter is called d."""
    return ["over", "d", "1", "t", body]


FED_0 = ["sum", "m", ["*", d(["E", "t"], ["p", "1", "m"]), ["W", "m", "j"]]]
OWN_STEP = d(["h", "d", "i"], ["b_h", "j"], "d")
TIMED = forged(J, ["*", "t", W])
LINK = forged(["*", W, J, m("P", "t-1", "k")], m("P", "t", "k"),
              [["k+1", "t"]])
NESTED = ["over", "s", "1", "t", ["*", ["*", W, JS], D]]
SHIFTED = forged(sums(["+", JS, 1]), W)
ZERO = ["*", 0, W]
OVER_H = ["^", H, -1]
LESS = ["+", H, minus(H)]
OMEGA = defined("Omega")
GAMMA = ["^", "gamma", 2]
EARLY = forged(J, ZERO, [["2", "t"]])


def slack(time):
    """D_t^2 <= gamma^2, and K at another time."""
    return claim(["^", D, 2], ["+", GAMMA, m("K", time)], premise(
        "slopes", ["+", GAMMA, minus(m("K", "t"))]), by("square"),
        sign="<=", facts=[["0", time]])


# t J_1 as a sum in which t is another: A_(t-1) there is A_1.
NONE = ["over", "s", "1", "0", m("J", "1")]
MANY = sums(m("J", "1"))
BEFORE = ["over", "s", "1", "t-1", m("J", "1")]


def hidden(e):
    """t times e, where t is 2 in e."""
    return sums(["over", "t", "2", "2", e])


def turned(make):
    """A sum over i, and another, of what is made of a sum with W_ij or W_ji.
    """
    return (claim(*[["sum", "i", make(["sum", "l", ["*", w, [
        "h", "t", "l"]]])] for w in (["W", "i", "l"], ["W", "l", "i"])]),)


def numbers(n):
    """So many lines, each of which takes 19 000 pieces of work."""
    first, *rest = [["^", ["*", *[1] * 298, m, ["/", 1, m]], 64]
                    for m in range(1, n + 1)]
    return claim(first, rest[-1], *[by("algebra", e) for e in rest])


def summed(*factors):
    """A product in two sums over times."""
    return sums(["over", "k", "1", "s", ["*", *factors]])


def at_s(e):
    """A formula at another time."""
    if isinstance(e, list):
        return [*map(at_s, e)]
    return {"t": "s", "t-1": "s-1"}.get(e, e)
LETTERS_TRUE = {
    "20 000 parts": (same(most(0)),),
    "a time that is called d": (claim(
        ["+", d(["E", "t"], ["h", "0", "j"]), OWN_STEP],
        ["+", FED_0, OWN_STEP], by(
            "backwards", of=d(["E", "t"], ["h", "0", "j"])), **TIME),
        READERS),
    "a time that is called x": (claim(
        sums(m("x", "s")), ["over", "x", "1", "t", m("x", "x")],
        by("algebra"), letters={"x": "time"}),),
    "a time as a number": (claim(
        m("J", "s"), ["*", "s", W], premise("source", t="s"),
        facts=[["1", "s"]]), [TIMED]),
    "a later time as a number": (claim(
        m("J", "k+1"), ["*", ["+", "k", 1], W], premise(
            "source", t="k+1")), [TIMED]),
    "step 3 as a number": (claim(
        m("J", "3"), ["*", 3, W], premise("source", t="3")), [TIMED]),
    "T is a step": (claim(
        ["over", "s", "1", "T", W], ["+", ["over", "s", "1", "T-1", W], W],
        by("term", last="T")),),
    "a letter with a number": (claim(
        HJ, ["tanh", ["p", "t", "j"]], by("definition", cite="h", at="t")),
        [defined("h", lhs=["h", "t", "i1"], rhs=["tanh", [
            "p", "t", "i1"]])]),
    "a letter that is not used any more": (claim(1, 1), [
        claim(1, 1, label="one", letters={"d": "n_x"})]),
    "before h_t-2 there is s": (same(["h", "t-2", "i"], facts=[
        ["s+2", "t"]]),),
    "a sum that divides": (induction(
        ["sum", "i", ["*", 0, ["^", ["h", "k", "i"], -1]]], 0,
        [by("algebra", 0)], [by("algebra", 0)]),),
    "1/(1 + a sum)": (same(["*", 0, ["^", [
        "+", 1, ["sum", "i", H]], -1]]),),
    "a premise as it is": (claim(J, D, by("premise", cite="source")), [
        forged(J, D)]),
    "a sum and a square": (claim(sums(JS), ["+", sums(JS), SQUARE], by(
        "square"), sign="<="),),
    "a definition with two labels": (claim(
        d(P, HJ), 0, by("derivative")), [*RNN, defined("h", label="twin")]),
    "the first term of the inner sum": (claim(
        sums(["over", "k", "0", "s", m("P", "s", "k")]),
        sums(["+", m("P", "s", "0"), [
            "over", "k", "1", "s", m("P", "s", "k")]]),
        by("term", first="0")),),
    "W^1": (claim(["^", W, 1], W),),
    "a fraction that delta makes one": (claim(
        ["sum", "j", ["*", ["delta", "i", "j"], ["^", ["+", H, HJ], -1]]],
        ["*", ["/", 1, 2], OVER_H]),),
    "many numbers": (numbers(5),),
    "a gradient in two sums": (read_off(DW, summed(*SLOPE[1:])), [
        SOURCE | {"rhs": summed(*WORTH[1:])}]),
    "from a time that is nowhere else": (induction(1, 1, start="k"),),
    "a fraction in a fraction": (claim(
        ["*", 0, ["^", ["+", H, ["^", HJ, -1]], -1]], 0,
        by("algebra", ["*", 0, ["^", HJ, -1]]), by("algebra")),),
    "1/(-2)": (claim(1, 1, by("algebra", ["*", -2, ["^", -2, -1]]), by(
        "algebra")),),
    "entries of 3 W": (entries(["*", 3, W], ["*", W, 3], "i", "j", [
        "*", 3, ["W", "i", "j"]]),),
    "(a+b)^(60+5)": (claim(*[["^", ["+", H, "kappa"], ["+", 60, 5]]] * 2,
                           by("algebra")),),
    **{f"2 h by {name}": (claim(
        d(["*", 2, H], *below), ["*", 2, d(H, *below)], by("derivative")),
        RNN) for name, below in {
            "h_k": (["h", "k", "j"],), "h_t-1": (["h", "t-1", "j"],),
            "W, immediately": (["W", "i", "j"], "t")}.items()},
    "h^t is itself": (same(["^", H, "t"]),),
    "79 functions": (same(deep(79, "exp")),),
    "79 sums": (same(deep(79, "+", 1)),),
    **{f"a letter over {space}": (claim(
        ["sum", "d", 1], space, letters={"d": space}),)
        for space in ("n_x", "n_h", "n_y")},
    "500 steps": (same(1) | {"steps": [by("algebra", 1)] * 500},),
    "1/h h 1/h": (claim(["*", OVER_H, H, OVER_H], OVER_H, by("algebra")),),
    "0 U = 0": (claim(["*", 0, m("U")], 0),),
    "W <= W + kappa": (claim(W, ["+", W, "kappa"], by("square"),
                             sign="<="),),
    "0 W is 0": (claim(ZERO, ZERO, by("algebra", 0), by("algebra")),),
    "Omega at s": (claim(["Omega", "s"], at_s(OMEGA["rhs"]), by(
        "definition", cite="Omega", at="s"), facts=[["1", "s"]]), [OMEGA]),
    "in a sum of none, anything": (claim(
        ["over", "s", "k", "t", JS], ["over", "s", "k", "t", ZERO],
        premise("source", t="s"), facts=[["t+1", "k"], ["k", "t+1"]]),
        [EARLY]),
    "the last of three": (claim(
        ["over", "s", "1", "3", JS],
        ["+", ["over", "s", "1", "2", JS], m("J", "3")],
        by("term", last="3")),),
    "a chain of one joins": (claim(
        ["*", down("t", "t"), down("t-1", "k+1")], down("t", "k+1"),
        by("link"), facts=[["k+1", "t"]]),),
    "a number in a sum": (claim(sums(["+", JS, 1]), W, premise(
        "source")), [SHIFTED]),
    "D^2 <= gamma^2": (claim(["^", D, 2], GAMMA, premise(
        "slopes", ["+", GAMMA, minus(m("K", "t"))]), by("square"),
        sign="<="), [condition("slopes")]),
    "D^2 <= gamma^2 + K": (slack("s") | {"facts": [["1", "s"]]},
                           [condition("slopes")]),
    "a product in a product": (claim(
        ["*", ["*", W, J], m("P", "t-1", "k")], m("P", "t", "k"),
        premise("source"), facts=[["k+1", "t"]]), [LINK]),
    "a product in a product in a sum": (claim(
        ["over", "s", "1", "t", ["*", W, ["*", JS, D]]], W,
        premise("source")), [forged(NESTED, W)]),
}
LETTERS_FALSE = {
    "20 001 parts": (same(most(1)),),
    "a hypothesis that divides": (induction(
        ["*", 0, OVER_H], 0, [by("algebra", 0)], [by("algebra", 0)]),),
    "the hypothesis under a sum over t": (induction(
        MANY, ZERO, [by("algebra", ZERO)], [
            by("algebra", hidden(BEFORE)), premise(
                "hypothesis", hidden(ZERO)), by("algebra")]),),
    "t in the hypothesis under a sum over t": (induction(
        NONE, MANY, [by("algebra", ["over", "s", "1", "0", m("J", "1")])], [
            by("algebra", hidden(NONE)), premise(
                "hypothesis", hidden(BEFORE)), by("algebra")]),),
    "the hypothesis in a term under a sum over t": (induction(
        MANY, ZERO, [by("algebra", ZERO)], [
            by("algebra", ["+", hidden(["+", BEFORE, W]), minus(hidden(W))]),
            premise("hypothesis", ["+", hidden(["+", ZERO, W]), minus(
                hidden(W))]), by("algebra")]),),
    "one factor of two": (claim(
        ["*", J, W], ["*", m("P", "t", "k"), W], premise("source"),
        facts=[["k+1", "t"]]), [forged(["*", J, m("P", "t-1", "k")], m(
            "P", "t", "k"), [["k+1", "t"]])]),
    "a number for all": (claim(P, H, premise("source")), [forged(1, H)]),
    "an input's letter for a unit's": (claim(
        ["E", "t"], ["E", "t"], premise("source", i="u")),
        [forged(["E", "t"], ["+", ["E", "t"], ["*", 0, H]])]),
    "entries of 0 over the inputs": (entries(ZERO, ZERO, "u", "j", 0),),
    "backwards from the same letter": (induction(
        1, 1, start="t", way=-1),),
    "an induction over a size": (induction(1, 1, over="i"),),
    "a differential that divides": (read_off(DW, SLOPE, whole=[
        by("algebra", ["+", WORTH, ["*", 0, ["^", "k", -1], *WORTH[1:]]]),
        by("algebra", WORTH)]), [SOURCE]),
    "a time that is a number": (same(["h", 5, "i"]),),
    "a time with half a shift": (same(["h", "t+", "i"]),),
    "a sum over times with an index": (same(["over", "i", "1", "t", W]),),
    "a chain to its own letter": (same(
        ["chain", "s", "t", "s", -1, W]),),
    "a sum in a sum, turned": turned(lambda e: ["tanh", e]),
    "a sum in a fraction, turned": turned(lambda e: ["^", ["+", 1, e], -1]),
    "a sum in a derivative, turned": turned(lambda e: d(e, ["b_h", "j"])),
    "deltas of other sizes": (claim(*[["sum", one, ["sum", two, [
        "exp", ["delta", one, two]]]] for one, two in ("ij", "uv")]),),
    "too many numbers": (numbers(6),),
    "read off a number": (read_off(DW, SLOPE), [SOURCE | {"rhs": 1}]),
    "a fact about what it is over": (induction(
        1, 1, facts=[["k", "t"]]),),
    "log(kappa^t) is log(kappa)": (claim(
        ["log", ["^", "kappa", "t"]], ["log", "kappa"]),),
    "pairs in an object": ({"label": "false", "kind": "exact",
                            "pairs": {"left": 1, "right": 1, "at": []}},),
    "a chain in a sum, at another time": (claim(*[sums(["*", W, [
        "chain", "k", "t", "s", -1, m("P", "k", e)]]) for e in "ks"]),),
    "(a+b)^64": (claim(*[["^", ["+", H, "kappa"], 64]] * 2, by(
        "algebra")),),
    "what it is by, put in beside 2": (claim(
        d(["*", 2, H], H), d(["*", 2, ["tanh", P]], H),
        by("definition", cite="h", at="t")), RNN),
    "unlike fractions": (claim(*[["^", ["+", H, e], -1] for e in (
        "kappa", "sigma")]),),
    "(-kappa)^t": (claim(*[["^", minus("kappa"), "t"]] * 2, by(
        "algebra")),),
    "through no name": (claim(d(H, HJ), 0, by(
        "through", name="NOPE", at="t")), RNN),
    "backwards from 1": (claim(d(H, HJ), 0, by("backwards", of=1)), RNN),
    "80 functions": (same(deep(80, "exp")),),
    "80 sums": (same(deep(80, "+", 1)),),
    "an index that is a number": (same(["h", "t", 1]),),
    "an index that is shifted": (same(["h", "t", "i-1"]),),
    "a derivative of an immediate one": (same(
        d(d(H, ["b_h", "j"], "t"), ["b_h", "j"])),),
    "immediate, by the next time": (same(d(H, ["h", "t+1", "j"], "t")),),
    "a bound on a number": (same(1, sign="<="),),
    "a premise that divides": (claim(LESS, 0, premise("gone")), [
        claim(LESS, ["*", 0, OVER_H], by("algebra"), label="gone")]),
    "51 factors": (claim(*[["chain", "s", "t+50", "t", -1, W]] * 2, by(
        "algebra")),),
    "another number in a sum": (claim(sums(["+", JS, 2]), W, premise(
        "source")), [SHIFTED]),
    "an entry as a line of W": (claim(ZERO, ZERO, by("algebra", [
        "*", 0, H]), by("algebra")),),
    "D^2 <= gamma^2 + K, at time 0": (slack("s"), [condition("slopes")]),
    "no label of a definition": (claim(H, H, by(
        "definition", cite=[], at="t")),),
}
__all__ = ["LETTERS_FALSE", "LETTERS_TRUE"]
