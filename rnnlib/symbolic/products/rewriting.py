"""Words in normal form: distributed, chains joined, rules put in.

Inside a sum over s = k+1 .. t it is known that k < s and s <= t, and there
a rule fits that would not fit outside.
"""
from itertools import product
from math import prod

from sympy import Dummy, Integer, Mul, sympify

from ..terms.language import TIME, Order, register
from ..terms.errors import NotProved, check_size
from ..terms.products import Chain, Matrix, Timed, named, tr, turned, unrolled


DEEP, MANY = 60, 10_000        # rules inside rules, and rules in all


class Words:
    """Words in normal form: distributed, transposed inside, chains joined.

    order: what is known of times; peel: times at which a sum over times
    gives up its first or last term; rules: used wherever they fit.
    """

    def __init__(self, order=Order(), peel=(), rules=(), depth=0):
        self.order, self.peel, self.rules = order, peel, rules
        self.depth, self.steps = depth, 0     # rules at work now, and so far

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
            check_size(e.exp, e)
            return self.joined([self.words(e.base)] * int(e.exp))
        if e.is_Mul:
            return self.joined([self.words(part) for part in e.args])
        raise TypeError(f"not a word of matrices: {e}")

    def joined(self, parts):
        """Every choice of one word from each factor, written in a row."""
        check_size(prod(map(len, parts)), "a product of sums")
        return [(Mul(*[f for f, _ in pick], coefficient), word)
                for pick in product(*parts)
                for coefficient, word in
                self.tidy(sum((word for _, word in pick), ()))]

    def tidy(self, word):
        """Rules applied, chains joined, sums over time opened outwards."""
        for n, letter in enumerate(word):
            if isinstance(letter, Timed) and len(word) > 1:
                return self.summed(word[:n], letter, word[n + 1:])
            for rule in self.rules:
                end = n + len(rule.word)
                rhs = rule.applied(word[n:end], self.order)
                if rhs is not None:
                    return self.replaced(Mul(*word[:n], rhs, *word[end:]))
            for size, new in (1, unrolled(letter)), (2, self.join(word[n:])):
                if new is not None:
                    return self.tidy(word[:n] + new + word[n + size:])
        return [(Integer(1), word)]

    def replaced(self, e):
        """The words of e, in which a rule has put its right side."""
        self.depth, self.steps = self.depth + 1, self.steps + 1
        if self.depth > DEEP or self.steps > MANY:
            raise NotProved("the premises replace each other for ever, or at "
                            f"least {self.steps} times: "
                            f"{[rule.word for rule in self.rules]}")
        try:
            return self.words(e)
        finally:
            self.depth -= 1

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
        length = (high - low + 1).expand()
        if length == 0:
            return []
        if length == 1:
            return self.words(body.xreplace({own: low}))
        for end, rest in (high, (low, high - 1)), (low, (low + 1, high)):
            if end in self.peel and self.order.holds(low, high):
                return self.words(Timed(body, own, *rest)) + \
                    self.words(body.xreplace({own: end}))
        inner = Words(Order(*self.order.pairs, (low, own), (own, high)),
                      self.peel, self.rules, self.depth)
        return [(c, (outer_first(Timed(Mul(*word), own, low, high)),))
                for c, word in inner.words(body) if number(c, own, e)]


def number(c, s, e):
    """True for a number; TypeError for one that depends on the time s."""
    if c.has(s):
        raise TypeError(f"a number that depends on {s} cannot leave the sum "
                        f"over {s}: {e}")
    return True


def outer_first(e):
    """Sum over low <= k <= s <= high with k, the earlier time, outside."""
    body, s, low, high = e.args
    if not isinstance(body, Timed) or body.args[2:] != (low, s):
        return e
    term, k, _, _ = body.args
    return Timed(Timed(term, s, k, high), k, low, high)
