"""Proofs for every size: the vocabulary in which the chapters speak.

    define("softmax", y_hat[t, a], exp(q[t, a]) / total(exp(q[t, b]), b))
    claim("softmax-jacobian", d(y_hat[t, a], q[t, b]),
          y_hat[t, a] * (delta(a, b) - y_hat[t, b]))
"""
from sympy import exp, log, tanh

from .definitions import define
from .language import d, delta, idx, total
from .ledger import LEDGER, clear
from .model import *  # noqa: F403
from .premises import NotProved, at
from .proofs import (
    Refuted,
    claim,
    gap,
    induct,
    lemma,
    proved,
    refute,
)
from .words import falling, over_time, rising, tr
