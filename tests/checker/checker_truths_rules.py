"""For each rule what it must show, and what it must not: short certificates.
"""
from checker_statements import (
    HJ,
    SQUARE,
    H,
    P,
    W,
    by,
    claim,
    defined,
    forged,
    induction,
    m,
    matrix,
    minus,
    premise,
    same,
)
from checker_truths_words import JS, D, J, down, sums, up

RNN = [defined("p"), defined("h")]
READERS = [*RNN, *map(defined, ("q", "y_hat", "E"))]
LSTM = [defined("h", made_of="cell"), *map(defined, (
    "cell", "f", "g", "o", "z", "p_f", "p_g", "p_o", "p_z"))]
LATER = [["2", "t"]]
PS = m("P", "s", "k")
LINK = forged(["*", J, m("P", "t-1", "k")], m("P", "t", "k"),
              [["k+1", "t"]])
TURNED = forged(["*", ["T", W], ["T", J]], D)
ZERO = ["*", 0, W]
SQUARED = claim(ZERO, SQUARE, by("square"), label="squared", sign="<=")


def d(top, below, *held):
    """A derivative, or an immediate one."""
    return ["imm" if held else "d", top, below, *held]


def through(name, top, below, *held):
    """The chain rule, through one name at time t."""
    return ["sum", "m", ["*", d(top, [name, "t", "m"]),
                         d([name, "t", "m"], below, *held)]]


def slope(time):
    """1 - h^2."""
    return ["+", 1, minus(["^", ["h", time, "i"], 2])]


def immediate(time, rhs):
    """The derivative of h by its bias, in one step."""
    b = ["b_h", "j"]
    h, p = ["h", time, "i"], ["p", time, "i"]
    grown = ["+", 1, minus(["^", ["tanh", p], 2])]
    formula = ["+", ["sum", "u", ["*", ["U", "i", "u"], ["x", time, "u"]]],
               ["sum", "l", ["*", ["W", "i", "l"], ["h", f"{time}-1", "l"]]],
               ["b_h", "i"]]
    return claim(d(h, b, time), rhs, by(
        "definition", d(["tanh", p], b, time), cite="h", at=time), by(
        "derivative", ["*", grown, d(p, b, time)]), by(
        "definition", ["*", slope(time), d(p, b, time)], cite="h", at=time),
        by("definition", ["*", slope(time), d(formula, b, time)], cite="p",
           at=time), by("derivative"))


def steps(*times):
    """How a new name for a letter is put in: W P_(s,k)."""
    return ["*", W, m("P", *times)]


LETTERED = forged(m("P", "t", "k"), steps("t", "k"))
def square(time):
    """J J^T."""
    return ["*", m("J", time), ["T", m("J", time)]]


# Under two sums A_t is A_(t-1) of another t, which the hypothesis is not of.
HIDDEN = [["over", "k", "t", "t", ["over", "t", "k+1", "k+1", e]] for e in (
    ["over", "s", "1", "t-1", JS], ZERO)]
