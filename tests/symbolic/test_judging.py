"""Is my derivation right: proved, refuted with an example, or open."""
import pytest
from rnnlib import answers as ask
from rnnlib.answers import check
from rnnlib.symbolic import (W, a, asking, b, c, claim, d, delta, exp, falling,
                             h, i, j, judge, judging, k, log, mat, over_time,
                             p, q, rising, s, t, tanh, total, tr, y, y_hat)

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
    ("soft", JACOBIAN[1]), ("jacobian", tr(tr(mat.W) * mat.D(t))),
    ("soft", y_hat[t, b] * delta(a, b) - y_hat[t, b] * y_hat[t, a])])
def test_right_formulas_however_they_are_written(asked, label, answer):
    assert "by the prover" in check(label, answer).said
    assert check(label, answer)


@pytest.mark.parametrize("label, answer, words", [
    ("soft", y_hat[t, a] * (delta(a, b) - y_hat[t, a]), "one letter twice."),
    ("soft", JACOBIAN[0], "is what was asked for"),
    ("soft", y_hat[t, c], "$c$ would have to be free on the left"),
    ("soft", y_hat[t, a], "it should be -0."),
    ("soft", 0, r"less the right one is"), ("soft", "x", "got `str`"),
    ("soft", None, "got `NoneType`"), ("soft", h, "h: not in the language"),
    ("soft", exp(q[t, a])**y_hat[t, b], "cannot be read"),
    ("soft", log(-y_hat[t, a]), "may be 0 or negative"),
    ("state", h[t, i], "is what was asked for"),
    ("state", d(p[t, i], p[t, i]), "take it"),
    ("jacobian", mat.D(t) * mat.V, "mat.V"),
    ("jacobian", over_time(mat.D(s), s, 1, t) * mat.W, r"\sum_{s=1}^{t}"),
    ("jacobian", mat.D(s) * mat.W, "sum over it with `over_time`"),
    ("jacobian", mat.W * mat.D(t), "The slopes stand on the left."),
    ("jacobian", mat.J(t), "is what was asked for"),
    ("jacobian", mat.D(t) * tr(mat.W), r"D_{t} W^{\mathrm{T}} - D_{t} W"),
    ("jacobian", mat.V, "cannot be read"),
    ("jacobian", 1, "not the identity.")])
def test_wrong_formulas(asked, label, answer, words):
    verdict = check(label, answer)
    assert verdict.right is False and words in verdict.said, verdict.said


@pytest.mark.parametrize("answer", [
    1 / (y[t, a] - y[t, a] * total(delta(a, b), b))])
def test_what_is_no_number_is_neither_right_nor_wrong(asked, answer):
    verdict = check("soft", answer)
    assert verdict.right is None and "is no number" in verdict.said
    found = judge(JACOBIAN[0], answer)
    assert found.right is None and "is no number" in found.said()
    assert judge(answer, answer).right is None


def test_where_there_are_numbers_they_are_compared(model):
    """log is no number at half of the entries, and wrong at the others."""
    wrong = log(-h[t, i])
    assert judge(h[t, i], wrong).right is False
    example = judge(h[t, i], wrong).example
    assert example.left < 0 and example.left != example.right
    assert judge(wrong, wrong).right


def test_questions_with_wrong_answers_are_refused(model, monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})
    with pytest.raises(ValueError, match="rhs of 'soft' has no proof"):
        ask.formula("soft", JACOBIAN[0], -JACOBIAN[1])
    with pytest.raises(ValueError, match="is no answer: .* was asked for"):
        ask.formula("soft", JACOBIAN[0], JACOBIAN[0])
    for word in (mat.W, W[i, j], 1):
        with pytest.raises(ValueError, match="matrix at a time is needed"):
            ask.formula("soft", *JACOBIAN, without=[word])
    with pytest.raises(ValueError, match="'A' is said of .* not refuted"):
        ask.formula("soft", *JACOBIAN, slips={"A": JACOBIAN[1]})
    assert not ask.QUESTIONS


@pytest.mark.parametrize("answer, right, words", [
    (mat.J(t), False, "$J_{t}$ is not to be in it: say what it is"),
    (mat.J(t-1), False, "less the right one is"),
    (mat.D(t) * mat.W, True, "by the prover"),
    (tr(mat.W) * mat.D(t), False, "less the right one is")])
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


def test_words_that_cancel_need_no_premise(model):
    back = falling(mat.J(s), s, t, k), falling(mat.J(s), s, t, k)
    assert claim("back", *back, when=k < t).rests_on == ("jacobians",)
    with pytest.raises(ValueError, match="it holds without 'state'"):
        claim("back", *back, given=["state"], when=k < t)
    with pytest.raises(TypeError, match="has no fixed length"):
        claim("back", back[0], falling(mat.J(s), s, t, k+1), when=k < t)


def test_an_answer_without_a_proof_is_open(asked, monkeypatch):
    for module in (asking, judging):
        monkeypatch.setattr(module, "counterexample", lambda *args: None)
    verdict = check("soft", y_hat[t, a])
    assert verdict.right is None and "no proof" in verdict.said
