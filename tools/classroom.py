"""The book for a class without a network: a folder, and a zip of it.

    PYTHONPATH=book/_ext:. python tools/classroom.py [FOLDER]

It takes what make book, make pyodide and make pdf have made.
"""
import json
import shutil
import sys
from pathlib import Path

import rnnlib
from book_print import PDF, fresh_pdf
from book_pyodide import LOCK

NAME = f"Backpropagation-Through-Time-{rnnlib.__version__}"
START = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The book</title>
<link rel="icon" href="site/_static/favicon.svg">
<meta http-equiv="refresh" content="0; url=site/book/index.html"></head>
<body><p><a href="site/book/index.html">The book</a></p></body></html>
"""
README = """Backpropagation Through Time, Derived. Version {version}.

For a class without a network. Nothing in this folder asks another host.

START
    Open a terminal in this folder and type

        python -m http.server

    (python3 on Linux and macOS, py on Windows), then open
    http://localhost:8000 in a browser. Ctrl-C in the terminal ends it.

    Without Python: open site/book/index.html by a double click. Text,
    formulas, search and sliders work so; Live code and JupyterLite do not.

ON A SCHOOL SERVER
    Copy the folder to where the web server takes its files from. It has
    files only. The page site/book/run-it.html, "Run it", says what a server
    has to know.

WHAT IS HERE
    site/        the book, with Python and JupyterLite for the browser
    notebooks/   each chapter as a notebook, for a Jupyter of your own, and
                 rnnlib, the book's library, as a wheel. The first cell of a
                 notebook installs it from there. NumPy, Matplotlib, SymPy,
                 Lark, ipywidgets and Jupyter itself are not here: install them
                 while there is a network, on Python 3.11 or later, by
                     pip install jupyterlab numpy matplotlib sympy lark
                         ipywidgets
{pdf}
FOR THE FIRST LESSON
    Let the class open site/book/model.html from the server, press
    "Live code", and run the first cell. The first start takes some seconds.
    Each exercise answers back: the solutions are folded below it.

Program code: MIT. Text and figures: CC BY 4.0. You may copy and change both.
"""
ON_PAPER = f"""    {PDF}
                 the whole book on paper
"""


class Missing(Exception):
    """The site is not complete."""


def check(site):
    """Raise Missing, unless the site brings Python and JupyterLite itself."""
    if not (site / "book" / "index.html").is_file():
        raise Missing("there is no site yet. Run: make book")
    packages = json.loads((site / "pyodide" / LOCK).read_text())["packages"]
    far = [one["file_name"] for one in packages.values()
           if not (site / "pyodide" / one["file_name"]).is_file()]
    if far or not (site / "lite" / "index.html").is_file():
        raise Missing("the site fetches its Python from the network, and "
                      "there will be none. Run: make pyodide book")


def notebooks(site, folder):
    """The notebooks and, beside them, the wheel that they look for."""
    folder.mkdir()
    for file in (*site.glob("notebooks/book/*.ipynb"),
                 *site.glob("wheels/*.whl")):
        shutil.copy2(file, folder)


def fill(folder, site, pdf):
    """Put everything into a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(site, folder / "site")
    notebooks(site, folder / "notebooks")
    (folder / "index.html").write_text(START)
    if pdf:
        shutil.copy2(pdf, folder)
    (folder / "README.txt").write_text(README.format(
        version=rnnlib.__version__, pdf=ON_PAPER if pdf else ""))


def pack(built, pdf):
    """Make folder and zip in the folder of what was built; the zip."""
    site, folder = built / "html", built / NAME
    check(site)
    fill(folder, site, pdf)
    return Path(shutil.make_archive(
        str(built / f"{NAME}-class"), "zip", built, NAME))


def main(root):
    """Pack; say what was made or why not."""
    pdf = fresh_pdf(root)
    try:
        made = pack(root / "_build", pdf)
    except Missing as error:
        sys.exit(f"make class: {error}")
    print(f"{made}: {made.stat().st_size / 1e6:.0f} MB, and beside it the "
          f"folder {NAME}." + ("" if pdf else " There is no printed book in "
                               "it: make pdf, then make class."))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve())
