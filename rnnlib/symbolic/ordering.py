"""In which order the factors of a product and the terms of a sum print.

SymPy forgets the order in which an author wrote them. So entries stand as
the matrices would: V_ai (1 - h_i^2) W_ij, as V D W. Read from the right,
they follow the signal.
"""
import re

from sympy import Add, Function, KroneckerDelta, Mul, Sum, Symbol
from sympy.tensor.indexed import Indexed

from .language import SLOTS, TIME, d, time_of
from .networks import declared
from .terms import logistic
from .words import Timed


def merged(orders):
    """One order of several: a new name stands behind the one before it."""
    row = []
    for order in orders:
        for n, name in enumerate(order):
            if name not in row:
                row.insert(row.index(order[n-1]) + 1 if n else 0, name)
    return row


GATES = {name for one in declared() for name in one.ahead}
ORDER = [name for one in declared() for name in one.ahead] + merged(
    one.order for one in declared())
WEIGHTS = {name for name in ORDER
           if len({*enumerate(SLOTS[name])} - {(0, TIME)}) == 2}


def below(f):
    """Whether the factor f stands below the line of a fraction."""
    return f.is_Pow and f.exp.is_number and f.exp.is_negative


def in_row(factors):
    """Factors as they print; the slope of unit j behind a W_ij."""
    row = sorted(factors, key=factor_key)
    for slope in filter(slope_of, row[:]):
        weights = [n for n, f in enumerate(row) if isinstance(f, Indexed)
                   and f.base.name in WEIGHTS
                   and f.indices[-1] == slope_of(slope)]
        if weights and weights[-1] > row.index(slope):
            row.insert(weights[-1], row.pop(row.index(slope)))
    return row


def slope_of(f):
    """The unit of which f is the slope 1 - h^2, or a power of it; or None."""
    core = f.base if f.is_Pow else f
    if not core.is_Add or len(core.args) != 2 or core.args[0] != 1:
        return None
    square = -core.args[1]
    state = square.base if square.is_Pow and square.exp == 2 else None
    return state.indices[-1] if isinstance(state, Indexed) else None


# in which order kinds of factors stand
TENSOR, BRACKET, SLOPE, CHANGE = 2, 3, 6, 7
KINDS = ((Symbol, 0), (KroneckerDelta, 1), (Indexed, TENSOR), (logistic, 2.5),
         (Add, BRACKET), (Function, 4), (Sum, 5), (d, SLOPE))
AHEAD = {TENSOR: 1.2, BRACKET: 1.3, 4: 1.4}       # of gates alone


def factor_key(f):
    """Numbers, deltas, tensors in the book's order, brackets, sums, d.

    Gates, and what is made of them alone, stand ahead of other tensors.
    """
    core = f.base if f.is_Pow else f
    if slope_of(f) is not None:
        return TENSOR, ORDER.index("V") + 0.5, str(f)
    rank = next((r for kind, r in KINDS if isinstance(core, kind)), BRACKET)
    names = {entry.base.name for entry in core.atoms(Indexed)}
    ahead = rank in AHEAD and names and names <= GATES
    if rank == TENSOR:
        name = core.base.name
        if name.startswith("d"):                   # changes come last
            return CHANGE, 0, name
        return (AHEAD[rank] if ahead else rank,
                ORDER.index(name) if name in ORDER else 0, str(f))
    inner = rank == SLOPE and time_of(core.args[1]) is None  # d/dW comes last
    return AHEAD[rank] if ahead else rank, inner, str(f)


def in_order(terms):
    """The terms of a sum as they print; the two of a difference together."""
    row = sorted(terms, key=term_key)
    for minus in [f for f in row if f.could_extract_minus_sign()]:
        before = [n for n, f in enumerate(row) if f.is_commutative is False
                  and timeless(f) == timeless(-minus)]
        if before:
            row.remove(minus)
            row.insert(before[0] + 1, minus)
    return row


def timeless(word):
    """A word of matrices without its times, as text."""
    return re.sub(r"(Matrix\(\w+)[^()]*\)", r"\1)", str(word))


def term_key(part):
    """Positive terms first; numbers, products, sums, then biases."""
    minus = part.could_extract_minus_sign()
    if not part.is_commutative:
        letters = Mul.make_args(part)
        late = len(letters) > 1 and str(letters[-1]).startswith("Matrix(dh")
        ahead = "t + 1" in str(part)                  # from the next step
        return (minus, str(part).startswith("Matrix(db_"), part.has(Timed),
                ahead, late, len(letters), str(part))
    bias = isinstance(part, Indexed) and part.base.name.startswith("b_")
    return (minus, bias, part.has(Sum),
            not part.is_number, part.has(d), str(part))
