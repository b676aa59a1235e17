import torch
from torch_network import h_0, loss_of, rnn, x, y

optimiser, h = torch.optim.SGD(rnn.parameters(), lr=0.01), h_0[None]
for x_part, y_part in zip(x.split(2), y.split(2), strict=True):
    E, h = loss_of(x_part, y_part, h)
    try:
        E.backward(retain_graph=True)
    except RuntimeError as problem:
        said = str(problem)
        break
    optimiser.step()
recorded = {"error": said}
