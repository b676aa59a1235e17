"""Notebooks for readers: readable text, clean cells, the right links."""
from types import SimpleNamespace

import nbformat
import pytest
from book_install import first_cells
from book_markdown import readable
from book_notebooks import RUN_IT, clean, links
from book_repository import derive
from chapters import ROOT


def link(target, text):
    return f"[{text or target}]({target}.ipynb)"


@pytest.mark.parametrize(("myst", "markdown"), [
    ("See {doc}`model`, {doc}`it <model>`, {eq}`state`.",
     "See [model](model.ipynb), [it](model.ipynb), (state)."),
    ("True {cite}`squire1998`; {ref}`here <there>`.",
     "True (squire1998); here."),
    ("{py:func}`rnnlib.bptt`, {py:func}`imm\n<rnnlib.symbolic.imm>`.",
     "`rnnlib.bptt`, `imm`."),
    ("(place)=\n# Title", "# Title"),
    ("```{admonition} Predict $n$\n:class: tip\nOne\n\ntwo.\n```\nAfter.",
     "> **Predict $n$**\n>\n> One\n>\n> two.\nAfter."),
    (":::{note}\nColons.\n:::", "> **Note**\n>\n> Colons."),
    ("```{exercise} Hard\n:label: a\nDo {eq}`it`.\n```",
     "> **Exercise: Hard**\n>\n> Do (it)."),
    ("````{tip}\n```python\nx\n```\n````", "> **Tip**\n>\n> ```python\n> x\n"
                                           "> ```"),
    ("````{tip}\n```{note}\nIn.\n```\n````",
     "> **Tip**\n>\n> > **Note**\n> >\n> > In."),
    ("```{solution-start} a\n:class: dropdown\n```\n\nSo.",
     "**Solution**\n\nSo."),
    ("```{solution-end}\n```", ""),
    ("````{exercise}\n:label: a\nWhich?\n\n```{choices}\n- [ ] $x$, or\n"
     "  {eq}`b`\n\n  No.\n\n  Never.\n- [x] $y$\n\n  So.\n```\n````",
     "> **Exercise**\n>\n> Which?\n>\n"
     "> <details><summary>(a) $x$, or (b)</summary>\n>\n> **Not so.** No.\n>\n"
     "> Never.\n>\n> </details>\n"
     "> <details><summary>(b) $y$</summary>\n>\n> **Right.** So.\n>\n"
     "> </details>"),
    ("```{math}\n:label: a\nx = 1\n```", "$$\nx = 1\n$$"),
    ("`code` and ```python\nx = {}\n```", "`code` and ```python\nx = {}\n```"),
])
def test_myst_becomes_markdown(myst, markdown):
    assert readable(myst, link) == markdown


@pytest.mark.parametrize("name, first, last", [
    ("problem", "def problem(params, x, y, h0, loss, steps, activation)"
     " -> tuple[", "    return params, x, y, h0, loss, check.steps(steps, "
     "len(x)), activation"),
    ("bptt", "@checked_later", "    return E, grads"),
    ("Params", "class Params(NamedTuple):",
     "    b_y: Array    #: (n_y,)")])
def test_included_source_is_shown(name, first, last):
    shown = readable("Here.\n\n```{literalinclude} ../rnnlib/rnn.py\n"
                     f":language: python\n:pyobject: {name}\n```\n\nSo.",
                     link)
    lines = shown.split("\n")
    assert lines[:3] == ["Here.", "", "```python"]
    assert lines[-3:] == ["```", "", "So."]
    assert (lines[3], lines[-4]) == (first, last)
    source = (ROOT / "rnnlib" / "rnn.py").read_text()
    assert "\n".join(lines[3:-3]) in source


def test_a_whole_file_can_be_included():
    assert readable("```{literalinclude} ../rnnlib/rnn.py\n```", link) == (
        f"```\n{(ROOT / 'rnnlib' / 'rnn.py').read_text().rstrip()}\n```")


@pytest.mark.parametrize("named", [
    "../rnnlib/none.py\n", "../rnnlib/rnn.py\n:pyobject: none\n"])
def test_source_that_is_not_there_is_an_error(named):
    with pytest.raises((OSError, ValueError)):
        readable(f"```{{literalinclude}} {named}```", link)


def executed():
    """A notebook as the build leaves it."""
    cells = [nbformat.v4.new_markdown_cell("# T"),
             nbformat.v4.new_code_cell(
                 "1", execution_count=7, metadata={
                     "tags": ["hide-input"], "mystnb": {}},
                 outputs=[nbformat.v4.new_output("stream", text="1")]),
             nbformat.v4.new_markdown_cell("```{solution-end}\n```")]
    return nbformat.v4.new_notebook(cells=cells, metadata={
        "widgets": {}, "kernelspec": {"display_name": "P", "name": "p"}})


def test_clean_notebook_has_first_cells_and_no_outputs():
    first = [nbformat.v4.new_markdown_cell("Needs.", id="note")]
    notebook = clean(executed(), first, link)
    nbformat.validate(notebook)
    assert "widgets" not in notebook.metadata
    assert [cell.source for cell in notebook.cells] == ["Needs.", "# T", "1"]
    code = notebook.cells[-1]
    assert (code.outputs, code.execution_count) == ([], None)
    assert code.metadata == {"tags": ["hide-input"],
                             "jupyter": {"source_hidden": True}}
    assert notebook == clean(executed(), first, link)  # ids too


@pytest.mark.parametrize(("lite", "known", "texts"), [
    (False, "", ["Download .ipynb"]),
    (True, "", ["JupyterLite", "Download .ipynb"]),
    (False, "https://github.com/a/b",
     ["Binder", "Colab", "Download .ipynb"]),
    (False, "https://codeberg.org/a/b", ["Download .ipynb"]),
    (True, "https://gitlab.com/a/b",
     ["JupyterLite", "Binder", "Download .ipynb"]),
])
def test_only_what_can_be_opened_is_offered(lite, known, texts):
    config = SimpleNamespace(book_lite=lite,
                             book_repository=derive({}, known))
    made = list(links(config, "book/x", lambda path, _: f"../{path}"))
    assert [item["text"] for item in made] == texts
    assert made[-1]["url"] == "../notebooks/book/x.ipynb"
    if lite:
        assert made[0]["url"] == "../lite/lab/index.html?path=book/x.ipynb"


def test_the_page_that_compares_places_is_offered():
    config = SimpleNamespace(book_lite=False, book_repository=None)
    *_, last = links(config, "book/x", lambda path, *_: f"../{path}.html",
                     {RUN_IT})
    assert (last["text"], last["url"]) == ("All ways to run it",
                                           "../book/run-it.html")


@pytest.mark.parametrize("site", ["", "https://a.example/b/"])
def test_the_first_cells_say_what_the_next_one_does(site):
    config = SimpleNamespace(html_baseurl=site, html_title="T",
                             book_repository=None)
    note, install = first_cells(config, ROOT, "book/x")
    assert note.source.startswith("> A chapter of **T**" + (
        f", <{site}book/x.html>." if site else "."))
    assert "Run the next cell first" in note.source
    assert install.cell_type == "code"
    assert (f"-r {site}wheels/rnnlib.txt" in install.source) == bool(site)
