"""Steps of a proof in the build: folded, open, linked, without scripts."""
import re

from bs4 import BeautifulSoup
from tiny import cell, claim

STEPS = r"""
from IPython.display import Markdown
Markdown(r'''::::{derivation}TITLE

Start:

| | |
|:--|:--|
| $\displaystyle a$ |  |
| $\displaystyle = b$ | from {eq}`first` |

::::''')
"""


def shown(book, name):
    page = book.folder / "_build" / "html" / "book" / f"{name}.html"
    return BeautifulSoup(page.read_text(), "html.parser")


def test_steps_are_folded_unless_the_cell_says_otherwise(book):
    book.write("one", claim("first", "a = b", kind="definition"),
               cell(STEPS.replace("TITLE", " The steps")),
               cell(STEPS.replace("TITLE", " The steps"),
                    ":tags: [steps]\n\n"),
               cell(STEPS.replace("TITLE", "")))
    code, said = book.build()
    assert code == 0, said
    page = shown(book, "one")
    closed, opened = page.select("details.steps")
    assert closed.get("open") is None and opened.get("open") is not None
    assert closed.summary.get_text() == "The steps"
    (bare,) = page.select("div.steps")
    for one in (closed, opened, bare):
        rows = one.select("table.steps tr")
        assert [len(row.select("td")) for row in rows] == [2, 2]
        assert not one.select("thead")
        assert "Start:" in one.get_text()
        (link,) = rows[1].select("td:last-child a")
        assert link["href"].endswith("#equation-first")
        assert re.fullmatch(r"from \([\d.]+\)",
                            rows[1].select("td")[1].get_text().strip())
        assert len(one.select("span.math")) == 2
