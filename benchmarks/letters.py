"""PyTorch's letters in book/notation.md: do they stand for the same numbers?

    PYTHONPATH=. python benchmarks/letters.py

make bench-bptt runs it first. What nn.RNN calls its arrays is compared, step
by step, with rnnlib; then gradients, with both ways to reduce a loss.
"""
import numpy as np
import rnnlib
import torch


def example(T=5, B=2, n_x=3, n_h=4, n_y=6):
    """Params, x, class indices y and h_0, all of them random."""
    rng = np.random.default_rng(0)
    params = rnnlib.init(n_x, n_h, n_y, rng=rng)
    params = params._replace(b_h=rng.normal(size=n_h),
                             b_y=rng.normal(size=n_y))
    return (params, rng.normal(size=(T, B, n_x)),
            rng.integers(n_y, size=(T, B)), rng.normal(size=(B, n_h)))


def layers(params):
    """nn.RNN and Linear with these parameters, b_h shared out unevenly."""
    U, W, V, b_h, b_y = (torch.tensor(z) for z in params)
    rnn = torch.nn.RNN(U.shape[1], len(W), dtype=U.dtype)
    linear = torch.nn.Linear(len(W), len(V), dtype=U.dtype)
    with torch.no_grad():
        for own, z in zip([*rnn.parameters(), *linear.parameters()],
                          [U, W, 0.3 * b_h, 0.7 * b_h, V, b_y], strict=True):
            own.copy_(z)
    return rnn, linear


def same(one, other):
    """Raise AssertionError unless a tensor has the numbers of an array."""
    np.testing.assert_allclose(one.detach().numpy(), other, atol=1e-12)


def main():
    params, x, y, h_0 = example()
    (rnn, linear), T = layers(params), len(x)
    run, (_, grads) = (rnnlib.forward(params, x, h_0),
                       rnnlib.bptt(params, x, y, h_0))
    hx = torch.tensor(h_0)[None]
    output, h_n = rnn(torch.tensor(x), hx)
    for t in range(1, T + 1):
        same(output[t - 1], run.h[t])                 # h_t
        same(linear(output)[t - 1], run.q[t - 1])     # q_t
        same(linear(output).softmax(-1)[t - 1], run.y_hat[t - 1])
    same(hx[0], run.h[0])
    same(h_n[0], run.h[T])
    for reduction, divisor in [("sum", 1), ("mean", y.size)]:
        loss = torch.nn.CrossEntropyLoss(reduction=reduction)(
            linear(output).flatten(0, 1), torch.tensor(y).flatten())
        found = torch.autograd.grad(
            loss, [*rnn.parameters(), *linear.parameters()], retain_graph=True)
        wanted = grads.U, grads.W, grads.b_h, grads.b_h, grads.V, grads.b_y
        for one, other in zip(found, wanted, strict=True):
            same(one, other / divisor)
    print(f"PyTorch {torch.__version__} has the letters of the notation;\n"
          "both biases get the gradient of b_h, and the mean divides by T B.")


if __name__ == "__main__":
    main()
