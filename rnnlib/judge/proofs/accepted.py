"""What the checker has accepted, told: its scope, its lines, its roots."""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from ...checker.terms import Facts
from ...checker.times import holds
from ..numbers.networks import Settings
from ..tree.nodes import Claim
from .ledger import Ledger
from .names import Json
from .printing import latex, time
from .proof import Proof, Rests
from .proving import Key, ledger, prove_or_none
from .statements import Statement

# our labels: those of the same statements in the book
SAME = {"sum": "target", "error": "loss-logits", "dh_W-step": "W-step",
        "dh_W-start": "W-start", "dh_W-sum": "W-sum",
        "dh_dx-chain": "input-chain", "dh_dx-start": "input-start",
        "dh_dx-link": "input-link"}
# the same if e_t is dE_t/dq_t: where the entries of y_t sum to 1
OF_ERRORS = {"dE_dx-out": "input-out", "G-out": "credit-through-chain",
             "dE_W-out": "W-out", "adjoint-step-back": "adjoint-link"}
OF_KIND = {"tanh": {"slope-of-a-state": "tanh-slope"}, "open": {},
           "linear": {"step-jacobian": "linear-step",
                      "jacobian-chain": "linear-chain",
                      "chain-early-end": "linear-early-end"}}
WORDS = {"algebra": "rearranged", "link": "factors joined",
         "swap": "order of the sums", "term": "one term of the sum",
         "derivative": "differentiation",
         "sum": "the entries of y sum to 1", "start": "h_0 = 0",
         "open-state": "state"}
OPEN = {"sum": "the entries of y_t sum to 1", "start": "h_0 = 0"}


def accepted(claim: Claim, settings: Settings, conditions: tuple[Key, ...],
             seconds: float, go_on: Callable[[], bool]) -> Proof | None:
    """The proof of a claim, or None."""
    found = prove_or_none(claim, settings, conditions, seconds, go_on)
    if found is None:
        return None
    statement, theorem, certificate = found
    known = ledger(statement.network, statement.bias)
    below = closure(known, theorem.rests)
    return Proof(
        {"network": {"kind": statement.network, "bias": statement.bias},
         "lemmas": [known.certificates[label] for label
                    in known.certificates if label in below],
         "line": certificate},
        scope(statement), rests_on(known, below),
        tuple(OPEN[one] for one in OPEN if one in theorem.conditions),
        tuple(lines(certificate)))


def closure(known: Ledger, labels: Iterable[str]) -> set[str]:
    """The labels, and all that they rest on."""
    found: set[str] = set()
    left = [*labels]
    while left:
        label = left.pop()
        if label not in found:
            found.add(label)
            left += known.theorem(label).rests
    return found


@cache
def data(name: str) -> dict[str, Any]:
    """A file of the book's data."""
    file = files("rnnlib").joinpath("data", name)
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def book() -> dict[str, Any]:
    """The statements of the book, by label."""
    found: dict[str, Any] = data("statements.json")["statements"]
    return found


def rests_on(known: Ledger, labels: Iterable[str]) -> tuple[Rests, ...]:
    """The statements of the book among some labels, in its order."""
    wanted = {*in_the_book(known.kind, {*labels}).values()}
    return tuple(Rests(label, book()[label]["page"], numbered(label))
                 for label in book() if label in wanted)


def in_the_book(kind: str, labels: set[str]) -> dict[str, str]:
    """Those of some labels that are in the book, with its own labels."""
    same = {**SAME, **OF_KIND[kind]}
    found = {label: same.get(label, label) for label in labels - {*OF_ERRORS}}
    if "sum" in labels:
        found |= {label: OF_ERRORS[label] for label in labels & {*OF_ERRORS}}
    return {ours: theirs for ours, theirs in found.items()
            if theirs in book()}


def numbered(label: str) -> str:
    """The number of an equation on the site, "" if it has none."""
    return str(data("names.json")["equations"].get(label, ""))


def scope(statement: Statement) -> str:
    """For which sizes and times a statement holds."""
    back = {ours: theirs for theirs, ours in statement.letters.items()}
    texts = [in_words(fact, back) for fact in kept(statement.facts)]
    own = [one for one in back if one[0] in "tsk"]
    if not own and not texts:
        return "for all sizes"
    return "for all sizes and all steps " + " and ".join(texts)


def kept(facts: list[list[str]]) -> list[list[str]]:
    """The facts that do not follow from the others."""
    def pairs(some: list[list[str]]) -> Facts:
        return tuple((when(low), when(high)) for low, high in some)

    found = [*facts]
    for one in reversed(facts):
        rest = [other for other in found if other != one]
        if holds((*pairs(rest), (("", 1), ("T", 0))), *pairs([one])[0]):
            found = rest
    return found


def when(text: str) -> tuple[str, int]:
    """A time as the checker has it."""
    name = re.match("(?:[a-zT][0-9]*)?", text)
    letter = name[0] if name else ""
    return letter, int(text[len(letter):] or 0)


def in_words(fact: list[str], back: dict[str, str]) -> str:
    """A fact in the letters of the line, with the letter first."""
    (low, m), (high, n) = when(fact[0]), when(fact[1])
    if not low:
        return f"{back.get(high, high)} >= {m - n}"
    if not high:
        return f"{back.get(low, low)} <= {n - m}"
    shift = m - n
    low, high = back.get(low, low), back.get(high, high)
    if shift == 1:
        return f"{low} < {high}"
    return f"{low}{f'{shift:+d}' if shift else ''} <= {high}"


def lines(certificate: Json) -> list[tuple[str, str]]:
    """The lines of a derivation, each with its reason."""
    first = certificate.get("from", certificate["lhs"])
    found = [(latex(first), "")]
    found += [("= " + latex(step["to"]), reason(step))
              for step in certificate["steps"]]
    last = "= " + latex(certificate["rhs"])
    if "from" not in certificate and found[-1][0] != last:
        found.append((last, "rearranged"))
    return found


def reason(step: Json) -> str:
    """What leads to a line, in words."""
    rule = step["by"]
    if rule == "definition":
        labels = step["cite"]
        labels = [labels] if isinstance(labels, str) else labels
        return ", ".join(map(said, labels))
    if rule == "premise":
        where = {f"{letter} = {time(new)}" for at in step["at"]
                 for letter, new in at.items() if letter in "tsk"}
        return said(step["cite"]) + (
            f" at {', '.join(sorted(where))}" if where else "")
    return WORDS.get(rule, rule)


def said(label: str) -> str:
    """A statement by the words of its label."""
    same = {**SAME, **OF_ERRORS, **WORDS}
    return same.get(label, label).replace("-", " ")


__all__ = ["accepted"]
