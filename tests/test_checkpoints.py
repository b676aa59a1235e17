"""Checkpoints: schedules that are best, and gradients that stay exact."""
from collections import Counter
from itertools import pairwise
from math import comb

import numpy as np
import pytest
import reference
import rnnlib
from hypothesis import given
from hypothesis import strategies as st
from reference import disagreement
from rnnlib import checkpoints, costs

pytestmark = pytest.mark.filterwarnings("error")
MOST_T, MOST_N = 200, 12


def fewest():
    """{(T, n): advances} by dynamic programming over where to store."""
    f = {(1, n): 0 for n in range(MOST_N + 1)}
    f |= {(T, 0): np.inf for T in range(2, MOST_T + 1)}
    for T in range(2, MOST_T + 1):
        for n in range(1, MOST_N + 1):
            f[T, n] = min(k + f[T - k, n - 1] + f[k, n] for k in range(1, T))
    return f


@pytest.fixture(scope="module")
def best():
    return fewest()


def test_the_closed_form_is_what_dynamic_programming_finds(best):
    assert {(T, n): checkpoints.extra_steps(T, n) for T, n in best if n} == {
        at: f for at, f in best.items() if at[1]}


def test_what_the_page_says_of_long_sequences():
    found = {n: (checkpoints.repeats(1000, n), checkpoints.extra_steps(
        1000, n)) for n in (50, 10, 5, 3)}
    assert found == {50: (2, 1948), 10: (4, 3636), 5: (8, 6284),
                     3: (17, 12155)}
    assert checkpoints.extra_steps(10_000, 10) == 57624


@pytest.mark.parametrize("n", [1, 2, 3, 10, 1000, 10**6])
@pytest.mark.parametrize("T", [1, 2, 3, 999, 10**6, 2**31 - 1])
def test_repeats_are_the_least_that_are_enough(T, n):
    r, n = checkpoints.repeats(T, n), min(n, T)
    assert comb(n + r, n) >= T
    assert r == 0 or comb(n + r - 1, n) < T


def test_no_more_places_than_steps_are_of_use():
    for T in (1, 2, 17):
        assert (checkpoints.schedule(T, T) == checkpoints.schedule(T, T + 9)
                == checkpoints.schedule(T, 2**31 - 1))
        assert checkpoints.extra_steps(T, 2**31 - 1) == T - 1


def carried_out(actions, T, n):
    """Whether each action can be done: the advances, and most stored."""
    hand, kept, most, left = 0, set(), 0, T
    for do, t in actions:
        if do == "store":
            assert hand == t and t not in kept
            kept.add(t)
        elif do == "load":
            assert t in kept
            hand = t
        elif do == "free":
            kept.remove(t)
        elif do == "advance":
            assert hand == t - 1
            hand = t
        else:
            assert (do, t) == ("reverse", left) and hand == t - 1
            left -= 1
        most = max(most, len(kept))
    assert left == 0 and not kept
    return Counter(do for do, _ in actions)["advance"], most


@pytest.mark.parametrize("n", [1, 2, 3, 4, 7, 12, 300])
def test_schedules_can_be_done_and_are_best(n):
    for T in (*range(1, 60), 200):
        advances, most = carried_out(checkpoints.schedule(T, n), T, n)
        assert advances == checkpoints.extra_steps(T, n)
        assert most <= n and (T < n or most == n)


def test_no_step_is_taken_more_often_than_repeats_say():
    for T, n in ((200, 3), (200, 1), (66, 4), (7, 9)):
        taken = Counter(t for do, t in checkpoints.schedule(T, n)
                        if do == "advance")
        assert max(taken.values()) == checkpoints.repeats(T, n)


def test_a_long_schedule_needs_no_deep_recursion():
    actions = checkpoints.schedule(20_000, 20_000)
    assert carried_out(actions, 20_000, 20_000) == (19_999, 20_000)


PROBLEMS = [
    reference.make(1, 1, 1, 1, 1, 0), reference.make(1, 3, 2, 4, 3, 1),
    reference.make(9, 2, 3, 5, 4, 2, "distributions"),
    reference.make(30, 2, 3, 5, 4, 3, "squared", steps=[3, 30]),
    reference.make(40, 1, 2, 6, 3, 4, activation="logistic"),
    reference.make(23, 3, 2, 4, 3, 5, activation="relu"),
    reference.make(12, 2, 2, 3, 3, 6, activation="identity", steps=1)]


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda p: p.how[
    "activation"] + str(len(p.x)))
def test_gradients_are_those_of_the_plain_sweep(problem):
    *task, how = problem
    E, grads = rnnlib.bptt(*task, **how)
    found = [checkpoints.bptt(*task, states=n, **how)
             for n in (1, 2, 3, 5, len(problem.x), 99)]
    assert found[0][0] == pytest.approx(E, rel=1e-12)
    for name, dz in found[0][1]._asdict().items():
        assert disagreement(dz, getattr(grads, name)) < 1e-12
    for (one, some), (other, others) in pairwise(found):
        assert one == other                              # bit for bit
        assert all(np.array_equal(a, b) for a, b in zip(some, others,
                                                        strict=True))


