"""From a claim to what the checker accepts as a theorem."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from ...checker import Refused, Theorem, check
from ..numbers.networks import Settings
from ..numbers.troubles import Trouble
from ..tree.nodes import Claim
from ..tree.walking import parts
from . import networks
from .guarding import agrees
from .ledger import Ledger
from .premises import Premises, ways
from .searching import Finder, NotFound, Stopped, Watch
from .statements import Statement, statements

Json = Any
Key = tuple[str, ...]


@cache
def ledger(kind: str, bias: bool) -> Ledger:
    """What is known of a kind of network; made once."""
    return Ledger(kind, bias)


def found(claim: Claim, settings: Settings, conditions: tuple[Key, ...],
          watch: Watch) -> tuple[Statement, Theorem, Json] | None:
    """A translation of a claim, its theorem and its certificate; or None.

    Raises Stopped.
    """
    for statement in translated(claim, settings, conditions):
        if not agrees(claim, statement, settings, conditions):
            continue
        for certificate, theorem in attempts(
                statement, said(settings, conditions), watch):
            return statement, theorem, certificate
    return None


def translated(claim: Claim, settings: Settings,
               conditions: tuple[Key, ...]) -> Iterator[Statement]:
    """Translations of a claim; none of what has no meaning.

    Nor of a line about one of two biases: the proofs know one.
    """
    if settings.b_2 and names_bias(claim):
        return
    try:
        yield from statements(claim, settings, conditions)
    except Trouble:                  # too many free times: numbers say so
        return


def names_bias(claim: Claim) -> bool:
    """Whether a bias of the units stands in a line."""
    return any(getattr(node, "name", "") in ("b_h", "b_2")
               for side in claim[:2] for node in parts(side))


def said(settings: Settings, conditions: tuple[Key, ...]) -> list[str]:
    """What is said of the network: "sum", "start"."""
    keys = {key[0] for key in conditions}
    sums = settings.y != "any" or keys & {"sum", "one-hot"}
    start = settings.start == "zero" or "start" in keys
    return ["sum"] * bool(sums) + ["start"] * bool(start)


def attempts(statement: Statement, conditions: list[str], watch: Watch
             ) -> Iterator[tuple[Json, Theorem]]:
    """Certificates for a statement, with the checker's theorem."""
    known = ledger(statement.network, statement.bias)
    for premises in (ways(known, statement.lhs, statement.rhs, conditions)
                     if statement.words else by_entries(conditions)):
        watch.look()
        try:
            certificate = sought(statement, known, premises, watch)
            yield certificate, check(certificate, known.language, known.known(
                label for label, _ in premises))
        except (NotFound, Refused):  # other premises may do
            continue


def by_entries(conditions: list[str]) -> Iterator[Premises]:
    """What is tried on a line of entries: what is said of y first."""
    if "sum" in conditions:
        yield [("sum", {})]
    yield []


def sought(statement: Statement, known: Ledger, premises: Premises,
           watch: Watch) -> Json:
    """A certificate; NotFound or Refused without one."""
    stated = {"label": "line", "lhs": statement.lhs, "rhs": statement.rhs,
              "sign": "=", "facts": statement.facts}
    search = Finder(stated, known.language, known.known(
        label for label, _ in premises), premises, networks.ORDER)
    search.watch = watch
    return {**stated, **search.chain()}


def prove_or_none(claim: Claim, settings: Settings,
                  conditions: tuple[Key, ...], seconds: float,
                  go_on: Callable[[], bool]
                  ) -> tuple[Statement, Theorem, Json] | None:
    """As `found`; None when the time is over."""
    try:
        return found(claim, settings, conditions, Watch(seconds, go_on))
    except Stopped:                  # the numbers have judged the line
        return None
