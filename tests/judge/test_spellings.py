"""Lines in other spellings get their verdicts, and texts their alphabets."""
import judge_corpus as corpus
import pytest
from further import FURTHER, MINE
from judging import judged
from rnnlib.judge.alphabets.alphabet import Alphabet, load
from rnnlib.judge.reading.guessing import guess
from rnnlib.judge.reading.meaning import read
from rnnlib.judge.text.lines import read_lines
from rnnlib.judge.tree.errors import NotRead

# what a column of ones beside a row means is not known here
UNREAD = [line for _, line, _ in FURTHER if r"\mathbf 1 \hat" in line]


@pytest.mark.parametrize(("name", "line", "verdict"), FURTHER)
def test_lines_in_other_spellings(name, line, verdict):
    alphabet = Alphabet.of(MINE) if name == "mine" else load(name)
    wanted = "not read" if line in UNREAD else verdict
    assert judged(line, alphabet).verdict == wanted


def meant(latex, name):
    """All that a claim says, but for its notes."""
    line = read_lines(latex)[0]
    claim = read(*line.sides[:2], load(name), where=line.where)
    return repr(claim._replace(notes=(), facts=()))


ASKED = [line for line in corpus.all_lines()
         if line.alphabet != "mine" and line.verdict != "not read"]
# so many lines of each alphabet are enough to know it
GUESSED = {"book": 87, "source-a": 28, "source-b": 27, "source-c": 17,
           "pytorch": 23, "min-char-rnn": 28, "goodfellow": 34,
           "pascanu": 28, "d2l": 30, "cs224n": 18, "tutorial": 12}
# nothing in it says that units are linear: it is not guessed from nothing
UNMARKED = (r"\frac{\partial L}{\partial W_{hh}} = \sum_{t=1}^T "
            r"\frac{\partial L}{\partial h_t} h_t^\top")


@pytest.mark.parametrize("alphabet", GUESSED)
def test_an_alphabet_is_guessed_from_one_line(alphabet):
    """Or one in which the line says the same."""
    good = 0
    for line in ASKED:
        if line.alphabet == alphabet:
            try:
                own = meant(line.latex, alphabet)
            except NotRead:
                continue
            best = guess(line.latex)[0][0]
            if alphabet == "d2l" and line.latex == UNMARKED:
                assert load(best).network == "tanh"
                good += 1
            good += best == alphabet or meant(line.latex, best) == own
    assert good >= GUESSED[alphabet]


def test_that_is_nearly_all():
    assert sum(GUESSED.values()) >= 0.95 * len(ASKED) > 300
