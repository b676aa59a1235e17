"""Formula questions of all chapters: right forms, wrong ones, disguises.

A right answer is right however it is written, a wrong one never; to say the
question again is no answer; and what is said of an answer does not say what
the right one is. All of that is so for answers in LaTeX, too.
"""
import runpy
from functools import cache
from pathlib import Path

import pytest
from disguises import disguises
from questions import ASKING, ask_all, labels
from rnnlib.page.answers import check
from rnnlib.symbolic.ledger import ledger
from rnnlib.symbolic.printing.formulas import textbook
from sympy import Add, sympify

FORMS = Path(__file__).parent / "forms"
REFUSED = ("is what was asked for", "is not to be in it", "derivative in it",
           "cannot be read")


@pytest.fixture(scope="module", params=ASKING)
def page(request):
    """A chapter whose questions are asked: its names, forms, formulas."""
    names, formulas = ask_all(request.param)
    yield names, runpy.run_path(FORMS / f"{request.param}.py"), formulas
    ledger.clear()
    said.cache_clear()


@cache
def said(label, answer):
    """The verdict, which no error of ours has made; several tests ask."""
    verdict = check(label, answer)
    assert "cannot be judged" not in verdict.said, verdict.said
    return verdict


def test_no_question_is_left_out():
    asked = [label for name in ASKING for label in labels(name)]
    assert len(asked) >= 22 and len(ASKING) >= 17
    for name in ASKING:
        forms = runpy.run_path(FORMS / f"{name}.py")
        for kind in ("RIGHT", "WRONG"):
            assert set(forms[kind]) == set(labels(name))
            assert all(len(set(rows)) >= 10 for rows in forms[kind].values())


def test_right_forms_are_right_and_wrong_ones_are_not(page):
    names, forms, _ = page
    off = [(label, form, verdict.said) for kind in ("RIGHT", "WRONG")
           for label, rows in forms[kind].items() for form in rows
           if (verdict := said(label, eval(form, names))).right
           is not (kind == "RIGHT")]
    assert not off


def test_the_question_is_not_its_own_answer(page):
    for label, asked in page[2].items():
        hidden = disguises(asked.lhs, asked.rhs)
        assert len(hidden) >= 12, label
        off = [(label, form, verdict.said) for form in hidden
               if (verdict := said(label, form)).right is not False
               or not any(text in verdict.said for text in REFUSED)]
        assert not off


def test_what_is_said_does_not_give_the_answer_away(page):
    names, forms, formulas = page
    for label, asked in formulas.items():
        rhs = asked.rhs
        answers = [sympify(0), sympify(1), -rhs, 2 * rhs, rhs / 2, asked.lhs,
                   rhs - 2 * asked.lhs, rhs + rhs, 2 * rhs - 7 * asked.lhs,
                   *Add.make_args(rhs.expand()),
                   *[eval(form, names) for form in forms["WRONG"][label]]]
        for answer in answers:
            text = said(label, answer).said
            assert not given_away(text, asked, rhs), (label, answer, text)


def test_answers_in_latex_are_judged_like_those_in_words(page):
    """The right side as the book prints it, and the whole equation."""
    for label, asked in page[2].items():
        left, right = textbook(asked.lhs), textbook(asked.rhs)
        assert said(label, right) == said(label, asked.rhs), label
        assert said(label, f"{left} = {right}").right, label
        assert said(label, left).right is False, label
        for wrong in (-asked.rhs, 2 * asked.rhs, asked.rhs + asked.lhs):
            assert said(label, textbook(wrong)).right is False, label


def test_forms_in_latex_are_judged_like_those_in_words(page):
    """What prints with dots or hides what it is may be refused in words.

    Fractions of exponentials take long; they are judged above, in words.
    """
    names, forms, _ = page
    off, read = [], []
    for kind in ("RIGHT", "WRONG"):
        for label, rows in forms[kind].items():
            printed = [textbook(sympify(eval(form, names))) for form in rows
                       if "exp(" not in form]
            verdicts = [said(label, form) for form in printed]
            if kind == "RIGHT":
                read += [bool(verdict) for verdict in verdicts]
            off += [(label, form, verdict.said) for form, verdict in zip(
                printed, verdicts, strict=True)
                if verdict.right and kind == "WRONG"]
    assert not off
    assert sum(read) >= 0.8 * len(read)


def test_what_is_said_of_latex_does_not_give_the_answer_away(page):
    names, forms, formulas = page
    for label, asked in formulas.items():
        for form in forms["WRONG"][label]:
            text = said(label, textbook(sympify(eval(form, names)))).said
            assert not given_away(text, asked, asked.rhs), (form, text)


def given_away(text, asked, rhs):
    """Whether a text shows the right side, or all of its terms."""
    for form in (rhs, -rhs, rhs.expand(), asked.plain(rhs)):
        if textbook(form) in text or all(
                textbook(term) in text for term in Add.make_args(form)):
            return True
    return False
