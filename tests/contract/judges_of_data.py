"""Judges of starts, steps downhill, the cliff, tasks and trials."""
import numpy as np
import rnnlib
from judges import L, close, length, tolerance
from rnnlib import cliff as ours
from rnnlib import gru, lstm, trials


def init(params, a):
    n_x, n_h, n_y = a["n_x"], a["n_h"], a["n_y"]
    assert [z.shape for z in params] == [
        (n_h, n_x), (n_h, n_h), (n_y, n_h), (n_h,), (n_y,)]
    one = rnnlib.init(n_x, n_h, n_y, recurrent=a["recurrent"],
                      rng=int(a["rng"]))
    close(params.W, a["gain"] * one.W.astype(L))
    assert not params.b_h.any() and not params.b_y.any()


def lstm_init(params, a):
    n_x, n_h, n_y = a["n_x"], a["n_h"], a["n_y"]
    assert [z.shape for z in params] == [
        (4, n_h, n_x), (4, n_h, n_h), (n_y, n_h), (4, n_h), (n_y,)]
    one = lstm.init(n_x, n_h, n_y, rng=int(a["rng"]))
    close(params.W, a["gain"] * one.W.astype(L))
    close(params.b_h[0], np.full(n_h, a["forget_bias"]))


def gru_init(params, a):
    n_x, n_h, n_y = a["n_x"], a["n_h"], a["n_y"]
    assert [z.shape for z in params] == [
        (3, n_h, n_x), (3, n_h, n_h), (n_y, n_h), (3, n_h), (n_y,)]
    one = gru.init(n_x, n_h, n_y, rng=int(a["rng"]))
    close(params.W, a["gain"] * one.W.astype(L))
    close(params.b_h[1], np.full(n_h, a["keep_bias"]))


def sgd(params, a):
    assert 0 < a["lr"] < np.inf
    for new, z, dz in zip(params, a["params"], a["grads"], strict=True):
        close(new, z - L(a["lr"]) * dz)


def roulette(weights, a):
    """A power for each lag up to an end that the seed has drawn."""
    assert 0 < a["keep"] <= 1
    kept = int((weights > 0).sum())
    assert len(weights) == a["lags"]
    assert 1 <= kept
    close(weights[:kept], L(a["keep"]) ** -np.arange(kept))
    assert not weights[kept:].any()


def roulette_sd(sd, a):
    """By adding up all ends."""
    parts = a["parts"].reshape(len(a["parts"]), -1)
    n, keep = len(parts), L(a["keep"])
    assert 0 < keep <= 1
    weigh = keep ** -np.arange(n)[:, None]
    sums = np.cumsum(weigh * parts, axis=0)
    chance = keep ** np.arange(n) * np.append(np.full(n - 1, 1 - keep), 1)
    off = (chance[:, None] * (sums - parts.sum(0))**2).sum()
    close(np.float64(sd)**2, np.float64(off), 1e-6 * (sums**2).max())


def _normal(variance):
    """Means of h^2 and of squared slopes, where a plain grid is enough."""
    z = np.linspace(-9, 9, 3001)
    weight = np.exp(-z**2 / 2) / np.exp(-z**2 / 2).sum()
    h = np.tanh(np.sqrt(variance)[..., None] * z)
    return (weight * h**2).sum(-1), (weight * (1 - h**2)**2).sum(-1)


def averages(found, a):
    variance = a["variance"].astype(float)
    assert (variance >= 0).all()
    assert all(mean.shape == variance.shape for mean in found)
    assert ((found.square >= 0) & (found.square <= 1)).all()
    assert ((found.slope_square >= 0) & (found.slope_square <= 1)).all()
    usual = variance < 100
    for got, want in zip(found, _normal(variance), strict=False):
        close(np.where(usual, got, 0), np.where(usual, want, 0), floor=1)


