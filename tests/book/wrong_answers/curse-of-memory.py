WRONG = [
    ("weight-two-steps", "mat.dW * mat.h(t-1) + mat.dW * mat.h(t-2)"
     " + mat.W * mat.W * mat.dh_W(t-2)", "is missing before it"),
    ("weight-two-steps", "mat.dW * mat.h(t-1) + mat.dW * mat.W * mat.h(t-2)"
     " + mat.W * mat.W * mat.dh_W(t-2)", "do not commute"),
    ("weight-two-steps", "mat.W * mat.dW * mat.h(t-2)"
     " + mat.W * mat.W * mat.dh_W(t-2)", "the newest too"),
    ("weight-two-steps", "mat.dW * mat.h(t-1) + mat.W * mat.dW * mat.h(t-2)"
     " + mat.W * mat.dh_W(t-2)", "by two factors"),
    ("longer-memory", "10", "with its cube"),
    ("longer-memory", "100.0", "variance one"),
    ("longer-memory", "1000", "Be exact"),
    ("longer-memory", "formula(0.99) / formula(0.999)", "other way round"),
    ("rate-for-inputs", "lambda lam, beta: 1 / formula(lam)", "white inputs"),
    ("rate-for-inputs", "lambda lam, beta: 2 / values(lam, beta)",
     "two over the curvature"),
    ("rate-for-inputs", "lambda lam, beta: 0.5 / values(lam, beta)",
     "two twos cancel"),
    ("rate-for-inputs", "lambda lam, beta: values(lam, beta)", "one over it"),
]
RIGHT = [
    ("weight-two-steps", "mat.dW * mat.h(t-1) + mat.W * (mat.dW * mat.h(t-2)"
     " + mat.W * mat.dh_W(t-2))"),
    ("longer-memory", "((1 + 0.999**2) / (1 + 0.99**2)"
     " * ((1 - 0.99**2) / (1 - 0.999**2))**3)"),
    ("rate-for-inputs", "lambda lam, beta: 1 / values(lam, beta)"),
]
