"""The chapters as notebooks, for `make lab` and Binder.

    python tools/notebooks.py [FOLDER]

makes those that are missing or whose chapter has changed.  A notebook that a
reader has edited is kept, and the script says so.
"""
import hashlib
import json
import os
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "book" / "_ext"))

from book_contents import Contents  # noqa: E402
from book_reader import notebook  # noqa: E402
from book_repository import repository, site_url  # noqa: E402

MADE = ".made.json"      # what was made last time, by the files' names
KEPT = ("{file} holds your edits and was kept, though its chapter has changed "
        "since. Give it another name, and the new one is made next time.")


def digest(text):
    """A hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def typed(file):
    """A hash of all that a reader may type; running a cell changes none of it.

    None for what is no notebook.
    """
    try:
        cells = nbformat.read(file, as_version=4).cells
    except (OSError, ValueError):
        return None
    return digest(json.dumps([[cell.cell_type, cell.source]
                              for cell in cells]))


def put(new, file, made):
    """Write a notebook where it is missing or as it was made.

    made: what this said last time, {"whole": ..., "typed": ...}, or {}.
    Returns what was made, or None where the reader's own was kept.
    """
    text = nbformat.writes(new)
    whole = digest(text)
    if file.exists():
        if whole == made.get("whole"):
            return made
        if typed(file) != made.get("typed"):
            return None
    file.write_text(text, encoding="utf-8")
    return {"whole": whole, "typed": typed(file)}


def write(book, folder, known, site):
    """Bring a folder's notebooks up to date; the files that were kept."""
    folder.mkdir(parents=True, exist_ok=True)
    record = folder / MADE
    made = json.loads(record.read_text()) if record.exists() else {}
    kept = []
    for page in book.notebooks:
        file = folder / f"{page.name.rpartition('/')[2]}.ipynb"
        done = put(notebook(book, page, known, site), file,
                   made.get(file.name, {}))
        if done is None:
            kept.append(file)
        else:
            made[file.name] = done
    record.write_text(json.dumps(made, indent=1) + "\n")
    return kept


def main(folder):
    """Make them and say what was kept."""
    known = repository(ROOT)
    kept = write(Contents(ROOT), folder, known, site_url(os.environ) or None)
    for file in kept:
        print(KEPT.format(file=os.path.relpath(file)))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "notebooks"))
