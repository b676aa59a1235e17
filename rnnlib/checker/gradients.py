"""Gradients read off differentials (Magnus and Neudecker 1988).

If dE = u dW v for every change dW, then dE/dW = u^T v^T: an entry dW_ij is
multiplied by u_i v_j.
"""
from .language import Language
from .scalars import Scalars
from .terms import Facts, Term, need, product, total, walk
from .words import Row, Words, turned


def gradient(scalars: Scalars, facts: Facts, e: Term, change: str) -> Term:
    """u^T v^T for each u change v in e; Refused if e is no differential."""
    return total(*[product(n, of_row(scalars.language, row, change))
                   for n, row in Words(scalars).terms(e, facts)])


def of_row(language: Language, row: Row, change: str) -> Term:
    """The gradient of one product; 0 if its change is another."""
    if row and row[0][0] == "over":            # which stands alone
        *limits, body = row[0]
        rows = body[1:] if body[0] == "*" else (body,)
        inner = of_row(language, rows, change)
        return inner and (*limits, inner)
    changes = {("@", one) for one, _ in language.data["read"].values()}
    hiding = {("@", one) for one in language.data["hiding"]}
    names = [{part[:2] for part in walk(one)} for one in row]
    where = [n for n, own in enumerate(names) if own & changes]
    need(len(where) == 1 and row[where[0]] in changes,
         "not one change in a product")
    need(not any(own & hiding for own in names),
         "something that depends on changes")
    n = where[0]
    if row[n] != ("@", change):
        return 0
    return product(turned(product(*row[:n])), turned(product(*row[n + 1:])))
