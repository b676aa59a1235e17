"""The rules: what one step of a proof may do.

A step names a rule, and what the next line is. The rule is carried out on
both lines, wherever it fits, and then they have to be equal in normal form.
So a step may be read from either side, and it says nothing of places.
"""
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from .existing import begun
from .language import Language, scalar
from .scalars import Scalars
from .slopes import Definition, Slopes
from .terms import (
    Facts,
    Refused,
    Term,
    Time,
    free,
    is_entry,
    later,
    mapped,
    need,
    product,
    put,
    put_facts,
    total,
)
from .times import holds, within
from .words import Row, Words, key, turned

if TYPE_CHECKING:
    from .theorems import Theorem

Step: TypeAlias = Mapping[str, Any]
Change: TypeAlias = Callable[[Term], Term]


class Chain:
    """Lines that are equal one by one, where some facts hold."""

    shape: Any                           # of all lines; None for numbers

    def __init__(self, language: Language, facts: Facts,
                 known: Mapping[str, "Theorem"],
                 fixed: frozenset[str] = frozenset(),
                 said: frozenset[Term] = frozenset()) -> None:
        self.language, self.facts, self.known = language, facts, known
        self.fixed = fixed               # letters of an induction hypothesis
        self.scalars = Scalars(language, said)
        self.slopes = Slopes(language, facts, definitions(known))
        self.cited: set[str] = set()

    @property
    def used(self) -> set[str]:
        """The labels of all that was used."""
        return self.cited | self.slopes.used

    def run(self, line: Term, steps: list[Step], sign: str) -> Term:
        """The last line; Refused if a step does not hold."""
        self.shape = self.language.shape_of(line)
        for n, step in enumerate(steps):
            try:
                following = self.language.term(step["to"])
                self.check(line, step, following, sign)
            except Refused as refusal:
                raise Refused(f"step {n + 1}: {refusal}") from None
            line = following
        return line

    def check(self, line: Term, step: Step, following: Term,
              sign: str) -> None:
        """Refused unless one rule leads from a line to the following one."""
        name = step["by"]
        need(name in RULES, f"no rule: {name}")
        need(scalar(following) if self.shape is None
             else self.language.shape(following) in (self.shape, None),
             "lines of unlike shapes")
        if name in ("square", "bound"):
            need(sign == "<=", "a bound in an equation")
            getattr(self, RULES[name])(step, line, following)
            return
        change = getattr(self, RULES[name])(step)
        if change is None:
            need(self.equal(line, following, name), "not equal")
            return
        first, second = change(line), change(following)
        need((first, second) != (line, following), "the rule is not used")
        need(any(self.equal(*pair) for pair in (
            (first, following), (line, second), (first, second))),
            "not equal")

    def equal(self, first: Term, second: Term, *rules: str) -> bool:
        """Whether two lines have one normal form."""
        words = Words(self.scalars, *rules)
        return words.normal(first, self.facts) == words.normal(
            second, self.facts)

    # rules: each gives what to do with a line

    def algebra(self, step: Step) -> None:
        """Equal after distributing, renaming, deltas, turning inwards."""

    def definition(self, step: Step) -> Change:
        """Entries are their formulas, at one time."""
        labels = step.get("cite")
        labels = labels if isinstance(labels, list) else [labels]
        some = [self.cite({"cite": label}) for label in labels]
        need(all(one.kind in ("definition", "condition")
                 and is_entry(one.lhs) for one in some),
             f"{labels} define no entries")
        time = self.language.time(step.get("at"))

        def change(line: Term) -> Term:
            for one in some:
                line = self.slopes.unfolded(line, one.lhs[0], time)
            return line
        return change

    def derivative(self, step: Step) -> Change:
        """Sums, products, powers, functions; what does not move gives 0."""
        return self.slopes.taken

    def through(self, step: Step) -> Change:
        """The chain rule through one name, if all goes through it."""
        name, time = step["name"], self.language.time(step.get("at"))
        need(self.language.tensors.get(name, ())[:1] == ["time"],
             f"no name at times: {name}")
        return lambda line: self.slopes.through(line, name, time)

    def backwards(self, step: Step) -> Change:
        """The chain rule over all that an entry enters directly."""
        of = self.language.term(step.get("of"))
        need(isinstance(of, tuple) and of[0] == "d", "no derivative")
        return lambda line: self.slopes.backwards(line, of)

    def premise(self, step: Step) -> Change:
        """A theorem at some letters and times; perhaps both sides turned."""
        one = self.cite(step)
        need(one.sign == "=", f"{step['cite']} is a bound")
        need(not one.by_entries, f"{step['cite']} defines entries")
        some = [self.instance(one, at) for at in step.get("at", [{}])]
        need(some, "no instance")

        def change(line: Term) -> Term:
            for instance in some:
                line = self.replaced(line, *instance, self.facts)
            return line
        return change

    def term(self, step: Step) -> Change:
        """The first or last term of sums over times."""
        end = "first" if "first" in step else "last"
        time = self.language.time(step.get(end))
        return lambda line: self.peeled(line, end, time, self.facts)

    # bounds

    def square(self, step: Step, low: Term, high: Term) -> None:
        """high - low is a sum of positive multiples of squares."""
        words = Words(self.scalars)
        rows: dict[Row, tuple[Term, Row]] = {}
        for n, row in words.terms(total(high, product(-1, low)),
                                  self.facts):
            name = tuple(map(key, row))
            rows[name] = total(n, rows.get(name, (0,))[0]), row
        for n, row in rows.values():
            if self.scalars.normal(n):         # else it cancels
                need(self.positive(n), "a negative multiple")
                need(self.is_square(row), "not a square")

    def bound(self, step: Step, low: Term, high: Term) -> None:
        """A theorem L <= R, times a positive number, on one term."""
        one = self.cite(step)
        need(one.sign == "<=", f"{step['cite']} is no bound")
        (at,) = step.get("at", [{}])
        need("turned" not in at, "a bound is not turned")
        _, right, facts = self.instance(one, at)
        left = put(one.lhs, self.values(one, at))
        need(self.obeyed(facts, self.facts), f"{step['cite']} holds only "
             "under facts that are not given")
        times = self.language.term(step.get("times", 1))
        need(scalar(times) and self.positive(times), "a negative multiple")
        need(self.equal(total(high, product(times, left)),
                        total(low, product(times, right))), "not equal")

    def positive(self, n: Term) -> bool:
        """Whether a number is nowhere negative."""
        return all(m > 0 and all(self.language.positive(atom)
                                 for atom, _ in atoms.values())
                   for m, atoms in self.scalars.collected(n).values())

    def is_square(self, row: Row) -> bool:
        """Whether factors read X X^T, or X K X^T with a K >= 0."""
        half, odd = divmod(len(row), 2)
        if odd and not self.not_negative(row[half]):
            return False
        first, second = product(*row[:half]), product(*row[half + odd:])
        return self.equal(turned(first), second)

    def not_negative(self, e: Term) -> bool:
        """Whether a condition says that no entry of a matrix is negative."""
        key = self.language.data["nonnegative"].get(
            e[1] if e[0] == "@" else None)
        said = {one for label in self.used
                for one in self.known[label].conditions}
        return key in said and holds(self.facts, ("", 1), e[2])

    # premises

    def cite(self, step: Step) -> "Theorem":
        """The theorem that a step cites."""
        label = step["cite"]
        need(label in self.known, f"no theorem: {label}")
        self.cited.add(label)
        return self.known[label]

    def values(self, one: "Theorem", at: Mapping[str, str]
               ) -> dict[str, Any]:
        """What an instance puts for letters: times, or letters."""
        chosen = {letter: new for letter, new in at.items()
                  if letter != "turned"}
        need(not one.fixed or not chosen, "a letter of the hypothesis")
        need("T" not in chosen, "T is the last step everywhere")
        need(chosen.keys() <= one.letters, f"letters it has not: {at}")
        return {letter: self.language.time(new)
                if self.language.space(letter) == "time"
                else self.language.letter(new, self.language.space(letter))
                for letter, new in chosen.items()}

    def instance(self, one: "Theorem", at: Mapping[str, Any]
                 ) -> tuple[Row, Term, Facts]:
        """Factors to be replaced, by what, and the facts that it takes."""
        by = self.values(one, at)
        left, right = put(one.lhs, by), put(one.rhs, by)
        if at.get("turned"):
            left, right = turned(left), turned(right)
        row = spread(left)
        row = row[1:] if isinstance(row, tuple) and row[0] == "*" else (row,)
        return row, right, put_facts(
            (*one.facts, *begun(self.language, *one.letters)), by)

    def obeyed(self, wanted: Facts, facts: Facts) -> bool:
        """Whether all that is wanted of times follows."""
        return all(holds(facts, low, high) for low, high in wanted)

    def replaced(self, e: Term, row: Row, right: Term, wanted: Facts,
                 facts: Facts, bound: frozenset[str] = frozenset()) -> Term:
        """e with `right` for the factors of `row`, where its facts hold."""
        if not isinstance(e, tuple):
            return e
        fits = self.obeyed(wanted, facts) and not bound & self.fixed
        if fits and self.alike(e, row):
            return right
        if e[0] in ("d", "imm", "chain"):
            return e
        if e[0] == "over":
            _, letter, low, high, body = e
            return (*e[:4], self.replaced(
                body, row, right, wanted, within(facts, letter, low, high),
                bound | {letter}))
        if len(row) > 1 and fits and not scalar(e):
            e = in_row(spread(e), row, right)
        e = mapped(e, lambda part: self.replaced(
            part, row, right, wanted, facts, bound))
        number = isinstance(e, tuple) and e[0] == "T" and scalar(e[1])
        return e[1] if number else e

    def alike(self, e: Term, row: Row) -> bool:
        """Whether e is the one thing to be replaced."""
        if len(row) > 1 or not isinstance(row[0], tuple):
            return False
        if e[0] != row[0][0]:
            return False
        if scalar(row[0]):
            return scalar(e) and self.equal(e, row[0])
        return e[0] != "+" and key(e) == key(row[0])

    def peeled(self, e: Term, end: str, time: Time, facts: Facts) -> Term:
        """e with a term taken off each sum that ends, or begins, at a time.
        """
        if scalar(e):
            return e
        if e[0] != "over":
            return mapped(e, lambda part: self.peeled(part, end, time, facts))
        _, letter, low, high, body = e
        body = self.peeled(body, end, time,
                           within(facts, letter, low, high))
        whole = (*e[:4], body)
        if not holds(facts, low, high) or (
                low if end == "first" else high) != time:
            return whole
        one = put(body, {letter: time})
        if end == "first":
            return total(one, ("over", letter, later(low), high, body))
        return total(("over", letter, low, later(high, -1), body), one)


