"""What the benchmarks share. Import it before numpy: one thread for BLAS."""
import json
import os
import platform
import time
from pathlib import Path

for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402

DATA = Path(__file__).resolve().parents[1] / "rnnlib" / "data"


def problem(T, B, n_x, n_h, n_y):
    """Parameters, inputs, one-hot targets and h_0, in float64."""
    import rnnlib
    rng = np.random.default_rng(0)
    return (rnnlib.init(n_x, n_h, n_y, rng=1), rng.normal(size=(T, B, n_x)),
            np.eye(n_y)[rng.integers(n_y, size=(T, B))], np.zeros((B, n_h)))


def seconds(call):
    """Seconds of processor time of one call: waiting for it costs nothing."""
    begin = time.process_time()
    call()
    return time.process_time() - begin


def least(calls, rounds, budget=np.inf):
    """The least seconds of each call, {name: call}, over all rounds.

    In a round each is called twice in a row, once with warm caches, and a
    busy spell meets all of them; whatever disturbs can only add to a time.
    After the third no round begins later than `budget` seconds.
    """
    best, begin = dict.fromkeys(calls, np.inf), time.perf_counter()
    for done in range(rounds):
        if done >= 3 and time.perf_counter() - begin > budget:
            break
        for name, call in calls.items():
            best[name] = min(best[name], seconds(call), seconds(call))
    return best


def cpu():
    """The processor's name, where the system tells it."""
    info = Path("/proc/cpuinfo")
    names = [line.partition(":")[2].strip() for line in
             (info.read_text().splitlines() if info.exists() else ())
             if line.startswith("model name")]
    return names[0] if names else platform.processor()


def machine():
    """Versions and CPU, to stand beside what was measured."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {"cpu": cpu(),
            "machine": platform.machine(), "threads": 1,
            "python": platform.python_version(), "numpy": np.__version__,
            "blas": f"{blas['name']} {blas['version']}"}


def digits(z):
    """Numbers, in lists if they are, with four digits."""
    return [*map(digits, z)] if isinstance(z, list) else float(f"{z:.4g}")


def write(name, record):
    """Keep a record in rnnlib/data, one line for each entry."""
    lines = [f"{json.dumps(key)}: {json.dumps(value)}"
             for key, value in (record | machine()).items()]
    (DATA / f"{name}.json").write_text("{" + ",\n ".join(lines) + "}\n",
                                       "utf-8")
    print(f"written to rnnlib/data/{name}.json")
