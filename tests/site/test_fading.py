"""The fading text on its pages: slider, Play, keys, and without scripts."""
import re
from itertools import pairwise

import pytest
from serving import HTML, Visit, pages

SHOWN = [(page, place) for page in pages()
         for place in range((HTML / f"{page}.html").read_text().count(
             "<fading-text") if (HTML / f"{page}.html").exists() else 0)]
INKS = """figure => [...figure.querySelectorAll(
    ".fading-row:not(.print-only) .fading-text > *")].map(one =>
    [one.textContent, getComputedStyle(one).opacity,
     getComputedStyle(one).color])"""
each = pytest.mark.parametrize(("name", "place"), SHOWN, ids=str)


def test_they_are_where_a_cure_or_a_measure_is_shown():
    wanted = {"book/index", "book/vanishing", "book/while-it-learns",
              "book/initialisation", "book/lstm", "book/gru", "book/clipping"}
    assert wanted <= {page for page, _ in SHOWN}


def text_of(figure):
    """What can be selected in the first row."""
    return figure.locator(".fading-text").first.inner_text()


@each
def test_the_text_is_real_and_the_same_in_all_rows(browser, site, name, place):
    with Visit(browser, f"{site}/{name}.html") as visit:
        figure = visit.page.locator("fading-text").nth(place)
        rows = figure.locator(".fading-text").all_text_contents()
        assert len(set(rows)) == 1 and len(rows[0]) >= 55
        assert "\n" in text_of(figure)
        wide = visit.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= visit.page.viewport_size["width"]


def test_the_inks_of_the_script_are_those_of_python(browser, site):
    """With scripts a row has the same inks as the one written by Python."""
    address = f"{site}/book/lstm.html"
    found = []
    for scripts in (True, False):
        with Visit(browser, address, java_script_enabled=scripts) as visit:
            rows = visit.page.locator("fading-text").first
            found.append([
                (letter, opacity, colour)
                for text, opacity, colour in rows.evaluate(INKS)
                for letter in text.strip() if letter != " "])
    with_scripts, without = found
    assert [one[0] for one in with_scripts] == [one[0] for one in without]
    assert with_scripts == without


@pytest.fixture
def figure(browser, site):
    """The first fading text of Watching the gradient vanish."""
    with Visit(browser, f"{site}/book/vanishing.html") as visit:
        yield visit.page.locator("fading-text").first


def inks(figure):
    """The opacity of each character."""
    return [float(opacity) for _, opacity, _ in figure.evaluate(INKS)]


def test_the_slider_answers_to_keys_and_says_what_it_shows(figure):
    field = figure.locator("input[type=range]")
    seen = []
    for key in ("Home", "End"):
        field.press(key)
        seen.append((sum(inks(figure)), field.get_attribute("aria-valuetext")))
    (weak, first), (strong, last) = seen
    assert weak < strong / 2
    assert first.startswith("gain 0.5") and last.startswith("gain 2")
    assert "5·10⁻³²" in first and "6·10⁵" in last
    assert figure.locator(".fading-name b").first.inner_text() == "gain 2"


def test_play_walks_back_a_character_at_a_time(figure):
    figure.locator("button").click()
    figure.page.wait_for_timeout(300)
    figure.locator("button").click()                 # pause
    now = inks(figure)
    assert now[0] == 0 and now[-2] > 0.5
    shown = sum(one > 0 for one in now)
    assert 2 <= shown < 60
    said = figure.locator(".fading-name span").first.inner_text()
    assert re.match(r"\d+ back: ", said)
    figure.locator("button").click()
    figure.page.wait_for_function(
        "() => document.querySelector('fading-text button').textContent"
        " === 'Play'", timeout=60_000)
    assert min(inks(figure)) > 0


def test_with_less_motion_ten_characters_come_at_once(browser, site):
    with Visit(browser, f"{site}/book/vanishing.html",
               reduced_motion="reduce") as visit:
        figure = visit.page.locator("fading-text").first
        button = figure.locator("button")
        assert button.inner_text() == "Ten back"
        button.click()
        assert sum(one > 0 for one in inks(figure)) == 11
        button.click()
        assert sum(one > 0 for one in inks(figure)) == 21


def test_without_scripts_some_gains_stand_below_one_another(browser, site):
    with Visit(browser, f"{site}/book/vanishing.html",
               java_script_enabled=False) as visit:
        rows = visit.page.locator("fading-text").first.locator(".fading-row")
        names = rows.locator(".fading-name b").all_inner_texts()
        assert 4 <= len(names) <= 6 and names[0] == "gain 0.5"
        totals = [sum(len(text) * float(one) for text, one, _ in row.evaluate(
            INKS.replace(".fading-row:not(.print-only) ", "")))
            for row in rows.all()]
        assert all(more > less - 0.1 for less, more in pairwise(totals))
        assert totals[0] < 20 < 90 < totals[-1]
