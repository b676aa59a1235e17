"""What PyTorch's losses and packed sequences compute, as two chapters say it.

    PYTHONPATH=. python benchmarks/reductions.py

Compares what book/losses.md and book/padding.md say of them, in float64, and
raises AssertionError where it is not so. rnnlib is compared beside them.
"""
import numpy as np
import rnnlib
import torch
from letters import layers
from torch.nn.functional import cross_entropy, kl_div, mse_loss, one_hot
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

LENGTHS = [6, 2, 4, 1]


def close(one, other):
    """Raise AssertionError unless two tensors differ by rounding at most."""
    torch.testing.assert_close(one, other, rtol=0, atol=1e-14)


def reductions():
    """Sums, means, class weights, ignored labels; rows of a batch of 7."""
    q = torch.randn(7, 4)
    y, w = torch.tensor([0, 1, 2, 3, 1, -100, 2]), torch.tensor([1, 2, .5, 3])
    counts = y != -100
    each = cross_entropy(q, y, reduction="none")
    weighed = cross_entropy(q, y, weight=w, reduction="none")
    assert each[5] == weighed[5] == 0
    close(weighed[counts], w[y[counts]] * each[counts])
    close(cross_entropy(q, y, reduction="sum"), each.sum())
    close(cross_entropy(q, y), each.sum() / counts.sum())
    close(cross_entropy(q, y, weight=w), weighed.sum() / w[y[counts]].sum())
    marks = one_hot(y[counts], 4).double()
    close(cross_entropy(q[counts], marks, weight=w), weighed.sum() / 6)
    soft = 0.9 * marks + 0.1 / 4
    close(cross_entropy(q[counts], y[counts], label_smoothing=0.1),
          cross_entropy(q[counts], soft))
    close(cross_entropy(q[counts], y[counts], weight=w, label_smoothing=0.1),
          cross_entropy(q[counts], soft, weight=w, reduction="sum")
          / w[y[counts]].sum())
    nothing = torch.tensor([-100])
    assert cross_entropy(q[:1], nothing).isnan()
    assert cross_entropy(q[:1], nothing, reduction="sum") == 0


def others():
    """Means of other losses, and logits whose classes are the last axis."""
    z, goal = torch.randn(5, 3, 4), torch.randn(5, 3, 4)
    close(mse_loss(z, goal), ((z - goal)**2).sum() / z.numel())
    logs, marks = z.log_softmax(-1), goal.softmax(-1)
    total = kl_div(logs, marks, reduction="sum")
    close(kl_div(logs, marks, reduction="batchmean"), total / 5)
    close(kl_div(logs, marks, reduction="none").mean(), total / z.numel())
    try:
        cross_entropy(z, torch.zeros(5, 3, dtype=int))
    except RuntimeError as refused:
        assert "Expected target size" in str(refused)
    else:
        raise AssertionError("(T, B, n_y) was not refused")
    square, labels = torch.randn(5, 4, 4), torch.randint(4, (5, 4))
    wrong = cross_entropy(square, labels)            # n_y = B: not refused
    assert abs(wrong - cross_entropy(square.flatten(0, 1),
                                     labels.flatten())) > 1e-3


def padded(kind):
    """A pack, a padded array with ignored labels, and each sequence alone."""
    net, out = kind(3, 5), torch.nn.Linear(5, 4)
    x, y = torch.randn(6, 4, 3), torch.randint(4, (6, 4))
    counts = torch.arange(6)[:, None] < torch.tensor(LENGTHS)
    ignored = y.masked_fill(~counts, -100)
    weights = [*net.parameters(), *out.parameters()]

    def run(x, y):
        h, last = net(x)
        h = h if torch.is_tensor(h) else pad_packed_sequence(h)[0]
        loss = cross_entropy(out(h).flatten(0, 1), y.flatten(),
                             reduction="sum")
        last = last if torch.is_tensor(last) else last[0]
        return h, last[0], torch.autograd.grad(loss, weights)

    alone = [run(x[:z, [n]], y[:z, [n]]) for n, z in enumerate(LENGTHS)]
    ends = torch.cat([last for _, last, _ in alone])
    grads = [sum(each) for each in zip(*(one[2] for one in alone),
                                       strict=True)]
    h, last, packed = run(pack_padded_sequence(
        x, torch.tensor(LENGTHS), enforce_sorted=False), ignored)
    for n, (own, *_) in enumerate(alone):
        close(h[:LENGTHS[n], n], own[:, 0])
        assert (h[LENGTHS[n]:, n] == 0).all()
    _, behind, masked = run(x, ignored)
    close(last, ends)
    for one, two, three in zip(packed, masked, grads, strict=True):
        close(one, three)
        close(two, three)
    assert (behind - ends).abs().max() > 0.1


def beside_rnnlib():
    """rnnlib's masks, ignored labels and means are PyTorch's."""
    rng = np.random.default_rng(0)
    params = rnnlib.init(3, 5, 4, rng=rng)
    x, y = rng.normal(size=(6, 4, 3)), rng.integers(4, size=(6, 4))
    y[np.arange(6)[:, None] >= LENGTHS] = rnnlib.IGNORED
    net, out = layers(params)
    for reduction in ("sum", "mean"):
        net.zero_grad(), out.zero_grad()
        loss = cross_entropy(out(net(torch.tensor(x))[0]).flatten(0, 1),
                             torch.tensor(y).flatten(), reduction=reduction)
        loss.backward()
        E, grads = rnnlib.bptt(params, x, y, reduction=reduction)
        ours = grads.U, grads.W, grads.b_h, grads.b_h, grads.V, grads.b_y
        theirs = [z.grad for z in (*net.parameters(), *out.parameters())]
        for one, other in zip((E, *ours), (loss.detach(), *theirs),
                              strict=True):
            np.testing.assert_allclose(one, other.numpy(), atol=1e-13)


def main():
    """Compare all of it, and say with which PyTorch."""
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(0)
    reductions()
    others()
    for kind in (torch.nn.RNN, torch.nn.LSTM, torch.nn.GRU):
        padded(kind)
    beside_rnnlib()
    print(f"PyTorch {torch.__version__}: as the chapters say")


if __name__ == "__main__":
    main()
