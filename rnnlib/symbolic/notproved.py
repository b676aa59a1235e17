"""What a proof that was not found says, and how long one may take."""
MOST = 20_000                 # terms or steps: seconds, not minutes


class NotProved(Exception):
    """The two sides could not be shown equal; says what is left.

    rest: what is left of lhs - rhs, as an expression, if that is known.
    """

    def __init__(self, message, rest=None):
        super().__init__(message)
        self.rest = rest


def check_size(count, what):
    """NotProved instead of minutes of silence."""
    if count > MOST:
        raise NotProved(f"too long for the prover: {what} has {count} terms, "
                        f"and it writes out {MOST} at most; prove parts of "
                        "it first")
