"""In which order the factors of a product and the terms of a sum print.

SymPy forgets the order in which an author wrote them. So entries stand as
the matrices would: V_ai (1 - h_i^2) W_ij, as V D W. Read from the right,
they follow the signal.
"""
import re
from collections.abc import Iterable, Sequence
from typing import Any

from sympy import Add, Expr, Function, KroneckerDelta, Mul, Sum, Symbol
from sympy.tensor.indexed import Indexed

from ..networks import declared
from ..terms.functions import logistic
from ..terms.language import SLOTS, TIME, d, time_of
from ..terms.products import SumOverTime


def merged(orders: Iterable[Sequence[str]]) -> list[str]:
    """One order of several: a new name stands behind the one before it."""
    row: list[str] = []
    for order in orders:
        for n, name in enumerate(order):
            if name not in row:
                row.insert(row.index(order[n-1]) + 1 if n else 0, name)
    return row


GATES = [name for one in declared() for name in one.ahead]
ORDER = GATES + merged(one.order for one in declared())
# tensors with a row and a column, at a time or at none
WEIGHTS = {name for name in ORDER
           if len({*enumerate(SLOTS[name])} - {(0, TIME)}) == 2}
# the kind of a factor is the first one that fits; if none does, it is Add
KINDS = [Symbol, KroneckerDelta, Indexed, logistic, Add, Function, Sum, d]


def below(f: Expr) -> bool:
    """Whether the factor f stands below the line of a fraction."""
    return f.is_Pow and f.exp.is_number and f.exp.is_negative


def in_row(factors: Iterable[Expr]) -> list[Expr]:
    """Factors as they print; the slope of unit j behind a W_ij."""
    row = sorted(factors, key=factor_key)
    for slope in filter(slope_of, row[:]):
        weights = [n for n, f in enumerate(row) if isinstance(f, Indexed)
                   and f.base.name in WEIGHTS
                   and f.indices[-1] == slope_of(slope)]
        if weights and weights[-1] > row.index(slope):
            row.insert(weights[-1], row.pop(row.index(slope)))
    return row


def slope_of(f: Expr) -> Expr | None:
    """The index j if f is the slope 1 - h_j^2 or a power of it; else None."""
    core = f.base if f.is_Pow else f
    if not core.is_Add or len(core.args) != 2 or core.args[0] != 1:
        return None
    square = -core.args[1]
    state = square.base if square.is_Pow and square.exp == 2 else None
    return state.indices[-1] if isinstance(state, Indexed) else None


def factor_key(f: Expr) -> tuple[Any, ...]:
    """What a factor is sorted by: (kind, place among its kind, text).

    Numbers, deltas, gates, tensors in the book's order, brackets, sums,
    derivatives, those by parameters last; then the changes dU, dW, ...
    """
    core = f.base if f.is_Pow else f
    kind = kind_of(core)
    if slope_of(f) is not None:
        return (KINDS.index(Indexed), 0), (ORDER.index("V"), "behind"), str(f)
    if isinstance(core, d):
        return kind, (time_of(core.args[1]) is None, ""), str(f)
    if not isinstance(core, Indexed):
        return kind, (0, ""), str(f)
    name = core.base.name
    if name.startswith("d"):
        return (len(KINDS), 0), (0, ""), name
    return kind, (ORDER.index(name) if name in ORDER else 0, ""), str(f)


def kind_of(core: Expr) -> tuple[int, int]:
    """A number for a factor's kind, in KINDS, and one to break ties.

    A factor made of gates only stands right behind the deltas: its number is
    that of a delta, and the second one that of its own kind. For all others
    the second one is 0.
    """
    number = next((n for n, kind in enumerate(KINDS)
                   if isinstance(core, kind)), KINDS.index(Add))
    names = {entry.base.name for entry in core.atoms(Indexed)}
    if names and names <= {*GATES} and KINDS[number] in (
            Indexed, Add, Function):
        return KINDS.index(KroneckerDelta), number
    return number, 0


def in_order(terms: Iterable[Expr]) -> list[Expr]:
    """The terms of a sum as they print.

    Two products that differ in sign and times only stand side by side.
    """
    row = sorted(terms, key=term_key)
    for minus in [f for f in row if f.could_extract_minus_sign()]:
        before = [n for n, f in enumerate(row) if f.is_commutative is False
                  and timeless(f) == timeless(-minus)]
        if before:
            row.remove(minus)
            row.insert(before[0] + 1, minus)
    return row


def timeless(product: Expr) -> str:
    """A product of matrices without its times, as text."""
    return re.sub(r"(Matrix\(\w+)[^()]*\)", r"\1)", str(product))


def term_key(part: Expr) -> tuple[Any, ...]:
    """What a term is sorted by: (minus, bias, sum, ...), True comes last.

    So positive terms are first, and of these numbers, then products, then
    sums; biases stand behind them.
    """
    minus = part.could_extract_minus_sign()
    if not part.is_commutative:
        factors = Mul.make_args(part)
        late = len(factors) > 1 and str(factors[-1]).startswith("Matrix(dh")
        ahead = "t + 1" in str(part)                  # from the next step
        return (minus, str(part).startswith("Matrix(db_"),
                part.has(SumOverTime), ahead, late, len(factors), str(part))
    bias = isinstance(part, Indexed) and part.base.name.startswith("b_")
    return (minus, bias, part.has(Sum),
            not part.is_number, part.has(d), 0, str(part))
