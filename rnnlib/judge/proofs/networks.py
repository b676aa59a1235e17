"""The networks of the judge as the checker reads them: one for each kind.

They are those of the book, with a few more names for matrices. Beside them
stand the conditions on which a line may be right.
"""
from __future__ import annotations

from typing import Any

Json = Any
LETTERS = dict.fromkeys("tskT", "time") | dict.fromkeys("ijlm", "n_h") \
    | dict.fromkeys("uv", "n_x") | dict.fromkeys("abc", "n_y")
TENSORS = {
    "U": ["n_h", "n_x"], "W": ["n_h", "n_h"], "V": ["n_y", "n_h"],
    "b_h": ["n_h"], "b_y": ["n_y"], "x": ["time", "n_x"],
    "p": ["time", "n_h"], "h": ["time", "n_h"], "q": ["time", "n_y"],
    "y_hat": ["time", "n_y"], "y": ["time", "n_y"], "e": ["time", "n_y"],
    "E": ["time"],
    "dU": ["n_h", "n_x"], "dW": ["n_h", "n_h"], "dV": ["n_y", "n_h"],
    "db_h": ["n_h"], "db_y": ["n_y"]}
INPUT = ["sum", "u", ["*", ["U", "i", "u"], ["x", "t", "u"]]]
FORMULAS = {
    "q": (["q", "t", "a"], ["+", ["sum", "i", [
        "*", ["V", "a", "i"], ["h", "t", "i"]]], ["b_y", "a"]]),
    "y_hat": (["y_hat", "t", "a"], ["*", ["exp", ["q", "t", "a"]], [
        "^", ["sum", "b", ["exp", ["q", "t", "b"]]], -1]]),
    "E": (["E", "t"], ["*", -1, ["sum", "a", [
        "*", ["y", "t", "a"], ["log", ["y_hat", "t", "a"]]]]]),
    "e": (["e", "t", "a"], ["+", ["y_hat", "t", "a"], [
        "*", -1, ["y", "t", "a"]]]),
    "p": (["p", "t", "i"], ["+", INPUT, ["sum", "j", [
        "*", ["W", "i", "j"], ["h", "t-1", "j"]]], ["b_h", "i"]])}
STATES = {"tanh": ["tanh", ["p", "t", "i"]], "linear": ["p", "t", "i"],
          "open": ["phi", ["p", "t", "i"]]}
SLOPES = {"tanh": ["+", 1, ["*", -1, ["^", ["h", "t", "i"], 2]]],
          "linear": 1, "open": ["slope", ["p", "t", "i"]]}
MADE = {"p": [["U", 0], ["W", 0], ["b_h", 0], ["h", 1], ["x", 0]],
        "h": [["p", 0]], "q": [["V", 0], ["b_y", 0], ["h", 0]],
        "y_hat": [["q", 0]], "E": [["y", 0], ["y_hat", 0]],
        "e": [["y", 0], ["y_hat", 0]]}
# the labels of the book's definitions
LABELS = {"p": "pre-activation", "h": "state", "q": "logits",
          "y_hat": "softmax", "E": "loss", "e": "output-error"}
# condition -> what it says
CONDITIONS: dict[str, tuple[Json, Json]] = {
    "sum": (["sum", "a", ["y", "t", "a"]], 1),
    "start": (["@", "h", "0"], 0)}
VECTORS = {"x": "u", "p": "i", "h": "i", "q": "a", "y_hat": "a", "y": "a",
           "e": "a"}
OWN = {"p": "i", "h": "i", "q": "a", "y_hat": "a", "E": ""}   # of tops
BY = {"p": "j", "h": "j", "x": "u", "q": "b", "y_hat": "b"}
PLACES = {"U": ("l", "u"), "W": ("l", "m"), "V": ("c", "l"), "b_h": ("l",),
          "b_y": ("c",)}
MAIN = {"U": ("i", "u"), "W": ("i", "j"), "V": ("a", "i"), "b_h": ("i",),
        "b_y": ("a",)}
EARLIER = ("p", "h", "x")          # what later steps depend on
BOOK = {"d_h_h": "P", "d_E_h": "G", "d_h_x": "dh_dx", "d_E_x": "dE_dx",
        "d_h_W": "dh_W", "d_E_W": "dE_W"}
