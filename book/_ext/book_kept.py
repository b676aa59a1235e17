"""What one build works out and leaves to the next.

Pages read as notebooks, and the judge's verdicts, hang on nothing but a text
and the program that made them. So they are kept beside Sphinx's own notes,
with that program's version, and what a build did not need is dropped.
"""
import pickle
from importlib.metadata import version
from pathlib import Path

import book_contents
import book_judged
import book_statements
from book_wheel import digest, library_files


def versions(root):
    """{file: what it holds, with what}: each a Kept and a version."""
    readers = "jupytext", "nbformat", "markdown-it-py"
    judge = [*library_files(root), Path(book_judged.__file__)]
    now = [version(one) for one in readers]
    ours = [*now, digest(*(Path(one.__file__) for one in (
        book_contents, book_statements)))]
    return {"read": (book_contents.read, now),
            "labels": (book_contents.labels_of, ours),
            "steps": (book_statements.steps_of, ours),
            "modules": (book_statements.modules_of, ours),
            "judged": (book_judged.of_line, digest(*judge))}


def recall(app, config):
    """Take what the last build left, where the versions are the same."""
    for name, (kept, now) in versions(Path(app.srcdir)).items():
        file = Path(app.doctreedir, f"{name}.pickle")
        before, known = (pickle.loads(file.read_bytes()) if file.exists()
                         else ("", {}))
        if before == now:
            kept.known.update(known)


def keep(app, error):
    """Leave what this build needed to the next."""
    for name, (kept, now) in versions(Path(app.srcdir)).items():
        file = Path(app.doctreedir, f"{name}.pickle")
        begun = file.with_suffix(".new")         # it may be interrupted
        begun.write_bytes(pickle.dumps((now, kept.needed())))
        begun.replace(file)


def setup(app):
    """Register with Sphinx, before all that reads pages and after it."""
    app.connect("config-inited", recall, priority=50)
    app.connect("build-finished", keep, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
