"""Attacks on what holds only at some times, in one direction, for one T.

`axiom` puts an equation into the ledger as if it were proved, true or not:
the question is what the kernel makes of it. The oracle does not help.
"""
import pytest
from forging import forged, put
from reckoning import peeled, term
from rnnlib.checker.terms import put as put_terms
from rnnlib.symbolic.grammar.matrices import HIDING, MATRICES, SUMS, mat
from rnnlib.symbolic.grammar.model import (
    C,
    E,
    T,
    U,
    V,
    W,
    a,
    b,
    b_h,
    h,
    i,
    j,
    k,
    l,
    m,
    p,
    q,
    s,
    t,
    u,
    v,
    x,
    y_hat,
)
from rnnlib.symbolic.ledger.ledger import _ENTRIES, clear
from rnnlib.symbolic.ledger.premises import NotProved, at, premise
from rnnlib.symbolic.methods.claims import claim, prove, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.differentials import reads
from rnnlib.symbolic.methods.goals import Goal
from rnnlib.symbolic.methods.induction import climb, induct
from rnnlib.symbolic.printing.formulas import textbook
from rnnlib.symbolic.search.comparing import same
from rnnlib.symbolic.search.scalars import fits
from rnnlib.symbolic.terms.language import d, delta, imm, sum_over
from rnnlib.symbolic.terms.products import (
    Matrix,
    SumOverTime,
    falling,
    over_time,
    rising,
    transpose,
)
from sympy import S, Sum, sympify, tanh

pytestmark = pytest.mark.mutants        # on the newest versions only

REFUSED = (NotProved, ValueError, TypeError)
TIED = sum_over(U[i, u] * x[t, u], u) + sum_over(W[i, j] * h[t-1, j],
                                                 j) + b_h[i]
UNTIED = sum_over(U[i, u] * x[t, u], u) + sum_over(C[t, i, j] * h[t-1, j], j) \
    + b_h[i]


def axiom(label, lhs, rhs, *facts):
    """An equation of the ledger, as if it were proved."""
    return put(forged(label, lhs, sympify(rhs), *facts))


def refused(lhs, rhs, given=(), when=(), message=None):
    when = when if isinstance(when, tuple) else (when,)
    with pytest.raises(REFUSED, match=message):
        prove(Goal(sympify(lhs), sympify(rhs), [*map(premise, given)], when))


def holds(lhs, rhs, given=(), when=()):
    when = when if isinstance(when, tuple) else (when,)
    return proved(sympify(lhs), sympify(rhs), given, when)


# the immediate derivative is not the total one

slope = 1 - h[t, i]**2


@pytest.mark.parametrize("lhs, rhs", [
    (imm(h[t, i], W[j, l]), d(h[t, i], W[j, l])),
    (imm(p[t, i], W[j, l]), d(p[t, i], W[j, l])),
    (imm(q[t, a], W[i, j]), d(q[t, a], W[i, j])),
    (imm(h[t, i], W[j, l]), S.Zero), (imm(h[t, i], h[t, j]), S.Zero),
    (imm(h[k, i], W[j, l]), S.Zero), (imm(h[t-1, i], W[j, l]), S.Zero),
    (imm(h[k, i], W[j, l]), d(h[k, i], W[j, l])),
    (imm(h[t, i], W[j, l]), delta(i, j) * slope * h[t, l]),
    (d(h[t, i], W[j, l]), imm(h[t, i], W[j, l])
     + sum_over(d(h[t, i], h[t-1, m]) * imm(h[t-1, m], W[j, l]), m)),
    (mat.dh_now(t), mat.dh(t)), (mat.dh_now(t), mat.D(t) * mat.dh_now(t)),
])
def test_immediate_is_not_total(model, lhs, rhs):
    assert not proved(lhs, rhs)


@pytest.mark.parametrize("top, w", [
    (E[t], V[a, i]), (q[t, a], h[t, i]), (E[t], h[t, i]), (h[t, i], x[t, u]),
    (h[t, i], p[t, j]), (y_hat[t, a], q[t, b])])
def test_immediate_is_total_within_a_step(model, top, w):
    assert proved(imm(top, w), d(top, w))


