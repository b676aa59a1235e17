"""The page *A playground without Python*: its script and the text it reads.

The networks are made in the page, of the same random numbers as rnnlib's.
"""
import json

PAGE = "book/playground"
LONGEST = 100               # characters that are read; one more is predicted


def reading():
    """The text as printed, the alphabet, and each character's place in it."""
    from rnnlib.tasks import next_character, sonnets

    text = sonnets()
    alphabet = next_character(text, LONGEST)[2]
    shown = text[:LONGEST + 1]
    return {"shown": shown, "alphabet": alphabet,
            "codes": [alphabet.index(letter) for letter in shown.lower()]}


def add_to_page(app, page, template, context, doctree):
    """Give the page, and no other, its data, its module and its style."""
    if page != PAGE or doctree is None:
        return
    app.add_js_file(None, body=json.dumps(reading()), type="application/json",
                    id="playground-config")
    app.add_js_file("playground.js", type="module")
    app.add_css_file("playground.css")


def setup(app):
    """Register with Sphinx."""
    app.connect("html-page-context", add_to_page, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
