WRONG = [
    ("with-input-gradient", "lambda *sizes: way(False, *sizes)",
     "without the gradient of the inputs"),
    ("with-input-gradient", "lambda *sizes: way(True, *sizes)",
     "That is the forward pass"),
    ("with-input-gradient", "lambda T, B, n_x, n_h, n_y: "
     "3 * T * B * n_h * (n_x + n_h + n_y)", "together"),
    ("with-input-gradient", "lambda T, B, n_x, n_h, n_y: "
     "2 * T * B * (n_x + n_h + n_y)", "too small"),
    ("with-input-gradient", "lambda T, B, n_x, n_h, n_y: "
     "2 * T * n_h * (n_x + n_h + n_y)", "too small"),
    ("with-input-gradient", "2 * T * B * n_h * (n_x + n_h + n_y)",
     "a function is needed"),
    ("longest-sequence", "4096", "one of them is $h_0$"),
    ("longest-sequence", "8191", "float32"),
    ("longest-sequence", "2**30 // (512 * 8)", "The batch has 64"),
    ("longest-sequence", "10**9 // (64 * 512 * 8)", "$10^9$ bytes"),
    ("longest-sequence", "2047", "too small"),
    ("lengths-one-by-one", "every_loss", "Say `steps=`"),
    ("lengths-one-by-one", "lengths", "is too much"),
    ("lengths-one-by-one", "lambda *some: restarts(*some)[::-1]",
     "Turned round"),
    ("lengths-one-by-one", "lambda *some: restarts(*some)**2", "Squares"),
    ("lengths-one-by-one", "lambda *some: restarts(*some)[:, None]",
     "is needed, got"),
    ("lengths-one-by-one", "lambda p, x, y: rnnlib.input_grads(p, x, y).h0",
     "is needed, got"),
]
RIGHT = [
    ("with-input-gradient",
     "lambda T, B, n_x, n_h, n_y: int(back.subs(dict(zip(sp.symbols("
     "'T B n_x n_h n_y', positive=True), (T, B, n_x, n_h, n_y))))"
     ") + T * B * n_x * n_h"),
    ("longest-sequence", "4095.0"),
    ("lengths-one-by-one",
     "lambda *some: rnnlib.gradient_flow(*some, steps=len(some[1]), "
     "jacobian=False).credit[-1, :-1]"),
]
