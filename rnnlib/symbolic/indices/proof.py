"""Proofs by indices: index calculus, one definition deeper at a time."""
from collections.abc import Callable, Sequence

from sympy import Add, Expr, Mul, Number, Symbol
from sympy.tensor.indexed import Indexed

from ..grammar.model import MADE_OF
from ..ledger.laid_down import definitions
from ..ledger.ledger import Equation
from ..ledger.premises import NotProved, check_needed
from ..printing.formulas import textbook
from ..terms.language import (
    SPACE,
    TIME,
    Order,
    d,
    free_indices,
    renewed,
    time_of,
)
from .canonical import canonical
from .derivatives import Calculus


def by_indices(difference: Expr, premises: Sequence[Equation], order: Order,
               needed: bool = False) -> set[str]:
    """The labels of the definitions that it takes to bring it to 0.

    As few names are unfolded as possible; NotProved if it is never 0.
    """
    known, left = definitions(), []
    names = [name for name in reversed(MADE_OF) if name in known]
    for n in range(len(names) + 1):
        calculus = Calculus(known, order, names[:n])
        whole = canonical(calculus.resolve(difference))
        rest = with_premises(whole, premises)
        if rest == 0:
            check_needed(premises if needed else (), proves(whole))
            return calculus.used
        left.append((rest, names[:n]))
    shortest, unfolded = min(left, key=lambda one: one[0].count_ops())
    hint = undecided(shortest)
    raise NotProved("; ".join(filter(None, [
        "what is left of the difference: " + textbook(shortest), hint])),
        shortest, hint=hint, unfolded=unfolded)


def proves(whole: Expr) -> Callable[[Sequence[Equation]], bool]:
    """Whether some premises bring the whole to 0, as a function of them."""
    return lambda premises: with_premises(whole, premises) == 0


def with_premises(rest: Expr, premises: Sequence[Equation]) -> Expr:
    """The rest with the left side of each premise replaced."""
    for one in premises:
        rest = canonical(replaced(rest, one_term(one), one.rhs))
    return rest


def undecided(rest: Expr) -> str:
    """A hint, if the order of two times is in the way; else ""."""
    for one in rest.atoms(d):
        top, w = one.args
        if getattr(top, "base", None) == w.base and time_of(w) is not None:
            return f"is {w} the same as {top}, or earlier? say when= so"
    return ""


def one_term(equation: Equation) -> Expr:
    """The left side of a premise in canonical form, to be replaced."""
    left = canonical(equation.lhs)
    if isinstance(left, (Add, Mul, Number, Symbol, Indexed)):
        raise NotProved(f"premise {equation.label!r} is not about one term: "
                        f"{equation.lhs}")
    return left


def replaced(e: Expr, left: Expr, right: Expr) -> Expr:
    """e with `right` for every `left`, whatever its indices over sizes."""
    if not isinstance(left, d) or not isinstance(left.args[0], Indexed):
        return e.xreplace({left: right})
    found = {one: matching_indices(left, one) for one in e.atoms(type(left))}
    return e.xreplace({one: renewed(right).xreplace(indices)
                       for one, indices in found.items()
                       if indices is not None})


def matching_indices(pattern: Expr, e: Expr) -> dict[Expr, Expr] | None:
    """The indices that make e of the pattern, as {one of its: one of e's}.

    Only those over sizes may change, times stay. None if e is something
    else: `imm`, for one, is another derivative than `d`.
    """
    if type(pattern) is not type(e) or not all(map(
            of_one_tensor, pattern.args, e.args)):
        return None
    free = {v for v in free_indices(pattern) if SPACE[v] != TIME}
    found: dict[Expr, Expr] = {}
    for entry, other in zip(pattern.args, e.args, strict=False):
        for own, new in zip(entry.indices, other.indices, strict=False):
            fixed = own not in free and own != new
            if fixed or found.get(own, new) != new:
                return None
            found[own] = new
    return found


def of_one_tensor(entry: Indexed, other: Expr) -> bool:
    """Whether both are entries of one tensor."""
    return isinstance(other, Indexed) and entry.base == other.base
