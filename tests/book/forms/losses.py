RIGHT = {"counted-weights": [
    "mask[t] * e[t, a] * h[t, i]", "h[t, i] * e[t, a] * mask[t]",
    "mask[t] * (y_hat[t, a] - y[t, a]) * h[t, i]",
    "mask[t] * y_hat[t, a] * h[t, i] - mask[t] * y[t, a] * h[t, i]",
    "-mask[t] * (y[t, a] - y_hat[t, a]) * h[t, i]",
    "2 * mask[t] * e[t, a] * h[t, i] / 2",
    "sum_over(delta(a, b) * mask[t] * e[t, b] * h[t, i], b)",
    "sum_over(delta(i, j) * mask[t] * e[t, a] * h[t, j], j)",
    "mask[t] * h[t, i] * sum_over(delta(a, c) * e[t, c], c)",
    "mask[t] * h[t, i] * (exp(q[t, a]) / sum_over(exp(q[t, c]), c)"
    " - y[t, a])"]}
WRONG = {"counted-weights": [
    "0", "1", "mask[t]", "e[t, a] * h[t, i]", "mask[t] * e[t, a]",
    "mask[t] * h[t, i]", "mask[t]**2 * e[t, a] * h[t, i]",
    "mask[t] * e[t, a] * h[t-1, i]", "-mask[t] * e[t, a] * h[t, i]",
    "2 * mask[t] * e[t, a] * h[t, i]", "mask[t] * y_hat[t, a] * h[t, i]",
    "(1 - mask[t]) * e[t, a] * h[t, i]",
    "mask[t] + e[t, a] * h[t, i]"]}