@pytest.mark.parametrize("top, w", [
    (h[t, i], h[t-2, j]), (h[t-1, i], h[t, j]), (h[t, i], x[k, u]),
    (W[i, j], W[i, j]),
    (h[t, i]**2, W[i, j]), (1 - h[t, i], W[i, j])])
def test_immediate_is_of_one_time(top, w):
    with pytest.raises(TypeError, match="an entry at a time"):
        imm(top, w)
    with pytest.raises(TypeError, match="second derivatives"):
        d(imm(h[t, i], W[j, l]), W[j, l])


def test_a_premise_about_d_is_not_about_imm(model):
    """Where p is open, d(p, W) once matched imm(p, W)."""
    clear()
    define("state", h[t, i], tanh(p[t, i]))
    axiom("back", d(p[t, i], W[j, l]), d(h[t, i], W[j, l]) / slope)
    axiom("none", imm(p[t, i], W[j, l]), 0)
    refused(imm(h[t, i], W[j, l]), d(h[t, i], W[j, l]), ["back"])
    refused(d(h[t, i], W[j, l]), 0, ["none"])
    assert holds(imm(h[t, i], W[j, l]), 0, ["none"])


# derivatives by a state of which the order is not known

@pytest.mark.parametrize("lhs, rhs", [
    (d(h[t, i], h[k, j]), S.Zero), (d(h[t, i], h[k, j]), delta(i, j)),
    (d(h[t, i], h[k, j]), slope * sum_over(W[i, m] * d(h[t-1, m], h[k, j]),
                                           m)),
    (d(E[t], q[k, a]), S.Zero), (d(x[t, u], x[s, v]), delta(u, v)),
    (d(x[t, u], x[s, v]), S.Zero), (d(h[0, i], h[k, j]), S.Zero),
    (d(h[t, i], x[s, u]), slope * sum_over(W[i, m] * d(h[t-1, m], x[s, u]),
                                           m)),
    (mat.P(t, k), mat.P(k, t)), (mat.P(t, k), mat.J(t) * mat.P(t - 1, k)),
    (mat.G(t, k), mat.G(k, t)), (mat.G(t, k), mat.V.T * mat.e(t)),
])
def test_unknown_order_decides_nothing(model, lhs, rhs):
    assert not proved(lhs, rhs)


# copies of W

def test_copies_need_their_definition(model):
    for lhs in (d(h[t, i], C[t, j, l]), d(E[t], C[k, i, j])):
        refused(lhs, 0, message="define C first, and then p with it")
    with pytest.raises(ValueError, match="define C before p"):
        define("copies", C[t, i, j], W[i, j])


def test_two_kinds_of_p_are_not_on_one_page(model):
    """However the labels are shuffled: d(h, C) = 0 must not get in."""
    clear()
    define("second", h[t, i], tanh(p[t, i]))
    define("copies", C[t, i, j], W[i, j])
    define("first", p[t, i], UNTIED)
    with pytest.raises(ValueError, match="not what rnnlib computes"):
        define("third", p[t, i], TIED)
    define("copies", C[t, i, j], W[i, j])                # run a cell again
    define("copies", h[t, i], tanh(p[t, i]))
    with pytest.raises(ValueError, match="not what rnnlib computes"):
        define("second", p[t, i], TIED)                  # the first p stays
    define("again", C[t, i, j], W[i, j])
    assert not proved(d(p[t, i], C[t, j, l]), S.Zero)
    define("first", h[t, i], tanh(p[t, i]))              # the untied p goes
    refused(d(p[t, i], C[t, j, l]), 0, message="what is left")


@pytest.mark.parametrize("lhs, rhs, when", [
    (d(h[t, i], C[t, j, l]), S.Zero, ()),
    (d(h[t, i], C[t, j, l]), d(h[t, i], W[j, l]), ()),
    (d(h[t, i], C[s, j, l]), S.Zero, ()),
    (d(h[t, i], C[s, j, l]), S.Zero, s < t),
    (d(C[t, i, j], C[s, i, j]), S.One, ()),
    (d(C[t, i, j], C[s, i, j]), S.Zero, ()),
    (d(W[i, j], C[t, l, m]), delta(i, l) * delta(j, m), ()),
    (mat.dh_dCij(t, s), mat.J(t) * mat.dh_dCij(t - 1, s), ()),
    (mat.dh_dCij(t, s), mat.J(t) * mat.dh_dCij(t - 1, s), s <= t),
    (mat.dh_dWij(t), mat.dh_dCij(t, t), ()),
    (mat.dh_dWij(t), mat.D(t) * mat.dh_dWij(t), ()),
])
def test_false_equations_of_copies(copies, lhs, rhs, when):
    assert not holds(lhs, rhs, (), when)


