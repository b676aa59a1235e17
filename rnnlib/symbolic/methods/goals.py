"""What a method of proof is asked: two sides, premises and facts.

A door reads what a cell hands in once, as a `Goal`. So whatever a method gets
is in the language, and its facts can hold.
"""
from dataclasses import dataclass
from functools import cached_property

from .definitions import notation
from ..grammar.grammar import check
from ..terms.language import Order, facts_of, read
from ..ledger.premises import beginnings, premise


@dataclass(frozen=True)
class Goal:
    """lhs = rhs, or lhs <= rhs; TypeError or ValueError for other things.

    premises: equations of the ledger; facts: relations of times.
    """

    lhs: object
    rhs: object
    premises: tuple = ()
    facts: tuple = ()

    def __post_init__(self):
        check(self.lhs, self.rhs)
        if self.order.contradictory():
            raise ValueError(f"when={self.facts} contradict each other")

    @classmethod
    def read(cls, lhs, rhs, given=(), when=()):
        """A goal of what `claim` takes; KeyError for a label without one."""
        return cls(read(lhs), read(rhs), facts=facts_of(when),
                   premises=tuple(map(premise, given)))

    @property
    def sides(self):
        return self.lhs, self.rhs

    @cached_property
    def order(self):
        """What is known of times."""
        return order_of(self.lhs, self.rhs, self.facts)

    def labels(self):
        """The labels of the premises, and those that define its matrices."""
        return {one.label for one in self.premises} | notation(*self.sides)


def order_of(lhs, rhs, facts=()):
    """What is known of times, from facts and from where times begin."""
    return Order.given(*facts, *beginnings(lhs, rhs, *facts))
