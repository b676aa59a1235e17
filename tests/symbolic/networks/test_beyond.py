"""A flow, an equilibrium and attention: proved, and no more than is true."""
import numpy as np
import pytest
from rnnlib.symbolic.grammar.model import (
    E,
    a,
    b,
    h,
    i,
    j,
    n_h,
    n_x,
    n_y,
    t,
    u,
)
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.beyond import (
    NETWORK,
    U_value,
    W_v,
    found,
    look,
    p_v,
    rate,
    score,
    seen,
    tau,
)
from rnnlib.symbolic.oracle.world import World
from rnnlib.symbolic.terms.language import d, delta, sum_over
from sympy import S, tanh

SIZES = {n_x: 2, n_h: 3, n_y: 4}
VALUE = sum_over(U_value[i, u] * seen[a, u], u)


@pytest.fixture(autouse=True)
def page():
    for name, entry in NETWORK.formulas.items():
        define(f"its-{name}", *entry)
    yield
    clear()


@pytest.mark.parametrize("lhs, rhs", [
    (d(h[t, i], rate[t, j]), delta(i, j) * tau[t]),
    (d(h[t, i], h[t-1, j]), delta(i, j) * (1 - tau[t])
     + tau[t] * (1 - tanh(p_v[t, i])**2) * W_v[i, j]),
    (d(look[t, a], score[t, b]), look[t, a] * (delta(a, b) - look[t, b])),
    (d(found[t, i], score[t, a]), look[t, a] * (VALUE - found[t, i])),
    (sum_over(look[t, a], a), S.One)])
def test_what_is_true_is_proved_and_agrees(lhs, rhs):
    equation = claim("true", lhs, rhs)
    assert equation.kind == "proof" and equation.agreement < 1e-12


@pytest.mark.parametrize("lhs, rhs", [
    (d(h[t, i], h[t-1, j]), delta(i, j) + tau[t] * W_v[i, j]),
    (d(h[t, i], p_v[t, j]), delta(i, j) * tau[t] * (1 - h[t, i]**2)),
    (d(found[t, i], score[t, a]), look[t, a] * VALUE),
    (d(found[t, i], score[t, a]), VALUE - found[t, i]),
    (d(E[t], seen[a, u]), look[t, a])])
def test_slips_are_not_proved(lhs, rhs):
    assert not proved(lhs, rhs)


def test_no_state_sees_what_attention_finds():
    assert proved(d(h[t, i], seen[a, u]), S.Zero)


def test_the_oracle_runs_the_steps_forwards():
    world = World(SIZES, ("beyond", "y"))
    states, tau_ = world.array("h"), world.given["tau"]
    assert ((0 < tau_) & (tau_ < 1)).all()
    np.testing.assert_allclose(np.diff(states, axis=0),
                               (tau_[:, None] * world.array("rate"))[1:],
                               rtol=1e-10, atol=1e-12)


def test_a_settled_world_stays():
    world = World(SIZES, ("beyond", "settled", "y"))
    states = world.array("h")
    np.testing.assert_allclose(states, np.broadcast_to(states[0],
                                                       states.shape),
                               rtol=1e-8, atol=1e-10)
    given = world.given
    np.testing.assert_allclose(
        given["nu_eq"] + given["J_eq"].T @ given["lam_eq"], given["lam_eq"])
    np.testing.assert_allclose(
        given["dh_eq_now"] + given["J_eq"] @ given["dh_eq"], given["dh_eq"])
