SLOPE, DELTA = "(1 - h[t, i]**2)", "delta(i, j)"
PAST = "sum_over(W[i, m] * d(h[t-1, m], b_h[j]), m)"
U_SLOPE = f"{DELTA} * {SLOPE} * x[t, u]"
RIGHT = {
    "recursion-for-b": [
        f"{SLOPE} * ({DELTA} + {PAST})",
        f"{SLOPE} * {DELTA} + {SLOPE} * {PAST}",
        f"({PAST} + {DELTA}) * {SLOPE}",
        f"-(h[t, i]**2 - 1) * ({DELTA} + {PAST})",
        f"(1 - h[t, j]**2) * {DELTA} + {SLOPE} * {PAST}",
        f"(1 - h[t, i]) * (1 + h[t, i]) * ({DELTA} + {PAST})",
        f"sum_over({SLOPE} * W[i, l] * d(h[t-1, l], b_h[j]), l)"
        f" + {SLOPE} * {DELTA}",
        f"{DELTA} + {PAST} - h[t, i]**2 * ({DELTA} + {PAST})",
        f"sum_over({SLOPE} * delta(i, l) * (delta(l, j) + {PAST}), l)",
        f"(1 - tanh(p[t, i])**2) * ({DELTA} + {PAST})",
        f"4 / (exp(p[t, i]) + exp(-p[t, i]))**2 * ({DELTA} + {PAST})"],
    "immediate-input-weights": [
        U_SLOPE, f"x[t, u] * {SLOPE} * {DELTA}",
        f"{DELTA} * (1 - h[t, j]**2) * x[t, u]",
        f"{DELTA} * x[t, u] - {DELTA} * h[t, i]**2 * x[t, u]",
        f"{DELTA} * (1 - h[t, i] * h[t, j]) * x[t, u]",
        "sum_over(delta(i, l) * delta(l, j) * (1 - h[t, l]**2), l) * x[t, u]",
        f"sum_over({U_SLOPE.replace('x[t, u]', 'x[t, v]')} * delta(u, v), v)",
        f"-{DELTA} * (h[t, i]**2 - 1) * x[t, u]",
        f"{DELTA} * (1 - tanh(p[t, i])**2) * x[t, u]",
        f"{DELTA} * (1 - h[t, i]) * (1 + h[t, j]) * x[t, u]",
        f"{DELTA} * 4 * exp(2 * p[t, i]) / (exp(2 * p[t, i]) + 1)**2"
        " * x[t, u]"],
}
WRONG = {
    "recursion-for-b": [
        "0", "1", f"{SLOPE} * ({DELTA} - {PAST})",
        f"-{SLOPE} * ({DELTA} + {PAST})",
        f"{SLOPE} * {PAST}", f"{SLOPE} * {DELTA}", f"{DELTA} + {PAST}",
        f"{SLOPE} * ({DELTA} + sum_over(W[m, i] * d(h[t-1, m], b_h[j]), m))",
        f"2 * {SLOPE} * ({DELTA} + {PAST})",
        f"{SLOPE} * ({DELTA} + {PAST}) + 1",
        f"(1 - h[t-1, i]**2) * ({DELTA} + {PAST})",
        f"(1 + h[t, i]**2) * ({DELTA} + {PAST})",
        f"{SLOPE} * ({DELTA} + sum_over(W[i, m] * d(h[t-1, m], b_h[i]), m))",
        "imm(h[t, i], b_h[j]) + sum_over(d(h[t, i], h[t-1, l])"
        " * d(h[t-1, l], b_h[j]), l)"],
    "immediate-input-weights": [
        "0", "1", f"{SLOPE} * x[t, u]", f"{DELTA} * x[t, u]", f"-{U_SLOPE}",
        f"2 * {U_SLOPE}", f"{U_SLOPE} + 1", f"{DELTA} * {SLOPE} * x[t-1, u]",
        f"{DELTA} * {SLOPE} * U[j, u]",
        f"{DELTA} * (1 + h[t, i]**2) * x[t, u]",
        f"{DELTA} * (1 - h[t, i]) * x[t, u]", f"{DELTA} * {SLOPE}",
        f"{DELTA} * (1 - p[t, i]**2) * x[t, u]",
        "d(h[t, i], p[t, j]) * x[t, u]"],
}
