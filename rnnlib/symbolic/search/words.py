"""Lines of products of matrices: premises, and terms taken off sums."""
from collections.abc import Iterator, Sequence
from typing import Any

from ...checker.rules import Chain, spread
from ...checker.terms import (
    Facts,
    Refused,
    Term,
    between,
    is_time,
    mapped,
    product,
    put,
    scalar,
    total,
)
from ...checker.times import within
from ...checker.words import Words as Normal
from ...checker.words import key, steps, turned, written_out
from .lines import Line, Step
from .reading import json_of

MANY = 40                     # steps of one side, at most
NONE: frozenset[str] = frozenset()


class Words:
    """Lines that begin at one side of a claim about matrices.

    peel: times at which sums give up their first or last term, once each;
    late: only when no premise fits.
    """

    def __init__(self, chain: Chain, premises: Sequence[tuple[str, dict]],
                 peel: Sequence[Any] = (), late: bool = False,
                 taken: frozenset[str] = NONE) -> None:
        self.taken = taken
        self.chain, self.premises = chain, premises
        self.peel, self.late = peel, late

    def lines(self, e: Term) -> Iterator[Line]:
        """A side, and what becomes of it."""
        line, self.done = Line(e, {}), []
        yield line
        if short(spread_all(e)) != spread_all(e):
            line = Line(self.clean(e), {"by": "algebra"})
            yield line
        for _ in range(MANY):
            found = next(self.next_lines(line.term), None)
            if found is None:
                break
            line = found
            self.done.append(line.step)
            yield line
        joined = self.multiplied(line.term, "link")
        if joined != line.term:
            yield Line(joined, {"by": "link"})

    def expanded(self, e: Term) -> Line | None:
        """The line multiplied out, if a premise fits there then."""
        out = self.multiplied(e)
        fit = out != e and any(self.premise(out, *one)
                               for one in self.premises)
        return Line(out, {"by": "algebra"}) if fit else None

    def rows(self, e: Term) -> list[tuple[Term, tuple[Term, ...]]]:
        """The terms of a line, numbers and rows of factors."""
        return Normal(self.chain.scalars).terms(e, self.chain.facts)

    def multiplied(self, e: Term, *rules: str) -> Term:
        """The line multiplied out; "link": products over time joined."""
        words = Normal(self.chain.scalars, *rules)
        try:
            return self.named(total(*[product(n, *row) for n, row in
                                      words.terms(e, self.chain.facts)]))
        except Refused:
            return e

    def next_lines(self, e: Term) -> Iterator[Line]:
        """What may be the next line, the best first."""
        if not self.late:
            yield from self.peeled(e)
        for label, at in self.premises:
            if line := self.premise(e, label, at):
                yield line
        if line := self.expanded(e):
            yield line
        if self.late:
            yield from self.peeled(e)

    def peeled(self, e: Term) -> Iterator[Line]:
        """The line with terms taken off its sums."""
        for time in self.peel:
            for end in ("last", "first"):
                step = {"by": "term", end: json_of(time, NONE)}
                after = self.chain.term(step)(e)
                if after != e and step not in self.done:
                    yield Line(self.clean(after), step)

    def premise(self, e: Term, label: str, at: dict) -> Line | None:
        """The line with a premise put in wherever it fits."""
        one = self.chain.known[label]
        if one.sign != "=" or one.by_entries:
            return None
        spelt = spread_all(e)
        found: list[dict] = []
        for turn in (False, True):
            left = put(one.lhs, self.chain.values(one, at))
            right = put(one.rhs, self.chain.values(one, at))
            if turn and (turned(left) == left or turned(left) == right):
                continue
            row = row_of(spread(turned(left) if turn else left))
            for by, facts in self.matches(spelt, row, self.chain.facts):
                by = {} if one.fixed else by
                whole = {**at, **{v: json_of(new, NONE)
                                  for v, new in by.items()
                                  if v not in at and new != (v, 0)},
                         **({"turned": True} if turn else {})}
                if whole not in found and self.usable(one, whole, facts):
                    found.append(whole)
        if not found:
            return None
        step = {"by": "premise", "cite": label, "at": found}
        try:
            after = self.chain.premise(step)(spelt)
        except Refused:
            return None
        return None if after == spelt else Line(self.clean(after), step)

    def usable(self, one: Any, at: dict, facts: Facts) -> bool:
        """Whether the premise holds at these times."""
        try:
            _, _, wanted = self.chain.instance(one, at)
        except Refused:
            return False
        return self.chain.obeyed(wanted, facts)

    def matches(self, e: Term, row: Sequence[Term], facts: Facts
                ) -> Iterator[tuple[dict, Facts]]:
        """Times that make factors of a row, and the facts that hold there.
        """
        if not isinstance(e, tuple) or scalar(e):
            return
        some = row_of(e)
        for n in range(len(some) - len(row) + 1):
            by = fit(row, some[n:n + len(row)])
            if by is not None:
                yield by, facts
        if e[0] == "over":
            yield from self.matches(e[4], row, within(facts, *e[1:4]))
        elif e[0] in ("*", "+", "T"):
            for part in e[1:]:
                yield from self.matches(part, row, facts)

    def clean(self, e: Term) -> Term:
        """The line with products written side by side."""
        return self.named(short(spread_all(e)))

    def named(self, e: Term) -> Term:
        """The line with letters that can be written for what it binds."""
        return self.chain.language.term(json_of(e, self.taken))


def spread_all(e: Term) -> Term:
    """Products written out everywhere, transposes inside."""
    e = spread(e)
    return e if not isinstance(e, tuple) or scalar(e) else spread(
        mapped(e, spread_all)) if e[0] in ("+", "*", "over") else e


def short(e: Term) -> Term:
    """e without products and sums over no time, or over one."""
    if not isinstance(e, tuple) or scalar(e):
        return e
    if e[0] == "chain" and steps(e) in (0, 1):
        return product(*written_out(e) or ())
    if e[0] == "over" and between(*e[2:4]) in (-1, 0):
        return 0 if e[2] != e[3] else short(put(e[4], {e[1]: e[2]}))
    if e[0] in ("+", "*", "over"):
        e = mapped(e, short)
    return {"+": total, "*": product}[e[0]](*e[1:]) if e[0] in "+*" else e


def row_of(e: Term) -> tuple[Term, ...]:
    """The factors of a product."""
    return e[1:] if isinstance(e, tuple) and e[0] == "*" else (e,)


def fit(row: Sequence[Term], some: Sequence[Term]) -> dict | None:
    """The times that make some factors of a row; None if there are none."""
    found: dict[str, Any] = {}
    for pattern, e in zip(row, some, strict=True):
        if not fits(pattern, e, found):
            return None
    return found


def fits(pattern: Term, e: Term, found: dict[str, Any]) -> bool:
    """Whether times make e of the pattern; they are put into `found`."""
    if scalar(pattern) or scalar(e):
        return pattern == e
    if pattern[0] == "T" and e[0] == "T":
        return fits(pattern[1], e[1], found)
    if pattern[0] != "@" or e[0] != "@" or pattern[1] != e[1]:
        return pattern[0] not in "+*^@T" and pattern[0] == e[0] \
            and key(pattern) == key(e)
    for one, other in zip(pattern[2:], e[2:], strict=True):
        if not one[0] or one[0] == "T":
            if one != other:
                return False
        elif found.setdefault(one[0], (other[0], other[1] - one[1])) != (
                other[0], other[1] - one[1]):
            return False
    return True


__all__ = ["Line", "Step", "Words", "is_time"]
