"""Whether there is all that a statement speaks of.

States exist from time 0 on, all else from step 1 on. A time that is a symbol
alone stands for those times at which the entry exists: x_s says s >= 1. But
h_{t-2} at t = 1 is before the start, so that t >= 2 has to be said.
"""
from collections.abc import Iterator

from sympy import Expr
from sympy.tensor.indexed import Indexed

from ..grammar.matrices import MATRICES, SUMS
from ..grammar.model import first
from ..terms.language import time_of
from ..terms.products import Matrix, ProductOverTime, SumOverTime
from ..terms.types import Facts
from .goals import order_of


def check_times(lhs: Expr, rhs: Expr, facts: Facts = ()) -> None:
    """ValueError if a shifted time, or a number, may be before the start."""
    order = order_of(lhs, rhs, facts)
    early = []
    for entry in (one for e in (lhs, rhs) for one in entries(e)):
        name, time = entry.base.name, time_of(entry)
        if time is None or time.is_Symbol or order.holds(first(name), time):
            continue
        shift, symbol = time.as_coeff_Add()
        need = f": say when={symbol} >= {first(name) - shift}" \
            if symbol else ""
        early.append((first(name) - shift, f"{name} begins at time "
                      f"{first(name)}, and {time} may be earlier{need}"))
    if early:
        raise ValueError(max(early)[1])


def entries(e: Expr) -> Iterator[Indexed]:
    """All entries that e stands for, of sums over time the first."""
    if isinstance(e, Indexed):
        yield e
    elif isinstance(e, Matrix):
        times, *_, entry = (MATRICES.get(str(e.args[0]))
                            or SUMS[str(e.args[0])])[:4]
        yield from entries(entry.xreplace(dict(zip(times, e.args[1:],
                                                   strict=False))))
    elif isinstance(e, (ProductOverTime, SumOverTime)):
        body, s, low, high, *step = e.args
        yield from entries(body.xreplace({s: high if step == [-1] else low}))
    else:
        for part in e.args:
            yield from entries(part)
