"""Pairs of formulas that the checker must find equal, or unlike.

Each is a certificate, and what is known before it, as in checker_guards. They
stand for what no chapter needs: letters that look alike, exponents, limits.
"""
from checker_statements import H, claim, minus
from checker_truths_letters import LETTERS_FALSE, LETTERS_TRUE
from checker_truths_more import FALSE_MORE, TRUE
from checker_truths_numbers import EXACT, INEXACT
from checker_truths_rules import RULES_FALSE, RULES_TRUE
from checker_truths_words import WORDS_EQUAL, WORDS_UNLIKE


def over(letters, *factors):
    """A product summed over letters."""
    e = ["*", *factors] if len(factors) > 1 else factors[0]
    for letter in letters.split():
        e = ["sum", letter, e]
    return e


def w(path):
    """W along pairs of letters: w("ij jl") is W_ij W_jl."""
    return [["W", one[:-1], one[-1]] if len(one) == 2 else [
        "W", *one.split(",")] for one in path.split()]


def h(letter):
    """h_t at a letter."""
    return ["h", "t", letter]


def yes(letter):
    """An output: positive."""
    return ["y_hat", "t", letter]


def kappa(exponent):
    """A power of kappa."""
    return ["^", "kappa", exponent]


def path(*order):
    """W along a path through eight letters."""
    return [["W", f"i{order[n]}", f"i{order[n + 1]}"]
            for n in range(len(order) - 1)]


def inner(i, j, *more):
    """tanh of a sum over j in which i stands."""
    return ["tanh", ["+", over(j, ["W", i, j], h(j)), "kappa", *more]]


def twins(one, two):
    """Letters that only the sums inside tell apart."""
    return over("i j", ["tanh", ["*", h("i"), h("j")]],
                ["tanh", over(one, ["W", "i", one], h(one))],
                ["tanh", over(two, ["W", "j", two], ["p", "t", two])])


def fork(v1, v2, w1, w2):
    """A tree with two branches of length 2."""
    return over(f"l {v1} {v2} {w1} {w2}", *w(
        f"l,{v1} l,{v2} {v1},{w1} {v2},{w2}"))


def hub(*leaves):
    """The product of seven leaves of one letter, whatever their order."""
    return over("l " + " ".join(f"i{n}" for n in range(7)), *[
        e for n, own in leaves for e in (["W", "l", f"i{n}"], own)])


def turned(make):
    """Seven leaves that differ, in two orders and with two names each."""
    return (hub(*[(n, make(f"i{n}", n)) for n in range(7)]),
            hub(*[(6 - n, make(f"i{6 - n}", n)) for n in (
                3, 0, 6, 2, 5, 1, 4)]))


