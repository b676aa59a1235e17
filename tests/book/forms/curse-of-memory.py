NOW, THEN = "mat.dW * mat.h(t-1)", "mat.W * mat.dW * mat.h(t-2)"
FAR = "mat.W * mat.W * mat.dh_W(t-2)"
RIGHT = {"weight-two-steps": [
    f"{NOW} + {THEN} + {FAR}", f"{FAR} + {THEN} + {NOW}",
    f"{NOW} + mat.W * (mat.dW * mat.h(t-2) + mat.W * mat.dh_W(t-2))",
    f"{NOW} + {THEN} + mat.W**2 * mat.dh_W(t-2)",
    f"{NOW} + {THEN} + falling(mat.W, s, t, t-1) * mat.dh_W(t-2)",
    f"2 * ({NOW} + {THEN} + {FAR}) / 2",
    f"{NOW} - (-{THEN} - {FAR})",
    f"{THEN} + transpose(mat.h(t-1).T * mat.dW.T) + {FAR}",
    f"{NOW} + transpose(mat.dW.T * mat.W.T) * mat.h(t-2) + {FAR}",
    "over_time(falling(mat.W, s, t, k+1) * mat.dW * mat.h(k-1), k, t-1, t)"
    f" + {FAR}"]}
WRONG = {"weight-two-steps": [
    "0", NOW, THEN, FAR, f"{NOW} + {THEN}", f"{NOW} + {FAR}",
    f"{THEN} + {FAR}", f"{NOW} + mat.dW * mat.h(t-2) + {FAR}",
    f"{NOW} + mat.dW * mat.W * mat.h(t-2) + {FAR}",
    f"{NOW} + {THEN} + mat.W * mat.dh_W(t-2)",
    f"{NOW} - {THEN} + {FAR}", f"2 * {NOW} + {THEN} + {FAR}",
    f"mat.dW * mat.h(t-2) + {THEN} + {FAR}",
    f"{NOW} + mat.W * mat.dW * mat.h(t-1) + {FAR}",
    f"{NOW} + {THEN} + mat.W * mat.W * mat.dh_W(t-1)"]}
