"""A table of all draws: what is proved of it, and what is not."""
import numpy as np
import pytest
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import h, i, j, n_h, n_x, n_y, t
from rnnlib.symbolic.ledger.ledger import clear
from rnnlib.symbolic.methods.claims import claim, proved
from rnnlib.symbolic.methods.definitions import define
from rnnlib.symbolic.networks.chance import NETWORK
from rnnlib.symbolic.oracle.draws import world
from rnnlib.symbolic.oracle.world import World
from rnnlib.symbolic.terms.language import d, delta

KEYS = tuple(sorted(NETWORK.conditions))
LABELS = [key.replace("_", "-") for key in KEYS]


@pytest.fixture
def page():
    define("step-matrix", mat.J(t), d(h[t, i], h[t-1, j]))
    define("slopes", mat.D(t), delta(i, j) * (1 - h[t, i]**2))
    define("says", mat.signed(t))
    for label, key in zip(LABELS, KEYS, strict=True):
        define(label, *NETWORK.conditions[key])
    claim("said", mat.signed(t),
          mat.Xi(t).T * mat.D(t) * mat.dW * mat.h(t-1))
    yield
    clear()


def given(*without):
    return ["said", *(label for label in LABELS
                      if label not in ("by-chance-start", *without))]


NEW = mat.guess(t) * mat.pull(t)
WANT = mat.J(t) * mat.guess(t-1) * mat.pull(t-1) + n_x * mat.D(t) * mat.dW \
    * mat.h(t-1)


def test_a_step_is_right_on_average(page):
    equation = claim("true", NEW, WANT, given=given())
    assert equation.kind == "proof" and equation.agreement < 1e-12


@pytest.mark.parametrize("without", [
    "by-chance-apart", "by-chance-left", "by-chance-right",
    "by-chance-grow", "by-chance-lift"])
def test_each_premise_is_needed(page, without):
    assert not proved(NEW, WANT, given=given(without))


@pytest.mark.parametrize("wrong", [
    WANT + mat.D(t) * mat.dW * mat.h(t-1), WANT / n_x,
    mat.J(t) * mat.guess(t-1) * mat.pull(t-1)])
def test_slips_are_not_proved(page, wrong):
    assert not proved(NEW, wrong, given=given())


@pytest.mark.parametrize("place", range(4))
def test_there_are_numbers_that_obey(place):
    made = world(3, place, KEYS)
    assert made.sizes[n_x] == 2 * made.sizes[n_h] + 2
    g, count = made.given, made.sizes[n_x]
    for time in range(1, len(g["Xi"])):
        Xi = g["Xi"][time]
        np.testing.assert_allclose(Xi @ Xi.T, count * np.eye(len(Xi)),
                                   atol=1e-9)
        old = g["guess"][time-1] * g["grow"][time] * g["drop"][time]
        assert abs(old @ Xi.T).max() < 1e-8 * (1 + abs(old).max())
        said = g["lift"][time] * g["freed"][time] * g["pull"][time-1]
        assert abs(Xi @ said).max() < 1e-8 * (1 + abs(said).max())


def test_without_conditions_sizes_are_as_drawn():
    sizes = {n_x: 2, n_h: 3, n_y: 2}
    assert World(sizes, ()).given["Xi"].shape[1:] == (3, 2)
    assert world(3, 0, ()).sizes[n_x] != 2 * world(3, 0, ()).sizes[n_h] + 2
