"""A formula that a reader is asked for, and what is said of an answer.

Numbers come first, then the names that an answer speaks of, then the
proof. What is said of a wrong answer never says more than the answer did.
"""
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import filterfalse
from typing import NamedTuple, Self

from rnnlib.symbolic.grammar.entries import shape
from rnnlib.symbolic.grammar.matrices import SUMS
from rnnlib.symbolic.grammar.model import T
from rnnlib.symbolic.ledger.ledger import LEDGER, if_what
from rnnlib.symbolic.ledger.premises import At
from rnnlib.symbolic.methods.certified import shown
from rnnlib.symbolic.methods.claims import prove
from rnnlib.symbolic.methods.goals import Given, Goal
from rnnlib.symbolic.methods.judging import (
    Example,
    counterexample,
    judge,
    known_anyway,
)
from rnnlib.symbolic.oracle.oracle import NoVerdict
from rnnlib.symbolic.printing.formulas import textbook
from rnnlib.symbolic.printing.statements import scope_text
from rnnlib.symbolic.terms.errors import NotProved
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import (
    SPACE,
    TIME,
    d,
    facts_of,
    free_indices,
    renewed,
)
from rnnlib.symbolic.terms.products import Matrix, transpose
from rnnlib.symbolic.terms.types import Facts, When
from sympy import Expr, exp, latex, sympify, tanh

from .fractions import same_fraction
from .unreadable import typed, unread, unreadable
from .wording import (
    at_a_time,
    named,
    parts,
    plain,
    same_name,
    strange,
    upright,
)
from .wrong_formulas import hint

NO_MORE = "".format           # of any hint, nothing
NO_LARK = ("LaTeX is read with the package `lark`, which is not installed "
           "here: install it, or answer in the words of this page")


