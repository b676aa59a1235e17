"""A repair that is right only since something in it is 0 is none."""
import pytest
from rnnlib.judge.alphabets.alphabet import load
from rnnlib.judge.reading.meaning import read_text
from rnnlib.judge.repairs.nearest import repairs
from rnnlib.judge.verdicts import settings_of

E_W = r"\frac{\partial E_t}{\partial W} = \sum_{k=1}^t "
LAMBDA = r"\lambda_t = V^\top \frac{\partial E_t}{\partial q_t} + " \
    r"W^\top D_{t+1} \lambda_{t+1}"


def words_of(line):
    claim = read_text(line, load("book"))
    return [one.words for one in repairs(
        claim, settings_of(claim, load("book")))]


@pytest.mark.parametrize(("line", "first", "never"), [
    # E at t - 1 does not depend on q at t
    (LAMBDA + r" + V^\top (\hat y_t - y_t)", "without a term",
     {"E at t - 1 for t", "q at t - 1 for t"}),
    # an input depends on nothing
    (r"\frac{\partial h_t}{\partial h_{t-1}} = D_t W + "
     r"U \frac{\partial h_{t-1}}{\partial h_{t-1}}", "without a term",
     {"x for h"}),
    # y - y, and lambda - lambda
    (LAMBDA + r" + V^\top (y_t - \hat y_t) y_t^\top y_t", "without a term",
     {"y for y_hat", "y_hat for y"}),
    (r"\frac{\partial E}{\partial W} = \sum_{t=1}^T D_t \lambda_t "
     r"h_{t-1}^\top + \sum_{t=1}^T (\lambda_t - D_t \lambda_t) "
     r"h_{t-1}^\top", "without a term", {"without a factor"}),
    # h at k by h at t leaves the term of k = t alone
    (r"\frac{\partial E_t}{\partial W_{ij}} = \sum_{k=1}^t \sum_l "
     r"\frac{\partial E_t}{\partial h_{k,l}} "
     r"\frac{\partial h_{k,l}}{\partial W_{ij}}",
     "an immediate derivative", {"with a factor more"}),
    # so does E at k by h at t
    (r"\frac{\partial E_t}{\partial W_{ij}} = \sum_{k=1}^t \sum_l \sum_m "
     r"\frac{\partial E_t}{\partial h_{t,m}} "
     r"\frac{\partial h_{t,m}}{\partial h_{k,l}} "
     r"\frac{\partial h_{k,l}}{\partial W_{ij}}",
     "an immediate derivative", {"E at k for t"})])
def test_it_is_not_offered(line, first, never):
    found = words_of(line)
    assert found[0] == first
    assert not never & {*found}


@pytest.mark.parametrize(("line", "first"), [
    # no term of the sum but that of step t is 0 in the reader's own words
    (r"\frac{\partial E}{\partial h_k} = \sum_{t=1}^k "
     r"\frac{\partial E_t}{\partial h_k}", "the sum with T for k"),
    # 0 at the first step only
    (E_W + r"D_k \frac{\partial E_t}{\partial h_k} h_k^\top",
     "h at k - 1 for k")])
def test_what_is_0_at_some_steps_may_be_right(line, first):
    assert words_of(line)[0] == first
