F, LATE, NOW = "mat.F(t-1)", "mat.R(t+1)", "mat.R(t)"
RIGHT = {"two-steps-measured": [
    f"{LATE} * {NOW} * {F}.T", f"{LATE} * {NOW} * transpose({F})",
    f"transpose({F} * {NOW}.T * {LATE}.T)",
    f"transpose({F} * transpose({LATE} * {NOW}))",
    f"2 * {LATE} * {NOW} * {F}.T / 2",
    f"falling(mat.R(s), s, t+1, t) * {F}.T",
    f"over_time({LATE} * {NOW} * {F}.T, s, 1, 1)",
    f"{LATE} * falling(mat.R(s), s, t, t) * {F}.T",
    f"{LATE} * {NOW} * {F}.T / 3 + 2 * {LATE} * {NOW} * {F}.T / 3",
    f"transpose({F} * rising(mat.R(s).T, s, t, t+1))",
    f"transpose(transpose({LATE})) * {NOW} * {F}.T"]}
WRONG = {"two-steps-measured": [
    "0", "1", f"{NOW} * {LATE} * {F}.T", f"{LATE} * {NOW} * mat.F(t).T",
    f"{LATE} * {NOW} * {F}", f"{LATE} * mat.F(t).T", f"{F}.T * {LATE} * {NOW}",
    f"-{LATE} * {NOW} * {F}.T", f"2 * {LATE} * {NOW} * {F}.T",
    f"{LATE} * {NOW}", f"{LATE}.T * {NOW} * {F}.T",
    f"{LATE} * {NOW}.T * {F}.T", f"{LATE}**2 * {F}.T",
    f"mat.R(t+2) * {LATE} * mat.F(t).T"]}
