import jax
from jax_network import loss_of, params

jax.config.update("jax_enable_x64", True)
E, grads = jax.jit(jax.value_and_grad(loss_of))(params)
recorded = {"E": E, **grads}
