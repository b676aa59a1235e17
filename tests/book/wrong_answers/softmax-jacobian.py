WRONG = [
    ("differentiate-log-softmax", "delta(a, b) - y_hat[t, a]",
     "which logit is pushed?"),
    ("differentiate-log-softmax", "y_hat[t, a] * (delta(a, b) - y_hat[t, b])",
     "the logarithm divides"),
    ("differentiate-log-softmax", "-y_hat[t, b]", "off the diagonal only"),
    ("differentiate-log-softmax", "delta(a, b) + y_hat[t, b]",
     "less the right one"),
    ("differentiate-log-softmax", "d(log(y_hat[t, a]), q[t, b])",
     "is what was asked for"),
    ("differentiate-log-softmax", "y_hat[t, c]", "$c$ would have to be free"),
    ("softmax-eigenvalues", "[0, 0, 0, 0]", "Two should share"),
    ("softmax-eigenvalues", "[5, 5, 0, 0]", "too small"),
    ("softmax-eigenvalues", "3", "will not do"),
    ("softmax-eigenvalues", "[0, 0, np.nan, 0]", "will not do"),
]
RIGHT = [
    ("differentiate-log-softmax",
     "total(delta(a, c) * (delta(c, b) - y_hat[t, b]), c)"),
    ("softmax-eigenvalues", "[20.0, 20, -20, 0]"),
]
