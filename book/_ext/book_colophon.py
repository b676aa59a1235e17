"""The end of a chapter: where to ask, how to cite; the foot of every page.

The version is rnnlib's; title, author and year are those of _config.yml.
Addresses are given as far as they are known: of the site from html_baseurl,
else of the repository.
"""
import re
from html import escape

import rnnlib
from book_notebooks import chapters

TEXT = "https://creativecommons.org/licenses/by/4.0/"
CODE = "https://opensource.org/license/mit"
NO_BUTTONS = ("<p>This copy was built without a public repository, so it has"
              " no buttons for editing, issues, Binder and Colab.</p>")
QUESTIONS = "book/reader-questions"
ASK = """
<p class="ask d-print-none">A line that you do not follow? Others have asked:
<a class="reference internal" href="{url}">Reader questions</a>, with short
answers.</p>
"""
CITE = """
<details class="cite d-print-none">
<summary>Cite this {kind}</summary>
<p>{reference}</p>
<div class="highlight"><pre>{bibtex}</pre></div>
</details>
"""


def foot(version, known):
    """Version and licences, and why a copy has no buttons."""
    return (f"<p>Version {version}. Text and figures: "
            f'<a rel="license" href="{TEXT}">CC BY 4.0</a>. Program code: '
            f'<a rel="license" href="{CODE}">MIT</a>.</p>'
            + (NO_BUTTONS if known is None else ""))


def facts(app, page):
    """What is known of a page, in the order in which it is cited."""
    config, book = app.config, app.config.html_title or app.config.project
    number, *_ = app.env.toc_secnumbers.get(page, {}).get("", ()) or ("",)
    known = config.book_repository
    url = (config.html_baseurl.rstrip("/") + "/" + app.builder.get_target_uri(
        page) if config.html_baseurl else known and known.url or "")
    whole = page == config.root_doc
    return {"author": config.author,
            "title": book if whole else app.env.titles[page].astext(),
            "booktitle": "" if whole else book, "chapter": str(number),
            "version": config.release, "year": config.copyright, "url": url}


def reference(said):
    """The facts as a sentence or two, in HTML."""
    of = {key: escape(value) for key, value in said.items()}
    place = f"Chapter {of['chapter']} of" if of["chapter"] else "In"
    parts = [of["author"], f"<cite>{of['title']}</cite>",
             of["booktitle"] and f"{place} <cite>{of['booktitle']}</cite>",
             f"Version {of['version']}, {of['year']}",
             of["url"] and f'<a href="{of["url"]}">{of["url"]}</a>']
    return ". ".join(part for part in parts if part) + "."


def bibtex(said, page):
    """The facts as an entry for BibTeX."""
    fields = {key: re.sub(r"([&%$#_{}])", r"\\\1", value)
              for key, value in said.items() if value and key != "url"}
    fields["author"] = f"{{{fields['author']}}}"       # not a person's name
    fields["title"] = f"{{{fields['title']}}}"         # capitals as they are
    fields["note"] = f"Version {fields.pop('version')}"
    if said["url"]:
        fields["url"] = said["url"]
    kind = "incollection" if "booktitle" in fields else "book"
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items()]
    return f"@{kind}{{bptt-{page.rpartition('/')[2]},\n" + ",\n".join(
        lines) + "\n}"


def add_citation(app, pagename, templatename, context, doctree):
    """Below a chapter: what others have asked, and how to cite it."""
    if doctree is not None and pagename in chapters(app.env):
        if QUESTIONS in app.env.found_docs:
            context["body"] += ASK.format(url=context["pathto"](QUESTIONS))
        said = facts(app, pagename)
        context["body"] += CITE.format(
            kind="chapter" if said["booktitle"] else "book",
            reference=reference(said), bibtex=escape(bibtex(said, pagename)))


def prepare(app, config):
    """The version, and the foot of all pages."""
    config.version = config.release = rnnlib.__version__
    config.html_theme_options["extra_footer"] = foot(
        config.release, config.book_repository)


def setup(app):
    """Register with Sphinx, after book_repository."""
    app.setup_extension("book_repository")
    app.connect("config-inited", prepare)
    app.connect("html-page-context", add_citation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
