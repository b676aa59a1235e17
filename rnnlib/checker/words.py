"""One shape for equal products of matrices, so that they can be compared.

Order matters. A sum over times takes in what stands around it, products over
times of known length are written out, and a transpose goes inwards. The
result is compared and never printed.
"""
from fractions import Fraction
from typing import TypeAlias

from .language import Language, scalar
from .scalars import Scalars, picked, together
from .terms import (
    BINDERS,
    Facts,
    Term,
    Time,
    between,
    free,
    later,
    mapped,
    need,
    number,
    paired,
    private,
    product,
    put,
    walk,
)
from .times import holds, within

Row: TypeAlias = tuple[Term, ...]              # factors, in their order
Terms: TypeAlias = list[tuple[Term, Row]]      # numbers times factors
LONG = 50                     # so many factors are written out


class Words:
    """The normal form of products of matrices, where some facts hold.

    "link": a product over time takes in its neighbours; "swap": of two sums
    over low <= k <= s <= high, that over k is outside.
    """

    def __init__(self, scalars: Scalars, *rules: str) -> None:
        self.scalars, self.rules = scalars, rules

    def normal(self, e: Term, facts: Facts) -> dict[Row, Fraction]:
        """e as {number and product: number}; equal ones are the same."""
        out: dict[Row, Fraction] = {}
        for one, row in self.terms(e, facts):
            for part, n in self.scalars.normal(one).items():
                both = part, *map(key, row)
                out[both] = out.get(both, 0) + n
        return {both: n for both, n in out.items() if n}

    def terms(self, e: Term, facts: Facts) -> Terms:
        """The terms of e, each a number times a row of factors."""
        if scalar(e):
            return [(e, ())]
        if e[0] == "+":
            return together(self.terms(part, facts) for part in e[1:])
        if e[0] in ("*", "^"):
            row = e[1:] if e[0] == "*" else e[1:2] * e[2]
            return self.multiplied([self.terms(part, facts)
                                    for part in row], facts)
        if e[0] == "T" and e[1][0] != "@":
            return self.terms(turned(e[1]), facts)
        return self.tidy((e,), facts)

    def multiplied(self, some: list[Terms], facts: Facts) -> Terms:
        """The terms of a product, from those of its factors."""
        return [(product(*[n for n, _ in pick], n), row)
                for pick in picked(some)
                for n, row in self.tidy(
                    tuple(f for _, row in pick for f in row), facts)]

    def tidy(self, row: Row, facts: Facts) -> Terms:
        """The terms of factors in a row; what comes first is done first."""
        self.scalars.working()
        for n, factor in enumerate(row):
            before, rest = row[:n], row[n + 1:]
            if factor[0] == "over":
                return self.summed(before, factor, rest, facts)
            out = written_out(factor)
            if out is not None:
                return self.tidy(before + out + rest, facts)
            both = "link" in self.rules and rest \
                and joined(factor, rest[0], facts)
            if both:
                return self.tidy((*before, both, *rest[1:]), facts)
        return [(1, tuple(map(downwards, row)))]

    def summed(self, before: Row, e: Term, after: Row,
               facts: Facts) -> Terms:
        """The terms of before * e * after, for a sum e over times."""
        _, letter, low, high, body = e
        own = private(letter)
        body = product(*before, put(body, {letter: (own, 0)}), *after)
        length = between(low, high)
        if length is not None and length < 1:
            need(length > -2, "a sum that ends before it begins")
            return [] if length == -1 else self.terms(
                put(body, {own: low}), facts)
        inside = within(facts, own, low, high)
        return [self.over(n, row, own, low, high)
                for n, row in self.terms(body, inside)]

    def over(self, n: Term, row: Row, s: str, low: Time,
             high: Time) -> tuple[Term, Row]:
        """A term as the sum of itself over s."""
        need(s not in free(n), "a number that depends on a time summed over")
        inner = product(*row)
        if "swap" in self.rules and inner[0] == "over" \
                and inner[2:4] == (low, (s, 0)):
            _, k, _, _, term = inner
            return n, (("over", k, low, high,
                        ("over", s, (k, 0), high, term)),)
        return n, (("over", s, low, high, inner),)


def written_out(e: Term) -> Row | None:
    """The factors of a product over time of known length, else None."""
    if e[0] != "chain" or (length := steps(e)) is None:
        return None
    need(0 <= length <= LONG, "a product over time of that length")
    return tuple(at(e, later(e[2], n * e[4])) for n in range(length))


