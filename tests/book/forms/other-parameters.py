U_T, SLOPES, OUT = "mat.U.T", "mat.D(t-1)", "mat.V.T * mat.e(t)"
BACK = "mat.W.T * mat.D(t)"
RIGHT = {"input-one-step-before": [
    f"{U_T} * {SLOPES} * mat.J(t).T * {OUT}",
    f"{U_T} * {SLOPES} * {BACK} * {OUT}",
    f"transpose({SLOPES} * mat.U) * mat.J(t).T * {OUT}",
    f"transpose(mat.V * mat.J(t) * {SLOPES} * mat.U) * mat.e(t)",
    f"transpose(mat.e(t).T * mat.V * mat.J(t) * {SLOPES} * mat.U)",
    f"{U_T} * transpose({SLOPES}) * mat.W.T * mat.D(t).T * {OUT}",
    f"{U_T} * {SLOPES} * transpose(mat.D(t) * mat.W) * {OUT}",
    f"{U_T} * transpose(mat.J(t) * {SLOPES}) * {OUT}",
    f"{U_T} * {SLOPES} * mat.P(t, t-1).T * {OUT}",
    f"3 * {U_T} * {SLOPES} * mat.J(t).T * {OUT} / 3",
    f"{U_T} * {SLOPES} * falling(mat.J(s).T, s, t, t) * {OUT}"]}
WRONG = {"input-one-step-before": [
    "0", f"{U_T} * {SLOPES} * {OUT}", f"{U_T} * mat.J(t).T * {OUT}",
    f"{SLOPES} * mat.J(t).T * {OUT}", f"{U_T} * {SLOPES} * mat.J(t) * {OUT}",
    f"{U_T} * mat.D(t) * mat.J(t).T * {OUT}",
    f"-{U_T} * {SLOPES} * mat.J(t).T * {OUT}",
    f"{U_T} * {SLOPES} * mat.J(t-1).T * {OUT}",
    f"2 * {U_T} * {SLOPES} * mat.J(t).T * {OUT}",
    f"{U_T} * mat.J(t).T * {SLOPES} * {OUT}",
    f"{U_T} * {SLOPES} * mat.D(t) * mat.W.T * {OUT}",
    f"{U_T} * {SLOPES} * {BACK} * mat.V.T * mat.e(t-1)",
    f"mat.dh_dx(t, t-1).T * {OUT}", f"{U_T} * {SLOPES} * mat.G(t, t-1)"]}
