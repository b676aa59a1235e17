"""What each page makes a browser fetch, in kB: make weigh.

As from an empty cache, before any click, over a connection that compresses.
"""
import gzip
from functools import cache

from serving import HTML, PREFIX, ROOT, Visit, chromium, pages, serve

COMPRESSED = {".png", ".webp", ".woff", ".woff2"}
BUNDLES = ("live.js", "live-editor.js", "judge.js")     # made of book/_live
OURS, ALL = 500, 1200       # kB a page may weigh


@cache
def kilobytes(file):
    """What a file weighs."""
    data = file.read_bytes()
    return len(data if file.suffix in COMPRESSED
               else gzip.compress(data, 6)) / 1000


def is_ours(file):
    """Whether a file is the book's own, not the theme's or MathJax's."""
    if not file.is_relative_to(HTML / "_static"):
        return True
    place = file.relative_to(HTML / "_static")
    return (file.name in BUNDLES
            or (ROOT / "book" / "_static" / place).exists())


def weigh(visit):
    """The weight of a visited page: what is ours, and everything."""
    files = {HTML / path.partition(f"/{PREFIX}/")[2] for path in visit.asked}
    return (sum(kilobytes(file) for file in files if is_ours(file)),
            sum(map(kilobytes, files)))


def main():
    """Visit all pages and print what they weigh."""
    print(f"{'page':30}{'ours':>8}{'all':>8}  other hosts")
    with serve() as site, chromium() as browser:
        for name in pages():
            with Visit(browser, f"{site}/{name}.html") as visit:
                ours, everything = weigh(visit.settle())
            print(f"{name:30}{ours:8.0f}{everything:8.0f}  "
                  f"{', '.join(sorted(set(visit.foreign))) or 'none'}")
    print(f"{'at most':30}{OURS:8}{ALL:8}")


if __name__ == "__main__":
    main()
