"""Macros of a reader's own, and pastes that would keep a machine busy."""
import time

import pytest
from rnnlib.judge import judge_latex
from rnnlib.judge.text.lines import read_lines
from rnnlib.judge.text.macros import expanded
from rnnlib.judge.tree.errors import NotRead

RIGHT = r"h_t = \tanh(U x_t + W h_{t-1} + b_h)"


def lines(text):
    return judge_latex(text, "book", proofs=False).lines


@pytest.mark.parametrize(("text", "found"), [
    (r"\newcommand{\Wh}{W} h_t = \tanh(U x_t + \Wh h_{t-1} + b_h)",
     "agrees"),
    (r"\newcommand\Wh{W} h_t = \tanh(U x_t + \Wh h_t + b_h)", "wrong"),
    (r"\def\vh{\mathbf{h}}$\vh_t = \tanh(p_t)$", "agrees"),
    (r"\renewcommand*{\d}{\partial}\frac{\d E_t}{\d h_t} = V^\top e_t",
     "right if"),
    (r"\let\dd=\partial \frac{\dd E_t}{\dd h_t} = V e_t", "wrong"),
    (r"\DeclareMathOperator{\diag}{diag} D_t = \diag(1 - h_t^2)", "agrees"),
    (r"\newcommand{\T}{^\top}\frac{\partial E_t}{\partial h_t} = V\T e_t",
     "right if"),
    (r"\newcommand{\two}{2} h_t = \two \tanh(p_t)", "wrong"),
    (r"\def\a{\b}\def\b{h} \a_t = \tanh(p_t)", "agrees"),
    (r"\def\a{h}\def\a{h} \a_t = \tanh(p_t)", "agrees"),
    (r"\def\p{\partial}\frac{\p E_t}{\p{}h_t} = V e_t", "not read"),
    (r"\newcommand{\foo} h_t = 2", "not read"),
    (r"\let\W=W h_t = \tanh(p_t)", "not read")])
def test_what_a_macro_stands_for_is_put_in(text, found):
    line, = lines(text)
    assert line.verdict.kind == found


def test_a_line_is_shown_as_it_was_typed():
    text = r"\def\W{W}\def\s{\tanh(p_t)} h_t = \W \s \\ h_t = \s + q_t"
    one, two = lines(text)
    assert [one.text, two.text] == [r"h_t = \W \s", r"h_t = \s + q_t"]
    assert text[one.start:one.end] == one.text
    assert text[two.verdict.start:two.verdict.end].strip() == "q_t"


def test_places_go_back_to_what_was_typed():
    whole = expanded(r"\def\a{xyz}1\a2")
    assert whole.text.strip() == "1xyz2"
    at = whole.text.index("x")
    assert {whole.typed(at + step, at + step + 1) for step in range(3)} == {
        (12, 14)}
    assert whole.typed(at - 1, at) == (11, 12)
    assert expanded("abc").typed(1, 2) == (1, 2)


@pytest.mark.parametrize(("text", "why"), [
    (r"\newcommand{\v}[1]{\mathbf{#1}} \v{h}_t = h_t", "with arguments"),
    (r"\def\v#1{\mathbf{#1}} \v{h}_t = h_t", "with arguments"),
    (r"\def\a{\b}\def\b{2\a} h_t = \a", "stands for itself")])
def test_other_macros_are_refused_in_their_lines(text, why):
    first, second = lines(text + "\n" + RIGHT)
    assert first.verdict.kind == "not read" and why in first.verdict.why
    assert text[first.verdict.start] == "\\"
    assert second.verdict.kind == "agrees"


def laughs(leaf):
    """Ten times ten times ten ..."""
    names = "abcdefghijkl"
    return rf"\def\a{{{leaf}}}" + "".join(
        rf"\def\{new}{{{10 * old}}}" for new, old in zip(
            names[1:], [rf"\{name}" for name in names],
            strict=False)) + r" h_t = \l"


@pytest.mark.parametrize(("text", "why"), [
    (laughs("x"), "stand for too much"), (laughs(""), "stand for too much"),
    (r"\def\a{" + "x" * 999 + r"} h_t = " + r"\a" * 40, "come out of"),
    (r"\def\a{1}\def\a{2} h_t = \a", "defined twice"),
    ("".join(rf"\def\{one}{two}{{x}}" for one in "abcdefg"
             for two in "abcdef") + RIGHT, "At most 40 macros")])
def test_macros_are_bounded(text, why):
    assert why in judge_latex(text, "book", proofs=False).trouble
    with pytest.raises(NotRead, match=why):
        read_lines(text)


@pytest.mark.parametrize("text", [
    "{" * 1_000_000, "{" * 29_999, "}" * 29_999, r"\text{" * 4000,
    r"\boxed{" * 4000, r"\underbrace{" * 2000, r"\def\a{" * 4000,
    r"\text{$" * 4000, "a = " + ",t" * 14_000 + "_ = b",
    "a = " + ",t" * 1400 + "_ = b", "a = b, " + "1" * 60 + "_",
    "a = b" + " " * 29_000 + "c", "a = b" + r"\quad," * 4000,
    r"\quad&" * 4000 + "a = b", ":=" * 14_000, r"\text{where }" * 2400,
    r"a = b \text{where } " * 1400, r"{\bf " * 5000, "ₜ" * 2999 + "=a",
    "h" + "²⁽" * 1000 + "=a", r"\overset{a}{b}" * 2000, "$" * 29_999,
    "a_1 = b\n" * 1000 + "$c = d$", r"\begin{align}" * 2300])
def test_long_pastes_take_no_long_time(text):
    began = time.process_time()
    judged = judge_latex(text, "book", proofs=False)
    assert not judged.right and str(judged)
    assert time.process_time() - began < 10
