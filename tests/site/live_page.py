"""A page whose code is live, as a reader sees and uses it."""
import re
from pathlib import Path

from serving import Visit

SECONDS = 120_000           # generous: benchmarks say how long it really takes
STUB = Path(__file__).with_name("live_stub.js").read_text()
EDITORS = "[...document.querySelectorAll('.live-editor .cm-content')]"
TEXT = "e => [...e.children].map(line => line.textContent).join('\\n')"


class Live(Visit):
    """A page, with its Python; with a stub, a worker that plays Python."""

    def __init__(self, *args, stub=False, **options):
        super().__init__(*args, **options)
        if stub:
            self.context.route("**/live-worker.js*", lambda route:
                               route.fulfill(body=STUB, headers={
                                   "Content-Type": "text/javascript"}))

    def state(self, *names):
        """Wait until the bar is in one of these states."""
        wanted = ",".join(f".live-bar[data-state={name}]" for name in names)
        self.page.wait_for_selector(wanted, timeout=SECONDS)
        return self.status()

    def status(self):
        return self.page.locator(".live-status").inner_text()

    def says(self, text):
        """Wait until the status says this."""
        self.page.wait_for_function(
            "text => document.querySelector('.live-status').innerText"
            ".includes(text)", arg=text, timeout=SECONDS)
        return self.status()

    def start(self):
        self.settle().page.get_by_role("button", name="Live code").click()
        return self.state("ready", "failed")

    def run_all(self):
        self.page.get_by_role("button", name="Run all").click()
        return self.state("ready", "failed")

    def cells(self):
        return self.page.locator("div.cell:has(.live-editor)")

    def cell(self, what):
        """The cell of this number, or the first whose code has this text."""
        if isinstance(what, int):
            return self.cells().nth(what - 1)
        codes = self.page.evaluate(f"{EDITORS}.map({TEXT})")
        return self.cells().nth(next(
            place for place, code in enumerate(codes) if what in code))

    def press_run(self, cell):
        cell.get_by_role("button", name=re.compile("^Run")).click()

    def run(self, cell):
        self.press_run(cell)
        return self.state("ready", "failed")

    def code(self, cell):
        """What stands in a cell's editor."""
        return cell.locator(".cm-content").evaluate(TEXT)

    def type(self, cell, text):
        """Replace a cell's code, by keyboard."""
        cell.locator(".cm-content").focus()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def edit(self, cell, old, new):
        self.type(cell, self.code(cell).replace(old, new))

    def marks(self):
        """What is said of each cell's output, by number; of those of which
        something is said, folded or not."""
        said = self.cells().evaluate_all(
            "all => all.map(e => e.querySelector('.live-mark'))"
            ".map(e => e.hidden ? '' : e.firstElementChild.textContent)")
        return {n: text for n, text in enumerate(said, 1) if text}

    def shown(self, number):
        """The output of a cell, as text."""
        return self.cell(number).locator(".cell_output").inner_text().strip()


def opened(browser, site, name, **options):
    return Live(browser, f"{site}/book/{name}.html", **options)
