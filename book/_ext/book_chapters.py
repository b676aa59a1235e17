"""Executing the chapters: environment and cache.

The notebook cache compares code cells only.  It is kept in a folder named
after the library, its data and the pins, so that a change in any of them
executes every chapter again.
"""
import hashlib
import os
import shutil
from pathlib import Path

import nbformat
from book_contents import NAMES, STATEMENTS
from jupyter_cache import get_cache

# rnnlib renders sliders as static frames, matplotlib shows figures in the
# page whatever the user's settings, sets iterate in one order, and matrices
# are multiplied in one thread: several chapters are executed at a time.
KERNEL_ENVIRONMENT = {
    "RNNLIB_BOOK": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1"}
# Figures are kept as SVG for the page and as PNG for the rest; ids in SVG are
# the same in every build.
PROFILE = """\
c.InlineBackend.figure_formats = {"png", "svg"}
c.InlineBackend.rc = {"svg.fonttype": "path", "svg.hashsalt": "rnnlib"}
"""


def inputs(root):
    """The files, besides a chapter itself, on which its outputs depend.

    The names of equations are not among them: a page has links instead. Nor
    are the statements: `book_recalled` knows which pages recall which.
    """
    folders = (root / "rnnlib", root / "book" / "data")
    files = (f for folder in folders for f in folder.rglob("*"))
    sources = [f for f in files if f.is_file() and f.suffix != ".pyc"
               and f not in (root / NAMES, root / STATEMENTS)]
    return sorted([*sources, *root.glob("constraints.txt")])


def fingerprint(root):
    """A hash of the names and contents of all inputs."""
    digest = hashlib.sha256(PROFILE.encode())
    for file in inputs(root):
        digest.update(str(file.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def write_profile(app):
    """Give kernels settings of their own; returns the folder of these."""
    folder = Path(app.outdir).parent / ".ipython"
    file = folder / "profile_default" / "ipython_kernel_config.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PROFILE)
    return str(folder)


def choose_cache(app, config):
    """Name the cache after the inputs and drop the caches of older ones.

    The path is a setting of the environment: when it changes, Sphinx reads
    every chapter anew.
    """
    os.environ.update(KERNEL_ENVIRONMENT, IPYTHONDIR=write_profile(app))
    caches = Path(app.outdir).parent / ".jupyter_cache"
    current = caches / fingerprint(Path(app.srcdir))
    config.nb_execution_cache_path = str(current)
    for old in caches.glob("*"):
        if old != current:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


def executed_notebook(app, docname):
    """Where the build leaves the chapter as an executed notebook."""
    folder = Path(app.outdir).parent / "jupyter_execute"
    return folder / f"{docname}.ipynb"


def complete_notebook(app, docname):
    """The executed notebook; for a cached chapter with its outputs put back.

    myst-nb writes a chapter found in the cache without outputs. While a page
    is read, several ask for its notebook: they share one, and change nothing.
    """
    kept = app.env.temp_data.get("complete_notebook")
    if kept is None:
        kept = app.env.temp_data["complete_notebook"] = completed(
            app, executed_notebook(app, docname))
    return kept


def completed(app, path):
    """An executed notebook with its outputs, which are written to it too."""
    notebook = nbformat.read(path, as_version=4)
    if any(cell.get("outputs") for cell in notebook.cells):
        return notebook                           # it was executed just now
    cache = get_cache(app.config.nb_execution_cache_path)
    try:
        _, notebook = cache.merge_match_into_notebook(notebook)
    except KeyError:  # not cached, since a cell failed: reported elsewhere
        return notebook
    nbformat.write(notebook, path)
    return notebook


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", choose_cache)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
