"""Sets of a recording in the logbook."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bargroove.logbook import Logbook, open_logbook
from bargroove.logbook.records import SetHead
from velocity import Analysis, Rep, SetSummary
from velocity.limits import Limits


def keep(arguments: argparse.Namespace, analysis: Analysis, limits: Limits) -> tuple[str, ...]:
    """Keep the sets of an analyzed file in the logbook, and return what was done.

    A file's sets are kept once, however often that is asked for.

    Raises:
        LogbookError: there is no such lifter, or the logbook takes nothing.
    """
    path = Path(arguments.file)
    end = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with open_logbook() as logbook:
        if arguments.lifter:
            arguments.lifter = logbook.lifter(arguments.lifter).name
        known = {
            (one.head.source, one.head.capture_set): one.id
            for one in logbook.sets(lifter=arguments.lifter, lift=arguments.lift)
        }
        told = []
        for summary in analysis.sets:
            reps = [rep for rep in analysis.reps if rep.set == summary.set]
            head = _head(arguments, path, summary, end - _until_end(reps, analysis), limits)
            found = known.get((head.source, head.capture_set))
            told.append(
                f"set {summary.set} is in the logbook already, as set {found}"
                if found
                else f"set {summary.set} is kept as set {_kept(logbook, head, reps, analysis)}"
            )
    return tuple(told)


def _kept(logbook: Logbook, head: SetHead, reps: Sequence[Rep], analysis: Analysis) -> int:
    number = logbook.begin_set(head)
    logbook.end_set(number, reps, analysis.notices)
    return number


def _until_end(reps: Sequence[Rep], analysis: Analysis) -> timedelta:
    """Return how long before the last rep of a recording a set began."""
    return timedelta(seconds=analysis.reps[-1].end_s - reps[0].start_s)


def _head(
    arguments: argparse.Namespace,
    path: Path,
    summary: SetSummary,
    started: datetime,
    limits: Limits,
) -> SetHead:
    axis = arguments.bar_axis
    return SetHead(
        arguments.lifter,
        arguments.lift,
        arguments.load,
        started.isoformat(timespec="milliseconds"),
        phase=arguments.phase,
        cue=arguments.cue,
        note=arguments.note,
        source=f"file:{path.resolve()}",
        offset_m=arguments.offset_m,
        bar_axis=None if axis is None else tuple(axis.tolist()),
        capture_set=summary.set,
        limits=limits,
    )
