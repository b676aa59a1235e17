"""The steps below an equation, folded, and by themselves."""
from collections.abc import Mapping
from typing import Any

from ..ledger.ledger import Equation, built, known
from .reading import READERS
from .showing import derivation

TITLE = "The steps"


def fold(one: Equation) -> str:
    """The steps of a proof as what opens, in Markdown; "" if it has none."""
    if not has_steps(one):
        return ""
    said = derivation(one.certificate)
    if built():
        return f"::::{{derivation}} {TITLE}\n\n{said}\n\n::::"
    return (f"<details class=\"steps\"><summary>{TITLE}</summary>\n\n"
            f"{said}\n\n</details>")


def has_steps(one: Equation) -> bool:
    """Whether an equation was shown in steps."""
    return one.kind == "proof" and bool(one.certificate) \
        and one.certificate["kind"] in READERS


class Steps:
    """A derivation, to be shown."""

    def __init__(self, label: str, certificate: Mapping[str, Any]) -> None:
        self.label, self.certificate = label, certificate

    def _repr_markdown_(self) -> str:
        said = derivation(self.certificate)
        return f"::::{{derivation}}\n\n{said}\n\n::::" if built() else said

    def __repr__(self) -> str:
        n = sum(len(self.certificate.get(part, ()))
                for part in ("whole", "base", "steps"))
        return f"{self.label}: {n} step{'s' * (n != 1)}"


def steps(label: str) -> Steps:
    """The steps by which an equation of this page was proved, line by line.

    label: that of a proof in the ledger. Raises KeyError for an unknown
    label, ValueError for what has no steps: definitions, lemmas, and what
    is SymPy's algebra.

    >>> claim("picked", sum_over(delta(a, b) * y[t, a], a), y[t, b]).kind
    'proof'
    >>> steps("picked")
    picked: 1 step
    """
    one = known(label)
    if not has_steps(one):
        raise ValueError(f"{label!r} has no steps: it is a {one.kind}")
    return Steps(label, one.certificate)


__all__ = ["Steps", "fold", "steps"]