def _field(a):
    """gain and size of one shape, and where they are of ordinary size."""
    gain, size = np.broadcast_arrays(*[a[name].astype(float)
                                       for name in ("gain", "size")])
    assert (gain >= 0).all() and (size >= 0).all()
    return gain, size, (gain < 10) & (size < 10) & (size > 0.1)


def mean_square(q, a):
    """It is made again by a step."""
    gain, size, usual = _field(a)
    assert q.shape == gain.shape and ((q >= 0) & (q <= 1)).all()
    gain, size = np.where(usual, gain, 0), np.where(usual, size, 0)
    want = _normal(gain**2 * np.where(usual, q, 0) + size**2)[0]
    close(np.where(usual, q, 0), np.where(usual, want, 0), floor=1)


def chi(found, a):
    """Within the bounds that q sets."""
    gain, _, usual = _field(a)
    rest = 1 - rnnlib.mean_field.mean_square(a["gain"], a["size"])
    assert found.shape == gain.shape and (found >= 0).all()
    assert (found <= gain**2).all()
    assert (found <= gain**2 * rest * (1 + 1e-9))[usual].all()
    assert (found >= gain**2 * rest**2 * (1 - 1e-9))[usual].all()


def depth_scale(found, a):
    growth = rnnlib.mean_field.chi(a["gain"], a["size"])
    close(found, 1 / abs(np.log(growth)))


def edge(gain, a):
    size = a["size"].astype(float)
    assert (size >= 0).all() and gain.shape == size.shape
    assert (gain >= 1).all()
    usual = np.where(size < 10, size, 1)
    near = rnnlib.mean_field.chi(np.where(size < 10, gain, 1.0), usual)
    close(np.where(size < 10, near, 1), np.ones(size.shape), within=1e-7)


# where torch has the gates f, g, o, z
OURS = {1: slice(None), 4: [1, 0, 3, 2]}


def by_last_name(arrays):
    return {name.rpartition(".")[2]: z for name, z in arrays.items()}


def from_torch(params, a):
    """Rows of what is given, four at a time where there are gates."""
    z = by_last_name(a["arrays"])
    n_h = z["weight_hh_l0"].shape[1]
    gates = len(z["weight_hh_l0"]) // n_h
    zeros = np.zeros(gates * n_h, L)
    want = [z["weight_ih_l0"], z["weight_hh_l0"],
            z.get("bias_ih_l0", zeros) + z.get("bias_hh_l0", zeros)]
    for got, stacked in zip(
            (params.U, params.W, params.b_h), want, strict=True):
        close(got.reshape(gates, n_h, -1), stacked.reshape(
            gates, n_h, -1)[OURS[gates]])
    close(params.V, z["weight"])
    close(params.b_y, z.get("bias", np.zeros(len(params.V), L)))


def to_torch(arrays, a):
    from_torch(a["params"], {"arrays": arrays})
    for name in arrays:
        before = a["linear" if name.split(".")[-1] in (
            "weight", "bias") else "rnn"]
        assert name.rpartition(".")[0] == before


def norm(result, a):
    grads, found = result
    assert 0 < a["limit"] < np.inf
    whole = length(np.concatenate([dz.ravel() for dz in a["grads"]]))
    close(found, whole)
    for new, dz in zip(grads, a["grads"], strict=True):
        close(new, dz if whole <= a["limit"] else
              dz / whole * L(a["limit"]))


def value(grads, a):
    limit = L(a["limit"])
    assert 0 < limit < np.inf
    for new, dz in zip(grads, a["grads"], strict=True):
        close(new, np.minimum(np.maximum(dz, -limit), limit))


def progress(result, a):
    assert result == range(int(a["total"])) and a["total"] >= 0


def s(x):
    """Also of complex x, whose exp may leave the range."""
    return np.where(x.real < 0, np.exp(x) / (1 + np.exp(x)),
                    1 / (1 + np.exp(-x)))


def surface(w, b, a):
    x = 0 * w * b + a.get("x0", 0.5)
    for _ in range(a.get("T", 50)):
        x = w * s(x) + b
    return (s(x) - L(7) / 10)**2


