WRONG = [
    ("least-loss-twice", "0", "where one softmax can get"),
    ("least-loss-twice", "np.log(27)", "blind guessing"),
    ("least-loss-twice", "np.e / (np.e + 26)", "That is the probability"),
    ("least-loss-twice", "np.log(1 + 26 * np.e)", "too large"),
    ("least-loss-twice", "'2.36 nats'", "one number is needed"),
    ("adding-up-without-zero", "100", "the *last* step"),
    ("adding-up-without-zero", "5050", "the sum of all steps"),
    ("adding-up-without-zero", "99 / 2", "not never"),
    ("adding-up-without-zero", "2", "too small"),
    ("gradient-as-torch-has-it",
     "lambda p, x, y, h: joined(p, x, y, h, y.size)", "for the sum"),
    ("gradient-as-torch-has-it",
     "lambda p, x, y, h: joined(p, x, y, h, y.shape[1])",
     "and* the sequences"),
    ("gradient-as-torch-has-it",
     "lambda p, x, y, h: joined(p, x, y, h, second=0)",
     "The second bias has"),
    ("gradient-as-torch-has-it", "lambda *some: -joined(*some)",
     "the sign is not"),
    ("gradient-as-torch-has-it", "as_torch", "an array of numbers is needed"),
]
RIGHT = [
    ("least-loss-twice", "2.36"),
    ("least-loss-twice", "-np.log(np.e / (np.e + 26))"),
    ("adding-up-without-zero", "5050 / 100"),
    ("gradient-as-torch-has-it", "lambda *some: np.concatenate("
     "[z.flatten() for z in as_torch(*some).values()])"),
]
