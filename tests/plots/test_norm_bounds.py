"""The figures of the norm bounds show the lengths they are given."""
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from figures import drawn
from rnnlib import plots
from rnnlib.plots.look import STYLE

pytestmark = pytest.mark.filterwarnings("error")
TWIST = np.array([[8.0, 8.0], [-8.0, -8.0]])


def named(ax):
    """{text: annotation} of the names beside lines."""
    return {text.get_text(): text for text in ax.texts}


def test_lengths_draws_every_line_and_names_its_end():
    ax = drawn(plots.lengths({"bound": [1, 10, 100],
                              "own": [1, 0.5]}))
    assert [line.get_ydata().tolist() for line in ax.lines] == [
        [1, 10, 100], [1, 0.5]]
    assert ax.get_yscale() == "log"
    assert {name: text.xy for name, text in named(ax).items()} == {
        "bound": (2, 100), "own": (1, 0.5)}
    assert max(ax.get_xticks()) <= 2 < ax.get_xlim()[1]


def test_a_promise_keeps_its_look_whatever_stands_beside_it():
    first = plots.lengths({"bound": [1, 2], "norm": [1, 1]}).lines
    later = plots.lengths({"norm": [1, 1], "x": [1, 3],
                           "bound": [1, 2]}).lines
    for one, other in ((first[0], later[2]), (first[1], later[0])):
        assert one.get_color() == other.get_color()
        assert one.get_linestyle() == other.get_linestyle()
    looks = {(line.get_color(), line.get_linestyle()) for line in later}
    assert len(looks) == 3
    assert first[0].get_linestyle() == "--"


def test_zeros_are_marked_at_the_edge_and_named_there():
    ax = drawn(plots.lengths({"gone": [1, 16, 0, 0], "back": [1, 0, 4]},
                             ylim=(0.1, 100)))
    gone, zeros, back, zero = ax.lines
    np.testing.assert_array_equal(gone.get_ydata(), [1, 16, np.nan, np.nan])
    assert zeros.get_xdata().tolist() == [2, 3]
    assert zero.get_xdata().tolist() == [1]
    assert set(zeros.get_ydata()) == {0}
    assert named(ax)["gone"].xy == (3, 0)
    assert named(ax)["back"].xy == (2, 4)


def test_a_line_is_named_where_it_leaves_the_picture():
    ax = drawn(plots.lengths({"up": 10.0**np.arange(9)},
                             ylim=(1e-3, 1e5)))
    assert named(ax)["up"].xy == (5, 1e5)
    assert ax.get_ylim() == (1e-3, 1e5)


@pytest.mark.parametrize("ends", [
    {"one": 61, "two": 61, "three": 61}, {"one": 55, "two": 58, "three": 61}])
def test_names_do_not_cover_each_other(ends):
    ax = drawn(plots.lengths({name: np.full(n, 2.0 + 0.01 * n)
                              for name, n in ends.items()},
                             ylim=(1e-9, 1e9)))
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) == 3
    for n, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:n])
        assert box.x1 <= ax.figure.bbox.x1


def test_names_far_from_each_other_stay_at_their_lines():
    ax = drawn(plots.lengths({"a": np.ones(20), "b": np.ones(100)}))
    assert [text.xyann for text in ax.texts] == [(7, 0), (7, 0)]


@pytest.mark.parametrize("values", [[], [1, np.nan], [1, np.inf], [1, -2],
                                    [[1, 2]]])
def test_what_is_no_length_is_named(values):
    with pytest.raises(ValueError, match="odd: lengths must"):
        plots.lengths({"good": [1, 2], "odd": values})
    with pytest.raises(ValueError, match="lines must"):
        plots.lengths({})


def test_detour_shows_the_tilt_and_the_products():
    lower = drawn(plots.detour(TWIST, (1, 0.75), steps=6))
    upper = lower.figure.axes[0]
    tips = [text.xy for text in upper.texts if not text.get_text()]
    np.testing.assert_allclose(tips[0], np.array([1, -1]) / 2**0.5)
    np.testing.assert_allclose(tips[1], np.array([1, -0.75]) / 2**0.5)
    alone, zeros, tilted = lower.lines
    step = np.array([[8, 8], [-6, -6]])
    powers, want = np.eye(2), []
    for _ in range(7):
        want.append(np.linalg.svd(powers)[1][0])
        powers = step @ powers
    np.testing.assert_allclose(tilted.get_ydata(), want)
    np.testing.assert_allclose(alone.get_ydata()[:2], [1, 16])
    assert zeros.get_xdata().tolist() == [2, 3, 4, 5, 6]
    assert want[6] / want[5] == pytest.approx(2)


def test_detour_with_equal_slopes_ends_after_two_steps():
    lower = drawn(plots.detour(TWIST, (0.5, 0.5)))
    assert np.isnan(lower.lines[2].get_ydata()[2:]).all()
    assert {text.get_text() for text in lower.texts} == {
        "W alone", "with slopes"}


def test_detour_finds_the_line_in_the_second_column_too():
    upper = plots.detour([[0, 3], [0, 0]], (1, 1)).figure.axes[0]
    np.testing.assert_allclose(upper.texts[0].xy, [1, 0])


@pytest.mark.parametrize("W", [np.eye(2), np.zeros((2, 2)), np.ones((3, 3)),
                               [[8, 8], [-8, -7]]])
def test_detour_wants_a_matrix_whose_square_is_zero(W):
    with pytest.raises(ValueError, match="W must be"):
        plots.detour(W, (1, 0.5))


def test_escape_shows_distances_above_and_products_below():
    below = drawn(plots.escape({"16 digits": [1e-16, 1e-3, 1],
                                "30 digits": np.logspace(-30, 0, 9)},
                               {"frozen": [1, 2], "run": [1, 1e-9]}))
    above = below.figure.axes[0]
    assert [len(line.get_ydata()) for line in above.lines] == [3, 9]
    assert [line.get_ydata().tolist() for line in below.lines] == [
        [1, 2], [1, 1e-9]]
    assert set(named(above)) == {"16 digits", "30 digits"}
    assert "distance" in above.get_ylabel()


def test_given_axes_are_used_and_nothing_leaks():
    before = dict(mpl.rcParams)
    _, axes = plt.subplots(3, 1)
    assert plots.lengths({"a": [1, 2]}, ax=axes[0]) is axes[0]
    assert plots.detour(TWIST, (1, 0), axes=axes[1:]) is axes[2]
    assert plt.get_fignums() == [1]
    assert dict(mpl.rcParams) == before
    ax = plots.lengths({"a": [1.0]})
    assert ax.figure.get_figwidth() == STYLE["figure.figsize"][0]
