"""What a notebook shows: nothing raw, nothing lost, the site's numbers.

Notebooks are made from the sources alone; the built site says what is right.
"""
import re
from functools import cache
from urllib.parse import urlsplit

import pytest
from book_contents import Contents
from book_reader import JUDGED, notebook
from bs4 import BeautifulSoup
from chapters import CHAPTERS, ROOT
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from serving import HTML, pages

SITE = "https://book.example.org/"
BOOK = Contents(ROOT)
RENDER = MarkdownIt("commonmark", {"html": True}).enable("table").use(
    dollarmath_plugin).render
# What MyST looks like where it is shown as it stands.
RAW = re.compile(r"\{[\w:-]+\}`|\{(?:code-cell|[a-z]+-(?:start|end)|exercise|"
                 r"admonition|choices|note|tip|warning|literalinclude)\}|"
                 r"^\s*:[\w-]+:|^\([\w:-]+\)=|\[[x ]\]|`{3}|:{3}|\$",
                 re.MULTILINE)
QUOTED = re.compile(r"^\s*(?:`{3,}|:{3,})\{(?:admonition|note|tip|warning)\}",
                    re.MULTILINE)


@cache
def html(page):
    """A page of the site."""
    return BeautifulSoup((HTML / f"{page}.html").read_text(), "html.parser")


@cache
def made(name, site=SITE):
    """A chapter's notebook."""
    return notebook(BOOK, BOOK.pages[f"book/{name}"], site=site)


@cache
def rendered(name):
    """What a notebook's text looks like, maths left out."""
    text = "\n".join(RENDER(cell.source) for cell in made(name).cells
                     if cell.cell_type == "markdown")
    shown = BeautifulSoup(text, "html.parser")
    for maths in shown.select(".math"):
        maths.replace_with("(maths)")
    for summary in shown.select("summary"):      # HTML: Jupyter typesets it
        summary.string = re.sub(r"\$[^$]+\$", "(maths)", summary.get_text())
    return shown


def titles(shown, level, pattern):
    """The headings of a level that match."""
    return [heading.get_text() for heading in shown.find_all(level)
            if re.match(pattern, heading.get_text())]


def test_equations_have_the_numbers_of_the_site(ledger):
    assert BOOK.equations == {
        entry["label"]: (entry["page"], ".".join(map(str, entry["number"])))
        for entry in ledger}


def test_exercises_have_the_numbers_of_the_site():
    numbers = {}
    for page in pages():
        for box in html(page).select("div.exercise"):
            number = box.select_one(".caption-number").get_text()
            numbers[box["id"]] = (page, number.split()[1])
    assert BOOK.exercises == numbers


def test_pages_have_the_titles_of_the_site():
    for page in pages():
        title = html(page).h1.get_text().removesuffix("#").strip()
        number, _, words = title.partition(". ")
        assert title in (BOOK.pages[page].title, "") or (number, words) == (
            BOOK.pages[page].number, BOOK.pages[page].title)


def test_sources_are_cited_as_on_the_site():
    cited = {link["title"]: link.get_text() for page in pages()
             for link in html(page).select(".bibtex-citation a[title]")}
    # {cite:t} has the year alone in its link
    shown = {text for text in cited.values() if not text.isdigit()}
    assert shown and shown <= {*BOOK.sources.values()}


@pytest.mark.parametrize("name", CHAPTERS)
def test_nothing_raw_is_shown(name):
    shown = BeautifulSoup(str(rendered(name)), "html.parser")
    for block in shown.select("pre"):
        assert not re.search(r"^:[\w-]+:", block.get_text(), re.MULTILINE)
        block.decompose()
    assert RAW.search(shown.get_text()) is None


def test_what_is_raw_would_be_found():
    for raw in ("{eq}`a`", "```{exercise}", ":label: a", "(A1)=", "- [x] So",
                "{solution-end}", "$x"):
        assert RAW.search(f"Before\n{raw} after")


