"""The buttons of a chapter, the notebooks behind them, and JupyterLite."""
import os
import re
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit
from urllib.request import ProxyHandler, build_opener

import nbformat
import pytest
from book_reader import notebook as of_sources
from book_repository import repository, site_url
from bs4 import BeautifulSoup
from chapters import CHAPTERS
from nbclient import NotebookClient
from serving import HTML, ROOT, Visit, pages
from test_notebook_text import BOOK, RAW
from wanted import want

CHAPTER = "softmax-jacobian"
NAME = "Open this chapter as a notebook"
OPEN = build_opener(ProxyHandler({})).open
PROOF = "Proved for every"
# Buttons that depend on the repository, and where they lead.
ELSEWHERE = {"Binder": "https://mybinder.org/v2/g",
             "Colab": "https://colab.research.google.com/github/"}


def read(name):
    """A chapter's notebook, as a reader downloads it."""
    return nbformat.read(HTML / "notebooks" / "book" / f"{name}.ipynb",
                         as_version=4)


def group(name):
    """The links of a chapter's group of buttons, by name."""
    page = (HTML / "book" / f"{name}.html").read_text()
    menu = page.partition("dropdown-notebooks")[2].partition("</ul>")[0]
    return {link.get_text(strip=True): link["href"]
            for link in BeautifulSoup(menu, "html.parser").find_all("a")}


@pytest.fixture(scope="module", params=CHAPTERS)
def offered(request, site):
    """The links of a chapter, and where it stands."""
    return group(request.param), f"{site}/book/{request.param}.html"


def test_each_chapter_offers_what_the_site_has(offered):
    lite = ["JupyterLite"] if (HTML / "lite").is_dir() else []
    names = [name for name in offered[0] if name not in ELSEWHERE]
    assert names == [*lite, "Download .ipynb", "All ways to run it"]


def test_the_group_opens_and_shows_its_links(site, browser):
    with Visit(browser, f"{site}/book/{CHAPTER}.html") as visit:
        links = visit.page.locator(".dropdown-notebooks a:visible")
        assert links.count() == 0
        visit.page.get_by_role("button", name=NAME).click()
        assert {link.inner_text().strip(): link.get_attribute("href")
                for link in links.all()} == group(CHAPTER)
        assert visit.foreign == []


def test_links_are_relative_and_lead_somewhere(offered):
    links, place = offered
    for name, href in links.items():
        if name in ELSEWHERE:
            assert href.startswith(ELSEWHERE[name])
            continue
        assert re.match(r"(\.\./(lite|notebooks)/|run-it\.html$)", href)
        with OPEN(urljoin(place, href)) as answer:
            assert answer.status == 200


def test_jupyterlite_link_names_a_file_that_is_there(offered, site):
    links, _ = offered
    want("JupyterLite" in links,
         "the site has no JupyterLite: run make pyodide")
    query = urlsplit(links["JupyterLite"]).query
    with OPEN(f"{site}/lite/files/{parse_qs(query)['path'][0]}") as answer:
        assert answer.status == 200


@pytest.mark.parametrize("name", sorted(
    {Path(page).name for page in pages()} - set(CHAPTERS)))
def test_pages_without_cells_have_no_buttons(name):
    assert NAME not in (HTML / "book" / f"{name}.html").read_text()


@pytest.mark.parametrize("name", CHAPTERS)
def test_notebook_is_clean_and_readable(name):
    notebook = read(name)
    nbformat.validate(notebook)
    assert "Run the next cell first" in notebook.cells[0].source
    assert "bring_library" in notebook.cells[1].source
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
        else:
            text = re.sub(r"(?<!\})`[^`\n]+`", "", cell.source)   # code
            assert not re.search(r"\{[\w:-]+\}`|^(```|:::)\{", text,
                                 re.MULTILINE), cell.source
    assert [cell.source for cell in notebook.cells[1:]] == [
        cell.source for cell in of_sources(
            BOOK, BOOK.pages[f"book/{name}"], repository(ROOT),
            site_url(os.environ) or None).cells[1:]]


