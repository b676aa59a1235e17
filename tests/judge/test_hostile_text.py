r"""A paste that hides something: in \text, beside dollars, in a macro.

Nothing that a reader sees may be left out without a word, and nothing that
only looks strange makes a right line wrong.
"""
import pytest
from rnnlib.judge import judge_latex

STEP = r"U x_t + W h_{t-1} + b_h"
ERROR = r"\hat y_t - y_t"


def lines(text):
    """The lines of a paste, judged without proofs."""
    return judge_latex(text, "book", proofs=False).lines


def kinds(text):
    """One word for each line."""
    return ["right" if line.verdict.kind in ("agrees", "right if")
            else line.verdict.kind for line in lines(text)]


@pytest.mark.parametrize(("text", "found"), [
    (rf"e_t = \mathrm{{2}}({ERROR})", "wrong"),
    (rf"e_t = \mbox{{2}}({ERROR})", "wrong"),
    (rf"e_t = \text{{-}}({ERROR})", "wrong"),
    (r"E = \text{1/T} \sum_{t=1}^T E_t", "wrong"),
    (r"\frac{\partial E}{\partial V} = \mathrm{0.5}\, \sum_t e_t h_t^\top",
     "wrong"),
    (r"\frac{\partial E}{\partial W} = \sum_t \mathrm{D_t W} a_t"
     r" h_{t-1}^\top", "wrong"),
    (r"\frac{\partial E}{\partial V} = \sum_t e_t \mathrm{x_t} h_t^\top",
     "wrong"),
    (rf"e_t = ({ERROR}) \mathrm{{y_t}}", "wrong"),
    (r"E_t = \text{-}\sum_a y_{t,a} \log \hat y_{t,a}", "right"),
    (r"e_t = \hat y_t \text{ - } y_t", "right"),
    (r"e_t = \hat y_t \text{- y_t}", "right"),
    (r"h_t = \tanh(U x_t + W h_{t\text{-}1} + b_h)", "right"),
    (r"h_t = \tanh(U x_t + W h_\text{t - 1} + b_h)", "right"),
    (r"h_t = \tanh(U\mathrm{x_t} + W\mathrm{h_{t-1}} + b_h)", "right"),
    (r"D_t = \mathrm{diag}(\mathrm{1} - h_t^2)", "right"),
    (r"\frac{\partial E_t}{\partial h_t} = \mathrm{V^\top} e_t", "right"),
    (r"D_t = \text{diag(}1-h_t^2\text{)}", "right"),
    (r"D_t = \text{diag($1-h_t^2$)}", "right"),
    (r"D_t = \text{\(\operatorname{diag}(1-h_t^2)\)}", "right"),
    (r"h_t = \text{ }\tanh(p_t)", "right"),
    (r"h_t = \tanh(\text{p_t})", "right"),
    (r"\frac{\partial E_\text{t}}{\partial h_t} = V^\top e_t", "right")])
def test_formulas_in_text_are_read(text, found):
    assert kinds(text) == [found]


@pytest.mark.parametrize(("text", "why"), [
    (rf"e_t = \text{{times two}} ({ERROR})", "neither words nor"),
    (rf"e_t = {ERROR} \text{{ times two}}", "neither words nor"),
    (rf"e_t = \text{{step 2}} ({ERROR})", "neither words nor"),
    (rf"e_t = \text{{if x_t}} ({ERROR})", "neither words nor"),
    (rf"e_t = {ERROR} \text{{(3)}}", "neither words nor"),
    (rf"e_{{\text{{of the}} t}} = {ERROR}", "neither words nor"),
    (rf"e_t = \text{{two}} ({ERROR})", "neither words nor"),
    (rf"e_t = \text{{rate}} ({ERROR})", "no letter"),
    (rf"e_t = \text{{learning rate}} ({ERROR})", "stand within"),
    (r"e_t = \hat y_t \text{ for } - y_t", "stand within"),
    (r"\text{total loss} = \sum_t E_t", "stand within"),
    (r"\overset{2}{h_t} = \tanh(p_t)", "above or below"),
    (r"\underset{x}{h_t} = \tanh(p_t)", "above or below"),
    (r"h_t = \mathrm{as} \tanh(p_t)", "no letter"),
    (r"h_t^* = \tanh(p_t)", "A * above"),
    (r"h_t^{\ast} = \tanh(p_t)", "A * above")])
