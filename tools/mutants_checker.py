"""How many slips in the checker are noticed? (make mutants ONLY=checker)

mutmut's operators make the slips, one at a time, in all of rnnlib/checker, in
functions and in tables; so does leaving out an operand of `and` or `or`. Each
changed module is put in a copy of the checker in a process of its own, which
is asked what tests/checker/checker_corpus.py asks; the first wrong answer
notices the slip. Only questions that run the changed line are asked.
Left out are the words of refusals, types and what `__all__` lists.
"""
import contextlib
import difflib
import os
import resource
import signal
import sys
import time
from collections import Counter
from itertools import accumulate, islice
from pathlib import Path

import libcst as cst
from libcst import matchers as m
from libcst.metadata import (
    MetadataWrapper,
    PositionProvider,
    WhitespaceInclusivePositionProvider,
)
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import get_ignored_lines

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/checker")]
FOLDER = "rnnlib/checker"
EVERY = int(os.environ.get("EVERY", 1))   # a sample: each n-th slip only
MEMORY = 3 * 2**30
PATIENCE = 3                  # seconds for the questions about one slip
WORDS = m.Call(func=m.Name("need") | m.Name("Refused"))
UNSAID = m.AnnAssign(annotation=m.Annotation(m.Name("TypeAlias"))) \
    | m.Assign(targets=[m.AssignTarget(m.Name("__all__"))]) \
    | m.If(test=m.Name("TYPE_CHECKING")) \
    | m.If(test=m.Comparison(left=m.Name("__name__")))


def operand_left_out(node):
    """a and b without a, and without b; also with `or`."""
    alike = m.matches(node.left, m.BooleanOperation(
        operator=m.MatchIfTrue(lambda e: type(e) is type(node.operator))))
    for one in (node.left, node.right)[:1 if alike else 2]:
        yield one.with_changes(lpar=[*node.lpar, *one.lpar],
                               rpar=[*one.rpar, *node.rpar])


OPERATORS = [*mutation_operators, (cst.BooleanOperation, operand_left_out)]


class Slips(MutationVisitor):
    """mutmut's mutants, of decorated functions too."""

    def _skip_node_and_children(self, node):
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return False
        return m.matches(node, UNSAID) \
            or super()._skip_node_and_children(node)


class Homes(cst.CSTVisitor):
    """{node: the function, and the statement, that it is in}; what is only
    said.
    """

    def __init__(self):
        self.stack, self.of, self.words = [], {}, set()

    def on_visit(self, node):
        if isinstance(node, (cst.BaseStatement, cst.SimpleStatementLine)):
            self.stack.append(node)
        self.of[node] = self.home(), self.stack[-1] if self.stack else node
        if m.matches(node, WORDS):
            said = node.args[node.func.value == "need":]
            for one in said:
                self.words |= {*every(one)}
        return True

    def on_leave(self, node):
        if self.stack and self.stack[-1] is node:
            self.stack.pop()

    def home(self):
        """Class.method or function; "" in a table."""
        names = []
        for node in self.stack:
            if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
                names.append(node.name.value)
            if isinstance(node, cst.FunctionDef):
                return ".".join(names)
        return ""


def every(node):
    """A node and all nodes in it."""
    yield node
    for child in node.children:
        yield from every(child)


def slips(part):
    """Each slip of a module: its function, its line, the changed module."""
    text = source(part)
    wrapper = MetadataWrapper(cst.parse_module(text))
    visitor = Slips(OPERATORS, get_ignored_lines(
        part, text, wrapper))
    module = wrapper.visit(visitor)
    homes = Homes()
    module.visit(homes)
    positions = wrapper.resolve(PositionProvider)
    ranges = wrapper.resolve(WhitespaceInclusivePositionProvider)
    for one in visitor.mutations:
        node, new = one.original_node, one.mutated_node
        if node not in homes.words and not only_said(node, new):
            home, statement = homes.of[node]
            yield home, positions[statement].start.line, spliced(
                text, ranges[node], module.code_for_node(new))


def source(part):
    """The text of a module."""
    return (ROOT / FOLDER / f"{part}.py").read_text(encoding="utf-8")


def spliced(text, where, new):
    """A text with something else in one place."""
    lines = text.splitlines(keepends=True)
    begin, end = [sum(map(len, lines[:place.line - 1])) + place.column
                  for place in (where.start, where.end)]
    return text[:begin] + new + text[end:]


