"""Build the book; when that fails, say where and why in a few lines.

    python tools/book_build.py [FOLDER]
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

COMMAND = [Path(sys.executable).with_name("jupyter-book"), "build", "-n", "-W",
           "--keep-going"]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COMPLAINT = re.compile(r"(WARNING|ERROR|CRITICAL|SEVERE): ")


def run(root, builder):
    """Build, passing output on; the exit code and the lines printed."""
    lines = []
    with subprocess.Popen([*COMMAND, "--builder", builder, root], text=True,
                          errors="replace", stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(COLOUR.sub("", line.rstrip()))
    return process.returncode, lines


def is_fault(output):
    """Whether a cell raised or warned here."""
    return output.output_type == "error" or output.get("name") == "stderr"


def faulty_cells(root):
    """Each cell that raised or warned: chapter, number, source, output."""
    import nbformat  # a second, which few builds need

    executed = root / "_build" / "jupyter_execute"
    for file in sorted(executed.rglob("*.ipynb")):
        chapter = file.relative_to(executed).with_suffix(".md")
        notebook = nbformat.read(file, as_version=4)
        code = [c for c in notebook.cells if c.cell_type == "code"]
        for count, cell in enumerate(code, start=1):
            for output in filter(is_fault, cell.outputs):
                yield chapter, count, cell.source, output


def explain(chapter, count, source, output):
    """A faulty cell in three lines."""
    verb, text = ("warned", output.text) if "text" in output else (
        "failed", f"{output.ename}: {output.evalue}")
    return (f"{chapter}: code cell {count} {verb}\n"
            f"    begins  {first_line(source)}\n"
            f"    error   {first_line(COLOUR.sub('', text))}")


def first_line(text):
    """The first line that is not empty."""
    return text.strip().partition("\n")[0]


def report(root, lines):
    """What went wrong: faulty cells, else what Sphinx complained of."""
    cells = [explain(*cell) for cell in faulty_cells(root)]
    complaints = [line.replace(f"{root}/", "") for line in lines
                  if COMPLAINT.search(line)]
    return cells or list(dict.fromkeys(complaints)) or lines[-5:]


def forget(root):
    """Read every page again next time.

    Sphinx would take the pages it has read for good, warnings or not.
    """
    pickled = root / "_build" / ".doctrees" / "environment.pickle"
    pickled.unlink(missing_ok=True)


def drop_halves(root):
    """Forget executions whose record was kept, but not the notebook."""
    from jupyter_cache import get_cache
    from jupyter_cache.cache.db import NbCacheRecord

    for kept in (root / "_build" / ".jupyter_cache").glob("*/global.db"):
        cache = get_cache(kept.parent)
        for record in cache.list_cache_records():
            try:
                cache.get_cache_bundle(record.pk)
            except (KeyError, ValueError):       # none, or a half of one
                shutil.rmtree(kept.parent / "executed" / record.hashkey,
                              ignore_errors=True)
                NbCacheRecord.remove_records([record.pk], cache.db)


def begin(root):
    """Mark the build as unfinished; after one that was, forget what it read.

    It may have been stopped between any two lines, Sphinx's included.
    """
    mark = root / "_build" / "unfinished"
    if mark.exists():
        forget(root)
        drop_halves(root)
        # Sphinx makes none where one is, be it half of one.
        (root / "_build" / "html" / "index.html").unlink(missing_ok=True)
    mark.parent.mkdir(exist_ok=True)
    mark.touch()
    return mark


def build(root, builder="html"):
    """Build the book in a folder; whether it succeeded."""
    mark = begin(root)
    code, lines = run(root, builder)
    if code:
        forget(root)
        print("\nThe book was not built.", *report(root, lines), sep="\n")
    mark.unlink()
    return code == 0


def main(root):
    """Build the site and return the exit code."""
    try:
        if not build(root):
            return 1
    except KeyboardInterrupt:
        print("\nStopped. Nothing is lost: the next make book goes on.")
        return 130
    print(f"\nThe book is built. Open {root}/_build/html/book/index.html"
          "\nin a browser, or run: make serve")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
