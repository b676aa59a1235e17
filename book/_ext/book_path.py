"""The short way: a first reading, from `book/short-way.yml`.

Pages on it are marked in the contents and say at their top what to read; they
lead on where the last section to be read ends, and at their own end.
``{short-way}`` is the table of the stops.  A page or an anchor that is not
there fails the build.
"""
import re
from html import escape
from pathlib import Path
from typing import NamedTuple

import yaml
from book_renewal import changed
from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

FILE = Path("book", "short-way.yml")
WAY = "book/short-way"


class Stop(NamedTuple):
    """A page on the way."""

    number: int
    page: str
    read: tuple    # the anchors of its sections; all are read if it is empty
    why: str


class on_the_way(nodes.General, nodes.Element):
    """HTML on the site, no words for its search."""


class table_of_stops(nodes.General, nodes.Element):
    """Where the table stands."""


def stops(said):
    """The stops of a file's content, in order; ExtensionError if unfit."""
    found = []
    for number, one in enumerate(said.get("stops") or (), start=1):
        if not {"page", "why"} <= set(one) <= {"page", "read", "why"}:
            raise ExtensionError(f"{FILE}: stop {number} must have a page, a "
                                 f"why, and may have read; it has {[*one]}")
        found.append(Stop(number, f"book/{one['page']}",
                          tuple(one.get("read", ())), one["why"]))
    return found


def chosen(stop, sections):
    """The anchors of the sections to be read, in the order of the page.

    Without any named, all are but the exercises.
    """
    return [one for one in sections if one and (
        one in stop.read or not stop.read and one != "exercises")]


def minutes(stop, sections):
    """How long a stop takes, in whole minutes."""
    anchors = ["", *chosen(stop, sections)]
    return max(1, round(sum(sections[one][1] for one in anchors) / 60))


def faults(way, pages):
    """What is named and not there; pages: {page: its sections}."""
    for stop in way:
        if stop.page not in pages:
            yield f"stop {stop.number}: there is no page {stop.page}"
        for anchor in stop.read:
            if anchor not in pages.get(stop.page, stop.read):
                yield (f"stop {stop.number}: {stop.page} has no section "
                       f"#{anchor}; it has " + ", ".join(
                           f"#{one}" for one in pages[stop.page] if one))


def measured(env):
    """{page: its sections with their times}."""
    return {page: env.metadata[page].get("sections", {"": ("", 0)})
            for page in env.found_docs}


def check(app, env):
    """Fail for what is not there."""
    if found := [*faults(app.config.short_way, measured(env))]:
        raise ExtensionError("\n".join([f"{FILE}:", *found]))


def link(app, page, stop, anchor="", text=None):
    """A link from a page to a stop, or to one of its sections."""
    url = "" if page == stop.page else app.builder.get_relative_uri(
        page, stop.page)
    title = text or escape(app.env.titles[stop.page].astext())
    place = anchor and f"#{anchor}"
    return f'<a class="reference internal" href="{url}{place}">{title}</a>'


