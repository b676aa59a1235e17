"""What readers may have linked to: equations, figures, exercises, entries.

    python tests/site/anchors.py

adds what the built site has to anchors.txt.  It takes nothing away, as links
outlive the pages that are edited: where a figure's alt text changes, `name:`
at the head of its cell keeps the old name.
"""
import re
from functools import cache
from pathlib import Path

from serving import HTML, pages

# What was on a page once, and is left as a place to arrive at.
FORMER = re.compile(r'<span class="former" id="([^"]+)"')
FILE = Path(__file__).with_name("anchors.txt")
ANCHOR = re.compile(r'\bid="((?:equation|figure)-[^"]+'
                    r'|(?:module-)?rnnlib\.[^"]+)"'
                    r'|class="exercise[^"]*" id="([^"]+)"')


def html(name):
    """A page as it was built."""
    return (HTML / f"{name}.html").read_text()


@cache
def anchors():
    """The anchors of the built site."""
    return {f"{name}#{one or other}" for name in pages()
            for one, other in ANCHOR.findall(html(name))}


def recorded():
    """Those that have to stay."""
    return set(FILE.read_text().split())


def main():
    """Add what is new."""
    old = recorded() if FILE.exists() else set()
    FILE.write_text("\n".join(sorted(old | anchors())) + "\n")
    print(f"{len(recorded() - old)} new anchors in {FILE}")


if __name__ == "__main__":
    main()
