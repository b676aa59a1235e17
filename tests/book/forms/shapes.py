SLOPE = "(1 - up[t, i]**2)"
RIGHT = {"down-a-layer": [
    f"{SLOPE} * U_up[i, j]", f"U_up[i, j] * {SLOPE}",
    "U_up[i, j] - up[t, i]**2 * U_up[i, j]",
    "(1 - up[t, i]) * (1 + up[t, i]) * U_up[i, j]",
    "-(up[t, i]**2 - 1) * U_up[i, j]", f"2 * {SLOPE} * U_up[i, j] / 2",
    "(1 - tanh(p_up[t, i])**2) * U_up[i, j]",
    f"sum_over(delta(i, l) * {SLOPE} * U_up[l, j], l)",
    f"{SLOPE} * sum_over(delta(j, l) * U_up[i, l], l)",
    f"U_up[i, j] * (1 - (1 - {SLOPE}))"]}
WRONG = {"down-a-layer": [
    "0", "1", "U_up[i, j]", f"{SLOPE}", f"{SLOPE} * W_up[i, j]",
    "(1 - h[t, j]**2) * U_up[i, j]", f"{SLOPE} * U_up[j, i]",
    f"-{SLOPE} * U_up[i, j]", f"2 * {SLOPE} * U_up[i, j]",
    f"{SLOPE}**2 * U_up[i, j]", "up[t, i] * U_up[i, j]",
    "(1 - up[t, i]) * U_up[i, j]", f"{SLOPE} * delta(i, j)",
    f"{SLOPE} * U_up[i, j] * (1 - h[t, j]**2)"]}
