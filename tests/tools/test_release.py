"""What would be published, and what would not."""
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from tooling import tool

ROOT = Path(__file__).resolve().parents[2]
SDIST = "from setuptools import build_meta; build_meta.build_sdist({!r})"


@pytest.fixture(scope="module")
def release():
    """The tool."""
    return tool("release")


@pytest.fixture(scope="module")
def files(tmp_path_factory, release):
    """A wheel and an sdist, made as the tool makes them: one from another."""
    folder = tmp_path_factory.mktemp("dist")
    project = folder / "project"
    project.mkdir()
    shutil.copytree(ROOT / "rnnlib", project / "rnnlib",
                    ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "tools", project / "tests")
    for name in ("pyproject.toml", "MANIFEST.in", "LICENSE", "README.md"):
        shutil.copy(ROOT / name, project)
    subprocess.run([sys.executable, "-c", SDIST.format(str(folder))],
                   cwd=project, check=True, capture_output=True)
    sdist, = folder.glob("*.tar.gz")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps",
                    "--no-build-isolation", "--no-index", "-w", folder,
                    sdist], check=True, capture_output=True)
    return release.made(folder)


def test_wheel_and_sdist_hold_the_library_and_nothing_else(release, files):
    release.check_contents(*files)


def test_metadata_is_complete(release, files):
    with zipfile.ZipFile(files[0]) as pack:
        name, = (one for one in pack.namelist() if one.endswith("METADATA"))
        said = message_from_bytes(pack.read(name))
    assert (said["Name"], said["Version"]) == ("rnnlib", release.version())
    assert said["Description-Content-Type"] == "text/markdown"
    assert "Backpropagation Through Time, Derived" in said.get_payload()
    assert said["License-Expression"] == "MIT" and said["Keywords"]
    assert {*said.get_all("Provides-Extra")} == {
        "judge", "plots", "sliders", "symbolic"}


def change(wheel, drop=None, add=None):
    """A copy of a wheel, without a file or with one more."""
    other = wheel.with_name("changed.whl")
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            if name != drop:
                new.writestr(name, old.read(name))
        if add:
            new.writestr(add, "")
    return other


@pytest.mark.parametrize(("more", "why"), [
    ({"drop": "rnnlib/data/sonnets.txt"}, "differ in ['rnnlib/data/sonn"),
    ({"add": "rnnlib/notes.py"}, "differ in ['rnnlib/notes.py']"),
    ({"add": "tests/x.py"}, "do not belong there: ['tests/x.py']")])
def test_another_wheel_is_refused(release, files, more, why):
    wheel, sdist = files
    with pytest.raises(release.Refused) as refused:
        release.check_contents(change(wheel, **more), sdist)
    assert why in str(refused.value)


def test_a_tag_must_be_the_version(release):
    release.check_tag("")
    release.check_tag(f"v{release.version()}")
    with pytest.raises(release.Refused, match="the tag is v9, but rnnlib's"):
        release.check_tag("v9")


def test_tests_stay_out_of_the_sdist(files):
    with tarfile.open(files[1]) as pack:
        assert not any("/tests/" in name for name in pack.getnames())


def test_what_a_new_reader_would_try_works(release, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", release.SMOKE], cwd=tmp_path, text=True,
        check=False, capture_output=True)
    assert done.stdout.endswith(f"rnnlib {release.version()} works\n"), (
        done.stderr)
