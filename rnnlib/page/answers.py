"""Exercises that answer back: `check` says what is wrong with an answer.

A page asks by `number`, `array`, `code` or `formula`, under the label of an
exercise; the reader answers by `check(label, answer)`. A formula is judged
by the prover, for every size; it may be written in LaTeX, as a text.

>>> number("legs", 8, {"That is an insect.": 6}, unit="legs")
>>> check("legs", 6)
Not yet: That is an insect.
>>> check("legs", 8)
Right: 8 legs.
"""
import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ..contract.scalars import count
from .wrong_functions import called, case_fault, slip_in_all, taken
from .wrong_numbers import (
    explained,
    fault,
    ill_shaped,
    short,
    to_digits,
    within,
)

__all__ = ["Verdict", "array", "check", "code", "formula", "number"]


class Verdict(NamedTuple):
    """Whether an answer is right, None if there is none yet, and why."""

    right: bool | None
    said: str

    def __bool__(self) -> bool:
        return self.right is True

    def __repr__(self) -> str:
        return re.sub(r"\*(\w[\w ]*)\*", r"\1", self.said)

    def _repr_markdown_(self) -> str:
        return self.said


QUESTIONS: dict[str, Callable[[Any], Verdict]] = {}


def verdict(wrong: str, right: str) -> Verdict:
    """What to say: what is wrong, or if nothing is, how it is right."""
    if not wrong:
        return Verdict(True, f"*Right*{right}.")
    stop = "" if wrong[-1] in ".?!" else "."
    return Verdict(False, f"*Not yet*: {wrong}{stop}")


def check(label: str, answer: object) -> Verdict:
    """The verdict on an answer to the question of that label.

    `...` stands for no answer yet. Raises nothing, whatever comes: of a label
    that no cell has asked yet, and of an answer that breaks off the judging,
    the verdict says so. Only the reader's *Stop* goes through.
    """
    if type(label) is not str or label not in QUESTIONS:
        return Verdict(None, f"*No question* {short(label)} has been asked "
                             "yet: run the cells above. Asked: "
                             f"{', '.join(QUESTIONS) or 'none'}.")
    if answer is ...:
        start = "press *Answer*, which starts Python, " \
            if "RNNLIB_BOOK" in os.environ else ""
        return Verdict(None, f"*No answer yet*: {start}put yours in place of "
                             "`...` and run this cell.")
    try:
        return QUESTIONS[label](answer)
    except KeyboardInterrupt:                # the reader's *Stop*
        raise
    except BaseException as error:           # of an object that fights back
        return verdict(f"{short(answer)} cannot be judged: "
                       f"`{explained(error)}`", "")


def number(label: str, truth: float, slips: Mapping[str, float] | None = None,
           digits: int = 3, unit: str = "",
           of: Callable[[Any], float] | None = None,
           shape: int | tuple[int, ...] | None = None) -> None:
    """Ask for a number, to so many digits; an int is wanted exactly.

    slips: what to say of a wrong number, and that number; of: the number
    that is taken of the answer, if that is something else; shape: that of
    the numbers that `of` takes. Raises ValueError for a slip that is a right
    answer, or a truth that is not finite.
    """
    exact = isinstance(truth, int | np.integer)
    near = within(1e-9) if exact else to_digits(count("digits", digits))
    found = dict(slips or {})
    refuse(label, truth, found, near)
    shown = f"{float(truth):#.{digits}g}".rstrip(".")
    right = f": {int(truth) if exact else shown} {unit}".rstrip()

    def judge(answer: object) -> Verdict:
        if shape is not None and (said := ill_shaped(answer, shape)):
            return verdict(said, "")
        value, wrong = taken(of, answer)
        wrong = wrong or fault(value, truth, near, found)
        if of and value is not None and wrong and wrong not in found:
            wrong = f"what is measured of it is {short(value)}: {wrong}"
        return verdict(wrong, right)
    QUESTIONS[label] = judge


def array(label: str, truth: ArrayLike,
          slips: Mapping[str, ArrayLike] | None = None,
          tolerance: float = 1e-6) -> None:
    """Ask for an array of that shape, to a part of its largest entry.

    slips: what to say of a wrong array, and that array. Raises ValueError
    for a slip that is a right answer, or a truth that is not finite.
    """
    near, found = within(tolerance), dict(slips or {})
    refuse(label, truth, found, near)
    QUESTIONS[label] = lambda answer: verdict(
        fault(answer, truth, near, found),
        f", to {tolerance:.0e} of the largest entry")


def refuse(label: str, truth: ArrayLike, slips: Mapping[str, ArrayLike],
           near: Callable) -> None:
    """Raise for a question that cannot be judged."""
    if not np.isfinite(np.asarray(truth)).all():
        raise ValueError(f"truth of {label!r} must be finite, got {truth!r}")
    for text, slip in slips.items():
        if near(np.asarray(slip), np.asarray(truth)):
            raise ValueError(f"slips of {label!r}: {text!r} is said of a "
                             f"right answer, {short(slip)}")


def code(label: str, right: Callable, cases: Sequence[tuple],
         slips: Mapping[str, Callable] | None = None,
         tolerance: float = 1e-6) -> None:
    """Ask for a function that does what `right` does in all cases.

    cases: tuples of arguments; slips: what to say of a wrong function, and
    that function. Raises ValueError without cases, or for a slip that is
    right in all of them.
    """
    near, truths = within(tolerance), [called(right, case) for case in cases]
    if not cases:
        raise ValueError(f"cases of {label!r} must not be empty")
    known = {text: [called(slip, case) for case in cases]
             for text, slip in (slips or {}).items()}
    for text, values in known.items():
        if not any(fault(*pair, near, {}) for pair in zip(values, truths,
                                                          strict=True)):
            raise ValueError(f"slips of {label!r}: {text!r} is said of a "
                             "function that is right in all cases")

    def wrong(answer: Any) -> str:
        if not callable(answer):
            return f"a function is needed, got {short(answer)}"
        return slip_in_all(answer, cases, known, near) or next(filter(None, (
            case_fault(answer, case, truth, near)
            for case, truth in zip(cases, truths, strict=True))), "")
    QUESTIONS[label] = lambda answer: verdict(
        wrong(answer), f" in {len(cases)} cases")


def formula(label: str, lhs: Any, rhs: Any, given: Sequence = (),
            when: Any = (), slips: Mapping[str, Any] | None = None,
            without: Sequence = ()) -> None:
    """Ask for the right side of lhs = ...; the prover judges, as in claim.

    An answer is made of the page's words, or is a text in LaTeX, the right
    side alone or the whole equation: `check("f", r"1 - h_{t,i}^2")`. To read
    LaTeX takes lark; without it the verdict says so.

    slips: what to say of a wrong right side, and that side. without: words
    such as mat.J(t), p[t, i] or gain that an answer may not hold, at no
    time, unless rhs does; what lhs asks for it may not hold either. Raises
    ValueError if the prover does not find lhs = rhs right, or a slip wrong,
    or for more than a word in `without`.
    """
    from .formulas.asking import Formula  # needs SymPy

    asked = Formula(label, lhs, rhs, tuple(given), when, tuple(
        (slips or {}).items()), tuple(without)).read().checked()

    def judge(answer: Any) -> Verdict:
        right, said = asked.answer(answer)
        return Verdict(None, f"*Open*: {said}.") if right is None else \
            verdict("" if right else said, said)
    QUESTIONS[label] = judge
