"""The fading text shows the credit that it is given, and refuses others."""
import json
import re
from html import unescape

import numpy as np
import pytest
import rnnlib
from rnnlib.page.fading import LEAST, fading, ink

TEXT = "to be,\nor"
HALVED = 0.5 ** np.arange(len(TEXT))[::-1]


def letters(row):
    """Each character of a row and its style."""
    shown = re.search(r'fading-text"[^>]*>(.*?)</p>', row)[1]
    parts = re.findall(r'<span style="([^"]*)">(.*?)</span>', shown)
    return [(letter, style) for style, inside in parts
            for letter in unescape(inside.replace("<br>", "\n"))]


def rows(html):
    return html.split('<div class="fading-row">')[1:]


def test_each_character_has_the_ink_of_its_credit():
    html = fading(TEXT, {"halved": HALVED})._repr_html_()
    (row,) = rows(html)
    found = letters(row)
    assert "".join(letter for letter, _ in found) == TEXT
    for (_, style), length in zip(found[:-1], HALVED[:-1], strict=True):
        assert style == ink(round(np.log10(length), 2))
    assert "outline" in found[-1][1]


def test_ink_falls_with_credit_and_burns_above_one():
    opacity = [float((ink(power) or "opacity:1").partition(":")[2])
               for power in (0, -1, -3, -5, -7, -20, -300)]
    assert opacity == sorted(opacity, reverse=True)
    assert opacity[0] == 1 and opacity[-1] == LEAST
    red = [int(re.search(r"(\d+)%", ink(power))[1]) for power in (1, 2, 4, 9)]
    assert red == [25, 50, 100, 100]


def test_a_flow_is_read_at_its_last_loss():
    x, y = np.ones((4, 1, 2)), np.zeros((4, 1), int)
    params = rnnlib.init(2, 3, 2)
    flow = rnnlib.gradient_flow(params, x, y, steps=4)
    shown = fading("abcd", {"flow": flow}).powers["flow"]
    credit = flow.credit[4, 1:]
    np.testing.assert_allclose(10**shown, credit / credit[-1], rtol=0.012)
    with pytest.raises(ValueError, match="last loss at step 3, the text"):
        fading("abcd", {"flow": rnnlib.gradient_flow(params, x, y, steps=3)})


def test_without_a_start_all_names_are_shown_and_with_one_a_few():
    many = {f"gain {n}": HALVED ** n for n in range(1, 18)}
    assert len(rows(fading(TEXT, many)._repr_html_())) == 17
    html = fading(TEXT, many, start="gain 3")._repr_html_()
    assert 3 <= len(rows(html)) <= 6
    data = json.loads(unescape(re.search(r'data-fading="([^"]*)"', html)[1]))
    assert data["start"] == "gain 3" and data["text"] == TEXT
    assert [name for name, _ in data["rows"]] == list(many)
    assert data["rows"][1][1][0] == round(100 * np.log10(HALVED[0]**2))


def test_a_credit_of_nothing_has_no_ink_and_is_said():
    one = fading("abc", {"cut": [0.0, 0.0, 2.0]})
    assert "the first of 3 has nothing" in repr(one)
    assert letters(rows(one._repr_html_())[0])[0][1] == f"opacity:{LEAST}"


def test_names_and_texts_are_escaped():
    html = fading("<b>", {"<i>": [1, 1, 1]})._repr_html_()
    assert "<i>" not in html and "&lt;i&gt;" in html
    assert [letter for letter, _ in letters(rows(html)[0])] == list("<b>")


def test_numbers_beyond_the_range_of_floats_are_shown():
    one = fading("abc", {"far": [1e-308, 5e-324, 1e308]})
    assert "has 1·10⁻⁶¹⁶" in repr(one)
    two = fading("abc", {"far": [1e308, 1, 1e-308]})
    assert "has 1·10⁶¹⁶" in repr(two) and "1·10⁶¹⁶" in two._repr_html_()


@pytest.mark.parametrize("given, words", [
    ({"text": 3}, "text must be a string, got 3"),
    ({"flows": None}, "flows must be a dict"),
    ({"flows": {}}, "flows must be a dict"),
    ({"flows": [1, 1]}, "flows must be a dict"),
    ({"flows": {1: [1, 1]}}, "with strings as names")])
def test_what_is_of_the_wrong_kind_is_named(given, words):
    with pytest.raises(TypeError, match=words):
        fading(**{"text": "ab", "flows": {"a": [1, 1]}} | given)


@pytest.mark.parametrize("rows", [0, -1, 1.5, "2", None, True])
def test_rows_are_counted_from_one(rows):
    with pytest.raises(ValueError, match="rows must be an int from 1 on"):
        fading("ab", {"a": [1, 1]}, start="a", rows=rows)


@pytest.mark.parametrize("text, flows, start, words", [
    ("", {"a": []}, None, "a character that can be boxed"),
    ("ab\n", {"a": [1, 1, 1]}, None, "a character that can be boxed"),
    ("ab", {"a": ["x", 1]}, None, "'a' must be a Flow or 2 numbers"),
    ("ab", {"a": [[1], [1, 2]]}, None, "'a' must be a Flow or 2 numbers"),
    ("ab", {"a": [1j, 1]}, None, "'a' must be a Flow or 2 numbers"),
    ("ab", {"a": [10**400, 1]}, None, "'a' must be a Flow or 2 numbers"),
    ("ab", {"a": [1, 1]}, ["a"], "is not among the flows a"),
    ("ab", {"a": [1, 1]}, "b", "'b' is not among the flows a"),
    ("ab", {"a": [1, 1, 1]}, None, r"shape \(3,\), the text has 2"),
    ("ab", {"a": [1, 0]}, None, "the last of them above 0"),
    ("ab", {"a": [-1, 1]}, None, "not negative"),
    ("ab", {"a": [np.nan, 1]}, None, "finite lengths"),
    ("ab", {"a": [np.inf, 1]}, None, "finite lengths")])
def test_what_cannot_be_shown_is_named(text, flows, start, words):
    with pytest.raises(ValueError, match=words):
        fading(text, flows, start=start)


def test_rnnlib_offers_it():
    assert rnnlib.fading is fading and "fading" in dir(rnnlib)
