"""How fast rnnlib.bptt is beside others: times as multiples of its own.

All run in turn, in one process for each number of threads, round after round;
a time is the median of the rounds. Before that, all must agree.
"""
import json
import os
import platform
import subprocess
import sys
import time
from functools import partial
from itertools import product
from pathlib import Path
from statistics import geometric_mean

ROOT = Path(__file__).resolve().parents[1]
SHAPES = [(25, 1, 65, 100, 65), (150, 20, 6, 50, 6), (100, 32, 65, 128, 65),
          (200, 64, 128, 256, 128), (1000, 16, 32, 128, 32)]
THREADS, ROUNDS, SHORTEST = (1, 2), 11, 0.02          # seconds of a round
TOLERANCE = {"float32": 2e-3, "float64": 1e-9}


def problem(shape, dtype):
    """Params, x and class indices y of one precision."""
    import numpy as np
    import rnnlib
    T, B, n_x, n_h, n_y = shape
    rng = np.random.default_rng(0)
    params = rnnlib.init(n_x, n_h, n_y, rng=rng)
    return (type(params)(*(z.astype(dtype) for z in params)),
            rng.normal(size=(T, B, n_x)).astype(dtype),
            rng.integers(n_y, size=(T, B)))


def agree(calls, dtype):
    """Raise AssertionError if gradients differ; the floor has none."""
    import numpy as np
    _, want = calls["rnnlib"]()
    for name, call in calls.items():
        for got, z in zip((call() or (0, want))[1], want, strict=True):
            off = abs(np.asarray(got) - z).max() / abs(z).max()
            assert off < TOLERANCE[dtype], f"{name} is off by {off:.1e}"


def medians(calls):
    """Seconds of a call, the median of the rounds."""
    import numpy as np
    often, rounds = {}, {name: [] for name in calls}
    for name, call in calls.items():
        begin = time.perf_counter()
        call()
        often[name] = 1 + int(SHORTEST / (time.perf_counter() - begin))
    for _ in range(ROUNDS):
        for name, call in calls.items():
            call()                                     # its data to the cache
            begin = time.perf_counter()
            for _ in range(often[name]):
                call()
            rounds[name].append((time.perf_counter() - begin) / often[name])
    return {name: float(np.median(times)) for name, times in rounds.items()}


def gemm_rates(shape, dtype):
    """Gflop/s of a step's product and of dE/dW's, by NumPy and PyTorch."""
    import numpy as np
    import torch
    T, B, _, n_h, _ = shape
    rng, rates = np.random.default_rng(0), {}
    for title, left, right in (("step", (B, n_h), (n_h, n_h)),
                               ("dW", (n_h, T * B), (T * B, n_h))):
        left, right = (rng.normal(size=z).astype(dtype)
                       for z in (left, right))
        out, flop = left @ right, 2 * left.size * right.shape[1]
        tensors = [torch.tensor(z) for z in (left, right, out)]
        seconds = medians({
            "NumPy": partial(np.dot, left, right, out=out),
            "PyTorch": partial(torch.mm, *tensors[:2], out=tensors[2])})
        rates |= {f"{title}, {name}": flop / s / 1e9
                  for name, s in seconds.items()}
    return rates


def measure(threads):
    """All shapes and precisions, in this process; prints JSON."""
    import torch
    from contenders import CONTENDERS
    torch.set_num_threads(threads)
    if threads == 1 and hasattr(os, "sched_setaffinity"):  # JAX has no switch
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows = []
    for dtype in TOLERANCE:
        for shape in SHAPES:
            args = problem(shape, dtype)
            calls = {name: make(*args) for name, make in CONTENDERS.items()}
            agree(calls, dtype)
            rows.append({"threads": threads, "dtype": dtype, "shape": shape,
                         "seconds": medians(calls),
                         "Gflop/s": gemm_rates(shape, dtype)})
            print(".", end="", file=sys.stderr, flush=True)
    print(json.dumps({"rows": rows, "versions": versions()}))


def versions():
    from importlib.metadata import version

    from threadpoolctl import threadpool_info
    names = "numpy", "torch", "jax", "jaxlib", "autograd"
    return {"python": platform.python_version(), "blas": [
        f"{z['internal_api']} {z['version']}, {z['num_threads']} threads"
        for z in threadpool_info()], **{name: version(name) for name in names}}


def apart(threads):
    """measure, in a process whose libraries were told the threads early."""
    env = {f"{z}_NUM_THREADS": str(threads)
           for z in ("OPENBLAS", "MKL", "OMP")}
    if threads == 1:
        env["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    done = subprocess.run(
        [sys.executable, __file__, str(threads)], env={**os.environ, **env},
        stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def table(rows):
    """Multiples of rnnlib's time; the last column is rnnlib by the floor."""
    others = [name for name in rows[0]["seconds"]
              if name not in ("rnnlib", "floor")]
    print(f"\n{'threads':7} {'dtype':8}{'T, B, n_x, n_h, n_y':>24}"
          f"{'ms':>9}", *(f"{name:>16}" for name in others), f"{'floor':>7}")
    for row in rows:
        own = row["seconds"]["rnnlib"]
        shape = ", ".join(map(str, row["shape"]))
        print(f"{row['threads']:<7} {row['dtype']:8}{shape:>24}"
              f"{1e3 * own:9.2f}",
              *(f"{row['seconds'][name] / own:16.2f}" for name in others),
              f"{own / row['seconds']['floor']:7.2f}")
    for threads, dtype in product(THREADS, TOLERANCE):
        mean = geometric_mean(
            row["seconds"]["PyTorch"] / row["seconds"]["rnnlib"]
            for row in rows
            if (row["threads"], row["dtype"]) == (threads, dtype))
        print(f"PyTorch, geometric mean, {threads} threads, {dtype}: "
              f"{mean:.2f}")


def main():
    """Print the tables and write _build/benchmark-frameworks.json."""
    from measuring import cpu  # not above: it sets the threads to one
    parts = [apart(threads) for threads in THREADS]
    rows = [row for part in parts for row in part["rows"]]
    table(rows)
    target = ROOT / "_build" / "benchmark-frameworks.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(
        {"rows": rows, "cpu": cpu(), "cores": os.cpu_count(),
         "rounds": ROUNDS,
         "versions": {part["rows"][0]["threads"]: part["versions"]
                      for part in parts}}, indent=1))
    print(f"written to {target.relative_to(ROOT)}")


if __name__ == "__main__":
    measure(int(sys.argv[1])) if sys.argv[1:] else main()
