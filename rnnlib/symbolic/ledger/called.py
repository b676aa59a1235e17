"""What the book's site calls an equation and a source: (2.1), an author.

A reader who runs a cell sees the number that the text refers to. The file is
made from the chapters by `book/_ext/book_contents.py`. An equation that the
book does not have is called by its label.
"""
import json
import os
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def names() -> dict[str, dict[str, Any]]:
    """{"equations": {label: number}, "sources": {key: author and year}}."""
    file = files("rnnlib").joinpath("data", "names.json")
    return json.loads(file.read_text(encoding="utf-8"))


def equation(label: str) -> str:
    """The number of an equation on the site, else its label."""
    return names()["equations"].get(label, label)


def linked(text: str, page: str, label: str = "") -> str:
    """A text as a link to a page of the site, or to an equation there.

    The variable RNNLIB_SITE of the environment says where its pages are.
    If it is not set, the text comes back without a link.
    """
    site = os.environ.get("RNNLIB_SITE", "")
    place = f"#equation-{label.lower().replace('_', '-')}" if label else ""
    return f"[{text}]({site}{page}.html{place})" if site else text


def source(key: str) -> str:
    """A source by author and year, else its key."""
    return names()["sources"].get(key, key)
