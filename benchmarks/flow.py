"""gradient_flow beside PyTorch: all losses, all lags, no Jacobians.

    PYTHONPATH=. python benchmarks/flow.py

One thread, processor time, medians of rounds in which both take turns.
PyTorch makes the same sweep without autograd: all t at once, one lag at a
time, the same two products and the same lengths.
"""
from measuring import seconds  # first: one thread

# isort: split
import frameworks
import numpy as np
import rnnlib
import torch

SHAPES = [(100, 32, 16, 128, 16), (50, 8, 16, 64, 16), (200, 1, 8, 32, 8),
          (60, 64, 32, 64, 32), (40, 16, 64, 256, 64)]
ROUNDS = 11


def with_rnnlib(params, x, y):
    """Both makers return a call that gives credit and by_lag."""
    def call():
        flow = rnnlib.gradient_flow(params, x, y, jacobian=False)
        return flow.credit, flow.by_lag
    return call


def with_torch(params, x, y):
    U, W, V, b_h, b_y = (torch.tensor(z) for z in params)
    one_hot = torch.tensor(np.eye(len(V), dtype=x.dtype)[y])
    rnn = torch.nn.RNN(U.shape[1], len(W), dtype=U.dtype)
    for own, z in zip(rnn.parameters(), (U, W, b_h, 0 * b_h), strict=True):
        own.data = z
    x, start = torch.tensor(x), torch.zeros(1, *x.shape[1:2], len(W)).to(U)

    @torch.no_grad()
    def call():
        h = torch.cat([start, rnn(x)[0]])
        e = torch.softmax(torch.nn.functional.linear(h[1:], V, b_y), -1)
        return torch_sweep(W, h, 1 - h**2, (e - one_hot) @ V)
    return call


def torch_sweep(W, h, D, lam):
    """credit and by_lag, as in rnnlib.flow; lam: all dE_t/dh_t."""
    T = len(lam)
    credit, by_lag = torch.zeros(T + 1, T + 1).to(h), torch.zeros(T).to(h)
    credit.diagonal()[1:] = lam.norm(dim=-1).mean(-1)
    for lag in range(T):
        a = D[1:T + 1 - lag] * lam
        by_lag[lag] = (a.flatten(0, 1).T @ h[:T - lag].flatten(0, 1)).norm()
        lam = a @ W
        credit.diagonal(-1 - lag)[:] = lam.norm(dim=-1).mean(-1)
        lam = lam[1:]                                # the first is at h_0
    return credit, by_lag


def agree(calls, dtype):
    """Raise AssertionError if credit or by_lag differ."""
    for one, other in zip(*(call() for call in calls.values()), strict=True):
        np.testing.assert_allclose(
            np.asarray(other), one, rtol=frameworks.TOLERANCE[dtype],
            atol=1e-6 * one.max())


def ratio(calls):
    """PyTorch's time over rnnlib's, and rnnlib's in seconds."""
    times = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            times[name].append(seconds(call))
    own, other = (np.median(z) for z in times.values())
    return other / own, own


def main():
    """Print a table."""
    torch.set_num_threads(1)
    print(f"{'T, B, n_x, n_h, n_y':>24} {'dtype':8} {'ms':>8} {'PyTorch':>8}")
    for shape in SHAPES:
        for dtype in frameworks.TOLERANCE:
            args = frameworks.problem("RNN", shape, dtype)
            calls = {"rnnlib": with_rnnlib(*args), "torch": with_torch(*args)}
            agree(calls, dtype)
            times, own = ratio(calls)
            print(f"{', '.join(map(str, shape)):>24} {dtype:8} "
                  f"{1e3 * own:8.1f} {times:8.2f}", flush=True)


if __name__ == "__main__":
    main()
