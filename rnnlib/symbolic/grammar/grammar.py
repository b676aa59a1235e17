"""What may be written at all; everything else is refused before any proof.

SymPy builds far more expressions than the checker has terms for, and one that
is written down as another could be proved in its place. So `check` walks both
sides of an equation with one rule for each type of node. The types are
compared exactly: a subclass may look like tanh and have another slope.
"""
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from sympy import (
    Add,
    Dummy,
    Expr,
    Float,
    Integer,
    KroneckerDelta,
    Mul,
    Pow,
    Rational,
    Sum,
    Symbol,
    Tuple,
    exp,
    log,
    preorder_traversal,
    tanh,
)
from sympy.core.numbers import Exp1, Half, NegativeOne, One, Zero
from sympy.tensor.indexed import Indexed, IndexedBase

from ..terms.functions import logistic
from ..terms.language import (
    SPACE,
    TENSORS,
    TIME,
    Tensor,
    check_slots,
    d,
    delta,
    imm,
    space_of,
)
from ..terms.products import Matrix, ProductOverTime, SumOverTime, transpose
from .matrices import MATRICES, SUMS, layout
from .model import T, gain, gamma, n_h, n_x, n_y, sigma
from .signs import nonnegative, positive

SCALARS = {n_x, n_h, n_y, gain, gamma, sigma}
RANGES = {n_x, n_h, n_y, TIME}
MODEL = dict(TENSORS)         # no others: they have no meaning
Bound: TypeAlias = frozenset[Symbol] | set[Symbol]
# what is to be checked next, and what is bound in there
Inside: TypeAlias = tuple[Sequence[Expr], set[Symbol]]
NUMBERS = (Integer, Zero, One, NegativeOne, Rational, Half)


class NotInLanguage(TypeError):
    """What came is an expression, and no formula of the language."""


def check(*sides: Expr) -> None:
    """Raise NotInLanguage or ValueError for anything outside the language."""
    for e in sides:
        if type(e) not in RULES:
            raise NotInLanguage(f"{e}: {stranger(e)}")
    try:
        check_parts(sides, frozenset())
    except TypeError as error:
        raise NotInLanguage(str(error)) from None
    for e in sides:          # once more, should a rule have left out a part
        for part in preorder_traversal(e):
            refuse_unless(type(part) in PARTS, part, stranger(part))


def check_parts(sides: Iterable[Expr], bound: Bound) -> None:
    """Check what stands inside sums that bind the indices of `bound`."""
    matrices = not all(e.is_commutative for e in sides)
    for e in sides:
        rule = RULES.get(type(e))
        if rule is None:
            raise NotInLanguage(f"{e}: {stranger(e)}")
        refuse_unless(not matrices or not e.is_commutative or plain(e), e,
                      "beside a matrix only numbers may stand, no entries")
        inner, own = rule(e, bound)
        refuse_unless(not e.args or e.func(*e.args) == e, e,
                      "not as SymPy would write it (evaluate=False?)")
        check_parts(inner, bound | own)


def refuse_unless(good: object, e: Expr, why: str) -> None:
    """NotInLanguage, unless it is good."""
    if not good:
        raise NotInLanguage(f"{e}: {why}")


def stranger(e: Expr) -> str:
    """Why a node of a type without a rule is refused."""
    if isinstance(e, Float):
        return "not in the language of the proofs, which is exact: " + (
            f"write {int(e)}" if e == int(e) else "write a Rational(1, 2)")
    return "not in the language of the proofs: " + instead(e)


def instead(e: Expr) -> str:
    """What may be written where something else came."""
    if isinstance(e, IndexedBase):
        return "an entry has its indices in brackets, as h[t, i]"
    if e.is_number or not e.args:
        return "numbers are whole, or fractions of whole ones"
    return ("it knows entries, matrices, sum_over, delta, d, +, -, *, /, "
            "powers, "
            "and the functions exp, log and tanh")


def check_symbol(e: Symbol, bound: Bound) -> Inside:
    """An index that can be chosen, or a number of the model."""
    private = e.name.startswith("_")
    refuse_unless(e in SCALARS or SPACE.get(e) in RANGES and not private, e,
                  "neither an index made by idx, as t and i, nor a number of "
                  "the model, as gain")
    return (), set()


