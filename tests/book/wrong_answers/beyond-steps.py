VALUE = "sum_over(U_value[i, u] * seen[a, u], u)"
WRONG = [
    ("found-by-score", f"look[t, a] * {VALUE}", "What do they take away"),
    ("found-by-score", f"look[t, a] * (1 - look[t, a]) * {VALUE}",
     "what stands *there*"),
    ("found-by-score", f"look[t, a] * (found[t, i] - {VALUE})",
     "*towards* the value"),
    ("found-by-score", f"{VALUE} - found[t, i]", "stands before all of it"),
    ("rounds-enough", "65", "a little more than a thousandth"),
    ("rounds-enough", "44", "That is a hundredth"),
    ("rounds-enough", "88", "is that of the *sum*"),
    ("euler-logistic", "lambda start, N, tau: np.prod([1 + tau * (1 - 2 * "
     "ended(start, n, tau)) for n in range(1, N + 1)])", "*previous* state"),
    ("euler-logistic", "lambda start, N, tau: np.exp(N * tau) / ("
     "1 + start * (np.exp(N * tau) - 1))**2", "derivative of the flow"),
    ("euler-logistic", "lambda start, N, tau: (tau * (1 - 2 * start))**N",
     "A step hands on 1"),
]
RIGHT = [
    ("found-by-score", f"-look[t, a] * (found[t, i] - {VALUE})"),
    ("rounds-enough", "66"),
    ("euler-logistic",
     "lambda start, N, tau: np.prod([1 + tau * (1 - 2 * "
     "ended(start, n, tau)) for n in range(N)])"),
]
