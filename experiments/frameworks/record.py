"""Run the programs beside this one, and keep what each has in `recorded`.

    PYTHONPATH=. python experiments/frameworks/record.py

which make frameworks calls. Each program runs in a process of its own, as
JAX's precision is set once. Numbers are kept with all of their digits.
"""
import hashlib
import json
import platform
import runpy
import subprocess
import sys
import warnings
from datetime import date
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "rnnlib" / "data" / "frameworks.json"
SHARED = {"problem": [], "torch_network": ["problem"],
          "jax_network": ["problem"]}
PROGRAMS = sorted(path.stem for path in HERE.glob("*_*.py")
                  if path.stem not in SHARED)


def fingerprint(program):
    """The SHA-256 of a program's text and of what it shares with others."""
    kind = program.partition("_")[0]
    parts = "problem", f"{kind}_network", program
    return hashlib.sha256(b"\n".join(
        (HERE / f"{part}.py").read_bytes() for part in parts)).hexdigest()


def plain(z):
    """What JSON can hold: tensors and arrays become lists."""
    if isinstance(z, dict):
        return {name: plain(part) for name, part in z.items()}
    if isinstance(z, str):
        return z
    import numpy as np
    return np.asarray(z.detach() if hasattr(z, "detach") else z).tolist()


def run(program):
    """What a program records, in a process of its own."""
    done = subprocess.run([sys.executable, __file__, program], check=True,
                          stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def versions():
    """What the programs ran on, and when."""
    names = "torch", "jax", "jaxlib", "numpy"
    return {**{name: version(name) for name in names},
            "python": platform.python_version(), "date": str(date.today())}


def record():
    """Write what all programs record; one line for each."""
    from problem import ARRAYS
    lines = {"versions": versions(), "problem": plain(ARRAYS)}
    for program in PROGRAMS:
        lines[program] = {"sha256": fingerprint(program),
                          "recorded": run(program)}
        print(program, flush=True)
    TARGET.write_text("{" + ",\n ".join(
        f"{json.dumps(name)}: {json.dumps(line)}"
        for name, line in lines.items()) + "}\n", "utf-8")


if __name__ == "__main__":
    if sys.argv[1:]:
        warnings.simplefilter("error")
        found = runpy.run_path(str(HERE / f"{sys.argv[1]}.py"))
        print(json.dumps(plain(found["recorded"])))
    else:
        record()
