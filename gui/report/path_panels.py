"""The path of each rep in a picture of its own, over the lifter's groove."""

from __future__ import annotations

from html import escape

import numpy as np

from gui.live_words import counted
from gui.report.frame import DASHED, DOTTED, SMALL
from gui.report.parts import Chart, Table
from gui.report.path_views import Band, View, across, band_of, heights, sideways
from gui.report.plot import WIDTH
from gui.report.rep_words import path_state_of, path_told
from gui.report.shapes import colour_of, shape
from gui.report.svg import BLUE, GRID, LINE, drawing, element, text, way
from velocity.groove import Groove
from velocity.rep import HEIGHTS, Rep
from velocity.samples import Floats

_COLUMNS = 6
_WIDE, _HIGH, _HEAD = WIDTH / _COLUMNS, 110.0, 22.0
_DASHES = {"sliding": DASHED, "unsure": DOTTED}
_SHAPED = ("clean", "sliding", "failed", "unsure")
_FEW = slice(None, None, 2)  # of the heights are enough for a groove in so small a picture
_NONE = Table((), ())  # the charts of all reps have the numbers


def panels(view: View, reps: list[Rep], groove: Groove | None) -> Chart:
    """Return a chart with a small picture of each rep, all of one scale."""
    band = band_of(view, groove)
    values = sideways(view, reps, band)
    most = float(np.nanmax(np.abs(values)))
    top = max(float(heights(rep)[-1]) for rep in reps)
    rows = -(-len(reps) // _COLUMNS)
    drawn = [
        element(
            "g",
            _panel(view, rep, band, (most, top), first=n == 0),
            transform=f"translate({n % _COLUMNS * _WIDE:g} {n // _COLUMNS * (_HIGH + _HEAD):g})",
        )
        for n, rep in enumerate(reps)
    ]
    beside = "over the groove and its band" if band else "beside a line straight up"
    alt = f"{counted(len(reps), 'rep')}, each {beside}; {view.seen}, {most:.1f} cm to either side."
    high = rows * (_HIGH + _HEAD)
    return Chart(f"{view.title}, rep by rep", alt, drawing(WIDTH, high, alt, *drawn), _NONE)


def _panel(
    view: View, rep: Rep, band: Band | None, reach: tuple[float, float], *, first: bool
) -> str:
    """Return the picture of one rep; ``reach`` is how far it goes sideways, and up."""
    state = path_state_of(rep)
    middle = f"M{_WIDE / 2:g} {_HEAD:g}V{_HEAD + _HIGH - 8:g}"
    travel = float(heights(rep)[-1])
    d = way(*_at(across(view, rep), heights(rep), reach))
    width = 3.0 if state == "failed" else 1.8
    return element(
        "g",
        f"<title>{escape(path_told(rep), quote=False)}</title>",
        element("path", d=middle, stroke=GRID if band else LINE, stroke_width=1.0),
        _groove(band, travel, reach),
        element(
            "path", d=d, fill="none", stroke=colour_of(state), stroke_width=width,
            stroke_dasharray=_DASHES.get(state), stroke_linejoin="round",
        ),
        text(_WIDE / 2 - 4, 15, str(rep.rep), size=SMALL, anchor="end", bold=True),
        shape(state, _WIDE / 2 + 9, 10.5, 14.0) if state in _SHAPED else "",
        role="img",
        tabindex="0" if first else "-1",
    )  # fmt: skip


def _groove(band: Band | None, travel: float, reach: tuple[float, float]) -> str:
    if band is None:
        return ""
    up = travel * HEIGHTS[_FEW]
    left, right = band.left[_FEW], band.right[_FEW]
    x, y = _at(np.concatenate((left, right[::-1])), np.concatenate((up, up[::-1])), reach)
    filled = f'<path d="{way(x, y, closed=True)}" fill="{BLUE}" fill-opacity="0.2"/>'
    mean = way(*_at(band.mean[_FEW], up, reach))
    return filled + element(
        "path", d=mean, fill="none", stroke=BLUE, stroke_width=1.5, stroke_dasharray="6 2 1.5 2"
    )


def _at(x: Floats, y: Floats, reach: tuple[float, float]) -> tuple[Floats, Floats]:
    """Return where points lie in a picture."""
    most, top = reach
    across_, down = (_WIDE - 10.0) / 2.0, _HIGH - 10.0
    return _WIDE / 2.0 + x / most * across_, _HEAD + _HIGH - 8.0 - y / top * down
