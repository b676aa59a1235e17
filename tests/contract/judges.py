"""Judges of what networks give back, each by another way to the answer.

A judge is given the result and the arguments as plain arrays in more digits:
it computes by autograd, or as equations read, and asserts.
"""
import functools
import itertools
import warnings
from fractions import Fraction

import autograd.numpy as anp
import numpy as np
import reference
import reference_gru
import reference_lstm
from autograd import grad
from rnnlib import gru as gru_module
from rnnlib import lstm as lstm_module

L = np.longdouble


def clean(value):
    """Plain arrays with more digits and a wider range; None stays None."""
    if hasattr(value, "_fields"):
        return type(value)(*map(clean, value))
    if isinstance(value, dict):
        return {name: clean(v) for name, v in value.items()}
    if value is None or isinstance(value, (str, bool, np.bool_)):
        return value
    if isinstance(value, Fraction):
        return L(float(value))
    a = np.array(value)
    if a.dtype.kind == "c" and not a.imag.any():
        a = a.real
    a = a.astype({"i": "i8", "u": "i8"}.get(a.dtype.kind, (
        np.clongdouble if a.dtype.kind == "c" else L))) if (
            a.dtype != object) else a
    return a if a.ndim else a[()]


def tolerance(a):
    """Wide enough for what huge numbers cancel, far below any mistake."""
    return 2e-3 if np.asarray(a).real.dtype == np.float32 else 1e-7


ROUGH = 2e-3             # float64 that was found from float32, perhaps


def close(got, want, floor=0, within=None):
    """Relative to the largest entry; and a real answer is real.

    A sum of terms of size 1 that cancel is known to their rounding only:
    floor is the size below which it says nothing.
    """
    got, want = np.asarray(got), np.asarray(want)
    assert got.shape == want.shape, (got.shape, want.shape)
    tiny = 10 * L(np.finfo(got.real.dtype).tiny)    # below it digits are lost
    within = within or tolerance(got)
    scale = max(np.abs(want).max(), floor) * within + tiny
    off = np.abs(got - want).max()
    assert off <= scale, f"off by {off} of {np.abs(want).max()}"


def problem(a):
    """What reference.py takes, and no target that is none."""
    a = {"h0": None, "loss": "cross_entropy", "steps": None,
         "activation": "tanh", **a}
    x, y = a["x"], a["y"]
    if x.ndim == 2:
        assert 0 <= x.min() <= x.max() < a["params"].U.shape[-1]
        x = np.eye(a["params"].U.shape[-1], dtype=L)[x]
    m, y = weights(a, y, x.shape[:2])
    if a["loss"] == "cross_entropy" and y.ndim == 3:
        assert y.min() >= 0 and abs(y.sum(-1) - 1).max() < 1e-3
    else:
        assert y.ndim == (3 if a["loss"] == "squared" else 2)
        assert y.ndim == 3 or 0 <= y.min() <= y.max() < len(a["params"].V)
    assert y.shape[:2] == x.shape[:2]
    zeros = np.zeros((x.shape[1], a["params"].W.shape[-1]), L)
    start = {name: zeros if a.get(name) is None else a[name]
             for name in ("h0", "c0")}
    how = {name: a[name] for name in ("loss", "steps", "activation")}
    return reference.Problem(a["params"], x, y, start["h0"], {
        **how, "mask": m}), start["c0"]


def weights(a, y, shape):
    """What each E_t counts, and y without labels that are ignored."""
    m = np.ones(shape, L) if a.get("mask") is None else np.array(a["mask"], L)
    assert m.shape == shape
    assert m.min() >= 0 and np.isfinite(m).all()
    if a["loss"] == "cross_entropy" and y.ndim == 2:
        m, y = np.where(y == -100, 0, m), np.where(y == -100, 0, y)
    if a.get("reduction") == "mean":
        t = slice(None) if a["steps"] is None else np.atleast_1d(
            a["steps"]) - 1
        m = m / m[t].sum()
    return m, y


def quiet(function):
    """The reference may overflow inside, as where cosh is infinite."""
    @functools.wraps(function)
    def silent(*args):
        with np.errstate(all="ignore"):
            return function(*args)
    return silent


def gradients(a):
    return reference.value_and_grads(problem(a)[0])


def same_grads(grads, want):
    for name, dz in grads._asdict().items():
        close(dz, want[name], 1e-3)


