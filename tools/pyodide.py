"""Assemble a folder from which a site serves Pyodide to its readers.

    PYODIDE_MIRROR=folder-or-address python tools/pyodide.py FOLDER

The core and the checksums come from npm, whose own lock vouches for them;
Pyodide's wheels from the mirror, each compared with its checksum; the others
were fetched by pip.  Then all are made lean.
"""
import os
import shutil
import subprocess
import sys
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from book_pyodide import (
    CDN,
    CORE,
    LOCK,
    add,
    closure,
    official,
    sha256,
    write,
)

ROOT = Path(__file__).resolve().parents[1]
NPM = ROOT / "node_modules" / "pyodide"
WHEELS = Path(sys.prefix) / "wheels"
# What pages load, and what a notebook in the browser loads besides.
ROOTS = ("matplotlib", "numpy", "sympy", "lark", "ipywidgets", "ipython",
         "jedi", "matplotlib-inline", "micropip", "sqlite3", "ssl")


class Refused(Exception):
    """The folder cannot be assembled."""


def read(mirror, name):
    """The contents of a file of the mirror, a folder or an address."""
    try:
        if "://" not in mirror:
            return (Path(mirror) / name).read_bytes()
        with urlopen(f"{mirror.rstrip('/')}/{name}", timeout=60) as answer:
            return answer.read()
    except (OSError, HTTPException) as error:
        raise Refused(f"{name}: cannot be had from {mirror}: {error}. "
                      "PYODIDE_MIRROR can name another place.") from error


def fetch(mirror, package, folder):
    """Put one official file into the folder, if it is what it should be."""
    file = folder / package["file_name"]
    file.write_bytes(read(mirror, file.name))
    if (got := sha256(file)) != package["sha256"]:
        raise Refused(f"{file.name}: not the official file. sha256 expected "
                      f"{package['sha256']}, got {got}, from {mirror}")


def fill(folder, mirror):
    """Core, official wheels and others, and the lock of them all."""
    lock = official(NPM)
    for name in CORE:
        shutil.copyfile(NPM / name, folder / name)
    for wheel in sorted(WHEELS.glob("*.whl")):
        shutil.copyfile(wheel, folder / wheel.name)
        add(lock, wheel)
    lock["packages"] = closure(lock, ROOTS)
    for package in lock["packages"].values():
        if not (folder / package["file_name"]).exists():
            fetch(mirror, package, folder)
    make_lean(folder)
    for package in lock["packages"].values():
        package["sha256"] = sha256(folder / package["file_name"])
    write(lock, folder)


def make_lean(folder):
    """Have Pyodide itself compile what is there."""
    node = Path(sys.prefix, "bin", "node")
    tools = ROOT / "tools"
    done = subprocess.run(
        [node, tools / "lean.mjs", tools / "lean.py", folder],
        text=True, capture_output=True, check=False)
    if done.returncode:
        raise Refused(f"lean.py failed:\n{done.stderr[-2000:]}")


def assemble(target, mirror):
    """Fill a new folder beside the target, then let it take its place."""
    if target.exists() and not (target / LOCK).exists():
        raise Refused(f"{target} is there and holds no Pyodide: not replaced")
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        fill(part, mirror)
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def main(target):
    """Assemble the folder; say what was done or why not."""
    try:
        assemble(target, os.environ.get("PYODIDE_MIRROR") or CDN)
    except Refused as error:
        sys.exit(f"make pyodide: {error}")
    size = sum(file.stat().st_size for file in target.iterdir())
    print(f"{target}: Pyodide, lean, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
