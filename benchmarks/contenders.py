"""One loss and all its gradients, by rnnlib and by others.

Each maker takes Params, x: (T, B, n_x) and class indices y: (T, B), prepares
what can be prepared once, and returns a function without arguments, which
returns (E, [dU, dW, dV, db_h, db_y]).
"""
import autograd
import autograd.numpy as anp
import jax
import jax.numpy as jnp
import numpy as np
import rnnlib
import torch
from naive import chapter_programs

jax.config.update("jax_enable_x64", True)


def with_rnnlib(params, x, y):
    return lambda: rnnlib.bptt(params, x, y)


def with_workspace(params, x, y):
    space = rnnlib.Workspace()
    return lambda: rnnlib.bptt(params, x, y, workspace=space)


def with_torch(params, x, y):
    """nn.RNN, whose second bias is zero, Linear, cross_entropy, autograd."""
    x, y, (U, W, V, b_h, b_y) = torch.tensor(x), torch.tensor(y), [
        torch.nn.Parameter(torch.tensor(z)) for z in params]
    rnn = torch.nn.RNN(U.shape[1], len(W), dtype=x.dtype)
    rnn.weight_ih_l0, rnn.weight_hh_l0, rnn.bias_ih_l0 = U, W, b_h
    torch.nn.init.zeros_(rnn.bias_hh_l0).requires_grad_(False)
    linear = torch.nn.Linear(len(W), len(V), dtype=x.dtype)
    linear.weight, linear.bias = V, b_y
    loss = torch.nn.CrossEntropyLoss(reduction="sum")

    def call():
        E = loss(linear(rnn(x)[0]).flatten(0, 1), y.flatten())
        return E.detach(), torch.autograd.grad(E, (U, W, V, b_h, b_y))
    return call


def with_jax(params, x, y):
    """A scan over time, compiled; the first call, which compiles, is over."""
    def E(params, x, y):
        U, W, V, b_h, b_y = params

        def step(h, x_t):
            h = jnp.tanh(x_t @ U.T + h @ W.T + b_h)
            return h, h
        start = jnp.zeros((x.shape[1], len(W)), x.dtype)
        log_y_hat = jax.nn.log_softmax(
            jax.lax.scan(step, start, x)[1] @ V.T + b_y)
        return -jnp.take_along_axis(log_y_hat, y[..., None], -1).sum()

    value_and_grad = jax.jit(jax.value_and_grad(E))
    args = [jnp.asarray(z) for z in params], jnp.asarray(x), jnp.asarray(y)
    return lambda: jax.block_until_ready(value_and_grad(*args))


def with_autograd(params, x, y):
    """NumPy as the equations read, differentiated by HIPS autograd."""
    one_hot = np.eye(len(params.V), dtype=x.dtype)[y]

    def E(params):
        U, W, V, b_h, b_y = params
        h, total = anp.zeros((x.shape[1], len(W)), x.dtype), 0
        for x_t, y_t in zip(x, one_hot, strict=True):
            h = anp.tanh(x_t @ U.T + h @ W.T + b_h)
            q = h @ V.T + b_y
            q = q - anp.max(q, -1, keepdims=True)
            log_y_hat = q - anp.log(anp.sum(anp.exp(q), -1, keepdims=True))
            total = total - anp.sum(y_t * log_y_hat)
        return total

    value_and_grad = autograd.value_and_grad(E)
    return lambda: value_and_grad(tuple(params))


def with_the_loop(params, x, y):
    """The chapter's program for a batch, a step at a time; it has no E."""
    batched = chapter_programs()["batched"]
    one_hot = np.eye(len(params.V), dtype=x.dtype)[y]
    h0 = np.zeros((x.shape[1], len(params.W)), x.dtype)
    return lambda: (None, batched(params, x, one_hot, h0))


def floor(params, x, y):
    """The same matrix products and one tanh, into buffers: nothing else."""
    U, W, V, *_ = params
    T, B, n_x = x.shape
    U_T, W_T, V_T = (np.ascontiguousarray(z.T) for z in (U, W, V))
    h, a, out = np.zeros((3, T + 1, B, len(W)), x.dtype)
    e, out_q = np.zeros((2, T * B, len(V)), x.dtype)
    step, rows = out[0], (T * B, len(W))
    x, h_before, h_t = x.reshape(-1, n_x), h[:-1].reshape(rows), \
        h[1:].reshape(rows)
    a_t, out = a[1:].reshape(rows), out[1:].reshape(rows)
    dU, dW, dV = (np.empty_like(z) for z in (U, W, V))

    def call():
        np.dot(x, U_T, out=out)
        for h_k in h[1:]:
            np.dot(h_k, W_T, out=step)
        np.tanh(h_t, out=out)
        np.dot(h_t, V_T, out=out_q)
        np.dot(e, V, out=out)
        for a_k in a[1:]:
            np.dot(a_k, W, out=step)
        np.dot(a_t.T, x, out=dU)
        np.dot(a_t.T, h_before, out=dW)
        np.dot(e.T, h_t, out=dV)
    return call


CONTENDERS = {
    "rnnlib": with_rnnlib, "with a workspace": with_workspace,
    "PyTorch": with_torch, "JAX": with_jax, "autograd": with_autograd,
    "loop": with_the_loop, "floor": floor}
