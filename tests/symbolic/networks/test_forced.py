"""A forced network: rnnlib computes it, and the prover proves no more."""
import numpy as np
import pytest
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import gain, h, i, j, k, n_h, n_x, n_y, t
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.forced import NETWORK, kept, teacher
from rnnlib.symbolic.networks.plain import NETWORK as PLAIN
from rnnlib.symbolic.networks.plain import W
from rnnlib.symbolic.oracle.world import World
from rnnlib.symbolic.terms.language import d, delta
from sympy import S

SLOPE = 1 - h[t, i]**2


@pytest.fixture(autouse=True)
def page():
    define("its-mixture", *NETWORK.formulas["p"])
    define("its-state", *PLAIN.formulas["h"])
    define("its-step", mat.J(t), d(h[t, i], h[t-1, j]))
    define("its-slopes", mat.D(t), delta(i, j) * SLOPE)
    define("its-share", mat.share(t), delta(i, j) * kept[t])
    yield
    clear()


@pytest.mark.parametrize("lhs, rhs", [
    (d(h[t, i], h[t-1, j]), kept[t] * SLOPE * W[i, j]),
    (d(h[t, i], teacher[t, j]), (1 - kept[t]) * SLOPE * W[i, j]),
    (d(teacher[t, i], h[k, j]), S.Zero)])
def test_derivatives_are_proved_and_agree(lhs, rhs):
    equation = claim("true", lhs, rhs)
    assert equation.kind == "proof" and equation.agreement < 1e-12


@pytest.mark.parametrize("lhs, rhs", [
    (d(h[t, i], h[t-1, j]), SLOPE * W[i, j]),
    (d(h[t, i], h[t-1, j]), (1 - kept[t]) * SLOPE * W[i, j]),
    (d(h[t, i], teacher[t, j]), kept[t] * SLOPE * W[i, j]),
    (d(h[t, i], teacher[t-1, j]), (1 - kept[t]) * SLOPE * W[i, j])])
def test_slips_are_not_proved(lhs, rhs):
    assert not proved(lhs, rhs)


def test_one_share_for_all_is_a_condition():
    claim("step", mat.J(t), mat.share(t) * mat.D(t) * mat.W)
    whole = mat.J(t), gain * mat.D(t) * mat.W
    assert not proved(*whole, ["step"])
    define("one-share", mat.share(t), gain)
    assert claim("shrunk", *whole, ["step", "one-share"]).kind == "proof"


def test_with_one_share_the_other_conditions_hold_too():
    world = World({n_x: 2, n_h: 3, n_y: 2},
                  ("forced", "share", "norm", "slopes"))
    np.testing.assert_array_equal(world.given["kept"], world.scalars[gain])
    D = 1 - world.array("h")[1:]**2
    gamma = {symbol.name: value for symbol, value in world.scalars.items()
             }["gamma"]
    np.testing.assert_allclose(world.given["slack"][1:], gamma**2 - D**2,
                               atol=1e-12)