@quiet
def bent(a):
    """H v by autograd, twice: the gradient of a scalar product with v."""
    given, _ = problem(a)
    v = a["direction"]._asdict()

    def slope(z):
        g = grad(lambda z: reference.E(z, given.y, **given.how))(z)
        return sum(anp.sum(g[name] * v[name]) for name in v)
    with warnings.catch_warnings():      # one class: its loss does not move
        warnings.filterwarnings("ignore", "Output seems independent")
        return grad(slope)(reference.point(given))


def hessian_vector(Hv, a):
    want = bent(a)
    for name, dz in Hv._asdict().items():
        if np.isfinite(want[name]).all():    # no cosh has overflowed there
            close(dz, want[name], 1e-3)


def forward(run, a):
    a = {**a, "y": np.zeros(a["x"].shape[:2], int)}
    given, _ = problem(a)
    z = reference.point(given)
    h = np.stack([reference.states(z, given.how["activation"], b)
                  for b in range(len(given.h0))], 1)
    q = h[1:] @ given.params.V.T + given.params.b_y
    outputs(run, h, q)


def outputs(run, h, q):
    close(run.h, h)
    close(run.q, q)
    odds = np.exp(run.q.real.astype(L) - run.q.real.max(-1, keepdims=True))
    close(run.y_hat, odds / odds.sum(-1, keepdims=True))


def agree_with(gradients, last):
    """The judge of a loss, its gradients, and perhaps the last state."""
    def judge(result, a):
        E, grads, *state = result
        assert len(state) == a.get("last_state", False)
        want, by = gradients(a)
        close(E, want)
        same_grads(grads, by)
        for z in state:
            z = z if isinstance(z, tuple) else (z,)
            for got, wanted in zip(z, last(a), strict=True):
                close(got, wanted)
    return judge


def last(a):
    """h_T alone, (B, n_h)."""
    given, _ = problem(a)
    return [np.stack([reference.states(
        reference.point(given), given.how["activation"], b)[-1]
        for b in range(len(given.h0))])]


grads = agree_with(gradients, last)


def input_grads(grads, a):
    same_grads(grads, gradients(a)[1])


def report(report, a):
    if a.get("loss") != "squared" and np.ndim(a["y"]) == 3:
        y = np.asarray(a["y"]).astype(L)             # sums to 1 in float32
        a = {**a, "y": y / y.sum(-1, keepdims=True)}
    _, by = gradients({k: v for k, v in a.items() if k != "grads"})
    given = a["grads"] if a.get("grads") is not None else by
    given = given._asdict() if hasattr(given, "_asdict") else given
    assert list(report.rows) == list(given)
    for name, row in report.rows.items():
        close(row.largest, abs(by[name]).max(), 1e-3)
        off = abs(given[name] - by[name]).max()
        wrong = off > 1e-6 * abs(by[name]).max()
        assert not (wrong and off > 1e-200 and row.ok), name


def length(z):
    """Of rows, in a range that no square leaves."""
    top = np.where(abs(z).max(-1) > 0, abs(z).max(-1), 1)[..., None]
    return (top * np.sqrt(((z / top)**2).sum(-1, keepdims=True)))[..., 0]


def backwards(a):
    """h, the slopes D_t, and e_t of every step, as equations read."""
    given, _ = problem(a)
    z, f = reference.point(given), given.how["activation"]
    h = np.stack([reference.states(z, f, b) for b in range(len(given.h0))], 1)
    D = {"tanh": 1 - h * h, "logistic": h * (1 - h),
         "relu": (h > 0).astype(L), "identity": np.ones_like(h)}[f]
    q, m = h[1:] @ given.params.V.T + given.params.b_y, given.how["mask"]
    y = given.y
    if given.how["loss"] == "cross_entropy":
        q = np.exp(q - q.max(-1, keepdims=True))
        q /= q.sum(-1, keepdims=True)
        y = np.eye(q.shape[-1])[y] if y.ndim == 2 else y
    steps = given.how["steps"]
    counted = sorted(t for t in np.atleast_1d(
        range(1, len(y) + 1) if steps is None else steps).tolist()
        if m[t - 1].any())
    return given.params, h, D, m[..., None] * (q - y), counted


def norm(M):
    top = abs(M).max() or 1
    return top * np.linalg.norm((M / top).astype(float), 2)


