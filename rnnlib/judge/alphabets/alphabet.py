r"""Alphabets: what a text calls the things of the network, as data.

One TOML file each. A letter is written as h, "hat y", W_hh (a letter with a
label below), "W^hh" (with one above), theta, Whh (several letters).
"""
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from ..tree.names import FUNCTIONS, NETWORK, SPACES

FOLDER = Path(__file__).parent
CHOICES = {"network": ("tanh", "linear", "open"),
           "gradients": ("row", "column", "either"),
           "loss": ("sum", "mean"), "product": ("falling", "rising"),
           "time": ("below", "above")}
PLAIN = ("title", "bias", "one_hot", "implied", "last", "times", "prefix_d",
         "summed", "moved_target", "p_0", "steps", "unsaid", "marks", *CHOICES)
TABLES = ("indices", "letters", "total", "functions", "sizes", "macros")


@dataclass(frozen=True)
class Letter:
    """What a letter stands for.

    name: of `names.NETWORK`; an exercise also has those of `names.BEYOND`.
    time: "below" or "above", where a time without brackets stands. copy: the
    step of the copy of a parameter, if it is one.
    zero: it is left out, as 0, since another letter holds all of it.
    network, bias: the network of a line in which it stands, if it says.
    """

    name: str
    time: str = "below"
    copy: int | None = None
    zero: bool = False
    network: str = ""
    bias: bool | None = None


@dataclass(frozen=True)
class Alphabet:
    """The letters of a text, and what it takes for granted.

    network: "tanh", "linear" or "open" (any activation); bias: whether there
    are b_h and b_y; one_hot: whether targets are; gradients: "row", "column"
    or "either", how a derivative of a number by a vector lies; loss: "sum"
    or "mean" over steps; product: "falling" if the latest factor of a
    product over time is on the left; implied: the time of a letter without
    one, "" if there is none; last: the letter of the last step; times:
    letters that may be times; time: where times stand when lines are
    written; prefix_d: dW is the gradient of the loss; summed: letters that
    stand twice are summed; moved_target: y in a derivative is the
    prediction; indices: {letter: size}; total: letters that
    without a time are the loss over all steps; macros: {"delta": "p"} if
    \\delta_k^{(t)} is the derivative of E_t by p_k; p_0: h_0 is computed from
    p_0; steps: T, if it is a number; unsaid: ("end",) if it is left open
    whether the only loss is that of the last step; marks: LaTeX, without
    blanks, by which the text is known.
    """

    key: str
    title: str
    letters: Mapping[str, Letter]
    network: str = "tanh"
    bias: bool = True
    one_hot: bool = False
    gradients: str = "column"
    loss: str = "sum"
    product: str = "falling"
    implied: str = "t"
    last: str = "T"
    times: tuple[str, ...] = ("t", "s", "k")
    time: str = "below"
    prefix_d: bool = False
    summed: bool = False
    moved_target: bool = False
    p_0: bool = False
    steps: int | None = None
    unsaid: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    indices: Mapping[str, str] = field(default_factory=dict)
    total: frozenset[str] = frozenset()
    functions: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, str] = field(default_factory=dict)
    macros: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, letters: Mapping[str, Any], base: str = "book",
           **changes: Any) -> "Alphabet":
        r"""The reader's own letters: {theirs: ours}, the rest as in `base`.

        Theirs may be LaTeX: "\pi", "W_{hh}". Ours is a name, or [name,
        "below" or "above", where its time stands], or a function such as
        "phi". A letter of the base stays where the reader has no other
        letter for the same thing, and no other use of it. "total": the loss
        over all steps. Raises ValueError, with a sentence, for what is no
        name.

        >>> Alphabet.of({"s": "h", "A": "W"}).letters["A"].name
        'W'
        """
        start = load(base)
        own = {spelled(key): letter(key, value)
               for key, value in letters.items() if not is_function(value)}
        taken = {one.name for one in own.values()}
        kept = {key: one for key, one in start.letters.items()
                if key not in own and one.name not in taken}
        step = {key for key, one in own.items()
                if one.name in ("E", "total")}
        total = frozenset(step or start.total)
        for name, allowed in CHOICES.items():
            if changes.get(name, allowed[0]) not in allowed:
                raise ValueError(f"{name} is one of {', '.join(allowed)}, "
                                 f"not {changes[name]!r}.")
        named = {spelled(key): value for key, value in letters.items()
                 if is_function(value)}
        return replace(start, **{
            "key": "mine", "title": "My own letters", "total": total,
            "letters": {**kept, **own},
            "functions": {"sigma": "logistic", **named},
            "times": tuple(one for one in start.times if one not in own),
            **changes})

    def bases(self) -> frozenset[str]:
        """Letters without their labels."""
        return frozenset(re.split(r"[_^]", key)[0] for key in self.letters)

    def labels(self, base: str, sign: str) -> list[tuple[str, str]]:
        """(label, key) of the letters with a label below or above."""
        found = [(key.partition(sign)[2], key) for key in self.letters
                 if key.partition(sign)[0] == base and sign in key]
        return sorted(found, key=lambda pair: -len(pair[0]))

    def words(self) -> tuple[str, ...]:
        """Letters made of several, such as Whh, longest first."""
        several = [key for key in self.letters
                   if re.fullmatch("[A-Za-z]{2,}", key)
                   and key not in GREEK]
        return tuple(sorted(several, key=len, reverse=True))


