IN, PAST = "sum_over(U[i, u] * x[t, u], u)", "sum_over(W[i, j] * h[t-1, j], j)"
P = f"{IN} + {PAST} + b_h[i]"
RIGHT = {"state-in-one-line": [
    f"tanh({P})", f"tanh(b_h[i] + {PAST} + {IN})",
    f"tanh(sum_over(x[t, v] * U[i, v], v) + {PAST} + b_h[i])",
    f"tanh({IN} + sum_over(W[i, l] * h[t-1, l], l) + b_h[i])",
    f"-tanh(-({P}))",
    f"(exp({P}) - exp(-({P}))) / (exp({P}) + exp(-({P})))",
    f"1 - 2 / (exp(2 * ({P})) + 1)",
    f"(exp(2 * ({P})) - 1) / (exp(2 * ({P})) + 1)",
    f"sum_over(delta(i, m) * tanh({P.replace('[i', '[m')}), m)",
    f"tanh({P} + h[t-1, i] - h[t-1, i])", f"2 * tanh({P}) - tanh({P})"]}
WRONG = {"state-in-one-line": [
    "0", "1", P, "tanh(p[t, i])",
    f"-tanh({P})", f"2 * tanh({P})",
    f"tanh({IN} + {PAST})", f"tanh({PAST} + b_h[i])", f"tanh({IN} + b_h[i])",
    f"tanh({IN} + sum_over(W[j, i] * h[t-1, j], j) + b_h[i])",
    f"tanh({IN} + sum_over(W[i, j] * h[t, j], j) + b_h[i])",
    f"tanh({P}) + 1", f"exp({P})", f"tanh({IN} - {PAST} + b_h[i])",
    f"1 / (1 + exp(-({P})))", f"tanh({P})**2"]}
