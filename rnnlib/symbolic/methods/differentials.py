"""Gradients read off differentials (Magnus and Neudecker 1988).

If dE = u dW v for every change dW, then dE/dW = u^T v^T: an entry dW_ij is
multiplied by u_i v_j.
"""
from sympy import Expr

from ..grammar.entries import same_shape
from ..grammar.matrices import READ_OFF
from ..ledger.laid_down import notation
from ..ledger.ledger import Equation
from ..ledger.premises import check_defined, check_facts, premise
from ..printing.formulas import textbook
from ..search.comparing import left_over
from ..terms.errors import NotProved
from ..terms.products import Matrix
from ..terms.types import When
from .certified import Certificate, NotFound, sought
from .goals import Given, Goal
from .publishing import publish, theorem


def read_off(label: str, lhs: Expr, rhs: Expr, source: str,
             given: Given = (), when: When = ()) -> Equation:
    """Prove that the gradient lhs is rhs, read off a proved differential.

    source: the label of dE = ..., a sum of products of one change each;
    given: labels of further premises, when: as in claim. Raises NotProved,
    or Refuted.
    """
    return publish(label, "by_reading_off", lhs, rhs, source, given, when)


def by_reading_off(lhs: Expr, rhs: Expr, source: str, given: Given,
                   when: When) -> Equation:
    """The equation lhs = rhs without a label; NotProved if it fails."""
    goal, whole = Goal.read(lhs, rhs, given, when), premise(source)
    certificate = reads(goal, whole)
    return theorem(*goal.sides, goal.facts, certificate,
                   "(read off a differential)")


def reads(goal: Goal, whole: Equation) -> Certificate:
    """A certificate that `whole` shows lhs = rhs; NotProved if not."""
    same_shape(*goal.sides)
    check_change(goal.lhs, whole)
    check_facts(whole, goal.order)
    check_defined((whole, *goal.premises), *goal.sides)
    notation(*goal.sides)
    try:
        return sought(goal, lambda search: search.reading_off(whole.label))
    except NotFound as failed:
        rest = left_over(failed).formula
        raise NotProved(f"the differential leaves {textbook(rest)}", left=[(
            "this is left of what the differential gives, minus right",
            rest)]) from None


def check_change(lhs: Expr, whole: Equation) -> None:
    """Raise unless `whole` shows the change that the gradient lhs answers."""
    name = str(lhs.args[0]) if isinstance(lhs, Matrix) else None
    if name not in READ_OFF:
        raise ValueError(f"a gradient has one of the names "
                         f"{', '.join(READ_OFF)}, got {lhs}")
    _, wholes = READ_OFF[name]
    if whole.lhs not in [Matrix(one, *lhs.args[1:]) for one in wholes]:
        raise NotProved(f"{lhs} is read off {' or '.join(wholes)}, "
                        f"{whole.label!r} is about {whole.lhs}")

