"""Lines as lecture notes have them: mixed letters, and functions of a number.
"""
import pytest
from rnnlib.judge import judge_latex

DELTA = r"\delta_t = (1 - h_t^2) \odot (W^\top \delta_{t+1} + V^\top e_t)"
ENTRY = r"\frac{\partial h_{t,i}}{\partial z_{t,j}} = \delta_{ij} (%s)"
FULL = (r"\frac{\partial \mathcal{L}}{\partial W_{hh}} = \sum_{t=1}^{T}"
        r"\sum_{k=1}^{t} \frac{\partial \mathcal{L}_t}{\partial y_t}"
        r"\frac{\partial y_t}{\partial h_t}"
        r"\frac{\partial h_t}{\partial h_k}"
        r"\frac{%s h_k}{\partial W_{hh}}")


def judged(line, alphabet=None):
    judgement = judge_latex(line, alphabet)
    return judgement.alphabet, judgement.lines[0].verdict


@pytest.mark.parametrize(("line", "kind"), [
    (DELTA, "right if"),
    (DELTA.replace("t+1", "t-1"), "wrong"),
    (DELTA.replace("W^", "W"), "not read"),
    (r"\frac{\partial E}{\partial b} = \sum_{t=1}^T \delta_t", "right"),
    (r"\frac{\partial E}{\partial b} = \sum_{t=2}^T \delta_t", "wrong"),
    (r"\frac{\partial J}{\partial W_{hh}} = \sum_t \delta_t h_{t-1}^\top",
     "right"),
    (r"\frac{\partial J}{\partial W_{hh}} = \sum_t \delta_t h_t^\top",
     "wrong"),
    (r"\frac{\partial L}{\partial h_t} = W_{hh}^\top \frac{\partial L}"
     r"{\partial z_{t+1}} + W_{hy}^\top \frac{\partial L}{\partial o_t}",
     "right"),
    (ENTRY % "1 - h_{t,i}^2", "right"), (ENTRY % "1 - h_{t,i}", "wrong")])
def test_letters_of_many_texts_in_one(line, kind):
    assert judged(line, "notes")[1].kind == kind


def test_the_alphabet_of_notes_comes_after_one_that_reads_as_much():
    assert judged(DELTA)[0] == "notes"
    assert judged(r"h_t = \tanh(U x_t + W h_{t-1} + b_h)")[0] == "book"


def test_a_repair_has_the_labels_of_the_line():
    _, said = judged(r"\frac{\partial L}{\partial W_{xh}}"
                     r" = \sum_t x_t \delta_t^\top")
    assert r"\partial W_{xh}" in said.repairs[0].latex


@pytest.mark.parametrize(("above", "kind"), [
    (r"\partial", "wrong"), (r"\partial^+", "right")])
def test_where_y_would_be_a_target_the_line_is_read_in_other_letters(
        above, kind):
    key, said = judged(FULL % above)
    assert (key, said.kind) == ("min-char-rnn", kind)
    assert kind == "right" or r"\partial^{+} h_{k}" in said.repairs[0].latex


def test_a_derivative_of_the_target_is_not_taken_for_0():
    _, said = judged(FULL % r"\partial", "d2l")
    assert said.kind == "not read"
    assert r"write \hat y_t" in said.why


@pytest.mark.parametrize("line", [
    r"\frac{d}{dx}\tanh(x) = 1 - \tanh^2(x)",
    r"\frac{d\tanh(z)}{dz} = 1 - \tanh(z)^2",
    r"\frac{\partial \tanh z}{\partial z} = 1 - \tanh^2 z",
    r"\frac{d\sigma(u)}{du} = \sigma(u) (1 - \sigma(u))",
    r"\frac{d}{dx}(x \tanh x) = \tanh x + x (1 - \tanh^2 x)",
    r"\frac{d}{dx} e^{2x} = 2 e^{2x}", r"\frac{d}{dx} x^3 = 3 x^2",
    r"\tanh'(x) = 1 - \tanh^2 x", r"\tanh(x) = 2 \sigma(2x) - 1",
    r"\frac{\partial \tanh(p)}{\partial p}"
    r" = \operatorname{diag}(1 - \tanh^2(p))"])
def test_functions_of_one_number(line):
    assert judged(line)[1].kind == "right"
    assert judged(line.replace("=", "= 2 +"))[1].kind == "wrong"


