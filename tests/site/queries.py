"""How many queries of readers lead to a right page: the score, and misses.

    python tests/site/queries.py [FILE]
"""
import sys
from pathlib import Path

import yaml
from serving import Visit, chromium, serve

FILE = Path(__file__).with_name("queries.yml")
FIRST = 3
ASK = """queries => queries.map(query => inTurn(finder.find(query)).slice(0, 3)
    .map(({ one }) => [one.page, one.anchor]))"""


def read(file=FILE):
    """Each query with the places that answer it."""
    return yaml.safe_load(Path(file).read_text())


def answers(place, page, anchor):
    """Whether a result is such a place."""
    wanted, _, part = place.partition("#")
    return page == f"book/{wanted}" and part in ("", anchor)


def misses(queries, found):
    """The queries without a right place among what was found first."""
    return {query: places for (query, right), places in zip(
        queries.items(), found, strict=True)
        if not any(answers(one, *place) for one in right for place in places)}


def ask(page, queries):
    """The first results for each query, from the search page."""
    return page.evaluate(ASK, list(queries))


def main(file=FILE):
    """Print the score."""
    queries = read(file)
    with (serve() as site, chromium() as browser,
          Visit(browser, f"{site}/search.html?q=norm") as visit):
        wrong = misses(queries, ask(visit.page, queries))
    print(f"{len(queries) - len(wrong)} of {len(queries)} found")
    for query, places in wrong.items():
        print(f"  {query}: " + ", ".join("#".join(one) for one in places))


if __name__ == "__main__":
    main(*sys.argv[1:])
