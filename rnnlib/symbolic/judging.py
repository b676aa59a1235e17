"""Is my derivation right? A proof, or what is left and a counter-example."""
from typing import NamedTuple

import numpy as np
from sympy import latex, sympify
from sympy.tensor.indexed import Indexed

from .definitions import conditions_of
from .entries import same_shape
from .grammar import check
from .language import letters_of
from .ledger import LAID_DOWN, LEDGER
from .oracle import comparisons
from .premises import NotProved, premise
from .printing import textbook
from .proofs import prove
from .publishing import TOLERANCE
from .statements import scope_text, textbook_equation


class Example(NamedTuple):
    """One entry of both sides, on a random network."""

    where: tuple               # pairs (symbol or word, number)
    left: complex
    right: complex

    def number(self, side):
        """A side as it is shown."""
        return f"{side:.4g}" if np.isfinite(side) else "no number"

    def network(self):
        where = ", ".join(
            f"{name} {number}" if isinstance(name, str)
            else f"${latex(name)} = {number}$" for name, number in self.where)
        return f"on a random network with {where}"

    def __str__(self):
        return (f"{self.network()} the left side is "
                f"{self.number(self.left)} and the right side "
                f"{self.number(self.right)}")


class Judgement(NamedTuple):
    """What is known of lhs = rhs: right is True, False, or None for open."""

    lhs: object
    rhs: object
    right: object
    scope: str = ""
    rest: object = None        # what is left of lhs - rhs, if it is known
    example: Example = None

    def __bool__(self):
        return self.right is True

    def said(self):
        """The judgement in words, and what is left as a formula."""
        if self.right:
            return f"*Right* {self.scope}".rstrip() + ", by the prover."
        left = "" if self.rest is None else (
            ": this is left of left minus right\n\n"
            f"$$\n{textbook(self.rest)}\n$$\n\n")
        if self.right is None:
            return ("*No proof found*, and no counter-example: the two sides "
                    "agree on every random network that was tried" + (
                        left or "."))
        example = str(self.example)
        return (f"*Not right*{left}" + (example[0].upper() + example[1:]
                if left else f": {example}") + ".")

    def _repr_markdown_(self):
        sign = r"\neq" if self.right is False else "="
        return (f"$$\n{textbook_equation(self.lhs, self.rhs, sign)}\n$$\n\n"
                f"{self.said()}")

    def __repr__(self):
        return self.said()


def judge(lhs, rhs, given=(), when=()):
    """Whether lhs = rhs: proved for every size, refuted by numbers, or open.

    Returns a Judgement, which is true only with a proof. given, when: as in
    claim; the definition of an entry is used without being given, too.
    Raises TypeError or ValueError for what is not in the language.

    >>> judge(total(delta(a, b) * y[t, a], a), y[t, b])
    *Right* for every $n_y$, by the prover.
    >>> judge(y[t, a], y[t, b]).right
    False
    """
    lhs, rhs = sympify(lhs), sympify(rhs)
    facts = when if isinstance(when, tuple) else (when,)
    premises = [premise(one) for one in given if not known_anyway(one)]
    check(lhs, rhs)
    if not lhs.is_commutative:
        same_shape(lhs, rhs)
    try:
        prove(lhs, rhs, premises, facts)
    except (NotProved, TypeError) as failure:     # no way to a proof
        example = counterexample(lhs, rhs, facts)
        right = None if example is None else False
        return Judgement(lhs, rhs, right, "", getattr(failure, "rest", None),
                         example)
    if example := counterexample(lhs, rhs, facts):
        raise AssertionError(f"{lhs} = {rhs} has a proof, yet {example}")
    return Judgement(lhs, rhs, True, scope_text(lhs, rhs, facts))


def known_anyway(given):
    """Whether a premise is the definition of an entry, used as it stands."""
    equation = LEDGER.get(given) if isinstance(given, str) else None
    return equation is not None and equation.kind == "definition" \
        and isinstance(equation.lhs, Indexed)


def counterexample(lhs, rhs, facts=()):
    """An entry in which the sides differ on a random network; None if none.

    The network is one of those that the page's definitions speak of.
    """
    page = conditions_of([label for label, equation in LEDGER.items()
                          if equation.kind in LAID_DOWN])
    for sizes, times, left, right in quiet(lhs, rhs, facts, page):
        off = abs(left - right)
        if not off.max() <= TOLERANCE * max(1e-8, abs(left).max(),
                                            abs(right).max()):
            place = np.unravel_index(np.nan_to_num(
                off, nan=np.inf).argmax(), off.shape)
            return Example((*sizes.items(), *named(lhs, rhs, times, place)),
                           left[place].item(), right[place].item())
    return None


def quiet(*args):
    """All comparisons; the logarithm of a negative number is no number."""
    with np.errstate(all="ignore"):
        yield from comparisons(*args)


def named(lhs, rhs, times, place):
    """The times and the entry, counted from 1, as pairs (name, number)."""
    letters = letters_of(lhs, rhs)
    pairs = sorted(((letter, times[letter]) for letter in letters
                    if letter in times), key=str)
    free = sorted(letters - set(times), key=str) if lhs.is_commutative \
        and rhs.is_commutative else ["row", "column"]
    return [*pairs, *zip(free, [int(n) + 1 for n in place])]