def only_said(node, new):
    """Whether a call of need or Refused has other words, and no more."""
    if not m.matches(node, WORDS):
        return False
    return node.func.value == "Refused" or (
        len(new.args) == 2 and new.args[0].value is node.args[0].value)


# asking

def reached(ask, code):
    """The lines of a checker, as (module, line), that a question runs."""
    found = set()

    def seen(frame, event, _):
        found.add((frame.f_code.co_filename, frame.f_lineno))
        return seen

    def called(frame, event, _):
        return seen(frame, event, _) \
            if frame.f_code.co_filename in code else None

    sys.settrace(called)
    try:
        said = ask(code)
    finally:
        sys.settrace(None)
    if said:
        sys.exit(f"The checker itself gives a wrong answer, {ask}: {said}")
    return found


class Questions:
    """The corpus: how long each takes, and which lines it reaches."""

    def __init__(self, files):
        from checker_corpus import corpus
        from checker_knockout import copied

        self.ask = corpus(files)
        self.reach, self.took = {}, {}
        for name, ask in self.ask.items():
            self.reach[name] = reached(ask, copied())
            since = time.process_time()
            ask(copied())
            self.took[name] = time.process_time() - since
        self.noticed = Counter()

    def about(self, part, function, line):
        """The questions that reach a line; all, about a table.

        Those come first that noticed most slips in its function, then short
        ones, as many as can be asked in PATIENCE.
        """
        names = [name for name in self.ask
                 if not function or (part, line) in self.reach[name]]
        names.sort(key=lambda name: (
            -self.noticed[part, function, name] / (self.took[name] + 0.01),
            self.took[name]))
        spent = accumulate(self.took[name] for name in names)
        return [name for name, time in zip(names, spent, strict=True)
                if time < PATIENCE]


def judged(questions, part, function, line, text):
    """Which question noticed a slip; "timeout", or "" if none did."""
    names = questions.about(part, function, line)
    limit = 2 + 5 * sum(questions.took[name] for name in names)
    read, write = os.pipe()
    child = os.fork()
    if not child:
        answered(questions.ask, names, part, text, write, limit)
    os.close(write)
    with os.fdopen(read) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "timeout"
    if said:
        questions.noticed[part, function, said] += 1
    return said


def answered(asks, names, part, text, write, limit):
    """The child: writes which question noticed the slip, and ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.setitimer(signal.ITIMER_PROF, limit)
    with contextlib.redirect_stderr(None):
        said = first_wrong(asks, names, part, text)
    os.write(write, said.encode())
    os._exit(0)


def first_wrong(asks, names, part, text):
    """The first question that is answered wrongly, or not at all."""
    from checker_knockout import copied

    try:
        code = copied({part: text})
    except BaseException:
        return "import"
    for name in names:
        try:
            if asks[name](code):
                return name
        except BaseException:
            return name
    return ""


# the report

def missed(part, function, text):
    """What a slip that nobody noticed reads like."""
    diff = [line for line in difflib.unified_diff(
        source(part).splitlines(), text.splitlines(), n=0, lineterm="")
        if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return {"file": f"{FOLDER}/{part}.py", "function": function or "a table",
            "status": "survived", "diff": diff, "slip": " ".join(
                line[1:].strip() for line in diff if line[0] == "+")}


def measured(parts, files, progress=print):
    """({file: how many slips, and noticed ones}, what was missed)."""
    questions = Questions(files)
    progress(f"{len(questions.ask)} questions, "
             f"{sum(questions.took.values()):.0f} s in all")
    scores, survivors = {}, []
    for part in parts:
        since, made, found = time.perf_counter(), 0, 0
        for function, line, text in islice(slips(part), 0, None, EVERY):
            made += 1
            if judged(questions, part, function, line, text):
                found += 1
            else:
                survivors.append(missed(part, function, text))
        scores[f"{FOLDER}/{part}.py"] = {"slips": made, "noticed": found}
        progress(f"{part}: {found} of {made}, "
                 f"{time.perf_counter() - since:.0f} s", flush=True)
    return scores, survivors


def modules():
    """The modules of the checker."""
    return sorted(file.stem for file in (ROOT / FOLDER).glob("*.py")
                  if file.stem != "__init__")


def certificates():
    """Those of the tests, and those of the built book, if there is one."""
    book = Path(os.environ.get("PROOFS", ROOT / "_build/html/proofs.json"))
    return [str(file) for file in (
        ROOT / "tests/checker/certificates.json", book) if file.exists()]


__all__ = ["measured", "modules", "certificates"]
