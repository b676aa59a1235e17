"""A formula that a reader is asked for, and what is said of an answer."""
import re
from contextlib import suppress
from typing import NamedTuple

from sympy import Expr, latex, sympify

from .canonical import canonical
from .entries import same_shape
from .grammar import check
from .judging import counterexample, judge
from .language import SPACE, TIME, d, facts_of, letters_of
from .oracle import NoVerdict
from .printing import textbook
from .proofs import proved
from .rewriting import Words
from .statements import scope_text
from .words import Matrix
from .wordwise import written

MATRIX = re.compile(r"Matrix\((\w+)(?:, ([^()]*))?\)")


class Formula(NamedTuple):
    """The question what lhs is; rhs is an answer. given, when: as in claim.

    slips: what to say of a wrong right side, and that side.
    without: matrices, named at whatever time, that an answer may not hold,
    except as rhs does.
    """

    label: str
    lhs: object
    rhs: object
    given: tuple = ()
    when: object = ()
    slips: tuple = ()          # of pairs
    without: tuple = ()

    def read(self):
        """The same question, with plain numbers read as SymPy's."""
        return self._replace(
            lhs=sympify(self.lhs), rhs=sympify(self.rhs),
            slips=[(text, sympify(slip)) for text, slip in self.slips])

    def checked(self):
        """This question, if the prover agrees; ValueError if it does not."""
        found = judge(self.lhs, self.rhs, self.given, self.when)
        if not found:
            raise ValueError(f"rhs of {self.label!r} has no proof: {found}")
        if said := self.unfit(self.rhs):
            raise ValueError(f"rhs of {self.label!r} is no answer: {said}")
        for part in self.without:
            if part not in unknowns(sympify(part)):
                raise ValueError(f"without of {self.label!r}: a matrix at a "
                                 f"time is needed, as mat.J(t), got {part}")
        for text, slip in self.slips:
            if counterexample(self.lhs, slip, self.facts()) is None:
                raise ValueError(f"slips of {self.label!r}: {text!r} is said "
                                 f"of {slip}, which is not refuted")
        return self

    def facts(self):
        return facts_of(self.when)

    def answer(self, answer):
        """True, False or None for open, and what to say."""
        if not isinstance(answer, (Expr, int)):
            return False, ("a formula in the words of this page is needed, "
                           f"got `{type(answer).__name__}`")
        answer = sympify(answer)
        if said := self.unfit(answer):
            return False, said
        try:
            example = counterexample(self.lhs, answer, self.facts())
        except NoVerdict as silence:
            return None, str(silence)
        if example:
            return False, self.slip(answer) or self.difference(answer, example)
        if said := self.refused(answer):
            return False, said
        found = judge(self.lhs, answer, self.given, self.when)
        if found or self.equal(answer):
            return True, f" {self.scope()}, by the prover"
        return None, ("numbers agree on every random network that was "
                      "tried, but the prover finds no proof")

    def scope(self):
        return scope_text(self.lhs, self.rhs, self.facts())

    def unfit(self, answer):
        """What keeps an answer from being one, before it is judged."""
        try:
            check(self.lhs, answer)
            if not self.lhs.is_commutative:
                same_shape(self.lhs, answer)
        except (TypeError, ValueError) as error:
            said = MATRIX.sub(as_typed, str(error))
            return f"this cannot be read: `{said}`"
        wanted = letters_of(self.lhs, self.rhs)
        if free := letters_of(answer) - wanted:
            names = ", ".join(f"${latex(v)}$" for v in sorted(free, key=str))
            times = TIME in map(SPACE.get, free)
            return (f"{names} would have to be free on the left side too: "
                    "rename, or sum over it with "
                    f"`{'over_time' if times else 'total'}`")
        asked = {self.lhs} | {part for part in unknowns(self.lhs)
                              if kind(part) not in map(kind,
                                                       unknowns(self.rhs))}
        if again := [part for part in asked if answer.has(part)]:
            return (f"${textbook(again[0])}$ is what was asked for: say what "
                    "it is")
        if answer.has(d) and not self.rhs.has(d):
            return "there is a derivative in it: take it"
        return ""

    def refused(self, answer):
        """What to say of words that an answer was to do without."""
        names = {kind(part) for part in self.without}
        held = sorted((part for part in unknowns(answer) - unknowns(self.rhs)
                       if kind(part) in names), key=str)
        return held and (f"numbers agree, but ${textbook(held[0])}$ is not "
                         "to be in it: say what it is")

    def equal(self, answer):
        """Whether the answer is equal to the known one, for every size."""
        if answer.is_commutative != self.rhs.is_commutative:
            return False
        if answer.is_commutative and not self.lhs.is_commutative:
            return less(answer, self.rhs) == 0     # two multiples of I
        return proved(answer, self.rhs, self.given, self.when)

    def slip(self, answer):
        """What to say, if in numbers the answer is a known slip."""
        return next((text for text, slip in self.slips if answer == slip or
                     self.agree(answer, slip)), "")

    def agree(self, one, other):
        """Whether numbers agree."""
        with suppress(NoVerdict):
            return one.is_commutative == other.is_commutative and \
                counterexample(one, other, self.facts()) is None
        return False

    def difference(self, answer, example):
        """What is too much in an answer, and where it shows."""
        rest = textbook(less(answer, self.rhs))
        return (f"your formula less the right one is\n\n$$\n{rest}\n$$\n\n"
                f"For example, {example.network()} it should be "
                f"{example.number(example.left)}, and yours is "
                f"{example.number(example.right)}")


def unknowns(e):
    """The derivatives and matrices at some time that an expression has."""
    return e.atoms(d) | {word for word in e.atoms(Matrix)
                         if len(word.args) > 1}


def kind(part):
    """A derivative itself; a matrix by its name, at whatever time."""
    return part.args[0] if isinstance(part, Matrix) else part


def as_typed(found):
    """A matrix as readers type it, Matrix(J, t) as mat.J(t)."""
    name, times = found.groups()
    return f"mat.{name}({times})" if times else f"mat.{name}"


def less(one, other):
    """one - other, as short as it comes."""
    if one.is_commutative and other.is_commutative:
        return canonical(one - other)
    return written(Words().normal(one - other))
