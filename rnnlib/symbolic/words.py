"""Matrices without letters: words over time, and the sums of such words.

A product of matrices is a word: order matters, so nothing here commutes but
numbers. `falling(J(s), s, t, k+1)` is J_t J_{t-1} ... J_{k+1}, an empty one
is the identity; `over_time` is a sum over times. `normal` gives equal words
one shape; `entries` reads a word of fixed length in index notation.
"""
from itertools import product

from sympy import Add, Dummy, Expr, Integer, Mul, Symbol, sympify

from .language import TIME, Order, register


class Matrix(Expr):
    """A matrix or vector of the model, at a time: Matrix("J", t)."""

    is_commutative = False

    def __new__(cls, name, *times):
        return super().__new__(cls, Symbol(str(name)), *map(sympify, times))


class tr(Expr):
    """The transpose."""

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
        return super().__new__(cls, letter, s, *map(sympify, (first, last)),
                               Integer(step))

    def at(self, time):
        return self.args[0].xreplace({self.args[1]: time})

    def length(self):
        _, _, first, last, step = self.args
        return ((last - first) * step + 1).expand()


def falling(letter, s, first, last):
    """The product letter(first) ... letter(last), times going down."""
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


class Words:
    """Words in normal form: distributed, transposed inside, chains joined.

    order: what is known of times; peel: the time at which a sum over times
    gives up its last term; rules: {word: expression} used wherever it fits.
    """

    def __init__(self, order=Order(), peel=None, rules=None):
        self.order, self.peel, self.rules = order, peel, rules or {}

    def normal(self, e):
        """e as {word: coefficient}; equal expressions cancel to {}."""
        out = {}
        for coefficient, word in self.words(sympify(e)):
            word = tuple(named(letter) for letter in word)
            out[word] = (out.get(word, 0) + coefficient).expand()
        return {word: value for word, value in out.items() if value != 0}

    def words(self, e):
        """The terms of e: pairs (coefficient, tuple of letters)."""
        if e.is_Add:
            return [term for part in e.args for term in self.words(part)]
        if e.is_commutative:
            return [(e, ())]
        if isinstance(e, tr) and turned(e.args[0]) != e:
            return self.words(turned(e.args[0]))
        if isinstance(e, Timed):
            return self.summed((), e, ())
        if isinstance(e, (Matrix, tr, Chain)):
            return self.tidy((e,))
        if e.is_Pow and e.exp.is_Integer and e.exp > 0:
            return self.joined([self.words(e.base)] * int(e.exp))
        if e.is_Mul:
            return self.joined([self.words(part) for part in e.args])
        raise TypeError(f"not a word of matrices: {e}")

    def joined(self, parts):
        """Every choice of one word from each factor, written in a row."""
        return [(Mul(*[f for f, _ in pick], coefficient), word)
                for pick in product(*parts)
                for coefficient, word in
                self.tidy(sum((word for _, word in pick), ()))]

    def tidy(self, word):
        """Rules applied, chains joined, sums over time opened outwards."""
        for n, letter in enumerate(word):
            if isinstance(letter, Timed) and len(word) > 1:
                return self.summed(word[:n], letter, word[n + 1:])
            for short, rhs in self.rules.items():
                if word[n:n + len(short)] == short:
                    return self.words(Mul(*word[:n], rhs,
                                          *word[n + len(short):]))
            for size, new in (1, unrolled(letter)), (2, self.join(word[n:])):
                if new is not None:
                    return self.tidy(word[:n] + new + word[n + size:])
        return [(Integer(1), word)]

    def join(self, word):
        """The first two letters as one chain, if they make one."""
        if len(word) < 2 or not any(isinstance(w, Chain) for w in word[:2]):
            return None
        left, right = [w if isinstance(w, Chain) else None for w in word[:2]]
        whole = left or right
        _, _, first, last, step = whole.args
        if not all(self.order.holds(0, w.length()) for w in (left, right)
                   if w):
            return None
        if left is None and word[0] == right.at(first - step):
            return (Chain(*whole.args[:2], first - step, last, step),)
        if right is None and word[1] == left.at(last + step):
            return (Chain(*whole.args[:2], first, last + step, step),)
        if left and right and right.args[4] == step and \
                right.at(left.args[1]) == left.args[0] and \
                right.args[2] == last + step:
            return (Chain(*whole.args[:2], first, right.args[3], step),)
        return None

    def summed(self, before, e, after):
        """A sum over time between letters: they move inside; it peels."""
        body, s, low, high = e.args
        own = register(Dummy(s.name, integer=True), TIME)
        body = Mul(*before, body.xreplace({s: own}), *after)
        if (high - low + 1).expand() == 0:
            return []
        if high == self.peel and self.order.holds(low, high):
            rest = Timed(body, own, low, high - 1)
            return self.words(rest) + self.words(body.xreplace({own: high}))
        inner = Words(Order(*self.order.pairs, (low, own), (own, high)),
                      self.peel, self.rules)
        terms = inner.words(body)
        if any(c.has(own) for c, _ in terms):
            raise TypeError(f"a number that depends on {s} cannot leave the "
                            f"sum over {s}: {e}")
        return [(c, (Timed(Mul(*word), own, low, high),))
                for c, word in terms]


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
