"""Make rnnlib's wheel and sdist, and look through them as if to publish.

    .venv-release/bin/python tools/release.py [TAG]

A tag, as v0.1.0, must be the version.  Nothing is published: the workflow
release.yml would do so with these files.
"""
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "_build" / "dist"
VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
EXTRAS = "[plots,sliders,symbolic,judge]"
# What a new reader would try: gradients, a figure, a proof, a slider.
SMOKE = """
import warnings
warnings.simplefilter("error")
import numpy as np, rnnlib
from rnnlib.symbolic import *
from rnnlib.tasks import sonnets
assert len(sonnets()) > 1000
params = rnnlib.init(n_x=3, n_h=4, n_y=3)
x, y = np.eye(3)[:, None], np.array([[1], [2], [0]])
assert rnnlib.check_grads(params, x, y).ok
define("state", h[t, i], tanh(p[t, i]))
claim("own-slope", d(h[t, i], p[t, i]), 1 - h[t, i]**2)
rnnlib.explore(lambda a: rnnlib.plots.matrices({"a": a * np.eye(2)}).figure,
               a=[1, 2], alt="A test.")
print("rnnlib", rnnlib.__version__, "works")
"""


class Refused(Exception):
    """These files are not to be published."""


def version():
    """The library's."""
    return VERSION.search((ROOT / "rnnlib" / "__init__.py").read_text())[1]


def check_tag(tag):
    """A tag names the version."""
    if tag and tag != f"v{version()}":
        raise Refused(f"the tag is {tag}, but rnnlib's version is "
                      f"{version()}: the tag must be v{version()}")


def run(*command, **options):
    """Run a program; Refused with what it printed, if it fails."""
    done = subprocess.run([*map(str, command)], text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **options)
    if done.returncode:
        raise Refused(f"{' '.join(map(str, command[:4]))} failed:\n"
                      f"{done.stdout[-3000:]}")
    return done.stdout


def made(folder):
    """The wheel and the sdist in a folder, each the only one."""
    try:
        (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    except ValueError:
        raise Refused(f"{folder} must hold one wheel and one sdist") from None
    return wheel, sdist


def modules(names):
    """The files of the library among these names, from rnnlib/ on."""
    return {found[0] for name in names
            if (found := re.search(r"(?<![\w-])rnnlib/.*[^/]$", name))}


def library():
    """The files of the library here."""
    return {str(file.relative_to(ROOT)) for file in (ROOT / "rnnlib").rglob(
        "*") if file.is_file() and "__pycache__" not in file.parts}


def check_contents(wheel, sdist):
    """Both hold the library, whole, its licence, and nothing besides."""
    with zipfile.ZipFile(wheel) as pack:
        inside = pack.namelist()
    with tarfile.open(sdist) as pack:
        source = [one.name for one in pack.getmembers() if one.isfile()]
    for name, names in (("wheel", inside), ("sdist", source)):
        if wrong := modules(names) ^ library():
            raise Refused(f"the {name} and rnnlib/ differ in {sorted(wrong)}")
        if not any(one.endswith("LICENSE") for one in names):
            raise Refused(f"the {name} has no licence")
    strange = [one for one in inside
               if not one.startswith(("rnnlib/", "rnnlib-"))]
    strange += [one for one in source if "/tests/" in one]
    if strange:
        raise Refused(f"these do not belong there: {strange}")


def try_wheel(wheel):
    """Install the wheel into a new environment, and use it."""
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "venv", folder)
        python = Path(folder, "bin", "python")
        run(python, "-m", "pip", "install", "-q", f"{wheel}{EXTRAS}")
        run(python, "-m", "pip", "check")
        return run(python, "-c", SMOKE, cwd=folder).splitlines()[-1]


def main(tag=""):
    """Make and check; say what was made or why not."""
    try:
        check_tag(tag)
        shutil.rmtree(DIST, ignore_errors=True)
        run(sys.executable, "-m", "build", "--outdir", DIST, ROOT)
        wheel, sdist = made(DIST)
        check_contents(wheel, sdist)
        run(sys.executable, "-m", "twine", "check", "--strict", wheel, sdist)
        said = try_wheel(wheel)
    except Refused as error:
        sys.exit(f"make dist: {error}")
    print(f"{wheel}\n{sdist}\n{said}. Nothing was published.")


if __name__ == "__main__":
    main(*sys.argv[1:])
