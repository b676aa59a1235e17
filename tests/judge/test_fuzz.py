"""Thousands of spoilt lines, judged: each ends in a verdict and a sentence.

Run as a program for as many lines as you like, with the slowest named:
PYTHONPATH=.:tests:tests/judge python tests/judge/test_fuzz.py 30000
"""
import random
import re
import sys
import time
from collections import Counter

import judge_corpus as corpus
import pytest
from judging import WORST, alphabet_of, judged, of_claim
from rnnlib.judge.numbers.comparing import decide
from rnnlib.judge.numbers.networks import Settings
from rnnlib.judge.reading.meaning import read
from rnnlib.judge.repairs.nearest import repairs
from rnnlib.judge.text.lines import read_lines
from rnnlib.judge.tree.errors import NotRead

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z0-9]|\s+|.", re.DOTALL)
LINES = corpus.all_lines()
TOKENS = sorted({token for line in LINES
                 for token in TOKEN.findall(line.latex)})



def likeness(token):
    """Which tokens may stand for one another without harm to brackets."""
    if token.isalnum():
        return "letter" if token.isalpha() else "digit"
    if token in GREEK:
        return "letter"
    return "sign" if token in "+-*/=,'" else token


GREEK = [r"\lambda", r"\sigma", r"\delta", r"\theta", r"\tau", r"\ell",
         r"\top", r"\pi"]
ALIKE = {}
for one in TOKENS + GREEK:
    ALIKE.setdefault(likeness(one), []).append(one)
ALPHABETS = {line.alphabet: alphabet_of(line) for line in LINES}
SLOW = 1.0


def spoilt(seed):
    """(alphabet, text): a line with slips, cut off, or soup."""
    pick = random.Random(seed)
    line = pick.choice(LINES)
    tokens = TOKEN.findall(line.latex)
    kind = seed % 12
    if kind == 0:
        tokens = tokens[:pick.randrange(len(tokens) + 1)]
    elif kind == 1:
        tokens = [pick.choice(TOKENS) for _ in range(pick.randrange(30))]
        tokens.insert(pick.randrange(len(tokens) + 1), "=")
    elif kind == 2:
        other = TOKEN.findall(pick.choice(LINES).latex)
        tokens = (tokens[:pick.randrange(len(tokens))]
                  + other[pick.randrange(len(other)):])
    elif kind > 3:
        for _ in range(pick.choice([1, 1, 2, 3])):
            at = pick.randrange(len(tokens))
            tokens[at] = pick.choice(ALIKE[likeness(tokens[at])])
    else:
        for _ in range(pick.choice([1, 1, 2, 3])):
            at = pick.randrange(len(tokens) + 1)
            tokens[at:at + pick.randrange(3)] = [
                pick.choice(TOKENS)] * pick.randrange(2)
    name = line.alphabet if pick.random() < 0.8 else pick.choice(
        [*ALPHABETS])
    return name, "".join(tokens)


def ends(text, name, seed):
    """What is said of a text: how each equation ends."""
    alphabet = ALPHABETS[name]
    try:
        lines = read_lines(text)
    except NotRead as error:
        yield well_said(error, text)
        return
    for line in lines:
        if line.refused:
            yield well_said(line.refused, text)
        for left, right in zip(line.sides, line.sides[1:], strict=False):
            try:
                claim = read(left, right, alphabet, None, line.where)
            except NotRead as error:
                yield well_said(error, text)
                continue
            yield of_numbers(claim, alphabet, seed)


def well_said(error, text):
    """Checks that a sentence has its place in the text."""
    assert str(error).endswith(".") and len(str(error)) > 10, str(error)
    assert 0 <= error.start <= error.end <= len(text), str(error)
    return type(error).__name__


def of_numbers(claim, alphabet, seed):
    """A claim decided; conditions and repairs of some are looked for."""
    settings = Settings.of(claim, alphabet.gradients == "either")
    if claim.clash is not None:
        message, start, end = claim.clash
        assert message.endswith(".") and start <= end
    if seed % 12 == 5:
        assert of_claim(claim, alphabet).verdict in WORST
    if seed % 48 == 6:
        repairs(claim, settings, work=3000)
    decision = decide(claim, settings)
    if claim.clash is not None and decision.kind == "equal":
        return "clash, yet equal"
    return decision.kind if claim.clash is None else "clash"


def each(first, last):
    """(seed, text, alphabet, ends, seconds) of each spoilt line."""
    for seed in range(first, last):
        name, text = spoilt(seed)
        began = time.process_time()
        found = [*ends(text, name, seed)]
        yield seed, text, name, found, time.process_time() - began


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_spoilt_lines_end_in_a_sentence(first):
    for seed, text, name, found, seconds in each(first, first + 100):
        assert seconds < 4 * SLOW, (seed, name, text)
        assert found or not text.strip()


def test_spoilt_lines_end_in_all_ways():
    found = Counter(end for *_, several, _ in each(1000, 1200)
                    for end in several)
    assert found["NotRead"] > 20
    assert found["different"] > 5
    assert found["equal"] > 5
    assert found["clash"] > 5


@pytest.mark.parametrize("hostile", corpus.hostile(),
                         ids=lambda one: one.name)
def test_hostile_inputs_end_in_a_sentence(hostile):
    for name in ("book", "source-a", "min-char-rnn", "tutorial"):
        began = time.process_time()
        said = judged(hostile.text, ALPHABETS[name])
        assert time.process_time() - began < SLOW
        assert said.verdict in WORST
        assert hostile.ends == "any" or said.verdict in ("not read",
                                                         "undecided")
        assert said.why.endswith(".") or said.verdict in ("right",
                                                          "right if")


def main(many):
    """Counts ends and unplanned exceptions, and names the slowest lines."""
    counts, slowest, first = Counter(), [], 0
    while first < many:
        try:
            for seed, text, name, found, seconds in each(first, many):
                first = seed + 1
                counts.update(found)
                slowest = sorted([(seconds, name, text), *slowest],
                                 reverse=True)[:5]
        except Exception as error:
            name, text = spoilt(first)
            print(type(error).__name__, error, name, repr(text), flush=True)
            counts["unplanned"] += 1
            first += 1
        if first >= many:
            break
    print(counts)
    for one in slowest:
        print(one)
    for one in corpus.hostile():
        began = time.process_time()
        judged(one.text, ALPHABETS["book"])
        slowest.append((time.process_time() - began, one.name, ""))
    print(max(one for one in slowest if not one[2]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
