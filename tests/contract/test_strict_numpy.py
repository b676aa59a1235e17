"""Under np.seterr(all="raise") the answers and the errors are the same."""
import numpy as np
import pytest
import rnnlib
from calls import TABLE
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rnnlib import costs, lstm, optim, trials
from rnnlib.activations import softmax
from spoils import all_of, paths, put_in
from test_fuzz import bits

VALUES = (1e-30, 1e-38, 1e-45, 1e-150, 1e-200, 1e-300, 1e-310, 5e-324, 0.0,
          1e30, 3e38, 1e150, 1e200, 1e300, 1.7e308)
STRICT = {"all": "raise"}


def outcome(call, args):
    """What a call gives, or its error in words."""
    try:
        return bits(call.function(**args))
    except (ValueError, TypeError, FloatingPointError) as error:
        return f"{type(error).__name__}: {error}"


def scaled(value, factor):
    if hasattr(value, "_fields") and not isinstance(value, trials.Setting):
        return type(value)(*(scaled(z, factor) for z in value))
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        with np.errstate(all="ignore"):
            return np.nan_to_num((value * factor).astype(value.dtype))
    return value


every = pytest.mark.parametrize("call", TABLE, ids=lambda call: call.name)


@every
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow],
          phases=[Phase.reuse, Phase.generate], deadline=None)
@given(st.data())
def test_every_size_of_number(call, data):
    """All arrays tiny, denormal, zero or huge, one argument at a time."""
    good = data.draw(call.good)
    for name in good:
        for factor in (*VALUES[:9], 1e100, 1e200, 1e300):
            args = {**good, name: scaled(good[name], factor)}
            if isinstance(good[name], float):
                args[name] = good[name] * factor
            with np.errstate(all="ignore"):
                want = outcome(call, args)
            with np.errstate(**STRICT):
                assert outcome(call, args) == want, (name, factor)


@every
@settings(max_examples=3, suppress_health_check=[HealthCheck.too_slow],
          phases=[Phase.reuse, Phase.generate], deadline=None)
@given(st.data(), st.integers(0, 99))
def test_one_entry_of_every_size(call, data, where):
    good = data.draw(call.good)
    for path in paths(good):
        for spoil, (_, value) in all_of(call, good, path, where).items():
            if not spoil[:1].isdigit():
                continue
            args = put_in(good, path, value)
            with np.errstate(all="ignore"):
                want = outcome(call, args)
            with np.errstate(**STRICT):
                assert outcome(call, args) == want, (path, spoil)


def test_what_underflows_is_0_and_what_overflows_is_named():
    params = rnnlib.init(2, 3, 2)
    tiny = rnnlib.Params(*(1e-300 * z for z in params))
    with np.errstate(**STRICT):
        assert optim.sgd(params, tiny, 1e-300).W[0, 0] == params.W[0, 0]
        assert optim.clip_by_norm(params._replace(W=tiny.W), 1e-9)[1] > 0
        assert softmax(np.array([0.0, -1e4])).tolist() == [1, 0]
        assert costs.slope([5e-324, 1e308], [1e-310, 1e300]) > 0
        with pytest.raises(FloatingPointError, match="^sgd: U overflowed"):
            optim.sgd(params, rnnlib.Params(*(1e300 * z for z in params)),
                      1e300)
        lstm.bptt(lstm.init(2, 3, 2), np.ones((3, 1, 2)),
                  np.zeros((3, 1), int))
