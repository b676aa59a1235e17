r"""The judge for the page *Is my derivation right?*: lines as plain data.

The page asks with one JSON text and gets JSON texts back, one at a time, so
that it can show a line as soon as it is judged, and stop in between.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from .alphabets.alphabet import Letter, load, names
from .chains import PROVABLE, Judged, judging, with_proof
from .choosing import choose
from .saying import data_of
from .text.lines import read_lines
from .tree.errors import NotRead
from .tree.names import NAMES
from .verdicts import Asking
from .writing.spelling import base, label

Data = dict[str, Any]
SAYS = {
    ("network", "linear"): "the units are linear",
    ("network", "open"): "the units have any activation",
    ("bias", False): "there are no biases",
    ("one_hot", True): "targets are one-hot",
    ("gradients", "row"): "gradients of a number are rows",
    ("gradients", "either"): "gradients of a number are rows or columns",
    ("loss", "mean"): "the loss is a mean over the steps",
    ("product", "rising"): "products over time run to the right",
    ("prefix_d", True): "dW is the gradient of the loss by W",
    ("summed", True): "repeated letters are summed"}


class Paper:
    r"""A text and what has been said of it so far.

    >>> [said["kind"] for said in Paper().judge(r"h_t = \tanh(p_t)")]
    ['head', 'agrees']
    """

    def __init__(self) -> None:
        self.asking = Asking(load("book"))
        self.lines: list[Judged] = []

    def judge(self, text: str, alphabet: str = "",
              letters: Mapping[str, str] | None = None,
              summed: bool | None = None) -> Iterator[Data]:
        r"""What is said of a text: a head, then its lines, one at a time.

        alphabet: a key of `alphabets()`; "" has it guessed. letters: the
        reader's own, {LaTeX: name}, beside those of the alphabet. The head
        is {"kind": "head", "alphabet", "title", "why", "lines"}; a text
        that cannot be judged has {"kind": "trouble", "why"} instead.
        """
        self.lines = []
        try:
            chosen, why = choose(text, alphabet, letters)
            count = len(read_lines(text))
        except (NotRead, ValueError) as trouble:
            yield {"kind": "trouble", "why": str(trouble)}
            return
        yield {"kind": "head", "alphabet": chosen.key, "title": chosen.title,
               "why": why, "lines": count}
        self.asking = Asking(chosen, summed)
        for line in judging(text, self.asking):
            self.lines.append(line)
            yield {**data_of(line), "steps": []}

    def prove(self) -> Iterator[Data]:
        """The lines for which a proof is looked for: first the number of
        each, {"kind": "trying", "number"}, then the line as it stands now.

        Needs SymPy.
        """
        for place, line in enumerate(self.lines):
            claim = line.verdict.claim
            if claim is None or line.verdict.kind not in PROVABLE:
                continue
            yield {"kind": "trying", "number": line.number}
            self.lines[place] = with_proof(line, self.asking)
            proof = self.lines[place].verdict.proof
            if proof is not None:
                yield {**data_of(self.lines[place]), "steps": steps_of(proof)}


def steps_of(proof: Any) -> list[list[str]]:
    """The steps of a proof, each as [LaTeX, reason]."""
    return [[formula, reason] for formula, reason in proof.lines]


def alphabets() -> list[Data]:
    """All alphabets but the reader's own, for a menu and a table each.

    {"key", "title", "letters": [[LaTeX, words], ...], "says": [...]}.
    """
    return [{"key": one.key, "title": one.title, "letters": [
                 [printed(key), meaning(letter)]
                 for key, letter in one.letters.items()],
             "says": [words for (name, value), words in SAYS.items()
                      if getattr(one, name) == value]}
            for one in map(load, names()[:-1])]


def things() -> list[list[str]]:
    """What a letter may stand for: [[name, words], ...]."""
    return [[key, name.words] for key, name in NAMES.items()]


def printed(key: str) -> str:
    r"""A letter of an alphabet as LaTeX: W_{hh}, \hat{y}.

    >>> printed("W_hh"), printed("hat y")
    ('W_{hh}', '\\hat{y}')
    """
    text, sign, below = re.fullmatch(
        r"([^_^]+)(?:([_^])(.+))?", key).groups("")  # type: ignore[union-attr]
    return base(text) + (f"{sign}{{{label(below)}}}" if sign else "")


def meaning(letter: Letter) -> str:
    """What a letter stands for, in words."""
    words = NAMES[letter.name].words
    if letter.zero:
        return f"{words}: zero, another letter holds all of it"
    return words if letter.copy is None else f"{words}, a copy for one step"


class Desk:
    """What the page talks to: one paper at a time, JSON in and out."""

    def __init__(self) -> None:
        self.paper = Paper()

    def judge(self, asked: str) -> Iterator[str]:
        """The lines of {"text", "alphabet", "letters", "summed"}."""
        return map(json.dumps, self.paper.judge(**json.loads(asked)))

    def prove(self) -> Iterator[str]:
        """The lines for which there is a proof."""
        return map(json.dumps, self.paper.prove())


__all__ = ["Desk", "Paper", "alphabets", "things"]
