LAM, OUT = "rising({}, s, k+1, t)", "tr(mat.V) * mat.e(t)"
L, L_T = LAM.format("mat.Lam"), LAM.format("tr(mat.Lam)")
RIGHT = {"credit-by-eigenvectors": [
    f"{L_T} * tr(mat.Q) * {OUT}", f"{L} * tr(mat.Q) * {OUT}",
    f"falling(mat.Lam, s, t, k+1) * tr(mat.Q) * {OUT}",
    f"tr({L}) * tr(mat.Q) * {OUT}", f"{L} * tr(mat.V * mat.Q) * mat.e(t)",
    f"tr(tr(mat.e(t)) * mat.V * mat.Q * {L})",
    f"tr(mat.Q * {L}) * {OUT}", f"tr(mat.V * mat.Q * {L_T}) * mat.e(t)",
    f"2 * {L} * tr(mat.Q) * {OUT} / 2",
    f"tr(falling(tr(mat.Lam), s, t, k+1)) * tr(mat.Q) * {OUT}",
    f"{L} * tr(tr({OUT}) * mat.Q)"]}
WRONG = {"credit-by-eigenvectors": [
    "0", f"{L} * {OUT}", f"{L} * mat.Q * {OUT}", f"-{L} * tr(mat.Q) * {OUT}",
    f"2 * {L} * tr(mat.Q) * {OUT}", f"tr(mat.Q) * {OUT}",
    f"rising(mat.Lam, s, k, t) * tr(mat.Q) * {OUT}",
    f"rising(mat.Lam, s, k+2, t) * tr(mat.Q) * {OUT}",
    f"{L} * tr(mat.Q) * {OUT} + {OUT}", f"{L} * tr(mat.Q_inv) * {OUT}",
    f"tr(mat.Q) * {L} * {OUT}", f"mat.Lam * tr(mat.Q) * {OUT}",
    f"tr(mat.Q) * rising(tr(mat.W), s, k+1, t) * {OUT}",
    f"{L} * tr(mat.Q) * tr(mat.V) * mat.e(k)"]}
