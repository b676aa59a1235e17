"""What the playground says of its experiments holds for all its draws."""
import re

import numpy as np
import pytest
import rnnlib
from chapters import ROOT
from rnnlib.page.fading import BURNING, FAINTEST, LEAST
from rnnlib.tasks import next_character, sonnets

X, Y, ALPHABET = next_character(sonnets(), T=100)
DRAWS = range(20)
CONTROLS = (ROOT / "book/_static/playground/controls.js").read_text()


def params(start, gain, inputs=1.0, rng=0):
    """The network of the page with 64 units."""
    n = len(ALPHABET)
    made = rnnlib.init(n, 64, n, recurrent=start, gain=gain, rng=rng)
    return made._replace(U=inputs * made.U)


def left(*network, activation="tanh", rng=0):
    """The credit at step 0, as a part of that at step 100."""
    lengths = rnnlib.gradient_flow(
        params(*network, rng=rng), X, Y, steps=100, activation=activation,
        jacobian=False).credit[100]
    return lengths[0] / lengths[100]


@pytest.fixture(params=DRAWS)
def draw(request):
    """Each draw that the page offers."""
    return request.param


@pytest.mark.parametrize("file", ["fading.js", "playground/sonnet.js"])
def test_scripts_have_the_scale_of_inks_that_python_has(file):
    script = (ROOT / "book" / "_static" / file).read_text()
    known = dict(re.findall(r"\b([A-Z]{5,}) = (-?[\d.]+)", script))
    least = known.get("LEAST") or known["GHOST"]
    assert [float(known["FAINTEST"]), float(known["BURNING"]),
            float(least)] == [FAINTEST, BURNING, LEAST]


def test_the_page_offers_these_draws():
    assert re.search(rf"min: 0, max: {max(DRAWS)},", CONTROLS)


def test_louder_inputs_tame_and_fade(draw):
    several = [left("orthogonal", 1.5, size, rng=draw)
               for size in (0, 1, 3, 6)]
    assert several[0] == pytest.approx(1.5**100) and several[0] > 1e17
    assert several == sorted(several, reverse=True)
    assert several[1] > 1 > several[2] and several[3] < 1e-6
    faint = [left("orthogonal", 1, size, rng=draw) for size in (0, 1, 2, 4)]
    assert faint[0] == pytest.approx(1)
    assert faint == sorted(faint, reverse=True)


def test_more_gain_on_the_identity_means_less_gradient(draw):
    assert left("identity", 1.5, rng=draw) < 1e-20
    assert left("identity", 1.5, rng=draw) < left("identity", 1, rng=draw)
    assert left("orthogonal", 1.5, rng=draw) > 1


def test_a_unit_of_the_identity_settles():
    run = rnnlib.forward(params("identity", 1.5), X).h[1:, 0]
    late = run[20:]
    assert (np.sign(late) == np.sign(late[0])).mean() > 0.9
    assert np.median(1.5 * (1 - late**2)) < 1


def test_powers_grow_inside_the_circle(draw):
    W = params("gaussian", 0.8, rng=draw).W
    norms = [np.linalg.norm(np.linalg.matrix_power(W, t), 2)
             for t in (1, 2, 100)]
    assert abs(np.linalg.eigvals(W)).max() < 1
    assert 1.45 < norms[0] < 1.7 and norms[1] > 1 and norms[2] < 0.01


def test_relu_loses_more_than_tanh_and_the_identity_nothing(draw):
    assert (left("orthogonal", 1, activation="relu", rng=draw)
            < left("orthogonal", 1, rng=draw))
    flow = rnnlib.gradient_flow(params("identity", 1, rng=draw), X[:20],
                                Y[:20], steps=20, activation="relu")
    assert flow.jacobian[20, :21] == pytest.approx(1)
