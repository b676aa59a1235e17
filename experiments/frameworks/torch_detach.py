from torch_network import h_0, loss_of, rnn, x, y

h = h_0[None]
for x_part, y_part in zip(x.split(2), y.split(2), strict=True):
    E, h = loss_of(x_part, y_part, h.detach())
    E.backward()
recorded = {"W.grad": rnn.weight_hh_l0.grad}
