"""What bptt costs: counted, measured, and as the pages say it was."""
import tracemalloc

import numpy as np
import pytest
import rnnlib
from reference import make
from rnnlib import costs
from rnnlib.passes import CACHE

pytestmark = pytest.mark.filterwarnings("error")
RECORD = costs.recorded("costs")
BASE = RECORD["base"]


def test_products_by_hand():
    assert costs.products(5, 7, 2, 3, 4) == {
        "U x": 210, "W h": 315, "V h": 420, "V^T e": 420, "W^T a": 315,
        "a x^T": 210, "a h^T": 315, "e h^T": 420}


@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_what_is_stored_is_what_the_states_take(kind):
    h = np.zeros((5 + 1, 7, 3), kind)
    assert costs.stored(5, 7, 3, h.itemsize) == h.nbytes


@pytest.mark.parametrize(("bad", "error"), [
    (0, ValueError), (-1, ValueError), (2.0, TypeError), (True, TypeError)])
def test_sizes_are_positive_integers(bad, error):
    for place, name in enumerate(("T", "B", "n_x", "n_h", "n_y")):
        sizes = [1] * 5
        sizes[place] = bad
        with pytest.raises(error, match=f"^{name} must be .* got {bad}"):
            costs.products(*sizes)
    for place, name in enumerate(("T", "B", "n_h", "itemsize")):
        sizes = [1] * 4
        sizes[place] = bad
        with pytest.raises(error, match=f"^{name} must be .* got {bad}"):
            costs.stored(*sizes)


def test_peak_memory_is_the_most_at_once():
    def three_then_one(n):
        first, second = np.ones(n), np.ones(n)
        third = first + second
        del first, second
        return third

    assert costs.peak_memory(three_then_one, 10**5) == pytest.approx(
        2.4e6, rel=0.01)
    assert not tracemalloc.is_tracing()


def test_peak_memory_stops_tracing_after_an_error():
    with pytest.raises(StopIteration):
        costs.peak_memory(next, iter([None]))  # fails the second time
    assert not tracemalloc.is_tracing()
    tracemalloc.start()
    try:
        with pytest.raises(RuntimeError, match="already running"):
            costs.peak_memory(int)
        assert tracemalloc.is_tracing()
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_bptt_holds_little_more_than_what_must_be_stored(kind):
    problem = make(400, 16, 8, 64, 8, 0)
    params = rnnlib.Params(*(z.astype(kind) for z in problem.params))
    x = problem.x.astype(kind)
    peak = costs.peak_memory(rnnlib.bptt, params, x, problem.y)
    must = costs.stored(400, 16, 64, x.itemsize)
    assert must < peak < must + 5 * CACHE


@pytest.mark.parametrize("power", [-0.5, 0, 1, 2])
def test_slope_of_a_power(power):
    sizes = np.array([3, 5, 8, 20])
    assert costs.slope(sizes, 7e-5 * sizes**float(power)) == pytest.approx(
        power, abs=1e-12)


def test_slope_is_least_squares():
    sizes, times = [1, 2, 4, 8], [1.0, 3.0, 3.5, 9.0]
    assert costs.slope(sizes, times) == pytest.approx(
        np.polyfit(np.log(sizes), np.log(times), 1)[0], rel=1e-12)


@pytest.mark.parametrize(("sizes", "times", "name"), [
    ([1], [1], "sizes"), ([1, 2], [0, 1], "costs"), ([0, 1], [1, 1], "sizes"),
    ([1, 2], [1, np.nan], "costs"), ([1, 2], [np.inf, 1], "costs"),
    ([1, 2, 3], [1, 2], "sizes"), ([2, 2], [1, 2], "sizes"),
    ([[1, 2]], [[1, 2]], "sizes")])
def test_slope_refuses_what_has_none(sizes, times, name):
    with pytest.raises(ValueError, match=f"^{name} must be .*got "):
        costs.slope(sizes, times)


def test_records_have_names():
    with pytest.raises(ValueError, match="name must be one of costs, naive"):
        costs.recorded("adding-10-smart")


# What costs.md and bptt.md say in words, of numbers they only show.