def by_step(f, w, b):
    """f and its derivatives by w and b, by the complex step."""
    step = L("1e-1000")
    return f(w, b), f(w + 1j * step, b + 0j).imag / step, f(
        w + 0j, b + 1j * step).imag / step


def cliff(result, a):
    for got, want in zip(result, by_step(lambda w, b: surface(w, b, a),
                                         a["w"], a["b"]), strict=True):
        close(got, want, 1e-6)                # as 1 - h is 0 far out


def curvature(result, a):
    """The complex step of plain cliff's gradient, itself judged above."""
    w, b = np.broadcast_arrays(a["w"], a["b"])
    plain = [np.array(ours.cliff(w.astype(complex) + n, b.astype(complex)
                                  + m, int(a["T"]), float(a["x0"]))[1:])
             for n, m in ((1e-200j, 0), (0, 1e-200j))]
    for got, want in zip(result, (plain[0][0], plain[0][1], plain[1][1]),
                         strict=True):
        close(got, want.imag / 1e-200, 1e-6)


def states(h, a):
    state = 0 * a["beta"][0] if a["h_0"] is None else a["h_0"]
    want = [state]
    for factor, drive in zip(a["alpha"], a["beta"], strict=True):
        want.append(factor * want[-1] + drive)
    close(h, np.array(want))


def forced(found, a):
    U, W = a["params"].U, a["params"].W
    close(found.params.W, W - a["alpha"] * W, 1)
    close(found.params.U, np.concatenate([U, a["alpha"] * W], 1))
    x = a["x"] if a["x"].ndim == 3 else np.eye(U.shape[1], dtype=L)[a["x"]]
    close(found.x, np.concatenate([x, a["told"]], 2))
    for name in ("V", "b_h", "b_y"):
        close(getattr(found.params, name), getattr(a["params"], name))


def critical_share(share, a):
    close(share, max(0, -np.expm1(-L(a["rate"]))))


def credits(found, a):
    lam = [a["nu"][-1]]
    for factor, own in zip(a["alpha"][:0:-1], a["nu"][-2::-1], strict=True):
        lam.insert(0, own + factor * lam[0])
    close(found.beta, np.array(lam))
    close(found.alpha, np.array(lam) * a["h"][:-1])
    close(found.h_0, a["alpha"][0] * lam[0])


def reach(found, a):
    """Whoever can be walked to, one step after the other."""
    W = np.asarray(a["W"])
    for start in range(len(W)):
        there = {start}
        for _ in range(int(a["n"]) - 1):
            there |= {i for i in range(len(W)) for j in there if W[i, j] != 0}
        assert set(np.flatnonzero(found[:, start])) == there


def traces(found, a):
    """Each derivative as a sum over the past, written out."""
    alpha, T = np.asarray(a["alpha"]), len(a["x"])
    h = [0 * alpha if a["h_0"] is None else np.asarray(a["h_0"])]
    for x_t in a["x"]:
        h.append(alpha * h[-1] + a["U"] @ x_t)
    pairs = [(t, s) for t in range(1, T + 1) for s in range(1, t + 1)]
    close(found.alpha, sum(a["nu"][t - 1] * alpha**(t - s) * h[s - 1]
                           for t, s in pairs), 1e-3)
    close(found.U, sum(np.outer(a["nu"][t - 1] * alpha**(t - s),
                                a["x"][s - 1]) for t, s in pairs), 1e-3)
    close(found.h_0, sum(a["nu"][t - 1] * alpha**t
                         for t in range(1, T + 1)), 1e-3)


def rounds(rounds, a):
    """Every step ends as the stretch from the first one."""
    since = np.arange(int(a["T"]))
    for earlier, later in rounds:
        since[later] = since[earlier]
    assert not since.any()


def ring(lam, a):
    assert lam.shape == (int(a["n"]),)
    assert (a["low"] <= abs(lam)).all() and (abs(lam) <= a["high"]).all()


