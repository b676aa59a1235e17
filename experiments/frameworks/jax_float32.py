import jax
from jax_network import loss_of, params

grads = jax.jit(jax.grad(loss_of))(params)     # float64 goes in
recorded = {"W": grads["W"], "dtype": str(grads["W"].dtype)}
