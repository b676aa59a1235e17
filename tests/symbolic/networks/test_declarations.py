"""Declarations of networks: what is refused, and that one file is enough."""
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from subprocess import run

import numpy as np
import pytest
import rnnlib
from rnnlib.symbolic import networks
from rnnlib.symbolic.grammar.grammar import check
from rnnlib.symbolic.grammar.signs import LENGTHS, POSITIVE, ROOTED
from rnnlib.symbolic.methods.variants import check_chosen
from rnnlib.symbolic.networks import NETWORKS, SHARED, collected, declared
from rnnlib.symbolic.networks.lstm import cell, f, g, o, p_f, z
from rnnlib.symbolic.networks.network import Network
from rnnlib.symbolic.networks.plain import W, p
from rnnlib.symbolic.networks.shared import E, h, q, x, y
from rnnlib.symbolic.oracle.draws import drawn_sizes
from rnnlib.symbolic.oracle.world import Run, World
from rnnlib.symbolic.printing.formulas import textbook
from rnnlib.symbolic.terms.language import TIME, Tensor, d, sum_over
from rnnlib.symbolic.terms.symbols import (
    T,
    a,
    gain,
    i,
    j,
    k,
    n_h,
    n_x,
    n_y,
    t,
    u,
)
from sympy import S, exp, tanh

PLAIN, LSTM = NETWORKS["plain"], NETWORKS["lstm"]


def lstm_with(**formulas):
    """The LSTM with other formulas for some names, all else as declared."""
    return replace(LSTM, formulas={**LSTM.formulas, **formulas})


# what is refused

@pytest.mark.parametrize("formulas, words", [
    # made of itself at the same time: at once, in two steps, by the output
    ({"cell": (cell[t, i], f[t, i] * cell[t, i])}, "made of each other"),
    ({"f": (f[t, i], tanh(o[t, i])), "o": (o[t, i], tanh(f[t, i]))},
     "made of each other at the same time: [fo], [fo], [fo]"),
    ({"p_f": (p_f[t, i], h[t, i])}, "made of each other"),
    ({"z": (z[t, i], tanh(h[t, i] * E[t]))}, "made of each other"),
    # times that no step has
    ({"h": (h[t, i], cell[t+1, i])}, "times t and t - 1"),
    ({"h": (h[t, i], cell[T, i])}, "times t and t - 1"),
    ({"h": (h[t, i], cell[k, i])}, "times t and t - 1"),
    ({"h": (h[t, i], cell[0, i])}, "times t and t - 1"),
    ({"p_f": (p_f[t, i], h[t-2, i])}, "times t and t - 1"),
    ({"p_f": (p_f[t, i], g[t-1, i])}, "only states have a start"),
    ({"p_f": (p_f[t, i], sum_over(x[t-1, u], u))}, "only states have a start"),
    # what is not declared, or not there
    ({"h": (h[t, i], p[t, i])}, "uses p, which is not declared"),
    ({"f": (f[t, i], sum_over(W[i, j] * h[t-1, j], j))},
     "uses W, which is not"),
    ({"p": (p[t, i], cell[t, i])}, "p is not declared"),
    # entries that are none, letters left open
    ({"f": (f[t, i], h[t-1, j])}, "leaves j open, over n_h"),
    ({"f": (f[t, i], x[t, u])}, "leaves u open, over n_x"),
    ({"f": (f[t, i], h[t-1, i] * k)}, "leaves k open, over time"),
    ({"f": (f[t-1, i], h[t-1, i])}, "made at time t"),
    ({"f": (g[t, i], h[t-1, i])}, "f is made at time t"),
    ({"W_f": (Tensor("W_f", n_h, n_h)[i, i], S(1))}, "made at time t"),
    ({"f": (f[t, i], d(h[t-1, i], h[t-1, i]))}, "derivative or a matrix"),
    ({"f": (f[t, i], d(g[t, i], W[i, j]))}, "derivative or a matrix")])
def test_formulas_that_make_no_step(formulas, words):
    with pytest.raises(ValueError, match=words):
        lstm_with(**formulas)


