"""What pages say of Pyodide: relative, complete, and only where needed."""
import json
import re
from pathlib import Path

import book_live
import pytest
from book_pyodide import CDN, CORE, LOCK, closure
from serving import HTML, ROOT, pages
from sphinx.errors import ConfigError

CONFIG = re.compile(r'<script[^>]*id="live-config"[^>]*>(.*?)</script>')
TOLD = re.compile(r'<script[^>]*id="(?:live|judge)-config".*?</script>')


def config_of(name):
    """The page's config, None if it has none."""
    found = CONFIG.search((HTML / f"{name}.html").read_text())
    return found and json.loads(found[1])


def served(tmp_path, monkeypatch, named=""):
    """The site's folder as a build would fill it; what pages say."""
    monkeypatch.setenv("PYODIDE_DIR", named)
    root = tmp_path / "project"
    root.mkdir()
    for name in ("rnnlib", "node_modules", "pyproject.toml", "LICENSE"):
        (root / name).symlink_to(ROOT / name)
    folder = tmp_path / "html" / "pyodide"
    folder.mkdir(parents=True)
    (folder / "rnnlib-0.0-py3-none-any.whl").write_text("an earlier build's")
    return folder, book_live.serve(root, folder)


@pytest.mark.parametrize("name", pages())
def test_pages_with_cells_say_where_python_is(name):
    config = config_of(name)
    page = HTML / f"{name}.html"
    assert (config is not None) == ('class="cell ' in page.read_text())
    if config:
        for kind in ("core", "lock", "worker", "editor"):
            path, _, version = config[kind].partition("?v=")
            assert (page.parent / path).exists(), kind
            assert "://" not in path
            assert not path.startswith("/")
        assert config["core"] == "../pyodide/"
        assert 20e6 < config["bytes"] < 40e6


@pytest.mark.parametrize("name", pages())
def test_no_page_loads_python_by_itself(name):
    text = TOLD.sub("", (HTML / f"{name}.html").read_text())
    assert "pyodide" not in text.lower()
    assert "jsdelivr" not in text


def test_addresses_follow_the_page_into_folders():
    said = {"lock": f"{LOCK}?v=1", "worker": "w.js", "packages": [],
            "bytes": 1, "editor": "e.js"}
    deep = book_live.page_config(said, lambda path: f"../../{path}")
    assert deep == {"core": "../../pyodide/", "packages": [], "bytes": 1,
                    "lock": f"../../pyodide/{LOCK}?v=1",
                    "worker": "../../_static/w.js",
                    "editor": "../../_static/e.js"}


def test_without_a_folder_wheels_come_from_the_cdn(tmp_path, monkeypatch):
    folder, said = served(tmp_path, monkeypatch)
    packages = json.loads((folder / LOCK).read_text())["packages"]
    here = {p["file_name"] for p in packages.values()
            if "://" not in p["file_name"]}
    assert {path.name for path in folder.iterdir()} == {*CORE, LOCK, *here}
    wanted = closure({"packages": packages}, said["packages"])
    there = {name for name, package in wanted.items()
             if package["file_name"].startswith(CDN)}
    assert {"numpy", "matplotlib", "pillow"} < there
    assert wanted.keys() - there == {"rnnlib", "sympy", "mpmath", "lark"}
    assert 20e6 < said["bytes"] < 40e6


def test_wheel_is_the_same_each_time_and_follows_rnnlib(
        tmp_path, monkeypatch):
    folder, _ = served(tmp_path, monkeypatch)
    wheel, = folder.glob("rnnlib-*.whl")
    first = wheel.read_bytes()
    wheel.unlink()
    project = tmp_path / "project"
    assert book_live.library_wheel(project, folder).read_bytes() == first
    (project / "LICENSE").unlink()
    (project / "LICENSE").write_text("Another.\n")
    assert book_live.library_wheel(project, folder).name != wheel.name


def test_a_folder_that_is_not_there_is_named(tmp_path, monkeypatch):
    with pytest.raises(ConfigError, match=f"nowhere holds no {LOCK}"):
        served(tmp_path, monkeypatch, str(Path("/nowhere")))
