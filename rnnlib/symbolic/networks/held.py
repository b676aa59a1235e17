"""The plain network whose state is held where the mask is 0.

`fresh` is the state that the step would have. The mask does what a GRU's
update gate does, but is given; the GRU's candidate has a letter of its own.
"""
import numpy as np
from rnnlib import rnn
from sympy import tanh

from ..terms.language import TIME, Tensor
from ..terms.symbols import i, n_h, t
from .network import Arrays, Network
from .plain import NETWORK as PLAIN
from .plain import mask, p, params
from .shared import h, outputs

__all__ = ["fresh", "mask"]

fresh = Tensor("fresh", TIME, n_h)


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib computes, a step at a time, blended by the mask."""
    state, states, tried = start["h"], [], []
    for x_t, m_t in zip(given["x"][1:], given["mask"][1:], strict=True):
        one = rnn.forward(params(given), x_t[None, None], state[None])
        tried.append(one.h[1, 0])
        state = m_t * tried[-1] + (1 - m_t) * state
        states.append(state)
    q = np.array(states) @ given["V"].T + given["b_y"]
    run = rnn.Run(np.array([start["h"], *states])[:, None],
                  q[:, None], rnn.softmax(q)[:, None])
    return outputs(run, given) | {"fresh": np.array(tried)}


NETWORK = Network(
    name="held",
    changes=PLAIN,
    tensors=(fresh,),
    formulas={
        "fresh": (fresh[t, i], tanh(p[t, i])),
        "h": (h[t, i],
              mask[t] * fresh[t, i] + (1 - mask[t]) * h[t-1, i]),
    },
    rows=rows,
    prints={"fresh": r"\bar{h}"},
    ahead=("mask",),
)
