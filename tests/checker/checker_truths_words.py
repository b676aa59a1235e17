"""Products of matrices that the checker must find equal, or unlike.

They are stated where k <= t and t is not small.
"""
from checker_statements import W, m, minus

J, JS, JK = m("J", "t"), m("J", "s"), m("J", "k")
D, DS = m("D", "t"), m("D", "s")


def down(first, last, *factor):
    """A product of J over times that goes down."""
    return ["chain", "s", first, last, -1, *(factor or [JS])]


def up(first, last, *factor):
    """One that goes up."""
    return ["chain", "s", first, last, 1, *(factor or [JS])]


def sums(*body):
    """A sum over s = 1 .. t."""
    return ["over", "s", "1", "t", *body]


WORDS_EQUAL = {
    "A (B + C)": (["*", J, ["+", W, D]], ["+", ["*", J, D], ["*", J, W]]),
    "A^2": (["^", ["+", J, W], 2], [
        "+", ["^", J, 2], ["*", J, W], ["*", W, J], ["*", W, W]]),
    "(A B)^T": (["T", ["*", J, W]], ["*", ["T", W], ["T", J]]),
    "(A + B)^T": (["T", ["+", J, W]], ["+", ["T", W], ["T", J]]),
    "A^TT": (["T", ["T", J]], J),
    "(A^2)^T": (["T", ["^", J, 2]], ["*", ["T", J], ["T", J]]),
    "2 A": (["+", J, J], ["*", 2, J]),
    "A - A": (["+", J, minus(J)], 0),
    "A 2 B": (["*", J, 2, W], ["*", 2, J, W]),
    "A + 1": (["*", ["+", J, 1], W], ["+", ["*", J, W], W]),
    "(A + 1)^T": (["T", ["+", J, 1]], ["+", 1, ["T", J]]),
    "kappa A + sigma A": (["+", ["*", "kappa", J], ["*", "sigma", J]],
                          ["*", ["+", "sigma", "kappa"], J]),
    "sums": (["*", W, sums(JS), D], sums(["*", W, JS, D])),
    "sums of sums": (sums(["+", JS, W]), ["+", sums(W), sums(JS)]),
    "a sum renamed": (sums(JS), ["over", "k", "1", "t", JK]),
    "a sum transposed": (["T", sums(["*", JS, W])],
                         sums(["*", ["T", W], ["T", JS]])),
    "a sum of one": (["over", "s", "t", "t", JS], J),
    "a sum of none": (["over", "s", "t+1", "t", JS], 0),
    "sums in sums": (
        sums(["over", "k", "s", "t", ["*", JS, JK]]),
        ["over", "k", "1", "t", ["over", "s", "k", "t", ["*", JK, JS]]]),
    "a product of sums": (["*", sums(JS), sums(DS)],
                          sums(["over", "k", "1", "t", [
                              "*", JS, m("D", "k")]])),
    "numbers in sums, beside W": (["*", W, sums(["*", "kappa", JS])],
                                  ["*", "kappa", W, sums(JS)]),
    "numbers in sums": (sums(["*", "kappa", JS]), ["*", "kappa", sums(JS)]),
    "a chain of two": (down("t", "t-1"), ["*", J, m("J", "t-1")]),
    "a chain of two, up": (up("t-1", "t"), ["*", m("J", "t-1"), J]),
    "a chain of one": (down("t", "t"), J),
    "a chain of none": (["*", W, down("t", "t+1")], W),
    "a chain of none, up": (["*", W, up("t+1", "t")], W),
    "a chain of fifty": (down("t", "t-49", W), ["^", W, 50]),
    "a chain transposed": (["T", down("t", "k+1")], up("k+1", "t", ["T", JS])),
    "a chain renamed": (down("t", "k+1"), [
        "chain", "s1", "t", "k+1", -1, m("J", "s1")]),
    "W up is W down": (["*", J, up("k", "t", W)],
                       ["*", J, down("t", "k", W)]),
    "a column": (["*", J, m("h", "t")], ["*", J, m("h", "t")]),
    "rows times columns": (["*", ["T", m("h", "t")], W, m("h", "t")],
                           ["*", ["T", m("h", "t")], W, m("h", "t")]),
}
WORDS_UNLIKE = {
    "A B": (["*", J, W], ["*", W, J]),
    "A^T": (["T", J], J),
    "(A B)^T": (["T", ["*", J, W]], ["*", ["T", J], ["T", W]]),
    "A^2": (["^", J, 2], J),
    "A^3": (["^", J, 3], ["^", J, 2]),
    "2 A": (["*", 2, J], J),
    "A + 1": (["+", J, 1], J),
    "times": (J, m("J", "t-1")),
    "names": (J, D),
    "sums": (sums(JS), ["over", "s", "2", "t", JS]),
    "sums, at the end": (sums(JS), ["over", "s", "1", "T", JS]),
    "sums of another": (sums(JS), sums(DS)),
    "what is summed": (sums(JS), sums(J)),
    "sums in order": (["*", W, sums(JS)], ["*", sums(JS), W]),
    "a sum of one": (["over", "s", "t", "t", JS], m("J", "t-1")),
    "a sum of none": (["over", "s", "t+1", "t", JS], J),
    "a sum of two": (["over", "s", "t", "t+1", JS], J),
    "a chain up": (down("t", "k+1"), up("k+1", "t")),
    "chains": (down("t", "k+2"), down("t", "k+1")),
    "chains of another": (down("t", "k+1"), down("t", "k+1", DS)),
    "chains transposed": (["T", down("t", "k+1")],
                          down("t", "k+1", ["T", JS])),
    "a chain of two": (down("t", "t-1"), ["*", m("J", "t-1"), J]),
    "a chain of none": (["*", W, down("t", "t+1")], ["*", W, J]),
    "products of sums": (["*", sums(JS), sums(DS)], sums(["*", JS, DS])),
    "sums in sums": (
        sums(["over", "k", "s", "t", ["*", JS, JK]]),
        sums(["over", "k", "s", "t", ["*", JK, JS]])),
}
