"""Notices what goes wrong in a page, whatever the browser.

Drivers differ in what they tell, so pages are served with a script before all
others that keeps their errors, and other hosts are a proxy that notes them.
"""
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from serving import Quiet

WATCH = b"""<head><script>
window.faults = [];
addEventListener("error", (event) => faults.push(event.message
    ?? `not loaded: ${event.target.src ?? event.target.href}`), true);
addEventListener("unhandledrejection",
    (event) => faults.push(`rejected: ${event.reason}`));
const complain = console.error;
console.error = (...all) => { faults.push(all.join(" ")); complain(...all); };
</script>"""
FAULTS = "() => faults"
TYPESET = "async () => { await window.MathJax?.startup?.promise; }"


class Watched(Quiet):
    """Serves pages that keep their errors in `faults`."""

    missed = []           # what was asked for in vain

    def do_GET(self):
        """Put the script into a page."""
        file = Path(self.translate_path(self.path))
        if file.suffix != ".html" or not file.is_file():
            return super().do_GET()
        page = file.read_bytes().replace(b"<head>", WATCH, 1)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def send_error(self, code, *args):
        """Remember it."""
        self.missed.append(f"{code} {self.path}")
        super().send_error(code, *args)


@contextmanager
def outside():
    """A proxy that lets nothing through: its address, and who was asked."""
    asked = []

    class Refusing(BaseHTTPRequestHandler):
        def refuse(self):
            asked.append(self.path)
            self.send_response(403)
            self.end_headers()

        do_GET = do_HEAD = do_POST = do_CONNECT = refuse

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address, asked
    server.shutdown()
    server.server_close()