def steps(e: Term) -> int | None:
    """How many factors a product over time has, if that is known."""
    first, last = ends(e)
    return between(first, later(last))


def ends(e: Term) -> tuple[Time, Time]:
    """The earliest and the latest time of a product over time."""
    return (e[2], e[3]) if e[4] == 1 else (e[3], e[2])


def at(e: Term, time: Time) -> Term:
    """The factor of a product over time at one time."""
    return put(e[5], {e[1]: time})


def downwards(e: Term) -> Term:
    """W W W, where up and down are the same, as a product that goes down."""
    if e[0] == "chain" and e[4] == 1 and e[1] not in free(e[5]):
        return (*e[:2], e[3], e[2], -1, e[5])
    return e


def not_negative(e: Term, facts: Facts) -> bool:
    """Whether a product over time has no negative length, for certain."""
    first, last = ends(e)
    return holds(facts, first, later(last))


def joined(left: Term, right: Term, facts: Facts) -> Term | None:
    """left * right as one product over time, or None."""
    left, right = downwards(left), downwards(right)
    chains = [e for e in (left, right) if e[0] == "chain"]
    if not chains or not all(not_negative(e, facts) for e in chains):
        return None
    one = chains[0]
    if len(chains) == 2:
        fits = right[4] == one[4] and right[2] == later(one[3], one[4]) \
            and key(at(right, ("~", 0))) == key(at(one, ("~", 0)))
        return (*one[:3], right[3], *one[4:]) if fits else None
    if left is one:
        end = later(one[3], one[4])
        return (*one[:3], end, *one[4:]) if key(at(one, end)) == key(
            right) else None
    begin = later(one[2], -one[4])
    return (*one[:2], begin, *one[3:]) if key(at(one, begin)) == key(
        left) else None


def turned(e: Term) -> Term:
    """The transpose of e, as far inwards as it goes."""
    if scalar(e):
        return e
    if e[0] == "+":
        return ("+", *map(turned, e[1:]))
    if e[0] == "*":
        return ("*", *map(turned, reversed(e[1:])))
    if e[0] == "^":
        return (e[0], turned(e[1]), e[2])
    if e[0] == "T":
        return e[1]
    if e[0] == "over":
        return (*e[:4], turned(e[4]))
    if e[0] == "chain":
        return (*e[:2], e[3], e[2], -e[4], turned(e[5]))
    return "T", e


def key(e: Term, depth: int = 0) -> Term:
    """A factor, to be compared: a time that it binds is named by its depth."""
    if scalar(e):
        need(number(e), "a number among the factors")
        return e
    if e[0] in BINDERS:
        inner = put(e[-1], {e[1]: (f"~{depth}", 0)})
        return (e[0], *e[2:-1], key(inner, depth + 1))
    same = mapped(e, lambda part: key(part, depth))
    return product(*same[1:]) if e[0] == "*" else same


def entries(language: Language, e: Term, row: str | None,
            column: str | None) -> Term:
    """The entry (row, column) of a matrix, in index notation."""
    if scalar(e):
        return product(e, ("delta", row, column)) if row else e
    if e[0] == "+":
        return ("+", *[entries(language, part, row, column)
                       for part in e[1:]])
    if e[0] == "T":
        return entries(language, e[1], column, row)
    if e[0] == "@":
        need(e[1] in language.data["matrices"], f"{e[1]} has no entries")
        times, own, other, entry = language.data["matrices"][e[1]]
        by = paired(times, e[2:])
        by |= {old: new for old, new in ((own, row), (other, column)) if old}
        return put(language.term(entry), by)
    need(e[0] in ("*", "^"), "a product of no fixed length has no entries")
    factors = [*(e[1:] if e[0] == "*" else e[1:2] * e[2])]
    numbers = [one for one in factors if scalar(one)]
    first, *rest = [one for one in factors if not scalar(one)]
    if not rest:
        return product(*numbers, entries(language, first, row, column))
    space = language.shape(first)[1]
    inner = private(INNER[space]) if space else None
    both = product(*numbers, entries(language, first, row, inner), entries(
        language, product(*rest), inner, column))
    return ("sum", inner, both) if inner else both


INNER = {"n_h": "j", "n_x": "u", "n_y": "a"}   # letters of inner sums
__all__ = ["Words", "entries", "key", "turned", "walk"]
