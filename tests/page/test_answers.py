"""What `check` says: of right answers nothing but that, of wrong ones why.

Of formulas in tests/symbolic/methods/test_judging.py, beside the prover.
"""
import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from nasty import NASTY, Entries, Grad, Hostile, endless, leaves
from rnnlib.page import answers as ask
from rnnlib.page.answers import check

W = np.array([[1.0, 2.0], [3.0, 5.0]])


@pytest.fixture(autouse=True)
def no_questions(monkeypatch):
    monkeypatch.setattr(ask, "QUESTIONS", {})


def said(label, answer, right=False):
    """What is said of an answer that is not right, or is."""
    verdict = check(label, answer)
    assert verdict.right is right, verdict.said
    assert bool(verdict) is (right is True)
    return verdict.said


def test_no_answer_is_neither_right_nor_wrong(monkeypatch):
    ask.number("n", 2.5)
    assert "in place of `...`" in said("n", ..., right=None)
    assert ask.check("n", ...).said.startswith("*No answer yet*: put")
    monkeypatch.setenv("RNNLIB_BOOK", "1")
    assert "press *Answer*" in check("n", ...).said


@pytest.mark.parametrize("label", ["stpes", ["steps"], None, {}, 3, np.ones(2),
                                   sp.Symbol("steps")])
def test_a_label_that_was_not_asked_is_named(label):
    ask.number("steps", 3)
    text = said(label, 3, right=None)
    assert text.startswith("*No question* `") and "Asked: steps." in text
    assert "run the cells above" in text


@pytest.fixture
def questions():
    ask.number("n", 2.5)
    ask.number("steps", 4095, {"You counted $h_0$.": 4096}, unit="steps")
    ask.number("of", 0.5, of=lambda z: np.sum(z))
    ask.array("a", W, {"You squared W.": W @ W})
    ask.array("c", [1j, 2])
    ask.array("mask", [True, False])
    ask.code("f", lambda *z: sum(map(np.sum, z)), [(W,), (W, 1.0)])
    return list(ask.QUESTIONS)


@pytest.mark.filterwarnings("ignore")      # NumPy's, of what is handed in
@pytest.mark.parametrize("answer", NASTY, ids=lambda z: type(z).__name__)
def test_whatever_is_handed_in_ends_in_words(questions, answer):
    for label in questions:
        text = check(label, answer).said
        assert text.startswith(("*Right*", "*Not yet*")) and text[-1] in ".?!"
        assert "Traceback" not in text and len(text) < 400


answers = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(),
              st.complex_numbers(), st.text(max_size=5), st.binary(max_size=3),
              st.fractions(), st.decimals(),
              st.integers(0, len(NASTY) - 1).map(lambda n: NASTY[n])),
    lambda one: st.one_of(st.lists(one, max_size=4), st.tuples(one, one),
                          st.dictionaries(st.text(max_size=2), one,
                                          max_size=2)), max_leaves=8)


@pytest.mark.filterwarnings("ignore")
@given(answers)
def test_any_answer_to_any_question_ends_in_words(answer):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ask, "QUESTIONS", {})
        ask.number("n", 2.5)
        ask.array("a", W)
        ask.array("c", [1j, 2])
        ask.code("f", lambda z: z, [(1.0,)])
        for label in ask.QUESTIONS:
            for one in (answer, lambda *z: answer):
                assert check(label, one).said.startswith(("*Right*",
                                                          "*Not yet*"))


def test_the_readers_stop_goes_through(questions):
    def stopped(*args):
        raise KeyboardInterrupt
    for label in ("f", "of"):
        with pytest.raises(KeyboardInterrupt):
            check(label, stopped if label == "f" else type(
                "Stop", (), {"__deepcopy__": stopped})())


def test_what_a_function_raises_is_shown(questions):
    assert "`SystemExit: 3`" in said("f", lambda *z: leaves())
    assert "RecursionError" in said("f", lambda *z: endless())
    assert "detach().numpy()" in said("n", Grad())
    assert "`RuntimeError: no`" in said("n", Hostile())


def test_numbers_are_told_apart_from_what_looks_like_one(questions):
    assert "one number is needed, got `True`" in said("n", True)
    assert "is too large for a number here" in said("n", 10**400)
    assert "got `a very long number`" not in said("n", 10**5000)
    assert "rows are not of one length" in said("a", [[1], [2, 3]])
    assert said("mask", [True, False], right=True)
    assert said("mask", [1, 0], right=True)
    assert "entries are off" in said("mask", [False, True])
    assert "not a finite number" in said("a", np.ma.array(W, mask=W > 4))


