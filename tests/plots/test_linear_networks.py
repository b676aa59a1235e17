"""The figures about eigenvalues and powers show what they are given."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from figures import drawn
from rnnlib import plots

HUMP = np.array([[0.9, 5], [0, 0.9]])


def lines(ax):
    """{label: values} of the lines of an Axes that have a name."""
    return {line.get_label(): line.get_ydata() for line in ax.lines
            if not line.get_label().startswith("_")}


def test_spectrum_puts_dots_in_the_plane():
    ax = drawn(plots.unit_circle(np.array([0.5 + 0.5j, -1, 0.25])))
    circle, dots = ax.lines
    assert np.allclose(np.hypot(*circle.get_xydata().T), 1)
    assert dots.get_xydata().tolist() == [[0.5, 0.5], [-1, 0], [0.25, 0]]
    assert ax.get_aspect() == 1


def test_spectrum_keeps_far_eigenvalues_on_the_edge():
    ax = plots.unit_circle([9, -9j], reach=1.5)
    assert ax.lines[1].get_xydata().tolist() == [[3, 0], [0, -1.5]]
    assert ax.get_xlim() == (-3, 3) and ax.get_ylim() == (-1.5, 1.5)


def test_powers_lie_between_the_eigenvalue_and_the_norm():
    ax = drawn(plots.powers(HUMP, 20))
    ceiling, norms, floor = lines(ax).values()
    truth = [np.linalg.norm(np.linalg.matrix_power(HUMP, lag), 2)
             for lag in range(21)]
    np.testing.assert_allclose(norms, truth, rtol=1e-12)
    np.testing.assert_allclose(floor, 0.9**np.arange(21), rtol=1e-6)
    np.testing.assert_allclose(ceiling, truth[1]**np.arange(21), rtol=1e-12)
    assert (floor <= norms * (1 + 1e-9)).all()
    assert (norms <= ceiling * (1 + 1e-9)).all()
    upper = ax.figure.axes[0]
    np.testing.assert_allclose(upper.lines[1].get_xdata(), 0.9, rtol=1e-6)


def test_powers_of_a_normal_matrix_are_those_of_its_eigenvalue():
    symmetric = np.array([[0.5, 0.3], [0.3, 0.2]])
    _, norms, floor = lines(plots.powers(symmetric, 9)).values()
    np.testing.assert_allclose(norms, floor, rtol=1e-12)


def test_powers_take_lists_and_one_unit():
    ax = plots.powers([[0.5]], 3, ylim=(1e-2, 2))
    for curve in lines(ax).values():
        np.testing.assert_allclose(curve, [1, 0.5, 0.25, 0.125])
    assert ax.get_ylim() == (1e-2, 2)


def test_swing_multiplies_by_the_transpose():
    g = np.array([1.0, 0.0])
    edge, first = lines(plots.swing(HUMP.T, g, 6)).values()
    truth = [(np.linalg.matrix_power(HUMP, lag) @ g)[0] for lag in range(7)]
    np.testing.assert_allclose(first, truth, rtol=1e-12)
    np.testing.assert_allclose(edge, 0.9**np.arange(7), rtol=1e-6)


@pytest.mark.parametrize("radius", [0.9, 1.1])
def test_swing_of_a_rotation_stays_within_its_edges(radius):
    angle = np.pi / 6
    rotation = radius * np.array([[np.cos(angle), -np.sin(angle)],
                                  [np.sin(angle), np.cos(angle)]])
    ax = drawn(plots.swing(rotation, np.array([1.0, 0]), 24))
    edge, first = lines(ax).values()
    lag = np.arange(25)
    np.testing.assert_allclose(first, radius**lag * np.cos(lag * angle),
                               atol=1e-12)
    np.testing.assert_allclose(edge, radius**lag, rtol=1e-12)
    assert np.array_equal(ax.lines[1].get_ydata(), -edge)
    low, high = ax.get_ylim()
    assert low < first.min() and first.max() < high


def test_turning_shows_cosines_and_sines():
    vectors = np.array([[3.0, 4.0], [0.0, -2.0], [-1.0, 0.0]])
    ax = drawn(plots.turning({"one": vectors}, np.array([2.0, 0]),
                             rate=0.5))
    upper = ax.figure.axes[0]
    np.testing.assert_allclose(upper.lines[0].get_ydata(), [0.6, 0, -1])
    np.testing.assert_allclose(ax.lines[0].get_ydata(), [0.8, 1, 0])
    assert ax.lines[0].get_xdata().tolist() == [1, 2, 3]
    np.testing.assert_allclose(ax.lines[1].get_ydata(), [0.5, 0.25, 0.125])


def test_turning_keeps_small_angles():
    near = np.array([[1.0, 1e-14]])
    ax = plots.turning({"a": near, "b": -near}, np.array([1.0, 0]),
                       rate=0.5)
    for line in ax.lines[:2]:
        np.testing.assert_allclose(line.get_ydata(), 1e-14)
    upper = ax.figure.axes[0]
    assert [text.get_text() for text in upper.get_legend().get_texts()] == [
        "a", "b"]


def test_turning_refuses_what_has_no_direction():
    with pytest.raises(ValueError, match="direction must not be zero"):
        plots.turning({"a": np.ones((1, 2))}, np.zeros(2), rate=0.5)


def test_figures_draw_where_they_are_told():
    pairs = [plt.subplots(2, 1)[1] for _ in range(3)]
    lower = [plots.powers(HUMP, 3, axes=pairs[0]),
             plots.swing(HUMP, np.ones(2), 3, axes=pairs[1]),
             plots.turning({"a": np.eye(2)}, np.ones(2), rate=0.5,
                           axes=pairs[2])]
    assert lower == [pair[1] for pair in pairs]
    assert plots.unit_circle([1], ax=pairs[0][0]) is pairs[0][0]