@pytest.mark.parametrize("changed, words", [
    ({"states": ("cell", "m_")}, "nothing makes the state m_"),
    ({"rows": None}, "by rows= what rnnlib computes"),
    ({"name": "plain"}, "is of the network plain already|names of their own"),
    ({"name": "y"}, "names of their own"),
    ({"conditions": {"W": (W[i, j], 1)}}, "W is of the network plain"),
    ({"conditions": {"linear": (y[t, a], 1)}}, "names of their own"),
    ({"prints": {"o": "f"}}, "o prints as f, as f does"),
    ({"prints": {"o": "h"}}, "o prints as h, as h does"),
    ({"prints": {"y_hat": "y"}}, "y_hat is of the network shared"),
    ({"tensors": (*LSTM.tensors, W)}, "W is of the network"),
    ({"tensors": (*LSTM.tensors, h)}, "h is of the network"),
    ({"matrices": {"J": ((t,), i, None, f[t, i])}}, "J is of the network")])
def test_declarations_that_are_not_of_one_network(changed, words):
    others = [one for one in NETWORKS.values() if one is not LSTM]
    with pytest.raises(ValueError, match=words):
        collected([*others, replace(LSTM, **changed)])


def test_a_variant_uses_what_its_network_has():
    kind = {"changes": PLAIN, "tensors": ()}
    for formulas, words in (
            ({"h": (h[t, i], f[t, i])}, "uses f, which is not declared"),
            ({"p": (p[t, i], h[t, i])}, "made of each other"),
            ({"q": (q[k, a], S(1))}, "q is made at time t")):
        with pytest.raises(ValueError, match=words):
            Network("odd", formulas=formulas, **kind)
    assert Network("odd", formulas={"h": (h[t, i], p[t, i] / 2)},
                   **kind).changed


@pytest.mark.parametrize("slots", [
    (n_h,), (TIME, n_x), (TIME, n_h, n_h), (TIME,)])
def test_a_name_has_the_slots_that_it_has(slots):
    with pytest.raises(ValueError, match="f has the slots"):
        Tensor("f", *slots)


def test_a_state_has_a_value_whatever_was_before(monkeypatch):
    """Or what must not be 0 has no end: each state hangs on the last one."""
    from rnnlib.symbolic.grammar import signs
    monkeypatch.setattr(networks, "NETWORKS", {"lstm": lstm_with(
        h=(h[t, i], o[t, i] / cell[t, i]))})
    with pytest.raises(ValueError, match="state h divides by what may be 0"):
        signs.note("h")


# what is computed

@pytest.mark.parametrize("name, made", [
    (one.name, name) for one in NETWORKS.values() if one.base is one
    for name in one.formulas])
def test_a_computation_that_disagrees_is_noticed(monkeypatch, name, made):
    """A formula beside what rnnlib does, for each name that is made."""
    whole = NETWORKS[name]
    entry, formula = whole.formulas[made]
    monkeypatch.setitem(NETWORKS, name, replace(whole, formulas={
        **whole.formulas, made: (entry, formula + S(1) / 10)}))
    with pytest.raises(AssertionError, match="is not what rnnlib computes"):
        World({n_x: 2, n_h: 3, n_y: 2}, (name, "y"))


@pytest.mark.parametrize("name, made", [
    ("plain", "h"), ("lstm", "cell"), ("lstm", "z")])
def test_rows_that_disagree_are_noticed(monkeypatch, name, made):
    whole = NETWORKS[name]

    def rows(given, start):
        return {**whole.rows(given, start),
                made: whole.rows(given, start)["h"] + 1e-9}

    monkeypatch.setitem(NETWORKS, name, replace(whole, rows=rows))
    with pytest.raises(AssertionError, match="is not what rnnlib computes"):
        World({n_x: 2, n_h: 3, n_y: 2}, (name,))