DW = ["W", "i", "j"]
RULES_TRUE = {
    "p_t is before h_t": (claim(d(P, HJ), 0, by("derivative")), RNN),
    "q does not last": (claim(d(["E", "t"], ["q", "t-1", "b"]), 0, by(
        "derivative"), facts=LATER), READERS),
    "backwards from E": (claim(
        d(["E", "t"], ["h", "0", "j"]), ["sum", "m", ["*", d(
            ["E", "t"], ["p", "1", "m"]), ["W", "m", "j"]]],
        by("backwards", of=d(["E", "t"], ["h", "0", "j"]))), READERS),
    "backwards to h": (claim(
        d(H, ["p", "t", "j"]), ["*", ["+", 1, minus(["^", [
            "tanh", ["p", "t", "j"]], 2])], d(H, HJ)],
        by("backwards", of=d(H, ["p", "t", "j"]))), RNN),
    "through p": (claim(d(H, ["h", "t-1", "j"]), through(
        "p", H, ["h", "t-1", "j"]), by("through", name="p", at="t")), RNN),
    "immediate, through p": (claim(
        d(H, ["W", "i", "j"], "t"), through("p", H, ["W", "i", "j"], "t"),
        by("through", name="p", at="t")), RNN),
    "the immediate derivative by a bias": (immediate(
        "t", ["*", ["delta", "i", "j"], slope("t")]), RNN),
    "the first term": (claim(sums(JS), ["+", m("J", "1"), [
        "over", "s", "2", "t", JS]], by("term", first="1")),),
    "the last term": (claim(sums(JS), ["+", J, [
        "over", "s", "1", "t-1", JS]], by("term", last="t")),),
    "the last term of the inner sum": (claim(
        sums(["over", "k", "0", "s", PS]),
        sums(["+", m("P", "s", "s"), ["over", "k", "0", "s-1", PS]]),
        by("term", last="s")),),
    "sums that change places": (claim(
        sums(["over", "k", "1", "s", PS]),
        ["over", "k", "1", "t", ["over", "s", "k", "t", PS]],
        by("swap")),),
    "a factor joins a chain": (claim(
        ["*", J, down("t-1", "k+1")], down("t", "k+1"), by("link"),
        facts=[["k+1", "t"]]),),
    "a factor joins its end": (claim(
        ["*", down("t", "k+2"), m("J", "k+1")], down("t", "k+1"), by("link"),
        facts=[["k+1", "t"]]),),
    "two chains meet": (claim(
        ["*", ["chain", "s1", "t", "s+1", -1, m("J", "s1")],
         ["chain", "s1", "s", "k+1", -1, m("J", "s1")]],
        ["chain", "s1", "t", "k+1", -1, m("J", "s1")], by("link"),
        facts=[["k", "s"], ["s", "t"]]),),
    "powers of W meet": (claim(
        ["*", W, down("t", "k+1", W)], down("t+1", "k+1", W), by("link"),
        facts=[["k", "t"]]),),
    "a premise about a product": (claim(
        ["*", W, J, m("P", "t-1", "k")], ["*", W, m("P", "t", "k")],
        premise("source"), facts=[["k+1", "t"]]), [LINK]),
    "a premise at other letters": (claim(
        m("P", "s", "0"), steps("s", "0"),
        premise("source", t="s", k="0"), facts=[["1", "s"]]), [LETTERED]),
    "a premise under a sum": (claim(
        sums(m("P", "s", "0")), sums(steps("s", "0")),
        premise("source", t="s", k="0")), [LETTERED]),
    "a premise in a transpose": (claim(
        ["T", ["*", J, W]], D, premise("source")), [TURNED]),
    "a premise that is turned": (claim(
        ["*", J, W], ["T", D], premise("source", turned=True)), [TURNED]),
    "a premise in a power": (claim(
        ["^", J, 2], D, premise("source")),
        [forged(["*", J, J], D)]),
    "a premise about entries": (claim(
        ["tanh", H], ["tanh", ["^", ["p", "t", "i"], 2]],
        premise("source")), [forged(H, ["^", P, 2])]),
    "W <= W + W W^T": (claim(W, ["+", W, SQUARE], by("square"),
                             sign="<="),),
    "a bound, twice": (claim(
        ZERO, ["*", 2, SQUARE], by("bound", SQUARE, cite="squared"), by(
            "bound", cite="squared"), sign="<="), [SQUARED]),
    "a bound times kappa": (claim(
        W, ["+", W, ["*", "kappa", SQUARE]],
        by("bound", cite="squared", times="kappa"), sign="<="), [SQUARED]),
    "x_t is not of x_k": (claim(d(["x", "t", "u"], ["x", "k", "v"]), 0, by(
        "derivative"), facts=[["k+1", "t"]]), RNN),
    "a number that is turned": (claim(["T", J], 2, premise("source")),
                                [forged(J, 2)]),
    "a bound at another time": (claim(ZERO, square("k+1"), by(
        "bound", cite="squared", at=[{"t": "k+1"}]), sign="<="), [
            claim(ZERO, square("t"), by("square"), label="squared",
                  sign="<=")]),
    "a size of one's own": (claim(["sum", "d", 1], "n_y",
                                  letters={"d": "n_y"}),),
    "a large number": (same(10**40 - 1),),
    "a small number": (same(["/", 1, 10**40 - 1]),),
    "an instance of a definition": (claim(
        ["h", "s", "i"], ["tanh", ["p", "s", "i"]],
        by("definition", cite="h", at="s"), facts=[["1", "s"]]), RNN),
    "J is its entries": (matrix("J"),), "lam": (matrix("lam"),),
    "the model": (defined("h"),),
    "the model, renamed": (defined(
        "q", lhs=["q", "t", "b"], rhs=["+", ["b_y", "b"], [
            "sum", "l", ["*", ["V", "b", "l"], ["h", "t", "l"]]]]),),
}
RULES_FALSE = {
    "the hypothesis under a sum": (induction(
        sums(JS), ZERO, [by("algebra", ZERO)], [
            by("algebra", HIDDEN[0]), premise("hypothesis", HIDDEN[1]),
            by("algebra")]),),
    "a premise of steps, at time 0": (claim(
        m("h", "k"), ["*", 2, m("h", "k")], premise("source", t="k")),
        [forged(m("h", "t"), ["*", 2, m("h", "t")])]),
    "a premise in a chain": (claim(
        down("t", "k+1"), down("t", "k+1", m("D", "s")), premise(
            "source", t="s"), facts=[["2", "s"], ["k", "t"]]),
        [forged(J, D, LATER)]),
    "a premise in a derivative": (claim(d(H, DW), d(P, DW), premise(
        "source")), [forged(H, P)]),
    "a premise in an immediate one": (claim(
        d(H, DW, "t"), d(P, DW, "t"), premise("source")), [forged(H, P)]),
    "log(kappa) W W^T": (claim(ZERO, ["*", ["log", "kappa"], SQUARE], by(
        "square"), sign="<="),),
    "a bound times log(kappa)": (claim(
        W, ["+", W, ["*", ["log", "kappa"], SQUARE]], by(
            "bound", cite="squared", times=["log", "kappa"]), sign="<="),
        [SQUARED]),
    "through what has no definition": (claim(
        d(["cell", "t", "i"], ["h", "t-1", "j"]), through(
            "g", ["cell", "t", "i"], ["h", "t-1", "j"]),
        by("through", name="g", at="t")),),
    "immediate, 0": (claim(d(H, DW, "t"), 0, by("derivative")), RNN),
    "immediate, in all": (claim(d(H, DW, "t"), d(H, DW), by(
        "derivative")), RNN),
    "immediate, at unlike times": (claim(
        d(["h", "t-1", "i"], HJ, "t"), ["delta", "i", "j"], by(
            "derivative")), RNN),
    "backwards to h": (claim(d(H, ["p", "t", "j"]), 0, by(
        "backwards", of=d(H, ["p", "t", "j"]))), RNN),
    "through one gate": (claim(
        d(["cell", "t", "i"], ["h", "t-1", "j"], "t"), through(
            "g", ["cell", "t", "i"], ["h", "t-1", "j"], "t"),
        by("through", name="g", at="t")), LSTM),
    "through one gate, in all": (claim(
        d(["cell", "t", "i"], ["h", "t-1", "j"]), through(
            "g", ["cell", "t", "i"], ["h", "t-1", "j"]),
        by("through", name="g", at="t")), LSTM),
    "immediate, at time 0": (immediate(
        "k", ["*", ["delta", "i", "j"], slope("k")]), RNN),
    "immediate, twice another step": (claim(
        d(["*", 2, ["h", "t-1", "i"]], ["b_h", "j"], "t"),
        d(["*", 2, ["tanh", ["p", "t-1", "i"]]], ["b_h", "j"], "t"),
        by("definition", cite="h", at="t-1"), facts=LATER), RNN),
    "a chain up that may be too short": (claim(
        ["*", up("k+1", "t-1"), J], up("k+1", "t"), by("link")),),
    "chains down and up": (claim(
        ["*", down("t", "k+1"), up("k", "t")], down("t", "t"), by("link"),
        facts=[["1", "k"], ["k", "t"]]),),
    "sums from another start": (claim(
        sums(["over", "k", "0", "s", PS]),
        ["over", "k", "1", "t", ["over", "s", "k", "t", PS]],
        by("swap")),),
    "a chain under a sum": (claim(
        sums(["chain", "k", "1", "s", 1, m("J", "k")]),
        sums(["over", "k", "1", "s", m("J", "k")]), by("swap")),),
    "the first term is another": (claim(sums(JS), ["+", m("J", "2"), [
        "over", "s", "2", "t", JS]], by("term", first="1")),),
    "the first term of none": (claim(
        ["over", "s", "t", "T", JS], ["+", J, ["over", "s", "t+1", "T", JS]],
        by("term", first="t")),),
    "chains that do not meet": (claim(
        ["*", ["chain", "s1", "t", "s+1", -1, m("J", "s1")],
         ["chain", "s1", "s-1", "k+1", -1, m("J", "s1")]],
        ["chain", "s1", "t", "k+1", -1, m("J", "s1")], by("link"),
        facts=[["k+1", "s"], ["s", "t"]]),),
    "chains of two matrices": (claim(
        ["*", ["chain", "s1", "t", "s+1", -1, m("J", "s1")],
         ["chain", "s1", "s", "k+1", -1, m("D", "s1")]],
        ["chain", "s1", "t", "k+1", -1, m("J", "s1")], by("link"),
        facts=[["k", "s"], ["s", "t"]]),),
    "a factor of another chain": (claim(
        ["*", D, down("t-1", "k+1")], down("t", "k+1"), by("link"),
        facts=[["k+1", "t"]]),),
    "a factor at the other end": (claim(
        ["*", down("t-1", "k+1"), J], down("t", "k+1"), by("link"),
        facts=[["k+1", "t"]]),),
    "chains that overlap": (claim(
        ["*", J, down("t", "k+1")], down("t", "k+1"), by("link"),
        facts=[["k+1", "t"]]),),
    "a product without its facts": (claim(
        ["*", W, J, m("P", "t-1", "k")], ["*", W, m("P", "t", "k")],
        premise("source"), facts=[["k", "t"], ["1", "t"]]), [LINK]),
    "W W^T <= 0": (claim(SQUARE, 0, by("square"), sign="<="),),
    "W W^T is less": (claim(["*", 2, SQUARE], SQUARE, by("square"),
                            sign="<="),),
    "X W X^T": (claim(0, ["*", m("J", "t"), W, ["T", m("J", "t")]],
                      by("square"), sign="<="),),
    "W W": (claim(0, ["^", W, 2], by("square"), sign="<="),),
    "a bound, without its number": (claim(
        W, ["+", W, SQUARE], by("bound", cite="squared", times="kappa"),
        sign="<="), [SQUARED]),
    "a line of another shape": (claim(
        ["over", "s", "1", "0", W], ["over", "s", "1", "0", W],
        by("algebra", ["over", "s", "1", "0", m("U")]), by("algebra")),),
    "a letter in the first limit": (same(["over", "s", "s", "t", W]),),
    "a letter in a chain's limits": (same(down("s", "k+1")),),
    "a letter in a chain's end": (same(down("t", "s")),),
    "delta_iu": (same(["delta", "i", "u"]),),
    "a derivative of W": (same(["d", W, ["h", "t", "j"]]),),
    "a root of W": (same(["^", W, ["/", 1, 2]]),),
    "1/0": (same(["/", 1, 0]),), "nothing": (same([]),),
    "a time as a number": (same("t+1"),),
    "a chain in steps of True": (same(["chain", "s", "t", "k", True, JS]),),
    "10^40": (same(10**40),), "10^-40": (same(["/", 1, 10**40]),),
    "a letter over time": (claim(["over", "z", "1", "t", m("J", "z")],
                                 sums(W), letters={"z": "time"}),),
    "a letter over nothing": (claim(1, 1, letters={"d": "n_z"}),),
    "two letters at once": (claim(1, 1, letters={"dd": "n_h"}),),
    "i over the outputs": (claim(1, 1, letters={"i": "n_y"}),),
}
__all__ = ["RULES_FALSE", "RULES_TRUE"]
