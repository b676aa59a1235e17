"""Networks of the judge against rnnlib, and their slopes against others."""
import numpy as np
import pytest
import rnnlib
from rnnlib.judge.numbers.functions import CURVES, random_curve
from rnnlib.judge.numbers.moves import Moved, Slopes
from rnnlib.judge.numbers.networks import (
    ACTIVATIONS,
    PARAMETERS,
    QUANTITIES,
    Asked,
    Settings,
    draw,
)
from rnnlib.judge.numbers.troubles import OutOfTime, ShapeSlip

OF_RNNLIB = {"tanh": "tanh", "linear": "identity", "logistic": "logistic",
             "relu": "relu"}
SEEDS = range(4)


def drawn(seed, **settings):
    return draw(np.random.default_rng(seed), Settings(**settings))


def params(network):
    return rnnlib.Params(*(network.arrays[name] for name in PARAMETERS
                           if name != "b_2"))


def rows(network, name):
    """(T, 1, n) as rnnlib has it."""
    return network.arrays[name][1:, None]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("activation", OF_RNNLIB)
def test_states_and_predictions_are_those_of_rnnlib(seed, activation):
    network = drawn(seed, activation=activation)
    run = rnnlib.forward(params(network), rows(network, "x"),
                         network.arrays["h"][:1],
                         activation=OF_RNNLIB[activation])
    for name in ("q", "y_hat"):
        np.testing.assert_allclose(rows(network, name), getattr(run, name),
                                   rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(network.arrays["h"][:, None], run.h,
                               rtol=1e-13, atol=1e-13)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("activation", OF_RNNLIB)
@pytest.mark.parametrize("y", ["sums to 1", "one-hot"])
def test_gradients_are_those_of_bptt(seed, activation, y):
    network = drawn(seed, activation=activation, y=y)
    given = (params(network), rows(network, "x"), rows(network, "y"),
             network.arrays["h"][:1])
    loss, grads = rnnlib.bptt(*given, activation=OF_RNNLIB[activation])
    assert loss == pytest.approx(network.arrays["E"][1:].sum(), abs=1e-12)
    for name, grad in grads._asdict().items():
        slopes = Slopes(network, Moved(name))
        np.testing.assert_allclose(slopes.of("total").reshape(grad.shape),
                                   grad, rtol=1e-12, atol=1e-12)
    inputs = rnnlib.input_grads(*given, activation=OF_RNNLIB[activation])
    np.testing.assert_allclose(
        Slopes(network, Moved("h", 0)).of("total"), inputs.h0[0],
        rtol=1e-12, atol=1e-12)
    for t in range(1, network.steps + 1):
        np.testing.assert_allclose(
            Slopes(network, Moved("x", t)).of("total"), inputs.x[t - 1, 0],
            rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("mean", [False, True])
def test_a_mean_is_a_sum_over_the_number_of_steps(mean):
    network = drawn(1, mean=mean)
    total = Slopes(network, Moved("W")).of("total")
    E = Slopes(network, Moved("W")).of("E")[1:].sum(axis=0)
    np.testing.assert_allclose(total * (network.steps if mean else 1), E,
                               rtol=1e-13)


def rerun(network, moved, place, step):
    """Everything computed anew, by definition, with one entry moved."""
    arrays = {name: network.arrays[name].astype(type(step)).copy()
              for name in (*PARAMETERS, "x", "y", "h")}
    at = {"time": moved.time}
    shift = {name: np.zeros(array.shape, type(step))
             for name, array in network.arrays.items()}
    copies = {}
    if moved.name in PARAMETERS:
        shift[moved.name][place] = step
        for t in range(1, network.steps + 1):
            on = moved.copy in (None, t)
            copies[t] = {name: arrays[name] + shift[name] * on
                         for name in PARAMETERS}
    else:
        shift[moved.name][(at["time"], *place)] = step
        copies = {t: arrays for t in range(1, network.steps + 1)}
    return forward(network, arrays, shift, copies, moved)


def forward(network, arrays, shift, copies, moved):
    """Step by step; an immediate move holds earlier states fixed."""
    out = {name: np.zeros(array.shape, arrays["x"].dtype)
           for name, array in network.arrays.items()
           if name in QUANTITIES}
    out["x"] = arrays["x"] + (shift["x"] if moved.name == "x" else 0)
    out["y"] = arrays["y"] + (shift["y"] if moved.name == "y" else 0)
    new = {name: shift[name] if moved.name == name else 0 * shift[name]
           for name in QUANTITIES}
    out["h"][0] = arrays["h"][0] + new["h"][0]
    for t in range(1, network.steps + 1):
        P = copies[t]
        before = (arrays["h"][t - 1] + new["h"][t - 1] if moved.immediate
                  else out["h"][t - 1])
        out["p"][t] = (P["U"] @ out["x"][t] + P["W"] @ before + P["b_h"]
                       + P["b_2"] + new["p"][t])
        out["h"][t] = network.phi(out["p"][t]) + new["h"][t]
        out["q"][t] = P["V"] @ out["h"][t] + P["b_y"] + new["q"][t]
        z = np.exp(out["q"][t])
        out["y_hat"][t] = z / z.sum() + new["y_hat"][t]
        out["e"][t] = out["y_hat"][t] - out["y"][t]
        out["E"][t] = -(out["y"][t] * np.log(out["y_hat"][t])).sum() \
            + new["E"][t]
    return out


def moves(network):
    for name in PARAMETERS:
        yield Moved(name)
        yield Moved(name, copy=2)
    for name in ("x", "p", "h", "q", "y_hat", "y", "E"):
        yield Moved(name, 2)
        yield Moved(name, network.steps)
    yield Moved("h", 0)
    yield Moved("h", 1)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("activation", ["tanh", "linear", "logistic", "open"])
@pytest.mark.parametrize("immediate", [False, True])
def test_slopes_are_complex_steps_of_everything(seed, activation, immediate):
    network = drawn(seed, activation=activation)
    for moved in moves(network):
        moved = moved._replace(immediate=immediate)
        slopes = Slopes(network, moved)
        for number, place in enumerate(np.ndindex(slopes.shape)):
            out = rerun(network, moved, place, 1e-30j)
            for name in QUANTITIES:
                true = out[name].imag[1:] / 1e-30
                np.testing.assert_allclose(
                    slopes.of(name)[1:, ..., number], true, rtol=1e-12,
                    atol=1e-12, err_msg=f"{name} by {moved}")


def test_slopes_are_central_differences():
    network = drawn(3, activation="open")
    for moved in moves(network):
        slopes, step = Slopes(network, moved), 1e-5
        for number, place in enumerate(np.ndindex(slopes.shape)):
            up, down = (rerun(network, moved, place, by)
                        for by in (step, -step))
            for name in QUANTITIES:
                true = (up[name] - down[name])[1:] / (2 * step)
                np.testing.assert_allclose(
                    slopes.of(name)[1:, ..., number], true, atol=1e-7)


@pytest.mark.parametrize("name", [name for name in CURVES if name != "log"])
def test_slopes_of_functions(name):
    curve, slope = CURVES[name]
    p = np.linspace(-2, 2, 8)
    np.testing.assert_allclose(curve(p + 1e-30j).imag / 1e-30, slope(p),
                               rtol=1e-14)


def test_slopes_of_random_functions():
    for seed in SEEDS:
        curve, slope = random_curve(np.random.default_rng(seed))
        p = np.linspace(-2, 2, 9)
        np.testing.assert_allclose(curve(p + 1e-30j).imag / 1e-30, slope(p),
                                   rtol=1e-13, atol=1e-14)


def test_sizes_differ_and_steps_stay_in_range():
    drawn_many = [drawn(seed) for seed in range(200)]
    for network in drawn_many:
        assert len({*network.sizes.values()}) == 3
        assert {*network.sizes.values()} <= {1, 2, 3, 4, 5}
    assert {network.steps for network in drawn_many} == {2, 3, 4, 5, 6}
    for space in ("n_h", "n_y"):
        ones = sum(network.sizes[space] == 1 for network in drawn_many)
        assert 0 < ones < 15


def test_a_line_may_ask_for_more_steps_and_entries():
    network = draw(np.random.default_rng(0), Settings(),
                   Asked(9, (("n_h", 6),)))
    assert network.steps >= 9
    assert network.sizes["n_h"] >= 6


@pytest.mark.parametrize("y", ["any", "sums to 1", "one-hot"])
def test_targets(y):
    for seed in range(50):
        sums = drawn(seed, y=y).arrays["y"][1:].sum(axis=1)
        near = abs(sums - 1) < 1e-12
        assert not (abs(sums - 1) < 0.15).any() if y == "any" else near.all()


def test_settings_are_obeyed():
    network = drawn(0, bias=False, start="zero", units=1)
    assert network.sizes["n_h"] == 1
    assert not network.arrays["b_h"].any()
    assert not network.arrays["b_y"].any()
    assert not network.arrays["h"][0].any()


def test_arrays_are_finite_but_where_there_is_no_step():
    for activation in ACTIVATIONS:
        arrays = drawn(5, activation=activation).arrays
        for name, array in arrays.items():
            assert np.isfinite(array[name in QUANTITIES:]).all()
            if name in QUANTITIES and name != "h":
                assert np.isnan(array[0]).all()


def test_the_same_seed_draws_the_same_network():
    first, second = drawn(7), drawn(7)
    assert first.sizes == second.sizes
    np.testing.assert_array_equal(first.arrays["W"], second.arrays["W"])


def test_nothing_depends_on_what_is_not_there():
    network = drawn(0)
    for moved in (Moved("e", 1), Moved("total"), Moved("c", 1), Moved("h")):
        with pytest.raises(ShapeSlip):
            Slopes(network, moved)
    for moved in (Moved("p", 0), Moved("h", network.steps + 1),
                  Moved("h", -1), Moved("W", copy=0)):
        with pytest.raises(OutOfTime):
            Slopes(network, moved)
