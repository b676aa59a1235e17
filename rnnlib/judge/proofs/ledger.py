"""Theorems of one kind of network: laid down, or proved when they are used."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...checker import Language, Theorem, check, lay_down
from . import networks
from .lemmas import Lemma, lemmas
from .searching import Finder

Json = Any
SUMS = {"adjoint": ("lam", [["t", "T"]]), "adjoint-slopes": ("a", [])}


class Ledger:
    """What is known of a kind of network; bias: whether it has any."""

    def __init__(self, kind: str, bias: bool) -> None:
        self.kind = kind
        data = networks.data(kind, bias)
        self.language = Language(data)
        self.definitions = {
            one["label"]: lay_down(one, self.language)
            for one in networks.definitions(kind, bias)}
        self.laid_down = {**{
            label: {"lhs": ["@", name, *data["sums"][name][0]],
                    "rhs": data["sums"][name][3], "facts": facts}
            for label, (name, facts) in SUMS.items()}, **{
            name: {"lhs": left, "rhs": right, "facts": []}
            for name, (left, right) in networks.CONDITIONS.items()}}
        self.lemmas = lemmas(kind, bias)
        self.theorems: dict[str, Theorem] = {}
        self.certificates: dict[str, Json] = {}

    def theorem(self, label: str) -> Theorem:
        """A theorem, proved if it has not been; Refused if it cannot be."""
        if label in self.definitions:
            return self.definitions[label]
        if label not in self.theorems:
            self.theorems[label] = self.made(label)
        return self.theorems[label]

    def made(self, label: str) -> Theorem:
        """A theorem that is asked for the first time."""
        if label in self.laid_down:
            return lay_down({"label": label, "kind": "laid down", "sign": "=",
                             **self.laid_down[label]}, self.language)
        one = self.lemmas[label]
        certificate = self.proof(one)
        self.certificates[label] = certificate
        return check(certificate, self.language, self.known(
            (*map(label_of, one.given),
             *filter(None, (one.base, one.step)))))

    def known(self, labels: Iterable[str]) -> dict[str, Theorem]:
        """Definitions, and the theorems of some labels."""
        return {**self.definitions,
                **{label: self.theorem(label) for label in labels}}

    def proof(self, one: Lemma) -> Json:
        """The certificate of a lemma; NotFound without one."""
        said = {"label": one.label, "lhs": one.lhs, "rhs": one.rhs,
                "sign": "=", "facts": [list(fact) for fact in one.facts]}
        more = tuple(filter(None, (one.base, one.step)))
        search = Finder(said, self.language, self.known(
            (*map(label_of, one.given), *more)), [
                (label_of(text), times_of(text)) for text in one.given],
            networks.ORDER)
        found = search.induction("t", one.start, (one.base, {}), (
            one.step, {}), 1) if one.base else search.chain()
        return {**said, **found}


def label_of(text: str) -> str:
    """The label of a premise; "slope at t-1" is one at another time."""
    return text.partition(" at ")[0]


def times_of(text: str) -> dict[str, str]:
    """At which time a premise is used."""
    time = text.partition(" at ")[2]
    return {"t": time} if time else {}
