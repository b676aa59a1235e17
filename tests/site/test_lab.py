"""JupyterLab, as Binder makes it and as `make lab` opens it."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import rnnlib
from book_repository import binder_url, derive
from lab import FAULTS, lab, run_all
from serving import ROOT, Visit
from test_notebook_text import RAW
from wanted import want

CHAPTER = "book/softmax-jacobian"
BINDER = ROOT / ".venv-binder" / "bin" / "jupyter-lab"


@pytest.fixture(scope="module")
def repo2docker():
    """The Dockerfile that Binder would build."""
    command = Path(sys.executable).with_name("jupyter-repo2docker")
    done = subprocess.run([command, "--no-build", "--debug", ROOT], text=True,
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_binder_takes_python_that_the_pins_support(repo2docker):
    assert "conda environment for python=3.12\n" in repo2docker


def test_binder_installs_what_the_chapters_need(repo2docker):
    steps = ["COPY --chown=0:0 src/ ${REPO_DIR}/",  # pins are in the root
             'pip install --no-cache-dir -r ".binder/requirements.txt"',
             "RUN ./.binder/postBuild"]
    places = [repo2docker.rfind(step) for step in steps]
    assert -1 < places[0] < places[1] < places[2]
    assert os.access(ROOT / ".binder" / "postBuild", os.X_OK)


@pytest.fixture(scope="module")
def binder(tmp_path_factory):
    """Binder's JupyterLab, and notebooks as its postBuild makes them."""
    want(BINDER.exists(), "no Binder environment: make test makes it with "
         "Python 3.12 or 3.11")
    folder = tmp_path_factory.mktemp("binder")
    subprocess.run([BINDER.with_name("python"), ROOT / "tools/notebooks.py",
                    folder / "work" / "notebooks"], check=True)
    with lab(lambda options: [BINDER, *options, "--allow-root",
                              f"--ServerApp.root_dir={folder / 'work'}"],
             folder) as address:
        yield address


def settled(page):
    """Wait until all text is rendered and its formulas are typeset."""
    page.wait_for_function("""() => {
        const all = [...document.querySelectorAll(".jp-MarkdownCell")];
        return all.length > 0 && all.every(
            e => e.classList.contains("jp-mod-rendered"))
            && document.querySelector("mjx-container");
    }""", timeout=60_000)
    page.wait_for_timeout(1000)


@pytest.fixture(scope="module")
def chapter(binder, browser):
    """A chapter, opened by the launch link's path, all cells run."""
    fork = derive({}, "https://github.com/a/b")
    query = urlsplit(binder_url(fork, CHAPTER)).query
    path = parse_qs(query)["urlpath"][0]
    with Visit(browser, f"{binder}/api") as visit:
        visit.page.goto(f"{binder}/{path}")
        visit.page.locator(".jp-CodeCell").first.wait_for(timeout=60_000)
        settled(visit.page)
        yield visit


@pytest.fixture(scope="module")
def ran(chapter):
    """The chapter, all cells run."""
    run_all(chapter.page)
    return chapter


def shown(page):
    """The text that is to be read on a page, formulas and code left out."""
    return page.locator(".jp-RenderedMarkdown:visible").evaluate_all("""all =>
        all.map(one => {
            const copy = one.cloneNode(true);
            for (const part of copy.querySelectorAll("mjx-container, pre"))
                part.remove();
            return copy.textContent;
        }).join("\\n")""")


def test_the_reader_sees_nothing_raw(chapter):
    text = shown(chapter.page)
    assert RAW.search(text) is None
    for words in ("Predict first", "(1.4)", "[Squire and Trapp, 1998]",
                  "Exercise 2.3", "Change me", "Your answer"):
        assert words in text


def test_choices_open_to_what_is_said_of_them(chapter):
    choice = chapter.page.locator("details").first
    assert "It is: the wrong sign" not in choice.inner_text()
    choice.locator("summary").click()
    assert "Not so. It is: the wrong sign" in choice.inner_text()


def test_solutions_are_folded_and_what_follows_is_not(chapter):
    page = chapter.page
    headings = page.locator(".jp-MarkdownCell:visible h4")
    assert headings.count() == 3
    text = page.locator(".jp-Notebook").inner_text()
    assert "Put a = b = 1" not in text and "Dividing the Jacobian" not in text
    for after in ("Exercise 2.2", "Exercise 2.4", "Next"):
        assert page.get_by_role(
            "heading", name=after, exact=True).is_visible()
    answers = page.locator(".jp-CodeCell:visible", has_text="answer = ...")
    assert answers.count() == 2


def test_question_cells_are_hidden(chapter):
    page = chapter.page
    hidden = page.locator(".jp-Placeholder:visible", has_text="judged")
    assert hidden.count() == 2
    assert page.get_by_text("ask.formula(").filter(visible=True).count() == 0


