"""What readers see of a statement that was not shown."""
import subprocess
import sys

import nbformat
import pytest
from corpus import FORMULAS
from mutants import letters_in, slips
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from rnnlib.symbolic import (
    NotProved,
    Refuted,
    at_most,
    backward,
    claim,
    d,
    define,
    delta,
    exact,
    falling,
    gain,
    h,
    i,
    induct,
    induct_at_most,
    j,
    k,
    mat,
    over_time,
    p,
    proved,
    read_off,
    refute,
    s,
    t,
    y_hat,
)
from rnnlib.symbolic.failures import messages as failing
from rnnlib.symbolic.grammar.model import E, a, b, q, sigma
from rnnlib.symbolic.ledger.ledger import LEDGER
from rnnlib.symbolic.terms.errors import SHOWN, Failed
from sympy import Matrix

LENGTH = mat.x(t).T * mat.x(t)
SQUARE = mat.P(t, k) * mat.P(t, k).T
SOFTMAX = d(y_hat[t, a], q[t, b])
WORDS = [
    (lambda: claim("soft", SOFTMAX, y_hat[t, a] * (delta(a, b) + y_hat[t, b])),
     ["Not proved", r"\frac{\partial \hat{y}_{t,a}}{\partial q_{t,b}} = ",
      "left of left minus right", r"-\frac{2 \exp q_{t,a}",
      "The left side got to here:", "derivative",
      "It is false: on a random network", "Mend a side"]),
    (lambda: claim("swapped", mat.J(t), mat.W * mat.D(t)),
     ["J_{t} = W D_{t}", "In entry $i$, $j$", "The right side stays as it is:",
      "row "]),
    (lambda: claim("normal", mat.W * mat.W.T, mat.W.T * mat.W),
     [r"\sum_{l} W_{il} W_{jl} - \sum_{l} W_{li} W_{lj}"]),
    (lambda: claim("later", d(h[t, i], h[k, j]), 0),
     ["Is h[k, j] the same as h[t, i], or earlier? say when= so."]),
    (lambda: claim("shorter", over_time(mat.x(s) * mat.x(s).T, s, 1, t),
                   over_time(mat.x(s) * mat.x(s).T, s, 2, t), when=t >= 3),
     ["Claimed as `shorter`, for $t \\geq 3$:", "x_{1} x_{1}^",
      "use `induct`"]),
    (lambda: claim("chain-of", mat.P(t, k), falling(mat.J(s), s, t, k+1),
                   when=k < t),
     ["The two sides agree on every random network", "`given=`"]),
    (lambda: induct("wrong", mat.P(t, k), 2 * falling(mat.J(s), s, t, k+1),
                    over=t, start=k, base="start", step="step"),
     [r"for $k \leq t$", "this does not cancel at the start", "\n-I\n",
      "It is false"]),
    (lambda: induct("odd", mat.P(t, k), falling(mat.J(s), s, t, k+1),
                    over=t, start=k, base="start", step="jacobian"),
     ["Not proved", "`'jacobian' must give mat.P(t, k)"]),
    (lambda: at_most("longer", 2 * LENGTH, LENGTH),
     [r"\leq", "no sum of squares", "-x_{t}", "the left side is"]),
    (lambda: at_most("larger", 2 * mat.W * mat.W.T, mat.W * mat.W.T),
     [r"\preceq", "left is not at most right"]),
    (lambda: induct_at_most("lower", SQUARE, sigma**2, over=t, start=k,
                            step="jacobian"), ["is no premise here"]),
    (lambda: read_off("half", mat.grad_W, mat.W, "start"),
     ["is read off"]),
    (lambda: backward("back", d(E[t], h[t, i]), d(E[t], p[t, i])),
     [r"\frac{\partial E_{t}}{\partial h_{t,i}} = ", "left minus right"]),
    (lambda: exact("square", (gain + 1)**2, gain**2 + gain + 1),
     ["Refuted", "= \\kappa^{2}", "\n\\kappa\n", "with $\\kappa = "]),
    (lambda: exact("entry", Matrix([[gain, 0]]), Matrix([[gain, 1]])),
     ["Refuted", r"\begin{matrix}", "the left side is 0"]),
    (lambda: refute(y_hat[t, a], y_hat[t, a]),
     ["Not refuted", "the sides differ by 0", "`judge`", r"\neq"]),
    (lambda: define("identity", h[t, i], p[t, i]),
     ["Not defined", r"\tanh p_{t,i}", "`claim`"]),
    (lambda: define("slope", mat.D(t), h[t, i]),
     ["its entries are", "the model"]),
    (lambda: define("symmetry", mat.W, mat.W.T), ["entries"])]


