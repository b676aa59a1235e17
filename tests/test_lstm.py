"""The LSTM and its gradients, against independent computations."""
import numpy as np
import pytest
from hypothesis import given, settings
from reference import disagreement, proportions
from reference_lstm import make, point, problems, states, value_and_grads
from rnnlib import lstm
from rnnlib.checking import central, complex_step

pytestmark = pytest.mark.filterwarnings("error")
FIELDS = lstm.LSTMParams._fields
few = settings(max_examples=25)


def bptt(problem, c0):
    return lstm.bptt(*problem[:4], c0, **problem.how)


def cast(problem, c0, dtype):
    y = problem.y.astype(dtype) if problem.y.ndim == 3 else problem.y
    return problem._replace(
        params=lstm.LSTMParams(*(a.astype(dtype) for a in problem.params)),
        x=problem.x.astype(dtype), y=y,
        h0=problem.h0.astype(dtype)), c0.astype(dtype)


def agree_with_autograd(problem, c0):
    want, want_grads = value_and_grads(problem, c0)
    E, grads = bptt(problem, c0)
    assert abs(E - want) <= 1e-12 * max(1, abs(want))
    for name in FIELDS:
        assert disagreement(getattr(grads, name), want_grads[name]) < 1e-12


@few
@given(problems())
def test_autograd_agrees(args):
    agree_with_autograd(*args)


@pytest.mark.parametrize("target", ["labels", "distributions", "squared"])
@pytest.mark.parametrize("steps", [None, 6, [1, 4]])
def test_autograd_agrees_on_every_combination(target, steps):
    agree_with_autograd(*make(6, 2, 3, 5, 4, 7, target, steps))


@pytest.mark.parametrize("sizes", [(1, 1, 1, 1, 1), (1, 3, 2, 1, 2),
                                   (4, 1, 1, 3, 2), (3, 2, 2, 4, 1)])
def test_smallest_sizes(sizes):
    agree_with_autograd(*make(*sizes, seed=3))


@pytest.mark.parametrize("name", FIELDS)
def test_numerical_gradients_agree(name):
    problem, c0 = make(4, 2, 2, 3, 3, 5)

    def E(value):
        return bptt(problem._replace(params=problem.params._replace(
            **{name: value})), c0)[0]

    z, grad = (getattr(a, name) for a in (problem.params,
                                          bptt(problem, c0)[1]))
    assert disagreement(complex_step(E, z), grad) < 1e-13
    assert disagreement(central(E, z), grad) < 1e-7


@pytest.mark.parametrize("name", ["x", "h0", "c0", *FIELDS])
def test_complex_arguments_differentiate(name):
    """The imaginary part of a loss is its derivative along a direction."""
    problem, c0 = make(4, 2, 3, 4, 3, 0)
    z = point(problem, c0)
    direction = np.random.default_rng(1).normal(size=z[name].shape)
    moved = {**z, name: z[name] + 1e-30j * direction}
    params = lstm.LSTMParams(*(moved[field] for field in FIELDS))
    E, _ = lstm.bptt(params, moved["x"], problem.y, moved["h0"],
                     moved["c0"], **problem.how)
    slope = (value_and_grads(problem, c0)[1][name] * direction).sum()
    assert abs(E.imag / 1e-30 - slope) < 1e-12 * abs(slope)