def rates(a, h, t):
    """The rate at step t and a state, and the slopes in it."""
    U, W, _, b_h, _ = a["params"]
    x = a["x"] if a["x"].ndim == 3 else np.eye(U.shape[1])[a["x"]]
    squashed = np.tanh(x[t-1] @ U.T + h @ W.T + b_h)
    return squashed - h, 1 - squashed**2


def flowed(h, a):
    tau = np.broadcast_to(a["lengths"], len(a["x"]))
    assert (tau > 0).all()
    want = [0 * h[0] if a["h0"] is None else a["h0"]]
    for t, length_ in enumerate(tau, start=1):
        want.append(want[-1] + length_ * rates(a, want[-1], t)[0])
    close(h, np.array(want))


def flowed_back(found, a):
    tau = np.broadcast_to(a["lengths"], len(a["x"]))
    assert (tau > 0).all()
    h, lam = a["h"], np.zeros_like(found.lam[0])
    state = h[-1]
    for t in range(len(tau), 0, -1):
        lam = lam + a["nu"][t-1]
        close(found.lam[t], lam)
        close(found.h[t], state)
        before = state - tau[t-1] * rates(a, state, t)[0] \
            if a["way"] == "reversed" else h[t-1]
        D = rates(a, h[t-1] if a["way"] == "discrete" else state, t)[1]
        lam = lam + tau[t-1] * ((D * lam) @ a["params"].W - lam)
        state = before
    close(found.lam[0], lam)
    close(found.h[0], state)


def settled(found, a):
    """Another step moves nobody by more than twice the tolerance."""
    U, W, _, b_h, _ = a["params"]
    assert 1 <= found.steps <= a["most"]
    moved = np.tanh(a["x"] @ U.T + found.h @ W.T + b_h) - found.h
    eps = np.finfo(found.h.dtype).eps
    assert 0 < a["tol"]
    assert abs(moved).max() <= 2 * a["tol"] * max(1, np.linalg.norm(W)) \
        + 100 * eps


def implicit(found, a):
    """By elimination, or term by term, where lambda has digits."""
    E, grads = found
    params, h = a["params"], a["h"]
    D, (want, e) = 1 - h**2, loss_of(a)
    own = e @ params.V
    close(E, want, 1)
    lam = [back_from(params.W, *one, a["back"]) for one in zip(
        D, own, strict=True)]
    if any(one is None for one in lam):
        return
    by_p = D * np.array(lam)
    by = {"U": by_p.T @ a["x"], "W": by_p.T @ h, "V": e.T @ h,
          "b_h": by_p.sum(0), "b_y": e.sum(0)}
    errors = max(abs(e).max(), 1e-3)     # p - y cancels, and so may a batch
    some = max(abs(by_p).max(), 1e-3 * abs(params.V).max())
    sizes = {"U": some * abs(a["x"]).max(), "V": errors, "b_y": errors}
    for name, want in by.items():
        close(getattr(grads, name), want, sizes.get(name, some))


def back_from(W, D, own, back):
    """lambda of a sequence; None if there is more rounding than lambda."""
    if back is None:
        rest = np.eye(len(W), dtype=L) - (D[:, None] * W).T
        well = rest / abs(rest).max(1, keepdims=True)
        if not np.linalg.cond(well.astype(float)) < 1e6:
            return None
        return inverse(rest) @ own
    lam = 0 * own
    for _ in range(int(back)):
        lam = own + (D * lam) @ W
    return lam


def inverse(M):
    """By Gauss and Jordan, in any digits, of real or complex entries."""
    n = len(M)
    rows = np.concatenate([M, np.eye(n, dtype=M.dtype)], 1)
    for i in range(n):
        top = i + abs(rows[i:, i]).argmax()
        rows[[i, top]] = rows[[top, i]]
        rows[i] /= rows[i, i]
        others = np.arange(n) != i
        rows[others] -= np.outer(rows[others, i], rows[i])
    return rows[:, n:]


