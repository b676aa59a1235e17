"""How names print: letters with accents, matrices that look like fractions.

@0 and @1 stand for the times of a matrix.
"""

NAMES = {"y_hat": r"\hat{y}", "lam": r"\lambda", "dU": r"\mathrm{d}U",
         "dW": r"\mathrm{d}W", "dV": r"\mathrm{d}V", "dh": r"\mathrm{d}h",
         "db_h": r"\mathrm{d}b_h", "db_y": r"\mathrm{d}b_y",
         "dh_0": r"\mathrm{d}^{+}h_0", "dE": r"\mathrm{d}E",
         "b_h": "b_h", "b_y": "b_y", "cell": "c", "alpha": "a",
         "Omega": r"\Omega", "mu": r"\mu", "Q_inv": "Q^{-1}",
         "Lam": r"\Lambda", "basis": "Q",
         "basis_inv": "(Q^{-1})", "lack": "S", "slack": "k", "frame": "F",
         "triangle": "R"}


def fraction(top, below):
    return rf"\frac{{\partial {top}}}{{\partial {below}}}"


LOOKS = {
    "P": fraction("h_{@0}", "h_{@1}"), "G": fraction("E_{@0}", "h_{@1}"),
    "dE_dx": fraction("E_{@0}", "x_{@1}"),
    "dh_dx": fraction("h_{@0}", "x_{@1}"),
    "dh_dWij": fraction("h_{@0}", "W_{ij}"),
    "dE_dWij": fraction("E_{@0}", "W_{ij}"),
    "dh_dCij": fraction("h_{@0}", "W^{(@1)}_{ij}"),
    "dE_dCij": fraction("E_{@0}", "W^{(@1)}_{ij}"),
    "dh_W": r"\mathrm{d}_W h_{@0}", "dE_W": r"\mathrm{d}_W E_{@0}",
    "dh_now": r"\mathrm{d}^{+} h_{@0}", "dh_0": r"\mathrm{d}^{+} h_{0}",
    "dE_all": r"\mathrm{d}E",
    "dE_to_go": r"\mathrm{d}E_{\geq @0}", "grad_x": fraction("E", "x_{@0}"),
    "grad_h_0": fraction("E", "h_0"),
} | {f"dE_d{name}": fraction("E_{@0}", name)
     for name in ("U", "W", "V", "b_h", "b_y")} | {
    f"grad_{name}": fraction("E", name)
    for name in ("U", "W", "V", "b_h", "b_y")}
