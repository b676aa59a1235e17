"""Losses with weights and states that are held: proved, and rnnlib's."""
import numpy as np
import pytest
import rnnlib
from rnnlib.symbolic.grammar.model import W, a, h, i, j, n_h, n_x, n_y, t
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.held import NETWORK as HELD
from rnnlib.symbolic.networks.held import fresh
from rnnlib.symbolic.networks.plain import NETWORK as PLAIN
from rnnlib.symbolic.networks.plain import mask
from rnnlib.symbolic.networks.weighted import E_m, w
from rnnlib.symbolic.oracle.world import LAST, World
from rnnlib.symbolic.terms.language import d, delta

SIZES = {n_x: 2, n_h: 3, n_y: 4}


@pytest.fixture(autouse=True)
def empty():
    """A page without statements."""
    clear()
    yield
    clear()


def test_counted_losses_are_rnnlibs():
    world = World(SIZES, ("y",))
    given = world.given
    given["mask"] = abs(given["mask"])
    params = rnnlib.Params(*[given[name] for name in rnnlib.Params._fields])
    want, _ = rnnlib.bptt(params, given["x"][1:, None], given["y"][1:, None],
                          world.start["h"][None], mask=given["mask"][1:, None])
    got = sum(world.plain.at("E_m", time)[0] for time in range(1, LAST + 1))
    assert np.isclose(got, want, rtol=1e-12)


def test_targets_are_one_hot_where_that_is_the_condition():
    y = World(SIZES, ("hot",)).given["y"]
    assert (np.sort(y, -1)[:, -1] == 1).all() and (y.sum(-1) == 1).all()


def test_a_held_step_is_a_step_or_none():
    define("mixture", *PLAIN.formulas["p"])
    define("tried", *HELD.formulas["fresh"])
    define("held", *HELD.formulas["h"])
    slope = (1 - fresh[t, i]**2) * W[i, j]
    step = d(h[t, i], h[t-1, j])
    assert proved(step, mask[t] * slope + (1 - mask[t]) * delta(i, j))
    assert not proved(step, mask[t] * slope)
    assert not proved(step, slope + (1 - mask[t]) * delta(i, j))
    assert not proved(step, mask[t] * slope + delta(i, j))


def test_the_mask_stands_before_derivatives_once():
    define("counted", E_m[t], mask[t] * PLAIN.shared.formulas["E"][0])
    E = PLAIN.shared.formulas["E"][0]
    assert proved(d(E_m[t], W[i, j]), mask[t] * d(E, W[i, j]))
    assert not proved(d(E_m[t], W[i, j]), mask[t]**2 * d(E, W[i, j]))
    with pytest.raises(ValueError, match="is not what rnnlib computes"):
        clear()
        define("counted", E_m[t], mask[t]**2 * E)


def test_weights_of_classes_have_classes():
    with pytest.raises(ValueError, match="takes 1 ind"):
        w[a, i]