def skew(X):
    return (X - X.T) / 2


def transform(X):
    """Cayley's, of real or complex entries: 2 (I + A)^-1 - I."""
    one = np.eye(len(X), dtype=L)
    return 2 * inverse(one + skew(X)) - one


def cayley(W, a):
    close(W, transform(a["X"]))


def series(X):
    """exp of the skew part: powers of a small one, squared again."""
    A, halvings = skew(X), 0
    while abs(A).sum(0).max() > 0.5:
        A, halvings = A / 2, halvings + 1
    W = term = np.eye(len(A), dtype=A.dtype)
    for n in range(1, 25):
        term = term @ A / n
        W = W + term
    for _ in range(halvings):
        W = W @ W
    return W


def exponential(W, a):
    close(W, series(a["X"]))


def slopes(make, a):
    """The gradient by X, an entry at a time, by the complex step."""
    step, want = L("1e-2000"), np.zeros(a["X"].shape, L)
    for at in np.ndindex(want.shape):
        X = a["X"].astype(np.clongdouble)
        X[at] += 1j * step
        want[at] = (make(X).imag / step * a["dW"]).sum()
    return want


def cayley_grad(found, a):
    """In a sum, terms are as large as the squared inverse makes them."""
    largest = abs(inverse(np.eye(len(found), dtype=L) + skew(a["X"]))).max()
    close(found, slopes(transform, a), largest**2 * abs(a["dW"]).max())


def exponential_grad(found, a):
    close(found, slopes(series, a), abs(a["dW"]).max())


def cayley_inverse(A, a):
    """A + A W = I - W, and W is orthogonal."""
    W, one = a["W"].astype(L), np.eye(len(A))
    assert (A == -A.T).all()
    within = tolerance(A)
    close(W @ W.T, one, within=within)
    close(A + A @ W, one - W, max(1, abs(A).max()), within)


def loss_of(a):
    """The loss at settled states, and output errors: (B, n_y)."""
    q = a["h"] @ a["params"].V.T + a["params"].b_y
    y = a["y"][0]
    if a["loss"] == "squared":
        return ((q - y)**2).sum() / 2, q - y
    weight = np.ones(len(q), L)
    if y.ndim == 1:
        weight = L(1) * (y != rnnlib.IGNORED)
        y = np.eye(q.shape[1])[np.maximum(y, 0)]
    q = q - q.max(-1, keepdims=True)
    total = np.exp(q).sum(-1, keepdims=True)
    E = (y * (np.log(total) - q)).sum(-1)
    return weight @ E, weight[:, None] * (np.exp(q) / total - y)


def attended(found, a):
    scores = a["keys"] @ a["query"] / np.sqrt(len(a["query"]))
    look = np.exp(scores - scores.real.max())
    close(found.look, look / look.sum())
    close(found.found, look / look.sum() @ a["values"])


def looked(found, a):
    """Against the softmax Jacobian as a matrix."""
    scores = a["keys"] @ a["query"] / np.sqrt(len(a["query"]))
    look = np.exp(scores - scores.real.max())
    look = look / look.sum()
    by_score = (np.diag(look) - np.outer(look, look)) @ (
        a["values"] @ a["credit"]) / np.sqrt(len(a["query"]))
    size = abs(a["values"] @ a["credit"]).max()      # a lone one has no say
    close(found.query, by_score @ a["keys"], size * abs(a["keys"]).max())
    close(found.keys, np.outer(by_score, a["query"]),
          size * abs(a["query"]).max())
    close(found.values, np.outer(look, a["credit"]))


