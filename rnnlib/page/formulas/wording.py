"""Which names a formula speaks of, once nothing is hidden in it.

A sum over one time, a product of one factor, two transposes: they stand for a
name without showing it. So a formula is brought into its shortest form first,
with no definition and no premise, and then its names are looked up.
"""
from contextlib import suppress

from rnnlib.symbolic.grammar.entries import by_entries
from rnnlib.symbolic.grammar.matrices import MATRICES
from rnnlib.symbolic.grammar.model import gain, gamma, sigma
from rnnlib.symbolic.search.comparing import expanded, same
from rnnlib.symbolic.terms.errors import NotProved
from rnnlib.symbolic.terms.language import d, imm, time_of
from rnnlib.symbolic.terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    transpose,
    transposed,
)
from rnnlib.symbolic.terms.types import Facts
from sympy import Add, Expr, KroneckerDelta, Pow, S
from sympy.tensor.indexed import Indexed

MOST = 60                     # factors and terms that are written out
NUMBERS = {gain, sigma, gamma}


def plain(e: Expr, facts: Facts = ()) -> Expr:
    """e in its shortest form, by no definition and no premise.

    What has none, as it is too long or divides by 0, stays as it is.
    """
    try:
        return expanded(opened(e), facts)
    except NotProved:
        return e


def opened(e: Expr) -> Expr:
    """e with each sum over a known number of times written out."""
    if e.is_commutative or isinstance(e, Matrix):
        return e
    if isinstance(e, SumOverTime) and length(e).is_Integer:
        body, s, low, _ = e.args
        return Add(*[opened(body.xreplace({s: low + n}))
                     for n in range(length(e))])
    return e.func(*map(opened, e.args))


def length(e: Expr) -> Expr:
    """How many factors a product over time has, or terms a sum."""
    if isinstance(e, ProductOverTime):
        return e.length()
    return (e.args[3] - e.args[2] + 1).expand()


def check_lengths(e: Expr) -> None:
    """Raise for more factors or terms than can be written out."""
    counts = [length(one) for one in e.atoms(ProductOverTime, SumOverTime)] + [
        power.exp for power in e.atoms(Pow)
        if not power.base.is_commutative]
    for count in counts:
        if count.is_Integer and not 0 <= count <= MOST:
            raise ValueError(f"{count} factors or terms over time: between 0 "
                             f"and {MOST} can be written out")


def parts(e: Expr) -> set[Expr]:
    """The entries, matrices, derivatives and numbers that e is made of."""
    if isinstance(e, transpose):
        return {e} | parts(e.args[0])
    if isinstance(e, (d, Matrix, Indexed)) or e in NUMBERS:
        return {e}
    return set().union(*map(parts, e.args))


def spoken_of(part: Expr) -> tuple:
    """The name of a part and its times, whatever its indices over sizes."""
    if isinstance(part, Indexed):
        return part.base.name, time_of(part)
    if isinstance(part, Matrix):
        return str(part.args[0]), *part.args[1:]
    if isinstance(part, transpose):
        return "the transpose of", *spoken_of_or_itself(part.args[0], Matrix)
    if isinstance(part, d):
        top, by = part.args
        return ("imm" if isinstance(part, imm) else "d",
                *spoken_of_or_itself(top, Indexed), *spoken_of(by))
    return (str(part),)


def spoken_of_or_itself(e: Expr, kind: type) -> tuple:
    """What e speaks of if it is of this kind; else e, which has no name."""
    return spoken_of(e) if isinstance(e, kind) else (e,)


def named(part: Expr) -> tuple:
    """The name of a part without its times; a derivative is named by all."""
    found = spoken_of(part)
    if isinstance(part, d):
        return found
    return found[:2] if isinstance(part, transpose) else found[:1]


def at_a_time(part: Expr) -> bool:
    """Whether a part is of some time, as parameters and numbers are not."""
    if isinstance(part, (d, transpose)):
        return isinstance(part, d)
    return any(time is not None for time in spoken_of(part)[1:])


def same_name(one: Expr, other: Expr) -> bool:
    """Whether two parts say the same, whatever their indices over sizes.

    Two matrices do that have the same entries, as P(t, t-1) and J(t).
    """
    if not isinstance(one, Matrix) or not isinstance(other, Matrix):
        return spoken_of(one) == spoken_of(other)
    with suppress(TypeError, ValueError):        # sums over time, shapes
        return same(by_entries(one, other), S.Zero)
    return one == other


def diagonal(e: Expr) -> bool:
    """Whether a matrix is diagonal by its entries in the model's list."""
    return isinstance(e, Matrix) and str(e.args[0]) in MATRICES and \
        MATRICES[str(e.args[0])][3].has(KroneckerDelta)


def upright(e: Expr) -> Expr:
    """e with transposes inside, and none at a diagonal matrix."""
    inside = transposed(transposed(e))
    return inside.xreplace({one: one.args[0] for one in inside.atoms(transpose)
                            if diagonal(one.args[0])})


def strange(answer: Expr, known: Expr) -> list[Expr]:
    """The parts of an answer of which `known` does not speak."""
    own = set(map(spoken_of, parts(known)))
    return sorted((part for part in parts(answer)
                   if spoken_of(part) not in own),
                  key=lambda part: (not isinstance(part, d), str(part)))
