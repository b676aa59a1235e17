RIGHT = {"differentiate-log-softmax": [
    "delta(a, b) - y_hat[t, b]", "-y_hat[t, b] + delta(a, b)",
    "-(y_hat[t, b] - delta(a, b))", "2 * (delta(a, b) - y_hat[t, b]) / 2",
    "delta(a, b) - exp(q[t, b]) / sum_over(exp(q[t, c]), c)",
    "sum_over(delta(a, c) * delta(c, b), c) - y_hat[t, b]",
    "delta(b, a) - sum_over(delta(b, c) * y_hat[t, c], c)",
    "delta(a, b)**2 - y_hat[t, b]", "delta(a, b) - exp(log(y_hat[t, b]))",
    "(1 - y_hat[t, b]) - (1 - delta(a, b))",
    "sum_over((delta(a, c) - y_hat[t, c]) * delta(c, b), c)"]}
WRONG = {"differentiate-log-softmax": [
    "0", "1", "delta(a, b)", "-y_hat[t, b]", "1 - y_hat[t, b]",
    "delta(a, b) + y_hat[t, b]", "y_hat[t, b] - delta(a, b)",
    "2 * (delta(a, b) - y_hat[t, b])", "delta(a, b) - y_hat[t, a]",
    "y_hat[t, a] * (delta(a, b) - y_hat[t, b])", "log(delta(a, b))",
    "delta(a, b) - y_hat[t, b] + y_hat[t, a]", "1 / delta(a, b) - y_hat[t, b]",
    "delta(a, b) - y_hat[t-1, b]", "delta(a, b) - y_hat[t, b]**2",
    "10**400", "delta(a, b) - log(y_hat[t, b])"]}
