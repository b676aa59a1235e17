r"""A paste to lines, and lines to sides, each with its place in the paste.

A line ends at \\, or at a line end where no environment is open. A line
that begins with = goes on from the line above. What is no equation becomes
a line too, with the reason why it is not read.
"""
import re
from typing import NamedTuple

from ..tree.errors import NotRead
from .blanks import ENDS, FRONT, cleaned, spaces
from .blocks import formulas, prepared
from .leaving import left_out
from .macros import expanded
from .refusals import LONGEST, relations, too_long
from .rows import BREAK, bare_rows, joined, split_at
from .sides import Side, levels, top
from .words import JOIN, MARKS, PROSE

MOST_CHARACTERS = 30_000
MOST_LINES = 60
MOST_SIDES = 24
CASES = re.compile(r"\\begin\s*\{(d?r?cases\*?|[pbBvV]?(?:small)?matrix\*?"
                   r"|array|substack)\}.*?(?:\\end\s*\{\1\}|$)", re.DOTALL)
GAP = re.compile(r"(?:\\(?:q?quad|enspace|Rightarrow|implies|Longrightarrow"
                 r"|iff|Leftrightarrow|therefore)(?![A-Za-z])|[,;&⇒⟹]"
                 rf"|{JOIN}[{MARKS}]*)"
                 rf"(?:[\s,;&{JOIN}]|\\q?quad(?![A-Za-z]))*")
RANGE = re.compile(
    r"(?:\\(?:forall|exists|in|leq?|leqslant|geq?|geqslant|lt|gt|[lc]?dots"
    r"|ldots|q?quad|neq?|mathbb|tau|ell)(?![A-Za-z])"
    r"|\b(?:for|all|where|if|when|with|and|any|every|each|to|or)\b"
    r"|\bn_\s*\{?[a-z]\}?"
    r"|\\[{}]|[({\[]|[)}\]]|\b[A-Za-z]\b|\d"
    rf"|[=<>≤≥≠∈+\-,.;:…∀\s&{MARKS}])+")
SAYS = re.compile(r"[=<>≤≥≠∈∀]|\\(forall|leq?|leqslant|geq?|geqslant|lt|gt|in"
                  rf"|neq?)(?![A-Za-z])|[{MARKS}]")
EMPTY = f" \n\t&,;.{MARKS}"
CLOSED = re.compile(r"(?:[\s$]*(?:\\(?:right|[bB]igg?r?)\s*\.|\}))+")
BEHIND = re.compile(
    r"(?:[\s&,;:。，]+|(?<!\.)\.|\\(?:nonumber|notag|q?quad)|\\[,;! >]"
    r"|\\(?:tag\*?|label)\s*\{[^{}]*\}|" + ENDS.pattern + r")$")


class Line(NamedTuple):
    """A line: a = b = c has three sides; the first may be the line above's.

    number: from 1. continues: it began with =, so sides[0] is the last side
    of the line before. where: what is said of its times behind the formula.
    refused: why it is not read, if it is not. notes: words left out.
    """

    number: int
    sides: tuple[Side, ...]
    start: int
    end: int
    continues: bool = False
    where: Side | None = None
    refused: NotRead | None = None
    notes: tuple[str, ...] = ()


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a paste, in order.

    Raises NotRead if the paste is too long, or has no formula in it.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotRead(f"At most {MOST_CHARACTERS} characters are read; these "
                      f"are {len(text)}.", 0, len(text))
    text = expanded(text).text
    lines: list[Line] = []
    for row in rows(text):
        for piece in equations(row):
            lines.append(line_of(piece, lines, text))
            if len(lines) > MOST_LINES:
                raise NotRead(f"At most {MOST_LINES} lines are read at once.",
                              piece.start, piece.end)
    if not lines:
        raise NotRead("There is no formula here: write an equation, such as "
                      r"\frac{\partial E_t}{\partial V} = e_t h_t^\top.",
                      0, len(text))
    return tuple(lines)


def rows(text: str) -> list[Side]:
    """The rows of all blocks of formulas in a text."""
    return [row for block, kind in formulas(prepared(text))
            for row in rows_of(block, kind)]


def rows_of(block: Side, kind: str) -> list[Side]:
    """The rows of one block, without those that are words alone."""
    side = Side(cleaned(protected(block.text)), block.start)
    found = bare_rows(side) if kind == "bare" \
        else joined(split_at(BREAK, side))
    return [row for row in found if row.text.strip(EMPTY)]


def protected(text: str) -> str:
    r"""Cases and matrices without \\, so that no line ends in them."""
    return CASES.sub(lambda found: found[0][:8] + re.sub(
        r"\\\\|\n", "  ", found[0][8:]).ljust(len(found[0]) - 8), text)


