"""Matrices without letters: words over time, and the sums of such words.

A product of matrices is a word: order matters, so nothing here commutes but
numbers. `falling(J(s), s, t, k+1)` is J_t J_{t-1} ... J_{k+1}, an empty one
is the identity; `over_time` is a sum over times. `rewriting` gives equal
words one shape; `entries` reads a word of fixed length in index notation.
"""
from sympy import Add, Dummy, Expr, Integer, Mul, Symbol, sympify

from .language import TIME, register
from .errors import check_size


class Matrix(Expr):
    """A matrix or vector of the model, at a time: Matrix("J", t)."""

    is_commutative = False

    def __new__(cls, name, *times):
        return super().__new__(cls, Symbol(str(name)), *map(sympify, times))


class tr(Expr):
    """The transpose.

    >>> tr(tr(mat.W)) == mat.W
    True
    """

    is_commutative = False

    def __new__(cls, e):
        e = sympify(e)
        return e.args[0] if isinstance(e, tr) else super().__new__(cls, e)


def private(e, s):
    """e with the time letter s made private, and that letter."""
    own = register(Dummy(s.name, integer=True), TIME)
    return sympify(e).xreplace({s: own}), own


class Chain(Expr):
    """A product of one matrix over times, first to last, by step 1 or -1."""

    is_commutative = False

    def __new__(cls, letter, s, first, last, step):
        core = letter.args[0] if isinstance(letter, tr) else letter
        if not isinstance(core, Matrix):
            raise TypeError(f"a product over time takes one matrix at a "
                            f"time, got {letter}")
        if step == 1 and not letter.has(s):    # all factors are the same
            first, last, step = last, first, -1
        return super().__new__(cls, letter, s, *map(sympify, (first, last)),
                               Integer(step))

    def at(self, time):
        return self.args[0].xreplace({self.args[1]: time})

    def length(self):
        _, _, first, last, step = self.args
        return ((last - first) * step + 1).expand()


def falling(letter, s, first, last):
    """The product letter(first) ... letter(last), times going down.

    >>> falling(mat.J(s), s, 5, 3).length()
    3
    """
    return Chain(*private(letter, s), first, last, -1)


def rising(letter, s, first, last):
    """The product letter(first) ... letter(last), times going up."""
    return Chain(*private(letter, s), first, last, 1)


class Timed(Expr):
    """The sum of words over the times low .. high; made by `over_time`."""

    is_commutative = False


def over_time(e, s, low, high):
    """The sum of e over the times s = low .. high."""
    return Timed(*private(e, s), *map(sympify, (low, high)))


def turned(e):
    """The transpose of e, pushed inwards as far as it goes."""
    if e.is_commutative:
        return e
    if e.is_Add:
        return Add(*map(turned, e.args))
    if e.is_Mul:
        return Mul(*[turned(part) for part in reversed(e.args)])
    if e.is_Pow:
        return turned(e.base)**e.exp
    if isinstance(e, Chain):
        letter, s, first, last, step = e.args
        return Chain(tr(letter), s, last, first, -step)
    if isinstance(e, Timed):
        return Timed(turned(e.args[0]), *e.args[1:])
    return tr(e)


def unrolled(letter):
    """A chain of known length as plain letters; None for anything else."""
    if not isinstance(letter, Chain) or not letter.length().is_Integer:
        return None
    _, _, first, _, step = letter.args
    check_size(letter.length(), letter)
    if letter.length() < 0:
        raise ValueError(f"a product over time of length "
                         f"{letter.length()}: {letter}")
    return tuple(letter.at(first + n * step) for n in range(letter.length()))


def named(letter, depth=0):
    """The letter with bound times named by their depth, to be compared."""
    if not letter.args or isinstance(letter, Symbol):
        return letter
    args = [named(part, depth + isinstance(letter, (Chain, Timed)))
            for part in letter.args]
    if not isinstance(letter, (Chain, Timed)):
        return letter.func(*args)
    own = Symbol(f"_time_{depth}", integer=True)
    args[0], args[1] = args[0].xreplace({letter.args[1]: own}), own
    return letter.func(*args)
