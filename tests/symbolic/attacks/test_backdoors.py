"""Each way in which a false equation got in, or might, is closed.

`proved` is the kernel alone: the oracle does not help it here.
"""
import pytest
from forging import forged
from reckoning import peeled, term
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import (
    E,
    W,
    a,
    b,
    b_h,
    e,
    gain,
    h,
    i,
    j,
    k,
    l,
    n_h,
    n_x,
    p,
    q,
    s,
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.ledger.premises import NotProved, at, premise
from rnnlib.symbolic.methods.claims import claim, prove, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.goals import Goal
from rnnlib.symbolic.methods.induction import induct
from rnnlib.symbolic.methods.judging import judge
from rnnlib.symbolic.methods.publishing import Refuted, lemma
from rnnlib.symbolic.search.comparing import expanded
from rnnlib.symbolic.terms.language import (
    TIME,
    Order,
    Tensor,
    d,
    delta,
    idx,
    space_of,
    sum_over,
)
from rnnlib.symbolic.terms.products import (
    falling,
    over_time,
    rising,
    transpose,
)
from sympy import (
    Float,
    I,
    IndexedBase,
    Max,
    Piecewise,
    Rational,
    S,
    Sum,
    Symbol,
    exp,
    log,
    sqrt,
    sympify,
    tanh,
    zoo,
)

LANGUAGE = "not in the language"


def refused(lhs, rhs, message, given=(), when=()):
    """The kernel alone says no, with these words."""
    with pytest.raises((NotProved, ValueError, TypeError), match=message):
        prove(Goal(sympify(lhs), sympify(rhs), [*map(premise, given)], when))


# definitions that smuggle something in

@pytest.mark.parametrize("lhs, rhs, message", [
    (W[i, j], sympify(0), "is given, not defined"),
    (h[t, i], tanh(p[t, i]) + (n_h - 3) * (n_h - 4), "not what rnnlib"),
    (h[t, i], tanh(p[t, i]) + (t - 3) * (t - 4) * (t - 5), "not what rnnlib"),
    (h[t, i], tanh(p[t, i]) * (1 + Rational(1, 10**20)), "not what rnnlib"),
    (E[t], sum_over(y[t, a] * log(y_hat[t, a]), a),
     "not what rnnlib computes"),
    (q[t, a], y_hat[t, a], "not what rnnlib computes"),
    (h[t-1, i], tanh(p[t-1, i]), "at time t with letters"),
    (e[t, a], d(E[t], q[t, a]), "not what rnnlib computes"),
    (mat.W * mat.W.T, gain, "a theorem or nothing"),
    (mat.W.T * mat.W, gain**2, "a theorem or nothing"),
    (mat.J(t), W[i, j], "has the entries"),
    (mat.D(k), delta(i, j) * (1 - h[k, i]**2), "has the entries"),
    (mat.J(t), mat.D(t) * mat.W, "by its entries"),
    (d(E[t], q[t, a]), e[t, a], "a theorem or nothing"),
])
def test_definitions_hold_no_theorem(model, lhs, rhs, message):
    with pytest.raises(ValueError, match=message):
        define("smuggled", lhs, rhs)
    assert "smuggled" not in model


# premises

def test_entries_of_a_matrix_are_no_word(model):
    """D_ij = ... once made D a number, and so D W = W D."""
    refused(mat.D(t) * mat.W, mat.W * mat.D(t), "no premise", ["slopes"])


def test_lemmas_are_no_premises(model):
    lemma("cited", r"\|AB\| \leq \|A\| \|B\|", "a-book")
    refused(mat.J(t), mat.W, "no premise", ["cited"])


def test_premises_are_labels_of_the_ledger(model):
    wrong = forged("forged", W[i, j], W[j, i])
    for door in (proved, judge):
        with pytest.raises(TypeError, match="labels of the ledger"):
            door(W[i, j], W[j, i], given=[wrong])
    with pytest.raises(TypeError, match="labels of the ledger"):
        claim("wrong", W[i, j], W[j, i], given=[wrong])


def test_a_premise_is_not_used_before_its_time(model):
    """J_t = D_t W is for t = 1, 2, ...: there is no J_0."""
    claim("jacobian", mat.J(t), mat.D(t) * mat.W)
    for time, when in ((t - 1, ()), (k, ()), (s, ()), (S.Zero, ())):
        refused(mat.J(time), mat.D(time) * mat.W,
                "holds only when|relation of times",
                [at("jacobian", {t: time})], when)
    for time, when in ((t - 1, (t > 1,)), (k + 1, ()), (s, (k < s,))):
        assert proved(mat.J(time), mat.D(time) * mat.W, [
            at("jacobian", {t: time})], when)


def test_a_premise_brings_its_facts(model):
    claim("step", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k < t)
    refused(mat.P(t, k), mat.J(t) * mat.P(t-1, k), "holds only when",
            ["step"], (k <= t,))
    refused(mat.P(t, t), mat.J(t) * mat.P(t-1, t), "k < t",
            [at("step", {k: t})])


def test_premises_that_feed_each_other_end(model):
    claim("there", mat.D(t), mat.D(t).T)
    claim("back", mat.D(t).T, mat.D(t))
    refused(mat.D(t) * mat.W, mat.W, "for ever|left of the difference",
            ["there", "back"])


def test_an_entry_is_no_premise(model):
    """h = tanh p would be put inside d(.., h), where it does not hold."""
    claim("unfolded", h[t, i], tanh(p[t, i]))
    refused(d(E[t], h[k, i]), W[i, i], "left of the difference",
            ["unfolded"], (k < t,))


def test_at_keeps_letters_in_their_ranges(model):
    claim("rows", sum_over(y_hat[t, a], a), 1)
    for values in ({a: i}, {a: t}, {t: a}, {i: i + 1}, {i: 2}, {n_h: n_x}):
        with pytest.raises(ValueError, match="runs over|not an index"):
            at("rows", values)


# the page's own words

@pytest.mark.parametrize("lhs, rhs, message", [
    (mat.D(t), 1 - h[t, i]**2, "only numbers may stand"),
    ((1 - h[t, i]**2) * mat.W, mat.D(t) * mat.W, "only numbers may stand"),
    (mat.W.T * b_h[i], mat.W.T * b_h[i], "only numbers may stand"),
    (mat.W**-1 * mat.U, mat.U, "only the powers 1, 2, 3"),
    (mat.W**Rational(1, 2) * mat.U, mat.U, "only the powers 1, 2, 3"),
    (exp(mat.W), mat.W, "a function of a matrix"),
    (mat.W + 1, 1 + mat.W, "unlike shapes"),
    (mat.h(t), S.One, "have shapes"),
    (mat.h(t).T, mat.h(t), "have shapes"),
    (mat.W * mat.V, mat.W * mat.V, "shapes clash"),
    (mat.J(), mat.J(), "takes times"), (mat.J(t, k), mat.J(t), "takes times"),
    (mat.h(i), mat.h(i), "is not a time"),
    (S.One, mat.P(k, k), "write the matrices on the left"),
    (falling(mat.V, s, t, k), falling(mat.V, s, t, k), "a square matrix"),
    (transpose(W[i, j]) * mat.W, transpose(W[i, j]) * mat.W, "takes a matrix"),
    (over_time(s * mat.J(s), s, 1, t) * mat.W, mat.W, "cannot leave the sum|"
     "no line is short enough"),
])
def test_matrices_and_entries_are_not_mixed(model, lhs, rhs, message):
    refused(lhs, rhs, message)


@pytest.mark.parametrize("e, message", [
    (IndexedBase("h")[t, i], "not a Tensor"),
    (W.func("W", n_h, n_h).label * W[i, j], "neither an index"),
    (Sum(W[i, j], (j, 0, n_h - 1)), "not made by sum_over"),
    (Sum(b_h[i], (i, 0, 3)), "not made by sum_over"),
    (Max(b_h[i], 0), LANGUAGE), (abs(b_h[i]), LANGUAGE),
    (Piecewise((b_h[i], b_h[i] > 0), (0, True)), LANGUAGE),
    (I * b_h[i], LANGUAGE), (Float("0.1") * b_h[i], LANGUAGE),
    (b_h[i] + zoo, LANGUAGE), (S.NaN, LANGUAGE),
    (2**sum_over(b_h[i], i), "an exponent is"), (2**i, "an exponent is"),
    (Symbol("i") * b_h[i], "neither an index"),
])
def test_only_the_language_is_read(model, e, message):
    refused(e, e, message)


def test_letters_stay_in_their_ranges():
    for wrong in (i + 1, S(-1), t / 2, 2 * t, t + k, Symbol("i"), n_h):
        with pytest.raises(ValueError, match="not an index"):
            space_of(wrong)
    with pytest.raises(ValueError, match="over n_x"):
        W[i, u]
    with pytest.raises(ValueError, match="takes 2 indices"):
        W[i]
    with pytest.raises(ValueError, match="over one range"):
        delta(i, a)
    with pytest.raises(ValueError, match="cannot run over"):
        idx("i", n_x)
    with pytest.raises(ValueError, match="no underscore"):
        idx("_n_h_1_0", n_h)
    with pytest.raises(ValueError, match="over a size"):
        sum_over(E[t], t)
    with pytest.raises(ValueError, match="slots"):
        Tensor("W", TIME, n_h, n_h)


def test_the_provers_own_names_cannot_be_written(model):
    """A free _i_0_0 or _s_0 would be caught by a bound one."""
    (own,) = expanded(sum_over(W[i, j], j)).variables
    assert own == Symbol("_i_0_0", integer=True)
    with pytest.raises(ValueError, match="not an index"):
        sum_over(W[own, j], j)
    time = Symbol("_s_0", integer=True)
    refused(over_time(mat.P(s, time), s, 1, t) * mat.W, mat.W,
            "not an index")


def test_d_takes_entries_only():
    for top, w, message in ((mat.h(t), W[i, j], "entries, not matrices"),
                          (b_h[i], mat.W, "by an entry"),
                          (d(E[t], q[t, a]), q[t, b], "second derivatives")):
        with pytest.raises(TypeError, match=message):
            d(top, w)


# capture, deltas, sums: what SymPy gets wrong

@pytest.mark.parametrize("lhs, rhs", [
    (sum_over(W[i, j] * h[t, j], j), sum_over(W[j, j] * h[t, j], j)),
    (d(sum_over(exp(b_h[j]), j), b_h[j]), sum_over(exp(b_h[j]), j)),
    (sum_over(W[i, j], j)**2, sum_over(W[i, j]**2, j)),
    (sum_over(delta(i, j) * exp(W[i, j]), j), exp(W[i, j])),
    (sum_over(delta(i, j), i, j), n_h**2), (sum_over(S.One, i), S.One),
    (log(b_h[i]**2), 2 * log(b_h[i])), (log(-b_h[i]), log(b_h[i])),
    (log(b_h[i] * b_h[j]), log(b_h[i]) + log(b_h[j])),
    (sqrt(b_h[i]**2), b_h[i]), (exp(b_h[i])**2, exp(b_h[i]**2)),
    (exp(sum_over(b_h[i], i)), sum_over(exp(b_h[i]), i)),
    (1 / sum_over(b_h[i], i), sum_over(1 / b_h[i], i)),
    (sum_over(W[i, i], i), sum_over(W[i, j], i, j)),
    (sum_over(W[i, j] * W[j, i], i, j), sum_over(W[i, j]**2, i, j)),
    (d(h[0, i], h[0, j]), S.Zero), (d(h[t, i], h[t, j]), S.One),
    (d(W[i, j], W[j, i]), S.One), (d(W[i, j], W[l, j]), S.One),
])
def test_false_equations_of_entries(model, lhs, rhs):
    assert not proved(lhs, rhs)


def test_sums_over_one_letter_nest(model):
    inner = sum_over(W[i, j], j)
    assert proved(sum_over(inner * sum_over(inner, i), i),
                  sum_over(W[i, j], i, j)**2)
    assert proved(sum_over(delta(i, j) * exp(W[i, j] * inner), j),
                  exp(W[i, i] * inner))


def test_nothing_is_divided_by_zero(model):
    nothing = sum_over(b_h[i], i) - sum_over(b_h[j], j)
    assert not proved(1 / nothing, 2 / nothing)
    assert not proved(b_h[i] / nothing, S.Zero)
    assert not proved(log(nothing), 2 * log(nothing))


# times

def test_unknown_order_is_an_error(model):
    refused(d(h[t, i], h[k, j]), W[i, j], "say when=")


@pytest.mark.parametrize("when, message", [
    ((k < t, t < k), "contradict"), ((t < 1,), "contradict"),
    ((h[t, i] > 0,), "relation of times"), ((n_h > 3,), "relation of times"),
    ((S.false,), "relation of times"),
])
def test_facts_are_about_times(model, when, message):
    refused(d(h[t, i], h[k, j]), 0, message, when=when)


def test_order_holds_only_what_follows():
    known = Order((k, s), (s + 1, t))
    assert known.holds(k + 1, t) and known.holds(k, t) and known.holds(s, t)
    for low, high in ((k + 2, t), (t, k), (s, k), (k, 0), (t, s)):
        assert not known.holds(low, high)
    assert not Order((k, t)).holds(2 * k, 2 * t)      # each pair once


@pytest.mark.parametrize("lhs, rhs, when", [
    (mat.P(t, k), mat.J(t) * mat.P(t-2, k), k < t),
    (mat.G(t, k), S.Zero, k < t), (mat.P(k, t), mat.P(t, k), k < t),
    (mat.P(t, t - 1), mat.J(t - 1), ()), (mat.P(t, t), mat.J(t), ()),
    (mat.J(t) * mat.D(t), mat.D(t) * mat.J(t), ()),
    (mat.J(t), mat.W * mat.D(t), ()), (mat.J(t), transpose(mat.D(t) * mat.W),
                                       ()),
    (mat.W * mat.D(t) - mat.D(t) * mat.W, S.Zero, ()),
    (d(h[t, i], x[s, u]), S.Zero, s <= t),
    (d(h[t, i], x[s, u]), S.Zero, s < t),
    (d(h[t-1, i], W[j, l]), S.Zero, ()),
])
def test_false_equations_in_time(model, lhs, rhs, when):
    facts = when if isinstance(when, tuple) else (when,)
    assert not proved(lhs, rhs, (), facts)


def test_chains_join_only_if_they_are_one(model):
    """P(s, s) and P(s, k) agree at s = k, and at no other time."""
    claim("jacobian", mat.J(t), mat.D(t) * mat.W)
    two = rising(mat.P(s, s), s, 1, k - 1) * rising(mat.P(s, k), s, k, t)
    one = rising(mat.P(s, s), s, 1, t)
    refused(mat.J(t) * two, mat.D(t) * mat.W * one, "left of the difference",
            ["jacobian"], (k >= 1, k <= t))


@pytest.mark.parametrize("chain", [
    falling(mat.J(s), s, t, k), falling(mat.J(s), s, t - 1, k + 1),
    rising(mat.J(s), s, k + 1, t), falling(mat.J(s).T, s, t, k + 1),
    falling(mat.D(s), s, t, k + 1)])
def test_only_the_right_chain_is_the_product(model, chain):
    claim("start", mat.P(k, k), 1)
    claim("step", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k < t)
    with pytest.raises((NotProved, ValueError),
                       match="left at the start|of length|too long"):
        induct("wrong", mat.P(t, k), chain, t, k, "start", "step")


def test_induction_checks_its_premises(model):
    product = falling(mat.J(s), s, t, k + 1)
    claim("start", mat.P(k, k), 1, when=k > 3)
    claim("step", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k < t)
    claim("late", mat.P(t, k), mat.J(t) * mat.P(t-1, k), when=k + 1 < t)
    for over, start, base, step, message in (
            (t, k, "start", "step", "holds only when"),
            (t, k, "step", "step", "must be about"),
            (n_h, 1, "start", "step", "a time other than T"),
            (t, t - 1, "start", "step", "a start without it"),
            (t, S(-3), "start", "step", "not an index")):
        with pytest.raises((NotProved, ValueError), match=message):
            induct("wrong", mat.P(t, k), product, over, start, base, step)
    claim("start", mat.P(k, k), 1)
    with pytest.raises(NotProved, match="holds only when"):
        induct("wrong", mat.P(t, k), product, t, k, "start", "late")


def test_a_sum_over_no_times_has_no_last_term():
    """Peeling needs low <= high: the sum over s = 7 .. 5 is 0, not -J_6."""
    whole = over_time(mat.J(s), s, k, t)
    for known, there in (((k <= t,), True), ((), False), ((t <= k,), False),
                         ((k <= t + 1,), False)):
        after, one = peeled(whole, t, *known)
        assert (after != term(whole)) == there
        assert one.equal(after, term(over_time(
            mat.J(s), s, k, t - 1) + mat.J(t))) == there


def test_the_oracle_is_asked_as_well(model, monkeypatch):
    """Should the kernel ever be wrong, rnnlib still says no."""
    monkeypatch.setattr("rnnlib.symbolic.methods.publishing.checked",
                        lambda found: found)
    monkeypatch.setattr("rnnlib.symbolic.methods.claims.prove",
                        lambda *_, **__: {})
    with pytest.raises(Refuted, match="differ by"):
        claim("wrong", d(h[t, i], h[t-1, j]), W[i, j])
