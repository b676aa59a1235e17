"""A figure as the page shows it: SVG, or a picture if that is too much."""
from __future__ import annotations

import io
from base64 import b64encode
from typing import Any

from rnnlib.page.frames import svg

LARGEST = 2_000_000           # letters of SVG: ten thousands of points
PLACE = "live-figure-"        # of ids, until it is known where they stand


def markup(figure: Any, prefix: str) -> tuple[str, str]:
    """HTML for a figure with its own ids, and the same whatever its place."""
    text = svg(figure, PLACE, bbox_inches="tight")
    if len(text) > LARGEST:
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=150, bbox_inches="tight")
        data = b64encode(file.getvalue()).decode()
        text = f'<img src="data:image/png;base64,{data}" alt="">'
    return text.replace(PLACE, prefix), text