def test_what_could_mean_something_is_not_left_out(text, why):
    line, = lines(text)
    assert line.verdict.kind == "not read"
    assert why in line.verdict.why
    assert 0 <= line.verdict.start < line.verdict.end <= len(text)


@pytest.mark.parametrize(("text", "note"), [
    (r"\text{Hence } %s", "Hence"), (r"\text{Now we see: } %s",
                                     "Now we see"),
    (r"%s \text{ chain rule}", "chain rule"),
    (r"%s \text{ (softmax and loss)}", ""), (r"%s \quad \text{(3)}", ""),
    (r"%s && \text{(softmax Jacobian)}", ""), (r"%s \text{ (definition)}", ""),
    (r"%s \text{ by the chain rule}", ""), (r"%s \text{ w.r.t.}", ""),
    (r"%s \quad \mathrm{for\ all}\ t", "")])
def test_words_left_out_are_said_unless_they_stand_behind(text, note):
    line, = lines(text % f"e_t = {ERROR}")
    assert line.verdict.kind == "agrees"
    assert list(line.verdict.notes) == (
        [f'the words "{note}" are left out'] if note else [])


def test_words_at_an_equals_sign_are_between():
    line, = lines(rf"h_t = \tanh(p_t) \text{{ since }} = \tanh({STEP})")
    assert line.verdict.kind == "agrees"
    assert 'the words "since" are left out' in line.verdict.notes


@pytest.mark.parametrize("where", [
    r"\text{ if $t \ge 1$}", r"\quad \text{for $t \ge 1$ and all $k < t$}",
    r"\text{ if t > 1}", r"\quad \text{for } t = 1, \dots, T"])
def test_dollars_in_text_belong_to_what_is_said_behind(where):
    text = f"e_t = {ERROR} {where}"
    line, = lines(text)
    assert line.verdict.kind == "agrees"
    assert "condition" in line.verdict.notes[0]
    assert line.text == text


@pytest.mark.parametrize("gap", [
    r" \text{ where } ", r" \text{with} ", r" \text{ and } ",
    r",\text{ where } ", r" \quad\text{and}\quad ", r" \mathrm{where}\ ",
    r" \text{ since } ", r", \quad \text{so that } "])
def test_a_word_between_two_equations(gap):
    text = r"h_t = \tanh(p_t)" + gap + "p_t = " + STEP
    assert kinds(text) == ["right", "right"]
    assert lines(text)[1].text == "p_t = " + STEP
    assert kinds(text.replace("t-1", "t")) == ["right", "wrong"]


@pytest.mark.parametrize(("text", "found"), [
    (f"e_t = 2({ERROR})\n\nwhere $E = \\sum_t E_t$", ["wrong", "right"]),
    (f"$E = \\sum_t E_t$\ne_t = {ERROR}\n + y_t", ["right", "wrong"]),
    (rf"e_t = 2({ERROR}) \quad \text{{with $E = \sum_t E_t$}}",
     ["wrong", "right"]),
    (r"\frac{\partial E}{\partial V} = \sum_t e_t h_t^\top\tag{$W=0$}",
     ["right"]),
    (f"$$e_t = {ERROR} \\label{{a_$b=1$}}$$ see \\ref{{a_$b=1$}}", ["right"]),
    (f"We have e_t = 2({ERROR}) and then $$E = \\sum_t E_t$$",
     ["not read", "right"]),
    ("We take $E = \\sum_t E_t$ (the width = 3) of it.", ["right"]),
    (f"```\n$e_t = {ERROR}$\ne_t = y_t\n```", ["right", "wrong"]),
    (f"```\ne_t = {ERROR}\n```", ["right"]),
    (rf"\includegraphics[width=2\textwidth]{{a_b}} $e_t = {ERROR}$",
     ["right"])])
def test_formulas_beside_dollars_are_lines(text, found):
    assert kinds(text) == found


@pytest.mark.parametrize(("text", "found"), [
    (r"D_t = {\rm diag}(1-h_t^2)", "right"),
    (r"D_t = { \rm diag}(2-h_t^2)", "wrong"),
    (r"h_t = \tanh({\bf U}{\bf x}_t + {\bf W}{\bf h}_{t-1} + {\bf b}_h)",
     "right"),
    (r"h_t = \tanh({\bf U x_t} + {\sf W} {\it h}_t + b_h)", "wrong"),
    (r"\frac{\partial E}{\partial V} = \sum_t e_t h_t^{\rm T}", "right"),
    (r"\frac{\partial E}{\partial V} = \sum_t {\tt 2} e_t h_t^{\rm T}",
     "wrong")])
