"""The walks through the unrolled network: their data, drawings and words."""
import re
from itertools import pairwise

import pytest
from book_markdown import readable
from book_sweep_drawing import figure, groups
from book_sweep_maths import drawn, html, sentence
from book_sweep_steps import (
    BACK,
    DONE,
    HIDDEN,
    LOST,
    NOW,
    TIMES,
    WALKS,
    T,
    listed,
    looks,
    pairs,
    walk,
)
from bs4 import BeautifulSoup
from chapters import ROOT
from tiny import two_chapters

ALL = [(name, one) for name, several in WALKS.items() for one in several]
each = pytest.mark.parametrize(("name", "one"), ALL)
HOMES = {"forward": "model", "backward": "bptt", "paths": "unrolled-sum",
         "nudge": "tied-weights", "truncation": "bptt"}


def lit(one):
    """What lights at each step."""
    return [set(step.now) for step in one.steps]


def last(one):
    """The looks at the last step."""
    return {name: several[-1] for name, several in looks(one).items()}


@each
def test_what_a_step_names_is_drawn(name, one):
    named = {part for step in one.steps
             for part in step.now + step.off + step.lost}
    assert named <= set(one.start)
    parts = BeautifulSoup("".join(groups(name)), "html.parser").select("g")
    assert {part["data-part"] for part in parts} == set(one.start)
    for part in parts:
        assert part.select("path, circle, rect, text"), part["data-part"]
        several = part["data-looks"].split()
        assert looks(one)[part["data-part"]] in several
        assert [len(each) for each in several] == [
            len(other.steps) for other in WALKS[name]]


@each
def test_each_step_has_one_sentence_of_its_own(name, one):
    said = [step.said for step in one.steps]
    assert len(set(said)) == len(said) > 3
    for text in said:
        words = re.sub(r"\$[^$]*\$", "x", text)
        assert words[0] in "x`" or words[0].isupper()
        assert len(re.findall(r"[.?!](?= |$)", words)) == 1, text
        assert text[-1] in ".?"
        assert 4 < len(words.split()) < 32, text


@each
def test_each_step_shows_another_picture(name, one):
    tables = [*zip(*looks(one).values(), strict=True)]
    same = [n for n, (a, b) in enumerate(pairwise(tables)) if a == b]
    assert same == []


def test_a_state_waits_for_the_one_before_it():
    table = looks(walk("forward"))
    first = {name: text.find(NOW) for name, text in table.items()}
    for t in TIMES:
        assert first[f"h{t}"] == first[f"W{t}"] == first[f"U{t}"]
        assert first[f"h{t}"] < first[f"E{t}"]
        if t > 1:
            assert first[f"h{t}"] > first[f"h{t - 1}"]


def test_backwards_two_arrows_meet_and_an_outer_product_drops():
    steps = walk("backward").steps
    met, drops = steps[1:-1:2], steps[2:-1:2]
    for t, meeting, drop in zip(BACK, met, drops, strict=True):
        arrows = {name for name in meeting.now if name[0] in "vw"}
        assert arrows == ({f"v{t}", f"w{t + 1}"} if t < T else {f"v{t}"})
        assert rf"\lambda_{t}" in meeting.said
        assert {f"slot{t}", f"drop{t}", f"h{t - 1}"} <= set(drop.now)
        assert rf"$a_{t} h_{t - 1}^{{\mathrm T}}$" in drop.said
        assert rf"$a_{t} = D_{t} \lambda_{t}$" in drop.said


def test_the_box_fills_by_one_slot_a_step():
    table = looks(walk("backward"))
    full = [sum(table[f"slot{t}"][n] in (DONE, NOW) for t in TIMES)
            for n in range(len(walk("backward").steps))]
    assert full == sorted(full)
    assert (full[0], full[-1], set(full)) == (0, T, {0, 1, 2, 3, 4})
    for t in TIMES:
        (slot,) = [part for part in BeautifulSoup(
            "".join(groups("backward")), "html.parser").select("g")
            if part["data-part"] == f"slot{t}"]
        assert slot.text == "+" * (t < T) + f"a{t}h{t - 1}T"


def test_there_is_a_path_for_each_loss_and_use():
    one = walk("paths")
    walked = [now for now in lit(one) if len(
        [name for name in now if name.startswith("cell")]) == 1
        and not any(name.startswith("lam") for name in now)]
    assert len(walked) == T * (T + 1) // 2 == 10
    for now, (t, k) in zip(walked, pairs(), strict=True):
        assert {n for n in now if n[0] == "w"} == {
            f"w{s}" for s in range(k + 1, t + 1)}
        assert {f"v{t}", f"half{k}", f"use{k}", f"cell{t}{k}"} <= now
    assert "$1 + 2 + 3 + 4 = 10$ paths" in listed("paths")
    assert "20 arrows" in listed("paths")