EIGHT = " ".join(f"i{n}" for n in range(8))
LEAVES = [["W", "j", f"i{n}"] for n in range(8)]
HALF = ["/", 1, 2]
EQUAL = {
    # exponents
    "kappa^(t+k)": (kappa(["+", "t", "k"]), ["*", kappa("t"), kappa("k")]),
    "kappa^(2t)": (kappa(["*", 2, "t"]), ["^", kappa("t"), 2]),
    "kappa^(t*2)": (kappa(["*", "t", 2]), ["*", kappa("t"), kappa("t")]),
    "kappa^(t-t)": (kappa(["+", "t", minus("t")]), 1),
    "kappa^(0 t)": (kappa(["*", 0, "t"]), 1),
    "kappa^(0 + t)": (kappa(["+", 0, "t"]), kappa("t")),
    "kappa^(2*3)": (kappa(["*", 2, 3]), kappa(6)),
    "kappa^(2*3*t)": (kappa(["*", 2, "t", 3]), ["^", kappa("t"), 6]),
    "kappa^0": (kappa(0), 1),
    "kappa^(1+1)": (kappa(["+", 1, 1]), ["*", "kappa", "kappa"]),
    "(2 kappa)^t": (["^", ["*", 2, "kappa"], "t"],
                    ["*", kappa("t"), ["^", 2, "t"]]),
    "(kappa^t)^(1/2)": (["^", kappa("t"), HALF], kappa(["*", HALF, "t"])),
    "(kappa^2)^(1/2)": (["^", kappa(2), HALF], "kappa"),
    "kappa/kappa": (["*", "kappa", kappa(-1)], 1),
    "kappa^t/kappa^t": (["*", kappa("t"), kappa(minus("t"))], 1),
    "(kappa sigma)^-1": (["^", ["*", "kappa", "sigma"], -1],
                         ["*", ["^", "sigma", -1], kappa(-1)]),
    "4^(1/2)": (["^", 4, HALF], ["^", 4, HALF]),
    "1^t": (["^", 1, "t"], 1),
    "delta in a power": (
        over("b", ["delta", "a", "b"], ["^", yes("b"), [
            "+", ["*", 2, "t"], "k", 1]]),
        ["^", yes("a"), ["+", "k", 1, "t", "t"]]),
    "powers under a sum": (
        over("a", ["^", yes("a"), ["+", "t", "k"]]),
        over("b", ["^", yes("b"), "t"], ["^", yes("b"), "k"])),
    "a power of x^-1": (["^", ["^", H, -1], 2], ["^", H, -2]),
    "x^64": (["^", H, 64], ["*", ["^", H, 63], H]),
    "(a+b)^2": (["^", ["+", H, "kappa"], 2],
                ["+", ["^", H, 2], ["*", 2, H, "kappa"], kappa(2)]),
    "(a+b)^0": (["^", ["+", H, "kappa"], 0], 1),
    "(a+b)^-1": (["^", ["+", H, "kappa"], -1],
                 ["^", ["+", "kappa", H], -1]),
    "(a+a)^-1": (["^", ["+", H, H], -1], ["*", HALF, ["^", H, -1]]),
    "((a+b)^-1)^2": (["^", ["^", ["+", H, "kappa"], -1], 2],
                     ["^", ["+", H, "kappa"], -2]),
    "(a b)^-2": (["^", ["*", H, ["p", "t", "i"]], -2],
                 ["*", ["^", H, -2], ["^", ["p", "t", "i"], -2]]),
    # functions
    "exp": (["exp", ["+", H, "kappa"]], ["*", ["exp", H], ["exp", "kappa"]]),
    "exp(2x)": (["exp", ["*", 2, H]], ["^", ["exp", H], 2]),
    "exp(-x)": (["exp", minus(H)], ["^", ["exp", H], -1]),
    "exp(0)": (["exp", 0], 1),
    "exp(x y)": (["exp", ["*", H, "kappa"]], ["exp", ["*", "kappa", H]]),
    "logistic": (["logistic", H], ["*", HALF, [
        "+", 1, ["tanh", ["*", HALF, H]]]]),
    "log": (["log", ["*", "kappa", "sigma"]],
            ["+", ["log", "sigma"], ["log", "kappa"]]),
    "log(2 kappa^3)": (["log", ["*", 2, kappa(3)]],
                       ["+", ["*", 3, ["log", "kappa"]], ["log", 2]]),
    "log exp": (["log", ["exp", H]], H),
    "log(exp/sum)": (["log", ["*", ["exp", H], kappa(-1)]],
                     ["+", H, minus(["log", "kappa"])]),
    "exp of a size": (["exp", ["*", ["sum", "i", 1], H]],
                      ["exp", ["*", "n_h", H]]),
    "log 1": (["log", 1], 0),
    "log(a+b)": (["log", ["+", "kappa", "sigma"]],
                 ["log", ["+", "sigma", "kappa"]]),
    "log(kappa^t)": (["log", kappa("t")], ["log", kappa("t")]),
    **{name: ([name, ["+", H, h("j")]], [name, ["+", h("j"), H]])
       for name in ("tanh", "phi", "slope")},
    # letters that are bound
    "renamed": (over("i", h("i")), over("j", h("j"))),
    "two letters": (over("i j", h("i"), *w("ij"), h("j")),
                    over("i j", h("j"), *w("ji"), h("i"))),
    "transposed twice": (over("i j", *w("ij ji")), over("i j", *w("ji ij"))),
    "a cycle": (over("i j l", *w("ij jl li")), over("i j l", *w("ji lj il"))),
    "a cycle of four": (over("i j l m", *w("ij jl lm mi")),
                        over("m l j i", *w("mj jl li im"))),
    "a path": (over(EIGHT, *path(0, 1, 2, 3, 4, 5, 6, 7)),
               over(EIGHT, *path(3, 7, 0, 2, 6, 1, 5, 4)[::-1])),
    "a star": (over(f"j {EIGHT}", *LEAVES),
               over("l", ["^", over("m", ["W", "l", "m"]), 8])),
    "products of sums": (["^", over("i", h("i")), 2],
                         over("i j", h("i"), h("j"))),
    "the sum of 1": (over("i j", h("j")), ["*", "n_h", over("l", h("l"))]),
    "the sum of 1, of 1": (over("i u", 1), ["*", "n_x", "n_h"]),
    "of two sizes": (over("i u", ["U", "i", "u"], ["x", "t", "u"], h("i")),
                     over("v l", h("l"), ["x", "t", "v"], ["U", "l", "v"])),
    "squares": (over("i j", ["^", h("i"), 2], *w("ij"), h("j")),
                over("i j", h("i"), *w("ji"), ["^", h("j"), 2])),
    "a sum inside": (over("i", h("i"), inner("i", "j")),
                     over("l", inner("l", "i"), h("l"))),
    "a sum inside, and more": (
        over("i m", h("i"), inner("i", "j", ["W", "i", "m"], ["W", "m", "i"])),
        over("l m", inner("l", "i", ["W", "m", "l"], ["W", "l", "m"]),
             h("l"))),
    "deltas in functions": (
        over("i j", h("i"), h("j"), ["exp", ["delta", "i", "j"]]),
        over("i j", h("j"), h("i"), ["exp", ["delta", "j", "i"]])),
    "sums in two places": (
        over("i j", *w("ij"), ["tanh", over("l", *w("il lj"))]),
        over("m l", ["tanh", over("j", *w("jl mj"))], *w("ml"))),
    "sums inside, renamed": (twins("l", "m"), twins("m", "l")),
    "sums inside, of one name": (twins("l", "m"), twins("l", "l")),
    **{f"a fork, {n}": (fork("i", "j", "m", "i1"), fork(*own.split()))
       for n, own in enumerate((
           "j i m i1", "i j i1 m", "m i1 i j", "i1 i j m", "i2 i3 i4 i5"))},
    "a product inside": (
        over("i j", h("i"), h("j"), ["tanh", ["*", h("i"), ["p", "t", "j"]]]),
        over("i j", h("i"), h("j"), ["tanh", ["*", ["p", "t", "j"],
                                             h("i")]])),
    "a sum of two inside": (
        over("i j", h("i"), h("j"), ["tanh", ["+", h("i"), ["p", "t", "j"]]]),
        over("i j", h("i"), h("j"), ["tanh", ["+", ["p", "t", "j"],
                                             h("i")]])),
    "a delta inside": (
        over("i j", h("j"), ["^", h("i"), 2], ["exp", ["delta", "i", "j"]]),
        over("i j", h("j"), ["^", h("i"), 2], ["exp", ["delta", "j", "i"]])),
    "leaves of other letters": turned(
        lambda i, n: ["W", i, f"j{n}"]),
    "leaves of other powers": turned(lambda i, n: ["^", h(i), n + 1]),
    "leaves at other times": turned(lambda i, n: ["h", f"t+{n}", i]),
    "leaves of other sums": turned(lambda i, n: [
        "tanh", over("m", ["W", i, "m"], ["h", f"t+{n}", "m"])]),
    "leaves of other numbers": turned(lambda i, n: [
        "tanh", ["*", n + 2, h(i)]]),
    "leaves of other names": turned(lambda i, n: [
        [name, "t", i] for name in ("h", "p", "r", "keep", "new", "o", "cell")
    ][n]),
    # deltas
    "delta": (over("j", ["delta", "i", "j"], h("j")), H),
    "delta of free letters": (["*", ["delta", "i", "j"], h("j")],
                              ["*", ["delta", "j", "i"], h("i")]),
    "delta_ii": (["delta", "i", "i"], 1),
    "the trace of 1": (over("i j", ["delta", "i", "j"]), "n_h"),
    "two deltas": (over("j l", ["delta", "i", "j"], ["delta", "j", "l"],
                        h("l")), H),
    "delta and powers": (over("j", ["delta", "i", "j"], ["^", h("j"), 3]),
                         ["^", H, 3]),
    "delta^2": (["^", ["delta", "i", "j"], 2],
                ["^", ["delta", "i", "j"], 2]),
    # numbers
    "1/2 + 1/3": (["+", HALF, ["/", 1, 3]], ["/", 5, 6]),
    "x - x": (["+", H, minus(H)], 0),
    "2 x": (["+", H, H], ["*", 2, H]),
    "0 x": (["*", 0, H], 0),
}
UNLIKE = {
    "kappa^(t+1)": (kappa(["+", "t", 1]), kappa("t")),
    "kappa^(2t)": (kappa(["*", 2, "t"]), kappa("t")),
    "kappa^(3t)": (kappa(["*", 3, "t"]), kappa(["*", 2, "t"])),
    "kappa^(t+k)": (kappa(["+", "t", "k"]), kappa(["*", 2, "t"])),
    "kappa^(t+k), kappa^t": (kappa(["+", "t", "k"]), kappa("t")),
    "kappa^k": (kappa("k"), kappa("t")),
    "2^t": (["^", 2, "t"], ["^", 3, "t"]),
    "kappa^0": (kappa(0), "kappa"),
    "kappa^(0 t)": (kappa(["*", 0, "t"]), "kappa"),
    "(-kappa)^t": (["^", minus("kappa"), "t"], kappa("t")),
    "powers under a sum": (over("a", ["^", yes("a"), ["+", "t", 1]]),
                           over("a", ["^", yes("a"), "t"])),
    "exp(x) exp(y)": (["exp", ["*", H, "kappa"]],
                      ["*", ["exp", H], ["exp", "kappa"]]),
    "exp(2x)": (["exp", ["*", 2, H]], ["*", 2, ["exp", H]]),
    "log(a+b)": (["log", ["+", "kappa", "sigma"]],
                 ["+", ["log", "kappa"], ["log", "sigma"]]),
    "log(2 kappa)": (["log", ["*", 2, "kappa"]], ["log", "kappa"]),
    "log(3 kappa)": (["log", ["*", 3, "kappa"]], ["log", ["*", 2, "kappa"]]),
    "log(kappa^t)": (["log", kappa("t")], 0),
    "log(kappa^t sigma)": (["log", ["*", kappa("t"), "sigma"]],
                           ["log", "sigma"]),
    "log exp": (["log", ["exp", H]], ["log", ["exp", ["*", 2, H]]]),
    "tanh": (["tanh", H], H),
    "phi": (["phi", H], H), "phi and its slope": (["phi", H], ["slope", H]),
    "tanh, exp": (["tanh", H], ["exp", H]),
    "logistic": (["logistic", H], ["tanh", H]),
    "in two orders": (over("i j", h("i"), *w("ij"), ["p", "t", "j"]),
                      over("i j", h("j"), *w("ij"), ["p", "t", "i"])),
    "a cycle and a triangle": (over("i j l", *w("ij jl li")),
                               over("i j l", *w("ij jl il"))),
    "a cycle and two": (over("i j l m", *w("ij jl lm mi")),
                        over("i j l m", *w("ij ji lm ml"))),
    "two paths": (over("i j l", *w("ij jl")), over("i j l", *w("ij il"))),
    "sizes": (over("i", 1), over("u", 1)),
    "squares": (over("i j", ["^", h("i"), 2], *w("ij"), h("j")),
                over("i j", h("i"), *w("ij"), ["^", h("j"), 2])),
    "a square under a sum": (over("i", ["^", h("i"), 2]),
                             over("i", h("i"))),
    "a sum inside": (over("i", h("i"), inner("i", "j")),
                     ["*", over("i", h("i")), over("l", inner("l", "i"))]),
    "sums in two places": (
        over("i j", *w("ij"), ["tanh", over("l", *w("il lj"))]),
        over("i j", *w("ji"), ["tanh", over("l", *w("il lj"))])),
    "delta": (over("j", ["delta", "i", "j"], h("j")), h("l")),
    "delta^k": (over("j", ["^", ["delta", "i", "j"], "k"], h("j")), H),
    "a root of 2 h": (["^", ["*", 2, H], HALF], ["^", H, HALF]),
    "delta gone": (["*", ["delta", "i", "j"], h("j")], H),
    "the trace of 1": (over("i j", ["delta", "i", "j"]), 1),
    "times": (H, ["h", "t-1", "i"]),
    "indices": (H, h("j")),
    "names": (H, ["p", "t", "i"]),
    "x x": (["*", H, H], H),
    "x + x": (["+", H, H], H),
    "derivatives": (["d", H, ["h", "s", "j"]], ["d", H, ["h", "k", "j"]]),
    "immediate ones": (["imm", H, ["W", "i", "j"], "t"],
                       ["d", H, ["W", "i", "j"]]),
    "immediate, by time": (["imm", H, ["W", "i", "j"], "t"],
                           ["imm", H, ["W", "i", "j"], "k"]),
    "of a transposed entry": (["d", H, ["W", "i", "j"]],
                              ["d", H, ["W", "j", "i"]]),
}
ORDER = [["k", "t"], ["2", "t"]]


def stated(pairs, **more):
    """Each pair as a certificate without steps."""
    return {name: (claim(left, right, **more),)
            for name, (left, right) in pairs.items()}


TRUTHS = stated(EQUAL) | EXACT | RULES_TRUE | TRUE | LETTERS_TRUE | {
    f"matrices, {name}": one for name, one in stated(
        WORDS_EQUAL, facts=[["k", "t"], ["50", "t"]]).items()}
FALSE = stated(UNLIKE) | INEXACT | RULES_FALSE | FALSE_MORE | {
    f"matrices, {name}": one for name, one in stated(
        WORDS_UNLIKE, facts=ORDER).items()} | LETTERS_FALSE
__all__ = ["FALSE", "TRUTHS"]
