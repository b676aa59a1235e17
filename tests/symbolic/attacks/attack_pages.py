"""The ledgers at whose doors attacks stand: what a page has proved."""
import formulas_lstm
from corpus import COPIES, COPIES_DEFINITIONS, DEFINITIONS, FORMULAS, lay_down
from forging import lay_out
from rnnlib.symbolic.grammar.matrices import mat
from rnnlib.symbolic.grammar.model import gamma, h, i, k, p, sigma, t
from rnnlib.symbolic.ledger.ledger import LEDGER, clear
from rnnlib.symbolic.methods.bounds import at_most
from rnnlib.symbolic.methods.claims import claim
from rnnlib.symbolic.methods.conditions import conditions_of
from rnnlib.symbolic.methods.definitions import define


class Page:
    """A ledger with all that its formulas need, proved once."""

    def __init__(self, definitions, formulas, more=lambda: None):
        lay_down(definitions)
        for formula in formulas:
            formula.publish()
        more()
        self.entries, self.formulas = dict(LEDGER), formulas
        clear()


def bounds_too():
    """What the chapter on norms lays down and proves besides."""
    define("norm-of-W", mat.W * mat.W.T, sigma**2 - mat.S * mat.S.T)
    define("slopes-at", mat.D(t)**2, gamma**2 - mat.K(t))
    claim("chain-first", mat.P(t, k), mat.P(t, k+1) * mat.J(k+1),
          given=["product"], when=k < t)
    claim("start-square", SQUARE(t, t), 1, given=["start"])
    at_most("bound", SQUARE(t, k), (gamma * sigma)**2 * SQUARE(t, k+1),
            given=BOUNDED, when=k < t)


def SQUARE(t, k):
    return mat.P(t, k) * mat.P(t, k).T


BOUNDED = ("chain-first", "jacobian", "symmetric", "norm-of-W", "slopes-at")
LINEAR = [(label, lhs, p[t, i] if label == "state" else rhs)
          for label, lhs, rhs in DEFINITIONS[:7]] + list(DEFINITIONS[9:12])
PAGES = {"main": lambda: Page(DEFINITIONS, FORMULAS, bounds_too),
         "copies": lambda: Page(COPIES_DEFINITIONS, COPIES),
         "linear": lambda: Page(LINEAR, ()),
         "lstm": lambda: Page(formulas_lstm.DEFINITIONS,
                              formulas_lstm.FORMULAS[:20])}
MADE = {}


def open_page(name):
    """Lay out the ledger of a page; returns the page."""
    if name not in MADE:
        MADE[name] = PAGES[name]()
    lay_out(MADE[name].entries)
    return MADE[name]


def roots_of_page():
    """Definitions that a proof may use without naming them."""
    return [label for label, one in LEDGER.items()
            if one.kind == "definition"] + [
        label for label, one in LEDGER.items()
        if one.kind == "condition" and one.lhs == h[t, i]]


def page_conditions():
    return conditions_of([label for label, one in LEDGER.items()
                          if one.kind in ("definition", "condition")])
