"""Where steps stand open the text leans on them: what it says is there.

For each cell tagged `steps`, words of the text about a line, and the reason of
that line: an equation's label, or words. The lines come in this order.
"""
import json
import re

import pytest
from chapters import CHAPTERS, ROOT, code_cells
from rnnlib.symbolic import LEDGER, clear
from rnnlib.symbolic.derivations.reading import read
from rnnlib.symbolic.derivations.showing import rows
from rnnlib.symbolic.ledger import called
from rnnlib.symbolic.recall import recall

HOMES = json.loads((ROOT / "rnnlib" / "data" / "statements.json").read_text()
                   )["statements"]
LEANS = {
    "softmax-jacobian": [
        ("First the definition is put in", "softmax"),
        ("the quotient rule takes its derivative", "derivative"),
        ("{eq}`softmax` is used once more", "softmax")],
    "loss-logits-any": [
        ("the chain rule through the loss", "chain rule through"),
        ("The second puts in {eq}`softmax-jacobian`", "softmax-jacobian")],
    "loss-logits": [
        ("the middle one is where the condition sits", "target"),
        ("to be called an error", "output-error")],
    "loss-weights": [
        ("add up over the classes $c$", "chain rule through $q_{t}$"),
        ("{eq}`loss-logits` turns", "loss-logits"),
        ("In the third the delta leaves one term", "logits")],
    "step-jacobian": [
        ("the chain rule through $p_t$ adds up", "chain rule through $p_{t}$"),
        ("{eq}`tanh-slope` is put in", "tanh-slope"),
        ("{eq}`pre-activation-step` finds the weight",
         "pre-activation-step")],
    "recursion-W": [
        ("The first passes the squashing {eq}`state`", "state"),
        ("passes the mixture {eq}`pre-activation`", "pre-activation"),
        ("The third reads {eq}`state` backwards", "state")],
    "W-sum": [
        ("the recursion is its step", "W-step"),
        ("*the hypothesis* is the same equation", "the hypothesis"),
        ("it is joined to the left", "factors joined"),
        ("*the last term of the sum*", "the last term of the sum")],
    "jacobian-chain": [
        ("one more link", "chain-link"),
        ("the hypothesis for the rest", "the hypothesis"),
        ("the factors are joined", "factors joined")],
    "sum-form": [
        ("In the line marked *read off*", "read off"),
        ("the line after it needs {eq}`slopes-symmetric`",
         "slopes-symmetric")],
    "adjoint-link": [
        ("*The first term of the sum* comes off",
         "the first term of the sum"),
        ("which depends on $h_t$ by way of $V$", "credit-here"),
        ("taken out of the sum by {eq}`credit-link`", "credit-link"),
        ("is the adjoint of the next step", "adjoint")],
    "adjoint-step": [
        ("{eq}`step-back` for the transposed Jacobian", "step-back"),
        ("{eq}`adjoint-slopes` for the slopes times", "adjoint-slopes")],
    "jacobian-loses": [
        ("The Jacobian meets its own transpose", "also transposed"),
        ("{eq}`norm` and then", "norm"),
        ("{eq}`slope-bound` put in what each falls short", "slope-bound"),
        ("a slope matrix is turned round", "slopes-symmetric"),
        ("the last step leaves both out", "left out")],
    "cell-path": [
        ("the product rule for {eq}`cell-update`", "cell-update"),
        ("follows these three into their mixtures", "forget-gate"),
        ("the last step strikes them out", "forget-mixture")],
    "forget-credit": [
        ("the slope of the gate, read off its output", "forget-gate"),
        ("what the gate multiplies", "by all that $f_{k,i}$ enters")]}


def opened():
    """{label: chapter} of the cells whose steps stand open."""
    return {re.search(r'^\w+\("([^"]+)"', cell.source, re.M)[1]: name
            for name, notebook in CHAPTERS.items()
            for cell in code_cells(notebook)
            if "steps" in cell.metadata.get("tags", ())}


def shown(label):
    """The reasons of the lines below an equation, one list a chain."""
    clear()
    recall.bring(label)
    chains = [[row.why for row in rows(chain)]
              for chain in read(LEDGER[label].certificate)]
    clear()
    return chains


def prose(name):
    """The text of a chapter, without its cells."""
    return " ".join(" ".join(cell.source for cell in CHAPTERS[name].cells
                             if cell.cell_type == "markdown").split())


def test_the_text_leans_on_all_that_is_open():
    assert set(opened()) == set(LEANS)


@pytest.mark.parametrize("label", LEANS)
def test_what_the_text_says_of_a_line_is_there(label):
    chains, text = shown(label), prose(opened()[label])
    assert max(map(len, chains)) >= 2
    left = "\n".join(sum(chains, []))
    for words, why in LEANS[label]:
        assert words in text
        why = f"({called.equation(why)})" if why in HOMES else why
        assert why in left
        left = left.partition(why)[2]
