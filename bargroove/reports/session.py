"""The overview of a session: its sets, how the day was, and what is worth knowing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Any

from bargroove import __version__
from bargroove.insights.ledger import notices
from bargroove.insights.lifted import when
from bargroove.insights.readiness import readiness
from bargroove.logbook import Logbook, LoggedSet, SetHead
from bargroove.logbook.sets import Which
from bargroove.reports.history import by_lift, counts_of
from bargroove.reports.history_words import NAMES, insight
from bargroove.reports.naming import named
from bargroove.reports.pages import forms_of
from bargroove.reports.report import Report
from gui.live_words import counted
from gui.report.history import Insight
from gui.report.session_content import SessionContent, SessionSet

if TYPE_CHECKING:
    from gui.report.paper import PaperDocument

Link = Callable[[LoggedSet], str]
"""Returns where a set's own report lies, seen from the session's; "" where there is none."""


def no_link(one: LoggedSet) -> str:
    """Return that there is no report."""
    return ""


def session_report(
    logbook: Logbook, which: Which, *, lifter: str | None = None, link: Link = no_link
) -> Report:
    """Return the overview of a session; see ``session_content``."""
    made = datetime.now().astimezone()
    content = session_content(logbook, which, lifter=lifter, link=link)

    def page() -> str:
        from gui.report.session import session_page

        return session_page(content, made=made, version=__version__)

    def paper() -> PaperDocument:
        from gui.report.session import session_paper

        return session_paper(content, made=made, version=__version__)

    name = named(content.sets[0].began, "session", str(content.id), content.lifter)
    return Report(name, forms_of(page, paper))


def session_content(
    logbook: Logbook, which: Which, *, lifter: str | None = None, link: Link = no_link
) -> SessionContent:
    """Return all that there is to say of a session.

    Args:
        logbook: where its sets are.
        which: its number, or ``last``.
        lifter: whose last one, where ``which`` is ``last``; None for anybody's.
        link: says where the sets' own reports are.

    Raises:
        NoSuchSession, UnknownLifter: there is none.
        LogbookError: the logbook cannot be read.
    """
    sets = sorted(logbook.session(which, lifter=lifter), key=when)
    head = sets[0].head
    earlier = _earlier(logbook, sets)
    return SessionContent(
        id=sets[0].session,
        lifter=head.lifter or "",
        sets=tuple(
            _shown(one, before, link(one))
            for one, before in zip(sets, (None, *sets[:-1]), strict=True)
        ),
        seconds=_seconds(sets),
        readiness=_readiness(earlier),
        notices=_notices(logbook, sets, earlier),
    )


def _earlier(logbook: Logbook, sets: Sequence[LoggedSet]) -> dict[str, list[LoggedSet]]:
    """Return the lifter's sets of the session's lifts, up to its end; nothing of nobody."""
    name = sets[0].head.lifter
    if name is None:
        return {}
    until = (when(sets[-1]) + timedelta(microseconds=1)).isoformat()
    lifts = dict.fromkeys(one.head.lift for one in sets)
    return by_lift(
        [
            one
            for lift in lifts
            for one in logbook.sets(lifter=name, lift=lift, until=until, courses=False)
        ]
    )


def _shown(one: LoggedSet, before: LoggedSet | None, link: str) -> SessionSet:
    head = one.head
    return SessionSet(
        id=one.id,
        number=one.number,
        began=when(one).astimezone(),
        lift=head.lift,
        load_kg=head.load_kg,
        reps=tuple(logged.rep for logged in one.reps),
        marks=tuple(logged.mark for logged in one.reps),
        counts=counts_of([one]),
        rest_s=None if before is None else _rest(before, one),
        cue=head.cue,
        note=head.note,
        complete=one.complete,
        notices=one.notices,
        link=link,
    )


def _rest(before: LoggedSet, one: LoggedSet) -> float | None:
    """Return the seconds from one set's last rep to the next set; None where nobody knows.

    Of what another product has told the time within a day is often made up.
    """
    if before.head.source.startswith("import:") or one.head.source.startswith("import:"):
        return None
    took, apart = _took(before), (when(one) - when(before)).total_seconds()
    return None if took is None or apart < took else apart - took


def _took(one: LoggedSet) -> float | None:
    """Return how long a set took, s; None where that is not known."""
    if not one.reps:
        return None
    took = one.reps[-1].rep.end_s - one.reps[0].rep.start_s
    return took if isfinite(took) and took >= 0.0 else None


def _seconds(sets: Sequence[LoggedSet]) -> float | None:
    if any(one.head.source.startswith("import:") for one in sets):
        return None
    return (when(sets[-1]) - when(sets[0])).total_seconds() + (_took(sets[-1]) or 0.0)


def _readiness(earlier: dict[str, list[LoggedSet]]) -> dict[str, Insight]:
    return {
        lift: insight(NAMES["readiness"], readiness(sets), sets[-1].head)
        for lift, sets in earlier.items()
    }


def _held(logbook: Logbook, head: SetHead) -> dict[str, Any]:
    return logbook.overrides(head.lifter or "", head.lift, head.phase)


def _notices(
    logbook: Logbook, sets: Sequence[LoggedSet], earlier: dict[str, list[LoggedSet]]
) -> tuple[str, ...]:
    told = [
        f"{lift.replace('_', ' ').capitalize()}: {words}"
        for lift, known in earlier.items()
        for words in notices(known, _held(logbook, known[-1].head))
    ]
    told += [
        f"Set {one.id} is not complete: 'bargroove recover' completes it if it can."
        for one in sets
        if not one.complete
    ]
    told += [f"Set {one.id}: {words}" for one in sets for words in one.notices]
    unsure = sum(not each.rep.valid and each.rep.counts for one in sets for each in one.reps)
    if unsure:
        told.append(f"{counted(unsure, 'rep')} could not be read surely, and count as lifted only.")
    return tuple(told)