GREEK = frozenset("theta ell tau phi psi lambda delta sigma gamma beta alpha "
                  "epsilon eta kappa mu nu rho omega xi zeta chi".split())


FONTS = re.compile(r"\\(math[a-z]+|boldsymbol|bm|vec|text[a-z]*|operatorname)"
                   r"(?![A-Za-z])")


def spelled(key: str) -> str:
    r"""LaTeX as a key: \mathcal{L} is L, W_{hh} W_hh, \hat{y} "hat y"."""
    bare = FONTS.sub("", key).translate(str.maketrans("", "", "{}()\\$"))
    accent, _, rest = bare.strip().partition(" ")
    return " ".join([accent, *rest.split()]) if rest else hatted(bare.strip())


def hatted(key: str) -> str:
    """haty, which was \\hat{y}, as "hat y"."""
    found = re.fullmatch("(hat|tilde|bar|check|dot)([A-Za-z].*)", key)
    return f"{found[1]} {found[2]}" if found else key


def is_function(value: Any) -> bool:
    """Whether a reader's letter stands for a function."""
    return isinstance(value, str) and value in FUNCTIONS


def as_entry(value: Any) -> dict[str, Any]:
    """h, ["h", "above"] or {is = "h"} as a table."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list | tuple):
        time = value[1] if len(value) == 2 else "?"
        if time not in ("below", "above", "none"):
            raise ValueError(f"{value!r}: a letter is a name and where its "
                             "time stands, below or above.")
        return {"is": value[0]} | ({"time": time} if time != "none" else {})
    return {"is": value}


def letter(key: str, value: Any) -> Letter:
    """An entry of the table [letters]."""
    entry = as_entry(value)
    name = entry.pop("is", None)
    if not isinstance(name, str) or name not in NETWORK:
        raise ValueError(f"{key} = {name!r}: a letter stands for one of "
                         f"{', '.join(NETWORK)}.")
    unknown = set(entry) - {"time", "copy", "zero", "network", "bias"}
    if unknown:
        raise ValueError(f"{key}: {unknown.pop()} says nothing of a letter.")
    return Letter(name, entry.get("time", "below"), entry.get("copy"),
                  entry.get("zero", False), entry.get("network", ""),
                  entry.get("bias"))


def from_table(key: str, table: Mapping[str, Any]) -> Alphabet:
    """An alphabet from the contents of a file; ValueError says what is off."""
    for name in table:
        if name not in (*PLAIN, *TABLES):
            raise ValueError(f"{key}: {name} says nothing of an alphabet.")
    for name, allowed in CHOICES.items():
        if name in table and table[name] not in allowed:
            raise ValueError(f"{key}: {name} is one of {', '.join(allowed)}.")
    plain = {name: table[name] for name in PLAIN
             if name in table and name not in ("times", "unsaid", "marks")}
    functions = table.get("functions", {})
    for name in functions.values():
        if name not in FUNCTIONS:
            raise ValueError(f"{key}: {name} is no function known here.")
    indices = {one: size for size, several in table.get("indices", {}).items()
               for one in several.split()}
    if not set(indices.values()) <= set(SPACES):
        raise ValueError(f"{key}: indices count {', '.join(SPACES)}.")
    return Alphabet(
        key=key, times=tuple(table.get("times", "t s k").split()),
        unsaid=tuple(table.get("unsaid", "").split()),
        marks=tuple(table.get("marks", "").split()),
        letters={name: letter(name, value)
                 for name, value in table["letters"].items()},
        indices=indices, functions=functions, sizes=table.get("sizes", {}),
        macros=table.get("macros", {}),
        total=frozenset(table.get("total", {}).get("letters", ())), **plain)


@cache
def load(name: str) -> Alphabet:
    """The alphabet of that name.

    Raises ValueError, with the names that there are, if there is none.
    """
    if name == "mine":
        return replace(load("book"), key="mine", title="My own letters")
    if name not in names():
        raise ValueError(f"There is no alphabet {name!r}: take one of "
                         f"{', '.join(names())}.")
    text = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return from_table(name, tomllib.loads(text))


@cache
def names() -> tuple[str, ...]:
    """All alphabets; book first, mine last."""
    files = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return ("book", *(name for name in files if name != "book"), "mine")


__all__ = ["Alphabet", "Letter", "load", "names"]
