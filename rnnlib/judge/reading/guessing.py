"""Which alphabet a text is written in, by how much of it each can read."""
import re
from typing import NamedTuple

from ..alphabets.alphabet import Alphabet, load, names
from ..text.lines import Line, read_lines
from ..tree.errors import NotRead
from .meaning import read

MOST = 8
SLOPE = re.compile(r"\\?tanh|\\?diag|[({]1-|\\odot")
MEAN = re.compile(r"\\frac\{?1\}?\{?[TN]\}?|1/T|/T")


def guess(text: str) -> list[tuple[str, str]]:
    """[(name, why)]: the alphabets that can read a text, best first.

    The first lines decide: how many equations are read, and with how few
    guesses, where marks of a text count as well; then this book's letters
    come first, and those with fewer letters. If none is read, the list is
    empty.
    """
    try:
        lines = [line for line in read_lines(text) if not line.refused][:MOST]
    except NotRead:                    # the reading itself will say so
        return []
    scored = []
    for name in names()[:-1]:
        found = score(lines, name)
        size = 0 if name == "book" else len(load(name).letters)
        if found.fit + found.clash:
            scored.append((-found.fit, -found.clash, found.guesses
                           + unlike(text, load(name)), size, name, found))
    many = sum(len(line.sides) - 1 for line in lines)
    return [(name, f"reads {found.fit + found.clash} of {many} equations "
             f"with {found.guesses} guesses")
            for *_, name, found in sorted(scored)]


class Score(NamedTuple):
    """Equations that fit, that are read with a clash, and guesses made."""

    fit: int
    clash: int
    guesses: int


def unlike(text: str, alphabet: Alphabet) -> int:
    """How much a text looks unlike one in an alphabet, at first sight."""
    bare = "".join(text.split())
    times = "above" if "^{(" in bare else "below"
    marked = sum(mark in bare for mark in alphabet.marks)
    return (times != alphabet.time) - 2 * bool(marked) \
        - max(marked - 1, 0) + (0 if marked else odd(bare, alphabet)) \
        + 6 * (alphabet.network == "linear" and bool(SLOPE.search(bare)))


def odd(bare: str, alphabet: Alphabet) -> int:
    """How much a text that says nothing of it would take for granted.

    Linear units, a mean loss, or another letter for the last step.
    """
    mean = alphabet.loss == "mean" and not MEAN.search(bare)
    return 3 * (alphabet.network == "linear") + 3 * mean \
        + 2 * (alphabet.last not in ("", "T", "tau"))


def score(lines: list[Line], name: str) -> Score:
    """How well one alphabet reads lines."""
    alphabet = load(name)
    fit = clash = guesses = 0
    for line in lines:
        for left, right in zip(line.sides, line.sides[1:], strict=False):
            try:
                claim = read(left, right, alphabet, where=line.where)
            except NotRead:            # that is what is counted here
                continue
            fit += claim.clash is None
            clash += claim.clash is not None
            guesses += len(claim.notes)
    return Score(fit, clash, guesses)


__all__ = ["guess"]
