"""The machinery on a tiny book: caches, failures, the ledger's guard."""
import json
import re
import shutil

import pytest
from book_ahead import cores
from tiny import cell, claim

EXECUTED = "Executed notebook in"
SLIDER = """
from matplotlib.figure import Figure
import rnnlib
rnnlib.explore(lambda a: Figure(), a=[1, 2], alt="Nothing")
"""
PICTURE = """
import matplotlib.pyplot as plt
plt.plot([1, 2]);
"""
DRAWING = """
from IPython.display import HTML
HTML("<svg></svg>")
"""
ALT = "---\nmystnb:\n  image:\n    alt: A line\n---\n"
MEET = """
import time
from pathlib import Path
Path("{own}.here").touch()
end = time.monotonic() + 60
while not Path("{other}.here").exists():
    assert time.monotonic() < end, "nobody came"
    time.sleep(0.05)
"""
DIES = """
import os
if not os.path.exists("once"):
    open("once", "w").close()
    os._exit(1)
"""
ORPHAN = "$$\nx = y\n$$ (orphan)\n"


def written(log):
    """The pages that a build has written; the first one always is."""
    return set(re.findall(r"writing output.*?%\].*?(book/\w+)", log))


def test_builds_once_and_then_only_what_changed(book, monkeypatch):
    for name in ("BOOK_REPOSITORY", "GITHUB_REPOSITORY", "CI_PROJECT_URL"):
        monkeypatch.delenv(name, raising=False)
    code, log = book.build()
    assert code == 0, log
    assert log.count(EXECUTED) == 2
    assert "built without a public repository" in book.page("ledger")
    assert "Cite this chapter" in book.page("one")
    assert "Cite this" not in book.page("ledger")
    assert "2 equations: 1 definition, 0 conditions, 1 proof, 0 lemmas." in (
        book.page("ledger"))
    entries = json.loads((book.folder / "_build/ledger.json").read_text())
    assert [(e["label"], e["page"], e["number"]) for e in entries] == [
        ("first", "book/one", [1, 1]), ("second", "book/two", [2, 1])]
    code, log = book.build()
    assert (code, log.count(EXECUTED)) == (0, 0)
    assert "no targets are out of date" in log
    html = book.folder / "_build" / "html"
    assert not (html / "sitemap.xml").exists()
    assert "og:" not in book.page("one")

    chapter = book.folder / "book" / "two.md"
    chapter.write_text(chapter.read_text() + "\nMore text.\n")
    code, log = book.build()
    assert (code, log.count(EXECUTED)) == (0, 0)
    assert "More text." in book.page("two")
    assert written(log) == {"book/index", "book/two"}
    assert "2 equations: 1 definition, 0 conditions, 1 proof" in (
        book.page("ledger"))
    index = (html / "searchbook.js").read_text()
    found = json.loads(index[index.index("{"):index.rindex("}") + 1])
    assert {("book/one", "first"), ("book/two", "second")} <= {
        (one["page"], *one["words"][:1]) for one in found["documents"]}

    script = book.folder / "book" / "_static" / "search.js"
    script.write_text(script.read_text() + "// new\n")
    source = html / "_modules" / "rnnlib" / "activations.html"
    source.write_text("as it was")
    assert book.build()[0] == 0
    assert "softmax" in source.read_text()
    assert (html / "_static" / script.name).read_text().endswith("// new\n")

    book.write("two", claim("third", "b = d", rests_on={"first": "a = b"}))
    code, log = book.build()
    assert (code, log.count(EXECUTED)) == (0, 1), log
    assert ">third<" in book.page("ledger")
    assert ">second<" not in book.page("ledger")

    (book.folder / "rnnlib" / "new.py").write_text("x = 1\n")
    code, log = book.build()
    assert (code, log.count(EXECUTED)) == (0, 2)
    assert len(list((book.folder / "_build/.jupyter_cache").iterdir())) == 1


