"""Weights of single losses: masks, ignored labels, means, last states."""
import numpy as np
import pytest
import reference
import reference_gru
import reference_lstm
import rnnlib
from hypothesis import given
from hypothesis import strategies as st
from reference import disagreement
from rnnlib import gru, lstm

pytestmark = pytest.mark.filterwarnings("error")
T, B, SIZES = 6, 3, (6, 3, 3, 4, 5)
LENGTHS = (6, 2, 4)
PADDED = np.arange(T)[:, None] < LENGTHS                  # (T, B)


def rnn_problem(target="labels", steps=None):
    params, x, y, h0, how = reference.make(*SIZES, 5, target, steps)
    return rnnlib.bptt, params, x, y, (h0,), {
        "loss": how["loss"], "steps": how["steps"]}


def lstm_problem(target="labels", steps=None):
    (params, x, y, h0, how), c0 = reference_lstm.make(*SIZES, 5, target,
                                                      steps)
    return lstm.bptt, params, x, y, (h0, c0), how


def gru_problem(target="labels", steps=None):
    params, x, y, h0, how = reference_gru.make(*SIZES, 5, target, steps)
    return gru.bptt, params, x, y, (h0,), how


every = pytest.mark.parametrize("make", [
    rnn_problem, lstm_problem, gru_problem], ids=["rnn", "lstm", "gru"])


def same(got, want, within=1e-13):
    assert abs(got[0] - want[0]) <= within * max(1, abs(want[0]))
    for name, grad in want[1]._asdict().items():
        assert disagreement(getattr(got[1], name), grad) <= within, name


def added(parts):
    """The sum of several (E, Params)."""
    E, grads = zip(*parts, strict=True)
    return sum(E), type(grads[0])(*map(sum, zip(*grads, strict=True)))


@given(reference.problems(), st.data())
def test_autograd_agrees(problem, data):
    mask = data.draw(masks(problem.x))
    masked = problem._replace(how={**problem.how, "mask": mask})
    want, by = reference.value_and_grads(masked)
    E, grads = rnnlib.bptt(*masked[:4], **masked.how)
    more = rnnlib.input_grads(*masked[:4], **masked.how)
    assert abs(E - want) <= 1e-12 * max(1, abs(want))
    for name, z in {**grads._asdict(), **more._asdict()}.items():
        assert disagreement(z, by[name]) < 1e-12, name


@given(reference_lstm.problems(), st.data())
def test_autograd_agrees_on_an_lstm(one, data):
    problem, c0 = one
    mask = data.draw(masks(problem.x))
    masked = problem._replace(how={**problem.how, "mask": mask})
    want = reference_lstm.value_and_grads(masked, c0)
    E, grads = lstm.bptt(*masked[:4], c0, **masked.how)
    same((E, grads), (want[0], lstm.LSTMParams(
        *[want[1][name] for name in grads._fields])), 1e-12)


@given(reference_gru.problems(), st.data())
def test_autograd_agrees_on_a_gru(problem, data):
    mask = data.draw(masks(problem.x))
    masked = problem._replace(how={**problem.how, "mask": mask})
    want = reference_gru.value_and_grads(masked)
    E, grads = gru.bptt(*masked[:4], **masked.how)
    same((E, grads), (want[0], gru.GRUParams(
        *[want[1][name] for name in grads._fields])), 1e-12)


def masks(x):
    """Bools, whole numbers or real weights, for each step and sequence."""
    kinds = [st.booleans(), st.integers(0, 3), st.sampled_from([0, 0.25, 1.5])]
    (T, B, _) = x.shape
    return st.sampled_from(kinds).flatmap(lambda kind: st.lists(
        st.lists(kind, min_size=B, max_size=B), min_size=T, max_size=T))


@every
@pytest.mark.parametrize("target", ["labels", "distributions", "squared"])
def test_a_padded_batch_is_its_sequences_alone(make, target):
    """Whatever is in the padding, and whatever comes out of it."""
    bptt, params, x, y, start, how = make(target)
    x = np.where(PADDED[..., None], x, 1e3)
    alone = [bptt(params, x[:n, b:b + 1], y[:n, b:b + 1],
                  *[z[b:b + 1] for z in start], **how)
             for b, n in enumerate(LENGTHS)]
    same(bptt(params, x, y, *start, mask=PADDED, **how), added(alone))


@every
def test_an_ignored_label_is_masked(make):
    bptt, params, x, y, start, how = make()
    want = bptt(params, x, y, *start, mask=PADDED, **how)
    ignored = np.where(PADDED, y, rnnlib.IGNORED)
    for kind in (int, "i1", ">i4"):
        got = bptt(params, x, ignored.astype(kind), *start, **how)
        same(got, want, 0)
    half = np.arange(B) > 0
    got = bptt(params, x, ignored, *start, mask=np.ones((T, B)) * half, **how)
    same(got, bptt(params, x, y, *start, mask=PADDED & half, **how), 0)


