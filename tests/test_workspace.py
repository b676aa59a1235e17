"""bptt and lstm.bptt in blocks, and with buffers that calls share."""
import copy
import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import rnnlib
from rnnlib import lstm, lstm_passes, passes

both = pytest.mark.parametrize("network", [rnnlib, lstm],
                               ids=["rnn", "lstm"])


def problem(T=11, B=2, n_h=4, dtype=float, seed=0, network=rnnlib):
    rng = np.random.default_rng(seed)
    params = network.init(3, n_h, 5, rng=rng)
    params = type(params)(*(z.astype(dtype) for z in params))
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


@pytest.mark.parametrize("T", [1, 3, 11])
@pytest.mark.parametrize("steps", [None, 1])
def test_blocks_change_nothing_in_an_lstm_either(short_blocks, monkeypatch,
                                                 T, steps):
    args = problem(T, network=lstm)
    parts, run = lstm.bptt(*args, steps=steps), lstm.forward(*args[:2])
    flow = lstm.gradient_flow(*args, steps=steps)
    monkeypatch.undo()
    for one, other in zip(
            (*parts[1], *run, flow.credit),
            (*lstm.bptt(*args, steps=steps)[1], *lstm.forward(*args[:2]),
             lstm.gradient_flow(*args, steps=steps).credit), strict=True):
        assert abs(one - other).max() < 1e-13 * max(1, abs(one).max())


def test_what_later_steps_give_is_taken_and_what_the_start_gets_returned():
    """Two halves of a sequence, swept one after the other, are the whole."""
    params, x, y = problem(8, network=lstm)
    zeros, on = np.zeros((2, 2, 4)), np.ones(8, bool)

    def swept(x, y, start, later):
        space = rnnlib.Workspace()
        run = lstm_passes.states(params, x, *start, space)
        _, grads = lstm_passes.add_up(params, x, run.h, lstm_passes.sweep(
            params, run, y, "cross_entropy", on[:len(x)], space, later))
        return run, grads, later

    _, whole, first = swept(x, y, zeros, zeros.copy())
    run, _, _ = swept(x[:5], y[:5], zeros, zeros.copy())
    _, late, later = swept(x[5:], y[5:], (run.h[-1], run.c[-1]),
                           zeros.copy())
    _, soon, start = swept(x[:5], y[:5], zeros, later)
    np.testing.assert_allclose(start, first, rtol=1e-12, atol=1e-15)
    for one, two, want in zip(late, soon, whole, strict=True):
        np.testing.assert_allclose(one + two, want, rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("y", ["labels", "squared"])
@pytest.mark.parametrize("dtype", [float, np.float32, complex])
def test_few_and_many_classes_differ_in_layout_only(monkeypatch, y, dtype):
    params, x, labels = problem(dtype=dtype)
    how = {"loss": "cross_entropy" if y == "labels" else y}
    args = params, x, labels if y == "labels" else np.ones(
        (*labels.shape, 5), x.real.dtype)
    found = []
    for many in (5, 6):                       # five classes are many, or few
        monkeypatch.setattr(passes, "MANY", many)
        E, grads = rnnlib.bptt(*args, **how)
        found.append([E, *grads, *rnnlib.input_grads(*args, **how),
                      *rnnlib.forward(*args[:2])])
    for one, other in zip(*found, strict=True):
        assert one.dtype == other.dtype
        assert abs(one - other).max() < 50 * np.finfo(dtype).eps * max(
            1, abs(one).max())


def test_a_single_column_is_a_product_too():
    rng = np.random.default_rng(0)
    for n in (1, 2):
        z, M = rng.normal(size=(7, n)), rng.normal(size=(n, 3))
        for kind in (float, complex):
            out = np.full((7, 3), np.nan, kind)
            passes.product(z, M, out)
            np.testing.assert_allclose(out, z @ M, rtol=1e-14)


@both
def test_a_workspace_changes_no_bit(network):
    space = rnnlib.Workspace()
    for T, B, n_h, dtype in [(11, 2, 4, float), (5, 3, 4, float),
                             (20, 2, 6, np.float32), (11, 2, 4, complex)]:
        args = problem(T, B, n_h, dtype, network=network)
        assert same(network.bptt(*args, workspace=space), network.bptt(*args))


def test_the_two_networks_can_share_one():
    space = rnnlib.Workspace()
    for network in (rnnlib, lstm, rnnlib, lstm):
        args = problem(network=network)
        assert same(network.bptt(*args, workspace=space), network.bptt(*args))


@both
def test_results_do_not_live_in_the_workspace(network):
    space = rnnlib.Workspace()
    first = network.bptt(*problem(network=network), workspace=space)
    kept = first[0], [z.copy() for z in first[1]]
    network.bptt(*problem(seed=1, network=network), workspace=space)
    assert same(first, kept)
    assert not any(np.shares_memory(z, buffer)
                   for z in first[1] for buffer in space.values())


@pytest.mark.parametrize(("network", "names"), [
    (rnnlib, {"h", "q", "a", "lam"}),
    (lstm, {"h", "c", "tanh_c", "gates", "p", "q", "lam", "slopes", "out",
            "a"})], ids=["rnn", "lstm"])
def test_a_workspace_keeps_its_buffers(network, names):
    space = rnnlib.Workspace()
    network.bptt(*problem(network=network), workspace=space)
    assert {*space} == names
    before = dict(space)
    for T in (11, 5):
        network.bptt(*problem(T, seed=1, network=network), workspace=space)
        assert all(space[name] is before[name] for name in space)


@both
def test_a_workspace_is_a_workspace(network):
    with pytest.raises(TypeError, match="workspace must be None or a "
                                        "rnnlib.Workspace, got dict"):
        network.bptt(*problem(network=network), workspace={})


@both
def test_threads_that_share_a_workspace_are_right_or_refused(network):
    """600 calls in 6 threads: before there was a lock, dozens were wrong."""
    space = rnnlib.Workspace()
    some = [problem(T=40, B=4, n_h=32, seed=seed, network=network)
            for seed in range(6)]
    right = [network.bptt(*args) for args in some]

    def call(n):
        try:
            return same(network.bptt(*some[n % 6], workspace=space),
                        right[n % 6])
        except RuntimeError as error:
            return str(error)

    with ThreadPoolExecutor(6) as pool:
        found = {*pool.map(call, range(600))}
    assert True in found
    assert all("workspace is in use by another call" in one
               for one in found - {True})
    assert same(network.bptt(*some[0], workspace=space), right[0])


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


@both
def test_an_error_leaves_the_workspace_free(network):
    space = rnnlib.Workspace()
    params, x, y = problem(network=network)
    for wrong in (params._replace(V=1e308 * params.V), None):
        with pytest.raises((FloatingPointError, TypeError)):
            network.bptt(wrong, x, y, workspace=space)
        network.bptt(params, x, y, workspace=space)


def test_copies_share_no_buffers():
    space = rnnlib.Workspace()
    rnnlib.bptt(*problem(), workspace=space)
    for one in (copy.copy(space), copy.deepcopy(space),
                pickle.loads(pickle.dumps(space))):
        assert type(one) is rnnlib.Workspace and not one
        rnnlib.bptt(*problem(), workspace=one)
    with pytest.raises(TypeError):
        rnnlib.Workspace(space)
