"""What may be written at all; everything else is refused before any proof.

SymPy builds far more expressions than the prover understands, and what it
does not understand it could prove wrongly. So `check` walks both sides of an
equation with one rule for each kind of node.
"""
from sympy import (Add, Dummy, KroneckerDelta, Mul, NumberSymbol,
                   Pow, Rational, Sum, Symbol, exp, log, tanh)
from sympy.tensor.indexed import Indexed, IndexedBase

from .language import SPACE, TIME, Tensor, check_slots, d, delta, space_of
from .matrices import MATRICES, SUMS, layout
from .plain import logistic
from .model import T, gain, gamma, n_h, n_x, n_y, sigma
from .words import Chain, Matrix, Timed, tr

SCALARS = {n_x, n_h, n_y, gain, gamma, sigma}


def check(*sides):
    """Raise TypeError or ValueError for anything outside the language."""
    matrices = not all(e.is_commutative for e in sides)
    for e in sides:
        rule = next((rule for kind, rule in RULES if isinstance(e, kind)),
                    None)
        refuse_unless(rule, e, f"not in the language of the proofs: "
                      f"{instead(e)}")
        refuse_unless(not matrices or not e.is_commutative or plain(e), e,
                      "beside a matrix only numbers may stand, no entries")
        check(*rule(e))


def refuse_unless(good, e, why):
    if not good:
        raise TypeError(f"{e}: {why}")


def instead(e):
    """What may be written where something else came."""
    if e.is_number or not e.args:
        return "numbers are whole, or fractions of whole ones"
    if isinstance(e, IndexedBase):
        return "an entry has its indices in brackets, as h[t, i]"
    return ("it knows entries, matrices, total, delta, d, +, -, *, /, powers, "
            "and the functions exp, log and tanh")


def check_symbol(e):
    private = e.name.startswith("_") and not isinstance(e, Dummy)
    refuse_unless(e in SCALARS or e in SPACE and not private, e,
                  "neither a letter made by idx, as t and i, nor a number of "
                  "the model, as gain")
    return ()


def check_entry(e):
    refuse_unless(isinstance(e.base, Tensor), e, "not a Tensor of the model")
    check_slots(e.base.name, e.indices)
    return ()


def check_sum(e):
    for letter, low, high in e.limits:
        whole = (low, high) == (0, SPACE.get(letter, 0) - 1)
        refuse_unless(isinstance(letter, Dummy) and whole, e,
                      "not made by total(f, letter)")
    return (e.function,)


def check_delta(e):
    delta(*e.args)                                 # raises unless they fit
    return ()


def check_function(e):
    refuse_unless(e.args[0].is_commutative, e, "a function of a matrix")
    return e.args


def check_power(e):
    """Powers of matrices count factors; other exponents hold no entries."""
    count = e.exp.is_Integer and e.exp > 0
    refuse_unless(count or e.base.is_commutative, e,
                  "a matrix has only the powers 1, 2, 3, ...; as many factors "
                  "as times are falling(..., s, t, k+1)")
    check(e.exp)
    refuse_unless(plain(e.exp), e, "an exponent is a number or a time")
    return (e.base,)


def plain(e):
    """Whether e holds no entries and no letters but times."""
    return not e.has(Indexed, Sum, KroneckerDelta, d) and all(
        SPACE.get(v, TIME) == TIME for v in e.free_symbols)


def check_transpose(e):
    refuse_unless(not e.args[0].is_commutative, e,
                  "tr takes a matrix, no entries")
    return e.args


def check_matrix(e):
    name, *times = e.args
    refuse_unless(str(name) in {*MATRICES, *SUMS}, e,
                  "no matrix of the model")
    refuse_unless(len(times) == len(layout(str(name))[0]), e,
                  f"{name} takes times, as in mat.{name}("
                  + ", ".join(map(str, layout(str(name))[0])) + ")")
    check_times(e, times)
    return ()


def check_times(e, times):
    for time in times:
        refuse_unless(space_of(time) in (TIME, None), e,
                      f"{time} is not a time")


def check_chain(e):
    """Chains are of square matrices: an empty one is the identity."""
    letter, s, first, last, _ = e.args
    check_bound(e, s)
    core = letter.args[0] if isinstance(letter, tr) else letter
    check_times(e, (s, first, last))
    check(letter)
    _, row, column = layout(str(core.args[0]))
    refuse_unless(column is not None and SPACE[row] == SPACE[column], e,
                  "a product over time takes a square matrix")
    return ()


def check_bound(e, s):
    """What a sum or product binds is private, and never the last step T."""
    refuse_unless(isinstance(s, Dummy) and s.name != T.name, e,
                  "not made by over_time, falling or rising over a time "
                  "other than T")


def check_timed(e):
    check_bound(e, e.args[1])
    check_times(e, e.args[1:])
    refuse_unless(not e.args[0].is_commutative, e,
                  "over_time sums matrices, no entries")
    return (e.args[0],)


RULES = (
    (Symbol, check_symbol), ((Rational, NumberSymbol), lambda e: ()),
    (Indexed, check_entry), (Sum, check_sum), (KroneckerDelta, check_delta),
    ((exp, log, tanh, logistic), check_function), (Pow, check_power),
    ((Add, Mul, d), lambda e: e.args), (Matrix, check_matrix),
    (tr, check_transpose),
    (Chain, check_chain), (Timed, check_timed))
