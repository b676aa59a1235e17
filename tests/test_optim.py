"""Gradient descent: one step by hand, errors by name."""
import sys
from types import SimpleNamespace

import numpy as np
import pytest
import reference_lstm
import rnnlib
from reference import make
from rnnlib import lstm
from rnnlib.optim import clip_by_norm, clip_by_value, progress, sgd

pytestmark = pytest.mark.filterwarnings("error")
PARAMS, X, Y, H0, _ = make(4, 2, 3, 5, 6, 0)
GRADS = rnnlib.bptt(PARAMS, X, Y, H0)[1]


def kept():
    return [np.array(z) for z in (*PARAMS, *GRADS)]


def test_a_step_goes_against_the_gradient_and_changes_nothing_in_place():
    before = kept()
    moved = sgd(PARAMS, GRADS, 0.25)
    assert isinstance(moved, rnnlib.Params)
    for new, old, g in zip(moved, PARAMS, GRADS, strict=True):
        assert np.array_equal(new, old - 0.25 * g)
    assert all(np.array_equal(a, b) for a, b in zip(
        before, (*PARAMS, *GRADS), strict=True))


def test_an_lstm_goes_downhill_too():
    (params, x, y, h0, _), c0 = reference_lstm.make(4, 2, 3, 5, 6, 0)
    before, grads = lstm.bptt(params, x, y, h0, c0)
    moved = sgd(params, grads, 0.1)
    assert isinstance(moved, lstm.LSTMParams)
    assert all(np.array_equal(new, old - 0.1 * g) for new, old, g in zip(
        moved, params, grads, strict=True))
    assert lstm.bptt(moved, x, y, h0, c0)[0] < before
    with pytest.raises(TypeError, match=r"grads must be LSTMParams\(U, W"):
        sgd(params, tuple(grads), 0.1)
    with pytest.raises(ValueError, match=r"grads.U must be .* \(4, n_h, n_x"):
        sgd(params, GRADS, 0.1)


def test_a_small_step_lowers_the_loss_by_the_squared_length():
    loss = rnnlib.bptt(PARAMS, X, Y, H0)[0]
    length = sum((g**2).sum() for g in GRADS)
    lower = rnnlib.bptt(sgd(PARAMS, GRADS, 1e-5), X, Y, H0)[0]
    assert (loss - lower) / 1e-5 == pytest.approx(length, rel=1e-3)


@pytest.mark.parametrize("lr", [0.1, 1, np.float64(0.1), np.float32(0.1)])
def test_precision_is_kept(lr):
    for dtype in (np.float32, np.float64):
        small = [rnnlib.Params(*(z.astype(dtype) for z in some))
                 for some in (PARAMS, GRADS)]
        assert {z.dtype for z in sgd(*small, lr)} == {np.dtype(dtype)}


def with_W(some, W):
    return some._replace(W=W)


NAN = np.full((5, 5), np.nan)


@pytest.mark.parametrize(("args", "message"), [
    ((with_W(PARAMS, NAN), GRADS, 1), "W must be finite, got NaN"),
    ((PARAMS, with_W(GRADS, NAN), 1), "grads.W must be finite, got NaN"),
    ((PARAMS, with_W(GRADS, np.full((5, 5), np.inf)), 1),
     "grads.W must be finite"),
    ((PARAMS, with_W(GRADS, np.ones((4, 5))), 1),
     "grads.W must be (n_h, n_h) = (5, 5), got (4, 5)"),
    ((PARAMS, with_W(GRADS, np.ones((3, 5, 5))), 1),
     "grads.W must be a non-empty array (n_h, n_h), got shape (3, 5, 5)"),
    ((PARAMS, GRADS, 0), "lr must be positive and finite, got 0"),
    ((PARAMS, GRADS, -0.1), "lr must be positive and finite, got -0.1"),
    ((PARAMS, GRADS, np.nan), "lr must be positive and finite, got nan"),
    ((PARAMS, GRADS, np.inf), "lr must be positive and finite, got inf"),
])
def test_a_wrong_value_is_named(args, message):
    with pytest.raises(ValueError) as error:
        sgd(*args)
    assert message in str(error.value)


@pytest.mark.parametrize(("args", "message"), [
    ((PARAMS, tuple(GRADS), 1), "grads must be rnnlib.Params(U, W, V, b_h, "
                                "b_y), got tuple"),
    ((tuple(PARAMS), GRADS, 1), "params must be rnnlib.Params"),
    ((PARAMS, with_W(GRADS, np.eye(5, dtype=int)), 1),
     "grads.W must be float32 or float64 or complex128, got int64"),
    ((PARAMS, with_W(GRADS, np.eye(5, dtype=np.float32)), 1),
     "grads.W float32"),
    ((PARAMS, GRADS, True), "lr must be a real number, got True"),
    ((PARAMS, GRADS, "fast"), "lr must be a real number, got 'fast'"),
    ((PARAMS, GRADS, None), "lr must be a real number, got None"),
])
def test_a_wrong_type_is_named(args, message):
    with pytest.raises(TypeError) as error:
        sgd(*args)
    assert message in str(error.value)