class Formula(NamedTuple):
    """The question what lhs is; rhs is an answer. given, when: as in claim.

    slips: what to say of a wrong right side, and that side.
    without: matrices and entries, at whatever time, that an answer may not
    hold, except as rhs does.
    """

    label: str
    lhs: Expr
    rhs: Expr
    given: Sequence[str | At] = ()
    when: When = ()
    slips: Sequence[tuple[str, Expr]] = ()
    without: Sequence[Expr] = ()

    def read(self) -> Self:
        """The same question, with plain numbers read as SymPy's."""
        return self._replace(
            lhs=sympify(self.lhs), rhs=sympify(self.rhs),
            without=[sympify(part) for part in self.without],
            slips=[(text, sympify(slip)) for text, slip in self.slips])

    def checked(self) -> Self:
        """This question, if the prover agrees; ValueError if it does not."""
        found = judge(self.lhs, self.rhs, self.given, self.when)
        if not found:
            raise ValueError(f"rhs of {self.label!r} has no proof: {found}")
        if said := self.unfit(self.rhs) or self.held(self.rhs):
            raise ValueError(f"rhs of {self.label!r} is no answer: {said}")
        for part in self.without:
            if part not in parts(part):
                raise ValueError(f"without of {self.label!r}: one word is "
                                 f"needed, as mat.J(t) or p[t, i], got {part}")
        for text, slip in self.slips:
            if counterexample(self.lhs, slip, self.facts()) is None:
                raise ValueError(f"slips of {self.label!r}: {text!r} is said "
                                 f"of {slip}, which is not refuted")
        return self

    def facts(self) -> Facts:
        """The relations of times in `when`, each of them checked."""
        return facts_of(self.when)

    def answer(self, answer: object, more: Callable[[str], str] = NO_MORE
               ) -> tuple[bool | None, str]:
        """True, False or None for open, and what to say.

        A text is read as LaTeX. more: what is said of a wrong answer, given
        the hint that there is, or "".
        """
        if type(answer) is str:
            return self.typeset(answer)
        if said := unread(answer) or self.unfit(sympify(answer)):
            return False, said
        answer = sympify(answer)
        try:
            example = counterexample(self.lhs, answer, self.facts())
        except NoVerdict as silence:
            return None, typed(str(silence))
        except ValueError as error:          # a name of another network
            return False, f"this cannot be judged: `{typed(str(error))}`"
        held = self.held(answer)
        if example and (said := self.slip(answer)):
            return False, said
        if held and not example:
            return False, "numbers agree, but " + held
        if example:
            return False, held or self.difference(answer, example, more)
        return self.proof(answer)

    def typeset(self, answer: str) -> tuple[bool | None, str]:
        """What to say of an answer in LaTeX."""
        try:
            from ..latex.answers import answered  # needs lark
        except ModuleNotFoundError as error:
            if error.name != "lark":
                raise
            return None, NO_LARK
        return answered(self, answer)

    def proof(self, answer: Expr) -> tuple[bool | None, str]:
        """The verdict on an answer of which numbers say nothing wrong."""
        used = self.equal(answer)
        if used is not None:
            scope = scope_text(self.lhs, self.rhs, self.facts(), answer)
            return True, "".join(f" {said}" for said in (
                scope, if_what(used)) if said) + ", by the prover"
        said = ("numbers agree on every random network that was tried, but "
                "the prover finds no proof")
        beyond = [f"${textbook(self.shown(part, answer))}$" for part in
                  strange(self.plain(answer), self.plain(self.rhs))]
        if beyond:
            said += f". It can make nothing of {', '.join(beyond[:3])} here"
        return None, said

    def unfit(self, answer: Expr) -> str:
        """What keeps an answer from being one, before it is judged."""
        if said := unreadable(self.lhs, answer) or self.unbound(answer):
            return said
        if self.plain(self.lhs - answer) == 0:
            return (f"${textbook(self.lhs)}$ is what was asked for: say what "
                    "it is")
        return ""

    def unbound(self, answer: Expr) -> str:
        """What to say of indices that only the answer has free."""
        wanted = free_indices(self.lhs, self.rhs, *self.facts())
        if {str(part.args[0]) for part in self.lhs.atoms(Matrix)} & {*SUMS}:
            wanted |= {T}                    # lambda_t sums up to T
        free = sorted(free_indices(answer) - wanted, key=str)
        if not free:
            return ""
        names = ", ".join(f"${latex(v)}$" for v in free)
        how = "over_time" if TIME in map(SPACE.get, free) else "sum_over"
        return (f"{names} would have to be free on the left side too: "
                f"rename, or sum over it with `{how}`")

    def held(self, answer: Expr) -> str:
        """What to say of names that an answer was to do without."""
        known = self.plain(self.rhs)
        asked = {part for part in strange(self.plain(self.lhs), known)
                 if at_a_time(part)}
        banned = {*map(named, [*asked, *self.without])}
        for part in strange(self.plain(answer), known):
            shown = f"${textbook(self.shown(part, answer))}$"
            if any(same_name(part, one) for one in asked):
                return f"{shown} is what was asked for: say what it is"
            if isinstance(part, d):
                return f"there is a derivative in it, {shown}: take it"
            if named(part) in banned:
                return f"{shown} is not to be in it: say what it is"
        return ""

    def plain(self, e: Expr) -> Expr:
        """e in its shortest form, by no definition and no premise."""
        return plain(e, self.facts())

    def shown(self, part: Expr, answer: Expr) -> Expr:
        """A part of the shortest form as the answer writes it."""
        return min((own for own in parts(answer) if named(own) == named(part)),
                   key=lambda own: (own != part, str(own)), default=part)

    def equal(self, answer: Expr) -> set[str] | None:
        """The labels on which its proof rests; None if it has none."""
        if answer.is_commutative and not self.lhs.is_commutative:
            same = self.plain(answer - self.rhs) == 0   # multiples of I
            return self.rests(self.lhs, self.rhs, self.given) if same else None
        used = next((used for way in self.ways(answer)
                     if (used := self.provable(*way)) is not None), None)
        if used is None and answer.has(exp, tanh, logistic) and same_fraction(
                self.lhs, answer, self.facts()):
            return set(filter(known_anyway, LEDGER))
        return used

    def ways(self, answer: Expr) -> list[tuple[Expr, Expr, Given]]:
        """What would prove it: (one, form, premises), for one == form.

        `one` is the left side, or the known one.
        """
        if self.rhs.is_commutative:
            return [(one, form, self.given)
                    for form in (answer, renewed(self.plain(answer)))
                    for one in (self.lhs, self.rhs)]
        forms = [answer, upright(answer)]
        if shape(answer) == (None, None):
            # a number is symmetric
            forms.append(upright(transpose(answer)))
        known = [self.lhs, self.rhs, upright(self.rhs)]
        return [(one, form, given)
                for given in (self.given, *self.further())
                for form in forms for one in known]

    def provable(self, one: Expr, answer: Expr,
                 given: Given) -> set[str] | None:
        """The labels that one = answer rests on; None if it has no proof.

        Beside the known side, what this rests on counts too.
        """
        used = self.rests(one, answer, given)
        if used is None or one == self.lhs:
            return used
        known = self.rests(self.lhs, self.rhs, self.given)
        return None if known is None else used | known

    def rests(self, one: Expr, other: Expr, given: Given) -> set[str] | None:
        """The labels on which a proof of one == other rests, or None.

        given: the premises that it may use.
        """
        try:
            if not one.is_commutative or other.is_commutative:
                goal = Goal.read(one, other, filterfalse(
                    known_anyway, given), self.when)
                return {*shown(prove(goal)).rests}
            return self.rests(other, one, given)
        except (NotProved, TypeError, ValueError):  # or a premise is no use
            return None

    def further(self) -> list[tuple[str | At, ...]]:
        """Definitions of the page alone, and the premises with one more."""
        matrices = [label for label, eq in LEDGER.items()
                    if eq.lhs is not None and not eq.lhs.is_commutative
                    and eq.sign == "="]
        return [(label,) for label in matrices
                if LEDGER[label].kind == "definition"] + [
            (*self.given, label) for label in matrices
            if label not in self.given]

    def slip(self, answer: Expr) -> str:
        """What to say, if in numbers the answer is a known slip."""
        return next((text for text, slip in self.slips if answer == slip or
                     self.agree(answer, slip)), "")

    def agree(self, one: Expr, other: Expr) -> bool:
        """Whether numbers agree."""
        with suppress(NoVerdict):
            return one.is_commutative == other.is_commutative and \
                counterexample(one, other, self.facts()) is None
        return False

    def difference(self, answer: Expr, example: Example,
                   more: Callable[[str], str]) -> str:
        """What is wrong, as far as it does not give the answer away."""
        said = hint(self.plain(answer), self.plain(self.rhs))
        where = example.network()
        told = (f"{where[0].upper()}{where[1:]} it should be "
                f"{example.number(example.left)}, and yours is "
                f"{example.number(example.right)}")
        return ". ".join(filter(None, [said, told, more(said)]))