ORDER = ("e", "E", "y_hat", "q", "h", "p")      # the outermost first


def derivative(top: str, below: str, immediate: bool = False) -> str:
    """The name of the matrix of a derivative; by a parameter, along dW."""
    plain = f"{'imm' if immediate else 'd'}_{top}_{below}"
    return BOOK.get(plain, plain)


def matrices(kind: str) -> dict[str, Json]:
    """Name -> times, row, column, entry."""
    found: dict[str, Json] = {
        name: [[], *[*at, None][:2], [name, *at]] for name, at in MAIN.items()}
    found |= {f"d{name}": [[], *[*at, None][:2], [f"d{name}", *at]]
              for name, at in MAIN.items()}
    found |= {name: [["t"], at, None, [name, "t", at]]
              for name, at in VECTORS.items()}
    found["D"] = [["t"], "i", "j", ["*", ["delta", "i", "j"], SLOPES[kind]]
                  if kind != "linear" else ["delta", "i", "j"]]
    found["E"] = [["t"], None, None, ["E", "t"]]
    found["logs"] = [["t"], "a", None, ["log", ["y_hat", "t", "a"]]]
    found["J"] = [["t"], "i", "j", ["d", ["h", "t", "i"], ["h", "t-1", "j"]]]
    found["K"] = [["t"], "i", "j", ["d", ["p", "t", "i"], ["p", "t-1", "j"]]]
    for top, row in OWN.items():
        for below, column in BY.items():
            found[derivative(top, below)] = by_entry(top, row, below, column)
        for below, at in PLACES.items():
            for immediate in (False, True):
                found[derivative(top, below, immediate)] = along(
                    top, row, below, at, immediate)
    return found


def by_entry(top: str, row: str, below: str, column: str) -> Json:
    """The matrix of a derivative by what a step computes."""
    times = ["t", "k"] if below in EARLIER else ["t"]
    entry = ["d", [top, "t", *row], [below, times[-1], column]]
    return [times, row, column, entry] if row else [times, column, None,
                                                    entry]


def along(top: str, row: str, below: str, at: tuple[str, ...],
          immediate: bool) -> Json:
    """A derivative by a parameter, along any change of it."""
    entry: Json = ["imm" if immediate else "d", [top, "t", *row],
                   [below, *at], *["t"] * immediate]
    entry = ["*", entry, [f"d{below}", *at]]
    for letter in reversed(at):
        entry = ["sum", letter, entry]
    return [["t"], row or None, None, entry]


def data(kind: str, bias: bool = True) -> dict[str, Json]:
    """The language of a kind of network: "tanh", "linear" or "open"."""
    formulas = {name: [["definition", lhs, rhs if bias else without(rhs)]]
                for name, (lhs, rhs) in FORMULAS.items()}
    formulas["h"] = [["definition", ["h", "t", "i"], STATES[kind]]]
    return {"spaces": LETTERS, "tensors": TENSORS, "formulas": formulas,
            "made": MADE, "states": ["h"], "from_0": ["h"],
            "matrices": matrices(kind), "sums": sums(),
            "conditions": CONDITIONS, "read": {}, "hiding": [],
            "nonnegative": {}}


def without(formula: Json) -> Json:
    """A formula without its bias."""
    if formula[0] != "+" or formula[-1][0] not in ("b_h", "b_y"):
        return formula
    rest = formula[1:-1]
    return ["+", *rest] if len(rest) > 1 else rest[0]


def sums() -> dict[str, Json]:
    """Matrices that are made of others."""
    return {"lam": [["t"], "i", None,
                    ["over", "s", "t", "T", ["@", "G", "s", "t"]],
                    [["t", "T"]]],
            "a": [["t"], "i", None, ["*", ["@", "D", "t"], ["@", "lam", "t"]],
                  []]}


def definitions(kind: str, bias: bool = True) -> list[Json]:
    """What is laid down of a network, as certificates."""
    found = []
    for name, label in LABELS.items():
        ((_, lhs, rhs),) = data(kind, bias)["formulas"][name]
        if name == "h" and kind != "tanh":
            label = f"{kind}-state"
        found.append({"label": label, "kind": "laid down", "lhs": lhs,
                      "rhs": rhs, "sign": "=", "facts": []})
    return found
