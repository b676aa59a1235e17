"""One formula of the corpus, and how it is proved."""
from typing import NamedTuple

from rnnlib.symbolic.ledger.premises import at, premise
from rnnlib.symbolic.methods.claims import claim, prove
from rnnlib.symbolic.methods.differentials import read_off, reads
from rnnlib.symbolic.methods.goals import Goal
from rnnlib.symbolic.methods.induction import climb, induct, reach
from sympy import sympify


class Formula(NamedTuple):
    """A claim; with `steps` = (over, start, base, step) by induction, with
    `source` read off a differential."""

    label: str
    lhs: object
    rhs: object
    given: tuple = ()
    when: object = ()
    steps: tuple = ()
    source: str = ""

    def publish(self):
        if self.source:
            return read_off(self.label, self.lhs, self.rhs, self.source,
                            self.labels())
        if self.steps:
            return induct(self.label, self.lhs, self.rhs, *self.ends(),
                          self.labels(), self.when)
        return claim(self.label, self.lhs, self.rhs, self.labels(),
                     self.when)

    def prove(self, rhs):
        """The kernel's work alone, for another right side."""
        if self.source:
            return reads(Goal(self.lhs, rhs, self.premises()),
                         premise(self.source))
        if self.steps:
            over, start, base, step = self.ends()
            return climb(self.goal(rhs), over, sympify(start), premise(base),
                         premise(step))
        return prove(self.goal(rhs))

    def goal(self, rhs):
        """What is to be proved of another right side."""
        return Goal(self.lhs, rhs, self.premises(), self.whens())

    def ends(self):
        """`steps`, as `induct` takes them."""
        return *self.steps[:2], *map(label, self.steps[2:])

    def labels(self):
        """`given`, as `claim` takes it."""
        return [*map(label, self.given)]

    def premises(self):
        """The equations of `given`, as `prove` takes them."""
        return [*map(premise, self.labels())]

    def rests_on(self):
        """The labels of all premises."""
        return {one if isinstance(one, str) else one[0] for one in (
            *self.given, *self.steps[2:], *[self.source] * bool(self.source))}

    def whens(self):
        return self.when if isinstance(self.when, tuple) else (self.when,)

    def facts(self):
        """The relations of times under which it holds."""
        if not self.steps:
            return self.whens()
        over, start = self.steps[:2]
        up = premise(self.steps[3]).rhs.has(self.lhs.xreplace(
            {over: over - 1}))
        return *self.whens(), reach(over, sympify(start), 1 if up else -1)


def label(one):
    """A label, or a pair (label, letters and times) for `at`."""
    return one if isinstance(one, str) else at(*one)