@given(reference.problems(), st.integers(1, 6))
def test_gradients_are_those_of_autograd(problem, n):
    E, grads = checkpoints.bptt(*problem[:4], states=n, **problem.how)
    want, by = reference.value_and_grads(problem)
    assert E == pytest.approx(want, rel=1e-10)
    for name, dz in grads._asdict().items():
        assert disagreement(dz, by[name]) < 1e-10


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_masks_ignored_labels_class_inputs_and_no_start(reduction):
    params, *_ = reference.make(8, 3, 5, 4, 6, 0)
    rng = np.random.default_rng(0)
    x, y = rng.integers(5, size=(8, 3)), rng.integers(6, size=(8, 3))
    mask = rng.integers(3, size=(8, 3)) / 2
    y[3, 1] = rnnlib.IGNORED
    how = {"mask": mask, "reduction": reduction}
    E, grads = rnnlib.bptt(params, x, y, **how)
    E_few, few = checkpoints.bptt(params, x, y, states=3, **how)
    assert E_few == pytest.approx(E, rel=1e-12)
    for one, other in zip(few, grads, strict=True):
        assert disagreement(one, other) < 1e-12


@pytest.mark.parametrize("kind", ["f4", "f8"])
def test_precision_is_that_of_the_arrays(kind):
    params, x, y, h0, _ = reference.make(9, 2, 3, 4, 3, 0)
    params = rnnlib.Params(*(z.astype(kind) for z in params))
    E, grads = checkpoints.bptt(params, x.astype(kind), y, h0.astype(kind),
                                states=2)
    assert {z.dtype for z in (E, *grads)} == {np.dtype(kind)}


def test_complex_step():
    params, x, y, h0, how = reference.make(11, 2, 3, 4, 3, 0)
    grads = checkpoints.bptt(params, x, y, h0, states=3, **how)[1]
    W = params.W + 0j
    W[1, 2] += 1e-30j
    E = checkpoints.bptt(params._replace(W=W), x, y, h0, states=2, **how)[0]
    assert E.imag / 1e-30 == pytest.approx(grads.W[1, 2], rel=1e-12)


def held(n, T=300, B=16, n_h=64):
    """The most bytes at once, in states."""
    params, x, y, *_ = reference.make(T, B, 4, n_h, 4, 0)
    peak = costs.peak_memory(checkpoints.bptt, params, x, y, states=n)
    return peak / (8 * B * n_h)


def test_memory_is_that_of_the_places():
    few, some, many = map(held, (3, 40, 300))
    assert few < 40                    # the gradients, and room to work in
    assert some - few == pytest.approx(37, abs=2)
    assert many - few == pytest.approx(297, abs=20)


def test_it_takes_one_step_more_than_advances(monkeypatch):
    taken = []
    drive = checkpoints.drive
    monkeypatch.setattr(checkpoints, "drive", lambda *args, **how: (
        taken.append(1), drive(*args, **how)))
    params, x, y, *_ = reference.make(50, 1, 2, 3, 2, 0)
    for n in (1, 3, 50):
        taken.clear()
        checkpoints.bptt(params, x, y, states=n)
        assert len(taken) == checkpoints.extra_steps(50, n) + 1


@pytest.mark.parametrize(("bad", "error"), [
    (0, ValueError), (-1, ValueError), (2.0, TypeError), (True, TypeError),
    ("3", TypeError), (None, TypeError), (10**30, ValueError)])
def test_sizes_are_positive_integers(bad, error):
    params, x, y, *_ = reference.make(3, 1, 2, 3, 2, 0)
    for function in (checkpoints.extra_steps, checkpoints.repeats,
                     checkpoints.schedule):
        with pytest.raises(error, match="^T must be .*"):
            function(bad, 3)
        with pytest.raises(error, match="^states must be .*"):
            function(3, bad)
    with pytest.raises(error, match="^states must be .*"):
        checkpoints.bptt(params, x, y, states=bad)


def test_a_schedule_that_nobody_could_keep_is_refused():
    with pytest.raises(ValueError, match="T must be within 1..1000000, got 1"
                                         "000001"):
        checkpoints.schedule(10**6 + 1, 50)


def test_overflow_is_named():
    params, x, y, *_ = reference.make(9, 1, 2, 3, 2, 0)
    big = params._replace(W=1e200 * params.W)
    with pytest.raises(FloatingPointError, match="overflowed"):
        checkpoints.bptt(big, x, y, states=3, activation="identity")
    with pytest.raises(FloatingPointError, match="forward: p overflowed"):
        checkpoints.bptt(params._replace(U=1e308 * np.ones((3, 2))),
                         10 * np.ones_like(x), y, states=3)
