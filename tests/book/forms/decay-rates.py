F, LATE, NOW = "mat.F(t+1)", "mat.R(t+1)", "mat.R(t)"
RIGHT = {"two-steps-in-frames": [
    f"{F} * {LATE} * {NOW}", f"transpose(transpose({F})) * {LATE} * {NOW}",
    f"transpose(transpose({NOW}) * transpose({LATE}) * transpose({F}))",
    f"2 * {F} * {LATE} * {NOW} / 2",
    f"{F} * falling(mat.R(s), s, t+1, t)",
    f"transpose(transpose({LATE} * {NOW}) * transpose({F}))",
    f"over_time({F} * {LATE} * {NOW}, s, 1, 1)",
    f"falling(mat.F(s), s, t+1, t+1) * {LATE} * {NOW}",
    f"{F} * {LATE} * falling(mat.R(s), s, t, t)",
    f"{F} * {LATE} * {NOW} / 3 + 2 * {F} * {LATE} * {NOW} / 3",
    f"transpose(rising(mat.R(s).T, s, t, t+1) * transpose({F}))"]}
WRONG = {"two-steps-in-frames": [
    "0", "1", f"{F} * {NOW} * {LATE}", f"mat.F(t) * {LATE} * {NOW}",
    f"-{F} * {LATE} * {NOW}", f"2 * {F} * {LATE} * {NOW}",
    f"{F} * {LATE}", f"{F} * {LATE} * mat.F(t) * {NOW}",
    f"{LATE} * {NOW} * {F}", f"{F} * {LATE} * {NOW} + {F}",
    f"{F} * transpose({LATE}) * {NOW}", f"{F} * {LATE}**2",
    f"transpose({F}) * {LATE} * {NOW}",
    "mat.F(t+1) * mat.R(t+2) * mat.R(t+1)"]}
