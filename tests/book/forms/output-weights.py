Y, MEAN = "y_hat[t, a]", "sum_over(y_hat[t, b] * V[b, i], b)"
RIGHT = {"prediction-by-state": [
    f"{Y} * (V[a, i] - {MEAN})", f"{Y} * V[a, i] - {Y} * {MEAN}",
    f"-{Y} * ({MEAN} - V[a, i])",
    f"sum_over({Y} * (delta(a, b) - y_hat[t, b]) * V[b, i], b)",
    f"sum_over(y_hat[t, b] * (delta(a, b) - {Y}) * V[b, i], b)",
    f"{Y} * sum_over((delta(a, c) - y_hat[t, c]) * V[c, i], c)",
    f"{Y} * (V[a, i] - sum_over(V[c, i] * y_hat[t, c], c))",
    f"{Y} * sum_over(delta(a, c) * V[c, i], c) - {Y} * {MEAN}",
    f"exp(q[t, a]) / sum_over(exp(q[t, c]), c) * (V[a, i] - {MEAN})",
    f"sum_over(delta(i, j) * {Y} * (V[a, j] - {MEAN}), j)",
    f"2 * {Y} * (V[a, i] - {MEAN}) / 2"]}
WRONG = {"prediction-by-state": [
    "0", "1", "V[a, i]", f"V[a, i] - {MEAN}", f"{Y} * V[a, i]",
    f"{Y} * (V[a, i] + {MEAN})", f"-{Y} * (V[a, i] - {MEAN})",
    f"2 * {Y} * (V[a, i] - {MEAN})", f"{Y} * (V[a, i] - {MEAN}) + {Y}",
    f"{Y} * (1 - {Y}) * V[a, i]", f"{Y} * (V[a, i] - sum_over(V[b, i], b))",
    f"{Y} * (V[a, i] - sum_over(y[t, b] * V[b, i], b))",
    f"y_hat[t-1, a] * (V[a, i] - {MEAN})", f"e[t, a] * (V[a, i] - {MEAN})"]}
