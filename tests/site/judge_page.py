"""The page *Is my derivation right?*, as a reader sees and uses it."""
from pathlib import Path

from serving import Visit

SECONDS = 120_000           # generous, as for live code
STUB = Path(__file__).with_name("judge_stub.js").read_text()
KINDS = "all => all.map(e => e.dataset.kind)"
IDLE = """() => document.querySelector(
    ".judge-buttons [aria-label='Stop judging']").hidden"""


class Judging(Visit):
    """The page, with its Python; with a stub, a worker that plays Python."""

    def __init__(self, browser, site, *, stub=False, hash="", **options):
        self.stub = stub
        super().__init__(browser, f"{site}/book/judge.html{hash}", **options)
        if stub:
            self.context.route("**/judge-worker.js*", lambda route:
                               route.fulfill(body=STUB, headers={
                                   "Content-Type": "text/javascript"}))
        self.settle()

    @property
    def text(self):
        return self.page.locator("#judge-text")

    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def judge(self, text=None):
        """Judge a text, or what stands there; what is said of all."""
        if text is not None:
            self.text.fill(text)
        self.button("Judge").click()
        return self.rest()

    def rest(self):
        """Wait until nothing goes on; what is said then."""
        self.page.wait_for_function(IDLE, timeout=SECONDS)
        return self.status()

    def status(self):
        return self.page.locator(".judge-bar [role=status]").inner_text()

    def says(self, text):
        """Wait until it is said that this is going on."""
        self.page.wait_for_function(
            "text => document.querySelector('.judge-bar').innerText"
            ".includes(text)", arg=text, timeout=SECONDS)

    def lines(self):
        return self.page.locator(".judge-line")

    def kinds(self):
        return self.lines().evaluate_all(KINDS)
