"""What Part III says of several seeds or of a figure, measured once more.

Numbers of the pages' own cells come from these cells, run again; what a page
says of "more seeds" is run here with those.
"""
import numpy as np
import pytest
import rnnlib
from page_runs import run, words_of


@pytest.fixture(scope="module")
def vanishing():
    return run("vanishing", "def network", "flows = {", "def left",
               "closer = [", "everything = {", "def nearest_half")


def remains(page, start, seeds, gain=1.0):
    return np.array([page["left"](page["network"](
        gain, recurrent=start, rng=seed)) for seed in range(seeds)])


def test_first_figure_falls_and_rises_as_its_alt_text_says(vanishing):
    assert ("that of 0.9 falls to 1e-8 and that of 1 to 3e-5; that of 1.2 "
            "stays about level, and those of 1.5 and 2 rise to a hundred and "
            "to a million") in words_of("vanishing")
    far = {name: flow.credit[100, 1] / flow.credit[100, 100]
           for name, flow in vanishing["flows"].items()}
    assert far["gain 0.5"] < 1e-30 and 1e-8 < far["gain 0.9"] < 2e-8
    assert 3e-5 < far["gain 1"] < 4e-5 and 0.1 < far["gain 1.2"] < 10
    assert 100 < far["gain 1.5"] < 200 and 5e5 < far["gain 2"] < 2e6


def test_half_of_the_gradient_is_where_the_alt_text_says(vanishing):
    assert ("the first lag at gain 0.5, the first 7 at gain 1, 23 at gain 1.2 "
            "and 90 at gain 2") in words_of("vanishing")
    half = {gain: vanishing["nearest_half"](flow.by_lag)
            for gain, flow in vanishing["everything"].items()}
    assert [half[gain] for gain in (0.5, 1.0, 1.2, 2.0)] == [1, 7, 23, 90]


def test_the_identity_jumps_below_gain_1_25_and_is_lost_from_1_3(vanishing):
    gains = vanishing["closer"]
    table = np.array([remains(vanishing, "identity", 6, gain)
                      for gain in gains]).T
    low = np.log10(table[:, [gain <= 1.25 for gain in gains]])
    assert (abs(np.diff(low)).max(1) > 1.5).all()       # each seed jumps
    assert (np.diff(low).max(1) > 0.4).all()            # and upwards too
    assert 0 < (table > 1).sum() <= 2
    assert (table[:, gains.index(1.3)] < 1e-8).all()
    assert (table[:, gains.index(1.5)] < 1e-22).all()


def test_rotations_agree_and_gaussian_matrices_follow_their_radius(vanishing):
    logs = {start: np.log10(remains(vanishing, start, 30))
            for start in ("orthogonal", "gaussian", "identity")}
    assert np.ptp(logs["orthogonal"]) < 1
    assert np.ptp(logs["gaussian"]) > 4 and np.ptp(logs["identity"]) > 1.5
    radii = [abs(np.linalg.eigvals(vanishing["network"](
        1.0, recurrent="gaussian", rng=seed).W)).max() for seed in range(30)]
    assert np.corrcoef(np.log(radii), logs["gaussian"])[0, 1] > 0.8


def test_one_unit_carries_most_of_the_far_credit_of_an_identity(vanishing):
    inputs, targets = vanishing["inputs"], vanishing["targets"]
    shares = []
    for seed in range(10):
        params = vanishing["network"](1.0, recurrent="identity", rng=seed)
        run = rnnlib.forward(params, inputs)
        error = run.y_hat[-1, 0].copy()
        error[targets[-1, 0]] -= 1
        far = (1 - run.h[1:, 0]**2).prod(0) * (params.V.T @ error)
        shares.append((far**2).max() / (far**2).sum())
    assert np.median(shares) > 0.7


@pytest.mark.parametrize("gain", [1.0, 1.5])
def test_a_louder_text_leaves_less(vanishing, gain):
    for seed in range(4):
        params = vanishing["network"](gain, rng=seed)
        far = [vanishing["left"](params._replace(U=scale * params.U))
               for scale in (0, 0.5, 1, 2, 5)]
        assert (np.diff(far) < 0).all(), (gain, seed)
    assert far[-1] < 1e-3                               # silenced at 1.5 too


@pytest.fixture(scope="module")
def learning():
    return run("while-it-learns", "def network", "rate, seeds =",
               "moments = [", "def train", "def after_50", "index = {",
               "told = ", "def passed")


