"""Parameters by PyTorch's names and in its shapes: from it, and to it.

    nn.RNN, nn.LSTM    weight_ih_l0 = U, weight_hh_l0 = W,
                       bias_ih_l0 + bias_hh_l0 = b_h
    nn.Linear          weight = V, bias = b_y

An LSTM's gates i, f, g, o are stacked there, and are our g, f, z, o. PyTorch
is not imported: net.state_dict() is a dict of arrays for all that matters.
"""
from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from . import gated
from .contract import arguments as check
from .contract.types import Array, ArrayLike
from .gru import GRUParams
from .lstm import LSTMParams
from .rnn import Params

__all__ = ["from_torch", "to_torch"]
GATES = [1, 0, 3, 2]     # where ours stand in torch's order, and torch's here
NAME = re.compile(r"(.*\.)?((?:weight|bias)(_[ih][hr]_l\d+(?:_reverse)?)?)")
PREFIX = re.compile(r"(\w+(\.\w+)*)?")
ORDER = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
REFUSED = {"_reverse": "the other direction of a bidirectional network",
           "_hr_": "the projection of an LSTM with proj_size",
           "_l": "a second layer"}
NO_GRU = ("torch's GRU multiplies by its reset gate after the product with W, "
          "rnnlib's before it, as Cho et al. 2014 do: the same arrays are "
          "another network")


def from_torch(arrays: Mapping[str, ArrayLike]) -> Params | LSTMParams:
    """Params or LSTMParams, whichever the shapes are, from PyTorch's arrays.

    arrays: a dict by names of float32 or float64, of one nn.RNN or nn.LSTM
    with one layer, and of one nn.Linear, each with a prefix if need be:
    "rnn.weight_ih_l0" (n_h, n_x), "rnn.weight_hh_l0" (n_h, n_h), of an LSTM
    (4 n_h, n_x) and (4 n_h, n_h), "head.weight" (n_y, n_h) and so on. Biases
    that are not there (bias=False) are zeros. Names do not say whether an
    nn.RNN has tanh or relu. Raises ValueError or TypeError naming the key
    that is missing, or that rnnlib has no place for.
    Source: names and shapes of PyTorch 2.13, run in 2026.

    >>> arrays = rnnlib.to_torch(rnnlib.init(2, 3, 5))
    >>> rnnlib.from_torch(arrays).V.shape
    (5, 3)
    """
    layer, head = _sorted(arrays)
    U, W, V = (_array(arrays, key, 2) for key in (
        layer["weight_ih_l0"], layer["weight_hh_l0"], head["weight"]))
    sets, n_h = _sets(W, layer["weight_hh_l0"]), W.shape[1]
    _fits(U, layer["weight_ih_l0"], sets * n_h, U.shape[1])
    _fits(V, head["weight"], len(V), n_h)
    b_ih, b_hh = (_bias(arrays, layer.get(name), sets * n_h, U.dtype)
                  for name in ORDER[2:])
    b_y = _bias(arrays, head.get("bias"), len(V), V.dtype)
    found = dict(zip(ORDER, (U, W, b_ih, b_hh), strict=True))
    check.one_precision(**{layer.get(name, name): z for name, z in
                           found.items()},
                        **{head["weight"]: V, head.get("bias", "bias"): b_y})
    with np.errstate(over="ignore"):
        b_h = check.array("bias_ih_l0 + bias_hh_l0", b_ih + b_hh, 1, "(n,)")
    if sets == 1:
        return Params(U.copy(), W.copy(), V.copy(), b_h, b_y)
    U, W, b_h = (z.reshape(4, n_h, *z.shape[1:])[GATES] for z in (U, W, b_h))
    return LSTMParams(U, W, V.copy(), b_h, b_y)


