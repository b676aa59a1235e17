r"""What a reader typed as an answer: its sides, with their places.

An answer is the right side alone, or = and the right side, or an equation,
or a chain of several. The left side of the question is put in front where
the reader left it out.
"""
import re
from collections.abc import Iterable
from typing import NamedTuple

from rnnlib.judge.alphabets.alphabet import Alphabet
from rnnlib.judge.reading.meaning import read
from rnnlib.judge.text.blanks import COMMENT, ENDS, blank
from rnnlib.judge.text.lines import Line, Side, read_lines, top
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.tree.nodes import Claim, Linear, Node, Power
from rnnlib.judge.tree.walking import parts

MOST, NODES, EXPONENT = 3000, 400, 12
AROUND = re.compile(r"\$+|(?<!\\)\\[\[\]()]")
# changes, as the book prints them, and as words that the judge reads
CHANGES = ((re.compile(r"\\mathrm\s*\{d\}\s*_\s*\{?W\}?\s*([hE])(?![A-Za-z])"),
            r"dW\1"),
           (re.compile(r"\\mathrm\s*\{d\}\s*([UWVhE])(?![A-Za-z])"), r"d\1"))
ADVICE = " Choose another alphabet, or say what the letter stands for."


class Answer(NamedTuple):
    """What was read.

    claims: the left side = each of the sides, the answer last; own: whether
    the left side is the reader's; sides: where each stands in `text`;
    offset: where what was typed begins in `text`.
    """

    claims: tuple[Claim, ...]
    sides: tuple[Side, ...]
    own: bool
    text: str
    offset: int


def read_answer(typed: str, left: str, alphabet: Alphabet) -> Answer:
    """An answer to what `left`, in LaTeX, is.

    Without a left side the answer is its own, so that it is read alone.
    Raises NotRead, with a place in what was typed.
    """
    if len(typed) > MOST:
        raise NotRead(f"At most {MOST} characters of LaTeX are read here; "
                      f"these are {len(typed)}.")
    inside = cleared(typed)
    own = "=" in top(inside) and not inside.lstrip(" &\n").startswith("=")
    sign = "" if "=" in top(inside) else " = "
    before = "" if own else f"{left or inside.strip()}{sign}"
    try:
        claims, sides = read_all(changes(before + inside), alphabet)
    except NotRead as error:
        raise NotRead(advised(error.message), error.start - len(before),
                      error.end - len(before)) from None
    return Answer(tuple(claims), tuple(sides), own, before + inside,
                  len(before))


def cleared(typed: str) -> str:
    """The text without what stands around formulas, places kept.

    A line end is a space, unless an equation of its own comes behind it.
    """
    text = blank(ENDS, blank(AROUND, blank(COMMENT, typed)))
    lines = zip(text.split("\n"), top(text).split("\n"), strict=True)
    first, *others = [(line, "=" in outside) for line, outside in lines]
    return first[0] + "".join(("\n" if own else " ") + line
                              for line, own in others)


def changes(text: str) -> str:
    r"""The text with \mathrm{d}W as one word, places kept."""
    for pattern, word in CHANGES:
        for found in [*pattern.finditer(text)]:
            text = text[:found.start()] + found.expand(word).rjust(
                len(found[0])) + text[found.end():]
    return text


def advised(message: str) -> str:
    """A message without advice that an exercise cannot take."""
    return message.removesuffix(ADVICE).replace(
        'the alphabet "This book"', "this page")


def read_all(text: str, alphabet: Alphabet
             ) -> tuple[list[Claim], list[Side]]:
    """All equations of a text: its first side = each of the others."""
    lines = read_lines(text)
    for line in lines:
        if line.refused:
            raise line.refused
    head = lines[0].sides[0]
    claims, sides = [], []
    for line in lines:
        for left, right in equations(head, line):
            one = read(left, right, alphabet, None, line.where)
            bounded(one.right, right)
            claims.append(one)
            sides.append(right)
    return claims, sides


def equations(head: Side, line: Line) -> Iterable[tuple[Side, Side]]:
    """The pairs of a line; what it begins with itself is a side, too."""
    rest = line.sides[1:] if line.continues or line.number == 1 \
        or line.sides[0].text.strip() == head.text.strip() else line.sides
    return ((head, side) for side in rest)


def bounded(node: Node, side: Side) -> None:
    """Raises NotRead for an answer that would take too long."""
    found = [*parts(node)]
    if len(found) > NODES:
        raise NotRead("This answer is too long to be judged: shorten it.",
                      side.start, side.end)
    for one in found:
        if isinstance(one, Power) and isinstance(one.exponent, Linear) \
                and abs(one.exponent.number) > EXPONENT:
            raise NotRead(f"Exponents up to {EXPONENT} are judged here.",
                          side.start, side.end)


def marked(error: NotRead, typed: str) -> str:
    """The sentence of an error, and the place that it speaks of."""
    start, end = max(error.start, 0), min(error.end, len(typed))
    if error.end <= 0 or start >= len(typed):
        return error.message
    if not typed[start:end].strip() or end - start >= len(typed.strip()):
        return error.message
    before, after = typed[max(start - 20, 0):start], typed[end:end + 20]
    place = typed[start:end] if end - start <= 60 else \
        typed[start:start + 57] + "..."
    shown = " ".join(f"{before}→{place}←{after}".replace("`", "'").split())
    return f"{error.message} The place: `{shown}`"