def equations(row: Side) -> list[Side]:
    r"""A row at its gaps: a = b, \quad c = d are two equations.

    A gap is a comma, a \quad, a & or an arrow with an = on both sides. What
    is said of times stays with the equation before it.
    """
    if len(row.text) > LONGEST:
        return [row]
    outside = top(row.text)
    cuts: list[tuple[int, int]] = []
    for found in GAP.finditer(outside):
        at = cuts[-1][1] if cuts else 0
        before, after = outside[at:found.start()], row.text[found.end():]
        if "=" in before and "=" in outside[found.end():] \
                and not RANGE.fullmatch(after) \
                and not after.lstrip(" &,\n").startswith("="):
            cuts.append(found.span())
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(row.text)]
    return [Side(row.text[start:end], row.start + start)
            for start, end in zip(starts, ends, strict=True)
            if row.text[start:end].strip(EMPTY)]


def line_of(piece: Side, before: list[Line], pasted: str) -> Line:
    """A line with its sides, or with the reason why it has none."""
    number = before[-1].number + 1 if before else 1
    if len(piece.text.strip(" \n\t&")) > LONGEST:
        return Line(number, (), piece.start, piece.end,
                    refused=too_long(piece.text, piece.start))
    text = re.sub(r"\\q?quad(?![A-Za-z])|\\(Rightarrow|implies|therefore"
                  r"|Longrightarrow|enspace)(?![A-Za-z])|[&⇒⟹]",
                  lambda found: spaces(found[0]), piece.text)
    formula, where = said_behind(Side(text, piece.start))
    line = Line(number, (), *shown(piece, pasted), where=where)
    try:
        formula, notes = left_out(formula, pasted)
        relations(top(formula.text), formula.start)
        sides = sides_of(formula)
    except NotRead as error:
        return line._replace(refused=error)
    line = line._replace(notes=notes)
    if sides[0].text.strip():
        return line._replace(sides=sides)
    above = before[-1].sides if before else ()
    if not above:
        return line._replace(refused=NotRead(
            "This line begins with =, and above it stands no equation to go "
            "on from: write both sides.", line.start, line.start + 1))
    return line._replace(sides=(above[-1], *sides[1:]), continues=True)


def shown(piece: Side, pasted: str) -> tuple[int, int]:
    r"""Where a line begins and ends for its reader: \left is his, too."""
    first = FRONT.match(pasted, piece.start, piece.end)
    start = first.end() if first else piece.start
    end = piece.start + len(piece.text.rstrip(" \n\t&"))
    if closed := CLOSED.match(pasted, end, piece.end):
        return start, closed.end()
    text = pasted[start:end]
    while (shorter := BEHIND.sub("", text)) != text:
        text = shorter
    return start, start + len(text)


def said_behind(side: Side) -> tuple[Side, Side | None]:
    r"""The formula, and what stands behind it, such as \quad t \ge 2."""
    outside = top(side.text)
    first = outside.find("=")
    gap = re.compile(rf"[,;{MARKS}]|\\forall(?![A-Za-z])"
                     r"|\s{3,}|\s(?=\()|\b(for|if|when)\b|∀")
    if first < 0:
        return trimmed(side), None
    for found in gap.finditer(outside, first + 1):
        rest = side.text[found.start():]
        said = rest.lstrip(", \n")
        if RANGE.fullmatch(rest) and SAYS.search(said) and said[:1] != "=" \
                and PROSE not in rest \
                and side.text[first + 1:found.start()].strip():
            where = Side(re.sub(f"[{MARKS}]", ",", rest),
                         side.start + found.start())
            return trimmed(Side(side.text[:found.start()], side.start)), where
    return trimmed(side), None


def trimmed(side: Side) -> Side:
    """The side without a full stop or a comma at its end."""
    return Side(re.sub(r"(?<!\.)[.,;:\s。，]+$", "", side.text), side.start)


def balanced(formula: Side) -> None:
    """Raises NotRead at the first bracket that is closed or open alone."""
    opened: list[int] = []
    for at, sign in enumerate(formula.text):
        if sign in "{([":
            opened.append(at)
        elif sign in ")}]" and not opened:
            raise NotRead("This bracket closes, and none was opened: write "
                          "both.", formula.start + at, formula.start + at + 1)
        elif sign in ")}]":
            opened.pop()
    if opened:
        raise NotRead("This bracket is opened and not closed in this line.",
                      formula.start + opened[-1],
                      formula.start + opened[-1] + 1)


def sides_of(formula: Side) -> tuple[Side, ...]:
    """What stands between the signs =; the first may be empty."""
    balanced(formula)
    outside = top(formula.text)
    signs = [found.start() for found in re.finditer("=", outside)]
    if not signs:
        raise NotRead("There is no = in this line: write an equation, with "
                      "what it is equal to.", formula.start, formula.end)
    if len(signs) > MOST_SIDES:
        raise NotRead(f"At most {MOST_SIDES} signs = are read in one line.",
                      formula.start, formula.end)
    starts = [0, *(at + 1 for at in signs)]
    ends = [*signs, len(formula.text)]
    sides = tuple(Side(formula.text[start:end], formula.start + start)
                  for start, end in zip(starts, ends, strict=True))
    for side in sides[1:]:
        if not side.text.strip():
            raise NotRead("Nothing stands behind this =.",
                          max(side.start - 1, 0), side.start)
    return sides


__all__ = ["Line", "Side", "levels", "top", "read_lines"]
