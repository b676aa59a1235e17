"""Pages in Firefox and WebKit: as in Chromium, where all pages are tried."""
import time
from io import BytesIO

import pytest
from engines import ENGINES
from PIL import Image, ImageStat
from watching import FAULTS, TYPESET, Watched

PAGES = ("index", "vanishing", "softmax-jacobian")
COUNT = "(css) => document.querySelectorAll(css).length"
OVERFLOW = """() => document.documentElement.scrollWidth
    - document.documentElement.clientWidth"""
# What is read beside code: TeX there was not typeset.
RAW = r"""() => {
    const article = document.querySelector("article").cloneNode(true);
    article.querySelectorAll("pre, code, script, template, mjx-container")
           .forEach((e) => e.remove());
    return article.textContent.match(/\\\(|\\\[|\$\$|\\frac/g) ?? []; }"""
# Whatever opens: its height before and after a click on what opens it.
FOLDED = """(css) => [...document.querySelectorAll(css)]
    .filter((e) => !e.closest("[hidden]") && !e.open)
    .map((e, number) => {
        e.dataset.folded = number;
        return number; })"""
HEIGHT = """(css) => {
    const box = document.querySelector(css).getBoundingClientRect();
    return box.height; }"""
# A slider, its value in words and what its figure shows.
SLIDER = "figure.explore input"
SHOWN = """() => {
    const figure = document.querySelector("figure.explore");
    const input = figure.querySelector("input");
    const frame = figure.querySelector(".explore-frame svg");
    return [input.getAttribute("aria-valuetext"),
            figure.querySelector("output").innerText, frame.outerHTML,
            frame.getBoundingClientRect().height > 50]; }"""
BY_VALUE = """(value) => {
    const input = document.querySelector("figure.explore input");
    input.value = value;
    input.dispatchEvent(new Event("input", {bubbles: true})); }"""


@pytest.fixture(scope="module")
def engine(name, watched):
    """A browser for readers who like light pages."""
    with ENGINES[name](watched[1]) as opened:
        yield opened


@pytest.fixture(scope="module")
def dark(name, watched):
    """A browser for readers who like dark pages."""
    with ENGINES[name](watched[1], dark=True) as opened:
        yield opened


@pytest.fixture
def fair(watched):
    """Nothing has been asked for in vain, and nothing of other hosts."""
    asked = watched[2]
    asked.clear()
    Watched.missed.clear()
    yield
    assert (Watched.missed, asked) == ([], [])


def opened(engine, site, page, width=1280):
    """A page of this width, typeset."""
    engine.resize(width)
    engine.open(f"{site}/{page}")
    engine.call(TYPESET)
    return engine


def chapter(engine, watched, page, width=1280):
    return opened(engine, watched[0], f"book/{page}.html", width)


def looks(engine):
    """What is on the screen."""
    return Image.open(BytesIO(engine.picture())).convert("RGB")


def changed(engine, before, seconds=10):
    """The next look of the screen: a page paints after it has changed."""
    until = time.monotonic() + seconds
    while (picture := looks(engine)) == before and time.monotonic() < until:
        time.sleep(0.1)
    return picture


def brightness(picture):
    """From 0, black, to 255."""
    return ImageStat.Stat(picture.convert("L")).mean[0]


def test_faults_of_all_kinds_are_noticed(engine, watched):
    chapter(engine, watched, "index")
    assert engine.call(FAULTS) == []
    engine.call("""async () => {
        console.error("told");
        setTimeout(() => { throw new Error("thrown"); });
        Promise.reject("promised");
        document.body.append(Object.assign(new Image(), {src: "gone.png"}));
        await fetch("http://elsewhere.example/").catch(() => {}); }""")
    engine.wait("() => faults.length >= 4")
    told = " ".join(engine.call(FAULTS))
    assert all(word in told for word in ("told", "thrown", "promised", "gone"))
    assert [one for one in watched[2] if "elsewhere" in one]
    assert [one for one in Watched.missed if "gone.png" in one]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole(page, engine, watched, fair):
    chapter(engine, watched, page)
    assert engine.call(FAULTS) == []
    assert engine.call(COUNT, "article mjx-container") == engine.call(
        COUNT, "article .math") > 0
    assert engine.call(COUNT, "mjx-merror") == 0
    assert engine.call(RAW) == []
    assert brightness(looks(engine)) > 200


