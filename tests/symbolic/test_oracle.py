"""The second net: numbers by rnnlib's forward pass and complex steps."""
import numpy as np
import pytest
import reference
from autograd import grad
from corpus import FORMULAS
from rnnlib import rnn
from rnnlib.symbolic.language import d, imm, total
from rnnlib.symbolic.matrices import mat
from rnnlib.symbolic.model import (
    C,
    E,
    T,
    U,
    V,
    W,
    a,
    b_h,
    b_y,
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
    t,
    u,
    x,
    y,
    y_hat,
)
from rnnlib.symbolic.oracle import disagreement, matrix, table
from rnnlib.symbolic.premises import NotProved
from rnnlib.symbolic.refutations import gap, refute
from rnnlib.symbolic.words import Matrix
from rnnlib.symbolic.world import World, run
from sympy import Integer, log, sqrt

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
    params = rnn.Params(*[given[name] for name in rnn.Params._fields])
    return params, given["x"][:, None], given["y"][:, None], given["h0"][None]


@pytest.mark.parametrize("name, w, letters", PARAMETERS)
def test_gradients_are_those_of_bptt(world, name, w, letters):
    _, grads = rnn.bptt(*batch(world), steps=TIME)
    np.testing.assert_allclose(gradient(world, w, letters),
                               getattr(grads, name), rtol=1e-12, atol=1e-14)


def test_gradients_of_start_and_inputs(world):
    grads = rnn.input_grads(*batch(world), steps=TIME)
    np.testing.assert_allclose(gradient(world, h[0, i], (i,)), grads.h0[0],
                               rtol=1e-12, atol=1e-14)
    for time in range(1, world.T + 1):
        np.testing.assert_allclose(
            gradient(world, x[time, u], (u,)), grads.x[time - 1, 0],
            rtol=1e-12, atol=1e-14)


def reference_step(world, time):
    """E_t as a function of the parameters at step t alone, and its point."""
    arrays, given = world.arrays, world.given

    def loss(z):
        p_t = z["U"] @ given["x"][time - 1] + z["W"] @ arrays["h"][time - 1]
        return reference.E_t(z, np.tanh(p_t + z["b_h"]),
                             given["y"][time - 1], "cross_entropy")
    return loss, {name: given[name] for name in rnn.Params._fields}


@pytest.mark.parametrize("name, w, letters", PARAMETERS)
def test_immediate_derivatives_are_autograds(world, name, w, letters):
    """Written for one step, with h_{t-1} as a constant."""
    for time in (1, 3, world.T):
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
    for name, w, letters in PARAMETERS:
        assert not table(imm(h[0, l], w), (l, *letters), world, {}).any()
    assert not table(d(h[t, l], C[0, i, j]), (l, i, j), world,
                     {t: Integer(3)}).any()


def test_derivatives_by_copies_are_autograds(world):
    """The reference takes one matrix W a step."""
    given = world.given
    z = {**given, "x": given["x"][:, None], "h0": given["h0"][None],
         "W": np.array([given["W"]] * world.T)}
    want = grad(lambda z: reference.E(
        z, given["y"][:, None], "cross_entropy", TIME, "tanh"))(z)["W"]
    for time in range(1, world.T + 1):
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
        e_t = world.arrays["e"][time]
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
    given = {**world.given}
    for name, change in world.changes.items():
        key = "h0" if name == "dh_0" else name[1:]
        given[key] = given[key] + 1e-30j * change
    arrays = run("tanh", {name: z.astype(complex)
                              for name, z in given.items()})
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
    assert np.isclose(world.arrays["E"][TIME], loss, rtol=1e-14)
    assert np.isnan(world.arrays["E"][0])


def test_what_is_wrong_disagrees():
    for label, factor in (("dE-dV", 2), ("dh-dW", -1), ("credit-out", 2)):
        formula = next(f for f in FORMULAS if f.label == label)
        assert disagreement(formula.lhs, factor * formula.rhs,
                            formula.facts(), ("y",)) > 0.1


def test_not_a_number_is_disagreement():
    bad = log(-1 - h[t, i]**2)
    with np.errstate(invalid="ignore"):
        assert disagreement(bad, bad) == np.inf
        assert disagreement(sqrt(h[t, i] - 2), h[t, i]) == np.inf


def test_times_that_do_not_occur_are_an_error():
    with pytest.raises(ValueError, match="no times"):
        disagreement(h[t, i], h[t, i], (k + 9 < t,))


def test_conditions_hold_only_where_asked():
    ones = total(y[t, a], a), Integer(1)
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
