"""The problem in JAX."""
import jax
import jax.numpy as jnp
from problem import U, V, W, b_h, b_y, h_0, x, y

params = dict(U=U, W=W, V=V, b_h=b_h, b_y=b_y)


def loss_of(params, x=x, y=y, h=h_0):
    """The loss of all steps and sequences."""
    U, W, V, b_h, b_y = (params[name] for name in "U W V b_h b_y".split())

    def step(h, x_t):
        h = jnp.tanh(x_t @ U.T + h @ W.T + b_h)
        return h, h                            # carried on, and kept
    last, states = jax.lax.scan(step, h, x)
    log_y_hat = jax.nn.log_softmax(states @ V.T + b_y)
    return -jnp.take_along_axis(log_y_hat, y[..., None], -1).sum()
