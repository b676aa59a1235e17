"""A formula that a reader is asked for, and what is said of an answer."""
from typing import NamedTuple

from sympy import Expr, latex, sympify

from .canonical import canonical
from .judging import counterexample, judge
from .language import d, letters_of
from .printing import textbook
from .proofs import proved
from .rewriting import Words
from .words import Matrix
from .wordwise import written


class Formula(NamedTuple):
    """The question what lhs is; rhs is an answer. given, when: as in claim.

    slips: what to say of a wrong right side, and that side.
    """

    label: str
    lhs: object
    rhs: object
    given: tuple = ()
    when: object = ()
    slips: tuple = ()          # of pairs

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
        for text, slip in self.slips:
            if counterexample(self.lhs, slip, self.facts()) is None:
                raise ValueError(f"slips of {self.label!r}: {text!r} is said "
                                 f"of {slip}, which is not refuted")
        return self

    def facts(self):
        return self.when if isinstance(self.when, tuple) else (self.when,)

    def answer(self, answer):
        """True, False or None for open, and what to say."""
        if not isinstance(answer, (Expr, int)):
            return False, ("a formula in the words of this page is needed, "
                           f"got `{type(answer).__name__}`")
        answer = sympify(answer)
        try:
            if said := self.unfit(answer):
                return False, said
            found = judge(self.lhs, answer, self.given, self.when)
        except (TypeError, ValueError) as error:
            return False, f"this cannot be read: `{error}`"
        if found or self.equal(answer, self.rhs):
            scope = found.scope or judge(self.lhs, self.rhs, self.given,
                                         self.when).scope
            return True, f" {scope}, by the prover"
        if found.right is None:
            return None, ("numbers agree on every random network that was "
                          "tried, but the prover finds no proof")
        return False, self.slip(answer) or self.difference(answer, found)

    def unfit(self, answer):
        """What keeps an answer from being one, before it is judged."""
        wanted = letters_of(self.lhs, self.rhs)
        if free := letters_of(answer) - wanted:
            names = ", ".join(f"${latex(v)}$" for v in sorted(free, key=str))
            return (f"{names} would have to be free on the left side too: "
                    "rename, or sum over it with `total`")
        for word in unknowns(self.lhs) - unknowns(self.rhs):
            if word in unknowns(answer):
                return (f"${textbook(word)}$ is what was asked for: say what "
                        "it is")
        return ""

    def equal(self, one, other):
        """Whether two right sides are equal for every size."""
        if one.is_commutative != other.is_commutative:
            return False
        if one.is_commutative and not self.lhs.is_commutative:
            return less(one, other) == 0     # two multiples of I
        return proved(one, other, self.given, self.when)

    def slip(self, answer):
        """What to say, if the answer is a known slip."""
        return next((text for text, slip in self.slips
                     if self.equal(answer, slip)), "")

    def difference(self, answer, found):
        """What is too much in an answer, and where it shows."""
        rest, example = textbook(less(answer, self.rhs)), found.example
        return (f"your formula less the right one is\n\n$$\n{rest}\n$$\n\n"
                f"For example, {example.network()} it should be "
                f"{example.left:.4g}, and yours is {example.right:.4g}")


def unknowns(e):
    """The derivatives and matrices at some time that an expression has."""
    return e.atoms(d) | {word for word in e.atoms(Matrix)
                         if len(word.args) > 1}


def less(one, other):
    """one - other, as short as it comes."""
    if one.is_commutative and other.is_commutative:
        return canonical(one - other)
    return written(Words().normal(one - other))
