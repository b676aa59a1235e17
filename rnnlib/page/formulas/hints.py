"""What is wrong with a formula, in words that do not say what is right.

Terms of an answer are compared with those of the known one after something
has been left out of both: signs, then the order of factors, and so on. What
was left out when they agree is what the answer has wrong.
"""
from collections import Counter

from sympy import Add, Mul, Symbol, sign
from sympy.tensor.indexed import Indexed

from rnnlib.symbolic.terms.language import SPACE, TIME
from rnnlib.symbolic.products.rewriting import Words
from rnnlib.symbolic.terms.products import Chain, Matrix, Timed, tr

T = Symbol("time")            # stands for every time


def terms(e):
    """{term: the number in front} of a formula in its shortest form."""
    if not e.is_commutative:
        return Words().normal(e)
    pairs = [part.as_coeff_Mul() for part in Add.make_args(e)]
    return {rest: number for number, rest in pairs if number != 0}


def hint(answer, known):
    """What is wrong with an answer, if little is; both in shortest form."""
    mine, right = terms(answer), terms(known)
    for said, seen in SEEN:
        if Counter(seen(*term) for term in mine.items()) == Counter(
                seen(*term) for term in right.items()):
            return said
    return shared(mine, right)


def shared(mine, right):
    """How many terms are right, of a sum."""
    good = sum(right.get(term) == number for term, number in mine.items())
    if not good:
        return ""
    if good == len(mine):
        return "what you have belongs to it, but it is not all"
    if good == len(right):
        return "all of it is there, and something that does not belong to it"
    return (f"multiplied out, at least {good} of your {len(mine)} terms "
            f"{'is' if good == 1 else 'are'} right")


def letters(term):
    """The factors of a term, in order."""
    return term if isinstance(term, tuple) else Mul.make_args(term)


def core(letter):
    """A factor that is not transposed any more."""
    if isinstance(letter, Chain):
        return letter.func(core(letter.args[0]), *letter.args[1:4], 1)
    return letter.args[0] if isinstance(letter, tr) else letter


def timeless(e):
    """A factor without its times."""
    if isinstance(e, Matrix):
        return Matrix(e.args[0], *[T for _ in e.args[1:]])
    if isinstance(e, (Chain, Timed)):
        return e.func(timeless(e.args[0]), T, T, T, *e.args[4:])
    if isinstance(e, Indexed):
        return e.func(e.base, *[T if SPACE.get(v - v.as_coeff_Add()[0]) == TIME
                                else v for v in e.indices])
    return e.func(*map(timeless, e.args)) if e.args else e


def nameless(e):
    """A factor without the letters of its indices."""
    if isinstance(e, Symbol) and SPACE.get(e, TIME) != TIME:
        return T
    if isinstance(e, Indexed):
        return e.base.label
    return Mul(*map(nameless, e.args)) if e.args else e


def ordered(factors):
    return tuple(sorted(map(str, factors)))


# what to say, and what of (term, number) is compared before it is said
SEEN = (
    ("all is right but a sign", lambda term, n: (term, abs(n))),
    ("all is right but a number in front",
     lambda term, n: (term, sign(n))),
    ("the factors are the right ones, but not their order",
     lambda term, n: (ordered(letters(term)), n)),
    ("the factors and their order are right, but not which are transposed",
     lambda term, n: (tuple(map(str, map(core, letters(term)))), n)),
    ("the factors are the right ones, but neither their order nor which of "
     "them are transposed",
     lambda term, n: (ordered(map(core, letters(term))), n)),
    ("all is right but a time",
     lambda term, n: (ordered(map(timeless, letters(term))), n)))
