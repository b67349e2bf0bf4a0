"""Velocity and height over time, with the reps shaded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gui.live_words import counted
from gui.report.content import SetContent
from gui.report.numbers import plain, with_error
from gui.report.parts import Chart, Table
from gui.report.plot import Plot
from gui.report.scale import Axis, linear
from gui.report.svg import BLUE, LINE
from velocity.rep import Rep, Trace
from velocity.samples import Floats

_HIGH = 230.0
_APART = 15.0  # units of the drawing from one rep's number to the next
_CM = 100.0


def trace_charts(content: SetContent) -> tuple[Chart, ...]:
    """Return the bar's velocity and height over time; none where there is no trace."""
    trace = content.trace
    if trace is None or not np.isfinite(trace.vertical_velocity).any():
        return ()
    velocity, height = trace.vertical_velocity, _CM * trace.height
    return (
        _chart("Velocity over time", "Vertical velocity", "m/s", velocity, content.reps, trace),
        _chart("Height over time", "Height", "cm", height, content.reps, trace),
    )


def _chart(
    title: str, what: str, unit: str, values: Floats, done: Sequence[Rep], trace: Trace
) -> Chart:
    reps = [rep for rep in done if rep.counts]
    time = _time_axis(trace)
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    up = linear(f"{what}, {unit}", [low, high], zero=True, count=4)
    plot = Plot(time, up, height=_HIGH)
    _spans(plot, reps)
    plot.line(np.array([time.low, time.high]), np.zeros(2), LINE, width=1.0)
    plot.line(trace.time, values, BLUE, width=1.5)
    places = 2 if unit == "m/s" else 0
    shaded = f"; the way up of {counted(len(reps), 'rep')} is shaded" if reps else ""
    alt = (
        f"From {plain(low, places)} to {plain(high, places)} {unit}"
        f" over {plain(time.high - time.low)} s{shaded}."
    )
    return Chart(title, alt, plot.svg(alt), _table(reps))


def _time_axis(trace: Trace) -> Axis:
    nice = linear("Time in the recording, s", trace.time[[0, -1]].tolist(), count=7)
    first, last = float(trace.time[0]), float(trace.time[-1])
    ticks = tuple((at, words) for at, words in nice.ticks if first <= at <= last)
    return Axis(nice.label, first, last, ticks)


def _spans(plot: Plot, reps: list[Rep]) -> None:
    """Shade the ways up, and number as many as there is room for."""
    free = -np.inf
    for rep in reps:
        middle = float(plot.at((rep.start_s + rep.end_s) / 2, 0.0)[0])
        words = str(rep.rep) if middle > free else ""
        free = middle + _APART if words else free
        plot.span(rep.start_s, rep.end_s, words, told=_told(rep))


def _told(rep: Rep) -> str:
    peak = with_error(rep.peak_velocity, digits=3)
    span = f"up from {plain(rep.start_s, 1)} to {plain(rep.end_s, 1)} s"
    return f"rep {rep.rep}: {span}, peak {peak} m/s"


def _table(reps: list[Rep]) -> Table:
    rows = tuple(
        (
            str(rep.rep),
            plain(rep.start_s, 2),
            plain(rep.end_s, 2),
            with_error(rep.peak_velocity, digits=3),
            with_error(rep.range_of_motion, _CM, 1),
        )
        for rep in reps
    )
    headings = ("Rep", "Way up from, s", "to, s", "Peak velocity, m/s", "Range of motion, cm")
    return Table(headings, rows, (True,) * len(headings))