def test_shared_each_arrow_is_walked_once():
    shared = [now for now in lit(walk("paths"))
              if any(name.startswith("lam") for name in now)]
    arrows = [name for now in shared for name in now if name[0] in "vw"]
    assert len(shared) == T
    assert len(arrows) == len(set(arrows)) == 7


@pytest.mark.parametrize("at", TIMES)
def test_a_nudge_moves_what_is_later_only(at):
    end = last(WALKS["nudge"][at - 1])
    for t in TIMES:
        moved = {end[f"moved{t}"], end[f"movedE{t}"]}
        assert moved == ({HIDDEN} if t < at else {DONE})


def test_truncation_keeps_a_band_or_blocks():
    table = looks(walk("truncation"))
    lost = [{(t, k) for t, k in pairs() if table[f"cell{t}{k}"][n] == LOST}
            for n in range(len(walk("truncation").steps))]
    assert lost[3] == {(t, k) for t, k in pairs() if t - k >= 2}
    assert lost[-1] == {(t, k) for t, k in pairs() if k <= 2 < t}
    assert "7 terms of 10" in walk("truncation").steps[3].said
    assert "6 terms of 10" in walk("truncation").steps[-1].said
    assert [name for name, text in table.items()
            if text[-1] == LOST and name[0] == "w"] == ["w3"]


def test_formulas_are_written_as_letters():
    assert html(r"\lambda_3") == \
        '<span class="sweep-maths"><i>λ</i><sub>3</sub></span>'
    assert BeautifulSoup(html(r"W^{\mathrm T} a_4 = 1"),
                         "html.parser").text == "WTa4 = 1"
    assert sentence("<a> `b` $c$") == (
        '&lt;a&gt; <code>b</code> <span class="sweep-maths"><i>c</i></span>')
    spans = BeautifulSoup(drawn(r"h_2^{\mathrm T} +"), "html.parser")
    assert [(s["class"], s.get("dy"), s.text) for s in spans.select("tspan")
            ] == [(["it"], None, "h"), (["small"], "4", "2"),
                  (["small"], "-10", "T"), (["up"], "6", "+")]


@pytest.mark.parametrize("name", WALKS)
def test_no_latex_is_left_over(name):
    page = BeautifulSoup(figure(name, "sweep-0"), "html.parser")
    assert not re.search(r"[\\${}^_`]", page.text)
    shown = page.select("ol:not([hidden]) > li")
    assert len(shown) == len(walk(name).steps)
    assert [n for n, line in enumerate(shown) if line.has_attr("data-now")
            ] == [len(shown) - 1]
    assert not page.select("[id]")


@pytest.mark.parametrize("name", WALKS)
def test_a_notebook_has_the_sentences(name):
    said = readable(f"Look.\n\n```{{sweep}} {name}\n```\n\nAfter.", None)
    assert said == f"Look.\n\n{listed(name)}\n\nAfter."
    assert len(re.findall(r"^\d+\. ", said, re.MULTILINE)) == len(
        walk(name).steps)


def test_a_notebook_refuses_a_name_that_is_unknown():
    with pytest.raises(ValueError, match="no sweep 'sideways'.*forward"):
        readable("```{sweep} sideways\n```\n", None)


@pytest.mark.parametrize(("name", "page"), HOMES.items())
def test_each_walk_has_its_page(name, page):
    assert f"```{{sweep}} {name}\n```" in (
        ROOT / "book" / f"{page}.md").read_text()


def test_the_build_refuses_a_name_that_is_unknown(tmp_path):
    book = two_chapters(tmp_path)
    book.write("two", "```{sweep} backward\n```\n\n"
                      "```{sweep} sideways\n```\n")
    code, said = book.build()
    assert code != 0
    assert ("there is no sweep 'sideways'; there are forward, backward, "
            "paths, nudge, truncation") in said


def test_the_build_draws_and_loads_the_script_there_only(tmp_path):
    book = two_chapters(tmp_path)
    before = (tmp_path / "book" / "one.md").read_text()
    (tmp_path / "book" / "one.md").write_text(
        before + "```{sweep} nudge\n```\n\n```{sweep} nudge\n```\n")
    code, said = book.build()
    assert code == 0, said
    page = BeautifulSoup(book.page("one"), "html.parser")
    assert len(page.select("figure.sweep > svg[role=img]")) == 2
    radios = {radio["name"] for radio in page.select("input[type=radio]")}
    assert len(radios) == 2
    assert "sweep.js" in book.page("one") and "sweep.css" in book.page("one")
    assert "sweep.js" not in book.page("two")