def test_binder_opens_a_chapter_as_a_notebook_and_runs_it(ran):
    cells = ran.page.locator(".jp-CodeCell")
    assert cells.count() > 10
    assert ran.page.locator(FAULTS).all_inner_texts() == []
    brought = cells.first.locator(".jp-OutputArea-output").inner_text()
    assert brought.strip() == f"rnnlib {rnnlib.__version__} is here."
    recap = cells.nth(1).locator(".jp-OutputArea-output")
    assert "From The model and its shapes:" in recap.inner_text()
    assert "(1.4)" in recap.locator("li").first.inner_text()
    claim = cells.nth(2).locator(".jp-OutputArea-output")
    assert "Proved for every" in claim.inner_text()
    assert "rests on (1.4)" in claim.inner_text()
    assert claim.locator("mjx-container").count()
    assert "(2.1)" in claim.locator("mjx-container").first.inner_text()


def test_answers_are_judged_and_typeset(ran):
    """The hidden cell has run, as all others, and so have the solutions."""
    cell = ran.page.locator(".jp-CodeCell:visible").nth(ran.page.locator(
        ".jp-CodeCell:visible").evaluate_all(
            "all => all.findIndex(e => e.innerText.includes('made of y_'))"))
    cell.locator(".cm-content").click()
    ran.page.keyboard.press("Control+a")
    ran.page.keyboard.insert_text(
        'check("differentiate-log-softmax", delta(a, b) - y_hat[t, b])')
    ran.page.keyboard.press("Shift+Enter")
    said = cell.locator(".jp-OutputArea-output")
    said.get_by_text("Right").wait_for(timeout=30_000)
    assert said.locator("mjx-container").count() == 1
    assert "$" not in said.inner_text() and "*" not in said.inner_text()


def test_explore_calls_python_at_each_move(ran):
    output = ran.page.locator(".widget-output")
    picture = output.locator("img")
    picture.wait_for(timeout=30_000)
    seen = [picture.get_attribute("src")]
    for _ in range(2):
        ran.page.locator(".noUi-handle").press("ArrowRight")
        ran.page.wait_for_function(
            "([e, old]) => ![null, undefined, old].includes("
            "e.querySelector('img')?.src)",
            arg=[output.element_handle(), seen[-1]], timeout=30_000)
        seen.append(picture.get_attribute("src"))
    assert len(set(seen)) == 3


def test_lab_asks_no_other_host(chapter):
    assert chapter.foreign == []


def made(*settings):
    """What starts `make lab` with settings."""
    return lambda options: ["make", "-C", ROOT, "lab", *settings,
                            f"LAB_OPTIONS={' '.join(options)}"]


def test_make_lab_opens_chapters_as_notebooks(browser, tmp_path):
    notebooks = tmp_path / "my notebooks"
    with lab(made(f"NOTEBOOKS={notebooks}"), tmp_path) as address, Visit(
            browser, f"{address}/api") as visit:
        visit.page.goto(address)
        visit.page.get_by_role("heading", name="What is different").wait_for(
            timeout=60_000)                        # the book's first page
        visit.page.goto(f"{address}/lab/tree/model.ipynb?reset")
        visit.page.locator(".jp-CodeCell:visible").first.wait_for(
            timeout=60_000)
        visit.page.get_by_text("| Idle").wait_for(timeout=60_000)
        settled(visit.page)
        assert RAW.search(shown(visit.page)) is None


def save(page, file, before):
    """Save, and wait until the file has been written."""
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')",
                           timeout=30_000)
    end = time.monotonic() + 30
    while file.stat().st_mtime_ns == before and time.monotonic() < end:
        page.wait_for_timeout(200)
    assert file.stat().st_mtime_ns != before


@pytest.fixture
def authors(browser, tmp_path):
    """A chapter's source opened by `make lab AUTHOR=1`, in a copy."""
    copy = tmp_path / "book"
    shutil.copytree(ROOT / "book", copy, ignore=shutil.ignore_patterns("_*"))
    command = made("AUTHOR=1", f"CHAPTERS={copy}")
    with lab(command, tmp_path) as address, Visit(
            browser, f"{address}/api") as visit:
        visit.page.goto(f"{address}/lab/tree/softmax-jacobian.md")
        visit.page.locator(".jp-CodeCell").first.wait_for(timeout=60_000)
        visit.page.get_by_text("| Idle").wait_for(timeout=60_000)
        yield visit.page, copy / "softmax-jacobian.md"


def test_an_author_s_save_writes_what_was_edited_only(authors):
    page, file = authors
    before = file.read_text()
    page.locator(".jp-CodeCell").first.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")              # run: an output, no edit
    save(page, file, file.stat().st_mtime_ns)
    assert file.read_text() == before
    page.locator(".jp-CodeCell").nth(1).locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n# mine")
    save(page, file, file.stat().st_mtime_ns)
    after = file.read_text()
    assert "# mine\n" in after and after.replace("# mine\n", "") == before
