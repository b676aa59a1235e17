"""Hessian-vector products: the tangent of a gradient, and symmetric."""
import re

import numpy as np
import pytest
import rnnlib
from reference import disagreement, make
from rnnlib import Params, hessian_vector

pytestmark = pytest.mark.filterwarnings("error")
HOW = [{}, {"steps": 6}, {"steps": [1, 4]}, {"reduction": "mean"},
       {"mask": np.linspace(0, 2, 12).reshape(6, 2)}]


def direction(params, seed=0):
    rng = np.random.default_rng(seed)
    return Params(*[rng.normal(size=z.shape).astype(z.dtype)
                    for z in params])


def dot(one, other):
    return sum((a * b).sum() for a, b in zip(one, other, strict=True))


def moved(params, v, step):
    return Params(*[z + step * dz for z, dz in zip(params, v, strict=True)])


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("target", ["labels", "distributions"])
def test_is_the_complex_step_of_the_gradient(how, target):
    problem = make(6, 2, 3, 5, 4, 7, target)
    v = direction(problem.params)
    Hv = hessian_vector(*problem[:3], v, problem.h0, **how)
    _, grads = rnnlib.bptt(moved(problem.params, v, 1e-30j), *problem[1:4],
                           **how)
    for one, other in zip(Hv, grads, strict=True):
        assert disagreement(one, other.imag / 1e-30) < 1e-12


@pytest.mark.parametrize("how", HOW)
def test_is_symmetric(how):
    problem = make(6, 2, 3, 5, 4, 8)
    v, w = direction(problem.params, 1), direction(problem.params, 2)
    Hv, Hw = [hessian_vector(*problem[:3], z, **how) for z in (v, w)]
    assert abs(dot(w, Hv) - dot(v, Hw)) < 1e-12 * abs(dot(w, Hv))


def test_is_the_bend_of_the_loss():
    """Second differences of E along the line, for each array by itself."""
    problem = make(5, 2, 3, 4, 3, 9)
    for name in Params._fields:
        v = Params(*map(np.zeros_like, problem.params))._replace(
            **{name: getattr(direction(problem.params), name)})
        E = [rnnlib.bptt(moved(problem.params, v, step), *problem[1:4])[0]
             for step in (-1e-4, 0, 1e-4)]
        bend = (E[0] - 2 * E[1] + E[2]) / 1e-8
        Hv = hessian_vector(*problem[:3], v, problem.h0)
        assert dot(v, Hv) == pytest.approx(bend, rel=1e-5, abs=1e-5)


def test_one_unit_in_closed_form():
    """A step from 0: E = log(1 + exp(-2 V tanh(U x))), by U alone."""
    u, x, V = 0.7, 1.3, 0.9
    params = Params(*[np.array(z) for z in (
        [[u]], [[0.4]], [[V], [-V]], [0.0], [0.0, 0.0])])
    v = Params(*map(np.zeros_like, params))._replace(U=np.ones((1, 1)))
    h = np.tanh(u * x)
    s = 1 / (1 + np.exp(2 * V * h))
    dh, ddh = (1 - h**2) * x, -2 * h * (1 - h**2) * x**2
    bend = 4 * V**2 * s * (1 - s) * dh**2 - 2 * V * s * ddh
    Hv = hessian_vector(params, np.full((1, 1, 1), x),
                        np.zeros((1, 1), int), v)
    assert Hv.U[0, 0] == pytest.approx(bend, rel=1e-13)


def test_is_linear_in_the_direction():
    problem = make(6, 2, 3, 5, 4, 3)
    v, w = direction(problem.params, 1), direction(problem.params, 2)
    both = Params(*[2 * a - 3 * b for a, b in zip(v, w, strict=True)])
    Hv, Hw, H_both = [hessian_vector(*problem[:3], z) for z in (v, w, both)]
    for one, other, z in zip(Hv, Hw, H_both, strict=True):
        assert disagreement(z, 2 * one - 3 * other) < 1e-12


def test_a_batch_is_the_sum_of_its_sequences():
    problem = make(6, 3, 3, 5, 4, 3)
    v = direction(problem.params)
    whole = hessian_vector(*problem[:3], v, problem.h0)
    parts = [hessian_vector(problem.params, problem.x[:, [n]],
                            problem.y[:, [n]], v, problem.h0[[n]])
             for n in range(3)]
    for one, *others in zip(whole, *parts, strict=True):
        assert disagreement(one, sum(others)) < 1e-12


