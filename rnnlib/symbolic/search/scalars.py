"""Lines of formulas of entries: premises, derivatives, definitions."""
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from ...checker.rules import Chain
from ...checker.slopes import Definition
from ...checker.terms import (
    Refused,
    Term,
    Time,
    free,
    is_entry,
    is_time,
    mapped,
    matched,
    put,
    walk,
)
from ...checker.theorems import Theorem
from .lines import Line, Step, finished
from .reading import json_of
from .tidying import Tidy

# lines one by one, and at the end the last of them
Carried: TypeAlias = Generator[Line, None, Line]
NOW = ("t", 0)                # definitions speak of this time
MANY = 60                     # steps of one side, at most


def entries_of(e: Term) -> Iterator[Term]:
    """All entries in a term."""
    return filter(is_entry, walk(e))


class Scalars:
    """Lines that begin at one side of a claim.

    order: the names that definitions make, the outermost first.
    """

    def __init__(self, chain: Chain, premises: Sequence[tuple[str, dict]],
                 order: Sequence[str], taken: frozenset[str],
                 sides: Sequence[Term] = (),
                 back: tuple[Term, tuple[str, ...]] | None = None,
                 keep: Term | None = None) -> None:
        self.back = back
        self.seen: set[Term] = set()
        self.kept = None if keep is None else {
            look(part) for part in walk(keep) if isinstance(part, tuple)
            and part[0] in ("d", "imm") and is_entry(part[1])}
        self.chain, self.premises = chain, premises
        self.order, self.taken = order, taken
        self.tidy = Tidy(chain.scalars)
        self.ways = list(self.slope_premises()) + [
            part for side in sides for part in walk(side)
            if isinstance(part, tuple) and part[0] == "d"
            and is_entry(part[1])]

    def lines(self, e: Term) -> Iterator[Line]:
        """A side, and what becomes of it: derivatives are taken first.

        Then definitions are put in, one name after another.
        """
        line, self.seen = Line(e, {}), {e}
        yield line
        if self.back and e == self.back[0]:
            line = yield from self.backwards(line)
            if not self.premises:
                return
        for name in ("", *self.order):
            if name and (label := self.label(name)):
                step = {"by": "definition", "cite": label, "at": "t"}
                line = yield from self.tried(line, step)
            for _ in range(MANY):
                before = line
                for step in self.next_steps(line.term):
                    line = yield from self.tried(line, step)
                    if line is not before:
                        line = yield from self.folded(line)
                        break
                if line is before:
                    break

    def backwards(self, line: Line) -> Carried:
        """The lines of the chain rule backwards, then what it leaves."""
        of, through = line.term, list(self.back[1] if self.back else ())
        while of:
            step = {"by": "backwards", "of": json_of(of, self.taken)}
            line = yield from self.tried(line, step)
            line = yield from self.tried(line, {"by": "derivative"})
            line = yield from self.folded(line)
            of = next((part for part in walk(line.term)
                       if isinstance(part, tuple) and part[0] == "d"
                       and part[2][0] in through), None)
            if of:
                through.remove(of[2][0])
        return line

    def tried(self, line: Line, step: Step) -> Carried:
        """The line after a step, tidied; the same line if that fails."""
        try:
            after = self.chain_rule(step)(line.term)
        except Refused:
            return line
        if after == line.term or after in self.seen:
            return line
        self.seen.add(after)
        if step["by"] == "derivative" or finished(after):
            after = self.tidied(after)
        line = Line(after, step)
        yield line
        return line

    def chain_rule(self, step: Step) -> Any:
        """What a step does with a line."""
        if step["by"] == "algebra":
            return self.expanded
        from ...checker.rules import RULES
        change = getattr(self.chain, RULES[step["by"]])(step)
        return partial(in_slopes, change) if "inside" in step else change

    def expanded(self, e: Term) -> Term:
        """The line multiplied out; itself if a premise fits nowhere then."""
        out = self.tidy.expanded(e)
        fit = any(self.premise(out, *one) for one in self.premises)
        return out if fit else e

    def tidied(self, e: Term) -> Term:
        """The line in short, its private letters named."""
        named = json_of(self.tidy.tidy(e), self.taken)
        return self.chain.language.term(named)

    def label(self, name: str) -> str | None:
        """The label of the definition of a name."""
        found = self.chain.slopes.definitions.get(name)
        return found and found.label

    def next_steps(self, e: Term) -> Iterator[Step]:
        """What may be done next, the best first."""
        yield from filter(None, (self.premise(e, *one)
                                 for one in self.premises))
        yield from self.steps_with_slopes(e)
        if self.premises:
            yield {"by": "algebra"}

    def steps_with_slopes(self, e: Term) -> Iterator[Step]:
        """What may be done about the derivatives of a line."""
        slopes = [part for part in walk(e) if isinstance(part, tuple)
                  and part[0] in ("d", "imm")]
        if any(not is_entry(part[1]) or self.chain.slopes.taken(part) != part
               for part in slopes):
            yield {"by": "derivative"}
        ways = {one[2][:2] for one in self.ways
                if chain_time(self.chain, one[2])}
        for name, time in sorted(ways):
            if any(part[2][:2] != (name, time) != part[1][:2]
                   for part in slopes):
                yield {"by": "through", "name": name,
                       "at": json_of(time, frozenset())}
        names = {part[1][0] for part in slopes if is_entry(part[1])
                 and self.chain.language.at(part[1]) == NOW
                 and look(part) not in (self.kept or ())}
        names = {name for name in names if self.label(name)}
        if level := [name for name in self.order if name in names
                     and not any(name in self.chain.language.below(
                         other, now=True) for other in names)]:
            yield {"by": "definition", "at": "t", "inside": True,
                   "cite": [self.label(name) for name in level]}

    def slope_premises(self) -> Iterator[Term]:
        """Premises about the derivative of one entry by another."""
        for label, at in self.premises:
            one = self.chain.known[label]
            lhs = put(one.lhs, self.chain.values(one, at))
            if isinstance(lhs, tuple) and lhs[0] == "d" \
                    and self.chain.language.at(lhs[2]) is not None \
                    and is_entry(lhs[1]):
                yield lhs

    def folded(self, line: Line) -> Carried:
        """After a derivative: names for functions, as h for tanh p."""
        if line.step.get("by") not in ("derivative", "backwards"):
            return line
        for name in self.order:
            one = self.chain.slopes.definitions.get(name)
            if one and isinstance(one.formula, tuple) \
                    and one.formula[0] in ("tanh", "logistic"):
                for time in times_of(line.term):
                    found = named(line.term, one, time)
                    if found != line.term:
                        line = Line(self.tidied(found), {
                            "by": "definition", "cite": one.label,
                            "at": json_of(time, frozenset())})
                        yield line
        return line

    def premise(self, e: Term, label: str, at: dict) -> Step | None:
        """A step that puts a premise in wherever it fits; None if nowhere.
        """
        one = self.chain.known[label]
        pattern = put_in(one, self.chain, at)
        found = []
        for part in parts_of(e):
            by = fits(pattern, part)
            if by is None or part == pattern and one.rhs == part:
                continue
            by = {**at, **{letter: json_of(new, frozenset())
                           for letter, new in by.items()
                           if letter not in at and not same_letter(letter,
                                                                   new)}}
            if by not in found:
                found.append(by)
        return {"by": "premise", "cite": label, "at": found} if found else None


