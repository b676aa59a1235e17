WRONG = [
    ("whole-gradient", "lambda f, W: f(W + 1e-30j).imag / 1e-30",
     "is needed, got"),
    ("whole-gradient",
     "lambda f, W: np.full(W.shape, f(W + 1e-30j).imag / 1e-30)",
     "a push of its own"),
    ("whole-gradient", "lambda f, W: 1e-30 * numeric(f, W)",
     "Divide by the step"),
    ("whole-gradient", "lambda f, W: numeric(f, W).T", "transposed"),
    ("whole-gradient", "lambda f, W: [W.__iadd__(1), numeric(f, W)][1]",
     "changes an argument in place"),
    ("whole-gradient", "lambda f, W: np.array([[(f(W + one) - f(W - one)) "
     "/ 2e-5 for one in row] for row in 1e-5 * np.eye(W.size).reshape("
     "*W.shape, *W.shape)])", "entries are off"),
    ("whole-gradient", "lambda f, W: f(W + 1e-30j) / 1e-30",
     "numbers is needed"),
    ("cut-by-detaching", "lambda p, x, y, h, n: cut(p, x, y, h, n + 1) "
     "if n < len(x) else cut(p, x, y, h, n)", "One term too many"),
    ("cut-by-detaching", "lambda *some: from_state(0, *some)",
     "starts from zeros"),
    ("cut-by-detaching", "lambda p, x, y, h, n: rnnlib.bptt(p, x, y, h, "
     "steps=len(x))[1].W", "Nothing is cut"),
    ("cut-by-detaching", "lambda p, x, y, h, n: cut(p, x, y, h, n - 1)"
     " if n > 1 else 0 * p.W", "One term too few"),
    ("cut-by-detaching", "lambda p, x, y, h, n: -cut(p, x, y, h, n)",
     "the sign is not"),
    ("cut-by-detaching", "lambda p, x, y, h, n: rnnlib.bptt(p, x[-n:], "
     "y[-n:], rnnlib.forward(p, x, h).h[-n], steps=n)[1].W",
     "from $h_{T-n+1}$"),
    ("windows-and-lags", "30 / 42", "share that is kept"),
    ("windows-and-lags", "12", "how many pairs"),
    ("windows-and-lags", "6 / 16", "nothing before it"),
    ("windows-and-lags", "12 / 78", "with long lags too"),
    ("windows-and-lags", "0.3", "close, but"),
]
RIGHT = [
    ("whole-gradient", "lambda f, W: np.array([[f(W + 1j * one).imag / 1e-20 "
     "for one in row] for row in 1e-20 * np.eye(W.size).reshape("
     "*W.shape, *W.shape)])"),
    ("cut-by-detaching", "lambda p, x, y, h, n: dW_of(p, x[-n:], y[-n:], "
     "rnnlib.forward(p, x, h).h[len(x) - n])"),
    ("windows-and-lags", "2 / 7"),
]
