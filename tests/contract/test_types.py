"""The type hints: complete on public functions, and of use to a checker."""
import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import rnnlib
from rnnlib import plots

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {
    "": [name for name in rnnlib.__all__ if name.islower()],
    "page.answers": ["array", "check", "code", "formula", "number"],
    "attention": ["attend", "attend_back"],
    "checkpoints": ["bptt", "extra_steps", "repeats", "schedule"],
    "cliff": ["cliff", "crest", "curvature", "descend", "folds", "s"],
    "flossing": ["floss"],
    "equilibrium": ["implicit_grads", "settle"],
    "euler": ["euler", "euler_back"],
    "frameworks": ["recorded"],
    "gru": ["bptt", "forward", "init"],
    "influence": ["carried", "reach", "snap", "trace_grads"],
    "lstm": ["bptt", "forward", "gradient_flow", "init"],
    "lyapunov": ["log_norms", "lyapunov"],
    "mean_field": ["chi", "depth_scale", "edge", "gaussian_averages",
                   "mean_square"],
    "optim": ["clip_by_norm", "clip_by_value", "progress", "sgd"],
    "orthogonal": ["cayley", "cayley_grad", "cayley_inverse", "exponential",
                   "exponential_grad"],
    "regulariser": ["omega", "regularised"],
    "scan": ["recurrence", "ring", "scan", "scan_back", "schedule"],
    "page.sliders": ["explore"],
    "tasks": ["adding", "next_character", "sonnets", "temporal_order"],
    "trials": ["begin", "options", "recorded", "setting_of", "trial"],
    "unbiased": ["kf_rtrl", "uoro"],
}
FIGURES = sorted(plots.MODULES)
# what a reader may write, and what a checker should stop: marked "wrong"
CALLS = """
import numpy as np
import rnnlib
from rnnlib import lstm, optim
from rnnlib.tasks import adding

rng = np.random.default_rng()
params = rnnlib.init(2, 3, 1, recurrent="identity", rng=rng)
x, y = adding(10, B=2, rng=1)
E, grads = rnnlib.bptt(params, x, y, loss="squared", steps=10)
half: float = E / 2
for activation in rnnlib.ACTIVATIONS:
    rnnlib.bptt(params, x, y, steps=[1, 2], activation=activation)
rnnlib.forward(params, [[[0.0, 1.0]]], h0=None).y_hat.sum()
rnnlib.gradient_flow(params, x, y, steps=np.arange(1, 3)).credit.max()
gates = optim.sgd(lstm.init(2, 3, 1), lstm.init(2, 3, 1), 0.1)
params = optim.sgd(params, optim.clip_by_norm(grads, 1.0)[0], lr=0.1)
gates = optim.clip_by_value(lstm.bptt(lstm.init(2, 3, 1), x, y)[1], 1.0)
gates.b_h.shape
E, grads, h = rnnlib.bptt(params, x, y, mask=y[..., 0] > 0, last_state=True,
                          reduction="mean", loss="squared")
h.shape
c = lstm.bptt(lstm.init(2, 3, 1), x, y, last_state=True)[2][1]
c.shape
rnnlib.to_torch(rnnlib.from_torch({"weight_ih_l0": x}))["rnn.bias_ih_l0"].sum()
rnnlib.sample(params, [[0, 1], [1, 1]], 9, temperature=0.5).max()
assert rnnlib.check_grads(params, x, y, grads={"W": grads.W}).ok

rnnlib.init("2", 3, 1)                                 # wrong: arg-type
rnnlib.init(2, 3, 1, recurrent="dense")                # wrong: arg-type
rnnlib.forward(x, params)                              # wrong: arg-type
rnnlib.bptt(params, x)                                 # wrong: call-overload
rnnlib.bptt(params, x, y, loss="mse")                  # wrong: call-overload
rnnlib.bptt(params, x, y, steps=0.5)                   # wrong: call-overload
rnnlib.bptt(params, x, y, None, "squared")             # wrong: call-overload
rnnlib.bptt(params, x, y, reduction="none")            # wrong: call-overload
rnnlib.bptt(params, x, y, last_state=1)                # wrong: call-overload
rnnlib.input_grads(params, x, y, mask=min)             # wrong: arg-type
rnnlib.bptt(params, x, y).W                            # wrong: attr-defined
E, grads = rnnlib.bptt(params, x, y, last_state=True)  # wrong: misc
rnnlib.forward(params, x, activation="sigmoid")        # wrong: arg-type
optim.sgd(params, grads, "0.1")                        # wrong: arg-type
optim.sgd({"W": params.W}, grads, 0.1)                 # wrong: type-var
"""


@pytest.mark.parametrize("module", PUBLIC)
def test_public_functions_have_all_their_hints(module):
    home = import_module(f"rnnlib.{module}".rstrip("."))
    check_hints([getattr(home, name) for name in PUBLIC[module]])


@pytest.mark.parametrize("module", FIGURES)
def test_figures_have_all_their_hints(module):
    home = import_module(f"rnnlib.plots.{module}")
    check_hints([f for name, f in vars(home).items() if not name.startswith(
        "_") and inspect.isfunction(f) and f.__module__ == home.__name__])


def check_hints(functions):
    assert functions
    for function in functions:
        hints = inspect.get_annotations(inspect.unwrap(function),
                                        eval_str=True)
        assert hints.keys() == {"return", *inspect.signature(
            function).parameters}, function


def test_arrays_in_named_tuples_have_a_type():
    for kind in (rnnlib.Params, rnnlib.Run, rnnlib.InputGrads, rnnlib.Flow):
        assert inspect.get_annotations(kind, eval_str=True).keys() == {
            *kind._fields}


def test_a_checker_stops_wrong_calls_and_no_others(tmp_path):
    pytest.importorskip("mypy")
    (tmp_path / "calls.py").write_text(CALLS)
    out = subprocess.run(
        [sys.executable, "-m", "mypy", tmp_path / "calls.py"], cwd=ROOT,
        capture_output=True, text=True).stdout
    found = re.findall(r"calls\.py:(\d+): error: .*\[(.*)\]", out)
    lines = CALLS.split("\n")
    wrong = [(str(n), line.split("wrong: ")[1])
             for n, line in enumerate(lines, 1) if "wrong" in line]
    assert found == wrong, out
