"""Every public function: good calls of it, and a judge of what it returns."""
import functools
import itertools
from typing import Any, NamedTuple

import judges
import judges_of_data as data
import numpy as np
import reference
import reference_gru
import reference_lstm
import rnnlib
import spoils
from hypothesis import strategies as st
from rnnlib import (
    attention,
    checkpoints,
    cliff,
    equilibrium,
    euler,
    flossing,
    forcing,
    frameworks,
    gru,
    influence,
    lstm,
    lyapunov,
    mean_field,
    optim,
    orthogonal,
    regulariser,
    scan,
    tasks,
    trials,
    truncation,
    unbiased,
)


class Call(NamedTuple):
    function: Any
    good: Any                  # a strategy for its arguments, by name
    judge: Any                 # (result, clean arguments), asserts
    complex_ok: bool = False
    optional: tuple = ()       # arguments that may be None
    spoils: dict = {}          # name: maker of what can be wrong with it

    @property
    def name(self):
        module = self.function.__module__.removeprefix("rnnlib")
        return f"{module}.{self.function.__name__}".lstrip(".")


def trial(setting):
    """The first two updates."""
    return tuple(itertools.islice(trials.trial(setting), 2))


trial.__module__ = "rnnlib.trials"


def tables(table):
    """A dict with things missing, or none at all."""
    return {name: (spoils.ERROR, value) for name, value in {
        "empty": {}, "None": None, "list": list(table), "text": "task",
        "less": dict(itertools.islice(table.items(), 1))}.items()}


def spaces(space):
    return {"None": (spoils.EITHER, None),
            "another": (spoils.SAME, rnnlib.Workspace()),
            **{name: (spoils.ERROR, value) for name, value in {
                "dict": {}, "class": rnnlib.Workspace, "True": True}.items()}}


def network(make, *extra, **fixed):
    """A strategy for the arguments of bptt, and more."""
    @st.composite
    def good(draw):
        one = draw(make(**fixed))
        given, c0 = one if isinstance(one[0], reference.Problem) else (
            one, None)
        a = {"params": given.params, "x": given.x, "y": given.y,
             "h0": draw(st.sampled_from([None, given.h0])), **given.how}
        if c0 is not None:
            a["c0"] = draw(st.sampled_from([None, c0]))
        if draw(st.booleans()) and "double" not in extra:
            a = {name: single(value) for name, value in a.items()}
        for name in extra:
            if name in OPTIONS:
                a[name] = draw(OPTIONS[name])
        if "mask" in extra:
            a["mask"] = draw(masks(given.y.shape[:2]))
        if draw(st.booleans()):
            a["x"] = draw(classes(given.x.shape))
        if "no y" in extra:
            for name in ("y", "loss", "steps"):
                del a[name]
        return a
    return good()


def masks(shape):
    """None, bools or weights (T, B)."""
    kinds = bool, int, float
    rngs = st.integers(0, 99).map(np.random.default_rng)
    return st.none() | st.builds(
        lambda rng, kind: (rng.integers(5, size=shape) / 2).astype(kind),
        rngs, st.sampled_from(kinds))


def classes(shape):
    """Class indices (T, B) in place of vectors (T, B, n_x)."""
    return st.integers(0, 99).map(lambda seed: np.random.default_rng(
        seed).integers(shape[-1], size=shape[:2]))


OPTIONS = {"jacobian": st.booleans(), "last_state": st.booleans(),
           "reduction": st.sampled_from(["sum", "mean"]),
           "weight": st.sampled_from([0.0, 4.0]),
           "states": st.integers(1, 4),
           "lags": st.none() | st.just(2), "n": st.none() | st.just(1),
           "draws": st.integers(1, 3), "balanced": st.booleans(),
           "burn_in": st.just(1), "every": st.integers(1, 2),
           "workspace": st.none() | st.builds(rnnlib.Workspace),
           "count": st.none() | st.just(2), "rng": st.integers(0, 9)}


def single(value):
    if hasattr(value, "_fields"):
        return type(value)(*map(single, value))
    if isinstance(value, np.ndarray) and value.dtype == float:
        return value.astype(np.float32)
    return value


