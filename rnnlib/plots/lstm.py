"""Figures about gates: what they let through, and what it comes to."""
from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np

from ..flow import Flow
from ..lstm import LSTMFlow
from .gradients import gradient_norms
from .look import COLOURS, GREY, dark, style
from .types import AnyFlow, Array, Axes, Named, Panels, Span

__all__ = ["eigenvalues", "gate_bands", "gate_strips", "paths"]


@style()
def paths(flow: LSTMFlow, vanilla: Flow | None = None, *,
          ylim: Span | None = None, ax: Axes | None = None) -> Axes:
    """||dE_t/dc_k|| against the lag, with all terms and along the cells.

    flow: an LSTMFlow; vanilla: a Flow of a network without gates, whose
    ||dE_t/dh_k|| is drawn for comparison. Returns the Axes.
    """
    lines: dict[str, AnyFlow] = {
        "all terms": flow._replace(credit=flow.cell),
        "cells alone": flow._replace(credit=flow.path)}
    if vanilla is not None:
        lines["no gates"] = vanilla
    ax = gradient_norms(lines, ylim=ylim, ax=ax)
    ax.set_ylabel("norm of the gradient")
    return ax


@style()
def eigenvalues(named: Named, *, ax: Axes | None = None) -> Axes:
    """Eigenvalues in the plane, {name: complex array}, and the unit circle.

    A name stands above its eigenvalue of the largest imaginary part.
    Returns the Axes.
    """
    ax = ax or plt.subplots(figsize=(5.6, 4.6))[1]
    turn = np.exp(2j * np.pi * np.linspace(0, 1, 200))
    ax.plot(turn.real, turn.imag, ":", color=GREY)
    for (name, values), marker in zip(named.items(), "os^Dv<>*" * len(named),
                                      strict=False):
        values = np.ravel(values)
        points, = ax.plot(values.real, values.imag, marker, markersize=4)
        top = values[values.imag.argmax()]
        ax.annotate(name, (values.real.mean(), top.imag), (0, 8),
                    textcoords="offset points", ha="center",
                    color=dark(points.get_color()), fontweight="bold")
    ax.axhline(0, color=GREY, linewidth=0.7)
    ax.axvline(0, color=GREY, linewidth=0.7)
    ax.set(xlabel="real part", ylabel="imaginary part", aspect="equal")
    ax.margins(0.08)
    return ax


@style()
def gate_bands(gates: Array,
               names: Sequence[str] = ("forget", "input", "output"), *,
               text: Sequence[str] | None = None,
               axes: Panels | None = None) -> Axes:
    """Gates over time: the median over the units, and its middle 80 %.

    gates: (T, 4, n_h) of one sequence, in the order of LSTMRun; text: T
    letters for the axis below. Returns the last Axes.
    """
    if axes is None:
        axes = plt.subplots(len(names), 1, sharex=True,
                            figsize=(5.6, 1.5 * len(names)))[1]
    t = np.arange(1, len(gates) + 1)
    for n, (ax, name) in enumerate(zip(np.ravel(axes), names, strict=True)):
        low, middle, high = np.quantile(gates[:, n], [0.1, 0.5, 0.9], axis=1)
        ax.fill_between(t, low, high, color=COLOURS[n], alpha=0.3, linewidth=0)
        ax.plot(t, middle, color=COLOURS[n])
        ax.set(ylim=(0, 1), yticks=[0, 0.5, 1], title=f"{name} gate")
    if text is None:
        ax.set_xlabel("$t$")
    else:
        ax.set_xticks(t, text)
    return ax


@style()
def gate_strips(gates: Array,
                names: Sequence[str] = ("forget", "input", "output"), *,
                text: Sequence[str] | None = None,
                axes: Panels | None = None) -> Axes:
    """Gates over time, a strip a unit: dark is shut, bright is open.

    gates: (T, 4, n_h) of one sequence, in the order of LSTMRun; units are
    sorted by their mean over time, the most open one on top. text: T letters
    to stand below, large; spaces and line breaks are marked there. Returns
    the last Axes.
    """
    if axes is None:
        axes = plt.subplots(len(names), 1, sharex=True,
                            figsize=(5.6, 0.8 + 1.7 * len(names)))[1]
    t = np.arange(1, len(gates) + 1)
    for n, (ax, name) in enumerate(zip(np.ravel(axes), names, strict=True)):
        order = gates[:, n].mean(0).argsort(kind="stable")
        mesh = ax.pcolormesh(t, np.arange(len(order)), gates[:, n, order].T,
                             vmin=0, vmax=1, cmap="cividis", rasterized=True)
        ax.set(yticks=[], ylabel="units", title=f"{name} gate")
        ax.grid(False)
    ax.figure.colorbar(mesh, ax=list(np.ravel(axes)), location="top",
                       shrink=0.6, aspect=25, ticks=[0, 0.5, 1]
                       ).ax.set_xticklabels(["0, shut", "0.5", "1, open"])
    if text is None:
        ax.set_xlabel("$t$")
    else:
        shown = ["\N{OPEN BOX}" if letter.isspace() else letter
                 for letter in text]
        ax.set_xticks(t, shown, fontsize=13)
        ax.tick_params(axis="x", length=0)
    return ax
