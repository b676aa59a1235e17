"""Check all proofs of a book: python -m checker proofs.json.

The file has the networks as data, and for each page the certificates in
their order. One that stands on another page too is named by that page.
"""
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any, TypeAlias

from . import Language, Refused, Theorem, check, lay_down
from .theorems import steps_of

Certificates: TypeAlias = list[dict[str, Any]]


def replayed(pages: Mapping[str, Certificates], language: Language
             ) -> Iterator[tuple[str, dict[str, Any], Theorem | Refused]]:
    """Each certificate of each page, its theorem, or why it is refused."""
    homes = {(page, one["label"]): one for page, some in pages.items()
             for one in some}
    for page, some in pages.items():
        known: dict[str, Theorem] = {}
        for one in some:
            if "of" in one:
                one = homes[one["of"], one["label"]]
            try:
                made = theorem(one, language, known)
            except Refused as refusal:
                yield page, one, refusal
                continue
            known[one["label"]] = made
            yield page, one, made


def theorem(one: dict[str, Any], language: Language,
            known: Mapping[str, Theorem]) -> Theorem:
    """The theorem of a certificate; Refused without a proof."""
    if one.get("kind") == "laid down":
        return lay_down(one, language)
    return check(one, language, known)


def main(file: str) -> int:
    """0 if all proofs of the file hold, else 1; says how many there are."""
    began = perf_counter()
    book = json.loads(Path(file).read_bytes())
    done = list(replayed(book["pages"], Language(book["networks"])))
    refused = [(page, one, why) for page, one, why in done
               if isinstance(why, Refused)]
    for page, one, why in refused:
        print(f"refused: {one['label']} on {page}: {why}")
    count = sum(len(steps_of(one)) for _, one, _ in done)
    print(f"{len(done) - len(refused)} of {len(done)} statements on "
          f"{len(book['pages'])} pages hold, {count} steps, in "
          f"{perf_counter() - began:.1f} s")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) == 2 else __doc__)
