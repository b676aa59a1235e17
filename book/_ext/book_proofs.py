"""The proofs of the book as data: `proofs.json` on the site.

Cells leave the certificates of what they show, or recall, in the metadata of
their outputs. Here they are put together, page by page, with the networks:
all that `python -m checker` reads.
"""
import json
from pathlib import Path

from book_chapters import complete_notebook
from book_ledger import in_book_order
from rnnlib.symbolic.certificates.models import data


def proofs_of(notebook):
    """The certificates in a notebook's outputs, in order."""
    return [one for cell in notebook.cells
            for output in cell.get("outputs", ())
            for one in output.get("metadata", {}).get("proofs", ())]


def collect(app, doctree):
    """Keep a chapter's certificates with the metadata Sphinx keeps of it."""
    metadata = app.env.metadata[app.env.docname]
    if "kernelspec" in metadata:
        metadata["proofs"] = proofs_of(complete_notebook(
            app, app.env.docname))


def pages(env):
    """{page: its certificates}, in book order.

    One that another page has already, word for word, is named by that page.
    """
    homes, found = {}, {}
    for page in in_book_order(env, env.config.root_doc):
        for one in env.metadata[page].get("proofs", ()):
            text = json.dumps(one, sort_keys=True)
            home = homes.setdefault(text, page)
            found.setdefault(page, []).append(
                one if home == page else {"label": one["label"], "of": home})
    return found


def write(app, env):
    """Write the file, with one certificate a line."""
    lines = [json.dumps(page) + ": [\n" + ",\n".join(
        json.dumps(one, separators=(",", ":")) for one in some) + "]"
        for page, some in pages(env).items()]
    networks = json.dumps(data(), separators=(",", ":"))
    folder = Path(app.outdir)
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("proofs.json").write_text(
        f'{{"networks": {networks},\n"pages": {{\n'
        + ",\n".join(lines) + "}}\n", encoding="utf-8")


def setup(app):
    """Register with Sphinx."""
    app.connect("doctree-read", collect)
    app.connect("env-check-consistency", write)
