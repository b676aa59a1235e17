"""The search page: formulas in what it shows, and an index that stays whole.

Sphinx keeps the entries of the index, such as the labels of equations, in the
environment, but writes that down before there are any: without `keep_entries`
a build of a few changed pages would forget those of all others.
"""
import pickle
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME


def typeset_results(app, env):
    """Results hold formulas, of which Sphinx sees none on that page."""
    env.get_domain("math").data["has_equations"]["search"] = True


def add_script(app, page, template, context, doctree):
    """The script that orders results and shows their formulas."""
    if page == "search":
        app.add_js_file("search.js", defer="defer")


def keep_entries(app, exception):
    """Add what the index has by now to the environment as it was written.

    Nothing else of it: making pages changes it, and the next build would
    print the bibliography twice.
    """
    if exception is None and app.builder.format == "html":
        file = Path(app.doctreedir) / ENV_PICKLE_FILENAME
        env = pickle.loads(file.read_bytes())
        vars(env).update({name: value for name, value in vars(app.env).items()
                          if name.startswith("_search_index_")})
        file.write_bytes(pickle.dumps(env, pickle.HIGHEST_PROTOCOL))


def setup(app):
    """Register with Sphinx."""
    app.connect("env-updated", typeset_results)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", keep_entries)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
