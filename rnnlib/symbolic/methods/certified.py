"""Certificates for goals: the search writes them, the checker reads them.

What is proved is what the checker has made of a certificate. If the search
finds none, that says nothing about the statement.
"""
from collections.abc import Callable, Sequence
from typing import Any

from ...checker import Refused, Theorem, check, lay_down
from ..certificates.statements import language, statement, theorems
from ..certificates.writing import index
from ..grammar.model import MADE_OF
from ..ledger.ledger import Equation
from ..search.lines import NotFound
from ..search.search import Search
from ..terms.errors import NotProved
from .goals import Goal

Certificate = dict[str, Any]
PARTS = "whole", "base", "steps"
OUTERMOST = tuple(reversed(MADE_OF))       # the loss first, then its parts


def sought(goal: Goal, way: Callable[[Search], Certificate],
           sign: str = "=", premises: Sequence[Equation] | None = None,
           more: Sequence[Equation] = (),
           most: int | None = None) -> Certificate:
    """A certificate for a goal; NotFound if the search finds none.

    premises: those that the search may use everywhere, if these are not
    those of the goal; more: others that the proof must use.
    """
    said = statement(*goal.sides, goal.facts, sign)
    given = goal.premises if premises is None else premises
    try:
        search = Search({**said, "label": ""}, language(), theorems(),
                        [named(one) for one in given], OUTERMOST)
        search.most = most or search.most
        return {**said, **way(search), "given": [
            one.label for one in (*more, *goal.premises)]}
    except Refused as refusal:
        raise NotProved(str(refusal)) from None


def check_needed(goal: Goal, found: Certificate,
                 way: Callable[[Search], Certificate]) -> None:
    """ValueError if a proof with one premise less is even shorter."""
    count = sum(len(found.get(part, ())) for part in PARTS)
    for n, one in enumerate(goal.premises):
        others = (*goal.premises[:n], *goal.premises[n + 1:])
        try:
            fewer = sought(goal, way, premises=others, most=count)
        except (NotFound, NotProved, TypeError):
            continue
        if sum(len(fewer.get(part, ())) for part in PARTS) < count:
            raise ValueError(f"it holds without {one.label!r}: drop that "
                             "premise")


def named(premise: Equation) -> tuple[str, dict[str, str]]:
    """A premise as the search has it: its label, and what is put in."""
    return premise.label, {letter.name: index(new)
                           for letter, new in premise.moved}


def shown(certificate: Certificate, label: str = "claim") -> Theorem:
    """What the checker makes of a certificate; NotProved if it refuses."""
    try:
        return check({**certificate, "label": label}, language(), theorems())
    except Refused as refusal:
        raise NotProved(f"the checker refuses this proof: {refusal}") \
            from None


def checked_definition(certificate: Certificate, label: str) -> Theorem:
    """A definition or condition, as the checker reads it."""
    return lay_down({**certificate, "label": label}, language())


def check_used(certificate: Certificate, theorem: Theorem) -> None:
    """ValueError for a premise that the proof does without."""
    for label in certificate.get("given", ()):
        if label not in theorem.rests:
            raise ValueError(f"it holds without {label!r}: drop that premise")


__all__ = ["NotFound", "check_used", "checked_definition", "shown", "sought"]