@pytest.mark.parametrize("lacking", ["h", "cell", "q", "y_hat", "e"])
def test_rows_say_what_becomes_of_the_states(monkeypatch, lacking):
    """Else nothing would be compared, and any formula would do."""
    def rows(given, start):
        found = LSTM.rows(given, start)
        return {name: row for name, row in found.items() if name != lacking}

    monkeypatch.setitem(NETWORKS, "lstm", replace(LSTM, rows=rows))
    with pytest.raises(AssertionError, match=f"rows of lstm lack {lacking}"):
        World({n_x: 2, n_h: 3, n_y: 2}, ("lstm", "y"))


CHOSEN = [(one.name,) for one in NETWORKS.values() if not one.adds_to]


@pytest.mark.parametrize("chosen", [*CHOSEN, ("linear", "untied")], ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_formulas_are_what_rnnlib_computes(chosen, seed):
    """From the formulas alone, for four choices of sizes; so once for each
    network, although every network that is drawn is compared again."""
    for sizes in drawn_sizes(np.random.default_rng(seed)):
        world = World(dict(zip((n_x, n_h, n_y), map(int, sizes),
                               strict=True)),
                      (*chosen, "y"), seed)
        rows = next((one.rows for one in world.parts if one.rows
                     and one.name in chosen), world.base.rows)
        ours = Run(world)
        found = rows(world.given, world.start)
        assert found.keys() >= {"h", "q", "y_hat", "e", "E"}
        for name, want in found.items():
            got = world.array(name, ours)[1:]
            np.testing.assert_allclose(got, want, rtol=1e-11, atol=1e-13)
            assert np.ptp(want) > 0 or want.size < 50


@pytest.mark.parametrize("one", declared(), ids=lambda one: one.name)
def test_every_formula_is_in_the_language(one):
    for entry, formula in one.formulas.values():
        check(entry, S(formula))


def test_signs_are_read_off_the_formulas():
    assert {"y_hat", "f", "g", "o"} <= POSITIVE
    assert LENGTHS == {"M", "N", "Omega"} and ROOTED == {"Omega"}
    assert not {"h", "cell", "z", "p", "e", "E", "C"} & (POSITIVE | LENGTHS)


def test_a_sign_holds_in_every_network_and_not_for_states(monkeypatch):
    from rnnlib.symbolic.grammar import signs
    monkeypatch.setattr(signs, "POSITIVE", set())
    monkeypatch.setattr(signs, "LENGTHS", set())
    for formulas in ({"h": (h[t, i], exp(cell[t, i]))},
                     {"f": (f[t, i], tanh(p_f[t, i]))},
                     {"f": (f[t, i], gain - 1)}):
        monkeypatch.setattr(networks, "NETWORKS",
                            {"lstm": lstm_with(**formulas)})
        signs.note(*formulas)
        assert signs.POSITIVE == signs.LENGTHS == set()
    monkeypatch.setattr(networks, "NETWORKS", {
        "lstm": LSTM, "odd": lstm_with(g=(g[t, i], -exp(cell[t-1, i])))})
    signs.note("g")
    assert signs.POSITIVE == set()


def test_gates_print_in_the_order_of_their_network():
    assert textbook(cell[t-1, i] * f[t, i]) == "f_{t,i} c_{t-1,i}"
    assert textbook(z[t, i] * g[t, i]) == "g_{t,i} z_{t,i}"
    assert textbook(h[t-1, i] * o[t, i] * (1 - g[t, i])) == (
        r"o_{t,i} \left(1 - g_{t,i}\right) h_{t-1,i}")


# what a page may derive by

def test_no_derivative_by_a_name_of_another_network():
    pages = {"plain": {"h": ("state", *PLAIN.formulas["h"])},
             "lstm": {"h": ("state", *LSTM.formulas["h"])}}
    for page, w in (("plain", f[t, j]), ("plain", cell[t-1, j]),
                    ("lstm", W[j, i]), ("lstm", p[t, j])):
        with pytest.raises(ValueError, match="is not of this network"):
            check_chosen(w.base.name, pages[page])
    check_chosen("o", pages["lstm"])
    check_chosen("p", pages["plain"])


def test_no_derivative_by_copies_that_are_not_there():
    tied = ("p", *PLAIN.formulas["p"])
    copied = ("p", *NETWORKS["untied"].formulas["p"])
    C_is = ("C", *NETWORKS["untied"].formulas["C"])
    for page in ({}, {"p": tied}, {"p": copied}, {"C": C_is, "p": tied}):
        with pytest.raises(ValueError, match="define C first, and then p"):
            check_chosen("C", page)
    check_chosen("C", {"C": C_is, "p": copied})


def test_two_networks_make_no_world():
    with pytest.raises(ValueError, match="one network, got"):
        World({n_x: 2, n_h: 3, n_y: 2}, ("lstm", "linear"))
    with pytest.raises(ValueError, match="network lstm has no condition"):
        World({n_x: 2, n_h: 3, n_y: 2}, ("lstm", "W"))
    with pytest.raises(ValueError, match="network plain has no condition"):
        World({n_x: 2, n_h: 3, n_y: 2}, ("V",))


# one file is enough

LEAKY = '''
"""A leaky unit: a page's own file, and nothing else."""
from rnnlib import rnn
from sympy import Rational, tanh
import numpy as np

from ..terms.language import TIME, Tensor, sum_over
from ..terms.symbols import i, j, n_h, t
from .network import Network
from .shared import SHARED, h, outputs

A, push = Tensor("A", n_h, n_h), Tensor("push", TIME, n_h)


def rows(given, start):
    h = [start["h"]]
    for _ in range(20):
        h.append(h[-1] / 2 + np.tanh(given["A"] @ h[-1]))
    h = np.array(h)[:, None]
    q = h[1:] @ given["V"].T + given["b_y"]
    y_hat = np.exp(q) / np.exp(q).sum(-1, keepdims=True)
    return outputs(rnn.Run(h, q, y_hat), given)


NETWORK = Network(
    name="leaky", shared=SHARED, tensors=(A, push), rows=rows,
    formulas={"push": (push[t, i], tanh(sum_over(A[i, j] * h[t-1, j], j))),
              "h": (h[t, i], h[t-1, i] / 2 + push[t, i])},
    prints={"push": r"\\rho"}, ahead=("push",))
'''
USED = """
from rnnlib.symbolic import *
from rnnlib.symbolic.networks import NETWORKS
from rnnlib.symbolic.networks.leaky import A, push
define("push", push[t, i], tanh(sum_over(A[i, j] * h[t-1, j], j)))
define("leak", h[t, i], h[t-1, i] / 2 + push[t, i])
one = claim("path", d(h[t, i], h[t-1, j]),
            delta(i, j) / 2 + (1 - push[t, i]**2) * A[i, j])
print([*NETWORKS], one.agreement < 1e-12, one.latex)
"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_in_the_folder_is_a_network(tmp_path, packed):
    """Also where rnnlib is in a zip, as in a wheel that is not unpacked."""
    where, source = tmp_path / "lib", Path(rnnlib.__file__).parent
    files = {path.relative_to(source.parent): path.read_bytes()
             for path in source.rglob("*") if path.suffix in
             (".py", ".json", ".txt")}
    files[Path("rnnlib/symbolic/networks/leaky.py")] = LEAKY.encode()
    if packed:
        with zipfile.ZipFile(where, "w") as archive:
            for path, content in files.items():
                archive.writestr(str(path), content)
    else:
        for path, content in files.items():
            (where / path).parent.mkdir(parents=True, exist_ok=True)
            (where / path).write_bytes(content)
    told = run([sys.executable, "-c", USED], text=True, capture_output=True,
               cwd=tmp_path, env={"PYTHONPATH": str(where),
                                  "OPENBLAS_NUM_THREADS": "1"})
    assert told.returncode == 0, told.stderr
    assert "'leaky'" in told.stdout and "True" in told.stdout
    assert r"\left(1 - \rho_{t,i}^{2}\right)" in told.stdout


def test_what_all_networks_have_is_no_network():
    assert "shared" not in NETWORKS and SHARED in declared()
    assert all(one.base.name in NETWORKS for one in NETWORKS.values())
