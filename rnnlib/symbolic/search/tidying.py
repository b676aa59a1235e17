"""Lines as a person would write them: deltas used up, sums kept small."""
from collections import Counter
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ...checker.scalars import Scalars, as_product
from ...checker.terms import (
    Term,
    free,
    is_entry,
    mapped,
    number,
    product,
    put,
    total,
    walk,
)

PATIENT = 30                  # times the work that one check may take


class Tidy:
    """Formulas of entries, made shorter without being multiplied out."""

    def __init__(self, scalars: Scalars) -> None:
        self.language, self.scalars = scalars.language, scalars

    def tidy(self, e: Term) -> Term:
        """e with sums over deltas carried out, and like terms together."""
        if not isinstance(e, tuple) or is_entry(e) or e[0] in ("d", "imm"):
            return e
        e = mapped(e, self.tidy)
        if e[0] == "*":
            return self.in_product(e[1:])
        if e[0] == "+":
            return self.collected(e[1:])
        if e[0] == "sum":
            return self.summed(e[1], e[2])
        if e[0] == "^" and number(e[1]) and isinstance(e[2], int):
            return Fraction(e[1])**e[2] if e[1] else e
        if e[0] == "^":
            return self.power(e[1], e[2])
        if e[0] == "log":
            return self.logarithm(e[1])
        if e[0] == "exp" and isinstance(e[1], tuple) and e[1][0] == "+":
            return product(*[("exp", part) for part in e[1][1:]])
        return e

    def expanded(self, e: Term) -> Term:
        """e multiplied out, as the checker compares it."""
        return total(*[product(n, as_product(atoms.values())) for n, atoms
                       in self.scalars.collected(e).values()])

    def power(self, base: Term, n: Term) -> Term:
        """A power; of a product, the product of powers."""
        if n == 1:
            return base
        if isinstance(n, int) and isinstance(base, tuple):
            if base[0] == "*":
                return self.in_product(tuple(
                    self.power(part, n) for part in base[1:]))
            if base[0] == "^" and isinstance(base[2], int):
                return self.power(base[1], base[2] * n)
        return "^", base, n

    def logarithm(self, e: Term) -> Term:
        """A logarithm; of a product of positive ones, the sum of theirs."""
        if isinstance(e, tuple) and self.language.positive(e):
            if e[0] == "*":
                return total(*[self.logarithm(part) for part in e[1:]])
            if e[0] == "exp":
                return e[1]
            if e[0] == "^":
                return product(e[2], self.logarithm(e[1]))
        return "log", e

    def in_product(self, some: tuple[Term, ...]) -> Term:
        """A product: numbers together, deltas used, equal bases together."""
        e = product(*some)
        if not isinstance(e, tuple) or e[0] != "*":
            return e
        n, rest = Fraction(1), []
        for part in e[1:]:
            if number(part):
                n *= part
            else:
                rest.append(part)
        deltas = [part for part in rest if part[0] == "delta"]
        rest = [part for part in rest if part[0] != "delta"]
        return product(n, *dict.fromkeys(deltas), *self.powers(rest))

    def powers(self, some: list[Term]) -> list[Term]:
        """Factors, with those of one base put together."""
        out: dict[Term, Term] = {}
        for part in some:
            base, n = (part[1], part[2]) if part[0] == "^" \
                and number(part[2]) else (part, 1)
            base = base if base not in out and n == 1 else base
            if base in out and (out[base] * n > 0
                                or self.language.positive(base)):
                out[base] += n
            elif base in out:
                out[part] = 1
            else:
                out[base] = n
        return [base if n == 1 else ("^", base, n)
                for base, n in out.items() if n]

    def collected(self, some: tuple[Term, ...]) -> Term:
        """A sum, with terms that cancel taken out."""
        e = total(*some)
        if not isinstance(e, tuple) or e[0] != "+":
            return e
        seen: dict[Any, list[Term]] = {}
        parts = [scale(part) for part in e[1:]]
        often = Counter(signature(rest) for _, rest in parts)
        for n, rest in parts:                # unlike terms are not compared
            alike = often[signature(rest)] > 1
            key = self.scalars.form(rest) if alike else rest
            seen.setdefault(key, [0, rest])[0] += n
        return total(*[product(n, rest) for n, rest in seen.values() if n])

    def summed(self, letter: str, e: Term) -> Term:
        """The sum of e over a letter, with all taken out that is without it.
        """
        if isinstance(e, tuple) and e[0] == "+":
            return self.collected(tuple(self.summed(letter, part)
                                        for part in e[1:]))
        factors = e[1:] if isinstance(e, tuple) and e[0] == "*" else (e,)
        for n, part in enumerate(factors):
            rest = factors[:n] + factors[n + 1:]
            if isinstance(part, tuple) and part[0] == "delta" \
                    and letter in part[1:] and part[1] != part[2]:
                other = part[2] if part[1] == letter else part[1]
                return self.tidy(put(product(*rest), {letter: other}))
            if isinstance(part, tuple) and part[0] == "+" and any(
                    letter in deltas(one) for one in part[1:]):
                return self.collected(tuple(
                    self.summed(letter, self.tidy(product(*rest, one)))
                    for one in part[1:]))
        outside = [part for part in factors if letter not in free(part)]
        inside = [part for part in factors if letter in free(part)]
        if not inside:
            return product(*outside, self.language.space(letter))
        return product(*outside, ("sum", letter, product(*inside)))


@lru_cache(10_000)
def signature(e: Term) -> tuple[str, ...]:
    """What stands in a term, without its letters: like terms have one."""
    return tuple(sorted({str(part[0]) for part in walk(e)
                         if isinstance(part, tuple)} - {"+", "*", "^"}))


def deltas(e: Term) -> set[str]:
    """The letters in deltas that are factors of a term."""
    some = e[1:] if isinstance(e, tuple) and e[0] == "*" else (e,)
    return {letter for part in some if isinstance(part, tuple)
            and part[0] == "delta" for letter in part[1:]}


def scale(e: Term) -> tuple[Fraction, Term]:
    """A term as a number times the rest."""
    if number(e):
        return Fraction(e), 1
    if isinstance(e, tuple) and e[0] == "*":
        numbers = [part for part in e[1:] if number(part)]
        n = Fraction(1)
        for one in numbers:
            n *= one
        return n, product(*[part for part in e[1:] if not number(part)])
    return Fraction(1), e
