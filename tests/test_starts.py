"""Sparse starting matrices, and the figures that compare starts."""
import numpy as np
import pytest
import rnnlib
from figures import drawn
from rnnlib.plots import singular_values, start_slopes, start_walks

pytestmark = pytest.mark.filterwarnings("error")


def radius(W):
    return abs(np.linalg.eigvals(W)).max()


def sparse(n_h, **how):
    return rnnlib.init(3, n_h, 5, recurrent="sparse", **how)


@pytest.mark.parametrize("n_h", [1, 2, 14, 15, 16, 100])
def test_sparse_rows_and_spectral_radius(n_h):
    W = sparse(n_h, gain=0.95, rng=2).W
    assert ((W != 0).sum(1) == min(n_h, 15)).all()
    assert radius(W) == pytest.approx(0.95, rel=1e-9)


def test_sparse_depends_on_the_seed_only():
    one, two = sparse(60, gain=0.5, rng=7), sparse(60, gain=1.0, rng=7)
    same = sparse(60, gain=0.5, rng=np.random.default_rng(7))
    assert all(np.array_equal(a, b) for a, b in zip(one, same, strict=True))
    assert np.array_equal(2 * one.W, two.W)
    dense = rnnlib.init(3, 60, 5, rng=7)
    assert np.array_equal(one.U, dense.U) and np.array_equal(one.V, dense.V)
    assert not np.array_equal(one.W, sparse(60, gain=0.5, rng=8).W)


def test_sparse_entries_are_gaussian_and_in_any_place():
    """Kept at random, not by size: the shape of N(0, 1) survives."""
    W = sparse(400, rng=1).W
    kept = W[W != 0]
    kept = kept / kept.std()
    assert abs(np.mean(kept)) < 0.05
    assert np.mean(kept**4) == pytest.approx(3, abs=0.3)
    assert np.mean(abs(kept) < 0.5) == pytest.approx(0.383, abs=0.03)
    senders = (W != 0).sum(0)               # binomial: 15, give or take 3.8
    assert senders.std() == pytest.approx(3.8, abs=0.6)


def test_older_starts_are_what_they_were():
    """A Generator for sparse matrices leaves the other kinds bit-identical."""
    rng = np.random.default_rng(11)
    rng.normal(size=(20, 3)), rng.normal(size=(5, 20))
    normal = rng.normal(size=(20, 20))
    Q, R = np.linalg.qr(normal)
    want = {"gaussian": normal / np.sqrt(20), "identity": np.eye(20),
            "orthogonal": Q * np.where(np.diag(R) < 0, -1, 1)}
    for kind, W in want.items():
        got = rnnlib.init(3, 20, 5, recurrent=kind, gain=1.0, rng=11)
        assert got.W.tobytes() == W.tobytes(), kind


def names(ax):
    return {text.get_text() for text in ax.texts}


def test_singular_values_fall_and_share_a_scale():
    panels = {"upper": {"a": np.array([1.0, 3.0, 2.0])},
              "lower": {"a": np.ones(3), "b": np.array([0.1, 0.01, 1e-5])}}
    lower = drawn(singular_values(panels, most=2))
    upper = lower.figure.axes[0]
    assert [line.get_xydata().tolist() for line in upper.lines] == [
        [[1, 3], [2, 2]]]
    assert [line.get_ydata().tolist() for line in lower.lines] == [
        [1, 1], [0.1, 0.01]]
    assert (names(upper), names(lower)) == ({"a"}, {"a", "b"})
    assert [ax.get_title(loc="left") for ax in (upper, lower)] == [*panels]
    assert upper.get_ylim() == lower.get_ylim()
    assert lower.get_xlabel() == "rank, from the largest: 2 of 3"
    whole = drawn(singular_values({"a": {"a": np.ones(3)},
                                   "b": {"a": np.ones(3)}}, most=3))
    assert whole.get_xlabel() == "rank, from the largest"
    assert lower.get_yscale() == "log"


def test_names_of_singular_values_keep_apart():
    near = {name: 10.0 ** -np.arange(12) * (1 + n / 9)
            for n, name in enumerate(("one", "two", "three"))}
    lower = drawn(singular_values({"upper": near, "lower": near}))
    for ax in lower.figure.axes:
        low, middle, high = sorted(
            (text.get_window_extent() for text in ax.texts),
            key=lambda box: box.y0)
        assert low.y1 <= middle.y0 + 2 and middle.y1 <= high.y0 + 2


def test_slopes_are_drawn_over_updates_and_named():
    ax = drawn(start_slopes({"a": [-0.1, 0.2], "b": [-0.3, -0.2]},
                            np.array([0, 9])))
    assert [line.get_xydata().tolist() for line in ax.lines[1:]] == [
        [[0, -0.1], [9, 0.2]], [[0, -0.3], [9, -0.2]]]
    assert names(ax) == {"a", "b"}


def test_thin_slopes_stay_behind_and_names_lead_to_their_lines():
    ax = drawn(start_slopes({"a": [-0.1, 0.2], "b": [-0.3, 0.2]}, [0, 9],
                            thin=["a"]))
    a, b = ax.lines[1:]
    assert a.get_zorder() < b.get_zorder() and a.get_linestyle() == "--"
    assert a.get_linewidth() < b.get_linewidth()
    for text in ax.texts:
        assert text.xy == (9, 0.2) and text.arrow_patch is not None
    up, down = sorted(text.xyann[1] for text in ax.texts)
    assert down - up >= 13


def test_walks_set_apart_what_stays_on():
    h = np.array([[0, 0, 0], [0, 1, 2], [3, 1, 0], [4, 2, 1.0]])
    ax = drawn(start_walks(h, 2))
    assert names(ax) == {"2 units on throughout", "1 off at least once"}
    thick = max(line.get_linewidth() for line in ax.lines)
    assert [line.get_ydata().tolist() for line in ax.lines
            if line.get_linewidth() == thick] == [[0, 0, 3, 4], [0, 1, 1, 2]]
    assert ax.get_title(loc="left") == "from step 2 to 3"
