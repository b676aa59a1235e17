"""check_grads must find what is wrong, and only that."""
import re

import numpy as np
import pytest
import rnnlib
from hypothesis import assume, given
from hypothesis import strategies as st
from reference import NAMES, make, problems
from reference_lstm import make as make_lstm
from rnnlib import lstm
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
    assert row[:5] == (0, 0, 0, 0, 0)
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


def alike(p, T=3):
    """One unit with the pre-activation p, nearly, at all steps."""
    return (rnnlib.Params(np.ones((1, 1)), np.full((1, 1), 0.5),
                          np.array([[1.0], [-1.0]]), np.zeros(1),
                          np.zeros(2)), np.full((T, 1, 1), float(p)),
            np.zeros((T, 1), int))


SATURATED = (0.3, 1, 5, 9, 12, 15, 17, 19.5, 25, 40, 400, 700, 800)


@pytest.mark.parametrize("activation", rnnlib.ACTIVATIONS)
@pytest.mark.parametrize("p", [sign * p for p in SATURATED
                               for sign in (1, -1)])
def test_a_gradient_that_is_right_to_rounding_is_never_wrong(activation, p):
    args = alike(p)
    report = rnnlib.check_grads(*args, activation=activation)
    assert report.ok, report


@pytest.mark.parametrize("activation", ["tanh", "logistic"])
@pytest.mark.parametrize(("p", "digits"), [
    (1, 9), (5, 9), (9, 7), (12, 4), (15, 1)])
def test_saturated_units_hide_only_the_digits_that_are_lost(
        activation, p, digits):
    """Seeded slips are found down to what rounding leaves."""
    args = alike(p)
    _, grads = rnnlib.bptt(*args, activation=activation)
    for sign in (1, -1):
        factor = 1 + sign * 10.0**-digits
        report = rnnlib.check_grads(*args, activation=activation,
                                    grads={"U": factor * grads.U})
        assert not report.ok, report


@pytest.mark.parametrize("activation", ["tanh", "logistic"])
@pytest.mark.parametrize("p", [19.5, 40, 400])
def test_a_forgotten_slope_is_found_where_no_digit_is_left(activation, p):
    report = rnnlib.check_grads(*alike(p), activation=activation,
                                grads={"U": np.ones((1, 1))})
    assert not report.ok, report


def test_both_sides_of_the_logistic_function():
    """h keeps all digits of its slope at p = -40, and none at +40."""
    low, high = (rnnlib.check_grads(*alike(p), activation="logistic")
                 for p in (-40, 40))
    assert low.ok and high.ok
    assert low.rows["U"].verdict == "ok"
    assert high.rows["U"].verdict == "ok to rounding"
    assert low.rows["U"].largest == pytest.approx(
        high.rows["U"].largest, rel=2)
    z = np.array([-800.0, -40.0, 0.0, 40.0, 800.0]) + 1e-30j
    h = rnnlib.ACTIVATIONS["logistic"][0](z, out=np.empty_like(z))
    np.testing.assert_allclose(h.imag / 1e-30, np.exp(-abs(z.real)) / (
        1 + np.exp(-abs(z.real)))**2, rtol=1e-14)


