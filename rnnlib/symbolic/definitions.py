"""What a chapter may lay down without proof, and nothing else.

A definition introduces a name of the model from the names it is made of, at
one time step, and is compared with what rnnlib computes. Matrices and
conditions are read off the model's own lists. So no theorem gets in here.
"""
from sympy import sympify
from sympy.tensor.indexed import Indexed

from .canonical import canonical
from .language import SLOTS, TIME, d, letters_of
from .ledger import LEDGER, Equation, closure, enter
from .model import CONDITIONS, MADE_OF, MATRICES, NOTATION, t
from .oracle import disagreement
from .printing import entry_equation, textbook_equation
from .words import Matrix


def define(label, lhs, rhs):
    """Lay down lhs := rhs under `label`, if the model has room for it.

    Raises ValueError for a name that is not the model's, a theorem in
    disguise, or a definition that rnnlib does not compute.
    """
    lhs, rhs = sympify(lhs), sympify(rhs)
    if isinstance(lhs, Matrix):
        return define_matrix(label, lhs, rhs)
    if not isinstance(lhs, Indexed):
        return define_condition(label, lhs, rhs)
    check_definition(lhs, rhs)
    error = disagreement(lhs, rhs)
    if not error <= 1e-12:
        raise ValueError(f"{lhs} = {rhs} is not what rnnlib computes: the "
                         f"two differ by {error:.2g} of the larger")
    return enter(Equation(label, "definition", lhs, rhs,
                          textbook_equation(lhs, rhs), agreement=error))


def check_definition(lhs, rhs):
    """Raise unless rhs may define lhs."""
    name, letters = lhs.base.name, lhs.indices
    if name not in MADE_OF:
        raise ValueError(f"{name} is given, not defined; the model defines "
                         + ", ".join(MADE_OF))
    if letters[0] != t or len(set(letters)) < len(letters) \
            or not all(letter.is_Symbol for letter in letters):
        raise ValueError(f"define {name} at time t with letters, got {lhs}")
    if rhs.has(d) or letters_of(rhs) - letters_of(lhs):
        raise ValueError(f"{rhs} holds a derivative or a letter that "
                         f"{lhs} has not")
    for entry in rhs.atoms(Indexed):
        time = t - 1 if (name, entry.base.name) == ("p", "h") else t
        timed = SLOTS[entry.base.name][0] == TIME
        if entry.base.name not in MADE_OF[name] or (
                timed and entry.indices[0] != time):
            raise ValueError(f"{name} at time t is made of "
                             f"{sorted(MADE_OF[name])}, got {entry}")


def define_matrix(label, lhs, rhs):
    """Lay down the entries of a matrix, as the model's list has them."""
    name = str(lhs.args[0])
    times, row, column, entry = MATRICES[name]
    if name not in NOTATION or lhs.args[1:] != times \
            or canonical(rhs - entry) != 0:
        raise ValueError(f"{lhs} has the entries {entry} in the model, "
                         f"got {rhs}")
    return enter(Equation(label, "definition", lhs, rhs,
                          entry_equation(lhs, row, column, rhs)))


def define_condition(label, lhs, rhs):
    """Lay down a condition on the model, if its list has it."""
    if condition(lhs, rhs) is None:
        raise ValueError(f"{lhs} = {rhs} is a theorem or nothing: the model "
                         f"defines " + ", ".join([*MADE_OF, *NOTATION]))
    return enter(Equation(label, "definition", lhs, rhs,
                          textbook_equation(lhs, rhs)))


def condition(lhs, rhs):
    """The key in CONDITIONS of lhs = rhs, up to the bound letters' names."""
    for key, (left, right) in CONDITIONS.items():
        same = lhs == left if not lhs.is_commutative else (
            left.is_commutative and canonical(lhs - left) == 0)
        if same and rhs == right:
            return key
    return None


def conditions_of(labels):
    """Which conditions the equations of these labels assume."""
    equations = [LEDGER[label] for label in closure(labels)]
    keys = {condition(eq.lhs, eq.rhs) for eq in equations
            if eq.kind == "definition" and not isinstance(
                eq.lhs, (Indexed, Matrix))}
    return tuple(sorted(keys))


def definitions():
    """What has been defined so far: {name: (label, lhs, rhs)}."""
    return {eq.lhs.base.name: (eq.label, eq.lhs, eq.rhs)
            for eq in LEDGER.values()
            if eq.kind == "definition" and isinstance(eq.lhs, Indexed)}


def notation(*sides):
    """The labels that define the matrices of NOTATION in an equation."""
    defined = {str(eq.lhs.args[0]): eq.label for eq in LEDGER.values()
               if eq.kind == "definition" and isinstance(eq.lhs, Matrix)}
    names = {str(word.args[0]) for side in sides
             for word in side.atoms(Matrix)} & set(NOTATION)
    for name in names - set(defined):
        raise ValueError(f"say what {name} is first: define(label, mat."
                         f"{name}(...), entries)")
    return {defined[name] for name in names}