def walk(walk, a):
    w, b = a["w"] + 0 * a["b"], a["b"] + 0 * a["w"]
    limit, lr = a["limit"], L(a["lr"])
    assert lr > 0 and (limit is None or limit > 0)
    assert len(walk.w) == a["updates"] + 1
    close(walk.w[0], w)
    for n in range(len(walk.w)):
        w, b = walk.w[n].astype(L), walk.b[n].astype(L)
        E, E_w, E_b = by_step(lambda w, b: surface(w, b, a), w, b)
        size = length(np.stack([E_w, E_b], -1))
        close(walk.E[n], E)
        close(walk.length[n], size, 1e-6)
        if n < a["updates"]:
            scale = lr if limit is None else lr * np.minimum(
                1, L(limit) / np.where(size > 0, size, limit))
            close(walk.w[n + 1], w - scale * E_w)
            close(walk.b[n + 1], b - scale * E_b)


def logistic(h, a):
    close(h, s(a["x"]))


def crest(b, a):
    close(b, a["x0"] - a["w"] * s(L(a["x0"])))


def folds(result, a):
    x, b = result
    w = a["w"]
    assert w.min() >= 4 and x.shape == b.shape == (2, *w.shape)
    x = x.astype(L)
    close(w * s(x) * s(-x), np.broadcast_to(L(1), x.shape))
    close(b, x - w * s(x))
    assert (b[0] <= b[1]).all() and (x[0] >= x[1]).all()


def next_character(result, a):
    x, y, alphabet = result
    T, B, text = a["T"], a["B"], str(a["text"]).lower()
    assert x.shape == (T, B, len(alphabet)) and y.shape == (T, B)
    assert "".join(alphabet[i] for i in x.argmax(-1).T.ravel()
                   ) == text[:B * T]
    assert "".join(alphabet[i] for i in y.T.ravel()) == text[1:B * T + 1]


def order(result, a):
    x, y = result
    assert x.shape == (a["length"], a["B"], 6) and (x.sum(-1) == 1).all()
    b, t = np.nonzero((x[..., :2].sum(-1)).T)
    first, second = x[t, b].argmax(-1).reshape(-1, 2).T
    assert (y == 2 * first + second).all()


def adding(result, a):
    x, y = result
    assert x.shape == (a["length"], a["B"], 2) and y.shape == (
        a["length"], a["B"], 1)
    assert (x[..., 1].sum(0) == 2).all()
    close(y[0, :, 0], x.prod(-1).sum(0).astype(L))


def begin(params, a):
    n_x, n_y = {"adding": (2, 1)}.get(a["setting"].task, (6, 4))
    assert [z.shape for z in params] == [
        (50, n_x), (50, 50), (n_y, 50), (50,), (n_y,)]


def options(how, a):
    assert how["steps"] == a["setting"].length
    assert list(how) == ["loss", "steps", "activation"]


def trial(updates, a):
    (one, E, params), (two, _, after) = updates
    assert (one, two) == (1, 2) and E > 0
    begin(params, a)
    assert not np.array_equal(params.W, after.W)


def recorded(record, a):
    assert record["runs"] and f"-{record['length']}-" in a["name"]


def framework(found, a):
    assert found["weight_hh_l0"].shape == (4, 4)
    assert found["weight_hh_l0"].dtype == float


def setting(setting, a):
    assert setting == trials.Setting("adding", 20, "basic tanh", "plain", 3)


def extra_steps(found, a):
    T, n = int(a["T"]), int(a["states"])
    assert found == fewest(T, min(n, T))


def fewest(T, n):
    """By trying all places for the next stored state."""
    if T == 1 or n == 1:
        return T * (T - 1) // 2
    return min(k + fewest(T - k, n - 1) + fewest(k, n) for k in range(1, T))


def repeats(found, a):
    """The first extra step a step that one more of the sequence takes."""
    T, n = int(a["T"]), int(a["states"])
    assert found == (fewest(T, min(n, T)) - fewest(T - 1, min(n, T - 1))
                     if T > 1 else 0)


def schedule(actions, a):
    extra_steps(sum(z.do == "advance" for z in actions), a)
    assert [z.t for z in actions if z.do == "reverse"] == [
        *range(int(a["T"]), 0, -1)]
