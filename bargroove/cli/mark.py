"""``bargroove mark``: what a person saw of a rep, which teaches the lifter's limits."""

from __future__ import annotations

import argparse

from bargroove.book import Book
from bargroove.logbook import Logbook, LoggedSet, NoSuchRep, open_logbook
from bargroove.settings import read_settings
from gui.limits import failed_words


def run(arguments: argparse.Namespace) -> None:
    """Mark a rep, or undo its last mark, and print what holds now.

    Raises:
        LogbookError: there is no such set, rep or mark, or the logbook cannot be written.
    """
    with open_logbook() as logbook:
        one = logbook.one(arguments.set)
        rep = _rep(one, arguments.rep)
        if arguments.mark == "undo":
            logbook.unmark(one.id, rep)
        else:
            logbook.mark(one.id, rep, arguments.mark)
        print(_told(logbook, one.id, rep))
        if one.head.lifter:
            print(_limit(logbook, one.head.lifter, one.head.lift))


def _limit(logbook: Logbook, lifter: str, lift: str) -> str:
    """Return where technique has failed by now, and by whose word."""
    told = failed_words(Book(None, lifter, read_settings(), logbook).alert(lift, None, "", {}))
    return f"{told[0].upper()}{told[1:]}."


def _rep(one: LoggedSet, wanted: int | str) -> int:
    if wanted != "last":
        return int(wanted)
    if not one.reps:
        raise NoSuchRep(f"set {one.id} has no reps yet")
    return one.reps[-1].rep.rep


def _told(logbook: Logbook, set_id: int, rep: int) -> str:
    """Return how a rep is marked, and how many reps of the set are."""
    one = logbook.one(set_id)
    marks = {logged.rep.rep: logged.mark for logged in one.reps if logged.mark}
    head = one.head
    whose = f"{head.lift.replace('_', ' ')}, {head.lifter}" if head.lifter else "nobody's set"
    told = f"Set {one.id} ({whose}), rep {rep}: {marks.get(rep) or 'not marked'}."
    counts = [f"{list(marks.values()).count(mark)} {mark}" for mark in ("broke", "clean")]
    return f"{told} Marked in this set: {', '.join(counts)}."
