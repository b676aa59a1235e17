W_T, NEAR, FAR = "mat.W.T", "mat.D(k+1)", "mat.D(k+2)"
THERE = "mat.G(t, k+2)"
ANSWER = f"{W_T} * {NEAR} * {W_T} * {FAR} * {THERE}"
RIGHT = {"credit-of-two-steps": [
    ANSWER, f"transpose({NEAR} * mat.W) * transpose({FAR} * mat.W) * {THERE}",
    f"transpose({FAR} * mat.W * {NEAR} * mat.W) * {THERE}",
    f"{W_T} * transpose({NEAR}) * {W_T} * transpose({FAR}) * {THERE}",
    f"transpose(transpose({THERE}) * {FAR} * mat.W * {NEAR} * mat.W)",
    f"{W_T} * transpose(mat.W * {NEAR}) * {FAR} * {THERE}",
    f"2 * {ANSWER} / 2",
    f"over_time({ANSWER}, s, 1, 1)",
    f"{W_T} * falling(mat.D(s), s, k+1, k+1) * {W_T} * {FAR} * {THERE}",
    f"{W_T} * {NEAR} * {W_T} * {FAR} * over_time(mat.G(t, s), s, k+2, k+2)",
    f"transpose(mat.W * {NEAR} * mat.W) * {FAR} * {THERE}"]}
WRONG = {"credit-of-two-steps": [
    "0", THERE, f"-{ANSWER}", f"2 * {ANSWER}", f"{ANSWER} + {THERE}",
    f"{W_T} * {FAR} * {W_T} * {NEAR} * {THERE}",
    f"{NEAR} * {W_T} * {FAR} * {W_T} * {THERE}", f"{W_T} * {FAR} * {THERE}",
    f"{FAR} * mat.W * {NEAR} * mat.W * {THERE}", f"{W_T} * {W_T} * {THERE}",
    f"{W_T} * {NEAR} * {W_T} * {FAR} * mat.G(t, k+1)",
    f"{W_T} * {NEAR} * mat.W * {FAR} * {THERE}", "mat.G(t, k)",
    f"mat.J(k+1).T * mat.J(k+2).T * {THERE}",
    "mat.J(k+1).T * mat.G(t, k+1)"]}
