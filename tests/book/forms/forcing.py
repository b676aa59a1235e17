SLOPE = "(1 - h[t, i]**2)"
RIGHT = {"moved-by-teacher": [
    f"(1 - kept[t]) * {SLOPE} * W[i, j]", f"W[i, j] * {SLOPE} * (1 - kept[t])",
    f"{SLOPE} * W[i, j] - kept[t] * {SLOPE} * W[i, j]",
    f"-(kept[t] - 1) * {SLOPE} * W[i, j]",
    "(1 - kept[t]) * (1 - h[t, i]) * (1 + h[t, i]) * W[i, j]",
    "(1 - kept[t]) * (1 - tanh(p[t, i])**2) * W[i, j]",
    f"2 * (1 - kept[t]) * {SLOPE} * W[i, j] / 2",
    f"sum_over(delta(i, l) * (1 - kept[t]) * {SLOPE} * W[l, j], l)",
    "(1 - kept[t]) * (W[i, j] - h[t, i]**2 * W[i, j])",
    f"(1 - kept[t]) * {SLOPE} * sum_over(W[i, l] * delta(l, j), l)"]}
WRONG = {"moved-by-teacher": [
    "0", "1", "W[i, j]", f"{SLOPE} * W[i, j]", "(1 - kept[t]) * W[i, j]",
    f"kept[t] * {SLOPE} * W[i, j]", f"(1 - kept[t]) * {SLOPE}",
    f"(1 - kept[t]) * {SLOPE} * W[j, i]",
    "(1 - kept[t]) * (1 - h[t, j]**2) * W[i, j]",
    "(1 - kept[t]) * (1 - h[t-1, i]**2) * W[i, j]",
    f"-(1 - kept[t]) * {SLOPE} * W[i, j]",
    f"(1 - kept[t])**2 * {SLOPE} * W[i, j]",
    f"2 * (1 - kept[t]) * {SLOPE} * W[i, j]",
    "(1 - kept[t]) * h[t, i] * W[i, j]"]}
