"""A book that was built before comes out as one that never was."""
import os
import pickle
import shutil
import signal
import subprocess

import pytest
from tiny import BUILD, cell, claim, two_chapters

PICTURE = cell("import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
               "---\nmystnb:\n  image:\n    alt: A line\n---\n")
GLOSSARY = "```{glossary}\nslope\n  Rise over run.\n```\n\n"
CITES = "As {cite:t}`elman1990` says, a {term}`slope`. See {eq}`first`.\n\n"
EXERCISE = ("```{exercise}\n:label: half\nHalve it.\n```\n\n```{solution} half"
            "\n:class: dropdown\nBy two.\n```\n\n")


def forget_the_repository(patch):
    for name in ("BOOK_REPOSITORY", "GITHUB_REPOSITORY", "CI_PROJECT_URL"):
        patch.delenv(name, raising=False)


def rich_book(folder):
    """A tiny book with all that one page knows of others."""
    book = two_chapters(folder)
    index = book.folder / "book" / "index.md"
    index.write_text(index.read_text() + GLOSSARY)
    book.write("one", claim("first", "a = b", kind="definition"), PICTURE,
               EXERCISE)
    book.write("two", claim("second", "b = c", rests_on={"first": "a = b"}),
               CITES)
    return book


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A rich book that was built once, a copy of it, and its site.

    Builds know the folder by its name: so the copy goes back to it.
    """
    book = rich_book(tmp_path_factory.mktemp("rich"))
    with pytest.MonkeyPatch.context() as patch:
        forget_the_repository(patch)
        first = built(book)
    copy = book.folder.with_name(f"{book.folder.name}-copy")
    shutil.copytree(book.folder, copy, symlinks=True)
    return book, copy, first


@pytest.fixture
def rich(kept, monkeypatch):
    """The rich book as its first build left it."""
    forget_the_repository(monkeypatch)
    book, copy, _ = kept
    shutil.rmtree(book.folder)
    shutil.copytree(copy, book.folder, symlinks=True)
    return book


@pytest.fixture
def first(kept):
    """The site that the first build made."""
    return kept[-1]


def built(book):
    """Every file of the site, once it has been built."""
    code, log = book.build()
    assert code == 0, log
    html = book.folder / "_build" / "html"
    return {str(file.relative_to(html)): file.read_bytes()
            for file in html.rglob("*") if file.is_file()}


def differing(one, other):
    return sorted(name for name in one | other
                  if one.get(name) != other.get(name))


def other_repository(book, monkeypatch):
    monkeypatch.setenv("BOOK_REPOSITORY", "octo/cat")
    assert b"octo/cat" in built(book)["book/one.html"]
    monkeypatch.delenv("BOOK_REPOSITORY")


def fresh(book):
    """What a first build makes of the same chapters."""
    before = book.folder / "_build"
    before.rename(book.folder / ".before")
    files = built(book)
    shutil.rmtree(before)
    (book.folder / ".before").rename(before)
    return files


def edited(book, monkeypatch):
    for name in ("one", "bibliography", "ledger", "index"):
        (book.folder / "book" / f"{name}.md").touch()
    chapter = book.folder / "book" / "two.md"
    before = chapter.read_text()
    chapter.write_text(before + "More, of {cite:t}`werbos1990`.\n")
    assert b"More, of" in built(book)["book/two.html"]
    chapter.write_text(before)


def keep_a_sidebar(book):
    """As if the build before had kept Sphinx's copy of the first page.

    Builds of earlier versions did; the sidebar is made of that copy.
    """
    kept = book.folder / "_build" / ".doctrees"
    with open(kept / "environment.pickle", "rb") as file:
        env = pickle.load(file)
    with open(kept / "book" / "index.doctree", "rb") as file:
        vars(env)["master_doctree"] = pickle.load(file)
    with open(kept / "environment.pickle", "wb") as file:
        pickle.dump(env, file)


def another_page(book, monkeypatch):
    """A page more, another title, and an equation before the others."""
    keep_a_sidebar(book)
    toc, one = book.folder / "_toc.yml", book.folder / "book" / "one.md"
    before = toc.read_text(), one.read_text()
    book.write("more", claim("third", "c = d", kind="definition"), PICTURE)
    one.write_text(before[1].replace("# A chapter\n", "# Another\n\n"
                                     + claim("zeroth", "a = a")))
    toc.write_text(before[0].replace("      - file: book/two\n",
                                     "      - file: book/more\n"
                                     "      - file: book/two\n"))
    assert differing(built(book), fresh(book)) == []
    toc.write_text(before[0])
    one.write_text(before[1])
    (book.folder / "book" / "more.md").unlink()


def test_each_second_build_is_as_a_first(rich, first, monkeypatch):
    assert first["book/bibliography.html"].count(
        b"inding structure in time") == 1
    for change in (other_repository, edited, another_page):
        change(rich, monkeypatch)
        assert differing(built(rich), first) == [], change.__name__


def begun(book, words):
    """Ctrl-C as in a terminal, to all of a build that has said this."""
    process = subprocess.Popen(
        BUILD, cwd=book.folder, text=True,
        env={**os.environ, "PYTHONPATH": str(book.folder)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL))     # a shell may have it ignored
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            os.killpg(process.pid, signal.SIGINT)
            return process.communicate(timeout=60)[0]
    raise AssertionError(f"never said {words}: {said}")


def test_ctrl_c_costs_nothing_but_time(rich, first):
    shutil.rmtree(rich.folder / "_build")
    for moment in ("Executed notebook", "pickling environment", "book/two",
                   "dumping object inventory"):
        said = begun(rich, moment)
        assert "Stopped. Nothing is lost" in said, moment
        assert (rich.folder / "_build" / "unfinished").exists()
    assert differing(built(rich), first) == []
    assert not (rich.folder / "_build" / "unfinished").exists()
    chapter = rich.folder / "book" / "two.md"
    text = chapter.read_text()
    chapter.write_text(text + "More.\n")
    begun(rich, "dumping object inventory")
    chapter.write_text(text)
    assert differing(built(rich), first) == []


@pytest.mark.parametrize("left", [None, "{"])
def test_half_of_an_execution_is_done_again(rich, first, left):
    """Ctrl-C came when a record was written, and its notebook was not."""
    for file in (rich.folder / "_build" / ".jupyter_cache").rglob("*.ipynb"):
        file.unlink() if left is None else file.write_text(left)
    (rich.folder / "_build" / "unfinished").touch()
    assert differing(built(rich), first) == []


def test_every_style_has_a_checksum_in_a_first_build(first):
    styles = [line for line in first["book/one.html"].decode().split("\n")
              if 'rel="stylesheet"' in line]
    assert len(styles) > 4
    assert [line for line in styles if "?v=" not in line
            and "digest=" not in line] == []


STAR = "from rnnlib.symbolic import *\n\n"
WORDS = "define", "claim", "recall", "d", "delta", "mat"
RULES = "\n\n".join(f"{rule}\n  A rule of proof." for rule in (
    "chain rule", "differentiation", "Kronecker delta"))


@pytest.fixture
def proving(book):
    """A tiny book whose reference knows the words of proofs."""
    index = book.folder / "book" / "index.md"
    index.write_text(index.read_text() + "".join(
        f"\n```{{py:function}} rnnlib.symbolic.{name}\n```\n"
        for name in WORDS) + f"\n```{{glossary}}\n{RULES}\n```\n")
    return book


def executed(book):
    """The pages that a build has executed."""
    code, log = book.build()
    assert code == 0, log
    return [name for name in ("one", "two", "more")
            if f"book/{name}.md: Executing notebook" in log.replace(
                "\n", " ")]


def test_a_change_of_a_statement_executes_what_recalls_it(proving):
    """Directly, or by what that rests on; and nothing else."""
    book = proving
    toc = book.folder / "_toc.yml"
    toc.write_text(toc.read_text().replace(
        "      - file: book/two\n",
        "      - file: book/two\n      - file: book/more\n"))
    book.write("one", cell(f"{STAR}define('state', h[t, i], tanh(p[t, i]))"),
               cell("claim('slope', d(h[t, i], p[t, j]),\n"
                    "      delta(i, j) * (1 - h[t, i]**2))"))
    book.write("two", cell(f"{STAR}recall('slope')"))
    book.write("more", cell(f"{STAR}define('slopes', mat.D(t))"))
    assert executed(book) == ["one", "two", "more"]
    assert r"\left(1 - h_{t,i}^{2}\right)" in book.page("two")
    chapter = book.folder / "book" / "one.md"
    chapter.write_text(chapter.read_text() + "More.\n")
    assert executed(book) == []
    for old, new, shown in (
            ("(1 - h[t, i]**2)", "(1 - h[t, i]) * (1 + h[t, i])",
             r"\left(1 - h_{t,i}\right) \left(1 + h_{t,i}\right)"),
            ("tanh(p[t, i])", "-tanh(-p[t, i])", r"h_{t,i}")):
        chapter.write_text(chapter.read_text().replace(old, new))
        assert executed(book) == ["one", "two"]
        assert shown in book.page("two")
    assert executed(book) == []


def test_what_was_executed_before_a_change_is_not_taken_after_it(proving):
    """The build fails in between, and forgets which pages it has read."""
    book = proving
    book.write("one", cell(f"{STAR}define('state', h[t, i], tanh(p[t, i]))"),
               cell("claim('slope', d(h[t, i], p[t, j]),\n"
                    "      delta(i, j) * (1 - h[t, i]**2))"))
    book.write("two", cell(f"{STAR}recall('slope')"))
    assert executed(book) == ["one", "two"]
    chapter = book.folder / "book" / "one.md"
    right = chapter.read_text()
    chapter.write_text(right.replace("h[t, i]**2", "h[t, i]**3"))
    code, log = book.build()
    assert code and "book/one.md: code cell 2 failed" in log
    assert "book/two.md: code cell 1 failed" in log
    chapter.write_text(right)
    assert executed(book) in (["two"], ["one", "two"])
    assert r"\left(1 - h_{t,i}^{2}\right)" in book.page("two")