@pytest.mark.parametrize("page", [*(f"book/{page}.html" for page in PAGES),
                                  "search.html?q=gradient", "404.html"])
def test_a_phone_does_not_scroll_sideways(page, engine, watched, fair):
    opened(engine, watched[0], page, 390)
    assert engine.call("() => innerWidth") == 390
    assert engine.call(OVERFLOW) <= 0


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_slider_moves_its_figure(page, engine, watched, fair):
    chapter(engine, watched, page)
    first, picture = engine.call(SHOWN), None
    for move in (lambda: engine.press(SLIDER, "ArrowRight"),
                 lambda: engine.press(SLIDER, "Home"),
                 lambda: engine.press(SLIDER, "End"),
                 lambda: engine.call(BY_VALUE, 1)):
        before, seen = picture or looks(engine), engine.call(SHOWN)
        move()
        text, said, frame, visible = engine.call(SHOWN)
        assert text == said != seen[0] and visible
        assert frame != seen[2]
        assert (picture := changed(engine, before)) != before
    assert first[3] and engine.call(FAULTS) == []


@pytest.mark.parametrize(("page", "folded", "handle"), [
    ("index", "details", "summary"),
    ("softmax-jacobian", "details", "summary"),
    ("vanishing", "details", "summary"),
    ("vanishing", ".solution", ".admonition-title button"),
    ("softmax-jacobian", ".solution", ".admonition-title button")])
def test_what_is_folded_opens(page, folded, handle, engine, watched, fair):
    chapter(engine, watched, page)
    numbers = engine.call(FOLDED, f"article {folded}")
    assert numbers
    for number in numbers:
        css = f"[data-folded='{number}']"
        before = engine.call(HEIGHT, css)
        engine.click(f"{css} {handle}")
        engine.wait(f"(css, low) => ({HEIGHT})(css) > low + 15", css, before,
                    seconds=10)
    assert engine.call(FAULTS) == []


def test_search_finds(engine, watched, fair):
    chapter(engine, watched, "index")
    engine.click("button.search-button__button, button.search-button")
    engine.wait("() => document.activeElement.matches('input[name=q]')")
    engine.press("dialog input[name=q]", *"vanishing gradient", "Enter")
    engine.wait("() => location.pathname.endsWith('/search.html')"
                " && document.querySelectorAll('#search-results li a').length")
    engine.click("#search-results li a")
    engine.wait("() => location.pathname.endsWith('/vanishing.html')")
    assert engine.call(FAULTS) == []


def test_a_page_that_is_not_there_is_explained(engine, watched):
    opened(engine, watched[0], "book/vanished.html")
    assert engine.call("() => document.querySelector('h1').innerText"
                       ) == "There is no such page"
    engine.click("a", "Glossary")
    engine.wait("() => location.pathname.endsWith('/book/glossary.html')")


@pytest.mark.parametrize("page", ["book/softmax-jacobian.html",
                                  "search.html?q=gradient", "404.html"])
def test_dark_is_dark(page, dark, watched, fair):
    opened(dark, watched[0], page)
    for width in (1280, 390):
        dark.resize(width)
        assert brightness(looks(dark)) < 60
    assert dark.call(OVERFLOW) <= 0


def test_scroll_bars_are_dark(dark, watched):
    chapter(dark, watched, "softmax-jacobian", 390)
    place = dark.wait("""() => {
        const box = [...document.querySelectorAll("article pre")]
            .find((e) => e.scrollWidth > e.clientWidth);
        box.scrollIntoView({block: "center", behavior: "instant"});
        const {left, right, bottom} = box.getBoundingClientRect();
        return [left, bottom - 14, right, bottom].map(Math.round); }""")
    assert brightness(looks(dark).crop(place)) < 100
