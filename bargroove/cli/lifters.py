"""``bargroove lifters``: who lifts."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import datetime

from bargroove.cli.asking import agree
from bargroove.logbook import HasSets, Logbook, open_logbook
from gui.grid import Column, grid
from gui.live_words import counted

_NOBODY = "No lifters yet: bargroove lifters add NAME"


def add(arguments: argparse.Namespace) -> None:
    """Add a lifter.

    Raises:
        LogbookError: the name is taken, or is none.
    """
    with open_logbook() as logbook:
        print(f"{logbook.add_lifter(arguments.name, arguments.note).name}: added")


def show(arguments: argparse.Namespace) -> None:
    """List the lifters, and how much each has lifted.

    Raises:
        LogbookError: the logbook cannot be read.
    """
    with open_logbook() as logbook:
        known = _known(logbook)
    if arguments.json:
        print(json.dumps({"schema": 1, "lifters": known}, indent=2))
    else:
        print("\n".join(_listed(known)) if known else _NOBODY)


def rename(arguments: argparse.Namespace) -> None:
    """Give a lifter another name.

    Raises:
        LogbookError: there is no such lifter, or the new name is taken or none.
    """
    with open_logbook() as logbook:
        before = logbook.lifter(arguments.name).name
        print(f"{before}: now {logbook.rename_lifter(before, arguments.new).name}")


def merge(arguments: argparse.Namespace) -> None:
    """Give one lifter's sets to another, and remove the first.

    Raises:
        LogbookError: a lifter is unknown, or both are one.
        NotAgreed: nobody agreed.
    """
    with open_logbook() as logbook:
        name, into = logbook.lifter(arguments.name).name, logbook.lifter(arguments.into).name
        if name != into:
            sets = counted(len(logbook.sets(lifter=name)), "set")
            deed = f"{sets} of {name} will be {into}'s, and {name} will be removed."
            agree(deed, yes=arguments.yes)
        logbook.merge_lifters(name, into)
        print(f"{name}: now {into}")


def remove(arguments: argparse.Namespace) -> None:
    """Remove a lifter, and the sets too if that is asked for.

    Raises:
        LogbookError: the lifter is unknown, or has sets.
        NotAgreed: nobody agreed.
    """
    with open_logbook() as logbook:
        name = logbook.lifter(arguments.name).name
        sets = len(logbook.sets(lifter=name))
        if sets and not arguments.with_sets:
            raise HasSets(
                f"{name} has {counted(sets, 'set')} in the logbook: --with-sets removes them too,"
                " 'lifters merge' gives them to another lifter"
            )
        gone = f"{name} and {counted(sets, 'set')} with all reps and marks" if sets else name
        agree(f"{gone} will be removed; captures stay.", yes=arguments.yes)
        logbook.remove_lifter(name, with_sets=arguments.with_sets)
        print(f"{gone}: removed")


def _known(logbook: Logbook) -> list[dict[str, object]]:
    sets = logbook.sets()
    count = Counter(one.head.lifter for one in sets)
    latest = {one.head.lifter: one.head.started_utc for one in sets}
    return [
        {
            "name": lifter.name,
            "note": lifter.note,
            "created_utc": lifter.created_utc,
            "sets": count[lifter.name],
            "latest_utc": latest.get(lifter.name),
        }
        for lifter in logbook.lifters()
    ]


def _listed(known: list[dict[str, object]]) -> list[str]:
    columns = [
        Column(("name",), [str(one["name"]) for one in known], left=True),
        Column(("sets",), [str(one["sets"]) for one in known]),
        Column(("latest",), [_day(one["latest_utc"]) for one in known], left=True),
        Column(("note",), [str(one["note"]) for one in known], left=True),
    ]
    return grid(columns)


def _day(moment: object) -> str:
    return "–" if moment is None else f"{datetime.fromisoformat(str(moment)).astimezone():%Y-%m-%d}"
