"""PyTorch's arrays in and out, against the equations of its documentation."""
import re
from collections import OrderedDict

import numpy as np
import pytest
import rnnlib
from rnnlib import gru, lstm

pytestmark = pytest.mark.filterwarnings("error")
N_X, N_H, N_Y = 3, 4, 2
# What torch 2.13.0 gave for `counted_up` on CPU, in float64: the outputs of
# nn.Linear on nn.RNN and on nn.LSTM, and the first row of weight_hh_l0.grad
# for E = 1/2 ||q_3||^2
X = np.array([[1.0, -0.5], [0.25, 2.0], [-1.5, 0.75]])
TORCH = {
    1: ([[-0.04373960499830842, -0.7676839424720916],
         [-0.30002164647311885, -1.2907657753537416],
         [0.4666124796231869, -0.9483212386776577]],
        [-0.14643140821399572, 0.17025019258617516, -0.6600988811062805]),
    4: ([[0.0019234029722122459, -0.7519248504610124],
         [0.016375286055995794, -1.019362009105316],
         [0.01226669466056702, -1.0072374685380026]],
        [-0.0015046685374354445, -0.0015905120310712438,
         -0.0014262534853101399])}


def logistic(p):
    return 1 / (1 + np.exp(-p))


def drawn(sets, prefix="", linear="", rng=0, **sizes):
    """A dict by names as torch has them, of numbers that are not alike."""
    n_x, n_h, n_y = sizes.get("sizes", (N_X, N_H, N_Y))
    shapes = {"weight_ih_l0": (sets * n_h, n_x),
              "weight_hh_l0": (sets * n_h, n_h),
              "bias_ih_l0": (sets * n_h,), "bias_hh_l0": (sets * n_h,)}
    rng = np.random.default_rng(rng)
    arrays = {prefix + name: rng.normal(size=shape)
              for name, shape in shapes.items()}
    return arrays | {f"{linear}weight": rng.normal(size=(n_y, n_h)),
                     f"{linear}bias": rng.normal(size=n_y)}


def rnn_of(z, x):
    """nn.RNN: h_t = tanh(x_t W_ih^T + b_ih + h_{t-1} W_hh^T + b_hh)."""
    h, out = np.zeros(N_H), []
    for x_t in x:
        h = np.tanh(x_t @ z["weight_ih_l0"].T + z["bias_ih_l0"]
                    + h @ z["weight_hh_l0"].T + z["bias_hh_l0"])
        out.append(h @ z["weight"].T + z["bias"])
    return np.array(out)


def lstm_of(z, x):
    """nn.LSTM: i, f, g, o are the rows of its matrices in this order."""
    h, c, out = np.zeros(N_H), np.zeros(N_H), []
    for x_t in x:
        p = (x_t @ z["weight_ih_l0"].T + z["bias_ih_l0"]
             + h @ z["weight_hh_l0"].T + z["bias_hh_l0"])
        i, f, g, o = np.split(p, 4)
        c = logistic(f) * c + logistic(i) * np.tanh(g)
        h = logistic(o) * np.tanh(c)
        out.append(h @ z["weight"].T + z["bias"])
    return np.array(out)


KINDS = {1: (rnnlib, rnn_of), 4: (lstm, lstm_of)}
every = pytest.mark.parametrize("sets", KINDS)


@every
@pytest.mark.parametrize(("prefix", "linear"), [
    ("", ""), ("rnn.", ""), ("lstm.", "fc."), ("net.core.", "net.0.")])
def test_the_network_is_the_same(sets, prefix, linear):
    module, program = KINDS[sets]
    x = np.random.default_rng(1).normal(size=(6, 1, N_X))
    params = rnnlib.from_torch(drawn(sets, prefix, linear))
    got = module.forward(params, x).q[:, 0]
    assert abs(got - program(drawn(sets), x[:, 0])).max() < 1e-14


def counted_up(sets):
    """Weights (7 k mod 13 - 6) / 8, k counting through all arrays."""
    arrays, k = drawn(sets, sizes=(2, 3, 2)), 0
    for z in arrays.values():
        z.flat[:] = ((7 * np.arange(k, k + z.size)) % 13 - 6) / 8
        k += z.size
    return arrays


