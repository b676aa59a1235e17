RIGHT = {"longer-weights": [
    "2 * N[t]", "N[t] + N[t]", "N[t] * 2", "4 * N[t] / 2", "-(-2 * N[t])",
    "3 * N[t] - N[t]", "2 * sqrt(N[t])**2", "2 * (N[t] + M[t]) - 2 * M[t]",
    "(N[t]**2 + 2 * N[t] + 1) - N[t]**2 - 1",
    "(1 + N[t])**2 / 2 - (1 - N[t])**2 / 2",
    "2 * exp(log(N[t]))"]}
WRONG = {"longer-weights": [
    "0", "1", "2", "N[t]", "-2 * N[t]", "4 * N[t]", "N[t]**2", "2 * M[t]",
    "2 * N[t] + 1", "2 * N[t] * M[t]", "N[t] / 2", "2 * N[t-1]", "sqrt(N[t])",
    "N[t] + M[t]"]}
