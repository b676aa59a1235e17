"""What the tests of figures share."""


def drawn(ax):
    """The Axes, laid out as they will be seen."""
    ax.figure.canvas.draw()
    return ax
