"""How far the bar tilted in each rep."""

from __future__ import annotations

import numpy as np

from gui.report.content import SetContent
from gui.report.numbers import with_error, with_errors
from gui.report.parts import Chart, Table
from gui.report.plot import Plot
from gui.report.rep_words import state_of
from gui.report.scale import linear, numbered
from gui.report.svg import BLUE
from velocity.rep import Rep

_LEAST = 6  # places for reps


def tilt_charts(content: SetContent) -> tuple[Chart, ...]:
    """Return the range of tilt of each rep; none where there is no rep."""
    reps = [rep for rep in content.reps if rep.counts and np.isfinite(rep.tilt_range_deg.value)]
    if not reps:
        return ()
    tops = [rep.tilt_range_deg.value + np.nan_to_num(rep.tilt_range_deg.se) for rep in reps]
    plot = Plot(
        numbered("Rep", len(content.reps), _LEAST),
        linear("Range of tilt, °", [*tops, 1.0], zero=True),
    )
    for rep in reps:
        tilt = rep.tilt_range_deg
        plot.point(rep.rep, tilt.value, BLUE, se=tilt.se, hollow=not rep.valid, told=_told(rep))
    if not all(rep.valid for rep in reps):
        plot.entry("hollow: unsure", BLUE, "ring")
    alt = _alt(reps)
    return (Chart("Range of tilt per rep", alt, plot.svg(alt), _table(reps)),)


def _told(rep: Rep) -> str:
    unsure = "" if rep.valid else ", unsure"
    return f"rep {rep.rep}: {with_error(rep.tilt_range_deg, digits=1)}°{unsure}"


def _alt(reps: list[Rep]) -> str:
    trusted = [rep for rep in reps if rep.valid]
    if not trusted:
        return "No rep can be trusted."
    most = max(trusted, key=lambda rep: rep.tilt_range_deg.value)
    tilt = with_error(most.tilt_range_deg, digits=1)
    return f"From the lowest to the highest tilt within a rep. The most is rep {most.rep}: {tilt}°."


def _table(reps: list[Rep]) -> Table:
    ranges = with_errors([rep.tilt_range_deg for rep in reps], digits=1)
    rows = tuple(
        (str(rep.rep), tilt, state_of(rep)) for rep, tilt in zip(reps, ranges, strict=True)
    )
    return Table(("Rep", "Range of tilt, °", "Verdict"), rows, (True, True, False))
