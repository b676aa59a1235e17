"""Commands of notebooks, which are no Python: left out, or refused, in words.

Only a line at which Python stumbles is taken for one, so % and ? inside
formulas and texts stay what they are.
"""
from __future__ import annotations

import ast
import re

from .standins import NotInThisPage

COMMAND = re.compile(r"(?P<indent>\s*)(?P<name>[\w.]+\s*=\s*)?"
                     r"(?P<sign>%%|%|!!|!)\s*(?P<word>\w*)(?P<rest>.*)")
HELP = re.compile(r"(\s*)(?:\?{1,2}\s*([\w.]+)|([\w.]+)\s*\?{1,2})\s*;?\s*")
NEEDLESS = {
    "matplotlib": "figures appear below their cell",
    "pylab": "import numpy and matplotlib.pyplot by name",
    "config": "nothing is to be configured",
    "load_ext": "no extension is needed", "reload_ext": "none is needed",
    "autoreload": "nothing changes behind your back",
    "precision": "np.set_printoptions does it", "capture": "all is shown"}
TIMED = ("time", "timeit", "prun", "memit")
OPTIONS = re.compile(r"\s*(-\w+(\s*\d+)?\s+)*")


def without_magics(code: str, file: str) -> tuple[str, list[str]]:
    """Code that Python can read, line for line, and what to say.

    Raises NotInThisPage for a command that would do something.
    """
    lines = code.split("\n")
    notes: list[str] = []
    while True:
        try:
            ast.parse("\n".join(lines), file)
            return "\n".join(lines), notes
        except SyntaxError as error:
            place = min(error.lineno or 1, len(lines)) - 1
            if not (found := replaced(lines[place], f'File "{file}", line '
                                      f"{place + 1}")):
                raise
            lines[place], note = found
            notes += [note] if note else []


def replaced(line: str, where: str) -> tuple[str, str] | None:
    """Python for a command, and a note; None if the line is none."""
    if found := HELP.fullmatch(line):
        indent, one, other = found.groups()
        return f"{indent}help({one or other})", ""
    if not (found := COMMAND.fullmatch(line)):
        return None
    indent, name, sign, word, rest = found.groups()
    said = f"{sign}{word}"
    if sign[0] == "%" and word in NEEDLESS:
        return f"{indent}pass", f"{said}: not needed here, {NEEDLESS[word]}."
    if sign[0] == "%" and word in TIMED:
        python = rest[OPTIONS.match(rest).end():]      # type: ignore
        return (f"{indent}{name or ''}{python or 'pass'}",
                f"{said}: not measured here, the code runs once.")
    raise NotInThisPage(f"{where}\n    {line.strip()}\n"
                        + refusal(sign, word, rest)) from None


def refusal(sign: str, word: str, rest: str) -> str:
    """Why a command is not carried out."""
    said = f"{sign}{word}{rest}".strip()
    if "install" in rest and {"pip", "conda", "mamba"} & {word, *rest.split()}:
        return (f"{said!r} installs nothing in this page. Import the package: "
                "if this Python has it, it is loaded then")
    if sign[0] == "!":
        return f"{said!r} asks for a shell, and this page has none"
    return (f"{said!r} is a command of notebooks, and this page knows only "
            "Python")
