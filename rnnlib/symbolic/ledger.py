"""The ledger: every equation that has been defined, proved or cited.

Premises are labels of equations that stand here already. Writing a label
anew with another statement removes whatever rested on the old one.
"""
import os
from hashlib import sha256
from typing import NamedTuple

WORDS = {"definition": "Definition", "proof": "Proved",
         "lemma": "Cited lemma"}


class Equation(NamedTuple):
    """One numbered equation, its class, and what it rests on."""

    label: str
    kind: str                  # definition, proof or lemma
    lhs: object
    rhs: object
    latex: str
    scope: str = ""            # for which sizes and times it holds
    facts: tuple = ()          # relations of times that it assumes
    rests_on: tuple = ()       # labels
    agreement: float = None    # with rnnlib, relative to the largest entry
    source: str = None         # the key of a lemma's source
    sign: str = "="            # or that of a bound

    def statement(self):
        """A fingerprint of what is stated, the same on every page."""
        text = f"{self.kind} {self.latex} {self.scope}"
        return sha256(text.encode()).hexdigest()[:12]

    def status(self):
        """The line under the equation: its class, and why."""
        built = bool(os.environ.get("RNNLIB_BOOK"))
        refer = "{{eq}}`{}`" if built else "({})"
        parts = [f"*{WORDS[self.kind]}*" + (f" {self.scope}" * bool(
            self.scope))]
        if self.rests_on:
            parts.append("rests on " + ", ".join(
                refer.format(label) for label in self.rests_on))
        if self.source:
            parts.append(f"{{cite}}`{self.source}`" if built
                         else self.source)
        if self.agreement is not None:
            parts.append(agreement_text(self.agreement) if self.sign == "="
                         else "rnnlib's numbers obey")
        return "; ".join(parts) + "."

    def _repr_mimebundle_(self, include=None, exclude=None):
        text = f"$$\n{self.latex}\n$$ ({self.label})\n\n{self.status()}"
        record = {"label": self.label, "kind": self.kind,
                  "latex": self.latex, "scope": self.scope,
                  "rests_on": {label: LEDGER[label].statement()
                               for label in self.rests_on},
                  "statement": self.statement(),
                  "agreement": self.agreement, "source": self.source}
        return {"text/plain": repr(self), "text/markdown": text}, \
            {"ledger": record}

    def __repr__(self):
        return f"{self.label}: {self.latex}  [{self.status()}]"


def agreement_text(error):
    """How far rnnlib is from an equation, in one digit."""
    if error == 0:
        return "rnnlib agrees exactly"
    digit, power = f"{error:.0e}".split("e")
    return rf"rnnlib agrees to ${digit} \cdot 10^{{{int(power)}}}$"


LEDGER = {}                    # label -> Equation


def known(label):
    """The equation of that label; KeyError names the ones there are."""
    if label not in LEDGER:
        raise KeyError(f"no equation is labelled {label!r}; the ledger has: "
                       + (", ".join(sorted(LEDGER)) or "none"))
    return LEDGER[label]


def enter(equation):
    """Enter an equation; what rested on another statement of it goes."""
    old = LEDGER.get(equation.label)
    if equation.label in closure(equation.rests_on):
        raise ValueError(f"{equation.label!r} would rest on itself")
    if old is not None and old.statement() != equation.statement():
        for label in dependents(equation.label):
            del LEDGER[label]
    LEDGER[equation.label] = equation
    return equation


def closure(labels):
    """The labels and everything they rest on."""
    found = set(labels)
    for label in labels:
        found |= closure(LEDGER[label].rests_on)
    return found


def dependents(label):
    """Every label that rests on this one, itself not included."""
    return [other for other in list(LEDGER)
            if label in closure(LEDGER[other].rests_on)]


def clear():
    """Empty the ledger: a page starts from nothing."""
    LEDGER.clear()
