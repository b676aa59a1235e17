"""What pages load: MathJax from the site itself, nothing from elsewhere."""
import shutil
import time
from pathlib import Path

from myst_nb.sphinx_ext import add_global_html_resources
from sphinx_exercise import copy_asset_files

# MathJax fetches extensions and fonts when a page first uses them.
MATHJAX = ("tex-chtml.js", "input/tex/extensions",
           "output/chtml/fonts/woff-v2", "a11y", "sre/mathmaps/en.json",
           "sre/mathmaps/base.json")


def copy(source, target):
    """Copy a file or a folder, replacing what is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
    else:
        shutil.copy2(source, target)


def copy_mathjax(app):
    """Copy the parts that pages use to _static/mathjax."""
    source = Path(app.srcdir) / "node_modules" / "mathjax" / "es5"
    target = Path(app.outdir) / "_static" / "mathjax"
    for part in MATHJAX:
        copy(source / part, target / part)


def copy_styles(app):
    """Copy the styles of two extensions, which do so when all is built.

    A page names the checksum of a style that is there: so they come first.
    """
    copy_asset_files(app, None)
    add_global_html_resources(app, None)


def outdated(app, env, added, changed, removed):
    """All pages, where a script or a style is newer than what was written.

    Sphinx copies those only when it writes pages, which name their checksums.
    """
    written = Path(app.outdir) / "search.html"
    statics = (Path(app.srcdir) / "book" / "_static").glob("*")
    stale = written.exists() and any(
        file.stat().st_mtime > written.stat().st_mtime for file in statics)
    return env.found_docs if stale else []


def begin(app):
    """Note when the build began."""
    app.book_begun = time.time()


def renew_modules(app):
    """Have the pages with source code written anew, with all other pages.

    Sphinx looks at their modules only, not at what stands around the code,
    nor at the pages of the reference, to which the code has links.
    """
    env, begun = app.env, app.book_begun
    written = (Path(app.builder.get_outfilename(page)).stat().st_mtime
               for page in env.found_docs)
    read = (env.all_docs[page] / 1e6 for page, data in env.metadata.items()
            if data.get("is_reference"))
    if min(written) >= begun or max(read, default=0) >= begun:
        shutil.rmtree(Path(app.outdir) / "_modules", ignore_errors=True)
    return []


def drop_thebe(app, config):
    """Take sphinx-thebe out again, which Jupyter Book always loads.

    It names a foreign host on every page and defines its constants twice.
    """
    for listeners in app.events.listeners.values():
        listeners[:] = [
            item for item in listeners
            if not item.handler.__module__.startswith("sphinx_thebe")]
    app.registry.css_files[:] = [
        item for item in app.registry.css_files
        if item[0] != "sphinx-thebe.css"]


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", drop_thebe)
    app.connect("builder-inited", begin)
    app.connect("builder-inited", copy_mathjax)
    app.connect("builder-inited", copy_styles)
    app.connect("env-get-outdated", outdated)
    app.connect("html-collect-pages", renew_modules, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
