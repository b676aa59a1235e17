"""All figures under one name, each listed where it is drawn."""
import pkgutil
from importlib import import_module

import pytest
from rnnlib import plots

SHARED = {"arguments", "axes", "types"}       # these draw no figure


@pytest.mark.parametrize("module", plots.MODULES)
def test_each_module_is_listed_with_its_figures(module):
    home = import_module(f"rnnlib.plots.{module}")
    assert home.__all__ == plots.MODULES[module]
    for name in home.__all__:
        assert getattr(plots, name) is getattr(home, name)
        assert getattr(home, name).__module__ == home.__name__


def test_no_module_is_left_out_or_hides_a_figure():
    modules = {one.name for one in pkgutil.iter_modules(plots.__path__)}
    assert modules == {*plots.MODULES} | SHARED
    assert len(plots.HOMES) == sum(map(len, plots.MODULES.values()))
    assert not modules & {*plots.HOMES}


def test_what_is_no_figure_is_named():
    assert {"curves", "cuts"} <= {*dir(plots)}
    with pytest.raises(AttributeError, match="'rnnlib.plots' has no attribut"
                                             "e 'curve'"):
        plots.curve  # noqa: B018
