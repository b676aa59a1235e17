"""The bound on branches that tests must take."""
import json

from branches import main


def test_the_share_is_that_of_branches_and_parts_can_be_left_out(
        tmp_path, capsys):
    def of(taken, total, missing):
        return {"summary": {"covered_branches": taken,
                            "missing_branches": total - taken},
                "missing_branches": missing}

    report = tmp_path / "report.json"
    report.write_text(json.dumps({"files": {
        "a/one.py": of(9, 10, [[3, 5]]), "a/b/two.py": of(0, 10, [])}}))
    assert main(report, "90", "a/b") and not main(report, "90.1", "a/b")
    assert main(report, "45") and not main(report, "46")
    assert "a/one.py: from line 3 never to 5\nBranches taken: 45.0 % of 20" \
        in capsys.readouterr().out
