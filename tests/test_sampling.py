"""Sequences drawn from a network: the right odds, and fed back."""
import re

import numpy as np
import pytest
import rnnlib
from rnnlib import gru, lstm
from rnnlib.activations import softmax

pytestmark = pytest.mark.filterwarnings("error")
PROMPT = np.array([[0, 3], [2, 1], [4, 4]])
every = pytest.mark.parametrize("module", [rnnlib, lstm, gru])


def make(module, n=5, n_h=6, dtype=float):
    params = module.init(n, n_h, n, gain=1.5, rng=1)
    return type(params)(*[z.astype(dtype) for z in params])


@every
@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_each_class_is_one_that_was_drawn(module, dtype):
    """Said again from the whole text so far, in one run from zeros."""
    params = make(module, dtype=dtype)
    drawn = rnnlib.sample(params, PROMPT, 7, temperature=0.5, rng=3)
    assert drawn.shape == (7, 2)
    assert drawn.dtype == np.intp
    rng = np.random.default_rng(3)
    for t in range(7):
        text = np.concatenate([PROMPT, drawn[:t]])
        q = module.forward(params, np.eye(5, dtype=dtype)[text]).q[-1]
        u = rng.random((2, 1))[:, 0]
        for b in range(2):
            odds = softmax(2.0 * q[b].astype(float))
            below = odds[:drawn[t, b]].sum()
            assert below - 1e-5 <= u[b] <= below + odds[drawn[t, b]] + 1e-5


@every
def test_shares_are_the_probabilities(module):
    params, many = make(module, 3), np.tile([[0], [2]], 40_000)
    for temperature in (0.5, 1.0, 4.0):
        q = module.forward(params, many[:, :1]).q[-1, 0]
        drawn = rnnlib.sample(params, many, 1, temperature=temperature)
        shares = np.bincount(drawn[0], minlength=3) / 40_000
        assert abs(shares - softmax(q / temperature)).max() < 0.01


@every
def test_cold_is_the_likeliest_and_hot_is_any(module):
    params = make(module)
    for cold in (1e-3, 1e-200, 5e-324):
        drawn = rnnlib.sample(params, PROMPT, 5, temperature=cold)
        text = np.concatenate([PROMPT, drawn])
        q = module.forward(params, text).q[len(PROMPT) - 1:-1]
        assert (drawn == q.argmax(-1)).all()
    wide = np.tile(PROMPT[:, :1], 20_000)
    hot = rnnlib.sample(params, wide, 1, temperature=1e300)
    assert abs(np.bincount(hot[0]) / 20_000 - 0.2).max() < 0.015


def test_what_is_impossible_is_not_drawn():
    params = make(rnnlib)
    params = params._replace(V=0 * params.V, b_y=np.array(
        [-1e4, 0, -1e4, 1, -1e4]))
    drawn = rnnlib.sample(params, PROMPT, 500)
    assert {*drawn.ravel()} == {1, 3}


@every
def test_a_seed_says_it_all(module):
    params, kept = make(module), PROMPT.copy()
    one = rnnlib.sample(params, PROMPT, 9, rng=4)
    two = rnnlib.sample(params, PROMPT.tolist(), 9,
                        rng=np.random.default_rng(4))
    assert (one == two).all()
    assert (one != rnnlib.sample(params, PROMPT, 9, rng=5)).any()
    assert (kept == PROMPT).all()
    begun = rnnlib.sample(params, PROMPT, 4, rng=4)
    assert (begun == one[:4]).all()


@pytest.mark.parametrize(("change", "message"), [
    ({"prompt": PROMPT[0]}, "prompt must be a non-empty array (T, B) of int"),
    ({"prompt": PROMPT[:0]}, "prompt must be a non-empty array (T, B)"),
    ({"prompt": PROMPT * 1.0}, "got shape (3, 2) of float64"),
    ({"prompt": PROMPT > 1}, "got shape (3, 2) of bool"),
    ({"prompt": PROMPT + 1}, "prompt must hold class indices 0..4, got 1..5"),
    ({"prompt": "text"}, "prompt must be a non-empty array"),
    ({"length": 0}, "length must be at least 1, got 0"),
    ({"length": 2.0}, "length must be an int, got 2.0"),
    ({"temperature": 0}, "temperature must be positive and finite, got 0"),
    ({"temperature": np.nan}, "temperature must be positive and finite"),
    ({"temperature": "1"}, "temperature must be a real number, got '1'"),
    ({"rng": None}, "rng must be an int seed or a numpy Generator"),
    ({"params": rnnlib.init(5, 4, 3)},
     "n_x = n_y, as what comes out goes in, got U with n_x = 5 and V with n"),
    ({"params": None}, "params must be rnnlib.Params(U, W, V, b_h, b_y)"),
    ({"params": make(rnnlib, dtype=complex)}, "U must be real"),
    ({"params": make(lstm)._replace(W=np.eye(6))}, "W must be a non-empty"),
])
def test_what_is_wrong_is_named(change, message):
    good = {"params": make(rnnlib), "prompt": PROMPT, "length": 2}
    with pytest.raises((ValueError, TypeError), match=re.escape(message)):
        rnnlib.sample(**{**good, **change})


def test_states_that_overflow_are_an_error():
    params = make(rnnlib)
    with pytest.raises(FloatingPointError, match="^forward: p overflowed"):
        rnnlib.sample(params._replace(
            U=params.U * 1e308, b_h=params.b_h + 1.7e308), PROMPT, 2)
