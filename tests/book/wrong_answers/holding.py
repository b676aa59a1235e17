WRONG = [
    ("two-steps-measured", "mat.R(t) * mat.R(t+1) * mat.F(t-1).T",
     "later step stands on the left"),
    ("two-steps-measured", "mat.R(t+1) * mat.R(t) * mat.F(t).T",
     "two steps end at"),
    ("two-steps-measured", "mat.R(t+1) * mat.R(t) * mat.F(t-1)",
     "it is transposed"),
    ("two-steps-measured", "mat.R(t+1) * mat.F(t).T", "one step"),
    ("entry-for-an-angle", "-np.tan(np.radians(170))", "Half of the angle"),
    ("entry-for-an-angle", "np.tan(85)", "radians"),
    ("entry-for-an-angle", "np.radians(170)", "The exponential has"),
    ("entry-for-an-angle", "np.tan(np.radians(89.5))", "179"),
    ("least-price", "0.09", "There are twenty"),
    ("least-price", "36", "square of their sum"),
    ("least-price", "6", "without its sign"),
    ("back-to-theta", "lambda W: np.eye(len(W)) - 2 * np.linalg.inv("
     "np.eye(len(W)) + W)", "the inverse is that of"),
    ("back-to-theta", "lambda W: 2 * np.linalg.inv(np.eye(len(W)) + W)",
     "Take the identity away"),
    ("back-to-theta", "lambda W: np.linalg.inv(np.eye(len(W)) + W)"
     " - np.eye(len(W))", "Twice the inverse"),
]
RIGHT = [
    ("two-steps-measured",
     "transpose(mat.F(t-1) * mat.R(t).T * mat.R(t+1).T)"),
    ("entry-for-an-angle", "11.43"),
    ("least-price", "20 * 0.09"),
    ("back-to-theta", "lambda W: np.linalg.solve("
     "np.eye(len(W)) + W, np.eye(len(W)) - W)"),
]
