"""What is said of one equation, and whether it is so."""
import pytest
from rnnlib.judge.alphabets.alphabet import load
from rnnlib.judge.differences import number
from rnnlib.judge.judgements import judge_latex
from rnnlib.judge.saying import sentences, text_of
from rnnlib.judge.slips import SLIPS
from rnnlib.judge.text.lines import read_lines
from rnnlib.judge.verdicts import KINDS, Asking, verdict

BOOK = Asking(load("book"))


def said(text, asking=BOOK):
    """The verdict on a single equation."""
    line = read_lines(text)[0]
    return verdict(*line.sides[:2], asking, line.where)


def test_kinds_go_from_good_to_bad():
    assert KINDS == ("right", "agrees", "right if", "wrong", "not read")
    assert said("h_t = h_t").bad < said("h_t = h_{t-1}").bad


@pytest.mark.parametrize("text", [
    r"h_t = \tanh(U x_t + W h_{t-1} + b_h)",
    r"\frac{\partial E}{\partial W} = \sum_t D_t \lambda_t h_{t-1}^\top",
    r"\frac{\partial \hat y_{t,a}}{\partial q_{t,b}} = "
    r"\hat y_{t,a} (\delta_{ab} - \hat y_{t,b})",
])
def test_numbers_alone_never_say_right(text):
    """Right is the word for what was proved."""
    found = said(text)
    assert (found.kind, found.proof) == ("agrees", None)
    assert found.tried > 20 and str(found.tried) in found.why


def test_a_condition_is_said():
    found = said(r"\frac{\partial E_t}{\partial q_t} = \hat y_t - y_t")
    assert found.kind == "right if"
    assert [one.words for one in found.conditions] == [
        "the entries of y_t sum to 1"]
    assert found.why == "It is right if the entries of y_t sum to 1."


def test_a_wrong_line_has_numbers_a_repair_and_a_slip():
    found = said(r"\frac{\partial \hat y_{t,a}}{\partial q_{t,b}} = "
                 r"\hat y_{t,a} (\delta_{ab} - \hat y_{t,a})")
    assert found.kind == "wrong"
    assert "the left side is" in found.numbers
    assert found.repairs[0].words == r"$b$ for $a$ at $\hat{y}$"
    assert said(found.repairs[0].latex).kind == "agrees"
    assert found.slip.page == "softmax-jacobian"


def test_a_repair_is_not_looked_for_if_nobody_asks():
    found = said(r"h_t = \tanh(U x_t + W h_t + b_h)",
                 BOOK._replace(mend=False))
    assert (found.kind, found.repairs, found.slip) == ("wrong", (), None)


def test_the_place_is_that_of_the_side():
    text = r"h_t = \tanh(U x_t + W h_{t-1} + b_h)"
    found = said(text)
    assert text[found.start:found.end].strip() == text.split("= ")[1]


def test_what_is_not_read_says_where():
    text = r"h_t = \tanh(\Xi x_t)"
    found = said(text)
    assert found.kind == "not read" and found.claim is None
    assert text[found.start:found.end].strip() == r"\Xi"


def test_a_search_ends_when_it_is_told_to():
    found = said(r"h_t = \tanh(U x_t + W h_t + b_h)",
                 BOOK._replace(go_on=lambda: False))
    assert (found.kind, found.repairs) == ("wrong", ())


@pytest.mark.parametrize(("value", "text"), [
    (-0.5, "\N{MINUS SIGN}0.5"), (1.23456, "1.235"), (0.0, "0")])
def test_numbers_are_short(value, text):
    assert number(value) == text


@pytest.mark.parametrize(("text", "page"), [
    (r"\frac{\partial E}{\partial W} = \sum_t D_t \lambda_t h_t^\top",
     "unrolled-sum"),
    (r"\frac{\partial E}{\partial W} = \sum_t \lambda_t h_{t-1}^\top",
     "tanh-jacobian"),
    (r"\lambda_t = V^\top (\hat y_t - y_t) + W D_{t+1} \lambda_{t+1}",
     "adjoint"),
    (r"\frac{\partial E_t}{\partial W} = \sum_{k=1}^t D_k "
     r"\frac{\partial E}{\partial h_k} h_{k-1}^\top", "adjoint"),
])
def test_known_slips_lead_to_their_chapter(text, page):
    found = said(text)
    assert found.kind == "wrong" and found.slip.page == page


def test_every_slip_has_a_pattern_and_a_place():
    for slip in SLIPS:
        assert slip.sign and slip.page and slip.label and slip.words
    assert len({slip.words for slip in SLIPS}) == len(SLIPS)


def test_plain_text_has_all_of_it():
    judged = judge_latex(r"h_t = \tanh(U x_t + W h_t + b_h)", "book").lines[0]
    text = text_of(judged)
    assert text.startswith("1. Wrong: h_t = ")
    for sentence in sentences(judged):
        assert sentence in text
    assert judged.verdict.repairs[0].latex in text
