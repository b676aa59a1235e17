"""In which order the factors of a product and the terms of a sum print."""
from sympy import Add, Function, KroneckerDelta, Mul, Sum, Symbol
from sympy.tensor.indexed import Indexed

from .language import d, time_of
from .words import Timed

ORDER = ["f", "g", "o", "z", "cell", "e", "y", "y_hat", "U", "W", "C", "V",
         "x", "p", "h", "q"]

GATES = ORDER[:5]


def below(f):
    """Whether the factor f stands below the line of a fraction."""
    return f.is_Pow and f.exp.is_number and f.exp.is_negative


def factor_key(f):
    """Numbers, deltas, tensors in the book's order, brackets, sums, d."""
    core = f.base if f.is_Pow else f
    kinds = [(Symbol, 0), (KroneckerDelta, 1), (Indexed, 2), (Add, 3),
             (Function, 4), (Sum, 5), (d, 6)]
    rank = next((r for kind, r in kinds if isinstance(core, kind)), 3)
    names = {entry.base.name for entry in core.atoms(Indexed)}
    if rank in (2, 3, 4) and names and names <= {*GATES}:
        rank = 1 + rank / 10                   # ahead of weights and states
    if rank in (1.2, 2):
        name = core.base.name
        return (7, 0, name) if name.startswith("d") else (
            rank, ORDER.index(name) if name in ORDER else 0, str(f))
    inner = rank == 6 and time_of(core.args[1]) is None    # d/dW comes last
    return rank, inner, str(f)


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