@pytest.mark.parametrize("truth, digits, answer", [
    (1.3449, 3, 1.34), (1.3449, 3, 1.345), (-0.002, 1, -0.002), (0.0, 3, 0),
    (4095, 3, 4095), (4095, 3, 4095.0), (np.int64(7), 3, np.float32(7)),
    (2.5, 3, np.array(2.5)), (0.5, 3, sp.Rational(1, 2)), (1.0297, 4, 1.03)])
def test_right_numbers(truth, digits, answer):
    ask.number("n", truth, digits=digits, unit="steps")
    assert said("n", answer, right=True).endswith("steps.")


@pytest.mark.parametrize("truth, answer, words", [
    (2.5, -2.5, "the sign is not"), (2.5, 5.0, "too large, by a factor of 2"),
    (2.5, 0.25, "too small, by a factor of 10"), (2.5, 2.55, "2 % too large"),
    (2.5, 2.45, "2 % too small"), (2.5, 0, "above 0"), (0.0, 3, "is 0"),
    (4095, 4096, "0.024 % too large"), (2.5, "2.5", "one number is needed"),
    (2.5, [2.5], "shape (1,)"), (2.5, np.nan, "not a finite number"),
    (2.5, np.inf, "not a finite number"), (2.5, None, "got `None`"),
    (9.87, 9.83, "0.41 % too small"), (9.87, 9.88, "0.1 % too large"),
    (2.5, 2.5j, "one number is needed"), (2.5, [[1], [1, 2]], "one number"),
    (1.7e-17, 0, "above 0"), (2.5, sp.Symbol("x"), "got `x`"),
    (-2.5, 7, "below 0"), (2.5, [1e6] * 99, "shape (99,)"),
    (2.5, {}, "got `{}`")])
def test_wrong_numbers(truth, answer, words):
    ask.number("n", truth)
    assert words in said("n", answer)


def test_slips_are_told_apart_from_other_wrong_answers():
    ask.number("n", 10, {"You counted $h_0$.": 11})
    assert said("n", 11) == "*Not yet*: You counted $h_0$."
    assert "You" not in said("n", 12)


def test_a_number_may_be_taken_of_the_answer():
    ask.number("n", 3, of=lambda z: sum(z))
    assert said("n", [1, 2], right=True)
    assert "measured of it is `6`: too large" in said("n", [3, 3])
    assert "`3` will not do: `TypeError" in said("n", 3)


@pytest.mark.parametrize("answer, words", [
    (W.T, "transposed"), (-W, "the sign is not"), (W / 2, "multiply by 2"),
    (W[:1], "shape (2, 2) is needed, got (1, 2)"), (0 * W, "4 of 4 entries"),
    (W + [[0, 0], [0, 1]], "1 of 4 entries are off, most of all the one at "
     "[1, 1]: 6 instead of 5"), (W * [1, np.nan], "at [0, 1] is not a fin"),
    (W + 9e-5, "2.00009 instead of 2"),
    (Entries(W), "which of its parts is asked for, U, V?"),
    (3, "shape (2, 2) is needed, got one number"), (W @ W, "You squared W.")])
def test_wrong_arrays(answer, words):
    ask.array("a", W, {"You squared W.": W @ W})
    assert words in said("a", answer)


def test_right_arrays():
    ask.array("a", W)
    assert said("a", (W + 1e-8).tolist(), right=True)
    assert said("a", sp.Matrix(W.astype(int)), right=True)
    ask.array("long", np.ones((2, 3)))
    assert "transposed it would fit" in said("long", np.ones((3, 2)))
    ask.array("none", np.zeros((0, 2)))
    assert said("none", np.zeros((0, 2)), right=True)


def test_questions_that_cannot_be_judged_are_refused():
    with pytest.raises(ValueError, match="'n' must be finite, got nan"):
        ask.number("n", np.nan)
    with pytest.raises(ValueError, match="'A' is said of a right answer"):
        ask.number("n", 2.5, {"A": 2.5001})
    with pytest.raises(ValueError, match="digits must be at least 1"):
        ask.number("n", 2.5, digits=0)
    with pytest.raises(ValueError, match="cases of 'f' must not be empty"):
        ask.code("f", abs, [])
    with pytest.raises(ValueError, match="'A' is said of a function that is"):
        ask.code("f", abs, [(1.0,)], {"A": lambda z: z})
    assert not ask.QUESTIONS


