"""Charts over load, and of what goes first: profile, clean range, weak point."""

from __future__ import annotations

import numpy as np

from gui.report.history import LiftContent, ProfileLine, Share
from gui.report.numbers import plain, with_error
from gui.report.parts import Chart, Table
from gui.report.plot import Plot
from gui.report.scale import Axis, linear
from gui.report.svg import BLUE, GREEN, INK, RED, element, number, text

_NOTHING = Table((), ())


def profile_chart(content: LiftContent) -> Chart | None:
    """Return velocity over load with the profile's line and the one-repetition maximum."""
    found, told = content.profile, content.insights["profile"]
    if found is None:
        return None
    one_rm = found.one_rm_kg
    loads = [point.load_kg for point in found.points]
    values = [v for point in found.points for v in (point.usual, point.best)]
    plot = Plot(
        linear("Load, kg", [*loads, one_rm.value - one_rm.se, one_rm.value + one_rm.se]),
        linear("Best mean velocity, m/s", [*values, found.floor.value - found.floor.se], zero=True),
    )
    _profile_line(plot, found)
    for point in found.points:
        here = f"{point.load_kg:g} kg"
        best, usual = f"{here}: best {plain(point.best, 2)} m/s", plain(point.usual, 2)
        plot.point(point.load_kg, point.best, BLUE, hollow=True, told=best)
        plot.point(point.load_kg, point.usual, BLUE, told=f"{here}: usually {usual} m/s")
    _one_rm(plot, found)
    plot.entry("usual day; hollow: the best one", BLUE, "disc")
    plot.entry("line, ± 1 standard error", INK, "line")
    plot.entry("1RM, ± 1 standard error", RED, "line")
    return Chart("Load–velocity profile", told.told, plot.svg(told.told), told.table or _NOTHING)


def range_chart(content: LiftContent) -> Chart | None:
    """Return the share of clean first reps by load, and where the clean range ends."""
    if not content.tried:
        return None
    told, limit = content.insights["clean-range"], content.clean_limit
    loads = [one.at for one in content.tried]
    ends = [] if limit is None else [limit.low, limit.high]
    plot = Plot(linear("Load, kg", [*loads, *ends]), linear("Clean first reps, %", [0, 100]))
    if limit is not None:
        words = f"{limit.low:.0f} to {limit.high:.0f} kg"
        plot.span(limit.low, limit.high, told=f"end of the clean range, 90 % sure: {words}")
        plot.upright(limit.value, f"clean to {limit.value:.0f} kg", GREEN, None)
    for one in content.tried:
        plot.add(_whisker(plot, one.at, one))
        share = plain(100 * one.share.value)
        plot.point(one.at, 100 * one.share.value, BLUE, told=f"{one.name}: {share} % of {one.of}")
    plot.entry("share of first reps, 95 % interval", BLUE, "disc")
    if limit is not None:
        plot.entry("end of the clean range, 90 % interval", BLUE, "area")
    return Chart("Clean range", told.told, plot.svg(told.told), told.table or _NOTHING)


def sign_chart(content: LiftContent) -> Chart | None:
    """Return how often each sign came first."""
    if not content.signs:
        return None
    told = content.insights["weak-point"]
    shown = content.signs[:8]
    names = tuple((float(len(shown) - i), "") for i in range(len(shown)))
    plot = Plot(
        linear("Share of the sets that broke down, %", [0, 100]),
        Axis("Which sign came first", 0.4, len(shown) + 0.7, names),
        height=90.0 + 46.0 * len(shown),
    )
    for row, one in zip((y for y, _ in names), shown, strict=True):
        _sign_bar(plot, row, one)
    return Chart("Weak point", told.told, plot.svg(told.told, upright=True), told.table or _NOTHING)


def _profile_line(plot: Plot, found: ProfileLine) -> None:
    loads = np.array([point.load_kg for point in found.points])
    line = np.array([point.line.value for point in found.points])
    se = np.array([point.line.se for point in found.points])
    plot.area(loads, line - se, line + se)
    plot.line(loads, line)
    ends = np.array([loads[-1], found.one_rm_kg.value])
    plot.line(ends, np.array([line[-1], found.floor.value]), dash="7 4")


def _one_rm(plot: Plot, found: ProfileLine) -> None:
    """Draw the maximum with its error to both sides, and its words where there is room."""
    one_rm, floor = found.one_rm_kg, found.floor.value
    reach = np.array([one_rm.value - one_rm.se, one_rm.value + one_rm.se])
    plot.line(reach, np.array([floor, floor]), RED, width=2.5)
    told = f"estimated 1RM {with_error(one_rm, digits=0)} kg"
    plot.point(one_rm.value, floor, RED, size=5.0, told=told)
    plot.words(plot.x.high, floor, told, RED, anchor="end", up=-20.0, bold=True)


def _whisker(plot: Plot, x: float, one: Share) -> str:
    """Return the interval of a share, in percent."""
    (at, _), (low, high) = plot.at(
        np.array([x, x]), 100 * np.array([one.share.low, one.share.high])
    )
    d = f"M{number(at)} {number(low)}V{number(high)}M{number(at - 4)} {number(low)}h8"
    return element(
        "path",
        d=f"{d}M{number(at - 4)} {number(high)}h8",
        fill="none",
        stroke=INK,
        stroke_width=1.4,
    )


def _sign_bar(plot: Plot, row: float, one: Share) -> None:
    share = one.share
    (x0, x1), (y1, y2) = plot.at(
        np.array([0.0, 100 * share.value]), np.array([row + 0.02, row - 0.36])
    )
    low, high = plot.at(100 * np.array([share.low, share.high]), np.zeros(2))[0]
    middle = (y1 + y2) / 2
    d = f"M{number(low)} {number(middle)}H{number(high)}"
    d += "".join(f"M{number(x)} {number(middle - 4)}v8" for x in (low, high))
    height = "" if one.height is None else f", mostly at {100 * one.height:.0f} % height"
    words = f"{one.name}{height}: {100 * share.value:.0f} % of {one.of}"
    plot.add(
        element("rect", x=x0, y=y1, width=max(x1 - x0, 1.0), height=y2 - y1, fill=BLUE),
        element("path", d=d, fill="none", stroke="#ffffff", stroke_width=4.0),
        element("path", d=d, fill="none", stroke=INK, stroke_width=1.6),
        text(float(x0), float(y1) - 5.0, words, size=12.5),
        told=words,
    )
