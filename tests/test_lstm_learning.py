"""What the chapter on gates says of LSTMs that learn, for eight seeds."""
import numpy as np
import pytest
from rnnlib import lstm
from rnnlib.optim import clip_by_norm, sgd
from rnnlib.tasks import next_character, sonnets

pytestmark = pytest.mark.filterwarnings("error")
X, Y, ALPHABET = next_character(sonnets(), T=100)
PASSAGES, NEXTS, _ = next_character(sonnets(), T=50, B=36)
COUNTS = np.bincount(NEXTS.ravel(), minlength=len(ALPHABET))
TOLD = np.log(np.maximum(COUNTS, 0.1) / COUNTS.sum())
SEEDS = range(8)


def learned(seed, b_y):
    """The parameters after 0, 10 and 30 updates."""
    rng, n, kept = np.random.default_rng(seed), len(ALPHABET), []
    params = lstm.init(n, 32, n, rng=seed)._replace(b_y=b_y)
    for update in range(31):
        if update in (0, 10, 30):
            kept.append(params)
        some = rng.permutation(36)[:6]
        _, grads = lstm.bptt(params, PASSAGES[:, some], NEXTS[:, some])
        grads = lstm.LSTMParams(*(z / 300 for z in grads))
        params = sgd(params, clip_by_norm(grads, 1)[0], 1)
    return kept


def after_50(params):
    """What is left of the credit of a cell: all terms, cells alone."""
    flow = lstm.gradient_flow(params, X, Y, jacobian=False)
    t = np.arange(51, 101)
    return [np.exp(np.log(norms[t, t - 50] / norms[t, t]).mean())
            for norms in (flow.cell, flow.path)]


def quarter(params):
    run = lstm.forward(params, X)
    _, g, o, z = np.moveaxis(run.gates, 2, 0)
    return ((g * (1 - z**2)).mean()
            * (o * (1 - np.tanh(run.c[1:])**2)).mean())


def measured(b_y):
    """After 0, 10, 30 updates: all terms, cells alone, quarter; by seed."""
    return np.moveaxis([[[*after_50(one), quarter(one)] for one in
                         learned(seed, b_y)] for seed in SEEDS], 0, -1)


def test_thirty_updates_leave_little_of_the_other_terms():
    start, ten, thirty = measured(np.zeros(len(ALPHABET)))
    assert (start[0] / start[1] > 1e4).all()      # a fresh network
    assert (start[0] / ten[0] > 50).all()
    assert (ten[1] / start[1] > 10).all()         # the cells alone gain
    factor = thirty[0] / thirty[1]
    assert (factor < 20).all() and np.median(factor) < 4
    assert (start[2] > 0.2).all() and (thirty[2] < 0.11).all()


def test_they_stay_if_the_frequencies_are_told():
    start, *later = measured(TOLD)
    for whole, path, part in later:
        assert (abs(np.log(whole / start[0])) < np.log(5)).all()
        assert (whole / path > 1e3).all() and (part > 0.2).all()


def span(bias, kappa):
    """||dc_100/dc_1|| at rest, where W_z is kappa I."""
    params = lstm.init(2, 3, 2, gain=0, forget_bias=bias)
    params.W[3] = kappa * np.eye(3)
    x = np.zeros((100, 1, 2))
    return lstm.gradient_flow(
        params, x, x[..., 0].astype(int), steps=100).jacobian[100, 1]


@pytest.mark.parametrize("kappa", [0.5, 1, 2, 3.9])
def test_the_edge_of_the_forget_bias(kappa):
    edge = np.log(4 / kappa - 1)
    assert span(edge, kappa) == pytest.approx(1, rel=1e-12)
    assert span(edge - 0.1, kappa) < 0.9 and span(edge + 0.1, kappa) > 1.1


def test_beyond_four_there_is_no_edge():
    assert span(-50, 4) == pytest.approx(1) and span(-5, 4) > 1
