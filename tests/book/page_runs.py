"""Some cells of a chapter, run for the names that they leave behind."""
import re

import matplotlib.pyplot as plt
from chapters import CHAPTERS, code_cells


def run(name, *words):
    """The names after the cells that hold one of these words, in order.

    Each word has to be in a cell: a chapter that was changed says so.
    """
    cells = [cell.source for cell in code_cells(CHAPTERS[name])]
    assert not [word for word in words
                if not any(word in cell for cell in cells)], name
    names = {"__name__": name}
    for cell in cells:
        if any(word in cell for word in words):
            exec(cell, names)
    plt.close("all")
    return names


def words_of(name):
    """All text of a chapter, alt texts too, with single spaces."""
    cells = CHAPTERS[name].cells
    return re.sub(r"\s+", " ", " ".join(
        cell.source if cell.cell_type == "markdown"
        else cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
        + " " + re.sub(r'"\s*\n\s*"', "", cell.source) for cell in cells))
