"""Make packages lean. Runs in Pyodide: byte code is made for one Python.

Source becomes byte code, which starts sooner, and what no page uses goes.
Docstrings stay where a reader asks for help: in numpy and matplotlib.
"""
import ast
import json
import marshal
import re
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FOLDER = Path("/wheels")
STDLIB = "python_stdlib.zip"
HOME = {STDLIB: "/lib/python312.zip"}
UNCHECKED = 1  # flag of a .pyc that is not compared with its source
# Tests, what only compilers and type checkers read, the list of what was in
# the wheel, fonts that neither the book's figures nor its maths use.
DROPPED = re.compile("|".join((
    r"(^|/)(tests?|benchmarks)/", r"\.(pyi|pxd|pyx|h|c|a|cpp|typed)$",
    r"/(RECORD|AUTHORS)$", r"\.data/",
    r"^numpy/(distutils|conftest)", r"^sympy/parsing/(autolev|latex/_)",
    r"^mpl_toolkits/axisartist/", r"^matplotlib/(testing|sphinxext)/",
    r"^matplotlib/mpl-data/(sample_data|images|fonts/(afm|pdfcorefonts))/",
    r"^matplotlib/mpl-data/fonts/ttf/DejaVu(Serif|.*BoldOblique|SansMono-)")))
UNDOCUMENTED = re.compile(
    r"python_stdlib|sympy|mpmath|lark|fonttools|pygments")
FONTS = "matplotlib/fontlist.json"


def without_docstrings(tree):
    """The syntax tree, its docstrings taken out."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and documents(body[0]):
            body[:1] = [] if len(body) > 1 else [ast.Pass(lineno=1,
                                                          col_offset=0)]
    return tree


def documents(statement):
    """Whether the statement is nothing but a text."""
    return (isinstance(statement, ast.Expr)
            and isinstance(statement.value, ast.Constant)
            and isinstance(statement.value.value, str))


def bytecode(source, place, documented):
    """A .pyc for a file that will be found at this place."""
    tree = ast.parse(source, place)
    code = compile(tree if documented else without_docstrings(tree), place,
                   "exec", dont_inherit=True)
    return (MAGIC_NUMBER + UNCHECKED.to_bytes(4, "little")
            + source_hash(source) + marshal.dumps(code))


def font_list(files):
    """The list of fonts as this matplotlib reads it, of those that are here.

    The one in the wheel is another version's, so that matplotlib would spend
    a second on making its own.
    """
    fonts = json.loads(files[FONTS])
    source = files["matplotlib/font_manager.py"].decode()
    fonts["_version"] = int(re.search(r"__version__ = (\d+)", source)[1])
    for kind in ("afmlist", "ttflist"):
        fonts[kind] = [font for font in fonts[kind]
                       if f"matplotlib/mpl-data/{font['fname']}" in files]
    return json.dumps(fonts).encode()


def lean(path):
    """Replace a wheel by its lean form, the same in every build."""
    home = HOME.get(path.name, "/lib/python3.12/site-packages")
    documented = not UNDOCUMENTED.match(path.name)
    with ZipFile(path) as old:
        files = {name: old.read(name) for name in old.namelist()
                 if not name.endswith("/") and not DROPPED.search(name)}
    if FONTS in files:
        files[FONTS] = font_list(files)
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for name, data in files.items():
            if name.endswith(".py"):
                data = bytecode(data, f"{home}/{name}", documented)
                name += "c"
            new.writestr(ZipInfo(name), data, ZIP_DEFLATED)


for wheel in [*sorted(FOLDER.glob("*.whl")), FOLDER / STDLIB]:
    lean(wheel)
