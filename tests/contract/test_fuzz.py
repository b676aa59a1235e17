"""A good call is spoilt: what comes back is right, or a clear error.

    make fuzz       the same with thousands of examples for each function
"""
import inspect
import os
import re
from importlib import import_module

import numpy as np
import pytest
import rnnlib
from calls import TABLE
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from judges import clean, quiet
from spoils import ERROR, SAME, all_of, joint, paths, put_in, spoilt

pytestmark = pytest.mark.filterwarnings("error")
MODULES = ("attention", "checking", "checkpoints", "cliff", "curvature",
           "equilibrium", "euler", "exchange", "flossing", "flow", "forcing",
           "frameworks", "gru", "influence", "lstm", "lyapunov", "mean_field",
           "optim", "orthogonal", "regulariser", "rnn", "rtrl", "sampling",
           "scan", "tasks", "trials", "truncation", "unbiased")
CLEAR = (ValueError, TypeError, FloatingPointError)
MANY = settings.default.max_examples
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"        # make fuzz
SLOW = [HealthCheck.too_slow]
OTHER = (rnnlib.init(3, 7, 4), np.ones((6, 2, 3)), np.ones((6, 2), int))


def arrays(value):
    """All arrays in it, however deep."""
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        return [a for part in value for a in arrays(part)]
    return []


def bits(value):
    """What must not change: arrays as bytes, everything else as text."""
    if isinstance(value, dict):            # but what is there to be written
        value = {name: part for name, part in value.items()
                 if not isinstance(part, rnnlib.Workspace)}
    return ([(a.shape, str(a.dtype), np.asarray(a).tobytes())
             for a in arrays(value)
             if a.dtype != object], re.sub(r"0x\w+", "", repr(value)))


def names(args):
    """All words that an error about an argument may use."""
    return {name for top, value in args.items()
            for name in (top, *getattr(value, "_fields", ()))}


def is_clear(error, args, done):
    """It names the argument, or for what overflows the function."""
    message, words = str(error), names(args)
    if len(done) == 1 and joint(done) == ERROR:
        words = {path[-1] for path in done}
    if isinstance(error, FloatingPointError):
        return ": " in message
    return any(re.search(rf"\b{word}\b", message) for word in words)


def frozen(value):
    """The same arguments, in the same memory, which nobody can write to."""
    if isinstance(value, np.ndarray) and not isinstance(
            value, np.ma.MaskedArray):
        value = value.view()
        value.flags.writeable = False
        return value
    if hasattr(value, "_fields"):
        return type(value)(*map(frozen, value))
    return value


def is_sound(result):
    """Finite everywhere, in plain arrays that are nobody else's."""
    for a in arrays(result):
        assert type(a) is np.ndarray and np.isfinite(a).all()
        assert a.dtype.isnative and a.flags.writeable
    if isinstance(result, tuple):
        assert all(np.isfinite(part) for part in result
                   if isinstance(part, (float, np.floating)))


def apart(one, two):
    return not any(np.shares_memory(a, b) for a in arrays(one)
                   for b in arrays(two))


def again(call, args, result):
    """Bit for bit, from read-only arrays, other calls in between."""
    before, other = bits(result), rnnlib.bptt(*OTHER)
    twice = call.function(**frozen(args))
    assert bits(twice) == before == bits(result)
    assert apart(result, twice) and apart(result, args)
    assert apart(result, other)


def refused(call, args):
    """The error that a call ends in, or None."""
    try:
        call.function(**args)
    except CLEAR as error:
        return error


def judge(call, good, done, args):
    """Right or refused; what the good call is refused for is no matter."""
    kept, verdict = bits(args), joint(done)
    if error := refused(call, args):
        event(f"{verdict}: {type(error).__name__}")
        assert verdict != SAME or refused(call, good), (done, error)
        assert is_clear(error, args, done), (done, error)
    else:
        event(f"{verdict}: answered")
        result = call.function(**args)
        assert verdict != ERROR, (done, result)
        is_sound(result)
        again(call, args, result)
        if "imaginary" not in [spoil for spoil, _ in done.values()]:
            quiet(call.judge)(result, clean(args))  # none knows complex ones
    assert bits(args) == kept, done


every = pytest.mark.parametrize("call", TABLE, ids=lambda call: call.name)
SHARES = 6


@every
@settings(max_examples=MANY if LONG else 4, suppress_health_check=SLOW,
          phases=[Phase.reuse, Phase.generate])    # to shrink takes minutes
@given(st.data(), st.integers(0, SHARES - 1), st.integers(0, 99))
def test_one_argument_is_spoilt(call, data, share, where):
    """In each of a sixth of all ways, evenly over the arguments."""
    good = data.draw(call.good)
    judge(call, good, {}, good)
    ways = [(path, spoil, *wrong) for path in paths(good) for spoil, wrong in
            all_of(call, good, path, where).items()]
    for path, spoil, verdict, value in ways[share::SHARES]:
        judge(call, good, {path: (spoil, verdict)},
              put_in(good, path, value))


@every
@settings(max_examples=MANY if LONG else 8, suppress_health_check=SLOW)
@given(st.data())
def test_two_arguments_are_spoilt(call, data):
    good = data.draw(call.good)
    done, args = data.draw(spoilt(call, good), "spoilt") if good else ({}, {})
    judge(call, good, done, args)


def test_every_function_that_says_what_it_raises_is_spoilt():
    says = re.compile(r"Raises|errors\s+(raised|as|and)")
    public = {f"{module}.{name}" for module in MODULES
              for name, f in vars(import_module(f"rnnlib.{module}")).items()
              if inspect.isfunction(f) and not name.startswith("_")
              and f.__module__ == f"rnnlib.{module}"
              and says.search(f.__doc__ or "")}
    assert public | {"tasks.sonnets"} == {call.name for call in TABLE}
