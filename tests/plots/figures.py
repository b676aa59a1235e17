"""What the tests of figures share."""


def drawn(ax):
    """The Axes, laid out as they will be seen."""
    ax.figure.canvas.draw()
    return ax


def words(ax):
    """What is written into the Axes."""
    return [text.get_text() for text in ax.texts]


def inside(ax, ticks=False):
    """No text is cut off; ticks may lie beyond the limits of some Axes."""
    box = ax.figure.bbox
    for axes in ax.figure.axes:
        for text in (*axes.texts, axes.title, axes.xaxis.label,
                     axes.yaxis.label,
                     *(axes.get_yticklabels() if ticks else ())):
            extent = text.get_window_extent()
            assert box.x0 - 1 <= extent.x0 <= extent.x1 <= box.x1 + 1, text
            assert box.y0 - 1 <= extent.y0 <= extent.y1 <= box.y1 + 1, text
