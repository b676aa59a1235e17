"""Is my derivation right? A proof, or what is left and a counter-example."""
from collections.abc import Collection, Mapping, Sequence
from itertools import filterfalse
from typing import NamedTuple

import numpy as np
from sympy import Expr, Symbol, latex
from sympy.tensor.indexed import Indexed

from ..grammar.entries import same_shape
from ..ledger.ledger import LAID_DOWN, LEDGER, if_what
from ..ledger.premises import At
from ..oracle.oracle import NoVerdict, numbers
from ..printing.formulas import textbook
from ..printing.statements import scope_text, textbook_equation
from ..terms.errors import NotProved
from ..terms.language import free_indices
from ..terms.types import Facts, When
from .certified import shown
from .claims import prove
from .conditions import assumed
from .goals import Given, Goal
from .publishing import TOLERANCE


class Example(NamedTuple):
    """One entry of both sides, on a random network."""

    where: tuple[tuple, ...]   # pairs (symbol or text, number)
    left: complex
    right: complex

    def number(self, side: complex) -> str:
        """A side as it is shown; what rounding has left of 0 is 0."""
        largest = max(abs(self.left), abs(self.right))
        return "0" if abs(side) < 1e-12 * largest else f"{side:.4g}"

    def network(self) -> str:
        """Of which network it is, in words."""
        where = ", ".join(
            f"{name} {number}" if isinstance(name, str)
            else f"${latex(name)} = {number}$" for name, number in self.where)
        return f"on a random network with {where}"

    def __str__(self) -> str:
        return (f"{self.network()} the left side is "
                f"{self.number(self.left)} and the right side "
                f"{self.number(self.right)}")


class Judgement(NamedTuple):
    """What is known of lhs = rhs: right is True, False, or None for open."""

    lhs: Expr
    rhs: Expr
    right: bool | None
    scope: str = ""
    rest: Expr | None = None   # what is left of lhs - rhs, if it is known
    example: Example | None = None
    silent: str = ""           # why no network says anything

    def __bool__(self) -> bool:
        return self.right is True

    def said(self) -> str:
        """The judgement in words, and what is left as a formula."""
        if self.right:
            return f"*Right* {self.scope}".rstrip() + ", by the prover."
        if self.silent:
            return f"*Open*: {self.silent}."
        left = "" if self.rest is None else (
            ": this is left of left minus right\n\n"
            f"$$\n{textbook(self.rest)}\n$$\n\n")
        if self.right is None:
            return ("*No proof found*, and no counter-example: the two sides "
                    "agree on every random network that was tried"
                    + (left or "."))
        example = str(self.example)
        if not left:
            return f"*Not right*: {example}."
        return f"*Not right*{left}{example[0].upper()}{example[1:]}."

    def _repr_markdown_(self) -> str:
        sign = r"\neq" if self.right is False else "="
        return (f"$$\n{textbook_equation(self.lhs, self.rhs, sign)}\n$$\n\n"
                f"{self.said()}")

    def __repr__(self) -> str:
        return self.said()


def judge(lhs: Expr, rhs: Expr, given: Given = (),
          when: When = ()) -> Judgement:
    """Whether lhs = rhs: proved for every size, refuted by numbers, or open.

    Returns a Judgement, which is true only with a proof. given, when: as in
    claim; the definition of an entry is used without being given, too.
    Raises TypeError or ValueError for what is not in the language.

    >>> judge(sum_over(delta(a, b) * y[t, a], a), y[t, b])
    *Right* for every $n_y$, by the prover.
    >>> judge(y[t, a], y[t, b]).right
    False
    """
    goal = Goal.read(lhs, rhs, filterfalse(known_anyway, given), when)
    if not goal.lhs.is_commutative:
        same_shape(*goal.sides)
    used, rest = tried(goal)
    try:
        example = counterexample(*goal.sides, goal.facts)
    except NoVerdict as silence:
        return Judgement(*goal.sides, None, silent=str(silence))
    if used is None:
        right = None if example is None else False
        return Judgement(*goal.sides, right, "", rest, example)
    if example:
        raise AssertionError(f"{goal.lhs} = {goal.rhs} has a proof, yet "
                             f"{example}")
    return Judgement(*goal.sides, True, " ".join(filter(None, [
        scope_text(*goal.sides, goal.facts), if_what(used)])))


def tried(goal: Goal) -> tuple[Collection[str] | None, Expr | None]:
    """The labels on which a proof rests, or None and what is left without."""
    try:
        return shown(prove(goal)).rests, None
    except (NotProved, TypeError) as error:   # TypeError: it has no entries
        return None, getattr(error, "rest", None)


def known_anyway(given: str | At) -> bool:
    """Whether a premise is the definition of an entry, used as it stands."""
    equation = LEDGER.get(given) if isinstance(given, str) else None
    return equation is not None and equation.kind in LAID_DOWN \
        and isinstance(equation.lhs, Indexed)


def counterexample(lhs: Expr, rhs: Expr, facts: Facts = ()) -> Example | None:
    """An entry in which the sides differ on a random network; None if none.

    The network is one of those that the page's definitions speak of. Where
    a side is no number, nothing can be said; raises NoVerdict if that is
    so everywhere.
    """
    for draw in numbers(lhs, rhs, facts, assumed()):
        if draw.error() > TOLERANCE:
            off = draw.off()
            place = np.unravel_index(off.argmax(), off.shape)
            return Example((*draw.sizes.items(),
                            *named(lhs, rhs, draw.times, place)),
                           draw.left[place].item(), draw.right[place].item())
    return None


def named(lhs: Expr, rhs: Expr, times: Mapping[Symbol, int],
          place: Sequence[np.integer]) -> list[tuple]:
    """The times and the entry, counted from 1, as pairs (name, number)."""
    indices = free_indices(lhs, rhs)
    pairs = sorted(((v, times[v]) for v in indices if v in times), key=str)
    free = ["row", "column"]
    if lhs.is_commutative and rhs.is_commutative:
        free = sorted(indices - set(times), key=str)
    return [*pairs, *zip(free, [int(n) + 1 for n in place], strict=False)]
