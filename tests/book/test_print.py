"""The tiny book, printed; and pages that have something wrong."""
import os
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from book_print import PDF, add_button, fresh_pdf, put_pdf
from playwright.sync_api import sync_playwright
from pypdf import PdfReader
from tiny import cell, claim
from tooling import tool

TOOL = vars(tool("pdf"))
LONG = "'" + 40 * "word " + "the end'"
FIGURES = """
import matplotlib.pyplot as plt
import rnnlib

def draw(a):
    figure, axes = plt.subplots()
    axes.plot([0, a])
    return figure

rnnlib.explore(draw, a=[1, 2], alt="A slope")
"""
HEADING = "A heading that is " + 9 * "so very " + "long"
TEXT = f"""
## {HEADING}

(there)=
## Exercises

$x^2$, {{eq}}`first`, {{doc}}`one` and {{ref}}`there`.

````{{exercise}}
:label: why
Why?

```{{choices}}
- [ ] Thus.

  Hardly.
- [x] Hence.

  Indeed.
```
````

```{{solution}} why
:class: dropdown
Because.
```
"""
STAND_IN = """<script>MathJax = {startup: {promise: Promise.resolve(),
document: {math: []}}}</script><main>"""
FAULTS = r"""<p>\frac left over</p><a href="#nowhere">a</a>
<code>\frac</code><mjx-merror>no such command</mjx-merror>
<div style="width: 2000px">wide</div><img src="none.png" alt="b">
<span class="eqno">(1.2)</span><span class="eqno">(1.3)</span>
<p style="break-before: page">&nbsp;</p>"""


@pytest.fixture
def apart():
    """Runs a call in a thread of its own.

    Playwright runs once in a thread, and a test of the site may have begun.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield lambda call, *given: pool.submit(call, *given).result()


def texts_of_figures(node):
    """The alternative texts below a node of the PDF's tree of tags."""
    node = node.get_object()
    if isinstance(node, list):
        return [text for one in node for text in texts_of_figures(one)]
    if not hasattr(node, "get"):
        return []
    return ([node["/Alt"].strip()] if "/Alt" in node else []) + (
        texts_of_figures(node["/K"]) if "/K" in node else [])


def test_prints_the_whole_of_it(book, apart, capfd):
    book.write("one", claim("first", "a = b", kind="definition"),
               cell(LONG, "---\ntags: [hide-input]\n---\n"), "## Exercises\n")
    book.write("two", cell(FIGURES), TEXT)
    code, said = apart(TOOL["main"], book.folder), capfd.readouterr()
    assert code == 0, said
    assert "1 numbered equations" in said.out
    reader = PdfReader(book.folder / "_build" / PDF)
    text = " ".join("".join(p.extract_text() for p in reader.pages).split())
    assert text.count("the end'") == 2       # the cell and its output
    for part in ("Version 0", "a = 1", "Because.", "Exercise 2.1", "(1.1)",
                 "(a) Thus. Not so. Hardly.", "(b) Hence. Right. Indeed."):
        assert part in text
    assert "Open the answer" not in text
    assert HEADING in str(reader.outline)
    assert {"x^2", "A slope"} < {*texts_of_figures(
        reader.trailer["/Root"]["/StructTreeRoot"]["/K"])}
    assert {"/book/one/exercises", "/book/two/exercises"} < {
        *reader.named_destinations}


def test_each_fault_is_found_and_no_other(tmp_path, apart):
    html, pdf = tmp_path / "index.html", tmp_path / "out.pdf"
    html.write_text(STAND_IN + FAULTS)
    seen = apart(TOOL["print_page"], html, pdf)
    assert [*TOOL["faults"](PdfReader(pdf), seen, ["(1.1)"])] == [
        f"not loaded: {(tmp_path / 'none.png').as_uri()}",
        r"not typeset: \frac left over",
        "not typeset: no such command",
        "too wide: DIV: wide",
        "a link to #nowhere, which is nowhere",
        "2 numbered equations on the page, 1 in the ledger, or other numbers",
        "page 2 is blank",
        "equation (1.1) is not in the PDF"]


def hang():
    """Ask a browser for what it never has, for a tenth of a second."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=TOOL["CHROMIUM"], args=TOOL["FLAGS"])
        page = browser.new_page()
        with TOOL["ended_after"](0.1, browser):
            page.evaluate("new Promise(() => {})")


def test_a_browser_that_hangs_is_ended(apart):
    with pytest.raises(SystemExit, match="did not print .* in 0.1 sec"):
        apart(hang)


def test_the_site_offers_a_pdf_until_a_source_is_newer(tmp_path):
    chapter, pdf = tmp_path / "book" / "one.md", tmp_path / "_build" / PDF
    for file in (chapter, pdf, pdf.parent / "html" / "old"):
        file.parent.mkdir()
        file.touch()
    app = SimpleNamespace(srcdir=tmp_path, outdir=pdf.parent / "html")
    for age, offered in ((100, True), (99, False)):
        os.utime(chapter, (100, 100))
        os.utime(pdf, (age, age))
        app.config = SimpleNamespace(book_pdf=fresh_pdf(tmp_path) is not None)
        group = {"label": "download-buttons", "buttons": []}
        add_button(app, "book/one", "", {
            "header_buttons": [group], "pathto": lambda name, _: f"../{name}"},
            None)
        put_pdf(app, None)
        assert (app.outdir / PDF).exists() is offered
        assert [b["url"] for b in group["buttons"]] == [f"../{PDF}"] * offered