def definitions(known: Mapping[str, "Theorem"]) -> dict[str, Definition]:
    """The definitions of entries among theorems, by name."""
    found: dict[str, Definition] = {}
    for label, one in known.items():
        if one.kind in ("definition", "condition") and is_entry(one.lhs):
            name, other = one.lhs[0], found.get(one.lhs[0])
            need(other is None or known[other.label].roots == one.roots,
                 f"{name} is defined in two ways")
            found[name] = Definition(label, one.lhs, one.rhs)
    return found


def spread(e: Term) -> Term:
    """A product written out: no powers, and transposes inside."""
    if scalar(e):
        return e
    if e[0] == "T" and e[1][0] != "@":
        return spread(turned(e[1]))
    if e[0] in ("*", "^"):
        some = e[1:] if e[0] == "*" else e[1:2] * e[2]
        return product(*map(spread, some))
    return e


def in_row(e: Term, row: Row, right: Term) -> Term:
    """A product with `right` for some factors that stand in a row."""
    if e[0] != "*":
        return e
    factors, out, n = e[1:], [], 0
    wanted = [key(one) for one in row]
    names = [None if scalar(one) or one[0] == "+" else key(one)
             for one in factors]
    while n < len(factors):
        fits = names[n:n + len(row)] == wanted
        out.append(right if fits else factors[n])
        n += len(row) if fits else 1
    return product(*out)


# a rule -> the method of Chain that carries it out
RULES = {"algebra": "algebra", "link": "algebra", "swap": "algebra",
         "definition": "definition", "derivative": "derivative",
         "premise": "premise", "term": "term", "through": "through",
         "backwards": "backwards", "square": "square", "bound": "bound"}
__all__ = ["Chain", "RULES", "Step", "free"]
