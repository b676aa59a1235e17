"""Derivatives: the rules, and what moves with what.

Definitions say of what a step makes an entry. A derivative is 0 only where
nothing flows: no entry depends on later ones, or on names that it is not made
of. What a derivative is by is held apart: its own definition is not put in.
"""
from collections.abc import Mapping
from typing import NamedTuple

from .language import Language
from .terms import (
    Facts,
    Refused,
    Term,
    Time,
    free,
    is_entry,
    later,
    mapped,
    matched,
    need,
    number,
    private,
    product,
    put,
    total,
    walk,
)
from .times import compare, holds


class Definition(NamedTuple):
    """What a page has an entry made of, and the label that says so."""

    label: str
    entry: Term
    formula: Term


class Slopes:
    """Derivatives by the definitions of a page, where some facts hold."""

    def __init__(self, language: Language, facts: Facts,
                 definitions: Mapping[str, Definition]) -> None:
        self.language, self.facts = language, facts
        self.definitions = definitions       # by the name that they define
        self.used: set[str] = set()          # labels

    # definitions

    def formula(self, e: Term) -> Term | None:
        """What the definition makes of an entry; None without one.

        A definition speaks of steps, t = 1, 2, ...
        """
        one = self.definitions.get(e[0])
        if one is None or not holds(self.facts, ("", 1), e[1]):
            return None
        self.used.add(one.label)
        return put(one.formula, matched(one.entry, e))

    def unfolded(self, e: Term, name: str, time: Time | None,
                 apart: Term = None, held: Time | None = None) -> Term:
        """e with the definition put in for a name at a time.

        apart: what the derivative around it is by; held: of an immediate one,
        the only time that may move.
        """
        if not isinstance(e, tuple):
            return e
        if is_entry(e):
            if e[0] != name or self.language.at(e) != time \
                    or apart and self.may_be(e, apart) \
                    or held not in (None, time):
                return e
            found = self.formula(e)
            need(found is None or not apart or self.flows(apart[0], e[0]),
                 f"{e[0]} is not made of {apart and apart[0]} here")
            return e if found is None else found
        if e[0] in ("d", "imm"):
            return (e[0], self.unfolded(e[1], name, time, *e[2:]), *e[2:])
        return mapped(e, lambda part: self.unfolded(
            part, name, time, apart, held))

    def flows(self, w: str, name: str) -> bool:
        """Whether w gets into a name by these definitions, if by any.

        If another network makes the name of w, nothing is said of it here.
        """
        seen, left = set(), [name]
        if w not in self.language.below(name):
            return True
        while left:
            if (one := left.pop()) not in seen:
                seen.add(one)
                made = self.definitions.get(one)
                left += [part[0] for part in walk(made.formula)
                         if is_entry(part)] if made \
                    else self.language.below(one)
        return w in seen

    def may_be(self, e: Term, w: Term) -> bool:
        """Whether e is of what w is of, or may be: of one time, perhaps."""
        return e[0] == w[0] and compare(
            self.facts, self.language.at(e), self.language.at(w)) in (0, None)

    # derivatives

    def taken(self, e: Term) -> Term:
        """e with every derivative taken as far as the rules go."""
        if isinstance(e, tuple) and e[0] in ("d", "imm"):
            return self.by(*e[1:])
        return mapped(e, self.taken)

    def by(self, e: Term, w: Term, held: Time | None = None) -> Term:
        """The derivative of e by the entry w: one line a rule."""
        if not any(map(is_entry, walk(e))):
            return 0
        if is_entry(e):
            return self.entry(e, w, held)
        head = e[0]
        if head == "+":
            return total(*[self.by(part, w, held) for part in e[1:]])
        if head == "*":
            return total(*[product(*e[1:n], self.by(part, w, held),
                                   *e[n + 1:])
                           for n, part in enumerate(e) if n])
        if head == "sum":
            own = private(e[1])
            inner = self.by(put(e[2], {e[1]: own}), w, held)
            return 0 if inner == 0 else ("sum", own, inner)
        if head == "^":
            need(number(e[2]), "the derivative of that power")
            outer = product(e[2], ("^", e[1], e[2] - 1))
        else:
            need(head in SLOPES, f"no rule for the derivative of {head}")
            outer = SLOPES[head](e)
        return product(outer, self.by(e[1], w, held))

    def entry(self, e: Term, w: Term, held: Time | None) -> Term:
        """The derivative of one entry by another."""
        own, other = self.language.at(e), self.language.at(w)
        if held and own is not None and own != held:
            need(own[0] == held[0], "may that time move?")
            return same(e, w) if e[0] == w[0] and own == other else 0
        if e[0] == w[0]:
            order = compare(self.facts, own, other)
            if order == 0:
                return same(e, w)
            if order is None:        # h_s by h_k, where s = k may be or not
                return ("d", e, w)
        if self.still(e, w):
            return 0
        return ("imm", e, w, held) if held else ("d", e, w)

    def still(self, e: Term, w: Term) -> bool:
        """Whether nothing flows from w into e, for certain."""
        own, other = self.language.at(e), self.language.at(w)
        order = compare(self.facts, own, other)
        below = self.language.below(e[0])
        start = e[0] in self.language.data["states"] and own == ("", 0)
        if w[0] not in below | {e[0]} or start and w[0] != e[0]:
            return True
        if order == 0 and w[0] != e[0] \
                and w[0] not in self.language.below(e[0], now=True):
            return True         # of one step, but e is computed before w
        return order == -1 or order == 1 and not (
            below and self.language.lasts(w[0]))

    # the chain rule

    def through(self, e: Term, name: str, time: Time) -> Term:
        """de/dw as the sum over a name of de/dq dq/dw; all goes through q.

        What does not move with w need not go through it.
        """
        if not isinstance(e, tuple) or e[0] not in ("d", "imm"):
            return mapped(e, lambda part: self.through(part, name, time))
        head, top, w, *held = e
        own = [private(slot) for slot in self.over(name)]
        q = (name, time, *own)
        fits = is_entry(top) and q[:2] not in (top[:2], w[:2]) and (
            q[0] == w[0] or not self.may_be(q, w)) and (
                not held or held == [time] == [self.language.at(top)]) \
            and self.passes(top, q, w, bool(held), {})
        return summed(own, product(("d", top, q), (head, q, w, *held))) \
            if fits else e

    def passes(self, e: Term, q: Term, w: Term, now: bool,
               seen: dict[Term, bool]) -> bool:
        """Whether w moves e by way of q only; now: within the step of q.

        seen: what is known of entries, whatever their letters.
        """
        time = self.language.at(e)
        if e[0] == q[0] and time == self.language.at(q):
            return True
        if self.may_be(e, w):
            return False
        if self.still(e, w) or now and time not in (None, self.language.at(
                q)):
            return True
        if (e[0], time) not in seen:
            made = self.formula(e)
            seen[e[0], time] = made is not None and all(
                self.passes(part, q, w, now, seen)
                for part in walk(made) if is_entry(part))
        return seen[e[0], time]

    def over(self, name: str) -> list[str]:
        """Letters for the slots of a tensor, but for its time."""
        return [LETTERS[slot] for slot in self.language.tensors[name]
                if slot != "time"]

    def backwards(self, e: Term, of: Term) -> Term:
        """e with the derivative `of` taken from the side of what it is by."""
        return self.fed(*of[1:]) if e == of else mapped(
            e, lambda part: self.backwards(part, of))

    def fed(self, top: Term, w: Term) -> Term:
        """d top/dw: over all entries that w enters directly."""
        time = self.language.at(w)
        need(is_entry(top), "not of an entry")
        if time is None:
            raise Refused("not by an entry at a time")
        need(not self.may_be(top, w),
             f"is {w[0]} the same as {top[0]}? say when= so")
        names = sorted(self.made_of(top[0], set()))
        self.used |= {self.definitions[name].label for name in names}
        found = [self.edge(top, w, name, later(time, step))
                 for name in names for step in (0, 1)]
        need(any(any(part[0] == w[0] for part in walk(
            self.definitions[name].formula) if is_entry(part))
            for name in names), f"{top[0]} is not made of {w[0]} on this page")
        return total(*found)

    def made_of(self, name: str, seen: set[str]) -> set[str]:
        """seen, and all defined names of which one is made."""
        if name in seen or name not in self.language.data["made"]:
            return seen
        need(name in self.definitions,
             f"define {name} first: something depends on it")
        seen = seen | {name}
        for part in walk(self.definitions[name].formula):
            if is_entry(part):
                seen = self.made_of(part[0], seen)
        return seen

    def edge(self, top: Term, w: Term, name: str, time: Time) -> Term:
        """What comes by way of one name at one time."""
        own = [private(slot) for slot in self.over(name)]
        v = (name, time, *own)
        one = self.definitions[name]
        formula = put(one.formula, matched(one.entry, v))
        edge = Direct(self.language, (), {}).by(formula, w)
        if edge == 0 or time == ("", 0) or self.still(top, v):
            return 0                           # at time 0 it is given
        need(holds(self.facts, ("", 1), time), f"is {name} made at time 0?")
        return summed(own, product(("d", top, v), edge))


