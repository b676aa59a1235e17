"""A line judged by reading, numbers and conditions: no repairs, no proofs."""
from typing import NamedTuple

from rnnlib.judge.alphabets.alphabet import Alphabet, load
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.reading.meaning import read
from rnnlib.judge.repairs.conditions import (
    Conditions,
    conditions,
    facts_allow,
    taken,
)
from rnnlib.judge.text.lines import read_lines
from rnnlib.judge.tree.errors import NotRead, ShapeClash

WORST = ("right", "right if", "wrong", "not read", "undecided")


class Said(NamedTuple):
    """verdict: one of WORST; why, and unless what: in words."""

    verdict: str
    why: str = ""
    unless: str = ""


def alphabet_of(line):
    if line.alphabet == "mine":
        return Alphabet.of(line.letters)
    return load(line.alphabet)


def settings_of(claim, alphabet):
    return Settings.of(claim, alphabet.gradients == "either")


def of_claim(claim, alphabet):
    settings = settings_of(claim, alphabet)
    decision = decide(claim, settings, allowed=facts_allow(claim))
    if decision.kind == "undecided":
        return Said("undecided", decision.why)
    found = Conditions(((),)) if decision.kind == "equal" \
        else conditions(claim, settings)
    if not found.sets:
        return Said("wrong", decision.why, in_words(found.unless))
    granted = taken(claim, settings)
    why = in_words(tuple((*each, *granted) for each in found.sets))
    return Said("right if" if why else "right", why)


def in_words(sets):
    return " or ".join(" and ".join(one.words for one in each)
                       for each in sets)


def judged(latex, alphabet, summed=None):
    """The worst of all equations of a paste."""
    worst = Said("right")
    try:
        for line in read_lines(latex):
            if line.refused:
                return Said("not read", str(line.refused))
            for left, right in zip(line.sides, line.sides[1:], strict=False):
                claim = read(left, right, alphabet, summed, line.where)
                worst = max(worst, of_claim(claim, alphabet),
                            key=lambda said: WORST.index(said.verdict))
    except ShapeClash as clash:
        return Said("wrong", str(clash))
    except NotRead as error:
        return Said("not read", str(error))
    return worst
