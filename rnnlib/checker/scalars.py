"""One shape for equal formulas of entries, so that they can be compared.

`normal` distributes, uses up every delta, and names what sums bind by the
structure alone. The result is compared and never printed: keys are tuples of
which equal ones are made alike, and which have an order.
"""
from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from itertools import product as choices
from math import prod
from operator import mul
from typing import Any, TypeAlias

from .exponents import (
    ONE,
    Linear,
    added,
    constant,
    linear,
    times,
    tree,
)
from .language import Language
from .naming import Factor, first_ones
from .terms import (
    MOST,
    Refused,
    Term,
    free,
    is_entry,
    need,
    number,
    plain,
    private,
    product,
    put,
)

# a number, the letters that are bound, and factors
Mono: TypeAlias = tuple[Fraction, tuple[str, ...], tuple[Factor, ...]]
Key: TypeAlias = tuple[Any, ...]
# a number, and {key of an atom: (the atom, its exponent)}
Closed: TypeAlias = tuple[Fraction, dict[Key, Factor]]
WORK = 100_000                # so many parts are read, of all lines
ORDERS = 720                  # so many orders of bound letters are compared


class Scalars:
    """The normal form of formulas of entries, in one language.

    said: what is not 0 where either side of a statement has a value.
    """

    def __init__(self, language: Language,
                 said: frozenset[Term] = frozenset()) -> None:
        self.language, self.said = language, said
        self.seen: dict[tuple[Term, int], dict[Key, Closed]] = {}
        self.work, self.most = 0, WORK

    def normal(self, e: Term) -> dict[Key, Fraction]:
        """e as {product: number}; equal formulas have equal ones."""
        return {key: n for key, (n, _) in self.collected(e).items()}

    def collected(self, e: Term, level: int = 0) -> dict[Key, Closed]:
        """e as {product: (number, atoms)}, each product once.

        level: how many sums are around it whose letters have their names.
        """
        if (e, level) in self.seen:
            return self.seen[e, level]
        out: dict[Key, Closed] = {}
        for n, atoms in self.closed(e, level):
            key = tuple(sorted((key, exponent) for key, (_, exponent)
                               in atoms.items()))
            out[key] = out.get(key, (0,))[0] + n, atoms
        self.seen[e, level] = {
            key: one for key, one in out.items() if one[0]}
        return self.seen[e, level]

    def closed(self, e: Term, level: int) -> list[Closed]:
        """The terms of e with deltas used up and bound letters named."""
        return [one for mono in self.flat(e)
                for one in self.close(*mono, level)]

    def flat(self, e: Term) -> list[Mono]:
        """The terms of e: sums opened, products distributed."""
        self.working()
        if number(e):
            return [(Fraction(e), (), ())]
        head = e[0]
        if head == "+":
            return together(map(self.flat, e[1:]))
        if head == "*":
            return distributed([self.flat(part) for part in e[1:]])
        if head == "^":
            return self.power(e[1], linear(e[2]))
        if head == "sum":
            own = private(e[1])
            return [(n, (*bound, own), factors) for n, bound, factors
                    in self.flat(put(e[2], {e[1]: own}))]
        if head == "logistic":               # tanh is the only one left
            half = ("tanh", ("*", Fraction(1, 2), e[1]))
            return self.flat(("*", Fraction(1, 2), ("+", 1, half)))
        if head == "log":
            return self.logarithm(e[1])
        if head == "exp":                    # exp(a + b) = exp(a) exp(b)
            return [(Fraction(1), (), tuple(
                (("exp", as_product(atoms.values())), (("", n),))
                for n, atoms in self.collected(e[1]).values()))]
        return alone(e)

    def working(self) -> None:
        """Refused if all of this takes too long."""
        self.work += 1
        need(self.work <= self.most, "it takes too long")

    def power(self, base: Term, exponent: Linear) -> list[Mono]:
        """The terms of a power."""
        n = constant(exponent)
        whole = int(n) if n is not None and n.denominator == 1 else None
        if whole is not None and 0 <= whole <= 64:
            return distributed([self.flat(base) for _ in range(whole)])
        found = list(self.collected(base).values())
        need(found, "a power of 0")
        if len(found) == 1:
            one, atoms = found[0]
            if whole is not None or one > 0 and all(
                    self.language.positive(atom)
                    for atom, _ in atoms.values()):
                rest = [(atom, times(own, exponent))
                        for atom, own in atoms.values()]
                if whole is not None:
                    return [(one**whole, (), tuple(rest))]
                if one != 1:
                    rest.append((one, exponent))
                return [(Fraction(1), (), tuple(rest))]
        need(n is not None, "a power of what may be negative")
        return [(Fraction(1), (), ((base, exponent),))]

    def logarithm(self, e: Term) -> list[Mono]:
        """The terms of log(e): a sum, if e is a product of positive ones."""
        found = list(self.collected(e).values())
        if len(found) != 1 or found[0][0] <= 0 or not all(
                self.language.positive(atom) and constant(n) is not None
                for atom, n in found[0][1].values()):
            return log(e)
        one, atoms = found[0]
        out: list[Mono] = [] if one == 1 else log(one)
        for atom, n in atoms.values():
            inner = self.flat(atom[1]) if atom[0] == "exp" else log(atom)
            out += [(m * n[0][1], bound, factors)
                    for m, bound, factors in inner]
        return out

    def close(self, n: Fraction, bound: tuple[str, ...],
              factors: tuple[Factor, ...], level: int) -> list[Closed]:
        """One term with its deltas used up, its bound letters named."""
        for place, (e, exponent) in enumerate(factors):
            if isinstance(e, tuple) and e[0] == "delta":
                power = constant(exponent)
                need(power is not None and power > 0, "divides by a delta")
                rest = factors[:place] + factors[place + 1:]
                again = contracted(e, rest, bound)
                if again is not None:
                    inner, left = again
                    return [one for m, more, those in self.flat(inner)
                            for one in self.close(n * m, left + more, those,
                                                  level)]
        return [self.named(n, bound, factors, level)]

    def named(self, n: Fraction, bound: tuple[str, ...],
              factors: tuple[Factor, ...], level: int) -> Closed:
        """One term; what shares bound letters becomes an atom."""
        merged: dict[Key, Factor] = {}
        for e, exponent in factors:
            self.add(merged, self.key(e, level), e, exponent)
        atoms: dict[Key, Factor] = {}
        for letter_set, group in connected(bound, (*merged.values(),)):
            if not letter_set:
                for e, exponent in group:
                    self.add(atoms, self.key(e, level), e, exponent)
            elif not group:                    # the sum of 1 is the size
                for v in letter_set:
                    size = self.language.space(v)
                    self.add(atoms, (size,), size, ONE)
            else:
                body = as_product(group)
                for v in sorted(letter_set):
                    body = ("sum", v, body)
                self.add(atoms, self.group(letter_set, group, level), body,
                         ONE)
        return n, atoms

    def add(self, atoms: dict[Key, Factor], key: Key, e: Term,
            exponent: Linear) -> None:
        """One more factor; x and 1/x stay apart unless x is never 0."""
        n = constant(exponent)
        if n is not None and n < 0 \
                and not self.language.uncertain(e) <= self.said:
            key = "1/", key
        if key in atoms:
            exponent = added(exponent, atoms[key][1])
        if exponent:
            atoms[key] = e, exponent
        else:
            del atoms[key]

    def key(self, e: Term, level: int) -> Key:
        """The key of an atom, without its exponent."""
        if not isinstance(e, tuple):
            return (str(e),)
        if is_entry(e):
            return e
        if e[0] == "delta":
            return e[0], *sorted(e[1:])
        if e[0] in ("d", "imm"):
            return e[0], self.form(e[1], level), *e[2:]
        if e[0] in ("exp", "tanh", "log", "phi", "slope"):
            return e[0], self.form(e[1], level)
        found = list(self.collected(e, level).values())
        if len(found) == 1 and found[0][0] == 1 and len(found[0][1]) == 1:
            ((key, (_, exponent)),) = found[0][1].items()
            if exponent == ONE:
                return key
        return "+", self.form(e, level)

    def form(self, e: Term, level: int = 0) -> Key:
        """The normal form as a key."""
        return tuple(sorted((key, plain(n)) for key, (n, _) in
                            self.collected(e, level).items()))

    def group(self, bound: set[str], factors: list[Factor],
              level: int) -> Key:
        """The key of a sum whose letters are named by structure alone."""
        found = []
        for order in self.orders(bound, factors):
            names = {v: f"~{level}.{n}" for n, v in enumerate(order)}
            spaces = tuple(map(self.language.space, order))
            found.append((spaces, *sorted(
                (self.key(put(e, names), level + 1), exponent)
                for e, exponent in factors)))
        return "sum", *min(found)

    def orders(self, bound: set[str],
               factors: list[Factor]) -> list[list[str]]:
        """Orders of the letters, the same ones whatever they are called."""
        colours = {v: self.language.space(v) for v in bound}
        found: list[list[str]] = []
        for order in first_ones(colours, factors):
            found.append(order)
            if len(found) > ORDERS:
                raise Refused("a sum over too many letters that look alike")
        return found


