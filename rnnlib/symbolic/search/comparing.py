"""Formulas compared, and what is left of them: by the checker's normal form.

What is equal in normal form is equal for every size. What is left of a
difference is written with letters that depend on its structure alone, so
that equal formulas are one formula of SymPy.
"""
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from functools import partial
from typing import NamedTuple, TypeAlias

from sympy import Expr

from ...checker.language import Language, weight
from ...checker.rules import definitions, spread
from ...checker.scalars import ONE, Scalars, as_product
from ...checker.slopes import Slopes
from ...checker.terms import (
    BINDERS,
    Facts,
    Refused,
    Term,
    is_entry,
    mapped,
    product,
    put,
    scalar,
    total,
    walk,
)
from ...checker.theorems import begun
from ...checker.words import Row, Words, key
from ..certificates.statements import language, own_letters, theorems
from ..certificates.writing import Writer, fact, names_in
from ..terms import types
from ..terms.errors import NotProved
from ..terms.language import facts_of
from .lines import Line, NotFound
from .reading import LETTERS, sympy_of
from .scalars import in_slopes

Parts: TypeAlias = dict[Row, tuple[Fraction, Term]]    # key -> n, product
NOW = ("t", 0)                # definitions speak of this time


class Forms:
    """Normal forms of formulas, where some facts hold."""

    def __init__(self, known: Language, facts: Facts = ()) -> None:
        self.known, self.facts = known, facts
        self.scalars = Scalars(known)

    def rows(self, e: Term) -> dict[Row, tuple[Term, Row]]:
        """The terms of e by the keys of their matrices: numbers and rows."""
        out: dict[Row, tuple[Term, Row]] = {}
        words = Words(self.scalars, "link", "swap")
        for n, row in [(e, ())] if scalar(e) else words.terms(e, self.facts):
            name = tuple(map(key, row))
            out[name] = total(n, out.get(name, (0,))[0]), row
        return out

    def parts(self, e: Term) -> Parts:
        """The products of e, and how often each stands in it."""
        return {(own, *name): (n, product(as_product(atoms.values()), *row))
                for name, (numbers, row) in self.rows(e).items()
                for own, (n, atoms)
                in self.scalars.collected(numbers).items()}

    def in_sympy(self, parts: Parts) -> Expr:
        """Products as a formula of SymPy."""
        return self.formula(total(*[product(n, e)
                                    for n, e in parts.values()]))

    def formula(self, e: Term) -> Expr:
        """A formula of SymPy, with letters that structure alone names."""
        return sympy_of(self.named(e, 0), self.known)

    def named(self, e: Term, level: int) -> Term:
        """e with what it binds named by structure; level: sums around it."""
        if not isinstance(e, tuple) or is_entry(e):
            return e
        if e[0] == "sum":
            return self.sum_named(e, level)
        if e[0] in BINDERS:
            own = f"s#{level}"
            body = put(e[-1], {e[1]: (own, 0)})
            return (e[0], own, *e[2:-1], self.named(body, level + 1))
        inside = e[0] not in ("+", "*") and scalar(e)
        return mapped(e, lambda part: self.named(
            self.normal(part) if inside else part, level))

    def normal(self, e: Term) -> Term:
        """A formula of entries in normal form."""
        return total(*[product(n, as_product(atoms.values())) for n, atoms
                       in self.scalars.collected(e).values()])

    def sum_named(self, e: Term, level: int) -> Term:
        """A sum, in that order of its letters whose text is the least."""
        bound, body = [], e
        while isinstance(body, tuple) and body[0] == "sum":
            bound.append(body[1])
            body = body[2]
        factors = body[1:] if body[0] == "*" else (body,)
        some = [by_order(order, self.known, level) for order in
                self.scalars.orders({*bound}, [(f, ONE) for f in factors])]
        by = min(some, key=lambda by: self.scalars.form(
            put(body, by), level + 1))
        out = self.named(put(body, by), level + 1)
        for own in reversed(by.values()):
            out = ("sum", own, out)
        return out


def by_order(order: Iterable[str], known: Language,
             level: int) -> dict[str, str]:
    """Names for the letters of a sum, as they stand in an order."""
    return {v: f"{LETTERS[known.space(v)][0]}#{level}_{n}"
            for n, v in enumerate(order)}


