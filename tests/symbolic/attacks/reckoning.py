"""The checker's own steps on formulas of SymPy, for tests."""
from rnnlib.checker.rules import Chain
from rnnlib.checker.terms import Refused
from rnnlib.checker.theorems import DOOR, Theorem
from rnnlib.checker.words import Words
from rnnlib.symbolic.certificates.writing import Writer, fact, index, names_in
from rnnlib.symbolic.search.comparing import Forms, terms
from rnnlib.symbolic.search.words import Words as Lines
from rnnlib.symbolic.terms.errors import NotProved
from sympy import Expr


def assumed(label, lhs, rhs, *facts, kind="proof", **more):
    """A theorem that nothing has shown: what would follow from it?"""
    forms, sides = terms(lhs, rhs)
    given = tuple(tuple(map(forms.known.time, fact(one))) for one in facts)
    return Theorem(DOOR, label, kind, *sides, given, **more)


def chain(*theorems, facts=(), beside=()):
    """A chain of the checker that knows some theorems, where facts hold."""
    forms, _ = terms(*beside, facts=facts)
    return Chain(forms.known, forms.facts, {one.label: one
                                            for one in theorems})


def term(e):
    """A formula as the checker reads it."""
    return terms(e)[1][0]


def formula(e, one):
    """A term as a formula of SymPy, of a chain's language."""
    return Forms(one.language, one.facts).in_sympy(
        Forms(one.language, one.facts).parts(e))


def peeled(e, time, *facts, end="last"):
    """e with the first or last term taken off its sums, by the checker."""
    one = chain(facts=facts, beside=(e,))
    step = {"by": "term", end: index(time)}
    return one.term(step)(term(e)), one


def put_in(theorem, e, at, *facts):
    """e after one step of the checker that cites a theorem at some times.

    None if it fits nowhere there.
    """
    one = chain(theorem, facts=facts, beside=(e,))
    step = {"by": "premise", "cite": theorem.label, "at": [
        {str(v): index(new) for v, new in at.items() if v != "turned"}
        | ({"turned": True} if "turned" in at else {})]}
    line = term(e)
    after = one.premise(step)(line)
    return None if after == line else formula(after, one)


def found(theorems, e, *facts, peel=()):
    """e with theorems put in wherever the search finds them to fit."""
    one = chain(*theorems, facts=facts, beside=(e,))
    way = Lines(one, [(theorem.label, {}) for theorem in theorems], [
        (str(v), 0) if isinstance(v, Expr) and v.is_Symbol else ("", int(v))
        for v in peel], taken=frozenset(names_in(e)))
    *_, last = way.lines(term(e))
    return formula(last.term, one)


__all__ = ["NotProved", "Refused", "Words", "Writer"]
