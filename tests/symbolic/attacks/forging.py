"""Entries that no door lets in: tests ask what would follow from them."""
from rnnlib.symbolic.ledger.ledger import _ENTRIES, Equation


def put(equation):
    """An equation in the ledger, as if it were proved."""
    _ENTRIES[equation.label] = equation
    return equation


def forged(label, lhs, rhs, *facts):
    """An equation that nothing has proved."""
    return Equation(label, "proof", lhs, rhs, label, "", facts)


def lay_out(page):
    """The ledger of a page that was proved before."""
    _ENTRIES.clear()
    _ENTRIES.update(page)
