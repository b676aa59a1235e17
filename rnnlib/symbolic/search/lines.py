"""Lines from both sides of a claim, and where they meet."""
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import cycle, pairwise
from typing import Any, NamedTuple

from ...checker.rules import Chain
from ...checker.terms import Refused, Term, free, is_entry, walk
from ...checker.words import Words
from .reading import json_of, pretty

Step = dict[str, Any]
PLAIN = "algebra", "swap", "link"          # rules without premises
MANY = 60                     # lines of one side, at most


class Line(NamedTuple):
    """A line, and the step that led to it; {} for the first one."""

    term: Term
    step: Step


def meeting(chain: Chain, left: Sequence[Line],
            right: Sequence[Line]) -> list[Line] | None:
    """One chain through lines of both sides that are equal.

    The shortest one, of lines with the same names if some are equal; None if
    no lines of the two are.
    """
    pairs = sorted(((n, m) for n in range(len(left))
                    for m in range(len(right))),
                   key=lambda pair: (names(left[pair[0]].term) != names(
                       right[pair[1]].term), sum(pair), pair[1]))

    @cache
    def form(side: int, n: int, rule: str) -> dict[Any, Any] | None:
        return normal(chain, (left, right)[side][n].term, rule)

    for n, m in pairs:
        for rule in rules(chain):
            if left[n].term == right[m].term or form(0, n, rule) is not None \
                    and form(0, n, rule) == form(1, m, rule):
                return joined(chain, left[:n + 1], right[:m + 1], rule)
    return None


def normal(chain: Chain, e: Term, rule: str) -> dict[Any, Any] | None:
    """The normal form of a line by a rule without premises, or None."""
    words = Words(chain.scalars, rule)
    try:
        return words.normal(e, chain.facts)
    except Refused:
        return None


def first_meeting(chain: Chain, *sources: Iterator[Line],
                  most: int = MANY) -> list[Line]:
    """The chain through two sides, which are carried on in turn.

    most: so many lines of a side are looked at. The left one goes two lines
    ahead; NotFound if they do not meet.
    """
    sides: tuple[list[Line], list[Line]] = [], []
    ended: set[int] = set()
    for side in cycle((0, 0, 1)):
        line = next(sources[side], None) \
            if len(sides[side]) < most else None
        if line is None:
            ended.add(side)
            if len(ended) == 2:
                break
            continue
        sides[side].append(line)
        if any(names(other.term) == names(line.term)
               and same(chain, line.term, other.term, rule)
               for other in sides[1 - side] for rule in rules(chain)):
            break
    found = meeting(chain, *sides)
    if found is None:
        raise NotFound(chain, [sides])
    return found


@lru_cache(10_000)
def names(e: Term) -> frozenset[str]:
    """The names in a line: lines of other names are compared at the end."""
    return frozenset(part[0] for part in walk(e) if is_entry(part))


class NotFound(Exception):
    """No proof was found; in each try both sides got so far.

    place: the row and column of the entries that were compared; where: in
    which part of an induction; also: what failed in its other part.
    """

    def __init__(self, chain: Chain, tries: Sequence[tuple[
            Sequence[Line], Sequence[Line]]]) -> None:
        super().__init__("no proof was found")
        self.chain, self.tries = chain, tries
        self.place: tuple[str | None, str | None] | None = None
        self.where, self.also = "", [self][:0]


def rules(chain: Chain) -> tuple[str, ...]:
    """The rules without premises; for numbers there is one."""
    return PLAIN[:1] if chain.shape is None else PLAIN


def same(chain: Chain, first: Term, second: Term, rule: str) -> bool:
    """Whether two lines are equal by a rule without premises."""
    return first == second or chain.equal(first, second, rule)


def joined(chain: Chain, left: Sequence[Line], right: Sequence[Line],
           rule: str) -> list[Line]:
    """The lines of the left side, then those of the right one backwards."""
    out = list(left)
    if out[-1].term != right[-1].term:
        out.append(Line(right[-1].term, {"by": rule}))
    for n in range(len(right) - 1, 0, -1):
        out.append(Line(right[n - 1].term, right[n].step))
    return shortened(chain, out)


def shortened(chain: Chain, lines: list[Line]) -> list[Line]:
    """The lines without those that the next step can do without."""
    n = 1
    while n < len(lines) - 1:
        before, line, after = lines[n - 1:n + 2]
        found = next((step for step in (after.step, line.step)
                      if holds(chain, before.term, step, after.term)), None)
        if found:
            lines[n:n + 2] = [Line(after.term, found)]
        else:
            n += 1
    return lines


def polished(chain: Chain, lines: Sequence[Line],
             taken: frozenset[str]) -> list[Line]:
    """The lines as SymPy tidies them, where the steps still hold."""
    out = list(lines)
    for n, (line, after) in enumerate(pairwise(lines[1:]), 1):
        if not finished(line.term):
            continue
        new = pretty(line.term, chain.language, taken)
        if chain.equal(new, line.term) \
                and holds(chain, out[n - 1].term, line.step, new) \
                and holds(chain, new, after.step, after.term):
            out[n] = Line(new, line.step)
    return out


def finished(e: Term) -> bool:
    """Whether all derivatives are of entries by entries."""
    return not any(part[0] in ("d", "imm") and not is_entry(part[1])
                   for part in walk(e) if isinstance(part, tuple))


def holds(chain: Chain, line: Term, step: Step, following: Term) -> bool:
    """Whether a step leads from a line to the following one."""
    try:
        chain.check(line, step, following, "<=")
    except Refused:
        return False
    return True


def steps_of(lines: Sequence[Line]) -> list[Step]:
    """The steps of a chain, as a certificate has them."""
    taken = frozenset(free(lines[0].term) | free(lines[-1].term))
    return [{**line.step, "to": json_of(line.term, taken)}
            for line in lines[1:]]
