"""What axe-core finds on a page; run as a program, on all of them."""
import json
import sys
from itertools import product

from serving import ROOT, THEMES, WIDTHS, Visit, chromium, pages, serve

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
        "best-practice"]
# Pages that are no part of the book, but of the site.
OTHERS = ("search.html?q=norm", "404.html", "genindex.html",
          "py-modindex.html", "_modules/rnnlib/rnn.html",
          "book/worksheet-blank.html", "book/worksheet-solved.html")
# Solutions and hidden code are read too.
OPEN = """() => {
    document.querySelectorAll("button.toggle-button-hidden")
        .forEach(e => e.click());
    document.querySelectorAll("article details").forEach(e => {
        e.name = "";                         // choices: one at a time, else
        e.open = true; });
    document.getAnimations().forEach(e => e.finish()); }"""
# Most elements of a page say the same to axe many times over, and go. The
# glyphs of a formula hold no text and are hidden from assistive technology,
# which reads the MathML beside them: an empty box of their size takes their
# place. Of that MathML its text is left, of pictures all but their strokes,
# and of the words of code two of each colour in a kind of place; single
# letters, which axe does not judge, are counted by themselves.
LEAN = """() => {
    const every = what => [...document.querySelectorAll(what)];
    const all = every("mjx-math[aria-hidden=true]");
    const sizes = all.map(e => e.getBoundingClientRect());
    all.forEach((e, i) => {
        e.replaceChildren();
        e.style.display = "inline-block";
        e.style.width = `${sizes[i].width}px`;
        e.style.height = `${sizes[i].height}px`; });
    every("mjx-assistive-mml > math").forEach(
        e => { e.textContent = e.textContent; });
    every("svg :is(path, use, defs)").forEach(e => e.remove());
    const seen = {};
    every("pre span[class]:not(:has(*))").forEach(e => {
        const kind = [e.className, e.textContent.length > 1,
            ...[".admonition", ".cell_output", ".cell_input"].map(
                place => !!e.closest(place))].join();
        seen[kind] = (seen[kind] ?? 0) + 1;
        if (seen[kind] > 2) e.replaceWith(e.textContent); }); }"""
RUN = """async ([inside, rules]) => {
    const found = await axe.run(inside ?? document, {
        preload: false, resultTypes: ["violations"], runOnly: rules});
    return found.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id}: ${node.html.slice(0, 150)} ${node.failureSummary}`)); }"""


def faults(page, rules=WCAG, *, whole=True, inside=None):
    """Each fault as a line: the rule, the element, what is wrong.

    Changes the page: all that is folded opens; what it has many times goes,
    which saves most of the time, unless it is to stay whole. Where a page is
    looked through elsewhere, a part of it, inside, can be looked at as it is.
    """
    if not inside:
        page.evaluate(OPEN)
    if not whole:
        page.evaluate(LEAN)
    page.evaluate(AXE.read_text())
    return page.evaluate(RUN, [inside, rules])


def main():
    """All rules on every page, in each width and theme; a table."""
    table = {}
    with serve() as site, chromium() as browser:
        addresses = [*(f"{name}.html" for name in pages()), *OTHERS]
        for name, width, theme in product(addresses, WIDTHS, THEMES):
            with Visit(browser, f"{site}/{name}", WIDTHS[width],
                       theme) as visit:
                found = faults(visit.settle().page)
            table[f"{name} {width} {theme}"] = found
            print(f"{name} {width} {theme}: {len(found)} faults", *found,
                  sep="\n    ", flush=True)
    (ROOT / "_build" / "axe.json").write_text(json.dumps(table, indent=1))
    return 1 if any(table.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