def test_what_is_left_after_training_is_where_the_text_says(learning):
    words = words_of("while-it-learns")
    assert "the rotation is between 0.001 and 0.01, about where" in words
    assert "has met it, between 0.0003 and 0.03; just where is" in words
    assert ("between 5e-5 and 5e-4, the rotation is between 1e-3 and 1e-2"
            ) in words
    last = {name: [learning["after_50"](kept[-1]) for kept, _ in several]
            for name, several in learning["runs"].items()}
    assert all(5e-5 < left < 5e-4 for left in last["quiet"])
    assert all(1e-3 < left < 1e-2 for left in last["rotation"])
    assert all(3e-4 < left < 3e-2 for left in last["loud"])
    assert 9 < min(last["rotation"]) / max(last["quiet"]) < 10


def far_credit(page, params):
    credit = page["flow"](params, 100, jacobian=False).credit[100]
    return credit[1] / credit[100]


def test_the_dip_is_as_the_text_says(learning):
    words = words_of("while-it-learns")
    assert "from about 0.005 to less than $4 \\cdot 10^{-7}$" in words
    assert "half of these decades are lost by the third" in words
    left = {name: np.log10([[learning["after_50"](params) for params in kept]
                            for kept, _ in several])
            for name, several in learning["runs"].items()}
    at = learning["index"]
    lost = left["rotation"][:, :1] - left["rotation"]
    assert (left["rotation"][:, at[10]] < np.log10(4e-7)).all()
    assert (lost[:, at[3]] > 0.35 * lost[:, at[10]]).all()
    assert np.mean(lost[:, at[3]] / lost[:, at[10]]) > 0.5
    assert (left["loud"][:, :at[100] + 1].min(1) < -2).all()
    assert left["loud"].min() < -8
    assert all(np.ptp(one[:at[10] + 1]) > 2 for one in left["quiet"])


def test_the_first_line_is_a_shadow_after_thirty_updates(learning):
    words = words_of("while-it-learns")
    assert "the first line is a shadow at best, wherever training" in words
    assert "a fifth of it is there for this seed" in words
    for several in learning["runs"].values():
        for kept, _ in several:
            assert far_credit(learning, kept[learning["index"][30]]) < 1e-7
    loud = learning["runs"]["loud"][0][0][learning["index"][30]]
    line = learning["flow"](loud, 100, jacobian=False).credit[100]
    ink = 1 + np.log10(line[1:48] / line[100]) / 8     # of the first line
    assert np.median(ink) < 0.25 and ink.max() < 0.55
    first, *others = [far_credit(learning, kept[-1]) / far_credit(
        learning, kept[0]) for kept, _ in learning["runs"]["rotation"]]
    assert first == pytest.approx(0.2, rel=0.1) and min(others) > 1


def test_a_radius_is_largest_where_the_gradient_is_shortest(learning):
    assert "1.1, at update 22, just when" in words_of("while-it-learns")
    kept, _ = learning["runs"]["quiet"][0]
    early = kept[:learning["index"][200] + 1]
    radii = [abs(np.linalg.eigvals(one.W)).max() for one in early]
    left = [learning["after_50"](one) for one in early]
    assert np.argmax(radii) == np.argmin(left) == learning["index"][22]
    assert max(radii) == pytest.approx(1.1, abs=0.02)


def test_letter_frequencies_told_beforehand_spare_the_dip(learning):
    words = words_of("while-it-learns")
    assert "at half of its start or above it at all twenty-one" in words
    assert "never less than two fifths of the start, and four times" in words
    for seed in range(8):
        left = [learning["after_50"](one) for one in learning["tell"](seed)]
        assert len(left) == 21
        assert min(left) > (0.5 if seed < 3 else 0.4) * left[0], seed
        assert left[-1] > (5 if seed < 3 else 4) * left[0], seed


def test_edges_are_under_the_characters_of_the_alt_text(learning):
    assert ("a t at step 17, a t at step 27 and an n at step 49; the edge at "
            "27 is the sharpest") in words_of("while-it-learns")
    passed = learning["passed"](learning["kept"][-1])
    sharp = passed.argsort()[:3] + 1
    assert sharp[0] == 27 and sorted(sharp) == [17, 27, 49]
    assert [learning["text"][k - 1] for k in (17, 27, 49)] == ["t", "t", "n"]


