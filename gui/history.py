"""Sets in rows, and one set rep by rep: what the logbook shows to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gui.grid import Column, fitting, grid
from gui.table import measured
from gui.terminal import Colour, Style
from velocity import Rep, SetSummary

_NONE = "–"


@dataclass(frozen=True)
class SetLine:
    """A set as one row.

    Attributes:
        id: number in the logbook.
        began: when, in the local time.
        lifter: "" where nobody was named.
        marks: what a person said of each rep that was marked.
    """

    id: int
    began: datetime
    lifter: str
    lift: str
    load_kg: float | None
    reps: Sequence[Rep]
    summary: SetSummary | None
    marks: Sequence[str]
    complete: bool


def table(sets: Sequence[SetLine], style: Style) -> list[str]:
    """Return the lines of a table of sets; there is at least one."""
    best = [one.summary.best_mean_velocity if one.summary else None for one in sets]
    columns = [
        Column(("set",), [str(one.id) for one in sets]),
        Column(("when",), [f"{one.began:%Y-%m-%d %H:%M}" for one in sets], left=True),
        Column(("lifter",), [one.lifter or _NONE for one in sets], spare=1, left=True),
        Column(("lift",), [one.lift.replace("_", " ") for one in sets], left=True),
        Column(("load", "kg"), [_load(one.load_kg) for one in sets]),
        Column(("reps",), [str(len(one.reps)) for one in sets]),
        Column(("best", "m/s"), measured(best, digits=3)),
        Column(("loss", "%"), [_loss(one.summary) for one in sets], spare=2),
        Column(("stop", "after"), [_stop(one.summary) for one in sets], spare=4),
        Column(("clean/sliding/", "failed"), [_technique(one.reps) for one in sets], spare=5),
        Column(("marks",), [_marks(one.marks) for one in sets], spare=3, left=True),
    ]
    if not all(one.complete for one in sets):
        states = [_state(one, style) for one in sets]
        columns.append(Column(("state",), states, spare=1, left=True))
    kept = fitting(columns, style.width)
    lines = grid(kept)
    if len(kept) < len(columns):
        left_out = ", ".join("".join(c.heading) for c in columns if c not in kept)
        lines.append(style.paint(f"(no room for: {left_out})", Colour.FAINT))
    return lines


def told_reasons(rep: Rep, mark: str | None) -> list[str]:
    """Return what is to be said of a rep beside its numbers, a line each."""
    lines = [
        f"rep {rep.rep}, {rep.verdict}: {reason.told or reason.name.replace('_', ' ')}"
        f" ({_amount(reason.value, reason.unit)}, limit {_amount(reason.limit, reason.unit)})"
        for reason in rep.reasons
    ]
    technique = rep.technique
    if technique and technique.told and not any(r.told == technique.told for r in rep.reasons):
        lines.append(f"rep {rep.rep}, {technique.state}: {technique.told}")
    if technique and technique.recovered:
        lines.append(f"rep {rep.rep}: technique recovered")
    if mark:
        lines.append(f"rep {rep.rep}: marked {mark}")
    return lines


def _amount(value: float, unit: str) -> str:
    places = 2 if unit == "m/s" else 1 if abs(value) < 10 and value != round(value) else 0
    space = "" if unit == "°" else " "
    if unit == "reps":
        unit = "rep" if value == 1 else "reps"
    return f"{value:.{places}f}{space}{unit}".rstrip()


def _load(load: float | None) -> str:
    return _NONE if load is None else f"{round(load, 1):g}"


def _loss(summary: SetSummary | None) -> str:
    if summary is None or summary.velocity_loss is None:
        return _NONE
    return f"{100 * summary.velocity_loss.value:.0f}"


def _stop(summary: SetSummary | None) -> str:
    return (
        _NONE if summary is None or summary.stop_after_rep is None else str(summary.stop_after_rep)
    )


def _technique(reps: Sequence[Rep]) -> str:
    states = Counter(rep.technique.state for rep in reps if rep.technique)
    if not states:
        return _NONE
    return "/".join(str(states[state]) for state in ("clean", "sliding", "failed"))


def _marks(marks: Sequence[str]) -> str:
    counts = Counter(marks)
    return ", ".join(f"{counts[mark]} {mark}" for mark in sorted(counts)) or _NONE


def _state(one: SetLine, style: Style) -> str:
    return "" if one.complete else style.paint("not complete", Colour.ORANGE)
