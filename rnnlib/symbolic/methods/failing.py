"""What a search says that found no proof: what is left, and of what."""
from collections.abc import Callable

from sympy import Expr

from ..ledger.laid_down import definitions
from ..printing.formulas import textbook
from ..search.comparing import Rest, left_over
from ..search.lines import Line, NotFound, steps_of
from ..search.reading import json_of
from ..terms.errors import NotProved, Reached, Side
from ..terms.language import d, time_of
from ..terms.types import Facts
from .goals import Goal
from .variants import check_chosen

ENDS = "at the start", "at a step"        # of an induction
NOT_AT_0 = ("so they are equal where both have a value; does only one side "
            "divide by what may be 0? let both do")


def unequal(failed: NotFound, hint: Callable[[Expr], str] = lambda rest: "",
            kind: type[NotProved] = NotProved) -> NotProved:
    """That left minus right is not 0 where both sides came closest.

    hint: what may help, as a function of what is left.
    """
    rest = left_over(failed)
    left = rest.formula
    said = hint(left)
    return kind("; ".join(filter(None, [
        f"what is left of the difference: {textbook(left)}", said])), left,
        hint=said, reached=reached(rest, failed))


def reached(rest: Rest, failed: NotFound) -> Reached:
    """How far both sides got, as data."""
    return Reached(as_data(rest.left), as_data(rest.right),
                   *(failed.place or (None, None)))


def as_data(lines: list[Line]) -> Side:
    """Lines as a certificate has them: the first one, and steps."""
    return json_of(lines[0].term, frozenset()), steps_of(lines)


def unequal_at(failed: NotFound, facts: Facts) -> NotProved:
    """That an induction fails at its start, or at a step, or at both."""
    rests = {one.where: left_over(one).formula
             for one in (failed, *failed.also)}
    said = ", ".join(f"{where}: {textbook(rests[where])}"
                     if where in rests else f"{where}: nothing"
                     for where in ENDS)
    return NotProved(f"left {said}", left=[
        (f"this does not cancel {where}", rest)
        for where, rest in rests.items()], facts=facts)


def undecided(rest: Expr) -> str:
    """A hint, if 0 or the order of two times is in the way; else ""."""
    if rest == 0:
        return NOT_AT_0
    for one in sorted(rest.atoms(d), key=str):
        top, w = one.args
        if getattr(top, "base", None) == w.base and time_of(w) is not None:
            return f"is {w} the same as {top}, or earlier? say when= so"
    return ""


def check_derivatives(goal: Goal) -> None:
    """ValueError for a derivative by a name that the page has not."""
    for side in goal.sides:
        for one in side.atoms(d):
            check_chosen(one.args[1].base.name, definitions())


def only_when(goal: Goal) -> str:
    """A hint: which premises hold only under facts."""
    return "; ".join(f"premise {one.label!r} holds only when {one.facts}"
                     for one in goal.premises if one.facts)
