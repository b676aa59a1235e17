from torch import optim
from torch_network import b_h, loss_of, rnn, x, y

E, last = loss_of(x, y)
E.backward()
optim.SGD(rnn.parameters(), lr=0.1).step()
recorded = {"moved": rnn.bias_ih_l0 + rnn.bias_hh_l0 - b_h}
