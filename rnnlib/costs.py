"""What one call of bptt costs: multiplications, bytes, and how they grow."""
from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import numpy as np

from .contract import arguments as check
from .contract.types import ArrayLike

__all__ = ["FORWARD", "peak_memory", "products", "recorded", "slope",
           "stored"]
FORWARD = ("U x", "W h", "V h")        # the other products are backward
RECORDS = ("costs", "naive", "peers")


def products(T: int, B: int, n_x: int, n_h: int, n_y: int) -> dict[str, int]:
    """Multiplications in the matrix products of one bptt call, by name.

    For all T steps and B sequences. W^T a counts T times: its last product
    is the gradient of h_0. Raises TypeError, ValueError for a size that is
    no int or below 1.
    """
    _sizes(T=T, B=B, n_x=n_x, n_h=n_h, n_y=n_y)
    U, W, V = n_h * n_x, n_h * n_h, n_y * n_h
    each = {"U x": U, "W h": W, "V h": V,
            "V^T e": V, "W^T a": W, "a x^T": U, "a h^T": W, "e h^T": V}
    return {name: T * B * size for name, size in each.items()}


def stored(T: int, B: int, n_h: int, itemsize: int = 8) -> int:
    """Bytes of the states h_0..h_T, all that the backward pass needs.

    itemsize: bytes of a number, 8 in float64 and 4 in float32. The caller's
    inputs and targets are not counted, nor what does not grow with T.
    Errors as in products.
    """
    _sizes(T=T, B=B, n_h=n_h, itemsize=itemsize)
    return itemsize * (T + 1) * B * n_h


def _sizes(**sizes):
    for name, n in sizes.items():
        check.count(name, n)


def peak_memory(function: Callable, *args: Any, **options: Any) -> int:
    """The most bytes that a call holds at once, beyond those held before.

    Counts what Python and numpy allocate, by tracemalloc; the result counts
    too. The call runs twice, the first time to load what it needs. Raises
    RuntimeError if memory is being traced already.
    """
    if tracemalloc.is_tracing():
        raise RuntimeError("peak_memory: tracemalloc is already running; "
                           "stop it first")
    function(*args, **options)
    tracemalloc.start()
    try:
        function(*args, **options)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def slope(sizes: ArrayLike, costs: ArrayLike) -> float:
    """The exponent p of costs ~ sizes^p: a least squares line in logarithms.

    sizes, costs: (n,) positive numbers, n at least 2. Raises ValueError if
    they are not, if their lengths differ, or all sizes are the same, and
    TypeError if they are no plain numbers.
    """
    n = check.numbers_in("sizes", sizes)
    cost = check.numbers_in("costs", costs)
    for name, z in (("sizes", n), ("costs", cost)):
        if z.ndim != 1 or len(z) < 2 or not (np.isfinite(z) & (z > 0)).all():
            raise ValueError(f"{name} must be at least two positive numbers, "
                             f"got {z}")
    logs = np.log(n)
    if len(n) != len(cost) or np.ptp(logs) == 0:
        raise ValueError(f"sizes must be {len(cost)} numbers, not all the "
                         f"same, got {n}")
    centred = logs - logs.mean()
    return float(centred @ np.log(cost) / (centred @ centred))


def recorded(name: str) -> dict[str, Any]:
    """What `make bench` measured once, on one machine: a dict.

    "costs", by benchmarks/costs.py: the sizes `base`; for each of T, B and
    n_h the `sizes` it took while the others stood still, the `seconds` of
    bptt and its peak `bytes`; and for `flow` the seconds of bptt and of
    gradient_flow for one and for all losses. "naive", by
    benchmarks/naive.py: `ratios` of the programs of bptt.md to rnnlib.bptt,
    a row for each of `units` and a column for each of `batch`.
    "peers", by benchmarks/frameworks.py: `ratios` of the times of
    PyTorch and JAX to rnnlib's, by network, dtype and sizes. All say which
    versions and CPU it was. Raises ValueError for another name.
    """
    there = {record: files(__package__).joinpath("data", f"{record}.json")
             for record in RECORDS}
    return json.loads(check.choice("name", name, there).read_text("utf-8"))
