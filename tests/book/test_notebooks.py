"""Notebooks for readers: readable text, clean cells, the right links."""
from types import SimpleNamespace

import nbformat
import pytest
from book_contents import Contents, Page, published
from book_markdown import readable
from book_notebooks import RUN_IT, links
from book_reader import AFTER, JUDGED, notebook
from book_repository import derive
from book_roles import Roles
from chapters import CHAPTERS, ROOT
from tiny import HEADER, cell

SITE = "https://a.org/b/"
WHOLE = Contents(ROOT)
BOOK = SimpleNamespace(
    pages={f"book/{name}": Page(f"book/{name}", number, HEADER.replace(
        "A chapter", f"The {name}") if number else f"# The {name}")
        for name, number in (("here", "2"), ("model", "1"), ("notes", ""))},
    equations={"state": ("book/model", "1.2"), "it": ("book/here", "2.7")},
    exercises={"a": ("book/here", "2.1"), "b": ("book/model", "1.3")},
    targets={"A1": "book/here", "there": "book/notes"},
    terms={"Kronecker delta": "book/notes", "claim": "book/notes"},
    entries={"rnnlib.bptt": "book/notes", "rnnlib.lstm": "book/notes"},
    modules={"rnnlib.lstm"},
    sources={"squire1998": "Squire and Trapp, 1998", "zhou2019": "Zhou, 2019"})


def roles(site=""):
    """What the roles of a page mean."""
    return Roles(BOOK, "book/here", site)


@pytest.mark.parametrize(("myst", "alone", "with_site"), [
    ("{doc}`model`", "[The model](model.ipynb)", None),
    ("{doc}`it\nis <model>`", "[it is](model.ipynb)", None),
    ("{doc}`notes`", "*The notes*",
     "[The notes](https://a.org/b/book/notes.html)"),
    ("{eq}`state`", "[(1.2)](model.ipynb)",
     "[(1.2)](https://a.org/b/book/model.html#equation-state)"),
    ("{eq}`it`", "(2.7)",
     "[(2.7)](https://a.org/b/book/here.html#equation-it)"),
    ("{ref}`b`", "[Exercise 1.3](model.ipynb)",
     "[Exercise 1.3](https://a.org/b/book/model.html#b)"),
    ("{ref}`hard <a>`", "hard", "[hard](https://a.org/b/book/here.html#a)"),
    ("{ref}`it <A1>`", "it", "[it](https://a.org/b/book/here.html#a1)"),
    ("{ref}`so <there>`", "so", "[so](https://a.org/b/book/notes.html#there)"),
    ("{term}`claims\n<claim>`", "claims",
     "[claims](https://a.org/b/book/notes.html#term-claim)"),
    ("{term}`Kronecker delta`", "Kronecker delta", "[Kronecker delta]"
     "(https://a.org/b/book/notes.html#term-Kronecker-delta)"),
    ("{term}`Claim`", "Claim",
     "[Claim](https://a.org/b/book/notes.html#term-claim)"),
    ("{cite}`squire1998`", "[Squire and Trapp, 1998]", "[[Squire and Trapp, "
     "1998](https://a.org/b/book/bibliography.html)]"),
    ("{cite}`zhou2019,squire1998`", "[Zhou, 2019; Squire and Trapp, 1998]",
     None),
    ("{py:func}`rnnlib.bptt`", "`rnnlib.bptt`",
     "[`rnnlib.bptt`](https://a.org/b/book/notes.html#rnnlib.bptt)"),
    ("{py:mod}`it <rnnlib.lstm>`", "`it`",
     "[`it`](https://a.org/b/book/notes.html#module-rnnlib.lstm)"),
    ("{py:func}`numpy.sum`", "`numpy.sum`", "`numpy.sum`"),
    ("{math}`x`", "$x$", "$x$"),
])
def test_roles(myst, alone, with_site):
    assert readable(f"See {myst}.", roles()) == f"See {alone}."
    if with_site:
        assert readable(f"See {myst}.", roles(SITE)) == f"See {with_site}."


@pytest.mark.parametrize("myst", [
    "{eq}`none`", "{term}`none`", "{cite}`none`", "{doc}`none`",
    "{numref}`x`"])
def test_what_a_role_names_must_be_there(myst):
    with pytest.raises((KeyError, ValueError), match="none|numref"):
        readable(myst, roles(SITE))


