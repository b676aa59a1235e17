"""Trials repeat, and the recorded ones are what the code does."""
import json
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import rnnlib
from rnnlib.optim import clip_by_norm, sgd
from rnnlib.regulariser import omega
from rnnlib.tasks import temporal_order
from rnnlib.trials import (
    METHODS,
    STARTS,
    TASKS,
    Setting,
    begin,
    options,
    recorded,
    setting_of,
    trial,
)

pytestmark = pytest.mark.filterwarnings("error")
NAMES = sorted(path.name[:-5] for path in
               files("rnnlib").joinpath("data").iterdir()
               if path.name.endswith(".json")
               and path.name.startswith(("temporal-order", "adding")))
ORDER = [name for name in NAMES if name.startswith("temporal-order")]
ONE = Setting("temporal order", 12, "basic tanh", "clipped", 3)


def test_the_scales_are_those_of_the_paper():
    """Section 4.1.1: U and V ~ N(0, ...), by start; the second is no square.

    With 50 * (6 + 4) entries the deviation of a sample is within a tenth.
    """
    for start, sd in {"sigmoid": 0.01, "basic tanh": 0.1,
                      "smart tanh": 0.01}.items():
        for seed in range(3):
            params = begin(Setting("temporal order", 20, start, "plain", seed))
            entries = np.concatenate([params.U.ravel(), params.V.ravel()])
            assert entries.std() == pytest.approx(sd, rel=0.1)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("start", STARTS)
def test_starts(task, start):
    params = begin(Setting(task, 20, start, "plain", 0))
    n_x, n_y = TASKS[task].n_x, TASKS[task].n_y
    assert [z.shape for z in params] == [
        (50, n_x), (50, 50), (n_y, 50), (50,), (n_y,)]
    assert not params.b_h.any() and not params.b_y.any()
    sd = STARTS[start][0]
    assert params.U.std() == pytest.approx(sd, rel=0.25)
    if start != "smart tanh":
        assert params.W.std() == pytest.approx(sd, rel=0.1)
    else:
        assert ((params.W != 0).sum(1) == 15).all()
        radius = abs(np.linalg.eigvals(params.W)).max()
        assert radius == pytest.approx(0.95, rel=1e-12)


def test_methods_share_start_and_data():
    firsts = [next(trial(ONE._replace(method=method)))[1]
              for method in METHODS]
    assert len(set(firsts)) == 1
    other = next(trial(ONE._replace(seed=4)))[1]
    assert other != firsts[0]


@pytest.mark.parametrize("method", METHODS)
def test_an_update_by_hand(method):
    setting = ONE._replace(method=method)
    params = begin(setting)
    x, y = temporal_order(12, 20, np.random.default_rng([3, 1]))
    E, grads = rnnlib.bptt(params, x, y, steps=12)
    if method == "regularised":
        _, dW = omega(params, x, y, steps=12)
        grads = grads._replace(W=grads.W + 4 * dW)
    grads = rnnlib.Params(*[dz / 20 for dz in grads])
    if method != "plain":
        grads, _ = clip_by_norm(grads, 1)
    update, loss, after = next(trial(setting))
    assert update == 1 and loss == pytest.approx(E / 20, rel=1e-12)
    for got, want in zip(after, sgd(params, grads, 0.01), strict=True):
        assert np.allclose(got, want, rtol=1e-12, atol=1e-15)


def test_unknown_names_are_errors():
    for field in ("task", "start", "method"):
        with pytest.raises(ValueError, match=f"{field} must be one of "):
            trial(ONE._replace(**{field: "nice"}))      # before the first
    with pytest.raises(ValueError, match="name must be one of .*-10-sigmoid"):
        recorded("temporal-order")


@pytest.mark.parametrize("name", NAMES)
def test_a_record_is_consistent(name):
    record = recorded(name)
    assert record["task"] in TASKS and record["start"] in STARTS
    keys = [(run["method"], run["seed"]) for run in record["runs"]]
    assert len(set(keys)) == len(keys)
    seeds = {method: {seed for one, seed in keys if one == method}
             for method, _ in keys}
    assert all(len(some) >= 5 for some in seeds.values())
    assert len({frozenset(some) for some in seeds.values()}) == 1
    assert name.startswith("adding") or set(seeds) == set(METHODS)
    for run in record["runs"]:
        assert run["outcome"] in ("solved", "budget", "diverged")
        looks = run["updates"] // record["every"] + 1
        assert len(run["errors"]) == len(run["reach"]) == looks
        assert run["updates"] <= record["budget"]
        assert run["updates"] == record["budget"] or (
            run["outcome"] != "budget")
        if run["outcome"] == "solved":
            assert run["confirmed"] < 0.01 and run["errors"][-1] < 0.01


