"""Certificates of the book, and the theorems that they make."""
import json
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from checker_oracle import Rests
from rnnlib.checker import Language, Refused, check, lay_down
from rnnlib.checker.scalars import Scalars
from rnnlib.symbolic.certificates.models import data as model

LAID_DOWN = ("definition", "condition", "laid down")


def language():
    """The networks of the book, as the checker reads them."""
    return Language(json.loads(json.dumps(model())))


def made(cert, book, known):
    """The theorem of a certificate."""
    return lay_down(cert, book) if cert["kind"] in LAID_DOWN \
        else check(cert, book, known)


def pages(certs):
    """Certificates page by page."""
    return [list(some) for _, some in groupby(certs, itemgetter("page"))]


def unlike(certs, book):
    """Each certificate once, with the theorems that it may use."""
    seen = set()
    for page in pages(certs):
        known, sources = {}, {}
        for cert in page:
            theorem = made(cert, book, known)
            text = json.dumps({**cert, "page": ""})
            if text not in seen:
                seen.add(text)
                yield cert, theorem, dict(known), dict(sources)
            known[cert["label"]] = theorem
            sources[cert["label"]] = cert


def rests(theorem, book):
    """On which formulas and conditions a theorem rests, for the oracle."""
    scalars = Scalars(book)
    chosen = []
    for name, made in theorem.roots:
        forms = [scalars.form(book.term(formula))
                 for _, _, formula in book.data["formulas"][name]]
        chosen.append((name, forms.index(made)))
    return Rests(tuple(sorted(chosen)), theorem.conditions)


def read(path, exact=False):
    """The certificates in a file: of the tests, or of the built book.

    exact: also those of exact equations, which have no lines.
    """
    found = json.loads(Path(path).read_text())
    if isinstance(found, list):
        return found
    homes = {(page, one["label"]): one for page, some in
             found["pages"].items() for one in some}
    whole = [{**homes[one.get("of", page), one["label"]], "page": page}
             for page, some in found["pages"].items() for one in some]
    return [one for one in whole if exact or one.get("kind") != "exact"]


__all__ = ["Refused", "language", "made", "pages", "read", "rests", "unlike"]
