"""The examples in docstrings run, and give what they show."""
import doctest
import pkgutil
from importlib import import_module

import numpy as np
import pytest
import rnnlib
from rnnlib import gru, lstm, symbolic

# No example in it: figures, parts of the prover, what only pages use.
NAMES = {"np": np, "rnnlib": rnnlib, "gru": gru, "lstm": lstm}
MODULES = [one.name for one in pkgutil.walk_packages(
    rnnlib.__path__, "rnnlib.")]


def examples(module):
    """The docstrings of a module that hold examples."""
    names = NAMES | (vars(symbolic) if "symbolic" in module.__name__ else {})
    names.pop("__doc__", None)
    return [test for test in doctest.DocTestFinder().find(
        module, extraglobs=names) if test.examples]


ALL = {test.name: test for name in ["rnnlib", *MODULES]
       for test in examples(import_module(name))}


@pytest.mark.parametrize("name", ALL)
def test_an_example_gives_what_it_shows(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)                      # one saves a file
    symbolic.clear()
    said = []
    failed, tried = doctest.DocTestRunner().run(
        ALL[name], out=said.append)
    symbolic.clear()
    assert tried and not failed, "".join(said)
