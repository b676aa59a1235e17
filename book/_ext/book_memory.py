"""A function of one argument that remembers what it found."""


class Remembering:
    """Calls a function once for each argument; `known` may be filled."""

    def __init__(self, function):
        self.function, self.known, self.asked = function, {}, set()
        self.__doc__ = function.__doc__

    def __call__(self, argument):
        self.asked.add(argument)
        if argument not in self.known:
            self.known[argument] = self.function(argument)
        return self.known[argument]

    def needed(self):
        """{argument: what was found}, of those that were asked for."""
        return {one: self.known[one] for one in self.asked}