@st.composite
def updates(draw, **more):
    make = draw(st.sampled_from([reference.make, lambda *a: reference_lstm
                                 .make(*a)[0]]))
    one, two = make(2, 1, 2, 3, 2, 0), make(2, 1, 2, 3, 2, 1)
    a = {"grads": two.params, **{k: draw(v) for k, v in more.items()}}
    if a.pop("params", False):
        a["params"] = one.params
    return {name: single(value) for name, value in a.items()} if draw(
        st.booleans()) else a


def layer_names(name):
    """Any letters make a name."""
    return {spoil: ((spoils.EITHER if spoil in ("other", "no word", "capitals")
                     else verdict), wrong)
            for spoil, (verdict, wrong) in spoils.words(name).items()}


def torch_arrays(arrays):
    """A dict by PyTorch's names: less, more, or none of it."""
    first, *rest = arrays
    odd = arrays[first]
    bad = {"more": {**arrays, "more": odd}, "a number": {**arrays, 7: odd},
           "second layer": {**arrays, "weight_ih_l1": odd},
           "other direction": {**arrays, f"{first}_reverse": odd},
           "nan": {**arrays, first: np.nan * odd},
           "flat": {**arrays, first: odd.ravel()},
           "integers": {**arrays, first: odd.astype(int)}}
    some = {"without it": {name: arrays[name] for name in rest},
            "backwards": dict(reversed(arrays.items())),
            "cut": {**arrays, first: odd[:, :1]},
            "lists": {name: z.tolist() for name, z in arrays.items()},
            "single": {**arrays, first: odd.astype("f4")}}
    return {**tables(arrays), **{name: (spoils.ERROR, wrong)
                                 for name, wrong in bad.items()},
            **{name: (spoils.EITHER, wrong) for name, wrong in some.items()}}


def kinds_of_params(*modules):
    """Params with n_x = n_y, of each network and precision."""
    made = [module.init(3, 4, 3, gain=1.5) for module in modules]
    return st.sampled_from([*made, *map(single, made)])


def fixed(**values):
    return st.fixed_dictionaries({
        name: value if isinstance(value, st.SearchStrategy) else
        st.just(value) for name, value in values.items()})


W_OF_CLIFF = st.sampled_from([np.array(5.5), np.array([2.0, 7.0]),
                              np.array([[4.5], [6.0]])])
B_OF_CLIFF = st.sampled_from([np.array(-3.0), np.array([-2.0, -3.5])])
POINT = {"w": W_OF_CLIFF, "b": B_OF_CLIFF, "T": st.integers(1, 4),
         "x0": st.sampled_from([0.5, -1.25])}
GAIN = st.sampled_from([np.array(1.5), np.array([0.5, 2.5])])
SIZE = st.sampled_from([np.array(0.75), np.array([[0.25], [1.5]])])
SIZES = {"n_x": 2, "n_h": 3, "n_y": 2, "gain": 1.5, "rng": 7}
SETTING = st.builds(
    trials.Setting, st.sampled_from(list(trials.TASKS)), st.just(12),
    st.sampled_from(list(trials.STARTS)),
    st.sampled_from(list(trials.METHODS)), st.integers(0, 9))
ARRAYS = kinds_of_params(rnnlib, lstm).map(rnnlib.to_torch)
from_0 = functools.partial(spoils.counts, low=0)


@st.composite
def steps(draw, **more):
    """Factors, drives and a start; one unit, or some."""
    T, units = draw(st.integers(1, 5)), draw(st.sampled_from([(1,), (2,)]))
    rng = np.random.default_rng(draw(st.integers(0, 9)))
    a = {"alpha": rng.normal(size=(T, *units)),
         "beta": rng.normal(size=(T, *units)),
         "h_0": draw(st.sampled_from([None, rng.normal(size=units)]))}
    return a | {name: draw(value) for name, value in more.items()}


@st.composite
def steps_back(draw):
    """What scan_back takes."""
    a = draw(steps())
    h = scan.recurrence(a["alpha"], a["beta"], a["h_0"])
    return {"alpha": a["alpha"], "h": h, "nu": a["beta"]}


def sparse_square(seed):
    """A matrix (3, 3) with zeros in it."""
    rng = np.random.default_rng(seed)
    return rng.normal(size=(3, 3)) * (rng.random((3, 3)) < 0.5)


