WRONG = [
    ("recursion-of-a", "mat.V.T * mat.e(t) + mat.W.T * mat.a(t+1)",
     "between the state and the"),
    ("recursion-of-a",
     "mat.D(t) * (mat.V.T * mat.e(t) + mat.W * mat.a(t+1))",
     "backwards its transpose"),
    ("recursion-of-a", "mat.D(t) * mat.W.T * mat.a(t+1)", "is missing"),
    ("recursion-of-a",
     "mat.D(t) * mat.V.T * mat.e(t) + mat.W.T * mat.a(t+1)",
     "What comes from later"),
    ("recursion-of-a", "mat.a(t)", "is what was asked for"),
    ("recursion-of-a",
     "mat.D(t+1) * (mat.V.T * mat.e(t) + mat.W.T * mat.a(t+1))",
     "it should be"),
    ("input-feels-all", "mat.U.T * mat.D(t) * mat.V.T * mat.e(t)",
     "all later losses"),
    ("input-feels-all",
     "mat.U.T * (mat.V.T * mat.e(t) + mat.W.T * mat.a(t+1))",
     "squashing is missing"),
    ("input-feels-all", "mat.U.T * mat.lam(t)", "squashing is missing"),
    ("recursion-of-a", "mat.D(t) * mat.lam(t)", "is not to be in it"),
    ("input-feels-all", "mat.U.T * mat.a(t)", "is not to be in it"),
    ("input-feels-all", "mat.U.T * mat.D(t) * (mat.V.T * mat.e(t)"
     " + mat.J(t+1).T * mat.lam(t+1))", "is not to be in it"),
    ("input-feels-all",
     "mat.D(t) * (mat.V.T * mat.e(t) + mat.W.T * mat.a(t+1))",
     "entries is needed"),
    ("input-feels-all",
     "mat.U * mat.D(t) * (mat.V.T * mat.e(t) + mat.W.T * mat.a(t+1))",
     "shapes clash"),
    ("price-of-a-state", "rest[0]", "is what it reads"),
    ("price-of-a-state", "own", "no later one"),
    ("price-of-a-state", "(1 - h_4**2) * (own + rest[0])",
     "slopes of step"),
    ("price-of-a-state", "own + rest", "shape (5,) is needed"),
    ("price-of-a-state", "-own - rest[0]", "the sign is not"),
    ("price-of-a-state", "h_4", "entries are off"),
]
RIGHT = [
    ("recursion-of-a", "transpose(mat.V * mat.D(t)) * mat.e(t)"
     " + transpose(mat.W * mat.D(t)) * mat.a(t+1)"),
    ("input-feels-all", "transpose(mat.D(t) * mat.U) * (mat.V.T * mat.e(t)"
     " + mat.W.T * mat.a(t+1))"),
    ("price-of-a-state",
     "own + params.W.T @ ((1 - rnnlib.forward(params, inputs).h[5, 0]**2)"
     " * (params.V.T @ (rnnlib.forward(params, inputs).y_hat[4, 0]"
     " - np.eye(3)[targets[4, 0]]) + rnnlib.input_grads(params, inputs[5:],"
     " targets[5:], rnnlib.forward(params, inputs).h[5]).h0[0]))"),
]
