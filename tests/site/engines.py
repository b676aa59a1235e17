"""Starts Debian's Firefox and WebKitGTK, without a screen and a network."""
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import warnings
from contextlib import closing, contextmanager
from pathlib import Path

from drivers import SECONDS, Crashed, Firefox, WebKit

PROGRAMS = {"firefox": ["firefox-esr"],
            "webkit": ["WebKitWebDriver", "Xvfb"]}
# A screen for WebKitGTK, which has no way to do without: larger than windows.
SCREEN = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1100x24",
          "-nolisten", "tcp"]
# The buttons of WebKit's small browser are wider than a phone: they shrink.
NARROW = "button, entry { border: 0; margin: 0; min-width: 0; padding: 0; }"
PREFERENCES = {
    # no requests of Firefox's own besides those that BiDi turns off, so that
    # what is asked for is asked for by pages
    "app.normandy.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "media.gmp-manager.updateEnabled": False,
    "extensions.systemAddon.update.enabled": False,
    # scroll bars that take room and are always in sight
    "widget.gtk.overlay-scrollbars.enabled": False,
    "widget.non-native-theme.scrollbar.size.override": 14,
}


@contextmanager
def running(command, **options):
    """A process, ended with all that it started."""
    process = subprocess.Popen(command, start_new_session=True, **options)
    with process:
        try:
            yield process
        finally:
            end(process)


def end(process):
    """End a process and its children, which share its group."""
    try:
        os.killpg(process.pid, 15)
        process.wait(10)
    except ProcessLookupError:
        pass
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.wait()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def home():
    """A home of its own: root's may belong to another, which Firefox minds."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder), {**os.environ, "HOME": folder, "NO_PROXY": "*",
                             "XDG_CONFIG_HOME": folder, "NO_AT_BRIDGE": "1",
                             # lets a preference be heeded, see above
                             "MOZ_REMOTE_SETTINGS_DEVTOOLS": "1"}


@contextmanager
def firefox(proxy, dark=False):
    """Firefox in a fresh profile; what is not local goes to the proxy."""
    host, port = proxy
    wishes = PREFERENCES | {
        "network.proxy.type": 1, "network.proxy.share_proxy_settings": True,
        "network.proxy.http": host, "network.proxy.http_port": port,
        "network.proxy.ssl": host, "network.proxy.ssl_port": port,
        "layout.css.prefers-color-scheme.content-override": 0 if dark else 1}
    with home() as (folder, environment):
        (folder / "user.js").write_text("".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in wishes.items()))
        with running(["firefox-esr", "--headless", "--no-remote",
                      "--remote-debugging-port=0", "--profile", str(folder)],
                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                     env=environment):
            told = folder / "WebDriverBiDiServer.json"
            server = patiently(lambda: json.loads(told.read_text()))
            with closing(Firefox("ws://{ws_host}:{ws_port}".format(
                    **server))) as opened:
                yield opened


def patiently(action):
    """What an action gives when what it needs has come."""
    until = time.monotonic() + SECONDS
    while True:
        try:
            return action()
        except (OSError, ValueError):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


@contextmanager
def webkit(proxy, dark=False):
    """WebKitGTK's MiniBrowser; what is not local goes to the proxy.

    It does not put pages into bubblewrap's sandbox unless it is asked to, so
    it runs as root and in containers as it is.
    """
    with home() as (folder, environment), running(
            SCREEN, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True) as screen:
        environment["DISPLAY"] = f":{screen.stdout.readline().strip()}"
        (folder / "gtk-3.0").mkdir()
        (folder / "gtk-3.0" / "gtk.css").write_text(NARROW)
        port = free_port()
        with running(["WebKitWebDriver", f"--port={port}"], env=environment,
                     stderr=subprocess.DEVNULL) as driver:
            patiently(lambda: socket.create_connection(
                ("127.0.0.1", port)).close())
            opened = WebKit(
                f"http://127.0.0.1:{port}/session", *["--dark-mode"] * dark,
                f"--proxy=http://{proxy[0]}:{proxy[1]}",
                "--ignore-host=127.0.0.1")
            opened.process = driver
            yield opened


ENGINES = {"firefox": firefox, "webkit": webkit}


def missing(name):
    """The programs of an engine that are not installed."""
    return [one for one in PROGRAMS[name] if not shutil.which(one)]


class CrashedOnce(UserWarning):
    """An engine has crashed, and its scenario was begun again."""


def twice_if_it_crashes(start, scenario, *options):
    """What a scenario makes of a fresh engine; again, once, if WebKit crashes.

    Nothing else that is raised is tried again, nor is another engine.
    """
    for again in (start is webkit, False):
        try:
            with start(*options) as engine:
                return scenario(engine)
        except Crashed as crash:
            if not again:
                raise
            warnings.warn(CrashedOnce(
                f"WebKit itself has crashed and was started once more: "
                f"{crash}"), stacklevel=2)
