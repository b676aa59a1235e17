OWN, STATE = "mat.G(t+1, t+1)", "mat.h(t-1).T"
BACK = "mat.W.T * mat.D(t+1)"
RIGHT = {"term-of-lag-one": [
    f"mat.D(t) * {BACK} * {OWN} * {STATE}",
    f"mat.D(t) * {BACK} * transpose(transpose({OWN})) * {STATE}",
    f"mat.D(t).T * {BACK} * {OWN} * {STATE}",
    f"mat.D(t) * mat.W.T * mat.D(t+1).T * {OWN} * {STATE}",
    f"mat.D(t) * {BACK} * {OWN} * transpose(mat.h(t-1))",
    f"mat.D(t) * transpose(mat.W) * mat.D(t+1) * {OWN} * {STATE}",
    f"mat.D(t) * ({BACK} * {OWN}) * {STATE}",
    f"(mat.D(t) * {BACK}) * ({OWN} * {STATE})",
    f"mat.D(t) * transpose(mat.D(t+1) * mat.W) * {OWN} * {STATE}",
    f"2 * mat.D(t) * {BACK} * {OWN} * {STATE} / 2",
    f"transpose(mat.W * mat.D(t)) * mat.D(t+1) * {OWN} * {STATE}"]}
WRONG = {"term-of-lag-one": [
    f"mat.D(t) * mat.D(t+1) * mat.W * {OWN} * {STATE}",
    f"{BACK} * {OWN} * {STATE}", f"mat.D(t) * mat.W.T * {OWN} * {STATE}",
    f"mat.D(t) * {BACK} * {OWN} * mat.h(t).T",
    f"mat.D(t) * {BACK} * {OWN} * mat.h(t+1).T",
    f"mat.D(t+1) * mat.W.T * mat.D(t) * {OWN} * {STATE}",
    f"mat.D(t) * mat.W * mat.D(t+1) * {OWN} * {STATE}",
    f"mat.D(t) * mat.W.T * mat.D(t) * {OWN} * {STATE}",
    f"mat.W.T * mat.D(t) * mat.D(t+1) * {OWN} * {STATE}",
    f"-mat.D(t) * {BACK} * {OWN} * {STATE}",
    f"2 * mat.D(t) * {BACK} * {OWN} * {STATE}",
    f"mat.D(t)**2 * {BACK} * {OWN} * {STATE}"]}
