"""Lines show the numbers that they are given."""
from rnnlib import plots


def test_curves_are_drawn_and_named_where_they_are_in_sight():
    ax = plots.curves({"up": [1, 2, 3], "own": ([5, 7], [2, 9])},
                      log="y", ylim=(0.5, 5), xlabel="x")
    assert [line.get_xydata().tolist() for line in ax.lines] == [
        [[0, 1], [1, 2], [2, 3]], [[5, 2], [7, 9]]]
    assert [(text.get_text(), text.xy) for text in ax.texts] == [
        ("up", (2, 3)), ("own", (5, 2))]
    assert ax.get_yscale() == "log" and ax.get_xscale() == "linear"
    plain = plots.curves({"up": [1, 2, 3]})
    assert plain.get_yscale() == plain.get_xscale() == "linear"


def test_costs_are_multiples_of_the_least():
    ax = plots.times_by_size(("T", {"a": {1: 3.0, 2: 6.0}}),
                             ("n", {"b": {4: 2.0}, "c": {8: 1.0}}))
    first, last = ax.figure.axes
    assert first.lines[0].get_ydata().tolist() == [1, 2]
    assert [line.get_ydata().tolist() for line in last.lines] == [[2], [1]]
    assert [tick.get_text() for tick in last.get_xticklabels()] == ["4", "8"]


def test_names_of_lines_that_end_together_do_not_meet():
    ends = {"one": [0, 5], "two": [2, 5], "three": [1, 4.99], "low": [0, 0]}
    ax = plots.curves(ends)
    ax.figure.canvas.draw()
    boxes = {name.get_text(): name.get_window_extent() for name in ax.texts}
    assert not any(boxes[a].overlaps(boxes[b]) for a in ends for b in ends
                   if a < b)
    assert [name.xyann[1] for name in ax.texts
            if name.get_text() == "low"] == [0]
