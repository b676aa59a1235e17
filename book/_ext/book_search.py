"""The search page: what it searches, and the words by which readers look.

Each part of the book is a document of its own: a page, a section, an equation,
an exercise, a term, a name of rnnlib.  A document has whole sentences, of
which results show one, and other words, such as those of code, by which it is
found too.  MiniSearch ranks them in the page (book/_static/search.js).

words.yml names the words by which readers look for a part whose text has
others; they stand in the book's index as well.
"""
import hashlib
import json
import shutil
from pathlib import Path

import yaml
from book_sentences import documents
from docutils import nodes
from sphinx.errors import ExtensionError

WORDS = Path("book", "words.yml")
SENTENCES = Path(__file__).with_name("book_sentences.py").read_bytes()
MINISEARCH = Path("node_modules", "minisearch", "dist", "umd", "index.js")
INDEX = "searchbook.js"


def read_words(root):
    """The words of readers by page and anchor; what else words.yml says."""
    file, found = Path(root, WORDS), {}
    said = ({"places": {}, "same": {}, "everywhere": []} if not file.exists()
            else yaml.safe_load(file.read_text()))
    for place, words in said.pop("places").items():
        page, _, anchor = place.partition("#")
        found.setdefault(f"book/{page}", {})[anchor] = words
    return found, said


def renew(app, env, added, changed, removed):
    """The pages whose words have changed since they were read."""
    old, env.book_words = (getattr(env, "book_words", {}),
                           read_words(app.srcdir)[0])
    return {page for page in old.keys() | env.book_words.keys()
            if old.get(page) != env.book_words.get(page)} & env.found_docs


def index_words(app, doctree):
    """List the words of readers in the book's index."""
    page = app.env.docname
    said = app.env.book_words.get(page, {})
    top = next(doctree.findall(nodes.section))["ids"][0] if said else ""
    app.env.domaindata["index"]["entries"].setdefault(page, []).extend(
        ("single", word, anchor or top, "", None)
        for anchor, words in said.items()
        for word in words)


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


def remembered(file, pages):
    """The documents of pages, those of unchanged ones from the last build."""
    old = json.loads(file.read_text()) if file.exists() else {}
    new = {}
    for page, html in pages.items():
        digest = hashlib.sha256(SENTENCES + html.encode()).hexdigest()
        kept, found = old.get(page, ("", None))
        new[page] = digest, found if kept == digest else documents(html)
    begun = file.with_suffix(".new")       # a build may be interrupted
    begun.write_text(json.dumps(new))
    begun.replace(file)
    return {page: found for page, (_, found) in new.items()}


def collect(found, named, words):
    """All documents, with the titles of their pages and the readers' words."""
    for page, title in named:
        said = dict(words.get(page, {}))
        for one in found[page]:
            more = said.pop(one["anchor"], [])
            yield {"page": page, "where": title, **one,
                   "title": one["title"] or title,
                   "words": one["words"] + more}
        if said:
            raise ExtensionError(f"words.yml: {page} has no part called "
                                 f"{', '.join(map(repr, said))}")


def write(app, error):
    """Write the documents to the site, and MiniSearch."""
    if error or app.builder.name != "html":
        return
    html, (words, more) = Path(app.outdir), read_words(app.srcdir)
    if missing := words.keys() - app.env.found_docs:
        raise ExtensionError(f"words.yml: no page {', '.join(missing)}")
    named = dict(titles(app.env, in_order(app.env)))
    found = remembered(Path(app.doctreedir, "search.json"), {
        page: (html / f"{page}.html").read_text() for page in named})
    data = json.dumps({
        "documents": [*collect(found, named.items(), words)], **more},
        ensure_ascii=False, separators=(",", ":"))
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