@pytest.mark.parametrize("name", NAMES)
def test_recorded_runs_are_what_the_code_does(name):
    """The first losses again, of the first run of every method.

    Rounding errors of another BLAS or libm, some 1e-16 each, grow little over
    100 updates: a last bit at the start moves no loss by more than 1e-15. The
    nine decimals kept allow 1e-8. Any other rule, seed or start would miss by
    far more.
    """
    record = recorded(name)
    for run in [run for run in record["runs"] if run["seed"] == 0]:
        losses = {str(update): loss for update, loss, _ in islice(
            trial(setting_of(record, run)), 100)}
        for update in ("1", "50", "100"):
            assert losses[update] == pytest.approx(
                run["early"][update], abs=1e-8)


def test_the_comparison_would_notice():
    record = recorded("temporal-order-20-basic")
    run = record["runs"][0]
    wrong = setting_of(record, run)._replace(seed=1)
    for other in (wrong, wrong._replace(seed=0, length=21)):
        *_, (_, loss, _) = islice(trial(other), 50)
        assert abs(loss - run["early"]["50"]) > 1e-3


@pytest.mark.parametrize("name", ORDER)
def test_norms_at_the_start_are_recomputed(name):
    """Those of update 0 need no training, only the same fresh sequences."""
    record = recorded(name)
    for run in [run for run in record["runs"] if run["seed"] == 0]:
        setting = setting_of(record, run)
        x, y = temporal_order(setting.length, record["sample"],
                              np.random.default_rng([0, 2]))
        credit = rnnlib.gradient_flow(
            begin(setting), x[:, :100], y[:, :100], jacobian=False,
            **options(setting)).credit[-1]
        assert np.allclose(run["norms"]["0"], np.log10(
            credit / credit[-1]), atol=0.006)


