"""Proofs in letters: index calculus, one definition deeper at a time."""
from sympy import Add, Mul, Number, Symbol
from sympy.tensor.indexed import Indexed

from .calculus import Calculus
from .canonical import canonical
from ..methods.definitions import definitions
from ..terms.language import SPACE, TIME, d, letters_of, renewed, time_of
from ..model import MADE_OF
from ..ledger.premises import NotProved, check_needed
from ..printing.formulas import textbook


def in_letters(difference, premises, order, needed=False):
    """Index calculus: unfold as few names as it takes to reach 0."""
    known, left = definitions(), []
    names = [name for name in reversed(MADE_OF) if name in known]
    for n in range(len(names) + 1):
        calculus = Calculus(known, order, names[:n])
        whole = canonical(calculus.resolve(difference))
        rest = with_premises(whole, premises)
        if rest == 0:
            check_needed(premises if needed else (),
                         lambda fewer: with_premises(whole, fewer) == 0)
            return calculus.used
        left.append((rest, names[:n]))
    shortest, unfolded = min(left, key=lambda one: one[0].count_ops())
    said = undecided(shortest)
    raise NotProved("what is left of the difference: " + textbook(shortest)
                    + said, shortest, hint=said[2:], unfolded=unfolded)


def with_premises(rest, premises):
    """The rest with the left side of each premise replaced."""
    for one in premises:
        rest = canonical(replaced(rest, one_term(one), one.rhs))
    return rest


def undecided(rest):
    """A hint, if the order of two times is in the way."""
    for one in rest.atoms(d):
        top, w = one.args
        if getattr(top, "base", None) == w.base and time_of(w) is not None:
            return f"; is {w} the same as {top}, or earlier? say when= so"
    return ""


def one_term(equation):
    """The left side of a premise in canonical form, to be replaced."""
    left = canonical(equation.lhs)
    if isinstance(left, (Add, Mul, Number, Symbol, Indexed)):
        raise NotProved(f"premise {equation.label!r} is not about one term: "
                        f"{equation.lhs}")
    return left


def replaced(e, left, right):
    """e with `right` for every `left`, whatever its letters over sizes."""
    if not isinstance(left, d) or not isinstance(left.args[0], Indexed):
        return e.xreplace({left: right})
    return e.xreplace({one: renewed(right).xreplace(found)
                       for one in e.atoms(type(left))
                       if (found := same_but_letters(left, one)) is not None})


def same_but_letters(pattern, e):
    """The letters over sizes that make e of the pattern; None if none do."""
    free = {v for v in letters_of(pattern) if SPACE[v] != TIME}
    found, pairs = {}, list(zip(pattern.args, e.args))
    if type(pattern) is not type(e) or not all(
            isinstance(other, Indexed) and one.base == other.base
            for one, other in pairs):
        return None                       # d is not imm
    for one, other in [pair for one, other in pairs
                       for pair in zip(one.indices, other.indices)]:
        if one != other and one not in free \
                or found.setdefault(one, other) != other:
            return None
    return found
