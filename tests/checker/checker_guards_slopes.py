"""For each guard of the derivatives something that only it refuses."""
from checker_statements import HJ, H, P, by, claim, defined

RNN = [defined("p"), defined("h")]
READERS = RNN + [defined(name) for name in ("q", "y_hat", "E")]
FED = ["+", ["sum", "c", ["*", ["d", ["E", "t"], ["q", "k", "c"]],
                          ["V", "c", "j"]]],
       ["sum", "m", ["*", ["d", ["E", "t"], ["p", "k+1", "m"]],
                     ["W", "m", "j"]]]]
COPY = ["C", "t", "j", "l"]
TILT = ["+", 1, ["*", -1, ["^", ["tanh", ["p", "t", "i"]], 2]]]
SLOPES = {
    "may that time move": (claim(
        ["imm", ["h", "s", "i"], ["b_h", "j"], "t"], 0, by("derivative")),
        RNN),
    "backwards by itself": (claim(["d", H, HJ], 0, by(
        "backwards", of=["d", H, HJ])), RNN),
    "backwards by a parameter": (claim(
        ["d", H, ["W", "i", "j"]], 0,
        by("backwards", of=["d", H, ["W", "i", "j"]])), RNN),
    "backwards without definitions": (claim(
        ["d", ["E", "t"], HJ], 0, by("backwards", of=["d", ["E", "t"], HJ])),
        RNN),
    "a power that is a time": (claim(
        ["d", ["^", ["y_hat", "t", "a"], "t"], ["q", "t", "b"]], 0,
        by("derivative")), READERS),
    "of another network": (claim(
        ["d", ["E", "t"], ["cell", "t", "j"]], 0,
        by("backwards", of=["d", ["E", "t"], ["cell", "t", "j"]])), READERS),
    "backwards at time 0": (claim(
        ["d", ["E", "t"], ["h", "k", "j"]], FED,
        by("backwards", of=["d", ["E", "t"], ["h", "k", "j"]])), READERS),
    "immediate, through another step": (claim(
        ["imm", ["h", "t+1", "i"], ["b_h", "j"], "t"],
        ["sum", "m", ["*", ["d", ["h", "t+1", "i"], ["p", "t", "m"]],
                      ["imm", ["p", "t", "m"], ["b_h", "j"], "t"]]],
        by("through", name="p", at="t")), RNN),
    "not all goes through p": (claim(
        ["d", H, ["W", "i", "j"]],
        ["sum", "m", ["*", ["d", H, ["p", "t-1", "m"]],
                      ["d", ["p", "t-1", "m"], ["W", "i", "j"]]]],
        by("through", name="p", at="t-1"), facts=[["2", "t"]]), RNN),
    "later, perhaps": (claim(["d", H, ["h", "k", "j"]], 0,
                             by("derivative")), RNN),
    "now, perhaps": (claim(["d", H, ["h", "k", "j"]], ["delta", "i", "j"],
                           by("derivative")), RNN),
    "at time 0": (claim(["h", "0", "i"], ["tanh", ["p", "0", "i"]],
                        by("definition", cite="h", at="0")), RNN),
    "what it is by, put in": (claim(
        ["d", H, H], ["d", ["tanh", P], H],
        by("definition", cite="h", at="t")), RNN),
    "immediate, a definition of another step": (claim(
        ["imm", ["h", "t-1", "i"], ["b_h", "j"], "t"],
        ["imm", ["tanh", ["p", "t-1", "i"]], ["b_h", "j"], "t"],
        by("definition", cite="h", at="t-1"), facts=[["2", "t"]]), RNN),
    "by a copy that p has not": (claim(
        ["d", H, COPY], 0,
        by("definition", ["d", ["tanh", ["p", "t", "i"]], COPY], cite="h",
           at="t", inside=True),
        by("derivative", ["*", TILT, ["d", ["p", "t", "i"], COPY]]),
        by("definition", ["*", TILT, ["d", RNN[0]["rhs"], COPY]], cite="p",
           at="t", inside=True),
        by("derivative")), RNN),
}
__all__ = ["READERS", "RNN", "SLOPES"]
