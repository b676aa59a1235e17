"""The ledger: every equation that has been laid down, proved or cited.

Premises are labels of equations that stand here already. If a label is
entered once more, with another statement or another proof, all that rested on
the old one is removed. `LEDGER` can be read by all; `publishing` alone writes.
"""
import os
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any, NamedTuple

from ..terms.structure import fingerprint, structure
from ..terms.types import Facts
from . import called

WORDS = {"definition": "Definition", "condition": "Condition",
         "proof": "Proved", "lemma": "Cited lemma"}
LAID_DOWN = ("definition", "condition")          # without a proof
BELOW: dict[str, Callable[["Equation"], str]] = {}   # kind -> what is folded


class Equation(NamedTuple):
    """One numbered equation, its class, and what it rests on."""

    label: str
    kind: str                  # definition, condition, proof or lemma
    lhs: Any                   # an expression; None in a lemma
    rhs: Any
    latex: str
    scope: str = ""            # for which sizes and times it holds
    facts: Facts = ()          # relations of times that it assumes
    rests_on: tuple[str, ...] = ()      # labels
    agreement: float | None = None      # error beside rnnlib, relative
    source: str | None = None  # the key of a lemma's source
    sign: str = "="            # or that of a bound
    says: str = ""             # the statement of what has no lhs and rhs
    moved: tuple[tuple[Any, Any], ...] = ()   # a premise: what is put in
    certificate: Any = None    # how it was shown, as the checker reads it
    theorem: Any = None        # what the checker has made of that

    def statement(self) -> str:
        """A fingerprint of what is stated, the same on every page."""
        return fingerprint(self.kind, self.sign, self.scope, self.says,
                           structure(self.lhs), structure(self.rhs),
                           *sorted(map(structure, self.facts)))

    def roots(self) -> list[str]:
        """The labels laid down without proof on which it rests."""
        return roots_of(self.rests_on)

    def conditions(self) -> list[str]:
        """The labels of the conditions under which it holds."""
        return assumed_by(self.rests_on)

    def fingerprint(self) -> str:
        """A fingerprint of the statement and of all that it rests on."""
        return fingerprint(self.statement(), *sorted(
            LEDGER[label].statement() for label in self.roots()))

    def status(self) -> str:
        """The line under the equation: its class, and why.

        Only what stands in the ledger has a class.
        """
        if LEDGER.get(self.label) is not self:
            return f"({self.label} does not stand in the ledger.)"
        parts = [" ".join(filter(None, [
            f"*{WORDS[self.kind]}*", self.scope, self.if_what()]))]
        if self.rests_on:
            parts.append("rests on " + listed(self.rests_on, ", "))
        if self.source:
            parts.append(f"{{cite}}`{self.source}`" if built()
                         else called.source(self.source))
        if self.agreement is not None:
            parts.append(agreement_text(self.agreement) if self.sign == "="
                         else "rnnlib's numbers obey")
        return "; ".join(parts) + "."

    def if_what(self) -> str:
        """The conditions under which it holds, in words; "" for none."""
        return if_what(self.rests_on)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None
                          ) -> tuple[dict[str, Any], dict[str, Any]]:
        """What a notebook shows, and what the build reads: (data, metadata).

        Only what stands in the ledger has a record for the build.
        """
        stands = LEDGER.get(self.label) is self
        below = BELOW.get(self.kind) if stands else None
        text = "\n\n".join(filter(None, [
            displayed(self.latex, self.label), self.status(),
            below(self) if below else ""]))
        data = {"text/plain": repr(self), "text/markdown": text}
        return data, {"ledger": self.record(),
                      "proofs": certificates([self])} if stands else {}

    def record(self) -> dict[str, Any]:
        """What `ledger.json` of the book keeps of it."""
        return {"label": self.label, "kind": self.kind, "latex": self.latex,
                "scope": self.scope, "conditions": self.conditions(),
                "rests_on": {label: LEDGER[label].fingerprint()
                             for label in self.rests_on},
                "fingerprint": self.fingerprint(),
                "agreement": self.agreement, "source": self.source,
                "rules": rules_of(self.certificate or {})}

    def __repr__(self) -> str:
        return f"{self.label}: {self.latex}  [{self.status()}]"


