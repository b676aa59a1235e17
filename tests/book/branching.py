"""A chapter as written and with other numbers: one run, which branches.

    python tests/book/branching.py FILE

What stands above the first cell with alternatives is run once, in IPython with
the figures of a notebook.  There the run forks: the chapter as written, with
answers tried at its end, and each round of other numbers.
Prints a list as JSON: of each branch what went wrong, or null.
"""
import json
import os
import re
import signal
import sys
from pathlib import Path

from chapters import ROOT, assigned, code_cells, read, tried
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

INLINE = "module://matplotlib_inline.backend_inline"
WRONG = re.compile(r"\*(Not yet|Open)\*")       # said of a solution's answer
SECONDS = 60            # of processor time; no cell takes a quarter
# At the end of a chapter: what is said of answers, where that is not so.
TRIED = """
tried = [(label, answer, False, words) for label, answer, words in {WRONG}]
tried += [(label, answer, True, "") for label, answer in {RIGHT}]
said = [(*one, check(*one[:1], eval(one[1]))) for one in tried]
off = [one for one in said
       if one[-1].right is not one[2] or one[3] not in one[-1].said]
assert not off, off"""


class Shown(DisplayHook):
    """The value of a cell is published, as in a notebook."""

    def write_output_prompt(self):
        """None."""

    def write_format_data(self, format_dict, md_dict=None):
        """The value in all its forms."""
        self.shell.display_pub.publish(format_dict)


class Notebook(InteractiveShell):
    """IPython as a kernel has it, without the kernel."""

    displayhook_class = Shown


def replace(source, values):
    """The cell with other literals assigned to the names in values."""
    assert set(values) <= assigned(source), f"{values}: not in {source}"
    return "\n".join([source, *(f"{name} = {value!r}"
                                for name, value in values.items())])


def others(cell):
    """The other numbers that a cell names for itself."""
    return [dict(values) for values in cell.metadata.get("alternatives", ())]


def rounds(cells):
    """Other numbers for all cells at once: [{place: values}, ...].

    Each cell's are taken in turn.  One that has fewer repeats its last, as a
    reader leaves a cell changed who goes on to the next.
    """
    named = {place: others(cell) for place, cell in enumerate(cells)
             if others(cell)}
    return [{place: values[min(turn, len(values) - 1)]
             for place, values in named.items()}
            for turn in range(max(map(len, named.values()), default=0))]


def changed(cells, chosen):
    """The sources of the cells, with the chosen values in their places."""
    return [replace(cell.source, chosen[place]) if place in chosen
            else cell.source for place, cell in enumerate(cells)]


def wrong_solutions(bundles):
    """What `check` says of answers that are not right, among what is shown."""
    texts = (shown.get("text/markdown", "") for shown in bundles)
    return [text for text in texts if WRONG.match(text)]


def fault(shell, sources):
    """What goes wrong first when these cells are run; None if nothing does."""
    for source in sources:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        with capture_output() as shown:
            done = shell.run_cell(source, store_history=True)
        signal.setitimer(signal.ITIMER_PROF, 0)
        wrong = wrong_solutions(one.data for one in shown.outputs)
        if not done.success or shown.stderr or wrong:
            return "\n".join([source, shown.stdout, shown.stderr, *wrong])
    return None


def in_fork(shell, sources):
    """What `fault` says in a process that starts with all that is here."""
    out, into = os.pipe()
    if not (child := os.fork()):
        with open(into, "w") as pipe:
            json.dump(fault(shell, sources), pipe)
        os._exit(0)
    os.close(into)
    with open(out) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return json.loads(said) if code == 0 else f"ended with {code}"


def faults(shell, cells, last=()):
    """What goes wrong as written, with the last sources; in each round."""
    turns = rounds(cells)
    start = min(turns[0]) if turns else len(cells)
    if said := fault(shell, [cell.source for cell in cells[:start]]):
        return [said] * (len(turns) + 1)
    written = [cell.source for cell in cells[start:]]
    return [in_fork(shell, sources) for sources in (
        [*written, *last], *(changed(cells, one)[start:] for one in turns))]


def main(file):
    """Try a chapter, and all its other numbers."""
    cells = code_cells(read(Path(file)))
    answers = tried(Path(file).stem)
    last = [TRIED.format(**answers)] if answers else []
    os.environ["MPLBACKEND"] = INLINE
    os.chdir(ROOT / "book")
    shell = Notebook.instance(config=Config(
        HistoryManager={"enabled": False}))
    print(json.dumps(faults(shell, cells, last)))


if __name__ == "__main__":
    main(sys.argv[1])
