"""The network without tanh: a special case of the plain one."""
import numpy as np
from rnnlib import rnn

from ..terms.symbols import i, t
from .network import Arrays, Network
from .plain import NETWORK as PLAIN
from .plain import p, params
from .shared import h, outputs


def rows(given: Arrays, start: Arrays) -> dict[str, np.ndarray]:
    """What rnnlib computes with the identity for tanh."""
    run = rnn.forward(params(given), given["x"][1:, None], start["h"][None],
                      activation="identity")
    return outputs(run, given)


NETWORK = Network(
    name="linear",
    changes=PLAIN,
    restricts=True,
    tensors=(),
    formulas={"h": (h[t, i], p[t, i])},
    rows=rows,
)
