"""Backpropagation through time, written out: the book's numerical core.

>>> params = rnnlib.init(n_x=27, n_h=32, n_y=27)
>>> x, y = np.zeros((10, 4, 27)), np.zeros((10, 4), int)    # T = 10, B = 4
>>> run = rnnlib.forward(params, x)
>>> run.h.shape
(11, 4, 32)
>>> loss, grads = rnnlib.bptt(params, x, y)
>>> grads.W.shape
(32, 32)
"""
from importlib import import_module

from .checking import check_grads
from .curvature import hessian_vector
from .exchange import from_torch, to_torch
from .flow import Flow, gradient_flow
from .passes import Workspace
from .rnn import (
    ACTIVATIONS,
    IGNORED,
    LOSSES,
    InputGrads,
    Params,
    Run,
    bptt,
    forward,
    init,
    input_grads,
)
from .rtrl import rtrl
from .sampling import sample

__version__ = "0.1.0"
__all__ = ["ACTIVATIONS", "IGNORED", "LOSSES", "Flow", "InputGrads",
           "Params", "Run", "Workspace", "bptt", "check_grads", "forward",
           "from_torch", "gradient_flow", "hessian_vector", "init",
           "input_grads", "rtrl", "sample", "to_torch"]


def __getattr__(name):
    """What loads matplotlib, ipywidgets or lark comes only on request."""
    if name == "plots":
        return import_module(".plots", __name__)
    if name == "explore":
        return import_module(".page.sliders", __name__).explore
    if name == "fading":
        return import_module(".page.fading", __name__).fading
    if name == "judge_latex":
        return import_module(".judge", __name__).judge_latex
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted([*globals(), "explore", "fading", "judge_latex", "plots"])