@st.composite
def alone(draw):
    """What trace_grads takes."""
    T, n, n_x = [draw(st.integers(1, 4)) for _ in range(3)]
    rng = np.random.default_rng(draw(st.integers(0, 9)))
    shapes = {"alpha": (n,), "U": (n, n_x), "x": (T, n_x), "nu": (T, n)}
    a = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return a | {"h_0": draw(st.sampled_from([None, rng.normal(size=n)]))}


@st.composite
def flowing(draw, back=False):
    """What euler takes, and euler_back."""
    made = draw(reference.problems())
    a = {"params": made.params, "x": made.x,
         "lengths": np.linspace(0.25, 1, len(made.x))}
    if not back:
        return {**a, "h0": draw(st.sampled_from([None, made.h0]))}
    h = euler.euler(a["params"], a["x"], made.h0, lengths=a["lengths"])
    return {**a, "h": h, "nu": np.cos(h[1:]), "way": draw(st.sampled_from(
        euler.WAYS))}


@st.composite
def settling(draw, back=False):
    """What settle takes, and implicit_grads."""
    made = draw(reference.problems(T=1))
    W = made.params.W / (2 * np.linalg.norm(made.params.W))
    a = {"params": made.params._replace(W=W), "x": made.x[0]}
    if not back:
        return {**a, "h0": draw(st.sampled_from([None, made.h0])),
                "tol": 1e-9, "most": 200}
    a |= {"y": made.y, "loss": made.how["loss"],
          "h": equilibrium.settle(**a).h,
          "back": draw(st.sampled_from([None, 2]))}
    return {name: single(value) for name, value in a.items()} if draw(
        st.booleans()) else a


@st.composite
def squares(draw, back=False):
    """Any matrix (n, n), and perhaps a gradient by what is made of it."""
    rng = np.random.default_rng(draw(st.integers(0, 9)))
    n = draw(st.integers(1, 4))
    a = {"X": rng.normal(size=(n, n))}
    a |= {"dW": rng.normal(size=(n, n))} if back else {}
    return {name: single(value) for name, value in a.items()} if draw(
        st.booleans()) else a


def turned(a):
    """What cayley_inverse takes."""
    return {"W": orthogonal.cayley(a["X"])}


@st.composite
def looking(draw, back=False):
    """What attend takes, and attend_back."""
    rng = np.random.default_rng(draw(st.integers(0, 9)))
    T, n, n_v = draw(st.tuples(*[st.integers(1, 3)] * 3))
    a = {"query": rng.normal(size=n), "keys": rng.normal(size=(T, n)),
         "values": rng.normal(size=(T, n_v))}
    return {**a, "credit": rng.normal(size=n_v)} if back else a


def texts(text):
    """Capitals and spaces are as good as any other text."""
    return {name: (spoils.EITHER if isinstance(wrong, str) and wrong
                   else verdict, wrong)
            for name, (verdict, wrong) in spoils.words(text).items()}


@st.composite
def with_direction(draw):
    """The arguments of hessian_vector: the loss is softmax's."""
    a = draw(network(reference.problems, "mask", "reduction"))
    if a.pop("loss") == "squared":
        a["y"] = np.zeros(a["y"].shape[:2], int)
    del a["activation"]
    return {**a, "direction": type(a["params"])(*map(np.cos, a["params"]))}


@st.composite
def with_teacher(draw, *more):
    """What forced takes, or with "h0" and others what forced_bptt does."""
    a = draw(network(reference.problems, "mask", "reduction"))
    shape = (*a["x"].shape[:2], len(a["params"].W))
    told = np.cos(np.arange(np.prod(shape), dtype=float)).reshape(shape)
    a |= {"told": told.astype(a["params"].W.dtype),
          "alpha": draw(st.sampled_from([0.0, 0.25, 1.0]))}
    return {name: a[name] for name in (
        "params", "x", "told", "alpha", *more) if name in a}