@pytest.mark.parametrize(("myst", "markdown"), [
    ("(place)=\n# Title", "# Title"),
    ("```{admonition} Predict $n$\n:class: tip\nOne\n\ntwo.\n```\nAfter.",
     "> **Predict $n$**\n>\n> One\n>\n> two.\nAfter."),
    (":::{note}\nColons.\n:::", "> **Note**\n>\n> Colons."),
    ("```{note}\nIf $a +\nb$ and\n\n$$\nx \\\\\ny\n$$\n```",
     "> **Note**\n>\n> If $a + b$ and\n>\n> $$ x \\\\ y $$"),
    ("> So\n> $$\n> x\n> $$\n> and `a\n> b`.\n\n$$\ny\n$$",
     "> So\n> $$ x $$\n> and `a\n> b`.\n\n$$\ny\n$$"),
    ("```{exercise} Hard\n:label: a\nDo {eq}`it`.\n```",
     "### Exercise 2.1: Hard\n\nDo (2.7)."),
    ("````{tip}\n```python\nx\n```\n````", "> **Tip**\n>\n> ```python\n> x\n"
                                           "> ```"),
    ("````{tip}\n```{note}\nIn.\n```\n````",
     "> **Tip**\n>\n> > **Note**\n> >\n> > In."),
    ("```{solution-start} a\n:class: dropdown\n```",
     "#### Solution to Exercise 2.1"),
    ("```{solution-end}\n```", ""),
    ("````{exercise}\n:label: a\nWhich?\n\n```{choices}\n- [ ] $x_i < y_i$, "
     "or\n  `c` *b*\n\n  No.\n\n  Never.\n- [x] {eq}`state`\n\n  So.\n"
     "```\n````",
     "### Exercise 2.1\n\nWhich?\n\n<details><summary>(a) $x_i &lt; y_i$, or "
     "<code>c</code> <em>b</em></summary>\n\n**Not so.** No.\n\nNever.\n\n"
     '</details>\n<details><summary>(b) <a href="model.ipynb">(1.2)</a>'
     "</summary>\n\n**Right.** So.\n\n</details>"),
    ("```{math}\n:label: a\nx = 1\n```", "$$\nx = 1\n$$"),
    ("`code` and ```python\nx = {}\n```", "`code` and ```python\nx = {}\n```"),
])
def test_myst_becomes_markdown(myst, markdown):
    assert readable(myst, roles()) == markdown


@pytest.mark.parametrize("name, first, last", [
    ("problem", "def problem(params, x, y, h0, loss, steps, activation, "
     "mask=None,", "    return params, x, y, h0, loss, weights, activation"),
    ("bptt", "@checked_later", "    return (E, grads) if h_T is None else "
     "(E, grads, h_T)"),
    ("Params", "class Params(NamedTuple):",
     "    b_y: Array    #: (n_y,)")])
def test_included_source_is_shown(name, first, last):
    shown = readable("Here.\n\n```{literalinclude} ../rnnlib/rnn.py\n"
                     f":language: python\n:pyobject: {name}\n```\n\nSo.",
                     roles())
    lines = shown.split("\n")
    assert lines[:3] == ["Here.", "", "```python"]
    assert lines[-3:] == ["```", "", "So."]
    assert (lines[3], lines[-4]) == (first, last)
    source = (ROOT / "rnnlib" / "rnn.py").read_text()
    assert "\n".join(lines[3:-3]) in source


def test_a_whole_file_can_be_included():
    assert readable("```{literalinclude} ../rnnlib/rnn.py\n```", roles()) == (
        f"```\n{(ROOT / 'rnnlib' / 'rnn.py').read_text().rstrip()}\n```")


@pytest.mark.parametrize("named", [
    "../rnnlib/none.py\n", "../rnnlib/rnn.py\n:pyobject: none\n"])
def test_source_that_is_not_there_is_an_error(named):
    with pytest.raises((OSError, ValueError)):
        readable(f"```{{literalinclude}} {named}```", roles())


TEXT = HEADER + """Before.

```{exercise}
:label: a
How?
```

""" + cell("ask()", ":tags: [question]\n\n") + cell(
    "answer = ...", ":tags: [answer]\n\n") + """
```{solution-start} a
:class: dropdown
```

So.

""" + cell("1 + 1") + """```{solution-end}
```

"""


@pytest.fixture
def book(tmp_path):
    """write(text): a book of one chapter, and that chapter's cells."""
    def write(text):
        (tmp_path / "book").mkdir(exist_ok=True)
        (tmp_path / "_config.yml").write_text("title: T")
        (tmp_path / "_toc.yml").write_text(
            "root: book/index\nparts: [{numbered: true, chapters: ["
            "{file: book/here}, {file: book/not-there}]}]")
        (tmp_path / "book/index.md").write_text("# T")
        (tmp_path / "book/here.md").write_text(text)
        made = Contents(tmp_path)
        return notebook(made, made.pages["book/here"], site="").cells
    return write


