"""Lines that were written before they were judged get their verdicts."""
import pytest
from rnnlib.judge.chains import judging
from rnnlib.judge.choosing import choose
from rnnlib.judge.judgements import judge_latex
from rnnlib.judge.verdicts import Asking
from unseen import DERIVATIONS, LINES

ORDER = ("right", "right if", "wrong", "not read")


def kinds(tex, letters):
    """The kinds of the lines of a text; "agrees" is right, unproved."""
    chosen, _ = choose(tex, letters=letters) if isinstance(letters, dict) \
        else choose(tex, letters or "")
    found = [line.verdict.kind for line in judging(tex, Asking(
        chosen, mend=False))]
    return ["right" if kind == "agrees" else kind for kind in found]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.tex[-40:])
def test_a_line_gets_its_verdict(line):
    found = kinds(line.tex, line.letters)
    assert max(found, key=ORDER.index) == line.verdict


@pytest.mark.parametrize("one", DERIVATIONS, ids=lambda one: one.tex[:40])
def test_a_derivation_gets_its_verdicts(one):
    assert kinds(one.tex, one.letters) == [*one.verdicts]


def test_a_repair_is_in_the_letters_of_the_text():
    """The alphabet of tutorials has s and h for the state, E and L."""
    found = judge_latex(r"\frac{\partial L_t}{\partial W} = -"
                        r"\frac{\partial L_t}{\partial h_t}"
                        r"\frac{\partial h_t}{\partial W}", "tutorial")
    repair = found.lines[0].verdict.repairs[0].latex
    assert "L_{t}" in repair and "h_{t}" in repair
    assert "s" not in repair and "E" not in repair