def rules_of(certificate: dict[str, Any]) -> list[str]:
    """The rules of a proof, one for each of its steps."""
    if certificate.get("kind") == "exact":
        return [certificate["rule"]]
    more = {"induction": ["induction"], "read off": ["read off"],
            "entries": ["entries"]}.get(certificate.get("kind", ""), [])
    return more + [step["by"] for part in ("whole", "base", "steps")
                   for step in certificate.get(part, ())]


def certificates(equations: Iterable[Equation]) -> list[Any]:
    """How equations were shown, for the build; a lemma is cited only."""
    return [one.certificate for one in equations if one.certificate]


def roots_of(labels: Iterable[str]) -> list[str]:
    """Which of the labels, and of what they rest on, were laid down."""
    return sorted(label for label in closure(labels)
                  if LEDGER[label].kind in LAID_DOWN)


def assumed_by(labels: Iterable[str]) -> list[str]:
    """The conditions on which the equations of these labels rest."""
    return [label for label in roots_of(labels)
            if LEDGER[label].kind == "condition"]


def if_what(labels: Iterable[str]) -> str:
    """The conditions on which these labels rest, in words; "" for none."""
    found = assumed_by(labels)
    return "if " + listed(found, " and ") if found else ""


def built() -> bool:
    """Whether the book is being built: only there labels are links."""
    return bool(os.environ.get("RNNLIB_BOOK"))


def listed(labels: Iterable[str], between: str) -> str:
    """Equations in a row, as links where they can be followed."""
    return between.join(f"{{eq}}`{label}`" if built()
                        else f"({called.equation(label)})"
                        for label in labels)


def displayed(latex: str, label: str) -> str:
    """Markdown of a formula with its number, which Sphinx sets in a build."""
    if built():
        return f"$$\n{latex}\n$$ ({label})"
    return f"$$\n{latex} \\tag{{{called.equation(label)}}}\n$$"


def agreement_text(error: float) -> str:
    """How far rnnlib is from an equation, in one digit."""
    if error == 0:
        return "rnnlib agrees exactly"
    digit, power = f"{error:.0e}".split("e")
    return rf"rnnlib agrees to ${digit} \cdot 10^{{{int(power)}}}$"


_ENTRIES: dict[str, Equation] = {}        # label -> Equation
LEDGER = MappingProxyType(_ENTRIES)       # the same, to be read only


def known(label: str) -> Equation:
    """The equation of that label; KeyError names the ones there are."""
    if label not in LEDGER:
        raise KeyError(f"no equation is labelled {label!r}; the ledger has: "
                       + (", ".join(sorted(LEDGER)) or "none"))
    return LEDGER[label]


def _enter(equation: Equation) -> Equation:
    """Enter an equation; remove what rested on another one of its label.

    Only `publishing` calls this, with what a method of proof has returned.
    """
    old = LEDGER.get(equation.label)
    if equation.label in closure(equation.rests_on):
        raise ValueError(f"{equation.label!r} would rest on itself")
    if old is not None and old.fingerprint() != equation.fingerprint():
        for label in dependents(equation.label):
            del _ENTRIES[label]
    _ENTRIES[equation.label] = equation
    return equation


def closure(labels: Iterable[str]) -> set[str]:
    """The labels and everything they rest on."""
    found: set[str] = set()
    left = list(labels)
    while left:
        label = left.pop()
        if label not in found:
            found.add(label)
            left += LEDGER[label].rests_on
    return found


def dependents(label: str) -> list[str]:
    """Every label that rests on this one, itself not included."""
    return [other for other in list(LEDGER)
            if label in closure(LEDGER[other].rests_on)]


def clear() -> None:
    """Empty the ledger: a page starts from nothing."""
    _ENTRIES.clear()
