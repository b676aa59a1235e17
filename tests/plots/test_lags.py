"""The figures of lags and of training show what they are given."""
import numpy as np
import pytest
import rnnlib
from figures import drawn
from rnnlib import plots

pytestmark = pytest.mark.filterwarnings("error")


def by_lag(*norms):
    norms = np.array(norms, float)
    nothing = np.zeros((len(norms) + 1,) * 2)
    return rnnlib.flow.Flow(nothing, None, norms, np.array([len(norms)]))


def labels(ax):
    return {text.get_text(): text.xy for text in ax.texts}


def test_shares_add_up_to_one():
    ax = drawn(plots.lag_shares({"a": by_lag(6, 3, 1), "b": by_lag(1, 1)}))
    assert [one.get_ydata().tolist() for one in ax.lines] == [
        [0.6, 0.3, 0.1], [0.5, 0.5]]
    assert ax.get_yscale() == "log"
    assert labels(ax) == {"a": (2, 0.1), "b": (1, 0.5)}


def test_shares_out_of_sight_are_named_where_they_leave():
    ax = drawn(plots.lag_shares({"a": by_lag(1, 1e-3, 1e-9, 0)}))
    assert labels(ax)["a"][0] == 1
    assert np.isnan(ax.lines[0].get_ydata()[3])
    assert ax.get_ylim() == (1e-8, 1)


def test_no_gradient_at_all_draws_no_share():
    ax = drawn(plots.lag_shares({"none": by_lag(0, 0)}))
    assert np.isnan(ax.lines[0].get_ydata()).all()
    assert labels(ax) == {}


def test_heard_adds_the_nearest_lags_up_and_marks_half():
    ax = drawn(plots.heard({"near": by_lag(6, 3, 1),
                            "far": by_lag(1, 1, 8)}))
    near, near_half, far, far_half = ax.lines[1:]
    assert near.get_xydata().tolist() == [[1, 0.6], [2, 0.9], [3, 1]]
    assert near_half.get_xydata().tolist() == [[1, 0.6]]
    assert far.get_ydata().tolist() == [0.1, 0.2, 1]
    assert far_half.get_xydata().tolist() == [[3, 1]]
    assert labels(ax) == {"near": (1, 0.6), "far": (3, 1)}


def test_long_lines_are_thinned_and_keep_their_ends():
    ax = plots.heard({"long": by_lag(*np.ones(400))})
    n, share = ax.lines[1].get_data()
    assert len(n) <= 80
    assert (n[0], n[-1]) == (1, 400)
    np.testing.assert_allclose(share, n / 400)
    assert ax.lines[2].get_xydata().tolist() == [[200, 0.5]]


def test_a_frame_says_where_half_is_reached():
    ax = drawn(plots.heard_frame(by_lag(1, 1, 1, 1), title="title",
                                 most=500))
    assert list(labels(ax)) == ["half from the first 2"]
    assert ax.get_xlim() == (0.9, 500)
    assert ax.get_title(loc="left") == "title"
    other = drawn(plots.heard_frame(by_lag(1, 9), title="", most=500))
    assert other.get_position().bounds == ax.get_position().bounds


def test_by_lag_has_both_panels():
    ax = drawn(plots.by_lag({"a": by_lag(6, 3, 1)}))
    upper, lower = ax.figure.axes
    assert ax is lower
    assert upper.lines[0].get_ydata().tolist() == [0.6, 0.3, 0.1]
    assert lower.lines[1].get_ydata().tolist() == pytest.approx(
        [0.6, 0.9, 1])


def test_training_shows_all_runs_and_their_median():
    runs = [[1, 10], [2, 20], [9, 30]]
    ax = drawn(plots.training_panels(
        [0, 400], ("left", "y", {"start": runs}), ("norm", "", {
            "one": [0.5, 1.5], "two": [1, 2]})))
    upper, lower = ax.figure.axes
    assert [one.get_ydata().tolist() for one in upper.lines] == [
        *runs, [2, 20]]
    assert (upper.get_yscale(), lower.get_yscale()) == ("log", "linear")
    assert upper.get_ylabel() == "left"
    assert labels(lower) == {"one": (400, 1.5), "two": (400, 2)}
    assert [tick.get_text() for tick in lower.get_xticklabels()] == [
        "0", "1", "10", "100", "400"]
    assert lower.get_xscale() == "symlog"
    assert lower.get_xlabel() == "updates done"
    assert upper.get_xlabel() == ""