@every
@pytest.mark.parametrize("steps", [None, 3, [1, 4]])
def test_all_ones_change_nothing(make, steps):
    bptt, params, x, y, start, how = make(steps=steps)
    want = bptt(params, x, y, *start, **how)
    for mask in (np.ones((T, B), bool), np.ones((T, B), int),
                 np.ones((T, B), "f4"), [[1.0] * B] * T):
        same(bptt(params, x, y, *start, mask=mask, **how), want, 0)


@every
@pytest.mark.parametrize("steps", [None, 3, [1, 4]])
@pytest.mark.parametrize("masked", [False, True])
def test_a_mean_is_the_sum_over_what_counts(make, steps, masked):
    bptt, params, x, y, start, how = make(steps=steps)
    mask = PADDED * np.linspace(0.5, 3, T)[:, None] if masked else None
    weights = np.ones((T, B)) if mask is None else mask
    N = weights[np.atleast_1d(steps) - 1 if steps else slice(None)].sum()
    E, grads = bptt(params, x, y, *start, mask=mask, **how)
    want = E / N, type(params)(*[dz / N for dz in grads])
    same(bptt(params, x, y, *start, mask=mask, reduction="mean", **how), want)


@every
def test_a_mean_does_not_see_the_size_of_its_weights(make):
    bptt, params, x, y, start, how = make()
    how |= {"reduction": "mean"}
    want = bptt(params, x, y, *start, mask=PADDED, **how)
    for size in (5e-324, 1e-200, 1e308):
        same(bptt(params, x, y, *start, mask=PADDED * size, **how), want)


@every
def test_weights_are_linear(make):
    bptt, params, x, y, start, how = make()
    one, two = np.random.default_rng(0).random((2, T, B))
    both = [bptt(params, x, y, *start, mask=m, **how) for m in (one, two)]
    same(bptt(params, x, y, *start, mask=one + two, **how), added(both))


@every
def test_nothing_that_counts(make):
    bptt, params, x, y, start, how = make()
    nothing = np.full((T, B), rnnlib.IGNORED)
    for got in (bptt(params, x, y, *start, mask=PADDED > 1, **how),
                bptt(params, x, nothing, *start, **how)):
        assert got[0] == 0
        assert not any(dz.any() for dz in got[1])
    for wrong in ({"mask": PADDED > 1}, {"y": nothing}):
        with pytest.raises(ValueError, match=r"mask, steps and y leave noth"):
            bptt(**{"params": params, "x": x, "y": y, "reduction": "mean",
                    **wrong})


@every
def test_the_last_state_carries_on(make):
    """Two windows go where one run goes."""
    bptt, params, x, y, start, how = make()
    whole, _, last = bptt(params, x, y, *start, last_state=True, **how)
    begin, _, carry = bptt(params, x[:2], y[:2], *start, last_state=True,
                           **how)
    carry = carry if isinstance(carry, tuple) else (carry,)
    end, _, again = bptt(params, x[2:], y[2:], *carry, last_state=True, **how)
    assert abs(begin + end - whole) < 1e-13 * whole
    for one, two in zip(np.atleast_3d(last), np.atleast_3d(again),
                        strict=True):
        assert disagreement(one, two) < 1e-14


def test_the_last_state_is_the_callers_own():
    _, params, x, y, start, how = rnn_problem()
    space = rnnlib.Workspace()
    h = rnnlib.bptt(params, x, y, *start, last_state=True, workspace=space,
                    **how)[2]
    want = rnnlib.forward(params, x, *start).h[-1]
    rnnlib.bptt(params, 2 * x, y, *start, workspace=space, **how)
    assert h.tobytes() == want.tobytes()
    _, lparams, x, y, start, how = lstm_problem()
    run = lstm.forward(lparams, x, *start)
    h, c = lstm.bptt(lparams, x, y, *start, last_state=True, **how)[2]
    assert (h == run.h[-1]).all()
    assert (c == run.c[-1]).all()


@every
def test_a_masked_loss_may_be_infinite_and_others_may_not(make):
    bptt, params, x, _, start, _ = make("squared")
    params = params._replace(V=0 * params.V)
    y = np.zeros((T, B, SIZES[-1]))
    y[~PADDED] = 1e200
    args = params, x, y, *start
    same(bptt(*args, loss="squared", mask=PADDED),
         bptt(params, x, 0 * y, *start, loss="squared", mask=PADDED), 0)
    for mask in (PADDED + 1e-9, None):
        with pytest.raises(FloatingPointError, match="E overflowed float64"):
            bptt(*args, loss="squared", mask=mask)


