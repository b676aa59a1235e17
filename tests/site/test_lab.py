"""JupyterLab, as Binder makes it and as `make lab` opens it."""
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from book_repository import binder_url, derive
from lab import FAULTS, lab, run_all
from serving import ROOT, Visit

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
    """Binder's JupyterLab on copies of the chapters, which it may change."""
    if not BINDER.exists():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no Binder environment: make test makes it with Python 3.12 or "
            "3.11")
    folder = tmp_path_factory.mktemp("binder")
    shutil.copytree(ROOT / "book", folder / "work" / "book",
                    ignore=shutil.ignore_patterns("_*"))
    with lab(lambda options: [BINDER, *options, "--allow-root",
                              f"--ServerApp.root_dir={folder / 'work'}"],
             folder) as address:
        yield address


@pytest.fixture(scope="module")
def chapter(binder, browser):
    """A chapter, opened by the launch link's path, all cells run."""
    fork = derive({}, "https://github.com/a/b")
    query = urlsplit(binder_url(fork, CHAPTER)).query
    path = parse_qs(query)["urlpath"][0]
    with Visit(browser, f"{binder}/api") as visit:
        visit.page.goto(f"{binder}/{path}")
        visit.page.locator(".jp-CodeCell").first.wait_for(timeout=60_000)
        run_all(visit.page)
        yield visit


def test_binder_opens_a_chapter_as_a_notebook_and_runs_it(chapter):
    cells = chapter.page.locator(".jp-CodeCell")
    assert cells.count() > 10
    assert chapter.page.locator(FAULTS).all_inner_texts() == []
    claim = cells.first.locator(".jp-OutputArea-output")
    assert "Proved for every" in claim.inner_text()
    assert claim.locator("mjx-container").count()


def test_explore_calls_python_at_each_move(chapter):
    output = chapter.page.locator(".widget-output")
    picture = output.locator("img")
    picture.wait_for(timeout=30_000)
    seen = [picture.get_attribute("src")]
    for _ in range(2):
        chapter.page.locator(".noUi-handle").press("ArrowRight")
        chapter.page.wait_for_function(
            "([e, old]) => ![null, undefined, old].includes("
            "e.querySelector('img')?.src)",
            arg=[output.element_handle(), seen[-1]], timeout=30_000)
        seen.append(picture.get_attribute("src"))
    assert len(set(seen)) == 3


def test_lab_asks_no_other_host(chapter):
    assert chapter.foreign == []


def test_make_lab_opens_chapters_as_notebooks(browser, tmp_path):
    def make(options):
        return ["make", "-C", ROOT, "lab", f"LAB_OPTIONS={' '.join(options)}"]
    with lab(make, tmp_path) as address, Visit(
            browser, f"{address}/api") as visit:
        visit.page.goto(f"{address}/lab/tree/model.md")
        visit.page.locator(".jp-CodeCell").first.wait_for(timeout=60_000)
        visit.page.get_by_text("| Idle").wait_for(timeout=60_000)
