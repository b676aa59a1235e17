"""The ledger: every equation that has been laid down, proved or cited.

Premises are labels of equations that stand here already. Writing a label
anew with another statement, or with another proof, removes whatever rested
on the old one. `LEDGER` can be read by all; `publishing` alone writes.
"""
import os
from types import MappingProxyType
from typing import NamedTuple

from ..terms.structure import fingerprint, structure
from . import called

WORDS = {"definition": "Definition", "condition": "Condition",
         "proof": "Proved", "lemma": "Cited lemma"}
LAID_DOWN = ("definition", "condition")          # without a proof


class Equation(NamedTuple):
    """One numbered equation, its class, and what it rests on."""

    label: str
    kind: str                  # definition, condition, proof or lemma
    lhs: object
    rhs: object
    latex: str
    scope: str = ""            # for which sizes and times it holds
    facts: tuple = ()          # relations of times that it assumes
    rests_on: tuple = ()       # labels
    agreement: float = None    # with rnnlib, relative to the largest entry
    source: str = None         # the key of a lemma's source
    sign: str = "="            # or that of a bound
    says: str = ""             # the structure of what has no lhs and rhs

    def statement(self):
        """A fingerprint of what is stated, the same on every page."""
        return fingerprint(self.kind, self.sign, self.scope, self.says,
                           structure(self.lhs), structure(self.rhs),
                           *sorted(map(structure, self.facts)))

    def roots(self):
        """The labels laid down without proof on which it rests."""
        return roots_of(self.rests_on)

    def conditions(self):
        """The labels of the conditions under which it holds."""
        return assumed_by(self.rests_on)

    def fingerprint(self):
        """A fingerprint of the statement and of all that it rests on."""
        return fingerprint(self.statement(), *sorted(
            LEDGER[label].statement() for label in self.roots()))

    def status(self):
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

    def if_what(self):
        """The conditions, in words."""
        return if_what(self.rests_on)

    def _repr_mimebundle_(self, include=None, exclude=None):
        text = f"{displayed(self.latex, self.label)}\n\n{self.status()}"
        data = {"text/plain": repr(self), "text/markdown": text}
        if LEDGER.get(self.label) is not self:
            return data, {}
        return data, {"ledger": self.record()}

    def record(self):
        """What the book's ledger keeps of it."""
        return {"label": self.label, "kind": self.kind, "latex": self.latex,
                "scope": self.scope, "conditions": self.conditions(),
                "rests_on": {label: LEDGER[label].fingerprint()
                             for label in self.rests_on},
                "fingerprint": self.fingerprint(),
                "agreement": self.agreement, "source": self.source}

    def __repr__(self):
        return f"{self.label}: {self.latex}  [{self.status()}]"


def roots_of(labels):
    """Which of the labels, and of what they rest on, were laid down."""
    return sorted(label for label in closure(labels)
                  if LEDGER[label].kind in LAID_DOWN)


def assumed_by(labels):
    """The conditions on which the equations of these labels rest."""
    return [label for label in roots_of(labels)
            if LEDGER[label].kind == "condition"]


def if_what(labels):
    """The conditions on which these rest, in words; "" for none."""
    found = assumed_by(labels)
    return "if " + listed(found, " and ") if found else ""


def built():
    """Whether the book is being built: only there labels are links."""
    return bool(os.environ.get("RNNLIB_BOOK"))


def listed(labels, between):
    """Equations in a row, as links where they can be followed."""
    return between.join(f"{{eq}}`{label}`" if built()
                        else f"({called.equation(label)})"
                        for label in labels)


def displayed(latex, label):
    """A formula with its number, which the site gives it on its own pages."""
    if built():
        return f"$$\n{latex}\n$$ ({label})"
    return f"$$\n{latex} \\tag{{{called.equation(label)}}}\n$$"


def agreement_text(error):
    """How far rnnlib is from an equation, in one digit."""
    if error == 0:
        return "rnnlib agrees exactly"
    digit, power = f"{error:.0e}".split("e")
    return rf"rnnlib agrees to ${digit} \cdot 10^{{{int(power)}}}$"


_ENTRIES = {}                             # label -> Equation
LEDGER = MappingProxyType(_ENTRIES)       # the same, to be read only


def known(label):
    """The equation of that label; KeyError names the ones there are."""
    if label not in LEDGER:
        raise KeyError(f"no equation is labelled {label!r}; the ledger has: "
                       + (", ".join(sorted(LEDGER)) or "none"))
    return LEDGER[label]


def _enter(equation):
    """Enter an equation; what rested on another one of its label goes.

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


def closure(labels):
    """The labels and everything they rest on."""
    found, left = set(), list(labels)
    while left:
        label = left.pop()
        if label not in found:
            found.add(label)
            left += LEDGER[label].rests_on
    return found


def dependents(label):
    """Every label that rests on this one, itself not included."""
    return [other for other in list(LEDGER)
            if label in closure(LEDGER[other].rests_on)]


def clear():
    """Empty the ledger: a page starts from nothing."""
    _ENTRIES.clear()