@pytest.mark.parametrize(("asked", "words"), WORDS)
def test_a_failed_statement_is_typeset_and_nothing_is_entered(book, asked,
                                                              words):
    before = dict(book)
    with pytest.raises((Failed, ValueError)) as caught:
        asked()
    assert dict(LEDGER) == before
    if not isinstance(caught.value, Failed):      # one sentence says it all
        assert words[0] in str(caught.value)
        return
    said = caught.value._repr_markdown_()
    for word in words:
        assert word in said, said
    check_markdown(said)


def check_markdown(said):
    """Formulas are closed, and Python's own forms stand in none of them."""
    assert said.count("$$") % 2 == 0
    assert not any(form in said for form in ("Matrix(", "OverTime("))
    for part in said.split("$$")[1::2]:
        assert part.count("{") == part.count("}")
    assert said.rstrip().endswith(("Nothing was entered in the ledger.",
                                   "said before."))


def test_what_stood_in_the_ledger_stays(book):
    before = book["softmax"]
    with pytest.raises(NotProved) as caught:
        claim("softmax", h[t, i], p[t, i])
    assert book["softmax"] is before
    assert "The ledger keeps what `softmax` said before" in \
        caught.value._repr_markdown_()


@pytest.mark.parametrize("one", FORMULAS[::3], ids=lambda one: one.label)
def test_every_slip_can_be_told(book, one):
    for wrong in list(slips(one.rhs, letters_in(one.lhs, one.rhs)))[:2]:
        try:
            one._replace(label="wrong", rhs=wrong).publish()
        except Failed as error:
            check_markdown(error._repr_markdown_())
        except (TypeError, ValueError):
            pass                                  # not in the language


def test_a_search_explains_nothing(model, monkeypatch):
    """What no reader sees is not worked out."""
    monkeypatch.setitem(SHOWN, "markdown", lambda error: 1 / 0)
    assert not proved(h[t, i], p[t, i])
    with pytest.raises(NotProved, match="what is left"):
        claim("wrong", h[t, i], p[t, i])


def test_an_error_of_no_door_is_told_too():
    assert failing.told(Refuted("a says b")) == "*Refuted*: `a says b`"


CELL = """from rnnlib.symbolic import *
def wrong():
    claim("wrong", d(h[t, i], p[t, i]), 1 + h[t, i]**2)
define("state", h[t, i], tanh(p[t, i]));"""


def test_a_notebook_shows_the_verdict_and_no_traceback():
    cells = [nbformat.v4.new_code_cell(code) for code in (CELL, "\nwrong()")]
    client = NotebookClient(nbformat.v4.new_notebook(cells=cells),
                            kernel_name="python3")
    with pytest.raises(CellExecutionError, match="'wrong' was not shown"):
        client.execute()
    shown, error = cells[1].outputs
    assert r"-2 h_{t,i}^{2}" in shown.data["text/markdown"]
    assert error.ename == "NotProved"
    assert error.evalue.startswith("what is left of the difference")
    lines = "\n".join(error.traceback).splitlines()
    assert lines[0] == "Cell In[1], line 3"
    assert lines[1].strip().startswith('claim("wrong"') and len(lines) == 3


def test_a_terminal_shows_the_message():
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--simple-prompt", "-c",
         CELL + "\nwrong()"], text=True, capture_output=True)
    assert "left of the difference: -2 h_{t,i}^{2}" in \
        done.stdout + done.stderr
