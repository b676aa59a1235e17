"""The folder that `make pyodide` assembled, as the site serves it."""
import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from book_pyodide import LOCK, closure, sha256
from wanted import want

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html" / "pyodide"
# Star imports fail where a public name is lacking.
PYTHON = """
from numpy import *
from numpy.linalg import *
from numpy.random import *
from matplotlib.pyplot import *
from mpmath import *
from sympy import *
from rnnlib.symbolic import *
import io
import traceback
import rnnlib
from rnnlib import plots
import IPython, ipywidgets, jedi, numpy, matplotlib.font_manager as fonts

assert "hyperbolic tangent" in numpy.tanh.__doc__.lower()
assert len(fonts.fontManager.ttflist) > 20
plots.matrices({"a": numpy.eye(2)}).figure.savefig(io.StringIO(), format="svg")
try:
    numpy.linalg.inv(numpy.zeros((2, 2)))
except numpy.linalg.LinAlgError:
    pass
try:
    rnnlib.init(n_x=0, n_h=1, n_y=1)
except ValueError:
    print(traceback.format_exc())
"""
NODE = """
import { loadPyodide } from "pyodide";
const python = await loadPyodide({
  indexURL: process.argv[1], packages: JSON.parse(process.argv[2]),
  env: { MPLBACKEND: "agg", HOME: "/home" } });
try {
  python.runPython(process.argv[3]);
} catch (error) {
  console.log(error.message);
  process.exit(1);
}
"""


@pytest.fixture(scope="module")
def folder():
    """Where the folder is."""
    named = os.environ.get("PYODIDE_DIR") or ROOT / "_build" / "pyodide"
    want((Path(named) / LOCK).exists(),
         f"{named} was not assembled: run make pyodide")
    return Path(named)


@pytest.mark.parametrize("place", ["assembled", "site"])
def test_every_file_is_there_and_what_the_lock_says(folder, place):
    folder = folder if place == "assembled" else SITE
    packages = json.loads((folder / LOCK).read_text())["packages"]
    assert packages == closure({"packages": packages}, packages)
    for package in packages.values():
        assert sha256(folder / package["file_name"]) == package["sha256"]
    assert ("rnnlib" in packages) == (place == "site")


def modules(wheel):
    """The public modules in a wheel, whatever their form."""
    names = {Path(name).with_suffix("") for name in ZipFile(wheel).namelist()
             if name.endswith((".py", ".pyc"))}
    return {str(name) for name in names if "/_" not in f"/{name}"}


def test_lean_wheels_lack_no_public_module_of_sympy(folder):
    wheel = next(Path(sys.prefix, "wheels").glob("sympy-*.whl"))
    lacking = modules(wheel) - modules(folder / wheel.name)
    assert {name for name in lacking if not any(part in name for part in (
        "/tests/", "/benchmarks/", "/autolev/"))} == set()


def test_it_runs_in_pyodide(folder):
    named = json.dumps(["numpy", "matplotlib", "sympy", "lark", "rnnlib",
                        "ipywidgets", "jedi"])
    done = subprocess.run(
        [Path(sys.prefix, "bin", "node"), "--input-type=module", "-e", NODE,
         f"{SITE}/", named, PYTHON], cwd=ROOT, text=True,
        capture_output=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    said = done.stdout + done.stderr
    assert "font cache" not in said
    assert "raise ValueError" in said  # rnnlib's tracebacks show its source
