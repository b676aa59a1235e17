"""Training runs that can be repeated: tasks, starts, methods, and a seed.

    for update, loss, params in trial(Setting("temporal order", 20,
                                              "basic tanh", "clipped", 0)):
        ...
"""
from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from .contract import arguments as check
from .contract.types import Array, Loss
from .optim import clip_by_norm, sgd
from .regulariser import regularised
from .rnn import Params, bptt
from .tasks import SHORTEST, adding, temporal_order

__all__ = ["METHODS", "STARTS", "TASKS", "Setting", "Task", "begin",
           "options", "recorded", "setting_of", "trial"]
UNITS, BATCH, RATE, LIMIT = 50, 20, 0.01, 1.0


class Task(NamedTuple):
    """What a network has to learn."""

    #: (length, B, rng): x, y
    data: Callable[..., tuple[Array, Array]]
    n_x: int                #: inputs
    n_y: int                #: outputs
    loss: Loss              #: a name in LOSSES


# The standard deviation of U, V and W, and the activation: section 4.1.1 of
# Pascanu, Mikolov and Bengio 2013. They write N(0, 0.01); their code shows
# that no variance is meant. A smart start has a sparse W, with 15 entries a
# row and spectral radius 0.95, whatever it was drawn with.
STARTS = {"sigmoid": (0.01, "logistic"), "basic tanh": (0.1, "tanh"),
          "smart tanh": (0.01, "tanh")}
# the limit of the norm, and the weight of Omega
METHODS = {"plain": (None, 0), "clipped": (LIMIT, 0),
           "regularised": (LIMIT, 4)}
TASKS = {"temporal order": Task(temporal_order, 6, 4, "cross_entropy"),
         "adding": Task(adding, 2, 1, "squared")}


class Setting(NamedTuple):
    """All that decides how a trial goes."""

    task: str               #: a name in TASKS
    length: int             #: steps of a sequence
    start: str              #: a name in STARTS
    method: str             #: a name in METHODS
    seed: int               #: of the parameters and of the data


def begin(setting: Setting) -> Params:
    """The Params that a trial starts from; they depend not on the method.

    Raises ValueError or TypeError naming what is wrong in the setting.
    """
    setting = _checked(setting)
    n_x, n_y = TASKS[setting.task][1:3]
    sd, _ = STARTS[setting.start]
    rng = np.random.default_rng([setting.seed, 0])
    U, W, V = (sd * rng.normal(size=shape) for shape in
               ((UNITS, n_x), (UNITS, UNITS), (n_y, UNITS)))
    if setting.start == "smart tanh":
        order = rng.random((UNITS, UNITS)).argsort(1)
        W[order >= 15] = 0                      # 15 places of a row stay
        W *= 0.95 / abs(np.linalg.eigvals(W)).max()
    return Params(U, W, V, np.zeros(UNITS), np.zeros(n_y))


def options(setting: Setting) -> dict[str, Any]:
    """The keyword arguments of bptt: the loss, the step that counts, ...

    Raises ValueError or TypeError as begin does.
    """
    setting = _checked(setting)
    return {"loss": TASKS[setting.task].loss, "steps": setting.length,
            "activation": STARTS[setting.start][1]}


def trial(setting: Setting) -> Iterator[tuple[int, float, Params]]:
    """Yield (update, mean loss of its batch, Params after it), for ever.

    Every update draws a fresh batch, which depends neither on the start nor
    on the method. The gradients are means over the batch; those of Omega
    are added before the clipping. Raises FloatingPointError on overflow,
    ValueError or TypeError as begin does, at once.
    Source: Pascanu, Mikolov and Bengio 2013, section 4.1.1.
    """
    return _updates(_checked(setting), begin(setting))


def _updates(setting, params):
    how, update = options(setting), 0
    limit, weight = METHODS[setting.method]
    rng = np.random.default_rng([setting.seed, 1])
    while True:
        x, y = TASKS[setting.task].data(setting.length, BATCH, rng)
        if weight:
            E, _, grads = regularised(params, x, y, weight=weight, **how)
        else:
            E, grads = bptt(params, x, y, **how)
        grads = Params(*[dz / BATCH for dz in grads])
        if limit:
            grads, _ = clip_by_norm(grads, limit)
        params, update = sgd(params, grads, RATE), update + 1
        yield update, E / BATCH, params


def recorded(name: str) -> dict[str, Any]:
    """The long runs of one experiment, as experiments/run.py kept them.

    A dict: task, length, start, budget (the most updates of a run), every
    (updates between two looks), sample and confirm (fresh sequences in a
    look, and before a run counts as solved), and runs. A run has its method
    and seed, the outcome ("solved", "budget" or "diverged"), updates, and
    for every look from update 0 on errors (the share of wrong answers, for
    sums the mean square) and reach (log10 of ||dE_T/dh_k|| / ||dE_T/dh_T||
    at k = T // 5); early: some losses by update, norms: by update, log10 of
    that ratio for k = 0..T; and the versions of numpy and Python.
    Raises ValueError if there is no such experiment.
    """
    data = files(__package__).joinpath("data")
    there = {path.name[:-5]: path for path in sorted(
        data.iterdir(), key=str) if path.name.endswith(".json")
        and path.name.startswith(tuple(z.replace(" ", "-") for z in TASKS))}
    return json.loads(check.choice("name", name, there).read_text("utf-8"))


def setting_of(experiment: Mapping[str, Any], run: Mapping[str, Any],
               ) -> Setting:
    """The Setting of one of the runs in what `recorded` returns.

    Raises ValueError or TypeError naming the argument.
    """
    return _checked(Setting(
        *_items("experiment", experiment, "task", "length", "start"),
        *_items("run", run, "method", "seed")))


def _items(name, table, *keys):
    if not isinstance(table, dict):
        raise TypeError(f"{name} must be a dict as in what `recorded` "
                        f"returns, got {type(table).__name__}")
    if missing := [key for key in keys if key not in table]:
        raise ValueError(f"{name} must have {', '.join(keys)}, "
                         f"got none of {', '.join(missing)}")
    return [table[key] for key in keys]


def _checked(setting):
    """The setting, once it has been found good."""
    if not check.is_named(setting, Setting._fields):
        raise TypeError(f"setting must be Setting("
                        f"{', '.join(Setting._fields)}), "
                        f"got {type(setting).__name__}")
    for name, table in (("task", TASKS), ("start", STARTS),
                        ("method", METHODS)):
        check.choice(name, getattr(setting, name), table)
    return setting._replace(
        length=check.count("length", setting.length, SHORTEST[setting.task]),
        seed=check.count("seed", setting.seed, 0))
