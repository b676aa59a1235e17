"""What a Workspace saves, each size in a process that does nothing else.

The allocator gives freed memory back to the system until it has seen larger
arrays freed; so beside other sizes, or PyTorch, a Workspace saves less.
"""
import measuring  # first: it tells BLAS the number of threads

# isort: split
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import rnnlib

SHAPES = [(25, 1, 65, 100, 65), (150, 20, 6, 50, 6), (100, 32, 65, 128, 65),
          (1000, 16, 32, 128, 32)]


def saved(shape):
    """The time of a call with a Workspace, as a part of that without."""
    args, space = measuring.problem(*shape), rnnlib.Workspace()
    best = measuring.least({
        "without": lambda: rnnlib.bptt(*args),
        "with": lambda: rnnlib.bptt(*args, workspace=space)}, 30)
    return best["with"] / best["without"]


def main():
    """Print a table."""
    print(f"{'T, B, n_x, n_h, n_y':>24} {'with / without':>15}")
    with ProcessPoolExecutor(1, get_context("spawn"),
                             max_tasks_per_child=1) as pool:
        for shape, part in zip(SHAPES, pool.map(saved, SHAPES), strict=True):
            print(f"{', '.join(map(str, shape)):>24} {part:15.2f}")


if __name__ == "__main__":
    main()
