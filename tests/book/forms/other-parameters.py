U_T, SLOPES, OUT = "tr(mat.U)", "mat.D(t-1)", "tr(mat.V) * mat.e(t)"
BACK = "tr(mat.W) * mat.D(t)"
RIGHT = {"input-one-step-before": [
    f"{U_T} * {SLOPES} * tr(mat.J(t)) * {OUT}",
    f"{U_T} * {SLOPES} * {BACK} * {OUT}",
    f"tr({SLOPES} * mat.U) * tr(mat.J(t)) * {OUT}",
    f"tr(mat.V * mat.J(t) * {SLOPES} * mat.U) * mat.e(t)",
    f"tr(tr(mat.e(t)) * mat.V * mat.J(t) * {SLOPES} * mat.U)",
    f"{U_T} * tr({SLOPES}) * tr(mat.W) * tr(mat.D(t)) * {OUT}",
    f"{U_T} * {SLOPES} * tr(mat.D(t) * mat.W) * {OUT}",
    f"{U_T} * tr(mat.J(t) * {SLOPES}) * {OUT}",
    f"{U_T} * {SLOPES} * tr(mat.P(t, t-1)) * {OUT}",
    f"3 * {U_T} * {SLOPES} * tr(mat.J(t)) * {OUT} / 3",
    f"{U_T} * {SLOPES} * falling(tr(mat.J(s)), s, t, t) * {OUT}"]}
WRONG = {"input-one-step-before": [
    "0", f"{U_T} * {SLOPES} * {OUT}", f"{U_T} * tr(mat.J(t)) * {OUT}",
    f"{SLOPES} * tr(mat.J(t)) * {OUT}", f"{U_T} * {SLOPES} * mat.J(t) * {OUT}",
    f"{U_T} * mat.D(t) * tr(mat.J(t)) * {OUT}",
    f"-{U_T} * {SLOPES} * tr(mat.J(t)) * {OUT}",
    f"{U_T} * {SLOPES} * tr(mat.J(t-1)) * {OUT}",
    f"2 * {U_T} * {SLOPES} * tr(mat.J(t)) * {OUT}",
    f"{U_T} * tr(mat.J(t)) * {SLOPES} * {OUT}",
    f"{U_T} * {SLOPES} * mat.D(t) * tr(mat.W) * {OUT}",
    f"{U_T} * {SLOPES} * {BACK} * tr(mat.V) * mat.e(t-1)",
    f"tr(mat.dh_dx(t, t-1)) * {OUT}", f"{U_T} * {SLOPES} * mat.G(t, t-1)"]}
