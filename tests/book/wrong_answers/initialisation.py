WRONG = [
    ("undo-a-step", "mat.P(t, k+1)", "not quite the inverse"),
    ("undo-a-step", "gain * mat.P(t, k+1)", "bring one each"),
    ("undo-a-step", "gain**2 * mat.P(t, k-1)", "one step further back"),
    ("undo-a-step", "mat.P(t, k)", "is what was asked for"),
    ("undo-a-step", "gain**3 * mat.P(t, k+1)", "it should be"),
    ("undo-a-step", "-gain**2 * mat.P(t, k+1)", "it should be"),
    ("undo-a-step", "gain**2 * mat.P(s, k+1)", "$s$ would have to be free"),
    ("undo-a-step", "3.5", "write `7 * (...) / 2`"),
    ("sparse-hump", "above[-1]", "last power that is not"),
    ("sparse-hump", "1", "It is no norm"),
    ("sparse-hump", "2 * above[-1]", "too large"),
    ("sparse-hump", "stretch(1)", "too small"),
    ("sparse-hump", "'ten'", "one number is needed"),
    ("quiet-inputs", "1", "too small"),
    ("quiet-inputs", "0.01", "too large"),
    ("quiet-inputs", "[0.05, 0.1]", "will not do"),
    ("quiet-inputs", "np.nan", "will not do"),
]
RIGHT = [
    ("undo-a-step", "gain * mat.P(t, k + 1) * gain"),
    ("sparse-hump", "float(above[-1] + 1)"),
    ("quiet-inputs", "1 / 20"),
]