def flow(flow, a):
    params, h, D, e, counted = backwards(a)
    T, B = e.shape[:2]
    credit, jacobian = np.zeros((2, T + 1, T + 1), L)
    by_lag = np.zeros((T, *params.W.shape), L)
    for t, b in itertools.product(counted, range(B)):
        lam, P = params.V.T @ e[t - 1, b], np.eye(len(params.W), dtype=L)
        for k in range(t, -1, -1):
            credit[t, k] += length(lam) / B
            jacobian[t, k] += norm(P) / B
            if k:
                by_lag[t - k] += np.outer(D[k, b] * lam, h[k - 1, b])
                J = D[k, b][:, None] * params.W
                lam, P = J.T @ lam, P @ J
    assert flow.steps.tolist() == counted
    close(flow.credit, credit, 1e-3, ROUGH)
    close(flow.by_lag, length(by_lag.reshape(T, -1)), 1e-3, ROUGH)
    if a.get("jacobian", True):
        close(flow.jacobian, jacobian, 1e-3, ROUGH)
    else:
        assert flow.jacobian is None


def influences(a, b):
    """dh_t/dtheta of sequence b, thinned after each step; theta is U, W, b_h.

    Yields t and the array, (n_h, n_h, n_x + n_h + 1).
    """
    params, h, D, *_ = backwards(a)
    x = problem(a)[0].x
    n_h, links = len(params.W), params.W != 0
    hops = np.eye(n_h, dtype=int)
    for _ in range(int(a["n"] or n_h) - 1):
        hops = np.minimum(hops + links @ hops, 1)
    R = np.zeros((n_h, n_h, x.shape[-1] + n_h + 1), h.dtype)
    for t in range(1, len(h)):
        z = np.concatenate([x[t - 1, b], h[t - 1, b], [1]])
        new = np.einsum("ml,lij->mij", params.W, R)
        for m in range(n_h):
            new[m, m] += z
        R = D[t, b][:, None, None] * new
        if a["n"]:
            R = R * hops[:, :, None]
        yield t, R


def snap(result, a):
    """Step by step and sequence by sequence, forwards."""
    E, grads = result
    params, h, _, e, counted = backwards(a)
    given, _ = problem(a)
    want = type(params)(*[np.zeros(z.shape, h.dtype) for z in params])
    for b in range(e.shape[1]):
        for t, R in influences(a, b):
            if t in counted:
                by = np.einsum("m,mij->ij", params.V.T @ e[t - 1, b], R)
                n_x = params.U.shape[1]
                want.U[:] += by[:, :n_x]
                want.W[:] += by[:, n_x:-1]
                want.b_h[:] += by[:, -1]
                want.V[:] += np.outer(e[t - 1, b], h[t, b])
                want.b_y[:] += e[t - 1, b]
    for got, wanted in zip(grads, want, strict=True):
        close(got, wanted, 1e-3, ROUGH)
    close(E, reference.E(reference.point(given), given.y, **given.how), 1e-3)


def carried(R, a):
    """The last of them, of W alone."""
    y = np.zeros(np.shape(a["x"])[:2], int)
    a = {"n": None, **a, "y": y}
    n_x = a["params"].U.shape[1]
    for b, got in enumerate(R):
        *_, (_, last) = influences(a, b)
        close(got, last[..., n_x:-1], 1e-3, ROUGH)
def forced_grads(result, a):
    """The gradients of a plain network that reads what is told as well."""
    U, W = a["params"].U, a["params"].W
    x = a["x"] if a["x"].ndim == 3 else np.eye(U.shape[1], dtype=L)[a["x"]]
    part, n_x = L(a["alpha"]), U.shape[1]
    plain = {name: value for name, value in a.items()
             if name not in ("told", "alpha")} | {
        "x": np.concatenate([x, a["told"]], 2),
        "params": a["params"]._replace(
            U=np.concatenate([U, part * W], 1), W=(1 - part) * W)}
    E, want = gradients(plain)
    close(result[0], E)
    by = want["U"]
    same_grads(result[1], want | {
        "U": by[:, :n_x], "W": (1 - part) * want["W"] + part * by[:, n_x:]})


