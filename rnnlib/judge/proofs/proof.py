"""A proof of a line, or none: the door of this room.

The prover is loaded when it is first asked: it takes a second, and numbers
do not need it.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..numbers.networks import Settings
from ..tree.nodes import Claim

Json = Any


class Rests(NamedTuple):
    """A statement of the book: its label, its page, and its number.

    number: as the site has it, (3.2); "" for one without a number.
    """

    label: str
    page: str
    number: str


@dataclass(frozen=True)
class Proof:
    """What the checker has accepted.

    certificate: all that it takes to check it again, as data: the network
    ("kind", "bias"), the certificates of the lemmas in their order, and that
    of the line. scope: for which sizes and times, in words. rests_on: the
    book's statements among what it rests on. conditions: what it uses of
    those that were given. lines: the derivation, (LaTeX, reason) each.
    """

    certificate: dict[str, Json]
    scope: str
    rests_on: tuple[Rests, ...]
    conditions: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]


def always() -> bool:
    """Never stops the search."""
    return True


def prove(claim: Claim, settings: Settings,
          conditions: Iterable[Any] = (), seconds: float = 3.0,
          go_on: Callable[[], bool] = always) -> Proof | None:
    """A proof that both sides are equal, or None if none was found.

    conditions: of `repairs.conditions`, or their keys; the line is proved
    where all of them are true. seconds: after so many it gives up; go_on:
    asked now and then, it ends the search by saying no. Without SymPy there
    are no proofs.
    """
    keys = tuple(tuple(getattr(one, "key", one)) for one in conditions)
    try:
        from .accepted import accepted
    except ModuleNotFoundError as missing:
        if missing.name != "sympy":
            raise
        return None             # numbers do without it, and so do readers
    try:
        return accepted(claim, settings, keys, seconds, go_on)
    except RecursionError:      # a long line, on the small stack of a browser
        return None


__all__ = ["Proof", "Rests", "always", "prove"]
