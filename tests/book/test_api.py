"""The library reference: complete, and linked with the chapters both ways."""
import pkgutil
import re
from functools import cache
from importlib import import_module
from inspect import isclass, isfunction
from types import MappingProxyType, ModuleType, SimpleNamespace

import pytest
import rnnlib
from book_api import as_rst
from book_uses import uses
from bs4 import BeautifulSoup
from chapters import CHAPTERS, ROOT, code_cells
from serving import pages

HTML = ROOT / "_build" / "html" / "book"
# What pages and figures are made of, and what rnnlib itself hands out.
NO_LIST = {"contract", "flow", "gated", "lstm_passes", "page", "passes", "rnn",
           "rtrl", "symbolic"}
# No array goes in or comes out.
NO_ARRAYS = {
    "rnnlib.IGNORED", "rnnlib.checkpoints.Action", "rnnlib.judge_latex",
    "rnnlib.judge.Judgement",
    "rnnlib.page.answers.Verdict", "rnnlib.page.answers.check",
    "rnnlib.page.answers.code", "rnnlib.page.answers.formula",
    "rnnlib.page.answers.number", "rnnlib.Workspace", "rnnlib.costs.FORWARD",
    "rnnlib.costs.peak_memory", "rnnlib.costs.products",
    "rnnlib.costs.recorded", "rnnlib.costs.slope", "rnnlib.costs.stored",
    "rnnlib.checking.Report", "rnnlib.checking.Row",
    "rnnlib.forcing.critical_share",
    "rnnlib.frameworks.recorded", "rnnlib.optim.progress",
    "rnnlib.tasks.sonnets", "rnnlib.trials.METHODS", "rnnlib.trials.STARTS",
    "rnnlib.trials.Setting", "rnnlib.trials.TASKS", "rnnlib.trials.Task",
    "rnnlib.trials.begin", "rnnlib.trials.options", "rnnlib.trials.recorded",
    "rnnlib.trials.setting_of", "rnnlib.trials.trial"}
# They hold what others compute, or keep records.
NO_FORMULA = NO_ARRAYS - {
    "rnnlib.trials.trial", "rnnlib.costs.FORWARD", "rnnlib.costs.products",
    "rnnlib.costs.slope", "rnnlib.costs.stored",
    "rnnlib.forcing.critical_share"} | {
    "rnnlib.page.answers.array", "rnnlib.Flow", "rnnlib.InputGrads",
    "rnnlib.Run", "rnnlib.cliff.Walk", "rnnlib.gru.GRUParams",
    "rnnlib.gru.GRURun", "rnnlib.lstm.LSTMParams", "rnnlib.lstm.LSTMRun",
    "rnnlib.lstm.LSTMFlow", "rnnlib.forcing.Forced",
    "rnnlib.scan.Credits", "rnnlib.scan.Round",
    "rnnlib.orthogonal.exponential", "rnnlib.orthogonal.exponential_grad",
    "rnnlib.influence.TraceGrads", "rnnlib.mean_field.Averages",
    "rnnlib.attention.Attended", "rnnlib.attention.Looked",
    "rnnlib.equilibrium.Settled", "rnnlib.euler.Adjoints",
    "rnnlib.tasks.adding",
    "rnnlib.tasks.next_character", "rnnlib.tasks.temporal_order"}
SHAPE = re.compile(
    r"\((?:\d|T|B|n|n_\w|updates)\b[^()]*,[^()]*\)"    # as in (T, B, n_x)
    r"|shape|as in|number or array|array\(|Arrays of w and b")


def modules():
    """The modules that list what is public, and rnnlib itself."""
    names = [one.name for one in pkgutil.iter_modules(rnnlib.__path__)
             if one.name not in NO_LIST and not one.name.startswith("_")]
    return [import_module(f"rnnlib.{name}")
            for name in (*names, "page.answers")]


def is_entry(value):
    """Whether this is documented by itself: no letter, not SymPy's own."""
    own = getattr(value, "__module__", "").startswith("rnnlib")
    kept = dict, MappingProxyType, SimpleNamespace
    return isinstance(value, kept) or own and (
        isclass(value) or isfunction(value))


def public():
    """The names that have to stand in the reference."""
    symbolic = import_module("rnnlib.symbolic")
    top = {"explore": rnnlib.explore, "fading": rnnlib.fading,
           "judge_latex": rnnlib.judge_latex} | {
        name: getattr(rnnlib, name) for name in rnnlib.__all__}
    names = {f"rnnlib.{name}" for name in top}
    names |= {f"rnnlib.symbolic.{name}" for name in symbolic.__all__
              if is_entry(getattr(symbolic, name))}
    for module in modules():
        names |= {f"{module.__name__}.{name}" for name in module.__all__
                  if top.get(name) is not getattr(module, name)}
    return names


def html(name):
    return (HTML / f"{name}.html").read_text()


ORDER = [page.removeprefix("book/") for page in pages()]
PAGES = ("api", "api-figures", "api-symbolic")
ENTRIES = {term["id"]: (page, term.find_next_sibling("dd"))
           for page in PAGES
           for term in BeautifulSoup(html(page), "html.parser").select(
               "dl.py:not(dl.py dl.py) > dt.sig")}
