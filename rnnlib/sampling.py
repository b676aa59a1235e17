"""Sequences that a network writes: what is drawn becomes the next input."""
from __future__ import annotations

import numpy as np

from . import gated, gru, lstm, rnn
from .activations import softmax
from .contract import arguments as check
from .contract.types import Array, ArrayLike, Seed
from .rnn import Params, checked_later

__all__ = ["sample"]


@checked_later
def sample(params: Params | lstm.LSTMParams | gru.GRUParams,
           prompt: ArrayLike, length: int, *, temperature: float = 1.0,
           rng: Seed = 0) -> Array:
    """Class indices (length, B) that follow a prompt of class indices (T, B).

    The network, an RNN with tanh, an LSTM or a GRU, starts from zeros and
    reads the prompt, so n_x = n_y. Then each class is drawn from softmax(q /
    temperature) and read as the next input. A temperature below 1 makes
    likely classes likelier, one above 1 makes all more alike. rng: an int
    seed or a numpy Generator. Raises ValueError or TypeError naming the
    argument, FloatingPointError on overflow.
    Source: Graves 2013, without the temperature.

    >>> params = rnnlib.init(n_x=5, n_h=8, n_y=5)
    >>> rnnlib.sample(params, [[0, 1], [4, 4], [2, 3]], 10).shape
    (10, 2)
    """
    length, rng = check.count("length", length), check.generator(rng)
    temperature = check.positive("temperature", temperature)
    network, params, prompt = _checked(params, prompt)
    run = network.forward(params, prompt)
    drawn = np.empty((length, run.q.shape[1]), np.intp)
    for t in range(length):
        drawn[t] = _draw(run.q[-1], temperature, rng)
        state = {f"{z}0": getattr(run, z)[-1] for z in "hc" if hasattr(run, z)}
        run = network.forward(params, drawn[t:t + 1], **state)
    return drawn


def _checked(params, prompt):
    """The module of the network, its params, and the prompt."""
    network, sets = {lstm.LSTMParams: (lstm, 4), gru.GRUParams: (gru, 3)}.get(
        type(params), (rnn, 1))
    params = (check.parameters(params) if network is rnn else
              gated.parameters(params, sets))
    check.real_arrays(**params._asdict())
    n_x, n_y = params.U.shape[-1], len(params.V)
    if n_x != n_y:
        raise ValueError(f"params must have n_x = n_y, as what comes out goes "
                         f"in, got U with n_x = {n_x} and V with n_y = {n_y}")
    return network, params, check.classes("prompt", prompt, n_x)


def _draw(q, temperature, rng):
    """One class for each row of q: (B, n_y) to (B,).

    The first whose sum of probabilities, up to it, is above a random number.
    """
    q = q.astype(float)
    y_hat = softmax((q - q.max(-1, keepdims=True)) / temperature)
    sums = y_hat.cumsum(-1)
    return (sums <= rng.random((len(q), 1)) * sums[:, -1:]).sum(-1)
