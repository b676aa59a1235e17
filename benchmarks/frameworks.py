"""How fast rnnlib.bptt and lstm.bptt are beside others.

Times are multiples of rnnlib's own. All run in turn, in one process for each
number of threads, round after round; a time is the median of the rounds, on
one thread of processor time, on two by the clock. Before that, all must agree.

    python benchmarks/frameworks.py [RNN | LSTM]
"""
import json
import os
import platform
import subprocess
import sys
import time
from functools import partial
from importlib import import_module
from itertools import product
from pathlib import Path
from statistics import geometric_mean

ROOT = Path(__file__).resolve().parents[1]
# T, B, n_x, n_h, n_y; the last but one has tiny steps, the last many classes
SHAPES = [(25, 1, 65, 100, 65), (150, 20, 6, 50, 6), (100, 32, 65, 128, 65),
          (200, 64, 128, 256, 128), (1000, 16, 32, 128, 32),
          (64, 128, 28, 128, 10), (784, 32, 1, 128, 10),
          (400, 1, 64, 512, 64), (16, 256, 512, 512, 512),
          (2000, 1, 8, 16, 8), (35, 20, 200, 200, 10000)]
# beside more threads: their sizes are enough to see what a thread adds
FEW = SHAPES[:5]
# network: where its contenders are, and what makes its parameters
NETWORKS = {"RNN": ("contenders", "rnnlib"),
            "LSTM": ("contenders_lstm", "rnnlib.lstm")}
THREADS, ROUNDS, SHORTEST = (1, 2), 11, 0.02          # seconds of a round
TOLERANCE = {"float32": 2e-3, "float64": 1e-9}


def problem(network, shape, dtype):
    """Parameters, x and class indices y of one precision."""
    import numpy as np
    T, B, n_x, n_h, n_y = shape
    rng = np.random.default_rng(0)
    params = import_module(NETWORKS[network][1]).init(n_x, n_h, n_y, rng=rng)
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


def medians(calls, clock):
    """Seconds of a call, the median of the rounds."""
    import numpy as np
    often, rounds = {}, {name: [] for name in calls}
    for name, call in calls.items():
        begin = clock()
        call()
        often[name] = 1 + int(SHORTEST / (clock() - begin))
    for _ in range(ROUNDS):
        for name, call in calls.items():
            call()                                     # its data to the cache
            begin = clock()
            for _ in range(often[name]):
                call()
            rounds[name].append((clock() - begin) / often[name])
    return {name: float(np.median(times)) for name, times in rounds.items()}


def gemm_rates(params, shape, clock):
    """Gflop/s of a step's product and of dE/dW's, by NumPy and PyTorch."""
    import numpy as np
    import torch
    T, B, _, n_h, _ = shape
    rng, rates, dtype = np.random.default_rng(0), {}, params.W.dtype
    n = params.b_h.size                          # of an LSTM 4 n_h
    for title, left, right in (("step", (B, n_h), (n_h, n)),
                               ("dW", (n, T * B), (T * B, n_h))):
        left, right = (rng.normal(size=z).astype(dtype)
                       for z in (left, right))
        out, flop = left @ right, 2 * left.size * right.shape[1]
        tensors = [torch.tensor(z) for z in (left, right, out)]
        seconds = medians({
            "NumPy": partial(np.dot, left, right, out=out),
            "PyTorch": partial(torch.mm, *tensors[:2], out=tensors[2])},
            clock)
        rates |= {f"{title}, {name}": flop / s / 1e9
                  for name, s in seconds.items()}
    return rates


def measure(threads, networks):
    """All shapes and precisions, in this process; prints JSON."""
    import torch
    torch.set_num_threads(threads)
    if threads == 1 and hasattr(os, "sched_setaffinity"):  # JAX has no switch
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    rows = [row(*case, threads) for case in product(
        networks, TOLERANCE, SHAPES if threads == 1 else FEW)]
    print(json.dumps({"rows": rows, "versions": versions()}))


def row(network, dtype, shape, threads):
    """What is measured of one network, precision and shape."""
    clock = time.process_time if threads == 1 else time.perf_counter
    args = problem(network, shape, dtype)
    makers = import_module(NETWORKS[network][0]).CONTENDERS
    calls = {name: make(*args) for name, make in makers.items()}
    agree(calls, dtype)
    print(".", end="", file=sys.stderr, flush=True)
    return {"threads": threads, "network": network, "dtype": dtype,
            "shape": shape, "seconds": medians(calls, clock),
            "Gflop/s": gemm_rates(args[0], shape, clock)}


