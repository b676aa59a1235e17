"""Words that may be left out of a formula, and what is said of them."""
import re

from ..tree.errors import NotRead
from .sides import Side
from .words import ARGUED, ENDLESS, MARKS, ODD, OVER, PROSE, STRAY, plain

RUN = re.compile(rf"[{MARKS}](?:[{MARKS}\s,]*[{MARKS}])?")
REFUSED = (
    (ODD, "This is neither words nor a formula: put only words in \\text, "
     "and the formula outside."),
    (STRAY, "A formula stands among words here, outside the dollars: put it "
     "between dollars, or on a line of its own."),
    (OVER, "What stands above or below a letter here is not known: give the "
     "letter an accent, such as \\hat, or another name."),
    (ARGUED, "Macros with arguments are not read: write what this one stands "
     "for."),
    (ENDLESS, "This macro stands for itself: write what it stands for."))


def left_out(formula: Side, pasted: str) -> tuple[Side, tuple[str, ...]]:
    """The formula without words, and notes of what they were.

    Raises NotRead for words within a formula, where they may mean something.
    """
    refuse(formula)
    notes = []
    text = formula.text
    for run in RUN.finditer(text):
        start, end = formula.start + run.start(), formula.start + run.end()
        place = place_of(text[:run.start()], text[run.end():], run[0])
        if not place:
            raise NotRead("These words stand within a formula, and it is not "
                          "known what they mean there: take them out.",
                          start, end)
        words = plain(pasted[start:end])
        if words and (place != "behind" or PROSE in run[0]
                      and words[:1] != "("):
            notes.append(f'the words "{words}" are left out')
    text = RUN.sub(lambda run: " " * len(run[0]), text)
    return Side(text, formula.start), tuple(notes)


def refuse(formula: Side) -> None:
    """Raises NotRead for what is neither words nor a formula."""
    for mark, advice in REFUSED:
        if found := re.search(f"{mark}+", formula.text):
            raise NotRead(advice, formula.start + found.start(),
                          formula.start + found.end())


def place_of(before: str, after: str, words: str) -> str:
    """Where words stand: before, behind, between; "" for within."""
    before, after = before.strip(" \n,"), after.strip(" \n,.;:")
    known = PROSE not in words
    if not after:
        return "behind"
    if not before:
        return "before" if known or after[0] != "=" else ""
    return "between" if known and (before[-1] == "=" or after[0] == "=") \
        else ""


__all__ = ["left_out"]
