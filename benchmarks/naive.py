"""How much the order of the arithmetic is worth: the table of bptt.md.

The chapter's own programs are read from the page and timed against
rnnlib.bptt, on one thread, all in one run and in turn. A time is the least of
all rounds, since whatever else a machine does can only add to it.
"""
import json
import os
import platform
import time
from pathlib import Path

for library in ("OPENBLAS", "MKL", "OMP"):  # before numpy is loaded
    os.environ[f"{library}_NUM_THREADS"] = "1"

import jupytext  # noqa: E402
import numpy as np  # noqa: E402

import rnnlib  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = {"as the equations read": "one_by_one", "batched": "batched"}
SIZES = [(16, 1), (64, 1), (64, 4), (16, 16), (64, 16), (128, 16), (128, 64),
         (256, 32)]
ROUNDS, T = 15, 50


def chapter_programs():
    """The functions that the chapter's cells define."""
    notebook = jupytext.read(ROOT / "book" / "bptt.md", fmt="md:myst")
    names = {"np": np, "rnnlib": rnnlib}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.count("def "):
            starts = [line for line in cell.source.split("\n\n")
                      if line.startswith("def ")]
            exec("\n\n".join(starts), names)
    return {title: names[name] for title, name in PROGRAMS.items()}


def problem(units, batch):
    """Parameters, inputs, one-hot targets and h_0."""
    rng = np.random.default_rng(0)
    y = np.eye(16)[rng.integers(16, size=(T, batch))]
    return (rnnlib.init(16, units, 16, rng=1),
            rng.normal(size=(T, batch, 16)), y, np.zeros((batch, units)))


def seconds(program, arguments):
    """Seconds of one call."""
    begin = time.perf_counter()
    program(*arguments)
    return time.perf_counter() - begin


def ratios(programs, arguments):
    """Each program's time over rnnlib's."""
    programs = {"rnnlib": rnnlib.bptt, **programs}
    rounds = [{name: seconds(program, arguments)
               for name, program in programs.items()} for _ in range(ROUNDS)]
    least = {name: min(row[name] for row in rounds) for name in programs}
    return {name: best / least["rnnlib"] for name, best in least.items()
            if name != "rnnlib"}


def main():
    """Print a table and write _build/benchmark-naive.json."""
    programs, table = chapter_programs(), {}
    print(f"{'units':>5} {'batch':>5}", *(f"{name:>22}" for name in programs))
    for units, batch in SIZES:
        row = ratios(programs, problem(units, batch))
        table[f"{units} units, batch {batch}"] = row
        print(f"{units:5} {batch:5}", *(f"{z:22.1f}" for z in row.values()))
    target = ROOT / "_build" / "benchmark-naive.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(
        {"multiples of rnnlib.bptt": table, "T": T, "least of": ROUNDS,
         "numpy": np.__version__, "machine": platform.machine()}, indent=1))
    print(f"written to {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
