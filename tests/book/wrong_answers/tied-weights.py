WRONG = [
    ("two-copies-back",
     "mat.e(t).T * mat.V * mat.J(t) * mat.dh_dCij(t-1, t-2)",
     "is not to be in it"),
    ("logit-by-copy", "V[a, i] * h[t-1, j]", "squashing is missing"),
    ("logit-by-copy", "V[a, i] * (1 - h[t, i]**2) * h[t, j]",
     "by the *previous* state"),
    ("logit-by-copy", "V[a, j] * (1 - h[t, j]**2) * h[t-1, i]",
     "Which unit does"),
    ("logit-by-copy", "V[a, i] * (1 - h[t, i]**2) * h[t-1, m]",
     "$m$ would have to be free"),
    ("logit-by-copy", "V[a, i] * (h[t, i]**2 - 1) * h[t-1, j]",
     "it should be"),
    ("two-copies-back", "mat.e(t).T * mat.V * mat.J(t-1) * mat.J(t)"
     " * mat.dh_dCij(t-2, t-2)", "it acts last"),
    ("two-copies-back", "mat.e(t).T * mat.V * mat.J(t)"
     " * mat.dh_dCij(t-2, t-2)", "One step is missing"),
    ("two-copies-back", "mat.e(t).T * mat.V * mat.J(t) * mat.J(t-1)"
     " * mat.J(t-2) * mat.dh_dCij(t-2, t-2)", "One step too many"),
    ("two-copies-back", "mat.e(t).T * mat.V * mat.J(t) * mat.J(t-1)"
     " * mat.dh_dWij(t-2)", "all copies up to step"),
    ("two-copies-back", "mat.V * mat.J(t) * mat.J(t-1)"
     " * mat.dh_dCij(t-2, t-2)", "a number is needed"),
    ("two-copies-back", "mat.e(t).T * mat.V * mat.J(t-1).T * mat.J(t).T"
     " * mat.dh_dCij(t-2, t-2)", "it should be"),
]
RIGHT = [
    ("logit-by-copy",
     "sum_over(V[a, m] * delta(m, i) * (1 - h[t, m]**2), m) * h[t-1, j]"),
    ("two-copies-back",
     "transpose(mat.V.T * mat.e(t)) * mat.J(t) * mat.J(t-1)"
     " * mat.dh_dCij(t-2, t-2)"),
]
