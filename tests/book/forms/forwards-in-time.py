OWN = "mat.G(t, t).T * mat.D(t) * mat.dW * mat.h(t-1)"
FRONT = "mat.G(t, t-1).T * mat.dh_W(t-1)"
RIGHT = {"one-step-apart": [
    f"{FRONT} + {OWN}", f"{OWN} + {FRONT}",
    f"transpose(mat.G(t, t-1)) * mat.dh_W(t-1) + {OWN}",
    f"{FRONT} + transpose(mat.G(t, t)) * mat.D(t) * mat.dW * mat.h(t-1)",
    f"{FRONT} + mat.G(t, t).T * (mat.D(t) * mat.dW) * mat.h(t-1)",
    f"{FRONT} + mat.G(t, t).T * mat.D(t) * (mat.dW * mat.h(t-1))",
    f"{FRONT} + transpose(mat.D(t).T * mat.G(t, t)) * mat.dW * mat.h(t-1)",
    f"(2 * {FRONT} + 2 * {OWN}) / 2",
    f"{FRONT} - {OWN} + 2 * {OWN}",
    f"transpose(mat.dh_W(t-1).T * mat.G(t, t-1)) + {OWN}",
    f"{FRONT} + transpose(mat.h(t-1).T * mat.dW.T * mat.D(t).T "
    "* mat.G(t, t))"]}
WRONG = {"one-step-apart": [
    OWN, FRONT, f"{FRONT} - {OWN}", f"2 * {FRONT} + {OWN}",
    f"{FRONT} + mat.G(t, t).T * mat.D(t) * mat.dW * mat.h(t)",
    f"mat.G(t, t).T * mat.dh_W(t-1) + {OWN}",
    f"{FRONT} + mat.G(t, t).T * mat.dW * mat.h(t-1)",
    f"mat.G(t, t-1).T * mat.dh_W(t) + {OWN}",
    f"{FRONT} + mat.G(t, t-1).T * mat.D(t) * mat.dW * mat.h(t-1)",
    f"{FRONT} + mat.G(t, t).T * mat.D(t-1) * mat.dW * mat.h(t-1)",
    f"{FRONT} + 2 * {OWN}",
    f"{FRONT} + mat.G(t, t).T * mat.D(t) * mat.W * mat.h(t-1)"]}
