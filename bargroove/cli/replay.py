"""``bargroove replay``: what other limits would have said of a set."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict, fields, replace
from typing import Any

from bargroove.book import alert_of
from bargroove.choices import limits_of, written
from bargroove.cli.limits_arguments import overrides_of
from bargroove.logbook import LoggedSet, open_logbook
from bargroove.report_json import SCHEMA, rep_dict, set_dict
from gui.live_words import title
from gui.replay import compared
from gui.terminal import style_of
from velocity import LIFTS, Rep
from velocity.limits import Limits, usual_limits
from velocity.sets import summaries


def run(arguments: argparse.Namespace) -> None:
    """Judge a set of the logbook anew, and print where it would have ended.

    The set's own limits hold where no other ones are named, and of the lifter only what was known
    before the set. The logbook stays as it is.

    Raises:
        LogbookError: there is no such set, or the logbook cannot be read.
        BadChoice: the limits contradict each other.
    """
    with open_logbook() as logbook:
        one = logbook.one(arguments.set)
        limits = _limits(one, overrides_of(arguments))
        alert = alert_of(logbook, replace(one.head, limits=limits))
    before = [logged.rep for logged in one.reps]
    after = alert.judge(before)
    if arguments.json:
        print(json.dumps(_plain(one, limits, before, after), indent=2, allow_nan=False))
        return
    head = one.head
    print(f"Set {one.id}: {title(head.lift, head.load_kg, head.lifter)}\n")
    style, changed = style_of(sys.stdout, os.environ), _changed(head.limits, limits)
    print(compared(before, after, changed, style) if before else "It has no reps.")


def _limits(one: LoggedSet, chosen: dict[str, Any]) -> Limits:
    """Return the limits that a set was judged by, with others in the place of some."""
    lift = LIFTS[one.head.lift]
    return limits_of(lift, asdict(one.head.limits or usual_limits(lift)), chosen)


def _changed(then: Limits | None, now: Limits) -> str:
    """Return what of the limits is other than it was."""
    if then is None:
        return "It is not known by which limits it was judged."
    pairs = [
        (field.name, getattr(then, field.name), getattr(now, field.name)) for field in fields(now)
    ]
    told = [
        f"{name.replace('_', ' ')} {written(name, old)} → {written(name, new)}"
        for name, old, new in pairs
        if old != new
    ]
    return f"Changed: {', '.join(told)}." if told else "By the limits that it was judged by."


def _plain(one: LoggedSet, limits: Limits, before: list[Rep], after: list[Rep]) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "set": one.id,
        "limits": asdict(limits),
        "reps": [rep_dict(rep) for rep in after],
        "then": [set_dict(summary) for summary in summaries(before)],
        "now": [set_dict(summary) for summary in summaries(after)],
    }
