"""The page *Is my derivation right?*: its scripts, its examples, links to it.

The page holds a place for the form, which scripts of book/_live/judge fill.
They know the alphabets of rnnlib.judge and the examples of book/judge.yml
before Python has come.
"""
import json
from pathlib import Path

import yaml
from book_bundle import bundle_judge
from book_live import FETCHED, size
from book_pyodide import LOCK, closure
from book_steps import fold
from book_wheel import digest

PAGE = "book/judge"
EXAMPLES = Path("book", "judge.yml")
PACKAGES = ["numpy", "lark", "rnnlib"]       # the prover loads what it needs
WORKERS = ("judge-worker.js", "live-worker.js")
OWN = """
<p class="ask own-line d-print-none">A line of your own?
<a class="reference internal" href="{url}">Is my derivation right?</a> takes
your LaTeX, in your letters, and says which line is wrong, and why.</p>
"""


def examples(root):
    """The examples as the page has them: title, alphabet, text."""
    said = yaml.safe_load((root / EXAMPLES).read_text())
    return [{name: one[name].strip() for name in ("title", "alphabet", "text")}
            for one in said]


def weight(folder):
    """How many bytes come before the first line is judged."""
    lock = json.loads((folder / LOCK).read_text())
    wanted = closure(lock, PACKAGES).values()
    return (sum((folder / name).stat().st_size for name in FETCHED)
            + sum(size(one["file_name"], folder) for one in wanted))


def prepare(app, config):
    """What the page has to know; as a setting, so that a change is written."""
    if not (Path(app.srcdir) / EXAMPLES).exists():
        return
    from rnnlib.judge.web import alphabets, things

    root, statics = Path(app.srcdir), Path(app.outdir) / "_static"
    sources = root / "book" / "_static"
    config.judge_page = {
        "worker": f"{WORKERS[0]}?v={digest(*map(sources.joinpath, WORKERS))}",
        "script": digest(bundle_judge(root, statics)), "packages": PACKAGES,
        "bytes": weight(Path(app.outdir) / "pyodide"),
        "alphabets": alphabets(), "things": things(),
        "examples": examples(root)}


def page_config(known, lock, path_to):
    """What is written into the page; addresses are relative to it."""
    core = path_to("pyodide/")
    return {**{name: known[name] for name in (
                "packages", "bytes", "alphabets", "things", "examples")},
            "core": core, "lock": core + lock,
            "worker": path_to("_static/") + known["worker"]}


def add_scripts(app, page, context):
    """Give the page its data, its script and its style."""
    said = page_config(app.config.judge_page, app.config.live_code["lock"],
                       lambda path: context["pathto"](path, 1))
    text = json.dumps(said, ensure_ascii=False).replace("</", "<\\/")
    app.add_js_file(None, body=text, id="judge-config",
                    type="application/json")
    app.add_js_file("judge.js", defer="defer")
    app.add_css_file("judge.css")


def add_to_page(app, page, template, context, doctree):
    """The page's own scripts; on chapters with derivations the way to it."""
    if doctree is None or not app.config.judge_page:
        return
    if page == PAGE:
        add_scripts(app, page, context)
    elif any(doctree.findall(fold)):
        context["body"] += OWN.format(url=context["pathto"](PAGE))


def typeset(app, env):
    """The form holds formulas, of which Sphinx sees none."""
    if PAGE in env.found_docs:
        env.get_domain("math").data["has_equations"][PAGE] = True


def setup(app):
    """Register with Sphinx, after Pyodide is served, before the colophon."""
    app.setup_extension("book_live")
    app.add_config_value("judge_page", {}, "html")
    app.connect("config-inited", prepare, priority=600)
    app.connect("env-updated", typeset)
    app.connect("html-page-context", add_to_page, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
