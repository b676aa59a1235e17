"""What a method of proof is asked: two sides, premises and facts.

A door reads what a cell hands in once, as a `Goal`. So whatever a method gets
is in the language, and its facts can hold.
"""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeAlias

from sympy import Expr

from ..grammar.grammar import check
from ..ledger.laid_down import notation
from ..ledger.ledger import Equation
from ..ledger.premises import At, beginnings, premise
from ..terms.language import Order, facts_of, read
from ..terms.types import Facts, When

Given: TypeAlias = Iterable[str | At]        # premises, as cells name them


@dataclass(frozen=True)
class Goal:
    """lhs = rhs, or lhs <= rhs; TypeError or ValueError for other things.

    premises: equations of the ledger; facts: relations of times.
    """

    lhs: Expr
    rhs: Expr
    premises: Sequence[Equation] = ()
    facts: Facts = ()

    def __post_init__(self) -> None:
        check(self.lhs, self.rhs)
        if self.order.contradictory():
            raise ValueError(f"when={self.facts} contradict each other")
        named = [(one.label, one.moved) for one in self.premises]
        for one in named:
            if named.count(one) > 1:
                raise ValueError(f"it holds without {one[0]!r} twice: drop "
                                 "that premise")

    @classmethod
    def read(cls, lhs: Expr, rhs: Expr, given: Given = (),
             when: When = ()) -> Self:
        """A goal of what `claim` takes; KeyError for a label without one."""
        return cls(read(lhs), read(rhs), facts=facts_of(when),
                   premises=tuple(map(premise, given)))

    @property
    def sides(self) -> tuple[Expr, Expr]:
        """Both sides, to be handed on together."""
        return self.lhs, self.rhs

    @cached_property
    def order(self) -> Order:
        """What is known of times."""
        return order_of(self.lhs, self.rhs, self.facts)

    def labels(self) -> set[str]:
        """The labels of the premises, and those that define its matrices."""
        return {one.label for one in self.premises} | notation(*self.sides)


def order_of(lhs: Expr, rhs: Expr, facts: Facts = ()) -> Order:
    """What is known of times, from facts and from where times begin."""
    return Order.given(*facts, *beginnings(lhs, rhs, *facts))