@pytest.mark.parametrize("lhs, rhs, when", [
    (d(h[s, i], C[t, j, l]), S.Zero, s < t),
    (d(h[t-1, i], C[t, j, l]), S.Zero, ()),
    (d(C[t, i, j], W[l, m]), delta(i, l) * delta(j, m), ()),
    (d(p[t, i], C[s, j, l]), sum_over(W[i, m] * d(h[t-1, m], C[s, j, l]), m),
     s < t)])
def test_true_equations_of_copies(copies, lhs, rhs, when):
    assert holds(lhs, rhs, (), when)


# T is the last step, everywhere

def test_T_is_no_letter_to_choose(book):
    """lam hides T: lam_T = V^T e_T at another T is another lam."""
    for values in ({T: t}, {T: t - 1}, {T: S.One}, {t: k, T: k}):
        with pytest.raises(ValueError, match="T is the last step"):
            at("adjoint-end", values)
    refused(mat.lam(t), mat.V.T * mat.e(t), ["adjoint-end"], t <= T)
    refused(mat.lam(T - 1), mat.V.T * mat.e(T - 1), ["adjoint-end"])
    with pytest.raises(ValueError, match="other than T"):
        induct("wrong", mat.lam(T), mat.V.T * mat.e(T), T, 1,
               "adjoint-end", "adjoint-end")


def test_T_is_not_bound(model):
    refused(over_time(mat.lam(T), T, 1, t), over_time(mat.lam(T), T, 1, t),
            message="other than T")
    refused(falling(mat.J(T), T, t, 1), mat.J(t), message="other than T")
    nested = over_time(over_time(over_time(
        mat.P(s, t) * mat.P(k, s), s, 1, k), k, 1, t), t, 1, T)
    assert "{T=" not in textbook(nested * mat.h(t) * mat.h(s).T * mat.h(k))


def test_bound_times_are_private(model):
    refused(mat.W, SumOverTime(mat.P(s, t), s, S.One, k), message="over_time")
    bound = over_time(mat.P(s, t), s, 1, k)
    axiom("sum", mat.W, bound)
    with pytest.raises(ValueError, match="its own"):
        at("sum", {t: bound.args[1]})
    with pytest.raises(ValueError, match="its own"):
        at("sum", {bound.args[1]: t})            # would bind t: P(t, t)
    axiom("rows", d(h[t, i], b_h[j]), sum_over(W[i, l] * W[l, j], l))
    with pytest.raises(ValueError, match="its own"):
        at("rows", {inner_letter("rows"): i})


def inner_letter(label):
    """The private letter of the sum in an equation."""
    (one,) = _ENTRIES[label].rhs.atoms(Sum)
    return one.variables[0]


@pytest.mark.parametrize("lhs, rhs, given, when", [
    (mat.lam(t), mat.V.T * mat.e(t) + mat.J(t+1).T * mat.lam(t+1),
     ("adjoint", "credit-chain"), t <= T),
    (mat.lam(t), mat.V.T * mat.e(t) + mat.J(t+1).T * mat.lam(t+1),
     ("adjoint-link",), ()),
    (mat.lam(T), mat.V.T * mat.e(T) + mat.W.T * mat.a(T+1),
     ("adjoint-step",), ()),
    (mat.lam(T + 1), S.Zero, ("adjoint",), ()),
    (mat.lam(t + 1), over_time(mat.G(s, t + 1), s, t + 1, T), ("adjoint",),
     t <= T),
    (mat.dE_to_go(T), mat.dE(T) + mat.dE_to_go(T + 1), ("to-go-step",), ()),
    (mat.dE_all, over_time(mat.dE(s), s, 1, t), ("total-change", "to-go"),
     t <= T),
    (mat.grad_h_0, mat.lam(0), ("the-grad_h_0", "adjoint"), ()),
    (mat.a(0), mat.D(0) * mat.lam(0), ("adjoint-slopes",), ()),
    (over_time(mat.lam(s), s, 1, T + 1), over_time(over_time(
        mat.G(k, s), k, s, T), s, 1, T + 1), ("adjoint",), ()),
])
def test_sums_to_T_hold_to_T(book, lhs, rhs, given, when):
    refused(lhs, rhs, given, when, "left of the difference")