@pytest.fixture(scope="module")
def starts():
    return run("initialisation", "starts = {", "def driven", "panels = {",
               "units, drive =", "def decay", "def network", "def slope",
               "def train", "trained = {", "def ended")


def test_singular_values_are_where_the_alt_text_says(starts):
    assert ("25 largest of 50 singular values" in words_of("initialisation"))
    linear, driven = starts["panels"].values()
    assert all(values[0] < 1e-3 for values in driven.values())
    last = {name: values[24] for name, values in driven.items()}
    assert last["orthogonal"] == pytest.approx(4e-8, rel=0.2)
    assert last["identity"] == pytest.approx(4e-9, rel=0.2)
    assert max(last["Gaussian"], last["sparse"]) < 1e-9
    for name in ("orthogonal", "identity"):
        assert np.allclose(linear[name], 1, rtol=1e-12)
    assert max(linear[name][24] for name in ("Gaussian", "sparse")) < 1e-2


def test_slopes_in_training_are_what_the_alt_text_says(starts):
    alt = ("begin at -0.1, -0.05 and -0.15, soon cross, and end between -0.05 "
           "and -0.1; the two identities, dashed, jump about, below -0.1 and "
           "above 0.1")
    assert alt in words_of("initialisation")
    slopes = {name: fast[0] for name, (fast, _) in starts["trained"].items()}
    three = [slopes[name] for name in ("orthogonal", "Gaussian", "sparse")]
    assert [round(line[0], 2) for line in three] == [-0.1, -0.05, -0.15]
    assert all(-0.1 < line[-1] < -0.05 for line in three)
    order = {tuple(np.argsort(at)) for at in np.transpose(three)[:4]}
    assert len(order) > 1                               # the lines cross
    jumping = [slopes[name] for name in ("identity", "identity, relu")]
    assert np.min(jumping) < -0.1 and 0.1 < np.max(jumping) < 0.2


def ends(page, name, rate, seed):
    """The mean loss after 120 updates, the highest, and the sizes of W."""
    _, losses, params = page["train"](*page["starts"][name], rate, seed)
    return losses[-1], page["largest"](params.W) | {"highest": max(losses)}


@pytest.mark.parametrize("seed", [1, 2])
def test_starts_end_alike_at_rate_1_but_for_the_identities(starts, seed):
    for name in ("orthogonal", "Gaussian", "sparse"):
        loss, size = ends(starts, name, 1.0, seed)
        assert 2.4 < size["norm"] < 2.9 and 1.4 < size["radius"] < 1.8
        assert loss < 0.8
    slow = {name: ends(starts, name, 0.05, seed)[0]
            for name in ("orthogonal", "identity", "identity, relu")}
    assert ends(starts, "identity", 1.0, seed)[0] > slow["identity"] - 0.2
    loss, size = ends(starts, "identity, relu", 1.0, seed)
    assert loss > 2 and size["highest"] > 5000
    assert abs(slow["identity"] - slow["orthogonal"]) < 0.1
    assert 0 < slow["identity, relu"] - slow["orthogonal"] < 0.2


def test_clipped_directions_are_where_the_alt_text_says():
    assert ("Entries lie close together around 0.8, parts between 0.6 and "
            "0.95, the sweep between -0.1 and 0.5; a few dots of the sweep "
            "are below 0.") in words_of("clipping")
    page = run("clipping", "import rnnlib", "def cosine", "def sweep",
               "gain, share =", "def clipped", "cosines = {")
    entries, parts, sweep = map(np.array, page["cosines"].values())
    assert 0.75 < entries.min() and entries.max() < 0.85
    assert 0.6 < parts.min() and parts.max() < 0.96
    assert -0.15 < sweep.min() and sweep.max() < 0.55
    assert 1 <= (sweep < 0).sum() <= 9 and (parts > 0).all()


def test_values_beside_the_crest_are_eight_to_nine_times_as_large():
    page = run("cliffs", "from rnnlib.cliff import")
    cliff, crest = page["cliff"], page["crest"](5.0)
    below = np.geomspace(1e-16, 0.1, 4000)
    for steps in (50, 100, 200):
        ratio = abs(cliff(5.0, crest - below, steps)[2]).max() / abs(
            cliff(5.0, crest, steps)[2])
        assert 8 < ratio < 9, steps


def test_a_page_that_has_lost_a_cell_is_noticed():
    with pytest.raises(AssertionError, match="vanishing"):
        run("vanishing", "no such cell")
