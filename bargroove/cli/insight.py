"""``bargroove insight``: what a lifter's history says."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import date
from textwrap import fill
from typing import Any

from bargroove.cli.choosing import chosen, told
from bargroove.cli.insight_json import to_json
from bargroove.insights.clean_range import clean_range
from bargroove.insights.cues import cues
from bargroove.insights.ledger import ledger
from bargroove.insights.lifted import of_each_lift
from bargroove.insights.profile import profile
from bargroove.insights.quality import quality
from bargroove.insights.readiness import readiness
from bargroove.insights.tables import columns
from bargroove.insights.weak_point import weak_point
from bargroove.logbook import Logbook, LoggedSet, open_logbook
from gui.grid import fitting, grid
from gui.live_words import title
from gui.terminal import Colour, Style, style_of

_OF_SETS: dict[str, Callable[[Sequence[LoggedSet]], Any]] = {
    "clean-range": clean_range,
    "quality": quality,
    "weak-point": weak_point,
    "cues": cues,
    "readiness": readiness,
}


def run(arguments: argparse.Namespace) -> None:
    """Print one insight into a lifter's sets, for one lift or all that they have done.

    Raises:
        LogbookError: there is no such lifter, or the logbook cannot be read.
        NoSuchTime: the days that are asked for cannot be.
    """
    with open_logbook() as logbook:
        name = logbook.lifter(arguments.lifter).name
        found = {
            lift: insight(logbook, arguments.what, sets, arguments.since)
            for lift, sets in _by_lift(logbook, arguments).items()
        }
    if arguments.json:
        print(to_json(arguments.what, name, found))
        return
    style = style_of(sys.stdout, os.environ)
    blocks = [_as_text(title(lift, None, name), of, style) for lift, of in found.items()]
    print("\n\n".join(blocks) or _nothing(name, arguments))


def insight(logbook: Logbook, what: str, sets: Sequence[LoggedSet], since: date | None) -> Any:
    """Return an insight into the sets of one lifter and lift, oldest first, at least one."""
    head = sets[-1].head
    if what == "ledger":
        overrides = logbook.overrides(head.lifter or "", head.lift, head.phase)
        return ledger(sets, overrides, since or date.min)
    if what == "profile":
        return profile(head.lift, sets)
    return _OF_SETS[what](sets)


def _by_lift(logbook: Logbook, arguments: argparse.Namespace) -> dict[str, list[LoggedSet]]:
    """Return the sets that are asked for, of each lift; a ledger's cycles count from the first."""
    which = chosen(arguments)
    if arguments.what == "ledger":
        which["since"] = None
    return of_each_lift(logbook.sets(**which, most=None))


def _as_text(heading: str, found: Any, style: Style) -> str:
    held = columns(found)
    rows = grid(fitting(held, style.width)) if held else []
    lines = [style.paint(heading[0].upper() + heading[1:], Colour.BOLD), *rows]
    lines += ["", fill(found.told, style.width)] if rows else [fill(found.told, style.width)]
    if any("±" in line for line in lines):
        lines.append("± is one standard error.")
    return "\n".join(lines)


def _nothing(name: str, arguments: argparse.Namespace) -> str:
    """Return what to do where there are no sets."""
    lift = arguments.lift or "L"
    live = f"bargroove live SOURCE --lift {lift} --lifter {shlex.quote(name)} --load KG"
    return f"No sets {told(arguments)} in the logbook. Lift some: {live}"
