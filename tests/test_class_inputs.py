"""Class indices as x are one-hot vectors, without the vectors."""
import tracemalloc

import numpy as np
import pytest
import reference
import reference_gru
import reference_lstm
import rnnlib
from hypothesis import given
from hypothesis import strategies as st
from reference import disagreement
from rnnlib import gru, lstm, lyapunov, regulariser

pytestmark = pytest.mark.filterwarnings("error")
N_X = 5
MODULES = {"rnn": (rnnlib, reference), "lstm": (lstm, reference_lstm),
           "gru": (gru, reference_gru)}
every = pytest.mark.parametrize("name", MODULES)


def problem(name, T=6, B=3, n_x=N_X, seed=0):
    """A module; params, x, y; the starts by name; and x as vectors."""
    module, program = MODULES[name]
    made = program.make(T, B, n_x, 4, 3, seed)
    made, c0 = made if name == "lstm" else (made, None)
    starts = {"h0": made.h0} | ({} if c0 is None else {"c0": c0})
    x = np.random.default_rng(seed).integers(0, n_x, (T, B))
    return module, (made.params, x, made.y), starts, np.eye(n_x)[x]


def alike(got, want, within=1e-13):
    for one, two in zip(got, want, strict=True):
        assert np.shape(one) == np.shape(two)
        assert disagreement(np.array(one), np.array(two)) < within


@every
def test_as_with_one_hot_vectors(name):
    module, (params, x, y), starts, vectors = problem(name)
    alike(module.forward(params, x, **starts),
          module.forward(params, vectors, **starts))
    E, grads = module.bptt(params, x, y, **starts)
    want, by = module.bptt(params, vectors, y, **starts)
    alike([E, *grads], [want, *by])


@given(st.integers(0, 10**6), st.sampled_from([*MODULES]), st.integers(1, 9),
       st.integers(1, 4), st.integers(1, 6))
def test_of_any_sizes(seed, name, T, B, n_x):
    module, (params, x, y), starts, vectors = problem(name, T, B, n_x, seed)
    mask = np.random.default_rng(seed).random((T, B))
    _, grads = module.bptt(params, x, y, **starts, mask=mask)
    _, want = module.bptt(params, vectors, y, **starts, mask=mask)
    alike(grads, want)
    absent = [u for u in range(n_x) if u not in x]
    assert not grads.U[..., absent].any()


@given(st.integers(0, 10**6))
def test_autograd_agrees(seed):
    _, (params, x, y), starts, vectors = problem("rnn", seed=seed)
    want, by = reference.value_and_grads(reference.Problem(
        params, vectors, y, starts["h0"], {
            "loss": "cross_entropy", "steps": None, "activation": "tanh"}))
    E, grads = rnnlib.bptt(params, x, y, **starts)
    more = rnnlib.input_grads(params, x, y, **starts)
    alike([E, *grads, *more], [want, *[by[name] for name in (
        *grads._fields, *more._fields)]], 1e-12)


@every
@pytest.mark.parametrize("n_x", [5, 128, 129, 9000])
def test_several_blocks(name, n_x):
    """Of few classes and of many, more than there are inputs too."""
    module, (params, x, y), starts, vectors = problem(name, 600, 9, n_x)
    for many in (600, 40):
        args = y[:many], *starts.values()
        alike(module.bptt(params, x[:many], *args)[1],
              module.bptt(params, vectors[:many], *args)[1], 1e-12)


def test_everywhere_else():
    _, args, starts, vectors = problem("rnn", T=4, B=2)
    params, x, y = args
    hot = params, vectors, y
    for function in (rnnlib.gradient_flow, regulariser.omega):
        alike(function(*args, **starts), function(*hot, **starts))
    E, grads = rnnlib.rtrl(*args, **starts)
    alike([E, *grads], [E, *rnnlib.rtrl(*hot, **starts)[1]])
    alike(regulariser.regularised(*args, weight=2.0)[2],
          regulariser.regularised(*hot, weight=2.0)[2])
    alike([lyapunov.lyapunov(params, x)],
          [lyapunov.lyapunov(params, vectors)])
    report = rnnlib.check_grads(*args, **starts)
    assert report.ok
    assert report.rows.keys() == {*params._fields, "h0", "x"}
    _, args, starts, vectors = problem("lstm", T=3, B=2)
    alike(lstm.gradient_flow(*args, **starts),
          lstm.gradient_flow(args[0], vectors, args[2], **starts))
    assert rnnlib.check_grads(*args, **starts).ok


@every
@pytest.mark.parametrize("dtype", ["f4", "f8", "c16"])
def test_integers_do_not_widen_floats(name, dtype):
    module, (params, x, y), _, _ = problem(name)
    params = type(params)(*[z.astype(dtype) for z in params])
    E, grads = module.bptt(params, x, y)
    assert {E.dtype, *[z.dtype for z in grads]} == {np.dtype(dtype)}
    assert module.forward(params, x).h.dtype == dtype


@every
def test_of_any_integers(name):
    module, (params, x, y), _, _ = problem(name)
    want = module.bptt(params, x, y)[0]
    for odd in (x.tolist(), np.asfortranarray(x), x[::-1].copy()[::-1],
                *[x.astype(kind) for kind in ("i1", "u8", ">i4")]):
        assert module.bptt(params, odd, y)[0] == want


@every
@pytest.mark.parametrize(("spoil", "message"), [
    (lambda x: np.where(x == x[0, 0], N_X, x), r"indices 0\.\.4, got \d\.\.5"),
    (lambda x: x - 9, r"x must hold class indices 0\.\.4, got -\d\.\.-\d"),
    (lambda x: np.where(x == x[0, 0], -100, x), r"0\.\.4, got -100"),
    (lambda x: x.astype(float), r"x must be .* integers .* of float64"),
    (lambda x: x > 2, r"x must be .* integers .* of bool"),
    (lambda x: x[:0], r"x must be a non-empty array"),
    (lambda x: x[0], r"x must be a non-empty array"),
    (lambda x: x[..., None], r"x must be float32 or float64"),
])
def test_what_is_no_class_is_named(name, spoil, message):
    module, (params, x, y), _, _ = problem(name)
    for function, more in ((module.forward, ()), (module.bptt, (y,))):
        with pytest.raises((ValueError, TypeError), match=message):
            function(params, spoil(x), *more)


@every
def test_targets_share_the_precision_of_the_parameters(name):
    module, (params, x, _), _, _ = problem(name)
    y = np.full((*x.shape, 3), 1 / 3, "f4")
    with pytest.raises(TypeError, match="V float64, y float32"):
        module.bptt(params, x, y)


@every
def test_no_one_hot_array_is_made(name):
    module, (params, x, y), _, _ = problem(name, T=50, B=8, n_x=20000)
    tracemalloc.start()
    module.bptt(params, x, y)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2.5 * params.U.nbytes < 8 * 50 * 8 * 20000
