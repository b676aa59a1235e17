"""How many slips in the core of rnnlib do its tests notice? (make mutants)

mutmut makes one slip at a time in the files that [tool.mutmut] names, and
runs the tests that reach it, until one fails. It works on a copy in
_build/mutants. The checker has its own way, mutants_checker.py. Slips that no
test could notice are in mutants.toml, with the reason; they count as missed
all the same.

python tools/mutants.py [core] [checker] [module of the checker ...]
"""
import ast
import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "_build" / "mutants"
AIM = 0.90                          # of the core
AIM_CHECKER = 0.95
NOTICED = {"killed", "timeout"}     # a loop without end is noticed too


def unfold(source):
    """@d before f becomes f = d(f) after it: mutmut skips the decorated."""
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            lines[node.end_lineno:node.end_lineno] = [
                f"{node.name} = {ast.unparse(decorator)}({node.name})\n"
                for decorator in reversed(node.decorator_list)]
            del lines[node.decorator_list[0].lineno - 1:node.lineno - 1]
    return "".join(lines)


def prepare(files):
    """A fresh copy, in which every function can be changed."""
    shutil.rmtree(WORK, ignore_errors=True)
    for folder in ("rnnlib", "tests"):
        shutil.copytree(ROOT / folder, WORK / folder)
    shutil.copy2(ROOT / "pyproject.toml", WORK)
    for file in files:
        (WORK / file).write_text(unfold((ROOT / file).read_text()))


def run():
    """All mutants; what mutmut draws goes to a file, but for a failure."""
    log = WORK / "mutmut.log"
    with log.open("w") as out:
        done = subprocess.run(
            [Path(sys.executable).with_name("mutmut"), "run"], cwd=WORK,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            stdout=out, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.exit(f"{log.read_text()[-4000:]}\nmutmut failed: see above.")


def results(file):
    """{mutant: what became of it} of a file."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.stats import status_by_exit_code

    data = SourceFileMutationData(path=file)
    data.load()
    return {name: status_by_exit_code[code]
            for name, code in data.exit_code_by_key.items()}


def change(name, file):
    """The function, and the lines that differ without what is around them."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.utils.format_utils import (
        orig_function_and_class_names_from_key as names,
    )

    function = ".".join(filter(None, reversed(names(name))))
    lines = get_diff_for_mutant(name, path=file).splitlines()[2:]
    return function, [line for line in lines if line[0] in "+-"]


def reasons():
    """{(file, what the slip reads): why no test could notice it}."""
    table = tomllib.loads((ROOT / "tools" / "mutants.toml").read_text())
    return {(entry["file"], slip): entry["why"]
            for entry in table["same"] for slip in entry["slips"]}


def missed(file, found):
    """The slips of a file that no test noticed."""
    for name, status in found.items():
        if status not in NOTICED:
            function, diff = change(name, file)
            slip = " ".join(line[1:].strip() for line in diff
                            if line[0] == "+")
            yield {"file": file, "function": function,
                   "status": status, "diff": diff,
                   "slip": slip}


def core(files):
    """({file: how many slips}, what was missed) of the core, by mutmut."""
    prepare(files)
    print("8 minutes or more; progress in", WORK / "mutmut.log", flush=True)
    run()
    os.chdir(WORK)                  # where mutmut looks for its results
    found = {file: results(file) for file in files}
    os.chdir(ROOT)
    return {file: {"slips": len(one), "noticed": sum(
        status in NOTICED for status in one.values()), "aim": AIM}
        for file, one in found.items()}, [
            slip for file in files for slip in missed(file, found[file])]


def checker(parts):
    """The same of modules of the checker."""
    import mutants_checker as own

    print("20 minutes or more, all in all", flush=True)
    scores, survivors = own.measured(parts or own.modules(),
                                     own.certificates())
    return {file: {**n, "aim": AIM_CHECKER}
            for file, n in scores.items()}, survivors


def report(scores, survivors):
    """What is printed, and written as JSON."""
    known = reasons()
    for slip in survivors:
        slip["why"] = known.get((slip["file"], slip["slip"]))
    for file, score in scores.items():
        score["unnoticeable"] = sum(
            slip["why"] is not None for slip in survivors
            if slip["file"] == file)
    there = {(slip["file"], slip["slip"]) for slip in survivors}
    return {"python": platform.python_version(),
            "files": scores, "missed": survivors,
            "outdated": [entry for entry in known if entry[0] in scores
                         and entry not in there]}


def show(report):
    """Print a report; the files that are below their aim."""
    for slip in report["missed"]:
        print(f"{slip['file']}: {slip['function']}, {slip['status']}",
              *slip["diff"], sep="\n")
        print(f"  {slip['why'] or 'A test should notice this.'}\n")
    for file, slip in report["outdated"]:
        print(f"mutants.toml: no such slip was missed in {file}: {slip}")
    for file, n in report["files"].items():
        print(f"{file:30}{n['noticed']:5} of{n['slips']:5} noticed"
              f"{n['noticed'] / n['slips']:9.1%},"
              f"{n['unnoticeable']:4} others change nothing")
    return [file for file, n in report["files"].items()
            if n["noticed"] < n["aim"] * n["slips"]]


def main(*some):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    scores, survivors = {}, []
    if not some or "core" in some:
        scores, survivors = core(settings["tool"]["mutmut"]["only_mutate"])
    if not some or {*some} != {"core"}:
        parts = [one for one in some if one not in ("core", "checker")]
        own, more = checker(parts)
        scores, survivors = {**scores, **own}, survivors + more
    found = report(scores, survivors) | {
        name: version(name) for name in ("mutmut", "numpy")}
    (ROOT / "_build").mkdir(exist_ok=True)
    (ROOT / "_build" / "mutants.json").write_text(json.dumps(found, indent=1))
    low = show(found)
    if low:
        sys.exit(f"Below {AIM:.0%}, of the checker {AIM_CHECKER:.0%}: "
                 + ", ".join(low))


if __name__ == "__main__":
    main(*sys.argv[1:])