def in_slopes(change: Callable[[Term], Term], e: Term) -> Term:
    """e with its derivatives changed, and nothing else."""
    if isinstance(e, tuple) and e[0] in ("d", "imm"):
        return change(e)
    return mapped(e, partial(in_slopes, change))


def chain_time(chain: Chain, e: Term) -> bool:
    """Whether an entry has a time."""
    return chain.language.at(e) is not None


def put_in(one: Theorem, chain: Chain, at: dict) -> Term:
    """The left side of a premise at its times."""
    return put(one.lhs, chain.values(one, at))


def look(e: Term) -> tuple[Any, ...]:
    """A derivative without its letters: of what, by what, when."""
    return (e[0], *[(part[0], *filter(is_time, part[1:]))
                    for part in e[1:3]])


def named(e: Term, one: Definition, time: Time) -> Term:
    """e with the entry of a definition for its formula, at one time."""
    at = {NOW[0]: time}
    by = fits(put(one.formula, at), e)
    if by is not None:
        return put(put(one.entry, at), by)
    return mapped(e, lambda part: named(part, one, time))


def times_of(e: Term) -> list[Time]:
    """The times of the entries in a line."""
    return list(dict.fromkeys(part[1] for part in walk(e)
                              if is_entry(part) and is_time(part[1])))


def same_letter(letter: str, new: Any) -> bool:
    """Whether nothing is put for a letter but itself."""
    return new in (letter, (letter, 0))


def parts_of(e: Term) -> Iterator[Term]:
    """What a premise may be about in a line: nothing in a derivative."""
    yield e
    if isinstance(e, tuple) and not is_entry(e) and e[0] not in ("d", "imm"):
        for part in e[1:]:
            if isinstance(part, tuple) and not is_time(part):
                yield from parts_of(part)


def fits(pattern: Term, e: Term) -> dict[str, Any] | None:
    """What to put for the letters of a pattern to make e; times stay."""
    found: dict[str, Any] = {}

    def match(one: Term, other: Term, bound: dict[str, str]) -> bool:
        if is_time(one) or not isinstance(one, tuple):
            if isinstance(one, str) and isinstance(other, str):
                if one in bound:
                    return bound[one] == other
                return other not in bound.values() \
                    and found.setdefault(one, other) == other
            return one == other
        if not isinstance(other, tuple) or one[0] != other[0] \
                or len(one) != len(other):
            return False
        if one[0] == "sum":
            return match(one[2], other[2], {**bound, one[1]: other[1]})
        return all(match(a, b, bound)
                   for a, b in zip(one[1:], other[1:], strict=True))

    return found if match(pattern, e, {}) else None


__all__ = ["Scalars", "entries_of", "free", "mapped", "matched"]