@pytest.mark.parametrize(("line", "kind"), [
    (r"\frac{\partial h_t}{\partial p_t} = 1 - h_t^2", "wrong"),
    (r"\frac{d}{dx}\tanh(wx) = w (1 - \tanh^2(wx))", "wrong"),
    (r"x x^\top = x^\top x", "wrong"),
    (r"\frac{d}{d\theta}\cos\theta = -\sin\theta", "not read"),
    (r"\frac{d}{dx}\log x = \frac{1}{x}", "not read")])
def test_what_is_no_function_of_one_number(line, kind):
    assert judged(line)[1].kind == kind


@pytest.mark.parametrize("line", [
    r"\mathrm{d}h_t = D_t (W \mathrm{d}h_{t-1} + U \mathrm{d}x_t)",
    "dh_t = D_t W dh_{t-1}"])
def test_differentials_are_named(line):
    _, said = judged(line, "book")
    assert said.kind == "not read"
    assert said.why.startswith("A differential by itself is not read: write")


@pytest.mark.parametrize("line", [
    r"\tanh''(x) = -2 \tanh(x) (1 - \tanh^2 x)", r"\tanh{}''(p_t) = p_t",
    r"\sigma^{\prime\prime}(x) = x", r"\sigma'^{\prime}(p_t) = p_t",
    r"W^{\top^2} h_t = W^\top h_t", r"h^{(t)_2} = h_t^2",
    r"\sqrt[3]{2} = 2", r"\sqrt [n_h]{p_{t,i}} = 1",
    r"\log_2 2 = 1", r"\tanh^{-1}(h_t) = p_t",
    r"\frac{\partial^2 E_t}{\partial h_{t,i}^2} = 0"])
def test_what_is_no_slope_root_or_logarithm_is_not_taken_for_one(line):
    assert judged(line, "book")[1].kind == "not read"


@pytest.mark.parametrize("line", [
    r"L = \sum_{t=1}^{T} L_t",
    r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^T"
    r" \frac{\partial L_t}{\partial W_{hh}}",
    r"\frac{\partial L}{\partial h_t} = \frac{\partial L_t}{\partial h_t} +"
    r" \left(\frac{\partial h_{t+1}}{\partial h_t}\right)^\top"
    r"\frac{\partial L}{\partial h_{t+1}}",
    r"\frac{\partial \mathcal{L}}{\partial o_t}"
    r" = \frac{\partial \mathcal{L}_t}{\partial o_t}",
    r"\frac{\partial\mathcal{L}}{\partial\mathbf{o}_t}"
    r" = \hat{\mathbf{y}}_t-\mathbf{y}_t",
    r"h_t = \tanh(W_{hh} h_{t-1} + W_{hx} x_t + b_h)"])
def test_no_mean_and_no_linear_units_are_guessed_from_nothing(line):
    key, said = judged(line)
    assert key not in ("d2l", "source-c", "cs224n")
    assert said.kind in ("right", "right if")


def test_a_mean_is_guessed_where_one_stands_and_said():
    key, said = judged(r"L = \frac{1}{T} \sum_{t=1}^T l(o_t, y_t)")
    assert (key, said.kind) == ("d2l", "right")
    assert "L is the mean over the steps" in said.notes


def test_linear_units_are_said_where_the_line_depends_on_them():
    words = "the units are read as linear, as in this alphabet"
    for line in (r"\frac{\partial h_t}{\partial h_k} = W_{hh}^{t-k}",
                 r"h_t = W_{hx} x_t + W_{hh} h_{t-1}"):
        assert words in judged(line, "d2l")[1].notes
        assert words not in judged(line, "pytorch")[1].notes
    assert words not in judged(r"l = l", "d2l")[1].notes


def test_a_label_is_no_pair_of_indices():
    _, said = judged(r"\frac{\partial E}{\partial W_{hh}} = 0", "book")
    assert said.kind == "not read"
    assert said.why.startswith("h is a vector of this alphabet")


@pytest.mark.parametrize(("line", "kind"), [
    (r"\frac{\partial E}{\partial h_t} = V^\top e_t \text{ for } t = T",
     "right if"),
    (r"\lambda_t = V^\top e_t, \quad t=T", "right if"),
    (r"\lambda_t = V^\top e_t, \quad t=T-1", "wrong"),
    (r"\frac{\partial E_t}{\partial W} = D_t V^\top e_t h_{t-1}^\top"
     r" \text{ for } t=1", "right if"),
    (r"\frac{\partial E_t}{\partial W} = D_t V^\top e_t h_t^\top"
     r" \text{ for } t=1", "wrong")])
def test_conditions_are_looked_for_at_the_steps_that_are_said(line, kind):
    assert judged(line, "book")[1].kind == kind
