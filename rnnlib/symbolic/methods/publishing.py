"""The one door to the ledger: what a method has shown, compared, entered.

`publish` runs a method of its own list and enters what that method returns.
So nothing stands in the ledger as proved that no method has proved.
"""
import re
from collections.abc import Callable
from importlib import import_module
from inspect import signature
from types import MappingProxyType
from typing import Any

from sympy import Expr

from ..ledger.laid_down import notation
from ..ledger.ledger import LAID_DOWN, Equation, _enter
from ..oracle.oracle import disagreement
from ..printing.statements import scope_text, textbook_equation
from ..terms.errors import Failed, NotProved
from ..terms.types import Facts
from .certified import (
    Certificate,
    check_used,
    checked_definition,
    shown,
)
from .conditions import conditions_of
from .existing import check_times

TOLERANCE = 1e-9              # relative; a true equation is near 1e-15
# method -> the module of its function; each returns an Equation, unlabelled
METHODS = MappingProxyType({
    "laid_down": "definitions", "by_claim": "claims",
    "by_induction": "induction", "by_squares": "bounds",
    "by_chained_bounds": "bounds", "by_reading_off": "differentials",
    "by_chain_rule": "chain_rule", "by_algebra": "algebra",
    "by_citation": "publishing"})
LABEL = re.compile(r"[A-Za-z]\w*(-\w+)*")
MARKS = re.compile(r"[*_`{}\\<>|]|\n\s*\n|prove|definition|condition", re.I)


class Refuted(Failed):
    """The two sides differ on a random network."""

    heading = "Refuted"


def publish(label: str, method: str, *args: Any, **kwargs: Any) -> Equation:
    """Carry out a method, compare its result with rnnlib, and enter it.

    Raises what the method raises, Refuted if the numbers disagree, and
    ValueError for another method or a label that is no name.
    """
    if method not in METHODS:
        raise ValueError(f"method must be one of {', '.join(METHODS)}, got "
                         f"{method!r}")
    if not isinstance(label, str) or not LABEL.fullmatch(label):
        raise ValueError("label must be a name of letters, digits and "
                         f"hyphens, as 'chain-link', got {label!r}")
    module = import_module("." + METHODS[method], __package__)
    carry_out = getattr(module, method)
    try:
        found = carry_out(*args, **kwargs)._replace(label=label)
        return _enter(compared(checked(found)))
    except Failed as error:
        error.attempt = attempt(label, carry_out, *args, **kwargs)
        raise


def attempt(label: str, door: Callable[..., Any], *args: Any,
            **kwargs: Any) -> dict[str, Any]:
    """What a door was asked, by the names of its arguments."""
    return {**signature(door).bind(*args, **kwargs).arguments,
            "label": label, "door": door.__name__}


def checked(found: Equation) -> Equation:
    """The equation with the theorem that the checker makes of it.

    It rests on what the checker has seen it use, and on what defines its
    matrices.
    """
    if found.certificate is None:
        if found.kind == "proof":
            raise NotProved("there is no certificate")
        return found
    if found.kind == "proof" and found.lhs is not None:
        check_times(found.lhs, found.rhs, found.facts)
    certificate = {"label": found.label, **found.certificate}
    if found.kind in LAID_DOWN:
        made = checked_definition(certificate, found.label)
        return found._replace(theorem=made, certificate=certificate)
    made = shown(certificate, found.label)
    check_used(certificate, made)
    return found._replace(
        theorem=made, certificate=certificate,
        rests_on=tuple(sorted({*found.rests_on} | made.rests)))


def compared(found: Equation) -> Equation:
    """The equation with its agreement; Refuted if rnnlib disagrees."""
    if found.kind != "proof" or found.lhs is None:
        return found
    error = disagreement(found.lhs, found.rhs, found.facts,
                         conditions_of(found.rests_on), found.sign)
    if not error <= TOLERANCE:
        raise Refuted(f"{found.label}: the two sides "
                      f"{'differ' if found.sign == '=' else 'break ≤'} by "
                      f"{error:.2g} of the larger on a random network")
    return found._replace(agreement=error)


def theorem(lhs: Expr, rhs: Expr, facts: Facts, certificate: Certificate,
            how: str = "", sign: str = "=") -> Equation:
    """The equation, or bound, that a certificate shows, without a label.

    how: the way, in words.
    """
    scope = " ".join(filter(None, [how, scope_text(lhs, rhs, facts)]))
    return Equation("", "proof", lhs, rhs, textbook_equation(lhs, rhs, sign),
                    scope, facts, tuple(sorted(notation(lhs, rhs))),
                    sign=sign, certificate=certificate)


def lemma(label: str, latex: str, source: str, scope: str = "") -> Equation:
    """Cite a statement that is not proved here, with its source's key.

    latex: the statement; source: a key of the bibliography; scope: where it
    holds, in plain words with $maths$. Raises ValueError without a source,
    or for a scope that looks like more than a citation.

    >>> lemma("nilpotent", "B^n = 0", source="horn2012").kind
    'lemma'
    """
    return publish(label, "by_citation", latex, source, scope)


def by_citation(latex: str, source: str, scope: str) -> Equation:
    """The lemma without a label; ValueError for what is no citation."""
    if not source:
        raise ValueError("source of a lemma must be given")
    if said := MARKS.search(re.sub(r"\$[^$]*\$", "", scope)):
        raise ValueError("scope of a lemma must be plain words and $maths$, "
                         f"without {said[0]!r}: got {scope!r}")
    if not LABEL.fullmatch(str(source)):
        raise ValueError("source of a lemma must be a key of the "
                         f"bibliography, as 'horn2012', got {source!r}")
    if said := re.search(r"\$|prove", latex, re.I):
        raise ValueError(f"latex of a lemma must hold no {said[0]}, got "
                         f"{latex!r}")
    return Equation("", "lemma", None, None, latex, scope, source=source,
                    says=f"{latex} {source}")
