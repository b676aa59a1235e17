"""The built site under a prefix, and a browser to look at it with."""
import os
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update",
         "--disable-sync",
         # nothing leaves the machine: other hosts have no address
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
WIDTHS = {"desktop": 1280, "phone": 390}
THEMES = ("light", "dark")
PREFIX = "some/prefix"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *args):
        """Say nothing."""

    def send_error(self, code, *args):
        """The site has a page of its own for what is not there."""
        if code != 404:
            return super().send_error(code, *args)
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write((HTML / "404.html").read_bytes())


@contextmanager
def serve(html=HTML, prefix=PREFIX, handler=Quiet):
    """Serve the site below a prefix, as a project page would be."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / prefix
        place.parent.mkdir(parents=True)
        place.symlink_to(html)
        handler = partial(handler, directory=folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{prefix}"
        server.shutdown()
        server.server_close()


@contextmanager
def chromium():
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS,
            env={**os.environ, "NO_PROXY": "*"})
        yield browser
        browser.close()


def pages():
    """The names of all pages of the book, in order."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    below = [entry["file"] for part in toc["parts"]
             for entry in part["chapters"]]
    return [toc["root"], *below]


class Visit:
    """A page opened in a fresh context; keeps what went wrong in it.

    Without its maths, which takes a browser longest, for what has none.
    """

    def __init__(self, browser, url, width=1280, theme="light", *, maths=True,
                 **options):
        self.errors, self.failed, self.foreign = [], [], []
        self.asked = set()
        self.host = urlsplit(url).netloc
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme,
            **options)
        self.page = self.context.new_page()
        if not maths:
            self.page.route("**/mathjax/**", lambda route: route.abort())
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed",
                     lambda request: self.failed.append(request.url))
        self.page.on("response", self._response)
        self.page.goto(url, wait_until="networkidle")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.context.close()

    def _request(self, request):
        """Remember what is asked for, here and of other hosts."""
        address = urlsplit(request.url)
        if address.scheme in ("http", "https"):
            if address.netloc == self.host:
                self.asked.add(address.path)
            else:
                self.foreign.append(request.url)

    def _console(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _response(self, response):
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def settle(self):
        """Wait until MathJax, where the page has any, has typeset."""
        self.page.evaluate("window.MathJax?.startup?.promise")
        return self