def test_old_fonts_are_read(text, found):
    assert kinds(text) == [found]


@pytest.mark.parametrize("sign", [
    ":=", "=:", r"\triangleq", r"\equiv", r"\stackrel{def}{=}", "≔", "{:=}",
    r"\overset{\text{def}}{=}", r"\coloneqq", "{}={}", r"\mathrel{:=}"])
def test_definitions_are_equations(sign):
    assert kinds(rf"h_t {sign} \tanh(p_t)") == ["right"]
    assert kinds(rf"h_t {sign} \tanh(p_{{t-1}})") == ["wrong"]


def test_a_loss_may_be_defined_by_its_parts():
    assert kinds(r"E := \sum_{t=1}^T E_t") == ["right"]


@pytest.mark.parametrize("text", [
    r"W := W - \eta \frac{\partial E}{\partial W}", r"W \leftarrow W - 2",
    r"W_{hh} := W_{hh} - \eta", "W += 2", "E := 0",
    r"\mathbf{W} := \mathbf{W} - \eta \frac{\partial E}{\partial W}"])
def test_updates_are_refused(text):
    line, = lines(text)
    assert line.verdict.kind == "not read" and "update" in line.verdict.why


@pytest.mark.parametrize("end", [r"\\*", r"\\ [2pt]", r"\\*[3pt] ", r"\\",
                                 r"\intertext{where $p_t = 3 h_t$, for}",
                                 r"\\ \shortintertext{and so on}"])
def test_ends_of_lines(end):
    text = rf"\begin{{align}} h_t &= \tanh(p_t) {end} e_t &= {ERROR}" \
        r"\end{align}"
    assert kinds(text) == ["right", "right"]
    assert [line.text for line in lines(text)] == [
        r"h_t &= \tanh(p_t)", f"e_t &= {ERROR}"]


@pytest.mark.parametrize(("text", "shown"), [
    (r"& \left( \tanh(p_t) \right) = h_t, \tag{3}",
     [r"\left( \tanh(p_t) \right) = h_t"]),
    (r"\left. h_t \right. = \left. \tanh(p_t) \right. \nonumber",
     [r"\left. h_t \right. = \left. \tanh(p_t) \right."]),
    (r"\overset{!}{=} h_t", [r"\overset{!}{=} h_t"]),
    (r"\begin{eqnarray} h_t &=& a \\ &=& h_t \end{eqnarray}",
     ["h_t &=& a", "=& h_t"]),
    (r"\begin{equation}\begin{aligned} h_t &= a. \end{aligned}"
     r"\end{equation}", ["h_t &= a"])])
def test_a_line_is_shown_whole(text, shown):
    assert [line.text for line in lines(text)] == shown


@pytest.mark.parametrize(("text", "found"), [
    ("E = Σ_{t=1}^T E_t", "right"), ("e_t = ŷ_t − y_t", "right"),
    ("e_t = y\u0302_t – y_t", "right"), ("eₜ＝ŷₜ－yₜ", "right"),
    ("e_t\u00a0=\u2009ŷ_{t−1} - y_{t−1}", "wrong"),
    ("hₜ = tanh(U xₜ + W hₜ₋₁ + b_h)", "right"),
    ("hₜ = tanh(U xₜ + W hₜ₊₁ + b_h)", "wrong"),
    ("D_t = diag(1 − hₜ²)", "right"), ("D_t = diag(1 − hₜ³)", "wrong"),
    ("D_t = diag(1 − h_t ∗ h_t)", "right"),
    ("∂E/∂V = Σ_t e_t h_tᵀ", "right"),
    ("∂E/∂V = Σ_t e_t ⋅ h_{t-1}ᵀ", "wrong"),
    ("∂E/∂V = Σ_t e_t h_t^ᵀ", "right"), ("∂E/∂V = Σ_t e_t h_t^⊺", "right"),
    ("𝑒_t = 𝐲\u0302_t − 𝑦_t", "right"),
    ("2 · 2⁻¹ = 1", "right"), ("2 · 2⁻² = 1", "wrong"),
    (r"\frac{∂⁺h_t}{∂b_h} = D_t", "right")])
def test_signs_that_people_paste(text, found):
    assert kinds(text) == [found]


def test_marks_of_the_reading_itself_cannot_be_pasted():
    assert kinds(f"h_t = \\tanh(p_t) \ue001 2{ERROR}") == ["not read"]