def exponents(letter, what):
    """Over the first three sizes and over the last four, as in the figure."""
    sizes, z = RECORD[letter]["sizes"], RECORD[letter][what]
    assert sizes[-1] == 8 * sizes[-4]
    return costs.slope(sizes[:3], z[:3]), costs.slope(sizes[-4:], z[-4:])


def multiplications(letter):
    return np.array([sum(costs.products(**BASE | {letter: n}).values())
                     for n in RECORD[letter]["sizes"]])


def test_time_is_flat_at_first_and_then_a_power():
    ends = {letter: exponents(letter, "seconds") for letter in ("T", "B",
                                                               "n_h")}
    assert 0.9 < ends["T"][1] < 1.2
    assert 0.9 < ends["B"][1] < 1.2
    assert 1.6 < ends["n_h"][1] < 2.1
    assert ends["T"][0] < 0.7
    assert abs(ends["B"][0]) < 0.5 and abs(ends["n_h"][0]) < 0.3
    units = dict(zip(RECORD["n_h"]["sizes"], RECORD["n_h"]["seconds"],
                     strict=True))
    assert units[16] < 1.5 * units[4]
    assert units[1024] > 3 * units[512]


def test_the_count_is_far_off_at_first_and_close_at_last():
    rate = max((multiplications(letter) / RECORD[letter]["seconds"]).max()
               for letter in ("T", "B", "n_h"))
    off = RECORD["n_h"]["seconds"] / (multiplications("n_h") / rate)
    assert off[0] > 10 and off[-1] < 1.5
    shortest = min(RECORD["n_h"]["seconds"])
    assert 16 < np.interp(rate * shortest, multiplications("n_h"),
                          RECORD["n_h"]["sizes"]) < 256


def over(letter):
    """Recorded memory, in multiples of what must be stored."""
    sizes = [BASE | {letter: n} for n in RECORD[letter]["sizes"]]
    return RECORD[letter]["bytes"] / np.array([
        costs.stored(n["T"], n["B"], n["n_h"]) for n in sizes])


def test_memory_is_linear_and_little_more_than_must_be():
    for letter in ("T", "B"):
        assert 0.8 < exponents(letter, "bytes")[1] < 1.05
        assert 1 < over(letter)[-1] < 1.25 < over(letter)[0]
    assert 0.7 < exponents("n_h", "bytes")[1] < 1.3
    assert over("n_h").min() > 1


def test_one_loss_costs_a_gradient_or_two_at_every_length():
    flow = RECORD["flow"]
    one, every = (np.divide(flow[name], flow["bptt"])
                  for name in ("one loss", "all losses"))
    assert one.max() < 2.5 and abs(costs.slope(flow["T"], one)) < 0.15
    assert every[-1] > 8 * one[-1] and costs.slope(flow["T"], every) > 0.5


def test_where_the_plain_loop_is_as_fast():
    record = costs.recorded("naive")
    read, batched = (np.array(z) for z in record["ratios"].values())
    assert read.shape == (len(record["units"]), len(record["batch"]))
    gain = read / batched
    assert record["batch"][0] == 1 and gain[:, 0].max() < 1.25
    assert gain[:, 0].min() < 1 and gain[:, -1].min() > 4
    assert (batched[:, -1] < batched[:, 0] / 1.5).all()
    assert batched.min() < 1.3


@pytest.mark.parametrize("wrong", [
    np.ma.masked_array([1.0, 2.0], [True, False]),
    [np.ma.masked_array([1.0, 2.0])], ["1", "2"], [1j, 2j], [True, False]])
def test_slope_takes_plain_numbers_only(wrong):
    for name, args in (("sizes", (wrong, [1, 2])), ("costs", ([1, 2], wrong))):
        with pytest.raises(TypeError, match=f"^{name} must be"):
            costs.slope(*args)


def test_slope_of_sizes_that_rounding_cannot_tell_apart():
    with pytest.raises(ValueError, match="sizes must be 2 numbers, not all"):
        costs.slope([1e300, np.nextafter(1e300, 2e300)], [1.0, 2.0])
