"""check_grads must find what is wrong, and only that."""
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reference import NAMES, make, problems

import rnnlib
from rnnlib.checking import Report, Row, central, complex_step

pytestmark = pytest.mark.filterwarnings("error")


def check(problem, **more):
    return rnnlib.check_grads(*problem[:4], **problem.how, **more)


def test_numerical_derivatives_of_a_known_function():
    z = np.array([[0.3, -1.2], [2.0, 0.0]])

    def f(z):
        return (np.exp(z) * z[::-1]).sum()

    want = np.exp(z) * z[::-1] + np.exp(z[::-1])
    np.testing.assert_allclose(complex_step(f, z), want, rtol=1e-15)
    np.testing.assert_allclose(central(f, z), want, rtol=1e-9)
    assert z[0, 0] == 0.3


@given(problems(), st.sampled_from(NAMES), st.floats(1e-8, 1), st.data())
def test_one_wrong_entry_is_found(problem, name, size, data):
    problem = problem._replace(how={**problem.how, "activation": "tanh"})
    _, grads = rnnlib.bptt(*problem[:4], **problem.how)
    grads = {**grads._asdict(), **rnnlib.input_grads(
        *problem[:4], **problem.how)._asdict()}
    rows = check(problem, grads=grads).rows.values()
    assume(all(row.largest == 0 or row.largest > 1e-4 for row in rows))
    assert all(row.ok for row in rows)
    index = tuple(data.draw(st.integers(0, n - 1)) for n in
                  grads[name].shape)
    grads[name][index] += size * max(np.abs(grads[name]).max(), 1e-3)
    report = check(problem, grads=grads)
    assert not report.ok
    assert [n for n, row in report.rows.items() if not row.ok] == [name]
    assert report.rows[name].complex_step > 0.9 * size


def test_a_missing_transpose_is_found():
    problem = make(4, 2, 3, 4, 3, 0)
    params, x, y, h0, _ = problem
    h, _, e = rnnlib.forward(params, x, h0)
    e = e - np.eye(3)[y]
    dW, a = 0, np.zeros((2, 4))
    for t in reversed(range(4)):
        a = (1 - h[t + 1]**2) * (e[t] @ params.V + a @ params.W.T)
        dW = dW + a.T @ h[t]
    row = check(problem, grads={"W": dW}).rows["W"]
    assert not row.ok
    assert row.complex_step > 0.1
    assert abs(row.central / row.complex_step - 1) < 1e-6


def test_zero_gradients_are_compared_not_divided():
    problem = make(1, 2, 3, 4, 3, 0)
    problem = problem._replace(h0=np.zeros((2, 4)))      # so dE/dW = 0
    row = check(problem).rows["W"]
    assert row == (0, 0, 0, 0)
    assert row.ok
    row = check(problem, grads={"W": np.full((4, 4), 1e-20)}).rows["W"]
    assert row.complex_step == np.inf
    assert not row.ok


def test_nan_does_not_pass():
    problem = make(2, 1, 2, 3, 3, 0)
    _, grads = rnnlib.bptt(*problem[:4])
    grads.U[0, 0] = np.nan
    report = check(problem, grads=grads)
    assert not report.ok
    assert not report.rows["U"].ok
    assert report.rows["W"].ok


@pytest.mark.parametrize("row, ok", [
    ((1, 1e-11, 1e-7, 0), True), ((1, 1e-9, 1e-7, 0), False),
    ((1, 1e-11, 1e-5, 0), False), ((1, 1e-11, 1e-5, 1e-5), True),
    ((1, np.nan, 0, 0), False), ((1, 0, np.nan, 0), False),
])
def test_both_numerical_gradients_must_agree(row, ok):
    assert Row(*row).ok is ok
    assert Report({"U": Row(1, 0, 0, 0), "W": Row(*row)}).ok is ok


def test_tiny_gradients_pass_because_noise_is_allowed_for():
    problem = make(40, 1, 2, 3, 3, 0, steps=40)
    weak = problem._replace(params=problem.params._replace(
        W=0.3 * problem.params.W))
    row = check(weak).rows["h0"]
    assert 0 < row.largest < 1e-12
    assert row.complex_step < 1e-10
    assert row.central > 1e-6
    assert row.ok


def test_params_and_single_precision():
    problem = make(3, 2, 3, 4, 3, 0)
    _, grads = rnnlib.bptt(*problem[:4])
    assert list(check(problem, grads=grads).rows) == [*NAMES[:5]]
    report = rnnlib.check_grads(
        rnnlib.Params(*(a.astype("f4") for a in problem.params)),
        problem.x.astype("f4"), problem.y)
    assert report.ok
    assert list(report.rows) == [*NAMES]


def test_report_reads_as_a_table():
    problem = make(2, 1, 2, 3, 3, 0)
    _, grads = rnnlib.bptt(*problem[:4])
    lines = repr(check(problem, grads=grads._replace(V=-grads.V))).split("\n")
    assert lines[0].split() == ["largest", "complex", "step", "central"]
    assert [line.split()[0] for line in lines[1:]] == [*NAMES[:5]]
    assert [line.split()[-1] for line in lines[1:]] == [
        "ok", "ok", "WRONG", "ok", "ok"]
    assert "2.0e+00" in lines[3]


def test_grads_must_fit():
    problem = make(2, 1, 2, 3, 3, 0)
    with pytest.raises(ValueError, match=r"grads must be named U, .* 'w'"):
        check(problem, grads={"w": np.zeros((3, 3))})
    with pytest.raises(ValueError, match=r"grads\['U'\] must be \(3, 2\)"):
        check(problem, grads={"U": np.zeros((2, 3))})
    with pytest.raises(ValueError, match="W must be square"):
        rnnlib.check_grads(problem.params._replace(W=np.ones((3, 4))),
                           problem.x, problem.y)
