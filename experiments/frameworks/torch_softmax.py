from torch_network import cross_entropy, h_0, linear, rnn, x, y

q = linear(rnn(x, h_0[None])[0])
q.retain_grad()
y_hat = q.softmax(-1)
cross_entropy(y_hat.flatten(0, 1), y.flatten()).backward()
recorded = {"q.grad": q.grad, "W.grad": rnn.weight_hh_l0.grad}
