WRONG = [
    ("count-parameters", "lambda n_x, n_h, n_y: n_h * (n_x + n_h + n_y)",
     "biases are missing"),
    ("count-parameters",
     "lambda n_x, n_h, n_y: n_h * (n_x + n_h + 1) + n_y * n_h",
     "one is missing"),
    ("count-parameters",
     "lambda n_x, n_h, n_y: n_x * (n_x + n_h + 1) + n_y * (n_h + 1)",
     "for the arguments `27`, `32`, `27`: too small"),
    ("count-parameters", "1947", "a function is needed"),
    ("count-parameters", "lambda sizes: 0", "TypeError"),
    ("state-in-one-line",
     "tanh(sum_over(U[i, u] * x[t, u], u) + sum_over(W[m, i] * h[t-1, m], m)"
     " + b_h[i])", "transposed"),
    ("state-in-one-line",
     "tanh(sum_over(U[i, u] * x[t, u], u) + sum_over(W[i, j] * h[t-1, j], j))",
     "bias is missing"),
    ("state-in-one-line",
     "sum_over(U[i, u] * x[t, u], u) + sum_over(W[i, j] * h[t-1, j], j) "
     "+ b_h[i]",
     "not yet squashed"),
    ("state-in-one-line",
     "tanh(sum_over(U[i, u] * x[t, u], u) + W[i, j] * h[t-1, j] + b_h[i])",
     "$j$ would have to be free"),
    ("state-in-one-line",
     "tanh(sum_over(U[i, u] * x[t-1, u], u) + sum_over(W[i, j] * h[t-1, j], j)"
     " + b_h[i])", "it should be"),
    ("state-in-one-line",
     "tanh(sum_over(U[i, u] * x[t, u], u)"
     " + sum_over(W[i, l] * tanh(p[t-1, l]), l) + b_h[i])",
     "is not to be in it"),
]
RIGHT = [
    ("count-parameters",
     "lambda u, n, c: np.size(np.ones((n, u + n + 1))) + c + n * c"),
    ("state-in-one-line",
     "tanh(b_h[i] + sum_over(W[i, l] * h[t-1, l], l)"
     " + sum_over(x[t, v] * U[i, v], v))"),
]
