"""rnnlib for notebooks that are run elsewhere: Colab, VS Code, Jupyter.

Every build puts rnnlib's wheel on the site, in wheels/, and there, where
BOOK_URL says what the site's address is, a file that names it: pip takes that
as `pip install -r <site>/wheels/rnnlib.txt`.  Its address stays when the
wheel's changes, and PyPI is never asked for the name rnnlib, which anyone may
take there.  Each notebook begins with a cell that does so where rnnlib is
missing, or is a site's wheel of another day.
"""
from pathlib import Path
from urllib.parse import quote

import nbformat
from book_pyodide import sha256
from book_wheel import library_wheel

# Not the extra sliders: ipywidgets stay as they are, 7.7.1 in Colab, whose
# pages are made for that; `make colab` tries it.
EXTRAS = "rnnlib[plots,symbolic,judge]"
NAMED = "rnnlib.txt"       # the file that pip reads
CELL = Path(__file__).with_name("install_cell.py").read_text()
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>rnnlib's wheel</title>
</head><body><h1>rnnlib's wheel</h1>
<p><a href="{url}#sha256={sha256}" data-requires-python="&gt;=3.11"
>{name}</a></p>
<p>The library of <i>{book}</i>. Put this file beside a notebook of the
book: the notebook's first cell installs it.</p></body></html>
"""
AT_SITE = "The book's page {site}book/run-it.html says what else can be done."
AT_REPOSITORY = "Git must be installed, and {url} open to you."
NOWHERE = ("This copy of the book does not know where it is published. Put "
           "the file rnnlib-...whl, from the folder wheels of the site that "
           "this notebook is from, beside the notebook, and run this cell "
           "again.")


def requirement(wheel, site):
    """What pip reads: where the wheel is, and that it is the one."""
    return (f"{EXTRAS} @ {site}wheels/{quote(wheel.name)}"
            f"#sha256={sha256(wheel)}\nipywidgets\n")


def write_wheels(root, folder, site, book):
    """Put the wheel into a folder, with a page and, if known, its address."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel = library_wheel(root, folder)
    for file in folder.iterdir():
        if file != wheel:
            file.unlink()
    (folder / "index.html").write_text(PAGE.format(
        name=wheel.name, url=quote(wheel.name), sha256=sha256(wheel),
        book=book))
    if site:
        (folder / NAMED).write_text(requirement(wheel, site))
    return wheel


def source(site, known):
    """What pip is given, what that is called, what to do if it fails."""
    if site:
        return (f"-r {site}wheels/{NAMED}", site,
                AT_SITE.format(site=site))
    if known:
        return (f'"{EXTRAS} @ git+{known.url}" ipywidgets', known.url,
                AT_REPOSITORY.format(url=known.url))
    return "", "", NOWHERE


def install_cell(made_for, site, known):
    """The cell that brings rnnlib."""
    given = ",\n    ".join(map(repr, (made_for, *source(site, known))))
    return nbformat.v4.new_code_cell(
        f"{CELL}\n\nbring_library(\n    {given})", id="install",
        metadata={"cellView": "form", "jupyter": {"source_hidden": True},
                  "tags": ["install"]})


def put_wheel(app, error):
    """Put rnnlib's wheel on the site."""
    if not error:
        config = app.config
        write_wheels(Path(app.srcdir), Path(app.outdir) / "wheels",
                     config.html_baseurl, config.html_title or config.project)


def setup(app):
    """Register with Sphinx."""
    app.connect("build-finished", put_wheel)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
