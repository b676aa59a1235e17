"""What this page has laid down so far: names, and matrices."""
from typing import Any

from sympy import Expr
from sympy.tensor.indexed import Indexed

from ..grammar.matrices import NOTATION
from ..terms.products import Matrix
from .ledger import LAID_DOWN, LEDGER


def definitions() -> dict[str, tuple[str, Indexed, Any]]:
    """What has been defined so far: {name: (label, lhs, rhs)}."""
    return {eq.lhs.base.name: (eq.label, eq.lhs, eq.rhs)
            for eq in LEDGER.values()
            if eq.kind in LAID_DOWN and isinstance(eq.lhs, Indexed)}


def notation(*sides: Expr) -> set[str]:
    """The labels that define the matrices of NOTATION in an equation."""
    for name in undefined(*sides):
        raise ValueError(f"say what {name} is first: define(label, mat."
                         f"{name}(...), entries)")
    defined = defined_matrices()
    return {defined[name] for name in in_notation(*sides)}


def undefined(*sides: Expr) -> list[str]:
    """The matrices of NOTATION in an equation that this page has not."""
    return sorted(in_notation(*sides) - set(defined_matrices()))


def in_notation(*sides: Expr) -> set[str]:
    """The matrices in an equation that a page has to define first."""
    return {str(matrix.args[0]) for side in sides
            for matrix in side.atoms(Matrix)} & set(NOTATION)


def defined_matrices() -> dict[str, str]:
    """The matrices that have been defined so far: {name: label}."""
    return {str(eq.lhs.args[0]): eq.label for eq in LEDGER.values()
            if eq.kind == "definition" and isinstance(eq.lhs, Matrix)}