def test_notebook_runs_and_its_sliders_are_widgets(tmp_path, monkeypatch):
    for name in ("RNNLIB_BOOK", "MPLBACKEND"):
        monkeypatch.delenv(name, raising=False)
    notebook = read(CHAPTER)
    NotebookClient(notebook, timeout=60, kernel_name="python3",
                   resources={"metadata": {"path": tmp_path}}).execute()
    outputs = [output for cell in notebook.cells
               for output in cell.get("outputs", ())]
    assert "Proved" in str(outputs)
    assert "application/vnd.jupyter.widget-view+json" in str(outputs)


@pytest.fixture(scope="module")
def lite(site, browser):
    """A chapter in JupyterLite, opened as its page's button does.

    The window is so high that all of the chapter is in it.
    """
    want((HTML / "lite").is_dir(),
         "no JupyterLite on the site: run make pyodide, then make book")
    with Visit(browser, f"{site}/book/{CHAPTER}.html") as visit:
        link = visit.page.locator(".dropdown-notebooks a", has_text="Lite")
        visit.link = urljoin(visit.page.url, link.get_attribute("href"))
        visit.page.set_viewport_size({"width": 1280, "height": 9000})
        visit.page.goto(visit.link)
        visit.page.set_default_timeout(120_000)
        yield visit


def first_cell(page):
    """The first code cell of the chapter itself, after the one for rnnlib."""
    return page.locator(".jp-CodeCell").nth(1)


def test_jupyterlite_runs_a_chapter(lite):
    first_cell(lite.page).locator(".cm-content").click()
    lite.page.get_by_text("| Idle").or_(lite.page.locator(
        "[data-status=idle]")).first.wait_for()
    lite.page.keyboard.press("Shift+Enter")
    recap = first_cell(lite.page).locator(".jp-RenderedMarkdown")
    recap.get_by_text("by definition").first.wait_for()
    assert "From The model and its shapes:" in recap.inner_text()
    assert recap.locator("li mjx-container").count() == 2
    lite.page.keyboard.press("Shift+Enter")
    claim = lite.page.locator(".jp-CodeCell").nth(2)
    claim.get_by_text(PROOF).wait_for()
    assert "(2.1)" in claim.locator("mjx-container").first.inner_text()


def test_jupyterlite_reads_as_the_page_does(lite):
    text = "\n".join(lite.page.locator(
        ".jp-RenderedMarkdown:visible").all_inner_texts())
    assert RAW.search(text) is None
    for words in ("Predict first", "Exercise 2.3", "Your answer", "(1.4)"):
        assert words in text
    assert "Put a = b = 1" not in text         # a solution is folded
    assert lite.page.get_by_text("ask.formula(").filter(
        visible=True).count() == 0


def test_jupyterlite_s_sliders_obey_arrow_keys(lite):
    cell = lite.page.locator(".jp-CodeCell", has_text="def draw(scale)")
    cell.locator(".cm-content").click()
    lite.page.keyboard.press("Control+Enter")
    lite.page.keyboard.press("Escape")
    handle = cell.locator(".noUi-handle")
    picture = cell.locator(".widget-output img")
    picture.wait_for()
    handle.click()
    for key, change in (("ArrowRight", 1), ("ArrowUp", 1), ("ArrowLeft", -1)):
        before = float(handle.get_attribute("aria-valuenow"))
        seen = picture.get_attribute("src")
        lite.page.keyboard.press(key)
        lite.page.wait_for_function(
            "([e, old]) => ![undefined, old].includes("
            "e.querySelector('.widget-output img')?.src)",
            arg=[cell.element_handle(), seen])
        assert float(handle.get_attribute("aria-valuenow")) == before + change


def test_jupyterlite_comes_back_to_the_chapter_with_its_edits(lite):
    first_cell(lite.page).locator(".cm-content").click()
    lite.page.keyboard.press("Control+End")
    lite.page.keyboard.type("\n# kept")
    lite.page.keyboard.press("Control+s")
    lite.page.get_by_text(
        re.compile(r"Checkpoint: \d+ seconds? ago")).wait_for()
    lite.page.wait_for_timeout(1000)
    lite.page.reload()
    first_cell(lite.page).get_by_text("# kept").wait_for()
    lite.page.goto("about:blank")
    lite.page.goto(lite.link)
    first_cell(lite.page).get_by_text("# kept").wait_for()


def test_jupyterlite_asks_no_other_host(lite):
    assert lite.foreign == []
    assert [url for url in lite.failed if url.startswith("404")] == []
