"""What reaches the page: equations proved and compared, lemmas cited."""
from .definitions import conditions_of
from .ledger import Equation, enter
from .oracle import disagreement
from .statements import scope_text, textbook_equation

TOLERANCE = 1e-9              # relative; a true equation is near 1e-15


class Refuted(Exception):
    """The two sides differ on a random network."""


def publish(label, lhs, rhs, facts, used, how="", sign="="):
    """Compare a proved equation, or bound, with rnnlib, then enter it."""
    used = tuple(sorted(used))
    error = disagreement(lhs, rhs, facts, conditions_of(used), sign)
    if not error <= TOLERANCE:
        raise Refuted(f"{label}: the two sides "
                      f"{'differ' if sign == '=' else 'break ' + sign} by "
                      f"{error:.2g} of the larger on a random network")
    scope = " ".join(filter(None, [how, scope_text(lhs, rhs, facts)]))
    return enter(Equation(label, "proof", lhs, rhs,
                          textbook_equation(lhs, rhs, sign), scope, facts,
                          used, error, sign=sign))


def lemma(label, latex, source, scope=""):
    """Cite a statement that is not proved here, with its source's key.

    latex: the statement; source: a key of the bibliography, which must be
    given, or ValueError is raised; scope: where it holds, with $maths$.

    >>> lemma("nilpotent", "B^n = 0", source="horn2012").kind
    'lemma'
    """
    if not source:
        raise ValueError(f"source of lemma {label!r} must be given")
    return enter(Equation(label, "lemma", None, None, latex, scope,
                          source=source))
