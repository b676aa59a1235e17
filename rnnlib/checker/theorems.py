"""Theorems: only this module makes them, from certificates.

A certificate states something and says how it is shown: by a chain of lines,
entry by entry, by induction over time, or by reading a gradient off a
differential. `lay_down` takes definitions and conditions, which have to be
those of the networks.
"""
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from .existing import begun, check_exists, climbing
from .gradients import gradient
from .language import LETTER, Language, scalar
from .numbers import agree
from .rules import Chain
from .scalars import Key, Scalars
from .terms import (
    Facts,
    Refused,
    Term,
    free,
    is_entry,
    need,
    paired,
    put,
)
from .times import contradictory
from .words import entries

DOOR = object()               # only this module has it
HYPOTHESIS = "hypothesis"     # the label of that of an induction
Known: TypeAlias = Mapping[str, "Theorem"]


class Theorem:
    """A statement that has been shown, or laid down, and on what it rests."""

    label: str
    kind: str
    sign: str
    lhs: Term
    rhs: Term
    facts: Facts
    rests: frozenset[str]
    roots: frozenset[tuple[str, Key]]
    conditions: frozenset[str]
    by_entries: bool
    fixed: bool
    letters: frozenset[str]
    more: tuple[tuple[str, str], ...]
    points: int
    __slots__ = ("label", "kind", "sign", "lhs", "rhs", "facts", "rests",
                 "roots", "conditions", "by_entries", "fixed", "letters",
                 "more", "points")

    def __init__(self, door: object, label: str, kind: str, lhs: Term,
                 rhs: Term, facts: Facts = (), sign: str = "=",
                 rests: Iterable["Theorem"] = (), **more: Any) -> None:
        need(door is DOOR, "only a certificate makes a theorem")
        rests = list(rests)
        values = {
            "label": label, "kind": kind, "sign": sign, "lhs": lhs,
            "rhs": rhs, "facts": facts,
            "rests": frozenset(one.label for one in rests),
            "roots": frozenset().union(*[one.roots for one in rests]),
            "conditions": frozenset().union(
                *[one.conditions for one in rests]),
            "letters": frozenset(filter(
                LETTER.fullmatch, free(lhs) | free(rhs))),
            "more": (), "by_entries": False, "fixed": False, "points": 0,
            **more}
        for name, value in values.items():
            object.__setattr__(self, name, value)
        check_roots(self.roots)

    def __setattr__(self, name: str, value: object) -> None:
        raise Refused("a theorem does not change")


def check_roots(roots: Iterable[tuple[str, Key]]) -> None:
    """Refused if two definitions of one name come together."""
    seen: dict[str, Key] = {}
    for name, made in roots:
        need(seen.setdefault(name, made) == made,
             f"{name} is defined in two ways")


def check(certificate: Any, language: Language, known: Known) -> Theorem:
    """The theorem that a certificate shows; Refused if it does not."""
    try:
        if certificate["kind"] == "exact":
            return exact(certificate)
        return Claim(certificate, language, known).theorem()
    except (KeyError, TypeError, ValueError, AttributeError, IndexError,
            RecursionError, ArithmeticError, MemoryError) as error:
        raise Refused(f"no certificate: {type(error).__name__} {error}"
                      ) from None


def lay_down(data: Any, language: Language) -> Theorem:
    """A definition or condition of the networks; Refused if it is none."""
    try:
        return Claim(data, language, {}).laid_down()
    except (KeyError, TypeError, ValueError, AttributeError, IndexError,
            RecursionError, ArithmeticError, MemoryError) as error:
        raise Refused(f"no definition: {type(error).__name__} {error}"
                      ) from None


def exact(data: Mapping[str, Any]) -> Theorem:
    """An exact equation, which agrees at some points.

    SymPy's algebra has shown the rest. It is no premise: it says 0 = 0 here.
    """
    need(isinstance(data["label"], str), "a label is text")
    return Theorem(DOOR, data["label"], "exact", 0, 0,
                   points=agree(data["pairs"]))


