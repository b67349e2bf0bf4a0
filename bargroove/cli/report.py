"""``bargroove report``: what is left of a set, a session, a lifter or a team, as a page."""

from __future__ import annotations

import argparse
import sys
import webbrowser
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bargroove.cli.choosing import chosen
from bargroove.cli.report_plan import Plan, plan_of
from bargroove.errors import BargrooveError
from bargroove.logbook import Logbook, LoggedSet, open_logbook
from bargroove.progress import progress
from bargroove.reports.report import Report
from bargroove.reports.set_report import name_of, set_report


class NotOpened(BargrooveError):
    """A report that is there, and that no browser shows."""


def run(arguments: argparse.Namespace) -> None:
    """Write a report, and print where it is.

    Raises:
        LogbookError: the logbook cannot be read, or does not hold what is asked for.
        CannotWrite: a file cannot be written.
        NotMade, MissingExtra: there cannot be a report in a format; the message says why.
        NoSuchTime: the days that are asked for cannot be.
        NotOpened: it is written, and no browser shows it.
    """
    chosen(arguments)  # refuses days that cannot be
    plan = plan_of(arguments)
    with open_logbook() as logbook:
        with progress("gathering the sets"):
            report = _report(logbook, arguments, plan)
        first, *_ = list(_written(report, plan))
    if arguments.open and not webbrowser.open(first.absolute().as_uri()):
        raise NotOpened(f"no browser can be started: open {first} yourself")


def _report(logbook: Logbook, asked: argparse.Namespace, plan: Plan) -> Report:
    """Return the report that is asked for; what makes it is loaded only now."""
    of_sets = {"lift": asked.lift, "since": asked.since, "until": asked.until}
    match plan.kind:
        case "session":
            from bargroove.reports.session import session_report

            beside = partial(_beside, plan)
            return session_report(logbook, asked.session, lifter=asked.lifter, link=beside)
        case "lifter":
            from bargroove.reports.lifter import lifter_report

            return lifter_report(logbook, asked.lifter, **of_sets)
        case "team":
            from bargroove.reports.team import team_report

            return team_report(logbook, **of_sets)
    return set_report(logbook, asked.set or "last")


def _beside(plan: Plan, one: LoggedSet) -> str:
    """Return the name of a set's own report, where it lies beside what is planned; else ""."""
    name = f"{name_of(one)}.html"
    return name if (plan.folder / name).is_file() else ""


def _written(report: Report, plan: Plan) -> Iterator[Path]:
    """Write what is asked for; print and yield each place once it is there."""
    if plan.whole:
        folder = plan.place / report.name
        for told in report.write_folder(folder):
            print(told, file=sys.stderr)
        print(folder, flush=True)
        yield folder / "report.html"
        return
    for form in plan.forms:
        path = plan.place if plan.is_file else plan.place / f"{report.name}.{form}"
        report.write(form, path)
        print(path, flush=True)
        yield path
