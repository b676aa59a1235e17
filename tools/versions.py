"""Run the tests on other Pythons, with the oldest and the newest libraries.

    python tools/versions.py [--debootstrap] [3.11 ... 3.14] [oldest] [newest]

Pythons are looked for on the PATH and among pyenv's; with --debootstrap, as
root, in Debian too.  Prints a table and writes _build/versions.json.  Fails
if a combination does, if none ran, or if a Python named here is not found.
"""
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from pythons import obtain

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "_build" / "versions"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LIBRARIES = {"oldest": ["-r", "requirements-oldest.txt"], "newest": []}
# The extremes run every test; the others leave the slow proofs out.
EXTREMES = [("3.11", "oldest"), ("3.14", "newest")]
FAST = ["algebra", "oracle"]
TOOLS = ("autograd", "hypothesis", "pytest", "pytest-xdist")
SHOWN = ("numpy", "sympy", "lark", "matplotlib", "ipywidgets")
ROW = "{:8}{:9}{:9}{:8}{:12}{:12}{:7}{:>7}  {}"


def run(command, log):
    """Run a command in this folder; whether it succeeds."""
    with log.open("a") as out:
        return subprocess.call(command, cwd=ROOT, stdout=out, stderr=out) == 0


def install(libraries):
    """What pip installs: rnnlib, and test tools as the book pins them."""
    lines = (ROOT / "requirements-dev.txt").read_text().splitlines()
    tools = [line for line in lines if line.partition("==")[0] in TOOLS]
    return ["-m", "pip", "install", "-q", "--no-compile", "--only-binary",
            ":all:", "-e", ".[plots,sliders,symbolic,judge]", *tools,
            *LIBRARIES[libraries]]


def tests(whole):
    """What pytest runs."""
    proofs = ["tests/symbolic"] if whole else [
        path for name in FAST
        for path in sorted(ROOT.glob(f"tests/symbolic/*/test_{name}.py"))]
    return ["-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", "-m",
            "not mutants", *proofs, "tests/contract", "tests/page",
            "tests/plots", *sorted(ROOT.glob("tests/test_*.py"))]


def shown(env):
    """The versions of the libraries in an environment."""
    found = [[*env.glob(f"lib/*/site-packages/{name}-*.dist-info")]
             for name in SHOWN]
    return {name: path[0].stem.split("-")[1] if path else "-"
            for name, path in zip(SHOWN, found, strict=True)}


def counted(report):
    """How many tests passed, were skipped and so on, as pytest reports."""
    if not report.exists():
        return {}
    cases = ElementTree.parse(report).iter("testcase")
    return Counter(case[0].tag if len(case) else "passed" for case in cases)


def check(command, version, libraries):
    """Test a combination in an environment of its own; its row of results."""
    *inside, _ = command
    whole, start = (version, libraries) in EXTREMES, time.perf_counter()
    env = BUILD / f"{version}-{libraries}"
    log, report = Path(f"{env}.log"), Path(f"{env}.xml")
    for old in (log, report):
        old.unlink(missing_ok=True)
    python = [*inside, env / "bin" / "python"]
    good = (run([*command, "-m", "venv", "--clear", env], log)
            and run([*python, *install(libraries)], log)
            and run([*python, *tests(whole), f"--junit-xml={report}"], log))
    counts = counted(report)
    return {"python": version, **shown(env),
            "tests": "all" if whole else "fast", "counts": counts,
            "passed": bool(good and counts["passed"]),
            "seconds": round(time.perf_counter() - start), "log": str(log)}


def row(result):
    """A line of the table; below it, when that failed, the end of its log."""
    counts = ", ".join(f"{n} {what}" for what, n in result["counts"].items())
    line = ROW.format(*(result[name] for name in ("python", *SHOWN, "tests",
                                                  "seconds")), counts)
    if result["passed"]:
        return line
    end = Path(result["log"]).read_text().splitlines()[-20:]
    return "\n".join([f"{line} FAILED: {result['log']}", *end])


def sought(words):
    """The combinations that words such as 3.12 or oldest choose."""
    if unknown := {*words} - {*PYTHONS, *LIBRARIES}:
        raise SystemExit(f"got {', '.join(sorted(unknown))}; expected some "
                         f"of {', '.join([*PYTHONS, *LIBRARIES])}")
    return {version: [name for name in LIBRARIES if name in words]
            or [*LIBRARIES] for version in PYTHONS
            if version in words or not {*words} & {*PYTHONS}}


def main(words):
    """Test each combination; the exit code."""
    debian = "--debootstrap" in words
    words = [word for word in words if word != "--debootstrap"]
    chosen, results, missing = sought(words), [], {}
    BUILD.mkdir(parents=True, exist_ok=True)
    print(ROW.format("Python", *SHOWN, "tests", "seconds", "outcome"))
    for version, libraries in chosen.items():
        try:
            command = obtain(version, BUILD, ROOT, debian)
        except LookupError as why:
            missing[version] = str(why)
            continue
        for name in libraries:
            results.append(check(command, version, name))
            print(row(results[-1]), flush=True)
    for version, why in missing.items():
        print(f"Not run: Python {version} with {' and '.join(chosen[version])}"
              f" libraries: {why}.")
    (ROOT / "_build" / "versions.json").write_text(json.dumps(
        {"results": results, "not run": missing}, indent=1) + "\n")
    passed = results and all(result["passed"] for result in results)
    return 0 if passed and not {*words} & {*missing} else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
