"""The page that says who found what, and the bibliography."""
import re

from chapters import PAGES, ROOT

PAGE = (ROOT / "book" / "history.md").read_text()
BIB = (ROOT / "book" / "references.bib").read_text()
CITE = r"(?:\{cite\}|:cite:t:)`([^`]+)`"


def keys(text):
    return {key for group in re.findall(CITE, text)
            for key in group.split(",")}


def test_each_idea_has_a_source_and_says_what_was_seen_of_it():
    rows = [[cell.strip() for cell in line.strip("|").split("|")]
            for line in PAGE.splitlines() if line.startswith("| ")]
    rows = [row for row in rows if row[0] != "idea"]
    assert len(rows) > 20
    for idea, where, seen in rows:
        assert keys(where), idea
        assert seen in ("text", "abstract", "cited"), idea


def test_each_entry_of_the_bibliography_is_cited_and_in_order():
    entries = re.findall(r"^@\w+\{([^,]+),", BIB, re.MULTILINE)
    code = [path.read_text() for path in (ROOT / "rnnlib").rglob("*.py")]
    cited = keys("\n".join([path.read_text() for path in PAGES] + code))
    lemmas = {key for key in entries
              if re.search(rf'"{key}"', "\n".join(
                  path.read_text() for path in PAGES))}
    assert entries == sorted(set(entries))
    assert set(entries) - cited - lemmas == set()
