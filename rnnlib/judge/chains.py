"""A paste, line by line: against the truth, and against the line above.

A chain is a = b, = c, = d, or lines that say again what stands on the left.
The truth of its third line is a = d, and that it follows is c = d.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .proofs.proof import prove
from .text.lines import Line, Side, read_lines
from .text.macros import LONGEST_TEXT, Expanded, expanded
from .tree.nodes import Node
from .verdicts import Asking, Verdict, not_read, settings_of, verdict

PROVABLE = "agrees", "right if"
FOLLOWS = {
    "yes": "It follows from the line above.",
    "no": "It does not follow from the line above.",
    "again": "It does not follow from the line above, which is wrong; it is "
             "right again.",
    "carried": "It follows from the line above, which is wrong."}


class Judged(NamedTuple):
    """A line and what is said of it.

    number: from 1. text: as it was typed. start, end: its place in the
    paste. verdict: the worst of its equations, which all stand in
    `verdicts`. follows: a key of FOLLOWS, or "" where nothing is above it.
    """

    number: int
    text: str
    start: int
    end: int
    verdict: Verdict
    verdicts: tuple[Verdict, ...]
    follows: str = ""

    @property
    def said(self) -> str:
        """How it stands to the line above, in a sentence, or nothing."""
        return FOLLOWS.get(self.follows, "")


class Chain(NamedTuple):
    """What a line may go on from.

    head: the left side that all lines of the chain are about. last: the
    right side above. verdict: what was said of the line above. left: the
    head as a tree, in text, "" if it was not read.
    """

    head: Side
    last: Side
    verdict: Verdict
    left: str


def judging(text: str, asking: Asking) -> Iterator[Judged]:
    """The lines of a paste, each as soon as it is judged.

    Raises NotRead if the paste is too long, or no line stands in it.
    """
    chain: Chain | None = None
    known: list[Node] = []
    whole = expanded(text) if len(text) <= LONGEST_TEXT else Expanded(text)
    for line in read_lines(whole.text):
        one, chain = judge_line(whole.text, line, chain,
                                asking._replace(known=tuple(known)))
        known += right_sides(one)
        yield as_typed(one, whole, text)


def as_typed(one: Judged, whole: Expanded, text: str) -> Judged:
    """The line with its places in the text that was typed."""
    if whole.text == text:
        return one
    start, end = whole.typed(one.start, one.end)
    said = tuple(each._replace(start=low, end=high) for each in one.verdicts
                 for low, high in [whole.typed(each.start, each.end)])
    return one._replace(text=text[start:end], start=start, end=end,
                        verdicts=said, verdict=worst(said))


def judge_line(text: str, line: Line, above: Chain | None, asking: Asking
               ) -> tuple[Judged, Chain | None]:
    """A line, and what the next one may go on from."""
    if line.refused:
        return shown(text, line, (not_read(line.refused),)), above
    head = above.head if line.continues and above else line.sides[0]
    said = tuple(verdict(head, side, asking, line.where)
                 for side in line.sides[1:])
    said = tuple(one._replace(notes=(*one.notes, *line.notes))
                 for one in said)
    here = Chain(head, line.sides[-1], worst(said), left_of(said))
    return shown(text, line, said, follows(line, above, here, asking)), here


def shown(text: str, line: Line, said: tuple[Verdict, ...],
          follows: str = "") -> Judged:
    """The line with its verdicts."""
    return Judged(line.number, text[line.start:line.end], line.start,
                  line.end, worst(said), said, follows)


def worst(said: tuple[Verdict, ...]) -> Verdict:
    """The worst of several, the first of those that are equally bad."""
    return max(said, key=lambda one: one.bad)


def left_of(said: tuple[Verdict, ...]) -> str:
    """The left side as it was read, "" if it was not."""
    return next((repr(one.claim.left) for one in said if one.claim), "")


def follows(line: Line, above: Chain | None, here: Chain, asking: Asking
            ) -> str:
    """How a line stands to the line above: a key of FOLLOWS, or ""."""
    if above is None or not goes_on(line, above, here):
        return ""
    if "not read" in (above.verdict.kind, here.verdict.kind):
        return ""
    link = verdict(above.last, line.sides[1], asking._replace(mend=False),
                   line.where)
    if link.kind == "not read":
        return ""
    return word(link.kind != "wrong", above.verdict, here.verdict)


def goes_on(line: Line, above: Chain, here: Chain) -> bool:
    """Whether a line is about the same left side as the line above."""
    return line.continues or bool(here.left) and here.left == above.left


def word(holds: bool, above: Verdict, here: Verdict) -> str:
    """The key of what is said of a line and the line above."""
    if above.kind != "wrong":
        return "yes" if holds else "no"
    if holds:
        return "carried"
    return "no" if here.kind == "wrong" else "again"


def with_proof(one: Judged, asking: Asking, seconds: float = 3.0) -> Judged:
    """The line, all of its equations proved if that can be done in time.

    Needs SymPy. A line without a proof is as it was.
    """
    said = tuple(proved(each, asking, seconds) for each in one.verdicts)
    return one._replace(verdicts=said, verdict=worst(said))


FAULT = ("the prover stopped with a fault of its own ({}), which is no fault "
         "of the line: please report it")


def proved(said: Verdict, asking: Asking, seconds: float) -> Verdict:
    """The verdict with a proof, if it is right and one is found.

    A fault of the prover is said: it takes no verdict away.
    """
    if said.claim is None or said.kind not in PROVABLE:
        return said
    try:
        proof = prove(said.claim, settings_of(said.claim, asking.alphabet),
                      said.conditions, seconds, asking.go_on)
    except Exception as fault:      # ours, whatever it is: the line has none
        return said._replace(notes=(*said.notes, FAULT.format(
            type(fault).__name__)))
    if proof is None:
        return said
    if said.kind == "agrees":
        return said._replace(kind="right", proof=proof,
                             why=f"Proved {proof.scope}.")
    return said._replace(proof=proof, why=f"{said.why} That is proved "
                         f"{proof.scope}.")


def right_sides(one: Judged) -> list[Node]:
    """What is known to be right from now on."""
    return [said.claim.right for said in one.verdicts
            if said.claim and said.kind in ("right", "agrees")]


__all__ = ["FOLLOWS", "Judged", "judging"]
