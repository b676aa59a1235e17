"""What would be done many times is done once, or not at all.

pybtex looks through all that is installed for each citation. Sphinx makes an
index of all words, which no page asks for: `book_search` has its own. Python
looks for garbage among millions of nodes that a build keeps to its end.
"""
import gc
from functools import cache
from pathlib import Path

import pybtex.plugin


def index_nothing(app):
    """Have Sphinx write no index of its own."""
    if app.builder.name == "html":
        builder = app.builder
        builder.load_indexer = builder.dump_search_index = lambda *given: None
        builder.index_page = lambda page, doctree, title: None
        Path(app.outdir, "searchindex.js").unlink(missing_ok=True)


def setup(app):
    """Register with Sphinx."""
    gc.set_threshold(100_000, 50, 100)    # the usual: 700, 10, 10
    find = pybtex.plugin._load_entry_point
    if not hasattr(find, "cache_info"):
        pybtex.plugin._load_entry_point = cache(find)
    app.connect("builder-inited", index_nothing)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
