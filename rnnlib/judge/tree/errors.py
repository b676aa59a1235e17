"""What is said of a text that cannot be read."""


class NotRead(Exception):
    """A text, or a part of it, that has no meaning here.

    message: a sentence: what is wrong, and what to write instead.
    start, end: the place in the pasted text, so that it can be underlined.
    """

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = max(end, start)

    def __str__(self) -> str:
        return self.message


class ShapeClash(NotRead):
    """Shapes that do not fit, where nothing can be made of them."""


__all__ = ["NotRead", "ShapeClash"]
