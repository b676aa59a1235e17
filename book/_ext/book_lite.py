"""JupyterLite on the site: the clean notebooks, run by the site's own Python.

It is built from book_notebooks' output, and only where the site carries
Pyodide itself, which serves the live pages too.
"""
import hashlib
import json
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from book_live import PACKAGES, assembled
from sphinx.errors import ExtensionError

PARTS = ("jupyterlite-core", "jupyterlite-pyodide-kernel",
         "jupyterlab-widgets")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
SHORTCUTS = "@jupyterlab/shortcuts-extension:shortcuts"
# This JupyterLab takes arrow keys for moving between cells even where a slider
# has the focus; later ones do not.
ARROWS = {"Left": "move-cursor-heading-above-or-collapse",
          "Right": "move-cursor-heading-below-or-expand",
          "Up": "move-cursor-up", "Down": "move-cursor-down"}
FOCUS = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus"


def arrow(key, selector, **more):
    """What an arrow key does where the selector matches."""
    return {"command": f"notebook:{ARROWS[key]}", "keys": [f"Arrow{key}"],
            "selector": selector, **more}


SETTINGS = {  # addresses are relative to lite/
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "litePluginSettings": {KERNEL: {
            "pyodideUrl": "./../pyodide/pyodide.js",
            "disablePyPIFallback": True,
            "loadPyodideOptions": {"packages": [*PACKAGES, "ipywidgets"]}}},
        "settingsOverrides": {SHORTCUTS: {"shortcuts": [
            *(arrow(key, FOCUS, disabled=True) for key in ARROWS),
            *(arrow(key, FOCUS + ':not([role="slider"])')
              for key in ARROWS)]}}}}
# Of the extensions in the environment only these: others are for JupyterLab.
EXTENSIONS = [str(Path(sys.prefix, "share", "jupyter", "labextensions", name))
              for name in ("@jupyterlite/pyodide-kernel-extension",
                           "@jupyter-widgets/jupyterlab-manager")]
CONFIG = {"LiteBuildConfig": {"federated_extensions": EXTENSIONS,
                              "ignore_sys_prefix": ["federated_extensions"]}}
COMMAND = [Path(sys.executable).with_name("jupyter-lite"), "build",
           "--apps", "lab", "--apps", "notebooks", "--apps", "tree",
           "--no-unused-shared-packages", "--no-sourcemaps"]


def fingerprint(notebooks):
    """A hash of all that JupyterLite is built from."""
    digest = hashlib.sha256(json.dumps(SETTINGS).encode())
    for part in PARTS:
        digest.update(f"{part} {version(part)}\n".encode())
    for file in sorted(notebooks.rglob("*.ipynb")):
        digest.update(f"{file.relative_to(notebooks)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def assemble(notebooks, work, target):
    """Build JupyterLite with these notebooks in a new folder."""
    for folder in (work, target):
        shutil.rmtree(folder, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "jupyter-lite.json").write_text(json.dumps(SETTINGS))
    (work / "jupyter_lite_config.json").write_text(json.dumps(CONFIG))
    done = subprocess.run(
        [*COMMAND, "--contents", notebooks, "--output-dir", target],
        cwd=work, text=True, check=False, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    if done.returncode:
        raise ExtensionError(f"JupyterLite: {done.stdout[-2000:]}")


def build(app, error):
    """Make the site's lite/, if it should have one and its inputs changed."""
    if error:
        return
    html, work = Path(app.outdir), Path(app.outdir).parent / "lite"
    target, stamp = html / "lite", work / "inputs.sha256"
    if not app.config.book_lite:
        shutil.rmtree(target, ignore_errors=True)
        return
    inputs = fingerprint(html / "notebooks")
    if not (target.is_dir() and stamp.is_file()
            and stamp.read_text() == inputs):
        assemble(html / "notebooks", work, target)
        stamp.write_text(inputs)


def setup(app):
    """Register with Sphinx, to build after book_notebooks has written."""
    app.connect("config-inited", lambda app, config: setattr(
        config, "book_lite", assembled(Path(app.srcdir)) is not None))
    app.connect("build-finished", build, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
