"""The report of a lifter: what all their sets say, lift by lift."""

from __future__ import annotations

import shlex
from datetime import date, datetime
from typing import TYPE_CHECKING

from bargroove import __version__
from bargroove.days import ended
from bargroove.insights.lifted import when
from bargroove.logbook import Logbook, LoggedSet
from bargroove.reports.history import by_lift, lift_content
from bargroove.reports.naming import named
from bargroove.reports.pages import forms_of
from bargroove.reports.report import Report
from bargroove.settings import read_settings
from gui.report.history import LifterContent

if TYPE_CHECKING:
    from gui.report.paper import PaperDocument


def lifter_report(
    logbook: Logbook,
    lifter: str,
    *,
    lift: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Report:
    """Return the report of a lifter; see ``lifter_content``."""
    made = datetime.now().astimezone()
    content = lifter_content(logbook, lifter, lift=lift, since=since, until=until)

    def page() -> str:
        from gui.report.lifter import lifter_page

        return lifter_page(content, made=made, version=__version__)

    def paper() -> PaperDocument:
        from gui.report.lifter import lifter_paper

        return lifter_paper(content, made=made, version=__version__)

    return Report(named(made, "lifter", content.lifter, lift or ""), forms_of(page, paper))


def lifter_content(
    logbook: Logbook,
    lifter: str,
    *,
    lift: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> LifterContent:
    """Return all that there is to say of a lifter.

    Args:
        logbook: where the sets are.
        lifter: who.
        lift: only this one.
        since: only sets of this day, by the local clock, and later.
        until: only sets of this day and before.

    Raises:
        UnknownLifter: there is none of that name.
        LogbookError: the logbook cannot be read.
        BadSettings, BadChoice: the limits that are set cannot be used.
    """
    who, settings = logbook.lifter(lifter), read_settings()
    sets = logbook.sets(lifter=lifter, lift=lift, until=ended(until), courses=False)
    lifts = {
        name: known
        for name, known in by_lift(sets).items()
        if since is None or when(known[-1]).date() >= since
    }
    shown = [each for known in lifts.values() for each in known if not since or _day(each) >= since]
    return LifterContent(
        lifter=who.name,
        note=who.note,
        first=min(map(_day, shown), default=None),
        last=max(map(_day, shown), default=None),
        asked=_asked(lift, since, until),
        sets=len(shown),
        sessions=len({each.session for each in shown}),
        lifts=tuple(
            lift_content(logbook, settings, known, since, len(lifts)) for known in lifts.values()
        ),
        remedy="" if lifts else _remedy(logbook, who.name, lift),
    )


def _remedy(logbook: Logbook, lifter: str, lift: str | None) -> str:
    """Return what to do where there are no sets as asked for."""
    name = shlex.quote(lifter)
    if logbook.sets(lifter=lifter, most=1, courses=False):
        return f"There are others: bargroove report --lifter {name}"
    return f"Lift some: bargroove live SOURCE --lift {lift or 'L'} --lifter {name} --load KG"


def _day(logged: LoggedSet) -> date:
    return when(logged).date()


def _asked(lift: str | None, since: date | None, until: date | None) -> str:
    parts = (
        (lift, f"of {(lift or '').replace('_', ' ')}"),
        (since, f"since {since}"),
        (until, f"until {until}"),
    )
    return " ".join(words for given, words in parts if given)
