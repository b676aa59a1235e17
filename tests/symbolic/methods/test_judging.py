"""Is my derivation right: proved, refuted with an example, or open.

So says `judge`; and so does `check` of exercises about formulas.
"""
import corpus
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nasty import NASTY
from rnnlib.page import answers as ask
from rnnlib.page.answers import check
from rnnlib.page.formulas import asking
from rnnlib.page.formulas.fractions import same_fraction, vanishes
from rnnlib.symbolic import (
    E,
    M,
    T,
    W,
    a,
    b,
    c,
    claim,
    d,
    delta,
    e,
    exp,
    falling,
    gain,
    h,
    i,
    j,
    judge,
    k,
    log,
    mat,
    over_time,
    p,
    q,
    rising,
    s,
    sqrt,
    sum_over,
    t,
    tanh,
    transpose,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods import judging
from rnnlib.symbolic.networks.lstm import f
from sympy import I, Matrix, Piecewise, S, nan, oo, sin

JACOBIAN = d(y_hat[t, a], q[t, b]), y_hat[t, a] * (delta(a, b) - y_hat[t, b])


@pytest.mark.parametrize("lhs, rhs, scope", [
    (*JACOBIAN, "for every $n_y$"),
    (mat.J(t), mat.D(t) * mat.W, "for every $n_h$"),
    (d(h[t, i], h[t-1, j]), W[i, j] * (1 - h[t, i]**2), "for every $n_h$")])
def test_what_is_proved_is_right(model, lhs, rhs, scope):
    found = judge(lhs, rhs)
    assert found and found.right and scope in found.said()
    assert r"\neq" not in found._repr_markdown_()


@pytest.mark.parametrize("lhs, rhs, rest", [
    (JACOBIAN[0], y_hat[t, a] * (delta(a, b) + y_hat[t, b]), r"\exp"),
    (mat.J(t), mat.W * mat.D(t), "W_{ij}"),
    (mat.J(t), 2 * mat.D(t) * mat.W, "W_{ij}"),
    (y[t, a], y[t, b], "y_{t,a}")])
def test_what_is_wrong_is_refuted_with_an_example(model, lhs, rhs, rest):
    found = judge(lhs, rhs)
    assert found.right is False and not found
    assert r"\neq" in found._repr_markdown_() and rest in found.said()
    assert abs(found.example.left - found.example.right) > 1e-6
    assert "$n_{y} = " in str(found.example)


def test_the_difference_of_matrices_has_two_letters(model):
    assert judge(mat.J(t), mat.W * mat.D(t)).rest.count_ops() > 1
    assert "W_{ij}" in judge(mat.J(t), mat.W * mat.D(t)).said()


def test_what_is_true_without_a_proof_stays_open(model):
    found = judge(mat.P(t, k), falling(mat.J(s), s, t, k+1), when=k < t)
    assert found.right is None and not found
    assert "No proof found" in found.said()


def test_a_proof_that_numbers_contradict_is_an_error(model, monkeypatch):
    wrong = judge(y[t, a], y[t, b]).example
    monkeypatch.setattr(judging, "counterexample", lambda *args: wrong)
    with pytest.raises(AssertionError, match="has a proof, yet"):
        judge(y[t, a], y[t, a])


@pytest.mark.parametrize("lhs, rhs", [(y[t, a], exp(y[t, a])**y[t, b]),
                                      (mat.J(t), mat.V)])
def test_what_is_not_in_the_language_is_refused(model, lhs, rhs):
    with pytest.raises((TypeError, ValueError)):
        judge(lhs, rhs)


@pytest.fixture
def asked(model, monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    ask.formula("soft", *JACOBIAN, slips={
        "The bracket has one letter twice.":
        y_hat[t, a] * (delta(a, b) - y_hat[t, a])})
    ask.formula("state", h[t, i], tanh(p[t, i]))
    ask.formula("jacobian", mat.J(t), mat.D(t) * mat.W, slips={
        "The slopes stand on the left.": mat.W * mat.D(t),
        "A step is not the identity.": 1})


@pytest.mark.parametrize("label, answer", [
    ("soft", JACOBIAN[1]), ("jacobian", transpose(mat.W.T * mat.D(t))),
    ("soft", y_hat[t, b] * delta(a, b) - y_hat[t, b] * y_hat[t, a])])
def test_right_formulas_however_they_are_written(asked, label, answer):
    assert "by the prover" in check(label, answer).said
    assert check(label, answer)


@pytest.mark.parametrize("label, answer, words", [
    ("soft", y_hat[t, a] * (delta(a, b) - y_hat[t, a]), "one letter twice."),
    ("soft", JACOBIAN[0], "is what was asked for"),
    ("soft", y_hat[t, c], "$c$ would have to be free on the left"),
    ("soft", y_hat[t, a], "it should be -0."),
    ("soft", 0, "and yours is 0."), ("soft", "x", "a number, the"),
    ("soft", None, "got `NoneType`"), ("soft", h, "as `h[t, i]`"),
    ("soft", exp(q[t, a])**y_hat[t, b], "cannot be read"),
    ("state", h[t, i], "is what was asked for"),
    ("state", d(p[t, i], p[t, i]), "take it"),
    ("state", tanh(p[t, j]), "$j$ would have to be free"),
    ("state", h[t, i] / 2 + tanh(p[t, i]) / 2, "is what was asked for"),
    ("state", -tanh(p[t, i]), "all is right but a sign. On a random"),
    ("state", 3 * tanh(p[t, i]), "all is right but a number in front"),
    ("state", tanh(p[t-1, i]), "all is right but a time"),
    ("soft", y_hat[t, a] * delta(a, b), "but it is not all"),
    ("soft", JACOBIAN[1] + y[t, a], "does not belong to it"),
    ("soft", y_hat[t, a] * (delta(a, b) - y[t, b]), "1 of your 2 terms is"),
    ("soft", log(delta(a, b)), "may be 0 or negative"),
    ("soft", 1 / delta(a, b) - y_hat[t, b], "divides by a delta"),
    ("soft", 2.0, "`2` is a decimal: write `2`, which"),
    ("soft", 0.5 * y_hat[t, a], "write `(...) / 2`, which is exact"),
    ("soft", 1.4 * y_hat[t, a], "write `7 * (...) / 5`"),
    ("soft", y_hat[t, a] * sqrt(2.0), "only whole numbers and"),
    ("soft", float("nan"), "only whole numbers and"),
    ("soft", True, "got `bool`"), ("soft", y_hat[t, a] < 1, "not an equation"),
    ("soft", I, "fractions of whole ones"), ("soft", sin(q[t, a]), "exp, log"),
    ("soft", Matrix([[1]]), "got `MutableDenseMatrix`"),
    ("soft", Piecewise((1, y[t, a] > 0), (0, True)), "it knows entries"),
    ("jacobian", mat.D(t) * mat.V, "mat.V"),
    ("jacobian", over_time(mat.D(s), s, 1, t) * mat.W, "yours is"),
    ("jacobian", mat.D(s) * mat.W, "sum over it with `over_time`"),
    ("jacobian", mat.W * mat.D(t), "The slopes stand on the left."),
    ("jacobian", mat.J(t), "is what was asked for"),
    ("jacobian", mat.D(t) * mat.W.T, "but not which are transposed"),
    ("jacobian", mat.W * mat.D(t-1), "it should be"),
    ("jacobian", mat.D(t-1) * mat.W, "all is right but a time"),
    ("jacobian", mat.W.T * mat.D(t), "neither their order nor which"),
    ("jacobian", mat.V, "$n_h$ rows and $n_h$ columns is needed, got"),
    ("jacobian", mat.h(t), "got a column of $n_h$ entries"),
    ("jacobian", mat.J(2*t).T, "2*t is not an index: that is one letter"),
    ("jacobian", mat.D(k-t), "only a time may be shifted"),
    ("jacobian", falling(mat.J(s), s, t, t+4), "of length -3"),
    ("jacobian", over_time(mat.J(s), s, t, t + 10**9), "between 0 and 60"),
    ("jacobian", mat.W**(10**9), "between 0 and 60"),
    ("jacobian", mat.Q * mat.P(t, t-1), "asked for"),
    ("jacobian", 1, "not the identity.")])
def test_wrong_formulas(asked, label, answer, words):
    verdict = check(label, answer)
    assert verdict.right is False and words in verdict.said, verdict.said


def test_factors_in_another_order_are_named(model, monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    ask.formula("step", mat.J(t), mat.D(t) * mat.W)
    verdict = check("step", mat.W * mat.D(t))
    assert verdict.right is False
    assert "the factors are the right ones, but not their order" \
        in verdict.said


@pytest.mark.parametrize("answer", [
    1 / (y[t, a] - y[t, a] * sum_over(delta(a, b), b))])
def test_what_is_no_number_is_neither_right_nor_wrong(asked, answer):
    verdict = check("soft", answer)
    assert verdict.right is None and "is no number" in verdict.said
    found = judge(JACOBIAN[0], answer)
    assert found.right is None and "is no number" in found.said()
    assert judge(answer, answer).right is None


def test_where_there_are_numbers_they_are_compared(model):
    """With one class y_hat is 1, and this no number; else it is wrong."""
    wrong = 1 / (1 - y_hat[t, a])
    assert judge(y_hat[t, a], wrong).right is False
    example = judge(y_hat[t, a], wrong).example
    assert example.left < 1 and example.left != example.right
    assert judge(wrong, wrong).right


def test_questions_with_wrong_answers_are_refused(model, monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    with pytest.raises(ValueError, match="rhs of 'soft' has no proof"):
        ask.formula("soft", JACOBIAN[0], -JACOBIAN[1])
    with pytest.raises(ValueError, match="is no answer: .* was asked for"):
        ask.formula("soft", JACOBIAN[0], JACOBIAN[0])
    for word in (mat.W * mat.J(t), 2 * W[i, j], 1):
        with pytest.raises(ValueError, match="one word is needed, as mat.J"):
            ask.formula("soft", *JACOBIAN, without=[word])
    with pytest.raises(ValueError, match="'A' is said of .* not refuted"):
        ask.formula("soft", *JACOBIAN, slips={"A": JACOBIAN[1]})
    assert not ask.QUESTIONS


@pytest.mark.parametrize("answer, right, words", [
    (mat.J(t), False, "$J_{t}$ is what was asked for: say what it is"),
    (mat.J(t-1), False, "$J_{t-1}$ is not to be in it"),
    (mat.D(t) * mat.W, True, "by the prover"),
    (mat.W.T * mat.D(t), False, "neither their order")])
def test_what_an_answer_has_to_do_without(book, monkeypatch, answer, right,
                                          words):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    ask.formula("one-step", mat.P(t, t-1), mat.D(t) * mat.W, when=2 <= t,
                given=["product", "jacobian"], without=[mat.J(s)])
    verdict = check("one-step", answer)
    assert verdict.right is right and words in verdict.said


def test_the_order_of_equal_factors_does_not_matter(model):
    assert judge(falling(mat.W, s, t, k), rising(mat.W, s, k, t), when=k < t)
    assert not judge(falling(mat.J(s), s, t, k), rising(mat.J(s), s, k, t),
                     when=k < t)


def test_what_rounding_leaves_of_nothing_is_nothing():
    example = judging.Example((), 2.8e-17, 1.0)
    assert str(example).endswith("left side is 0 and the right side 1")
    assert "1.2e-17" in str(judging.Example((), 2.8e-17, 1.2e-17))


def test_words_that_cancel_need_no_premise(model):
    back = falling(mat.J(s), s, t, k), falling(mat.J(s), s, t, k)
    within = 1 <= k, k < t
    assert claim("back", *back, when=within).rests_on == ("jacobians",)
    with pytest.raises(ValueError, match="say when=k >= 1"):
        claim("back", *back, when=k < t)
    with pytest.raises(ValueError, match="it holds without 'state'"):
        claim("back", *back, given=["state"], when=within)
    with pytest.raises(TypeError, match="no fixed length"):
        claim("back", back[0], falling(mat.J(s), s, t, k+1), when=k < t)


def test_an_answer_without_a_proof_is_open(asked, monkeypatch):
    for module in (asking, judging):
        monkeypatch.setattr(module, "counterexample", lambda *args: None)
    verdict = check("soft", y_hat[t, a] * e[t, b])
    assert verdict.right is None and "no proof" in verdict.said
    assert "can make nothing of $e_{t,b}$ here" in verdict.said


def test_a_definition_that_is_given_is_not_in_the_way(model):
    assert judge(*JACOBIAN, given=["softmax"])
    assert not judge(JACOBIAN[0], -JACOBIAN[1], given=["softmax"])


def test_what_is_open_says_what_is_left(model):
    found = judge(sqrt(y[t, a]**2), y[t, a])
    assert found.right is None and "left of left minus right" in found.said()
    assert r"\sqrt" in found.said()


def test_a_scope_may_be_empty(model, monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    slope = d(M[t]**2, M[t]), 2 * M[t]
    ask.formula("slope", *slope)
    assert check("slope", slope[1]).said == "*Right*, by the prover."
    assert judge(*slope).said() == "*Right*, by the prover."


def test_the_last_step_is_free_where_a_word_hides_it(book, monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    ask.formula("sweep", mat.lam(t), mat.V.T * mat.e(t)
                + mat.J(t+1).T * mat.lam(t+1), when=t < T,
                given=["adjoint-link"])
    assert check("sweep", over_time(mat.G(s, t), s, t, T))
    assert "asked for" in check("sweep", mat.lam(t)).said


def test_words_of_another_page_are_named(model, monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    ask.formula("state", h[t, i], tanh(p[t, i]))
    assert "`f` is no word of this page" in check("state", f[t, i]).said


@pytest.mark.parametrize("lhs, rhs, answer", [
    (mat.J(t), mat.D(t) * mat.W, transpose(mat.W.T * mat.D(t))),
    (mat.J(t), mat.D(t) * mat.W, mat.D(t).T * mat.W),
    (d(h[t, i], p[t, i]), 1 - h[t, i]**2,
     4 / (exp(p[t, i]) + exp(-p[t, i]))**2),
    (h[t, i], tanh(p[t, i]), (exp(2 * p[t, i]) - 1) / (exp(2 * p[t, i]) + 1)),
    (h[t, i], tanh(p[t, i]), (1 - exp(-2 * p[t, i])) / (1 + exp(-2 * p[t, i])))
])
def test_other_ways_to_write_it(model, monkeypatch, lhs, rhs, answer):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    ask.formula("asked", lhs, rhs)
    assert check("asked", answer), check("asked", answer).said


def test_fractions_whose_denominators_may_be_zero_are_no_proof(model):
    assert not same_fraction(y[t, a] * (1 / y[t, a] + 1), 1 + y[t, a])
    assert not same_fraction(x[t, u]**2 / x[t, u] + (x[t, u] + 1)**-1,
                             x[t, u] - (x[t, u] + 1)**-1)
    assert same_fraction(1 / (exp(q[t, a]) + 1),
                         1 - exp(q[t, a]) / (exp(q[t, a]) + 1))
    assert not same_fraction(1 / (exp(q[t, a]) + 1), 1 / (exp(q[t, b]) + 1))
    assert not same_fraction(tanh(p[t, i]), tanh(p[t-1, i]))
    assert not same_fraction(exp(p[t, i])**2, exp(p[t, i]))


@pytest.mark.parametrize("answer", NASTY, ids=lambda z: type(z).__name__)
def test_whatever_is_handed_in_for_a_formula_ends_in_words(asked, answer):
    for label in ("soft", "state", "jacobian"):
        text = check(label, answer).said
        assert text.startswith(("*Not yet*", "*Open*")) and len(text) < 500


pieces = st.sampled_from([
    y_hat[t, a], y_hat[t, b], y[t-1, a], delta(a, b), q[t, c], exp(q[t, a]),
    0, 1, -1, 2, log(y[t, a]), sum_over(y_hat[t, c], c), d(q[t, a], W[i, j]),
    10**400, p[t+2, i], h[t-9, i], oo, nan, I, T, t, f[t, i], x[t, u], M[t],
    E[t]])
blocks = st.sampled_from([
    mat.J(t), mat.D(t), mat.W, mat.W.T, mat.J(t+2), mat.D(t-9), mat.Q, mat.V,
    mat.h(t), mat.lam(t), falling(mat.J(s), s, t+3, t-3), 2, 0, mat.P(t, k),
    over_time(mat.J(s), s, t, t+2), mat.F(t+7), gain, mat.dh_dCij(t, s)])


def made_of(pieces):
    """Formulas, right or wrong or nonsense."""
    pair = [lambda f, g: f + g, lambda f, g: f * g, lambda f, g: f - g,
            lambda f, g: S(f) * g / 2]
    return st.recursive(pieces, lambda one: st.tuples(
        st.sampled_from(pair), one, one).map(
            lambda made: made[0](*made[1:])), max_leaves=5)


@settings(max_examples=25)
@given(made_of(pieces), made_of(blocks))
def test_any_formula_ends_in_words(entry, word):
    corpus.lay_down()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ask, "QUESTIONS", {})
        ask.formula("soft", *JACOBIAN)
        ask.formula("jacobian", mat.J(t), mat.D(t) * mat.W)
        for label, answer in (("soft", entry), ("jacobian", word)):
            verdict = check(label, answer)
            assert verdict.said.startswith(("*Right*", "*Not yet*", "*Open*"))
            assert "Error" not in verdict.said, verdict.said
    clear()


@pytest.mark.parametrize("part, said", [
    (h[t, i], r"where $h_{t,i} \neq 0$"),
    (tanh(p[t, i]), r"where $\tanh p_{t,i} \neq 0$"),
    (p[t, i], r"where $p_{t,i} \neq 0$"), (exp(p[t, i]), "")])
def test_a_verdict_says_what_the_answer_divides_by(model, monkeypatch, part,
                                                   said):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    right = delta(i, j) * (1 - h[t, i]**2)
    ask.formula("slope", d(h[t, i], p[t, j]), right)
    verdict = check("slope", delta(i, j) / part * (
        part - part * h[t, i]**2).expand())
    assert verdict.said == "*Right* " + ", ".join(filter(None, [
        "for every $n_{h}$", said, "by the prover."])).replace("{h}$", "h$")


def test_a_verdict_says_under_which_conditions_it_holds(book, monkeypatch):
    """Those of the question, and those that only the answer needs."""
    monkeypatch.setattr(ask, "QUESTIONS", {})
    turned = mat.D(t) * mat.W * mat.W.T * mat.D(t)
    ask.formula("square", mat.J(t) * mat.J(t).T, turned,
                given=["jacobian", "symmetric"])
    assert " if " not in check("square", turned).said
    assert "$ if (orthogonal), by" in check(
        "square", gain**2 * mat.D(t)**2).said
    ask.formula("error", d(E[t], q[t, b]), e[t, b], given=["target"])
    for answer in (e[t, b], e[t, b] * sum_over(y_hat[t, a], a)):
        assert "$ if (1.6), by" in check("error", answer).said


def test_a_judgement_says_under_which_conditions_it_holds(model):
    assert judge(sum_over(y[t, a], a), 1, ["target"]).said() == (
        "*Right* for every $n_y$ if (1.6), by the prover.")
    assert judge(*JACOBIAN).said() == (
        "*Right* for every $n_y$, by the prover.")


def test_a_network_without_tanh_is_a_condition_of_verdicts(monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    corpus.lay_down(corpus.DEFINITIONS[:1])
    corpus.define("linear", h[t, i], p[t, i])
    ask.formula("step", d(h[t, i], h[t-1, j]), W[i, j])
    for answer in (W[i, j], W[i, j] * exp(p[t, i]) * exp(-h[t, i])):
        assert "if (linear), by" in check("step", answer).said
    clear()


def test_a_term_in_other_words_is_not_said_to_be_wrong(model, monkeypatch):
    """Of three terms two are right, one of them in words of its own."""
    monkeypatch.setattr(ask, "QUESTIONS", {})
    ask.formula("error", d(E[t], q[t, b]),
                y_hat[t, b] * sum_over(y[t, a], a) - y[t, b])
    right = exp(q[t, b]) / sum_over(exp(q[t, a]), a) * sum_over(y[t, a], a)
    assert "at least 1 of your 3 terms is right" in check(
        "error", right - y[t, b] + y[t, b]**2).said


@pytest.mark.parametrize("asked_for, right, named_otherwise", [
    (mat.J(t), mat.D(t) * mat.W, mat.P(t, t-1)),
    (mat.J(t), mat.D(t) * mat.W, 2 * mat.P(t, t-1) - mat.P(t, t-1)),
    (mat.P(t, t-1), mat.D(t) * mat.W, mat.J(t)),
    (mat.P(t, t-1) * mat.h(t-1), mat.D(t) * mat.W * mat.h(t-1),
     mat.J(t) * mat.h(t-1))])
def test_the_question_by_another_name_is_no_answer(
        book, monkeypatch, asked_for, right, named_otherwise):
    """dh_t/dh_{t-1} is called P(t, t-1), and J_t."""
    monkeypatch.setattr(ask, "QUESTIONS", {})
    ask.formula("named", asked_for, right, when=2 <= t,
                given=["jacobian", *["product"] * asked_for.has(
                    mat.P(t, t-1))])
    assert "is what was asked for" in check("named", named_otherwise).said
    assert check("named", right)


def test_one_number_tells_that_a_fraction_is_not_0():
    """Even where e stands beside other numbers, and it takes no hours."""
    x = p[t, i]
    assert vanishes(1 / (1 + exp(-x)) - exp(x) / (1 + exp(x)))
    assert not vanishes(1 / (1 + exp(1 - x)) - exp(x) / (1 + exp(x)))
    many = sum(h[t, i]**n / (1 + exp(n * x + 1)) for n in range(1, 12))
    assert not vanishes(many**3 - many**2)
