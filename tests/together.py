"""Which tests one worker of xdist runs in a row.

Tests that share something slow to set up, such as an opened page, are a group
and stay together: it is then set up once. All others go wherever there is
room. (xdist 3.8's own marks for this do nothing under pytest 9.2.)
"""
import re

# Where one of these matches, what it matches is the group.
SHARED = [re.compile(pattern) for pattern in (
    # pages of their own, and long
    r"(tests/symbolic/test_(?:backward|gru_formulas|lstm_formulas|variants)\.py)",
    r"tests/symbolic/test_(?!(?:fuzz|backdoors)\.py)",  # the proved corpus
    # a server; a page; an environment
    r"tests/site/test_(lab|ledger_page|findable|install|class|live_cells)",
    r"tests/site/test_live_python",  # a worker
    # packages; an index; trained networks (twice); a wheel
    r"tests/book/test_(notation|search|seeds|claims_part_three)\.py",
    r"tests/tools/test_release",
    r"(tests/site/test_(?:pages|live|notebooks)\.py).*(\[.*\])",
    r"(tests/book/test_forms\.py).*(\[.*\])",  # a chapter's questions
    r"tests/site/test_notebooks\.py::test_jupyterlite",
    r"(tests/site/test_sliders_on_pages\.py).*\[(.*)-\d+\]",
    # all tests in a browser
    r"(tests/site/test_engines)(?:_live)?\.py.*\[.*\b(firefox|webkit)\b",
    r"tests/site/test_engines_live",     # what crashes
)]


def group(nodeid):
    """The name of a test's group; the test's own where it has none."""
    for pattern in SHARED:
        if found := pattern.match(nodeid):
            return "".join(found.groups("")) or found[0]
    return nodeid
