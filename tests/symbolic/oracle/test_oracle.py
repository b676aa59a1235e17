"""The second net: numbers by the model's own formulas and complex steps."""
import subprocess
import sys
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import reference
from autograd import grad
from corpus import FORMULAS
from rnnlib import regulariser, rnn
from rnnlib.symbolic import networks
from rnnlib.symbolic.grammar.matrices import CONDITIONS, mat
from rnnlib.symbolic.grammar.model import (
    C,
    E,
    N,
    Omega,
    T,
    U,
    V,
    W,
    a,
    b,
    b_h,
    b_y,
    gain,
    gamma,
    h,
    i,
    j,
    k,
    l,
    n_h,
    n_x,
    n_y,
    p,
    q,
    s,
    sigma,
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.ledger.premises import NotProved
from rnnlib.symbolic.methods.claims import claim
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.methods.judging import counterexample
from rnnlib.symbolic.methods.refutations import gap, refute
from rnnlib.symbolic.networks import lstm as cells
from rnnlib.symbolic.networks.plain import params as rnn_params
from rnnlib.symbolic.oracle.draws import Times, drawn_sizes, seed
from rnnlib.symbolic.oracle.draws import world as world_for
from rnnlib.symbolic.oracle.oracle import (
    NoVerdict,
    disagreement,
    matrix,
    table,
)
from rnnlib.symbolic.oracle.world import LAST, NoTime, Run, World
from rnnlib.symbolic.terms.functions import logistic
from rnnlib.symbolic.terms.language import (
    SLOTS,
    Tensor,
    d,
    delta,
    imm,
    sum_over,
)
from rnnlib.symbolic.terms.language import TIME as TIMES
from rnnlib.symbolic.terms.products import Matrix, falling, over_time
from sympy import Dummy, Integer, Mul, S, Sum, exp, expand, log, oo, sqrt, tanh

SIZES = {n_x: 2, n_h: 3, n_y: 4}
TIME = 5
PARAMETERS = [
    ("W", W[i, j], (i, j)), ("U", U[i, u], (i, u)), ("V", V[a, i], (a, i)),
    ("b_h", b_h[i], (i,)), ("b_y", b_y[a], (a,))]


def gradient(world, w, letters):
    """dE_t/dw at t = 5, as the oracle has it."""
    return table(d(E[t], w), letters, world, {t: Integer(TIME)})


@pytest.fixture(scope="module")
def world():
    return World(SIZES, ("y",))


def batch(world):
    """params, x, y and h_0 as rnnlib takes them, with one sequence."""
    given = world.given
    return rnn_params(given), given["x"][1:, None], given["y"][1:, None], \
        world.start["h"][None]


@pytest.mark.parametrize("name, w, letters", PARAMETERS)
def test_gradients_are_those_of_bptt(world, name, w, letters):
    _, grads = rnn.bptt(*batch(world), steps=TIME)
    np.testing.assert_allclose(gradient(world, w, letters),
                               getattr(grads, name), rtol=1e-12, atol=1e-14)


def test_gradients_of_start_and_inputs(world):
    grads = rnn.input_grads(*batch(world), steps=TIME)
    np.testing.assert_allclose(gradient(world, h[0, i], (i,)), grads.h0[0],
                               rtol=1e-12, atol=1e-14)
    for time in range(1, 8):
        np.testing.assert_allclose(
            gradient(world, x[time, u], (u,)), grads.x[time - 1, 0],
            rtol=1e-12, atol=1e-14)


def reference_step(world, time):
    """E_t as a function of the parameters at step t alone, and its point."""
    h, given = world.array("h"), world.given

    def loss(z):
        p_t = z["U"] @ given["x"][time] + z["W"] @ h[time - 1]
        return reference.E_t(z, np.tanh(p_t + z["b_h"]),
                             given["y"][time], "cross_entropy")
    return loss, {name: given[name] for name in rnn.Params._fields}


@pytest.mark.parametrize("name, w, letters", PARAMETERS)
def test_immediate_derivatives_are_autograds(world, name, w, letters):
    """Written for one step, with h_{t-1} as a constant."""
    for time in (1, 3, LAST):
        loss, point = reference_step(world, time)
        got = table(imm(E[t], w), letters, world, {t: Integer(time)})
        np.testing.assert_allclose(got, grad(loss)(point)[name], rtol=1e-12,
                                   atol=1e-14)


@pytest.mark.parametrize("w, letters", [
    (x[t, u], (u,)), (h[t, i], (i,)), (p[t, i], (i,)), (q[t, a], (a,))])
def test_within_a_step_immediate_is_total(world, w, letters):
    got, want = [table(kind(E[t], w), letters, world, {t: Integer(3)})
                 for kind in (imm, d)]
    np.testing.assert_allclose(got, want, rtol=1e-14)
    assert abs(want).max() > 1e-3


def test_nothing_immediate_leads_to_the_start(world):
    for _, w, letters in PARAMETERS:
        assert not table(imm(h[0, l], w), (l, *letters), world, {}).any()


def test_derivatives_by_copies_are_autograds():
    """The reference takes one matrix W a step."""
    world = World(SIZES, ("untied", "y"))
    params, inputs, targets, h0 = batch(world)
    z = {**params._asdict(), "x": inputs, "h0": h0,
         "W": np.array([params.W] * LAST)}
    want = grad(lambda z: reference.E(
        z, targets, "cross_entropy", TIME, "tanh"))(z)["W"]
    for time in range(1, 8):
        got = table(d(E[TIME], C[time, i, j]), (i, j), world, {})
        np.testing.assert_allclose(got, want[time - 1], rtol=1e-12,
                                   atol=1e-14)
    assert abs(want[0]).max() > 1e-6 and not want[TIME:].any()


@pytest.mark.parametrize("last", [6, 4])
def test_sums_are_rnnlibs(world, last):
    """lam, a and the gradients of the whole loss, against rnnlib."""
    args, steps = batch(world), range(1, last + 1)
    _, grads = rnn.bptt(*args, steps=steps)
    inputs = rnn.input_grads(*args, steps=steps)
    wanted = {**grads._asdict(), "h_0": inputs.h0[0]}
    for name, want in wanted.items():
        close(Matrix(f"grad_{name}"), world, last, want)
    params, x, y, h0, *how = rnn.problem(
        *args, "cross_entropy", steps, "tanh")
    space = rnn.Workspace()
    h = rnn.states(params, x, h0, "tanh", space)
    (*_, a_t), = rnn.sweep(params, h, y, *how, space)       # one block
    later = np.append(a_t[:, 0], np.zeros((1, a_t.shape[-1])), axis=0)
    for time in steps:
        e_t = world.array("e")[time]
        close(mat.a(time), world, last, later[time - 1])
        close(mat.grad_x(time), world, last, inputs.x[time - 1, 0])
        close(mat.lam(time), world, last, args[0].V.T @ e_t
              + args[0].W.T @ later[time])


def close(e, world, last, want):
    got = matrix(e, world, {T: Integer(last)})
    np.testing.assert_allclose(got.reshape(want.shape), want, rtol=1e-11,
                               atol=1e-13)


def test_changes_are_derivatives_along_them(world):
    """dh_t and dE_t against a complex step in all parameters at once."""
    moved = World(SIZES, ("y",))
    for name in rnn.Params._fields:
        moved.given[name] = world.given[name] + 1e-30j * world.given[
            f"d{name}"]
    moved.start["h"] = world.start["h"] + 1e-30j * world.given["dh_0"]
    arrays = {name: moved.array(name, Run(moved)) for name in "hE"}
    for time in (0, 1, 5):
        got = matrix(mat.dh(t), world, {t: Integer(time)})[:, 0]
        np.testing.assert_allclose(got, arrays["h"][time].imag / 1e-30,
                                   rtol=1e-12)
    for k_ in (1, 3):
        whole = sum(arrays["E"][n].imag for n in range(k_, 6)) / 1e-30
        close(mat.dE_to_go(k_), world, 5, np.array(whole))
    close(mat.dE_all, world, 5, np.array(arrays["E"][1:6].imag.sum() / 1e-30))


def test_the_world_is_the_networks(world):
    loss, _ = rnn.bptt(*batch(world), steps=TIME)
    assert np.isclose(world.array("E")[TIME], loss, rtol=1e-14)
    assert np.isnan(world.array("E")[0])


def test_what_is_wrong_disagrees():
    for label, factor in (("dE-dV", 2), ("dh-dW", -1), ("credit-out", 2)):
        formula = next(f for f in FORMULAS if f.label == label)
        assert disagreement(formula.lhs, factor * formula.rhs,
                            formula.facts(), ("y",)) > 0.1


def test_what_is_no_number_never_agrees(model):
    for bad in (log(-1 - h[t, i]**2), sqrt(h[t, i] - 2), sqrt(gain - 3),
                1 / (y[t, a] - y[t, a]*sum_over(delta(a, b), b)),
                d(log(h[t, i] - 5), h[t, i]), d(sqrt(h[t, i] - 5), h[t, i]),
                S(-1)**(S(1)/3), log(x[t, u])):
        for sides in ((bad, bad), (bad, h[t, i]), (S.One, bad)):
            with pytest.raises(NoVerdict, match="is no number at n_x = "):
                disagreement(*sides)
    root = S(-1)**(S(1)/3)
    with pytest.raises((NoVerdict, TypeError, ValueError)):
        claim("roots", log(exp(root * x[t, u])), root * x[t, u])


def test_times_that_do_not_occur_are_an_error():
    with pytest.raises(NoVerdict, match="there are no times up to 18"):
        disagreement(h[t, i], h[t, i], (k + 99 < t,))
    assert disagreement(h[t, i], h[t, i], (k + 12 < t,)) == 0


def test_conditions_hold_only_where_asked():
    ones = sum_over(y[t, a], a), Integer(1)
    assert disagreement(*ones) > 1e-3
    assert disagreement(*ones, (), ("y",)) < 1e-14
    turned = mat.W * mat.W, mat.W
    assert disagreement(*turned, (), ("W",)) > 1e-3


def test_refute_and_gap(model):
    wrong = y_hat[t, a] - 2 * y[t, a]
    assert refute(d(E[t], q[t, a]), wrong).error > 1e-3
    with pytest.raises(ValueError, match="not refuted"):
        refute(h[t, i], h[t, i])
    assert gap(h[t, i], h[t, i]) == 0
    assert gap(h[t, i], h[t, j]) != 0
    assert issubclass(NotProved, Exception)


@pytest.mark.parametrize("sides, words", [
    ((x[0, u], x[0, u]), "there are no times"),
    ((x[0, u], 2 * x[0, u]), "there are no times"),
    ((oo, oo), "not in the language"), ((S.NaN, 1), "not in the language"),
    ((exp(h[t, i])**y[t, a], 1), "an exponent is"),
    ((log(-y_hat[t, a]), 1), "may be 0 or negative"),
    ((1 / (y[t, a] - y[t, a] * sum_over(delta(a, b), b)), 1),
     "is no number on any"),
    ((h[t, i], h[t, i] + S(-1)**(S(1)/3)), "may be negative"),
    ((sum_over(y[t, a], a), 1), "differ by"),
    ((mat.W * mat.W.func("W"), mat.W * mat.W), "differ by")])
def test_what_is_not_refuted(model, sides, words):
    """On this page the targets are distributions, and W = kappa Q."""
    with pytest.raises(ValueError, match=words):
        refute(*sides)


def test_refutations_without_a_condition_of_the_page(model):
    logits = d(E[t], q[t, a]), y_hat[t, a] - y[t, a]
    with pytest.raises(ValueError, match="not refuted"):
        refute(*logits)
    assert refute(*logits, without=["target"]).error > 1e-3
    with pytest.raises(ValueError, match="not refuted"):
        refute(*logits, without=["orthogonal"])
    with pytest.raises(KeyError, match="no equation is labelled 'targets'"):
        refute(*logits, without=["targets"])


def test_refutations_are_of_the_pages_networks():
    clear()
    assert refute(sum_over(y[t, a], a), 1).error > 1e-3
    assert refute(mat.J(t), mat.W).error > 1e-3
    define("linear", h[t, i], p[t, i])
    with pytest.raises(ValueError, match="not refuted"):
        refute(mat.J(t), mat.W)
    clear()


# what is drawn

def product_of(letter, *roots):
    return Mul(*[letter - root for root in roots])


SLIPS = [
    product_of(n_h, 3, 4), product_of(n_h, 1, 2, 3, 4, 5),
    product_of(n_x, 1, 2, 3, 4), product_of(n_y, 2, 3, 4, 5),
    n_h - n_x, n_h - n_y, (n_h - n_x) * (n_h - n_y) * (n_x - n_y),
    product_of(n_h + n_x + n_y, 3, 9, 10, 11), product_of(n_h, 2, 3, 4),
    product_of(t, 1, 2, 3, 4, 5), product_of(t, *range(2, 10)),
    product_of(k, 0, 1, 2, 3), product_of(k, *range(1, 10)),
    k - t + 1, product_of(t - k, 1, 2, 3), product_of(t - k, 0, 2, 3, 4, 5),
    product_of(t - s, 0, 1), product_of(T - t, 0, 1, 2),
    10 * gain - 9, product_of(10 * gain, 5, 6, 7, 8, 9, 10, 11, 12),
    4 * gamma - 5, 10 * sigma - 13, gain - gamma, sigma - gamma * gain,
    (n_h - 3) * (k - t + 1) * (10 * gain - 9) * product_of(t, 1, 2, 3)]
STATEMENTS = [
    (lambda slip: (y[t, a] * (1 + slip), y[t, a]), ()),
    (lambda slip: (d(h[t, i], h[k, j]), d(h[t, i], h[k, j]) + slip), ()),
    (lambda slip: (mat.P(t, k), (1 + slip) * mat.P(t, k)), (k <= t,)),
    (lambda slip: (x[t, u] + slip * y[t, a], x[t, u]), ())]


@pytest.mark.parametrize("slip", SLIPS, ids=str)
def test_no_slip_hides_where_it_vanishes(slip):
    for statement, facts in STATEMENTS:
        assert disagreement(*statement(slip), facts) > 1e-6


@pytest.mark.parametrize("number", range(30))
def test_no_random_slip_hides(number):
    """Two factors that each vanish at a few sizes, times or lags."""
    rng = np.random.default_rng(number)
    letters = [n_x, n_h, n_y, t, k, t - k, k + n_h, T - t, t + n_y]
    slip = Mul(*[product_of(letters[n], *map(int, rng.integers(0, 8, 3)))
                 for n in rng.permutation(len(letters))[:2]])
    for statement, facts in STATEMENTS:
        assert disagreement(*statement(expand(slip)), facts) > 1e-6


def test_every_statement_has_sizes_of_all_kinds():
    for number in range(50):
        small, equal, one, large = [[*map(int, sizes)] for sizes in
                                    drawn_sizes(np.random.default_rng(number))]
        assert min(one) == 1 < max(one) and len(set(equal)) == 1
        assert min(large) >= 6 and len(set(large)) == 3
        assert min(small) >= 2 and max(small) <= 5
        for column in zip(small, equal, one, large, strict=True):
            assert len({*column}) == 4
    firsts = {tuple(drawn_sizes(np.random.default_rng(n))[0])
              for n in range(50)}
    assert len(firsts) > 15


@pytest.mark.parametrize("facts", [(), (k < t,), (k <= t, t < s, s <= T)])
def test_times_are_at_bounds_and_at_every_lag(facts):
    for number in range(10):
        times = Times((h[t, i], h[k, j], x[s, u], mat.lam(t)), facts, number)
        found = [env for _ in range(4)
                 for env in islice(times.drawn(10), 5)]
        assert {env[t] - env[k] for env in found} >= {1, 2, 3} | (
            set() if facts == (k < t,) else {0})
        assert min(env[t] for env in found) == 1
        assert min(env[k] for env in found) == 0
        assert max(env[T] for env in found) > 7
        assert all(fact.xreplace({v: Integer(n) for v, n in env.items()})
                   for env in found for fact in facts)


def test_the_same_statement_draws_the_same():
    one = sum_over(W[i, j] * sum_over(V[a, j] * x[t, u], a), j) + exp(h[t, i])
    other = exp(h[t, i]) + sum_over(sum_over(x[t, u] * V[b, l], b) * W[i, l],
                                    l)
    assert seed(one, S.One) == seed(other, S.One)
    word = over_time(mat.J(s), s, 1, t) + over_time(mat.J(s), s, 2, t)
    same = over_time(mat.J(k), k, 2, t) + over_time(mat.J(k), k, 1, t)
    assert seed(word, S.One) == seed(same, S.One)
    different = [(h[t, i], S.One), (h[t, j], S.One), (S.One, h[t, i]),
                 (h[t, i], S.Zero), (mat.W * mat.V, S.One),
                 (mat.V * mat.W, S.One), (one, S.One),
                 (d(h[t, i], x[t, u]), S.One), (imm(h[t, i], x[t, u]), S.One)]
    assert len({seed(*sides) for sides in different}) == len(different)


def test_no_two_statements_share_a_network():
    drawn = [world_for(seed(h[t, i], S(n)), 0, ()) for n in range(20)]
    for number in ([one.scalars[gain] for one in drawn],
                   [one.scalars[gamma] for one in drawn],
                   [one.given["W"][0, 0] for one in drawn],
                   [one.start["h"][0] for one in drawn]):
        assert len({*number}) == 20


DRAWN = """
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import *
from rnnlib.symbolic.terms.language import d, sum_over
from rnnlib.symbolic.oracle.oracle import comparisons
from rnnlib.symbolic.terms.products import over_time
for sides in ((sum_over(W[i, j]*sum_over(V[a, j]*x[t, u], a), j),
               d(E[t], h[k, l])),
              (over_time(mat.G(s, t), s, t, T), mat.lam(t))):
    for draw in comparisons(*sides, (k <= t, t <= T)):
        print(draw.where(), float(draw.left.sum()), float(draw.right.sum()))
"""


def test_a_statement_draws_the_same_in_two_processes():
    told = [subprocess.run(
        [sys.executable, "-c", DRAWN], capture_output=True, text=True,
        check=True, env={"PYTHONHASHSEED": one, "OPENBLAS_NUM_THREADS": "1"}
    ).stdout for one in "12"]
    assert told[0] == told[1] and len(told[0].splitlines()) == 40


# what exists

@pytest.mark.parametrize("lhs, rhs, facts", [
    (d(h[t-2, i], h[t, j]), S.Zero, ()), (d(h[t-1, i], p[t, j]), S.Zero, ()),
    (h[t+2, i], tanh(p[t+2, i]), ()), (h[T+1, i], tanh(p[T+1, i]), ()),
    (d(h[t+3, i], h[t+3, j]), delta(i, j), ()),
    (mat.P(t, t-2), mat.J(t) * mat.J(t-1), (t >= 2,)),
    (mat.P(t, t-9), falling(mat.J(s), s, t, t-8), (t >= 9,)),
    (mat.x(t) - mat.x(t-1), mat.x(t) - mat.x(t-1), ()),
    (d(h[t, i], x[s, u]), S.Zero, (t < s,)),
    (mat.lam(T+1), S.Zero, ()), (mat.P(k, k), S.One, ()),
    (mat.dE_to_go(T+1), S.Zero, ()),
    (over_time(mat.J(s), s, k+1, k), S.Zero, ())])
def test_what_is_true_is_not_refuted_at_awkward_times(lhs, rhs, facts):
    assert disagreement(lhs, rhs, facts) < 1e-12
    assert counterexample(lhs, rhs, facts) is None


@pytest.mark.parametrize("lhs, rhs, facts", [
    (x[0, u], x[0, u], ()), (h[t-30, i], h[t-30, i], ()),
    (p[0, i], S.Zero, ()), (mat.J(0), mat.J(0), ()), (E[0], E[0], ()),
    (x[t-1, u], S.Zero, (t < 2,)), (C[0, i, j], W[i, j], ()),
    (mat.K(0), mat.K(0), ()), (h[t+30, i], h[t+30, i], ())])
def test_what_does_not_exist_has_no_verdict(lhs, rhs, facts):
    with pytest.raises(NoVerdict, match="there are no times .* exists"):
        disagreement(lhs, rhs, facts)


def test_no_index_counts_from_the_end(world):
    for name in ("x", "y", "p", "E", "alpha", "slack"):
        for time in (-2, -1, 0, LAST + 1):
            with pytest.raises(NoTime, match=f"no {name} at time {time}"):
                world.plain.at(name, time)
            with pytest.raises(NoTime):
                world.nudged(name, time)
    with pytest.raises(NoTime):
        world.plain.at("h", -1)


# the interpreter

NETWORKS = [("y",), ("linear", "untied"), *[
    (name,) for name, one in networks.NETWORKS.items() if not one.adds_to]]


def all_names(world):
    return sorted(name for name in world.names)


def made(world):
    return sorted(name for name in world.formulas if name in world.names)


@pytest.mark.parametrize("conditions", NETWORKS)
def test_every_name_moves_with_itself(conditions):
    world = World({n_x: 2, n_h: 3, n_y: 2}, conditions)
    for name in all_names(world):
        entry, other = [entry_of(name, world, n) for n in (0, -1)]
        assert table(d(entry, entry), (), world, {t: 3}) == 1, name
        assert table(d(entry, other), (), world, {t: 3}) == (
            world.shape(name) == ()), name


def entry_of(name, world, place):
    """An entry of a tensor at time t, in a corner, with no letters."""
    corner = [place % size for size in world.shape(name)]
    timed = (t,) * (SLOTS[name][0] == TIMES)
    base = Tensor(name, *SLOTS[name])
    return super(Tensor, base).__getitem__((*timed, *map(Integer, corner)))


@pytest.mark.parametrize("conditions", NETWORKS)
def test_derivatives_are_central_differences(conditions):
    """Of every made name by every name, at the same time and later.

    Two steps, of which the error of the second order is taken out: a log of a
    small probability bends much.
    """
    world, found = World({n_x: 2, n_h: 3, n_y: 2}, conditions), 0
    for name in all_names(world):
        w = entry_of(name, world, 1)
        runs = [changed(world, name, 1, 2, step)
                for step in (1e-5, -1e-5, 5e-6, -5e-6)]
        for top in made(world):
            for time in (1, 2, 3, 4):
                e = entry_of(top, world, 0).xreplace({t: Integer(time)})
                got = table(d(e, w.xreplace({t: Integer(2)})), (), world, {})
                up, down, over, under = [at(z, top, time) for z in runs]
                want = (4 * (over - under) / 1e-5 - (up - down) / 2e-5) / 3
                assert np.isclose(got, want, rtol=1e-4, atol=1e-8), (e, w)
                found += abs(want) > 1e-6
    assert found > 100


def at(run, name, time):
    return run.at(name, time)[0].flat[0]


def changed(world, name, place, time, step):
    """A run in which an entry is another number, and all else follows."""
    run = Run(world)
    time = time if SLOTS[name][0] == TIMES else None
    z = run.at(name, time).astype(float).copy()
    z[(0, *[place % size for size in world.shape(name)])] += step
    run = Run(world)
    run.found[name, time] = z
    return run


@pytest.mark.parametrize("rng", range(4))
@pytest.mark.parametrize("conditions", [(), ("y", "W"), ("linear",)])
def test_the_formulas_are_rnnlibs(rng, conditions):
    for sizes in drawn_sizes(np.random.default_rng(rng)):
        world = World(dict(zip((n_x, n_h, n_y), map(int, sizes), strict=True)),
                      conditions, rng)
        params, inputs, _, h0 = batch(world)
        want = rnn.forward(params, inputs, h0, activation="identity" if
                           "linear" in conditions else "tanh")
        for name in ("h", "q", "y_hat"):
            rows = getattr(want, name)[-LAST:, 0]
            ours = world.array(name, Run(world))[1:]
            np.testing.assert_allclose(ours, rows, rtol=1e-11, atol=1e-13)
            assert (world.array(name)[1:] == rows).all()


@pytest.mark.parametrize("name, key, entry", [
    ("plain", "h", (h[t, i], tanh(2 * p[t, i]))),
    ("linear", "h", (h[t, i], 2 * p[t, i])),
    ("untied", "C", (C[t, i, j], 2 * W[i, j])),
    ("untied", "p", (p[t, i], sum_over(C[t, i, j] * h[t-1, j], j))),
    ("lstm", "o", (cells.o[t, i], logistic(cells.p_g[t, i])))])
def test_a_formula_that_is_not_rnnlibs_is_noticed(monkeypatch, name, key,
                                                  entry):
    whole = networks.NETWORKS[name]
    monkeypatch.setitem(networks.NETWORKS, name, replace(
        whole, formulas={**whole.formulas, key: entry}))
    with pytest.raises(AssertionError, match="is not what rnnlib computes"):
        World(SIZES, (name,))


def test_omega_is_rnnlibs():
    """With the adjoints of a run for alpha, as the page has it."""
    world = World(SIZES, ("y",))
    params, inputs, targets, h0 = batch(world)
    problem = rnn.problem(params, inputs, targets, h0, "cross_entropy", None,
                          "tanh")
    h_rows = rnn.states(*problem[:1], problem[1], problem[3], "tanh",
                        rnn.Workspace())
    blocks = [*rnn.sweep(problem[0], h_rows, problem[2], *problem[4:],
                         rnn.Workspace())]
    world.given["alpha"][1:] = np.concatenate(
        [block[-1].copy() for block in blocks[::-1]])[:, 0]
    want, slope = regulariser.omega(params, inputs, targets, h0)
    run = Run(world)
    assert np.isclose(sum(run.at("Omega", time)[0]
                          for time in range(2, LAST + 1)), want, rtol=1e-11)
    world.plain = run
    got = sum(table(imm(Omega[t], W[i, j]), (i, j), world, {t: time})
              for time in range(2, LAST + 1))
    np.testing.assert_allclose(got, slope, rtol=1e-9, atol=1e-12)


def test_a_copy_moves_only_what_is_made_of_it():
    """N is made of W; a copy reaches it by h_{t-1} alone."""
    world = World(SIZES, ("untied",))
    at_4 = {t: 4}
    assert not table(d(N[t], C[t, i, j]), (i, j), world, at_4).any()
    assert not table(imm(N[t], C[t, i, j]), (i, j), world, at_4).any()
    assert table(d(N[t], C[t-1, i, j]), (i, j), world, at_4).any()
    assert table(imm(N[t], W[i, j]), (i, j), world, at_4).any()
    assert table(d(C[t, i, j], W[i, j]), (i, j), world, at_4).all()
    tied = World(SIZES)
    assert not table(d(h[t, l], C[t, i, j]), (l, i, j), tied, at_4).any()


@pytest.mark.parametrize("key", CONDITIONS)
def test_conditions_hold_where_they_are_asked_for(key):
    kind = key.partition("_")[0]
    kinds = [one for one in CONDITIONS if one.startswith(kind)]
    lhs, rhs = map(S, CONDITIONS[key])
    number, rest = rhs.as_independent(Matrix)
    if rhs.is_Add and number:           # sigma^2 - S S^T, gamma^2 - K
        lhs, rhs = lhs - rest, number
    plain = not [one for one in networks.NETWORKS.values()
                 if key in one.conditions
                 and (one.changes or one.base.name != "plain")]
    for more in ((), ("y",), ("linear",), ("y", "W"))[:None if plain else 2]:
        assert disagreement(lhs, rhs, (), (*kinds, *more)) < 1e-12
    assert disagreement(lhs, rhs) > 1e-3


def test_what_only_the_oracle_may_be_asked_has_its_meaning(world):
    """Nodes that the language does not have, but SymPy can build."""
    m = Dummy("m", integer=True)
    twice = Sum(Sum(m**2, (m, 0, n_h - 1)), (m, 0, n_h - 1))
    assert table(twice, (), world, {}) == 3 * (0 + 1 + 4)
    assert table(Sum(m, (m, 1, 2)), (), world, {}) == 3

    class other(tanh):
        pass

    with pytest.raises(TypeError, match="other has no numbers"):
        table(other(h[t, i], evaluate=False), (i,), world, {t: 1})
    for index in (t / 2, 2 * t, t + k):
        with pytest.raises(ValueError, match="an index is a letter, or a ti"):
            matrix(Matrix("h", index), world, {t: 2, k: 1})


@pytest.mark.parametrize("e, number", [
    (logistic(S(0)), 0.5), (sqrt(n_h), 3**0.5), (S(-2)**3, -8),
    (n_h**-2, 1 / 9), (delta(a, b), 0), (S(-1)**(t - 4), -1)])
def test_numbers(world, e, number):
    assert np.isclose(table(e, (), world, {t: 1, a: 0, b: 1}), number)
