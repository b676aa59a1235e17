"""make class: what a teacher gets, used as a class without a network would."""
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

import nbformat
import pytest
import rnnlib
from chapters import CHAPTERS
from lab import free_port, wait_for
from serving import FLAGS, HTML, Visit
from tooling import tool
from wanted import want

NAME = f"Backpropagation-Through-Time-{rnnlib.__version__}"


@pytest.fixture(scope="module")
def classroom():
    """The tool."""
    return tool("classroom")


@pytest.fixture(scope="module")
def stick(tmp_path_factory, classroom):
    """A USB stick onto which the zip was unpacked; its one folder."""
    want((HTML / "lite").is_dir(), "the site has no Python of its own: "
         "run make pyodide, make book")
    built = tmp_path_factory.mktemp("built")
    (built / "html").symlink_to(HTML)
    (built / classroom.PDF).write_bytes(b"%PDF-1.4")
    with zipfile.ZipFile(classroom.pack(built, built / classroom.PDF)) as pack:
        pack.extractall(built / "stick")
    folder, = (built / "stick").iterdir()
    return folder


def test_the_name_tells_the_version(stick):
    assert stick.name == NAME


def test_the_zip_holds_everything(stick, classroom):
    names = {one.name for one in stick.iterdir()}
    assert names == {"README.txt", "index.html", "site", "notebooks",
                     classroom.PDF}
    for file in filter(Path.is_file, HTML.rglob("*")):
        copy = stick / "site" / file.relative_to(HTML)
        assert copy.stat().st_size == file.stat().st_size
    notebooks = stick / "notebooks"
    assert {one.stem for one in notebooks.glob("*.ipynb")} == {*CHAPTERS}
    wheel, = notebooks.glob("rnnlib-*.whl")
    version = wheel.name.split("-")[1]
    first = nbformat.read(notebooks / "model.ipynb", as_version=4).cells[1]
    assert f"'{version}'" in first.source    # that of this very build
    text = (stick / "README.txt").read_text()
    assert f"Version {rnnlib.__version__}." in text
    named = re.findall(r"^    ([a-z]+/|\S+\.pdf) ?", text, re.MULTILINE)
    assert named == ["site/", "notebooks/", classroom.PDF]
    assert all((stick / name).exists() for name in named)


@pytest.fixture(scope="module")
def served(stick, tmp_path_factory):
    """The address, as the README says: python -m http.server."""
    log, port = tmp_path_factory.mktemp("log") / "log", free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "http.server", str(port)], cwd=stick,
            stdout=out, stderr=out)
        try:
            wait_for(server, address, log)
            yield address
        finally:
            server.terminate()
            server.wait()


def test_the_folder_leads_to_the_book(served, browser):
    assert any("MAP * ~NOTFOUND" in flag for flag in FLAGS)  # no other host
    with Visit(browser, served) as visit:
        visit.page.wait_for_url(f"{served}/site/book/index.html")
        visit.settle()
        # the first page may be left while its icon is under way
        failed = [one for one in visit.failed if "/favicon." not in one]
        assert (visit.errors, failed, visit.foreign) == ([], [], [])


def test_live_code_runs_a_cell(served, browser):
    with Visit(browser, f"{served}/site/book/softmax-jacobian.html") as visit:
        page = visit.settle().page
        page.set_default_timeout(120_000)
        page.get_by_role("button", name="Live code").click()
        page.get_by_text("Python is ready").wait_for()
        for n, said in enumerate(["by definition", "Proved"]):
            cell = page.locator("div.cell:has(.live-editor)").nth(n)
            cell.get_by_role("button", name=re.compile("^Run")).click()
            cell.locator(".live-output").get_by_text(said).first.wait_for()
        assert (visit.errors, visit.failed, visit.foreign) == ([], [], [])


def test_jupyterlite_runs_a_cell(served, browser):
    with Visit(browser, f"{served}/site/book/softmax-jacobian.html") as visit:
        page = visit.page
        page.set_default_timeout(120_000)
        page.goto(page.locator(".dropdown-notebooks a", has_text="Lite"
                               ).evaluate("link => link.href"))
        first = page.locator(".jp-CodeCell").first
        first.get_by_text("Run this first").click()     # unfolds it
        first.locator(".cm-content").click()
        page.locator("[data-status=idle]").first.wait_for()
        page.keyboard.press("Shift+Enter")
        first.get_by_text(f"rnnlib {rnnlib.__version__} is here.").wait_for()
        for n, said in enumerate(["by definition", "Proved"], start=1):
            cell = page.locator(".jp-CodeCell").nth(n)
            cell.locator(".cm-content").click()
            page.keyboard.press("Shift+Enter")
            cell.get_by_text(said).first.wait_for()
        assert visit.foreign == []


def test_downloads_arrive_with_their_types(served):
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
    for name, kind in (("site/pyodide/pyodide.asm.wasm", "application/wasm"),
                       ("site/pyodide/pyodide.js", "text/javascript"),
                       ("site/pyodide/pyodide.mjs", "text/javascript"),
                       ("site/pyodide/pyodide-lock.json", "application/json"),
                       ("notebooks/model.ipynb", None),
                       ("site/wheels/index.html", "text/html")):
        with ask(f"{served}/{name}") as answer:
            assert answer.status == 200
            assert kind in (None, answer.headers.get_content_type())


@pytest.mark.parametrize(("without", "said"), [
    ("book", "there is no site yet. Run: make book"),
    ("lite", "the site fetches its Python from the network"),
    ("pyodide/numpy-*", "the site fetches its Python from the network")])
def test_a_site_that_is_not_whole_is_refused(without, said, classroom,
                                             tmp_path):
    for name in ("book", "pyodide", "lite"):
        (tmp_path / "html" / name).mkdir(parents=True)
        for file in filter(Path.is_file, (HTML / name).iterdir()):
            (tmp_path / "html" / name / file.name).symlink_to(file)
    for found in (tmp_path / "html").glob(without):
        shutil.rmtree(found) if found.is_dir() else found.unlink()
    with pytest.raises(classroom.Missing, match=said):
        classroom.pack(tmp_path, None)
