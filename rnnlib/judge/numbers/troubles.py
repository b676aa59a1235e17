"""What keeps a line from being judged by numbers; each says it in words."""


class Trouble(Exception):
    """A line has no numbers here; the message is a sentence for its reader."""


class OutOfTime(Trouble):
    """A step that the network does not have: other times may do."""


class NoNumber(Trouble):
    """0/0, an overflow, a logarithm of what is not positive."""


class ShapeSlip(Trouble):
    """Shapes or ranges that do not fit: no size and no time will mend it."""


class TooMuch(Trouble):
    """More work than one line may take."""
