"""The corpus, judged: every line and every derivation gets its verdict."""
import re

import judge_corpus as corpus
import pytest
from rnnlib.judge.chains import judging
from rnnlib.judge.choosing import choose
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.verdicts import Asking

LINES = corpus.all_lines()
DERIVATIONS = corpus.derivations()
BARE = re.compile(r"\b([b-zA-Z]|\w+_\w+)\b|[<>{}\\]")    # but for the word a
OWN = corpus.read("mine", "line", "letters")["letters"]


def judged(text, alphabet, options, letters=OWN, mend=False):
    """The lines judged, and their kinds; "agrees" is right, unproved."""
    mine = letters if alphabet == "mine" else None
    chosen, _ = choose(text, alphabet, mine)
    try:
        lines = list(judging(text, Asking(chosen, options.get("summed"),
                                          mend=mend)))
    except NotRead:
        return [], ["not read"]
    return lines, ["right" if line.verdict.kind == "agrees"
                   else line.verdict.kind for line in lines]


def worst(kinds):
    order = ("right", "right if", "wrong", "not read")
    return max(kinds, key=order.index)


@pytest.mark.parametrize("line", LINES, ids=lambda one: one.alphabet)
def test_a_line_gets_its_verdict(line):
    found, kinds = judged(line.latex, line.alphabet, line.options,
                          line.letters)
    assert worst(kinds) == line.verdict, found


@pytest.mark.parametrize("line", [one for one in LINES if one.nearest],
                         ids=lambda one: one.alphabet)
def test_a_nearest_line_is_right(line):
    _, kinds = judged(line.nearest, line.alphabet, line.options, line.letters)
    assert worst(kinds) in ("right", "right if")


@pytest.mark.parametrize("one", DERIVATIONS, ids=lambda one: one.name)
def test_a_derivation_gets_its_verdicts(one):
    found, kinds = judged(one.latex, one.alphabet, one.options)
    assert kinds == [*one.truth], found


@pytest.mark.parametrize(
    "one", [each for each in DERIVATIONS if each.wrong],
    ids=lambda one: one.name)
def test_the_line_with_the_slip_does_not_follow(one):
    """If it stands in a chain at all; what follows from it is told apart."""
    found, _ = judged(one.latex, one.alphabet, one.options)
    follows = [line.follows for line in found]
    assert follows[one.wrong - 1] in ("no", "")
    assert "no" not in follows[:one.wrong - 1]


def repairs(line):
    """The right lines that are found near a wrong one."""
    found, _ = judged(line.latex, line.alphabet, line.options, line.letters,
                      mend=True)
    return [repair for one in found for repair in one.verdict.repairs]


WRONG = [line for line in LINES if line.nearest and line.verdict == "wrong"]
# so many of six wrong lines of an alphabet get a right one; a slip may be
# larger than one step, as all those of source C are
SIX = 6
MENDED = {"book": (6, 6, 6, 6, 5, 1), "source-a": (5, 1), "source-b": (6, 4),
          "pytorch": (5, 4), "min-char-rnn": (6, 5), "goodfellow": (6, 6),
          "pascanu": (5, 5), "d2l": (4, 5, 2), "cs224n": (3,),
          "tutorial": (3,), "mine": (6,)}


@pytest.mark.parametrize(("alphabet", "place", "fewest"), [
    (alphabet, place, fewest) for alphabet, several in MENDED.items()
    for place, fewest in enumerate(several)])
def test_most_wrong_lines_get_a_right_one_nearby(alphabet, place, fewest):
    """What is said of it names letters that stand in a formula."""
    own = [line for line in WRONG if line.alphabet == alphabet]
    mended = 0
    for line in own[SIX * place:][:SIX]:
        near = repairs(line)
        mended += bool(near)
        for one in near:
            assert not BARE.search(re.sub(r"\$.*?\$", "", one.words))
    assert mended >= fewest


def test_that_is_most_of_all():
    assert sum(map(sum, MENDED.values())) >= 0.8 * len(WRONG) > 80