def alone(e: Term) -> list[Mono]:
    """The one term of what is a factor by itself."""
    return [(Fraction(1), (), ((e, ONE),))]


def log(e: Term) -> list[Mono]:
    """The one term of a logarithm."""
    return alone(("log", e))


def together(some: Iterable[list[Any]]) -> list[Any]:
    """The terms of a sum, from those of its parts."""
    out: list[Any] = []
    for one in some:
        out += one
        need(len(out) <= MOST, "a sum of too many terms")
    return out


def distributed(some: list[list[Mono]]) -> list[Mono]:
    """The terms of a product, from those of its factors."""
    return [(reduce(mul, [n for n, _, _ in pick], Fraction(1)),
             sum((bound for _, bound, _ in pick), ()),
             sum((factors for _, _, factors in pick), ()))
            for pick in picked(some)]


def picked(some: list[list[Any]]) -> Iterable[tuple[Any, ...]]:
    """One term of each, in all ways, if these are not too many."""
    need(prod(map(len, some)) <= MOST, "a product of too many terms")
    return choices(*some)


def contracted(delta: Term, rest: tuple[Factor, ...],
               bound: tuple[str, ...]) -> tuple[Term, tuple[str, ...]] | None:
    """The other factors with one letter for two, and what is bound still.

    None if nothing changes.
    """
    x, y = sorted(delta[1:])
    inner = as_product(rest)
    if x == y:
        return inner, bound
    if x in bound:
        x, y = y, x
    if y in bound:                             # y is the one that goes
        return put(inner, {y: x}), tuple(v for v in bound if v != y)
    if y in free(inner):
        return product(delta, put(inner, {y: x})), bound
    return None


def connected(bound: tuple[str, ...], factors: tuple[Factor, ...]
              ) -> list[tuple[set[str], list[Factor]]]:
    """Factors that share bound letters, as [(letters, factors), ...]."""
    groups: list[tuple[set[str], list[Factor]]] = [
        ({v}, []) for v in bound]
    for one in factors:
        own = free(one[0]) & set(bound)
        hit = [group for group in groups if group[0] & own]
        merged = (set().union(*[group[0] for group in hit]),
                  [f for group in hit for f in group[1]] + [one])
        groups = [group for group in groups if group not in hit] + [merged]
    return groups


def as_product(factors: Iterable[Factor]) -> Term:
    """Factors and their exponents as a term again."""
    return product(*[e if exponent == ONE else ("^", e, tree(exponent))
                     for e, exponent in factors])

