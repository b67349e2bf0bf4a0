"""Charts of what changes with time: velocity and quality at like load, and the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from gui.report.history import Dated, LiftContent, Period, SameLoad
from gui.report.numbers import plain, with_error
from gui.report.parts import Chart, Table
from gui.report.plot import Plot
from gui.report.scale import Axis, linear
from gui.report.shapes import colour_of
from gui.report.svg import BLUE, INK, RED, SERIES, element, number

STATES = ("clean", "sliding", "failed")
_NOTHING = Table((), ())
_TICKS = 5
_STRIPES = 6.0  # units of the drawing between two


def pace_chart(content: LiftContent) -> Chart | None:
    """Return the best velocity of each session at loads that come back; None without any."""
    if not content.same_load:
        return None
    every = [one for same in content.same_load for one in same.best]
    values = [one.value.value for one in every]
    plot = Plot(
        dates([one.day for one in every]), linear("Best mean velocity, m/s", values), right=64.0
    )
    ends: list[tuple[float, str, str]] = []
    for place, same in enumerate(content.same_load):
        colour = SERIES[place]
        end = _trend_line(plot, same, content.pace, colour)
        ends.append((end, f" {same.load_kg:g} kg", colour))
        for one in same.best:
            _session(plot, one, same, colour, hollow=place % 2 == 1)
    _load_words(plot, ends)
    alt = content.insights["pace"].words
    return Chart("Velocity at the same load", alt, plot.svg(alt), _pace_table(content))


def quality_chart(content: LiftContent) -> Chart | None:
    """Return each session's distance from the groove at like load; None without any."""
    if not content.distances:
        return None
    found = content.distances
    plot = Plot(
        dates([one.day for one in found]),
        linear("Distance from the groove, spreads", [one.value.value for one in found], zero=True),
    )
    days = [one.day.toordinal() for one in found]
    if content.quality:
        plot.line(np.array([days[0], days[-1]]), np.array(content.quality), INK, dash="7 4")
        plot.entry("trend", INK, "dashed")
    plot.entry("a session, as if all were of one load", BLUE, "disc")
    for day, one in zip(days, found, strict=True):
        words = f"{short(one.day)}: {plain(one.value.value, 2)} spreads"
        plot.point(day, one.value.value, BLUE, told=words)
    told = content.insights["quality"]
    table = told.table or _NOTHING
    return Chart("Quality at like load", told.words, plot.svg(told.words), table)


def ledger_chart(content: LiftContent) -> Chart | None:
    """Return how the reps of each week were lifted; None where nobody knows of any."""
    if not any(week.counts.judged for week in content.weeks):
        return None
    told = content.insights["ledger"]
    return _stacked(
        "Clean, sliding and failed reps by week", told.told, content.weeks, 7, told.table, None
    )


def cap_chart(content: LiftContent) -> Chart | None:
    """Return the reps of each cycle that were not clean, against the cap; None without a cap."""
    if content.cap is None or not content.cycles:
        return None
    last = content.cycles[-1]
    bad = last.counts.sliding + last.counts.failed
    alt = f"{bad} of {content.cap} reps in the cycle from {short(last.first)} on."
    length = _length(content.cycles)
    return _stacked(
        "Sliding and failed reps by cycle, against the cap",
        alt, content.cycles, length, None, content.cap,
    )  # fmt: skip


