VALUE = "sum_over(U_value[i, u] * seen[a, u], u)"
RIGHT = {"found-by-score": [
    f"look[t, a] * ({VALUE} - found[t, i])",
    f"({VALUE} - found[t, i]) * look[t, a]",
    f"look[t, a] * {VALUE} - look[t, a] * found[t, i]",
    f"-look[t, a] * (found[t, i] - {VALUE})",
    "sum_over(look[t, a] * U_value[i, u] * seen[a, u], u)"
    " - look[t, a] * found[t, i]",
    f"2 * look[t, a] * ({VALUE} - found[t, i]) / 2",
    "look[t, a] * (sum_over(seen[a, v] * U_value[i, v], v) - found[t, i])",
    f"look[t, a] * ({VALUE} - sum_over(look[t, b]"
    " * sum_over(U_value[i, u] * seen[b, u], u), b))",
    "look[t, a] * sum_over(U_value[i, u] * seen[a, u], u)"
    " - found[t, i] * look[t, a]",
    f"sum_over(delta(a, b) * look[t, b], b) * ({VALUE} - found[t, i])"]}
WRONG = {"found-by-score": [
    "0", "1", f"look[t, a] * {VALUE}", f"{VALUE} - found[t, i]",
    f"look[t, a] * (1 - look[t, a]) * {VALUE}",
    f"look[t, a] * (found[t, i] - {VALUE})",
    f"look[t, a] * ({VALUE} + found[t, i])",
    f"look[t, a]**2 * ({VALUE} - found[t, i])",
    "-look[t, a] * found[t, i]", f"2 * look[t, a] * ({VALUE} - found[t, i])",
    f"(1 - look[t, a]) * ({VALUE} - found[t, i])",
    # at t-1 it is the same where a state has settled
    f"look[t, a] * ({VALUE} - 2 * found[t, i])"]}
