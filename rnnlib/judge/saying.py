"""A judged line in words: as plain text, as Markdown, and as data."""
from __future__ import annotations

from typing import Any

from .chains import Judged
from .verdicts import Repaired, Verdict

WORDS = {"right": "Right", "agrees": "Right on all networks tried",
         "right if": "Right if", "wrong": "Wrong", "not read": "Not read"}


def sentences(judged: Judged) -> list[str]:
    """What is said of a line, behind the word of the verdict."""
    said = judged.verdict
    found = [said.why, judged.said, said.numbers,
             *(f"It would be right if {one}." for one in said.unless)]
    if said.slip:
        found.append(f"It looks like this slip: {said.slip.words} (chapter "
                     f"{said.slip.page}).")
    return [one for one in found if one]


def nearest(repair: Repaired) -> str:
    """What is different in a repair, and when it is right."""
    needs = f", if {' and '.join(repair.needs)}" if repair.needs else ""
    return f"{repair.words}{needs}"


def text_of(judged: Judged) -> str:
    """The line and its verdict as plain text."""
    said = judged.verdict
    rows = [f"{judged.number}. {WORDS[said.kind]}: "
            + " ".join(judged.text.split())]
    rows += [f"   {one}" for one in sentences(judged)]
    rows += [f"   Right nearby ({nearest(one).replace('$', '')}): {one.latex}"
             for one in said.repairs]
    rows += [f"   Read so: {note}." for note in said.notes]
    return "\n".join(rows)


def markdown_of(judged: Judged) -> str:
    """The line and its verdict as Markdown, formulas between dollars."""
    said = judged.verdict
    rows = [f"**{judged.number}. {WORDS[said.kind]}.** "
            + " ".join(sentences(judged))]
    rows += [f"- Right nearby ({nearest(one)}): ${one.latex}$"
             for one in said.repairs]
    rows += [f"- Read so: {note}." for note in said.notes]
    return "\n".join(rows)


def data_of(judged: Judged) -> dict[str, Any]:
    """The line and its verdict as what JSON can hold."""
    return {"number": judged.number, "text": judged.text,
            "start": judged.start, "end": judged.end,
            "follows": judged.follows, "said": judged.said,
            **verdict_data(judged.verdict)}


def verdict_data(said: Verdict) -> dict[str, Any]:
    """A verdict as what JSON can hold; `place` is what to underline."""
    return {
        "kind": said.kind, "word": WORDS[said.kind], "why": said.why,
        "place": [said.start, said.end], "numbers": said.numbers,
        "conditions": [one.words for one in said.conditions],
        "unless": [*said.unless], "notes": [*said.notes],
        "repairs": [{**one._asdict(), "needs": [*one.needs]}
                    for one in said.repairs],
        "scope": said.proof.scope if said.proof else "",
        "rests_on": [one._asdict() for one in said.proof.rests_on]
        if said.proof else [],
        "slip": said.slip and {"words": said.slip.words,
                               "page": said.slip.page,
                               "label": said.slip.label}}


__all__ = ["WORDS", "data_of", "markdown_of", "sentences", "text_of"]
