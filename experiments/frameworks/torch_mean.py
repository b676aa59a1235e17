import torch
from torch_network import h_0, linear, rnn, x, y

q = linear(rnn(x, h_0[None])[0])
mean = torch.nn.CrossEntropyLoss()             # reduction="mean"
mean(q.flatten(0, 1), y.flatten()).backward()
recorded = {"W.grad": rnn.weight_hh_l0.grad}
