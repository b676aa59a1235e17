"""Whatever a figure is given: it is drawn, or the error names an argument."""
import inspect

import matplotlib.pyplot as plt
import numpy as np
import pytest
import rnnlib
from rnnlib import plots

FIGURES = [getattr(plots, name) for name in plots.__all__
           if name != "style"]
loop: list = []
loop.append(loop)
WRONG = {"None": None, "a list": [1, "a", None], "itself": loop,
         "an object": object(), "a class": rnnlib.Flow, "text": "text",
         "a dict": {"a": object()}, "numbers for names": {1: [1.0]},
         "Params": rnnlib.init(2, 3, 2), "axes": [plt.Axes],
         "masked": np.ma.masked_array([1.0]), "deep": {"a": {"b": {"c": 1}}},
         "objects": np.array([object()]), "empty": {}, "none": [],
         "empty array": np.zeros((0, 3)), "cube": np.ones((2, 2, 2)),
         "-1": -1, "True": True, "NaN": np.nan, "1e400": 10**400}


def test_every_figure_is_here():
    assert len(FIGURES) > 50
    assert all(hasattr(f, "__wrapped__") for f in FIGURES
               if f not in (rnnlib.plots.look.style, plots.style))


def arguments(figure):
    """The names that must be given."""
    parameters = inspect.signature(figure).parameters.values()
    return [p.name for p in parameters if p.default is p.empty
            and p.kind is not p.VAR_POSITIONAL]


@pytest.mark.parametrize("figure", FIGURES,
                         ids=lambda f: f"{f.__module__}.{f.__name__}")
@pytest.mark.filterwarnings("ignore")
def test_what_cannot_be_drawn_is_named(figure):
    names = arguments(figure)
    options = [p.name for p in inspect.signature(figure).parameters.values()
               if p.default is not p.empty]
    refused = 0
    plt.close("all")
    for value in WRONG.values():
        calls = [dict.fromkeys(names, value)]
        calls += [dict.fromkeys(names, 1.0) | {name: value}
                  for name in options]
        for given in calls:
            try:
                figure(**given)
            except (TypeError, ValueError) as error:
                assert any(name in str(error) for name in
                           given or [figure.__name__]), (given, error)
                refused += 1
            plt.close("all")
    assert refused > len(WRONG) / 2
