CHANGE = "mat.dW * mat.h(t-2)"
STEP = "mat.D(t) * mat.W"
RIGHT = {"thrown-by-forgetting": [
    f"{STEP} * mat.D(t-1) * {CHANGE}",
    f"{STEP} * mat.D(t-1).T * {CHANGE}",
    f"mat.D(t).T * mat.W * mat.D(t-1) * {CHANGE}",
    f"transpose(mat.W.T * mat.D(t)) * mat.D(t-1) * {CHANGE}",
    f"({STEP}) * (mat.D(t-1) * {CHANGE})",
    f"{STEP} * (mat.D(t-1) * mat.dW) * mat.h(t-2)",
    f"mat.D(t) * (mat.W * mat.D(t-1)) * {CHANGE}",
    f"2 * {STEP} * mat.D(t-1) * {CHANGE} / 2",
    f"transpose(transpose({STEP} * mat.D(t-1) * {CHANGE}))",
    f"{STEP} * mat.D(t-1) * mat.dW * transpose(mat.h(t-2).T)",
    f"mat.D(t) * transpose(mat.D(t-1) * mat.W.T) * {CHANGE}"]}
WRONG = {"thrown-by-forgetting": [
    "mat.D(t) * mat.dW * mat.h(t-1)", f"mat.D(t-1) * {CHANGE}",
    f"{STEP} * {CHANGE}", f"mat.W * mat.D(t-1) * {CHANGE}",
    f"{STEP} * mat.D(t-1) * mat.dW * mat.h(t-1)",
    f"{STEP} * mat.D(t) * {CHANGE}",
    f"mat.D(t-1) * mat.W * mat.D(t) * {CHANGE}",
    f"mat.D(t) * mat.W.T * mat.D(t-1) * {CHANGE}",
    f"-{STEP} * mat.D(t-1) * {CHANGE}",
    f"{STEP} * mat.D(t-1) * mat.W * mat.h(t-2)",
    f"2 * {STEP} * mat.D(t-1) * {CHANGE}",
    f"mat.W * mat.D(t) * mat.D(t-1) * {CHANGE}"]}
