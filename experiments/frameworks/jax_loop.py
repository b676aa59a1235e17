import jax
import jax.numpy as jnp
from jax_network import h_0, loss_of, params, x, y

jax.config.update("jax_enable_x64", True)


def looped(params, x=x, y=y, h=h_0):
    """The same loss, with a loop of Python's."""
    U, W, V, b_h, b_y = (params[name] for name in "U W V b_h b_y".split())
    E = 0
    for x_t, y_t in zip(x, y, strict=True):
        h = jnp.tanh(x_t @ U.T + h @ W.T + b_h)
        log_y_hat = jax.nn.log_softmax(h @ V.T + b_y)
        E -= jnp.take_along_axis(log_y_hat, y_t[:, None], -1).sum()
    return E


def operations(loss, often):
    """How many operations JAX notes down for `often` times the steps."""
    long = [jnp.concatenate([z] * often) for z in (x, y)]
    return len(jax.make_jaxpr(jax.grad(loss))(params, *long).eqns)


recorded = {"W": jax.jit(jax.grad(looped))(params)["W"],
            "operations": [[operations(loss, n) for loss in (looped, loss_of)]
                           for n in (1, 2, 4, 8)]}