@pytest.fixture
def runner(monkeypatch, tmp_path):
    """experiments/run.py with short runs, writing to a folder of its own."""
    path = Path(__file__).parent.parent / "experiments" / "run.py"
    spec = spec_from_file_location("run_experiments", path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, value in {"DATA": tmp_path, "EVERY": 5, "SAMPLE": 100,
                        "CONFIRM": 200, "EARLY": (1, 10)}.items():
        monkeypatch.setattr(module, name, value)
    return module


def test_the_runner_keeps_what_is_done(runner, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(runner, "PLAN", {"tiny": (
        "temporal order", 10, "basic tanh", ("plain", "clipped"), 12, 2)})
    runner.experiment("tiny")
    written = (tmp_path / "tiny.json").read_text()
    record = json.loads(written)
    assert [(run["method"], run["seed"]) for run in record["runs"]] == [
        ("plain", 0), ("clipped", 0), ("plain", 1), ("clipped", 1)]
    run = record["runs"][2]
    assert run["outcome"] == "budget" and run["updates"] == 12
    assert len(run["errors"]) == len(run["reach"]) == 3
    assert run["errors"][0] == pytest.approx(0.75, abs=0.2)
    losses = [loss for _, loss, _ in islice(
        trial(setting_of(record, run)), 10)]
    assert run["early"] == {"1": round(losses[0], 9),
                            "10": round(losses[9], 9)}
    assert list(tmp_path.iterdir()) == [tmp_path / "tiny.json"]

    record["runs"] = record["runs"][1:]              # one is missing
    (tmp_path / "tiny.json").write_text(json.dumps(record))
    capsys.readouterr()
    runner.experiment("tiny")
    assert capsys.readouterr().out.startswith("tiny plain seed 0: budget")
    again = json.loads((tmp_path / "tiny.json").read_text())["runs"]
    assert again[-1] == json.loads(written)["runs"][0]
    runner.experiment("tiny")
    assert capsys.readouterr().out == ""


def test_the_runner_counts_only_what_is_confirmed(runner, monkeypatch):
    errors = iter([0.7, 0.0, 0.5, 0.4, 0.009, 0.008])
    monkeypatch.setattr(runner, "missed", lambda *_: next(errors))
    out = runner.run(ONE, 100)                       # 0.0 is not confirmed
    assert out["outcome"] == "solved" and out["updates"] == 15
    assert out["errors"] == [0.7, 0.0, 0.4, 0.009]
    assert out["confirmed"] == 0.008


def test_a_whole_run_can_be_done_again(runner, monkeypatch):
    record = recorded("temporal-order-20-basic")
    run = next(run for run in record["runs"] if run["seed"] == 3
               and run["method"] == "regularised")
    for name, value in {"EVERY": record["every"], "SAMPLE": record["sample"],
                        "CONFIRM": record["confirm"]}.items():
        monkeypatch.setattr(runner, name, value)
    again = runner.run(setting_of(record, run), 1000)
    assert again["outcome"] == "solved"
    assert again["updates"] == run["updates"] == 500
    assert np.allclose(again["errors"], run["errors"], atol=0.003)
    assert np.allclose(again["reach"], run["reach"], atol=0.11)


def test_a_plain_run_falls_off_a_cliff():
    """Seed 3 at length 30: guessing at update 3500, one look after 0.45."""
    setting = Setting("temporal order", 30, "basic tanh", "plain", 3)
    before, lengths = begin(setting), []
    for _, _, params in islice(trial(setting), 3500):
        lengths.append(np.sqrt(sum(((new - old)**2).sum() for new, old in zip(
            params, before, strict=True))) / 0.01)
        before = params
    assert max(lengths[3000:]) > 30 and np.median(lengths) < 3
    record = recorded("temporal-order-30-basic")
    errors = next(run["errors"] for run in record["runs"] if (
        run["method"], run["seed"]) == ("plain", 3))
    assert errors[6] < 0.5 < 0.7 < errors[7]


def test_the_runner_records_divergence(runner, monkeypatch):
    def stray(setting):
        yield 1, 1.5, begin(setting)
        raise FloatingPointError("sgd: W overflowed float64")

    monkeypatch.setattr(runner, "trial", stray)
    out = runner.run(ONE, 100)
    assert out["outcome"] == "diverged" and out["updates"] == 1
    assert out["why"].startswith("sgd: W overflowed")


def test_errors_are_counted_at_the_last_step(runner):
    x, y = temporal_order(12, 50, 0)
    params = begin(ONE)
    guesses = rnnlib.forward(params, x).q[-1].argmax(-1)
    wrong = sum(guess != truth for guess, truth in zip(
        guesses, y[-1], strict=True))
    assert runner.missed(ONE, params, x, y) == wrong / 50
    sums = Setting("adding", 12, "smart tanh", "clipped", 0)
    x, y = TASKS["adding"].data(12, 50, 0)
    params = begin(sums)
    E, _ = rnnlib.bptt(params, x, y, loss="squared", steps=12)
    assert runner.missed(sums, params, x, y) == pytest.approx(2 * E / 50)


def test_records_are_small_and_the_runner_knows_them(runner):
    data = files("rnnlib").joinpath("data")
    sizes = [len(data.joinpath(f"{name}.json").read_bytes())
             for name in NAMES]
    assert sum(sizes) < 200_000
    for name in NAMES:
        record = recorded(name)
        task, length, start, methods, budget, seeds = runner.PLAN[name]
        assert (task, length, start, budget) == tuple(
            record[key] for key in ("task", "length", "start", "budget"))
        assert {(run["method"], run["seed"]) for run in record["runs"]} == {
            (method, seed) for method in methods for seed in range(seeds)}
    assert set(runner.PLAN) == set(NAMES)


@pytest.mark.parametrize("task", TASKS)
def test_a_start_takes_no_data(task):
    """Only the length is looked at: 2e9 steps would fill any memory."""
    setting = Setting(task, 2 * 10**9, "basic tanh", "plain", 0)
    assert begin(setting).W.shape == (50, 50)
    assert options(setting)["steps"] == 2 * 10**9
    shortest = {"temporal order": 10, "adding": 2}[task]
    begin(setting._replace(length=shortest))
    with pytest.raises(ValueError, match=f"length must be at least "
                                         f"{shortest}, got {shortest - 1}"):
        begin(setting._replace(length=shortest - 1))