# rules: where their facts hold, and nowhere else

def test_a_rule_in_a_sum_knows_the_limits(book):
    def jacobians(low, high):
        return [over_time(one, s, low, high) for one in (
            mat.J(s) * mat.h(s), mat.D(s) * mat.W * mat.h(s))]

    assert holds(*jacobians(1, t), ["jacobian"])
    assert holds(*jacobians(k + 1, t), ["jacobian"])
    for low in (0, k):
        refused(*jacobians(low, t), ["jacobian"],
                message="left of the difference")

    def links(high):
        return [over_time(one, k, 0, high) for one in (
            mat.P(t, k) * mat.h(k), mat.J(t) * mat.P(t-1, k) * mat.h(k))]

    assert holds(*links(t - 1), ["step"])
    refused(*links(t), ["step"], message="left of the difference")
    assert holds(*links(s), ["step"], s < t)
    refused(*links(s), ["step"], s <= t, "left of the difference")


def test_what_holds_in_a_sum_does_not_hold_outside(book):
    product = falling(mat.J(s), s, t, k + 1)
    both = mat.P(t, k) + over_time(mat.P(t, k) * mat.J(s), s, k, t)
    refused(both, product + over_time(product * mat.J(s), s, k, t),
            ["product"], message="left of the difference")
    refused(over_time(mat.J(s), s, k, t) * mat.P(t, k),
            over_time(mat.J(s), s, k, t) * mat.J(t) * mat.P(t - 1, k),
            ["step"], k <= t, "left of the difference")


@pytest.mark.parametrize("pattern, word, rhs", [
    (falling(mat.J(s), s, t, k + 1) * mat.h(k),
     falling(mat.J(s), s, t, k + 1) * mat.h(s), mat.P(t, s) * mat.h(s)),
    (mat.h(k) * mat.h(k).T * falling(mat.J(s), s, t, k + 1) * mat.h(t),
     mat.h(s) * mat.h(s).T * falling(mat.J(s), s, t, k + 1) * mat.h(t),
     mat.h(s) * mat.h(s).T * mat.P(t, s) * mat.h(t))])
def test_a_chain_keeps_its_times(book, pattern, word, rhs):
    """The rule's k was once s outside the chain, and k inside."""
    product = falling(mat.J(s), s, t, k + 1)
    own = {product: mat.P(t, k)}
    axiom("rule", pattern, pattern.subs(own), k <= t)
    when = (k <= t, s <= t)
    assert holds(pattern, pattern.subs(own), ["rule"], when)
    refused(word, rhs, ["rule"], when, "left of the difference")


def test_letters_that_only_the_right_side_has(model):
    """J_t = P(k, k) D_t for every k with 0 <= k < t, and only for those."""
    axiom("free", mat.J(t), mat.P(k, k) * mat.D(t), k < t)
    assert holds(mat.J(s), mat.P(k, k) * mat.D(s), ["free"], (k < s, 1 <= s))
    refused(mat.J(s), mat.P(k, k) * mat.D(s), ["free"], 1 <= s)
    refused(mat.J(t), mat.P(t, t) * mat.D(t), ["free"])
    inside = over_time(mat.P(k, k) * mat.D(k) * mat.h(k), k, 1, t)
    refused(over_time(mat.J(k) * mat.h(k), k, 1, t), inside, ["free"], k < t)


def test_rules_with_the_same_letter_twice(model):
    axiom("same", mat.P(k, k), 1)
    axiom("next", mat.P(t, t - 1), mat.J(t))
    assert holds(mat.P(s, s) * mat.W, mat.W, ["same"])
    assert holds(mat.P(s + 1, s), mat.J(s + 1), ["next"])
    refused(mat.P(t, k) * mat.W, mat.W, ["same"])
    refused(mat.P(s, s - 1), mat.J(s), ["next"])             # s may be 0
    refused(mat.P(t + 1, t - 1), mat.J(t + 1), ["next"])
    refused(over_time(mat.P(s, k) * mat.h(s), s, k, t),
            over_time(mat.h(s), s, k, t), ["same"])


