"""Insights in words and tables, as reports show them."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bargroove.insights.ledger import Ledger
from bargroove.insights.lifted import Withheld
from bargroove.insights.tables import columns
from bargroove.logbook import SetHead
from gui.grid import Column
from gui.report.history import Insight
from gui.report.parts import Table

NAMES = {
    "readiness": "Readiness",
    "pace": "Velocity at the same load",
    "profile": "Load–velocity profile",
    "clean-range": "Clean range",
    "quality": "Quality at like load",
    "ledger": "Ledger",
    "cues": "Cues",
    "weak-point": "Weak point",
}
"""The insights, in the order in which they are told."""
WEEKS, CYCLES = 26, 13
"""The latest weeks and cycles, which are shown."""


def insight(name: str, found: Any, head: SetHead) -> Insight:
    """Return an insight as it is shown, and how to get what it lacks."""
    command = f"bargroove live SOURCE --lift {head.lift} --lifter {shlex.quote(head.lifter or '')}"
    if isinstance(found, Withheld):
        cue = " --cue TEXT" if name == NAMES["cues"] else ""
        return Insight(name, found.told, None, f"{command} --load KG{cue}")
    if isinstance(found, Ledger):
        latest = replace(found, weeks=found.weeks[-WEEKS:], cycles=found.cycles[-CYCLES:])
        return Insight(name, found.told, table_of(columns(latest)))
    return Insight(name, found.told, table_of(columns(found)))


def table_of(columns: Sequence[Column]) -> Table:
    """Return the columns of a grid as a table."""
    headings = tuple(_joined(column.heading) for column in columns)
    cells = (column.cells for column in columns)
    rows = tuple(tuple(_spaced(cell) for cell in row) for row in zip(*cells, strict=True))
    return Table(headings, rows, tuple(not column.left for column in columns))


def _joined(heading: Sequence[str]) -> str:
    """Return the lines of a heading as one; the last line is the unit where it names one."""
    joined = " ".join(line for line in heading if line).replace("- ", "").replace("un-k", "unk")
    return joined[:1].upper() + joined[1:]


def _spaced(cell: str) -> str:
    value, sign, error = cell.partition("±")
    return f"{value} ± {error.strip()}" if sign else cell