def check_private(e: Dummy, bound: Bound) -> Inside:
    """An index that a sum around it binds."""
    refuse_unless(e in bound, e, "a private index outside of its sum")
    return (), set()


def check_number(e: Expr, bound: Bound) -> Inside:
    """A number of a type that is exact: its own value says all."""
    return (), set()


def check_entry(e: Indexed, bound: Bound) -> Inside:
    """An entry of a tensor of the model, with indices that fit."""
    refuse_unless(type(e.base) is Tensor and MODEL.get(e.base.name) == e.base,
                  e, "not a Tensor of the model")
    check_slots(e.base.name, e.indices)
    check_indices(e.indices, bound)
    return (), set()


def check_indices(indices: Iterable[Expr], bound: Bound) -> None:
    """Each a symbol, perhaps a shifted time, or the number of a step."""
    for index in indices:
        refuse_unless(type(index) in (Symbol, Dummy, Add, *NUMBERS), index,
                      "not an index")
        for v in index.free_symbols:
            check_parts((v,), bound)


def check_sum(e: Sum, bound: Bound) -> Inside:
    """A sum over the whole range of private indices."""
    own = {v for v, *_ in e.limits}
    for v, low, high in e.limits:
        whole = (low, high) == (0, SPACE.get(v, 0) - 1)
        refuse_unless(type(v) is Dummy and whole, e,
                      "not made by sum_over(f, index)")
    refuse_unless(len(own) == len(e.limits) and not own & bound, e,
                  "binds one index twice")
    return (e.function,), own


def check_delta(e: KroneckerDelta, bound: Bound) -> Inside:
    """Kronecker's delta of two indices over one range."""
    refuse_unless(len(e.args) == 2, e, "not made by delta(a, b)")
    delta(*e.args)                                 # raises unless they fit
    check_indices(e.args, bound)
    return (), set()


def check_function(e: Expr, bound: Bound) -> Inside:
    """A function of one entry or number."""
    refuse_unless(len(e.args) == 1 and e.args[0].is_commutative, e,
                  "a function of a matrix, or of several things")
    return e.args, set()


def check_log(e: log, bound: Bound) -> Inside:
    """The logarithm of what is certainly positive."""
    check_function(e, bound)
    refuse_unless(positive(e.args[0]), e, "the logarithm of what may be 0 or "
                  "negative; positive are y_hat, exp(...), and sums, "
                  "products and quotients of such")
    return e.args, set()


def check_power(e: Pow, bound: Bound) -> Inside:
    """Powers of matrices count factors; other exponents hold no entries."""
    count = e.exp.is_Integer and e.exp > 0
    refuse_unless(count or e.base.is_commutative, e,
                  "a matrix has only the powers 1, 2, 3, ...; as many factors "
                  "as times are falling(..., s, t, k+1)")
    check_parts((e.exp,), bound)
    refuse_unless(e.exp.is_Rational or whole(e.exp), e,
                  "an exponent is a number or a time, or a sum of such")
    refuse_unless(e.exp.is_Integer or positive(e.base)
                  or e.exp.is_Rational and nonnegative(e.base), e,
                  "the power of what may be negative; positive are sizes, "
                  "kappa, sigma, gamma, y_hat and exp(...), not negative are "
                  "squares and sums of these")
    refuse_unless(type(e.base) is not KroneckerDelta or e.exp.is_positive, e,
                  "divides by a delta, 0 unless its indices are equal")
    return (e.base,), set()


def whole(e: Expr) -> bool:
    """Whether e is a whole number for all times and sizes, as 2 t - k."""
    return e.is_Integer or e in {n_x, n_h, n_y} or SPACE.get(e) == TIME or (
        (e.is_Add or e.is_Mul) and all(map(whole, e.args)))


def plain(e: Expr) -> bool:
    """Whether e holds no entries and no indices but times."""
    return not e.has(Indexed, Sum, KroneckerDelta, d) and all(
        SPACE.get(v, TIME) == TIME for v in e.free_symbols)


