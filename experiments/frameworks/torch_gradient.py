from torch_network import linear, loss_of, rnn, x, y

E, last = loss_of(x, y)
E.backward()
recorded = {"E": E, **{
    name: z.grad for layer in (rnn, linear)
    for name, z in layer.named_parameters()}}
