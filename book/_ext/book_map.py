"""``{book-map}``: what depends on what, drawn from the chapters themselves.

The links in the paragraph *What it builds on* of a chapter are the lines of
the map. Chapters stand in their order, below the captions of their parts.
"""
import re
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

LONG = re.compile("backpropagation through time", re.IGNORECASE)
OPENS = "What it builds on."
# In pixels: the rows, the boxes, and how far lines swing out at the right.
WIDTH, ROW, BOX, EDGE, SWING = 360, 26, 22, 256, 98
TITLE = ("Map of the book: each chapter is a link, and lines lead to those "
         "that build on it")


class map_of_book(nodes.General, nodes.Element):
    """Where the map stands."""


def builds_on(doctree):
    """The links of the paragraph, such as ("doc", "model")."""
    for one in doctree.findall(nodes.paragraph):
        if one.astext().startswith(OPENS):
            return [(link["reftype"], link["reftarget"])
                    for link in one.findall(addnodes.pending_xref)
                    if link["reftype"] in ("doc", "eq")]
    return []


def note(app, doctree):
    """Keep them with the metadata that Sphinx keeps of a page."""
    app.env.metadata[app.env.docname]["builds_on"] = builds_on(doctree)


def page_of(env, page, kind, target):
    """The page to which a link of another leads."""
    if kind == "eq":
        return env.domaindata["math"]["objects"].get(target, (page,))[0]
    return env.relfn2path(target, page)[0]


def below(env, pages):
    """{page: those of the others on which it builds, in order}."""
    found = {page: dict.fromkeys(page_of(env, page, *one) for one in
                                 env.metadata[page].get("builds_on", ()))
             for page in pages}
    return {page: [one for one in some if one in pages and one != page]
            for page, some in found.items()}


def parts(app):
    """The numbered parts: their captions and pages."""
    trees = app.config.external_site_map.root.subtrees
    return [(tree.caption, list(tree.items)) for tree in trees
            if tree.numbered]


def name(env, page):
    """The number of a chapter and the beginning of its title."""
    number = env.toc_secnumbers.get(page, {}).get("", ("",))[0]
    title = re.split("[:,]", env.titles[page].astext())[0]
    return f"{number}. {LONG.sub('BPTT', title)}"


def rows(app):
    """{page: the middle of its row}, {caption: its line}, the height."""
    places, captions, y = {}, {}, 0
    for caption, pages in parts(app):
        y += ROW + 4
        captions[caption] = y - 8
        for page in pages:
            places[page] = y + ROW / 2
            y += ROW
    return places, captions, y + 4


def line(above, under, height):
    """A line from one row down to another, further out the longer it is."""
    out = EDGE + 8 + SWING * (abs(under - above) / height) ** 0.6
    return (f'<path d="M{EDGE} {above:g}C{out:.0f} {above:g} {out:.0f} '
            f'{under:g} {EDGE} {under:g}"/>')


def box(app, page, at, y, stop):
    """A chapter: a link, and a dot if it is on the short way."""
    said = escape(name(app.env, page))
    dot = stop and (f'<circle cx="{EDGE - 10}" cy="{y:g}" r="4"><title>Stop '
                    f"{stop} of the short way</title></circle>")
    return (f'<a href="{app.builder.get_relative_uri(at, page)}">'
            f'<rect x="0.5" y="{y - BOX / 2:g}" width="{EDGE - 1}" height='
            f'"{BOX}" rx="4"/><text x="8" y="{y + 4:g}">{said}</text>'
            f"{dot or ''}</a>")


def drawing(app, at, builds):
    """The map as SVG; at: the page on which it stands."""
    places, captions, height = rows(app)
    on_way = {stop.page: stop.number for stop in app.config.short_way}
    chapters = "\n".join(
        "<g>" + "".join(line(places[one], y, height) for one in builds[page])
        + box(app, page, at, y, on_way.get(page)) + "</g>"
        for page, y in places.items())
    heads = "".join(f'<text class="part" x="0" y="{y:g}">{escape(one)}</text>'
                    for one, y in captions.items())
    return (f'<svg class="book-map" role="group" aria-label="{TITLE}" viewBox='
            f'"0 0 {WIDTH} {height}">{heads}\n{chapters}</svg>\n')


def link(app, at, page):
    """A link to a chapter by its name."""
    url = app.builder.get_relative_uri(at, page)
    return (f'<a class="reference internal" href="{url}">'
            f"{escape(name(app.env, page))}</a>")


def in_words(app, at, builds):
    """The same as a list, folded."""
    items = "\n".join(
        f"<li>{link(app, at, page)} " + ("builds on " + ", ".join(
            link(app, at, one) for one in some) if some else "needs no other")
        + "</li>" for page, some in builds.items())
    return ('<details class="map-in-words"><summary>The map in words'
            f"</summary>\n<ul>\n{items}\n</ul></details>\n")


def draw(app, doctree, page):
    """Put the map where a page wants it."""
    for node in list(doctree.findall(map_of_book)):
        builds = below(app.env, rows(app)[0])
        node.replace_self(nodes.raw("", drawing(app, page, builds)
                                    + in_words(app, page, builds),
                                    format="html"))


class Map(SphinxDirective):
    """The map of the book."""

    def run(self):
        """Its place, until all pages are read."""
        self.env.metadata[self.env.docname]["follows"] = True
        return [map_of_book()]


def setup(app):
    """Register with Sphinx, which also loads the short way."""
    app.setup_extension("book_path")
    app.add_directive("book-map", Map)
    app.connect("doctree-read", note)
    app.connect("doctree-resolved", draw)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
