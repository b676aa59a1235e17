SLOPE = "(1 - h[t, i]**2)"
W_T, LATE, EARLY = "mat.W.T", "mat.D(t)", "mat.D(t-1)"
RIGHT = {
    "pushed-input": [
        f"{SLOPE} * U[i, u]", f"U[i, u] * {SLOPE}",
        "U[i, u] - h[t, i]**2 * U[i, u]", "-(h[t, i]**2 - 1) * U[i, u]",
        "(1 - h[t, i]) * (1 + h[t, i]) * U[i, u]",
        "(1 - tanh(p[t, i])**2) * U[i, u]", "(1 - h[t, i] * tanh(p[t, i]))"
        " * U[i, u]", "sum_over(delta(i, j) * (1 - h[t, j]**2) * U[j, u], j)",
        "4 / (exp(p[t, i]) + exp(-p[t, i]))**2 * U[i, u]",
        "sum_over((1 - h[t, i]**2) * U[i, v] * delta(u, v), v)",
        "4 * exp(2 * p[t, i]) / (1 + exp(2 * p[t, i]))**2 * U[i, u]"],
    "two-steps-back": [
        f"{W_T} * {EARLY} * {W_T} * {LATE}",
        f"transpose({EARLY} * mat.W) * {W_T} * {LATE}",
        f"transpose({LATE} * mat.W * {EARLY} * mat.W)",
        f"transpose({EARLY} * mat.W) * transpose({LATE} * mat.W)",
        f"{W_T} * transpose({EARLY}) * {W_T} * transpose({LATE})",
        f"{W_T} * transpose(mat.W * {EARLY}) * {LATE}",
        f"2 * {W_T} * {EARLY} * {W_T} * {LATE} / 2",
        f"transpose(mat.W * {EARLY} * mat.W) * {LATE}",
        f"{W_T} * falling(mat.D(s), s, t-1, t-1) * {W_T} * {LATE}",
        f"over_time({W_T} * {EARLY} * {W_T} * {LATE}, s, 1, 1)",
        f"falling({W_T}, s, 1, 1) * {EARLY} * {W_T} * {LATE}"],
}
WRONG = {
    "pushed-input": [
        "0", "1", "U[i, u]", f"-{SLOPE} * U[i, u]", f"2 * {SLOPE} * U[i, u]",
        "(1 + h[t, i]**2) * U[i, u]", "(1 - h[t, i]) * U[i, u]",
        "(1 - p[t, i]**2) * U[i, u]", "(1 - h[t-1, i]**2) * U[i, u]",
        f"{SLOPE} * U[i, u] + 1", SLOPE, f"{SLOPE} * U[i, u]**2",
        f"{SLOPE} * x[t, u]", "sum_over((1 - h[t, j]**2) * U[j, u], j)",
        "d(h[t, i], p[t, i]) * U[i, u]"],
    "two-steps-back": [
        "0", "1", f"{W_T} * {LATE} * {W_T} * {EARLY}",
        f"{EARLY} * {W_T} * {LATE} * {W_T}",
        f"mat.W * {EARLY} * mat.W * {LATE}",
        f"-{W_T} * {EARLY} * {W_T} * {LATE}",
        f"2 * {W_T} * {EARLY} * {W_T} * {LATE}", f"{W_T} * {EARLY} * {W_T}",
        f"{LATE} * mat.W * {EARLY} * mat.W", f"{W_T}**2 * {EARLY} * {LATE}",
        f"{W_T} * {EARLY} * mat.W * {LATE}",
        f"{W_T} * mat.D(t-2) * {W_T} * {LATE}",
        f"{W_T} * {EARLY} * {W_T} * {LATE} + {LATE}",
        "transpose(falling(mat.J(s), s, t, t-1))", "mat.J(t-1).T "
                                                   "* mat.J(t).T"],
}
