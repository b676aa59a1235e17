"""Small systematic errors in an expression: what a slip of the pen does."""
from rnnlib.symbolic.grammar.matrices import layout
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import (
    SLOTS,
    SPACE,
    TIME,
    d,
    imm,
    space_of,
    time_of,
)
from rnnlib.symbolic.terms.products import (
    Matrix,
    ProductOverTime,
    SumOverTime,
    transpose,
)
from sympy import Add, KroneckerDelta, Mul, Pow, S, Sum, Symbol, exp, tanh
from sympy.tensor.indexed import Indexed


def mutants(e, letters):
    """Every expression that differs from e by one slip."""
    found = (-e, 2 * e, e + 1 if e.is_commutative else e, *slips(e, letters))
    return {wrong for wrong in found if wrong != e}


def slips(e, letters):
    """Slips at the top of e, then those in one of its parts."""
    for kind, slip in SLIPS:
        if isinstance(e, kind):
            yield from slip(e, letters)
    if isinstance(e, Sum):
        inner = letters | set(e.variables)
        yield from (Sum(part, *e.limits)
                    for part in slips(e.function, inner))
    elif isinstance(e, SumOverTime):
        yield from (rebuilt(e, 0, wrong) for wrong in slips(e.args[0], letters)
                    if not wrong.is_commutative)
    elif isinstance(e, d):
        yield from in_derivative(e, letters)
    elif isinstance(e, (Add, Mul, Pow, transpose, exp, tanh, logistic)):
        yield from (rebuilt(e, n, wrong) for n, part in enumerate(e.args)
                    for wrong in slips(part, letters))


def rebuilt(e, n, part):
    return e.func(*e.args[:n], part, *e.args[n + 1:])


def in_derivative(e, letters):
    """Immediate instead of total, total instead of immediate, parts off."""
    for kind in (d, imm):
        for n, part in enumerate(e.args):
            for slip in (part, *slips(part, letters)):
                args = [*e.args[:n], slip, *e.args[n + 1:]]
                if isinstance(slip, Indexed) and (
                        kind is d or at_one_time(*args)):
                    yield kind(*args)


def at_one_time(top, w):
    return isinstance(top, Indexed) and time_of(top) is not None \
        and time_of(w) in (None, time_of(top), time_of(top) - 1)


def shifts(e, n):
    """The n-th argument or index, a time, one step off."""
    return (rebuilt(e, n, e.args[n] + shift) for shift in (-1, 1))


def in_entry(e, letters):
    """Another index of the same range, a shifted time."""
    timed = SLOTS[e.base.name][0] == TIME
    if timed:
        yield from shifts(e, 1)
    for n in range(1 + timed, len(e.args)):
        yield from (rebuilt(e, n, other) for other in letters
                    if SPACE[other] == space_of(e.args[n]))


def in_delta(e, letters):
    yield S.One
    yield from (KroneckerDelta(other, e.args[1]) for other in letters
                if SPACE[other] == SPACE[e.args[0]])


def in_product(e, letters):
    """A factor dropped, two neighbours swapped."""
    for n in range(len(e.args)):
        yield Mul(*e.args[:n], *e.args[n + 1:])
        yield Mul(*e.args[:n], *reversed(e.args[n:n + 2]), *e.args[n + 2:])


def in_sum(e, letters):
    """A term dropped, or with the other sign."""
    for part in e.args:
        yield e - part
        yield e - 2 * part


def in_power(e, letters):
    for exponent in (e.exp - 1, e.exp + 1, -e.exp):
        yield e.base**exponent


def in_matrix(e, letters):
    """Transposed, or one step off."""
    if square(e):
        yield transpose(e)
    for n in range(1, len(e.args)):
        yield from shifts(e, n)


def square(e):
    _, row, column = layout(str(e.args[0]))
    return column is not None and SPACE[row] == SPACE[column]


def in_transpose(e, letters):
    yield e.args[0]


def in_product_over_time(e, letters):
    """Another end, the other order, the factors transposed."""
    factor, s, first, last, step = e.args
    for n in (2, 3):
        yield from shifts(e, n)
    yield ProductOverTime(factor, s, last, first, -step)
    yield ProductOverTime(transpose(factor), s, first, last, step)


def in_sum_over_time(e, letters):
    for n in (2, 3):
        yield from shifts(e, n)


SLIPS = ((Indexed, in_entry), (KroneckerDelta, in_delta), (Mul, in_product),
         (Add, in_sum), (Pow, in_power), (Matrix, in_matrix),
         (transpose, in_transpose), (ProductOverTime, in_product_over_time),
         (SumOverTime, in_sum_over_time))


def letters_in(*sides):
    """The free letters over sizes, for `mutants` to choose from."""
    return {v for e in sides for v in e.free_symbols
            if type(v) is Symbol and SPACE.get(v, TIME) != TIME}
