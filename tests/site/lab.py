"""JupyterLab, started by some command, and a chapter opened in it."""
import json
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

OPEN = build_opener(ProxyHandler({})).open
# Cells out of sight are to be in the page too.
TRACKER = "@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
OUTPUT = ".jp-OutputArea-output"
FAULTS = ('[data-mime-type="application/vnd.jupyter.error"], '
          '[data-mime-type="application/vnd.jupyter.stderr"]')


def free_port():
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def own_settings(folder):
    """An environment in which the user's own settings play no part."""
    file = folder / "settings" / TRACKER
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"windowingMode": "none"}))
    clean = {key: value for key, value in os.environ.items()
             if not key.startswith(("JUPYTER", "RNNLIB", "MPL", "PYTHON"))}
    return {**clean, "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces")}


def answers(address):
    """Whether a server answers there."""
    try:
        return OPEN(address, timeout=5).status == 200
    except (URLError, ConnectionError):
        return False


def wait_for(server, address, log, seconds=90):
    """Wait until the server answers; say what it printed if it does not."""
    end = time.monotonic() + seconds
    while not answers(address):
        alive = server.poll() is None and time.monotonic() < end
        assert alive, log.read_text()[-3000:]
        time.sleep(0.2)


def stop(server):
    """End the server, by force if a kernel that is starting holds it up."""
    os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@contextmanager
def lab(command, folder):
    """JupyterLab's address; command(options) is what starts it."""
    port, log = free_port(), folder / "lab.log"
    options = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0",
               "--IdentityProvider.token="]
    with log.open("w") as out:
        server = subprocess.Popen(
            command(options), env=own_settings(folder), stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(server, f"{address}/api", log)
        yield address
    finally:
        stop(server)


def run_all(page):
    """Run all cells, once the kernel is there, and wait for the last."""
    page.get_by_text("| Idle").wait_for(timeout=60_000)
    for name in ("Run", "Run All Cells"):
        page.get_by_role("menuitem", name=name, exact=True).click()
    page.wait_for_function(
        """() => [...document.querySelectorAll(
            ".jp-CodeCell .jp-InputArea-prompt")].every(
                e => /^\\[\\d+\\]/.test(e.innerText))""", timeout=90_000)
