"""The ledger: every numbered equation, its class and what it rests on.

A cell that publishes an equation leaves a record in its output's metadata.
The records are collected while chapters are read, checked against the
equations that Sphinx numbered, and shown by the ``{ledger}`` directive.
"""
import json
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from book_chapters import complete_notebook
from book_ledger_table import render
from book_renewal import changed
from docutils.nodes import Element, General, make_id
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

LOG = logging.getLogger(__name__)
KINDS = ("definition", "condition", "proof", "lemma")


def records_of(notebook):
    """The ledger records in a notebook's outputs, in order."""
    outputs = (output for cell in notebook.cells
               for output in cell.get("outputs", ()))
    metadata = (output.get("metadata", {}) for output in outputs)
    return [dict(item["ledger"]) for item in metadata if "ledger" in item]


def recalled_in(notebook):
    """{label: fingerprint} of the statements that a notebook recalls."""
    outputs = (output for cell in notebook.cells
               for output in cell.get("outputs", ()))
    return {label: one for output in outputs for label, one in
            output.get("metadata", {}).get("recalled", {}).items()}


def collect(app, doctree):
    """Keep a chapter's records with the metadata Sphinx keeps of it."""
    metadata = app.env.metadata[app.env.docname]
    if "kernelspec" in metadata:
        notebook = complete_notebook(app, app.env.docname)
        metadata["ledger"] = records_of(notebook)
        metadata["recalled"] = recalled_in(notebook)


def in_book_order(env, docname):
    """The names of the page and all pages below it, as in the toc."""
    yield docname
    for below in env.toctree_includes.get(docname, ()):
        yield from in_book_order(env, below)


def records(env):
    """All records, each with its page, as (page, record)."""
    return [(page, record)
            for page in in_book_order(env, env.config.root_doc)
            for record in env.metadata[page].get("ledger", ())]


def recalls(env):
    """What pages recall: page, label and fingerprint, in book order."""
    return [(page, label, one)
            for page in in_book_order(env, env.config.root_doc)
            for label, one in env.metadata[page].get("recalled", {}).items()]


def number(env, label):
    """The number of an equation: (chapter, n), or (n,) outside chapters."""
    docname, _ = env.get_domain("math").equations[label]
    figures = env.toc_fignumbers.get(docname, {}).get("displaymath", {})
    return figures.get(make_id(f"equation-{label}"), ())


def entries(env):
    """All records, in book order, each with its page and number."""
    shown = env.get_domain("math").equations
    pages_of = {}
    for page, label, _ in recalls(env):
        pages_of.setdefault(label, []).append(page)
    found = [{**record, "page": page, "number": number(env, record["label"]),
              "recalled_on": pages_of.get(record["label"], [])}
             for page, record in records(env) if record["label"] in shown]
    pages = list(in_book_order(env, env.config.root_doc))
    return sorted(found, key=lambda entry: (
        pages.index(entry["page"]), entry["number"]))


def faults(equations, records, recalls=()):
    """What is wrong with the ledger: pairs of page and complaint."""
    homes = {record["label"]: record for _, record in records}
    for label, (page, _) in equations.items():
        if label not in homes:
            yield page, f"equation {label!r} is in no class: claim it"
    seen = set()
    for page, record in records:
        if record["label"] in seen:
            yield page, f"equation {record['label']!r} is claimed twice"
        seen.add(record["label"])
        for fault in record_faults(equations, homes, record):
            yield page, f"equation {record['label']!r} {fault}"
    for page, label, fingerprint in recalls:
        if homes.get(label, {}).get("fingerprint") != fingerprint:
            yield page, (f"equation {label!r} is recalled as another one than "
                         "its page shows: a statement, or what it rests on, "
                         "is not the same here")
    yield from circles(homes)


def record_faults(equations, homes, record):
    """What is wrong with one record, given the home record of each label."""
    if equations.get(record["label"]) is None:
        yield "is claimed but not shown"
    if record["kind"] not in KINDS:
        yield f"has the unknown class {record['kind']!r}"
    if record["kind"] == "lemma" and not record["source"]:
        yield "is a lemma without a source"
    for label, fingerprint in record["rests_on"].items():
        if label not in homes:
            yield f"rests on {label!r}, which no page claims"
        elif homes[label]["fingerprint"] != fingerprint:
            yield (f"rests on another {label!r} than the one its page shows: "
                   "another statement, or one that rests on other "
                   "definitions")


def circles(homes):
    """A proof that rests, by whatever way, on itself."""
    try:
        TopologicalSorter({label: record["rests_on"]
                           for label, record in homes.items()}).prepare()
    except CycleError as error:
        yield None, f"circular proofs: {' <- '.join(error.args[1])}"


def ledger_pages(env):
    """The pages that show the ledger."""
    return [page for page, data in env.metadata.items()
            if data.get("shows_ledger")]


def outdated(app, env):
    """Have the ledger's page made again where its table is another."""
    shown = entries(env), chapters(env)
    return ledger_pages(env) if changed(env, "ledger", shown) else []


def typeset(app, env):
    """Have MathJax on the ledger's page, where Sphinx saw no maths."""
    env.get_domain("math").data["has_equations"].update(
        dict.fromkeys(ledger_pages(env), True))


def check(app, env):
    """Check the ledger and write it down, once all numbers are known."""
    equations = env.get_domain("math").equations
    for page, fault in faults(equations, records(env), recalls(env)):
        LOG.warning(fault, location=page)
    file = Path(app.outdir).parent / "ledger.json"
    file.write_text(json.dumps(entries(env), indent=1) + "\n")


def chapters(env):
    """What each page is called in a few letters: its number, or its title."""
    return {page: ".".join(map(str, env.toc_secnumbers.get(page, {}).get(
        "", ()))) or env.titles[page].astext() for page in env.titles}


class LedgerNode(General, Element):
    """Where the table will stand."""


class Ledger(SphinxDirective):
    """``{ledger}``: the table of all numbered equations."""

    def run(self):
        """Leave a place for the table, which needs every page's numbers."""
        self.env.metadata[self.env.docname]["shows_ledger"] = True
        return [LedgerNode()]


class LedgerTable(SphinxPostTransform):
    """Put the table in its place, before references are resolved."""

    default_priority = 3

    def run(self, **kwargs):
        """Replace each place holder of the page."""
        for node in list(self.document.findall(LedgerNode)):
            node.replace_self(render(entries(self.env), self.env.docname,
                                     chapters(self.env)))


def setup(app):
    """Register with Sphinx."""
    app.add_node(LedgerNode)
    app.add_directive("ledger", Ledger)
    app.add_post_transform(LedgerTable)
    app.connect("env-get-updated", outdated, priority=800)   # all is numbered
    app.connect("doctree-read", collect)
    app.connect("env-updated", typeset)
    app.connect("env-check-consistency", check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