def test_class_indices_are_one_hot_vectors():
    problem = make(6, 2, 3, 5, 4, 3)
    v, x = direction(problem.params), np.arange(12).reshape(6, 2) % 3
    one, other = [hessian_vector(problem.params, z, problem.y, v)
                  for z in (x, np.eye(3)[x])]
    for a, b in zip(one, other, strict=True):
        assert (a == b).all()


def test_ignored_labels_weigh_nothing():
    problem = make(6, 2, 3, 5, 4, 3)
    v, y, mask = direction(problem.params), problem.y.copy(), np.ones((6, 2))
    y[3, 1], mask[3, 1] = rnnlib.IGNORED, 0
    one = hessian_vector(problem.params, problem.x, y, v)
    other = hessian_vector(*problem[:3], v, mask=mask)
    for a, b in zip(one, other, strict=True):
        assert disagreement(a, b) < 1e-13


def test_single_precision_stays_single():
    problem = make(5, 2, 3, 4, 3, 0)
    single = Params(*(z.astype("f4") for z in problem.params))
    v = direction(problem.params)
    Hv = hessian_vector(single, problem.x.astype("f4"), problem.y,
                        Params(*(z.astype("f4") for z in v)),
                        mask=np.ones((5, 2)))
    for one, other in zip(Hv, hessian_vector(*problem[:3], v), strict=True):
        assert one.dtype == np.float32
        assert disagreement(one, other) < 1e-4


def test_arguments_are_left_alone():
    problem = make(4, 2, 3, 4, 3, 0, "distributions")
    v = direction(problem.params)
    arrays = *problem.params, *problem[1:4], *v
    before = [a.copy() for a in arrays]
    hessian_vector(*problem[:3], v, problem.h0)
    for old, new in zip(before, arrays, strict=True):
        assert (old == new).all()


def test_overflow_is_an_error():
    problem = make(4, 2, 3, 4, 3, 0)
    v = Params(*[1e300 * z for z in direction(problem.params)])
    huge = problem.params._replace(V=1e200 * problem.params.V)
    with pytest.raises(FloatingPointError, match="hessian_vector: "):
        hessian_vector(huge, *problem[1:3], v)


V = direction(make(4, 2, 3, 4, 3, 0).params)


@pytest.mark.parametrize("change, error, message", [
    ({"x": np.zeros((4, 2, 2))}, ValueError, "x must be (T, B, n_x)"),
    ({"params": None}, TypeError, "params must be rnnlib.Params"),
    ({"steps": 9}, ValueError, "steps must be distinct and within 1..4"),
    ({"y": np.zeros((4, 2))}, TypeError, "y of class indices must be int"),
    ({"x": 1j * np.ones((4, 2, 3))}, TypeError, "x must be real"),
    ({"direction": None}, TypeError, "direction must be rnnlib.Params"),
    ({"direction": tuple(V)}, TypeError, "direction must be rnnlib.Params"),
    ({"direction": V._replace(W=np.zeros((4, 3)))}, ValueError,
     "direction.W must be the shape of W = (4, 4), got (4, 3)"),
    ({"direction": V._replace(b_h=np.zeros((4, 1)))}, ValueError,
     "direction.b_h must be a non-empty array (n_h,)"),
    ({"direction": V._replace(V=np.full((3, 4), np.nan))}, ValueError,
     "direction.V must be finite"),
    ({"direction": V._replace(U=np.zeros((4, 3), int))}, TypeError,
     "direction.U must be float32 or float64, got int64"),
    ({"direction": V._replace(U=np.zeros((4, 3), complex))}, TypeError,
     "direction.U must be float32 or float64, got complex128"),
    ({"direction": V._replace(b_y=V.b_y.astype("f4"))}, TypeError,
     "all arrays must share one precision, got b_y float64, direction.b_y"),
])
def test_arguments_are_checked(change, error, message):
    problem = make(4, 2, 3, 4, 3, 0)
    with pytest.raises(error, match=re.escape(message)):
        hessian_vector(**{**dict(zip(
            ("params", "x", "y", "direction"), (*problem[:3], V),
            strict=True)), **change})
