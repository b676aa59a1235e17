"""What the text says of several networks, tried on several.

The programs are those of the pages: their cells, run here with other seeds.
"""
import matplotlib
import numpy as np
import pytest
import rnnlib
from chapters import CHAPTERS, code_cells
from rnnlib import costs, mean_field
from rnnlib.tasks import sonnets

matplotlib.use("Agg")


def cell(name, words):
    """The source of the first cell of a page that has these words."""
    return next(cell.source for cell in code_cells(CHAPTERS[name])
                if words in cell.source)


def functions(source):
    """A cell as far as its last function: what follows them is left out."""
    lines = source.splitlines()
    last = max(n for n, line in enumerate(lines) if line.startswith("def "))
    end = next((n for n, line in enumerate(lines) if n > last and line
                and not line.startswith(" ")), len(lines))
    return "\n".join(lines[:end])


@pytest.fixture(scope="module")
def tied():
    """What tied-weights defines to read, to untie and to train."""
    page = {"lr": 0.1}
    for words in ("import numpy", "def grads_of", "def untied", "def in_turn",
                  "def compare", "def epoch"):
        source = cell("tied-weights", words)
        exec(source if words in ("import numpy", "def epoch")
             else functions(source), page)
    return page


@pytest.mark.parametrize("seed", range(6))
def test_no_repair_of_copies_comes_near_the_single_matrix(tied, seed):
    page = dict(tied)
    page |= dict(zip(("one", "many", "found", "history"),
                     tied["compare"](seed=seed), strict=True))
    lines, value = cell("tied-weights", "def with_copies").rsplit("\n{", 1)
    exec(lines, page)
    loss = eval("{" + value, page)
    assert loss["copies, 14"] < loss["one matrix, 14"]
    repairs = [loss[name] for name in (
        "from the first again", "the last for ever", "their average")]
    assert min(repairs) > 4 * loss["one matrix, 100"]
    assert seed or min(repairs) > np.log(6)      # the network that is shown


@pytest.mark.parametrize("seed", range(3))
def test_lines_of_a_trained_network_are_not_those_of_a_sonnet(tied, seed):
    page = dict(tied) | {"count": len(tied["alphabet"])}
    exec(functions(cell("tied-weights", "def write")), page)
    n = page["count"]
    page["trained"] = rnnlib.init(n, 64, n, gain=0.9, rng=seed)
    rng = np.random.default_rng(seed)
    for _ in range(140):
        page["trained"], _ = page["epoch"](page["trained"], 0.1, rng)
    lines, value = cell("tied-weights", "lines = {").rsplit("\n{", 1)
    exec("from rnnlib.tasks import sonnets\n" + lines, page)
    said = eval("{" + value, page)
    assert said["sonnets"] == [36, 43, 50]
    assert said["network"][0] < 36 and said["network"][2] > 50


@pytest.fixture
def batches(monkeypatch):
    """How many passages each call of bptt is given."""
    counts, bptt = [], rnnlib.bptt

    def counting(params, x, y):
        counts.append(x.shape[1])
        return bptt(params, x, y)
    monkeypatch.setattr(rnnlib, "bptt", counting)
    return counts


def test_every_passage_is_in_a_full_batch(tied, batches):
    n = len(tied["alphabet"])
    tied["epoch"](rnnlib.init(n, 2, n), 0.1, np.random.default_rng(0))
    assert batches == [8] * 9
    assert 140 * len(batches) == 1260


def test_a_sonnet_is_held_out_of_full_batches(tied, batches):
    page = tied | {"count": len(tied["alphabet"]), "rnnlib": rnnlib}
    page["fresh"] = rnnlib.init(page["count"], 64, page["count"], gain=0.9)
    exec(cell("tied-weights", "def epoch"), page)
    exec(functions(cell("tied-weights", "def per_character")), page)
    solution = cell("tied-weights", "kept, rng, seen")
    exec(solution.removesuffix("seen"), page)
    assert [batches.count(n) for n in (8, 48, 24)] == [141 * 6, 8, 8]
    assert len(batches) == 141 * 6 + 16
    seen, unseen = np.transpose(page["seen"])
    rest = np.bincount(page["targets"][:, 48:].ravel())
    rest = rest[rest > 0] / rest.sum()
    turn = unseen.argmin()
    assert (np.diff(seen) < 0).all() and 0 < turn < len(seen) - 1
    assert (np.diff(unseen[turn:]) > 0).all()
    assert unseen[-1] > -(rest * np.log(rest)).sum() > unseen[turn]