def lag_grads(parts, a):
    """Loss by loss and sequence by sequence, back from each loss."""
    params, h, D, e, counted = backwards(a)
    x = problem(a)[0].x
    T, B = e.shape[:2]
    n = min(T, a.get("lags") or T)
    want = type(params)(*[np.zeros((n, *z.shape), L) for z in params])
    for t, b in itertools.product(counted, range(B)):
        want.V[0] += np.outer(e[t - 1, b], h[t, b])
        want.b_y[0] += e[t - 1, b]
        lam = params.V.T @ e[t - 1, b]
        for k in range(t, max(t - n, 0), -1):
            a_k = D[k, b] * lam
            want.U[t - k] += np.outer(a_k, x[k - 1, b])
            want.W[t - k] += np.outer(a_k, h[k - 1, b])
            want.b_h[t - k] += a_k
            lam = params.W.T @ a_k
    for got, wanted in zip(parts, want, strict=True):
        close(got, wanted, 1e-3, ROUGH)


@quiet
def uoro(result, a):
    by_chance(result, a, rank_1)


@quiet
def kf_rtrl(result, a):
    by_chance(result, a, kronecker)


def by_chance(result, a, step):
    """The same signs once more, a draw and a sequence at a time."""
    E, grads = result
    params, h, D, e, counted = backwards(a)
    want_E, exact = gradients(a)
    close(E, want_E, 1e-3)
    x, B = problem(a)[0].x, e.shape[1]
    n, draws, rng = len(params.W), a["draws"], np.random.default_rng(a["rng"])
    signs = [2 * rng.integers(2, size=(draws, B, (2, n)[step is rank_1])) - 1
             for _ in range(max(counted, default=0))]
    for draw in range(draws):
        close(grads.V[draw], exact["V"], 1e-3)
        close(grads.b_y[draw], exact["b_y"], 1e-3)
        want = np.zeros((n, x.shape[-1] + n + 1), L)
        for b in range(B):
            pair = None
            for t, drawn in enumerate(signs, start=1):
                z = np.concatenate([x[t-1, b], h[t-1, b], [1]])
                pair = step(pair, params.W, D[t, b], z, drawn[draw, b],
                            a["balanced"])
                if t in counted:
                    credit = params.V.T @ e[t-1, b]
                    want += (credit @ pair[0]) * pair[1] if step is rank_1 \
                        else np.outer(credit @ pair[0], pair[1])
        got = np.hstack([grads.U[draw], grads.W[draw],
                         grads.b_h[draw][:, None]])
        close(got, want, 1e-3, ROUGH)


def rank_1(pair, W, D, z, signs, balanced):
    new = signs.astype(L), np.outer(signs * D, z)
    old = pair and (D * (W @ pair[0]), pair[1])
    return joined(old, new, 1, 1, balanced)


def kronecker(pair, W, D, z, signs, balanced):
    old = pair and (D[:, None] * (W @ pair[0]), pair[1])
    return joined(old, (np.diag(D), z), *signs, balanced)


def joined(old, new, first, second, balanced):
    """The sum of two pairs, each with factors of one length."""
    parts = []
    for pair, sign in ((old, first), (new, second)):
        if pair is None:
            continue
        left, right = [length(z.ravel()) for z in pair]
        scale = np.sqrt(right / left) if balanced and left and right else L(1)
        there = bool(left and right) or not balanced
        parts.append((sign * scale * pair[0] * there,
                      sign * pair[1] / scale * there))
    return tuple(sum(one) for one in zip(*parts, strict=True))


def slopes_have_digits(a, D):
    """Where a unit is saturated, its slope in float64 is a rounding error."""
    return a.get("activation") in ("relu", "identity") or D.min() > 1e-5


def plain_omega(a):
    """And whether it means anything: a ratio of rounding errors does not."""
    tiny = np.finfo(float).tiny
    params, _, D, e, counted = backwards(a)
    sound = slopes_have_digits(a, D[1:])
    Omega, dW, ahead = L(0), np.zeros_like(params.W), 0
    for t in range(len(e), 0, -1):
        e_t = e[t - 1] if t in counted else 0 * e[t - 1]
        a_t = D[t] * (e_t @ params.V + ahead)
        ahead = a_t @ params.W
        if t > 1:
            u = D[t - 1] * ahead
            for a_b, u_b, M, N, D_b, on in zip(
                    a_t, u, length(a_t), length(u), D[t - 1], D[t],
                    strict=True):
                noise = 1e-8 * abs(e).max() * abs(params.V).max()
                sound &= abs(a_b).max() >= noise or not on.any()
                if abs(a_b).max() < tiny:
                    continue
                Omega += (N / M - 1)**2
                if N > 0:            # a subnormal ratio may count as 0
                    sound &= N >= tiny * abs(a_b).max() * abs(params.W).max()
                    dW += np.outer(a_b, D_b * u_b) * (
                        2 * (N / M - 1) / (M * N))
    return Omega, dW, sound