def test_overflow_is_an_error():
    huge = with_W(GRADS, np.full((5, 5), 1e300))
    with pytest.raises(FloatingPointError, match="sgd: W overflowed"):
        sgd(PARAMS, huge, 1e10)


def test_progress_counts_with_a_bar_and_without(monkeypatch, capsys):
    assert progress(3) == range(3)
    IPython = pytest.importorskip("IPython")
    monkeypatch.setattr(IPython, "get_ipython",
                        lambda: SimpleNamespace(kernel=object()))
    bar = progress(3)
    assert "width:100%" in bar._repr_html_()
    assert list(bar) == [0, 1, 2]
    assert bar.progress == bar.total == 3
    assert "3/3" in capsys.readouterr().out


def test_progress_prints_nothing_in_a_terminal(monkeypatch, capsys):
    """There IPython has no kernel, and would print a line an update."""
    IPython = pytest.importorskip("IPython")
    monkeypatch.setattr(IPython, "get_ipython", SimpleNamespace)
    assert [*progress(3)] == [0, 1, 2]
    assert not capsys.readouterr().out


def test_progress_counts_where_there_is_no_ipython(monkeypatch):
    monkeypatch.setitem(sys.modules, "IPython", None)
    assert progress(3) == range(3)


def joint(grads):
    return np.linalg.norm(np.concatenate([dz.ravel() for dz in grads]))


@pytest.mark.parametrize("fraction", [0.01, 0.999, 1.001, 100])
def test_clipping_by_norm_keeps_the_direction(fraction):
    before, whole = kept(), joint(GRADS)
    clipped, length = clip_by_norm(GRADS, fraction * whole)
    assert length == pytest.approx(whole, rel=1e-14)
    assert joint(clipped) == pytest.approx(min(1, fraction) * whole)
    for new, old in zip(clipped, GRADS, strict=True):
        assert np.allclose(new, min(1, fraction) * old, rtol=1e-14, atol=0)
    assert all(np.array_equal(a, b) for a, b in zip(
        before, (*PARAMS, *GRADS), strict=True))


def test_clipping_bears_zeros_and_lengths_whose_squares_overflow():
    zeros = rnnlib.Params(*(0 * dz for dz in GRADS))
    assert clip_by_norm(zeros, 1.0)[1] == 0
    huge = rnnlib.Params(*(1e300 * np.sign(dz) for dz in GRADS))
    clipped, length = clip_by_norm(huge, 2.0)
    assert np.isfinite(length) and joint(clipped) == pytest.approx(2)
    with pytest.raises(FloatingPointError, match="clip_by_norm: length over"):
        clip_by_norm(rnnlib.Params(*(1.7e8 * dz for dz in huge)), 2.0)


def test_clipping_by_value_moves_large_entries_only():
    clipped = clip_by_value(GRADS, 0.1)
    for new, old in zip(clipped, GRADS, strict=True):
        assert abs(new).max() <= 0.1
        small = abs(old) <= 0.1
        assert np.array_equal(new[small], old[small])
        assert np.array_equal(np.sign(new), np.sign(old))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_clipping_keeps_precision(dtype):
    grads = rnnlib.Params(*(dz.astype(dtype) for dz in GRADS))
    for clipped in (clip_by_norm(grads, 0.1)[0], clip_by_value(grads, 0.1)):
        assert {dz.dtype for dz in clipped} == {np.dtype(dtype)}


@pytest.mark.parametrize("clip", [clip_by_norm, clip_by_value])
@pytest.mark.parametrize(("args", "message"), [
    ((GRADS, 0), "limit must be positive and finite, got 0"),
    ((GRADS, np.nan), "limit must be positive and finite, got nan"),
    ((GRADS, "1"), "limit must be a real number, got '1'"),
    ((tuple(GRADS), 1), "grads must be a named tuple of arrays, got tuple"),
    ((with_W(GRADS, NAN), 1), "grads.W must be finite, got NaN"),
    ((with_W(GRADS, NAN.astype(complex) * 0), 1), "grads.W must be"),
])
def test_clipping_names_what_is_wrong(clip, args, message):
    with pytest.raises((ValueError, TypeError)) as caught:
        clip(*args)
    assert message in str(caught.value)