def dates(days: Sequence[date]) -> Axis:
    """Return an axis that holds all days, a day more at either end."""
    low, high = min(days).toordinal() - 1, max(days).toordinal() + 1
    low, high = (low - 3, high + 3) if high - low < 8 else (low, high)
    step = max((high - low) // _TICKS, 1)
    long = high - low > 400
    ticks = [
        (float(day), _tick(date.fromordinal(day), long=long)) for day in range(low + 1, high, step)
    ]
    return Axis("", float(low), float(high), tuple(ticks))


def _session(plot: Plot, one: Dated, same: SameLoad, colour: str, *, hollow: bool) -> None:
    mean = one.value
    told = f"{short(one.day)}, {same.load_kg:g} kg: {with_error(mean, digits=3)} m/s"
    at = one.day.toordinal()
    plot.point(at, mean.value, colour, se=mean.se, hollow=hollow, told=told)


def short(day: date) -> str:
    """Return a day in few letters: ``5 Jan 2026``."""
    return f"{day.day} {day:%b %Y}"


def _tick(day: date, *, long: bool) -> str:
    return f"{day:%b %Y}" if long else f"{day.day} {day:%b}"


def _trend_line(plot: Plot, same: SameLoad, slope: float | None, colour: str) -> float:
    """Draw the trend through the middle of a load's sessions; return where it ends."""
    days = np.array([one.day.toordinal() for one in same.best], float)
    values = np.array([one.value.value for one in same.best])
    level = values.mean() + (slope or 0.0) * (days - days.mean())
    if slope is not None:
        plot.line(days[[0, -1]], level[[0, -1]], colour, width=1.6, dash="7 4")
    return float(level[-1])


def _load_words(plot: Plot, ends: Sequence[tuple[float, str, str]]) -> None:
    """Write each load at the end of its line, one above the other where they would meet."""
    least = 0.0
    for value, words, colour in sorted(ends, reverse=True):
        place = float(plot.at(0.0, value)[1])
        low = max(place, least)
        plot.words(plot.x.high, value, words, colour, anchor="start", up=place - low - 4.5)
        least = low + 15.0


def _pace_table(content: LiftContent) -> Table:
    rows = [
        (one.day.isoformat(), f"{same.load_kg:g}", with_error(one.value, digits=3))
        for same in content.same_load
        for one in same.best
    ]
    return Table(("Day", "Load, kg", "Best mean velocity, m/s"), tuple(rows), (False, True, True))


def _stacked(
    title: str,
    alt: str,
    periods: Sequence[Period],
    length: int,
    table: Table | None,
    cap: int | None,
) -> Chart:
    """Return bars of periods of so many days, clean reps at the bottom; without these for a cap."""
    shown = STATES if cap is None else STATES[1:]
    tops = [sum(getattr(one.counts, state) for state in shown) for one in periods]
    x = dates([day for one in periods for day in (one.first, one.first + timedelta(days=length))])
    plot = Plot(
        x, linear("Reps", [*tops, cap or 0], zero=True), right=14.0 if cap is None else 60.0
    )
    for one in periods:
        _bars(plot, one, length, shown)
    if cap is not None:
        plot.level(cap, f"cap {cap}", RED)
    for state in shown:
        plot.entry(state, INK, f"shape:{state}")
    return Chart(title, alt, plot.svg(alt), table or _counted(periods, shown))


def _bars(plot: Plot, one: Period, length: int, shown: Sequence[str]) -> None:
    middle, low = one.first.toordinal() + length / 2, 0
    for state in shown:
        count = getattr(one.counts, state)
        if count:
            told = f"from {short(one.first)}: {count} {state}"
            beside = _pattern(plot, state, middle, low, low + count, 0.8 * length)
            look = {"wide": 0.8 * length, "told": told, "beside": beside}
            plot.bar(middle, low, low + count, colour_of(state), **look)  # type: ignore[arg-type]
        low += count


def _pattern(
    plot: Plot, state: str, x: float, low: float, high: float, wide: float
) -> tuple[str, ...]:
    """Return lines that tell a part of a bar from the others without its colour."""
    if state == "clean":
        return ()
    (left, right), (bottom, top) = plot.at(
        np.array([x - wide / 2, x + wide / 2]), np.array([low, high])
    )
    gap = 6.0 if state == "sliding" else 3.0
    lines = "".join(
        f"M{number(left)} {number(y)}H{number(right)}"
        for y in np.arange(top + gap, bottom - 1, gap)
    )
    if state == "failed":
        lines = f"M{number(left)} {number(top)}L{number(right)} {number(bottom)}"
        lines += f"M{number(left)} {number(bottom)}L{number(right)} {number(top)}"
    return (element("path", d=lines, stroke="#ffffff", stroke_width=1.2),) if lines else ()


def _length(cycles: Sequence[Period]) -> int:
    """Return the days of a cycle, as far as they show."""
    gaps = [(b.first - a.first).days for a, b in pairwise(cycles)]
    return min(gaps, default=28)


def _counted(periods: Sequence[Period], shown: Sequence[str]) -> Table:
    rows = tuple(
        (one.first.isoformat(), *(str(getattr(one.counts, state)) for state in shown))
        for one in periods
    )
    return Table(
        ("From", *(state.capitalize() for state in shown)), rows, (False, True, True, True)
    )