def omega(result, a):
    *want, sound = plain_omega(a)
    if sound:
        close(result[0], want[0])
        close(result[1], want[1])


def regularised(result, a):
    E, Omega, grads = result
    weight = a.pop("weight")
    assert 0 <= weight < np.inf
    want, dW, sound = plain_omega(a)
    if not sound:
        return
    close(Omega, want)
    E_want, by = gradients(a)
    close(E, E_want)
    same_grads(grads, {**by, "W": by["W"] + L(weight) * dW})


def lyapunov(found, a):
    params, _, D, _, _ = backwards({**a, "y": np.zeros(a["x"].shape[:2], int)})
    n, top = len(params.W), abs(params.W).max()
    count = n if a.get("count") is None else a["count"]
    assert found.shape == (count,) and (np.diff(found) <= 0).all()
    if count == n and slopes_have_digits(a, D[1:]):
        volume = np.log(abs(D[1 + a.get("burn_in", 0):])).sum(-1).mean()
        volume += n * np.log(top) + np.linalg.slogdet(
            (params.W / top).astype(float))[1]
        assert abs(found.sum() - volume) < 1e-4 * max(1, abs(volume))


def floss(found, a):
    """By the complex step along a direction in each array of parameters."""
    E, grads = found
    value, kept = stretches(a)
    assert not grads.V.any() and not grads.b_y.any()
    if kept < 1e-4:                  # a length is a small part of a column
        return
    close(E, value, 1)
    noise = L("1e-9") / abs(a["params"].W).max()     # of a rotation: all
    for name in ("U", "W", "b_h"):
        z, step = getattr(a["params"], name), L("1e-2000")
        way = np.cos(np.arange(z.size, dtype=L)).reshape(z.shape)
        moved = a["params"]._replace(**{name: z + 1j * step * way})
        want = stretches({**a, "params": moved})[0].imag / step
        dz = getattr(grads, name)
        close(np.float64((dz * way).sum()), want, max(abs(dz).max(), noise),
              1e-5)


FORWARD = {"tanh": np.tanh, "logistic": lambda p: (1 + np.tanh(p / 2)) / 2,
           "relu": lambda p: p * (p.real > 0), "identity": lambda p: p}
SLOPES = {"tanh": lambda h: 1 - h * h, "logistic": lambda h: h * (1 - h),
          "relu": lambda h: (h.real > 0) + 0 * h,
          "identity": lambda h: 1 + 0 * h}


def stretches(a):
    """L by Gram and Schmidt, a sequence at a time; also of complex weights.

    And the least part of a slope, or of a column, that is left.
    """
    given, burn_in = problem({**a, "y": np.zeros(
        a["x"].shape[:2], int)})[0], int(a["burn_in"])
    U, W, _, b_h, _ = given.params
    r, kept = np.zeros(int(a["count"]), L), L(1)
    frames = np.random.default_rng(int(a["rng"])).normal(
        size=(len(given.h0), len(W), len(r))).astype(L)
    for h, F, x in zip(given.h0, frames, given.x.swapaxes(0, 1), strict=True):
        F, *_ = upright(F)
        for t, x_t in enumerate(x):
            h = FORWARD[a["activation"]](U @ x_t + W @ h + b_h)
            D = SLOPES[a["activation"]](h)
            F, lengths, left = upright(D[:, None] * (W @ F))
            kept = min(kept, left, abs(D[D != 0]).min(initial=1))
            r = r + np.log(lengths) * (t >= burn_in)
    return ((r / (len(frames) * (len(given.x) - burn_in)))**2).sum(), kept


def upright(F):
    """Orthonormal columns, their lengths, and the least part that is left."""
    columns, lengths, left = [], [], L(1)
    for column in F.T:
        whole = np.sqrt((abs(column)**2).sum())
        for other in 2 * columns:
            column = column - (other @ column) * other
        lengths.append(np.sqrt(column @ column))
        columns.append(column / lengths[-1])
        left = min(left, abs(lengths[-1]) / whole)
    return np.array(columns).T, np.array(lengths), left


