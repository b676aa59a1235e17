"""Entries that no door lets in: tests ask what would follow from them."""
from reckoning import assumed
from rnnlib.symbolic.ledger.ledger import _ENTRIES, Equation


def put(equation):
    """An equation in the ledger; what has no theorem gets one unproved."""
    if equation.theorem is None:
        equation = spoiled(equation, equation.rhs)
    _ENTRIES[equation.label] = equation
    return equation


def spoiled(true, rhs):
    """An equation with another right side, as if the checker had shown it.

    A definition stays one, and so does what is said entry by entry.
    """
    kept = {} if true.theorem is None else {
        key: getattr(true.theorem, key)
        for key in ("by_entries", "conditions", "kind", "roots")}
    return true._replace(rhs=rhs, theorem=assumed(
        true.label, true.lhs, rhs, *true.facts, **kept))


def forged(label, lhs, rhs, *facts):
    """An equation that nothing has proved."""
    return Equation(label, "proof", lhs, rhs, label, "", facts)


def lay_out(page):
    """The ledger of a page that was proved before."""
    _ENTRIES.clear()
    _ENTRIES.update(page)
