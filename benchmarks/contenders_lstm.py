"""One loss and all its gradients of an LSTM, by rnnlib and by others.

Makers as in contenders.py, of LSTMParams.
"""
import jax
import jax.numpy as jnp
import rnnlib
import torch
from rnnlib import lstm

jax.config.update("jax_enable_x64", True)


def with_rnnlib(params, x, y):
    return lambda: lstm.bptt(params, x, y)


def with_workspace(params, x, y):
    space = rnnlib.Workspace()
    return lambda: lstm.bptt(params, x, y, workspace=space)


TURNED = [1, 0, 3, 2]             # f, g, o, z of ours are torch's i, f, g, o


def with_torch(params, x, y):
    """nn.LSTM, as with_torch; its gradients come back in rnnlib's order."""
    n_h = params.W.shape[2]
    turned = params._replace(**{
        name: getattr(params, name)[TURNED] for name in ("U", "W", "b_h")})
    x, y, (U, W, V, b_h, b_y) = torch.tensor(x), torch.tensor(y), [
        torch.nn.Parameter(torch.tensor(z)) for z in (
            turned.U.reshape(4 * n_h, -1), turned.W.reshape(4 * n_h, -1),
            turned.V, turned.b_h.ravel(), turned.b_y)]
    cell = torch.nn.LSTM(U.shape[1], n_h, dtype=x.dtype)
    cell.weight_ih_l0, cell.weight_hh_l0, cell.bias_ih_l0 = U, W, b_h
    torch.nn.init.zeros_(cell.bias_hh_l0).requires_grad_(False)
    linear = torch.nn.Linear(n_h, len(V), dtype=x.dtype)
    linear.weight, linear.bias = V, b_y
    loss = torch.nn.CrossEntropyLoss(reduction="sum")

    def call():
        E = loss(linear(cell(x)[0]).flatten(0, 1), y.flatten())
        U_, W_, V_, b_, b_y_ = torch.autograd.grad(E, (U, W, V, b_h, b_y))
        return E.detach(), [
            U_.view(4, n_h, -1)[TURNED], W_.view(4, n_h, -1)[TURNED], V_,
            b_.view(4, n_h)[TURNED], b_y_]
    return call


def with_jax(params, x, y):
    """A scan over time, compiled, as with_jax."""
    def E(params, x, y):
        U, W, V, b_h, b_y = params
        U, W, b_h = (z.reshape(4 * len(V.T), -1) for z in (U, W, b_h))

        def step(before, x_t):
            h, c = before
            p = x_t @ U.T + h @ W.T + b_h[:, 0]
            f, g, o = jnp.split(jax.nn.sigmoid(p[:, :3 * len(V.T)]), 3, -1)
            c = f * c + g * jnp.tanh(p[:, 3 * len(V.T):])
            h = o * jnp.tanh(c)
            return (h, c), h
        start = jnp.zeros((x.shape[1], len(V.T)), x.dtype)
        log_y_hat = jax.nn.log_softmax(
            jax.lax.scan(step, (start, start), x)[1] @ V.T + b_y)
        return -jnp.take_along_axis(log_y_hat, y[..., None], -1).sum()

    value_and_grad = jax.jit(jax.value_and_grad(E))
    args = [jnp.asarray(z) for z in params], jnp.asarray(x), jnp.asarray(y)
    return lambda: jax.block_until_ready(value_and_grad(*args))


CONTENDERS = {"rnnlib": with_rnnlib, "with a workspace": with_workspace,
              "PyTorch": with_torch, "JAX": with_jax}
