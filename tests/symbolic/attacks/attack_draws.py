"""What attacks are made of: slips, bent facts, statements out of the air."""
from contextlib import suppress

from mutants import letters_in, slips
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
    E,
    T,
    U,
    V,
    W,
    a,
    b,
    e,
    gain,
    gamma,
    h,
    i,
    j,
    k,
    n_h,
    n_x,
    n_y,
    p,
    q,
    s,
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.ledger.ledger import LEDGER
from rnnlib.symbolic.ledger.premises import at
from rnnlib.symbolic.terms.language import d, sum_over
from rnnlib.symbolic.terms.products import (
    falling,
    over_time,
    rising,
    transpose,
)
from rnnlib.symbolic.terms.structure import structure
from sympy import Rational, S, exp, log, sqrt, tanh


def spoiled(e, chance, letters=frozenset()):
    """The expression with a slip or two, or as it is."""
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        if chance.random() < 0.7:
            found = sorted(set(slips(e, set(letters) | letters_in(e))),
                           key=structure)
            e = chance.choice(found) if found else e
        else:
            e = disguised(e, chance)
    return e


def disguised(e, chance):
    """The expression times, or plus, what is rarely seen in numbers."""
    root = chance.choice((n_h - 3, n_h - 4, n_y - 2, t - 1, t - k, t - 2, k,
                          s - t, 10 * gain - 9, gamma - 1, n_x - 1, T - t))
    power = chance.choice((1, 1, 2))
    with suppress(TypeError):
        return e + root**power * e if chance.random() < 0.6 else e * (
            1 + root * chance.choice((n_h - 3, t - 3, k - 1)))
    return e


def facts_for(facts, chance):
    """The relations of a claim, kept, loosened, left out or bent."""
    facts = tuple(facts)
    bent = ((k/2 < t/2,), (k < t, t < s), (sqrt(k) < sqrt(t),), (k <= t,),
            (2**k < 2**t,), (k*t <= 20,), (t >= 2,), (k < t + 1,),
            (2*k < 2*t,), (k/2 < t/2, k/2 < t/2), (k + s < t,), (1 <= k,),
            (k <= k + 5,), (t <= T,), (Rational(1, 2) <= k,), (s <= t,))
    return chance.choice((facts, facts, facts, facts[:-1], (),
                          chance.choice(bent), facts + chance.choice(bent)))


def premises_for(given, chance):
    """Labels as they are, some moved in time, some others."""
    given = list(given)
    if given and chance.random() < 0.4:
        n = chance.randrange(len(given))
        if isinstance(given[n], str):
            letter, time = chance.choice((t, k, s)), chance.choice((
                t, k, s, t - 1, t + 1, k + 1, k - 1, s + 1, S.Zero, t/2, T))
            given[n] = given[n], {letter: time}
    if chance.random() < 0.2:
        given.append(chance.choice(sorted(LEDGER)))
    return given


def labels(given):
    return [one if isinstance(one, str) else at(*one) for one in given]


# Statements out of the air

ENTRIES = (h[t, i], p[t, i], x[t, u], y[t, a], q[t, a], y_hat[t, a], e[t, a],
           W[i, j], V[a, i], h[t - 1, j], h[k, j], gain, n_h, S(2), S(-1),
           S.Half, h[s, i], U[i, u], E[t])
WORDS = (mat.W, mat.D(t), mat.J(t), mat.P(t, k), mat.P(t, t - 1), mat.J(k + 1),
         falling(mat.J(s), s, t, k + 1), rising(mat.J(s).T, s, k + 1, t),
         over_time(mat.J(s), s, 1, t), mat.D(k), mat.K(t), mat.P(k, k))


def drawn(chance, depth=2):
    """A random expression of entries."""
    if not depth or chance.random() < 0.25:
        return chance.choice(ENTRIES)
    one, other = drawn(chance, depth - 1), drawn(chance, depth - 1)
    return chance.choice((
        lambda: one + other, lambda: one * other, lambda: one * other,
        lambda: exp(one), lambda: log(one), lambda: tanh(one),
        lambda: one**chance.choice((2, -1, 3, S.Half, -2, k, n_h)),
        lambda: sum_over(one, chance.choice((i, a, j))), lambda: one / other,
        lambda: d(one, chance.choice((h[k, j], p[t, j], q[t, b], W[i, j],
                                      h[t - 1, j])))))()


def drawn_word(chance, depth=2):
    """A random word of square matrices."""
    if not depth or chance.random() < 0.3:
        return chance.choice(WORDS)
    one, other = drawn_word(chance, depth - 1), drawn_word(chance, depth - 1)
    return chance.choice((lambda: one * other, lambda: one + other,
                          lambda: transpose(one), lambda: one**2,
                          lambda: chance.choice((2, gain, n_h - 3)) * one))()


c = S(-1)**Rational(1, 3)
LAWS = (lambda one, other: (log(exp(one)), one),
        lambda one, other: (exp(log(one)), one),
        lambda one, other: (log(one * other), log(one) + log(other)),
        lambda one, other: (sqrt(one**2), one),
        lambda one, other: (sqrt(one * other), sqrt(one) * sqrt(other)),
        lambda one, other: (one * (1 / one + other), 1 + one * other),
        lambda one, other: (one**2 / one, one),
        lambda one, other: (exp(one)**other, exp(one * other)),
        lambda one, other: (log(one**2), 2 * log(one)),
        lambda one, other: (log(exp(c * one)), c * one),
        lambda one, other: (exp(one + other), exp(one) * exp(other)),
        lambda one, other: ((one + other)**2, one**2 + 2*one*other + other**2),
        lambda one, other: (tanh(one + other), tanh(one) + tanh(other)),
        lambda one, other: (sum_over(one * other, i), sum_over(one,
                                                               i) * other),
        lambda one, other: (sum_over(one + other, a), sum_over(one, a)
                            + sum_over(other, a)),
        lambda one, other: (d(one * other, h[k, j]), d(one, h[k, j]) * other
                            + one * d(other, h[k, j])),
        lambda one, other: (sqrt(gain - 3)**2 * one, (gain - 3) * one),
        lambda one, other: (log((gain - 3) * one), log(gain - 3) + log(one)))


def by_law(chance):
    """Two sides of a law that holds always, sometimes or never."""
    return chance.choice(LAWS)(drawn(chance), drawn(chance))