def test_two_cold_builds_are_the_same_to_the_byte(book, monkeypatch):
    monkeypatch.setenv("BOOK_REPOSITORY", "a/b")

    def cold():
        built = book.folder / "_build"
        shutil.rmtree(built, ignore_errors=True)
        assert book.build()[0] == 0
        return {str(file.relative_to(built)): file.read_bytes()
                for file in (built / "html").rglob("*") if file.is_file()}

    monkeypatch.setenv("BOOK_URL", "https://example.org/book")
    index = book.folder / "book" / "index.md"
    book.write("index", index.read_text().partition("\n")[2],
               cell(PICTURE, ALT))
    book.write("two", cell(SLIDER), cell(PICTURE, ALT))
    one, two = cold(), cold()
    assert b"<loc>https://example.org/book/book/two.html</loc>" in (
        one["html/sitemap.xml"])
    assert ('property="og:image" content="https://example.org/book/_static/'
            'card.png"') in book.page("two")
    assert one["html/_static/card.png"].startswith(b"\x89PNG")
    assert b'<base href="https://example.org/book/404.html">' in (
        one["html/404.html"])
    assert 'href="index.html#rnnlib.explore"' in book.page("two")
    assert 'Used in <a class="reference internal" href="two.html"' in (
        book.page("index"))
    assert "https://github.com/a/b/edit/main/book/two.md" in book.page("two")
    assert "without a public repository" not in book.page("two")
    assert [name for name in one | two if one.get(name) != two.get(name)] == []


@pytest.mark.skipif(cores() < 2, reason="one core: one chapter at a time")
def test_two_chapters_are_executed_at_a_time(book):
    for own, other in (("one", "two"), ("two", "one")):
        book.write(own, claim(own, "a = b"), cell(
            MEET.format(own=own, other=other)))
    code, log = book.build()
    assert code == 0, log
    assert log.count(EXECUTED) == 2
    assert book.build()[1].count(EXECUTED) == 0


def test_a_kernel_that_died_ahead_of_its_turn_gets_another(book):
    book.write("two", claim("second", "b = c", rests_on={"first": "a = b"}),
               cell(DIES))
    code, log = book.build()
    assert code == 0 or cores() < 2, log
    assert ("was not executed ahead: DeadKernelError" in log) == (
        cores() > 1)


def test_a_failing_cell_is_named_each_time(book):
    book.write("two", cell("x = 1"), cell("# divide\ny = x / 0"))
    for _ in range(2):
        code, log = book.build()
        assert code != 0
        assert log.rstrip().split("\n")[-4:] == [
            "The book was not built.",
            "book/two.md: code cell 2 failed",
            "    begins  # divide",
            "    error   ZeroDivisionError: division by zero"]


FAULTS = {                  # what stands on the page, and what is said of it
    ORPHAN: ["'orphan' is in no class"],
    claim("second", "b = c", rests_on={"first": "a = B"}):
        ["'second' rests on another 'first'"],
    cell(PICTURE) + cell(DRAWING):
        ["code cell 2: image without alt text",
         "code cell 3: <svg> without alt text"],
    "See {eq}`nowhere`.\n": ["nowhere"],
    "```{choices}\n- [x] All.\n\n  So.\n```\n\n"
    "```{choices}\n- [x] This.\n- [ ] That.\n\n  No.\n```\n":
        ["a right one, [x], and a wrong one", "say why: '[x] This.'"],
}
WARNING = {cell("import warnings\nwarnings.warn('beware')"): ["beware"]}


@pytest.mark.parametrize("faults", [FAULTS, WARNING],
                         ids=["pages", "cell"])
def test_faults_fail_the_build_and_each_is_named(book, faults):
    book.write("two", *faults)
    code, log = book.build()
    assert code != 0
    report = log.partition("The book was not built.")[2]
    assert [said for complaints in faults.values() for said in complaints
            if said not in report] == []
    assert "book/two.md" in report