@few
@given(problems())
def test_forward_follows_the_equations(args):
    problem, c0 = args
    params, x, _, h0, _ = problem
    run = lstm.forward(params, x, h0, c0)
    for b in range(x.shape[1]):
        h, c = map(np.array, zip(*states(point(problem, c0), b),
                                 strict=True))
        np.testing.assert_allclose(run.h[:, b], h, rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(run.c[:, b], c, rtol=1e-12, atol=1e-14)
    f, g, o, z = np.moveaxis(run.gates, 2, 0)
    np.testing.assert_allclose(run.c[1:], f * run.c[:-1] + g * z, rtol=1e-12)
    np.testing.assert_allclose(run.h[1:], o * np.tanh(run.c[1:]), rtol=1e-12)
    np.testing.assert_allclose(run.q, run.h[1:] @ params.V.T + params.b_y,
                               rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(
        run.y_hat, proportions(np.exp(run.q)), rtol=1e-12)


def test_one_unit_by_hand():
    """A gate that is open or shut by its bias does what its name says."""
    params = lstm.init(1, 1, 1, gain=0)
    x = np.array([0.3, -0.7]).reshape(2, 1, 1)
    for f, g, o in np.ndindex(2, 2, 2):
        b_h = np.array([[1e3 * (2 * gate - 1)] for gate in (f, g, o)]
                       + [[0.5]])
        U = np.array([0, 0, 0, 2.0]).reshape(4, 1, 1)
        run = lstm.forward(params._replace(U=U, b_h=b_h), x,
                           c0=np.array([[0.25]]))
        c = 0.25
        for t in (1, 2):
            c = f * c + g * np.tanh(2 * x[t - 1, 0, 0] + 0.5)
            assert abs(run.c[t, 0, 0] - c) < 1e-15
            assert abs(run.h[t, 0, 0] - o * np.tanh(c)) < 1e-15


@pytest.mark.parametrize("target", ["labels", "distributions", "squared"])
def test_float32_stays_float32(target):
    problem, c0 = make(6, 3, 3, 5, 4, 1, target)
    single, c = cast(problem, c0, np.float32)
    if target == "distributions":
        single.y[...] = proportions(single.y)
    E, got = bptt(single, c)
    exact, want = bptt(problem, c0)
    run = lstm.forward(single.params, single.x, single.h0, c)
    assert {a.dtype for a in (E, *run, *got)} == {np.dtype("f4")}
    assert abs(E - exact) < 1e-4 * exact
    for name in FIELDS:
        assert disagreement(getattr(got, name), getattr(want, name)) < 1e-4


@few
@given(problems())
def test_a_batch_is_the_sum_of_its_sequences(args):
    problem, c0 = args
    E, grads = bptt(problem, c0)
    singles = [bptt(problem._replace(
        x=problem.x[:, [b]], y=problem.y[:, [b]], h0=problem.h0[[b]]),
        c0[[b]]) for b in range(len(c0))]
    assert abs(E - sum(one for one, _ in singles)) <= 1e-12 * max(1, E)
    for name in FIELDS:
        assert disagreement(sum(getattr(g, name) for _, g in singles),
                            getattr(grads, name)) < 1e-12


def test_steps_add_up():
    problem, c0 = make(5, 2, 3, 4, 3, 2)
    parts = [bptt(problem._replace(how={"steps": t}), c0)
             for t in range(1, 6)]
    E, grads = bptt(problem, c0)
    assert abs(E - sum(one for one, _ in parts)) <= 1e-12 * E
    for name in FIELDS:
        assert disagreement(sum(getattr(g, name) for _, g in parts),
                            getattr(grads, name)) < 1e-12


def test_no_start_means_zeros():
    problem, c0 = make(3, 2, 2, 3, 3, 0)
    zeros = np.zeros_like(c0)
    for got, want in zip(
            lstm.bptt(*problem[:3])[1],
            lstm.bptt(*problem[:3], zeros, zeros)[1], strict=True):
        assert (got == want).all()


def test_inputs_are_left_alone_and_not_shared():
    problem, c0 = make(4, 2, 2, 3, 3, 0, "distributions")
    inputs = (*problem.params, *problem[1:4], c0)
    before = [a.copy() for a in inputs]
    for a in inputs:
        a.flags.writeable = False
    results = [*lstm.forward(*problem[:2], problem.h0, c0),
               *bptt(problem, c0)[1]]
    for a, b in zip(inputs, before, strict=True):
        assert a.tobytes() == b.tobytes()
    for n, result in enumerate(results):
        assert result.flags.writeable
        assert not any(np.shares_memory(result, a)
                       for a in (*inputs, *results[:n]))


def test_layout_in_memory_does_not_matter():
    problem, c0 = make(4, 3, 3, 4, 3, 0)
    _, grads = bptt(problem, c0)
    turned = problem._replace(
        params=lstm.LSTMParams(*map(np.asfortranarray, problem.params)),
        x=np.asfortranarray(problem.x), h0=problem.h0[:, ::-1][:, ::-1])
    for name in FIELDS:
        assert disagreement(getattr(bptt(turned, c0)[1], name),
                            getattr(grads, name)) < 1e-13


def test_saturated_gates_survive():
    problem, c0 = make(3, 2, 2, 3, 3, 0)
    b_h = np.array([[1e4, -1e4, 0]] * 4)
    _, grads = bptt(problem._replace(
        params=problem.params._replace(b_h=b_h)), c0)
    assert not grads.b_h[:, :2].any()
    assert grads.b_h[:, 2].all()


def test_init():
    params = lstm.init(3, 100, 5, forget_bias=2.5, gain=0.9, rng=4)
    assert [a.shape for a in params] == [
        (4, 100, 3), (4, 100, 100), (5, 100), (4, 100), (5,)]
    assert {a.dtype for a in params} == {np.dtype("f8")}
    assert (params.b_h == np.array([2.5, 0, 0, 0])[:, None]).all()
    assert not params.b_y.any()
    assert abs(params.U.std() * np.sqrt(3) - 1) < 0.1
    assert abs(params.V.std() * np.sqrt(100) - 1) < 0.1
    for W in params.W:
        np.testing.assert_allclose(W @ W.T, 0.81 * np.eye(100), atol=1e-12)
    assert abs(params.W[0] - params.W[1]).max() > 0.1
    other = lstm.init(3, 100, 5, forget_bias=0, gain=0.9, rng=4)
    assert all((getattr(params, n) == getattr(other, n)).all()
               for n in FIELDS if n != "b_h")
    assert (lstm.init(3, 4, 5).b_h[0] == 1).all()
    again = lstm.init(3, 4, 5, rng=np.random.default_rng(0))
    assert (again.W == lstm.init(3, 4, 5).W).all()
    assert (again.W == lstm.init(3, 4, 5, gain=1.0).W).all()
