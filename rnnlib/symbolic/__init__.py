"""Proofs for every size: the vocabulary in which the chapters speak.

>>> define("state", h[t, i], tanh(p[t, i])).kind
'definition'
>>> claim("slope", d(h[t, i], p[t, j]), delta(i, j) * (1 - h[t, i]**2)).kind
'proof'
"""
from inspect import ismodule as _ismodule

from sympy import exp, log, sqrt, tanh

from . import failures as _failures  # noqa: F401  shows what fails
from .derivations.folding import steps
from .grammar.matrices import mat
from .grammar.model import *  # noqa: F403
from .ledger.ledger import LEDGER, clear
from .ledger.premises import NotProved, at
from .methods.algebra import exact
from .methods.bounds import at_most, induct_at_most
from .methods.chain_rule import backward
from .methods.claims import claim, proved
from .methods.definitions import define
from .methods.differentials import read_off
from .methods.induction import induct
from .methods.judging import judge
from .methods.publishing import Refuted, lemma
from .methods.refutations import gap, refute
from .recall.recall import recall
from .terms.functions import logistic
from .terms.language import d, delta, idx, imm, sum_over
from .terms.products import falling, over_time, rising, transpose

# no submodules: `lstm`, say, is also a module of rnnlib itself
__all__ = [_name for _name, _value in list(globals().items())
           if not _name.startswith("_") and not _ismodule(_value)]