def log_norms(found, a):
    params, _, D, _, _ = backwards({**a, "y": np.zeros(a["x"].shape[:2], int)})
    D, every = D[1 + a.get("burn_in", 0):], a.get("every", 1)
    assert 1 <= every <= len(D)
    want = np.zeros((D.shape[1], len(D) // every + 1))
    for b in range(len(want)):
        P = np.eye(len(params.W), dtype=L)
        for lag in range(1, len(D) + 1):
            P = D[lag - 1, b][:, None] * (params.W @ P)
            if lag % every == 0:
                want[b, lag // every] = np.log(norm(P))
    W = abs(params.W[params.W != 0])        # beside others, subnormal ones
    if not W.size or W.min() >= np.finfo(float).tiny or W.min() == W.max():
        close(found, want.mean(0))


def lstm_gradients(a):
    given, c0 = problem(a)
    given.how.pop("activation")
    return reference_lstm.value_and_grads(given, c0)


def lstm(run, a):
    given, c0 = problem({**a, "y": np.zeros(a["x"].shape[:2], int)})
    z = reference_lstm.point(given, c0)
    h, c = np.array([reference_lstm.states(z, b) for b in range(len(c0))]
                    ).transpose(2, 1, 0, 3)
    close(run.c, c)
    outputs(run, h, h[1:] @ given.params.V.T + given.params.b_y)


def lstm_last(a):
    given, c0 = problem(a)
    z = reference_lstm.point(given, c0)
    runs = [reference_lstm.states(z, b)[-1] for b in range(len(c0))]
    return [np.stack(one) for one in zip(*runs, strict=True)]


lstm_grads = agree_with(lstm_gradients, lstm_last)


def gru_gradients(a):
    given, _ = problem(a)
    given.how.pop("activation")
    return reference_gru.value_and_grads(given)


def gru(run, a):
    given, _ = problem({**a, "y": np.zeros(a["x"].shape[:2], int)})
    z = reference_gru.point(given)
    h = np.array([reference_gru.states(z, b) for b in range(len(given.h0))]
                 ).swapaxes(0, 1)
    outputs(run, h, h[1:] @ given.params.V.T + given.params.b_y)


def gru_last(a):
    given, _ = problem(a)
    z = reference_gru.point(given)
    return [np.stack([reference_gru.states(z, b)[-1]
                      for b in range(len(given.h0))])]


gru_grads = agree_with(gru_gradients, gru_last)


def sample(drawn, a):
    """Each class has its share of the random number, in reference's words."""
    params, text = a["params"], a["prompt"]
    assert drawn.shape == (a["length"], text.shape[1])
    assert drawn.min() >= 0 and drawn.max() < len(params.V)
    rng = np.random.default_rng(int(a["rng"]))
    for row in drawn:
        q = last_logits({"params": params, "x": text,
                         "y": np.zeros(text.shape, int)})
        u = rng.random((len(row), 1))[:, 0]
        q -= q.max(-1, keepdims=True)
        odds = np.exp(q / a["temperature"])
        odds /= odds.sum(-1, keepdims=True)
        for b in range(len(row)) if abs(q).max() < 1e3 * a["temperature"] and (
                abs(params.W).max() < 1e6) else ():
            below = odds[b, :row[b]].sum()
            assert below - 1e-3 <= u[b] <= below + odds[b, row[b]] + 1e-3
        text = np.concatenate([text, row[None]])


def last_logits(a):
    kinds = {lstm_module.LSTMParams: lstm_last, gru_module.GRUParams: gru_last}
    h = kinds.get(type(a["params"]), last)(a)[0]
    return h @ a["params"].V.T + a["params"].b_y


def lstm_flow(flow, a):
    """Only the norms at k = 0 are gradients that reference_lstm knows."""
    steps = a.pop("steps", None)
    m = problem(a)[0].how["mask"]
    counted = sorted(t for t in np.atleast_1d(range(
        1, len(a["x"]) + 1) if steps is None else steps).tolist()
        if m[t - 1].any())
    assert flow.steps.tolist() == counted
    credit, cell = np.zeros((2, len(a["x"]) + 1), L)
    for t in counted:
        _, by = lstm_gradients({**a, "steps": t})
        credit[t] = length(by["h0"]).mean()
        cell[t] = length(by["c0"]).mean()
    close(flow.credit[:, 0], credit, 1e-3, ROUGH)
    close(flow.cell[:, 0], cell, 1e-3, ROUGH)
    assert (flow.jacobian is not None) == a.get("jacobian", True)
