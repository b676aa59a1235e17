"""Run chapters on the versions that Google Colab has, as a reader would.

    PYTHONPATH=book/_ext:. python tools/colab.py [CHAPTER ...]

An environment has what Colab lists, and not rnnlib.  The notebooks of the
site are run in it whole; their first cell takes rnnlib's wheel from a server
of this tool.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nbformat
from book_install import install_cell, write_wheels
from book_wheel import library_version
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from pythons import find

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv-colab"
PYTHON = HOME / "bin" / "python"
PINS = ROOT / "requirements-colab.txt"
VERSION = "3.13"                       # Colab's
# Proofs, sliders, training and answers.
CHAPTERS = ("softmax-jacobian", "adjoint", "vanishing", "lstm", "clipping")
WIDGET = "application/vnd.jupyter.widget-view+json"
# Added to each: which versions were used, and that a slider calls Python.
LAST = """
import ipywidgets, rnnlib, numpy as np, matplotlib.pyplot as plt
drawn = []
def draw(a):
    drawn.append(a)
    return plt.figure(figsize=(1, 1))
box = rnnlib.explore(draw, a=([1, 2, 3], 1), alt="A test.")
box.children[0].value = 3
assert drawn == [1, 3], drawn
print("ipywidgets", ipywidgets.__version__, "numpy", np.__version__)
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *args):
        """Say nothing."""


def environment():
    """Make the environment, if it is not there or its pins have changed."""
    stamp = HOME / "stamp"
    if stamp.exists() and stamp.read_text() == PINS.read_text():
        return
    python = find(VERSION)
    if python is None:
        sys.exit(f"make colab: Colab has Python {VERSION}, and there is none "
                 "on the PATH or of pyenv.")
    shutil.rmtree(HOME, ignore_errors=True)
    subprocess.run([*python, "-m", "venv", HOME], check=True)
    if subprocess.run([PYTHON, "-m", "pip", "install", "-q", "-r", PINS],
                      check=False).returncode:
        sys.exit("make colab: pip failed, see above.")
    stamp.write_text(PINS.read_text())


def forget_library():
    """Begin as Colab does: without rnnlib."""
    subprocess.run([PYTHON, "-m", "pip", "uninstall", "-qy", "rnnlib"],
                   check=True, capture_output=True)


def as_on_site(file, address):
    """A notebook of the site, made for this address."""
    notebook = nbformat.read(file, as_version=4)
    cell = install_cell(library_version(ROOT), address, None)
    notebook.cells = [cell if one.get("id") == "install" else one
                      for one in notebook.cells]
    notebook.cells.append(nbformat.v4.new_code_cell(LAST, id="last"))
    return notebook


class Kernel(AsyncKernelManager):
    """The kernel of that environment, on its own."""

    @property
    def kernel_spec(self):
        clean = {name: "" for name in os.environ if name.startswith(
            ("PYTHON", "RNNLIB", "MPL", "PIP_"))}
        return KernelSpec(
            argv=[str(PYTHON), "-Xfrozen_modules=off", "-m",
                  "ipykernel_launcher", "-f", "{connection_file}"],
            env={**clean, "NO_PROXY": "*"})


def printed(cell):
    """The last line that a cell has printed."""
    return "".join(one.get("text", "") for one in cell.outputs).splitlines(
        )[-1]


def run(name, address, folder):
    """Run a chapter; what its first and last cells said, and its sliders."""
    notebook = as_on_site(
        ROOT / "_build" / "html" / "notebooks" / "book" / f"{name}.ipynb",
        address)
    NotebookClient(notebook, timeout=600, kernel_manager_class=Kernel,
                   resources={"metadata": {"path": folder}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    sliders = json.dumps(cells[:-1]).count(WIDGET)
    return *(printed(cells[i]) for i in (0, -1)), sliders, len(cells) - 2


def main(chapters):
    """Run chapters and print a line for each."""
    environment()
    forget_library()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(
                Quiet, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_port}/"
            write_wheels(ROOT, folder / "wheels", address, "The book")
            for name in chapters:
                begun = time.perf_counter()
                first, last, sliders, cells = run(name, address, folder)
                print(f"{name}: {cells} cells, {sliders} sliders, "
                      f"{time.perf_counter() - begun:.0f} s. {first} {last}",
                      flush=True)
            server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:] or CHAPTERS)
