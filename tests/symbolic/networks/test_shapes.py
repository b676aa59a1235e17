"""Outputs fed back, a second layer, a mixture made even: proved, and slips."""
import pytest
from rnnlib.symbolic.grammar.model import V, a, b, h, i, j, k, n_h, t
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.shapes import (
    NETWORK,
    Phi,
    U_up,
    W_s,
    W_up,
    even,
    fed,
    free,
    p_fed,
    p_s,
    said,
    spread,
    told,
    up,
)
from rnnlib.symbolic.terms.language import d, delta, sum_over


@pytest.fixture(autouse=True)
def page():
    """A page with all definitions of the network."""
    clear()
    for name, made in NETWORK.formulas.items():
        define(name.replace("_", "-"), *made)
    yield
    clear()


def test_a_switch_stands_before_what_was_said():
    by = d(told[t, a], fed[t, j])
    slope = said[t, a] * (V[a, j] - sum_over(said[t, b] * V[b, j], b))
    assert proved(by, free[t] * slope)
    assert not proved(by, slope)
    assert not proved(by, (1 - free[t]) * slope)
    assert proved(d(p_fed[t, i], told[t-1, a]), Phi[i, a])


def test_a_forced_network_without_weights_of_its_own_has_no_past():
    """Each of the two terms of a step has W or the switch in it."""
    claim("told-slope", d(told[t, a], fed[t, j]),
          free[t] * d(said[t, a], fed[t, j]))
    step = d(p_fed[t, i], fed[t-1, j])
    through = sum_over(Phi[i, a] * d(told[t-1, a], fed[t-1, j]), a)
    assert proved(step, W_s[i, j] + through, when=t >= 2)
    assert not proved(step, W_s[i, j], when=t >= 2)


def test_an_upper_state_is_squashed_once():
    slope = (1 - up[t, i]**2) * U_up[i, j]
    assert proved(d(up[t, i], h[t, j]), slope)
    assert not proved(d(up[t, i], h[t, j]), slope * (1 - h[t, j]**2))
    assert not proved(d(up[t, i], h[t, j]), (1 - up[t, i]**2) * W_up[i, j])
    assert proved(d(up[t, i], h[k, j]), 0, when=t < k)


def test_two_directions_are_taken_out():
    slope = (delta(i, j) - 1 / n_h - even[t, i] * even[t, j] / n_h)
    assert proved(d(even[t, i], p_s[t, j]), slope / spread[t])
    assert not proved(d(even[t, i], p_s[t, j]), slope)
    assert not proved(d(even[t, i], p_s[t, j]),
                      (delta(i, j) - 1 / n_h) / spread[t])
    assert proved(sum_over(even[t, i], i), 0)
