"""All that a changed checker is asked: it must answer as the checker does.

`corpus` gives questions, {name: question}. A question takes a checker (see
`checker_knockout.copied`) and says what is wrong with its answer, or "".
Attacks and false slips must be refused, in words; what is true must become
the same theorem. What a refusal says is not compared.
"""
import contextlib
import io
import json
import tempfile
from functools import partial
from pathlib import Path

from checker_attack import drawn
from checker_book import language, made, pages, read, unlike
from checker_guards import ATTACKS
from checker_knockout import made as made_by
from checker_knockout import outcome
from checker_statements import DATA, by, claim, condition, induction
from checker_truths import FALSE, TRUTHS
from rnnlib.checker import Refused

SLIPS = 2                     # so many of each kind and certificate
FIELDS = ("label", "kind", "sign", "lhs", "rhs", "facts", "rests",
          "conditions", "letters", "more", "by_entries", "fixed", "points")


def corpus(files):
    """All questions; files: where certificates stand."""
    out = {f"attack: {name}": partial(attacked, *(*attack, ())[:2])
           for name, attack in ATTACKS.items()}
    out |= {f"false: {name}": partial(attacked, *(*one, ())[:2])
            for name, one in FALSE.items()}
    out |= {f"true: {name}": partial(shown, *(*truth, ())[:2])
            for name, truth in TRUTHS.items()}
    for file in files:
        for page in pages(read(file, exact=True)):
            out[f"{file}: {page[0]['page']}"] = partial(replayed, page)
    out |= {f"slips: {cert['label']}": partial(slipped, cert, known, false)
            for cert, known, false in false_slips(read(files[0]))}
    return out | {"a file that holds": partial(printed, "y", 0, HOLDS),
                  "a file that fails": partial(printed, "e", 1, FAILS),
                  "a theorem without a certificate": forged}


# attacks and truths

def attacked(cert, before, code):
    """An attack is refused, in words."""
    said = outcome(code, cert, before)
    return "" if said and "Error" not in said else said or "accepted"


def shown(cert, before, code):
    """What is true is accepted."""
    return outcome(code, cert, before)


def forged(code):
    """Nothing makes a theorem but a certificate."""
    theorems = code["theorems"]
    for door in (None, object()):
        with contextlib.suppress(code["terms"].Refused):
            theorems.Theorem(door, "false", "proof", 1, 2)
            return f"{door} makes a theorem"
    return ""


# books

def replayed(page, code):
    """Each certificate of a page makes the theorem that it makes."""
    book, known = code["language"].Language(DATA), {}
    for cert, wanted in theorems(page):
        kind = "definition" if cert["kind"] == "laid down" else cert["kind"]
        one = known[cert["label"]] = made_by(code, book, {
            **cert, "kind": kind}, known)
        if looks(one) != wanted:
            return f"{cert['label']} is another theorem"
    return ""


def theorems(page):
    """Certificates of a page, with what a theorem of each looks like."""
    if id(page) not in WANTED:
        book, known = language(), {}
        for cert in page:
            known[cert["label"]] = made(cert, book, known)
        WANTED[id(page)] = [(cert, looks(known[cert["label"]]))
                            for cert in page]
    return WANTED[id(page)]


def looks(one):
    """What can be seen of a theorem; of its roots only the names."""
    return [getattr(one, field) for field in FIELDS] + [
        sorted(name for name, _ in one.roots)]


WANTED = {}


# slips

def false_slips(certs):
    """(certificate, those before it, its slips that are refused)."""
    book = language()
    for cert, _, known, _ in unlike(certs, book):
        before = [one for one in certs[:certs.index(cert)]
                  if one["page"] == cert["page"]]
        yield cert, before, [slip for _, slip in drawn(
            cert, book, known, SLIPS) if refused(slip, book, known)]


def refused(cert, book, known):
    """Whether the checker refuses a certificate."""
    try:
        made(cert, book, known)
    except Refused:
        return True
    return False


def slipped(cert, before, false, code):
    """No slip of a certificate is accepted."""
    book, known = code["language"].Language(DATA), {}
    for one in before:
        known[one["label"]] = made_by(code, book, one, known)
    for slip in false:
        try:
            made_by(code, book, slip, known)
        except code["terms"].Refused:
            continue
        return f"a slip of {cert['label']} is accepted"
    return ""


# files, as python -m checker reads them

PICKED = ["sum", "a", ["*", ["delta", "a", "b"], ["y", "t", "a"]]]
HOLDS = "4 of 4 statements on 2 pages hold, 4 steps, in 0"
FAILS = "".join(f"refused: picked on {page}: step 1: not equal\n"
                for page in ("first", "second")) + "2 of 4 statements"


def a_book(to):
    """A file of two pages, with a statement that both have."""
    one = [by("algebra", 1)]
    return {"networks": DATA, "pages": {"first": [
        claim(PICKED, ["y", "t", "b"], by("algebra", [to, "t", "b"]),
              label="picked"),
        condition("W") | {"kind": "laid down"},
        induction(["+", 1, 0], 1, one, one, label="by induction")],
        "second": [{"label": "picked", "of": "first"}]}}


def printed(to, status, begin, code):
    """What the checker prints of a file, and its status."""
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "proofs.json")
        file.write_text(json.dumps(a_book(to)), encoding="utf-8")
        with contextlib.redirect_stdout(out):
            found = code["__main__"].main(str(file))
    good = found == status and out.getvalue().startswith(begin)
    return "" if good else f"{found}: {out.getvalue()}"


__all__ = ["corpus"]