def test_a_rule_that_makes_sums_is_not_caught_by_them(model):
    """X_t = sum_s P(t, s) h_s, put into sums over s, twice, and squared."""
    axiom("sum", mat.dh_now(t), over_time(mat.P(t, s) * mat.h(s), s, 1, t))
    lhs = over_time(mat.P(k, s) * mat.dh_now(s), s, 1, k)
    inner = over_time(mat.P(s, l_) * mat.h(l_), l_, 1, s)
    assert holds(lhs, over_time(mat.P(k, s) * inner, s, 1, k), ["sum"],
                 k >= 1)
    refused(lhs, over_time(mat.P(k, s) * over_time(
        mat.P(s, s) * mat.h(s), s, 1, s), s, 1, k), ["sum"], k >= 1)
    square = mat.dh_now(t) * mat.dh_now(t).T
    both = over_time(over_time(mat.P(t, s) * mat.h(s) * mat.h(k).T
                               * mat.P(t, k).T, k, 1, t), s, 1, t)
    same = over_time(mat.P(t, s) * mat.h(s) * mat.h(s).T
                     * mat.P(t, s).T, s, 1, t)
    assert holds(square, both, ["sum"])
    refused(square, same, ["sum"], message="left of the difference")


l_ = k + 0                       # k, as the bound letter of an inner sum


def test_premises_that_feed_on_themselves_end(model):
    axiom("grow", mat.h(t), mat.W * mat.h(t))
    refused(mat.h(t), mat.h(t) + mat.W * mat.e(t) * 0 + mat.dh_0, ["grow"],
            message="left of the difference")


# sums over time

A, B = (lambda s: mat.J(s)), (lambda s: mat.D(s))


@pytest.mark.parametrize("low, high, first, last", [
    (s, t, 1, t), (0, s, 1, t), (1, s, 0, t), (1, s - 1, 1, t), (1, t, 1, t),
    (1, s + 1, 1, t), (1, s, 1, t - 1), (1, s, 1, T), (s, s, 1, t)])
def test_only_triangles_are_turned(low, high, first, last):
    rows = over_time(over_time(A(s) * B(k), k, low, high), s, first, last)
    columns = over_time(over_time(A(s) * B(k), s, k, t), k, 1, t)
    assert not same(rows, columns)


def test_a_triangle_is_turned():
    rows = over_time(over_time(A(s) * B(k), k, 1, s), s, 1, t)
    columns = over_time(over_time(A(s) * B(k), s, k, t), k, 1, t)
    assert same(rows, columns)
    wrong = over_time(over_time(A(s) * B(k), k, s, t), s, 1, t)
    assert not same(rows, wrong)


@pytest.mark.parametrize("low, high, known", [
    (k, t, ()), (k, t, (t <= k,)), (k + 1, t, (k <= t,)),
    (t + 1, t - 1, ()), (1, k, (0 <= k,)), (t, T, ())])
def test_a_sum_that_may_be_empty_keeps_its_terms(low, high, known):
    whole = over_time(mat.J(s), s, low, high)
    last = over_time(mat.J(s), s, low, high - 1) + mat.J(high)
    first = over_time(mat.J(s), s, low + 1, high) + mat.J(low)
    assert not same(whole, last, known) and not same(whole, first, known)
    for time in (S.One, t, k, T, t + 1):
        for end in ("first", "last"):
            after, _ = peeled(whole, time, *known, end=end)
            assert after == term(whole)


def test_ends_are_peeled_where_there_are_some():
    whole = over_time(mat.J(s), s, k, t)
    after, one = peeled(whole, k, 1 <= k, k <= t, end="first")
    assert one.equal(after, term(
        mat.J(k) + over_time(mat.J(s), s, k + 1, t)))
    assert not one.equal(after, term(S.Zero))
    assert same(over_time(mat.J(s), s, t, t), mat.J(t))
    assert same(over_time(mat.J(s), s, t + 1, t), S.Zero)