OPTIONAL = ("h0", "c0", "steps", "mask")
ODD = {"rng": from_0, "burn_in": from_0, "seed": from_0, "total": from_0}
TABLE = [
    Call(rnnlib.init, fixed(**SIZES, recurrent=st.sampled_from(
        ["orthogonal", "gaussian", "identity", "sparse"])), data.init),
    Call(rnnlib.forward, network(reference.problems, "no y"), judges.forward,
         True),
    Call(rnnlib.bptt, network(
        reference.problems, "mask", "reduction", "last_state", "workspace"),
         judges.grads, True, ("workspace",), {"workspace": spaces}),
    Call(rnnlib.rtrl, network(reference.problems), judges.grads, True),
    Call(influence.snap, network(reference.problems).map(
        lambda a: {**a, "n": 1}), judges.snap, True),
    Call(influence.carried, network(reference.problems, "no y", "n"),
         judges.carried, True, optional=("n",)),
    Call(influence.reach, fixed(W=st.integers(0, 9).map(sparse_square),
                                n=st.integers(1, 4)), data.reach, True),
    Call(influence.trace_grads, alone(), data.traces, True,
         optional=("h_0",)),
    Call(checkpoints.bptt, network(
        reference.problems, "mask", "reduction", "states"), judges.grads,
         True),
    Call(checkpoints.extra_steps, fixed(T=9, states=3), data.extra_steps),
    Call(checkpoints.repeats, fixed(T=9, states=3), data.repeats),
    Call(checkpoints.schedule, fixed(T=9, states=3), data.schedule),
    Call(rnnlib.input_grads, network(reference.problems, "mask", "reduction"),
         judges.input_grads, True),
    Call(rnnlib.hessian_vector, with_direction(), judges.hessian_vector),
    Call(rnnlib.gradient_flow, network(reference.problems, "mask", "jacobian",
                                          T=3), judges.flow),
    Call(rnnlib.check_grads, network(reference.problems, "mask", T=2, B=1,
                                     n_x=1, n_h=2, n_y=2), judges.report),
    Call(regulariser.omega, network(reference.problems, "double"),
         judges.omega),
    Call(regulariser.regularised, network(reference.problems, "weight",
                                          "double"), judges.regularised),
    Call(lyapunov.lyapunov, network(
        reference.problems, "no y", "burn_in", "count", "rng", "double", T=4,
        n_h=3), judges.lyapunov, optional=("count",)),
    Call(lyapunov.log_norms, network(reference.problems, "no y", "burn_in",
                                     "every", "double", T=4),
         judges.log_norms),
    Call(flossing.floss, network(
        reference.problems, "no y", "burn_in", "rng", "double", T=4, n_h=3
        ).map(lambda a: {**a, "count": 2}), judges.floss),
    Call(truncation.lag_grads, network(reference.problems, "mask", "lags"),
         judges.lag_grads, optional=("lags",)),
    Call(truncation.roulette, fixed(lags=4, keep=st.sampled_from([0.5, 1.0]),
                                    rng=st.integers(0, 9)), data.roulette),
    Call(truncation.roulette_sd, fixed(parts=st.sampled_from([
        np.array([3.0, 1.0, -0.5]), np.array([[1.0, 0.5], [2.0, -1.0]])]),
        keep=0.75), data.roulette_sd),
    *(Call(method, network(reference.problems, "draws", "balanced", "rng"),
           judge) for method, judge in (
        (unbiased.uoro, judges.uoro), (unbiased.kf_rtrl, judges.kf_rtrl))),
    Call(forcing.forced, with_teacher(), data.forced, True),
    Call(forcing.forced_bptt, with_teacher(
        "y", "h0", "loss", "steps", "mask", "reduction", "activation"),
        judges.forced_grads, True),
    Call(forcing.critical_share, fixed(rate=st.sampled_from([0.25, -0.5])),
         data.critical_share),
    Call(optim.sgd, updates(params=st.just(True), lr=st.just(0.25)),
         data.sgd, True),
    Call(optim.clip_by_norm, updates(limit=st.sampled_from([0.5, 50.0])),
         data.norm),
    Call(optim.clip_by_value, updates(limit=st.just(0.5)), data.value),
    Call(optim.progress, fixed(total=5), data.progress),
    Call(lstm.init, fixed(**SIZES, forget_bias=1.5), data.lstm_init),
    Call(lstm.forward, network(reference_lstm.problems, "no y"), judges.lstm,
         True),
    Call(lstm.bptt, network(reference_lstm.problems, "mask", "reduction",
                             "last_state"), judges.lstm_grads, True),
    Call(lstm.gradient_flow, network(
        reference_lstm.problems, "mask", "jacobian", T=2), judges.lstm_flow),
    Call(gru.init, fixed(**SIZES, keep_bias=1.5), data.gru_init),
    Call(gru.forward, network(reference_gru.problems, "no y"), judges.gru,
         True),
    Call(gru.bptt, network(reference_gru.problems, "mask", "reduction",
                            "last_state"), judges.gru_grads, True),
    Call(rnnlib.sample, fixed(
        params=kinds_of_params(rnnlib, lstm, gru), length=3, rng=5,
        prompt=np.array([[0, 2], [1, 1]]), temperature=st.sampled_from(
            [0.5, 2.0])), judges.sample),
    Call(rnnlib.from_torch, fixed(arrays=ARRAYS), data.from_torch,
         spoils={"arrays": torch_arrays}),
    Call(rnnlib.to_torch, fixed(params=kinds_of_params(rnnlib, lstm),
                                rnn="core", linear="0"), data.to_torch,
         spoils={"rnn": layer_names, "linear": layer_names}),
    Call(cliff.s, fixed(x=W_OF_CLIFF), data.logistic, True),
    Call(cliff.cliff, fixed(**POINT), data.cliff, True),
    Call(cliff.curvature, fixed(**POINT), data.curvature, True),
    Call(cliff.crest, fixed(w=W_OF_CLIFF, x0=0.75), data.crest, True),
    Call(cliff.folds, fixed(w=W_OF_CLIFF.map(lambda w: np.array(w + 3))),
         data.folds),
    Call(cliff.descend, fixed(**POINT, lr=0.1, updates=2, limit=(
        st.none() | st.just(0.5))), data.walk, optional=("limit",)),
    Call(mean_field.gaussian_averages, fixed(variance=SIZE), data.averages),
    Call(mean_field.mean_square, fixed(gain=GAIN, size=SIZE),
         data.mean_square),
    Call(mean_field.chi, fixed(gain=GAIN, size=SIZE), data.chi),
    Call(mean_field.depth_scale, fixed(gain=GAIN, size=SIZE),
         data.depth_scale),
    Call(mean_field.edge, fixed(size=SIZE), data.edge),
    Call(scan.recurrence, steps(), data.states, True, optional=("h_0",)),
    Call(scan.scan, steps(method=st.sampled_from(sorted(scan.METHODS))),
         data.states, True, optional=("h_0",)),
    Call(scan.scan_back, steps_back(), data.credits, True),
    Call(scan.schedule, fixed(T=st.integers(1, 9), method=st.sampled_from(
        sorted(scan.METHODS))), data.rounds),
    Call(scan.ring, fixed(n=4, low=0.25, high=0.75, rng=3), data.ring),
    Call(euler.euler, flowing(), data.flowed, True),
    Call(euler.euler_back, flowing(back=True), data.flowed_back, True),
    Call(equilibrium.settle, settling(), data.settled),
    Call(equilibrium.implicit_grads, settling(back=True), data.implicit,
         optional=("back",)),
    Call(orthogonal.cayley, squares(), data.cayley),
    Call(orthogonal.cayley_grad, squares(back=True), data.cayley_grad),
    Call(orthogonal.cayley_inverse, squares().map(turned),
         data.cayley_inverse),
    Call(orthogonal.exponential, squares(), data.exponential),
    Call(orthogonal.exponential_grad, squares(back=True),
         data.exponential_grad),
    Call(attention.attend, looking(), data.attended, True),
    Call(attention.attend_back, looking(back=True), data.looked, True),
    Call(tasks.sonnets, fixed(), lambda text, a: None),
    Call(tasks.next_character, fixed(text="Shall I compare thee", T=4, B=2),
         data.next_character, spoils={"text": texts}),
    Call(tasks.temporal_order, fixed(length=12, B=2, rng=3), data.order),
    Call(tasks.adding, fixed(length=7, B=2, rng=3), data.adding),
    Call(frameworks.recorded, fixed(name="torch_gradient"), data.framework),
    Call(trials.begin, fixed(setting=SETTING), data.begin),
    Call(trials.options, fixed(setting=SETTING), data.options),
    Call(trial, fixed(setting=SETTING), data.trial),
    Call(trials.recorded, fixed(name="temporal-order-20-basic"),
         data.recorded),
    Call(trials.setting_of, fixed(
        experiment={"task": "adding", "length": 20, "start": "basic tanh"},
        run={"method": "plain", "seed": 3}), data.setting,
        spoils={"experiment": tables, "run": tables}),
]
TABLE = [call._replace(optional=(*call.optional, *OPTIONAL),
                       spoils={**ODD, **call.spoils}) for call in TABLE]