@pytest.mark.parametrize("seed", range(40))
def test_rough_networks_are_right_to_rounding(seed):
    """Weights of very different sizes, saturation and cancellation."""
    rng = np.random.default_rng(seed)
    sizes = [int(n) for n in rng.integers(1, 5, size=5)]
    target = ("labels", "distributions", "squared")[seed % 3]
    if seed % 2:
        problem, c0 = make_lstm(*sizes, seed, target=target)
        more = {"c0": 30 * c0}
    else:
        problem = make(*sizes, seed, target=target, activation=(
            "tanh", "logistic", "identity")[seed // 2 % 3])
        more = {}
    size = dict(zip(("U", "W", "b_h", "V"), 10.0**rng.uniform(
        [-3, -2, -3, -2], [3, 1.5, 3, 2.5]), strict=True))
    params = problem.params._replace(**{
        name: size[name] * getattr(problem.params, name) for name in size})
    how = {key: value for key, value in problem.how.items()
           if key != "activation" or not seed % 2}
    report = rnnlib.check_grads(params, *problem[1:4], **how, **more)
    assert report.ok, report


@pytest.mark.parametrize("target", ["labels", "distributions", "squared"])
@pytest.mark.parametrize("name", ["U", "W", "V", "b_h", "b_y"])
def test_an_lstm_is_checked(target, name):
    problem, c0 = make_lstm(3, 2, 3, 2, 3, 0, target=target)
    _, grads = lstm.bptt(*problem[:4], c0, **problem.how)
    report = rnnlib.check_grads(*problem[:4], c0=c0, **problem.how)
    assert report.ok and [*report.rows] == [*grads._fields]
    wrong = getattr(grads, name).copy()
    wrong.flat[-1] += 1e-6 * abs(wrong).max()
    report = rnnlib.check_grads(*problem[:4], c0=c0, **problem.how,
                                grads=grads._replace(**{name: wrong}))
    assert [n for n, row in report.rows.items() if not row.ok] == [name]


def test_starts_and_inputs_of_an_lstm_are_checked_too():
    problem, c0 = make_lstm(3, 2, 3, 2, 3, 1)
    from reference_lstm import value_and_grads
    _, right = value_and_grads(problem, c0)
    given = {name: right[name] for name in ("h0", "c0", "x")}
    assert check(problem, c0=c0, grads=given).ok
    given["c0"] = 1.01 * given["c0"]
    assert not check(problem, c0=c0, grads=given).rows["c0"].ok


def test_what_belongs_to_another_network_is_refused():
    problem, c0 = make_lstm(2, 1, 2, 3, 2, 0)
    with pytest.raises(ValueError, match="activation must be left out"):
        check(problem, activation="relu")
    with pytest.raises(TypeError, match="grads must be LSTMParams or a dict"):
        check(problem, grads=(1, 2))
    with pytest.raises(ValueError, match=r"grads\['U'\] must be \(4, 3, 2\)"):
        check(problem, grads=rnnlib.init(2, 3, 2))
    with pytest.raises(ValueError, match="c0 must be None unless params"):
        check(make(2, 1, 2, 3, 2, 0), c0=c0)


@pytest.mark.parametrize(("factor", "said"), [
    (1 / 3, "0.333333 times the true gradient: 1/B; a mean"),
    (1 / 5, "0.2 times the true gradient: 1/T; a mean"),
    (1 / 15, "1/(T B); a mean or a sum?"), (2, "2 times .*: 2; a mean"),
    (0.5, "0.5 times .*: 1/2;"), (15, ": T B;"), (-1, "-1 times the true"),
    (1.7, "1.7 times the true gradient$")])
@pytest.mark.parametrize("kind", ["rnn", "lstm"])
def test_one_common_factor_is_named(factor, said, kind):
    problem = make(5, 3, 2, 4, 3, 0) if kind == "rnn" else make_lstm(
        5, 3, 2, 4, 3, 0)[0]
    _, grads = (rnnlib if kind == "rnn" else lstm).bptt(
        *problem[:4], **{k: v for k, v in problem.how.items()
                         if k != "activation"})
    wrong = type(grads)(*(factor * z for z in grads))
    text = repr(rnnlib.check_grads(*problem[:4], grads=wrong))
    assert re.search(said.replace("(", "\\(").replace(")", "\\)")
                     .replace("?", "\\?"), text), text


def test_no_factor_is_named_where_there_is_none():
    problem = make(5, 3, 2, 4, 3, 0)
    _, grads = rnnlib.bptt(*problem[:4])
    assert not check(problem, grads=grads).hint
    assert not check(problem, grads=grads._replace(W=2 * grads.W)).hint
    odd = grads._replace(**{name: 2 * getattr(grads, name)
                            for name in ("U", "W", "V", "b_h")})
    assert not check(problem, grads=odd).hint


def test_a_steep_function_is_not_called_wrong():
    """Central differences then have an error of their own."""
    params, x, y = rnnlib.init(2, 3, 2), np.ones((2, 1, 2)), np.zeros(
        (2, 1), int)
    steep = params._replace(U=0.1 * params.U, V=1000 * params.V,
                            b_h=np.full(3, 0.1))
    report = rnnlib.check_grads(steep, x, y)
    assert report.ok and report.rows["h0"].central > 1e-5, report
