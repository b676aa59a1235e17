"""The figures of both norms show what they are given."""
import numpy as np
import pytest
import rnnlib
from figures import drawn
from rnnlib import plots
from rnnlib.plots.look import COLOURS, GREY

pytestmark = pytest.mark.filterwarnings("error")


def flow_of(T=8, gain=0.7, steps=None, **options):
    rng = np.random.default_rng(0)
    params = rnnlib.init(3, 4, 3, gain=gain)
    return rnnlib.gradient_flow(params, rng.normal(size=(T, 2, 3)),
                                rng.integers(3, size=(T, 2)), steps=steps,
                                **options)


def labels(ax):
    return [text.get_text() for text in ax.texts]


def line(ax, colour):
    found, = [one for one in ax.lines if one.get_color() == colour]
    return found.get_xdata(), found.get_ydata()


def test_both_norms_start_at_one_and_keep_their_order():
    flows = {"quiet": flow_of(gain=0.5), "loud": flow_of(gain=1.4)}
    ax = drawn(plots.both_norms(flows))
    solid, dashed = ax.lines[::2], ax.lines[1::2]
    for one, loss, state in zip(flows.values(), solid, dashed, strict=True):
        assert loss.get_ydata() == pytest.approx(
            one.credit[8, ::-1] / one.credit[8, 8], rel=1e-14)
        assert (state.get_ydata() == one.jacobian[8, ::-1]).all()
        assert loss.get_ydata()[0] == state.get_ydata()[0] == 1
        assert loss.get_color() == state.get_color()
        assert loss.get_linestyle() != state.get_linestyle()
    assert sorted(labels(ax)) == ["loud", "quiet"]
    assert ax.get_yscale() == "log"
    assert len(ax.get_legend().texts) == 2


def test_the_last_of_the_steps_is_drawn():
    ax = plots.both_norms({"": flow_of(steps=[2, 5])})
    assert ax.lines[0].get_xdata().tolist() == list(range(6))


def test_a_flow_without_jacobian_is_refused():
    with pytest.raises(ValueError, match="flow has no jacobian"):
        plots.both_norms({"": flow_of(jacobian=False)})


def test_zeros_are_marked_where_they_begin():
    flow = flow_of()
    flow.credit[8, :4] = 0
    ax = drawn(plots.both_norms({"": flow}))
    assert np.isnan(ax.lines[0].get_ydata()[5:]).all()
    mark, = [one for one in ax.lines if one.get_marker() == "v"]
    assert mark.get_xydata().tolist() == [[5, 0]]


def test_nothing_but_zeros_leaves_only_marks():
    flow = flow_of()
    flow.credit[8] = 0
    flow.jacobian[8] = 0
    ax = drawn(plots.both_norms({"dead": flow}))
    assert np.isnan(ax.lines[0].get_ydata()).all()
    assert labels(ax) == []


def test_a_frame_shows_both_norms_and_the_one_before():
    now, before = flow_of(gain=1.2), flow_of(gain=0.3)
    ax = drawn(plots.norms_frame(now, title="title", ylim=(1e-9, 1e3),
                                 before=before))
    for colour, norms in (
            (COLOURS[0], now.credit[8, ::-1] / now.credit[8, 8]),
            (COLOURS[1], now.jacobian[8, ::-1]),
            (GREY, before.credit[8, ::-1] / before.credit[8, 8])):
        assert line(ax, colour)[1] == pytest.approx(norms, rel=1e-14)
    assert ax.get_title(loc="left") == "title"
    assert ax.get_ylim() == (1e-9, 1e3)
    assert "before" in labels(ax)
    assert len(labels(ax)) == 3


def test_frames_keep_still_and_small():
    places = []
    for gain in (0.2, 1.8):
        ax = plots.norms_frame(flow_of(T=120, gain=gain), title=str(gain),
                               ylim=(1e-9, 1e3))
        drawn(ax)
        places.append(ax.get_position().bounds)
        lags = line(ax, COLOURS[0])[0]
        assert len(lags) <= 52
        assert (lags[0], lags[-1]) == (0, 120)
    assert places[0] == places[1]


def test_names_stand_where_the_line_is_still_in_sight():
    flow = flow_of(T=30, gain=0.1)
    ax = drawn(plots.norms_frame(flow, title="", ylim=(1e-9, 1e3)))
    for text in ax.texts:
        lag, norm = text.xy
        assert lag < 10
        assert norm > 1e-8


def test_lines_under_a_bound():
    lengths, bound = [[1, 0.2, 0.1], [1, 0.3, 0.1]], [1, 0.9, 0.8]
    ax = drawn(plots.under_bound(lengths, bound))
    assert [one.get_ydata().tolist() for one in ax.lines] == [*lengths, bound]
    assert ax.lines[2].get_linewidth() > ax.lines[0].get_linewidth()
    assert len(labels(ax)) == 2


@pytest.mark.parametrize(("ylim", "exponents"), [
    ((1e-20, 1e15), range(-20, 16, 5)), ((1e-3, 1e3), range(-3, 4)),
    ((1e-50, 1e20), range(-50, 21, 10)), ((3e-9, 2e4), range(-8, 5, 2))])
def test_ticks_are_round_powers(ylim, exponents):
    ax = drawn(plots.norms_frame(flow_of(), title="", ylim=ylim))
    ticks = np.log10(ax.yaxis.get_majorticklocs()).round(9)
    assert ticks.tolist() == list(exponents)