def test_numbers_that_depend_on_time_stay(model):
    axiom("late", mat.J(t), t * mat.D(t))
    refused(over_time(mat.J(s) * mat.h(s), s, 1, t),
            t * over_time(mat.D(s) * mat.h(s), s, 1, t), ["late"],
            message="left of the difference")


# premises over letters

@pytest.mark.parametrize("pattern, e, good", [
    (d(h[t, i], W[j, l]), d(h[t, m], W[m, m]), True),
    (d(h[t, i], W[i, j]), d(h[t, m], W[m, l]), True),
    (d(h[t, i], W[i, j]), d(h[t, m], W[l, m]), False),
    (d(h[t, i], W[i, i]), d(h[t, i], W[i, j]), False),
    (d(h[t, i], h[k, j]), d(h[t, i], h[s, j]), False),
    (d(h[t, i], h[k, j]), d(h[t-1, i], h[k, j]), False),
    (d(h[t, i], W[j, l]), d(p[t, i], W[j, l]), False),
    (d(h[t, i], p[t, j]), imm(h[t, i], p[t, j]), False)])
def test_letters_match_only_letters(pattern, e, good):
    by = fits(term(pattern), term(e))
    assert (by is not None) == good
    assert not good or put_terms(term(pattern), by) == term(e)


def test_a_premise_about_one_entry_is_not_about_all(model):
    """d(h_i, W_ii) = ... once i = j; the trace does not give the sum."""
    axiom("diagonal", d(h[t-1, i], W[i, i]), 0)
    axiom("crossed", d(h[t-1, i], W[j, l]), W[l, j] * b_h[i])
    refused(sum_over(d(h[t-1, i], W[i, j]), i, j), 0, ["diagonal"])
    assert holds(sum_over(d(h[t-1, i], W[i, i]), i), 0, ["diagonal"])
    assert holds(sum_over(d(h[t-1, j], W[l, i]) * W[i, j], i, j, l),
                 sum_over(W[m, l] * b_h[i] * W[m, i], m, i, l), ["crossed"])
    refused(d(h[t-1, j], W[i, l]), W[i, l] * b_h[j], ["crossed"])


# gradients read off

true = mat.e(t).T * mat.V * mat.D(t)
moved = true * mat.dU * mat.x(t)
back, other = mat.e(t).T * mat.V, mat.y(t).T * mat.V


def swapped(n, v):
    """0 as a number, though not as words: scalars in another order."""
    first, second = (back, other)[::n]
    return first * mat.dh_now(t) * second * mat.D(t) * v


@pytest.mark.parametrize("rest, rhs", [
    (swapped(1, mat.dU * mat.x(t)) - swapped(-1, mat.dU * mat.x(t)),
     transpose(true) * mat.x(t).T + transpose(swapped(1, 1)) * mat.x(t).T
     - transpose(swapped(-1, 1)) * mat.x(t).T),
    (mat.x(t).T * mat.dU.T * mat.h(t), transpose(true) * mat.x(t).T),
    (mat.h(t).T * mat.dU * mat.x(t) * mat.x(t).T * mat.dU.T
     * mat.h(t), transpose(true) * mat.x(t).T),
    (true * mat.dU * mat.x(t) * true * mat.dW * mat.h(t - 1),
     transpose(true) * mat.x(t).T),
    (true * mat.dh(t), transpose(true) * mat.x(t).T),
    (true * mat.dh_W(t), transpose(true) * mat.x(t).T),
    (over_time(mat.G(t, k).T * mat.dh_now(k), k, 1, t),
     transpose(true) * mat.x(t).T),
    (mat.dE_to_go(t), transpose(true) * mat.x(t).T),
    (mat.dE(t) * true * mat.dU * mat.x(t),
     transpose(true) * mat.x(t).T + transpose(mat.dE(t) * true) * mat.x(t).T),
    (true * mat.h(t), transpose(true) * mat.x(t).T),
])
def test_a_differential_is_linear_in_changes_that_show(book, rest, rhs):
    source = axiom("source", mat.dE(t), moved + rest)
    with pytest.raises(NotProved, match="not a differential"):
        reads(Goal(mat.dE_dU(t), rhs), source)


