SLOPE = "(1 - fresh[t, i]**2)"
RIGHT = {"held-by-input": [
    f"mask[t] * {SLOPE} * U[i, u]", f"U[i, u] * {SLOPE} * mask[t]",
    "mask[t] * U[i, u] - mask[t] * fresh[t, i]**2 * U[i, u]",
    "mask[t] * (1 - fresh[t, i]) * (1 + fresh[t, i]) * U[i, u]",
    "-mask[t] * (fresh[t, i]**2 - 1) * U[i, u]",
    f"2 * mask[t] * {SLOPE} * U[i, u] / 2",
    "mask[t] * (1 - tanh(p[t, i])**2) * U[i, u]",
    f"sum_over(delta(i, j) * mask[t] * {SLOPE} * U[j, u], j)",
    f"mask[t] * {SLOPE} * sum_over(delta(u, v) * U[i, v], v)",
    f"U[i, u] * (mask[t] - mask[t] * (1 - {SLOPE}))"]}
WRONG = {"held-by-input": [
    "0", "1", "U[i, u]", f"{SLOPE} * U[i, u]", "mask[t] * U[i, u]",
    "mask[t] * (1 - h[t, i]**2) * U[i, u]",
    f"(1 - mask[t]) * {SLOPE} * U[i, u]",
    f"mask[t]**2 * {SLOPE} * U[i, u]", f"-mask[t] * {SLOPE} * U[i, u]",
    f"mask[t] * {SLOPE} * U[i, u] + 1 - mask[t]",
    f"2 * mask[t] * {SLOPE} * U[i, u]", f"mask[t] * {SLOPE}",
    "mask[t] * fresh[t, i] * U[i, u]"]}
