RIGHT = {"undo-a-step": [
    "gain**2 * mat.P(t, k+1)", "gain * mat.P(t, k+1) * gain",
    "mat.P(t, k+1) * gain**2", "gain**2 * transpose(mat.P(t, k+1).T)",
    "gain**2 * falling(mat.W, s, t, k+2)",
    "gain**2 * rising(mat.W, s, k+2, t)",
    "gain**3 * mat.P(t, k+1) / gain",
    "gain**2 * transpose(rising(mat.W.T, s, k+2, t))",
    "gain**2 * falling(mat.P(t, s), s, k+1, k+1)",
    "over_time(gain**2 * mat.P(t, s), s, k+1, k+1)",
    "2 * gain**2 * mat.P(t, k+1) - gain**2 * mat.P(t, k+1)"]}
WRONG = {"undo-a-step": [
    "0", "1", "mat.P(t, k+1)", "gain * mat.P(t, k+1)",
    "-gain**2 * mat.P(t, k+1)", "gain**2 * mat.P(t, k)",
    "gain**2 * mat.P(t, k-1)", "2 * gain**2 * mat.P(t, k+1)",
    "gain**2 * mat.P(t, k+1).T", "gain**2 * falling(mat.W, s, t, k+1)",
    "gain**2 * mat.P(t, k+1) + gain", "81 * mat.P(t, k+1) / 100",
    "gain**2 * mat.P(t-1, k+1)", "gain**2 * mat.P(t, k) * mat.W.T",
    "falling(mat.W, s, t, k+1) * mat.W.T"]}
