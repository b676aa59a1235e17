"""Decades as ticks, and names that keep apart."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from rnnlib.plots.axes import Decades, decades, label_ends


@pytest.mark.parametrize(("low", "high", "exponents"), [
    (1e-3, 1e3, range(-3, 4)), (3e-4, 2e2, range(-3, 3)),
    (1e-33, 1e8, range(-30, 1, 10)), (1e-20, 1e15, range(-20, 16, 5)),
    (1e-7, 1e7, range(-6, 7, 2))])
def test_ticks_are_few_round_powers_with_one_among_them(low, high, exponents):
    ticks = Decades().tick_values(low, high)
    np.testing.assert_allclose(np.log10(ticks), list(exponents), atol=1e-9)
    assert 1 in ticks and len(ticks) <= 8


def test_ticks_are_written_in_plain_letters():
    ax = plt.subplots()[1]
    ax.set(yscale="log", ylim=(1e-12, 1e4))
    decades(ax.yaxis)
    ax.figure.canvas.draw()
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "10⁻¹⁰", "10⁻⁵", "10⁰"]


def test_names_keep_apart_and_in_order():
    ax = plt.subplots()[1]
    ax.set(xlim=(0, 1), ylim=(0, 1))
    at = [0.5, 0.501, 0.502]
    label_ends(ax, [(f"line {y}", "C0", np.array([1.0]), np.array([y]))
                    for y in reversed(at)] + [(None, "C1", [1], [1])])
    ups = {text.get_text(): text.xyann[1] + 72 / ax.figure.dpi
           * ax.transData.transform((1, text.xy[1]))[1] for text in ax.texts}
    assert list(ups) == [f"line {y}" for y in at]
    assert min(np.diff(list(ups.values()))) > 13
