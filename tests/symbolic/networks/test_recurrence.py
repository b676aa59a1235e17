"""A linear recurrence: rnnlib computes it, and the prover proves no more."""
import numpy as np
import pytest
from rnnlib.symbolic.grammar.model import h, i, j, n_h, n_x, n_y, t
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.recurrence import (
    NETWORK,
    cand,
    drive,
    factor,
    p_write,
    write,
)
from rnnlib.symbolic.oracle.world import World
from rnnlib.symbolic.terms.language import d, delta
from sympy import S

MADE = NETWORK.formulas


@pytest.fixture(autouse=True)
def page():
    for name, entry in MADE.items():
        define(f"its-{name}", *entry)
    yield
    clear()


@pytest.mark.parametrize("lhs, rhs", [
    (d(h[t, i], h[t-1, j]), delta(i, j) * (1 - write[t, i])),
    (d(h[t, i], factor[t, j]), delta(i, j) * h[t-1, i]),
    (d(h[t, i], drive[t, j]), delta(i, j)),
    (d(h[t, i], p_write[t, j]), delta(i, j) * write[t, i]
     * (1 - write[t, i]) * (cand[t, i] - h[t-1, i]))])
def test_derivatives_are_proved_and_agree(lhs, rhs):
    equation = claim("true", lhs, rhs)
    assert equation.kind == "proof" and equation.agreement < 1e-12


@pytest.mark.parametrize("lhs, rhs", [
    (d(h[t, i], h[t-1, j]), delta(i, j) * write[t, i]),
    (d(h[t, i], h[t-1, j]), 1 - write[t, i]),
    (d(h[t, i], h[t-2, j]), delta(i, j) * (1 - write[t, i])**2),
    (d(h[t, i], p_write[t, j]), delta(i, j) * write[t, i] * cand[t, i]),
    (d(write[t, i], p_write[t, j]), delta(i, j))])
def test_slips_are_not_proved(lhs, rhs):
    assert not proved(lhs, rhs)


@pytest.mark.parametrize("name", ["write", "factor", "drive", "cand"])
def test_no_gate_sees_the_state(name):
    entry = MADE[name][0]
    assert proved(d(entry, h[t-1, j]), S.Zero)


def test_the_oracle_runs_the_loop():
    world = World({n_x: 2, n_h: 3, n_y: 2}, ("recurrence", "y"))
    states = world.array("h")
    for time in range(1, len(states)):
        np.testing.assert_allclose(
            states[time], world.array("factor")[time] * states[time-1]
            + world.array("drive")[time], rtol=1e-12)
