"""A page that recalls is executed again when what it recalls has changed.

Executions are kept by a page's own cells. These stay the same when a
statement on another page changes that they recall, or one on which it rests.
So what each page recalls is noted beside the executions, as a hash.
"""
import hashlib
import json
from pathlib import Path

from book_contents import STATEMENTS
from book_statements import write_statements
from jupyter_cache import get_cache


def below(statements, labels):
    """The labels and all that they rest on."""
    found, left = set(), list(labels)
    while left:
        label = left.pop()
        if label in statements and label not in found:
            found.add(label)
            left += statements[label]["rests"] or ()
    return found


def hashes(book):
    """{page: a hash of all that it recalls}, for pages that recall.

    book: what rnnlib keeps of all statements.
    """
    pages, known = book["pages"], book["statements"]
    said = {name: [[label, known[label], pages[known[label]["page"]]["words"]]
                   for label in sorted(below(known, about["recalls"]))]
            for name, about in pages.items() if about["recalls"]}
    return {name: hashlib.sha256(json.dumps(one).encode()).hexdigest()
            for name, one in said.items()}


def drop(folder, source):
    """Forget the executions of a page in a cache."""
    if (folder / "global.db").exists():
        cache = get_cache(folder)
        for record in cache.list_cache_records():
            if record.uri == str(source):
                cache.remove_cache(record.pk)


def outdated(app, env, added, changed, removed):
    """The pages to be read again; what was kept of their executions goes.

    Two notes, as executions may be kept where pages are not, and pages were
    read that were not executed.
    """
    root, folder = Path(app.srcdir), Path(app.config.nb_execution_cache_path)
    now = hashes(json.loads((root / STATEMENTS).read_text("utf-8")))
    note = folder / "recalled.json"
    kept = json.loads(note.read_text()) if note.exists() else {}
    for page in now:
        if kept.get(page) != now[page]:
            drop(folder, root / f"{page}.md")
    folder.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(now))
    before, env.book_recalled = getattr(env, "book_recalled", {}), now
    return [page for page in now if before.get(page) != now[page]]


def setup(app):
    """Register with Sphinx."""
    app.connect("config-inited", lambda app, config: write_statements(
        Path(app.srcdir)), priority=100)             # before rnnlib is packed
    app.connect("env-get-outdated", outdated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
