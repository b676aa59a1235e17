"""Times that stand above letters, with brackets and without."""
import pytest
from rnnlib.judge import judge_latex
from rnnlib.judge.alphabets.alphabet import load
from rnnlib.judge.reading.meaning import read_text
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.tree.nodes import Entry, Linear, Power, Whole

T, TWO = Linear((("t", 1),)), Linear((), 2)
BEFORE = Linear((("t", 1),), -1)


@pytest.mark.parametrize(("name", "text", "node"), [
    ("goodfellow", "h^{(t-1)}", Whole("h", BEFORE)),
    ("goodfellow", "x^{(t-1)}", Whole("x", BEFORE)),
    ("goodfellow", "h^{t-1}", Whole("h", BEFORE)),
    ("goodfellow", "h_t", Whole("h", T)),
    ("goodfellow", "(h)^{(t-1)}", Whole("h", BEFORE)),
    ("goodfellow", r"\left(x\right)^{(t)}", Whole("x", T)),
    ("goodfellow", "(h_i)^{(t)}", Entry("h", T, ("i",))),
    ("goodfellow", "(h^{(t)})_i", Entry("h", T, ("i",))),
    ("goodfellow", "(h^{(t)})^{(2)}", Power(Whole("h", T), TWO)),
    ("goodfellow", "(W)^{(2)}", Power(Whole("W", None), TWO)),
    ("goodfellow", "W^{(2)}", Whole("W", None, TWO)),
    ("goodfellow", "(h_t)^2", Power(Whole("h", T), TWO)),
    ("book", "x^{(t-1)}", Whole("x", BEFORE)),
    ("book", "h^{t-1}", Whole("h", BEFORE)),
    ("book", "(h)^2", Power(Whole("h", T), TWO))])
def test_a_time_above(name, text, node):
    claim = read_text(text + " = 2", load(name))
    assert repr(claim.left) == repr(node)


@pytest.mark.parametrize(("name", "text", "words"), [
    ("book", "h_t^{(t-1)} = 1", "t - 1 above h is no time"),
    ("goodfellow", "h^{(L)} = 1", "L above h is no time"),
    ("goodfellow", "(h)^{(L)} = 1", "L above h is no time")])
def test_what_is_no_time_above(name, text, words):
    with pytest.raises(NotRead) as error:
        read_text(text, load(name))
    assert words in str(error.value)


@pytest.mark.parametrize(("name", "line", "kind", "why"), [
    ("goodfellow", r"\nabla_U L = \sum_{t=1}^\tau \operatorname{diag}"
     r"(1 - (h^{(t)})^2) (\nabla_{h^{(t)}} L) x^{(t-1)\top}", "not read",
     "names x at step 0"),
    ("goodfellow", r"\nabla_W L = \sum_{t=1}^\tau \operatorname{diag}"
     r"(1 - (h^{(t)})^2) (\nabla_{h^{(t)}} L) h^{(t-1)\top}", "right", ""),
    ("goodfellow", r"h^{(t)} = \tanh(b + W h^{(t-1)} + U x^{(t-1)})",
     "wrong", ""),
    ("goodfellow", r"a^{(t-1)} = b + W h^{(t-2)} + U x^{(t-1)}", "right if",
     "t >= 2")])
def test_h_begins_at_step_0_and_x_at_step_1(name, line, kind, why):
    verdict = judge_latex(line, name, proofs=False).lines[0].verdict
    assert verdict.kind == {"right": "agrees"}.get(kind, kind)
    assert why in verdict.why
