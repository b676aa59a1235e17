"""Which lemmas are tried on a line: those about the names that stand there."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from .ledger import Ledger
from .lemmas import names
from .networks import BOOK, EARLIER, OWN, PLACES, derivative

Json = Any
Premises = list[tuple[str, dict[str, Any]]]
TOPS = ("y_hat", "q", "E")
PARAMETERS = tuple(PLACES)
EARLY = ("W", "U", "b_h")
STARTS = tuple(f"imm_h_{name}-start" for name in ("W", "U", "b_h"))
FIRST = ("start", *STARTS, "no-slopes", "chain-start", "d_h_p-start",
         "d_p_p-start", "dh_dx-start", "d_p_x-start", "one-step",
         "chain-of-the-loss")
OUT = tuple(f"{derivative(top, below)}-out" for top in TOPS
            for below in (*PARAMETERS, "h", "p", "x"))
NOW = tuple(f"imm_{top}_{name}-now" for top in "hp" for name in EARLY)
BACK = ("adjoint-slopes", "adjoint")
LAST = ("slopes-symmetric", "d_p_h-link", "d_p_p-link", "d_p_x-link",
        "loss-of-logs", "error")
CHAINS = ("jacobian-chain", "step-jacobian", "step-of-p")
VALUES = (("states", {"t": "t"}), ("states", {"t": "t-1"}),
          "pre-activations", "outputs")
AT_TWO = tuple(derivative(top, below) for top in OWN for below in EARLIER)
STEPS = tuple(f"{derivative('p', name)}-step" for name in EARLY)
SUMS = (*[f"{derivative('h', name)}-sum" for name in EARLY], "states-sum")
BY_H = ("d_h_p-chain", "dh_dx-chain")
BY_P = (*[f"{derivative('h', name)}-of-p" for name in EARLY],
        *[f"{derivative('p', name)}-sum" for name in EARLY],
        "d_h_p-by-p", "one-step-of-p", "d_p_p-chain")


def ways(ledger: Ledger, lhs: Json, rhs: Json, conditions: Iterable[str]
         ) -> Iterator[Premises]:
    """Lists of lemmas, one after another, for a line of matrices."""
    said = names(lhs) | names(rhs)
    conditions = {*conditions}
    tried: list[Premises] = []
    for some in plans(lhs, rhs, said):
        found = fitting(ledger, some, said, conditions)
        if found not in tried:
            tried.append(found)
            yield found


def plans(lhs: Json, rhs: Json, said: set[str]) -> Iterator[list[Any]]:
    """What may be tried on a line, the likeliest first."""
    usual, ends = [*FIRST, *OUT, *NOW], [*LAST, *CHAINS]
    bottom = lowest(lhs, rhs)
    stepped = steps(lhs, rhs)
    if len(times_of([lhs, rhs], "lam") | times_of([lhs, rhs], "a")) > 1:
        yield [*usual, *links(lhs, rhs), *BY_H, *BACK, *ends]
    if stepped:
        yield [*usual, *stepped, *ends]
    if said & {"d_p_p", "K", "d_p_W", "d_p_U", "d_p_b_h"}:
        yield [*usual, *BY_P, *BACK, *ends]
    if bottom:
        yield [*usual, *STEPS, *BY_H, *BACK, ("chain-early-end", bottom),
               *[one for one in ends if one != "jacobian-chain"]]
    yield [*usual, *STEPS, *SUMS, *BY_H, *BACK, *ends]
    yield [*usual, *links(lhs, rhs), *BY_H, *BACK, *ends]
    yield [*VALUES, *usual, *STEPS, *SUMS, *BY_H, *BACK, *ends]
    if not bottom:
        yield [*usual, *BY_P, *BACK, *ends]


def lowest(lhs: Json, rhs: Json) -> dict[str, str] | None:
    """The lowest of several times down to which gradients are taken."""
    times = {found for name in ("lam", "a")
             for found in times_of([lhs, rhs], name)}
    times |= {found for name in (*AT_TWO, *BOOK.values())
              for found in times_of([lhs, rhs], name, 3)}
    by_letter: dict[str, set[int]] = {}
    for letter, n in times:
        by_letter.setdefault(letter, set()).add(n)
    for letter, some in by_letter.items():
        if len(some) > 1:
            return {"k": written(letter, min(some))}
    return None


def written(letter: str, n: int) -> str:
    """A time as text."""
    return letter + (f"{n:+d}" if n else "") if letter else str(n)


def steps(lhs: Json, rhs: Json) -> list[tuple[str, dict[str, str]]]:
    """Single steps of the states, down to the earliest that is named."""
    found = []
    for name in EARLY:
        tops = [derivative(top, name) for top in ("h", "E", "q", "y_hat")]
        times = {time for one in (*tops, f"imm_h_{name}")
                 for time in times_of([lhs, rhs], one)}
        letters = {letter for letter, _ in times}
        if len(times) < 2 or len(letters) != 1:
            continue
        (letter,) = letters
        shifts = sorted(shift for _, shift in times)
        low = 0 if not letter else shifts[0]
        found += [(f"{tops[0]}-step", {"t": written(letter, n)})
                  for n in range(shifts[-1], max(low, shifts[-1] - 6), -1)]
        found.append((f"{tops[0]}-start", {}))
    return found


def links(lhs: Json, rhs: Json) -> list[tuple[str, dict[str, str]]]:
    """One step of the gradient backwards, from the earliest time."""
    times = sorted(times_of([lhs, rhs], "lam") | times_of([lhs, rhs], "a"))
    found: list[tuple[str, dict[str, str]]] = [("adjoint-slopes", {})]
    if times:
        found.append(("adjoint-step-back", {"t": written(*times[0])}))
    return found


def times_of(term: Json, name: str, place: int = 2) -> set[tuple[str, int]]:
    """The times at which a matrix stands in some words."""
    if not isinstance(term, list):
        return set()
    if term[:2] == ["@", name]:
        if len(term) <= place:
            return set()
        text = term[place]
        letter = "" if text.isdigit() else re.match(
            "[a-zT][0-9]*", text)[0]           # type: ignore[index]
        return {(letter, int(text[len(letter):] or 0))}
    return set().union(*[times_of(part, name, place) for part in term])


def fitting(ledger: Ledger, some: Iterable[str | tuple[str, dict[str, str]]],
            said: set[str], conditions: set[str]) -> Premises:
    """Those about names that are there, or come in by the others."""
    wanted = [(one, {}) if isinstance(one, str) else one for one in some]
    known = {*said}
    used: set[str] = set()
    wanted = [one for n, one in enumerate(wanted) if one not in wanted[:n]]
    while True:
        more = [label for label, _ in wanted if label not in used
                and (own := sides(ledger, label, conditions)) is not None
                and own[0] <= known]
        if not more:
            return [(label, {**at}) for label, at in wanted if label in used]
        for label in more:
            used.add(label)
            own = sides(ledger, label, conditions)
            known |= own[1] if own else set()


def sides(ledger: Ledger, label: str, conditions: set[str]
          ) -> tuple[set[str], set[str]] | None:
    """The names on both sides of a lemma; None if it is not to be had."""
    if label in ledger.laid_down:
        if label in ("sum", "start") and label not in conditions:
            return None
        one = ledger.laid_down[label]
        return names(one["lhs"]), names(one["rhs"])
    if label == "error" and "sum" not in conditions:
        return None
    if label not in ledger.lemmas:
        return None
    lemma = ledger.lemmas[label]
    return names(lemma.lhs), names(lemma.rhs)


__all__ = ["Premises", "ways"]
