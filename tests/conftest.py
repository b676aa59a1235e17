import os
import sys

import pytest
from hypothesis import Phase, settings
from together import group, place

os.environ.setdefault("MPLBACKEND", "Agg")
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=int(
    os.environ.get("EXAMPLES", 300)))
settings.register_profile(          # for make mutants: to fail is enough
    "mutants", deadline=None, derandomize=True, max_examples=20,
    phases=[Phase.explicit, Phase.generate])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or (
    "ci" if os.environ.get("CI") else "here"))


@pytest.fixture(autouse=True)
def figures_leave_no_trace():
    """Figures are closed after a test, and settings are as before."""
    mpl = sys.modules.get("matplotlib")
    before = dict(mpl.rcParams) if mpl else None
    yield
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    assert before is None or dict(mpl.rcParams) == before


def pytest_runtest_logreport(report):
    """A failure is named at once: a run may be stopped before its end."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        print(f"\nFAILED {report.nodeid} ({report.when})", flush=True)


def pytest_collection_modifyitems(items):
    """Long tests come first."""
    items.sort(key=lambda item: place(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand out tests to workers group by group, in their order."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group(nodeid)

    config.option.loadscopereorder = False
    return Groups(config, log)
