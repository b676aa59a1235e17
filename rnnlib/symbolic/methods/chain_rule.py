"""The chain rule backwards: a derivative by w, over all that w feeds.

A claim takes dX/dw from the side of X, through the definition of X. Here it
is taken from the side of w: w enters some definitions directly, at its own
time and one step later, and X feels it through these and nothing else.
"""
from collections.abc import Iterable

from sympy import Expr
from sympy.tensor.indexed import Indexed

from ...checker import Refused
from ..certificates.writing import Writer, names_in
from ..ledger.laid_down import notation
from ..ledger.ledger import Equation
from ..ledger.premises import check_defined
from ..terms.errors import NotProved
from ..terms.language import Tensor, d, time_of
from ..terms.types import When
from .certified import Certificate, NotFound, sought
from .failing import unequal
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
    certificate = prove_back(goal, through)
    return theorem(*goal.sides, goal.facts, certificate,
                   "by the chain rule backwards")


def prove_back(goal: Goal, through: Iterable[Tensor] = ()) -> Certificate:
    """A certificate of the equation; NotProved if it has no proof."""
    lhs, through = goal.lhs, list(through)
    if type(lhs) is not d or not isinstance(lhs.args[0], Indexed) \
            or time_of(lhs.args[1]) is None:
        raise ValueError("backward takes the derivative d(x, w) of an entry, "
                         f"by an entry that has a time, got {lhs}")
    check_defined(goal.premises, *goal.sides)
    notation(*goal.sides)
    try:
        return sought(goal, lambda search: search.backwards(
            [one.name for one in through]))
    except NotFound as failed:
        raise not_proved(goal, failed) from None


def not_proved(goal: Goal, failed: NotFound) -> NotProved:
    """Why the rule cannot be applied, or what is left of the difference."""
    writer = Writer(names_in(*goal.sides))
    top, w = [failed.chain.language.term(writer.term(e))
              for e in goal.lhs.args]
    try:
        failed.chain.slopes.fed(top, w)
    except Refused as refusal:
        return NotProved(in_words(str(refusal), *goal.lhs.args))
    return unequal(failed)


def in_words(refusal: str, top: Expr, w: Expr) -> str:
    """What the checker says about a derivative by w, with names."""
    first, *_ = refusal.split()
    return next((said for part, said in (
        ("derivative by itself", f"is {w} the same as {top}? say when= so"),
        ("not made of", f"{top} is not made of {w} on this page"),
        ("not defined", f"define {first} first: {top} depends on it"),
        ("at time 0", f"at time 0, what {w} enters is not made of anything: "
         "say when=")) if part in refusal), refusal)
