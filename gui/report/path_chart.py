"""Each rep's path over the lifter's groove, from the side and from the front, and its tilt."""

from __future__ import annotations

import numpy as np

from gui.live_words import counted
from gui.report.content import SetContent
from gui.report.frame import DASHED, DOTTED, SMALL
from gui.report.numbers import percent, plain, with_errors
from gui.report.parts import Chart, Table
from gui.report.path_panels import panels
from gui.report.path_views import (
    BAND,
    FRONT,
    SIDE,
    TILT,
    Band,
    View,
    across,
    band_of,
    heights,
    sideways,
    with_paths,
)
from gui.report.plot import Plot
from gui.report.rep_words import NOT_JUDGED, path_state_of, path_told, technique_told
from gui.report.scale import linear
from gui.report.shapes import colour_of
from gui.report.svg import BLUE, LINE, element, number, text
from velocity.groove import Groove
from velocity.rep import HEIGHTS, Measured, Rep

_HIGH = 340.0
_APART = 16.0  # units of the drawing from one path's number to the next
_LOOKS: dict[str, tuple[float, str | None, str]] = {
    "clean": (1.4, None, "line"),
    "sliding": (2.4, DASHED, "dashed"),
    "failed": (3.2, None, "thick"),
    "unsure": (1.6, DOTTED, "dotted"),
    NOT_JUDGED: (1.4, None, "line"),
}
"""Width, dashes and sign of the path of a rep in each state."""
_ASKED = (5, 10, 15, 20)
"""Heights of which the table tells."""


def path_charts(content: SetContent) -> tuple[Chart, ...]:
    """Return both views of the paths, of all reps and rep by rep, and the tilt.

    There are none where no path is known.
    """
    reps = with_paths(content.reps)
    if not reps:
        return ()
    side, front, tilt = (_chart(view, reps, content.groove) for view in (SIDE, FRONT, TILT))
    return (side, front, *(panels(view, reps, content.groove) for view in (SIDE, FRONT)), tilt)


def _chart(view: View, reps: list[Rep], groove: Groove | None) -> Chart:
    band = band_of(view, groove)
    travel = [float(heights(rep)[-1]) for rep in reps]
    plot = Plot(
        linear(view.label, sideways(view, reps, band), count=6),
        linear("Height, cm", [1.05 * max(travel)], zero=True),
        height=_HIGH,
    )
    draw_band(plot, band, float(np.mean(travel)))
    for rep in reps:
        _draw_path(plot, view, rep)
    _draw_numbers(plot, view, reps)
    _legend(plot, reps, groove=band is not None)
    alt = _alt(view, reps, groove, plot)
    return Chart(view.title, alt, plot.svg(alt, upright=True), _table(view, reps))


def draw_band(plot: Plot, band: Band | None, travel: float) -> None:
    """Draw a groove and its band over a range of motion, cm."""
    if band is not None:
        plot.area_along(travel * HEIGHTS, band.left, band.right, opacity=0.2)
        plot.line(band.mean, travel * HEIGHTS, BLUE, width=2.5, dash="9 3 2 3")


def _draw_path(plot: Plot, view: View, rep: Rep) -> None:
    state = path_state_of(rep)
    width, dash, _ = _LOOKS[state]
    colour = colour_of(state)
    plot.line(across(view, rep), heights(rep), colour, width=width, dash=dash, told=path_told(rep))


def _draw_numbers(plot: Plot, view: View, reps: list[Rep]) -> None:
    """Write each path's number over its top: all where there is room, else those that tell most."""
    room = int((plot.right - plot.left) / _APART)
    telling = {reps[0].rep, reps[-1].rep}
    telling |= {rep.rep for rep in reps if path_state_of(rep) in ("sliding", "failed")}
    shown = reps if len(reps) <= room else [rep for rep in reps if rep.rep in telling][-room:]
    shown = sorted(shown, key=lambda rep: float(across(view, rep)[-1]))
    tops = [plot.at(across(view, rep)[-1], heights(rep)[-1]) for rep in shown]
    places = _spread([float(x) for x, _ in tops], _APART, plot.left, plot.right)
    row = min((float(y) for _, y in tops), default=0.0) - 12.0
    for rep, (x, y), place in zip(shown, tops, places, strict=True):
        d = f"M{number(float(x))} {number(float(y))}L{number(place)} {number(row + 2.0)}"
        leader = element("path", d=d, stroke=LINE, stroke_width=0.8)
        colour = colour_of(path_state_of(rep))
        words = text(
            place, row, str(rep.rep), size=SMALL, colour=colour, anchor="middle", bold=True
        )
        plot.add(leader, words)


