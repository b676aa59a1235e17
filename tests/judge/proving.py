"""The lines of the corpus, read, for the tests of proofs."""
from collections.abc import Iterator
from functools import cache

import judge_corpus as corpus
from rnnlib.judge.alphabets.alphabet import Alphabet, load
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.reading.meaning import read
from rnnlib.judge.text.lines import read_lines
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.tree.nodes import Claim


def claims(latex: str, alphabet: Alphabet, summed: bool | None = None
           ) -> Iterator[tuple[Claim, Settings]]:
    """The equations of a text, with the settings of their alphabet."""
    for line in read_lines(latex):
        if line.refused:
            raise line.refused
        for left, right in zip(line.sides, line.sides[1:], strict=False):
            claim = read(left, right, alphabet, summed, line.where)
            yield claim, settings(claim, alphabet)


def settings(claim: Claim, alphabet: Alphabet) -> Settings:
    """What the alphabet and the line say of the network."""
    return Settings.of(claim, alphabet.gradients == "either")


@cache
def of_corpus(*verdicts: str) -> list[tuple[str, Claim, Settings]]:
    """The equations of the corpus with these verdicts that can be read."""
    found = []
    for line in corpus.all_lines():
        if line.verdict not in verdicts:
            continue
        alphabet = Alphabet.of(line.letters) if line.letters \
            else load(line.alphabet)
        try:
            found += [(line.latex, *pair) for pair in claims(
                line.latex, alphabet, line.options.get("summed"))]
        except NotRead:
            continue
    return found


@cache
def of_derivations() -> list[tuple[str, Claim, Settings]]:
    """All equations of the derivations that can be read, right or wrong."""
    found = []
    for one in corpus.derivations():
        alphabet = load(one.alphabet)
        for line in read_lines(one.latex):
            for left, right in zip(line.sides, line.sides[1:],
                                   strict=False):
                try:
                    claim = read(left, right, alphabet,
                                 one.options.get("summed"), line.where)
                except NotRead:
                    continue
                found.append((f"{left.text} = {right.text}", claim,
                              settings(claim, alphabet)))
    return found
