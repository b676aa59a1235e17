"""What the book's site calls an equation and a source: (2.1), an author.

A reader who runs a cell sees the number that the text refers to. The file is
made from the chapters by `book/_ext/book_contents.py`. An equation that the
book does not have is called by its label.
"""
import json
from functools import cache
from importlib.resources import files


@cache
def names():
    """{"equations": {label: number}, "sources": {key: author and year}}."""
    file = files("rnnlib").joinpath("data", "names.json")
    return json.loads(file.read_text(encoding="utf-8"))


def equation(label):
    """The number of an equation on the site, else its label."""
    return names()["equations"].get(label, label)


def source(key):
    """A source by author and year, else its key."""
    return names()["sources"].get(key, key)
