"""The search: a certificate for a claim, or what is left of it."""
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...checker.existing import climbing
from ...checker.gradients import gradient
from ...checker.language import Language
from ...checker.rules import Chain
from ...checker.signs import POSITIVE
from ...checker.terms import (
    Refused,
    Term,
    free,
    later,
    product,
    put,
    scalar,
    total,
    walk,
)
from ...checker.theorems import Claim, Theorem
from ...checker.words import entries, turned
from .lines import (
    MANY,
    Line,
    NotFound,
    first_meeting,
    holds,
    meeting,
    polished,
    shortened,
    steps_of,
)
from .reading import json_of
from .scalars import Scalars
from .tidying import PATIENT
from .words import Words

Premises = Sequence[tuple[str, dict]]
Found = dict[str, Any]        # what a certificate says beside its statement
NONE: frozenset[str] = frozenset()
LETTERS = {"n_h": "ijlm", "n_x": "uv", "n_y": "abc"}


class Search:
    """The search for one claim."""

    def __init__(self, statement: Mapping[str, Any], language: Language,
                 known: Mapping[str, Theorem], premises: Premises,
                 order: Sequence[str]) -> None:
        self.claim = Claim({**statement, "kind": ""}, language, known)
        self.language, self.known = language, known
        self.premises, self.order = premises, order
        self.most = MANY                 # lines of a side, in formulas
        self.lhs, self.rhs = self.claim.lhs, self.claim.rhs
        self.taken = frozenset(free(self.lhs) | free(self.rhs))

    def chain(self) -> Found:
        """The lines from one side to the other."""
        words = not scalar(self.lhs)
        if words and not any(not scalar(self.known[label].lhs)
                             for label, _ in self.premises):
            try:
                return self.by_entries()
            except Refused:
                pass
        lines = self.words(self.lhs, self.rhs) if words \
            else self.scalars(self.lhs, self.rhs)
        return {"kind": "chain", "steps": steps_of(lines)}

    def on(self, facts: Any = None, known: Any = None,
           fixed: frozenset[str] = frozenset()) -> Chain:
        """A chain where these facts hold."""
        chain = self.claim.on(facts or self.claim.order, known, fixed)
        chain.shape = self.language.shape_of(self.lhs)
        chain.scalars.most *= PATIENT
        return chain

    def scalars(self, lhs: Term, rhs: Term) -> list[Line]:
        """Lines of formulas of entries."""
        chain = self.on()
        chain.shape = None
        taken = frozenset(free(lhs) | free(rhs))
        tries: list[Any] = []
        open_ones = any(isinstance(part, tuple) and part[0] in ("d", "imm")
                        for side in (lhs, rhs) for part in walk(side))
        for keep in (True, False) if open_ones else (False,):
            ways = [Scalars(chain, self.premises, self.order, taken,
                            (lhs, rhs), keep=other if keep else None)
                    for other in (rhs, lhs)]
            try:
                found = first_meeting(chain, ways[0].lines(lhs),
                                      ways[1].lines(rhs), most=self.most)
                return self.polished(chain, found, taken)
            except NotFound as error:      # raised below if no way does
                tries += error.tries
        raise NotFound(chain, tries)

    def polished(self, chain: Chain, lines: list[Line],
                 taken: frozenset[str]) -> list[Line]:
        """The lines as they are shown."""
        return polished(chain, lines, taken)

    def by_entries(self) -> Found:
        """Lines from an entry of one side to that of the other."""
        shape = self.language.shape(self.lhs)
        taken = self.taken | self.claim.taken(shape)
        names: list[str | None] = []
        for space in shape:
            names.append(space and next(
                v for v in LETTERS[space]
                if v not in taken and v not in names))
        chain = self.on()
        first, last = [entries(chain.language, side, *names)
                       for side in (self.lhs, self.rhs)]
        taken = frozenset(free(first) | free(last)) | {*filter(None, names)}
        first, last = [self.language.term(json_of(e, taken))
                       for e in (first, last)]
        try:
            lines = self.scalars(first, last)
        except NotFound as error:
            error.place = names[0], names[1]
            raise
        return {"kind": "entries", "row": names[0], "column": names[1],
                "from": json_of(first, taken), "steps": steps_of(lines)}

    def words(self, lhs: Term, rhs: Term, premises: Premises | None = None,
              chain: Chain | None = None,
              peels: Sequence[Sequence[Any]] | None = None) -> list[Line]:
        """Lines of products of matrices."""
        chain = chain or self.on()
        times = [(v, 0) for v in sorted(self.taken)
                 if self.language.spaces.get(v[:1]) == "time"
                 and v not in POSITIVE]
        peels = peels or [(), (("", 1),), *[(one,) for one in times]]
        best: list[Line] | None = None
        tries: list[Any] = []
        for peel in peels:
            for late in (False, True)[:1 + bool(peel)]:
                way = Words(chain, self.premises if premises is None
                            else premises, peel, late, self.taken)
                sides = [list(way.lines(side)) for side in (lhs, rhs)]
                found = meeting(chain, *sides)
                if found and (best is None or weight(found) < weight(best)):
                    best = found
                tries.append(sides)
            if best and not peel:
                break
        if best is None:
            raise NotFound(chain, tries)
        return best

    def induction(self, over: str, begin: str, base: tuple[str, dict],
                  step: tuple[str, dict], way: int) -> Found:
        """A start, and a step."""
        claim, start = self.claim, self.language.time(begin)
        claim.data = {**claim.data, "over": over, "way": way,
                      "start": json_of(start, frozenset())}
        at_start, here, _ = climbing(claim, over, start, way)
        known = {**self.known, "hypothesis": claim.hypothesis(way)}
        chain = self.on(here, known, self.taken)
        now, after = (over, 0), (over, 1)
        peel = [(), (now,)] if way == 1 else [
            (), (now,), (after,), (now, after), (after, now)]
        first, second = both(lambda: self.words(
            put(self.lhs, {over: start}), put(self.rhs, {over: start}),
            (base, *self.premises), self.on(at_start), [()]),
            lambda: self.words(self.lhs, self.rhs, (
                ("hypothesis", {}), step, *self.premises), chain, peel))
        return {"kind": "induction", "over": over, "way": way,
                "start": claim.data["start"], "base": steps_of(first),
                "steps": steps_of(second)}

    def bound(self) -> Found:
        """Lines from both sides, and what is lost between them."""
        chain = self.on()
        way = Words(chain, self.premises, taken=self.taken)
        left, right = [list(way.lines(side)) for side in (self.lhs, self.rhs)]
        left += self.symmetric(chain, way, left[-1].term)
        for line in (*left, *right):           # so K >= 0 may be cited
            if "cite" in line.step:
                chain.cited.add(line.step["cite"])
        pairs = sorted(((n, m) for n in range(len(left))
                        for m in range(len(right))), key=sum)
        for n, m in pairs:
            step = {"by": "square"}
            if holds(chain, left[n].term, step, right[m].term):
                lines = [*left[:n + 1], Line(right[m].term, step)]
                lines += [Line(right[i - 1].term, right[i].step)
                          for i in range(m, 0, -1)]
                return {"kind": "chain", "steps": steps_of(lines)}
        raise NotFound(chain, [(left, right)])

    def symmetric(self, chain: Chain, way: Words, e: Term) -> list[Line]:
        """The line with each product as X X^T, if premises make it so."""
        halves = []
        for n, row in way.rows(e):
            half, odd = divmod(len(row), 2)
            back = turned(product(*row[:half]))
            halves.append(product(n, *row[:half + odd], back))
        line = way.clean(total(*halves))
        found = [one.step for label, at in self.premises
                 if (one := way.premise(line, label, at))
                 and holds(chain, e, one.step, line)]
        return [Line(line, found[0])] if found else []

    def chained_bounds(self, over: str, begin: str,
                       base: tuple[str, dict] | None, step: str,
                       way: int, share: Any) -> Found:
        """A start, and a bound taken at each step."""
        claim, start = self.claim, self.language.time(begin)
        share = self.language.term(share)
        at_start, here, _ = climbing(claim, over, start, way)
        by = {over: start}
        before = {over: (over, -way)}
        near = [put(side, before) for side in (self.lhs, self.rhs)]
        first, _ = both(lambda: self.words(
            put(self.lhs, by), put(self.rhs, by), (base,) if base else (),
            self.on(at_start), [()]), lambda: self.words(
            product(share, near[1]), self.rhs, (), self.on(here), [()]))
        times = json_of(share, NONE)
        lines = [Line(self.lhs, {})]
        for line, one in zip(near, (step, "hypothesis"), strict=True):
            lines.append(Line(product(share, line), {
                "by": "bound", "cite": one,
                **({} if one == step else {"times": times})}))
        lines.append(Line(self.rhs, {"by": "algebra"}))
        return {"kind": "induction", "over": over, "way": way,
                "start": begin, "base": steps_of(first),
                "steps": steps_of(lines)}

    def reading_off(self, source: str) -> Found:
        """A differential, the gradient read off it, and lines to the end."""
        chain = self.on()
        whole = self.known[source]
        way = Words(chain, self.premises,
                    taken=self.taken | free(whole.rhs))
        change, _ = self.language.data["read"][self.lhs[1]]
        lines: list[Line] = []
        failed: Exception = Refused("not a differential")
        for line in way.lines(whole.rhs):
            lines.append(line)
            try:
                found = gradient(chain.scalars, chain.facts, line.term,
                                 change)
            except Refused as refusal:
                if not isinstance(failed, NotFound):
                    failed = Refused(f"not a differential: {refusal}")
                continue
            begin = way.clean(found)
            try:
                rest = self.words(begin, self.rhs)
            except NotFound as error:
                failed = error
                continue
            return {"kind": "read off", "source": source,
                    "whole": steps_of(shortened(chain, lines)),
                    "from": json_of(begin, self.taken),
                    "steps": steps_of(rest)}
        raise failed

    def backwards(self, through: Sequence[str]) -> Found:
        """The chain rule from the side of what the derivative is by."""
        chain = self.on()
        chain.slopes.fed(*self.lhs[1:])        # or it says why it cannot
        way = Scalars(chain, self.premises, self.order, self.taken,
                      (self.lhs, self.rhs), back=(self.lhs, tuple(through)))
        lines = first_meeting(chain, way.lines(self.lhs), iter(
            way.lines(self.rhs) if self.premises else [Line(self.rhs, {})]))
        return {"kind": "chain",
                "steps": steps_of(polished(chain, lines, self.taken))}


def both(start: Callable[[], list[Line]], step: Callable[[], list[Line]]
         ) -> list[list[Line]]:
    """The lines of both parts of an induction; NotFound says what fails."""
    found, failed = [], []
    for where, lines in (("at the start", start), ("at a step", step)):
        try:
            found.append(lines())
        except NotFound as error:
            error.where = where
            failed.append(error)
    if failed:
        failed[0].also = failed[1:]
        raise failed[0]
    return found


def weight(lines: Sequence[Line]) -> int:
    """How much there is to read."""
    return sum(20 + len(str(line.term)) for line in lines)


__all__ = ["NotFound", "Search", "later", "product", "total"]
