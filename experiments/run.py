"""The long runs behind `book/does-it-matter.md`: all, or those named.

    python experiments/run.py [temporal-order-20-basic ...]

Every finished run is kept in rnnlib/data/NAME.json at once, and is not done
again; whoever stops the script loses no more than the run it was in.
"""
import json
import os
import platform
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import rnnlib
from rnnlib.trials import METHODS, TASKS, Setting, begin, options, trial

DATA = Path(__file__).resolve().parent.parent / "rnnlib" / "data"
EVERY, SAMPLE, CONFIRM = 500, 1000, 10_000
EARLY = (1, 50, 100, 150, 200, 250, 300)       # losses kept for comparison
SHOWN = {0, 1, 2, 3, 4, 6, 8, 10, 15, 20, 30, 40, 50, 60}    # thousands

# name: (task, length, start, methods, most updates of a run, runs a method)
PLAN = {f"temporal-order-{length}-{start.split()[0]}":
        ("temporal order", length, start, tuple(METHODS), budget, seeds)
        for length, start, budget, seeds in (
            (20, "basic tanh", 60_000, 5), (30, "basic tanh", 60_000, 10),
            (10, "sigmoid", 60_000, 5), (50, "basic tanh", 40_000, 5),
            (30, "smart tanh", 60_000, 5))}
PLAN |= {f"adding-{length}-smart":
         ("adding", length, "smart tanh", methods, budget, 5)
         for length, methods, budget in (
             (10, ("clipped",), 20_000), (30, ("clipped",), 40_000),
             (20, ("clipped", "regularised"), 40_000))}


def missed(setting, params, x, y):
    """The share of wrong answers, or for sums the mean square error."""
    q = rnnlib.forward(params, x, activation=options(setting)["activation"]).q
    if setting.task == "adding":
        return float(((q[-1] - y[-1]) ** 2).mean())
    return float((q[-1].argmax(-1) != y[-1]).mean())


def solved(setting, error):
    return setting.task == "temporal order" and error < 0.01


def norms(setting, params, x, y):
    """log10 of ||dE_T/dh_k|| / ||dE_T/dh_T||, k = 0..T, mean of 100."""
    credit = rnnlib.gradient_flow(params, x[:, :100], y[:, :100],
                                  jacobian=False, **options(setting)).credit
    return np.log10(credit[-1] / credit[-1, -1]).round(2)


def run(setting, budget):
    """One trial until it has solved its task, diverged, or used it all."""
    fresh = np.random.default_rng([setting.seed, 2])
    data = TASKS[setting.task].data
    out = {"method": setting.method, "seed": setting.seed, "outcome": "budget",
           "updates": 0, "errors": [], "reach": [], "early": {}, "norms": {},
           "numpy": np.__version__, "python": platform.python_version()}

    def look(params, update):
        x, y = data(setting.length, SAMPLE, fresh)
        error, credit = missed(setting, params, x, y), norms(
            setting, params, x, y)
        out["errors"].append(round(error, 4))
        out["reach"].append(round(credit[setting.length // 5], 1))
        if setting.seed == 0 and update / 1000 in SHOWN:
            out["norms"][update] = credit.tolist()
        if not solved(setting, error):
            return False
        error = missed(setting, params, *data(setting.length, CONFIRM, fresh))
        out["confirmed"] = error
        return solved(setting, error)

    look(begin(setting), 0)
    try:
        for update, loss, params in islice(trial(setting), budget):
            out["updates"] = update
            if update in EARLY:
                out["early"][update] = round(loss, 9)
            if update % EVERY == 0 and look(params, update):
                return {**out, "outcome": "solved"}
    except FloatingPointError as error:
        return {**out, "outcome": "diverged", "why": str(error)}
    return out


def save(path, record):
    """All or nothing: a file is never half written."""
    text = json.dumps(record, separators=(",", ":"))
    text = text.replace('{"method"', '\n{"method"') + "\n"
    draft = path.with_suffix(".part")
    draft.write_text(text, "utf-8")
    os.replace(draft, path)


def experiment(name):
    task, length, start, methods, budget, seeds = PLAN[name]
    path = DATA / f"{name}.json"
    record = json.loads(path.read_text("utf-8")) if path.exists() else {
        "task": task, "length": length, "start": start, "budget": budget,
        "every": EVERY, "sample": SAMPLE, "confirm": CONFIRM, "runs": []}
    done = {(one["method"], one["seed"]) for one in record["runs"]}
    for seed in range(seeds):
        for method in methods:
            if (method, seed) in done:
                continue
            one = run(Setting(task, length, start, method, seed),
                      budget)
            record["runs"].append(one)
            save(path, record)
            print(name, method, f"seed {seed}: {one['outcome']} after",
                  f"{one['updates']} updates, error {one['errors'][-1]}",
                  flush=True)


if __name__ == "__main__":
    for name in sys.argv[1:] or PLAN:
        if name not in PLAN:
            sys.exit(f"{name!r} is none of: {', '.join(PLAN)}")
        experiment(name)
