"""A book that was built before comes out as one that never was.

Sphinx makes those pages anew whose text has changed. But a page shows more
than its text: the titles of all pages in its sidebar, numbers of equations on
other pages, what its neighbours are called. So all pages are made anew when
something has changed that any of them could show of another. What one or two
pages show besides is compared by `changed`. Pages that are no longer in the
book go.
"""
import hashlib
from pathlib import Path

# What Sphinx keeps of a page that others may show, by domain.
SHOWN = {"math": ("objects",), "std": ("labels", "anonlabels", "terms"),
         "py": ("objects",)}


def plain(value):
    """A value without what differs from build to build."""
    if isinstance(value, dict):
        return sorted((repr(key), plain(one)) for key, one in value.items())
    if hasattr(value, "astext"):
        return value.astext()
    return [*map(plain, value)] if isinstance(value, (list, tuple)) else (
        sorted(value) if isinstance(value, set) else repr(value))


def changed(env, name, shown):
    """Whether what some pages show of others is not what it was.

    name: what it is called; shown: what it is now.
    """
    now = hashlib.sha256(repr(plain(shown)).encode()).hexdigest()
    kept = vars(env).setdefault("book_changes", {})
    before, kept[name] = kept.get(name), now
    return before != now


def shown(env):
    """All that one page may show of another."""
    parts = [env.titles, env.longtitles, env.toctree_includes,
             env.toc_secnumbers, env.toc_fignumbers, env.found_docs]
    parts += [env.domaindata[domain].get(name, {})
              for domain, names in SHOWN.items() for name in names]
    parts += [Path(env.srcdir, file).read_bytes()
              for file in env.config.bibtex_bibfiles]
    return parts


def renew(app, env):
    """All pages, if what they show of one another is no longer the same."""
    kept = vars(env).pop("master_doctree", None)  # a sidebar of earlier builds
    if not changed(env, "all pages", shown(env)) and kept is None:
        return []
    return sorted(env.found_docs)


def withdraw(app, error):
    """Remove what earlier builds left of pages that are gone."""
    if error or app.builder.name != "html":
        return
    html, pages = Path(app.outdir), app.env.found_docs
    for folder, suffixes in (("", (".html",)), ("notebooks", (".ipynb",)),
                             ("_sources", (".md", ".ipynb", ".rst", ".txt"))):
        for top in {page.partition("/")[0] for page in pages}:
            for file in (html / folder / top).rglob("*"):
                page = file.relative_to(html / folder).with_suffix("")
                if file.suffix in suffixes and str(page) not in pages:
                    file.unlink()


def setup(app):
    """Register with Sphinx."""
    app.connect("env-get-updated", renew, priority=900)  # numbers are there
    app.connect("build-finished", withdraw)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
