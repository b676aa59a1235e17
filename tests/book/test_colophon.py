"""How chapters are cited, and what stands at the foot of pages."""
from types import SimpleNamespace

import pytest
import rnnlib
from book_colophon import bibtex, facts, foot, reference
from book_repository import derive
from pybtex.database import parse_string

AUTHOR, BOOK = "The authors of It", "Derived & proved"


def page(name, title, number=None, base="", known=None):
    """What Sphinx knows of a page."""
    env = SimpleNamespace(
        titles={name: SimpleNamespace(astext=lambda: title)},
        toc_secnumbers={name: {"": (number,)}} if number else {})
    config = SimpleNamespace(
        html_title=BOOK, book_repository=known, html_baseurl=base,
        root_doc="book/index", author=AUTHOR, copyright="2026",
        release=rnnlib.__version__)
    builder = SimpleNamespace(get_target_uri=lambda name: f"{name}.html")
    return facts(SimpleNamespace(env=env, config=config, builder=builder),
                 name)


def test_a_chapter_names_its_book_and_number():
    said = page("book/x", "100 % of h_t", 7, "https://a.example/b")
    entry, = parse_string(bibtex(said, "book/x"), "bibtex").entries.values()
    assert (entry.type, entry.key) == ("incollection", "bptt-x")
    assert [str(one) for one in entry.persons["author"]] == [f"{{{AUTHOR}}}"]
    assert dict(entry.fields) == {
        "title": r"{100 \% of h\_t}", "booktitle": r"Derived \& proved",
        "chapter": "7", "year": "2026", "url": "https://a.example/b/book/x.html",
        "note": f"Version {rnnlib.__version__}"}
    assert reference(said).startswith(
        f"{AUTHOR}. <cite>100 % of h_t</cite>. Chapter 7 of "
        "<cite>Derived &amp; proved</cite>. Version ")


def test_the_book_is_cited_as_a_book():
    said = page("book/index", BOOK)
    entry, = parse_string(bibtex(said, "book/index"),
                          "bibtex").entries.values()
    assert entry.type == "book"
    assert {*entry.fields} == {"title", "year", "note"}
    assert reference(said) == (f"{AUTHOR}. <cite>Derived &amp; proved</cite>."
                               f" Version {rnnlib.__version__}, 2026.")


def test_a_page_without_number_stands_in_the_book():
    said = page("book/x", "X", known=derive({"BOOK_REPOSITORY": "a/b"}))
    assert ". In <cite>" in reference(said)
    assert said["url"] == "https://github.com/a/b"


@pytest.mark.parametrize("known", [None, derive({"BOOK_REPOSITORY": "a/b"})])
def test_the_foot_says_why_there_are_no_buttons(known):
    said = foot("1.2.3", known)
    assert "Version 1.2.3." in said
    assert "CC BY 4.0" in said and ">MIT<" in said
    assert ("no buttons" in said) == (known is None)
