"""The network and its gradients, against independent computations."""
from fractions import Fraction

import numpy as np
import pytest
import rnnlib
from hypothesis import assume, given
from reference import (
    NAMES,
    disagreement,
    make,
    near_a_kink,
    point,
    problems,
    proportions,
    states,
    value_and_grads,
)

pytestmark = pytest.mark.filterwarnings("error")
ACTIVATIONS = ["tanh", "logistic", "relu", "identity"]
TARGETS = ["labels", "distributions", "squared"]


def all_grads(problem):
    loss, grads = rnnlib.bptt(*problem[:4], **problem.how)
    return loss, {**grads._asdict(),
                  **rnnlib.input_grads(*problem[:4], **problem.how)._asdict()}


def cast(problem, dtype):
    y = problem.y.astype(dtype) if problem.y.ndim == 3 else problem.y
    return problem._replace(
        params=rnnlib.Params(*(a.astype(dtype) for a in problem.params)),
        x=problem.x.astype(dtype), y=y, h0=problem.h0.astype(dtype))


def agree_with_autograd(problem):
    want, want_grads = value_and_grads(problem)
    got, got_grads = all_grads(problem)
    assert abs(got - want) <= 1e-12 * max(1, abs(want))
    assert set(got_grads) == set(NAMES)
    for name in NAMES:
        assert disagreement(got_grads[name], want_grads[name]) < 1e-12, name


@given(problems())
def test_autograd_agrees(problem):
    agree_with_autograd(problem)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("steps", [None, 6, [1, 4]])
def test_autograd_agrees_on_every_combination(activation, target, steps):
    agree_with_autograd(make(6, 2, 3, 5, 4, 7, target, steps, activation))


@given(problems())
def test_numerical_gradients_agree(problem):
    assume(not near_a_kink(problem))
    report = rnnlib.check_grads(*problem[:4], **problem.how)
    assert set(report.rows) == set(NAMES)
    for row in report.rows.values():
        share = min(1, row.largest / 1e-3)    # see reference.disagreement
        if share:
            assert row.complex_step * share <= 1e-10
            assert row.central * share <= 1e-6
        assert row.ok or share < 1


@pytest.mark.parametrize("sizes", [(1, 1, 1, 1, 1), (1, 3, 2, 1, 2),
                                   (4, 1, 1, 3, 2), (3, 2, 2, 4, 1)])
def test_smallest_sizes(sizes):
    agree_with_autograd(make(*sizes, seed=3))


def test_a_long_sequence():
    agree_with_autograd(make(600, 1, 3, 130, 4, 3, steps=[40, 599]))


def test_steps_that_do_not_count_may_be_left_out():
    """Of every length: the end of a sequence, and what came before h0."""
    problem = make(20, 512, 3, 32, 4, 0)
    h = rnnlib.forward(problem.params, problem.x, problem.h0).h
    for k in range(1, 20):
        _, whole = all_grads(problem._replace(how={"steps": range(1, k + 1)}))
        _, start = all_grads(problem._replace(
            x=problem.x[:k], y=problem.y[:k], how={}))
        assert not whole["x"][k:].any()
        whole["x"] = whole["x"][:k]
        for name in NAMES:
            assert disagreement(whole[name], start[name]) < 1e-12, (k, name)
        run = rnnlib.forward(problem.params, problem.x[k:], h[k])
        assert disagreement(run.h, h[k:]) < 1e-12


