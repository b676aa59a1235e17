r"""Answers in LaTeX: read, judged as those in words are, and never a riddle.

The questions of the chapters are in tests/book/test_forms.py.
"""
import subprocess
import sys

import pytest
from rnnlib.judge.alphabets.alphabet import load, spelled
from rnnlib.judge.tree.errors import NotRead
from rnnlib.judge.tree.names import BEYOND, NETWORK
from rnnlib.page import answers as ask
from rnnlib.page.answers import check
from rnnlib.page.latex import letters
from rnnlib.page.latex.entries import as_entries
from rnnlib.page.latex.reading import marked, read_answer
from rnnlib.page.latex.reasons import reasons, verdict_of
from rnnlib.page.latex.scope import NoWord, Scope
from rnnlib.page.latex.words import as_words
from rnnlib.symbolic import (
    C,
    E,
    M,
    N,
    Omega,
    U,
    V,
    W,
    b_h,
    b_y,
    claim,
    clear,
    d,
    define,
    delta,
    e,
    exp,
    gain,
    h,
    i,
    j,
    k,
    log,
    m,
    mat,
    over_time,
    p,
    q,
    rising,
    s,
    sigma,
    sum_over,
    t,
    tanh,
    transpose,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.grammar.matrices import MATRICES, SUMS, layout
from rnnlib.symbolic.networks import NETWORKS, SHARED
from rnnlib.symbolic.networks.gru import W_new, keep, new, p_r, r
from rnnlib.symbolic.networks.held import fresh, mask
from rnnlib.symbolic.networks.lstm import cell, f, o, p_f
from rnnlib.symbolic.printing.formulas import textbook
from rnnlib.symbolic.terms.language import SLOTS, SPACE, TIME
from rnnlib.symbolic.terms.symbols import a, b
from sympy import Symbol

W_T, EARLY, LATE = mat.W.T, mat.D(t-1), mat.D(t)
TWICE = "You have it twice."


@pytest.fixture(scope="module", autouse=True)
def questions():
    """A small page: its definitions, and four questions."""
    clear()
    before = dict(ask.QUESTIONS)
    define("pre-activation", p[t, i], sum_over(U[i, u] * x[t, u], u)
           + sum_over(W[i, j] * h[t-1, j], j) + b_h[i])
    define("state", h[t, i], tanh(p[t, i]))
    define("logits", q[t, a], sum_over(V[a, i] * h[t, i], i) + b_y[a])
    define("softmax", y_hat[t, a], exp(q[t, a]) / sum_over(exp(q[t, b]), b))
    define("loss", E[t], -sum_over(y[t, a] * log(y_hat[t, a]), a))
    define("error", e[t, a], y_hat[t, a] - y[t, a])
    define("slopes", mat.D(t), delta(i, j) * (1 - h[t, i]**2))
    define("step-matrix", mat.J(t), d(h[t, i], h[t-1, j]))
    claim("step-jacobian", mat.J(t), mat.D(t) * mat.W)
    claim("slopes-symmetric", mat.D(t).T, mat.D(t))
    ask.formula("input", d(h[t, i], x[t, u]), (1 - h[t, i]**2) * U[i, u],
                slips={TWICE: 2 * (1 - h[t, i]**2) * U[i, u]})
    ask.formula("softmax", d(y_hat[t, a], q[t, b]),
                y_hat[t, a] * (delta(a, b) - y_hat[t, b]))
    ask.formula("turned", transpose(mat.J(t)), W_T * LATE,
                given=["step-jacobian", "slopes-symmetric"])
    ask.formula("two", transpose(mat.J(t) * mat.J(t-1)),
                W_T * EARLY * W_T * LATE, when=t >= 2, without=[mat.J(t)],
                given=["step-jacobian", "slopes-symmetric"])
    yield
    ask.QUESTIONS.clear()
    ask.QUESTIONS.update(before)
    clear()


def said(label, answer, right=False):
    """What is said of an answer that is not right, or is."""
    verdict = check(label, answer)
    assert verdict.right is right, verdict.said
    assert "cannot be judged" not in verdict.said
    return verdict.said


@pytest.mark.parametrize("label, answer", [
    ("input", r"(1 - h_{t,i}^2) U_{iu}"),
    ("input", r"\left(1-h_{t,i}^{2}\right)\,U_{i,u}"),
    ("input", r"= U_{iu} (1 - h_{t,i}^2)"),
    ("input", r"\frac{\partial h_{t,i}}{\partial x_{t,u}} = "
              r"(1 - h_{t,i}^2) U_{iu}"),
    ("input", r"$$\frac{\partial h_{t,i}}{\partial x_{t,u}} = "
              r"(1 - \tanh^2 p_{t,i}) U_{iu}$$"),
    ("input", r"\tanh'(p_{t,i}) U_{iu}"),
    ("input", r"\sum_j \delta_{ij} (1 - h_{t,j}^2) U_{ju}"),
    ("input", "\\begin{align}\n(1 - h_{t,i}^2) U_{iu}\n\\end{align}"),
    ("input", "(1 - h_{t,i}^2)  % the slope\n    U_{iu}"),
    ("input", r"\[(1 - h_{t,i} h_{t,i}) U_{iu}\]"),
    ("softmax", r"\hat y_{t,a} (\delta_{ab} - \hat{y}_{t,b})"),
    ("softmax", r"\delta_{ab} \hat y_{t,a} - \hat y_{t,a} \hat y_{t,b}"),
    ("turned", r"W^\top D_t"),
    ("turned", r"W^{\mathrm T} \mathrm{diag}(1 - h_t^2)"),
    ("turned", r"(D_t W)^T"),
    ("two", r"W^\top D_{t-1} W^\top D_t"),
    ("two", r"(D_t W D_{t-1} W)^\top"),
    ("two", "(J_t J_{t-1})^\\top &= J_{t-1}^\\top J_t^\\top \\\\\n"
            "&= W^\\top D_{t-1} W^\\top D_t"),
])
def test_right_answers(label, answer):
    text = said(label, answer, right=True)
    assert text.startswith("*Right* for every") and "by the prover" in text


def test_a_right_answer_is_told_the_same_as_in_words():
    assert check("two", r"W^\top D_{t-1} W^\top D_t") == check(
        "two", W_T * EARLY * W_T * LATE)


@pytest.mark.parametrize("label, answer, words", [
    ("input", r"2 (1 - h_{t,i}^2) U_{iu}", TWICE),
    ("input", r"(1 - h_{t-1,i}^2) U_{iu}", "all is right but a time"),
    ("input", r"-(1 - h_{t,i}^2) U_{iu}", "all is right but a sign"),
    ("input", "U_{iu}", "it should be"),
    ("input", r"\frac{\partial h_{t,i}}{\partial x_{t,u}}",
     "is what was asked for"),
    ("input", r"\frac{\partial h_{t,i}}{\partial p_{t,i}} U_{iu}",
     "there is a derivative in it"),
    ("input", r"\frac{\partial h_{t,i}}{\partial b_{h,i}} = "
              r"(1 - h_{t,i}^2)", "the left side is not what was asked for"),
    ("input", r"\frac{\partial h_{t,i}}{\partial x_{t,u}} = U_{iu} = "
              r"(1 - h_{t,i}^2) U_{iu}", "on the way stands `U_{iu}`"),
    ("two", r"D_{t-1} W^\top D_t W^\top", "order"),
    ("two", r"J_{t-1}^\top J_t^\top", "is what was asked for"),
    ("two", r"W D_{t-1} W D_t", "transposed"),
    ("turned", r"D_t W", "it should be"),
])
def test_wrong_answers(label, answer, words):
    assert words in said(label, answer)


def test_two_numbers_are_said_and_a_slip_but_no_right_line():
    text = said("softmax", r"\hat y_{t,a} (\delta_{ab} - \hat y_{t,a})")
    assert "it should be" in text and "and yours is" in text
    assert "one index of the softmax Jacobian twice" in text
    assert r"\hat{y}_{t,b}" not in text and "for a at" not in text


@pytest.mark.parametrize("answer, words", [
    (r"(1 - h_{t,i}^2) G_{iu}", "The place: `(1 - h_{t,i}^2) →G_{iu}←`"),
    (r"(1 - h_{t,i}^2) U_{iu", "opened and not closed"),
    (r"D_t U \cdots", "dots"),
    (r"W h_t", "The left side is a number"),
    ("", "Nothing stands behind"),
    ("  $$ $$ ", "Nothing stands behind"),
    ("the slope times U", "Not yet"),
    (r"\begin{cases} 1 \\ 2 \end{cases}", "cases"),
    ("U_{iu} h_{t,i}^{13}", "Exponents up to 12"),
    ("U_{iu}" + "+1" * 400, "too long to be judged: shorten it"),
])
def test_what_is_not_read_ends_in_a_sentence(answer, words):
    text = said("input", answer)
    assert words in text and text[-1] in ".?!"


def test_what_the_prover_has_no_words_for_is_open_if_numbers_agree():
    text = said("turned", r"W^\top \mathrm{diag}(1 - \tanh^2("
                          r"W h_{t-1} + U x_t + b_h))", right=None)
    assert text.startswith("*Open*: both sides agree on")
    wrong = said("turned", r"(W^\top \odot W^\top) D_t")
    assert "On a random network" in wrong


HOSTILE = ["{" * 10**6, "}" * 10**6, "(" * 1400, "{" * 1400 + "}" * 1400,
           "\\" * 10**5, "^" * 2999, "_" * 2999, "=" * 2999, "$" * 2999,
           "a_" * 1000, r"\frac" * 500, r"\sum_{k=1}^{100000000} W^k" * 20,
           "W^{99999999}", "9" * 2000, "\x00", "\ud800", "\n" * 2000,
           r"\begin{align}" * 200, "__import__('os')", "`" * 500,
           "%" + "x" * 500, "1/0", r"\frac{1}{0}", r"\log 0",
           "(1+h_{t,i})^{12}" * 30, r"\left" * 400, "é∂∑" * 300,
           r"\sum_i \sum_j \sum_l \sum_m W_{ij} W_{jl} W_{lm} W_{mi}"]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_texts_end_in_a_sentence(number):
    for label in ("input", "two"):
        verdict = check(label, HOSTILE[number])
        assert verdict.right is not True
        assert verdict.said.startswith(("*Not yet*", "*Open*"))
        assert "cannot be judged" not in verdict.said, verdict.said
        assert "Traceback" not in verdict.said and len(verdict.said) < 800


def test_a_place_is_marked_in_what_was_typed():
    error = NotRead("No.", 4, 7)
    assert marked(error, "a = foo + b") == "No. The place: `a = →foo← + b`"
    assert marked(NotRead("No.", -9, -3), "a") == "No."
    assert marked(NotRead("No.", 0, 11), "a = foo + b") == "No."
    assert "`" not in marked(error, "`=` foo")[18:-1]


def test_without_lark_a_sentence_says_so(monkeypatch):
    for name in [*sys.modules]:
        if name.startswith("rnnlib.judge") or name.startswith(
                "rnnlib.page.latex"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lark", None)
    text = said("input", "U_{iu}", right=None)
    assert "`lark`, which is not installed" in text
    assert said("input", (1 - h[t, i]**2) * U[i, u], right=True)


def test_lark_comes_with_the_first_text_only():
    code = ("import sys\nfrom rnnlib.page import answers as ask\n"
            "from rnnlib.symbolic import *\n"
            "define('state', h[t, i], tanh(p[t, i]))\n"
            "ask.formula('f', d(h[t, i], p[t, i]), 1 - h[t, i]**2)\n"
            "assert ask.check('f', 1 - h[t, i]**2)\n"
            "assert 'lark' not in sys.modules\n"
            "assert ask.check('f', '1 - h_{t,i}^2')\n"
            "assert 'lark' in sys.modules\n")
    subprocess.run([sys.executable, "-c", code], check=True)


def test_names_beyond_the_network_are_those_of_the_prover():
    numbers = {"kappa", "sigma", "gamma"}
    for name, found in BEYOND.items():
        if name in SLOTS:
            slots = SLOTS[name]
        elif name in MATRICES or name in SUMS:
            times, row, column = layout(name)
            slots = (*[TIME for _ in times], *[
                SPACE[one] for one in (row, column) if one])
        else:
            assert name in numbers and not found.axes and not found.timed
            continue
        assert found.timed is (slots[:1] == (TIME,)), name
        assert found.axes == tuple(
            str(one) for one in slots if one != TIME), name
    assert not set(BEYOND) & set(NETWORK)


@pytest.mark.parametrize("lhs, rhs", [
    (mat.J(t+1) * mat.J(t) * mat.F(t-1), mat.F(t+1) * mat.R(t+1) * mat.R(t)),
    (Omega[t], 2 * N[t] / M[t]),
    (d(h[t, i], p_r[t, j]), (1 - keep[t, i]) * (1 - new[t, i]**2)
     * W_new[i, j] * h[t-1, j] * r[t, j] * (1 - r[t, j])),
    (d(h[t, i], p_f[t, j]), delta(i, j) * o[t, i] * cell[t-1, i] * f[t, i]
     * (1 - tanh(cell[t, i])**2) * (1 - f[t, i])),
    (mat.P(t, k) * mat.W.T, gain**2 * mat.P(t, k+1)),
    (mat.Q.T * mat.G(t, k), rising(mat.Lam.T, s, k+1, t) * mat.Q.T
     * mat.V.T * mat.e(t)),
    (sigma**2 * mat.D(t)**2 - mat.J(t) * mat.J(t).T,
     mat.D(t) * mat.S * mat.S.T * mat.D(t)),
    (d(q[t, a], C[t, i, j]), V[a, i] * (1 - h[t, i]**2) * h[t-1, j]),
    (mat.dE_dCij(t, t-2), mat.e(t).T * mat.V * mat.J(t)
     * mat.dh_dCij(t-2, t-2)),
    (mat.dh_W(t), mat.D(t) * mat.dW * mat.h(t-1)
     + mat.D(t) * mat.W * mat.dh_W(t-1)),
    (mat.grad_x(t), mat.U.T * mat.D(t) * mat.lam(t)),
    (d(h[t, i], x[t, u]), mask[t] * (1 - fresh[t, i]**2) * U[i, u]),
    (mat.dE_dW(t), over_time(mat.D(s) * mat.G(t, s) * mat.h(s-1).T,
                             s, 1, t)),
    (d(h[t, i], b_h[j]), (1 - h[t, i]**2) * (delta(i, j) + sum_over(
        W[i, m] * d(h[t-1, m], b_h[j]), m)))])
def test_what_is_printed_is_read_back(lhs, rhs):
    """Also where the network of the judge has no such thing."""
    one, = read_answer(textbook(rhs), textbook(lhs),
                       letters.alphabet_for(lhs, rhs)).claims
    put = as_entries if lhs.is_commutative else as_words
    scope = Scope(dict(one.spaces), {})
    assert textbook(put(one.left, scope)) == textbook(lhs)
    assert textbook(put(one.right, scope)) == textbook(rhs)


def test_letters_of_a_chapter_are_those_that_the_book_prints():
    prints = {name: look for one in (SHARED, *NETWORKS.values())
              for name, look in one.prints.items()}
    read = {name: key for _, own in letters.CHAPTERS
            for key, name in own.items() if name in prints}
    assert {"fresh", "new", "mask", "cell", "keep"} <= {*read}
    assert read == {name: spelled(prints[name]) for name in read}


def put_in_words(put, typed):
    """What is typed, in the prover's words, as it is printed."""
    one, = read_answer(typed, "", letters.alphabet_for(h[t, i], gain)).claims
    return textbook(put(one.right, Scope(dict(one.spaces), {})))


@pytest.mark.parametrize("typed, printed", [
    ("2 W", "2 W"), (r"t W", "t W"), (r"\frac{W}{t}", r"\frac{W}{t}"),
    (r"e_t \otimes h_t", r"e_{t} h_{t}^{\mathrm{T}}"),
    (r"\hat y_t", "e_{t} + y_{t}"), (r"D_t \tanh p_t", "D_{t} h_{t}"),
    (r"\kappa W", r"\kappa W"), (r"Q^{-1}", "Q^{-1}"), ("W^3", "W^{3}"),
    ("2^t", "2^{t}"), ("W^{t-k}", "W^{t-k}"),
    (r"\mathrm{diag}(\tanh'(p_t))", "D_{t}"),
    (r"\mathrm{diag}(1 - h_t \odot h_t)", "D_{t}"),
    (r"\mathrm{diag}(1 - \tanh^2 p_t)", "D_{t}"),
    (r"(1 - h_t^2) \odot \lambda_t", r"D_{t} \lambda_{t}"),
    (r"\lambda_t \odot (1 - h_t^2)", r"D_{t} \lambda_{t}"),
    (r"\frac{\partial E}{\partial p_t}", "a_{t}"),
    (r"\frac{\partial E}{\partial h_0}",
     r"\frac{\partial E}{\partial h_0}"),
    (r"\frac{\partial h_t}{\partial W_{ij}}",
     r"\frac{\partial h_{t}}{\partial W_{ij}}"),
    (r"\frac{\partial h_t}{\partial h_k}",
     r"\frac{\partial h_{t}}{\partial h_{k}}"),
    (r"\frac{\partial E_t}{\partial W}",
     r"\frac{\partial E_{t}}{\partial W}"),
    (r"\sum_{s=1}^t W^s", r"\sum_{s=1}^{t} W^{s}"),
    (r"\prod_{s=k+1}^t D_s W", r"J_{t} J_{t-1} \cdots J_{k+1}"),
    (r"\prod_{s=k+1}^t J_s", r"J_{t} J_{t-1} \cdots J_{k+1}"),
    (r"\prod_{s=k+1}^t W^\top D_s", r"J_{t}^{\mathrm{T}} "
     r"J_{t-1}^{\mathrm{T}} \cdots J_{k+1}^{\mathrm{T}}")])
def test_matrices_in_the_words_of_the_prover(typed, printed):
    assert put_in_words(as_words, typed) == printed


@pytest.mark.parametrize("typed, printed", [
    (r"t W_{ij} / 2", r"\frac{t W_{ij}}{2}"),
    (r"\sqrt{h_{t,i}}", r"\sqrt{h_{t,i}}"),
    (r"h_{t,i} \odot h_{t,i}", "h_{t,i}^{2}"),
    (r"(W h_t)_i", r"\sum_{j} W_{ij} h_{t,j}"),
    (r"(h_t \odot h_t)_i", "h_{t,i}^{2}"),
    (r"(1 - h_t^2)_i", "1 - h_{t,i}^{2}"),
    (r"(\tanh'(p_t))_i", r"1 - \tanh^{2} p_{t,i}"),
    (r"\sigma'(h_{t,i})", r"\sigma\left(h_{t,i}\right) "
     r"\left(1 - \sigma\left(h_{t,i}\right)\right)"),
    (r"(W + 1)_{ij}", r"\delta_{ij} + W_{ij}"),
    (r"(h_{t,i})^\top", "h_{t,i}"), (r"\kappa h_{t,i}", r"\kappa h_{t,i}"),
    (r"\frac{\partial^+ h_{t,i}}{\partial W_{ij}}",
     r"\frac{\partial^{+} h_{t,i}}{\partial W_{ij}}"),
    ("D_{t,ij}", r"\delta_{ij} \left(1 - h_{t,i}^{2}\right)")])
def test_entries_in_the_words_of_the_prover(typed, printed):
    assert put_in_words(as_entries, typed) == printed


@pytest.mark.parametrize("put, typed, words", [
    (as_words, r"\frac{W}{W}", "no words here without indices: write it"),
    (as_words, r"\tanh h_t", "no words here without indices: write it"),
    (as_words, r"\mathrm{relu}(p_t)", "no words here without indices"),
    (as_words, r"e_t + h_{t,i}", "the question has no indices"),
    (as_words, r"W^{(t)} h_{t-1}", "the question has no indices"),
    (as_words, r"q_t", "`q` as a whole has no words here"),
    (as_words, r"W^{-2}", "an inverse has no words here"),
    (as_words, r"\mathrm{diag}(h_t)", "write `D_t`"),
    (as_words, r"\mathrm{diag}(2 - h_t^2)", "write `D_t`"),
    (as_words, r"\mathrm{diag}(1 - h_t \odot h_{t-1})", "`1 - h_t^2`"),
    (as_words, r"\mathrm{diag}(1 - h_t^3)", "`1 - h_t^2`"),
    (as_words, r"\mathrm{diag}(1 - \tanh^3 p_t)", "`1 - h_t^2`"),
    (as_words, r"\mathrm{diag}(1 - x_t)", "`1 - h_t^2`"),
    (as_words, r"h_t \odot h_t", r"`\odot` has words here only beside"),
    (as_words, r"\frac{\partial^+ h_t}{\partial W}", "no words here"),
    (as_words, r"\frac{\partial q_t}{\partial p_t}", "no words here"),
    (as_words, r"\frac{\partial h_t}{\partial U_{iu}}",
     "here for `W_{ij}` only"),
    (as_words, r"\sum_{s=1}^t s", "a sum of numbers over time"),
    (as_entries, r"\mathrm{relu}(p_{t,i})", "relu has no words here"),
    (as_entries, r"\mathrm{relu}'(p_{t,i})", "relu has no words here"),
    (as_entries, "h_{t,1}", "the entry 1 is one entry"),
    (as_entries, "h_{t,z}", "z is no index of this page"),
    (as_entries, "h_{r,i}", "r is no time of this page"),
    (as_entries, r"h_t \odot h_t", "h as a whole does not go"),
    (as_entries, r"W^\top", "W as a whole does not go with entries"),
    (as_entries, "W h_t", "W as a whole does not go with entries"),
    (as_entries, "D_t", "a matrix or a vector as a whole does not go"),
    (as_entries, r"\lambda_{t,i}", r"entries of `\lambda` have no words"),
    (as_entries, "E", "the loss over all steps have no words here"),
    (as_entries, r"\prod_{s=1}^t h_{s,i}", "a product over time has no"),
    (as_entries, r"\frac{\partial h_{t,i}}{\partial W}",
     "a derivative by a whole vector or matrix does not go")])
def test_what_the_prover_has_no_words_for_is_said(
        monkeypatch, put, typed, words):
    for name in "rz":              # another test may have made them letters
        monkeypatch.delitem(SPACE, Symbol(name, integer=True), raising=False)
    with pytest.raises(NoWord) as error:
        put_in_words(put, typed)
    assert words in str(error.value)


def test_letters_of_a_chapter_are_taken_where_it_speaks_of_them():
    book = letters.alphabet_for(h[t, i])
    assert "c" in book.indices and "r" in book.times and "f" in book.functions
    lstm = letters.alphabet_for(cell[t, i])
    assert "c" not in lstm.indices and lstm.letters["c"].name == "cell"
    assert "f" not in lstm.functions
    gru = letters.alphabet_for(keep[t, i])
    assert "r" not in gru.times and gru.letters["zeta"].name == "keep"
    assert letters.alphabet_for(Symbol("sigma", positive=True)
                                ).letters["sigma"].name == "sigma"
    with pytest.raises(ValueError, match="stands for one of"):
        load("book").of({"G": "F"})


def test_the_left_side_is_put_in_front_where_it_is_missing():
    alphabet = load("book")
    for typed, own in (("W h_{t-1}", False), ("= W h_{t-1}", False),
                       ("p_t = W h_{t-1}", True)):
        answer = read_answer(typed, "p_{t}", alphabet)
        assert answer.own is own and len(answer.claims) == 1
        assert answer.text[answer.offset:] == typed
    with pytest.raises(NotRead, match="At most 3000"):
        read_answer("x" * 3001, "p_{t}", alphabet)


@pytest.mark.parametrize("answer, computed", [
    (r"\kappa h_{t,i}", False), ("2 h_{t,i}", True), ("h_{t,i}", True)])
def test_the_judge_speaks_of_the_network_only(answer, computed):
    """Not of a chapter's own letters, and not of what is right."""
    alphabet = letters.alphabet_for(h[t, i], gain)
    read = read_answer(answer, "h_{t,i}", alphabet)
    said_of = verdict_of(read.claims[0], read.sides[0], alphabet)
    assert (said_of is not None) is computed
    wrong = computed and said_of.kind == "wrong"
    assert bool(reasons(said_of)) is wrong
