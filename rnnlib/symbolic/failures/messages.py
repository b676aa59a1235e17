"""A statement that was not shown, as it reads where maths can be typeset.

What was claimed, what is left of it, how far both sides got, and whether a
random network disagrees. All is worked out when it is shown, and only then:
a search throws most failures away.
"""
import re

from sympy import Expr, expand, latex

from ..derivations.reached import reached
from ..grammar.entries import shape
from ..ledger.ledger import LEDGER
from ..methods.algebra import check_where, formula
from ..methods.algebra import in_lines as exact_equation
from ..methods.conditions import assumed
from ..methods.judging import Example, counterexample
from ..methods.publishing import TOLERANCE
from ..oracle.oracle import NoVerdict, numbers
from ..printing.formulas import textbook
from ..printing.plain import show
from ..printing.statements import textbook_equation
from ..printing.typed import typed
from ..terms.errors import Failed
from ..terms.language import facts_of, read
from ..terms.types import Facts

PRIVATE = re.compile(r"\b_(?=[a-z]\b)")    # before an index that is bound
SIGNS = {"by_squares": r"\preceq", "by_chained_bounds": r"\preceq",
         "refute": r"\neq"}
INDUCTIONS = ("by_induction", "by_chained_bounds")
AGREE = ("The two sides agree on every random network that was tried, so it "
         "may be true all the same.")
NEXT = {
    "false": "Mend a side, and run this cell again.",
    "open": "Name what it rests on in `given=`, say in `when=` what is known "
            "of times, or prove a part of it first.",
    "define": "A chapter defines what the model computes; what follows from "
              "that is a `claim`.",
    "refute": "`claim` or `judge` may find a proof."}


def told(error: Failed) -> str:
    """What a failed statement shows, as Markdown."""
    if error.attempt is None:             # not raised by `publish`
        return f"*{error.heading}*: {worded(error)}"
    one = Failure(error)
    parts = [one.claimed(), one.verdict(), one.reached(), one.numbers,
             one.advice()]
    return "\n\n".join(filter(None, parts))


def worded(error: Failed) -> str:
    """The message, with matrices as readers type them."""
    said = str(error).removeprefix(f"{error.heading.lower()}: ")
    return f"`{PRIVATE.sub('', typed(said))}`"


def maths(latex: str) -> str:
    """LaTeX as a formula of its own, in Markdown."""
    return f"$$\n{latex}\n$$"


class Failure:
    """An error, and what its door was asked."""

    def __init__(self, error: Failed) -> None:
        asked = error.attempt or {}
        self.error, self.asked = error, asked
        self.label, self.door = asked["label"], asked["door"]
        self.exact = self.door == "by_algebra"
        take = formula if self.exact else read
        self.lhs = take(asked["lhs"])
        self.rhs = asked.get("rhs", asked.get("closed"))
        self.rhs = None if self.rhs is None else take(self.rhs)
        self.sign = SIGNS.get(self.door, "=")
        self.facts = (*facts_of(asked.get("when", ())), *error.facts)
        self.numbers, self.false = self.compared()

    def claimed(self) -> str:
        """The statement, and the times for which it is claimed."""
        if self.rhs is None:
            return ""
        if self.exact:
            said = exact_equation(self.lhs, self.rhs, check_where(
                self.asked.get("where") or {}))
        else:
            said = textbook_equation(self.lhs, self.rhs, self.sign)
        when = " and ".join(f"${latex(fact)}$" for fact in self.facts)
        start = f"Claimed as `{self.label}`" if self.label else "Claimed"
        return (f"{start}{f', for {when}' if when else ''}:"
                f"\n\n{maths(said)}")

    def verdict(self) -> str:
        """What failed, and what is left."""
        said = "\n\n".join(f"{typed(what)}\n\n{maths(self.typeset(e))}"
                           for what, e in self.error.left)
        hint = "`".join(map(typed, self.error.hint.split("`")))
        return "\n\n".join(filter(None, [
            f"*{self.error.heading}*: {said or worded(self.error)}",
            hint and f"{hint[0].upper()}{hint[1:]}."]))

    def typeset(self, e: Expr) -> str:
        """The LaTeX of what is left; of a number c beside a matrix, c I."""
        if self.exact:
            return show(expand(e))
        if e.is_number and e != 0 and not self.lhs.is_commutative and shape(
                self.lhs) != (None, None):
            return {1: 'I', -1: '-I'}.get(e, f'{textbook(e)} I')
        return textbook(e)

    def reached(self) -> str:
        """The lines to which both sides were brought, with their reasons."""
        one = self.error.reached
        if one is None or not (one.left[1] or one.right[1]):
            return ""
        names = ", ".join(f"${v}$" for v in (one.row, one.column) if v)
        said = reached({"lhs": one.left[0], "rhs": one.right[0]},
                       one.left[1], one.right[1])
        return f"In entry {names}:\n\n{said}" if names else said

    def compared(self) -> tuple[str, bool]:
        """What numbers say, as a sentence, and whether it is false."""
        if self.error.example:
            return sentence(self.error.example), True
        unknown = self.door in INDUCTIONS and not self.error.facts
        if unknown or self.exact or self.door in ("laid_down", "refute"):
            return "", False
        try:
            example = self.disagreement()
        except NoVerdict as silence:
            return f"No network tells: `{typed(str(silence))}`.", False
        return (sentence(example), True) if example else (AGREE, False)

    def disagreement(self) -> Example | str | None:
        """Where the statement is false; None if it is nowhere."""
        if self.sign != r"\preceq":
            return counterexample(self.lhs, self.rhs, self.facts)
        return broken(self.lhs, self.rhs, self.facts)

    def advice(self) -> str:
        """What to do now, and that nothing has happened."""
        kind = {"laid_down": "define", "refute": "refute"}.get(
            self.door, "false" if self.false else "open")
        return f"{NEXT[kind]} {kept(self.label)}"


def sentence(example: Example | str) -> str:
    """Where it is false."""
    said = str(example)
    return f"It is false: {said[0].lower()}{said[1:]}."


def kept(label: str) -> str:
    """What the ledger has now."""
    return f"The ledger keeps what `{label}` said before." \
        if label in LEDGER else "Nothing was entered in the ledger."


def broken(lhs: Expr, rhs: Expr, facts: Facts) -> str | None:
    """Where a bound is missed, in words; None if it is nowhere."""
    for draw in numbers(lhs, rhs, facts, assumed()):
        if draw.error(r"\preceq") > TOLERANCE:
            example = Example((*draw.sizes.items(), *draw.times.items()),
                              draw.left.flat[0], draw.right.flat[0])
            return str(example) if draw.left.size == 1 else (
                f"{example.network()} left is not at most right")
    return None
