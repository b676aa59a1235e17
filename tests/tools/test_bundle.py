"""Live code's scripts are bundled, or the build says why not."""
import subprocess
import sys
from pathlib import Path

import pytest
from book_bundle import SOURCES, bundle
from serving import ROOT
from sphinx.errors import ConfigError

NODE = Path(sys.prefix, "bin", "node")


@pytest.fixture
def project(tmp_path):
    """A project with these scripts and packages."""
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    folder = tmp_path / SOURCES
    folder.mkdir(parents=True)
    for file in (ROOT / SOURCES).glob("*.js"):
        (folder / file.name).write_text(file.read_text())
    return tmp_path


def test_both_are_plain_scripts_and_the_licence_is_in(project):
    page, editor = bundle(project, project / "html")
    for file in (page, editor):
        subprocess.run([NODE, "--check", file], check=True)
        assert "import " not in file.read_text()[:2000].replace(
            "important", "")
    assert "Permission is hereby granted" in editor.read_text()
    first = editor.read_bytes()
    assert bundle(project, project / "html")[1].read_bytes() == first


def test_a_fault_in_a_script_stops_the_build(project):
    (project / SOURCES / "dom.js").write_text("export const = 1;")
    with pytest.raises(ConfigError, match="page.js was not bundled"):
        bundle(project, project / "html")


def test_without_esbuild_make_book_is_named(project):
    (project / "node_modules").unlink()
    with pytest.raises(ConfigError, match="Install it: make book"):
        bundle(project, project / "html")
