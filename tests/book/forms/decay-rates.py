F, LATE, NOW = "mat.F(t+1)", "mat.R(t+1)", "mat.R(t)"
RIGHT = {"two-steps-in-frames": [
    f"{F} * {LATE} * {NOW}", f"tr(tr({F})) * {LATE} * {NOW}",
    f"tr(tr({NOW}) * tr({LATE}) * tr({F}))", f"2 * {F} * {LATE} * {NOW} / 2",
    f"{F} * falling(mat.R(s), s, t+1, t)",
    f"tr(tr({LATE} * {NOW}) * tr({F}))",
    f"over_time({F} * {LATE} * {NOW}, s, 1, 1)",
    f"falling(mat.F(s), s, t+1, t+1) * {LATE} * {NOW}",
    f"{F} * {LATE} * falling(mat.R(s), s, t, t)",
    f"{F} * {LATE} * {NOW} / 3 + 2 * {F} * {LATE} * {NOW} / 3",
    f"tr(rising(tr(mat.R(s)), s, t, t+1) * tr({F}))"]}
WRONG = {"two-steps-in-frames": [
    "0", "1", f"{F} * {NOW} * {LATE}", f"mat.F(t) * {LATE} * {NOW}",
    f"-{F} * {LATE} * {NOW}", f"2 * {F} * {LATE} * {NOW}",
    f"{F} * {LATE}", f"{F} * {LATE} * mat.F(t) * {NOW}",
    f"{LATE} * {NOW} * {F}", f"{F} * {LATE} * {NOW} + {F}",
    f"{F} * tr({LATE}) * {NOW}", f"{F} * {LATE}**2",
    f"tr({F}) * {LATE} * {NOW}",
    "mat.F(t+1) * mat.R(t+2) * mat.R(t+1)"]}
