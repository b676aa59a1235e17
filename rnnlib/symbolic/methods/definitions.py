"""What a chapter may lay down without proof, and nothing else.

A definition introduces a name of the model, at one time step, as rnnlib
computes it, and is compared with rnnlib's numbers. Matrices and
conditions are read off the model's own lists. So no theorem gets in here.
"""

from sympy import Expr, Symbol
from sympy.tensor.indexed import Indexed

from ..certificates.statements import statement
from ..grammar.grammar import check
from ..grammar.matrices import MATRICES, NOTATION, SUMS
from ..grammar.model import COMPUTED, MADE_OF, RESTRICTING, t
from ..ledger.laid_down import definitions, notation
from ..ledger.ledger import Equation
from ..oracle.oracle import disagreement
from ..printing.statements import (
    entry_equation,
    scope_text,
    textbook_equation,
    where_defined,
)
from ..search.comparing import same
from ..terms.errors import NotDefined
from ..terms.language import read
from ..terms.products import Matrix
from ..terms.types import Facts
from .conditions import condition
from .publishing import publish
from .variants import formula, open_variants


def define(label: str, lhs: Expr, rhs: Expr | None = None) -> Equation:
    """Lay down lhs := rhs under `label`, if the model has room for it.

    Without rhs a matrix is laid down as the model's own list has it.
    Raises ValueError for a name that is not the model's, a theorem in
    disguise, or a definition that rnnlib does not compute.

    >>> define("error", e[t, a], y_hat[t, a] - y[t, a]).kind
    'definition'
    """
    return publish(label, "laid_down", lhs, rhs)


def laid_down(lhs: Expr, rhs: Expr | None) -> Equation:
    """The definition or condition lhs = rhs, without a label.

    Without rhs it is the model's own. Raises as `define` does.
    """
    found = of_the_model(lhs, rhs)
    return found._replace(certificate={
        **statement(found.lhs, found.rhs), "kind": "laid down"})


def of_the_model(lhs: Expr, rhs: Expr | None) -> Equation:
    """The definition or condition lhs = rhs, if the model has it."""
    lhs = read(lhs)
    rhs = read(own(lhs) if rhs is None else rhs)
    check(lhs)
    check(rhs)
    if isinstance(lhs, Matrix) and condition(lhs, rhs) is None:
        return matrix_laid_down(lhs, rhs)
    if not isinstance(lhs, Indexed):
        return condition_laid_down(lhs, rhs)
    chosen = check_definition(lhs, rhs)
    error = disagreement(lhs, rhs, (), filter(None, [chosen]))
    if not error <= 1e-12:                   # the model's own list is wrong
        raise ValueError(f"{lhs} = {rhs} differs by {error:.2g} of the "
                         "larger from what rnnlib computes")
    kind = "condition" if chosen in RESTRICTING else "definition"
    return Equation("", kind, lhs, rhs, textbook_equation(lhs, rhs),
                    where_defined(lhs, rhs), agreement=error)


def own(lhs: Expr) -> Expr:
    """The right side that the model's list has for a matrix."""
    name = str(lhs.args[0]) if isinstance(lhs, Matrix) else None
    if name not in NOTATION:
        raise ValueError(f"{lhs} needs a right side: define(label, lhs, rhs)")
    return (MATRICES.get(name) or SUMS[name])[3]


def check_definition(lhs: Indexed, rhs: Expr) -> str | None:
    """The variant of lhs that rhs defines; ValueError if there is none.

    None stands for the plain network's own.
    """
    name, indices = lhs.base.name, lhs.indices
    if name not in MADE_OF:
        raise ValueError(f"{name} is given, not defined; the model defines "
                         + ", ".join(COMPUTED))
    if indices[0] != t or len(set(indices)) < len(indices) \
            or not all(index.is_Symbol for index in indices):
        raise ValueError(f"define {name} at time t with letters, got {lhs}")
    variants = open_variants(name, definitions())
    for variant in variants:
        if same(rhs, formula(variant, lhs)):
            return variant
    known = formula(variants[0], lhs)
    raise NotDefined(f"{lhs} = {rhs} is not what rnnlib computes: {known}",
                     left=[("rnnlib computes", known)])


def matrix_laid_down(lhs: Matrix, rhs: Expr) -> Equation:
    """The definition of a matrix by its entries, or as a sum over time.

    Raises NotDefined if the model's list says something else.
    """
    name = str(lhs.args[0])
    if name in SUMS:
        return sum_laid_down(lhs, rhs, *SUMS[name])
    if not rhs.is_commutative:
        raise ValueError(f"define {lhs} by its entries, got {rhs}")
    times, row, column, entry = MATRICES[name]
    if name not in NOTATION or lhs.args[1:] != times \
            or not same(rhs, entry):
        raise NotDefined(f"{lhs} has the entries {entry} in the model, "
                         f"got {rhs}", left=[("its entries are", entry)])
    return Equation("", "definition", lhs, rhs,
                    entry_equation(lhs, row, column, rhs))


def sum_laid_down(lhs: Matrix, rhs: Expr, times: tuple[Symbol, ...],
                  row: Symbol | None, column: Symbol | None, model: Expr,
                  facts: Facts) -> Equation:
    """The definition of a matrix as a sum over time.

    model: the right side in the model's list SUMS, as what else follows lhs
    and rhs here. Raises NotDefined if rhs is another one.
    """
    if lhs.args[1:] != times or rhs.is_commutative \
            or not same(rhs, model):
        raise NotDefined(f"{lhs} is {model} in the model, got {rhs}",
                         left=[("in the model it is", model)])
    return Equation("", "definition", lhs, rhs, textbook_equation(lhs, rhs),
                    scope_text(lhs, rhs, facts) if facts else "", facts,
                    tuple(sorted(notation(rhs))))


def condition_laid_down(lhs: Expr, rhs: Expr) -> Equation:
    """The condition lhs = rhs; NotDefined if the model's list has it not."""
    if condition(lhs, rhs) is None:
        raise NotDefined(f"{lhs} = {rhs} is a theorem or nothing: the model "
                         f"defines " + ", ".join([*COMPUTED, *NOTATION]))
    return Equation("", "condition", lhs, rhs, textbook_equation(lhs, rhs))