def product(W, h):
    return W @ h


CASES = [(np.eye(2), np.ones(2)), (W, np.array([1.0, -1.0]))]


@pytest.mark.parametrize("answer, words", [
    (lambda W, h: h @ W, "You multiplied by the transpose."),
    (lambda W, h: -W @ h, "the sign is not"),
    (lambda W, h: None, "it returns nothing"),
    (lambda W: W, "`TypeError: "), (3, "a function is needed, got `3`"),
    (lambda W, h: (W.__imul__(1), h.__imul__(2), W @ h)[2], "in place"),
    (lambda W, h: 1 / 0, "`ZeroDivisionError: division by zero`"),
    (lambda W, h: W @ h if h[1] > 0 else h, "`[1.0, -1.0]`: 2 of 2 entries"),
    (lambda W, h: W, "shape (2,) is needed, got (2, 2)")])
def test_wrong_functions(answer, words):
    ask.code("f", product, CASES, {
        "You multiplied by the transpose.": lambda W, h: W.T @ h})
    assert words in said("f", answer)


def test_a_slip_of_one_case_only_is_not_blamed():
    ask.code("f", product, CASES, {"You forgot $W$.": lambda W, h: h})
    assert "forgot" in said("f", lambda W, h: 1.0 * h)
    assert "forgot" in said("f", lambda W, h: h if h[1] < 0 else 1 / 0)
    odd = said("f", lambda W, h: h if h[1] < 0 else 2 * W @ h)
    assert "forgot" not in odd and "multiply by 0.5" in odd


def test_right_functions_and_what_they_are_given():
    ask.code("f", product, CASES)
    assert "in 2 cases" in said("f", lambda W, h: np.dot(W, h), right=True)
    np.testing.assert_array_equal(CASES[0][0], np.eye(2))


def leaving(*args, **kwargs):
    raise SystemExit(3)


class Text(str):
    """A label that cannot be looked up, nor shown."""

    __hash__ = __repr__ = leaving


HOSTILE = [type("Leaves", bases, dict.fromkeys(names, leaving))(*args)
           for bases, names, *args in (
    ((), ["__repr__"]), ((), ["__array__", "__repr__"]),
    ((float,), ["__float__", "__repr__"], 2.0), ((int,), ["__eq__"], 3),
    ((), ["__getattribute__"]), ((list,), ["__len__", "__iter__"]))]
UNSPEAKABLE = type("Unspeakable", (Exception,), {"__str__": leaving})


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_an_answer_that_wants_to_leave_ends_in_words_too(questions, number):
    answer = HOSTILE[number]                 # pytest would ask it too much
    for label in ask.QUESTIONS:
        for one in (answer, [answer], lambda *z: answer):
            assert isinstance(check(label, one).said, str)
    assert not check(Text("n"), answer) and not check(answer, answer)


def test_an_error_without_words_is_named(questions):
    def fails(*args, **kwargs):
        raise UNSPEAKABLE
    assert "Unspeakable" in said("f", fails)
    assert "Unspeakable" in said("n", type("One", (), {"__array__": fails})())


@pytest.mark.parametrize(("answer", "said"), [
    ([1, 2, 3], "shape (4,) is needed, got (3,)"),
    (np.eye(4), "shape (4,) is needed, got (4, 4)"),
    (2.0, "an array of shape (4,) is needed, got one number"),
    ("abcd", "an array of numbers is needed, got `'abcd'`"),
    ([1, 2, np.nan, 4], "nan at [2] is not a finite number"),
    ([[1, 2], [3]], "rows are not of one length")])
def test_the_shape_of_what_is_measured_is_said(answer, said):
    ask.number("four", 10, shape=4, of=lambda z: np.reshape(z, 4).sum())
    verdict = check("four", answer)
    assert verdict.right is False and said in verdict.said
    assert "reshape" not in verdict.said
    assert check("four", [[1, 2], [3, 4]])


def test_one_number_may_be_asked_to_be_measured():
    ask.number("root", 3, shape=(), of=lambda z: round(float(z)**0.5))
    assert "one number is needed" in check("root", [9, 9]).said
    assert check("root", 9)
