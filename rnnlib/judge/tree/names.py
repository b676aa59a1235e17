"""The names that all parts share: what each is, whatever a text calls it."""
from typing import NamedTuple

#: a size, and what it counts
SPACES = {"n_h": "units", "n_x": "inputs", "n_y": "classes"}


class Name(NamedTuple):
    """axes: the spaces of its entries; timed: whether it has a time."""

    axes: tuple[str, ...]
    timed: bool
    words: str


NETWORK = {
    "U": Name(("n_h", "n_x"), False, "weights of the input"),
    "W": Name(("n_h", "n_h"), False, "recurrent weights"),
    "V": Name(("n_y", "n_h"), False, "weights of the output"),
    "b_h": Name(("n_h",), False, "bias of the units"),
    "b_y": Name(("n_y",), False, "bias of the output"),
    "x": Name(("n_x",), True, "input"),
    "p": Name(("n_h",), True, "pre-activation"),
    "h": Name(("n_h",), True, "state"),
    "q": Name(("n_y",), True, "logits"),
    "y_hat": Name(("n_y",), True, "prediction"),
    "y": Name(("n_y",), True, "target"),
    "e": Name(("n_y",), True, "output error, y_hat - y"),
    "E": Name((), True, "loss of one step"),
    "total": Name((), False, "loss over all steps"),
    "D": Name(("n_h", "n_h"), True, "diagonal matrix of the slopes"),
    "J": Name(("n_h", "n_h"), True, "Jacobian of one step, D W"),
    "lambda": Name(("n_h",), True, "gradient of the total loss by h"),
    "a": Name(("n_h",), True, "gradient of the total loss by p"),
    "b_2": Name(("n_h",), False, "second bias of the units"),
}


def beyond() -> dict[str, Name]:
    """What chapters name beside the network; it is read, never computed."""
    units, square, into = ("n_h",), ("n_h", "n_h"), ("n_h", "n_x")
    gates = ("r", "keep", "new", "f", "g", "o", "z")
    shapes: dict[str, tuple[tuple[str, ...], bool]] = {
        **dict.fromkeys([*gates, "cell", "alpha", "dh", "dh_W",
                         *(f"p_{gate}" for gate in gates)], (units, True)),
        **{f"U_{gate}": (into, False) for gate in gates},
        **{f"W_{gate}": (square, False) for gate in gates},
        **{f"b_{gate}": (units, False) for gate in gates},
        **dict.fromkeys(("F", "R", "K"), (square, True)),
        **dict.fromkeys(("Q", "Lam", "S", "dW"), (square, False)),
        **dict.fromkeys(("write", "cand", "factor", "drive", "p_write"),
                        (units, True)),
        **dict.fromkeys(("U_write", "U_cand"), (into, False)),
        **dict.fromkeys(("b_write", "b_cand"), (units, False)),
        "kron": (square, True), "row": (units, True),
        "mask": ((), True), "fresh": (units, True),
        "kept": ((), True), "teacher": (units, True), "w": (("n_y",), False),
        "up": (units, True),
        **dict.fromkeys(("look", "score"), (("n_y",), True)),
        **dict.fromkeys(("U_key", "U_value"), (into, False)),
        "found": (units, True), "seen": (("n_y", "n_x"), False),
        "U_up": (square, False), "W_up": (square, False),
        "dU": (into, False), "dV": (("n_y", "n_h"), False),
        **dict.fromkeys(("M", "N", "Omega", "dE", "dE_W"), ((), True)),
        **dict.fromkeys(("kappa", "sigma", "gamma"), ((), False))}
    return {name: Name(axes, timed, "a name of one chapter")
            for name, (axes, timed) in shapes.items()}


BEYOND = beyond()
NAMES = NETWORK | BEYOND
PARAMETERS = ("U", "W", "V", "b_h", "b_y", "b_2")
#: what reading notes where a line names the class of a target
CLASSES = "targets are read as one-hot: 1 at the class y_t"
FUNCTIONS = ("exp", "log", "tanh", "logistic", "relu", "softmax", "phi")

__all__ = ["BEYOND", "CLASSES", "FUNCTIONS", "NAMES", "NETWORK", "Name",
           "PARAMETERS", "SPACES"]
