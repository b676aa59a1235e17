"""What is certainly positive, and what must not be 0.

All quantities of the networks are real. By their formulas softmax outputs and
gates are positive, and squared lengths are not negative.
"""
from typing import TYPE_CHECKING, Any

from .terms import (
    Term,
    is_entry,
    matched,
    number,
    parts,
    put,
)

POSITIVE = ("kappa", "sigma", "gamma", "n_x", "n_h", "n_y")


class Signs:
    """The signs of formulas, as far as they are known."""

    data: dict[str, Any]
    positives: dict[tuple[str, str], bool]

    if TYPE_CHECKING:                      # a Language has it
        def made(self, name: str) -> list[tuple[Term, Term]]:
            """The formulas of a name, each with its entry."""

    def positive(self, e: Term) -> bool:
        """Whether e is certainly positive, wherever it has a value."""
        if number(e):
            return e > 0
        if isinstance(e, str):
            return e in POSITIVE or e in ("t", "T")
        if e[0] in ("exp", "logistic"):
            return True
        if e[0] == "+":
            return all(map(self.nonnegative, e[1:])) \
                and any(map(self.positive, e[1:]))
        if e[0] in ("*", "sum"):
            return all(map(self.positive, e[2 if e[0] == "sum" else 1:]))
        if e[0] == "^":
            return self.positive(e[1])
        return self.certain(e[0], self.positive)

    def nonnegative(self, e: Term) -> bool:
        """Whether e is certainly not negative."""
        if number(e):
            return e >= 0
        if isinstance(e, str) or e[0] == "delta":
            return True
        if e[0] in ("+", "*", "sum"):
            return all(map(self.nonnegative, e[1:]))    # a letter, too
        if e[0] == "^":
            return self.nonnegative(e[1]) or (
                isinstance(e[2], int) and e[2] % 2 == 0)
        return self.positive(e) or self.certain(e[0], self.nonnegative)

    def certain(self, name: str, sign: Any) -> bool:
        """Whether all formulas of a name have this sign."""
        key = name, sign.__name__
        if key not in self.positives:
            formulas = [made for _, made in self.made(name)]
            self.positives[key] = name not in self.data["states"] \
                and formulas != [] and all(map(sign, formulas))
        return self.positives[key]

    def not_zero(self, e: Term, inside: bool = False) -> set[Term]:
        """What must not be 0 for e to have a value, as far as is known.

        inside: in a derivative, where a root must not be of 0 either.
        """
        if not isinstance(e, tuple):
            return set()
        if is_entry(e):
            return {put(part, matched(entry, e))
                    for entry, formula in self.made(e[0])
                    for part in self.not_zero(formula, inside)} \
                if e[0] not in self.data["states"] else set()
        if e[0] in ("d", "imm"):
            return self.not_zero(e[1], True)
        found = set().union(*[self.not_zero(part, inside)
                              for part in parts(e)])
        if e[0] == "^" and number(e[2]) and (
                e[2] < 0 or inside and e[2].denominator != 1):
            found |= self.uncertain(e[1])
        return found

    def uncertain(self, e: Term) -> set[Term]:
        """The factors of e that may be 0, as far as is known."""
        if isinstance(e, tuple) and e[0] == "*":
            return set().union(*map(self.uncertain, e[1:]))
        if isinstance(e, tuple) and e[0] == "^":
            return self.uncertain(e[1])
        return set() if self.positive(e) or number(e) and e else {e}
