"""What rnnlib.judge says of the formulas of the three sources, in Markdown.

The formulas stand in `book/sources.toml` as the sources print them. They are
judged where the page is built; nothing of a verdict is written down, but for
the next build with the same rnnlib (`book_kept`).
"""
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from book_memory import Remembering

FILE = Path(__file__).resolve().parents[1] / "sources.toml"
FIELDS = {"printed", "words", "left", "granted", "silent"}
SILENT = ("dots", "update", "no equation", "no such thing", "condition")
COUNT = ("First", "Second", "Third", "Fourth")
GIVEN = "summed over"                # source A says so for all of its lines
BY = re.compile(r"(?<=[a-z]) x (?=[a-z])")            # units x units
# In a sentence of the judge: a formula, one between dollars already, or LaTeX
# to write.
MATHS = re.compile(
    r"(?P<done>\$[^$]+\$)|(?P<tex>\\[a-z]+(?:[_^]\{[^{}]*\})+)"
    r"|(?P<bound>\w+ (?:>=|<=|<|>) \w+)"
    r"|(?P<letter>\b(?:y_hat|[A-Za-z])_(?:\{[^{}]*\}|\w+)|\b(?:y_hat\b|"
    r"[B-HJ-Zb-z]\b(?!')))")
SIGNS = {">=": r"\ge", "<=": r"\le"}


class Line(NamedTuple):
    """One formula, or a sentence without one; see the head of the file."""

    name: str
    printed: str = ""
    words: str = ""
    left: str = ""
    granted: str = ""
    silent: str = ""

    @property
    def text(self):
        """What is judged."""
        if self.words:
            return self.words
        return f"{self.left} = {self.printed}" if self.left else self.printed

    @property
    def alphabet(self):
        """In whose letters."""
        return f"source-{self.name[0].lower()}"


@cache
def lines():
    """All lines by name. Raises ValueError for what says nothing of one."""
    found = tomllib.loads(FILE.read_text("utf-8"))
    for name, entry in found.items():
        odd = set(entry) - FIELDS
        if odd or ("printed" in entry) == ("words" in entry):
            raise ValueError(f"{FILE.name}: {name} is printed, or in words")
        if entry.get("silent", "dots") not in SILENT:
            raise ValueError(f"{FILE.name}: {name} is silent, why?")
    return {name: Line(name, **entry) for name, entry in found.items()}


def verdict(name):
    """The verdict on a line: the worst of its equations."""
    return of_line(lines()[name])


class Repair(NamedTuple):
    """A right line nearby: what is changed, and the line."""

    words: str
    latex: str


class Said(NamedTuple):
    """Of a verdict, what the pages say."""

    kind: str
    why: str
    notes: tuple
    tried: int       # random networks
    repairs: tuple


@Remembering
def of_line(line):
    """What the judge says of a line."""
    from rnnlib.judge import judge_latex
    found = judge_latex(line.text, line.alphabet, proofs=False)
    order = ("right", "agrees", "right if", "wrong", "not read")
    worst = max((one.verdict for one in found.lines),
                key=lambda one: order.index(one.kind))
    return Said(worst.kind, worst.why, tuple(worst.notes), worst.tried,
                tuple(Repair(one.words, one.latex) for one in worst.repairs))


def readings(said):
    """The guesses of a verdict, without what the source itself says."""
    return [note for note in said.notes if not note.startswith(GIVEN)]


def typeset(sentence):
    """A sentence of the judge as Markdown: letters as formulas."""
    said = BY.sub(" \N{MULTIPLICATION SIGN} ", sentence)
    return MATHS.sub(one_formula, said)


def one_formula(found):
    """A formula of a sentence, between dollars; LaTeX to write, as code."""
    if found["done"]:
        return found[0]
    if found["tex"]:
        return f"`{found[0]}`"
    return f"${' '.join(map(tex, found[0].split()))}$"


def tex(word):
    """A letter or a sign as LaTeX."""
    base, _, below = word.partition("_")
    if word.startswith("y_hat"):
        base, below = r"\hat y", word[len("y_hat_"):]
    below = below.strip("{}")
    return SIGNS.get(word, f"{base}_{{{below}}}" if below else base)


def said_of(name):
    """What is said of a line: a sentence, in lower case, or several."""
    line, said = lines()[name], verdict(name)
    if line.words:
        return "cannot read this. " + said.why.partition(":")[0] + "."
    return {"right": right, "agrees": right, "right if": right_if,
            "wrong": wrong, "not read": unread}[said.kind](line, said)


def right(line, said):
    """Right: on how many networks, how it was read, and what was granted."""
    where = "proved" if said.kind == "right" else (
        f"on {said.tried} random networks")
    granted = f" It was told that {line.granted}." if line.granted else ""
    return f"right, {where}.{how(said)}{granted}"


def how(said):
    """How it was read, where that had to be guessed."""
    notes = [typeset(note) for note in readings(said)]
    return f" Read so: {'; '.join(notes)}." if notes else ""


def right_if(line, said):
    """The condition."""
    return typeset(said.why.removeprefix("It is ")) + how(said)


def wrong(line, said):
    """Why, and the nearest right lines, all of the same kind."""
    why = said.why.removeprefix("The two sides differ.").strip()
    begin = f"wrong. {typeset(why)}".strip()
    near = [one for one in said.repairs
            if one.words == said.repairs[0].words]
    if not near:
        return begin
    formulas = "".join(f"\n\n$$\n{one.latex}\n$$" for one in near)
    return (f"{begin} Right nearby, {change(near[0].words)}:{formulas}")


def change(words):
    """What a repair changes."""
    bare = words.startswith(("a ", "an ", "the "))
    return f"with {typeset(words)}" if bare else typeset(words)


def unread(line, said):
    """Why it was not read, in the judge's own words."""
    return "cannot read this. " + typeset(said.why)


def markdown(names):
    """What is said of one or several lines of a quotation."""
    said = [said_of(name) for name in names]
    if len({*said}) == 1:
        each = "both formulas: " if len(said) == 2 else ""
        return f"**Machine:** {each}{said[0]}"
    apart = "\n\n" if any("$$" in one for one in said) else " "
    return "**Machine:** " + apart.join(
        f"{count}{' formula' * (count == COUNT[0])}: {one}"
        for count, one in zip(COUNT, said, strict=False))


def fragment(names):
    """What opens the formulas on the page of the judge; "" for words."""
    asked = [lines()[name] for name in names if not lines()[name].words]
    if not asked:
        return ""
    text = "\n".join(line.text.strip() for line in asked)
    return "#" + urlencode({"text": text, "alphabet": asked[0].alphabet})
