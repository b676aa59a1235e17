LAM, OUT = "rising({}, s, k+1, t)", "mat.V.T * mat.e(t)"
L, L_T = LAM.format("mat.Lam"), LAM.format("mat.Lam.T")
RIGHT = {"credit-by-eigenvectors": [
    f"{L_T} * mat.Q.T * {OUT}", f"{L} * mat.Q.T * {OUT}",
    f"falling(mat.Lam, s, t, k+1) * mat.Q.T * {OUT}",
    f"transpose({L}) * mat.Q.T * {OUT}", f"{L} * transpose(mat.V * mat.Q) "
                                         f"* mat.e(t)",
    f"transpose(mat.e(t).T * mat.V * mat.Q * {L})",
    f"transpose(mat.Q * {L}) * {OUT}", f"transpose(mat.V * mat.Q * {L_T}) "
                                       f"* mat.e(t)",
    f"2 * {L} * mat.Q.T * {OUT} / 2",
    f"transpose(falling(mat.Lam.T, s, t, k+1)) * mat.Q.T * {OUT}",
    f"{L} * transpose(transpose({OUT}) * mat.Q)"]}
WRONG = {"credit-by-eigenvectors": [
    "0", f"{L} * {OUT}", f"{L} * mat.Q * {OUT}", f"-{L} * mat.Q.T * {OUT}",
    f"2 * {L} * mat.Q.T * {OUT}", f"mat.Q.T * {OUT}",
    f"rising(mat.Lam, s, k, t) * mat.Q.T * {OUT}",
    f"rising(mat.Lam, s, k+2, t) * mat.Q.T * {OUT}",
    f"{L} * mat.Q.T * {OUT} + {OUT}", f"{L} * mat.Q_inv.T * {OUT}",
    f"mat.Q.T * {L} * {OUT}", f"mat.Lam * mat.Q.T * {OUT}",
    f"mat.Q.T * rising(mat.W.T, s, k+1, t) * {OUT}",
    f"{L} * mat.Q.T * mat.V.T * mat.e(k)"]}