def listed(words):
    """Some words with commas, and an `and` before the last."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def begin(app, stop, way):
    """What a page says at its top."""
    sections = measured(app.env)[stop.page]
    url = app.builder.get_relative_uri(stop.page, WAY)
    named = listed([link(app, stop.page, stop, one, sections[one][0])
                    for one in chosen(stop, sections)] or ["this page"])
    read = (f"Read this introduction, {named}; leave the rest for later."
            if stop.read else escape(stop.why))
    return ('<p class="short-way d-print-none">On '
            f'<a class="reference internal" href="{url}">the short way</a>: '
            f"stop {stop.number} of {len(way)}, about "
            f"{minutes(stop, sections)} minutes. {read}</p>\n")


def lead_on(app, stop, way):
    """What a page says where its stop ends."""
    if stop.number == len(way):
        url = app.builder.get_relative_uri(stop.page, WAY)
        said = ("Here the short way ends. What it left out is on "
                f'<a class="reference internal" href="{url}#a-map-of-the-book"'
                ">the map</a>.")
    else:
        on = link(app, stop.page, way[stop.number])
        said = f"Next on the short way: {on}."
    return f'<p class="short-way next d-print-none">{said}</p>\n'


def ends(top, stop):
    """What on a page the lines that lead on follow: a section, and all."""
    last = [one for one in top.children if isinstance(one, nodes.section)
            and one["ids"][0] in stop.read][-1:]
    return [*last, top] if last != top.children[-1:] else [top]


def guide(app, doctree, page):
    """Put the lines of a stop on its page."""
    way = app.config.short_way
    stop = next((one for one in way if one.page == page), None)
    if stop is None or app.builder.name != "html":
        return
    top = next(iter(doctree.findall(nodes.section)))
    for one in ends(top, stop):
        one.append(on_the_way(html=lead_on(app, stop, way)))
    top.insert(1, on_the_way(html=begin(app, stop, way)))


def table(app, page):
    """The table of the stops, as HTML."""
    way, known = app.config.short_way, measured(app.env)
    took = [minutes(stop, known[stop.page]) for stop in way]
    rows = "".join(
        f"<tr><td>{stop.number}</td><td>{link(app, page, stop)}</td><td>"
        f"{time}</td><td>{escape(stop.why)}</td></tr>\n"
        for stop, time in zip(way, took, strict=True))
    return ('<div class="pst-scrollable-table-container"><table class="table '
            'short-way"><thead><tr><th>Stop</th><th>Page</th><th>Minutes</th>'
            f"<th>What it is for</th></tr></thead><tbody>\n{rows}</tbody>"
            f"<tfoot><tr><td></td><td>all {len(way)}</td><td>{sum(took)}</td>"
            "<td></td></tr></tfoot></table></div>\n")


def fill(app, doctree, page):
    """Put the table where a page wants it."""
    for node in list(doctree.findall(table_of_stops)):
        node.replace_self(nodes.raw("", table(app, page), format="html"))


class ShortWay(SphinxDirective):
    """The table of the stops."""

    def run(self):
        """Its place, until all pages are read."""
        self.env.metadata[self.env.docname]["follows"] = True
        return [table_of_stops()]


def followers(app, env):
    """The pages that show what others hold, where that has changed."""
    held = [(page, env.titles[page], env.toc_secnumbers.get(page),
             env.metadata[page].get("sections"),
             env.metadata[page].get("builds_on"))
            for page in sorted(env.found_docs)]
    return [page for page in env.found_docs
            if env.metadata[page].get("follows")] * changed(
                env, "the short way and the map", held)


def mark(contents, hrefs):
    """The links of the contents, those of the short way marked.

    hrefs: {address: the number of the stop}
    """
    def marked(match):
        number = hrefs.get(match["href"])
        return match[0] if number is None else (
            f'{match["open"]}{match["title"]}<span class="short-way-stop" '
            f'title="Stop {number} of the short way"><span class='
            f'"visually-hidden"> (stop {number} of the short way)</span>'
            "</span></a>")

    return re.sub(r'(?P<open><a [^>]*href="(?P<href>[^"]*)"[^>]*>)'
                  r"(?P<title>.*?)</a>", marked, contents, flags=re.DOTALL)


def mark_contents(app, page, template, context, doctree):
    """Have the sidebar's contents show the short way."""
    made = context.get("generate_toctree_html")
    way = app.config.short_way
    if made is None or not way:
        return
    hrefs = {"#" if stop.page == page else context["pathto"](stop.page):
             stop.number for stop in way}
    context["generate_toctree_html"] = lambda *given, **named: mark(
        str(made(*given, **named)), hrefs)


def load(app, config):
    """The way, as a setting: where it changes, all pages do."""
    file = Path(app.srcdir) / FILE
    said = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}
    config.short_way = stops(said)


def write(self, node):
    """Lines of the way, as HTML."""
    self.body.append(node["html"])
    raise nodes.SkipNode


def setup(app):
    """Register with Sphinx."""
    app.setup_extension("book_reading")
    app.add_config_value("short_way", [], "html", list)
    app.add_directive("short-way", ShortWay)
    app.add_node(on_the_way, html=(write, None))
    app.connect("config-inited", load)
    app.connect("env-check-consistency", check)
    app.connect("env-get-updated", followers, priority=800)
    app.connect("doctree-resolved", fill)
    app.connect("doctree-resolved", guide)
    app.connect("html-page-context", mark_contents, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