@pytest.mark.parametrize("name", CHAPTERS)
def test_nothing_is_lost(name):
    source, shown = BOOK.pages[f"book/{name}"].text, rendered(name)
    boxes = [quote for quote in shown.find_all("blockquote")
             if quote.p and quote.p.find("strong")]
    boxes = boxes[1:]                           # the note above the chapter
    assert len(boxes) == len(QUOTED.findall(source))
    assert len(titles(shown, "h3", r"Exercise \d")) == source.count(
        "{exercise}")
    solutions = titles(shown, "h4", r"Solution to Exercise \d")
    assert len(solutions) == source.count("{solution-start}")
    assert len(shown.select("details")) == len(
        re.findall(r"^- \[[x ]\] ", source, re.MULTILINE))
    brings, *code = [cell for cell in made(name).cells
                     if cell.cell_type == "code"]
    assert "bring_library" in brings.source
    assert len(code) == source.count("{code-cell}")
    hidden = [cell for cell in code if cell.source.startswith(JUDGED)]
    assert len(hidden) == len(re.findall(r"^:tags: \[question\]", source,
                                         re.MULTILINE))
    assert all(cell.metadata.jupyter.source_hidden for cell in hidden)


def test_titles_are_those_of_the_site():
    for name in ("softmax-jacobian", "does-it-matter"):
        page = html(f"book/{name}")
        wanted = [title.get_text().removesuffix("#").strip() for title
                  in page.select("div.admonition > p.admonition-title")
                  if "code cell" not in title.get_text()
                  and "judged" not in title.get_text()]
        found = [tag.get_text() for tag in rendered(name).select(
            "blockquote > p:first-child > strong:only-child, h3, h4")]
        assert {" ".join(title.split()) for title in wanted} <= {*found}


@pytest.mark.parametrize("name", CHAPTERS)
def test_choices_do_not_show_which_is_right(name):
    for choice in rendered(name).select("details"):
        assert not choice.has_attr("open") and not choice.has_attr("class")
        assert not re.search("Right|Not so", choice.summary.get_text())
        assert re.match(r"\s*(Right\.|Not so\.)",
                        choice.get_text().removeprefix(
                            choice.summary.get_text()))


@pytest.mark.parametrize("name", CHAPTERS)
def test_links_lead_somewhere(name):
    for link in rendered(name).find_all("a"):
        url = urlsplit(link["href"])
        if not url.netloc:
            assert url.path.removesuffix(".ipynb") in CHAPTERS
        elif link["href"].startswith(SITE):
            page = url.path.removeprefix("/").removesuffix(".html")
            assert not url.fragment or html(page).find(id=url.fragment), url


@pytest.mark.parametrize("name", CHAPTERS)
def test_without_a_site_links_are_notebooks(name):
    for cell in made(name, "").cells:
        if cell.cell_type == "markdown":
            for target in re.findall(r"\]\(([^)\s]+)\)", cell.source):
                assert re.fullmatch(r"[\w-]+\.ipynb|https?://.*", target)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_solution_folds_nothing_but_itself(name):
    """Folding hides up to the next heading of its level or above."""
    cells = made(name).cells
    for place, cell in enumerate(cells):
        if not cell.metadata.get("jp-MarkdownHeadingCollapsed"):
            continue
        assert "\n" not in cell.source
        below = cells[place + 1:]
        end = next((n for n, one in enumerate(below)
                    if one.cell_type == "markdown"
                    and re.match("#{1,4} ", one.source)), len(below))
        written = BOOK.pages[f"book/{name}"].text
        label = next(key for key, (_, number) in BOOK.exercises.items()
                     if f"Exercise {number}]" in cell.source)
        inside = written.partition(f"{{solution-start}} {label}\n")[2]
        inside = inside.partition("{solution-end}")[0]
        code = [one for one in below[:end] if one.cell_type == "code"]
        assert len(code) == inside.count("{code-cell}")
