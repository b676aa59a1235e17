"""Credit along a text is drawn in reading direction, and named."""
import numpy as np
import pytest
import rnnlib
from figures import drawn
from rnnlib import plots

pytestmark = pytest.mark.filterwarnings("error")
TEXT = "the first of these words"


def flow(lengths):
    """A flow whose last loss gives these lengths to steps 1 to T."""
    T = len(lengths)
    credit = np.zeros((T + 1, T + 1))
    credit[T, 1:] = lengths
    return rnnlib.flow.Flow(credit, None, np.ones(T), np.array([T]))


def falling(ratio):
    return flow(2.0 * ratio ** np.arange(len(TEXT))[::-1])


def names(ax):
    return [text.get_text() for text in ax.texts]


def test_time_runs_in_reading_direction_and_the_loss_is_at_the_right():
    ax = drawn(plots.along_text(TEXT, {"half": falling(0.5)}))
    k, credit = ax.lines[0].get_data()
    assert k.tolist() == list(range(1, len(TEXT) + 1))
    assert credit[-1] == 1 and (np.diff(credit) > 0).all()
    assert ax.get_xlim() == (1, len(TEXT)) and names(ax) == ["half"]
    words = {tick.get_text(): place for tick, place in zip(
        ax.get_xticklabels(), ax.get_xticks(), strict=True)}
    assert words["the"] == 1 and all(
        TEXT[int(k) - 1:].startswith(word) for word, k in words.items())


def test_a_line_that_leaves_says_how_far_it_goes():
    ax = drawn(plots.along_text(TEXT, {
        "low": falling(0.1), "high": falling(10.0)}))
    assert names(ax) == ["low\nto 10⁻²³ ↓", "high\nto 10²³ ↑"]
    for line in ax.lines:
        seen = line.get_ydata()
        assert np.isnan(seen).any()
        assert np.nanmin(seen) >= 1e-10 and np.nanmax(seen) <= 1e4


def test_a_line_that_leaves_and_returns_has_its_name_at_its_end():
    lengths = np.where(np.arange(len(TEXT)) == 9, 1e-30, 1.0)
    ax = drawn(plots.along_text(TEXT, {"dip": flow(lengths)}))
    assert names(ax) == ["dip"]
    assert np.isnan(ax.lines[0].get_ydata()).tolist() == [
        k == 9 for k in range(len(TEXT))]


def test_a_line_that_is_cut_off_goes_to_nothing():
    lengths = np.where(np.arange(len(TEXT)) > 15, 1.0, 0.0)
    ax = drawn(plots.along_text(TEXT, {"cut": flow(lengths)}))
    assert names(ax) == ["cut\nto 0 ↓"]


def test_one_line_is_inset_on_a_linear_scale():
    ax = drawn(plots.along_text(TEXT, {
        "a": falling(0.5), "b": falling(0.9)}, linear="b"))
    (small,) = ax.child_axes
    assert small.get_yscale() == "linear"
    np.testing.assert_allclose(small.lines[0].get_ydata()[-1], 1)
    assert small.lines[0].get_color() == ax.lines[1].get_color()


def test_a_flow_of_another_length_is_refused():
    with pytest.raises(ValueError, match="last loss at step 3, the text has"):
        plots.along_text(TEXT, {"short": flow([1, 1, 1])})
    with pytest.raises(ValueError, match="gives the last character no cr"):
        plots.along_text("ab", {"none": flow([1, 0])})
    for ylim in ((1e3, 1e-3), (2, 3), (0, 3), (1e-9, 1e-3)):
        with pytest.raises(ValueError, match="ylim must be"):
            plots.along_text(TEXT, {"a": falling(0.5)}, ylim=ylim)
    with pytest.raises(ValueError, match="flows: there is nothing to draw"):
        plots.along_text(TEXT, {})
    with pytest.raises(ValueError, match="linear: 'b' is not among"):
        plots.along_text(TEXT, {"a": falling(0.5)}, linear="b")
