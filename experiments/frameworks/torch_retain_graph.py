from torch_network import cross_entropy, h_0, linear, rnn, x, y


def backward_steps(cut):
    """The steps that the backward passes go through, in their order."""
    visited, h = [], h_0[None]
    for first in (0, 2, 4):
        h, E = h.detach() if cut else h, 0
        for t in (first, first + 1):
            h, _ = rnn(x[t:t + 1], h)
            h.register_hook(lambda _, t=t: visited.append(t + 1))
            E = E + cross_entropy(linear(h)[0], y[t])
        E.backward(retain_graph=not cut)
    return visited


recorded = {"detach": backward_steps(cut=True)}
rnn.zero_grad()
recorded |= {"retain_graph": backward_steps(cut=False),
             "W.grad": rnn.weight_hh_l0.grad}
