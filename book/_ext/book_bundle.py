"""Live code's scripts: the modules of book/_live in one file that pages load,
the editor, CodeMirror, in another that comes after the click, and in a third
what the page *Is my derivation right?* has besides.

esbuild makes them; both are npm packages, which make book installs.
"""
import subprocess
import sys
from pathlib import Path

from sphinx.errors import ConfigError

SOURCES = Path("book", "_live")
ESBUILD = Path("node_modules", "esbuild", "bin", "esbuild")
LICENCE = Path("node_modules", "@codemirror", "view", "LICENSE")
OPTIONS = ("--bundle", "--minify", "--charset=utf8", "--target=es2021",
           "--log-level=warning")


def esbuild(root, source, target, *options):
    """Bundle a module with all that it imports, as a plain script."""
    node = Path(sys.prefix, "bin", "node")
    done = subprocess.run(
        [node, root / ESBUILD, root / SOURCES / source, *OPTIONS,
         f"--outfile={target}", *options],
        text=True, capture_output=True, check=False)
    if done.returncode or done.stderr:
        raise ConfigError(f"{SOURCES / source} was not bundled:\n"
                          f"{done.stderr}")


def prepared(root, folder):
    """See that there is esbuild, and a folder."""
    if not (root / ESBUILD).exists():
        raise ConfigError(f"{ESBUILD} is not there. Install it: make book")
    folder.mkdir(parents=True, exist_ok=True)


def bundle_judge(root, folder):
    """Write judge.js into a folder; the file."""
    prepared(root, folder)
    esbuild(root, Path("judge", "page.js"), folder / "judge.js")
    return folder / "judge.js"


def bundle(root, folder):
    """Write live.js and live-editor.js into a folder; both files."""
    prepared(root, folder)
    page, editor = folder / "live.js", folder / "live-editor.js"
    esbuild(root, "page.js", page)
    licence = (root / LICENCE).read_text().strip()
    esbuild(root, "editor.js", editor, "--global-name=LiveEditor",
            f"--banner:js=/* CodeMirror. {licence} */")
    return page, editor
