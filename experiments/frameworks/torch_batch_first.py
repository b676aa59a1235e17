import problem
import torch
from torch_network import cross_entropy, linear, rnn, x, y


def gradient(network):
    q = linear(network(x.transpose(0, 1))[0])  # sequences first
    E = cross_entropy(q.flatten(0, 1), y.T.flatten())
    return torch.autograd.grad(E, network.weight_hh_l0)[0]


first = torch.nn.RNN(problem.n_x, problem.n_h, batch_first=True,
                     dtype=torch.float64)
first.load_state_dict(rnn.state_dict())
recorded = {"forgotten": gradient(rnn), "batch_first": gradient(first)}
