WRONG = [
    ("edge-of-relu", "2.0", "That is $"),
    ("edge-of-relu", "1.0", "are off"),
    ("edge-of-relu", "4.0", "its own square"),
    ("squares-of-a-rotation", "gain * mat.D(t)**2", "two factors"),
    ("squares-of-a-rotation", "gain**2 * mat.D(t)", "both sides"),
    ("squares-of-a-rotation", "mat.D(t)**2", "times the identity"),
    ("squares-of-a-rotation", "gain**2", "do not drop out"),
    ("scale-of-fifty", "1.5808", "above the edge"),
    ("scale-of-fifty", "float(mean_field.edge(0.5))", "the edge itself"),
    ("scale-of-fifty", "1.4906", "25 for its square"),
]
RIGHT = [
    ("edge-of-relu", "1.414"),
    ("squares-of-a-rotation", "gain * mat.D(t) * mat.D(t).T * gain"),
    ("scale-of-fifty", "1.5196"),
]