def check_commuting(e: Expr, bound: Bound) -> Inside:
    """A sum or product of whatever is checked next."""
    return e.args, set()


def check_derivative(e: d, bound: Bound) -> Inside:
    """A derivative by an entry."""
    refuse_unless(len(e.args) == 2 and type(e.args[1]) is Indexed, e,
                  "not made by d(e, w)")
    return e.args, set()


def check_transpose(e: transpose, bound: Bound) -> Inside:
    """The transpose of a matrix."""
    refuse_unless(len(e.args) == 1 and not e.args[0].is_commutative, e,
                  "transpose takes a matrix, no entries")
    return e.args, set()


def check_matrix(e: Matrix, bound: Bound) -> Inside:
    """A matrix of the model, at as many times as it has."""
    refuse_unless(e.args, e, "no matrix of the model")
    name, *times = e.args
    refuse_unless(type(name) is Symbol and name == Symbol(name.name)
                  and name.name in {*MATRICES, *SUMS}, e,
                  "no matrix of the model")
    refuse_unless(len(times) == len(layout(name.name)[0]), e,
                  f"{name} takes times, as in mat.{name}("
                  + ", ".join(map(str, layout(name.name)[0])) + ")")
    refuse_unless(e != Matrix("dh_now", 0), e, "there is no step 0: a change "
                  "of h_0 is mat.dh_0")
    check_times(e, times, bound)
    return (), set()


def check_times(e: Expr, times: Iterable[Expr], bound: Bound) -> None:
    """Each a time, perhaps a shifted one, or the number of a step."""
    for time in times:
        refuse_unless(space_of(time) in (TIME, None), e,
                      f"{time} is not a time")
    check_indices(times, bound)


def check_product_over_time(e: ProductOverTime, bound: Bound) -> Inside:
    """Its matrix is square, since the empty product is the identity."""
    refuse_unless(len(e.args) == 5 and e.args[4] in (1, -1), e,
                  "not made by falling or rising")
    factor, s, first, last, _ = e.args
    core = factor.args[0] if type(factor) is transpose else factor
    refuse_unless(type(core) is Matrix, e, "a product of one matrix at times")
    check_bound(e, s, (first, last), bound)
    check_parts((factor,), bound | {s})
    _, row, column = layout(core.args[0].name)
    refuse_unless(column is not None and SPACE[row] == SPACE[column], e,
                  "a product over time takes a square matrix")
    refuse_unless(not e.length().is_negative, e, "a product over time of "
                  f"length {e.length()}")
    return (), set()


def check_bound(e: Expr, s: Symbol, ends: Sequence[Expr],
                bound: Bound) -> None:
    """What a sum or product binds is private, and never the last step T."""
    refuse_unless(type(s) is Dummy and SPACE.get(s) == TIME
                  and s.name != T.name and s not in bound, e,
                  "not made by over_time, falling or rising over a time "
                  "other than T")
    check_times(e, ends, bound)


def check_sum_over_time(e: SumOverTime, bound: Bound) -> Inside:
    """A sum of matrices over a private time."""
    refuse_unless(len(e.args) == 4, e, "not made by over_time")
    body, s, *ends = e.args
    check_bound(e, s, ends, bound)
    refuse_unless(not body.is_commutative, e,
                  "over_time sums matrices, no entries")
    refuse_unless(ends[0] != 0 or not body.has(Matrix("dh_now", s)), e,
                  "there is no step 0: begin at 1, and add mat.dh_0")
    return (body,), {s}


RULES = {
    Symbol: check_symbol, Dummy: check_private, Exp1: check_number,
    **dict.fromkeys(NUMBERS, check_number),
    Indexed: check_entry, Sum: check_sum, KroneckerDelta: check_delta,
    **dict.fromkeys((exp, tanh, logistic), check_function), log: check_log,
    Pow: check_power, **dict.fromkeys((Add, Mul), check_commuting),
    **dict.fromkeys((d, imm), check_derivative), Matrix: check_matrix,
    transpose: check_transpose, ProductOverTime: check_product_over_time,
    SumOverTime: check_sum_over_time}
PARTS = {*RULES, Tensor, Tuple}