def test_the_first_passages_are_nearly_the_first_two_sonnets():
    first, second, _ = sonnets().split("\n\n")
    assert len(f"{first}\n\n{second}") - 48 * 25 == 41


@pytest.mark.parametrize(("units", "share"), [(128, 0.54), (1000, 0.90)])
def test_how_much_of_the_work_is_with_W(units, share):
    parts = costs.products(64, 16, 65, units, 65)
    with_W = sum(parts[name] for name in ("W h", "W^T a", "a h^T"))
    assert with_W / sum(parts.values()) == pytest.approx(share, abs=0.005)


def test_the_gallery_draws_reflections_too():
    page = {"np": np, "rnnlib": rnnlib}
    exec(functions(cell("gradient-checking", "def setting")), page)
    matrices = [page["setting"](seed)[0].W / 0.9 for seed in range(30)]
    assert np.allclose([W @ W.T for W in matrices], np.eye(8))
    signs = np.linalg.det(matrices)
    assert (signs > 0).any() and (signs < 0).any()


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_gru_loses_what_its_rightmost_point_says(seed):
    """gru: with other seeds the same is left, and nothing rises."""
    page = {}
    exec("import numpy as np\nfrom rnnlib import gru", page)
    for words in ("def walk_forward", "def step_back", "from rnnlib.tasks",
                  "def lengths", "def slope"):
        source = cell("gru", words)
        exec(source.partition("params =")[0] if words == "from rnnlib.tasks"
             else functions(source), page)
    sizes = len(page["alphabet"]), 64, len(page["alphabet"])
    page["fresh"] = lambda bias, gain=1.0: page["gru"].init(
        *sizes, keep_bias=bias, gain=gain, rng=seed)
    for bias in (0, 1, 2, 3, 5):
        for gain in (1.0, 2.0):
            said, measured, _, alone = page["compared"](bias, gain)
            assert abs(said - measured) < 0.0205 * gain
            assert measured < 0.01 and alone < measured + 0.001
    whole, alone = page["lengths"](page["fresh"](1))
    assert 1e5 < whole[100] / whole[0] / (alone[100] / alone[0]) < 1e6
    assert whole[100] < 1e-6 * whole[0]
    whole, _ = page["lengths"](page["fresh"](5))
    assert 0.4 < whole[100] / whole[0] < 0.7


def test_the_curse_of_memory_is_that_of_its_formula_on_many_seeds():
    """curse-of-memory: white and correlated inputs, twelve seeds each."""
    page = {"np": np}
    exec(cell("curse-of-memory", "def measured"), page)
    for beta, known in ((0.0, 263.887), (0.9, 3756.954)):
        ratios = np.array(page["measured"](0.9, 400, beta, seeds=12)) / known
        assert abs(ratios - 1).max() < 0.15
        assert abs(ratios.mean() - 1) < 0.05


def test_the_edge_tells_the_powers_of_ten_of_a_sonnet_on_many_seeds():
    """edge: two numbers say how much of a loss reaches the first letter."""
    page = {"np": np, "rnnlib": rnnlib, "mean_field": mean_field}
    for words in ("def reader", "def rate", "def powers"):
        exec(functions(cell("edge", words)), page)
    for gain, size in ((1, 1), (1.86, 1), (3, 1), (1, 0.5), (1.55, 0.5)):
        expected = 99 * page["rate"](gain, size) / np.log(10)
        off = np.array([page["powers"](gain, size, seed)
                        for seed in range(12)]) - expected
        assert -4 < off.min() < off.max() < 1
        assert -2.5 < off.mean() < -0.3
