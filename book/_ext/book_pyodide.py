"""Pyodide's lock file: what there is to load, from where, its checksum."""
import hashlib
import json
from pathlib import Path

CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm",
        "python_stdlib.zip")
LOCK = "pyodide-lock.json"
CDN = "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/"
# Wheels that are not Pyodide's own: what they provide and rest on.  Of
# ipywidgets the two parts for a Jupyter server are left out.
OTHERS = {"sympy": (["sympy"], ["mpmath"]),
          "mpmath": (["mpmath"], []),
          "lark": (["lark"], []),
          "comm": (["comm"], []),
          "ipywidgets": (["ipywidgets"], ["comm", "ipython", "traitlets"]),
          "rnnlib": (["rnnlib"], ["numpy"])}
# How many bytes pages fetch from the CDN: the lock does not say.
ABI = "cp312-cp312-pyodide_2024_0_wasm32"
SIZES = {
    f"contourpy-1.3.0-{ABI}.whl": 112207,
    "cycler-0.12.1-py3-none-any.whl": 8321,
    f"kiwisolver-1.4.5-{ABI}.whl": 35233,
    f"matplotlib-3.8.4-{ABI}.whl": 6714844,
    "matplotlib_pyodide-0.2.3-py3-none-any.whl": 26183,
    f"numpy-2.0.2-{ABI}.whl": 3061133,
    "packaging-24.2-py3-none-any.whl": 71930,
    f"pillow-10.2.0-{ABI}.whl": 987254,
    "pyparsing-3.1.2-py3-none-any.whl": 103246,
    "python_dateutil-2.9.0.post0-py2.py3-none-any.whl": 229892,
    "six-1.16.0-py2.py3-none-any.whl": 11053,
}
# What matplotlib needs for PDF files and for nothing: 1.6 MB.
UNUSED = {"matplotlib": {"fonttools", "pytz"}}


def sha256(path):
    """The checksum of a file."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def official(npm):
    """The lock that npm vouches for, without what this book never loads."""
    lock = json.loads((Path(npm) / LOCK).read_text())
    for name, unused in UNUSED.items():
        package = lock["packages"][name]
        package["depends"] = [other for other in package["depends"]
                              if other not in unused]
    return lock


def add(lock, wheel):
    """Enter a wheel that lies beside the lock, in place of any other."""
    name, version = wheel.name.split("-")[:2]
    imports, depends = OTHERS[name]
    lock["packages"][name] = {
        "name": name, "version": version, "file_name": wheel.name,
        "sha256": sha256(wheel), "imports": imports, "depends": depends,
        "install_dir": "site", "package_type": "package",
        "unvendored_tests": False}


def closure(lock, names):
    """The packages and all that they rest on, by their names in the lock."""
    found, todo = {}, list(names)
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name not in found:
            found[name] = package = lock["packages"][name]
            todo += package["depends"]
    return dict(sorted(found.items()))


def write(lock, folder):
    """Write the lock file, the same for the same contents."""
    text = json.dumps(lock, indent=1, sort_keys=True) + "\n"
    (folder / LOCK).write_text(text)
