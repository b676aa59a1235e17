"""The ledger as a table, each number and premise a link."""
import re
from collections import Counter

from docutils import nodes
from sphinx import addnodes

HEAD = ("Equation", "Statement", "Class", "Holds for", "Rests on", "Steps",
        "Differs from rnnlib by", "Recalled in")


# rules, as the glossary calls them
WORDS = {"derivative": "differentiation", "through": "chain rule",
         "backwards": "chain rule", "link": "joining", "read off":
         "reading off", "swap": "order of summation", "entries":
         "entry by entry", "term": "term of a sum", "square":
         "square left out"}


def cross_reference(domain, kind, target, page, text):
    """A reference that Sphinx resolves and warns of if it cannot."""
    return addnodes.pending_xref(
        "", nodes.literal(text=text), refdomain=domain, reftype=kind,
        reftarget=target, refdoc=page, refexplicit=False, refwarn=True)


def equation(label, page):
    """The number of an equation, linked to it."""
    return cross_reference("math", "eq", label, page, label)


def prose(text):
    """Text in which $maths$ may stand."""
    pieces = re.split(r"\$(.+?)\$", text)
    return [nodes.math(text=piece) if odd % 2 else nodes.Text(piece)
            for odd, piece in enumerate(pieces) if piece]


def holds_for(record, page):
    """Sizes and times, and the conditions as links."""
    parts = prose(record["scope"])
    for n, label in enumerate(record["conditions"]):
        parts += [nodes.Text(" and " if n else " if "), equation(label, page)]
    return parts


def premises(record, page):
    """What the equation rests on: other equations, or a source."""
    links = [equation(label, page) for label in record["rests_on"]]
    if record["source"]:
        links.append(cross_reference(
            "cite", "p", record["source"], page, record["source"]))
    return [part for link in links for part in (link, nodes.Text(" "))]


def agreement(value):
    """The greatest relative difference seen, to one digit."""
    if value is None:
        return [nodes.Text("\N{EN DASH}")]
    if value == 0:
        return [nodes.Text("0")]
    digit, power = f"{value:.0e}".split("e")
    return [nodes.math(text=rf"{digit}\times 10^{{{int(power)}}}")]


def steps(rules):
    """How many steps a proof has, and their rules; what is used most first.
    """
    if not rules:
        return [nodes.Text("\N{EN DASH}")]
    words = [WORDS.get(rule, rule) for rule in rules]
    names = ", ".join(rule for rule, _ in Counter(words).most_common())
    return [nodes.Text(f"{len(rules)}: {names}")]


def recalled(record, page, chapters):
    """The chapters that recall it, linked."""
    links = [addnodes.pending_xref(
        "", nodes.Text(chapters[one]), refdomain="std", reftype="doc",
        reftarget=f"/{one}", refdoc=page, refexplicit=True, refwarn=True)
        for one in record["recalled_on"]]
    return [part for link in links for part in (link, nodes.Text(" "))]


def cells(record, page, chapters):
    """The contents of one row."""
    name = [equation(record["label"], page), nodes.Text(" "),
            nodes.literal(text=record["label"])]
    statement = [nodes.math(text=rf"\displaystyle {record['latex']}")]
    return (name, statement, [nodes.Text(record["kind"])],
            holds_for(record, page), premises(record, page),
            steps(record["rules"]), agreement(record["agreement"]),
            recalled(record, page, chapters))


def row(contents):
    """A row of the table."""
    entries = (nodes.entry("", nodes.paragraph("", "", *content))
               for content in contents)
    return nodes.row("", *entries)


def table(records, page, chapters):
    """The whole table."""
    columns = [nodes.colspec(colwidth=1) for _ in HEAD]
    head = nodes.thead("", row([[nodes.Text(title)] for title in HEAD]))
    body = nodes.tbody("", *(row(cells(r, page, chapters))
                            for r in records))
    group = nodes.tgroup("", *columns, head, body, cols=len(HEAD))
    return nodes.table("", group, classes=["ledger"])


def summary(records):
    """How many equations there are, and of which class."""
    count = Counter(record["kind"] for record in records)
    parts = [f"{count[kind]} {word if count[kind] != 1 else kind}"
             for kind, word in (
                 ("definition", "definitions"), ("condition", "conditions"),
                 ("proof", "proofs"), ("lemma", "lemmas"))]
    plural = "" if len(records) == 1 else "s"
    text = f"{len(records)} equation{plural}: {', '.join(parts)}."
    return nodes.paragraph(text=text, classes=["ledger-summary"])


def render(records, page, chapters):
    """The summary and, unless it is empty, the table.

    chapters: what each page is called in a few letters.
    """
    return [summary(records),
            *([table(records, page, chapters)] if records else [])]
