"""Under which conditions a page, or a statement, speaks of the model."""
from collections.abc import Collection, Iterable

from sympy import Expr
from sympy.tensor.indexed import Indexed

from ..grammar.matrices import CONDITIONS
from ..ledger.ledger import LAID_DOWN, LEDGER, closure
from ..search.comparing import same
from .variants import variant_of


def condition(lhs: Expr, rhs: Expr) -> str | None:
    """The key in CONDITIONS of lhs = rhs; None if there is none.

    How the indices of sums are called makes no difference.
    """
    for key, (left, right) in CONDITIONS.items():
        if rhs == right and lhs.is_commutative == left.is_commutative \
                and same(lhs, left):
            return key
    return None


def conditions_of(labels: Iterable[str]) -> tuple[str, ...]:
    """Which conditions the equations of these labels assume."""
    equations = [LEDGER[label] for label in closure(labels)]
    keys = {variant_of(eq.lhs, eq.rhs) if isinstance(eq.lhs, Indexed)
            else condition(eq.lhs, eq.rhs)
            for eq in equations if eq.kind in LAID_DOWN}
    return tuple(sorted(filter(None, keys)))     # None: the plain network's


def assumed(without: Collection[str] = ()) -> tuple[str, ...]:
    """Which conditions the page has laid down, and which variants.

    without: labels that do not count.
    """
    return conditions_of([label for label, equation in LEDGER.items()
                          if equation.kind in LAID_DOWN
                          and label not in without])
