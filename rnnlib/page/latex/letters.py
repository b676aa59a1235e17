"""The letters in which a question is answered.

They are those of the book. Some chapters give a letter to something that
has none elsewhere: the cell of an LSTM is c, which counts classes elsewhere.
Such letters are taken where the question speaks of them.
"""
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rnnlib.judge.alphabets.alphabet import Alphabet, Letter, load
from rnnlib.symbolic.terms.products import Matrix
from sympy import Expr, Symbol
from sympy.tensor.indexed import Indexed

# as printed -> the prover's name
EVERYWHERE = {"F": "F", "R": "R", "K": "K", "Q": "Q", "S": "S",
              "Lambda": "Lam", "kappa": "kappa", "gamma": "gamma"}
FORWARD = {"dU": "dU", "dW": "dW", "dV": "dV", "dh": "dh", "dE": "dE",
           "dWh": "dh_W", "dWE": "dE_W"}
GRU = {"r": "r", "zeta": "keep", "tilde h": "new"} | {
    f"{name}_{gate}": f"{name}_{own}" for name in "UWbp"
    for gate, own in (("r", "r"), ("zeta", "keep"))} | {
    f"tilde {name}": f"{name}_new" for name in "UWbp"}
LSTM = {"f": "f", "g": "g", "o": "o", "z": "z", "c": "cell"} | {
    f"{name}_{gate}": f"{name}_{gate}" for name in "UWbp" for gate in "fgoz"}
SCAN = {"alpha": "factor", "beta": "drive", "omega": "write",
        "hat h": "cand"} | {f"{name}_omega": f"{name}_write"
                              for name in "Ubp"} | {
    f"hat {name}": f"{name}_cand" for name in "Ub"}
WEIGHTS = {"m": "mask", "w": "w", "bar h": "fresh"}
OMEGA = {"M": "M", "N": "N", "Omega": "Omega", "a": "alpha"}
CHANCE = {"tilde A": "kron", "tilde a": "row"}
FORCED = {"kappa": "kept", "xi": "teacher"}
SHAPES = {"check h": "up", "check U": "U_up", "check W": "W_up"}
LOOKING = {"pi": "look", "xi": "score", "eta": "found", "chi": "seen",
           "U_xi": "U_key", "U_eta": "U_value"}
# what a question has to speak of, for such letters to be meant
CHAPTERS = ({"keep", "new", "p_r", "r"}, GRU), ({"cell", "f", "o"}, LSTM), (
    {"dU", "dW", "dV", "dh", "dh_W", "dE", "dE_W"}, FORWARD), (
    {"kron", "row"}, CHANCE), ({"M", "N", "Omega", "alpha"}, OMEGA), (
    {"write", "cand", "factor", "drive", "p_write"}, SCAN), (
    {"mask", "E_m", "E_w", "fresh"}, WEIGHTS), ({"up"}, SHAPES), (
    {"kept", "teacher"}, FORCED), (
    {"look"}, LOOKING), ({"sigma"}, {"sigma": "sigma"})


def alphabet_for(*formulas: Expr) -> Alphabet:
    """The letters for answers to a question that has these formulas."""
    named = names_in(formulas)
    own = EVERYWHERE | {key: name for signs, letters in CHAPTERS
                        if signs & named for key, name in letters.items()}
    book = load("book")
    return replace(
        book, letters={**book.letters,
                       **{key: Letter(name) for key, name in own.items()}},
        times=tuple(one for one in book.times if one not in own),
        indices=without(book.indices, own),
        functions=without(book.functions, own))


def names_in(formulas: Iterable[Expr]) -> set[str]:
    """The names of entries, matrices and numbers in formulas."""
    return {name for e in formulas for name in (
        *(entry.base.name for entry in e.atoms(Indexed)),
        *(str(matrix.args[0]) for matrix in e.atoms(Matrix)),
        *(one.name for one in e.free_symbols if isinstance(one, Symbol)))}


def without(table: Mapping[str, str], own: Mapping[str, str]
            ) -> dict[str, str]:
    """A table without the keys that are letters of the question."""
    return {key: value for key, value in table.items() if key not in own}
