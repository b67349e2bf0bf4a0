"""``bargroove history``: the sets in the logbook."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bargroove.cli.choosing import chosen, told
from bargroove.logbook import LoggedSet, open_logbook
from bargroove.logbook.plain import limits_to_plain
from bargroove.report_json import rep_dict, set_dict
from gui.history import SetLine, table, told_reasons
from gui.live_words import title
from gui.table import bullets, render
from gui.terminal import Style, style_of
from velocity import Analysis, Rep, SetSummary
from velocity.sets import summaries

_EMPTY = """\
No sets in the logbook yet. 'bargroove live' keeps each set there, 'bargroove import' brings sets
from files and other products."""


def run(arguments: argparse.Namespace) -> None:
    """List sets, or show one rep by rep.

    Raises:
        LogbookError: the logbook cannot be read, or does not hold what is asked for.
        NoSuchTime: the days that are asked for cannot be.
    """
    with open_logbook() as logbook:
        if arguments.set is not None:
            sets = [logbook.one(arguments.set)]
        else:
            sets = logbook.sets(**chosen(arguments), most=arguments.last)
    style = style_of(sys.stdout, os.environ)
    if arguments.json:
        print(json.dumps({"schema": 1, "sets": [_dict(one) for one in sets]}, indent=2))
    elif arguments.set is not None:
        print(_one(sets[0], style))
    elif sets:
        print("\n".join(table([_line(one) for one in sets], style)))
    else:
        which = told(arguments)
        print(f"No sets {which} in the logbook." if which else _EMPTY)


def _line(one: LoggedSet) -> SetLine:
    head = one.head
    return SetLine(
        one.id,
        _local(head.started_utc),
        head.lifter or "",
        head.lift,
        head.load_kg,
        _reps(one),
        _summary(one),
        [logged.mark for logged in one.reps if logged.mark],
        one.complete,
    )


def _one(one: LoggedSet, style: Style) -> str:
    """Return a set rep by rep, and below it all that is known of it."""
    head, reps = one.head, _reps(one)
    heading = (
        f"Set {one.id}: {title(head.lift, head.load_kg, head.lifter)},"
        f" {_local(head.started_utc):%Y-%m-%d %H:%M}, number {one.number} of its session"
    )
    said = [line for logged in one.reps for line in told_reasons(logged.rep, logged.mark)]
    if not reps:
        return "\n".join([heading, "", "No reps.", *_about(one)])
    analysis = Analysis(head.lift, 0.0, reps, summaries(reps), ())
    body = render(analysis, style, notices=one.notices)
    return "\n".join([heading, "", body, *bullets(said, style), *_about(one)])


def _about(one: LoggedSet) -> list[str]:
    head = one.head
    parts = (
        ("Phase", head.phase),
        ("Cue", head.cue),
        ("Note", head.note),
        ("Source", head.source),
        ("Capture", head.capture),
        ("Video", head.video),
        ("Not complete", "" if one.complete else "'bargroove recover' completes it if it can"),
    )
    lines = [f"{name}: {text}" for name, text in parts if text]
    return ["", *lines] if lines else []


def _dict(one: LoggedSet) -> dict[str, Any]:
    """Return a set as plain values; reps are as in ``analyze --json``."""
    head, summary = one.head, _summary(one)
    plain = asdict(head) | {
        "calibration": head.calibration and head.calibration.made,
        "limits": head.limits and limits_to_plain(head.limits),
    }
    return {
        "set": one.id,
        "session": one.session,
        "number": one.number,
        **plain,
        "complete": one.complete,
        "notices": list(one.notices),
        "reps": [rep_dict(logged.rep) | {"mark": logged.mark} for logged in one.reps],
        "summary": summary and set_dict(summary),
    }


def _summary(one: LoggedSet) -> SetSummary | None:
    return next(iter(summaries(_reps(one))), None)


def _reps(one: LoggedSet) -> tuple[Rep, ...]:
    return tuple(logged.rep for logged in one.reps)


def _local(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone()
