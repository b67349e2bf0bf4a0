"""All that was measured of each rep, as a table whose numbers can be read back exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

from gui.live_words import span
from gui.report.numbers import NONE, with_errors
from gui.report.rep_words import loss_of
from velocity.rep import Measured, Range, Rep


@dataclass(frozen=True)
class Cell:
    """A number as it is shown, with its value and standard error as they were measured.

    ``exact`` and ``exact_se`` are in SI units and lose no digit; "" where there is none. Of reps
    that are left, a range is shown, and the likeliest number is exact.
    """

    shown: str
    shown_se: str = ""
    exact: str = ""
    exact_se: str = ""


@dataclass(frozen=True)
class RepColumn:
    """A column: ``name`` is the field of ``Rep`` that it shows."""

    heading: str
    unit: str
    name: str
    cells: tuple[Cell, ...]


def rep_columns(reps: Sequence[Rep]) -> dict[str, tuple[RepColumn, ...]]:
    """Return the columns of all metrics of reps, those that belong together under a heading.

    A heading under which nothing was measured is left out.
    """
    groups = {
        heading: tuple(_column(reps, *metric) for metric in metrics)
        for heading, metrics in _GROUPS.items()
    }
    return {
        heading: columns
        for heading, columns in groups.items()
        if any(cell.exact for column in columns for cell in column.cells)
    }


def _column(
    reps: Sequence[Rep], name: str, heading: str, unit: str, scale: float, digits: int
) -> RepColumn:
    if name in _LEFT:
        return RepColumn(heading, unit, name, tuple(_left(getattr(rep, name)) for rep in reps))
    values = [_measured(rep, name) for rep in reps]
    shown = with_errors(values, scale, digits)
    cells = tuple(_cell(value, words) for value, words in zip(values, shown, strict=True))
    return RepColumn(heading, unit, name, cells)


def _cell(value: Measured | None, words: str) -> Cell:
    if value is None or not isfinite(value.value):
        return Cell(NONE)
    shown, _, shown_se = words.partition(" ± ")
    exact_se = repr(float(value.se)) if isfinite(value.se) else ""
    return Cell(shown, shown_se if exact_se else "", repr(float(value.value)), exact_se)


def _measured(rep: Rep, name: str) -> Measured | None:
    """Return what was found of a rep; of a time no error is told."""
    found: Measured | float | None = loss_of(rep) if name == _LOSS else getattr(rep, name)
    return Measured(found, nan) if isinstance(found, float) else found


def _left(left: Range | None) -> Cell:
    return Cell(NONE) if left is None else Cell(span(left), exact=repr(float(left.likely)))


_LOSS = "velocity_loss"
_LEFT = ("left_technical", "left_muscular")
_GROUPS = {
    "Velocity": (
        ("mean_velocity", "Mean velocity", "m/s", 1.0, 3),
        ("peak_velocity", "Peak velocity", "m/s", 1.0, 3),
        ("mean_propulsive_velocity", "Mean propulsive velocity", "m/s", 1.0, 3),
        ("sticking_velocity", "Sticking velocity", "m/s", 1.0, 3),
        (_LOSS, "Velocity loss", "%", 100.0, 1),
    ),
    "Time": (
        ("start_s", "Way up from", "s", 1.0, 2),
        ("end_s", "Way up to", "s", 1.0, 2),
        ("duration", "Concentric", "s", 1.0, 2),
        ("eccentric_duration", "Eccentric", "s", 1.0, 2),
        ("time_to_peak", "Time to peak", "s", 1.0, 2),
    ),
    "Path": (
        ("range_of_motion", "Range of motion", "cm", 100.0, 1),
        ("forward_deviation", "Furthest forward", "cm", 100.0, 1),
        ("lateral_deviation", "Furthest to the left", "cm", 100.0, 1),
        ("tilt_range_deg", "Range of tilt", "°", 1.0, 1),
    ),
    "Reps left": (
        ("left_technical", "To technique", "reps", 1.0, 1),
        ("left_muscular", "To strength", "reps", 1.0, 1),
    ),
}
"""Under each heading: field, heading, unit, shown unit ÷ unit, and most decimal places."""
