"""What the ledger finds wrong with records."""
import pytest
from book_ledger import faults
from book_ledger_table import agreement, prose, recalled, summary


def record(label, **more):
    return {"label": label, "kind": "proof", "fingerprint": f"h-{label}",
            "rests_on": {}, "source": None, **more}


def complaints(*records, equations=None):
    """The faults of records on one page, by default all shown there."""
    labels = [r["label"] for r in records] if equations is None else equations
    return [fault for _, fault in faults(
        dict.fromkeys(labels, ("page", 1)),
        [("page", item) for item in records])]


def test_a_sound_ledger_has_no_fault():
    assert complaints(
        record("a", kind="definition"),
        record("b", rests_on={"a": "h-a", "c": "h-c"}),
        record("c", kind="lemma", source="someone1990")) == []


@pytest.mark.parametrize(("records", "equations", "complaint"), [
    ([record("a")], ["a", "b"], "'b' is in no class"),
    ([record("a"), record("a")], None, "'a' is claimed twice"),
    ([record("a")], [], "'a' is claimed but not shown"),
    ([record("a", kind="remark")], None, "unknown class 'remark'"),
    ([record("a", kind="lemma")], None, "'a' is a lemma without a source"),
    ([record("a", rests_on={"b": "h-b"})], None, "rests on 'b', which no"),
    ([record("a"), record("b", rests_on={"a": "h-A"})], None,
     "rests on another 'a'"),
    ([record("a", rests_on={"b": "h-b"}),
      record("b", rests_on={"a": "h-a"})], None, "circular proofs"),
    ([record("a", rests_on={"a": "h-a"})], None, "circular proofs"),
])
def test_each_fault_is_found_and_only_it(records, equations, complaint):
    found = complaints(*records, equations=equations)
    assert len(found) == 1
    assert complaint in found[0]


@pytest.mark.parametrize(("label", "fingerprint", "found"), [
    ("a", "h-a", 0), ("a", "h-A", 1), ("nowhere", "h-a", 1)])
def test_what_is_recalled_is_what_its_page_shows(label, fingerprint, found):
    said = [*faults({"a": ("page", 1)}, [("page", record("a"))],
                    [("other", label, fingerprint)])]
    assert [page for page, fault in said
            if f"{label!r} is recalled as another" in fault] \
        == ["other"] * found == [page for page, _ in said]


def test_the_chapters_that_recall_are_linked():
    links = recalled({"recalled_on": ["book/two", "book/end"]}, "book/ledger",
                     {"book/two": "2", "book/end": "The end"})
    assert [(one["reftarget"], one.astext()) for one in links[::2]] == [
        ("/book/two", "2"), ("/book/end", "The end")]


def test_agreement_has_one_digit():
    assert agreement(2.34e-16)[0].astext() == r"2\times 10^{-16}"
    assert agreement(0.0)[0].astext() == "0"
    assert agreement(None)[0].astext() == "\N{EN DASH}"


def test_scope_may_hold_maths():
    kinds = [(type(node).__name__, node.astext())
             for node in prose("every $n_h$, $n_x$")]
    assert kinds == [("Text", "every "), ("math", "n_h"), ("Text", ", "),
                     ("math", "n_x")]


def test_summary_counts_classes():
    found = summary([record("a"), record("b", kind="lemma")]).astext()
    assert found == ("2 equations: 0 definitions, 0 conditions, 1 proof, "
                     "1 lemma.")