@given(problems())
def test_forward_follows_the_equations(problem):
    params, x, _, h0, how = problem
    run = rnnlib.forward(params, x, h0, activation=how["activation"])
    for b in range(x.shape[1]):
        h = np.array(states(point(problem), how["activation"], b))
        np.testing.assert_allclose(run.h[:, b], h, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(run.q, run.h[1:] @ params.V.T + params.b_y,
                               rtol=1e-12, atol=1e-14)
    z = np.exp(run.q)
    np.testing.assert_allclose(run.y_hat, z / z.sum(-1, keepdims=True),
                               rtol=1e-12)


def test_three_linear_steps_by_hand():
    """E = 1/2 (q_3 - y)^2 for scalars and h = p: exact in fractions."""
    u, w, v, b, c, h0, x1, x2, x3, y = (
        Fraction(n, 8) for n in (5, -6, 9, 3, -2, 7, 4, -11, 13, 6))
    h1 = u * x1 + w * h0 + b
    h2 = u * x2 + w * h1 + b
    h3 = u * x3 + w * h2 + b
    e = v * h3 + c - y
    want = {"U": e * v * (x3 + w * x2 + w**2 * x1),
            "W": e * v * (h2 + w * h1 + w**2 * h0),
            "V": e * h3, "b_h": e * v * (1 + w + w**2), "b_y": e,
            "h0": e * v * w**3}
    params = rnnlib.Params(*(np.array([[float(z)]]) for z in (u, w, v)),
                           *(np.array([float(z)]) for z in (b, c)))
    x = np.array([x1, x2, x3], float).reshape(3, 1, 1)
    loss, got = all_grads(make(3, 1, 1, 1, 1, 0)._replace(
        params=params, x=x, y=np.full((3, 1, 1), float(y)),
        h0=np.array([[float(h0)]]),
        how={"loss": "squared", "steps": 3, "activation": "identity"}))
    assert loss == float(e**2 / 2)
    for name, value in want.items():
        assert got[name].item() == float(value), name
    assert got["x"].ravel().tolist() == [
        float(e * v * u * w**2), float(e * v * u * w), float(e * v * u)]


@pytest.mark.parametrize("label, loss", [(0, 0.0), (1, 2e4), (2, 1e4)])
def test_huge_logits_survive(label, loss):
    problem = make(2, 1, 2, 3, 3, 0)
    params = problem.params._replace(V=np.zeros((3, 3)),
                                     b_y=np.array([1e4, -1e4, 0]))
    one_hot = np.broadcast_to(np.eye(3)[label], (2, 1, 3))
    for y in (np.full((2, 1), label), one_hot):
        E, grads = rnnlib.bptt(params, problem.x, y, steps=2)
        assert loss == E
        assert grads.b_y.tolist() == (np.eye(3)[0] - np.eye(3)[label]).tolist()


def test_saturated_units_survive():
    problem = make(3, 2, 2, 3, 3, 0)
    params = problem.params._replace(b_h=np.array([1e4, -1e4, 0]))
    for activation in ("tanh", "logistic"):
        _, grads = rnnlib.bptt(params, problem.x, problem.y,
                               activation=activation)
        assert grads.b_h[:2].tolist() == [0, 0]
        assert grads.b_h[2] != 0


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("target", TARGETS)
def test_float32_stays_float32(activation, target):
    problem = make(6, 3, 3, 5, 4, 1, target, None, activation)
    single = cast(problem, np.float32)
    if target == "distributions":
        single.y[...] = proportions(single.y)
    loss, got = all_grads(single)
    exact, want = all_grads(problem)
    run = rnnlib.forward(single.params, single.x, single.h0)
    assert loss.dtype == np.float32
    assert abs(loss - exact) < 1e-4 * exact
    assert {a.dtype for a in (*run, *got.values())} == {np.dtype("f4")}
    for name in NAMES:
        assert disagreement(got[name], want[name]) < 1e-4, name


@given(problems())
def test_a_batch_is_the_sum_of_its_sequences(problem):
    params, x, y, h0, _ = problem
    loss, grads = all_grads(problem)
    singles = [all_grads(problem._replace(
        x=x[:, b:b + 1], y=y[:, b:b + 1], h0=h0[b:b + 1]))
        for b in range(x.shape[1])]
    assert abs(loss - sum(E for E, _ in singles)) <= 1e-12 * max(1, loss)
    for name in params._fields:
        # a linear network whose W has norm 2 multiplies roundings by 2^5
        assert disagreement(sum(g[name] for _, g in singles),
                            grads[name]) < 1e-11
    for name, axis in (("h0", 0), ("x", 1)):
        joined = np.concatenate([g[name] for _, g in singles], axis)
        assert disagreement(joined, grads[name]) < 1e-11


@given(problems())
def test_steps_add_up(problem):
    T = len(problem.x)
    parts = [all_grads(problem._replace(how={**problem.how, "steps": t}))
             for t in range(1, T + 1)]
    loss, grads = all_grads(problem._replace(how={**problem.how,
                                                  "steps": None}))
    assert abs(loss - sum(E for E, _ in parts)) <= 1e-12 * max(1, loss)
    for name in NAMES:
        assert disagreement(sum(g[name] for _, g in parts),
                            grads[name]) < 1e-12


def test_ways_to_say_all_steps():
    problem = make(4, 2, 2, 3, 3, 0)
    want = all_grads(problem)
    for steps in (range(1, 5), [4, 2, 3, 1], np.arange(1, 5), (1, 2, 3, 4)):
        got = all_grads(problem._replace(how={"steps": steps}))
        assert got[0] == want[0]
        assert all((got[1][n] == want[1][n]).all() for n in NAMES)


def test_no_start_means_zeros():
    problem = make(3, 2, 2, 3, 3, 0)._replace(h0=None)
    zeros = problem._replace(h0=np.zeros((2, 3)))
    assert (rnnlib.forward(*problem[:2]).h[0] == 0).all()
    for got, want in zip(all_grads(problem)[1].values(),
                         all_grads(zeros)[1].values(), strict=True):
        assert (got == want).all()


def test_one_hot_distributions_are_labels():
    problem = make(4, 2, 2, 3, 3, 0)
    loss, grads = all_grads(problem)
    one, ones = all_grads(problem._replace(y=np.eye(3)[problem.y]))
    assert abs(loss - one) < 1e-14 * loss
    for name in NAMES:
        assert disagreement(ones[name], grads[name]) < 1e-14


@given(problems())
def test_inputs_are_left_alone_and_not_shared(problem):
    params, x, y, h0, how = problem
    inputs = (*params, x, y, h0)
    before = [a.copy() for a in inputs]
    for a in inputs:
        a.flags.writeable = False
    run = rnnlib.forward(params, x, h0, activation=how["activation"])
    results = [*run, *all_grads(problem)[1].values()]
    for a, b in zip(inputs, before, strict=True):
        assert a.tobytes() == b.tobytes()
    for i, result in enumerate(results):
        assert result.flags.writeable
        assert not any(np.shares_memory(result, a)
                       for a in (*inputs, *results[:i]))


@given(problems())
def test_bit_for_bit_again(problem):
    loss, grads = all_grads(problem)
    again, more = all_grads(problem)
    assert loss == again
    assert all(grads[n].tobytes() == more[n].tobytes() for n in NAMES)


def test_layout_in_memory_does_not_matter():
    problem = make(4, 3, 3, 4, 3, 0, "distributions")

    def scattered(a):
        wide = np.full([2 * n for n in a.shape], 1e3)
        view = wide[tuple(slice(None, None, -2) for _ in a.shape)]
        view[...] = a
        return view

    loss, grads = all_grads(problem)
    for layout in (scattered, np.asfortranarray):
        odd, other = all_grads(problem._replace(
            params=rnnlib.Params(*map(layout, problem.params)),
            x=layout(problem.x), y=layout(problem.y), h0=layout(problem.h0)))
        assert abs(odd - loss) < 1e-14 * loss
        for name in NAMES:
            assert disagreement(other[name], grads[name]) < 1e-13


@pytest.mark.parametrize("name", NAMES)
def test_complex_arguments_differentiate(name):
    """The imaginary part of a loss is its derivative along a direction."""
    problem = make(4, 2, 3, 4, 3, 0)
    z = point(problem)
    direction = np.random.default_rng(1).normal(size=z[name].shape)
    z[name] = z[name] + 1e-30j * direction
    params = rnnlib.Params(*(z[field] for field in rnnlib.Params._fields))
    loss, _ = rnnlib.bptt(params, z["x"], problem.y, z["h0"])
    slope = (all_grads(problem)[1][name] * direction).sum()
    assert abs(loss.imag / 1e-30 - slope) < 1e-13 * abs(slope)


@pytest.mark.parametrize("activation", ["tanh", "logistic", "identity"])
@pytest.mark.parametrize("name", NAMES)
def test_gradients_at_complex_arguments_differentiate(name, activation):
    """Their imaginary part is a Hessian times a direction."""
    problem = make(4, 2, 3, 4, 3, 0, "squared", activation=activation)
    z = point(problem)
    direction = np.random.default_rng(1).normal(size=z[name].shape)

    def at(step):
        moved = {**z, name: z[name] + step * direction}
        return all_grads(problem._replace(
            params=rnnlib.Params(*(moved[n] for n in rnnlib.Params._fields)),
            x=moved["x"], h0=moved["h0"]))[1]

    forward, backward, complex_step = at(1e-6), at(-1e-6), at(1e-30j)
    for by in NAMES:
        slope = (forward[by] - backward[by]) / 2e-6
        assert disagreement(complex_step[by].imag / 1e-30, slope) < 1e-7, by


@pytest.mark.parametrize("recurrent", ["orthogonal", "gaussian", "identity"])
def test_init(recurrent):
    def init(**how):
        return rnnlib.init(3, 200, 5, recurrent=recurrent, **how)

    params = init(gain=0.9, rng=4)
    assert [a.shape for a in params] == [(200, 3), (200, 200), (5, 200),
                                         (200,), (5,)]
    assert {a.dtype for a in params} == {np.dtype("f8")}
    assert not params.b_h.any()
    assert not params.b_y.any()
    assert abs(params.U.std() * np.sqrt(3) - 1) < 0.1
    assert abs(params.V.std() * np.sqrt(200) - 1) < 0.1
    W = params.W / 0.9
    if recurrent == "gaussian":
        assert abs(W.std() * np.sqrt(200) - 1) < 0.02
    else:
        np.testing.assert_allclose(W @ W.T, np.eye(200), atol=1e-13)
    assert ((np.eye(200) == W).all()) == (recurrent == "identity")
    same = init(gain=0.9, rng=np.random.default_rng(4))
    other = init(gain=1.8, rng=4)
    assert all(a.tobytes() == b.tobytes()
               for a, b in zip(params, same, strict=True))
    np.testing.assert_allclose(other.W, 2 * params.W, rtol=1e-15)
    assert (other.U == rnnlib.init(3, 200, 5, rng=4).U).all()
    assert (other.V == rnnlib.init(3, 200, 5, rng=4).V).all()


@pytest.mark.parametrize("recurrent", [
    "orthogonal", "gaussian", "identity", "sparse"])
def test_init_by_default(recurrent):
    params = rnnlib.init(2, 20, 3, recurrent=recurrent)
    same = rnnlib.init(2, 20, 3, recurrent=recurrent, gain=1.0, rng=0)
    assert all((a == b).all() for a, b in zip(params, same, strict=True))
    default = rnnlib.init(2, 20, 3).W
    assert (params.W == default).all() == (recurrent == "orthogonal")


def test_orthogonal_matrices_are_uniform():
    """Unsigned QR would favour one sign on the diagonal."""
    first = [rnnlib.init(1, 2, 1, rng=seed).W[0, 0] for seed in range(400)]
    assert abs(np.mean(np.array(first) > 0) - 0.5) < 0.1
    assert abs(np.mean(first)) < 0.15