def _spread(places: list[float], apart: float, low: float, high: float) -> list[float]:
    """Return places in order, moved so that each is at least so far from the next."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + apart) if moved else max(place, low))
    shift = np.mean(np.subtract(moved, places)) if moved else 0.0
    shift = max(shift, moved[-1] - high) if moved else 0.0
    return [float(max(place - shift, low + k * apart)) for k, place in enumerate(moved)]


def _legend(plot: Plot, reps: list[Rep], *, groove: bool) -> None:
    if groove:
        plot.entry("groove", BLUE, "dashed")
        plot.entry(f"its band, ± {BAND:g} spreads", BLUE, "area")
    states = {path_state_of(rep) for rep in reps}
    for state, (_, _, sign) in _LOOKS.items():
        if state in states:
            plot.entry(state, colour_of(state), sign)


def _alt(view: View, reps: list[Rep], groove: Groove | None, plot: Plot) -> str:
    told = f"{counted(len(reps), 'rep')}, numbered where they end. {_furthest(view, reps, groove)}"
    if view.shown != "cm":
        return told
    tall = (plot.bottom - plot.top) / (plot.y.high - plot.y.low)
    times = plot.slot / tall
    if times < 1.5:
        return told
    return f"{told} Sideways is drawn {plain(times)} times as large as height."


def _furthest(view: View, reps: list[Rep], groove: Groove | None) -> str:
    """Return where a rep lies furthest from the groove, or from its start where there is none.

    It is one that can be trusted, unless there is none.
    """
    band = band_of(view, groove)
    middle = np.zeros_like(HEIGHTS) if band is None else band.mean
    some = [rep for rep in reps if rep.valid] or reps
    away = np.array([across(view, rep) - middle for rep in some])
    if not np.isfinite(away).any():
        return ""
    n, at = map(int, np.unravel_index(np.nanargmax(np.abs(away)), away.shape))
    rep, off = some[n], float(away[n, at])
    if round(abs(off), 1) == 0.0:
        return ""
    size = _at(view, [rep], at, [abs(off)])[0]
    unit = "°" if view.shown == "°" else f" {view.shown}"
    beside = "from its start" if band is None else "off the groove"
    doubt = "" if rep.valid else ", unsure"
    return (
        f"The furthest {beside} is rep {rep.rep}{doubt}: {size}{unit} {view.ways[int(off > 0.0)]}"
        f" at {percent(float(HEIGHTS[at]))} of the height."
    )


def _table(view: View, reps: list[Rep]) -> Table:
    columns = [_column(view, reps, at) for at in _ASKED]
    rows = tuple(
        (str(rep.rep), *cells, technique_told(rep))
        for rep, *cells in zip(reps, *columns, strict=True)
    )
    at_heights = (f"at {percent(float(HEIGHTS[at]))} height, {view.shown}" for at in _ASKED)
    return Table(("Rep", *at_heights, "Technique"), rows, (True,) * 5 + (False,))


def _column(view: View, reps: list[Rep], at: int) -> tuple[str, ...]:
    return _at(view, reps, at, [float(across(view, rep)[at]) for rep in reps])


def _at(view: View, reps: list[Rep], at: int, values: list[float]) -> tuple[str, ...]:
    """Return values of reps at a height with the errors that their courses have there."""
    if view.error is None:
        return tuple(plain(value, 1) for value in values)
    errors = [float(view.scale * view.error(rep.course)[at]) for rep in reps if rep.course]
    return with_errors([Measured(*pair) for pair in zip(values, errors, strict=True)], digits=1)
