"""What pages need to run Python: Pyodide and scripts on the site, and where.

PYODIDE_DIR, else _build/pyodide, is the folder that `make pyodide` assembled:
the site serves all of it.  Without one the site serves Pyodide's core and the
wheels that pip fetched; Pyodide's own wheels come from its CDN, once a reader
asks for Python, and Pyodide compares each with its checksum.
"""
import json
import os
import shutil
import sys
from pathlib import Path

from book_bundle import bundle
from book_pyodide import CDN, CORE, LOCK, SIZES, add, closure, official, write
from book_wheel import digest, library_wheel
from docutils import nodes
from sphinx.errors import ConfigError

PACKAGES = ["numpy", "matplotlib", "sympy", "lark", "rnnlib"]
# The scripts among the core are loaded by their tags, not fetched.
FETCHED = ("pyodide.asm.wasm", "python_stdlib.zip", LOCK)


def assembled(root):
    """The folder that `make pyodide` made, or None."""
    named = os.environ.get("PYODIDE_DIR")
    folder = Path(named) if named else root / "_build" / "pyodide"
    if (folder / LOCK).is_file():
        return folder
    if named:
        raise ConfigError(f"PYODIDE_DIR={named} holds no {LOCK}. "
                          "Assemble it: make pyodide")
    return None


def put(source, folder):
    """Bring a file into the folder, unless this very file is there.

    A hard link where possible: nobody changes these files in place.
    """
    target = folder / source.name
    if target.exists() and target.samefile(source):
        return
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:  # another file system
        shutil.copy2(source, target)


def serve_assembled(source, folder):
    """The assembled folder on the site; its lock."""
    lock = json.loads((source / LOCK).read_text())
    wheels = (p["file_name"] for p in lock["packages"].values())
    for name in (*CORE, *wheels):
        put(source / name, folder)
    return lock


def serve_core(root, folder):
    """Core and pip's wheels on the site; a lock with the CDN's addresses."""
    npm = root / "node_modules" / "pyodide"
    lock = official(npm)
    for package in lock["packages"].values():
        package["file_name"] = CDN + package["file_name"]
    for name in CORE:
        put(npm / name, folder)
    for wheel in sorted(Path(sys.prefix, "wheels").glob("*.whl")):
        put(wheel, folder)
        add(lock, wheel)
    return lock


def size(file_name, folder):
    """How many bytes a wheel has, on the site or at the CDN."""
    if "://" in file_name:
        return SIZES[file_name.removeprefix(CDN)]
    return (folder / file_name).stat().st_size


def tell_sizes(lock, folder):
    """Have the lock say how large the site's own wheels are, for progress."""
    for package in lock["packages"].values():
        if "://" not in package["file_name"]:
            package["size"] = size(package["file_name"], folder)


def prune(lock, folder):
    """Remove what an earlier build left and this lock does not name."""
    named = {p["file_name"] for p in lock["packages"].values()}
    for file in folder.iterdir():
        if file.name not in {*CORE, LOCK, *named}:
            file.unlink()


def serve(root, folder):
    """Fill the site's folder for Pyodide; what every page says of it."""
    folder.mkdir(parents=True, exist_ok=True)
    source = assembled(root)
    lock = (serve_assembled(source, folder) if source
            else serve_core(root, folder))
    add(lock, library_wheel(root, folder, plus="-0"))
    tell_sizes(lock, folder)
    write(lock, folder)
    prune(lock, folder)
    wanted = closure(lock, PACKAGES).values()
    return {"packages": PACKAGES,
            "bytes": sum((folder / name).stat().st_size for name in FETCHED)
            + sum(size(p["file_name"], folder) for p in wanted)}


def prepare(app, config):
    """Serve Pyodide; as a setting, so that a change writes all pages anew."""
    root, folder = Path(app.srcdir), Path(app.outdir) / "pyodide"
    page, editor = bundle(root, Path(app.outdir) / "_static")
    worker = root / "book" / "_static" / "live-worker.js"
    config.live_code = {
        **serve(root, folder), "lock": f"{LOCK}?v={digest(folder / LOCK)}",
        "worker": f"{worker.name}?v={digest(worker)}",
        "editor": f"{editor.name}?v={digest(editor)}", "page": digest(page)}


def page_config(live_code, path_to):
    """The addresses for one page, relative to it."""
    core = path_to("pyodide/")
    return {"core": core, "lock": core + live_code["lock"],
            "packages": live_code["packages"], "bytes": live_code["bytes"],
            "worker": path_to("_static/") + live_code["worker"],
            "editor": path_to("_static/") + live_code["editor"]}


def has_cells(doctree):
    """Whether the page has cells to run."""
    return doctree is not None and any(
        node.get("nb_element") == "cell_code"
        for node in doctree.findall(nodes.container))


def add_to_page(app, page, template, context, doctree):
    """Give a page with cells its live code."""
    if has_cells(doctree):
        said = page_config(app.config.live_code,
                           lambda path: context["pathto"](path, 1))
        app.add_js_file(None, body=json.dumps(said), id="live-config",
                        type="application/json")
        app.add_js_file("live.js", defer="defer")


def setup(app):
    """Register with Sphinx."""
    app.add_config_value("live_code", {}, "html")
    app.connect("config-inited", prepare)
    app.connect("html-page-context", add_to_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