@pytest.mark.parametrize("lhs, whole, rhs, facts, message", [
    (mat.dE_dW(t), moved, transpose(true) * mat.x(t).T, (),
     "have shapes|leaves"),
    (mat.dE_dU(k), moved, transpose(true) * mat.x(t).T, (), "is read off"),
    (mat.dE_dU(t), moved, mat.x(t) * true, (), "have shapes"),
    (mat.dE_dU(t), moved, transpose(true) * mat.x(t).T, (t >= 2,),
     "holds only when"),
    (mat.dE_dU(t), moved + true * mat.dU * mat.x(t - 1),
     transpose(true) * mat.x(t).T, (), "leaves"),
    (mat.J(t), moved, mat.J(t), (), "a gradient has one of the names"),
    (mat.grad_U, moved, transpose(true) * mat.x(t).T, (), "is read off")])
def test_read_off_only_what_it_says(book, lhs, whole, rhs, facts, message):
    source = axiom("source", mat.dE(t), whole, *facts)
    with pytest.raises(REFUSED, match=message):
        reads(Goal(lhs, rhs), source)


def test_what_hides_a_change_is_known():
    shown = {name for name in MATRICES if name.startswith("d")
             and str(MATRICES[name][3]).startswith(f"{name}[")}
    hiding = {name for name in MATRICES if name not in shown and any(
        f"{change}[" in str(MATRICES[name][3]) for change in shown)}
    for name, (*_, word, _) in SUMS.items():
        if {str(one.args[0]) for one in word.atoms(Matrix)} & (
                shown | hiding):
            hiding.add(name)
    assert hiding == set(HIDING) and "dW" in shown


# induction, up and down

UP = rising(mat.J(s).T, s, t + 1, T) * mat.V.T * mat.e(T)


def down(closed, start=T, base="end", step="link", when=(), given=()):
    return climb(Goal(mat.lam(t), closed, [*map(premise, given)], when), t,
                 start, premise(base), premise(step))


@pytest.fixture
def ladder(book):
    """A made-up adjoint without the loss between t and T."""
    axiom("end", mat.lam(T), mat.V.T * mat.e(T))
    axiom("link", mat.lam(t), mat.J(t + 1).T * mat.lam(t + 1), t < T)
    return book


def test_downward_induction(ladder):
    assert down(UP)["way"] == -1


@pytest.mark.parametrize("closed", [
    rising(mat.J(s).T, s, t, T) * mat.V.T * mat.e(T),
    rising(mat.J(s).T, s, t + 1, T - 1) * mat.V.T * mat.e(T),
    falling(mat.J(s).T, s, T, t + 1) * mat.V.T * mat.e(T),
    rising(mat.J(s), s, t + 1, T) * mat.V.T * mat.e(T),
    rising(mat.J(s).T, s, t + 1, T) * mat.V.T * mat.e(t),
    UP + over_time(mat.h(s), s, t, T), UP + over_time(mat.h(s), s, t + 1, T),
    mat.V.T * mat.e(T), mat.J(t + 1).T * mat.lam(t + 1)])
def test_only_the_right_sum_goes_down(ladder, closed):
    with pytest.raises(REFUSED, match="left at the start|too long"):
        down(closed)


@pytest.mark.parametrize("axioms, arguments, message", [
    ((("link", mat.J(t + 1).T * mat.lam(t + 1), t + 1 < T),), {},
     "holds only when"),                              # not at the last step
    ((("link", mat.J(t + 1).T * mat.lam(t + 1), t > 1),), {},
     "holds only when"),
    ((("end", mat.V.T * mat.e(T), T > 1),), {}, "must be about"),
    ((("link", mat.J(t).T * mat.lam(t - 1)),), {}, "left at|begins at"),
    ((("link", mat.W * mat.lam(t - 1) + mat.W * mat.lam(t + 1)),), {},
     "in terms of itself"),
    ((("link", mat.V.T * mat.e(t)),), {}, "in terms of itself"),
    ((), {"start": T - 1}, "must be about"), ((), {"start": k},
                                              "must be about"),
    ((), {"step": "end"}, "in terms of itself"),
    ((), {"when": (k < s, s < k)}, "contradict"),
])
def test_down_with_wrong_ends(ladder, axioms, arguments, message):
    for label, rhs, *facts in axioms:
        lhs = mat.lam(t) if label == "link" else mat.lam(T - 1)
        axiom(label, lhs, rhs, *facts)
    with pytest.raises(REFUSED, match=message):
        down(UP, **arguments)


