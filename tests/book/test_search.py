"""What search is made of: sentences, parts of pages, the words of readers."""
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import book_search
import pytest
from book_search import collect, index_words, read_words, remembered, renew
from book_sentences import documents, sentences
from chapters import ROOT
from docutils import nodes
from sphinx.errors import ExtensionError

PAGE = """<nav>Menu</nav><article><section id="title"><h1>1. A title</h1>
<p><strong>The question.</strong> How long is it, in steps of time?</p>
<p><strong>What it builds on.</strong> The chapters before this one.</p>
<section id="part"><h2>A part<a class="headerlink">#</a></h2>
<p>It is \\(h_t\\) that counts. See <a>Another chapter</a>.</p>
<blockquote><p>Somebody says that it is wrong.</p></blockquote>
<div class="cell"><pre><span class="n">np</span>.<span>outer</span></pre></div>
<div class="math" id="equation-a-b"><span class="eqno">(1.2)</span>\\[
x = y
\\]</div>
<div class="exercise admonition" id="task"><p class="admonition-title">
<span class="caption-number">Exercise 1.1 </span></p><p>Find the length.</p>
<div class="choices"><p>It has no length at all.</p></div></div>
<div class="solution"><p>The length is seven steps.</p></div>
</section></section>
<dl class="glossary"><dt id="term-state">state<a class="headerlink">#</a></dt>
<dt id="term-hidden">hidden state</dt><dd><p>What is remembered.</p></dd></dl>
<dl><dt class="sig" id="lib.run">run</dt><dd><p>Runs the network once.</p>
</dd></dl></article>"""


@pytest.fixture(scope="module")
def found():
    """The parts of the page, by their anchors."""
    return {one["anchor"]: one for one in documents(PAGE)}


def test_a_page_falls_into_its_parts(found):
    assert {anchor: one["kind"] for anchor, one in found.items()} == {
        "": "page", "part": "section", "equation-a-b": "equation",
        "task": "exercise", "term-state": "term", "lib.run": "name"}
    assert found["part"]["title"] == "A part"
    assert found["equation-a-b"]["title"] == "Equation (1.2)"
    assert found["equation-a-b"]["text"] == [r"\(x = y\)"]
    assert found["equation-a-b"]["words"] == ["a-b", "a b"]
    assert found["term-state"]["words"] == ["hidden state"]
    assert found["lib.run"]["words"] == ["run"]


def test_what_is_shown_are_sentences_of_the_book(found):
    assert found[""]["text"] == ["How long is it, in steps of time?"]
    assert found["part"]["text"] == [r"It is \(h_t\) that counts.",
                                     "See Another chapter."]
    assert found["task"]["text"] == ["Find the length."]


def test_all_else_is_searched_and_not_shown(found):
    assert {"chapters", "before"} <= set(found[""]["rest"])
    assert {"somebody", "np.outer"} <= set(found["part"]["rest"])
    assert {"no", "seven"} <= set(found["task"]["rest"])
    assert "Menu" not in json.dumps(found)


@pytest.mark.parametrize(("text", "shown", "other"), [
    ("One is here. Two is\n  there.", ["One is here.", "Two is there."], []),
    (r"It is \(a. B\) here. \(C\) is a matrix.",
     [r"It is \(a. B\) here.", r"\(C\) is a matrix."], []),
    ("as in a list", [], ["as in a list"]),
    ("Written out:", [], ["Written out:"]),
    ("Pascanu et al. (2013) clip it.", ["Pascanu et al. (2013) clip it."],
     []),
    ("At 0.5 it is small.", ["At 0.5 it is small."], [])])
def test_sentences(text, shown, other):
    assert sentences(text) == (shown, other)


def test_words_are_read_by_page(tmp_path):
    nothing = {"same": {}, "everywhere": []}
    assert read_words(tmp_path) == ({}, nothing)
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "words.yml").write_text(
        "places: {a: [x], a#b: [y, z]}\nsame: {u: v w}\neverywhere: [r]")
    assert read_words(tmp_path) == (
        {"book/a": {"": ["x"], "b": ["y", "z"]}},
        {"same": {"u": "v w"}, "everywhere": ["r"]})


def test_words_reach_their_part_and_no_other(found):
    pages = {"book/a": [*found.values()]}
    got = {one["anchor"]: one for one in collect(
        pages, [("book/a", "1. A")], {"book/a": {"": ["x"], "part": ["y"]}})}
    assert got[""]["words"] == ["x"]
    assert got[""]["title"] == "1. A"
    assert got["part"]["words"] == ["y"]
    assert found[""]["words"] == []
    with pytest.raises(ExtensionError, match="book/a has no part.*'none'"):
        [*collect(pages, [("book/a", "A")], {"book/a": {"none": ["x"]}})]


def test_only_changed_pages_are_read_again(tmp_path, monkeypatch):
    read = []
    monkeypatch.setattr(book_search, "documents",
                        lambda html: read.append(html) or [html])
    file = tmp_path / "search.json"
    remembered(file, {"a": "1", "b": "2"})
    assert remembered(file, {"a": "1", "b": "3"}) == {"a": ["1"], "b": ["3"]}
    assert read == ["1", "2", "3"]


def test_pages_whose_words_changed_are_renewed(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "words.yml").write_text(
        "places: {a: [x], b: [y]}\nsame: {}")
    env = SimpleNamespace(found_docs={"book/a", "book/b", "book/c"},
                          book_words={"book/a": {"": ["x"]},
                                      "book/c": {"": ["z"]}})
    app = SimpleNamespace(srcdir=tmp_path)
    assert renew(app, env, (), (), ()) == {"book/b", "book/c"}
    assert renew(app, env, (), (), ()) == set()


def test_words_stand_in_the_index():
    entries = {}
    env = SimpleNamespace(docname="book/a",
                          domaindata={"index": {"entries": entries}},
                          book_words={"book/a": {"": ["x"], "b": ["y"]}})
    index_words(SimpleNamespace(env=env), nodes.section(
        "", nodes.section(ids=["part"]), ids=["a-title", "a"]))
    assert [one[1:3] for one in entries["book/a"]] == [
        ("x", "a-title"), ("y", "b")]


def test_sphinx_still_has_what_search_takes_of_it():
    html, node = ROOT / "_build" / "html", Path(sys.executable).parent / "node"
    data = (html / "_static" / "language_data.js").read_text()
    done = subprocess.run(
        [node, "-e", f"""{data}
        const stem = new Stemmer();
        console.log(stem.stemWord("gradients"), stem.stemWord("derived"),
                    stopwords.includes("the"), stopwords.includes("gradient"))
        """], text=True, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == ("gradient deriv true false\n", ""), (
        "Sphinx's language_data.js is another: book/_static/search.js uses it")
    page = (html / "search.html").read_text()
    assert '<div id="search-results"></div>' in page
    assert '<html lang="en" data-content_root="./"' in page
    assert "searchtools.js" not in page          # Sphinx's own search
