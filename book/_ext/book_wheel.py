"""rnnlib as a wheel: this very one, its version telling its contents.

Its version is rnnlib's with a label behind it, as in 0.1.0+site33a24a180389.
A browser thus takes no older one from its cache, pip replaces an older one,
and a notebook can ask which one is there.
"""
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)


def library_files(root):
    """The files that go into rnnlib's wheel."""
    files = (f for f in (root / "rnnlib").rglob("*") if f.is_file())
    return [root / "pyproject.toml", root / "LICENSE",
            *sorted(f for f in files if f.suffix != ".pyc")]


def digest(*files):
    """A short hash of the names and contents of files."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:12]


def label(root):
    """What stands behind the version."""
    return f"+site{digest(*library_files(root))}"


def library_version(root):
    """The version of the wheel: rnnlib's, and the label."""
    source = (root / "rnnlib" / "__init__.py").read_text()
    return VERSION.search(source)[1] + label(root)


def library_wheel(root, folder, plus="+"):
    """The wheel in a folder, which is built if it is not there.

    It is built from a copy, so that it holds nothing but the files as they
    are.  In its file's name `plus` stands for the label's plus sign, which
    some servers take for a space.
    """
    mark = label(root).replace("+", plus)
    if found := list(folder.glob(f"rnnlib-*{mark}-*.whl")):
        return found[0]
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        for file in library_files(root):
            copy = project / file.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        (project / "setup.cfg").write_text(
            f"[egg_info]\ntag_build = {label(root)}\n")
        built = build_wheel(project)
        return Path(shutil.copyfile(
            built, folder / built.name.replace("+", plus)))


def build_wheel(project):
    """Build a wheel, the same to the byte each time."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps",
         "--no-build-isolation", "--no-index", "-w", project, project],
        env={**os.environ, "SOURCE_DATE_EPOCH": "315532800"}, text=True,
        capture_output=True, check=False)
    if done.returncode:
        from sphinx.errors import ConfigError  # Binder asks for no wheel
        raise ConfigError(f"rnnlib's wheel was not built:\n{done.stderr}")
    return next(project.glob("*.whl"))
