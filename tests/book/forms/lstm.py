DELTA, OLD, GATE = "delta(i, j)", "cell[t-1, i]", "f[t, i] * (1 - f[t, i])"
OPEN = "o[t, i] * (1 - tanh(cell[t, i])**2)"
RIGHT = {"state-feels-forget-mixture": [
    f"{DELTA} * {OPEN} * {OLD} * {GATE}", f"{GATE} * {OLD} * {OPEN} * {DELTA}",
    f"{DELTA} * {OPEN} * cell[t-1, j] * f[t, j] * (1 - f[t, i])",
    f"{DELTA} * (o[t, i] - o[t, i] * tanh(cell[t, i])**2) * {OLD} * {GATE}",
    f"{DELTA} * {OPEN} * {OLD} * (f[t, i] - f[t, i]**2)",
    f"-{DELTA} * {OPEN} * {OLD} * f[t, i] * (f[t, i] - 1)",
    f"sum_over(delta(i, l) * delta(l, j) * cell[t-1, l], l) * {OPEN} * {GATE}",
    f"{DELTA} * {OPEN} * {OLD} * exp(-p_f[t, i]) / (1 + exp(-p_f[t, i]))**2",
    f"{DELTA} * {OPEN} * {OLD} * logistic(p_f[t, i]) * (1 - f[t, i])",
    f"{DELTA} * o[t, i] * 4 / (exp(cell[t, i]) + exp(-cell[t, i]))**2"
    f" * {OLD} * {GATE}",
    f"{DELTA} * o[t, j] * (1 - tanh(cell[t, i]) * tanh(cell[t, j]))"
    f" * {OLD} * {GATE}"]}
WRONG = {"state-feels-forget-mixture": [
    "0", "1", f"{OPEN} * {OLD} * {GATE}",
    f"-{DELTA} * {OPEN} * {OLD} * {GATE}",
    f"{DELTA} * {OPEN} * cell[t, i] * {GATE}", f"{DELTA} * {OLD} * {GATE}",
    f"{DELTA} * o[t, i] * {OLD} * {GATE}",
    f"{DELTA} * {OPEN} * {OLD} * f[t, i]",
    f"2 * {DELTA} * {OPEN} * {OLD} * {GATE}", f"{DELTA} * {OPEN} * {GATE}",
    f"{DELTA} * o[t, i] * (1 - cell[t, i]**2) * {OLD} * {GATE}",
    f"{DELTA} * o[t, i] * (1 - h[t, i]**2) * {OLD} * {GATE}",
    f"{DELTA} * {OPEN} * {OLD} * {GATE} + 1",
    f"{DELTA} * {OPEN} * {OLD} * (1 - f[t, i]**2)"]}