class Claim:
    """What a certificate states, read."""

    def __init__(self, data: Mapping[str, Any], language: Language,
                 known: Known) -> None:
        self.data, self.known = data, known
        self.language = language = language.with_letters(
            data.get("letters", {}))
        need(all(language.spaces.get(letter, space) == space
                 for one in known.values() for letter, space in one.more),
             "a letter that another theorem has over another size")
        self.label = data["label"]
        need(isinstance(self.label, str), "a label is text")
        self.sign = data.get("sign", "=")
        need(self.sign in ("=", "<="), f"no sign: {self.sign}")
        self.lhs, self.rhs = [language.term(data[side])
                              for side in ("lhs", "rhs")]
        facts = data.get("facts", ())
        need(all(isinstance(pair, list | tuple) for pair in facts),
             "a fact is a pair")
        self.facts = tuple((language.time(low), language.time(high))
                           for low, high in facts)
        self.order = self.facts + begun(
            language, self.lhs, self.rhs, *sum(self.facts, ()))
        need(not contradictory(self.order), "facts that contradict")

    def check_shapes(self) -> None:
        """Refused unless both sides are of one shape."""
        left, right = map(self.language.shape_of, (self.lhs, self.rhs))
        need(left == right or right is None and (
            self.rhs == 0 or left[0] == left[1]),
            "two sides of unlike shapes")
        need(self.sign == "=" or left and left[0] == left[1],
             "a bound on what is not square")

    def theorem(self) -> Theorem:
        """The theorem; Refused without a proof."""
        ways = {"chain": self.chain, "entries": self.entries,
                "induction": self.induction, "read off": self.read_off}
        need(self.data["kind"] in ways, f"no kind: {self.data['kind']}")
        self.check_shapes()
        check_exists(self.language, (self.lhs, self.rhs), self.order)
        chains, facts = ways[self.data["kind"]]()
        used = set().union(*[chain.used for chain in chains])
        rests = [self.known[label] for label in used if label in self.known]
        self.check_values(rests)
        return Theorem(DOOR, self.label, "proof", self.lhs, self.rhs, facts,
                       self.sign, rests, more=self.more())

    def more(self) -> tuple[tuple[str, str], ...]:
        """The letters of this certificate, and what they run over."""
        return tuple(sorted(self.data.get("letters", {}).items()))

    def check_values(self, rests: Iterable[Theorem]) -> None:
        """Refused if something must not be 0 of which nothing is said."""
        said = self.not_zero(self.lhs) | self.not_zero(self.rhs)
        lines = [self.language.term(step["to"])
                 for step in steps_of(self.data)]
        if "over" in self.data:
            before = self.hypothesis(self.data["way"])
            lines += [before.lhs, before.rhs]
        for e in [*lines, *[e for one in rests if one.kind == "proof"
                            for e in (one.lhs, one.rhs)]]:
            need(self.not_zero(e) <= said,
                 "it divides by what may be 0, and does not say so")

    def not_zero(self, e: Term) -> set[Key]:
        """What must not be 0 for e to have a value, whatever its letters."""
        out = set()
        for part in self.language.not_zero(e):
            blank = {v: v[0] for v in free(part) if "#" in v}
            out.add(Scalars(self.language).form(put(part, blank)))
        return out

    def on(self, facts: Facts, known: Known | None = None,
           fixed: frozenset[str] = frozenset()) -> Chain:
        """A chain of lines, where these facts hold."""
        said = self.language.not_zero(self.lhs) \
            & self.language.not_zero(self.rhs)
        return Chain(self.language, facts, known or self.known, fixed,
                     frozenset(said))

    def close(self, chain: Chain, first: Term, steps: Any,
              last: Term) -> Chain:
        """Refused unless the steps lead from the first line to the last."""
        need(isinstance(steps, list) and len(steps) <= 500, "no steps")
        end = chain.run(first, steps, self.sign)
        need(end == last or chain.equal(end, last), "the last line is other")
        return chain

    def chain(self) -> tuple[list[Chain], Facts]:
        """Lines from one side to the other."""
        return [self.close(self.on(self.order), self.lhs,
                           self.data["steps"], self.rhs)], self.facts

    def entries(self) -> tuple[list[Chain], Facts]:
        """Lines from an entry of one side to that of the other."""
        need(self.sign == "=", "a bound is not shown by entries")
        row, column = self.data.get("row"), self.data.get("column")
        shape = self.language.shape(self.lhs)
        taken = self.taken(shape)
        for letter, space in ((row, shape[0]), (column, shape[1])):
            need((letter is None) == (space is None), "entries of what?")
            if letter:
                need(self.language.letter(letter, space) not in taken
                     and row != column, "a letter that is taken")
        chain = self.on(self.order)
        first, last = [entries(self.language, side, row, column)
                       for side in (self.lhs, self.rhs)]
        begin = self.language.term(self.data["from"])
        need(chain.equal(begin, first), "the first line is no entry")
        return [self.close(chain, begin, self.data["steps"], last)], \
            self.facts

    def taken(self, shape: tuple[str | None, ...]) -> set[str]:
        """All letters in entries of both sides but for row and column."""
        return set().union(*[free(entries(self.language, side, *shape))
                             for side in (self.lhs, self.rhs)])

    def induction(self) -> tuple[list[Chain], Facts]:
        """A chain at the start, and one for each step of a time."""
        over, way = self.data["over"], self.data["way"]
        start = self.language.time(self.data["start"])
        need(self.language.letter(over, "time") != "T" and start[0] != over,
             "an induction over a time, from another one")
        need(way in (1, -1), "a way is 1 or -1")
        at_start, here, reach = climbing(self, over, start, way)
        known_here = {**self.known, HYPOTHESIS: self.hypothesis(way)}
        by = {over: start}
        base = self.close(self.on(at_start), put(self.lhs, by),
                          self.data["base"], put(self.rhs, by))
        step = self.close(
            self.on(here, known_here,
                    frozenset(free(self.lhs) | free(self.rhs))),
            self.lhs, self.data["steps"], self.rhs)
        return [base, step], (*self.facts, reach)

    def hypothesis(self, way: int) -> Theorem:
        """The statement one step of the time before."""
        by = {self.data["over"]: (self.data["over"], -way)}
        return Theorem(DOOR, HYPOTHESIS, HYPOTHESIS, put(self.lhs, by),
                       put(self.rhs, by), (), self.sign, fixed=True)

    def read_off(self) -> tuple[list[Chain], Facts]:
        """A differential in lines, the gradient read off it, in lines."""
        need(self.sign == "=" and self.lhs[0] == "@"
             and self.lhs[1] in self.language.data["read"], "no gradient")
        change, wholes = self.language.data["read"][self.lhs[1]]
        chain = self.on(self.order)
        source = chain.cite({"cite": self.data["source"]})
        need(source.sign == "=" and source.lhs[0] == "@"
             and source.lhs[1] in wholes
             and source.lhs[2:] == self.lhs[2:], "read off another whole")
        need(chain.obeyed(source.facts, self.order), "facts of the source")
        line = chain.run(source.rhs, self.data["whole"], source.sign)
        found = gradient(chain.scalars, self.order, line, change)
        begin = self.language.term(self.data["from"])
        need(chain.equal(begin, found), "another gradient is read off")
        return [self.close(chain, begin, self.data["steps"], self.rhs)], \
            self.facts

    # what is laid down

    def laid_down(self) -> Theorem:
        """The definition or condition of a network that this is."""
        need(self.sign == "=", "no definition is a bound")
        if is_entry(self.lhs):
            return self.entry_laid_down()
        for key, (left, right) in self.language.data["conditions"].items():
            if self.says(left, right):
                return Theorem(DOOR, self.label, "condition", self.lhs,
                               self.rhs, conditions=frozenset([key]),
                               more=self.more())
        need(self.lhs[0] == "@", "neither a definition nor a condition")
        return self.matrix_laid_down()

    def says(self, left: Any, right: Any) -> bool:
        """Whether this is left = right, however a sum's letters are called.
        """
        chain = self.on(self.order)
        return chain.equal(self.lhs, self.language.term(left)) \
            and chain.equal(self.rhs, self.language.term(right))

    def entry_laid_down(self) -> Theorem:
        """The definition of an entry, as one of the networks has it."""
        name, time, *own = self.lhs
        need(time == ("t", 0) and len({*own}) == len(own),
             "a definition is at time t, with unlike letters")
        for kind, entry, formula in self.language.data["formulas"][name]:
            by = paired(entry[2:], own)
            if self.on(self.order).equal(
                    self.rhs, put(self.language.term(formula), by)):
                made = Scalars(self.language).form(
                    self.language.term(formula))
                return Theorem(DOOR, self.label, kind, self.lhs, self.rhs,
                               roots=frozenset([(name, made)]),
                               more=self.more())
        raise Refused(f"no network makes {name} so")

    def matrix_laid_down(self) -> Theorem:
        """The definition of a matrix: by entries, or by other matrices."""
        name, times = self.lhs[1], self.lhs[2:]
        own, _, _, meant, *facts = (
            self.language.data["matrices"].get(name)
            or self.language.data["sums"][name])
        need(times == tuple((v, 0) for v in own), "a matrix at its own times")
        need(self.on(self.order).equal(self.rhs, self.language.term(meant)),
             f"{name} is another matrix")
        kept = tuple((self.language.time(low), self.language.time(high))
                     for low, high in facts[0]) if facts else ()
        return Theorem(DOOR, self.label, "definition", self.lhs, self.rhs,
                       kept, by_entries=scalar(self.rhs), more=self.more())


def steps_of(data: Mapping[str, Any]) -> list[Any]:
    """All steps of a certificate."""
    return [step for name in ("whole", "base", "steps")
            for step in data.get(name, ())]