def test_induction_does_not_assume_its_claim(ladder):
    """A label cannot be among the premises of its own proof."""
    axiom("claim", mat.P(t, k), falling(mat.J(s), s, t, k + 1), k <= t)
    put(ladder["start"]._replace(label="base", rests_on=("claim",),
                                 theorem=None))
    with pytest.raises(ValueError, match="rest on itself"):
        induct("claim", mat.P(t, k), falling(mat.J(s), s, t, k + 1), t, k,
               "base", "step")
    with pytest.raises(ValueError, match="rest on itself"):
        claim("claim", mat.P(t, k), falling(mat.J(s), s, t, k + 1),
              given=["claim"], when=k <= t)
    with pytest.raises(ValueError, match="holds without 'product'"):
        induct("claim", mat.P(t, k), falling(mat.J(s), s, t, k + 1), t, k,
               "start", "step", given=["product"])


# definitions by words

@pytest.mark.parametrize("lhs, rhs", [
    (mat.lam(t), over_time(mat.G(s, t), s, t + 1, T)),
    (mat.lam(t), over_time(mat.G(s, t), s, 1, T)),
    (mat.lam(t), over_time(mat.G(t, s), s, t, T)),
    (mat.lam(t), over_time(mat.G(s, t), s, t, k)),
    (mat.lam(k), over_time(mat.G(s, k), s, k, T)),
    (mat.lam(T), mat.G(T, T)), (mat.lam(t), mat.V.T * mat.e(t)),
    (mat.lam(t), S.Zero), (mat.a(t), mat.lam(t)), (mat.a(t), h[t, i]),
    (mat.a(t), mat.lam(t) * mat.D(t)), (mat.dE_all, mat.dE(1)),
    (mat.grad_W, over_time(mat.dE_dW(t), t, 0, T)),
    (mat.grad_W, over_time(mat.dE_dU(t), t, 1, T)),
    (mat.dh(t), mat.dh_now(t)), (mat.dE_dWij(t), d(E[t], W[j, i]))])
def test_definitions_by_words_are_the_models(book, lhs, rhs):
    with pytest.raises(REFUSED):
        define("smuggled", lhs, rhs)
    assert "smuggled" not in book


def test_definitions_by_words_bring_their_facts(book):
    assert book["adjoint"].facts == (t <= T,) == book["to-go"].facts
    assert "t \\leq T" in book["adjoint"].scope
    assert book["adjoint-slopes"].rests_on == ("adjoint", "slopes")
    with pytest.raises(ValueError, match="say what lam is first"):
        del _ENTRIES["adjoint"]
        define("adjoint-slopes", mat.a(t))


def test_a_new_kind_of_W_takes_what_rested_on_the_old(copies):
    assert {"copy-later", "sum-over-copies", "loss-over-copies"} <= set(copies)
    define("untied", h[t, i], tanh(p[t, i]))
    assert not {"copy-later", "sum-over-copies", "one-step"} & set(copies)


def test_fixed_letters_are_not_the_row_letters(copies):
    """In dh_t/dW_ij the letters i and j are fixed; rows run over m."""
    one = claim("rows", mat.dh_dCij(t, t) * mat.h(t).T,
                mat.dh_dCij(t, t) * mat.h(t).T)
    assert one.agreement == 0
    refused(mat.dh_dCij(t, t), mat.D(t) * mat.h(t - 1))
    refused(mat.h(t).T * mat.dh_dCij(t, t), mat.h(t).T * mat.D(t)
            * mat.h(t - 1))


# what is not needed

def test_needed_is_judged_in_the_proof_that_succeeds(book):
    for given in (["product", "product"], ["step", "product", "start"]):
        with pytest.raises(ValueError, match="it holds without"):
            claim("same", mat.P(t, k), falling(mat.J(s), s, t, k + 1),
                  given=given, when=k <= t)