def to_torch(params: Params | LSTMParams, rnn: str = "rnn",
             linear: str = "linear") -> dict[str, Array]:
    """The arrays of Params or LSTMParams as a dict by PyTorch's names.

    rnn and linear: what the two layers are called, "" for nothing. Shapes as
    in from_torch, which gives back the same params: b_h stands in bias_ih_l0,
    and bias_hh_l0 is zero. A model of the same sizes takes them by
    `load_state_dict({k: torch.tensor(z) for k, z in arrays.items()})`.
    Raises ValueError or TypeError naming the argument.

    >>> sorted(rnnlib.to_torch(lstm.init(2, 3, 5), "lstm", "head"))[:2]
    ['head.bias', 'head.weight']
    """
    if isinstance(params, GRUParams):
        raise TypeError(f"params must be Params or LSTMParams: {NO_GRU}")
    gates = isinstance(params, LSTMParams)
    params = (gated if gates else check).parameters(params)
    check.real_arrays(**params._asdict())
    check.one_precision(**params._asdict())
    U, W, V, b_h, b_y = params
    if gates:
        U, W, b_h = (z[GATES].reshape(-1, *z.shape[2:]) for z in (U, W, b_h))
    before, after = _prefix("rnn", rnn), _prefix("linear", linear)
    named = {before + name: z for name, z in zip(
        ORDER, (U, W, b_h, np.zeros_like(b_h)), strict=True)}
    named |= {f"{after}weight": V, f"{after}bias": b_y}
    return {name: np.array(z, order="C") for name, z in named.items()}


def _prefix(name, value):
    if not isinstance(value, str) or not PREFIX.fullmatch(value):
        raise ValueError(f"{name} must be the name of a layer, without a last "
                         f"dot, got {check.shown(value)}")
    return value and f"{value}."


def _sorted(arrays):
    """The keys of the recurrent and of the linear layer, by last name."""
    if not isinstance(arrays, Mapping):
        raise TypeError(f"arrays must be a dict of arrays by name, got "
                        f"{type(arrays).__name__}")
    found: dict[str, dict] = {"recurrent": {}, "linear": {}}
    for key in arrays:
        prefix, name = _parted(key)
        kind = "recurrent" if name in ORDER else "linear"
        found[kind].setdefault(prefix, {})[name] = key
    return (_only(found, "recurrent", ORDER[:2]),
            _only(found, "linear", ("weight",)))


def _parted(key):
    """The prefix of a key and what is left, a name that rnnlib knows."""
    match = NAME.fullmatch(key) if isinstance(key, str) else None
    if not match:
        raise ValueError(f"arrays has the key {check.shown(key)}, which is no "
                         f"name in torch's nn.RNN, nn.LSTM or nn.Linear")
    prefix, name, layer = match.groups()
    if layer and name not in ORDER:
        what = next(said for part, said in REFUSED.items() if part in name)
        raise ValueError(f"arrays has the key {check.shown(key)}, which is "
                         f"{what}; rnnlib has none")
    return prefix, name


def _only(found, kind, needed):
    """The keys of the only layer of a kind, which has what is needed."""
    layers = [*found[kind].values()]
    if len(layers) > 1:
        keys = " and ".join(check.shown([*one.values()][0]) for one in layers)
        raise ValueError(f"arrays must have one {kind} layer, got {keys}")
    layer = layers[0] if layers else {}
    # a layer has both of its biases or none
    for name in (*needed, *(ORDER[2:] if {*ORDER[2:]} & {*layer} else ())):
        if name not in layer:
            raise ValueError(f"arrays must have {name} of one {kind} layer, "
                             f"got {check.shown([*layer.values()])}")
    return layer


def _array(arrays, key, ndim):
    shape = "(rows, columns)" if ndim == 2 else "(n,)"
    return check.array(f"arrays[{key!r}]", arrays[key], ndim, shape,
                       check.REAL)


def _fits(z, key, *shape):
    check.fits(f"arrays[{key!r}]", z, shape, "as the other arrays are")


def _bias(arrays, key, size, dtype):
    """A copy of the bias of this key; zeros if there is none."""
    if key is None:
        return np.zeros(size, dtype)
    b = _array(arrays, key, 1)
    _fits(b, key, size)
    return b.copy()


def _sets(W, key):
    """How many matrices are stacked: 1, or the 4 of an LSTM."""
    rows, n_h = W.shape
    if rows == 3 * n_h:
        raise ValueError(f"arrays[{key!r}] is that of a GRU: {NO_GRU}")
    if rows not in (n_h, 4 * n_h):
        raise ValueError(f"arrays[{key!r}] must be (n_h, n_h), or (4 n_h, "
                         f"n_h) of an LSTM, got {W.shape}")
    return rows // n_h
