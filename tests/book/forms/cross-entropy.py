A, B = "y_hat[t, a]", "y_hat[t, b]"
RIGHT = {"convex-loss": [
    f"{A} * (delta(a, b) - {B})", f"{A} * delta(a, b) - {A} * {B}",
    f"{B} * (delta(a, b) - {A})", f"-{A} * ({B} - delta(a, b))",
    f"delta(a, b) * {B} - {B} * {A}",
    f"sum_over({A} * (delta(a, c) - y_hat[t, c]) * delta(c, b), c)",
    f"sum_over({A} * (delta(c, b) - {B}) * delta(a, c), c)",
    f"(e[t, a] + y[t, a]) * (delta(a, b) - {B})",
    f"{A} * (delta(a, b) - e[t, b] - y[t, b])",
    f"exp(q[t, a]) / sum_over(exp(q[t, c]), c) * (delta(a, b) - {B})",
    f"{A} * (1 - {B}) - {A} * (1 - delta(a, b))"]}
WRONG = {"convex-loss": [
    "0", "1", "delta(a, b)", f"{A} * (delta(a, b) + {B})",
    f"-{A} * (delta(a, b) - {B})", f"2 * {A} * (delta(a, b) - {B})",
    f"{A} * (1 - {B})", f"-{A} * {B}", f"{A} * delta(a, b)",
    f"{A} * (delta(a, b) - {B}) + y[t, a]",
    f"{A} * (delta(a, b) - y[t, b])", f"y_hat[t-1, a] * (delta(a, b) - {B})",
    f"{A} - {B}", f"sum_over({A} * (delta(a, c) - {B}), c)"]}
