"""``bargroove import``: sets from a file."""

from __future__ import annotations

import argparse
import os
import sys

from bargroove.exchange.files import Opened, open_file
from bargroove.exchange.readings import Told
from bargroove.logbook import Logbook, open_logbook
from bargroove.logbook.parcels import PackedSet, Unpacked
from bargroove.progress import progress
from gui.live_words import counted
from gui.table import bullets
from gui.terminal import style_of


def run(arguments: argparse.Namespace) -> None:
    """Add what a file holds and the logbook does not, all of it or nothing.

    Raises:
        BadImport: the file cannot be read.
        LogbookError: the lifter is not known, or the logbook takes nothing.
    """
    with open_logbook() as logbook:
        opened = _opened(arguments, logbook)
        with progress("writing to the logbook"):
            done = logbook.unpack(opened.parcel, keep=not arguments.dry_run)
    print("\n".join(_summary(opened, done, dry=arguments.dry_run)))


def _opened(arguments: argparse.Namespace, logbook: Logbook) -> Opened:
    lifter = arguments.lifter and logbook.lifter(arguments.lifter).name
    order = arguments.dates and arguments.dates == "day-first"
    with progress(f"reading {arguments.file.name}"):
        return open_file(arguments.file, arguments.product, lifter, Told(arguments.units, order))


def _summary(opened: Opened, done: Unpacked, *, dry: bool) -> list[str]:
    """Return what a file holds, and what of it is new."""
    sets = opened.parcel.sets
    people = {one.head.lifter for one in sets}
    lines = [
        f"{opened.title} file: {counted(len(sets), 'set')}, {_reps(sets)} of"
        f" {counted(len(people), 'lifter')}"
    ]
    lines += [_mapped(name, lift) for name, lift in opened.exercises.items()]
    lines.append(f"{'Would add' if dry else 'Added'}: {_added(done)}")
    if done.duplicates:
        lines.append(f"There already, skipped: {counted(done.duplicates, 'set')}")
    if dry:
        lines.append("Nothing is changed.")
    return [*lines, *bullets(opened.notices, style_of(sys.stdout, os.environ))]


def _added(done: Unpacked) -> str:
    new = counted(len(done.lifters), "lifter") + f" ({', '.join(done.lifters)})"
    parts = (
        (done.lifters, new),
        (done.sets, f"{counted(len(done.sets), 'set')}, {_reps(done.sets)}"),
        (done.overrides, f"limits of {counted(done.overrides, 'lift')}"),
    )
    return ", ".join(words for given, words in parts if given) or "nothing"


def _reps(sets: tuple[PackedSet, ...]) -> str:
    return counted(sum(len(one.reps) for one in sets), "rep")


def _mapped(name: str, lift: str) -> str:
    if name == lift:
        return f"  {name}"
    return f"  {name} → {lift}{' (the name is kept as a note)' * (lift == 'generic')}"