@every
def test_weights_that_overflow_are_an_error(make):
    bptt, params, x, y, start, how = make()
    with pytest.raises(FloatingPointError, match="bptt: E overflowed"):
        bptt(params, x, y, *start, mask=PADDED * 1.7e308, **how)
    single = type(params)(*[z.astype("f4") for z in params])
    with pytest.raises(FloatingPointError, match="E overflowed float32"):
        bptt(single, x.astype("f4"), y, mask=PADDED * 1e39, **how)


@every
def test_single_precision_stays(make):
    bptt, params, x, y, start, how = make()
    single = type(params)(*[z.astype("f4") for z in params])
    E, grads = bptt(single, x.astype("f4"), y, mask=PADDED / 3,
                    reduction="mean", **how)
    want = bptt(params, x, y, mask=PADDED, reduction="mean", **how)
    assert {E.dtype, *[dz.dtype for dz in grads]} == {np.dtype("f4")}
    same((E, grads), want, 1e-4)


FLOWS = [(rnnlib.gradient_flow, rnn_problem, ("credit", "by_lag")),
         (lstm.gradient_flow, lstm_problem, ("credit", "cell", "path"))]


@pytest.mark.parametrize(("function", "make", "fields"), FLOWS)
def test_credit_is_that_of_weighted_losses(function, make, fields):
    _, params, x, y, start, how = make()
    for steps in (None, [2, 5], 4):
        how["steps"] = steps
        for b in range(B):              # by_lag would add up over sequences
            one = np.arange(B) == b
            mask = PADDED * one * np.array([[0.5], [2], [3], [1], [1], [4]])
            got = function(params, x, y, *start, mask=mask, **how)
            want = function(params, x[:, one], y[:, one],
                            *[z[one] for z in start], **how)
            weights = np.r_[0, mask[:, b]][:, None]
            for name in set(fields) - {"by_lag"}:
                wanted = weights * getattr(want, name) / B
                assert disagreement(getattr(got, name), wanted) < 1e-13
            on = {*np.flatnonzero(weights)} & {*want.steps}
            assert got.steps.tolist() == sorted(on)
            assert not got.jacobian[[t for t in range(T + 1)
                                     if t not in on]].any()


def test_lags_add_up_over_a_masked_batch():
    _, params, x, y, start, how = rnn_problem()
    weights = PADDED * np.linspace(0.5, 3, T)[:, None]
    args = params, x, y, *start
    lag_0 = rnnlib.gradient_flow(*args, mask=weights, **how).by_lag[0]
    h, grad = rnnlib.forward(params, x, *start).h, 0
    for t in range(1, T + 1):           # one step alone has no other lag
        grad = grad + rnnlib.bptt(
            params, x[t - 1:t], y[t - 1:t], h[t - 1],
            mask=weights[t - 1:t], loss="cross_entropy")[1].W
    assert abs(np.linalg.norm(grad) - lag_0) < 1e-13 * lag_0


@pytest.mark.parametrize(("function", "make", "fields"), FLOWS)
def test_a_flow_of_nothing_is_nothing(function, make, fields):
    _, params, x, y, start, how = make()
    flow = function(params, x, y, *start, mask=PADDED > 1, **how)
    assert not flow.steps.size
    assert not any(z.any() for z in flow)


@every
def test_check_grads_knows_masks(make):
    if make is gru_problem:
        return
    bptt, params, x, y, start, how = make()
    x, y, mask = x[:3, :2], y[:3, :2], PADDED[:3, :2] * 1.5
    names = dict(zip(("h0", "c0"), [z[:2] for z in start], strict=False))
    report = rnnlib.check_grads(params, x, y, **names, mask=mask)
    assert report.ok
    assert {*params._fields} <= report.rows.keys()
    mean = bptt(params, x, y, **names, mask=mask, reduction="mean", **how)[1]
    report = rnnlib.check_grads(params, x, y, **names, mask=mask, grads=mean)
    assert not report.ok
    assert "1 over the sum of the mask" in report.hint
    ignored = np.where(PADDED[:3, :2], y, -100)
    assert rnnlib.check_grads(params, x, ignored, **names, grads=bptt(
        params, x, y, **names, mask=PADDED[:3, :2])[1]).ok


def test_ignored_labels_elsewhere():
    """rtrl and the regulariser take no mask, but the same labels."""
    from rnnlib import regulariser
    _, params, x, y, start, how = rnn_problem()
    y = np.where(PADDED, y, -100)
    want = rnnlib.bptt(params, x, y, *start, **how)
    same(rnnlib.rtrl(params, x, y, *start, **how), want)
    E, _, grads = regulariser.regularised(params, x, y, *start, weight=0,
                                          **how)
    same((E, grads), want)
    nothing = np.full_like(y, -100)
    E, grads = rnnlib.rtrl(params, x, nothing, *start, **how)
    assert E == 0
    assert not any(dz.any() for dz in grads)
