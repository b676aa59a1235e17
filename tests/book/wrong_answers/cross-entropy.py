WRONG = [
    ("smallest-loss", "0", "a sure prediction"),
    ("smallest-loss", "np.log(3)", "three equal classes"),
    ("smallest-loss", "0.6931", "likeliest class alone"),
    ("smallest-loss", "1.485", "in bits"),
    ("smallest-loss", "-1.02965", "the sign is not"),
    ("smallest-loss", "[0.5, 0.3, 0.2]", "one number is needed"),
    ("convex-loss", "delta(a, b)", "moves as the prediction does"),
    ("convex-loss", "delta(a, b) - y_hat[t, b]", "derivative of $\\log"),
    ("convex-loss", "y_hat[t, a] * (delta(a, b) - y_hat[t, a])",
     "which logit is pushed?"),
    ("convex-loss", "-y_hat[t, a] * y_hat[t, b]", "it should be"),
    ("convex-loss", "e[t, a] * (delta(a, b) - e[t, b])",
     "it should be"),
]
RIGHT = [
    ("smallest-loss", "1.0297"),
    ("convex-loss", "delta(a, b) * y_hat[t, b] - y_hat[t, b] * y_hat[t, a]"),
]
