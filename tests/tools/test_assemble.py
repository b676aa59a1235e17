"""make pyodide refuses what is not official and leaves nothing behind."""
import os
import subprocess
import sys
from pathlib import Path

import pytest
from book_pyodide import LOCK, closure, official, sha256

ROOT = Path(__file__).resolve().parents[2]
LOCKED = official(ROOT / "node_modules" / "pyodide")
FIRST = "asttokens-2.4.1-py2.py3-none-any.whl"


def assemble(target, mirror):
    """Run the tool; its exit code and what it says."""
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "pyodide.py", target], text=True,
        env={**os.environ, "PYODIDE_MIRROR": str(mirror),
             "PYTHONPATH": str(ROOT / "book" / "_ext")},
        capture_output=True, check=False)
    return done.returncode, done.stderr


@pytest.fixture
def mirror(tmp_path):
    """A mirror without any file."""
    folder = tmp_path / "mirror"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("earlier", [False, True])
def test_another_file_is_refused_and_nothing_left(mirror, earlier):
    (mirror / FIRST).write_bytes(b"not this one")
    target = mirror.with_name("pyodide")
    if earlier:
        target.mkdir()
        (target / LOCK).write_text("the last good one")
    code, said = assemble(target, mirror)
    assert code != 0
    assert f"{FIRST}: not the official file" in said
    assert LOCKED["packages"]["asttokens"]["sha256"] in said
    assert f"got {sha256(mirror / FIRST)}" in said
    left = {path.name for path in mirror.parent.iterdir()}
    assert left == {"mirror"} | ({"pyodide"} if earlier else set())
    if earlier:
        assert (target / LOCK).read_text() == "the last good one"


@pytest.mark.parametrize("place", ["folder", "http://127.0.0.1:9"])
def test_a_missing_file_is_named(mirror, place):
    target = mirror.with_name("pyodide")
    place = mirror if place == "folder" else place
    code, said = assemble(target, place)
    assert code != 0
    assert f"{FIRST}: cannot be had from {place}" in said
    assert "Traceback" not in said
    assert not target.exists()


def test_a_folder_of_something_else_is_not_replaced(mirror):
    (mirror / "thesis.txt").write_text("the only copy")
    code, said = assemble(mirror, mirror)
    assert code != 0
    assert "holds no Pyodide" in said
    assert (mirror / "thesis.txt").exists()


def test_closure_follows_every_dependence():
    found = closure(LOCKED, ["ipython"])
    assert {"prompt-toolkit", "wcwidth", "six"} <= set(found)
    assert "fonttools" not in closure(LOCKED, ["matplotlib"])
    with pytest.raises(KeyError, match="nowhere"):
        closure({"packages": {}}, ["nowhere"])