NUMERIC = {name: entry for name, (page, entry) in ENTRIES.items()
           if page == "api"}


def fields(entry):
    """What stands behind Formula, Derived in and so on."""
    return {term.text.removesuffix(":"): term.find_next_sibling("dd")
            for term in entry.select("dl.field-list > dt")}


def chapters_in(element):
    """The pages outside the reference to which an element links."""
    found = [link["href"].partition(".html")[0]
             for link in element.find_all("a", href=True)]
    return [page for page in found if page in ORDER and page not in PAGES]


def test_every_public_name_is_an_entry_and_nothing_else():
    assert set(ENTRIES) == public()


def test_a_module_says_what_is_public():
    for module in modules():
        assert module.__all__ == sorted(
            module.__all__, key=lambda n: (not n.isupper(), not n[0].isupper(),
                                           n)), module.__name__
        assert not any(isinstance(getattr(module, name), ModuleType)
                       for name in module.__all__)


def test_every_entry_says_something_and_leads_to_a_chapter():
    assert not [name for name, (_, entry) in ENTRIES.items()
                if len(entry.text.split()) < 4 or not chapters_in(entry)]


def test_entries_name_shapes():
    assert NO_ARRAYS <= set(NUMERIC)
    assert not [name for name, entry in NUMERIC.items()
                if name not in NO_ARRAYS and not SHAPE.search(entry.text)]


def test_entries_have_a_formula_and_say_where_it_is_derived():
    with_formula = {name: known for name, entry in NUMERIC.items()
                    if "Formula" in (known := fields(entry))}
    assert set(NUMERIC) - set(with_formula) == NO_FORMULA
    assert not [name for name, known in with_formula.items()
                if not known["Formula"].select(".math")
                or not chapters_in(known["Derived in"])]


def test_a_source_stands_in_the_docstring_too():
    for name, (_, entry) in ENTRIES.items():
        module, _, last = name.rpartition(".")
        value = getattr(import_module(module), last)
        if "Source" in fields(entry) and not isinstance(value, dict):
            assert re.search(r"\b(16|19|20)\d\d\b|source", value.__doc__), name


@cache
def uses_by_text(chapter):
    """What a chapter uses of rnnlib, found without parsing it."""
    text = "\n".join(cell.source for cell in code_cells(CHAPTERS[chapter]))
    found = {f"rnnlib.{name}" for name in re.findall(
        r"(?<!from )\brnnlib\.(\w+)\b(?!\.)", text)}
    for module, names in re.findall(
            r"^from (rnnlib[\w.]*) import (.+)$", text, re.MULTILINE):
        everything = ", ".join(getattr(import_module(module), "__all__", ()))
        for name in names.replace("*", everything).split(", "):
            found |= {f"{module}.{name}{part}" for part in re.findall(
                rf"(?<![\w.]){name}(|\.\w+)\(", text)}
    found |= {"rnnlib.symbolic.mat"} if "mat." in text else set()
    return found & set(ENTRIES)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_links_to_all_it_uses_and_is_linked_back(chapter):
    links = set(re.findall(r'href="api[\w-]*\.html#([^"]+)"', html(chapter)))
    used = uses_by_text(chapter)
    assert used and used <= links
    assert all(chapter in chapters_in(ENTRIES[name][1]) for name in used)


def test_the_first_use_is_the_first():
    said = {name: chapters_in(known["First used in"])[0]
            for name, (_, entry) in ENTRIES.items()
            if "First used in" in (known := fields(entry))}
    assert said == {name: next(page for page in ORDER if page in CHAPTERS
                               and name in uses_by_text(page))
                    for name in said}


@pytest.mark.parametrize(("cells", "used"), [
    (["import rnnlib\nrnnlib.bptt(1)"], {"rnnlib.bptt": "rnnlib.bptt"}),
    (["from rnnlib import lstm", "lstm.init(1)"],
     {"rnnlib.lstm.init": "lstm.init"}),
    (["from rnnlib.optim import sgd as step", "step(1)"],
     {"rnnlib.optim.sgd": "step"}),
    (["from rnnlib.symbolic import *", "claim(mat.J(t), exp(1))"],
     {"rnnlib.symbolic.claim": "claim", "rnnlib.symbolic.mat": "mat"}),
    (["from rnnlib.symbolic import *", "gap = 1", "gap"], {}),
    (["import numpy as rnn", "rnn.bptt(1)"], {}),
    (["import rnnlib", "no python", "rnnlib.rtrl"],
     {"rnnlib.rtrl": "rnnlib.rtrl"}),
    (["from rnnlib.nowhere import *", "sgd(1)"], {}),
])
def test_what_cells_use_is_found(cells, used):
    assert uses(cells) == used


def test_a_docstring_becomes_text_without_markup():
    assert as_rst(["||h_t||_2 of `x`:", "  *", "", "    a = b", "",
                   ">>> 1", "1"]) == [
        r"\|\|h\_t\|\|\_2 of ``x``:", r"\*", "", "::", "", "    a = b", "",
        ">>> 1", "1", ""]
