"""How much the order of the arithmetic is worth: the map of bptt.md.

The chapter's own programs are read from the page and timed against
rnnlib.bptt, on one thread, all in one run and in turn.
"""
from pathlib import Path

from measuring import digits, least, problem, write  # first: one thread

# isort: split
import jupytext
import numpy as np
import rnnlib

PAGE = Path(__file__).resolve().parents[1] / "book" / "bptt.md"
PROGRAMS = {"as the equations read": "one_by_one", "batched": "batched"}
UNITS, BATCH = [4, 16, 64, 256, 512], [1, 4, 16, 64]
ROUNDS, T, N = 15, 50, 16              # N inputs and N classes


def chapter_programs():
    """The functions that the chapter's cells define."""
    names = {"np": np, "rnnlib": rnnlib}
    for cell in jupytext.read(PAGE, fmt="md:myst").cells:
        if cell.cell_type == "code" and cell.source.count("def "):
            starts = [line for line in cell.source.split("\n\n")
                      if line.startswith("def ")]
            exec("\n\n".join(starts), names)
    return {title: names[name] for title, name in PROGRAMS.items()}


def ratios(programs, units, batch):
    """Each program's time over rnnlib's."""
    args = problem(T, batch, N, units, N)
    best = least({name: lambda program=program: program(*args)
                  for name, program in programs.items()}, ROUNDS, budget=20)
    return {name: best[name] / best["rnnlib"] for name in PROGRAMS}


def main():
    """Print a table and write rnnlib/data/naive.json."""
    programs = {"rnnlib": rnnlib.bptt} | chapter_programs()
    table = {name: [] for name in PROGRAMS}
    print(f"{'units':>5} {'batch':>5}", *(f"{name:>22}" for name in table))
    for units in UNITS:
        rows = [ratios(programs, units, batch) for batch in BATCH]
        for batch, row in zip(BATCH, rows, strict=True):
            print(f"{units:5} {batch:5}",
                  *(f"{z:22.2f}" for z in row.values()))
        for name, lines in table.items():
            lines.append(digits([row[name] for row in rows]))
    write("naive", {"ratios": table, "units": UNITS, "batch": BATCH, "T": T,
                    "n_x": N, "n_y": N, "rounds": ROUNDS})


if __name__ == "__main__":
    main()