@every
def test_torch_gave_the_same(sets):
    module, _ = KINDS[sets]
    params, (q, slopes) = rnnlib.from_torch(counted_up(sets)), TORCH[sets]
    assert abs(module.forward(params, X[:, None]).q[:, 0] - q).max() < 1e-14
    grads = module.bptt(params, X[:, None], np.zeros((3, 1, 2)), steps=3,
                        loss="squared")[1]
    rows = rnnlib.to_torch(grads)["rnn.weight_hh_l0"]
    assert abs(rows[0] - slopes).max() < 1e-14


@every
def test_there_and_back(sets):
    params = rnnlib.from_torch(drawn(sets))
    arrays = rnnlib.to_torch(params)
    assert [*arrays] == ["rnn.weight_ih_l0", "rnn.weight_hh_l0",
                         "rnn.bias_ih_l0", "rnn.bias_hh_l0",
                         "linear.weight", "linear.bias"]
    assert not arrays["rnn.bias_hh_l0"].any()
    want = drawn(sets)
    for name in ("weight_ih_l0", "weight_hh_l0"):
        assert (arrays[f"rnn.{name}"] == want[name]).all()
    assert (arrays["rnn.bias_ih_l0"] == want["bias_ih_l0"]
            + want["bias_hh_l0"]).all()
    again = rnnlib.from_torch(arrays)
    assert type(again) is type(params)
    assert all((a == b).all() for a, b in zip(again, params, strict=True))


@every
def test_arrays_are_copies(sets):
    arrays = drawn(sets)
    params = rnnlib.from_torch(arrays)
    back = rnnlib.to_torch(params)
    for one in [*params, *back.values()]:
        assert one.flags.c_contiguous
        assert one.flags.writeable
        assert not any(np.shares_memory(one, z) for z in arrays.values())
    assert not any(np.shares_memory(one, two) for one in params
                   for two in back.values())


@every
def test_gates_are_sorted(sets):
    """Of an LSTM: input, forget, candidate, output there."""
    marked = drawn(sets)
    for n, b in enumerate(np.split(marked["bias_ih_l0"], sets)):
        b[:] = n
    marked["bias_hh_l0"][:] = 0
    b_h = rnnlib.from_torch(marked).b_h
    assert b_h.reshape(sets, -1)[:, 0].tolist() == (
        [0.0] if sets == 1 else [1.0, 0.0, 3.0, 2.0])


@every
def test_biases_that_are_not_there_are_zeros(sets):
    arrays = drawn(sets, "rnn.", "fc.")
    for name in [name for name in arrays if "bias" in name]:
        arrays[name] = 0 * arrays[name]
    want = rnnlib.from_torch(arrays)
    less = {name: z for name, z in arrays.items() if "bias" not in name}
    for some in (less, less | {"fc.bias": arrays["fc.bias"]}):
        got = rnnlib.from_torch(some)
        assert all((a == b).all() for a, b in zip(got, want, strict=True))


def test_precision_and_kinds_of_dicts():
    for kind in ("f4", "f8"):
        arrays = OrderedDict((name, z.astype(kind))
                             for name, z in drawn(4).items())
        params = rnnlib.from_torch(arrays)
        assert {z.dtype for z in params} == {np.dtype(kind)}
        back = rnnlib.to_torch(params, "", "")
        assert {z.dtype for z in back.values()} == {np.dtype(kind)}
        assert back.keys() == arrays.keys()
    lists = {name: z.tolist() for name, z in drawn(1).items()}
    assert (rnnlib.from_torch(lists).W == drawn(1)["weight_hh_l0"]).all()


def without(name):
    arrays = drawn(1, "rnn.", "fc.")
    del arrays[name]
    return arrays


def more(**extra):
    return drawn(1, "rnn.", "fc.") | {
        name.replace("__", "."): z for name, z in extra.items()}


