"""bptt in blocks, and with buffers that calls share."""
import copy
import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import rnnlib
from rnnlib import passes


def problem(T=11, B=2, n_h=4, dtype=float, seed=0):
    rng = np.random.default_rng(seed)
    params = rnnlib.init(3, n_h, 5, rng=rng)
    params = rnnlib.Params(*(z.astype(dtype) for z in params))
    return (params, rng.normal(size=(T, B, 3)).astype(dtype),
            rng.integers(5, size=(T, B)))


def same(one, other):
    return all(np.array_equal(z, w) for z, w in zip(
        (one[0], *one[1]), (other[0], *other[1]), strict=True))


@pytest.fixture
def short_blocks(monkeypatch):
    monkeypatch.setattr(passes, "ROWS", 1)
    monkeypatch.setattr(passes, "CACHE", 3 * 2 * 4 * 8)    # three steps


def test_blocks_cover_all_steps_once(short_blocks):
    for T in range(1, 11):
        blocks = passes.blocks(np.zeros((T + 1, 2, 4)))
        steps = [t for block in blocks for t in range(T)[block]]
        assert steps == [*range(T)]
        assert len(blocks) == -(-T // 3)


def test_a_block_is_never_empty(short_blocks):
    assert passes.blocks(np.zeros((3, 9, 99))) == [slice(0, 1), slice(1, 2)]


def test_a_block_has_rows_enough_for_a_product(monkeypatch):
    monkeypatch.setattr(passes, "ROWS", 6)
    monkeypatch.setattr(passes, "CACHE", 1)
    assert passes.blocks(np.zeros((8, 2, 4))) == [
        slice(0, 3), slice(3, 6), slice(6, 7)]


@pytest.mark.parametrize("T", [1, 3, 4, 11])
@pytest.mark.parametrize("steps", [None, 1, [2, 3]])
def test_blocks_change_nothing_but_rounding(monkeypatch, T, steps):
    if steps == [2, 3] and T == 1:
        steps = [1]
    args = problem(T)
    E, grads = rnnlib.bptt(*args, steps=steps)
    whole = (E, *grads, *rnnlib.input_grads(*args, steps=steps))
    monkeypatch.setattr(passes, "ROWS", 1)
    monkeypatch.setattr(passes, "CACHE", 1)                 # one step
    E, grads = rnnlib.bptt(*args, steps=steps)
    parts = (E, *grads, *rnnlib.input_grads(*args, steps=steps))
    for one, other in zip(whole, parts, strict=True):
        assert abs(one - other).max() < 1e-13 * max(1, abs(one).max())


def test_a_workspace_changes_no_bit():
    space = rnnlib.Workspace()
    for T, B, n_h, dtype in [(11, 2, 4, float), (5, 3, 4, float),
                             (20, 2, 6, np.float32), (11, 2, 4, complex)]:
        args = problem(T, B, n_h, dtype)
        assert same(rnnlib.bptt(*args, workspace=space), rnnlib.bptt(*args))


def test_results_do_not_live_in_the_workspace():
    space = rnnlib.Workspace()
    first = rnnlib.bptt(*problem(), workspace=space)
    kept = first[0], rnnlib.Params(*(z.copy() for z in first[1]))
    rnnlib.bptt(*problem(seed=1), workspace=space)
    assert same(first, kept)
    assert not any(np.shares_memory(z, buffer)
                   for z in first[1] for buffer in space.values())


def test_a_workspace_keeps_its_buffers():
    space = rnnlib.Workspace()
    rnnlib.bptt(*problem(), workspace=space)
    assert {*space} == {"h", "q", "a", "lam"}
    before = dict(space)
    for T in (11, 5):
        rnnlib.bptt(*problem(T, seed=1), workspace=space)
        assert all(space[name] is before[name] for name in space)


def test_a_workspace_is_a_workspace():
    with pytest.raises(TypeError, match="workspace must be None or a "
                                        "rnnlib.Workspace, got dict"):
        rnnlib.bptt(*problem(), workspace={})


def test_threads_that_share_a_workspace_are_right_or_refused():
    """600 calls in 6 threads: before there was a lock, dozens were wrong."""
    space = rnnlib.Workspace()
    some = [problem(T=40, B=4, n_h=32, seed=seed) for seed in range(6)]
    right = [rnnlib.bptt(*args) for args in some]

    def call(n):
        try:
            return same(rnnlib.bptt(*some[n % 6], workspace=space),
                        right[n % 6])
        except RuntimeError as error:
            return str(error)

    with ThreadPoolExecutor(6) as pool:
        found = {*pool.map(call, range(600))}
    assert True in found
    assert all("workspace is in use by another call" in one
               for one in found - {True})
    assert same(rnnlib.bptt(*some[0], workspace=space), right[0])


def test_a_second_call_is_refused_and_the_first_is_right(monkeypatch):
    """Another thread comes in the middle of a call."""
    space, args, refused = rnnlib.Workspace(), problem(), []
    right, sweep = rnnlib.bptt(*args), passes.sweep

    def another(*given):
        if not refused:
            with pytest.raises(RuntimeError, match="of its own") as error:
                rnnlib.bptt(*problem(seed=1), workspace=space)
            refused.append(error)
        return sweep(*given)

    monkeypatch.setattr("rnnlib.rnn.sweep", another)
    assert same(rnnlib.bptt(*args, workspace=space), right) and refused


def test_an_error_leaves_the_workspace_free():
    space = rnnlib.Workspace()
    params, x, y = problem()
    for wrong in (params._replace(V=1e308 * params.V), None):
        with pytest.raises((FloatingPointError, TypeError)):
            rnnlib.bptt(wrong, x, y, workspace=space)
        rnnlib.bptt(params, x, y, workspace=space)


def test_copies_share_no_buffers():
    space = rnnlib.Workspace()
    rnnlib.bptt(*problem(), workspace=space)
    for one in (copy.copy(space), copy.deepcopy(space),
                pickle.loads(pickle.dumps(space))):
        assert type(one) is rnnlib.Workspace and not one
        rnnlib.bptt(*problem(), workspace=one)
    with pytest.raises(TypeError):
        rnnlib.Workspace(space)