def minus(one: Parts, other: Parts) -> Parts:
    """What is left of one, without what cancels."""
    out = {}
    for text in [*one, *[text for text in other if text not in one]]:
        n, e = one.get(text, (Fraction(0), 0))
        m, f = other.get(text, (Fraction(0), 0))
        if n != m:
            out[text] = n - m, e or f
    return out


def terms(*sides: Expr, facts: types.Facts = ()) -> tuple[Forms, list[Term]]:
    """Formulas as the checker reads them, and normal forms where facts hold.
    """
    known = language().with_letters(own_letters())
    writer = Writer(names_in(*sides))
    found = [known.term(writer.term(e)) for e in sides]
    given = tuple((known.time(low), known.time(high))
                  for low, high in map(fact, facts_of(facts)))
    return Forms(known, given + begun(known, *found, *sum(given, ()))), found


def same(one: Expr, other: Expr, facts: types.Facts = ()) -> bool:
    """Whether two formulas have one normal form; False is no verdict."""
    try:
        forms, sides = terms(one, other, facts=facts)
        return not minus(*map(forms.parts, sides))
    except Refused:
        return False


def expanded(e: Expr, facts: types.Facts = ()) -> Expr:
    """The normal form of a formula; NotProved for one that is too long."""
    try:
        forms, (found,) = terms(e, facts=facts)
        return forms.in_sympy(forms.parts(found))
    except Refused as refusal:
        raise NotProved(f"too long for the prover: {refusal}") from None


def unfolded(e: Expr, facts: types.Facts = (),
             names: Iterable[str] | None = None) -> Expr:
    """The normal form of e with all derivatives taken, as far as they go.

    names: those whose definitions are put in; all, if it is not given.
    """
    try:
        forms, (line,) = terms(e, facts=facts)
        slopes = Slopes(forms.known, forms.facts, definitions(theorems()))
        line = slopes.taken(line)
        for name in reversed(forms.known.data["made"]):
            put_in = partial(slopes.unfolded, name=name, time=NOW)
            line = slopes.taken(
                put_in(line) if names is None or name in names
                else in_slopes(put_in, line))
        return forms.in_sympy(forms.parts(line))
    except Refused as refusal:
        raise NotProved(f"too long for the prover: {refusal}") from None


def occurs(part: Expr, e: Expr) -> bool:
    """Whether the factors of a product stand in a row somewhere in e."""
    if not part.is_Mul:
        return e.has(part)
    forms, (wanted, whole) = terms(part, e)
    names = [*map(key, spread(wanted)[1:])]
    return any([*map(key, row)][n:n + len(names)] == names
               for row in rows_in(whole, Words(forms.scalars))
               for n in range(len(row)))


def rows_in(e: Term, words: Words) -> Iterator[Row]:
    """The rows of factors in e, those inside sums over times too."""
    for _, row in words.terms(e, ()):
        yield row
        for factor in row:
            if factor[0] == "over":
                yield from rows_in(factor[-1], words)


class Rest(NamedTuple):
    """Lines of both sides that are closest, and their difference."""

    left: list[Line]
    right: list[Line]
    forms: Forms
    parts: Parts

    @property
    def formula(self) -> Expr:
        """What is left of left minus right."""
        return self.forms.in_sympy(self.parts)


def left_over(failed: NotFound) -> Rest:
    """What is left where two sides came closest that did not meet."""
    forms = Forms(failed.chain.language, failed.chain.facts)
    rests = [Rest([*left[:n + 1]], [*right[:m + 1]], forms, minus(one, other))
             for left, right in failed.tries
             for n, one in parts_of(forms, left)
             for m, other in parts_of(forms, right)]
    if not rests:
        raise NotProved("too long for the prover: no line is short enough")
    return min(rests, key=lambda rest: size(rest.parts))


def parts_of(forms: Forms, lines: Iterable[Line]) -> list[tuple[int, Parts]]:
    """The normal forms of lines that have one, with their numbers."""
    out = []
    for n, line in enumerate(lines):
        with suppress(Refused):
            out.append((n, forms.parts(line.term)))
    return out


def size(parts: Parts) -> tuple[int, int, int]:
    """How much is left: derivatives, products, and parts of these."""
    some = [e for _, e in parts.values()]
    slopes = sum(isinstance(part, tuple) and part[0] in ("d", "imm")
                 for e in some for part in walk(e))
    words = sum(not scalar(e) for e in some)
    return slopes, words, sum(map(weight, some))
