"""Firefox and WebKit, each driven by the standard that it speaks itself.

Firefox answers to WebDriver BiDi over a web socket, WebKitGTK to WebDriver
over HTTP, by Debian's driver. Playwright drives only its own builds of both,
and Selenium needs geckodriver for Firefox, which Debian 12 does not have.
"""
import base64
import json
import time
import urllib.error
import urllib.request

import websocket

SECONDS = 120             # generous: benchmarks say how long it really takes
# The first element in sight of a selector and, if one is given, a name.
FIND = """(css, name) => {
    const named = (e) => (e.getAttribute("aria-label") ?? e.innerText).trim();
    const found = [...document.querySelectorAll(css)].find((e) =>
        e.checkVisibility() && (!name || named(e).startsWith(name)));
    if (!found) throw new Error(`nothing in sight: ${css} ${name}`);
    found.scrollIntoView({block: "center", behavior: "instant"});
    return found; }"""
KEYS = {"ArrowRight": "\ue014", "Home": "\ue011", "End": "\ue010",
        "Enter": "\ue007"}


class Crashed(Exception):
    """The engine itself has ended; no fault of a page."""


class Refused(Exception):
    """The engine says why it cannot do what was asked."""


class Engine:
    """What all can do, by what each has of its own."""

    def call(self, function, *args):
        """What a JavaScript function gives, or what it promises."""
        return json.loads(self._call(
            f"async (text) => JSON.stringify((await ({function})("
            "...JSON.parse(text))) ?? null)", json.dumps(args)))

    def wait(self, function, *args, seconds=SECONDS):
        """Wait until a JavaScript function gives something true.

        Between two pages there is nothing to ask: that is not yet an answer.
        """
        until = time.monotonic() + seconds
        while not (found := self._perhaps(function, *args)) or isinstance(
                found, Refused):
            if time.monotonic() > until:
                raise TimeoutError(f"{function} {args}: still {found}")
            time.sleep(0.05)
        return found

    def _perhaps(self, function, *args):
        """What a function gives, or why the engine cannot call it now."""
        try:
            return self.call(function, *args)
        except Refused as refusal:
            return refusal

    def picture(self):
        """What is on the screen, as a PNG."""
        return base64.b64decode(self._picture())


class Firefox(Engine):
    """Debian's Firefox ESR, without a window."""

    def __init__(self, url):
        self.asked = 0
        self.socket = websocket.create_connection(
            f"{url}/session", timeout=2 * SECONDS, suppress_origin=True)
        made = self.ask("session.new", capabilities={})["capabilities"]
        self.version = made["browserVersion"]
        tabs = self.ask("browsingContext.getTree")["contexts"]
        self.tab = tabs[0]["context"]

    def ask(self, method, **params):
        """The answer to a command; events are left aside."""
        self.asked += 1
        try:
            self.socket.send(json.dumps(
                {"id": self.asked, "method": method, "params": params}))
            while (answer := json.loads(self.socket.recv())
                   ).get("id") != self.asked:
                pass
        except (websocket.WebSocketConnectionClosedException,
                ConnectionError) as error:
            raise Crashed(f"Firefox: {error!r}") from error
        if answer["type"] == "error":
            raise Refused(answer["message"])
        return answer["result"]

    def open(self, url):
        self.ask("browsingContext.navigate", context=self.tab, url=url,
                 wait="complete")
        # which it may say too early
        self.wait("() => document.readyState === 'complete'")

    def close(self):
        self.socket.close()

    def resize(self, width, height=900):
        self.ask("browsingContext.setViewport", context=self.tab,
                 viewport={"width": width, "height": height})

    def click(self, css, name=""):
        middle = {"type": "element", "element": self._node(css, name)}
        self._act("pointer", [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": middle},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0}])

    def press(self, css, *keys):
        self._function(f"(css) => ({FIND})(css).focus()", css)
        self._act("key", [{"type": one, "value": KEYS.get(key, key)}
                          for key in keys for one in ("keyDown", "keyUp")])

    def _act(self, kind, actions):
        self.ask("input.performActions", context=self.tab, actions=[
            {"type": kind, "id": kind, "actions": actions}])

    def _function(self, function, *texts):
        given = self.ask(
            "script.callFunction", functionDeclaration=function,
            arguments=[{"type": "string", "value": one} for one in texts],
            target={"context": self.tab}, awaitPromise=True)
        if given["type"] == "exception":
            raise Refused(given["exceptionDetails"]["text"])
        return given["result"]

    def _call(self, function, text):
        return self._function(function, text)["value"]

    def _node(self, css, name=""):
        return {"sharedId": self._function(FIND, css, name)["sharedId"]}

    def _picture(self):
        return self.ask("browsingContext.captureScreenshot",
                        context=self.tab)["data"]


class WebKit(Engine):
    """Debian's WebKitGTK, in the small browser that comes with it."""

    ELEMENT = "element-6066-11e4-a52e-4f735466cecf"   # says the standard

    def __init__(self, url, *arguments):
        self.url = url
        made = self.ask("", {"capabilities": {"alwaysMatch": {
            "timeouts": {"script": 1000 * SECONDS},
            "webkitgtk:browserOptions": {
                "args": ["--automation", *arguments]}}}})
        self.version = made["capabilities"]["browserVersion"]
        self.url += f"/{made['sessionId']}"

    def ask(self, path, body=None):
        """The answer to a command, which is a path and mostly has a body."""
        try:
            return self._answer(path, body)
        except urllib.error.HTTPError as error:
            said = error.read().decode()
            if self._lost(said):
                raise Crashed(f"WebKit: {said}") from error
            raise Refused(said) from error
        except (urllib.error.URLError, ConnectionError) as error:
            raise Crashed(f"WebKit: {error!r}") from error

    def _answer(self, path, body):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data)
        with urllib.request.urlopen(request, timeout=2 * SECONDS) as answer:
            return json.load(answer)["value"]

    def _lost(self, said):
        """Whether the browser is gone: a crash ends the driver's session.

        The command that is under way then gets some "unknown error".
        """
        if "unknown error" in said:
            time.sleep(1)
            try:
                self._answer("/window", None)
            except urllib.error.HTTPError as error:
                said = error.read().decode()
        return "invalid session id" in said

    def open(self, url):
        self.ask("/url", {"url": url})

    def resize(self, width, height=900):
        self.ask("/window/rect", {"width": width, "height": height})

    def click(self, css, name=""):
        self.ask(f"/element/{self._node(css, name)}/click", {})

    def press(self, css, *keys):
        text = "".join(KEYS.get(key, key) for key in keys)
        self.ask(f"/element/{self._node(css)}/value", {"text": text})

    def _run(self, script, *args):
        return self.ask("/execute/sync", {"script": script, "args": args})

    def _call(self, function, text):
        return self._run(f"return ({function})(arguments[0])", text)

    def _node(self, css, name=""):
        found = self._run(f"return ({FIND})(...arguments)", css, name)
        return found[self.ELEMENT]

    def _picture(self):
        return self.ask("/screenshot")