def sources(cells):
    """The text of a chapter's own cells."""
    return [one.source for one in cells[2:]]


def test_cells_of_an_exercise(book):
    cells = book(TEXT + "**Next.** More.")
    assert sources(cells) == [
        "# A chapter\n\nBefore.", "### Exercise 1.1\n\nHow?",
        JUDGED + "ask()", "**Your answer**", "answer = ...",
        "#### Solution to Exercise 1.1", "So.", "1 + 1", "## Next\n\nMore."]
    assert cells[4].metadata == {"tags": ["question"], "cellView": "form",
                                 "jupyter": {"source_hidden": True}}
    assert cells[6].metadata == {"tags": ["answer"]}
    assert [one.source for one in cells
            if one.metadata.get("jp-MarkdownHeadingCollapsed")] == [
                "#### Solution to Exercise 1.1"]


@pytest.mark.parametrize(("after", "seen"), [
    ("Words.", [AFTER, "Words."]), (cell("2"), [AFTER, "2"]),
    ("### Other\n\nWords.", ["### Other\n\nWords."]),
    ("##### Low\n\nWords.", [AFTER, "##### Low\n\nWords."]),
    ("```{exercise}\n:label: b\nMore?\n```", ["### Exercise 1.2\n\nMore?"]),
    ("", [])])
def test_a_heading_ends_what_is_folded(book, after, seen):
    assert sources(book(TEXT + after))[8:] == seen


def test_notebook_is_clean_and_the_same_each_time(book):
    text = HEADER + cell("1", ":tags: [hide-input]\n\n") + cell(
        "n = 1", "---\ntags: [change-me]\nmystnb: {image: {alt: x}}\n---\n")
    cells = book(text)
    assert sources(cells) == ["# A chapter", "1", "**Change me**", "n = 1"]
    assert cells[3].metadata == {"tags": ["hide-input"],
                                 "jupyter": {"source_hidden": True}}
    assert cells[5].metadata == {"tags": ["change-me"]}
    assert (cells[3].outputs, cells[3].execution_count) == ([], None)
    assert cells == book(text)          # ids too
    nbformat.validate(nbformat.v4.new_notebook(cells=cells))


@pytest.mark.parametrize(("source", "label"), [
    ('claim("a", x, 1)', "a"), ('x = 1\ndefine("a",\n  x)\n', "a"),
    ('define("a", x);', None), ('check("a", 1)', None), ("claim(", None),
    ("x", None), ("", None), ("claim()", None), ('m.claim("a")', None),
    ('claim("a", x)\n1', None)])
def test_a_cell_shows_the_equation_that_it_ends_in(source, label):
    assert published(source) == label


def test_what_rnnlib_prints_is_up_to_date():
    file = ROOT / "rnnlib" / "data" / "names.json"
    assert file.read_text() == WHOLE.names(), (
        "make book brings rnnlib/data/names.json up to date: commit it")


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
        assert made[0]["url"] == (
            "../lite/notebooks/index.html?path=book/x.ipynb")


def test_the_page_that_compares_places_is_offered():
    config = SimpleNamespace(book_lite=False, book_repository=None)
    *_, last = links(config, "book/x", lambda path, *_: f"../{path}.html",
                     {RUN_IT})
    assert (last["text"], last["url"]) == ("All ways to run it",
                                           "../book/run-it.html")


@pytest.mark.parametrize("site", ["", "https://a.example/b/"])
def test_the_first_cells_say_what_the_next_one_does(site):
    page = WHOLE.pages["book/model"]
    note, install = notebook(WHOLE, page, site=site).cells[:2]
    assert note.source.startswith(f"> Chapter 1 of **{WHOLE.title}**" + (
        f", <{site}book/model.html>." if site else "."))
    assert "Run the next cell first" in note.source
    assert install.cell_type == "code"
    assert (f"-r {site}wheels/rnnlib.txt" in install.source) == bool(site)


@pytest.mark.parametrize("known", ["", "git@github.com:a/b"])
def test_where_no_site_is_known_the_repository_has_the_library(known):
    made = notebook(WHOLE, WHOLE.pages["book/model"], derive({}, known))
    assert ("git+https://github.com/a/b" in made.cells[1].source) == bool(
        known)


@pytest.mark.parametrize("name", CHAPTERS)
def test_code_is_that_of_the_chapter(name):
    made = notebook(WHOLE, WHOLE.pages[f"book/{name}"])
    assert [one.source.removeprefix(JUDGED) for one in made.cells
            if one.cell_type == "code"
            and "install" not in one.metadata.get("tags", [])] == [
        one.source for one in CHAPTERS[name].cells
        if one.cell_type == "code"]
