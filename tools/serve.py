"""Serve a folder on localhost, or say why not.

    python tools/serve.py _build/html 8000
"""
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


def server(folder, port):
    """A server bound to the port; SystemExit with a sentence if not."""
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        sys.exit(f"PORT must be a number from 1 to 65535, got {port!r}")
    try:
        return ThreadingHTTPServer(("localhost", int(port)), handler)
    except OSError as error:
        sys.exit(f"Port {port} cannot be used: {error.strerror}. Try another: "
                 f"make serve PORT={int(port) % 65535 + 1}")


def main(folder, port):
    """Serve until Ctrl-C."""
    with server(folder, port) as one:
        print(f"The book: http://localhost:{port}/book/index.html "
              "(Ctrl-C stops)", flush=True)
        one.serve_forever()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        print()
