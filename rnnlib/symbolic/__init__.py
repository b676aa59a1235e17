"""Proofs for every size: the vocabulary in which the chapters speak.

>>> define("state", h[t, i], tanh(p[t, i])).kind
'definition'
>>> claim("slope", d(h[t, i], p[t, j]), delta(i, j) * (1 - h[t, i]**2)).kind
'proof'
"""
from inspect import ismodule as _ismodule

from sympy import exp, log, sqrt, tanh

from .bounds import at_most, induct_at_most
from .chain_rule import backward
from .definitions import define
from .differentials import read_off
from .exact import exact
from .induction import induct
from .language import d, delta, idx, imm, total
from .judging import judge
from .ledger import LEDGER, clear
from .matrices import mat
from .model import *  # noqa: F403
from .terms import logistic
from .premises import NotProved, at
from .proofs import claim, proved
from .publishing import Refuted, lemma
from .recalling import recall
from .refutations import gap, refute
from .words import falling, over_time, rising, tr

# no submodules: `lstm`, say, is also a module of rnnlib itself
__all__ = [_name for _name, _value in list(globals().items())
           if not _name.startswith("_") and not _ismodule(_value)]
