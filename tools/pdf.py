"""The whole book as one PDF, printed by Chromium and then looked through.

    PYTHONPATH=book/_ext python tools/pdf.py [FOLDER]
"""
import json
import os
import re
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from book_build import build
from book_print import PDF
from playwright.sync_api import Error, sync_playwright
from pypdf import PdfReader

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu",
         "--host-resolver-rules=MAP * ~NOTFOUND"]  # all it needs is here
LIMIT = 900  # seconds; it takes a minute or two, and was once seen to hang
WIDTH = 642  # a line in print.css, 170 mm, in CSS pixels
SCRIPT = Path(__file__).with_name("print.js")
NUMBER = """places => document.querySelectorAll("nav a").forEach(link =>
    link.dataset.page = places[decodeURIComponent(link.hash.slice(1))])"""


@contextmanager
def ended_after(seconds, browser):
    """End a browser that hangs: what it was asked for then fails."""
    running = browser.new_browser_cdp_session().send(
        "SystemInfo.getProcessInfo")["processInfo"]
    pid = next(one["id"] for one in running if one["type"] == "browser")
    timer = Timer(seconds, os.kill, (pid, signal.SIGKILL))
    timer.start()
    try:
        yield
    except Error as error:
        if not timer.finished.is_set():
            raise
        raise SystemExit(f"Chromium did not print the book in {seconds} "
                         "seconds and was ended. Try again.") from error
    finally:
        timer.cancel()


def prepare(page, html):
    """Open the one page as it will be printed; what print.js saw in it."""
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("requestfailed", lambda request: errors.append(
        f"not loaded: {request.url}"))
    page.emulate_media(media="print", color_scheme="light")
    page.goto(html.as_uri(), timeout=0)
    page.evaluate("MathJax.startup.promise")
    page.evaluate("document.fonts.ready")
    return {**page.evaluate(SCRIPT.read_text()), "errors": errors}


def number_contents(page, pdf):
    """Put the page numbers that the PDF has into the table of contents."""
    reader = PdfReader(pdf)
    page.evaluate(NUMBER, {
        name.removeprefix("/"): reader.get_destination_page_number(place) + 1
        for name, place in reader.named_destinations.items()})


def print_page(html, pdf):
    """Print the one page, with tags and an outline; what was seen in it.

    It is printed twice: only a PDF tells where a chapter begins.
    """
    options = {"path": pdf, "prefer_css_page_size": True, "tagged": True,
               "outline": True, "print_background": True}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        with ended_after(LIMIT, browser):
            seen = prepare(page, html)
            page.pdf(**options)
            number_contents(page, pdf)
            page.pdf(**options)
        browser.close()
    return seen


def lost_links(reader):
    """Links within the PDF that lead nowhere."""
    known = set(reader.named_destinations)
    for count, page in enumerate(reader.pages, start=1):
        for note in page.get("/Annots", ()):
            target = note.get_object().get("/Dest")
            if isinstance(target, str) and target not in known:
                yield f"page {count}: a link to {target}, which is nowhere"


def faults(reader, seen, numbers):
    """What is wrong with the PDF, given the numbers of the ledger."""
    yield from seen["errors"]
    yield from (f"not typeset: {text}" for text in seen["raw"])
    yield from (f"too wide: {text}" for text in seen["wide"])
    yield from (f"a link to #{name}, which is nowhere"
                for name in seen["lost"])
    if sorted(seen["numbers"]) != sorted(numbers):
        yield (f"{len(seen['numbers'])} numbered equations on the page, "
               f"{len(numbers)} in the ledger, or other numbers")
    texts = [page.extract_text() for page in reader.pages]
    yield from (f"page {count} is blank" for count, text
                in enumerate(texts, start=1) if not re.search("[a-z]", text))
    yield from (f"equation {number} is not in the PDF" for number in numbers
                if not any(number in text for text in texts))
    yield from lost_links(reader)


def main(root):
    """Build, print, look through; the exit code."""
    begun, built = time.perf_counter(), root / "_build"
    if not build(root, "singlehtml"):
        return 1
    pdf = built / PDF
    seen = print_page(built / "singlehtml" / "index.html", pdf)
    numbers = [f"({'.'.join(map(str, entry['number']))})" for entry in
               json.loads((built / "ledger.json").read_text())]
    reader = PdfReader(pdf)
    if wrong := list(faults(reader, seen, numbers)):
        pdf.rename(pdf.with_suffix(".faulty.pdf"))
        print(f"\n{pdf.with_suffix('.faulty.pdf')} has faults.", *wrong,
              sep="\n")
        return 1
    print(f"\n{pdf}: {len(reader.pages)} pages, {len(numbers)} numbered "
          f"equations, {pdf.stat().st_size / 1e6:.1f} MB, made in "
          f"{time.perf_counter() - begun:.0f} seconds. The widest formula was "
          f"set at {seen['smallest']:.0%} of its size.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
