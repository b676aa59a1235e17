"""Which tests one worker of xdist runs in a row, and which begin first.

Tests that share something slow to set up, such as an opened page, are a group
and stay together: it is then set up once. All others go wherever there is
room. (xdist 3.8's own marks for this do nothing under pytest 9.2.)
"""
import re

# Where one of these matches, what it matches is the group.
SHARED = [re.compile(pattern) for pattern in (
    # pages of their own, and long
    r"(tests/symbolic/(?:methods/test_chain_rule|networks/test_\w+)\.py)",
    # the proved corpus
    r"(tests/symbolic/)\w+/test_(?!(?:fuzz|backdoors)\.py)",
    # a server; a page; an environment
    r"tests/site/test_(lab|ledger_page|findable|install|class|live_cells"
    r"|judge_page|playground)",
    r"tests/site/test_live_python",  # a worker
    r"tests/page/test_latex_answers",  # a page of questions
    # packages; an index; trained networks (twice); a built book; a wheel
    r"tests/book/test_(notation|search|seeds|claims_part_three|rebuild)\.py",
    r"tests/tools/test_release",
    r"(tests/site/test_(?:pages|live|notebooks)\.py).*(\[.*\])",
    # a walk, its page in each width
    r"(tests/site/test_sweep\.py).*\[(backward|forward|nudge|paths"
    r"|truncation)\b",
    r"(tests/book/test_forms\.py).*(\[.*\])",  # a chapter's questions
    r"tests/site/test_notebooks\.py::test_jupyterlite",
    r"(tests/site/test_sliders_on_pages\.py).*\[(.*)-\d+\]",
    # all tests in a browser
    r"(tests/site/test_engines)(?:_live)?\.py.*\[.*\b(firefox|webkit)\b",
    r"tests/site/test_engines_live",     # what crashes
)]

# In this order; then come all others, which are short and fill what is left,
# so that no worker ends long before another.
LONG = [re.compile(pattern) for pattern in (
    r"tests/symbolic/", r"tests/site/test_(engines|live|lab|notebooks)",
    r"tests/book/test_(re)?build\.py", r"tests/book/test_(forms|execute)\.py",
    r"tests/(site|book|tools)/")]


def place(nodeid):
    """Where a test stands among all: the lower, the earlier."""
    return next((number for number, pattern in enumerate(LONG)
                 if pattern.match(nodeid)), len(LONG))


def group(nodeid):
    """The name of a test's group; the test's own where it has none."""
    for pattern in SHARED:
        if found := pattern.match(nodeid):
            return "".join(found.groups("")) or found[0]
    return nodeid
