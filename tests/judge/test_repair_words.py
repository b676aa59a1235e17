"""What is said of a repair, in the letters of the reader's text."""
import pytest
from rnnlib.judge.alphabets.alphabet import load
from rnnlib.judge.judgements import judge_latex
from rnnlib.judge.repairs.words import plain
from rnnlib.judge.saying import markdown_of, text_of
from rnnlib.judge.writing.spelling import in_letters

GRADIENT = r"\frac{\partial L}{\partial h_t} = "
SAID = [
    ("book", r"\frac{\partial E_t}{\partial \hat y_{t,a}} = "
     r"-\frac{y_{t,a}}{y_{t,a}}", r"$\hat{y}$ for $y$"),
    ("book", "D_t = \\operatorname{diag}(1 - p_t^2)", "$h$ for $p$"),
    ("book", r"\frac{\partial h_{\tau}}{\partial h_{\tau-1}} = D_{\tau+1} W",
     r"$D$ at $\tau$ for $\tau+1$"),
    ("d2l", GRADIENT + r"W_{hh} \frac{\partial L}{\partial h_{t+1}} + "
     r"W_{qh}^\top \frac{\partial L}{\partial o_t}", "$W_{hh}$ transposed"),
    ("pascanu", r"x_t = W_{in} \sigma(x_{t-1}) + W_{rec} u_t + b",
     r"$W_{in}$ and $W_{\mathrm{rec}}$ exchanged"),
    ("goodfellow", r"\nabla_c L = \sum_{t=1}^{\tau-1} \nabla_{o^{(t)}} L",
     r"the sum with $\tau$ for $\tau-1$"),
    ("source-a", r"\frac{\partial h_{t_m}}{\partial {h_{t-1}}_l} = "
     r"T^{t-1}_{mk} W_{kl}", "$T$ at $t$ for $t-1$"),
    ("source-b", r"s_t = \tanh(U x_t + W s_t)", "$s$ at $t-1$ for $t$"),
]


@pytest.mark.parametrize(("alphabet", "line", "words"), SAID)
def test_it_has_the_letters_of_the_text(alphabet, line, words):
    judged = judge_latex(line, alphabet, proofs=False).lines[0]
    assert judged.verdict.repairs[0].words == words
    assert words.replace("$", "") in text_of(judged)
    assert words in markdown_of(judged)


@pytest.mark.parametrize(("words", "said"), [
    ("<D> at {t} for {t - 1}", "the slopes at $t$ for $t-1$"),
    ("<e> for <y_hat>", r"the error for $\hat{y}$"),
    ("the sum with {T} for {2 tau + 1}", r"the sum with $T$ for $2 \tau+1$"),
    ("<V> transposed", r"$W_{qh}$ transposed")])
def test_what_has_no_letter_is_said_in_words(words, said):
    """As it is written out in the formula beside the words."""
    assert in_letters(words, load("d2l")) == said


def test_plain_words_are_those_of_the_book():
    assert plain("<y_hat> at {t - 1}") == "y_hat at t - 1"
