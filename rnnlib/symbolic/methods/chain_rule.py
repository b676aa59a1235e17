"""The chain rule backwards: a derivative by w, over all that w feeds.

A claim takes dX/dw from the side of X, through the definition of X. Here it
is taken from the side of w: w enters some definitions directly, at its own
time and one step later, and X feels it through these and nothing else.
"""
from collections.abc import Iterable

from sympy import Expr, Function, Mul, S
from sympy.tensor.indexed import Indexed

from ..grammar.model import MADE_OF, t
from ..indices.canonical import canonical
from ..indices.derivatives import Calculus, same_entry
from ..indices.proof import by_indices
from ..ledger.laid_down import definitions
from ..ledger.ledger import Equation
from ..ledger.premises import check_defined
from ..printing.formulas import textbook
from ..terms.errors import NotProved
from ..terms.language import (
    Order,
    Tensor,
    d,
    fresh,
    renewed,
    sum_over,
    time_of,
)
from ..terms.types import When
from .goals import Given, Goal
from .publishing import publish, theorem


def backward(label: str, lhs: Expr, rhs: Expr, given: Given = (),
             when: When = (), through: Iterable[Tensor] = ()) -> Equation:
    """Prove dX/dw = rhs by the chain rule over what w feeds, and publish.

    through: tensors over which the rule is applied once more, if w feeds
    them; given, when: as in claim. Derivatives are left as they stand,
    unless there are premises. Raises NotProved, or Refuted.
    """
    return publish(label, "by_chain_rule", lhs, rhs, given, when, through)


def by_chain_rule(lhs: Expr, rhs: Expr, given: Given, when: When,
                  through: Iterable[Tensor]) -> Equation:
    """The equation lhs = rhs without a label; NotProved without a proof."""
    goal = Goal.read(lhs, rhs, given, when)
    used = prove_back(goal, through, needed=True)
    return theorem(*goal.sides, goal.facts, used,
                   "by the chain rule backwards")


def prove_back(goal: Goal, through: Iterable[Tensor] = (),
               needed: bool = False) -> set[str]:
    """The labels that the equation rests on; NotProved if it has no proof."""
    lhs = goal.lhs
    if type(lhs) is not d or not isinstance(lhs.args[0], Indexed) \
            or time_of(lhs.args[1]) is None:
        raise ValueError("backward takes the derivative d(x, w) of an entry, "
                         f"by an entry that has a time, got {lhs}")
    check_defined(goal.premises, *goal.sides)
    back = Backward(lhs.args[0], goal.order)
    rest = back.over(lhs.args[1], {one.name for one in through}) - goal.rhs
    if goal.premises:
        return back.used | {one.label for one in goal.premises} | by_indices(
            rest, goal.premises, goal.order, needed)
    if left := canonical(rest):
        raise NotProved("what is left of the difference: " + textbook(left),
                        left)
    return back.used


class Edges(Calculus):
    """Derivatives with every other entry held still."""

    def entry(self, e: Indexed, w: Indexed) -> Expr:
        """The derivative of one entry by another: 1 if they are the same."""
        same = e.base == w.base and time_of(e) == time_of(w)
        return same_entry(e, w) if same else S.Zero


class Backward:
    """The chain rule for the derivatives of one entry, `top`."""

    def __init__(self, top: Indexed, order: Order) -> None:
        self.top, self.order = top, order
        self.known = definitions()
        self.used: set[str] = set()
        self.names = self.below(top.base.name, set())
        self.lasting = set()              # names that act on a later time
        for entry in self.entries(self.names):
            if time_of(entry) == t - 1:
                self.lasting |= {entry.base.name} | self.below(
                    entry.base.name, set())

    def entries(self, names: Iterable[str]) -> set[Indexed]:
        """All entries in the formulas of these names."""
        return set().union(*[self.known[name][2].atoms(Indexed)
                             for name in names])

    def below(self, name: str, seen: set[str]) -> set[str]:
        """seen, with `name` and all names of which it is made.

        NotProved for one that this page does not define.
        """
        if name in seen or name not in MADE_OF:
            return seen
        if name not in self.known:
            raise NotProved(f"define {name} first: {self.top} depends on it")
        seen = seen | {name}
        for entry in self.entries([name]):
            seen = self.below(entry.base.name, seen)
        return seen

    def over(self, w: Indexed, through: set[str]) -> Expr:
        """d(top, w) as a sum over the entries that w enters directly."""
        calculus = Calculus(self.known, self.order)
        if self.top.base == w.base and calculus.compare(
                time_of(self.top), time_of(w)) in (None, 0):
            raise NotProved(f"is {w} the same as {self.top}? say when= so")
        if not any(self.known[name][2].has(w.base) for name in self.names):
            raise NotProved(f"{self.top} is not made of {w} on this page")
        return sum((self.term(name, w, shift, through)
                    for name in MADE_OF if name in self.names
                    for shift in (0, 1)), S.Zero)

    def term(self, name: str, w: Indexed, shift: int,
             through: set[str]) -> Expr:
        """What comes by way of `name`, at the time of w or a step later."""
        label, lhs, rhs = self.known[name]
        indices = [*map(fresh, lhs.indices[1:])]
        moved = {t: w.indices[0] + shift,
                 **dict(zip(lhs.indices[1:], indices, strict=True))}
        v, formula = lhs.xreplace(moved), renewed(rhs).xreplace(moved)
        edge = Edges({}, self.order).by(formula, w)
        if isinstance(formula, Function):    # tanh' in terms of v: 1 - v**2
            edge = formula.fdiff().xreplace({formula: v}) * Edges(
                {}, self.order).by(formula.args[0], w)
        gone = name not in self.lasting and self.order.holds(
            v.indices[0] + 1, time_of(self.top))
        if gone or canonical(edge) == 0:
            return S.Zero
        self.used.add(label)
        credit = self.over(v, through - {name}) if name in through \
            else d(self.top, v)
        return self.of_a_step(sum_over(Mul(credit, edge), *indices), v)

    def of_a_step(self, term: Expr, v: Indexed) -> Expr:
        """The term, if v is made at a step; at time 0 it is given."""
        if self.order.holds(1, time_of(v)):
            return term
        if time_of(v) == 0:
            return S.Zero
        raise NotProved(f"at time 0, {v} is not made of anything: say when=")
