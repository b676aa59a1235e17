import torch
from torch_network import cross_entropy, linear, rnn, x, y

try:
    cross_entropy(linear(rnn(x)[0]), y)        # (6, 2, 5) and (6, 2)
except (RuntimeError, ValueError) as problem:
    said = str(problem)
x, y = [z[:, [0, 1, 0, 1, 1]] for z in (x, y)]  # as many sequences as classes
q = linear(rnn(x)[0])                          # (6, 5, 5)
losses = {"wrong": cross_entropy(q, y),
          "flat": cross_entropy(q.flatten(0, 1), y.flatten()),
          "N, C, T": cross_entropy(q.permute(1, 2, 0), y.T)}
recorded = {"error": said, **{
    name: torch.autograd.grad(E, rnn.weight_hh_l0, retain_graph=True)[0]
    for name, E in losses.items()}}
