"""All statements of the book, as SymPy has them and as the checker does."""
import ast
from functools import cache

from rnnlib.symbolic.certificates.statements import language
from rnnlib.symbolic.certificates.writing import Writer, names_in
from rnnlib.symbolic.grammar.matrices import MATRICES, SUMS
from rnnlib.symbolic.recall import homes
from rnnlib.symbolic.terms.language import read

DOORS = {"define": "=", "claim": "=", "induct": "=", "backward": "=",
         "read_off": "=", "at_most": r"\preceq",
         "induct_at_most": r"\preceq"}


def stated(door):
    """A door that proves nothing, and says what it was asked."""
    def note(label, lhs, rhs=None, *_, **__):
        if rhs is None:                      # a matrix of the notation
            known = MATRICES | SUMS
            rhs = known[str(lhs.args[0])][3]
        return read(lhs), read(rhs), DOORS[door]
    return note


@cache
def sides():
    """{label: (lhs, rhs, sign)} of every statement with two sides."""
    found = {}
    for label, one in homes.book()["statements"].items():
        text = one["text"]
        door = text and ast.parse(text).body[0].value.func.id
        if door in DOORS:
            words = {**homes.words_on(one["page"]), door: stated(door),
                     "at": lambda *values: values}
            found[label] = eval(text, words)  # noqa: S307
    return found


def term_of(e, *beside):
    """A side as the checker has it, beside others."""
    return language().term(Writer(names_in(e, *beside)).term(e))


def terms():
    """[(label, term)] of all sides."""
    return [(label, term_of(one, other))
            for label, (lhs, rhs, _) in sides().items()
            for one, other in ((lhs, rhs), (rhs, lhs))]
