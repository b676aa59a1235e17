"""Figures of several panels draw where they are told to."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from reference import make
from rnnlib import gradient_flow, plots

ONE = np.arange(1.0, 5)
PARAMS, X, Y, *_ = make(4, 2, 3, 5, 6, 0)
FLOWS = {"one": gradient_flow(PARAMS, X, Y, steps=4)}
PANELS = {"upper": {"a": ONE}, "lower": {"b": ONE}}
CALLS = [
    (plots.matrices, {name: np.eye(2) for name in "ab"}),
    (plots.cuts, np.eye(2), 0.5),
    (plots.clipped_training, {"a": (ONE, ONE)}),
    (plots.by_lag, FLOWS),
    (plots.training_panels, range(4), ("E", "", {"a": ONE}),
     ("norm", "y", {"a": ONE})),
    (plots.gate_bands, np.full((3, 4, 2), 0.5), ("forget", "input")),
    (plots.gate_strips, np.full((3, 4, 2), 0.5), ("forget", "input")),
    (plots.singular_values, PANELS),
    (plots.meeting, {"a": dict.fromkeys(("largest", "slope", "credit"),
                                        ONE)}),
    (plots.learning, {"upper": [ONE], "lower": [ONE]}, 10),
    (plots.copies_apart, np.ones((3, 4, 2, 2)), 1),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0].__name__)
def test_given_axes_are_used_and_the_last_is_returned(call):
    draw, *args = call
    _, axes = plt.subplots(2, 1)
    assert draw(*args, axes=axes) is axes[1]
    assert plt.get_fignums() == [1]
    assert all(ax.lines or ax.images or ax.patches or ax.collections
               for ax in axes)