def versions():
    from importlib.metadata import version

    from threadpoolctl import threadpool_info
    names = "numpy", "torch", "jax", "jaxlib", "autograd"
    return {"python": platform.python_version(), "blas": [
        f"{z['internal_api']} {z['version']}, "
        f"{z.get('architecture', 'no kernel told')}, "
        f"{z['num_threads']} threads"
        for z in threadpool_info()], **{name: version(name) for name in names}}


def apart(threads, networks):
    """measure, in a process whose libraries were told the threads early."""
    env = {f"{z}_NUM_THREADS": str(threads)
           for z in ("OPENBLAS", "MKL", "OMP")}
    if threads == 1:
        env["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    done = subprocess.run(
        [sys.executable, __file__, str(threads), *networks],
        env={**os.environ, **env}, stdout=subprocess.PIPE, text=True,
        check=True)
    return json.loads(done.stdout)


def table(rows):
    """Multiples of rnnlib's time; the last column is rnnlib by the floor."""
    others = [name for name in rows[0]["seconds"]
              if name not in ("rnnlib", "floor")]
    print(f"\n{rows[0]['network']:5} {'threads':7} {'dtype':8}"
          f"{'T, B, n_x, n_h, n_y':>24}{'ms':>9}",
          *(f"{name:>16}" for name in others), f"{'floor':>7}")
    for row in rows:
        own = row["seconds"]["rnnlib"]
        shape = ", ".join(map(str, row["shape"]))
        floor = row["seconds"].get("floor")
        print(f"{'':5} {row['threads']:<7} {row['dtype']:8}{shape:>24}"
              f"{1e3 * own:9.2f}",
              *(f"{row['seconds'][name] / own:16.2f}" for name in others),
              f"{own / floor:7.2f}" if floor else f"{'':7}")


def means(rows):
    """Geometric means of PyTorch's and JAX's multiples."""
    for threads, dtype, name in product(THREADS, TOLERANCE,
                                        ("PyTorch", "JAX")):
        ratios = [row["seconds"][name] / row["seconds"]["rnnlib"]
                  for row in rows if (row["threads"], row["dtype"]) ==
                  (threads, dtype)]
        print(f"{rows[0]['network']}, {name}, geometric mean, {threads} "
              f"threads, {dtype}: {geometric_mean(ratios):.2f}")


def record(rows):
    """What the page on costs shows: one thread, others' times by rnnlib's."""
    ratios: dict = {}
    for row in rows:
        if row["threads"] == 1:
            own, shape = row["seconds"]["rnnlib"], map(str, row["shape"])
            ratios.setdefault(row["network"], {}).setdefault(
                row["dtype"], {})[", ".join(shape)] = {
                    name: round(row["seconds"][name] / own, 2)
                    for name in ("PyTorch", "JAX")}
    return ratios


def main(networks):
    """Print the tables, and record them.

    All goes to _build/benchmark-frameworks.json, and if both networks were
    measured, the ratios of one thread to rnnlib/data/peers.json.
    """
    from measuring import cpu, write  # not above: it sets the threads to one
    parts = [apart(threads, networks) for threads in THREADS]
    rows = [row for part in parts for row in part["rows"]]
    told = {part["rows"][0]["threads"]: part["versions"] for part in parts}
    print(f"\n{cpu()}; one thread: {told[1]}")
    for network in networks:
        mine = [row for row in rows if row["network"] == network]
        table(mine)
        means(mine)
    target = ROOT / "_build" / "benchmark-frameworks.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(
        {"rows": rows, "cpu": cpu(), "cores": os.cpu_count(),
         "rounds": ROUNDS, "versions": told}, indent=1))
    print(f"written to {target.relative_to(ROOT)}")
    if {*networks} == {*NETWORKS}:
        write("peers", {"rounds": ROUNDS, "ratios": record(rows),
                             "versions": told[1]})


if __name__ == "__main__":
    given = sys.argv[1:]
    if given and given[0].isdigit():
        measure(int(given[0]), given[1:])
    else:
        main(given or [*NETWORKS])
