"""What `recall` shows: statements again, with where they come from."""
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from ..ledger import called
from ..ledger.ledger import (
    LEDGER,
    Equation,
    built,
    certificates,
    closure,
    listed,
)
from . import homes

WORDS = {"definition": "by definition", "condition": "as a condition",
         "proof": "proved", "lemma": "cited from"}
FEW = 6                       # so many are named one by one


class Recap:
    """Equations of other pages, in the order of the book."""

    def __init__(self, equations: list[Equation],
                 brought: Iterable[Equation] = ()) -> None:
        self.brought = list(brought)     # with what they rest on, in order
        self.equations = sorted(
            equations, key=lambda one: homes.place(one.label))

    def below(self) -> list[str]:
        """What these rest on, beside themselves."""
        own = [one.label for one in self.equations]
        return sorted(closure(own) - {*own}, key=homes.place)

    def stand(self) -> bool:
        """Whether all of them still stand in the ledger."""
        return all(LEDGER.get(one.label) is one for one in self.equations)

    def _repr_markdown_(self) -> str:
        if not self.stand():
            return "(Not all of these stand in the ledger any more.)"
        parts = [part for page, some in groupby(self.equations, page_of)
                 for part in (f"From {page_link(page)}:",
                              "\n".join(map(line, some)))]
        if below := self.below():
            said = listed(below, ", ") if len(below) <= FEW else \
                f"{len(below)} other statements of the book"
            parts.append(f"{self.done()} {said}.")
        # on the site they have a look of their own
        look = "{.recap}\n" if built() else ""
        return "\n\n".join(look + part for part in parts)

    def done(self) -> str:
        """What was done with them, and with what they rest on."""
        proved = any(one.kind == "proof" for one in self.equations)
        return "Proved again here, from" if proved else "They rest on"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None
                          ) -> tuple[dict[str, str], dict[str, Any]]:
        data = {"text/plain": repr(self),
                "text/markdown": self._repr_markdown_()}
        if not self.stand():
            return data, {"recalled": {}}
        return data, {"recalled": {one.label: one.fingerprint()
                                   for one in self.equations},
                      "proofs": certificates(self.brought)}

    def __repr__(self) -> str:
        return "\n".join(f"({called.equation(one.label)}) {one.label}: "
                         f"{one.latex}" for one in self.equations)


def page_of(one: Equation) -> str:
    """The page on which an equation lives."""
    return homes.home(one.label).page


def page_link(page: str) -> str:
    """A page's title, as a link where it can be followed."""
    return f"{{doc}}`/{page}`" if built() else called.linked(
        f"*{homes.title(page)}*", page)


def line(one: Equation) -> str:
    """An equation with its number, its class, and for what it holds."""
    words = [WORDS[one.kind], cited(one), one.scope, one.if_what()]
    return f"- {number(one)} $\\displaystyle {one.latex}$ " + " ".join(
        filter(None, words))


def number(one: Equation) -> str:
    """The number of an equation, as a link where it can be followed."""
    return listed([one.label], "") if built() else called.linked(
        f"({called.equation(one.label)})", page_of(one), one.label)


def cited(one: Equation) -> str:
    """The source of a lemma, as a link where it can be followed."""
    if not one.source:
        return ""
    said = f"{{cite:t}}`{one.source}`" if built() \
        else called.source(one.source)
    return f"{said}," if one.scope else said
