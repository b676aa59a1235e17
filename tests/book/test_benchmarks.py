"""The benchmarks run, and the page on costs counts as the library does."""
import json
from importlib import import_module

import numpy as np
import pytest
import rnnlib
from chapters import CHAPTERS, ROOT, code_cells
from rnnlib import costs

pytestmark = pytest.mark.filterwarnings("error")
RECORD = costs.recorded("costs")


@pytest.mark.parametrize(("T", "n_x", "n_h", "n_y"), [
    (1, 1, 1, 1), (3, 2, 5, 4), (4, 6, 3, 1)])
def test_products_are_what_the_program_of_the_page_multiplies(T, n_x, n_h,
                                                              n_y):
    page = {"np": np}
    for cell in code_cells(CHAPTERS["costs"]):
        if cell.source.startswith(("class Number", "def counted")):
            exec(cell.source, page)
    forward, backward = page["counted"](T, n_x, n_h, n_y)
    each = costs.products(T, 1, n_x, n_h, n_y)
    assert forward == sum(each[name] for name in costs.FORWARD)
    assert forward + backward == sum(each.values()) + 2 * T * n_h


@pytest.fixture
def measuring(monkeypatch):
    """What the benchmarks share, and their folder on the path."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    for thread in ("OPENBLAS", "MKL", "OMP"):     # which the module sets
        monkeypatch.setenv(f"{thread}_NUM_THREADS", "1")
    return import_module("measuring")


def test_memory_was_what_it_is(measuring):
    """The record is not of another bptt: one size is measured again."""
    at = RECORD["T"]["sizes"].index(128)
    args = measuring.problem(**RECORD["base"] | {"T": 128})
    assert costs.peak_memory(rnnlib.bptt, *args) == pytest.approx(
        RECORD["T"]["bytes"][at], rel=0.05)


@pytest.mark.parametrize(("name", "small"), [
    ("costs", {"SIZES": {z: [1, 2, 4, 8] for z in ("T", "B", "n_h")},
               "FLOW_T": [2, 3]}),
    ("naive", {"UNITS": [2, 3], "BATCH": [1, 2], "T": 3})])
def test_the_benchmarks_write_such_records(name, small, measuring,
                                           monkeypatch, tmp_path):
    script = import_module(name)
    for letter, value in {"ROUNDS": 1, **small}.items():
        monkeypatch.setattr(script, letter, value)
    monkeypatch.setattr(measuring, "DATA", tmp_path)
    script.main()
    record = json.loads((tmp_path / f"{name}.json").read_text())
    assert record.keys() == costs.recorded(name).keys()
    if name == "naive":
        ratios = np.array([*record["ratios"].values()])
        assert ratios.shape == (2, 2, 2) and (ratios > 0).all()
    else:
        times = np.array([record[z]["seconds"] for z in small["SIZES"]])
        assert times.shape == (3, 4) and (times > 0).all()
        assert (np.diff([record["T"]["bytes"]]) > 0).all()
        assert len(record["flow"]["all losses"]) == 2
