"""The search page: what it searches, and the words by which readers look.

Each part of the book is a document of its own: a page, a section, an equation,
an exercise, a term, a name of rnnlib.  A document has whole sentences, of
which results show one, and other words, such as those of code, by which it is
found too.  MiniSearch ranks them in the page (book/_static/search.js).

words.yml names the words by which readers look for a part whose text has
others; they stand in the book's index as well.
"""
import json
import shutil
from pathlib import Path

import yaml
from book_sentences import documents
from docutils.nodes import make_id
from sphinx import addnodes
from sphinx.errors import ExtensionError

WORDS = Path("book", "words.yml")
MINISEARCH = Path("node_modules", "minisearch", "dist", "umd", "index.js")
INDEX = "searchbook.js"


def read_words(root):
    """The words of readers: {page: {anchor: words}}, and other spellings."""
    file, found = Path(root, WORDS), {}
    if not file.exists():
        return {}, {}
    said = yaml.safe_load(file.read_text())
    for place, words in said["places"].items():
        page, _, anchor = place.partition("#")
        found.setdefault(f"book/{page}", {})[anchor] = words
    return found, said["same"]


def renew(app, env, added, changed, removed):
    """The pages whose words have changed since they were read."""
    old, env.book_words = (getattr(env, "book_words", {}),
                           read_words(app.srcdir)[0])
    return {page for page in old.keys() | env.book_words.keys()
            if old.get(page) != env.book_words.get(page)} & env.found_docs


def index_words(app, doctree):
    """List the words of readers in the book's index."""
    entries = [("single", word, anchor, "", None)
               for anchor, words in app.env.book_words.get(
                   app.env.docname, {}).items()
               for word in words]
    if entries:
        doctree[0].append(addnodes.index(entries=entries))


def in_order(env):
    """All pages, as the table of contents has them."""
    pages = [env.config.root_doc]
    for page in pages:
        pages += env.toctree_includes.get(page, ())
    return pages


def titles(env, pages):
    """What pages are called, chapters with their numbers."""
    for page in pages:
        number, *_ = env.toc_secnumbers.get(page, {}).get("", ()) or ("",)
        title = env.titles[page].astext()
        yield page, f"{number}. {title}" if number else title


def collect(html, named, words):
    """The documents of all pages, each with the words of readers."""
    found = []
    for page, title in named:
        said = dict(words.get(page, {}))
        for one in documents((html / f"{page}.html").read_text(), title):
            one["words"] += said.pop(one["anchor"], [])
            found.append({"page": page, "where": title} | one)
        if said:
            raise ExtensionError(f"words.yml: {page} has no part called "
                                 f"{', '.join(map(repr, said))}")
    return found


def write(app, error):
    """Write the documents to the site, and MiniSearch."""
    if error or app.builder.name != "html":
        return
    html, (words, same) = Path(app.outdir), read_words(app.srcdir)
    if missing := words.keys() - app.env.found_docs:
        raise ExtensionError(f"words.yml: no page {', '.join(missing)}")
    found = collect(html, titles(app.env, in_order(app.env)), words)
    data = json.dumps({"documents": found, "same": same}, ensure_ascii=False,
                      separators=(",", ":"))
    (html / INDEX).write_text(f"const BOOK = {data};\n")
    shutil.copy2(Path(app.srcdir) / MINISEARCH,
                 html / "_static" / "minisearch.js")


def add_script(app, page, template, context, doctree):
    """The script of the search page."""
    if page == "search":
        app.add_js_file("search.js", defer="defer")


def typeset_results(app, env):
    """Results hold formulas, of which Sphinx sees none on that page."""
    env.get_domain("math").data["has_equations"]["search"] = True


def setup(app):
    """Register with Sphinx."""
    app.connect("env-get-outdated", renew)
    app.connect("doctree-read", index_words)
    app.connect("env-updated", typeset_results)
    app.connect("html-page-context", add_script)
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
