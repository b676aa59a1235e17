"""What is set up once for several tests is set up in one worker."""
from collections import defaultdict

from together import group, place

# These look at a path only, or open one page after the other.
FREE = {"folder", "opened"}


def shared(item):
    """What has been set up for this test and others, with its parameters."""
    made = item._fixtureinfo.name2fixturedefs
    corpus = {name for name in made if name.startswith("published")}
    names = {name for name in made if made[name][-1].scope == "module"} - FREE
    params = getattr(item, "callspec", None) and item.callspec.params or {}
    values = [params[name] for name in sorted(names & params.keys())]
    return [*corpus, *((item.path.name, name, *values) for name in names)]


def test_what_shares_a_fixture_is_one_group(request):
    groups = defaultdict(set)
    for item in request.session.items:
        for what in shared(item):
            groups[what].add(group(item.nodeid))
    assert [(what, names) for what, names in groups.items()
            if len(names) > 1] == []


def test_all_others_are_free():
    for name in ("tests/book/test_build.py::test_a_fault[x]",
                 "tests/site/test_live.py::test_a_run",
                 "tests/symbolic/attacks/test_fuzz.py::test_equal",
                 "tests/test_rnn.py::test_x[tests/site/test_lab]"):
        assert group(name) == name


def test_long_tests_come_first():
    names = [f"tests/{name}.py::test_x" for name in (
        "test_rnn", "tools/test_release", "book/test_rebuild",
        "site/test_engines_live", "symbolic/test_exact")]
    assert sorted(names, key=place) == names[::-1]
