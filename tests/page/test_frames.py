"""What a frame costs a page."""
import re

import matplotlib.pyplot as plt
import numpy as np
from rnnlib.page.frames import drawn, svg


def test_lines_keep_one_decimal_and_letters_their_outlines():
    figure, ax = plt.subplots()
    ax.plot(np.sqrt(np.arange(20)))
    text = svg(figure, "f-")
    paths = re.findall(r'\sd="([^"]*)"', text)
    assert len(paths) > 5
    assert not [path for path in paths if re.search(r"\.\d\d", path)]
    assert "scale(0.015625)" in text                  # of letters: untouched
    file = [path for path in paths if path.count("L") == 19]
    assert len(file) == 1                            # the line itself


def test_a_layout_of_its_own_is_kept():
    """Others are laid out so that no label is cut off."""
    for own in ("tight", "none"):
        figure = drawn(lambda own: plt.figure(layout=own), {"own": own})
        engine = type(figure.get_layout_engine()).__name__
        assert engine == {"tight": "TightLayoutEngine",
                          "none": "ConstrainedLayoutEngine"}[own]
