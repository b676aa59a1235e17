"""The corpus of the judge: lines of LaTeX with the verdicts they must get.

Written by somebody who had not seen the parser. `corpus/` holds a file for
each alphabet, `derivations.toml` and `hostile.toml`; this module reads them
and checks them. What verdicts mean here:

- "right": true for every size, target and step that the line has a place
  for. t < T where a line speaks of step t + 1, and k <= t where a product
  runs from k to t, go without saying; t >= 2 does not.
- "right if": true on the condition in `why` only. The targets are any
  numbers, so e_t = y_hat_t - y_t as a gradient needs "sum y = 1".
- "wrong": false in general, even if true for one unit, or at one step.
- "not read": no equation between quantities of the network.

A wrong line may name in `unless` a condition on which it would be right, as
a missing slope does no harm to linear units: a judge that says "right if" on
that condition is not mistaken, only less helpful.

A chain of several equations in one line has the worst verdict of its parts:
not read, wrong, right if, right. Repairs in `nearest` are right, or right
on a condition.
"""
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

FOLDER = Path(__file__).parent / "corpus"
ALPHABETS = ("book", "source-a", "source-b", "source-c", "pytorch",
             "min-char-rnn", "goodfellow", "pascanu", "d2l", "cs224n",
             "tutorial", "mine")
VERDICTS = ("right", "right if", "wrong", "not read")
ON_THE_PAGE = ("Right", "Right, but", "Wrong", "No statement")
AFTER = ("right", "carried", "none")
ENDS = ("not read", "any")
OPTIONS = {"summed"}


class Broken(ValueError):
    """An entry of the corpus is not as it must be."""


def demand(held: bool, message: str) -> None:
    """Raises Broken with the message unless `held`."""
    if not held:
        raise Broken(message)


def checked_options(options: dict[str, bool], where: str) -> None:
    """Raises Broken if an option is unknown or no truth value."""
    demand(options.keys() <= OPTIONS, f"{where}: options {options}")
    demand(all(isinstance(value, bool) for value in options.values()),
           f"{where}: an option is true or false")


@dataclass(frozen=True)
class Line:
    """One line, and the verdict that it must get.

    why: the slip, the condition, or what cannot be read; unless: what would
    make a wrong line right; nearest: the right line where there is one
    obvious repair; options: summed, repeated letters are summed; source and
    page: where it is printed, and the verdict of book/sources.md; letters:
    those of "mine", printed = [ours, where its time stands].
    """

    alphabet: str
    latex: str
    verdict: str
    why: str = ""
    unless: str = ""
    nearest: str = ""
    options: dict[str, bool] = field(default_factory=dict)
    source: str = ""
    page: str = ""
    letters: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        where = f"{self.alphabet}: {self.latex}"
        demand(self.alphabet in ALPHABETS, f"alphabet of {where}")
        demand(bool(self.latex.strip()), f"{where}: no text")
        demand(self.verdict in VERDICTS, f"{where}: {self.verdict}")
        demand(bool(self.why) or self.verdict == "right", f"{where}: why?")
        demand(not self.nearest or self.verdict in ("wrong", "right if"),
               f"{where}: a repair of what is not wrong")
        demand(not self.unless or self.verdict == "wrong",
               f"{where}: unless what?")
        demand(self.nearest != self.latex, f"{where}: repaired by itself")
        demand(bool(self.page) == bool(self.source), f"{where}: page?")
        demand(self.page in ("", *ON_THE_PAGE), f"{where}: {self.page}")
        checked_options(self.options, where)


@dataclass(frozen=True)
class Derivation:
    """Several lines, of which at most one has a slip.

    truth: a verdict for each line by itself; wrong: the line with the slip,
    counted from 1, 0 if there is none; after: "right" if the lines after it
    are true again, "carried" if they follow from it, "none" if there are
    none; condition: what the lines need that are "right if".
    """

    name: str
    alphabet: str
    latex: str
    truth: tuple[str, ...]
    wrong: int = 0
    slip: str = ""
    nearest: str = ""
    after: str = ""
    condition: str = ""
    options: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "truth", tuple(self.truth))
        demand(self.alphabet in ALPHABETS, f"alphabet of {self.name}")
        demand(3 <= len(self.truth) <= 8, f"{self.name}: 3 to 8 lines")
        demand(set(self.truth) <= set(VERDICTS), f"{self.name}: truth")
        demand("right if" not in self.truth or bool(self.condition),
               f"{self.name}: right if what?")
        checked_options(self.options, self.name)
        self._check_slip()

    def _check_slip(self) -> None:
        slip = bool(self.slip) and bool(self.nearest) and bool(self.after)
        demand(slip == bool(self.wrong), f"{self.name}: what is wrong?")
        if not self.wrong:
            demand("wrong" not in self.truth, f"{self.name}: truth")
            return
        before, later = self.truth[:self.wrong - 1], self.truth[self.wrong:]
        demand(self.truth[self.wrong - 1] == "wrong", f"{self.name}: wrong")
        demand("wrong" not in before, f"{self.name}: wrong earlier")
        found = ("none" if not later else
                 "carried" if "wrong" in later else "right")
        demand(self.after == found, f"{self.name}: after is {found}")


@dataclass(frozen=True)
class Hostile:
    """An input that may break a reader, and what must not happen.

    ends: "not read", or "any" verdict as long as it comes in a sentence.
    """

    name: str
    must_not: str
    ends: str
    text: str

    def __post_init__(self) -> None:
        demand(self.ends in ENDS, f"{self.name}: {self.ends}")
        demand(bool(self.must_not), f"{self.name}: what must not happen?")

    @classmethod
    def of(cls, *, name: str, must_not: str, ends: str,
           text: str | None = None, repeat: list[Any] | None = None,
           pieces: list[list[Any]] | None = None) -> Self:
        """From an entry of the file, which describes its text in one way."""
        given = [way for way in (text, repeat, pieces) if way is not None]
        demand(len(given) == 1, f"{name}: text, repeat or pieces")
        parts = pieces or ([repeat] if repeat else [[text, 1]])
        return cls(name, must_not, ends,
                   "".join(piece * often for piece, often in parts))


def read(name: str, *tables: str) -> dict[str, Any]:
    """The file corpus/name.toml; Broken if it has tables of other names."""
    found = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    demand(found.keys() <= set(tables), f"{name}: {list(found)}")
    return found


def made(kind: Any, entries: list[dict[str, Any]], **more: Any) -> list[Any]:
    """An object of each entry; Broken if a field is unknown or missing."""
    objects = []
    for entry in entries:
        try:
            objects.append(kind(**more, **entry))
        except TypeError as error:
            raise Broken(f"{entry}: {error}") from error
    return objects


def lines(alphabet: str) -> list[Line]:
    """The lines in the letters of one alphabet."""
    found = read(alphabet, "line", "letters")
    letters = found.get("letters", {})
    demand(bool(letters) == (alphabet == "mine"), f"{alphabet}: letters")
    return made(Line, found["line"], alphabet=alphabet, letters=letters)


def all_lines() -> list[Line]:
    """The lines of all alphabets."""
    return [line for alphabet in ALPHABETS for line in lines(alphabet)]


def derivations() -> list[Derivation]:
    """The derivations of several lines."""
    found = read("derivations", "derivation")["derivation"]
    return made(Derivation, found)


def hostile() -> list[Hostile]:
    """The inputs that may break a reader."""
    return made(Hostile.of, read("hostile", "hostile")["hostile"])
