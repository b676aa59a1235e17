"""python -m rnnlib.judge notes.tex: exit status 1 if a line is wrong.

2 if none is wrong, but one was not read, or there is nothing to read.
"""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .alphabets.alphabet import names
from .judgements import Judgement, judge_latex


def arguments(words: list[str] | None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m rnnlib.judge", description="Judges the equations of "
        "a text in LaTeX, line by line. The exit status is 1 if a line is "
        "wrong, 2 if none is wrong but one was not read.")
    parser.add_argument("file", help="a file with equations; - for stdin")
    parser.add_argument("--alphabet", choices=names(),
                        help="whose letters; guessed if not said")
    parser.add_argument("--summed", action="store_true", default=None,
                        help="letters that stand twice are summed")
    parser.add_argument("--quick", action="store_true",
                        help="on random networks only, without proofs")
    return parser.parse_args(words)


def text_of(file: str) -> str:
    """The text of a file. Raises OSError or UnicodeDecodeError."""
    return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")


def status(found: Judgement) -> int:
    """The exit status."""
    return 1 if found.wrong else 0 if found.right else 2


def main(words: list[str] | None = None) -> int:
    """Prints what is said of the lines of a file."""
    asked = arguments(words)
    try:
        text = text_of(asked.file)
    except (OSError, UnicodeDecodeError) as error:
        print(f"{asked.file} cannot be read: {error}", file=sys.stderr)
        return 2
    found = judge_latex(text, asked.alphabet, summed=asked.summed,
                        proofs=not asked.quick)
    print(found)
    return status(found)


if __name__ == "__main__":
    sys.exit(main())