TWO = np.ones((2, 2))
WRONG = [
    (without("rnn.weight_hh_l0"), "must have weight_hh_l0 of one recurrent l"),
    (without("fc.weight"), "must have weight of one linear layer, got ['fc.b"),
    (without("rnn.bias_hh_l0"), "must have bias_hh_l0 of one recurrent layer"),
    (without("rnn.bias_ih_l0"), "must have bias_ih_l0 of one recurrent layer"),
    (drawn(3), ("arrays['weight_hh_l0'] is that of a GRU: torch's GRU "
                "multiplies by its reset gate after the product with W")),
    (drawn(2), ("arrays['weight_hh_l0'] must be (n_h, n_h), or (4 n_h, n_h) "
                "of an LSTM, got (8, 4)")),
    (more(rnn__weight_ih_l1=TWO),
     "key 'rnn.weight_ih_l1', which is a second layer"),
    (more(rnn__weight_hh_l0_reverse=TWO),
     ("key 'rnn.weight_hh_l0_reverse', which is the other direction of a "
      "bidirectional network")),
    (more(rnn__weight_hr_l0=TWO),
     "key 'rnn.weight_hr_l0', which is the projection of an LSTM"),
    (more(gru__weight_hh_l0=TWO),
     ("arrays must have one recurrent layer, got 'rnn.weight_ih_l0' and "
      "'gru.weight_hh_l0'")),
    (more(embedding__weight=TWO),
     ("arrays must have one linear layer, got 'fc.weight' and "
      "'embedding.weight'")),
    (more(norm__running_mean=TWO), "the key 'norm.running_mean', which is no"),
    (more(step=TWO), "has the key 'step', which is no name"),
    (drawn(1) | {7: TWO}, "has the key 7, which is no name in torch's nn.RNN"),
    ({}, "must have weight_ih_l0 of one recurrent layer, got []"),
    ([], "arrays must be a dict of arrays by name, got list"),
    (None, "arrays must be a dict of arrays by name, got NoneType"),
    (drawn(1) | {"weight_ih_l0": np.ones((5, 3))},
     "arrays['weight_ih_l0'] must be as the other arrays are = (4, 3), got"),
    (drawn(4) | {"bias_hh_l0": np.ones(4)},
     "arrays['bias_hh_l0'] must be as the other arrays are = (16,), got (4,)"),
    (drawn(1) | {"weight": np.ones((2, 5))},
     "arrays['weight'] must be as the other arrays are = (2, 4), got (2, 5)"),
    (drawn(1) | {"bias": np.ones(3)},
     "arrays['bias'] must be as the other arrays are = (2,), got (3,)"),
    (drawn(1) | {"weight": np.ones(2)}, "arrays['weight'] must be a non-emp"),
    (drawn(1) | {"bias": np.full(2, np.nan)}, "arrays['bias'] must be finite"),
    (drawn(1) | {"bias": np.ones(2, int)}, "arrays['bias'] must be float32"),
    (drawn(1) | {"bias": np.ones(2, "f4")}, "share one precision"),
    (drawn(1) | {"bias_hh_l0": np.ones(4, "f4")},
     "share one precision, got weight_ih_l0 float64, weight_hh_l0 float64, "
     "bias_ih_l0 float64, bias_hh_l0 float32"),
    (drawn(4) | dict.fromkeys(("bias_ih_l0", "bias_hh_l0"),
                              np.full(16, 1e308)),
     "bias_ih_l0 + bias_hh_l0 must be finite, got NaN or infinity"),
    (drawn(1) | {"weight_ih_l0": np.ones((4, 3), "f2")}, "got float16"),
    (drawn(1) | {"weight": TWO > 1}, "arrays['weight'] must be float32 or"),
    (drawn(1) | {"weight": None}, "arrays['weight'] must be a non-empty"),
]


@pytest.mark.parametrize(("arrays", "message"), WRONG)
def test_what_has_no_place_is_named(arrays, message):
    with pytest.raises((ValueError, TypeError), match=re.escape(message)):
        rnnlib.from_torch(arrays)


@pytest.mark.parametrize(("args", "message"), [
    ((gru.init(2, 3, 2),), "Params or LSTMParams: torch's GRU multiplies by"),
    ((None,), "params must be rnnlib.Params("),
    ((drawn(1),), "params must be rnnlib.Params("),
    ((rnnlib.init(2, 3, 2)._replace(W=np.eye(2)),), "U must be (n_h, n_x)"),
    ((rnnlib.init(2, 3, 2)._replace(W=np.eye(3) + 0j),), "W must be real"),
    ((rnnlib.init(2, 3, 2)._replace(W=np.eye(3, dtype="f4")),),
     "share one precision"),
    ((rnnlib.init(2, 3, 2), "rnn."), "rnn must be the name of a layer"),
    ((rnnlib.init(2, 3, 2), None), "rnn must be the name of a layer, without"),
    ((rnnlib.init(2, 3, 2), "rnn", "a b"), "linear must be the name of a"),
    ((rnnlib.init(2, 3, 2), "rnn", 0), "linear must be the name of a layer"),
])
def test_what_cannot_go_there_is_named(args, message):
    with pytest.raises((ValueError, TypeError), match=re.escape(message)):
        rnnlib.to_torch(*args)
