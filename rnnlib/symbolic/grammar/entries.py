"""From matrices to indices: the entry of a product of fixed length."""
from itertools import pairwise

from sympy import Expr, KroneckerDelta, Mul, S, Symbol

from ..terms.language import SPACE, fresh, sum_over
from ..terms.products import Matrix, ProductOverTime, SumOverTime, transpose
from ..terms.types import Shape
from .matrices import MATRICES, layout
from .model import a, b, i, j, n_h, n_x, n_y, u, v

ROW = {n_h: i, n_x: u, n_y: a}       # size -> the index of a row
COLUMN = {n_h: j, n_x: v, n_y: b}    # and of a column


def shape(e: Expr) -> Shape | None:
    """What rows and columns of a matrix run over; None if e is a number.

    In a shape, None stands for a single row or column.
    """
    if e.is_Add:
        shapes = {shape(part) for part in e.args}
        if len(shapes) > 1:
            raise ValueError(f"a sum of matrices of unlike shapes: {e}")
        return shapes.pop()
    if isinstance(e, transpose):
        return matrix_shape(e.args[0])[::-1]
    if isinstance(e, Matrix):
        _, row, column = layout(str(e.args[0]))
        return SPACE.get(row), SPACE.get(column)
    if isinstance(e, (ProductOverTime, SumOverTime)):
        return shape(e.args[0])
    return product_shape(e, [f for f in factors(e) if not f.is_commutative])


def matrix_shape(e: Expr) -> Shape:
    """What rows and columns of a matrix run over; TypeError for a number."""
    found = shape(e)
    if found is None:
        raise TypeError(f"{e} is a number, and no matrix")
    return found


def product_shape(e: Expr, matrices: list[Expr]) -> Shape | None:
    """The shape of a product of these matrices; ValueError if they clash."""
    for left, right in pairwise(matrices):
        ends, begins = matrix_shape(left)[1], matrix_shape(right)[0]
        if ends != begins:
            raise ValueError(f"shapes clash in {e}: {left} ends in {ends}, "
                             f"{right} begins in {begins}")
    if not matrices:
        return None
    return matrix_shape(matrices[0])[0], matrix_shape(matrices[-1])[1]


def factors(e: Expr) -> list[Expr]:
    """The factors of a product in order, powers written out."""
    parts = [part.as_base_exp() if part.is_Pow and not part.is_commutative
             else (part, S.One) for part in Mul.make_args(e)]
    if not all(count.is_Integer and count > 0 for _, count in parts):
        raise TypeError(f"not a product of matrices: {e}")
    return [base for base, count in parts for _ in range(count)]


def entries(e: Expr, row: Symbol | None, column: Symbol | None) -> Expr:
    """The entry (row, column) of a matrix, in index notation."""
    if e.is_Add:
        return sum(entries(part, row, column) for part in e.args)
    if isinstance(e, transpose):
        return entries(e.args[0], column, row)
    if isinstance(e, Matrix) and str(e.args[0]) in MATRICES:
        times, *own, entry = MATRICES[str(e.args[0])]
        return entry.xreplace(dict(zip((*times, *own),
                                       (*e.args[1:], row,
                                        column), strict=False)))
    if e.is_commutative:
        return e * KroneckerDelta(row, column) if row and column else e
    if isinstance(e, (ProductOverTime, SumOverTime, Matrix)):
        raise TypeError(f"{e} has no fixed length: use induct, or given=")
    return product_entry(factors(e), row, column)


def product_entry(parts: list[Expr], row: Symbol | None,
                  column: Symbol | None) -> Expr:
    """The entry of a product: a sum over every inner range."""
    scale = Mul(*[f for f in parts if f.is_commutative])
    matrices = [f for f in parts if not f.is_commutative]
    if len(matrices) == 1:
        return scale * entries(matrices[0], row, column)
    space = matrix_shape(matrices[0])[1]
    inner = fresh(ROW[space]) if space else None
    both = entries(matrices[0], row, inner) * \
        product_entry(matrices[1:], inner, column)
    return scale * (sum_over(both, inner) if space else both)


def same_shape(lhs: Expr, rhs: Expr) -> Shape:
    """The shape of both sides; ValueError if they differ.

    A number beside a square matrix is a multiple of I; 0 fits everywhere.
    """
    first, second = shape(lhs), shape(rhs)
    if first is None or second != first and not (
            second is None and (rhs == 0 or first[0] == first[1])):
        raise ValueError(f"{lhs} and {rhs} have shapes {first} and {second}")
    return first


def by_entries(lhs: Expr, rhs: Expr) -> Expr:
    """An entry of lhs - rhs, of products of fixed length."""
    row, column = [fresh(index[size]) if size else None for index, size
                   in zip((ROW, COLUMN), same_shape(lhs, rhs), strict=True)]
    return entries(lhs, row, column) - entries(rhs, row, column)
