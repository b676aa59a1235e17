"""The figures of rates show what they are given."""
import numpy as np
import pytest
from figures import drawn
from matplotlib.colors import to_rgb
from rnnlib import plots
from rnnlib.plots.look import COLOURS

pytestmark = pytest.mark.filterwarnings("error")
CASES = {"first": {"slope": np.array([-0.5, -0.4]),
                   "credit": np.array([-0.45, -0.38]),
                   "radius": np.array([0.1, 0.3]),
                   "norm": np.array([0.6, 0.8]),
                   "largest": np.array([-0.5, -0.39])},
         "second": {"slope": np.array([0.2]), "credit": np.array([0.22]),
                    "radius": np.array([1.0]), "norm": np.array([1.5]),
                    "largest": np.array([0.21])}}


def lines_of(ax, marker):
    return [line for line in ax.lines if line.get_marker() == marker
            and len(line.get_xdata())]


def test_decay_draws_lines_and_fits_the_given_lags():
    lags = np.arange(0, 41, 10)
    values = np.array([0.0, -9.0, -11.0, -13.0, -15.0])    # bent at the start
    ax = drawn(plots.decay({"bent": (lags, values)},
                           fit={"bent": (10, 40)}))
    line, fit = ax.lines
    assert line.get_xydata().tolist() == np.c_[lags, values].tolist()
    assert fit.get_linestyle() == ":"
    assert np.allclose(fit.get_xydata(), [[10, -9], [40, -15]])
    assert [text.get_text() for text in ax.texts] == [
        "bent: \N{MINUS SIGN}0.20"]


def test_decay_has_no_negative_zero():
    ax = plots.decay({"level": ([0, 1, 2], [0, 0, -1e-9])},
                     fit={"level": (0, 2)})
    assert ax.texts[0].get_text() == "level: +0.00"


def test_beside_bounds_has_a_row_for_each_case():
    ax = drawn(plots.beside_bounds(CASES))
    shown = {line.get_gid(): line.get_xydata().tolist() for line in ax.lines
             if line.get_gid()}
    assert shown == {
        "slope: first": [[-0.5, 0], [-0.4, 0]],
        "radius: first": [[0.2, 0]], "norm: first": [[pytest.approx(0.7), 0]],
        "slope: second": [[0.2, 1]], "radius: second": [[1.0, 1]],
        "norm: second": [[1.5, 1]]}
    assert [text.get_text() for text in ax.get_yticklabels()] == [
        "first", "second"]
    assert ax.yaxis_inverted()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == [
        "measured", r"$\ln \rho(W)$", r"$\ln \|W\|_2$"]


def test_meeting_sets_rates_and_what_is_left_of_them_against_exponents():
    lower = drawn(plots.meeting(CASES))
    upper = lower.figure.axes[0]
    for marker, field in (("o", "slope"), ("x", "credit")):
        for ax, less in ((upper, 0), (lower, 1)):
            found = np.concatenate([line.get_xydata()
                                    for line in lines_of(ax, marker)])
            given = [np.c_[case["largest"], np.subtract(
                case[field], less * np.array(case["largest"]))]
                     for case in CASES.values()]
            np.testing.assert_allclose(found, np.concatenate(given))
    assert upper.lines[-1].get_slope() == 1
    assert set(lower.lines[-1].get_ydata()) == {0}


def test_spectrum_fills_what_grows_and_draws_mean_and_bound():
    ax = drawn(plots.all_exponents([0.5, 0.0, -2.0], bound=0.9,
                                   title="title", ylim=(-3, 1)))
    dots = {line.get_fillstyle(): line.get_xydata().tolist()
            for line in lines_of(ax, "o")}
    assert dots == {"full": [[1, 0.5]], "none": [[2, 0.0], [3, -2.0]]}
    assert [line.get_ydata()[0] for line in ax.lines
            if line.get_marker() == "None"] == [0, 0.9, -0.5]
    assert [(text.get_text(), text.xy) for text in ax.texts] == [
        (r"$\ln \|W\|_2$", (1, 0.9)), ("mean", (1, -0.5))]
    assert ax.get_ylim() == (-3, 1) and ax.get_title(loc="left") == "title"


def test_spectrum_of_one_unit():
    ax = drawn(plots.all_exponents([-0.5], bound=0.0))
    assert sum(len(line.get_xdata()) for line in lines_of(ax, "o")) == 1


def test_quenching_has_dots_a_network_and_a_line_a_guess():
    sizes = np.array([0.0, 1.0])
    measured = {"low": [[0.1, -0.2], [0.0, -0.3]], "high": [0.5, 0.4]}
    guessed = {"low": [0.1, -0.25], "high": [0.6, 0.5]}
    ax = drawn(plots.quenching(sizes, measured, guessed))
    dots = [line.get_ydata().tolist() for line in lines_of(ax, "o")]
    assert dots == [[0.1, -0.2], [0.0, -0.3], [0.5, 0.4]]
    lines = [line for line in ax.lines[1:] if line.get_marker() == "None"]
    assert [list(line.get_ydata()) for line in lines] == list(
        guessed.values())
    assert [to_rgb(line.get_color()) for line in lines] == [
        to_rgb(colour) for colour in COLOURS[:2]]
    names = {text.get_text(): text.xy for text in ax.texts}
    assert names["low"] == (1.0, -0.25) and names["high"] == (1.0, 0.5)
    words = [text.get_window_extent() for text in ax.texts
             if "differences" in text.get_text()]
    assert len(words) == 2 and all(
        ax.bbox.x0 <= box.x0 and box.x1 <= ax.bbox.x1 for box in words)
