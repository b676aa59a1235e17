"""The figures about tasks show what they are given."""
import numpy as np
import pytest
from matplotlib.colors import to_hex
from rnnlib import plots
from rnnlib.plots.look import COLOURS, FAINT
from rnnlib.tasks import temporal_order


def test_a_sequence_is_spelled_out():
    x, y = temporal_order(20, 1, 3)
    ax = plots.order_sequence(x[:, 0], y[-1, 0])
    texts = [text.get_text() for text in ax.texts]
    spelled = "".join(texts[:20])
    assert spelled == "".join("ABcdef"[n] for n in x[:, 0].argmax(-1))
    first, second = [letter for letter in spelled if letter in "AB"]
    assert texts[20:] == ["first", "second", f"{first}, then {second}?"]
    assert 2 * "AB".index(first) + "AB".index(second) == y[-1, 0]
    fills = [to_hex(patch.get_facecolor()) for patch in ax.patches]
    assert fills == [COLOURS["AB".index(letter)] if letter in "AB"
                     else FAINT for letter in spelled]


@pytest.mark.parametrize("length", [10, 25, 30])
def test_the_bars_cover_the_places_of_the_symbols(length):
    x, _ = temporal_order(length, 2000, 0)
    ax = plots.order_sequence(x[:, 0])
    seen = np.flatnonzero(x[..., :2].any((1, 2))) + 1
    marked = [t for line in ax.lines for t in range(1, length + 1)
              if line.get_xdata()[0] < t < line.get_xdata()[1]]
    assert marked == seen.tolist()


def test_every_run_is_a_dot_in_the_column_of_its_seed():
    ax = plots.successes({
        "short": {"plain": (True, False, True), "other": (True, True, False)},
        "long": {"plain": (False, False)}})
    assert [text.get_text() for text in ax.texts] == [
        "2/3 plain", "2/3 other", "0/2 plain"]
    full, rings = ax.lines[::2], ax.lines[1::2]
    assert [line.get_xdata().tolist() for line in full] == [
        [0, 2], [0, 1], []]
    assert [line.get_xdata().tolist() for line in rings] == [
        [1], [2], [0, 1]]
    rows = [{*line.get_ydata(), *ring.get_ydata()}
            for line, ring in zip(full, rings, strict=True)]
    assert rows == [{0}, {1}, {2.9}]
    assert [line.get_markerfacecolor() for line in full] == [
        COLOURS[0], COLOURS[1], COLOURS[0]]
    assert {line.get_markerfacecolor() for line in rings} == {"white"}
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "short", "long"]
    bars = [bar for one in ax.collections for bar in one.get_segments()]
    assert [bar.tolist() for bar in bars] == [
        [[seed, 0], [seed, 1]] for seed in range(3)] + [
        [[seed, 2.9], [seed, 2.9]] for seed in range(2)]


def test_learning_curves_end_in_dots():
    ax = plots.learning({"one": [[3, 2], [4]], "two": [[1, 1, 0]]}, 500,
                        levels={"sixth": 1.5, "half": 0.5})
    above, below = ax.figure.axes
    assert ax is below and above.get_title(loc="left") == "one"
    points = [line.get_xydata().tolist() for line in above.lines]
    assert points[:4] == [[[0, 3], [0.5, 2]], [[0.5, 2]], [[0, 4]], [[0, 4]]]
    assert below.lines[0].get_xydata().tolist() == [[0, 1], [0.5, 1], [1, 0]]
    for axis in (above, below):
        assert [text.get_text() for text in axis.texts] == ["sixth", "half"]
        assert [line.get_ydata()[0] for line in axis.lines[-2:]] == [1.5, 0.5]


def test_a_single_panel():
    assert plots.learning({"one": [[1, 2]]}, 10).get_xlabel()
