import problem
import rnnlib
import torch
from torch_network import h_0, x

params = rnnlib.Params(*(
    getattr(problem, name) for name in rnnlib.Params._fields))
net = torch.nn.ModuleDict({
    "rnn": torch.nn.RNN(problem.n_x, problem.n_h, dtype=x.dtype),
    "linear": torch.nn.Linear(problem.n_h, problem.n_y, dtype=x.dtype)})
net.load_state_dict({name: torch.tensor(z) for name, z in
                     rnnlib.to_torch(params).items()})
q = net["linear"](net["rnn"](x, h_0[None])[0])
recorded = {"q": q, **net.state_dict()}