class Direct(Slopes):
    """Derivatives with every other entry held still."""

    def entry(self, e: Term, w: Term, held: Time | None) -> Term:
        """The derivative of one entry by another."""
        return same(e, w) if e[0] == w[0] and self.language.at(
            e) == self.language.at(w) else 0


def same(e: Term, w: Term) -> Term:
    """1 if two entries of one tensor, at one time, are the same; else 0."""
    return product(*map(delta, e[1:], w[1:]))


def delta(one: Term, two: Term) -> Term:
    """1 for a letter and itself, or a time; of two letters their delta."""
    return 1 if one == two else ("delta", one, two)


def summed(own: list[str], e: Term) -> Term:
    """The sum of e over some letters."""
    for letter in reversed(own):
        e = ("sum", letter, e)
    return e


SLOPES = {
    "exp": lambda e: e,
    "log": lambda e: ("^", e[1], -1),
    "tanh": lambda e: ("+", 1, ("*", -1, ("^", e, 2))),
    "logistic": lambda e: ("*", e, ("+", 1, ("*", -1, e))),
    "phi": lambda e: ("slope", e[1])}
LETTERS = {"n_h": "m", "n_x": "v", "n_y": "c"}   # for what is summed over
__all__ = ["Definition", "Direct", "Slopes", "free"]
